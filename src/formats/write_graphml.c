/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Writes GraphML as igraph does: the same elements, keys and types, one line each.
 *
 *     <key id="v_name" for="node" attr.name="name" attr.type="string"/>
 *     <node id="n0"> <data key="v_name">PN-7</data> </node>
 *     <edge source="n0" target="n1"> <data key="e_weight">3</data> </edge>
 *
 * igraph's own writer cannot be interrupted, takes seconds for a million edges, and can end the
 * process when an allocation fails. This one also writes numbers so that they are read back
 * exactly, where igraph writes 15 digits. As in igraph, a number that is not known (NaN) is left
 * out, and infinity is "Inf". Attributes are read one value at a time, so that no attribute of the
 * graph is copied.
 *
 * A circuit is written without a graph, which takes 56 bytes per edge. The file is the same. The
 * parts of an edge that do not change are copied, and so is the start of the edges of one sender.
 */

#include "formats/write_formats.h"

#include "base/text_room.h"
#include "circuit/column.h"
#include "circuit/to_graph.h"

#include <math.h>
#include <string.h>

/* The attributes of the graph, its vertices or its edges. */
typedef struct {
    igraph_attribute_elemtype_t where;
    char prefix; /* begins the ids of the keys, which must differ between the three kinds */
    const char *element, *indent;
    igraph_strvector_t names;
    igraph_vector_int_t types;
} attributes_t;

enum { GRAPH, VERTICES, EDGES, KINDS };

/* --- Values ------------------------------------------------------------------- */

static double number_of(const igraph_t *graph, igraph_attribute_elemtype_t where, const char *name,
                        igraph_integer_t item) {
    return where == IGRAPH_ATTRIBUTE_GRAPH    ? igraph_cattribute_GAN(graph, name)
           : where == IGRAPH_ATTRIBUTE_VERTEX ? igraph_cattribute_VAN(graph, name, item)
                                              : igraph_cattribute_EAN(graph, name, item);
}

static igraph_bool_t truth_of(const igraph_t *graph, igraph_attribute_elemtype_t where,
                              const char *name, igraph_integer_t item) {
    return where == IGRAPH_ATTRIBUTE_GRAPH    ? igraph_cattribute_GAB(graph, name)
           : where == IGRAPH_ATTRIBUTE_VERTEX ? igraph_cattribute_VAB(graph, name, item)
                                              : igraph_cattribute_EAB(graph, name, item);
}

static const char *text_of(const igraph_t *graph, igraph_attribute_elemtype_t where,
                           const char *name, igraph_integer_t item) {
    return where == IGRAPH_ATTRIBUTE_GRAPH    ? igraph_cattribute_GAS(graph, name)
           : where == IGRAPH_ATTRIBUTE_VERTEX ? igraph_cattribute_VAS(graph, name, item)
                                              : igraph_cattribute_EAS(graph, name, item);
}

/* Writes a number that is known, and returns its end. */
static char *put_number(char *at, double number) {
    return isinf(number) ? g_stpcpy(at, number > 0 ? "Inf" : "-Inf")
                         : latigraph_write_number(at, number, "");
}

#define END_DATA "</data>\n"

static void begin_data(latigraph_text_t *out, const attributes_t *all, igraph_integer_t a) {
    latigraph_text_append(out, all->indent);
    latigraph_text_append(out, "<data key=\"");
    latigraph_text_append_character(out, all->prefix);
    latigraph_text_append_character(out, '_');
    latigraph_write_append_xml(out, igraph_strvector_get(&all->names, a));
    latigraph_text_append(out, "\">");
}

/* Appends attribute a, unless its number is not known. */
static void append_data(latigraph_text_t *out, const attributes_t *all, igraph_integer_t a,
                        double number) {
    if (!isnan(number)) {
        begin_data(out, all, a);
        char *at = latigraph_text_reserve(out, G_ASCII_DTOSTR_BUF_SIZE);
        if (at != NULL) {
            latigraph_text_extend(out, put_number(at, number));
        }
        latigraph_text_append(out, END_DATA);
    }
}

