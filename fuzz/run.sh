#!/bin/bash
# Runs targets of libFuzzer, which make has built, for some seconds altogether:
#
#     run.sh SOURCE BUILD SECONDS TARGET...
#
# SOURCE/corpus/TARGET holds seeds and inputs of mended faults, SOURCE/dictionaries/TARGET words.
# Inputs that reach new code are kept in BUILD/corpus/TARGET, those that show a fault in
# BUILD/faults. Ends with status 1 at the first fault.
set -u
source=$(cd "$1" && pwd) build=$(cd "$2" && pwd) seconds=${3:-60}
shift 3
each=$((seconds / $#))
[ "$each" -gt 0 ] || each=1
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:max_allocation_size_mb=1024
export UBSAN_OPTIONS=print_stacktrace=1 LSAN_OPTIONS=suppressions=$source/leaks.supp:print_suppressions=0
mkdir -p "$build/faults"
for target in "$@"; do
    kept=$build/corpus/$target seeds=$source/corpus/$target words=$source/dictionaries/$target
    mkdir -p "$kept"
    log=$build/faults/$target.log
    arguments=(-max_total_time="$each" -timeout=20 -rss_limit_mb=2048 -max_len=4096
        -artifact_prefix="$build/faults/$target-" -print_final_stats=1)
    [ -f "$words" ] && arguments+=(-dict="$words")
    [ -d "$seeds" ] || seeds=
    # Known leaks of igraph are recognised by frames that only the slow unwinder sees.
    slow=fast_unwind_on_malloc=$([ "$target" = operation ] && echo 0 || echo 1)
    if ! ASAN_OPTIONS=$ASAN_OPTIONS:$slow OPENBLAS_NUM_THREADS=1 "$build/fuzz/$target" "${arguments[@]}" "$kept" ${seeds:+"$seeds"} \
        >"$log" 2>&1; then
        echo "FAULT: $target (see $log)"
        tail -n 60 "$log"
        exit 1
    fi
    echo "$target: $(awk '/number_of_executed_units/ { print $2 }' "$log") executions in $each s"
done
