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

void dgeev_(const char *left, const char *right, const blasint *n, double *a, const blasint *lda,
            double *re, double *im, double *vl, const blasint *ldvl, double *vr,
            const blasint *ldvr, double *work, const blasint *work_size, blasint *info,
            size_t left_length, size_t right_length);
void dsyevd_(const char *vectors, const char *triangle, const blasint *n, double *a,
             const blasint *lda, double *value, double *work, const blasint *work_size,
             blasint *integers, const blasint *integers_size, blasint *info, size_t vectors_length,
             size_t triangle_length);
void dsyev_(const char *vectors, const char *triangle, const blasint *n, double *a,
            const blasint *lda, double *value, double *work, const blasint *size, blasint *info,
            size_t vectors_length, size_t triangle_length);

/* The eigenvalues (n) of the symmetric a (n, n), ascending; its rows become the eigenvectors. work
 * has room for 3n numbers. Returns 0, or a positive number where they are not found. */
static inline int latigraph_eigen(int n, double *a, double *value, double *work) {
    const blasint size = n, row = n > 0 ? n : 1, work_size = n > 0 ? 3 * n : 1;
    blasint info = 0;
    dsyev_("V", "U", &size, a, &row, value, work, &work_size, &info, 1, 1);
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

/* Doubles of work space that latigraph_eigenvalues() needs. */
static inline size_t latigraph_eigenvalues_work_size(int n) {
    return 8 * (size_t)n + 1;
}

/* Eigenvalues re + i im (n each) of a (n, n), which is destroyed. Returns 0, or how many were not
 * found. work (latigraph_eigenvalues_work_size(n)). */
static inline int latigraph_eigenvalues(int n, double *a, double *re, double *im, double *work) {
    const blasint size = n, row = n > 0 ? n : 1, one = 1, work_size = 8 * n + 1;
    blasint info = 0;
    dgeev_("N", "N", &size, a, &row, re, im, NULL, &one, NULL, &one, work, &work_size, &info, 1, 1);
    return (int)info;
}

/* Doubles, and integers, of work space that latigraph_symmetric() needs. */
static inline size_t latigraph_symmetric_work_size(int n) {
    return 1 + 6 * (size_t)n + 2 * (size_t)n * (size_t)n;
}
static inline size_t latigraph_symmetric_integers(int n) {
    return 3 + 5 * (size_t)n;
}

/* Of the symmetric a (n, n), of which the lower triangle is read: eigenvalues, ascending, and in
 * the rows of a the eigenvectors. Returns 0 unless it failed. */
static inline int latigraph_symmetric(int n, double *a, double *value, double *work,
                                      blasint *integers) {
    const blasint size = n, row = n > 0 ? n : 1,
                  work_size = (blasint)latigraph_symmetric_work_size(n),
                  integers_size = (blasint)latigraph_symmetric_integers(n);
    blasint info = 0;
    dsyevd_("V", "U", &size, a, &row, value, work, &work_size, integers, &integers_size, &info, 1,
            1);
    return (int)info;
}

#endif
