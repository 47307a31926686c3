/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The steering layer on random decoders, requests, and steering a small fitted model. */

#include "circuits.h"
#include "generate/steering_layer.h"

#include <latigraph/latent.h>

enum { N = 60, RANK = 3, WIDTH = 4 * RANK + 2 };

/* Rates of a random decoder; positions in a square. */
typedef struct {
    real_t node[N * WIDTH], log_rate[N * N], log_mutual[N * N], position[2 * N];
    guchar placed[N];
    latigraph_rates_t rates;
    latigraph_example_t example;
} decoder_t;

static void random_decoder(decoder_t *d, uint64_t index, int placed, double exclusion) {
    latigraph_stream_t s;
    latigraph_stream_init(&s, 9, LATIGRAPH_STREAM_TEST, index);
    for (int k = 0; k < N * WIDTH; k++) {
        d->node[k] = (real_t)(0.7 * latigraph_stream_normal(&s));
    }
    for (int k = 0; k < 2 * N; k++) {
        d->position[k] = (real_t)(2 * latigraph_stream_uniform(&s));
    }
    for (int i = 0; i < N; i++) {
        d->placed[i] = i != 5;
        for (int j = 0; j < N; j++) {
            const real_t *a = d->node + i * WIDTH, *b = d->node + j * WIDTH;
            double s_ij = (double)(a[4 * RANK] + b[4 * RANK + 1]) - 3, t_ij = -4.5;
            for (int k = 0; k < RANK; k++) {
                s_ij += (double)(a[k] * b[RANK + k]) / sqrt(RANK);
                t_ij += (double)(a[2 * RANK + k] * b[3 * RANK + k] +
                                 b[2 * RANK + k] * a[3 * RANK + k]) /
                        2 / sqrt(RANK);
            }
            t_ij += (double)(a[4 * RANK] + a[4 * RANK + 1] + b[4 * RANK] + b[4 * RANK + 1]) / 2;
            d->log_rate[i * N + j] = (real_t)s_ij;
            d->log_mutual[i * N + j] = (real_t)t_ij;
        }
    }
    d->rates = (latigraph_rates_t){.n = N,
                                   .node = d->node,
                                   .log_rate = d->log_rate,
                                   .log_mutual = d->log_mutual,
                                   .exclusion = exclusion};
    d->example = (latigraph_example_t){.n = N,
                                       .dims = 2,
                                       .position = placed ? d->position : NULL,
                                       .placed = placed ? d->placed : NULL};
}

/* At θ = 0 the rates are the decoder's, whatever the pieces. */
static void check_neutral(latigraph_layer_t *layer, decoder_t *d) {
    const double theta[LATIGRAPH_STEERING] = {0};
    latigraph_rates_t rates = d->rates;
    latigraph_layer_begin(layer, &d->example, &d->rates);
    latigraph_layer_rates(layer, theta, &rates);
    for (int k = 0; k < N * N; k++) {
        CHECK_NEAR(rates.log_rate[k], d->log_rate[k], 1e-5);
        CHECK_NEAR(rates.log_mutual[k], d->log_mutual[k], 1e-5);
    }
    CHECK_NEAR(rates.exclusion, d->rates.exclusion, 1e-15);
    /* θ₀ and θ₁ shift all rates alike. */
    const double shift[LATIGRAPH_STEERING] = {0.5, -0.25, [14] = 2};
    latigraph_layer_rates(layer, shift, &rates);
    CHECK_NEAR(rates.log_rate[7], d->log_rate[7] + 0.5F, 1e-5);
    CHECK_NEAR(rates.log_mutual[7], d->log_mutual[7] - 0.25F, 1e-5);
    CHECK_NEAR(rates.exclusion, 1 - (1 - d->rates.exclusion) * exp(-2), 1e-15);
}

