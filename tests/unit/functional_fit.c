/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "base/random.h"
#include "base/remarks.h"
#include "functional/data.h"
#include "functional/solve.h"

#include <latigraph/functional.h>

/* Functional fits: slopes by finite differences, conditions of an optimum, planted networks, scores
 * of recordings that no fit has seen, and bad input. */

enum { N = 12, M = 4, TIMES = 600 };

static igraph_matrix_t x, y; /* inputs, and counts of a planted network */
static double truth[N * M];  /* (inputs, outputs) */

/* Plants three synapses per output, of weights 2, 3 and 4 after the sign of the input. */
static void plant(igraph_bool_t with_signs) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    memset(truth, 0, sizeof truth);
    for (int c = 0; c < M; c++) {
        for (int k = 0; k < 3; k++) {
            const int i = (3 * c + 2 * k) % N;
            truth[i * M + c] = (2 + k) * (with_signs && i % 3 == 1 ? -1 : 1);
        }
    }
    for (int t = 0; t < TIMES; t++) {
        for (int i = 0; i < N; i++) {
            MATRIX(x, t, i) = latigraph_stream_uniform(&stream);
        }
        for (int c = 0; c < M; c++) {
            double eta = with_signs ? 1 : -2;
            for (int i = 0; i < N; i++) {
                eta += truth[i * M + c] * MATRIX(x, t, i);
            }
            MATRIX(y, t, c) = (double)latigraph_stream_poisson(&stream, fmax(eta, 0));
        }
    }
}

/* --- The solver ------------------------------------------------------------------------------- */

typedef struct {
    double x[N * TIMES], y[TIMES], use[TIMES], l1[N], l2[N], centre[N], weight[N];
    gint8 sign[N];
    problem_t problem;
    solver_t solver;
} bench_t;

static void prepare(bench_t *bench, sign_t sign, gboolean squares) {
    for (int t = 0; t < TIMES; t++) {
        bench->y[t] = MATRIX(y, t, 0);
        bench->use[t] = t % 7 != 0;
        for (int i = 0; i < N; i++) {
            bench->x[i * TIMES + t] = 3 * (MATRIX(x, t, i) - 0.5);
        }
    }
    for (int i = 0; i < N; i++) {
        bench->l1[i] = 0.01 * (i % 3);
        bench->l2[i] = 0.002;
        bench->centre[i] = i == 2 ? 0.5 : 0;
        bench->sign[i] = (gint8)(i == 5 ? SIGN_NONE : sign);
        bench->weight[i] = 0;
    }
    bench->problem =
        (problem_t){N,         TIMES,     bench->x,      bench->y, bench->use, bench->sign,
                    bench->l1, bench->l2, bench->centre, 0.4,      squares};
    CHECK_OK(solver_init(&bench->solver, N, TIMES));
}

static void test_slopes(bench_t *bench, gboolean squares) {
    double bias = 0.3, bias_slope, slope[N], unused_bias, unused[N];
    const double step = 1e-5;
    prepare(bench, SIGN_FREE, squares);
    for (int i = 0; i < N; i++) {
        bench->weight[i] = 0.2 * i - 0.7;
        bench->l1[i] = 0;
    }
    const problem_t *problem = &bench->problem;
    solver_objective(&bench->solver, problem, bias, bench->weight, &bias_slope, slope);
    for (int i = -1; i < N; i++) {
        double *at = i < 0 ? &bias : &bench->weight[i];
        *at += step;
        const double up =
            solver_objective(&bench->solver, problem, bias, bench->weight, &unused_bias, unused);
        *at -= 2 * step;
        const double down =
            solver_objective(&bench->solver, problem, bias, bench->weight, &unused_bias, unused);
        *at += step;
        CHECK_NEAR((up - down) / (2 * step), i < 0 ? bias_slope : slope[i], 1e-7);
    }
    solver_destroy(&bench->solver);
}

