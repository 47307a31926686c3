/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Poisson regression of spike counts on the counts of all neurons one time before.
 *
 * The rate is the softplus ln(1 + exp(x)) of a linear function, which lets inhibition silence a
 * neuron without letting excitation explode. The loss is convex and is minimised by preconditioned
 * conjugate gradients (glm_fit.c). At a constant rate its second derivative is the mean Fisher
 * weight times T (C + λ I), so the inverse that the ridge regression of the same counts has already
 * computed is the preconditioner of all targets, its penalty the penalty, and its diagonal gives
 * the standard errors. A step of 1 is then close to Newton's. Targets are fitted in tiles of fixed
 * size that share products of matrices; every target has its own step length. */

#include "activity/glm_fit.h"

#include "activity/estimate.h"
#include "base/cblas.h"
#include "base/parallel.h"

#include <string.h>

/* TILE: targets that are fitted together. STEPS: most evaluations of a fit. */
enum { TILE = GLM_TARGETS, STEPS = 300, FILL = 256 };

/* --- Loss ------------------------------------------------------------------------------------- */

/* Returns μ − y ln μ at the linear value eta, and its slope. */
static double poisson_loss(double eta, double y, double *slope) {
    const double rate = eta > 30 ? eta : log1p(exp(eta));
    const double sigmoid = 1 / (1 + exp(-eta));
    const double log_rate = eta < -30 ? eta : log(rate);
    const double ratio = eta < -30 ? 1 : sigmoid / rate; /* derivative of ln μ */
    *slope = sigmoid - y * ratio;
    return rate - y * log_rate;
}

/* Replaces linear values by slopes, and adds the losses and the slopes by the biases. */
static void add_rows(const latigraph_glm_t *glm, int first, int rows, double *rate, double *loss,
                     double *bias_slope) {
    for (int t = 0; t < rows; t++) {
        const double importance = glm->importance != NULL ? glm->importance[first + t] : 1;
        for (int k = 0; k < glm->targets; k++) {
            const double y = glm->y[(size_t)(first + t) * glm->targets + k];
            double *value = &rate[(size_t)t * glm->targets + k];
            double slope = 0;
            loss[k] += isfinite(y) ? importance * poisson_loss(*value, y, &slope) : 0;
            slope *= importance;
            bias_slope[k] += slope;
            *value = slope;
        }
    }
}

void latigraph_glm_loss(const latigraph_glm_t *glm, const double *bias, const double *weight,
                        double *rate, double *loss, double *bias_slope, double *slope) {
    const int n = glm->n, targets = glm->targets;
    memset(bias_slope, 0, (size_t)targets * sizeof(double));
    for (int k = 0; k < targets; k++) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            const size_t entry = (size_t)i * targets + k;
            const double apart = weight[entry] - (glm->centre != NULL ? glm->centre[entry] : 0);
            slope[entry] = glm->penalty[k] * apart;
            squares += apart * apart;
        }
        loss[k] = 0.5 * glm->penalty[k] * squares;
    }
    for (int first = 0; first < glm->times; first += GLM_ROWS) {
        const int rows = MIN(GLM_ROWS, glm->times - first);
        const double *x = glm->x + (size_t)first * n;
        for (int t = 0; t < rows; t++) {
            memcpy(rate + (size_t)t * targets, bias, (size_t)targets * sizeof(double));
        }
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, targets, n, 1, x, n, weight,
                    targets, 1, rate, targets);
        add_rows(glm, first, rows, rate, loss, bias_slope);
        cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, targets, rows, 1, x, n, rate,
                    targets, 1, slope, targets);
    }
}

/* --- Fit of a tile ---------------------------------------------------------------------------- */

/* Scratch memory of a thread. */
typedef struct {
    latigraph_glm_scratch_t search;
    double *y; /* counts of the tile */
    double scale[TILE], penalty[TILE];
} scratch_t;

typedef struct {
    latigraph_estimate_t *estimate;
    const latigraph_columns_t *columns;
    double *x; /* (times, n) z-scores */
    scratch_t *scratch;
    int threads;
    int first; /* first tile of the group that is running */
    latigraph_cancel_t cancel;
} work_t;

/* A tile that is being fitted. */
typedef struct {
    const work_t *work;
    const scratch_t *scratch;
    int targets;
} tile_t;

/* natural = M⁻¹ slope, where M is the second derivative at a constant rate. */
static void precondition(latigraph_glm_part_t slope, latigraph_glm_part_t natural, void *data) {
    const tile_t *tile = data;
    const int n = tile->work->columns->n, targets = tile->targets;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, targets, n, 1,
                tile->work->estimate->inverse, n, slope.weight, targets, 0, natural.weight,
                targets);
    for (int k = 0; k < targets; k++) {
        natural.bias[k] = slope.bias[k] / tile->scratch->scale[k];
        cblas_dscal(n, 1 / tile->scratch->scale[k], natural.weight + k, targets);
    }
}

/* Sets the start: a constant rate, the mean count, and its Fisher weight. */
static void start(const work_t *work, scratch_t *scratch, int j, int targets) {
    const int n = work->columns->n, times = work->columns->times - 1;
    latigraph_activity_block(work->columns->activity, work->columns->first + 1, times, j, targets,
                             scratch->y);
    memset(scratch->search.at.weight, 0, (size_t)n * targets * sizeof(double));
    for (int k = 0; k < targets; k++) {
        scratch->search.done[k] = !latigraph_column_is_live(work->columns, j + k);
        const double mean = scratch->search.done[k] ? 1 : work->columns->mean[j + k];
        const double bias = mean > 30 ? mean : log(expm1(mean)), sigmoid = -expm1(-mean);
        scratch->search.at.bias[k] = bias;
        scratch->scale[k] = sigmoid * sigmoid / mean * times;
        scratch->penalty[k] = scratch->scale[k] * work->estimate->penalty;
    }
}

