/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The steering layer: sixteen global parameters θ that move the expected statistics of one circuit.
 *
 * The equations are in doc/model.md, "Calibrated generation". The layer splits the decoder's fields
 * into parts that statistics respond to separately: centred gains x and y of senders and receivers,
 * symmetric and antisymmetric parts of the affinity, the mutual affinity, the similarity of
 * embeddings G, shared partners H, and distance. Each parameter scales one part. Expected
 * statistics and their derivatives are exact sums over dyads (model/expected.c,
 * model/expected_slopes.c), and the solver is in steering_solve.c. A loss on generated circuits
 * during training was tried instead; it did not generalise to other circuits (doc/model.md, "What
 * was tried"). */

#include "generate/steering_layer.h"

#include "base/fast.h"
#include "model/expected.h"
#include "model/pairs.h"

#include <string.h>

/* Mean of the scaled distances, on which they are centred. It makes both distance parameters act
 * alike at any size. */
static const double MEAN_DISTANCE = 1.2;
/* Shared partners added to every pair, as a share of the mean, so that the logarithm is finite. */
static const double COMMON_FLOOR = 0.1;

struct latigraph_layer_t {
    int n, rank;
    const real_t *log_rate, *log_mutual; /* (n, n) borrowed logs of the trained model's rates */
    double anti_reciprocity;             /* δ of the trained model */
    real_t *even, *odd;            /* (n, n) L̃ˢ and L̃ᵃ: parts of l·ρ/√r without gains */
    real_t *shared;                /* (n, n) P̃: the mutual affinity without gains */
    real_t *alike;                 /* (n, n) G: similarity of embeddings */
    real_t *common;                /* (n, n) H: partners that two neurons share */
    real_t *distance;              /* (n, n) in length scales; −1 where unknown */
    real_t *apart;                 /* (n, n) d̂: scaled and centred distances; 0 where unknown */
    real_t *new_rate, *new_mutual; /* (n, n) logs at θ */
    real_t *rate, *mutual;         /* (n, n) λ, μ at θ */
    expected_t expected;
    real_t *sender, *receiver;             /* (n) x, y */
    real_t *sender_size, *receiver_size;   /* (n) |x|, |y|, centred */
    real_t *sender_step, *receiver_step;   /* (n) x′ − x, y′ − y */
    real_t *half_step;                     /* (n) half of the sum of both steps */
    real_t *answer;                        /* (6, n) derivatives of a row of A and of S with
                                              respect to rates */
    real_t *edge_change, *skeleton_change; /* (16, 8n) derivatives of eight rows with respect to
                                              each parameter */
    real_t *embedding;                     /* (n, 2r) */
    gboolean placed;
    real_t *memory;
};

latigraph_layer_t *latigraph_layer_create(int n_max, int rank) {
    const gsize n = (gsize)MAX(n_max, 1), nn = n * n;
    latigraph_layer_t *layer = g_try_new0(latigraph_layer_t, 1);
    if (layer == NULL) {
        return NULL;
    }
    layer->rank = rank;
    layer->memory = g_try_new(
        real_t, 11 * nn + (13 + 2 * EXPECTED_ROWS * EXPECTED_DIRECTIONS + 2 * (gsize)rank) * n +
                    (gsize)expected_memory((int)n));
    if (layer->memory == NULL) {
        g_free(layer);
        return NULL;
    }
    real_t *next = layer->memory;
    real_t **const square[] = {&layer->even,  &layer->odd,      &layer->shared,
                               &layer->alike, &layer->common,   &layer->distance,
                               &layer->apart, &layer->new_rate, &layer->new_mutual,
                               &layer->rate,  &layer->mutual};
    for (gsize k = 0; k < G_N_ELEMENTS(square); k++, next += nn) {
        *square[k] = next;
    }
    real_t **const line[] = {&layer->sender,        &layer->receiver,    &layer->sender_size,
                             &layer->receiver_size, &layer->sender_step, &layer->receiver_step,
                             &layer->half_step};
    for (gsize k = 0; k < G_N_ELEMENTS(line); k++, next += n) {
        *line[k] = next;
    }
    layer->answer = next;
    layer->edge_change = layer->answer + 6 * n;
    layer->skeleton_change = layer->edge_change + EXPECTED_ROWS * EXPECTED_DIRECTIONS * n;
    next = layer->skeleton_change + EXPECTED_ROWS * EXPECTED_DIRECTIONS * n;
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

/* Returns the sum of a row and adds the row to `columns`. */
FAST static real_t sum_row(int n, const real_t *restrict a, real_t *restrict columns) {
    real_t sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int j = 0; j < n; j++) {
        sum += a[j];
        columns[j] += a[j];
    }
    return sum;
}

FAST static void centre_row(int n, real_t less, const real_t *restrict column, real_t *restrict a) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        a[j] -= less + column[j];
    }
}

