/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The pair stage of training in double precision is compared with the rates of all pairs and with
 * finite differences. The sum over drawn pairs is compared with the sum over all of them. */

#include "gradient.h"
#include "likelihood.h"
#include "model/dyad_tiles.h"
#include "model/network.h"
#include "model/pairs.h"

#include <stdlib.h>
#include <string.h>

enum { R = 3, STRIDE = 4 * R + 2, Q = LATIGRAPH_KERNELS, GLOBAL = 3 + 2 * Q, DIMS = 3 };

/* Decays of free widths, for kernel = 2: 1/2s² of s = 0.4, 0.9 and 4. */
static const real_t decay[LATIGRAPH_KERNEL_DECAYS] = {0.5 / 0.16, 0.5 / 0.81, 0.5 / 16};

typedef struct {
    int n;
    dyads_t d;
    latigraph_circuit_t *circuit;
    real_t *node, global[GLOBAL], *position, *gradient, global_gradient[GLOBAL];
    unsigned char *placed;
    double slope;
} set_t;

static void exceed_bounds(set_t *s) {
    for (int i = 0; i < s->n; i++) {
        real_t *sent = s->node + i * STRIDE + 4 * R, *received = sent + 1;
        *sent += i % 5 == 0 ? 80 : i % 5 == 1 ? -200 : 0;
        *received += i % 5 == 2 ? 90 : i % 5 == 3 ? -200 : 0;
    }
    s->global[2] = s->global[2 + Q] = 9;
    s->global[3] = s->global[3 + Q] = -9;
    s->position[4 * DIMS] = 40;
}

/* Makes random embeddings of the given spread and random edges, some both ways. The neurons are in
 * a cube; the position of one in 40 is not known. With clamped = 1 many rates exceed the upper
 * bound. With 2 they exceed both bounds so far that some pairs would hardly ever be drawn. With 3
 * logarithms of rates, weights of the kernel and distances exceed the bounds within which their
 * exponentials are computed, in both directions of a dyad. */
static void set_up(set_t *s, int n, double spread, int kernel, int clamped) {
    latigraph_stream_t stream;
    memset(s, 0, sizeof *s);
    s->n = n;
    s->node = calloc((size_t)n * STRIDE, sizeof *s->node);
    s->gradient = calloc((size_t)n * STRIDE, sizeof *s->node);
    s->position = calloc((size_t)n * DIMS, sizeof *s->node);
    s->placed = calloc((size_t)n, 1);
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, (uint64_t)n);
    fill_normal(&stream, (ptrdiff_t)n * STRIDE, s->node);
    fill_normal(&stream, GLOBAL, s->global);
    for (ptrdiff_t k = 0; k < (ptrdiff_t)n * STRIDE; k++) {
        s->node[k] *= spread;
    }
    if (clamped == 1) {
        s->node[4 * R] = 6;
    } else if (clamped == 2) {
        s->node[4 * R] = 9, s->node[2 * STRIDE + 4 * R + 1] = 8, s->node[5 * STRIDE + 4 * R] = -20;
    }
    s->global[0] += clamped ? 1 : 0;
    for (int i = 0; i < n; i++) {
        s->placed[i] = i % 40 != 7;
        for (int k = 0; k < DIMS; k++) {
            s->position[i * DIMS + k] = s->placed[i] ? 3 * latigraph_stream_uniform(&stream) : 0;
        }
    }
    if (clamped == 3) {
        exceed_bounds(s);
    }
    int *from = malloc(sizeof(int) * 20 * (size_t)n), *to = malloc(sizeof(int) * 20 * (size_t)n);
    int m = 0;
    for (int i = 0; i < n; i++) {
        const int hop = 1 + (int)latigraph_stream_integer(&stream, (uint32_t)n / 2 - 1);
        from[m] = i, to[m++] = (i + hop) % n;
        if (i % 3 == 0) {
            from[m] = (i + hop) % n, to[m++] = i;
        }
    }
    CHECK_OK(latigraph_circuit_create(&s->circuit, "random", n, m, from, to, NULL));
    free(from);
    free(to);
    s->d = (dyads_t){.n = n,
                     .r = R,
                     .dims = DIMS,
                     .node = s->node,
                     .global = s->global,
                     .decay = kernel == 2 ? decay : NULL,
                     .position = kernel ? s->position : NULL,
                     .placed = s->placed,
                     .dnode = s->gradient,
                     .dglobal = s->global_gradient,
                     .work = calloc((size_t)dyads_work(n, R), sizeof(real_t))};
}

