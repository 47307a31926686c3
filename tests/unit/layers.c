/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Every layer's backward pass is compared with finite differences of Σ y · v with random v. */

#include "net/layers.h"

#include "gradient.h"
#include "net/adamw.h"

enum { N = 5, IN = 3, OUT = 4, BIG = 400 };

typedef struct {
    mlp_t mlp;
    int n;
    real_t x[BIG], y[BIG], v[BIG], parameters[BIG], kept[BIG], work[BIG];
    real_t mean[BIG], log_variance[BIG], prior_mean[BIG], prior_log_variance[BIG], noise[BIG];
    real_t dx[BIG], dparameters[BIG];
} layer_t;

static layer_t layer; /* zeroed by fresh() */

static const int start[] = {0, 2, 2, 5, 6, 7}, to[] = {1, 3, 0, 1, 4, 2, 0};

static layer_t *fresh(int index) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 11, LATIGRAPH_STREAM_TEST, (uint64_t)index);
    memset(&layer, 0, sizeof layer);
    layer.n = N;
    fill_normal(&stream, BIG, layer.x);
    fill_normal(&stream, BIG, layer.v);
    fill_normal(&stream, BIG, layer.parameters);
    fill_normal(&stream, BIG, layer.noise);
    fill_normal(&stream, BIG, layer.mean);
    fill_normal(&stream, BIG, layer.log_variance);
    fill_normal(&stream, BIG, layer.prior_mean);
    fill_normal(&stream, BIG, layer.prior_log_variance);
    return &layer;
}

static double project(const layer_t *l, ptrdiff_t count) {
    double sum = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        sum += l->y[i] * l->v[i];
    }
    return sum;
}

static double linear(void *data) {
    layer_t *l = data;
    linear_forward(N, IN, OUT, l->x, l->parameters, l->parameters + IN * OUT, l->y);
    return project(l, N * OUT);
}

static void test_linear(void) {
    layer_t *l = fresh(1);
    linear_backward(N, IN, OUT, l->x, l->parameters, l->v, l->dx, l->dparameters,
                    l->dparameters + IN * OUT);
    check_gradient("linear, x", linear, l, l->x, l->dx, N * IN);
    check_gradient("linear, W and b", linear, l, l->parameters, l->dparameters, (IN + 1) * OUT);
}

static double silu(void *data) {
    layer_t *l = data;
    silu_forward(N, l->x, l->y);
    return project(l, N);
}

static void test_silu(void) {
    layer_t *l = fresh(2);
    silu_backward(N, l->x, l->v, l->dx);
    check_gradient("silu", silu, l, l->x, l->dx, N);
}

static double mlp(void *data) {
    layer_t *l = data;
    mlp_forward(&l->mlp, l->n, l->parameters, l->x, l->kept, l->y);
    return project(l, l->n * l->mlp.size[l->mlp.layers]);
}

static void test_mlp(void) {
    const mlp_t shapes[] = {{1, {3, 2}}, {2, {3, 4, 2}}, {3, {3, 5, 4, 2}}, {2, {0, 3, 2}}};
    for (int k = 0; k < 4; k++) {
        layer_t *l = fresh(3 + k);
        l->mlp = shapes[k];
        CHECK(mlp_activation_count(&l->mlp) * N <= BIG && mlp_parameter_count(&l->mlp) <= BIG);
        mlp(l);
        mlp_backward(&l->mlp, N, l->parameters, l->x, l->kept, l->v, l->dx, l->dparameters,
                     l->work);
        check_gradient("mlp, x", mlp, l, l->x, l->dx, N * l->mlp.size[0]);
        check_gradient("mlp, parameters", mlp, l, l->parameters, l->dparameters,
                       mlp_parameter_count(&l->mlp));
    }
}

static double norm(void *data) {
    layer_t *l = data;
    norm_forward(N, OUT, l->x, l->parameters, l->parameters + OUT, l->kept, l->y);
    return project(l, N * OUT);
}

static void test_norm(void) {
    layer_t *l = fresh(7);
    norm(l);
    norm_backward(N, OUT, l->x, l->parameters, l->kept, l->v, l->dx, l->dparameters,
                  l->dparameters + OUT);
    check_gradient("norm, x", norm, l, l->x, l->dx, N * OUT);
    check_gradient("norm, gain and bias", norm, l, l->parameters, l->dparameters, 2 * OUT);
}

static double propagate(void *data) {
    layer_t *l = data;
    propagate_forward(N, IN, start, to, l->x, IN, l->y, OUT);
    double sum = 0;
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < IN; k++) {
            sum += l->y[i * OUT + k] * l->v[i * OUT + k];
        }
    }
    return sum;
}

