/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The networks of doc/model.md for one circuit, forward and backward, and the objective of a fit.
 *
 *     encoder   conditions, features → H, then rounds of H ← norm(H + MLP[H, ÂH, ÂᵀH])
 *               pooled H, statistics → q(z);   H, z → q(u)
 *     prior     conditions, z → p(u)
 *     decoder   conditions, z, u → l, ρ, p, q, b, c of every neuron;   z → globals of the circuit
 *
 * The first coordinates of the code have the circuit's statistics as their means, so that they can
 * be requested by their values. The objective is −ln P(edges) plus weighted KL terms, a head that
 * predicts properties from z, and the law of weights.
 *
 * Each forward function has a backward function that reads what the forward pass stored in the
 * scratch; layers.h explains why they are written by hand. All arrays of a scratch are carved from
 * one allocation, in two passes of the same code: the first pass counts, the second assigns. A
 * training step thus allocates nothing. The pairs of neurons are in dyads.h; a lean scratch lacks
 * the (n, n) arrays, which training never needs.
 */
#include "model/network.h"

#include "base/fast.h"
#include "model/pairs.h"

#include <string.h>

/* Lowest log variance of the prior of u. */
static const real_t PRIOR_LOW = -6;
/* Limit of a property's squared error in noise SDs. A larger error has no gradient, so that
 * outliers do not dominate a fit. */
static const double HEAD_LIMIT = 60;

/* --- Scratch ------------------------------------------------------------ */

typedef struct {
    real_t *base; /* NULL in the counting pass */
    ptrdiff_t used;
} carver_t;

static real_t *carve(carver_t *c, ptrdiff_t count) {
    real_t *at = c->base ? c->base + c->used : NULL;
    c->used += (count + 15) & ~(ptrdiff_t)15; /* rounds up, so that arrays begin on cache lines */
    return at;
}

static ptrdiff_t widest(ptrdiff_t a, ptrdiff_t b) {
    return a > b ? a : b;
}

static void carve_encoder(carver_t *c, latigraph_scratch_t *s, const latigraph_layout_t *l) {
    const latigraph_config_t *f = &s->config;
    const ptrdiff_t n = s->n_max, h = f->hidden, dz = f->code, du = f->node_code;
    s->x = carve(c, n * (f->conditions + f->features));
    s->input_kept = carve(c, n * mlp_activation_count(&l->input));
    s->h[0] = carve(c, n * h);
    for (int k = 0; k < f->layers; k++) {
        s->joined[k] = carve(c, n * 3 * h);
        s->message_kept[k] = carve(c, n * mlp_activation_count(&l->message));
        s->summed[k] = carve(c, n * h);
        s->inverse_sd[k] = carve(c, n);
        s->h[k + 1] = carve(c, n * h);
    }
    s->attention = carve(c, n);
    s->pooled = carve(c, 3 * h + f->statistics);
    s->code_kept = carve(c, mlp_activation_count(&l->code));
    s->code_raw = carve(c, 2 * dz);
    s->code_mean = carve(c, dz);
    s->code_log_variance = carve(c, dz);
    s->node_x = carve(c, n * (h + dz));
    s->node_kept = carve(c, n * mlp_activation_count(&l->node));
    s->node_raw = carve(c, n * 2 * du);
    s->node_mean = carve(c, n * du);
    s->node_log_variance = carve(c, n * du);
    s->prior_x = carve(c, n * (f->conditions + dz));
    s->prior_kept = carve(c, n * mlp_activation_count(&l->prior));
    s->prior_raw = carve(c, n * 2 * du);
    s->prior_mean = carve(c, n * du);
    s->prior_log_variance = carve(c, n * du);
    s->first = carve(c, n * 2 * du);
    s->second = carve(c, n * 2 * du);
}

