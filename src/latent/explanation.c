/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The struct that holds an explanation, and the names of the coordinates of the code.
 *
 * All vectors and matrices of the struct are listed once, in VECTORS and MATRICES, so that
 * initialising and freeing cannot differ. explain.c fills them. */

#include <latigraph/explain.h>

#include "latent/path.h"

/* --- The struct ----------------------------------------------------------- */

#define VECTORS(e)                                                                                 \
    {                                                                                              \
        &(e)->r2, &(e)->sd, &(e)->base, &(e)->spread, &(e)->coordinate_sd, &(e)->axis_variance,    \
            &(e)->reading, &(e)->measured, &(e)->code                                              \
    }
#define MATRICES(e)                                                                                \
    {                                                                                              \
        &(e)->alone, &(e)->weight, &(e)->share, &(e)->conditional_share, &(e)->axis,               \
            &(e)->axis_share, &(e)->part, &(e)->conditional_part, &(e)->axis_part                  \
    }

/**
 * \function latigraph_explanation_init
 * \brief Initialises a struct without an explanation.
 *
 * \param explanation The struct. Free it with \ref latigraph_explanation_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * Example: R² of the first property that a model explains.
 * \verbatim
 *   latigraph_explanation_t result;
 *   latigraph_explanation_init(&result);
 *   latigraph_explain(model, NULL, NULL, 1, &result);
 *   printf("%g\n", VECTOR(result.r2)[0]);
 *   latigraph_explanation_destroy(&result);
 * \endverbatim
 */
igraph_error_t latigraph_explanation_init(latigraph_explanation_t *explanation) {
    igraph_vector_t *vectors[] = VECTORS(explanation);
    igraph_matrix_t *matrices[] = MATRICES(explanation);
    explanation->circuits = explanation->statistics = 0;
    IGRAPH_CHECK(igraph_vector_int_init(&explanation->property, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &explanation->property);
    for (size_t k = 0; k < G_N_ELEMENTS(vectors); k++) {
        IGRAPH_CHECK(igraph_vector_init(vectors[k], 0));
        IGRAPH_FINALLY(igraph_vector_destroy, vectors[k]);
    }
    for (size_t k = 0; k < G_N_ELEMENTS(matrices); k++) {
        IGRAPH_CHECK(igraph_matrix_init(matrices[k], 0, 0));
        IGRAPH_FINALLY(igraph_matrix_destroy, matrices[k]);
    }
    IGRAPH_FINALLY_CLEAN(1 + G_N_ELEMENTS(vectors) + G_N_ELEMENTS(matrices));
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_explanation_destroy
 * \brief Frees an explanation.
 *
 * \param explanation The explanation.
 *
 * Time complexity: O(1).
 *
 * Example: an explanation is destroyed when it is no longer needed.
 * \verbatim
 *   latigraph_explanation_t result;
 *   latigraph_explanation_init(&result);
 *   latigraph_explanation_destroy(&result);
 * \endverbatim
 */
void latigraph_explanation_destroy(latigraph_explanation_t *explanation) {
    igraph_vector_t *vectors[] = VECTORS(explanation);
    igraph_matrix_t *matrices[] = MATRICES(explanation);
    igraph_vector_int_destroy(&explanation->property);
    for (size_t k = 0; k < G_N_ELEMENTS(vectors); k++) {
        igraph_vector_destroy(vectors[k]);
    }
    for (size_t k = 0; k < G_N_ELEMENTS(matrices); k++) {
        igraph_matrix_destroy(matrices[k]);
    }
}

/**
 * \function latigraph_coordinate_names
 * \brief Names of the coordinates of the code.
 *
 * \param model The model.
 * \param names Initialised list. It gets one name per coordinate. The first coordinates are named
 *    by statistics, see \ref latigraph_statistic_name(), and the last ones by statistics of
 *    closure. The others are "free 13", numbered from 1 over all coordinates.
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(coordinates).
 *
 * Example: the name of the first coordinate.
 * \verbatim
 *   igraph_strvector_init(&names, 0);
 *   latigraph_coordinate_names(model, &names);
 *   printf("%s\n", igraph_strvector_get(&names, 0));
 *   igraph_strvector_destroy(&names);
 * \endverbatim
 */
igraph_error_t latigraph_coordinate_names(const latigraph_model_t *model,
                                          igraph_strvector_t *names) {
    IGRAPH_CHECK(igraph_strvector_resize(names, model->config.code));
    for (int k = 0; k < model->config.code; k++) {
        const int closure = k - latigraph_network_code(&model->config);
        const char *statistic =
            closure >= 0 ? latigraph_closure_name(closure) : latigraph_statistic_name(model, k);
        char name[32];
        g_snprintf(name, sizeof name, "free %d", k + 1);
        IGRAPH_CHECK(igraph_strvector_set(names, k, statistic != NULL ? statistic : name));
    }
    return IGRAPH_SUCCESS;
}
