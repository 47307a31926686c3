/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The likelihood is compared with enumeration, and the gradient of the whole objective by every
 * parameter with finite differences. */

#include "model/network.h"
#include "model/pairs.h"

#include "gradient.h"
#include "likelihood.h"

enum { N = 7, A = 8, DIMS = 3, P = 4 };

/* Makes a small circuit with every kind of dyad; the position of neuron 5 is not known. */
static const int from[] = {0, 1, 0, 2, 3, 3, 4, 5, 6, 2, 6};
static const int to[] = {1, 0, 2, 3, 2, 4, 0, 0, 1, 6, 2};
static const double weight[] = {1, 2, 1, 7, 3, 1, 1, 4, 90, 2, 1};
enum { M = sizeof from / sizeof *from };

typedef struct {
    latigraph_config_t config;
    latigraph_circuit_t *circuit;
    latigraph_example_t example;
    latigraph_parameters_t *parameters;
    latigraph_scratch_t *scratch;
    objective_t ask;
    view_t view;
    guchar hidden[A];
    int weights_only;
    real_t condition[N * A], feature[N * 6], statistic[13], property[P], position[N * DIMS];
    guchar placed[N];
} set_t;

static void set_up(set_t *set, latigraph_weights_t weights, int baseline, int positions) {
    latigraph_stream_t stream;
    memset(set, 0, sizeof *set);
    set->config = (latigraph_config_t){.conditions = A,
                                       .features = 6,
                                       .hidden = 6,
                                       .code = 3,
                                       .node_code = 2,
                                       .rank = 3,
                                       .layers = 2,
                                       .kernels = positions ? LATIGRAPH_KERNELS : 0,
                                       .statistics = 13,
                                       .properties = P,
                                       .weights = weights};
    if (baseline) {
        set->config = latigraph_baseline_config(&set->config);
    }
    CHECK_OK(latigraph_circuit_create(&set->circuit, "small", N, M, from, to, weight));
    set->parameters = latigraph_parameters_create(&set->config);
    latigraph_parameters_initialise(set->parameters, 5);
    set->scratch = latigraph_scratch_create(&set->config, N);
    latigraph_stream_init(&stream, 9, LATIGRAPH_STREAM_TEST, 0);
    fill_normal(&stream, N * A, set->condition);
    fill_normal(&stream, N * 6, set->feature);
    fill_normal(&stream, 13, set->statistic);
    fill_normal(&stream, P, set->property);
    fill_normal(&stream, N * DIMS, set->position);
    set->property[2] = NAN; /* a property that is not defined */
    for (int i = 0; i < N; i++) {
        set->placed[i] = i != 5;
    }
    set->example = (latigraph_example_t){.n = N,
                                         .m = M,
                                         .circuit = set->circuit,
                                         .condition = set->condition,
                                         .feature = set->feature,
                                         .statistic = set->statistic,
                                         .property = set->property,
                                         .position = set->position,
                                         .placed = set->placed,
                                         .dims = DIMS,
                                         .plane = {4, 6}};
    set->ask = (objective_t){.kl_weight = 0.6, .head_noise = 1.5, .scale = 1};
    set->view = (view_t){.turn = {0.6, 0.8, -0.8, 0.6}, .hidden = set->hidden};
    set->hidden[2] = 1;
    if (!baseline) {
        fill_normal(&stream, 3, set->scratch->noise_z);
        fill_normal(&stream, N * 2, set->scratch->noise_u);
    }
}

static void tear_down(set_t *set) {
    latigraph_scratch_destroy(set->scratch);
    latigraph_parameters_destroy(set->parameters);
    latigraph_circuit_destroy(set->circuit);
}

/* Weights are read from the codes but do not shape them. The loss of the weights depends on their
 * own parameters alone, and the rest of the objective on all others. */
static double loss(void *data) {
    set_t *set = data;
    network_begin(&set->example, &set->view, set->scratch);
    const terms_t t = objective(set->parameters, &set->example, &set->ask, set->scratch, NULL);
    return set->weights_only ? t.weights
                             : t.edges + set->ask.kl_weight * (t.code + t.nodes) + t.head;
}

