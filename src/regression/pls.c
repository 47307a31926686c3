/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Partial least squares by SIMPLS (de Jong, Chemom. Intell. Lab. Syst. 18:251, 1993).
 *
 * SIMPLS never deflates the codes. It needs only G = ZᵀZ and s = Zᵀ(y − ȳ) of the standardised
 * codes Z, so that its cost after one pass over the circuits depends on the width of the code
 * alone:
 *
 *     left = s
 *     repeat:  r = left / √(leftᵀ G left)   weights of a score t = Z r of length 1
 *              p = G r                      loading Zᵀt
 *              β += (sᵀ r) r                regression of y on the scores so far
 *              v = p less its part in the span of earlier v, of length 1
 *              left −= v (vᵀ left)          later scores are uncorrelated with t
 *
 * Projections are done twice against rounding. The loop ends when `left` is rounding error.
 *
 * The number of components is chosen by an inner cross-validation over the folds that the outer one
 * uses. The fold to be tested takes no part in it, so the outer R² stays honest.
 */
#include "regression/pls.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"

#include <math.h>

/* Least number of circuits for a regression of the inner cross-validation. */
enum { TRAIN_MIN = 10 };

/* Quantities of SIMPLS for standardised codes Z (rows, width). */
typedef struct {
    double *block;     /* memory of the arrays below */
    double *mean, *sd; /* (width) of the codes */
    double *gram;      /* (width, width) ZᵀZ */
    double *cross;     /* (width) Zᵀ(y − ȳ) */
    double *left;      /* (width) the same, less its part in the span of the loadings so far */
    double *load;      /* (width) loading of the component; also a row of Z */
    double *base;      /* (most, width) orthonormal base of the loadings */
    double *beta;      /* (width) weights of Z so far */
    double *turn;      /* (width) weights of Z in the component */
} work_t;

static igraph_error_t work_init(work_t *w, int width, int most) {
    const gsize k = (gsize)width;
    LATIGRAPH_ALLOCATE(w->block, 7 * k + k * k + (gsize)most * k);
    w->mean = w->block;
    w->sd = w->mean + k;
    w->cross = w->sd + k;
    w->left = w->cross + k;
    w->load = w->left + k;
    w->beta = w->load + k;
    w->turn = w->beta + k;
    w->gram = w->turn + k;
    w->base = w->gram + k * k;
    return IGRAPH_SUCCESS;
}

static double property_mean(const latigraph_sample_t *sample) {
    double sum = 0;
    for (int i = 0; i < sample->rows; i++) {
        sum += sample->property[sample->row[i]];
    }
    return sum / sample->rows;
}

/* Returns the code (width) of circuit i of the sample. */
static const double *code_of(const latigraph_sample_t *sample, int i) {
    return sample->codes + (gsize)sample->row[i] * (gsize)sample->width;
}

/* Computes mean and SD of every dimension of the code. */
static void find_moments(const latigraph_sample_t *sample, work_t *w) {
    for (int k = 0; k < sample->width; k++) {
        double sum = 0, squares = 0;
        for (int i = 0; i < sample->rows; i++) {
            sum += code_of(sample, i)[k];
        }
        w->mean[k] = sum / sample->rows;
        for (int i = 0; i < sample->rows; i++) {
            const double d = code_of(sample, i)[k] - w->mean[k];
            squares += d * d;
        }
        w->sd[k] = sqrt(squares / sample->rows);
        if (!(w->sd[k] > 1e-12)) {
            w->sd[k] = INFINITY; /* a dimension that does not vary stays 0 */
        }
    }
}

/* Computes ZᵀZ and Zᵀ(y − ȳ). Returns the squared length of y − ȳ, 0 if that is rounding error. */
static double find_products(const latigraph_sample_t *sample, double mean, work_t *w) {
    const int width = sample->width;
    double *z = w->load, squares = 0;
    memset(w->gram, 0, sizeof(double) * (gsize)width * (gsize)width);
    memset(w->cross, 0, sizeof(double) * (gsize)width);
    for (int i = 0; i < sample->rows; i++) {
        const double *code = code_of(sample, i), y = sample->property[sample->row[i]] - mean;
        for (int k = 0; k < width; k++) {
            z[k] = (code[k] - w->mean[k]) / w->sd[k];
        }
        cblas_dger(CblasRowMajor, width, width, 1, z, 1, z, 1, w->gram, width);
        cblas_daxpy(width, y, z, 1, w->cross, 1);
        squares += y * y;
    }
    return squares > 1e-24 * sample->rows * mean * mean ? squares : 0;
}

/* Subtracts from v its part in the span of the first `count` rows of the base, twice against
 * rounding. */
static void project_out(const double *base, int count, int width, double *v) {
    for (int pass = 0; pass < 2; pass++) {
        for (int a = 0; a < count; a++) {
            const double *row = base + (gsize)a * (gsize)width;
            cblas_daxpy(width, -cblas_ddot(width, row, 1, v, 1), row, 1, v, 1);
        }
    }
}

/* Adds component a to beta. Returns FALSE if no component is left. `squares` is the squared length
 * of y − ȳ. */
