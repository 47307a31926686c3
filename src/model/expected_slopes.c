/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Derivatives of the expected statistics (expected.c) along directions in which the rates change.
 *
 * Along a direction, A and S change by Ȧ and Ṡ. Every statistic is a function of sums over pairs.
 * Their changes are sums of Ȧ and Ṡ times fields that do not depend on the direction, so each row
 * multiplies all directions with all fields. For the triangles, with N = D + Dᵀ:
 *
 *     d tr(D³) = 3 Σ (D²)_ij (Ṡ − Ȧ)_ij,   d Σ (D²)_ij D_ij = Σ (N² − D²)_ij (Ṡ − Ȧ)_ij
 *
 * The reason is that Ḋ = Ṡ − Ȧᵀ and DDᵀ + DᵀD + D² = N² − (D²)ᵀ. No matrix has to be transposed.
 * All directions together cost one matrix product, N², and O(n²) per direction and field.
 * Differences of expected statistics would cost O(n³) per direction and lose digits.
 */
#include "base/fast.h"
#include "model/expected.h"
#include "model/pairs.h"

#include <string.h>

/* Fields of the rows, in their order in memory: those up to AROUND multiply Ȧ_ij, and those from
 * ONES on multiply Ṡ_ij. */
enum {
    SPREAD_OUT,
    SPREAD_IN,
    TOGETHER,
    LENGTH,
    MUTE,
    DEAF,
    MIXING,
    ONES,
    PATHS,
    AROUND,
    OPEN,
    LINKS
};
enum { ANY_ONES, ANY_PATHS, ANY_AROUND, ANY_OPEN, ANY_LINKS };

/* Keeps quotients by P(no edge) finite. Below this value no neuron is silent anyway. */
static const real_t SURE = REAL_C(1e-30);

/* --- Fields that do not depend on the direction --------------------------- */

/* Computes the slopes of the assortativity by its five sums and the number of edges, and its
 * slopes by receivers. */
static void find_mixing(expected_t *e, expected_slopes_t *slopes) {
    const double spread_p = e->pp * e->edges - e->p * e->p;
    const double spread_q = e->qq * e->edges - e->q * e->q;
    const double root = sqrt(spread_p * spread_q);
    const double cross = root > 0 ? 1 / root : 0;
    const double value = cross * (e->pq * e->edges - e->p * e->q);
    const double first = root > 0 ? -value / (2 * spread_p) : 0;
    const double second = root > 0 ? -value / (2 * spread_q) : 0;
    slopes->by_pp = (real_t)(first * e->edges);
    slopes->by_qq = (real_t)(second * e->edges);
    slopes->by_pq = (real_t)(cross * e->edges);
    slopes->by_p = (real_t)(-2 * first * e->p - cross * e->q);
    slopes->by_q = (real_t)(-2 * second * e->q - cross * e->p);
    slopes->by_edges = (real_t)(first * e->pp + second * e->qq + cross * e->pq);
    for (int j = 0; j < e->n; j++) {
        /* Σ_i a_ij q_ij = l (1 + l) − Σ_i a_ij². */
        const real_t l = e->in[j], received = l * (1 + l) - e->in_squares[j];
        e->column[j] =
            slopes->by_q * l + 2 * slopes->by_qq * received + slopes->by_pq * e->receive[j];
        e->column_noise[j] = slopes->by_qq * l;
    }
}

FAST static void add_back(ptrdiff_t count, const expected_t *e, real_t *restrict both) {
    const real_t *restrict skeleton = e->skeleton, *restrict edge = e->edge;
    const real_t *restrict turned_edge = e->turned_edge;
#pragma omp simd
    for (ptrdiff_t k = 0; k < count; k++) {
        both[k] = 2 * skeleton[k] - edge[k] - turned_edge[k];
    }
}

