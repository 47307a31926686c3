/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Expected statistics of the circuits that given rates generate.
 *
 * Steering asks which rates give requested statistics. Sampled circuits would answer with noise and
 * without derivatives, so expectations over the edges are computed instead. With
 *
 *     c_ij = ½ e^−μ_ij (1 − e^−λ_ij) (1 − e^−λ_ji)
 *     a_ij = P(edge i → j) = 1 − e^(−λ_ij − μ_ij) − δ c_ij
 *     s_ij = P(any edge between i and j) = 1 − e^(−λ_ij − λ_ji − μ_ij)
 *
 * a dyad has both edges with probability a_ij + a_ji − s_ij, so every statistic is a function of A
 * and S. Edges of different dyads are independent given the rates. Expected numbers of triples and
 * triangles are therefore sums of products: tr(S³) for triangles, and with D = S − Aᵀ, the edges
 * without an edge back, tr(D³) for cycles. Two matrix products dominate, O(n³); all else is one
 * vectorised pass over the rows, O(n²). Ratios are ratios of expectations, and steering corrects
 * the difference to expected ratios by draws (generate/redraw.c).
 */
#include "model/expected.h"

#include "base/fast.h"

ptrdiff_t expected_memory(int n) {
    return 10 * (ptrdiff_t)n * n + 13 * (ptrdiff_t)n +
           EXPECTED_FIELDS * EXPECTED_ROWS * (ptrdiff_t)n;
}

void expected_carve(expected_t *e, int n, real_t *memory) {
    const ptrdiff_t nn = (ptrdiff_t)n * n;
    real_t **const square[] = {&e->edge,  &e->turned_edge, &e->skeleton, &e->single, &e->clash,
                               &e->paths, &e->links,       &e->around,   &e->turned, &e->work};
    real_t **const line[] = {&e->out,         &e->in,       &e->out_squares, &e->in_squares,
                             &e->reach,       &e->out_more, &e->in_more,     &e->send,
                             &e->receive,     &e->no_input, &e->no_output,   &e->column,
                             &e->column_noise};
    for (size_t k = 0; k < sizeof square / sizeof *square; k++, memory += nn) {
        *square[k] = memory;
    }
    for (size_t k = 0; k < sizeof line / sizeof *line; k++, memory += n) {
        *line[k] = memory;
    }
    e->fields = memory;
    e->n = n;
}

/* --- Probabilities -------------------------------------------------------- */

/* Works in blocks, so that both matrices stay in the cache. */
FAST void expected_turn(int n, const real_t *restrict a, real_t *restrict turned) {
    enum { BLOCK = 16 };
    for (int i = 0; i < n; i += BLOCK) {
        for (int j = 0; j < n; j += BLOCK) {
            const int rows = i + BLOCK < n ? i + BLOCK : n, columns = j + BLOCK < n ? j + BLOCK : n;
            for (int k = j; k < columns; k++) {
                for (int l = i; l < rows; l++) {
                    turned[(ptrdiff_t)k * n + l] = a[(ptrdiff_t)l * n + k];
                }
            }
        }
    }
}

/* 1 − e^−x for x ≥ 0, accurate also for small x. */
#define HIT(x)                                                                                     \
    ((x) < REAL_C(0.03) ? (x) * (1 - (x) / 2 * (1 - (x) / 3 * (1 - (x) / 4 * (1 - (x) / 5))))      \
                        : 1 - real_exp(-(x)))

/* Computes the probability that the one-way process of a pair fires. */
FAST static void find_hits(ptrdiff_t count, const real_t *restrict rate, real_t *restrict hit) {
#pragma omp simd
    for (ptrdiff_t k = 0; k < count; k++) {
        hit[k] = HIT(rate[k]);
    }
}

/* Sums of one row. */
typedef struct {
    real_t out, squares, cubes, reach, reach_squares, backs, quiet;
} row_sums_t;

/* Computes one row of A, Aᵀ, S, D and c from P(i → j) and P(j → i) of the one-way processes and μ.
 * Returns the sums of the row and adds to those of the columns. The diagonals of μ and of both
 * processes must be 0. */
