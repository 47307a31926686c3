#!/bin/sh
# Runs one file of tests of the R package, as it stands in the build folder.
# Exit status 77: skipped, for want of the package (./configure --with-r builds it).
: "${top_builddir:=.}" "${top_srcdir:=.}"
RSCRIPT=${RSCRIPT:-Rscript}
LATIGRAPH_BUILD=$(cd "$top_builddir" && pwd)
LATIGRAPH_SOURCE=$(cd "$top_srcdir" && pwd)
R_LIBS=$LATIGRAPH_BUILD/bindings/r/library
test -e "$R_LIBS/latigraph/libs/latigraph.so" || exit 77
"$RSCRIPT" -e 'packageVersion("igraph")' >/dev/null 2>&1 || exit 77
LATIGRAPH_TEST_DATA=$LATIGRAPH_BUILD/tests/r/data
LATIGRAPH_MODEL_PATH=$LATIGRAPH_SOURCE/models
LATIGRAPH_MODULE_PATH=
LC_ALL=C.UTF-8
export LATIGRAPH_BUILD LATIGRAPH_SOURCE R_LIBS LATIGRAPH_TEST_DATA LATIGRAPH_MODEL_PATH \
    LATIGRAPH_MODULE_PATH RSCRIPT LC_ALL
exec "$RSCRIPT" --vanilla "$1"
