/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* What a steering reports: conditional figures against Gaussian elimination on the covariance of
 * the codes, intervals against a table, edges against sets of pairs. */

#include "steer_test.h"

#include "latent/typicality.h"
#include "measure/property.h"

#include <glib.h>

enum { CIRCUITS = 7, MAX = 8 };

/* Variance of the last of `count` Gaussian variables given the others: what elimination leaves of
 * its diagonal entry. The matrix (count, count) is destroyed. */
static double conditional_variance(double *a, int count) {
    for (int k = 0; k + 1 < count; k++) {
        for (int i = k + 1; i < count; i++) {
            const double factor = a[i * count + k] / a[k * count + k];
            for (int j = k; j < count; j++) {
                a[i * count + j] -= factor * a[k * count + j];
            }
        }
    }
    return a[count * count - 1];
}

/* SD of a statistic over circuits that have the others of the code, as a share of its SD. */
static double share_left(const latigraph_model_t *model, int statistic) {
    latigraph_typicality_t typicality;
    double a[MAX * MAX];
    int order[MAX], count = 0;
    CHECK_OK(latigraph_typicality_init(&typicality, model, NULL));
    REQUIRE(typicality.coded <= MAX && statistic < typicality.coded);
    for (int k = 0; k < typicality.coded; k++) {
        order[count] = k;
        count += k != statistic;
    }
    order[count++] = statistic;
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            a[i * count + j] = typicality.spread[order[i] * typicality.width + order[j]];
        }
    }
    const double all = a[count * count - 1];
    const double share = sqrt(conditional_variance(a, count) / all);
    latigraph_typicality_destroy(&typicality);
    return share;
}

/* Two requests of one statistic, everything else kept: the distance of the asked values is the same
 * in both figures but for the SD that it is divided by. */
static void check_conditional(const latigraph_model_t *model) {
    const char *const requests[] = {"density=0.08", "density=0.12"};
    latigraph_achieved_t got[2];
    for (int k = 0; k < 2; k++) {
        steered_t result;
        steer_to(&result, model, NULL, requests[k], CIRCUITS);
        got[k] = result.got[0];
        steered_destroy(&result);
    }
    const double share = share_left(model, LATIGRAPH_STATISTIC_LOG_DENSITY);
    const double distance = got[1].z_score - got[0].z_score;
    const double conditional = got[1].conditional_z_score - got[0].conditional_z_score;
    CHECK(share < 0.8); /* else the two SDs would hardly differ */
    CHECK_NEAR(distance / conditional, got[0].conditional_sd, 1e-6);
    CHECK_NEAR(got[1].conditional_sd, got[0].conditional_sd, 1e-12);
    CHECK_NEAR(got[0].conditional_sd, share, 0.01);
}

/* With nothing kept the condition is empty. */
static void check_unconditional(const latigraph_model_t *model) {
    const latigraph_target_t asked = target("reciprocity=0.3");
    latigraph_steer_options_t options = asking(&asked, 1, CIRCUITS, 1);
    steered_t result;
    options.keep_only = true;
    steer(&result, model, NULL, &options);
    CHECK_NEAR(result.got[0].conditional_sd, 1, 1e-12);
    CHECK_NEAR(result.got[0].conditional_z_score, result.got[0].z_score, 1e-12);
    steered_destroy(&result);
}

/* Mean, SD and Student's interval of the generated circuits. */
static void check_interval(const latigraph_model_t *model) {
    const double quantile = 2.446912; /* of t with six degrees of freedom, 97.5 % */
    const igraph_integer_t p = latigraph_property_find("reciprocity");
    steered_t result;
    double mean = 0, squares = 0;
    steer_to(&result, model, NULL, "reciprocity=0.25", CIRCUITS);
    for (int i = 0; i < CIRCUITS; i++) {
        mean += MATRIX(result.steering.values, i, p) / CIRCUITS;
    }
    for (int i = 0; i < CIRCUITS; i++) {
        squares += pow(MATRIX(result.steering.values, i, p) - mean, 2);
    }
    const double sd = sqrt(squares / (CIRCUITS - 1)), half = quantile * sd / sqrt(CIRCUITS);
    CHECK_NEAR(result.got[0].mean, mean, 1e-12);
    CHECK_NEAR(result.got[0].sd, sd, 1e-12);
    CHECK_NEAR(result.got[0].low, mean - half, 1e-3 * half);
    CHECK_NEAR(result.got[0].high, mean + half, 1e-3 * half);
    steered_destroy(&result);
}

/* --- Edges ------------------------------------------------------------------- */

static void mark(const latigraph_circuit_t *circuit, char *edge) {
    memset(edge, 0, (size_t)circuit->n * (size_t)circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            edge[i * circuit->n + circuit->out_to[e]] = 1;
        }
    }
}

/* Pairs of neurons that both circuits join, that the second alone joins, and the first alone. */
static void check_edges(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    const latigraph_target_t asked = target("density=+20%");
    latigraph_steer_options_t options = asking(&asked, 1, CIRCUITS, 2);
    const int pairs = like->n * like->n;
    char *before = g_new(char, pairs), *after = g_new(char, pairs);
    double kept = 0, added = 0, removed = 0;
    steered_t result;
    options.edit = true;
    steer(&result, model, like, &options);
    mark(like, before);
    for (int c = 0; c < CIRCUITS; c++) {
        REQUIRE(result.circuits.items[c]->n == like->n);
        mark(result.circuits.items[c], after);
        for (int k = 0; k < pairs; k++) {
            kept += before[k] && after[k];
            added += !before[k] && after[k];
            removed += before[k] && !after[k];
        }
    }
    CHECK(added > 0 && removed > 0);
    CHECK_NEAR(result.steering.kept_edges, kept / CIRCUITS, 1e-9);
    CHECK_NEAR(result.steering.added_edges, added / CIRCUITS, 1e-9);
    CHECK_NEAR(result.steering.removed_edges, removed / CIRCUITS, 1e-9);
    steered_destroy(&result);
    options.edit = false;
    steer(&result, model, like, &options);
    CHECK(isnan(result.steering.kept_edges) && isnan(result.steering.added_edges) &&
          isnan(result.steering.removed_edges));
    steered_destroy(&result);
    g_free(before);
    g_free(after);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    random_circuits(&circuits, 24, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_conditional(model);
    check_unconditional(model);
    check_interval(model);
    check_edges(model, circuits.items[5]);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
