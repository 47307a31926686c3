/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "measure/likeness.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "measure/classifier.h"
#include "measure/contrast.h"
#include "measure/mmd.h"

#include <latigraph/measure.h>

/* The summary figures, in the order of latigraph_likeness_t. */
enum {
    FIGURE_RELATIVE_ERROR,
    FIGURE_SHIFT,
    FIGURE_KS,
    FIGURE_OUT_DEGREE_KS,
    FIGURE_IN_DEGREE_KS,
    FIGURE_TRIAD_CORRELATION,
    FIGURE_TRIAD_DIFFERENCE,
    FIGURE_MMD,
    FIGURE_DISCREPANCY,
    FIGURES
};

/* Comparison 0 is of the sets themselves, the others of random halves of the real one. */
enum { HALVES = 20, COMPARISONS = 1 + HALVES, RESAMPLES = 1000, LABELS = 999 };

/* Memory of one thread. */
typedef struct {
    latigraph_classifier_t classifier;
    int *order, *side, *fold;               /* (real + generated) */
    double *block;                          /* holds what follows */
    double *real_weight, *generated_weight; /* (the greater of real and generated) */
    double *x, *y, *work;                   /* (kernel), (kernel), (2 kernel) */
    double *error;                          /* (properties) */
    double *log_probability;                /* (real + generated) */
    latigraph_difference_t *difference;     /* (properties) */
} worker_t;

typedef struct {
    latigraph_descriptors_t real, generated;
    latigraph_kernel_t kernel;
    igraph_bool_t paired;
    igraph_uint_t seed;
    int threads, first;                 /* first item of a chunk */
    int features;                       /* a circuit */
    double *feature;                    /* (real + generated, features) for the classifier */
    worker_t *worker;                   /* (threads) */
    latigraph_difference_t *difference; /* (COMPARISONS, properties) */
    double *log_probability;            /* (real + generated) comparison 0 */
    double *figure;                     /* (COMPARISONS, FIGURES) */
    double *resampled;                  /* (RESAMPLES, FIGURES) */
    double *null;                       /* (LABELS) discrepancies of exchanged circuits */
} comparison_t;

/* --- Memory --------------------------------------------------------------- */

static void comparison_destroy(comparison_t *all) {
    for (int t = 0; all->worker != NULL && t < all->threads; t++) {
        worker_t *w = &all->worker[t];
        latigraph_classifier_destroy(&w->classifier);
        g_free(w->order);
        g_free(w->side);
        g_free(w->fold);
        g_free(w->block);
        g_free(w->difference);
    }
    g_free(all->worker);
    g_free(all->feature);
    g_free(all->difference);
    g_free(all->log_probability);
    g_free(all->figure);
    g_free(all->resampled);
    g_free(all->null);
}

static igraph_error_t allocate_worker(const comparison_t *all, worker_t *w) {
    const int both = all->real.count + all->generated.count;
    const gsize circuits = (gsize)both, properties = (gsize)all->real.properties;
    const gsize size = (gsize)all->kernel.real + (gsize)all->kernel.generated;
    w->order = g_try_new0(int, circuits + 1);
    w->side = g_try_new0(int, circuits + 1);
    w->fold = g_try_new0(int, circuits + 1);
    w->block = g_try_new0(double, 3 * circuits + 4 * size + properties + 1);
    w->difference = g_try_new0(latigraph_difference_t, properties + 1);
    if (w->order == NULL || w->side == NULL || w->fold == NULL || w->block == NULL ||
        w->difference == NULL) {
        IGRAPH_ERROR("Not enough memory to compare circuits.", IGRAPH_ENOMEM);
    }
    w->real_weight = w->block;
    w->generated_weight = w->real_weight + circuits;
    w->log_probability = w->generated_weight + circuits;
    w->x = w->log_probability + circuits;
    w->y = w->x + size;
    w->work = w->y + size;
    w->error = w->work + 2 * size;
    return latigraph_classifier_init(&w->classifier, both, all->features);
}

