/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Properties of eigenvalues and singular values of the adjacency matrix, and of the Laplacian.
 *
 * Eigenvalues are computed by LAPACK in each strongly connected component, because they are those
 * of the irreducible blocks. Results are cached in the subject, since two properties use each. */

#include "base/memory.h"
#include "measure/property.h"

#include <math.h>

/* Largest number of neurons for a dense matrix. Beyond it the computation takes seconds and cannot
 * be interrupted. */
enum { LARGEST = 1000 };

/* Share of the squared norm that counts as rounding, not as a departure from normality. */
static const double ROUNDING = 1e-12;

/* --- Eigenvalues of the adjacency matrix ---------------------------------- */

/* Fills the adjacency matrix of the strongly connected component k. `place` (n) is scratch. */
static igraph_error_t fill_block(const latigraph_circuit_t *c,
                                 const latigraph_components_t *components, igraph_integer_t k,
                                 int *place, igraph_matrix_t *block) {
    const igraph_integer_t *component = VECTOR(components->of);
    const igraph_integer_t size = VECTOR(components->size)[k];
    int next = 0;
    IGRAPH_CHECK(igraph_matrix_resize(block, size, size));
    igraph_matrix_null(block);
    for (int i = 0; i < c->n; i++) {
        place[i] = component[i] == k ? next++ : -1;
    }
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1] && place[i] >= 0; e++) {
            if (place[c->out_to[e]] >= 0) {
                MATRIX(*block, place[i], place[c->out_to[e]]) = 1;
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static void add_eigenvalue(latigraph_eigenvalues_t *all, double re, double im) {
    const double size = hypot(re, im);
    all->squares += size * size;
    all->second = fmax(all->second, fmin(size, all->largest));
    all->largest = fmax(all->largest, size);
}

/* A component of one neuron has the eigenvalue 0. */
igraph_error_t latigraph_find_eigenvalues(const latigraph_subject_t *subject,
                                          latigraph_eigenvalues_t *all) {
    const latigraph_components_t *components;
    igraph_vector_t re, im;
    igraph_matrix_t block;
    int *place;
    if (subject->circuit->n > LARGEST) {
        *all = (latigraph_eigenvalues_t){IGRAPH_NAN, IGRAPH_NAN, IGRAPH_NAN};
        return IGRAPH_SUCCESS;
    }
    memset(all, 0, sizeof *all);
    IGRAPH_CHECK(latigraph_subject_components(subject, &components));
    LATIGRAPH_ALLOCATE(place, subject->circuit->n);
    IGRAPH_VECTOR_INIT_FINALLY(&re, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&im, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&block, 0, 0);
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&components->size); k++) {
        int info = 1; /* requests an error if the iteration fails */
        if (VECTOR(components->size)[k] > 1) {
            LATIGRAPH_ALLOW_INTERRUPTION();
            IGRAPH_CHECK(fill_block(subject->circuit, components, k, place, &block));
            IGRAPH_CHECK(igraph_lapack_dgeev(&block, &re, &im, NULL, NULL, &info));
            for (igraph_integer_t i = 0; i < igraph_vector_size(&re); i++) {
                add_eigenvalue(all, VECTOR(re)[i], VECTOR(im)[i]);
            }
        }
    }
    igraph_matrix_destroy(&block);
    igraph_vector_destroy(&im);
    igraph_vector_destroy(&re);
    g_free(place);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_spectral_gap(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    latigraph_eigenvalues_t all;
    IGRAPH_CHECK(latigraph_subject_eigenvalues(subject, &all));
    *value = all.largest > 0 ? 1 - all.second / all.largest : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* The squared Frobenius norm of a 0/1 matrix is the number of edges. */
igraph_error_t latigraph_measure_non_normality(const latigraph_subject_t *subject,
                                               igraph_real_t *value) {
    const double m = subject->circuit->m;
    latigraph_eigenvalues_t all;
    IGRAPH_CHECK(latigraph_subject_eigenvalues(subject, &all));
    const double departure = 1 - all.squares / m;
    *value = m == 0 || isnan(departure) ? IGRAPH_NAN : departure > ROUNDING ? sqrt(departure) : 0;
    return IGRAPH_SUCCESS;
}

/* --- Singular values ------------------------------------------------------ */

static void add_common(const latigraph_circuit_t *c, int i, double *common) {
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const int j = c->out_to[e];
        for (int f = c->in_start[j]; f < c->in_start[j + 1]; f++) {
            common[c->in_from[f]]++;
        }
    }
}

/* Returns the sum of squares and resets the numbers to zero. It visits only those that add_common()
 * changed. */
static double take_squares(const latigraph_circuit_t *c, int i, double *common) {
    double sum = 0;
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const int j = c->out_to[e];
        for (int f = c->in_start[j]; f < c->in_start[j + 1]; f++) {
            sum += common[c->in_from[f]] * common[c->in_from[f]];
            common[c->in_from[f]] = 0;
        }
    }
    return sum;
}

