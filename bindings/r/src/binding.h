/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_R_BINDING_H
#define LATIGRAPH_R_BINDING_H

/* The C side reads the table of operations and calls it; R code makes what users see. It needs the
 * public headers alone.
 *
 * R leaves a function by a long jump when something fails. No jump may cross a frame of igraph or
 * of the library, so R code that is called back runs inside R_ToplevelExec(), and a whole call
 * inside R_UnwindProtect(), which cleans up. */
#define R_NO_REMAP
#define STRICT_R_HEADERS
#include <R.h>
#include <Rinternals.h>

#include "bridge.h"

/* --- Sessions (session.c) --------------------------------------------------- */

/* Places in a session's list: the condition that R code raised, and the graph of a callback. */
enum { SESSION_CONDITION, SESSION_GRAPH, SESSION_KEEPS };

/* One call from R into the library. */
typedef struct {
    bridge_t bridge;
    SEXP progress;  /* function of message and percent; R_NilValue: nobody asks */
    SEXP kept;      /* objects that R must not free: SESSION_CONDITION, SESSION_GRAPH */
    bool cancelled; /* the user pressed Ctrl-C, or R code that was called back left for good */
} session_t;

session_t *session_current(void);
/* Evaluates work(data), which may use R, from a callback: igraph is as before the session
 * meanwhile, and no jump leaves. False if R code left by a jump; the session is then cancelled. */
bool session_evaluate(void (*work)(void *), void *data);
/* Keeps a condition for the end of the session; the first one counts. */
void session_keep(session_t *session, SEXP condition);

/* Runs body(data) in a session and returns list(code, texts of errors, texts of warnings, condition
 * of a callback, cancelled, result). clean(data) runs at the end, however that comes. */
SEXP session_run(igraph_error_t (*body)(void *data, SEXP result), void (*clean)(void *data),
                 void *data, SEXP progress);

/* --- Texts and graphs (graph_in.c, graph_out.c) ------------------------------- */

/* UTF-8, or bytes that stand for themselves. */
SEXP text_out(const char *text);
SEXP texts_out(const igraph_strvector_t *texts);

/* Makes a graph of list(n, directed, ends, graph, vertex, edge attributes): ends is a matrix of two
 * columns with vertices from 1, attributes are named lists of numbers, truth values without NA, or
 * texts in UTF-8. */
igraph_error_t graph_in(igraph_t *graph, SEXP raw);
igraph_error_t texts_in(igraph_strvector_t *texts, SEXP from);

/* The same; ends is a vector, source and target of one edge after the other. Missing values (NaN,
 * an empty text) are NA. The result is not protected. */
SEXP graph_out(const igraph_t *graph);

/* --- Values of arguments (value.c) ------------------------------------------ */

/* Converts an object by the type of the argument. */
igraph_error_t input_read(bridge_input_t *input, const latigraph_module_t *module, SEXP object);
/* Puts an output of a call into a list, with labels; `labels` is initialised scratch space. */
igraph_error_t output_write(latigraph_call_t *call, const latigraph_argument_t *argument,
                            igraph_strvector_t *labels, SEXP list, R_xlen_t place);

/* --- Functions that R calls (call.c, table.c) ---------------------------------- */

SEXP latigraph_r_call(SEXP operation, SEXP inputs, SEXP outputs, SEXP progress);
SEXP latigraph_r_render(SEXP operation, SEXP inputs, SEXP outputs, SEXP form, SEXP width,
                        SEXP style);
SEXP latigraph_r_table(void);
SEXP latigraph_r_fit_options(void);
SEXP latigraph_r_load_modules(SEXP path);
SEXP latigraph_r_version(void);

#endif
