/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_LAPACK_H
#define LATIGRAPH_BASE_LAPACK_H

/* Wrappers of the few LAPACK routines in use. They call the Fortran symbols, which every
 * implementation has. LAPACKE, the C interface, is a separate library on Debian and would be one
 * more dependency. Matrices are row-major here, so LAPACK sees the transpose: its upper triangle is
 * our lower triangle. */

#include "base/cblas.h"

#include <math.h>
#include <stddef.h>

/* The trailing arguments are the lengths of the texts, which Fortran compilers append to the
 * argument list. */
void dpotrf_(const char *triangle, const blasint *n, double *a, const blasint *lda, blasint *info,
             size_t triangle_length);

void dpotri_(const char *triangle, const blasint *n, double *a, const blasint *lda, blasint *info,
             size_t triangle_length);

void dsyevd_(const char *vectors, const char *triangle, const blasint *n, double *a,
             const blasint *lda, double *value, double *work, const blasint *work_size,
             blasint *integers, const blasint *integers_size, blasint *info, size_t vectors_length,
             size_t triangle_length);
void dsyevr_(const char *vectors, const char *range, const char *triangle, const blasint *n,
             double *a, const blasint *lda, const double *low, const double *high,
             const blasint *first, const blasint *last, const double *tolerance, blasint *found,
             double *value, double *z, const blasint *ldz, blasint *support, double *work,
             const blasint *work_size, blasint *integers, const blasint *integers_size,
             blasint *info, size_t vectors_length, size_t range_length, size_t triangle_length);
void dsyev_(const char *vectors, const char *triangle, const blasint *n, double *a,
            const blasint *lda, double *value, double *work, const blasint *size, blasint *info,
            size_t vectors_length, size_t triangle_length);

void dgebal_(const char *job, const blasint *n, double *a, const blasint *lda, blasint *low,
             blasint *high, double *scale, blasint *info, size_t job_length);
void dgehrd_(const blasint *n, const blasint *low, const blasint *high, double *a,
             const blasint *lda, double *tau, double *work, const blasint *work_size,
             blasint *info);
void dlahqr_(const blasint *want_t, const blasint *want_z, const blasint *n, const blasint *low,
             const blasint *high, double *h, const blasint *ldh, double *re, double *im,
             const blasint *first, const blasint *last, double *z, const blasint *ldz,
             blasint *info);
void dhseqr_(const char *job, const char *vectors, const blasint *n, const blasint *low,
             const blasint *high, double *h, const blasint *ldh, double *re, double *im, double *z,
             const blasint *ldz, double *work, const blasint *work_size, blasint *info,
             size_t job_length, size_t vectors_length);
void dsytrd_(const char *triangle, const blasint *n, double *a, const blasint *lda,
             double *diagonal, double *beside, double *tau, double *work, const blasint *work_size,
             blasint *info, size_t triangle_length);
void dsterf_(const blasint *n, double *diagonal, double *beside, blasint *info);
void dstebz_(const char *range, const char *order, const blasint *n, const double *low,
             const double *high, const blasint *first, const blasint *last, const double *tolerance,
             const double *diagonal, const double *beside, blasint *found, blasint *splits,
             double *value, blasint *block, blasint *split, double *work, blasint *integers,
             blasint *info, size_t range_length, size_t order_length);

/* Computes the eigenvalues (n) of the symmetric matrix a (n, n) in ascending order, and replaces
 * the rows of a by the eigenvectors. `work` holds 3n numbers. Returns 0, or a positive number if
 * the iteration did not converge. O(n³). */
static inline int latigraph_eigen(int n, double *a, double *value, double *work) {
    const blasint size = n, row = n > 0 ? n : 1, work_size = n > 0 ? 3 * n : 1;
    blasint info = 0;
    dsyev_("V", "U", &size, a, &row, value, work, &work_size, &info, 1, 1);
    return (int)info;
}