static void carve_decoder(carver_t *c, latigraph_scratch_t *s, const latigraph_layout_t *l) {
    const latigraph_config_t *f = &s->config;
    const ptrdiff_t n = s->n_max;
    s->condition = carve(c, n * f->conditions);
    const ptrdiff_t pairs = s->lean ? 0 : n * n;
    s->squared = carve(c, f->kernels > 0 ? pairs : 0);
    s->z = carve(c, f->code);
    s->u = carve(c, n * f->node_code);
    s->decoder_x = carve(c, n * l->decoder.size[0]);
    s->decoder_kept = carve(c, n * mlp_activation_count(&l->decoder));
    s->node = carve(c, n * latigraph_node_outputs(f));
    s->global_kept = carve(c, mlp_activation_count(&l->global));
    s->global = carve(c, latigraph_global_outputs(f));
    s->rate = carve(c, pairs);
    s->mutual = carve(c, pairs);
    s->log_rate = carve(c, pairs);
    s->log_mutual = carve(c, pairs);
    if (f->weights != LATIGRAPH_WEIGHTS_NONE) {
        s->weight_kept = carve(c, n * mlp_activation_count(&l->weight));
        s->weight = carve(c, n * 2);
    }
}

static void carve_gradients(carver_t *c, latigraph_scratch_t *s, const latigraph_layout_t *l) {
    const latigraph_config_t *f = &s->config;
    const ptrdiff_t n = s->n_max, h = f->hidden, dz = f->code, du = f->node_code;
    s->noise_z = carve(c, dz);
    s->noise_u = carve(c, n * du);
    s->dz = carve(c, dz);
    s->du = carve(c, n * du);
    s->dnode = carve(c, n * latigraph_node_outputs(f));
    s->dglobal = carve(c, latigraph_global_outputs(f));
    s->dweight = carve(c, n * 2);
    s->dnode_mean = carve(c, n * du);
    s->dnode_log_variance = carve(c, n * du);
    s->dnode_raw = carve(c, n * 2 * du);
    s->dprior_mean = carve(c, n * du);
    s->dprior_log_variance = carve(c, n * du);
    s->dprior_raw = carve(c, n * 2 * du);
    s->dcode_mean = carve(c, dz);
    s->dcode_log_variance = carve(c, dz);
    s->dcode_raw = carve(c, 2 * dz);
    s->dpooled = carve(c, 3 * h + f->statistics);
    s->dh = carve(c, n * h);
    s->dsummed = carve(c, n * h);
    s->djoined = carve(c, n * 3 * h);
    s->dx = carve(c, n * widest(h + dz, l->decoder.size[0]));
    s->uniform = (double *)carve(c, 2 * n * (ptrdiff_t)(sizeof(double) / sizeof(real_t)));
    s->dyad_work = carve(c, dyads_work((int)n, f->rank));
    ptrdiff_t work = 4; /* numbers per neuron that rates_forward() needs */
    const mlp_t *all[] = {&l->input,   &l->message, &l->node, &l->prior,
                          &l->decoder, &l->weight,  &l->code, &l->global};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        work = widest(work, mlp_scratch_count(all[k]));
    }
    s->work = carve(c, n * work);
}

static void carve_all(carver_t *carver, latigraph_scratch_t *s, const latigraph_layout_t *layout) {
    carver->used = 0;
    carve_encoder(carver, s, layout);
    carve_decoder(carver, s, layout);
    carve_gradients(carver, s, layout);
}

static latigraph_scratch_t *scratch_create(const latigraph_config_t *config, int n_max,
                                           gboolean lean) {
    latigraph_scratch_t *s = g_try_new0(latigraph_scratch_t, 1);
    latigraph_parameters_t *shape = latigraph_parameters_create(config);
    carver_t carver = {NULL, 0};
    if (s != NULL && shape != NULL) {
        s->config = latigraph_network_config(config);
        s->n_max = n_max;
        s->lean = lean;
        s->hidden = g_try_new0(guchar, (gsize)config->conditions + 1);
        carve_all(&carver, s, &shape->layout);
        s->memory = g_try_new0(real_t, (gsize)carver.used + 16);
        if (s->memory != NULL) {
            carver.base = (real_t *)(((guintptr)s->memory + 63) & ~(guintptr)63);
            carve_all(&carver, s, &shape->layout);
        }
    }
    latigraph_parameters_destroy(shape);
    if (s != NULL && (s->memory == NULL || s->hidden == NULL)) {
        latigraph_scratch_destroy(s);
        return NULL;
    }
    return s;
}

