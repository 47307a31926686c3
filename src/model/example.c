/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Examples: circuits as the arrays that the networks read.
 *
 * An example holds the conditions and positions of the neurons (vocabulary.c) and, for the encoder,
 * features of every neuron and the standardised statistics of the circuit. They are computed once,
 * because a fit reads every circuit many times. Degrees enter as logarithms, so that hubs do not
 * dominate. Statistics are cut at 5 SDs for the same reason, and a statistic that is not defined
 * counts as average. The example refers to its circuit for the edges. If the circuit lies in a
 * store on disk (base/store.h), the arrays can be moved there too, so that a fit can read more
 * circuits than memory holds.
 */
#include "model/model.h"

#include "base/memory.h"
#include "model/vocabulary.h"

void latigraph_example_destroy(latigraph_example_t *example) {
    if (example != NULL) {
        latigraph_slab_free(&example->slab, example->condition);
        latigraph_slab_free(&example->slab, example->feature);
        latigraph_slab_free(&example->slab, example->statistic);
        latigraph_slab_free(&example->slab, example->closure);
        latigraph_slab_free(&example->slab, example->property);
        latigraph_slab_free(&example->slab, example->position);
        latigraph_slab_free(&example->slab, example->placed);
        latigraph_slab_leave(&example->slab);
        g_free(example);
    }
}

/* Fills the encoder's features of neurons: ln(1 + out), ln(1 + in), ln(1 + reciprocal), ln(n) / 5,
 * and with a weight model the mean ln weights of outgoing and incoming edges. */
static void fill_features(const latigraph_circuit_t *c, int width, real_t *feature) {
    for (int i = 0; i < c->n; i++) {
        real_t *row = feature + (ptrdiff_t)i * width;
        int reciprocal = 0;
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            reciprocal += latigraph_circuit_has_edge(c, c->out_to[e], i) ? 1 : 0;
        }
        const int k_out = c->out_start[i + 1] - c->out_start[i];
        const int k_in = c->in_start[i + 1] - c->in_start[i];
        row[0] = (real_t)log1p(k_out);
        row[1] = (real_t)log1p(k_in);
        row[2] = (real_t)log1p(reciprocal);
        row[3] = (real_t)(log(c->n) / 5);
        if (width > 4 && c->weight != NULL) {
            double sent = 0, received = 0;
            for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
                sent += log(c->weight[e]);
            }
            for (int e = c->in_start[i]; e < c->in_start[i + 1]; e++) {
                received += log(c->weight[c->in_edge[e]]);
            }
            row[4] = (real_t)(k_out > 0 ? sent / k_out : 0);
            row[5] = (real_t)(k_in > 0 ? received / k_in : 0);
        }
    }
}

static igraph_error_t fill_statistics(latigraph_example_t *x, const latigraph_model_t *model) {
    double raw[LATIGRAPH_STATISTICS_MAX + 1];
    const double scale = model->config.kernels > 0 ? model->vocabulary->length_scale : 0;
    IGRAPH_CHECK(latigraph_circuit_statistics(
        x->circuit, scale, model->config.weights != LATIGRAPH_WEIGHTS_NONE, raw));
    for (int k = 0; k < model->config.statistics; k++) {
        const double t = (raw[k] - model->statistic_mean[k]) / model->statistic_sd[k];
        x->statistic[k] = (real_t)(isnan(t) ? 0 : CLAMP(t, -5, 5));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_closure(latigraph_example_t *x, const latigraph_model_t *model) {
    double raw[LATIGRAPH_CLOSURE_STATISTICS];
    IGRAPH_CHECK(latigraph_closure_statistics(x->circuit, raw));
    for (int k = 0; k < LATIGRAPH_CLOSURE_STATISTICS; k++) {
        const double t = (raw[k] - model->closure.mean[k]) / model->closure.sd[k];
        x->closure[k] = (real_t)CLAMP(t, -5, 5);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_example_create(latigraph_example_t **example,
                                        const latigraph_model_t *model,
                                        const latigraph_circuit_t *circuit, igraph_bool_t edges) {
    const latigraph_config_t *f = &model->config;
    const int n = circuit->n;
    if (n < 1) {
        IGRAPH_ERRORF("Circuit '%s' has no neurons.", IGRAPH_EINVAL, circuit->name);
    }
    latigraph_example_t *x = g_try_new0(latigraph_example_t, 1);
    LATIGRAPH_CHECK_MEMORY(x);
    IGRAPH_FINALLY(latigraph_example_destroy, x);
    x->n = n;
    x->m = circuit->m;
    x->circuit = circuit;
    x->dims = model->vocabulary->dims;
    x->condition = g_try_new0(real_t, (gsize)n * f->conditions + 1);
    if (x->dims > 0) {
        x->position = g_try_new0(real_t, (gsize)n * x->dims);
        x->placed = g_try_new0(guchar, n);
    }
    if (edges) {
        x->feature = g_try_new0(real_t, (gsize)n * f->features);
        x->statistic = g_try_new0(real_t, f->statistics);
        x->closure = f->closure > 0 ? g_try_new0(real_t, f->closure) : NULL;
    }
    if (x->condition == NULL || (x->dims > 0 && (x->position == NULL || x->placed == NULL)) ||
        (edges &&
         (x->feature == NULL || x->statistic == NULL || (f->closure > 0 && x->closure == NULL)))) {
        IGRAPH_ERRORF("Not enough memory for circuit '%s' of %d neurons.", IGRAPH_ENOMEM,
                      circuit->name, n);
    }
    IGRAPH_CHECK(latigraph_vocabulary_encode(model->vocabulary, circuit, x->condition, x->position,
                                             x->placed, x->plane));
    if (edges) {
        fill_features(circuit, f->features, x->feature);
        IGRAPH_CHECK(fill_statistics(x, model));
        IGRAPH_CHECK(x->closure != NULL ? fill_closure(x, model) : IGRAPH_SUCCESS);
    }
    *example = x;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_example_spill(latigraph_example_t *x, const latigraph_config_t *config) {
    const gsize n = (gsize)x->n;
    const struct {
        gpointer array;
        gsize size;
    } arrays[] = {
        {&x->condition, n * (gsize)config->conditions * sizeof *x->condition},
        {&x->feature, n * (gsize)config->features * sizeof *x->feature},
        {&x->statistic, (gsize)config->statistics * sizeof *x->statistic},
        {&x->position, n * (gsize)x->dims * sizeof *x->position},
        {&x->placed, n * sizeof *x->placed},
    };
    gsize bytes = 0;
    if (x->circuit->slab.store == NULL) {
        return IGRAPH_SUCCESS;
    }
    for (gsize k = 0; k < G_N_ELEMENTS(arrays); k++) {
        bytes += latigraph_slab_bytes(arrays[k].size);
    }
    IGRAPH_CHECK(latigraph_slab_reserve(&x->slab, x->circuit->slab.store, bytes));
    for (gsize k = 0; k < G_N_ELEMENTS(arrays); k++) {
        latigraph_slab_move(&x->slab, arrays[k].array, arrays[k].size);
    }
    return IGRAPH_SUCCESS;
}
