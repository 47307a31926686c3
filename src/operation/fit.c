/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "base/memory.h"

#include <latigraph/model.h>

#include <string.h>

enum { CIRCUITS, VALIDATION, OPTIONS, CARD, SEED, THREADS, MODEL, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .doc = "Circuits to learn from: directed graphs, node data as vertex attributes, "
                         "positive weights as the edge attribute weight."},
    [VALIDATION] = {.name = "validation",
                    .type = LATIGRAPH_TYPE_GRAPH_LIST,
                    .optional = true,
                    .doc = "Circuits of other neurons to watch, so that the best state is kept; "
                           "left out: cut off from the training circuits by neuron."},
    [OPTIONS] = {.name = "options",
                 .type = LATIGRAPH_TYPE_STRING_LIST,
                 .optional = true,
                 .doc = "Further options as key=value, e.g. steps=400; they win over seed and "
                        "threads. Those that there are: latigraph fit --help."},
    [CARD] = {.name = "card",
              .type = LATIGRAPH_TYPE_STRING,
              .optional = true,
              .doc =
                  "Facts to keep in the model, a JSON object of texts: title, description, data, "
                  "source, citation, licence, split, limits, rebuild."},
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [MODEL] = {.name = "model",
               .type = LATIGRAPH_TYPE_MODEL,
               .direction = LATIGRAPH_OUT,
               .doc = "The model."},
};

static igraph_error_t set_pair(latigraph_fit_options_t *options, const char *pair) {
    const char *equals = strchr(pair, '=');
    if (equals == NULL) {
        IGRAPH_ERRORF("Option \"%s\" of a fit is not of the form key=value.", IGRAPH_EINVAL, pair);
    }
    gchar *key = g_strndup(pair, (gsize)(equals - pair));
    IGRAPH_FINALLY(g_free, key);
    IGRAPH_CHECK(latigraph_fit_options_set(options, key, equals + 1));
    g_free(key);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_options(latigraph_fit_options_t *options, const latigraph_value_t *values,
                                  const igraph_bool_t *given) {
    char text[32];
    g_snprintf(text, sizeof text, "%" IGRAPH_PRId, values[THREADS].integer);
    IGRAPH_CHECK(latigraph_fit_options_set(options, "threads", text));
    /* Without a seed the options hold one from igraph's default generator. */
    if (given[SEED]) {
        g_snprintf(text, sizeof text, "%" IGRAPH_PRId, values[SEED].integer);
        IGRAPH_CHECK(latigraph_fit_options_set(options, "seed", text));
    }
    for (igraph_integer_t i = 0;
         given[OPTIONS] && i < igraph_strvector_size(values[OPTIONS].string_list); i++) {
        IGRAPH_CHECK(set_pair(options, igraph_strvector_get(values[OPTIONS].string_list, i)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t fit(latigraph_model_t **model, const igraph_graph_list_t *graphs,
                          const igraph_graph_list_t *validation_graphs,
                          const latigraph_fit_options_t *options) {
    latigraph_circuit_list_t circuits, validation;
    IGRAPH_CHECK(latigraph_circuits_of(&circuits, graphs));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    if (validation_graphs != NULL) {
        IGRAPH_CHECK(latigraph_circuits_of(&validation, validation_graphs));
    } else {
        IGRAPH_CHECK(latigraph_circuit_list_init(&validation));
    }
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &validation);
    IGRAPH_CHECK(
        latigraph_fit(model, &circuits, validation_graphs != NULL ? &validation : NULL, options));
    latigraph_circuit_list_destroy(&validation);
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_fit_options_t *options;
    latigraph_model_t *model;
    if (!given[MODEL]) {
        IGRAPH_ERROR("A fit without its output \"model\" is lost.", IGRAPH_EINVAL);
    }
    if (given[CARD]) { /* before the work */
        IGRAPH_CHECK(latigraph_model_set_card(NULL, values[CARD].string));
    }
    IGRAPH_CHECK(latigraph_fit_options_create(&options));
    IGRAPH_FINALLY(latigraph_fit_options_destroy, options);
    IGRAPH_CHECK(set_options(options, values, given));
    IGRAPH_CHECK(fit(&model, values[CIRCUITS].graph_list,
                     given[VALIDATION] ? values[VALIDATION].graph_list : NULL, options));
    IGRAPH_FINALLY(latigraph_model_destroy, model);
    if (given[CARD]) {
        IGRAPH_CHECK(latigraph_model_set_card(model, values[CARD].string));
    }
    IGRAPH_FINALLY_CLEAN(1);
    values[MODEL].model = model;
    latigraph_fit_options_destroy(options);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_fit = {
    .name = "fit",
    .summary = "Learns a latent space from circuits.",
    .doc = "A variational auto-encoder of whole directed graphs with a Bernoulli-Poisson decoder "
           "and exact dyad likelihood; ends by relating codes to properties. The result depends "
           "on the seed, never on the number of threads. Time complexity: O(steps batch (n² r + "
           "(n + m) h²)) for n neurons, m edges, rank r and hidden width h.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
