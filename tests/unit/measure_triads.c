/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The triad census and the triangles of neurons are compared with a count over all triples and with
 * igraph's functions, by rows where edges are few and by sets of bits where they are many. */
#include "base/random.h"
#include "circuit/triads.h"
#include "measure/subject.h"
#include "test.h"

/* Classifies a triad by its numbers of mutual, one-way and empty dyads, and by the directions of
 * one-way edges. */
static int class_of(const latigraph_circuit_t *c, int i, int j, int k) {
    const int node[3] = {i, j, k};
    int edge[3][3], out[3] = {0}, in[3] = {0}, mutual = 0, edges = 0, centre = -1;
    for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
            edge[a][b] = a != b && latigraph_circuit_has_edge(c, node[a], node[b]);
        }
    }
    for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
            edges += edge[a][b];
            mutual += a < b && edge[a][b] && edge[b][a];
            out[a] += edge[a][b] && !edge[b][a];
            in[b] += edge[a][b] && !edge[b][a];
        }
    }
    const int one_way = edges - 2 * mutual;
    for (int a = 0; a < 3; a++) { /* the neuron outside the only mutual dyad */
        const int b = (a + 1) % 3, d = (a + 2) % 3;
        centre = mutual == 1 && edge[b][d] && edge[d][b] ? a : centre;
    }
    int most_out = 0, most_in = 0;
    for (int a = 0; a < 3; a++) {
        most_out = out[a] > most_out ? out[a] : most_out;
        most_in = in[a] > most_in ? in[a] : most_in;
    }
    switch (10 * mutual + one_way) {
    case 0:
        return 0;
    case 1:
        return 1;
    case 10:
        return 2;
    case 2:
        return most_out == 2 ? 3 : most_in == 2 ? 4 : 5;
    case 11: /* in 111D the edge leads into the mutual dyad, in 111U out of it */
        return out[centre] == 1 ? 6 : 7;
    case 3:
        return most_out == 2 ? 8 : 9;
    case 20:
        return 10;
    case 12:
        return out[centre] == 2 ? 11 : in[centre] == 2 ? 12 : 13;
    case 21:
        return 14;
    default:
        return 15;
    }
}

/* Makes a circuit of n neurons; the dyads of one block of ten have more edges than the others. */
static latigraph_circuit_t *draw(latigraph_stream_t *stream, int n, double density,
                                 double reciprocity, double block) {
    int *from = g_new(int, n *n), *to = g_new(int, n *n), m = 0;
    latigraph_circuit_t *circuit;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            const double p = i / 10 == j / 10 ? fmax(density, block) : density;
            const int there = latigraph_stream_uniform(stream) < p;
            const int back = latigraph_stream_uniform(stream) < (there ? reciprocity : p);
            if (there) {
                from[m] = i, to[m++] = j;
            }
            if (back) {
                from[m] = j, to[m++] = i;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "random", n, m, from, to, NULL));
    g_free(to);
    g_free(from);
    return circuit;
}

/* Compares all classes with a count over all triples and with igraph. */
static void check_census(const latigraph_circuit_t *circuit, const igraph_t *graph,
                         const latigraph_triads_t *triads) {
    double brute[LATIGRAPH_TRIADS] = {0};
    igraph_vector_t census;
    for (int i = 0; i < circuit->n; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < j; k++) {
                brute[class_of(circuit, i, j, k)]++;
            }
        }
    }
    CHECK_OK(igraph_vector_init(&census, 0));
    CHECK_OK(igraph_triad_census(graph, &census));
    for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
        CHECK(triads->count[k] == brute[k]);
        if (circuit->n >= 3) { /* igraph's count of 003 is wrong for fewer neurons */
            CHECK(triads->count[k] == VECTOR(census)[k]);
        }
    }
    igraph_vector_destroy(&census);
}

