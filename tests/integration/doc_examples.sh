#!/bin/sh
# Compiles the examples of the doc comments against the public headers, and counts the public
# functions that have one. The form of an example is described in CONTRIBUTING.md and in
# doc_examples.awk. With the argument "missing" it lists the public functions without an example.
here=$top_srcdir/tests/integration
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
examples=$folder/examples.c

# Raise this number with every example that is added; see "missing".
least=176

printf 'void probe(void) {\n    int f(void) {\n        return 1;\n    }\n    f();\n}\n' >"$folder/probe.c"
$CC -fsyntax-only "$folder/probe.c" 2>/dev/null || {
    echo "$CC does not know functions inside functions, which examples may define"
    exit 77
}

echo '#include "doc_examples_prelude.h"' >"$examples"
find "$top_srcdir/src" "$top_srcdir/include" -name '*.[ch]' | LC_ALL=C sort |
    xargs awk -f "$here/doc_examples.awk" >>"$examples" || exit 1

# Blocks of C on pages, as functions like the examples.
(cd "$top_srcdir" && awk '/^```c$/ { printf "static void block_%d(void) {\n#line %d \"%s\"\n", ++n, FNR + 1, FILENAME; code = 1; next }
    /^```/ && code { print "}"; code = 0 }
    code' README.md doc/*.md doc/site/index.md) >"$folder/blocks"
[ "$(grep -c block_ "$folder/blocks")" -ge 3 ] || {
    echo "The pages have fewer blocks of C than before." >&2
    exit 1
}
cat "$folder/blocks" >>"$examples"

# A public function is one that a header of include/latigraph exports.
cat "$top_srcdir"/include/latigraph/*.h | tr '\n' ' ' |
    grep -oE 'LATIGRAPH_EXPORT [^;(]*latigraph_[a-z0-9_]+\(' | grep -oE 'latigraph_[a-z0-9_]+\($' |
    tr -d '(' | sort -u >"$folder/public"
sed -n 's,^/\* example of \([a-z0-9_]*\) \*/$,\1,p' "$examples" | sort -u >"$folder/shown"
comm -12 "$folder/public" "$folder/shown" >"$folder/both"

if [ "${1-}" = missing ]; then
    comm -23 "$folder/public" "$folder/shown"
    exit 0
fi

$CC -fsyntax-only -std=gnu11 -Wall -Werror -Wno-unused -Wno-maybe-uninitialized \
    -I"$here" -I"$top_srcdir/include" -I"$top_builddir/include" $IGRAPH_CFLAGS "$examples" || {
    echo "An example of a doc comment does not compile; variables that examples may use" \
        "undeclared are in tests/integration/doc_examples_prelude.h." >&2
    exit 1
}

count=$(wc -l <"$folder/both")
echo "$count of $(wc -l <"$folder/public") public functions have an example"
if [ "$count" -lt "$least" ]; then
    echo "Before, $least had one." >&2
    exit 1
fi