FAST static row_sums_t probabilities_row(int n, ptrdiff_t at, const expected_t *e,
                                         const real_t *restrict forth, const real_t *restrict back,
                                         const real_t *restrict mutual) {
    real_t *restrict edge = e->edge + at, *restrict turned_edge = e->turned_edge + at;
    real_t *restrict skeleton = e->skeleton + at, *restrict single = e->single + at;
    real_t *restrict clash = e->clash + at, *restrict in = e->in;
    real_t *restrict in_squares = e->in_squares, *restrict no_input = e->no_input;
    const real_t anti_reciprocity = e->anti_reciprocity;
    real_t out = 0, squares = 0, cubes = 0, reach = 0, reach_squares = 0, backs = 0, quiet = 1;
#pragma omp simd reduction(+ : out, squares, cubes, reach, reach_squares, backs)                   \
    reduction(* : quiet)
    for (int j = 0; j < n; j++) {
        const real_t alpha = forth[j], beta = back[j], shared = HIT(mutual[j]);
        const real_t one = alpha + shared - alpha * shared, other = beta + shared - beta * shared;
        const real_t both = (1 - shared) * alpha * beta / 2;
        const real_t a = one - anti_reciprocity * both, b = other - anti_reciprocity * both;
        const real_t s = one + beta - one * beta, a2 = a * a;
        edge[j] = a;
        turned_edge[j] = b;
        skeleton[j] = s;
        single[j] = s - b;
        clash[j] = both;
        out += a;
        squares += a2;
        cubes += a2 * a;
        reach += s;
        reach_squares += s * s;
        backs += a * b;
        quiet *= 1 - a;
        in[j] += a;
        in_squares[j] += a2;
        no_input[j] *= 1 - a;
    }
    return (row_sums_t){out, squares, cubes, reach, reach_squares, backs, quiet};
}

FAST static void length_row(int n, const real_t *restrict edge, const real_t *restrict distance,
                            real_t sums[2]) {
    real_t length = 0, located = 0;
#pragma omp simd reduction(+ : length, located)
    for (int j = 0; j < n; j++) {
        const real_t known = distance[j] < 0 ? 0 : edge[j];
        located += known;
        length += known * distance[j];
    }
    sums[0] = length, sums[1] = located;
}

static void clear_sums(expected_t *e) {
    e->edges = e->squares = e->squares_out = e->squares_in = e->cross = e->backs = 0;
    e->linked = e->open = e->length_sum = e->located = 0;
    e->without_input = e->without_output = 0;
    for (int j = 0; j < e->n; j++) {
        e->in[j] = e->in_squares[j] = 0;
        e->no_input[j] = 1;
    }
}

/* Computes all probabilities and the sums over rows. Returns Σ a³. */
static double find_probabilities(const real_t *rate, const real_t *mutual, const real_t *distance,
                                 expected_t *e) {
    const int n = e->n;
    double cubes = 0;
    find_hits((ptrdiff_t)n * n, rate, e->work);
    expected_turn(n, e->work, e->turned);
    for (int i = 0; i < n; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * n;
        const row_sums_t sum =
            probabilities_row(n, at, e, e->work + at, e->turned + at, mutual + at);
        e->out[i] = sum.out;
        e->out_squares[i] = sum.squares;
        e->reach[i] = sum.reach;
        e->no_output[i] = sum.quiet;
        e->edges += (double)sum.out;
        e->squares += (double)sum.squares;
        cubes += (double)sum.cubes;
        e->linked += (double)sum.reach;
        e->backs += (double)sum.backs;
        e->open += ((double)sum.reach * (double)sum.reach - (double)sum.reach_squares) / 2;
        if (distance != NULL) {
            real_t lengths[2];
            length_row(n, e->edge + at, distance + at, lengths);
            e->length_sum += (double)lengths[0];
            e->located += (double)lengths[1];
        }
    }
    return cubes;
}

/* --- Sums ----------------------------------------------------------------- */

static void sum_degrees(expected_t *e) {
    for (int i = 0; i < e->n; i++) {
        const double out = (double)e->out[i], in = (double)e->in[i];
        e->squares_out += out * out;
        e->squares_in += in * in;
        e->cross += out * in;
        e->without_output += (double)e->no_output[i];
        e->without_input += (double)e->no_input[i];
        e->out_more[i] = 1 + e->out[i];
        e->in_more[i] = 1 + e->in[i];
    }
}

/* Given an edge i → j, the sender's out-degree has mean p_ij = 1 + k_i − a_ij and the receiver's
 * in-degree has mean q_ij = 1 + l_j − a_ij. They are independent. Their variances are those of the
 * other edges, v_i − a_ij (1 − a_ij) with v_i = k_i − Σ_j a_ij². Therefore Σ a p, Σ a (p² +
 * variance) and Σ a p q follow from the sums of a, a², a³ by row and column and from A (1 + l). */
static void sum_assortativity(double cubes, expected_t *e) {
    const int n = e->n;
    real_gemv(CblasRowMajor, CblasNoTrans, n, n, 1, e->edge, n, e->in_more, 1, 0, e->send, 1);
    real_gemv(CblasRowMajor, CblasTrans, n, n, 1, e->edge, n, e->out_more, 1, 0, e->receive, 1);
    e->p = e->q = -e->squares;
    e->pp = e->qq = 2 * cubes;
    e->pq = cubes;
    for (int i = 0; i < n; i++) {
        const double k = (double)e->out[i], l = (double)e->in[i];
        const double k2 = (double)e->out_squares[i], l2 = (double)e->in_squares[i];
        e->p += (1 + k) * k;
        e->q += (1 + l) * l;
        e->pp += ((1 + k) * (1 + k) + k - k2) * k - (2 * k + 3) * k2;
        e->qq += ((1 + l) * (1 + l) + l - l2) * l - (2 * l + 3) * l2;
        e->pq += (1 + k) * ((double)e->send[i] - k2) - (1 + l) * l2;
        e->send[i] -= e->out_squares[i];
        e->receive[i] -= e->in_squares[i];
    }
}

