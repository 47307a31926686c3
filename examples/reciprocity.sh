#!/bin/sh
# What changes in a cortical circuit when its reciprocity doubles? The commands of doc/tutorial.md in one
# go: with the pretrained model of mouse visual cortex, and so with no data on the machine. Where
# LATIGRAPH_DATA names a folder with mouse_v1_minnie65_l23_exc/{nodes,edges}.csv, real columns that the
# model never saw are compared and edited, too.
#
#     sh examples/reciprocity.sh [FOLDER]
#
# leaves circuits, tables and figures in FOLDER (default: run/reciprocity). COUNT is the number of
# circuits of each kind (default: 40); LATIGRAPH is the command to use (default: what setup.sh builds);
# FIGURE is the kind of the figures: png (default), svg or pdf.
set -eu
cd "$(dirname "$0")/.."
out=${1:-$PWD/run/reciprocity}
count=${COUNT:-40} figure=${FIGURE:-png} latigraph=${LATIGRAPH:-}
if [ -z "$latigraph" ]; then
    sh ./setup.sh
    latigraph=$PWD/build/latigraph
fi
[ -d models ] && export LATIGRAPH_MODEL_PATH="$PWD/models${LATIGRAPH_MODEL_PATH:+:$LATIGRAPH_MODEL_PATH}"
model=mouse-v1-l23
mkdir -p "$out"

say() { printf '\n%s\n' "$*"; }
show() { printf '\n$ latigraph %s\n' "$(echo "$*" | sed "s|$out/||g")"; }
# keep FILE COMMAND...: shows the command, and keeps and shows what it prints.
keep() {
    file=$1
    shift
    show "$@"
    "$latigraph" "$@" >"$out/$file.all"
    sed "s|$out/||g" "$out/$file.all" >"$out/$file"
    rm "$out/$file.all"
    cat "$out/$file"
}
# steer NAME OPTION...: circuits into NAME, a table into NAME.txt, a figure into NAME.png.
steer() {
    name=$1
    shift
    keep "$name.txt" steer $model "$@" --count "$count" --seed 1 -q --force -o "$out/$name" \
        --figure "$out/$name.$figure"
}
# all NAME OPTION...: the same with all properties, into NAME.json.
all() {
    name=$1
    shift
    "$latigraph" steer $model "$@" --count "$count" --seed 1 -q --json --report all --force -o "$out/$name" \
        >"$out/$name.json"
}

