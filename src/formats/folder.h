/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_FOLDER_H
#define LATIGRAPH_FORMATS_FOLDER_H

#include "formats/reading.h"

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

#endif
