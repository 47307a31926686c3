/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/memory.h"
#include "base/moments.h"
#include "measure/resample.h"

#include <latigraph/measure.h>

enum { RESAMPLES = 1000 };

/* Weighted mean of a column over the circuits where it is known. */
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

/* Means of every column in every resample, (columns, RESAMPLES). */
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
 * \brief Means of figures over circuits, with intervals that allow for shared neurons.
 *
 * Circuits that share neurons are not independent. In each of 1000 resamples
 * every circuit gets a random weight, the weights of two circuits correlated
 * as |a ∩ b| / √(|a| |b|) (Bayesian bootstrap: Rubin, Ann. Stat. 9:130, 1981;
 * dependent weights: Shao, J. Am. Stat. Assoc. 105:218, 2010), and the
 * interval is Student's for as many circuits without common neurons as would
 * say as much. It is an interval for the tissue that the circuits are from.
 * A difference of two models on the same circuits is best given as one column.
 *
 * \param circuits The circuits, at least one.
 * \param figures One row a circuit, one column a figure; NaN where it is not known.
 * \param seed Seed of the resamples.
 * \param intervals An initialised matrix, resized to one row a figure and three columns: the mean,
 *    and the ends of its 95 % interval, NaN where the circuits overlap too much to tell.
 * \param effective NULL, or gets the number of circuits without common neurons that these amount
 *    to.
 * \return Error code: \c IGRAPH_EINVAL if there is not a row for each circuit; \c IGRAPH_ENOMEM; \c
 *    IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(1000 · (neurons in all circuits + circuits · figures)).
 */
igraph_error_t latigraph_mean_intervals(const latigraph_circuit_list_t *circuits,
                                        const igraph_matrix_t *figures, igraph_uint_t seed,
                                        igraph_matrix_t *intervals, igraph_real_t *effective) {
    latigraph_resampler_t resampler;
    if (igraph_matrix_nrow(figures) != latigraph_circuit_list_size(circuits) ||
        igraph_matrix_nrow(figures) < 1) {
        IGRAPH_ERRORF("Intervals need a row of figures for each circuit, got %" IGRAPH_PRId
                      " rows for %" IGRAPH_PRId " circuits.",
                      IGRAPH_EINVAL, igraph_matrix_nrow(figures),
                      latigraph_circuit_list_size(circuits));
    }
    IGRAPH_CHECK(latigraph_resampler_init(&resampler, circuits));
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
