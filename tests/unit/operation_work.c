/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_work.h"

#include <glib/gstdio.h>
#include <latigraph/measure.h>
#include <latigraph/model.h>
#include <latigraph/version.h>
#include <math.h>

/* The library's operations, one after the other as a user would call them: everything goes in and
 * comes out through names. */

static void test_select_and_overlap(igraph_t *connectome, igraph_graph_list_t *left,
                                    igraph_graph_list_t *right) {
    igraph_t half;
    named_t select[] = {{"connectome", {.graph = connectome}},
                        {"condition", {.string = "x_um<50"}},
                        {"selected", {.graph = &half}}};
    CHECK_OK(CALL("select", select));
    for (igraph_integer_t i = 0; i < igraph_vcount(&half); i++) {
        CHECK(igraph_cattribute_VAN(&half, "x_um", i) < 50);
    }
    igraph_destroy(&half);
    select[1].value.string = "no_such_column<50";
    CHECK_FAILS(CALL("select", select), IGRAPH_EINVAL, "no_such_column");

    named_t overlap[] = {{"first", {.graph_list = left}},
                         {"second", {.graph_list = right}},
                         {"shared", {.integer = -1}},
                         {"neurons_first", {.integer = -1}}};
    CHECK_OK(CALL("overlap", overlap));
    CHECK(overlap[2].value.integer == 0 && overlap[3].value.integer > 25);
    overlap[1].value.graph_list = left;
    CHECK_OK(CALL("overlap", overlap));
    CHECK(overlap[2].value.integer == overlap[3].value.integer);
}

/* Equal seeds give equal circuits; without one igraph's own seed decides. */
static void test_seeds(igraph_t *connectome) {
    const igraph_real_t range[] = {30, 60};
    igraph_graph_list_t connectomes, circuits;
    igraph_integer_t edges[4];
    igraph_vector_t size;
    CHECK_OK(igraph_vector_init_array(&size, range, 2));
    list_one(connectome, &connectomes);
    CHECK_OK(igraph_graph_list_init(&circuits, 0));
    named_t arguments[] = {{"connectomes", {.graph_list = &connectomes}},
                           {"size", {.vector = &size}},
                           {"count", {.integer = 1}},
                           {"circuits", {.graph_list = &circuits}}};
    for (int i = 0; i < 4; i++) {
        CHECK_OK(igraph_rng_seed(igraph_rng_default(), i < 2 ? 5 : (igraph_uint_t)i));
        CHECK_OK(CALL("sample", arguments));
        edges[i] = igraph_ecount(igraph_graph_list_get_ptr(&circuits, 0));
    }
    CHECK(edges[0] == edges[1]);
    CHECK(edges[2] != edges[0] || edges[3] != edges[0]);
    igraph_graph_list_destroy(&circuits);
    igraph_graph_list_destroy(&connectomes);
    igraph_vector_destroy(&size);
}

static void test_properties(igraph_graph_list_t *circuits) {
    igraph_matrix_t values;
    igraph_vector_t mean, sd, max;
    igraph_strvector_t properties;
    const igraph_integer_t p = latigraph_property_find("reciprocity");
    const igraph_integer_t rows = igraph_graph_list_size(circuits);
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_vector_init(&mean, 0));
    CHECK_OK(igraph_vector_init(&sd, 0));
    CHECK_OK(igraph_vector_init(&max, 0));
    CHECK_OK(igraph_strvector_init(&properties, 0));
    named_t arguments[] = {
        {"values", {.matrix = &values}}, {"properties", {.string_list = &properties}},
        {"mean", {.vector = &mean}},     {"sd", {.vector = &sd}},
        {"max", {.vector = &max}},       {"circuits", {.graph_list = circuits}}};
    CHECK_OK(CALL("properties", arguments));
    REQUIRE(igraph_matrix_nrow(&values) == rows && rows > 1);
    REQUIRE(igraph_matrix_ncol(&values) == igraph_strvector_size(&properties));
    CHECK(strcmp(igraph_strvector_get(&properties, p), "reciprocity") == 0);
    igraph_real_t reciprocity, sum = 0, squares = 0, greatest = -1;
    CHECK_OK(igraph_reciprocity(igraph_graph_list_get_ptr(circuits, 0), &reciprocity, true,
                                IGRAPH_RECIPROCITY_DEFAULT));
    CHECK_NEAR(MATRIX(values, 0, p), reciprocity, 1e-12);
    for (igraph_integer_t i = 0; i < rows; i++) {
        sum += MATRIX(values, i, p);
        squares += MATRIX(values, i, p) * MATRIX(values, i, p);
        greatest = fmax(greatest, MATRIX(values, i, p));
    }
    CHECK_NEAR(VECTOR(mean)[p], sum / (double)rows, 1e-12);
    CHECK_NEAR(VECTOR(sd)[p], sqrt((squares - sum * sum / (double)rows) / (double)(rows - 1)),
               1e-9);
    CHECK(VECTOR(max)[p] == greatest);
    igraph_strvector_destroy(&properties);
    igraph_vector_destroy(&max);
    igraph_vector_destroy(&sd);
    igraph_vector_destroy(&mean);
    igraph_matrix_destroy(&values);
}

