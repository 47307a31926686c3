/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Rates of circuits larger than those of the fit (doc/scale.md, "What a model means beyond its
 * sizes").
 *
 * Three rules keep the fitted part of the decoder and restrain the rest. (1) The distance kernel is
 * unchanged up to the distance R and falls off as a Gaussian beyond it. Without this factor, the
 * floor of the kernel would give every neuron edges in proportion to n. (2) Every neuron counts as
 * the centre of its surroundings, because lateral coordinates outside a training circuit were never
 * seen. (3) All rates can have a common factor that holds the expected degree. Both samplers use
 * these rules: dense rates are filled in by the loops of the sparse sampler. */

#include "generate/extrapolate.h"

#include "generate/generate.h"
#include "generate/sparse.h"
#include "model/vocabulary.h"

/* Tolerance on the training sizes, as a share of them. Sizes within it count as fitted. */
static const double SLACK = 0.1;
/* The distance R in length scales. A length scale is the median distance of two neurons of a
 * training circuit. Hardly any two neurons of a disc or ball are farther apart than two medians. */
static const double REACH = 2;

gboolean latigraph_is_beyond(const latigraph_model_t *model, int n) {
    return n > (1 + SLACK) * model->size_max;
}

gboolean latigraph_code_describes(const latigraph_model_t *model, int n) {
    return n >= (1 - SLACK) * model->size_min && !latigraph_is_beyond(model, n);
}

latigraph_reach_t latigraph_reach_of(const latigraph_model_t *model, int n,
                                     latigraph_density_t density) {
    latigraph_reach_t reach = {INFINITY, 0, model->config.kernel_decay};
    if (!latigraph_is_beyond(model, n)) {
        return reach;
    }
    reach.squared = model->config.kernels > 0 ? REACH * REACH : INFINITY;
    if (density == LATIGRAPH_DENSITY_DEGREE ||
        (density == LATIGRAPH_DENSITY_AUTO && model->config.kernels == 0)) {
        reach.log_factor = log((model->size_max - 1) / (n - 1));
    }
    return reach;
}

void latigraph_centre_conditions(const latigraph_model_t *model, latigraph_example_t *example) {
    const latigraph_vocabulary_t *vocabulary = model->vocabulary;
    const int a = model->config.conditions, dims = vocabulary->dims;
    if (dims == 0 || !latigraph_is_beyond(model, example->n)) {
        return;
    }
    for (int i = 0; i < example->n; i++) {
        /* The last conditions are the coordinates and whether they are known. */
        real_t *at = example->condition + ((gsize)i + 1) * (gsize)a - dims - 1;
        for (int d = 0; d < dims; d++) {
            at[d] = d == vocabulary->axis ? at[d] : 0;
        }
    }
}

/* Writes ln rate of one process for all pairs to out (n, n). */
static void fill(const latigraph_process_t *process, int n, const guchar *placed, real_t *out) {
    int from[LATIGRAPH_CANDIDATES], to[LATIGRAPH_CANDIDATES];
    guchar known[LATIGRAPH_CANDIDATES];
    real_t log_rate[LATIGRAPH_CANDIDATES], rate[LATIGRAPH_CANDIDATES];
    for (int i = 0; i < n; i++) {
        for (int first = 0; first < n; first += LATIGRAPH_CANDIDATES) {
            const int count = MIN(LATIGRAPH_CANDIDATES, n - first);
            for (int c = 0; c < count; c++) {
                from[c] = i;
                to[c] = first + c;
                known[c] = process->kernel && placed[i] && placed[first + c];
            }
            latigraph_process_pairs(process, count, from, to, known, log_rate, rate);
            for (int c = 0; c < count; c++) {
                /* ln of a rate of 0 would be infinite; −80 keeps it finite. */
                out[(gsize)i * (gsize)n + (gsize)(first + c)] =
                    rate[c] > REAL_C(1e-34) ? real_log(rate[c]) : -80;
            }
        }
    }
}

void latigraph_extrapolate_rates(const latigraph_model_t *model, const latigraph_example_t *example,
                                 latigraph_reach_t reach, float *positions,
                                 latigraph_rates_t *rates) {
    const int n = example->n, dims = example->dims;
    const latigraph_tree_t places = {.n = n, .position = positions};
    const gboolean kernel = model->config.kernels > 0;
    real_t *const out[2] = {rates->log_rate, rates->log_mutual};
    memset(positions, 0, 3 * (gsize)n * sizeof *positions);
    for (int i = 0; i < n && kernel; i++) {
        for (int d = 0; d < dims; d++) {
            positions[3 * i + d] = example->placed[i] ? (float)example->position[i * dims + d] : 0;
        }
    }
    for (int p = 0; p < 2; p++) {
        latigraph_process_t process;
        latigraph_process_init(&process, p, model->config.rank, rates->node, rates->global, &places,
                               kernel, reach);
        fill(&process, n, example->placed, out[p]);
    }
}
