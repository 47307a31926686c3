/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Functions of igraph as operations, each with one graph in and one number out, so that all can
 * serve as properties.
 *
 * The list of them is in igraph_measures.h, with name, definition and source, and one function
 * here computes each. A function leaves its value undefined (NaN) where igraph has no value; an
 * infinite value becomes NaN, too, because an infinite mean says nothing of a set of graphs.
 * Functions that igraph has for undirected graphs alone get the skeleton: the simple graph with an
 * edge wherever there is one in either direction. Vectors are tiny compared with the work on the
 * graph. */

#include "operation/igraph_measures.h"

#include "base/compat.h"

#include <math.h>

/* --- Paths and cycles --------------------------------------------------------- */

static igraph_error_t girth(const igraph_t *graph, igraph_real_t *value) {
    return igraph_girth(graph, value, NULL);
}

static igraph_error_t diameter(const igraph_t *graph, igraph_real_t *value) {
    return latigraph_diameter(graph, value);
}

static igraph_error_t path_length_undirected(const igraph_t *graph, igraph_real_t *value) {
    return latigraph_average_path_length(graph, value, NULL, /*directed=*/false);
}

static igraph_error_t reachable_pairs(const igraph_t *graph, igraph_real_t *value) {
    const igraph_real_t n = (igraph_real_t)igraph_vcount(graph);
    igraph_real_t length, without;
    if (n < 2) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_average_path_length(graph, &length, &without, /*directed=*/true));
    *value = 1 - without / (n * (n - 1));
    return IGRAPH_SUCCESS;
}

static igraph_error_t local_efficiency(const igraph_t *graph, igraph_real_t *value) {
    return latigraph_average_local_efficiency(graph, value);
}

static igraph_error_t feedback_edges(const igraph_t *graph, igraph_real_t *value) {
    igraph_vector_int_t edges;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges, 0);
    IGRAPH_CHECK(igraph_feedback_arc_set(graph, &edges, NULL, IGRAPH_FAS_APPROX_EADES));
    /* 0 / 0 without edges. */
    *value = (igraph_real_t)igraph_vector_int_size(&edges) / (igraph_real_t)igraph_ecount(graph);
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Figures of every neuron --------------------------------------------------- */

typedef igraph_error_t scores_t(const igraph_t *graph, igraph_vector_t *scores);

