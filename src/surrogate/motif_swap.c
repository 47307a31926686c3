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
 * sets of one or two neurons cost more by mispredicted branches than by counting.
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

INLINE void leave_out(guint64 *bits, int i) {
    bits[(unsigned)i / 64] &= ~((guint64)1 << (unsigned)i % 64);
}

/* Finds the four sets, and counts the triangles. */
INLINE void find_common(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs,
                        gsize words) {
    const guint64 *a = latigraph_motif_row(motifs->any, motifs, swap->a);
    const guint64 *b = latigraph_motif_row(motifs->any, motifs, swap->b);
    const guint64 *c = latigraph_motif_row(motifs->any, motifs, swap->c);
    const guint64 *d = latigraph_motif_row(motifs->any, motifs, swap->d);
    guint64 *ab = motifs->common, *cd = ab + words, *ad = cd + words, *cb = ad + words;
    int in_ab = 0, in_cd = 0, in_ad = 0, in_cb = 0;
    for (gsize w = 0; w < words; w++) {
        in_ab += __builtin_popcountll(ab[w] = a[w] & b[w]);
        in_cd += __builtin_popcountll(cd[w] = c[w] & d[w]);
        in_ad += __builtin_popcountll(ad[w] = a[w] & d[w]);
        in_cb += __builtin_popcountll(cb[w] = c[w] & b[w]);
    }
    /* b is a neighbour of a, and of d, too, if these are connected, and so on. */
    const int ends = latigraph_motif_bit(b, swap->d) + latigraph_motif_bit(a, swap->c);
    leave_out(ad, swap->b);
    leave_out(ad, swap->c);
    leave_out(cb, swap->a);
    leave_out(cb, swap->d);
    swap->common[AB] = ab, swap->common[CD] = cd, swap->common[AD] = ad, swap->common[CB] = cb;
    swap->count[AB] = in_ab, swap->count[CD] = in_cd;
    swap->count[AD] = in_ad - ends, swap->count[CB] = in_cb - ends;
    swap->triangles = swap->count[AD] + swap->count[CB] - in_ab - in_cd;
}

/* Adds what an end of two of the pairs gets: `more` triangles. */
INLINE void count_end(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs, int i,
                      int more) {
    const double *weight = motifs->weights + 2 * motifs->degree[i];
    swap->clustering += more * weight[0];
    swap->damped += more * weight[1];
}

/* Adds what the pair of an end and the third neuron k, whose row is given, gets by shared partners.
 */
INLINE double gain_of(const latigraph_motifs_t *motifs, gsize words, const guint64 *row, int end,
                      int more) {
    const guint64 *other = latigraph_motif_row(motifs->any, motifs, end);
    int shared = 0;
    for (gsize w = 0; w < words; w++) {
        shared += __builtin_popcountll(row[w] & other[w]);
    }
    return motifs->returns[shared + more] - motifs->returns[shared];
}

/* Returns the class of the triad of i, j and k by the states of ij and of k with each, as k sees
 * them; the number of classes if k is not connected with both. */
INLINE int class_of(int ij, int kj, int ki) {
    const int class = latigraph_triad_class(ij, latigraph_pair_turned(kj), ki);
    return class < 0 ? LATIGRAPH_CLOSED_TRIADS : class;
}