void expected_slopes_begin(expected_t *e, const real_t *rate, expected_slopes_t *slopes) {
    const int n = e->n;
    memset(slopes, 0, sizeof *slopes);
    find_mixing(e, slopes);
    for (int i = 0; i < n; i++) {
        /* Half of S² is enough, because Ṡ is symmetric. */
        memset(e->links + (ptrdiff_t)i * n + i, 0, (size_t)(n - i) * sizeof *e->links);
    }
    add_back((ptrdiff_t)n * n, e, e->work);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, e->work, n, e->work, n, 0,
              e->around, n);
    expected_turn(n, rate, e->turned);
}

/* --- Responses of a row --------------------------------------------------- */

/* Computes the derivatives of one row. Let v = 1 − s and w = 1 − a − δ c = e^(−λ_ij − μ_ij); then
 * ∂c_ij/∂λ_ij = (w − v)/2 and ∂c/∂μ = −c. */
FAST static void respond_row(int n, ptrdiff_t at, const expected_t *e, real_t low, real_t high,
                             const real_t *restrict rate, const real_t *restrict mutual,
                             const expected_response_t *response) {
    const real_t *restrict back = e->turned + at, *restrict skeleton = e->skeleton + at;
    const real_t *restrict edge = e->edge + at, *restrict turned_edge = e->turned_edge + at;
    const real_t *restrict clash = e->clash + at;
    real_t *restrict edge_rate = response->edge[0], *restrict edge_back = response->edge[1];
    real_t *restrict edge_mutual = response->edge[2], *restrict any_rate = response->skeleton[0];
    real_t *restrict any_back = response->skeleton[1];
    real_t *restrict any_mutual = response->skeleton[2];
    const real_t anti_reciprocity = e->anti_reciprocity;
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t r = rate[j] > low && rate[j] < high ? rate[j] : 0;
        const real_t s = back[j] > low && back[j] < high ? back[j] : 0;
        const real_t m = mutual[j] > low && mutual[j] < high ? mutual[j] : 0;
        const real_t none = 1 - skeleton[j], lost = anti_reciprocity * clash[j];
        const real_t quiet = 1 - edge[j], alone = quiet - lost;
        const real_t other = 1 - turned_edge[j] - lost;
        edge_rate[j] = r * (alone - anti_reciprocity / 2 * (alone - none));
        edge_back[j] = -s * anti_reciprocity / 2 * (other - none);
        edge_mutual[j] = m * quiet;
        any_rate[j] = r * none;
        any_back[j] = s * none;
        any_mutual[j] = m * none;
    }
}

void expected_respond(const expected_t *e, int i, const real_t *rate, const real_t *mutual,
                      const expected_response_t *response) {
    const ptrdiff_t at = (ptrdiff_t)i * e->n;
    respond_row(e->n, at, e, real_exp((real_t)PAIRS_LOG_LOW), real_exp((real_t)PAIRS_LOG_HIGH),
                rate + at, mutual + at, response);
}

/* --- Sums along the directions -------------------------------------------- */

/* Computes the fields of one row that are not matrices themselves, in (12, 8n) at `out`: those of
 * the degrees, those of the silent neurons, and ∂/∂a_ij of the assortativity. */
