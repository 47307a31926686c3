/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_READING_H
#define LATIGRAPH_FORMATS_READING_H

#include "formats/raw.h"

/* State that all readers of one call share. */
typedef struct {
    latigraph_circuit_list_t *list; /* gets the circuits */
    const latigraph_read_options_t *options;
    latigraph_read_report_t *report;
    const char *path; /* the file; messages begin with it */
    const char *name; /* name of the circuit */
} latigraph_file_reading_t;

/* Reads the text of a file, which a NUL byte follows, and appends its circuits. The reader may
 * change the text, but does not free it. */
typedef igraph_error_t latigraph_reader_t(const latigraph_file_reading_t *reading, char *text,
                                          gsize size);

latigraph_reader_t latigraph_read_graphml, latigraph_read_gexf, latigraph_read_gml,
    latigraph_read_pajek, latigraph_read_json, latigraph_read_dot, latigraph_read_sif,
    latigraph_read_adjacency, latigraph_read_table, latigraph_read_matrix,
    latigraph_read_matrix_market, latigraph_read_npy, latigraph_read_npz, latigraph_read_mat,
    latigraph_read_sonata;

/* Appends the circuit of a raw graph, and remarks what the file was taken for. A suffix is added to
 * the names of several circuits of one file; NULL for the only one. */
igraph_error_t latigraph_reading_finish(const latigraph_file_reading_t *reading,
                                        const latigraph_raw_t *raw, const char *suffix);

/* Begins a raw graph with n vertices called "0", "1", ... It is on the FINALLY stack as one entry.
 */
igraph_error_t latigraph_reading_begin_matrix(const latigraph_file_reading_t *reading,
                                              latigraph_raw_t *raw, gint64 rows, gint64 columns);
/* Adds an entry of a matrix, row → column, unless it is 0. */
igraph_error_t latigraph_reading_entry(latigraph_raw_t *raw, int row, int column, double weight);

/* Gets the text of a file as UTF-8 without a byte order mark: from UTF-16, from the encoding that
 * an XML declaration names, or from Latin-1 with a remark if it is not UTF-8. Replaces *text
 * and *size, and frees the old text. */
igraph_error_t latigraph_decode_text(const char *path, char **text, gsize *size,
                                     latigraph_read_report_t *report);

#endif
