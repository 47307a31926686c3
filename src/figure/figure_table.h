/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_FIGURE_TABLE_H
#define LATIGRAPH_FIGURE_FIGURE_TABLE_H

/* The figure of a table: what it shows, and the function that draws it. */

#include <glib.h>
#include <latigraph/figure.h>

enum { FIGURE_BLOCKS = 3, FIGURE_PANELS = 4 };

/* Forms of a block. */
typedef enum {
    FIGURE_DOTS,   /* a line per row and a panel per column, which share the labels of the rows */
    FIGURE_STRIPS, /* a line per column, each on a scale of its own, with one dot per row */
    FIGURE_CELLS   /* a cell per row and column, coloured by the value */
} figure_block_kind_t;

/* A column of numbers. Vectors are empty where there is no such quantity. */
typedef struct {
    igraph_vector_t value;
    igraph_vector_t low, high; /* 95 % interval, or one standard error either way */
    gboolean has_errors;       /* they are standard errors */
    igraph_vector_t floor;     /* sizes that are no effect */
} figure_column_t;

typedef struct {
    figure_block_kind_t kind;
    igraph_strvector_t rows;   /* labels; of further rows there are more values than labels */
    igraph_strvector_t titles; /* one per column */
    figure_column_t *column;   /* (count) */
    igraph_integer_t count;
    igraph_integer_t left_out; /* rows that are not shown */
    igraph_matrix_t cells;     /* FIGURE_CELLS; titles are the labels of its columns */
    char *title;               /* title of FIGURE_CELLS and FIGURE_STRIPS */
} figure_block_t;

typedef struct {
    figure_block_t block[FIGURE_BLOCKS];
    igraph_integer_t count;
} figure_table_t;

/* A block arrives zeroed; it is destroyed with its table, after an error too. */
igraph_error_t figure_block_init(figure_block_t *block, igraph_integer_t columns);
/* Forgets the columns after the first `count`. */
void figure_block_trim(figure_block_t *block, igraph_integer_t count);
void figure_block_destroy(figure_block_t *block);
void figure_table_destroy(figure_table_t *table);

igraph_error_t figure_image_table(const figure_table_t *table,
                                  const latigraph_figure_style_t *style,
                                  igraph_vector_char_t *image);

#endif
