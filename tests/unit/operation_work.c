/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

#include <glib/gstdio.h>
#include <latigraph/measure.h>
#include <latigraph/version.h>

/* The library's operations, one after the other as a user would call them: everything goes in and
 * comes out through names. */

enum { CIRCUITS = 24 };

/* One argument of a call. */
typedef struct {
    const char *name;
    latigraph_value_t value;
} named_t;

static igraph_error_t call(const char *operation, named_t *arguments, igraph_integer_t count) {
    const char *names[32] = {NULL};
    latigraph_value_t values[32] = {{0}};
    for (igraph_integer_t i = 0; i < count; i++) {
        names[i] = arguments[i].name;
        values[i] = arguments[i].value;
    }
    const igraph_error_t code = latigraph_operation_call(operation, names, values, count);
    for (igraph_integer_t i = 0; i < count; i++) {
        arguments[i].value = values[i];
    }
    return code;
}
#define CALL(operation, arguments) call(operation, arguments, G_N_ELEMENTS(arguments))

/* A directed graph of n vertices on a disc that prefers near vertices, from its own generator. */
static void make_connectome(igraph_t *graph, int n) {
    igraph_rng_t rng;
    igraph_vector_int_t edges;
    igraph_vector_t x, y;
    CHECK_OK(igraph_rng_init(&rng, &igraph_rngtype_mt19937));
    CHECK_OK(igraph_rng_seed(&rng, 7));
    CHECK_OK(igraph_vector_int_init(&edges, 0));
    CHECK_OK(igraph_vector_init(&x, n));
    CHECK_OK(igraph_vector_init(&y, n));
    for (int i = 0; i < n; i++) {
        VECTOR(x)[i] = igraph_rng_get_unif(&rng, 0, 100);
        VECTOR(y)[i] = igraph_rng_get_unif(&rng, 0, 100);
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const double distance = hypot(VECTOR(x)[i] - VECTOR(x)[j], VECTOR(y)[i] - VECTOR(y)[j]);
            if (i != j && igraph_rng_get_unif01(&rng) < 0.5 * exp(-distance / 30)) {
                CHECK_OK(igraph_vector_int_push_back(&edges, i));
                CHECK_OK(igraph_vector_int_push_back(&edges, j));
            }
        }
    }
    CHECK_OK(igraph_create(graph, &edges, n, IGRAPH_DIRECTED));
    CHECK_OK(igraph_cattribute_VAN_setv(graph, "x_um", &x));
    CHECK_OK(igraph_cattribute_VAN_setv(graph, "y_um", &y));
    CHECK_OK(igraph_cattribute_GAS_set(graph, "name", "disc"));
    igraph_vector_destroy(&y);
    igraph_vector_destroy(&x);
    igraph_vector_int_destroy(&edges);
    igraph_rng_destroy(&rng);
}

/* Circuits of the part of the connectome that meets the condition. */
static void sample(igraph_t *connectome, const char *condition, igraph_integer_t count,
                   igraph_graph_list_t *circuits) {
    named_t arguments[] = {{"connectome", {.graph = connectome}}, {"select", {.string = condition}},
                           {"size_min", {.integer = 15}},         {"size_max", {.integer = 25}},
                           {"count", {.integer = count}},         {"seed", {.integer = 3}},
                           {"circuits", {.graph_list = circuits}}};
    CHECK_OK(CALL("sample", arguments));
    CHECK(igraph_graph_list_size(circuits) == count);
    for (igraph_integer_t i = 0; i < count; i++) {
        const igraph_t *graph = igraph_graph_list_get_ptr(circuits, i);
        CHECK(igraph_vcount(graph) >= 15 && igraph_vcount(graph) <= 25);
        CHECK(igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_VERTEX, "x_um"));
    }
}

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
    igraph_graph_list_t circuits;
    igraph_integer_t edges[4];
    CHECK_OK(igraph_graph_list_init(&circuits, 0));
    named_t arguments[] = {{"connectome", {.graph = connectome}},
                           {"size_min", {.integer = 30}},
                           {"size_max", {.integer = 60}},
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
}

