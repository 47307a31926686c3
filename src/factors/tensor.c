/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Co-activity of pairs of neurons over time.
 *
 *     trace ──smooth──▶ ──difference──▶ ──robust SDs, within ±5──▶ δ_i(t)
 *     a_ij(t) = √max(δ_i δ_j, 0) · exp(−(δ_i − δ_j)² / 2), then means over short windows
 *
 * It is large where both neurons rise, or both fall, at similar speeds, and 0 where one rises and
 * the other falls. Speeds are scaled by their median over the animal, so that neither brightness
 * nor a few large transients decide. Correlations over windows would need longer windows. A neuron
 * that an animal lacks, or that does not vary there, makes its pairs unknown in that animal. */

#include "factors/tensor.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/remarks.h"

#include <math.h>
#include <string.h>

/* Slices that take more bytes than this together lie in a mapped file. */
static const double MEMORY = 64e6;
/* Speeds beyond this many robust SDs are cut, and the SD of a normal number in MADs. */
static const double CUT = 5, NORMAL = 1.4826;

/* --- Memory ----------------------------------------------------------------------------------- */

void latigraph_tensor_destroy(latigraph_tensor_t *tensor) {
    for (int w = 0; w < tensor->animals; w++) {
        if (tensor->slab != NULL && tensor->slab[w].store != NULL) {
            latigraph_slab_leave(&tensor->slab[w]);
        } else if (tensor->slice != NULL) {
            g_free(tensor->slice[w]);
        }
    }
    if (tensor->store != NULL) {
        latigraph_store_unref(tensor->store);
    }
    g_free(tensor->slab);
    g_free(tensor->slice);
    g_free(tensor->first);
    g_free(tensor->second);
    g_free(tensor->known);
    g_free(tensor->squares);
    g_free(tensor->live);
}

