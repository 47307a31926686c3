/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Effective weights on the edges of a known connectome.
 *
 * Each neuron is regressed on its own presynaptic neurons and on its own past, one time before. So
 * a neuron with ten inputs has eleven unknowns, whatever the size of the connectome, and short
 * recordings suffice where a regression on all neurons would fit noise. All regressions are read
 * off the same cross-products. Most synapses of a brain excite, so weights are shrunk towards their
 * common mean and not towards 0; the mean is the least-squares slope of all neurons on the sums of
 * their inputs. One ridge penalty serves all neurons: the one that predicts left-out stretches of
 * time best. Weights and errors are converted from z-scores to the units of
 * the activity. */

#include "activity/estimate.h"

#include "activity/products.h"
#include "base/cancel.h"
#include "base/lapack.h"
#include "base/parallel.h"

#include <string.h>

/* Scratch memory of a thread, for regressions with up to `most` sources. */
typedef struct {
    double *c, *test;           /* (most, most) */
    double *d, *s, *test_s, *v; /* (most) */
    double *apart;              /* (most) s without what weights of the common mean explain */
    double *work;
    blasint *integers;
    int *source; /* (most) columns */
} scratch_t;

typedef struct {
    latigraph_within_t *within;
    const latigraph_columns_t *columns;
    const latigraph_products_t *products;
    int *start, *edge; /* (n + 1) and (edges): edges of target j are edge[start[j] ..] */
    int most;          /* most sources of a regression */
    double mean;       /* common mean of the weights */
    double penalty[PENALTIES];
    double (*error)[PENALTIES]; /* (n) summed squared errors, but for a constant */
    int *failed;                /* (n) */
    scratch_t *scratch;         /* (threads) */
    int threads;
    latigraph_cancel_t cancel;
} work_t;

/* --- Regressions of one target ---------------------------------------------------------------- */

/* Lists the sources of a target: its presynaptic neurons, then the target itself. */
static int list_sources(const work_t *work, int target, int *source) {
    int count = 0;
    for (int k = work->start[target]; k < work->start[target + 1]; k++) {
        source[count++] = work->within->from[work->edge[k]];
    }
    source[count++] = target;
    return count;
}

/* Adds `sign` times the sums of a fold to c (p, p) and s (p); returns the times of the fold. */
static double add_fold(const work_t *work, int fold, int target, const int *source, int p,
                       double sign, double *c, double *s) {
    const double *same = latigraph_products_same(work->products, fold);
    const double *later = latigraph_products_later(work->products, fold, 0);
    const size_t n = (size_t)work->products->n;
    for (int i = 0; i < p; i++) {
        for (int k = 0; k < p; k++) {
            c[(size_t)i * p + k] += sign * same[(size_t)source[i] * n + source[k]];
        }
        s[i] += sign * later[(size_t)source[i] * n + target];
    }
    return work->products->times[fold];
}

/* Gathers the means over all folds but one (−1: all folds). */
static double gather(const work_t *work, int target, int without, int p, const scratch_t *scratch) {
    double times = 0;
    memset(scratch->c, 0, (size_t)p * p * sizeof(double));
    memset(scratch->s, 0, (size_t)p * sizeof(double));
    for (int f = 0; f < work->products->folds; f++) {
        if (f != without) {
            times += add_fold(work, f, target, scratch->source, p, 1, scratch->c, scratch->s);
        }
    }
    for (size_t k = 0; k < (size_t)p * p; k++) {
        scratch->c[k] /= times;
    }
    for (int k = 0; k < p; k++) {
        scratch->s[k] /= times;
    }
    return times;
}

/* Sets `apart` before c is decomposed. The last source is the target itself, which has no part in
 * the common mean. */
static void set_apart(const work_t *work, int p, const scratch_t *scratch) {
    for (int i = 0; i < p; i++) {
        scratch->apart[i] = scratch->s[i];
        for (int k = 0; k < p - 1; k++) {
            scratch->apart[i] -= work->mean * scratch->c[(size_t)i * p + k];
        }
    }
}

/* Gathers the means over all folds but one, and replaces the rows of c by its eigenvectors. */
static double decompose(const work_t *work, int target, int without, int p,
                        const scratch_t *scratch) {
    const double times = gather(work, target, without, p, scratch);
    set_apart(work, p, scratch);
    work->failed[target] |=
        latigraph_symmetric(p, scratch->c, scratch->d, scratch->work, scratch->integers) != 0;
    return times;
}

/* Computes v = mean + (C + λ I)⁻¹ apart from the eigenvectors in the rows of c. */
static void solve(const work_t *work, const scratch_t *scratch, int p, double penalty, double *v) {
    for (int i = 0; i < p; i++) {
        v[i] = i < p - 1 ? work->mean : 0;
    }
    for (int k = 0; k < p; k++) {
        const double *e = scratch->c + (size_t)k * p;
        const double q = cblas_ddot(p, e, 1, scratch->apart, 1);
        cblas_daxpy(p, q / (MAX(scratch->d[k], 0) + penalty), e, 1, v, 1);
    }
}