static void test_properties(igraph_graph_list_t *circuits) {
    igraph_matrix_t values;
    igraph_strvector_t names, definitions, reasons;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_strvector_init(&names, 0));
    CHECK_OK(igraph_strvector_init(&definitions, 0));
    CHECK_OK(igraph_strvector_init(&reasons, 0));
    named_t arguments[] = {{"values", {.matrix = &values}},
                           {"names", {.string_list = &names}},
                           {"definitions", {.string_list = &definitions}},
                           {"reasons", {.string_list = &reasons}},
                           {"circuits", {.graph_list = circuits}}};
    CHECK_OK(call("properties", arguments, 4));
    CHECK(igraph_strvector_size(&reasons) == igraph_strvector_size(&names));
    CHECK(strstr(igraph_strvector_get(&reasons, 0), "sparse") != NULL);
    CHECK(igraph_matrix_nrow(&values) == 0);
    CHECK(igraph_matrix_ncol(&values) == igraph_strvector_size(&names));
    CHECK_OK(CALL("properties", arguments));
    CHECK(igraph_matrix_nrow(&values) == igraph_graph_list_size(circuits));
    for (igraph_integer_t p = 0; p < igraph_strvector_size(&names); p++) {
        if (strcmp(igraph_strvector_get(&names, p), "reciprocity") == 0) {
            igraph_real_t reciprocity;
            CHECK_OK(igraph_reciprocity(igraph_graph_list_get_ptr(circuits, 0), &reciprocity, true,
                                        IGRAPH_RECIPROCITY_DEFAULT));
            CHECK_NEAR(MATRIX(values, 0, p), reciprocity, 1e-12);
        }
    }
    igraph_strvector_destroy(&reasons);
    igraph_strvector_destroy(&definitions);
    igraph_strvector_destroy(&names);
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

static void *fit(igraph_graph_list_t *circuits, igraph_graph_list_t *validation) {
    static const char *const pairs[] = {"steps=30", "companion-steps=10", "hidden=16",
                                        "code=4",   "layers=1",           "rank=4"};
    igraph_strvector_t options;
    CHECK_OK(igraph_strvector_init(&options, 0));
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        CHECK_OK(igraph_strvector_push_back(&options, pairs[i]));
    }
    named_t arguments[] = {{"circuits", {.graph_list = circuits}},
                           {"validation", {.graph_list = validation}},
                           {"options", {.string_list = &options}},
                           {"seed", {.integer = 1}},
                           {"model", {.model = NULL}},
                           {"card", {.string = "{\"licence\": \"CC0\"}"}}};
    named_t again[G_N_ELEMENTS(arguments)];
    CHECK_OK(CALL("fit", arguments));
    memcpy(again, arguments, sizeof again);
    again[5].value.string = "{\"colour\": \"red\"}";
    CHECK_FAILS(CALL("fit", again), IGRAPH_EINVAL, "colour");
    CHECK_OK(igraph_strvector_set(&options, 0, "steps"));
    again[5].value.string = NULL; /* left out */
    CHECK_FAILS(CALL("fit", again), IGRAPH_EINVAL, "\"steps\"");
    igraph_strvector_destroy(&options);
    return arguments[4].value.model;
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
    CHECK(*model != NULL);
    g_unlink(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);

    named_t describe[] = {
        {"model", {.model = *model}}, {"json", {.string = NULL}}, {"code_size", {.integer = 0}}};
    CHECK_OK(CALL("model_describe", describe));
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
    CHECK(igraph_strvector_size(&groups) == 1);
    named_t generate[] = {{"model", {.model = model}},
                          {"group", {.string = igraph_strvector_get(&groups, 0)}},
                          {"count", {.integer = 2}},
                          {"circuits", {.graph_list = &circuits}}};
    CHECK_OK(CALL("generate", generate));
    CHECK(igraph_graph_list_size(&circuits) == 2);
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
    CHECK_OK(igraph_graph_list_init(&generated, 0));
    named_t encode[] = {{"model", {.model = model}},
                        {"circuits", {.graph_list = circuits}},
                        {"mean", {.matrix = &mean}},
                        {"sd", {.matrix = &sd}}};
    CHECK_OK(CALL("encode", encode));
    CHECK(igraph_matrix_nrow(&mean) == igraph_graph_list_size(circuits));
    CHECK(igraph_matrix_ncol(&mean) == 4 && igraph_matrix_min(&sd) > 0);

    igraph_t *first = igraph_graph_list_get_ptr(circuits, 0);
    named_t decode[] = {{"model", {.model = model}},
                        {"circuit", {.graph = first}},
                        {"probabilities", {.matrix = &probabilities}}};
    CHECK_OK(CALL("decode", decode));
    CHECK(igraph_matrix_nrow(&probabilities) == igraph_vcount(first));

    named_t generate[] = {{"model", {.model = model}}, {"circuits", {.graph_list = &generated}},
                          {"seed", {.integer = 1}},    {"count", {.integer = 3}},
                          {"nodes", {.integer = 12}},  {"codes", {.matrix = NULL}},
                          {"like", {.graph = NULL}}};
    CHECK_OK(CALL("generate", generate));
    CHECK(igraph_graph_list_size(&generated) == 3);
    CHECK(igraph_vcount(igraph_graph_list_get_ptr(&generated, 2)) == 12);
    generate[3].value.integer = igraph_matrix_nrow(&mean);
    generate[4].value.integer = 0;
    generate[5].value.matrix = &mean;
    generate[6].value.graph = first;
    CHECK_OK(CALL("generate", generate));
    CHECK(igraph_graph_list_size(&generated) == igraph_matrix_nrow(&mean));
    CHECK(igraph_vcount(igraph_graph_list_get_ptr(&generated, 0)) == igraph_vcount(first));
    CHECK_OK(igraph_matrix_resize(&mean, 2, 3));
    CHECK_FAILS(CALL("generate", generate), IGRAPH_EINVAL, "3");

    igraph_graph_list_destroy(&generated);
    igraph_matrix_destroy(&probabilities);
    igraph_matrix_destroy(&sd);
    igraph_matrix_destroy(&mean);
}

