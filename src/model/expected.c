/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/expected.h"

#include "base/fast.h"
#include "model/pairs.h"

#include <string.h>

/* With c_ij = ½ e^−μ_ij (1 − e^−λ_ij) (1 − e^−λ_ji), a_ij = 1 − e^(−λ_ij − μ_ij) − δ c_ij and
 * s_ij = 1 − e^(−λ_ij − λ_ji − μ_ij), a dyad has both edges with probability a_ij + a_ji − s_ij;
 * every statistic is a function of A and S. Edges of different dyads are independent given the
 * rates. */

long expected_memory(int n) {
    return 9 * (long)n * n + 15 * (long)n;
}

void expected_carve(expected_t *e, int n, real_t *memory) {
    const long nn = (long)n * n;
    real_t **const square[] = {&e->edge,  &e->turned_edge, &e->skeleton, &e->single,
                               &e->paths, &e->links,       &e->slope,    &e->work,
                               &e->clash};
    real_t **const line[] = {&e->out,       &e->in,       &e->reach,        &e->out_noise,
                             &e->in_noise,  &e->send,     &e->receive,      &e->row,
                             &e->row_noise, &e->column,   &e->column_noise, &e->turned,
                             &e->no_output, &e->no_input, &e->across};
    for (size_t k = 0; k < sizeof square / sizeof *square; k++, memory += nn) {
        *square[k] = memory;
    }
    for (size_t k = 0; k < sizeof line / sizeof *line; k++, memory += n) {
        *line[k] = memory;
    }
    e->n = n;
}

/* --- Forward -------------------------------------------------------------- */

/* 1 − e^−x without loss of digits at small x; x ≥ 0. */
#define HIT(x)                                                                                     \
    ((x) < REAL_C(0.03) ? (x) * (1 - (x) / 2 * (1 - (x) / 3 * (1 - (x) / 4 * (1 - (x) / 5))))      \
                        : 1 - real_exp(-(x)))

/* One row of A, S and c, given the row of λ and μ and the column of λ. */
FAST static void probabilities_row(int n, real_t exclusion, const real_t *restrict rate,
                                   const real_t *restrict back, const real_t *restrict mutual,
                                   real_t *restrict edge, real_t *restrict skeleton,
                                   real_t *restrict clash) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t alpha = HIT(rate[j]), beta = HIT(back[j]), shared = HIT(mutual[j]);
        const real_t one = alpha + shared - alpha * shared;
        const real_t both = (1 - shared) * alpha * beta / 2;
        clash[j] = both;
        edge[j] = one - exclusion * both;
        skeleton[j] = one + beta - one * beta;
    }
}

static void copy_column(int n, const real_t *a, int column, real_t *to) {
    for (int i = 0; i < n; i++) {
        to[i] = a[(long)i * n + column];
    }
}

/* Π (1 − a) of one row, and that of the columns, multiplied into `no_input`. */
FAST static real_t silent_row(int n, const real_t *restrict edge, real_t *restrict no_input) {
    real_t no_output = 1;
#pragma omp simd reduction(* : no_output)
    for (int j = 0; j < n; j++) {
        no_output *= 1 - edge[j];
        no_input[j] *= 1 - edge[j];
    }
    return no_output;
}

/* Shares of neurons that have no edge to, or from, any other. */
static void find_silent(expected_t *e) {
    const int n = e->n;
    for (int j = 0; j < n; j++) {
        e->no_input[j] = 1;
    }
    for (int i = 0; i < n; i++) {
        e->no_output[i] = silent_row(n, e->edge + (long)i * n, e->no_input);
    }
    e->without_output = e->without_input = 0;
    for (int i = 0; i < n; i++) {
        e->without_output += (double)e->no_output[i];
        e->without_input += (double)e->no_input[i];
    }
}

