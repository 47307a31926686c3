/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Fine descriptors of a circuit: what gives generated circuits away.
 *
 * A generator that is given means, as most are, meets means. What it misses is how a quantity is
 * spread: whether clustering falls with the degree, how many neurons the innermost core has, how
 * the singular values decay, how many pairs are three steps apart, how the weights of mutual pairs
 * agree, and how far apart neurons are. The measures here are ratios, shares and correlations, so
 * that none repeats the density. Each is NaN where it is not defined: without weights, without
 * positions, or with too few neurons. */

#include "measure/fine.h"

#include "base/memory.h"
#include "base/moments.h"
#include "measure/contrast.h"
#include "measure/property.h"

#include <math.h>
#include <stdlib.h>

/* Singular values, and the largest numbers of neurons for these and for the nearest neighbours. */
enum { VALUES = 6, LARGEST = 1000, LARGEST_SPACE = 10000 };

static const char *const NAMES[LATIGRAPH_FINE] = {"clustering-median",
                                                  "clustering-degree-correlation",
                                                  "clustering-low-degree",
                                                  "clustering-middle-degree",
                                                  "clustering-high-degree",
                                                  "coreness-mean",
                                                  "innermost-core",
                                                  "singular-value-2",
                                                  "singular-value-3",
                                                  "singular-value-4",
                                                  "singular-value-5",
                                                  "singular-value-6",
                                                  "pairs-at-2",
                                                  "pairs-at-3",
                                                  "pairs-at-4",
                                                  "pairs-farther",
                                                  "pairs-unreachable",
                                                  "weight-one",
                                                  "log-weight-sd",
                                                  "mutual-log-weight",
                                                  "mutual-weight-correlation",
                                                  "out-strength-cv",
                                                  "in-strength-cv",
                                                  "mutual-length-ratio",
                                                  "target-spread",
                                                  "neighbour-distance-cv",
                                                  "neighbour-distance-low"};

/* --- Clustering ------------------------------------------------------------ */

typedef struct {
    double partners, clustering;
    int neuron;
} clustered_t;

static int by_partners(const void *a, const void *b) {
    const clustered_t *x = a, *y = b;
    return x->partners != y->partners ? (x->partners > y->partners) - (x->partners < y->partners)
                                      : (x->neuron > y->neuron) - (x->neuron < y->neuron);
}

/* Mean clustering of each third of the neurons by the number of partners. */
static void fill_thirds(const clustered_t *row, int count, double *value) {
    for (int third = 0; third < 3; third++) {
        const int first = count * third / 3, last = count * (third + 1) / 3;
        double sum = 0;
        for (int k = first; k < last; k++) {
            sum += row[k].clustering;
        }
        value[third] = last > first ? sum / (last - first) : NAN;
    }
}

/* Neurons with fewer than two partners have no clustering and are left out. */
static igraph_error_t describe_clustering(const latigraph_subject_t *subject, double *value) {
    const int n = subject->circuit->n;
    const latigraph_neuron_triads_t *neurons;
    clustered_t *row;
    double *clustering, *partners;
    int count = 0;
    IGRAPH_CHECK(latigraph_subject_neuron_triads(subject, &neurons));
    LATIGRAPH_ALLOCATE(row, n);
    LATIGRAPH_ALLOCATE(clustering, n);
    LATIGRAPH_ALLOCATE(partners, n);
    for (int i = 0; i < n; i++) {
        if (neurons->partners[i] > 1) {
            row[count++] = (clustered_t){neurons->partners[i], latigraph_clustering(neurons, i), i};
        }
    }
    qsort(row, (size_t)count, sizeof *row, by_partners);
    for (int k = 0; k < count; k++) {
        clustering[k] = row[k].clustering;
        partners[k] = row[k].partners;
    }
    value[1] = count > 1 ? latigraph_pearson(clustering, partners, count) : NAN;
    value[0] = latigraph_median(clustering, count); /* sorts */
    fill_thirds(row, count, value + 2);
    g_free(partners);
    g_free(clustering);
    g_free(row);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Cores ----------------------------------------------------------------- */

/* Mean coreness over the largest one, and the share of neurons in the innermost core. */
static igraph_error_t describe_cores(const latigraph_subject_t *subject, double *value) {
    const igraph_t *skeleton;
    igraph_vector_int_t core;
    igraph_integer_t innermost = 0;
    double sum = 0;
    value[0] = value[1] = NAN;
    if (subject->circuit->m == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_subject_skeleton(subject, &skeleton));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&core, 0);
    IGRAPH_CHECK(igraph_coreness(skeleton, &core, IGRAPH_ALL));
    const igraph_integer_t n = igraph_vector_int_size(&core), top = igraph_vector_int_max(&core);
    for (igraph_integer_t i = 0; i < n; i++) {
        sum += (double)VECTOR(core)[i];
        innermost += VECTOR(core)[i] == top;
    }
    value[0] = sum / (double)n / (double)top;
    value[1] = (double)innermost / (double)n;
    igraph_vector_int_destroy(&core);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Singular values ------------------------------------------------------- */

/* Fills the matrix with the numbers of common senders, AᵀA for the adjacency matrix A. */
static void fill_common_senders(const latigraph_circuit_t *c, igraph_matrix_t *common) {
    igraph_matrix_null(common);
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            for (int f = c->out_start[i]; f < c->out_start[i + 1]; f++) {
                MATRIX(*common, c->out_to[e], c->out_to[f])++;
            }
        }
    }
}

