/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "base/memory.h"

#include <latigraph/latent.h>

#include <string.h>

enum {
    MODEL,
    TARGETS,
    KEEP,
    LIKE,
    GROUP,
    NODES,
    COUNT,
    SEED,
    THREADS,
    CIRCUITS,
    ASKED,
    START,
    MEAN,
    SD,
    EXPECTED,
    EXACT,
    REACHED,
    LEAKAGE,
    CODE,
    ARGUMENTS
};

#define VECTOR_OUT(label, text)                                                                    \
    { .name = label, .type = LATIGRAPH_TYPE_VECTOR, .direction = LATIGRAPH_OUT, .doc = text }

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [TARGETS] = {.name = "targets",
                 .type = LATIGRAPH_TYPE_STRING_LIST,
                 .doc = "Requests, at least one: a value (reciprocity=0.2) or a change in standard "
                        "deviations of the training circuits (density=+1sd)."},
    [KEEP] = {.name = "keep",
              .type = LATIGRAPH_TYPE_STRING_LIST,
              .optional = true,
              .doc = "Properties to leave as they are; an empty list: none; left out: every "
                     "statistic that steering controls."},
    [LIKE] = {.name = "like",
              .type = LATIGRAPH_TYPE_GRAPH,
              .optional = true,
              .doc = "Start from this graph, its node data and code; left out: from training "
                     "circuits."},
    [GROUP] = LATIGRAPH_ARGUMENT_GROUP,
    [NODES] = LATIGRAPH_ARGUMENT_NODES,
    [COUNT] = {.name = "count",
               .type = LATIGRAPH_TYPE_INTEGER,
               .optional = true,
               .default_text = "10",
               .min = 1,
               .max = 100000000,
               .doc = "Circuits to generate."},
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .direction = LATIGRAPH_OUT,
                  .doc = "The circuits, with attributes as those of generate."},
    [ASKED] = VECTOR_OUT("asked", "The value asked of each target, in the property's unit."),
    [START] = VECTOR_OUT("start", "Mean of each over the unsteered reference circuits."),
    [MEAN] = VECTOR_OUT("mean", "Mean of each over the generated circuits."),
    [SD] = VECTOR_OUT("sd", "Standard deviation of each over the generated circuits."),
    [EXPECTED] = VECTOR_OUT("expected", "Expectation of each before sampling; NaN if it was moved "
                                        "along a direction."),
    [EXACT] = VECTOR_OUT("exact", "1 if the steering layer met it, 0 if it was moved along a "
                                  "direction of the code."),
    [REACHED] = VECTOR_OUT("reached", "0 if the request was out of reach and the nearest is given, "
                                      "else 1."),
    [LEAKAGE] = VECTOR_OUT("leakage", "Change of every property, in the order of the operation "
                                      "properties, in standard deviations of the training "
                                      "circuits."),
    [CODE] = VECTOR_OUT("code", "The code that was used."),
};

/* A request and its result; keep_count as in latigraph_steer_options_t. */
typedef struct {
    latigraph_target_t *targets;
    latigraph_achieved_t *achieved;
    igraph_integer_t target_count;
    igraph_integer_t *keep;
    igraph_integer_t keep_count;
} request_t;

static igraph_error_t parse_targets(request_t *request, const igraph_strvector_t *texts) {
    for (igraph_integer_t i = 0; i < request->target_count; i++) {
        IGRAPH_CHECK(latigraph_target_parse(igraph_strvector_get(texts, i), &request->targets[i]));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse_keep(request_t *request, const igraph_strvector_t *names) {
    for (igraph_integer_t i = 0; i < request->keep_count; i++) {
        const char *name = igraph_strvector_get(names, i);
        request->keep[i] = latigraph_property_find(name);
        if (request->keep[i] < 0) {
            IGRAPH_ERRORF("There is no property \"%s\" to keep.", IGRAPH_EINVAL, name);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_real_t figure(const latigraph_achieved_t *achieved, int which) {
    switch (which) {
    case ASKED:
        return achieved->asked;
    case START:
        return achieved->start;
    case MEAN:
        return achieved->mean;
    case SD:
        return achieved->sd;
    case EXPECTED:
        return achieved->expected;
    case EXACT:
        return achieved->exact ? 1 : 0;
    default:
        return achieved->reached ? 1 : 0;
    }
}

static igraph_error_t hand_out(const request_t *request, latigraph_value_t *values,
                               const igraph_bool_t *given) {
    for (int which = ASKED; which <= REACHED; which++) {
        if (!given[which]) {
            continue;
        }
        IGRAPH_CHECK(igraph_vector_resize(values[which].vector, request->target_count));
        for (igraph_integer_t i = 0; i < request->target_count; i++) {
            VECTOR(*values[which].vector)[i] = figure(&request->achieved[i], which);
        }
    }
    return IGRAPH_SUCCESS;
}

/* `like` may be NULL. */
static igraph_error_t steer(const request_t *request, const latigraph_circuit_t *like,
                            igraph_uint_t seed, latigraph_value_t *values,
                            const igraph_bool_t *given) {
    latigraph_circuit_list_t circuits;
    const latigraph_steer_options_t options = {
        .targets = request->targets,
        .target_count = request->target_count,
        .keep = request->keep,
        .keep_count = request->keep_count,
        .generate = {.nodes = values[NODES].integer,
                     .count = values[COUNT].integer,
                     .threads = values[THREADS].integer,
                     .seed = seed,
                     .group = given[GROUP] ? values[GROUP].string : NULL}};
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_steer(values[MODEL].model, &circuits, like, &options, request->achieved,
                                 given[LEAKAGE] ? values[LEAKAGE].vector : NULL,
                                 given[CODE] ? values[CODE].vector : NULL));
    if (given[CIRCUITS]) {
        IGRAPH_CHECK(latigraph_graphs_of(values[CIRCUITS].graph_list, &circuits));
    }
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    request_t request = {.target_count = igraph_strvector_size(values[TARGETS].string_list),
                         .keep_count =
                             given[KEEP] ? igraph_strvector_size(values[KEEP].string_list) : -1};
    latigraph_circuit_t *like = NULL;
    LATIGRAPH_ALLOCATE(request.targets, request.target_count);
    LATIGRAPH_ALLOCATE(request.achieved, request.target_count);
    LATIGRAPH_ALLOCATE(request.keep, MAX(request.keep_count, 0));
    IGRAPH_CHECK(parse_targets(&request, values[TARGETS].string_list));
    IGRAPH_CHECK(parse_keep(&request, values[KEEP].string_list));
    if (given[LIKE]) {
        IGRAPH_CHECK(latigraph_circuit_of(&like, values[LIKE].graph));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, like);
    IGRAPH_CHECK(
        steer(&request, like, latigraph_seed_of(&values[SEED], given[SEED]), values, given));
    IGRAPH_CHECK(hand_out(&request, values, given));
    latigraph_circuit_destroy(like);
    g_free(request.keep);
    g_free(request.achieved);
    g_free(request.targets);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_steer = {
    .name = "steer",
    .summary = "Generates circuits whose properties take asked values.",
    .doc = "Statistics of the steering layer are met in expectation by global parameters of the "
           "decoder, other properties are moved along their direction of the code; what was "
           "achieved is measured on the generated circuits.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
