#!/bin/bash
# Installs, builds and runs every test: the suite as built, the unit programs under AddressSanitizer
# and UBSan, the style of the source and the site of the documentation, memory errors and leaks
# under valgrind, another compiler with another BLAS, a minute of fuzzing, and a distribution tarball
# built and installed out of its tree. Closes with a line "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
# A build folder without the packages of Python and R and without MPI is configured again.
grep -qs -e '--with-python.*--with-r.*--with-mpi' build/config.status || rm -f build/Makefile
EXTRA_PACKAGES="clang clang-format libblas-dev libigraph-doc liblapack-dev valgrind abigail-tools python3-brian python3-dev python3-h5py python3-igraph python3-ipykernel
    python3-nbclient python3-networkx
    python3-myst-parser python3-numpy python3-pandas python3-scipy python3-sphinx python3-yaml r-cran-igraph libopenmpi-dev openmpi-bin" \
    CONFIGURE_OPTIONS="--with-python=/usr/bin/python3 --with-r --with-mpi" sh ./setup.sh || exit 1
top=$PWD
jobs=$(nproc)
SECONDS=0 # bash counts from here
passed=0 failed=0 skipped=0

# Begins a part, with the minutes and seconds since the beginning.
part() {
    printf '== %s (at %d:%02d)\n' "$1" $((SECONDS / 60)) $((SECONDS % 60))
}

# Adds the results of one build's test suite.
count() {
    local results
    results=$(find "$1" -name '*.trs' -exec grep -h '^:global-test-result:' {} +)
    passed=$((passed + $(grep -c ' PASS' <<<"$results")))
    skipped=$((skipped + $(grep -c ' SKIP' <<<"$results")))
    failed=$((failed + $(grep -cE ' (FAIL|ERROR|XPASS)' <<<"$results")))
}

# One step that passes or fails as a whole. Its output is indented, because lines are counted.
whole() {
    local title=$1 log start=$SECONDS
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        echo "PASS: $title ($((SECONDS - start)) s)"
    else
        echo "FAIL: $title ($((SECONDS - start)) s)"
        tail -n 60 "$log" | sed "s/^/    /"
    fi
    rm -f "$log"
}

suite() { # title, build folder, target of make, configure arguments...
    local title=$1 folder=$2 target=$3 log
    shift 3
    mkdir -p "$folder"
    log=$folder/check.out
    part "$title"
    if (cd "$folder" && { [ -f Makefile ] || "$top/configure" -q "$@"; } && make -s -j"$jobs" &&
        make -s -j"$jobs" "$target") >"$log" 2>&1; then
        :
    elif ! grep -q '^# TOTAL' "$log"; then
        failed=$((failed + 1)) # it did not even build
    fi
    grep -E '^(PASS|FAIL|SKIP|ERROR)' "$log"
    [ -f "$folder/test-suite.log" ] &&
        awk '/^[A-Z]+: / { failed = /^(FAIL|ERROR)/ } failed' "$folder/test-suite.log" | tail -n 200
    grep -E 'warning:|error:' "$log" | head
    count "$folder"
}

# Where clang comes with libFuzzer, one build by clang serves the sanitizers and the fuzzing. It counts
# edges of the program but does not trace comparisons, as "make fuzz" does: they cost more than
# half of the time of the tests.
if echo 'int LLVMFuzzerTestOneInput(const char *d, long n) { return d && n < 0; }' |
    clang -fsanitize=fuzzer -x c - -o /dev/null 2>/dev/null; then
    fuzzer=yes sanitized=(CC=clang
        CFLAGS="-O1 -gline-tables-only -fsanitize-coverage=inline-8bit-counters,pc-table")
else
    fuzzer=no sanitized=(CFLAGS="-O1 -g")
fi
suite "as built" build check
suite "AddressSanitizer and UBSan" build/sanitized check-units \
    --enable-sanitizers "${sanitized[@]}"

# Most of what is left runs on one processor, so that two lists of steps run side by side.
memory_checks() {
    whole "failing allocations, one of each case under AddressSanitizer" \
        env OPENBLAS_NUM_THREADS=1 build/sanitized/tests/unit/out_of_memory sample 1
    whole "make check-valgrind" make -s -C build check-valgrind VALGRIND_JOBS=$(((jobs + 1) / 2))
}

# clang, and netlib's reference of BLAS and LAPACK from Debian's own folders of them, for programs that
# depend on products and decompositions.
second_compiler() (
    local libraries programs="tests/unit/layers tests/unit/objective tests/unit/dyads tests/unit/latent_fit
        tests/unit/model_format tests/unit/covariance tests/unit/function_reservoir"
    libraries=/usr/lib/$(gcc -print-multiarch)
    mkdir -p build/clang && cd build/clang || return 1
    [ -f Makefile ] || "$top/configure" -q CC=clang CFLAGS=-O1 \
        BLAS_LIBS="-L$libraries/lapack -L$libraries/blas -llapack -lblas" \
        LDFLAGS="-Wl,-rpath,$libraries/lapack:$libraries/blas" || return 1
    # shellcheck disable=SC2086
    make -s -j"$jobs" $programs >make.out 2>&1 && make -s check-TESTS TESTS="$programs" >>make.out 2>&1
    local result=$?
    cat make.out
    ! grep 'warning:' make.out && return $result
)

other_checks() {
    whole "clang with netlib's BLAS" second_compiler
    whole "make check-style" make -s -C build check-style
    whole "make html" make -s -C build html
    if [ $fuzzer = yes ]; then # a minute over all targets
        whole "make fuzz-here" make -s -C build/sanitized fuzz-here SECONDS=60
    else
        echo "SKIP: make fuzz-here (needs clang with libFuzzer)"
    fi
    # The tarball is built (without optimisation, which the other builds have), installed and
    # removed; of the tests, those run that need files out of it.
    whole "make distcheck" make -s -C build -j"$jobs" distcheck DISTCHECK_CFLAGS=-O0 \
        check_PROGRAMS="tests/unit/model_format tests/integration/tiny_model examples/module-user examples/generate-and-measure" \
        TESTS="tests/unit/model_format tests/integration/module_examples.sh tests/integration/safetensors.sh"
}

part "memory, style, documentation, fuzzing and distribution"
lists=$(mktemp -d)
memory_checks >"$lists/memory" &
other_checks >"$lists/other"
wait
cat "$lists"/*
passed=$((passed + $(cat "$lists"/* | grep -c '^PASS: ')))
failed=$((failed + $(cat "$lists"/* | grep -c '^FAIL: ')))
skipped=$((skipped + $(cat "$lists"/* | grep -c '^SKIP: ')))
[ "$(cat "$lists"/* | grep -cE '^(PASS|FAIL|SKIP): ')" = 7 ] || {
    echo "FAIL: a list of steps ended before its end"
    failed=$((failed + 1))
}
rm -r "$lists"
[ "$skipped" -gt 0 ] && echo "$skipped skipped: their data or programs are not on this machine"
part "end"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
