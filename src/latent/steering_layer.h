/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_STEERING_LAYER_H
#define LATIGRAPH_LATENT_STEERING_LAYER_H

#include "model/model.h"

/* The steering layer: eleven global parameters θ of the decoder that are solved for one circuit, so
 * that its expected statistics take asked values (doc/model.md, section "Selective control").
 * θ = 0 is the trained model. Arrays only: it runs in worker threads. */

enum { LATIGRAPH_STEERING = 11 };

/* What the expected statistics should be. */
typedef struct {
    int count;                               /* statistics: 7, or 6 without positions */
    double target[LATIGRAPH_STATISTICS_MAX]; /* raw */
    double weight[LATIGRAPH_STATISTICS_MAX]; /* 2 asked, 1 kept, 0 free */
    double sd[LATIGRAPH_STATISTICS_MAX];     /* of the training circuits, positive */
} latigraph_goal_t;

typedef struct latigraph_layer_t latigraph_layer_t;

/* Room for circuits of up to n_max neurons; NULL when memory is short. 10 n_max² values. */
latigraph_layer_t *latigraph_layer_create(int n_max, int rank);
void latigraph_layer_destroy(latigraph_layer_t *layer);

/* Takes the rates of a circuit; the arrays of `rates` must stay as they are until the next call.
 * O(n² r). */
void latigraph_layer_begin(latigraph_layer_t *layer, const latigraph_example_t *example,
                           const latigraph_rates_t *rates);
/* Number of statistics of the circuit taken: 7 if it has positions, else 6. */
int latigraph_layer_statistic_count(const latigraph_layer_t *layer);
/* Expected statistics at θ, raw. O(n³). */
void latigraph_layer_statistics(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                                double *statistic);
/* Finds the θ of least weighted squared error, small where several do: Levenberg–Marquardt, 8
 * steps, Jacobian by differences on every second one and Broyden's update between. `statistic`
 * gets what is expected there. Returns the weighted squared error in SDs. */
double latigraph_layer_solve(latigraph_layer_t *layer, const latigraph_goal_t *goal,
                             double theta[LATIGRAPH_STEERING], double *statistic);
/* Rates at θ: sets the matrices of `rates` to arrays of the layer. */
void latigraph_layer_rates(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                           latigraph_rates_t *rates);

#endif
