/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_PLAN_H
#define LATIGRAPH_SURROGATE_PLAN_H

#include "circuit/circuit.h"

#include <latigraph/surrogate.h>

/* The part of a chain that never changes: what is kept, and which slots edges sit in.
 *
 * Neurons are numbered anew, by type and then by cell of space, so that neurons of one type, and
 * of one cell, follow one another. A slot is an outgoing edge of a fixed sender; a step of the
 * chain only exchanges the targets of slots, so that out-degrees and in-degrees never change.
 *
 *     slots:   | block 0: sender 3, 3, 5 ... | block 1: sender 3, 4 ... |
 *
 * A block holds the edges from one type to one type if each neuron's numbers of edges by type are
 * kept, because the targets of two slots are exchanged within a block then. There is one block
 * otherwise. A stub is the other end of an edge; stubs are sorted by block and receiver, so that
 * the stubs of one pool (a block's receivers of one type, or of one cell of space) follow one
 * another. */
typedef struct {
    int size;
    int *from;         /* (size) sender of each slot */
    int *first;        /* (size) target at the beginning */
    int *edge;         /* (size) number of the edge in the circuit, for its weight */
    int *block;        /* (size) if there are several; else NULL */
    int blocks;        /* number of blocks, at least 1 */
    int *block_start;  /* (blocks + 1) */
    gint64 *block_key; /* (blocks) sender type · types + receiver type, ascending; 0 if one block */
    int *row_begin; /* (n) slots of each sender to its own type if blocks are pairs of types, and */
    int *row_end;   /* all its slots otherwise */
    int *type_start; /* (types + 1) slots of each sender type; used with one block */
    int *twin;       /* (size) slot of the other direction of a mutual pair; NULL for others */
    int *stub;       /* (size) stub of each slot at the beginning; NULL: no pools */
    int *pool;       /* (size) pool of each stub */
    int *pool_start; /* (pools + 1) */
} latigraph_slots_t;

enum { LATIGRAPH_ONE_WAY, LATIGRAPH_MUTUAL, LATIGRAPH_SLOT_LISTS };

typedef struct {
    int n, m;
    gboolean undirected;          /* every pair is mutual, and an edge counts once */
    latigraph_constraints_t keep; /* keeps reciprocity if edges are undirected */
    int *original;                /* (n) the circuit's number of each neuron */
    int *place;                   /* (n) inverse of `original` */
    int *rank;                    /* (n) rank of each neuron by degree, ascending */
    int *by_rank;                 /* (n) inverse of `rank` */
    int *type;                    /* (n) type of each neuron; 0 without types */
    int types;                    /* number of types, at least 1 */
    int *cell;                    /* (n) cell of space of each neuron; 0 without distances */
    float *position;              /* (n, 3) NaN if not known; NULL if distances are not kept */
    float *bound;                 /* (bins − 1) ascending squares of distances between bins */
    int bins;                     /* number of bins of known distances */
    int cells;                    /* number of cells of space, at least 1 */
    gboolean part;                /* the slots are those of some senders, see parts.c */
    latigraph_slots_t slots[LATIGRAPH_SLOT_LISTS]; /* the second one is empty without reciprocity */
} latigraph_plan_t;

/* Makes the plan. Raises IGRAPH_EINVAL if what is to be kept needs data that the circuit lacks. */
igraph_error_t latigraph_plan_init(latigraph_plan_t *plan, const latigraph_circuit_t *circuit,
                                   const latigraph_constraints_t *keep);
void latigraph_plan_destroy(latigraph_plan_t *plan);

/* Returns the categorical column with the types, or NULL. */
const latigraph_column_t *latigraph_plan_types(const latigraph_circuit_t *circuit,
                                               const latigraph_constraints_t *keep);

/* Fills the slots of one list, of which `from`, `first` and `edge` are set, with their order,
 * blocks, rows and pools. */
igraph_error_t latigraph_slots_arrange(const latigraph_plan_t *plan, latigraph_slots_t *slots);
void latigraph_slots_destroy(latigraph_slots_t *slots);
/* Returns the block of the edges from the type of i to the type of j, or −1 if there is none. */
int latigraph_slots_block(const latigraph_plan_t *plan, const latigraph_slots_t *slots, int i,
                          int j);

/* Returns the block of a slot. */
static inline int latigraph_slots_block_of(const latigraph_slots_t *slots, int s) {
    return slots->block != NULL ? slots->block[s] : 0;
}

/* Finds the slots of sender i that can have the target j: begin .. end − 1. */
void latigraph_slots_row(const latigraph_plan_t *plan, const latigraph_slots_t *slots, int i, int j,
                         int *begin, int *end);

/* Returns the class of the pair (i, j): its types, and its bin of distance. */
static inline gint64 latigraph_pair_class(const latigraph_plan_t *plan, int i, int j) {
    gint64 pair_class = (gint64)plan->type[i] * plan->types + plan->type[j];
    if (plan->position != NULL) {
        const float *a = plan->position + 3 * (gsize)i, *b = plan->position + 3 * (gsize)j;
        const float x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
        const float square = x * x + y * y + z * z;
        int bin = square == square ? 0 : plan->bins;
        for (int k = 0; k < plan->bins - 1; k++) {
            bin += square > plan->bound[k];
        }
        pair_class = pair_class * (plan->bins + 1) + bin;
    }
    return pair_class;
}

/* Returns the class of the pair (i, j) whatever its direction. */
static inline gint64 latigraph_mutual_class(const latigraph_plan_t *plan, int i, int j) {
    const gint64 there = latigraph_pair_class(plan, i, j);
    const gint64 back = latigraph_pair_class(plan, j, i);
    return there < back ? there : back;
}

/* Returns the number of edges; an undirected one has two slots. */
static inline int latigraph_plan_edges(const latigraph_plan_t *plan) {
    return plan->undirected ? plan->m / 2 : plan->m;
}

/* Returns whether classes of pairs restrict steps. */
static inline gboolean latigraph_plan_has_classes(const latigraph_plan_t *plan) {
    return plan->position != NULL || plan->keep.types == LATIGRAPH_TYPES_TOTALS;
}

#endif
