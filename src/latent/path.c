/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Options and results of paths through the code space, and names that paths report.
 *
 * A path is walked along a direction (traverse.c) or from one circuit to another (interpolate.c);
 * walk.c generates and measures the circuits of both. This file has what they share: default
 * options, the struct of results, the name of the statistic in a coordinate of the code, and the
 * lookup of a property's direction in the model. */

#include "latent/path.h"

#include "latent/latent.h"

#include <string.h>

/**
 * \function latigraph_path_options_init
 * \brief Default options of a path.
 *
 * \param options Gets 5 \c steps \c from −2 \c to +2 SD, \c shape \c LATIGRAPH_PATH_STRAIGHT,
 *    \c node_data \c LATIGRAPH_PATH_NODES_AUTO, \c pull 0.01, and the options of
 *    \ref latigraph_generate_options_init() with \c count 10.
 *
 * Time complexity: O(1).
 *
 * Example: options of a path of nine steps.
 * \verbatim
 *   latigraph_path_options_t options;
 *   latigraph_path_options_init(&options);
 *   options.steps = 9;
 * \endverbatim
 */
void latigraph_path_options_init(latigraph_path_options_t *options) {
    *options = (latigraph_path_options_t){.steps = 5, .from = -2, .to = 2, .pull = 0.01};
    latigraph_generate_options_init(&options->generate);
    options->generate.count = 10;
}

/**
 * \function latigraph_path_init
 * \brief Initialises an empty path.
 *
 * \param path The path. Free it with \ref latigraph_path_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * Example: mean densities along the direction of the density.
 * \verbatim
 *   const igraph_integer_t density = latigraph_property_find("density");
 *   latigraph_path_options_t options;
 *   latigraph_path_t path;
 *   latigraph_path_options_init(&options);
 *   latigraph_path_init(&path);
 *   latigraph_traverse(model, &generated, density, NULL, &options, &path);
 *   for (igraph_integer_t s = 0; s < path.steps; s++) {
 *       printf("%g %g\n", VECTOR(path.position)[s], MATRIX(path.mean, s, density));
 *   }
 *   latigraph_path_destroy(&path);
 * \endverbatim
 */
igraph_error_t latigraph_path_init(latigraph_path_t *path) {
    igraph_vector_t *vectors[] = {
        &path->position,    &path->slope,       &path->linearity, &path->distance, &path->bias,
        &path->uncertainty, &path->log_density, &path->straight,  &path->manifold, &path->reached};
    igraph_matrix_t *matrices[] = {&path->code,   &path->asked, &path->mean,     &path->sd,
                                   &path->change, &path->found, &path->statistic};
    path->steps = 0;
    path->nodes = LATIGRAPH_PATH_NODES_AUTO;
    for (size_t k = 0; k < G_N_ELEMENTS(vectors); k++) {
        IGRAPH_CHECK(igraph_vector_init(vectors[k], 0));
        IGRAPH_FINALLY(igraph_vector_destroy, vectors[k]);
    }
    for (size_t k = 0; k < G_N_ELEMENTS(matrices); k++) {
        IGRAPH_CHECK(igraph_matrix_init(matrices[k], 0, 0));
        IGRAPH_FINALLY(igraph_matrix_destroy, matrices[k]);
    }
    IGRAPH_FINALLY_CLEAN(G_N_ELEMENTS(vectors) + G_N_ELEMENTS(matrices));
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_path_destroy
 * \brief Frees a path.
 *
 * \param path The path; circuits are not part of it.
 *
 * Time complexity: O(1).
 *
 * Example: a path is destroyed when it is no longer needed.
 * \verbatim
 *   latigraph_path_t path;
 *   latigraph_path_init(&path);
 *   latigraph_path_destroy(&path);
 * \endverbatim
 */
void latigraph_path_destroy(latigraph_path_t *path) {
    igraph_vector_t *vectors[] = {
        &path->position,    &path->slope,       &path->linearity, &path->distance, &path->bias,
        &path->uncertainty, &path->log_density, &path->straight,  &path->manifold, &path->reached};
    igraph_matrix_t *matrices[] = {&path->code,   &path->asked, &path->mean,     &path->sd,
                                   &path->change, &path->found, &path->statistic};
    for (size_t k = 0; k < G_N_ELEMENTS(vectors); k++) {
        igraph_vector_destroy(vectors[k]);
    }
    for (size_t k = 0; k < G_N_ELEMENTS(matrices); k++) {
        igraph_matrix_destroy(matrices[k]);
    }
}

/**
 * \function latigraph_statistic_name
 * \brief Returns the name of the statistic in a coordinate of the code.
 *
 * \param model The model.
 * \param k A coordinate, from 0.
 * \return The name, e.g. "reciprocity" or "log-density"; NULL if the coordinate holds none.
 *
 * Time complexity: O(1).
 *
 * Example: the statistics in the first coordinates of the code.
 * \verbatim
 *   const char *name;
 *   for (igraph_integer_t k = 0; (name = latigraph_statistic_name(model, k)) != NULL; k++) {
 *       printf("%s\n", name);
 *   }
 * \endverbatim
 */
const char *latigraph_statistic_name(const latigraph_model_t *model, igraph_integer_t k) {
    return latigraph_coded_statistic_name(model, k);
}

/* --- Directions ----------------------------------------------------------- */

igraph_error_t latigraph_path_direction(const latigraph_model_t *model, igraph_integer_t property,
                                        int *direction) {
    const latigraph_property_info_t *info = latigraph_property_info(property);
    if (info == NULL) {
        IGRAPH_ERRORF("There is no property %" IGRAPH_PRId ".", IGRAPH_EINVAL, property);
    }
    *direction = latigraph_direction_table_find(&model->directions, info->name);
    if (*direction < 0) {
        char message[1500]; /* IGRAPH_ERRORF() would cut it after 500 bytes */
        g_snprintf(message, sizeof message,
                   "The model knows no direction of %s; it knows those of ", info->name);
        for (int d = 0; d < model->directions.count; d++) {
            g_strlcat(message, d > 0 ? ", " : "", sizeof message);
            g_strlcat(message, model->directions.property[d], sizeof message);
        }
        g_strlcat(message, model->directions.count > 0 ? "." : "none.", sizeof message);
        IGRAPH_ERROR(message, IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}
