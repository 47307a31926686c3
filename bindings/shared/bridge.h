/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BINDINGS_BRIDGE_H
#define LATIGRAPH_BINDINGS_BRIDGE_H

/* C code that the packages of Python and R share. It needs the public headers and the C library
 * alone, because the R package is built against an installed latigraph. */

#include <latigraph/latigraph.h>
#include <stdbool.h>

/* --- Sessions (session.c) --------------------------------------------------------- */

/* A session is one call from the language into the library. igraph's handlers, error stack and
 * attribute table belong to the process: a session sets them and puts back what it found. Code of
 * the language that the library calls back runs outside of the session and may open another one. */
typedef struct bridge_t bridge_t;

typedef struct {
    igraph_error_handler_t *error;
    igraph_warning_handler_t *warning;
    igraph_progress_handler_t *progress;
    igraph_interruption_handler_t *interruption;
    const igraph_attribute_table_t *attributes;
} bridge_handlers_t;

/* Texts in the order of their arrival, each of them once. */
typedef struct {
    char **items;
    size_t count;
    bool lost; /* whether memory ran out for a text */
} bridge_texts_t;

/* The warning that takes the place of lost ones. */
#define BRIDGE_LOST "There was not enough memory for all warnings."

/* The binding's own session struct begins with this one. */
struct bridge_t {
    bridge_t *outer;        /* session whose callback opened this one, or NULL */
    bridge_handlers_t host; /* handlers that were set before */
    bridge_texts_t errors, warnings;
    bool wants_progress;
    bool finished;                  /* the last report of progress was 100 % */
    double last_report, last_check; /* seconds */
};

/* Sets igraph's handlers and opens a level of its FINALLY stack. */
void bridge_begin(bridge_t *session, bool wants_progress);
/* Frees what the level holds and puts the handlers back; the texts stay until bridge_clear(). */
void bridge_end(bridge_t *session);
void bridge_clear(bridge_t *session);

/* Around code of the language that is called back: igraph is as before the session meanwhile. */
void bridge_step_out(bridge_t *session);
void bridge_step_in(bridge_t *session);

/* The session that igraph's handlers serve. */
bridge_t *bridge_current(void);
/* Forgets the sessions of a parent process, in the child after a fork. */
void bridge_forget(void);
/* Must the work stop? Looks for Ctrl-C at most every 50 ms. */
bool bridge_cancelled(void);
/* Adds a warning to the current session. */
void bridge_warn(const char *text);

/* The binding defines the next three functions. */

/* Has code that was called back failed? */
bool bridge_failed(const bridge_t *session);
/* Lets the language handle Ctrl-C; false if the work must stop. */
bool bridge_check(bridge_t *session);
/* Reports progress to the user; false if the work must stop. */
bool bridge_report(bridge_t *session, const char *message, double percent);

/* --- Inputs of calls (input.c) ------------------------------------------------------ */

/* A value of an argument that was converted from an object of the language. */
typedef struct {
    const latigraph_argument_t *argument;
    latigraph_value_t value;
    union {
        igraph_t graph;
        igraph_graph_list_t graph_list;
        igraph_vector_t vector;
        igraph_matrix_t matrix;
        igraph_strvector_t string_list;
        igraph_vector_char_t bytes;
        latigraph_callback_t callback;
        latigraph_callback_list_t callback_list;
    } held;
    bool live; /* bridge_input_clear() must destroy `held` */
} bridge_input_t;

/* Finds the argument; false if the operation has none of that name and direction. */
bool bridge_input_find(bridge_input_t *input, const latigraph_operation_t *operation,
                       const char *name, latigraph_direction_of_argument_t direction);

/* Each function makes a value that the input owns; numbers and bytes are copied. */
igraph_error_t bridge_hold_graphs(bridge_input_t *input);
/* Appends a graph, which the list then owns; a failure destroys it. */
igraph_error_t bridge_add_graph(bridge_input_t *input, igraph_t *graph);
igraph_error_t bridge_hold_vector(bridge_input_t *input, const double *numbers,
                                  igraph_integer_t count);
/* One column after the other. */
igraph_error_t bridge_hold_matrix(bridge_input_t *input, const double *numbers,
                                  igraph_integer_t rows, igraph_integer_t columns);
igraph_error_t bridge_hold_texts(bridge_input_t *input, igraph_integer_t count);
igraph_error_t bridge_hold_bytes(bridge_input_t *input, const char *bytes, igraph_integer_t count);
/* Makes room for callbacks, which the caller fills in. */
igraph_error_t bridge_hold_callbacks(bridge_input_t *input, igraph_integer_t count,
                                     latigraph_callback_t **items);
void bridge_input_clear(bridge_input_t *input);

/* --- Attributes of graphs (attribute.c) ----------------------------------------------- */

/* All values of one attribute; a graph has one. */
igraph_error_t bridge_set_numbers(igraph_t *graph, igraph_attribute_elemtype_t of, const char *name,
                                  const igraph_vector_t *numbers);
/* Numbers other than 0 are true. */
igraph_error_t bridge_set_booleans(igraph_t *graph, igraph_attribute_elemtype_t of,
                                   const char *name, const igraph_vector_t *numbers);
igraph_error_t bridge_set_texts(igraph_t *graph, igraph_attribute_elemtype_t of, const char *name,
                                const igraph_strvector_t *texts);

/* Reads an attribute of vertices or edges; `numbers` and `texts` are initialised. Booleans are 0
 * and
 * 1. Nothing stays on igraph's FINALLY stack. */
igraph_error_t bridge_get_numbers(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                  const char *name, bool booleans, igraph_vector_t *numbers);
igraph_error_t bridge_get_texts(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                const char *name, igraph_strvector_t *texts);

/* Names and types of a graph's attributes: of the graph, of its vertices, of its edges. */
typedef struct {
    igraph_strvector_t names[3];
    igraph_vector_int_t types[3];
    int live; /* lists of names that are initialised: igraph ends the process for others */
} bridge_inventory_t;

/* The inventory can be destroyed even if this fails. */
igraph_error_t bridge_inventory_init(bridge_inventory_t *inventory, const igraph_t *graph);
void bridge_inventory_destroy(bridge_inventory_t *inventory);

#endif
