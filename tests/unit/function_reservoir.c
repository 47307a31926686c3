/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"
#include "function/network.h"
#include "function/signals.h"

#include "base/compat.h"
#include "base/random.h"
#include "test.h"

#include <latigraph/measure.h>
#include <latigraph/registry.h>

/* Scores of reservoirs: known cases, upper limits, and invariances. */

static void random_circuit(latigraph_circuit_t **circuit, int n, double degree, int seed) {
    int *from = g_new(int, n *n), *to = g_new(int, n *n), m = 0;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, (uint64_t)seed, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j && latigraph_stream_uniform(&stream) < degree / n) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(circuit, "random", n, m, from, to, NULL));
    g_free(from);
    g_free(to);
}

static void list_of(latigraph_circuit_list_t *list, latigraph_circuit_t *circuit) {
    CHECK_OK(latigraph_circuit_list_init(list));
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
}

static void quick(latigraph_reservoir_options_t *options) {
    latigraph_reservoir_options_init(options);
    options->steps = 600;
    options->seeds = 2;
}

/* A delay line holds n inputs and has no other capacity. */
static void check_delay_line(void) {
    latigraph_reservoir_options_t options;
    igraph_vector_int_t sizes;
    igraph_matrix_t mean, error;
    quick(&options);
    options.steps = 2000;
    CHECK_OK(igraph_vector_int_init(&sizes, 2));
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_matrix_init(&error, 0, 0));
    VECTOR(sizes)[0] = 30;
    VECTOR(sizes)[1] = 100;
    CHECK_OK(latigraph_reservoir_delay_line(&sizes, &options, NULL, &mean, &error));
    const igraph_integer_t memory = latigraph_score_find("memory-capacity");
    const igraph_integer_t nonlinear = latigraph_score_find("nonlinear_capacity");
    const igraph_integer_t narma = latigraph_score_find("narma10");
    CHECK_NEAR(MATRIX(mean, 0, memory), 30, 1e-6);
    CHECK_NEAR(MATRIX(mean, 1, memory), 100, 1e-6);
    CHECK(MATRIX(mean, 1, nonlinear) < 3);
    /* Published values for shift registers are 0.39 to 0.4 (Appeltant et al., Nat. Commun. 2:468,
     * 2011). */
    CHECK_NEAR(MATRIX(mean, 1, narma), 0.39, 0.04);
    CHECK(MATRIX(error, 1, narma) < 0.05);
    igraph_matrix_destroy(&error);
    igraph_matrix_destroy(&mean);
    igraph_vector_int_destroy(&sizes);
}

/* A tuned random reservoir of mixed signs comes close to 0.2. No circuit of n neurons holds more
 * than n inputs. */
static void check_random(void) {
    enum { NEURONS = 150 };
    latigraph_circuit_t *circuit;
    latigraph_circuit_list_t list;
    latigraph_reservoir_options_t options;
    igraph_strvector_t types;
    igraph_vector_int_t scores;
    igraph_matrix_t mean;
    latigraph_reservoir_options_init(&options);
    options.weights = LATIGRAPH_RESERVOIR_SAMPLED;
    options.radius = 0.8;
    options.input_scale = 0.05;
    options.types = "type";
    options.inhibitory = "other, I";
    options.seeds = 2;
    random_circuit(&circuit, NEURONS, 10, 3);
    CHECK_OK(igraph_strvector_init(&types, NEURONS));
    for (int i = 0; i < NEURONS; i++) {
        CHECK_OK(igraph_strvector_set(&types, i, i % 2 ? "I" : "E"));
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &types));
    list_of(&list, circuit);
    CHECK_OK(igraph_vector_int_init(&scores, 2));
    VECTOR(scores)[0] = latigraph_score_find("narma10");
    VECTOR(scores)[1] = latigraph_score_find("memory-capacity");
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(latigraph_reservoir(&list, &options, &scores, &mean, NULL));
    REQUIRE(igraph_matrix_ncol(&mean) == 2);
    CHECK_NEAR(MATRIX(mean, 0, 0), 0.22, 0.03);
    CHECK(MATRIX(mean, 0, 1) > 15 && MATRIX(mean, 0, 1) <= NEURONS);
    options.types = "no such column";
    CHECK_FAILS(latigraph_reservoir(&list, &options, &scores, &mean, NULL), IGRAPH_EINVAL,
                "no such column");
    igraph_matrix_destroy(&mean);
    igraph_vector_int_destroy(&scores);
    igraph_strvector_destroy(&types);
    latigraph_circuit_list_destroy(&list);
}

/* A chain has no cycle. Its scores are undefined if it is scaled to a radius, and defined with a
 * gain. */
