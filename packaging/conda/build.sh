#!/bin/sh
# Builds library, command and models into conda's prefix.
set -eu
[ -x configure ] || autoreconf -fi
mkdir -p build-conda
cd build-conda
../configure --prefix="$PREFIX" --disable-static --without-r --without-mpi
make -j"${CPU_COUNT:-2}"
if [ "${CONDA_BUILD_CROSS_COMPILATION:-0}" != 1 ]; then
    make tests/unit/dyads # "make check" would build every program
    make check-TESTS TESTS=tests/unit/dyads
fi
make install
