/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The triad census and the triangles of every neuron, exactly, in one pass.
 *
 * Only closed triads, in which all neurons are partners, are looked for. The other classes follow
 * from sums over neurons. A neuron with M mutual partners, O receivers and I senders is the centre
 * of O I paths, for example. Each path is an open triad of the class 021C, or lies in a closed
 * triad, whose three centres are known from its class. The classes with one dyad follow from the
 * number of dyads, and the empty one from the number of triples.
 *
 * There are two ways to find closed triads, which give the same numbers.
 *
 * By rows: neurons are ranked by their number of partners. Each row lists the partners of higher
 * rank, of which there are at most √(2 m). A triangle is met once, from its lowest neuron u: the
 * row of u is marked, and the rows of its partners are searched for marks. This takes O(m √m) steps
 * (Schank and Wagner, WEA 2005; Latapy, Theor. Comput. Sci. 407:458, 2008).
 *
 * By bits: the mutual partners, the receivers and the senders of every neuron are sets of bits. The
 * third neurons of a dyad are the bits that two sets have in common:
 *
 *     i ↔ j:   mutual_i & mutual_j   300, from each of its three dyads
 *              forth_i & forth_j     120U
 *              back_i & back_j       120D
 *              forth_i & back_j, back_i & forth_j    120C
 *     i → j:   mutual_i & mutual_j   210
 *              forth_i & forth_j     030T
 *              back_i & forth_j      030C, from each of its three dyads
 *
 * This takes n/64 words per dyad, however many partners the neurons have. Bits are taken where a
 * row of words is no longer than the mean degree, so that they need at most some 24 bytes per edge.
 * Without memory for them rows serve as well.
 *
 * igraph_triad_census() is not used, because it draws random numbers, and because it takes 18 times
 * as long or more (bench/triads). */

#include "circuit/triads.h"

#include "base/fast.h"
#include "base/memory.h"

#include <string.h>

enum { BITS = 64 };
/* Number of neurons between two checks for cancellation, minus 1. */
enum { CHECK_MASK = 15 };
/* States of a dyad (u, v): the edge u → v, the edge v → u, or both. */
enum { THERE = 1, BACK = 2, BOTH = 3, STATE_BITS = 2 };

static gboolean stops(latigraph_cancel_t *cancel, int i) {
    return (i & CHECK_MASK) == 0 && latigraph_cancelled(cancel);
}

/* --- Pairs of partners ------------------------------------------------------------------------ */

/* Adds the pairs of partners of a neuron to the classes of open triads. */
static void add_centre(double mutual, double out, double in, double count[LATIGRAPH_TRIADS]) {
    count[LATIGRAPH_TRIAD_201] += mutual * (mutual - 1) / 2;
    count[LATIGRAPH_TRIAD_021D] += out * (out - 1) / 2;
    count[LATIGRAPH_TRIAD_021U] += in * (in - 1) / 2;
    count[LATIGRAPH_TRIAD_021C] += out * in;
    count[LATIGRAPH_TRIAD_111D] += mutual * in;
    count[LATIGRAPH_TRIAD_111U] += mutual * out;
}

/* Classes of closed triads: pairs of partners in one, in the order of OPEN, and its dyads. */
static const struct {
    int class, pair[6], one_way, mutual;
} CLOSED[] = {
    {LATIGRAPH_TRIAD_030T, {1, 1, 1, 0, 0, 0}, 3, 0},
    {LATIGRAPH_TRIAD_030C, {0, 0, 3, 0, 0, 0}, 3, 0},
    {LATIGRAPH_TRIAD_120D, {1, 0, 0, 2, 0, 0}, 2, 1},
    {LATIGRAPH_TRIAD_120U, {0, 1, 0, 0, 2, 0}, 2, 1},
    {LATIGRAPH_TRIAD_120C, {0, 0, 1, 1, 1, 0}, 2, 1},
    {LATIGRAPH_TRIAD_210, {0, 0, 0, 1, 1, 1}, 1, 2},
    {LATIGRAPH_TRIAD_300, {0, 0, 0, 0, 0, 3}, 0, 3},
};
/* Classes of open triads and their dyads. */
static const struct {
    int class, one_way, mutual;
} OPEN[] = {
    {LATIGRAPH_TRIAD_021D, 2, 0}, {LATIGRAPH_TRIAD_021U, 2, 0}, {LATIGRAPH_TRIAD_021C, 2, 0},
    {LATIGRAPH_TRIAD_111D, 1, 1}, {LATIGRAPH_TRIAD_111U, 1, 1}, {LATIGRAPH_TRIAD_201, 0, 2},
};

