/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "regression/pls.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"

#include <math.h>

/* Least number of circuits for a regression of the inner cross-validation. */
enum { TRAIN_MIN = 10 };

/* Everything in terms of the standardised codes Z: what SIMPLS needs of them is ZᵀZ and Zᵀy. */
typedef struct {
    double *block;     /* memory of the arrays below */
    double *mean, *sd; /* (width) of the codes */
    double *gram;      /* (width, width) ZᵀZ */
    double *cross;     /* (width) Zᵀ(y − ȳ) */
    double *left;      /* (width) the same, with what earlier components explain projected out */
    double *load;      /* (width) */
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

static double property_mean(int rows, const int *row, const double *property) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
        sum += property[row[i]];
    }
    return sum / rows;
}

static void find_moments(int rows, const int *row, int width, const double *codes, work_t *w) {
    for (int k = 0; k < width; k++) {
        double sum = 0, squares = 0;
        for (int i = 0; i < rows; i++) {
            sum += codes[(gsize)row[i] * (gsize)width + (gsize)k];
        }
        w->mean[k] = sum / rows;
        for (int i = 0; i < rows; i++) {
            const double d = codes[(gsize)row[i] * (gsize)width + (gsize)k] - w->mean[k];
            squares += d * d;
        }
        w->sd[k] = sqrt(squares / rows);
        if (!(w->sd[k] > 1e-12)) {
            w->sd[k] = INFINITY; /* a dimension that does not vary stays 0 */
        }
    }
}

/* ZᵀZ and Zᵀ(y − ȳ); returns the square of the length of y − ȳ, 0 where that is rounding. */
static double find_products(int rows, const int *row, int width, const double *codes,
                            const double *property, double mean, work_t *w) {
    double *z = w->load, squares = 0;
    memset(w->gram, 0, sizeof(double) * (gsize)width * (gsize)width);
    memset(w->cross, 0, sizeof(double) * (gsize)width);
    for (int i = 0; i < rows; i++) {
        const double y = property[row[i]] - mean;
        for (int k = 0; k < width; k++) {
            z[k] = (codes[(gsize)row[i] * (gsize)width + (gsize)k] - w->mean[k]) / w->sd[k];
        }
        cblas_dger(CblasRowMajor, width, width, 1, z, 1, z, 1, w->gram, width);
        cblas_daxpy(width, y, z, 1, w->cross, 1);
        squares += y * y;
    }
    return squares > 1e-24 * rows * mean * mean ? squares : 0;
}

/* v less its part in the space of the first `count` rows of the base, twice against rounding. */
static void project_out(const double *base, int count, int width, double *v) {
    for (int pass = 0; pass < 2; pass++) {
        for (int a = 0; a < count; a++) {
            const double *row = base + (gsize)a * (gsize)width;
            cblas_daxpy(width, -cblas_ddot(width, row, 1, v, 1), row, 1, v, 1);
        }
    }
}

/* Adds component a to beta. Returns FALSE if there is none. `squares` is the squared length of y.
 */
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

igraph_error_t latigraph_pls_path(int rows, const int *row, int width, const double *codes,
                                  const double *property, int most, double *weight,
                                  double *intercept, int *found) {
    work_t w;
    int a = 0;
    IGRAPH_CHECK(work_init(&w, width, most));
    latigraph_blas_begin();
    const double mean = property_mean(rows, row, property);
    find_moments(rows, row, width, codes, &w);
    const double squares = find_products(rows, row, width, codes, property, mean, &w);
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

/* Scratch for one division of the circuits. */
typedef struct {
    int *train;
    double *weight, *intercept; /* (LATIGRAPH_PLS_MOST, width), (LATIGRAPH_PLS_MOST) */
    double error[LATIGRAPH_PLS_MOST];
    int tested;
} trial_t;

/* Adds the squared errors of each number of components on the circuits of fold g. A number that
 * cannot be reached predicts as the greatest that can. */
static igraph_error_t try_fold(const latigraph_folds_t *folds, int g, int rows, const int *row,
                               int width, const double *codes, const double *property,
                               trial_t *trial) {
    int trains = 0, found;
    for (int i = 0; i < rows; i++) {
        if (folds->trains[(gsize)g * (gsize)folds->circuits + (gsize)row[i]]) {
            trial->train[trains++] = row[i];
        }
    }
    if (trains < TRAIN_MIN) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_pls_path(trains, trial->train, width, codes, property,
                                    MIN(LATIGRAPH_PLS_MOST, MIN(width, trains - 2)), trial->weight,
                                    trial->intercept, &found));
    for (int i = 0; i < rows && found > 0; i++) {
        if (folds->fold[row[i]] != g) {
            continue;
        }
        trial->tested++;
        for (int a = 0; a < LATIGRAPH_PLS_MOST; a++) {
            const int used = MIN(a, found - 1);
            const double miss = property[row[i]] - trial->intercept[used] -
                                cblas_ddot(width, trial->weight + (gsize)used * (gsize)width, 1,
                                           codes + (gsize)row[i] * (gsize)width, 1);
            trial->error[a] += miss * miss;
        }
    }
    return IGRAPH_SUCCESS;
}

static int best_number(const trial_t *trial) {
    int best = 0;
    for (int a = 1; a < LATIGRAPH_PLS_MOST && trial->tested > 0; a++) {
        best = trial->error[a] < trial->error[best] ? a : best;
    }
    return best + 1;
}

igraph_error_t latigraph_pls_rows(const latigraph_folds_t *folds, int fold, int rows,
                                  const int *row, int width, const double *codes,
                                  const double *property, double *weight, double *intercept,
                                  void *data) {
    trial_t trial = {.tested = 0};
    int found;
    LATIGRAPH_ALLOCATE(trial.train, rows);
    LATIGRAPH_ALLOCATE(trial.weight, LATIGRAPH_PLS_MOST * width);
    LATIGRAPH_ALLOCATE(trial.intercept, LATIGRAPH_PLS_MOST);
    for (int g = 0; g < folds->count; g++) {
        if (g != fold) {
            IGRAPH_CHECK(try_fold(folds, g, rows, row, width, codes, property, &trial));
        }
    }
    IGRAPH_CHECK(latigraph_pls_path(rows, row, width, codes, property,
                                    MIN(best_number(&trial), MIN(width, MAX(rows - 2, 1))),
                                    trial.weight, trial.intercept, &found));
    memset(weight, 0, sizeof(double) * (gsize)width);
    *intercept = property_mean(rows, row, property);
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
