/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Takes the circuits of whole animals for validation.
 *
 * Circuits of one animal are alike beyond their common neurons, so a model that is to work on
 * further animals is watched on animals that it does not learn from. Animals are connectomes, taken
 * in a random order until they have a sixth of the circuits. The last one is always left to learn
 * from. Nothing is cut out of a circuit, because the sides share no neuron; all validation circuits
 * are therefore of full size. The circuits of both sides are copies, as those of split.c are, so
 * that the caller frees both alike. At most 64 circuits are watched, in the order of the list,
 * taken in turns from the animals, so that each animal has its part. */

#include "latent/latent.h"

#include "base/memory.h"
#include "base/random.h"
#include "circuit/membership.h"

/* Share of the circuits that the animals for validation have at least, unless too few animals are
 * left. */
static const double SHARE = 1.0 / 6;
enum { VALIDATION_MAX = 64 };

/* Marks the animals for validation in held (animals); *circuits becomes the number of their
 * circuits. */
static igraph_error_t choose_animals(const latigraph_membership_t *in, igraph_uint_t seed,
                                     guchar *held, int *circuits) {
    latigraph_stream_t stream;
    int *order;
    LATIGRAPH_ALLOCATE(order, in->neurons);
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_FOLDS, LATIGRAPH_FOLDS_SPLIT);
    latigraph_stream_permutation(&stream, order, in->neurons);
    *circuits = 0;
    for (int k = 0; k < in->neurons - 1 && *circuits < SHARE * in->circuits; k++) {
        held[order[k]] = 1;
        *circuits += in->start[order[k] + 1] - in->start[order[k]];
    }
    g_free(order);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Appends a copy of a circuit. */
static igraph_error_t push_copy(latigraph_circuit_list_t *list,
                                const latigraph_circuit_t *circuit) {
    int *all;
    LATIGRAPH_ALLOCATE(all, circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        all[i] = i;
    }
    IGRAPH_CHECK(latigraph_push_part(list, circuit, all, circuit->n));
    g_free(all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Appends the validation circuits: the first of each animal, then the second of each, and so on. */
static igraph_error_t push_held(latigraph_circuit_list_t *validation,
                                const latigraph_circuit_list_t *circuits,
                                const latigraph_membership_t *in, const guchar *held, int most) {
    for (int turn = 0; latigraph_circuit_list_size(validation) < most; turn++) {
        for (int v = 0; v < in->neurons && latigraph_circuit_list_size(validation) < most; v++) {
            if (held[v] && in->start[v] + turn < in->start[v + 1]) {
                IGRAPH_CHECK(push_copy(validation, circuits->items[in->of[in->start[v] + turn]]));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t divide(const latigraph_circuit_list_t *circuits,
                             const latigraph_membership_t *in, igraph_uint_t seed,
                             latigraph_circuit_list_t *training,
                             latigraph_circuit_list_t *validation) {
    guchar *held;
    int held_circuits;
    LATIGRAPH_ALLOCATE(held, in->neurons);
    IGRAPH_CHECK(choose_animals(in, seed, held, &held_circuits));
    IGRAPH_CHECK(push_held(validation, circuits, in, held, MIN(held_circuits, VALIDATION_MAX)));
    for (int c = 0; c < in->circuits; c++) {
        if (in->size[c] > 0 && !held[in->identity[c][0]]) {
            IGRAPH_CHECK(push_copy(training, circuits->items[c]));
        }
    }
    g_free(held);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_split_animals(const latigraph_circuit_list_t *circuits, igraph_uint_t seed,
                                       latigraph_circuit_list_t *training,
                                       latigraph_circuit_list_t *validation,
                                       latigraph_split_t *split) {
    latigraph_membership_t in;
    latigraph_overlap_t overlap;
    IGRAPH_CHECK(latigraph_membership_init(&in, circuits, LATIGRAPH_SPLIT_BY_ANIMAL));
    IGRAPH_FINALLY(latigraph_membership_destroy, &in);
    IGRAPH_CHECK(divide(circuits, &in, seed, training, validation));
    IGRAPH_CHECK(latigraph_circuit_list_overlap(circuits, validation, &overlap));
    split->neurons = (int)overlap.neurons_first;
    split->validation_neurons = (int)overlap.neurons_second;
    split->comparable = (int)latigraph_circuit_list_size(validation);
    latigraph_membership_destroy(&in);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
