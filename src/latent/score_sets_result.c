/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Results of sets along a direction: initialisation and destruction.
 *
 * One list of pointers to the vectors of a result serves all functions, so that a new vector is
 * named once.
 */
#include "latent/score_sets.h"

#include <string.h>

enum { STANDINGS = 3, VECTORS = 4 * STANDINGS + 1 };

typedef struct {
    igraph_vector_t *vector[VECTORS];
} vectors_t;

static vectors_t vectors_of(latigraph_set_scores_t *scores) {
    latigraph_standing_t *const standings[STANDINGS] = {&scores->code, &scores->size,
                                                        &scores->beyond};
    vectors_t vectors = {.vector = {&scores->circuits}};
    for (int k = 0; k < STANDINGS; k++) {
        vectors.vector[4 * k + 1] = &standings[k]->mean;
        vectors.vector[4 * k + 2] = &standings[k]->sd;
        vectors.vector[4 * k + 3] = &standings[k]->error;
        vectors.vector[4 * k + 4] = &standings[k]->way;
    }
    return vectors;
}

/**
 * \function latigraph_set_scores_init
 * \brief Initialises an empty result of scoring sets.
 *
 * \param scores The struct; free it with \ref latigraph_set_scores_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_score_sets()
 *
 * Example: the life of a result.
 * \verbatim
 *   latigraph_set_scores_t scores;
 *   latigraph_set_scores_init(&scores);
 *   latigraph_score_sets(model, &young, &old, &others, &ages, NULL, &scores);
 *   latigraph_set_scores_destroy(&scores);
 * \endverbatim
 */
igraph_error_t latigraph_set_scores_init(latigraph_set_scores_t *scores) {
    const vectors_t vectors = vectors_of(scores);
    memset(scores, 0, sizeof *scores);
    for (int k = 0; k < VECTORS; k++) {
        IGRAPH_VECTOR_INIT_FINALLY(vectors.vector[k], 0);
    }
    IGRAPH_MATRIX_INIT_FINALLY(&scores->confusion, 0, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&scores->sets, 0);
    IGRAPH_FINALLY_CLEAN(VECTORS + 2);
    latigraph_set_scores_clear(scores);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_set_scores_destroy
 * \brief Frees a result that \ref latigraph_set_scores_init() initialised.
 *
 * \param scores The result.
 *
 * Time complexity: O(1).
 *
 * Example: a result that is not needed any more.
 * \verbatim
 *   latigraph_set_scores_t scores;
 *   latigraph_set_scores_init(&scores);
 *   latigraph_set_scores_destroy(&scores);
 * \endverbatim
 */
void latigraph_set_scores_destroy(latigraph_set_scores_t *scores) {
    const vectors_t vectors = vectors_of(scores);
    for (int k = 0; k < VECTORS; k++) {
        igraph_vector_destroy(vectors.vector[k]);
    }
    igraph_matrix_destroy(&scores->confusion);
    igraph_strvector_destroy(&scores->sets);
}

void latigraph_set_scores_clear(latigraph_set_scores_t *scores) {
    const vectors_t vectors = vectors_of(scores);
    for (int k = 0; k < VECTORS; k++) {
        igraph_vector_clear(vectors.vector[k]);
    }
    /* An empty matrix needs no memory, so that this cannot fail. */
    (void)igraph_matrix_resize(&scores->confusion, 0, 0);
    igraph_strvector_clear(&scores->sets);
    scores->in_sample = scores->strength = false;
    scores->accuracy = scores->chance = scores->p = IGRAPH_NAN;
    scores->accuracy_shuffled = scores->accuracy_size = scores->accuracy_beyond = IGRAPH_NAN;
}
