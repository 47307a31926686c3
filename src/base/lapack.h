/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_LAPACK_H
#define LATIGRAPH_BASE_LAPACK_H

/* The few LAPACK routines in use, called in Fortran's way: OpenBLAS always has these, while the C
 * interface LAPACKE is a library of its own on Debian. Matrices here are row-major, so that LAPACK
 * sees the transpose: its upper triangle is our lower one. */

#include <cblas.h>
#include <stddef.h>

/* The last argument is the length of the text that Fortran passes out of sight. */
void dpotrf_(const char *triangle, const blasint *n, double *a, const blasint *lda, blasint *info,
             size_t triangle_length);

void dsyev_(const char *vectors, const char *triangle, const blasint *n, double *a,
            const blasint *lda, double *value, double *work, const blasint *size, blasint *info,
            size_t vectors_length, size_t triangle_length);

/* The eigenvalues (n) of the symmetric a (n, n), ascending; its rows become the eigenvectors. work
 * has room for 3n numbers. Returns 0, or a positive number where they are not found. */
static inline int latigraph_eigen(int n, double *a, double *value, double *work) {
    const blasint size = n, row = n > 0 ? n : 1, room = n > 0 ? 3 * n : 1;
    blasint info = 0;
    dsyev_("V", "U", &size, a, &row, value, work, &room, &info, 1, 1);
    return (int)info;
}

/* Factorises the symmetric positive definite a (n, n) as L Lᵀ; L replaces the lower triangle, the
 * upper one is left as it is. Returns 0, or the order of the minor that is not positive. */
static inline int latigraph_cholesky(int n, double *a) {
    const blasint size = n, row = n > 0 ? n : 1; /* LAPACK complains aloud of rows of no length */
    blasint info = 0;
    dpotrf_("U", &size, a, &row, &info, 1);
    return (int)info;
}

/* Solves L Lᵀ x = b for `columns` right sides b (n, columns), in place. */
static inline void latigraph_cholesky_solve(int n, const double *l, double *b, int columns) {
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, n, columns, 1, l,
                n, b, columns);
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasTrans, CblasNonUnit, n, columns, 1, l, n,
                b, columns);
}

#endif
