#!/bin/sh
# The examples, from end to end: the module through a program that does not
# know the library, and the library through another.
set -e
module=$top_builddir/plugin/.libs/latigraph${MODULE_SUFFIX:-.so}
test -e "$module" || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$top_builddir/tests/integration/tiny_model" "$folder"

fail() {
    echo "$1" >&2
    cat "$folder/out" >&2
    exit 1
}

user=$top_builddir/examples/module-user
if command -v readelf >/dev/null && readelf -d "$user" | grep 'NEEDED.*latigraph'; then
    fail "module-user links the library"
fi
"$user" "$module" "$folder/MODEL" "$folder/circuits" >"$folder/out"
for operation in sample fit encode decode generate directions steer evaluate; do
    grep -q "^$operation: " "$folder/out" || fail "operation $operation is not listed"
done
grep -q '    in  count: integer, default 1$' "$folder/out" || fail "no default is listed"
grep -q '^codes: 60 circuits, 4 dimensions$' "$folder/out" || fail "nothing was encoded"
test "$(grep -c '^generated' "$folder/out")" -eq 3 || fail "nothing was generated"
cat "$folder/out"

mkdir "$folder/models"
cp "$folder/MODEL" "$folder/models/tiny.safetensors"
LATIGRAPH_MODEL_PATH=$folder/models "$user" "$module" tiny "$folder/circuits" >"$folder/named" ||
    fail "the module does not know a model by its name"
cmp "$folder/out" "$folder/named" || fail "the named model is another one"

if "$user" "$folder/MODEL" "$folder/MODEL" "$folder/circuits" >"$folder/out" 2>&1; then
    fail "a model file was opened as a module"
fi

# The module to copy: its property is measured beside those of the table and igraph's.
LATIGRAPH_MODULE_PATH=$top_builddir/examples/.libs/module-hello${MODULE_SUFFIX:-.so}
export LATIGRAPH_MODULE_PATH
latigraph=$top_builddir/latigraph
printf 'graph [ directed 1 node [ id 0 ] node [ id 1 ] node [ id 2 ] node [ id 3 ] %s %s %s %s ]\n' \
    'edge [ source 0 target 2 ]' 'edge [ source 1 target 2 ]' 'edge [ source 3 target 2 ]' \
    'edge [ source 0 target 3 ]' >"$folder/wedges.gml"
"$latigraph" list-properties >"$folder/out"
grep -q '^wedge_ratio: module hello$' "$folder/out" || fail "the module's property is not listed"
grep -q '^igraph_girth: module latigraph$' "$folder/out" || fail "igraph's measures are not listed"
if grep -q '^wedges' "$folder/out"; then
    fail "an operation that gives a vector is listed as a property"
fi
"$latigraph" ops wedges >"$folder/out" || fail "the module's operation is not known"
"$latigraph" properties "$folder/wedges.gml" --csv --property wedge_ratio --property density \
    --property igraph_girth >"$folder/out" || fail "nothing was measured"
test "$(sed -n 1p "$folder/out")" = names,wedge_ratio,density,igraph_girth || fail "not as asked"
# Three pairs of edges meet at 2, one pair parts at 0.
test "$(sed -n 2p "$folder/out" | cut -d , -f 2)" = 0.75 || fail "the ratio is wrong"
test "$(sed -n 2p "$folder/out" | cut -d , -f 4)" = 3 || fail "the girth is wrong"
if "$latigraph" properties "$folder/wedges.gml" --property wedges 2>"$folder/out"; then
    fail "a vector was taken for a property"
fi
grep -q 'it needs graph (graph) and gives wedges (vector)' "$folder/out" || fail "no reason given"
unset LATIGRAPH_MODULE_PATH

"$top_builddir/examples/generate-and-measure" "$folder/MODEL" 4 7 >"$folder/out"
test "$(wc -l <"$folder/out")" -eq 6 || fail "not four graphs, a header and a mean"
cat "$folder/out"
"$top_builddir/examples/generate-and-measure" "$folder/MODEL" 4 7 >"$folder/again"
cmp "$folder/out" "$folder/again" || fail "igraph's seed does not decide"
