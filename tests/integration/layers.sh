#!/bin/sh
# No file of a lower module includes a header of a higher one.
command -v python3 >/dev/null || exit 77
python3 "$top_srcdir/tests/style.py" layers
