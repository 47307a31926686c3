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
static const double HIGH[P] = {3, 3, 1.5, 1.5, 1, 2, 2, 2, 2, 1, 1, 2, 3, 2, 6};
/* Parameters of the distance; that of the exclusion, which can only grow. */
enum { DISTANCE = 12, BEND = 13, EXCLUSION = 14 };
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

static double low(int parameter) {
    return parameter == EXCLUSION ? 0 : -HIGH[parameter];
}

/* N = JᵀW²J + μI (P, P) and b = JᵀW²r − 0.2 μ θ (P) of the step N Δ = b. */
static void find_normal(const latigraph_goal_t *goal, const double *theta, const double *f,
                        double jacobian[Q][P], double damping, double normal[P][P],
                        double side[P]) {
    for (int a = 0; a < P; a++) {
        for (int b = 0; b < P; b++) {
            normal[a][b] = a == b ? damping : 0;
        }
        side[a] = -SHRINK * damping * theta[a];
    }
    for (int k = 0; k < goal->count; k++) {
        const double w2 = goal->weight[k] * goal->weight[k];
        if (!(w2 > 0)) {
            continue;
        }
        const double r = CLAMP(goal->target[k] / goal->sd[k] - f[k], -RESIDUAL_MAX, RESIDUAL_MAX);
        for (int a = 0; a < P; a++) {
            side[a] += w2 * jacobian[k][a] / goal->sd[k] * r;
            for (int b = 0; b < P; b++) {
                normal[a][b] += w2 * jacobian[k][a] * jacobian[k][b] / (goal->sd[k] * goal->sd[k]);
            }
        }
    }
}

/* Solves for the free parameters, the others moving as `step` says. */
static void solve_free(double normal[P][P], const double side[P], const gboolean *fixed,
                       double *step) {
    double part[P * P], rest[P];
    int loose[P], count = 0;
    for (int a = 0; a < P; a++) {
        if (!fixed[a]) {
            loose[count++] = a;
        }
    }
    for (int a = 0; a < count; a++) {
        rest[a] = side[loose[a]];
        for (int b = 0; b < P; b++) {
            rest[a] -= fixed[b] ? normal[loose[a]][b] * step[b] : 0;
        }
        for (int b = 0; b < count; b++) {
            part[a * count + b] = normal[loose[a]][loose[b]];
        }
    }
    if (count > 0 && latigraph_cholesky(count, part) == 0) {
        latigraph_cholesky_solve(count, part, rest, 1);
        for (int a = 0; a < count; a++) {
            step[loose[a]] = rest[a];
        }
    }
}

/* The step within the bounds, at most 1 in any parameter. A parameter that would leave its bounds
 * goes to the bound, or stays there, and the others are solved for again without it. */
static void find_step(double normal[P][P], const double side[P], const double *theta,
                      gboolean placed, double *step) {
    gboolean fixed[P], again = TRUE;
    double longest = 1;
    memset(step, 0, sizeof(double) * P);
    for (int a = 0; a < P; a++) {
        fixed[a] = !placed && (a == DISTANCE || a == BEND);
    }
    while (again) {
        solve_free(normal, side, fixed, step);
        again = FALSE;
        for (int a = 0; a < P; a++) {
            const double to = CLAMP(theta[a] + step[a], low(a), HIGH[a]);
            if (!fixed[a] && to != theta[a] + step[a]) {
                step[a] = to - theta[a];
                fixed[a] = again = TRUE;
            }
        }
    }
    for (int a = 0; a < P; a++) {
        longest = MAX(longest, fabs(step[a]));
    }
    for (int a = 0; a < P; a++) {
        step[a] /= longest;
    }
}

double latigraph_layer_solve(latigraph_layer_t *layer, const latigraph_goal_t *goal,
                             double theta[LATIGRAPH_STEERING], double *statistic) {
    const gboolean placed = goal->count > LATIGRAPH_STATISTIC_EDGE_LENGTH;
    double jacobian[Q][P], normal[P][P], side[P], f[Q], g[Q], step[P], next[P], damping = DAMPING;
    gboolean moved = TRUE;
    memset(theta, 0, sizeof(double) * P);
    evaluate(layer, goal, theta, f);
    double error = error_of(goal, f);
    for (int s = 0; s < STEPS && error > ENOUGH; s++) {
        if (moved) { /* the layer stands at theta */
            latigraph_layer_jacobian(layer, theta, jacobian);
        }
        find_normal(goal, theta, f, jacobian, damping, normal, side);
        find_step(normal, side, theta, placed, step);
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
            if (gain < 0.01 * error && damping <= DAMPING) { /* not just a short step */
                break;
            }
            damping = MAX(damping / 2, DAMPING_LOW);
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