static void clear_gradients(set_t *s) {
    memset(s->gradient, 0, sizeof(real_t) * (size_t)(s->n * STRIDE));
    memset(s->global_gradient, 0, sizeof s->global_gradient);
    s->slope = 0;
}

static void tear_down(set_t *s) {
    latigraph_circuit_destroy(s->circuit);
    free(s->node);
    free(s->gradient);
    free(s->position);
    free(s->placed);
    free(s->d.work);
}

static double loss(void *data) {
    set_t *s = data;
    dyads_t d = s->d;
    double ignored = 0;
    d.dnode = d.dglobal = NULL;
    return dyads_all(&d) +
           dyads_edges(&d, s->circuit, pairs_anti_reciprocity(s->global[GLOBAL - 1]), &ignored);
}

/* --- Tiles of an evaluation -------------------------------------------------- */

typedef struct {
    const set_t *s;
    const real_t *probability; /* (n, n) */
    int *seen;                 /* (n, n) how often a pair was visited */
} visits_t;

static void visit(void *data, int i, int first, int count, const real_t *forward,
                  const real_t *backward) {
    visits_t *v = data;
    const size_t n = (size_t)v->s->n;
    for (int k = 0; k < count; k++) {
        const size_t ij = (size_t)i * n + (size_t)(first + k),
                     ji = (size_t)(first + k) * n + (size_t)i;
        CHECK_NEAR(forward[k], v->probability[ij], 1e-12);
        CHECK_NEAR(backward[k], v->probability[ji], 1e-12);
        v->seen[ij]++;
        v->seen[ji]++;
    }
}

/* Single pairs have the same probabilities as tiles. */
static void check_pairs(const set_t *s, double anti_reciprocity, const real_t *probability) {
    int *from = malloc(sizeof *from * (size_t)s->n), *to = malloc(sizeof *to * (size_t)s->n);
    real_t *single = malloc(sizeof *single * (size_t)s->n);
    for (int k = 0; k < s->n; k++) {
        from[k] = k;
        to[k] = (k + 1 + k % (s->n - 1)) % s->n;
        to[k] = to[k] == k ? (k + 1) % s->n : to[k];
    }
    dyads_pair_probabilities(&s->d, anti_reciprocity, s->n, from, to, single);
    for (int k = 0; k < s->n; k++) {
        CHECK_NEAR(single[k], probability[(size_t)from[k] * (size_t)s->n + (size_t)to[k]], 1e-12);
    }
    free(from);
    free(to);
    free(single);
}

/* The tiles have every pair once, with the probabilities and the sum of the rates of all pairs. */
static void check_tiles(set_t *s, const latigraph_rates_t *rates) {
    const size_t n = (size_t)s->n;
    real_t *room = calloc(3 * DYADS_TILE, sizeof *room);
    real_t *probability = calloc(n * n, sizeof *probability);
    visits_t v = {.s = s, .probability = probability, .seen = calloc(n * n, sizeof(int))};
    double sum = 0, expected = 0;
    for (size_t ij = 0; ij < n * n; ij++) {
        probability[ij] = probability_of_rates(rates, (int)(ij / n), (int)(ij % n));
    }
    dyads_columns(&s->d);
    for (int block = 0; block < dyads_blocks(s->n); block++) {
        sum += dyads_block_rates(&s->d, block, room);
        dyads_block_probabilities(&s->d, rates->anti_reciprocity, block, room, visit, &v);
    }
    for (size_t ij = 0; ij < n * n; ij++) {
        const int pair = ij / n != ij % n;
        expected += pair ? exp(rates->log_rate[ij]) + exp(rates->log_mutual[ij]) / 2 : 0;
        CHECK(v.seen[ij] == pair);
    }
    CHECK_NEAR(sum, expected, 1e-12 * expected);
    check_pairs(s, rates->anti_reciprocity, probability);
    free(room);
    free(probability);
    free(v.seen);
}

