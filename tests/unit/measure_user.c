/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"
#include "test.h"

#include <latigraph/measure.h>

/* Properties that the user computes, in addition to those of the table. */

static igraph_error_t count_edges(const igraph_t *graph, igraph_real_t *value, void *data) {
    int *calls = data;
    (*calls)++;
    *value = (igraph_real_t)igraph_ecount(graph);
    return IGRAPH_SUCCESS;
}

static igraph_error_t give(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)graph;
    *value = *(const igraph_real_t *)data;
    return IGRAPH_SUCCESS;
}

/* Leaves the value unchanged. */
static igraph_error_t say_nothing(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)graph;
    (void)value;
    (void)data;
    return IGRAPH_SUCCESS;
}

/* Fails for rings only, with an object on the FINALLY stack. */
static igraph_error_t fail_on_rings(const igraph_t *graph, igraph_real_t *value, void *data) {
    igraph_vector_t scratch;
    (void)data;
    IGRAPH_VECTOR_INIT_FINALLY(&scratch, 10);
    if (igraph_vcount(graph) == igraph_ecount(graph)) {
        IGRAPH_ERROR("The user's function does not like rings.", IGRAPH_UNIMPLEMENTED);
    }
    *value = 1;
    igraph_vector_destroy(&scratch);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sums the vertex attribute "size"; NaN without attributes. */
static igraph_error_t add_sizes(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)data;
    if (!igraph_has_attribute_table() ||
        !igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_VERTEX, "size")) {
        return IGRAPH_SUCCESS;
    }
    *value = 0;
    for (igraph_integer_t i = 0; i < igraph_vcount(graph); i++) {
        *value += VAN(graph, "size", i);
    }
    return IGRAPH_SUCCESS;
}

