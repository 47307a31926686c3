#!/bin/sh
# Circuits in every format that other programs read: each file is read back by NetworkX, SciPy, NumPy
# and h5py, and must hold the edges, weights, names and positions exactly. Scripts for simulators run
# where the simulator is installed.

: "${top_builddir:=.}" "${top_srcdir:=.}"
LATIGRAPH=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
python=/usr/bin/python3
"$python" -c "import networkx, numpy, scipy.sparse" 2>/dev/null || exit 77
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-formats.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
"$python" "$top_srcdir/tests/integration/write_formats.py" "$LATIGRAPH" "$folder"
