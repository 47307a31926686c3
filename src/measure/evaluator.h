/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_EVALUATOR_H
#define LATIGRAPH_MEASURE_EVALUATOR_H

#include "model/model.h"

/* Runs a measurement of a model on every circuit of a list, on several threads: a row of figures a
 * circuit. */

/* Memory of one thread, for the posterior of one circuit. */
typedef struct {
    latigraph_scratch_t *scratch;
    real_t *block;                           /* holds what follows */
    real_t *z_mean, *z_log_variance, *z;     /* (dz) */
    real_t *u_mean, *u_log_variance, *u;     /* (n, du) */
    real_t *prior_mean, *prior_log_variance; /* (n, du) */
    real_t *probability;                     /* (n, n) */
    real_t *edge;                            /* (m) */
} latigraph_evaluator_worker_t;

typedef struct latigraph_evaluator_t latigraph_evaluator_t;

/* Fills the figures of one circuit. Calls no igraph, but for `cancel`, and allocates nothing. */
typedef void latigraph_evaluate_circuit_t(const latigraph_evaluator_t *all,
                                          const latigraph_example_t *example,
                                          latigraph_evaluator_worker_t *w,
                                          latigraph_stream_t *stream, double *figure);

struct latigraph_evaluator_t {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits;
    igraph_integer_t samples, refine;
    igraph_uint_t seed;
    latigraph_evaluate_circuit_t *evaluate;
    const void *data; /* for `evaluate` */
    int figures;      /* a circuit */
    igraph_integer_t threads;
    latigraph_evaluator_worker_t *worker; /* (threads) */
    int chunk, first;                     /* circuits worked on together, and the first of them */
    latigraph_example_t **example;        /* (chunk) */
    double *figure;                       /* (circuits, figures) */
    latigraph_cancel_t *cancel;           /* for long steps of `evaluate` */
};

/* Does it all; the fields up to `threads` are set, the others 0. The figures stand in `figure` on
 * success. To be destroyed in any case, so put it on the FINALLY stack first. Refuses what no
 * evaluation can be done with. */
igraph_error_t latigraph_evaluator_run(latigraph_evaluator_t *all);
void latigraph_evaluator_destroy(latigraph_evaluator_t *all);

/* Mean of a figure over the circuits where it is known; NaN if there are none. */
double latigraph_evaluator_mean(const latigraph_evaluator_t *all, int figure);

/* One row a circuit. */
igraph_error_t latigraph_evaluator_export(const latigraph_evaluator_t *all,
                                          igraph_matrix_t *figures);

/* Draws from N(mean, e^log_variance). */
void latigraph_draw_gaussian(latigraph_stream_t *stream, const real_t *mean,
                             const real_t *log_variance, int size, real_t *out);

/* Edge AUC of rates of the example. */
double latigraph_rates_auc(const latigraph_example_t *example, const latigraph_rates_t *rates,
                           latigraph_evaluator_worker_t *w);

#endif
