/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Confidence intervals of means over circuits that share neurons.
 *
 * Circuits from one connectome overlap, so the standard error of independent circuits would be too
 * small. In each of 1000 resamples every circuit gets a random weight, and weights of circuits that
 * share neurons are correlated (resample.h). The SD of the weighted means over the resamples, with
 * Student's t for the effective number of circuits, gives the interval. All columns use the same
 * weights, so that a resample costs O(neurons + circuits · columns).
 */
#include "base/memory.h"
#include "base/moments.h"
#include "circuit/homologous.h"
#include "measure/resample.h"

#include <latigraph/measure.h>

enum { RESAMPLES = 1000 };

/* Returns the weighted mean of a column over the circuits for which it is known. */
static double weighted_mean(const igraph_matrix_t *figures, igraph_integer_t column,
                            const double *weight) {
    double sum = 0, total = 0;
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(figures); i++) {
        const double value = MATRIX(*figures, i, column);
        if (!isnan(value)) {
            sum += weight[i] * value;
            total += weight[i];
        }
    }
    return total > 0 ? sum / total : NAN;
}

/* Computes the mean of every column in every resample, (columns, RESAMPLES). */
static igraph_error_t resample_means(const latigraph_resampler_t *r, const igraph_matrix_t *figures,
                                     igraph_uint_t seed, double *mean) {
    double *weight, *work;
    LATIGRAPH_ALLOCATE(weight, r->circuits);
    LATIGRAPH_ALLOCATE(work, r->neurons);
    for (int k = 0; k < RESAMPLES; k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_resample(r, seed, (uint64_t)k, work, weight);
        for (igraph_integer_t c = 0; c < igraph_matrix_ncol(figures); c++) {
            mean[c * RESAMPLES + k] = weighted_mean(figures, c, weight);
        }
    }
    g_free(work);
    g_free(weight);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill(const latigraph_resampler_t *r, const igraph_matrix_t *figures,
                           igraph_uint_t seed, igraph_matrix_t *intervals) {
    const igraph_integer_t columns = igraph_matrix_ncol(figures);
    double *mean;
    LATIGRAPH_ALLOCATE(mean, columns * RESAMPLES);
    IGRAPH_CHECK(resample_means(r, figures, seed, mean));
    for (igraph_integer_t c = 0; c < columns; c++) {
        double centre, squares, sum = 0;
        igraph_integer_t known = 0;
        for (igraph_integer_t i = 0; i < igraph_matrix_nrow(figures); i++) {
            const double value = MATRIX(*figures, i, c);
            sum += isnan(value) ? 0 : value;
            known += !isnan(value);
        }
        latigraph_moments(mean + c * RESAMPLES, 1, RESAMPLES, &centre, &squares);
        const double margin =
            latigraph_interval_margin(sqrt(squares / (RESAMPLES - 1)), r->effective, r->kept);
        MATRIX(*intervals, c, 0) = known > 0 ? sum / (double)known : IGRAPH_NAN;
        MATRIX(*intervals, c, 1) = MATRIX(*intervals, c, 0) - margin;
        MATRIX(*intervals, c, 2) = MATRIX(*intervals, c, 0) + margin;
    }
    g_free(mean);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_mean_intervals
 * \brief Means over circuits, with intervals that account for shared neurons.
 *
 * Circuits that share neurons are not independent. In each of 1000 resamples every circuit gets a
 * random weight. The weights of two circuits are correlated as |a ∩ b| / √(|a| |b|) (Bayesian
 * bootstrap: Rubin, Ann. Stat. 9:130, 1981; dependent weights: Shao, J. Am. Stat. Assoc. 105:218,
 * 2010). The interval is Student's for the effective number of circuits, that is, of circuits
 * without common neurons that carry as much information. It holds for the tissue from which the
 * circuits come. For the difference of two models on the same circuits, pass the differences as one
 * column.
 *
 * \param circuits The circuits, at least one.
 * \param figures One row per circuit, one column per quantity; NaN where unknown.
 * \param seed Seed of the resamples.
 * \param intervals An initialised matrix, resized to one row per column of \p figures and three
 *    columns: the mean and both ends of its 95 % interval. The ends are NaN if the circuits share
 *    too many neurons.
 * \param effective NULL, or gets the effective number of circuits.
 * \return Error code: \c IGRAPH_EINVAL if the number of rows differs from that of circuits; \c
 *    IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(1000 · (neurons in all circuits + circuits · columns)).
 *
 * \sa \ref latigraph_properties(), \ref latigraph_evaluate()
 *
 * Example: the mean density of a list of circuits with its interval.
 * \verbatim
 *    igraph_matrix_t intervals;
 *    igraph_matrix_init(&intervals, 0, 0);
 *    latigraph_properties(&circuits, &values);
 *    latigraph_mean_intervals(&circuits, &values, 1, &intervals, NULL);
 *    const igraph_integer_t row = latigraph_property_find("density");
 *    printf("%g (%g to %g)\n", MATRIX(intervals, row, 0), MATRIX(intervals, row, 1),
 *           MATRIX(intervals, row, 2));
 *    igraph_matrix_destroy(&intervals);
 * \endverbatim
 */
igraph_error_t latigraph_mean_intervals(const latigraph_circuit_list_t *circuits,
                                        const igraph_matrix_t *figures, igraph_uint_t seed,
                                        igraph_matrix_t *intervals, igraph_real_t *effective) {
    return latigraph_mean_intervals_by(circuits, figures, LATIGRAPH_SPLIT_BY_NEURON, seed,
                                       intervals, effective);
}

/**
 * \function latigraph_mean_intervals_by
 * \brief Means over circuits, with intervals for dependence by neuron, animal or identity.
 *
 * By neuron, the function is \ref latigraph_mean_intervals(). By animal, all circuits of a
 * connectome get one weight, so that the interval is for further animals. By identity, a and b are
 * the sets of identities of two circuits across connectomes, so that the interval is for further
 * cell classes.
 *
 * \param circuits The circuits, at least one.
 * \param figures One row per circuit, one column per quantity; NaN where unknown.
 * \param by What makes circuits dependent.
 * \param seed Seed of the resamples.
 * \param intervals An initialised matrix, as for \ref latigraph_mean_intervals(). The ends are NaN
 *    for a single animal.
 * \param effective NULL, or gets the effective number of circuits, which is at most the number of
 *    animals by animal.
 * \return Error code: \c IGRAPH_EINVAL if the number of rows differs from that of circuits, or if
 *    no circuit has identities to split by; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(1000 · (neurons in all circuits + circuits · columns)).
 *
 * \sa \ref latigraph_mean_intervals()
 *
 * Example: the mean density of circuits, with an interval for further animals.
 * \verbatim
 *    igraph_matrix_t intervals;
 *    igraph_matrix_init(&intervals, 0, 0);
 *    latigraph_properties(&circuits, &values);
 *    latigraph_mean_intervals_by(&circuits, &values, LATIGRAPH_SPLIT_BY_ANIMAL, 1, &intervals,
 *                                NULL);
 *    igraph_matrix_destroy(&intervals);
 * \endverbatim
 */
igraph_error_t latigraph_mean_intervals_by(const latigraph_circuit_list_t *circuits,
                                           const igraph_matrix_t *figures, latigraph_split_by_t by,
                                           igraph_uint_t seed, igraph_matrix_t *intervals,
                                           igraph_real_t *effective) {
    latigraph_resampler_t resampler;
    if (igraph_matrix_nrow(figures) != latigraph_circuit_list_size(circuits) ||
        igraph_matrix_nrow(figures) < 1) {
        IGRAPH_ERRORF("The matrix of figures has %" IGRAPH_PRId " rows, but there are %" IGRAPH_PRId
                      " circuits. Intervals need one row per circuit, and at least one.",
                      IGRAPH_EINVAL, igraph_matrix_nrow(figures),
                      latigraph_circuit_list_size(circuits));
    }
    IGRAPH_CHECK(latigraph_check_split_by(circuits, by));
    IGRAPH_CHECK(latigraph_resampler_init(&resampler, circuits, by));
    IGRAPH_FINALLY(latigraph_resampler_destroy, &resampler);
    IGRAPH_CHECK(igraph_matrix_resize(intervals, igraph_matrix_ncol(figures), 3));
    IGRAPH_CHECK(fill(&resampler, figures, seed, intervals));
    if (effective != NULL) {
        *effective = resampler.effective;
    }
    latigraph_resampler_destroy(&resampler);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