static igraph_error_t reserve_slices(latigraph_tensor_t *tensor) {
    const gsize bytes = (gsize)tensor->pairs * (gsize)tensor->times * sizeof(float);
    if ((double)bytes * tensor->animals > MEMORY) {
        IGRAPH_CHECK(latigraph_store_create(&tensor->store));
    }
    for (int w = 0; w < tensor->animals; w++) {
        if (tensor->store != NULL) {
            IGRAPH_CHECK(latigraph_slab_reserve(&tensor->slab[w], tensor->store,
                                                latigraph_slab_bytes(bytes)));
            tensor->slice[w] = (float *)(void *)tensor->slab[w].start;
        } else {
            tensor->slice[w] = g_try_malloc0(bytes);
            LATIGRAPH_CHECK_MEMORY(tensor->slice[w]);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_tensor_init(latigraph_tensor_t *tensor, int neurons, int times,
                                     int animals) {
    const gsize pairs = (gsize)neurons * (gsize)(neurons - 1) / 2;
    *tensor = (latigraph_tensor_t){
        .neurons = neurons, .pairs = (int)pairs, .times = times, .animals = animals};
    IGRAPH_FINALLY(latigraph_tensor_destroy, tensor);
    tensor->slab = g_try_new0(latigraph_slab_t, animals);
    LATIGRAPH_CHECK_MEMORY(tensor->slab);
    tensor->slice = g_try_new0(float *, animals);
    LATIGRAPH_CHECK_MEMORY(tensor->slice);
    tensor->first = g_try_new0(int, pairs);
    LATIGRAPH_CHECK_MEMORY(tensor->first);
    tensor->second = g_try_new0(int, pairs);
    LATIGRAPH_CHECK_MEMORY(tensor->second);
    tensor->known = g_try_malloc0_n((gsize)animals, pairs);
    LATIGRAPH_CHECK_MEMORY(tensor->known);
    tensor->squares = g_try_new0(double, (gsize)animals *pairs);
    LATIGRAPH_CHECK_MEMORY(tensor->squares);
    tensor->live = g_try_malloc0_n((gsize)animals, (gsize)neurons);
    LATIGRAPH_CHECK_MEMORY(tensor->live);
    for (int i = 0, p = 0; i < neurons; i++) {
        for (int j = i + 1; j < neurons; j++, p++) {
            tensor->first[p] = i;
            tensor->second[p] = j;
        }
    }
    return reserve_slices(tensor);
}

gboolean latigraph_tensor_knows(const latigraph_tensor_t *tensor, int pair) {
    gboolean known = FALSE;
    for (int w = 0; w < tensor->animals && !known; w++) {
        known = tensor->known[(size_t)w * tensor->pairs + pair] != 0;
    }
    return known;
}

/* --- Speed of a trace ------------------------------------------------------------------------- */

/* Smooths a trace by a Gaussian that is cut after four SDs and at the ends of the trace. */
static void smooth_trace(const double *trace, int n, double sd, double *smooth) {
    const int reach = (int)ceil(4 * sd);
    for (int t = 0; t < n; t++) {
        double sum = 0, all = 0;
        for (int s = MAX(t - reach, 0); s <= MIN(t + reach, n - 1); s++) {
            const double weight = sd > 0 ? exp(-0.5 * (s - t) * (s - t) / (sd * sd)) : 1;
            sum += weight * trace[s];
            all += weight;
        }
        smooth[t] = sum / all;
    }
}

static int compare(const void *x, const void *y) {
    const double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

/* Robust SD of n differences around 0; the mean size where more than half are 0. Sorts `size`. */
static double spread(double *size, int n) {
    double sum = 0;
    for (int t = 0; t < n; t++) {
        size[t] = fabs(size[t]);
        sum += size[t];
    }
    qsort(size, (size_t)n, sizeof *size, compare);
    const double median = 0.5 * (size[(n - 1) / 2] + size[n / 2]);
    return median > 0 ? NORMAL * median : sqrt(G_PI / 2) * sum / n;
}

gboolean latigraph_speed(double *trace, int n, double smooth, double *work, float *speed) {
    smooth_trace(trace, n, smooth, work);
    for (int t = 0; t < n; t++) {
        const int before = MAX(t - 1, 0), after = MIN(t + 1, n - 1);
        trace[t] = (work[after] - work[before]) / (after - before);
    }
    memcpy(work, trace, (size_t)n * sizeof *work);
    const double scale = spread(work, n);
    for (int t = 0; t < n; t++) {
        speed[t] = scale > 0 ? (float)CLAMP(trace[t] / scale, -CUT, CUT) : 0;
    }
    return scale > 0;
}

/* --- Pairs ------------------------------------------------------------------------------------ */

void latigraph_affinity(const float *x, const float *y, int times,
                        const latigraph_affinity_t *affinity, double *work, float *result) {
    const int count = latigraph_tensor_times(affinity, times);
    for (int t = 0; t < times; t++) {
        const float product = x[t] * y[t], apart = x[t] - y[t];
        work[t] = product > 0 ? sqrtf(product) * expf(-0.5f * apart * apart) : 0;
    }
    for (int k = 0; k < count; k++) {
        double sum = 0;
        for (int t = 0; t < affinity->window; t++) {
            sum += work[k * affinity->step + t];
        }
        result[k] = (float)(sum / affinity->window);
    }
}

/* An animal whose slice is filled. */
typedef struct {
    latigraph_tensor_t *tensor;
    const latigraph_affinity_t *affinity;
    int animal, times;
    const float *speed; /* (neurons, times) */
    double *work;       /* (threads, times) */
} filling_t;

/* Fills the pairs whose first neuron is given. */
static void fill_pairs(int first, int worker, void *data) {
    const filling_t *filling = data;
    const latigraph_tensor_t *tensor = filling->tensor;
    const guint8 *live = tensor->live + (size_t)filling->animal * tensor->neurons;
    const size_t n = (size_t)tensor->neurons, i = (size_t)first;
    const size_t begin = i * (2 * n - i - 1) / 2;
    for (size_t j = i + 1; j < n; j++) {
        const size_t p = begin + j - i - 1;
        const size_t cell = (size_t)filling->animal * tensor->pairs + p;
        float *row = tensor->slice[filling->animal] + p * tensor->times;
        if (live[i] && live[j]) {
            latigraph_affinity(filling->speed + i * filling->times,
                               filling->speed + j * filling->times, filling->times,
                               filling->affinity, filling->work + (size_t)worker * filling->times,
                               row);
            tensor->known[cell] = 1;
            for (int t = 0; t < tensor->times; t++) {
                tensor->squares[cell] += (double)row[t] * row[t];
            }
        }
    }
}

/* --- Traces ----------------------------------------------------------------------------------- */

/* Fills gaps by straight lines, and by the nearest value at the ends. Returns the number of missing
 * values; the trace is left alone if all are missing. */
static int fill_gaps(double *trace, int n) {
    int missing = 0, last = -1;
    for (int t = 0; t <= n; t++) {
        if (t < n && isnan(trace[t])) {
            missing++;
            continue;
        }
        for (int s = last + 1; s < t && (last >= 0 || t < n); s++) {
            const double share = last < 0 ? 1 : t == n ? 0 : (double)(s - last) / (t - last);
            const double before = last < 0 ? 0 : trace[last], after = t == n ? 0 : trace[t];
            trace[s] = before * (1 - share) + after * share;
        }
        last = t;
    }
    return missing;
}

static igraph_error_t check_finite(const latigraph_activity_t *activity, int column,
                                   const double *trace, int times) {
    for (int t = 0; t < times; t++) {
        if (isinf(trace[t])) {
            char label[LABEL_SIZE];
            latigraph_activity_label(activity, column, label);
            IGRAPH_ERRORF("Activity \"%.60s\" is infinite in row %d of %s. Use NaN for a value "
                          "that was not recorded.",
                          IGRAPH_EINVAL, activity->name, t + 1, label);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Reasons why an animal lacks a neuron that has a column there, for remarks. */
typedef struct {
    int still, gaps;         /* neurons that do not vary, or miss too many values */
    int still_one, gaps_one; /* column of the first one */
} lacks_t;

/* Computes the speed of one neuron. `trace` and `work` hold one number per time. */
static igraph_error_t add_neuron(const filling_t *filling, const latigraph_activity_t *activity,
                                 int neuron, int column, double *trace, float *speed,
                                 lacks_t *lacks) {
    const int times = filling->times;
    latigraph_activity_block(activity, 0, times, column, 1, trace);
    IGRAPH_CHECK(check_finite(activity, column, trace, times));
    const int missing = fill_gaps(trace, times);
    if (missing > filling->affinity->gap * times) {
        lacks->gaps_one = lacks->gaps++ == 0 ? column : lacks->gaps_one;
        return IGRAPH_SUCCESS;
    }
    const gboolean varies =
        latigraph_speed(trace, times, filling->affinity->smooth, filling->work, speed);
    lacks->still_one = !varies && lacks->still++ == 0 ? column : lacks->still_one;
    filling->tensor->live[(size_t)filling->animal * filling->tensor->neurons + neuron] =
        (guint8)varies;
    return IGRAPH_SUCCESS;
}

static igraph_error_t remark_lacks(const latigraph_activity_t *activity, const lacks_t *lacks,
                                   const latigraph_affinity_t *affinity) {
    char label[LABEL_SIZE];
    if (lacks->still > 0) {
        latigraph_activity_label(activity, lacks->still_one, label);
        IGRAPH_CHECK(latigraph_remark_add(
            affinity->remarks, "constant", activity->name,
            "%s: %d neurons never vary and count as unknown in this animal, the first is %s.",
            activity->name, lacks->still, label));
    }
    if (lacks->gaps > 0) {
        latigraph_activity_label(activity, lacks->gaps_one, label);
        IGRAPH_CHECK(latigraph_remark_add(
            affinity->remarks, "unrecorded", activity->name,
            "%s: %d neurons miss more than %g %% of the times and count as unknown in this "
            "animal, the first is %s.",
            activity->name, lacks->gaps, 100 * affinity->gap, label));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_tensor_add(latigraph_tensor_t *tensor, int animal,
                                    const latigraph_activity_t *activity, const int *column,
                                    const latigraph_affinity_t *affinity) {
    const int times = (int)latigraph_activity_times(activity);
    lacks_t lacks = {0};
    filling_t filling = {.tensor = tensor, .affinity = affinity, .animal = animal, .times = times};
    float *speed;
    double *trace;
    LATIGRAPH_ALLOCATE(speed, (gsize)tensor->neurons * (gsize)times);
    LATIGRAPH_ALLOCATE(trace, times);
    LATIGRAPH_ALLOCATE(filling.work, (gsize)affinity->threads * (gsize)times);
    filling.speed = speed;
    for (int i = 0; i < tensor->neurons; i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        if (column[i] >= 0) {
            IGRAPH_CHECK(add_neuron(&filling, activity, i, column[i], trace,
                                    speed + (size_t)i * (size_t)times, &lacks));
        }
    }
    IGRAPH_CHECK(remark_lacks(activity, &lacks, affinity));
    latigraph_parallel_for(affinity->threads, tensor->neurons, fill_pairs, &filling);
    g_free(filling.work);
    g_free(trace);
    g_free(speed);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
