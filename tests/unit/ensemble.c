/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Circuits steered as a set: drawn statistics, not only expected ones, reach the requested values;
 * held ones stay; and responses of one property to a change. */

#include "steer_test.h"

#include "latent/ensemble.h"
#include "latent/least_side_effects.h"
#include "measure/property.h"

enum { Q = LATIGRAPH_STATISTICS_MAX, S = LATIGRAPH_STEERED_MAX, COUNT = 16, DRAWS = 3200 };

static void make(latigraph_ensemble_t *ensemble, const latigraph_model_t *model,
                 const latigraph_circuit_t *like, int count, int threads) {
    latigraph_generate_options_t options;
    latigraph_generate_options_init(&options);
    options.count = count;
    options.seed = 5;
    options.threads = threads;
    CHECK_OK(latigraph_ensemble_init(ensemble, model, model->code_mean, like, &options));
    REQUIRE(ensemble->draws >= 1 && ensemble->count == count);
    ensemble->draws = DRAWS / count; /* such small circuits vary by an SD between draws */
    CHECK_OK(latigraph_ensemble_reference(ensemble, NULL));
}

/* Requests a statistic. `keep` is the weight of the others. */
static void ask(latigraph_ensemble_t *ensemble, int statistic, double sds, double keep) {
    const double sd = latigraph_target_statistic_sd(ensemble->model, statistic);
    for (int k = 0; k < Q; k++) {
        ensemble->weight[k] = keep * (latigraph_target_statistic_weight(k) < 1 ? 0.15 : 1);
    }
    ensemble->weight[statistic] = 4;
    ensemble->is_asked[statistic] = TRUE;
    for (int i = 0; i < ensemble->count; i++) {
        ensemble->asked[i * S + statistic] =
            latigraph_ensemble_base(ensemble, i, statistic) + sds * sd;
    }
}

/* Returns the mean over circuits of a drawn statistic minus that before steering, in SDs. */
static double change(const latigraph_ensemble_t *ensemble, const double *sampled, int statistic) {
    double sum = 0;
    for (int i = 0; i < ensemble->count; i++) {
        sum += sampled[i * S + statistic] - latigraph_ensemble_base(ensemble, i, statistic);
    }
    return sum / ensemble->count / latigraph_target_statistic_sd(ensemble->model, statistic);
}

/* Draws the edges of the steered circuits again, from other random numbers. */
static void draw_anew(latigraph_ensemble_t *ensemble) {
    latigraph_circuit_list_t circuits;
    ensemble->pending.seed = 99;
    ensemble->draws = DRAWS / ensemble->count;
    CHECK_OK(latigraph_circuit_list_init(&circuits));
    CHECK_OK(latigraph_ensemble_generate(ensemble, ensemble->count, &circuits));
    latigraph_circuit_list_destroy(&circuits);
}

/* The reference circuits follow their codes: bases are means over draws. */
static void check_reference(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    latigraph_ensemble_t ensemble;
    make(&ensemble, model, like, COUNT, 2);
    for (int k = 0; k < Q; k++) {
        CHECK(latigraph_ensemble_has(&ensemble, k));
        CHECK_NEAR(change(&ensemble, ensemble.sampled, k), 0, 1e-9);
        CHECK(ensemble.offset[k] == ensemble.base_offset[k]);
    }
    for (int i = 0; i < COUNT; i++) {
        CHECK(latigraph_ensemble_nodes(&ensemble, i) == like->n);
        CHECK(memcmp(ensemble.codes + i * model->config.code, model->code_mean,
                     sizeof(double) * (size_t)model->config.code) == 0);
    }
    latigraph_ensemble_destroy(&ensemble);
}

/* A requested statistic is reached on fresh draws, and held ones stay. Without the offsets between
 * expected and drawn statistics the request would be missed. */
