/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Functional connectomes out of graphs of igraph. The attribute "bias" makes a vertex an output, so
 * that networks of other programs need no more than it. The boolean attribute "type" is not asked,
 * because files and circuits turn it into a text. Types are listed before anything is read, because
 * igraph's attribute handler reads memory that is not there if it is asked for another type.
 * Weights of several edges between the same vertices add up. */

#include "functional/two_mode.h"

#include "base/text.h"

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

igraph_error_t latigraph_functional_attribute_type(const igraph_t *graph,
                                                   igraph_attribute_elemtype_t of, const char *name,
                                                   igraph_integer_t *type) {
    const gboolean vertices = of == IGRAPH_ATTRIBUTE_VERTEX;
    igraph_strvector_t names;
    igraph_vector_int_t types;
    *type = -1;
    if (!igraph_has_attribute_table()) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&types, 0);
    IGRAPH_CHECK(igraph_cattribute_list(graph, NULL, NULL, vertices ? &names : NULL,
                                        vertices ? &types : NULL, vertices ? NULL : &names,
                                        vertices ? NULL : &types));
    const igraph_integer_t place = latigraph_find_text(&names, name, 0);
    *type = place >= 0 ? VECTOR(types)[place] : -1;
    igraph_vector_int_destroy(&types);
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_functional_numbers(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                            const char *name, double usual,
                                            igraph_vector_t *numbers) {
    const gboolean vertices = of == IGRAPH_ATTRIBUTE_VERTEX;
    igraph_integer_t type;
    IGRAPH_CHECK(latigraph_functional_attribute_type(graph, of, name, &type));
    if (type < 0) {
        IGRAPH_CHECK(
            igraph_vector_resize(numbers, vertices ? igraph_vcount(graph) : igraph_ecount(graph)));
        igraph_vector_fill(numbers, usual);
        return IGRAPH_SUCCESS;
    }
    if (type != IGRAPH_ATTRIBUTE_NUMERIC) {
        IGRAPH_ERRORF("The attribute \"%s\" of the %s must be a number.", IGRAPH_EINVAL, name,
                      vertices ? "vertices" : "edges");
    }
    return vertices
               ? igraph_cattribute_VANV(graph, name, igraph_vss_all(), numbers)
               : igraph_cattribute_EANV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), numbers);
}

/* Numbers of vertices and edges, one vector per attribute. */
enum { BIAS, SOFTNESS, LAG, SD, WEIGHT, SIGN, COLUMNS };

typedef struct {
    igraph_vector_t column[COLUMNS];
    gboolean named; /* vertices have names */
} columns_t;

static void columns_destroy(columns_t *columns) {
    for (int k = 0; k < COLUMNS; k++) {
        igraph_vector_destroy(&columns->column[k]);
    }
}

/* Reads all attributes; they are on the FINALLY stack as one entry. */
static igraph_error_t columns_init(columns_t *columns, const igraph_t *graph) {
    static const struct {
        const char *name;
        double usual;
    } items[COLUMNS] = {{"bias", NAN}, {"softness", 0}, {"lag", 0},
                        {"sd", NAN},   {"weight", 1},   {"sign", 1}};
    igraph_integer_t type;
    for (int k = 0; k < COLUMNS; k++) {
        IGRAPH_VECTOR_INIT_FINALLY(&columns->column[k], 0);
    }
    IGRAPH_FINALLY_CLEAN(COLUMNS);
    IGRAPH_FINALLY(columns_destroy, columns);
    for (int k = 0; k < COLUMNS; k++) {
        IGRAPH_CHECK(latigraph_functional_numbers(
            graph, k < WEIGHT ? IGRAPH_ATTRIBUTE_VERTEX : IGRAPH_ATTRIBUTE_EDGE, items[k].name,
            items[k].usual, &columns->column[k]));
    }
    IGRAPH_CHECK(
        latigraph_functional_attribute_type(graph, IGRAPH_ATTRIBUTE_VERTEX, "name", &type));
    columns->named = type == IGRAPH_ATTRIBUTE_STRING;
    return IGRAPH_SUCCESS;
}

/* Returns a number of a vertex or edge, or the default if it is not known. */
static double number_of(const columns_t *columns, int which, igraph_integer_t item, double usual) {
    const double value = VECTOR(columns->column[which])[item];
    return isnan(value) ? usual : value;
}

