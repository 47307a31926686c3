/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "regression/partial.h"

#include "base/memory.h"
#include "regression/ridge.h"

#include <math.h>

/* Least share of the SD of a coordinate that regression on size and density must leave. Below it
 * the residual is rounding error, or error of the encoder in passing on the statistics it was
 * given, and counts as 0. */
static const double LEFT_MIN = 1e-3;

/* --- Regression on the two covariates ----------------------------------------- */

/* Orthogonal base of the covariates over training circuits: a = x₁ − x̄₁, b = x₂ − x̄₂ − s a. */
typedef struct {
    int rows;
    const int *row;
    const double *covariate;
    double mean[2], slope;
    double squares[2]; /* Σ a² and Σ b²; 0 if it does not vary by itself */
} base_t;

static void base_at(const base_t *base, int c, double ab[2]) {
    ab[0] = base->covariate[2 * c] - base->mean[0];
    ab[1] = base->covariate[2 * c + 1] - base->mean[1] - base->slope * ab[0];
}

static void find_base(base_t *base) {
    double aa = 0, ab = 0, bb = 0, rest = 0;
    base->mean[0] = base->mean[1] = 0;
    for (int i = 0; i < base->rows; i++) {
        base->mean[0] += base->covariate[2 * base->row[i]] / base->rows;
        base->mean[1] += base->covariate[2 * base->row[i] + 1] / base->rows;
    }
    for (int i = 0; i < base->rows; i++) {
        const double a = base->covariate[2 * base->row[i]] - base->mean[0];
        const double b = base->covariate[2 * base->row[i] + 1] - base->mean[1];
        aa += a * a;
        ab += a * b;
        bb += b * b;
    }
    base->squares[0] = aa > 1e-12 * base->rows ? aa : 0;
    base->slope = base->squares[0] > 0 ? ab / aa : 0;
    for (int i = 0; i < base->rows; i++) {
        double at[2];
        base_at(base, base->row[i], at);
        rest += at[1] * at[1];
    }
    base->squares[1] = rest > 1e-10 * bb && bb > 1e-12 * base->rows ? rest : 0;
}

/* A least-squares fit of values, `stride` apart. */
typedef struct {
    double mean, slope[2];
    double left; /* SD of the residuals as a share of that of the training values */
} line_t;

static double line_at(const base_t *base, const line_t *line, int c) {
    double ab[2];
    base_at(base, c, ab);
    return line->mean + line->slope[0] * ab[0] + line->slope[1] * ab[1];
}

static void fit_line(const base_t *base, const double *value, gsize stride, line_t *line) {
    double sum = 0, with[2] = {0, 0}, left = 0, all = 0;
    for (int i = 0; i < base->rows; i++) {
        sum += value[(gsize)base->row[i] * stride];
    }
    line->mean = sum / base->rows;
    for (int i = 0; i < base->rows; i++) {
        double ab[2];
        const double y = value[(gsize)base->row[i] * stride] - line->mean;
        base_at(base, base->row[i], ab);
        with[0] += y * ab[0];
        with[1] += y * ab[1];
    }
    for (int k = 0; k < 2; k++) {
        line->slope[k] = base->squares[k] > 0 ? with[k] / base->squares[k] : 0;
    }
    for (int i = 0; i < base->rows; i++) {
        const double y = value[(gsize)base->row[i] * stride];
        const double rest = y - line_at(base, line, base->row[i]);
        left += rest * rest;
        all += (y - line->mean) * (y - line->mean);
    }
    line->left = all > 0 ? sqrt(left / all) : 0;
}

/* --- Folds ------------------------------------------------------------------ */

typedef struct {
    int *train, *test;
    double *known;  /* (circuits) the property, NaN where size or density are not known */
    double *left;   /* (circuits) residuals of the property */
    double *codes;  /* (circuits, width) residuals of the codes */
    double *weight; /* (width) */
} scratch_t;

