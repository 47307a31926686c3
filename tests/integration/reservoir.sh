#!/bin/sh
# Scores of reservoirs against an implementation of their own in NumPy, through the command.

: "${top_builddir:=.}" "${top_srcdir:=.}"
LATIGRAPH=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
python=/usr/bin/python3
"$python" -c "import numpy" 2>/dev/null || exit 77
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-reservoir.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
"$python" "$top_srcdir/tests/integration/reservoir.py" "$LATIGRAPH" "$folder"