double latigraph_scratch_bytes(const latigraph_config_t *config, int n_max) {
    latigraph_parameters_t *shape = latigraph_parameters_create(config);
    latigraph_scratch_t scratch = {.lean = TRUE, .n_max = n_max};
    carver_t carver = {NULL, 0};
    if (shape != NULL) {
        scratch.config = latigraph_network_config(config);
        carve_all(&carver, &scratch, &shape->layout);
        latigraph_parameters_destroy(shape);
    }
    return (double)carver.used * sizeof(real_t);
}

latigraph_scratch_t *latigraph_scratch_create(const latigraph_config_t *config, int n_max) {
    return scratch_create(config, n_max, FALSE);
}

latigraph_scratch_t *latigraph_scratch_create_lean(const latigraph_config_t *config, int n_max) {
    return scratch_create(config, n_max, TRUE);
}

void latigraph_scratch_destroy(latigraph_scratch_t *scratch) {
    if (scratch != NULL) {
        g_free(scratch->memory);
        g_free(scratch->hidden);
        g_free(scratch);
    }
}

/* --- Small helpers ------------------------------------------------------ */

static void zero(real_t *x, ptrdiff_t count) {
    memset(x, 0, (size_t)count * sizeof *x);
}

/* Returns the address of an offset in the gradients, or NULL without gradients. */
static real_t *at(real_t *grad, ptrdiff_t offset) {
    return grad != NULL ? grad + offset : NULL;
}

/* Copies `from` (n, width) into columns of an array whose rows have `stride` numbers. */
static void put_columns(int n, int width, const real_t *from, real_t *to, int stride) {
    for (int i = 0; i < n; i++) {
        memcpy(to + (ptrdiff_t)i * stride, from + (ptrdiff_t)i * width, (size_t)width * sizeof *to);
    }
}

/* Copies one row into the columns of all rows. */
static void put_row(int n, int width, const real_t *row, real_t *to, int stride) {
    for (int i = 0; i < n; i++) {
        memcpy(to + (ptrdiff_t)i * stride, row, (size_t)width * sizeof *to);
    }
}

/* Adds columns of an array whose rows have `stride` numbers to sum (width). */
static void add_columns(int n, int width, const real_t *from, int stride, real_t *sum) {
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < width; k++) {
            sum[k] += from[(ptrdiff_t)i * stride + k];
        }
    }
}

/* Computes sum (n, width) = a (n, width) + columns of b, whose rows have `stride` numbers. */
FAST static void add_rows(int n, int width, const real_t *a, const real_t *b, int stride,
                          real_t *restrict sum) {
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < width; k++) {
            sum[(ptrdiff_t)i * width + k] =
                a[(ptrdiff_t)i * width + k] + b[(ptrdiff_t)i * stride + k];
        }
    }
}

/* Rotates the lateral coordinates and hides conditions as the view says. */
static void change_conditions(const latigraph_example_t *example, const view_t *view, int a,
                              real_t *condition) {
    const int p = example->plane[0], q = example->plane[1];
    for (int i = 0; i < example->n; i++) {
        real_t *row = condition + (ptrdiff_t)i * a;
        if (p >= 0) {
            const real_t x = row[p], y = row[q];
            row[p] = view->turn[0] * x + view->turn[1] * y;
            row[q] = view->turn[2] * x + view->turn[3] * y;
        }
        for (int k = 0; k < a; k++) {
            row[k] = view->hidden[k] ? 0 : row[k];
        }
    }
}

void network_begin(const latigraph_example_t *example, const view_t *view, latigraph_scratch_t *s) {
    const int n = example->n, a = s->config.conditions;
    s->unplaced = view != NULL && view->unplaced;
    if (a > 0) {
        memcpy(s->condition, example->condition, (size_t)n * (size_t)a * sizeof *s->condition);
    }
    if (view != NULL) {
        change_conditions(example, view, a, s->condition);
    }
}

/* --- Encoder ------------------------------------------------------------ */

