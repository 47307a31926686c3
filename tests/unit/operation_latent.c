/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_work.h"

#include <latigraph/measure.h>

/* What operations say of the latent space of a fitted model, and circuits made through it. */

static void test_directions(void *model, igraph_graph_list_t *circuits) {
    igraph_strvector_t properties;
    igraph_vector_t r2;
    igraph_matrix_t steps;
    CHECK_OK(igraph_strvector_init(&properties, 0));
    CHECK_OK(igraph_vector_init(&r2, 0));
    CHECK_OK(igraph_matrix_init(&steps, 0, 0));
    named_t arguments[] = {{"model", {.model = model}},
                           {"directions", {.string_list = &properties}},
                           {"r2", {.vector = &r2}},
                           {"steps", {.matrix = &steps}},
                           {"effects", {.integer = 0}},
                           {"seed", {.integer = 1}},
                           {"circuits", {.graph_list = circuits}}};
    for (igraph_integer_t count = 6; count <= 7; count++) {
        CHECK_OK(call("directions", arguments, count));
        REQUIRE(igraph_strvector_size(&properties) > 3);
        REQUIRE(igraph_vector_size(&r2) == igraph_strvector_size(&properties));
        REQUIRE(igraph_matrix_nrow(&steps) == igraph_vector_size(&r2));
        REQUIRE(igraph_matrix_ncol(&steps) == 4);
    }
    igraph_matrix_destroy(&steps);
    igraph_vector_destroy(&r2);
    igraph_strvector_destroy(&properties);
}

/* A property of the caller's: vertices. */
static igraph_error_t vertices(const igraph_t *graph, igraph_real_t *value, void *data) {
    ++*(int *)data;
    *value = (igraph_real_t)igraph_vcount(graph);
    return IGRAPH_SUCCESS;
}

static void test_direction_effects(void *model, igraph_graph_list_t *circuits) {
    int calls = 0;
    latigraph_callback_t own = {"vertices", vertices, &calls};
    latigraph_callback_list_t functions = {&own, 1};
    igraph_strvector_t only, properties, method, nearest, movers;
    igraph_vector_t slope, rewired;
    igraph_matrix_t change, cosines;
    CHECK_OK(igraph_strvector_init(&only, 2));
    CHECK_OK(igraph_strvector_set(&only, 0, "vertices"));
    CHECK_OK(igraph_strvector_set(&only, 1, "density"));
    CHECK_OK(igraph_strvector_init(&properties, 0));
    CHECK_OK(igraph_strvector_init(&method, 0));
    CHECK_OK(igraph_strvector_init(&nearest, 0));
    CHECK_OK(igraph_strvector_init(&movers, 0));
    CHECK_OK(igraph_vector_init(&slope, 0));
    CHECK_OK(igraph_vector_init(&rewired, 0));
    CHECK_OK(igraph_matrix_init(&change, 0, 0));
    CHECK_OK(igraph_matrix_init(&cosines, 0, 0));
    named_t arguments[] = {{"model", {.model = model}},
                           {"circuits", {.graph_list = circuits}},
                           {"only", {.string_list = &only}},
                           {"functions", {.callback_list = &functions}},
                           {"rewired", {.boolean = true}},
                           {"effects", {.integer = 2}},
                           {"like", {.graph = igraph_graph_list_get_ptr(circuits, 0)}},
                           {"seed", {.integer = 1}},
                           {"directions", {.string_list = &properties}},
                           {"method", {.string_list = &method}},
                           {"nearest", {.string_list = &nearest}},
                           {"movers", {.string_list = &movers}},
                           {"slope", {.vector = &slope}},
                           {"r2_rewired", {.vector = &rewired}},
                           {"change", {.matrix = &change}},
                           {"cosines", {.matrix = &cosines}}};
    CHECK_OK(CALL("directions", arguments));
    REQUIRE(igraph_strvector_size(&properties) == 2 && calls > 0);
    CHECK(strcmp(igraph_strvector_get(&properties, 0), "density") == 0);
    CHECK(strcmp(igraph_strvector_get(&properties, 1), "vertices") == 0);
    REQUIRE(igraph_vector_size(&slope) == 2 && isfinite(VECTOR(slope)[0]));
    REQUIRE(igraph_vector_size(&rewired) == 2 && igraph_strvector_size(&method) == 2);
    REQUIRE(igraph_matrix_nrow(&change) == 2 && igraph_matrix_nrow(&cosines) == 2);
    CHECK(strcmp(igraph_strvector_get(&nearest, 0), "vertices") == 0);
    CHECK(strcmp(igraph_strvector_get(&nearest, 1), "density") == 0);
    REQUIRE(igraph_strvector_size(&movers) == 2);
    CHECK(strstr(igraph_strvector_get(&movers, 1), "vertices ") == NULL); /* the others move */
    CHECK_OK(igraph_strvector_set(&only, 0, "fame"));
    CHECK_FAILS(CALL("directions", arguments), IGRAPH_EINVAL, "fame");
    igraph_matrix_destroy(&cosines);
    igraph_matrix_destroy(&change);
    igraph_vector_destroy(&rewired);
    igraph_vector_destroy(&slope);
    igraph_strvector_destroy(&movers);
    igraph_strvector_destroy(&nearest);
    igraph_strvector_destroy(&method);
    igraph_strvector_destroy(&properties);
    igraph_strvector_destroy(&only);
}

