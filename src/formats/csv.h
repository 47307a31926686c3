/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_CSV_H
#define LATIGRAPH_FORMATS_CSV_H

#include "base/compat.h"
#include "base/text.h"

#include <glib.h>

/* A CSV file in memory (RFC 4180; UTF-8 with or without a byte order mark; any line ends). Blanks
 * around unquoted cells are removed, and empty lines are skipped. The first line is the header.
 * The whole file is read at once, so that every error can name the line and the cell. */
typedef struct {
    char *path;
    char *text; /* text of the file; cells point into it */
    int rows;   /* number of rows, without the header */
    int columns;
    char **header;  /* (columns) */
    char **cell;    /* (rows, columns) */
    guint8 *quoted; /* (rows, columns) whether the cell was in quotes */
    int *line;      /* (rows) number of the line where a row begins, from 1 */
} latigraph_csv_t;

igraph_error_t latigraph_csv_read(latigraph_csv_t *csv, const char *path);
/* Parses the text of a file, which a NUL byte follows; it is taken on success and failure alike.
 * Messages call the file `path`. */
igraph_error_t latigraph_csv_parse(latigraph_csv_t *csv, const char *path, char *text, gsize size);
void latigraph_csv_destroy(latigraph_csv_t *csv);

/* Returns the number of the column called `name`, or −1. */
int latigraph_csv_find(const latigraph_csv_t *csv, const char *name);
static inline const char *latigraph_csv_cell(const latigraph_csv_t *csv, int row, int column) {
    return csv->cell[(gsize)row * (gsize)csv->columns + (gsize)column];
}
/* Returns whether a cell says that a value is not known: it is empty or "NA". */
gboolean latigraph_csv_is_missing(const char *cell);
/* Returns whether a column is numeric. Every cell that is not missing must be a number, at least
 * one of them not nan. Infinite ones count, so that the reader can reject them by name. At least
 * one must be unquoted, unless all cells of the file are quoted: a number in quotes next to bare
 * numbers elsewhere is a text. */
gboolean latigraph_csv_is_numeric(const latigraph_csv_t *csv, int column);

/* Appends a cell to a line, in quotes if it needs them or if `quote` is set. */
void latigraph_csv_append(latigraph_text_t *line, const char *text, gboolean quote);

#endif