void encode_forward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    latigraph_scratch_t *s) {
    const latigraph_config_t *f = &p->config;
    const latigraph_layout_t *l = &p->layout;
    const latigraph_circuit_t *c = example->circuit;
    const int n = example->n, h = f->hidden, a = f->conditions;

    put_columns(n, a, s->condition, s->x, a + f->features);
    put_columns(n, f->features, example->feature, s->x + a, a + f->features);
    mlp_forward(&l->input, n, p->value + l->input_at, s->x, s->input_kept, s->h[0]);
    for (int k = 0; k < f->layers; k++) {
        put_columns(n, h, s->h[k], s->joined[k], 3 * h);
        propagate_forward(n, h, c->out_start, c->out_to, s->h[k], h, s->joined[k] + h, 3 * h);
        propagate_forward(n, h, c->in_start, c->in_from, s->h[k], h, s->joined[k] + 2 * h, 3 * h);
        mlp_forward(&l->message, n, p->value + l->message_at[k], s->joined[k], s->message_kept[k],
                    s->summed[k]);
        real_axpy(n * h, 1, s->h[k], 1, s->summed[k], 1);
        norm_forward(n, h, s->summed[k], p->value + l->gain_at[k], p->value + l->bias_at[k],
                     s->inverse_sd[k], s->h[k + 1]);
    }
    pool_forward(n, h, s->h[f->layers], p->value + l->gate_at, s->attention, s->pooled);
    memcpy(s->pooled + 3 * h, example->statistic, (size_t)f->statistics * sizeof *s->pooled);
    if (s->unplaced && f->kernels > 0) {
        s->pooled[3 * h + LATIGRAPH_STATISTIC_EDGE_LENGTH] = 0;
    }
    mlp_forward(&l->code, 1, p->value + l->code_at, s->pooled, s->code_kept, s->code_raw);
    /* The statistics replace the means of the first coordinates. */
    memcpy(s->code_raw, s->pooled + 3 * h,
           (size_t)latigraph_coded_statistics(f) * sizeof *s->code_raw);
    gaussian_split(1, f->code, s->code_raw, POSTERIOR_LOW, VARIANCE_HIGH, s->code_mean,
                   s->code_log_variance);
}

void encode_backward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                     latigraph_scratch_t *s, real_t *grad) {
    const latigraph_config_t *f = &p->config;
    const latigraph_layout_t *l = &p->layout;
    const latigraph_circuit_t *c = example->circuit;
    const int n = example->n, h = f->hidden;

    zero(s->dcode_raw, 2 * f->code);
    gaussian_split_backward(1, f->code, s->code_raw, POSTERIOR_LOW, VARIANCE_HIGH, s->dcode_mean,
                            s->dcode_log_variance, s->dcode_raw);
    zero(s->dcode_raw, latigraph_coded_statistics(f));
    mlp_backward(&l->code, 1, p->value + l->code_at, s->pooled, s->code_kept, s->dcode_raw,
                 s->dpooled, grad + l->code_at, s->work);
    pool_backward(n, h, s->h[f->layers], p->value + l->gate_at, s->attention, s->pooled, s->dpooled,
                  s->dh, grad + l->gate_at);
    for (int k = f->layers - 1; k >= 0; k--) {
        norm_backward(n, h, s->summed[k], p->value + l->gain_at[k], s->inverse_sd[k], s->dh,
                      s->dsummed, grad + l->gain_at[k], grad + l->bias_at[k]);
        mlp_backward(&l->message, n, p->value + l->message_at[k], s->joined[k], s->message_kept[k],
                     s->dsummed, s->djoined, grad + l->message_at[k], s->work);
        add_rows(n, h, s->dsummed, s->djoined, 3 * h, s->dh);
        propagate_backward(n, h, c->out_start, c->out_to, s->djoined + h, 3 * h, s->dh, h);
        propagate_backward(n, h, c->in_start, c->in_from, s->djoined + 2 * h, 3 * h, s->dh, h);
    }
    mlp_backward(&l->input, n, p->value + l->input_at, s->x, s->input_kept, s->dh, NULL,
                 grad + l->input_at, s->work);
}

void encode_nodes_forward(const latigraph_parameters_t *p, int n, const real_t *z,
                          latigraph_scratch_t *s) {
    const latigraph_config_t *f = &p->config;
    const int h = f->hidden, width = h + f->code;
    put_columns(n, h, s->h[f->layers], s->node_x, width);
    put_row(n, f->code, z, s->node_x + h, width);
    mlp_forward(&p->layout.node, n, p->value + p->layout.node_at, s->node_x, s->node_kept,
                s->node_raw);
    gaussian_split(n, f->node_code, s->node_raw, POSTERIOR_LOW, VARIANCE_HIGH, s->node_mean,
                   s->node_log_variance);
}

