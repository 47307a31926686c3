/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The steering layer of large circuits: global parameters θ, without matrices of all pairs.
 *
 * The parameters are those of steering_layer.c, as far as the rates that they lead to are again
 * products of rows, which the sparse sampler can bound:
 *
 *     ln λ_ij = x′_i + y′_j + α L̃_ij + β L̃_ji + ln κ′(d_ij),   L̃_ij = l̃_i · ρ̃_j / √r
 *     α = (e^θ₅ + e^θ₇) / 2,  β = (e^θ₅ − e^θ₇) / 2
 *
 *     row of i:  l̃ | ρ̃ | p̃ e^(θ₆/2) | q̃ e^(θ₆/2) | x′ | y′ | mutual gain | α ρ̃ | β l̃
 *
 * Embeddings are centred by their means, which centres L in both directions as there; the shares of
 * the means go to gains and offsets. Two parameters change the distance kernel differently, because
 * a sum of Gaussians is what the sampler knows: θ₁₂ stretches all widths by e^θ₁₂, and θ₁₃ shifts
 * weight from narrow to wide Gaussians. Beyond the sizes of the fit κ′ has the factor of
 * extrapolate.c, whose width is stretched, too, and its distance is not. Similarity of embeddings
 * and shared partners (θ₁₅) are left out. The latter needs all pairs, and the closure stage makes
 * triangles anyway.
 *
 * Short fits, which are all that a connectome of 10⁵ neurons allows, hardly know its hubs. Their
 * gains do not give the spread of its degrees, though widened tenfold, and widening correlates what
 * a neuron sends and receives. Where gains reach their bounds, the search therefore gives the
 * neurons gains that are drawn, √θ₈ ξ_i for senders and √θ₁₁ η_i for receivers, whose variances it
 * finds. θ₄ gives senders a share of the receivers' gains, and the reverse, of these as of the
 * decoder's. */

#include "generate/large_layer.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "model/pairs.h"
#include "model/parameters.h"

#include <math.h>
#include <string.h>

enum { R_GAINS = 3, Q = LATIGRAPH_KERNELS, P = LATIGRAPH_STEERING };
/* Parameters of the kernel, variances of drawn gains, and what large circuits do not have. */
enum {
    STRETCH = 12,
    TILT = 13,
    VARIANCE_OUT = LATIGRAPH_LARGE_VARIANCE_OUT,
    VARIANCE_IN = LATIGRAPH_LARGE_VARIANCE_IN,
    COMMON = 15
};
/* Gaussians 0 and 1 of the kernel are powers of Gaussian 3, and Gaussian 2 of Gaussian 4
 * (kernel.h). */
static const int SOURCE[LATIGRAPH_KERNELS] = {0, 0, 1, 0, 1, 2};
static const double POWER[LATIGRAPH_KERNELS] = {16, 4, 4, 1, 1, 1};
/* Decays 1/2s² of the fixed widths, in the order of the numbers of a kernel. */
static const double FIXED_DECAY[LATIGRAPH_KERNEL_DECAYS] = {0.5, 0.2222222222222222, 0.08};
/* Number of the decay of the widest Gaussian, with which κ falls beyond the fitted distance. */
enum { WIDEST = 2 };

void latigraph_large_layer_destroy(latigraph_large_layer_t *layer) {
    g_free(layer->centred);
    for (int k = 0; k < R_GAINS; k++) {
        g_free(layer->gain[k]);
    }
    g_free(layer->x);
    g_free(layer->y);
    g_free(layer->x_size);
    g_free(layer->y_size);
    g_free(layer->drawn[0]);
    g_free(layer->drawn[1]);
    g_free(layer->row);
    g_free(layer->global_at);
    memset(layer, 0, sizeof *layer);
}

gboolean latigraph_large_layer_has(const latigraph_large_layer_t *layer, int parameter) {
    switch (parameter) {
    case VARIANCE_OUT:
    case VARIANCE_IN:
        return layer->drawn[0] != NULL;
    case STRETCH:
    case TILT:
        return layer->placed;
    default:
        return parameter != COMMON;
    }
}

/* --- Parts of the rates ----------------------------------------------------------------------- */

static double dot(int r, const real_t *a, const real_t *b) {
    return (double)latigraph_sparse_product(r, a, b);
}

