/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The steering layer of large circuits, on random decoders of a size where the layer of all pairs
 * runs, too. Odds, statistics, derivatives and what the solvers reach are compared. */

#include "circuits.h"
#include "generate/large_drawing.h"
#include "generate/large_edit.h"
#include "generate/large_solve.h"
#include "model/pairs.h"

#include <math.h>
#include <stdlib.h>

/* "make tests/unit/large_layer CPPFLAGS=-DNEURONS=1500" compares the two layers on more neurons. */
#ifndef NEURONS
#define NEURONS 200
#endif

enum {
    N = NEURONS,
    RANK = 3,
    WIDTH = 4 * RANK + 2,
    KERNELS = LATIGRAPH_KERNELS,
    P = LATIGRAPH_STEERING,
    Q = LATIGRAPH_STATISTICS_MAX,
    DRAWS = 24
};

/* A random decoder, and its rates of all pairs. */
typedef struct {
    latigraph_model_t model;
    real_t node[N * WIDTH], global[3 + 2 * KERNELS], position[3 * N];
    real_t log_rate[N * N], log_mutual[N * N];
    guchar placed[N];
    latigraph_tree_t *tree;
    latigraph_reach_t reach;
    latigraph_rates_t rates;
    latigraph_example_t example;
} decoder_t;

/* Puts the positions into the order of the tree, so that both layers number neurons alike. */
static void make_tree(decoder_t *d, gboolean placed) {
    latigraph_tree_t *first =
        latigraph_tree_create(N, 3, placed ? d->position : NULL, placed ? d->placed : NULL);
    real_t *sorted = g_new(real_t, 3 * N);
    for (int i = 0; i < N; i++) {
        memcpy(sorted + 3 * i, d->position + 3 * first->order[i], 3 * sizeof *sorted);
    }
    memcpy(d->position, sorted, sizeof d->position);
    g_free(sorted);
    latigraph_tree_destroy(first);
    d->tree = latigraph_tree_create(N, 3, placed ? d->position : NULL, placed ? d->placed : NULL);
    for (int i = 0; i < N; i++) {
        REQUIRE(memcmp(d->tree->position + 3 * i, d->position + 3 * d->tree->order[i],
                       placed ? 3 * sizeof(float) : 0) == 0);
    }
}

/* Fills the rates of all pairs, in the order of the tree, by the processes of the sampler. */
static void fill_rates(decoder_t *d, gboolean placed) {
    for (int p = 0; p < 2; p++) {
        latigraph_process_t process;
        latigraph_process_init(&process, p, RANK, d->node, d->global, d->tree, placed, d->reach);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                const guchar known = placed;
                real_t log_rate, rate;
                latigraph_process_pairs(&process, 1, &i, &j, &known, &log_rate, &rate);
                (p == 0 ? d->log_rate : d->log_mutual)[i * N + j] = real_log(rate);
            }
        }
    }
}

/* `beyond`: with the fitted distance and the factor of a size beyond the fit. */
static decoder_t *random_decoder(guint64 index, gboolean placed, gboolean beyond) {
    decoder_t *d = g_new0(decoder_t, 1);
    d->reach = (latigraph_reach_t){beyond ? 1.2 : INFINITY, beyond ? 0.2 : 0, NULL};
    latigraph_stream_t s;
    latigraph_stream_init(&s, 9, LATIGRAPH_STREAM_TEST, index);
    d->model.config = (latigraph_config_t){.rank = RANK, .kernels = placed ? KERNELS : 0};
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < WIDTH; k++) {
            d->node[i * WIDTH + k] =
                (real_t)((k < 4 * RANK ? 0.2 + 0.7 * latigraph_stream_normal(&s)
                                       : 0.5 * latigraph_stream_normal(&s)));
        }
        for (int c = 0; c < 3; c++) {
            d->position[3 * i + c] = (real_t)(2 * latigraph_stream_uniform(&s));
        }
        d->placed[i] = TRUE;
    }
    d->global[0] = (real_t)(placed ? -0.5 : -0.6);
    d->global[1] = 0.5;
    for (int k = 0; placed && k < 2 * KERNELS; k++) {
        d->global[2 + k] = (real_t)(0.5 * latigraph_stream_normal(&s));
    }
    d->global[2 + (placed ? 2 * KERNELS : 0)] = -1;
    make_tree(d, placed);
    fill_rates(d, placed);
    d->rates = (latigraph_rates_t){
        .n = N,
        .node = d->node,
        .log_rate = d->log_rate,
        .log_mutual = d->log_mutual,
        .anti_reciprocity = pairs_anti_reciprocity(d->global[2 + (placed ? 2 * KERNELS : 0)])};
    /* The layer of all pairs sees the positions in the order of the tree. */
    for (int i = 0; i < N; i++) {
        for (int c = 0; c < 3; c++) {
            d->position[3 * i + c] = d->tree->position[3 * i + c];
        }
    }
    d->example = (latigraph_example_t){.n = N,
                                       .dims = 3,
                                       .position = placed ? d->position : NULL,
                                       .placed = placed ? d->placed : NULL};
    return d;
}

