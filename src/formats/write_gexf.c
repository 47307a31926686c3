/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* GEXF 1.2, the XML of Gephi, which networkx.read_gexf() reads too (the versions after 1.2 differ
 * in nothing that a circuit has, and older programs refuse them).
 *
 * The neuron's name is the id and the label of its node. Positions are written twice: as
 * viz:position, which Gephi draws the nodes at, and as attributes "x_um" and so on, which keep the
 * unit and which a later layout in Gephi does not overwrite. An unknown value has no attvalue.
 *
 * Graph attributes have no place in the format; the description of the file holds the names of the
 * circuit and of the connectome. */

#include "formats/write_formats.h"

#include "circuit/column.h"

#include <math.h>

static igraph_error_t check_all(const latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n; i++) {
        IGRAPH_CHECK(latigraph_write_check_xml(circuit->neuron[i]));
    }
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        IGRAPH_CHECK(latigraph_write_check_xml(column->name));
        for (igraph_integer_t l = 0; column->kind == LATIGRAPH_COLUMN_CATEGORICAL &&
                                     l < igraph_vector_ptr_size(&column->levels);
             l++) {
            IGRAPH_CHECK(latigraph_write_check_xml(VECTOR(column->levels)[l]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Appends the beginning of an attribute: a blank, its name and the opening quote. */
static void begin_attribute(latigraph_text_t *out, const char *name) {
    latigraph_text_append_character(out, ' ');
    latigraph_text_append(out, name);
    latigraph_text_append(out, "=\"");
}

static void append_attribute(latigraph_text_t *out, const char *name, const char *text) {
    begin_attribute(out, name);
    latigraph_write_append_xml(out, text);
    latigraph_text_append_character(out, '"');
}

/* Appends a number as XML Schema writes it: infinity is "INF". */
static void append_number(latigraph_text_t *out, const char *name, double number) {
    begin_attribute(out, name);
    if (isinf(number)) {
        latigraph_text_append(out, number > 0 ? "INF" : "-INF");
    } else {
        latigraph_write_append_number(out, number, "NaN");
    }
    latigraph_text_append_character(out, '"');
}

static void write_head(latigraph_text_t *out, const latigraph_circuit_t *circuit) {
    latigraph_text_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<gexf xmlns=\"http://www.gexf.net/1.2draft\" "
                               "xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" version=\"1.2\">\n"
                               "<meta><creator>latigraph</creator><description>circuit ");
    latigraph_write_append_xml(out, circuit->name);
    latigraph_text_append(out, " of connectome ");
    latigraph_write_append_xml(out, circuit->connectome);
    latigraph_text_append(out, "</description></meta>\n"
                               "<graph mode=\"static\" defaultedgetype=\"directed\">\n");
}

/* Declares the attributes of nodes: first the coordinates, then the columns. */
static igraph_error_t write_declarations(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                         const igraph_vector_ptr_t *names) {
    latigraph_text_append(out, "<attributes class=\"node\">\n");
    for (int d = 0; d < circuit->dims; d++) {
        char *axis;
        IGRAPH_CHECK(latigraph_circuit_position_name(circuit, d, &axis));
        latigraph_text_print(out, "<attribute id=\"%d\"", d);
        append_attribute(out, "title", axis);
        g_free(axis);
        latigraph_text_append(out, " type=\"double\"/>\n");
    }
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(names); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        latigraph_text_print(out, "<attribute id=\"%d\"", circuit->dims + (int)c);
        append_attribute(out, "title", VECTOR(*names)[c]);
        latigraph_text_print(out, " type=\"%s\"/>\n",
                             column->kind == LATIGRAPH_COLUMN_NUMERIC ? "double" : "string");
    }
    latigraph_text_append(out, "</attributes>\n");
    if (circuit->sign != NULL) {
        latigraph_text_append(out, "<attributes class=\"edge\">\n<attribute id=\"sign\" "
                                   "title=\"sign\" type=\"integer\"/>\n</attributes>\n");
    }
    return IGRAPH_SUCCESS;
}

static void write_value(latigraph_text_t *out, int attribute, const latigraph_column_t *column,
                        int i) {
    const gboolean numeric = column->kind == LATIGRAPH_COLUMN_NUMERIC;
    if (numeric ? isnan(column->value[i]) : column->level[i] < 0) {
        return;
    }
    latigraph_text_print(out, "<attvalue for=\"%d\"", attribute);
    if (numeric) {
        append_number(out, "value", column->value[i]);
    } else {
        append_attribute(out, "value", VECTOR(column->levels)[column->level[i]]);
    }
    latigraph_text_append(out, "/>");
}

static void write_node(latigraph_text_t *out, const latigraph_circuit_t *circuit, int i) {
    static const char *const axes[] = {"x", "y", "z"};
    const double *at = circuit->dims > 0 ? circuit->position + (size_t)i * circuit->dims : NULL;
    const gboolean placed = at != NULL && !isnan(at[0]);
    latigraph_text_append(out, "<node");
    append_attribute(out, "id", circuit->neuron[i]);
    append_attribute(out, "label", circuit->neuron[i]);
    latigraph_text_append(out, "><attvalues>");
    for (int d = 0; placed && d < circuit->dims; d++) {
        latigraph_text_print(out, "<attvalue for=\"%d\"", d);
        append_number(out, "value", at[d]);
        latigraph_text_append(out, "/>");
    }
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        write_value(out, circuit->dims + (int)c, VECTOR(circuit->columns)[c], i);
    }
    latigraph_text_append(out, "</attvalues>");
    if (placed) {
        latigraph_text_append(out, "<viz:position");
        for (int d = 0; d < circuit->dims; d++) {
            append_number(out, axes[d], at[d]);
        }
        latigraph_text_append(out, "/>");
    }
    latigraph_text_append(out, "</node>\n");
}

