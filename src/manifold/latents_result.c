/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The result of a search for latent variables, filled from a study. A study knows points, a result
 * neurons: those without weights are no points, have NaN as coordinates and are vertices without
 * edges in the graph of neighbours. */

#include "manifold/manifold.h"

#include <math.h>
#include <string.h>

static igraph_error_t take_coordinates(const latigraph_study_t *study, int n,
                                       latigraph_latents_t *latents) {
    IGRAPH_CHECK(igraph_matrix_resize(&latents->coordinates, n, study->dims));
    igraph_matrix_fill(&latents->coordinates, IGRAPH_NAN);
    for (int i = 0; i < study->points.n; i++) {
        for (int d = 0; d < study->dims; d++) {
            MATRIX(latents->coordinates, study->points.id[i], d) =
                study->coordinate[(size_t)i * study->dims + d];
        }
    }
    latents->used = study->points.n;
    if (study->method == LATIGRAPH_LATENTS_LAPLACIAN) {
        IGRAPH_CHECK(igraph_vector_resize(&latents->eigenvalues, study->dims));
        memcpy(VECTOR(latents->eigenvalues), study->eigenvalue,
               (size_t)study->dims * sizeof(double));
    }
    return IGRAPH_SUCCESS;
}

/* Fills the matrix of distances; left-out neurons have NaN. */
static igraph_error_t take_geodesic(const latigraph_study_t *study, int n,
                                    latigraph_latents_t *latents) {
    const int count = study->points.n;
    double *row;
    IGRAPH_CHECK(igraph_matrix_resize(&latents->geodesic, n, n));
    igraph_matrix_fill(&latents->geodesic, IGRAPH_NAN);
    LATIGRAPH_ALLOCATE(row, count);
    for (int i = 0; i < count; i++) {
        if (i % 64 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        IGRAPH_CHECK(latigraph_geodesics(&study->web, &i, 1, 0, 0, row));
        for (int j = 0; j < count; j++) {
            MATRIX(latents->geodesic, study->points.id[i], study->points.id[j]) = row[j];
        }
    }
    g_free(row);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_attributes(igraph_t *graph, const latigraph_study_t *study,
                                     const latigraph_latents_t *latents) {
    igraph_vector_t column;
    IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, "weight", &study->web.length));
    IGRAPH_VECTOR_INIT_FINALLY(&column, 0);
    for (igraph_integer_t d = 0; d < igraph_matrix_ncol(&latents->coordinates); d++) {
        char name[32];
        g_snprintf(name, sizeof name, "latent_%d", (int)d + 1);
        IGRAPH_CHECK(igraph_matrix_get_col(&latents->coordinates, &column, d));
        IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, name, &column));
    }
    igraph_vector_destroy(&column);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Makes the graph of neighbours with all neurons; those that were left out have no edges. */
