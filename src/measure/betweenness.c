/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Betweenness of all neurons: number of shortest directed paths through a neuron, each pair of ends
 * counted once in all.
 *
 * Brandes' two passes (J. Math. Sociol. 25:163, 2001) from sixteen sources at once. Every array has
 * a row of sixteen numbers per neuron, one per source, so that a pass over an edge serves sixteen
 * searches by a few vector instructions. The first pass goes from level to level of distance:
 *
 *     σ_w = Σ over edges v → w from the level before of σ_v        shortest paths from the source
 *
 * and the second one back:
 *
 *     δ_v = σ_v Σ over edges v → w to the next level of (1 + δ_w) / σ_w
 *
 * A neuron is at different distances from different sources. Rows with zeros where the distance is
 * another one stand for the level in it. Neurons of each level are listed, so that the time is
 * O(n m) in any circuit. igraph_betweenness() gives the same numbers up to rounding, one source
 * after the other, and takes ten times as long.
 */
#include "measure/quantities.h"

#include "base/fast.h"

#include <string.h>

enum { LANES = 16 };

typedef struct {
    double *distance; /* (n, LANES) from each source; −1: not reached */
    double *paths;    /* (n, LANES) σ */
    double *depend;   /* (n, LANES) δ */
    double *next;     /* (n, LANES) σ of the next level, or (1 + δ) / σ; 0 between levels */
    int *listed;      /* (n) 1 if a neuron is among those of the next level */
    int *order;       /* (n LANES + n + 1) neurons of the levels, one level behind the other, and
                         candidates for the next one */
    int *level;       /* (n + 2) beginnings of the levels in `order` */
} brandes_t;

static void brandes_destroy(brandes_t *b) {
    g_free(b->distance);
    g_free(b->listed);
}

static gboolean brandes_init(brandes_t *b, gsize n) {
    b->distance = g_try_new0(double, 4 * n * LANES + 1);
    b->listed = g_try_new0(int, n + n * (LANES + 1) + 1 + n + 2);
    if (b->distance == NULL || b->listed == NULL) {
        brandes_destroy(b);
        return FALSE;
    }
    b->paths = b->distance + n * LANES;
    b->depend = b->paths + n * LANES;
    b->next = b->depend + n * LANES;
    b->order = b->listed + n;
    b->level = b->order + n * (LANES + 1) + 1;
    return TRUE;
}

/* Passes the paths to neuron v on to its targets, which are listed from `end` on. Returns the new
 * end of the list. */
static inline int pass_on(const latigraph_circuit_t *c, const brandes_t *b, int v, double d,
                          int end) {
    const double *distance = b->distance + (gsize)v * LANES, *paths = b->paths + (gsize)v * LANES;
    double front[LANES];
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        front[l] = distance[l] == d ? paths[l] : 0;
    }
    for (int e = c->out_start[v]; e < c->out_start[v + 1]; e++) {
        const int w = c->out_to[e];
        double *next = b->next + (gsize)w * LANES;
#pragma omp simd
        for (int l = 0; l < LANES; l++) {
            next[l] += front[l];
        }
        b->order[end] = w;
        end += !b->listed[w];
        b->listed[w] = 1;
    }
    return end;
}

/* Takes what was passed on to w where w had not been reached before. Returns whether that is so for
 * some source. */
static inline int take(const brandes_t *b, int w, double d) {
    double *distance = b->distance + (gsize)w * LANES, *paths = b->paths + (gsize)w * LANES;
    double *next = b->next + (gsize)w * LANES;
    double fresh = 0;
#pragma omp simd reduction(+ : fresh)
    for (int l = 0; l < LANES; l++) {
        const double more = distance[l] < 0 ? next[l] : 0;
        paths[l] += more;
        distance[l] = more > 0 ? d : distance[l];
        next[l] = 0;
        fresh += more;
    }
    b->listed[w] = 0;
    return fresh > 0;
}

