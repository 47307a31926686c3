/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Colours of neurons that do not depend on their order, for distances and copies of circuits.
 *
 * Colour refinement (Weisfeiler and Leman, 1968) begins with the out- and in-degree of a neuron.
 * Each round replaces a colour by a hash of the colour itself and of the multiset of the colours of
 * its targets, sources and mutual partners:
 *
 *     c'(i) = mix(c(i) + Σ mix(c(j) + kind of the dyad (i, j)))
 *
 * A sum of hashes is the same for every order of the partners, so nothing is sorted. Rounds end
 * when they distinguish no more neurons. Permuted copies have equal multisets of colours.
 *
 * The distance counts the neurons without a counterpart of the same colour in the first rounds
 * (histogram intersection of the colours: Kriege, Giscard, Wilson, NeurIPS 2016; colours of a
 * graph: Shervashidze et al., JMLR 12:2539, 2011). A round sees one step further than the one
 * before, so an edge that moves changes few colours of the first round and many of the third. The
 * distance of unrelated circuits is therefore near 1, and that of edited copies is clearly lower.
 * Summary statistics would not do, because unrelated circuits from one source share them.
 *
 * Equal hashes prove nothing, so igraph's VF2 decides whether two circuits are copies. It is given
 * colours to prune its search. If refinement leaves neurons with equal colours, as in regular
 * graphs, each neuron gets the hash of the colours after it alone was singled out. Without this
 * VF2 would try too many pairings. */

#include "measure/colours.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROUNDS = 64, SINGLED_ROUNDS = 3 };
/* Largest n m for which neurons are singled out one by one: about ten seconds. */
static const double SINGLED_EFFORT = 1e9;

/* The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
static guint64 mix(guint64 x) {
    x += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* --- Refinement --------------------------------------------------------------------------------
 */

static void colour_by_degree(const latigraph_circuit_t *c, guint64 *colour) {
    for (int i = 0; i < c->n; i++) {
        const guint64 out = (guint64)(c->out_start[i + 1] - c->out_start[i]);
        const guint64 in = (guint64)(c->in_start[i + 1] - c->in_start[i]);
        colour[i] = mix((out << 32) + in);
    }
}

/* Computes one round. Kinds of dyads: 1 target, 2 source, 3 both. The rows of targets and sources
 * ascend, so they are merged. */
static void refine(const latigraph_circuit_t *c, const guint64 *colour, guint64 *refined) {
    for (int i = 0; i < c->n; i++) {
        int out = c->out_start[i], in = c->in_start[i];
        guint64 sum = colour[i];
        while (out < c->out_start[i + 1] || in < c->in_start[i + 1]) {
            const int target = out < c->out_start[i + 1] ? c->out_to[out] : c->n;
            const int source = in < c->in_start[i + 1] ? c->in_from[in] : c->n;
            const guint64 kind = (guint64)(target <= source) + 2 * (guint64)(source <= target);
            sum += mix(colour[MIN(target, source)] + kind);
            out += target <= source;
            in += source <= target;
        }
        refined[i] = mix(sum);
    }
}

static int compare(const void *a, const void *b) {
    const guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
    return (x > y) - (x < y);
}

static void sort_colours(const guint64 *colour, int n, guint64 *sorted) {
    memcpy(sorted, colour, sizeof *sorted * (gsize)n);
    qsort(sorted, (size_t)n, sizeof *sorted, compare);
}

static int count_distinct(const guint64 *sorted, int n) {
    int count = n > 0;
    for (int i = 1; i < n; i++) {
        count += sorted[i] != sorted[i - 1];
    }
    return count;
}

/* Refines until no more neurons are distinguished. `work` and `order` are (n). */
static int refine_all(latigraph_colours_t *colours, guint64 *work, guint64 *order) {
    const int n = colours->circuit->n;
    int distinct = 0, round = 0;
    colour_by_degree(colours->circuit, colours->last);
    for (;; round++) {
        guint64 *sorted =
            round < LATIGRAPH_COLOUR_ROUNDS ? colours->sorted + (gsize)round * (gsize)n : order;
        sort_colours(colours->last, n, sorted);
        const int now = count_distinct(sorted, n);
        const gboolean stable = now == distinct || round == MOST_ROUNDS;
        if (stable && round + 1 >= LATIGRAPH_COLOUR_ROUNDS) {
            return round;
        }
        distinct = now;
        refine(colours->circuit, colours->last, work);
        memcpy(colours->last, work, sizeof *work * (gsize)n);
    }
}

/* Returns a hash of a multiset of colours. */
static guint64 hash_of(const guint64 *colour, int n) {
    guint64 sum = 0;
    for (int i = 0; i < n; i++) {
        sum += mix(colour[i]);
    }
    return mix(sum);
}

void latigraph_colours_destroy(latigraph_colours_t *colours) {
    g_free(colours->sorted);
    g_free(colours->last);
    memset(colours, 0, sizeof *colours);
}