/* Completes the census. The closed classes are known; open ones count all pairs of partners yet. */
static void complete(double n, latigraph_triads_t *triads) {
    double *count = triads->count, others = 0;
    count[LATIGRAPH_TRIAD_012] = n > 2 ? triads->one_way * (n - 2) : 0;
    count[LATIGRAPH_TRIAD_102] = n > 2 ? triads->mutual * (n - 2) : 0;
    for (gsize k = 0; k < G_N_ELEMENTS(OPEN); k++) {
        triads->triples += count[OPEN[k].class];
    }
    for (gsize c = 0; c < G_N_ELEMENTS(CLOSED); c++) {
        const double closed = count[CLOSED[c].class];
        triads->triangles += closed;
        count[LATIGRAPH_TRIAD_012] -= closed * CLOSED[c].one_way;
        count[LATIGRAPH_TRIAD_102] -= closed * CLOSED[c].mutual;
        for (gsize k = 0; k < G_N_ELEMENTS(OPEN); k++) {
            count[OPEN[k].class] -= closed * CLOSED[c].pair[k];
        }
    }
    for (gsize k = 0; k < G_N_ELEMENTS(OPEN); k++) {
        count[LATIGRAPH_TRIAD_012] -= count[OPEN[k].class] * OPEN[k].one_way;
        count[LATIGRAPH_TRIAD_102] -= count[OPEN[k].class] * OPEN[k].mutual;
    }
    for (int k = 1; k < LATIGRAPH_TRIADS; k++) {
        others += count[k];
        triads->connected += k >= LATIGRAPH_TRIAD_021D ? count[k] : 0;
    }
    count[0] = n * (n - 1) * (n - 2) / 6 - others;
}

/* --- By rows ---------------------------------------------------------------------------------- */

/* Rows of partners of higher rank, and scratch. Neurons are known by their ranks. */
typedef struct {
    int *neuron;    /* (n) neuron of each rank */
    int *rank;      /* (n) rank of each neuron */
    int *end;       /* (n + 1) the row of r is partner[end[r + 1]] .. partner[end[r] − 1] */
    char *mark;     /* (n) states of dyads, or 0 */
    guint *partner; /* (m) rank of the partner, and the state of the dyad in the lowest bits */
} rows_t;

gsize latigraph_triads_scratch(int n, int m) {
    return 3 * (gsize)n + (gsize)n / sizeof(int) + (gsize)m + 2;
}

static rows_t rows_in(int n, int *scratch) {
    rows_t rows = {.neuron = scratch, .rank = scratch + n, .end = scratch + 2 * (gsize)n};
    rows.mark = (char *)(rows.end + n + 1);
    rows.partner = (guint *)(rows.end + n + 1) + (gsize)n / sizeof(int) + 1;
    memset(rows.mark, 0, (gsize)n);
    return rows;
}

/* Sorts the neurons by their numbers of partners, which are in `rank`. */
static void rank_neurons(rows_t *rows, int n) {
    int *before = rows->end; /* (n) partners are fewer than neurons */
    memset(before, 0, (gsize)n * sizeof *before);
    for (int i = 0; i < n; i++) {
        before[rows->rank[i]]++;
    }
    for (int d = 0, sum = 0; d < n; d++) {
        const int here = before[d];
        before[d] = sum;
        sum += here;
    }
    for (int i = 0; i < n; i++) {
        const int rank = before[rows->rank[i]]++;
        rows->neuron[rank] = i;
        rows->rank[i] = rank;
    }
}

/* Marks all partners of the neuron of rank r with their states, lists those of higher rank, and
 * leaves only these marked. */
static void list_partners(const latigraph_circuit_t *c, rows_t *rows, int r) {
    const int i = rows->neuron[r];
    int size = rows->end[r + 1];
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        rows->mark[rows->rank[c->out_to[e]]] = THERE;
    }
    for (int e = c->in_start[i]; e < c->in_start[i + 1]; e++) {
        const int rank = rows->rank[c->in_from[e]], state = rows->mark[rank] | BACK;
        rows->mark[rank] = rank > r ? (char)state : 0;
        if (rank > r) {
            rows->partner[size++] = (guint)rank << STATE_BITS | (guint)state;
        }
    }
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const int rank = rows->rank[c->out_to[e]];
        if (rank < r) {
            rows->mark[rank] = 0;
        } else if (rows->mark[rank] == THERE) {
            rows->partner[size++] = (guint)rank << STATE_BITS | THERE;
        }
    }
    rows->end[r] = size;
}

/* Class of the triad (u, v, w), by the state of (u, v), plus 4 times that of (u, w), plus 16 times
 * that of (v, w). */
static const char CLASS[64] = {0, 1, 1, 2,  1, 3,  5,  7,  1, 5,  4,  6,  2,  7,  6,  10,
                               1, 5, 3, 7,  4, 8,  8,  12, 5, 9,  8,  13, 6,  13, 11, 14,
                               1, 4, 5, 6,  5, 8,  9,  13, 3, 8,  8,  11, 7,  12, 13, 14,
                               2, 6, 7, 10, 6, 11, 13, 14, 7, 13, 12, 14, 10, 14, 14, 15};