static void test_axes(void *model, igraph_graph_list_t *circuits) {
    igraph_matrix_t steps, amounts, change;
    igraph_vector_t variance, information;
    CHECK_OK(igraph_matrix_init(&steps, 0, 0));
    CHECK_OK(igraph_matrix_init(&amounts, 0, 0));
    CHECK_OK(igraph_matrix_init(&change, 0, 0));
    CHECK_OK(igraph_vector_init(&variance, 0));
    CHECK_OK(igraph_vector_init(&information, 0));
    named_t arguments[] = {{"model", {.model = model}},
                           {"circuits", {.graph_list = circuits}},
                           {"kind", {.string = "jacobian"}},
                           {"count", {.integer = 2}},
                           {"effects", {.integer = 1}},
                           {"draws", {.integer = 2}},
                           {"seed", {.integer = 1}},
                           {"steps", {.matrix = &steps}},
                           {"amounts", {.matrix = &amounts}},
                           {"variance", {.vector = &variance}},
                           {"information", {.vector = &information}},
                           {"change", {.matrix = &change}},
                           {"explained", {.real = 7}}};
    CHECK_OK(CALL("axes", arguments));
    REQUIRE(igraph_matrix_nrow(&steps) == 2 && igraph_matrix_ncol(&steps) == 4);
    REQUIRE(igraph_matrix_nrow(&amounts) == igraph_graph_list_size(circuits));
    REQUIRE(igraph_vector_size(&information) == 2 && igraph_matrix_nrow(&change) == 2);
    arguments[2].value.string = "parts";
    arguments[4].value.integer = 0;
    CHECK_OK(CALL("axes", arguments));
    CHECK(igraph_vector_size(&information) == 0 && igraph_matrix_nrow(&change) == 0);
    REQUIRE(igraph_vector_size(&variance) == 2);
    arguments[2].value.string = "cubes";
    CHECK_FAILS(CALL("axes", arguments), IGRAPH_EINVAL, "cubes");
    igraph_vector_destroy(&information);
    igraph_vector_destroy(&variance);
    igraph_matrix_destroy(&change);
    igraph_matrix_destroy(&amounts);
    igraph_matrix_destroy(&steps);
}

static void test_discriminate(void *model, igraph_graph_list_t *circuits) {
    igraph_vector_t step, difference, change;
    CHECK_OK(igraph_vector_init(&step, 0));
    CHECK_OK(igraph_vector_init(&difference, 0));
    CHECK_OK(igraph_vector_init(&change, 0));
    named_t arguments[] = {{"model", {.model = model}},
                           {"circuits", {.graph_list = circuits}},
                           {"against", {.graph_list = circuits}},
                           {"effects", {.integer = 1}},
                           {"seed", {.integer = 1}},
                           {"step", {.vector = &step}},
                           {"difference", {.vector = &difference}},
                           {"change", {.vector = &change}},
                           {"auc", {.real = 7}}};
    CHECK_OK(CALL("discriminate", arguments));
    REQUIRE(igraph_vector_size(&step) == 4);
    REQUIRE(igraph_vector_size(&change) == igraph_vector_size(&difference));
    CHECK(VECTOR(difference)[0] == 0); /* a set against itself */
    igraph_vector_destroy(&change);
    igraph_vector_destroy(&difference);
    igraph_vector_destroy(&step);
}