/* At the solution no weight can improve, and moving any weight a little makes it worse. */
static void test_optimum(bench_t *bench, sign_t sign, gboolean squares) {
    double bias = 0, bias_slope, slope[N], unused_bias, unused[N];
    prepare(bench, sign, squares);
    const problem_t *problem = &bench->problem;
    const int steps = solver_run(&bench->solver, problem, &bias, bench->weight);
    const double best =
        solver_objective(&bench->solver, problem, bias, bench->weight, &bias_slope, slope);
    CHECK(steps > 0 && steps < SOLVER_STEPS);
    CHECK_NEAR(bias_slope, 0, 2e-6);
    for (int i = 0; i < N; i++) {
        const double weight = bench->weight[i];
        CHECK(sign != SIGN_POSITIVE || weight >= 0);
        CHECK(i != 5 || weight == 0);
        if (weight != 0) {
            CHECK_NEAR(slope[i] + bench->l1[i] * (weight > 0 ? 1 : -1), 0, 2e-6);
        } else if (i != 5) {
            CHECK(slope[i] + bench->l1[i] > -2e-6);
            CHECK(sign == SIGN_POSITIVE || slope[i] - bench->l1[i] < 2e-6);
        }
        for (int side = -1; side <= 1 && i != 5; side += 2) {
            const double moved = weight + side * 0.05;
            if (sign == SIGN_POSITIVE && moved < 0) {
                continue;
            }
            bench->weight[i] = moved;
            CHECK(solver_objective(&bench->solver, problem, bias, bench->weight, &unused_bias,
                                   unused) > best);
            bench->weight[i] = weight;
        }
    }
    solver_destroy(&bench->solver);
}

/* --- Fits ------------------------------------------------------------------------------------- */

/* Fits the planted recordings: two thirds for training, the rest unseen. */
static void fit_planted(const latigraph_functional_options_t *options,
                        latigraph_functional_t *fit) {
    latigraph_activity_t *in[2], *out[2];
    igraph_matrix_t part[4];
    latigraph_functional_data_t *data;
    for (int k = 0; k < 4; k++) {
        const igraph_matrix_t *from = k < 2 ? &x : &y;
        const int first = k % 2 == 0 ? 0 : 400, rows = k % 2 == 0 ? 400 : 200;
        CHECK_OK(igraph_matrix_init(&part[k], rows, igraph_matrix_ncol(from)));
        for (int t = 0; t < rows; t++) {
            for (int c = 0; c < igraph_matrix_ncol(from); c++) {
                MATRIX(part[k], t, c) = MATRIX(*from, first + t, c);
            }
        }
    }
    CHECK_OK(latigraph_functional_data_create(&data));
    for (int k = 0; k < 2; k++) {
        CHECK_OK(latigraph_activity_from_matrix(&in[k], &part[k], NULL));
        CHECK_OK(latigraph_activity_from_matrix(&out[k], &part[2 + k], NULL));
        CHECK_OK(latigraph_functional_data_add(data, in[k], out[k], NULL, k == 1));
    }
    CHECK_OK(latigraph_functional_init(fit));
    CHECK_OK(latigraph_functional_fit(data, options, fit));
    latigraph_functional_data_destroy(data);
    for (int k = 0; k < 2; k++) {
        latigraph_activity_destroy(in[k]);
        latigraph_activity_destroy(out[k]);
    }
    for (int k = 0; k < 4; k++) {
        igraph_matrix_destroy(&part[k]);
    }
}

/* The planted weights are found, and no other weight is near their size. */
static void check_weights(const latigraph_functional_t *fit, double tolerance) {
    const igraph_t *graph = igraph_graph_list_get_ptr(&fit->network, 0);
    double found[N * M] = {0};
    CHECK_EQUAL(igraph_vcount(graph), N + M);
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const double sign = EAN(graph, "sign", e);
        found[IGRAPH_FROM(graph, e) * M + IGRAPH_TO(graph, e) - N] = sign * EAN(graph, "weight", e);
        CHECK(EAN(graph, "identifiable", e) > 0.5 && EAN(graph, "identifiable", e) <= 1);
    }
    for (int k = 0; k < N * M; k++) {
        CHECK_NEAR(found[k], truth[k], tolerance);
    }
}

static void test_planted(void) {
    latigraph_functional_options_t options;
    latigraph_functional_t fit, again;
    latigraph_functional_options_init(&options);
    plant(false);
    fit_planted(&options, &fit);
    check_weights(&fit, 1.2);
    CHECK_EQUAL(igraph_strvector_size(&fit.recordings), 2);
    CHECK(VECTOR(fit.recording_r2)[0] > 0.3 && VECTOR(fit.recording_r2)[1] > 0.3);
    CHECK(VECTOR(fit.recording_deviance)[1] > 0.3);
    CHECK(isnan(VECTOR(fit.baseline_r2)[0]));
    options.threads = 3;
    fit_planted(&options, &again);
    CHECK(igraph_vector_all_e(&fit.r2, &again.r2));
    CHECK(igraph_vector_all_e(&fit.unseen_r2, &again.unseen_r2));
    latigraph_functional_destroy(&again);
    latigraph_functional_destroy(&fit);
}

