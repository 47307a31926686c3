/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Clustering that sees directions (Fagiolo, Phys. Rev. E 76:026107, 2007) or weights (Onnela et
 * al., Phys. Rev. E 71:065103, 2005; Barrat et al., PNAS 101:3747, 2004).
 *
 * Fagiolo's and Onnela's coefficients are one sum over symmetric strengths s(i, j) of pairs:
 *
 *     t(i) = Σ over j ≠ k of s(i, j) s(j, k) s(k, i)
 *
 * divided by its largest possible value given the partners of i. Directed coefficients have
 * s(i, j) = x(i → j) + x(j → i), where x is 1 for an edge, or the cube root of its weight over the
 * largest weight. A triangle thus counts the geometric mean of its three weights once for each of
 * the eight ways to choose directions. Onnela's coefficient ignores directions: s is the cube root
 * of w(i → j) + w(j → i) over the largest such sum. Barrat's weighs each closed pair of partners by
 * the mean of the two weights that reach them, and igraph has it.
 *
 * The strengths are rows over the partners in either direction. A marked row of i makes each sum
 * O(Σ degree²). The mean is over neurons with two partners or more, as for local-clustering. The
 * Brain Connectivity Toolbox and networkx count the other neurons as 0 instead. */

#include "measure/property.h"

#include <math.h>

/* Partners of each neuron in ascending order, with the strength of each pair. */
typedef struct {
    int n;
    int *start;       /* (n + 1) */
    int *partner;     /* (at most 2 m) */
    double *strength; /* (at most 2 m) */
    char *mutual;     /* (at most 2 m) whether there is an edge either way */
} rows_t;

typedef enum { BINARY, DIRECTED_WEIGHTS, SUMMED_WEIGHTS } kind_t;

/* Puts the rows of targets and of sources into one. The strengths are sums over both directions,
 * of `value` (m) per edge. */
static void merge_rows(const latigraph_circuit_t *c, const double *value, rows_t *rows) {
    int size = 0;
    for (int i = 0; i < c->n; i++) {
        int out = c->out_start[i], in = c->in_start[i];
        while (out < c->out_start[i + 1] || in < c->in_start[i + 1]) {
            const int target = out < c->out_start[i + 1] ? c->out_to[out] : c->n;
            const int source = in < c->in_start[i + 1] ? c->in_from[in] : c->n;
            const int partner = MIN(target, source);
            rows->partner[size] = partner;
            rows->mutual[size] = (char)(target == source);
            rows->strength[size] = 0;
            if (target == partner) {
                rows->strength[size] += value[out++];
            }
            if (source == partner) {
                rows->strength[size] += value[c->in_edge[in++]];
            }
            size++;
        }
        rows->start[i + 1] = size;
    }
}

static double largest(const double *value, int count) {
    double most = 0;
    for (int k = 0; k < count; k++) {
        most = fmax(most, value[k]);
    }
    return most;
}

static void take_cube_roots(double *value, int count) {
    const double most = largest(value, count);
    for (int k = 0; k < count; k++) {
        value[k] = cbrt(value[k] / most);
    }
}

static void rows_destroy(rows_t *rows) {
    g_free(rows->mutual);
    g_free(rows->strength);
    g_free(rows->partner);
    g_free(rows->start);
}

/* Allocates the rows. Returns false if memory is short. */
static gboolean rows_init(rows_t *rows, const latigraph_circuit_t *c) {
    const gsize pairs = 2 * (gsize)c->m;
    *rows = (rows_t){.n = c->n};
    rows->start = g_try_new0(int, (gsize)c->n + 1);
    rows->partner = g_try_new0(int, pairs + 1);
    rows->strength = g_try_new0(double, pairs + 1);
    rows->mutual = g_try_new0(char, pairs + 1);
    return rows->start != NULL && rows->partner != NULL && rows->strength != NULL &&
           rows->mutual != NULL;
}

/* Fills the rows. `value` (m) is scratch. */
static void rows_fill(rows_t *rows, const latigraph_circuit_t *c, kind_t kind, double *value) {
    for (int e = 0; e < c->m; e++) {
        value[e] = kind == BINARY ? 1 : c->weight[e];
    }
    if (kind == DIRECTED_WEIGHTS) {
        take_cube_roots(value, c->m);
    }
    merge_rows(c, value, rows);
    if (kind == SUMMED_WEIGHTS) {
        take_cube_roots(rows->strength, rows->start[c->n]);
    }
}

/* Returns t(i). `mark` (n) is 0 before and after. */
static double sum_triangles(const rows_t *rows, int i, double *mark) {
    double sum = 0;
    for (int a = rows->start[i]; a < rows->start[i + 1]; a++) {
        mark[rows->partner[a]] = rows->strength[a];
    }
    for (int a = rows->start[i]; a < rows->start[i + 1]; a++) {
        const int j = rows->partner[a];
        double shared = 0;
        for (int b = rows->start[j]; b < rows->start[j + 1]; b++) {
            shared += rows->strength[b] * mark[rows->partner[b]];
        }
        sum += rows->strength[a] * shared;
    }
    for (int a = rows->start[i]; a < rows->start[i + 1]; a++) {
        mark[rows->partner[a]] = 0;
    }
    return sum;
}

/* Returns the number of triangles through neuron i, over which t(i) is a mean, if all partners were
 * joined both ways (directed), or joined (undirected). */
static double most_triangles(const rows_t *rows, int i, gboolean directed) {
    const double partners = rows->start[i + 1] - rows->start[i];
    double mutual = 0;
    for (int a = rows->start[i]; a < rows->start[i + 1]; a++) {
        mutual += rows->mutual[a];
    }
    const double edges = partners + mutual;
    return directed ? 2 * (edges * (edges - 1) - 2 * mutual) : partners * (partners - 1);
}