static void test_objective(latigraph_weights_t weights, int baseline, int positions, int unplaced) {
    set_t set;
    set_up(&set, weights, baseline, positions);
    set.view.unplaced = unplaced;
    const latigraph_layout_t *l = &set.parameters->layout;
    real_t *gradient = calloc((size_t)l->count, sizeof *gradient);
    network_begin(&set.example, &set.view, set.scratch);
    objective(set.parameters, &set.example, &set.ask, set.scratch, gradient);
    const ptrdiff_t others = weights != LATIGRAPH_WEIGHTS_NONE ? l->weight_at : l->count;
    check_gradient("objective", loss, &set, set.parameters->value, gradient, others);
    set.weights_only = 1;
    check_gradient("weights", loss, &set, set.parameters->value + others, gradient + others,
                   l->count - others);
    /* Some gradient reaches every part of the model. */
    for (int t = 0; t < l->tensors; t++) {
        const latigraph_tensor_t *tensor = &l->tensor[t];
        double sum = 0;
        for (ptrdiff_t k = 0; k < (ptrdiff_t)tensor->rows * MAX(tensor->columns, 1); k++) {
            sum += fabs(gradient[tensor->offset + k]);
        }
        if (!(sum > 0)) {
            FAIL("no gradient reaches %s", tensor->name);
        }
    }
    free(gradient);
    tear_down(&set);
}

/* Gradients are added and scaled. */
static void test_scale(void) {
    set_t set;
    set_up(&set, LATIGRAPH_WEIGHTS_COUNTS, 0, 1);
    const ptrdiff_t count = set.parameters->layout.count;
    real_t *once = calloc((size_t)count, sizeof *once),
           *thrice = calloc((size_t)count, sizeof *once);
    network_begin(&set.example, NULL, set.scratch);
    objective(set.parameters, &set.example, &set.ask, set.scratch, once);
    set.ask.scale = 1.5;
    objective(set.parameters, &set.example, &set.ask, set.scratch, thrice);
    objective(set.parameters, &set.example, &set.ask, set.scratch, thrice);
    for (ptrdiff_t i = 0; i < count; i++) {
        CHECK_NEAR(thrice[i], 3 * once[i], 1e-9 * (1 + fabs(once[i])));
    }
    free(once);
    free(thrice);
    tear_down(&set);
}

/* Computes the probability of a dyad's state as a sum over N_ij, N_ji and M_ij, each zero or
 * positive. The sum also runs over the loss of one of two one-way edges: none (0), i → j (1) or j
 * → i (2). */
static double dyad(double r, double s, double m, double anti_reciprocity, int forth, int back) {
    double p = 0;
    for (int k = 0; k < 24; k++) {
        const int a = k & 1, b = k >> 1 & 1, both = k >> 2 & 1, loss = k >> 3;
        const double pa = a ? 1 - exp(-r) : exp(-r), pb = b ? 1 - exp(-s) : exp(-s);
        const double pm = both ? 1 - exp(-m) : exp(-m);
        const double lost = a && b && !both ? anti_reciprocity : 0;
        const double chance = pa * pb * pm * (loss == 0 ? 1 - lost : lost / 2);
        p += ((a && loss != 1) || both) == forth && ((b && loss != 2) || both) == back ? chance : 0;
    }
    return p;
}

/* The probabilities of a dyad's states agree with the sum over events, and they sum to one. */
static void test_dyad_term(double anti_reciprocity) {
    static const double rate[][3] = {{0.3, 0.7, 0.4}, {1.2, 0.01, 0.02}, {0.05, 2.5, 1.1}};
    for (int k = 0; k < 3; k++) {
        const double r = rate[k][0], s = rate[k][1], m = rate[k][2];
        double ignored[4], total = exp(-r - s - m);
        CHECK_NEAR(dyad(r, s, m, anti_reciprocity, 0, 0), total, 1e-14);
        for (int state = 0; state < 3; state++) { /* i → j, j → i, both */
            const double a = state == 1 ? s : r, b = state == 1 ? r : s;
            const double p = exp(-dyad_term(a, b, m, state == 2, anti_reciprocity, &ignored[0],
                                            &ignored[1], &ignored[2], &ignored[3]) -
                                 r - s - m);
            CHECK_NEAR(dyad(a, b, m, anti_reciprocity, 1, state == 2), p, 1e-14);
            total += p;
        }
        CHECK_NEAR(total, 1, 1e-14);
    }
}

/* −ln P of every graph on three neurons agrees with the product over dyads; the probabilities sum
 * to one. */
