/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Initial weights by function, costs and masks, against values by hand and by other methods. */
#include "circuit_test.h"

#include "base/remarks.h"

#include <latigraph/weights.h>

/* --- Similarity and weights ------------------------------------------------------------------- */

enum { N = 4, M = 5 };
static const int FROM[M] = {0, 1, 2, 3, 0}, TO[M] = {1, 2, 3, 0, 2};

/* Four neurons with directions 0, 90, 180 and an unknown one, selectivities 1, 0.25, 0.25, 1. */
static latigraph_circuit_t *make_circuit(void) {
    latigraph_circuit_t *circuit;
    igraph_strvector_t types;
    igraph_vector_t value;
    igraph_matrix_t position;
    CHECK_OK(latigraph_circuit_create(&circuit, "four", N, M, FROM, TO, NULL));
    CHECK_OK(igraph_strvector_init(&types, N));
    CHECK_OK(igraph_vector_init(&value, N));
    CHECK_OK(igraph_matrix_init(&position, N, 2));
    for (int i = 0; i < N; i++) {
        CHECK_OK(igraph_strvector_set(&types, i, i == 2 ? "I" : "E"));
        VECTOR(value)[i] = i < 3 ? 45 * i : NAN;
        MATRIX(position, i, 0) = i == 3 ? NAN : 3 * (i > 0);
        MATRIX(position, i, 1) = i == 3 ? NAN : 4 * (i > 1);
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &types));
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "direction", &value));
    for (int i = 0; i < N; i++) {
        VECTOR(value)[i] = i % 3 == 0 ? 1 : 0.25;
    }
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "osi", &value));
    VECTOR(value)[0] = -1;
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "wrong", &value));
    CHECK_OK(latigraph_circuit_set_positions(circuit, &position, "um"));
    igraph_matrix_destroy(&position);
    igraph_vector_destroy(&value);
    igraph_strvector_destroy(&types);
    return circuit;
}

static void test_similarity(const latigraph_circuit_t *circuit) {
    latigraph_weights_options_t options;
    latigraph_remarks_t remarks;
    igraph_matrix_t c;
    CHECK_OK(latigraph_remarks_init(&remarks));
    CHECK_OK(igraph_matrix_init(&c, 0, 0));
    latigraph_weights_options_init(&options);
    options.direction = "direction";
    options.selectivity = "osi";
    options.remarks = &remarks;
    CHECK_OK(latigraph_function_similarity(circuit, &options, &c));
    CHECK_NEAR(MATRIX(c, 0, 1), 0.5 * sqrt(0.5), 1e-12); /* cos 45° √(1 · 1/4) */
    CHECK_NEAR(MATRIX(c, 2, 0), 0, 1e-12);               /* cos 90° */
    CHECK_NEAR(MATRIX(c, 1, 2), 0.25 * sqrt(0.5), 1e-12);
    CHECK_NEAR(MATRIX(c, 1, 3), 0, 0);
    CHECK_NEAR(MATRIX(c, 1, 1), 0, 0);
    CHECK_EQUAL(igraph_strvector_size(&remarks.texts), 1);
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 0), "1 of 4 neurons");
    options.period = 180; /* orientations: 45° is a quarter of a turn */
    CHECK_OK(latigraph_function_similarity(circuit, &options, &c));
    CHECK_NEAR(MATRIX(c, 0, 1), 0, 1e-12);
    CHECK_NEAR(MATRIX(c, 0, 2), -0.5, 1e-12);
    options.direction = options.selectivity = NULL;
    options.profile = "direction,osi";
    /* z-scores of 0, 45, 90 are −√1.5, 0, √1.5; those of 1, ¼, ¼, 1 are 1, −1, −1, 1. */
    CHECK_OK(latigraph_function_similarity(circuit, &options, &c));
    CHECK_NEAR(MATRIX(c, 0, 1), -1 / sqrt(2.5), 1e-12);
    CHECK_NEAR(MATRIX(c, 0, 2), -1, 1e-12);
    CHECK_NEAR(MATRIX(c, 1, 2), 1 / sqrt(2.5), 1e-12);
    igraph_matrix_destroy(&c);
    latigraph_remarks_destroy(&remarks);
}

static latigraph_reservoir_options_t with_gain(double gain) {
    latigraph_reservoir_options_t options;
    latigraph_reservoir_options_init(&options);
    options.radius = NAN;
    options.gain = gain;
    return options;
}

