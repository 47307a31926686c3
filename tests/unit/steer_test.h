/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_STEER_H
#define LATIGRAPH_TEST_STEER_H

#include "circuits.h"

#include <latigraph/latent.h>
#include <latigraph/steer.h>

/* A small fitted model, and requests to it. */

static inline latigraph_target_t target(const char *text) {
    latigraph_target_t t;
    CHECK_OK(latigraph_target_parse(text, NULL, &t));
    return t;
}

static inline latigraph_steer_options_t asking(const latigraph_target_t *targets, int count,
                                               int circuits, int threads) {
    latigraph_steer_options_t options;
    latigraph_steer_options_init(&options);
    options.targets = targets;
    options.target_count = count;
    options.generate.count = circuits;
    options.generate.threads = threads;
    options.generate.seed = 4;
    return options;
}

static inline double value_of(const igraph_vector_t *values, const char *property) {
    return VECTOR(*values)[latigraph_property_find(property)];
}

/* What one call gave. */
typedef struct {
    latigraph_circuit_list_t circuits;
    latigraph_achieved_t got[LATIGRAPH_STATISTICS_MAX];
    latigraph_steering_t steering;
} steered_t;

static inline void steered_destroy(steered_t *result) {
    latigraph_circuit_list_destroy(&result->circuits);
    latigraph_steering_destroy(&result->steering);
}

static inline void steer(steered_t *result, const latigraph_model_t *model,
                         const latigraph_circuit_t *like,
                         const latigraph_steer_options_t *options) {
    CHECK_OK(latigraph_circuit_list_init(&result->circuits));
    CHECK_OK(latigraph_steering_init(&result->steering));
    CHECK_OK(
        latigraph_steer(model, &result->circuits, like, options, result->got, &result->steering));
    REQUIRE(result->circuits.size == options->generate.count);
}

/* One request, with everything else as it is by default. */
static inline void steer_to(steered_t *result, const latigraph_model_t *model,
                            const latigraph_circuit_t *like, const char *request, int circuits) {
    const latigraph_target_t asked = target(request);
    const latigraph_steer_options_t options = asking(&asked, 1, circuits, 2);
    steer(result, model, like, &options);
}

/* The same circuits, edge by edge. */
static inline void check_same(const latigraph_circuit_list_t *a,
                              const latigraph_circuit_list_t *b) {
    REQUIRE(a->size == b->size);
    for (int c = 0; c < (int)a->size; c++) {
        REQUIRE(a->items[c]->n == b->items[c]->n && a->items[c]->m == b->items[c]->m);
        CHECK(memcmp(a->items[c]->out_to, b->items[c]->out_to,
                     sizeof(int) * (size_t)a->items[c]->m) == 0);
    }
}

#endif