static void write_edge(latigraph_text_t *out, const latigraph_circuit_t *circuit, int i, int e) {
    latigraph_text_append(out, "<edge");
    append_number(out, "id", e);
    append_attribute(out, "source", circuit->neuron[i]);
    append_attribute(out, "target", circuit->neuron[circuit->out_to[e]]);
    if (circuit->weight != NULL) {
        append_number(out, "weight", circuit->weight[e]);
    }
    if (circuit->sign != NULL) {
        latigraph_text_print(
            out, "><attvalues><attvalue for=\"sign\" value=\"%d\"/></attvalues></edge>\n",
            circuit->sign[e]);
    } else {
        latigraph_text_append(out, "/>\n");
    }
}

static igraph_error_t write_body(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                 FILE *file) {
    latigraph_text_append(out, "<nodes>\n");
    for (int i = 0; i < circuit->n; i++) {
        write_node(out, circuit, i);
        IGRAPH_CHECK(latigraph_write_some(out, file));
    }
    latigraph_text_append(out, "</nodes>\n<edges>\n");
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            write_edge(out, circuit, i, e);
            IGRAPH_CHECK(latigraph_write_some(out, file));
        }
    }
    latigraph_text_append(out, "</edges>\n</graph>\n</gexf>\n");
    return latigraph_write_rest(out, file);
}

igraph_error_t latigraph_write_gexf(const latigraph_circuit_t *circuit, FILE *file) {
    /* networkx keeps these under the same names as the columns. */
    static const char *const reserved[] = {"label", "viz", "pid", NULL};
    latigraph_text_t out = LATIGRAPH_TEXT_EMPTY;
    igraph_vector_ptr_t names;
    IGRAPH_CHECK(check_all(circuit));
    IGRAPH_FINALLY(latigraph_text_destroy, &out);
    IGRAPH_CHECK(latigraph_write_column_names(circuit, "gexf", reserved, "", &names));
    write_head(&out, circuit);
    IGRAPH_CHECK(write_declarations(&out, circuit, &names));
    latigraph_pointers_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(write_body(&out, circuit, file));
    latigraph_text_destroy(&out);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