/* Computes the closed walks of one row: Σ_j<i (S²)_ij s_ij, Σ_j (D²)_ij d_ij and Σ_j (D²)_ij d_ji.
 */
FAST static void closed_row(int n, int i, const expected_t *e, real_t sums[3]) {
    const ptrdiff_t at = (ptrdiff_t)i * n;
    const real_t *restrict links = e->links + at, *restrict skeleton = e->skeleton + at;
    const real_t *restrict paths = e->paths + at, *restrict single = e->single + at;
    const real_t *restrict edge = e->edge + at;
    real_t closed = 0, forwards = 0, cycles = 0;
#pragma omp simd reduction(+ : closed)
    for (int j = 0; j < i; j++) {
        closed += links[j] * skeleton[j];
    }
#pragma omp simd reduction(+ : forwards, cycles)
    for (int j = 0; j < n; j++) {
        forwards += paths[j] * single[j];
        cycles += paths[j] * (skeleton[j] - edge[j]);
    }
    sums[0] = closed, sums[1] = forwards, sums[2] = cycles;
}

static void sum_triangles(expected_t *e) {
    const int n = e->n;
    real_syrk(CblasRowMajor, CblasLower, CblasNoTrans, n, n, 1, e->skeleton, n, 0, e->links, n);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, e->single, n, e->single, n, 0,
              e->paths, n);
    e->closed = e->forwards = e->cycles = 0;
    for (int i = 0; i < n; i++) {
        real_t sums[3];
        closed_row(n, i, e, sums);
        e->closed += 2 * (double)sums[0];
        e->forwards += (double)sums[1];
        e->cycles += (double)sums[2];
    }
}

/* --- Statistics ----------------------------------------------------------- */

static double log_cv(double variance, double mean) {
    return 0.5 * log(variance / (mean * mean) + LATIGRAPH_CV_FLOOR);
}

static double ratio(double a, double b) {
    return b > 0 ? a / b : 0;
}

static double assortativity(const expected_t *e) {
    const double spread_p = e->pp * e->edges - e->p * e->p;
    const double spread_q = e->qq * e->edges - e->q * e->q;
    return ratio(e->pq * e->edges - e->p * e->q, sqrt(spread_p * spread_q));
}

static void finish(expected_t *e, double *out) {
    const double n = e->n, mean = e->edges / n, noise = e->edges - e->squares;
    /* Degrees vary between neurons and, given the rates, by chance. */
    e->variance_out = e->squares_out / n - mean * mean + noise / n;
    e->variance_in = e->squares_in / n - mean * mean + noise / n;
    e->covariance = e->cross / n - mean * mean + (2 * e->edges - e->linked - e->backs) / n;
    out[LATIGRAPH_STATISTIC_LOG_DENSITY] = log(e->edges / (n * (n - 1)));
    out[LATIGRAPH_STATISTIC_RECIPROCITY] = 2 - e->linked / e->edges;
    out[LATIGRAPH_STATISTIC_OUT_CV] = log_cv(e->variance_out, mean);
    out[LATIGRAPH_STATISTIC_IN_CV] = log_cv(e->variance_in, mean);
    out[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION] =
        e->covariance / sqrt(e->variance_out * e->variance_in);
    /* A triangle has six closed walks of three steps and closes three triples. */
    out[LATIGRAPH_STATISTIC_TRANSITIVITY] = ratio(e->closed / 2, e->open);
    out[LATIGRAPH_STATISTIC_EDGE_LENGTH] = ratio(e->length_sum, e->located);
    out[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES] = ratio(2 * e->cycles + 6 * e->forwards, e->closed);
    out[LATIGRAPH_STATISTIC_CYCLIC_SHARE] = ratio(e->cycles, e->cycles + e->forwards);
    out[LATIGRAPH_STATISTIC_NO_INPUT] = e->without_input / n;
    out[LATIGRAPH_STATISTIC_NO_OUTPUT] = e->without_output / n;
    out[LATIGRAPH_STATISTIC_ASSORTATIVITY] = assortativity(e);
}

void expected_forward(int n, const real_t *rate, const real_t *mutual, double anti_reciprocity,
                      const real_t *distance, expected_t *e, double *out) {
    e->n = n;
    e->anti_reciprocity = (real_t)anti_reciprocity;
    clear_sums(e);
    const double cubes = find_probabilities(rate, mutual, distance, e);
    sum_degrees(e);
    sum_assortativity(cubes, e);
    sum_triangles(e);
    finish(e, out);
}