/* Computes the same value from the rates of all pairs, which are used after the fit. */
static double loss_by_rates(set_t *s) {
    const size_t n = (size_t)s->n;
    real_t *memory = calloc(3 * n * n + 4 * n, sizeof *memory), *work = memory + 3 * n * n;
    real_t *rate = memory, *mutual = memory + n * n, *squared = memory + 2 * n * n;
    pairs_distance(s->n, DIMS, s->position, s->placed, squared);
    pairs_forward(s->n, R, s->node, s->global, s->d.decay, s->d.position != NULL ? squared : NULL,
                  rate, mutual, work);
    pairs_logarithms((ptrdiff_t)(n * n), rate, rate);
    pairs_logarithms((ptrdiff_t)(n * n), mutual, mutual);
    /* The logarithms of the rates agree edge by edge. */
    for (int i = 0; i < s->n; i++) {
        const int begin = s->circuit->out_start[i], end = s->circuit->out_start[i + 1];
        dyads_log_rates(&s->d, i, end - begin, s->circuit->out_to + begin, work);
        for (int e = begin; e < end; e++) {
            CHECK_NEAR(work[e - begin], rate[(size_t)i * n + (size_t)s->circuit->out_to[e]], 1e-12);
        }
    }
    const latigraph_rates_t rates = {.n = s->n,
                                     .log_rate = rate,
                                     .log_mutual = mutual,
                                     .anti_reciprocity =
                                         pairs_anti_reciprocity(s->global[GLOBAL - 1])};
    check_tiles(s, &rates);
    const double loss = -log_likelihood_of_rates(s->circuit, &rates);
    free(memory);
    return loss;
}

/* n exceeds one row and one column of tiles. */
static void test_values(int n, int kernel, int clamped) {
    set_t s;
    set_up(&s, n, 0.7, kernel, clamped);
    const double expected = loss_by_rates(&s);
    CHECK_NEAR(loss(&s), expected, 1e-11 * fabs(expected));
    tear_down(&s);
}

static void test_gradients(int n, int kernel, int clamped) {
    set_t s;
    set_up(&s, n, 0.7, kernel, clamped);
    const double anti_reciprocity = pairs_anti_reciprocity(s.global[GLOBAL - 1]);
    dyads_all(&s.d);
    dyads_edges(&s.d, s.circuit, anti_reciprocity, &s.slope);
    s.global_gradient[GLOBAL - 1] = s.slope * anti_reciprocity * (1 - anti_reciprocity);
    /* A few neurons of each tile and all outputs of the circuit are checked. */
    for (int i = 0; i < n; i += n < 20 ? 1 : 23) {
        check_gradient("pairs, neuron", loss, &s, s.node + i * STRIDE, s.gradient + i * STRIDE,
                       STRIDE);
    }
    check_gradient("pairs, circuit", loss, &s, s.global, s.global_gradient, GLOBAL);
    tear_down(&s);
}

/* --- Drawn pairs ----------------------------------------------------------- */

/* The mean of many estimates is compared with the sum over all pairs in standard errors, for the
 * value and for every gradient. The mean of z² must be 1 within the spread of `count` squared
 * normal numbers, which are dependent here. */
