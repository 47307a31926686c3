/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_STATE_H
#define LATIGRAPH_SURROGATE_STATE_H

#include "base/random.h"
#include "surrogate/acceptance.h"
#include "surrogate/pair_states.h"
#include "surrogate/plan.h"

/* Random integers from a buffer of words, so that drawing one costs a few nanoseconds. */
enum { LATIGRAPH_DRAWS = 1024 };
typedef struct {
    latigraph_purpose_t purpose;
    guint64 seed, index, epoch; /* the stream is that of (seed, purpose, index + 2⁴⁰ epoch) */
    latigraph_stream_t stream;
    int used, fills;
    uint32_t word[LATIGRAPH_DRAWS];
} latigraph_draws_t;

void latigraph_draws_init(latigraph_draws_t *draws, guint64 seed, latigraph_purpose_t purpose,
                          guint64 index);
void latigraph_draws_refill(latigraph_draws_t *draws);

static inline uint32_t latigraph_draws_next(latigraph_draws_t *draws) {
    if (draws->used == LATIGRAPH_DRAWS) {
        latigraph_draws_refill(draws);
    }
    return draws->word[draws->used++];
}

/* Copies the next `count` words, which are at most LATIGRAPH_DRAWS. */
void latigraph_draws_copy(latigraph_draws_t *draws, int count, uint32_t *words);

/* Turns a word into a number that is uniform on 0 .. bound − 1 without bias, bound ≥ 1 (Lemire, ACM
 * TOMACS 29:3, 2019). The few words that would bias it are replaced by the next ones. */
static inline uint32_t latigraph_draws_bound(latigraph_draws_t *draws, uint32_t word,
                                             uint32_t bound) {
    guint64 product = (guint64)word * bound;
    if (G_UNLIKELY((uint32_t)product < bound)) {
        const uint32_t least = -bound % bound;
        while ((uint32_t)product < least) {
            product = (guint64)latigraph_draws_next(draws) * bound;
        }
    }
    return (uint32_t)(product >> 32);
}

/* Uniform on 0 .. n − 1, n ≥ 1. */
static inline int latigraph_draws_below(latigraph_draws_t *draws, int n) {
    return (int)latigraph_draws_bound(draws, latigraph_draws_next(draws), (uint32_t)n);
}

/* Returns true with probability min(1, eᵍ). */
gboolean latigraph_draws_accept(latigraph_draws_t *draws, double g);
/* Returns the logarithm of a uniform number: a step is taken if its log-probability gains this. */
double latigraph_draws_least(latigraph_draws_t *draws);

/* Kinds of steps that change the graph. */
typedef enum {
    LATIGRAPH_STEP_NONE = -1,
    LATIGRAPH_STEP_SWAP,      /* targets of two one-way edges */
    LATIGRAPH_STEP_MUTUAL,    /* partners of two mutual pairs */
    LATIGRAPH_STEP_MIXED,     /* two one-way edges and two mutual pairs */
    LATIGRAPH_STEP_TURNED,    /* a directed cycle of four edges */
    LATIGRAPH_STEP_FLIP,      /* the middle of a path of three edges, or a cycle of three */
    LATIGRAPH_STEP_EXCURSION, /* targets of three to eight edges */
    LATIGRAPH_STEP_KINDS
} latigraph_step_t;

/* The edge in a slot. The sender is that of the plan, unless degrees are free; it is kept beside
 * the target because a step reads both. */
typedef struct {
    int from, to;
} latigraph_slot_edge_t;

/* The edges in one list of slots. */
typedef struct {
    latigraph_slot_edge_t *edge; /* (size) */
    int *twin; /* (size) slot of the other direction of a mutual pair; NULL for one-way edges */
    int *stub; /* (size) stub of each slot; NULL without pools */
    int *slot; /* (size) slot of each stub; NULL without pools */
} latigraph_edges_in_slots_t;

/* How a state knows which pairs are connected. */
typedef enum {
    LATIGRAPH_PAIRS_BY_SIZE,  /* a matrix of bits for small graphs, parts for large ones */
    LATIGRAPH_PAIRS_IN_TABLE, /* a table of pairs */
    LATIGRAPH_PAIRS_IN_PARTS  /* parts.c */
} latigraph_pairs_t;

/* One state of a chain, with the random numbers that its next steps take. */
typedef struct latigraph_state_t {
    const latigraph_plan_t *plan;
    latigraph_edges_in_slots_t lists[LATIGRAPH_SLOT_LISTS];
    latigraph_pair_states_t pairs;
    latigraph_acceptance_t *acceptance; /* NULL if triangles are free and nothing is tilted */
    struct latigraph_parts_t *parts;    /* scratch memory of large graphs, or NULL */
    latigraph_draws_t draws;
    gint64 steps, changed[LATIGRAPH_STEP_KINDS];
} latigraph_state_t;

/* Allocates the state of the circuit itself. Smaller graphs have parts if `how` says so, unless no
 * degrees or further statistics are kept. The plan must exist, and the state stay in its place, as
 * long as the state is used. */
igraph_error_t latigraph_state_init(latigraph_state_t *state, const latigraph_plan_t *plan,
                                    latigraph_pairs_t how);
void latigraph_state_destroy(latigraph_state_t *state);
/* Copies the graph, but not the random numbers and the counts of steps. */
void latigraph_state_copy(latigraph_state_t *to, const latigraph_state_t *from);
/* Goes back to the circuit itself. */
void latigraph_state_reset(latigraph_state_t *state);
/* Frees what only further steps need. */
void latigraph_state_finish(latigraph_state_t *state);
/* Starts the random numbers of run `index`, and the counts of steps. */
void latigraph_state_start(latigraph_state_t *state, guint64 seed, guint64 index);

/* Takes steps. Without degrees to keep, a single one draws a graph anew. Allocates nothing and
 * calls no igraph function, so that threads can use it. O(steps). */
void latigraph_state_run(latigraph_state_t *state, gint64 steps);
/* Draws a graph without degrees to keep. O(n² log n) for nearly complete graphs, O(m) otherwise. */
void latigraph_state_draw(latigraph_state_t *state);

/* Returns how many of the steps that are left to take at once between two looks at cancellation.
 * Large graphs take whole rounds, which have equal lengths. */
gint64 latigraph_state_some(const latigraph_state_t *state, gint64 left);

/* Returns the slot i → j of a list, or −1. */
int latigraph_state_find_slot(const latigraph_state_t *state, int list, int i, int j);

/* Returns the share of the circuit's edges that the state has. O(m). */
double latigraph_state_in_place(const latigraph_state_t *state);
/* Returns the number of edges of the state, and writes them into from, to and edge (m each): the
 * circuit's numbers of the ends, and the number of the circuit's edge in whose slot each is. */
void latigraph_state_edges(const latigraph_state_t *state, int *from, int *to, int *edge);

#endif
