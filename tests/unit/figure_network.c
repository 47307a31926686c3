/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Networks of figures: which edges are drawn, which types have colours, where neurons are, and that
 * the drawing has an arrowhead per one-way edge, a dot per neuron and keys. */

#include "figure/figure.h"
#include "sanitized.h"
#include "test.h"

#include <math.h>
#include <string.h>

enum { MOST_EDGES = 2000 };

/* A circuit without random numbers; tests/report/pure.mjs has the same one. */
static latigraph_circuit_t *make_circuit(int n) {
    int from[MOST_EDGES], to[MOST_EDGES], m = 0;
    latigraph_circuit_t *circuit;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j && ((i * i + 3 * j) % 17 == 0 || (i + 2 * j) % 19 == 0)) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "rule", n, m, from, to, NULL));
    return circuit;
}

/* Type k of `types` is that of every neuron k, k + types, ...; the first neuron has none. */
static void set_types(latigraph_circuit_t *circuit, int types) {
    const int n = (int)latigraph_circuit_vcount(circuit);
    igraph_strvector_t values;
    CHECK_OK(igraph_strvector_init(&values, n));
    for (int i = 1; i < n; i++) {
        char name[32];
        g_snprintf(name, sizeof name, "type %d", i % types);
        CHECK_OK(igraph_strvector_set(&values, i, name));
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &values));
    igraph_strvector_destroy(&values);
}

/* The report keeps the same 492 of 1539 edges (tests/report/pure.mjs); both edges of a pair or
 * none. Up to 100 neurons, all are drawn. */
static void test_thinning(void) {
    latigraph_circuit_t *circuit = make_circuit(120);
    figure_network_t network = {.n = 0};
    int mutual = 0, sum = 0;
    CHECK_OK(figure_network_fill(&network, circuit, NULL));
    CHECK_EQUAL(network.n, 120);
    CHECK_EQUAL(network.m, 1539);
    CHECK_EQUAL(network.drawn, 492);
    for (int e = 0; e < network.drawn; e++) {
        sum = (31 * sum + latigraph_circuit_find_edge(circuit, network.from[e], network.to[e])) %
              1000003;
        mutual += network.mutual[e];
    }
    CHECK_EQUAL(sum, 792692);
    CHECK_EQUAL(mutual, 138);
    figure_network_clear(&network);
    latigraph_circuit_destroy(circuit);

    circuit = make_circuit(FIGURE_THIN_ABOVE);
    CHECK_OK(figure_network_fill(&network, circuit, NULL));
    CHECK_EQUAL(network.drawn, network.m);
    CHECK_EQUAL(network.drawn, latigraph_circuit_ecount(circuit));
    figure_network_clear(&network);
    latigraph_circuit_destroy(circuit);
}

/* The eight most frequent types have colours, in the order of the types. */
static void test_types(void) {
    latigraph_circuit_t *circuit = make_circuit(45);
    figure_network_t network = {.n = 0};
    CHECK_OK(figure_network_fill(&network, circuit, NULL));
    CHECK(network.type == NULL && network.types == 0);
    figure_network_clear(&network);

    set_types(circuit, 10); /* types 1 to 4 have five neurons, the others four; 5 comes before 0 */
    CHECK_OK(figure_network_fill(&network, circuit, NULL));
    CHECK_EQUAL(network.types, 8);
    CHECK(network.others);
    CHECK(strcmp(network.name[7], "type 8") == 0);
    CHECK_EQUAL(network.type[0], FIGURE_TYPES);
    CHECK_EQUAL(network.type[1], 0);
    CHECK_EQUAL(network.type[8], 7);
    CHECK_EQUAL(network.type[9], FIGURE_TYPES);
    figure_network_clear(&network);

    set_types(circuit, 8);
    CHECK_OK(figure_network_fill(&network, circuit, NULL));
    CHECK_EQUAL(network.types, 8);
    CHECK_EQUAL(network.type[9], 0);
    figure_network_clear(&network);
    latigraph_circuit_destroy(circuit);
}

/* Positions are seen across their narrowest axis, and neurons of another network can have the same
 * places. A layout is finite. */