/* The caller has `all` on the FINALLY stack. */
static igraph_error_t allocate(comparison_t *all) {
    const gsize circuits = (gsize)all->real.count + (gsize)all->generated.count;
    const gsize properties = (gsize)all->real.properties;
    all->features = all->real.properties + LATIGRAPH_TRIADS + 2 * LATIGRAPH_QUANTILES;
    all->feature = g_try_new0(double, circuits *(gsize)all->features + 1);
    all->difference = g_try_new0(latigraph_difference_t, COMPARISONS * properties + 1);
    all->log_probability = g_try_new0(double, circuits + 1);
    all->figure = g_try_new0(double, COMPARISONS *FIGURES);
    all->resampled = g_try_new0(double, RESAMPLES *FIGURES);
    all->null = g_try_new0(double, LABELS);
    all->worker = g_try_new0(worker_t, all->threads);
    if (all->feature == NULL || all->difference == NULL || all->log_probability == NULL ||
        all->figure == NULL || all->resampled == NULL || all->null == NULL || all->worker == NULL) {
        IGRAPH_ERROR("Not enough memory to compare circuits.", IGRAPH_ENOMEM);
    }
    for (int t = 0; t < all->threads; t++) {
        IGRAPH_CHECK(allocate_worker(all, &all->worker[t]));
    }
    return IGRAPH_SUCCESS;
}

/* What the classifier sees of a circuit: properties, ln(1 + triads), quantiles of degrees. */
static void fill_features(comparison_t *all) {
    double *next = all->feature;
    for (int i = 0; i < all->real.count + all->generated.count; i++) {
        const latigraph_descriptors_t *set = i < all->real.count ? &all->real : &all->generated;
        const int row = i < all->real.count ? i : i - all->real.count;
        for (int p = 0; p < set->properties; p++) {
            *next++ = set->property[(gsize)p * (gsize)set->count + (gsize)row];
        }
        for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
            *next++ = log1p(set->triad[row * LATIGRAPH_TRIADS + k]);
        }
        for (int k = 0; k < 2 * LATIGRAPH_QUANTILES; k++) {
            *next++ = set->quantile[row * 2 * LATIGRAPH_QUANTILES + k];
        }
    }
}

/* --- One comparison ------------------------------------------------------- */

static void fill(double *value, int count, double with) {
    for (int i = 0; i < count; i++) {
        value[i] = with;
    }
}

/* Mean of what stands behind the circuits of one set. */
static double weighted_mean(const double *weight, const double *value, int count) {
    double sum = 0, total = 0;
    for (int i = 0; i < count; i++) {
        sum += weight[i] > 0 ? weight[i] * value[i] : 0;
        total += weight[i];
    }
    return sum / total;
}

/* Square root of the lower bound 1 + ½ E_real log₂ P(real) + ½ E_generated log₂ P(generated) on
 * the Jensen–Shannon divergence in bits; a divergence is not below 0. */
static double discrepancy_of(double real, double generated) {
    return sqrt(fmax(0, 1 + 0.5 * real + 0.5 * generated));
}

/* What only one set has, such as weights that the model does not learn, is no part of a summary,
 * nor of its floor. */
static gboolean is_compared(const comparison_t *all, int property) {
    return all->real.defined[property] > 0 && all->generated.defined[property] > 0;
}

