/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Names, means and figures of a path of codes, which the operations traverse and interpolate
 * share.
 *
 * Both walk a line of codes, generate circuits at each step, measure them and encode them again
 * (latent/path.c). The distance of the code of generated circuits from the code they were
 * generated from shows whether the model means what it says; its mean over the steps is an output.
 * The properties that move most are chosen here as in the figure, so that table and figure show
 * the same ones. */

#include "operation/paths.h"

#include "base/memory.h"
#include "figure/figure.h"

#include <latigraph/explain.h>
#include <latigraph/measure.h>

#include <math.h>
#include <string.h>

igraph_error_t latigraph_init_path_result(void *result) {
    IGRAPH_CHECK(latigraph_path_init(&((result_t *)result)->path));
    IGRAPH_FINALLY(latigraph_path_destroy, &((result_t *)result)->path);
    IGRAPH_CHECK(latigraph_path_comparison_init(&((result_t *)result)->real));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_destroy_path_result(void *result) {
    latigraph_path_comparison_destroy(&((result_t *)result)->real);
    latigraph_path_destroy(&((result_t *)result)->path);
}

/* --- Properties that move ----------------------------------------------------------------------
 */

static igraph_error_t add_mover(igraph_integer_t property, result_t *result) {
    igraph_vector_t change;
    const igraph_integer_t column = igraph_strvector_size(&result->movers);
    IGRAPH_VECTOR_INIT_FINALLY(&change, 0);
    IGRAPH_CHECK(igraph_matrix_get_col(&result->path.change, &change, property));
    IGRAPH_CHECK(igraph_matrix_resize(&result->mover_changes, result->path.steps, column + 1));
    IGRAPH_CHECK(igraph_matrix_set_col(&result->mover_changes, &change, column));
    igraph_vector_destroy(&change);
    IGRAPH_FINALLY_CLEAN(1);
    return igraph_strvector_push_back(&result->movers, latigraph_property_info(property)->name);
}

static igraph_error_t find_movers(igraph_integer_t walked, result_t *result) {
    const figure_walk_t walk = {.path = &result->path, .property = walked};
    const int first = walked >= 0 ? 1 : 0; /* the one that is walked along comes first */
    igraph_integer_t movers[MOST_MOVERS + 1];
    const int count = figure_walk_movers(&walk, MOST_MOVERS + first, movers);
    for (int k = first; k < count; k++) {
        IGRAPH_CHECK(add_mover(movers[k], result));
    }
    return IGRAPH_SUCCESS;
}

/* --- Circuits that are encoded again -----------------------------------------------------------
 */

static igraph_real_t mean_of(const igraph_vector_t *values) {
    return igraph_vector_sum(values) / (igraph_real_t)igraph_vector_size(values);
}

static igraph_error_t find_worst(const latigraph_path_t *path, igraph_vector_t *worst) {
    IGRAPH_CHECK(igraph_vector_resize(worst, igraph_matrix_ncol(&path->statistic)));
    igraph_vector_null(worst);
    for (igraph_integer_t k = 0; k < igraph_vector_size(worst); k++) {
        for (igraph_integer_t s = 0; s < path->steps; s++) {
            const double at = MATRIX(path->statistic, s, k);
            VECTOR(*worst)[k] = fabs(at) > fabs(VECTOR(*worst)[k]) ? at : VECTOR(*worst)[k];
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t name_node_data(result_t *result) {
    const char *word = result->path.nodes == LATIGRAPH_PATH_NODES_FIRST    ? "first"
                       : result->path.nodes == LATIGRAPH_PATH_NODES_SECOND ? "second"
                                                                           : "drawn";
    result->node_data_used = strdup(word);
    if (result->node_data_used == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_describe_path(const latigraph_model_t *model, igraph_integer_t property,
                                       result_t *result) {
    const latigraph_path_t *path = &result->path;
    IGRAPH_CHECK(latigraph_name_by_number(NULL, path->steps, &result->step));
    IGRAPH_CHECK(latigraph_coordinate_names(model, &result->coordinates));
    IGRAPH_CHECK(latigraph_name_statistics(model, &result->statistics));
    IGRAPH_CHECK(latigraph_name_properties(NULL, &result->properties));
    IGRAPH_CHECK(name_node_data(result));
    result->mean_distance = mean_of(&path->distance);
    result->mean_bias = mean_of(&path->bias);
    result->mean_uncertainty = mean_of(&path->uncertainty);
    IGRAPH_CHECK(find_worst(path, &result->statistic_worst));
    return find_movers(property, result);
}

/* --- The figure ---------------------------------------------------------------------------------
 */

/* A result that was restored has its vectors and texts alone. */
igraph_error_t latigraph_draw_path(const request_t *request, const result_t *result,
                                   igraph_integer_t property, const latigraph_figure_style_t *style,
                                   igraph_vector_char_t *image) {
    latigraph_path_t path = result->path; /* containers are borrowed */
    const igraph_integer_t circuits = latigraph_circuit_list_size(&result->circuits);
    path.steps = igraph_vector_size(&path.position);
    path.nodes = g_strcmp0(result->node_data_used, "first") == 0    ? LATIGRAPH_PATH_NODES_FIRST
                 : g_strcmp0(result->node_data_used, "second") == 0 ? LATIGRAPH_PATH_NODES_SECOND
                                                                    : LATIGRAPH_PATH_NODES_DRAWN;
    if (path.steps == 0 || circuits < path.steps) {
        IGRAPH_ERROR("The figure of a path shows a circuit of each step, and they are not there.",
                     IGRAPH_EINVAL);
    }
    const figure_walk_t walk = {.path = &path,
                                .circuits = &result->circuits,
                                .count = circuits / path.steps,
                                .property = property,
                                .through = request->through != NULL,
                                .shape = request->options.shape};
    return figure_image_walk(&walk, style, image);
}
