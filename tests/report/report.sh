#!/bin/sh
# The page of reports: its functions in Node, page.html against its sources, and the page in Chromium.
command -v node >/dev/null || exit 77
node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' || exit 77
set -e
node --test "$top_srcdir/tests/report/pure.mjs" || exit 1
page=$top_srcdir/src/report/page.html
test "$(wc -c < "$page")" -lt 200000 || {
    echo "page.html has 200 kB or more" >&2
    exit 1
}
if test ! -d "$top_srcdir/src/report/node_modules/esbuild"; then
    echo "the npm packages are missing (npm ci --ignore-scripts in src/report): the rest is skipped" >&2
    exit 77
fi
built=$(mktemp)
trap 'rm -f "$built"' EXIT
node "$top_srcdir/src/report/build.mjs" "$built"
cmp "$built" "$page" || {
    echo "page.html is not what its sources give; run npm run build in src/report" >&2
    exit 1
}
node "$top_srcdir/tests/report/browser.mjs" "$page"
