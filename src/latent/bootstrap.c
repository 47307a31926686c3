/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Confidence intervals of figures of circuits that share neurons.
 *
 * Resamples are random weights of the circuits, which are dependent if circuits share neurons
 * (measure/resample.h). A figure, such as an R² of cross-validated predictions, is computed again
 * with each of the weights. Regressions are not fitted again: that would take 1000 times as long,
 * and the interval is about the prediction on circuits like these. The SD over resamples is widened
 * by Student's t with the effective number of circuits, because quantiles of resamples would be too
 * narrow if few circuits are independent. The weights are drawn once and serve all figures.
 * O(resamples · neurons in all circuits) to draw them. */

#include "latent/bootstrap.h"

#include "base/memory.h"
#include "measure/resample.h"

#include <math.h>

void latigraph_bootstrap_destroy(latigraph_bootstrap_t *bootstrap) {
    g_free(bootstrap->weight);
    bootstrap->weight = NULL;
}

static igraph_error_t draw_weights(latigraph_bootstrap_t *bootstrap,
                                   const latigraph_resampler_t *resampler, igraph_uint_t seed) {
    double *work;
    LATIGRAPH_ALLOCATE(work, resampler->neurons);
    for (int k = 0; k < bootstrap->resamples; k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_resample(resampler, seed, (uint64_t)k, work,
                           bootstrap->weight + (gsize)k * (gsize)bootstrap->circuits);
    }
    g_free(work);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_bootstrap_init(latigraph_bootstrap_t *bootstrap,
                                        const latigraph_circuit_list_t *circuits,
                                        latigraph_split_by_t by, int resamples,
                                        igraph_uint_t seed) {
    latigraph_resampler_t resampler;
    const int count = (int)latigraph_circuit_list_size(circuits);
    *bootstrap = (latigraph_bootstrap_t){.resamples = resamples, .circuits = count};
    bootstrap->weight = g_try_new0(double, (gsize)resamples *(gsize)count + 1);
    if (bootstrap->weight == NULL) {
        IGRAPH_ERRORF("Not enough memory for resamples of %d circuits.", IGRAPH_ENOMEM, count);
    }
    IGRAPH_FINALLY(latigraph_bootstrap_destroy, bootstrap);
    IGRAPH_CHECK(latigraph_resampler_init(&resampler, circuits, by));
    IGRAPH_FINALLY(latigraph_resampler_destroy, &resampler);
    IGRAPH_CHECK(draw_weights(bootstrap, &resampler, seed));
    bootstrap->effective = resampler.effective;
    bootstrap->kept = resampler.kept;
    latigraph_resampler_destroy(&resampler);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Returns the SD of a figure over the resamples. */
static double find_spread(const latigraph_bootstrap_t *bootstrap, latigraph_figure_t *figure,
                          void *data) {
    double mean = 0, squares = 0;
    for (int k = 0; k < bootstrap->resamples; k++) {
        const double x = figure(bootstrap->weight + (gsize)k * (gsize)bootstrap->circuits, data);
        const double step = x - mean;
        mean += step / (k + 1);
        squares += step * (x - mean);
    }
    return sqrt(squares / MAX(bootstrap->resamples - 1, 1));
}

double latigraph_bootstrap_error(const latigraph_bootstrap_t *bootstrap, latigraph_figure_t *figure,
                                 void *data) {
    const double sd = find_spread(bootstrap, figure, data);
    /* The margin is a multiple of the error, and not known where the error is not. */
    return isnan(latigraph_interval_margin(sd, bootstrap->effective, bootstrap->kept))
               ? NAN
               : sd / sqrt(bootstrap->kept);
}

void latigraph_bootstrap_interval(const latigraph_bootstrap_t *bootstrap,
                                  latigraph_figure_t *figure, void *data, double value, double most,
                                  double *low, double *high) {
    const double sd = find_spread(bootstrap, figure, data);
    const double margin = latigraph_interval_margin(sd, bootstrap->effective, bootstrap->kept);
    *low = value - margin;
    *high = isnan(margin) ? NAN : fmin(value + margin, most);
}

static double resampled_r2(const double *weight, void *data) {
    return latigraph_prediction_r2(data, weight);
}

void latigraph_prediction_interval(const latigraph_prediction_t *prediction,
                                   const latigraph_bootstrap_t *bootstrap, double *low,
                                   double *high) {
    latigraph_bootstrap_interval(bootstrap, resampled_r2, (void *)prediction,
                                 latigraph_prediction_r2(prediction, NULL), 1, low, high);
}