static void test_files(igraph_graph_list_t *circuits) {
    gchar *folder = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    gchar *path = g_build_filename(folder, "first.graphml", NULL);
    igraph_t *first = igraph_graph_list_get_ptr(circuits, 0);
    named_t write[] = {{"graph", {.graph = first}}, {"path", {.string = path}}};
    CHECK_OK(CALL("write_graph", write));

    igraph_strvector_t paths, names;
    igraph_graph_list_t read_back;
    CHECK_OK(igraph_strvector_init(&paths, 1));
    CHECK_OK(igraph_strvector_set(&paths, 0, path));
    CHECK_OK(igraph_strvector_init(&names, 0));
    CHECK_OK(igraph_graph_list_init(&read_back, 0));
    named_t read[] = {{"paths", {.string_list = &paths}},
                      {"circuits", {.graph_list = &read_back}},
                      {"names", {.string_list = &names}},
                      {"loops_dropped", {.integer = -1}}};
    CHECK_OK(CALL("read_graphs", read));
    CHECK(read[3].value.integer == 0);
    CHECK(strcmp(igraph_strvector_get(&names, 0), "first") == 0);
    CHECK(igraph_ecount(igraph_graph_list_get_ptr(&read_back, 0)) == igraph_ecount(first));
    g_unlink(path);
    CHECK_FAILS(CALL("read_graphs", read), IGRAPH_EFILE, path);
    g_rmdir(folder);
    igraph_graph_list_destroy(&read_back);
    igraph_strvector_destroy(&names);
    igraph_strvector_destroy(&paths);
    g_free(path);
    g_free(folder);
}

static void test_model_file(void **model) {
    const latigraph_module_t *module =
        latigraph_operation_module(latigraph_operation_find("model_read"));
    gchar *folder = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    gchar *path = g_build_filename(folder, "model", NULL);
    named_t arguments[] = {{"model", {.model = *model}}, {"path", {.string = path}}};
    CHECK_OK(CALL("model_write", arguments));
    module->model_destroy(*model);
    CHECK_OK(call("model_read", arguments + 1, 1)); /* read, checked, not wanted */
    arguments[0].value.model = NULL;
    CHECK_OK(CALL("model_read", arguments));
    *model = arguments[0].value.model;
    REQUIRE(*model != NULL);
    g_unlink(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);

    named_t describe[] = {{"model", {.model = *model}},
                          {"description", {.string = NULL}},
                          {"code_size", {.integer = 0}}};
    CHECK_OK(CALL("info", describe));
    CHECK(describe[1].value.string[0] == '{' && describe[2].value.integer == 4);
    CHECK(strstr(describe[1].value.string, "CC0") != NULL);
    igraph_free((void *)describe[1].value.string);
}

