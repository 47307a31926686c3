/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_CSV_H
#define LATIGRAPH_CIRCUIT_CSV_H

#include "base/compat.h"

#include <glib.h>

/* A CSV file in memory (RFC 4180, UTF-8 with or without a byte order mark, any line ends, unquoted
 * cells stripped of blanks, empty lines skipped). The first line is the header. */
typedef struct {
    char *path;
    char *text; /* the file; cells point into it */
    int rows;   /* without the header */
    int columns;
    char **header;  /* (columns) */
    char **cell;    /* (rows, columns) */
    guint8 *quoted; /* (rows, columns) did the cell stand in quotes? */
    int *line;      /* (rows) number of the line a row starts at, from 1 */
} latigraph_csv_t;

igraph_error_t latigraph_csv_read(latigraph_csv_t *csv, const char *path);
void latigraph_csv_destroy(latigraph_csv_t *csv);

/* Number of the column called `name`, or −1. */
int latigraph_csv_find(const latigraph_csv_t *csv, const char *name);
static inline const char *latigraph_csv_cell(const latigraph_csv_t *csv, int row, int column) {
    return csv->cell[(gsize)row * (gsize)csv->columns + (gsize)column];
}
/* Does the column hold numbers: is every non-empty cell a number, and is one of them unquoted or
 * the whole file in quotes? Numbers in quotes beside bare ones are texts. */
gboolean latigraph_csv_is_numeric(const latigraph_csv_t *csv, int column);

/* Appends a cell, in quotes where it needs them or `quote` says so, to a line. */
void latigraph_csv_append(GString *line, const char *text, gboolean quote);

#endif