static igraph_error_t append_text_data(latigraph_text_t *out, const attributes_t *all,
                                       igraph_integer_t a, const char *text) {
    IGRAPH_CHECK(latigraph_write_check_xml(text));
    begin_data(out, all, a);
    latigraph_write_append_xml(out, text);
    latigraph_text_append(out, END_DATA);
    return IGRAPH_SUCCESS;
}

/* Appends the attributes of the graph, or of one vertex or edge. */
static igraph_error_t append_values(latigraph_text_t *out, const igraph_t *graph,
                                    const attributes_t *all, igraph_integer_t item) {
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&all->names); a++) {
        const char *name = igraph_strvector_get(&all->names, a);
        if (VECTOR(all->types)[a] == IGRAPH_ATTRIBUTE_NUMERIC) {
            append_data(out, all, a, number_of(graph, all->where, name, item));
        } else if (VECTOR(all->types)[a] == IGRAPH_ATTRIBUTE_BOOLEAN) {
            IGRAPH_CHECK(append_text_data(
                out, all, a, truth_of(graph, all->where, name, item) ? "true" : "false"));
        } else {
            IGRAPH_CHECK(append_text_data(out, all, a, text_of(graph, all->where, name, item)));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Parts of the file -------------------------------------------------------- */

static igraph_error_t append_keys(latigraph_text_t *out, const attributes_t *all) {
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&all->names); a++) {
        const char *name = igraph_strvector_get(&all->names, a);
        const igraph_integer_t type = VECTOR(all->types)[a];
        IGRAPH_CHECK(latigraph_write_check_xml(name));
        latigraph_text_print(out, "  <key id=\"%c_", all->prefix);
        latigraph_write_append_xml(out, name);
        latigraph_text_print(out, "\" for=\"%s\" attr.name=\"", all->element);
        latigraph_write_append_xml(out, name);
        latigraph_text_print(out, "\" attr.type=\"%s\"/>\n",
                             type == IGRAPH_ATTRIBUTE_NUMERIC   ? "double"
                             : type == IGRAPH_ATTRIBUTE_BOOLEAN ? "boolean"
                                                                : "string");
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_keys(latigraph_text_t *out, const attributes_t *kinds,
                                 gboolean directed) {
    latigraph_text_append(out,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
                          "         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                          "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns\n"
                          "         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
                          "<!-- Created by latigraph -->\n");
    for (int k = 0; k < KINDS; k++) {
        IGRAPH_CHECK(append_keys(out, &kinds[k]));
    }
    latigraph_text_print(out, "  <graph id=\"G\" edgedefault=\"%s\">\n",
                         directed ? "directed" : "undirected");
    return IGRAPH_SUCCESS;
}

/* Writes the values of a vertex or an edge, whose start tag is open, and its end tag. */
static igraph_error_t write_item(latigraph_text_t *out, const igraph_t *graph,
                                 const attributes_t *all, igraph_integer_t item, FILE *file) {
    latigraph_text_append(out, "\">\n");
    IGRAPH_CHECK(append_values(out, graph, all, item));
    latigraph_text_append(out, "    </");
    latigraph_text_append(out, all->element);
    latigraph_text_append(out, ">\n");
    return latigraph_write_some(out, file);
}

static igraph_error_t write_vertices(latigraph_text_t *out, const igraph_t *graph,
                                     const attributes_t *all, FILE *file) {
    for (igraph_integer_t i = 0; i < igraph_vcount(graph); i++) {
        latigraph_text_append(out, "    <node id=\"n");
        latigraph_write_append_integer(out, i);
        IGRAPH_CHECK(write_item(out, graph, all, i, file));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_edges(latigraph_text_t *out, const igraph_t *graph,
                                  const attributes_t *all, FILE *file) {
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        igraph_integer_t from, to;
        IGRAPH_CHECK(igraph_edge(graph, e, &from, &to));
        latigraph_text_append(out, "    <edge source=\"n");
        latigraph_write_append_integer(out, from);
        latigraph_text_append(out, "\" target=\"n");
        latigraph_write_append_integer(out, to);
        IGRAPH_CHECK(write_item(out, graph, all, e, file));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_all(latigraph_text_t *out, const igraph_t *graph,
                                const attributes_t *kinds, FILE *file) {
    IGRAPH_CHECK(write_keys(out, kinds, igraph_is_directed(graph)));
    IGRAPH_CHECK(append_values(out, graph, &kinds[GRAPH], 0));
    IGRAPH_CHECK(write_vertices(out, graph, &kinds[VERTICES], file));
    IGRAPH_CHECK(write_edges(out, graph, &kinds[EDGES], file));
    latigraph_text_append(out, "  </graph>\n</graphml>\n");
    return latigraph_write_rest(out, file);
}

/* --- Circuits ------------------------------------------------------------------ */

/* Adds the name and the type of an attribute. `*twice` is set if the name is there already. */
static igraph_error_t add_attribute(attributes_t *all, const char *name,
                                    igraph_attribute_type_t type, gboolean *twice) {
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&all->names); a++) {
        *twice |= strcmp(igraph_strvector_get(&all->names, a), name) == 0;
    }
    IGRAPH_CHECK(igraph_vector_int_push_back(&all->types, type));
    return igraph_strvector_push_back(&all->names, name);
}

static igraph_error_t list_graph(const latigraph_circuit_t *circuit, attributes_t *all,
                                 gboolean *twice) {
    IGRAPH_CHECK(add_attribute(all, "name", IGRAPH_ATTRIBUTE_STRING, twice));
    IGRAPH_CHECK(add_attribute(all, "connectome", IGRAPH_ATTRIBUTE_STRING, twice));
    if (circuit->shape != NULL) {
        IGRAPH_CHECK(add_attribute(all, "shape", IGRAPH_ATTRIBUTE_STRING, twice));
    }
    if (circuit->axis >= 0) {
        IGRAPH_CHECK(add_attribute(all, "axis", IGRAPH_ATTRIBUTE_STRING, twice));
    }
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&circuit->notes); i++) {
        const latigraph_note_t *note = VECTOR(circuit->notes)[i];
        IGRAPH_CHECK(add_attribute(
            all, note->name,
            note->text != NULL ? IGRAPH_ATTRIBUTE_STRING : IGRAPH_ATTRIBUTE_NUMERIC, twice));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t list_vertices(const latigraph_circuit_t *circuit, attributes_t *all,
                                    gboolean *twice) {
    IGRAPH_CHECK(add_attribute(all, "name", IGRAPH_ATTRIBUTE_STRING, twice));
    for (int d = 0; d < circuit->dims; d++) {
        char *axis;
        IGRAPH_CHECK(latigraph_circuit_position_name(circuit, d, &axis));
        IGRAPH_FINALLY(g_free, axis);
        IGRAPH_CHECK(add_attribute(all, axis, IGRAPH_ATTRIBUTE_NUMERIC, twice));
        g_free(axis);
        IGRAPH_FINALLY_CLEAN(1);
    }
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        IGRAPH_CHECK(add_attribute(all, column->name,
                                   column->kind == LATIGRAPH_COLUMN_NUMERIC
                                       ? IGRAPH_ATTRIBUTE_NUMERIC
                                       : IGRAPH_ATTRIBUTE_STRING,
                                   twice));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t list_attributes(const latigraph_circuit_t *circuit, attributes_t *kinds,
                                      gboolean *twice) {
    *twice = FALSE;
    IGRAPH_CHECK(list_graph(circuit, &kinds[GRAPH], twice));
    IGRAPH_CHECK(list_vertices(circuit, &kinds[VERTICES], twice));
    if (circuit->weight != NULL) {
        IGRAPH_CHECK(add_attribute(&kinds[EDGES], "weight", IGRAPH_ATTRIBUTE_NUMERIC, twice));
    }
    if (circuit->sign != NULL) {
        IGRAPH_CHECK(add_attribute(&kinds[EDGES], "sign", IGRAPH_ATTRIBUTE_NUMERIC, twice));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t append_graph(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                   const attributes_t *all) {
    igraph_integer_t a = 0;
    IGRAPH_CHECK(append_text_data(out, all, a++, circuit->name));
    IGRAPH_CHECK(append_text_data(out, all, a++, circuit->connectome));
    if (circuit->shape != NULL) {
        IGRAPH_CHECK(append_text_data(out, all, a++, circuit->shape));
    }
    if (circuit->axis >= 0) {
        const char axis[2] = {"xyz"[circuit->axis], '\0'};
        IGRAPH_CHECK(append_text_data(out, all, a++, axis));
    }
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&circuit->notes); i++) {
        const latigraph_note_t *note = VECTOR(circuit->notes)[i];
        if (note->text != NULL) {
            IGRAPH_CHECK(append_text_data(out, all, a++, note->text));
        } else {
            append_data(out, all, a++, note->number);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_neurons(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                    const attributes_t *all, FILE *file) {
    for (int i = 0; i < circuit->n; i++) {
        igraph_integer_t a = 0;
        latigraph_text_append(out, "    <node id=\"n");
        latigraph_write_append_integer(out, i);
        latigraph_text_append(out, "\">\n");
        IGRAPH_CHECK(append_text_data(out, all, a++, circuit->neuron[i]));
        for (int d = 0; d < circuit->dims; d++) {
            append_data(out, all, a++,
                        circuit->position[(gsize)i * (gsize)circuit->dims + (gsize)d]);
        }
        for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
            const latigraph_column_t *column = VECTOR(circuit->columns)[c];
            if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
                append_data(out, all, a++, column->value[i]);
            } else {
                const char *text =
                    column->level[i] >= 0 ? VECTOR(column->levels)[column->level[i]] : "";
                IGRAPH_CHECK(append_text_data(out, all, a++, text));
            }
        }
        latigraph_text_append(out, "    </node>\n");
        IGRAPH_CHECK(latigraph_write_some(out, file));
    }
    return IGRAPH_SUCCESS;
}

#define EDGE "    <edge source=\"n"
#define TARGET "\" target=\"n"
#define BEHIND_EDGE "\">\n"
#define WEIGHT "      <data key=\"e_weight\">"
#define SIGN "      <data key=\"e_sign\">"
#define END_EDGE "    </edge>\n"

/* Copies a literal text, and moves on to its end. */
#define PUT(at, literal) (memcpy((at), (literal), sizeof(literal) - 1), (at) += sizeof(literal) - 1)

enum {
    START = sizeof EDGE + LATIGRAPH_DIGITS + sizeof TARGET,
    EDGE_ROOM = START + 2 * LATIGRAPH_DIGITS + sizeof BEHIND_EDGE + sizeof WEIGHT + sizeof SIGN +
                2 * sizeof END_DATA + G_ASCII_DTOSTR_BUF_SIZE + sizeof END_EDGE
};

/* Appends an edge, which begins with `start` up to the number of its target. */
static void append_edge(latigraph_text_t *out, const latigraph_circuit_t *circuit, int e,
                        const char *start, size_t length) {
    char *at = latigraph_text_reserve(out, EDGE_ROOM);
    if (at == NULL) {
        return;
    }
    memcpy(at, start, length);
    at = latigraph_write_digits(at + length, circuit->out_to[e]);
    PUT(at, BEHIND_EDGE);
    if (circuit->weight != NULL && !isnan(circuit->weight[e])) {
        PUT(at, WEIGHT);
        at = put_number(at, circuit->weight[e]);
        PUT(at, END_DATA);
    }
    if (circuit->sign != NULL) {
        PUT(at, SIGN);
        at = latigraph_write_digits(at, circuit->sign[e]);
        PUT(at, END_DATA);
    }
    PUT(at, END_EDGE);
    latigraph_text_extend(out, at);
}

static igraph_error_t write_circuit_edges(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                          FILE *file) {
    for (int i = 0; i < circuit->n; i++) {
        char start[START], *end = start;
        PUT(end, EDGE);
        end = latigraph_write_digits(end, i);
        PUT(end, TARGET);
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            append_edge(out, circuit, e, start, (size_t)(end - start));
            IGRAPH_CHECK(latigraph_write_some(out, file));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_circuit(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                    const attributes_t *kinds, FILE *file) {
    IGRAPH_CHECK(write_keys(out, kinds, TRUE));
    IGRAPH_CHECK(append_graph(out, circuit, &kinds[GRAPH]));
    IGRAPH_CHECK(write_neurons(out, circuit, &kinds[VERTICES], file));
    IGRAPH_CHECK(write_circuit_edges(out, circuit, file));
    latigraph_text_append(out, "  </graph>\n</graphml>\n");
    return latigraph_write_rest(out, file);
}

/* Writes the graph of a circuit two of whose attributes have one name. The later one counts. */
static igraph_error_t write_graph_of(const latigraph_circuit_t *circuit, FILE *file) {
    igraph_t graph;
    IGRAPH_CHECK(latigraph_circuit_to_graph(circuit, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(latigraph_write_graphml(&graph, file));
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The file ----------------------------------------------------------------- */

static const attributes_t no_attributes[KINDS] = {
    {.where = IGRAPH_ATTRIBUTE_GRAPH, .prefix = 'g', .element = "graph", .indent = "    "},
    {.where = IGRAPH_ATTRIBUTE_VERTEX, .prefix = 'v', .element = "node", .indent = "      "},
    {.where = IGRAPH_ATTRIBUTE_EDGE, .prefix = 'e', .element = "edge", .indent = "      "}};

/* Initialises empty lists of attributes on the FINALLY stack, as 2 · KINDS entries. */
static igraph_error_t init_attributes(attributes_t *kinds) {
    memcpy(kinds, no_attributes, sizeof no_attributes);
    for (int k = 0; k < KINDS; k++) {
        IGRAPH_STRVECTOR_INIT_FINALLY(&kinds[k].names, 0);
        IGRAPH_VECTOR_INT_INIT_FINALLY(&kinds[k].types, 0);
    }
    return IGRAPH_SUCCESS;
}

static void destroy_attributes(attributes_t *kinds) {
    for (int k = KINDS - 1; k >= 0; k--) {
        igraph_vector_int_destroy(&kinds[k].types);
        igraph_strvector_destroy(&kinds[k].names);
    }
    IGRAPH_FINALLY_CLEAN(2 * KINDS);
}

igraph_error_t latigraph_write_circuit_graphml(const latigraph_circuit_t *circuit, FILE *file) {
    attributes_t kinds[KINDS];
    gboolean twice;
    latigraph_text_t out = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_CHECK(init_attributes(kinds));
    IGRAPH_CHECK(list_attributes(circuit, kinds, &twice));
    IGRAPH_FINALLY(latigraph_text_destroy, &out);
    IGRAPH_CHECK(twice ? write_graph_of(circuit, file) : write_circuit(&out, circuit, kinds, file));
    latigraph_text_destroy(&out);
    IGRAPH_FINALLY_CLEAN(1);
    destroy_attributes(kinds);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_write_graphml(const igraph_t *graph, FILE *file) {
    attributes_t kinds[KINDS];
    latigraph_text_t out = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_CHECK(init_attributes(kinds));
    if (igraph_has_attribute_table() && graph->attr != NULL) {
        IGRAPH_CHECK(igraph_cattribute_list(graph, &kinds[GRAPH].names, &kinds[GRAPH].types,
                                            &kinds[VERTICES].names, &kinds[VERTICES].types,
                                            &kinds[EDGES].names, &kinds[EDGES].types));
    }
    IGRAPH_FINALLY(latigraph_text_destroy, &out);
    IGRAPH_CHECK(write_all(&out, graph, kinds, file));
    latigraph_text_destroy(&out);
    IGRAPH_FINALLY_CLEAN(1);
    destroy_attributes(kinds);
    return IGRAPH_SUCCESS;
}
