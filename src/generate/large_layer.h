/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_LARGE_LAYER_H
#define LATIGRAPH_GENERATE_LARGE_LAYER_H

#include "generate/sparse.h"
#include "generate/steering_layer.h"

/* The steering layer of large circuits (large_layer.c). Its rates are those of rows that the sparse
 * sampler draws from. Arrays only, apart from errors of memory. */

/* Parameters that are variances of drawn gains, of senders and of receivers, and the least one,
 * which changes the coefficients of variation by a thousandth. At 0 the rates have no derivative
 * by them. */
enum { LATIGRAPH_LARGE_VARIANCE_OUT = 8, LATIGRAPH_LARGE_VARIANCE_IN = 11 };
#define LATIGRAPH_LARGE_VARIANCE_LEAST 0.0025

typedef struct {
    int n, rank, stride; /* stride: 6r + 3, length of a row at θ */
    const latigraph_tree_t *tree;
    const latigraph_config_t *config;
    const real_t *global;    /* (3 + 2Q) of the trained model */
    latigraph_reach_t reach; /* beyond the sizes of the fit */
    gboolean placed;         /* whether a kernel sees positions */
    double anti_reciprocity; /* δ of the trained model */
    real_t *centred;         /* (n, 4r) l, ρ, p and q less their means */
    double *gain[3];         /* (n) one-way sender and receiver, mutual, with the means' shares */
    double *x, *y;           /* (n) centred gains of senders and receivers */
    double *x_size, *y_size; /* (n) their sizes, centred */
    gboolean may_vary;       /* whether the search may draw gains; the caller sets it */
    double *drawn[2];        /* (n) drawn gains of senders and receivers; NULL: there are none */
    double constant[2];      /* products of means, which belong to the offsets */
    double tilt[LATIGRAPH_KERNELS]; /* change of the log weights of the kernel by θ₁₃ */
    /* Values at the last θ that was applied. */
    double theta[LATIGRAPH_STEERING];
    real_t *row;       /* (n, stride) */
    real_t *global_at; /* (3 + 2Q) */
    real_t decay[LATIGRAPH_KERNEL_DECAYS];
    latigraph_sparse_rates_t rates;
    latigraph_process_t process[2];
} latigraph_large_layer_t;

/* Starts with the decoder's rows node (n, 4r + 2), in the order of the tree, and its global row,
 * which stay the caller's, and with the fitted distance and the common factor of this size. Raises
 * IGRAPH_ENOMEM. O(n r). */
igraph_error_t latigraph_large_layer_init(latigraph_large_layer_t *layer,
                                          const latigraph_model_t *model,
                                          const latigraph_tree_t *tree, const real_t *node,
                                          const real_t *global, latigraph_reach_t reach);
void latigraph_large_layer_destroy(latigraph_large_layer_t *layer);
/* Gives the neurons gains that are drawn at random, which depend on (seed, index) alone: standard
 * normal, without correlation with each other and with the decoder's gains. Raises IGRAPH_ENOMEM.
 * O(n). */
igraph_error_t latigraph_large_layer_vary(latigraph_large_layer_t *layer, guint64 seed,
                                          guint64 index);
/* Returns whether a parameter of the steering layer acts on large circuits. */
gboolean latigraph_large_layer_has(const latigraph_large_layer_t *layer, int parameter);
/* Computes the rows at θ, whose rates are layer->rates then. O(n r). */
void latigraph_large_layer_apply(latigraph_large_layer_t *layer,
                                 const double theta[LATIGRAPH_STEERING]);

/* Returns the squared distance of two neurons in length scales; −1 if it is not known. */
double latigraph_large_layer_distance2(const latigraph_large_layer_t *layer, int i, int j);
/* Derivatives of ln P by θ for the state of the connected pair i, j: i → j alone, or both. O(r). */
void latigraph_large_layer_score(const latigraph_large_layer_t *layer, int i, int j,
                                 gboolean mutual, double score[LATIGRAPH_STEERING]);
/* Computes the probabilities of the states of the pair i, j, as latigraph_dyad_probabilities(). */
void latigraph_large_layer_probabilities(const latigraph_large_layer_t *layer, int i, int j,
                                         double probability[4]);
/* Computes the odds and lengths of pairs for the closure stage; `data` is a latigraph_large_layer_t
 * or any struct that begins with one. */
void latigraph_large_layer_odds(const void *data, gboolean mutual, const int from[2],
                                const int to[2], double odds[2], double length[2]);

#endif
