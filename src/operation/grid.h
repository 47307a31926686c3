/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_GRID_H
#define LATIGRAPH_OPERATION_GRID_H

#include "base/text.h"

#include <glib.h>

/* A table of texts, column by column: column 0 holds the labels of the rows. */

typedef struct {
    char *title;
    gboolean left;    /* words are aligned to the left, numbers to the right */
    gboolean failed;  /* whether memory ran out for a text */
    GPtrArray *cells; /* char * */
} grid_column_t;

typedef struct {
    char *caption;      /* printed above, or NULL */
    GPtrArray *columns; /* grid_column_t * */
    guint hidden;       /* rows that were cut off at the end */
} grid_t;

grid_t *grid_new(const char *caption);
void grid_free(grid_t *grid);
/* Takes the caption away. */
void grid_uncaption(grid_t *grid);
/* Adds an empty column. */
grid_column_t *grid_add(grid_t *grid, const char *title, gboolean left);
void grid_cell(grid_column_t *column, const char *text);
/* "-" for NaN, otherwise with `digits` significant digits. */
void grid_number(grid_column_t *column, double number, int digits);
guint grid_height(const grid_t *grid);
/* Puts rows in this order; rows of `order` beyond `most` are cut off and counted. */
void grid_arrange(grid_t *grid, const guint *order, guint most);

/* Columns that do not fit into the width follow below, with the labels once more. A table that does
 * not fit and has sentences is printed row by row as paragraphs. */
void grid_append_text(const grid_t *grid, int width, latigraph_text_t *text);
void grid_append_html(const grid_t *grid, latigraph_text_t *text);

#endif
