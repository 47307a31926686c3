/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_FOLDER_H
#define LATIGRAPH_FORMATS_FOLDER_H

#include "formats/reading.h"
#include "formats/together.h"

/* A circuit as a folder of tables, each of which may be packed (".gz"):
 *
 *     nodes.csv   id, name (optional), one column per item of node data
 *     edges.csv   source, target (ids), weight (optional), subject (optional)
 *     graph.csv   attribute, value (optional): directed, connectome, shape, axis and notes
 *
 * Tables of others have other names (neurons.csv, connections.csv.gz, synapses.tsv), headers and
 * separators, and the table of neurons may be missing. The edges of each subject form a circuit.
 * People can edit these tables in a spreadsheet, and they lose no information of a circuit. */

/* Finds whether the folder has a table of edges. */
igraph_error_t latigraph_folder_is_circuit(const char *folder, igraph_bool_t *is_circuit);
/* Appends the circuits of the folder reading->path to the list. */
igraph_error_t latigraph_folder_read(const latigraph_file_reading_t *reading);
igraph_error_t latigraph_folder_write(const latigraph_circuit_t *circuit, const char *folder);

/* --- A circuit whose edges come one after another (write_folder.c) ------------------- */

typedef struct {
    latigraph_together_t tables;
    latigraph_output_t *edges, *graph;
    igraph_bool_t open; /* whether the tables are neither published nor abandoned */
} latigraph_folder_writer_t;

/* Writes the table of neurons of a circuit without edges, and begins that of edges. The writer is
 * all zeros before; latigraph_folder_abandon() ends what is not closed. */
igraph_error_t latigraph_folder_open(latigraph_folder_writer_t *writer,
                                     const latigraph_circuit_t *circuit, const char *folder,
                                     igraph_bool_t weighted);
/* Appends rows of the table of edges; weight (count) may be NULL. Raises no errors: the text knows
 * whether memory was short. */
void latigraph_folder_append_edges(latigraph_text_t *table, int count, const int *from,
                                   const int *to, const double *weight);
/* Writes such rows. */
igraph_error_t latigraph_folder_write_rows(latigraph_folder_writer_t *writer, const char *rows,
                                           size_t size);
/* Writes the attributes of the circuit and gives all tables their names. */
igraph_error_t latigraph_folder_close(latigraph_folder_writer_t *writer,
                                      const latigraph_circuit_t *circuit);
void latigraph_folder_abandon(latigraph_folder_writer_t *writer);

#endif