static void test_directions(void *model, igraph_graph_list_t *circuits) {
    igraph_strvector_t properties;
    igraph_vector_t r2;
    igraph_matrix_t steps;
    CHECK_OK(igraph_strvector_init(&properties, 0));
    CHECK_OK(igraph_vector_init(&r2, 0));
    CHECK_OK(igraph_matrix_init(&steps, 0, 0));
    named_t arguments[] = {{"model", {.model = model}},
                           {"properties", {.string_list = &properties}},
                           {"r2", {.vector = &r2}},
                           {"steps", {.matrix = &steps}},
                           {"circuits", {.graph_list = circuits}},
                           {"seed", {.integer = 1}}};
    for (igraph_integer_t count = 4; count <= 6; count += 2) {
        CHECK_OK(call("directions", arguments, count));
        CHECK(igraph_strvector_size(&properties) > 3);
        CHECK(igraph_vector_size(&r2) == igraph_strvector_size(&properties));
        CHECK(igraph_matrix_nrow(&steps) == igraph_vector_size(&r2));
        CHECK(igraph_matrix_ncol(&steps) == 4);
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
    igraph_strvector_t only, properties, method;
    igraph_vector_t slope, rewired;
    igraph_matrix_t change, cosines;
    CHECK_OK(igraph_strvector_init(&only, 2));
    CHECK_OK(igraph_strvector_set(&only, 0, "vertices"));
    CHECK_OK(igraph_strvector_set(&only, 1, "density"));
    CHECK_OK(igraph_strvector_init(&properties, 0));
    CHECK_OK(igraph_strvector_init(&method, 0));
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
                           {"properties", {.string_list = &properties}},
                           {"method", {.string_list = &method}},
                           {"slope", {.vector = &slope}},
                           {"r2_rewired", {.vector = &rewired}},
                           {"change", {.matrix = &change}},
                           {"cosines", {.matrix = &cosines}}};
    CHECK_OK(CALL("directions", arguments));
    CHECK(igraph_strvector_size(&properties) == 2 && calls > 0);
    CHECK(strcmp(igraph_strvector_get(&properties, 0), "density") == 0);
    CHECK(strcmp(igraph_strvector_get(&properties, 1), "vertices") == 0);
    CHECK(igraph_vector_size(&slope) == 2 && isfinite(VECTOR(slope)[0]));
    CHECK(igraph_vector_size(&rewired) == 2 && igraph_strvector_size(&method) == 2);
    CHECK(igraph_matrix_nrow(&change) == 2 && igraph_matrix_nrow(&cosines) == 2);
    CHECK_OK(igraph_strvector_set(&only, 0, "fame"));
    CHECK_FAILS(CALL("directions", arguments), IGRAPH_EINVAL, "fame");
    igraph_matrix_destroy(&cosines);
    igraph_matrix_destroy(&change);
    igraph_vector_destroy(&rewired);
    igraph_vector_destroy(&slope);
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
    CHECK(igraph_matrix_nrow(&steps) == 2 && igraph_matrix_ncol(&steps) == 4);
    CHECK(igraph_matrix_nrow(&amounts) == igraph_graph_list_size(circuits));
    CHECK(igraph_vector_size(&information) == 2 && igraph_matrix_nrow(&change) == 2);
    arguments[2].value.string = "parts";
    arguments[4].value.integer = 0;
    CHECK_OK(CALL("axes", arguments));
    CHECK(igraph_vector_size(&information) == 0 && igraph_matrix_nrow(&change) == 0);
    CHECK(igraph_vector_size(&variance) == 2);
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
                           {"first", {.graph_list = circuits}},
                           {"second", {.graph_list = circuits}},
                           {"effects", {.integer = 1}},
                           {"seed", {.integer = 1}},
                           {"step", {.vector = &step}},
                           {"difference", {.vector = &difference}},
                           {"change", {.vector = &change}},
                           {"auc", {.real = 7}}};
    CHECK_OK(CALL("discriminate", arguments));
    CHECK(igraph_vector_size(&step) == 4);
    CHECK(igraph_vector_size(&change) == igraph_vector_size(&difference));
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
        CHECK(igraph_vector_size(arguments[i].value.vector) == targets);
    }
}

