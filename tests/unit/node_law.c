/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Node data drawn from the law of a model agree with the law and with the training circuits, also
 * in the smallest cases. */

#include "circuits.h"
#include "generate/generate.h"
#include "latent/latent.h"
#include "model/node_law.h"

#include <latigraph/latigraph.h>

static latigraph_model_t *fit(const latigraph_circuit_list_t *circuits, const char *node_data) {
    latigraph_fit_options_t *options = quick_options("2");
    latigraph_model_t *model;
    CHECK_OK(latigraph_fit_options_set(options, "node-data", node_data));
    CHECK_OK(latigraph_fit(&model, circuits, NULL, options));
    latigraph_fit_options_destroy(options);
    return model;
}

static latigraph_circuit_t *draw(const latigraph_model_t *model, int size, uint64_t index) {
    latigraph_circuit_t *nodes;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, index);
    CHECK_OK(latigraph_draw_nodes(&nodes, model, model->code_mean, size, LATIGRAPH_PLACE_FITTED,
                                  &stream, "drawn"));
    CHECK(nodes->m == 0 && nodes->n >= 2 && (size == 0 || nodes->n == size));
    CHECK(strcmp(nodes->connectome, "drawn") == 0 && strcmp(nodes->neuron[1], "1") == 0);
    return nodes;
}

/* Counts of levels over all classes agree with Σ_k share_k p_k(level). */
static void check_levels(latigraph_model_t *model) {
    enum { N = 20000 };
    latigraph_node_law_t *law = model->node_law;
    double share[LATIGRAPH_CLASSES_MAX], chi = 0;
    law->concentration = 1e12; /* the circuit's shares equal the mean shares */
    latigraph_node_law_shares(law, model->code_mean, share);
    latigraph_circuit_t *nodes = draw(model, N, 0);
    const latigraph_column_t *type = latigraph_circuit_column(nodes, "type");
    const char *const levels[] = {"a", "b", NULL};
    for (int l = 0; l < 3; l++) {
        double expected = 0;
        int count = 0;
        for (int k = 0; k < law->classes; k++) {
            expected += N * share[k] * law->probability[k * latigraph_node_law_levels(law) + l];
        }
        for (int i = 0; i < N; i++) {
            const char *is = type->level[i] < 0 ? NULL : VECTOR(type->levels)[type->level[i]];
            count += g_strcmp0(is, levels[l]) == 0;
        }
        CHECK(expected > 100);
        chi += (count - expected) * (count - expected) / expected;
    }
    CHECK(chi < 13.8); /* 2 degrees of freedom, p = 0.001 */
    latigraph_circuit_destroy(nodes);
}

/* Shares, missing values and positions of many drawn circuits agree with the training circuits. */
static void check_alike(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    double share[2] = {0}, unknown[2] = {0}, extent[2] = {0};
    int total[2] = {0};
    for (int side = 0; side < 2; side++) {
        for (int c = 0; c < 60; c++) {
            latigraph_circuit_t *made = side ? draw(model, 0, (uint64_t)c + 1) : NULL;
            const latigraph_circuit_t *nodes = side ? made : circuits->items[c];
            const latigraph_column_t *type = latigraph_circuit_column(nodes, "type");
            total[side] += nodes->n;
            CHECK(nodes->n >= 20 && nodes->n <= 34 && nodes->dims == 3);
            for (int i = 0; i < nodes->n; i++) {
                const double *x = nodes->position + 3 * i;
                share[side] +=
                    type->level[i] >= 0 && strcmp(VECTOR(type->levels)[type->level[i]], "a") == 0;
                unknown[side] += isnan(x[0]);
                CHECK(isnan(x[0]) == isnan(x[1]) && isnan(x[0]) == isnan(x[2]));
                extent[side] += isnan(x[0]) ? 0 : (x[0] - 75) * (x[0] - 75);
            }
            if (side) {
                latigraph_circuit_destroy(made);
            }
        }
    }
    CHECK_NEAR(share[1] / total[1], share[0] / total[0], 0.05);
    CHECK_NEAR(unknown[1] / total[1], unknown[0] / total[0], 0.02);
    CHECK_NEAR(extent[1] / total[1] / (extent[0] / total[0]), 1, 0.15);
}

