/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Fine descriptors of circuits made by hand, and their place in a comparison. */
#include "measure/fine.h"
#include "measure_test.h"

static double value_of(const double *value, const char *name) {
    for (igraph_integer_t i = 0; i < latigraph_fine_count(); i++) {
        if (strcmp(latigraph_fine_name(i), name) == 0) {
            return value[i];
        }
    }
    REQUIRE(!"a descriptor of this name");
    return NAN;
}

static void set_log_weights(latigraph_circuit_t *circuit, const double *log_weight) {
    igraph_vector_t weight;
    CHECK_OK(igraph_vector_init(&weight, circuit->m));
    for (int e = 0; e < circuit->m; e++) {
        VECTOR(weight)[e] = exp(log_weight[e]);
    }
    CHECK_OK(latigraph_circuit_set_weights(circuit, &weight));
    igraph_vector_destroy(&weight);
}

/* A triangle with a mutual side, a tail, and two neurons without edges. */
static void tail(void) {
    static const int edge[6][2] = {{0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 3}, {3, 4}};
    static const double log_weight[6] = {0, 1, 2, 0, 1, 0};
    double value[LATIGRAPH_FINE];
    latigraph_circuit_t *c = circuit_of(7, 6, edge);
    set_log_weights(c, log_weight);
    CHECK_OK(latigraph_describe_finely(c, value));
    CHECK_NEAR(value_of(value, "clustering-median"), 2. / 3, 1e-12);
    CHECK_NEAR(value_of(value, "clustering-degree-correlation"), -1. / 3, 1e-12);
    CHECK_NEAR(value_of(value, "clustering-low-degree"), 1, 1e-12);
    CHECK_NEAR(value_of(value, "clustering-middle-degree"), 1, 1e-12);
    CHECK_NEAR(value_of(value, "clustering-high-degree"), 1. / 6, 1e-12);
    CHECK_NEAR(value_of(value, "coreness-mean"), 4. / 7, 1e-12);
    CHECK_NEAR(value_of(value, "innermost-core"), 3. / 7, 1e-12);
    CHECK_NEAR(value_of(value, "pairs-at-2"), 3. / 42, 1e-12);
    CHECK_NEAR(value_of(value, "pairs-at-3"), 2. / 42, 1e-12);
    CHECK(value_of(value, "pairs-at-4") == 0 && value_of(value, "pairs-farther") == 0);
    CHECK_NEAR(value_of(value, "pairs-unreachable"), 31. / 42, 1e-12);
    CHECK_NEAR(value_of(value, "weight-one"), 0.5, 1e-12);
    CHECK_NEAR(value_of(value, "log-weight-sd"), sqrt(5) / 3, 1e-12);
    CHECK_NEAR(value_of(value, "mutual-log-weight"), 0.5, 1e-12);
    CHECK(isnan(value_of(value, "mutual-weight-correlation"))); /* one pair */
    CHECK(isnan(value_of(value, "mutual-length-ratio")));       /* no positions */
    latigraph_circuit_destroy(c);
}

/* Stars that share no target: the squared singular values are their numbers of targets. */
static void stars(void) {
    static const int edge[7][2] = {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {5, 6}, {5, 7}, {8, 9}};
    double value[LATIGRAPH_FINE];
    latigraph_circuit_t *c = circuit_of(10, 7, edge);
    CHECK_OK(latigraph_describe_finely(c, value));
    CHECK_NEAR(value_of(value, "singular-value-2"), sqrt(0.5), 1e-7);
    CHECK_NEAR(value_of(value, "singular-value-3"), 0.5, 1e-7);
    CHECK_NEAR(value_of(value, "singular-value-4"), 0, 1e-6);
    CHECK_NEAR(value_of(value, "singular-value-6"), 0, 1e-6);
    CHECK(isnan(value_of(value, "weight-one")));
    latigraph_circuit_destroy(c);
}