static void test_steer(void *model, igraph_t *like) {
    enum { VECTORS = 15, PER_TARGET = 11 };
    static const char *const names[VECTORS] = {"asked",         "start",   "mean",     "low",
                                               "high",          "sd",      "expected", "residual",
                                               "conditional",   "natural", "reached",  "leakage",
                                               "leakage_error", "moved",   "code"};
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
    const igraph_vector_t *leakage = &vectors[11];
    CHECK_OK(CALL("steer", arguments));
    CHECK(igraph_graph_list_size(&circuits) == 5);
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
    own[9 + VECTORS] = (named_t){"free", {.string_list = &keep}};
    CHECK_OK(igraph_strvector_push_back(&keep, "transitivity"));
    CHECK_OK(igraph_strvector_set(&targets, 0, "across=+20%"));
    CHECK_OK(igraph_strvector_set(&targets, 1, "reciprocity+=0.02"));
    CHECK_OK(CALL("steer", own));
    CHECK(calls > 50);
    CHECK_NEAR(VECTOR(*asked)[0], 1.2 * VECTOR(*start)[0], 1e-9);
    CHECK_NEAR(VECTOR(*asked)[1], VECTOR(*start)[1] + 0.02, 1e-9);
    CHECK(strcmp(igraph_strvector_get(&method, 0), "least-leak") == 0);
    CHECK(isnan(VECTOR(vectors[6])[0]) && VECTOR(*mean)[0] > VECTOR(*start)[0]);
    CHECK(igraph_vector_size(leakage) == latigraph_property_count() + 1);
    CHECK(isfinite(VECTOR(*leakage)[latigraph_property_count()]));
    CHECK_OK(igraph_strvector_set(&keep, 0, "across"));
    CHECK_FAILS(CALL("steer", own), IGRAPH_EINVAL, "\"across\" to let go");

    CHECK_OK(igraph_strvector_set(&keep, 0, "no_such_property"));
    CHECK_FAILS(CALL("steer", arguments), IGRAPH_EINVAL, "no property");
    CHECK_OK(igraph_strvector_set(&targets, 0, "density=0.2"));
    CHECK_FAILS(CALL("steer", arguments), IGRAPH_EINVAL, "\"no_such_property\" to keep");
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
    igraph_vector_t edges;
    CHECK_OK(igraph_strvector_init(&targets, 1));
    CHECK_OK(igraph_strvector_set(&targets, 0, "density=+10%"));
    CHECK_OK(igraph_vector_init(&edges, 0));
    CHECK_OK(igraph_graph_list_init(&circuits, 0));
    named_t arguments[] = {{"model", {.model = model}},   {"targets", {.string_list = &targets}},
                           {"edit", {.boolean = 1}},      {"seed", {.integer = 1}},
                           {"count", {.integer = 2}},     {"circuits", {.graph_list = &circuits}},
                           {"edges", {.vector = &edges}}, {"distance", {.real = -1}},
                           {"tail", {.real = -1}},        {"through", {.string = "statistics"}},
                           {"like", {.graph = like}}};
    CHECK_FAILS(call("steer", arguments, 10), IGRAPH_EINVAL, "needs a circuit to edit");
    CHECK_OK(CALL("steer", arguments));
    CHECK(igraph_vector_size(&edges) == 3);
    CHECK_NEAR(VECTOR(edges)[0] + VECTOR(edges)[2], igraph_ecount(like), 1e-9);
    CHECK_NEAR(VECTOR(edges)[0] + VECTOR(edges)[1],
               (igraph_ecount(igraph_graph_list_get_ptr(&circuits, 0)) +
                igraph_ecount(igraph_graph_list_get_ptr(&circuits, 1))) /
                   2.0,
               1e-9);
    CHECK(VECTOR(edges)[0] > 0.5 * igraph_ecount(like));
    CHECK(arguments[7].value.real > 0);
    CHECK(arguments[8].value.real > 0 && arguments[8].value.real <= 1);
    arguments[2].value.boolean = 0;
    CHECK_OK(CALL("steer", arguments));
    CHECK(isnan(VECTOR(edges)[0]));
    arguments[9].value.string = "magic";
    CHECK_FAILS(CALL("steer", arguments), IGRAPH_EINVAL, "magic");
    igraph_graph_list_destroy(&circuits);
    igraph_vector_destroy(&edges);
    igraph_strvector_destroy(&targets);
}

