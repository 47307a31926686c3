/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The circuit itself: creation, induced circuits, graphs, lists, overlap. */
#include "circuit/circuit.h"

#include "base/random.h"
#include "test.h"

/* Makes a circuit with the edges 0→1 (weight 2), 0→2 (1.5), 2→0 (3), 3→1 (0.25), given out of
 * order. */
static latigraph_circuit_t *small(void) {
    const int from[] = {3, 0, 2, 0}, to[] = {1, 2, 0, 1};
    const double weight[] = {0.25, 1.5, 3, 2};
    latigraph_circuit_t *circuit;
    CHECK_OK(latigraph_circuit_create(&circuit, "small", 4, 4, from, to, weight));
    return circuit;
}

static void test_adjacency(void) {
    latigraph_circuit_t *c = small();
    const int out_start[] = {0, 2, 2, 3, 4}, out_to[] = {1, 2, 0, 1};
    const int in_start[] = {0, 1, 3, 4, 4}, in_from[] = {2, 0, 3, 0}, in_edge[] = {2, 0, 3, 1};
    const double weight[] = {2, 1.5, 3, 0.25};
    CHECK(memcmp(c->out_start, out_start, sizeof out_start) == 0);
    CHECK(memcmp(c->out_to, out_to, sizeof out_to) == 0);
    CHECK(memcmp(c->in_start, in_start, sizeof in_start) == 0);
    CHECK(memcmp(c->in_from, in_from, sizeof in_from) == 0);
    CHECK(memcmp(c->in_edge, in_edge, sizeof in_edge) == 0);
    CHECK(memcmp(c->weight, weight, sizeof weight) == 0);
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
            const int edge =
                (i == 0 && (j == 1 || j == 2)) || (i == 2 && j == 0) || (i == 3 && j == 1);
            CHECK(latigraph_circuit_has_edge(c, i, j) == edge);
        }
    }
    CHECK(strcmp(c->neuron[3], "3") == 0 && strcmp(c->connectome, "small") == 0);
    latigraph_circuit_destroy(c);
}

static void test_bad_edges(void) {
    latigraph_circuit_t *c;
    const int from[] = {0, 0}, to[] = {1, 1}, loop[] = {0, 1}, far[] = {1, 7};
    const double weight[] = {1, NAN};
    CHECK_FAILS(latigraph_circuit_create(&c, "x", 2, 2, from, to, NULL), IGRAPH_EINVAL,
                "0 -> 1 is given twice");
    CHECK_FAILS(latigraph_circuit_create(&c, "x", 2, 2, from, loop, NULL), IGRAPH_EINVAL,
                "self-loop");
    CHECK_FAILS(latigraph_circuit_create(&c, "x", 2, 2, from, far, NULL), IGRAPH_EINVVID, "7");
    CHECK_FAILS(latigraph_circuit_create(&c, "x", 3, 2, loop, to, weight), IGRAPH_EINVAL,
                "self-loop");
    CHECK_FAILS(latigraph_circuit_create(&c, "x", 3, 1, from, to, weight + 1), IGRAPH_EINVAL,
                "nan");
}

static void set_node_data(latigraph_circuit_t *c) {
    igraph_strvector_t types;
    igraph_vector_t sizes;
    igraph_matrix_t positions;
    igraph_strvector_init(&types, 4);
    igraph_strvector_set(&types, 0, "Kenyon-Zelle β");
    igraph_strvector_set(&types, 2, "basket, \"fast\" <a&b>");
    igraph_strvector_set(&types, 3, "Kenyon-Zelle β");
    igraph_vector_init(&sizes, 4);
    VECTOR(sizes)[0] = 0.1;
    VECTOR(sizes)[1] = NAN;
    VECTOR(sizes)[2] = -3e-7;
    VECTOR(sizes)[3] = 12345678;
    igraph_matrix_init(&positions, 4, 3);
    for (int i = 0; i < 4; i++) {
        for (int d = 0; d < 3; d++) {
            MATRIX(positions, i, d) = i + 0.1 * d;
        }
    }
    MATRIX(positions, 1, 2) = NAN;
    CHECK_OK(latigraph_circuit_set_categorical(c, "type", &types));
    CHECK_OK(latigraph_circuit_set_numeric(c, "size", &sizes));
    CHECK_OK(latigraph_circuit_set_positions(c, &positions, "um"));
    CHECK_FAILS(latigraph_circuit_set_categorical(c, "name", &types), IGRAPH_EINVAL, "name");
    igraph_strvector_destroy(&types);
    igraph_vector_destroy(&sizes);
    igraph_matrix_destroy(&positions);
    c->shape = g_strdup("column");
    c->axis = 1;
    CHECK_OK(latigraph_circuit_note_number(c, "seed", 7));
    CHECK_OK(latigraph_circuit_note_text(c, "code", "0.5,1"));
    CHECK_FAILS(latigraph_circuit_note_text(c, "shape", "x"), IGRAPH_EINVAL, "shape");
}

