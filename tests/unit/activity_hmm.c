/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "activity_test.h"

#include "activity/states.h"

/* Pieces of switching networks: forward and backward passes against all sequences of states, slopes
 * of the weighted regression by finite differences, and spike and slab with known classes. */

/* --- Passes ----------------------------------------------------------------------------------- */

enum { TIMES = 6, STATES = 2 };

static void test_brute_force(void) {
    const double start[STATES] = {0.3, 0.7}, transition[STATES * STATES] = {0.9, 0.1, 0.35, 0.65};
    double emission[TIMES * STATES], posterior[TIMES * STATES], pairs[STATES * STATES] = {0};
    double want[TIMES * STATES] = {0}, want_pairs[STATES * STATES] = {0}, total = 0;
    double work[2 * TIMES * STATES + TIMES + 2 * STATES];
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 20);
    CHECK_EQUAL(latigraph_forward_work(TIMES, STATES), G_N_ELEMENTS(work));
    for (int k = 0; k < TIMES * STATES; k++) {
        emission[k] = 2 * latigraph_stream_normal(&stream) - 800; /* exp() of it is 0 */
    }
    for (int path = 0; path < 1 << TIMES; path++) {
        double p = start[path & 1];
        for (int t = 0; t < TIMES; t++) {
            const int s = path >> t & 1;
            p *= exp(emission[t * STATES + s] + 800);
            p *= t > 0 ? transition[(path >> (t - 1) & 1) * STATES + s] : 1;
        }
        total += p;
        for (int t = 0; t < TIMES; t++) {
            want[t * STATES + (path >> t & 1)] += p;
            if (t > 0) {
                want_pairs[(path >> (t - 1) & 1) * STATES + (path >> t & 1)] += p;
            }
        }
    }
    const double found = latigraph_forward_backward(TIMES, STATES, emission, start, transition,
                                                    posterior, pairs, work);
    CHECK_NEAR(found, log(total) - 800 * TIMES, 1e-9);
    for (int k = 0; k < TIMES * STATES; k++) {
        CHECK_NEAR(posterior[k], want[k] / total, 1e-12);
    }
    for (int k = 0; k < STATES * STATES; k++) {
        CHECK_NEAR(pairs[k], want_pairs[k] / total, 1e-12);
    }
    CHECK_NEAR(
        latigraph_forward_backward(TIMES, STATES, emission, start, transition, NULL, NULL, work),
        found, 0);
}

/* --- Regression ------------------------------------------------------------------------------- */

enum { N = 3, TARGETS = 2, ROWS = 300 };

static void test_slopes(void) {
    double x[ROWS * N], y[ROWS * TARGETS], importance[ROWS], rate[GLM_ROWS * TARGETS];
    double bias[TARGETS] = {0.3, -1}, weight[N * TARGETS] = {0.2, -0.4, 1, 0.5, -0.8, 0.1};
    const double centre[N * TARGETS] = {0.5, 0, -1, 2, 0.3, 0.1}, penalty[TARGETS] = {9, 2.5};
    double loss[TARGETS], bias_slope[TARGETS], slope[N * TARGETS], up[TARGETS], down[TARGETS];
    double unused[N * TARGETS], unused_bias[TARGETS];
    const double step = 1e-5;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 21);
    for (int k = 0; k < ROWS * N; k++) {
        x[k] = latigraph_stream_normal(&stream);
    }
    for (int k = 0; k < ROWS * TARGETS; k++) {
        y[k] = (double)latigraph_stream_poisson(&stream, 1);
        importance[k / TARGETS] = latigraph_stream_uniform(&stream);
    }
    const latigraph_glm_t glm = {.n = N,
                                 .times = ROWS,
                                 .targets = TARGETS,
                                 .x = x,
                                 .y = y,
                                 .penalty = penalty,
                                 .importance = importance,
                                 .centre = centre};
    latigraph_glm_loss(&glm, bias, weight, rate, loss, bias_slope, slope);
    for (int e = 0; e < (N + 1) * TARGETS; e++) {
        const int k = e % TARGETS;
        double *entry = e < TARGETS ? &bias[k] : &weight[e - TARGETS];
        *entry += step;
        latigraph_glm_loss(&glm, bias, weight, rate, up, unused_bias, unused);
        *entry -= 2 * step;
        latigraph_glm_loss(&glm, bias, weight, rate, down, unused_bias, unused);
        *entry += step;
        CHECK_NEAR((up[k] - down[k]) / (2 * step), e < TARGETS ? bias_slope[k] : slope[e - TARGETS],
                   1e-6 * ROWS);
    }
}

/* --- Spike and slab --------------------------------------------------------------------------- */

/* Makes an empty model, which is off the FINALLY stack. */
static void make_model(latigraph_hmm_t *hmm, int n, int states, int times) {
    REQUIRE(latigraph_hmm_init(hmm, n, states, times) == IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(1);
}

/* Three of four pairs are not connected; others have weights near 1 or −1 in both states. */
static void test_slab(void) {
    enum { NEURONS = 12, PAIRS = NEURONS * NEURONS };
    static double variance[STATES * PAIRS], edge[PAIRS], truth[PAIRS];
    static guint8 synapse[PAIRS];
    latigraph_hmm_t hmm, copy;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 22);
    make_model(&hmm, NEURONS, STATES, 1);
    make_model(&copy, NEURONS, STATES, 1);
    for (int k = 0; k < PAIRS; k++) {
        truth[k] = k % 8 == 0 ? 1 : k % 8 == 5 ? -1 : 0;
        synapse[k] = truth[k] != 0;
        for (int s = 0; s < STATES; s++) {
            hmm.weight[s * PAIRS + k] = truth[k] + 0.1 * latigraph_stream_normal(&stream);
            variance[s * PAIRS + k] = 0.01;
            hmm.shared[k] += hmm.weight[s * PAIRS + k] / STATES;
        }
    }
    hmm.precision = 1e-6;
    latigraph_hmm_copy(&copy, &hmm);
    CHECK_OK(latigraph_slab_shrink(&hmm, variance, NULL, 0.95, edge));
    for (int k = 0; k < PAIRS; k++) {
        const gboolean pair = k / NEURONS != k % NEURONS;
        CHECK_NEAR(edge[k], pair && truth[k] != 0, 0.1);
        CHECK(!pair || truth[k] != 0 || fabs(hmm.weight[k]) < 0.06);
        CHECK(!pair || truth[k] == 0 || fabs(hmm.weight[k] - truth[k]) < 0.6);
    }
    /* A weak weight counts where the connectome has a synapse, and not elsewhere. */
    for (int k = 0; k < STATES * PAIRS; k++) {
        variance[k] = 0.04;
    }
    copy.weight[1] = copy.weight[PAIRS + 1] = copy.shared[1] = 0.55;
    synapse[1] = 0;
    latigraph_hmm_copy(&hmm, &copy);
    CHECK_OK(latigraph_slab_shrink(&hmm, variance, synapse, 1 - 1e-9, edge));
    CHECK(edge[1] < 0.1);
    synapse[1] = 1;
    CHECK_OK(latigraph_slab_shrink(&copy, variance, synapse, 1 - 1e-9, edge));
    CHECK(edge[1] > 0.9);
    latigraph_hmm_destroy(&copy);
    latigraph_hmm_destroy(&hmm);
}

int main(void) {
    test_init();
    test_brute_force();
    test_slopes();
    test_slab();
    return 0;
}