/* A model in a folder of models goes by its name. */
static void test_models(void *model) {
    gchar *folder = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    gchar *path = g_build_filename(folder, "tiny.safetensors", NULL);
    igraph_strvector_t names;
    int found = 0;
    CHECK_OK(igraph_strvector_init(&names, 0));
    CHECK(g_setenv("LATIGRAPH_MODEL_PATH", folder, TRUE));
    named_t write[] = {{"model", {.model = model}}, {"path", {.string = path}}};
    CHECK_OK(CALL("model_write", write));
    named_t models[] = {{"names", {.string_list = &names}}};
    CHECK_OK(CALL("models", models));
    for (igraph_integer_t i = 0; i < igraph_strvector_size(&names); i++) {
        found += strcmp(igraph_strvector_get(&names, i), "tiny") == 0;
    }
    CHECK(found == 1);
    named_t read[] = {{"path", {.string = "tiny"}}, {"model", {.model = NULL}}};
    CHECK_OK(CALL("model_read", read));
    latigraph_model_destroy(read[1].value.model);
    read[0].value.string = "tine";
    CHECK_FAILS(CALL("model_read", read), IGRAPH_EFILE, "tiny");
    g_unsetenv("LATIGRAPH_MODEL_PATH");
    igraph_strvector_destroy(&names);
    g_unlink(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
}

/* Circuits from the codes of a group, which must be one of the model's. */
static void test_group(void *model) {
    igraph_strvector_t groups;
    igraph_graph_list_t circuits;
    CHECK_OK(igraph_strvector_init(&groups, 0));
    CHECK_OK(igraph_graph_list_init(&circuits, 0));
    CHECK_OK(latigraph_model_groups(model, &groups));
    REQUIRE(igraph_strvector_size(&groups) == 1);
    named_t generate[] = {{"model", {.model = model}},
                          {"group", {.string = igraph_strvector_get(&groups, 0)}},
                          {"count", {.integer = 2}},
                          {"circuits", {.graph_list = &circuits}}};
    CHECK_OK(CALL("generate", generate));
    REQUIRE(igraph_graph_list_size(&circuits) == 2);
    generate[1].value.string = "nobody";
    CHECK_FAILS(CALL("generate", generate), IGRAPH_EINVAL, igraph_strvector_get(&groups, 0));
    igraph_graph_list_destroy(&circuits);
    igraph_strvector_destroy(&groups);
}

static void test_codes(void *model, igraph_graph_list_t *circuits) {
    igraph_matrix_t mean, sd, probabilities;
    igraph_graph_list_t generated;
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_matrix_init(&sd, 0, 0));
    CHECK_OK(igraph_matrix_init(&probabilities, 0, 0));
    igraph_strvector_t neurons;
    CHECK_OK(igraph_graph_list_init(&generated, 0));
    named_t encode[] = {{"model", {.model = model}},
                        {"circuits", {.graph_list = circuits}},
                        {"mean", {.matrix = &mean}},
                        {"sd", {.matrix = &sd}}};
    CHECK_OK(CALL("encode", encode));
    REQUIRE(igraph_matrix_nrow(&mean) == igraph_graph_list_size(circuits));
    REQUIRE(igraph_matrix_ncol(&mean) == 4 && igraph_matrix_min(&sd) > 0);

    igraph_t *first = igraph_graph_list_get_ptr(circuits, 0);
    CHECK_OK(igraph_strvector_init(&neurons, 0));
    named_t decode[] = {{"model", {.model = model}},
                        {"circuit", {.graph = first}},
                        {"neurons", {.string_list = &neurons}},
                        {"probabilities", {.matrix = &probabilities}}};
    CHECK_OK(CALL("decode", decode));
    CHECK(igraph_strvector_size(&neurons) == igraph_vcount(first));
    igraph_strvector_destroy(&neurons);
    REQUIRE(igraph_matrix_nrow(&probabilities) == igraph_vcount(first));

    named_t generate[] = {{"model", {.model = model}}, {"circuits", {.graph_list = &generated}},
                          {"seed", {.integer = 1}},    {"count", {.integer = 3}},
                          {"nodes", {.integer = 12}},  {"codes", {.matrix = NULL}},
                          {"like", {.graph = NULL}}};
    CHECK_OK(CALL("generate", generate));
    REQUIRE(igraph_graph_list_size(&generated) == 3);
    CHECK(igraph_vcount(igraph_graph_list_get_ptr(&generated, 2)) == 12);
    generate[3].value.integer = 1; /* of each code */
    generate[4].value.integer = 0;
    generate[5].value.matrix = &mean;
    generate[6].value.graph = first;
    CHECK_OK(CALL("generate", generate));
    REQUIRE(igraph_graph_list_size(&generated) == igraph_matrix_nrow(&mean));
    CHECK(igraph_vcount(igraph_graph_list_get_ptr(&generated, 0)) == igraph_vcount(first));
    CHECK_OK(igraph_matrix_resize(&mean, 2, 3));
    CHECK_FAILS(CALL("generate", generate), IGRAPH_EINVAL, "3");

    igraph_graph_list_destroy(&generated);
    igraph_matrix_destroy(&probabilities);
    igraph_matrix_destroy(&sd);
    igraph_matrix_destroy(&mean);
}

