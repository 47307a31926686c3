/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Counts of motifs under changes of single pairs.
 *
 * If the pair of i and j changes, only triads over this pair change. The third neurons of closed
 * ones are the common neighbours of i and j, that is, the common bits of two rows:
 *
 *     any_i  0 1 1 0 1 0        a triangle i j k comes or goes for each common k; a closed triad
 *     any_j  1 1 0 0 1 0        changes its class; and the pairs i k and j k get or lose a shared
 *     both   0 1 0 0 1 0        partner, which is counted by the common bits of their own rows.
 *
 * Shared partners have decreasing returns, 1 − (1 − 1/e)^s, as in exponential random graph models
 * (Snijders, Pattison, Robins, Handcock, Sociol. Methodol. 36:99, 2006). Damped clustering divides
 * the triangles of a neuron by its pairs of neighbours plus 5, so that neurons with two or three
 * partners weigh little.
 */
#include "surrogate/motifs.h"

#include "base/fast.h"
#include "base/memory.h"
#include "surrogate/motif_rows.h"
#include "surrogate/pair_states.h"

#include <math.h>
#include <string.h>

static inline double pairs_of(int degree) {
    return 0.5 * degree * (degree - 1);
}

static void fill_weights(int n, double *weights) {
    for (int d = 2; d <= n; d++) {
        weights[2 * d] = 1 / pairs_of(d);
        weights[2 * d + 1] = 1 / (pairs_of(d) + LATIGRAPH_MOTIFS_DAMPING);
    }
}

