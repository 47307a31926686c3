#!/bin/sh
# The module exports one symbol.
module=$top_builddir/plugin/.libs/latigraph.so
command -v nm >/dev/null || exit 77
test -e "$module" || exit 77
exported=$(nm -D --defined-only "$module" |
    awk '$3 !~ /^(_init|_fini|_edata|_end|__bss_start|__asan_.*|__odr_asan.*)$/ { print $3 }')
if [ "$exported" != latigraph_module ]; then
    echo "exported symbols: $exported" >&2
    exit 1
fi
