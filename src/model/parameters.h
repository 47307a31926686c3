/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_PARAMETERS_H
#define LATIGRAPH_MODEL_PARAMETERS_H

#include "model/model.h"
#include "net/layers.h"

/* One array holds all parameters of a model. The layout records where each tensor begins and what
 * it is called in a model file. Optimiser and checkpoints then treat the parameters as one vector.
 */

enum { LATIGRAPH_LAYERS_MAX = 8 };

typedef struct {
    char name[48];
    int rows, columns; /* columns = 0: a vector of `rows` */
    ptrdiff_t offset;
    int fan_in; /* initial values are uniform on ± 1/√fan_in; 0 means the constant `fill` */
    real_t fill;
    int late;         /* number of last rows that files of format 2 lack */
    real_t late_fill; /* value of these rows for such files */
} latigraph_tensor_t;

/* Networks and the offsets of their tensors. An mlp_t whose size[0] is 0 has no input but its
 * biases. */
typedef struct {
    mlp_t input, message, code, node, prior, decoder, global, weight;
    ptrdiff_t input_at, message_at[LATIGRAPH_LAYERS_MAX], gain_at[LATIGRAPH_LAYERS_MAX],
        bias_at[LATIGRAPH_LAYERS_MAX], gate_at, code_at, node_at, prior_at, decoder_at, global_at,
        head_at, head_bias_at, weight_at, law_at;
    ptrdiff_t count;
    int tensors;
    latigraph_tensor_t *tensor; /* (tensors) in the order of memory and files */
} latigraph_layout_t;

struct latigraph_parameters_t {
    latigraph_config_t config;
    latigraph_layout_t layout;
    real_t *value; /* (layout.count) */
};

/* Width of a neuron's row of the decoder's output, and of the decoder's global output. */
static inline int latigraph_node_outputs(const latigraph_config_t *config) {
    return 4 * config->rank + 2;
}
static inline int latigraph_global_outputs(const latigraph_config_t *config) {
    return 3 + 2 * config->kernels;
}

/* Creates parameters that are all zero; returns NULL if there is not enough memory. */
latigraph_parameters_t *latigraph_parameters_create(const latigraph_config_t *config);
void latigraph_parameters_destroy(latigraph_parameters_t *parameters);
/* Draws initial values from the seed. */
void latigraph_parameters_initialise(latigraph_parameters_t *parameters, guint64 seed);
/* Returns the configuration of the networks, which do not read the statistics of closure. */
latigraph_config_t latigraph_network_config(const latigraph_config_t *config);
/* Returns the configuration of the baseline, which sees node data alone. */
latigraph_config_t latigraph_baseline_config(const latigraph_config_t *config);

#endif
