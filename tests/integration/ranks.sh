#!/bin/sh
# Several processes (MPI): the model of one process to the last bit, a rank that dies ends the job and
# leaves a checkpoint that any number of ranks goes on from, and only the first rank writes.

: "${top_builddir:=.}"
grep -q 'define HAVE_MPI 1' "$top_builddir/config.h" || exit 77
command -v mpirun >/dev/null && command -v pgrep >/dev/null || exit 77
latigraph=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-ranks-test.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
export OMPI_MCA_rmaps_base_oversubscribe=1
cd "$folder" || exit 99
fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# Nine circuits of 30 neurons; degrees grow with the number of the neuron.
for c in 1 2 3 4 5 6 7 8 9; do
    mkdir -p "circuits/c$c"
    awk -v c=$c 'BEGIN { srand(c); print "id,name" > "circuits/c" c "/nodes.csv"
        print "source,target" > "circuits/c" c "/edges.csv"
        for (i = 0; i < 30; i++) {
            print i ",c" c "n" i > "circuits/c" c "/nodes.csv"
            for (j = 0; j < 30; j++)
                if (i != j && rand() < (i + c) / 150) print i "," j > "circuits/c" c "/edges.csv" }
    }'
done

fit() { # file, more options
    file=$1
    shift
    set -- fit circuits -o "$file" --quiet --seed 1 --threads 1 --validate circuits --set batch=7 \
        --set steps=30 --set baseline-steps=5 --set hidden=16 "$@"
    ${launch:-} "$latigraph" "$@"
}
launch='' fit one.safetensors >one.txt || fail "one process"
for ranks in 2 3; do
    launch="mpirun -n $ranks" fit "$ranks.safetensors" >"$ranks.txt" || fail "$ranks ranks"
    cmp one.safetensors "$ranks.safetensors" || fail "another model from $ranks ranks"
    [ "$(wc -l <one.txt)" -eq "$(wc -l <"$ranks.txt")" ] || fail "more than one rank speaks"
done

"$latigraph" evaluate one.safetensors circuits --json --threads 1 --quiet >one.json || fail evaluate
mpirun -n 2 "$latigraph" evaluate one.safetensors circuits --json --threads 1 --quiet >two.json ||
    fail "evaluate with two ranks"
cmp one.json two.json || fail "another evaluation from two ranks"
"$latigraph" reservoir circuits --csv --steps 300 --seeds 2 --threads 1 --quiet >one.csv ||
    fail reservoir
mpirun -n 2 "$latigraph" reservoir circuits --csv --steps 300 --seeds 2 --threads 1 --quiet >two.csv ||
    fail "reservoir with two ranks"
cmp one.csv two.csv || fail "other scores from two ranks"
mpirun -n 2 "$latigraph" write-weights circuits --to weights --as npy --quiet >weights.txt ||
    fail "weights with two ranks"
[ "$(grep -c weights/ weights.txt)" -eq 9 ] || fail "two ranks write weights"
for ranks in 1 3; do
    mpirun -n $ranks "$latigraph" generate one.safetensors --count 7 -o made$ranks --quiet >made$ranks.txt ||
        fail "generate with $ranks ranks"
    grep -qx "7 circuits in made$ranks" made$ranks.txt || fail "told: $(cat made$ranks.txt)"
done
"$latigraph" encode one.safetensors circuits --quiet >codes.csv
mpirun -n 2 "$latigraph" generate one.safetensors --code codes.csv --count 2 -o coded2 --quiet >told.txt ||
    fail "generate from codes with two ranks"
"$latigraph" generate one.safetensors --code codes.csv --count 2 -o coded1 --quiet >told.txt ||
    fail "generate from codes"
diff -r made1 made3 && diff -r coded1 coded2 || fail "other circuits from several ranks"
[ "$(ls made1 | wc -l) $(ls coded1 | wc -l)" = "7 18" ] || fail "circuits are missing"
[ "$(mpirun -n 2 "$latigraph" generate one.safetensors --count 3 -o json --json --quiet |
    grep -c '"file" :')" -eq 3 ] || fail "JSON with two ranks"

# One large circuit is split, and its files are the same; so is the report of its totals.
edges() { # ranks, threads, more options
    name=edges$1-$2
    ranks=$1 threads=$2
    shift 2
    mpirun -n "$ranks" "$latigraph" generate-edges one.safetensors --nodes 700 --seed 3 --to "$name" \
        --threads "$threads" --uncalibrated --quiet "$@" >"$name.txt" || fail "edges: $name $*"
}
for more in --place=fitted --mean-degree=9; do
    edges 1 1 $more
    for split in 1:3 2:1 3:2; do
        edges ${split%:*} ${split#*:} $more
        diff -r edges1-1 "edges${split%:*}-${split#*:}" || fail "other edges: $split $more"
        cmp edges1-1.txt "edges${split%:*}-${split#*:}.txt" || fail "other totals: $split $more"
    done
done
[ "$(wc -l <edges1-1/nodes.csv)" -eq 701 ] || fail "neurons are missing"
grep -q '^degree *[89]' edges1-1.txt || fail "degree: $(cat edges1-1.txt)"

# Scores as properties are measured by the first rank alone, which does not wait for others.
[ "$(mpirun -n 2 "$latigraph" properties circuits/c1 --property sine-square --csv --quiet | wc -l)" -eq 2 ] ||
    fail "two ranks measure a score"
[ "$(mpirun -n 2 "$latigraph" encode one.safetensors circuits --quiet | wc -l)" -eq 10 ] ||
    fail "two ranks encode twice"

# One of two ranks is killed in a fit of many steps.
(launch="exec mpirun -n 2" fit long.safetensors --set steps=600 --set checkpoint-seconds=0) \
    >/dev/null 2>&1 &
job=$!
tries=0
until [ -s long.safetensors.checkpoint ]; do
    sleep 0.1
    tries=$((tries + 1))
    [ $tries -lt 300 ] || fail "no checkpoint"
done
rank=$(pgrep -P "$job" | tail -n 1)
[ -n "$rank" ] || fail "no rank to kill"
kill -9 "$rank"
wait "$job" && fail "a rank died, and the job passed for a success"
[ -e long.safetensors ] && fail "a model was written"
cp long.safetensors.checkpoint again.safetensors.checkpoint
launch="mpirun -n 3" fit long.safetensors --set steps=600 --resume >/dev/null || fail "three ranks go on"
launch='' fit again.safetensors --set steps=600 --resume >/dev/null || fail "one process goes on"
cmp long.safetensors again.safetensors || fail "they went on to different models"
[ -e long.safetensors.checkpoint ] && fail "the checkpoint stayed"
exit 0
