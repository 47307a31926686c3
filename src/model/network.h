/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_NETWORK_H
#define LATIGRAPH_MODEL_NETWORK_H

#include "model/dyads.h"
#include "model/parameters.h"

/* Forward and backward passes of the model for one circuit, on arrays. The scratch stores the
 * activations that the backward pass needs. Each backward function adds the gradients of the
 * parameters to `grad`, which has the layout of the parameters. Symbols are those of doc/model.md.
 */

struct latigraph_scratch_t {
    latigraph_config_t config;
    int n_max;
    gboolean lean;  /* without the (n, n) arrays */
    real_t *memory; /* memory of all arrays below */

    /* Inputs. */
    real_t *condition; /* (n, a) the conditions of the example, perhaps rotated or hidden */
    real_t *squared;   /* (n, n) squared distances; not if lean */
    gboolean unplaced; /* whether all positions are hidden */
    guchar *hidden;    /* (a) for the caller's view */

    /* Encoder. */
    real_t *x;                            /* (n, a + features) */
    real_t *input_kept;                   /* activations of the input MLP */
    real_t *h[LATIGRAPH_LAYERS_MAX + 1];  /* (n, h) node states; h[0] from the input MLP */
    real_t *joined[LATIGRAPH_LAYERS_MAX]; /* (n, 3h) [H, ÂH, ÂᵀH] */
    real_t *message_kept[LATIGRAPH_LAYERS_MAX];
    real_t *summed[LATIGRAPH_LAYERS_MAX];     /* (n, h) H + message, before the norm */
    real_t *inverse_sd[LATIGRAPH_LAYERS_MAX]; /* (n) */
    real_t *attention;                        /* (n) */
    real_t *pooled;                           /* (3h + q) pooled states, then the statistics */
    real_t *code_kept, *code_raw;             /* activations; (2 dz) */
    real_t *code_mean, *code_log_variance;    /* (dz) */
    real_t *node_x, *node_kept, *node_raw;    /* (n, h + dz); activations; (n, 2du) */
    real_t *node_mean, *node_log_variance;    /* (n, du) */

    /* Prior and decoder. */
    real_t *z; /* (dz) */
    real_t *u; /* (n, du) */
    real_t *prior_x, *prior_kept, *prior_raw;
    real_t *prior_mean, *prior_log_variance; /* (n, du) */
    real_t *first, *second;                  /* (2, n, du) moments of the optimiser in refinement */
    real_t *decoder_x, *decoder_kept;
    real_t *node;                 /* (n, 4r + 2) */
    real_t *global_kept, *global; /* (3 + 2Q) */
    real_t *rate, *mutual;        /* (n, n) λ, μ; not if lean */
    double anti_reciprocity;      /* δ */
    gboolean moderate;            /* whether numbers of a decoded circuit are */
    real_t *weight_kept, *weight; /* (n, 2) */

    /* Noise, and gradients of the arrays above. */
    real_t *log_rate, *log_mutual; /* (n, n) ln λ, ln μ; not if lean */
    double *uniform;               /* (2n) for drawn pairs */
    real_t *noise_z, *noise_u;
    real_t *dz, *du, *dnode, *dglobal, *dweight;
    real_t *dnode_mean, *dnode_log_variance, *dnode_raw;
    real_t *dprior_mean, *dprior_log_variance, *dprior_raw;
    real_t *dcode_mean, *dcode_log_variance, *dcode_raw;
    real_t *dpooled, *dh, *dsummed, *djoined, *dx;
    real_t *work; /* scratch of mlp_backward() and of rates_forward() */
    real_t *dyad_work;
};

/* The random view of a circuit in a training step. */
typedef struct {
    real_t turn[4];       /* (2, 2) matrix that multiplies the lateral coordinates */
    const guchar *hidden; /* (a) conditions that are hidden */
    gboolean unplaced;    /* whether all positions are hidden */
} view_t;

/* Copies the conditions of the example as the view shows them; NULL shows them unchanged. Call
 * this function before the others. */
void network_begin(const latigraph_example_t *example, const view_t *view, latigraph_scratch_t *s);

void encode_forward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    latigraph_scratch_t *s);
/* Reads s->dcode_mean, s->dcode_log_variance and s->dh, which encode_nodes_backward() sets. */
void encode_backward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                     latigraph_scratch_t *s, real_t *grad);

void encode_nodes_forward(const latigraph_parameters_t *p, int n, const real_t *z,
                          latigraph_scratch_t *s);
/* Reads s->dnode_mean and s->dnode_log_variance; sets s->dh and adds to s->dz. */
void encode_nodes_backward(const latigraph_parameters_t *p, int n, latigraph_scratch_t *s,
                           real_t *grad);

