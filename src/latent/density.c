/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Gaussian density of the training codes.
 *
 * A circuit has no single code but a posterior q(z | circuit) = N(mean, diag sd²). The density of
 * codes is the Gaussian with the moments of the mixture of all posteriors:
 *
 *     centre = mean of the means,   C = covariance of the means + mean of diag sd²
 *
 * The objective assumes N(0, I), but training codes are not distributed so. Codes drawn from this
 * density spread as codes drawn from posteriors do. The mean of sd² is also stored by itself,
 * because relations between statistics follow from the means alone (typicality.c). A Gaussian is
 * used, and not a mixture, because distances and conditional means then have closed forms. The law
 * of node data given a code is fitted next (node_law.c). O(circuits · dz²). */

#include "latent/latent.h"

#include "base/memory.h"

void latigraph_fit_gaussian(int count, int width, const double *mean, const double *sd,
                            double *centre, double *covariance) {
    for (int k = 0; k < width; k++) {
        centre[k] = 0;
        for (int i = 0; i < count; i++) {
            centre[k] += mean[(gsize)i * (gsize)width + (gsize)k] / count;
        }
    }
    for (int k = 0; k < width; k++) {
        for (int l = 0; l <= k; l++) {
            double sum = 0, variance = 0;
            for (int i = 0; i < count; i++) {
                const double *row = mean + (gsize)i * (gsize)width;
                const double s = sd[(gsize)i * (gsize)width + (gsize)k];
                sum += (row[k] - centre[k]) * (row[l] - centre[l]);
                variance += k == l ? s * s / count : 0;
            }
            covariance[k * width + l] = covariance[l * width + k] =
                sum / MAX(count - 1, 1) + variance;
        }
    }
}

igraph_error_t latigraph_fit_density(latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, const double *mean,
                                     const double *sd, igraph_uint_t seed) {
    const int count = (int)latigraph_circuit_list_size(circuits), width = model->config.code;
    g_free(model->code_mean);
    g_free(model->code_covariance);
    g_free(model->code_noise);
    model->code_mean = g_try_new0(double, (gsize)width + 1);
    model->code_covariance = g_try_new0(double, (gsize)width *(gsize)width + 1);
    model->code_noise = g_try_new0(double, (gsize)width + 1);
    LATIGRAPH_CHECK_MEMORY(model->code_mean);
    LATIGRAPH_CHECK_MEMORY(model->code_covariance);
    LATIGRAPH_CHECK_MEMORY(model->code_noise);
    latigraph_fit_gaussian(count, width, mean, sd, model->code_mean, model->code_covariance);
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < width; k++) {
            const double s = sd[(gsize)i * (gsize)width + (gsize)k];
            model->code_noise[k] += s * s / count;
        }
    }
    return latigraph_fit_node_law(model, circuits, mean, sd, seed);
}
