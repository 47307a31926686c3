/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

#include <json-glib/json-glib.h>

static const char *const operation = "test_add_up";

static void test_defaults(void) {
    const char *names[] = {"total", "count"};
    latigraph_value_t values[] = {{.real = -1}, {.integer = 3}};
    CHECK_OK(latigraph_operation_call(operation, names, values, 2));
    CHECK_NEAR(values[0].real, 7, 0); /* 2 (3 + 0.5) */
    CHECK(values[1].integer == 3);
}

static void test_everything(void) {
    igraph_vector_t points, squares;
    igraph_t ring;
    CHECK_OK(igraph_vector_init_int(&points, 2, 10, 20));
    CHECK_OK(igraph_vector_init(&squares, 0));
    const char *names[] = {"ring", "points", "doubled", "squares", "share",
                           "word", "text",   "count",   "total"};
    latigraph_value_t values[] = {{.graph = &ring},     {.vector = &points}, {.boolean = false},
                                  {.vector = &squares}, {.real = 0.25},      {.string = "column"},
                                  {.string = NULL},     {.integer = 4},      {.real = 0}};
    CHECK_OK(latigraph_operation_call(operation, names, values, G_N_ELEMENTS(names)));
    CHECK_NEAR(values[8].real, 34.25, 0);
    CHECK(strcmp(values[6].string, "column") == 0);
    CHECK(igraph_vcount(&ring) == 4 && igraph_ecount(&ring) == 4);
    REQUIRE(igraph_vector_size(&squares) == 4 && VECTOR(squares)[3] == 16);
    igraph_free((void *)values[6].string);
    igraph_destroy(&ring);
    igraph_vector_destroy(&squares);
    igraph_vector_destroy(&points);
}

/* NULL stands for an argument that is left out. */
static void test_null(void) {
    const char *names[] = {"count", "points", "word", "squares", "ring", "total"};
    latigraph_value_t values[] = {{.integer = 1},   {.vector = NULL}, {.string = NULL},
                                  {.vector = NULL}, {.graph = NULL},  {.real = 0}};
    CHECK_OK(latigraph_operation_call(operation, names, values, G_N_ELEMENTS(names)));
    CHECK_NEAR(values[5].real, 3, 0);
}

static igraph_error_t call_with(const char *name, latigraph_value_t value) {
    const char *names[] = {"count", name};
    latigraph_value_t values[] = {{.integer = 1}, value};
    return latigraph_operation_call(operation, names, values, 2);
}

static void test_errors(void) {
    const latigraph_value_t some = {.integer = 1};
    const char *names[] = {"count", NULL};
    latigraph_value_t values[] = {{.integer = 11}, some};
    CHECK_FAILS(latigraph_operation_call("no_such", names, values, 1), IGRAPH_EINVAL,
                "no operation \"no_such\"");
    CHECK_FAILS(latigraph_operation_call(NULL, names, values, 1), IGRAPH_EINVAL, "no operation");
    CHECK_FAILS(latigraph_operation_call(operation, names, values, 1), IGRAPH_EINVAL,
                "\"count\" of operation \"test_add_up\" is 11 but must be from 1 to 10.");
    values[0].integer = 0;
    CHECK_FAILS(latigraph_operation_call(operation, names, values, 1), IGRAPH_EINVAL, "is 0 but");
    CHECK_FAILS(latigraph_operation_call(operation, NULL, NULL, 0), IGRAPH_EINVAL,
                "needs its argument \"count\" (integer)");
    CHECK_FAILS(latigraph_operation_call(operation, names, values, -1), IGRAPH_EINVAL, "is -1");
    CHECK_FAILS(latigraph_operation_call(operation, names, values, 2), IGRAPH_EINVAL,
                "without a name");
    CHECK_FAILS(call_with("counts", some), IGRAPH_EINVAL, "no argument \"counts\"");
    CHECK_FAILS(call_with("count", some), IGRAPH_EINVAL, "given twice");
    CHECK_FAILS(call_with("share", (latigraph_value_t){.real = 1.25}), IGRAPH_EINVAL,
                "is 1.25 but must be from 0 to 1.");
    CHECK_FAILS(call_with("share", (latigraph_value_t){.real = IGRAPH_NAN}), IGRAPH_EINVAL,
                "is nan but");
    CHECK_FAILS(call_with("word", (latigraph_value_t){.string = "cone"}), IGRAPH_EINVAL,
                "is \"cone\" but must be one of ball, column.");
    CHECK_FAILS(latigraph_operation_call("test_fail", NULL, NULL, 0), IGRAPH_DIVERGED,
                "always fails");
}

static void test_text(void) {
    char *text;
    CHECK_OK(latigraph_operation_describe(operation, false, &text));
    CHECK(strstr(text, "test_add_up: Adds up.\n") != NULL);
    CHECK(strstr(text, "  count: integer, from 1 to 10, required\n      How many.\n") != NULL);
    CHECK(strstr(text, "  share: real, from 0 to 1, default 0.5\n") != NULL);
    CHECK(strstr(text, "  word: string, one of ball, column, default ball\n") != NULL);
    CHECK(strstr(text, "  points: vector, optional\n") != NULL);
    CHECK(strstr(text, "Outputs\n  total: real\n") != NULL);
    igraph_free(text);
    CHECK_OK(latigraph_operation_describe(NULL, false, &text));
    CHECK(strstr(text, "test_add_up") != NULL && strstr(text, "  Fails.\n") != NULL);
    igraph_free(text);
    CHECK_FAILS(latigraph_operation_describe("no_such", false, &text), IGRAPH_EINVAL, "no_such");
}

static void test_json(void) {
    char *text;
    JsonParser *parser = json_parser_new();
    CHECK_OK(latigraph_operation_describe(operation, true, &text));
    CHECK(json_parser_load_from_data(parser, text, -1, NULL));
    JsonObject *root = json_node_get_object(json_parser_get_root(parser));
    CHECK(strcmp(json_object_get_string_member(root, "name"), operation) == 0);
    JsonObject *count =
        json_array_get_object_element(json_object_get_array_member(root, "arguments"), 0);
    CHECK(json_object_get_int_member(count, "min") == 1);
    CHECK(json_object_get_int_member(count, "max") == 10);
    CHECK(!json_object_get_boolean_member(count, "optional"));
    igraph_free(text);

    CHECK_OK(latigraph_operation_describe(NULL, true, &text));
    CHECK(json_parser_load_from_data(parser, text, -1, NULL));
    CHECK(json_array_get_length(json_node_get_array(json_parser_get_root(parser))) ==
          latigraph_operation_count());
    igraph_free(text);
    g_object_unref(parser);
}

int main(void) {
    test_init();
    CHECK_OK(latigraph_module_load(dummy_module("good")));
    test_defaults();
    test_everything();
    test_null();
    test_errors();
    test_text();
    test_json();
    return 0;
}