static void check_chain(void) {
    const int from[] = {0, 1, 2}, to[] = {1, 2, 3};
    latigraph_circuit_t *circuit;
    latigraph_circuit_list_t list;
    latigraph_reservoir_options_t options;
    igraph_matrix_t mean;
    quick(&options);
    CHECK_OK(latigraph_circuit_create(&circuit, "chain", 4, 3, from, to, NULL));
    list_of(&list, circuit);
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(latigraph_reservoir(&list, &options, NULL, &mean, NULL));
    for (igraph_integer_t k = 0; k < latigraph_score_count(); k++) {
        CHECK(isnan(MATRIX(mean, 0, k)));
    }
    options.radius = NAN;
    CHECK_OK(latigraph_reservoir(&list, &options, NULL, &mean, NULL));
    for (igraph_integer_t k = 0; k < latigraph_score_count(); k++) {
        CHECK(isfinite(MATRIX(mean, 0, k)));
    }
    CHECK(MATRIX(mean, 0, 0) > 1 && MATRIX(mean, 0, 0) <= 4);
    igraph_matrix_destroy(&mean);
    latigraph_circuit_list_destroy(&list);
}

/* λ³ = w(0 → 2) w(2 → 0) λ + w(0 → 1) w(1 → 2) w(2 → 0) = 2 λ + 4, whose largest root is 2. */
static void check_radius(void) {
    const int from[] = {0, 0, 1, 2}, to[] = {1, 2, 2, 0};
    const double weight[] = {2, 2, 2, 1};
    latigraph_circuit_t *circuit;
    latigraph_network_t network;
    latigraph_reservoir_options_t options;
    double work[128];
    quick(&options);
    options.weights = LATIGRAPH_RESERVOIR_COUNT;
    CHECK(latigraph_radius_work_size(3) <= 128);
    CHECK_OK(latigraph_circuit_create(&circuit, "ring", 3, 4, from, to, weight));
    CHECK_OK(latigraph_network_init(&network, circuit, &options));
    CHECK_NEAR(latigraph_network_radius(&network, 1, work), 2, 1e-12);
    latigraph_network_scale(&network, 1, -0.25);
    CHECK_NEAR(latigraph_network_radius(&network, 1, work), 0.5, 1e-12);
    CHECK_NEAR(latigraph_network_radius(&network, 0, work), 2, 1e-12);
    latigraph_network_destroy(&network);
    latigraph_circuit_destroy(circuit);
}

/* Scores do not depend on threads, other circuits, or other requested scores. */
static void check_sameness(void) {
    enum { CIRCUITS = 5 };
    latigraph_circuit_list_t list, one;
    latigraph_circuit_t *circuit;
    latigraph_reservoir_options_t options;
    igraph_matrix_t mean, other;
    igraph_vector_int_t scores;
    quick(&options);
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int k = 0; k < CIRCUITS; k++) {
        random_circuit(&circuit, 20 + 10 * k, 4, k);
        CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    }
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_matrix_init(&other, 0, 0));
    CHECK_OK(igraph_vector_int_init(&scores, 1));
    CHECK_OK(latigraph_reservoir(&list, &options, NULL, &mean, NULL));
    options.threads = 3;
    CHECK_OK(latigraph_reservoir(&list, &options, NULL, &other, NULL));
    CHECK(igraph_matrix_all_e(&mean, &other));
    random_circuit(&circuit, 40, 4, 2);
    list_of(&one, circuit);
    for (igraph_integer_t k = 0; k < latigraph_score_count(); k++) {
        VECTOR(scores)[0] = k;
        CHECK_OK(latigraph_reservoir(&one, &options, &scores, &other, NULL));
        CHECK(MATRIX(other, 0, 0) == MATRIX(mean, 2, k));
    }
    options.seed = 2;
    CHECK_OK(latigraph_reservoir(&one, &options, NULL, &other, NULL));
    CHECK(MATRIX(other, 0, 0) != MATRIX(mean, 2, 0));
    igraph_vector_int_destroy(&scores);
    igraph_matrix_destroy(&other);
    igraph_matrix_destroy(&mean);
    latigraph_circuit_list_destroy(&one);
    latigraph_circuit_list_destroy(&list);
}