FAST static void fields_row(int n, int i, const expected_t *e, const expected_slopes_t *d,
                            real_t *restrict out) {
    const ptrdiff_t at = (ptrdiff_t)i * n, next = EXPECTED_ROWS * (ptrdiff_t)n;
    const real_t *restrict edge = e->edge + at, *restrict turned_edge = e->turned_edge + at;
    const real_t *restrict out_degree = e->out, *restrict in = e->in;
    const real_t *restrict in_squares = e->in_squares, *restrict no_input = e->no_input;
    const real_t *restrict column = e->column, *restrict column_noise = e->column_noise;
    const real_t k = e->out[i], l = e->in[i], k2 = e->out_squares[i], out_noise = k - k2;
    const real_t row =
        d->by_edges + d->by_p * k + 2 * d->by_pp * (k * (1 + k) - k2) + d->by_pq * e->send[i];
    const real_t row_noise = d->by_pp * k, no_output = e->no_output[i];
    const real_t by_p = d->by_p, by_q = d->by_q, by_pp = d->by_pp, by_qq = d->by_qq;
    const real_t by_pq = d->by_pq;
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t a = edge[j], p = 1 + k - a, q = 1 + in[j] - a,
                     in_noise = in[j] - in_squares[j];
        const real_t silent = 1 / (1 - a > SURE ? 1 - a : SURE);
        /* The direct effect of a_ij, apart from its effect on the sums of row and column. p, q and
         * the variances of the other edges decrease with it. */
        const real_t direct = by_p * (p - a) + by_q * (q - a) +
                              by_pp * (p * p - 2 * a * p + out_noise - 2 * a + 3 * a * a) +
                              by_qq * (q * q - 2 * a * q + in_noise - 2 * a + 3 * a * a) +
                              by_pq * (p * q - a * (p + q));
        out[ONES * next + j] = 1;
        out[SPREAD_OUT * next + j] = 2 * (k - a);
        out[SPREAD_IN * next + j] = 2 * (in[j] - a);
        out[TOGETHER * next + j] = l + out_degree[j] - 2 * turned_edge[j];
        out[MUTE * next + j] = no_output * silent;
        out[DEAF * next + j] = no_input[j] * silent;
        out[MIXING * next + j] =
            row + column[j] + (row_noise + column_noise[j]) * (1 - 2 * a) + direct;
    }
}

/* Computes ∂/∂a_ij of the mean edge length. */
FAST static void length_field(int n, real_t mean, real_t located, const real_t *restrict distance,
                              real_t *restrict length) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        length[j] = distance[j] < 0 ? 0 : (distance[j] - mean) / located;
    }
}

/* Computes ∂/∂s_ij of the number of open triples. */
FAST static void open_field(int n, real_t reach, const real_t *restrict skeleton,
                            real_t *restrict open) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        open[j] = reach - skeleton[j];
    }
}

/* Number of pairs whose products are summed in single precision. */
enum { PIECE = 1024 };

/* Adds the products of fields (fields, next) and directions (16, next) over `count` pairs to total
 * (fields, 16). */
static void multiply(int count, int fields, const real_t *field, int next, const real_t *change,
                     double *total) {
    real_t sum[EXPECTED_EDGE_SUMS * EXPECTED_DIRECTIONS];
    for (int first = 0; first < count; first += PIECE) {
        const int pairs = count - first < PIECE ? count - first : PIECE;
        real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, fields, EXPECTED_DIRECTIONS, pairs, 1,
                  field + first, next, change + first, next, 0, sum, EXPECTED_DIRECTIONS);
        for (int k = 0; k < fields * EXPECTED_DIRECTIONS; k++) {
            total[k] += (double)sum[k];
        }
    }
}

/* Copies rows of matrices to the fields that they are. */
static void copy_fields(const expected_t *e, ptrdiff_t at, ptrdiff_t count, ptrdiff_t next) {
    const real_t *const from[] = {e->paths, e->around, e->links};
    const int to[] = {PATHS, AROUND, LINKS};
    for (int f = 0; f < 3; f++) {
        memcpy(e->fields + to[f] * next, from[f] + at, (size_t)count * sizeof *e->fields);
    }
}

void expected_slopes_add(const expected_t *e, int i, const real_t *distance, const real_t *edge,
                         const real_t *skeleton, expected_slopes_t *slopes) {
    const int n = e->n, rows = i + EXPECTED_ROWS <= n ? EXPECTED_ROWS : n - i;
    const ptrdiff_t at = (ptrdiff_t)i * n, next = EXPECTED_ROWS * (ptrdiff_t)n;
    const int located = distance != NULL && e->located > 0;
    memset(e->fields + LENGTH * next, 0, (size_t)next * sizeof *e->fields);
    for (int r = 0; r < rows; r++) {
        const ptrdiff_t row = (ptrdiff_t)r * n;
        fields_row(n, i + r, e, slopes, e->fields + row);
        open_field(n, e->reach[i + r], e->skeleton + at + row, e->fields + OPEN * next + row);
        if (located) {
            length_field(n, (real_t)(e->length_sum / e->located), (real_t)e->located,
                         distance + at + row, e->fields + LENGTH * next + row);
        }
    }
    copy_fields(e, at, (ptrdiff_t)rows * n, next);
    multiply(rows * n, EXPECTED_EDGE_SUMS, e->fields, (int)next, edge, slopes->edge[0]);
    multiply(rows * n, EXPECTED_SKELETON_SUMS, e->fields + ONES * next, (int)next, skeleton,
             slopes->skeleton[0]);
}

