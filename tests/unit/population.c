/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "population_test.h"

/* Aligned graphs and the consensus of three animals, computed by hand; kinds of edges; refusals. */

static void check_names(const igraph_t *graph, const char *names) {
    REQUIRE(igraph_vcount(graph) == (igraph_integer_t)strlen(names));
    for (igraph_integer_t v = 0; v < igraph_vcount(graph); v++) {
        CHECK(igraph_cattribute_VAS(graph, "name", v)[0] == names[v]);
    }
}

static void test_align(void) {
    igraph_graph_list_t graphs, aligned;
    latigraph_population_options_t options;
    latigraph_population_options_init(&options);
    make_three(&graphs);
    igraph_t *middle = igraph_graph_list_get_ptr(&graphs, 1);
    CHECK_OK(igraph_cattribute_VAN_set(middle, "depth", 0, 7)); /* B, as the order is B, A, D */
    CHECK_OK(igraph_cattribute_VAS_set(middle, "type", 2, "inter"));
    CHECK_OK(igraph_cattribute_VAB_set(middle, "sensory", 1, true));
    CHECK_OK(igraph_cattribute_EAS_set(middle, "note", 1, "second edge"));
    CHECK_OK(igraph_cattribute_EAB_set(middle, "sure", 0, true));
    CHECK_OK(igraph_cattribute_GAN_set(middle, "age", 20));
    CHECK_OK(igraph_graph_list_init(&aligned, 0));
    CHECK_OK(latigraph_align(&aligned, &graphs, NULL));
    REQUIRE(igraph_graph_list_size(&aligned) == 3);
    for (int k = 0; k < 3; k++) {
        check_names(igraph_graph_list_get_ptr(&aligned, k), "ABCD");
        CHECK(igraph_is_directed(igraph_graph_list_get_ptr(&aligned, k)));
        CHECK_EQUAL(igraph_ecount(igraph_graph_list_get_ptr(&aligned, k)), k < 2 ? 2 : 4);
    }
    const igraph_t *graph = igraph_graph_list_get_ptr(&aligned, 1);
    CHECK(igraph_cattribute_VAB(graph, "present", 0));
    CHECK(!igraph_cattribute_VAB(graph, "present", 2));
    CHECK(igraph_cattribute_VAB(graph, "present", 3));
    CHECK(!igraph_cattribute_VAB(igraph_graph_list_get_ptr(&aligned, 0), "present", 3));
    CHECK_NEAR(igraph_cattribute_VAN(graph, "depth", 1), 7, 0);
    CHECK(isnan(igraph_cattribute_VAN(graph, "depth", 2)));
    CHECK(strcmp(igraph_cattribute_VAS(graph, "type", 3), "inter") == 0);
    CHECK(strcmp(igraph_cattribute_VAS(graph, "type", 2), "") == 0);
    CHECK(igraph_cattribute_VAB(graph, "sensory", 0));
    CHECK(!igraph_cattribute_VAB(graph, "sensory", 1));
    CHECK(strcmp(igraph_cattribute_EAS(graph, "note", 1), "second edge") == 0);
    CHECK(igraph_cattribute_EAB(graph, "sure", 0) && !igraph_cattribute_EAB(graph, "sure", 1));
    CHECK_NEAR(igraph_cattribute_GAN(graph, "age"), 20, 0);
    CHECK_NEAR(edge_value(graph, "DA", "weight"), 3, 0);
    CHECK_NEAR(edge_value(igraph_graph_list_get_ptr(&aligned, 2), "CD", "weight"), 5, 0);
    igraph_graph_list_clear(&aligned);
    igraph_t *first = igraph_graph_list_get_ptr(&graphs, 0);
    CHECK_OK(igraph_cattribute_VAS_set(first, "name", 0, "Z")); /* A is new in the second graph */
    options.order = LATIGRAPH_NEURONS_SORTED;
    CHECK_OK(latigraph_align(&aligned, &graphs, &options));
    check_names(igraph_graph_list_get_ptr(&aligned, 0), "ABCDZ");
    CHECK_NEAR(edge_value(igraph_graph_list_get_ptr(&aligned, 0), "ZB", "weight"), 2, 0);
    igraph_graph_list_clear(&aligned);
    options.order = LATIGRAPH_NEURONS_BY_APPEARANCE;
    CHECK_OK(latigraph_align(&aligned, &graphs, &options));
    check_names(igraph_graph_list_get_ptr(&aligned, 2), "ZBCAD");
    igraph_graph_list_destroy(&aligned);
    igraph_graph_list_destroy(&graphs);
}

