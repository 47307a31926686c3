#!/bin/sh
# From a recording to the wiring: the commands of doc/recording.md in one go. Activity is simulated on
# the wiring of C. elegans that comes with igraph's examples, so that what is found can be compared with
# what is true.
#
#     sh examples/recording.sh [FOLDER]
#
# leaves recordings, networks, tables and a figure in FOLDER (default: run/recording). It needs Python
# with NumPy; PYTHON names it. LATIGRAPH is the command to use (default: what setup.sh builds). TIMES,
# ANIMALS, STEPS and COUNT are the length of recordings, the animals of a group, the steps of the fit
# and the circuits of its test (default: 2000, 8, 300, 24); WIRING is another connectome, a graph file.
set -eu
cd "$(dirname "$0")/.."
out=${1:-$PWD/run/recording}
times=${TIMES:-2000} animals=${ANIMALS:-8} steps=${STEPS:-300} count=${COUNT:-24}
figure=${FIGURE:-png} python=${PYTHON:-python3} latigraph=${LATIGRAPH:-}
if [ -z "$latigraph" ]; then
    EXTRA_PACKAGES="libigraph-doc python3-numpy" sh ./setup.sh
    latigraph=$PWD/build/latigraph python=${PYTHON:-/usr/bin/python3}
fi
mkdir -p "$out"
gml=${WIRING:-/usr/share/doc/libigraph-dev/examples/simple/celegansneural.gml}
if [ ! -f "$gml" ]; then
    (cd "$out" && apt-get download -qq libigraph-doc && dpkg-deb -x libigraph-doc_*.deb doc)
    gml=$out/doc$gml
fi
script=$PWD/examples/recording.py
cd "$out"

say() { printf '\n%s\n' "$*"; }
show() { printf '\n$ latigraph %s\n' "$*"; }
# run COMMAND...: shows and runs a command of latigraph that writes files.
run() {
    show "$@"
    "$latigraph" "$@" --force -q
}
# keep FILE COMMAND...: shows and runs a command, and keeps and shows what it prints.
keep() {
    file=$1
    shift
    show "$@"
    "$latigraph" "$@" -q >"$file"
    cat "$file"
}
# recording COMMAND...: runs the script that simulates and compares.
recording() {
    printf '\n$ python3 recording.py %s\n' "$*"
    "$python" "$script" "$@"
}

say "1. The wiring, and activity on it."
run sample "$gml" --weight value --shape whole --count 1 --seed 1 -o worm
mv worm/*.graphml worm.graphml
show write-weights worm.graphml --radius 0.9 --to wiring
"$latigraph" write-weights worm.graphml --radius 0.9 --to wiring -q
recording simulate wiring one 1 "$times" 1

say "2. The wiring from the recording."
for kind in correlation autoregression; do
    run network one --kind $kind --like worm.graphml --keep all --seed 1 -o $kind.npy
done
recording edges wiring correlation.npy autoregression.npy >edges.txt
cat edges.txt

say "3. The network that is found, and its neurons."
mkdir -p networks
cp worm.graphml networks/true.graphml
run network one --like worm.graphml --keep density=0.0267 --seed 1 -o networks/found.graphml
keep properties.csv properties networks --csv --property reciprocity --property transitivity \
    --property out-degree-cv --property in-degree-cv --property degree-correlation \
    --property modularity --property global-efficiency
for name in true found; do
    keep $name.csv node-properties networks/$name.graphml -p out-degree -p in-degree \
        -p betweenness -p pagerank --csv | head -n 5
done
recording neurons true.csv found.csv >neurons.txt
cat neurons.txt

say "4. What the wiring rests on."
for name in true found; do
    keep lesion-$name.txt lesion networks/$name.graphml -p global-efficiency --set-max 5 \
        --candidates 10 --random 19 --seed 1
done
keep slopes.txt lesion networks/found.graphml -p transitivity --parts edges --method slopes \
    --set-max 0 --random 0 --seed 1

say "5. Two groups of animals: in the second one six neurons have weak synapses."
recording simulate wiring control "$animals" "$times" 2
recording simulate wiring treated "$animals" "$times" 3 93,5,45,85,25,261 0.3
for group in control treated; do
    run network $group --within worm.graphml --seed 1 -o networks-$group
done
keep groups.txt discriminate-maps networks-control --against networks-treated -p out-strength \
    --seed 1

say "6. A model of circuits, learned from the recording and tested on the true wiring."
for name in true found; do
    run sample networks/$name.graphml --select 'hash<0.5' --shape neighbours --size 40:80 \
        --count 200 --seed 1 -o training-$name
    show fit training-$name --set steps="$steps" --seed 1 -o $name.safetensors
    "$latigraph" fit training-$name --set steps="$steps" --seed 1 -o $name.safetensors --force \
        -q >fit-$name.txt
done
run sample networks/true.graphml --select 'hash>=0.5' --shape neighbours --size 40:80 \
    --count "$count" --seed 2 -o test
for name in true found; do
    keep evaluation-$name.txt evaluate $name.safetensors test --seed 1 --figure $name.$figure
done
say "Recordings, networks, tables and figures are in $out."