static void try_target(int target, int worker, void *data) {
    work_t *work = data;
    const scratch_t *scratch = &work->scratch[worker];
    const int p = list_sources(work, target, scratch->source);
    if (!latigraph_column_is_live(work->columns, target)) {
        return;
    }
    for (int f = 0; f < work->products->folds && !latigraph_cancelled(&work->cancel); f++) {
        decompose(work, target, f, p, scratch);
        memset(scratch->test, 0, (size_t)p * p * sizeof(double));
        memset(scratch->test_s, 0, (size_t)p * sizeof(double));
        add_fold(work, f, target, scratch->source, p, 1, scratch->test, scratch->test_s);
        for (int k = 0; k < PENALTIES; k++) {
            double *v = scratch->v, *product = scratch->work;
            solve(work, scratch, p, work->penalty[k], v);
            cblas_dgemv(CblasRowMajor, CblasNoTrans, p, p, 1, scratch->test, p, v, 1, 0, product,
                        1);
            work->error[target][k] +=
                cblas_ddot(p, v, 1, product, 1) - 2 * cblas_ddot(p, v, 1, scratch->test_s, 1);
        }
    }
}

/* Returns the variance that is left of a target, per time that the predictors leave. */
static double residual(const scratch_t *scratch, int p, double penalty, double times) {
    double left = 1 - 2 * cblas_ddot(p, scratch->v, 1, scratch->s, 1), freedom = 0;
    for (int k = 0; k < p; k++) {
        const double d = MAX(scratch->d[k], 0);
        const double along = cblas_ddot(p, scratch->c + (size_t)k * p, 1, scratch->v, 1);
        left += d * along * along;
        freedom += d / (d + penalty);
    }
    return MAX(left, 0) * times / MAX(times - freedom, 1);
}

static void fit_target(int target, int worker, void *data) {
    work_t *work = data;
    const scratch_t *scratch = &work->scratch[worker];
    const latigraph_within_t *within = work->within;
    if (latigraph_cancelled(&work->cancel)) {
        return;
    }
    const int p = list_sources(work, target, scratch->source);
    const double penalty = within->penalty, times = decompose(work, target, -1, p, scratch);
    solve(work, scratch, p, penalty, scratch->v);
    const double left = residual(scratch, p, penalty, times);
    for (int k = 0; k < p - 1; k++) {
        const int edge = work->edge[work->start[target] + k], source = scratch->source[k];
        const gboolean live = latigraph_column_is_live(work->columns, source) &&
                              latigraph_column_is_live(work->columns, target);
        const double unit = live ? work->columns->sd[target] / work->columns->sd[source] : 0;
        double inverse = 0;
        for (int m = 0; m < p; m++) {
            const double e = scratch->c[(size_t)m * p + k];
            inverse += e * e / (MAX(scratch->d[m], 0) + penalty);
        }
        within->weight[edge] = unit * scratch->v[k];
        within->error[edge] = unit * sqrt(inverse * left / times);
    }
}

/* --- All targets ------------------------------------------------------------------------------ */

/* Sorts the edges by target, keeping their order. */
static void sort_edges(work_t *work) {
    const latigraph_within_t *within = work->within;
    const int n = work->columns->n;
    for (int e = 0; e < within->edges; e++) {
        work->start[within->to[e] + 1]++;
    }
    for (int j = 0; j < n; j++) {
        work->most = MAX(work->most, work->start[j + 1] + 1);
        work->start[j + 1] += work->start[j];
    }
    for (int e = 0; e < within->edges; e++) {
        work->edge[work->start[within->to[e]]++] = e;
    }
    for (int j = n; j > 0; j--) {
        work->start[j] = work->start[j - 1];
    }
    work->start[0] = 0;
}

static void scratch_free(scratch_t *scratch) {
    g_free(scratch->c);
    g_free(scratch->test);
    g_free(scratch->d);
    g_free(scratch->work);
    g_free(scratch->integers);
    g_free(scratch->source);
}

/* Frees the scratch memory of all threads, which may be half made. */
static void scratches_free(work_t *work) {
    for (int t = 0; t < work->threads; t++) {
        scratch_free(&work->scratch[t]);
    }
    g_free(work->scratch);
}

