#!/bin/sh
# The tutorial with few circuits: its tables and figures are there, and say what doc/tutorial.md says.

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
# holds TEXT CONDITION NUMBER...: of a, b, c.
holds() {
    text=$1 condition=$2
    shift 2
    awk "BEGIN { a = \"$1\" + 0; b = \"$2\" + 0; c = \"$3\" + 0
        exit !($# > 0 && \"$1\" != \"\" && ($condition)) }" || fail "$text: $*"
}
# The numbers of the request: start asked mean low high.
request() { awk '$1 == "reciprocity" { print $2, $3, $4, $5, $6; exit }' "$out/$1"; }
# How far a property moved, in SD of the training circuits.
leaked() { sed -n "s/.*[:,] $2 \([-+][0-9.]*\).*/\1/p" "$out/$1"; }

# fontconfig, which cairo finds fonts with, keeps what it read until the end.
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
        fail "no figures of a steering" ;;
esac
[ "$(dd if="$folder/two.png" bs=1 skip=1 count=3 2>/dev/null)" = PNG ] || fail "two.png is no PNG"
[ "$(dd if="$folder/two.pdf" bs=1 count=4 2>/dev/null)" = %PDF ] || fail "two.pdf is no PDF"
"$LATIGRAPH" steer "$model" --to density=+10% --figure two.jpg -o "$folder/x" 2>"$folder/log"
[ $? -eq 2 ] && grep -q 'two.jpg' "$folder/log" || fail "a figure in a .jpg"
[ ! -e "$folder/x" ] || fail "circuits of a command that was refused"

# --- The script -----------------------------------------------------------------

sh "$top_srcdir/examples/reciprocity.sh" "$out" >"$folder/log" 2>&1 || {
    tail -n 20 "$folder/log" >&2
    fail "the script ends with an error"
}
for name in kept free below edit path-length; do
    grep -q '<svg' "$out/$name.svg" || fail "no figure $name.svg"
    [ "$(ls "$out/$name" | wc -l)" -eq 8 ] || fail "circuits of $name: $(ls "$out/$name")"
done
grep -q '<svg' "$out/walk.svg" || fail "no figure of the walk"
[ "$(ls "$out/natural" | wc -l)" -eq 40 ] || fail "natural circuits: $(ls "$out/natural" | wc -l)"

# Doubled, within twice the half width of the interval, whether or not the rest is held.
for name in kept free edit; do
    # shellcheck disable=SC2046
    set -- $(request $name.txt)
    holds "$name: doubled" 'b / a > 1.99 && b / a < 2.01' "$1" "$2"
    holds "$name: asked and got" 'a - b < c && b - a < c' "$2" "$3" \
        "$(awk "BEGIN { print $5 - $4 }")"
    holds "$name: far from the start" 'b > 1.5 * a' "$1" "$3"
    grep -q 'out of reach' "$out/$name.txt" && fail "$name is out of reach"
done
# What is held stays; let go, it goes along.
for property in density transitivity out-degree-cv edge-length; do
    holds "$property is held" 'a < 0.2 && a > -0.2' "$(leaked kept.txt $property)"
done
for property in density transitivity spectral-radius; do
    holds "$property goes along" 'a > 0.5' "$(leaked free.txt $property)"
done
holds "cyclic triads give way" 'a < -0.3' "$(leaked kept.txt cyclic)"
# Below chance, which would be the density.
# shellcheck disable=SC2046
set -- $(request below.txt)
holds "below chance" 'b < 0.02 && b > 0' "$1" "$3"
grep -q 'out of reach' "$out/to-0.9.txt" || fail "a reciprocity of 0.9 passes for reached"

holds "slope of the walk" 'a > 0.8 && a < 1.2' \
    "$(sed -n 's/^reciprocity: \([0-9.]*\) SD for each SD.*/\1/p' "$out/walk.txt")"
holds "a walk reads more path length than it makes" 'a > 0.2 && a < 0.85' \
    "$(sed -n 's/^path-length: \([0-9.]*\) SD for each SD.*/\1/p' "$out/walk-path-length.txt")"
grep -q '^path-length .*least-side-effects' "$out/path-length.txt" || fail "path length is not reached"
holds "encoded where it was asked" 'a > 1 && b - a < 0.5 && a - b < 0.5' \
    "$(awk '$1 == "reciprocity" { print $2 }' "$out/encoded.txt")" \
    "$(awk '$1 == "reciprocity" { print $3 }' "$out/encoded.txt")"
holds "reciprocity is read from its coordinate" 'a > 50' \
    "$(awk '$1 == "reciprocity" && NF == 4 { print $3 }' "$out/explained.txt")"
edges=$(sed -n 's/^Edges, mean over circuits: \([0-9.]*\) kept, \([0-9.]*\) added, \([0-9.]*\) removed/\1 \2 \3/p' \
    "$out/edit.txt")
# shellcheck disable=SC2086
holds "an edit keeps most edges" 'b > 0 && c > 0 && a > 3 * b && a > 3 * c' $edges
holds "reciprocity goes with density" 'a > 0.2' "$(awk '$1 == "density" { print $4 }' "$out/natural.txt")"
if [ -f "${LATIGRAPH_DATA:-/nowhere}/mouse_v1_minnie65_l23_exc/nodes.csv" ]; then
    [ -f "$out/real-edit.svg" ] && [ -f "$out/real.txt" ] || fail "no real columns"
fi

[ $failures -eq 0 ] || {
    echo "$failures checks failed" >&2
    exit 1
}