static void scratch_destroy(scratch_t *scratch) {
    g_free(scratch->train);
    g_free(scratch->test);
    g_free(scratch->known);
    g_free(scratch->left);
    g_free(scratch->codes);
    g_free(scratch->weight);
}

static igraph_error_t scratch_init(scratch_t *scratch, int circuits, int width) {
    const gsize count = (gsize)circuits + 1;
    *scratch = (scratch_t){.train = g_try_new0(int, count),
                           .test = g_try_new0(int, count),
                           .known = g_try_new0(double, count),
                           .left = g_try_new0(double, count),
                           .codes = g_try_new0(double, count *(gsize)width),
                           .weight = g_try_new0(double, (gsize)width + 1)};
    IGRAPH_FINALLY(scratch_destroy, scratch);
    if (scratch->train == NULL || scratch->test == NULL || scratch->known == NULL ||
        scratch->left == NULL || scratch->codes == NULL || scratch->weight == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

/* Computes residuals of the line, for training and test circuits. */
static void subtract(const base_t *base, const line_t *line, const int *test, int tests,
                     const double *value, double *left, gsize stride) {
    for (int i = 0; i < base->rows + tests; i++) {
        const int c = i < base->rows ? base->row[i] : test[i - base->rows];
        const gsize at = (gsize)c * stride;
        left[at] = line->left > LEFT_MIN ? value[at] - line_at(base, line, c) : 0;
    }
}

static igraph_error_t validate_fold(const latigraph_folds_t *folds, int f, int width,
                                    const double *codes, const double *covariate,
                                    scratch_t *scratch, latigraph_prediction_t *plain,
                                    latigraph_prediction_t *partial) {
    base_t base = {.row = scratch->train, .covariate = covariate};
    line_t line;
    double intercept;
    int tests;
    if (!latigraph_fold_rows(folds, f, width, scratch->known, scratch->train, &base.rows,
                             scratch->test, &tests)) {
        return IGRAPH_SUCCESS;
    }
    find_base(&base);
    for (int k = 0; k < width; k++) {
        fit_line(&base, codes + k, (gsize)width, &line);
        subtract(&base, &line, scratch->test, tests, codes + k, scratch->codes + k, (gsize)width);
    }
    fit_line(&base, scratch->known, 1, &line);
    for (int i = 0; i < base.rows; i++) {
        const int c = base.row[i];
        scratch->left[c] = scratch->known[c] - line_at(&base, &line, c);
    }
    IGRAPH_CHECK(latigraph_ridge_rows(folds, f, base.rows, base.row, width, scratch->codes,
                                      scratch->left, scratch->weight, &intercept, NULL));
    for (int i = 0; i < tests; i++) {
        const int c = scratch->test[i];
        const double *code = scratch->codes + (gsize)c * (gsize)width;
        plain->value[c] = partial->value[c] = scratch->known[c];
        plain->baseline[c] = line.mean;
        plain->predicted[c] = partial->baseline[c] = line_at(&base, &line, c);
        partial->predicted[c] = partial->baseline[c] + intercept;
        for (int k = 0; k < width; k++) {
            partial->predicted[c] += scratch->weight[k] * code[k];
        }
    }
    plain->scored += tests;
    partial->scored += tests;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_partial_validate(const latigraph_folds_t *folds, int width,
                                          const double *codes, const double *property,
                                          const double *covariate, latigraph_prediction_t *plain,
                                          latigraph_prediction_t *partial) {
    scratch_t scratch;
    IGRAPH_CHECK(scratch_init(&scratch, folds->circuits, width));
    latigraph_prediction_clear(plain);
    latigraph_prediction_clear(partial);
    for (int c = 0; c < folds->circuits; c++) {
        scratch.known[c] = isfinite(covariate[2 * c]) ? property[c] : NAN;
    }
    for (int f = 0; f < folds->count; f++) {
        IGRAPH_CHECK(validate_fold(folds, f, width, codes, covariate, &scratch, plain, partial));
    }
    scratch_destroy(&scratch);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
