/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

#include <glib/gstdio.h>
#include <latigraph/call.h>
#include <latigraph/function.h>

#include <math.h>
#include <string.h>

/* Circuits as reservoirs by operations: sweeps, rewired copies, delay lines, structure, files of
 * weights; and the list of properties as text. */

enum { COUNT = 4 };

/* An irregular circuit: rings of four steps with gaps. */
static void make_graph(igraph_t *graph, igraph_integer_t n, igraph_integer_t longest) {
    const igraph_integer_t steps[] = {1, 3, 7, longest};
    igraph_vector_int_t edges;
    CHECK_OK(igraph_vector_int_init(&edges, 0));
    for (igraph_integer_t v = 0; v < n; v++) {
        for (size_t k = 0; k < G_N_ELEMENTS(steps); k++) {
            if (k == 0 || (v * steps[k] + v) % 3 != 1) {
                CHECK_OK(igraph_vector_int_push_back(&edges, v));
                CHECK_OK(igraph_vector_int_push_back(&edges, (v + steps[k]) % n));
            }
        }
    }
    CHECK_OK(igraph_create(graph, &edges, n, IGRAPH_DIRECTED));
    igraph_vector_int_destroy(&edges);
}

/* Circuits of 20, 20, 22 and 23 neurons. */
static void make_circuits(latigraph_circuit_list_t *list) {
    static const igraph_integer_t sizes[COUNT] = {20, 20, 22, 23};
    CHECK_OK(latigraph_circuit_list_init(list));
    for (int i = 0; i < COUNT; i++) {
        char name[] = "circuit0";
        igraph_t graph;
        latigraph_circuit_t *circuit;
        name[7] = (char)('0' + i);
        make_graph(&graph, sizes[i], 9 + 2 * i);
        CHECK_OK(latigraph_circuit_from_graph(&circuit, &graph, name, NULL, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
        igraph_destroy(&graph);
    }
}

/* A call that runs two scores in short time. */
static latigraph_call_t *short_call(const latigraph_circuit_list_t *circuits) {
    latigraph_call_t *call;
    CHECK_OK(latigraph_call_create(&call, "reservoir"));
    CHECK_OK(latigraph_call_set_circuits(call, "circuits", circuits));
    CHECK_OK(latigraph_call_set_text(call, "scores", "memory-capacity"));
    CHECK_OK(latigraph_call_set_text(call, "scores", "narma10"));
    CHECK_OK(latigraph_call_set_text(call, "steps", "300"));
    CHECK_OK(latigraph_call_set_text(call, "washout", "50"));
    CHECK_OK(latigraph_call_set_text(call, "seeds", "2"));
    CHECK_OK(latigraph_call_set_text(call, "seed", "5"));
    return call;
}

static const igraph_matrix_t *matrix_of(latigraph_call_t *call, const char *name) {
    latigraph_value_t value;
    CHECK_OK(latigraph_call_get(call, name, &value));
    return value.matrix;
}

static const igraph_vector_t *vector_of(latigraph_call_t *call, const char *name) {
    latigraph_value_t value;
    CHECK_OK(latigraph_call_get(call, name, &value));
    return value.vector;
}

static const char *text_at(latigraph_call_t *call, const char *name, igraph_integer_t i) {
    latigraph_value_t value;
    CHECK_OK(latigraph_call_get(call, name, &value));
    REQUIRE(i < igraph_strvector_size(value.string_list));
    return igraph_strvector_get(value.string_list, i);
}

/* Two levels of a sweep are the same as two runs; delay lines of one size are the same. */
static void test_sweep(const latigraph_circuit_list_t *circuits) {
    latigraph_call_t *sweep = short_call(circuits), *single = short_call(circuits);
    CHECK_OK(latigraph_call_set_text(sweep, "sweep", "0.5:0.9:2"));
    CHECK_OK(latigraph_call_set_text(sweep, "rewired", "true"));
    CHECK_OK(latigraph_call_set_text(sweep, "delay_line", "true"));
    CHECK_OK(latigraph_call_run(sweep));
    CHECK_OK(latigraph_call_run(single)); /* at radius 0.9 */
    const igraph_matrix_t *values = matrix_of(sweep, "values");
    const igraph_matrix_t *alone = matrix_of(single, "values");
    const igraph_matrix_t *rewired = matrix_of(sweep, "rewired_values");
    const igraph_matrix_t *line = matrix_of(sweep, "delay_line_values");
    REQUIRE(igraph_matrix_nrow(values) == 2 * COUNT && igraph_matrix_ncol(values) == 2);
    REQUIRE(igraph_matrix_nrow(rewired) == 2 * COUNT && igraph_matrix_nrow(line) == 2 * COUNT);
    REQUIRE(igraph_matrix_nrow(alone) == COUNT);
    CHECK(igraph_matrix_size(matrix_of(single, "rewired_values")) == 0);
    for (int i = 0; i < COUNT; i++) {
        CHECK(MATRIX(*values, COUNT + i, 0) == MATRIX(*alone, i, 0));
        CHECK(MATRIX(*rewired, i, 0) != MATRIX(*values, i, 0));
        CHECK(MATRIX(*line, i, 1) == MATRIX(*line, COUNT + i, 1));
    }
    CHECK(MATRIX(*line, 0, 0) == MATRIX(*line, 1, 0));
    CHECK(MATRIX(*line, 0, 0) < MATRIX(*line, 2, 0)); /* longer lines hold more */
    CHECK(strcmp(text_at(sweep, "names", COUNT), "circuit0 at radius 0.9") == 0);
    CHECK(strcmp(text_at(single, "names", 0), "circuit0") == 0);
    CHECK(strcmp(text_at(sweep, "summary", 2), "narma10 at radius 0.5") == 0);
    CHECK(strcmp(text_at(sweep, "better", 2), "less") == 0);
    latigraph_call_destroy(single);
    latigraph_call_destroy(sweep);
}

/* The interval is that of Student for one degree of freedom around the mean of the circuits. */
static void test_summary(const latigraph_circuit_list_t *circuits) {
    latigraph_call_t *call = short_call(circuits);
    CHECK_OK(latigraph_call_run(call));
    double mean = 0, error = 0;
    for (int i = 0; i < COUNT; i++) {
        mean += MATRIX(*matrix_of(call, "values"), i, 0) / COUNT;
        error += MATRIX(*matrix_of(call, "errors"), i, 0) / COUNT;
    }
    CHECK_NEAR(VECTOR(*vector_of(call, "mean"))[0], mean, 1e-12);
    CHECK_NEAR(VECTOR(*vector_of(call, "high"))[0], mean + 12.706204736432095 * error, 1e-9);
    CHECK(VECTOR(*vector_of(call, "level"))[COUNT - 1] == 0.9);
    latigraph_call_destroy(call);
}

static void test_structure(const latigraph_circuit_list_t *circuits) {
    latigraph_call_t *call = short_call(circuits);
    CHECK_OK(latigraph_call_set_text(call, "structure", "true"));
    CHECK_OK(latigraph_call_set_text(call, "properties", "density"));
    CHECK_OK(latigraph_call_run(call));
    const igraph_matrix_t *shapley = matrix_of(call, "shapley");
    REQUIRE(igraph_matrix_nrow(shapley) == 2 && igraph_matrix_ncol(shapley) == 1);
    CHECK(VECTOR(*vector_of(call, "structure_circuits"))[0] == COUNT);
    CHECK_NEAR(MATRIX(*shapley, 0, 0), VECTOR(*vector_of(call, "r2"))[0], 1e-6);
    CHECK(strcmp(text_at(call, "leading", 0), "memory-capacity: density") == 0);
    CHECK(VECTOR(*vector_of(call, "leading_share"))[0] == MATRIX(*shapley, 0, 0));
    latigraph_call_destroy(call);
}

/* Runs a call that must fail with a message that holds `part`. */
static void refuse(const latigraph_circuit_list_t *circuits, const char *const *inputs,
                   const char *part) {
    latigraph_call_t *call = short_call(circuits);
    for (; inputs[0] != NULL; inputs += 2) {
        CHECK_OK(latigraph_call_set_text(call, inputs[0], inputs[1]));
    }
    CHECK_FAILS(latigraph_call_run(call), IGRAPH_EINVAL, part);
    latigraph_call_destroy(call);
}

static void test_refusals(const latigraph_circuit_list_t *circuits) {
    static const char *const two[] = {"sweep", "0.5:0.9", NULL};
    static const char *const half[] = {"sweep", "0.5:0.9:2.5", NULL};
    static const char *const wide[] = {"sweep", "0.5:1001:3", NULL};
    static const char *const both[] = {"sweep", "0.5:0.9:2", "structure", "true", NULL};
    static const char *const name[] = {"scores", "memory", NULL};
    static const char *const pair[] = {"radius", "1", "gain", "1", NULL};
    static const char *const lone[] = {"properties", "density", NULL};
    refuse(circuits, two, "three numbers");
    refuse(circuits, half, "whole number");
    refuse(circuits, wide, "from 0 to 1000");
    refuse(circuits, both, "Leave out sweep");
    refuse(circuits, name, "did you mean \"memory-capacity\"");
    refuse(circuits, pair, "exclude");
    refuse(circuits, lone, "Set structure");
}

/* A ring without an edge back has no cycle, so that it cannot be scaled to a radius. */
static void test_without_cycles(void) {
    latigraph_circuit_list_t circuits;
    latigraph_circuit_t *circuit;
    igraph_t path;
    CHECK_OK(latigraph_circuit_list_init(&circuits));
    CHECK_OK(igraph_ring(&path, 10, IGRAPH_DIRECTED, false, false));
    CHECK_OK(latigraph_circuit_from_graph(&circuit, &path, "path", NULL, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(&circuits, circuit));
    latigraph_call_t *call = short_call(&circuits);
    CHECK_OK(latigraph_call_run(call));
    CHECK(isnan(MATRIX(*matrix_of(call, "values"), 0, 0)));
    igraph_bool_t remarked = false;
    for (igraph_integer_t i = 0; i < latigraph_call_remark_count(call); i++) {
        const latigraph_remark_t remark = latigraph_call_remark(call, i);
        remarked = remarked || (strcmp(remark.kind, "undefined") == 0 &&
                                strstr(remark.text, "without cycles") != NULL);
    }
    CHECK(remarked);
    latigraph_call_destroy(call);
    call = short_call(&circuits);
    CHECK_OK(latigraph_call_set_text(call, "gain", "0.5"));
    CHECK_OK(latigraph_call_run(call));
    CHECK(isfinite(MATRIX(*matrix_of(call, "values"), 0, 0)));
    CHECK(VECTOR(*vector_of(call, "level"))[0] == 0.5);
    latigraph_call_destroy(call);
    igraph_destroy(&path);
    latigraph_circuit_list_destroy(&circuits);
}

static void remove_all(const char *folder) {
    GDir *dir = g_dir_open(folder, 0, NULL);
    REQUIRE(dir != NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        char *path = g_build_filename(folder, name, NULL);
        CHECK(g_remove(path) == 0);
        g_free(path);
    }
    g_dir_close(dir);
    CHECK(g_rmdir(folder) == 0);
}

/* One file per circuit with a format; without one, the path is for a single circuit. */
static void test_weights(const latigraph_circuit_list_t *circuits) {
    char *folder = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    latigraph_call_t *call;
    CHECK_OK(latigraph_call_create(&call, "write_weights"));
    CHECK_OK(latigraph_call_set_circuits(call, "circuits", circuits));
    CHECK_OK(latigraph_call_set_text(call, "path", folder));
    CHECK_FAILS(latigraph_call_run(call), IGRAPH_EINVAL, "Give a format");
    latigraph_call_destroy(call);
    CHECK_OK(latigraph_call_create(&call, "write_weights"));
    CHECK_OK(latigraph_call_set_circuits(call, "circuits", circuits));
    CHECK_OK(latigraph_call_set_text(call, "path", folder));
    CHECK_OK(latigraph_call_set_text(call, "format", "safetensors"));
    CHECK_OK(latigraph_call_run(call));
    for (int i = 0; i < COUNT; i++) {
        CHECK(g_file_test(text_at(call, "files", i), G_FILE_TEST_IS_REGULAR));
    }
    CHECK(g_str_has_suffix(text_at(call, "files", 1), "circuit1.safetensors"));
    latigraph_call_destroy(call);
    remove_all(folder);
    g_free(folder);
}

/* Sentences are wrapped into paragraphs that fit the width. */
static void test_paragraphs(void) {
    enum { WIDTH = 60 };
    latigraph_call_t *call;
    char *text;
    CHECK_OK(latigraph_call_create(&call, "list_properties"));
    CHECK_OK(latigraph_call_run(call));
    CHECK_OK(latigraph_call_write(call, LATIGRAPH_FORM_TABLE, WIDTH, &text));
    CHECK(g_str_has_prefix(text, "density\n    definition: "));
    CHECK(strstr(text, "\nmemory-capacity: unit inputs, module latigraph\n") != NULL);
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        CHECK(g_utf8_strlen(*line, -1) <= WIDTH);
    }
    g_strfreev(lines);
    igraph_free(text);
    latigraph_call_destroy(call);
}

int main(void) {
    latigraph_circuit_list_t circuits;
    test_init();
    make_circuits(&circuits);
    test_sweep(&circuits);
    test_summary(&circuits);
    test_structure(&circuits);
    test_refusals(&circuits);
    test_without_cycles();
    test_weights(&circuits);
    test_paragraphs();
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
