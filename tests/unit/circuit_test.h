/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_TEST_H
#define LATIGRAPH_CIRCUIT_TEST_H

/* Circuits and files for tests. */

#include "base/random.h"
#include "circuit/circuit.h"
#include "circuit/column.h"
#include "test.h"

#include <glib/gstdio.h>

/* Makes a random circuit of n neurons with positions in a cube of side 100 um, a categorical and a
 * numeric column with gaps, weights, and words as names. */
static inline latigraph_circuit_t *random_circuit(const char *name, int n, double density,
                                                  uint64_t seed) {
    latigraph_stream_t stream;
    latigraph_circuit_t *circuit;
    const char *const types[] = {"basket", "Martinotti", "pyramidal β", "", "L2/3, \"IT\" <x&y>"};
    int *from = g_new(int, n *n + 1), *to = g_new(int, n *n + 1), m = 0;
    double *weight = g_new(double, n *n + 1);
    igraph_strvector_t type;
    igraph_vector_t size;
    igraph_matrix_t position;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j && latigraph_stream_uniform(&stream) < density) {
                from[m] = i;
                to[m] = j;
                weight[m++] = 1 + (double)latigraph_stream_integer(&stream, 8) / 4;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, name, n, m, from, to, weight));
    igraph_strvector_init(&type, n);
    igraph_vector_init(&size, n);
    igraph_matrix_init(&position, n, 3);
    for (int i = 0; i < n; i++) {
        char number[24];
        g_snprintf(number, sizeof number, "cell_%d", 1000 + i);
        CHECK_OK(latigraph_circuit_name_neuron(circuit, i, number));
        igraph_strvector_set(&type, i, types[latigraph_stream_integer(&stream, 5)]);
        VECTOR(size)[i] = i % 7 == 3 ? NAN : (double)latigraph_stream_integer(&stream, 1000) / 8;
        for (int d = 0; d < 3; d++) {
            MATRIX(position, i, d) = (double)latigraph_stream_integer(&stream, 100000) / 1000;
        }
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "celltype", &type));
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "size", &size));
    CHECK_OK(latigraph_circuit_set_positions(circuit, &position, "um"));
    igraph_strvector_destroy(&type);
    igraph_vector_destroy(&size);
    igraph_matrix_destroy(&position);
    g_free(from);
    g_free(to);
    g_free(weight);
    return circuit;
}

static inline void check_same_number(double a, double b) {
    CHECK((isnan(a) && isnan(b)) || a == b);
}

static inline void check_same_edges(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    REQUIRE(a->n == b->n && a->m == b->m);
    for (int i = 0; i <= a->n; i++) {
        CHECK(a->out_start[i] == b->out_start[i] && a->in_start[i] == b->in_start[i]);
    }
    for (int e = 0; e < a->m; e++) {
        CHECK(a->out_to[e] == b->out_to[e]);
        CHECK(a->in_from[e] == b->in_from[e] && a->in_edge[e] == b->in_edge[e]);
    }
}

static inline void check_same_names(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    for (int i = 0; i < a->n; i++) {
        CHECK(strcmp(a->neuron[i], b->neuron[i]) == 0);
    }
}

static inline void check_same_weights(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    CHECK((a->weight == NULL) == (b->weight == NULL));
    for (int e = 0; a->weight != NULL && e < a->m; e++) {
        check_same_number(a->weight[e], b->weight[e]);
    }
}

static inline void check_same_signs(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    CHECK((a->sign == NULL) == (b->sign == NULL));
    for (int e = 0; a->sign != NULL && b->sign != NULL && e < a->m; e++) {
        CHECK(a->sign[e] == b->sign[e]);
    }
}

/* Gives every third edge of a circuit a negative sign. */
static inline void set_signs(latigraph_circuit_t *circuit) {
    circuit->sign = g_new(gint8, circuit->m + 1);
    for (int e = 0; e < circuit->m; e++) {
        circuit->sign[e] = e % 3 == 0 ? -1 : 1;
    }
}