/* Second to sixth singular value of the adjacency matrix over the first: square roots of the
 * largest eigenvalues of AᵀA. */
static igraph_error_t describe_singular_values(const latigraph_circuit_t *c, double *value) {
    igraph_matrix_t common;
    igraph_vector_t squares;
    for (int k = 0; k < VALUES - 1; k++) {
        value[k] = NAN;
    }
    if (c->n < VALUES || c->n > LARGEST || c->m == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_MATRIX_INIT_FINALLY(&common, c->n, c->n);
    IGRAPH_VECTOR_INIT_FINALLY(&squares, 0);
    fill_common_senders(c, &common);
    IGRAPH_CHECK(igraph_lapack_dsyevr(&common, IGRAPH_LAPACK_DSYEV_SELECT, 0, 0, 0,
                                      c->n - VALUES + 1, c->n, 1e-12, &squares, NULL, NULL));
    igraph_vector_sort(&squares);
    for (int k = 0; k < VALUES - 1; k++) {
        value[k] = sqrt(fmax(0, VECTOR(squares)[VALUES - 2 - k]) / VECTOR(squares)[VALUES - 1]);
    }
    igraph_vector_destroy(&squares);
    igraph_matrix_destroy(&common);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Paths ----------------------------------------------------------------- */

/* Shares of the ordered pairs at directed distance 2, 3, 4, and farther, and without a path. */
static igraph_error_t describe_paths(const latigraph_subject_t *subject, double *value) {
    const double n = subject->circuit->n, places = n * (n - 1);
    latigraph_paths_t paths;
    IGRAPH_CHECK(latigraph_subject_paths(subject, &paths));
    double near = paths.at[0];
    for (int d = 1; d < LATIGRAPH_PATHS_AT; d++) {
        value[d - 1] = places > 0 ? paths.at[d] / places : NAN;
        near += paths.at[d];
    }
    value[LATIGRAPH_PATHS_AT - 1] = places > 0 ? (paths.pairs - near) / places : NAN;
    value[LATIGRAPH_PATHS_AT] = places > 0 ? 1 - paths.pairs / places : NAN;
    return IGRAPH_SUCCESS;
}

/* --- Weights --------------------------------------------------------------- */

/* ln weight of the edges: sums over mutual and one-way ones, and over mutual pairs. */
typedef struct {
    double mutual, one_way, squares, product; /* sums */
    int mutuals, one_ways, ones;              /* numbers of edges */
} log_weights_t;

static log_weights_t sum_log_weights(const latigraph_circuit_t *c) {
    log_weights_t s = {0};
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const int back = latigraph_circuit_find_edge(c, c->out_to[e], i);
            const double w = log(c->weight[e]);
            s.ones += c->weight[e] == 1;
            if (back < 0) {
                s.one_way += w;
                s.one_ways++;
                continue;
            }
            s.mutual += w;
            s.mutuals++;
            s.squares += w * w;
            s.product += w * log(c->weight[back]);
        }
    }
    return s;
}

static double log_weight_sd(const latigraph_circuit_t *c, const log_weights_t *s) {
    const double mean = (s->mutual + s->one_way) / c->m;
    double squares = 0;
    for (int e = 0; e < c->m; e++) {
        squares += (log(c->weight[e]) - mean) * (log(c->weight[e]) - mean);
    }
    return sqrt(squares / c->m);
}

/* Share of weight 1, SD of ln weight, its mean on mutual less one-way edges, its correlation within
 * mutual pairs (each pair in both orders), and CV of the strengths. */
static igraph_error_t describe_weights(const latigraph_subject_t *subject, double *value) {
    const latigraph_circuit_t *c = subject->circuit;
    for (int k = 0; k < 6; k++) {
        value[k] = NAN;
    }
    if (c->weight == NULL || c->m == 0) {
        return IGRAPH_SUCCESS;
    }
    const log_weights_t s = sum_log_weights(c);
    const double mean = s.mutual / s.mutuals, variance = s.squares / s.mutuals - mean * mean;
    value[0] = (double)s.ones / c->m;
    value[1] = log_weight_sd(c, &s);
    value[2] = s.mutuals > 0 && s.one_ways > 0 ? mean - s.one_way / s.one_ways : NAN;
    value[3] =
        s.mutuals > 2 && variance > 1e-12 ? (s.product / s.mutuals - mean * mean) / variance : NAN;
    IGRAPH_CHECK(latigraph_measure_out_strength_cv(subject, &value[4]));
    return latigraph_measure_in_strength_cv(subject, &value[5]);
}