static void test_induced(void) {
    latigraph_circuit_t *c = small(), *part, *copy;
    const int keep[] = {2, 0, 1}, twice[] = {2, 2};
    set_node_data(c);
    CHECK(isnan(c->position[3]) && isnan(c->position[4]) && isnan(c->position[5]));
    CHECK_OK(latigraph_circuit_induced(&part, c, keep, 3, "part"));
    REQUIRE(part->n == 3 && part->m == 3);
    CHECK(latigraph_circuit_has_edge(part, 1, 2) && latigraph_circuit_has_edge(part, 1, 0) &&
          latigraph_circuit_has_edge(part, 0, 1));
    CHECK(part->weight[0] == 3 && part->weight[1] == 1.5 && part->weight[2] == 2);
    CHECK(strcmp(part->neuron[0], "2") == 0 && strcmp(part->connectome, "small") == 0);
    const latigraph_column_t *type = latigraph_circuit_column(part, "type");
    CHECK(type->level[0] == 0 && type->level[1] == 1 && type->level[2] == -1);
    CHECK(strcmp(VECTOR(type->levels)[0], "basket, \"fast\" <a&b>") == 0);
    CHECK_NEAR(part->position[0], 2, 0);
    CHECK(igraph_vector_ptr_size(&part->notes) == 2 && part->axis == 1);
    CHECK_FAILS(latigraph_circuit_induced(&copy, c, twice, 2, NULL), IGRAPH_EINVVID, "2");
    CHECK_OK(latigraph_circuit_without_edges(&copy, c, "copy"));
    REQUIRE(copy->n == 4 && copy->m == 0 && igraph_vector_ptr_size(&copy->columns) == 2 &&
            igraph_vector_ptr_size(&copy->notes) == 0);
    latigraph_circuit_destroy(copy);
    latigraph_circuit_destroy(part);
    latigraph_circuit_destroy(c);
}

static void check_same(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    REQUIRE(a->n == b->n && a->m == b->m && a->dims == b->dims);
    CHECK(memcmp(a->out_start, b->out_start, sizeof(int) * (size_t)(a->n + 1)) == 0);
    CHECK(memcmp(a->out_to, b->out_to, sizeof(int) * (size_t)a->m) == 0);
    CHECK(memcmp(a->weight, b->weight, sizeof(double) * (size_t)a->m) == 0);
    CHECK(strcmp(a->unit, b->unit) == 0 && strcmp(a->connectome, b->connectome) == 0);
    CHECK(strcmp(a->shape, b->shape) == 0 && a->axis == b->axis && strcmp(a->name, b->name) == 0);
    REQUIRE(igraph_vector_ptr_size(&a->columns) == igraph_vector_ptr_size(&b->columns) &&
            igraph_vector_ptr_size(&a->notes) == igraph_vector_ptr_size(&b->notes));
    const latigraph_column_t *type = latigraph_circuit_column(b, "type");
    const latigraph_column_t *size = latigraph_circuit_column(b, "size");
    for (int i = 0; i < a->n; i++) {
        CHECK(type->level[i] == latigraph_circuit_column(a, "type")->level[i]);
        CHECK(strcmp(a->neuron[i], b->neuron[i]) == 0);
        const double value = latigraph_circuit_column(a, "size")->value[i];
        CHECK(size->value[i] == value || (isnan(value) && isnan(size->value[i])));
    }
}

static void test_graph(void) {
    latigraph_circuit_t *c = small(), *back;
    latigraph_read_report_t report = {0};
    igraph_t graph;
    set_node_data(c);
    CHECK_OK(latigraph_circuit_to_graph(c, &graph));
    CHECK(igraph_vcount(&graph) == 4 && igraph_ecount(&graph) == 4);
    CHECK_OK(latigraph_circuit_from_graph(&back, &graph, NULL, NULL, &report));
    check_same(c, back);
    CHECK(report.circuits == 1 && report.loops_dropped == 0);
    latigraph_circuit_destroy(back);
    igraph_destroy(&graph);
    latigraph_circuit_destroy(c);
}