static void test_initial(const latigraph_circuit_t *circuit) {
    latigraph_reservoir_options_t reservoir = with_gain(2);
    latigraph_weights_options_t options;
    igraph_matrix_t c, w;
    latigraph_weights_options_init(&options);
    CHECK_OK(igraph_matrix_init(&c, N, N));
    CHECK_OK(igraph_matrix_init(&w, 0, 0));
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            MATRIX(c, i, j) = i == j ? 9 : 0.1 * (i + j) - 0.25; /* the diagonal is not used */
        }
    }
    options.similarity = &c;
    options.initial = LATIGRAPH_INITIAL_WIRING_FUNCTION;
    CHECK_OK(latigraph_initial_weights(circuit, &reservoir, &options, &w));
    CHECK_NEAR(MATRIX(w, 1, 0), 2 * -0.15, 1e-12); /* edge 0 → 1 */
    CHECK_NEAR(MATRIX(w, 0, 1), 0, 0);             /* no edge 1 → 0 */
    CHECK_NEAR(MATRIX(w, 3, 2), 2 * 0.25, 1e-12);
    options.initial = LATIGRAPH_INITIAL_FUNCTION;
    CHECK_OK(latigraph_initial_weights(circuit, &reservoir, &options, &w));
    CHECK_NEAR(MATRIX(w, 0, 1), 2 * -0.15, 1e-12);
    CHECK_NEAR(MATRIX(w, 2, 2), 0, 0);
    reservoir.types = "type"; /* signs are the sender's, sizes those of the similarity */
    reservoir.inhibitory = "I";
    CHECK_OK(latigraph_initial_weights(circuit, &reservoir, &options, &w));
    CHECK_NEAR(MATRIX(w, 0, 1), 2 * 0.15, 1e-12);
    CHECK_NEAR(MATRIX(w, 3, 2), 2 * -0.25, 1e-12);
    igraph_matrix_destroy(&w);
    igraph_matrix_destroy(&c);
}

/* Two neurons whose only similarity is c have the eigenvalues ± c. */
static void test_radius(void) {
    latigraph_reservoir_options_t reservoir;
    latigraph_weights_options_t options;
    latigraph_circuit_t *pair;
    igraph_matrix_t c, w;
    const int from[1] = {0}, to[1] = {1};
    latigraph_reservoir_options_init(&reservoir);
    latigraph_weights_options_init(&options);
    CHECK_OK(latigraph_circuit_create(&pair, "pair", 2, 1, from, to, NULL));
    CHECK_OK(igraph_matrix_init(&c, 2, 2));
    CHECK_OK(igraph_matrix_init(&w, 0, 0));
    MATRIX(c, 0, 1) = MATRIX(c, 1, 0) = -0.3;
    options.similarity = &c;
    options.initial = LATIGRAPH_INITIAL_FUNCTION;
    reservoir.radius = 0.9;
    CHECK_OK(latigraph_initial_weights(pair, &reservoir, &options, &w));
    CHECK_NEAR(MATRIX(w, 0, 1), -0.9, 1e-12);
    options.initial = LATIGRAPH_INITIAL_WIRING_FUNCTION;
    CHECK_FAILS(latigraph_initial_weights(pair, &reservoir, &options, &w), IGRAPH_EINVAL,
                "have no cycle");
    igraph_matrix_destroy(&w);
    igraph_matrix_destroy(&c);
    latigraph_circuit_destroy(pair);
}

/* --- Costs ------------------------------------------------------------------------------------ */

static void test_distance(const latigraph_circuit_t *circuit) {
    igraph_matrix_t cost;
    igraph_integer_t unknown;
    CHECK_OK(igraph_matrix_init(&cost, 0, 0));
    CHECK_OK(latigraph_distance_cost(circuit, &cost, &unknown));
    CHECK_EQUAL(unknown, 1);
    CHECK_NEAR(MATRIX(cost, 0, 1), 3.0 / 4, 1e-12); /* distances 3, 4, 5 have mean 4 */
    CHECK_NEAR(MATRIX(cost, 2, 0), 5.0 / 4, 1e-12);
    CHECK_NEAR(MATRIX(cost, 3, 0), 1, 0);
    CHECK_NEAR(MATRIX(cost, 3, 3), 0, 0);
    igraph_matrix_destroy(&cost);
}

