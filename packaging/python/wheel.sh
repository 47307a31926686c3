#!/bin/sh
# Makes a wheel for every Python from 3.10 on, for all systems whose C library is not older than this
# one's: sh packaging/python/wheel.sh [FOLDER]. Run it on the oldest system that is to be served.
# IGRAPH_SOURCE names the source tree of a release of igraph; it is then built static, with the parts
# that it brings along, and the libraries that it would take from the system are not in the wheel.
set -eu
folder=$(mkdir -p "${1:-dist}" && cd "${1:-dist}" && pwd)
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -n "${IGRAPH_SOURCE:-}" ]; then
    cmake -S "$IGRAPH_SOURCE" -B "$work/igraph" -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTING=OFF \
        -DCMAKE_INSTALL_PREFIX="$work/prefix" -DCMAKE_INSTALL_LIBDIR=lib \
        -DIGRAPH_USE_INTERNAL_BLAS=OFF -DIGRAPH_USE_INTERNAL_LAPACK=OFF \
        -DIGRAPH_USE_INTERNAL_ARPACK=ON -DIGRAPH_USE_INTERNAL_GLPK=ON -DIGRAPH_USE_INTERNAL_GMP=ON \
        -DIGRAPH_USE_INTERNAL_PLFIT=ON -DIGRAPH_GRAPHML_SUPPORT=ON -DIGRAPH_OPENMP_SUPPORT=OFF >"$work/log"
    cmake --build "$work/igraph" -j "$(nproc)" --target install >>"$work/log"
    PKG_CONFIG_PATH=$work/prefix/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
    export PKG_CONFIG_PATH
fi
# Debian's HDF5 brings a client of the web along, with 60 further libraries, so that files of SONATA and
# MATLAB are left to other builds.
LATIGRAPH_BUILD=${LATIGRAPH_BUILD:-$work/build} \
    LATIGRAPH_CONFIGURE=${LATIGRAPH_CONFIGURE:---without-hdf5 --without-matio} python3 - "$work" <<'PYTHON'
import sys

sys.path.insert(0, "bindings/python")
import build_backend

print(build_backend.build_wheel(sys.argv[1]))
PYTHON
python3 packaging/python/bundle.py "$work"/*.whl "$folder"