static void destroy_decoder(decoder_t *d) {
    latigraph_tree_destroy(d->tree);
    g_free(d);
}

/* --- Pairs ------------------------------------------------------------------------------------ */

/* ln P of a state of a pair at the layer's θ. */
static double log_probability(const latigraph_large_layer_t *layer, int i, int j, gboolean mutual) {
    const int from[2] = {i, j}, to[2] = {j, i};
    const guchar known[2] = {layer->placed, layer->placed};
    real_t log_rate[2], rate[2], both[2];
    double odds[2], length[2];
    latigraph_process_pairs(&layer->process[0], 2, from, to, known, log_rate, rate);
    latigraph_process_pairs(&layer->process[1], 2, from, to, known, log_rate, both);
    latigraph_large_layer_odds(layer, mutual, from, to, odds, length);
    return odds[0] - (double)rate[0] - (double)rate[1] - (double)both[0];
}

/* Scores are derivatives of ln P, here at θ whose parameters are all positive. */
static void check_scores(latigraph_large_layer_t *layer) {
    double theta[P];
    for (int a = 0; a < P; a++) {
        theta[a] = latigraph_large_layer_has(layer, a) ? 0.1 + 0.05 * (a % 3) : 0;
    }
    for (int a = 0; a < P; a++) {
        const double at = theta[a], step = 0.02;
        for (int k = 0; k < 40 && latigraph_large_layer_has(layer, a); k++) {
            const int i = 7 * k % N, j = (i + 1 + 11 * k % (N - 1)) % N;
            double score[P], change = 0;
            latigraph_large_layer_apply(layer, theta);
            latigraph_large_layer_score(layer, i, j, k % 2, score);
            for (int sign = -1; sign <= 1; sign += 2) {
                theta[a] = at + sign * step;
                latigraph_large_layer_apply(layer, theta);
                change += sign * log_probability(layer, i, j, k % 2);
            }
            theta[a] = at;
            CHECK_NEAR(score[a], change / (2 * step), 2e-3 * (1 + fabs(score[a])));
        }
    }
}

