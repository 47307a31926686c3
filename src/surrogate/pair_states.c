/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The states of pairs of neurons, for chains that rewire graphs.
 *
 * A step of a chain reads two to five pairs. A matrix with a bit per edge answers whether i → j is
 * there from one word of memory, without a branch; it fits into the caches up to several thousand
 * neurons, and into 64 MB up to 23,000. Larger graphs have a hash table of buckets, each a line of
 * the cache, so that a pair costs one access to memory:
 *
 *     bucket:  | pair | pair | 0 | pair | ... (15) | number of pairs that found no place here |
 *     pair:    high bits of its number | buckets that it was moved on | state
 *
 * The number of the bucket gives the low bits of a pair's number, so that 32 bits are enough. All
 * pairs of a bucket are compared at once; probing them one by one mispredicts a branch in nearly
 * every search. A bucket has 7.5 pairs on average, and one in 120 is full; its further pairs go to
 * the next bucket, which a search visits only if the last number is not 0. Sixteen full buckets in
 * a row do not occur at that load. A removal frees the place at once. The general map of base/map.h
 * keeps the order of insertion, which costs a second access per read.
 */
#include "surrogate/pair_states.h"

#include "base/memory.h"
#include "base/pages.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum {
    STATE_BITS = 2,
    MOVED_BITS = 4,
    HIGH_BITS = 32 - STATE_BITS - MOVED_BITS,
    PAIRS_PER_BUCKET = 8, /* at most half of the places are taken */
    LINE = 64             /* bytes of a line of the cache */
};

static gsize words_of(const latigraph_pair_states_t *states) {
    return (gsize)states->n * states->words + 1;
}

static gsize lanes_of(const latigraph_pair_states_t *states) {
    return (gsize)(states->mask + 1) * LATIGRAPH_PAIR_LANES;
}

igraph_error_t latigraph_pair_states_init(latigraph_pair_states_t *states, int n, gint64 pairs,
                                          gboolean hashed) {
    *states = (latigraph_pair_states_t){.n = (guint64)n, .words = ((gsize)n + 63) / 64};
    if (n <= LATIGRAPH_PAIR_BITS_MAX && !hashed) {
        states->bits = g_try_malloc0_n(words_of(states), sizeof *states->bits);
        LATIGRAPH_CHECK_MEMORY(states->bits);
        return IGRAPH_SUCCESS;
    }
    const guint64 numbers = states->n * states->n;
    while (((guint64)PAIRS_PER_BUCKET << states->shift) < (guint64)pairs ||
           (numbers >> states->shift) + 2 > (guint64)1 << HIGH_BITS) {
        states->shift++;
    }
    states->mask = ((guint64)1 << states->shift) - 1;
    states->memory = g_try_malloc0_n(lanes_of(states) + LINE, sizeof *states->table);
    LATIGRAPH_CHECK_MEMORY(states->memory);
    latigraph_huge_pages(states->memory, lanes_of(states) * sizeof *states->table);
    states->table = (uint32_t *)(((uintptr_t)states->memory + LINE - 1) / LINE * LINE);
    return IGRAPH_SUCCESS;
}

void latigraph_pair_states_destroy(latigraph_pair_states_t *states) {
    g_free(states->bits);
    g_free(states->memory);
    *states = (latigraph_pair_states_t){0};
}

void latigraph_pair_states_copy(latigraph_pair_states_t *to, const latigraph_pair_states_t *from) {
    if (from->bits != NULL) {
        memcpy(to->bits, from->bits, words_of(from) * sizeof *from->bits);
    } else if (from->rows == NULL) {
        memcpy(to->table, from->table, lanes_of(from) * sizeof *from->table);
    }
}

void latigraph_pair_states_clear(latigraph_pair_states_t *states) {
    if (states->bits != NULL) {
        memset(states->bits, 0, words_of(states) * sizeof *states->bits);
    } else if (states->rows == NULL) {
        memset(states->table, 0, lanes_of(states) * sizeof *states->table);
    }
}

