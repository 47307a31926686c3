/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/paths.h"

#include "base/memory.h"

#include <latigraph/explain.h>
#include <latigraph/measure.h>

#include <math.h>
#include <string.h>

igraph_error_t latigraph_init_path_result(void *result) {
    return latigraph_path_init(&((result_t *)result)->path);
}

void latigraph_destroy_path_result(void *result) {
    latigraph_path_destroy(&((result_t *)result)->path);
}

/* --- Properties that move ----------------------------------------------------------------------
 */

/* Change from the lowest to the highest step, in SDs; −1 where it is not known. */
static double extent(const latigraph_path_t *path, igraph_integer_t property) {
    double low = INFINITY, high = -INFINITY;
    for (igraph_integer_t s = 0; s < path->steps; s++) {
        const double change = MATRIX(path->change, s, property);
        if (isfinite(change)) {
            low = fmin(low, change);
            high = fmax(high, change);
        }
    }
    return low <= high ? high - low : -1;
}

/* The property that moves most among those that are not taken, or −1. */
static igraph_integer_t find_mover(const latigraph_path_t *path, const gboolean *taken) {
    igraph_integer_t best = -1;
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        if (!taken[p] && extent(path, p) >= 0 &&
            (best < 0 || extent(path, p) > extent(path, best))) {
            best = p;
        }
    }
    return best;
}

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
    gboolean *taken = g_new0(gboolean, latigraph_property_count() + 1);
    IGRAPH_FINALLY(g_free, taken);
    if (walked >= 0) {
        taken[walked] = TRUE;
    }
    for (int k = 0; k < MOST_MOVERS; k++) {
        const igraph_integer_t mover = find_mover(&result->path, taken);
        if (mover < 0) {
            break;
        }
        taken[mover] = TRUE;
        IGRAPH_CHECK(add_mover(mover, result));
    }
    g_free(taken);
    IGRAPH_FINALLY_CLEAN(1);
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