/* Sums over row i of the edges: Σ a, Σ a (1 − a) and of the skeleton Σ s, Σ s². */
FAST static void sums_row(int n, const real_t *restrict edge, const real_t *restrict skeleton,
                          real_t *restrict in, real_t *restrict in_noise, real_t sums[4]) {
    real_t a = 0, v = 0, s = 0, s2 = 0;
#pragma omp simd reduction(+ : a, v, s, s2)
    for (int j = 0; j < n; j++) {
        const real_t noise = edge[j] * (1 - edge[j]);
        a += edge[j];
        v += noise;
        s += skeleton[j];
        s2 += skeleton[j] * skeleton[j];
        in[j] += edge[j];
        in_noise[j] += noise;
    }
    sums[0] = a, sums[1] = v, sums[2] = s, sums[3] = s2;
}

FAST static void length_row(int n, const real_t *restrict edge, const real_t *restrict squared,
                            real_t sums[2]) {
    real_t length = 0, located = 0;
#pragma omp simd reduction(+ : length, located)
    for (int j = 0; j < n; j++) {
        const real_t known = squared[j] < 0 ? 0 : edge[j];
        located += known;
        length += known * real_sqrt(squared[j] < 0 ? 0 : squared[j]);
    }
    sums[0] = length, sums[1] = located;
}

static double product(long count, const real_t *a, const real_t *b) {
    double sum = 0;
    for (long k = 0; k < count; k += 4096) {
        sum += (double)real_dot((int)(count - k < 4096 ? count - k : 4096), a + k, 1, b + k, 1);
    }
    return sum;
}

/* Degrees, their spread and the distances. */
static void sum_degrees(const real_t *squared, expected_t *e) {
    const int n = e->n;
    e->edges = e->noise = e->squares_out = e->squares_in = e->cross = e->linked = e->open = 0;
    e->length = e->located = 0;
    for (int j = 0; j < n; j++) {
        e->in[j] = e->in_noise[j] = 0;
    }
    for (int i = 0; i < n; i++) {
        const long row = (long)i * n;
        real_t sums[4], lengths[2] = {0, 0};
        sums_row(n, e->edge + row, e->skeleton + row, e->in, e->in_noise, sums);
        if (squared != NULL) {
            length_row(n, e->edge + row, squared + row, lengths);
        }
        e->out[i] = sums[0];
        e->out_noise[i] = sums[1];
        e->reach[i] = sums[2];
        e->edges += (double)sums[0];
        e->noise += (double)sums[1];
        e->linked += (double)sums[2];
        e->squares_out += (double)sums[0] * (double)sums[0];
        e->open += ((double)sums[2] * (double)sums[2] - (double)sums[3]) / 2;
        e->length += (double)lengths[0];
        e->located += (double)lengths[1];
    }
    for (int i = 0; i < n; i++) {
        e->squares_in += (double)e->in[i] * (double)e->in[i];
        e->cross += (double)e->out[i] * (double)e->in[i];
    }
}

/* Given an edge i → j, the sender's out-degree has mean p_ij = 1 + k_i − a_ij and the receiver's
 * in-degree q_ij = 1 + k_j − a_ij, and they are independent; variances are those of the other
 * edges. One row of Σ a q, Σ a p (by receiver), and the five sums. */
FAST static void assortativity_row(int n, real_t out, real_t out_noise, const real_t *restrict edge,
                                   const real_t *restrict in, const real_t *restrict in_noise,
                                   real_t *restrict receive, real_t sums[5]) {
    real_t sp = 0, sq = 0, spp = 0, sqq = 0, spq = 0;
#pragma omp simd reduction(+ : sp, sq, spp, sqq, spq)
    for (int j = 0; j < n; j++) {
        const real_t a = edge[j], p = 1 + out - a, q = 1 + in[j] - a, v = a * (1 - a);
        sp += a * p;
        sq += a * q;
        spp += a * (p * p + out_noise - v);
        sqq += a * (q * q + in_noise[j] - v);
        spq += a * p * q;
        receive[j] += a * p;
    }
    sums[0] = sp, sums[1] = sq, sums[2] = spp, sums[3] = sqq, sums[4] = spq;
}

static void sum_assortativity(expected_t *e) {
    const int n = e->n;
    e->p = e->q = e->pp = e->qq = e->pq = 0;
    for (int j = 0; j < n; j++) {
        e->receive[j] = 0;
    }
    for (int i = 0; i < n; i++) {
        real_t sums[5];
        assortativity_row(n, e->out[i], e->out_noise[i], e->edge + (long)i * n, e->in, e->in_noise,
                          e->receive, sums);
        e->send[i] = sums[1];
        e->p += (double)sums[0];
        e->q += (double)sums[1];
        e->pp += (double)sums[2];
        e->qq += (double)sums[3];
        e->pq += (double)sums[4];
    }
}

