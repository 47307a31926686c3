/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A matrix from a table of numbers in CSV, such as codes that the operation encode gave.
 *
 * A first line without numbers is a header, and a first column that is not made of numbers holds
 * labels; both are optional, so that tables of other programs can be read as they are. A header
 * with a colon ("sd:reciprocity") marks a column of a further matrix, as in the CSV of results, and
 * is left out. A column with the heading "digest" has the digest of the model that the codes of the
 * line belong to.
 *
 * The file is copied once. Lines and fields are cut out of the copy in place: a field without its
 * quotes is never longer than with them. The numbers are collected row by row and become the matrix
 * at the end, because igraph's matrices are stored by columns and adding a row moves all of them.
 */

#include "operation/operation.h"

#include "base/text.h"

#include <latigraph/call.h>

#include <math.h>
#include <string.h>

typedef struct {
    const char *path;
    char **fields;         /* (room) of the present line */
    int count, room;       /* fields of the present line; allocated ones */
    int columns;           /* fields of the first line; 0 before it */
    gboolean labels;       /* column 0 holds labels */
    gboolean *skipped;     /* (columns) columns of further matrices */
    int digest_column;     /* -1: there is none */
    char *digest;          /* digest that all lines have; NULL: none so far */
    igraph_integer_t own;  /* columns of the matrix */
    igraph_vector_t cells; /* (rows, own), row by row */
} table_t;

static void table_destroy(table_t *table) {
    g_free(table->fields);
    g_free(table->skipped);
    g_free(table->digest);
    igraph_vector_destroy(&table->cells);
}

