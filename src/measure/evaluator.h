/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_EVALUATOR_H
#define LATIGRAPH_MEASURE_EVALUATOR_H

#include "measure/pair_sums.h"

#include <latigraph/measure.h>

/* Measures a model on every circuit of a list, on several threads, with one row of figures per
 * circuit. */

/* Memory of one thread for the posterior of one circuit. */
typedef struct {
    latigraph_scratch_t *scratch;
    real_t *block;                           /* memory for the following arrays */
    real_t *z_mean, *z_log_variance, *z;     /* (dz) */
    real_t *u_mean, *u_log_variance, *u;     /* (n, du) */
    real_t *prior_mean, *prior_log_variance; /* (n, du) */
    latigraph_pair_room_t pairs;
} latigraph_evaluator_worker_t;

typedef struct latigraph_evaluator_t latigraph_evaluator_t;

/* Computes the figures of one circuit. Allocates nothing, and calls no igraph other than for
 * `cancel`. */
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
    const void *data; /* passed to `evaluate` */
    int figures;      /* number of figures per circuit */
    igraph_integer_t threads;
    latigraph_evaluator_worker_t *worker; /* (threads) */
    int chunk, first;                     /* circuits processed together, and the first of them */
    latigraph_example_t **example;        /* (chunk) */
    double *figure;                       /* (circuits, figures) */
    latigraph_cancel_t *cancel;           /* cancellation flag for long steps of `evaluate` */
    gint done;                            /* atomic: circuits of the chunk that are done */
    int begin, end;                       /* circuits of this rank */
};

/* Copies the options of an evaluation; NULL: the defaults. */
void latigraph_evaluator_set_options(latigraph_evaluator_t *all,
                                     const latigraph_evaluate_options_t *options);
/* Checks the arguments and evaluates all circuits. The caller sets the fields up to `threads`; the
 * others are 0. On success `figure` holds the results. The caller destroys `all` in any case, so it
 * goes on the FINALLY stack before this call. */
igraph_error_t latigraph_evaluator_run(latigraph_evaluator_t *all);
void latigraph_evaluator_destroy(latigraph_evaluator_t *all);

/* Returns the mean of a figure over the circuits for which it is known, or NaN if there are none.
 */
double latigraph_evaluator_mean(const latigraph_evaluator_t *all, int figure);

/* Copies the first `count` figures to a matrix with one row per circuit. */
igraph_error_t latigraph_evaluator_export(const latigraph_evaluator_t *all, int count,
                                          igraph_matrix_t *figures);

/* Does what latigraph_evaluate() does. The matrix `errors`, or NULL, gets the standard errors of
 * the numbers in `per_circuit`; they are 0 where all pairs were visited. */
igraph_error_t latigraph_evaluate_errors(const latigraph_model_t *model,
                                         const latigraph_circuit_list_t *circuits,
                                         const latigraph_evaluate_options_t *options,
                                         latigraph_evaluation_t *evaluation,
                                         igraph_matrix_t *per_circuit, igraph_matrix_t *errors);

/* Draws from N(mean, e^log_variance). */
void latigraph_draw_gaussian(latigraph_stream_t *stream, const real_t *mean,
                             const real_t *log_variance, int size, real_t *out);

/* Describes the circuit that a worker has decoded last, for sums over its pairs. */
latigraph_pair_job_t latigraph_evaluator_pairs(const latigraph_evaluator_t *all,
                                               const latigraph_example_t *example,
                                               latigraph_evaluator_worker_t *w,
                                               latigraph_stream_t *stream);
/* Begins a part of the work on a circuit, for reports of progress: from `begin` to `end` of it. */
void latigraph_evaluator_stage(const latigraph_evaluator_t *all, double begin, double end);

#endif