static double log_cv(double variance, double mean) {
    return 0.5 * log(variance / (mean * mean) + LATIGRAPH_CV_FLOOR);
}

/* Variances of p and q over edges, and their covariance, times the squared number of edges. */
static void spread_over_edges(const expected_t *e, double spread[3]) {
    spread[0] = e->pp * e->edges - e->p * e->p;
    spread[1] = e->qq * e->edges - e->q * e->q;
    spread[2] = e->pq * e->edges - e->p * e->q;
}

static double ratio(double a, double b) {
    return b > 0 ? a / b : 0;
}

static void finish(expected_t *e, real_t *out) {
    const double n = e->n, mean = e->edges / n;
    double spread[3];
    spread_over_edges(e, spread);
    /* Degrees vary between neurons and, given the rates, by chance. */
    e->variance_out = e->squares_out / n - mean * mean + e->noise / n;
    e->variance_in = e->squares_in / n - mean * mean + e->noise / n;
    e->covariance = e->cross / n - mean * mean + (2 * e->edges - e->linked - e->backs) / n;
    out[LATIGRAPH_STATISTIC_LOG_DENSITY] = (real_t)log(e->edges / (n * (n - 1)));
    out[LATIGRAPH_STATISTIC_RECIPROCITY] = (real_t)(2 - e->linked / e->edges);
    out[LATIGRAPH_STATISTIC_OUT_CV] = (real_t)log_cv(e->variance_out, mean);
    out[LATIGRAPH_STATISTIC_IN_CV] = (real_t)log_cv(e->variance_in, mean);
    out[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION] =
        (real_t)(e->covariance / sqrt(e->variance_out * e->variance_in));
    /* Closed walks of three steps: six a triangle, which closes three triples. */
    out[LATIGRAPH_STATISTIC_TRANSITIVITY] = (real_t)ratio(e->closed / 2, e->open);
    out[LATIGRAPH_STATISTIC_EDGE_LENGTH] = (real_t)ratio(e->length, e->located);
    out[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES] =
        (real_t)ratio(2 * e->cycles + 6 * e->forwards, e->closed);
    out[LATIGRAPH_STATISTIC_CYCLIC_SHARE] = (real_t)ratio(e->cycles, e->cycles + e->forwards);
    out[LATIGRAPH_STATISTIC_NO_INPUT] = (real_t)(e->without_input / n);
    out[LATIGRAPH_STATISTIC_NO_OUTPUT] = (real_t)(e->without_output / n);
    out[LATIGRAPH_STATISTIC_ASSORTATIVITY] = (real_t)ratio(spread[2], sqrt(spread[0] * spread[1]));
}

void expected_forward(int n, const real_t *rate, const real_t *mutual, double exclusion,
                      const real_t *squared, expected_t *e, real_t *out) {
    const long nn = (long)n * n;
    e->n = n;
    e->exclusion = (real_t)exclusion;
    for (int i = 0; i < n; i++) {
        const long row = (long)i * n;
        copy_column(n, rate, i, e->send);
        probabilities_row(n, e->exclusion, rate + row, e->send, mutual + row, e->edge + row,
                          e->skeleton + row, e->clash + row);
        e->edge[row + i] = e->skeleton[row + i] = e->clash[row + i] = 0;
    }
    find_silent(e);
    sum_degrees(squared, e);
    sum_assortativity(e);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, e->skeleton, n, e->skeleton, n,
              0, e->links, n);
    for (int i = 0; i < n; i++) {
        copy_column(n, e->edge, i, e->turned_edge + (long)i * n);
    }
    for (long k = 0; k < nn; k++) {
        e->single[k] = e->skeleton[k] - e->turned_edge[k];
    }
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, e->single, n, e->single, n, 0,
              e->paths, n);
    e->closed = product(nn, e->links, e->skeleton);
    e->forwards = product(nn, e->paths, e->single);
    e->backs = product(nn, e->edge, e->turned_edge);
    e->cycles = 0;
    for (int i = 0; i < n; i++) {
        e->cycles += (double)real_dot(n, e->paths + (long)i * n, 1, e->single + i, n);
    }
    finish(e, out);
}

