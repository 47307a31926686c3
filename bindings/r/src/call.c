/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* One call of an operation from R: arguments in, run, results out.
 *
 * An error of R jumps over C code, so that everything that has to be freed hangs on one structure,
 * whose destruction R_UnwindProtect() guarantees. */

#include "binding.h"

#include <stdlib.h>
#include <string.h>

/* One call from R: the library's call object and the values that it borrows. */
typedef struct {
    const latigraph_operation_t *operation;
    SEXP inputs, outputs; /* values by name; of a call, outputs are names */
    const char *form;     /* of a text or figure */
    SEXP style;           /* options of a figure, a named character vector */
    int width;
    latigraph_call_t *call;
    bridge_input_t *values;
    size_t count; /* values in use */
    igraph_strvector_t labels;
    bool labels_live; /* igraph ends the process if it destroys a list that is not initialised */
    igraph_vector_char_t image;
    char *text;
} work_t;

/* --- Begin and end -------------------------------------------------------------------- */

static void clear(void *data) {
    work_t *work = data;
    latigraph_call_destroy(work->call); /* first, because it borrows the values */
    for (size_t i = 0; i < work->count; i++) {
        bridge_input_clear(&work->values[i]);
    }
    free(work->values);
    if (work->labels_live) {
        igraph_strvector_destroy(&work->labels);
    }
    igraph_vector_char_destroy(&work->image);
    igraph_free(work->text);
}

static SEXP run(work_t *work, SEXP operation, igraph_error_t (*body)(void *data, SEXP result),
                SEXP progress) {
    const char *name = R_CHAR(STRING_ELT(operation, 0));
    work->operation = latigraph_operation_find(name);
    if (work->operation == NULL) {
        Rf_error("There is no operation \"%s\".", name);
    }
    return session_run(body, clear, work, progress);
}

