#!/bin/sh
# The table of packages of setup.sh: a name for each package manager, and Debian's names are packages
# of Debian. The other columns cannot be tested here.
test -e "$top_srcdir/setup.sh" || exit 77
fail() {
    echo "$1" >&2
    exit 1
}
packages() {
    SETUP_DRY_RUN=$1 sh "$top_srcdir/setup.sh"
}
needed=$(packages none | wc -w)
test "$needed" -gt 10 || fail "the table is empty"
for manager in apt dnf pacman apk brew; do
    count=$(packages $manager | wc -w)
    # A compiler and a C library may be part of the system, and one optional package may be missing.
    { test "$count" -le "$needed" && test "$count" -ge $((needed - 3)); } ||
        fail "$manager has $count packages for $needed things"
done
command -v dpkg-query >/dev/null || exit 0
for package in $(packages apt); do
    dpkg-query -W "$package" >/dev/null 2>&1 || apt-cache show "$package" >/dev/null 2>&1 ||
        fail "Debian has no package $package"
done