/* Computes (Σ σ²)² / Σ σ⁴ without a decomposition. Σ σ² is m, and Σ σ⁴ is the sum over pairs of
 * neurons of the squared number of common targets. */
igraph_error_t latigraph_measure_effective_rank(const latigraph_subject_t *subject,
                                                igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    double fourth = 0, *common; /* (n) number of targets in common with i */
    LATIGRAPH_ALLOCATE(common, c->n);
    for (int i = 0; i < c->n; i++) {
        add_common(c, i, common);
        fourth += take_squares(c, i, common);
    }
    g_free(common);
    IGRAPH_FINALLY_CLEAN(1);
    *value = c->m > 0 ? (double)c->m * c->m / fourth : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* --- Laplacian ------------------------------------------------------------ */

static igraph_error_t fill_laplacian(const igraph_t *skeleton, igraph_matrix_t *matrix) {
    const igraph_integer_t n = igraph_vcount(skeleton);
    IGRAPH_CHECK(igraph_matrix_resize(matrix, n, n));
    igraph_matrix_null(matrix);
    for (igraph_integer_t e = 0; e < igraph_ecount(skeleton); e++) {
        const igraph_integer_t i = IGRAPH_FROM(skeleton, e);
        const igraph_integer_t j = IGRAPH_TO(skeleton, e);
        MATRIX(*matrix, i, j) = MATRIX(*matrix, j, i) = -1;
        MATRIX(*matrix, i, i)++;
        MATRIX(*matrix, j, j)++;
    }
    return IGRAPH_SUCCESS;
}

/* Computes the second smallest and the largest eigenvalue of a connected skeleton. */
static igraph_error_t find_ends(const igraph_t *skeleton, latigraph_laplacian_t *laplacian) {
    igraph_matrix_t matrix;
    igraph_vector_t values;
    IGRAPH_MATRIX_INIT_FINALLY(&matrix, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_CHECK(fill_laplacian(skeleton, &matrix));
    IGRAPH_CHECK(igraph_lapack_dsyevr(&matrix, IGRAPH_LAPACK_DSYEV_ALL, 0, 0, 0, 0, 0, 1e-12,
                                      &values, NULL, NULL));
    igraph_vector_sort(&values);
    laplacian->second = VECTOR(values)[1];
    laplacian->largest = igraph_vector_tail(&values);
    igraph_vector_destroy(&values);
    igraph_matrix_destroy(&matrix);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* The second eigenvalue of a disconnected skeleton is exactly 0, which rounding would hide. */
igraph_error_t latigraph_find_laplacian(const latigraph_subject_t *subject,
                                        latigraph_laplacian_t *laplacian) {
    const igraph_t *skeleton;
    igraph_bool_t connected;
    *laplacian = (latigraph_laplacian_t){IGRAPH_NAN, IGRAPH_NAN};
    if (subject->circuit->n < 2 || subject->circuit->n > LARGEST) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOW_INTERRUPTION();
    IGRAPH_CHECK(latigraph_subject_skeleton(subject, &skeleton));
    IGRAPH_CHECK(igraph_is_connected(skeleton, &connected, IGRAPH_WEAK));
    IGRAPH_CHECK(find_ends(skeleton, laplacian));
    laplacian->second = connected ? laplacian->second : 0;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_algebraic_connectivity(const latigraph_subject_t *subject,
                                                        igraph_real_t *value) {
    latigraph_laplacian_t laplacian;
    IGRAPH_CHECK(latigraph_subject_laplacian(subject, &laplacian));
    *value = laplacian.second;
    return IGRAPH_SUCCESS;
}

/* The ratio of a disconnected circuit would be infinite. */
igraph_error_t latigraph_measure_laplacian_ratio(const latigraph_subject_t *subject,
                                                 igraph_real_t *value) {
    latigraph_laplacian_t laplacian;
    IGRAPH_CHECK(latigraph_subject_laplacian(subject, &laplacian));
    *value = laplacian.second > 0 ? laplacian.largest / laplacian.second : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}
