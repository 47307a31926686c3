/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_BLAS_THREADS_H
#define LATIGRAPH_BASE_BLAS_THREADS_H

/* Returns the number of threads of BLAS as its implementation counts them, or 0 if it has no
 * function for that. */
int latigraph_blas_threads(void);

/* Sets the number of threads of BLAS, if the implementation has a function for that. */
void latigraph_blas_set_threads(int threads);

#endif
