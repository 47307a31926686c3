/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Partial R²: how much codes predict of a property that size and density do not.
 *
 * Two covariates x₁ = ln n and x₂ = ln density are regressed out of the property and of every
 * coordinate of the code by least squares, and the residuals are regressed on each other by ridge
 * regression. The covariates are made orthogonal first, a = x₁ − x̄₁ and b = x₂ − x̄₂ − s a, so that
 * a fit is two independent slopes, and a covariate that does not vary by itself gets slope 0.
 *
 * Everything is fitted to the training circuits of a fold and applied to its test circuits. A
 * regression of the whole set would let the circuits to test into the residuals.
 *
 * The prediction from size and density is also the baseline of the prediction with codes:
 *
 *     plain:    baseline ȳ                  predicted ŷ(x)
 *     partial:  baseline ŷ(x)               predicted ŷ(x) + weightᵀ (z − ẑ(x)) + intercept
 */
#include "regression/partial.h"

#include "base/memory.h"
#include "regression/ridge.h"

#include <math.h>

/* Least share of the SD of a coordinate that regression on size and density must leave. A smaller
 * residual is rounding error, or the error with which the encoder passes on a statistic that it was
 * given. It counts as 0. */
static const double LEFT_MIN = 1e-3;

/* --- Regression on the two covariates ----------------------------------------- */

/* Orthogonal basis of the covariates over training circuits: a = x₁ − x̄₁, b = x₂ − x̄₂ − s a. */
typedef struct {
    int rows;
    const int *row;
    const double *covariate;
    double mean[2], slope;
    double squares[2]; /* Σ a² and Σ b²; 0 if the covariate does not vary by itself */
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
    const latigraph_folds_t *folds;
    int width;               /* dimensions of a code */
    const double *codes;     /* (circuits, width) */
    const double *covariate; /* (circuits, 2) */
    latigraph_fold_rows_t rows;
    double *known;      /* (circuits) the property, NaN where size or density are not known */
    double *left;       /* (circuits) residuals of the property */
    double *left_codes; /* (circuits, width) residuals of the codes */
    double *weight;     /* (width) */
} validation_t;

static void validation_destroy(validation_t *v) {
    g_free(v->rows.train);
    g_free(v->rows.test);
    g_free(v->known);
    g_free(v->left);
    g_free(v->left_codes);
    g_free(v->weight);
}

/* Allocates memory and puts the struct on the FINALLY stack. */
static igraph_error_t validation_allocate(validation_t *v) {
    const gsize count = (gsize)v->folds->circuits + 1, width = (gsize)v->width;
    v->rows.train = g_try_new0(int, count);
    v->rows.test = g_try_new0(int, count);
    v->known = g_try_new0(double, count);
    v->left = g_try_new0(double, count);
    v->left_codes = g_try_new0(double, count *width);
    v->weight = g_try_new0(double, width + 1);
    IGRAPH_FINALLY(validation_destroy, v);
    if (v->rows.train == NULL || v->rows.test == NULL || v->known == NULL || v->left == NULL ||
        v->left_codes == NULL || v->weight == NULL) {
        IGRAPH_ERRORF("Not enough memory for the residuals of %d circuits.", IGRAPH_ENOMEM,
                      v->folds->circuits);
    }
    return IGRAPH_SUCCESS;
}

/* Computes residuals of the line, for training and test circuits. Values are `stride` apart. */
static void subtract(const base_t *base, const line_t *line, const latigraph_fold_rows_t *rows,
                     const double *value, double *left, gsize stride) {
    for (int i = 0; i < rows->trains + rows->tests; i++) {
        const int c = i < rows->trains ? rows->train[i] : rows->test[i - rows->trains];
        const gsize at = (gsize)c * stride;
        left[at] = line->left > LEFT_MIN ? value[at] - line_at(base, line, c) : 0;
    }
}

/* Predicts the circuits of fold f from the fitted line and the regression of residuals. */
static void predict_fold(const validation_t *v, const base_t *base, const line_t *line,
                         double intercept, latigraph_prediction_t *plain,
                         latigraph_prediction_t *partial) {
    for (int i = 0; i < v->rows.tests; i++) {
        const int c = v->rows.test[i];
        const double *code = v->left_codes + (gsize)c * (gsize)v->width;
        plain->value[c] = partial->value[c] = v->known[c];
        plain->baseline[c] = line->mean;
        plain->predicted[c] = partial->baseline[c] = line_at(base, line, c);
        partial->predicted[c] = partial->baseline[c] + intercept;
        for (int k = 0; k < v->width; k++) {
            partial->predicted[c] += v->weight[k] * code[k];
        }
    }
    plain->scored += v->rows.tests;
    partial->scored += v->rows.tests;
}

static igraph_error_t validate_fold(validation_t *v, int f, latigraph_prediction_t *plain,
                                    latigraph_prediction_t *partial) {
    base_t base = {.row = v->rows.train, .covariate = v->covariate};
    line_t line;
    double intercept;
    if (!latigraph_fold_rows(v->folds, f, v->width, v->known, &v->rows)) {
        return IGRAPH_SUCCESS;
    }
    base.rows = v->rows.trains;
    find_base(&base);
    for (int k = 0; k < v->width; k++) {
        fit_line(&base, v->codes + k, (gsize)v->width, &line);
        subtract(&base, &line, &v->rows, v->codes + k, v->left_codes + k, (gsize)v->width);
    }
    fit_line(&base, v->known, 1, &line);
    for (int i = 0; i < base.rows; i++) {
        const int c = base.row[i];
        v->left[c] = v->known[c] - line_at(&base, &line, c);
    }
    const latigraph_sample_t sample = {base.rows, base.row, v->width, v->left_codes, v->left};
    IGRAPH_CHECK(latigraph_ridge_rows(&sample, v->folds, f, v->weight, &intercept, NULL));
    predict_fold(v, &base, &line, intercept, plain, partial);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_partial_validate(const latigraph_folds_t *folds, int width,
                                          const double *codes, const double *property,
                                          const double *covariate, latigraph_prediction_t *plain,
                                          latigraph_prediction_t *partial) {
    validation_t v = {.folds = folds, .width = width, .codes = codes, .covariate = covariate};
    IGRAPH_CHECK(validation_allocate(&v));
    latigraph_prediction_clear(plain);
    latigraph_prediction_clear(partial);
    for (int c = 0; c < folds->circuits; c++) {
        v.known[c] = isfinite(covariate[2 * c]) ? property[c] : NAN;
    }
    for (int f = 0; f < folds->count; f++) {
        IGRAPH_CHECK(validate_fold(&v, f, plain, partial));
    }
    validation_destroy(&v);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
