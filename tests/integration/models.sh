#!/bin/sh
# The script that makes the pretrained models, for a moment's fit: model and card appear, and the
# three sides share no neuron. The folder with the data is LATIGRAPH_DATA.

: "${top_builddir:=.}" "${top_srcdir:=.}"
LATIGRAPH=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
data=${LATIGRAPH_DATA:-$top_srcdir/../shared/data}
[ -f "$data/celegans_cook2019_hermaphrodite/nodes.csv" ] || exit 77
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-models.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
export LATIGRAPH FIT_OPTIONS='--set steps=6 --set baseline-steps=3 --set hidden=8'

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

build() {
    sh "$top_srcdir/models/build.sh" -d "$data" -o "$folder/models" "$@"
}

build worm || fail "build.sh worm"
grep -q 'On 64 test circuits; 0 of their' "$folder/models/worm.md" || fail "the card has no figures"
grep -q '^## Citation' "$folder/models/worm.md" || fail "the card has no citation"
LATIGRAPH_MODEL_PATH=$folder/models
export LATIGRAPH_MODEL_PATH
"$LATIGRAPH" models --json | grep -q '"worm" : "GPL-2.0-or-later (data: MIT)"' ||
    fail "the model has no licence"
"$LATIGRAPH" generate worm --count 2 -o "$folder/made" || fail "nothing is generated"
grep -q 'x_um' "$folder/made/generated-0001.graphml" &&
    fail "the worm has positions, for which there is no licence"
build no-such-model && fail "a model that nobody knows was made"
sh "$top_srcdir/models/build.sh" -d "$folder/nowhere" worm && fail "made out of nothing"
exit 0