static void mutual_weights(void) {
    static const int edge[4][2] = {{0, 1}, {1, 0}, {2, 3}, {3, 2}};
    static const double crossed[4] = {0, 1, 1, 2}, equal[4] = {0, 0, 2, 2};
    double value[LATIGRAPH_FINE];
    latigraph_circuit_t *c = circuit_of(4, 4, edge);
    set_log_weights(c, crossed);
    CHECK_OK(latigraph_describe_finely(c, value));
    CHECK_NEAR(value_of(value, "mutual-weight-correlation"), 0, 1e-12);
    CHECK(isnan(value_of(value, "mutual-log-weight"))); /* no one-way edge */
    set_log_weights(c, equal);
    CHECK_OK(latigraph_describe_finely(c, value));
    CHECK_NEAR(value_of(value, "mutual-weight-correlation"), 1, 1e-12);
    latigraph_circuit_destroy(c);
}

static void space(void) {
    static const int edge[3][2] = {{0, 1}, {0, 2}, {1, 0}};
    static const double place[4][2] = {{0, 0}, {3, 0}, {0, 4}, {NAN, NAN}};
    double value[LATIGRAPH_FINE];
    igraph_matrix_t position;
    latigraph_circuit_t *c = circuit_of(4, 3, edge);
    CHECK_OK(igraph_matrix_init(&position, 4, 2));
    for (int i = 0; i < 4; i++) {
        MATRIX(position, i, 0) = place[i][0];
        MATRIX(position, i, 1) = place[i][1];
    }
    CHECK_OK(latigraph_circuit_set_positions(c, &position, "um"));
    CHECK_OK(latigraph_describe_finely(c, value));
    CHECK_NEAR(value_of(value, "mutual-length-ratio"), 3. / 4, 1e-12);
    CHECK_NEAR(value_of(value, "target-spread"), 2.5 / 3.5, 1e-12);
    CHECK_NEAR(value_of(value, "neighbour-distance-cv"), sqrt(2. / 9) / (10. / 3), 1e-12);
    CHECK_NEAR(value_of(value, "neighbour-distance-low"), 1, 1e-12);
    igraph_matrix_destroy(&position);
    latigraph_circuit_destroy(c);
}

/* In a comparison the descriptors follow the properties, which keep their values. */
static void compared(void) {
    const igraph_integer_t properties = latigraph_property_compared_count();
    const igraph_integer_t count = properties + latigraph_fine_count();
    latigraph_circuit_list_t a, b;
    latigraph_likeness_options_t options;
    latigraph_likeness_t plain, fine;
    latigraph_property_likeness_t *row = g_new0(latigraph_property_likeness_t, count);
    latigraph_property_likeness_t *plain_row = g_new0(latigraph_property_likeness_t, count);
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 6, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(latigraph_circuit_list_init(&a));
    CHECK_OK(latigraph_circuit_list_init(&b));
    for (int i = 0; i < 6; i++) {
        CHECK_OK(latigraph_circuit_list_push_back(&a, random_circuit(&stream, 12, .2)));
        CHECK_OK(latigraph_circuit_list_push_back(&b, random_circuit(&stream, 12, .3)));
    }
    latigraph_likeness_options_init(&options);
    options.seed = 1;
    CHECK_OK(latigraph_likeness_with(&a, &b, &options, &plain, plain_row));
    options.fine = true;
    CHECK_OK(latigraph_likeness_with(&a, &b, &options, &fine, row));
    CHECK(row[0].real_mean == plain_row[0].real_mean && row[0].ks.value == plain_row[0].ks.value);
    CHECK(row[properties].real_count == 6);
    CHECK(row[properties + 12].generated_mean > 0); /* pairs at distance 2 */
    CHECK(isnan(row[count - 1].real_mean));         /* no positions */
    CHECK(fine.shift.value != plain.shift.value && !isnan(fine.shift.value));
    options.size_free = true;
    CHECK_FAILS(latigraph_likeness_with(&a, &b, &options, &fine, row), IGRAPH_EINVAL,
                "size_free or fine");
    latigraph_circuit_list_destroy(&b);
    latigraph_circuit_list_destroy(&a);
    g_free(plain_row);
    g_free(row);
}

int main(void) {
    test_init();
    tail();
    stars();
    mutual_weights();
    space();
    compared();
    return 0;
}
