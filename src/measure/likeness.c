/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Public comparison of generated with real circuits: reports what comparison.c computes.
 *
 * comparison.c computes every figure for the sets, for pairs of halves, and for bootstrap samples.
 * An estimate has the figure of the sets, its interval, its floor (a mean over real halves against
 * real halves), and `matched` (the same halves against generated circuits). An interval lies around
 * the figure, with Student's t and the SD over the bootstrap samples. Percentiles of the samples
 * would often exclude the figure itself, because resampling moves distances away from 0.
 */
#include "measure/likeness.h"

#include "base/parallel.h"
#include "base/seed.h"
#include "circuit/homologous.h"
#include "measure/comparison.h"

#include <latigraph/measure.h>
#include <math.h>

/* Sums of a kernel of at most 1 differ by less than this when they differ by rounding alone. An
 * exchange of equal circuits leaves MMD² as it is, and then counts as reached on every machine. */
static const double ROUNDING = 1e-12;

/* Returns the SD of the numbers that are not NaN, or NaN for fewer than two. */
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

/* Returns the resampler of the set with the smaller effective number of circuits. */
static const latigraph_resampler_t *scarcer(const comparison_t *all) {
    const latigraph_resampler_t *real = &all->real_resampler;
    const latigraph_resampler_t *generated = &all->generated_resampler;
    return all->paired || real->effective < generated->effective ? real : generated;
}

static double margin_of(const comparison_t *all, double sd) {
    return latigraph_interval_margin(sd, scarcer(all)->effective, scarcer(all)->kept);
}

/* Returns the mean of a figure over the HALVES comparisons from `first` on. */
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

/* Returns a normal interval, limited to the range of the figure. Percentile intervals are
 * unsuitable, because resampling moves distances away from 0. */
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
        reached += all->null[k] >= all->figure[FIGURE_MMD] - ROUNDING;
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

/* Returns the mean of absolute values over HALVES comparisons. `field` is an offset in
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

/* Returns one field of one property as an estimate, with interval and floor. */
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
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " real and %" IGRAPH_PRId
                      " generated circuits, but a comparison needs 2 to %" IGRAPH_PRId " of each.",
                      IGRAPH_EINVAL, a, b, most);
    }
    if (paired && b % a != 0) {
        IGRAPH_ERRORF(
            "There are %" IGRAPH_PRId " real and %" IGRAPH_PRId
            " generated circuits, but paired sets need the same number of generated circuits for "
            "each real one.",
            IGRAPH_EINVAL, a, b);
    }
    IGRAPH_CHECK(latigraph_check_threads(threads));
    return IGRAPH_SUCCESS;
}