static void test_likelihood(double anti_reciprocity) {
    static const int f[] = {0, 0, 1, 1, 2, 2}, t[] = {1, 2, 0, 2, 0, 1};
    const real_t rate[9] = {0, 0.3, 1.2, 0.05, 0, 2.5, 0.7, 0.01, 0};
    const real_t mutual[9] = {0, 0.4, 0.02, 0.4, 0, 1.1, 0.02, 1.1, 0};
    real_t log_rate[9], log_mutual[9];
    double total = 0, probability[9] = {0};
    for (int ij = 0; ij < 9; ij++) {
        log_rate[ij] = log(rate[ij]);
        log_mutual[ij] = log(mutual[ij]);
    }
    const latigraph_rates_t rates = {.n = 3,
                                     .log_rate = log_rate,
                                     .log_mutual = log_mutual,
                                     .anti_reciprocity = anti_reciprocity};
    for (int graph = 0; graph < 64; graph++) {
        int ff[6], tt[6], m = 0, edge[3][3] = {{0}};
        latigraph_circuit_t *c;
        for (int e = 0; e < 6; e++) {
            if (graph >> e & 1) {
                ff[m] = f[e], tt[m++] = t[e];
                edge[f[e]][t[e]] = 1;
            }
        }
        CHECK_OK(latigraph_circuit_create(&c, "three", 3, m, ff, tt, NULL));
        double p = 1;
        for (int i = 0; i < 3; i++) {
            for (int j = i + 1; j < 3; j++) {
                p *= dyad(rate[3 * i + j], rate[3 * j + i], mutual[3 * i + j], anti_reciprocity,
                          edge[i][j], edge[j][i]);
            }
        }
        CHECK_NEAR(log_likelihood_of_rates(c, &rates), log(p), 1e-12);
        for (int ij = 0; ij < 9; ij++) {
            probability[ij] += p * edge[ij / 3][ij % 3];
        }
        total += p;
        latigraph_circuit_destroy(c);
    }
    CHECK_NEAR(total, 1, 1e-12);
    for (int ij = 0; ij < 9; ij++) {
        CHECK_NEAR(probability_of_rates(&rates, ij / 3, ij % 3), probability[ij], 1e-12);
    }
}

/* δ follows from one output of the network. It is small at first, 0 for files without it, and
 * never above 1. */
static void test_anti_reciprocity(void) {
    CHECK_NEAR(pairs_anti_reciprocity(0), 1 / (1 + exp(3)), 1e-15);
    CHECK_NEAR(pairs_anti_reciprocity(3), 0.5, 1e-15);
    CHECK_NEAR(pairs_anti_reciprocity(7), 1 / (1 + exp(-4)), 1e-15);
    CHECK(pairs_anti_reciprocity(PAIRS_NO_ANTI_RECIPROCITY) == 0 &&
          pairs_anti_reciprocity(1000) == 1);
}

/* The distribution of counts sums to one; the continuous one integrates to one. */
static void test_weight_laws(void) {
    set_t set;
    real_t log_rate[4] = {0, -1.3, -0.2, 0}, effect[4] = {0.3, -0.2, 0.5, 0.1};
    double ignored[LATIGRAPH_WEIGHT_LAW_MAX] = {0}, total = 0;
    set_up(&set, LATIGRAPH_WEIGHTS_COUNTS, 0, 0);
    real_t *law = set.parameters->value + set.parameters->layout.law_at;
    law[0] = 0.7, law[1] = 0.4, law[2] = -0.3;
    for (int w = 1; w < 3000; w++) {
        latigraph_circuit_t *c;
        const int zero = 0, one = 1;
        const double weight_of = w;
        CHECK_OK(latigraph_circuit_create(&c, "pair", 2, 1, &zero, &one, &weight_of));
        total += exp(
            -weights_edges(set.parameters, c, 0, 0, 1, log_rate + 1, NULL, effect, NULL, ignored));
        latigraph_circuit_destroy(c);
    }
    CHECK_NEAR(total, 1, 1e-9);
    set.parameters->config.weights = LATIGRAPH_WEIGHTS_CONTINUOUS;
    total = 0;
    for (double x = -12; x < 12; x += 0.01) { /* over ln w, with dw = w d(ln w) */
        latigraph_circuit_t *c;
        const int zero = 0, one = 1;
        const double weight_of = exp(x);
        CHECK_OK(latigraph_circuit_create(&c, "pair", 2, 1, &zero, &one, &weight_of));
        total += 0.01 * weight_of *
                 exp(-weights_edges(set.parameters, c, 0, 0, 1, log_rate + 1, NULL, effect, NULL,
                                    ignored));
        latigraph_circuit_destroy(c);
    }
    CHECK_NEAR(total, 1, 1e-6);
    tear_down(&set);
}

int main(void) {
    test_init();
    test_anti_reciprocity();
    for (int k = 0; k <= 2; k++) {
        test_dyad_term(0.5 * k);
        test_likelihood(0.5 * k);
    }
    test_objective(LATIGRAPH_WEIGHTS_NONE, 0, 1, 0);
    test_objective(LATIGRAPH_WEIGHTS_NONE, 0, 1, 1);
    test_objective(LATIGRAPH_WEIGHTS_COUNTS, 0, 1, 0);
    test_objective(LATIGRAPH_WEIGHTS_CONTINUOUS, 0, 0, 0);
    test_objective(LATIGRAPH_WEIGHTS_ROUNDED, 0, 1, 0);
    test_objective(LATIGRAPH_WEIGHTS_PAIR_CONTINUOUS, 0, 1, 0);
    test_objective(LATIGRAPH_WEIGHTS_NONE, 1, 1, 0);
    test_scale();
    test_weight_laws();
    return 0;
}