static void test_unbiased(int n, double spread, int kernel, int clamped, int repeats) {
    const size_t count = (size_t)n * STRIDE + GLOBAL + 1;
    double *exact = calloc(count, sizeof *exact), *sum = calloc(count, sizeof *sum);
    double *squares = calloc(count, sizeof *squares),
           *uniform = calloc(2 * (size_t)n, sizeof *uniform);
    double z2 = 0, worst = 0;
    int known = 0;
    set_t s;
    latigraph_stream_t stream;
    set_up(&s, n, spread, kernel, clamped);
    latigraph_stream_init(&stream, 11, LATIGRAPH_STREAM_TEST, 1);
    for (int repeat = -1; repeat < repeats; repeat++) {
        for (int k = 0; k < 2 * n; k++) {
            uniform[k] = latigraph_stream_uniform(&stream);
        }
        clear_gradients(&s);
        const double value = repeat < 0 ? dyads_all(&s.d) : dyads_drawn(&s.d, 8, uniform);
        for (size_t k = 0; k < count; k++) {
            const double x = k == 0        ? value
                             : k <= GLOBAL ? s.global_gradient[k - 1]
                                           : s.gradient[k - 1 - GLOBAL];
            if (repeat < 0) {
                exact[k] = x;
            } else {
                sum[k] += x - exact[k];
                squares[k] += (x - exact[k]) * (x - exact[k]);
            }
        }
    }
    for (size_t k = 0; k < count; k++) {
        const double mean = sum[k] / repeats, variance = squares[k] / repeats - mean * mean;
        if (variance > 1e-24) {
            const double z = mean / sqrt(variance / repeats);
            z2 += z * z;
            worst = fmax(worst, fabs(z));
            known++;
        } else {
            CHECK_NEAR(mean, 0, 1e-12 * (1 + fabs(exact[k])));
        }
        CHECK(k != 0 || fabs(mean) <= 4 * sqrt(variance / repeats));
    }
    printf("n %d spread %g kernel %d: mean z² %.3f, largest |z| %.2f of %d\n", n, spread, kernel,
           z2 / known, worst, known);
    CHECK(known > n * STRIDE / 2 && z2 / known < 1.25 && z2 / known > 0.75 && worst < 5.5);
    tear_down(&s);
    free(exact), free(sum), free(squares), free(uniform);
}

/* Returns the relative error of the gradients by neurons, as a root mean square. */
static double relative_error(int n, double spread, int kernel, int draws) {
    double error = 0, size = 0;
    set_t s;
    latigraph_stream_t stream;
    double *uniform = calloc(2 * (size_t)n, sizeof *uniform);
    real_t *exact = calloc((size_t)n * STRIDE, sizeof *exact);
    set_up(&s, n, spread, kernel, 0);
    latigraph_stream_init(&stream, 12, LATIGRAPH_STREAM_TEST, 2);
    for (int k = 0; k < 2 * n; k++) {
        uniform[k] = latigraph_stream_uniform(&stream);
    }
    dyads_all(&s.d);
    memcpy(exact, s.gradient, sizeof *exact * (size_t)n * STRIDE);
    clear_gradients(&s);
    dyads_drawn(&s.d, draws, uniform);
    for (ptrdiff_t k = 0; k < (ptrdiff_t)n * STRIDE; k++) {
        error += (s.gradient[k] - exact[k]) * (s.gradient[k] - exact[k]);
        size += exact[k] * exact[k];
    }
    tear_down(&s);
    free(uniform), free(exact);
    return sqrt(error / size);
}

/* The error decreases faster than the root of the number of draws, because draws are spread
 * evenly. */
static void test_error(double spread, int kernel, double bound) {
    const double few = relative_error(1500, spread, kernel, 25);
    const double many = relative_error(1500, spread, kernel, 100);
    printf("spread %g kernel %d: relative error %.4f with 25 draws, %.4f with 100\n", spread,
           kernel, few, many);
    CHECK(many < bound && many < few / 1.8);
}

int main(void) {
    test_init();
    test_values(12, 1, 2);
    test_values(150, 0, 2);
    test_values(150, 1, 2);
    test_values(150, 2, 2);
    test_values(700, 1, 0);
    test_values(60, 1, 3);
    test_values(60, 0, 3);
    test_gradients(12, 1, 2);
    test_gradients(12, 2, 2);
    test_gradients(12, 0, 0);
    test_gradients(150, 1, 2);
    test_gradients(60, 1, 3);
    test_unbiased(40, 0.5, 1, 1, 3000);
    test_unbiased(40, 0.5, 2, 1, 1500);
    test_unbiased(40, 1, 0, 0, 3000);
    test_unbiased(150, 0.6, 1, 0, 1000);
    test_error(0.4, 1, 0.1);
    test_error(1.2, 0, 0.15);
    return 0;
}
