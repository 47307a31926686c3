#!/bin/sh
# Follows the pages of doc/howto literally: each page in an empty folder, with the command itself.
. "${top_srcdir:=.}/tests/pages/follow.sh"

# The wiring of the worm, which pages copy, is part of igraph's documentation.
worm=/usr/share/doc/libigraph-dev/examples/simple/celegansneural.gml
[ -f "$worm" ] || {
    echo "there is no $worm (Debian: libigraph-doc)"
    exit 77
}

# shellcheck disable=SC2046
follow_all ${*:-"$source"/doc/howto/*.md}
[ "$pages" -gt 0 ] && [ "$ran" -gt "$pages" ] && [ $failures -eq 0 ]