/* A score is a property by either of its names, with the default options. */
static void check_property(void) {
    latigraph_circuit_list_t list;
    latigraph_circuit_t *circuit;
    latigraph_callback_list_t user;
    latigraph_reservoir_options_t options;
    igraph_vector_int_t which;
    igraph_matrix_t mean, values;
    random_circuit(&circuit, 30, 4, 1);
    list_of(&list, circuit);
    latigraph_reservoir_options_init(&options);
    CHECK_OK(latigraph_callback_list_copy(&user, NULL));
    CHECK_OK(igraph_vector_int_init(&which, 2));
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(latigraph_property_resolve(&user, "memory-capacity", &VECTOR(which)[0]));
    CHECK_OK(latigraph_property_resolve(&user, "memory_capacity", &VECTOR(which)[1]));
    REQUIRE(VECTOR(which)[0] == VECTOR(which)[1] && user.count == 1);
    CHECK(strcmp(latigraph_property_name(&user, VECTOR(which)[0]), "memory-capacity") == 0);
    CHECK(latigraph_property_find("memory-capacity") == -1); /* never measured without a request */
    CHECK_OK(latigraph_properties_only(&list, &user, &which, &values));
    CHECK_OK(latigraph_reservoir(&list, &options, NULL, &mean, NULL));
    CHECK(MATRIX(values, 0, 0) == MATRIX(mean, 0, latigraph_score_find("memory-capacity")));
    igraph_matrix_destroy(&values);
    igraph_matrix_destroy(&mean);
    igraph_vector_int_destroy(&which);
    latigraph_callback_list_destroy(&user);
    latigraph_circuit_list_destroy(&list);
}

static void check_refused(void) {
    latigraph_circuit_list_t list;
    latigraph_circuit_t *circuit;
    latigraph_reservoir_options_t options;
    igraph_vector_int_t scores;
    igraph_matrix_t mean;
    random_circuit(&circuit, 90, 4, 1);
    list_of(&list, circuit);
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_vector_int_init(&scores, 1));
    quick(&options);
    options.leak_rate = 0;
    CHECK_FAILS(latigraph_reservoir(&list, &options, NULL, &mean, NULL), IGRAPH_EINVAL,
                "leak_rate");
    quick(&options);
    options.steps = 100; /* 70 steps for 91 unknowns */
    CHECK_FAILS(latigraph_reservoir(&list, &options, NULL, &mean, NULL), IGRAPH_EINVAL,
                "90 neurons");
    quick(&options);
    options.seeds = 0;
    CHECK_FAILS(latigraph_reservoir(&list, &options, NULL, &mean, NULL), IGRAPH_EINVAL,
                "number of seeds");
    quick(&options);
    options.radius = -1;
    CHECK_FAILS(latigraph_reservoir(&list, &options, NULL, &mean, NULL), IGRAPH_EINVAL,
                "spectral radius");
    quick(&options);
    VECTOR(scores)[0] = latigraph_score_count();
    CHECK_FAILS(latigraph_reservoir(&list, &options, &scores, &mean, NULL), IGRAPH_EINVAL,
                "no score of index 10");
    VECTOR(scores)[0] = -3; /* a size in this call */
    CHECK_FAILS(latigraph_reservoir_delay_line(&scores, &options, NULL, &mean, NULL), IGRAPH_EINVAL,
                "delay line is -3,");
    CHECK(latigraph_score_find("nothing") == -1 && latigraph_score_find(NULL) == -1);
    CHECK(latigraph_score_info(-1) == NULL &&
          latigraph_score_info(latigraph_score_count()) == NULL);
    igraph_vector_int_destroy(&scores);
    igraph_matrix_destroy(&mean);
    latigraph_circuit_list_destroy(&list);
}

static int calls_left;

static igraph_bool_t wants_to_stop(void) {
    return calls_left-- <= 0;
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop_later, wants_to_stop())

/* A circuit can be interrupted at every check: before and after the run, in each of six tasks, and
 * between seeds. */
static void check_interruption(void) {
    latigraph_circuit_list_t list;
    latigraph_circuit_t *circuit;
    latigraph_reservoir_options_t options;
    igraph_matrix_t mean;
    int stops = 0;
    random_circuit(&circuit, 20, 4, 1);
    list_of(&list, circuit);
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    quick(&options);
    options.steps = 200;
    igraph_set_interruption_handler(stop_later);
    for (int k = 0, stopped = 1; stopped; k++) {
        calls_left = k;
        const igraph_error_t code = latigraph_reservoir(&list, &options, NULL, &mean, NULL);
        stopped = code == IGRAPH_INTERRUPTED;
        CHECK(stopped || code == IGRAPH_SUCCESS);
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
        stops += stopped;
    }
    igraph_set_interruption_handler(NULL);
    CHECK(stops > 2 + LATIGRAPH_TASKS * (int)options.seeds);
    igraph_matrix_destroy(&mean);
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    check_delay_line();
    check_random();
    check_chain();
    check_radius();
    check_sameness();
    check_property();
    check_refused();
    check_interruption();
    return 0;
}