static igraph_error_t create(work_t *work) {
    const size_t count = (size_t)(Rf_xlength(work->inputs) + Rf_xlength(work->outputs)) + 1;
    work->values = calloc(count, sizeof *work->values);
    if (work->values == NULL) {
        IGRAPH_ERROR("Not enough memory for the values of a call.", IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(igraph_strvector_init(&work->labels, 0));
    work->labels_live = true;
    IGRAPH_CHECK(igraph_vector_char_init(&work->image, 0));
    return latigraph_call_create(&work->call, work->operation->name);
}

/* --- Values by name --------------------------------------------------------------------- */

static igraph_error_t set_value(work_t *work, const char *name, SEXP object,
                                latigraph_direction_of_argument_t direction) {
    bridge_input_t *input = &work->values[work->count++];
    if (bridge_input_find(input, work->operation, name, direction)) {
        IGRAPH_CHECK(input_read(input, latigraph_operation_module(work->operation), object));
    } /* otherwise the library says that there is no such argument */
    return direction == LATIGRAPH_IN ? latigraph_call_set(work->call, name, input->value)
                                     : latigraph_call_restore(work->call, name, input->value);
}

static igraph_error_t set_values(work_t *work, SEXP list,
                                 latigraph_direction_of_argument_t direction) {
    SEXP names = Rf_getAttrib(list, R_NamesSymbol);
    igraph_error_t code = IGRAPH_SUCCESS;
    for (R_xlen_t i = 0; i < Rf_xlength(list) && code == IGRAPH_SUCCESS; i++) {
        code = set_value(work, R_CHAR(STRING_ELT(names, i)), VECTOR_ELT(list, i), direction);
    }
    return code;
}

/* --- Calls ---------------------------------------------------------------------------------- */

/* The wanted outputs by their names. */
static igraph_error_t collect(work_t *work, SEXP list) {
    igraph_error_t code = IGRAPH_SUCCESS;
    for (R_xlen_t k = 0; k < Rf_xlength(list) && code == IGRAPH_SUCCESS; k++) {
        bridge_input_t output = {NULL};
        bridge_input_find(&output, work->operation, R_CHAR(STRING_ELT(work->outputs, k)),
                          LATIGRAPH_OUT);
        code = output_write(work->call, output.argument, &work->labels, list, k);
    }
    Rf_setAttrib(list, R_NamesSymbol, work->outputs);
    return code;
}

/* A matrix of texts: kind, about and text of each remark. */
static SEXP collect_remarks(const work_t *work) {
    const int count = (int)latigraph_call_remark_count(work->call);
    SEXP rows = PROTECT(Rf_allocMatrix(STRSXP, count, 3));
    for (int i = 0; i < count; i++) {
        const latigraph_remark_t remark = latigraph_call_remark(work->call, i);
        SET_STRING_ELT(rows, i, text_out(remark.kind));
        SET_STRING_ELT(rows, i + count, text_out(remark.about));
        SET_STRING_ELT(rows, i + 2 * count, text_out(remark.text));
    }
    UNPROTECT(1);
    return rows;
}

static igraph_error_t perform(void *data, SEXP holder) {
    work_t *work = data;
    IGRAPH_CHECK(create(work));
    IGRAPH_CHECK(set_values(work, work->inputs, LATIGRAPH_IN));
    for (R_xlen_t k = 0; k < Rf_xlength(work->outputs); k++) {
        IGRAPH_CHECK(latigraph_call_want(work->call, R_CHAR(STRING_ELT(work->outputs, k))));
    }
    IGRAPH_CHECK(latigraph_call_run(work->call));
    SEXP both = Rf_allocVector(VECSXP, 2);
    SET_VECTOR_ELT(holder, 0, both);
    SET_VECTOR_ELT(both, 0, Rf_allocVector(VECSXP, Rf_xlength(work->outputs)));
    SET_VECTOR_ELT(both, 1, collect_remarks(work));
    return collect(work, VECTOR_ELT(both, 0));
}

SEXP latigraph_r_call(SEXP operation, SEXP inputs, SEXP outputs, SEXP progress) {
    work_t work = {.inputs = inputs, .outputs = outputs};
    return run(&work, operation, perform, progress);
}

/* --- Results as text and figures ---------------------------------------------------------------
 */

static igraph_error_t write_text(work_t *work, latigraph_form_t form, SEXP holder) {
    IGRAPH_CHECK(latigraph_call_write(work->call, form, work->width, &work->text));
    SET_VECTOR_ELT(holder, 0, Rf_ScalarString(text_out(work->text)));
    return IGRAPH_SUCCESS;
}

static igraph_error_t draw(work_t *work, SEXP holder) {
    IGRAPH_CHECK(latigraph_call_figure(work->call, work->form, &work->image));
    const size_t size = (size_t)igraph_vector_char_size(&work->image);
    SET_VECTOR_ELT(holder, 0, Rf_allocVector(RAWSXP, (R_xlen_t)size));
    memcpy(RAW(VECTOR_ELT(holder, 0)), VECTOR(work->image), size);
    return IGRAPH_SUCCESS;
}

/* Options of the figure are texts by their names. */
static igraph_error_t set_style(const work_t *work) {
    const SEXP names = Rf_getAttrib(work->style, R_NamesSymbol);
    for (R_xlen_t k = 0; k < Rf_xlength(work->style); k++) {
        IGRAPH_CHECK(latigraph_call_set_figure(work->call, R_CHAR(STRING_ELT(names, k)),
                                               R_CHAR(STRING_ELT(work->style, k))));
    }
    return IGRAPH_SUCCESS;
}

/* The result is made again from its values: nothing is computed. */
static igraph_error_t render(void *data, SEXP holder) {
    static const char *const forms[] = {"json", "csv", "table", "html"};
    work_t *work = data;
    IGRAPH_CHECK(create(work));
    IGRAPH_CHECK(set_values(work, work->inputs, LATIGRAPH_IN));
    IGRAPH_CHECK(set_values(work, work->outputs, LATIGRAPH_OUT));
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        if (strcmp(work->form, forms[k]) == 0) {
            return write_text(work, (latigraph_form_t)k, holder);
        }
    }
    IGRAPH_CHECK(set_style(work));
    return draw(work, holder);
}

SEXP latigraph_r_render(SEXP operation, SEXP inputs, SEXP outputs, SEXP form, SEXP width,
                        SEXP style) {
    work_t work = {.inputs = inputs,
                   .outputs = outputs,
                   .form = R_CHAR(STRING_ELT(form, 0)),
                   .width = Rf_asInteger(width),
                   .style = style};
    return run(&work, operation, render, R_NilValue);
}