/* Returns which lanes of a bucket hold `pair`, whatever its state, as bits. */
static inline unsigned match(const uint32_t *bucket, uint32_t pair) {
    const uint32_t places = (1u << LATIGRAPH_PAIR_FULL) - 1;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi32((int)pair), state = _mm_set1_epi32(3);
    __m128i equal[4];
    for (int k = 0; k < 4; k++) {
        const __m128i lanes = _mm_load_si128((const __m128i *)bucket + k);
        equal[k] = _mm_cmpeq_epi32(_mm_andnot_si128(state, lanes), wanted);
    }
    const __m128i all =
        _mm_packs_epi16(_mm_packs_epi32(equal[0], equal[1]), _mm_packs_epi32(equal[2], equal[3]));
    return (unsigned)_mm_movemask_epi8(all) & places;
#else
    unsigned lanes = 0;
    for (int k = 0; k < LATIGRAPH_PAIR_LANES; k++) {
        lanes |= (unsigned)((bucket[k] & ~3u) == pair) << k;
    }
    return lanes & places;
#endif
}

/* A search: the bucket that it has come to, and what the pair looks like in it. High bits are
 * stored with 1 added, because 0 is a free place. */
typedef struct {
    guint64 at;
    uint32_t pair;
    uint32_t *bucket;
} search_t;

static inline search_t begin_search(const latigraph_pair_states_t *states, guint64 pair) {
    const guint64 at = latigraph_pair_bucket(states, pair);
    return (search_t){.at = at,
                      .pair = (uint32_t)((pair >> states->shift) + 1) << (MOVED_BITS + STATE_BITS),
                      .bucket = states->table + at * LATIGRAPH_PAIR_LANES};
}

static inline void move_on(const latigraph_pair_states_t *states, search_t *search) {
    search->at = (search->at + 1) & states->mask;
    search->pair += 1 << STATE_BITS;
    search->bucket = states->table + search->at * LATIGRAPH_PAIR_LANES;
}

/* Goes back to the buckets that a pair was moved on from, and adds to their last numbers. */
static void add_moved(const latigraph_pair_states_t *states, const search_t *search, int change) {
    const int moved = (int)(search->pair >> STATE_BITS) & ((1 << MOVED_BITS) - 1);
    for (int k = 1; k <= moved; k++) {
        const guint64 at = (search->at - (guint64)k) & states->mask;
        states->table[at * LATIGRAPH_PAIR_LANES + LATIGRAPH_PAIR_FULL] += (uint32_t)change;
    }
}

/* Searches for a pair, and returns its lane as a bit; 0: it is not there. */
static inline unsigned find(const latigraph_pair_states_t *states, search_t *search) {
    unsigned lanes = match(search->bucket, search->pair);
    for (int k = 1;
         G_UNLIKELY(lanes == 0 && search->bucket[LATIGRAPH_PAIR_FULL] != 0) && k < 1 << MOVED_BITS;
         k++) {
        move_on(states, search);
        lanes = match(search->bucket, search->pair);
    }
    return lanes;
}

int latigraph_pair_table_get(const latigraph_pair_states_t *states, guint64 pair) {
    search_t search = begin_search(states, pair);
    const unsigned lanes = find(states, &search);
    return lanes != 0 ? (int)(search.bucket[__builtin_ctz(lanes)] & 3) : LATIGRAPH_PAIR_NONE;
}

/* Puts a pair into the first bucket with a free place. */
static void insert(latigraph_pair_states_t *states, guint64 pair, int state) {
    search_t search = begin_search(states, pair);
    unsigned places = match(search.bucket, 0);
    while (places == 0) {
        move_on(states, &search);
        places = match(search.bucket, 0);
    }
    search.bucket[__builtin_ctz(places)] = search.pair | (uint32_t)state;
    add_moved(states, &search, 1);
}

/* Sets or frees the lane of a pair that was found. */
static inline void change_lane(latigraph_pair_states_t *states, const search_t *search,
                               unsigned lanes, int state) {
    uint32_t *lane = &search->bucket[__builtin_ctz(lanes)];
    if (state != LATIGRAPH_PAIR_NONE) {
        *lane = search->pair | (uint32_t)state;
    } else {
        *lane = 0;
        add_moved(states, search, -1);
    }
}

void latigraph_pair_table_set(latigraph_pair_states_t *states, guint64 pair, int state) {
    search_t search = begin_search(states, pair);
    const unsigned lanes = find(states, &search);
    if (lanes != 0) {
        change_lane(states, &search, lanes, state);
    } else if (state != LATIGRAPH_PAIR_NONE) {
        insert(states, pair, state);
    }
}

void latigraph_pair_table_toggle(latigraph_pair_states_t *states, guint64 pair, int change) {
    search_t search = begin_search(states, pair);
    const unsigned lanes = find(states, &search);
    if (lanes != 0) {
        change_lane(states, &search, lanes,
                    (int)(search.bucket[__builtin_ctz(lanes)] & 3) ^ change);
    } else {
        insert(states, pair, change);
    }
}