/* Counts the triangles of the marked neuron r with its partner, by the states of their dyads.
 * Returns their number. */
static int search_row(const rows_t *rows, guint partner, guint64 by_states[64], double *triangles) {
    const guint v = partner >> STATE_BITS, uv = partner & BOTH;
    const int end = rows->end[v];
    int found = 0;
    for (int e = rows->end[v + 1]; e < end; e++) {
        const guint w = rows->partner[e] >> STATE_BITS, uw = (guint)rows->mark[w];
        if (uw != 0) {
            by_states[uv | uw << 2 | (rows->partner[e] & BOTH) << 4]++;
            found++;
            if (triangles != NULL) {
                triangles[rows->neuron[w]]++;
            }
        }
    }
    if (triangles != NULL) {
        triangles[rows->neuron[v]] += found;
    }
    return found;
}

/* Counts closed triads in the order of falling rank, so that the rows of partners are there. */
static void count_by_rows(const latigraph_circuit_t *c, rows_t *rows, latigraph_cancel_t *cancel,
                          double count[LATIGRAPH_TRIADS], double *triangles) {
    guint64 by_states[64] = {0};
    rank_neurons(rows, c->n);
    rows->end[c->n] = 0;
    for (int r = c->n - 1; r >= 0 && !stops(cancel, r); r--) {
        int found = 0;
        list_partners(c, rows, r);
        for (int e = rows->end[r + 1]; e < rows->end[r]; e++) {
            found += search_row(rows, rows->partner[e], by_states, triangles);
        }
        for (int e = rows->end[r + 1]; e < rows->end[r]; e++) {
            rows->mark[rows->partner[e] >> STATE_BITS] = 0;
        }
        if (triangles != NULL) {
            triangles[rows->neuron[r]] += found;
        }
    }
    for (int k = 0; k < 64; k++) {
        count[(int)CLASS[k]] += (double)by_states[k];
    }
}

/* --- By bits ---------------------------------------------------------------------------------- */

/* Sets of neurons, one row per neuron. */
typedef struct {
    gsize words;                    /* number of words per row */
    guint64 *mutual, *forth, *back; /* (n, words) */
} sets_t;

static gboolean has(const guint64 *set, int i) {
    return (set[i / BITS] >> (i % BITS) & 1) != 0;
}

static void add(guint64 *set, int i) {
    set[i / BITS] |= (guint64)1 << (i % BITS);
}

/* Allocates empty sets where they are worth it. Returns false where rows are to be used. */
static gboolean sets_init(sets_t *sets, const latigraph_circuit_t *c) {
    sets->words = ((gsize)c->n + BITS - 1) / BITS;
    const gsize size = (gsize)c->n * sets->words;
    if (size > (gsize)c->m + (gsize)c->n) {
        return FALSE;
    }
    sets->mutual = g_try_new0(guint64, 3 * size + 1);
    if (sets->mutual == NULL) {
        return FALSE;
    }
    sets->forth = sets->mutual + size;
    sets->back = sets->forth + size;
    return TRUE;
}

static void fill_sets(const latigraph_circuit_t *c, sets_t *sets) {
    for (int i = 0; i < c->n; i++) {
        const gsize at = (gsize)i * sets->words;
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            add(sets->forth + at, c->out_to[e]);
        }
        for (int e = c->in_start[i]; e < c->in_start[i + 1]; e++) {
            add(sets->back + at, c->in_from[e]);
        }
        for (gsize w = at; w < at + sets->words; w++) {
            sets->mutual[w] = sets->forth[w] & sets->back[w];
            sets->forth[w] ^= sets->mutual[w];
            sets->back[w] ^= sets->mutual[w];
        }
    }
}

FAST static ptrdiff_t count_common(gsize words, const guint64 *restrict a,
                                   const guint64 *restrict b) {
    ptrdiff_t count = 0;
    for (gsize w = 0; w < words; w++) {
        count += __builtin_popcountll(a[w] & b[w]);
    }
    return count;
}