static inline void check_same_column(const latigraph_column_t *a, const latigraph_column_t *b,
                                     int n) {
    REQUIRE(a != NULL && b != NULL && a->kind == b->kind);
    for (int i = 0; i < n && a->kind == LATIGRAPH_COLUMN_NUMERIC; i++) {
        check_same_number(a->value[i], b->value[i]);
    }
    for (int i = 0; i < n && a->kind == LATIGRAPH_COLUMN_CATEGORICAL; i++) {
        CHECK(a->level[i] == b->level[i]);
        CHECK(a->level[i] < 0 ||
              strcmp(VECTOR(a->levels)[a->level[i]], VECTOR(b->levels)[b->level[i]]) == 0);
    }
}

static inline void check_same_positions(const latigraph_circuit_t *a,
                                        const latigraph_circuit_t *b) {
    CHECK(a->dims == b->dims);
    CHECK(a->dims == 0 || strcmp(a->unit, b->unit) == 0);
    for (int k = 0; k < a->n * a->dims; k++) {
        check_same_number(a->position[k], b->position[k]);
    }
}

/* Compares everything in two circuits except their names. */
static inline void check_same_circuit(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    check_same_edges(a, b);
    check_same_names(a, b);
    check_same_weights(a, b);
    check_same_signs(a, b);
    check_same_positions(a, b);
    CHECK(strcmp(a->connectome, b->connectome) == 0);
    CHECK(g_strcmp0(a->shape, b->shape) == 0 && a->axis == b->axis);
    REQUIRE(igraph_vector_ptr_size(&a->columns) == igraph_vector_ptr_size(&b->columns) &&
            igraph_vector_ptr_size(&a->notes) == igraph_vector_ptr_size(&b->notes));
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&a->columns); c++) {
        const latigraph_column_t *column = VECTOR(a->columns)[c];
        check_same_column(column, latigraph_circuit_column(b, column->name), a->n);
    }
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&a->notes); k++) {
        const latigraph_note_t *x = VECTOR(a->notes)[k], *y = VECTOR(b->notes)[k];
        CHECK(strcmp(x->name, y->name) == 0 && g_strcmp0(x->text, y->text) == 0);
        REQUIRE(x->text != NULL || x->number == y->number);
    }
}

/* --- Files ------------------------------------------------------------------ */

static char *test_folder;

/* Returns a path in the test's own folder. The text is valid for sixteen further calls. */
static inline const char *test_path(const char *name) {
    static char paths[16][400];
    static int next;
    char *path = paths[next++ % 16];
    if (test_folder == NULL) {
        test_folder = g_dir_make_tmp("latigraph-XXXXXX", NULL);
        REQUIRE(test_folder != NULL);
    }
    snprintf(path, sizeof paths[0], "%s/%s", test_folder, name);
    return path;
}

static inline void remove_tree(const char *path) {
    GDir *directory = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    const char *name;
    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        char *child = g_build_filename(path, name, NULL);
        remove_tree(child);
        g_free(child);
    }
    if (directory != NULL) {
        g_dir_close(directory);
    }
    g_remove(path);
}

/* Returns the number of entries of a folder, including hidden ones. */
static inline int count_entries(const char *path) {
    GDir *directory = g_dir_open(path, 0, NULL);
    int count = 0;
    while (directory != NULL && g_dir_read_name(directory) != NULL) {
        count++;
    }
    if (directory != NULL) {
        g_dir_close(directory);
    }
    return count;
}

static inline void test_end(void) {
    if (test_folder != NULL) {
        remove_tree(test_folder);
        g_free(test_folder);
    }
}

static inline void write_bytes(const char *path, const char *bytes, gssize size) {
    /* g_file_set_contents() would wait for the disk. */
    FILE *file = fopen(path, "wb");
    const size_t length = size < 0 ? strlen(bytes) : (size_t)size;
    REQUIRE(file != NULL && fwrite(bytes, 1, length, file) == length && fclose(file) == 0);
}

static inline void write_text(const char *path, const char *text) {
    write_bytes(path, text, -1);
}

/* Reads the only circuit of a path. */
static inline latigraph_circuit_t *read_one_circuit(const char *path,
                                                    const latigraph_read_options_t *options) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_read(&list, path, options, NULL));
    REQUIRE(list.size == 1);
    latigraph_circuit_t *circuit = list.items[0];
    list.size = 0;
    latigraph_circuit_list_destroy(&list);
    return circuit;
}

#endif