/* All but the last figure; x and y of the worker weight the rows of the kernel. */
static void summarise(const comparison_t *all, worker_t *w, const latigraph_contrast_t *contrast,
                      double *figure) {
    const int properties = all->real.properties;
    double shift = 0, ks = 0;
    int shifts = 0, distances = 0;
    for (int p = 0; p < properties; p++) {
        w->difference[p] = latigraph_property_difference(contrast, p);
        w->error[p] = is_compared(all, p) ? w->difference[p].relative_error : NAN;
        if (is_compared(all, p) && !isnan(w->difference[p].shift)) {
            shift += fabs(w->difference[p].shift);
            shifts++;
        }
        if (is_compared(all, p) && !isnan(w->difference[p].ks)) {
            ks += w->difference[p].ks;
            distances++;
        }
    }
    figure[FIGURE_RELATIVE_ERROR] = latigraph_median(w->error, properties);
    figure[FIGURE_SHIFT] = shifts > 0 ? shift / shifts : NAN;
    figure[FIGURE_KS] = distances > 0 ? ks / distances : NAN;
    figure[FIGURE_OUT_DEGREE_KS] = latigraph_degree_ks(contrast, 0);
    figure[FIGURE_IN_DEGREE_KS] = latigraph_degree_ks(contrast, 1);
    latigraph_triad_likeness(contrast, &figure[FIGURE_TRIAD_CORRELATION],
                             &figure[FIGURE_TRIAD_DIFFERENCE]);
    figure[FIGURE_MMD] = latigraph_mmd(&all->kernel, w->x, w->y, w->work);
}

/* Weights of the kernel's rows: real ones into `real`, generated ones into `generated`. */
static void weigh_kernel(const comparison_t *all, const double *real_weight,
                         const double *generated_weight, double *real, double *generated) {
    const latigraph_kernel_t *kernel = &all->kernel;
    for (int i = 0; i < kernel->real && real != NULL; i++) {
        real[i] = real_weight[kernel->circuit[i]];
    }
    for (int i = kernel->real; i < kernel->real + kernel->generated && generated != NULL; i++) {
        generated[i] = generated_weight[kernel->circuit[i]];
    }
}

static void clear_kernel_weights(const comparison_t *all, worker_t *w) {
    fill(w->x, all->kernel.real + all->kernel.generated, 0);
    fill(w->y, all->kernel.real + all->kernel.generated, 0);
}

/* Folds of the circuits of one set, from row `first` on. */
static void draw_folds(const comparison_t *all, worker_t *w, int first, int count, int index) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, all->seed, LATIGRAPH_STREAM_LIKENESS, (uint64_t)index);
    latigraph_stream_permutation(&stream, w->order, count);
    for (int k = 0; k < count; k++) {
        w->fold[first + w->order[k]] = k % LATIGRAPH_CLASSIFIER_FOLDS;
    }
}

/* The sets themselves. A circuit and its like share a fold. */
static void take_sets(const comparison_t *all, worker_t *w) {
    const int real = all->real.count, generated = all->generated.count;
    fill(w->real_weight, real, 1);
    fill(w->generated_weight, generated, 1);
    clear_kernel_weights(all, w);
    weigh_kernel(all, w->real_weight, w->generated_weight, w->x, w->y);
    draw_folds(all, w, 0, real, LATIGRAPH_LIKENESS_REAL);
    draw_folds(all, w, real, generated,
               all->paired ? LATIGRAPH_LIKENESS_REAL : LATIGRAPH_LIKENESS_GENERATED);
    for (int i = 0; i < real + generated; i++) {
        w->side[i] = i >= real;
    }
}

/* Random halves of the real set. */
static void take_halves(const comparison_t *all, worker_t *w, int item) {
    const int real = all->real.count, generated = all->generated.count;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, all->seed, LATIGRAPH_STREAM_LIKENESS,
                          (uint64_t)(LATIGRAPH_LIKENESS_HALVES + item));
    latigraph_stream_permutation(&stream, w->order, real);
    for (int k = 0; k < real; k++) {
        const int i = w->order[k];
        w->side[i] = k % 2;
        w->fold[i] = k / 2 % LATIGRAPH_CLASSIFIER_FOLDS;
        w->real_weight[i] = k % 2 == 0;
        w->generated_weight[i] = k % 2 == 1;
    }
    for (int i = real; i < real + generated; i++) {
        w->side[i] = -1;
    }
    clear_kernel_weights(all, w);
    weigh_kernel(all, w->real_weight, NULL, w->x, NULL);
    weigh_kernel(all, w->generated_weight, NULL, w->y, NULL);
}

