/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Options and results of a separation by maps: defaults, initialisation and destruction.
 *
 * Lists of pointers to the fields of a result serve all functions here, so that a new field is
 * named once.
 */
#include "base/seed.h"
#include "measure/maps.h"

#include <string.h>

enum { VECTORS = 4, MATRICES = 2, LISTS = 2 };

typedef struct {
    igraph_vector_t *vector[VECTORS];
    igraph_matrix_t *matrix[MATRICES];
    igraph_strvector_t *list[LISTS];
} fields_t;

static fields_t fields_of(latigraph_maps_result_t *result) {
    const fields_t fields = {
        {&result->group_circuits, &result->predicted, &result->neuron_accuracy, &result->mask},
        {&result->confusion, &result->weights},
        {&result->groups, &result->neurons}};
    return fields;
}

/**
 * \function latigraph_maps_options_init
 * \brief Default options of a separation by maps.
 *
 * \param options Gets the maps of in-degree, out-degree, three-cycles and clustering, one fold per
 *    circuit, components that are chosen within the folds, 199 permutations, and a seed drawn from
 *    igraph's default generator.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_discriminate_maps()
 *
 * Example: ten folds instead of one per circuit.
 * \verbatim
 *    latigraph_maps_options_t options;
 *    latigraph_maps_options_init(&options);
 *    options.folds = 10;
 * \endverbatim
 */
void latigraph_maps_options_init(latigraph_maps_options_t *options) {
    *options = (latigraph_maps_options_t){.permutations = 199, .seed = latigraph_draw_seed()};
}

/**
 * \function latigraph_maps_result_init
 * \brief Initialises an empty result of a separation by maps.
 *
 * \param result The struct; free it with \ref latigraph_maps_result_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_discriminate_maps()
 *
 * Example: the life of a result.
 * \verbatim
 *    latigraph_maps_result_t result;
 *    latigraph_maps_result_init(&result);
 *    latigraph_discriminate_maps(&circuits, &names, NULL, &result);
 *    latigraph_maps_result_destroy(&result);
 * \endverbatim
 */
igraph_error_t latigraph_maps_result_init(latigraph_maps_result_t *result) {
    const fields_t fields = fields_of(result);
    memset(result, 0, sizeof *result);
    for (int k = 0; k < VECTORS; k++) {
        IGRAPH_VECTOR_INIT_FINALLY(fields.vector[k], 0);
    }
    for (int k = 0; k < MATRICES; k++) {
        IGRAPH_MATRIX_INIT_FINALLY(fields.matrix[k], 0, 0);
    }
    for (int k = 0; k < LISTS; k++) {
        IGRAPH_STRVECTOR_INIT_FINALLY(fields.list[k], 0);
    }
    IGRAPH_FINALLY_CLEAN(VECTORS + MATRICES + LISTS);
    latigraph_maps_result_clear(result);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_maps_result_destroy
 * \brief Frees a result that \ref latigraph_maps_result_init() initialised.
 *
 * \param result The result.
 *
 * Time complexity: O(1).
 *
 * Example: a result that is not needed any more.
 * \verbatim
 *    latigraph_maps_result_t result;
 *    latigraph_maps_result_init(&result);
 *    latigraph_maps_result_destroy(&result);
 * \endverbatim
 */
void latigraph_maps_result_destroy(latigraph_maps_result_t *result) {
    const fields_t fields = fields_of(result);
    for (int k = 0; k < VECTORS; k++) {
        igraph_vector_destroy(fields.vector[k]);
    }
    for (int k = 0; k < MATRICES; k++) {
        igraph_matrix_destroy(fields.matrix[k]);
    }
    for (int k = 0; k < LISTS; k++) {
        igraph_strvector_destroy(fields.list[k]);
    }
}

void latigraph_maps_result_clear(latigraph_maps_result_t *result) {
    const fields_t fields = fields_of(result);
    for (int k = 0; k < VECTORS; k++) {
        igraph_vector_clear(fields.vector[k]);
    }
    for (int k = 0; k < MATRICES; k++) {
        /* An empty matrix needs no memory, so that this cannot fail. */
        (void)igraph_matrix_resize(fields.matrix[k], 0, 0);
    }
    for (int k = 0; k < LISTS; k++) {
        igraph_strvector_clear(fields.list[k]);
    }
    result->share = result->accuracy = result->chance = result->auc = result->p = IGRAPH_NAN;
    result->accuracy_shuffled = result->accuracy_size = result->accuracy_beyond = IGRAPH_NAN;
    result->accuracy_mask = result->components = IGRAPH_NAN;
    result->strength = false;
}