static void test_signs(void) {
    latigraph_functional_options_t options;
    latigraph_functional_t fit;
    latigraph_functional_options_init(&options);
    plant(true);
    options.signs = LATIGRAPH_SIGNS_FREE;
    fit_planted(&options, &fit);
    check_weights(&fit, 1.6);
    latigraph_functional_destroy(&fit);
    options.signs = LATIGRAPH_SIGNS_DALE;
    fit_planted(&options, &fit);
    check_weights(&fit, 1.6);
    const igraph_t *graph = igraph_graph_list_get_ptr(&fit.network, 0);
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        CHECK(EAN(graph, "sign", e) == (IGRAPH_FROM(graph, e) % 3 == 1 ? -1 : 1));
    }
    latigraph_functional_destroy(&fit);
}

/* Every input has one sign, also if an earlier fit had both. */
static void test_signs_of_update(void) {
    latigraph_functional_options_t options;
    latigraph_functional_t earlier, fit;
    int sign[N] = {0};
    plant(false);
    for (int t = 0; t < TIMES; t++) {
        MATRIX(y, t, 3) = fmax(10 - MATRIX(y, t, 0), 0);
    }
    latigraph_functional_options_init(&options);
    options.signs = LATIGRAPH_SIGNS_FREE;
    fit_planted(&options, &earlier);
    options.signs = LATIGRAPH_SIGNS_DALE;
    options.update = igraph_graph_list_get_ptr(&earlier.network, 0);
    options.attraction = 1e6;
    fit_planted(&options, &fit);
    const igraph_t *graph = igraph_graph_list_get_ptr(&fit.network, 0);
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const int i = (int)IGRAPH_FROM(graph, e), found = (int)EAN(graph, "sign", e);
        CHECK(sign[i] == 0 || sign[i] == found);
        sign[i] = found;
    }
    latigraph_functional_destroy(&fit);
    latigraph_functional_destroy(&earlier);
}

/* Within a known wiring, only its edges have weight. */
static void test_within(void) {
    latigraph_functional_options_t options;
    latigraph_functional_t fit;
    igraph_t within;
    latigraph_functional_options_init(&options);
    plant(false);
    CHECK_OK(igraph_small(&within, N + M, IGRAPH_DIRECTED, 0, N, 2, N, 3, N + 1, -1));
    options.within = &within;
    fit_planted(&options, &fit);
    const igraph_t *graph = igraph_graph_list_get_ptr(&fit.network, 0);
    CHECK_EQUAL(igraph_ecount(graph), 3);
    CHECK_EQUAL((int)VECTOR(fit.synapses)[0], 2);
    CHECK_EQUAL((int)VECTOR(fit.synapses)[2], 0);
    latigraph_functional_destroy(&fit);
    igraph_destroy(&within);
}

/* The network responds as the fit predicts, with lags too; an update of the same rows stays. */
static void test_respond(void) {
    latigraph_functional_options_t options;
    latigraph_functional_t fit, updated;
    latigraph_activity_t *in;
    igraph_matrix_t outputs;
    latigraph_functional_options_init(&options);
    plant(false);
    options.curve = true;
    fit_planted(&options, &fit);
    CHECK_EQUAL(igraph_vector_size(&fit.curve_rows), 4);
    CHECK(VECTOR(fit.curve_unseen_r2)[3] > VECTOR(fit.curve_unseen_r2)[0]);
    const igraph_t *graph = igraph_graph_list_get_ptr(&fit.network, 0);
    CHECK_OK(igraph_matrix_init(&outputs, 0, 0));
    CHECK_OK(latigraph_activity_from_matrix(&in, &x, NULL));
    CHECK_OK(latigraph_functional_respond(graph, in, &outputs, NULL));
    double errors = 0, squares = 0, mean = 0;
    for (int t = 400; t < TIMES; t++) {
        mean += MATRIX(y, t, 1) / 200;
    }
    for (int t = 400; t < TIMES; t++) {
        errors += pow(MATRIX(y, t, 1) - MATRIX(outputs, t, 1), 2);
        squares += pow(MATRIX(y, t, 1) - mean, 2);
    }
    CHECK_NEAR(1 - errors / squares, VECTOR(fit.unseen_r2)[1], 1e-9);
    options.curve = false;
    options.update = graph;
    options.attraction = 1e6;
    fit_planted(&options, &updated);
    const igraph_t *same = igraph_graph_list_get_ptr(&updated.network, 0);
    CHECK_NEAR(VAN(same, "bias", N), VAN(graph, "bias", N), 0.1);
    latigraph_functional_destroy(&updated);
    options.update = NULL;
    options.lags = 1;
    fit_planted(&options, &updated);
    CHECK_EQUAL(igraph_vcount(igraph_graph_list_get_ptr(&updated.network, 0)), 2 * N + M);
    CHECK_OK(latigraph_functional_respond(igraph_graph_list_get_ptr(&updated.network, 0), in,
                                          &outputs, NULL));
    CHECK(isnan(MATRIX(outputs, 0, 0)) && isfinite(MATRIX(outputs, 1, 0)));
    latigraph_functional_destroy(&updated);
    latigraph_activity_destroy(in);
    igraph_matrix_destroy(&outputs);
    latigraph_functional_destroy(&fit);
}

