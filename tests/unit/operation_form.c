/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

#include <json-glib/json-glib.h>
#include <latigraph/call.h>
#include <latigraph/circuit.h>

/* The life of a call, and its result as JSON, CSV and table. The operation "overlap" gives numbers,
 * "models" and "encode" give labelled outputs. */

static void make_circuits(latigraph_circuit_list_t *list, int count) {
    CHECK_OK(latigraph_circuit_list_init(list));
    for (int i = 0; i < count; i++) {
        igraph_t ring;
        latigraph_circuit_t *circuit;
        CHECK_OK(igraph_ring(&ring, 4 + i, IGRAPH_DIRECTED, false, true));
        CHECK_OK(latigraph_circuit_from_graph(&circuit, &ring, "ring", NULL, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
        igraph_destroy(&ring);
    }
}

static JsonNode *written(latigraph_call_t *call) {
    char *text;
    CHECK_OK(latigraph_call_write(call, LATIGRAPH_FORM_JSON, 80, &text));
    JsonNode *node = json_from_string(text, NULL);
    REQUIRE(node != NULL);
    igraph_free(text);
    return node;
}

static void test_order(void) {
    latigraph_call_t *call;
    latigraph_circuit_list_t circuits;
    latigraph_value_t value;
    char *text;
    make_circuits(&circuits, 2);
    CHECK_FAILS(latigraph_call_create(&call, "no_such"), IGRAPH_EINVAL, "no_such");
    CHECK_OK(latigraph_call_create(&call, "overlap"));
    CHECK_FAILS(latigraph_call_get(call, "shared", &value), IGRAPH_EINVAL, "has not run");
    CHECK_FAILS(latigraph_call_write(call, LATIGRAPH_FORM_JSON, 80, &text), IGRAPH_EINVAL,
                "has not run");
    CHECK_FAILS(latigraph_call_set_text(call, "shared", "1"), IGRAPH_EINVAL, "is an output");
    CHECK_FAILS(latigraph_call_set_text(call, "fist", "1"), IGRAPH_EINVAL,
                "did you mean \"first\"");
    CHECK_FAILS(latigraph_call_run(call), IGRAPH_EINVAL, "needs its argument \"first\"");
    CHECK_OK(latigraph_call_set_circuits(call, "first", &circuits));
    CHECK_OK(latigraph_call_set_circuits(call, "second", &circuits));
    CHECK(latigraph_call_given(call, "first") && !latigraph_call_given(call, "third"));
    CHECK_OK(latigraph_call_run(call));
    CHECK_FAILS(latigraph_call_run(call), IGRAPH_EINVAL, "has run");
    CHECK_OK(latigraph_call_get(call, "neurons_first", &value));
    CHECK_EQUAL(value.integer, 5); /* both rings are parts of one connectome of five neurons */
    latigraph_call_destroy(call);
    latigraph_circuit_list_destroy(&circuits);
}

static void test_numbers(void) {
    latigraph_call_t *call;
    latigraph_circuit_list_t circuits;
    char *text;
    make_circuits(&circuits, 1);
    CHECK_OK(latigraph_call_create(&call, "overlap"));
    CHECK_OK(latigraph_call_set_circuits(call, "first", &circuits));
    CHECK_OK(latigraph_call_set_circuits(call, "second", &circuits));
    CHECK_OK(latigraph_call_run(call));
    JsonNode *node = written(call);
    JsonObject *object = json_node_get_object(node);
    CHECK_EQUAL(json_object_get_int_member(object, "shared"), 4);
    CHECK_EQUAL(json_array_get_length(json_object_get_array_member(object, "remarks")), 0);
    json_node_unref(node);
    CHECK_OK(latigraph_call_write(call, LATIGRAPH_FORM_TABLE, 80, &text));
    CHECK_CONTAINS(text, "shared");
    igraph_free(text);
    CHECK_OK(latigraph_call_write(call, LATIGRAPH_FORM_HTML, 80, &text));
    CHECK_CONTAINS(text, "<th>shared</th><td>4</td>");
    igraph_free(text);
    CHECK_FAILS(latigraph_call_write(call, LATIGRAPH_FORM_CSV, 80, &text), IGRAPH_EINVAL, "JSON");
    latigraph_call_destroy(call);
    latigraph_circuit_list_destroy(&circuits);
}

/* No line of a table is wider than the terminal. */
static void check_width(latigraph_call_t *call, int width) {
    char *text;
    CHECK_OK(latigraph_call_write(call, LATIGRAPH_FORM_TABLE, width, &text));
    gchar **lines = g_strsplit(text, "\n", -1);
    for (gchar **line = lines; *line != NULL; line++) {
        if (g_utf8_strlen(*line, -1) > width) {
            FAIL("%ld characters in a table of %d: %s", g_utf8_strlen(*line, -1), width, *line);
        }
    }
    g_strfreev(lines);
    igraph_free(text);
}

/* Labels of circuits with one name get a number, so that they differ. */
static void test_labels(void) {
    latigraph_call_t *call;
    latigraph_circuit_list_t circuits;
    igraph_strvector_t words;
    char *text;
    make_circuits(&circuits, 3);
    CHECK_OK(latigraph_call_create(&call, "sample"));
    CHECK_OK(latigraph_call_set_text(call, "shape", "whole"));
    CHECK_FAILS(latigraph_call_set_text(call, "shape", "cube"), IGRAPH_EINVAL, "one of ball");
    CHECK_FAILS(latigraph_call_set_text(call, "count", "many"), IGRAPH_EINVAL, "a whole number");
    CHECK_FAILS(latigraph_call_set_text(call, "size", "9:x"), IGRAPH_EINVAL, "\"9:x\"");
    CHECK_OK(latigraph_call_set_text(call, "shape", "whole"));
    CHECK_OK(latigraph_call_set_text(call, "count", "3"));
    CHECK_OK(latigraph_call_set_text(call, "size", "4:6"));
    CHECK_OK(latigraph_call_set_text(call, "seed", "1"));
    latigraph_circuit_list_t one = {.items = circuits.items, .size = 1, .capacity = 1};
    CHECK_OK(latigraph_call_set_circuits(call, "connectomes", &one));
    CHECK_OK(latigraph_call_run(call));
    CHECK_OK(igraph_strvector_init(&words, 0));
    CHECK_OK(latigraph_call_labels(call, "names", &words));
    CHECK_EQUAL(igraph_strvector_size(&words), 1);
    CHECK_OK(latigraph_call_labels(call, "a|b|a", &words));
    CHECK_EQUAL(igraph_strvector_size(&words), 3);
    CHECK_OK(latigraph_call_write(call, LATIGRAPH_FORM_CSV, 80, &text));
    CHECK(g_str_has_prefix(text, "names,neurons,edges\n"));
    CHECK_CONTAINS(text, ",4,4\n");
    igraph_free(text);
    JsonNode *node = written(call);
    JsonObject *neurons = json_object_get_object_member(json_node_get_object(node), "neurons");
    REQUIRE(neurons != NULL);
    CHECK_OK(latigraph_call_labels(call, "names", &words));
    CHECK_NEAR(json_object_get_double_member(neurons, igraph_strvector_get(&words, 0)), 4, 0);
    json_node_unref(node);
    check_width(call, 80);
    check_width(call, 40);
    igraph_strvector_destroy(&words);
    latigraph_call_destroy(call);
    latigraph_circuit_list_destroy(&circuits);
}

/* A result that was kept elsewhere comes back, is written like that of a run, and must fit
 * together. */
static void test_restored(void) {
    latigraph_call_t *call;
    igraph_vector_t two, three;
    igraph_strvector_t names;
    latigraph_value_t value;
    CHECK_OK(igraph_vector_init_real(&two, 2, 0.25, 0.5));
    CHECK_OK(igraph_vector_init(&three, 3));
    CHECK_OK(igraph_strvector_init(&names, 2));
    CHECK_OK(igraph_strvector_set(&names, 0, "reciprocity"));
    CHECK_OK(igraph_strvector_set(&names, 1, "density"));
    CHECK_OK(latigraph_call_create(&call, "steer"));
    CHECK_OK(latigraph_call_restore(call, "steered", (latigraph_value_t){.string_list = &names}));
    CHECK_OK(latigraph_call_restore(call, "asked", (latigraph_value_t){.vector = &two}));
    CHECK_OK(latigraph_call_restore(call, "distance", (latigraph_value_t){.real = 1.5}));
    CHECK_FAILS(latigraph_call_restore(call, "achieved", (latigraph_value_t){.vector = &three}),
                IGRAPH_EINVAL, "has 3 entries, the others have 2");
    CHECK_FAILS(latigraph_call_restore(call, "count", (latigraph_value_t){.integer = 1}),
                IGRAPH_EINVAL, "no output");
    CHECK_OK(latigraph_call_get(call, "asked", &value));
    REQUIRE(igraph_vector_size(value.vector) == 2);
    CHECK_NEAR(VECTOR(*value.vector)[1], 0.5, 0);
    JsonNode *node = written(call);
    JsonObject *object = json_node_get_object(node);
    CHECK_NEAR(json_object_get_double_member(object, "distance"), 1.5, 0);
    CHECK_NEAR(
        json_object_get_double_member(json_object_get_object_member(object, "asked"), "density"),
        0.5, 0);
    json_node_unref(node);
    latigraph_call_destroy(call);
    igraph_strvector_destroy(&names);
    igraph_vector_destroy(&three);
    igraph_vector_destroy(&two);
}

/* Every way of ending a call frees everything (valgrind and AddressSanitizer look on). */
static void test_unfinished(void) {
    latigraph_call_t *call;
    latigraph_call_destroy(NULL);
    CHECK_OK(latigraph_call_create(&call, "steer"));
    CHECK_OK(latigraph_call_set_text(call, "targets", "reciprocity=0.2"));
    CHECK_OK(latigraph_call_set_text(call, "targets", "density=+1sd"));
    CHECK_FAILS(latigraph_call_set_text(call, "keep", "densty"), IGRAPH_EINVAL,
                "did you mean \"density\"");
    latigraph_call_destroy(call);
    CHECK_OK(latigraph_call_create(&call, "steer"));
    CHECK_FAILS(latigraph_call_run(call), IGRAPH_EINVAL, "needs its argument \"model\"");
    latigraph_call_destroy(call);
}

int main(void) {
    test_init();
    test_order();
    test_numbers();
    test_labels();
    test_restored();
    test_unfinished();
    return 0;
}