/* Derivatives by θ against central differences, in single precision. */
static void check_jacobian(latigraph_layer_t *layer, int count) {
    double theta[LATIGRAPH_STEERING], jacobian[LATIGRAPH_STATISTICS_MAX][LATIGRAPH_STEERING];
    double above[LATIGRAPH_STATISTICS_MAX], below[LATIGRAPH_STATISTICS_MAX];
    const double step = 0.01;
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        theta[a] = 0.1 * (a % 3 - 1);
    }
    latigraph_layer_statistics(layer, theta, above);
    latigraph_layer_jacobian(layer, theta, jacobian);
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        const double at = theta[a];
        theta[a] = at + step;
        latigraph_layer_statistics(layer, theta, above);
        theta[a] = at - step;
        latigraph_layer_statistics(layer, theta, below);
        theta[a] = at;
        for (int k = 0; k < count; k++) {
            CHECK_NEAR(jacobian[k][a], (above[k] - below[k]) / (2 * step),
                       2e-3 * (1 + fabs(jacobian[k][a])));
        }
    }
}

/* Every statistic can be moved by half an SD and a full one while the rest stay. */
static void check_solver(int placed, double exclusion) {
    static const double SD[LATIGRAPH_STATISTICS_MAX] = {0.2,  0.04, 0.12, 0.12, 0.12, 0.03,
                                                        0.05, 0.05, 0.1,  0.05, 0.05, 0.08};
    const double neutral[LATIGRAPH_STEERING] = {0};
    decoder_t *d = malloc(sizeof *d);
    latigraph_layer_t *layer = latigraph_layer_create(N + 10, RANK);
    random_decoder(d, 1, placed, exclusion);
    check_neutral(layer, d);
    const int count = latigraph_layer_statistic_count(layer);
    CHECK(count == (placed ? LATIGRAPH_STATISTICS_MAX : LATIGRAPH_STATISTIC_EDGE_LENGTH));
    check_jacobian(layer, count);
    double base[LATIGRAPH_STATISTICS_MAX], f[LATIGRAPH_STATISTICS_MAX], theta[LATIGRAPH_STEERING];
    latigraph_layer_statistics(layer, neutral, base);
    for (int asked = 0; asked < count; asked++) {
        for (int step = 1; step <= 2; step++) {
            latigraph_goal_t goal = {.count = count};
            for (int k = 0; k < count; k++) {
                goal.sd[k] = SD[k];
                goal.weight[k] = k == asked ? 2 : latigraph_goal_weight(k);
                goal.target[k] = base[k] + (k == asked ? 0.5 * step * SD[k] : 0);
            }
            latigraph_layer_solve(layer, &goal, theta, f);
            for (int k = 0; k < count; k++) {
                /* Assortativity against the ends of the degree distributions is a trade-off. */
                const gboolean hard = k == LATIGRAPH_STATISTIC_ASSORTATIVITY;
                const double near =
                    0.6 / latigraph_goal_weight(k) * (k == asked && !hard ? 0.5 : 1);
                CHECK_NEAR((f[k] - goal.target[k]) / SD[k], 0, near);
            }
            CHECK(placed || (theta[12] == 0 && theta[13] == 0));
            CHECK(theta[14] >= 0 && theta[14] <= 6);
            /* What the solver reports is what the rates are expected to give. */
            double again[LATIGRAPH_STATISTICS_MAX];
            latigraph_layer_statistics(layer, theta, again);
            CHECK_NEAR(again[asked], f[asked], 1e-6);
        }
    }
    /* Nothing asked: nothing done. */
    latigraph_goal_t goal = {.count = count};
    for (int k = 0; k < count; k++) {
        goal.sd[k] = SD[k];
        goal.weight[k] = 1;
        goal.target[k] = base[k];
    }
    CHECK_NEAR(latigraph_layer_solve(layer, &goal, theta, f), 0, 1e-9);
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        CHECK(theta[a] == 0);
    }
    latigraph_layer_destroy(layer);
    free(d);
}

/* Reciprocity can be asked far below chance, and the rest stays: only the exclusion can do that.
 * Asked up where the model excludes nearly all edges back, θ₁₄ would be negative: it is held at its
 * bound of 0, and what the rest can do is not held back by it. */