void encode_nodes_backward(const latigraph_parameters_t *p, int n, latigraph_scratch_t *s,
                           real_t *grad) {
    const latigraph_config_t *f = &p->config;
    const int h = f->hidden, width = h + f->code;
    zero(s->dnode_raw, (ptrdiff_t)n * 2 * f->node_code);
    gaussian_split_backward(n, f->node_code, s->node_raw, POSTERIOR_LOW, VARIANCE_HIGH,
                            s->dnode_mean, s->dnode_log_variance, s->dnode_raw);
    mlp_backward(&p->layout.node, n, p->value + p->layout.node_at, s->node_x, s->node_kept,
                 s->dnode_raw, s->dx, grad + p->layout.node_at, s->work);
    for (int i = 0; i < n; i++) {
        memcpy(s->dh + (ptrdiff_t)i * h, s->dx + (ptrdiff_t)i * width, (size_t)h * sizeof *s->dh);
    }
    add_columns(n, f->code, s->dx + h, width, s->dz);
}

/* --- Prior and decoder -------------------------------------------------- */

void prior_forward(const latigraph_parameters_t *p, int n, const real_t *z,
                   latigraph_scratch_t *s) {
    const latigraph_config_t *f = &p->config;
    const int a = f->conditions, width = a + f->code;
    put_columns(n, a, s->condition, s->prior_x, width);
    put_row(n, f->code, z, s->prior_x + a, width);
    mlp_forward(&p->layout.prior, n, p->value + p->layout.prior_at, s->prior_x, s->prior_kept,
                s->prior_raw);
    gaussian_split(n, f->node_code, s->prior_raw, PRIOR_LOW, VARIANCE_HIGH, s->prior_mean,
                   s->prior_log_variance);
}

void prior_backward(const latigraph_parameters_t *p, int n, latigraph_scratch_t *s, real_t *grad) {
    const latigraph_config_t *f = &p->config;
    const int a = f->conditions, width = a + f->code;
    zero(s->dprior_raw, (ptrdiff_t)n * 2 * f->node_code);
    gaussian_split_backward(n, f->node_code, s->prior_raw, PRIOR_LOW, VARIANCE_HIGH, s->dprior_mean,
                            s->dprior_log_variance, s->dprior_raw);
    mlp_backward(&p->layout.prior, n, p->value + p->layout.prior_at, s->prior_x, s->prior_kept,
                 s->dprior_raw, s->dx, at(grad, p->layout.prior_at), s->work);
    add_columns(n, f->code, s->dx + a, width, s->dz);
}

void decode_forward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    const real_t *z, const real_t *u, latigraph_scratch_t *s) {
    const latigraph_config_t *f = &p->config;
    const latigraph_layout_t *l = &p->layout;
    const int n = example->n, a = f->conditions, width = l->decoder.size[0];
    put_columns(n, a, s->condition, s->decoder_x, width);
    if (f->code > 0) {
        put_row(n, f->code, z, s->decoder_x + a, width);
        put_columns(n, f->node_code, u, s->decoder_x + a + f->code, width);
    }
    mlp_forward(&l->decoder, n, p->value + l->decoder_at, s->decoder_x, s->decoder_kept, s->node);
    mlp_forward(&l->global, 1, p->value + l->global_at, z, s->global_kept, s->global);
    if (f->weights != LATIGRAPH_WEIGHTS_NONE) {
        mlp_forward(&l->weight, n, p->value + l->weight_at, s->decoder_x, s->weight_kept,
                    s->weight);
    }
    s->anti_reciprocity = pairs_anti_reciprocity(s->global[latigraph_global_outputs(f) - 1]);
}