static void test_places(void) {
    latigraph_circuit_t *circuit = make_circuit(10);
    figure_network_t laid = {.n = 0}, network = {.n = 0}, other = {.n = 0};
    igraph_matrix_t positions;
    CHECK_OK(figure_network_fill(&laid, circuit, NULL));
    CHECK_OK(igraph_matrix_init(&positions, 10, 3));
    for (int i = 0; i < 10; i++) {
        CHECK(laid.x[i] >= 0 && laid.x[i] <= 1 && laid.y[i] >= 0 && laid.y[i] <= 1);
        MATRIX(positions, i, 0) = i;
        MATRIX(positions, i, 1) = 0.1 * i;
        MATRIX(positions, i, 2) = 5 + i % 2;
    }
    CHECK_OK(latigraph_circuit_set_positions(circuit, &positions, "um"));
    CHECK_OK(figure_network_fill(&network, circuit, NULL));
    CHECK_OK(figure_network_fill(&other, circuit, &laid));
    for (int i = 1; i < 10; i++) {
        CHECK_NEAR(network.x[i] - network.x[0], i / (9 * 1.04), 1e-6);
        CHECK_NEAR(network.y[i] - network.y[0], i % 2 / (9 * 1.04), 1e-6);
        CHECK(other.x[i] == laid.x[i] && other.y[i] == laid.y[i]);
    }
    igraph_matrix_destroy(&positions);
    figure_network_clear(&other);
    figure_network_clear(&network);
    figure_network_clear(&laid);
    latigraph_circuit_destroy(circuit);
}

/* The strip of a figure without a map, as SVG. Every step shows the same circuit. */
static igraph_error_t draw(latigraph_circuit_t *circuit, figure_t *figure, GString *svg) {
    const latigraph_figure_style_t style = {"svg", NAN, NAN, NAN, -1, -1, NULL};
    igraph_vector_char_t image;
    *figure =
        (figure_t){.property = "density", .unit = "", .direction = "density", .direction_unit = ""};
    CHECK_OK(figure_network_fill(&figure->like, circuit, NULL));
    for (int s = 0; s < FIGURE_STEPS; s++) {
        CHECK_OK(figure_network_fill(&figure->step[s].network, circuit, &figure->like));
    }
    CHECK_OK(igraph_vector_char_init(&image, 0));
    const igraph_error_t code = figure_image_map(figure, &style, &image);
    g_string_append_len(svg, VECTOR(image), igraph_vector_char_size(&image));
    igraph_vector_char_destroy(&image);
    return code;
}

/* Counts triangles: sub-paths of three corners. */
static int count_heads(const char *svg) {
    int heads = 0;
    for (const char *at = svg; (at = strstr(at, "<path")) != NULL; at++) {
        const char *c = strstr(at, " d=\""), *end = strchr(at, '>');
        int corners = 0;
        for (c = c != NULL && c < end ? c + 4 : end; c < end && *c != '"'; c++) {
            corners = *c == 'M' ? 1 : corners + (*c == 'L') + 100 * (*c == 'C');
            heads += *c == 'Z' && corners == 3;
        }
    }
    return heads;
}

static int one_way(const figure_network_t *network) {
    int count = 0;
    for (int e = 0; e < network->drawn; e++) {
        count += !network->mutual[e];
    }
    return count;
}

static gboolean test_drawing(void) {
    latigraph_circuit_t *large = make_circuit(120), *small = make_circuit(40);
    figure_t figure;
    GString *svg = g_string_new(NULL);
    set_types(large, 2);
    const gboolean drawn = draw(large, &figure, svg) == IGRAPH_SUCCESS;
    if (drawn) {
        CHECK_CONTAINS(svg->str, ">492 of 1539 edges</text>");
        CHECK_CONTAINS(svg->str, ">n of m edges are drawn: ");
        CHECK_CONTAINS(svg->str, ">type 1</text>");
        CHECK_CONTAINS(svg->str, ">type 0</text>");
        CHECK_CONTAINS(svg->str, ">other or unknown type</text>");
        CHECK_CONTAINS(svg->str, "viewBox=\"0 0 540 459\"");
        /* One of the key; edges between touching neurons have none. */
        const int heads = count_heads(svg->str) - 1;
        CHECK(heads > FIGURE_STEPS * one_way(&figure.like) * 0.9);
        CHECK(heads <= FIGURE_STEPS * one_way(&figure.like));
    }
    figure_destroy(&figure);
    g_string_truncate(svg, 0);
    if (draw(small, &figure, svg) == IGRAPH_SUCCESS) {
        CHECK(strstr(svg->str, " edges</text>") == NULL);
        CHECK(strstr(svg->str, "edges are drawn") == NULL);
        CHECK(strstr(svg->str, "unknown type") == NULL);
        CHECK_CONTAINS(svg->str, ">mutual pair</text>");
        CHECK_CONTAINS(svg->str, "viewBox=\"0 0 540 424\"");
        CHECK(count_heads(svg->str) - 1 > FIGURE_STEPS * one_way(&figure.like) * 0.9);
    }
    figure_destroy(&figure);
    g_string_free(svg, TRUE);
    latigraph_circuit_destroy(small);
    latigraph_circuit_destroy(large);
    return drawn;
}

int main(void) {
    test_init();
    igraph_set_error_handler(igraph_error_handler_ignore);
    test_thinning();
    test_types();
    test_places();
    return test_drawing() ? 0 : 77;
}
