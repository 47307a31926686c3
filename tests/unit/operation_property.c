/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

#include "operation/operation.h"

#include <latigraph/measure.h>

/* Operations as properties of graphs, and the operation that measures properties of every kind. */

/* --- A module of operations of several shapes ---------------------------------- */

enum { GRAPH, SHARE, SEED, COUNT, LIST, ARGUMENTS };

static igraph_integer_t seeds_seen;

/* The share of the edges, to which the seed adds a thousandth. */
static igraph_error_t share_of_edges(latigraph_value_t *values, const igraph_bool_t *given) {
    CHECK(given[SHARE] && given[SEED] && given[COUNT] && !given[LIST]);
    seeds_seen |= values[SEED].integer;
    values[COUNT].real = values[SHARE].real * (igraph_real_t)igraph_ecount(values[GRAPH].graph) +
                         (igraph_real_t)values[SEED].integer / 1000;
    return IGRAPH_SUCCESS;
}

static const latigraph_argument_t rich[ARGUMENTS] = {
    [GRAPH] = {.name = "network", .type = LATIGRAPH_TYPE_GRAPH},
    [SHARE] = {.name = "share",
               .type = LATIGRAPH_TYPE_REAL,
               .optional = true,
               .default_text = "0.5"},
    [SEED] = {.name = "seed", .type = LATIGRAPH_TYPE_INTEGER, .optional = true},
    [COUNT] = {.name = "number", .type = LATIGRAPH_TYPE_REAL, .direction = LATIGRAPH_OUT},
    [LIST] = {.name = "list", .type = LATIGRAPH_TYPE_VECTOR, .direction = LATIGRAPH_OUT},
};

static igraph_error_t count_vertices(latigraph_value_t *values, const igraph_bool_t *given) {
    (void)given;
    values[1].integer = igraph_vcount(values[0].graph);
    return IGRAPH_SUCCESS;
}

static const latigraph_argument_t whole[] = {
    {.name = "graph", .type = LATIGRAPH_TYPE_GRAPH},
    {.name = "vertices", .type = LATIGRAPH_TYPE_INTEGER, .direction = LATIGRAPH_OUT},
};

static igraph_error_t has_edges(latigraph_value_t *values, const igraph_bool_t *given) {
    (void)given;
    values[0].boolean = igraph_ecount(values[1].graph) > 0;
    return IGRAPH_SUCCESS;
}

static const latigraph_argument_t truth[] = {
    {.name = "any", .type = LATIGRAPH_TYPE_BOOLEAN, .direction = LATIGRAPH_OUT},
    {.name = "graph", .type = LATIGRAPH_TYPE_GRAPH},
};

static const latigraph_argument_t two_graphs[] = {
    {.name = "one", .type = LATIGRAPH_TYPE_GRAPH},
    {.name = "other", .type = LATIGRAPH_TYPE_GRAPH},
    {.name = "likeness", .type = LATIGRAPH_TYPE_REAL, .direction = LATIGRAPH_OUT},
};

static const latigraph_argument_t two_numbers[] = {
    {.name = "graph", .type = LATIGRAPH_TYPE_GRAPH},
    {.name = "mean", .type = LATIGRAPH_TYPE_REAL, .direction = LATIGRAPH_OUT},
    {.name = "sd", .type = LATIGRAPH_TYPE_REAL, .direction = LATIGRAPH_OUT},
};

static const latigraph_argument_t optional_graph[] = {
    {.name = "graph", .type = LATIGRAPH_TYPE_GRAPH, .optional = true},
    {.name = "number", .type = LATIGRAPH_TYPE_REAL, .direction = LATIGRAPH_OUT},
};

static igraph_error_t fail(latigraph_value_t *values, const igraph_bool_t *given) {
    (void)values;
    (void)given;
    IGRAPH_ERROR("This measure always fails.", IGRAPH_DIVERGED);
}

#define OPERATION(called, table, function)                                                         \
    &(const latigraph_operation_t) {                                                               \
        .name = called, .summary = "Summary of " called ".", .arguments = table,                   \
        .argument_count = G_N_ELEMENTS(table), .invoke = function,                                 \
    }