/* Attributes of a wrong type are refused, edges between the same vertices add up, and inputs of the
 * past have the order of the present ones. */
static void test_networks(void) {
    latigraph_activity_t *in;
    igraph_matrix_t ones, outputs;
    igraph_t graph;
    CHECK_OK(igraph_small(&graph, 3, IGRAPH_DIRECTED, 0, 2, 0, 2, 1, 2, -1));
    CHECK_OK(igraph_matrix_init(&ones, 3, 2));
    CHECK_OK(igraph_matrix_init(&outputs, 0, 0));
    igraph_matrix_fill(&ones, 1);
    CHECK_OK(latigraph_activity_from_matrix(&in, &ones, NULL));
    CHECK_OK(SETVAN(&graph, "bias", 0, IGRAPH_NAN));
    CHECK_OK(SETVAN(&graph, "bias", 1, IGRAPH_NAN));
    CHECK_OK(SETVAN(&graph, "bias", 2, 0.5));
    CHECK_OK(SETEAN(&graph, "weight", 0, 2));
    CHECK_OK(SETEAN(&graph, "weight", 1, 3));
    CHECK_OK(SETEAN(&graph, "weight", 2, 10));
    CHECK_OK(latigraph_functional_respond(&graph, in, &outputs, NULL));
    CHECK_NEAR(MATRIX(outputs, 0, 0), 15.5, 1e-12);
    igraph_t lagged;
    CHECK_OK(igraph_copy(&lagged, &graph));
    CHECK_OK(igraph_add_vertices(&lagged, 2, NULL));
    const double lags[] = {0, 1, IGRAPH_NAN, 0, 1};
    for (int v = 0; v < 5; v++) {
        CHECK_OK(SETVAN(&lagged, "lag", v, lags[v]));
    }
    CHECK_FAILS(latigraph_functional_respond(&lagged, in, &outputs, NULL), IGRAPH_EINVAL,
                "blocks of one lag");
    CHECK_OK(SETVAN(&lagged, "lag", 1, 0));
    CHECK_OK(SETVAN(&lagged, "lag", 3, 1));
    CHECK_OK(latigraph_functional_respond(&lagged, in, &outputs, NULL));
    CHECK_NEAR(MATRIX(outputs, 1, 0), 15.5, 1e-12);
    igraph_destroy(&lagged);
    CHECK_OK(SETEAS(&graph, "sign", 0, "positive"));
    CHECK_FAILS(latigraph_functional_respond(&graph, in, &outputs, NULL), IGRAPH_EINVAL,
                "\"sign\" of the edges must be a number");
    igraph_cattribute_remove_e(&graph, "sign");
    igraph_cattribute_remove_v(&graph, "bias");
    CHECK_OK(SETVAS(&graph, "bias", 2, "0.5"));
    CHECK_FAILS(latigraph_functional_respond(&graph, in, &outputs, NULL), IGRAPH_EINVAL,
                "\"bias\" of the vertices must be a number");
    latigraph_activity_destroy(in);
    igraph_matrix_destroy(&outputs);
    igraph_matrix_destroy(&ones);
    igraph_destroy(&graph);
}

/* The plain network learns the training rows too. */
static void test_baseline(void) {
    latigraph_functional_options_t options;
    latigraph_functional_t fit, again;
    latigraph_functional_options_init(&options);
    plant(false);
    options.hidden = 8;
    options.steps = 400;
    options.folds = 0;
    fit_planted(&options, &fit);
    CHECK(VECTOR(fit.baseline_r2)[1] > 0.2);
    CHECK(VECTOR(fit.baseline_r2)[1] < VECTOR(fit.recording_r2)[1]);
    CHECK(isnan(VECTOR(fit.recording_r2)[0]));
    fit_planted(&options, &again);
    CHECK(VECTOR(fit.baseline_r2)[1] == VECTOR(again.baseline_r2)[1]);
    latigraph_functional_destroy(&again);
    latigraph_functional_destroy(&fit);
}

