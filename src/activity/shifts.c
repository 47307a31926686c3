/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Chance levels of pairs, by circular shifts of the target.
 *
 * Activity is autocorrelated, so that two independent neurons can be correlated by far more than
 * the number of times suggests. A shift of one neuron in time, whose end is put before its
 * beginning, keeps its autocorrelation and ends its relation to all others. The sources stay as
 * they are, so that the covariance and its inverse stay valid and a shift costs one product.
 *
 * A few hundred shifts cannot give a p value of 1e-6 to one pair. So the values of every pair are
 * divided by their root mean square over the shifts and the unshifted value, which makes pairs of
 * slow and fast neurons alike, and all shifted values of all pairs form one distribution. It is
 * kept as a histogram of integers: the result does not depend on the order of threads. The
 * unshifted value is also computed around the ends, because only then is it one of the values that
 * are equally likely by chance.
 *
 * Regressions use C⁻¹ c_j(o), where c_j(o) are the lagged products with the target shifted by o. A
 * neuron's own past explains a part of it, which a shift would take away: the chance level would be
 * that of a noisier target. So targets are first freed of their own past, z_j(t) − a_j z_j(t − 1).
 * The Poisson regression uses the same value: it is its first Newton step from a constant rate, so
 * that the test is a score test. For partial correlations the inverse without j follows from the
 * inverse with j by a rank-one change. */

#include "activity/estimate.h"

#include "base/cblas.h"
#include "base/cancel.h"
#include "base/parallel.h"
#include "base/random.h"

#include <string.h>

/* TILE: targets of an item. BINS per unit of a standardised value up to LIMIT. */
enum { TILE = 32, LIMIT = 32, BINS_PER_UNIT = 2048, BINS = LIMIT * BINS_PER_UNIT, FILL = 256 };

/* Scratch memory of a thread. */
typedef struct {
    double *c, *v;      /* (n, TILE) */
    float *value;       /* (shifts + 1, n, TILE) */
    guint64 *histogram; /* (BINS) shifted values, counted */
} scratch_t;

typedef struct {
    latigraph_estimate_t *estimate;
    const latigraph_columns_t *columns;
    latigraph_shifts_t plan;
    double *z;   /* (times, n) z-scores */
    double *y;   /* (times, n) what is shifted: for regressions free of the own past, otherwise z */
    int *offset; /* (shifts + 1), the first is 0 */
    scratch_t *scratch;
    double *standard; /* (n, n) standardised unshifted values, −1 for pairs without one */
    int first;        /* first tile of the group that is running */
    latigraph_cancel_t cancel;
    int threads;
} work_t;

/* --- Values of a tile ------------------------------------------------------------------------- */

/* c (n, columns): mean of z_i(t) y_j(t + shift), around the end. */
static void correlate(const work_t *work, int j, int columns, int shift, double *c) {
    const int n = work->columns->n, times = work->columns->times;
    const double scale = 1.0 / times;
    shift %= times;
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, columns, times - shift, scale, work->z,
                n, work->y + (size_t)shift * n + j, n, 0, c, columns);
    if (shift > 0) {
        cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, columns, shift, scale,
                    work->z + (size_t)(times - shift) * n, n, work->y + j, n, 1, c, columns);
    }
}

/* v = P c. */
static void regress(const work_t *work, int columns, const double *c, double *v) {
    const int n = work->columns->n;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, columns, n, 1,
                work->estimate->inverse, n, c, columns, 0, v, columns);
}

/* Turns the shrunk products of target j + k with all others into partial correlations. */
static void partial_of(const work_t *work, int j, int columns, int k, const double *c, double *v) {
    const int n = work->columns->n, target = j + k;
    const double *p = work->estimate->inverse;
    const double own = p[(size_t)target * n + target];
    const double excess = v[(size_t)target * columns + k] / own;
    double left = 1;
    for (int i = 0; i < n; i++) {
        double *entry = &v[(size_t)i * columns + k];
        *entry = i == target ? 0 : *entry - p[(size_t)i * n + target] * excess;
        left -= *entry * c[(size_t)i * columns + k];
    }
    left = MAX(left, 1e-12);
    for (int i = 0; i < n; i++) {
        double *entry = &v[(size_t)i * columns + k];
        const double cross = p[(size_t)i * n + target];
        const double inverse = p[(size_t)i * n + i] - cross * cross / own + *entry * *entry / left;
        *entry /= sqrt(left * inverse);
    }
}

static void partial(const work_t *work, int j, int columns, double *c, double *v) {
    const int n = work->columns->n;
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < columns; k++) {
            c[(size_t)i * columns + k] *= i == j + k ? 0 : 1 - work->estimate->penalty;
        }
    }
    regress(work, columns, c, v);
    for (int k = 0; k < columns; k++) {
        partial_of(work, j, columns, k, c, v);
    }
}

/* Stores the absolute values of one shift as `value` (n, columns). */
static void store(const double *v, size_t count, gboolean greatest, float *value) {
    for (size_t k = 0; k < count; k++) {
        const float size = (float)fabs(v[k]);
        value[k] = greatest ? MAX(value[k], size) : size;
    }
}

