#!/bin/sh
# What is installed is enough: examples compile against the installed library with pkg-config, against
# the installed module, operation.h and callback.h alone, and a module against the headers; the R
# package is installed with the library. Everything stands in a folder of its own.
set -e
test -e "$top_builddir/Makefile" || exit 77
PKG_CONFIG=${PKG_CONFIG:-pkg-config}
command -v "$PKG_CONFIG" >/dev/null || exit 77
CC=$(sed -n 's/^CC = //p' "$top_builddir/Makefile")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() {
    echo "$1" >&2
    cat "$folder"/*.out >&2
    exit 1
}
if grep -q '^SANITIZER_CFLAGS = ..*' "$top_builddir/Makefile"; then
    exit 77 # programs that are compiled without sanitizers cannot use that library
fi

# The library and what it needs, into a root of its own; make puts its own flags aside.
(unset MAKEFLAGS MFLAGS MAKELEVEL
    make -s -C "$top_builddir" DESTDIR="$folder/root" install-exec install-data) \
    >"$folder/make.out" 2>&1 || fail "make install failed"
prefix=$(sed -n 's/^prefix = //p' "$top_builddir/Makefile")
libdir=$(dirname "$(find "$folder/root" -path '*/pkgconfig/latigraph.pc' -exec dirname {} \;)")
# The root is where it was told to be, as on the machine that a package is made for.
sed -i "s|^prefix=.*|prefix=$folder/root$prefix|" "$libdir/pkgconfig/latigraph.pc"
PKG_CONFIG_PATH=$libdir/pkgconfig:$PKG_CONFIG_PATH
LD_LIBRARY_PATH=$libdir:$LD_LIBRARY_PATH
export PKG_CONFIG_PATH LD_LIBRARY_PATH
command=$folder/root$prefix/bin/latigraph
plugins=$($PKG_CONFIG --variable=plugindir latigraph)
# Modules are opened by their own names, so no libtool archive of them is installed.
found=$(find "$plugins" "$folder/root" -name '*.la' ! -name 'lib*.la')
test -z "$found" || fail "libtool archives of modules are installed: $found"
module=$(sed -n "s/^dlname='\(.*\)'/\1/p" "$top_builddir/plugin/latigraph.la")
test -e "$plugins/$module" || fail "the module $module is not installed"
# What a static library needs is named.
$PKG_CONFIG --static --libs latigraph >"$folder/static.out" 2>&1 || fail "--static --libs fails"
for flag in -llatigraph -ligraph -lglib-2.0 -ljson-glib-1.0 -lm; do
    grep -qe "$flag" "$folder/static.out" || fail "latigraph.pc lacks $flag for a static library"
done
test -d "$plugins" || fail "pkg-config does not tell where modules are: $plugins"

compile() {
    # shellcheck disable=SC2068
    $CC -Wall -Wextra -Werror $@ $LDFLAGS >"$folder/cc.out" 2>&1 || fail "$1 does not compile"
}
examples=$top_srcdir/examples
MODULE_SUFFIX=${MODULE_SUFFIX:-.so}
hello=$folder/hello$MODULE_SUFFIX
headers=$folder/operation
mkdir -p "$headers/latigraph"
for header in operation callback figure; do
    cp "$($PKG_CONFIG --variable=includedir latigraph)/latigraph/$header.h" "$headers/latigraph/"
done
igraph="$($PKG_CONFIG --cflags igraph | sed 's/-I/-isystem /g')"

compile "$examples/generate-and-measure.c" -o "$folder/measure" \
    "$($PKG_CONFIG --cflags latigraph | sed 's/-I/-isystem /g')" "$($PKG_CONFIG --libs latigraph)"
compile "$examples/module-user.c" -o "$folder/user" -I"$headers" "$igraph" \
    "$($PKG_CONFIG --cflags gmodule-2.0)" "$($PKG_CONFIG --libs igraph gmodule-2.0)"
compile -shared -fPIC "$examples/module-hello.c" -o "$hello" -I"$headers" "$igraph"
if command -v c++ >/dev/null; then
    echo '#include <latigraph/latigraph.h>' >"$folder/headers.cc"
    # shellcheck disable=SC2046
    c++ -fsyntax-only -Wall -Werror $($PKG_CONFIG --cflags latigraph | sed 's/-I/-isystem /g') \
        "$folder/headers.cc" >"$folder/cc.out" 2>&1 || fail "the headers are no C++"
fi

"$top_builddir/tests/integration/tiny_model" "$folder"
# igraph's own seed decides what a program of C gets.
"$folder/measure" "$folder/MODEL" 3 7 >"$folder/first.out" || fail "generate-and-measure failed"
"$folder/measure" "$folder/MODEL" 3 7 >"$folder/again.out"
"$folder/measure" "$folder/MODEL" 3 8 >"$folder/other.out"
cmp "$folder/first.out" "$folder/again.out" || fail "the same seed gave something else"
cmp -s "$folder/first.out" "$folder/other.out" && fail "another seed gave the same"
"$folder/user" "$plugins/$module" "$folder/MODEL" "$folder"/circuits/*.graphml \
    >"$folder/user.out" 2>&1 || fail "module-user failed"
test "$(grep -c '^generated' "$folder/user.out")" -eq 3 || fail "the module generated nothing"

# Manual pages of functions are installed where they were made.
if [ -e "$top_builddir/doc/man3/stamp" ]; then
    test -e "$(find "$folder/root" -path '*/man3/latigraph_encode.3')" ||
        fail "no manual page of latigraph_encode() is installed"
fi

# The module that was compiled just now: an operation, and a property in properties, directions, steer.
LATIGRAPH_MODULE_PATH=$hello
export LATIGRAPH_MODULE_PATH
"$command" ops wedges >"$folder/ops.out" || fail "the module's operation is not known"
"$command" properties "$folder/circuits" --csv --property wedge_ratio >"$folder/properties.out" ||
    fail "the module's property is not measured"
"$command" directions "$folder/MODEL" "$folder/circuits" --property wedge_ratio --effects 0 \
    >"$folder/directions.out" 2>&1 || fail "no direction of the module's property"
grep -q '^wedge_ratio' "$folder/directions.out" || fail "the direction is not shown"
"$command" steer "$folder/MODEL" --like "$folder/circuits/circuit-01.graphml" --count 2 --seed 1 \
    --to wedge_ratio=+0.1sd -o "$folder/steered" >"$folder/steer.out" 2>&1 ||
    fail "the module's property is not steered"
grep -q '^wedge_ratio' "$folder/steer.out" || fail "the property that was steered is not shown"
# In a folder of modules, or installed with the others, it is found as well.
cp "$hello" "$plugins/"
LATIGRAPH_MODULE_PATH=$plugins "$command" ops wedges >/dev/null || fail "not found in a folder"
# One that is broken is told, and the rest works.
cp "$folder/MODEL" "$plugins/broken$MODULE_SUFFIX"
LATIGRAPH_MODULE_PATH=$plugins "$command" ops wedges >"$folder/broken.out" 2>&1 ||
    fail "a broken module stopped the program"
grep -q "broken$MODULE_SUFFIX\" is refused: it cannot be opened" "$folder/broken.out" ||
    fail "a broken module is not told"

# The R package against that library.
if [ -d "$top_builddir/bindings/r/stage/latigraph" ]; then
    cp -R "$top_builddir/bindings/r/stage/latigraph" "$folder/package"
    rm -f "$folder"/package/src/*.o "$folder"/package/src/*.so
    mkdir "$folder/library"
    (unset MAKEFLAGS MFLAGS LATIGRAPH_CFLAGS LATIGRAPH_LIBS
        "$R" CMD INSTALL --no-docs --no-multiarch --library="$folder/library" "$folder/package") \
        >"$folder/r.out" 2>&1 || fail "R CMD INSTALL failed"
    LATIGRAPH_MODULE_PATH='' LD_LIBRARY_PATH='' R_LIBS=$folder/library "$RSCRIPT" -e \
        "library(latigraph); print(generate(lg_load('$folder/MODEL'), nodes = 9)[[1]])" \
        >"$folder/r.out" 2>&1 || fail "the R package does not work"
fi
