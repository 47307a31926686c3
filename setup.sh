#!/bin/sh
# Installs what latigraph needs on Debian and builds it in build/. Run it again after a change; what
# is there already is kept. Other systems: install the libraries of README.md, then
# autoreconf -fi && ./configure && make.
set -eu
cd "$(dirname "$0")"

packages="autoconf automake libtool pkg-config gcc make libc6-dev libigraph-dev libglib2.0-dev
libopenblas-dev libjson-glib-dev libcairo2-dev libhdf5-dev libmatio-dev"
missing=
for package in $packages ${EXTRA_PACKAGES:-}; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing="$missing $package"
done
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi
    echo "Installing:$missing"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
        $missing >/dev/null
fi

[ -x configure ] && [ configure -nt configure.ac ] || autoreconf -fi >/dev/null
mkdir -p build
cd build
# shellcheck disable=SC2086
[ -f Makefile ] || ../configure -q ${CONFIGURE_OPTIONS:-}
make -s -j"$(nproc)" V=0 >make.out 2>&1 || { tail -n 30 make.out; exit 1; }
