/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "generate/steering_layer.h"

#include "base/fast.h"
#include "model/expected.h"
#include "model/pairs.h"

#include <string.h>

/* Distances are scaled to this mean and centred on it, so that their two parameters work alike at
 * any size. */
static const double MEAN_DISTANCE = 1.2;

struct latigraph_layer_t {
    int n, rank;
    const real_t *log_rate, *log_mutual; /* (n, n) of the trained model, borrowed */
    double exclusion;                    /* its δ */
    real_t *even, *odd; /* (n, n) L̃ˢ and L̃ᵃ: parts of l·ρ/√r without gains */
    real_t *shared;     /* (n, n) P̃: of the mutual term, without gains */
    real_t *alike;      /* (n, n) G: alikeness of embeddings */
    real_t *squared;    /* (n, n) squared distances, length scales; −1 where not known */
    real_t *apart;      /* (n, n) d̂: scaled and centred distances, 0 where not known */
    real_t *new_rate, *new_mutual;   /* (n, n) logs at θ */
    real_t *rate, *mutual;           /* (n, n) λ, μ at θ */
    real_t *grad_rate, *grad_mutual; /* (n, n) of one statistic */
    expected_t expected;
    real_t *sender, *receiver;           /* (n) x, y */
    real_t *sender_size, *receiver_size; /* (n) |x|, |y|, centred */
    real_t *sender_step, *receiver_step; /* (n) x′ − x, y′ − y */
    real_t *half_step;                   /* (n) half their sum */
    real_t *embedding;                   /* (n, 2r) */
    gboolean placed;
    real_t *memory;
};

latigraph_layer_t *latigraph_layer_create(int n_max, int rank) {
    const gsize n = (gsize)MAX(n_max, 1), nn = n * n;
    latigraph_layer_t *layer = g_new0(latigraph_layer_t, 1);
    layer->rank = rank;
    layer->memory =
        g_try_new(real_t, 12 * nn + 7 * n + 2 * n * (gsize)rank + (gsize)expected_memory((int)n));
    if (layer->memory == NULL) {
        g_free(layer);
        return NULL;
    }
    real_t *next = layer->memory;
    real_t **const square[] = {&layer->even,     &layer->odd,        &layer->shared,
                               &layer->alike,    &layer->squared,    &layer->apart,
                               &layer->new_rate, &layer->new_mutual, &layer->rate,
                               &layer->mutual,   &layer->grad_rate,  &layer->grad_mutual};
    for (gsize k = 0; k < G_N_ELEMENTS(square); k++, next += nn) {
        *square[k] = next;
    }
    real_t **const line[] = {&layer->sender,        &layer->receiver,    &layer->sender_size,
                             &layer->receiver_size, &layer->sender_step, &layer->receiver_step,
                             &layer->half_step};
    for (gsize k = 0; k < G_N_ELEMENTS(line); k++, next += n) {
        *line[k] = next;
    }
    layer->embedding = next;
    expected_carve(&layer->expected, (int)n, next + 2 * n * (gsize)rank);
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

/* |x| less its mean. */
static void find_sizes(int n, const real_t *x, real_t *size) {
    double mean = 0;
    for (int i = 0; i < n; i++) {
        size[i] = real_fabs(x[i]);
        mean += (double)size[i] / n;
    }
    for (int i = 0; i < n; i++) {
        size[i] -= (real_t)mean;
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
    find_sizes(n, layer->sender, layer->sender_size);
    find_sizes(n, layer->receiver, layer->receiver_size);
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
    const int n = layer->n;
    double sum = 0, pairs = 0;
    layer->placed = FALSE;
    if (example->position == NULL) {
        memset(layer->apart, 0, (gsize)n * (gsize)n * sizeof *layer->apart);
        return;
    }
    pairs_distance(n, example->dims, example->position, example->placed, layer->squared);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const real_t squares = layer->squared[(gsize)i * (gsize)n + (gsize)j];
            if (squares >= 0 && i != j) {
                sum += sqrt((double)squares);
                pairs++;
            }
        }
    }
    layer->placed = pairs > 0;
    const double scale = sum > 0 ? MEAN_DISTANCE * pairs / sum : 0;
    for (gsize k = 0; k < (gsize)n * (gsize)n; k++) {
        const double squares = (double)layer->squared[k];
        layer->apart[k] = (real_t)(squares < 0 ? 0 : sqrt(squares) * scale - MEAN_DISTANCE);
    }
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
    layer->exclusion = rates->exclusion;
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

/* --- Rates at θ ----------------------------------------------------------- */

/* What one row of pairs shares at θ. */
typedef struct {
    real_t rate, mutual; /* of the sender, gains included */
    real_t even, odd, shared, alike, alike_mutual, distance, bend; /* factors of the fields */
} row_t;

#define BETWEEN(x, low, high) ((x) < (low) ? (low) : (x) > (high) ? (high) : (x))

/* Row i of S and T at θ, and of the rates. */
FAST static void apply_row(int n, const latigraph_layer_t *layer, long at, const row_t *row) {
    const real_t low = (real_t)PAIRS_LOG_LOW, high = (real_t)PAIRS_LOG_HIGH;
    const real_t *restrict log_rate = layer->log_rate + at;
    const real_t *restrict log_mutual = layer->log_mutual + at;
    const real_t *restrict even = layer->even + at, *restrict odd = layer->odd + at;
    const real_t *restrict shared = layer->shared + at, *restrict alike = layer->alike + at;
    const real_t *restrict apart = layer->apart + at;
    const real_t *restrict receiver = layer->receiver_step, *restrict half = layer->half_step;
    real_t *restrict new_rate = layer->new_rate + at, *restrict new_mutual = layer->new_mutual + at;
    real_t *restrict rate = layer->rate + at, *restrict mutual = layer->mutual + at;
    const row_t r = *row;
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t d = apart[j];
        const real_t both = -(r.distance + r.bend * d) * d;
        const real_t s = log_rate[j] + r.rate + receiver[j] + r.even * even[j] + r.odd * odd[j] +
                         r.alike * alike[j] + both;
        const real_t t = log_mutual[j] + r.mutual + half[j] + r.shared * shared[j] +
                         r.alike_mutual * alike[j] + both;
        new_rate[j] = BETWEEN(s, low, high);
        new_mutual[j] = BETWEEN(t, low, high);
        rate[j] = real_exp(new_rate[j]);
        mutual[j] = real_exp(new_mutual[j]);
    }
}