static void check_asked(const latigraph_model_t *model, const latigraph_circuit_t *like,
                        const latigraph_typicality_t *typicality, int statistic, double sds,
                        double keep) {
    latigraph_ensemble_t ensemble;
    latigraph_circuit_list_t circuits;
    make(&ensemble, model, like, COUNT, 2);
    ask(&ensemble, statistic, sds, keep);
    latigraph_ensemble_move_codes(&ensemble, typicality);
    /* The code contains the requested value. All circuits move equally on average. */
    CHECK_NEAR(ensemble.codes[statistic] - ensemble.start[statistic], sds, 1e-9);
    const double other = ensemble.codes[statistic ? 0 : 1] - ensemble.start[statistic ? 0 : 1];
    CHECK(keep > 0 ? fabs(other) < 1e-9 : fabs(other) > 0.01);
    CHECK_OK(latigraph_ensemble_settle(&ensemble));
    CHECK_OK(latigraph_circuit_list_init(&circuits));
    CHECK_OK(latigraph_ensemble_generate(&ensemble, COUNT, &circuits));
    REQUIRE(circuits.size == COUNT);
    CHECK_NEAR(change(&ensemble, ensemble.sampled, statistic), sds, 0.05);
    for (int k = 0; k < Q; k++) {
        if (k != statistic && keep > 0 && latigraph_target_statistic_weight(k) >= 1) {
            /* Mutual edges bring triangles that contain some. */
            const double near = k == LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES ? 0.4 : 0.2;
            CHECK_NEAR(change(&ensemble, ensemble.sampled, k), 0, near);
        }
    }
    latigraph_circuit_list_destroy(&circuits);
    draw_anew(&ensemble);
    CHECK_NEAR(change(&ensemble, ensemble.sampled, statistic), sds, 0.05);
    latigraph_ensemble_destroy(&ensemble);
}

/* Measures the error if expected values are constrained as if they were drawn. */
static double miss_without_offsets(const latigraph_model_t *model, const latigraph_circuit_t *like,
                                   const latigraph_typicality_t *typicality, int statistic) {
    latigraph_ensemble_t ensemble;
    make(&ensemble, model, like, COUNT, 2);
    ask(&ensemble, statistic, 1, 0);
    latigraph_ensemble_move_codes(&ensemble, typicality);
    memset(ensemble.offset, 0, sizeof ensemble.offset);
    draw_anew(&ensemble);
    const double miss = change(&ensemble, ensemble.sampled, statistic) - 1;
    latigraph_ensemble_destroy(&ensemble);
    return fabs(miss);
}

/* --- Responses -------------------------------------------------------------------- */

/* Slopes predict the change of density and reciprocity of the circuits for a change of the
 * statistics, with all correlated statistics moving along. */
static void check_predicted(const latigraph_response_t *response,
                            const latigraph_typicality_t *typicality, const double *x,
                            const igraph_integer_t *property, const double *sd,
                            latigraph_ensemble_t *ensemble) {
    const int statistics = response->statistics;
    latigraph_circuit_list_t circuits;
    igraph_matrix_t before, after;
    igraph_matrix_init(&before, 0, 0);
    igraph_matrix_init(&after, 0, 0);
    for (int side = 0; side < 2; side++) {
        double nothing[32] = {0};
        CHECK_OK(latigraph_circuit_list_init(&circuits));
        latigraph_response_apply(response, typicality, side ? x : nothing, ensemble);
        CHECK_OK(latigraph_ensemble_generate(ensemble, ensemble->count, &circuits));
        CHECK_OK(latigraph_properties(&circuits, side ? &after : &before));
        latigraph_circuit_list_destroy(&circuits);
    }
    for (int p = 0; p < response->properties; p++) {
        double predicted = 0, got = 0;
        for (int i = 0; i < ensemble->count; i++) {
            for (int k = 0; k < statistics; k++) {
                predicted += response->slope[p * response->width + k] *
                             (ensemble->found[i].expected[k] - ensemble->base[i].expected[k]) /
                             latigraph_target_statistic_sd(ensemble->model, k) / ensemble->count;
            }
            got += (MATRIX(after, i, property[p]) - MATRIX(before, i, property[p])) / sd[p] /
                   ensemble->count;
        }
        CHECK_NEAR(predicted, got, 0.2);
        CHECK(p != (x[0] == 0) || fabs(got) > 0.5);
    }
    igraph_matrix_destroy(&after);
    igraph_matrix_destroy(&before);
}