/* --- Slopes --------------------------------------------------------------- */

/* Returns the derivative of a/b; 0 if the statistic is 0 because b is. */
static double ratio_slope(double a, double b, double da, double db) {
    return b > 0 ? (da - a / b * db) / b : 0;
}

/* Returns the derivative of ½ ln(v/m² + floor). */
static double log_cv_slope(double v, double mean, double dv, double dmean) {
    const double square = mean * mean;
    return (dv - 2 * v / mean * dmean) / (2 * (v + LATIGRAPH_CV_FLOOR * square));
}

static void degree_slopes(const expected_t *e, const expected_slopes_t *s, int p, double *slope) {
    const double n = e->n, mean = e->edges / n, vo = e->variance_out, vi = e->variance_in;
    const double edges = s->edge[ONES][p], linked = s->skeleton[ANY_ONES][p];
    const double dmean = edges / n, shift = edges / n - 2 * mean * dmean;
    const double dvo = s->edge[SPREAD_OUT][p] / n + shift, dvi = s->edge[SPREAD_IN][p] / n + shift;
    const double dcov = (s->edge[TOGETHER][p] + edges - linked) / n + shift;
    slope[LATIGRAPH_STATISTIC_LOG_DENSITY] = edges / e->edges;
    slope[LATIGRAPH_STATISTIC_RECIPROCITY] = (e->linked / e->edges * edges - linked) / e->edges;
    slope[LATIGRAPH_STATISTIC_OUT_CV] = log_cv_slope(vo, mean, dvo, dmean);
    slope[LATIGRAPH_STATISTIC_IN_CV] = log_cv_slope(vi, mean, dvi, dmean);
    slope[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION] =
        (dcov - e->covariance / 2 * (dvo / vo + dvi / vi)) / sqrt(vo * vi);
}

static void triangle_slopes(const expected_t *e, const expected_slopes_t *s, int p, double *slope) {
    const double closed = 6 * s->skeleton[ANY_LINKS][p];
    const double open = s->skeleton[ANY_OPEN][p];
    const double paths = s->skeleton[ANY_PATHS][p] - s->edge[PATHS][p];
    const double around = s->skeleton[ANY_AROUND][p] - s->edge[AROUND][p];
    const double cycles = 3 * paths, forwards = around - paths;
    slope[LATIGRAPH_STATISTIC_TRANSITIVITY] = ratio_slope(e->closed / 2, e->open, closed / 2, open);
    slope[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES] =
        ratio_slope(2 * e->cycles + 6 * e->forwards, e->closed, 2 * cycles + 6 * forwards, closed);
    slope[LATIGRAPH_STATISTIC_CYCLIC_SHARE] =
        ratio_slope(e->cycles, e->cycles + e->forwards, cycles, cycles + forwards);
}

void expected_slopes_finish(const expected_t *e, const expected_slopes_t *slopes, int direction,
                            double *slope) {
    degree_slopes(e, slopes, direction, slope);
    triangle_slopes(e, slopes, direction, slope);
    slope[LATIGRAPH_STATISTIC_EDGE_LENGTH] = slopes->edge[LENGTH][direction];
    slope[LATIGRAPH_STATISTIC_NO_INPUT] = -slopes->edge[DEAF][direction] / e->n;
    slope[LATIGRAPH_STATISTIC_NO_OUTPUT] = -slopes->edge[MUTE][direction] / e->n;
    slope[LATIGRAPH_STATISTIC_ASSORTATIVITY] = slopes->edge[MIXING][direction];
}
