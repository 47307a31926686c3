/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Changes of motifs by a swap, counted before it is made.
 *
 * Most swaps are refused. Making them pair by pair and taking them back costs more than counting
 * what they would change. The swap disconnects ab and cd and connects ad and cb. The number of
 * partners of each neuron stays, and so do triples and connected pairs. With N the neighbours
 * before the swap, without a, b, c and d themselves,
 *
 *     N_a N_b, N_c N_d   are the third neurons of the triangles that go,
 *     N_a N_d, N_c N_b   of those that come
 *
 * No triangle has two of the four pairs, of which ab and cd are there before and ad and cb after
 * the swap. So the four sets do not depend on each other. The shared partners of a and k change by
 * −1 for k in N_a N_b alone and by +1 for k in N_a N_d alone, and so on for b, c and d. Those of a
 * and c do not change, because what one loses it did not share.
 *
 * The third neurons of all four sets are visited together and without branches on the sets, because
 * sets of one or two neurons cost more by mispredicted branches than by counting. A matrix has the
 * state and the shared partners of every pair, and follows the swaps that are made, which are few.
 * So each third neuron takes four numbers out of the rows of a, b, c and d:
 *
 *     pairs[a][k] = 4 × shared partners of a and k + state of ak
 */
#include "surrogate/motif_swap.h"

#include "base/fast.h"
#include "surrogate/motif_rows.h"

#include <string.h>

enum {
    AB = LATIGRAPH_SWAP_AB,
    CD = LATIGRAPH_SWAP_CD,
    AD = LATIGRAPH_SWAP_AD,
    CB = LATIGRAPH_SWAP_CB
};

/* Inlined even where the compiler would not, so that every version for an instruction set has its
 * own instruction that counts bits. */
#define INLINE static inline __attribute__((always_inline))

/* --- Counting -------------------------------------------------------------------------- */

/* Numbers of triads by class are added up in one word, each in a field of its own. Every field
 * begins at the bias, so that no field borrows from the next one. A third neuron changes a field by
 * at most 2, so that those of one word of bits, and of a few more, leave it within its bounds. */
enum { FIELD = 9, BIAS = 1 << (FIELD - 1), MOST_THIRDS = BIAS / 2 - 1 };
#define BIASES (BIAS * G_GUINT64_CONSTANT(0x0040201008040201))

/* A triad in the field of its class, by the states of its pairs: that of ij as i sees it in the
 * lowest two bits, then jk as j sees it and ik as i sees it. 0 unless all three are connected. */
#define IN(class) ((guint64)1 << FIELD * (class))
static const guint64 FIELD_OF[64] = {
    0, 0, 0, 0, 0, 0,     0,     0,     0, 0,     0,     0,     0, 0,     0,     0,     /* none */
    0, 0, 0, 0, 0, IN(0), IN(0), IN(3), 0, IN(0), IN(1), IN(4), 0, IN(2), IN(4), IN(5), /* i → k */
    0, 0, 0, 0, 0, IN(1), IN(0), IN(4), 0, IN(0), IN(0), IN(2), 0, IN(4), IN(3), IN(5), /* k → i */
    0, 0, 0, 0, 0, IN(4), IN(2), IN(5), 0, IN(3), IN(4), IN(5), 0, IN(5), IN(5), IN(6), /* both */
};

/* Returns the field of the triad of i, j and k by the entries of jk and ik among the pairs. */
INLINE guint64 field_of(const guint64 *field, unsigned jk, unsigned ik) {
    return field[(jk & 3) << 2 | (ik & 3) << 4];
}

/* Moves the numbers of triads from the fields of a word, and returns an empty word. */
INLINE guint64 empty_fields(latigraph_motif_swap_t *swap, guint64 fields) {
    for (int t = 0; t < LATIGRAPH_CLOSED_TRIADS; t++) {
        swap->triads[t] += (int)(fields >> FIELD * t & (2 * BIAS - 1)) - BIAS;
    }
    return BIASES;
}

INLINE void leave_out(guint64 *bits, int i) {
    bits[(unsigned)i / 64] &= ~((guint64)1 << (unsigned)i % 64);
}

/* Finds the third neurons of all four sets, which are neighbours of a or c, and of b or d. */
INLINE void find_thirds(const latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs,
                        gsize words, guint64 *thirds) {
    const guint64 *a = motifs->any + (gsize)swap->a * words;
    const guint64 *b = motifs->any + (gsize)swap->b * words;
    const guint64 *c = motifs->any + (gsize)swap->c * words;
    const guint64 *d = motifs->any + (gsize)swap->d * words;
    for (gsize w = 0; w < words; w++) {
        thirds[w] = (a[w] | c[w]) & (b[w] | d[w]);
    }
    leave_out(thirds, swap->a);
    leave_out(thirds, swap->b);
    leave_out(thirds, swap->c);
    leave_out(thirds, swap->d);
}

