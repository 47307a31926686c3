/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_BLAS_H
#define LATIGRAPH_BASE_BLAS_H

/* Makes OpenBLAS use the kernels of the nearest processor that it knows, if it has chosen its
 * oldest ones. It runs when the library is loaded. A second call changes nothing. */
void latigraph_blas_choose(void);

#endif
