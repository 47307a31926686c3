/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Writes a circuit as a folder of tables (folder.h).
 *
 * Numbers have as many digits as reading them back exactly needs, and a text that looks like a
 * number is quoted, so that the tables lose nothing. Rows go to the file while they are made, which
 * can be interrupted. All tables get their names together (together.c). */

#include "formats/folder.h"

#include "base/memory.h"
#include "base/number_text.h"
#include "base/text_room.h"
#include "circuit/column.h"
#include "formats/lines.h"
#include "circuit/number.h"
#include "formats/together.h"
#include "formats/write_formats.h"

#include <errno.h>
#include <string.h>

#define EDGE_HEADER "source,target"
#define WEIGHT_HEADER ",weight"
/* Most bytes of the row of an edge. */
enum { ROW = 2 * LATIGRAPH_DIGITS + G_ASCII_DTOSTR_BUF_SIZE + 8 };

/* Appends a text, in quotes if it would otherwise be read as a number. */
static void append_text(latigraph_text_t *table, const char *text) {
    double number;
    latigraph_lines_append(table, text, latigraph_parse_number(text, &number));
}

static igraph_error_t append_node_header(latigraph_text_t *table,
                                         const latigraph_circuit_t *circuit) {
    latigraph_text_append(table, "id,name");
    for (int d = 0; d < circuit->dims; d++) {
        char *axis;
        IGRAPH_CHECK(latigraph_circuit_position_name(circuit, d, &axis));
        latigraph_text_append_character(table, ',');
        latigraph_lines_append(table, axis, FALSE);
        g_free(axis);
    }
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        latigraph_text_append_character(table, ',');
        latigraph_lines_append(table, ((latigraph_column_t *)VECTOR(circuit->columns)[c])->name,
                               FALSE);
    }
    latigraph_text_append_character(table, '\n');
    return IGRAPH_SUCCESS;
}

static void append_node(latigraph_text_t *table, const latigraph_circuit_t *circuit, int i) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    latigraph_write_append_integer(table, i);
    latigraph_text_append_character(table, ',');
    append_text(table, circuit->neuron[i]);
    for (int d = 0; d < circuit->dims; d++) {
        latigraph_text_append_character(table, ',');
        latigraph_text_append(
            table, latigraph_number_text(circuit->position[(size_t)i * circuit->dims + d], buffer));
    }
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        const char *text = latigraph_column_text(column, i, buffer);
        latigraph_text_append_character(table, ',');
        if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
            latigraph_text_append(table, text);
        } else {
            append_text(table, text);
        }
    }
    latigraph_text_append_character(table, '\n');
}

static igraph_error_t write_nodes(latigraph_text_t *table, const latigraph_circuit_t *circuit,
                                  FILE *file) {
    IGRAPH_CHECK(append_node_header(table, circuit));
    for (int i = 0; i < circuit->n; i++) {
        append_node(table, circuit, i);
        IGRAPH_CHECK(latigraph_write_some(table, file));
    }
    return IGRAPH_SUCCESS;
}

/* Writes the row of an edge, which begins with its sender and a comma; weight NULL: none. Returns
 * the end without that of the line. */
static char *write_edge(char *at, const char *sender, size_t length, int target,
                        const double *weight) {
    memcpy(at, sender, length);
    at = latigraph_write_digits(at + length, target);
    if (weight != NULL) {
        *at++ = ',';
        at = latigraph_write_number(at, *weight, "");
    }
    return at;
}

static void append_edge(latigraph_text_t *table, const latigraph_circuit_t *circuit, int e,
                        const char *sender, size_t length) {
    char *at = latigraph_text_reserve(table, ROW);
    if (at == NULL) {
        return;
    }
    at = write_edge(at, sender, length, circuit->out_to[e],
                    circuit->weight != NULL ? &circuit->weight[e] : NULL);
    if (circuit->sign != NULL) {
        at = g_stpcpy(at, circuit->sign[e] < 0 ? ",-1" : ",1");
    }
    *at++ = '\n';
    latigraph_text_extend(table, at);
}

void latigraph_folder_append_edges(latigraph_text_t *table, int count, const int *from,
                                   const int *to, const double *weight) {
    for (int e = 0; e < count; e++) {
        char sender[LATIGRAPH_DIGITS + 1], *end = latigraph_write_digits(sender, from[e]);
        char *at = latigraph_text_reserve(table, ROW);
        if (at == NULL) {
            return;
        }
        *end++ = ',';
        at = write_edge(at, sender, (size_t)(end - sender), to[e],
                        weight != NULL ? &weight[e] : NULL);
        *at++ = '\n';
        latigraph_text_extend(table, at);
    }
}

static igraph_error_t write_edges(latigraph_text_t *table, const latigraph_circuit_t *circuit,
                                  FILE *file) {
    latigraph_text_print(table, EDGE_HEADER "%s%s\n", circuit->weight != NULL ? WEIGHT_HEADER : "",
                         circuit->sign != NULL ? ",sign" : "");
    for (int i = 0; i < circuit->n; i++) {
        char sender[LATIGRAPH_DIGITS + 1], *end = latigraph_write_digits(sender, i);
        *end++ = ',';
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            append_edge(table, circuit, e, sender, (size_t)(end - sender));
            IGRAPH_CHECK(latigraph_write_some(table, file));
        }
    }
    return IGRAPH_SUCCESS;
}