static const latigraph_operation_t *const operations[] = {
    OPERATION("half_edges", rich, share_of_edges),
    OPERATION("vertices", whole, count_vertices),
    OPERATION("has_edges", truth, has_edges),
    OPERATION("likeness", two_graphs, fail),
    OPERATION("moments", two_numbers, fail),
    OPERATION("anything", optional_graph, fail),
    OPERATION("broken", whole, fail),
    OPERATION("density", whole, count_vertices),
};

static const latigraph_module_t module = {
    .api_version = LATIGRAPH_API_VERSION,
    .igraph_major = IGRAPH_VERSION_MAJOR,
    .igraph_minor = IGRAPH_VERSION_MINOR,
    .igraph_integer_size = IGRAPH_INTEGER_SIZE,
    .name = "shapes",
    .version = "1",
    .summary = "For tests.",
    .operations = operations,
    .operation_count = G_N_ELEMENTS(operations),
};

/* --- Operations as properties ---------------------------------------------------- */

static void test_shapes(void) {
    static const char *const yes[] = {"half_edges", "vertices", "has_edges", "broken",
                                      "igraph_girth"};
    static const char *const no[] = {"likeness", "moments",    "anything", "generate",
                                     "select",   "properties", "sample",   "write_graph"};
    for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
        CHECK(latigraph_operation_is_property(latigraph_operation_find(yes[i])));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(no); i++) {
        CHECK(!latigraph_operation_is_property(latigraph_operation_find(no[i])));
    }
}

static igraph_real_t value_of(const char *name, const igraph_t *graph) {
    latigraph_callback_t property;
    igraph_real_t value = -1;
    CHECK_OK(latigraph_operation_property(name, &property));
    CHECK(strcmp(property.name, name) == 0);
    CHECK_OK(property.call(graph, &value, property.data));
    return value;
}

/* Defaults are filled in, the seed is always the same, whole numbers and truths become reals. */
static void test_calls(const igraph_t *ring) {
    const igraph_real_t first = value_of("half_edges", ring);
    CHECK_NEAR(first, 2.5 + (igraph_real_t)seeds_seen / 1000, 1e-12);
    CHECK(value_of("half_edges", ring) == first);
    CHECK(value_of("vertices", ring) == 5);
    CHECK(value_of("has_edges", ring) == 1);
    CHECK(value_of("igraph_girth", ring) == 5);
}

static void test_refusals(const igraph_t *ring) {
    latigraph_callback_t property;
    igraph_real_t value;
    CHECK_FAILS(latigraph_operation_property("fame", &property), IGRAPH_EINVAL,
                "There is no operation \"fame\".");
    CHECK_FAILS(latigraph_operation_property(NULL, &property), IGRAPH_EINVAL, "no operation");
    CHECK_FAILS(
        latigraph_operation_property("likeness", &property), IGRAPH_EINVAL,
        "Operation \"likeness\" cannot serve as a property, which needs one graph and gives "
        "one number: it needs one (graph), other (graph) and gives likeness (real).");
    CHECK_FAILS(latigraph_operation_property("moments", &property), IGRAPH_EINVAL,
                "it needs graph (graph) and gives mean (real), sd (real).");
    CHECK_FAILS(latigraph_operation_property("anything", &property), IGRAPH_EINVAL,
                "it needs nothing and gives number (real).");
    CHECK_OK(latigraph_operation_property("broken", &property));
    CHECK_FAILS(property.call(ring, &value, property.data), IGRAPH_DIVERGED, "always fails");
}

static void test_resolve(void) {
    const latigraph_callback_t mine = {"vertices", NULL, NULL};
    const latigraph_callback_list_t one = {&mine, 1};
    const igraph_integer_t count = latigraph_property_count();
    latigraph_callback_list_t user;
    igraph_integer_t property;
    CHECK_OK(latigraph_callback_list_copy(&user, &one));
    CHECK_OK(latigraph_property_resolve(&user, "igraph_girth", &property));
    REQUIRE(property == count + 1 && user.count == 2);
    CHECK_OK(latigraph_property_resolve(&user, "has_edges", &property));
    REQUIRE(property == count + 2 && user.count == 3);
    /* Known already. */
    CHECK_OK(latigraph_property_resolve(&user, "igraph_girth", &property));
    REQUIRE(property == count + 1 && user.count == 3);
    /* The table wins over operations, and so do the caller's own. */
    CHECK_OK(latigraph_property_resolve(&user, "density", &property));
    REQUIRE(property == latigraph_property_find("density") && user.count == 3);
    CHECK_OK(latigraph_property_resolve(&user, "vertices", &property));
    CHECK(property == count && user.items[0].call == NULL);
    CHECK_FAILS(latigraph_property_resolve(&user, "fame", &property), IGRAPH_EINVAL,
                "There is no property \"fame\", and no operation of this name;");
    CHECK_FAILS(latigraph_property_resolve(&user, "moments", &property), IGRAPH_EINVAL,
                "Operation \"moments\" cannot serve");
    REQUIRE(user.count == 3 && one.count == 1);
    latigraph_callback_list_destroy(&user);
    REQUIRE(user.count == 0 && user.items == NULL);
}

