/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Adjacency matrices in text. Names can be above and at the left, above alone, or nowhere. Rows at
 * whose left are names are found by them, so that they may be in another order than the columns.
 * pandas and R number rows without names from 0 or 1; the neurons are then called as the columns.
 *
 * An empty cell is no edge: spreadsheets of connectomes leave out the zeros, and pandas writes the
 * pairs that a pivot table lacks as empty cells. "NA" is an edge of unknown weight. */

#include "base/remarks.h"
#include "formats/reading.h"
#include "formats/settle.h"
#include "formats/table.h"

#include <math.h>
#include <string.h>

typedef struct {
    latigraph_raw_t *raw;
    latigraph_lines_t lines;
    latigraph_table_t kind;
    int n, row;
    int first;      /* the number of the first row if rows are numbered, −1 if not */
    gboolean *read; /* (n) whether the row of each neuron was read */
    gint64 empty;   /* empty cells off the diagonal */
} matrix_t;

/* Adds the vertices of a matrix, called by the labels of its header or by numbers. */
static igraph_error_t add_labels(const matrix_t *matrix, char *const *label) {
    for (int i = 0; i < matrix->n; i++) {
        char number[16];
        igraph_bool_t added;
        int vertex;
        g_snprintf(number, sizeof number, "%d", i);
        IGRAPH_CHECK(
            latigraph_raw_vertex(matrix->raw, label != NULL ? label[i] : number, &vertex, &added));
        if (!added) {
            IGRAPH_ERRORF("%s, line 1: two columns of the matrix are called \"%s\".",
                          IGRAPH_PARSEERROR, matrix->raw->path, label[i]);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_entry(matrix_t *matrix, int row, int column, int at) {
    const char *cell = matrix->lines.cell[at];
    double weight = NAN;
    if (cell[0] == '\0') {
        matrix->empty += row != column;
        return IGRAPH_SUCCESS;
    }
    if (!latigraph_is_unknown(cell) && !latigraph_parse_value(cell, matrix->raw->commas, &weight)) {
        IGRAPH_ERRORF("%s, line %d, column %d: \"%.60s\" is not a number.", IGRAPH_PARSEERROR,
                      matrix->raw->path, matrix->lines.first_line, column + 1, cell);
    }
    return latigraph_reading_entry(matrix->raw, row, column, weight);
}

/* Finds the neuron of a row by its label, which is a name or a number. */
static igraph_error_t find_row(matrix_t *matrix, int *row) {
    const latigraph_raw_t *raw = matrix->raw;
    const char *label = matrix->lines.cell[0];
    const latigraph_map_entry_t *entry = latigraph_map_find_text(&raw->ids, label);
    if (matrix->row == 0) {
        matrix->first = entry != NULL                     ? -1
                        : latigraph_cell_counts(label, 0) ? 0
                        : latigraph_cell_counts(label, 1) ? 1
                                                          : -1;
    }
    *row = matrix->first >= 0 && latigraph_cell_counts(label, matrix->row + matrix->first)
               ? matrix->row
           : matrix->first < 0 && entry != NULL ? (int)(entry - raw->ids.entry)
                                                : -1;
    if (*row < 0) {
        IGRAPH_ERRORF("%s, line %d: row %d of the matrix is called \"%s\", but no column is.",
                      IGRAPH_PARSEERROR, raw->path, matrix->lines.first_line, matrix->row + 1,
                      label);
    }
    if (matrix->read[*row]) {
        IGRAPH_ERRORF("%s, line %d: two rows of the matrix are called \"%s\".", IGRAPH_PARSEERROR,
                      raw->path, matrix->lines.first_line, label);
    }
    matrix->read[*row] = TRUE;
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_row(matrix_t *matrix) {
    const int n = matrix->n, skip = matrix->kind == LATIGRAPH_TABLE_LABELLED;
    const int cells = latigraph_lines_width(&matrix->lines, n + skip);
    int row = matrix->row;
    if (cells != n + skip || row >= n) {
        IGRAPH_ERRORF("%s, line %d: the matrix has %d columns, but %s; an adjacency matrix is "
                      "square.",
                      IGRAPH_PARSEERROR, matrix->raw->path, matrix->lines.first_line, n,
                      row >= n ? "more rows" : "this row has another number of cells");
    }
    if (skip > 0) {
        IGRAPH_CHECK(find_row(matrix, &row));
    }
    for (int c = 0; c < n; c++) {
        IGRAPH_CHECK(read_entry(matrix, row, c, c + skip));
    }
    matrix->row++;
    return IGRAPH_SUCCESS;
}

/* Reads the header of a matrix with names, and the row after it. */
static igraph_error_t read_labels(matrix_t *matrix, gboolean *more) {
    latigraph_lines_t *lines = &matrix->lines;
    char **header;
    const int cells = latigraph_lines_width(lines, 1);
    LATIGRAPH_ALLOCATE(header, cells);
    memcpy(header, lines->cell, (gsize)cells * sizeof *header);
    IGRAPH_CHECK(latigraph_lines_next(lines, more));
    const int left = matrix->kind == LATIGRAPH_TABLE_LABELLED;
    const int width = *more ? latigraph_lines_width(lines, 1) : 0;
    /* R writes no cell above the names of the rows, others write an empty one or a word. */
    const int corner = left && (header[0][0] == '\0' || width <= cells);
    matrix->n = cells - corner;
    if (width - left > matrix->n) {
        IGRAPH_ERRORF("%s, line 1: the matrix has %d columns, but its header %d names.",
                      IGRAPH_PARSEERROR, matrix->raw->path, width - left, matrix->n);
    }
    IGRAPH_CHECK(add_labels(matrix, header + corner));
    g_free(header);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Finds the size of a matrix without names: its first row may end with empty cells, which look like
 * trailing separators. */
static int unnamed_size(const matrix_t *matrix, int rows) {
    const int width = latigraph_lines_width(&matrix->lines, 1);
    return CLAMP(rows, width, matrix->lines.cells);
}

static igraph_error_t read_rows(matrix_t *matrix, int rows) {
    gboolean more;
    IGRAPH_CHECK(latigraph_lines_next(&matrix->lines, &more));
    if (more && matrix->kind != LATIGRAPH_TABLE_MATRIX) {
        IGRAPH_CHECK(read_labels(matrix, &more));
    } else {
        matrix->n = more ? unnamed_size(matrix, rows) : 0;
        IGRAPH_CHECK(add_labels(matrix, NULL));
    }
    LATIGRAPH_ALLOCATE(matrix->read, matrix->n);
    while (more) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(read_row(matrix));
        IGRAPH_CHECK(latigraph_lines_next(&matrix->lines, &more));
    }
    g_free(matrix->read);
    IGRAPH_FINALLY_CLEAN(1);
    if (matrix->row != matrix->n) {
        IGRAPH_ERRORF("%s: the matrix has %d rows and %d columns; an adjacency matrix is square.",
                      IGRAPH_PARSEERROR, matrix->raw->path, matrix->row, matrix->n);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t remark_reading(const matrix_t *matrix, latigraph_remarks_t *remarks) {
    const char *path = matrix->raw->path;
    const int n = matrix->n;
    if (matrix->kind == LATIGRAPH_TABLE_HEADED || matrix->first >= 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "note", path,
            "%d rows of %d numbers are read as an adjacency matrix of the neurons that its first "
            "row names: \"%s\", ...",
            n, n, latigraph_raw_id(matrix->raw, 0)));
    }
    return matrix->empty == 0
               ? IGRAPH_SUCCESS
               : latigraph_remark_add(remarks, "empty-cells", path,
                                      "%" G_GINT64_FORMAT
                                      " empty cells of the adjacency matrix are read as no edges.",
                                      matrix->empty);
}

igraph_error_t latigraph_table_read_matrix(latigraph_raw_t *raw, char *text, gsize size,
                                           latigraph_table_t kind,
                                           latigraph_read_report_t *report) {
    matrix_t matrix = {.raw = raw, .kind = kind, .first = -1};
    const char separator = latigraph_lines_separator(text, size);
    const int rows = latigraph_sample_count(text, size, separator, G_MAXINT);
    IGRAPH_CHECK(latigraph_lines_init(&matrix.lines, raw->path, text, size, separator));
    raw->commas = separator != ',';
    raw->direction = LATIGRAPH_DIRECTION_DIRECTED;
    IGRAPH_CHECK(read_rows(&matrix, rows));
    IGRAPH_CHECK(remark_reading(&matrix, report->remarks));
    latigraph_lines_destroy(&matrix.lines);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
