/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Comparison of two sets of circuits: statistics of the sets, of halves, and of bootstrap samples.
 *
 * All statistics are functions of two weighted sets (contrast.h). So the sets themselves, halves of
 * the real set and bootstrap samples differ by weights only, and circuits are measured once. The
 * classifier is trained on the sets and the halves. Bootstrap samples reweight its stored
 * probabilities, because training it 1000 times would cost too much. */

#include "measure/comparison.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "measure/likeness.h"

/* --- Memory --------------------------------------------------------------- */

void comparison_destroy(comparison_t *all) {
    for (int t = 0; all->worker != NULL && t < all->threads; t++) {
        comparison_worker_t *w = &all->worker[t];
        latigraph_classifier_destroy(&w->classifier);
        g_free(w->order);
        g_free(w->side);
        g_free(w->block);
        g_free(w->difference);
    }
    g_free(all->worker);
    g_free(all->feature);
    g_free(all->fold);
    g_free(all->difference);
    g_free(all->resampled_difference);
    g_free(all->log_probability);
    g_free(all->figure);
    g_free(all->resampled);
    g_free(all->null);
    latigraph_kernel_destroy(&all->kernel);
    latigraph_resampler_destroy(&all->generated_resampler);
    latigraph_resampler_destroy(&all->real_resampler);
    latigraph_descriptors_destroy(&all->generated);
    latigraph_descriptors_destroy(&all->real);
}

static igraph_error_t allocate_worker(const comparison_t *all, comparison_worker_t *w) {
    const int both = all->real.count + all->generated.count;
    const gsize circuits = (gsize)both, properties = (gsize)all->real.properties;
    const gsize size = (gsize)all->kernel.real + (gsize)all->kernel.generated;
    const gsize shared = (gsize)MAX(all->real_resampler.neurons, all->generated_resampler.neurons);
    w->order = g_try_new0(int, circuits + 1);
    w->side = g_try_new0(int, circuits + 1);
    w->block = g_try_new0(double, 3 * circuits + 4 * size + properties + shared + 1);
    w->difference = g_try_new0(latigraph_difference_t, properties + 1);
    if (w->order == NULL || w->side == NULL || w->block == NULL || w->difference == NULL) {
        IGRAPH_ERROR("Not enough memory to compare circuits.", IGRAPH_ENOMEM);
    }
    w->real_weight = w->block;
    w->generated_weight = w->real_weight + circuits;
    w->log_probability = w->generated_weight + circuits;
    w->x = w->log_probability + circuits;
    w->y = w->x + size;
    w->work = w->y + size;
    w->error = w->work + 2 * size;
    w->normal = w->error + properties;
    return latigraph_classifier_init(&w->classifier, both, all->features);
}

static igraph_error_t allocate(comparison_t *all) {
    const gsize circuits = (gsize)all->real.count + (gsize)all->generated.count;
    const gsize properties = (gsize)all->real.properties;
    all->features = all->real.properties + LATIGRAPH_TRIADS + 2 * LATIGRAPH_QUANTILES;
    all->feature = g_try_new0(double, circuits *(gsize)all->features + 1);
    all->difference = g_try_new0(latigraph_difference_t, COMPARISONS * properties + 1);
    all->resampled_difference = g_try_new0(latigraph_difference_t, RESAMPLES * properties + 1);
    all->fold = g_try_new0(int, DIVISIONS *circuits + 1);
    all->log_probability = g_try_new0(double, DIVISIONS *circuits + 1);
    all->figure = g_try_new0(double, COMPARISONS *FIGURES);
    all->resampled = g_try_new0(double, RESAMPLES *FIGURES);
    all->null = g_try_new0(double, LABELS);
    all->worker = g_try_new0(comparison_worker_t, all->threads);
    if (all->feature == NULL || all->difference == NULL || all->log_probability == NULL ||
        all->figure == NULL || all->resampled == NULL || all->null == NULL || all->worker == NULL ||
        all->resampled_difference == NULL || all->fold == NULL) {
        IGRAPH_ERROR("Not enough memory to compare circuits.", IGRAPH_ENOMEM);
    }
    for (int t = 0; t < all->threads; t++) {
        IGRAPH_CHECK(allocate_worker(all, &all->worker[t]));
    }
    return IGRAPH_SUCCESS;
}

