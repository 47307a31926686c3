/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <string.h>

/* "latigraph encode" prints name,mean1,...,sd1,...; any table of numbers with `size` columns, or
 * with a header that has the columns mean1 .. mean<size>, will do. */

/* Where the code stands in a line: the column of its first number, -1 if the header lacks one. */
static int first_mean(char **fields, int count, igraph_integer_t size) {
    for (int i = 0; i + size <= count; i++) {
        if (strcmp(g_strstrip(fields[i]), "mean1") == 0) {
            return i;
        }
    }
    return -1;
}

static gboolean is_number(const char *text) {
    char *end;
    g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

/* Splits a line at commas that stand outside of quotes. */
static char **split(const char *line) {
    GPtrArray *fields = g_ptr_array_new();
    GString *field = g_string_new(NULL);
    gboolean quoted = FALSE;
    for (const char *c = line;; c++) {
        if (*c == '"') {
            quoted = !quoted;
        } else if (*c == '\0' || (*c == ',' && !quoted)) {
            g_ptr_array_add(fields, g_strstrip(g_strdup(field->str)));
            g_string_truncate(field, 0);
            if (*c == '\0') {
                break;
            }
        } else {
            g_string_append_c(field, *c);
        }
    }
    g_string_free(field, TRUE);
    g_ptr_array_add(fields, NULL);
    return (char **)g_ptr_array_free(fields, FALSE);
}

static igraph_error_t read_row(char **fields, int first, igraph_integer_t size, const char *path,
                               int line, igraph_matrix_t *codes) {
    const igraph_integer_t row = igraph_matrix_nrow(codes);
    IGRAPH_CHECK(igraph_matrix_add_rows(codes, 1));
    for (igraph_integer_t j = 0; j < size; j++) {
        char *end;
        const char *text = fields[first + j];
        const double value = g_ascii_strtod(text, &end);
        if (end == text || *end != '\0' || !isfinite(value)) {
            IGRAPH_ERRORF("%s:%d: \"%s\" is not a number.", IGRAPH_PARSEERROR, path, line, text);
        }
        MATRIX(*codes, row, j) = value;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_lines(char **lines, const char *path, igraph_integer_t size,
                                 igraph_matrix_t *codes) {
    int first = -1;
    for (int i = 0; lines[i] != NULL; i++) {
        if (g_strstrip(lines[i])[0] == '\0') {
            continue;
        }
        char **fields = split(lines[i]);
        const int count = (int)g_strv_length(fields);
        IGRAPH_FINALLY(g_strfreev, fields);
        if (first < 0) {
            const int header = first_mean(fields, count, size);
            first = header >= 0 ? header : is_number(fields[0]) ? 0 : 1;
            if (header >= 0) {
                g_strfreev(fields);
                IGRAPH_FINALLY_CLEAN(1);
                continue;
            }
        }
        if (count < first + size) {
            IGRAPH_ERRORF("%s:%d: a code of this model has %" IGRAPH_PRId
                          " numbers, the line holds %d.",
                          IGRAPH_PARSEERROR, path, i + 1, size, MAX(count - first, 0));
        }
        IGRAPH_CHECK(read_row(fields, first, size, path, i + 1, codes));
        g_strfreev(fields);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_read_codes(const char *path, igraph_integer_t size, igraph_matrix_t *codes) {
    GError *error = NULL;
    char *text;
    if (!g_file_get_contents(strcmp(path, "-") == 0 ? "/dev/stdin" : path, &text, NULL, &error)) {
        return cli_glib_error(error);
    }
    char **lines = g_strsplit(text, "\n", -1);
    g_free(text);
    IGRAPH_FINALLY(g_strfreev, lines);
    IGRAPH_CHECK(igraph_matrix_resize(codes, 0, size));
    IGRAPH_CHECK(read_lines(lines, path, size, codes));
    if (igraph_matrix_nrow(codes) == 0) {
        IGRAPH_ERRORF("\"%s\" holds no code.", IGRAPH_PARSEERROR, path);
    }
    g_strfreev(lines);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_code_of(const latigraph_circuit_t *circuit, igraph_vector_t *code) {
    char *text = latigraph_circuit_note(circuit, "code"), *end;
    igraph_vector_clear(code);
    if (text == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY(igraph_free, text);
    for (const char *at = text;; at = end) {
        const double value = g_ascii_strtod(at, &end);
        if (end == at) {
            break;
        }
        IGRAPH_CHECK(igraph_vector_push_back(code, value));
    }
    igraph_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
