/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "measure/likeness.h"

#include "measure/comparison.h"

#include <latigraph/measure.h>
#include <math.h>

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

/* Of the set that amounts to fewer independent circuits. */
static const latigraph_resampler_t *scarcer(const comparison_t *all) {
    const latigraph_resampler_t *real = &all->real_resampler;
    const latigraph_resampler_t *generated = &all->generated_resampler;
    return all->paired || real->effective < generated->effective ? real : generated;
}

static double margin_of(const comparison_t *all, double sd) {
    return latigraph_interval_margin(sd, scarcer(all)->effective, scarcer(all)->kept);
}

/* Mean of a figure over the HALVES comparisons from `first` on. */
static double mean_figure(const comparison_t *all, int figure, int first) {
    double sum = 0;
    int known = 0;
    for (int k = first; k < first + HALVES; k++) {
        const double value = all->figure[k * FIGURES + figure];
        sum += isnan(value) ? 0 : value;
        known += !isnan(value);
    }
    return known > 0 ? sum / known : NAN;
}

/* Normal intervals, cut to the range of the figure: percentiles would not do, since resampling
 * moves distances away from 0. */
static latigraph_estimate_t estimate(const comparison_t *all, int figure, double least,
                                     double most) {
    const double value = all->figure[figure];
    const double margin = margin_of(all, spread(all->resampled + figure, RESAMPLES, FIGURES));
    return (latigraph_estimate_t){.value = value,
                                  .low = isnan(value - margin) ? NAN : fmax(value - margin, least),
                                  .high = isnan(value + margin) ? NAN : fmin(value + margin, most),
                                  .floor = mean_figure(all, figure, 1),
                                  .matched = mean_figure(all, figure, 1 + HALVES)};
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
    likeness->effective = scarcer(all)->effective;
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
    likeness->discrepancy_unseen = estimate(all, FIGURE_DISCREPANCY_UNSEEN, 0, 1);
    mean_triads(&all->real, likeness->real_triads);
    mean_triads(&all->generated, likeness->generated_triads);
}

/* Mean of the absolute values over HALVES comparisons; `field` is its offset in
 * latigraph_difference_t. */
static double mean_difference(const comparison_t *all, int property, int first, gsize field) {
    double sum = 0;
    int known = 0;
    for (int k = first; k < first + HALVES; k++) {
        const latigraph_difference_t *d = &all->difference[k * all->real.properties + property];
        const double value = *(const double *)((const char *)d + field);
        sum += isnan(value) ? 0 : fabs(value);
        known += !isnan(value);
    }
    return known > 0 ? sum / known : NAN;
}

/* A field of one property with everything. */
static latigraph_estimate_t estimate_difference(const comparison_t *all, int property,
                                                gsize field) {
    const gsize stride = sizeof(latigraph_difference_t) / sizeof(double);
    const double value = *(const double *)((const char *)&all->difference[property] + field);
    const double *resampled =
        (const double *)((const char *)&all->resampled_difference[property] + field);
    const double margin =
        margin_of(all, spread(resampled, RESAMPLES, (int)stride * all->real.properties));
    return (latigraph_estimate_t){.value = value,
                                  .low = value - margin,
                                  .high = value + margin,
                                  .floor = mean_difference(all, property, 1, field),
                                  .matched = mean_difference(all, property, 1 + HALVES, field)};
}