igraph_error_t latigraph_motifs_init(latigraph_motifs_t *motifs, int n, int kinds) {
    const gsize words = ((gsize)n + 63) / 64, size = (gsize)n * words + 1;
    *motifs = (latigraph_motifs_t){.n = n, .kinds = kinds, .words = words};
    IGRAPH_FINALLY(latigraph_motifs_destroy, motifs);
    motifs->any = g_try_new0(guint64, size);
    motifs->degree = g_try_new0(int, (gsize)n + 1);
    LATIGRAPH_CHECK_MEMORY(motifs->any);
    LATIGRAPH_CHECK_MEMORY(motifs->degree);
    if (kinds & LATIGRAPH_MOTIFS_DIRECTED) {
        motifs->out = g_try_new0(guint64, size);
        LATIGRAPH_CHECK_MEMORY(motifs->out);
    }
    if (kinds & LATIGRAPH_MOTIFS_CORNERS) {
        motifs->triangles = g_try_new0(int, (gsize)n + 1);
        motifs->class_of = g_try_new0(int, (gsize)n + 1);
        LATIGRAPH_CHECK_MEMORY(motifs->triangles);
        LATIGRAPH_CHECK_MEMORY(motifs->class_of);
    }
    if (kinds & LATIGRAPH_MOTIFS_PARTNERS) {
        motifs->returns = g_try_new0(double, (gsize)n + 1);
        LATIGRAPH_CHECK_MEMORY(motifs->returns);
        for (int s = 0; s <= n; s++) {
            motifs->returns[s] = 1 - pow(1 - exp(-1), s);
        }
    }
    if ((kinds & LATIGRAPH_MOTIFS_CLUSTERING) == LATIGRAPH_MOTIFS_CLUSTERING) {
        motifs->weights = g_try_new0(double, 2 * ((gsize)n + 1));
        LATIGRAPH_CHECK_MEMORY(motifs->weights);
        fill_weights(n, motifs->weights);
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_motifs_pair(latigraph_motifs_t *motifs) {
    const gsize n = (gsize)motifs->n;
    if (motifs->n > LATIGRAPH_MOTIFS_PAIRED) {
        return IGRAPH_SUCCESS;
    }
    motifs->pairs = g_try_new0(guint16, n * n + 1);
    motifs->steps = g_try_new0(double, 4 * (n + 1));
    motifs->thirds = g_try_new0(guint64, motifs->words + 1);
    LATIGRAPH_CHECK_MEMORY(motifs->pairs);
    LATIGRAPH_CHECK_MEMORY(motifs->steps);
    LATIGRAPH_CHECK_MEMORY(motifs->thirds);
    for (gsize s = 0; s < n; s++) {
        motifs->steps[4 * s] = s > 0 ? motifs->returns[s - 1] - motifs->returns[s] : 0;
        motifs->steps[4 * s + 2] = motifs->returns[s + 1] - motifs->returns[s];
    }
    return IGRAPH_SUCCESS;
}

void latigraph_motifs_destroy(latigraph_motifs_t *motifs) {
    g_free(motifs->any);
    g_free(motifs->out);
    g_free(motifs->degree);
    g_free(motifs->triangles);
    g_free(motifs->class_of);
    g_free(motifs->returns);
    g_free(motifs->weights);
    g_free(motifs->pairs);
    g_free(motifs->steps);
    g_free(motifs->thirds);
    *motifs = (latigraph_motifs_t){0};
}

static void copy_ints(int *to, const int *from, int n) {
    if (from != NULL) {
        memcpy(to, from, (gsize)n * sizeof *from);
    }
}

void latigraph_motifs_copy(latigraph_motifs_t *to, const latigraph_motifs_t *from) {
    const gsize bytes = (gsize)from->n * from->words * sizeof *from->any;
    memcpy(to->any, from->any, bytes);
    if (from->out != NULL) {
        memcpy(to->out, from->out, bytes);
    }
    if (to->pairs != NULL && from->pairs != NULL) {
        memcpy(to->pairs, from->pairs, (gsize)from->n * (gsize)from->n * sizeof *from->pairs);
    }
    copy_ints(to->degree, from->degree, from->n);
    copy_ints(to->triangles, from->triangles, from->n);
    copy_ints(to->class_of, from->class_of, from->n);
    to->sums = from->sums;
}

void latigraph_motifs_clear(latigraph_motifs_t *motifs) {
    const gsize bytes = (gsize)motifs->n * motifs->words * sizeof *motifs->any;
    memset(motifs->any, 0, bytes);
    if (motifs->out != NULL) {
        memset(motifs->out, 0, bytes);
    }
    if (motifs->pairs != NULL) {
        memset(motifs->pairs, 0, (gsize)motifs->n * (gsize)motifs->n * sizeof *motifs->pairs);
    }
    memset(motifs->degree, 0, (gsize)motifs->n * sizeof *motifs->degree);
    if (motifs->triangles != NULL) {
        memset(motifs->triangles, 0, (gsize)motifs->n * sizeof *motifs->triangles);
    }
    memset(&motifs->sums, 0, sizeof motifs->sums);
}

/* --- Contributions of neurons and triads --------------------------------------- */

/* Adds or subtracts what a neuron contributes to the sums. */
static inline void add_neuron(const latigraph_motifs_t *motifs, latigraph_motif_sums_t *sums, int i,
                              int sign) {
    const int degree = motifs->degree[i];
    sums->triples += sign * (gint64)degree * (degree - 1) / 2;
    if (motifs->triangles != NULL) {
        const double triangles = motifs->triangles[i], pairs = pairs_of(degree);
        sums->clustered += degree >= 2 ? sign : 0;
        sums->clustering += degree >= 2 ? sign * triangles / pairs : 0;
        sums->damped += sign * triangles / (pairs + LATIGRAPH_MOTIFS_DAMPING);
        sums->corners[motifs->class_of[i]] += sign * motifs->triangles[i];
    }
}

/* --- Changes ---------------------------------------------------------------------- */

static inline gboolean clusters(const latigraph_motifs_t *motifs) {
    return (motifs->kinds & LATIGRAPH_MOTIFS_CLUSTERING) == LATIGRAPH_MOTIFS_CLUSTERING;
}

/* Gives or takes `more` triangles of a neuron whose degree stays. */
static inline void add_triangles(latigraph_motifs_t *motifs, int i, int more) {
    latigraph_motif_sums_t *sums = &motifs->sums;
    motifs->triangles[i] += more;
    sums->corners[motifs->class_of[i]] += more;
    if (clusters(motifs)) {
        const double pairs = pairs_of(motifs->degree[i]);
        sums->clustering += more / pairs;
        sums->damped += more / (pairs + LATIGRAPH_MOTIFS_DAMPING);
    }
}

/* Changes what belongs to the triad of i, j and their common neighbour k. */
static inline void change_triad(latigraph_motifs_t *motifs, int i, int j, int k, int before,
                                int after) {
    latigraph_motif_sums_t *sums = &motifs->sums;
    const int more = (after != 0) - (before != 0);
    if (more != 0 && motifs->triangles != NULL) {
        add_triangles(motifs, k, more);
    }
    if (motifs->kinds & LATIGRAPH_MOTIFS_DIRECTED) {
        const int jk = latigraph_motif_state(motifs, j, k),
                  ki = latigraph_motif_state(motifs, k, i);
        if (before != 0) {
            sums->triads[latigraph_triad_class(before, jk, ki)]--;
        }
        if (after != 0) {
            sums->triads[latigraph_triad_class(after, jk, ki)]++;
        }
    }
    if (more != 0 && motifs->kinds & LATIGRAPH_MOTIFS_PARTNERS) {
        const int with_i = latigraph_motif_shared(motifs, i, k),
                  with_j = latigraph_motif_shared(motifs, j, k);
        sums->partners += motifs->returns[with_i + more] - motifs->returns[with_i];
        sums->partners += motifs->returns[with_j + more] - motifs->returns[with_j];
    }
}

/* Visits all common neighbours of i and j, and returns their number. */
static inline int change_triads(latigraph_motifs_t *motifs, int i, int j, int before, int after) {
    const guint64 *x = latigraph_motif_row(motifs->any, motifs, i),
                  *y = latigraph_motif_row(motifs->any, motifs, j);
    int common = 0;
    for (gsize w = 0; w < motifs->words; w++) {
        for (guint64 both = x[w] & y[w]; both != 0; both &= both - 1) {
            change_triad(motifs, i, j, (int)(64 * w) + __builtin_ctzll(both), before, after);
            common++;
        }
    }
    return common;
}

/* Changes the numbers of neighbours and triangles of i. */
static inline void change_end(latigraph_motifs_t *motifs, int i, int more, int common) {
    add_neuron(motifs, &motifs->sums, i, -1);
    motifs->degree[i] += more;
    if (motifs->triangles != NULL) {
        motifs->triangles[i] += more * common;
    }
    add_neuron(motifs, &motifs->sums, i, 1);
}

FAST void latigraph_motifs_change(latigraph_motifs_t *motifs, int i, int j, int before, int after) {
    latigraph_motif_sums_t *sums = &motifs->sums;
    const int more = (after != 0) - (before != 0);
    sums->edges += __builtin_popcount((unsigned)after) - __builtin_popcount((unsigned)before);
    sums->mutual += (after == LATIGRAPH_PAIR_MUTUAL) - (before == LATIGRAPH_PAIR_MUTUAL);
    if (more != 0 || (before != after && motifs->out != NULL)) {
        const int common = motifs->kinds != 0 ? change_triads(motifs, i, j, before, after)
                                              : latigraph_motif_shared(motifs, i, j);
        sums->triangles += more * common;
        sums->pairs += more;
        if (more != 0) {
            if (motifs->kinds & LATIGRAPH_MOTIFS_PARTNERS) {
                sums->partners += more * motifs->returns[common];
            }
            change_end(motifs, i, more, common);
            change_end(motifs, j, more, common);
        }
    }
    latigraph_motif_put_state(motifs, i, j, after);
}

FAST void latigraph_motifs_undo(latigraph_motifs_t *motifs, int i, int j, int before, int after) {
    const int more = (after != 0) - (before != 0);
    const guint64 *x = latigraph_motif_row(motifs->any, motifs, i),
                  *y = latigraph_motif_row(motifs->any, motifs, j);
    latigraph_motif_put_state(motifs, i, j, before);
    motifs->degree[i] -= more;
    motifs->degree[j] -= more;
    if (more == 0 || motifs->triangles == NULL) {
        return;
    }
    for (gsize w = 0; w < motifs->words; w++) {
        const int common = __builtin_popcountll(x[w] & y[w]);
        motifs->triangles[i] -= more * common;
        motifs->triangles[j] -= more * common;
        for (guint64 both = x[w] & y[w]; both != 0; both &= both - 1) {
            motifs->triangles[64 * w + (gsize)__builtin_ctzll(both)] -= more;
        }
    }
}

/* --- Counting anew ------------------------------------------------------------------ */

/* Counts the triangles over a connected pair i < j, their classes if the third neuron comes last,
 * and the shared partners of the pair. */
static inline void count_pair(const latigraph_motifs_t *motifs, int i, int j,
                              latigraph_motif_sums_t *sums) {
    const int common = latigraph_motif_shared(motifs, i, j);
    sums->pairs++;
    sums->triangles += common; /* each three times */
    sums->partners += motifs->kinds & LATIGRAPH_MOTIFS_PARTNERS ? motifs->returns[common] : 0;
    if (motifs->out == NULL) {
        return;
    }
    const int ij = latigraph_motif_state(motifs, i, j);
    sums->edges += __builtin_popcount((unsigned)ij);
    sums->mutual += ij == LATIGRAPH_PAIR_MUTUAL;
    const guint64 *x = latigraph_motif_row(motifs->any, motifs, i),
                  *y = latigraph_motif_row(motifs->any, motifs, j);
    for (gsize w = (gsize)j / 64; w < motifs->words; w++) {
        for (guint64 both = x[w] & y[w]; both != 0; both &= both - 1) {
            const int k = (int)(64 * w) + __builtin_ctzll(both);
            if (k > j) {
                sums->triads[latigraph_triad_class(ij, latigraph_motif_state(motifs, j, k),
                                                   latigraph_motif_state(motifs, k, i))]++;
            }
        }
    }
}

FAST void latigraph_motifs_count(const latigraph_motifs_t *motifs, latigraph_motif_sums_t *sums) {
    const latigraph_motif_sums_t known = motifs->sums;
    *sums = (latigraph_motif_sums_t){0};
    if (motifs->out == NULL) { /* edges are not known from neighbours */
        sums->edges = known.edges;
        sums->mutual = known.mutual;
    }
    for (int j = 0; j < motifs->n; j++) {
        for (int i = 0; i < j; i++) {
            if (latigraph_motif_bit(latigraph_motif_row(motifs->any, motifs, i), j)) {
                count_pair(motifs, i, j, sums);
            }
        }
        add_neuron(motifs, sums, j, 1);
    }
    sums->triangles /= 3;
}

/* --- Statistics ------------------------------------------------------------------------ */

int latigraph_motifs_kinds_of(latigraph_tilt_t statistic) {
    switch (statistic) {
    case LATIGRAPH_TILT_RECIPROCITY:
    case LATIGRAPH_TILT_TRANSITIVITY:
    case LATIGRAPH_TILT_TRIANGLES:
        return 0;
    case LATIGRAPH_TILT_LOCAL_CLUSTERING:
    case LATIGRAPH_TILT_DAMPED_CLUSTERING:
        return LATIGRAPH_MOTIFS_CLUSTERING;
    case LATIGRAPH_TILT_SHARED_PARTNERS:
        return LATIGRAPH_MOTIFS_PARTNERS;
    default:
        return LATIGRAPH_MOTIFS_DIRECTED;
    }
}

static inline double ratio(double x, double y) {
    return y > 0 ? x / y : 0;
}

static inline double value_of(const latigraph_motifs_t *motifs, latigraph_tilt_t statistic) {
    const latigraph_motif_sums_t *sums = &motifs->sums;
    const double n = motifs->n, connected = (double)(sums->triples - 2 * sums->triangles);
    switch (statistic) {
    case LATIGRAPH_TILT_RECIPROCITY:
        return ratio(2.0 * (double)sums->mutual, (double)sums->edges);
    case LATIGRAPH_TILT_TRANSITIVITY:
        return ratio(3.0 * (double)sums->triangles, (double)sums->triples);
    case LATIGRAPH_TILT_TRIANGLES:
        return (double)sums->triangles;
    case LATIGRAPH_TILT_LOCAL_CLUSTERING:
        return ratio(sums->clustering, (double)sums->clustered);
    case LATIGRAPH_TILT_DAMPED_CLUSTERING:
        return ratio(sums->damped, n);
    case LATIGRAPH_TILT_SHARED_PARTNERS:
        return ratio(sums->partners, (double)sums->pairs);
    case LATIGRAPH_TILT_FEED_FORWARD:
        return ratio((double)sums->triads[0], connected);
    case LATIGRAPH_TILT_CYCLIC:
        return ratio((double)sums->triads[1], connected);
    default:
        return ratio((double)sums->triads[statistic - LATIGRAPH_TILT_TRIAD_030T],
                     n * (n - 1) * (n - 2) / 6);
    }
}

double latigraph_motifs_value(const latigraph_motifs_t *motifs, latigraph_tilt_t statistic) {
    return value_of(motifs, statistic);
}

void latigraph_motifs_values(const latigraph_motifs_t *motifs, int count,
                             const latigraph_tilt_t *statistics, double *values) {
    for (int k = 0; k < count; k++) {
        values[k] = value_of(motifs, statistics[k]);
    }
}