void prior_forward(const latigraph_parameters_t *p, int n, const real_t *z, latigraph_scratch_t *s);
/* Reads s->dprior_mean and s->dprior_log_variance; adds to s->dz. grad may be NULL. */
void prior_backward(const latigraph_parameters_t *p, int n, latigraph_scratch_t *s, real_t *grad);

/* Fills node, global, anti_reciprocity and weight. NULL z and u decode the baseline without codes.
 */
void decode_forward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    const real_t *z, const real_t *u, latigraph_scratch_t *s);
/* Reads s->dnode and s->dglobal; adds to s->dz and s->du. grad may be NULL. */
void decode_backward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                     latigraph_scratch_t *s, real_t *grad);

/* Computes `rate` and `mutual` from the decoded arrays. */
void rates_forward(const latigraph_example_t *example, latigraph_scratch_t *s);

/* Returns the arguments of the pair stage for the decoded arrays, without gradients. */
dyads_t dyads_of(const latigraph_example_t *example, latigraph_scratch_t *s);

/* Returns whether the decoded numbers of n neurons are moderate. A diverging fit has others, from
 * which no pairs can be drawn. */
gboolean decoded_is_moderate(int n, const latigraph_scratch_t *s);

/* Returns −ln P of the edges in nats. With draws = 0 it sums over all dyads; else it is an
 * unbiased estimate from that many pairs per neuron, drawn with s->uniform. If scale is not 0, the
 * gradients times scale are written to s->dnode and s->dglobal. */
double edges_loss(const latigraph_example_t *example, int draws, real_t scale,
                  latigraph_scratch_t *s);

/* Bounds of the distribution of weights: of η, and ± of its log dispersion. */
#define WEIGHTS_ETA_LOW (-12.0)
#define WEIGHTS_ETA_HIGH 16.0
#define WEIGHTS_DISPERSION_BOUND 8.0
/* The logit of the correlation within pairs is the parameter plus this offset. A parameter below
 * the lower bound is a correlation of 0; the upper bound keeps the integration exact. */
enum { WEIGHTS_PAIR = 5 }; /* number of that parameter in the law */
#define WEIGHTS_PAIR_OFFSET (-1.5)
#define WEIGHTS_PAIR_NONE (-20.0)
#define WEIGHTS_PAIR_HIGH 4.0

/* Returns −Σ ln P(weight | edge) in nats over the edges begin .. end − 1, which neuron i sends.
 * log_rate and log_back (end − begin) hold ln λ of the edges and of their reverses, of which only
 * those of mutual pairs are read; effect (n, 2) holds the effects of sender and receiver. Where
 * the weights of a mutual pair depend on each other, the neuron of lower number counts both. Adds
 * ∂/∂effect to deffect unless it is NULL, and ∂/∂law to dlaw. */
double weights_edges(const latigraph_parameters_t *p, const latigraph_circuit_t *circuit, int i,
                     int begin, int end, const real_t *log_rate, const real_t *log_back,
                     const real_t *effect, real_t *deffect, double dlaw[LATIGRAPH_WEIGHT_LAW_MAX]);

/* Returns −Σ ln P(weights | edges) in nats. If grad is not NULL, it adds the gradients of the
 * weight head times scale. No gradient reaches codes and rates. Otherwise bits of the edges would
 * be traded for bits of the weights. */
double weights_loss(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    real_t scale, latigraph_scratch_t *s, real_t *grad);

/* Bounds of the log variances of the posteriors. */
#define POSTERIOR_LOW REAL_C(-8.0)
#define VARIANCE_HIGH REAL_C(3.0)

/* Settings of the objective for one circuit. */
typedef struct {
    real_t kl_weight;  /* w, weight of both KL terms */
    real_t head_noise; /* SD of the property head, in SDs of the property */
    real_t scale;      /* factor on all gradients */
    int draws; /* drawn pairs per neuron that estimate the sum over empty dyads; 0 sums all */
} objective_t;

/* Terms of the objective, in nats. */
typedef struct {
    double edges, code, nodes, head, weights;
} terms_t;

/* Computes the objective of one circuit at the noise in s->noise_z and s->noise_u, and in
 * s->uniform if pairs are drawn. The gradients of edges + w (code + nodes) + head + weights, times
 * the scale, are added to grad unless it is NULL. Call network_begin() first. */
terms_t objective(const latigraph_parameters_t *p, const latigraph_example_t *example,
                  const objective_t *ask, latigraph_scratch_t *s, real_t *grad);

#endif
