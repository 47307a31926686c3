/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "generate/steering_layer.h"

#include "base/lapack.h"

#include <math.h>
#include <string.h>

/* Levenberg–Marquardt, where the Jacobian is carried from step to step by Broyden's rank-one update
 * (C. G. Broyden, Math. Comp. 19, 577, 1965) and found anew only where it foretold a step badly. */

enum { EVALUATIONS = 40, P = LATIGRAPH_STEERING, Q = LATIGRAPH_STATISTICS_MAX };
static const double HIGH[P] = {3, 3, 1.5, 1.5, 1, 2, 2, 2, 2, 1, 1, 2, 3, 2, 6, 2};
/* Parameters of the distance; that of the anti-reciprocity, which can only grow. */
enum { DISTANCE = 12, BEND = 13, ANTI_RECIPROCITY = 14 };

/* Pull of θ to 0, in parts of the damping. */
static const double SHRINK = 0.2;
static const double DAMPING = 0.3, DAMPING_LOW = 1e-4;
/* Steps that got this share of what was foretold: less damping; more; a new Jacobian. */
static const double GOOD = 0.75, POOR = 0.25, BAD = 0.5;
/* Slopes of a search before serve where the error is below this. */
static const double NEAR_BEFORE = 1;
/* A search ends when no residual is above this, or when a step would gain less than the targets'
 * tolerance, or than this share of what is left. */
static const double ENOUGH = 0.02, GAIN_SHARE = 0.005;

/* A search for θ. Residuals are in SDs, times the weight; statistics that weigh nothing are left
 * out. */
typedef struct {
    latigraph_layer_t *layer;
    const latigraph_target_statistics_t *targets;
    latigraph_solution_t *at; /* the best so far */
    int count, statistic[Q];  /* residuals; which statistic each is of */
    double scale[Q];          /* (count) from raw values to residuals */
    double residual[Q];       /* (count) target less value */
    double error;             /* Σ residual²; NaN where a statistic is not defined */
    double damping;
    gboolean borrowed;       /* have the slopes been those of a search before all along? */
    gboolean differentiated; /* has the Jacobian been found at this θ? */
    int evaluations;
} search_t;

static double low(int parameter) {
    return parameter == ANTI_RECIPROCITY ? 0 : -HIGH[parameter];
}

/* --- Values and slopes ---------------------------------------------------- */

/* Puts the layer at θ. */
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

/* The Jacobian where the layer stands, which is the best so far. */
static void differentiate(search_t *s) {
    latigraph_layer_jacobian(s->layer, s->at->theta, s->at->slope);
    s->at->has_slopes = s->differentiated = TRUE;
    s->borrowed = FALSE;
}

/* Change of a raw statistic that the slopes foretell of a step. */
static double foretell_value(const search_t *s, int statistic, const double *step) {
    double change = 0;
    for (int a = 0; a < P; a++) {
        change += s->at->slope[statistic][a] * step[a];
    }
    return change;
}

/* The error that the slopes foretell of a step. */
static double foretell(const search_t *s, const double *step) {
    double error = 0;
    for (int k = 0; k < s->count; k++) {
        error += pow(s->residual[k] - s->scale[k] * foretell_value(s, s->statistic[k], step), 2);
    }
    return error;
}

/* Broyden: the least change of the slopes that makes them right about this step. */
static void learn(search_t *s, const double *step, const double *value) {
    double length = 0;
    for (int a = 0; a < P; a++) {
        length += step[a] * step[a];
    }
    for (int q = 0; q < s->targets->count && length > 0; q++) {
        const double missed = (value[q] - s->at->expected[q] - foretell_value(s, q, step)) / length;
        for (int a = 0; a < P; a++) {
            s->at->slope[q][a] += missed * step[a];
        }
    }
}

/* --- Steps ---------------------------------------------------------------- */

/* N = JᵀJ + μI (P, P) and b = Jᵀr − 0.2 μ θ (P) of the step N Δ = b. */
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

/* --- The search ----------------------------------------------------------- */

/* Do the slopes of the search before serve, and are those of all statistics known that the targets
 * are about? */
static gboolean knows_slopes(const search_t *s) {
    gboolean known = s->at->has_slopes && s->error < NEAR_BEFORE;
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

/* At the θ given, as far as it is within the bounds. */
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
    s->borrowed = s->at->has_slopes = knows_slopes(s);
    if (!s->at->has_slopes && !is_near(s)) {
        differentiate(s);
    }
}

/* Tries a step and goes there if the error is less. Returns what share of the gain was got. */
static double try_step(search_t *s, const double *step, double promised) {
    double theta[P], value[Q], residual[Q];
    for (int a = 0; a < P; a++) {
        theta[a] = s->at->theta[a] + step[a];
    }
    const double error = evaluate(s, theta, value, residual), gain = s->error - error;
    const gboolean moved = gain > 0;
    if (isfinite(error)) {
        learn(s, step, value);
    }
    if (moved) {
        memcpy(s->at->theta, theta, sizeof theta);
        memcpy(s->at->expected, value, sizeof(double) * (gsize)s->targets->count);
        memcpy(s->residual, residual, sizeof residual);
        s->error = error;
        s->differentiated = FALSE;
    }
    if (!(gain > BAD * promised) && !s->differentiated) {
        if (!moved) {
            evaluate(s, s->at->theta, value, residual); /* the layer went astray */
        }
        differentiate(s);
    }
    return gain / promised;
}

/* After a step that got this share of what was foretold. */
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
        const double promised = s.error - foretell(&s, step);
        if (promised > targets->tolerance && promised > GAIN_SHARE * s.error) {
            adapt_damping(&s, try_step(&s, step, promised));
        } else if (s.borrowed) {
            differentiate(&s);
        } else {
            break;
        }
    }
    return s.error;
}