/* --- Remarks and bad input -------------------------------------------------------------------- */

/* An input that varies in the unseen recording alone, and a silent output, are said. */
static void test_remarks(void) {
    latigraph_functional_options_t options;
    latigraph_functional_t fit;
    latigraph_remarks_t remarks;
    latigraph_functional_options_init(&options);
    plant(false);
    for (int t = 0; t < TIMES; t++) {
        MATRIX(x, t, 1) = t < 400 ? 0 : MATRIX(x, t, 1);
        MATRIX(y, t, 3) = 0;
    }
    CHECK_OK(latigraph_remarks_init(&remarks));
    options.remarks = &remarks;
    fit_planted(&options, &fit);
    CHECK_EQUAL((int)VECTOR(fit.still)[1], 1);
    CHECK_EQUAL((int)VECTOR(fit.still)[0], 0);
    CHECK(isnan(VECTOR(fit.r2)[3]));
    int silent = 0, still = 0;
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&remarks.texts); k++) {
        silent += strstr(igraph_strvector_get(&remarks.texts, k), "\"output-4\"") != NULL;
        still += strstr(igraph_strvector_get(&remarks.texts, k), "1 of 12 inputs (8 %)") != NULL;
    }
    CHECK_EQUAL(silent, 1);
    CHECK_EQUAL(still, 1);
    latigraph_remarks_destroy(&remarks);
    latigraph_functional_destroy(&fit);
}

static igraph_error_t try_add(latigraph_functional_data_t *data, const igraph_matrix_t *inputs,
                              const igraph_matrix_t *outputs) {
    latigraph_activity_t *in, *out;
    CHECK_OK(latigraph_activity_from_matrix(&in, inputs, NULL));
    CHECK_OK(latigraph_activity_from_matrix(&out, outputs, NULL));
    const igraph_error_t code = latigraph_functional_data_add(data, in, out, NULL, false);
    latigraph_activity_destroy(out);
    latigraph_activity_destroy(in);
    return code;
}

static void test_refusals(void) {
    latigraph_functional_options_t options;
    latigraph_functional_t fit;
    latigraph_functional_data_t *data;
    igraph_matrix_t few;
    latigraph_functional_options_init(&options);
    plant(false);
    CHECK_OK(igraph_matrix_init(&few, 5, M));
    CHECK_OK(latigraph_functional_data_create(&data));
    CHECK_OK(latigraph_functional_init(&fit));
    CHECK_FAILS(try_add(data, &x, &few), IGRAPH_EINVAL, "Rows are the same times in both");
    CHECK_OK(try_add(data, &few, &few));
    CHECK_FAILS(latigraph_functional_fit(data, &options, &fit), IGRAPH_EINVAL, "at least 10");
    CHECK_FAILS(try_add(data, &x, &y), IGRAPH_EINVAL, "12 inputs and 4 outputs");
    latigraph_functional_data_destroy(data);
    CHECK_OK(latigraph_functional_data_create(&data));
    MATRIX(x, 3, 2) = INFINITY;
    CHECK_FAILS(try_add(data, &x, &y), IGRAPH_EINVAL, "infinite at row 4, column 3");
    MATRIX(x, 3, 2) = 0;
    MATRIX(y, 6, 1) = -1;
    CHECK_OK(try_add(data, &x, &y));
    CHECK_FAILS(latigraph_functional_fit(data, &options, &fit), IGRAPH_EINVAL, "Use loss squares");
    options.folds = 1;
    CHECK_FAILS(latigraph_functional_fit(data, &options, &fit), IGRAPH_EINVAL, "folds is 1");
    latigraph_functional_destroy(&fit);
    latigraph_functional_data_destroy(data);
    igraph_matrix_destroy(&few);
}

int main(void) {
    bench_t *bench = malloc(sizeof *bench);
    test_init();
    REQUIRE(bench != NULL);
    CHECK_OK(igraph_matrix_init(&x, TIMES, N));
    CHECK_OK(igraph_matrix_init(&y, TIMES, M));
    plant(false);
    for (int squares = 0; squares < 2; squares++) {
        test_slopes(bench, squares);
        test_optimum(bench, SIGN_POSITIVE, squares);
        test_optimum(bench, SIGN_FREE, squares);
    }
    test_planted();
    test_signs();
    test_signs_of_update();
    test_within();
    test_respond();
    test_networks();
    test_baseline();
    test_remarks();
    test_refusals();
    igraph_matrix_destroy(&y);
    igraph_matrix_destroy(&x);
    free(bench);
    return 0;
}