# Mean and SD of each property over the circuits of a folder, and its correlation with reciprocity.
covary() {
    "$latigraph" properties -q --csv "$1" | awk -F, '
        NR == 1 { for (j = 2; j <= NF; j++) { name[j] = $j; if ($j == "reciprocity") r = j } next }
        { for (j = 2; j <= NF; j++) if ($j != "") {
            n[j]++; s[j] += $j; ss[j] += $j * $j; t[j] += $r; tt[j] += $r * $r; st[j] += $r * $j } }
        END {
            printf "%-20s %9s %9s %12s\n", "property", "mean", "SD", "correlation"
            for (j = 2; j <= NF; j++) if (n[j] > 2) {
                v = ss[j] - s[j] ^ 2 / n[j]; w = tt[j] - t[j] ^ 2 / n[j]
                if (v > 1e-12 * ss[j] && w > 0) printf "%-20s %9.4g %9.2g %12.2f\n", name[j],
                    s[j] / n[j], sqrt(v / (n[j] - 1)), (st[j] - s[j] * t[j] / n[j]) / sqrt(v * w)
            }
        }'
}
# The circuit of a folder whose reciprocity is nearest to the mean.
typical() {
    "$latigraph" properties -q --csv --property reciprocity "$1" | awk -F, -v folder="$1" '
        NR > 1 { name[NR] = $1; value[NR] = $2; sum += $2 }
        END {
            best = 2
            for (i = 2; i <= NR; i++) {
                off[i] = (value[i] - sum / (NR - 1)) ^ 2
                if (off[i] < off[best]) best = i
            }
            print folder "/" name[best] ".graphml"
        }'
}
# The lines of a table for the properties of this tutorial.
of_interest() {
    grep -E '^(property|density|reciprocity|transitivity|degree-correlation|path-length|modularity|spectral-radius|giant-scc|feed-forward|cyclic) '
}
# moved FILE...: how much properties that are not steered moved in each file of "steer --json".
moved() {
    for p in spectral-radius spectral-gap cycle-participation feed-forward feed-forward-excess cyclic \
        triad-012 triad-102 triad-021C triad-111U triad-111D triad-201 triad-120D triad-120U triad-120C \
        triad-210 triad-300; do
        printf '%-20s' $p
        for json in "$@"; do
            awk -v p="\"$p\"" '
                /^  "/ { part = $1 }
                $1 == p { v[part] = $3 + 0 }
                END { printf "  %+6.2f ± %.2f", v["\"side_effects\""], v["\"side_effects_error\""] }' "$json"
        done
        echo
    done
}
# encoded NAME...: means of the encoded circuits in the statistics of the code, in SDs of the training
# circuits, each next to the requested mean. The free coordinates are left out.
encoded() {
    for name in "$@"; do
        codes_of "$name" >"$out/asked"
        "$latigraph" encode -q --csv $model "$out/$name" | awk -F, -v name="$name" '
            FNR == NR { # codes asked for, as written into the circuits
                n++; split($0, c, " "); for (j in c) asked[j] += c[j]; next }
            FNR == 1 { for (j = 2; j <= NF && $j !~ /^sd:/; j++) label[++width] = $j; next }
            { m++; for (j = 1; j <= width; j++) { got[j] += $(j + 1); sq[j] += $(j + 1) ^ 2 } }
            END {
                printf "%-20s %8s %9s   (%s)\n", "statistic", "asked", "encoded", name
                for (j = 1; j <= width; j++) if (label[j] !~ /^free /) {
                    mean = got[j] / m; v = sq[j] / m - mean ^ 2
                    printf "%-20s %+8.2f %+9.2f ± %.2f\n", label[j], asked[j] / n, mean,
                        sqrt((v > 0 ? v : 0) / (m > 1 ? m - 1 : 1))
                }
            }' "$out/asked" -
    done
}
# conditional_sd NAME: the conditional SD of reciprocity in NAME.json.
conditional_sd() {
    awk '/"conditional_sd" :/ { getline; printf "%.2f", $3 }' "$out/$1.json"
}
# edges NAME: how many edges the edits in NAME.json kept, added and removed.
edges() {
    awk '/^  "(kept|added|removed)_edges" :/ { gsub(/[",]/, ""); print $1, $3 }' "$out/$1.json"
}
codes_of() { sed -n 's/.*<data key="g_code">\(.*\)<\/data>.*/\1/p' "$out/$1"/*.graphml; }

say "1. Unsteered circuits: drawn from the model, none of them a copy of a real one."
keep generate.txt generate $model --count $((5 * count)) --seed 1 -q --force -o "$out/natural"
covary "$out/natural" >"$out/natural.txt"
of_interest <"$out/natural.txt"

say "2. Twice the reciprocity, with every statistic held that steering can hold."
steer kept --to reciprocity=+100%
all kept --to reciprocity=+100%

say "3. Twice the reciprocity, with nothing held."
steer free --to reciprocity=+100% --only-keep none
all free --to reciprocity=+100% --only-keep none
say "What moved in SD of the training circuits, held and free:"
moved "$out/kept.json" "$out/free.json" | tee "$out/moved.txt"

say "4. How typical is that, given all statistics held by default, and given seven named ones?"
set -- --to reciprocity=+100%
for name in density out-degree-cv in-degree-cv degree-correlation transitivity assortativity edge-length; do
    set -- "$@" --only-keep $name
done
steer named "$@"
all named "$@"
say "Conditional SD: SD of reciprocity among columns with these statistics, as a share of its SD among all:"
echo "$(conditional_sd kept) with all held, $(conditional_sd named) with the named seven."
say "How far can reciprocity rise, and until when are there circuits like these?"
for value in 0.1 0.2 0.3 0.9; do
    keep "to-$value.txt" steer $model --to reciprocity=$value --count "$count" --seed 1 -q --force \
        -o "$out/far"
done

say "5. Walking there through the latent space: the code is moved, and circuits follow."
keep walk.txt traverse $model reciprocity --from -1 --to 3 --steps 5 --count "$count" --seed 1 -q \
    --force -o "$out/walk" --figure "$out/walk.$figure"

say "Path length is not a statistic: the code predicts it better than a step of the code moves it."
keep walk-path-length.txt traverse $model path-length --from -1 --to 1 --steps 3 --count "$count" \
    --seed 1 -q --force -o "$out/walk-path-length"
steer path-length --to path-length=+1sd

say "6. Do the circuits have the requested code? They are encoded again."
encoded kept | tee "$out/encoded.txt"
encoded free | tee "$out/encoded-free.txt"

say "7. What does the model read reciprocity from?"
keep explained.txt explain $model --property reciprocity -q

say "8. Less than chance."
steer below --to reciprocity=0.01
all below --to reciprocity=0.01
say "What moved in SD of the training circuits:"
moved "$out/below.json"

say "9. One circuit is edited: its neurons stay, and as many of its connections as possible."
steer edit --like "$(typical "$out/natural")" --edit --to reciprocity=+100%
all edit --like "$(typical "$out/natural")" --edit --to reciprocity=+100%
say "Edges, mean over circuits:"
edges edit

real=${LATIGRAPH_DATA:-/nowhere}/mouse_v1_minnie65_l23_exc
if [ -f "$real/nodes.csv" ]; then
    say "10. Real columns that share no neuron with those of the fit."
    keep sample.txt sample "$real" --shape column --axis y --size 100:200 --select 'x_um>830' \
        --count 64 --seed 3 -q --force -o "$out/real"
    covary "$out/real" >"$out/real.txt"
    of_interest <"$out/real.txt"
    steer real-edit --like "$(typical "$out/real")" --edit --to reciprocity=+100%
    all real-edit --like "$(typical "$out/real")" --edit --to reciprocity=+100%
    edges real-edit
fi
say "Circuits, tables and figures are in $out."
