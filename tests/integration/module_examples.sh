#!/bin/sh
# The examples, from end to end: the module through a program that does not
# know the library, and the library through another.
set -e
module=$top_builddir/plugin/.libs/latigraph.so
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

"$top_builddir/examples/generate-and-measure" "$folder/MODEL" 4 7 >"$folder/out"
test "$(wc -l <"$folder/out")" -eq 6 || fail "not four graphs, a header and a mean"
cat "$folder/out"
"$top_builddir/examples/generate-and-measure" "$folder/MODEL" 4 7 >"$folder/again"
cmp "$folder/out" "$folder/again" || fail "igraph's seed does not decide"
