/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Cross-validation with folds that are split by neuron.
 *
 * Circuits of one connectome overlap. A regression that has seen a circuit predicts every circuit
 * that shares neurons with it too well. The folds of circuit/folds.h therefore hold, for each fold,
 * the circuits to test and the circuits that share no neuron with any of them. A regression is
 * fitted to the second and predicts the first:
 *
 *     for each fold: fit weight, intercept on train; ŷ = intercept + weightᵀ z, ȳ = mean of train
 *     R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)², pooled over the circuits of all folds
 *
 * The baseline ȳ also comes from the training circuits, so that an R² of 0 means "no better than
 * guessing without codes" and an R² below 0 means "worse". Folds with few training circuits are
 * left out, because a regression on fewer than 2 circuits per dimension fits noise.
 */
#include "regression/cross.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/moments.h"

#include <math.h>

gboolean latigraph_fold_rows(const latigraph_folds_t *folds, int f, int width,
                             const double *property, latigraph_fold_rows_t *rows) {
    int trains = 0, tests = 0;
    for (int c = 0; c < folds->circuits; c++) {
        if (!isfinite(property[c])) {
            continue;
        }
        if (folds->fold[c] == f) {
            rows->test[tests++] = c;
        } else if (folds->trains[(gsize)f * (gsize)folds->circuits + (gsize)c]) {
            rows->train[trains++] = c;
        }
    }
    rows->trains = trains;
    rows->tests = tests;
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

double latigraph_prediction_r2_within(const latigraph_prediction_t *prediction) {
    double error = 0, scale = 0, mean, squares;
    for (int c = 0; c < prediction->circuits; c++) {
        const double y = prediction->value[c], miss = y - prediction->predicted[c];
        error += isfinite(y) ? miss * miss : 0;
        scale += isfinite(y) ? y * y : 0;
    }
    latigraph_moments(prediction->value, 1, prediction->circuits, &mean, &squares);
    return squares > 1e-20 * scale ? 1 - error / squares : NAN;
}

/* --- Cross-validation -------------------------------------------------------- */

/* State of a cross-validation. */
typedef struct {
    const latigraph_folds_t *folds;
    latigraph_regression_t *regression;
    void *data;                 /* argument of the regression */
    latigraph_fold_rows_t rows; /* circuits of the fold at hand */
    latigraph_sample_t sample;  /* training circuits of the fold at hand */
    double *weight;             /* (width) */
} validation_t;

static void validation_destroy(validation_t *v) {
    g_free(v->rows.train);
    g_free(v->rows.test);
    g_free(v->weight);
}

/* Fits the regression for fold f and predicts the circuits of the fold. */
static igraph_error_t validate_fold(validation_t *v, int f, latigraph_prediction_t *prediction) {
    latigraph_sample_t *sample = &v->sample;
    const int width = sample->width;
    double intercept, mean = 0;
    if (!latigraph_fold_rows(v->folds, f, width, sample->property, &v->rows)) {
        return IGRAPH_SUCCESS;
    }
    sample->rows = v->rows.trains;
    sample->row = v->rows.train;
    IGRAPH_CHECK(v->regression(sample, v->folds, f, v->weight, &intercept, v->data));
    for (int i = 0; i < sample->rows; i++) {
        mean += sample->property[sample->row[i]] / sample->rows;
    }
    for (int i = 0; i < v->rows.tests; i++) {
        const int c = v->rows.test[i];
        prediction->value[c] = sample->property[c];
        prediction->baseline[c] = mean;
        prediction->predicted[c] =
            intercept + cblas_ddot(width, v->weight, 1, sample->codes + (gsize)c * (gsize)width, 1);
    }
    prediction->scored += v->rows.tests;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_cross_validate(const latigraph_folds_t *folds, int width,
                                        const double *codes, const double *property,
                                        latigraph_regression_t *regression, void *data,
                                        latigraph_prediction_t *prediction) {
    validation_t v = {.folds = folds,
                      .regression = regression,
                      .data = data,
                      .rows = {.train = g_try_new0(int, folds->circuits + 1),
                               .test = g_try_new0(int, folds->circuits + 1)},
                      .sample = {.width = width, .codes = codes, .property = property},
                      .weight = g_try_new0(double, width + 1)};
    IGRAPH_FINALLY(validation_destroy, &v);
    if (v.rows.train == NULL || v.rows.test == NULL || v.weight == NULL) {
        IGRAPH_ERRORF("Not enough memory for the cross-validation of %d circuits.", IGRAPH_ENOMEM,
                      folds->circuits);
    }
    latigraph_prediction_clear(prediction);
    for (int f = 0; f < folds->count; f++) {
        IGRAPH_CHECK(validate_fold(&v, f, prediction));
    }
    validation_destroy(&v);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
