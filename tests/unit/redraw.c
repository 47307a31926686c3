/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Means of statistics over draws are compared with sums over all circuits of three and four
 * neurons. */

#include "circuits.h"
#include "generate/edit.h"
#include "generate/redraw.h"
#include "model/vocabulary.h"

enum { Q = LATIGRAPH_STATISTICS_MAX, MAX_N = 4, DRAWS = 20000 };
/* Without a closure stage. */
static const latigraph_redraws_t many = {.draws = DRAWS}, some = {.draws = 50}, none = {.draws = 0};

/* A pending circuit without a model, apart from the length scale. */
typedef struct {
    latigraph_vocabulary_t vocabulary;
    latigraph_model_t model;
    latigraph_pending_t pending;
    real_t log_rate[MAX_N * MAX_N], log_mutual[MAX_N * MAX_N];
    latigraph_rates_t rates;
} decoded_t;

static void make(decoded_t *d, int n, uint64_t index, double shift, double anti_reciprocity,
                 int placed) {
    latigraph_circuit_t *nodes;
    latigraph_stream_t stream;
    memset(d, 0, sizeof *d);
    latigraph_stream_init(&stream, 12, LATIGRAPH_STREAM_TEST, index);
    CHECK_OK(latigraph_circuit_create(&nodes, "n", n, 0, NULL, NULL, NULL));
    if (placed) {
        igraph_matrix_t position;
        igraph_matrix_init(&position, n, 2);
        for (int i = 0; i < n; i++) {
            MATRIX(position, i, 0) = 10 * latigraph_stream_uniform(&stream);
            MATRIX(position, i, 1) = 10 * latigraph_stream_uniform(&stream);
        }
        CHECK_OK(latigraph_circuit_set_positions(nodes, &position, "um"));
        igraph_matrix_destroy(&position);
    }
    d->vocabulary.dims = placed ? 2 : 0;
    d->vocabulary.length_scale = 4;
    d->model.vocabulary = &d->vocabulary;
    d->pending =
        (latigraph_pending_t){.model = &d->model, .seed = index, .count = 1, .shared = TRUE};
    CHECK_OK(latigraph_circuit_list_init(&d->pending.nodes));
    CHECK_OK(latigraph_circuit_list_push_back(&d->pending.nodes, nodes));
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            d->log_rate[i * n + j] = (real_t)(latigraph_stream_normal(&stream) + shift);
            d->log_mutual[i * n + j] =
                j < i ? d->log_mutual[j * n + i]
                      : (real_t)(latigraph_stream_normal(&stream) + shift - 0.5);
        }
    }
    d->rates = (latigraph_rates_t){.n = n,
                                   .log_rate = d->log_rate,
                                   .log_mutual = d->log_mutual,
                                   .anti_reciprocity = anti_reciprocity};
}

static void clear(decoded_t *d) {
    latigraph_circuit_list_destroy(&d->pending.nodes);
}

/* --- All circuits ----------------------------------------------------------------- */

/* Sums over the circuits for which a statistic is defined: probability, mean, mean square. */
typedef struct {
    double chance[Q], mean[Q], square[Q], density;
} sums_t;

static void add_circuit(const decoded_t *d, int code, sums_t *sums) {
    const latigraph_circuit_t *nodes = latigraph_circuit_list_get(&d->pending.nodes, 0);
    const int n = nodes->n;
    int from[MAX_N * MAX_N], to[MAX_N * MAX_N], m = 0, dyad = 0;
    double chance = 1, value[Q];
    latigraph_circuit_t *circuit;
    for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++, dyad++) {
            const int state = code >> (2 * dyad) & 3;
            double p[4];
            latigraph_dyad_probabilities(exp(d->log_rate[i * n + j]), exp(d->log_rate[j * n + i]),
                                         exp(d->log_mutual[i * n + j]), d->rates.anti_reciprocity,
                                         p);
            chance *= p[state];
            if (state & 1) {
                from[m] = i, to[m++] = j;
            }
            if (state & 2) {
                from[m] = j, to[m++] = i;
            }
        }
    }
    CHECK_OK(latigraph_circuit_without_edges(&circuit, nodes, "all"));
    CHECK_OK(latigraph_circuit_set_edges(circuit, m, from, to, NULL));
    value[LATIGRAPH_STATISTIC_EDGE_LENGTH] = NAN;
    CHECK_OK(
        latigraph_circuit_statistics(circuit, latigraph_model_length_scale(&d->model), 0, value));
    sums->density += chance * m / (n * (n - 1));
    for (int k = 0; k < Q; k++) {
        if (isfinite(value[k])) {
            sums->chance[k] += chance;
            sums->mean[k] += chance * value[k];
            sums->square[k] += chance * value[k] * value[k];
        }
    }
    latigraph_circuit_destroy(circuit);
}

/* Means are over draws for which the statistic is defined. The log density is the logarithm of the
 * mean. */
