/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_NETWORK_H
#define LATIGRAPH_MODEL_NETWORK_H

#include "model/dyads.h"
#include "model/parameters.h"

/* Forward and backward passes of the model for one circuit, on arrays. The
 * scratch keeps what the backward pass needs; each backward function adds
 * parameter gradients into `grad` (layout of the parameters). Symbols are
 * those of doc/model.md. */

struct latigraph_scratch_t {
    latigraph_config_t config;
    int n_max;
    gboolean lean;  /* without the (n, n) arrays */
    real_t *memory; /* everything below is carved from it */

    /* Inputs. */
    real_t *condition; /* (n, a) the example's, perhaps turned */
    real_t *squared;   /* (n, n) squared distances; not if lean */
    gboolean unplaced; /* are all positions made unknown? */
    guchar *hidden;    /* (a) for a view's use */

    /* Encoder. */
    real_t *x;                            /* (n, a + features) */
    real_t *input_kept;                   /* activations of the input MLP */
    real_t *h[LATIGRAPH_LAYERS_MAX + 1];  /* (n, h) node states; h[0] from the input MLP */
    real_t *joined[LATIGRAPH_LAYERS_MAX]; /* (n, 3h) [H, ÂH, ÂᵀH] */
    real_t *message_kept[LATIGRAPH_LAYERS_MAX];
    real_t *summed[LATIGRAPH_LAYERS_MAX];     /* (n, h) H + message, before the norm */
    real_t *inverse_sd[LATIGRAPH_LAYERS_MAX]; /* (n) */
    real_t *attention;                        /* (n) */
    real_t *pooled;                           /* (3h + q) pool, then statistics */
    real_t *code_kept, *code_raw;             /* activations; (2 dz) */
    real_t *code_mean, *code_log_variance;    /* (dz) */
    real_t *node_x, *node_kept, *node_raw;    /* (n, h + dz); activations; (n, 2du) */
    real_t *node_mean, *node_log_variance;    /* (n, du) */

    /* Prior and decoder. */
    real_t *z; /* (dz) */
    real_t *u; /* (n, du) */
    real_t *prior_x, *prior_kept, *prior_raw;
    real_t *prior_mean, *prior_log_variance; /* (n, du) */
    real_t *first, *second;                  /* (2, n, du) moments while node codes are refined */
    real_t *decoder_x, *decoder_kept;
    real_t *node;                 /* (n, 4r + 2) */
    real_t *global_kept, *global; /* (3 + 2Q) */
    real_t *rate, *mutual;        /* (n, n) λ, μ; not if lean */
    double anti_reciprocity;      /* δ */
    real_t *weight_kept, *weight; /* (n, 2) */

    /* Gradients of the arrays above and noise. */
    real_t *log_rate, *log_mutual; /* (n, n) ln λ, ln μ; not if lean */
    double *uniform;               /* (2n) for the pairs that are drawn */
    real_t *noise_z, *noise_u;
    real_t *dz, *du, *dnode, *dglobal, *dweight;
    real_t *dnode_mean, *dnode_log_variance, *dnode_raw;
    real_t *dprior_mean, *dprior_log_variance, *dprior_raw;
    real_t *dcode_mean, *dcode_log_variance, *dcode_raw;
    real_t *dpooled, *dh, *dsummed, *djoined, *dx;
    real_t *work; /* scratch of mlp_backward and of the pair stage */
    real_t *dyad_work;
};

/* How a training step looks at a circuit. */
typedef struct {
    real_t turn[4];       /* (2, 2) the lateral coordinates are multiplied by it */
    const guchar *hidden; /* (a) conditions that are made unknown */
    gboolean unplaced;    /* are all positions made unknown? */
} view_t;

/* Copies the example's conditions as the view shows them (NULL: as they are). Call first. */
void network_begin(const latigraph_example_t *example, const view_t *view, latigraph_scratch_t *s);

void encode_forward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    latigraph_scratch_t *s);
/* Uses s->dcode_mean, s->dcode_log_variance and s->dh (from encode_nodes_backward). */
void encode_backward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                     latigraph_scratch_t *s, real_t *grad);

