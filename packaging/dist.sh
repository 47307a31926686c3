#!/bin/sh
# Makes the tarball of the sources in a folder, from a checkout or a tree that has ./configure:
#     sh packaging/dist.sh FOLDER
set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/.."
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -x configure ] || autoreconf -fi
(cd "$work" && "$source/configure" -q && make -s dist)
mv "$work"/latigraph-*.tar.xz "$folder"