igraph_error_t latigraph_colours_init(latigraph_colours_t *colours,
                                      const latigraph_circuit_t *circuit) {
    const gsize n = (gsize)circuit->n;
    guint64 *work;
    memset(colours, 0, sizeof *colours);
    colours->circuit = circuit;
    IGRAPH_FINALLY(latigraph_colours_destroy, colours);
    colours->sorted = g_try_new0(guint64, LATIGRAPH_COLOUR_ROUNDS * n + 1);
    LATIGRAPH_CHECK_MEMORY(colours->sorted);
    colours->last = g_try_new0(guint64, n + 1);
    LATIGRAPH_CHECK_MEMORY(colours->last);
    LATIGRAPH_ALLOCATE(work, 2 * n);
    const int rounds = refine_all(colours, work, work + n);
    colours->hash = mix(hash_of(colours->last, circuit->n) + (guint64)rounds);
    g_free(work);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Distances ---------------------------------------------------------------------------------
 */

/* Counts the common elements of two ascending multisets. */
static int count_common(const guint64 *a, int n, const guint64 *b, int m) {
    int i = 0, j = 0, common = 0;
    while (i < n && j < m) {
        const gboolean equal = a[i] == b[j];
        common += equal;
        if (equal || a[i] < b[j]) {
            i++;
            j += equal;
        } else {
            j++;
        }
    }
    return common;
}

double latigraph_colour_distance(const latigraph_colours_t *a, const latigraph_colours_t *b,
                                 double limit) {
    const int n = a->circuit->n, m = b->circuit->n;
    const double pairs = (double)LATIGRAPH_COLOUR_ROUNDS * MAX(n, m);
    double common = 0;
    for (int round = 0; round < LATIGRAPH_COLOUR_ROUNDS && pairs > 0; round++) {
        const double now = count_common(a->sorted + (gsize)round * (gsize)n, n,
                                        b->sorted + (gsize)round * (gsize)m, m);
        const double most = common + now * (LATIGRAPH_COLOUR_ROUNDS - round);
        common += now;
        /* Colours are only ever split, so later rounds have no more in common than this one. */
        if (1 - most / pairs > limit) {
            return 1 - most / pairs;
        }
    }
    return pairs > 0 ? 1 - common / pairs : 0;
}

/* --- Copies ------------------------------------------------------------------------------------
 */

/* Replaces each colour by a hash of all colours after the neuron alone was singled out. `work` is
 * (2 n). */
static igraph_error_t single_out(const latigraph_colours_t *colours, guint64 *work,
                                 guint64 *colour) {
    const latigraph_circuit_t *c = colours->circuit;
    guint64 *now = work, *next = work + c->n;
    for (int i = 0; i < c->n; i++) {
        if (i % 16 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        memcpy(now, colours->last, sizeof *now * (gsize)c->n);
        now[i] = mix(now[i]);
        for (int round = 0; round < SINGLED_ROUNDS; round++) {
            guint64 *const before = now;
            refine(c, now, next);
            now = next;
            next = before;
        }
        colour[i] = mix(hash_of(now, c->n) + colours->last[i]);
    }
    return IGRAPH_SUCCESS;
}

/* Numbers the colours of two circuits of n neurons alike: by their rank among those of both. */
static void rank_colours(const guint64 *colour, const guint64 *sorted, int n,
                         igraph_vector_int_t *rank) {
    for (int i = 0; i < n; i++) {
        int low = 0, high = 2 * n;
        while (low < high) {
            const int middle = (low + high) / 2;
            if (sorted[middle] < colour[i]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        VECTOR(*rank)[i] = low;
    }
}

static igraph_error_t match(const latigraph_colours_t *a, const latigraph_colours_t *b,
                            const igraph_vector_int_t *rank_a, const igraph_vector_int_t *rank_b,
                            igraph_bool_t *copies) {
    igraph_t first, second;
    IGRAPH_CHECK(latigraph_circuit_bare_graph(a->circuit, &first));
    IGRAPH_FINALLY(igraph_destroy, &first);
    IGRAPH_CHECK(latigraph_circuit_bare_graph(b->circuit, &second));
    IGRAPH_FINALLY(igraph_destroy, &second);
    IGRAPH_CHECK(igraph_isomorphic_vf2(&first, &second, rank_a, rank_b, NULL, NULL, copies, NULL,
                                       NULL, NULL, NULL, NULL));
    igraph_destroy(&second);
    igraph_destroy(&first);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Fills the colours that VF2 is given, and sorts those of both circuits. `both` and `sorted` are
 * (2 n), the colours of `a` first. */
static igraph_error_t fill_colours(const latigraph_colours_t *a, const latigraph_colours_t *b,
                                   guint64 *both, guint64 *sorted) {
    const int n = a->circuit->n;
    memcpy(both, a->last, sizeof *both * (gsize)n);
    memcpy(both + n, b->last, sizeof *both * (gsize)n);
    sort_colours(a->last, n, sorted);
    if (count_distinct(sorted, n) < n && (double)n * a->circuit->m <= SINGLED_EFFORT) {
        IGRAPH_CHECK(single_out(a, sorted, both));
        IGRAPH_CHECK(single_out(b, sorted, both + n));
    }
    sort_colours(both, 2 * n, sorted);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_are_copies(const latigraph_colours_t *a, const latigraph_colours_t *b,
                                    igraph_bool_t *copies) {
    const int n = a->circuit->n;
    igraph_vector_int_t rank_a, rank_b;
    guint64 *both, *sorted;
    *copies = false;
    if (n != b->circuit->n || a->circuit->m != b->circuit->m || a->hash != b->hash) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(both, 2 * (gsize)n);
    LATIGRAPH_ALLOCATE(sorted, 2 * (gsize)n);
    IGRAPH_CHECK(fill_colours(a, b, both, sorted));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&rank_a, n);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&rank_b, n);
    rank_colours(both, sorted, n, &rank_a);
    rank_colours(both + n, sorted, n, &rank_b);
    IGRAPH_CHECK(match(a, b, &rank_a, &rank_b, copies));
    igraph_vector_int_destroy(&rank_b);
    igraph_vector_int_destroy(&rank_a);
    g_free(sorted);
    g_free(both);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}
