/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Weights that others train on: the matrix of a circuit whose spectrum is known, and the files as
 * NumPy and safetensors define them, read byte by byte. */
#include "circuit_test.h"

#include <latigraph/function.h>

#include <json-glib/json-glib.h>

enum { N = 3, M = 4 };

/* λ³ = w(0 → 2) w(2 → 0) λ + w(0 → 1) w(1 → 2) w(2 → 0) = 2 λ + 4: the radius is 2. */
static const int FROM[M] = {0, 0, 1, 2}, TO[M] = {1, 2, 2, 0};
static const double WEIGHT[M] = {2, 2, 2, 1};

static latigraph_circuit_t *make_circuit(void) {
    latigraph_circuit_t *circuit;
    igraph_strvector_t types;
    igraph_vector_t size;
    igraph_matrix_t position;
    CHECK_OK(latigraph_circuit_create(&circuit, "ring", N, M, FROM, TO, WEIGHT));
    CHECK_OK(igraph_strvector_init(&types, N));
    CHECK_OK(igraph_vector_init(&size, N));
    CHECK_OK(igraph_matrix_init(&position, N, 2));
    for (int i = 0; i < N; i++) {
        const char *const type[N] = {"E", "", "I"};
        const char *const name[N] = {"a", "b \"quoted\"", "c"};
        CHECK_OK(igraph_strvector_set(&types, i, type[i]));
        VECTOR(size)[i] = 0.5 + i;
        MATRIX(position, i, 0) = 10 * i;
        MATRIX(position, i, 1) = -i;
        CHECK_OK(latigraph_circuit_name_neuron(circuit, i, name[i]));
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &types));
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "size", &size));
    CHECK_OK(latigraph_circuit_set_positions(circuit, &position, "um"));
    igraph_matrix_destroy(&position);
    igraph_vector_destroy(&size);
    igraph_strvector_destroy(&types);
    return circuit;
}

static latigraph_reservoir_options_t options_of(double radius) {
    latigraph_reservoir_options_t options;
    latigraph_reservoir_options_init(&options);
    options.weights = LATIGRAPH_RESERVOIR_COUNT;
    options.radius = radius;
    options.types = "type";
    options.inhibitory = "I";
    options.seeds = 2;
    return options;
}

/* W[j][i] times a factor. Neuron 2 is inhibitory, so that λ³ = −2 λ − 4. */
static double signed_weight(int j, int i, double factor) {
    for (int e = 0; e < M; e++) {
        if (FROM[e] == i && TO[e] == j) {
            return (i == 2 ? -factor : factor) * WEIGHT[e];
        }
    }
    return 0;
}

/* The spectral radius: the real root r of λ³ + 2 λ + 4 is found by bisection. The product of all
 * roots is −4, so that the pair of complex roots, which is the larger one, has modulus √(−4 / r).
 */