/* Adds what an end of two of the pairs gets: `more` triangles. */
INLINE void count_end(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs, int i,
                      int more) {
    const double *weight = motifs->weights + 2 * motifs->degree[i];
    swap->clustering += more * weight[0];
    swap->damped += more * weight[1];
}

/* Counts what the pairs and their ends get. */
INLINE void count_pairs(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs) {
    const double *returns = motifs->returns;
    const int a = swap->a, b = swap->b, c = swap->c, d = swap->d;
    /* b is a neighbour of a, and of d, too, if these are connected, and so on. */
    const int ends = ((*latigraph_motif_pair(motifs, b, d) & 3) != 0) +
                     ((*latigraph_motif_pair(motifs, a, c) & 3) != 0);
    const int ab = *latigraph_motif_pair(motifs, a, b) >> 2;
    const int cd = *latigraph_motif_pair(motifs, c, d) >> 2;
    const int ad = (*latigraph_motif_pair(motifs, a, d) >> 2) - ends;
    const int cb = (*latigraph_motif_pair(motifs, c, b) >> 2) - ends;
    swap->count[AB] = ab, swap->count[CD] = cd, swap->count[AD] = ad, swap->count[CB] = cb;
    swap->triangles = ad + cb - ab - cd;
    swap->clustering = swap->damped = 0;
    swap->partners = returns[ad] + returns[cb] - returns[ab] - returns[cd];
    count_end(swap, motifs, a, ad - ab);
    count_end(swap, motifs, b, cb - ab);
    count_end(swap, motifs, c, cb - cd);
    count_end(swap, motifs, d, ad - cd);
}

/* Rows of the four ends among the pairs, and sums over third neurons. They are kept apart from the
 * swap, so that they stay in registers. */
typedef struct {
    const guint16 *a, *b, *c, *d;
} rows_t;
typedef struct {
    double clustering, damped, partners;
    guint64 fields;
} sums_t;

/* Adds what belongs to the third neuron k. With 1 for each end that k is connected with and 0 for
 * the others, a, b, c and d below, the triangles of k change by ad + cb − ab − cd, and its shared
 * partners with a by ad − ab, and so on. */
INLINE sums_t count_third(sums_t sums, const latigraph_motifs_t *motifs, const rows_t *rows,
                          const guint64 *field, int k) {
    const unsigned ka = rows->a[k], kb = rows->b[k], kc = rows->c[k], kd = rows->d[k];
    const int a = (ka & 3) != 0, b = (kb & 3) != 0, c = (kc & 3) != 0, d = (kd & 3) != 0;
    const int from = a - c, to = d - b;
    const double *weight = motifs->weights + 2 * motifs->degree[k], *step = motifs->steps + 1;
    sums.clustering += from * to * weight[0];
    sums.damped += from * to * weight[1];
    sums.partners += step[(int)(ka & ~3U) + a * to] + step[(int)(kb & ~3U) - b * from] +
                     step[(int)(kc & ~3U) - c * to] + step[(int)(kd & ~3U) + d * from];
    sums.fields += field_of(field, kd, ka) + field_of(field, kb, kc) - field_of(field, kb, ka) -
                   field_of(field, kd, kc);
    return sums;
}

INLINE void count_swap(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs, gsize words,
                       guint64 *thirds) {
    const gsize n = (gsize)motifs->n;
    const rows_t rows = {motifs->pairs + (gsize)swap->a * n, motifs->pairs + (gsize)swap->b * n,
                         motifs->pairs + (gsize)swap->c * n, motifs->pairs + (gsize)swap->d * n};
    const guint64 *field = FIELD_OF + swap->state;
    int counted = 0;
    memset(swap->triads, 0, sizeof swap->triads);
    count_pairs(swap, motifs);
    find_thirds(swap, motifs, words, thirds);
    sums_t sums = {swap->clustering, swap->damped, swap->partners, BIASES};
    for (gsize w = 0; w < words; w++) {
        counted += __builtin_popcountll(thirds[w]);
        if (counted > MOST_THIRDS) {
            sums.fields = empty_fields(swap, sums.fields);
            counted = __builtin_popcountll(thirds[w]);
        }
        for (guint64 bits = thirds[w]; bits != 0; bits &= bits - 1) {
            const int k = (int)(64 * w) + __builtin_ctzll(bits);
            sums = count_third(sums, motifs, &rows, field, k);
        }
    }
    empty_fields(swap, sums.fields);
    swap->clustering = sums.clustering;
    swap->damped = sums.damped;
    swap->partners = sums.partners;
}

