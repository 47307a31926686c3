#!/bin/sh
# Runs the commands of the tutorial with few circuits. Their tables and figures must exist, and their
# results must agree with doc/tutorial.md.

: "${top_builddir:=.}" "${top_srcdir:=.}"
LATIGRAPH=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-tutorial.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
out=$folder/out failures=0
model=$(cd "$top_srcdir" && pwd)/models/mouse-v1-l23.safetensors
export LATIGRAPH COUNT=8 FIGURE=svg

fail() {
    echo "FAILED: $*" >&2
    failures=$((failures + 1))
}
# holds TEXT CONDITION NUMBER...: checks a condition on the numbers a, b, c.
holds() {
    text=$1 condition=$2
    shift 2
    awk "BEGIN { a = \"$1\" + 0; b = \"$2\" + 0; c = \"$3\" + 0
        exit !($# > 0 && \"$1\" != \"\" && ($condition)) }" || fail "$text: $*"
}
# request FILE: start, asked, achieved, low and high of the requested reciprocity.
request() { awk '$1 == "reciprocity" { print $2, $3, $4, $5, $6; exit }' "$out/$1"; }
# moved NAME PROPERTY [PART]: how far a property moved, in SD of the training circuits, or its error.
moved() {
    awk -v p="\"$2\"" -v name="\"${3:-side_effects}\"" \
        '/^  "/ { part = $1 } part == name && $1 == p { print $3 + 0 }' "$out/$1.json"
}
# slope FILE PROPERTY: change of the property per SD along a walk.
slope() { awk -v p="$2" '/^properties .*slope/ { on = 1 } on && $1 == p { print $2; exit }' "$out/$1"; }

# fontconfig, which finds fonts for cairo, keeps its memory until the end of the process.
echo leak:libfontconfig >"$folder/lsan"
LSAN_OPTIONS=$LSAN_OPTIONS:suppressions=$folder/lsan:print_suppressions=0
export LSAN_OPTIONS

# --- Figures of all kinds -------------------------------------------------------

"$LATIGRAPH" steer "$model" --to density=+10% --to reciprocity=0.1 --count 2 -q -o "$folder/two" \
    --figure "$folder/two.png" --figure "$folder/two.pdf" >"$folder/log" 2>&1
case $? in
    0) ;;
    *) grep -q "built without cairo" "$folder/log" && exit 77
        cat "$folder/log" >&2
        fail "steer drew no figures" ;;
esac
[ "$(dd if="$folder/two.png" bs=1 skip=1 count=3 2>/dev/null)" = PNG ] || fail "two.png is no PNG"
[ "$(dd if="$folder/two.pdf" bs=1 count=4 2>/dev/null)" = %PDF ] || fail "two.pdf is no PDF"
"$LATIGRAPH" steer "$model" --to density=+10% --figure two.jpg -o "$folder/x" 2>"$folder/log"
[ $? -eq 2 ] && grep -q 'two.jpg' "$folder/log" || fail "steer did not refuse a figure in a .jpg"
[ ! -e "$folder/x" ] || fail "a refused command wrote circuits"

# --- The script -----------------------------------------------------------------

sh "$top_srcdir/examples/reciprocity.sh" "$out" >"$folder/log" 2>&1 || {
    tail -n 20 "$folder/log" >&2
    fail "the script ends with an error"
}
for name in kept free below edit path-length; do
    grep -q '<svg' "$out/$name.svg" || fail "no figure $name.svg"
    [ "$(ls "$out/$name" | wc -l)" -eq 8 ] || fail "wrong number of circuits in $name: $(ls "$out/$name")"
done
grep -q '<svg' "$out/walk.svg" || fail "no figure of the walk"
[ "$(ls "$out/natural" | wc -l)" -eq 40 ] || fail "wrong number of unsteered circuits: $(ls "$out/natural" | wc -l)"

