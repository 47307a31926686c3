/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "latent/steering_layer.h"

#include "base/lapack.h"
#include "model/pairs.h"

#include <string.h>

static const double BOUND[LATIGRAPH_STEERING] = {3, 3, 1.5, 1.5, 1, 2, 2, 2, 2, 3, 2};
/* Distances are scaled to this mean and centred on it, so that θ₉ and θ₁₀ work alike at any size.
 */
static const double MEAN_DISTANCE = 1.2;

struct latigraph_layer_t {
    int n, rank;
    const real_t *log_rate, *log_mutual; /* (n, n) of the trained model, borrowed */
    real_t *even, *odd;            /* (n, n) L̃ˢ and L̃ᵃ: parts of l·ρ/√r without gains */
    real_t *shared;                /* (n, n) P̃: of the mutual term, without gains */
    real_t *alike;                 /* (n, n) G: alikeness of embeddings */
    real_t *distance;              /* (n, n) length scales; −1 where not known */
    real_t *new_rate, *new_mutual; /* (n, n) at θ */
    real_t *work;                  /* 3 (n, n) */
    real_t *sender, *receiver;     /* (n) x, y */
    real_t *sender_step, *receiver_step; /* (n) x′ − x, y′ − y */
    real_t *embedding;                   /* (n, 2r) */
    double distance_scale;
    gboolean placed;
    real_t *memory;
};

latigraph_layer_t *latigraph_layer_create(int n_max, int rank) {
    const gsize n = (gsize)MAX(n_max, 1), nn = n * n;
    latigraph_layer_t *layer = g_new0(latigraph_layer_t, 1);
    layer->rank = rank;
    layer->memory = g_try_new(real_t, 10 * nn + 4 * n + 2 * n * (gsize)rank);
    if (layer->memory == NULL) {
        g_free(layer);
        return NULL;
    }
    real_t *next = layer->memory;
    real_t **const square[] = {&layer->even,       &layer->odd,      &layer->shared,
                               &layer->alike,      &layer->distance, &layer->new_rate,
                               &layer->new_mutual, &layer->work};
    for (gsize k = 0; k < G_N_ELEMENTS(square); k++, next += nn) {
        *square[k] = next;
    }
    next += 2 * nn; /* work has three */
    real_t **const line[] = {&layer->sender, &layer->receiver, &layer->sender_step,
                             &layer->receiver_step};
    for (gsize k = 0; k < G_N_ELEMENTS(line); k++, next += n) {
        *line[k] = next;
    }
    layer->embedding = next;
    return layer;
}

void latigraph_layer_destroy(latigraph_layer_t *layer) {
    if (layer != NULL) {
        g_free(layer->memory);
        g_free(layer);
    }
}

int latigraph_layer_statistic_count(const latigraph_layer_t *layer) {
    return layer->placed ? LATIGRAPH_STATISTICS_MAX : LATIGRAPH_STATISTIC_EDGE_LENGTH;
}

/* --- Pieces --------------------------------------------------------------- */

/* Takes row and column means out of a (n, n); row and column get them, less the mean of all. */
static void double_centre(int n, real_t *a, real_t *row, real_t *column) {
    double total = 0;
    for (int i = 0; i < n; i++) {
        double sum_row = 0, sum_column = 0;
        for (int j = 0; j < n; j++) {
            sum_row += a[(gsize)i * (gsize)n + (gsize)j];
            sum_column += a[(gsize)j * (gsize)n + (gsize)i];
        }
        row[i] = (real_t)(sum_row / n);
        column[i] = (real_t)(sum_column / n);
        total += sum_row / n / n;
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            a[(gsize)i * (gsize)n + (gsize)j] += (real_t)total - row[i] - column[j];
        }
    }
    for (int i = 0; i < n; i++) {
        row[i] -= (real_t)total;
        column[i] -= (real_t)total;
    }
}

/* a (n, n) becomes its symmetric part; odd gets the antisymmetric one unless it is NULL. */
static void split_parity(int n, real_t *a, real_t *odd) {
    for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
            const gsize ij = (gsize)i * (gsize)n + (gsize)j, ji = (gsize)j * (gsize)n + (gsize)i;
            const real_t even = (a[ij] + a[ji]) / 2, rest = (a[ij] - a[ji]) / 2;
            a[ij] = a[ji] = even;
            if (odd != NULL) {
                odd[ij] = rest;
                odd[ji] = -rest;
            }
        }
    }
}

/* x_i = (b_i − b̄) + (L_i· − L_··) and y_j likewise; receives the centred row and column means. */
static void centre_gains(latigraph_layer_t *layer, const real_t *node, const real_t *row,
                         const real_t *column) {
    const int n = layer->n, r = layer->rank, width = 4 * r + 2;
    double b = 0, c = 0;
    for (int i = 0; i < n; i++) {
        b += (double)node[i * width + 4 * r] / n;
        c += (double)node[i * width + 4 * r + 1] / n;
    }
    for (int i = 0; i < n; i++) {
        layer->sender[i] = node[i * width + 4 * r] - (real_t)b + row[i];
        layer->receiver[i] = node[i * width + 4 * r + 1] - (real_t)c + column[i];
    }
}

