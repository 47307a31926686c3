/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_CBLAS_H
#define LATIGRAPH_BASE_CBLAS_H

/* The BLAS that configure found (m4/blas.m4): its C interface and its integers. All calls are to
 * functions of netlib's cblas, which every implementation has. */

#include LATIGRAPH_CBLAS_HEADER

/* OpenBLAS has this name for the integers of BLAS and LAPACK, which can have 64 bits. Of all others
 * configure takes the interface with integers of 32 bits. */
#ifndef HAVE_BLASINT
typedef int blasint;
#endif

#endif