static void one_shift(const work_t *work, int j, int columns, int offset, const scratch_t *scratch,
                      float *value) {
    const size_t count = (size_t)work->columns->n * columns;
    switch (work->plan.kind) {
    case LATIGRAPH_NETWORK_CORRELATION:
        correlate(work, j, columns, offset, scratch->c);
        store(scratch->c, count, FALSE, value);
        break;
    case LATIGRAPH_NETWORK_LAGGED:
        for (int lag = 1; lag <= work->plan.lags; lag++) {
            correlate(work, j, columns, offset + lag, scratch->c);
            store(scratch->c, count, lag > 1, value);
        }
        break;
    case LATIGRAPH_NETWORK_PARTIAL:
        correlate(work, j, columns, offset, scratch->c);
        partial(work, j, columns, scratch->c, scratch->v);
        store(scratch->v, count, FALSE, value);
        break;
    default:
        correlate(work, j, columns, offset + 1, scratch->c);
        regress(work, columns, scratch->c, scratch->v);
        store(scratch->v, count, FALSE, value);
    }
}

/* --- The distribution ------------------------------------------------------------------------- */

static int bin_of(double standard) {
    return (int)MIN(standard * BINS_PER_UNIT, (double)(BINS - 1));
}

static gboolean is_pair(const work_t *work, int i, int j) {
    return i != j && (work->estimate->directed || i < j) &&
           latigraph_column_is_live(work->columns, i) && latigraph_column_is_live(work->columns, j);
}

/* Standardises the values of one pair, whose places in a shift are `at`. */
static void add_pair(const work_t *work, const scratch_t *scratch, size_t at, size_t stride,
                     double *standard) {
    double squares = 0;
    for (int s = 0; s <= work->plan.shifts; s++) {
        const double value = scratch->value[(size_t)s * stride + at];
        squares += value * value;
    }
    const double scale = squares > 0 ? sqrt((work->plan.shifts + 1) / squares) : 0;
    *standard = scale * scratch->value[at];
    for (int s = 1; s <= work->plan.shifts; s++) {
        scratch->histogram[bin_of(scale * scratch->value[(size_t)s * stride + at])]++;
    }
}

static void shift_tile(int item, int worker, void *data) {
    work_t *work = data;
    const scratch_t *scratch = &work->scratch[worker];
    const int n = work->columns->n, j = (work->first + item) * TILE, columns = MIN(TILE, n - j);
    const size_t stride = (size_t)n * columns;
    for (int s = 0; s <= work->plan.shifts; s++) {
        if (latigraph_cancelled(&work->cancel)) {
            return;
        }
        one_shift(work, j, columns, work->offset[s], scratch, scratch->value + (size_t)s * stride);
    }
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < columns; k++) {
            double *standard = &work->standard[(size_t)i * n + j + k];
            *standard = -1;
            if (is_pair(work, i, j + k)) {
                add_pair(work, scratch, (size_t)i * columns + k, stride, standard);
            }
        }
    }
}

/* Sets p to the share of the shifted values that are as large, the unshifted one among them. */
static void set_p(const work_t *work, const guint64 *histogram, double *above) {
    const int n = work->columns->n;
    double *p = work->estimate->p;
    guint64 count = 0;
    for (int b = BINS - 1; b >= 0; b--) {
        count += histogram[b];
        above[b] = (double)count;
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const size_t k = (size_t)i * n + j;
            p[k] = 1;
            if (is_pair(work, i, j)) {
                p[k] = (1 + above[bin_of(work->standard[k])]) / (1 + (double)count);
            }
        }
    }
    for (int i = 0; i < n && !work->estimate->directed; i++) {
        for (int j = 0; j < i; j++) {
            p[(size_t)i * n + j] = p[(size_t)j * n + i];
        }
    }
}

/* --- All pairs -------------------------------------------------------------------------------- */

static void fill(int item, int worker, void *data) {
    const work_t *work = data;
    const int begin = item * FILL, count = MIN(FILL, work->columns->times - begin);
    (void)worker;
    latigraph_columns_z(work->columns, begin, count, work->z + (size_t)begin * work->columns->n,
                        NULL);
}

/* Subtracts from a tile of targets what their own past explains. */
static void leave_past(int item, int worker, void *data) {
    const work_t *work = data;
    const int n = work->columns->n, times = work->columns->times;
    (void)worker;
    for (int j = item * TILE; j < MIN((item + 1) * TILE, n); j++) {
        const double *z = work->z + j;
        const double squares = cblas_ddot(times, z, n, z, n);
        const double again =
            cblas_ddot(times - 1, z, n, z + n, n) + z[0] * z[(size_t)(times - 1) * n];
        const double share = squares > 0 ? again / squares : 0;
        for (int t = 0; t < times; t++) {
            const size_t before = (size_t)(t > 0 ? t - 1 : times - 1);
            work->y[(size_t)t * n + j] = z[(size_t)t * n] - share * z[before * n];
        }
    }
}

/* Draws the shifts. Short ones are left out, because autocorrelation would carry the relation of
 * two neurons over them. */
