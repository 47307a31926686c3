/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_GRID_H
#define LATIGRAPH_OPERATION_GRID_H

#include "base/text.h"

#include <glib.h>

/* A table of texts, column by column: column 0 holds the labels of the rows. Like the texts of
 * base/text.h, a table remembers that memory ran out for one of its texts; grid_append_text() and
 * grid_append_html() pass that on to the text that they write. */

typedef struct {
    char *title;
    gboolean left;   /* words are aligned to the left, numbers to the right */
    gboolean failed; /* whether memory ran out for a text */
    char **cells;    /* (height) */
    guint height;
    guint room; /* cells that are allocated */
    int width;  /* characters of the longest cell or of the title */
} grid_column_t;

typedef struct {
    char *caption;           /* printed above, or NULL */
    grid_column_t **columns; /* (width) */
    guint width;
    guint hidden;    /* rows that were cut off at the end */
    guint undefined; /* how many of them lack the number that the table is sorted by */
    gboolean failed; /* whether memory ran out for a column */
} grid_t;

#define GRID_EMPTY                                                                                 \
    { NULL, NULL, 0, 0, 0, FALSE }

void grid_destroy(grid_t *grid);
/* Puts a copy of the text above the table, or takes the present one away (NULL). */
void grid_caption(grid_t *grid, const char *caption);
/* Adds an empty column, which stays where it is. NULL if memory runs out; the functions for columns
 * then do nothing. */
grid_column_t *grid_add(grid_t *grid, const char *title, gboolean left);
void grid_cell(grid_column_t *column, const char *text);
/* "-" for NaN, otherwise with `digits` significant digits. */
void grid_number(grid_column_t *column, double number, int digits);
guint grid_height(const grid_t *grid);
/* Puts rows in the order of the numbers in `order`, or keeps their order (NULL). Only the first
 * `defined` rows have the number that the table is sorted by. Rows beyond these and beyond `most`
 * are cut off and counted. */
void grid_arrange(grid_t *grid, const guint *order, guint defined, guint most);

/* Columns that do not fit into the width follow below, with the labels once more. A table that does
 * not fit and has sentences is printed row by row as paragraphs. */
void grid_append_text(const grid_t *grid, int width, latigraph_text_t *text);
void grid_append_html(const grid_t *grid, latigraph_text_t *text);

#endif