/* Fills the features of the classifier: properties, ln(1 + triads), and quantiles of degrees. */
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

/* Returns the weighted mean of values over the circuits of one set. */
static double weighted_mean(const double *weight, const double *value, int count) {
    double sum = 0, total = 0;
    for (int i = 0; i < count; i++) {
        sum += weight[i] > 0 ? weight[i] * value[i] : 0;
        total += weight[i];
    }
    return sum / total;
}

/* Returns the square root of the lower bound 1 + ½ E_real log₂ P(real) + ½ E_generated log₂
 * P(generated) on the Jensen–Shannon divergence in bits. A divergence is at least 0. */
static double discrepancy_of(double real, double generated) {
    return sqrt(fmax(0, 1 + 0.5 * real + 0.5 * generated));
}

/* Returns whether both sets have the property. Otherwise it belongs neither to a summary nor to its
 * floor. Weights that the model does not learn are an example. */
static gboolean is_compared(const comparison_t *all, int property) {
    return all->real.defined[property] > 0 && all->generated.defined[property] > 0;
}

/* Computes all summary statistics but the discrepancies. x and y of the worker are the weights of
 * the kernel's rows. */
static void summarise(const comparison_t *all, comparison_worker_t *w,
                      const latigraph_contrast_t *contrast, double *figure) {
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

/* Copies circuit weights to the rows of the kernel: real ones to `real`, generated ones to
 * `generated`. */
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

static void clear_kernel_weights(const comparison_t *all, comparison_worker_t *w) {
    fill(w->x, all->kernel.real + all->kernel.generated, 0);
    fill(w->y, all->kernel.real + all->kernel.generated, 0);
}

static void order_at_random(const comparison_t *all, comparison_worker_t *w, int index, int count) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, all->seed, LATIGRAPH_STREAM_LIKENESS, (uint64_t)index);
    latigraph_stream_permutation(&stream, w->order, count);
}

/* Assigns `count` circuits to folds at random. */
static void fold_at_random(const comparison_t *all, int index, int count, int *fold) {
    comparison_worker_t *w = &all->worker[0];
    order_at_random(all, w, index, count);
    for (int k = 0; k < count; k++) {
        fold[w->order[k]] = k % LATIGRAPH_CLASSIFIER_FOLDS;
    }
}

/* Assigns circuits to folds by overlap and updates the number of folds. */
static igraph_error_t fold_by_overlap(const comparison_t *all, const latigraph_circuit_list_t *list,
                                      int *fold, int *count) {
    latigraph_folds_t folds;
    IGRAPH_CHECK(
        latigraph_folds_init(&folds, list, all->split_by, LATIGRAPH_CLASSIFIER_FOLDS, all->seed));
    memcpy(fold, folds.fold, sizeof *fold * (gsize)folds.circuits);
    *count = MAX(*count, folds.count);
    latigraph_folds_destroy(&folds);
    return IGRAPH_SUCCESS;
}

/* Draws both kinds of folds for both sets. A real circuit and its generated partner share a fold.
 */
static igraph_error_t draw_folds(comparison_t *all, const latigraph_circuit_list_t *real,
                                 const latigraph_circuit_list_t *generated) {
    const int rows = all->real.count + all->generated.count;
    int *by_circuit = all->fold, *by_neuron = all->fold + rows;
    all->folds[DIVISION_OF_CIRCUITS] = LATIGRAPH_CLASSIFIER_FOLDS;
    fold_at_random(all, LATIGRAPH_LIKENESS_REAL, all->real.count, by_circuit);
    IGRAPH_CHECK(fold_by_overlap(all, real, by_neuron, &all->folds[DIVISION_OF_NEURONS]));
    if (!all->paired) {
        fold_at_random(all, LATIGRAPH_LIKENESS_GENERATED, all->generated.count,
                       by_circuit + all->real.count);
        return fold_by_overlap(all, generated, by_neuron + all->real.count,
                               &all->folds[DIVISION_OF_NEURONS]);
    }
    for (int i = all->real.count; i < rows; i++) {
        by_circuit[i] = by_circuit[i % all->real.count];
        by_neuron[i] = by_neuron[i % all->real.count];
    }
    return IGRAPH_SUCCESS;
}