/* Factorises the symmetric positive definite matrix a (n, n) as L Lᵀ. L replaces the lower
 * triangle; the upper triangle is left unchanged. Returns 0, or the order of the first minor that
 * is not positive. O(n³). */
static inline int latigraph_cholesky(int n, double *a) {
    const blasint size = n,
                  row = n > 0 ? n : 1; /* LAPACK prints an error for a leading dimension of 0 */
    blasint info = 0;
    dpotrf_("U", &size, a, &row, &info, 1);
    return (int)info;
}

/* Solves L Lᵀ x = b in place for the `columns` right-hand sides b (n, columns). O(n² columns). */
static inline void latigraph_cholesky_solve(int n, const double *l, double *b, int columns) {
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, n, columns, 1, l,
                n, b, columns);
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasTrans, CblasNonUnit, n, columns, 1, l, n,
                b, columns);
}

/* Replaces the lower triangle of L, as latigraph_cholesky() left it, by that of the inverse of L
 * Lᵀ. Returns 0, or a positive number if the matrix is singular. O(n³). */
static inline int latigraph_cholesky_invert(int n, double *l) {
    const blasint size = n, row = n > 0 ? n : 1;
    blasint info = 0;
    dpotri_("U", &size, l, &row, &info, 1);
    return (int)info;
}

/* Number of doubles of work space that latigraph_eigenvalues() needs. */
static inline size_t latigraph_eigenvalues_work_size(int n) {
    return 34 * (size_t)n + 1;
}

/* Computes the eigenvalues re + i im (n each) of a (n, n), and destroys a. `work` holds
 * latigraph_eigenvalues_work_size(n) numbers. Returns 0, or another number if eigenvalues did not
 * converge. The steps are those of dgeev(), but up to 200 rows with the unblocked iteration, which
 * is faster there. O(n³). */
static inline int latigraph_eigenvalues(int n, double *a, double *re, double *im, double *work) {
    enum { UNBLOCKED = 200 };
    const blasint size = n, row = n > 0 ? n : 1, no = 0, one = 1, work_size = 33 * n + 1;
    blasint low = 1, high = n, info = 0;
    double *tau = work, *rest = work + n;
    dgebal_("B", &size, a, &row, &low, &high, re, &info, 1);
    dgehrd_(&size, &low, &high, a, &row, tau, rest, &work_size, &info);
    if (n > UNBLOCKED) {
        dhseqr_("E", "N", &size, &low, &high, a, &row, re, im, NULL, &one, rest, &work_size, &info,
                1, 1);
        return (int)info;
    }
    for (int i = 0; i < n; i++) { /* balancing isolates some eigenvalues on the diagonal */
        re[i] = a[(size_t)i * (size_t)n + (size_t)i];
        im[i] = 0;
    }
    dlahqr_(&no, &no, &size, &low, &high, a, &row, re, im, &one, &size, NULL, &one, &info);
    return (int)info;
}

/* Numbers of doubles and of integers of work space that latigraph_ends() needs. */
static inline size_t latigraph_ends_work_size(int n) {
    return 40 * (size_t)n;
}
static inline size_t latigraph_ends_integers(int n) {
    return 5 * (size_t)n;
}

/* Computes the second smallest and the largest eigenvalue of the symmetric matrix a (n, n), n ≥ 2,
 * by bisection. Only the lower triangle of a is read, and a is destroyed. Returns 0, or another
 * number if the iteration failed. O(n³). */