/* Compares the numbers of each neuron and the sums with igraph. The graph becomes undirected. */
static void check_neurons(igraph_t *graph, const latigraph_triads_t *triads,
                          const latigraph_neuron_triads_t *neurons) {
    igraph_vector_t local;
    igraph_vector_int_t degree;
    igraph_integer_t mutual = 0;
    double transitivity, triples = 0;
    const igraph_integer_t edges = igraph_ecount(graph);
    CHECK_OK(igraph_to_undirected(graph, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
    mutual = edges - igraph_ecount(graph);
    CHECK(triads->mutual == (double)mutual && triads->one_way == (double)(edges - 2 * mutual));
    CHECK_OK(igraph_vector_init(&local, 0));
    CHECK_OK(igraph_vector_int_init(&degree, 0));
    CHECK_OK(igraph_degree(graph, &degree, igraph_vss_all(), IGRAPH_ALL, false));
    CHECK_OK(igraph_transitivity_local_undirected(graph, &local, igraph_vss_all(),
                                                  IGRAPH_TRANSITIVITY_NAN));
    for (igraph_integer_t i = 0; i < igraph_vector_size(&local); i++) {
        const double d = (double)VECTOR(degree)[i], found = latigraph_clustering(neurons, (int)i);
        CHECK(neurons->partners[i] == d);
        CHECK(isnan(found) ? isnan(VECTOR(local)[i]) : fabs(found - VECTOR(local)[i]) < 1e-14);
        triples += d * (d - 1) / 2;
    }
    CHECK(triads->triples == triples);
    CHECK_OK(igraph_transitivity_undirected(graph, &transitivity, IGRAPH_TRANSITIVITY_ZERO));
    CHECK_NEAR(triples > 0 ? 3 * triads->triangles / triples : 0, transitivity, 1e-14);
    igraph_vector_int_destroy(&degree);
    igraph_vector_destroy(&local);
}

static void compare(latigraph_circuit_t *circuit) {
    latigraph_neuron_triads_t neurons = {g_new(double, circuit->n + 1), g_new(int, circuit->n + 1)};
    latigraph_triads_t triads;
    igraph_t graph;
    CHECK_OK(latigraph_find_triads(circuit, &triads, &neurons));
    CHECK_OK(latigraph_circuit_bare_graph(circuit, &graph));
    check_census(circuit, &graph, &triads);
    check_neurons(&graph, &triads, &neurons);
    igraph_destroy(&graph);
    g_free(neurons.partners);
    g_free(neurons.triangles);
    latigraph_circuit_destroy(circuit);
}

/* Paths of all pairs are those of igraph, along directed edges and along the skeleton. */
static void paths_of(latigraph_circuit_t *circuit) {
    igraph_t graph;
    CHECK_OK(latigraph_circuit_bare_graph(circuit, &graph));
    for (int directed = 0; directed < 2; directed++) {
        igraph_vector_t pairs;
        igraph_real_t unreachable;
        latigraph_quantities_t q = {.known = 0};
        const latigraph_paths_t *paths = directed ? &q.paths : &q.ways;
        double sum = 0, inverses = 0, all = 0;
        CHECK_OK(igraph_vector_init(&pairs, 0));
        const guint wanted = directed ? LATIGRAPH_NEEDS(PATHS) : LATIGRAPH_NEEDS(WAYS);
        CHECK(latigraph_quantities_find(&q, circuit, wanted, NULL));
        CHECK_OK(igraph_path_length_hist(&graph, &pairs, &unreachable, directed));
        for (igraph_integer_t i = 0; i < igraph_vector_size(&pairs); i++) {
            all += VECTOR(pairs)[i];
            sum += VECTOR(pairs)[i] * (double)(i + 1);
            inverses += VECTOR(pairs)[i] / (double)(i + 1);
        }
        const int ways = directed ? 1 : 2; /* igraph counts pairs without an order once */
        CHECK(paths->pairs == ways * all && paths->sum == ways * sum);
        CHECK_NEAR(paths->inverses, ways * inverses, 1e-9 * inverses);
        igraph_vector_destroy(&pairs);
    }
    igraph_destroy(&graph);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    latigraph_stream_t stream;
    test_init();
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    for (int round = 0; round < 60; round++) {
        compare(draw(&stream, round % 30, 0.04 * (1 + round % 24), round % 3 * 0.5, 0));
    }
    for (int round = 0; round < 12; round++) { /* rows: more words than edges per neuron */
        compare(draw(&stream, 150 + round, 0.004, round % 3 * 0.5, round % 4 * 0.1));
    }
    for (int round = 0; round < 8; round++) {
        paths_of(draw(&stream, (int[]){0, 1, 2, 40, 64, 65, 513, 700}[round],
                      round < 6 ? 0.1 : 0.004, 0.3, 0));
    }
    return 0;
}