/* Selects the sets themselves. */
static void select_sets(const comparison_t *all, comparison_worker_t *w) {
    fill(w->real_weight, all->real.count, 1);
    fill(w->generated_weight, all->generated.count, 1);
    clear_kernel_weights(all, w);
    weigh_kernel(all, w->real_weight, w->generated_weight, w->x, w->y);
    for (int i = 0; i < all->real.count + all->generated.count; i++) {
        w->side[i] = i >= all->real.count;
    }
}

/* Selects random halves of the real set. The second half has at most as many circuits as were
 * generated. */
static void select_halves(const comparison_t *all, comparison_worker_t *w, int k) {
    const int real = all->real.count, generated = all->generated.count;
    int second = 0;
    fill(w->real_weight, real, 0);
    fill(w->generated_weight, MAX(real, generated), 0);
    for (int i = 0; i < real + generated; i++) {
        w->side[i] = -1;
    }
    order_at_random(all, w, LATIGRAPH_LIKENESS_HALVES + k, real);
    for (int i = 0; i < real; i++) {
        const int c = w->order[i];
        if (i % 2 == 0) {
            w->side[c] = 0;
            w->real_weight[c] = 1;
        } else if (second < generated) {
            w->side[c] = 1;
            w->generated_weight[c] = 1;
            second++;
        }
    }
}

/* Selects the same first half, and generated circuits in place of the second half. In paired sets
 * these are the partners of the second half, otherwise as many at random. */
static void select_matched(const comparison_t *all, comparison_worker_t *w, int k) {
    const int real = all->real.count;
    int second = 0;
    select_halves(all, w, k);
    for (int c = 0; c < real; c++) {
        if (w->side[c] == 1) {
            w->side[c] = -1;
            w->generated_weight[c] = 0;
            /* If c has several partners, each division uses another one. */
            w->order[second++] = c + real * (k % (all->paired ? all->generated.count / real : 1));
        }
    }
    if (!all->paired) {
        order_at_random(all, w, LATIGRAPH_LIKENESS_GENERATED_HALVES + k, all->generated.count);
    }
    for (int i = 0; i < second; i++) {
        w->side[real + w->order[i]] = 1;
        w->generated_weight[w->order[i]] = 1;
    }
}

/* Fills classes and weights for a comparison. Returns whether both sides are real. */
static gboolean select_sides(const comparison_t *all, comparison_worker_t *w, int item) {
    if (item == 0) {
        select_sets(all, w);
        return FALSE;
    }
    const gboolean halves = item <= HALVES;
    clear_kernel_weights(all, w);
    if (halves) {
        select_halves(all, w, item - 1);
        weigh_kernel(all, w->real_weight, NULL, w->x, NULL);
        weigh_kernel(all, w->generated_weight, NULL, w->y, NULL);
    } else {
        select_matched(all, w, item - 1 - HALVES);
        weigh_kernel(all, w->real_weight, w->generated_weight, w->x, w->y);
    }
    return halves;
}

/* Returns the discrepancy for one kind of folds. The probabilities of the sets themselves are
 * stored. */
static double find_discrepancy(const comparison_t *all, comparison_worker_t *w, int division,
                               gboolean keep, const latigraph_contrast_t *contrast) {
    const int rows = all->real.count + all->generated.count;
    const latigraph_classification_t task = {.rows = rows,
                                             .feature = all->feature,
                                             .side = w->side,
                                             .folds = all->folds[division],
                                             .fold = all->fold + division * rows};
    double *p = keep ? all->log_probability + division * rows : w->log_probability;
    const int other = contrast->generated == &all->real ? 0 : all->real.count;
    latigraph_cross_classify(&w->classifier, &task, p);
    return discrepancy_of(
        weighted_mean(w->real_weight, p, all->real.count),
        weighted_mean(w->generated_weight, p + other, contrast->generated->count));
}

static void compare(int item, int worker, void *data) {
    const comparison_t *all = data;
    comparison_worker_t *w = &all->worker[worker];
    item += all->first;
    const gboolean halves = select_sides(all, w, item);
    const latigraph_descriptors_t *other = halves ? &all->real : &all->generated;
    const latigraph_contrast_t contrast = {&all->real, other, w->real_weight, w->generated_weight};
    double *figure = all->figure + item * FIGURES;
    summarise(all, w, &contrast, figure);
    memcpy(all->difference + item * all->real.properties, w->difference,
           sizeof *w->difference * (gsize)all->real.properties);
    for (int d = 0; d < DIVISIONS; d++) {
        figure[FIGURE_DISCREPANCY + d] = find_discrepancy(all, w, d, item == 0, &contrast);
    }
}