/* Subtracts row and column means from a (n, n). `row` and `column` get these means less the mean of
 * all. */
static void double_centre(int n, real_t *a, real_t *row, real_t *column) {
    double total = 0;
    memset(column, 0, (gsize)n * sizeof *column);
    for (int i = 0; i < n; i++) {
        row[i] = sum_row(n, a + (gsize)i * (gsize)n, column) / (real_t)n;
        total += (double)row[i] / n;
    }
    for (int i = 0; i < n; i++) {
        row[i] -= (real_t)total;
        column[i] = column[i] / (real_t)n - (real_t)total;
    }
    for (int i = 0; i < n; i++) {
        centre_row(n, row[i] + (real_t)total, column, a + (gsize)i * (gsize)n);
    }
}

FAST static void split_row(int n, const real_t *restrict turned, real_t *restrict a,
                           real_t *restrict odd) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t even = (a[j] + turned[j]) / 2;
        odd[j] = (a[j] - turned[j]) / 2;
        a[j] = even;
    }
}

/* Replaces a (n, n) by its symmetric part and writes the antisymmetric part to `odd`. `work` is (n,
 * n). */
static void split_parity(int n, real_t *a, real_t *odd, real_t *work) {
    expected_turn(n, a, work);
    for (int i = 0; i < n; i++) {
        const gsize at = (gsize)i * (gsize)n;
        split_row(n, work + at, a + at, odd + at);
    }
}

/* Computes |x| less its mean. */
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

/* Computes x_i = (b_i − b̄) + (L_i· − L_··), and y_j likewise, from the centred row and column
 * means. */
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

/* Copies r columns of `node` from `first` on to the columns of E from `place` on, centred and of
 * Frobenius norm 1. */
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

/* Double-centres a field (n, n) with a zero diagonal and scales it to a root mean square of 1. */
static void standardise(latigraph_layer_t *layer, real_t *field) {
    const int n = layer->n;
    double squares = 0;
    double_centre(n, field, layer->sender_step, layer->receiver_step);
    for (int i = 0; i < n; i++) {
        real_t *row = field + (gsize)i * (gsize)n;
        row[i] = 0;
        squares += (double)real_dot(n, row, 1, row, 1);
    }
    const double scale = squares > 0 ? n / sqrt(squares) : 0;
    for (gsize k = 0; k < (gsize)n * (gsize)n; k++) {
        field[k] *= (real_t)scale;
    }
}

/* Computes G: cosines of the embeddings, double-centred, with a zero diagonal and a root mean
 * square of 1. */
static void find_similarity(latigraph_layer_t *layer, const real_t *node) {
    const int n = layer->n, r = layer->rank;
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
    standardise(layer, layer->alike);
}

FAST static void skeleton_row(int n, const real_t *restrict forth, const real_t *restrict back,
                              const real_t *restrict mutual, real_t *restrict skeleton) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        skeleton[j] = 1 - real_exp(-real_exp(forth[j]) - real_exp(back[j]) - real_exp(mutual[j]));
    }
}

FAST static void log_row(int n, real_t floor, real_t *restrict a) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        a[j] = real_log(a[j] + floor);
    }
}

/* Computes H: logs of the expected numbers of partners that two neurons share, standardised like G.
 * Double-centring removes the neurons' degrees. Along H triangles open and close while the other
 * statistics hardly change. */