static void compare(int item, int worker, void *data) {
    const comparison_t *all = data;
    worker_t *w = &all->worker[worker];
    item += all->first;
    if (item == 0) {
        take_sets(all, w);
    } else {
        take_halves(all, w, item);
    }
    const latigraph_descriptors_t *other = item == 0 ? &all->generated : &all->real;
    const latigraph_contrast_t contrast = {&all->real, other, w->real_weight, w->generated_weight};
    const latigraph_classification_t task = {.rows = all->real.count + all->generated.count,
                                             .feature = all->feature,
                                             .side = w->side,
                                             .fold = w->fold};
    double *log_probability = item == 0 ? all->log_probability : w->log_probability;
    double *figure = all->figure + item * FIGURES;
    summarise(all, w, &contrast, figure);
    memcpy(all->difference + item * all->real.properties, w->difference,
           sizeof *w->difference * (gsize)all->real.properties);
    latigraph_cross_classify(&w->classifier, &task, log_probability);
    figure[FIGURE_DISCREPANCY] = discrepancy_of(
        weighted_mean(w->real_weight, log_probability, all->real.count),
        weighted_mean(w->generated_weight, log_probability + (item == 0 ? all->real.count : 0),
                      other->count));
}

/* --- Resamples ------------------------------------------------------------ */

static void draw_counts(latigraph_stream_t *stream, double *weight, int count) {
    fill(weight, count, 0);
    for (int k = 0; k < count; k++) {
        weight[latigraph_stream_integer(stream, (uint32_t)count)]++;
    }
}

/* Circuits with replacement; of paired sets the pairs. */
static void resample(int item, int worker, void *data) {
    const comparison_t *all = data;
    const int real = all->real.count, generated = all->generated.count;
    worker_t *w = &all->worker[worker];
    latigraph_stream_t stream;
    item += all->first;
    latigraph_stream_init(&stream, all->seed, LATIGRAPH_STREAM_LIKENESS,
                          (uint64_t)(LATIGRAPH_LIKENESS_RESAMPLES + item));
    draw_counts(&stream, w->real_weight, real);
    if (all->paired) {
        memcpy(w->generated_weight, w->real_weight, sizeof(double) * (gsize)real);
    } else {
        draw_counts(&stream, w->generated_weight, generated);
    }
    clear_kernel_weights(all, w);
    weigh_kernel(all, w->real_weight, w->generated_weight, w->x, w->y);
    const latigraph_contrast_t contrast = {&all->real, &all->generated, w->real_weight,
                                           w->generated_weight};
    double *figure = all->resampled + item * FIGURES;
    summarise(all, w, &contrast, figure);
    figure[FIGURE_DISCREPANCY] =
        discrepancy_of(weighted_mean(w->real_weight, all->log_probability, real),
                       weighted_mean(w->generated_weight, all->log_probability + real, generated));
}

/* Circuits exchanged between the sets at random; in paired sets each with its like. */
static void exchange(int item, int worker, void *data) {
    const comparison_t *all = data;
    const latigraph_kernel_t *kernel = &all->kernel;
    worker_t *w = &all->worker[worker];
    latigraph_stream_t stream;
    item += all->first;
    latigraph_stream_init(&stream, all->seed, LATIGRAPH_STREAM_LIKENESS,
                          (uint64_t)(LATIGRAPH_LIKENESS_LABELS + item));
    clear_kernel_weights(all, w);
    if (all->paired) {
        for (int i = 0; i < kernel->real; i++) {
            const int swap = latigraph_stream_uniform(&stream) < 0.5;
            w->x[i] = w->y[i + kernel->real] = !swap;
            w->y[i] = w->x[i + kernel->real] = swap;
        }
    } else {
        latigraph_stream_permutation(&stream, w->order, kernel->real + kernel->generated);
        for (int k = 0; k < kernel->real + kernel->generated; k++) {
            w->x[w->order[k]] = k < kernel->real;
            w->y[w->order[k]] = k >= kernel->real;
        }
    }
    all->null[item] = latigraph_mmd(kernel, w->x, w->y, w->work);
}

