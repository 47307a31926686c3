/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Solver of the steering layer of large circuits: stochastic approximation on drawings.
 *
 * Expected statistics cost O(n³), while a drawing of the sparse sampler costs its edges and gives
 * noisy statistics F_t and slopes J_t at a θ_t (large_drawing.c). Slopes are averaged over the
 * drawings, and all drawings near the present θ predict the statistics at any other:
 *
 *     F̂(θ) = Σ_t w_t (F_t + J (θ − θ_t)) / Σ_t w_t
 *
 * The next θ is where F̂ meets the targets, a damped Gauss–Newton step. Its noise falls as more
 * drawings enter the mean, which is the averaged stochastic approximation of Polyak and Juditsky
 * (SIAM J. Control Optim. 30:838, 1992) with a linear model in place of decreasing gains. Drawings
 * far from the present θ count less, because statistics are not linear. The search ends by its own
 * error: the scatter of the predictions about their mean. If the decoder's gains reach their
 * bounds, it starts again with drawn ones (large_layer.c). */

#include "generate/large_solve.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "generate/large_drawing.h"

#include <math.h>
#include <string.h>

enum { P = LATIGRAPH_STEERING, Q = LATIGRAPH_STATISTICS_MAX };
/* Rounds at least and at most. */
enum { ROUNDS_MIN = 4, ROUNDS_MAX = 30 };
/* Edges that the drawings of a round have together, and most drawings of a round. */
enum { ROUND_EDGES = 100000, ROUND_DRAWINGS = 8 };
/* Bounds of parameters, as in steering_solve.c. Those of the kernel are others, and two are
 * variances of drawn gains. These raise all rates, which the offsets must take back. */
static const double HIGH[P] = {8, 8, 1.5, 1.5, 1, 2, 2, 2, 4, 1, 1, 4, 1.5, 3, 6, 2};
enum { ANTI_RECIPROCITY = 14 };
/* Parameters of the decoder's gains. */
static const int GAINS[] = {2, 3, 4, 9, 10};
/* Damping as a share of the mean diagonal of the normal matrix, with its limits, and least damping.
 * Pull of θ towards 0, as a share of the lowest damping: more would lengthen the steps that damping
 * is to shorten. */
static const double DAMPING = 0.03, DAMPING_LOW = 0.001, DAMPING_MOST = 1, DAMPING_LEAST = 0.1,
                    SHRINK = 0.2;
/* Worsening of the squared error that drawings can explain: per statistic, and as a share of an
 * error that stays large because the targets cannot be met. */
static const double SLACK = 0.1, SLACK_SHARE = 0.03;
/* Largest step of a parameter. */
static const double STEP = 0.7;
/* Distance of a drawing, in SDs of the targets, at which its weight has fallen to a quarter. */
static const double NEAR = 2;
/* The search ends when standard errors are below these shares of an SD, and a further step would
 * gain less than this in the mean squared residual, or this share of it, or leaves less than this
 * of the residuals. What is requested is judged by less than what a code needs. */
static const double ENOUGH_ERROR = 0.15, REQUEST_ERROR = 0.07, ENOUGH_GAIN = 0.0036,
                    ENOUGH_SHARE = 0.01, ENOUGH_LEFT = 0.05;

typedef struct {
    double theta[P], value[Q], slope[Q][P];
    double error; /* Σ of squared residuals, in SDs of the targets */
} round_t;

typedef struct {
    latigraph_large_layer_t *layer;
    const latigraph_target_statistics_t *targets;
    guint64 seed;
    int threads, rounds, drawings;
    int count, statistic[Q]; /* statistics with a target */
    double scale[Q];         /* (count) weight / SD */
    double precision[Q];     /* (count) the same for standard errors: what gives way to other
                                statistics need not be known as well */
    double enough;           /* standard error at which the search may end */
    round_t round[ROUNDS_MAX];
    int best;                     /* round whose θ the next step begins at */
    double damping;               /* share of the mean diagonal of the normal matrix */
    double slope[Q][P];           /* means over the rounds near the best one, */
    double mean[Q], deviation[Q]; /* statistics predicted at its θ, and their standard errors */
} search_t;

/* Returns the least value of a parameter that the layer has. */
static double low(int parameter) {
    switch (parameter) {
    case LATIGRAPH_LARGE_VARIANCE_OUT:
    case LATIGRAPH_LARGE_VARIANCE_IN:
        return LATIGRAPH_LARGE_VARIANCE_LEAST;
    case ANTI_RECIPROCITY:
        return 0;
    default:
        return -HIGH[parameter];
    }
}