static void find_common(latigraph_layer_t *layer) {
    const int n = layer->n;
    const gsize nn = (gsize)n * (gsize)n;
    real_t *skeleton = layer->rate, *turned = layer->mutual; /* unused until θ is applied */
    double sum = 0;
    expected_turn(n, layer->log_rate, turned);
    for (int i = 0; i < n; i++) {
        const gsize at = (gsize)i * (gsize)n;
        skeleton_row(n, layer->log_rate + at, turned + at, layer->log_mutual + at, skeleton + at);
        skeleton[at + (gsize)i] = 0;
    }
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, skeleton, n, skeleton, n, 0,
              layer->common, n);
    for (gsize k = 0; k < nn; k++) {
        sum += (double)layer->common[k];
    }
    for (int i = 0; i < n; i++) {
        log_row(n, (real_t)(COMMON_FLOOR * sum / (double)nn + 1e-12),
                layer->common + (gsize)i * (gsize)n);
    }
    standardise(layer, layer->common);
}

/* Computes the distances of one row from their squares, with their sum and their number. */
FAST static void distances_row(int n, real_t *restrict distance, real_t sums[2]) {
    real_t sum = 0, known = 0;
#pragma omp simd reduction(+ : sum, known)
    for (int j = 0; j < n; j++) {
        const real_t squared = distance[j], root = real_sqrt(squared < 0 ? 0 : squared);
        sum += root;
        known += squared < 0 ? 0 : 1;
        distance[j] = squared < 0 ? -1 : root;
    }
    sums[0] = sum, sums[1] = known;
}

FAST static void apart_row(int n, real_t scale, real_t mean, const real_t *restrict distance,
                           real_t *restrict apart) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        apart[j] = distance[j] < 0 ? 0 : distance[j] * scale - mean;
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
    pairs_distance(n, example->dims, example->position, example->placed, layer->distance);
    for (int i = 0; i < n; i++) {
        real_t sums[2];
        distances_row(n, layer->distance + (gsize)i * (gsize)n, sums);
        sum += (double)sums[0];
        pairs += (double)sums[1] - (example->placed[i] ? 1 : 0); /* the neuron itself */
    }
    layer->placed = pairs > 0;
    const double scale = sum > 0 ? MEAN_DISTANCE * pairs / sum : 0;
    for (int i = 0; i < n; i++) {
        const gsize at = (gsize)i * (gsize)n;
        apart_row(n, (real_t)scale, (real_t)MEAN_DISTANCE, layer->distance + at, layer->apart + at);
    }
}

void latigraph_layer_begin(latigraph_layer_t *layer, const latigraph_example_t *example,
                           const latigraph_rates_t *rates) {
    const int n = rates->n, r = layer->rank, width = 4 * r + 2;
    const real_t scale = (real_t)(1 / sqrt((double)r));
    const real_t *node = rates->node;
    /* These arrays are unused until θ is applied. */
    real_t *row = layer->sender_step, *column = layer->receiver_step, *work = layer->mutual;
    layer->n = n;
    layer->log_rate = rates->log_rate;
    layer->log_mutual = rates->log_mutual;
    layer->anti_reciprocity = rates->anti_reciprocity;
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale, node, width, node + r, width,
              0, layer->even, n);
    double_centre(n, layer->even, row, column);
    split_parity(n, layer->even, layer->odd, work);
    centre_gains(layer, node, row, column);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale, node + 2 * r, width,
              node + 3 * r, width, 0, layer->shared, n);
    split_parity(n, layer->shared, layer->rate, work);
    double_centre(n, layer->shared, row, column);
    find_similarity(layer, node);
    find_common(layer);
    find_distances(layer, example);
}

/* --- Rates at θ ----------------------------------------------------------- */

/* Factors that one row of pairs shares at θ. */
typedef struct {
    real_t rate, mutual; /* sum of the constant and the sender's gain, for each process */
    real_t even, odd, shared, alike, alike_mutual, common, distance,
        bend; /* factors of the fields */
} row_t;

#define BETWEEN(x, low, high) ((x) < (low) ? (low) : (x) > (high) ? (high) : (x))

