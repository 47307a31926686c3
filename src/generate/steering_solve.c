/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Solver of the steering layer: Levenberg–Marquardt with Broyden updates of the Jacobian.
 *
 * An evaluation of the statistics costs O(n³), and an exact Jacobian about two evaluations. So the
 * Jacobian is carried from step to step by Broyden's rank-one update (C. G. Broyden, Math. Comp.
 * 19, 577, 1965). It is computed again only after a step whose gain was less than half of the
 * predicted one. Slopes of an earlier, similar search are reused while the error is small. A
 * parameter that would leave its bounds is fixed at the bound, and the others are solved for again.
 */

#include "generate/steering_layer.h"

#include "base/lapack.h"

#include <math.h>
#include <string.h>

enum { EVALUATIONS = 40, P = LATIGRAPH_STEERING, Q = LATIGRAPH_STATISTICS_MAX };
static const double HIGH[P] = {3, 3, 1.5, 1.5, 1, 2, 2, 2, 2, 1, 1, 2, 3, 2, 6, 2};
/* Parameters of the distance, and the anti-reciprocity, which can only grow. */
enum { DISTANCE = 12, BEND = 13, ANTI_RECIPROCITY = 14 };

/* Shrinkage of θ towards 0, as a share of the damping. */
static const double SHRINK = 0.2;
static const double DAMPING = 0.3, DAMPING_LOW = 1e-4;
/* Shares of the predicted gain: above GOOD damping falls, below POOR it grows, below BAD the
 * Jacobian is recomputed. */
static const double GOOD = 0.75, POOR = 0.25, BAD = 0.5;
/* Error below which the slopes of an earlier search are reused. */
static const double REUSE_ERROR = 1;
/* The search ends if no residual exceeds ENOUGH. It also ends if a step is predicted to gain less
 * than the targets' tolerance, or less than GAIN_SHARE of the error. */
static const double ENOUGH = 0.02, GAIN_SHARE = 0.005;

/* State of a search for θ. Residuals are in SDs, times the weight; statistics of weight 0 have
 * none. */
typedef struct {
    latigraph_layer_t *layer;
    const latigraph_target_statistics_t *targets;
    latigraph_solution_t *at; /* best solution so far */
    int count, statistic[Q];  /* number of residuals, and the statistic of each */
    double scale[Q];          /* (count) factors from raw values to residuals */
    double residual[Q];       /* (count) target minus value */
    double error;             /* Σ residual²; NaN if a statistic is not defined */
    double damping;
    gboolean borrowed;       /* whether all slopes so far come from an earlier search */
    gboolean differentiated; /* whether the Jacobian was computed at the current θ */
    int evaluations;
} search_t;

static double low(int parameter) {
    return parameter == ANTI_RECIPROCITY ? 0 : -HIGH[parameter];
}

/* --- Values and slopes ---------------------------------------------------- */

/* Evaluates the statistics at θ, where the layer then remains. */
static double evaluate(search_t *s, const double *theta, double *value, double *residual) {
    double error = 0;
    latigraph_layer_statistics(s->layer, theta, value);
    s->evaluations++;
    for (int k = 0; k < s->count; k++) {
        const int q = s->statistic[k];
        residual[k] = s->scale[k] * (s->targets->value[q] - value[q]);
        error += residual[k] * residual[k];
    }
    return error;
}

/* Computes the Jacobian at the layer's θ, which is the best so far. */
static void differentiate(search_t *s) {
    latigraph_layer_jacobian(s->layer, s->at->theta, s->at->slope);
    s->at->has_slopes = s->differentiated = TRUE;
    s->borrowed = FALSE;
}

/* Predicts the change of a raw statistic for a step from the slopes. */
static double predict_change(const search_t *s, int statistic, const double *step) {
    double change = 0;
    for (int a = 0; a < P; a++) {
        change += s->at->slope[statistic][a] * step[a];
    }
    return change;
}

/* Predicts the error after a step from the slopes. */
static double predict_error(const search_t *s, const double *step) {
    double error = 0;
    for (int k = 0; k < s->count; k++) {
        error += pow(s->residual[k] - s->scale[k] * predict_change(s, s->statistic[k], step), 2);
    }
    return error;
}

/* Broyden's update: the smallest change of the slopes that makes them exact for this step. */
static void update_slopes(search_t *s, const double *step, const double *value) {
    double length = 0;
    for (int a = 0; a < P; a++) {
        length += step[a] * step[a];
    }
    for (int q = 0; q < s->targets->count && length > 0; q++) {
        const double missed = (value[q] - s->at->expected[q] - predict_change(s, q, step)) / length;
        for (int a = 0; a < P; a++) {
            s->at->slope[q][a] += missed * step[a];
        }
    }
}

/* --- Steps ---------------------------------------------------------------- */