# Reciprocity is doubled, whether or not other statistics are held: the achieved value differs from
# the requested one by less than the width of the interval.
for name in kept free edit; do
    # shellcheck disable=SC2046
    set -- $(request $name.txt)
    holds "$name: doubled" 'b / a > 1.99 && b / a < 2.01' "$1" "$2"
    holds "$name: asked and got" 'a - b < c && b - a < c' "$2" "$3" \
        "$(awk "BEGIN { print $5 - $4 }")"
    holds "$name: far from the start" 'b > 1.5 * a' "$1" "$3"
    awk '$1 == "reciprocity" && $3 == "yes" { met = 1 } END { exit !met }' "$out/$name.txt" ||
        fail "the request of $name is not met"
done
# Statistics that are held do not move; with nothing held they move with reciprocity.
for property in density transitivity out-degree-cv edge-length; do
    holds "$property is held" 'a < 0.2 + 2 * b && a > -0.2 - 2 * b && b < 0.4' \
        "$(moved kept $property)" "$(moved kept $property side_effects_error)"
done
for property in density transitivity spectral-radius; do
    holds "$property follows" 'a > 0.5' "$(moved free $property)"
done
# The closure stage brings the kinds of triangles to the code, in which they are held.
holds "three-cycles stay" 'a < 0.2 + 2 * b && a > -0.2 - 2 * b && b < 0.4' \
    "$(moved kept cyclic)" "$(moved kept cyclic side_effects_error)"
# Chance would be the density.
# shellcheck disable=SC2046
set -- $(request below.txt)
holds "below chance" 'b < 0.02 && b > 0' "$1" "$3"
# Whether 0.9 is just reached or just missed is a matter of rounding; what is said is what was got, and
# that no data are there.
# shellcheck disable=SC2046
set -- $(request to-0.9.txt)
if grep -q '^reciprocity .* yes  *layer  *none' "$out/to-0.9.txt"; then
    holds "0.9 is reached" 'a - b < 0.015 && b - a < 0.015' "$2" "$3"
else
    grep -q '^reciprocity .* no  *layer  *[km]' "$out/to-0.9.txt" || fail "0.9 has no verdict"
    holds "0.9 is missed" 'a - b > 0.002' "$2" "$3"
fi
holds "0.9 is far from all data" 'a < 1e-6' \
    "$(awk '/^share of codes that are farther out/ { print $NF }' "$out/to-0.9.txt")"

holds "slope of the walk" 'a > 0.8 && a < 1.2' "$(slope walk.txt reciprocity)"
holds "a walk moves path length by less than it predicts" 'a > 0.2 && a < 0.85' \
    "$(slope walk-path-length.txt path-length)"
grep -q '^path-length .*least-side-effects' "$out/path-length.txt" || fail "path length is not reached"
holds "circuits encode to the requested reciprocity" 'a > 1 && b - a < 0.5 && a - b < 0.5' \
    "$(awk '$1 == "reciprocity" { print $2 }' "$out/encoded.txt")" \
    "$(awk '$1 == "reciprocity" { print $3 }' "$out/encoded.txt")"
holds "reciprocity is read from its coordinate" 'a > 0.5' \
    "$(awk '/^coordinates/ { on = 1 } on && $1 == "reciprocity" { print $3; exit }' "$out/explained.txt")"
edges=$(awk '/^  "(kept|added|removed)_edges" :/ { print $3 + 0 }' "$out/edit.json")
# shellcheck disable=SC2086
holds "an edit keeps most edges" 'b > 0 && c > 0 && a > 3 * b && a > 3 * c' $edges
holds "reciprocity correlates with density" 'a > 0.2' "$(awk '$1 == "density" { print $4 }' "$out/natural.txt")"
if [ -f "${LATIGRAPH_DATA:-/nowhere}/mouse_v1_minnie65_l23_exc/nodes.csv" ]; then
    [ -f "$out/real-edit.svg" ] && [ -f "$out/real.txt" ] || fail "no real columns"
fi

[ $failures -eq 0 ] || {
    echo "$failures checks failed" >&2
    exit 1
}
