/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "circuit/circuit.h"

#include <stdlib.h>
#include <unistd.h>

/* What targets need beside their input, made once. Errors here end the program, because igraph's
 * own error handler is in place until the first input. */

static void add_node_data(latigraph_circuit_t *circuit) {
    const igraph_integer_t n = latigraph_circuit_vcount(circuit);
    static const char *const types[] = {"a", "b", ""};
    igraph_strvector_t type;
    igraph_vector_t depth;
    igraph_matrix_t positions;
    igraph_strvector_init(&type, n);
    igraph_vector_init(&depth, n);
    igraph_matrix_init(&positions, n, 2);
    for (igraph_integer_t i = 0; i < n; i++) {
        igraph_strvector_set(&type, i, types[i % 3]);
        VECTOR(depth)[i] = i == 3 ? IGRAPH_NAN : (double)(i * i % 7);
        MATRIX(positions, i, 0) = (double)(i % 4);
        MATRIX(positions, i, 1) = (double)(i / 4);
    }
    latigraph_circuit_set_categorical(circuit, "type", &type);
    latigraph_circuit_set_numeric(circuit, "depth", &depth);
    latigraph_circuit_set_positions(circuit, &positions, "um");
    igraph_strvector_destroy(&type);
    igraph_vector_destroy(&depth);
    igraph_matrix_destroy(&positions);
}

latigraph_circuit_t *tiny_circuit(int n, igraph_bool_t weighted) {
    int *from = g_new(int, n *n + 1), *to = g_new(int, n *n + 1), m = 0;
    double *weight = g_new(double, n *n + 1);
    char name[24];
    latigraph_circuit_t *circuit;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j && (i * 7 + j * 5 + n) % 3 == 0) {
                from[m] = i;
                to[m] = j;
                weight[m++] = 1 + (i + j) % 4;
            }
        }
    }
    g_snprintf(name, sizeof name, "tiny%d", n);
    latigraph_circuit_create(&circuit, name, n, m, from, to, weighted ? weight : NULL);
    if (n > 0) {
        add_node_data(circuit);
    }
    g_free(weight);
    g_free(to);
    g_free(from);
    return circuit;
}

latigraph_model_t *tiny_model(void) {
    static const char *const settings[][2] = {
        {"steps", "3"}, {"baseline-steps", "2"}, {"hidden", "4"},   {"code", "2"},
        {"rank", "1"},  {"layers", "1"},         {"node-code", "1"}};
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options;
    latigraph_model_t *model;
    latigraph_circuit_list_init(&circuits);
    for (int n = 6; n < 14; n++) {
        latigraph_circuit_list_push_back(&circuits, tiny_circuit(n, true));
    }
    latigraph_fit_options_create(&options);
    for (gsize k = 0; k < G_N_ELEMENTS(settings); k++) {
        latigraph_fit_options_set(options, settings[k][0], settings[k][1]);
    }
    latigraph_fit(&model, &circuits, NULL, options);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return model;
}

static char *folder;

static void remove_folder(void) {
    char remove[] = "rm", all[] = "-rf", *arguments[] = {remove, all, folder, NULL};
    g_spawn_sync("/", arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
    g_free(folder);
}

const char *tiny_folder(void) {
    const char *top = g_file_test("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir();
    folder = g_build_filename(top, "latigraph-fuzz-XXXXXX", NULL);
    if (g_mkdtemp(folder) == NULL || chdir(folder) != 0) {
        abort();
    }
    atexit(remove_folder);
    return folder;
}
