/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Options and results of lesions: defaults, initialisation and destruction.
 *
 * A result holds vectors and lists of texts of several lengths. Two lists of pointers to its fields
 * serve all functions here, so that a new field is named once.
 */
#include "base/seed.h"
#include "measure/lesion_parts.h"

#include <string.h>

enum { VECTORS = 14, LISTS = 3 };

static void list_fields(latigraph_lesion_t *lesion, igraph_vector_t *vectors[VECTORS],
                        igraph_strvector_t *lists[LISTS]) {
    igraph_vector_t *const all[VECTORS] = {
        &lesion->score, &lesion->effect,      &lesion->relative,     &lesion->in_sd,
        &lesion->error, &lesion->lost,        &lesion->circuits,     &lesion->degree,
        &lesion->rank,  &lesion->group_parts, &lesion->group_effect, &lesion->group_error,
        &lesion->cost,  &lesion->exact};
    igraph_strvector_t *const texts[LISTS] = {&lesion->parts, &lesion->groups, &lesion->set};
    memcpy(vectors, all, sizeof all);
    memcpy(lists, texts, sizeof texts);
}

/**
 * \function latigraph_lesion_options_init
 * \brief Default options of lesions.
 *
 * \param options Gets neurons as parts, the first property of the table, half of the score as the
 *    cost of the set, at most 10 parts in it out of 50 candidates, 99 random and 99 matched sets, a
 *    limit of 2000 parts, exact effects, 50 parts to compare slopes at, and a seed drawn from
 *    igraph's default generator.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_lesion()
 *
 * Example: types of neurons as parts.
 * \verbatim
 *    latigraph_lesion_options_t options;
 *    latigraph_lesion_options_init(&options);
 *    options.parts = LATIGRAPH_PARTS_TYPES;
 * \endverbatim
 */
void latigraph_lesion_options_init(latigraph_lesion_options_t *options) {
    *options = (latigraph_lesion_options_t){.parts = LATIGRAPH_PARTS_VERTICES,
                                            .share = 0.5,
                                            .set_max = 10,
                                            .candidates = 50,
                                            .random = 99,
                                            .parts_max = 2000,
                                            .compared = 50,
                                            .seed = latigraph_draw_seed()};
}

/**
 * \function latigraph_lesion_init
 * \brief Initialises an empty result of lesions.
 *
 * \param lesion The struct; free it with \ref latigraph_lesion_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_lesion()
 *
 * Example: the life of a result.
 * \verbatim
 *    latigraph_lesion_t lesion;
 *    latigraph_lesion_init(&lesion);
 *    latigraph_lesion(&circuits, NULL, &lesion);
 *    latigraph_lesion_destroy(&lesion);
 * \endverbatim
 */
igraph_error_t latigraph_lesion_init(latigraph_lesion_t *lesion) {
    igraph_vector_t *vectors[VECTORS];
    igraph_strvector_t *lists[LISTS];
    memset(lesion, 0, sizeof *lesion);
    list_fields(lesion, vectors, lists);
    for (int k = 0; k < VECTORS; k++) {
        IGRAPH_VECTOR_INIT_FINALLY(vectors[k], 0);
    }
    for (int k = 0; k < LISTS; k++) {
        IGRAPH_STRVECTOR_INIT_FINALLY(lists[k], 0);
    }
    IGRAPH_FINALLY_CLEAN(VECTORS + LISTS);
    latigraph_lesion_clear(lesion);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_lesion_destroy
 * \brief Frees a result that \ref latigraph_lesion_init() initialised.
 *
 * \param lesion The result.
 *
 * Time complexity: O(1).
 *
 * Example: a result that is not needed any more.
 * \verbatim
 *    latigraph_lesion_t lesion;
 *    latigraph_lesion_init(&lesion);
 *    latigraph_lesion_destroy(&lesion);
 * \endverbatim
 */
void latigraph_lesion_destroy(latigraph_lesion_t *lesion) {
    igraph_vector_t *vectors[VECTORS];
    igraph_strvector_t *lists[LISTS];
    list_fields(lesion, vectors, lists);
    for (int k = 0; k < VECTORS; k++) {
        igraph_vector_destroy(vectors[k]);
    }
    for (int k = 0; k < LISTS; k++) {
        igraph_strvector_destroy(lists[k]);
    }
}

void latigraph_lesion_clear(latigraph_lesion_t *lesion) {
    const latigraph_lesion_control_t none = {0,          IGRAPH_NAN, IGRAPH_NAN,
                                             IGRAPH_NAN, IGRAPH_NAN, IGRAPH_NAN};
    igraph_vector_t *vectors[VECTORS];
    igraph_strvector_t *lists[LISTS];
    list_fields(lesion, vectors, lists);
    for (int k = 0; k < VECTORS; k++) {
        igraph_vector_clear(vectors[k]);
    }
    for (int k = 0; k < LISTS; k++) {
        igraph_strvector_clear(lists[k]);
    }
    lesion->mean = lesion->sd = lesion->set_degree = lesion->agreement = IGRAPH_NAN;
    lesion->reached = false;
    lesion->random = lesion->matched = none;
}