FAST void latigraph_motif_swap_count(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs,
                                     int a, int b, int c, int d, int state) {
    swap->a = a, swap->b = b, swap->c = c, swap->d = d, swap->state = state;
    if (motifs->words == 3) { /* the usual circuits of 129 to 192 neurons, with loops unrolled */
        guint64 thirds[3];
        count_swap(swap, motifs, 3, thirds);
    } else {
        count_swap(swap, motifs, motifs->words, motifs->thirds);
    }
}

/* --- Making it -------------------------------------------------------------------------- */

INLINE void add_corners(latigraph_motifs_t *motifs, int i, int more) {
    motifs->triangles[i] += more;
    motifs->sums.corners[motifs->class_of[i]] += more;
}

/* Changes the triangles of the ends and of the third neurons. */
INLINE void make_triangles(const latigraph_motif_swap_t *swap, latigraph_motifs_t *motifs,
                           gsize words, guint64 *thirds) {
    const gsize n = (gsize)motifs->n;
    const guint16 *a = motifs->pairs + (gsize)swap->a * n, *b = motifs->pairs + (gsize)swap->b * n;
    const guint16 *c = motifs->pairs + (gsize)swap->c * n, *d = motifs->pairs + (gsize)swap->d * n;
    const int *count = swap->count;
    add_corners(motifs, swap->a, count[AD] - count[AB]);
    add_corners(motifs, swap->b, count[CB] - count[AB]);
    add_corners(motifs, swap->c, count[CB] - count[CD]);
    add_corners(motifs, swap->d, count[AD] - count[CD]);
    find_thirds(swap, motifs, words, thirds);
    for (gsize w = 0; w < words; w++) {
        for (guint64 bits = thirds[w]; bits != 0; bits &= bits - 1) {
            const int k = (int)(64 * w) + __builtin_ctzll(bits);
            const int from = ((a[k] & 3) != 0) - ((c[k] & 3) != 0);
            add_corners(motifs, k, from * (((d[k] & 3) != 0) - ((b[k] & 3) != 0)));
        }
    }
}

/* Changes the shared partners of i and j, which exchange their partners p and q: each neighbour of
 * q alone shares one more with i and one less with j, each neighbour of p alone the reverse. */
INLINE void make_shared(latigraph_motifs_t *motifs, gsize words, int i, int j, int p, int q) {
    const gsize n = (gsize)motifs->n;
    const guint64 *of_p = motifs->any + (gsize)p * words, *of_q = motifs->any + (gsize)q * words;
    guint16 *pairs = motifs->pairs, *row_i = pairs + (gsize)i * n, *row_j = pairs + (gsize)j * n;
    for (gsize w = 0; w < words; w++) {
        for (guint64 bits = of_p[w] ^ of_q[w]; bits != 0; bits &= bits - 1) {
            const unsigned place = (unsigned)__builtin_ctzll(bits);
            const gsize k = 64 * w + place;
            guint16 *row = pairs + k * n;
            if (k != (gsize)i && k != (gsize)j) {
                const int more = 8 * (int)(of_q[w] >> place & 1) - 4;
                row_i[k] = (guint16)(row_i[k] + more);
                row_j[k] = (guint16)(row_j[k] - more);
                row[i] = (guint16)(row[i] + more);
                row[j] = (guint16)(row[j] - more);
            }
        }
    }
}

INLINE void put_state(latigraph_motifs_t *motifs, int i, int j, int state) {
    latigraph_motif_put_pair(motifs, i, j, state);
    latigraph_motif_put_bits(motifs, i, j, state);
}

INLINE void make_swap(const latigraph_motif_swap_t *swap, latigraph_motifs_t *motifs, gsize words,
                      guint64 *thirds) {
    make_triangles(swap, motifs, words, thirds);
    make_shared(motifs, words, swap->a, swap->c, swap->b, swap->d);
    make_shared(motifs, words, swap->b, swap->d, swap->a, swap->c);
    put_state(motifs, swap->a, swap->b, LATIGRAPH_PAIR_NONE);
    put_state(motifs, swap->c, swap->d, LATIGRAPH_PAIR_NONE);
    put_state(motifs, swap->a, swap->d, swap->state);
    put_state(motifs, swap->c, swap->b, swap->state);
}

FAST void latigraph_motif_swap_make(const latigraph_motif_swap_t *swap,
                                    latigraph_motifs_t *motifs) {
    latigraph_motif_sums_t *sums = &motifs->sums;
    if (motifs->words == 3) {
        guint64 thirds[3];
        make_swap(swap, motifs, 3, thirds);
    } else {
        make_swap(swap, motifs, motifs->words, motifs->thirds);
    }
    sums->triangles += swap->triangles;
    sums->clustering += swap->clustering;
    sums->damped += swap->damped;
    sums->partners += swap->partners;
    for (int t = 0; t < LATIGRAPH_CLOSED_TRIADS; t++) {
        sums->triads[t] += swap->triads[t];
    }
}