/* The symmetrised matrix of two vertices, normalised, is 0 1 / 1 0 whatever the weights. */
static void test_two_vertices(void) {
    igraph_matrix_t w, c;
    CHECK_OK(igraph_matrix_init(&w, 2, 2));
    CHECK_OK(igraph_matrix_init(&c, 0, 0));
    MATRIX(w, 0, 1) = -7;
    CHECK_OK(latigraph_communicability(&w, &c));
    for (int k = 0; k < 4; k++) {
        CHECK_NEAR(MATRIX(c, k / 2, k % 2), k / 2 == k % 2 ? cosh(1) : sinh(1), 1e-14);
    }
    igraph_matrix_null(&w);
    CHECK_OK(latigraph_communicability(&w, &c));
    CHECK_NEAR(MATRIX(c, 1, 1), 1, 1e-15);
    CHECK_NEAR(MATRIX(c, 0, 1), 0, 1e-15);
    MATRIX(w, 1, 0) = NAN;
    CHECK_FAILS(latigraph_communicability(&w, &c), IGRAPH_EINVAL, "row 1, column 2");
    CHECK_OK(igraph_matrix_resize(&w, 2, 3));
    CHECK_FAILS(latigraph_communicability(&w, &c), IGRAPH_EINVAL, "square");
    igraph_matrix_destroy(&c);
    igraph_matrix_destroy(&w);
}

static void multiply(int n, const double *a, const double *b, double *c) {
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += a[i * n + k] * b[k * n + j];
            }
            c[i * n + j] = sum;
        }
    }
}

/* exp(A) by scaling and squaring: (Taylor of A / 2^10)^(2^10). */
static void reference(int n, const double *a, double *result) {
    double *term = g_new0(double, n *n), *next = g_new0(double, n *n), *b = g_new0(double, n *n);
    for (int k = 0; k < n * n; k++) {
        b[k] = a[k] / 1024;
        result[k] = term[k] = k / n == k % n;
    }
    for (int order = 1; order <= 12; order++) {
        multiply(n, term, b, next);
        for (int k = 0; k < n * n; k++) {
            term[k] = next[k] / order;
            result[k] += term[k];
        }
    }
    for (int square = 0; square < 10; square++) {
        multiply(n, result, result, next);
        memcpy(result, next, (size_t)(n * n) * sizeof *next);
    }
    g_free(b);
    g_free(next);
    g_free(term);
}

static void test_exponential(void) {
    enum { SIZE = 40 };
    static double a[SIZE * SIZE], want[SIZE * SIZE];
    double strength[SIZE] = {0};
    latigraph_stream_t stream;
    igraph_matrix_t w, c;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(igraph_matrix_init(&w, SIZE, SIZE));
    CHECK_OK(igraph_matrix_init(&c, 0, 0));
    for (int k = 0; k < SIZE * SIZE; k++) {
        const gboolean edge = latigraph_stream_uniform(&stream) < 0.2 && k / SIZE != 7;
        MATRIX(w, k / SIZE, k % SIZE) =
            edge && k % SIZE != 7 ? latigraph_stream_normal(&stream) : 0;
    }
    for (int k = 0; k < SIZE * SIZE; k++) {
        a[k] = (fabs(MATRIX(w, k / SIZE, k % SIZE)) + fabs(MATRIX(w, k % SIZE, k / SIZE))) / 2;
        strength[k / SIZE] += a[k];
    }
    for (int k = 0; k < SIZE * SIZE; k++) {
        a[k] = a[k] > 0 ? a[k] / sqrt(strength[k / SIZE] * strength[k % SIZE]) : 0;
    }
    reference(SIZE, a, want);
    CHECK_OK(latigraph_communicability(&w, &c));
    for (int k = 0; k < SIZE * SIZE; k++) {
        CHECK_NEAR(MATRIX(c, k / SIZE, k % SIZE), want[k], 1e-10);
        CHECK(MATRIX(c, k / SIZE, k % SIZE) == MATRIX(c, k % SIZE, k / SIZE));
    }
    igraph_matrix_destroy(&c);
    igraph_matrix_destroy(&w);
}

/* --- Masks ------------------------------------------------------------------------------------ */