/* --- The operation that measures -------------------------------------------------- */

static igraph_error_t twice_the_edges(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)data;
    *value = 2 * (igraph_real_t)igraph_ecount(graph);
    return IGRAPH_SUCCESS;
}

/* Values and names of the properties that the operation gives. */
typedef struct {
    igraph_matrix_t values;
    igraph_strvector_t properties;
} result_t;

static void init_result(result_t *result) {
    CHECK_OK(igraph_matrix_init(&result->values, 0, 0));
    CHECK_OK(igraph_strvector_init(&result->properties, 0));
}

static void destroy_result(result_t *result) {
    igraph_strvector_destroy(&result->properties);
    igraph_matrix_destroy(&result->values);
}

static const char *name_at(const result_t *result, igraph_integer_t column) {
    return igraph_strvector_get(&result->properties, column);
}

/* `only`: names up to NULL, or NULL for all. */
static igraph_error_t call(const igraph_graph_list_t *graphs, const char *const *only,
                           latigraph_callback_list_t *functions, result_t *result) {
    igraph_strvector_t list;
    CHECK_OK(igraph_strvector_init(&list, 0));
    for (int i = 0; only != NULL && only[i] != NULL; i++) {
        CHECK_OK(igraph_strvector_push_back(&list, only[i]));
    }
    const char *names[] = {"circuits", "only", "functions", "values", "properties"};
    latigraph_value_t values[] = {{.graph_list = (igraph_graph_list_t *)graphs},
                                  {.string_list = only != NULL ? &list : NULL},
                                  {.callback_list = functions},
                                  {.matrix = &result->values},
                                  {.string_list = &result->properties}};
    const igraph_error_t code = latigraph_operation_call("properties", names, values, 5);
    igraph_strvector_destroy(&list);
    return code;
}

static void test_properties(const igraph_graph_list_t *graphs) {
    static const char *const only[] = {"mine", "igraph_girth", "density", "has_edges", NULL};
    static const char *const wrong[] = {"density", "moments", NULL};
    const latigraph_callback_t mine = {"mine", twice_the_edges, NULL};
    latigraph_callback_list_t functions = {&mine, 1};
    const igraph_integer_t count = latigraph_property_count();
    result_t result;
    init_result(&result);

    CHECK_OK(call(graphs, only, &functions, &result));
    REQUIRE(igraph_matrix_nrow(&result.values) == 2 && igraph_matrix_ncol(&result.values) == 4);
    CHECK(MATRIX(result.values, 0, 0) == 10 && MATRIX(result.values, 1, 0) == 6);
    CHECK(MATRIX(result.values, 0, 1) == 5 && MATRIX(result.values, 1, 1) == 3);
    CHECK_NEAR(MATRIX(result.values, 0, 2), 0.25, 1e-12);
    CHECK_NEAR(MATRIX(result.values, 1, 2), 0.5, 1e-12);
    CHECK(MATRIX(result.values, 0, 3) == 1);
    for (int column = 0; column < 4; column++) {
        CHECK(strcmp(name_at(&result, column), only[column]) == 0);
    }

    /* All of the table, then the functions. */
    CHECK_OK(call(graphs, NULL, &functions, &result));
    REQUIRE(igraph_matrix_ncol(&result.values) == count + 1);
    CHECK(MATRIX(result.values, 1, count) == 6);
    CHECK_NEAR(MATRIX(result.values, 1, 0), 0.5, 1e-12);
    REQUIRE(igraph_strvector_size(&result.properties) == count + 1);
    CHECK(strcmp(name_at(&result, count), "mine") == 0);

    CHECK_FAILS(call(graphs, only, NULL, &result), IGRAPH_EINVAL, "no property \"mine\"");
    CHECK_FAILS(call(graphs, wrong, NULL, &result), IGRAPH_EINVAL, "\"moments\" cannot serve");
    functions.items = &(latigraph_callback_t){NULL, twice_the_edges, NULL};
    CHECK_FAILS(call(graphs, NULL, &functions, &result), IGRAPH_EINVAL, "has no name");
    destroy_result(&result);
}