/* Returns the mean coefficient; NaN if there is none. `mark` (n) is 0. */
static double mean_of_rows(const rows_t *rows, kind_t kind, double *mark,
                           latigraph_cancel_t *cancel) {
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < rows->n; i++) {
        const double most = most_triangles(rows, i, kind != SUMMED_WEIGHTS);
        if (i % 64 == 0 && latigraph_cancelled(cancel)) {
            return IGRAPH_NAN;
        }
        if (most > 0) {
            sum += sum_triangles(rows, i, mark) / most;
            counted++;
        }
    }
    return counted > 0 ? sum / counted : IGRAPH_NAN;
}

static gboolean mean_clustering(const latigraph_circuit_t *c, kind_t kind,
                                latigraph_quantities_t *q, latigraph_cancel_t *cancel) {
    rows_t rows;
    q->clustering[kind] = IGRAPH_NAN;
    if (kind != BINARY && c->weight == NULL) {
        return TRUE;
    }
    const gboolean enough = rows_init(&rows, c);
    double *scratch = g_try_new0(double, (gsize)c->n + (gsize)c->m + 1);
    if (enough && scratch != NULL) {
        rows_fill(&rows, c, kind, scratch + c->n);
        q->clustering[kind] = mean_of_rows(&rows, kind, scratch, cancel);
    }
    const gboolean done = enough && scratch != NULL;
    g_free(scratch);
    rows_destroy(&rows);
    return done;
}

gboolean latigraph_find_directed_clustering(const latigraph_circuit_t *circuit,
                                            latigraph_quantities_t *q, latigraph_cancel_t *cancel) {
    return mean_clustering(circuit, BINARY, q, cancel);
}

gboolean latigraph_find_weighted_clustering(const latigraph_circuit_t *circuit,
                                            latigraph_quantities_t *q, latigraph_cancel_t *cancel) {
    return mean_clustering(circuit, DIRECTED_WEIGHTS, q, cancel);
}

gboolean latigraph_find_onnela_clustering(const latigraph_circuit_t *circuit,
                                          latigraph_quantities_t *q, latigraph_cancel_t *cancel) {
    return mean_clustering(circuit, SUMMED_WEIGHTS, q, cancel);
}

static igraph_error_t measure(const latigraph_subject_t *subject, latigraph_quantity_t quantity,
                              kind_t kind, igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, quantity, &q));
    *value = q->clustering[kind];
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_directed_clustering(const latigraph_subject_t *subject,
                                                     igraph_real_t *value) {
    return measure(subject, LATIGRAPH_QUANTITY_CLUSTERING, BINARY, value);
}

igraph_error_t latigraph_measure_weighted_directed_clustering(const latigraph_subject_t *subject,
                                                              igraph_real_t *value) {
    return measure(subject, LATIGRAPH_QUANTITY_WEIGHTED, DIRECTED_WEIGHTS, value);
}

igraph_error_t latigraph_measure_onnela_clustering(const latigraph_subject_t *subject,
                                                   igraph_real_t *value) {
    return measure(subject, LATIGRAPH_QUANTITY_ONNELA, SUMMED_WEIGHTS, value);
}

/* --- Barrat's coefficient -------------------------------------------------------------------- */

/* Returns the weight of the edge i → j, or 0 if there is none. The row of targets ascends. */
static double weight_of(const latigraph_circuit_t *c, igraph_integer_t i, igraph_integer_t j) {
    int low = c->out_start[i], high = c->out_start[i + 1];
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (c->out_to[middle] < j) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < c->out_start[i + 1] && c->out_to[low] == j ? c->weight[low] : 0;
}

igraph_error_t latigraph_skeleton_weights(const latigraph_circuit_t *c, const igraph_t *skeleton,
                                          igraph_vector_t *weights) {
    IGRAPH_CHECK(igraph_vector_resize(weights, igraph_ecount(skeleton)));
    for (igraph_integer_t e = 0; e < igraph_vector_size(weights); e++) {
        const igraph_integer_t i = IGRAPH_FROM(skeleton, e);
        const igraph_integer_t j = IGRAPH_TO(skeleton, e);
        VECTOR(*weights)[e] = weight_of(c, i, j) + weight_of(c, j, i);
    }
    return IGRAPH_SUCCESS;
}

static double mean_of_known(const igraph_vector_t *values) {
    double sum = 0;
    int known = 0;
    for (igraph_integer_t i = 0; i < igraph_vector_size(values); i++) {
        sum += isnan(VECTOR(*values)[i]) ? 0 : VECTOR(*values)[i];
        known += !isnan(VECTOR(*values)[i]);
    }
    return known > 0 ? sum / known : IGRAPH_NAN;
}

igraph_error_t latigraph_measure_barrat_clustering(const latigraph_subject_t *subject,
                                                   igraph_real_t *value) {
    const igraph_t *skeleton;
    igraph_vector_t weights, local;
    *value = IGRAPH_NAN;
    if (subject->circuit->weight == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_subject_skeleton(subject, &skeleton));
    IGRAPH_VECTOR_INIT_FINALLY(&weights, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&local, 0);
    IGRAPH_CHECK(latigraph_skeleton_weights(subject->circuit, skeleton, &weights));
    IGRAPH_CHECK(igraph_transitivity_barrat(skeleton, &local, igraph_vss_all(), &weights,
                                            IGRAPH_TRANSITIVITY_NAN));
    *value = mean_of_known(&local);
    igraph_vector_destroy(&local);
    igraph_vector_destroy(&weights);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