/* Adds what belongs to the third neuron k. The bits say which sets it is in. */
INLINE void count_third(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs, gsize words,
                        int k, int ab, int cd, int ad, int cb) {
    const double *weight = motifs->weights + 2 * motifs->degree[k];
    const guint64 *row = motifs->any + (gsize)k * words;
    const int more = ad + cb - ab - cd, state = swap->state;
    const int ka = latigraph_motif_state(motifs, k, swap->a);
    const int kb = latigraph_motif_state(motifs, k, swap->b);
    const int kc = latigraph_motif_state(motifs, k, swap->c);
    const int kd = latigraph_motif_state(motifs, k, swap->d);
    swap->clustering += more * weight[0];
    swap->damped += more * weight[1];
    swap->triads[class_of(state, kb, ka)] -= ab;
    swap->triads[class_of(state, kd, kc)] -= cd;
    swap->triads[class_of(state, kd, ka)] += ad;
    swap->triads[class_of(state, kb, kc)] += cb;
    swap->partners += gain_of(motifs, words, row, swap->a, ad - ab) +
                      gain_of(motifs, words, row, swap->b, cb - ab) +
                      gain_of(motifs, words, row, swap->c, cb - cd) +
                      gain_of(motifs, words, row, swap->d, ad - cd);
}

INLINE void count_swap(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs,
                       gsize words) {
    const double *returns = motifs->returns;
    find_common(swap, motifs, words);
    const int *count = swap->count;
    memset(swap->triads, 0, sizeof swap->triads);
    swap->clustering = swap->damped = 0;
    swap->partners =
        returns[count[AD]] + returns[count[CB]] - returns[count[AB]] - returns[count[CD]];
    count_end(swap, motifs, swap->a, count[AD] - count[AB]);
    count_end(swap, motifs, swap->b, count[CB] - count[AB]);
    count_end(swap, motifs, swap->c, count[CB] - count[CD]);
    count_end(swap, motifs, swap->d, count[AD] - count[CD]);
    for (gsize w = 0; w < words; w++) {
        const guint64 ab = swap->common[AB][w], cd = swap->common[CD][w];
        const guint64 ad = swap->common[AD][w], cb = swap->common[CB][w];
        for (guint64 bits = ab | cd | ad | cb; bits != 0; bits &= bits - 1) {
            const int k = __builtin_ctzll(bits);
            count_third(swap, motifs, words, (int)(64 * w) + k, (int)(ab >> k & 1),
                        (int)(cd >> k & 1), (int)(ad >> k & 1), (int)(cb >> k & 1));
        }
    }
}

FAST void latigraph_motif_swap_count(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs,
                                     int a, int b, int c, int d, int state) {
    swap->a = a, swap->b = b, swap->c = c, swap->d = d, swap->state = state;
    if (motifs->words == 3) { /* the usual circuits of 129 to 192 neurons, with loops unrolled */
        count_swap(swap, motifs, 3);
    } else {
        count_swap(swap, motifs, motifs->words);
    }
}

/* --- Making it -------------------------------------------------------------------------- */

static void add_corners(latigraph_motifs_t *motifs, int i, int more) {
    motifs->triangles[i] += more;
    motifs->sums.corners[motifs->class_of[i]] += more;
}

void latigraph_motif_swap_make(const latigraph_motif_swap_t *swap, latigraph_motifs_t *motifs) {
    latigraph_motif_sums_t *sums = &motifs->sums;
    for (int pair = AB; pair <= CB; pair++) {
        const int i = pair == AB || pair == AD ? swap->a : swap->c;
        const int j = pair == AB || pair == CB ? swap->b : swap->d;
        const int sign = pair == AD || pair == CB ? 1 : -1;
        add_corners(motifs, i, sign * swap->count[pair]);
        add_corners(motifs, j, sign * swap->count[pair]);
        for (gsize w = 0; w < motifs->words; w++) {
            for (guint64 bits = swap->common[pair][w]; bits != 0; bits &= bits - 1) {
                add_corners(motifs, (int)(64 * w) + __builtin_ctzll(bits), sign);
            }
        }
        latigraph_motif_put_state(motifs, i, j, sign > 0 ? swap->state : LATIGRAPH_PAIR_NONE);
    }
    sums->triangles += swap->triangles;
    sums->clustering += swap->clustering;
    sums->damped += swap->damped;
    sums->partners += swap->partners;
    for (int t = 0; t < LATIGRAPH_CLOSED_TRIADS; t++) {
        sums->triads[t] += swap->triads[t];
    }
}