/* Edges that go from the first half of the neurons to the second. */
static igraph_error_t count_across(const igraph_t *graph, igraph_real_t *value, void *data) {
    const igraph_integer_t half = igraph_vcount(graph) / 2;
    int *calls = data;
    (*calls)++;
    *value = 0;
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        *value += IGRAPH_FROM(graph, e) < half && IGRAPH_TO(graph, e) >= half;
    }
    return IGRAPH_SUCCESS;
}

/* One entry for each target in every vector that says so. */
static void check_sizes(const named_t *arguments, igraph_integer_t first, igraph_integer_t count,
                        igraph_integer_t targets) {
    for (igraph_integer_t i = first; i < first + count; i++) {
        REQUIRE(igraph_vector_size(arguments[i].value.vector) == targets);
    }
}

static void test_steer(void *model, igraph_t *like) {
    enum { VECTORS = 15, PER_TARGET = 11 };
    static const char *const names[VECTORS] = {"asked",
                                               "start",
                                               "achieved",
                                               "low",
                                               "high",
                                               "sd",
                                               "expected",
                                               "residual",
                                               "conditional_z_score",
                                               "z_score",
                                               "reached",
                                               "side_effects",
                                               "side_effects_error",
                                               "moved",
                                               "code"};
    igraph_strvector_t targets, keep, method, limit;
    igraph_graph_list_t circuits;
    igraph_vector_t vectors[VECTORS];
    int calls = 0;
    latigraph_callback_t mine = {"across", count_across, &calls};
    latigraph_callback_list_t functions = {&mine, 1};
    named_t arguments[9 + VECTORS] = {{"model", {.model = model}},
                                      {"targets", {.string_list = &targets}},
                                      {"keep", {.string_list = &keep}},
                                      {"like", {.graph = like}},
                                      {"count", {.integer = 5}},
                                      {"seed", {.integer = 1}},
                                      {"circuits", {.graph_list = &circuits}},
                                      {"method", {.string_list = &method}},
                                      {"limit", {.string_list = &limit}}};
    CHECK_OK(igraph_strvector_init(&targets, 2));
    CHECK_OK(igraph_strvector_set(&targets, 0, "density=+1sd"));
    CHECK_OK(igraph_strvector_set(&targets, 1, "reciprocity=0.4"));
    CHECK_OK(igraph_strvector_init(&keep, 0));
    CHECK_OK(igraph_strvector_init(&method, 0));
    CHECK_OK(igraph_strvector_init(&limit, 0));
    CHECK_OK(igraph_graph_list_init(&circuits, 0));
    for (int k = 0; k < VECTORS; k++) {
        CHECK_OK(igraph_vector_init(&vectors[k], 0));
        arguments[9 + k] = (named_t){names[k], {.vector = &vectors[k]}};
    }
    const igraph_vector_t *asked = &vectors[0], *start = &vectors[1], *mean = &vectors[2];
    const igraph_vector_t *side_effects = &vectors[11];
    CHECK_OK(CALL("steer", arguments));
    REQUIRE(igraph_graph_list_size(&circuits) == 5);
    check_sizes(arguments, 9, PER_TARGET, 2);
    CHECK_NEAR(VECTOR(*asked)[1], 0.4, 1e-12);
    CHECK(VECTOR(*asked)[0] > VECTOR(*start)[0] && VECTOR(*mean)[0] > VECTOR(*start)[0]);
    CHECK(strcmp(igraph_strvector_get(&method, 1), "layer") == 0);
    CHECK(strcmp(igraph_strvector_get(&limit, 0), "none") == 0);
    CHECK(VECTOR(vectors[10])[0] == 1);
    check_sizes(arguments, 9 + PER_TARGET, 2, latigraph_property_count());
    check_sizes(arguments, 9 + PER_TARGET + 2, 2, 4); /* a code of four numbers, all statistics */

    /* Functions of the caller's are asked for by name and come last among the properties. */
    named_t own[9 + VECTORS + 1];
    memcpy(own, arguments, sizeof arguments);
    own[2] = (named_t){"functions", {.callback_list = &functions}};
    own[9 + VECTORS] = (named_t){"release", {.string_list = &keep}};
    CHECK_OK(igraph_strvector_push_back(&keep, "transitivity"));
    CHECK_OK(igraph_strvector_set(&targets, 0, "across=+20%"));
    CHECK_OK(igraph_strvector_set(&targets, 1, "reciprocity+=0.02"));
    CHECK_OK(CALL("steer", own));
    CHECK(calls > 50);
    CHECK_NEAR(VECTOR(*asked)[0], 1.2 * VECTOR(*start)[0], 1e-9);
    CHECK_NEAR(VECTOR(*asked)[1], VECTOR(*start)[1] + 0.02, 1e-9);
    CHECK(strcmp(igraph_strvector_get(&method, 0), "least-side-effects") == 0);
    CHECK(isnan(VECTOR(vectors[6])[0]) && VECTOR(*mean)[0] > VECTOR(*start)[0]);
    REQUIRE(igraph_vector_size(side_effects) == latigraph_property_count() + 1);
    CHECK(isfinite(VECTOR(*side_effects)[latigraph_property_count()]));
    CHECK_OK(igraph_strvector_set(&keep, 0, "across"));
    CHECK_FAILS(CALL("steer", own), IGRAPH_EINVAL, "across");

    CHECK_OK(igraph_strvector_set(&keep, 0, "no_such_property"));
    CHECK_FAILS(CALL("steer", arguments), IGRAPH_EINVAL, "no property");
    CHECK_OK(igraph_strvector_set(&targets, 0, "density=0.2"));
    CHECK_FAILS(CALL("steer", arguments), IGRAPH_EINVAL, "no_such_property");
    CHECK_OK(igraph_strvector_set(&keep, 0, "transitivity"));
    CHECK_OK(igraph_strvector_set(&targets, 0, "density"));
    CHECK_FAILS(CALL("steer", arguments), IGRAPH_EINVAL, "density");
    for (int k = 0; k < VECTORS; k++) {
        igraph_vector_destroy(&vectors[k]);
    }
    igraph_graph_list_destroy(&circuits);
    igraph_strvector_destroy(&limit);
    igraph_strvector_destroy(&method);
    igraph_strvector_destroy(&keep);
    igraph_strvector_destroy(&targets);
}