static gboolean add_component(work_t *w, int a, int width, double squares) {
    double *base = w->base + (gsize)a * (gsize)width;
    const double size = cblas_dnrm2(width, w->left, 1);
    if (!(size * size > 1e-20 * squares * cblas_dasum(width, w->gram, width + 1))) {
        return FALSE;
    }
    memcpy(w->turn, w->left, sizeof(double) * (gsize)width);
    cblas_dsymv(CblasRowMajor, CblasUpper, width, 1, w->gram, width, w->turn, 1, 0, w->load, 1);
    const double length =
        sqrt(cblas_ddot(width, w->turn, 1, w->load, 1)); /* length of the score t = Z r */
    if (!(length > 1e-10 * size)) {
        return FALSE;
    }
    cblas_dscal(width, 1 / length, w->turn, 1);
    cblas_dscal(width, 1 / length, w->load, 1); /* p = Zᵀt */
    cblas_daxpy(width, cblas_ddot(width, w->cross, 1, w->turn, 1), w->turn, 1, w->beta, 1);
    memcpy(base, w->load, sizeof(double) * (gsize)width);
    project_out(w->base, a, width, base);
    const double rest = cblas_dnrm2(width, base, 1);
    if (rest > 0) {
        cblas_dscal(width, 1 / rest, base, 1);
    }
    project_out(w->base, a + 1, width, w->left);
    return TRUE;
}

/* Converts weights of standardised codes to weights of the codes. */
static void hand_out(const work_t *w, int width, double mean, double *weight, double *intercept) {
    *intercept = mean;
    for (int k = 0; k < width; k++) {
        weight[k] = w->beta[k] / w->sd[k];
        *intercept -= weight[k] * w->mean[k];
    }
}

igraph_error_t latigraph_pls_path(const latigraph_sample_t *sample, int most, double *weight,
                                  double *intercept, int *found) {
    const int width = sample->width;
    work_t w;
    int a = 0;
    IGRAPH_CHECK(work_init(&w, width, most));
    latigraph_blas_begin();
    const double mean = property_mean(sample);
    find_moments(sample, &w);
    const double squares = find_products(sample, mean, &w);
    memcpy(w.left, w.cross, sizeof(double) * (gsize)width);
    while (a < most && squares > 0 && add_component(&w, a, width, squares)) {
        hand_out(&w, width, mean, weight + (gsize)a * (gsize)width, &intercept[a]);
        a++;
    }
    latigraph_blas_end();
    *found = a;
    g_free(w.block);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The number of components ------------------------------------------------ */

/* Scratch of the inner cross-validation, and its sums over folds. */
typedef struct {
    int *train;                       /* (circuits of the sample) */
    double *weight;                   /* (LATIGRAPH_PLS_MOST, width) */
    double *intercept;                /* (LATIGRAPH_PLS_MOST) */
    double error[LATIGRAPH_PLS_MOST]; /* squared errors by the number of components, less 1 */
    int tested;                       /* number of circuits that were predicted */
} trial_t;

/* Adds the squared errors of each number of components on the circuits of fold g. A number that
 * cannot be reached predicts like the greatest that can. */
static igraph_error_t try_fold(const latigraph_sample_t *sample, const latigraph_folds_t *folds,
                               int g, trial_t *trial) {
    const int width = sample->width;
    latigraph_sample_t inner = *sample;
    int trains = 0, found;
    for (int i = 0; i < sample->rows; i++) {
        if (folds->trains[(gsize)g * (gsize)folds->circuits + (gsize)sample->row[i]]) {
            trial->train[trains++] = sample->row[i];
        }
    }
    if (trains < TRAIN_MIN) {
        return IGRAPH_SUCCESS;
    }
    inner.rows = trains;
    inner.row = trial->train;
    IGRAPH_CHECK(latigraph_pls_path(&inner, MIN(LATIGRAPH_PLS_MOST, MIN(width, trains - 2)),
                                    trial->weight, trial->intercept, &found));
    for (int i = 0; i < sample->rows && found > 0; i++) {
        if (folds->fold[sample->row[i]] != g) {
            continue;
        }
        trial->tested++;
        for (int a = 0; a < LATIGRAPH_PLS_MOST; a++) {
            const int used = MIN(a, found - 1);
            const double miss = sample->property[sample->row[i]] - trial->intercept[used] -
                                cblas_ddot(width, trial->weight + (gsize)used * (gsize)width, 1,
                                           code_of(sample, i), 1);
            trial->error[a] += miss * miss;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Returns the number of components with the smallest error, 1 if no circuit was predicted. */
static int best_number(const trial_t *trial) {
    int best = 0;
    for (int a = 1; a < LATIGRAPH_PLS_MOST && trial->tested > 0; a++) {
        best = trial->error[a] < trial->error[best] ? a : best;
    }
    return best + 1;
}

igraph_error_t latigraph_pls_rows(const latigraph_sample_t *sample, const latigraph_folds_t *folds,
                                  int fold, double *weight, double *intercept, void *data) {
    const int width = sample->width, rows = sample->rows;
    trial_t trial = {.tested = 0};
    int found;
    LATIGRAPH_ALLOCATE(trial.train, rows);
    LATIGRAPH_ALLOCATE(trial.weight, LATIGRAPH_PLS_MOST * width);
    LATIGRAPH_ALLOCATE(trial.intercept, LATIGRAPH_PLS_MOST);
    for (int g = 0; g < folds->count; g++) {
        if (g != fold) {
            IGRAPH_CHECK(try_fold(sample, folds, g, &trial));
        }
    }
    IGRAPH_CHECK(latigraph_pls_path(sample, MIN(best_number(&trial), MIN(width, MAX(rows - 2, 1))),
                                    trial.weight, trial.intercept, &found));
    memset(weight, 0, sizeof(double) * (gsize)width);
    *intercept = property_mean(sample);
    if (found > 0) {
        memcpy(weight, trial.weight + (gsize)(found - 1) * (gsize)width,
               sizeof(double) * (gsize)width);
        *intercept = trial.intercept[found - 1];
    }
    if (data != NULL) {
        *(int *)data = found;
    }
    g_free(trial.intercept);
    g_free(trial.weight);
    g_free(trial.train);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