/* Appends a name of a vertex, or one with its number. */
static igraph_error_t add_name(igraph_strvector_t *names, const igraph_t *graph,
                               const columns_t *columns, igraph_integer_t vertex,
                               const char *what) {
    char name[64];
    g_snprintf(name, sizeof name, "%s-%" IGRAPH_PRId, what, igraph_strvector_size(names) + 1);
    return igraph_strvector_push_back(
        names, columns->named ? igraph_cattribute_VAS(graph, "name", vertex) : name);
}

/* Sorts vertices into inputs and outputs; `place` (vertices) gets the number among its kind. */
static igraph_error_t read_vertices(latigraph_functional_network_t *network, const igraph_t *graph,
                                    const columns_t *columns, int *place) {
    for (igraph_integer_t v = 0; v < igraph_vcount(graph); v++) {
        const double bias = number_of(columns, BIAS, v, NAN);
        if (isfinite(bias)) {
            place[v] = network->outputs;
            network->bias[network->outputs] = bias;
            network->softness[network->outputs++] = number_of(columns, SOFTNESS, v, 0);
            IGRAPH_CHECK(add_name(&network->output_names, graph, columns, v, "output"));
        } else {
            const double lag = number_of(columns, LAG, v, 0);
            if (!(lag >= 0 && lag <= 1e6)) {
                IGRAPH_ERRORF("Vertex %" IGRAPH_PRId " has the lag %g.", IGRAPH_EINVAL, v, lag);
            }
            place[v] = network->inputs;
            network->lag[network->inputs] = (int)lag;
            network->lags = MAX(network->lags, (int)lag);
            network->sd[network->inputs++] = number_of(columns, SD, v, NAN);
            IGRAPH_CHECK(add_name(&network->input_names, graph, columns, v, "input"));
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
                                 const columns_t *columns, const int *place) {
    const igraph_vector_t *bias = &columns->column[BIAS];
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const igraph_integer_t from = IGRAPH_FROM(graph, e), to = IGRAPH_TO(graph, e);
        if (isfinite(VECTOR(*bias)[from]) || !isfinite(VECTOR(*bias)[to])) {
            IGRAPH_ERRORF("The network is no functional connectome: the edge from vertex "
                          "%" IGRAPH_PRId " to %" IGRAPH_PRId " does not go from an input to an "
                          "output.",
                          IGRAPH_EINVAL, from, to);
        }
        const double weight = VECTOR(columns->column[WEIGHT])[e];
        const double sign = VECTOR(columns->column[SIGN])[e] < 0 ? -1 : 1;
        if (!isfinite(weight)) {
            IGRAPH_ERRORF("The weight of edge %" IGRAPH_PRId " is not finite.", IGRAPH_EINVAL, e);
        }
        network->weight[(size_t)place[from] * (size_t)network->outputs + (size_t)place[to]] +=
            sign * weight;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_functional_network_init(latigraph_functional_network_t *network,
                                                 const igraph_t *graph) {
    const igraph_integer_t all = igraph_vcount(graph);
    columns_t columns;
    int *place;
    if (all > 1 << 24) {
        IGRAPH_ERROR("The network has more than 16 million vertices.", IGRAPH_EINVAL);
    }
    *network = (latigraph_functional_network_t){0};
    IGRAPH_STRVECTOR_INIT_FINALLY(&network->input_names, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&network->output_names, 0);
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_FINALLY(latigraph_functional_network_destroy, network);
    IGRAPH_CHECK(columns_init(&columns, graph));
    LATIGRAPH_ALLOCATE(place, all);
    network->bias = g_try_new0(double, all + 1);
    LATIGRAPH_CHECK_MEMORY(network->bias);
    network->softness = g_try_new0(double, all + 1);
    LATIGRAPH_CHECK_MEMORY(network->softness);
    network->sd = g_try_new0(double, all + 1);
    LATIGRAPH_CHECK_MEMORY(network->sd);
    network->lag = g_try_new0(int, all + 1);
    LATIGRAPH_CHECK_MEMORY(network->lag);
    IGRAPH_CHECK(read_vertices(network, graph, &columns, place));
    network->weight =
        g_try_malloc0_n((gsize)network->inputs * (gsize)network->outputs, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(network->weight);
    IGRAPH_CHECK(read_edges(network, graph, &columns, place));
    g_free(place);
    columns_destroy(&columns);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
