#!/bin/sh
# From a fresh Debian machine to steered circuits: installs, builds, cuts circuits out of the
# nervous system of C. elegans that comes with igraph's examples, learns a model of them, and
# leaves circuits, tables, a picture and a page to explore them in run/worm.
set -eu
cd "$(dirname "$0")/.."
EXTRA_PACKAGES=libigraph-doc sh ./setup.sh
latigraph=$PWD/build/latigraph
out=$PWD/run/worm
mkdir -p "$out"

# The connectome: 297 neurons, weights are numbers of synapses (White et al. 1986; Watts and
# Strogatz 1998). Machines that leave out documentation get it from the package itself.
gml=/usr/share/doc/libigraph-dev/examples/simple/celegansneural.gml
if [ ! -f "$gml" ]; then
    (cd "$out" && apt-get download -qq libigraph-doc && dpkg-deb -x libigraph-doc_*.deb doc)
    gml=$out/doc$gml
fi

run() { printf '\n$ latigraph %s\n' "$(echo "$*" | sed "s|$PWD/||g")"; "$latigraph" "$@"; }

echo
echo "1. Circuits of 40 to 80 neurons, met on random walks; test circuits share no neuron with them."
run sample "$gml" --weight value --select 'hash<0.5' --shape neighbours --size 40:80 --count 400 \
    --seed 1 --force -o "$out/training"
run sample "$gml" --weight value --select 'hash>=0.5' --shape neighbours --size 40:80 --count 48 \
    --seed 2 --force -o "$out/test"

echo
echo "2. A latent space."
run fit "$out/training" --set steps=500 --seed 1 -o "$out/worm.safetensors"

echo
echo "3. How good it is, on neurons it never saw."
run evaluate "$out/worm.safetensors" "$out/test"
run directions "$out/worm.safetensors" "$out/training" "$out/test"

echo
echo "4. Circuits with less and with more reciprocity, the rest kept."
circuit=$(ls "$out"/test/*.graphml | head -n 1)
run properties "$circuit"
run steer "$out/worm.safetensors" --like "$circuit" --to reciprocity=0.10 --count 20 --seed 1 --force \
    -o "$out/low-reciprocity"
run steer "$out/worm.safetensors" --like "$circuit" --to reciprocity=0.30 --count 20 --seed 1 --force \
    -o "$out/high-reciprocity"

echo
echo "5. A picture."
run figure "$out/worm.safetensors" "$out/test" --property reciprocity -o "$out/worm.svg" \
    -o "$out/worm.png"

echo
echo "6. A page to explore the model and the circuits it never saw."
run report "$out/worm.safetensors" "$out/test" --title "Circuits of C. elegans" --seed 1 \
    -o "$out/report.html"
echo
echo "Circuits, model and picture are in run/worm. Open run/worm/report.html in a browser."
