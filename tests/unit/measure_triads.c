/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The triad census is compared with a count over all triples and with igraph's census. */
#include "base/random.h"
#include "measure/triads.h"
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

static void census_of(latigraph_stream_t *stream, int n, double density, double reciprocity) {
    int from[2000], to[2000], m = 0;
    double count[LATIGRAPH_TRIADS], brute[LATIGRAPH_TRIADS] = {0};
    latigraph_circuit_t *circuit;
    igraph_t graph;
    igraph_vector_t census;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            const int there = latigraph_stream_uniform(stream) < density;
            const int back = latigraph_stream_uniform(stream) < (there ? reciprocity : density);
            if (there) {
                from[m] = i, to[m++] = j;
            }
            if (back) {
                from[m] = j, to[m++] = i;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "random", n, m, from, to, NULL));
    CHECK_OK(latigraph_triad_census(circuit, count));
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < j; k++) {
                brute[class_of(circuit, i, j, k)]++;
            }
        }
    }
    CHECK_OK(latigraph_circuit_bare_graph(circuit, &graph));
    CHECK_OK(igraph_vector_init(&census, 0));
    CHECK_OK(igraph_triad_census(&graph, &census));
    for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
        CHECK(count[k] == brute[k]);
        if (n >= 3) { /* igraph's count of 003 is wrong for fewer neurons */
            CHECK(count[k] == VECTOR(census)[k]);
        }
    }
    igraph_vector_destroy(&census);
    igraph_destroy(&graph);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    latigraph_stream_t stream;
    test_init();
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    for (int round = 0; round < 60; round++) {
        census_of(&stream, round % 30, 0.04 * (1 + round % 24), round % 3 * 0.5);
    }
    return 0;
}