static void test_compare(igraph_graph_list_t *real, igraph_graph_list_t *other) {
    igraph_matrix_t summary, properties, short_form, triads;
    CHECK_OK(igraph_matrix_init(&summary, 0, 0));
    CHECK_OK(igraph_matrix_init(&properties, 0, 0));
    CHECK_OK(igraph_matrix_init(&short_form, 0, 0));
    CHECK_OK(igraph_matrix_init(&triads, 0, 0));
    named_t arguments[] = {{"real", {.graph_list = real}},
                           {"generated", {.graph_list = other}},
                           {"seed", {.integer = 1}},
                           {"relative_error", {.real = -1}},
                           {"relative_error_floor", {.real = -1}},
                           {"effective", {.real = -1}},
                           {"summary", {.matrix = &summary}},
                           {"properties", {.matrix = &properties}},
                           {"property_summary", {.matrix = &short_form}},
                           {"triads", {.matrix = &triads}},
                           {"real_count", {.integer = -1}},
                           {"times_floor", {.real = -1}},
                           {"relative_error_matched", {.real = -1}}};
    CHECK_OK(CALL("compare", arguments));
    CHECK(arguments[3].value.real > 0 && arguments[4].value.real > 0);
    CHECK(arguments[5].value.real >= 1);
    CHECK(arguments[10].value.integer == igraph_graph_list_size(real));
    CHECK_NEAR(arguments[11].value.real, arguments[12].value.real / arguments[4].value.real, 1e-12);
    REQUIRE(igraph_matrix_nrow(&summary) == 10 && igraph_matrix_ncol(&summary) == 5);
    CHECK(MATRIX(summary, 0, 0) == arguments[3].value.real);
    REQUIRE(igraph_matrix_ncol(&properties) == 26 && igraph_matrix_nrow(&triads) == 16);
    CHECK_NEAR(MATRIX(properties, 0, 6), MATRIX(properties, 0, 4) / MATRIX(properties, 0, 1) - 1,
               1e-9);
    REQUIRE(igraph_matrix_nrow(&short_form) == igraph_matrix_nrow(&properties));
    CHECK(MATRIX(short_form, 0, 2) == MATRIX(properties, 0, 6));
    igraph_matrix_destroy(&triads);
    igraph_matrix_destroy(&short_form);
    igraph_matrix_destroy(&properties);
    igraph_matrix_destroy(&summary);
}