static void append_attribute(latigraph_text_t *table, const char *name, const char *text) {
    latigraph_lines_append(table, name, FALSE);
    latigraph_text_append_character(table, ',');
    append_text(table, text);
    latigraph_text_append_character(table, '\n');
}

static igraph_error_t write_graph(latigraph_text_t *table, const latigraph_circuit_t *circuit,
                                  FILE *file) {
    (void)file;
    latigraph_text_append(table, "attribute,value\n");
    append_attribute(table, "directed", "true");
    append_attribute(table, "connectome", circuit->connectome);
    if (circuit->shape != NULL) {
        append_attribute(table, "shape", circuit->shape);
    }
    if (circuit->axis >= 0) {
        const char axis[2] = {"xyz"[circuit->axis], '\0'};
        append_attribute(table, "axis", axis);
    }
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&circuit->notes); i++) {
        const latigraph_note_t *note = VECTOR(circuit->notes)[i];
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        if (note->text != NULL) {
            append_attribute(table, note->name, note->text);
        } else {
            const char *number = latigraph_number_text(note->number, buffer);
            latigraph_lines_append(table, note->name, FALSE);
            latigraph_text_print(table, ",%s\n", number[0] != '\0' ? number : "nan");
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- The folder ------------------------------------------------------------- */

typedef igraph_error_t table_writer_t(latigraph_text_t *table, const latigraph_circuit_t *circuit,
                                      FILE *file);

/* Writes a table to its file, which is open. */
static igraph_error_t write_file(latigraph_output_t *output, table_writer_t *write,
                                 const latigraph_circuit_t *circuit) {
    latigraph_text_t table = LATIGRAPH_TEXT_EMPTY;
    char where[300]; /* a copy, because an error frees the path of the output */
    g_strlcpy(where, output->path, sizeof where);
    IGRAPH_FINALLY(latigraph_text_destroy, &table);
    igraph_error_t code = write(&table, circuit, output->file);
    if (code == IGRAPH_SUCCESS) {
        code = latigraph_write_rest(&table, output->file);
    }
    if (code == IGRAPH_EFILE) {
        IGRAPH_ERRORF("\"%s\" cannot be written.", code, where);
    }
    IGRAPH_CHECK(code);
    latigraph_text_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_output_flush(output);
}

static igraph_error_t write_table(latigraph_together_t *tables, const char *name,
                                  table_writer_t *write, const latigraph_circuit_t *circuit) {
    latigraph_output_t *output;
    IGRAPH_CHECK(latigraph_together_open(tables, name, &output));
    return write_file(output, write, circuit);
}

igraph_error_t latigraph_folder_write(const latigraph_circuit_t *circuit, const char *folder) {
    latigraph_together_t tables;
    IGRAPH_CHECK(latigraph_together_begin(&tables, folder));
    IGRAPH_FINALLY(latigraph_together_abandon, &tables);
    /* A folder with nodes.csv alone is refused; graph.csv alone looks like a table of edges. */
    IGRAPH_CHECK(write_table(&tables, "nodes.csv", write_nodes, circuit));
    IGRAPH_CHECK(write_table(&tables, "graph.csv", write_graph, circuit));
    IGRAPH_CHECK(write_table(&tables, "edges.csv", write_edges, circuit));
    IGRAPH_CHECK(latigraph_together_publish(&tables));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Edges that come one after another --------------------------------------- */

igraph_error_t latigraph_folder_open(latigraph_folder_writer_t *writer,
                                     const latigraph_circuit_t *circuit, const char *folder,
                                     igraph_bool_t weighted) {
    const char *header = weighted ? EDGE_HEADER WEIGHT_HEADER "\n" : EDGE_HEADER "\n";
    IGRAPH_CHECK(latigraph_together_begin(&writer->tables, folder));
    IGRAPH_FINALLY(latigraph_together_abandon, &writer->tables);
    IGRAPH_CHECK(write_table(&writer->tables, "nodes.csv", write_nodes, circuit));
    /* The table of edges must be the last one, so that of attributes is opened before it. */
    IGRAPH_CHECK(latigraph_together_open(&writer->tables, "graph.csv", &writer->graph));
    IGRAPH_CHECK(latigraph_together_open(&writer->tables, "edges.csv", &writer->edges));
    IGRAPH_FINALLY_CLEAN(1);
    writer->open = true;
    return latigraph_folder_write_rows(writer, header, strlen(header));
}

igraph_error_t latigraph_folder_write_rows(latigraph_folder_writer_t *writer, const char *rows,
                                           size_t size) {
    if (fwrite(rows, 1, size, writer->edges->file) != size || ferror(writer->edges->file)) {
        IGRAPH_ERRORF("\"%s\" cannot be written: %s.", IGRAPH_EFILE, writer->edges->path,
                      g_strerror(errno));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_folder_close(latigraph_folder_writer_t *writer,
                                      const latigraph_circuit_t *circuit) {
    IGRAPH_CHECK(write_file(writer->graph, write_graph, circuit));
    IGRAPH_CHECK(latigraph_output_flush(writer->edges));
    IGRAPH_CHECK(latigraph_together_publish(&writer->tables));
    writer->open = false;
    return IGRAPH_SUCCESS;
}

void latigraph_folder_abandon(latigraph_folder_writer_t *writer) {
    if (writer->open) {
        latigraph_together_abandon(&writer->tables);
        writer->open = false;
    }
}