/* The table first, then operations with what they say of themselves. */
static void test_list(void) {
    const igraph_integer_t count = latigraph_property_count();
    igraph_strvector_t names, definitions, source, cost, modules;
    igraph_integer_t girth = -1;
    CHECK_OK(igraph_strvector_init(&names, 0));
    CHECK_OK(igraph_strvector_init(&definitions, 0));
    CHECK_OK(igraph_strvector_init(&source, 0));
    CHECK_OK(igraph_strvector_init(&cost, 0));
    CHECK_OK(igraph_strvector_init(&modules, 0));
    const char *outputs[] = {"names", "definitions", "source", "cost", "module"};
    latigraph_value_t values[] = {{.string_list = &names},
                                  {.string_list = &definitions},
                                  {.string_list = &source},
                                  {.string_list = &cost},
                                  {.string_list = &modules}};
    CHECK_OK(latigraph_operation_call("list_properties", outputs, values, 5));
    REQUIRE(igraph_strvector_size(&names) > count);
    for (igraph_integer_t i = 0; i < igraph_strvector_size(&names); i++) {
        girth = strcmp(igraph_strvector_get(&names, i), "igraph_girth") == 0 ? i : girth;
    }
    REQUIRE(girth >= count && igraph_strvector_size(&definitions) == igraph_strvector_size(&names));
    CHECK(strcmp(igraph_strvector_get(&definitions, 0), latigraph_property_info(0)->definition) ==
          0);
    CHECK(strcmp(igraph_strvector_get(&cost, 0), latigraph_property_info(0)->cost) == 0);
    CHECK(strcmp(igraph_strvector_get(&modules, 0), "") == 0);
    CHECK(strstr(igraph_strvector_get(&source, girth), "igraph_girth()") != NULL);
    CHECK(strcmp(igraph_strvector_get(&modules, girth), "latigraph") == 0);
    igraph_strvector_destroy(&modules);
    igraph_strvector_destroy(&cost);
    igraph_strvector_destroy(&source);
    igraph_strvector_destroy(&definitions);
    igraph_strvector_destroy(&names);
}

/* Works it out once more for all operations that can serve. */
static void test_every_operation(const igraph_graph_list_t *graphs) {
    result_t result;
    init_result(&result);
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const char *name = latigraph_operation_get(i)->name;
        const char *only[] = {name, NULL};
        if (latigraph_operation_is_property(latigraph_operation_get(i)) &&
            strcmp(name, "broken") != 0) {
            CHECK_OK(call(graphs, only, NULL, &result));
            REQUIRE(igraph_matrix_ncol(&result.values) == 1);
        }
    }
    destroy_result(&result);
}

static void add_ring(igraph_graph_list_t *graphs, igraph_integer_t n) {
    igraph_t ring;
    CHECK_OK(igraph_ring(&ring, n, IGRAPH_DIRECTED, false, true));
    CHECK_OK(igraph_graph_list_push_back(graphs, &ring));
}

int main(void) {
    igraph_graph_list_t graphs;
    test_init();
    char fault[200];
    CHECK_OK(latigraph_module_fault(&module, fault, sizeof fault));
    CHECK(fault[0] == '\0');
    CHECK(latigraph_registry_add(&module) == IGRAPH_SUCCESS);
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    add_ring(&graphs, 5);
    add_ring(&graphs, 3);
    const igraph_t *ring = igraph_graph_list_get_ptr(&graphs, 0);
    test_shapes();
    test_calls(ring);
    test_refusals(ring);
    test_resolve();
    test_properties(&graphs);
    test_list();
    test_every_operation(&graphs);
    igraph_graph_list_destroy(&graphs);
    return 0;
}
