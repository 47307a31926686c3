/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Times the counts of triads and of paths, and igraph's functions on the same graphs:
 *
 *     bench/triads [N:M ...]
 *
 * N:M is a graph of N neurons and about M edges: a ring on which each neuron sends edges to its
 * nearest neighbours, of which a fifth goes anywhere instead and a quarter comes back. Both ways
 * must count the same. Times are processor times, the least of several runs. Paths are measured up
 * to 3000 neurons. */

#include "circuit/triads.h"

#include "base/random.h"
#include "measure/subject.h"

#include <glib.h>
#include <latigraph/latigraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REPEATS = 3, PATHS_MAX = 3000 };

static double cpu(void) {
    return (double)clock() / CLOCKS_PER_SEC;
}

static void check(igraph_error_t code) {
    if (code != IGRAPH_SUCCESS) {
        exit(1);
    }
}

/* The graph is made simple by igraph, in which the circuit is read from. */
static void make_graph(int n, int m, igraph_t *graph) {
    igraph_vector_int_t edges;
    latigraph_stream_t stream;
    const int degree = MAX(4 * m / n / 5, 1);
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    check(igraph_vector_int_init(&edges, 0));
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < degree; k++) {
            int j = (i + 1 + k) % n;
            if (latigraph_stream_uniform(&stream) < 0.2) {
                j = (int)latigraph_stream_integer(&stream, (uint32_t)n);
            }
            const gboolean back = latigraph_stream_uniform(&stream) < 0.25;
            check(igraph_vector_int_push_back(&edges, i));
            check(igraph_vector_int_push_back(&edges, j));
            if (back) {
                check(igraph_vector_int_push_back(&edges, j));
                check(igraph_vector_int_push_back(&edges, i));
            }
        }
    }
    check(igraph_create(graph, &edges, n, IGRAPH_DIRECTED));
    check(igraph_simplify(graph, /* multiple */ 1, /* loops */ 1, NULL));
    igraph_vector_int_destroy(&edges);
}

/* Seconds of igraph for census, transitivity, and the triangles of each neuron. */
static double igraph_triads(const igraph_t *graph, igraph_vector_t *census) {
    igraph_vector_t local;
    igraph_t skeleton;
    double transitivity;
    check(igraph_vector_init(&local, 0));
    const double start = cpu();
    check(igraph_triad_census(graph, census));
    check(igraph_copy(&skeleton, graph));
    check(igraph_to_undirected(&skeleton, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
    check(igraph_transitivity_undirected(&skeleton, &transitivity, IGRAPH_TRANSITIVITY_NAN));
    check(igraph_transitivity_local_undirected(&skeleton, &local, igraph_vss_all(),
                                               IGRAPH_TRANSITIVITY_NAN));
    const double seconds = cpu() - start;
    igraph_destroy(&skeleton);
    igraph_vector_destroy(&local);
    return seconds;
}

static double own_triads(const latigraph_circuit_t *circuit, latigraph_triads_t *triads) {
    latigraph_neuron_triads_t neurons = {g_new(double, circuit->n), g_new(int, circuit->n)};
    const double start = cpu();
    check(latigraph_find_triads(circuit, triads, &neurons));
    const double seconds = cpu() - start;
    g_free(neurons.partners);
    g_free(neurons.triangles);
    return seconds;
}

static void time_triads(const igraph_t *graph, const latigraph_circuit_t *circuit) {
    double theirs = INFINITY, ours = INFINITY;
    latigraph_triads_t triads;
    igraph_vector_t census;
    check(igraph_vector_init(&census, 0));
    for (int r = 0; r < REPEATS; r++) {
        ours = fmin(ours, own_triads(circuit, &triads));
        theirs = fmin(theirs, igraph_triads(graph, &census));
    }
    for (int k = 3; k < LATIGRAPH_TRIADS; k++) { /* igraph rounds the others in large graphs */
        if (VECTOR(census)[k] != triads.count[k]) {
            fprintf(stderr, "Class %d: %.17g triads, igraph has %.17g.\n", k, triads.count[k],
                    VECTOR(census)[k]);
            exit(1);
        }
    }
    igraph_vector_destroy(&census);
    printf("| %d | %d | triads | %.4g | %.4g | %.1f | %.0f |\n", circuit->n, circuit->m, 1e3 * ours,
           1e3 * theirs, theirs / ours, 1e9 * ours / circuit->m);
}

static void time_paths(const igraph_t *graph, const latigraph_circuit_t *circuit) {
    double theirs = INFINITY, ours = INFINITY;
    for (int r = 0; r < REPEATS; r++) {
        latigraph_quantities_t q = {.known = 0};
        igraph_vector_t pairs;
        igraph_real_t unreachable;
        check(igraph_vector_init(&pairs, 0));
        double start = cpu();
        check(latigraph_quantities_find(&q, circuit, LATIGRAPH_NEEDS(PATHS), NULL) ? IGRAPH_SUCCESS
                                                                                   : IGRAPH_ENOMEM);
        ours = fmin(ours, cpu() - start);
        start = cpu();
        check(igraph_path_length_hist(graph, &pairs, &unreachable, IGRAPH_DIRECTED));
        theirs = fmin(theirs, cpu() - start);
        if (igraph_vector_sum(&pairs) != q.paths.pairs) {
            fprintf(stderr, "%.17g paths, igraph has %.17g.\n", q.paths.pairs,
                    igraph_vector_sum(&pairs));
            exit(1);
        }
        igraph_vector_destroy(&pairs);
    }
    printf("| %d | %d | paths | %.4g | %.4g | %.1f | %.0f |\n", circuit->n, circuit->m, 1e3 * ours,
           1e3 * theirs, theirs / ours, 1e9 * ours / circuit->m);
}

static void time_graph(const char *size) {
    int n, m;
    igraph_t graph;
    latigraph_circuit_t *circuit;
    if (sscanf(size, "%d:%d", &n, &m) != 2 || n < 3 || m < n) {
        fprintf(stderr, "%s is not N:M with 3 or more neurons, and an edge or more for each.\n",
                size);
        exit(2);
    }
    make_graph(n, m, &graph);
    check(latigraph_circuit_from_graph(&circuit, &graph, "ring", NULL, NULL));
    time_triads(&graph, circuit);
    if (n <= PATHS_MAX) {
        time_paths(&graph, circuit);
    }
    fflush(stdout);
    latigraph_circuit_destroy(circuit);
    igraph_destroy(&graph);
}

int main(int argc, char **argv) {
    static const char *const usual[] = {"150:2000", "1000:20000", "1000:250000", "100000:2000000"};
    printf("| neurons | edges | what | ms | igraph, ms | ratio | ns per edge |\n"
           "| ---: | ---: | --- | ---: | ---: | ---: | ---: |\n");
    for (int k = 1; k < argc; k++) {
        time_graph(argv[k]);
    }
    for (gsize k = 0; argc == 1 && k < G_N_ELEMENTS(usual); k++) {
        time_graph(usual[k]);
    }
    return 0;
}