/* Weights, SD, shares and animals by hand. */
static void check_consensus(const igraph_t *graph) {
    CHECK_EQUAL(igraph_ecount(graph), 5);
    CHECK_NEAR(edge_value(graph, "AB", "weight"), 4, 1e-12);
    CHECK_NEAR(edge_value(graph, "AB", "sd"), 2, 1e-12);
    CHECK_NEAR(edge_value(graph, "AB", "share"), 1, 0);
    CHECK_NEAR(edge_value(graph, "AB", "animals"), 3, 0);
    CHECK_NEAR(edge_value(graph, "AC", "weight"), 0.5, 1e-12);
    CHECK_NEAR(edge_value(graph, "AC", "sd"), sqrt(0.5), 1e-12);
    CHECK_NEAR(edge_value(graph, "AC", "share"), 0.5, 0);
    CHECK_NEAR(edge_value(graph, "AC", "animals"), 2, 0);
    CHECK_NEAR(edge_value(graph, "BC", "weight"), 2, 1e-12);
    CHECK_NEAR(edge_value(graph, "BC", "sd"), sqrt(2), 1e-12);
    CHECK_NEAR(edge_value(graph, "BC", "share"), 1, 0);
    CHECK_NEAR(edge_value(graph, "CD", "weight"), 5, 0);
    CHECK(isnan(edge_value(graph, "CD", "sd")));
    CHECK_NEAR(edge_value(graph, "CD", "animals"), 1, 0);
    CHECK_NEAR(edge_value(graph, "DA", "weight"), 1.5, 1e-12);
    CHECK_NEAR(edge_value(graph, "DA", "sd"), 3 / sqrt(2), 1e-12);
    CHECK_NEAR(edge_value(graph, "DA", "share"), 0.5, 0);
}

static void test_consensus(void) {
    igraph_graph_list_t graphs, aligned;
    igraph_t graph;
    make_three(&graphs);
    igraph_t *first = igraph_graph_list_get_ptr(&graphs, 0);
    igraph_t *last = igraph_graph_list_get_ptr(&graphs, 2);
    CHECK_OK(igraph_cattribute_VAS_set(first, "type", 1, "motor"));
    CHECK_OK(igraph_cattribute_VAS_set(last, "type", 1, "other"));
    CHECK_OK(igraph_cattribute_VAS_set(last, "type", 3, "inter"));
    CHECK_OK(latigraph_consensus(&graph, &graphs, 0, NULL));
    check_names(&graph, "ABCD");
    check_consensus(&graph);
    CHECK_NEAR(igraph_cattribute_VAN(&graph, "share", 1), 1, 0);
    CHECK_NEAR(igraph_cattribute_VAN(&graph, "share", 2), 2 / 3.0, 1e-12);
    CHECK(strcmp(igraph_cattribute_VAS(&graph, "type", 1), "motor") == 0);
    CHECK(strcmp(igraph_cattribute_VAS(&graph, "type", 3), "inter") == 0);
    CHECK_NEAR(igraph_cattribute_GAN(&graph, "common"), 2, 0);
    CHECK_NEAR(igraph_cattribute_GAN(&graph, "animals"), 3, 0);
    igraph_destroy(&graph);
    CHECK_OK(latigraph_consensus(&graph, &graphs, 0.6, NULL));
    CHECK_EQUAL(igraph_ecount(&graph), 3);
    CHECK_NEAR(edge_value(&graph, "CD", "weight"), 5, 0);
    igraph_destroy(&graph);
    /* Aligned graphs have all neurons, but "present" says which of them are there. */
    CHECK_OK(igraph_graph_list_init(&aligned, 0));
    CHECK_OK(latigraph_align(&aligned, &graphs, NULL));
    CHECK_OK(latigraph_consensus(&graph, &aligned, 0, NULL));
    check_consensus(&graph);
    CHECK(!igraph_cattribute_has_attr(&graph, IGRAPH_ATTRIBUTE_VERTEX, "present"));
    igraph_destroy(&graph);
    igraph_graph_list_destroy(&aligned);
    igraph_graph_list_destroy(&graphs);
}

/* Undirected edges are the same either way round. */
static void test_undirected(void) {
    igraph_graph_list_t graphs;
    igraph_t graph;
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    add_graph(&graphs, NULL, "AB", "AB2", false);
    add_graph(&graphs, NULL, "BA", "BA6", false);
    CHECK_OK(latigraph_consensus(&graph, &graphs, 1, NULL));
    CHECK(!igraph_is_directed(&graph));
    CHECK_EQUAL(igraph_ecount(&graph), 1);
    CHECK_NEAR(edge_value(&graph, "AB", "weight"), 4, 0);
    igraph_destroy(&graph);
    igraph_graph_list_destroy(&graphs);
}

static void set_kinds(igraph_t *graph, const char *const *kinds) {
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        CHECK_OK(igraph_cattribute_EAS_set(graph, "kind", e, kinds[e]));
    }
}

