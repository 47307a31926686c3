/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_READ_TEST_H
#define LATIGRAPH_TEST_READ_TEST_H

/* Files of other programs, and everything that a circuit read from them holds as one line of text:
 * neurons, edges with their weights, columns of node data by name, positions with their unit,
 * attributes of the graph by name, the connectome if the file names one, and kinds of remarks:
 *
 *     a,b; a>b:3 b>a:1; type=PN,; at 1,2 -,- um; note seed=5; of worm; !positions */

#include "circuit_test.h"

#include "base/remarks.h"

typedef struct {
    const char *file, *text, *line;
    latigraph_read_options_t options;
} readable_t;

/* A file that is refused with a message that names it. */
typedef struct {
    const char *file, *text, *message;
    latigraph_read_options_t options;
} refused_t;

static inline void append_number(GString *line, double number) {
    if (isnan(number)) {
        g_string_append_c(line, '-');
    } else {
        g_string_append_printf(line, "%.15g", number);
    }
}

static inline void append_edges(GString *line, const latigraph_circuit_t *c) {
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            g_string_append_printf(line, "%s%s>%s", e == 0 ? "; " : " ", c->neuron[i],
                                   c->neuron[c->out_to[e]]);
            if (c->weight != NULL) {
                g_string_append_c(line, ':');
                append_number(line, c->weight[e]);
            }
        }
    }
}

static inline void append_column(GString *line, const latigraph_column_t *column, int n) {
    for (int i = 0; i < n; i++) {
        g_string_append_printf(line, i > 0 ? "," : "; %s=", column->name);
        if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
            append_number(line, column->value[i]);
        } else if (column->level[i] >= 0) {
            g_string_append(line, VECTOR(column->levels)[column->level[i]]);
        }
    }
}

/* Members of JSON have no order, so that columns and notes are sorted by their names. */
static inline int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static inline void append_columns(GString *line, const latigraph_circuit_t *c) {
    const char *names[32];
    const igraph_integer_t count = igraph_vector_ptr_size(&c->columns);
    REQUIRE(count <= 32);
    for (igraph_integer_t k = 0; k < count; k++) {
        names[k] = ((const latigraph_column_t *)VECTOR(c->columns)[k])->name;
    }
    qsort(names, (size_t)count, sizeof *names, by_name);
    for (igraph_integer_t k = 0; k < count; k++) {
        append_column(line, latigraph_circuit_column(c, names[k]), c->n);
    }
}

static inline void append_positions(GString *line, const latigraph_circuit_t *c) {
    for (int k = 0; k < c->n * c->dims; k++) {
        g_string_append(line, k == 0 ? "; at " : k % c->dims == 0 ? " " : ",");
        append_number(line, c->position[k]);
    }
    if (c->dims > 0 && c->unit[0] != '\0') {
        g_string_append_printf(line, " %s", c->unit);
    }
}

static inline void append_notes(GString *line, const latigraph_circuit_t *c) {
    char *notes[32];
    const igraph_integer_t count = igraph_vector_ptr_size(&c->notes);
    REQUIRE(count <= 32);
    for (igraph_integer_t k = 0; k < count; k++) {
        const latigraph_note_t *note = VECTOR(c->notes)[k];
        notes[k] = note->text != NULL ? g_strdup_printf("; note %s=\"%s\"", note->name, note->text)
                                      : g_strdup_printf("; note %s=%g", note->name, note->number);
    }
    qsort(notes, (size_t)count, sizeof *notes, by_name);
    for (igraph_integer_t k = 0; k < count; k++) {
        g_string_append(line, notes[k]);
        g_free(notes[k]);
    }
    if (strcmp(c->connectome, c->name) != 0) {
        g_string_append_printf(line, "; of %s", c->connectome);
    }
}

static inline void append_circuit(GString *line, const latigraph_circuit_t *c) {
    for (int i = 0; i < c->n; i++) {
        g_string_append_printf(line, "%s%s", i > 0 ? "," : "", c->neuron[i]);
    }
    append_edges(line, c);
    append_columns(line, c);
    append_positions(line, c);
    append_notes(line, c);
}

/* Reads a file with its circuits, one after the other, into a line. */
static inline void check_line(const char *file, const char *expected,
                              const latigraph_read_options_t *options) {
    latigraph_circuit_list_t list;
    latigraph_remarks_t remarks;
    latigraph_read_report_t report = {.remarks = &remarks};
    GString *line = g_string_new(NULL);
    CHECK_OK(latigraph_remarks_init(&remarks));
    CHECK_OK(latigraph_circuit_list_init(&list));
    test_last_error[0] = '\0';
    if (latigraph_circuit_list_read(&list, test_path(file), options, &report) != IGRAPH_SUCCESS) {
        g_string_printf(line, "refused: %s", test_last_error);
    }
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
    for (igraph_integer_t k = 0; k < list.size; k++) {
        g_string_append_printf(line, "%s", k > 0 ? " / " : "");
        append_circuit(line, list.items[k]);
    }
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&remarks.kinds); k++) {
        g_string_append_printf(line, "%s!%s", k == 0 ? "; " : " ",
                               igraph_strvector_get(&remarks.kinds, k));
    }
    if (strcmp(line->str, expected) != 0) {
        FAIL("%s gives\n    %s\n  instead of\n    %s", file, line->str, expected);
    }
    g_string_free(line, TRUE);
    latigraph_circuit_list_destroy(&list);
    latigraph_remarks_destroy(&remarks);
}

static inline void check_message(const char *file, const char *message,
                                 const latigraph_read_options_t *options) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    test_last_error[0] = '\0';
    CHECK(latigraph_circuit_list_read(&list, test_path(file), options, NULL) != IGRAPH_SUCCESS);
    if (strstr(test_last_error, file) == NULL || strstr(test_last_error, message) == NULL) {
        FAIL("%s: \"%s\" does not name the file and \"%s\"", file, test_last_error, message);
    }
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0 && list.size == 0);
    latigraph_circuit_list_destroy(&list);
}

static inline void check_readable(const readable_t *rows, size_t count) {
    for (size_t k = 0; k < count; k++) {
        write_text(test_path(rows[k].file), rows[k].text);
        check_line(rows[k].file, rows[k].line, &rows[k].options);
    }
}

static inline void check_all_refused(const refused_t *rows, size_t count) {
    for (size_t k = 0; k < count; k++) {
        write_text(test_path(rows[k].file), rows[k].text);
        check_message(rows[k].file, rows[k].message, &rows[k].options);
    }
}

#endif
