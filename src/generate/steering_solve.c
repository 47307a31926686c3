/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "generate/steering_layer.h"

#include "base/lapack.h"

#include <math.h>
#include <string.h>

enum { STEPS = 12, P = LATIGRAPH_STEERING, Q = LATIGRAPH_STATISTICS_MAX };
static const double BOUND[P] = {3, 3, 1.5, 1.5, 1, 2, 2, 2, 2, 1, 1, 2, 3, 2};
static const double SHRINK = 0.2, RESIDUAL_MAX = 2.5;
static const double DAMPING = 0.02, DAMPING_LOW = 1e-3, DAMPING_HIGH = 2, ENOUGH = 1e-3;

/* Standardised statistics, (Q) */
static void evaluate(latigraph_layer_t *layer, const latigraph_goal_t *goal, const double *theta,
                     double *f) {
    latigraph_layer_statistics(layer, theta, f);
    for (int k = 0; k < goal->count; k++) {
        f[k] /= goal->sd[k];
    }
}

/* NaN where a statistic is not defined, so that the step is not taken. */
static double error_of(const latigraph_goal_t *goal, const double *f) {
    double error = 0;
    for (int k = 0; k < goal->count; k++) {
        if (goal->weight[k] > 0) {
            const double r = goal->weight[k] * (f[k] - goal->target[k] / goal->sd[k]);
            error += r * r;
        }
    }
    return error;
}

/* Δ = (JᵀW²J + μI)⁻¹ (JᵀW²r − 0.2 μ θ), at most 1 in any parameter, within the bounds. */
static void find_step(const latigraph_goal_t *goal, const double *theta, const double *f,
                      double jacobian[Q][P], int parameters, double damping, double *step) {
    double normal[P * P], side[P], longest = 0;
    for (int a = 0; a < parameters; a++) {
        for (int b = 0; b < parameters; b++) {
            normal[a * parameters + b] = a == b ? damping : 0;
        }
        side[a] = -SHRINK * damping * theta[a];
    }
    for (int k = 0; k < goal->count; k++) {
        const double w2 = goal->weight[k] * goal->weight[k];
        if (!(w2 > 0)) {
            continue;
        }
        const double r = CLAMP(goal->target[k] / goal->sd[k] - f[k], -RESIDUAL_MAX, RESIDUAL_MAX);
        for (int a = 0; a < parameters; a++) {
            side[a] += w2 * jacobian[k][a] / goal->sd[k] * r;
            for (int b = 0; b < parameters; b++) {
                normal[a * parameters + b] +=
                    w2 * jacobian[k][a] * jacobian[k][b] / (goal->sd[k] * goal->sd[k]);
            }
        }
    }
    if (latigraph_cholesky(parameters, normal) == 0) {
        latigraph_cholesky_solve(parameters, normal, side, 1);
    }
    for (int a = 0; a < parameters; a++) {
        longest = MAX(longest, fabs(side[a]));
    }
    memset(step, 0, sizeof(double) * P);
    for (int a = 0; a < parameters; a++) {
        const double to = theta[a] + side[a] / MAX(longest, 1);
        step[a] = CLAMP(to, -BOUND[a], BOUND[a]) - theta[a];
    }
}

double latigraph_layer_solve(latigraph_layer_t *layer, const latigraph_goal_t *goal,
                             double theta[LATIGRAPH_STEERING], double *statistic) {
    /* The last two are of the distance. */
    const int parameters = goal->count > LATIGRAPH_STATISTIC_EDGE_LENGTH ? P : P - 2;
    double jacobian[Q][P], f[Q], g[Q], step[P], next[P], damping = DAMPING;
    gboolean moved = TRUE;
    memset(theta, 0, sizeof(double) * P);
    evaluate(layer, goal, theta, f);
    double error = error_of(goal, f);
    for (int s = 0; s < STEPS && error > ENOUGH; s++) {
        if (moved) { /* the layer stands at theta */
            latigraph_layer_jacobian(layer, theta, jacobian);
        }
        find_step(goal, theta, f, jacobian, parameters, damping, step);
        for (int a = 0; a < P; a++) {
            next[a] = theta[a] + step[a];
        }
        evaluate(layer, goal, next, g);
        const double next_error = error_of(goal, g);
        moved = next_error < error;
        if (moved) {
            const double gain = error - next_error;
            memcpy(theta, next, sizeof next);
            memcpy(f, g, sizeof g);
            error = next_error;
            damping = MAX(damping / 2, DAMPING_LOW);
            if (gain < 0.01 * error) {
                break;
            }
        } else {
            damping *= 4;
            if (damping > DAMPING_HIGH) {
                break;
            }
        }
    }
    for (int k = 0; k < goal->count; k++) {
        statistic[k] = f[k] * goal->sd[k];
    }
    return error;
}
