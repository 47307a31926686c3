/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Whole weights with the strengths of a circuit, exactly.
 *
 * Annealed weights come first; their strengths are off by some per cent. Weights of neurons with
 * too much strength fall, down to 1, and what is missing then is a flow from senders to receivers:
 * each path of it alternates between edges that gain and edges that lose,
 *
 *     sender ─(+1)→ receiver ←(−1)─ sender ─(+1)→ receiver.
 *
 * Shortest paths are filled until none is left (Edmonds, Karp, J. ACM 19:248, 1972). The weights
 * are then shuffled by shifts over four edges a → b, a → d, c → b, c → d: the first and the last
 * gain what the others lose, so that no strength changes. A shift is taken with the probability of
 * Metropolis's rule for independent weights with the smoothed law of the circuit. The chain of
 * shifts need not reach all weights.
 */
#include "surrogate/surrogates.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { SHIFTS_PER_EDGE = 100, LARGEST_SHIFT = 3 };
/* Largest weight that shifts change; the circuit's are up to 10⁶, but paths may add to an edge all
 * that two hubs miss. */
enum { LARGEST_SHIFTED = 4000000 };
/* Weights whose counts are averaged: within this factor of each other. */
static const double smoothing = 1.25;

/* Edges by sender, sorted by receiver, and by receiver. */
typedef struct {
    int n, m;
    const int *from, *to;
    double *weight;                   /* (m) */
    int *out_start, *in_start;        /* (n + 1) */
    int *out_edge, *in_edge;          /* (m) */
    double *out_missing, *in_missing; /* (n) strength of the circuit less the present one */
    int *path;  /* (2 n) edge by which the search came to a sender or receiver */
    int *queue; /* (2 n) senders and receivers in the order of the search */
} strengths_t;

static void strengths_destroy(strengths_t *s) {
    g_free(s->out_start);
    g_free(s->in_start);
    g_free(s->out_edge);
    g_free(s->in_edge);
    g_free(s->out_missing);
    g_free(s->in_missing);
    g_free(s->path);
    g_free(s->queue);
}

static igraph_error_t allocate(strengths_t *s) {
    const gsize n = (gsize)s->n + 2, m = (gsize)s->m + 1;
    s->out_start = g_try_new0(int, n);
    s->in_start = g_try_new0(int, n);
    s->out_edge = g_try_new0(int, m);
    s->in_edge = g_try_new0(int, m);
    s->out_missing = g_try_new0(double, n);
    s->in_missing = g_try_new0(double, n);
    s->path = g_try_new0(int, 2 * n);
    s->queue = g_try_new0(int, 2 * n);
    LATIGRAPH_CHECK_MEMORY(s->out_start);
    LATIGRAPH_CHECK_MEMORY(s->in_start);
    LATIGRAPH_CHECK_MEMORY(s->out_edge);
    LATIGRAPH_CHECK_MEMORY(s->in_edge);
    LATIGRAPH_CHECK_MEMORY(s->out_missing);
    LATIGRAPH_CHECK_MEMORY(s->in_missing);
    LATIGRAPH_CHECK_MEMORY(s->path);
    LATIGRAPH_CHECK_MEMORY(s->queue);
    return IGRAPH_SUCCESS;
}

/* Sorts the edges by one end; those of equal ends keep the order of `by`, or of their numbers. */
static void sort_edges(const int *end, int n, int m, const int *by, int *start, int *sorted) {
    for (int k = 0; k < m; k++) {
        start[end[k] + 1]++;
    }
    for (int i = 0; i < n; i++) {
        start[i + 1] += start[i];
    }
    for (int k = m - 1; k >= 0; k--) {
        const int e = by != NULL ? by[k] : k;
        sorted[--start[end[e] + 1]] = e;
    }
    for (int i = 0; i < n; i++) { /* start[i + 1] is now where i begins */
        start[i] = start[i + 1];
    }
    start[n] = m;
}

