/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_NODE_MIXTURE_H
#define LATIGRAPH_LATENT_NODE_MIXTURE_H

#include "base/random.h"
#include "model/node_law.h"

/* Neurons as data of the mixture. */
typedef struct {
    int circuits, rows;
    int *circuit;  /* (rows) circuit of the neuron */
    guchar *held;  /* (rows) 1 if the neuron is held out */
    double *code;  /* (circuits, dz + 1) standardised code, then 1 */
    int *level;    /* (rows, categories) from 0; the last level of a category means not known */
    double *value; /* (rows, D) normal numbers, NaN where not known */
} latigraph_node_rows_t;

/* Expectation–maximisation of classes of neurons, in which every circuit has its own shares of the
 * classes. It sets the probabilities, means and covariances of the law. */
typedef struct latigraph_mixture_t latigraph_mixture_t;

/* Initialises the classes from neurons that lie far apart (k-means++). With `skip_held` the mixture
 * learns from the rows that are not held out, else from all. */
igraph_error_t latigraph_mixture_init(latigraph_mixture_t **mixture, latigraph_node_law_t *law,
                                      const latigraph_node_rows_t *rows, igraph_bool_t skip_held,
                                      latigraph_stream_t *stream);
void latigraph_mixture_destroy(latigraph_mixture_t *mixture);
/* Makes one step. Returns the ln likelihood plus the ln priors of the law before the step, which no
 * step lowers; *likelihood (or NULL) gets it without the priors.
 * O(rows · K · (D² + categories)). */
double latigraph_mixture_step(latigraph_mixture_t *mixture, double *likelihood);
/* Returns the mean ln likelihood of the held-out rows, given the shares of their circuits. */
double latigraph_mixture_held_out(latigraph_mixture_t *mixture);
/* Draws the class of every neuron to learn from, given its data. count (circuits, K) gets the
 * number of neurons per circuit and class. */
void latigraph_mixture_count(latigraph_mixture_t *mixture, latigraph_stream_t *stream,
                             double *count);

/* Regresses counts of classes (circuits, K) on the codes of the circuits. Sets the law's gate, for
 * standardised codes as in `rows`, and its concentration. O(K · circuits · dz) per step. */
igraph_error_t latigraph_fit_gate(latigraph_node_law_t *law, const latigraph_node_rows_t *rows,
                                  const double *count);

#endif