/* --- All of it ------------------------------------------------------------ */

static igraph_error_t run(comparison_t *all, latigraph_body_t *body, int count, double from,
                          double to) {
    const int chunk = 4 * all->threads;
    for (all->first = 0; all->first < count; all->first += chunk) {
        IGRAPH_PROGRESS("Comparing circuits", from + (to - from) * all->first / count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_parallel_for(all->threads, MIN(chunk, count - all->first), body, all);
    }
    return IGRAPH_SUCCESS;
}

/* SD of the numbers that are not NaN; NaN for fewer than two. */
static double spread(const double *value, int count, int stride) {
    double total = 0, mean = 0, squares = 0;
    for (int k = 0; k < count; k++) {
        if (!isnan(value[k * stride])) {
            const double step = value[k * stride] - mean;
            mean += step / ++total;
            squares += step * (value[k * stride] - mean);
        }
    }
    return total > 1 ? sqrt(squares / (total - 1)) : NAN;
}

/* Normal intervals, cut to the range of the figure: percentiles would not do, since resampling
 * moves distances away from 0. */
static latigraph_estimate_t estimate(const comparison_t *all, int figure, double least,
                                     double most) {
    const double value = all->figure[figure];
    const double margin = 1.959964 * spread(all->resampled + figure, RESAMPLES, FIGURES);
    double sum = 0;
    int halves = 0;
    for (int k = 1; k < COMPARISONS; k++) {
        const double half = all->figure[k * FIGURES + figure];
        sum += isnan(half) ? 0 : half;
        halves += !isnan(half);
    }
    return (latigraph_estimate_t){.value = value,
                                  .low = isnan(value - margin) ? NAN : fmax(value - margin, least),
                                  .high = isnan(value + margin) ? NAN : fmin(value + margin, most),
                                  .floor = halves > 0 ? sum / halves : NAN};
}

static void mean_triads(const latigraph_descriptors_t *set, igraph_real_t *mean) {
    for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
        mean[k] = 0;
        for (int i = 0; i < set->count; i++) {
            mean[k] += set->triad[i * LATIGRAPH_TRIADS + k] / set->count;
        }
    }
}

static void report(const comparison_t *all, latigraph_likeness_t *likeness) {
    int reached = 0;
    for (int k = 0; k < LABELS; k++) {
        reached += all->null[k] >= all->figure[FIGURE_MMD];
    }
    likeness->real = all->real.count;
    likeness->generated = all->generated.count;
    likeness->relative_error = estimate(all, FIGURE_RELATIVE_ERROR, 0, INFINITY);
    likeness->shift = estimate(all, FIGURE_SHIFT, 0, INFINITY);
    likeness->ks = estimate(all, FIGURE_KS, 0, 1);
    likeness->out_degree_ks = estimate(all, FIGURE_OUT_DEGREE_KS, 0, 1);
    likeness->in_degree_ks = estimate(all, FIGURE_IN_DEGREE_KS, 0, 1);
    likeness->triad_correlation = estimate(all, FIGURE_TRIAD_CORRELATION, -1, 1);
    likeness->triad_difference = estimate(all, FIGURE_TRIAD_DIFFERENCE, 0, INFINITY);
    likeness->mmd = estimate(all, FIGURE_MMD, -INFINITY, INFINITY);
    likeness->mmd_p =
        isnan(all->figure[FIGURE_MMD]) ? IGRAPH_NAN : (1.0 + reached) / (1.0 + LABELS);
    likeness->discrepancy = estimate(all, FIGURE_DISCREPANCY, 0, 1);
    mean_triads(&all->real, likeness->real_triads);
    mean_triads(&all->generated, likeness->generated_triads);
}

