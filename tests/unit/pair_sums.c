/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The likelihood and the AUC from tiles of pairs agree with those from the rates of all pairs, pair
 * by pair. Estimates from drawn pairs deviate from them by as much as their standard errors say.
 * Neither depends on the number of threads. */

#include "circuits.h"
#include "likelihood.h"
#include "measure/pair_sums.h"

#include <latigraph/latigraph.h>

/* Neurons of two circuits: one for which threads are used, and one for many estimates. */
enum { N = 1100, SMALL = 250, DEGREE = 8 };

/* The same circuit in a scratch with the rates of all pairs, and in a lean one. */
typedef struct {
    int n, m;
    const latigraph_model_t *model;
    latigraph_circuit_t *circuit;
    latigraph_example_t *example;
    latigraph_scratch_t *scratch, *lean;
    latigraph_rates_t rates;
} set_t;

static latigraph_circuit_t *regular_circuit(int n) {
    static int from[DEGREE * N], to[DEGREE * N];
    latigraph_circuit_t *circuit;
    for (int e = 0; e < DEGREE * n; e++) {
        from[e] = e / DEGREE;
        to[e] = (from[e] + 1 + from[e] % 7 + 29 * (e % DEGREE)) % n;
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "regular", n, DEGREE * n, from, to, NULL));
    return circuit;
}

static void set_up(set_t *set, const latigraph_model_t *model, int n) {
    const latigraph_config_t *config = &model->config;
    latigraph_stream_t stream;
    set->n = n;
    set->m = DEGREE * n;
    set->model = model;
    set->circuit = regular_circuit(n);
    CHECK_OK(latigraph_example_create(&set->example, model, set->circuit, 1));
    set->scratch = latigraph_scratch_create(config, n);
    set->lean = latigraph_scratch_create_lean(config, n);
    real_t *z = g_new(real_t, config->code), *u = g_new(real_t, n * config->node_code);
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 0);
    for (int k = 0; k < config->code; k++) {
        z[k] = (real_t)latigraph_stream_normal(&stream);
    }
    for (int k = 0; k < n * config->node_code; k++) {
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

/* Computes the loss, and the AUC unless it is NULL. */
static void sums_of(const set_t *set, int threads, igraph_bool_t drawn, guint64 seed,
                    latigraph_pair_estimate_t *loss, latigraph_pair_estimate_t *auc) {
    latigraph_pair_room_t room = {0};
    latigraph_stream_t stream;
    CHECK_OK(latigraph_pair_room_init(&room, &set->model->config, set->n, set->m, threads, drawn));
    const latigraph_pair_job_t job = {.example = set->example,
                                      .scratch = set->lean,
                                      .room = &room,
                                      .drawn = drawn,
                                      .stream = &stream};
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_TEST, 0);
    *loss = latigraph_pair_loss(&job);
    if (auc != NULL) {
        *auc = latigraph_pair_auc(&job);
    }
    latigraph_pair_room_destroy(&room);
}

static int descending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* Returns the AUC by sorting the probabilities of all pairs, of which there are few ties, and the
 * SD of the ranks of the non-edges. */
static double auc_of_rates(const set_t *set, double *sd) {
    const int n = set->n, m = set->m;
    double *edge = g_new(double, m), *other = g_new(double, (gsize)n *n), wins = 0, squares = 0;
    int edges = 0, others = 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
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
        wins += (double)e / edges;
        squares += (double)e / edges * e / edges;
    }
    g_free(edge);
    g_free(other);
    *sd = sqrt(squares / others - wins / others * wins / others);
    return wins / others;
}

static void check_all(const set_t *set) {
    latigraph_pair_estimate_t loss, auc, again, auc_again;
    double sd;
    const double expected = -log_likelihood_of_rates(set->circuit, &set->rates);
    sums_of(set, 1, false, 1, &loss, &auc);
    sums_of(set, 3, false, 2, &again, &auc_again);
    CHECK_NEAR(loss.value, expected, 1e-7 * expected);
    CHECK_NEAR(auc.value, auc_of_rates(set, &sd), 1e-6);
    CHECK(loss.error == 0 && auc.error == 0);
    CHECK(again.value == loss.value && auc_again.value == auc.value);
}

static void check_threads(const set_t *set) {
    latigraph_pair_estimate_t loss, auc, again, auc_again;
    sums_of(set, 1, true, 1, &loss, &auc);
    sums_of(set, 3, true, 1, &again, &auc_again);
    CHECK(again.value == loss.value && auc_again.value == auc.value);
    CHECK(again.error == loss.error && auc_again.error == auc.error);
}

/* Estimates of the loss have no bias, and as large an error as they say. The squares of deviations
 * and of standard errors are summed over many estimates: with 60 of them the ratio of the sums
 * follows F(60, 420), which has an SD of .2. */
static void check_drawn_loss(const set_t *set) {
    enum { ROUNDS = 60 };
    latigraph_pair_estimate_t all, loss;
    double sum = 0, squares = 0, errors = 0;
    sums_of(set, 1, false, 1, &all, NULL);
    for (guint64 seed = 1; seed <= ROUNDS; seed++) {
        sums_of(set, 1, true, seed, &loss, NULL);
        CHECK(loss.error > 0 && loss.error < 0.02 * loss.value);
        sum += loss.value - all.value;
        squares += (loss.value - all.value) * (loss.value - all.value);
        errors += loss.error * loss.error;
    }
    printf("loss: mean deviation %.2f SE, squared deviations %.2f of squared errors\n",
           sum / sqrt(errors), squares / errors);
    CHECK(fabs(sum) < 4.5 * sqrt(errors));
    CHECK(squares > 0.4 * errors && squares < 2 * errors);
}

/* Pairs of the AUC are drawn independently, so that the error is known from the ranks of all. */
static void check_drawn_auc(const set_t *set) {
    enum { ROUNDS = 3, PAIRS = 1 << 20 };
    latigraph_pair_estimate_t loss, auc;
    double sd;
    const double all = auc_of_rates(set, &sd);
    for (guint64 seed = 1; seed <= ROUNDS; seed++) {
        sums_of(set, 1, true, seed, &loss, &auc);
        CHECK_NEAR(auc.error, sd / sqrt(PAIRS), 0.01 * sd / sqrt(PAIRS));
        CHECK_NEAR(auc.value, all, 4.5 * auc.error);
        CHECK(loss.error < 0.02 * loss.value && auc.error < 1e-3);
    }
}

int main(void) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *model;
    latigraph_fit_options_t *options = quick_options("20");
    set_t set, small;
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore); /* one has no node data */
    random_circuits(&circuits, 20, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    set_up(&set, model, N);
    set_up(&small, model, SMALL);
    check_all(&set);
    check_all(&small);
    check_threads(&set);
    check_drawn_loss(&small);
    check_drawn_auc(&small);
    tear_down(&set);
    tear_down(&small);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