/* --- Drawings -------------------------------------------------------------------------------- */

/* Draws once at the layer's θ and measures. */
static igraph_error_t draw(search_t *s, const latigraph_sparse_t *sparse, int number,
                           latigraph_large_drawing_t *drawing, int *edges) {
    latigraph_rows_t rows;
    IGRAPH_CHECK(latigraph_sparse_sample(sparse, s->seed, (guint64)number, s->threads, &rows));
    IGRAPH_FINALLY(latigraph_rows_clear, &rows);
    IGRAPH_CHECK(latigraph_large_measure(s->layer, &rows, TRUE, s->threads, drawing));
    *edges = rows.m;
    latigraph_rows_clear(&rows);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Draws a round at θ. The first drawing decides how many a round has. */
static igraph_error_t draw_round(search_t *s, const double *theta) {
    round_t *round = &s->round[s->rounds];
    latigraph_sparse_t sparse;
    latigraph_large_drawing_t drawing;
    int edges;
    latigraph_large_layer_apply(s->layer, theta);
    IGRAPH_CHECK(latigraph_sparse_init(&sparse, &s->layer->rates, s->threads));
    IGRAPH_FINALLY(latigraph_sparse_destroy, &sparse);
    memcpy(round->theta, theta, sizeof round->theta);
    for (int d = 0; d == 0 || d < s->drawings; d++) {
        const int number = s->rounds * ROUND_DRAWINGS + d;
        IGRAPH_CHECK(draw(s, &sparse, number, &drawing, &edges));
        if (s->drawings == 0) {
            s->drawings = CLAMP(ROUND_EDGES / MAX(edges, 1), 1, ROUND_DRAWINGS);
        }
        for (int k = 0; k < Q; k++) {
            round->value[k] += drawing.value[k] / s->drawings;
            for (int a = 0; a < P; a++) {
                round->slope[k][a] += drawing.slope[k][a] / s->drawings;
            }
        }
    }
    for (int q = 0; q < s->count; q++) {
        const int k = s->statistic[q];
        round->error += pow(s->scale[q] * (s->targets->value[k] - round->value[k]), 2);
    }
    s->rounds++;
    latigraph_sparse_destroy(&sparse);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Predictions ----------------------------------------------------------------------------- */

/* Predicts how statistic k changes by a step from the slopes. */
static double predict_change(const double slope[Q][P], int k, const double *to,
                             const double *from) {
    double change = 0;
    for (int a = 0; a < P; a++) {
        change += slope[k][a] * (to[a] - from[a]);
    }
    return change;
}

/* Returns the mean squared distance of two θ in the statistics with targets, in SDs. */
static double distance(const search_t *s, const double slope[Q][P], const double *a,
                       const double *b) {
    double sum = 0;
    for (int q = 0; q < s->count; q++) {
        sum += pow(s->scale[q] * predict_change(slope, s->statistic[q], a, b), 2);
    }
    return s->count > 0 ? sum / s->count : 0;
}

/* Predicts statistics and slopes at the θ of the best round from the rounds near it. */
static void gather(search_t *s) {
    round_t *best = &s->round[s->best];
    double weight[ROUNDS_MAX], total = 0, squares = 0;
    for (int t = 0; t < s->rounds; t++) {
        const double far = distance(s, best->slope, s->round[t].theta, best->theta) / (NEAR * NEAR);
        weight[t] = 1 / ((1 + far) * (1 + far) * (1 + far));
        total += weight[t];
        squares += weight[t] * weight[t];
    }
    memset(s->slope, 0, sizeof s->slope);
    memset(s->mean, 0, sizeof s->mean);
    for (int t = 0; t < s->rounds; t++) {
        for (int k = 0; k < Q; k++) {
            for (int a = 0; a < P; a++) {
                s->slope[k][a] += weight[t] / total * s->round[t].slope[k][a];
            }
        }
    }
    /* The mean is fitted to the same rounds, which is what the last factor corrects. */
    const double lost = squares / (total * total);
    for (int k = 0; k < Q; k++) {
        double value[ROUNDS_MAX], scatter = 0;
        for (int t = 0; t < s->rounds; t++) {
            value[t] =
                s->round[t].value[k] + predict_change(s->slope, k, best->theta, s->round[t].theta);
            s->mean[k] += weight[t] / total * value[t];
        }
        for (int t = 0; t < s->rounds; t++) {
            scatter += pow(weight[t] / total * (value[t] - s->mean[k]), 2);
        }
        s->deviation[k] = lost < 0.99 ? sqrt(scatter / (1 - lost)) : INFINITY;
    }
}

/* --- Steps ----------------------------------------------------------------------------------- */

/* Fills the normal equations of the parameters `loose`, given the steps of the fixed ones. */
static void fill_normal(const search_t *s, const double *residual, const double *theta,
                        const gboolean *fixed, const double *step, double damping, double pull,
                        int count, const int *loose, double *normal, double *side) {
    memset(normal, 0, sizeof *normal * (gsize)(count * count));
    for (int x = 0; x < count; x++) {
        normal[x * count + x] = damping;
        side[x] = -pull * theta[loose[x]];
    }
    for (int q = 0; q < s->count; q++) {
        const double *slope = s->slope[s->statistic[q]], scale = s->scale[q];
        double rest = residual[q];
        for (int b = 0; b < P; b++) {
            rest -= fixed[b] ? scale * slope[b] * step[b] : 0;
        }
        for (int x = 0; x < count; x++) {
            side[x] += scale * slope[loose[x]] * rest;
            for (int y = 0; y < count; y++) {
                normal[x * count + y] += scale * scale * slope[loose[x]] * slope[loose[y]];
            }
        }
    }
}

/* Solves the normal equations for parameters that may move; those at a bound are fixed in turn. */
static void find_step(const search_t *s, const double *residual, const double *theta,
                      double *step) {
    gboolean fixed[P], again = TRUE;
    double diagonal = 0;
    for (int a = 0; a < P; a++) {
        fixed[a] = !latigraph_large_layer_has(s->layer, a);
        step[a] = 0;
        for (int q = 0; q < s->count; q++) {
            diagonal += pow(s->scale[q] * s->slope[s->statistic[q]][a], 2) / P;
        }
    }
    const double damping = fmax(s->damping * diagonal, DAMPING_LEAST);
    const double pull = SHRINK * fmax(DAMPING_LOW * diagonal, DAMPING_LEAST);
    while (again) {
        double normal[P * P], side[P];
        int loose[P], count = 0;
        for (int a = 0; a < P; a++) {
            if (!fixed[a]) {
                loose[count++] = a;
            }
        }
        fill_normal(s, residual, theta, fixed, step, damping, pull, count, loose, normal, side);
        if (count == 0 || latigraph_cholesky(count, normal) != 0) {
            return;
        }
        latigraph_cholesky_solve(count, normal, side, 1);
        again = FALSE;
        for (int x = 0; x < count; x++) {
            const int a = loose[x];
            const double moved = theta[a] + CLAMP(side[x], -STEP, STEP);
            const double to = CLAMP(moved, low(a), HIGH[a]);
            step[a] = to - theta[a];
            if (fabs(step[a] - side[x]) > 1e-12) {
                fixed[a] = again = TRUE;
            }
        }
    }
}

/* Takes the step from the best θ. */
static void advance(search_t *s, double *theta) {
    const double *best = s->round[s->best].theta;
    double residual[Q], step[P];
    for (int q = 0; q < s->count; q++) {
        const int k = s->statistic[q];
        residual[q] = s->scale[q] * (s->targets->value[k] - s->mean[k]);
    }
    find_step(s, residual, best, step);
    for (int a = 0; a < P; a++) {
        theta[a] = best[a] + step[a];
    }
}

/* Chooses the round to go on from, and adapts the damping. A round that is as good as the best one
 * within what drawings vary by takes its place. */
static void choose(search_t *s) {
    const int last = s->rounds - 1;
    const double change = s->round[last].error - s->round[s->best].error;
    const double slack = SLACK * s->count + SLACK_SHARE * s->round[s->best].error;
    if (last == 0 || change <= slack) {
        s->best = last;
        s->damping = fmax(s->damping / 3, DAMPING_LOW);
    } else {
        s->damping = fmin(4 * s->damping, DAMPING_MOST);
    }
}

/* Returns the root mean square of the residuals that are predicted at θ, in SDs. */
static double left_at(const search_t *s, const double *theta) {
    double sum = 0;
    for (int q = 0; q < s->count; q++) {
        const int k = s->statistic[q];
        const double change = predict_change(s->slope, k, theta, s->round[s->best].theta);
        sum += pow(s->scale[q] * (s->targets->value[k] - s->mean[k] - change), 2);
    }
    return s->count > 0 ? sqrt(sum / s->count) : 0;
}

/* A damped step gains little although it leaves much. Where steps fail until they are damped most,
 * no more can be had. */
static gboolean is_found(const search_t *s, const double *theta) {
    const double left = left_at(s, theta), before = left_at(s, s->round[s->best].theta);
    const double gain = before * before - left * left;
    const double enough = fmax(ENOUGH_GAIN, ENOUGH_SHARE * before * before);
    gboolean found =
        s->rounds >= ROUNDS_MIN && gain < enough &&
        (s->damping <= DAMPING_LOW || s->damping >= DAMPING_MOST || left < ENOUGH_LEFT);
    for (int q = 0; q < s->count; q++) {
        found = found && s->deviation[s->statistic[q]] * s->precision[q] < s->enough;
    }
    return found;
}

static void begin(search_t *s, const latigraph_target_statistics_t *targets) {
    s->enough = targets->tolerance <= LATIGRAPH_REQUEST_TOLERANCE ? REQUEST_ERROR : ENOUGH_ERROR;
    for (int k = 0; k < targets->count; k++) {
        if (targets->weight[k] > 0) {
            s->statistic[s->count] = k;
            s->precision[s->count] = fmin(pow(targets->weight[k], 2), 1) / targets->sd[k];
            s->scale[s->count++] = targets->weight[k] / targets->sd[k];
        }
    }
}

/* Starts the search, or starts it again, at `from`, moved into the bounds. */
static void start(search_t *s, const double *from, double *theta) {
    s->rounds = s->best = 0;
    s->damping = DAMPING;
    memset(s->round, 0, sizeof s->round);
    for (int a = 0; a < P; a++) {
        theta[a] = latigraph_large_layer_has(s->layer, a) ? CLAMP(from[a], low(a), HIGH[a]) : 0;
    }
}

/* Returns whether the decoder's gains would have to be stronger than they may. */
static gboolean lacks_gains(const search_t *s, const double *theta) {
    gboolean lacks = FALSE;
    for (gsize k = 0; k < G_N_ELEMENTS(GAINS); k++) {
        lacks = lacks || fabs(theta[GAINS[k]]) >= HIGH[GAINS[k]];
    }
    return lacks && s->layer->may_vary && s->layer->drawn[0] == NULL;
}

igraph_error_t latigraph_large_solve(latigraph_large_layer_t *layer,
                                     const latigraph_target_statistics_t *targets, guint64 seed,
                                     guint64 index, int threads, latigraph_solution_t *solution,
                                     double error[Q]) {
    latigraph_stream_t stream;
    search_t *s;
    double *theta = solution->theta, from[P];
    gboolean found = FALSE;
    LATIGRAPH_ALLOCATE(s, 1);
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_REDRAW, index);
    s->layer = layer;
    s->targets = targets;
    s->threads = threads;
    s->seed = (guint64)latigraph_stream_next(&stream) << 32;
    s->seed |= latigraph_stream_next(&stream);
    memcpy(from, theta, sizeof from);
    if (from[LATIGRAPH_LARGE_VARIANCE_OUT] > 0) { /* a search that went on to drawn gains */
        IGRAPH_CHECK(latigraph_large_layer_vary(layer, seed, index));
    }
    begin(s, targets);
    start(s, from, theta);
    while (!found && s->rounds < ROUNDS_MAX) {
        IGRAPH_PROGRESS("Calibrating", 100.0 * s->rounds / ROUNDS_MAX, NULL);
        IGRAPH_CHECK(draw_round(s, theta));
        choose(s);
        gather(s);
        if (s->count > 0) {
            advance(s, theta);
        }
        found = is_found(s, theta);
        if (lacks_gains(s, theta)) {
            IGRAPH_CHECK(latigraph_large_layer_vary(layer, seed, index));
            start(s, from, theta);
            found = FALSE;
        }
    }
    for (int k = 0; k < Q; k++) {
        solution->expected[k] =
            s->mean[k] + predict_change(s->slope, k, theta, s->round[s->best].theta);
        error[k] = s->deviation[k];
    }
    for (int k = targets->count; k < LATIGRAPH_STEERED_MAX; k++) {
        solution->expected[k] = NAN;
    }
    IGRAPH_PROGRESS("Calibrating", 100, NULL);
    memcpy(solution->slope, s->slope, sizeof solution->slope);
    solution->has_slopes = TRUE;
    latigraph_large_layer_apply(layer, theta);
    g_free(s);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