/* Adds the closed triads of the dyads of neuron i. Each dyad is met once. */
FAST static void add_dyads(const latigraph_circuit_t *c, const sets_t *sets, int i,
                           guint64 count[LATIGRAPH_TRIADS]) {
    const gsize words = sets->words, at = (gsize)i * words;
    const guint64 *restrict mutual = sets->mutual + at, *restrict forth = sets->forth + at;
    const guint64 *restrict back = sets->back + at;
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const int j = c->out_to[e];
        const gsize to = (gsize)j * words;
        if (has(forth, j)) {
            count[LATIGRAPH_TRIAD_210] += count_common(words, mutual, sets->mutual + to);
            count[LATIGRAPH_TRIAD_030T] += count_common(words, forth, sets->forth + to);
            count[LATIGRAPH_TRIAD_030C] += count_common(words, back, sets->forth + to);
        } else if (i < j) {
            count[LATIGRAPH_TRIAD_300] += count_common(words, mutual, sets->mutual + to);
            count[LATIGRAPH_TRIAD_120U] += count_common(words, forth, sets->forth + to);
            count[LATIGRAPH_TRIAD_120D] += count_common(words, back, sets->back + to);
            count[LATIGRAPH_TRIAD_120C] += count_common(words, forth, sets->back + to);
            count[LATIGRAPH_TRIAD_120C] += count_common(words, back, sets->forth + to);
        }
    }
}

/* Returns the number of triangles of neuron i, from the pairs of its partners. */
FAST static double triangles_of(const latigraph_circuit_t *c, const sets_t *sets, int i) {
    const gsize words = sets->words, at = (gsize)i * words;
    ptrdiff_t count = 0;
    for (int j = 0; j < c->n; j++) {
        const gsize to = (gsize)j * words;
        if (!has(sets->mutual + at, j) && !has(sets->forth + at, j) && !has(sets->back + at, j)) {
            continue;
        }
        for (gsize w = 0; w < words; w++) {
            count += __builtin_popcountll(
                (sets->mutual[at + w] | sets->forth[at + w] | sets->back[at + w]) &
                (sets->mutual[to + w] | sets->forth[to + w] | sets->back[to + w]));
        }
    }
    return (double)count / 2;
}

static void count_by_bits(const latigraph_circuit_t *c, const sets_t *sets,
                          latigraph_cancel_t *cancel, double count[LATIGRAPH_TRIADS],
                          double *triangles) {
    guint64 met[LATIGRAPH_TRIADS] = {0};
    for (int i = 0; i < c->n && !stops(cancel, i); i++) {
        add_dyads(c, sets, i, met);
        if (triangles != NULL) {
            triangles[i] = triangles_of(c, sets, i);
        }
    }
    met[LATIGRAPH_TRIAD_030C] /= 3;
    met[LATIGRAPH_TRIAD_300] /= 3;
    for (gsize k = 0; k < G_N_ELEMENTS(CLOSED); k++) {
        count[CLOSED[k].class] = (double)met[CLOSED[k].class];
    }
}

/* --- Both ------------------------------------------------------------------------------------- */

void latigraph_count_triads(const latigraph_circuit_t *circuit, int *scratch,
                            latigraph_cancel_t *cancel, latigraph_triads_t *triads,
                            const latigraph_neuron_triads_t *neurons) {
    const int n = circuit->n;
    double *triangles = neurons != NULL ? neurons->triangles : NULL;
    rows_t rows = rows_in(n, scratch);
    sets_t sets;
    memset(triads, 0, sizeof *triads);
    for (int i = 0; i < n && !stops(cancel, i); i++) {
        const int mutual = latigraph_circuit_returned(circuit, i);
        const int out = circuit->out_start[i + 1] - circuit->out_start[i] - mutual;
        const int in = circuit->in_start[i + 1] - circuit->in_start[i] - mutual;
        add_centre(mutual, out, in, triads->count);
        triads->mutual += 0.5 * mutual;
        rows.rank[i] = mutual + out + in;
    }
    if (latigraph_cancelled(cancel)) {
        return;
    }
    if (neurons != NULL && neurons->partners != NULL) {
        memcpy(neurons->partners, rows.rank, (gsize)n * sizeof *rows.rank);
    }
    if (triangles != NULL) {
        memset(triangles, 0, (gsize)n * sizeof *triangles);
    }
    if (sets_init(&sets, circuit)) {
        fill_sets(circuit, &sets);
        count_by_bits(circuit, &sets, cancel, triads->count, triangles);
        g_free(sets.mutual);
    } else {
        count_by_rows(circuit, &rows, cancel, triads->count, triangles);
    }
    triads->one_way = circuit->m - 2 * triads->mutual;
    complete(n, triads);
}

igraph_error_t latigraph_find_triads(const latigraph_circuit_t *circuit, latigraph_triads_t *triads,
                                     const latigraph_neuron_triads_t *neurons) {
    latigraph_cancel_t cancel;
    int *scratch;
    LATIGRAPH_ALLOCATE(scratch, latigraph_triads_scratch(circuit->n, circuit->m));
    latigraph_cancel_init(&cancel);
    latigraph_count_triads(circuit, scratch, &cancel, triads, neurons);
    g_free(scratch);
    IGRAPH_FINALLY_CLEAN(1);
    if (cancel.cancelled) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    return IGRAPH_SUCCESS;
}
