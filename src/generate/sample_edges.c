/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Draws the edges of a circuit from the rates of all pairs, dyad by dyad, from exact probabilities.
 *
 * A dyad i < j has four states: no edge, i → j, j → i, and both (doc/model.md, "Likelihood of a
 * dyad"). One uniform number chooses among them in the order both, i → j, j → i, none:
 *
 *     0 ── both ── i → j ── j → i ── none ── 1
 *
 * The sum of the dyad's rates bounds P(any edge), so most dyads of a sparse circuit end after one
 * comparison. In a dense circuit they do not, and the seven exponentials of a dyad cost more than
 * all else. Repeated draws from the same rates therefore keep the ends of the shares. Sampling
 * costs O(n²); large circuits use sparse.c instead. */

#include "generate/generate.h"

#include "model/pairs.h"

#include <math.h>

/* Number of dyads that are worked on at once. */
enum { PAIRS = 512 };
/* Most dyads whose shares are kept from draw to draw: 12 MB. */
enum { SHARES_MAX = 1 << 19 };
/* Share of both edges that is not yet computed. */
static const double UNKNOWN = -1;

void latigraph_edge_list_clear(latigraph_edge_list_t *edges) {
    g_free(edges->from);
    g_free(edges->to);
    g_free(edges->weight);
    memset(edges, 0, sizeof *edges);
}

static gboolean grow(latigraph_edge_list_t *edges) {
    const int capacity = edges->capacity > G_MAXINT / 2 ? G_MAXINT : 2 * edges->capacity + 256;
    int *from = g_try_renew(int, edges->from, capacity);
    if (from != NULL) {
        edges->from = from;
    }
    int *to = g_try_renew(int, edges->to, capacity);
    if (to != NULL) {
        edges->to = to;
    }
    if (from == NULL || to == NULL || edges->size == G_MAXINT) {
        edges->out_of_memory = TRUE;
        return FALSE;
    }
    edges->capacity = capacity;
    return TRUE;
}

void latigraph_edge_list_add(latigraph_edge_list_t *edges, int from, int to) {
    if (edges->size == edges->capacity && !grow(edges)) {
        return;
    }
    edges->from[edges->size] = from;
    edges->to[edges->size] = to;
    edges->size++;
}

void latigraph_dyad_probabilities(double forward, double backward, double mutual,
                                  double anti_reciprocity, double probability[4]) {
    const double alpha = -expm1(-forward), beta = -expm1(-backward); /* P(N_ij > 0) and P(N_ji >
                                                                        0) */
    const double shared = -expm1(-mutual);                           /* P(M_ij > 0) */
    const double clash = exp(-mutual) * alpha * beta, lost = anti_reciprocity * clash;
    probability[0] = exp(-(forward + backward + mutual));
    probability[1] = alpha * exp(-(backward + mutual)) + lost / 2;
    probability[2] = beta * exp(-(forward + mutual)) + lost / 2;
    probability[3] = shared + (clash - lost);
}

/* Computes λ_ij + λ_ji + μ_ij of every dyad i < j, row by row. */
static void find_totals(const latigraph_rates_t *rates, real_t *total) {
    const ptrdiff_t n = rates->n;
    for (ptrdiff_t i = 0; i + 1 < n; total += n - 1 - i, i++) {
        pairs_totals(n - 1 - i, n, rates->log_rate + i * n + i + 1,
                     rates->log_rate + (i + 1) * n + i, rates->log_mutual + i * n + i + 1, total);
    }
}

void latigraph_dyads_clear(latigraph_dyads_t *dyads) {
    g_free(dyads->total);
    g_free(dyads->share);
    memset(dyads, 0, sizeof *dyads);
}

const latigraph_dyads_t *latigraph_dyads_find(latigraph_dyads_t *dyads,
                                              const latigraph_rates_t *rates) {
    const gsize pairs = (gsize)rates->n * (gsize)(rates->n - 1) / 2;
    if (pairs > dyads->pairs) {
        latigraph_dyads_clear(dyads);
        dyads->total = g_try_new(real_t, pairs);
        dyads->share = pairs <= SHARES_MAX ? g_try_new(latigraph_dyad_shares_t, pairs) : NULL;
        dyads->pairs = dyads->total != NULL ? pairs : 0;
    }
    if (dyads->total == NULL) {
        return NULL;
    }
    find_totals(rates, dyads->total);
    for (gsize k = 0; k < pairs && dyads->share != NULL; k++) {
        dyads->share[k].both = UNKNOWN;
    }
    return dyads;
}

/* Computes the places on the line from 0 to 1 where the states of dyad i < j end. */
static latigraph_dyad_shares_t find_shares(const latigraph_rates_t *rates, ptrdiff_t i,
                                           ptrdiff_t j) {
    const ptrdiff_t n = rates->n, ij = i * n + j, ji = j * n + i;
    double p[4];
    latigraph_dyad_probabilities(real_exp(rates->log_rate[ij]), real_exp(rates->log_rate[ji]),
                                 real_exp(rates->log_mutual[ij]), rates->anti_reciprocity, p);
    return (latigraph_dyad_shares_t){p[3], p[3] + p[1], p[3] + p[1] + p[2]};
}

/* One drawing of a circuit. Uniform numbers are drawn many at once: one by one they cost more than
 * all else in a sparse circuit. No more are drawn than there are dyads. */
typedef struct {
    const latigraph_rates_t *rates;
    latigraph_edge_list_t *edges;
    latigraph_stream_t *stream;
    ptrdiff_t left;            /* uniform numbers that are still to be drawn */
    int at, count;             /* the next one of those at hand, and their number */
    uint32_t words[2 * PAIRS]; /* two per number */
} drawing_t;

/* Draws the next uniform numbers when all at hand are used. */
static void refill(drawing_t *drawing) {
    drawing->count = (int)MIN(drawing->left, PAIRS);
    drawing->left -= drawing->count;
    drawing->at = 0;
    latigraph_stream_fill(drawing->stream, 2 * drawing->count, drawing->words);
}

/* Finds the dyads whose numbers are below the bound of P(any edge), without branches. Returns their
 * number. */
static int find_candidates(int count, const uint32_t *words, const real_t *total, int *candidate) {
    int found = 0;
    for (int k = 0; k < count; k++) {
        candidate[found] = k;
        found += latigraph_uniform_of(words + 2 * (gsize)k) < (double)total[k];
    }
    return found;
}

/* Decides a dyad i < j by its number. `share` keeps what is computed for the next draw, or is NULL.
 */
static void sample_pair(drawing_t *drawing, ptrdiff_t i, ptrdiff_t j, double draw,
                        latigraph_dyad_shares_t *share) {
    const gboolean known = share != NULL && share->both != UNKNOWN;
    const latigraph_dyad_shares_t to = known ? *share : find_shares(drawing->rates, i, j);
    if (share != NULL) {
        *share = to;
    }
    if (draw < to.forward) {
        latigraph_edge_list_add(drawing->edges, (int)i, (int)j);
    }
    if (draw < to.both || (draw >= to.forward && draw < to.backward)) {
        latigraph_edge_list_add(drawing->edges, (int)j, (int)i);
    }
}

/* Draws the dyads of neuron i and `count` others from `first` on. P(any edge) = 1 − e^−t ≤ t for
 * every δ, so that most dyads of a sparse circuit are no candidates. */
static void sample_pairs(drawing_t *drawing, ptrdiff_t i, ptrdiff_t first, ptrdiff_t count,
                         const real_t *total, latigraph_dyad_shares_t *share) {
    int candidate[PAIRS + 1];
    for (ptrdiff_t done = 0; done < count;) {
        if (drawing->at == drawing->count) {
            refill(drawing);
        }
        const int some = (int)MIN(count - done, drawing->count - drawing->at);
        const uint32_t *words = drawing->words + 2 * (gsize)drawing->at;
        const int found = find_candidates(some, words, total + done, candidate);
        for (int c = 0; c < found; c++) {
            const ptrdiff_t k = done + candidate[c];
            sample_pair(drawing, i, first + k,
                        latigraph_uniform_of(words + 2 * (gsize)candidate[c]),
                        share != NULL ? share + k : NULL);
        }
        drawing->at += some;
        done += some;
    }
}

void latigraph_sample_edges(const latigraph_rates_t *rates, const latigraph_dyads_t *dyads,
                            latigraph_stream_t *stream, latigraph_edge_list_t *edges) {
    const ptrdiff_t n = rates->n;
    const real_t *total = dyads != NULL ? dyads->total : NULL;
    latigraph_dyad_shares_t *share = dyads != NULL ? dyads->share : NULL;
    real_t found[PAIRS];
    drawing_t drawing;
    drawing.rates = rates;
    drawing.edges = edges;
    drawing.stream = stream;
    drawing.left = n * (n - 1) / 2;
    drawing.at = drawing.count = 0;
    edges->size = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        for (ptrdiff_t j = i + 1; j < n; j += PAIRS) {
            const ptrdiff_t count = MIN(PAIRS, n - j), ij = i * n + j;
            if (total == NULL) {
                pairs_totals(count, n, rates->log_rate + ij, rates->log_rate + j * n + i,
                             rates->log_mutual + ij, found);
            }
            sample_pairs(&drawing, i, j, count, total != NULL ? total : found, share);
            total = total != NULL ? total + count : NULL;
            share = share != NULL ? share + count : NULL;
        }
    }
}
