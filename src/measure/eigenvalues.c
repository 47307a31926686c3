/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Properties of eigenvalues and singular values of the adjacency matrix, and of the Laplacian.
 *
 * Eigenvalues are computed by LAPACK in each strongly connected component, because they are those
 * of the irreducible blocks. Small matrices go to the unblocked dlahqr(), which dhseqr() takes
 * below 75 rows only: the blocked one spends more on its windows than it gains below some 200. Of
 * the Laplacian, bisection finds the two eigenvalues that are needed in a tenth of the time of all.
 */

#include "base/lapack.h"
#include "measure/property.h"

#include <math.h>
#include <string.h>

/* Largest number of neurons for a dense matrix. Beyond it the computation takes seconds and cannot
 * be interrupted. */
enum { LARGEST = 1000 };

/* Share of the squared norm that counts as rounding, not as a departure from normality. */
static const double ROUNDING = 1e-12;

/* --- Eigenvalues of the adjacency matrix ---------------------------------- */

/* Fills the adjacency matrix of the strongly connected component k (size, size). `place` (n) is
 * scratch. */
static void fill_block(const latigraph_circuit_t *c, const int *component, int k, int size,
                       int *place, double *block) {
    int next = 0;
    memset(block, 0, (gsize)size * (gsize)size * sizeof *block);
    for (int i = 0; i < c->n; i++) {
        place[i] = component[i] == k ? next++ : -1;
    }
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1] && place[i] >= 0; e++) {
            if (place[c->out_to[e]] >= 0) {
                block[(gsize)place[c->out_to[e]] * (gsize)size + (gsize)place[i]] = 1;
            }
        }
    }
}

static void add_eigenvalue(latigraph_eigenvalues_t *all, double re, double im) {
    const double size = hypot(re, im);
    all->squares += size * size;
    all->second = fmax(all->second, fmin(size, all->largest));
    all->largest = fmax(all->largest, size);
}

/* Adds the eigenvalues of all components. `block` holds the largest one, `re`, `im` and `work` 1,
 * 1 and 33 times its size. A component of one neuron has the eigenvalue 0. */
static void add_components(const latigraph_circuit_t *circuit,
                           const latigraph_components_t *components, int *place, double *block,
                           double *re, double *work, latigraph_cancel_t *cancel,
                           latigraph_eigenvalues_t *all) {
    double *im = re + components->largest;
    for (int k = 0; k < components->count; k++) {
        const int size = components->size[k];
        if (size == 1) {
            continue;
        }
        if (latigraph_cancelled(cancel)) {
            return;
        }
        fill_block(circuit, components->of, k, size, place, block);
        if (latigraph_eigenvalues(size, block, re, im, work) != 0) {
            *all = (latigraph_eigenvalues_t){IGRAPH_NAN, IGRAPH_NAN, IGRAPH_NAN};
            return;
        }
        for (int i = 0; i < size; i++) {
            add_eigenvalue(all, re[i], im[i]);
        }
    }
}

gboolean latigraph_find_eigenvalues(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                                    latigraph_cancel_t *cancel) {
    const gsize size = (gsize)q->components.largest;
    if (circuit->n > LARGEST) {
        q->eigenvalues = (latigraph_eigenvalues_t){IGRAPH_NAN, IGRAPH_NAN, IGRAPH_NAN};
        return TRUE;
    }
    int *place = g_try_new(int, (gsize)circuit->n + 1);
    double *block =
        g_try_new(double, size *size + 2 * size + latigraph_eigenvalues_work_size((int)size) + 1);
    const gboolean enough = place != NULL && block != NULL;
    q->eigenvalues = (latigraph_eigenvalues_t){0, 0, 0};
    if (enough) {
        double *re = block + size * size;
        add_components(circuit, &q->components, place, block, re, re + 2 * size, cancel,
                       &q->eigenvalues);
    }
    g_free(block);
    g_free(place);
    return enough;
}

igraph_error_t latigraph_measure_spectral_gap(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_EIGENVALUES, &q));
    const latigraph_eigenvalues_t *all = &q->eigenvalues;
    *value = all->largest > 0 ? 1 - all->second / all->largest : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* The squared Frobenius norm of a 0/1 matrix is the number of edges. */