/* `all` holds what comparison_run() needs. */
static igraph_error_t compare(comparison_t *all, const latigraph_circuit_list_t *real,
                              const latigraph_circuit_list_t *generated,
                              latigraph_likeness_t *likeness,
                              latigraph_property_likeness_t *properties) {
    IGRAPH_FINALLY(comparison_destroy, all);
    IGRAPH_CHECK(comparison_run(all, real, generated));
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
 * \brief Compares a set of generated circuits with a set of real ones.
 *
 * The sets are compared by properties, by the pooled degrees of their neurons, by the 16 classes of
 * triads, and as a whole. The properties are the first of the table, which are flagged as compared
 * and are the same in every version. Each has a relative error of the mean, a difference of the
 * means in SDs of the real set, and a Kolmogorov–Smirnov distance.
 *
 * </para><para>
 * \c mmd is the unbiased squared maximum mean discrepancy between the properties, standardised by
 * the real set. Its kernel is Gaussian, with the median distance as its width. \c mmd_p is the
 * share of 999 random exchanges of circuits between the sets that reach it (Gretton et al., JMLR
 * 13:723, 2012). At most 1000 circuits of each set are used, chosen at random.
 *
 * </para><para>
 * \c discrepancy is a lower bound on the Jensen–Shannon distance between the distributions of the
 * sets. It is 0 if they cannot be distinguished and 1 if they always can. It is the square root of
 * 1 + ½ E log₂ P(correct | real) + ½ E log₂ P(correct | generated), at least 0. P are the
 * probabilities of a classifier on circuits that it was not trained on (Krimmel et al., PolyGraph
 * discrepancy, ICLR 2026, arXiv:2510.06122). The classifier is a ridge-penalised logistic
 * regression on properties, ln(1 + triad counts) and quantiles of the degrees. It has five folds,
 * and the penalty is chosen within the training folds. It detects linear differences of these
 * features; a stronger classifier may find more. Circuits are assigned to folds at random, so a
 * test circuit can share neurons with training circuits. This estimate applies to further circuits
 * of the same tissue. In \c discrepancy_unseen, circuits that share neurons are in one fold as far
 * as possible. That estimate applies to tissue that the classifier has not seen. It is lower, and 0
 * if parts of a tissue differ among themselves more than real and generated circuits do.
 *
 * </para><para> Each figure has a floor: the same figure for a random half of the real circuits
 * against the other half, as the mean of 20 divisions. Halves are smaller than the sets, so compare
 * the floor with \c matched. This is the figure for the same first halves against generated
 * circuits in place of the second halves. In paired sets these are the partners of the second
 * halves, otherwise as many at random. Halves divide circuits, not neurons. Circuits from one
 * connectome share neurons, which lowers the floor compared with circuits of unrelated tissue.
 *
 * </para><para> Intervals come from 1000 bootstrap samples with random weights of circuits, which
 * are correlated as the circuits share neurons (Bayesian bootstrap with dependent weights). In
 * paired sets the pairs are weighted. \c effective is the number of circuits without common neurons
 * that carry as much information. It sets the width of the intervals (Student's t with one degree
 * of freedom less). Below 1.5 there is no interval. Intervals hold for the tissue from which the
 * circuits come, not for other animals. The classifier is not trained again for bootstrap samples.
 *
 * \param real The real circuits, at least two.
 * \param generated The generated circuits, at least two.
 * \param paired Whether generated circuit i is the partner of real circuit i modulo the number of
 *    real ones. Partners are in the same fold and have the same weight in bootstrap samples. If
 *    each circuit has one partner, partners are exchanged for \c mmd_p.
 * \param seed Seed of folds, halves, resamples and exchanges.
 * \param threads Number of threads, at least 1; the result does not depend on it.
 * \param likeness Gets the figures; NaN where one is not defined.
 * \param properties NULL, or an array of \ref latigraph_property_compared_count() entries, in the
 *    order of the table.
 * \return Error code: \c IGRAPH_EINVAL for too few circuits, unequal numbers of partners, or no
 *    threads; \c IGRAPH_ENOMEM if memory is short; \c IGRAPH_INTERRUPTED if the progress or
 *    interruption handler cancels.
 *
 * Time complexity: that of \ref latigraph_properties(), and O(c p² + c² b) for c circuits, p
 * features (about 50) and b = 2000 resamples.
 *
 * \sa \ref latigraph_properties(), \ref latigraph_evaluate()
 *
 * Example: is a generated set within the variation of the real one?
 * \verbatim
 *    latigraph_likeness_t likeness;
 *    latigraph_likeness(&circuits, &generated, false, 1, 1, &likeness, NULL);
 *    printf("discrepancy %g, floor %g\n", likeness.discrepancy.matched,
 *           likeness.discrepancy.floor);
 * \endverbatim
 */
igraph_error_t latigraph_likeness(const latigraph_circuit_list_t *real,
                                  const latigraph_circuit_list_t *generated, igraph_bool_t paired,
                                  igraph_uint_t seed, igraph_integer_t threads,
                                  latigraph_likeness_t *likeness,
                                  latigraph_property_likeness_t *properties) {
    const latigraph_likeness_options_t options = {
        .paired = paired, .threads = threads, .seed = seed};
    return latigraph_likeness_with(real, generated, &options, likeness, properties);
}

/**
 * \function latigraph_likeness_size_free
 * \brief Compares sets of circuits by measures that do not depend on their sizes.
 *
 * The figures are those of \ref latigraph_likeness(), but of other measures. In place of the
 * properties there are the measures of \ref latigraph_size_free_name(). Most are ratios of a count
 * of subgraphs to the count expected of as many edges at random (Bickel, Chen, Levina, Ann. Stat.
 * 39:2280, 2011). In place of the numbers of triads
 * there are their ratios to those expected of the dyads (Milo et al., Science 303:1538, 2004).
 * Classes with fewer than five triads per circuit in both sets, and with fewer than five expected
 * in one, are left aside as NaN. Degrees are not compared: their figures are NaN, and the
 * classifier does not see them.
 *
 * </para><para> The means of the measures are free of the size. Their spread is not, because small
 * circuits vary more.
 *
 * \param real The real circuits, at least two.
 * \param generated The generated circuits, at least two.
 * \param paired As in \ref latigraph_likeness().
 * \param seed As in \ref latigraph_likeness().
 * \param threads Number of threads, at least 1; the result does not depend on it.
 * \param likeness Gets the figures; NaN where one is not defined.
 * \param properties NULL, or an array of \ref latigraph_size_free_count() entries.
 * \return Error code as of \ref latigraph_likeness().
 *
 * Time complexity: O(n + Σ degree²) per circuit of n neurons, and O(c p² + c²
 * b) as in \ref latigraph_likeness().
 *
 * \sa \ref latigraph_likeness()
 *
 * Example: do circuits of two sizes differ in their wiring?
 * \verbatim
 *    latigraph_likeness_t likeness;
 *    latigraph_likeness_size_free(&circuits, &generated, false, 1, 1, &likeness, NULL);
 *    printf("discrepancy %g\n", likeness.discrepancy.value);
 * \endverbatim
 */
igraph_error_t latigraph_likeness_size_free(const latigraph_circuit_list_t *real,
                                            const latigraph_circuit_list_t *generated,
                                            igraph_bool_t paired, igraph_uint_t seed,
                                            igraph_integer_t threads,
                                            latigraph_likeness_t *likeness,
                                            latigraph_property_likeness_t *properties) {
    const latigraph_likeness_options_t options = {
        .paired = paired, .size_free = true, .threads = threads, .seed = seed};
    return latigraph_likeness_with(real, generated, &options, likeness, properties);
}

/**
 * \function latigraph_likeness_options_init
 * \brief Default options of a comparison, with a seed from igraph's default generator.
 *
 * \param options Gets the defaults: no pairs, the properties of the table, a split by neuron, one
 *    thread, and a seed drawn from \c igraph_rng_default().
 *
 * Time complexity: O(1).
 *
 * Example: a comparison on four threads.
 * \verbatim
 *    latigraph_likeness_options_t options;
 *    latigraph_likeness_t likeness;
 *    latigraph_likeness_options_init(&options);
 *    options.threads = 4;
 *    latigraph_likeness_with(&circuits, &generated, &options, &likeness, NULL);
 * \endverbatim
 */
void latigraph_likeness_options_init(latigraph_likeness_options_t *options) {
    *options = (latigraph_likeness_options_t){
        .split_by = LATIGRAPH_SPLIT_BY_NEURON, .threads = 1, .seed = latigraph_draw_seed()};
}

/**
 * \function latigraph_likeness_with
 * \brief Compares a set of generated circuits with a set of real ones, as options say.
 *
 * The figures are those of \ref latigraph_likeness(), or of \ref latigraph_likeness_size_free().
 * With \c fine, all figures also see fine descriptors: what the means of properties hide, such as
 * clustering by degree, cores, singular values, distances of pairs, weights of mutual pairs and
 * space (\ref latigraph_fine_name()). The options also say what makes circuits dependent. By
 * animal, all circuits of a connectome get one weight in bootstrap samples and are in one fold of
 * \c discrepancy_unseen. By identity, circuits with common identities across connectomes are
 * dependent.
 *
 * \param real The real circuits, at least two.
 * \param generated The generated circuits, at least two.
 * \param options The options; \c NULL: those of \ref latigraph_likeness_options_init().
 * \param likeness Gets the figures; NaN where one is not defined.
 * \param properties NULL, or an array of \ref latigraph_property_compared_count() entries, or of
 *    \ref latigraph_size_free_count() entries if the comparison is free of sizes. With fine
 *    descriptors, \ref latigraph_fine_count() more entries follow.
 * \return Error code as of \ref latigraph_likeness(); \c IGRAPH_EINVAL also if no circuit has
 *    identities to split by, or if the options ask for fine descriptors free of sizes.
 *
 * Time complexity: that of \ref latigraph_likeness().
 *
 * \sa \ref latigraph_likeness(), \ref latigraph_likeness_size_free()
 *
 * Example: intervals for further animals.
 * \verbatim
 *    latigraph_likeness_options_t options;
 *    latigraph_likeness_t likeness;
 *    latigraph_likeness_options_init(&options);
 *    options.split_by = LATIGRAPH_SPLIT_BY_ANIMAL;
 *    latigraph_likeness_with(&circuits, &generated, &options, &likeness, NULL);
 * \endverbatim
 */
igraph_error_t latigraph_likeness_with(const latigraph_circuit_list_t *real,
                                       const latigraph_circuit_list_t *generated,
                                       const latigraph_likeness_options_t *options,
                                       latigraph_likeness_t *likeness,
                                       latigraph_property_likeness_t *properties) {
    latigraph_likeness_options_t defaults;
    if (options == NULL) {
        latigraph_likeness_options_init(&defaults);
        options = &defaults;
    }
    comparison_t all = {.paired = options->paired,
                        .size_free = options->size_free,
                        .fine = options->fine,
                        .split_by = options->split_by,
                        .seed = options->seed,
                        .threads = (int)options->threads};
    if (options->size_free && options->fine) {
        IGRAPH_ERROR("Fine descriptors depend on the size of circuits: ask for size_free or fine, "
                     "not for both.",
                     IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(check_arguments(real, generated, options->paired, options->threads));
    IGRAPH_CHECK(latigraph_check_split_by(real, options->split_by));
    return compare(&all, real, generated, likeness, properties);
}
