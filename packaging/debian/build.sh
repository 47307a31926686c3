#!/bin/sh
# Builds the Debian packages: sh packaging/debian/build.sh [FOLDER], as a user who has the build
# dependencies of packaging/debian/control (apt-get build-dep). DEBFULLNAME and DEBEMAIL say who
# maintains these packages. DEB_BUILD_OPTIONS=nocheck leaves the tests out. FOLDER (default: dist) gets
# the packages, and lintian, if it is installed, looks at them.
set -eu
: "${DEBFULLNAME:?is not set: it is the name of the maintainer of the packages}"
: "${DEBEMAIL:?is not set: it is the address of the maintainer of the packages}"
folder=$(mkdir -p "${1:-dist}" && cd "${1:-dist}" && pwd)
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sh packaging/dist.sh "$work"
version=$(sed -n 's/^AC_INIT(\[latigraph\], \[\([^]]*\)\].*/\1/p' configure.ac)
mv "$work/latigraph-$version.tar.xz" "$work/latigraph_$version.orig.tar.xz"
tar -C "$work" -xf "$work/latigraph_$version.orig.tar.xz"
tree=$work/latigraph-$version
cp -r packaging/debian "$tree/debian"
rm "$tree/debian/build.sh"
sed -i -e "s/@VERSION@/$version/; s/@MAINTAINER@/$DEBFULLNAME <$DEBEMAIL>/" \
    -e "s/@DATE@/$(date -R -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}")/" \
    "$tree/debian/changelog" "$tree/debian/control"
(cd "$tree" && dpkg-buildpackage -us -uc)
if command -v lintian >/dev/null; then
    lintian --fail-on error --allow-root "$work"/*.changes
fi
find "$work" -maxdepth 1 -type f -exec mv -t "$folder" {} +
ls "$folder"
