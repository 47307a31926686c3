/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "regression/cross.h"

#include "base/lapack.h"
#include "base/memory.h"

#include <math.h>

gboolean latigraph_fold_rows(const latigraph_folds_t *folds, int f, int width,
                             const double *property, int *train, int *train_count, int *test,
                             int *test_count) {
    int trains = 0, tests = 0;
    for (int c = 0; c < folds->circuits; c++) {
        if (!isfinite(property[c])) {
            continue;
        }
        if (folds->fold[c] == f) {
            test[tests++] = c;
        } else if (folds->trains[(gsize)f * (gsize)folds->circuits + (gsize)c]) {
            train[trains++] = c;
        }
    }
    *train_count = trains;
    *test_count = tests;
    return tests > 0 && trains >= MAX(2 * width, 20) && trains >= 2 * tests;
}

/* --- Predictions ------------------------------------------------------------ */

igraph_error_t latigraph_prediction_init(latigraph_prediction_t *prediction, int circuits) {
    const gsize capacity = (gsize)circuits + 1;
    *prediction = (latigraph_prediction_t){.circuits = circuits,
                                           .value = g_try_new0(double, capacity),
                                           .predicted = g_try_new0(double, capacity),
                                           .baseline = g_try_new0(double, capacity)};
    if (prediction->value == NULL || prediction->predicted == NULL ||
        prediction->baseline == NULL) {
        latigraph_prediction_destroy(prediction);
        IGRAPH_ERRORF("Not enough memory for predictions of %d circuits.", IGRAPH_ENOMEM, circuits);
    }
    latigraph_prediction_clear(prediction);
    return IGRAPH_SUCCESS;
}

void latigraph_prediction_destroy(latigraph_prediction_t *prediction) {
    g_free(prediction->value);
    g_free(prediction->predicted);
    g_free(prediction->baseline);
    memset(prediction, 0, sizeof *prediction);
}

void latigraph_prediction_clear(latigraph_prediction_t *prediction) {
    prediction->scored = 0;
    for (int c = 0; c < prediction->circuits; c++) {
        prediction->value[c] = NAN;
    }
}

double latigraph_prediction_r2(const latigraph_prediction_t *prediction, const double *weight) {
    double error = 0, total = 0, scale = 0;
    for (int c = 0; c < prediction->circuits; c++) {
        const double y = prediction->value[c], w = weight != NULL ? weight[c] : 1;
        if (isfinite(y)) {
            const double miss = y - prediction->predicted[c], rest = y - prediction->baseline[c];
            error += w * miss * miss;
            total += w * rest * rest;
            scale += w * (y * y + prediction->baseline[c] * prediction->baseline[c]);
        }
    }
    /* A total that is only rounding error counts as no variance. */
    return total > 1e-20 * scale ? 1 - error / total : NAN;
}

/* --- Cross-validation -------------------------------------------------------- */

typedef struct {
    int *train, *test;
    double *weight;
} scratch_t;

static void scratch_destroy(scratch_t *scratch) {
    g_free(scratch->train);
    g_free(scratch->test);
    g_free(scratch->weight);
}

static igraph_error_t validate_fold(const latigraph_folds_t *folds, int f, int width,
                                    const double *codes, const double *property,
                                    latigraph_regression_t *regression, void *data,
                                    const scratch_t *scratch, latigraph_prediction_t *prediction) {
    int trains, tests;
    double intercept, mean = 0;
    if (!latigraph_fold_rows(folds, f, width, property, scratch->train, &trains, scratch->test,
                             &tests)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(regression(folds, f, trains, scratch->train, width, codes, property,
                            scratch->weight, &intercept, data));
    for (int i = 0; i < trains; i++) {
        mean += property[scratch->train[i]] / trains;
    }
    for (int i = 0; i < tests; i++) {
        const int c = scratch->test[i];
        prediction->value[c] = property[c];
        prediction->baseline[c] = mean;
        prediction->predicted[c] =
            intercept + cblas_ddot(width, scratch->weight, 1, codes + (gsize)c * (gsize)width, 1);
    }
    prediction->scored += tests;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_cross_validate(const latigraph_folds_t *folds, int width,
                                        const double *codes, const double *property,
                                        latigraph_regression_t *regression, void *data,
                                        latigraph_prediction_t *prediction) {
    scratch_t scratch = {.train = g_try_new0(int, folds->circuits + 1),
                         .test = g_try_new0(int, folds->circuits + 1),
                         .weight = g_try_new0(double, width + 1)};
    IGRAPH_FINALLY(scratch_destroy, &scratch);
    if (scratch.train == NULL || scratch.test == NULL || scratch.weight == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    latigraph_prediction_clear(prediction);
    for (int f = 0; f < folds->count; f++) {
        IGRAPH_CHECK(validate_fold(folds, f, width, codes, property, regression, data, &scratch,
                                   prediction));
    }
    scratch_destroy(&scratch);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