static void test_compare(igraph_graph_list_t *real, igraph_graph_list_t *other) {
    igraph_matrix_t summary, properties, triads;
    CHECK_OK(igraph_matrix_init(&summary, 0, 0));
    CHECK_OK(igraph_matrix_init(&properties, 0, 0));
    CHECK_OK(igraph_matrix_init(&triads, 0, 0));
    named_t arguments[] = {{"real", {.graph_list = real}},
                           {"generated", {.graph_list = other}},
                           {"seed", {.integer = 1}},
                           {"relative_error", {.real = -1}},
                           {"relative_error_floor", {.real = -1}},
                           {"effective", {.real = -1}},
                           {"summary", {.matrix = &summary}},
                           {"properties", {.matrix = &properties}},
                           {"triads", {.matrix = &triads}}};
    CHECK_OK(CALL("compare", arguments));
    CHECK(arguments[3].value.real > 0 && arguments[4].value.real > 0);
    CHECK(arguments[5].value.real >= 1);
    CHECK(igraph_matrix_nrow(&summary) == 10 && igraph_matrix_ncol(&summary) == 5);
    CHECK(MATRIX(summary, 0, 0) == arguments[3].value.real);
    CHECK(igraph_matrix_ncol(&properties) == 26 && igraph_matrix_nrow(&triads) == 16);
    CHECK_NEAR(MATRIX(properties, 0, 6), MATRIX(properties, 0, 4) / MATRIX(properties, 0, 1) - 1,
               1e-9);
    igraph_matrix_destroy(&triads);
    igraph_matrix_destroy(&properties);
    igraph_matrix_destroy(&summary);
}

