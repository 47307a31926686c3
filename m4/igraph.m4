# The check for igraph, as a shared library or as an archive.
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later

# LATIGRAPH_IGRAPH
# Look for igraph, after LATIGRAPH_BLAS. Where igraph is an archive only, the libraries that it needs are
# linked as well, among them that of C++: without them, a module would link and then not load. An
# archive's BLAS and LAPACK are those of latigraph, so that a process has one of each. Sets
# IGRAPH_CFLAGS and IGRAPH_LIBS.
AC_DEFUN([LATIGRAPH_IGRAPH], [
PKG_CHECK_MODULES([IGRAPH], [igraph >= 0.10.2])
# igraph's headers are not clean under our warnings, so they are system headers to us.
IGRAPH_CFLAGS=$(printf '%s' "$IGRAPH_CFLAGS" | sed 's/-I/-isystem /g')
AC_MSG_CHECKING([whether igraph brings the libraries that it needs])
igraph_save_LIBS=$LIBS
# One function is in C++, and one reads XML.
AC_LANG_CONFTEST([AC_LANG_PROGRAM([[char igraph_community_walktrap(void);
char igraph_read_graph_graphml(void);]],
  [[return igraph_community_walktrap() + igraph_read_graph_graphml();]])])
LIBS="$IGRAPH_LIBS $BLAS_LIBS $igraph_save_LIBS"
AC_LINK_IFELSE([], [AC_MSG_RESULT([yes])],
  [igraph_archive=
   for igraph_flag in $($PKG_CONFIG --static --libs igraph); do
     AS_CASE([$igraph_flag], [-lblas|-llapack], [], [igraph_archive="$igraph_archive $igraph_flag"])
   done
   LIBS="$igraph_archive $BLAS_LIBS $igraph_save_LIBS"
   AC_LINK_IFELSE([],
     [IGRAPH_LIBS=$igraph_archive
      AC_MSG_RESULT([no, linking $IGRAPH_LIBS])],
     [AC_MSG_RESULT([unknown, because no program links])])])
LIBS=$igraph_save_LIBS
])