static void test_decisions(void) {
    igraph_t graph;
    latigraph_circuit_t *c;
    latigraph_read_options_t options;
    latigraph_read_report_t report = {0};
    latigraph_read_options_init(&options);
    igraph_small(&graph, 3, IGRAPH_DIRECTED, 0, 1, 1, 1, 0, 1, 1, 0, 0, 1, -1);
    igraph_vector_t weight;
    igraph_vector_init_range(&weight, 1, 6);
    SETEANV(&graph, "value", &weight);
    options.weight = "value";
    CHECK_OK(latigraph_circuit_from_graph(&c, &graph, "multi", &options, &report));
    REQUIRE(c->m == 2 && report.loops_dropped == 1 && report.parallel_merged == 2);
    CHECK(c->weight[0] == 1 + 3 + 5 && c->weight[1] == 4);
    latigraph_circuit_destroy(c);
    options.loops = LATIGRAPH_LOOPS_REFUSE;
    CHECK_FAILS(latigraph_circuit_from_graph(&c, &graph, "multi", &options, &report), IGRAPH_EINVAL,
                "self-loops (1 of them, the first at neuron \"1\")");
    options.loops = LATIGRAPH_LOOPS_DROP;
    options.parallel = LATIGRAPH_PARALLEL_REFUSE;
    CHECK_FAILS(latigraph_circuit_from_graph(&c, &graph, "multi", &options, &report), IGRAPH_EINVAL,
                "parallel edges (2 of them, the first from neuron \"0\" to \"1\")");
    options.weight = "size";
    CHECK_FAILS(latigraph_circuit_from_graph(&c, &graph, "multi", &options, &report), IGRAPH_EINVAL,
                "\"value\"");
    VECTOR(weight)[3] = 0;
    SETEANV(&graph, "weight", &weight);
    latigraph_read_options_init(&options);
    options.zero = LATIGRAPH_ZERO_REFUSE;
    CHECK_FAILS(latigraph_circuit_from_graph(&c, &graph, "multi", &options, &report), IGRAPH_EINVAL,
                "from neuron \"1\" to \"0\" of circuit \"multi\" has weight 0");
    CHECK(report.circuits == 1 && report.loops_dropped == 1);
    igraph_vector_destroy(&weight);
    igraph_destroy(&graph);
}

/* Weights that are texts are read as numbers, and others are refused instead of ignored. */
static void test_text_weights(void) {
    igraph_t graph;
    latigraph_circuit_t *c;
    latigraph_read_options_t options;
    latigraph_read_options_init(&options);
    options.missing = LATIGRAPH_MISSING_ONE;
    igraph_small(&graph, 3, IGRAPH_DIRECTED, 0, 1, 1, 2, 2, 0, -1);
    const char *const texts[] = {"2.5", "", "4e0"};
    for (int e = 0; e < 3; e++) {
        SETEAS(&graph, "weight", e, texts[e]);
    }
    CHECK_OK(latigraph_circuit_from_graph(&c, &graph, "texts", &options, NULL));
    CHECK(c->weight[0] == 2.5 && c->weight[1] == 1 && c->weight[2] == 4);
    latigraph_circuit_destroy(c);
    SETEAS(&graph, "weight", 1, "x");
    CHECK_FAILS(latigraph_circuit_from_graph(&c, &graph, "texts", &options, NULL), IGRAPH_EINVAL,
                "edge 1 (counted from 0) is \"x\", which is not a number");
    DELEA(&graph, "weight");
    SETEAB(&graph, "weight", 0, true);
    CHECK_FAILS(latigraph_circuit_from_graph(&c, &graph, "texts", &options, NULL), IGRAPH_EINVAL,
                "truth values");
    options.weight = "none";
    CHECK_OK(latigraph_circuit_from_graph(&c, &graph, "texts", &options, NULL));
    CHECK(c->weight == NULL);
    latigraph_circuit_destroy(c);
    igraph_destroy(&graph);
}

/* Makes the graph 0→1 (2, −5), 0→2 (4), 1→2 (−1), 2→0 (3, −3), whose weights are "value". */
static igraph_t signed_graph(void) {
    const double values[] = {2, -5, 4, -1, 3, -3};
    igraph_t graph;
    igraph_vector_t weight;
    igraph_small(&graph, 3, IGRAPH_DIRECTED, 0, 1, 0, 1, 0, 2, 1, 2, 2, 0, 2, 0, -1);
    igraph_vector_init_array(&weight, values, 6);
    SETEANV(&graph, "value", &weight);
    igraph_vector_destroy(&weight);
    return graph;
}

