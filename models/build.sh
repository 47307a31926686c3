#!/bin/sh
# Makes the pretrained models and their cards again from public connectomes.
#
#     sh models/build.sh -d DATA [-o DIR] [NAME...]
#
# DATA (or LATIGRAPH_DATA) is a folder with one folder a connectome, of nodes.csv and edges.csv; the
# cards say where these come from. NAME.safetensors and NAME.md are written into DIR (default: the
# folder of this script). Without names all models are made, in less than ten minutes on two
# processors. LATIGRAPH is the command to use (default: build/latigraph); FIT_OPTIONS are further
# options of "latigraph fit", e.g. "--set steps=20 --set baseline-steps=20" for a trial.
set -eu
models=$(cd "$(dirname "$0")" && pwd)
data=${LATIGRAPH_DATA:-} output=$models
latigraph=${LATIGRAPH:-$models/../build/latigraph}

usage() {
    sed -n '2,/^set /s/^# \{0,1\}//p' "$0"
    exit "$1"
}
while getopts d:o:h option; do
    case $option in
        d) data=$OPTARG ;;
        o) output=$OPTARG ;;
        h) usage 0 ;;
        *) usage 2 >&2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- mouse-v1-l23 mouse-v1-l4 fly-larva worm
[ -d "$data" ] || { echo "build.sh: no folder of connectomes: give -d DATA" >&2; exit 2; }
[ -x "$latigraph" ] || { echo "build.sh: no command $latigraph: set LATIGRAPH" >&2; exit 2; }
mkdir -p "$output"

work=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-models.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# The three sides, which share no neuron: name, folder of the connectome, three conditions, three
# numbers of circuits, and how to cut.
cut_sides() {
    name=$1 connectome=$2
    training=$3 validation=$4 test=$5 many=$6 some=$7 tested=$8
    shift 8
    [ -d "$connectome" ] || { echo "build.sh: no $connectome" >&2; exit 1; }
    cut() { # side, condition, number, seed, shape
        side=$1 condition=$2 number=$3 seed=$4
        shift 4
        "$latigraph" sample "$connectome" -q "$@" --select "$condition" --count "$number" \
            --seed "$seed" -o "$work/$name/$side" >"$work/log"
    }
    cut training "$training" "$many" 1 "$@"
    cut validation "$validation" "$some" 2 "$@"
    cut test "$test" "$tested" 3 "$@"
}

# Fits, evaluates and writes model and card: name, options of the fit.
learn() {
    name=$1
    shift
    # shellcheck disable=SC2086
    "$latigraph" fit "$work/$name/training" --validate "$work/$name/validation" --seed 1 \
        --card "$models/$name.json" "$@" ${FIT_OPTIONS:-} -q -o "$work/$name.safetensors" \
        >"$work/$name.directions"
    "$latigraph" evaluate "$work/$name.safetensors" "$work/$name/test" --generate --unconditional \
        --training "$work/$name/training" \
        --curve --seed 1 --json -q >"$work/$name.evaluation"
    "$latigraph" card "$work/$name.safetensors" --evaluation "$work/$name.evaluation" \
        -o "$work/$name.md"
    mv "$work/$name.safetensors" "$work/$name.md" "$output/"
}

for name in "$@"; do
    echo "$name"
    case $name in
        mouse-v1-l23)
            cut_sides "$name" "$data/mouse_v1_minnie65_l23_exc" 'x_um<700' 'x_um>730,x_um<800' \
                'x_um>830' 800 64 64 --shape column --axis y --size 100:200
            learn "$name"
            ;;
        mouse-v1-l4)
            cut_sides "$name" "$data/mouse_v1_minnie65_l4_exc" 'x_um<700' 'x_um>730,x_um<800' \
                'x_um>830' 600 48 64 --shape column --axis y --size 60:100
            learn "$name"
            ;;
        fly-larva)
            cut_sides "$name" "$data/drosophila_larva_left_hemisphere" 'hash<0.5' \
                'hash>=0.5,hash<0.7' 'hash>=0.7' 800 64 64 --shape neighbours --size 100:200
            learn "$name"
            ;;
        worm)
            # Of the columns only names and the last one, the side, come with a licence.
            from=$data/celegans_cook2019_hermaphrodite to=$work/celegans_cook2019_hermaphrodite
            mkdir -p "$to"
            awk -F , -v OFS=, '{ print $1, $2, $NF }' "$from/nodes.csv" >"$to/nodes.csv"
            head -n 1 "$to/nodes.csv" | grep -qx 'id,name,side' ||
                { echo "build.sh: other columns than expected in $from/nodes.csv" >&2; exit 1; }
            cp "$from/edges.csv" "$to/"
            cut_sides "$name" "$to" 'hash<0.5' 'hash>=0.5,hash<0.74' 'hash>=0.74' \
                600 64 64 --shape neighbours --size 40:80
            learn "$name"
            ;;
        *)
            echo "build.sh: there is no model \"$name\"" >&2
            exit 2
            ;;
    esac
    sed -n '/^| \*\*model/p' "$output/$name.md"
done