void decode_backward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                     latigraph_scratch_t *s, real_t *grad) {
    const latigraph_config_t *f = &p->config;
    const latigraph_layout_t *l = &p->layout;
    const int n = example->n, a = f->conditions, width = l->decoder.size[0];
    mlp_backward(&l->global, 1, p->value + l->global_at, s->z, s->global_kept, s->dglobal,
                 f->code > 0 ? s->dx : NULL, at(grad, l->global_at), s->work);
    if (f->code > 0) {
        add_columns(1, f->code, s->dx, f->code, s->dz);
    }
    mlp_backward(&l->decoder, n, p->value + l->decoder_at, s->decoder_x, s->decoder_kept, s->dnode,
                 s->dx, at(grad, l->decoder_at), s->work);
    if (f->code > 0) {
        add_columns(n, f->code, s->dx + a, width, s->dz);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < f->node_code; k++) {
                s->du[(ptrdiff_t)i * f->node_code + k] +=
                    s->dx[(ptrdiff_t)i * width + a + f->code + k];
            }
        }
    }
}

/* --- Objective ---------------------------------------------------------- */

/* Returns ½ min(r², limit) summed over the properties, with r = (y − W z − b) / noise. Gradients
 * times scale are added to grad and s->dz. */
static double head_loss(const latigraph_parameters_t *p, const latigraph_example_t *example,
                        const objective_t *ask, latigraph_scratch_t *s, real_t *grad) {
    const latigraph_config_t *f = &p->config;
    const latigraph_layout_t *l = &p->layout;
    double loss = 0;
    if (example->property == NULL) {
        return 0;
    }
    for (int k = 0; k < f->properties; k++) {
        const real_t *weight = p->value + l->head_at + (ptrdiff_t)k * f->code;
        const real_t y = example->property[k];
        if (isnan(y)) {
            continue;
        }
        const real_t guess = real_dot(f->code, weight, 1, s->z, 1) + p->value[l->head_bias_at + k];
        const real_t r = (y - guess) / ask->head_noise;
        if ((double)r * r >= HEAD_LIMIT) {
            loss += HEAD_LIMIT / 2;
            continue;
        }
        loss += 0.5 * r * r;
        if (grad != NULL) {
            const real_t dguess = -ask->scale * r / ask->head_noise;
            real_axpy(f->code, dguess, weight, 1, s->dz, 1);
            real_axpy(f->code, dguess, s->z, 1, grad + l->head_at + (ptrdiff_t)k * f->code, 1);
            grad[l->head_bias_at + k] += dguess;
        }
    }
    return loss;
}

void rates_forward(const latigraph_example_t *example, latigraph_scratch_t *s) {
    const latigraph_config_t *f = &s->config;
    const gboolean kernel = f->kernels > 0 && !s->unplaced;
    if (kernel) {
        pairs_distance(example->n, example->dims, example->position, example->placed, s->squared);
    }
    pairs_forward(example->n, f->rank, s->node, s->global, f->kernel_decay,
                  kernel ? s->squared : NULL, s->rate, s->mutual, s->work);
}

dyads_t dyads_of(const latigraph_example_t *example, latigraph_scratch_t *s) {
    return (dyads_t){.n = example->n,
                     .r = s->config.rank,
                     .dims = example->dims,
                     .node = s->node,
                     .global = s->global,
                     .decay = s->config.kernel_decay,
                     .position = s->config.kernels > 0 && !s->unplaced ? example->position : NULL,
                     .placed = example->placed,
                     .work = s->dyad_work};
}

static gboolean is_moderate(ptrdiff_t count, const real_t *x) {
    gboolean sound = TRUE;
    for (ptrdiff_t i = 0; i < count; i++) {
        sound &= x[i] > REAL_C(-1e6) && x[i] < REAL_C(1e6);
    }
    return sound;
}

gboolean decoded_is_moderate(int n, const latigraph_scratch_t *s) {
    return is_moderate((ptrdiff_t)n * latigraph_node_outputs(&s->config), s->node) &&
           is_moderate(latigraph_global_outputs(&s->config), s->global);
}

