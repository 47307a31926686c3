/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Coordinates from distances: multidimensional scaling of landmarks, then of all points.
 *
 * The eigenvectors of the double-centred squared distances −½ J D² J are coordinates whose
 * distances fit best (Torgerson, Psychometrika 17:401, 1952); with distances along edges this is
 * Isomap (Tenenbaum, de Silva, Langford, Science 290:2319, 2000). igraph_layout_mds() does not give
 * the eigenvalues and takes no landmarks. Points that are no landmarks follow from their distances
 * to the landmarks (de Silva and Tenenbaum, 2004); if all points are landmarks, both agree.
 *
 * LAPACK solves small problems, ARPACK large ones, which need a few products with the matrix
 * alone. ARPACK starts from a fixed vector, so that results can be repeated. */

#include "manifold/manifold.h"

#include "base/cblas.h"
#include "base/lapack.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

enum { DENSE = 500 }; /* ARPACK is faster above this size */

/* --- Eigenvectors ----------------------------------------------------------------------------- */

/* Turns a vector so that its largest entry is positive. */
static void orient(double *vector, int n) {
    if (n > 0 && vector[cblas_idamax(n, vector, 1)] < 0) {
        cblas_dscal(n, -1, vector, 1);
    }
}

static igraph_error_t solve_dense(int n, int count, latigraph_multiply_t *multiply,
                                  const void *data, double *value, double *vector) {
    double *a, *all, *work, *found;
    blasint *integers;
    LATIGRAPH_ALLOCATE(a, (gsize)n * (gsize)n);
    LATIGRAPH_ALLOCATE(all, 2 * n);
    LATIGRAPH_ALLOCATE(found, (gsize)count * (gsize)n);
    LATIGRAPH_ALLOCATE(work, latigraph_largest_work_size(n));
    LATIGRAPH_ALLOCATE(integers, latigraph_largest_integers(n));
    for (int i = 0; i < n; i++) {
        double *unit = all + n;
        unit[i] = 1;
        multiply(unit, a + (size_t)i * n, n, data);
        unit[i] = 0;
    }
    latigraph_blas_begin();
    const int failed = latigraph_largest_eigenvalues(n, count, a, all, found, work, integers);
    latigraph_blas_end();
    if (failed != 0) {
        IGRAPH_ERROR("The eigenvectors of the distances did not converge.", IGRAPH_DIVERGED);
    }
    for (int k = 0; k < count; k++) {
        value[k] = all[count - 1 - k];
        memcpy(vector + (size_t)k * n, found + (size_t)(count - 1 - k) * n,
               (size_t)n * sizeof *vector);
    }
    g_free(integers);
    g_free(work);
    g_free(found);
    g_free(all);
    g_free(a);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

typedef struct {
    latigraph_multiply_t *multiply;
    const void *data;
} product_t;

static igraph_error_t multiply_for_arpack(igraph_real_t *to, const igraph_real_t *from, int n,
                                          void *extra) {
    const product_t *product = extra;
    product->multiply(from, to, n, product->data);
    return IGRAPH_SUCCESS;
}

/* Copies the eigenvectors in descending order of their eigenvalues, whatever order ARPACK gave. */
static void take_largest(const igraph_vector_t *values, const igraph_matrix_t *vectors, int n,
                         int count, double *value, double *vector) {
    for (int k = 0; k < count; k++) {
        int rank = 0;
        for (int j = 0; j < count; j++) {
            rank += VECTOR(*values)[j] > VECTOR(*values)[k] ||
                    (VECTOR(*values)[j] == VECTOR(*values)[k] && j < k);
        }
        value[rank] = VECTOR(*values)[k];
        memcpy(vector + (size_t)rank * n, &MATRIX(*vectors, 0, k), (size_t)n * sizeof *vector);
    }
}

static igraph_error_t solve_by_arpack(int n, int count, product_t *product, double *value,
                                      double *vector) {
    igraph_arpack_options_t options;
    igraph_vector_t values;
    igraph_matrix_t vectors;
    latigraph_stream_t stream;
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&vectors, n, 1);
    latigraph_stream_init(&stream, 0, LATIGRAPH_STREAM_MANIFOLD, 0);
    for (int i = 0; i < n; i++) {
        MATRIX(vectors, i, 0) = latigraph_stream_normal(&stream);
    }
    igraph_arpack_options_init(&options);
    options.n = n;
    options.nev = count;
    options.ncv = MIN(n, 3 * count + 20);
    options.which[0] = 'L';
    options.which[1] = 'A';
    options.start = 1;
    options.mxiter = 10000;
    options.tol = 1e-10;
    IGRAPH_CHECK(
        igraph_arpack_rssolve(multiply_for_arpack, product, &options, NULL, &values, &vectors));
    if (igraph_vector_size(&values) < count || igraph_matrix_ncol(&vectors) < count) {
        IGRAPH_ERROR("The eigenvectors did not converge.", IGRAPH_DIVERGED);
    }
    take_largest(&values, &vectors, n, count, value, vector);
    igraph_matrix_destroy(&vectors);
    igraph_vector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_largest_eigen(int n, int count, latigraph_multiply_t *multiply,
                                       const void *data, double *value, double *vector) {
    product_t product = {multiply, data};
    IGRAPH_CHECK(n <= DENSE ? solve_dense(n, count, multiply, data, value, vector)
                            : solve_by_arpack(n, count, &product, value, vector));
    for (int k = 0; k < count; k++) {
        orient(vector + (size_t)k * n, n);
    }
    return IGRAPH_SUCCESS;
}

/* --- Scaling ---------------------------------------------------------------------------------- */

static void multiply_gram(const double *from, double *to, int n, const void *gram) {
    cblas_dsymv(CblasRowMajor, CblasLower, n, 1, gram, n, from, 1, 0, to, 1);
}

/* Computes −½ J D² J of the landmarks, and the mean squared distance of each: mean (count). */
static void centre(int n, int count, const int *landmark, const double *distance, double *gram,
                   double *mean) {
    double all = 0;
    for (int k = 0; k < count; k++) {
        mean[k] = 0;
        for (int j = 0; j < count; j++) {
            /* Dijkstra's sums of one path from both ends may differ in the last bit. */
            const double d = 0.5 * (distance[(size_t)k * n + landmark[j]] +
                                    distance[(size_t)j * n + landmark[k]]);
            gram[(size_t)k * count + j] = d * d;
            mean[k] += d * d / count;
        }
        all += mean[k] / count;
    }
    for (int k = 0; k < count; k++) {
        for (int j = 0; j < count; j++) {
            double *entry = &gram[(size_t)k * count + j];
            *entry = -0.5 * (*entry - mean[k] - mean[j] + all);
        }
    }
}

igraph_error_t latigraph_scale(int n, int count, const int *landmark, const double *distance,
                               int dims, double *coordinate) {
    const int found = MIN(dims, count - 1);
    double *gram, *mean, *value, *vector;
    memset(coordinate, 0, (size_t)n * dims * sizeof *coordinate);
    LATIGRAPH_ALLOCATE(gram, (gsize)count * (gsize)count);
    LATIGRAPH_ALLOCATE(mean, count);
    LATIGRAPH_ALLOCATE(value, dims);
    LATIGRAPH_ALLOCATE(vector, (gsize)dims * (gsize)count);
    centre(n, count, landmark, distance, gram, mean);
    IGRAPH_CHECK(latigraph_largest_eigen(count, found, multiply_gram, gram, value, vector));
    for (int d = 0; d < found && value[d] > 1e-9 * value[0]; d++) {
        const double *v = vector + (size_t)d * count;
        for (int k = 0; k < count; k++) { /* coordinates of points: ½ Σ_k v_k (mean_k − d²) / √λ */
            const double *row = distance + (size_t)k * n;
            const double factor = 0.5 * v[k] / sqrt(value[d]);
            for (int i = 0; i < n; i++) {
                coordinate[(size_t)i * dims + d] += factor * (mean[k] - row[i] * row[i]);
            }
        }
    }
    g_free(vector);
    g_free(value);
    g_free(mean);
    g_free(gram);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/* --- Stress ----------------------------------------------------------------------------------- */

typedef struct {
    double count, x, y, xx, yy, xy;
} sums_t;

static double squared_correlation(const sums_t *s) {
    const double xx = s->xx - s->x * s->x / s->count, yy = s->yy - s->y * s->y / s->count;
    const double xy = s->xy - s->x * s->y / s->count;
    return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : 0;
}

void latigraph_stress(int n, int count, const int *landmark, const double *distance, int dims,
                      const double *coordinate, double *stress) {
    sums_t sums[LATIGRAPH_STRESS_DIMENSIONS] = {{0}};
    const int most = MIN(dims, LATIGRAPH_STRESS_DIMENSIONS);
    for (int k = 0; k < count; k++) {
        const double *own = coordinate + (size_t)landmark[k] * dims;
        for (int i = 0; i < n; i++) {
            const double *other = coordinate + (size_t)i * dims;
            const double x = distance[(size_t)k * n + i];
            double square = 0;
            for (int d = 0; d < most && i != landmark[k]; d++) {
                square += (own[d] - other[d]) * (own[d] - other[d]);
                const double y = sqrt(square);
                sums_t *s = &sums[d];
                *s = (sums_t){s->count + 1,  s->x + x,      s->y + y,
                              s->xx + x * x, s->yy + y * y, s->xy + x * y};
            }
        }
    }
    for (int d = 0; d < most; d++) {
        stress[d] = 1 - squared_correlation(&sums[d]);
    }
}