/* The signs of a graph are kept if the options say so, and the sum of parallel edges decides. */
static void test_signs(void) {
    igraph_t graph = signed_graph(), again;
    latigraph_circuit_t *c, *back;
    latigraph_read_options_t options;
    latigraph_read_options_init(&options);
    options.weight = "value";
    CHECK_FAILS(latigraph_circuit_from_graph(&c, &graph, "s", &options, NULL), IGRAPH_EINVAL,
                "negative=sign");
    options.negative = LATIGRAPH_NEGATIVE_SIGN;
    CHECK_OK(latigraph_circuit_from_graph(&c, &graph, "s", &options, NULL));
    REQUIRE(c->m == 3 && c->sign != NULL);
    CHECK(c->weight[0] == 3 && c->weight[1] == 4 && c->weight[2] == 1);
    CHECK(c->sign[0] == -1 && c->sign[1] == 1 && c->sign[2] == -1);
    CHECK(c->out_start[1] == 2 && c->out_start[2] == 3 && c->out_start[3] == 3);
    CHECK(latigraph_circuit_signed_weight(c, 0) == -3);
    CHECK_OK(latigraph_circuit_to_graph(c, &again));
    CHECK(EAN(&again, "sign", 0) == -1 && EAN(&again, "weight", 0) == 3);
    CHECK_OK(latigraph_circuit_from_graph(&back, &again, NULL, NULL, NULL));
    REQUIRE(back->sign != NULL && memcmp(back->sign, c->sign, 3) == 0);
    latigraph_circuit_destroy(back);
    latigraph_circuit_destroy(c);
    options.zero = LATIGRAPH_ZERO_REFUSE;
    CHECK_FAILS(latigraph_circuit_from_graph(&c, &graph, "s", &options, NULL), IGRAPH_EINVAL,
                "1 edges of circuit \"s\" add up to 0");
    options.negative = LATIGRAPH_NEGATIVE_DROP;
    CHECK_OK(latigraph_circuit_from_graph(&c, &graph, "s", &options, NULL));
    CHECK(c->m == 3 && c->sign == NULL && c->weight[0] == 2);
    latigraph_circuit_destroy(c);
    SETEAN(&again, "sign", 1, 0.5); /* no sign, so that the attribute is something else */
    CHECK_OK(latigraph_circuit_from_graph(&back, &again, NULL, NULL, NULL));
    CHECK(back->sign == NULL);
    latigraph_circuit_destroy(back);
    igraph_destroy(&again);
    igraph_destroy(&graph);
}

/* Signs follow their edges into parts and rewired copies. */
static void test_signs_follow(void) {
    latigraph_circuit_t *c = small(), *part, *rewired;
    const int from[] = {3, 0, 2, 0}, to[] = {1, 2, 0, 1}, keep[] = {2, 0, 1};
    const gint8 sign[] = {-1, 1, -1, 1}, bad[] = {-1, 1, 0, 1};
    CHECK_FAILS(latigraph_circuit_set_signs(c, from, to, bad), IGRAPH_EINVAL, "sign 0 of edge 2");
    CHECK(c->sign == NULL);
    CHECK_OK(latigraph_circuit_set_signs(c, from, to, sign));
    CHECK(c->sign[0] == 1 && c->sign[1] == 1 && c->sign[2] == -1 && c->sign[3] == -1);
    CHECK_OK(latigraph_circuit_induced(&part, c, keep, 3, "part"));
    REQUIRE(part->m == 3 && part->sign != NULL);
    CHECK(part->sign[latigraph_circuit_find_edge(part, 0, 1)] == -1);
    CHECK(part->sign[latigraph_circuit_find_edge(part, 1, 0)] == 1);
    CHECK_OK(latigraph_circuit_rewire(&rewired, c, 1));
    for (int i = 0; i < 4; i++) { /* an edge keeps its source */
        for (int e = rewired->out_start[i]; e < rewired->out_start[i + 1]; e++) {
            CHECK(rewired->sign[e] == (i >= 2 ? -1 : 1));
        }
    }
    CHECK_OK(latigraph_circuit_set_edges(rewired, 1, from, to, NULL));
    CHECK(rewired->sign == NULL);
    latigraph_circuit_destroy(rewired);
    latigraph_circuit_destroy(part);
    latigraph_circuit_destroy(c);
}