static void test_evaluate(void *model, igraph_graph_list_t *circuits) {
    igraph_matrix_t per_circuit, curve;
    CHECK_OK(igraph_matrix_init(&per_circuit, 0, 0));
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
                           {"curve", {.matrix = &curve}},
                           {"auc_at_budget", {.real = 0}}};
    CHECK_OK(igraph_matrix_init(&curve, 0, 0));
    CHECK_OK(CALL("evaluate", arguments));
    CHECK(igraph_matrix_nrow(&curve) == 10 && igraph_matrix_ncol(&curve) == 7);
    CHECK(arguments[12].value.real > 0.5);
    igraph_matrix_destroy(&curve);
    CHECK_NEAR(arguments[2].value.real,
               arguments[3].value.real + arguments[4].value.real + arguments[5].value.real, 1e-6);
    CHECK(arguments[6].value.real > 0.5 && arguments[6].value.real <= 1);
    CHECK(arguments[8].value.integer == 0);
    CHECK(igraph_matrix_nrow(&per_circuit) == igraph_graph_list_size(circuits));
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
    CHECK(igraph_graph_list_size(&graphs) == 1);
    CHECK(igraph_graph_list_get_ptr(&graphs, 0)->attr == NULL);
    igraph_graph_list_destroy(&graphs);
    igraph_set_attribute_table(before);
}

static void test_paths(void *model, igraph_t *first, igraph_t *second) {
    igraph_graph_list_t circuits;
    igraph_matrix_t mean, encoded;
    igraph_vector_t position, slope, straight, manifold;
    CHECK_OK(igraph_graph_list_init(&circuits, 0));
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_matrix_init(&encoded, 0, 0));
    CHECK_OK(igraph_vector_init(&position, 0));
    CHECK_OK(igraph_vector_init(&slope, 0));
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
                          {"encoded", {.matrix = &encoded}}};
    CHECK_OK(CALL("traverse", traverse));
    CHECK(igraph_graph_list_size(&circuits) == 6);
    CHECK(VECTOR(position)[0] == -2 && VECTOR(position)[2] == 2);
    CHECK(igraph_matrix_nrow(&mean) == 3 && igraph_matrix_ncol(&encoded) == 4);
    CHECK(igraph_vector_size(&slope) == latigraph_property_count());
    CHECK(MATRIX(mean, 2, 0) > MATRIX(mean, 0, 0));
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
    CHECK(igraph_graph_list_size(&circuits) == 8);
    CHECK(igraph_vector_size(&straight) == 4 && igraph_vector_size(&manifold) == 4);
    CHECK_NEAR(VECTOR(straight)[3], VECTOR(manifold)[3], 1e-6);
    interpolate[4].value.integer = 1;
    CHECK_FAILS(CALL("interpolate", interpolate), IGRAPH_EINVAL, "steps");
    igraph_vector_destroy(&manifold);
    igraph_vector_destroy(&straight);
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
                         {"asked", {.string_list = &asked}},
                         {"base", {.vector = &base}},
                         {"reading", {.vector = &reading}},
                         {"statistics", {.integer = -1}}};
    CHECK_OK(call("explain", explain, 5)); /* of all properties, and of no circuits */
    CHECK(igraph_strvector_size(&properties) > 3 && igraph_matrix_nrow(&part) == 0);
    CHECK(igraph_matrix_nrow(&share) == igraph_strvector_size(&properties));
    CHECK(igraph_strvector_size(&coordinates) == 4 && igraph_matrix_ncol(&share) == 4);
    CHECK(strcmp(igraph_strvector_get(&coordinates, 0), "log-density") == 0);
    CHECK_OK(CALL("explain", explain));
    CHECK(igraph_strvector_size(&properties) == 1 && igraph_matrix_nrow(&part) == 1);
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
    CHECK(igraph_vector_size(&base) == 4 && igraph_matrix_nrow(&effect) == 4);
    CHECK(igraph_matrix_ncol(&effect) == latigraph_property_count());
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
    test_directions(model, &left);
    test_direction_effects(model, &left);
    test_axes(model, &left);
    test_discriminate(model, &left);
    test_steer(model, igraph_graph_list_get_ptr(&right, 0));
    test_edit(model, igraph_graph_list_get_ptr(&right, 0));
    test_paths(model, igraph_graph_list_get_ptr(&right, 0), igraph_graph_list_get_ptr(&right, 1));
    test_explain(model, &right);
    test_evaluate(model, &right);
    test_compare(&left, &right);
    test_without_attributes(model);
    latigraph_operation_module(latigraph_operation_find("fit"))->model_destroy(model);
    igraph_graph_list_destroy(&right);
    igraph_graph_list_destroy(&left);
    igraph_destroy(&connectome);
    return 0;
}
