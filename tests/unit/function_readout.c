/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "function/readout.h"

#include "base/lapack.h"
#include "base/random.h"
#include "test.h"

#include <glib.h>

/* Readouts of noise: y is a linear function of the states plus noise. */

enum { N = 7, ROWS = 60, MORE = 20, ALL = ROWS + MORE, TARGETS = 3 };

static double x[ALL * N], y[ALL * TARGETS], original[ALL * N], weight[N * TARGETS],
    intercept[TARGETS];

static void draw(double noise) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    for (int t = 0; t < ALL; t++) {
        for (int i = 0; i < N; i++) {
            original[t * N + i] = x[t * N + i] = i + (1 + i) * latigraph_stream_normal(&stream);
        }
        for (int k = 0; k < TARGETS; k++) {
            y[t * TARGETS + k] = 3 + k + noise * latigraph_stream_normal(&stream);
            for (int i = 0; i < N; i++) {
                y[t * TARGETS + k] += (i - k) * x[t * N + i];
            }
        }
    }
}

static void fit(latigraph_readout_t *readout, double *scratch, blasint *integers) {
    latigraph_readout_place(readout, N, TARGETS, scratch, integers);
    CHECK(latigraph_readout_states(readout, ROWS, MORE, x) == 0);
    latigraph_readout_fit(readout, TARGETS, x, y, weight, intercept);
}

/* Without noise the readout recovers the function and predicts unseen rows. */
static void check_line(double *scratch, blasint *integers) {
    latigraph_readout_t readout;
    draw(0);
    fit(&readout, scratch, integers);
    for (int t = ROWS; t < ALL; t++) {
        for (int k = 0; k < TARGETS; k++) {
            double predicted = intercept[k];
            for (int i = 0; i < N; i++) {
                predicted += weight[i * TARGETS + k] * x[t * N + i];
            }
            CHECK_NEAR(predicted, y[t * TARGETS + k], 1e-5);
        }
    }
    for (int i = 0; i < N; i++) {
        CHECK_NEAR(weight[i * TARGETS + 2], i - 2, 1e-6);
        CHECK_NEAR(x[i] + readout.mean[i], original[i], 1e-12);
    }
}

/* Computes Σ (y − ŷ)² / (rows − degrees of freedom)² of a ridge regression, solved by elimination.
 * The hat matrix is computed column by column: H = X (X'X + penalty)^-1 X'. */
static double validation_error(const double *centred, const double *target, double penalty) {
    double gram[N * N], trace = 1, left = 0, solved[N * ROWS];
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            gram[i * N + j] = i == j ? penalty : 0;
            for (int t = 0; t < ROWS; t++) {
                gram[i * N + j] += centred[t * N + i] * centred[t * N + j];
            }
        }
        for (int t = 0; t < ROWS; t++) {
            solved[i * ROWS + t] = centred[t * N + i];
        }
    }
    CHECK(latigraph_cholesky(N, gram) == 0);
    latigraph_cholesky_solve(N, gram, solved, ROWS);
    for (int t = 0; t < ROWS; t++) {
        double predicted = 0;
        for (int s = 0; s < ROWS; s++) {
            double hat = 0;
            for (int i = 0; i < N; i++) {
                hat += centred[t * N + i] * solved[i * ROWS + s];
            }
            predicted += hat * target[s];
            trace += s == t ? hat : 0;
        }
        left += (target[t] - predicted) * (target[t] - predicted);
    }
    return left / ((ROWS - trace) * (ROWS - trace));
}

/* With strong noise, the weights are those of the penalty with the smallest such error. */
static void check_penalty(double *scratch, blasint *integers) {
    double target[ROWS], best = INFINITY, chosen = 0, mean = 0;
    latigraph_readout_t readout;
    draw(200);
    fit(&readout, scratch, integers);
    for (int i = 0; i < N; i++) {
        mean += readout.value[i] / N;
    }
    for (int t = 0; t < ROWS; t++) {
        target[t] = y[t * TARGETS + 1]; /* y is centred by now */
    }
    for (int power = -10; power <= 1; power++) {
        const double penalty = pow(10, power) * mean, error = validation_error(x, target, penalty);
        if (error < best) {
            best = error;
            chosen = penalty;
        }
    }
    CHECK(chosen > 1e-3 * mean); /* the noise requires a penalty */
    /* The equations are (X'X + penalty) w = X'y. */
    for (int i = 0; i < N; i++) {
        double left = chosen * weight[i * TARGETS + 1], right = 0;
        for (int t = 0; t < ROWS; t++) {
            right += x[t * N + i] * target[t];
            for (int j = 0; j < N; j++) {
                left += x[t * N + i] * x[t * N + j] * weight[j * TARGETS + 1];
            }
        }
        CHECK_NEAR(left, right, 1e-7 * fabs(right) + 1e-6);
    }
}

int main(void) {
    double *scratch = g_new(double, latigraph_readout_work_size(N, TARGETS));
    blasint *integers = g_new(blasint, latigraph_symmetric_integers(N));
    test_init();
    check_line(scratch, integers);
    check_penalty(scratch, integers);
    g_free(integers);
    g_free(scratch);
    return 0;
}
