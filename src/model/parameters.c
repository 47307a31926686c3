/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Layout of the parameters: where each tensor lies in the one array that holds them all.
 *
 * Optimiser, gradients and checkpoints treat the parameters of a model as one vector, and the
 * networks find their tensors by offsets. The order of the calls below is the order of the tensors
 * in memory and in model files, so it must stay as it is. The calls run twice: the first pass
 * counts tensors and numbers, and the second fills the list that was allocated in between.
 *
 * Initial weights and biases are uniform on ±1/√(inputs), and gains are 1. Each tensor has a random
 * stream of its own, so that its values depend on the seed and its number alone.
 */
#include "model/parameters.h"

#include "base/random.h"
#include "model/pairs.h"

/* Adds a tensor; only counts it while there is no list of tensors. */
static ptrdiff_t add(latigraph_layout_t *layout, const char *name, int rows, int columns,
                     int fan_in, real_t fill) {
    const ptrdiff_t offset = layout->count;
    if (layout->tensor != NULL) {
        latigraph_tensor_t *tensor = &layout->tensor[layout->tensors];
        *tensor = (latigraph_tensor_t){
            .rows = rows, .columns = columns, .offset = offset, .fan_in = fan_in, .fill = fill};
        g_strlcpy(tensor->name, name, sizeof tensor->name);
    }
    layout->tensors++;
    layout->count += (ptrdiff_t)rows * (columns > 0 ? columns : 1);
    return offset;
}

/* Adds the weights and biases of an MLP in the order that mlp_forward() expects. */
static ptrdiff_t add_mlp(latigraph_layout_t *layout, const char *name, const mlp_t *mlp) {
    const ptrdiff_t at = layout->count;
    for (int k = 0; k < mlp->layers; k++) {
        char full[64];
        const int in = mlp->size[k], out = mlp->size[k + 1];
        if (in > 0) {
            g_snprintf(full, sizeof full, "%s.%d.weight", name, k);
            add(layout, full, out, in, in, 0);
        }
        g_snprintf(full, sizeof full, "%s.%d.bias", name, k);
        add(layout, full, out, 0, in > 0 ? in : 1, 0);
    }
    return at;
}

/* Marks the last output of the MLP added last, g₂, as absent from format 2. Such files get δ = 0.
 */
static void mark_anti_reciprocity(latigraph_layout_t *layout) {
    if (layout->tensor != NULL) {
        latigraph_tensor_t *bias = &layout->tensor[layout->tensors - 1], *weight = bias - 1;
        weight->late = bias->late = 1;
        bias->late_fill = PAIRS_NO_ANTI_RECIPROCITY;
    }
}

static mlp_t two_layers(int in, int hidden, int out) {
    return (mlp_t){.layers = 2, .size = {in, hidden, out}};
}

static void lay_out_encoder(latigraph_layout_t *l, const latigraph_config_t *c) {
    const int h = c->hidden;
    l->input = two_layers(c->conditions + c->features, h, h);
    l->message = two_layers(3 * h, h, h);
    l->code = two_layers(3 * h + c->statistics, h, 2 * c->code);
    l->node = two_layers(h + c->code, h, 2 * c->node_code);
    l->input_at = add_mlp(l, "encoder.input", &l->input);
    for (int k = 0; k < c->layers; k++) {
        char name[48];
        g_snprintf(name, sizeof name, "encoder.layer.%d.message", k);
        l->message_at[k] = add_mlp(l, name, &l->message);
        g_snprintf(name, sizeof name, "encoder.layer.%d.gain", k);
        l->gain_at[k] = add(l, name, h, 0, 0, 1);
        g_snprintf(name, sizeof name, "encoder.layer.%d.bias", k);
        l->bias_at[k] = add(l, name, h, 0, 0, 0);
    }
    l->gate_at = add(l, "encoder.gate", h, 0, h, 0);
    l->code_at = add_mlp(l, "encoder.code", &l->code);
    l->node_at = add_mlp(l, "encoder.node", &l->node);
    l->prior = two_layers(c->conditions + c->code, h, 2 * c->node_code);
    l->prior_at = add_mlp(l, "prior.node", &l->prior);
    if (c->properties > 0) {
        l->head_at = add(l, "head.weight", c->properties, c->code, c->code, 0);
        l->head_bias_at = add(l, "head.bias", c->properties, 0, 0, 0);
    }
}