/* An edit keeps what it can of the graph, and says how much that is. */
static void test_edit(void *model, igraph_t *like) {
    igraph_strvector_t targets;
    igraph_graph_list_t circuits;
    CHECK_OK(igraph_strvector_init(&targets, 1));
    CHECK_OK(igraph_strvector_set(&targets, 0, "density=+10%"));
    CHECK_OK(igraph_graph_list_init(&circuits, 0));
    named_t arguments[] = {{"model", {.model = model}},     {"targets", {.string_list = &targets}},
                           {"edit", {.boolean = 1}},        {"seed", {.integer = 1}},
                           {"count", {.integer = 2}},       {"circuits", {.graph_list = &circuits}},
                           {"kept_edges", {.real = -1}},    {"added_edges", {.real = -1}},
                           {"removed_edges", {.real = -1}}, {"distance", {.real = -1}},
                           {"tail", {.real = -1}},          {"through", {.string = "statistics"}},
                           {"like", {.graph = like}}};
    const latigraph_value_t *kept = &arguments[6].value, *added = &arguments[7].value;
    const latigraph_value_t *removed = &arguments[8].value, *tail = &arguments[10].value;
    CHECK_FAILS(call("steer", arguments, 12), IGRAPH_EINVAL, "needs a circuit to edit");
    CHECK_OK(CALL("steer", arguments));
    CHECK_NEAR(kept->real + removed->real, igraph_ecount(like), 1e-9);
    CHECK_NEAR(kept->real + added->real,
               (igraph_ecount(igraph_graph_list_get_ptr(&circuits, 0)) +
                igraph_ecount(igraph_graph_list_get_ptr(&circuits, 1))) /
                   2.0,
               1e-9);
    CHECK(kept->real > 0.5 * igraph_ecount(like));
    CHECK(arguments[9].value.real > 0);
    CHECK(tail->real > 0 && tail->real <= 1);
    arguments[2].value.boolean = 0;
    CHECK_OK(CALL("steer", arguments));
    CHECK(isnan(kept->real));
    arguments[11].value.string = "magic";
    CHECK_FAILS(CALL("steer", arguments), IGRAPH_EINVAL, "magic");
    igraph_graph_list_destroy(&circuits);
    igraph_strvector_destroy(&targets);
}

