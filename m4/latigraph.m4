# Checks of latigraph's own configure script: one macro per optional part of the build.
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later

# LATIGRAPH_CAIRO
# Look for cairo, which draws the figures. Without it, operations that draw refuse with an error; with
# --with-cairo it must be there. Sets the conditional HAVE_CAIRO and the shell variable have_cairo.
AC_DEFUN([LATIGRAPH_CAIRO], [
AC_ARG_WITH([cairo],
  [AS_HELP_STRING([--without-cairo], [do without cairo, which figures need])],
  [], [with_cairo=check])
have_cairo=no
AS_IF([test "x$with_cairo" != xno],
  [PKG_CHECK_MODULES([CAIRO], [cairo >= 1.14 cairo-svg cairo-png],
    [have_cairo=yes
     CAIRO_PACKAGES="cairo cairo-svg cairo-png"
     AC_DEFINE([HAVE_CAIRO], [1], [Define to 1 to draw figures with cairo.])],
    [AS_IF([test "x$with_cairo" = xyes],
       [AC_MSG_ERROR([--with-cairo was given, but cairo was not found])])])])
AC_SUBST([CAIRO_PACKAGES])
AM_CONDITIONAL([HAVE_CAIRO], [test "x$have_cairo" = xyes])
])

# LATIGRAPH_HDF5
# Look for HDF5, which SONATA files consist of. Without it, circuits are not written as SONATA unless
# --with-hdf5 asks for it. Sets HDF5_CFLAGS, HDF5_LIBS and the shell variable have_hdf5.
AC_DEFUN([LATIGRAPH_HDF5], [
AC_ARG_WITH([hdf5],
  [AS_HELP_STRING([--without-hdf5], [do without HDF5, which SONATA files need])],
  [], [with_hdf5=check])
have_hdf5=no
AS_IF([test "x$with_hdf5" != xno],
  [PKG_CHECK_MODULES([HDF5], [hdf5 >= 1.10],
    [have_hdf5=yes
     HDF5_CFLAGS=$(printf '%s' "$HDF5_CFLAGS" | sed 's/-I/-isystem /g')
     HDF5_PACKAGES=hdf5
     AC_DEFINE([HAVE_HDF5], [1], [Define to 1 to write SONATA files with HDF5.])],
    [AS_IF([test "x$with_hdf5" = xyes],
       [AC_MSG_ERROR([--with-hdf5 was given, but HDF5 1.10 or newer was not found (Debian: libhdf5-dev)])])])])
AC_SUBST([HDF5_PACKAGES])
AC_SUBST([HDF5_CFLAGS])
AC_SUBST([HDF5_LIBS])
])

# LATIGRAPH_MATIO
# Look for libmatio, which reads files of MATLAB. Without it such files are refused with a remedy,
# unless --with-matio asks for it. Sets MATIO_CFLAGS and MATIO_LIBS.
AC_DEFUN([LATIGRAPH_MATIO], [
AC_ARG_WITH([matio],
  [AS_HELP_STRING([--without-matio], [do not read files of MATLAB])],
  [], [with_matio=check])
AS_IF([test "x$with_matio" != xno],
  [PKG_CHECK_MODULES([MATIO], [matio >= 1.5],
    [MATIO_PACKAGES=matio
     AC_DEFINE([HAVE_MATIO], [1], [Define to 1 to read files of MATLAB by libmatio.])],
    [AS_IF([test "x$with_matio" = xyes],
       [AC_MSG_ERROR([--with-matio was given, but libmatio was not found])])])])
AC_SUBST([MATIO_PACKAGES])
])

# LATIGRAPH_MPI
# Look for MPI if --with-mpi is given. Sets MPI_CFLAGS, MPI_LIBS and the conditional HAVE_MPI.
AC_DEFUN([LATIGRAPH_MPI], [
AC_ARG_WITH([mpi],
  [AS_HELP_STRING([--with-mpi], [let "latigraph fit" and "evaluate" run on several machines (mpirun)])],
  [], [with_mpi=no])
AS_IF([test "x$with_mpi" != xno],
  [PKG_CHECK_MODULES([MPI], [mpi-c], [],
    [PKG_CHECK_MODULES([MPI], [ompi-c], [],
      [AC_MSG_ERROR([--with-mpi was given, but no MPI was found (Debian: libopenmpi-dev)])])])
   MPI_CFLAGS=$(printf '%s' "$MPI_CFLAGS" | sed 's/-I/-isystem /g')
   AC_DEFINE([HAVE_MPI], [1], [Define to 1 to run on several machines with MPI.])])
AC_SUBST([MPI_CFLAGS])
AC_SUBST([MPI_LIBS])
AM_CONDITIONAL([HAVE_MPI], [test "x$with_mpi" != xno])
])

