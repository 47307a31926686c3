#!/bin/sh
# Installs what latigraph needs and builds it in build/. Run it again after a change; what is there
# already is kept. The table below has the names of the packages for apt (Debian, Ubuntu), dnf (Fedora),
# pacman (Arch), apk (Alpine) and brew (macOS). On any other system, or where a package is missing, the
# script says what is needed; then autoreconf -fi && ./configure && make builds it.
# SETUP_DRY_RUN=apt (or another of these) prints the packages that would be installed, and ends.
set -eu
cd "$(dirname "$0")"

# What is needed, and what each package manager calls it ("-": part of the system or of another row, or
# no package of that system).
table='
autoconf     autoconf           autoconf            autoconf     autoconf         autoconf
automake     automake           automake            automake     automake         automake
libtool      libtool            libtool             libtool      libtool          libtool
pkg-config   pkg-config         pkgconf-pkg-config  pkgconf      pkgconf          pkgconf
compiler     gcc                gcc                 gcc          gcc              -
make         make               make                make         make             make
C-library    libc6-dev          glibc-devel         -            musl-dev         -
igraph       libigraph-dev      igraph-devel        igraph       igraph-dev       igraph
GLib         libglib2.0-dev     glib2-devel         glib2        glib-dev         glib
OpenBLAS     libopenblas-dev    openblas-devel      openblas     openblas-dev     openblas
json-glib    libjson-glib-dev   json-glib-devel     json-glib    json-glib-dev    json-glib
'

# Without these, in their order, there are no figures, no SONATA files and no files of MATLAB.
optional='
cairo        libcairo2-dev      cairo-devel         cairo        cairo-dev        cairo
HDF5         libhdf5-dev        hdf5-devel          hdf5         hdf5-dev         hdf5
matio        libmatio-dev       matio-devel         libmatio     -                libmatio
'

# The package manager of this system, as a column of the table.
find_manager() {
    for manager in apt-get dnf pacman apk brew; do
        if command -v "$manager" >/dev/null 2>&1; then
            echo "${manager%-get}"
            return
        fi
    done
    echo none
}

# Names of the packages in one column of a table: packages_of apt "$table".
packages_of() {
    case $1 in
    apt) column=2 ;;
    dnf) column=3 ;;
    pacman) column=4 ;;
    apk) column=5 ;;
    brew) column=6 ;;
    *) column=1 ;;
    esac
    printf '%s' "$2" | awk -v column=$column 'NF && $column != "-" { print $column }' | tr '\n' ' '
}

is_installed() {
    case $manager in
    apt) dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' ;;
    dnf) rpm -q --whatprovides "$1" >/dev/null 2>&1 ;;
    pacman) pacman -Q "$1" >/dev/null 2>&1 ;;
    apk) apk info -e "$1" >/dev/null 2>&1 ;;
    brew) brew list --versions "$1" >/dev/null 2>&1 ;;
    esac
}

# Those of some packages that are not installed.
missing_of() {
    for package in "$@"; do
        is_installed "$package" || printf '%s ' "$package"
    done
}

# Runs a command with the rights to install; brew must not have them.
as_root() {
    if [ "$manager" = brew ] || [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
    case $manager in
    apt)
        as_root apt-get update -qq
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
        ;;
    dnf) as_root dnf install -y -q "$@" ;;
    pacman) as_root pacman -S --noconfirm --needed "$@" ;;
    apk) as_root apk add -q "$@" ;;
    brew) as_root brew install -q "$@" ;;
    esac
}

manager=${SETUP_DRY_RUN:-$(find_manager)}
needed="$(packages_of "$manager" "$table")${EXTRA_PACKAGES:-}"
optional_packages=$(packages_of "$manager" "$optional")
if [ -n "${SETUP_DRY_RUN:-}" ]; then
    echo "$needed $optional_packages"
    exit 0
fi
# shellcheck disable=SC2086
if [ "$manager" = none ]; then
    echo "No apt, dnf, pacman, apk or brew was found. These must be installed: $needed" >&2
    echo "These are optional: $optional_packages(figures, SONATA files, files of MATLAB)" >&2
else
    missing=$(missing_of $needed $optional_packages)
    [ -z "$missing" ] || echo "Installing: $missing"
    if [ -n "$missing" ] && ! install_packages $missing; then
        # One of them may not be there: those that are needed first, then each of the others by itself.
        missing=$(missing_of $needed)
        if [ -n "$missing" ] && ! install_packages $missing; then
            echo "Not all of these could be installed. What is needed: $(packages_of none "$table")" >&2
            [ "$manager" != apk ] || echo "Alpine has igraph in the repository testing of edge." >&2
            exit 1
        fi
        for package in $(missing_of $optional_packages); do
            install_packages "$package" || echo "$package is missing, which is optional: what needs it is not built." >&2
        done
    fi
fi

[ -x configure ] && [ configure -nt configure.ac ] || autoreconf -fi >/dev/null
mkdir -p build
cd build
# One process more than processors, because scripts of libtool wait for others.
jobs=-j$(($(getconf _NPROCESSORS_ONLN) + 1))
# configure ends with a make of its own, which makes a file for the dependencies of every source file.
# shellcheck disable=SC2086
[ -f Makefile ] || MAKE="make $jobs" ../configure -q ${CONFIGURE_OPTIONS:-}
make -s "$jobs" V=0 >make.out 2>&1 || { tail -n 30 make.out; exit 1; }