/* The parts of the bits add up, and intervals hold their means. */
static void test_evaluate(void *model, igraph_graph_list_t *circuits) {
    igraph_matrix_t per_circuit, curve, intervals, generated;
    igraph_vector_t bits;
    CHECK_OK(igraph_matrix_init(&per_circuit, 0, 0));
    CHECK_OK(igraph_matrix_init(&curve, 0, 0));
    CHECK_OK(igraph_matrix_init(&intervals, 0, 0));
    CHECK_OK(igraph_matrix_init(&generated, 0, 0));
    CHECK_OK(igraph_vector_init(&bits, 0));
    named_t arguments[] = {{"model", {.model = model}},
                           {"circuits", {.graph_list = circuits}},
                           {"bits_total", {.real = 0}},
                           {"bits_code", {.real = 0}},
                           {"bits_nodes", {.real = 0}},
                           {"bits_edges", {.real = 0}},
                           {"auc", {.real = 0}},
                           {"seed", {.integer = 1}},
                           {"shared_neurons", {.integer = -1}},
                           {"per_circuit", {.matrix = &per_circuit}},
                           {"refine", {.integer = 3}},
                           {"curve", {.boolean = true}},
                           {"auc_at_budget", {.real = 0}},
                           {"curve_points", {.matrix = &curve}},
                           {"bits", {.vector = &bits}},
                           {"intervals", {.matrix = &intervals}},
                           {"generate", {.boolean = true}},
                           {"generated_summary", {.matrix = &generated}},
                           {"count", {.integer = 2}},
                           {"generated_generated_count", {.integer = -1}}};
    CHECK_OK(CALL("evaluate", arguments));
    REQUIRE(igraph_matrix_nrow(&curve) == 10 && igraph_matrix_ncol(&curve) == 6);
    CHECK(MATRIX(curve, 0, 0) == MATRIX(curve, 0, 1) && MATRIX(curve, 0, 2) == 0);
    CHECK(arguments[12].value.real > 0.5);
    CHECK_NEAR(arguments[2].value.real,
               arguments[3].value.real + arguments[4].value.real + arguments[5].value.real, 1e-6);
    CHECK(arguments[6].value.real > 0.5 && arguments[6].value.real <= 1);
    CHECK(arguments[8].value.integer == 0);
    REQUIRE(igraph_matrix_nrow(&per_circuit) == igraph_graph_list_size(circuits));
    REQUIRE(igraph_vector_size(&bits) == 8 && igraph_matrix_nrow(&intervals) == 7);
    CHECK(VECTOR(bits)[0] == arguments[2].value.real);
    CHECK_NEAR(MATRIX(intervals, 0, 0), VECTOR(bits)[0], 1e-9);
    CHECK_NEAR(MATRIX(intervals, 1, 0), 100 * (VECTOR(bits)[0] / VECTOR(bits)[7] - 1), 1e-9);
    CHECK(igraph_matrix_nrow(&generated) == 10);
    CHECK(arguments[19].value.integer == 2 * igraph_graph_list_size(circuits));
    igraph_vector_destroy(&bits);
    igraph_matrix_destroy(&generated);
    igraph_matrix_destroy(&intervals);
    igraph_matrix_destroy(&curve);
    igraph_matrix_destroy(&per_circuit);
}

/* Without an attribute handler graphs come and go bare. */
static void test_without_attributes(void *model) {
    igraph_attribute_table_t *before = igraph_set_attribute_table(NULL);
    igraph_graph_list_t graphs;
    igraph_t ring;
    CHECK_OK(igraph_ring(&ring, 10, IGRAPH_DIRECTED, false, true));
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(igraph_graph_list_push_back(&graphs, &ring));
    named_t overlap[] = {{"first", {.graph_list = &graphs}},
                         {"second", {.graph_list = &graphs}},
                         {"shared", {.integer = -1}}};
    CHECK_OK(CALL("overlap", overlap));
    CHECK(overlap[2].value.integer == 10);
    named_t generate[] = {{"model", {.model = model}}, {"circuits", {.graph_list = &graphs}}};
    CHECK_OK(CALL("generate", generate));
    REQUIRE(igraph_graph_list_size(&graphs) == 1);
    CHECK(igraph_graph_list_get_ptr(&graphs, 0)->attr == NULL);
    igraph_graph_list_destroy(&graphs);
    igraph_set_attribute_table(before);
}

int main(void) {
    igraph_t connectome;
    igraph_graph_list_t left, right;
    test_init();
    CHECK(strcmp(latigraph_version(), LATIGRAPH_VERSION) == 0);
    make_connectome(&connectome, 150);
    CHECK_OK(igraph_graph_list_init(&left, 0));
    CHECK_OK(igraph_graph_list_init(&right, 0));
    sample(&connectome, "x_um<60", CIRCUITS, &left);
    sample(&connectome, "x_um>=60", CIRCUITS / 3, &right);
    test_select_and_overlap(&connectome, &left, &right);
    test_seeds(&connectome);
    test_properties(&right);
    test_files(&right);
    void *model = fit(&left, &right);
    test_model_file(&model);
    test_models(model);
    test_group(model);
    test_codes(model, &right);
    test_evaluate(model, &right);
    test_compare(&left, &right);
    test_without_attributes(model);
    latigraph_operation_module(latigraph_operation_find("fit"))->model_destroy(model);
    igraph_graph_list_destroy(&right);
    igraph_graph_list_destroy(&left);
    igraph_destroy(&connectome);
    return 0;
}