/* Chemical and electrical synapses of the same neurons. */
static void test_kinds(void) {
    static const char *const first[] = {"chemical", "electrical", "chemical"};
    static const char *const second[] = {"electrical", "chemical"};
    igraph_graph_list_t graphs;
    igraph_t graph;
    latigraph_remarks_t remarks;
    latigraph_population_options_t options;
    latigraph_population_options_init(&options);
    CHECK_OK(latigraph_remarks_init(&remarks));
    options.remarks = &remarks;
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    add_graph(&graphs, NULL, "AB", "AB2 AB1 BA3", true);
    add_graph(&graphs, NULL, "AB", "AB5 AB4", true);
    set_kinds(igraph_graph_list_get_ptr(&graphs, 0), first);
    set_kinds(igraph_graph_list_get_ptr(&graphs, 1), second);
    CHECK_OK(latigraph_consensus(&graph, &graphs, 0, &options));
    CHECK_EQUAL(igraph_ecount(&graph), 2);
    CHECK_NEAR(edge_value(&graph, "AB", "weight"), 6, 0); /* (3 + 9) / 2 */
    CHECK_CONTAINS(remark_of(&remarks, "parallel-edges"), "2 parallel edges");
    CHECK_CONTAINS(remark_of(&remarks, "parallel-edges"), "keeps kinds apart");
    igraph_destroy(&graph);
    latigraph_remarks_destroy(&remarks);
    CHECK_OK(latigraph_remarks_init(&remarks));
    options.kind = "kind";
    CHECK_OK(latigraph_consensus(&graph, &graphs, 0, &options));
    REQUIRE(igraph_ecount(&graph) == 3);
    CHECK(remark_of(&remarks, "parallel-edges") == NULL);
    CHECK(strcmp(igraph_cattribute_EAS(&graph, "kind", 0), "chemical") == 0);
    CHECK_NEAR(igraph_cattribute_EAN(&graph, "weight", 0), 3, 0); /* (2 + 4) / 2 */
    CHECK(strcmp(igraph_cattribute_EAS(&graph, "kind", 1), "electrical") == 0);
    CHECK_NEAR(igraph_cattribute_EAN(&graph, "weight", 1), 3, 0); /* (1 + 5) / 2 */
    CHECK_NEAR(igraph_cattribute_EAN(&graph, "share", 2), 0.5, 0);
    igraph_destroy(&graph);
    options.kind = "sort";
    CHECK_FAILS(latigraph_consensus(&graph, &graphs, 0, &options), IGRAPH_EINVAL,
                "Argument \"kind\" is \"sort\", but no graph has such an edge attribute; those of "
                "the first graph: \"weight\", \"kind\".");
    options.kind = "none"; /* this is a name for weights alone */
    CHECK_FAILS(latigraph_consensus(&graph, &graphs, 0, &options), IGRAPH_EINVAL,
                "Argument \"kind\" is \"none\"");
    options.kind = "weight";
    CHECK_FAILS(latigraph_consensus(&graph, &graphs, 0, &options), IGRAPH_EINVAL, "rename it");
    latigraph_remarks_destroy(&remarks);
    igraph_graph_list_destroy(&graphs);
}

/* Edges without weights weigh 1. */
static void test_weights(void) {
    igraph_graph_list_t graphs;
    igraph_t graph;
    latigraph_remarks_t remarks;
    latigraph_population_options_t options;
    latigraph_population_options_init(&options);
    CHECK_OK(latigraph_remarks_init(&remarks));
    options.remarks = &remarks;
    make_three(&graphs);
    igraph_cattribute_remove_e(igraph_graph_list_get_ptr(&graphs, 1), "weight");
    CHECK_OK(
        igraph_cattribute_EAN_set(igraph_graph_list_get_ptr(&graphs, 2), "weight", 0, IGRAPH_NAN));
    CHECK_OK(latigraph_consensus(&graph, &graphs, 0, &options));
    CHECK_NEAR(edge_value(&graph, "AB", "weight"), 4 / 3.0, 1e-12); /* 2, 1, 1 */
    CHECK_CONTAINS(remark_of(&remarks, "missing-weights"),
                   "1 of 3 graphs have no weights (the first is \"middle\")");
    igraph_destroy(&graph);
    options.weight = "none";
    CHECK_OK(latigraph_consensus(&graph, &graphs, 0, &options));
    CHECK_NEAR(edge_value(&graph, "BC", "weight"), 1, 0);
    igraph_destroy(&graph);
    options.weight = "size";
    CHECK_FAILS(latigraph_consensus(&graph, &graphs, 0, &options), IGRAPH_EINVAL,
                "Argument \"weight\" is \"size\"");
    options.weight = NULL;
    CHECK_OK(igraph_cattribute_EAN_set(igraph_graph_list_get_ptr(&graphs, 2), "weight", 0,
                                       IGRAPH_INFINITY));
    CHECK_FAILS(latigraph_consensus(&graph, &graphs, 0, &options), IGRAPH_EINVAL,
                "of graph \"old\" is infinite");
    latigraph_remarks_destroy(&remarks);
    igraph_graph_list_destroy(&graphs);
}