/* --- Backward ------------------------------------------------------------- */

/* Derivatives of Σ_k dout_k out_k by the sums of the forward pass. */
typedef struct {
    real_t edges, noise, out, in, cross, backs, linked, closed, open, length, located, cycles,
        forwards, p, q, pp, qq, pq, no_input, no_output;
} slopes_t;

static void degree_slopes(const expected_t *e, const real_t *dout, slopes_t *d) {
    const double n = e->n, m = e->edges, mean = m / n, mean2 = mean * mean;
    const double vo = e->variance_out, vi = e->variance_in;
    const double correlation = e->covariance / sqrt(vo * vi);
    const double rho = (double)dout[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION];
    const double floor_out = vo + LATIGRAPH_CV_FLOOR * mean2;
    const double floor_in = vi + LATIGRAPH_CV_FLOOR * mean2;
    const double cv_out = (double)dout[LATIGRAPH_STATISTIC_OUT_CV] / 2;
    const double cv_in = (double)dout[LATIGRAPH_STATISTIC_IN_CV] / 2;
    /* By the two variances and the covariance. */
    const double dvo = cv_out / floor_out - rho * correlation / (2 * vo);
    const double dvi = cv_in / floor_in - rho * correlation / (2 * vi);
    const double dcov = rho / sqrt(vo * vi);
    const double dmean = -2 * mean * (dvo + dvi + dcov) -
                         2 / mean * (cv_out * vo / floor_out + cv_in * vi / floor_in);
    d->edges = (real_t)((double)dout[LATIGRAPH_STATISTIC_LOG_DENSITY] / m +
                        (double)dout[LATIGRAPH_STATISTIC_RECIPROCITY] * e->linked / (m * m) +
                        dmean / n + 2 * dcov / n);
    d->linked = (real_t)(-(double)dout[LATIGRAPH_STATISTIC_RECIPROCITY] / m - dcov / n);
    d->backs = (real_t)(-dcov / n);
    d->noise = (real_t)((dvo + dvi) / n);
    d->out = (real_t)(2 * dvo / n);
    d->in = (real_t)(2 * dvi / n);
    d->cross = (real_t)(dcov / n);
}

static void shape_slopes(const expected_t *e, const real_t *dout, slopes_t *d) {
    const double t = (double)dout[LATIGRAPH_STATISTIC_TRANSITIVITY];
    const double c = (double)dout[LATIGRAPH_STATISTIC_CYCLIC_SHARE], both = e->cycles + e->forwards;
    const double w = (double)dout[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES];
    const double l = (double)dout[LATIGRAPH_STATISTIC_EDGE_LENGTH];
    const double r = (double)dout[LATIGRAPH_STATISTIC_ASSORTATIVITY];
    double spread[3];
    spread_over_edges(e, spread);
    d->no_input = dout[LATIGRAPH_STATISTIC_NO_INPUT] / (real_t)e->n;
    d->no_output = dout[LATIGRAPH_STATISTIC_NO_OUTPUT] / (real_t)e->n;
    d->closed = (real_t)ratio(t / 2, e->open);
    d->open = (real_t)ratio(-t * e->closed / 2, e->open * e->open);
    d->closed -= (real_t)ratio(w * (2 * e->cycles + 6 * e->forwards), e->closed * e->closed);
    d->cycles = (real_t)(ratio(c * e->forwards, both * both) + ratio(2 * w, e->closed));
    d->forwards = (real_t)(ratio(-c * e->cycles, both * both) + ratio(6 * w, e->closed));
    d->length = (real_t)ratio(l, e->located);
    d->located = (real_t)ratio(-l * e->length, e->located * e->located);
    const double root = sqrt(spread[0] * spread[1]);
    const double cross = ratio(r, root), value = ratio(spread[2], root);
    const double first = ratio(-r * value, 2 * spread[0]),
                 second = ratio(-r * value, 2 * spread[1]);
    d->pp = (real_t)(first * e->edges);
    d->qq = (real_t)(second * e->edges);
    d->pq = (real_t)(cross * e->edges);
    d->p = (real_t)(-2 * first * e->p - cross * e->q);
    d->q = (real_t)(-2 * second * e->q - cross * e->p);
    d->edges += (real_t)(first * e->pp + second * e->qq + cross * e->pq);
}

