/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_work.h"

#include <latigraph/nodes.h>
#include <math.h>

/* The operations on single neurons and on parts of circuits, through their names. */

static void list_texts(igraph_strvector_t *list, const char *const *texts) {
    CHECK_OK(igraph_strvector_init(list, 0));
    for (; *texts != NULL; texts++) {
        CHECK_OK(igraph_strvector_push_back(list, *texts));
    }
}

/* Two connectomes give one table, whose bins of distance are those of both together. */
static void node_properties(void) {
    const char *const some[] = {"out-degree",   "degree-bin-1", "degree-bin-2",
                                "degree-bin-3", "degree-bin-4", NULL};
    const char *const wrong[] = {"outdegree", NULL};
    igraph_graph_list_t graphs;
    igraph_t first, second;
    igraph_strvector_t only, neurons, circuit;
    igraph_matrix_t values;
    igraph_vector_t bounds;
    igraph_vector_int_t degree;
    make_connectome(&first, 40);
    make_connectome(&second, 50);
    CHECK_OK(igraph_cattribute_GAS_set(&first, "name", "first"));
    CHECK_OK(igraph_cattribute_GAS_set(&second, "name", "second"));
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(igraph_graph_list_push_back_copy(&graphs, &first));
    CHECK_OK(igraph_graph_list_push_back_copy(&graphs, &second));
    list_texts(&only, some);
    CHECK_OK(igraph_strvector_init(&neurons, 0));
    CHECK_OK(igraph_strvector_init(&circuit, 0));
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_vector_init(&bounds, 0));
    CHECK_OK(igraph_vector_int_init(&degree, 0));
    named_t arguments[] = {
        {"circuits", {.graph_list = &graphs}},  {"only", {.string_list = &only}},
        {"neurons", {.string_list = &neurons}}, {"circuit", {.string_list = &circuit}},
        {"values", {.matrix = &values}},        {"bounds", {.vector = &bounds}}};
    CHECK_OK(CALL("node_properties", arguments));
    REQUIRE(igraph_matrix_nrow(&values) == 90 && igraph_matrix_ncol(&values) == 5);
    CHECK_EQUAL(igraph_strvector_size(&neurons), 90);
    CHECK(strcmp(igraph_strvector_get(&circuit, 39), "first") == 0);
    CHECK(strcmp(igraph_strvector_get(&circuit, 40), "second") == 0);
    CHECK_OK(igraph_degree(&second, &degree, igraph_vss_all(), IGRAPH_OUT, IGRAPH_NO_LOOPS));
    double bins[4] = {0};
    for (igraph_integer_t i = 0; i < 90; i++) {
        CHECK(i < 40 || MATRIX(values, i, 0) == (double)VECTOR(degree)[i - 40]);
        for (int bin = 0; bin < 4; bin++) {
            bins[bin] += MATRIX(values, i, 1 + bin);
        }
    }
    const double edges = (double)(igraph_ecount(&first) + igraph_ecount(&second));
    for (int bin = 0; bin < 4; bin++) {
        CHECK_NEAR(bins[bin], edges / 2, 4); /* a quarter of the edges, each with two ends */
    }
    CHECK(VECTOR(bounds)[0] > 0 && VECTOR(bounds)[2] > VECTOR(bounds)[1]);
    igraph_strvector_destroy(&only);
    list_texts(&only, wrong);
    CHECK_FAILS(CALL("node_properties", arguments), IGRAPH_EINVAL, "did you mean \"out-degree\"?");
    igraph_vector_int_destroy(&degree);
    igraph_vector_destroy(&bounds);
    igraph_matrix_destroy(&values);
    igraph_strvector_destroy(&circuit);
    igraph_strvector_destroy(&neurons);
    igraph_strvector_destroy(&only);
    igraph_graph_list_destroy(&graphs);
    igraph_destroy(&second);
    igraph_destroy(&first);
}

static void node_table(void) {
    igraph_strvector_t names, needs;
    CHECK_OK(igraph_strvector_init(&names, 0));
    CHECK_OK(igraph_strvector_init(&needs, 0));
    named_t arguments[] = {{"names", {.string_list = &names}}, {"needs", {.string_list = &needs}}};
    CHECK_OK(CALL("list_node_properties", arguments));
    CHECK_EQUAL(igraph_strvector_size(&names), latigraph_node_property_count());
    REQUIRE(igraph_strvector_size(&needs) == igraph_strvector_size(&names));
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&names); k++) {
        const char *name = igraph_strvector_get(&names, k);
        const char *expected = g_str_has_prefix(name, "degree-bin") ? "positions"
                               : strstr(name, "strength") != NULL || g_str_has_prefix(name, "weigh")
                                   ? "weights"
                                   : "";
        CHECK(strcmp(igraph_strvector_get(&needs, k), expected) == 0);
    }
    igraph_strvector_destroy(&needs);
    igraph_strvector_destroy(&names);
}

/* A chain of neurons remembers its input for as many steps as it is long; further neurons send to
 * nobody. So the memory of the reservoir rests on the chain. */
static void delay_line(void) {
    enum { CHAIN = 8, ALL = 12 };
    const char *const score[] = {"memory-capacity", NULL};
    const char *const two[] = {"density", "reciprocity", NULL};
    igraph_graph_list_t graphs;
    igraph_t graph;
    igraph_vector_int_t edges;
    igraph_strvector_t property;
    igraph_vector_t effect, rank;
    igraph_real_t mean = 0;
    CHECK_OK(igraph_vector_int_init(&edges, 0));
    for (int i = 0; i + 1 < CHAIN; i++) {
        CHECK_OK(igraph_vector_int_push_back(&edges, i));
        CHECK_OK(igraph_vector_int_push_back(&edges, i + 1));
    }
    /* A weak cycle gives the circuit a spectral radius. */
    CHECK_OK(igraph_vector_int_push_back(&edges, CHAIN - 1));
    CHECK_OK(igraph_vector_int_push_back(&edges, 0));
    CHECK_OK(igraph_create(&graph, &edges, ALL, IGRAPH_DIRECTED));
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(igraph_graph_list_push_back_copy(&graphs, &graph));
    list_texts(&property, score);
    CHECK_OK(igraph_vector_init(&effect, 0));
    CHECK_OK(igraph_vector_init(&rank, 0));
    named_t arguments[] = {{"circuits", {.graph_list = &graphs}},
                           {"property", {.string_list = &property}},
                           {"silence", {.boolean = true}},
                           {"set_max", {.integer = 0}},
                           {"effect", {.vector = &effect}},
                           {"rank", {.vector = &rank}},
                           {"mean", {.real = mean}}};
    CHECK_OK(CALL("lesion", arguments));
    REQUIRE(igraph_vector_size(&rank) == ALL);
    CHECK(arguments[6].value.real > CHAIN / 2);
    for (int i = 0; i < ALL; i++) {
        CHECK((VECTOR(rank)[i] <= CHAIN) == (i < CHAIN));
        CHECK(i < CHAIN ? VECTOR(effect)[i] < -0.2 : fabs(VECTOR(effect)[i]) < 1e-9);
    }
    igraph_strvector_destroy(&property);
    list_texts(&property, two);
    CHECK_FAILS(CALL("lesion", arguments), IGRAPH_EINVAL, "one property as the score, got 2");
    igraph_vector_destroy(&rank);
    igraph_vector_destroy(&effect);
    igraph_strvector_destroy(&property);
    igraph_graph_list_destroy(&graphs);
    igraph_vector_int_destroy(&edges);
    igraph_destroy(&graph);
}

int main(void) {
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    node_properties();
    node_table();
    delay_line();
    return 0;
}