static void check_exclusion(double exclusion, double asked, gboolean alone) {
    const double neutral[LATIGRAPH_STEERING] = {0};
    decoder_t *d = malloc(sizeof *d);
    latigraph_layer_t *layer = latigraph_layer_create(N, RANK);
    double base[LATIGRAPH_STATISTICS_MAX], f[LATIGRAPH_STATISTICS_MAX], theta[LATIGRAPH_STEERING];
    latigraph_goal_t goal = {.count = LATIGRAPH_STATISTICS_MAX};
    random_decoder(d, 1, 1, exclusion);
    for (int k = 0; k < N * N; k++) {
        d->log_mutual[k] -= 2;
    }
    latigraph_layer_begin(layer, &d->example, &d->rates);
    latigraph_layer_statistics(layer, neutral, base);
    const double density = exp(base[LATIGRAPH_STATISTIC_LOG_DENSITY]);
    for (int k = 0; k < goal.count; k++) {
        goal.sd[k] = 0.1;
        goal.weight[k] =
            alone && k > LATIGRAPH_STATISTIC_RECIPROCITY ? 0 : latigraph_goal_weight(k);
        goal.target[k] = base[k];
    }
    goal.sd[LATIGRAPH_STATISTIC_RECIPROCITY] = 0.02;
    goal.target[LATIGRAPH_STATISTIC_RECIPROCITY] = asked * density;
    latigraph_layer_solve(layer, &goal, theta, f);
    for (int k = 0; k < goal.count; k++) {
        /* Triangles without mutual edges are more where there are fewer of these. */
        const double near = k == LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES ? 1.2 : 0.25;
        CHECK_NEAR(goal.weight[k] > 0 ? (f[k] - goal.target[k]) / goal.sd[k] : 0, 0, near);
    }
    CHECK(asked < 1 ? theta[14] > 0.5 : theta[14] == 0);
    latigraph_layer_destroy(layer);
    free(d);
}

static void check_parse(void) {
    latigraph_target_t t;
    CHECK_OK(latigraph_target_parse("reciprocity=0.2", &t));
    CHECK(t.property == latigraph_property_find("reciprocity") && t.value == 0.2 && !t.in_sd);
    CHECK_OK(latigraph_target_parse(" density = +1sd ", &t));
    CHECK(t.property == latigraph_property_find("density") && t.value == 1 && t.in_sd);
    CHECK_OK(latigraph_target_parse("degree-correlation=-0.5 SD", &t));
    CHECK(t.value == -0.5 && t.in_sd);
    CHECK_FAILS(latigraph_target_parse("reciprocity", &t), IGRAPH_EINVAL, "\"reciprocity\"");
    CHECK_FAILS(latigraph_target_parse("beauty=1", &t), IGRAPH_EINVAL, "\"beauty\"; known are");
    CHECK_FAILS(latigraph_target_parse("beauty=1", &t), IGRAPH_EINVAL, "spectral-radius");
    CHECK_FAILS(latigraph_target_parse("density=much", &t), IGRAPH_EINVAL, "\"much\"");
    CHECK_FAILS(latigraph_target_parse("density=", &t), IGRAPH_EINVAL, "neither a number");
    CHECK_FAILS(latigraph_target_parse("density=0.1sdx", &t), IGRAPH_EINVAL, "\"0.1sdx\"");
    CHECK_FAILS(latigraph_target_parse("density=nan", &t), IGRAPH_EINVAL, "must be finite");
    CHECK_FAILS(latigraph_target_parse("density=inf", &t), IGRAPH_EINVAL, "must be finite");
}

/* --- A fitted model ------------------------------------------------------- */

static latigraph_target_t target(const char *text) {
    latigraph_target_t t;
    CHECK_OK(latigraph_target_parse(text, &t));
    return t;
}

static latigraph_steer_options_t asking(const latigraph_target_t *targets, int count, int circuits,
                                        int threads) {
    latigraph_steer_options_t options = {
        .targets = targets,
        .target_count = count,
        .keep_count = -1,
        .generate = {.count = circuits, .threads = threads, .seed = 4}};
    return options;
}

static double leaked(const igraph_vector_t *leakage, const char *property) {
    return VECTOR(*leakage)[latigraph_property_find(property)];
}

