/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_RAW_H
#define LATIGRAPH_FORMATS_RAW_H

#include "circuit/circuit.h"
#include "circuit/number.h"

/* A graph as a file holds it, before any decision about names, types, directions and weights. Every
 * reader of a format fills one, and latigraph_raw_settle() makes a circuit of it, so that the same
 * rules hold for all formats. Texts lie in an arena, or in the text of the file. */

/* Types that a file declares for the values of a column. */
typedef enum {
    LATIGRAPH_DECLARED_NOTHING,
    LATIGRAPH_DECLARED_TEXT,
    LATIGRAPH_DECLARED_NUMBER,
    LATIGRAPH_DECLARED_BOOLEAN
} latigraph_declared_t;

/* One attribute of the vertices or of the edges. */
typedef struct {
    const char *name;
    latigraph_declared_t declared;
    const char *otherwise; /* value of items without one, or NULL */
    const char **cell;     /* (room) NULL where the file gives no value */
    int room;
} latigraph_raw_column_t;

/* Kinds of edges that a file states for the graph as a whole. */
typedef enum {
    LATIGRAPH_DIRECTION_NOT_STATED,
    LATIGRAPH_DIRECTION_DIRECTED,
    LATIGRAPH_DIRECTION_UNDIRECTED
} latigraph_directedness_t;

typedef struct latigraph_raw_t {
    const char *path; /* borrowed; messages begin with it */
    latigraph_arena_t texts;
    latigraph_map_t ids;                              /* id → number of a vertex */
    igraph_vector_ptr_t vertex_columns, edge_columns; /* latigraph_raw_column_t * */
    latigraph_map_t vertex_index, edge_index;         /* name of a column → its place */
    int m, room;
    int *from, *to;          /* (room) */
    double *weight;          /* (room) weights that the reader itself has found; NULL without */
    int *line;               /* (room) line of each edge in its file; NULL if not known */
    const char *vertex_path; /* file of the vertices, if it is another one */
    int *vertex_line;        /* line of each vertex; NULL if not known */
    int now;                 /* line that is read; 0 if not known */
    guint8 *kind;     /* (room) latigraph_directedness_t of each edge; NULL if all are alike */
    gboolean drawing; /* the format's own coordinates usually come from a drawing */
    gboolean commas;  /* numbers of edges may have a decimal comma */
    gboolean vertex_commas; /* numbers of vertices may */
    latigraph_directedness_t direction;
    igraph_vector_ptr_t notes; /* latigraph_note_t *: attributes of the graph */
} latigraph_raw_t;

igraph_error_t latigraph_raw_init(latigraph_raw_t *raw, const char *path);
void latigraph_raw_destroy(latigraph_raw_t *raw);
static inline int latigraph_raw_size(const latigraph_raw_t *raw) {
    return (int)raw->ids.count;
}

/* Finds the vertex with an id, which is added if it is new; `*added` (or NULL) becomes whether it
 * was. Texts are copied. O(length), amortised. */
igraph_error_t latigraph_raw_vertex(latigraph_raw_t *raw, const char *id, int *vertex,
                                    igraph_bool_t *added);
/* Returns the id of a vertex. */
static inline const char *latigraph_raw_id(const latigraph_raw_t *raw, int vertex) {
    return raw->ids.entry[vertex].text;
}

/* Adds an edge. The direction overrides that of the graph unless it is NOT_STATED. */
igraph_error_t latigraph_raw_edge(latigraph_raw_t *raw, int from, int to,
                                  latigraph_directedness_t direction);
/* Sets the weight of the last edge. */
igraph_error_t latigraph_raw_weight(latigraph_raw_t *raw, double weight);

/* Finds a column of the vertices or of the edges, which is added if it is new. */
igraph_error_t latigraph_raw_vertex_column(latigraph_raw_t *raw, const char *name,
                                           latigraph_raw_column_t **column);
igraph_error_t latigraph_raw_edge_column(latigraph_raw_t *raw, const char *name,
                                         latigraph_raw_column_t **column);
/* Sets a cell of row `item` of a column; the text is copied. */
igraph_error_t latigraph_raw_set(latigraph_raw_t *raw, latigraph_raw_column_t *column, int item,
                                 const char *text);
/* Sets a cell to a text that lives as long as the raw graph. */
igraph_error_t latigraph_raw_put(latigraph_raw_column_t *column, int item, const char *text);
static inline const char *latigraph_raw_cell(const latigraph_raw_column_t *column, int item) {
    const char *cell = item < column->room ? column->cell[item] : NULL;
    return cell != NULL ? cell : column->otherwise != NULL ? column->otherwise : "";
}

/* Adds an attribute of the graph; a number if `is_number`. */
igraph_error_t latigraph_raw_note(latigraph_raw_t *raw, const char *name, const char *text,
                                  gboolean is_number);

/* Appends the circuit `name` of a raw graph to a list. */
igraph_error_t latigraph_raw_settle(const latigraph_raw_t *raw, const char *name,
                                    const latigraph_read_options_t *options,
                                    latigraph_read_report_t *report,
                                    latigraph_circuit_list_t *list);

/* --- Values ----------------------------------------------------------------- */

/* Parses a number, with a decimal comma if `commas`. */
gboolean latigraph_parse_value(const char *text, gboolean commas, double *number);
/* Returns 1 for true, yes and 1 in any case, 0 for false, no and 0, and −1 for other texts; blanks
 * around the word are ignored. */
int latigraph_parse_boolean(const char *text);

#endif