/* --- Resamples ------------------------------------------------------------ */

/* Computes a bootstrap sample: random weights of circuits. In paired sets, partners have equal
 * weights. */
static void resample(int item, int worker, void *data) {
    const comparison_t *all = data;
    const int real = all->real.count, generated = all->generated.count;
    comparison_worker_t *w = &all->worker[worker];
    item += all->first;
    latigraph_resample(&all->real_resampler, all->seed, (uint64_t)(2 * item), w->normal,
                       w->real_weight);
    if (all->paired) {
        for (int i = 0; i < generated; i++) {
            w->generated_weight[i] = w->real_weight[i % real];
        }
    } else {
        latigraph_resample(&all->generated_resampler, all->seed, (uint64_t)(2 * item + 1),
                           w->normal, w->generated_weight);
    }
    clear_kernel_weights(all, w);
    weigh_kernel(all, w->real_weight, w->generated_weight, w->x, w->y);
    const latigraph_contrast_t contrast = {&all->real, &all->generated, w->real_weight,
                                           w->generated_weight};
    double *figure = all->resampled + item * FIGURES;
    summarise(all, w, &contrast, figure);
    memcpy(all->resampled_difference + (gsize)item * (gsize)all->real.properties, w->difference,
           sizeof *w->difference * (gsize)all->real.properties);
    for (int d = 0; d < DIVISIONS; d++) {
        const double *p = all->log_probability + d * (real + generated);
        figure[FIGURE_DISCREPANCY + d] =
            discrepancy_of(weighted_mean(w->real_weight, p, real),
                           weighted_mean(w->generated_weight, p + real, generated));
    }
}

/* Exchanges circuits between the sets at random. If every circuit has one partner, partners are
 * exchanged. */
static void exchange(int item, int worker, void *data) {
    const comparison_t *all = data;
    const latigraph_kernel_t *kernel = &all->kernel;
    comparison_worker_t *w = &all->worker[worker];
    latigraph_stream_t stream;
    item += all->first;
    latigraph_stream_init(&stream, all->seed, LATIGRAPH_STREAM_LIKENESS,
                          (uint64_t)(LATIGRAPH_LIKENESS_LABELS + item));
    clear_kernel_weights(all, w);
    if (all->paired && all->real.count == all->generated.count) {
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

/* --- The whole comparison --------------------------------------------------- */

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

static igraph_error_t describe(comparison_t *all, const latigraph_circuit_list_t *real,
                               const latigraph_circuit_list_t *generated) {
    IGRAPH_CHECK(
        latigraph_descriptors_init(&all->real, real, all->size_free, all->fine, all->threads));
    IGRAPH_CHECK(latigraph_descriptors_init(&all->generated, generated, all->size_free, all->fine,
                                            all->threads));
    if (all->size_free) {
        latigraph_descriptors_relate_triads(&all->real, &all->generated);
    }
    IGRAPH_CHECK(latigraph_resampler_init(&all->real_resampler, real, all->split_by));
    IGRAPH_CHECK(latigraph_resampler_init(&all->generated_resampler, generated, all->split_by));
    return latigraph_kernel_init(&all->kernel, &all->real, &all->generated, all->paired, all->seed);
}

igraph_error_t comparison_run(comparison_t *all, const latigraph_circuit_list_t *real,
                              const latigraph_circuit_list_t *generated) {
    IGRAPH_CHECK(describe(all, real, generated));
    IGRAPH_CHECK(allocate(all));
    fill_features(all);
    IGRAPH_CHECK(draw_folds(all, real, generated));
    IGRAPH_CHECK(run(all, compare, COMPARISONS, 0, 80));
    IGRAPH_CHECK(run(all, resample, RESAMPLES, 80, 90));
    IGRAPH_CHECK(run(all, exchange, LABELS, 90, 100));
    IGRAPH_PROGRESS("Comparing circuits", 100, NULL);
    return IGRAPH_SUCCESS;
}