static igraph_error_t mean_of(scores_t *measure, const igraph_t *graph, igraph_real_t *value) {
    igraph_vector_t scores;
    IGRAPH_VECTOR_INIT_FINALLY(&scores, 0);
    IGRAPH_CHECK(measure(graph, &scores));
    *value = igraph_vector_sum(&scores) / (igraph_real_t)igraph_vector_size(&scores);
    igraph_vector_destroy(&scores);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t eccentricity(const igraph_t *graph, igraph_real_t *value) {
    return mean_of(latigraph_eccentricity, graph, value);
}

static igraph_error_t betweenness_mean(const igraph_t *graph, igraph_real_t *value) {
    return mean_of(latigraph_betweenness, graph, value);
}

static igraph_error_t pagerank_max(const igraph_t *graph, igraph_real_t *value) {
    igraph_vector_t ranks;
    IGRAPH_VECTOR_INIT_FINALLY(&ranks, 0);
    IGRAPH_CHECK(latigraph_pagerank(graph, &ranks));
    if (igraph_vector_size(&ranks) > 0) {
        *value = igraph_vector_max(&ranks);
    }
    igraph_vector_destroy(&ranks);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* The greatest of whole numbers, if there are any. */
static void greatest(const igraph_vector_int_t *numbers, igraph_real_t *value) {
    if (igraph_vector_int_size(numbers) > 0) {
        *value = (igraph_real_t)igraph_vector_int_max(numbers);
    }
}

static igraph_error_t max_degree(const igraph_t *graph, igraph_neimode_t mode,
                                 igraph_real_t *value) {
    igraph_vector_int_t degrees;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&degrees, 0);
    IGRAPH_CHECK(igraph_degree(graph, &degrees, igraph_vss_all(), mode, IGRAPH_NO_LOOPS));
    greatest(&degrees, value);
    igraph_vector_int_destroy(&degrees);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t max_out_degree(const igraph_t *graph, igraph_real_t *value) {
    return max_degree(graph, IGRAPH_OUT, value);
}

static igraph_error_t max_in_degree(const igraph_t *graph, igraph_real_t *value) {
    return max_degree(graph, IGRAPH_IN, value);
}

static igraph_error_t max_coreness(const igraph_t *graph, igraph_neimode_t mode,
                                   igraph_real_t *value) {
    igraph_vector_int_t cores;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&cores, 0);
    IGRAPH_CHECK(igraph_coreness(graph, &cores, mode));
    greatest(&cores, value);
    igraph_vector_int_destroy(&cores);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t max_out_coreness(const igraph_t *graph, igraph_real_t *value) {
    return max_coreness(graph, IGRAPH_OUT, value);
}

static igraph_error_t max_in_coreness(const igraph_t *graph, igraph_real_t *value) {
    return max_coreness(graph, IGRAPH_IN, value);
}

static igraph_error_t centralization(const igraph_t *graph, igraph_neimode_t mode,
                                     igraph_real_t *value) {
    return igraph_centralization_degree(graph, NULL, mode, IGRAPH_NO_LOOPS, value, NULL,
                                        /*normalized=*/true);
}

static igraph_error_t centralization_out_degree(const igraph_t *graph, igraph_real_t *value) {
    return centralization(graph, IGRAPH_OUT, value);
}

static igraph_error_t centralization_in_degree(const igraph_t *graph, igraph_real_t *value) {
    return centralization(graph, IGRAPH_IN, value);
}

/* --- Edges and pairs ----------------------------------------------------------- */

static igraph_error_t reciprocity_ratio(const igraph_t *graph, igraph_real_t *value) {
    return igraph_reciprocity(graph, value, /*ignore_loops=*/true, IGRAPH_RECIPROCITY_RATIO);
}

static igraph_error_t assortativity_undirected(const igraph_t *graph, igraph_real_t *value) {
    return igraph_assortativity_degree(graph, value, /*directed=*/false);
}

/* Sum of f over the pairs above the diagonal of a figure that every pair of neurons has. */
static igraph_real_t sum_pairs(const igraph_matrix_t *figures,
                               igraph_real_t (*f)(igraph_real_t figure)) {
    igraph_real_t sum = 0;
    for (igraph_integer_t j = 0; j < igraph_matrix_ncol(figures); j++) {
        for (igraph_integer_t i = 0; i < j; i++) {
            sum += f(MATRIX(*figures, i, j));
        }
    }
    return sum;
}

static igraph_real_t itself(igraph_real_t figure) {
    return figure;
}

static igraph_real_t pairs_of(igraph_real_t figure) {
    return figure * (figure - 1) / 2;
}

static igraph_error_t shared(const igraph_t *graph, igraph_neimode_t mode, igraph_real_t *value) {
    const igraph_real_t n = (igraph_real_t)igraph_vcount(graph);
    igraph_matrix_t similarity;
    IGRAPH_MATRIX_INIT_FINALLY(&similarity, 0, 0);
    IGRAPH_CHECK(latigraph_similarity_jaccard(graph, &similarity, mode));
    *value = sum_pairs(&similarity, itself) / pairs_of(n);
    igraph_matrix_destroy(&similarity);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t shared_targets(const igraph_t *graph, igraph_real_t *value) {
    return shared(graph, IGRAPH_OUT, value);
}

static igraph_error_t shared_inputs(const igraph_t *graph, igraph_real_t *value) {
    return shared(graph, IGRAPH_IN, value);
}

static igraph_error_t bifans(const igraph_t *graph, igraph_real_t *value) {
    igraph_matrix_t targets; /* vertices that each pair has in common */
    IGRAPH_MATRIX_INIT_FINALLY(&targets, 0, 0);
    IGRAPH_CHECK(igraph_bibcoupling(graph, &targets, igraph_vss_all()));
    *value = sum_pairs(&targets, pairs_of) / (igraph_real_t)igraph_vcount(graph);
    igraph_matrix_destroy(&targets);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Connectedness ------------------------------------------------------------- */

static igraph_error_t components(const igraph_t *graph, igraph_connectedness_t mode,
                                 igraph_real_t *value) {
    igraph_integer_t count;
    IGRAPH_CHECK(igraph_connected_components(graph, NULL, NULL, &count, mode));
    *value = (igraph_real_t)count;
    return IGRAPH_SUCCESS;
}

static igraph_error_t weak_components(const igraph_t *graph, igraph_real_t *value) {
    return components(graph, IGRAPH_WEAK, value);
}

static igraph_error_t strong_components(const igraph_t *graph, igraph_real_t *value) {
    return components(graph, IGRAPH_STRONG, value);
}

/* How many things of a kind igraph lists. */
static igraph_error_t count(igraph_error_t (*list)(const igraph_t *, igraph_vector_int_t *),
                            const igraph_t *graph, igraph_real_t *value) {
    igraph_vector_int_t things;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&things, 0);
    IGRAPH_CHECK(list(graph, &things));
    *value = (igraph_real_t)igraph_vector_int_size(&things);
    igraph_vector_int_destroy(&things);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t articulation_points(const igraph_t *graph, igraph_real_t *value) {
    return count(igraph_articulation_points, graph, value);
}

static igraph_error_t bridges(const igraph_t *graph, igraph_real_t *value) {
    return count(igraph_bridges, graph, value);
}

static igraph_error_t edge_connectivity(const igraph_t *graph, igraph_real_t *value) {
    igraph_integer_t edges;
    /* A single pair is needed for a mean. */
    if (igraph_vcount(graph) < 2) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(igraph_edge_connectivity(graph, &edges, /*checks=*/true));
    *value = (igraph_real_t)edges;
    return IGRAPH_SUCCESS;
}

/* --- Groups, directions left aside ---------------------------------------------- */

typedef igraph_error_t measure_t(const igraph_t *graph, igraph_real_t *value);

/* Measures the simple undirected graph with an edge wherever there is one either way. */
static igraph_error_t of_skeleton(measure_t *measure, const igraph_t *graph, igraph_real_t *value) {
    igraph_vector_int_t edges;
    igraph_t skeleton;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges, 0);
    IGRAPH_CHECK(igraph_get_edgelist(graph, &edges, /*bycol=*/false));
    IGRAPH_CHECK(igraph_create(&skeleton, &edges, igraph_vcount(graph), IGRAPH_UNDIRECTED));
    IGRAPH_FINALLY(igraph_destroy, &skeleton);
    IGRAPH_CHECK(igraph_simplify(&skeleton, true, true, NULL));
    IGRAPH_CHECK(measure(&skeleton, value));
    igraph_destroy(&skeleton);
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t largest_clique(const igraph_t *skeleton, igraph_real_t *value) {
    igraph_integer_t size;
    IGRAPH_CHECK(igraph_clique_number(skeleton, &size));
    *value = (igraph_real_t)size;
    return IGRAPH_SUCCESS;
}

static igraph_error_t clique_number(const igraph_t *graph, igraph_real_t *value) {
    return of_skeleton(largest_clique, graph, value);
}

static igraph_error_t greatest_truss(const igraph_t *skeleton, igraph_real_t *value) {
    igraph_vector_int_t trussness;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&trussness, 0);
    IGRAPH_CHECK(igraph_trussness(skeleton, &trussness));
    greatest(&trussness, value);
    igraph_vector_int_destroy(&trussness);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t max_trussness(const igraph_t *graph, igraph_real_t *value) {
    return of_skeleton(greatest_truss, graph, value);
}

static igraph_error_t best_walktrap(const igraph_t *skeleton, igraph_real_t *value) {
    igraph_matrix_int_t merges;
    igraph_vector_t modularity; /* after each merge */
    IGRAPH_CHECK(igraph_matrix_int_init(&merges, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_int_destroy, &merges);
    IGRAPH_VECTOR_INIT_FINALLY(&modularity, 0);
    IGRAPH_CHECK(igraph_community_walktrap(skeleton, NULL, 4, &merges, &modularity, NULL));
    if (igraph_vector_size(&modularity) > 0) {
        *value = igraph_vector_max(&modularity);
    }
    igraph_vector_destroy(&modularity);
    igraph_matrix_int_destroy(&merges);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t walktrap_modularity(const igraph_t *graph, igraph_real_t *value) {
    return of_skeleton(best_walktrap, graph, value);
}

/* --- The operations -------------------------------------------------------------- */

enum { GRAPH, VALUE, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [GRAPH] = {.name = "graph", .type = LATIGRAPH_TYPE_GRAPH, .doc = "The graph to measure."},
    [VALUE] = {.name = "value",
               .type = LATIGRAPH_TYPE_REAL,
               .direction = LATIGRAPH_OUT,
               .doc = "The measure; NaN where it is not defined."},
};

static igraph_error_t measure(measure_t *of, latigraph_value_t *values,
                              const igraph_bool_t *given) {
    igraph_real_t *value = &values[VALUE].real;
    if (!given[VALUE]) {
        return IGRAPH_SUCCESS;
    }
    *value = IGRAPH_NAN;
    IGRAPH_CHECK(of(values[GRAPH].graph, value));
    *value = isinf(*value) ? IGRAPH_NAN : *value;
    return IGRAPH_SUCCESS;
}

#define OPERATION(measured, what, source)                                                          \
    static igraph_error_t invoke_##measured(latigraph_value_t *values,                             \
                                            const igraph_bool_t *given) {                          \
        return measure(measured, values, given);                                                   \
    }                                                                                              \
    const latigraph_operation_t latigraph_operation_igraph_##measured = {                          \
        .name = "igraph_" #measured,                                                               \
        .summary = what,                                                                           \
        .doc = source,                                                                             \
        .arguments = arguments,                                                                    \
        .argument_count = ARGUMENTS,                                                               \
        .invoke = invoke_##measured,                                                               \
    };
LATIGRAPH_IGRAPH_MEASURES(OPERATION)
