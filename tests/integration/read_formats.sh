#!/bin/sh
# Files as other programs write them are read at the first try, or refused with a remedy that works.

: "${top_builddir:=.}" "${top_srcdir:=.}"
latigraph=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
command -v python3 >/dev/null || exit 77
# Debian's Python has numpy and scipy where they are installed.
python=/usr/bin/python3
[ -x "$python" ] || python=python3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -B "$top_srcdir/tests/integration/read_formats.py" "$latigraph" "$work"
