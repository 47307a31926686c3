/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* One study: neighbours, distances along them, dimension and coordinates. The same steps serve true
 * and shuffled weights.
 *
 * The study of profiles begins with the nearest neighbours of points. That of a circuit takes its
 * edges instead, in its largest part, each of length 1. */

#include "manifold/manifold.h"

#include <math.h>

/* ALL_MAX: neurons up to which all are landmarks, so that distances of all pairs are held. */
enum { ALL_MAX = 4000, LANDMARKS = 500, SPECTRAL_DIMENSIONS = 8, RATIO_NEIGHBOURS = 4 };
static const double LOW_STRESS = 0.05;

void latigraph_study_destroy(latigraph_study_t *study) {
    latigraph_points_destroy(&study->points);
    if (study->web_live) {
        latigraph_web_destroy(&study->web);
    }
    g_free(study->landmark);
    g_free(study->distance);
    g_free(study->coordinate);
    g_free(study->eigenvalue);
}

/* --- Graphs ----------------------------------------------------------------------------------- */

static igraph_error_t make_web_of_points(latigraph_study_t *study, const latigraph_near_t *near) {
    IGRAPH_CHECK(
        latigraph_web_init(&study->web, &study->points, near, (int)study->options->neighbours));
    study->web_live = true;
    return IGRAPH_SUCCESS;
}