void encode_nodes_forward(const latigraph_parameters_t *p, int n, const real_t *z,
                          latigraph_scratch_t *s);
/* Uses s->dnode_mean, s->dnode_log_variance; sets s->dh, adds into s->dz. */
void encode_nodes_backward(const latigraph_parameters_t *p, int n, latigraph_scratch_t *s,
                           real_t *grad);

void prior_forward(const latigraph_parameters_t *p, int n, const real_t *z, latigraph_scratch_t *s);
/* Uses s->dprior_mean, s->dprior_log_variance; adds into s->dz. grad may be NULL. */
void prior_backward(const latigraph_parameters_t *p, int n, latigraph_scratch_t *s, real_t *grad);

/* z and u NULL: the baseline without codes. Fills node, global, anti_reciprocity and weight. */
void decode_forward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    const real_t *z, const real_t *u, latigraph_scratch_t *s);
/* Uses s->dnode, s->dglobal; adds into s->dz and s->du. grad may be NULL. */
void decode_backward(const latigraph_parameters_t *p, const latigraph_example_t *example,
                     latigraph_scratch_t *s, real_t *grad);

/* Fills rate and mutual of what was decoded. */
void rates_forward(const latigraph_example_t *example, latigraph_scratch_t *s);

/* The pair stage at what was decoded, without gradients. */
dyads_t dyads_of(const latigraph_example_t *example, latigraph_scratch_t *s);

/* −ln P of the edges given what was decoded, in nats. `draws` 0: over all dyads; else an estimate
 * without bias from that many a neuron, drawn by s->uniform. Into s->dnode and s->dglobal the
 * gradients, times scale, unless scale is 0. */
double edges_loss(const latigraph_example_t *example, int draws, real_t scale,
                  latigraph_scratch_t *s);

/* Bounds of the law of weights: of η, and ± of its log dispersion. */
#define WEIGHTS_ETA_LOW (-12.0)
#define WEIGHTS_ETA_HIGH 16.0
#define WEIGHTS_DISPERSION_BOUND 8.0

/* −Σ ln P(weight | edge) over the edges begin … end − 1 of the circuit, which neuron i sends, in
 * nats, given their ln λ (end − begin) and the effects of sender and receiver (n, 2). Adds
 * ∂/∂effect into deffect unless NULL, and ∂/∂law into dlaw. */
double weights_edges(const latigraph_parameters_t *p, const latigraph_circuit_t *circuit, int i,
                     int begin, int end, const real_t *log_rate, const real_t *effect,
                     real_t *deffect, double dlaw[3]);

/* −Σ ln P(weights | edges) in nats; with grad not NULL adds the gradients of the weight head, times
 * scale. No gradient flows into codes and rates: weights are read from the codes,
 * they do not shape them. */
double weights_loss(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    real_t scale, latigraph_scratch_t *s, real_t *grad);

/* Bounds of the posteriors' ln variances. */
#define POSTERIOR_LOW REAL_C(-8.0)
#define VARIANCE_HIGH REAL_C(3.0)

/* What the objective asks of one circuit. */
typedef struct {
    real_t kl_weight;  /* w of both KL terms */
    real_t head_noise; /* SD of the property head, in SDs of the property */
    real_t scale;      /* factor on all gradients */
    int draws;         /* pairs a neuron that stand for all empty dyads; 0: every one counts */
} objective_t;

/* Its terms, in nats. */
typedef struct {
    double edges, code, nodes, head, weights;
} terms_t;

/* The objective of one circuit at the noise in s->noise_z and s->noise_u (and s->uniform if pairs
 * are drawn); gradients of edges + w (code + nodes) + head + weights, times the scale, are added
 * into grad unless NULL. network_begin() must have been called. */
terms_t objective(const latigraph_parameters_t *p, const latigraph_example_t *example,
                  const objective_t *ask, latigraph_scratch_t *s, real_t *grad);

#endif
