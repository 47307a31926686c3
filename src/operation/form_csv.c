/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A result as CSV.
 *
 * A file of CSV holds one table, and results hold several. The table is that of the labels of the
 * first labelled vector or matrix, or else of the first labelled list of texts: it has one line per
 * label, and a column per output with the same labels. The columns of the first matrix have their
 * labels alone as headings, those of further ones the output's name before it ("sd:reciprocity"),
 * by which latigraph_matrix_read() leaves them out. A text that belongs to all of them, such as the
 * digest of the model, is repeated in every line. Numbers that are not defined are empty cells. */

#include "operation/call_state.h"

#include <math.h>
#include <string.h>

static void append_text(latigraph_text_t *line, const char *text) {
    if (strpbrk(text, ",\"\r\n") == NULL) {
        latigraph_text_append(line, text);
        return;
    }
    latigraph_text_append_character(line, '"');
    for (const char *c = text; *c != '\0'; c++) {
        latigraph_text_append(line, *c == '"' ? "\"" : "");
        latigraph_text_append_character(line, *c);
    }
    latigraph_text_append_character(line, '"');
}

/* Codes and properties carry no more than nine digits that mean something. */
static void append_number(latigraph_text_t *line, igraph_real_t number) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    if (!isnan(number)) {
        latigraph_text_append(line, g_ascii_formatd(buffer, sizeof buffer, "%.9g", number));
    }
}

static gboolean is_column(const latigraph_call_t *call, igraph_integer_t i, const char *labels) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    return row->direction == LATIGRAPH_OUT && g_strcmp0(row->rows, labels) == 0 &&
           (call->operation->run != NULL || call->slots[i].given) &&
           (row->type == LATIGRAPH_TYPE_VECTOR || row->type == LATIGRAPH_TYPE_MATRIX ||
            row->type == LATIGRAPH_TYPE_STRING_LIST);
}

/* Is the output a text that every line repeats? */
static gboolean is_repeated(const latigraph_call_t *call, igraph_integer_t i) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    return row->direction == LATIGRAPH_OUT && row->type == LATIGRAPH_TYPE_STRING &&
           (row->show & LATIGRAPH_SHOW_REPEATED) != 0;
}

const char *latigraph_table_labels(const latigraph_operation_t *operation) {
    const char *of_texts = NULL;
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        if (row->direction != LATIGRAPH_OUT || row->rows == NULL) {
            continue;
        }
        if (row->type == LATIGRAPH_TYPE_VECTOR || row->type == LATIGRAPH_TYPE_MATRIX) {
            return row->rows;
        }
        if (row->type == LATIGRAPH_TYPE_STRING_LIST && of_texts == NULL) {
            of_texts = row->rows;
        }
    }
    return of_texts;
}

static igraph_error_t append_matrix_header(latigraph_call_t *call, const latigraph_argument_t *row,
                                           gboolean first, igraph_integer_t width,
                                           latigraph_text_t *text) {
    igraph_strvector_t titles;
    IGRAPH_CHECK(igraph_strvector_init(&titles, 0));
    IGRAPH_FINALLY(igraph_strvector_destroy, &titles);
    IGRAPH_CHECK(latigraph_call_labels(call, row->columns, &titles));
    for (igraph_integer_t k = 0; k < width; k++) {
        latigraph_text_t title = LATIGRAPH_TEXT_EMPTY;
        latigraph_text_append(&title, first ? "" : row->name);
        latigraph_text_append(&title, first ? "" : ":");
        if (k < igraph_strvector_size(&titles)) {
            latigraph_text_append(&title, igraph_strvector_get(&titles, k));
        } else {
            latigraph_text_print(&title, "%" IGRAPH_PRId, k + 1);
        }
        latigraph_text_append_character(text, ',');
        append_text(text, latigraph_text(&title));
        text->failed = text->failed || title.failed;
        latigraph_text_destroy(&title);
    }
    igraph_strvector_destroy(&titles);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t append_header(latigraph_call_t *call, const char *labels,
                                    latigraph_text_t *text) {
    gboolean first = TRUE;
    append_text(text, strchr(labels, '|') != NULL ? "label" : labels);
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        latigraph_value_t value;
        if (is_repeated(call, i)) {
            latigraph_text_print(text, ",%s", row->name);
        }
        if (!is_column(call, i, labels)) {
            continue;
        }
        IGRAPH_CHECK(latigraph_call_get(call, row->name, &value));
        if (row->type == LATIGRAPH_TYPE_MATRIX) {
            IGRAPH_CHECK(
                append_matrix_header(call, row, first, igraph_matrix_ncol(value.matrix), text));
            first = FALSE;
        } else {
            latigraph_text_print(text, ",%s", row->name);
        }
    }
    latigraph_text_append_character(text, '\n');
    return IGRAPH_SUCCESS;
}

static void append_value(const latigraph_argument_t *row, const latigraph_value_t *value,
                         igraph_integer_t k, latigraph_text_t *text) {
    if (row->type == LATIGRAPH_TYPE_MATRIX) {
        for (igraph_integer_t j = 0; j < igraph_matrix_ncol(value->matrix); j++) {
            latigraph_text_append_character(text, ',');
            append_number(text, k < igraph_matrix_nrow(value->matrix) ? MATRIX(*value->matrix, k, j)
                                                                      : IGRAPH_NAN);
        }
        return;
    }
    latigraph_text_append_character(text, ',');
    if (row->type == LATIGRAPH_TYPE_STRING) {
        append_text(text, value->string != NULL ? value->string : "");
    } else if (row->type == LATIGRAPH_TYPE_VECTOR && k < igraph_vector_size(value->vector)) {
        append_number(text, VECTOR(*value->vector)[k]);
    } else if (row->type == LATIGRAPH_TYPE_STRING_LIST &&
               k < igraph_strvector_size(value->string_list)) {
        append_text(text, igraph_strvector_get(value->string_list, k));
    }
}

static igraph_error_t append_lines(latigraph_call_t *call, const char *labels,
                                   const igraph_strvector_t *words, latigraph_text_t *text) {
    for (igraph_integer_t k = 0; k < igraph_strvector_size(words); k++) {
        append_text(text, igraph_strvector_get(words, k));
        for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
            latigraph_value_t value;
            if (is_column(call, i, labels) || is_repeated(call, i)) {
                IGRAPH_CHECK(latigraph_call_get(call, call->operation->arguments[i].name, &value));
                append_value(&call->operation->arguments[i], &value, k, text);
            }
        }
        latigraph_text_append_character(text, '\n');
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_form_csv(latigraph_call_t *call, latigraph_text_t *text) {
    const char *labels = latigraph_table_labels(call->operation);
    igraph_strvector_t words;
    if (labels == NULL) {
        IGRAPH_ERRORF("Operation \"%s\" gives no table with labels, which CSV needs; use JSON.",
                      IGRAPH_EINVAL, call->operation->name);
    }
    IGRAPH_CHECK(igraph_strvector_init(&words, 0));
    IGRAPH_FINALLY(igraph_strvector_destroy, &words);
    IGRAPH_CHECK(latigraph_call_labels(call, labels, &words));
    IGRAPH_CHECK(append_header(call, labels, text));
    IGRAPH_CHECK(append_lines(call, labels, &words, text));
    igraph_strvector_destroy(&words);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
