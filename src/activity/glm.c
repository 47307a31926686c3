/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Poisson regression of spike counts on the counts of all neurons one time before.
 *
 * The rate is the softplus ln(1 + exp(x)) of a linear function, which lets inhibition silence a
 * neuron without letting excitation explode. The loss is convex and is minimised by preconditioned
 * conjugate gradients. At a constant rate its second derivative is the mean Fisher weight times T
 * (C + λ I), so the inverse that the ridge regression of the same counts has already computed is
 * the preconditioner of all targets, its penalty the penalty, and its diagonal gives the standard
 * errors. A step of 1 is then close to Newton's. Targets are fitted in tiles of fixed size that
 * share products of matrices; every target has its own step length. */

#include "activity/glm.h"

#include "activity/estimate.h"
#include "base/cancel.h"
#include "base/parallel.h"

#include <cblas.h>
#include <string.h>

/* TILE: targets that are fitted together. STEPS: most evaluations of a fit. */
enum { TILE = 16, STEPS = 300, FILL = 256 };

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
        for (int k = 0; k < glm->targets; k++) {
            const double y = glm->y[(size_t)(first + t) * glm->targets + k];
            double *value = &rate[(size_t)t * glm->targets + k];
            double slope = 0;
            loss[k] += isfinite(y) ? poisson_loss(*value, y, &slope) : 0;
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
        loss[k] = 0.5 * glm->penalty[k] * cblas_ddot(n, weight + k, targets, weight + k, targets);
        for (int i = 0; i < n; i++) {
            const size_t entry = (size_t)i * targets + k;
            slope[entry] = glm->penalty[k] * weight[entry];
        }
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

/* Unknowns of a tile, or slopes by them: biases, then weights (n, targets). */
typedef struct {
    double *bias, *weight;
} part_t;

/* Scratch memory of a thread. */
typedef struct {
    double *memory;
    part_t at, trial;        /* accepted and tried unknowns */
    part_t slope, new_slope; /* slopes there */
    part_t natural;          /* preconditioned slopes at the accepted unknowns */
    part_t new_natural, direction;
    double *y, *rate;
    double loss[TILE], new_loss[TILE], step[TILE], scale[TILE], penalty[TILE];
    gboolean done[TILE];
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

static double dot(part_t a, part_t b, int n, int targets, int k) {
    return a.bias[k] * b.bias[k] + cblas_ddot(n, a.weight + k, targets, b.weight + k, targets);
}

/* natural = M⁻¹ slope, where M is the second derivative at a constant rate. */
static void precondition(const work_t *work, const scratch_t *scratch, int targets, part_t slope,
                         part_t natural) {
    const int n = work->columns->n;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, targets, n, 1,
                work->estimate->inverse, n, slope.weight, targets, 0, natural.weight, targets);
    for (int k = 0; k < targets; k++) {
        natural.bias[k] = slope.bias[k] / scratch->scale[k];
        cblas_dscal(n, 1 / scratch->scale[k], natural.weight + k, targets);
    }
}

/* to_k = from_k + step direction_k */
static void move(part_t from, double step, part_t direction, part_t to, int n, int targets, int k) {
    to.bias[k] = from.bias[k] + step * direction.bias[k];
    for (int i = 0; i < n; i++) {
        const size_t entry = (size_t)i * targets + k;
        to.weight[entry] = from.weight[entry] + step * direction.weight[entry];
    }
}

static void copy(part_t from, part_t to, int n, int targets, int k) {
    move(from, 0, from, to, n, targets, k);
}

/* Accepts the tried unknowns of a target and sets its next direction (Polak and Ribière). */
static void accept(scratch_t *scratch, int n, int targets, int k) {
    const double before = dot(scratch->slope, scratch->natural, n, targets, k);
    const double now = dot(scratch->new_slope, scratch->new_natural, n, targets, k);
    const double mixed = dot(scratch->slope, scratch->new_natural, n, targets, k);
    double keep = before > 0 ? MAX((now - mixed) / before, 0) : 0;
    copy(scratch->trial, scratch->at, n, targets, k);
    copy(scratch->new_slope, scratch->slope, n, targets, k);
    copy(scratch->new_natural, scratch->natural, n, targets, k);
    scratch->loss[k] = scratch->new_loss[k];
    if (keep * dot(scratch->direction, scratch->slope, n, targets, k) >= now) {
        keep = 0; /* the direction would not descend */
    }
    scratch->direction.bias[k] = keep * scratch->direction.bias[k] - scratch->natural.bias[k];
    for (int i = 0; i < n; i++) {
        const size_t entry = (size_t)i * targets + k;
        scratch->direction.weight[entry] =
            keep * scratch->direction.weight[entry] - scratch->natural.weight[entry];
    }
    scratch->step[k] = 1;
    scratch->done[k] = now < 1e-10; /* half of it is the loss that is left to gain, in nats */
}

/* Accepts the step of a target if its loss fell enough; otherwise halves the step. */
static void judge(scratch_t *scratch, int n, int targets, int k) {
    const double slope = dot(scratch->slope, scratch->direction, n, targets, k);
    const double allowed = scratch->loss[k] + 1e-4 * scratch->step[k] * slope;
    if (scratch->new_loss[k] <= allowed) {
        accept(scratch, n, targets, k);
    } else {
        scratch->step[k] /= 2;
        scratch->done[k] = scratch->step[k] < 1e-8;
    }
}

static void evaluate(const work_t *work, scratch_t *scratch, int targets, part_t at, part_t slope,
                     double *loss) {
    const latigraph_glm_t glm = {.n = work->columns->n,
                                 .times = work->columns->times - 1,
                                 .targets = targets,
                                 .x = work->x,
                                 .y = scratch->y,
                                 .penalty = scratch->penalty};
    latigraph_glm_loss(&glm, at.bias, at.weight, scratch->rate, loss, slope.bias, slope.weight);
}

/* Sets the start: a constant rate, the mean count, and its Fisher weight. */
static void start(const work_t *work, scratch_t *scratch, int j, int targets) {
    const int n = work->columns->n, times = work->columns->times - 1;
    latigraph_activity_block(work->columns->activity, work->columns->first + 1, times, j, targets,
                             scratch->y);
    memset(scratch->at.weight, 0, (size_t)n * targets * sizeof(double));
    for (int k = 0; k < targets; k++) {
        scratch->done[k] = !latigraph_column_is_live(work->columns, j + k);
        const double mean = scratch->done[k] ? 1 : work->columns->mean[j + k];
        const double bias = mean > 30 ? mean : log(expm1(mean)), sigmoid = -expm1(-mean);
        scratch->at.bias[k] = bias;
        scratch->scale[k] = sigmoid * sigmoid / mean * times;
        scratch->penalty[k] = scratch->scale[k] * work->estimate->penalty;
        scratch->step[k] = 1;
    }
    evaluate(work, scratch, targets, scratch->at, scratch->slope, scratch->loss);
    precondition(work, scratch, targets, scratch->slope, scratch->natural);
    for (int k = 0; k < targets; k++) {
        for (int i = 0; i < n; i++) {
            scratch->direction.weight[(size_t)i * targets + k] =
                -scratch->natural.weight[(size_t)i * targets + k];
        }
        scratch->direction.bias[k] = -scratch->natural.bias[k];
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
                live ? scratch->at.weight[(size_t)i * targets + k] : 0;
            estimate->error[(size_t)i * n + j + k] = live ? sqrt(inverse / scratch->scale[k]) : 0;
        }
    }
}