/* Centres the columns of the embeddings. `mean` (4r) gets their means. */
static void centre(latigraph_large_layer_t *layer, const real_t *node, double *mean) {
    const int width = 4 * layer->rank, stride = width + 2;
    memset(mean, 0, sizeof *mean * (gsize)width);
    for (int i = 0; i < layer->n; i++) {
        for (int k = 0; k < width; k++) {
            mean[k] += (double)node[(gsize)i * (gsize)stride + (gsize)k] / layer->n;
        }
    }
    for (int i = 0; i < layer->n; i++) {
        for (int k = 0; k < width; k++) {
            layer->centred[(gsize)i * (gsize)width + (gsize)k] =
                (real_t)((double)node[(gsize)i * (gsize)stride + (gsize)k] - mean[k]);
        }
    }
}

static double product(int r, const real_t *a, const double *b) {
    double sum = 0;
    for (int k = 0; k < r; k++) {
        sum += (double)a[k] * b[k];
    }
    return sum;
}

/* Fills gains with the shares of the means of embeddings. */
static void find_gains(latigraph_large_layer_t *layer, const real_t *node, const double *mean) {
    const int r = layer->rank, width = 4 * r;
    const double scale = 1 / sqrt((double)r);
    const double *l = mean, *rho = mean + r, *p = mean + 2 * r, *q = mean + 3 * r;
    for (int i = 0; i < layer->n; i++) {
        const real_t *at = layer->centred + (gsize)i * (gsize)width;
        const real_t *gains = node + (gsize)i * (gsize)(width + 2) + width;
        const double sender = (double)gains[0], receiver = (double)gains[1];
        layer->gain[0][i] = sender + scale * product(r, at, rho);
        layer->gain[1][i] = receiver + scale * product(r, at + r, l);
        layer->gain[2][i] = (sender + receiver) / 2 +
                            scale / 2 * (product(r, at + 2 * r, q) + product(r, at + 3 * r, p));
    }
    layer->constant[0] = layer->constant[1] = 0;
    for (int k = 0; k < r; k++) {
        layer->constant[0] += scale * l[k] * rho[k];
        layer->constant[1] += scale * p[k] * q[k];
    }
}

static void centre_gain(int n, const double *gain, double *centred, double *size) {
    double mean = 0, mean_size = 0;
    for (int i = 0; i < n; i++) {
        mean += gain[i] / n;
    }
    for (int i = 0; i < n; i++) {
        centred[i] = gain[i] - mean;
        mean_size += fabs(centred[i]) / n;
    }
    for (int i = 0; i < n; i++) {
        size[i] = fabs(centred[i]) - mean_size;
    }
}

/* Finds the logarithms of the widths of all Gaussians, centred. */
static void find_tilt(latigraph_large_layer_t *layer) {
    const real_t *decay = layer->config->kernel_decay;
    const gboolean own = decay[0] > 0;
    double mean = 0;
    for (int q = 0; q < Q; q++) {
        const double d = own ? (double)decay[SOURCE[q]] : FIXED_DECAY[SOURCE[q]];
        layer->tilt[q] = -0.5 * log(2 * d * POWER[q]);
        mean += layer->tilt[q] / Q;
    }
    for (int q = 0; q < Q; q++) {
        layer->tilt[q] -= mean;
    }
}

