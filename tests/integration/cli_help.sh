#!/bin/sh
# The help of every command has what the table of operations says, and the manual page has the help.

: "${top_builddir:=.}" "${top_srcdir:=.}"
latigraph=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
command -v python3 >/dev/null || exit 77
python3 -B "$top_srcdir/tests/integration/cli_help.py" "$latigraph" || exit 1
for command in $("$latigraph" --help | sed -n '/^Commands:$/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p'); do
    grep -qx ".SS \"latigraph $command\"" "$top_srcdir/src/cli/latigraph.1" || {
        echo "the manual page lacks $command: make update-man" >&2
        exit 1
    }
done
exit 0
