#!/bin/sh
# interfaces/*.yaml are what the table of operations says.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$top_builddir/interfaces/write" "$folder" || exit 1
for file in functions.yaml types.yaml; do
    if ! diff -u "$top_srcdir/interfaces/$file" "$folder/$file"; then
        echo "interfaces/$file is not what the table says: make update-interfaces" >&2
        exit 1
    fi
done