static void test_propagate(void) {
    layer_t *l = fresh(8);
    propagate_backward(N, IN, start, to, l->v, OUT, l->dx, IN);
    check_gradient("propagate", propagate, l, l->x, l->dx, N * IN);
}

static double pool(void *data) {
    layer_t *l = data;
    pool_forward(N, IN, l->x, l->parameters, l->kept, l->y);
    return project(l, 3 * IN);
}

static void test_pool(void) {
    layer_t *l = fresh(9);
    pool(l);
    pool_backward(N, IN, l->x, l->parameters, l->kept, l->y, l->v, l->dx, l->dparameters);
    check_gradient("pool, x", pool, l, l->x, l->dx, N * IN);
    check_gradient("pool, gate", pool, l, l->parameters, l->dparameters, IN);
}

/* The head splits raw outputs, draws a sample and adds the divergence. */
static double gaussian(void *data) {
    layer_t *l = data;
    gaussian_split(N, IN, l->x, -1, 1, l->mean, l->log_variance);
    gaussian_sample(N * IN, l->mean, l->log_variance, l->noise, l->y);
    return project(l, N * IN) + 0.7 * gaussian_kl(N * IN, l->mean, l->log_variance, l->prior_mean,
                                                  l->prior_log_variance);
}

static void test_gaussian(void) {
    layer_t *l = fresh(10);
    real_t dmean[N * IN] = {0}, dlv[N * IN] = {0}, dpm[N * IN] = {0}, dplv[N * IN] = {0};
    gaussian(l);
    gaussian_sample_backward(N * IN, l->log_variance, l->noise, l->v, dmean, dlv);
    gaussian_kl_backward(N * IN, 0.7, l->mean, l->log_variance, l->prior_mean,
                         l->prior_log_variance, dmean, dlv, dpm, dplv);
    gaussian_split_backward(N, IN, l->x, -1, 1, dmean, dlv, l->dx);
    check_gradient("gaussian, raw", gaussian, l, l->x, l->dx, N * 2 * IN);
    check_gradient("gaussian, prior mean", gaussian, l, l->prior_mean, dpm, N * IN);
    check_gradient("gaussian, prior ln variance", gaussian, l, l->prior_log_variance, dplv, N * IN);
    /* The reference is the closed form: KL(N(1, 4) ‖ N(0, 1)) = (4 + 1 − 1 − ln 4) / 2. */
    const real_t one = 1, log4 = log(4);
    CHECK_NEAR(gaussian_kl(1, &one, &log4, NULL, NULL), (4 - log(4)) / 2, 1e-12);
}

/* The first step of AdamW moves every parameter by the learning rate, against the sign of its
 * gradient. */
static void test_adamw(void) {
    const adamw_t adamw = {.rate = 0.1, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-12};
    real_t x[3] = {1, 2, 3}, g[3] = {-4, 1e-3, 50}, m[3] = {0}, v[3] = {0};
    adamw_step(&adamw, 3, 1, x, g, m, v);
    CHECK_NEAR(x[0], 1.1, 1e-7);
    CHECK_NEAR(x[1], 1.9, 1e-7);
    CHECK_NEAR(x[2], 2.9, 1e-7);
    CHECK_NEAR(cosine_schedule(0, 100, 20), 0.05, 1e-12);
    CHECK_NEAR(cosine_schedule(60, 100, 20), 0.5, 1e-12);
    CHECK(cosine_schedule(99, 100, 20) < 0.001);
}

/* Gradients whose squares are denormal in single precision move parameters by less than the rate,
 * and not to NaN, in each instruction set's version of the loop. */
static void test_adamw_denormal(void) {
    enum { COUNT = 37 };
    const adamw_t adamw = {.rate = 0.1, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8};
    real_t x[COUNT], g[COUNT], m[COUNT] = {0}, v[COUNT] = {0};
    for (int i = 0; i < COUNT; i++) {
        x[i] = 1;
        g[i] = (real_t)pow(10, -10 - i / 2.);
    }
    adamw_step(&adamw, COUNT, 1, x, g, m, v);
    for (int i = 0; i < COUNT; i++) {
        CHECK_NEAR(x[i], 1 - 0.1 * (double)g[i] / ((double)g[i] + 1e-8), 1e-7);
    }
}

int main(void) {
    test_init();
    test_linear();
    test_silu();
    test_mlp();
    test_norm();
    test_propagate();
    test_pool();
    test_gaussian();
    test_adamw();
    test_adamw_denormal();
    return 0;
}