static double correlation(const double *a, const double *b) {
    double ab = 0, aa = 0, bb = 0;
    for (int i = 0; i < N; i++) {
        ab += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    return ab / sqrt(aa * bb);
}

/* Drawn gains have mean 0 and variance 1, and no correlation with each other and with the
 * decoder's. They depend on seed and index alone. Without them, their variances have no effect. */
static void check_drawn_gains(decoder_t *d) {
    latigraph_large_layer_t layer, again, other;
    latigraph_large_layer_t *const all[] = {&layer, &again, &other};
    for (int k = 0; k < 3; k++) {
        CHECK_OK(
            latigraph_large_layer_init(all[k], &d->model, d->tree, d->node, d->global, d->reach));
        CHECK(!latigraph_large_layer_has(all[k], LATIGRAPH_LARGE_VARIANCE_OUT) &&
              !latigraph_large_layer_has(all[k], LATIGRAPH_LARGE_VARIANCE_IN));
        CHECK_OK(latigraph_large_layer_vary(all[k], 5, k == 2));
        CHECK(latigraph_large_layer_has(all[k], LATIGRAPH_LARGE_VARIANCE_OUT) &&
              latigraph_large_layer_has(all[k], LATIGRAPH_LARGE_VARIANCE_IN));
    }
    CHECK_NEAR(correlation(layer.drawn[0], layer.drawn[1]), 0, 1e-9);
    for (int p = 0; p < 2; p++) {
        double mean = 0, squares = 0;
        for (int i = 0; i < N; i++) {
            mean += layer.drawn[p][i] / N;
            squares += layer.drawn[p][i] * layer.drawn[p][i] / N;
        }
        CHECK_NEAR(mean, 0, 1e-9);
        CHECK_NEAR(squares, 1, 1e-9);
        CHECK_NEAR(correlation(layer.drawn[p], layer.x), 0, 1e-9);
        CHECK_NEAR(correlation(layer.drawn[p], layer.y), 0, 1e-9);
        CHECK(memcmp(layer.drawn[p], again.drawn[p], N * sizeof(double)) == 0);
        CHECK(fabs(correlation(layer.drawn[p], other.drawn[p])) < 5 / sqrt(N));
    }
    check_scores(&layer);
    for (int k = 0; k < 3; k++) {
        latigraph_large_layer_destroy(all[k]);
    }
}

/* At θ = 0 the odds are those of the rates of all pairs. */
static void check_pairs(decoder_t *d) {
    latigraph_large_layer_t layer;
    const double theta[P] = {0};
    CHECK_OK(latigraph_large_layer_init(&layer, &d->model, d->tree, d->node, d->global, d->reach));
    latigraph_large_layer_apply(&layer, theta);
    for (int k = 0; k < 200; k++) {
        const int i = 7 * k % N, j = (i + 1 + 11 * k % (N - 1)) % N;
        const int from[2] = {i, j}, to[2] = {j, i};
        double probability[4], odds[2], length[2];
        latigraph_dyad_probabilities(
            exp((double)d->log_rate[i * N + j]), exp((double)d->log_rate[j * N + i]),
            exp((double)d->log_mutual[i * N + j]), d->rates.anti_reciprocity, probability);
        latigraph_large_layer_odds(&layer, FALSE, from, to, odds, length);
        CHECK_NEAR(odds[0], log(probability[1] / probability[0]), 1e-4);
        CHECK_NEAR(odds[1], log(probability[2] / probability[0]), 1e-4);
        latigraph_large_layer_odds(&layer, TRUE, from, to, odds, length);
        CHECK_NEAR(odds[0], log(probability[3] / probability[0]), 1e-4);
    }
    check_scores(&layer);
    latigraph_large_layer_destroy(&layer);
}

/* --- Drawings -------------------------------------------------------------------------------- */

/* Means over drawings at θ = 0, with their standard errors. */
typedef struct {
    double value[Q], slope[Q][P], value_error[Q], slope_error[Q][P];
} means_t;

static void draw_means(latigraph_large_layer_t *layer, means_t *means) {
    latigraph_sparse_t sparse;
    memset(means, 0, sizeof *means);
    CHECK_OK(latigraph_sparse_init(&sparse, &layer->rates, 1));
    for (int t = 0; t < DRAWS; t++) {
        latigraph_rows_t rows;
        latigraph_large_drawing_t drawing, again;
        CHECK_OK(latigraph_sparse_sample(&sparse, 3, (guint64)t, 1, &rows));
        CHECK_OK(latigraph_large_measure(layer, &rows, TRUE, 1, &drawing));
        CHECK_OK(latigraph_large_measure(layer, &rows, TRUE, 3, &again));
        CHECK(memcmp(&drawing, &again, sizeof drawing) == 0);
        for (int k = 0; k < Q; k++) {
            means->value[k] += drawing.value[k] / DRAWS;
            means->value_error[k] += drawing.value[k] * drawing.value[k] / DRAWS;
            for (int a = 0; a < P; a++) {
                means->slope[k][a] += drawing.slope[k][a] / DRAWS;
                means->slope_error[k][a] += drawing.slope[k][a] * drawing.slope[k][a] / DRAWS;
            }
        }
        latigraph_rows_clear(&rows);
    }
    for (int k = 0; k < Q; k++) {
        means->value_error[k] =
            sqrt(fmax(means->value_error[k] - pow(means->value[k], 2), 0) / (DRAWS - 1));
        for (int a = 0; a < P; a++) {
            means->slope_error[k][a] =
                sqrt(fmax(means->slope_error[k][a] - pow(means->slope[k][a], 2), 0) / (DRAWS - 1));
        }
    }
    latigraph_sparse_destroy(&sparse);
}

/* Statistics of drawings and their slopes are those of expected edges, for all parameters that both
 * layers have in the same sense. */
static void check_drawings(decoder_t *d, int count) {
    latigraph_large_layer_t layer;
    latigraph_layer_t *dense = latigraph_layer_create(N, RANK);
    const double theta[P] = {0};
    double value[Q], slope[Q][P];
    means_t *means = g_new(means_t, 1);
    CHECK_OK(latigraph_large_layer_init(&layer, &d->model, d->tree, d->node, d->global, d->reach));
    latigraph_large_layer_apply(&layer, theta);
    draw_means(&layer, means);
    latigraph_layer_begin(dense, &d->example, &d->rates);
    latigraph_layer_statistics(dense, theta, value);
    latigraph_layer_jacobian(dense, theta, slope);
    for (int k = 0; k < count; k++) {
        CHECK_NEAR(means->value[k], value[k], 5 * means->value_error[k] + 0.01);
        for (int a = 0; a < P; a++) {
            if (a == 8 || a == 11 || a == 12 || a == 13 || a == 15) {
                continue;
            }
            CHECK_NEAR(means->slope[k][a], slope[k][a],
                       5 * means->slope_error[k][a] + 0.03 * fabs(slope[k][a]) + 0.005);
        }
    }
    g_free(means);
    latigraph_layer_destroy(dense);
    latigraph_large_layer_destroy(&layer);
}

/* --- The solver ------------------------------------------------------------------------------ */

/* Both ways meet the same requests, here one SD more of one statistic while all others stay. */
static void check_solver(decoder_t *d, int count, int asked) {
    static const double SD[Q] = {0.2,  0.04, 0.12, 0.12, 0.12, 0.03,
                                 0.05, 0.05, 0.1,  0.05, 0.05, 0.08};
    latigraph_layer_t *dense = latigraph_layer_create(N, RANK);
    latigraph_large_layer_t layer;
    latigraph_target_statistics_t targets = {.count = count, .tolerance = 0.001};
    const double neutral[P] = {0};
    double value[Q], error[Q];
    latigraph_solution_t found = {.theta = {0}}, dense_found = {.theta = {0}};
    latigraph_solution_t again = {.theta = {0}};
    means_t *means = g_new(means_t, 1);
    latigraph_layer_begin(dense, &d->example, &d->rates);
    latigraph_layer_statistics(dense, neutral, value);
    for (int k = 0; k < count; k++) {
        targets.sd[k] = SD[k];
        targets.weight[k] = 1;
        targets.value[k] = value[k] + (k == asked ? SD[k] : 0);
    }
    latigraph_layer_solve(dense, &targets, &dense_found);
    CHECK_OK(latigraph_large_layer_init(&layer, &d->model, d->tree, d->node, d->global, d->reach));
    CHECK_OK(latigraph_large_solve(&layer, &targets, 1, 0, 3, &again, error));
    CHECK_OK(latigraph_large_solve(&layer, &targets, 1, 0, 1, &found, error));
    CHECK(memcmp(&found, &again, sizeof found) == 0);
    draw_means(&layer, means);
    for (int k = 0; k < count; k++) {
        const double tolerance = 0.3 * SD[k] + 4 * means->value_error[k];
        CHECK_NEAR(means->value[k], targets.value[k], tolerance);
        CHECK_NEAR(means->value[k], dense_found.expected[k], tolerance);
        CHECK_NEAR(means->value[k], found.expected[k], tolerance);
        CHECK(error[k] < 0.3 * SD[k]);
    }
    g_free(means);
    latigraph_layer_destroy(dense);
    latigraph_large_layer_destroy(&layer);
}

/* Where the decoder's gains are too weak, the search draws gains, and gives degrees the spread and
 * the correlation that are asked for. A search that begins at its end has the same gains. */
static void check_spread(decoder_t *d, int count) {
    static const double MORE[3] = {0.9, 0.8, -0.4};
    latigraph_large_layer_t layer, other;
    latigraph_target_statistics_t targets = {.count = count, .tolerance = 0.03};
    latigraph_solution_t found = {.theta = {0}};
    const double neutral[P] = {0};
    double error[Q];
    means_t *means = g_new(means_t, 1);
    CHECK_OK(latigraph_large_layer_init(&layer, &d->model, d->tree, d->node, d->global, d->reach));
    latigraph_large_layer_apply(&layer, neutral);
    draw_means(&layer, means);
    layer.may_vary = TRUE;
    for (int k = 0; k <= LATIGRAPH_STATISTIC_IN_OUT_CORRELATION; k++) {
        const int degree = k - LATIGRAPH_STATISTIC_OUT_CV;
        targets.sd[k] = 0.05;
        targets.weight[k] = 1;
        targets.value[k] = means->value[k] + (degree >= 0 ? MORE[degree] : 0);
    }
    CHECK_OK(latigraph_large_solve(&layer, &targets, 1, 0, 1, &found, error));
    CHECK(found.theta[LATIGRAPH_LARGE_VARIANCE_OUT] > 0.02 &&
          found.theta[LATIGRAPH_LARGE_VARIANCE_IN] > 0.02);
    draw_means(&layer, means);
    for (int k = 0; k <= LATIGRAPH_STATISTIC_IN_OUT_CORRELATION; k++) {
        CHECK_NEAR(means->value[k], targets.value[k], 0.03 + 4 * means->value_error[k]);
    }
    CHECK_OK(latigraph_large_layer_init(&other, &d->model, d->tree, d->node, d->global, d->reach));
    CHECK_OK(latigraph_large_solve(&other, &targets, 1, 0, 1, &found, error));
    REQUIRE(layer.drawn[0] != NULL && other.drawn[0] != NULL);
    CHECK(memcmp(layer.drawn[0], other.drawn[0], N * sizeof(double)) == 0);
    latigraph_large_layer_destroy(&other);
    g_free(means);
    latigraph_large_layer_destroy(&layer);
}

/* --- Edits ---------------------------------------------------------------------------------- */

/* Numbers of dyads by their state before and after an edit, and by how likely an edge is. */
enum { BINS = 3, EDITS = 4 };
typedef struct {
    double seen[BINS][16], mean[BINS][16], variance[BINS][16];
} transitions_t;

static int state_of(const latigraph_rows_t *rows, int i, int j) {
    return (latigraph_find_edge(rows->start, rows->to, i, j) >= 0) +
           2 * (latigraph_find_edge(rows->start, rows->to, j, i) >= 0);
}

/* Adds the dyads of an edit to what was seen, and what the maximal coupling lets expect. */
static void add_edit(const latigraph_large_edit_t *edit, const latigraph_large_layer_t *after,
                     const latigraph_rows_t *rows, transitions_t *t) {
    for (int i = 0; i < N; i++) {
        for (int j = i + 1; j < N; j++) {
            double p[4], q[4], more = 0;
            const int from = state_of(&edit->rows, i, j);
            latigraph_large_layer_probabilities(&edit->layer, i, j, p);
            latigraph_large_layer_probabilities(after, i, j, q);
            const int bin = q[0] > 0.99 ? 0 : q[0] > 0.9 ? 1 : 2;
            for (int s = 0; s < 4; s++) {
                more += fmax(q[s] - p[s], 0);
            }
            const double keep = fmin(q[from] / p[from], 1);
            for (int s = 0; s < 4; s++) {
                const double share = more > 0 ? fmax(q[s] - p[s], 0) / more : 0;
                const double to = (1 - keep) * share + (s == from ? keep : 0);
                t->mean[bin][4 * from + s] += to;
                t->variance[bin][4 * from + s] += to * (1 - to);
            }
            t->seen[bin][4 * from + state_of(rows, i, j)]++;
        }
    }
}

/* Dyads change their states as the maximal coupling of the two laws says, whatever the number of
 * threads. An edit to the same law changes nothing. */
static void check_edits(decoder_t *d) {
    latigraph_large_edit_t edit = {.tree = NULL};
    latigraph_large_layer_t after;
    latigraph_sparse_t from, to;
    double theta[P] = {0};
    transitions_t *t = g_new0(transitions_t, 1);
    CHECK_OK(
        latigraph_large_layer_init(&edit.layer, &d->model, d->tree, d->node, d->global, d->reach));
    CHECK_OK(latigraph_large_layer_init(&after, &d->model, d->tree, d->node, d->global, d->reach));
    latigraph_large_layer_apply(&edit.layer, theta);
    for (int a = 0; a < P; a++) {
        theta[a] = latigraph_large_layer_has(&after, a) ? 0.3 * (a % 3 - 1) + 0.1 : 0;
    }
    latigraph_large_layer_apply(&after, theta);
    CHECK_OK(latigraph_sparse_init(&from, &edit.layer.rates, 1));
    CHECK_OK(latigraph_sparse_init(&to, &after.rates, 1));
    for (guint64 k = 0; k < EDITS; k++) {
        latigraph_rows_t rows, again;
        CHECK_OK(latigraph_sparse_sample(&from, 1, k, 1, &edit.rows));
        CHECK_OK(latigraph_sparse_sample(&to, 2, k, 1, &rows));
        CHECK_OK(latigraph_sparse_sample(&to, 2, k, 1, &again));
        CHECK_OK(latigraph_large_edit_couple(&edit, &after, 3, k, 1, &rows));
        CHECK_OK(latigraph_large_edit_couple(&edit, &after, 3, k, 3, &again));
        CHECK(rows.m == again.m && memcmp(rows.to, again.to, sizeof(int) * (gsize)rows.m) == 0);
        add_edit(&edit, &after, &rows, t);
        CHECK_OK(latigraph_large_edit_couple(&edit, &edit.layer, 3, k, 1, &again));
        CHECK(again.m == edit.rows.m &&
              memcmp(again.to, edit.rows.to, sizeof(int) * (gsize)again.m) == 0 &&
              memcmp(again.start, edit.rows.start, sizeof(int) * (N + 1)) == 0);
        latigraph_rows_clear(&rows);
        latigraph_rows_clear(&again);
        latigraph_rows_clear(&edit.rows);
    }
    for (int bin = 0; bin < BINS; bin++) {
        for (int k = 0; k < 16; k++) {
            CHECK_NEAR(t->seen[bin][k], t->mean[bin][k], 4.5 * sqrt(t->variance[bin][k]) + 1);
        }
    }
    latigraph_sparse_destroy(&from);
    latigraph_sparse_destroy(&to);
    latigraph_large_layer_destroy(&after);
    latigraph_large_edit_destroy(&edit);
    g_free(t);
}

/* Both ways agree within the sizes of the fit, without positions and with, and beyond them. */
int main(void) {
    for (int k = 0; k < 3; k++) {
        const gboolean placed = k > 0, beyond = k > 1;
        decoder_t *d = random_decoder((guint64)placed, placed, beyond);
        const int count = latigraph_statistic_count(placed, false);
        check_pairs(d);
        check_drawn_gains(d);
        check_drawings(d, count);
        check_edits(d);
        if (!beyond) {
            check_solver(d, count, LATIGRAPH_STATISTIC_RECIPROCITY);
            check_solver(d, count,
                         placed ? LATIGRAPH_STATISTIC_EDGE_LENGTH : LATIGRAPH_STATISTIC_OUT_CV);
            check_spread(d, count);
        }
        destroy_decoder(d);
    }
    return 0;
}
