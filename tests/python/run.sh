#!/bin/sh
# Runs one file of tests of the Python package in the build folder.
# Exit status 77: skipped, for want of the extension or of Python's igraph.
: "${top_builddir:=.}" "${top_srcdir:=.}"
PYTHON=${PYTHON:-python3}
package=$(cd "$top_builddir" && pwd)/bindings/python
test -e "$package/latigraph/_latigraph.abi3.so" || exit 77
"$PYTHON" -c 'import igraph' 2>/dev/null || exit 77
LATIGRAPH_TEST_DATA=$(cd "$top_builddir" && pwd)/tests/python/data
LATIGRAPH_SOURCE=$(cd "$top_srcdir" && pwd)
LATIGRAPH_BUILD=$(cd "$top_builddir" && pwd)
LATIGRAPH_MODEL_PATH=$LATIGRAPH_SOURCE/models
LATIGRAPH_MODULE_PATH=
PYTHONPATH=$package:$LATIGRAPH_SOURCE/tests/python
PYTHONDONTWRITEBYTECODE=1
export LATIGRAPH_TEST_DATA LATIGRAPH_SOURCE LATIGRAPH_BUILD LATIGRAPH_MODEL_PATH \
    LATIGRAPH_MODULE_PATH PYTHONPATH PYTHONDONTWRITEBYTECODE PYTHON
exec "$PYTHON" -m unittest -v "$(basename "$1" .py)"