static void test_paths(void *model, igraph_t *first, igraph_t *second) {
    igraph_graph_list_t circuits;
    igraph_matrix_t mean, encoded;
    igraph_vector_t position, slope, asked, straight, manifold;
    igraph_strvector_t movers;
    CHECK_OK(igraph_graph_list_init(&circuits, 0));
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_matrix_init(&encoded, 0, 0));
    CHECK_OK(igraph_vector_init(&position, 0));
    CHECK_OK(igraph_vector_init(&slope, 0));
    CHECK_OK(igraph_vector_init(&asked, 0));
    CHECK_OK(igraph_strvector_init(&movers, 0));
    CHECK_OK(igraph_vector_init(&straight, 0));
    CHECK_OK(igraph_vector_init(&manifold, 0));
    named_t traverse[] = {{"model", {.model = model}},
                          {"property", {.string = "density"}},
                          {"like", {.graph = first}},
                          {"steps", {.integer = 3}},
                          {"count", {.integer = 2}},
                          {"seed", {.integer = 1}},
                          {"circuits", {.graph_list = &circuits}},
                          {"position", {.vector = &position}},
                          {"mean", {.matrix = &mean}},
                          {"slope", {.vector = &slope}},
                          {"encoded", {.matrix = &encoded}},
                          {"property_asked", {.vector = &asked}},
                          {"movers", {.string_list = &movers}},
                          {"node_data_used", {.string = NULL}}};
    CHECK_OK(CALL("traverse", traverse));
    REQUIRE(igraph_graph_list_size(&circuits) == 6);
    CHECK(VECTOR(position)[0] == -2 && VECTOR(position)[2] == 2);
    REQUIRE(igraph_matrix_nrow(&mean) == 3 && igraph_matrix_ncol(&encoded) == 4);
    REQUIRE(igraph_vector_size(&slope) == latigraph_property_count());
    CHECK(MATRIX(mean, 2, 0) > MATRIX(mean, 0, 0));
    REQUIRE(igraph_strvector_size(&movers) == 4);
    for (igraph_integer_t k = 0; k < 4; k++) {
        CHECK(strcmp(igraph_strvector_get(&movers, k), "density") != 0);
    }
    REQUIRE(igraph_vector_size(&asked) == 3);
    CHECK_NEAR(VECTOR(asked)[2] - VECTOR(asked)[1], VECTOR(asked)[1] - VECTOR(asked)[0], 1e-9);
    CHECK(strcmp(traverse[13].value.string, "first") == 0); /* the node data of like */
    igraph_free((char *)traverse[13].value.string);
    traverse[1].value.string = "no_such_property";
    CHECK_FAILS(CALL("traverse", traverse), IGRAPH_EINVAL, "no_such_property");
    named_t interpolate[] = {{"model", {.model = model}},
                             {"first", {.graph = first}},
                             {"second", {.graph = second}},
                             {"along", {.string = "manifold"}},
                             {"steps", {.integer = 4}},
                             {"count", {.integer = 2}},
                             {"seed", {.integer = 1}},
                             {"circuits", {.graph_list = &circuits}},
                             {"straight", {.vector = &straight}},
                             {"manifold", {.vector = &manifold}}};
    CHECK_OK(CALL("interpolate", interpolate));
    REQUIRE(igraph_graph_list_size(&circuits) == 8);
    REQUIRE(igraph_vector_size(&straight) == 4 && igraph_vector_size(&manifold) == 4);
    CHECK_NEAR(VECTOR(straight)[3], VECTOR(manifold)[3], 1e-6);
    interpolate[4].value.integer = 1;
    CHECK_FAILS(CALL("interpolate", interpolate), IGRAPH_EINVAL, "steps");
    igraph_vector_destroy(&manifold);
    igraph_vector_destroy(&straight);
    igraph_strvector_destroy(&movers);
    igraph_vector_destroy(&asked);
    igraph_vector_destroy(&slope);
    igraph_vector_destroy(&position);
    igraph_matrix_destroy(&encoded);
    igraph_matrix_destroy(&mean);
    igraph_graph_list_destroy(&circuits);
}

