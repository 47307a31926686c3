/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Adjacency matrices in binary files and in Matrix Market's: row i, column j holds the weight of
 * the edge i → j. Entries of 0 are no edges, and NaN on the diagonal is none either, because some
 * tools mark the diagonal so. NaN elsewhere is an edge of unknown weight. */

#include "formats/reading.h"

#include "circuit/number.h"

#include <limits.h>
#include <math.h>
#include <string.h>

igraph_error_t latigraph_reading_begin_matrix(const latigraph_file_reading_t *reading,
                                              latigraph_raw_t *raw, gint64 rows, gint64 columns) {
    if (rows != columns || rows < 1) {
        IGRAPH_ERRORF("%s holds a matrix of %" G_GINT64_FORMAT " rows and %" G_GINT64_FORMAT
                      " columns, but an adjacency matrix is square.",
                      IGRAPH_EINVAL, reading->path, rows, columns);
    }
    if (rows > INT_MAX / 4) {
        IGRAPH_ERRORF("%s holds a matrix of %" G_GINT64_FORMAT " rows; at most %d can be read.",
                      IGRAPH_EOVERFLOW, reading->path, rows, INT_MAX / 4);
    }
    IGRAPH_CHECK(latigraph_raw_init(raw, reading->path));
    raw->direction = LATIGRAPH_DIRECTION_DIRECTED;
    for (int i = 0; i < rows; i++) {
        char number[16];
        int vertex;
        g_snprintf(number, sizeof number, "%d", i);
        IGRAPH_CHECK(latigraph_raw_vertex(raw, number, &vertex, NULL));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_reading_entry(latigraph_raw_t *raw, int row, int column, double weight) {
    if (weight == 0 || (row == column && isnan(weight))) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_raw_edge(raw, row, column, LATIGRAPH_DIRECTION_NOT_STATED));
    return latigraph_raw_weight(raw, weight);
}

/* --- Matrix Market --------------------------------------------------------------- */

typedef struct {
    const latigraph_file_reading_t *reading;
    char *at, *end;
    int line;
    gboolean array, pattern, symmetric, skew;
} market_t;

static igraph_error_t fault(const market_t *file, const char *what) {
    IGRAPH_ERRORF("%s, line %d: %s.", IGRAPH_PARSEERROR, file->reading->path, file->line, what);
}

/* Gets the next line that is neither empty nor a comment, or NULL. */
static char *next_line(market_t *file) {
    while (file->at < file->end) {
        char *line = file->at, *line_end = memchr(line, '\n', (gsize)(file->end - line));
        line_end = line_end != NULL ? line_end : file->end;
        *line_end = '\0';
        file->at = line_end + 1;
        file->line++;
        line += strspn(line, " \t\r");
        if (*line != '\0' && *line != '%') {
            return line;
        }
    }
    return NULL;
}

/* Parses up to `most` numbers of a line; returns how many there are, −1 if one is none. */
static int parse_numbers(char *line, double *number, int most) {
    int count = 0;
    while (*line != '\0' && count < most) {
        char *end = line + strcspn(line, " \t\r");
        const char ending = *end;
        *end = '\0';
        if (!latigraph_parse_number(line, &number[count++])) {
            return -1;
        }
        line = end + (ending != '\0');
        line += strspn(line, " \t\r");
    }
    return *line == '\0' ? count : most + 1;
}

static igraph_error_t read_banner(market_t *file) {
    char *end = memchr(file->at, '\n', (gsize)(file->end - file->at));
    char word[5][24] = {"", "", "", "", ""};
    char *line = file->at;
    end = end != NULL ? end : file->end;
    for (int w = 0; w < 5; w++) {
        line += strspn(line, " \t");
        const gsize length = MIN(strcspn(line, " \t\r\n"), (gsize)(end - line));
        g_snprintf(word[w], sizeof word[w], "%.*s", (int)MIN(length, 23), line);
        line += length;
    }
    file->at = MIN(end + 1, file->end);
    file->line = 1;
    file->array = g_ascii_strcasecmp(word[2], "array") == 0;
    file->pattern = g_ascii_strcasecmp(word[3], "pattern") == 0;
    file->skew = g_ascii_strcasecmp(word[4], "skew-symmetric") == 0;
    file->symmetric = file->skew || g_ascii_strcasecmp(word[4], "symmetric") == 0;
    if (g_ascii_strcasecmp(word[1], "matrix") != 0 ||
        (!file->array && g_ascii_strcasecmp(word[2], "coordinate") != 0)) {
        return fault(file, "only \"matrix coordinate\" and \"matrix array\" are read");
    }
    if (g_ascii_strcasecmp(word[3], "complex") == 0) {
        return fault(file, "complex entries cannot be weights; save their modulus");
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add(const market_t *file, latigraph_raw_t *raw, int row, int column,
                          double weight) {
    IGRAPH_CHECK(latigraph_reading_entry(raw, row, column, weight));
    return file->symmetric && row != column
               ? latigraph_reading_entry(raw, column, row, file->skew ? -weight : weight)
               : IGRAPH_SUCCESS;
}

static igraph_error_t read_coordinates(market_t *file, latigraph_raw_t *raw, double count) {
    const int n = latigraph_raw_size(raw), wanted = file->pattern ? 2 : 3;
    double number[4] = {0, 0, 1};
    double entries = 0;
    for (char *line = next_line(file); line != NULL; line = next_line(file), entries++) {
        if (parse_numbers(line, number, 3) != wanted) {
            return fault(file, "an entry should be row, column and value");
        }
        if (!(number[0] >= 1 && number[0] <= n && number[1] >= 1 && number[1] <= n)) {
            return fault(file, "an entry lies outside of the matrix");
        }
        IGRAPH_CHECK(
            add(file, raw, (int)number[0] - 1, (int)number[1] - 1, file->pattern ? 1 : number[2]));
    }
    return entries == count ? IGRAPH_SUCCESS
                            : fault(file, "the number of entries is not the announced one");
}

/* Reads a dense matrix, column by column; of a symmetric one the lower triangle. */
static igraph_error_t read_array(market_t *file, latigraph_raw_t *raw) {
    const int n = latigraph_raw_size(raw);
    double number[2];
    for (int column = 0; column < n; column++) {
        for (int row = file->skew ? column + 1 : file->symmetric ? column : 0; row < n; row++) {
            char *line = next_line(file);
            if (line == NULL || parse_numbers(line, number, 1) != 1) {
                return fault(file, "a number is missing");
            }
            IGRAPH_CHECK(add(file, raw, row, column, number[0]));
        }
    }
    return next_line(file) == NULL ? IGRAPH_SUCCESS : fault(file, "there are too many numbers");
}

igraph_error_t latigraph_read_matrix_market(const latigraph_file_reading_t *reading, char *text,
                                            gsize size) {
    market_t file = {.reading = reading, .at = text, .end = text + size};
    latigraph_raw_t raw;
    double number[4];
    IGRAPH_CHECK(read_banner(&file));
    char *line = next_line(&file);
    const int wanted = file.array ? 2 : 3;
    if (line == NULL || parse_numbers(line, number, 3) != wanted || !(number[0] < 1e9) ||
        !(number[1] < 1e9)) {
        return fault(&file, "the sizes of the matrix are missing");
    }
    if (number[0] > 100000 + 64 * (double)size) {
        return fault(&file, "the matrix is far too large for a file of this size");
    }
    IGRAPH_CHECK(
        latigraph_reading_begin_matrix(reading, &raw, (gint64)number[0], (gint64)number[1]));
    IGRAPH_CHECK(file.array ? read_array(&file, &raw) : read_coordinates(&file, &raw, number[2]));
    if (file.pattern) {
        g_clear_pointer(&raw.weight, g_free);
    }
    IGRAPH_CHECK(latigraph_reading_finish(reading, &raw, NULL));
    latigraph_raw_destroy(&raw);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
