/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_STEERING_LAYER_H
#define LATIGRAPH_GENERATE_STEERING_LAYER_H

#include "model/model.h"

/* The steering layer: sixteen global parameters θ of the decoder, solved for one circuit so that
 * its expected statistics take requested values (doc/model.md, "Calibrated generation"). θ = 0 is
 * the trained model. The layer uses arrays only and runs in worker threads. */

enum { LATIGRAPH_STEERING = 16 };

/* Statistics that steering sets: those of the layer, and local clustering, which the closure stage
 * meets where the model has one. */
enum {
    LATIGRAPH_STEERED_LOCAL_CLUSTERING = LATIGRAPH_STATISTICS_MAX,
    LATIGRAPH_STEERED_MAX = LATIGRAPH_STATISTICS_MAX + 1
};

/* Tolerance for requested statistics, which is tighter than for those of a code. */
#define LATIGRAPH_REQUEST_TOLERANCE 0.001

/* Requested values of the expected statistics. */
typedef struct {
    int count;                               /* number of statistics: 12, or 11 without positions */
    double value[LATIGRAPH_STATISTICS_MAX];  /* raw values */
    double weight[LATIGRAPH_STATISTICS_MAX]; /* 0: the statistic may vary */
    double sd[LATIGRAPH_STATISTICS_MAX];     /* SDs over the training circuits, positive */
    double tolerance; /* smallest gain in weighted squared error, in SDs, that is worth a step */
} latigraph_target_statistics_t;

/* Solution for a circuit. All 0 means none yet. */
typedef struct {
    double theta[LATIGRAPH_STEERING];
    double expected[LATIGRAPH_STEERED_MAX]; /* statistics; of local clustering the target of the
                                               closure stage. NaN where not defined */
    double slope[LATIGRAPH_STATISTICS_MAX][LATIGRAPH_STEERING]; /* approximate derivatives of the
                                                                   statistics with respect to θ */
    gboolean has_slopes;
} latigraph_solution_t;

/* Reads the first `count` target statistics from a code, with their SDs and weights. */
void latigraph_target_statistics_of_code(const latigraph_model_t *model, const real_t *z, int count,
                                         latigraph_target_statistics_t *targets);
/* Returns the mean, and the SD, which is never zero, of a statistic that steering sets over the
 * training circuits. */
double latigraph_target_statistic_mean(const latigraph_model_t *model, int statistic);
double latigraph_target_statistic_sd(const latigraph_model_t *model, int statistic);
/* Returns whether no statistic varied over the training circuits: there was one. */
gboolean latigraph_target_statistics_single(const latigraph_model_t *model);
/* Returns the SD that a value of a statistic counts with: that over the training circuits, or, in a
 * model that was fitted to one circuit, where nothing varies, a share of the value. */
double latigraph_target_statistic_scale(const latigraph_model_t *model, int statistic,
                                        double value);
/* Returns the weight of a statistic that is not requested. */
double latigraph_target_statistic_weight(int statistic);

typedef struct latigraph_layer_t latigraph_layer_t;

/* Allocates a layer for circuits of up to n_max neurons, 20 n_max² numbers. Returns NULL if memory
 * is short. */
latigraph_layer_t *latigraph_layer_create(int n_max, int rank);
void latigraph_layer_destroy(latigraph_layer_t *layer);

/* Starts with the rates of a circuit. The layer borrows the arrays of `rates` until the next call,
 * so the caller leaves them unchanged. O(n² r). */
void latigraph_layer_begin(latigraph_layer_t *layer, const latigraph_example_t *example,
                           const latigraph_rates_t *rates);
/* Returns the number of statistics of the current circuit: 12 if it has positions, else 11. */
int latigraph_layer_statistic_count(const latigraph_layer_t *layer);
/* Computes the expected raw statistics at θ. O(n³). */
void latigraph_layer_statistics(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                                double *statistic);
/* Computes their derivatives with respect to θ, at the θ of the last call of
 * latigraph_layer_statistics(). O(n³). */
void latigraph_layer_jacobian(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                              double jacobian[][LATIGRAPH_STEERING]);
/* Finds the θ of least weighted squared error by Levenberg–Marquardt, with at most 40 evaluations.
 * The search starts from the given solution: all 0, or the solution of a similar problem. Of
 * several solutions it prefers a small one. It ends well within the sampling noise of a circuit.
 * Returns the weighted squared error in SDs. */
double latigraph_layer_solve(latigraph_layer_t *layer, const latigraph_target_statistics_t *targets,
                             latigraph_solution_t *solution);
/* Computes the rates at θ. The matrices of `rates` become arrays of the layer, and its
 * anti-reciprocity is set. */
void latigraph_layer_rates(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                           latigraph_rates_t *rates);

#endif
