/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The split of circuits by neuron, and a fit that cuts its own validation circuits off. */

#include "circuits.h"
#include "latent/latent.h"

#include <json-glib/json-glib.h>

/* Circuits cut as stretches of one random circuit, so that neighbours overlap. */
static void stretches(latigraph_circuit_list_t *list, int neurons, int count, int n) {
    latigraph_circuit_t *connectome = random_circuit(neurons, 5, 0);
    CHECK_OK(latigraph_circuit_list_init(list));
    for (int c = 0; c < count; c++) {
        int keep[64];
        const int size = n + c % 5, first = (int)((ptrdiff_t)c * neurons / count);
        latigraph_circuit_t *circuit;
        for (int i = 0; i < size; i++) {
            keep[i] = (first + i) % neurons;
        }
        CHECK_OK(latigraph_circuit_induced(&circuit, connectome, keep, size, "stretch"));
        CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
    }
    latigraph_circuit_destroy(connectome);
}

static void split(const latigraph_circuit_list_t *circuits, igraph_uint_t seed,
                  latigraph_circuit_list_t *training, latigraph_circuit_list_t *validation,
                  latigraph_split_t *how) {
    CHECK_OK(latigraph_circuit_list_init(training));
    CHECK_OK(latigraph_circuit_list_init(validation));
    CHECK_OK(latigraph_split(circuits, LATIGRAPH_SPLIT_BY_NEURON, seed, training, validation, how));
}

static void check_split(void) {
    latigraph_circuit_list_t circuits, training, validation, again, other;
    latigraph_overlap_t overlap;
    latigraph_split_t how;
    stretches(&circuits, 240, 80, 24);
    split(&circuits, 1, &training, &validation, &how);
    CHECK_OK(latigraph_circuit_list_overlap(&training, &validation, &overlap));
    CHECK(overlap.shared == 0);
    CHECK(how.neurons == 240 && how.validation_neurons == 40);
    CHECK(training.size + how.dropped == 80 && training.size > 60);
    CHECK(validation.size >= 8 && validation.size <= 64);
    CHECK(how.comparable >= 8); /* a stretch of 40 holds many of about 25 */
    for (int c = 0; c < validation.size; c++) {
        CHECK(validation.items[c]->n >= 8);
        CHECK(c == 0 || validation.items[c]->n <= validation.items[c - 1]->n);
    }
    split(&circuits, 1, &again, &other, &how);
    REQUIRE(other.size == validation.size);
    for (int c = 0; c < other.size; c++) {
        CHECK(strcmp(other.items[c]->neuron[0], validation.items[c]->neuron[0]) == 0);
    }
    latigraph_circuit_list_destroy(&again);
    latigraph_circuit_list_destroy(&other);
    latigraph_circuit_list_destroy(&training);
    latigraph_circuit_list_destroy(&validation);

    /* Too few circuits: no split, and no error. */
    circuits.size = 2;
    split(&circuits, 1, &training, &validation, &how);
    CHECK(training.size == 0 && validation.size == 0 && how.comparable == 0);
    circuits.size = 80;
    latigraph_circuit_list_destroy(&circuits);

    /* Separate circuits go whole to one side. */
    random_circuits(&circuits, 20, 0, 0);
    split(&circuits, 1, &training, &validation, &how);
    CHECK(training.size > 15 && validation.size >= 1 && validation.size <= 4);
    CHECK_OK(latigraph_circuit_list_overlap(&training, &validation, &overlap));
    CHECK(overlap.shared == 0);
    latigraph_circuit_list_destroy(&training);
    latigraph_circuit_list_destroy(&validation);
    latigraph_circuit_list_destroy(&circuits);
}

static JsonObject *split_of(const latigraph_model_t *model, JsonNode **node) {
    *node = json_from_string(model->provenance, NULL);
    REQUIRE(*node != NULL);
    return json_object_get_object_member(json_node_get_object(*node), "split");
}

/* What a fit leaves behind; equal at any number of threads. */
static void check_fit(void) {
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("10");
    latigraph_model_t *model, *again;
    JsonNode *node;
    stretches(&circuits, 240, 60, 24);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    JsonObject *how = split_of(model, &node);
    CHECK(strcmp(json_object_get_string_member(how, "validation"), "cut off by neuron") == 0);
    CHECK(json_object_get_int_member(how, "shared_neurons") == 0);
    CHECK(json_object_get_int_member(how, "validation_neurons") <= 40);
    json_node_unref(node);
    REQUIRE(model->node_law != NULL);
    CHECK(model->directions.count >= 10);
    for (int d = 0; d < model->directions.count; d++) {
        REQUIRE(latigraph_property_find(model->directions.property[d]) >= 0);
        CHECK(model->directions.sd[d] > 0);
        /* A step raises the regression by one SD. */
        double rise = 0;
        for (int k = 0; k < model->config.code; k++) {
            rise += model->directions.weight[d * model->config.code + k] *
                    model->directions.step[d * model->config.code + k];
        }
        CHECK_NEAR(rise / model->directions.sd[d], 1, 1e-9);
    }

    CHECK_OK(latigraph_fit_options_set(options, "threads", "3"));
    CHECK_OK(latigraph_fit(&again, &circuits, NULL, options));
    CHECK(memcmp(model->code_covariance, again->code_covariance, 16 * sizeof(double)) == 0);
    CHECK(memcmp(model->directions.weight, again->directions.weight,
                 sizeof(double) * (size_t)(model->directions.count * 4)) == 0);
    CHECK(memcmp(model->directions.p, again->directions.p,
                 sizeof(double) * (size_t)model->directions.count) == 0);
    latigraph_model_destroy(again);
    latigraph_model_destroy(model);

    /* Two circuits: no validation, and the model says so. */
    circuits.size = 2;
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    how = split_of(model, &node);
    CHECK(json_object_get_null_member(how, "validation"));
    json_node_unref(node);
    REQUIRE(model->directions.count == 0); /* too few circuits for any */
    latigraph_model_destroy(model);
    circuits.size = 0;
    CHECK_FAILS(latigraph_fit(&model, &circuits, NULL, options), IGRAPH_EINVAL, "no circuits");
    circuits.size = 60;
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
}

/* Validation circuits that are given are used, and the model states their overlap. */
static void check_given(void) {
    latigraph_circuit_list_t circuits, validation;
    latigraph_fit_options_t *options = quick_options("4");
    latigraph_model_t *model;
    JsonNode *node;
    random_circuits(&circuits, 12, 0, 1);
    random_circuits(&validation, 3, 11, 1);
    CHECK_OK(latigraph_fit(&model, &circuits, &validation, options));
    JsonObject *how = split_of(model, &node);
    CHECK(strcmp(json_object_get_string_member(how, "validation"), "given") == 0);
    CHECK(json_object_get_int_member(how, "training_circuits") == 12);
    CHECK(json_object_get_int_member(how, "shared_neurons") == validation.items[0]->n);
    REQUIRE(latigraph_direction_table_find(&model->directions, "weight-mean") >= 0);
    json_node_unref(node);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&validation);
}

int main(void) {
    test_init();
    check_split();
    check_fit();
    check_given();
    return 0;
}