static void report_property(const comparison_t *all, comparison_worker_t *w, int p,
                            latigraph_property_likeness_t *property) {
    for (int i = 0; i < MAX(all->real.count, all->generated.count); i++) {
        w->real_weight[i] = w->generated_weight[i] = 1;
    }
    property->real_count = all->real.defined[p];
    property->generated_count = all->generated.defined[p];
    latigraph_weighted_moments(&all->real, p, w->real_weight, &property->real_mean,
                               &property->real_sd);
    latigraph_weighted_moments(&all->generated, p, w->generated_weight, &property->generated_mean,
                               &property->generated_sd);
    property->error = estimate_difference(all, p, offsetof(latigraph_difference_t, error));
    property->spread = estimate_difference(all, p, offsetof(latigraph_difference_t, spread));
    property->shift = estimate_difference(all, p, offsetof(latigraph_difference_t, shift));
    property->ks = estimate_difference(all, p, offsetof(latigraph_difference_t, ks));
    property->ks.low = isnan(property->ks.low) ? NAN : fmax(property->ks.low, 0);
    property->ks.high = isnan(property->ks.high) ? NAN : fmin(property->ks.high, 1);
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
    if (paired && b % a != 0) {
        IGRAPH_ERRORF(
            "Paired sets have the same number of generated circuits for each real one, got "
            "%" IGRAPH_PRId " real and %" IGRAPH_PRId " generated ones.",
            IGRAPH_EINVAL, a, b);
    }
    if (threads < 1 || threads > 1024) {
        IGRAPH_ERRORF("The number of threads must be 1 to 1024, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, threads);
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_likeness
 * \brief How like generated circuits are to real ones.
 *
 * Two sets of circuits are compared by the first properties of the table (those
 * flagged as compared, the same in every version; relative error of the mean, difference of the
 * means in standard deviations of the real set, Kolmogorov–Smirnov distance), by the pooled degrees
 * of their neurons, by the 16 classes of triads, and as a whole:
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
 * is linear in these; a stronger classifier may tell more apart. Folds are of
 * circuits at random, so that a circuit may share neurons with some that were
 * trained on: that is the figure for further circuits of the same tissue. In
 * \c discrepancy_unseen folds are grown by overlap, so that circuits that share
 * neurons stand in one fold as far as they can: that is the figure for tissue
 * that the classifier has not seen, and lower, down to 0 where the parts of a
 * tissue differ among themselves by more than real and generated circuits do.
 *
 * </para><para>
 * Beside each figure stands the floor: the same figure of a random half of the
 * real circuits against the other half, the mean of 20 divisions. Halves are
 * smaller than the sets, so that the figure to compare with the floor is
 * \c matched: the same first halves against generated circuits in the place of
 * the second ones (those made like these if the sets are paired, else as many
 * at random). Halves are of circuits, not of neurons: circuits that were cut
 * from one connectome have neurons in common, which lowers the floor against
 * that between circuits of unrelated tissue.
 *
 * </para><para>
 * The intervals are from 1000 bootstrap samples in which circuits weigh
 * differently, the more alike the more neurons they share (Bayesian bootstrap
 * with dependent weights; of paired sets the pairs); \c effective is the number
 * of circuits without common neurons that would tell as much, and sets the
 * width (Student's t with one degree of freedom less). Below 1.5 there is no
 * interval: everything overlaps. Intervals are for the tissue that the circuits
 * are from, not for other animals. The classifier is not trained again.
 *
 * \param real The real circuits, at least two.
 * \param generated The generated circuits, at least two.
 * \param paired Whether generated circuit i was made like real circuit i modulo
 *    the number of real ones: then both always fall into the same fold and
 *    weigh the same in resamples, and where each has one like it they are
 *    exchanged with each other alone.
 * \param seed Seed of folds, halves, resamples and exchanges.
 * \param threads Threads to use, at least 1; the result does not depend on them.
 * \param likeness Gets the figures; NaN where one is not defined.
 * \param properties NULL, or room for \ref latigraph_property_compared_count()
 *    entries, in the order of the table.
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
    IGRAPH_FINALLY(comparison_destroy, &all);
    IGRAPH_CHECK(comparison_run(&all, real, generated));
    report(&all, likeness);
    for (int p = 0; p < all.real.properties && properties != NULL; p++) {
        report_property(&all, &all.worker[0], p, &properties[p]);
    }
    comparison_destroy(&all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