/* Columns of node from `first` on, centred and of Frobenius norm 1, into columns `place` of E. */
static void embed(const latigraph_layer_t *layer, const real_t *node, int first, int place) {
    const int n = layer->n, r = layer->rank, width = 4 * r + 2;
    double squares = 1e-24;
    for (int k = 0; k < r; k++) {
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += (double)node[i * width + first + k] / n;
        }
        for (int i = 0; i < n; i++) {
            const double x = (double)node[i * width + first + k] - mean;
            layer->embedding[i * 2 * r + place + k] = (real_t)x;
            squares += x * x;
        }
    }
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < r; k++) {
            layer->embedding[i * 2 * r + place + k] *= (real_t)(1 / sqrt(squares));
        }
    }
}

/* G: cosines of the embeddings, double-centred, zero on the diagonal, of root mean square 1. */
static void find_alikeness(latigraph_layer_t *layer, const real_t *node) {
    const int n = layer->n, r = layer->rank;
    double squares = 0;
    embed(layer, node, 0, 0);
    embed(layer, node, r, r);
    for (int i = 0; i < n; i++) {
        real_t *row = layer->embedding + i * 2 * r;
        const double length = sqrt((double)real_dot(2 * r, row, 1, row, 1));
        for (int k = 0; k < 2 * r; k++) {
            row[k] *= (real_t)(length > 0 ? 1 / length : 0);
        }
    }
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, 2 * r, 1, layer->embedding, 2 * r,
              layer->embedding, 2 * r, 0, layer->alike, n);
    double_centre(n, layer->alike, layer->sender_step, layer->receiver_step);
    for (int i = 0; i < n; i++) {
        layer->alike[(gsize)i * (gsize)n + (gsize)i] = 0;
    }
    for (gsize k = 0; k < (gsize)n * (gsize)n; k++) {
        squares += (double)layer->alike[k] * (double)layer->alike[k];
    }
    const double scale = squares > 0 ? n / sqrt(squares) : 0;
    for (gsize k = 0; k < (gsize)n * (gsize)n; k++) {
        layer->alike[k] *= (real_t)scale;
    }
}

static void find_distances(latigraph_layer_t *layer, const latigraph_example_t *example) {
    const int n = layer->n, dims = example->dims;
    double sum = 0, pairs = 0;
    layer->placed = FALSE;
    if (example->position == NULL) {
        return;
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            double squares = 0;
            for (int k = 0; k < dims; k++) {
                const double d = (double)example->position[i * dims + k] -
                                 (double)example->position[j * dims + k];
                squares += d * d;
            }
            const gboolean known = example->placed[i] && example->placed[j];
            layer->distance[(gsize)i * (gsize)n + (gsize)j] = (real_t)(known ? sqrt(squares) : -1);
            if (known && i != j) {
                sum += sqrt(squares);
                pairs++;
            }
        }
    }
    layer->placed = pairs > 0;
    layer->distance_scale = sum > 0 ? MEAN_DISTANCE * pairs / sum : 0;
}

void latigraph_layer_begin(latigraph_layer_t *layer, const latigraph_example_t *example,
                           const latigraph_rates_t *rates) {
    const int n = rates->n, r = layer->rank, width = 4 * r + 2;
    const real_t scale = (real_t)(1 / sqrt((double)r));
    const real_t *node = rates->node;
    real_t *row = layer->sender_step, *column = layer->receiver_step; /* free until θ is applied */
    layer->n = n;
    layer->log_rate = rates->log_rate;
    layer->log_mutual = rates->log_mutual;
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale, node, width, node + r, width,
              0, layer->even, n);
    double_centre(n, layer->even, row, column);
    split_parity(n, layer->even, layer->odd);
    centre_gains(layer, node, row, column);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale, node + 2 * r, width,
              node + 3 * r, width, 0, layer->shared, n);
    split_parity(n, layer->shared, NULL);
    double_centre(n, layer->shared, row, column);
    find_alikeness(layer, node);
    find_distances(layer, example);
}

/* --- Rates and statistics at θ -------------------------------------------- */

static real_t clamp_log(double x) {
    return (real_t)CLAMP(x, PAIRS_LOG_LOW, PAIRS_LOG_HIGH);
}

static void apply(latigraph_layer_t *layer, const double *theta) {
    const gsize n = (gsize)layer->n;
    const double even = expm1(theta[5]), odd = expm1(theta[7]), shared = expm1(theta[6]);
    for (gsize i = 0; i < n; i++) {
        const double x = layer->sender[i], y = layer->receiver[i];
        layer->sender_step[i] = (real_t)(expm1(theta[2]) * x + theta[4] * y);
        layer->receiver_step[i] = (real_t)(expm1(theta[3]) * y + theta[4] * x);
    }
    for (gsize i = 0; i < n; i++) {
        const double own = (double)layer->sender_step[i] + (double)layer->receiver_step[i];
        for (gsize j = 0; j < n; j++) {
            const gsize ij = i * n + j;
            double both = theta[8] * (double)layer->alike[ij];
            if (layer->placed && layer->distance[ij] >= 0) {
                const double d =
                    (double)layer->distance[ij] * layer->distance_scale - MEAN_DISTANCE;
                both -= (theta[9] + theta[10] * d) * d;
            }
            const double rate = theta[0] + (double)layer->sender_step[i] +
                                (double)layer->receiver_step[j] + even * (double)layer->even[ij] +
                                odd * (double)layer->odd[ij];
            const double mutual =
                theta[1] + shared * (double)layer->shared[ij] +
                (own + (double)layer->sender_step[j] + (double)layer->receiver_step[j]) / 2;
            layer->new_rate[ij] = clamp_log((double)layer->log_rate[ij] + rate + both);
            layer->new_mutual[ij] = clamp_log((double)layer->log_mutual[ij] + mutual + both);
        }
    }
}