/* Computes N = JᵀJ + μI (P, P) and b = Jᵀr − 0.2 μ θ (P) of the step N Δ = b. */
static void find_normal(const search_t *s, double normal[P][P], double side[P]) {
    for (int a = 0; a < P; a++) {
        side[a] = -SHRINK * s->damping * s->at->theta[a];
        for (int b = 0; b < P; b++) {
            normal[a][b] = a == b ? s->damping : 0;
        }
    }
    for (int k = 0; k < s->count; k++) {
        const double *slope = s->at->slope[s->statistic[k]], scale = s->scale[k];
        for (int a = 0; a < P; a++) {
            side[a] += scale * slope[a] * s->residual[k];
            for (int b = 0; b < P; b++) {
                normal[a][b] += scale * scale * slope[a] * slope[b];
            }
        }
    }
}

/* Solves for the parameters that are not fixed; the fixed ones move as given in `step`. */
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

/* Finds the step within the bounds, at most 1 in any parameter. A parameter that would leave its
 * bounds goes to the bound, or stays there, and the others are solved for again. */
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

/* --- The search ----------------------------------------------------------- */

/* Returns whether the slopes of an earlier search are usable and known for all target statistics.
 */
static gboolean has_usable_slopes(const search_t *s) {
    gboolean known = s->at->has_slopes && s->error < REUSE_ERROR;
    for (int k = 0; k < s->count; k++) {
        for (int a = 0; a < P; a++) {
            known = known && isfinite(s->at->slope[s->statistic[k]][a]);
        }
    }
    return known;
}

static gboolean is_near(const search_t *s) {
    gboolean near = TRUE;
    for (int k = 0; k < s->count; k++) {
        near = near && fabs(s->residual[k]) < ENOUGH;
    }
    return near;
}

/* Starts the search at the given θ, moved into the bounds. */
static void begin(search_t *s, gboolean placed) {
    double *theta = s->at->theta;
    for (int q = 0; q < s->targets->count; q++) {
        if (s->targets->weight[q] > 0) {
            s->scale[s->count] = s->targets->weight[q] / s->targets->sd[q];
            s->statistic[s->count++] = q;
        }
    }
    for (int a = 0; a < P; a++) {
        const gboolean fixed = !placed && (a == DISTANCE || a == BEND);
        theta[a] = fixed ? 0 : CLAMP(theta[a], low(a), HIGH[a]);
    }
    s->damping = DAMPING;
    s->error = evaluate(s, theta, s->at->expected, s->residual);
    s->borrowed = s->at->has_slopes = has_usable_slopes(s);
    if (!s->at->has_slopes && !is_near(s)) {
        differentiate(s);
    }
}

/* Tries a step and accepts it if the error falls. Returns the share of the predicted gain that was
 * reached. */
static double try_step(search_t *s, const double *step, double predicted) {
    double theta[P], value[Q], residual[Q];
    for (int a = 0; a < P; a++) {
        theta[a] = s->at->theta[a] + step[a];
    }
    const double error = evaluate(s, theta, value, residual), gain = s->error - error;
    const gboolean moved = gain > 0;
    if (isfinite(error)) {
        update_slopes(s, step, value);
    }
    if (moved) {
        memcpy(s->at->theta, theta, sizeof theta);
        memcpy(s->at->expected, value, sizeof(double) * (gsize)s->targets->count);
        memcpy(s->residual, residual, sizeof residual);
        s->error = error;
        s->differentiated = FALSE;
    }
    if (!(gain > BAD * predicted) && !s->differentiated) {
        if (!moved) {
            evaluate(s, s->at->theta, value, residual); /* the layer is at a rejected θ */
        }
        differentiate(s);
    }
    return gain / predicted;
}

/* Adapts the damping after a step that reached this share of the predicted gain. */
static void adapt_damping(search_t *s, double share) {
    if (share > GOOD) {
        s->damping = MAX(s->damping / 2, DAMPING_LOW);
    } else if (!(share > POOR)) {
        s->damping *= 2;
    }
}

double latigraph_layer_solve(latigraph_layer_t *layer, const latigraph_target_statistics_t *targets,
                             latigraph_solution_t *solution) {
    const gboolean placed = targets->count > LATIGRAPH_STATISTIC_EDGE_LENGTH;
    search_t s = {.layer = layer, .targets = targets, .at = solution};
    begin(&s, placed);
    while (s.evaluations < EVALUATIONS && !is_near(&s)) {
        double normal[P][P], side[P], step[P];
        find_normal(&s, normal, side);
        find_step(normal, side, solution->theta, placed, step);
        const double predicted = s.error - predict_error(&s, step);
        if (predicted > targets->tolerance && predicted > GAIN_SHARE * s.error) {
            adapt_damping(&s, try_step(&s, step, predicted));
        } else if (s.borrowed) {
            differentiate(&s);
        } else {
            break;
        }
    }
    return s.error;
}