static void test_refusals(void) {
    igraph_graph_list_t graphs, aligned;
    igraph_t graph;
    latigraph_population_options_t options;
    latigraph_population_options_init(&options);
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(igraph_graph_list_init(&aligned, 0));
    CHECK_FAILS(latigraph_align(&aligned, &graphs, NULL), IGRAPH_EINVAL, "but there are 0");
    add_graph(&graphs, "one", "ABCD", "AB1", true);
    CHECK_FAILS(latigraph_align(&aligned, &graphs, NULL), IGRAPH_EINVAL, "but there is 1");
    add_graph(&graphs, "two", "WXYZ", "XY1", true);
    CHECK_FAILS(latigraph_align(&aligned, &graphs, NULL), IGRAPH_EINVAL,
                "Graph \"two\" has no name in common with the graphs before it. Its names begin "
                "with \"W\", \"X\", \"Y\", theirs with \"A\", \"B\", \"C\".");
    igraph_t *second = igraph_graph_list_get_ptr(&graphs, 1);
    CHECK_OK(igraph_cattribute_VAS_set(second, "name", 0, "A"));
    CHECK_OK(igraph_cattribute_VAS_set(second, "name", 1, "A"));
    CHECK_FAILS(latigraph_align(&aligned, &graphs, NULL), IGRAPH_EINVAL,
                "Graph \"two\" has two vertices called \"A\"");
    CHECK_OK(igraph_cattribute_VAS_set(second, "name", 1, ""));
    CHECK_FAILS(latigraph_align(&aligned, &graphs, NULL), IGRAPH_EINVAL, "without a \"name\"");
    CHECK_OK(igraph_cattribute_VAS_set(second, "name", 1, "B"));
    options.by = "cell";
    CHECK_FAILS(latigraph_align(&aligned, &graphs, &options), IGRAPH_EINVAL,
                "Graph \"one\" has no vertex attribute \"cell\" to match neurons by; its vertex "
                "attributes: \"name\".");
    CHECK_FAILS(latigraph_consensus(&graph, &graphs, 1.5, NULL), IGRAPH_EINVAL, "from 0 to 1");
    CHECK_OK(igraph_cattribute_VAB_set(second, "present", 0, true));
    CHECK_FAILS(latigraph_align(&aligned, &graphs, NULL), IGRAPH_EINVAL,
                "an absent neuron has no edges");
    add_graph(&graphs, NULL, "AB", "AB1", false);
    CHECK_FAILS(latigraph_consensus(&graph, &graphs, 0, NULL), IGRAPH_EINVAL,
                "Graph number 3 is undirected, but the first graph is directed");
    igraph_set_attribute_table(NULL);
    CHECK_FAILS(latigraph_align(&aligned, &graphs, NULL), IGRAPH_EINVAL, "attribute handler");
    igraph_set_attribute_table(&igraph_cattribute_table);
    igraph_graph_list_destroy(&aligned);
    igraph_graph_list_destroy(&graphs);
}

/* Numbers can name neurons; they become texts. */
static void test_numbers(void) {
    igraph_graph_list_t graphs, aligned;
    latigraph_population_options_t options;
    latigraph_population_options_init(&options);
    options.by = "cell";
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(igraph_graph_list_init(&aligned, 0));
    add_graph(&graphs, NULL, "AB", "AB1", true);
    add_graph(&graphs, NULL, "CD", "CD1", true);
    for (int k = 0; k < 2; k++) {
        igraph_t *graph = igraph_graph_list_get_ptr(&graphs, k);
        CHECK_OK(igraph_cattribute_VAN_set(graph, "cell", 0, 10 + k));
        CHECK_OK(igraph_cattribute_VAN_set(graph, "cell", 1, 11 + k));
    }
    CHECK_OK(latigraph_align(&aligned, &graphs, &options));
    const igraph_t *graph = igraph_graph_list_get_ptr(&aligned, 0);
    REQUIRE(igraph_vcount(graph) == 3);
    CHECK(strcmp(igraph_cattribute_VAS(graph, "cell", 2), "12") == 0);
    CHECK(strcmp(igraph_cattribute_VAS(graph, "name", 1), "B") == 0);
    CHECK(strcmp(igraph_cattribute_VAS(graph, "name", 2), "") == 0);
    igraph_graph_list_destroy(&aligned);
    igraph_graph_list_destroy(&graphs);
}

int main(void) {
    test_init();
    test_align();
    test_consensus();
    test_undirected();
    test_kinds();
    test_weights();
    test_refusals();
    test_numbers();
    return 0;
}