static igraph_error_t take_graph(const latigraph_study_t *study, int n,
                                 latigraph_latents_t *latents) {
    igraph_t graph;
    igraph_vector_int_t ends;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    for (igraph_integer_t e = 0; e < igraph_ecount(&study->web.graph); e++) {
        const int from = study->points.id[IGRAPH_FROM(&study->web.graph, e)];
        const int to = study->points.id[IGRAPH_TO(&study->web.graph, e)];
        IGRAPH_CHECK(igraph_vector_int_push_back(&ends, from));
        IGRAPH_CHECK(igraph_vector_int_push_back(&ends, to));
    }
    IGRAPH_CHECK(igraph_create(&graph, &ends, n, IGRAPH_UNDIRECTED));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    if (igraph_has_attribute_table()) {
        IGRAPH_CHECK(set_attributes(&graph, study, latents));
    }
    IGRAPH_CHECK(igraph_graph_list_push_back(&latents->neighbours, &graph));
    IGRAPH_FINALLY_CLEAN(1);
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void take_figures(const latigraph_study_t *study, latigraph_latents_t *latents) {
    latents->dimension = study->dimension.value;
    latents->dimension_low = study->dimension.low;
    latents->dimension_high = study->dimension.high;
    latents->two_nn = study->dimension.two_nn;
    latents->trust = study->trust;
    latents->links = study->web.links;
    latents->needed = study->needed;
    for (int d = 0; d < LATIGRAPH_STRESS_DIMENSIONS; d++) {
        VECTOR(latents->stress)[d] = study->stress[d];
    }
}

igraph_error_t latigraph_latents_take(const latigraph_study_t *study, int n,
                                      latigraph_latents_t *latents) {
    take_figures(study, latents);
    IGRAPH_CHECK(take_coordinates(study, n, latents));
    IGRAPH_CHECK(take_graph(study, n, latents));
    return study->options->geodesic ? take_geodesic(study, n, latents) : IGRAPH_SUCCESS;
}

igraph_error_t latigraph_latents_take_control(const latigraph_study_t *control,
                                              latigraph_latents_t *latents) {
    latigraph_latents_control_t *shuffled = &latents->shuffled;
    shuffled->dimension = control->dimension.value;
    shuffled->trust = control->trust;
    for (int d = 0; d < LATIGRAPH_STRESS_DIMENSIONS; d++) {
        VECTOR(shuffled->stress)[d] = control->stress[d];
    }
    if (control->method == LATIGRAPH_LATENTS_LAPLACIAN) {
        IGRAPH_CHECK(igraph_vector_resize(&shuffled->eigenvalues, control->dims));
        memcpy(VECTOR(shuffled->eigenvalues), control->eigenvalue,
               (size_t)control->dims * sizeof(double));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_latents_clear(latigraph_latents_t *latents) {
    igraph_vector_clear(&latents->eigenvalues);
    igraph_vector_clear(&latents->loop_shares);
    igraph_vector_clear(&latents->loop_lengths);
    igraph_vector_clear(&latents->shuffled.eigenvalues);
    igraph_graph_list_clear(&latents->neighbours);
    igraph_vector_fill(&latents->shuffled.stress, IGRAPH_NAN);
    latents->loops = latents->loops_least = latents->loops_most = IGRAPH_NAN;
    latents->loop_limit = latents->shuffled.dimension = IGRAPH_NAN;
    latents->shuffled.trust = latents->shuffled.rho = IGRAPH_NAN;
    return igraph_matrix_resize(&latents->geodesic, 0, 0);
}

/**
 * \function latigraph_latents_init
 * \brief Initialises an empty result of a search for latent variables.
 *
 * \param latents The result; free it with \ref latigraph_latents_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: an empty result.
 * \verbatim
 *   latigraph_latents_t latents;
 *   latigraph_latents_init(&latents);
 *   latigraph_latents_destroy(&latents);
 * \endverbatim
 */
igraph_error_t latigraph_latents_init(latigraph_latents_t *latents) {
    memset(latents, 0, sizeof *latents);
    IGRAPH_MATRIX_INIT_FINALLY(&latents->coordinates, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&latents->geodesic, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&latents->stress, LATIGRAPH_STRESS_DIMENSIONS);
    IGRAPH_VECTOR_INIT_FINALLY(&latents->eigenvalues, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&latents->loop_shares, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&latents->loop_lengths, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&latents->shuffled.stress, LATIGRAPH_STRESS_DIMENSIONS);
    IGRAPH_VECTOR_INIT_FINALLY(&latents->shuffled.eigenvalues, 0);
    IGRAPH_CHECK(igraph_graph_list_init(&latents->neighbours, 0));
    IGRAPH_FINALLY_CLEAN(8);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_latents_destroy
 * \brief Frees the memory of a result.
 *
 * \param latents The result.
 *
 * Time complexity: O(1).
 *
 * Example: a result that is not needed any more.
 * \verbatim
 *   latigraph_latents_t latents;
 *   latigraph_latents_init(&latents);
 *   latigraph_latents_destroy(&latents);
 * \endverbatim
 */
void latigraph_latents_destroy(latigraph_latents_t *latents) {
    igraph_matrix_destroy(&latents->coordinates);
    igraph_matrix_destroy(&latents->geodesic);
    igraph_vector_destroy(&latents->stress);
    igraph_vector_destroy(&latents->eigenvalues);
    igraph_vector_destroy(&latents->loop_shares);
    igraph_vector_destroy(&latents->loop_lengths);
    igraph_vector_destroy(&latents->shuffled.stress);
    igraph_vector_destroy(&latents->shuffled.eigenvalues);
    igraph_graph_list_destroy(&latents->neighbours);
}
