#!/bin/sh
# Runs every block of README.md and of the pages in doc, each page in a folder that fixtures.py filled
# with small files of the names that pages use, and with a command that takes fewer steps and circuits.
# Blocks of C are compiled by tests/integration/doc_examples.sh. Snippets that depend on one another,
# in Python and R, run in tests/python/test_docs.py and tests/r/test_docs.R. doc/recording.md is run by
# tests/integration/recording.sh, and doc/gallery.md by "make html".
. "${top_srcdir:=.}/tests/pages/follow.sh"

mkdir "$folder/bin" "$folder/files"
LATIGRAPH_COMMAND=$build/latigraph PATH=$folder/bin:$PATH PRELUDE=$source/tests/pages/prelude.py OPENBLAS_NUM_THREADS=1
export LATIGRAPH_COMMAND PATH OPENBLAS_NUM_THREADS
cp "$source/tests/pages/latigraph.sh" "$folder/bin/latigraph"
chmod +x "$folder/bin/latigraph"
(cd "$folder/files" && "$PYTHON" "$source/tests/pages/fixtures.py" &&
    latigraph fit circuits --seed 1 -q -o model.safetensors &&
    cp model.safetensors ages.safetensors &&
    cp "$source/models/mouse-v1-l23.safetensors" cortex.safetensors) || exit 99

prepare() {
    cp -r "$folder/files/." .
    case $page in
        */README.md | */doc/python.md | */doc/r.md) rm -f "$blocks"/*.python "$blocks"/*.r ;;
    esac
}

# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- "$source"/README.md "$source"/doc/site/index.md \
    $(ls "$source"/doc/*.md | grep -vE '/(recording|gallery)\.md$')
follow_all "$@"
[ "$ran" -gt 0 ] && [ $failures -eq 0 ]