static void fit_tile(int item, int worker, void *data) {
    work_t *work = data;
    scratch_t *scratch = &work->scratch[worker];
    const int n = work->columns->n, j = (work->first + item) * TILE, targets = MIN(TILE, n - j);
    start(work, scratch, j, targets);
    for (int s = 0; s < STEPS && !latigraph_cancelled(&work->cancel); s++) {
        gboolean all = TRUE;
        for (int k = 0; k < targets; k++) {
            all = all && scratch->done[k];
            move(scratch->at, scratch->done[k] ? 0 : scratch->step[k], scratch->direction,
                 scratch->trial, n, targets, k);
        }
        if (all) {
            break;
        }
        evaluate(work, scratch, targets, scratch->trial, scratch->new_slope, scratch->new_loss);
        precondition(work, scratch, targets, scratch->new_slope, scratch->new_natural);
        for (int k = 0; k < targets; k++) {
            if (!scratch->done[k]) {
                judge(scratch, n, targets, k);
            }
        }
    }
    store(work, scratch, j, targets);
}

/* --- All targets ------------------------------------------------------------------------------ */

static void scratches_free(work_t *work) {
    for (int t = 0; t < work->threads; t++) {
        g_free(work->scratch[t].memory);
        g_free(work->scratch[t].y);
        g_free(work->scratch[t].rate);
    }
    g_free(work->scratch);
}

static igraph_error_t scratch_init(scratch_t *scratch, const work_t *work) {
    part_t *const parts[] = {&scratch->at,        &scratch->trial,   &scratch->slope,
                             &scratch->new_slope, &scratch->natural, &scratch->new_natural,
                             &scratch->direction};
    const gsize part = (gsize)(work->columns->n + 1) * TILE;
    scratch->memory = g_try_new0(double, part *G_N_ELEMENTS(parts));
    LATIGRAPH_CHECK_MEMORY(scratch->memory);
    for (gsize k = 0; k < G_N_ELEMENTS(parts); k++) {
        parts[k]->bias = scratch->memory + k * part;
        parts[k]->weight = parts[k]->bias + TILE;
    }
    scratch->y = g_try_malloc0_n((gsize)work->columns->times * TILE, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(scratch->y);
    scratch->rate = g_try_new0(double, GLM_ROWS *TILE);
    LATIGRAPH_CHECK_MEMORY(scratch->rate);
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
