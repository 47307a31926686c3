/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Requests, and steering a small fitted model. */

#include "circuits.h"

#include <latigraph/latent.h>

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

    /* Below chance there is nothing: the nearest is given, and said to be so. */
    const latigraph_target_t none = target("reciprocity=0");
    options = asking(&none, 1, 8, 2);
    CHECK_OK(latigraph_steer(model, &again, like, &options, got, NULL, NULL));
    CHECK(!got[0].reached && got[0].mean > 0 && got[0].mean < got[0].start + 0.02);
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