static void check_means(latigraph_redraw_t *redraw, int n, uint64_t index, double shift,
                        double anti_reciprocity, int placed) {
    decoded_t d;
    sums_t sums = {.density = 0};
    double mean[Q], again[Q], change[Q + 1];
    for (int k = 0; k <= Q; k++) {
        change[k] = 7;
    }
    make(&d, n, index, shift, anti_reciprocity, placed);
    for (int code = 0; code < 1 << (n * (n - 1)); code++) {
        add_circuit(&d, code, &sums);
    }
    CHECK(latigraph_redraw_statistics(redraw, &d.pending, 0, &d.rates, &many, mean, change));
    for (int k = 0; k < Q; k++) {
        if (k == LATIGRAPH_STATISTIC_LOG_DENSITY) {
            /* The density of n (n − 1) edges in pairs has an SD of at most √(2 p / n (n − 1)). */
            CHECK_NEAR(mean[k], log(sums.density),
                       4.5 * sqrt(2 / sums.density / (n * (n - 1)) / DRAWS));
        } else if (k == LATIGRAPH_STATISTIC_EDGE_LENGTH && !placed) {
            CHECK(isnan(mean[k]));
        } else if (sums.chance[k] * DRAWS > 100) {
            const double expected = sums.mean[k] / sums.chance[k];
            const double variance = sums.square[k] / sums.chance[k] - expected * expected;
            CHECK_NEAR(mean[k], expected,
                       4.5 * sqrt(fmax(variance, 0) / (sums.chance[k] * DRAWS)) + 1e-9);
        }
    }
    /* Reciprocity is a ratio, so its mean differs from the reciprocity of the mean. */
    CHECK(latigraph_redraw_statistics(redraw, &d.pending, 0, &d.rates, &many, again, change));
    for (int k = 0; k < Q; k++) {
        CHECK(again[k] == mean[k] || (isnan(again[k]) && isnan(mean[k])));
        CHECK(change[k] == 7); /* there is no closure stage */
    }
    clear(&d);
}

/* If edges are very rare, the logarithm of the mean density is still known. Ratios come from the
 * few draws with edges. Without draws nothing is known. */
static void check_empty(latigraph_redraw_t *redraw) {
    decoded_t d;
    double mean[Q], change[Q + 1];
    make(&d, 4, 9, -8, 0, 1);
    CHECK(latigraph_redraw_statistics(redraw, &d.pending, 0, &d.rates, &many, mean, change));
    double rate = 0;
    for (int k = 0; k < 16; k++) {
        rate += k % 5 == 0 ? 0 : (exp(d.log_rate[k]) + exp(d.log_mutual[k])) / 12;
    }
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_LOG_DENSITY], log(rate), 4.5 * sqrt(2 / rate / 12 / DRAWS));
    CHECK(isfinite(mean[LATIGRAPH_STATISTIC_RECIPROCITY]));
    CHECK(latigraph_redraw_statistics(redraw, &d.pending, 0, &d.rates, &none, mean, change));
    for (int k = 0; k < Q; k++) {
        CHECK(isnan(mean[k]));
    }
    clear(&d);
}

/* Draws of an edited circuit are edits of it. Under its own rates the circuit stays unchanged. */
static void check_edited(latigraph_redraw_t *redraw) {
    decoded_t d;
    double mean[Q], value[Q], change[Q + 1];
    guchar edge[16] = {0};
    static const int from[] = {0, 1, 1, 2}, to[] = {1, 0, 2, 3};
    latigraph_circuit_t *circuit;
    make(&d, 4, 10, -0.5, 0.1, 0);
    CHECK_OK(latigraph_circuit_create(&circuit, "own", 4, 4, from, to, NULL));
    for (int e = 0; e < 4; e++) {
        edge[from[e] * 4 + to[e]] = 1;
    }
    const latigraph_edit_t edit = {.circuit = circuit,
                                   .n = 4,
                                   .edge = edge,
                                   .log_rate = d.log_rate,
                                   .log_mutual = d.log_mutual,
                                   .anti_reciprocity = 0.1};
    d.pending.edit = &edit;
    CHECK(latigraph_redraw_statistics(redraw, &d.pending, 0, &d.rates, &some, mean, change));
    CHECK_OK(latigraph_circuit_statistics(circuit, 0, 0, value));
    for (int k = 0; k < LATIGRAPH_STATISTIC_EDGE_LENGTH; k++) {
        CHECK((isnan(mean[k]) && isnan(value[k])) || fabs(mean[k] - value[k]) < 1e-12);
    }
    latigraph_circuit_destroy(circuit);
    clear(&d);
}

int main(void) {
    latigraph_redraw_t redraw = {.memory = NULL};
    test_init();
    check_means(&redraw, 3, 1, -0.5, 0, 1);
    check_means(&redraw, 4, 2, -1, 0, 1);
    check_means(&redraw, 4, 3, 0, 0.7, 1);
    check_means(&redraw, 3, 4, 0.5, 0.2, 0);
    check_means(&redraw, 4, 5, -2.5, 0.5, 0);
    check_empty(&redraw);
    check_edited(&redraw);
    latigraph_redraw_clear(&redraw);
    CHECK(redraw.memory == NULL && redraw.capacity == 0);
    return 0;
}
