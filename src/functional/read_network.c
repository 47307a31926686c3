/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Functional connectomes out of graphs of igraph. The attribute "bias" makes a vertex an output, so
 * that networks of other programs need no more than it. The boolean attribute "type" is not asked,
 * because files and circuits turn it into a text. */

#include "functional/two_mode.h"

#include <math.h>

void latigraph_functional_network_destroy(latigraph_functional_network_t *network) {
    g_free(network->weight);
    g_free(network->bias);
    g_free(network->softness);
    g_free(network->sd);
    g_free(network->lag);
    igraph_strvector_destroy(&network->input_names);
    igraph_strvector_destroy(&network->output_names);
}

static gboolean has(const igraph_t *graph, igraph_attribute_elemtype_t type, const char *name) {
    return igraph_has_attribute_table() && igraph_cattribute_has_attr(graph, type, name);
}

/* Returns a number of a vertex, or the default if it has none. */
static double number_of(const igraph_t *graph, const char *name, igraph_integer_t vertex,
                        double usual) {
    const double value = has(graph, IGRAPH_ATTRIBUTE_VERTEX, name)
                             ? igraph_cattribute_VAN(graph, name, vertex)
                             : NAN;
    return isnan(value) ? usual : value;
}

/* Appends a name of a vertex, or one with its number. */
static igraph_error_t add_name(igraph_strvector_t *names, const igraph_t *graph,
                               igraph_integer_t vertex, const char *what) {
    char name[64];
    g_snprintf(name, sizeof name, "%s-%" IGRAPH_PRId, what, igraph_strvector_size(names) + 1);
    return igraph_strvector_push_back(names, has(graph, IGRAPH_ATTRIBUTE_VERTEX, "name")
                                                 ? igraph_cattribute_VAS(graph, "name", vertex)
                                                 : name);
}

/* Sorts vertices into inputs and outputs; `place` (vertices) gets the number among its kind. */
static igraph_error_t read_vertices(latigraph_functional_network_t *network, const igraph_t *graph,
                                    int *place) {
    for (igraph_integer_t v = 0; v < igraph_vcount(graph); v++) {
        const double bias = number_of(graph, "bias", v, NAN);
        if (isfinite(bias)) {
            place[v] = network->outputs;
            network->bias[network->outputs] = bias;
            network->softness[network->outputs++] = number_of(graph, "softness", v, 0);
            IGRAPH_CHECK(add_name(&network->output_names, graph, v, "output"));
        } else {
            const double lag = number_of(graph, "lag", v, 0);
            if (!(lag >= 0 && lag <= 1e6)) {
                IGRAPH_ERRORF("Vertex %" IGRAPH_PRId " has the lag %g.", IGRAPH_EINVAL, v, lag);
            }
            place[v] = network->inputs;
            network->lag[network->inputs] = (int)lag;
            network->lags = MAX(network->lags, (int)lag);
            network->sd[network->inputs++] = number_of(graph, "sd", v, NAN);
            IGRAPH_CHECK(add_name(&network->input_names, graph, v, "input"));
        }
    }
    if (network->outputs == 0 || network->inputs == 0) {
        IGRAPH_ERROR(
            "The network is no functional connectome: vertices with the attribute \"bias\" "
            "are its outputs, those without it its inputs, and both are needed.",
            IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_edges(latigraph_functional_network_t *network, const igraph_t *graph,
                                 const int *place) {
    const gboolean weighted = has(graph, IGRAPH_ATTRIBUTE_EDGE, "weight");
    const gboolean with_signs = has(graph, IGRAPH_ATTRIBUTE_EDGE, "sign");
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const igraph_integer_t from = IGRAPH_FROM(graph, e), to = IGRAPH_TO(graph, e);
        if (isfinite(number_of(graph, "bias", from, NAN)) ||
            !isfinite(number_of(graph, "bias", to, NAN))) {
            IGRAPH_ERRORF("The network is no functional connectome: the edge from vertex "
                          "%" IGRAPH_PRId " to %" IGRAPH_PRId " does not go from an input to an "
                          "output.",
                          IGRAPH_EINVAL, from, to);
        }
        const double weight = weighted ? igraph_cattribute_EAN(graph, "weight", e) : 1;
        const double sign = with_signs && igraph_cattribute_EAN(graph, "sign", e) < 0 ? -1 : 1;
        if (!isfinite(weight)) {
            IGRAPH_ERRORF("The weight of edge %" IGRAPH_PRId " is not finite.", IGRAPH_EINVAL, e);
        }
        network->weight[(size_t)place[from] * (size_t)network->outputs + (size_t)place[to]] =
            sign * weight;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_functional_network_init(latigraph_functional_network_t *network,
                                                 const igraph_t *graph) {
    const igraph_integer_t all = igraph_vcount(graph);
    int *place;
    if (all > 1 << 24) {
        IGRAPH_ERROR("The network has more than 16 million vertices.", IGRAPH_EINVAL);
    }
    *network = (latigraph_functional_network_t){0};
    IGRAPH_STRVECTOR_INIT_FINALLY(&network->input_names, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&network->output_names, 0);
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_FINALLY(latigraph_functional_network_destroy, network);
    LATIGRAPH_ALLOCATE(place, all);
    network->bias = g_try_new0(double, all + 1);
    LATIGRAPH_CHECK_MEMORY(network->bias);
    network->softness = g_try_new0(double, all + 1);
    LATIGRAPH_CHECK_MEMORY(network->softness);
    network->sd = g_try_new0(double, all + 1);
    LATIGRAPH_CHECK_MEMORY(network->sd);
    network->lag = g_try_new0(int, all + 1);
    LATIGRAPH_CHECK_MEMORY(network->lag);
    IGRAPH_CHECK(read_vertices(network, graph, place));
    network->weight =
        g_try_malloc0_n((gsize)network->inputs * (gsize)network->outputs, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(network->weight);
    IGRAPH_CHECK(read_edges(network, graph, place));
    g_free(place);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