/* --- Space ----------------------------------------------------------------- */

/* Mean length of the edges of mutual pairs over that of one-way edges. */
static double mutual_length_ratio(const latigraph_circuit_t *c) {
    double sum[2] = {0, 0};
    int count[2] = {0, 0};
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const int mutual = latigraph_circuit_has_edge(c, c->out_to[e], i);
            const double length = latigraph_circuit_distance(c, i, c->out_to[e]);
            if (!isnan(length)) {
                sum[mutual] += length;
                count[mutual]++;
            }
        }
    }
    return count[0] > 0 && count[1] > 0 && sum[0] > 0 ? sum[1] / count[1] / (sum[0] / count[0])
                                                      : NAN;
}

/* Spread of the targets of neuron i about their own centre over their mean distance from i; NaN
 * with fewer than two targets of known position. */
static double spread_of_targets(const latigraph_circuit_t *c, int i) {
    double centre[3] = {0}, squares = 0, distance = 0;
    int count = 0;
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const double length = latigraph_circuit_distance(c, i, c->out_to[e]);
        if (!isnan(length)) {
            distance += length;
            count++;
            for (int d = 0; d < c->dims; d++) {
                centre[d] += c->position[c->out_to[e] * c->dims + d];
            }
        }
    }
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        for (int d = 0; d < c->dims; d++) {
            const double x = c->position[c->out_to[e] * c->dims + d] - centre[d] / count;
            squares += isnan(x) ? 0 : x * x;
        }
    }
    return count > 1 && distance > 0 ? sqrt(squares / count) / (distance / count) : NAN;
}

/* Ratio of lengths, mean spread of targets, CV of the distances to the nearest neuron, and the
 * twentieth of these over their median. */
static igraph_error_t describe_space(const latigraph_circuit_t *c, double *value) {
    double *spread, *nearest, mean, squares;
    LATIGRAPH_ALLOCATE(spread, c->n);
    LATIGRAPH_ALLOCATE(nearest, c->n);
    for (int i = 0; i < c->n; i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        spread[i] = spread_of_targets(c, i);
        nearest[i] = c->dims > 0 && c->n <= LARGEST_SPACE ? latigraph_circuit_nearest(c, i) : NAN;
    }
    value[0] = mutual_length_ratio(c);
    latigraph_moments(spread, 1, c->n, &value[1], &squares);
    const int known = latigraph_moments(nearest, 1, c->n, &mean, &squares);
    const double median = latigraph_median(nearest, c->n); /* sorts the known ones to the front */
    value[2] = known > 1 && mean > 0 ? sqrt(squares / known) / mean : NAN;
    value[3] = median > 0 ? nearest[known / 20] / median : NAN;
    g_free(nearest);
    g_free(spread);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- All ------------------------------------------------------------------- */

igraph_error_t latigraph_describe_finely(const latigraph_circuit_t *circuit,
                                         double value[LATIGRAPH_FINE]) {
    latigraph_subject_t subject;
    IGRAPH_CHECK(latigraph_subject_init(&subject, circuit));
    IGRAPH_FINALLY(latigraph_subject_destroy, &subject);
    IGRAPH_CHECK(describe_clustering(&subject, value));
    IGRAPH_CHECK(describe_cores(&subject, value + 5));
    IGRAPH_CHECK(describe_singular_values(circuit, value + 7));
    IGRAPH_CHECK(describe_paths(&subject, value + 12));
    IGRAPH_CHECK(describe_weights(&subject, value + 17));
    IGRAPH_CHECK(describe_space(circuit, value + 23));
    latigraph_subject_destroy(&subject);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_fine_count
 * \brief The number of fine descriptors, by which circuits are compared on request.
 *
 * \return Their number.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_likeness_with(), \ref latigraph_fine_name()
 *
 * Example: the names of all.
 * \verbatim
 *    for (igraph_integer_t i = 0; i < latigraph_fine_count(); i++) {
 *        puts(latigraph_fine_name(i));
 *    }
 * \endverbatim
 */
igraph_integer_t latigraph_fine_count(void) {
    return LATIGRAPH_FINE;
}

/**
 * \function latigraph_fine_name
 * \brief The name of a fine descriptor.
 *
 * \param i The index of the descriptor, 0 .. \ref latigraph_fine_count() − 1.
 * \return The name, or NULL if there is no such descriptor. doc/evaluation.md defines them.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_likeness_with()
 *
 * Example: the first name.
 * \verbatim
 *    puts(latigraph_fine_name(0));
 * \endverbatim
 */
const char *latigraph_fine_name(igraph_integer_t i) {
    return i >= 0 && i < LATIGRAPH_FINE ? NAMES[i] : NULL;
}
