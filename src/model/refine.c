/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Refinement of the posteriors of neurons' codes for one circuit.
 *
 * The encoder guesses q(u) of any circuit from the same weights. For one circuit the guess can be
 * improved by gradient descent on −ln P(edges) + w KL(q(u) ‖ p(u)) over the means and log variances
 * of q(u), with the decoder and q(z) held (semi-amortised inference: Kim, Wiseman, Miller, Sontag
 * and Rush, ICML 2018). Each step draws z and u anew, so that the descent does not fit one draw of
 * the noise, and AdamW with a falling rate averages over the draws. A step visits every pair, O(n²
 * r). In circuits of more than LATIGRAPH_FIT_ALL_PAIRS neurons it draws pairs, as a fit does: the
 * noise of the drawn pairs is averaged in the same way. Log variances are clamped to the same
 * bounds as those of the encoder.
 */
#include "model/network.h"
#include "net/adamw.h"

#include <string.h>

static const double RATE = 0.03; /* highest learning rate of AdamW; it falls to 0 */

static void draw(latigraph_stream_t *stream, ptrdiff_t count, real_t *noise) {
    for (ptrdiff_t k = 0; k < count; k++) {
        noise[k] = (real_t)latigraph_stream_normal(stream);
    }
}

/* Computes ∂(−ln P + kl_weight · KL)/∂q(u) at one draw of z and u, into s->dnode_mean and
 * s->dnode_log_variance. */
static void gradient(const latigraph_model_t *model, const latigraph_example_t *example,
                     latigraph_scratch_t *s, const real_t *z_mean, const real_t *z_log_variance,
                     double kl_weight, latigraph_stream_t *stream) {
    const latigraph_parameters_t *p = model->parameters;
    const int n = example->n, dz = p->config.code;
    const ptrdiff_t count = (ptrdiff_t)n * p->config.node_code;
    const size_t size = (size_t)count * sizeof(real_t);
    const int draws = n > LATIGRAPH_FIT_ALL_PAIRS ? LATIGRAPH_FIT_DRAWS : 0;
    draw(stream, dz, s->noise_z);
    draw(stream, count, s->noise_u);
    for (ptrdiff_t k = 0; k < (ptrdiff_t)2 * n && draws > 0; k++) {
        s->uniform[k] = latigraph_stream_uniform(stream);
    }
    gaussian_sample(dz, z_mean, z_log_variance, s->noise_z, s->z);
    gaussian_sample(count, s->node_mean, s->node_log_variance, s->noise_u, s->u);
    prior_forward(p, n, s->z, s);
    decode_forward(p, example, s->z, s->u, s);
    edges_loss(example, draws, 1, s);
    memset(s->dz, 0, (size_t)dz * sizeof(real_t)); /* z is held, so its gradient is not used */
    memset(s->du, 0, size);
    memset(s->dnode_mean, 0, size);
    memset(s->dnode_log_variance, 0, size);
    memset(s->dprior_mean, 0, size);
    memset(s->dprior_log_variance, 0, size);
    decode_backward(p, example, s, NULL);
    gaussian_kl_backward(count, (real_t)kl_weight, s->node_mean, s->node_log_variance,
                         s->prior_mean, s->prior_log_variance, s->dnode_mean, s->dnode_log_variance,
                         s->dprior_mean, s->dprior_log_variance);
    gaussian_sample_backward(count, s->node_log_variance, s->noise_u, s->du, s->dnode_mean,
                             s->dnode_log_variance);
}

void latigraph_model_refine_nodes(const latigraph_model_t *model,
                                  const latigraph_example_t *example, latigraph_scratch_t *s,
                                  const real_t *z_mean, const real_t *z_log_variance, int steps,
                                  double kl_weight, latigraph_stream_t *stream, real_t *mean,
                                  real_t *log_variance, latigraph_cancel_t *cancel) {
    const ptrdiff_t count = (ptrdiff_t)example->n * model->config.node_code;
    const size_t size = (size_t)count * sizeof *mean;
    memcpy(s->node_mean, mean, size);
    memcpy(s->node_log_variance, log_variance, size);
    memset(s->first, 0, 2 * size);
    memset(s->second, 0, 2 * size);
    network_begin(example, NULL, s);
    for (int t = 0; t < steps && !latigraph_cancelled(cancel); t++) {
        const adamw_t adamw = {.rate = RATE * cosine_schedule(t, steps, 1),
                               .beta1 = 0.9,
                               .beta2 = 0.99,
                               .epsilon = 1e-8,
                               .decay = 0};
        latigraph_cancel_report(cancel, (double)t / steps);
        gradient(model, example, s, z_mean, z_log_variance, kl_weight, stream);
        adamw_step(&adamw, count, t + 1, s->node_mean, s->dnode_mean, s->first, s->second);
        adamw_step(&adamw, count, t + 1, s->node_log_variance, s->dnode_log_variance,
                   s->first + count, s->second + count);
        for (ptrdiff_t k = 0; k < count; k++) {
            const real_t v = s->node_log_variance[k];
            s->node_log_variance[k] = v < POSTERIOR_LOW   ? POSTERIOR_LOW
                                      : v > VARIANCE_HIGH ? VARIANCE_HIGH
                                                          : v;
        }
    }
    memcpy(mean, s->node_mean, size);
    memcpy(log_variance, s->node_log_variance, size);
}