/* Gets an undirected graph of all neurons of a circuit. */
static igraph_error_t skeleton(const latigraph_circuit_t *circuit, const int *row, int n,
                               igraph_t *graph) {
    igraph_vector_int_t ends;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            if (row == NULL || row[i] >= 0) {
                const int j = circuit->out_to[e];
                IGRAPH_CHECK(igraph_vector_int_push_back(&ends, row != NULL ? row[i] : i));
                IGRAPH_CHECK(igraph_vector_int_push_back(&ends, row != NULL ? row[j] : j));
            }
        }
    }
    IGRAPH_CHECK(igraph_create(graph, &ends, n, IGRAPH_UNDIRECTED));
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Numbers the neurons of the largest part: row[v], −1 elsewhere. */
static igraph_error_t number_part(const latigraph_circuit_t *circuit, int *row, int *count) {
    igraph_t graph;
    igraph_vector_int_t part, size;
    IGRAPH_CHECK(skeleton(circuit, NULL, circuit->n, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&part, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&size, 0);
    IGRAPH_CHECK(igraph_connected_components(&graph, &part, &size, NULL, IGRAPH_WEAK));
    const igraph_integer_t largest =
        igraph_vector_int_size(&size) > 0 ? igraph_vector_int_which_max(&size) : 0;
    *count = 0;
    for (int v = 0; v < circuit->n; v++) {
        row[v] = VECTOR(part)[v] == largest ? (*count)++ : -1;
    }
    igraph_vector_int_destroy(&size);
    igraph_vector_int_destroy(&part);
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Takes the largest part of the circuit as the graph, with edges of length 1. */
static igraph_error_t make_web_of_circuit(latigraph_study_t *study, int *row) {
    int count;
    IGRAPH_CHECK(number_part(study->circuit, row, &count));
    IGRAPH_CHECK(latigraph_points_init(&study->points, count, 0));
    for (int v = 0; v < study->circuit->n; v++) {
        if (row[v] >= 0) {
            study->points.id[row[v]] = v;
        }
    }
    IGRAPH_CHECK(skeleton(study->circuit, row, count, &study->web.graph));
    IGRAPH_FINALLY(igraph_destroy, &study->web.graph);
    IGRAPH_CHECK(igraph_simplify(&study->web.graph, true, true, NULL));
    IGRAPH_CHECK(igraph_vector_init(&study->web.length, igraph_ecount(&study->web.graph)));
    igraph_vector_fill(&study->web.length, 1);
    study->web.links = 0;
    study->web_live = true;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_size(const latigraph_study_t *study) {
    const int n = study->points.n, k = (int)study->options->neighbours;
    const int least = MAX(k, RATIO_NEIGHBOURS) + 1;
    if (n < least) {
        IGRAPH_ERRORF(
            "Only %d neurons have %s; %d nearest neighbours need at least %d.", IGRAPH_EINVAL, n,
            study->profiles ? "weights that are not all 0" : "edges in one part", k, least);
    }
    return IGRAPH_SUCCESS;
}

/* --- Coordinates ------------------------------------------------------------------------------ */

static igraph_error_t measure_distances(latigraph_study_t *study) {
    const int n = study->points.n;
    const double from = study->progress + 0.1 * study->share;
    study->count = n <= ALL_MAX ? n : LANDMARKS;
    study->landmark = g_try_new0(int, study->count + 1);
    study->distance = g_try_malloc0_n((gsize)study->count * (gsize)n + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(study->landmark);
    LATIGRAPH_CHECK_MEMORY(study->distance);
    if (n > ALL_MAX) {
        return latigraph_landmarks(&study->web, 0, study->count, study->landmark, study->distance);
    }
    for (int i = 0; i < n; i++) {
        study->landmark[i] = i;
    }
    return latigraph_geodesics(&study->web, study->landmark, n, from, from + 0.6 * study->share,
                               study->distance);
}

/* Number of coordinates: what was asked for, what the stress needs, or the least stress. */
static int choose_dimensions(latigraph_study_t *study) {
    int best = 0;
    study->needed = 0;
    for (int d = 0; d < LATIGRAPH_STRESS_DIMENSIONS; d++) {
        best = study->stress[d] < study->stress[best] ? d : best;
        if (study->needed == 0 && study->stress[d] < LOW_STRESS) {
            study->needed = d + 1;
        }
    }
    return study->options->dimensions > 0 ? (int)study->options->dimensions
           : study->needed > 0            ? study->needed
                                          : best + 1;
}

/* Keeps the first columns of coordinates (n, wide). */
static void narrow(double *coordinate, int n, int wide, int dims) {
    for (int i = 0; i < n; i++) {
        for (int d = 0; d < dims; d++) {
            coordinate[(size_t)i * dims + d] = coordinate[(size_t)i * wide + d];
        }
    }
}

static igraph_error_t embed_distances(latigraph_study_t *study) {
    const int n = study->points.n;
    const int wide = MAX(LATIGRAPH_STRESS_DIMENSIONS, (int)study->options->dimensions);
    study->coordinate = g_try_malloc0_n((gsize)n * (gsize)wide + 1, sizeof(double));
    study->eigenvalue = g_try_new0(double, wide + 1);
    LATIGRAPH_CHECK_MEMORY(study->coordinate);
    LATIGRAPH_CHECK_MEMORY(study->eigenvalue);
    IGRAPH_CHECK(measure_distances(study));
    IGRAPH_CHECK(latigraph_scale(n, study->count, study->landmark, study->distance, wide,
                                 study->coordinate));
    latigraph_stress(n, study->count, study->landmark, study->distance, wide, study->coordinate,
                     study->stress);
    study->dims = choose_dimensions(study);
    narrow(study->coordinate, n, wide, study->dims);
    return latigraph_latents_progress(study->progress + 0.9 * study->share);
}

static igraph_error_t embed_similarities(latigraph_study_t *study, const int *row) {
    const int n = study->points.n;
    latigraph_similar_t similar;
    study->dims =
        study->options->dimensions > 0 ? (int)study->options->dimensions : SPECTRAL_DIMENSIONS;
    study->dims = MIN(study->dims, n - 2);
    for (int d = 0; d < LATIGRAPH_STRESS_DIMENSIONS; d++) {
        study->stress[d] = NAN;
    }
    study->coordinate = g_try_malloc0_n((gsize)n * (gsize)study->dims + 1, sizeof(double));
    study->eigenvalue = g_try_new0(double, study->dims + 1);
    LATIGRAPH_CHECK_MEMORY(study->coordinate);
    LATIGRAPH_CHECK_MEMORY(study->eigenvalue);
    IGRAPH_CHECK(row != NULL ? latigraph_similar_from_circuit(&similar, n, row, study->circuit)
                             : latigraph_similar_from_web(&similar, &study->web));
    IGRAPH_FINALLY(latigraph_similar_destroy, &similar);
    IGRAPH_CHECK(latigraph_spectral(&similar, study->dims, study->coordinate, study->eigenvalue));
    latigraph_similar_destroy(&similar);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t embed(latigraph_study_t *study, const int *row) {
    return study->method == LATIGRAPH_LATENTS_ISOMAP ? embed_distances(study)
                                                     : embed_similarities(study, row);
}

/* --- The study -------------------------------------------------------------------------------- */

static igraph_error_t measure_trust(latigraph_study_t *study, const latigraph_near_t *near) {
    /* The points borrow the coordinates. */
    latigraph_points_t embedded = {
        .n = study->points.n, .width = study->dims, .row = study->coordinate};
    LATIGRAPH_ALLOCATE(embedded.square, embedded.n);
    latigraph_points_measure(&embedded);
    IGRAPH_CHECK(latigraph_trust(near, (int)study->options->neighbours, &embedded,
                                 (int)study->options->threads, &study->trust));
    g_free(embedded.square);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t study_profiles(latigraph_study_t *study) {
    const latigraph_latents_options_t *options = study->options;
    latigraph_near_t near;
    IGRAPH_CHECK(latigraph_near_init(&near, &study->points,
                                     MAX((int)options->neighbours, RATIO_NEIGHBOURS),
                                     (int)options->threads));
    IGRAPH_FINALLY(latigraph_near_destroy, &near);
    IGRAPH_CHECK(make_web_of_points(study, &near));
    IGRAPH_CHECK(latigraph_dimension(&near, options->seed, &study->dimension));
    IGRAPH_CHECK(embed(study, NULL));
    IGRAPH_CHECK(measure_trust(study, &near));
    latigraph_near_destroy(&near);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t study_circuit(latigraph_study_t *study) {
    int *row;
    LATIGRAPH_ALLOCATE(row, study->circuit->n);
    IGRAPH_CHECK(make_web_of_circuit(study, row));
    IGRAPH_CHECK(check_size(study));
    IGRAPH_CHECK(embed(study, row));
    g_free(row);
    IGRAPH_FINALLY_CLEAN(1);
    study->trust = NAN;
    study->dimension = (latigraph_dimension_t){NAN, NAN, NAN, NAN};
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_study(latigraph_study_t *study) {
    IGRAPH_CHECK(latigraph_latents_progress(study->progress));
    if (!study->profiles) {
        return study_circuit(study);
    }
    IGRAPH_CHECK(check_size(study));
    return study_profiles(study);
}