/* Returns the number of levels. */
FAST static int go_forth(const latigraph_circuit_t *c, const brandes_t *b) {
    int levels = 1;
    while (b->level[levels - 1] < b->level[levels]) {
        const int begin = b->level[levels];
        int end = begin, kept = begin;
        for (int k = b->level[levels - 1]; k < begin; k++) {
            end = pass_on(c, b, b->order[k], levels - 1, end);
        }
        for (int k = begin; k < end; k++) {
            const int w = b->order[k];
            if (take(b, w, levels)) {
                b->order[kept++] = w;
            }
        }
        b->level[++levels] = kept;
    }
    return levels - 1;
}

/* Sets the coefficients of w at distance d. */
static inline void offer(const brandes_t *b, int w, double d) {
    const double *distance = b->distance + (gsize)w * LANES, *paths = b->paths + (gsize)w * LANES;
    const double *depend = b->depend + (gsize)w * LANES;
    double *next = b->next + (gsize)w * LANES;
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        next[l] = distance[l] == d ? (1 + depend[l]) / paths[l] : 0;
    }
}

static inline void collect(const latigraph_circuit_t *c, const brandes_t *b, int v, double d) {
    const double *distance = b->distance + (gsize)v * LANES, *paths = b->paths + (gsize)v * LANES;
    double *depend = b->depend + (gsize)v * LANES;
    double sum[LANES] = {0};
    for (int e = c->out_start[v]; e < c->out_start[v + 1]; e++) {
        const double *next = b->next + (gsize)c->out_to[e] * LANES;
#pragma omp simd
        for (int l = 0; l < LANES; l++) {
            sum[l] += next[l];
        }
    }
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        depend[l] += distance[l] == d ? paths[l] * sum[l] : 0;
    }
}

FAST static void go_back(const latigraph_circuit_t *c, const brandes_t *b, int levels) {
    for (int d = levels - 1; d > 0; d--) {
        for (int k = b->level[d]; k < b->level[d + 1]; k++) {
            offer(b, b->order[k], d);
        }
        for (int k = b->level[d - 1]; k < b->level[d]; k++) {
            collect(c, b, b->order[k], d - 1);
        }
        for (int k = b->level[d]; k < b->level[d + 1]; k++) {
            memset(b->next + (gsize)b->order[k] * LANES, 0, LANES * sizeof *b->next);
        }
    }
}

/* Starts the searches from the neurons first .. first + count − 1. */
static void begin(const brandes_t *b, gsize n, int first, int count) {
    memset(b->paths, 0, 2 * n * LANES * sizeof *b->paths); /* `depend`, too */
    for (gsize k = 0; k < n * LANES; k++) {
        b->distance[k] = -1;
    }
    for (int l = 0; l < count; l++) {
        const gsize at = (gsize)(first + l) * LANES + (gsize)l;
        b->distance[at] = 0;
        b->paths[at] = 1;
        b->order[l] = first + l;
    }
    b->level[0] = 0;
    b->level[1] = count;
}

/* Adds the dependencies of all sources but the neuron itself. */
static void add_dependencies(const brandes_t *b, int n, int first, double *betweenness) {
    for (int v = 0; v < n; v++) {
        for (int l = 0; l < LANES; l++) {
            betweenness[v] += v == first + l ? 0 : b->depend[(gsize)v * LANES + (gsize)l];
        }
    }
}

gboolean latigraph_find_betweenness(const latigraph_circuit_t *c, latigraph_quantities_t *q,
                                    latigraph_cancel_t *cancel) {
    brandes_t b;
    if (latigraph_search_effort(c) > LATIGRAPH_BETWEENNESS_EFFORT) {
        return latigraph_sample_centralization(c, LATIGRAPH_BETWEENNESS_SOURCES, cancel,
                                               q->centralization);
    }
    q->betweenness = g_try_new0(double, (gsize)c->n + 1);
    if (q->betweenness == NULL || !brandes_init(&b, (gsize)c->n)) {
        return FALSE;
    }
    for (int first = 0; first < c->n && !latigraph_cancelled(cancel); first += LANES) {
        begin(&b, (gsize)c->n, first, MIN(LANES, c->n - first));
        go_back(c, &b, go_forth(c, &b));
        add_dependencies(&b, c->n, first, q->betweenness);
        latigraph_cancel_progress(cancel, "Measuring betweenness", c->n, first);
    }
    brandes_destroy(&b);
    return TRUE;
}