static igraph_error_t scratch_init(scratch_t *scratch, int most) {
    const gsize square = (gsize)most * (gsize)most;
    scratch->c = g_try_new(double, square);
    LATIGRAPH_CHECK_MEMORY(scratch->c);
    scratch->test = g_try_new(double, square);
    LATIGRAPH_CHECK_MEMORY(scratch->test);
    scratch->d = g_try_new(double, 5 * (gsize)most);
    LATIGRAPH_CHECK_MEMORY(scratch->d);
    scratch->s = scratch->d + most;
    scratch->test_s = scratch->s + most;
    scratch->v = scratch->test_s + most;
    scratch->apart = scratch->v + most;
    scratch->work = g_try_new(double, latigraph_symmetric_work_size(most));
    LATIGRAPH_CHECK_MEMORY(scratch->work);
    scratch->integers = g_try_new(blasint, latigraph_symmetric_integers(most));
    LATIGRAPH_CHECK_MEMORY(scratch->integers);
    scratch->source = g_try_new(int, (gsize)most);
    LATIGRAPH_CHECK_MEMORY(scratch->source);
    return IGRAPH_SUCCESS;
}

/* Sets the common mean of the weights. */
static void set_mean(work_t *work) {
    const latigraph_within_t *within = work->within;
    const size_t n = (size_t)work->columns->n;
    double with_target = 0, among = 0;
    for (int f = 0; f < work->products->folds; f++) {
        const double *same = latigraph_products_same(work->products, f);
        const double *later = latigraph_products_later(work->products, f, 0);
        for (int e = 0; e < within->edges; e++) {
            const int target = within->to[e];
            with_target += later[(size_t)within->from[e] * n + target];
            for (int k = work->start[target]; k < work->start[target + 1]; k++) {
                among += same[(size_t)within->from[e] * n + within->from[work->edge[k]]];
            }
        }
    }
    work->mean = among > 0 ? with_target / among : 0;
}

/* Chooses the penalty by the errors summed over targets. */
static double best_penalty(const work_t *work) {
    double least = INFINITY, best = work->penalty[0];
    for (int k = 0; k < PENALTIES; k++) {
        double sum = 0;
        for (int j = 0; j < work->columns->n; j++) {
            sum += work->error[j][k];
        }
        if (sum < least) {
            least = sum;
            best = work->penalty[k];
        }
    }
    return best;
}

static igraph_error_t fit_all(work_t *work, int threads, double penalty) {
    const int n = work->columns->n;
    latigraph_cancel_init(&work->cancel);
    if (isnan(penalty)) {
        latigraph_penalties(1 + work->within->edges / n, latigraph_products_times(work->products),
                            work->penalty);
        latigraph_parallel_for(threads, n, try_target, work);
        penalty = best_penalty(work);
    }
    IGRAPH_CHECK(latigraph_columns_progress(90));
    work->within->penalty = penalty;
    latigraph_parallel_for(threads, n, fit_target, work);
    if (latigraph_cancelled(&work->cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    for (int j = 0; j < n; j++) {
        if (work->failed[j]) {
            IGRAPH_ERROR("The eigenvalues of the covariance did not converge.", IGRAPH_FAILURE);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_threads(work_t *work, int threads, double penalty) {
    work->threads = CLAMP(threads, 1, work->columns->n);
    work->scratch = g_try_new0(scratch_t, (gsize)work->threads);
    LATIGRAPH_CHECK_MEMORY(work->scratch);
    IGRAPH_FINALLY(scratches_free, work);
    for (int t = 0; t < work->threads; t++) {
        IGRAPH_CHECK(scratch_init(&work->scratch[t], work->most));
    }
    IGRAPH_CHECK(fit_all(work, work->threads, penalty));
    scratches_free(work);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_estimate_within(latigraph_within_t *within,
                                         const latigraph_columns_t *columns, double penalty) {
    const int n = columns->n, folds = isnan(penalty) ? FOLDS : 1;
    const latigraph_products_plan_t plan = {.folds = folds, .lags = 1, .same = TRUE};
    latigraph_products_t products;
    work_t work = {.within = within, .columns = columns, .products = &products};
    const double sums = 2.0 * folds * n * n;
    IGRAPH_CHECK(latigraph_columns_check_memory(columns, sums));
    IGRAPH_CHECK(latigraph_products_init(&products, columns, &plan, 70));
    LATIGRAPH_ALLOCATE(work.start, n + 1);
    LATIGRAPH_ALLOCATE(work.edge, within->edges);
    LATIGRAPH_ALLOCATE(work.error, n);
    LATIGRAPH_ALLOCATE(work.failed, n);
    sort_edges(&work);
    IGRAPH_CHECK(latigraph_columns_check_memory(columns, sums + 4.0 * MIN(columns->threads, n) *
                                                                    work.most * work.most));
    set_mean(&work);
    IGRAPH_CHECK(run_threads(&work, columns->threads, penalty));
    g_free(work.failed);
    g_free(work.error);
    g_free(work.edge);
    g_free(work.start);
    latigraph_products_destroy(&products);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}