static gboolean is_number(const char *text) {
    char *end;
    g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

static igraph_error_t add_field(table_t *table, char *field) {
    if (table->count == table->room) {
        const int room = MAX(16, 2 * table->room);
        char **fields = g_try_realloc_n(table->fields, (gsize)room, sizeof *fields);
        LATIGRAPH_CHECK_MEMORY(fields);
        table->fields = fields;
        table->room = room;
    }
    table->fields[table->count++] = g_strstrip(field);
    return IGRAPH_SUCCESS;
}

/* Splits a line in place at commas outside of quotes, and removes the quotes. */
static igraph_error_t split_line(table_t *table, char *line) {
    char *field = line, *end = line;
    gboolean quoted = FALSE;
    table->count = 0;
    for (const char *c = line;; c++) {
        const char character = *c;
        if (character == '"') {
            quoted = !quoted;
        } else if (character == '\0' || (character == ',' && !quoted)) {
            *end++ = '\0';
            IGRAPH_CHECK(add_field(table, field));
            field = end;
            if (character == '\0') {
                return IGRAPH_SUCCESS;
            }
        } else {
            *end++ = character;
        }
    }
}

/* Finds out what the first line is; `*header` becomes whether it is a header. A line with some
 * numbers is no header, because a slip in one number must not lose the line. */
static igraph_error_t look_at_first(table_t *table, gboolean *header) {
    char **fields = table->fields;
    table->columns = table->count;
    table->skipped = g_try_new0(gboolean, table->count + 1);
    LATIGRAPH_CHECK_MEMORY(table->skipped);
    *header = !is_number(fields[0]) || table->count > 1;
    for (int c = 1; c < table->count; c++) {
        *header = *header && !is_number(fields[c]);
    }
    table->labels = table->count > 1 && !is_number(fields[0]);
    for (int c = table->labels ? 1 : 0; c < table->count; c++) {
        const gboolean digest = *header && strcmp(fields[c], "digest") == 0;
        table->digest_column = digest ? c : table->digest_column;
        table->skipped[c] = digest || (*header && strchr(fields[c], ':') != NULL);
        table->own += table->skipped[c] ? 0 : 1;
    }
    return IGRAPH_SUCCESS;
}

/* Notes the digest of a line; all lines must have the same one. An empty cell has none. */
static igraph_error_t read_digest(table_t *table, const char *digest, int number) {
    if (digest[0] == '\0') {
        return IGRAPH_SUCCESS;
    }
    if (table->digest != NULL && strcmp(table->digest, digest) != 0) {
        IGRAPH_ERRORF("%s:%d: the code belongs to the model with digest \"%.64s\", codes before it "
                      "to \"%.64s\"; give codes of one model.",
                      IGRAPH_PARSEERROR, table->path, number, digest, table->digest);
    }
    return table->digest != NULL ? IGRAPH_SUCCESS : latigraph_copy_text(digest, &table->digest);
}

static igraph_error_t read_row(table_t *table, int number) {
    if (table->count != table->columns) {
        IGRAPH_ERRORF("%s:%d: the line has %d columns, the first has %d.", IGRAPH_PARSEERROR,
                      table->path, number, table->count, table->columns);
    }
    if (table->digest_column >= 0) {
        IGRAPH_CHECK(read_digest(table, table->fields[table->digest_column], number));
    }
    for (int c = table->labels ? 1 : 0; c < table->count; c++) {
        const double value = g_ascii_strtod(table->fields[c], NULL);
        if (table->skipped[c]) {
            continue;
        }
        if (!is_number(table->fields[c]) || !isfinite(value)) {
            IGRAPH_ERRORF("%s:%d: \"%s\" is not a number.", IGRAPH_PARSEERROR, table->path, number,
                          table->fields[c]);
        }
        IGRAPH_CHECK(igraph_vector_push_back(&table->cells, value));
    }
    return IGRAPH_SUCCESS;
}

/* Reads all lines of a text, which are cut out of it in place. Returns their number in `*rows`. */
static igraph_error_t read_lines(table_t *table, char *text, igraph_integer_t *rows) {
    *rows = 0;
    for (int number = 1; text != NULL; number++) {
        char *line = text;
        text = strchr(line, '\n');
        if (text != NULL) {
            *text++ = '\0';
        }
        line = g_strstrip(line);
        if (line[0] == '\0') {
            continue;
        }
        gboolean header = FALSE;
        IGRAPH_CHECK(split_line(table, line));
        if (table->columns == 0) {
            IGRAPH_CHECK(look_at_first(table, &header));
        }
        if (!header) {
            IGRAPH_CHECK(read_row(table, number));
            (*rows)++;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_table(table_t *table, char *text, igraph_matrix_t *codes) {
    igraph_integer_t rows;
    IGRAPH_CHECK(read_lines(table, text, &rows));
    if (rows == 0) {
        IGRAPH_ERRORF("\"%s\" holds no row of numbers.", IGRAPH_PARSEERROR, table->path);
    }
    IGRAPH_CHECK(igraph_matrix_resize(codes, rows, table->own));
    for (igraph_integer_t i = 0; i < rows; i++) {
        for (igraph_integer_t j = 0; j < table->own; j++) {
            MATRIX(*codes, i, j) = VECTOR(table->cells)[i * table->own + j];
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_codes_parse(igraph_matrix_t *codes, char **digest, const char *path,
                                     const char *text) {
    table_t table = {.path = path, .digest_column = -1};
    char *copy;
    IGRAPH_CHECK(igraph_vector_init(&table.cells, 0));
    IGRAPH_FINALLY(table_destroy, &table);
    IGRAPH_CHECK(latigraph_copy_text(text, &copy));
    IGRAPH_FINALLY(g_free, copy);
    IGRAPH_CHECK(read_table(&table, copy, codes));
    if (digest != NULL) {
        *digest = g_steal_pointer(&table.digest);
    }
    g_free(copy);
    table_destroy(&table);
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
 *        has another number of columns, a cell is no finite number, or there are no rows,
 *        \c IGRAPH_ENOMEM if memory runs out.
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
        const gboolean no_memory = g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOMEM);
        LATIGRAPH_ERROR_FROM_GLIB(error, no_memory ? IGRAPH_ENOMEM : IGRAPH_EFILE);
    }
    IGRAPH_FINALLY(g_free, text);
    IGRAPH_CHECK(latigraph_codes_parse(codes, digest, path, text));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
