/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_R_BINDING_H
#define LATIGRAPH_R_BINDING_H

/* The C side reads the table of operations and calls it; what users see is made of that in R. It
 * needs the public headers alone.
 *
 * R leaves a function by a long jump when something fails. No jump may cross a frame of igraph or
 * of the library, so whatever R evaluates in a call back runs inside R_ToplevelExec(), and a call
 * as a whole inside R_UnwindProtect(), which cleans up. */
#define R_NO_REMAP
#define STRICT_R_HEADERS
#include <R.h>
#include <Rinternals.h>

#include <latigraph/latigraph.h>
#include <stdbool.h>

/* --- Sessions (session.c) --------------------------------------------------- */

/* What igraph calls back, and where it gets attributes from. */
typedef struct {
    igraph_error_handler_t *error;
    igraph_warning_handler_t *warning;
    igraph_progress_handler_t *progress;
    igraph_interruption_handler_t *interruption;
    const igraph_attribute_table_t *attributes;
} handlers_t;

/* Lines of text, NULL-safe; grows as needed. */
typedef struct {
    char *data;
    size_t length;
} lines_t;

/* One call from R into the library. igraph's handlers, error stack and attribute table belong to
 * the process: they are set for a call and set back. A property of the user's may call the library
 * again. */
typedef struct session_t session_t;
struct session_t {
    session_t *outer; /* the session whose call back made this one, or NULL */
    handlers_t host;  /* what was set before */
    SEXP progress;    /* called with message and percent; R_NilValue: nobody asks */
    SEXP kept;        /* a list whose first entry is the condition that a call back raised */
    lines_t errors;   /* texts of igraph's errors */
    lines_t warnings; /* texts, each told once */
    bool cancelled;   /* the user asked to stop, or R code that was called back left for good */
    bool finished;    /* the last progress that was told was 100 % */
    double last_progress, last_check; /* seconds */
};

/* Sets igraph's handlers. `kept` is protected by the caller for as long as the session lasts. */
void session_begin(session_t *session, SEXP progress, SEXP kept);
/* Sets everything back; the texts stay until session_clear(). */
void session_end(session_t *session);
void session_clear(session_t *session);

/* Evaluates work(data), which may use R, from a call back: igraph is as before the session
 * meanwhile, and no jump leaves. False if R code left by a jump; the session is then stopped. */
bool session_evaluate(void (*work)(void *), void *data);
/* Keeps a condition for the end of the session that is open. The first one counts. */
void session_keep(SEXP condition);
/* Has R code that was called back raised a condition, or left for good? */
bool session_failed(void);
/* Has that happened, or has the user asked to stop? */
bool session_cancelled(void);
/* A warning of our own. */
void session_warn(const char *text);

/* --- Texts and graphs (graph_in.c, graph_out.c) ------------------------------- */

/* UTF-8, or bytes that stand for themselves. */
SEXP text_out(const char *text);

/* Makes a graph of list(n, directed, ends, graph, vertex, edge attributes): ends is a matrix of two
 * columns with vertices from 1, attributes are named lists of numbers, truth values without NA, or
 * texts in UTF-8. */
igraph_error_t graph_in(igraph_t *graph, SEXP raw);

/* The same; ends is a vector, source and target of one edge after the other. What is missing (NaN,
 * an empty text) is NA. Protects nothing that it returns. */
SEXP graph_out(const igraph_t *graph);

/* --- Values of arguments (value.c) ------------------------------------------ */

/* One argument of a call. */
typedef struct {
    const latigraph_argument_t *argument;
    const latigraph_module_t *module; /* of the operation */
    latigraph_value_t value;
    union {
        igraph_t graph;
        igraph_graph_list_t graph_list;
        igraph_vector_t vector;
        igraph_matrix_t matrix;
        igraph_strvector_t string_list;
        latigraph_callback_t callback;
        latigraph_callback_list_t callback_list;
    } held;
    bool live; /* `held` is to be destroyed */
} slot_t;

/* Reads an input, or makes room for an output. */
igraph_error_t slot_input(slot_t *slot, SEXP object);
igraph_error_t slot_output(slot_t *slot);
/* After the operation: an output that it initialised is the slot's from now on. */
void slot_take(slot_t *slot);
/* An output as an object, unprotected. */
SEXP slot_object(slot_t *slot);
void slot_clear(slot_t *slot);

/* --- What R calls (call.c, table.c) -------------------------------------------- */

SEXP latigraph_r_call(SEXP operation, SEXP inputs, SEXP outputs, SEXP progress);
SEXP latigraph_r_table(void);
SEXP latigraph_r_fit_options(void);
SEXP latigraph_r_load_modules(SEXP path);
SEXP latigraph_r_version(void);

/* Runs body(data) in a session and returns list(code, texts of errors, texts of warnings, condition
 * of a call back, stopped, result); clean(data) runs at the end, however that comes. */
SEXP session_run(igraph_error_t (*body)(void *data, SEXP result), void (*clean)(void *data),
                 void *data, SEXP progress);

#endif