/* Computes row i of S and T at θ. */
FAST static void apply_row(int n, const latigraph_layer_t *layer, ptrdiff_t at, const row_t *row,
                           real_t *restrict new_rate, real_t *restrict new_mutual) {
    const real_t low = (real_t)PAIRS_LOG_LOW, high = (real_t)PAIRS_LOG_HIGH;
    const real_t *restrict log_rate = layer->log_rate + at;
    const real_t *restrict log_mutual = layer->log_mutual + at;
    const real_t *restrict even = layer->even + at, *restrict odd = layer->odd + at;
    const real_t *restrict shared = layer->shared + at, *restrict alike = layer->alike + at;
    const real_t *restrict common = layer->common + at, *restrict apart = layer->apart + at;
    const real_t *restrict receiver = layer->receiver_step, *restrict half = layer->half_step;
    const row_t r = *row;
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t d = apart[j];
        const real_t both = r.common * common[j] - (r.distance + r.bend * d) * d;
        const real_t s = log_rate[j] + r.rate + receiver[j] + r.even * even[j] + r.odd * odd[j] +
                         r.alike * alike[j] + both;
        const real_t t = log_mutual[j] + r.mutual + half[j] + r.shared * shared[j] +
                         r.alike_mutual * alike[j] + both;
        new_rate[j] = BETWEEN(s, low, high);
        new_mutual[j] = BETWEEN(t, low, high);
    }
}

FAST static void exponentiate_row(int n, real_t *restrict rate, real_t *restrict mutual) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        rate[j] = real_exp(rate[j]);
        mutual[j] = real_exp(mutual[j]);
    }
}

static void find_steps(latigraph_layer_t *layer, const double *theta) {
    for (int i = 0; i < layer->n; i++) {
        const double x = layer->sender[i], y = layer->receiver[i];
        const double dx = expm1(theta[2]) * x + theta[4] * y + theta[9] * layer->sender_size[i];
        const double dy = expm1(theta[3]) * y + theta[4] * x + theta[10] * layer->receiver_size[i];
        layer->sender_step[i] = (real_t)dx;
        layer->receiver_step[i] = (real_t)dy;
        layer->half_step[i] = (real_t)((dx + dy) / 2);
    }
}

/* Writes S and T at θ to the two matrices, or, with `rates`, λ and μ with an empty diagonal. */
static void apply(latigraph_layer_t *layer, const double *theta, gboolean rates, real_t *rate,
                  real_t *mutual) {
    const int n = layer->n;
    row_t row = {.even = (real_t)expm1(theta[5]),
                 .odd = (real_t)expm1(theta[7]),
                 .shared = (real_t)expm1(theta[6]),
                 .alike = (real_t)theta[8],
                 .alike_mutual = (real_t)theta[11],
                 .common = (real_t)theta[15],
                 .distance = (real_t)(layer->placed ? theta[12] : 0),
                 .bend = (real_t)(layer->placed ? theta[13] : 0)};
    find_steps(layer, theta);
    for (int i = 0; i < n; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * n;
        row.rate = (real_t)theta[0] + layer->sender_step[i];
        row.mutual = (real_t)theta[1] + layer->half_step[i];
        apply_row(n, layer, at, &row, rate + at, mutual + at);
        if (rates) {
            exponentiate_row(n, rate + at, mutual + at);
            rate[at + i] = mutual[at + i] = 0;
        }
    }
}

/* Returns δ at θ, which grows from the trained value towards 1 with θ₁₄. */
static double anti_reciprocity_at(const latigraph_layer_t *layer, const double *theta) {
    return 1 - (1 - layer->anti_reciprocity) * exp(-theta[14]);
}

void latigraph_layer_statistics(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                                double *statistic) {
    double out[LATIGRAPH_STATISTICS_MAX];
    apply(layer, theta, TRUE, layer->rate, layer->mutual);
    expected_forward(layer->n, layer->rate, layer->mutual, anti_reciprocity_at(layer, theta),
                     layer->placed ? layer->distance : NULL, &layer->expected, out);
    memcpy(statistic, out, sizeof *out * (gsize)latigraph_layer_statistic_count(layer));
}

void latigraph_layer_rates(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                           latigraph_rates_t *rates) {
    apply(layer, theta, FALSE, layer->new_rate, layer->new_mutual);
    rates->log_rate = layer->new_rate;
    rates->log_mutual = layer->new_mutual;
    rates->anti_reciprocity = anti_reciprocity_at(layer, theta);
}

/* --- Derivatives by θ ----------------------------------------------------- */

/* Derivatives of row i of A, or of S, with respect to each parameter but θ₁₄, or to e^θ for gains.
 * `answer` has the derivatives of that row with respect to S_ij, S_ji and T_ij. `out` is (16, 8n),
 * with one row per parameter. */
