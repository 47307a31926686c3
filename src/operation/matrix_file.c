/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "base/text.h"

#include <latigraph/call.h>

#include <math.h>
#include <string.h>

/* A matrix from a table of numbers in CSV, such as codes that the operation encode gave.
 *
 * A first line without numbers is a header, and a first column that is not made of
 * numbers holds labels; both are optional. A header with a colon ("sd:reciprocity") marks a column
 * of a further matrix, as in the CSV of results, and is left out. A column with the heading
 * "digest" has the digest of the model that the codes of the line belong to. */

typedef struct {
    const char *path;
    gboolean labels;      /* column 0 holds labels */
    int count;            /* columns in a line */
    gboolean *skipped;    /* (count) columns of further matrices */
    igraph_integer_t own; /* columns of the matrix */
    int digest_column;    /* -1: there is none */
    char *digest;         /* digest that all lines have; NULL: none so far */
} layout_t;

static gboolean is_number(const char *text) {
    char *end;
    g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

/* Splits a line at commas outside of quotes. Free with g_strfreev(). */
static char **split_line(const char *line) {
    GPtrArray *fields = g_ptr_array_new();
    latigraph_text_t field = LATIGRAPH_TEXT_EMPTY;
    gboolean quoted = FALSE;
    for (const char *c = line;; c++) {
        if (*c == '"') {
            quoted = !quoted;
        } else if (*c == '\0' || (*c == ',' && !quoted)) {
            g_ptr_array_add(fields, g_strstrip(g_strdup(latigraph_text(&field))));
            latigraph_text_cut(&field, 0);
            if (*c == '\0') {
                break;
            }
        } else {
            latigraph_text_append_character(&field, *c);
        }
    }
    latigraph_text_destroy(&field);
    g_ptr_array_add(fields, NULL);
    return (char **)g_ptr_array_free(fields, FALSE);
}

/* Finds out what the first line is; true if it is a header. A line with some numbers is no header:
 * a slip in one number must not lose the line. */
static gboolean look_at_first(layout_t *layout, char **fields) {
    layout->count = (int)g_strv_length(fields);
    layout->skipped = g_new0(gboolean, layout->count + 1);
    gboolean header = !is_number(fields[0]) || layout->count > 1;
    layout->digest_column = -1;
    for (int c = 1; c < layout->count; c++) {
        header = header && !is_number(fields[c]);
    }
    layout->labels = layout->count > 1 && !is_number(fields[0]);
    for (int c = layout->labels ? 1 : 0; c < layout->count; c++) {
        const gboolean digest = header && strcmp(fields[c], "digest") == 0;
        layout->digest_column = digest ? c : layout->digest_column;
        layout->skipped[c] = digest || (header && strchr(fields[c], ':') != NULL);
        layout->own += layout->skipped[c] ? 0 : 1;
    }
    return header;
}

/* Notes the digest of a line; all lines must have the same one. An empty cell has none. */
static igraph_error_t read_digest(layout_t *layout, const char *digest, int number) {
    if (digest[0] == '\0') {
        return IGRAPH_SUCCESS;
    }
    if (layout->digest != NULL && strcmp(layout->digest, digest) != 0) {
        IGRAPH_ERRORF("%s:%d: the code belongs to the model with digest \"%.64s\", codes before it "
                      "to \"%.64s\"; give codes of one model.",
                      IGRAPH_PARSEERROR, layout->path, number, digest, layout->digest);
    }
    return layout->digest != NULL ? IGRAPH_SUCCESS : latigraph_copy_text(digest, &layout->digest);
}

static igraph_error_t read_row(layout_t *layout, char **fields, int number,
                               igraph_matrix_t *matrix) {
    const igraph_integer_t row = igraph_matrix_nrow(matrix);
    igraph_integer_t column = 0;
    if ((int)g_strv_length(fields) != layout->count) {
        IGRAPH_ERRORF("%s:%d: the line has %u columns, the first has %d.", IGRAPH_PARSEERROR,
                      layout->path, number, g_strv_length(fields), layout->count);
    }
    IGRAPH_CHECK(igraph_matrix_add_rows(matrix, 1));
    if (layout->digest_column >= 0) {
        IGRAPH_CHECK(read_digest(layout, fields[layout->digest_column], number));
    }
    for (int c = layout->labels ? 1 : 0; c < layout->count; c++) {
        const double value = g_ascii_strtod(fields[c], NULL);
        if (layout->skipped[c]) {
            continue;
        }
        if (!is_number(fields[c]) || !isfinite(value)) {
            IGRAPH_ERRORF("%s:%d: \"%s\" is not a number.", IGRAPH_PARSEERROR, layout->path, number,
                          fields[c]);
        }
        MATRIX(*matrix, row, column++) = value;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_lines(layout_t *layout, char **lines, igraph_matrix_t *matrix) {
    for (int i = 0; lines[i] != NULL; i++) {
        if (g_strstrip(lines[i])[0] == '\0') {
            continue;
        }
        char **fields = split_line(lines[i]);
        IGRAPH_FINALLY(g_strfreev, fields);
        gboolean header = FALSE;
        if (layout->skipped == NULL) {
            header = look_at_first(layout, fields);
            IGRAPH_CHECK(igraph_matrix_resize(matrix, 0, layout->own));
        }
        if (!header) {
            IGRAPH_CHECK(read_row(layout, fields, i + 1, matrix));
        }
        g_strfreev(fields);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static void layout_destroy(layout_t *layout) {
    g_free(layout->skipped);
    g_free(layout->digest);
}

igraph_error_t latigraph_codes_parse(igraph_matrix_t *codes, char **digest, const char *path,
                                     const char *text) {
    layout_t layout = {.path = path};
    char **lines = g_strsplit(text, "\n", -1);
    IGRAPH_FINALLY(g_strfreev, lines);
    IGRAPH_FINALLY(layout_destroy, &layout);
    IGRAPH_CHECK(igraph_matrix_resize(codes, 0, 0));
    IGRAPH_CHECK(read_lines(&layout, lines, codes));
    if (igraph_matrix_nrow(codes) == 0) {
        IGRAPH_ERRORF("\"%s\" holds no row of numbers.", IGRAPH_PARSEERROR, path);
    }
    if (digest != NULL) {
        *digest = layout.digest;
        layout.digest = NULL;
    }
    layout_destroy(&layout);
    g_strfreev(lines);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_matrix_read
 * \brief Reads a matrix from a table of numbers in CSV.
 *
 * \param matrix An initialised matrix, which gets one row per line.
 * \param path The file; "-" reads standard input. A header and a first column of labels are
 *        optional; columns whose heading has a colon belong to a further matrix and are left out.
 * \return Error code: \c IGRAPH_EFILE if the file cannot be read, \c IGRAPH_PARSEERROR if a line
 * has another number of columns, a cell is no finite number, or there are no rows.
 *
 * Time complexity: linear in the size of the file.
 *
 * Example: codes that "latigraph encode" printed.
 * \verbatim
 *   igraph_matrix_t table;
 *   igraph_matrix_init(&table, 0, 0);
 *   latigraph_matrix_read(&table, "codes.csv");
 *   igraph_matrix_destroy(&table);
 * \endverbatim
 */
igraph_error_t latigraph_matrix_read(igraph_matrix_t *matrix, const char *path) {
    return latigraph_codes_read(matrix, NULL, path);
}

/**
 * \function latigraph_codes_read
 * \brief Reads codes and the digest of their model from a table in CSV.
 *
 * \param codes An initialised matrix, which gets one row per code.
 * \param digest Gets the digest in the column "digest", NULL if the table has none. Free it with
 *        igraph_free(). NULL: the digest is not wanted.
 * \param path The file, as in \ref latigraph_matrix_read().
 * \return Error code, as in \ref latigraph_matrix_read(); \c IGRAPH_PARSEERROR if the lines have
 *        several digests.
 *
 * Time complexity: linear in the size of the file.
 *
 * Example: whether codes belong to a model.
 * \verbatim
 *   igraph_matrix_t codes;
 *   char *theirs, *own;
 *   igraph_matrix_init(&codes, 0, 0);
 *   latigraph_codes_read(&codes, &theirs, "codes.csv");
 *   latigraph_model_digest(model, &own);
 *   puts(theirs != NULL && strcmp(theirs, own) == 0 ? "its own" : "not known");
 *   igraph_free(own);
 *   igraph_free(theirs);
 *   igraph_matrix_destroy(&codes);
 * \endverbatim
 */
igraph_error_t latigraph_codes_read(igraph_matrix_t *codes, char **digest, const char *path) {
    GError *error = NULL;
    char *text;
    if (!g_file_get_contents(strcmp(path, "-") == 0 ? "/dev/stdin" : path, &text, NULL, &error)) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_EFILE);
    }
    IGRAPH_FINALLY(g_free, text);
    IGRAPH_CHECK(latigraph_codes_parse(codes, digest, path, text));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