static void apply(latigraph_layer_t *layer, const double *theta) {
    const int n = layer->n;
    for (int i = 0; i < n; i++) {
        const double x = layer->sender[i], y = layer->receiver[i];
        const double dx = expm1(theta[2]) * x + theta[4] * y + theta[9] * layer->sender_size[i];
        const double dy = expm1(theta[3]) * y + theta[4] * x + theta[10] * layer->receiver_size[i];
        layer->sender_step[i] = (real_t)dx;
        layer->receiver_step[i] = (real_t)dy;
        layer->half_step[i] = (real_t)((dx + dy) / 2);
    }
    for (int i = 0; i < n; i++) {
        const long at = (long)i * n;
        const row_t row = {.rate = (real_t)theta[0] + layer->sender_step[i],
                           .mutual = (real_t)theta[1] + layer->half_step[i],
                           .even = (real_t)expm1(theta[5]),
                           .odd = (real_t)expm1(theta[7]),
                           .shared = (real_t)expm1(theta[6]),
                           .alike = (real_t)theta[8],
                           .alike_mutual = (real_t)theta[11],
                           .distance = (real_t)(layer->placed ? theta[12] : 0),
                           .bend = (real_t)(layer->placed ? theta[13] : 0)};
        apply_row(n, layer, at, &row);
        layer->rate[at + i] = layer->mutual[at + i] = 0;
    }
}

/* δ at θ: from the trained one at 0 towards 1. */
static double exclusion_at(const latigraph_layer_t *layer, const double *theta) {
    return 1 - (1 - layer->exclusion) * exp(-theta[14]);
}

void latigraph_layer_statistics(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                                double *statistic) {
    real_t out[LATIGRAPH_STATISTICS_MAX];
    apply(layer, theta);
    expected_forward(layer->n, layer->rate, layer->mutual, exclusion_at(layer, theta),
                     layer->placed ? layer->squared : NULL, &layer->expected, out);
    for (int k = 0; k < latigraph_layer_statistic_count(layer); k++) {
        statistic[k] = (double)out[k];
    }
}

