/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_NODE_MIXTURE_H
#define LATIGRAPH_LATENT_NODE_MIXTURE_H

#include "base/random.h"
#include "model/node_law.h"

/* Neurons as the mixture sees them. */
typedef struct {
    int circuits, rows;
    int *circuit;  /* (rows) */
    guchar *held;  /* (rows) 1: kept back to judge by */
    double *code;  /* (circuits, dz + 1) standardised, then 1 */
    int *level;    /* (rows, categories), from 0; the last of a category: not known */
    double *value; /* (rows, D), NaN where not known */
} latigraph_node_rows_t;

/* Expectation–maximisation of classes of neurons, every circuit with shares of its own (a mixed
 * membership model, as Blei, Ng and Jordan, JMLR 3:993, 2003, with shares at their mode): it sets
 * probabilities, means and covariances of `law`. */
typedef struct latigraph_mixture_t latigraph_mixture_t;

/* Starts from neurons drawn far apart (k-means++). Learns from all rows, or from those not held
 * out. */
igraph_error_t latigraph_mixture_init(latigraph_mixture_t **mixture, latigraph_node_law_t *law,
                                      const latigraph_node_rows_t *rows, igraph_bool_t skip_held,
                                      latigraph_stream_t *stream);
void latigraph_mixture_destroy(latigraph_mixture_t *mixture);
/* One step: the law gets likelier. Returns what the law before the step had: ln likelihood and
 * priors, which no step lowers, and *likelihood (may be NULL) without the priors.
 * O(rows · K · (D² + categories)). */
double latigraph_mixture_step(latigraph_mixture_t *mixture, double *likelihood);
/* Mean ln likelihood of the rows held out, each given the shares of its circuit. */
double latigraph_mixture_held_out(latigraph_mixture_t *mixture);
/* Draws the class of every neuron that is learnt from, given its data: count (circuits, K). */
void latigraph_mixture_count(latigraph_mixture_t *mixture, latigraph_stream_t *stream,
                             double *count);

/* Regresses counts of classes (circuits, K) on the codes of the circuits: the law's gate, for codes
 * in the coordinates of `rows`, and the concentration of the Dirichlet–multinomial distribution
 * about it under which the counts are likeliest. O(K · circuits · dz) a step. */
igraph_error_t latigraph_fit_gate(latigraph_node_law_t *law, const latigraph_node_rows_t *rows,
                                  const double *count);

#endif