static void test_undirected(void) {
    igraph_t graph;
    latigraph_circuit_t *c;
    latigraph_read_options_t options;
    latigraph_read_report_t report = {0};
    latigraph_read_options_init(&options);
    igraph_small(&graph, 3, IGRAPH_UNDIRECTED, 0, 1, 1, 0, 1, 2, 2, 2, -1);
    CHECK_FAILS(latigraph_circuit_from_graph(&c, &graph, "u", &options, &report), IGRAPH_EINVAL,
                "mutual");
    options.undirected = LATIGRAPH_UNDIRECTED_MUTUAL;
    CHECK_OK(latigraph_circuit_from_graph(&c, &graph, "u", &options, &report));
    REQUIRE(c->m == 4 && report.made_mutual == 2 && report.parallel_merged == 1 &&
            report.loops_dropped == 1);
    CHECK(latigraph_circuit_has_edge(c, 2, 1) && latigraph_circuit_has_edge(c, 1, 2));
    latigraph_circuit_destroy(c);
    igraph_destroy(&graph);
}

static void test_degenerate(void) {
    latigraph_circuit_t *c, *back;
    igraph_t graph;
    for (int n = 0; n < 2; n++) {
        CHECK_OK(latigraph_circuit_create(&c, "tiny", n, 0, NULL, NULL, NULL));
        CHECK_OK(latigraph_circuit_to_graph(c, &graph));
        CHECK_OK(latigraph_circuit_from_graph(&back, &graph, NULL, NULL, NULL));
        REQUIRE(back->n == n && back->m == 0 && back->weight == NULL);
        igraph_destroy(&graph);
        latigraph_circuit_destroy(back);
        latigraph_circuit_destroy(c);
    }
}

/* Attributes are ignored if no handler is set. */
static void test_no_handler(void) {
    latigraph_circuit_t *c = small(), *back;
    latigraph_read_options_t options;
    igraph_t graph;
    igraph_attribute_table_t *table = igraph_set_attribute_table(NULL);
    CHECK_OK(latigraph_circuit_to_graph(c, &graph));
    CHECK_OK(latigraph_circuit_from_graph(&back, &graph, "bare", NULL, NULL));
    REQUIRE(back->m == 4 && back->weight == NULL);
    latigraph_circuit_destroy(back);
    latigraph_read_options_init(&options);
    options.weight = "weight";
    CHECK_FAILS(latigraph_circuit_from_graph(&back, &graph, "bare", &options, NULL), IGRAPH_EINVAL,
                "weight");
    igraph_set_attribute_table(table);
    /* This graph was made before the handler was set. */
    CHECK_OK(latigraph_circuit_from_graph(&back, &graph, NULL, NULL, NULL));
    latigraph_circuit_destroy(back);
    igraph_set_attribute_table(NULL);
    igraph_destroy(&graph);
    igraph_set_attribute_table(table);
    latigraph_circuit_destroy(c);
}

static void test_overlap(void) {
    latigraph_circuit_list_t first, second;
    latigraph_overlap_t overlap;
    latigraph_circuit_t *whole = small(), *other = small(), *part;
    const int a[] = {0, 1}, b[] = {1, 2}, d[] = {3};
    int **identity, count;
    CHECK_OK(latigraph_circuit_list_init(&first));
    CHECK_OK(latigraph_circuit_list_init(&second));
    CHECK_OK(latigraph_circuit_induced(&part, whole, a, 2, "a"));
    CHECK_OK(latigraph_circuit_list_push_back(&first, part));
    CHECK_OK(latigraph_circuit_induced(&part, whole, b, 2, "b"));
    CHECK_OK(latigraph_circuit_list_push_back(&second, part));
    CHECK_OK(latigraph_circuit_induced(&part, whole, d, 1, "d"));
    CHECK_OK(latigraph_circuit_list_push_back(&second, part));
    g_free(other->connectome);
    other->connectome = g_strdup("elsewhere");
    CHECK_OK(latigraph_circuit_list_push_back(&second, other));
    CHECK_OK(latigraph_circuit_list_overlap(&first, &second, &overlap));
    CHECK(overlap.neurons_first == 2 && overlap.neurons_second == 7 && overlap.shared == 1 &&
          overlap.circuits_second == 1);
    CHECK_OK(
        latigraph_circuit_list_identities(&second, LATIGRAPH_SPLIT_BY_NEURON, &identity, &count));
    REQUIRE(count == 7 && identity[0][0] == 0 && identity[1][0] == 2 && identity[2][3] == 6);
    latigraph_identities_free(identity, second.size);
    CHECK(latigraph_circuit_list_get(&second, 3) == NULL);
    latigraph_circuit_list_destroy(&first);
    latigraph_circuit_list_destroy(&second);
    latigraph_circuit_destroy(whole);
}

int main(void) {
    test_init();
    test_adjacency();
    test_bad_edges();
    test_induced();
    test_graph();
    test_decisions();
    test_text_weights();
    test_signs();
    test_signs_follow();
    test_undirected();
    test_degenerate();
    test_no_handler();
    test_overlap();
    return 0;
}
