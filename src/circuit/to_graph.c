/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Makes igraph graphs of circuits; graph.c goes back.
 *
 * A graph gets everything that a circuit holds, under the names that the readers know: positions as
 * x_um, y_um, z_um, names as "name", and notes as graph attributes. Formats that forbid an
 * underscore in names get plain x, y, z and the attribute "unit". Edges are created in the order of
 * out_to, so that weights need no sorting. */

#include "circuit/to_graph.h"

#include "base/memory.h"
#include "circuit/column.h"

#include <string.h>

static igraph_error_t write_names(const latigraph_circuit_t *circuit, const char *attribute,
                                  igraph_t *graph) {
    igraph_strvector_t names;
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        IGRAPH_CHECK(igraph_strvector_set(&names, i, circuit->neuron[i]));
    }
    IGRAPH_CHECK(igraph_cattribute_VAS_setv(graph, attribute, &names));
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_column(const latigraph_circuit_t *circuit,
                                   const latigraph_column_t *column, igraph_t *graph) {
    if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
        igraph_vector_t values;
        IGRAPH_CHECK(igraph_vector_init_array(&values, column->value, circuit->n));
        IGRAPH_FINALLY(igraph_vector_destroy, &values);
        IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, column->name, &values));
        igraph_vector_destroy(&values);
        IGRAPH_FINALLY_CLEAN(1);
        return IGRAPH_SUCCESS;
    }
    igraph_strvector_t texts;
    IGRAPH_STRVECTOR_INIT_FINALLY(&texts, circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        if (column->level[i] >= 0) {
            IGRAPH_CHECK(igraph_strvector_set(&texts, i, VECTOR(column->levels)[column->level[i]]));
        }
    }
    IGRAPH_CHECK(igraph_cattribute_VAS_setv(graph, column->name, &texts));
    igraph_strvector_destroy(&texts);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes the positions as numeric attributes: "x_um", ..., or "x", ... with the unit in the graph
 * attribute "unit" if `plain` is set. */
static igraph_error_t write_positions(const latigraph_circuit_t *circuit, gboolean plain,
                                      igraph_t *graph) {
    igraph_vector_t values;
    IGRAPH_VECTOR_INIT_FINALLY(&values, circuit->n);
    for (int d = 0; d < circuit->dims; d++) {
        for (int i = 0; i < circuit->n; i++) {
            VECTOR(values)[i] = circuit->position[(size_t)i * circuit->dims + d];
        }
        char *name;
        IGRAPH_CHECK(plain ? latigraph_print_text(&name, "%c", "xyz"[d])
                           : latigraph_circuit_position_name(circuit, d, &name));
        IGRAPH_FINALLY(g_free, name);
        IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, name, &values));
        g_free(name);
        IGRAPH_FINALLY_CLEAN(1);
    }
    igraph_vector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    if (circuit->dims > 0 && plain) {
        IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "unit", circuit->unit));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_graph_attributes(const latigraph_circuit_t *circuit, igraph_t *graph) {
    IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "name", circuit->name));
    IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "connectome", circuit->connectome));
    if (circuit->shape != NULL) {
        IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "shape", circuit->shape));
    }
    if (circuit->axis >= 0) {
        const char axis[2] = {"xyz"[circuit->axis], '\0'};
        IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "axis", axis));
    }
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&circuit->notes); i++) {
        const latigraph_note_t *note = VECTOR(circuit->notes)[i];
        IGRAPH_CHECK(note->text != NULL
                         ? igraph_cattribute_GAS_set(graph, note->name, note->text)
                         : igraph_cattribute_GAN_set(graph, note->name, note->number));
    }
    return IGRAPH_SUCCESS;
}

/* Returns whether edge e of neuron i is an edge of the graph: undirected circuits have both
 * directions, and their graphs one. */
static gboolean is_written(const latigraph_circuit_t *circuit, int i, int e) {
    return !circuit->undirected || i < circuit->out_to[e];
}

static igraph_error_t write_edge_attribute(const latigraph_circuit_t *circuit, const char *name,
                                           igraph_t *graph) {
    const gboolean weights = strcmp(name, "weight") == 0;
    igraph_integer_t count = 0;
    igraph_vector_t values;
    IGRAPH_VECTOR_INIT_FINALLY(&values, igraph_ecount(graph));
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            if (is_written(circuit, i, e)) {
                VECTOR(values)[count++] = weights ? circuit->weight[e] : circuit->sign[e];
            }
        }
    }
    IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, name, &values));
    igraph_vector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_edge_attributes(const latigraph_circuit_t *circuit, igraph_t *graph) {
    if (circuit->weight != NULL) {
        IGRAPH_CHECK(write_edge_attribute(circuit, "weight", graph));
    }
    return circuit->sign != NULL ? write_edge_attribute(circuit, "sign", graph) : IGRAPH_SUCCESS;
}