# LATIGRAPH_PYTHON
# Look for a Python interpreter and its headers if --with-python is given. Sets PYTHON,
# PYTHON_CPPFLAGS, PYTHON_SUFFIX (of the extension's file), PYTHON_EXTENSION_DIR and the conditional
# WITH_PYTHON.
AC_DEFUN([LATIGRAPH_PYTHON], [
AC_ARG_WITH([python],
  [AS_HELP_STRING([--with-python@<:@=PYTHON@:>@], [build the Python package for that interpreter])],
  [], [with_python=no])
AS_IF([test "x$with_python" != xno],
  [AS_IF([test "x$with_python" = xyes], [AC_PATH_PROG([PYTHON], [python3])], [PYTHON=$with_python])
   AC_SUBST([PYTHON])
   AS_IF(["$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 10))'], [],
     [AC_MSG_ERROR([--with-python needs Python 3.10 or later, which "$PYTHON" is not])])
   python_include=$("$PYTHON" -c 'import sysconfig; print(sysconfig.get_path("include"))')
   # One build for every Python from 3.10 on, except free-threaded ones, whose headers before 3.15 do
   # not have the stable interface.
   PYTHON_SUFFIX=$("$PYTHON" -c 'import sysconfig
free = sysconfig.get_config_var("Py_GIL_DISABLED")
print(sysconfig.get_config_var("EXT_SUFFIX") if free else ".abi3.so")')
   PYTHON_CPPFLAGS="-isystem $python_include"
   AS_IF([test "x$PYTHON_SUFFIX" = x.abi3.so],
     [PYTHON_CPPFLAGS="$PYTHON_CPPFLAGS -DPy_LIMITED_API=0x030A0000"])
   save_CPPFLAGS=$CPPFLAGS
   CPPFLAGS="$CPPFLAGS $PYTHON_CPPFLAGS"
   AC_CHECK_HEADER([Python.h], [],
     [AC_MSG_ERROR([--with-python needs Python.h (Debian: python3-dev)])])
   CPPFLAGS=$save_CPPFLAGS
   # lib/python3.11/site-packages, or dist-packages where Debian says so
   python_dir=$("$PYTHON" -c 'import os, sys, sysconfig
packages = os.path.basename(sysconfig.get_path("platlib"))
print("lib/python%d.%d/%s" % (*sys.version_info@<:@:2@:>@, packages))')
   AC_ARG_VAR([PYTHON_EXTENSION_DIR], [folder that the Python package is installed in])
   AS_IF([test "x$PYTHON_EXTENSION_DIR" = x], [PYTHON_EXTENSION_DIR='${prefix}'/$python_dir/latigraph])])
AC_SUBST([PYTHON_CPPFLAGS])
AC_SUBST([PYTHON_SUFFIX])
AM_CONDITIONAL([WITH_PYTHON], [test "x$with_python" != xno])
])

# LATIGRAPH_R
# Look for R and its package igraph if --with-r is given. Sets R, RSCRIPT and the conditional WITH_R.
AC_DEFUN([LATIGRAPH_R], [
AC_ARG_WITH([r],
  [AS_HELP_STRING([--with-r@<:@=R@:>@], [build the R package in the build folder, with that R])],
  [], [with_r=no])
AS_IF([test "x$with_r" != xno],
  [AS_IF([test "x$with_r" = xyes], [AC_PATH_PROG([R], [R])], [R=$with_r])
   RSCRIPT=$("$R" RHOME 2>/dev/null)/bin/Rscript
   AS_IF([test -x "$RSCRIPT"], [],
     [AC_MSG_ERROR([--with-r needs R, which "$R" is not (Debian: r-base-core)])])
   AS_IF(["$RSCRIPT" -e 'packageVersion("igraph")' >/dev/null 2>&1], [],
     [AC_MSG_ERROR([--with-r needs the R package igraph (Debian: r-cran-igraph)])])])
AC_SUBST([R])
AC_SUBST([RSCRIPT])
AM_CONDITIONAL([WITH_R], [test "x$with_r" != xno])
])

# LATIGRAPH_SANITIZERS
# Build with sanitizers if --enable-sanitizers is given. Sets SANITIZER_CFLAGS and the conditional
# SANITIZERS.
AC_DEFUN([LATIGRAPH_SANITIZERS], [
AC_ARG_ENABLE([sanitizers],
  [AS_HELP_STRING([--enable-sanitizers], [build with AddressSanitizer and UBSan])],
  [], [enable_sanitizers=no])
AS_IF([test "x$enable_sanitizers" = xyes],
  [SANITIZER_CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer"])
AC_SUBST([SANITIZER_CFLAGS])
AM_CONDITIONAL([SANITIZERS], [test "x$enable_sanitizers" = xyes])
])

# LATIGRAPH_HARDENING
# Take the defences of compiler and linker against memory errors, unless --disable-hardening is given:
# the stack protector, checked calls of the C library (config.h), and tables of the dynamic linker that
# are read-only after loading. Sets HARDENING_CFLAGS and HARDENING_LDFLAGS.
AC_DEFUN([LATIGRAPH_HARDENING], [
AC_ARG_ENABLE([hardening],
  [AS_HELP_STRING([--disable-hardening], [do without the defences of compiler and linker])],
  [], [enable_hardening=yes])
HARDENING_CFLAGS= HARDENING_LDFLAGS=
AS_IF([test "x$enable_hardening" = xyes && test "x$enable_sanitizers" != xyes],
  [_LATIGRAPH_FLAG([CFLAGS], [-fstack-protector-strong])
   _LATIGRAPH_FLAG([LDFLAGS], [-Wl,-z,relro])
   _LATIGRAPH_FLAG([LDFLAGS], [-Wl,-z,now])
   AC_DEFINE([LATIGRAPH_FORTIFY], [1], [Define to 1 for checked calls of the C library.])])
AH_BOTTOM([/* glibc checks sizes only where the compiler knows them, which it does when it optimises. */
#if defined(LATIGRAPH_FORTIFY) && defined(__OPTIMIZE__) && !defined(_FORTIFY_SOURCE)
#define _FORTIFY_SOURCE 2
#endif

/* The headers of macOS declare lgamma_r() only with this. */
#if defined(__APPLE__) && !defined(_REENTRANT)
#define _REENTRANT 1
#endif])
AC_SUBST([HARDENING_CFLAGS])
AC_SUBST([HARDENING_LDFLAGS])
])

# _LATIGRAPH_FLAG(VARIABLE, FLAG)
# Append FLAG to HARDENING_VARIABLE if a program links with it.
AC_DEFUN([_LATIGRAPH_FLAG], [
AC_MSG_CHECKING([whether programs link with $2])
hardening_save=$[]$1
$1="$[]$1 $2 -Werror"
AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
  [HARDENING_$1="$HARDENING_$1 $2"
   AC_MSG_RESULT([yes])],
  [AC_MSG_RESULT([no])])
$1=$hardening_save
])

# LATIGRAPH_VECTOR_MATH
# Look for the flag with which clang calls glibc's vector functions for exp() and log() in loops, as gcc
# does without a flag. The library of them is linked with -lm. Sets VECTOR_CFLAGS. QUIET_CFLAGS silences
# clang's notes on loops that it leaves as they are, for example those of expm1(), for which it knows no
# vector function: nobody who builds can do something about them.
AC_DEFUN([LATIGRAPH_VECTOR_MATH], [
AC_REQUIRE([AC_PROG_CC])
AC_MSG_CHECKING([whether the compiler is clang])
VECTOR_CFLAGS= QUIET_CFLAGS= vector_save_CFLAGS=$CFLAGS
AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#ifndef __clang__
#error "another compiler"
#endif]])],
  [QUIET_CFLAGS=-Wno-pass-failed
   AC_MSG_RESULT([yes])
   AC_MSG_CHECKING([whether clang needs -fveclib=libmvec])
   CFLAGS="$CFLAGS -O3 -ffast-math -fveclib=libmvec -Werror"
   AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <math.h>
float x[1024];]],
       [[for (int i = 0; i < 1024; i++) {
    x[i] = logf(1 + expf(x[i]));
}
return x[3] > 1;]])],
     [VECTOR_CFLAGS=-fveclib=libmvec
      AC_MSG_RESULT([yes])],
     [AC_MSG_RESULT([no])])],
  [AC_MSG_RESULT([no])])
CFLAGS=$vector_save_CFLAGS
AC_SUBST([VECTOR_CFLAGS])
AC_SUBST([QUIET_CFLAGS])
])