/* Creates a chain of four and a ring of three neurons. */
static void make_list(latigraph_circuit_list_t *list) {
    static const int from[] = {0, 1, 2}, chain[] = {1, 2, 3}, ring[] = {1, 2, 0};
    latigraph_circuit_t *circuit;
    CHECK_OK(latigraph_circuit_list_init(list));
    CHECK_OK(latigraph_circuit_create(&circuit, "by hand", 4, 3, from, chain, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
    CHECK_OK(latigraph_circuit_create(&circuit, "by hand", 3, 3, from, ring, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
}

static igraph_bool_t same(igraph_real_t a, igraph_real_t b) {
    return a == b || (isnan(a) && isnan(b));
}

/* The user's properties follow the table, whose values stay unchanged. Each is called once per
 * circuit. */
static void test_beside_the_table(const latigraph_circuit_list_t *list) {
    int calls = 0;
    igraph_real_t fixed = -2.5, undefined = IGRAPH_NAN;
    const latigraph_callback_t items[] = {{"edges", count_edges, &calls},
                                          {"fixed", give, &fixed},
                                          {"undefined", give, &undefined},
                                          {"silent", say_nothing, NULL}};
    const latigraph_callback_list_t user = {items, 4};
    const igraph_integer_t count = latigraph_property_count();
    igraph_matrix_t table, values;
    CHECK_OK(igraph_matrix_init(&table, 0, 0));
    CHECK_OK(igraph_matrix_init(&values, 7, 7));
    CHECK_OK(latigraph_properties(list, &table));
    CHECK_OK(latigraph_properties_with(list, &user, &values));
    REQUIRE(igraph_matrix_nrow(&values) == 2 && igraph_matrix_ncol(&values) == count + 4);
    for (igraph_integer_t i = 0; i < 2; i++) {
        for (igraph_integer_t p = 0; p < count; p++) {
            CHECK(same(MATRIX(values, i, p), MATRIX(table, i, p)));
        }
        CHECK(MATRIX(values, i, count) == 3 && MATRIX(values, i, count + 1) == -2.5);
        CHECK(isnan(MATRIX(values, i, count + 2)) && isnan(MATRIX(values, i, count + 3)));
    }
    CHECK(calls == 2);
    CHECK_OK(latigraph_properties_with(list, NULL, &values));
    REQUIRE(igraph_matrix_ncol(&values) == count);
    igraph_matrix_destroy(&values);
    igraph_matrix_destroy(&table);
}

static void test_names(void) {
    igraph_real_t number = 0;
    const latigraph_callback_t items[] = {{"mine", give, &number}, {"yours", give, &number}};
    const latigraph_callback_list_t user = {items, 2};
    const igraph_integer_t count = latigraph_property_count();
    CHECK(latigraph_property_find_with(&user, "density") == latigraph_property_find("density"));
    CHECK(latigraph_property_find_with(&user, "yours") == count + 1);
    CHECK(latigraph_property_find_with(&user, "theirs") == -1);
    CHECK(latigraph_property_find_with(NULL, "mine") == -1);
    CHECK(strcmp(latigraph_property_name(&user, 0), latigraph_property_info(0)->name) == 0);
    CHECK(strcmp(latigraph_property_name(&user, count), "mine") == 0);
    CHECK(latigraph_property_name(&user, count + 2) == NULL);
    CHECK(latigraph_property_name(&user, -1) == NULL);
    CHECK(latigraph_property_name(NULL, count) == NULL);
}

/* Only requested properties are called, in the requested order, also repeatedly. */
static void test_only(const latigraph_circuit_list_t *list) {
    int calls = 0, others = 0;
    const latigraph_callback_t items[] = {{"others", count_edges, &others},
                                          {"edges", count_edges, &calls}};
    const latigraph_callback_list_t user = {items, 2};
    const igraph_integer_t mine = latigraph_property_count() + 1;
    const igraph_integer_t density = latigraph_property_find("density");
    igraph_vector_int_t which;
    igraph_matrix_t values;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_vector_int_init_int(&which, 3, (int)mine, (int)density, (int)mine));
    CHECK_OK(latigraph_properties_only(list, &user, &which, &values));
    REQUIRE(igraph_matrix_nrow(&values) == 2 && igraph_matrix_ncol(&values) == 3);
    CHECK(MATRIX(values, 0, 0) == 3 && MATRIX(values, 0, 2) == 3);
    CHECK_NEAR(MATRIX(values, 0, 1), 0.25, 1e-12);
    CHECK_NEAR(MATRIX(values, 1, 1), 0.5, 1e-12);
    CHECK(calls == 2 && others == 0);

    VECTOR(which)[0] = mine + 1;
    CHECK_FAILS(latigraph_properties_only(list, &user, &which, &values), IGRAPH_EINVAL,
                "There is no property ");
    VECTOR(which)[0] = -1;
    CHECK_FAILS(latigraph_properties_only(list, &user, &which, &values), IGRAPH_EINVAL,
                "no property of index -1");
    igraph_vector_int_clear(&which);
    CHECK_OK(latigraph_properties_only(list, &user, &which, &values));
    REQUIRE(igraph_matrix_nrow(&values) == 2 && igraph_matrix_ncol(&values) == 0);
    igraph_vector_int_destroy(&which);
    igraph_matrix_destroy(&values);
}

static void check_refused(const latigraph_circuit_list_t *list, const latigraph_callback_t *items,
                          igraph_integer_t count, const char *text) {
    const latigraph_callback_list_t user = {items, count};
    igraph_matrix_t values;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_FAILS(latigraph_properties_with(list, &user, &values), IGRAPH_EINVAL, text);
    igraph_matrix_destroy(&values);
}

static void test_refused(const latigraph_circuit_list_t *list) {
    igraph_real_t number = 0, infinite = -INFINITY;
    const latigraph_callback_t twice[] = {{"mine", give, &number}, {"mine", give, &number}};
    check_refused(list, &(latigraph_callback_t){"", give, &number}, 1,
                  "The user's property 0 has no name");
    check_refused(list, &(latigraph_callback_t){NULL, give, &number}, 1, "has no name");
    check_refused(list, &(latigraph_callback_t){"mine", NULL, NULL}, 1, "has no function");
    check_refused(list, &(latigraph_callback_t){"density", give, &number}, 1,
                  "\"density\" of a user's property is already used");
    check_refused(list, twice, 2, "\"mine\" of a user's property is already used");
    check_refused(list, &(latigraph_callback_t){"mine", give, &infinite}, 1,
                  "The property \"mine\" of circuit \"by hand\" is -inf");
}

/* The caller gets code and text of the function's error. CHECK_FAILS checks the FINALLY stack. */
static void test_error(const latigraph_circuit_list_t *list) {
    const latigraph_callback_t items[] = {{"picky", fail_on_rings, NULL}};
    const latigraph_callback_list_t user = {items, 1};
    igraph_matrix_t values;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_FAILS(latigraph_properties_with(list, &user, &values), IGRAPH_UNIMPLEMENTED,
                "The user's function does not like rings.");
    igraph_matrix_destroy(&values);
}

/* Node data are attributes if there is a handler. The circuit stays unchanged. */
static void test_attributes(void) {
    const latigraph_callback_t items[] = {{"sizes", add_sizes, NULL}};
    const latigraph_callback_list_t user = {items, 1};
    latigraph_circuit_list_t list;
    latigraph_circuit_t *circuit;
    igraph_t graph, after;
    igraph_matrix_t values;
    igraph_vector_t sizes;
    igraph_bool_t equal;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_vector_init_int(&sizes, 3, 5, 7, 11));
    CHECK_OK(igraph_ring(&graph, 3, IGRAPH_DIRECTED, false, true));
    CHECK_OK(SETVANV(&graph, "size", &sizes));
    CHECK_OK(latigraph_circuit_from_graph(&circuit, &graph, "ring", NULL, NULL));
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));

    CHECK_OK(latigraph_properties_with(&list, &user, &values));
    CHECK(MATRIX(values, 0, latigraph_property_count()) == 23);
    CHECK_OK(latigraph_circuit_to_graph(latigraph_circuit_list_get(&list, 0), &after));
    CHECK_OK(igraph_is_same_graph(&graph, &after, &equal));
    CHECK(equal && VAN(&after, "size", 2) == 11);

    igraph_attribute_table_t *handler = igraph_set_attribute_table(NULL);
    CHECK_OK(latigraph_properties_with(&list, &user, &values));
    CHECK(isnan(MATRIX(values, 0, latigraph_property_count())));
    igraph_set_attribute_table(handler);

    igraph_destroy(&after);
    igraph_destroy(&graph);
    latigraph_circuit_list_destroy(&list);
    igraph_vector_destroy(&sizes);
    igraph_matrix_destroy(&values);
}

int main(void) {
    latigraph_circuit_list_t list;
    test_init();
    make_list(&list);
    test_beside_the_table(&list);
    test_names();
    test_only(&list);
    test_refused(&list);
    test_error(&list);
    latigraph_circuit_list_destroy(&list);
    test_attributes();
    return 0;
}
