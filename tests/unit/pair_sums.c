/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The likelihood and the AUC from tiles of pairs agree with those from the rates of all pairs, pair
 * by pair. Estimates from drawn pairs agree with them within their standard errors. Neither depends
 * on the number of threads. */

#include "circuits.h"
#include "likelihood.h"
#include "measure/pair_sums.h"

#include <latigraph/latigraph.h>

enum { N = 1100, DEGREE = 8, M = DEGREE * N };

/* The same circuit in a scratch with the rates of all pairs, and in a lean one. */
typedef struct {
    const latigraph_model_t *model;
    latigraph_circuit_t *circuit;
    latigraph_example_t *example;
    latigraph_scratch_t *scratch, *lean;
    latigraph_rates_t rates;
} set_t;

static latigraph_circuit_t *regular_circuit(void) {
    static int from[M], to[M];
    latigraph_circuit_t *circuit;
    for (int e = 0; e < M; e++) {
        from[e] = e / DEGREE;
        to[e] = (from[e] + 1 + from[e] % 7 + 37 * (e % DEGREE)) % N;
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "regular", N, M, from, to, NULL));
    return circuit;
}

static void set_up(set_t *set, const latigraph_model_t *model) {
    const latigraph_config_t *config = &model->config;
    latigraph_stream_t stream;
    set->model = model;
    set->circuit = regular_circuit();
    CHECK_OK(latigraph_example_create(&set->example, model, set->circuit, 1));
    set->scratch = latigraph_scratch_create(config, N);
    set->lean = latigraph_scratch_create_lean(config, N);
    real_t *z = g_new(real_t, config->code), *u = g_new(real_t, N * config->node_code);
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 0);
    for (int k = 0; k < config->code; k++) {
        z[k] = (real_t)latigraph_stream_normal(&stream);
    }
    for (int k = 0; k < N * config->node_code; k++) {
        u[k] = (real_t)latigraph_stream_normal(&stream);
    }
    latigraph_model_decode(model, set->example, set->scratch, z, u, &set->rates);
    latigraph_model_decode_neurons(model, set->example, set->lean, z, u);
    g_free(z);
    g_free(u);
}

static void tear_down(set_t *set) {
    latigraph_scratch_destroy(set->scratch);
    latigraph_scratch_destroy(set->lean);
    latigraph_example_destroy(set->example);
    latigraph_circuit_destroy(set->circuit);
}

typedef struct {
    latigraph_pair_estimate_t loss, auc;
} sums_t;

static sums_t sums_of(const set_t *set, int threads, igraph_bool_t drawn, guint64 seed) {
    latigraph_pair_room_t room = {0};
    latigraph_stream_t stream;
    CHECK_OK(latigraph_pair_room_init(&room, &set->model->config, N, M, threads, drawn));
    const latigraph_pair_job_t job = {.example = set->example,
                                      .scratch = set->lean,
                                      .room = &room,
                                      .drawn = drawn,
                                      .stream = &stream};
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_TEST, 0);
    const sums_t sums = {latigraph_pair_loss(&job), latigraph_pair_auc(&job)};
    latigraph_pair_room_destroy(&room);
    return sums;
}

static int descending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* Returns the AUC by sorting the probabilities of all pairs, of which there are few ties. */
static double auc_of_rates(const set_t *set) {
    double *edge = g_new(double, M), *other = g_new(double, (gsize)N *N), wins = 0;
    int edges = 0, others = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            const double p = probability_of_rates(&set->rates, i, j);
            if (i != j && latigraph_circuit_has_edge(set->circuit, i, j)) {
                edge[edges++] = p;
            } else if (i != j) {
                other[others++] = p;
            }
        }
    }
    qsort(edge, (size_t)edges, sizeof *edge, descending);
    qsort(other, (size_t)others, sizeof *other, descending);
    for (int k = 0, e = 0; k < others; k++) {
        while (e < edges && edge[e] > other[k]) {
            e++;
        }
        wins += e;
    }
    g_free(edge);
    g_free(other);
    return wins / edges / others;
}

static void check_all(const set_t *set) {
    const sums_t sums = sums_of(set, 1, false, 1), again = sums_of(set, 3, false, 2);
    const double loss = -log_likelihood_of_rates(set->circuit, &set->rates);
    CHECK_NEAR(sums.loss.value, loss, 1e-7 * loss);
    CHECK_NEAR(sums.auc.value, auc_of_rates(set), 1e-6);
    CHECK(sums.loss.error == 0 && sums.auc.error == 0);
    CHECK(again.loss.value == sums.loss.value && again.auc.value == sums.auc.value);
}

/* Deviations of six estimates, in standard errors, have a mean square near 1. */
static void check_drawn(const set_t *set) {
    enum { ROUNDS = 6 };
    const sums_t all = sums_of(set, 1, false, 1);
    double loss = 0, auc = 0;
    for (guint64 seed = 1; seed <= ROUNDS; seed++) {
        const sums_t sums = sums_of(set, 1, true, seed);
        loss += pow((sums.loss.value - all.loss.value) / sums.loss.error, 2) / ROUNDS;
        auc += pow((sums.auc.value - all.auc.value) / sums.auc.error, 2) / ROUNDS;
        CHECK(sums.loss.error < 0.02 * sums.loss.value && sums.auc.error < 1e-3);
    }
    printf("mean z² %.2f of the loss, %.2f of the AUC\n", loss, auc);
    CHECK(loss > 0.02 && loss < 8 && auc > 0.02 && auc < 5); /* hardly ever beyond, by chance */
    const sums_t once = sums_of(set, 1, true, 1), again = sums_of(set, 3, true, 1);
    CHECK(again.loss.value == once.loss.value && again.auc.value == once.auc.value);
    CHECK(again.loss.error == once.loss.error && again.auc.error == once.auc.error);
}

int main(void) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *model;
    latigraph_fit_options_t *options = quick_options("20");
    set_t set;
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore); /* one has no node data */
    random_circuits(&circuits, 20, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    set_up(&set, model);
    check_all(&set);
    check_drawn(&set);
    tear_down(&set);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