void latigraph_layer_statistics(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                                double *statistic) {
    real_t out[LATIGRAPH_STATISTICS_MAX];
    apply(layer, theta);
    latigraph_expected_statistics(layer->n, layer->new_rate, layer->new_mutual,
                                  layer->placed ? layer->distance : NULL, layer->work, out);
    for (int k = 0; k < latigraph_layer_statistic_count(layer); k++) {
        statistic[k] = (double)out[k];
    }
}

void latigraph_layer_rates(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                           latigraph_rates_t *rates) {
    apply(layer, theta);
    rates->log_rate = layer->new_rate;
    rates->log_mutual = layer->new_mutual;
}

/* --- The solver ----------------------------------------------------------- */

enum { STEPS = 8, JACOBIAN_EVERY = 2, P = LATIGRAPH_STEERING, Q = LATIGRAPH_STATISTICS_MAX };
static const double DIFFERENCE = 0.05, SHRINK = 0.2, RESIDUAL_MAX = 2.5;
static const double DAMPING = 0.02, DAMPING_LOW = 1e-3, DAMPING_HIGH = 2, ENOUGH = 1e-4;

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

/* Forward differences, backward at the upper bound; jacobian (Q, P). */
static void differentiate(latigraph_layer_t *layer, const latigraph_goal_t *goal,
                          const double *theta, const double *f, int parameters,
                          double jacobian[Q][P]) {
    double moved[P], g[Q];
    for (int a = 0; a < parameters; a++) {
        memcpy(moved, theta, sizeof moved);
        const double h = theta[a] + DIFFERENCE > BOUND[a] ? -DIFFERENCE : DIFFERENCE;
        moved[a] += h;
        evaluate(layer, goal, moved, g);
        for (int k = 0; k < goal->count; k++) {
            jacobian[k][a] = isfinite(g[k]) ? (g[k] - f[k]) / h : 0;
        }
    }
}

/* Broyden's update: the Jacobian of least change that explains the step seen. */
static void update(const latigraph_goal_t *goal, const double *step, const double *f,
                   const double *g, int parameters, double jacobian[Q][P]) {
    double length = 1e-12;
    for (int a = 0; a < parameters; a++) {
        length += step[a] * step[a];
    }
    for (int k = 0; k < goal->count; k++) {
        double miss = g[k] - f[k];
        for (int a = 0; a < parameters; a++) {
            miss -= jacobian[k][a] * step[a];
        }
        for (int a = 0; a < parameters && isfinite(miss); a++) {
            jacobian[k][a] += miss * step[a] / length;
        }
    }
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
        const double r =
            w2 > 0 ? CLAMP(goal->target[k] / goal->sd[k] - f[k], -RESIDUAL_MAX, RESIDUAL_MAX) : 0;
        for (int a = 0; a < parameters; a++) {
            side[a] += w2 * jacobian[k][a] * r;
            for (int b = 0; b < parameters; b++) {
                normal[a * parameters + b] += w2 * jacobian[k][a] * jacobian[k][b];
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
    const int parameters = layer->placed ? P : 9; /* θ₉ and θ₁₀ are of the distance */
    double jacobian[Q][P] = {{0}}, f[Q], g[Q], step[P], next[P], damping = DAMPING;
    memset(theta, 0, sizeof(double) * P);
    evaluate(layer, goal, theta, f);
    double error = error_of(goal, f);
    for (int s = 0; s < STEPS && error > ENOUGH; s++) {
        if (s % JACOBIAN_EVERY == 0) {
            differentiate(layer, goal, theta, f, parameters, jacobian);
        }
        find_step(goal, theta, f, jacobian, parameters, damping, step);
        for (int a = 0; a < P; a++) {
            next[a] = theta[a] + step[a];
        }
        evaluate(layer, goal, next, g);
        const double next_error = error_of(goal, g);
        update(goal, step, f, g, parameters, jacobian);
        if (next_error < error) {
            memcpy(theta, next, sizeof next);
            memcpy(f, g, sizeof g);
            error = next_error;
            damping = MAX(damping / 2, DAMPING_LOW);
        } else {
            damping = MIN(damping * 4, DAMPING_HIGH);
        }
    }
    for (int k = 0; k < goal->count; k++) {
        statistic[k] = f[k] * goal->sd[k];
    }
    return error;
}