/* Makes an undirected graph with each pair of edges once. */
static igraph_error_t undirected_graph(const latigraph_circuit_t *circuit, igraph_t *graph) {
    igraph_vector_int_t edges;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges, 0);
    IGRAPH_CHECK(igraph_vector_int_reserve(&edges, circuit->m));
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            if (is_written(circuit, i, e)) {
                igraph_vector_int_push_back(&edges, i); /* reserved */
                igraph_vector_int_push_back(&edges, circuit->out_to[e]);
            }
        }
    }
    IGRAPH_CHECK(igraph_create(graph, &edges, circuit->n, IGRAPH_UNDIRECTED));
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_attributes(const latigraph_circuit_t *circuit,
                                       const char *name_attribute, gboolean plain_positions,
                                       igraph_t *graph) {
    IGRAPH_CHECK(write_graph_attributes(circuit, graph));
    IGRAPH_CHECK(write_names(circuit, name_attribute, graph));
    IGRAPH_CHECK(write_positions(circuit, plain_positions, graph));
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        IGRAPH_CHECK(write_column(circuit, VECTOR(circuit->columns)[c], graph));
    }
    return write_edge_attributes(circuit, graph);
}

igraph_error_t latigraph_circuit_to_graph_as(const latigraph_circuit_t *circuit,
                                             const char *name_attribute, gboolean plain_positions,
                                             igraph_t *graph) {
    IGRAPH_CHECK(circuit->undirected ? undirected_graph(circuit, graph)
                                     : latigraph_circuit_bare_graph(circuit, graph));
    IGRAPH_FINALLY(igraph_destroy, graph);
    if (igraph_has_attribute_table()) {
        IGRAPH_CHECK(write_attributes(circuit, name_attribute, plain_positions, graph));
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_to_graph
 * \brief Makes an igraph graph of a circuit, including its node data.
 *
 * Vertex attributes are "name" (the neuron's name in its connectome), the positions ("x_um", ...,
 * or "x", ... without a unit), and one numeric or text attribute per column. Unknown values are
 * NaN or an empty text. The edge attributes "weight" and "sign" (−1 or 1) hold the weights and the
 * signs, if there are any. Graph attributes are
 * "name", "connectome", "shape", "axis" ("x", "y" or "z") and the notes. \ref
 * latigraph_circuit_from_graph() makes the same circuit from the result. An undirected circuit
 * gives an undirected graph.
 *
 * Attributes are only set if igraph's attribute handler for C is installed. Without it the graph
 * has edges alone.
 *
 * \param circuit The circuit, n neurons and m edges.
 * \param graph An uninitialised graph; free it with \c igraph_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(n c + m) for c columns.
 *
 * Example: compute the reciprocity of a circuit with igraph.
 * \verbatim
 *   igraph_t copy;
 *   igraph_real_t reciprocity;
 *   latigraph_circuit_to_graph(circuit, &copy);
 *   igraph_reciprocity(&copy, &reciprocity, true, IGRAPH_RECIPROCITY_DEFAULT);
 *   igraph_destroy(&copy);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_to_graph(const latigraph_circuit_t *circuit, igraph_t *graph) {
    return latigraph_circuit_to_graph_as(circuit, "name", /*plain_positions=*/FALSE, graph);
}

/**
 * \function latigraph_circuit_is_undirected
 * \brief Returns whether a circuit was read as an undirected graph.
 *
 * Such a circuit holds each edge in both directions, and \ref latigraph_circuit_to_graph() makes
 * an undirected graph of it. Readers keep graphs undirected if the option \c undirected says so.
 *
 * \param circuit The circuit.
 * \return Whether its edges are undirected.
 *
 * Time complexity: O(1).
 *
 * Example: the number of edges of a graph.
 * \verbatim
 *   igraph_integer_t edges = latigraph_circuit_ecount(circuit);
 *   if (latigraph_circuit_is_undirected(circuit)) {
 *       edges /= 2;
 *   }
 * \endverbatim
 */
igraph_bool_t latigraph_circuit_is_undirected(const latigraph_circuit_t *circuit) {
    return circuit->undirected;
}

igraph_error_t latigraph_copy_vertices(igraph_t *graph, const igraph_t *like,
                                       igraph_bool_t directed) {
    IGRAPH_CHECK(igraph_copy(graph, like));
    IGRAPH_FINALLY(igraph_destroy, graph);
    IGRAPH_CHECK(igraph_delete_edges(graph, igraph_ess_all(IGRAPH_EDGEORDER_ID)));
    if (igraph_has_attribute_table()) {
        igraph_cattribute_remove_all(graph, false, false, true);
    }
    /* No edges are left, so the mode does not matter. */
    IGRAPH_CHECK(directed ? igraph_to_directed(graph, IGRAPH_TO_DIRECTED_ARBITRARY)
                          : igraph_to_undirected(graph, IGRAPH_TO_UNDIRECTED_EACH, NULL));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