/* Two communities of ten and five neurons, all edges within them. */
static latigraph_circuit_t *make_blocks(void) {
    latigraph_circuit_t *circuit;
    int from[200], to[200], m = 0;
    for (int i = 0; i < 15; i++) {
        for (int j = 0; j < 15; j++) {
            if (i != j && (i < 5) == (j < 5)) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    from[m] = 0;
    to[m++] = 14;
    CHECK_OK(latigraph_circuit_create(&circuit, "blocks", 15, m, from, to, NULL));
    return circuit;
}

/* Entries of a row or of a column of a mask. */
static double line(const igraph_matrix_t *mask, igraph_integer_t k, gboolean row) {
    double sum = 0;
    for (igraph_integer_t l = 0; l < (row ? igraph_matrix_ncol(mask) : igraph_matrix_nrow(mask));
         l++) {
        sum += row ? MATRIX(*mask, k, l) : MATRIX(*mask, l, k);
    }
    return sum;
}

/* Controls have as many entries; rewired ones have the same degrees. */
static void check_controls(const latigraph_layer_masks_t *masks, igraph_integer_t l,
                           double entries) {
    const igraph_matrix_t *block = igraph_matrix_list_get_ptr(&masks->block, l);
    const igraph_matrix_t *random = igraph_matrix_list_get_ptr(&masks->random, l);
    const igraph_matrix_t *rewired = igraph_matrix_list_get_ptr(&masks->rewired, l);
    CHECK_NEAR(igraph_matrix_sum(block), entries, 0);
    CHECK_NEAR(igraph_matrix_sum(random), entries, 0);
    CHECK_NEAR(igraph_matrix_max(rewired), 1, 0);
    CHECK(!igraph_matrix_all_e(block, random));
    CHECK(!igraph_matrix_all_e(block, rewired));
    for (igraph_integer_t k = 0; k < igraph_matrix_nrow(block); k++) {
        CHECK_NEAR(line(block, k, TRUE), line(rewired, k, TRUE), 0);
    }
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(block); k++) {
        CHECK_NEAR(line(block, k, FALSE), line(rewired, k, FALSE), 0);
    }
}

static void test_masks(void) {
    igraph_vector_t layers;
    latigraph_circuit_t *circuit = make_blocks();
    latigraph_weights_options_t options;
    latigraph_layer_masks_t masks, again;
    latigraph_remarks_t remarks;
    CHECK_OK(latigraph_remarks_init(&remarks));
    CHECK_OK(latigraph_layer_masks_init(&masks));
    CHECK_OK(latigraph_layer_masks_init(&again));
    CHECK_OK(igraph_vector_init_int(&layers, 3, 30, 12, 6));
    latigraph_weights_options_init(&options);
    options.masks = LATIGRAPH_MASKS_COMMUNITIES;
    options.layers = &layers;
    options.remarks = &remarks;
    CHECK_OK(latigraph_layer_masks(circuit, &options, 5, &masks));
    CHECK_EQUAL(igraph_matrix_nrow(&masks.blocks), 2);
    CHECK_EQUAL(VECTOR(masks.membership)[14], 0); /* the larger one is the first */
    CHECK_EQUAL(VECTOR(masks.membership)[0], 1);
    const igraph_matrix_t *first = igraph_matrix_list_get_ptr(&masks.block, 0);
    REQUIRE(igraph_matrix_nrow(first) == 12 && igraph_matrix_ncol(first) == 30);
    for (int k = 0; k < 360; k++) { /* 20 of 30 and 8 of 12 units are of the larger group */
        CHECK_NEAR(MATRIX(*first, k % 12, k / 12), (k % 12 < 8) == (k / 12 < 20), 0);
    }
    check_controls(&masks, 0, 20 * 8 + 10 * 4);
    check_controls(&masks, 1, 8 * 4 + 4 * 2);
    options.density = 0.25;
    CHECK_OK(latigraph_layer_masks(circuit, &options, 5, &masks));
    check_controls(&masks, 0, 90);
    CHECK_OK(latigraph_layer_masks(circuit, &options, 5, &again));
    CHECK(igraph_matrix_all_e(igraph_matrix_list_get_ptr(&masks.block, 0),
                              igraph_matrix_list_get_ptr(&again.block, 0)));
    CHECK_EQUAL(igraph_strvector_size(&remarks.texts), 0);
    options.masks = LATIGRAPH_MASKS_RING;
    options.groups = 6;
    options.density = 0.5; /* the ring allows a third */
    CHECK_OK(latigraph_layer_masks(NULL, &options, 5, &masks));
    check_controls(&masks, 0, 180);
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 0), "connected groups allow 0.333");
    igraph_vector_destroy(&layers);
    latigraph_layer_masks_destroy(&again);
    latigraph_layer_masks_destroy(&masks);
    latigraph_remarks_destroy(&remarks);
    latigraph_circuit_destroy(circuit);
}

/* --- Files ------------------------------------------------------------------------------------ */