static void lay_out_decoder(latigraph_layout_t *l, const latigraph_config_t *c) {
    const int h = c->hidden, seen = c->conditions + c->code + c->node_code;
    l->decoder = (mlp_t){.layers = 3, .size = {seen, h, h, latigraph_node_outputs(c)}};
    l->decoder_at = add_mlp(l, "decoder.node", &l->decoder);
    l->global = two_layers(c->code, h, latigraph_global_outputs(c));
    l->global_at = add_mlp(l, "decoder.global", &l->global);
    mark_anti_reciprocity(l);
    if (c->weights != LATIGRAPH_WEIGHTS_NONE) {
        l->weight = two_layers(seen, h, 2);
        l->weight_at = add_mlp(l, "decoder.weight", &l->weight);
        l->law_at = add(l, "decoder.weight.law", latigraph_weight_law_size(c->weights), 0, 0, 0);
    }
}

static void lay_out(latigraph_layout_t *layout, const latigraph_config_t *config) {
    layout->count = 0;
    layout->tensors = 0;
    if (config->node_code > 0) {
        lay_out_encoder(layout, config);
    }
    lay_out_decoder(layout, config);
}

latigraph_parameters_t *latigraph_parameters_create(const latigraph_config_t *config) {
    latigraph_parameters_t *parameters = g_try_new0(latigraph_parameters_t, 1);
    if (parameters == NULL) {
        return NULL;
    }
    parameters->config = latigraph_network_config(config);
    latigraph_layout_t *layout = &parameters->layout;
    lay_out(layout, &parameters->config); /* counts */
    parameters->value = g_try_new0(real_t, layout->count);
    layout->tensor = g_try_new0(latigraph_tensor_t, layout->tensors);
    if (parameters->value != NULL && layout->tensor != NULL) {
        lay_out(layout, &parameters->config);
    } else {
        latigraph_parameters_destroy(parameters);
        return NULL;
    }
    return parameters;
}

void latigraph_parameters_destroy(latigraph_parameters_t *parameters) {
    if (parameters != NULL) {
        g_free(parameters->layout.tensor);
        g_free(parameters->value);
        g_free(parameters);
    }
}

void latigraph_parameters_initialise(latigraph_parameters_t *parameters, guint64 seed) {
    for (int t = 0; t < parameters->layout.tensors; t++) {
        const latigraph_tensor_t *tensor = &parameters->layout.tensor[t];
        const ptrdiff_t count =
            (ptrdiff_t)tensor->rows * (tensor->columns > 0 ? tensor->columns : 1);
        const double bound = tensor->fan_in > 0 ? 1 / sqrt(tensor->fan_in) : 0;
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_PARAMETERS, (guint64)t);
        for (ptrdiff_t i = 0; i < count; i++) {
            parameters->value[tensor->offset + i] =
                tensor->fan_in > 0 ? (real_t)(bound * (2 * latigraph_stream_uniform(&stream) - 1))
                                   : tensor->fill;
        }
    }
}

latigraph_config_t latigraph_network_config(const latigraph_config_t *config) {
    latigraph_config_t network = *config;
    network.code -= network.closure;
    network.closure = 0;
    return network;
}

latigraph_config_t latigraph_baseline_config(const latigraph_config_t *config) {
    latigraph_config_t baseline = *config;
    baseline.code = 0;
    baseline.closure = 0;
    baseline.node_code = 0;
    baseline.features = 0;
    baseline.statistics = 0;
    baseline.properties = 0;
    baseline.layers = 0;
    baseline.weights = LATIGRAPH_WEIGHTS_NONE;
    return baseline;
}
