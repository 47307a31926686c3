/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_STATES_H
#define LATIGRAPH_ACTIVITY_STATES_H

#include "activity/activity.h"
#include "activity/glm_fit.h"
#include "base/cancel.h"

#include <latigraph/states.h>

/* A hidden Markov model whose states are networks:
 *
 *     y_j(t) | state s ~ Poisson(ln(1 + exp(b_sj + Σ_i h_i(t) W_sij)))
 *
 * h_i(t) is the mean of the last counts of neuron i, with weights that decay exponentially. All
 * trials lie one after the other. One more row at the end, with h = 0 and each neuron's mean count,
 * belongs to every state: it is the prior of the biases, worth one time. */

/* Neighbouring times of one trial, which are fitted or held out together. */
typedef struct {
    int first, times;
    gboolean held_out;
} latigraph_stretch_t;

typedef struct {
    int n, times;     /* live neurons; times of all trials, without the row at the end */
    double *y;        /* counts: tiles of GLM_TARGETS neurons, each (times + 1, targets) */
    double *h;        /* (times + 1, n) history, minus its mean */
    double *centre;   /* (n) that mean */
    double *rate;     /* (n) mean count */
    double *constant; /* (times) Σ ln y! of each time */
    double *spikes;   /* (times) spikes of each time */
    int *column;      /* (n) columns of the neurons in the recordings */
    int count;        /* stretches */
    latigraph_stretch_t *stretch;
} latigraph_counts_t;

/* First entry of a tile in y, and its number of targets. */
static inline double *latigraph_counts_tile(const latigraph_counts_t *counts, int tile) {
    return counts->y + (size_t)tile * GLM_TARGETS * (size_t)(counts->times + 1);
}
static inline int latigraph_counts_targets(const latigraph_counts_t *counts, int tile) {
    return MIN(GLM_TARGETS, counts->n - tile * GLM_TARGETS);
}

/* A fitted model of S states. Rows of weights are sources. */
typedef struct {
    int n, states, times;
    double *bias;            /* (S, n) */
    double *weight;          /* (S, n, n) */
    double *shared;          /* (n, n) network that all states are pulled to */
    double *start;           /* (S) probabilities at the start of a trial */
    double *transition;      /* (S, S) from row to column */
    double *emission;        /* (times + 1, S) log-likelihood of each time in each state */
    double *posterior;       /* (times + 1, S); 0 at times that are held out */
    double precision;        /* precision of a state's weight around the shared one */
    double shared_precision; /* precision of the shared weight around 0 */
    double likelihood;       /* log-likelihood of the times that are fitted */
    double objective;        /* the same with the logarithms of the priors: never falls */
} latigraph_hmm_t;

/* --- Recordings (states_counts.c) --------------------------------------------------------------
 */

/* Reads the counts of all trials. `share` of the times of each trial is held out, in several
 * stretches. The counts are on the FINALLY stack as one entry. */
igraph_error_t latigraph_counts_init(latigraph_counts_t *counts,
                                     const latigraph_activity_t *const *trials, int trial_count,
                                     const latigraph_states_options_t *options);
void latigraph_counts_destroy(latigraph_counts_t *counts);
/* Moves all times to the fitted ones. */
void latigraph_counts_fit_all(latigraph_counts_t *counts);

/* --- Hidden Markov model (hmm.c) ---------------------------------------------------------------
 */

/* Numbers of scratch memory for latigraph_forward_backward(). */
static inline size_t latigraph_forward_work(int times, int states) {
    return (size_t)times * (size_t)states * 2 + (size_t)times + 2 * (size_t)states;
}

/* Computes the probabilities of the states (times, states) given all times, from the
 * log-likelihoods of the times, and adds the expected numbers of transitions to pairs (states,
 * states). Returns the log-likelihood. `posterior` may be NULL: then the log-likelihood alone is
 * computed. O(times states²). */
double latigraph_forward_backward(int times, int states, const double *emission,
                                  const double *start, const double *transition, double *posterior,
                                  double *pairs, double *work);

igraph_error_t latigraph_hmm_init(latigraph_hmm_t *hmm, int n, int states, int times);
void latigraph_hmm_destroy(latigraph_hmm_t *hmm);
void latigraph_hmm_copy(latigraph_hmm_t *to, const latigraph_hmm_t *from);

/* --- Fit (states_em.c) ------------------------------------------------------------------------ */

/* Memory of a fit and of its threads. */
typedef struct latigraph_em_t latigraph_em_t;
igraph_error_t latigraph_em_create(latigraph_em_t **em, const latigraph_counts_t *counts,
                                   int states, int threads);
void latigraph_em_destroy(latigraph_em_t *em);

/* Computes emissions, posterior, likelihood and objective at the parameters of the model. */
igraph_error_t latigraph_em_expect(latigraph_em_t *em, latigraph_hmm_t *hmm);
/* Improves the parameters at the posterior. */
igraph_error_t latigraph_em_maximise(latigraph_em_t *em, latigraph_hmm_t *hmm);
/* Repeats both from the posterior of the model until the objective gains little, at most
 * `iterations` times. The objectives are appended to `trace`, unless it is NULL. */
igraph_error_t latigraph_em_run(latigraph_em_t *em, latigraph_hmm_t *hmm, int iterations,
                                igraph_vector_t *trace);
/* Log-likelihood of the times that are held out, after latigraph_em_expect(). */
double latigraph_em_held_out(latigraph_em_t *em, const latigraph_hmm_t *hmm);
/* Variances of the weights given all else (S, n, n), from the curvature at the posterior. */
igraph_error_t latigraph_em_variances(latigraph_em_t *em, latigraph_hmm_t *hmm, double *variance);

/* --- Starts (states_start.c) -------------------------------------------------------------------
 */

/* Sets the posterior to clusters of stretches of 50 times by their rates, start number `index`, and
 * the weights to those of the model `one` of one state. */
igraph_error_t latigraph_hmm_begin(latigraph_hmm_t *hmm, const latigraph_hmm_t *one,
                                   const latigraph_counts_t *counts, double stay, guint64 seed,
                                   int index);

/* --- Spike and slab (states_slab.c) ------------------------------------------------------------
 */

/* Shrinks the weights by the probabilities that a pair of neurons is inhibitory, not connected or
 * excitatory, which all states share. `synapse` (n, n) is 1 where the connectome has a synapse;
 * NULL without a connectome. `absent` is the prior probability that a pair without one is not
 * connected. `edge` (n, n) gets the probability that the pair is connected. */
igraph_error_t latigraph_slab_shrink(latigraph_hmm_t *hmm, const double *variance,
                                     const guint8 *synapse, double absent, double *edge);

/* Estimates the precisions of a model from its weights: how far those of the states are apart, and
 * how large their means are, beyond their errors. */
void latigraph_hmm_estimate_precisions(latigraph_hmm_t *hmm, const double *variance);

#endif