static void find_missing(strengths_t *s, const latigraph_circuit_t *circuit) {
    for (int i = 0; i < s->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            s->out_missing[i] += circuit->weight[e];
            s->in_missing[circuit->out_to[e]] += circuit->weight[e];
        }
    }
    for (int k = 0; k < s->m; k++) {
        s->out_missing[s->from[k]] -= s->weight[k];
        s->in_missing[s->to[k]] -= s->weight[k];
    }
}

static void add_weight(strengths_t *s, int k, double more) {
    s->weight[k] += more;
    s->out_missing[s->from[k]] -= more;
    s->in_missing[s->to[k]] -= more;
}

/* --- Exact strengths ---------------------------------------------------------------- */

/* Lowers weights until no strength is too large, then raises those whose both ends miss some. */
static void balance(strengths_t *s) {
    for (int k = 0; k < s->m; k++) {
        const double over = fmax(-s->out_missing[s->from[k]], -s->in_missing[s->to[k]]);
        add_weight(s, k, -fmin(fmax(over, 0), s->weight[k] - 1));
    }
    for (int k = 0; k < s->m; k++) {
        add_weight(s, k, fmin(s->out_missing[s->from[k]], s->in_missing[s->to[k]]));
    }
}

/* Visits the receivers of a sender that were not visited; returns one that misses strength, or −1.
 * Receiver j is at n + j. */
static int visit_receivers(strengths_t *s, int sender, int *end) {
    for (int k = s->out_start[sender]; k < s->out_start[sender + 1]; k++) {
        const int e = s->out_edge[k], j = s->to[e];
        if (s->path[s->n + j] < 0) {
            s->path[s->n + j] = e;
            s->queue[(*end)++] = s->n + j;
            if (s->in_missing[j] > 0) {
                return j;
            }
        }
    }
    return -1;
}

/* Searches a path from a sender to a receiver that misses strength; returns it, or −1. */
static int find_path(strengths_t *s, int sender) {
    int begin = 0, end = 0, found = -1;
    for (int i = 0; i < 2 * s->n; i++) {
        s->path[i] = -1;
    }
    s->path[sender] = s->m; /* visited, without an edge */
    s->queue[end++] = sender;
    while (begin < end && found < 0) {
        const int at = s->queue[begin++];
        if (at < s->n) {
            found = visit_receivers(s, at, &end);
            continue;
        }
        for (int k = s->in_start[at - s->n]; k < s->in_start[at - s->n + 1]; k++) {
            const int e = s->in_edge[k];
            if (s->path[s->from[e]] < 0 && s->weight[e] > 1) {
                s->path[s->from[e]] = e;
                s->queue[end++] = s->from[e];
            }
        }
    }
    return found;
}

/* Moves as much strength along the path as its ends miss and its edges have. */
static void fill_path(strengths_t *s, int sender, int receiver) {
    double most = fmin(s->out_missing[sender], s->in_missing[receiver]);
    for (int pass = 0; pass < 2; pass++) {
        int j = receiver;
        for (;;) {
            const int gains = s->path[s->n + j], i = s->from[gains];
            if (pass == 1) {
                add_weight(s, gains, most);
            }
            if (i == sender) {
                break;
            }
            const int loses = s->path[i];
            if (pass == 0) {
                most = fmin(most, s->weight[loses] - 1);
            } else {
                add_weight(s, loses, -most);
            }
            j = s->to[loses];
        }
    }
}