/* Reciprocity up and down, alone and with density; the others stay. */
static void check_steer(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    latigraph_circuit_list_t list, again;
    igraph_vector_t leakage, code;
    latigraph_achieved_t got[2];
    latigraph_target_t up = target("reciprocity=+1sd");
    latigraph_steer_options_t options = asking(&up, 1, 24, 2);
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_init(&again));
    igraph_vector_init(&leakage, 0);
    igraph_vector_init(&code, 0);
    CHECK_OK(latigraph_steer(model, &list, like, &options, got, &leakage, &code));
    CHECK(list.size == 24 && igraph_vector_size(&code) == model->config.code);
    CHECK(got[0].exact && got[0].reached && got[0].asked > got[0].start);
    const double sd = got[0].asked - got[0].start;
    CHECK_NEAR((got[0].expected - got[0].asked) / sd, 0, 0.1);
    CHECK_NEAR((got[0].mean - got[0].asked) / sd, 0, 0.5);
    CHECK_NEAR(leaked(&leakage, "density"), 0, 0.2);
    CHECK_NEAR(leaked(&leakage, "out-degree-cv"), 0, 0.3);
    CHECK(like == NULL || strcmp(list.items[3]->neuron[2], like->neuron[2]) == 0);

    options.generate.threads = 1;
    CHECK_OK(latigraph_steer(model, &again, like, &options, got, NULL, NULL));
    for (int c = 0; c < 24; c++) {
        CHECK(again.items[c]->m == list.items[c]->m);
        CHECK(memcmp(again.items[c]->out_to, list.items[c]->out_to,
                     sizeof(int) * (size_t)list.items[c]->m) == 0);
    }
    latigraph_circuit_list_destroy(&again);

    const latigraph_target_t both[2] = {target("reciprocity=+1sd"), target("mean-degree=2")};
    options = asking(both, 2, 24, 2);
    options.keep_count = 0; /* a hardly trained decoder cannot hold the rest at another density */
    CHECK_OK(latigraph_steer(model, &again, like, &options, got, &leakage, NULL));
    CHECK_NEAR(got[1].mean, 2, 0.15);
    CHECK_NEAR(got[1].expected, 2, 0.05);
    CHECK(got[0].reached && got[1].reached && got[1].asked == 2);
    latigraph_circuit_list_destroy(&again);

    /* Below chance, too. */
    const latigraph_target_t none = target("reciprocity=0");
    options = asking(&none, 1, 8, 2);
    CHECK_OK(latigraph_steer(model, &again, like, &options, got, NULL, NULL));
    CHECK(got[0].reached && got[0].mean < got[0].start / 4);
    latigraph_circuit_list_destroy(&again);
    latigraph_circuit_list_destroy(&list);
    igraph_vector_destroy(&code);
    igraph_vector_destroy(&leakage);
}

/* Properties without a statistic are moved along their direction. */
static void check_move(const latigraph_model_t *model) {
    latigraph_circuit_list_t list;
    igraph_vector_t code;
    latigraph_achieved_t got;
    double moved = 0;
    const latigraph_target_t up = target("spectral-radius=+0.5sd");
    latigraph_steer_options_t options = asking(&up, 1, 6, 2);
    igraph_vector_init(&code, 0);
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_steer(model, &list, NULL, &options, &got, NULL, &code));
    CHECK(list.size == 6 && !got.exact && isnan(got.expected) && got.asked > got.start);
    for (int k = 0; k < model->config.code; k++) {
        moved += fabs(VECTOR(code)[k] - model->code_mean[k]);
    }
    CHECK(moved > 0);
    latigraph_circuit_list_destroy(&list);
    igraph_vector_destroy(&code);
}