static void test_explain(void *model, igraph_graph_list_t *circuits) {
    igraph_strvector_t asked, properties, coordinates;
    igraph_vector_t base, reading;
    igraph_matrix_t share, part, effect;
    CHECK_OK(igraph_strvector_init(&asked, 1));
    CHECK_OK(igraph_strvector_set(&asked, 0, "density"));
    CHECK_OK(igraph_strvector_init(&properties, 0));
    CHECK_OK(igraph_strvector_init(&coordinates, 0));
    CHECK_OK(igraph_vector_init(&base, 0));
    CHECK_OK(igraph_vector_init(&reading, 0));
    CHECK_OK(igraph_matrix_init(&share, 0, 0));
    CHECK_OK(igraph_matrix_init(&part, 0, 0));
    CHECK_OK(igraph_matrix_init(&effect, 0, 0));
    named_t explain[] = {{"model", {.model = model}},
                         {"properties", {.string_list = &properties}},
                         {"coordinates", {.string_list = &coordinates}},
                         {"conditional_share", {.matrix = &share}},
                         {"part", {.matrix = &part}},
                         {"circuits", {.graph_list = circuits}},
                         {"only", {.string_list = &asked}},
                         {"base", {.vector = &base}},
                         {"reading", {.vector = &reading}},
                         {"statistic_count", {.integer = -1}}};
    CHECK_OK(call("explain", explain, 5)); /* of all properties, and of no circuits */
    CHECK(igraph_strvector_size(&properties) > 3 && igraph_matrix_nrow(&part) == 0);
    REQUIRE(igraph_matrix_nrow(&share) == igraph_strvector_size(&properties));
    REQUIRE(igraph_strvector_size(&coordinates) == 4 && igraph_matrix_ncol(&share) == 4);
    CHECK(strcmp(igraph_strvector_get(&coordinates, 0), "log-density") == 0);
    CHECK_OK(CALL("explain", explain));
    REQUIRE(igraph_strvector_size(&properties) == 1 && igraph_matrix_nrow(&part) == 1);
    CHECK(explain[9].value.integer == 4);
    CHECK_NEAR(igraph_matrix_sum(&share), 1, 1e-9);
    CHECK_NEAR(igraph_matrix_sum(&part), VECTOR(reading)[0] - VECTOR(base)[0], 1e-9);
    CHECK_OK(igraph_strvector_set(&asked, 0, "no_such_property"));
    CHECK_FAILS(CALL("explain", explain), IGRAPH_EINVAL, "no_such_property");

    named_t effects[] = {{"model", {.model = model}},
                         {"like", {.graph = igraph_graph_list_get_ptr(circuits, 0)}},
                         {"count", {.integer = 3}},
                         {"seed", {.integer = 1}},
                         {"coordinates", {.string_list = &coordinates}},
                         {"sd", {.vector = &base}},
                         {"effect", {.matrix = &effect}}};
    CHECK_OK(CALL("coordinate_effects", effects));
    REQUIRE(igraph_vector_size(&base) == 4 && igraph_matrix_nrow(&effect) == 4);
    REQUIRE(igraph_matrix_ncol(&effect) == latigraph_property_count());
    CHECK(MATRIX(effect, 0, latigraph_property_find("density")) > 0);
    effects[2].value.integer = 0;
    CHECK_FAILS(CALL("coordinate_effects", effects), IGRAPH_EINVAL, "count");
    igraph_matrix_destroy(&effect);
    igraph_matrix_destroy(&part);
    igraph_matrix_destroy(&share);
    igraph_vector_destroy(&reading);
    igraph_vector_destroy(&base);
    igraph_strvector_destroy(&coordinates);
    igraph_strvector_destroy(&properties);
    igraph_strvector_destroy(&asked);
}

int main(void) {
    igraph_t connectome;
    igraph_graph_list_t left, right;
    test_init();
    make_connectome(&connectome, 150);
    CHECK_OK(igraph_graph_list_init(&left, 0));
    CHECK_OK(igraph_graph_list_init(&right, 0));
    sample(&connectome, "x_um<60", CIRCUITS, &left);
    sample(&connectome, "x_um>=60", CIRCUITS / 3, &right);
    void *model = fit(&left, &right);
    test_directions(model, &left);
    test_direction_effects(model, &left);
    test_axes(model, &left);
    test_discriminate(model, &left);
    test_steer(model, igraph_graph_list_get_ptr(&right, 0));
    test_edit(model, igraph_graph_list_get_ptr(&right, 0));
    test_paths(model, igraph_graph_list_get_ptr(&right, 0), igraph_graph_list_get_ptr(&right, 1));
    test_explain(model, &right);
    latigraph_operation_module(latigraph_operation_find("fit"))->model_destroy(model);
    igraph_graph_list_destroy(&right);
    igraph_graph_list_destroy(&left);
    igraph_destroy(&connectome);
    return 0;
}