static inline int latigraph_ends(int n, double *a, double *second, double *largest, double *work,
                                 blasint *integers) {
    const blasint size = n, two = 2, work_size = 32 * n;
    const double none = 0;
    double *diagonal = work, *beside = diagonal + n, *value = beside + n, *rest = value + n;
    blasint info = 0, found = 0, splits = 0, *block = integers, *split = block + n,
            *more = split + n;
    dsytrd_("U", &size, a, &size, diagonal, beside, value, rest, &work_size, &info, 1);
    for (int k = 0; k < 2; k++) {
        const blasint which = k == 0 ? two : size;
        dstebz_("I", "E", &size, &none, &none, &which, &which, &none, diagonal, beside, &found,
                &splits, value, block, split, rest, more, &info, 1, 1);
        if (info != 0 || found != 1) { /* bisection can miss one of several equal eigenvalues */
            dsterf_(&size, diagonal, beside, &info);
            *second = diagonal[1];
            *largest = diagonal[n - 1];
            return (int)info;
        }
        *(k == 0 ? second : largest) = value[0];
    }
    return 0;
}

/* Number of doubles of work space that latigraph_spectral_radius() needs. */
static inline size_t latigraph_spectral_radius_work_size(int n) {
    return 2 * (size_t)n + latigraph_eigenvalues_work_size(n);
}

/* Returns the largest absolute eigenvalue of a (n, n), or NaN if the eigenvalues do not converge.
 * Destroys a. O(n³). */
static inline double latigraph_spectral_radius(int n, double *a, double *work) {
    double *re = work, *im = re + n, radius = 0;
    if (latigraph_eigenvalues(n, a, re, im, im + n) != 0) {
        return NAN;
    }
    for (int i = 0; i < n; i++) {
        radius = fmax(radius, hypot(re[i], im[i]));
    }
    return radius;
}

/* Numbers of doubles and of integers of work space that latigraph_symmetric() needs. */
static inline size_t latigraph_symmetric_work_size(int n) {
    return 1 + 6 * (size_t)n + 2 * (size_t)n * (size_t)n;
}
static inline size_t latigraph_symmetric_integers(int n) {
    return 3 + 5 * (size_t)n;
}

/* Computes the same as latigraph_eigen() by divide and conquer, which is faster for large n but
 * needs O(n²) work space. If LAPACK's integers cannot count that, for n above 32 766, the slower
 * latigraph_eigen() is called. Only the lower triangle of a is read. Returns 0, or a positive
 * number if the iteration did not converge. */
static inline int latigraph_symmetric(int n, double *a, double *value, double *work,
                                      blasint *integers) {
    const size_t numbers = latigraph_symmetric_work_size(n);
    const blasint size = n, row = n > 0 ? n : 1, work_size = (blasint)numbers,
                  integers_size = (blasint)latigraph_symmetric_integers(n);
    blasint info = 0;
    if (work_size <= 0 || (size_t)work_size != numbers) {
        return latigraph_eigen(n, a, value, work);
    }
    dsyevd_("V", "U", &size, a, &row, value, work, &work_size, integers, &integers_size, &info, 1,
            1);
    return (int)info;
}

/* Numbers of doubles and of integers of work space that latigraph_largest_eigenvalues() needs. */
static inline size_t latigraph_largest_work_size(int n) {
    return 26 * (size_t)n + 1;
}
static inline size_t latigraph_largest_integers(int n) {
    return 12 * (size_t)n + 1;
}

/* Computes the `count` largest eigenvalues of the symmetric matrix a (n, n) and their eigenvectors,
 * in ascending order: value (n), of which the first `count` are set, vector (count, n). Only the
 * lower triangle of a is read, and a is destroyed. Returns 0, or another number if the iteration
 * failed. O(n³). */
static inline int latigraph_largest_eigenvalues(int n, int count, double *a, double *value,
                                                double *vector, double *work, blasint *integers) {
    const blasint size = n, row = n > 0 ? n : 1, first = n - count + 1, last = n;
    const blasint work_size = 26 * n + 1, integers_size = 10 * n + 1;
    const double none = 0;
    blasint info = 0, found = 0;
    dsyevr_("V", "I", "U", &size, a, &row, &none, &none, &first, &last, &none, &found, value,
            vector, &row, integers + integers_size, work, &work_size, integers, &integers_size,
            &info, 1, 1, 1);
    return info != 0 ? (int)info : found == count ? 0 : 1;
}

#endif
