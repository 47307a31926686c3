# The check for BLAS and LAPACK, whichever implementation is installed.
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later

# _LATIGRAPH_BLAS_TRY(NAME, PACKAGES, FLAGS, LIBS, HEADERS)
# Try one implementation, unless one was found: first each group of pkg-config PACKAGES (a list with
# commas), then FLAGS and LIBS alone. Both the C interface of BLAS and LAPACK's Fortran symbols must
# link, LAPACK by itself or by -llapack; one of the HEADERS must declare cblas_dgemm(). Sets blas_name,
# BLAS_CFLAGS, BLAS_LIBS, BLAS_PACKAGES (of latigraph.pc) and blas_header.
AC_DEFUN([_LATIGRAPH_BLAS_TRY], [
AS_IF([test "x$blas_name" = x && { test "x$with_blas" = xauto || test "x$with_blas" = x$1; }],
  [m4_foreach([package], [$2],
    [AS_IF([test "x$blas_name" = x && $PKG_CONFIG --exists "package"],
      [_LATIGRAPH_BLAS_LINK([$1], [package], [$($PKG_CONFIG --cflags "package")],
        [$($PKG_CONFIG --libs "package")], [$5])])
])
   AS_IF([test "x$blas_name" = x], [_LATIGRAPH_BLAS_LINK([$1], [], [$3], [$4], [$5])])])
])

# _LATIGRAPH_BLAS_LINK(NAME, PACKAGE, FLAGS, LIBS, HEADERS)
AC_DEFUN([_LATIGRAPH_BLAS_LINK], [
AC_MSG_CHECKING([for BLAS and LAPACK by m4_ifval([$2], [$2 of pkg-config], [$1])])
blas_flags="$3"
for blas_try_header in $5; do
  for blas_try_lapack in '' ' -llapack'; do
    AS_IF([test "x$blas_name" = x],
      [CPPFLAGS="$blas_save_CPPFLAGS $blas_flags"
       LIBS="$4$blas_try_lapack $blas_save_LIBS -lm"
       AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include $blas_try_header
void dpotrf_(void);
void dsyevr_(void);]],
         [[double a = 1, b = 1, c = 0;
cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, 1, 1, 1, 1, &a, 1, &b, 1, 0, &c, 1);
dpotrf_();
dsyevr_();
return c != 1;]])],
         [blas_name=$1
          blas_header=$blas_try_header
          BLAS_CFLAGS=$blas_flags
          BLAS_LIBS="$4$blas_try_lapack"
          m4_ifval([$2], [AS_IF([test "x$blas_try_lapack" = x], [BLAS_PACKAGES="$2"])])])])
  done
done
AS_IF([test "x$blas_name" = x], [AC_MSG_RESULT([no])], [AC_MSG_RESULT([$BLAS_LIBS])])
])

