/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_LINES_H
#define LATIGRAPH_FORMATS_LINES_H

#include "base/text.h"

#include <glib.h>

/* A reader of rows of cells in a text in memory, which it changes: cells are pointers into the
 * text, and separators become NUL bytes. */
typedef struct {
    const char *path; /* borrowed; messages begin with it */
    char *at;
    char *end;           /* end of the text, a NUL byte */
    int line;            /* number of the line at `at`, from 1 */
    int first_line;      /* number of the line where the last row began */
    char separator;      /* ',', ';', '\t', '|', or ' ' for any blanks */
    char comment;        /* lines that begin with it or with "%" are skipped; 0: none */
    gboolean skip_empty; /* rows without anything in their cells are skipped */
    char **cell;         /* (cells) of the last row */
    gboolean *quoted;    /* (cells) whether each was in quotes */
    int cells, room;
} latigraph_lines_t;

/* Returns the length of the line "sep=;" at the beginning of a text, which names the separator for
 * Excel and is no row, or 0. */
gsize latigraph_lines_declaration(const char *text, gsize size);

/* Begins at a text of `size` bytes, which a NUL byte follows. */
igraph_error_t latigraph_lines_init(latigraph_lines_t *lines, const char *path, char *text,
                                    gsize size, char separator);
void latigraph_lines_destroy(latigraph_lines_t *lines);

/* Reads the next row that is neither empty nor a comment; `*more` is false at the end. A row is
 * valid until the next call, but its cells as long as the text. */
igraph_error_t latigraph_lines_next(latigraph_lines_t *lines, gboolean *more);

/* Returns the number of cells of the last row without empty bare ones at its end, which trailing
 * separators make, but at least `least` if there are so many. */
int latigraph_lines_width(const latigraph_lines_t *lines, int least);

/* Checks that the last row has `columns` cells; empty ones at its end do not count. */
igraph_error_t latigraph_lines_check(const latigraph_lines_t *lines, int columns);

/* Returns the separator that gives the first lines of a text the same number of cells, at least 2,
 * or ' ' if none does. */
char latigraph_lines_separator(const char *text, gsize size);

/* Appends a cell to a line of CSV, in quotes if it needs them or if `quote` is set. */
void latigraph_lines_append(latigraph_text_t *line, const char *text, gboolean quote);

#endif
