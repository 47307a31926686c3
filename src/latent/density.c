/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "latent/latent.h"

#include "base/memory.h"
#include "base/random.h"
#include "generate/generate.h"

/* Training circuits whose node data the model keeps. */
enum { TEMPLATES_MAX = 48 };

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

/* Chooses `chosen_count` rows: the first uniformly, every other one with probability proportional
 * to its squared distance from the nearest chosen one (the seeding of k-means++, Arthur and
 * Vassilvitskii, SODA 2007), so that they spread over the codes without favouring outliers. */
static igraph_error_t choose_spread(int count, int width, const double *codes, const double *factor,
                                    igraph_uint_t seed, int chosen_count, int *chosen) {
    double *distance, *work;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_FOLDS, LATIGRAPH_FOLDS_TEMPLATES);
    LATIGRAPH_ALLOCATE(distance, count);
    LATIGRAPH_ALLOCATE(work, width);
    chosen[0] = (int)latigraph_stream_integer(&stream, (uint32_t)count);
    for (int i = 0; i < count; i++) {
        distance[i] = INFINITY;
    }
    for (int t = 1; t < chosen_count; t++) {
        const double *last = codes + (gsize)chosen[t - 1] * (gsize)width;
        double total = 0;
        for (int i = 0; i < count; i++) {
            const double d =
                latigraph_code_distance(width, factor, codes + (gsize)i * (gsize)width, last, work);
            distance[i] = i == chosen[t - 1] ? 0 : MIN(distance[i], d);
            total += distance[i];
        }
        double place = latigraph_stream_uniform(&stream) * total;
        chosen[t] = -1;
        for (int i = 0; i < count && place >= 0; i++) {
            if (distance[i] > 0) {
                chosen[t] = i;
                place -= distance[i];
            }
        }
        if (chosen[t] < 0) { /* all that are left have the code of a chosen one */
            chosen[t] = (int)latigraph_stream_integer(&stream, (uint32_t)count);
        }
    }
    g_free(work);
    g_free(distance);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t keep_templates(latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, const double *codes,
                                     const int *chosen, int count) {
    const gsize width = (gsize)model->config.code;
    model->templates = g_new0(latigraph_template_t, count);
    for (int t = 0; t < count; t++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, chosen[t]);
        latigraph_template_t *template = &model->templates[t];
        IGRAPH_CHECK(latigraph_circuit_without_edges(&template->nodes, circuit, circuit->name));
        template->code = g_new(double, width + 1);
        memcpy(template->code, codes + (gsize)chosen[t] * width, sizeof(double) * width);
        model->template_count = t + 1;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_fit_density(latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, const double *mean,
                                     const double *sd, igraph_uint_t seed) {
    const int count = (int)latigraph_circuit_list_size(circuits), width = model->config.code;
    const int templates = MIN(count, TEMPLATES_MAX);
    double *factor;
    int chosen[TEMPLATES_MAX];
    g_free(model->code_mean);
    g_free(model->code_covariance);
    model->code_mean = g_new0(double, width + 1);
    model->code_covariance = g_new0(double, width *width + 1);
    latigraph_fit_gaussian(count, width, mean, sd, model->code_mean, model->code_covariance);
    LATIGRAPH_ALLOCATE(factor, width * width);
    IGRAPH_CHECK(latigraph_code_factor(model, factor));
    IGRAPH_CHECK(choose_spread(count, width, mean, factor, seed, templates, chosen));
    IGRAPH_CHECK(keep_templates(model, circuits, mean, chosen, templates));
    g_free(factor);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