static void draw_offsets(const work_t *work) {
    const int times = work->columns->times;
    const int least = CLAMP(times / 20, work->plan.lags + 2, MAX(times / 2 - 1, 1));
    work->offset[0] = 0;
    for (int s = 1; s <= work->plan.shifts; s++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, work->plan.seed, LATIGRAPH_STREAM_SHIFTS, (guint64)s);
        work->offset[s] =
            least + (int)latigraph_stream_integer(&stream, (guint32)MAX(times - 2 * least, 1));
    }
}

static void scratch_free(scratch_t *scratch) {
    g_free(scratch->c);
    g_free(scratch->v);
    g_free(scratch->value);
    g_free(scratch->histogram);
}

/* Frees the scratch memory of all threads, which may be half made. */
static void scratches_free(work_t *work) {
    for (int t = 0; t < work->threads; t++) {
        scratch_free(&work->scratch[t]);
    }
    g_free(work->scratch);
}

static igraph_error_t scratch_init(scratch_t *scratch, const work_t *work) {
    const gsize tile = (gsize)work->columns->n * TILE;
    scratch->c = g_try_new(double, tile);
    LATIGRAPH_CHECK_MEMORY(scratch->c);
    scratch->v = g_try_new(double, tile);
    LATIGRAPH_CHECK_MEMORY(scratch->v);
    scratch->value = g_try_malloc_n(tile * (gsize)(work->plan.shifts + 1), sizeof(float));
    LATIGRAPH_CHECK_MEMORY(scratch->value);
    scratch->histogram = g_try_new0(guint64, BINS);
    LATIGRAPH_CHECK_MEMORY(scratch->histogram);
    return IGRAPH_SUCCESS;
}

/* Runs the tiles, one per thread at a time, and reports progress after each group. */
static igraph_error_t run_tiles(work_t *work, int threads) {
    const int tiles = (work->columns->n + TILE - 1) / TILE;
    latigraph_cancel_init(&work->cancel);
    for (work->first = 0; work->first < tiles; work->first += threads) {
        IGRAPH_CHECK(latigraph_columns_progress(100.0 * work->first / tiles));
        latigraph_parallel_for(threads, MIN(threads, tiles - work->first), shift_tile, work);
        if (latigraph_cancelled(&work->cancel)) {
            IGRAPH_FINALLY_FREE();
            return IGRAPH_INTERRUPTED;
        }
    }
    return latigraph_columns_progress(100);
}

static igraph_error_t finish(const work_t *work, int threads) {
    double *above;
    LATIGRAPH_ALLOCATE(above, BINS);
    for (int t = 1; t < threads; t++) {
        for (int b = 0; b < BINS; b++) {
            work->scratch[0].histogram[b] += work->scratch[t].histogram[b];
        }
    }
    set_p(work, work->scratch[0].histogram, above);
    g_free(above);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(work_t *work) {
    work->threads = CLAMP(work->columns->threads, 1, (work->columns->n + TILE - 1) / TILE);
    work->scratch = g_try_new0(scratch_t, (gsize)work->threads);
    LATIGRAPH_CHECK_MEMORY(work->scratch);
    IGRAPH_FINALLY(scratches_free, work);
    for (int t = 0; t < work->threads; t++) {
        IGRAPH_CHECK(scratch_init(&work->scratch[t], work));
    }
    if (work->y != work->z) {
        latigraph_parallel_for(work->threads, (work->columns->n + TILE - 1) / TILE, leave_past,
                               work);
    }
    IGRAPH_CHECK(run_tiles(work, work->threads));
    IGRAPH_CHECK(finish(work, work->threads));
    scratches_free(work);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_estimate_p(latigraph_estimate_t *estimate,
                                    const latigraph_columns_t *columns,
                                    const latigraph_shifts_t *shifts) {
    const gsize square = (gsize)columns->n * (gsize)columns->n;
    const gboolean regression =
        shifts->kind == LATIGRAPH_NETWORK_AUTOREGRESSION || shifts->kind == LATIGRAPH_NETWORK_GLM;
    const gsize all = (gsize)columns->times * (gsize)columns->n;
    const double numbers = (regression ? 2 : 1) * (double)all + 5 * (double)square +
                           columns->threads * (shifts->shifts / 2.0 + 3) * TILE * columns->n;
    work_t work = {.estimate = estimate, .columns = columns, .plan = *shifts};
    IGRAPH_CHECK(latigraph_columns_check_memory(columns, numbers));
    estimate->p = g_try_malloc0_n(square + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(estimate->p);
    LATIGRAPH_ALLOCATE(work.offset, shifts->shifts + 1);
    LATIGRAPH_ALLOCATE(work.standard, square);
    LATIGRAPH_ALLOCATE(work.z, all);
    draw_offsets(&work);
    latigraph_parallel_for(columns->threads, (columns->times + FILL - 1) / FILL, fill, &work);
    work.y = work.z;
    if (regression) {
        LATIGRAPH_ALLOCATE(work.y, all);
    }
    IGRAPH_CHECK(run(&work));
    if (regression) {
        g_free(work.y);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_free(work.z);
    g_free(work.standard);
    g_free(work.offset);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