static void check_refusals(const latigraph_model_t *model) {
    latigraph_circuit_list_t list = {0};
    latigraph_achieved_t got[3];
    latigraph_target_t asked[2] = {target("density=0.1"), target("mean-degree=5")};
    latigraph_steer_options_t options = asking(asked, 2, 4, 1);
    CHECK_FAILS(latigraph_steer(model, &list, NULL, &options, got, NULL, NULL), IGRAPH_EINVAL,
                "density and mean-degree");
    asked[1] = target("density=0.2");
    CHECK_FAILS(latigraph_steer(model, &list, NULL, &options, got, NULL, NULL), IGRAPH_EINVAL,
                "density is asked for twice");
    asked[0] = target("reciprocity=1.5");
    CHECK_FAILS(latigraph_steer(model, &list, NULL, &options, got, NULL, NULL), IGRAPH_EINVAL,
                "between 0 and 1");
    options.target_count = 0;
    CHECK_FAILS(latigraph_steer(model, &list, NULL, &options, got, NULL, NULL), IGRAPH_EINVAL,
                "at least one target");
    options.target_count = 1;
    asked[0] = target("reciprocity=0.2");
    igraph_integer_t keep = latigraph_property_find("modularity");
    options.keep = &keep;
    options.keep_count = 1;
    CHECK_FAILS(latigraph_steer(model, &list, NULL, &options, got, NULL, NULL), IGRAPH_EINVAL,
                "modularity cannot be kept");
    keep = latigraph_property_find("reciprocity");
    CHECK_FAILS(latigraph_steer(model, &list, NULL, &options, got, NULL, NULL), IGRAPH_EINVAL,
                "reciprocity is to be kept");
    options.keep_count = -1;
    options.generate.count = 0;
    CHECK_FAILS(latigraph_steer(model, &list, NULL, &options, got, NULL, NULL), IGRAPH_EINVAL,
                "got 0");
    options.generate.count = 2;
    asked[0] = target("weight-mean=3");
    CHECK_FAILS(latigraph_steer(model, &list, NULL, &options, got, NULL, NULL), IGRAPH_EINVAL,
                "no direction of weight-mean");
    asked[0].value = NAN;
    CHECK_FAILS(latigraph_steer(model, &list, NULL, &options, got, NULL, NULL), IGRAPH_EINVAL,
                "must be finite");
    CHECK(list.size == 0);
}

/* --- Interruption --------------------------------------------------------- */

static int calls_left;

static igraph_error_t stop_later(const char *message, igraph_real_t percent, void *data) {
    (void)percent;
    (void)data;
    if (strstr(message, "greedy") != NULL) {
        return IGRAPH_SUCCESS; /* igraph_community_fastgreedy() of 0.10 leaks when stopped */
    }
    return calls_left-- > 0 ? IGRAPH_SUCCESS : IGRAPH_INTERRUPTED;
}

/* Stopped at any report of progress, a call ends with the code for that and leaves nothing behind
 * (that no memory stays is for the sanitizers to see). */
static void check_interruption(const latigraph_model_t *model,
                               const latigraph_circuit_list_t *circuits,
                               const latigraph_fit_options_t *options) {
    const latigraph_target_t asked[2] = {target("reciprocity=+1sd"), target("modularity=+1sd")};
    const latigraph_steer_options_t steer = asking(asked, 2, 3, 2);
    igraph_set_progress_handler(stop_later);
    for (int k = 0, stopped = 1; stopped; k = k * 5 / 4 + 1) {
        latigraph_circuit_list_t list = {0};
        latigraph_achieved_t got[2];
        calls_left = k;
        const igraph_error_t code = latigraph_steer(model, &list, NULL, &steer, got, NULL, NULL);
        stopped = code == IGRAPH_INTERRUPTED;
        CHECK(stopped || code == IGRAPH_SUCCESS);
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
        latigraph_circuit_list_destroy(&list);
    }
    for (int k = 0, stopped = 1; stopped; k = k * 3 / 2 + 1) {
        latigraph_model_t *other = NULL;
        calls_left = k;
        const igraph_error_t code = latigraph_fit(&other, circuits, NULL, options);
        stopped = code == IGRAPH_INTERRUPTED;
        CHECK(stopped || code == IGRAPH_SUCCESS);
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
        latigraph_model_destroy(other);
    }
    igraph_set_progress_handler(NULL);
}

int main(void) {
    test_init();
    check_solver(1, 0);
    check_solver(0, 0.1);
    check_exclusion(0, 0.4, FALSE);
    check_exclusion(0.1, 0.4, FALSE);
    check_exclusion(0.9, 2, TRUE);
    check_parse();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    random_circuits(&circuits, 40, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_steer(model, NULL);
    check_steer(model, circuits.items[7]);
    check_move(model);
    check_refusals(model);
    CHECK_OK(latigraph_fit_options_set(options, "steps", "6"));
    circuits.size = 12;
    check_interruption(model, &circuits, options);
    circuits.size = 40;
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