/* What an out-degree, an in-degree and their variances are worth, by neuron: the row's and the
 * column's part of ∂/∂A. */
static void neuron_slopes(const expected_t *e, const slopes_t *d, int i, real_t *row,
                          real_t *row_noise, real_t *column, real_t *column_noise) {
    /* Σ_j a_ij p_ij = k (1 + k) − Σ a², with Σ a² = k − noise. */
    const real_t k = e->out[i], l = e->in[i];
    const real_t sent = k * k + e->out_noise[i], received = l * l + e->in_noise[i];
    *row = d->edges + d->out * k + d->cross * l + d->p * k + 2 * d->pp * sent + d->pq * e->send[i];
    *column = d->in * l + d->cross * k + d->q * l + 2 * d->qq * received + d->pq * e->receive[i];
    *row_noise = d->noise + d->pp * k;
    *column_noise = d->qq * l;
}

/* ∂/∂D from D Dᵀ + DᵀD and D², of the statistics of triangles. False if none is asked: it is zero.
 */
static int closure_slopes(const expected_t *e, const slopes_t *d) {
    const int n = e->n;
    if (d->forwards == 0 && d->cycles == 0) {
        return 0;
    }
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, n, 1, e->single, n, e->single, n, 0,
              e->slope, n);
    real_gemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, n, n, 1, e->single, n, e->single, n, 1,
              e->slope, n);
    for (int i = 0; i < n; i++) {
        const long row = (long)i * n;
        copy_column(n, e->paths, i, e->turned);
        for (int j = 0; j < n; j++) {
            e->slope[row + j] = d->forwards * (e->slope[row + j] + e->paths[row + j]) +
                                3 * d->cycles * e->turned[j];
        }
    }
    return 1;
}

/* Keeps quotients by P(no edge) finite: where it is less, no neuron is silent. */
static const real_t SURE = REAL_C(1e-30);

/* ∂/∂A of row i into `grad`; e->turned and e->back hold column i of ∂/∂D and of A. */
FAST static void edges_row(int n, const expected_t *e, const slopes_t *d, int i,
                           real_t *restrict grad) {
    const real_t *restrict edge = e->edge + (long)i * n;
    const real_t *restrict in = e->in, *restrict in_noise = e->in_noise;
    const real_t *restrict turned = e->turned, *restrict back = e->turned_edge + (long)i * n;
    const real_t *restrict column = e->column, *restrict column_noise = e->column_noise;
    const real_t out = e->out[i], out_noise = e->out_noise[i];
    const real_t row = e->row[i], row_noise = e->row_noise[i];
    const real_t *restrict no_input = e->no_input;
    const real_t silent = d->no_output * e->no_output[i], deaf = d->no_input;
    const real_t backs = 2 * d->backs;
    const real_t dp = d->p, dq = d->q, dpp = d->pp, dqq = d->qq, dpq = d->pq;
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t a = edge[j], p = 1 + out - a, q = 1 + in[j] - a;
        const real_t quiet = 1 - a > SURE ? 1 - a : SURE;
        /* a itself, the sums of row and column aside: p, q and the noise of the others fall by it.
         */
        const real_t direct = dp * (p - a) + dq * (q - a) +
                              dpp * (p * p - 2 * a * p + out_noise - 2 * a + 3 * a * a) +
                              dqq * (q * q - 2 * a * q + in_noise[j] - 2 * a + 3 * a * a) +
                              dpq * (p * q - a * (p + q));
        grad[j] = backs * back[j] - turned[j] + row + column[j] +
                  (row_noise + column_noise[j]) * (1 - 2 * a) + direct -
                  (silent + deaf * no_input[j]) / quiet;
    }
}