static void test_files(const latigraph_circuit_t *circuit) {
    igraph_vector_t layers;
    const char *const names[] = {"weight",        "weight_positive",      "weight_control",
                                 "cost_distance", "cost_communicability", "mask.0",
                                 "mask_random.0", "mask_rewired.0"};
    latigraph_reservoir_options_t reservoir = with_gain(1);
    latigraph_weights_options_t options;
    char *bytes;
    CHECK_OK(igraph_vector_init_int(&layers, 2, 6, 4));
    latigraph_weights_options_init(&options);
    options.initial = LATIGRAPH_INITIAL_WIRING_FUNCTION;
    options.direction = "direction";
    options.costs = true;
    options.masks = LATIGRAPH_MASKS_RING;
    options.groups = 2;
    options.layers = &layers;
    CHECK_OK(latigraph_write_weights(circuit, &reservoir, &options, test_path("w.safetensors")));
    REQUIRE(g_file_get_contents(test_path("w.safetensors"), &bytes, NULL, NULL));
    for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
        char *entry = g_strdup_printf("\"%s\":{\"dtype\":\"%s\"", names[k],
                                      g_str_has_prefix(names[k], "mask") ? "BOOL" : "F32");
        CHECK_CONTAINS(bytes + 8, entry);
        g_free(entry);
    }
    g_free(bytes);
    CHECK_OK(latigraph_write_weights(circuit, &reservoir, &options, test_path("w")));
    gsize size;
    REQUIRE(g_file_get_contents(test_path("w/mask_random.0.npy"), &bytes, &size, NULL));
    CHECK_EQUAL(size, 128 + 24);
    CHECK_CONTAINS(bytes + 10, "'|b1', 'fortran_order': False, 'shape': (4, 6)");
    g_free(bytes);
    CHECK(g_file_test(test_path("w/cost_distance.npy"), G_FILE_TEST_EXISTS));
    CHECK(!g_file_test(test_path("w/weight_positive.npy"), G_FILE_TEST_EXISTS));
    igraph_vector_destroy(&layers);
}

/* --- Errors ----------------------------------------------------------------------------------- */

#define REFUSED(text)                                                                              \
    CHECK_FAILS(latigraph_function_similarity(circuit, &options, &c), IGRAPH_EINVAL, text)

static void test_refused(const latigraph_circuit_t *circuit) {
    latigraph_weights_options_t options;
    igraph_matrix_t c;
    CHECK_OK(igraph_matrix_init(&c, 0, 0));
    latigraph_weights_options_init(&options);
    REFUSED("but 0 are given");
    options.profile = "osi,nothing";
    REFUSED("no numeric column \"nothing\"");
    options.selectivity = "osi";
    REFUSED("no column of directions");
    options.direction = "direction";
    REFUSED("but 2 are given");
    options.profile = NULL;
    options.selectivity = "wrong";
    REFUSED("cannot be negative");
    options.selectivity = NULL;
    options.period = 16;
    REFUSED("is 45 for neuron \"1\", more than a full turn of 16");
    options.direction = "type";
    REFUSED("no numeric column \"type\"");
    options.direction = NULL;
    options.similarity = &c;
    REFUSED("0 rows");
    igraph_matrix_destroy(&c);
}

#define NO_MASKS(text)                                                                             \
    CHECK_FAILS(latigraph_layer_masks(none, &options, 1, &masks), IGRAPH_EINVAL, text)

static void test_refused_masks(void) {
    igraph_vector_t layers;
    latigraph_weights_options_t options;
    latigraph_layer_masks_t masks;
    latigraph_circuit_t *none;
    igraph_matrix_t cost;
    CHECK_OK(latigraph_circuit_create(&none, "none", 3, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_layer_masks_init(&masks));
    CHECK_OK(igraph_matrix_init(&cost, 0, 0));
    CHECK_OK(igraph_vector_init_int(&layers, 2, 6, 4));
    latigraph_weights_options_init(&options);
    options.masks = LATIGRAPH_MASKS_COMMUNITIES;
    NO_MASKS("at least two layers");
    options.layers = &layers;
    NO_MASKS("\"none\" has no edges");
    options.density = 0;
    NO_MASKS("density of masks is 0");
    options.density = 1;
    options.masks = LATIGRAPH_MASKS_RING;
    options.groups = 1;
    NO_MASKS("ring has 1 groups");
    VECTOR(layers)[1] = 1.5;
    NO_MASKS("layer 2 is 1.5");
    VECTOR(layers)[0] = VECTOR(layers)[1] = 1e5;
    NO_MASKS("1e+10 entries");
    CHECK_FAILS(latigraph_distance_cost(none, &cost, NULL), IGRAPH_EINVAL, "no positions");
    igraph_vector_destroy(&layers);
    igraph_matrix_destroy(&cost);
    latigraph_layer_masks_destroy(&masks);
    latigraph_circuit_destroy(none);
}

int main(void) {
    test_init();
    latigraph_circuit_t *circuit = make_circuit();
    test_similarity(circuit);
    test_initial(circuit);
    test_radius();
    test_distance(circuit);
    test_two_vertices();
    test_exponential();
    test_masks();
    test_files(circuit);
    test_refused(circuit);
    test_refused_masks();
    latigraph_circuit_destroy(circuit);
    test_end();
    return 0;
}
