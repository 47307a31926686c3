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
 * graph is copied. */

#include "formats/write_formats.h"

#include <math.h>

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

static void append_number(latigraph_text_t *out, double number) {
    if (isinf(number)) {
        latigraph_text_append(out, number > 0 ? "Inf" : "-Inf");
    } else {
        latigraph_write_append_number(out, number, "NaN");
    }
}

static void begin_data(latigraph_text_t *out, const attributes_t *all, const char *name) {
    latigraph_text_append(out, all->indent);
    latigraph_text_append(out, "<data key=\"");
    latigraph_text_append_character(out, all->prefix);
    latigraph_text_append_character(out, '_');
    latigraph_write_append_xml(out, name);
    latigraph_text_append(out, "\">");
}

/* Appends the attributes of the graph, or of one vertex or edge. */
static igraph_error_t append_values(latigraph_text_t *out, const igraph_t *graph,
                                    const attributes_t *all, igraph_integer_t item) {
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&all->names); a++) {
        const char *name = igraph_strvector_get(&all->names, a);
        if (VECTOR(all->types)[a] == IGRAPH_ATTRIBUTE_NUMERIC) {
            const double number = number_of(graph, all->where, name, item);
            if (isnan(number)) {
                continue;
            }
            begin_data(out, all, name);
            append_number(out, number);
        } else if (VECTOR(all->types)[a] == IGRAPH_ATTRIBUTE_BOOLEAN) {
            begin_data(out, all, name);
            latigraph_text_append(out, truth_of(graph, all->where, name, item) ? "true" : "false");
        } else {
            const char *text = text_of(graph, all->where, name, item);
            IGRAPH_CHECK(latigraph_write_check_xml(text));
            begin_data(out, all, name);
            latigraph_write_append_xml(out, text);
        }
        latigraph_text_append(out, "</data>\n");
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

static igraph_error_t write_head(latigraph_text_t *out, const igraph_t *graph,
                                 const attributes_t *kinds) {
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
                         igraph_is_directed(graph) ? "directed" : "undirected");
    return append_values(out, graph, &kinds[GRAPH], 0);
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
    IGRAPH_CHECK(write_head(out, graph, kinds));
    IGRAPH_CHECK(write_vertices(out, graph, &kinds[VERTICES], file));
    IGRAPH_CHECK(write_edges(out, graph, &kinds[EDGES], file));
    latigraph_text_append(out, "  </graph>\n</graphml>\n");
    return latigraph_write_rest(out, file);
}

/* --- The file ----------------------------------------------------------------- */

igraph_error_t latigraph_write_graphml(const igraph_t *graph, FILE *file) {
    attributes_t kinds[KINDS] = {
        {.where = IGRAPH_ATTRIBUTE_GRAPH, .prefix = 'g', .element = "graph", .indent = "    "},
        {.where = IGRAPH_ATTRIBUTE_VERTEX, .prefix = 'v', .element = "node", .indent = "      "},
        {.where = IGRAPH_ATTRIBUTE_EDGE, .prefix = 'e', .element = "edge", .indent = "      "}};
    latigraph_text_t out = LATIGRAPH_TEXT_EMPTY;
    for (int k = 0; k < KINDS; k++) {
        IGRAPH_STRVECTOR_INIT_FINALLY(&kinds[k].names, 0);
        IGRAPH_VECTOR_INT_INIT_FINALLY(&kinds[k].types, 0);
    }
    if (igraph_has_attribute_table() && graph->attr != NULL) {
        IGRAPH_CHECK(igraph_cattribute_list(graph, &kinds[GRAPH].names, &kinds[GRAPH].types,
                                            &kinds[VERTICES].names, &kinds[VERTICES].types,
                                            &kinds[EDGES].names, &kinds[EDGES].types));
    }
    IGRAPH_FINALLY(latigraph_text_destroy, &out);
    IGRAPH_CHECK(write_all(&out, graph, kinds, file));
    latigraph_text_destroy(&out);
    IGRAPH_FINALLY_CLEAN(1);
    for (int k = KINDS - 1; k >= 0; k--) {
        igraph_vector_int_destroy(&kinds[k].types);
        igraph_strvector_destroy(&kinds[k].names);
    }
    IGRAPH_FINALLY_CLEAN(2 * KINDS);
    return IGRAPH_SUCCESS;
}