/* Makes a constant number, a whole one, one that is never known, and one of many values. */
static void add_numbers(latigraph_circuit_t *circuit) {
    igraph_vector_t value;
    igraph_vector_init(&value, circuit->n);
    igraph_vector_fill(&value, 4.2);
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "constant", &value));
    igraph_vector_fill(&value, NAN);
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "never", &value));
    for (int i = 0; i < circuit->n; i++) {
        VECTOR(value)[i] = i % 7;
    }
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "whole", &value));
    for (int i = 0; i < circuit->n; i++) {
        VECTOR(value)[i] = (i % 3 == 0 ? 10 : 20) + 0.01 * i;
    }
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "size", &value));
    igraph_vector_destroy(&value);
}

static void check_numbers(void) {
    latigraph_circuit_list_t circuits;
    random_circuits(&circuits, 40, 0, 0);
    for (int c = 0; c < 40; c++) {
        add_numbers(circuits.items[c]);
    }
    latigraph_model_t *model = fit(&circuits, "type,constant,never,whole,size");
    CHECK(model->node_law->classes >= 2 && model->node_law->axis == -1);
    latigraph_circuit_t *nodes = draw(model, 2000, 1);
    const latigraph_column_t *constant = latigraph_circuit_column(nodes, "constant");
    const latigraph_column_t *never = latigraph_circuit_column(nodes, "never");
    const latigraph_column_t *whole = latigraph_circuit_column(nodes, "whole");
    const latigraph_column_t *size = latigraph_circuit_column(nodes, "size");
    const latigraph_column_t *type = latigraph_circuit_column(nodes, "type");
    int agree = 0, known = 0;
    for (int i = 0; i < nodes->n; i++) {
        CHECK(constant->value[i] == 4.2 && isnan(never->value[i]));
        CHECK(whole->value[i] == floor(whole->value[i]) && whole->value[i] >= 0 &&
              whole->value[i] <= 6);
        CHECK(size->value[i] >= 10 && size->value[i] <= 20.34);
        if (type->level[i] >= 0) {
            const char *level = VECTOR(type->levels)[type->level[i]];
            agree += (strcmp(level, "a") == 0) == (size->value[i] < 15);
            known++;
        }
    }
    CHECK_NEAR((double)agree / known, 1, 0.1); /* correlated columns stay correlated */
    latigraph_circuit_destroy(nodes);
    latigraph_model_destroy(model);
    latigraph_circuit_list_destroy(&circuits);
}

/* The law can be fitted and drawn from, whatever the circuits lack. */
static void check_small(int count, const char *node_data, int strip) {
    latigraph_circuit_list_t circuits;
    random_circuits(&circuits, count, 0, 0);
    for (int c = 0; c < count; c++) {
        latigraph_circuit_t *circuit = circuits.items[c];
        if (c == 0) { /* a type of a single neuron */
            latigraph_column_t *type =
                (latigraph_column_t *)latigraph_circuit_column(circuit, "type");
            CHECK_OK(latigraph_pointers_add_text(&type->levels, "single"));
            type->level[0] = (int)igraph_vector_ptr_size(&type->levels) - 1;
        }
        for (int i = 0; strip && i < 3 * circuit->n; i++) {
            circuit->position[i] = strip == 1 ? 7 : i < 3 ? 1.5 : NAN;
        }
    }
    latigraph_model_t *model = fit(&circuits, node_data);
    for (uint64_t k = 0; k < 10; k++) {
        latigraph_circuit_t *nodes = draw(model, k == 9 ? 300 : 0, k);
        CHECK(nodes->dims == model->vocabulary->dims);
        for (int i = 0; i < nodes->dims * nodes->n; i++) {
            CHECK(!isinf(nodes->position[i]));
            CHECK(strip != 1 || isnan(nodes->position[i]) || fabs(nodes->position[i] - 7) < 1e-9);
        }
        latigraph_circuit_destroy(nodes);
    }
    latigraph_model_destroy(model);
    latigraph_circuit_list_destroy(&circuits);
}

int main(void) {
    latigraph_circuit_list_t circuits;
    test_init();
    random_circuits(&circuits, 60, 0, 0);
    latigraph_model_t *model = fit(&circuits, "position,type");
    check_alike(model, &circuits);
    check_levels(model);
    latigraph_model_destroy(model);
    latigraph_circuit_list_destroy(&circuits);
    check_numbers();
    check_small(1, "position,type", 0);
    check_small(2, "type", 0);
    check_small(5, "none", 0);
    check_small(5, "position", 0);
    check_small(5, "position,type", 1); /* all neurons at one position */
    check_small(5, "type,position", 2); /* one neuron with a position per circuit */
    return 0;
}