static igraph_error_t allocate(latigraph_large_layer_t *layer) {
    const gsize n = (gsize)layer->n, r = (gsize)layer->rank;
    layer->centred = g_try_new(real_t, n * 4 * r + 1);
    layer->row = g_try_new0(real_t, n * (gsize)layer->stride + 1);
    layer->global_at = g_try_new0(real_t, latigraph_global_outputs(layer->config) + 1);
    LATIGRAPH_CHECK_MEMORY(layer->centred);
    LATIGRAPH_CHECK_MEMORY(layer->row);
    LATIGRAPH_CHECK_MEMORY(layer->global_at);
    double **const line[] = {&layer->gain[0], &layer->gain[1], &layer->gain[2], &layer->x,
                             &layer->y,       &layer->x_size,  &layer->y_size};
    for (gsize k = 0; k < G_N_ELEMENTS(line); k++) {
        *line[k] = g_try_new(double, n + 1);
        LATIGRAPH_CHECK_MEMORY(*line[k]);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_large_layer_init(latigraph_large_layer_t *layer,
                                          const latigraph_model_t *model,
                                          const latigraph_tree_t *tree, const real_t *node,
                                          const real_t *global, latigraph_reach_t reach) {
    const latigraph_config_t *config = &model->config;
    double *mean;
    *layer = (latigraph_large_layer_t){
        .n = tree->n,
        .rank = config->rank,
        .stride = 6 * config->rank + 3,
        .tree = tree,
        .config = config,
        .global = global,
        .reach = reach,
        .placed = config->kernels > 0 && tree->known > 1,
        .anti_reciprocity = pairs_anti_reciprocity(global[latigraph_global_outputs(config) - 1])};
    IGRAPH_FINALLY(latigraph_large_layer_destroy, layer);
    IGRAPH_CHECK(allocate(layer));
    LATIGRAPH_ALLOCATE(mean, 4 * config->rank);
    centre(layer, node, mean);
    find_gains(layer, node, mean);
    g_free(mean);
    IGRAPH_FINALLY_CLEAN(1);
    centre_gain(layer->n, layer->gain[0], layer->x, layer->x_size);
    centre_gain(layer->n, layer->gain[1], layer->y, layer->y_size);
    find_tilt(layer);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Drawn gains ----------------------------------------------------------------------------- */

/* Makes numbers uncorrelated with each of `count` centred rows that are uncorrelated themselves. */
static void take_out(int n, int count, const double *const *rows, double *a) {
    for (int k = 0; k < count; k++) {
        const double squares = cblas_ddot(n, rows[k], 1, rows[k], 1);
        if (squares > 0) {
            cblas_daxpy(n, -cblas_ddot(n, rows[k], 1, a, 1) / squares, rows[k], 1, a, 1);
        }
    }
}

/* Fills `drawn` with centred standard normal numbers. */
static void draw_normal(int n, guint64 seed, guint64 index, double *drawn) {
    latigraph_stream_t stream;
    double mean = 0;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_GAINS, index);
    for (int i = 0; i < n; i++) {
        drawn[i] = latigraph_stream_normal(&stream);
        mean += drawn[i] / n;
    }
    for (int i = 0; i < n; i++) {
        drawn[i] -= mean;
    }
}

igraph_error_t latigraph_large_layer_vary(latigraph_large_layer_t *layer, guint64 seed,
                                          guint64 index) {
    const int n = layer->n;
    double *y;
    for (int p = 0; p < 2; p++) {
        layer->drawn[p] = g_try_new(double, (gsize)n + 1);
        LATIGRAPH_CHECK_MEMORY(layer->drawn[p]);
    }
    LATIGRAPH_ALLOCATE(y, n + 1);
    latigraph_blas_begin(); /* one summation order for every number of threads */
    memcpy(y, layer->y, (gsize)n * sizeof *y);
    take_out(n, 1, (const double *const[]){layer->x}, y);
    for (int p = 0; p < 2; p++) {
        double *drawn = layer->drawn[p];
        draw_normal(n, seed, 2 * index + (guint64)p, drawn);
        take_out(n, 2 + p, (const double *const[]){layer->x, y, layer->drawn[0]}, drawn);
        const double length = cblas_dnrm2(n, drawn, 1);
        cblas_dscal(n, length > 0 ? sqrt(n) / length : 0, drawn, 1);
    }
    latigraph_blas_end();
    g_free(y);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the drawn gain of neuron i as a sender (0) or a receiver (1) at θ. */
static double drawn_gain(const latigraph_large_layer_t *layer, const double *theta, int p, int i) {
    const double variance = theta[p == 0 ? VARIANCE_OUT : VARIANCE_IN];
    return layer->drawn[p] != NULL ? sqrt(variance) * layer->drawn[p][i] : 0;
}

/* --- Rates at θ ------------------------------------------------------------------------------ */

/* Shares α and β of L̃_ij and of L̃_ji. */
static double forward_share(const double *theta) {
    return (exp(theta[5]) + exp(theta[7])) / 2;
}

static double backward_share(const double *theta) {
    return (exp(theta[5]) - exp(theta[7])) / 2;
}

static void fill_row(latigraph_large_layer_t *layer, const double *theta, int i) {
    const int r = layer->rank;
    const real_t *at = layer->centred + (gsize)i * 4 * (gsize)r;
    const double alpha = forward_share(theta), beta = backward_share(theta);
    const double root = exp(theta[6] / 2);
    real_t *row = layer->row + (gsize)i * (gsize)layer->stride, *gains = row + 4 * r;
    const double x = layer->x[i], out = drawn_gain(layer, theta, 0, i);
    const double y = layer->y[i], in = drawn_gain(layer, theta, 1, i);
    const double dx = expm1(theta[2]) * x + out + theta[4] * (y + in) + theta[9] * layer->x_size[i];
    const double dy =
        expm1(theta[3]) * y + in + theta[4] * (x + out) + theta[10] * layer->y_size[i];
    memcpy(row, at, 2 * (gsize)r * sizeof *row);
    for (int k = 2 * r; k < 4 * r; k++) {
        row[k] = (real_t)(root * (double)at[k]);
    }
    gains[0] = (real_t)(layer->gain[0][i] + dx);
    gains[1] = (real_t)(layer->gain[1][i] + dy);
    gains[2] = (real_t)(layer->gain[2][i] + (dx + dy) / 2);
    for (int k = 0; k < r; k++) {
        gains[3 + k] = (real_t)(alpha * (double)at[r + k]);
        gains[3 + r + k] = (real_t)(beta * (double)at[k]);
    }
}

static void fill_global(latigraph_large_layer_t *layer, const double *theta) {
    const int outputs = latigraph_global_outputs(layer->config);
    memcpy(layer->global_at, layer->global, (gsize)outputs * sizeof *layer->global);
    for (int p = 0; p < 2; p++) {
        layer->global_at[p] += (real_t)(layer->constant[p] + theta[p]);
        for (int q = 0; q < Q && layer->placed; q++) {
            layer->global_at[2 + p * Q + q] += (real_t)(theta[TILT] * layer->tilt[q]);
        }
    }
    for (int q = 0; q < LATIGRAPH_KERNEL_DECAYS; q++) {
        const double own = (double)layer->config->kernel_decay[q];
        layer->decay[q] = (real_t)((own > 0 ? own : FIXED_DECAY[q]) * exp(-2 * theta[STRETCH]));
    }
}

void latigraph_large_layer_apply(latigraph_large_layer_t *layer, const double theta[P]) {
    const gboolean odd = fabs(backward_share(theta)) > 1e-9;
    /* Without a stretch, the loops for fixed widths are faster. */
    const gboolean fixed = !(layer->config->kernel_decay[0] > 0) && !(fabs(theta[STRETCH]) > 0);
    memcpy(layer->theta, theta, sizeof layer->theta);
    for (int i = 0; i < layer->n; i++) {
        fill_row(layer, theta, i);
    }
    fill_global(layer, theta);
    layer->rates = (latigraph_sparse_rates_t){
        .tree = layer->tree,
        .node = layer->row,
        .global = layer->global_at,
        .rank = layer->rank,
        .kernel = layer->config->kernels > 0,
        .anti_reciprocity = 1 - (1 - layer->anti_reciprocity) * exp(-theta[14]),
        .reach = {layer->reach.squared, layer->reach.log_factor, fixed ? NULL : layer->decay},
        .steered = odd ? 2 * layer->rank : layer->rank};
    for (int p = 0; p < 2; p++) {
        latigraph_process_init(&layer->process[p], p, layer->rank, layer->row, layer->global_at,
                               layer->tree, layer->rates.kernel, layer->rates.reach);
        latigraph_process_steer(&layer->process[p], p, layer->rank, layer->rates.steered);
    }
}

/* --- Pairs ----------------------------------------------------------------------------------- */

/* κ of a process at a pair, and its logarithmic derivatives by the stretch and the tilt. */
typedef struct {
    double value, stretch, tilt;
} kernel_t;

double latigraph_large_layer_distance2(const latigraph_large_layer_t *layer, int i, int j) {
    if (!layer->placed || i >= layer->tree->known || j >= layer->tree->known) {
        return -1;
    }
    const float *a = layer->tree->position + 3 * (gsize)i;
    const float *b = layer->tree->position + 3 * (gsize)j;
    const double x = (double)(a[0] - b[0]), y = (double)(a[1] - b[1]), z = (double)(a[2] - b[2]);
    return x * x + y * y + z * z;
}

static kernel_t kernel_of(const latigraph_large_layer_t *layer, int p, double squared) {
    const latigraph_process_t *process = &layer->process[p];
    kernel_t kernel = {.value = 1};
    if (squared < 0) {
        return kernel;
    }
    double e[LATIGRAPH_KERNEL_DECAYS];
    for (int d = 0; d < LATIGRAPH_KERNEL_DECAYS; d++) {
        e[d] = exp(-squared * (double)layer->decay[d]);
    }
    kernel.value = (double)PAIRS_KERNEL_FLOOR;
    for (int q = 0; q < Q; q++) {
        double gauss = e[SOURCE[q]];
        for (double k = 1; k < POWER[q]; k *= 4) {
            gauss *= gauss;
            gauss *= gauss;
        }
        const double part = (double)process->weight[q] * gauss;
        kernel.value += part;
        kernel.stretch += part * 2 * squared * (double)layer->decay[SOURCE[q]] * POWER[q];
        kernel.tilt += part * layer->tilt[q];
    }
    kernel.stretch /= kernel.value;
    kernel.tilt /= kernel.value;
    if (squared > layer->reach.squared) {
        const double far = (squared - layer->reach.squared) * (double)layer->decay[WIDEST];
        kernel.value *= exp(-far);
        kernel.stretch += 2 * far;
    }
    return kernel;
}

/* Parts of the rates of a pair at the layer's θ. */
typedef struct {
    double forth, back, both;        /* λ_ij, λ_ji, μ_ij */
    double affinity, turned, shared; /* L̃_ij, L̃_ji, P̃_ij */
    kernel_t kernel[2];
    double length; /* 0 where it is not known */
} pair_t;

static double rate_of(double log_rate, double kernel) {
    return fmin(exp(fmin(log_rate, (double)PAIRS_FAR)) * kernel, exp(PAIRS_LOG_HIGH));
}

static pair_t find_pair(const latigraph_large_layer_t *layer, int i, int j) {
    const int r = layer->rank;
    const double scale = 1 / sqrt((double)r), *theta = layer->theta;
    const double alpha = forward_share(theta), beta = backward_share(theta);
    const real_t *a = layer->centred + (gsize)i * 4 * (gsize)r;
    const real_t *b = layer->centred + (gsize)j * 4 * (gsize)r;
    const real_t *gain_i = layer->row + (gsize)i * (gsize)layer->stride + 4 * r;
    const real_t *gain_j = layer->row + (gsize)j * (gsize)layer->stride + 4 * r;
    const double offset = (double)layer->process[0].offset;
    const double squared = latigraph_large_layer_distance2(layer, i, j);
    pair_t pair = {.affinity = scale * dot(r, a, b + r),
                   .turned = scale * dot(r, b, a + r),
                   .shared =
                       scale / 2 * (dot(r, a + 2 * r, b + 3 * r) + dot(r, a + 3 * r, b + 2 * r)),
                   .kernel = {kernel_of(layer, 0, squared), kernel_of(layer, 1, squared)},
                   .length = sqrt(fmax(squared, 0))};
    pair.forth = rate_of((double)gain_i[0] + (double)gain_j[1] + offset + alpha * pair.affinity +
                             beta * pair.turned,
                         pair.kernel[0].value);
    pair.back = rate_of((double)gain_j[0] + (double)gain_i[1] + offset + alpha * pair.turned +
                            beta * pair.affinity,
                        pair.kernel[0].value);
    pair.both = rate_of((double)gain_i[2] + (double)gain_j[2] + (double)layer->process[1].offset +
                            exp(theta[6]) * pair.shared,
                        pair.kernel[1].value);
    return pair;
}

/* Odds of a state against no edge, and derivatives of ln P of the state by the logarithms of λ_ij,
 * λ_ji and μ_ij and by δ. With F = e^λ_ij − 1, B = e^λ_ji − 1, M = e^μ − 1:
 *
 *     i → j: F (1 + δ B / 2),   both: M (1 + F) (1 + B) + (1 − δ) F B,   P(none) = e^−(λ_ij+λ_ji+μ)
 */
typedef struct {
    double odds, forth, back, both, lost;
} state_t;

static state_t state_of(const pair_t *pair, double lost, gboolean mutual) {
    const double f = expm1(pair->forth), b = expm1(pair->back), m = expm1(pair->both);
    const double df = pair->forth * (1 + f), db = pair->back * (1 + b);
    const double dm = pair->both * (1 + m);
    state_t s;
    if (mutual) {
        const double odds = fmax(m * (1 + f) * (1 + b) + (1 - lost) * f * b, 1e-300);
        s = (state_t){.odds = odds,
                      .forth = df * (m * (1 + b) + (1 - lost) * b) / odds,
                      .back = db * (m * (1 + f) + (1 - lost) * f) / odds,
                      .both = dm * (1 + f) * (1 + b) / odds,
                      .lost = -f * b / odds};
    } else {
        const double more = 1 + lost / 2 * b;
        s = (state_t){.odds = fmax(f * more, 1e-300),
                      .forth = f > 0 ? df / f : 1,
                      .back = lost / 2 * db / more,
                      .lost = b / 2 / more};
    }
    s.forth -= pair->forth;
    s.back -= pair->back;
    s.both -= pair->both;
    return s;
}

void latigraph_large_layer_score(const latigraph_large_layer_t *layer, int i, int j,
                                 gboolean mutual, double score[P]) {
    const double *theta = layer->theta, lost = layer->rates.anti_reciprocity;
    const pair_t pair = find_pair(layer, i, j);
    const state_t s = state_of(&pair, lost, mutual);
    const double *x = layer->x, *y = layer->y;
    const double *x_size = layer->x_size, *y_size = layer->y_size;
    /* T has half of all gains, so that i sends and receives with half of its derivative. */
    const double half = s.both / 2, send_i = s.forth + half, send_j = s.back + half;
    const double even = exp(theta[5]) / 2, odd = exp(theta[7]) / 2;
    memset(score, 0, P * sizeof *score);
    score[0] = s.forth + s.back;
    score[1] = s.both;
    score[2] = exp(theta[2]) * (send_i * x[i] + send_j * x[j]);
    score[3] = exp(theta[3]) * (send_i * y[j] + send_j * y[i]);
    score[4] = send_i * (y[i] + x[j]) + send_j * (y[j] + x[i]);
    score[5] = even * (s.forth + s.back) * (pair.affinity + pair.turned);
    score[6] = exp(theta[6]) * s.both * pair.shared;
    score[7] = odd * (s.forth - s.back) * (pair.affinity - pair.turned);
    if (layer->drawn[0] != NULL) {
        const double out_i = drawn_gain(layer, theta, 0, i), in_i = drawn_gain(layer, theta, 1, i);
        const double out_j = drawn_gain(layer, theta, 0, j), in_j = drawn_gain(layer, theta, 1, j);
        const double share_i = send_i + theta[4] * send_j, share_j = send_j + theta[4] * send_i;
        score[4] += send_i * (in_i + out_j) + send_j * (in_j + out_i);
        score[VARIANCE_OUT] = (share_i * out_i + share_j * out_j) / (2 * theta[VARIANCE_OUT]);
        score[VARIANCE_IN] = (share_j * in_i + share_i * in_j) / (2 * theta[VARIANCE_IN]);
    }
    score[9] = send_i * x_size[i] + send_j * x_size[j];
    score[10] = send_i * y_size[j] + send_j * y_size[i];
    score[STRETCH] = (s.forth + s.back) * pair.kernel[0].stretch + s.both * pair.kernel[1].stretch;
    score[TILT] = (s.forth + s.back) * pair.kernel[0].tilt + s.both * pair.kernel[1].tilt;
    score[14] = (1 - lost) * s.lost;
}

void latigraph_large_layer_probabilities(const latigraph_large_layer_t *layer, int i, int j,
                                         double probability[4]) {
    const pair_t pair = find_pair(layer, i, j);
    latigraph_dyad_probabilities(pair.forth, pair.back, pair.both, layer->rates.anti_reciprocity,
                                 probability);
}

void latigraph_large_layer_odds(const void *data, gboolean mutual, const int from[2],
                                const int to[2], double odds[2], double length[2]) {
    const latigraph_large_layer_t *layer = data;
    for (int k = 0; k < 2; k++) {
        const pair_t pair = find_pair(layer, from[k], to[k]);
        odds[k] = log(state_of(&pair, layer->rates.anti_reciprocity, mutual).odds);
        length[k] = pair.length;
    }
}
