/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Generates circuits from a model inside an analysis with igraph, and compares each with a random
 * graph that has the same in- and out-degrees: is it more clustered and more reciprocal than its
 * degrees make it?
 *
 *     cc generate-and-measure.c -o generate-and-measure $(pkg-config --cflags --libs latigraph)
 *     ./generate-and-measure MODEL [GRAPHS [SEED]]
 *
 * Failures end the program through igraph's default error handler. */

#include <latigraph/latigraph.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    igraph_real_t reciprocity, transitivity;
} measures_t;

static measures_t measure(const igraph_t *graph) {
    measures_t result;
    igraph_reciprocity(graph, &result.reciprocity, /*ignore_loops=*/true,
                       IGRAPH_RECIPROCITY_DEFAULT);
    igraph_transitivity_undirected(graph, &result.transitivity, IGRAPH_TRANSITIVITY_ZERO);
    return result;
}

/* A simple graph with the degrees of `graph`, its edges switched at random. */
static void rewire(igraph_t *rewired, const igraph_t *graph) {
    igraph_vector_int_t out, in;
    igraph_vector_int_init(&out, 0);
    igraph_vector_int_init(&in, 0);
    igraph_degree(graph, &out, igraph_vss_all(), IGRAPH_OUT, IGRAPH_LOOPS);
    igraph_degree(graph, &in, igraph_vss_all(), IGRAPH_IN, IGRAPH_LOOPS);
    igraph_degree_sequence_game(rewired, &out, &in, IGRAPH_DEGSEQ_EDGE_SWITCHING_SIMPLE);
    igraph_vector_int_destroy(&in);
    igraph_vector_int_destroy(&out);
}

static void compare(const latigraph_model_t *model, int graphs) {
    measures_t ours = {0, 0}, theirs = {0, 0};
    printf("%5s %8s %8s %22s %22s\n", "graph", "vertices", "edges", "reciprocity, rewired",
           "transitivity, rewired");
    for (int i = 0; i < graphs; i++) {
        igraph_t graph, rewired;
        /* The seed comes from igraph's generator, as in igraph's own games. */
        const igraph_uint_t seed =
            (igraph_uint_t)igraph_rng_get_integer(igraph_rng_default(), 0, 0x7fffffff);
        latigraph_generate_graph(model, &graph, /*code=*/NULL, /*nodes=*/0, seed);
        rewire(&rewired, &graph);
        const measures_t a = measure(&graph), b = measure(&rewired);
        printf("%5d %8d %8d %12.3f %9.3f %12.3f %9.3f\n", i + 1, (int)igraph_vcount(&graph),
               (int)igraph_ecount(&graph), a.reciprocity, b.reciprocity, a.transitivity,
               b.transitivity);
        ours.reciprocity += a.reciprocity / graphs;
        ours.transitivity += a.transitivity / graphs;
        theirs.reciprocity += b.reciprocity / graphs;
        theirs.transitivity += b.transitivity / graphs;
        igraph_destroy(&rewired);
        igraph_destroy(&graph);
    }
    printf("%23s %12.3f %9.3f %12.3f %9.3f\n", "mean", ours.reciprocity, theirs.reciprocity,
           ours.transitivity, theirs.transitivity);
}

int main(int argc, char **argv) {
    const int graphs = argc > 2 ? atoi(argv[2]) : 10;
    const int seed = argc > 3 ? atoi(argv[3]) : 1;
    latigraph_model_t *model;
    if (argc < 2 || graphs < 1) {
        fprintf(stderr, "Usage: %s MODEL [GRAPHS [SEED]]\n", argv[0]);
        return 2;
    }
#if IGRAPH_VERSION_MAJOR >= 1
    igraph_setup(); /* gives igraph's generator another seed in each run; here one follows */
#endif
    igraph_set_attribute_table(&igraph_cattribute_table);
    igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)seed);
    latigraph_model_read(&model, argv[1]);
    compare(model, graphs);
    latigraph_model_destroy(model);
    return 0;
}