igraph_error_t latigraph_measure_non_normality(const latigraph_subject_t *subject,
                                               igraph_real_t *value) {
    const double m = subject->circuit->m;
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_EIGENVALUES, &q));
    const double departure = 1 - q->eigenvalues.squares / m;
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

gboolean latigraph_find_shared_targets(const latigraph_circuit_t *c, latigraph_quantities_t *q,
                                       latigraph_cancel_t *cancel) {
    double *common = g_try_new0(double, (gsize)c->n + 1); /* number of targets in common with i */
    if (common == NULL) {
        return FALSE;
    }
    q->shared_targets = 0;
    for (int i = 0; i < c->n && !latigraph_cancelled(cancel); i++) {
        add_common(c, i, common);
        q->shared_targets += take_squares(c, i, common);
    }
    g_free(common);
    return TRUE;
}

/* Computes (Σ σ²)² / Σ σ⁴ without a decomposition. Σ σ² is m, and Σ σ⁴ is the sum over pairs of
 * neurons of the squared number of common targets. */
igraph_error_t latigraph_measure_effective_rank(const latigraph_subject_t *subject,
                                                igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_TARGETS, &q));
    *value = c->m > 0 ? (double)c->m * c->m / q->shared_targets : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* --- Laplacian ------------------------------------------------------------ */

/* Returns whether all neurons are connected in the skeleton. `queue` and `seen` are (n) and 0. */
static gboolean is_connected(const latigraph_partners_t *partners, int n, int *queue, int *seen) {
    int size = 1;
    seen[0] = 1;
    for (int head = 0; head < size; head++) {
        for (int e = partners->start[queue[head]]; e < partners->start[queue[head] + 1]; e++) {
            if (!seen[partners->to[e]]) {
                seen[partners->to[e]] = 1;
                queue[size++] = partners->to[e];
            }
        }
    }
    return size == n;
}

static void fill_laplacian(const latigraph_partners_t *partners, int n, double *matrix) {
    memset(matrix, 0, (gsize)n * (gsize)n * sizeof *matrix);
    for (int i = 0; i < n; i++) {
        double *row = matrix + (gsize)i * (gsize)n;
        row[i] = partners->start[i + 1] - partners->start[i];
        for (int e = partners->start[i]; e < partners->start[i + 1]; e++) {
            row[partners->to[e]] = -1;
        }
    }
}

/* The second eigenvalue of a disconnected skeleton is exactly 0, which rounding would hide. */
gboolean latigraph_find_laplacian(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                                  latigraph_cancel_t *cancel) {
    const gsize n = (gsize)circuit->n;
    q->laplacian = (latigraph_laplacian_t){IGRAPH_NAN, IGRAPH_NAN};
    if (n < 2 || n > LARGEST || latigraph_cancelled(cancel)) {
        return TRUE;
    }
    int *queue = g_try_new0(int, 2 * n);
    blasint *integers = g_try_new(blasint, latigraph_ends_integers((int)n));
    double *matrix = g_try_new(double, n *n + latigraph_ends_work_size((int)n));
    const gboolean enough = queue != NULL && integers != NULL && matrix != NULL;
    if (enough) {
        double *second = &q->laplacian.second, *largest = &q->laplacian.largest;
        fill_laplacian(&q->partners, circuit->n, matrix);
        if (latigraph_ends(circuit->n, matrix, second, largest, matrix + n * n, integers) != 0) {
            q->laplacian = (latigraph_laplacian_t){IGRAPH_NAN, IGRAPH_NAN};
        } else if (!is_connected(&q->partners, circuit->n, queue, queue + n)) {
            *second = 0;
        }
    }
    g_free(matrix);
    g_free(integers);
    g_free(queue);
    return enough;
}

igraph_error_t latigraph_measure_algebraic_connectivity(const latigraph_subject_t *subject,
                                                        igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_LAPLACIAN, &q));
    *value = q->laplacian.second;
    return IGRAPH_SUCCESS;
}

/* The ratio of a disconnected circuit would be infinite. */
igraph_error_t latigraph_measure_laplacian_ratio(const latigraph_subject_t *subject,
                                                 igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_LAPLACIAN, &q));
    *value = q->laplacian.second > 0 ? q->laplacian.largest / q->laplacian.second : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}