FAST static void add_length_row(int n, real_t length, real_t located,
                                const real_t *restrict squared, real_t *restrict grad) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        grad[j] += squared[j] < 0 ? 0 : located + length * real_sqrt(squared[j]);
    }
}

/* From ∂/∂A (row i of e->work; e->turned holds column i) and ∂/∂S down to ln λ, ln μ and δ, whose
 * derivative is returned; `slope` and e->across hold row and column i of ∂/∂D. With v = 1 − s and
 * w = 1 − a − δ c = e^(−λ_ij − μ_ij): ∂c_ij/∂λ_ij = (w − v)/2 and ∂c/∂μ = −c. */
FAST static real_t rates_row(int n, const expected_t *e, const slopes_t *d, int i,
                           const real_t *restrict slope, real_t low, real_t high,
                           const real_t *restrict rate, const real_t *restrict mutual,
                           real_t *restrict grad_rate, real_t *restrict grad_mutual) {
    const long at = (long)i * n;
    const real_t *restrict da = e->work + at, *restrict da_back = e->turned;
    const real_t *restrict edge = e->edge + at, *restrict edge_back = e->turned_edge + at;
    const real_t *restrict skeleton = e->skeleton + at, *restrict links = e->links + at;
    const real_t *restrict across = e->across;
    const real_t *restrict reaches = e->reach, *restrict clash = e->clash + at;
    const real_t reach = e->reach[i], half = e->exclusion / 2;
    const real_t linked = 2 * d->linked, closed = 6 * d->closed, open = d->open;
    real_t by_exclusion = 0;
#pragma omp simd reduction(+ : by_exclusion)
    for (int j = 0; j < n; j++) {
        const real_t s = skeleton[j], none = 1 - s, quiet = 1 - edge[j];
        const real_t any = none * (linked + closed * links[j] +
                                   open * (reach + reaches[j] - 2 * s) + slope[j] + across[j]);
        const real_t alone = quiet - 2 * half * clash[j]; /* no event sends i → j */
        const real_t x = rate[j], y = mutual[j];
        const real_t by_rate = da[j] * alone - half * (alone - none) * (da[j] + da_back[j]);
        const real_t by_mutual = da[j] * quiet + da_back[j] * (1 - edge_back[j]);
        by_exclusion -= da[j] * clash[j];
        grad_rate[j] = x > low && x < high ? x * (by_rate + any) : 0;
        grad_mutual[j] = y > low && y < high ? y * (by_mutual + any) : 0;
    }
    return by_exclusion;
}

double expected_backward(const expected_t *e, const real_t *rate, const real_t *mutual,
                         const real_t *squared, const real_t *dout, real_t *grad_rate,
                         real_t *grad_mutual) {
    const int n = e->n;
    double by_exclusion = 0;
    const real_t low = real_exp((real_t)PAIRS_LOG_LOW), high = real_exp((real_t)PAIRS_LOG_HIGH);
    slopes_t d = {0};
    degree_slopes(e, dout, &d);
    shape_slopes(e, dout, &d);
    const int closures = closure_slopes(e, &d);
    memset(e->turned, 0, (size_t)n * sizeof *e->turned);
    memset(e->across, 0, (size_t)n * sizeof *e->across);
    for (int i = 0; i < n; i++) {
        neuron_slopes(e, &d, i, &e->row[i], &e->row_noise[i], &e->column[i], &e->column_noise[i]);
    }
    for (int i = 0; i < n; i++) {
        const long row = (long)i * n;
        if (closures) {
            copy_column(n, e->slope, i, e->turned);
        }
        edges_row(n, e, &d, i, e->work + row);
        if (squared != NULL && d.length != 0) {
            add_length_row(n, d.length, d.located, squared + row, e->work + row);
        }
    }
    for (int i = 0; i < n; i++) {
        const long row = (long)i * n;
        copy_column(n, e->work, i, e->turned);
        if (closures) {
            copy_column(n, e->slope, i, e->across);
        }
        by_exclusion += (double)rates_row(n, e, &d, i, closures ? e->slope + row : e->across, low,
                                          high, rate + row, mutual + row, grad_rate + row,
                                          grad_mutual + row);
        grad_rate[row + i] = grad_mutual[row + i] = 0;
    }
    return by_exclusion;
}