# LATIGRAPH_BLAS
# Look for BLAS with its C interface and for LAPACK. --with-blas names the implementation; without it
# the first that is found is taken, and OpenBLAS is looked for first. BLAS_CFLAGS and BLAS_LIBS given
# to configure are taken as they are. Sets BLAS_CFLAGS, BLAS_LIBS, BLAS_PACKAGES, BLAS_PRIVATE_LIBS
# (what latigraph.pc needs apart from BLAS_PACKAGES) and the shell variable blas_name.
AC_DEFUN([LATIGRAPH_BLAS], [
AC_REQUIRE([PKG_PROG_PKG_CONFIG])
AC_ARG_WITH([blas],
  [AS_HELP_STRING([--with-blas=NAME],
    [use openblas, flexiblas, mkl, blis, accelerate or netlib for BLAS and LAPACK (auto: the first of them)])],
  [], [with_blas=auto])
AC_ARG_VAR([BLAS_CFLAGS], [C compiler flags for the header cblas.h of BLAS])
AC_ARG_VAR([BLAS_LIBS], [linker flags for BLAS with its C interface and for LAPACK])
AS_CASE([$with_blas],
  [auto|openblas|flexiblas|mkl|blis|accelerate|netlib], [],
  [AC_MSG_ERROR([--with-blas=$with_blas is not known: choose openblas, flexiblas, mkl, blis, accelerate, netlib or auto])])
blas_name= blas_header= BLAS_PACKAGES=
blas_save_CPPFLAGS=$CPPFLAGS blas_save_LIBS=$LIBS blas_save_CFLAGS=$CFLAGS
# The check declares Fortran's symbols without arguments.
AS_IF([test "x$GCC" = xyes], [CFLAGS="$CFLAGS -Wno-builtin-declaration-mismatch"])
AS_IF([test "x$BLAS_LIBS" != x],
  [AS_IF([test "x$with_blas" = xauto], [with_blas=given])
   _LATIGRAPH_BLAS_LINK([$with_blas], [], [$BLAS_CFLAGS], [$BLAS_LIBS], ["<cblas.h>" "<mkl_cblas.h>"])],
  [_LATIGRAPH_BLAS_TRY([openblas], [openblas], [], [-lopenblas], ["<cblas.h>"])
   _LATIGRAPH_BLAS_TRY([flexiblas], [flexiblas], [], [-lflexiblas], ["<cblas.h>" "<flexiblas/cblas.h>"])
   _LATIGRAPH_BLAS_TRY([mkl], [[mkl-sdl], [mkl-dynamic-lp64-seq]], [], [-lmkl_rt], ["<mkl_cblas.h>"])
   _LATIGRAPH_BLAS_TRY([blis], [[blis]], [], [-lblis], ["<blis/cblas.h>" "<cblas.h>"])
   # The header of Accelerate's part is that of netlib; the frameworks' own one declares LAPACK otherwise.
   AS_CASE([$host_os], [darwin*],
     [_LATIGRAPH_BLAS_TRY([accelerate], [],
       [-I$(xcrun --show-sdk-path 2>/dev/null)/System/Library/Frameworks/Accelerate.framework/Frameworks/vecLib.framework/Headers],
       [-framework Accelerate], ["<cblas.h>"])])
   _LATIGRAPH_BLAS_TRY([netlib], [[cblas lapack], [blas lapack]], [], [-lcblas -lblas], ["<cblas.h>" "<cblas/cblas.h>"])
   _LATIGRAPH_BLAS_TRY([netlib], [], [], [-lblas], ["<cblas.h>" "<cblas/cblas.h>"])])
AS_IF([test "x$blas_name" = x],
  [AC_MSG_ERROR(m4_normalize([[no BLAS and LAPACK of the kind $with_blas with the header cblas.h was found. Install
    OpenBLAS (Debian: libopenblas-dev, Fedora: openblas-devel, Homebrew: openblas), or set BLAS_CFLAGS and BLAS_LIBS]]))])
CPPFLAGS="$blas_save_CPPFLAGS $BLAS_CFLAGS"
LIBS="$BLAS_LIBS $blas_save_LIBS"
AC_DEFINE_UNQUOTED([LATIGRAPH_CBLAS_HEADER], [$blas_header], [Define to the header with the C interface of BLAS.])
AC_CHECK_TYPE([blasint],
  [AC_DEFINE([HAVE_BLASINT], [1], [Define to 1 if the header of BLAS has the type blasint.])], [],
  [[#include LATIGRAPH_CBLAS_HEADER]])
# How the number of threads is set (src/base/blas_threads.c).
AC_CHECK_FUNCS([openblas_set_num_threads flexiblas_set_num_threads MKL_Set_Num_Threads bli_thread_set_num_threads])
CPPFLAGS=$blas_save_CPPFLAGS LIBS=$blas_save_LIBS CFLAGS=$blas_save_CFLAGS
AS_IF([test "x$BLAS_PACKAGES" = x], [BLAS_PRIVATE_LIBS=$BLAS_LIBS], [BLAS_PRIVATE_LIBS=])
AC_SUBST([BLAS_PACKAGES])
AC_SUBST([BLAS_PRIVATE_LIBS])
])
