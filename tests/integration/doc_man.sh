#!/bin/sh
# Every public function has a manual page with a name, a synopsis and its parameters, and groff has
# nothing to say against it.
pages=$top_builddir/doc/man3
test -e "$pages/stamp" || exit 77
status=0
for name in $(cat "$top_srcdir"/include/latigraph/*.h | tr '\n' ' ' |
    grep -oE 'LATIGRAPH_EXPORT [^;(]*latigraph_[a-z0-9_]+\(' | grep -oE 'latigraph_[a-z0-9_]+\($' | tr -d '('); do
    page=$pages/$name.3
    if ! grep -q "^$name "'\\- .' "$page" || ! grep -q '^\.SH SYNOPSIS' "$page"; then
        echo "$page: there is no name or synopsis" >&2
        status=1
    fi
done
if command -v groff >/dev/null; then
    for page in "$pages"/*.3; do
        found=$(groff -man -Tutf8 -K utf8 -ww -z "$page" 2>&1)
        if [ -n "$found" ]; then
            echo "$found" >&2
            status=1
        fi
    done
fi
exit $status
