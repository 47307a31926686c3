/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_TABLE_H
#define LATIGRAPH_FORMATS_TABLE_H

#include "formats/lines.h"
#include "formats/raw.h"

/* Rows of the beginning of a table that decide how it is read. */
enum { LATIGRAPH_SAMPLE_ROWS = 60 };

/* Facts that the beginning of a table gives about the whole. */
typedef struct {
    const char *path;
    char *text; /* a copy of the beginning, which the cells point into */
    char separator;
    int columns;       /* cells per row */
    int first;         /* cells of the first row */
    int rows;          /* rows of the sample, without the header */
    gboolean header;   /* the first row has names */
    gboolean shifted;  /* the header has no name for the first column */
    gboolean ragged;   /* rows have different numbers of cells, empty ones at the end aside */
    gboolean uneven;   /* rows have different numbers of cells */
    gboolean labelled; /* the names at the left are among those above, which are distinct */
    gboolean indexed;  /* the rows are numbered at the left, as pandas and R number them */
    int full;          /* cells of the first row, with empty ones at its end */
    int lines;         /* rows of the whole text, the header among them, as far as squares go */
    char **name;       /* (columns) names of the columns, "" without */
    char **cell;       /* (rows, columns) "" where a row is too short */
} latigraph_table_sample_t;

/* Kinds of tables. */
typedef enum {
    LATIGRAPH_TABLE_UNKNOWN,
    LATIGRAPH_TABLE_EDGES,     /* a row per edge or synapse, with or without a header */
    LATIGRAPH_TABLE_NODES,     /* a row per neuron */
    LATIGRAPH_TABLE_MATRIX,    /* numbers, as many rows as columns */
    LATIGRAPH_TABLE_LABELLED,  /* such a matrix with names above and names or numbers at the left */
    LATIGRAPH_TABLE_HEADED,    /* such a matrix with names above alone */
    LATIGRAPH_TABLE_ADJACENCY, /* a neuron and its targets in each row */
    LATIGRAPH_TABLE_SIF        /* source, relation, targets */
} latigraph_table_t;

/* Reads the beginning of a text. On success the sample is on the FINALLY stack as one entry. */
igraph_error_t latigraph_sample_init(latigraph_table_sample_t *sample, const char *path,
                                     const char *text, gsize size);
void latigraph_sample_destroy(latigraph_table_sample_t *sample);
/* Decides what kind of table the text of a sample is. */
latigraph_table_t latigraph_sample_kind(const latigraph_table_sample_t *sample,
                                        const latigraph_read_options_t *options);
/* Decides where the names of a matrix are. */
latigraph_table_t latigraph_sample_matrix(const latigraph_table_sample_t *sample);
/* Returns whether a cell holds this number as pandas and R write it at a row or a column. */
gboolean latigraph_cell_counts(const char *cell, int number);
/* Counts the rows of a text, empty lines and comments aside, up to `most` of them. */
int latigraph_sample_count(const char *text, gsize size, char separator, int most);
/* Returns the column called `name`, or −1. */
int latigraph_sample_find(const latigraph_table_sample_t *sample, const char *name);
/* Returns whether all known cells of a column are numbers, and one is. */
gboolean latigraph_sample_numeric(const latigraph_table_sample_t *sample, int column);
/* Finds the columns of the sources and of the targets; −1 if there are none. */
void latigraph_sample_ends(const latigraph_table_sample_t *sample,
                           const latigraph_read_options_t *options, int *source, int *target);
/* Lists the names of the columns for an error message. */
void latigraph_sample_names(const latigraph_table_sample_t *sample, char *text, gsize size);

/* Read the text of a table, which they change, into a raw graph whose cells point into it. */
igraph_error_t latigraph_table_read_edges(latigraph_raw_t *raw, char *text, gsize size,
                                          const latigraph_read_options_t *options,
                                          gboolean has_nodes, latigraph_read_report_t *report);
igraph_error_t latigraph_table_read_nodes(latigraph_raw_t *raw, const char *path, char *text,
                                          gsize size, const latigraph_read_options_t *options);
igraph_error_t latigraph_table_read_matrix(latigraph_raw_t *raw, char *text, gsize size,
                                           latigraph_table_t kind, latigraph_read_report_t *report);
igraph_error_t latigraph_table_read_adjacency(latigraph_raw_t *raw, char *text, gsize size,
                                              gboolean relation);

#endif