static igraph_error_t complete(strengths_t *s) {
    for (int i = 0; i < s->n; i++) {
        while (s->out_missing[i] > 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
            const int receiver = find_path(s, i);
            if (receiver < 0) {
                break; /* these edges cannot have these strengths; the report has the error */
            }
            fill_path(s, i, receiver);
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Shifts --------------------------------------------------------------------------- */

/* Log-probabilities of the weights 1 .. most, from the counts of the circuit. */
static igraph_error_t find_law(const latigraph_circuit_t *circuit, int most, double *law) {
    double *below; /* number of weights up to w */
    LATIGRAPH_ALLOCATE(below, most + 1);
    for (int e = 0; e < circuit->m; e++) {
        below[(int)circuit->weight[e]]++;
    }
    for (int w = 1; w <= most; w++) {
        below[w] += below[w - 1];
    }
    for (int w = 1; w <= most; w++) {
        const int low = (int)ceil(w / smoothing), high = (int)MIN(floor(w * smoothing), most);
        const double count = below[high] - below[low - 1];
        law[w] = log((count + 0.5 / w) / (high - low + 1));
    }
    g_free(below);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the edge i → j, or −1. */
static int find_edge(const strengths_t *s, int i, int j) {
    int low = s->out_start[i], high = s->out_start[i + 1];
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (s->to[s->out_edge[middle]] < j) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < s->out_start[i + 1] && s->to[s->out_edge[low]] == j ? s->out_edge[low] : -1;
}

static void try_shift(strengths_t *s, latigraph_draws_t *draws, const double *law, int most) {
    const int ab = latigraph_draws_below(draws, s->m), a = s->from[ab], b = s->to[ab];
    const int out = s->out_start[a + 1] - s->out_start[a], in = s->in_start[b + 1] - s->in_start[b];
    const int ad = s->out_edge[s->out_start[a] + latigraph_draws_below(draws, out)];
    const int cb = s->in_edge[s->in_start[b] + latigraph_draws_below(draws, in)];
    const int size = latigraph_draws_below(draws, 2 * LARGEST_SHIFT) - LARGEST_SHIFT;
    const int shift = size < 0 ? size : size + 1;
    const int cd = ad != ab && cb != ab ? find_edge(s, s->from[cb], s->to[ad]) : -1;
    const int edge[4] = {ab, cd, ad, cb};
    double gain = 0;
    if (cd < 0) {
        return;
    }
    for (int k = 0; k < 4; k++) {
        const double before = s->weight[edge[k]], after = before + (k < 2 ? shift : -shift);
        if (after < 1 || MAX(before, after) > most) {
            return;
        }
        gain += law[(int)after] - law[(int)before];
    }
    if (latigraph_draws_accept(draws, gain)) {
        for (int k = 0; k < 4; k++) {
            s->weight[edge[k]] += k < 2 ? shift : -shift;
        }
    }
}

static igraph_error_t shift_weights(strengths_t *s, const latigraph_circuit_t *circuit,
                                    latigraph_draws_t *draws) {
    double *law, largest = 1;
    for (int k = 0; k < s->m; k++) {
        largest = MAX(largest, MAX(s->weight[k], circuit->weight[k]));
    }
    const int most = (int)MIN(2 * largest, LARGEST_SHIFTED);
    LATIGRAPH_ALLOCATE(law, most + 1);
    IGRAPH_CHECK(find_law(circuit, most, law));
    for (gint64 k = 0; k < (gint64)SHIFTS_PER_EDGE * s->m; k++) {
        if (k % (1 << 16) == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        try_shift(s, draws, law, most);
    }
    g_free(law);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_weights_exact(const latigraph_circuit_t *circuit, guint64 seed,
                                       guint64 index, const int *from, const int *to,
                                       double *weight) {
    latigraph_draws_t draws;
    strengths_t s = {.n = circuit->n, .m = circuit->m, .from = from, .to = to, .weight = weight};
    latigraph_draws_init(&draws, seed, LATIGRAPH_STREAM_SURROGATE, index);
    IGRAPH_FINALLY(strengths_destroy, &s);
    IGRAPH_CHECK(allocate(&s));
    sort_edges(to, s.n, s.m, NULL, s.in_start, s.in_edge);
    sort_edges(from, s.n, s.m, s.in_edge, s.out_start, s.out_edge);
    find_missing(&s, circuit);
    balance(&s);
    IGRAPH_CHECK(complete(&s));
    IGRAPH_CHECK(shift_weights(&s, circuit, &draws));
    strengths_destroy(&s);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
