#!/bin/sh
# Runs the commands of doc/recording.md on short recordings. What the page says of the wiring that is
# found must hold, and the page must show the commands of the script.

: "${top_builddir:=.}" "${top_srcdir:=.}"
LATIGRAPH=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-recording.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
out=$folder/out failures=0
PYTHON=/usr/bin/python3
WIRING=/usr/share/doc/libigraph-dev/examples/simple/celegansneural.gml
"$PYTHON" -c "import numpy" 2>/dev/null && [ -f "$WIRING" ] || exit 77
export LATIGRAPH PYTHON WIRING TIMES=1200 ANIMALS=6 STEPS=2 COUNT=2 FIGURE=svg

fail() {
    echo "FAILED: $*" >&2
    failures=$((failures + 1))
}
# holds TEXT CONDITION NUMBER...: checks a condition on the numbers a and b.
holds() {
    awk "BEGIN { a = \"$3\" + 0; b = \"$4\" + 0; exit !(\"$3\" != \"\" && ($2)) }" ||
        fail "$1: $3 $4"
}

# fontconfig, which finds fonts for cairo, keeps its memory until the end of the process.
echo leak:libfontconfig >"$folder/lsan"
LSAN_OPTIONS=$LSAN_OPTIONS:suppressions=$folder/lsan:print_suppressions=0
export LSAN_OPTIONS

sh "$top_srcdir/examples/recording.sh" "$out" >"$folder/log" 2>&1 || {
    grep -q "built without cairo" "$folder/log" && exit 77
    tail -n 20 "$folder/log" >&2
    fail "the script ends with an error"
}
grep -q '^latigraph: .*error' "$folder/log" && fail "a command fails: $(grep 'error' "$folder/log")"

auc() { awk -v kind="$1" '$1 == kind { print $3 }' "$out/edges.txt"; }
holds "autoregression finds the wiring" 'a > 0.93' "$(auc autoregression)" ""
holds "a correlation hardly does" 'a < 0.7 && a > 0.5' "$(auc correlation)" ""
holds "neurons' degrees are found" 'a > 0.8' "$(awk '$1 == "out-degree" { print $2 }' "$out/neurons.txt")" ""
holds "slopes agree" 'a > 0.99' "$(awk '/^agreement/ { print $NF }' "$out/slopes.txt")" ""
for neuron in 93 5 45 85 25 261; do
    awk -v n=$neuron '$1 == n && NF == 3 && $3 > 0.5 { met = 1 } END { exit !met }' "$out/groups.txt" ||
        fail "neuron $neuron is not in the mask"
done
for name in true found; do
    [ "$(grep -c . "$out/lesion-$name.txt")" -gt 20 ] || fail "no lesions of $name"
    grep -q '<svg' "$out/$name.svg" || fail "no figure $name.svg"
done

# Commands of the page, joined where they are continued, are commands of the script as it prints them.
mkdir "$folder/blocks"
awk -v folder="$folder/blocks" -f "$top_srcdir/tests/pages/blocks.awk" "$top_srcdir/doc/recording.md"
cat "$folder"/blocks/*.sh | sed ":a;/\\\\$/{N;s/ *\\\\\n */ /;ba};s/'//g" >"$folder/page"
sed -n 's/^\$ \(latigraph .*\)$/\1/p' "$folder/log" | sed "s|$WIRING|celegansneural.gml|" >"$folder/ran"
[ "$(wc -l <"$folder/page")" -ge 10 ] || fail "the page has few commands"
while read -r command; do
    grep -qF -- "$(echo "$command" | sed 's/\.png$/.svg/; s/steps=300/steps=2/; s/--count 24/--count 2/')" \
        "$folder/ran" || fail "the script does not run: $command"
done <"$folder/page"

[ $failures -eq 0 ] || {
    echo "$failures checks failed" >&2
    exit 1
}