static double radius_by_hand(void) {
    double low = -2, high = 0;
    for (int k = 0; k < 100; k++) {
        const double middle = (low + high) / 2;
        if (middle * middle * middle + 2 * middle + 4 < 0) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return sqrt(-4 / low);
}

static void check_matrix(const latigraph_circuit_t *circuit) {
    latigraph_reservoir_options_t options = options_of(0.9);
    igraph_matrix_t weight;
    CHECK_OK(igraph_matrix_init(&weight, 7, 1));
    for (int s = 0; s < 2; s++) {
        CHECK_OK(latigraph_reservoir_weights(circuit, &options, s, &weight));
        REQUIRE(igraph_matrix_nrow(&weight) == N && igraph_matrix_ncol(&weight) == N);
        for (int k = 0; k < N * N; k++) {
            CHECK_NEAR(MATRIX(weight, k / N, k % N),
                       signed_weight(k / N, k % N, 0.9 / radius_by_hand()), 1e-12);
        }
    }
    options.radius = NAN;
    options.gain = 0.25;
    CHECK_OK(latigraph_reservoir_weights(circuit, &options, 0, &weight));
    for (int k = 0; k < N * N; k++) {
        CHECK_NEAR(MATRIX(weight, k / N, k % N), signed_weight(k / N, k % N, 0.25), 1e-15);
    }
    options.types = NULL;
    options.radius = 3;
    CHECK_OK(latigraph_reservoir_weights(circuit, &options, 0, &weight));
    CHECK_NEAR(MATRIX(weight, 1, 0), 3, 1e-12); /* 2 · 3 / 2 */
    igraph_matrix_destroy(&weight);
}

static guint64 little(const char *bytes, int count) {
    guint64 value = 0;
    for (int k = count - 1; k >= 0; k--) {
        value = value << 8 | (guchar)bytes[k];
    }
    return value;
}

static double float_at(const char *bytes) {
    const guint32 word = (guint32)little(bytes, 4);
    float value;
    memcpy(&value, &word, sizeof value);
    return value;
}

static double double_at(const char *bytes) {
    const guint64 word = little(bytes, 8);
    double value;
    memcpy(&value, &word, sizeof value);
    return value;
}

/* --- NumPy ------------------------------------------------------------------- */

static void check_npy(const latigraph_circuit_t *circuit) {
    const latigraph_reservoir_options_t options = options_of(0.9);
    const char *path = test_path("folder");
    char *bytes, *header;
    gsize size;
    CHECK_OK(latigraph_reservoir_write_weights(circuit, &options, path));
    char *file = g_build_filename(path, "weight.npy", NULL);
    REQUIRE(g_file_get_contents(file, &bytes, &size, NULL) && size > 128);
    CHECK(memcmp(bytes, "\x93NUMPY\x01\x00", 8) == 0);
    const guint64 length = little(bytes + 8, 2);
    REQUIRE(length < size && size == 10 + length + 4 * N * N);
    CHECK_EQUAL((10 + length) % 64, 0);
    header = g_strndup(bytes + 10, length);
    CHECK(g_str_has_suffix(header, "\n"));
    CHECK(strcmp(g_strstrip(header),
                 "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3), }") == 0);
    for (int k = 0; k < N * N; k++) {
        CHECK_NEAR(float_at(bytes + 10 + length + 4 * k),
                   signed_weight(k / N, k % N, 0.9 / radius_by_hand()), 1e-6);
    }
    latigraph_circuit_t *back = read_one_circuit(path, NULL);
    check_same_edges(back, circuit);
    check_same_names(back, circuit);
    latigraph_circuit_destroy(back);
    g_free(header);
    g_free(bytes);
    g_free(file);
}

/* --- safetensors ------------------------------------------------------------- */

/* Where a tensor of this kind and shape begins. */
static const char *tensor(JsonObject *header, const char *data, const char *name, const char *kind,
                          int rows, int columns, int width) {
    REQUIRE(json_object_has_member(header, name));
    JsonObject *entry = json_object_get_object_member(header, name);
    JsonArray *shape = json_object_get_array_member(entry, "shape"),
              *offsets = json_object_get_array_member(entry, "data_offsets");
    CHECK(strcmp(json_object_get_string_member(entry, "dtype"), kind) == 0);
    CHECK_EQUAL(json_array_get_length(shape), columns > 0 ? 2 : 1);
    CHECK_EQUAL(json_array_get_int_element(shape, 0), rows);
    CHECK(columns == 0 || json_array_get_int_element(shape, 1) == columns);
    const gint64 begin = json_array_get_int_element(offsets, 0);
    REQUIRE(json_array_get_int_element(offsets, 1) - begin == width * rows * MAX(columns, 1));
    return data + begin;
}

static void check_metadata(JsonObject *header) {
    JsonObject *metadata = json_object_get_object_member(header, "__metadata__");
    REQUIRE(metadata != NULL && json_object_has_member(metadata, "latigraph"));
    JsonParser *parser = json_parser_new();
    REQUIRE(json_parser_load_from_data(parser, json_object_get_string_member(metadata, "latigraph"),
                                       -1, NULL));
    JsonObject *said = json_node_get_object(json_parser_get_root(parser));
    JsonArray *neurons = json_object_get_array_member(said, "neurons");
    JsonArray *levels =
        json_object_get_array_member(json_object_get_object_member(said, "levels"), "type");
    CHECK(strcmp(json_object_get_string_member(said, "circuit"), "ring") == 0);
    CHECK(strcmp(json_object_get_string_member(said, "position_unit"), "um") == 0);
    REQUIRE(json_array_get_length(neurons) == N && json_array_get_length(levels) == 2);
    CHECK(strcmp(json_array_get_string_element(neurons, 1), "b \"quoted\"") == 0);
    CHECK(strcmp(json_array_get_string_element(levels, 0), "E") == 0);
    CHECK(strcmp(json_array_get_string_element(levels, 1), "I") == 0);
    g_object_unref(parser);
}

static void check_tensors(const latigraph_circuit_t *circuit) {
    const latigraph_reservoir_options_t options = options_of(0.9);
    const gint64 levels[N] = {0, -1, 1};
    const char *path = test_path("ring.safetensors");
    JsonParser *parser = json_parser_new();
    char *bytes;
    gsize size;
    CHECK_OK(latigraph_reservoir_write_weights(circuit, &options, path));
    REQUIRE(g_file_get_contents(path, &bytes, &size, NULL) && size > 8);
    const guint64 length = little(bytes, 8);
    REQUIRE(length < size - 8);
    REQUIRE(json_parser_load_from_data(parser, bytes + 8, (gssize)length, NULL));
    JsonObject *header = json_node_get_object(json_parser_get_root(parser));
    const char *data = bytes + 8 + length;
    const char *weight = tensor(header, data, "weight", "F32", N, N, 4);
    const char *positive = tensor(header, data, "weight_positive", "F32", N, N, 4);
    const char *position = tensor(header, data, "position", "F64", N, 2, 8);
    const char *type = tensor(header, data, "node.type", "I64", N, 0, 8);
    const char *sizes = tensor(header, data, "node.size", "F64", N, 0, 8);
    for (int k = 0; k < N * N; k++) {
        const double w = signed_weight(k / N, k % N, 0.9 / radius_by_hand());
        CHECK_NEAR(float_at(weight + 4 * k), w, 1e-6);
        CHECK_NEAR(float_at(positive + 4 * k), fabs(w), 1e-6);
    }
    for (int i = 0; i < N; i++) {
        CHECK_EQUAL((gint64)little(type + 8 * i, 8), levels[i]);
        CHECK_NEAR(double_at(sizes + 8 * i), 0.5 + i, 0);
        CHECK_NEAR(double_at(position + 16 * i), 10 * i, 0);
        CHECK_NEAR(double_at(position + 16 * i + 8), -i, 0);
    }
    check_metadata(header);
    g_object_unref(parser);
    g_free(bytes);
}

/* --- Errors ------------------------------------------------------------------ */

static void check_refused(const latigraph_circuit_t *circuit) {
    latigraph_reservoir_options_t options = options_of(0.9);
    latigraph_circuit_t *path, *none;
    igraph_matrix_t weight;
    CHECK_OK(igraph_matrix_init(&weight, 0, 0));
    CHECK_OK(latigraph_circuit_create(&path, "path", 3, 2, FROM + 1, TO + 1, NULL));
    CHECK_OK(latigraph_circuit_create(&none, "none", 0, 0, NULL, NULL, NULL));
    CHECK_FAILS(latigraph_reservoir_weights(circuit, &options, 2, &weight), IGRAPH_EINVAL,
                "no seed 2");
    CHECK_FAILS(latigraph_reservoir_weights(circuit, &options, -1, &weight), IGRAPH_EINVAL,
                "no seed -1");
    CHECK_FAILS(
        latigraph_reservoir_write_weights(circuit, &options, test_path("no/folder/w.safetensors")),
        IGRAPH_EFILE, "w.safetensors");
    options.types = NULL;
    CHECK_FAILS(latigraph_reservoir_weights(path, &options, 0, &weight), IGRAPH_EINVAL,
                "\"path\" has no cycle");
    CHECK_FAILS(latigraph_reservoir_write_weights(none, &options, test_path("none.safetensors")),
                IGRAPH_EINVAL, "no neurons");
    CHECK(!g_file_test(test_path("none.safetensors"), G_FILE_TEST_EXISTS));
    latigraph_circuit_destroy(none);
    latigraph_circuit_destroy(path);
    igraph_matrix_destroy(&weight);
}

int main(void) {
    test_init();
    latigraph_circuit_t *circuit = make_circuit();
    check_matrix(circuit);
    check_npy(circuit);
    check_tensors(circuit);
    check_refused(circuit);
    latigraph_circuit_destroy(circuit);
    test_end();
    return 0;
}
