/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_STEERING_LAYER_H
#define LATIGRAPH_GENERATE_STEERING_LAYER_H

#include "model/model.h"

/* The steering layer: sixteen global parameters θ of the decoder that are solved for one circuit,
 * so that its expected statistics take asked values (doc/model.md, section "Steering"). θ = 0 is
 * the trained model. Arrays only: it runs in worker threads. */

enum { LATIGRAPH_STEERING = 16 };

/* What the expected statistics should be. */
typedef struct {
    int count;                               /* statistics: 12, or 11 without positions */
    double value[LATIGRAPH_STATISTICS_MAX];  /* raw */
    double weight[LATIGRAPH_STATISTICS_MAX]; /* 0: free */
    double sd[LATIGRAPH_STATISTICS_MAX];     /* of the training circuits, positive */
    double tolerance; /* a gain in weighted squared error, in SDs, that is not worth a step */
} latigraph_target_statistics_t;

/* What was found for a circuit; all 0: nothing yet. */
typedef struct {
    double theta[LATIGRAPH_STEERING];
    double expected[LATIGRAPH_STATISTICS_MAX]; /* statistics; NaN where not defined */
    double slope[LATIGRAPH_STATISTICS_MAX][LATIGRAPH_STEERING]; /* of them by θ, roughly */
    gboolean has_slopes;
} latigraph_solution_t;

/* The statistics that the code says a circuit has: targets, SDs and weights of the first `count`.
 */
void latigraph_target_statistics_of_code(const latigraph_model_t *model, const real_t *z, int count,
                                         latigraph_target_statistics_t *targets);
/* The SD of a statistic over the training circuits, never zero. */
double latigraph_target_statistic_sd(const latigraph_model_t *model, int statistic);
/* What a statistic weighs that is not asked for. */
double latigraph_target_statistic_weight(int statistic);
/* Does a code say what a circuit of n neurons is like? It was learnt at certain sizes. */
gboolean latigraph_code_tells(const latigraph_model_t *model, int n);

typedef struct latigraph_layer_t latigraph_layer_t;

/* Room for circuits of up to n_max neurons; NULL when memory is short. 20 n_max² values. */
latigraph_layer_t *latigraph_layer_create(int n_max, int rank);
void latigraph_layer_destroy(latigraph_layer_t *layer);

/* Takes the rates of a circuit; the arrays of `rates` must stay as they are until the next call.
 * O(n² r). */
void latigraph_layer_begin(latigraph_layer_t *layer, const latigraph_example_t *example,
                           const latigraph_rates_t *rates);
/* Number of statistics of the circuit taken: 12 if it has positions, else 11. */
int latigraph_layer_statistic_count(const latigraph_layer_t *layer);
/* Expected statistics at θ, raw. O(n³). */
void latigraph_layer_statistics(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                                double *statistic);
/* Their derivatives by θ, at the θ of the last call of latigraph_layer_statistics(). O(n³). */
void latigraph_layer_jacobian(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                              double jacobian[][LATIGRAPH_STEERING]);
/* Finds the θ of least weighted squared error, small where several do, to well within what chance
 * makes of a circuit: Levenberg–Marquardt with up to 40 evaluations, from the solution given (all
 * 0, or what was found for something near). Returns the weighted squared error in SDs. */
double latigraph_layer_solve(latigraph_layer_t *layer, const latigraph_target_statistics_t *targets,
                             latigraph_solution_t *solution);
/* Rates at θ: sets the matrices of `rates` to arrays of the layer, and the anti-reciprocity. */
void latigraph_layer_rates(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                           latigraph_rates_t *rates);

#endif