/* Mean of the absolute values over halves; `field` is its offset in latigraph_difference_t. */
static double floor_of(const comparison_t *all, int property, gsize field) {
    double sum = 0;
    int known = 0;
    for (int k = 1; k < COMPARISONS; k++) {
        const latigraph_difference_t *d = &all->difference[k * all->real.properties + property];
        const double value = *(const double *)((const char *)d + field);
        sum += isnan(value) ? 0 : fabs(value);
        known += !isnan(value);
    }
    return known > 0 ? sum / known : NAN;
}

static void report_property(const comparison_t *all, worker_t *w, int p,
                            latigraph_property_likeness_t *property) {
    const latigraph_difference_t *difference = &all->difference[p];
    fill(w->real_weight, all->real.count, 1);
    fill(w->generated_weight, all->generated.count, 1);
    property->real_count = all->real.defined[p];
    property->generated_count = all->generated.defined[p];
    latigraph_weighted_moments(&all->real, p, w->real_weight, &property->real_mean,
                               &property->real_sd);
    latigraph_weighted_moments(&all->generated, p, w->generated_weight, &property->generated_mean,
                               &property->generated_sd);
    property->relative_error = difference->relative_error;
    property->relative_error_floor =
        floor_of(all, p, offsetof(latigraph_difference_t, relative_error));
    property->shift = difference->shift;
    property->shift_floor = floor_of(all, p, offsetof(latigraph_difference_t, shift));
    property->ks = difference->ks;
    property->ks_floor = floor_of(all, p, offsetof(latigraph_difference_t, ks));
}

