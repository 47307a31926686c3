/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The table of operations as lists of R, and the registration of the functions that R code calls.
 */

#include "binding.h"

#include <latigraph/version.h>
#include <R_ext/Rdynload.h>
#include <R_ext/Visibility.h>
#include <math.h>

/* --- The table as lists ---------------------------------------------------------------- */

/* Names of types in R code, in the order of latigraph_type_t. */
static const char *const types[] = {"graph",    "graph_list",    "vector", "matrix",      "integer",
                                    "real",     "boolean",       "string", "string_list", "model",
                                    "callback", "callback_list", "bytes"};

static SEXP text_or_na(const char *text) {
    return Rf_ScalarString(text != NULL ? text_out(text) : NA_STRING);
}

/* A bound of a number, NA where there is none. */
static SEXP bound(const latigraph_argument_t *argument, double value) {
    const bool none = (argument->min == 0 && argument->max == 0) || isinf(value);
    return Rf_ScalarReal(none ? NA_REAL : value);
}

static SEXP argument_out(const latigraph_argument_t *argument) {
    static const char *names[] = {"name",      "type", "output", "optional",   "default",
                                  "choices",   "doc",  "rows",   "columns",    "unit",
                                  "undefined", "min",  "max",    "positional", ""};
    const char *texts[] = {argument->default_text, argument->choices, argument->doc,
                           argument->rows,         argument->columns, argument->unit,
                           argument->undefined};
    enum { FIRST_TEXT = 4, TEXTS = sizeof texts / sizeof *texts };
    SEXP list = PROTECT(Rf_mkNamed(VECSXP, names));
    SET_VECTOR_ELT(list, 0, text_or_na(argument->name));
    SET_VECTOR_ELT(list, 1, text_or_na(types[argument->type]));
    SET_VECTOR_ELT(list, 2, Rf_ScalarLogical(argument->direction == LATIGRAPH_OUT));
    SET_VECTOR_ELT(list, 3, Rf_ScalarLogical(argument->optional));
    for (int k = 0; k < TEXTS; k++) {
        SET_VECTOR_ELT(list, FIRST_TEXT + k, text_or_na(texts[k]));
    }
    SET_VECTOR_ELT(list, FIRST_TEXT + TEXTS, bound(argument, argument->min));
    SET_VECTOR_ELT(list, FIRST_TEXT + TEXTS + 1, bound(argument, argument->max));
    SET_VECTOR_ELT(list, FIRST_TEXT + TEXTS + 2,
                   Rf_ScalarLogical((argument->show & LATIGRAPH_SHOW_POSITIONAL) != 0));
    UNPROTECT(1);
    return list;
}

static SEXP operation_out(const latigraph_operation_t *operation) {
    static const char *names[] = {"name",       "module",          "summary",
                                  "doc",        "uses_randomness", "long_running",
                                  "has_figure", "arguments",       ""};
    SEXP list = PROTECT(Rf_mkNamed(VECSXP, names));
    SEXP arguments = PROTECT(Rf_allocVector(VECSXP, (R_xlen_t)operation->argument_count));
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        SET_VECTOR_ELT(arguments, i, argument_out(&operation->arguments[i]));
    }
    SET_VECTOR_ELT(list, 0, text_or_na(operation->name));
    SET_VECTOR_ELT(list, 1, text_or_na(latigraph_operation_module(operation)->name));
    SET_VECTOR_ELT(list, 2, text_or_na(operation->summary));
    SET_VECTOR_ELT(list, 3, text_or_na(operation->doc));
    SET_VECTOR_ELT(list, 4, Rf_ScalarLogical((operation->flags & LATIGRAPH_USES_RANDOMNESS) != 0));
    SET_VECTOR_ELT(list, 5, Rf_ScalarLogical((operation->flags & LATIGRAPH_LONG_RUNNING) != 0));
    SET_VECTOR_ELT(list, 6, Rf_ScalarLogical(latigraph_operation_has_figure(operation)));
    SET_VECTOR_ELT(list, 7, arguments);
    UNPROTECT(2);
    return list;
}

SEXP latigraph_r_table(void) {
    const igraph_integer_t count = latigraph_operation_count();
    SEXP list = PROTECT(Rf_allocVector(VECSXP, (R_xlen_t)count));
    for (igraph_integer_t i = 0; i < count; i++) {
        SET_VECTOR_ELT(list, i, operation_out(latigraph_operation_get(i)));
    }
    UNPROTECT(1);
    return list;
}

/* One row per option: name, default, range, text. */
SEXP latigraph_r_fit_options(void) {
    const int count = (int)latigraph_fit_options_count();
    SEXP rows = PROTECT(Rf_allocMatrix(STRSXP, count, 4));
    for (int i = 0; i < count; i++) {
        const latigraph_fit_option_info_t *info = latigraph_fit_options_info(i);
        const char *texts[] = {info->name, info->default_value, info->range, info->doc};
        for (int k = 0; k < 4; k++) {
            SET_STRING_ELT(rows, i + k * count, texts[k] != NULL ? text_out(texts[k]) : NA_STRING);
        }
    }
    UNPROTECT(1);
    return rows;
}

/* --- Modules --------------------------------------------------------------------------- */

static igraph_error_t load_modules(void *data, SEXP result) {
    const char *path = data;
    (void)result;
    return path != NULL ? latigraph_module_load(path) : latigraph_module_load_all();
}

static void nothing(void *data) {
    (void)data;
}

/* One module, or all on the search path (NULL). */
SEXP latigraph_r_load_modules(SEXP path) {
    return session_run(load_modules, nothing,
                       path != R_NilValue ? (void *)R_CHAR(STRING_ELT(path, 0)) : NULL, R_NilValue);
}

/* --- Registration ---------------------------------------------------------------------- */

/* The version of the headers that this was compiled with. */
SEXP latigraph_r_version(void) {
    return Rf_mkString(LATIGRAPH_VERSION);
}

static const R_CallMethodDef methods[] = {{"call", (DL_FUNC)&latigraph_r_call, 4},
                                          {"render", (DL_FUNC)&latigraph_r_render, 6},
                                          {"table", (DL_FUNC)&latigraph_r_table, 0},
                                          {"fit_options", (DL_FUNC)&latigraph_r_fit_options, 0},
                                          {"load_modules", (DL_FUNC)&latigraph_r_load_modules, 1},
                                          {"version", (DL_FUNC)&latigraph_r_version, 0},
                                          {NULL, NULL, 0}};

attribute_visible void R_init_latigraph(DllInfo *dll);

attribute_visible void R_init_latigraph(DllInfo *dll) {
    R_registerRoutines(dll, NULL, methods, NULL, NULL);
    R_useDynamicSymbols(dll, FALSE);
    R_forceSymbols(dll, TRUE);
}
