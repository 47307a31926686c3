#!/bin/sh
# Makes a source package of R that holds the library, so that install.packages() needs the libraries
# that latigraph is built on, but not latigraph itself:
#     sh packaging/r/bundle.sh 'NAME <ADDRESS>' [FOLDER]
# NAME and ADDRESS are those of the person who maintains the package, as CRAN asks for.
set -eu
case ${1:-} in
    *\ \<*@*.*\>) maintainer=$1 ;;
    *) sed -n 's/^# \{0,1\}//; 2,5p' "$0" >&2; exit 2 ;;
esac
folder=$(mkdir -p "${2:-dist}" && cd "${2:-dist}" && pwd)
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r bindings/r "$work/latigraph"
mkdir -p "$work/latigraph/tools/shared"
cp bindings/shared/*.[ch] "$work/latigraph/tools/shared"
sh packaging/dist.sh "$work/latigraph/tools"
sed -i.orig "s/^Maintainer:.*/Maintainer: $maintainer/" "$work/latigraph/DESCRIPTION"
rm "$work/latigraph/DESCRIPTION.orig"
cd "$work"
R CMD build --no-build-vignettes latigraph
mv latigraph_*.tar.gz "$folder"