void latigraph_layer_rates(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                           latigraph_rates_t *rates) {
    apply(layer, theta);
    rates->log_rate = layer->new_rate;
    rates->log_mutual = layer->new_mutual;
    rates->exclusion = exclusion_at(layer, theta);
}

/* --- Derivatives by θ ----------------------------------------------------- */

/* Sums of one row of a statistic's gradient with the fields. */
typedef struct {
    real_t rate, mutual, even, odd, shared, alike, alike_mutual, distance, bend;
} sums_t;

FAST static sums_t gradient_row(int n, const latigraph_layer_t *layer, long at,
                                real_t *restrict column) {
    const real_t *restrict gs = layer->grad_rate + at, *restrict gt = layer->grad_mutual + at;
    const real_t *restrict even = layer->even + at, *restrict odd = layer->odd + at;
    const real_t *restrict shared = layer->shared + at, *restrict alike = layer->alike + at;
    const real_t *restrict apart = layer->apart + at;
    real_t r = 0, m = 0, e = 0, o = 0, s = 0, a = 0, am = 0, d = 0, b = 0;
#pragma omp simd reduction(+ : r, m, e, o, s, a, am, d, b)
    for (int j = 0; j < n; j++) {
        const real_t both = gs[j] + gt[j] / 2; /* each dyad has one T and is met twice */
        column[j] += gs[j];
        r += gs[j];
        m += gt[j];
        e += gs[j] * even[j];
        o += gs[j] * odd[j];
        s += gt[j] * shared[j];
        a += gs[j] * alike[j];
        am += gt[j] * alike[j];
        d += both * apart[j];
        b += both * apart[j] * apart[j];
    }
    return (sums_t){r, m, e, o, s, a, am, d, b};
}

/* One row of the Jacobian from the gradient by S and T. */
static void project(const latigraph_layer_t *layer, const double *theta, double *derivative) {
    const int n = layer->n;
    real_t *column = layer->expected.turned;
    memset(column, 0, (gsize)n * sizeof *column);
    memset(derivative, 0, sizeof(double) * LATIGRAPH_STEERING);
    for (int i = 0; i < n; i++) {
        const sums_t sum = gradient_row(n, layer, (long)i * n, column);
        const double x = layer->sender[i], y = layer->receiver[i];
        const double sent = (double)sum.rate + (double)sum.mutual / 2;
        derivative[0] += (double)sum.rate;
        derivative[1] += (double)sum.mutual / 2;
        derivative[2] += exp(theta[2]) * x * sent;
        derivative[3] += exp(theta[3]) * y * (double)sum.mutual / 2;
        derivative[4] += y * sent + x * (double)sum.mutual / 2;
        derivative[5] += exp(theta[5]) * (double)sum.even;
        derivative[6] += exp(theta[6]) * (double)sum.shared / 2;
        derivative[7] += exp(theta[7]) * (double)sum.odd;
        derivative[8] += (double)sum.alike;
        derivative[9] += (double)layer->sender_size[i] * sent;
        derivative[10] += (double)layer->receiver_size[i] * (double)sum.mutual / 2;
        derivative[11] += (double)sum.alike_mutual / 2;
        derivative[12] -= (double)sum.distance;
        derivative[13] -= (double)sum.bend;
    }
    for (int j = 0; j < n; j++) {
        derivative[3] += exp(theta[3]) * (double)layer->receiver[j] * (double)column[j];
        derivative[4] += (double)layer->sender[j] * (double)column[j];
        derivative[10] += (double)layer->receiver_size[j] * (double)column[j];
    }
}

void latigraph_layer_jacobian(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                              double jacobian[][LATIGRAPH_STEERING]) {
    const real_t *squared = layer->placed ? layer->squared : NULL;
    for (int k = 0; k < latigraph_layer_statistic_count(layer); k++) {
        real_t ask[LATIGRAPH_STATISTICS_MAX] = {0};
        ask[k] = 1;
        const double by_exclusion =
            expected_backward(&layer->expected, layer->rate, layer->mutual, squared, ask,
                              layer->grad_rate, layer->grad_mutual);
        project(layer, theta, jacobian[k]);
        jacobian[k][14] = by_exclusion * (1 - exclusion_at(layer, theta));
    }
}
