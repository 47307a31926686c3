#!/bin/sh
# The binary interface of the library is that of tests/abi, or only adds to it: programs and modules
# that were compiled before go on working. "abi.sh update" (make update-abi) renews the description,
# which belongs to a change that is meant, with a new LATIGRAPH_VERSION_INFO.
# Exit status 77: skipped, for want of abidiff or because the library is not comparable.
description=$top_srcdir/tests/abi/liblatigraph.abi.xz
library=$top_builddir/.libs/liblatigraph${LIBRARY_SUFFIX:-.so}
for program in abidw abidiff xz readelf; do
    command -v $program >/dev/null || { echo "no $program"; exit 77; }
done
test -e "$library" || exit 77
readelf -S -W "$library" | grep -q '\.debug_info' || { echo "no debugging information"; exit 77; }
readelf -s -W "$library" | grep -q __asan_init && { echo "built with sanitizers"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# What the public headers show of the exported functions, wherever they were compiled.
abidw --exported-interfaces-only --headers-dir "$top_srcdir/include/latigraph" \
    --drop-private-types --no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed \
    --no-parameter-names --type-id-style hash --out-file "$folder/now.abi" "$library" || exit 1
# Within a minor version, igraph's enumerations grow: 0.10.17 has error codes that 0.10.2 lacks.
igraph=$(sed -n 's/^#define IGRAPH_VERSION "\([0-9.]*\).*/\1/p' \
    "$(${PKG_CONFIG:-pkg-config} --variable=includedir igraph)/igraph/igraph_version.h")
echo "<!-- igraph $igraph -->" >>"$folder/now.abi"
if [ "$1" = update ]; then
    mkdir -p "$(dirname "$description")"
    xz -9 -c "$folder/now.abi" >"$description"
    exit
fi

xz -dc "$description" >"$folder/before.abi" || exit 1
for key in 'architecture=[^ ]*' '<!-- igraph .*'; do
    if [ "$(grep -o "$key" "$folder/before.abi")" != "$(grep -o "$key" "$folder/now.abi")" ]; then
        echo "the description is of another machine or igraph: $(grep -o "$key" "$folder/before.abi")"
        exit 77
    fi
done
# Functions may be added, and the inside of opaque types may change; all else is a change. (abidw
# would leave these out, were it not that some headers in src have the names of public ones.)
sed -n 's/^typedef struct \(latigraph_[a-z_]*_t\) \1;$/[suppress_type]\n  name = \1/p' \
    "$top_srcdir"/include/latigraph/*.h >"$folder/opaque"
compare() {
    abidiff --no-added-syms --suppressions "$folder/opaque" "$1" "$2" >"$folder/report"
}
if ! compare "$folder/before.abi" "$folder/now.abi"; then
    cat "$folder/report"
    echo "The binary interface has changed. If that is meant: make update-abi." >&2
    exit 1
fi

# Changes of every kind that matters are seen.
changed() {
    sed "$2" "$folder/now.abi" >"$folder/changed.abi"
    cmp -s "$folder/now.abi" "$folder/changed.abi" && { echo "$1: nothing to change"; exit 1; }
    compare "$folder/now.abi" "$folder/changed.abi" && { echo "$1 goes unseen"; exit 1; }
    return 0
}
changed "a function that is gone" "/<elf-symbol name='latigraph_operation_find'/d
    /<function-decl name='latigraph_operation_find'/,/<\/function-decl>/d"
changed "a value of an enumeration" \
    "s/name='LATIGRAPH_TYPE_MODEL' value='9'/name='LATIGRAPH_TYPE_MODEL' value='10'/"
changed "the size of a structure" "s/\(name='latigraph_steer_options_t' size-in-bits='\)/\11/"
changed "the place of a field" "/<class-decl name='latigraph_module_t'/,/<\/class-decl>/s/\(layout-offset-in-bits='\)32'/\148'/"
changed "an argument that is gone" \
    "/<function-decl name='latigraph_fit'/,/<\/function-decl>/{0,/<parameter/{/<parameter/d}}"
changed "the type of an argument" \
    "/<function-decl name='latigraph_operation_get'/,/<\/function-decl>/s/<parameter type-id='[^']*'/<parameter type-id='95e97e5e'/"