static igraph_error_t check_arguments(const latigraph_circuit_list_t *real,
                                      const latigraph_circuit_list_t *generated,
                                      igraph_bool_t paired, igraph_integer_t threads) {
    const igraph_integer_t a = latigraph_circuit_list_size(real);
    const igraph_integer_t b = latigraph_circuit_list_size(generated);
    const igraph_integer_t most = 1000000;
    if (a < 2 || b < 2 || a > most || b > most) {
        IGRAPH_ERRORF("Sets of 2 to %" IGRAPH_PRId " circuits can be compared, got %" IGRAPH_PRId
                      " real and %" IGRAPH_PRId " generated ones.",
                      IGRAPH_EINVAL, most, a, b);
    }
    if (paired && a != b) {
        IGRAPH_ERRORF("Paired sets have as many circuits, got %" IGRAPH_PRId
                      " real and %" IGRAPH_PRId " generated ones.",
                      IGRAPH_EINVAL, a, b);
    }
    if (threads < 1 || threads > 1024) {
        IGRAPH_ERRORF("The number of threads must be 1 to 1024, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, threads);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t compare_described(comparison_t *all, latigraph_likeness_t *likeness,
                                        latigraph_property_likeness_t *properties) {
    IGRAPH_FINALLY(comparison_destroy, all);
    IGRAPH_CHECK(allocate(all));
    fill_features(all);
    IGRAPH_CHECK(run(all, compare, COMPARISONS, 0, 80));
    IGRAPH_CHECK(run(all, resample, RESAMPLES, 80, 90));
    IGRAPH_CHECK(run(all, exchange, LABELS, 90, 100));
    IGRAPH_PROGRESS("Comparing circuits", 100, NULL);
    report(all, likeness);
    for (int p = 0; p < all->real.properties && properties != NULL; p++) {
        report_property(all, &all->worker[0], p, &properties[p]);
    }
    comparison_destroy(all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_likeness
 * \brief How like generated circuits are to real ones.
 *
 * Two sets of circuits are compared by every property of the table (relative
 * error of the mean, difference of the means in standard deviations of the
 * real set, Kolmogorov–Smirnov distance), by the pooled degrees of their
 * neurons, by the 16 classes of triads, and as a whole:
 *
 * </para><para>
 * \c mmd is the unbiased squared maximum mean discrepancy with a Gaussian
 * kernel between the properties, standardised by the real set, its width the
 * median distance; \c mmd_p is the share of 999 exchanges of circuits between
 * the sets that reach it (Gretton et al., JMLR 13:723, 2012). At most 1000
 * circuits of each set enter, chosen at random.
 *
 * </para><para>
 * \c discrepancy is a lower bound on the Jensen–Shannon distance between the
 * distributions that the sets are from, 0 where they cannot be told apart and
 * 1 where they always can: the square root of 1 + ½ E log₂ P(right | real) +
 * ½ E log₂ P(right | generated), at least 0, for a classifier's probabilities
 * of circuits that it was not trained on (Krimmel et al., PolyGraph
 * discrepancy, ICLR 2026, arXiv:2510.06122). Here it is a ridge-penalised
 * logistic regression on properties, ln(1 + triad counts) and quantiles of the
 * degrees, in five folds, the penalty chosen within the others. It sees what
 * is linear in these; a stronger classifier may tell more apart.
 *
 * </para><para>
 * Beside each figure stands the floor: the same figure of a random half of the
 * real circuits against the other half, the mean of 20 divisions. Halves are
 * of circuits, not of neurons: circuits that were cut from one connectome have
 * neurons in common, so that the floor is lower than between circuits of
 * unrelated tissue; and halves are smaller than the set, which raises it. The
 * intervals are 1.96 standard deviations over 1000 bootstrap samples of circuits
 * (of pairs if the sets are paired) to either side; the classifier is not
 * trained again for them. Circuits with neurons in common count as if they
 * were independent, so that the intervals are too narrow for such sets.
 *
 * \param real The real circuits, at least two.
 * \param generated The generated circuits, at least two.
 * \param paired Whether generated circuit i was made like real circuit i: then
 *    both always fall into the same fold, are drawn together, and are
 *    exchanged with each other alone.
 * \param seed Seed of folds, halves, resamples and exchanges.
 * \param threads Threads to use, at least 1; the result does not depend on them.
 * \param likeness Gets the figures; NaN where one is not defined.
 * \param properties NULL, or room for \ref latigraph_property_count() entries,
 *    in the order of the table.
 * \return Error code:
 *    \c IGRAPH_EINVAL, too few circuits, unequal numbers of pairs, or no threads;
 *    \c IGRAPH_ENOMEM, not enough memory;
 *    \c IGRAPH_INTERRUPTED, stopped by the progress or interruption handler.
 *
 * Time complexity: that of \ref latigraph_properties(), and O(c p² + c² b) for
 * c circuits, p features (about 50) and b = 2000 resamples.
 *
 * \sa \ref latigraph_properties(), \ref latigraph_evaluate().
 */
igraph_error_t latigraph_likeness(const latigraph_circuit_list_t *real,
                                  const latigraph_circuit_list_t *generated, igraph_bool_t paired,
                                  igraph_uint_t seed, igraph_integer_t threads,
                                  latigraph_likeness_t *likeness,
                                  latigraph_property_likeness_t *properties) {
    comparison_t all = {.paired = paired, .seed = seed};
    IGRAPH_CHECK(check_arguments(real, generated, paired, threads));
    all.threads = (int)threads;
    IGRAPH_CHECK(latigraph_descriptors_init(&all.real, real));
    IGRAPH_FINALLY(latigraph_descriptors_destroy, &all.real);
    IGRAPH_CHECK(latigraph_descriptors_init(&all.generated, generated));
    IGRAPH_FINALLY(latigraph_descriptors_destroy, &all.generated);
    IGRAPH_CHECK(latigraph_kernel_init(&all.kernel, &all.real, &all.generated, paired, seed));
    IGRAPH_FINALLY(latigraph_kernel_destroy, &all.kernel);
    IGRAPH_CHECK(compare_described(&all, likeness, properties));
    latigraph_kernel_destroy(&all.kernel);
    latigraph_descriptors_destroy(&all.generated);
    latigraph_descriptors_destroy(&all.real);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