static void check_response(const latigraph_model_t *model, const latigraph_circuit_t *like,
                           const latigraph_typicality_t *typicality) {
    const igraph_integer_t property[] = {latigraph_property_find("density"),
                                         latigraph_property_find("reciprocity")};
    const double sd[] = {0.02, 0.05};
    latigraph_ensemble_t base;
    latigraph_response_t response;
    latigraph_steer_options_t options = asking(NULL, 0, COUNT, 2);
    make(&base, model, like, 48, 2);
    CHECK_OK(
        latigraph_response_init(&response, &base, typicality, like, &options, 2, property, sd));
    CHECK(response.statistics == Q && response.width == model->config.code);
    CHECK(response.properties == 2);
    for (int k = 0; k < Q; k++) {
        base.weight[k] = latigraph_target_statistic_weight(k);
    }
    check_predicted(&response, typicality, (double[32]){0.7}, property, sd, &base);
    check_predicted(&response, typicality, (double[32]){0, 0.8}, property, sd, &base);
    /* An applied change of the statistics shifts them; a requested statistic stays. */
    double x[32] = {0.5, -1};
    x[Q] = 0.7;
    base.is_asked[1] = TRUE;
    for (int i = 0; i < COUNT; i++) {
        base.asked[i * S + 1] = latigraph_ensemble_base(&base, i, 1);
    }
    latigraph_response_apply(&response, typicality, x, &base);
    for (int i = 0; i < COUNT; i++) {
        const double *code = base.codes + i * model->config.code;
        const double *start = base.start + i * model->config.code;
        CHECK_NEAR(base.shift[i * S], 0.5 * latigraph_target_statistic_sd(model, 0), 1e-12);
        CHECK(base.shift[i * S + 1] == 0);
        CHECK_NEAR(code[0] - start[0], 0.5, 1e-9);
        CHECK_NEAR(code[1] - start[1], 0, 1e-9);
    }
    /* A free coordinate of length one is one SD of what the statistics leave undetermined. */
    double moved[64] = {0}, with[64];
    memcpy(with, base.codes, sizeof(double) * (size_t)model->config.code);
    x[Q] = 0;
    latigraph_response_apply(&response, typicality, x, &base);
    for (int k = 0; k < model->config.code; k++) {
        moved[k] = with[k] - base.codes[k];
        CHECK(k >= Q || fabs(moved[k]) < 1e-12);
    }
    CHECK_NEAR(moved[Q], 0.7 * response.residual_factor[0], 1e-9);
    int which[Q];
    double value[Q], mean, spread;
    for (int k = 0; k < Q; k++) {
        which[k] = k;
        value[k] = typicality->density.centre[k];
    }
    latigraph_typicality_conditional(typicality, Q, Q, which, value, &mean, &spread);
    CHECK_NEAR(response.residual_factor[0], spread, 1e-4 + 1e-3 * spread);
    latigraph_response_destroy(&response);
    latigraph_ensemble_destroy(&base);
}

/* The result is the same at any number of threads. */
static void check_threads(const latigraph_model_t *model, const latigraph_circuit_t *like,
                          const latigraph_typicality_t *typicality) {
    double sampled[2][COUNT * S];
    for (int threads = 1; threads <= 2; threads++) {
        latigraph_ensemble_t ensemble;
        make(&ensemble, model, like, COUNT, threads == 1 ? 1 : 3);
        ask(&ensemble, LATIGRAPH_STATISTIC_TRANSITIVITY, 0.5, 1);
        latigraph_ensemble_move_codes(&ensemble, typicality);
        CHECK_OK(latigraph_ensemble_settle(&ensemble));
        memcpy(sampled[threads - 1], ensemble.sampled, sizeof sampled[0]);
        latigraph_ensemble_destroy(&ensemble);
    }
    CHECK(memcmp(sampled[0], sampled[1], sizeof sampled[0]) == 0);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    latigraph_typicality_t typicality;
    CHECK_OK(latigraph_fit_options_set(options, "code", "14"));
    random_circuits(&circuits, 40, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    CHECK_OK(latigraph_typicality_init(&typicality, model, NULL));
    const latigraph_circuit_t *like = circuits.items[13];
    check_reference(model, like);
    check_asked(model, like, &typicality, LATIGRAPH_STATISTIC_RECIPROCITY, 1, 1);
    check_asked(model, like, &typicality, LATIGRAPH_STATISTIC_LOG_DENSITY, -0.5, 0);
    check_asked(model, like, &typicality, LATIGRAPH_STATISTIC_TRANSITIVITY, 1, 0);
    check_asked(model, like, &typicality, LATIGRAPH_STATISTIC_OUT_CV, 0.5, 0);
    CHECK(miss_without_offsets(model, like, &typicality, LATIGRAPH_STATISTIC_OUT_CV) > 0.1);
    check_response(model, like, &typicality);
    check_threads(model, like, &typicality);
    latigraph_typicality_destroy(&typicality);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