double edges_loss(const latigraph_example_t *example, int draws, real_t scale,
                  latigraph_scratch_t *s) {
    const latigraph_config_t *f = &s->config;
    const ptrdiff_t node = (ptrdiff_t)example->n * latigraph_node_outputs(f);
    const ptrdiff_t global = latigraph_global_outputs(f);
    dyads_t d = dyads_of(example, s);
    double slope = 0;
    if (scale != 0) {
        zero(s->dnode, node);
        zero(s->dglobal, global);
        d.dnode = s->dnode;
        d.dglobal = s->dglobal;
    }
    if (draws > 0 && !decoded_is_moderate(example->n, s)) {
        return NAN;
    }
    const double loss = (draws > 0 ? dyads_drawn(&d, draws, s->uniform) : dyads_all(&d)) +
                        dyads_edges(&d, example->circuit, s->anti_reciprocity, &slope);
    if (scale != 0) {
        s->dglobal[global - 1] = (real_t)(slope * s->anti_reciprocity * (1 - s->anti_reciprocity));
        for (ptrdiff_t i = 0; i < node; i++) {
            s->dnode[i] *= scale;
        }
        for (ptrdiff_t i = 0; i < global; i++) {
            s->dglobal[i] *= scale;
        }
    }
    return loss;
}

static terms_t baseline_objective(const latigraph_parameters_t *p,
                                  const latigraph_example_t *example, const objective_t *ask,
                                  latigraph_scratch_t *s, real_t *grad) {
    terms_t terms = {0};
    decode_forward(p, example, NULL, NULL, s);
    terms.edges = edges_loss(example, ask->draws, grad != NULL ? ask->scale : 0, s);
    if (grad != NULL) {
        decode_backward(p, example, s, grad);
    }
    return terms;
}

terms_t objective(const latigraph_parameters_t *p, const latigraph_example_t *example,
                  const objective_t *ask, latigraph_scratch_t *s, real_t *grad) {
    const latigraph_config_t *f = &p->config;
    const int n = example->n;
    const ptrdiff_t codes = (ptrdiff_t)n * f->node_code;
    const real_t kl_scale = ask->scale * ask->kl_weight;
    terms_t terms = {0};
    if (f->node_code == 0) {
        return baseline_objective(p, example, ask, s, grad);
    }

    encode_forward(p, example, s);
    gaussian_sample(f->code, s->code_mean, s->code_log_variance, s->noise_z, s->z);
    encode_nodes_forward(p, n, s->z, s);
    gaussian_sample(codes, s->node_mean, s->node_log_variance, s->noise_u, s->u);
    prior_forward(p, n, s->z, s);
    decode_forward(p, example, s->z, s->u, s);
    terms.code = gaussian_kl(f->code, s->code_mean, s->code_log_variance, NULL, NULL);
    terms.nodes = gaussian_kl(codes, s->node_mean, s->node_log_variance, s->prior_mean,
                              s->prior_log_variance);
    terms.edges = edges_loss(example, ask->draws, grad != NULL ? ask->scale : 0, s);
    zero(s->dz, f->code);
    terms.head = head_loss(p, example, ask, s, grad);
    terms.weights = weights_loss(p, example, ask->scale, s, grad);
    if (grad == NULL) {
        return terms;
    }

    zero(s->du, codes);
    decode_backward(p, example, s, grad);
    zero(s->dnode_mean, codes);
    zero(s->dnode_log_variance, codes);
    zero(s->dprior_mean, codes);
    zero(s->dprior_log_variance, codes);
    gaussian_kl_backward(codes, kl_scale, s->node_mean, s->node_log_variance, s->prior_mean,
                         s->prior_log_variance, s->dnode_mean, s->dnode_log_variance,
                         s->dprior_mean, s->dprior_log_variance);
    gaussian_sample_backward(codes, s->node_log_variance, s->noise_u, s->du, s->dnode_mean,
                             s->dnode_log_variance);
    prior_backward(p, n, s, grad);
    encode_nodes_backward(p, n, s, grad);
    zero(s->dcode_mean, f->code);
    zero(s->dcode_log_variance, f->code);
    gaussian_kl_backward(f->code, kl_scale, s->code_mean, s->code_log_variance, NULL, NULL,
                         s->dcode_mean, s->dcode_log_variance, NULL, NULL);
    gaussian_sample_backward(f->code, s->code_log_variance, s->noise_z, s->dz, s->dcode_mean,
                             s->dcode_log_variance);
    encode_backward(p, example, s, grad);
    return terms;
}
