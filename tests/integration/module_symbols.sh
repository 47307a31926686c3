#!/bin/sh
# The module exports one symbol, the library those of its public headers.
module=$top_builddir/plugin/.libs/latigraph${MODULE_SUFFIX:-.so}
library=$top_builddir/.libs/liblatigraph${LIBRARY_SUFFIX:-.so}
test -e "$module" && test -e "$library" || exit 77
nm -D "$library" >/dev/null 2>&1 || { echo "no nm that lists exported symbols"; exit 77; }

exported() {
    nm -D --defined-only "$1" |
        awk '$3 !~ /^(_init|_fini|_edata|_end|__bss_start|__asan_.*|__odr_asan.*)$/ { print $3 }'
}

if [ "$(exported "$module")" != latigraph_module ]; then
    echo "exported symbols of the module: $(exported "$module")" >&2
    exit 1
fi
for symbol in $(exported "$library"); do
    if ! grep -qw "$symbol" "$top_srcdir"/include/latigraph/*.h \
        "$top_builddir"/include/latigraph/version.h; then
        echo "the library exports $symbol, which no public header has" >&2
        exit 1
    fi
done