FAST static void change_row(int n, int i, const latigraph_layer_t *layer, real_t *const answer[3],
                            real_t *restrict out) {
    const ptrdiff_t at = (ptrdiff_t)i * n, next = EXPECTED_ROWS * (ptrdiff_t)n;
    const real_t *restrict forth = answer[0], *restrict back = answer[1];
    const real_t *restrict mutual = answer[2];
    const real_t *restrict even = layer->even + at, *restrict odd = layer->odd + at;
    const real_t *restrict shared = layer->shared + at, *restrict alike = layer->alike + at;
    const real_t *restrict common = layer->common + at, *restrict apart = layer->apart + at;
    const real_t *restrict x = layer->sender, *restrict y = layer->receiver;
    const real_t *restrict x_size = layer->sender_size, *restrict y_size = layer->receiver_size;
    const real_t xi = x[i], yi = y[i], x_size_i = x_size[i], y_size_i = y_size[i];
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t m = mutual[j], both = forth[j] + back[j];
        /* Neuron i sends and j receives in S_ij, and the reverse in S_ji. T has half of all gains.
         */
        const real_t f = forth[j] + m / 2, b = back[j] + m / 2;
        const real_t far = -(both + m) * apart[j];
        out[j] = both;
        out[next + j] = m;
        out[2 * next + j] = f * xi + b * x[j];
        out[3 * next + j] = f * y[j] + b * yi;
        out[4 * next + j] = f * (yi + x[j]) + b * (y[j] + xi);
        out[5 * next + j] = both * even[j];
        out[6 * next + j] = m * shared[j];
        out[7 * next + j] = (forth[j] - back[j]) * odd[j];
        out[8 * next + j] = both * alike[j];
        out[9 * next + j] = f * x_size_i + b * x_size[j];
        out[10 * next + j] = f * y_size[j] + b * y_size_i;
        out[11 * next + j] = m * alike[j];
        out[12 * next + j] = far;
        out[13 * next + j] = far * apart[j];
        out[15 * next + j] = (both + m) * common[j];
    }
}

/* Chain rule: gains are e^θ of their parameter, and δ has its own scale. */
static double scale_of(const latigraph_layer_t *layer, const double *theta, int parameter) {
    switch (parameter) {
    case 2:
    case 3:
    case 5:
    case 6:
    case 7:
        return exp(theta[parameter]);
    case 14:
        return -(1 - anti_reciprocity_at(layer, theta)); /* the derivative of A with respect to δ
                                                            is −c */
    default:
        return 1;
    }
}

void latigraph_layer_jacobian(latigraph_layer_t *layer, const double theta[LATIGRAPH_STEERING],
                              double jacobian[][LATIGRAPH_STEERING]) {
    const int n = layer->n;
    const ptrdiff_t next = EXPECTED_ROWS * (ptrdiff_t)n;
    const real_t *distance = layer->placed ? layer->distance : NULL;
    expected_t *e = &layer->expected;
    expected_response_t answer;
    expected_slopes_t slopes;
    for (int k = 0; k < 3; k++) {
        answer.edge[k] = layer->answer + k * n;
        answer.skeleton[k] = layer->answer + (3 + k) * n;
    }
    /* S does not depend on δ. */
    memset(layer->skeleton_change + 14 * next, 0, (gsize)next * sizeof(real_t));
    expected_slopes_begin(e, layer->rate, &slopes);
    for (int i = 0; i < n; i++) {
        const ptrdiff_t row = (ptrdiff_t)(i % EXPECTED_ROWS) * n;
        expected_respond(e, i, layer->rate, layer->mutual, &answer);
        change_row(n, i, layer, answer.edge, layer->edge_change + row);
        change_row(n, i, layer, answer.skeleton, layer->skeleton_change + row);
        memcpy(layer->edge_change + 14 * next + row, e->clash + (ptrdiff_t)i * n,
               (gsize)n * sizeof(real_t));
        if (i % EXPECTED_ROWS == EXPECTED_ROWS - 1 || i == n - 1) {
            expected_slopes_add(e, i - i % EXPECTED_ROWS, distance, layer->edge_change,
                                layer->skeleton_change, &slopes);
        }
    }
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        double slope[LATIGRAPH_STATISTICS_MAX];
        expected_slopes_finish(e, &slopes, a, slope);
        for (int k = 0; k < latigraph_layer_statistic_count(layer); k++) {
            jacobian[k][a] = scale_of(layer, theta, a) * slope[k];
        }
    }
}