/* Stores weights and standard errors of a tile. */
static void store(const work_t *work, const scratch_t *scratch, int j, int targets) {
    latigraph_estimate_t *estimate = work->estimate;
    const int n = work->columns->n;
    for (int i = 0; i < n; i++) {
        const double inverse = estimate->inverse[(size_t)i * n + i];
        for (int k = 0; k < targets; k++) {
            const gboolean live = latigraph_column_is_live(work->columns, i) &&
                                  latigraph_column_is_live(work->columns, j + k);
            estimate->weight[(size_t)i * n + j + k] =
                live ? scratch->search.at.weight[(size_t)i * targets + k] : 0;
            estimate->error[(size_t)i * n + j + k] = live ? sqrt(inverse / scratch->scale[k]) : 0;
        }
    }
}

static void fit_tile(int item, int worker, void *data) {
    work_t *work = data;
    scratch_t *scratch = &work->scratch[worker];
    const int n = work->columns->n, j = (work->first + item) * TILE, targets = MIN(TILE, n - j);
    tile_t tile = {.work = work, .scratch = scratch, .targets = targets};
    const latigraph_glm_t glm = {.n = n,
                                 .times = work->columns->times - 1,
                                 .targets = targets,
                                 .x = work->x,
                                 .y = scratch->y,
                                 .penalty = scratch->penalty};
    const latigraph_glm_search_t search = {.glm = &glm,
                                           .precondition = precondition,
                                           .data = &tile,
                                           .steps = STEPS,
                                           .tolerance = 1e-10,
                                           .cancel = &work->cancel};
    start(work, scratch, j, targets);
    latigraph_glm_minimise(&search, &scratch->search);
    store(work, scratch, j, targets);
}

/* --- All targets ------------------------------------------------------------------------------ */

static void scratches_free(work_t *work) {
    for (int t = 0; t < work->threads; t++) {
        latigraph_glm_scratch_destroy(&work->scratch[t].search);
        g_free(work->scratch[t].y);
    }
    g_free(work->scratch);
}

static igraph_error_t scratch_init(scratch_t *scratch, const work_t *work) {
    IGRAPH_CHECK(latigraph_glm_scratch_init(&scratch->search, work->columns->n));
    scratch->y = g_try_malloc0_n((gsize)work->columns->times * TILE, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(scratch->y);
    return IGRAPH_SUCCESS;
}

static void fill(int item, int worker, void *data) {
    const work_t *work = data;
    const int begin = item * FILL, count = MIN(FILL, work->columns->times - begin);
    (void)worker;
    latigraph_columns_z(work->columns, begin, count, work->x + (size_t)begin * work->columns->n,
                        NULL);
}

static igraph_error_t fit_tiles(work_t *work) {
    const int tiles = (work->columns->n + TILE - 1) / TILE;
    latigraph_cancel_init(&work->cancel);
    for (work->first = 0; work->first < tiles; work->first += work->threads) {
        IGRAPH_CHECK(latigraph_columns_progress(100.0 * work->first / tiles));
        latigraph_parallel_for(work->threads, MIN(work->threads, tiles - work->first), fit_tile,
                               work);
        if (latigraph_cancelled(&work->cancel)) {
            IGRAPH_FINALLY_FREE();
            return IGRAPH_INTERRUPTED;
        }
    }
    return latigraph_columns_progress(100);
}

/* Fits all targets, from the inverse and the penalty of the ridge regression. */
static igraph_error_t fit_all(latigraph_estimate_t *estimate, const latigraph_columns_t *columns) {
    work_t work = {.estimate = estimate, .columns = columns};
    work.threads = CLAMP(columns->threads, 1, (columns->n + TILE - 1) / TILE);
    LATIGRAPH_ALLOCATE(work.x, (gsize)columns->times * (gsize)columns->n);
    latigraph_parallel_for(columns->threads, (columns->times + FILL - 1) / FILL, fill, &work);
    work.scratch = g_try_new0(scratch_t, (gsize)work.threads);
    LATIGRAPH_CHECK_MEMORY(work.scratch);
    IGRAPH_FINALLY(scratches_free, &work);
    for (int t = 0; t < work.threads; t++) {
        IGRAPH_CHECK(scratch_init(&work.scratch[t], &work));
    }
    IGRAPH_CHECK(fit_tiles(&work));
    scratches_free(&work);
    g_free(work.x);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_estimate_glm(latigraph_estimate_t *estimate,
                                      const latigraph_columns_t *columns, double penalty) {
    if (columns->least < 0 || !columns->whole) {
        IGRAPH_ERRORF("Kind glm needs counts of spikes, but activity \"%.60s\" has values that "
                      "are %s. Use kind autoregression for other activity.",
                      IGRAPH_EINVAL, columns->activity->name,
                      columns->least < 0 ? "negative" : "not whole numbers");
    }
    IGRAPH_CHECK(latigraph_columns_check_memory(
        columns, (double)columns->times * (columns->n + columns->threads * TILE)));
    IGRAPH_CHECK(latigraph_estimate_autoregression(estimate, columns, penalty));
    return fit_all(estimate, columns);
}
