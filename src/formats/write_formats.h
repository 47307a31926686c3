/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_WRITE_FORMATS_H
#define LATIGRAPH_FORMATS_WRITE_FORMATS_H

#include "circuit/circuit.h"

#include <stdio.h>

/* Writers of formats. Each writes the circuit to a stream in one pass and holds one row of it at a
 * time. The caller opens and publishes the file, and finds errors of the stream that the writer did
 * not notice. */
igraph_error_t latigraph_write_edgelist(const latigraph_circuit_t *circuit, FILE *file);
igraph_error_t latigraph_write_mtx(const latigraph_circuit_t *circuit, FILE *file);
igraph_error_t latigraph_write_npy(const latigraph_circuit_t *circuit, FILE *file);
igraph_error_t latigraph_write_npz(const latigraph_circuit_t *circuit, FILE *file);
igraph_error_t latigraph_write_json(const latigraph_circuit_t *circuit, FILE *file);
igraph_error_t latigraph_write_gexf(const latigraph_circuit_t *circuit, FILE *file);
igraph_error_t latigraph_write_nest(const latigraph_circuit_t *circuit, FILE *file);
igraph_error_t latigraph_write_brian2(const latigraph_circuit_t *circuit, FILE *file);

/* Writes the files of a SONATA network into a folder. A build without HDF5 raises
 * IGRAPH_UNIMPLEMENTED. */
igraph_error_t latigraph_write_sonata(const latigraph_circuit_t *circuit, const char *folder);

/* Writes a graph with all its attributes, as igraph_write_graph_graphml() does, but can be
 * interrupted. */
igraph_error_t latigraph_write_graphml(const igraph_t *graph, FILE *file);
/* Writes the same file as of the graph that latigraph_circuit_to_graph() makes, without it. */
igraph_error_t latigraph_write_circuit_graphml(const latigraph_circuit_t *circuit, FILE *file);

/* Calls a writer of igraph, which does not ask whether the user wants to interrupt, and asks in its
 * place. */
typedef igraph_error_t latigraph_graph_writer_t(const igraph_t *graph, FILE *file);
igraph_error_t latigraph_write_by_igraph(latigraph_graph_writer_t *write, const igraph_t *graph,
                                         FILE *file);

/* --- Common parts (write_text.c) -------------------------------------------- */

/* Writes the text to the file and empties it, if it is long. Allows interruption then, and raises
 * errors of the allocation and of the file, so that a full disk ends the work early. Called after
 * each row. */
igraph_error_t latigraph_write_some(latigraph_text_t *text, FILE *file);
/* Does the same whatever the length, for the end. */
igraph_error_t latigraph_write_rest(latigraph_text_t *text, FILE *file);

/* Packs a stream, from its beginning on, as a .gz file. */
igraph_error_t latigraph_write_gzip(FILE *plain, FILE *packed);

/* Appends a text whose bytes that are not UTF-8 become U+FFFD. */
void latigraph_write_append_utf8(latigraph_text_t *text, const char *addition);
/* Raises an error if XML cannot represent a character of a text (write_xml.c). */
igraph_error_t latigraph_write_check_xml(const char *text);
/* Appends a text as XML. Characters that XML does not have and bytes that are not UTF-8 become
 * U+FFFD. */
void latigraph_write_append_xml(latigraph_text_t *text, const char *addition);
/* Most bytes of a whole number. */
enum { LATIGRAPH_DIGITS = 24 };
/* Writes a whole number, without a zero byte, and returns its end. */
char *latigraph_write_digits(char *at, gint64 number);
/* Writes the shortest decimal text that reads back as the same number, without a zero byte, and
 * returns its end; `unknown` for NaN. It takes at most G_ASCII_DTOSTR_BUF_SIZE bytes. */
char *latigraph_write_number(char *at, double number, const char *unknown);
/* Appends a whole number, faster than printf() does. */
void latigraph_write_append_integer(latigraph_text_t *text, gint64 number);
/* Appends the text of latigraph_write_number(). */
void latigraph_write_append_number(latigraph_text_t *text, double number, const char *unknown);

/* Raises an error if a name of a neuron or a text of a column is not UTF-8. They are identities and
 * classes, which a replacement could make equal. */
igraph_error_t latigraph_write_check_utf8(const latigraph_circuit_t *circuit);
/* Does the same for all texts of a graph. */
igraph_error_t latigraph_write_check_graph_utf8(const igraph_t *graph);

/* Returns whether all weights are whole numbers that a double counts exactly. */
igraph_bool_t latigraph_write_whole_weights(const latigraph_circuit_t *circuit);

/* Makes the names that a format gives to the columns of a circuit, in their order. They are
 * distinct, not empty, none of `reserved` (ends with NULL) and none of the coordinates, and have
 * none of the characters `forbidden`. A column whose name changes gives a warning. The vector is
 * initialised here and on the FINALLY stack as one entry of latigraph_pointers_destroy(). */
igraph_error_t latigraph_write_column_names(const latigraph_circuit_t *circuit, const char *format,
                                            const char *const *reserved, const char *forbidden,
                                            igraph_vector_ptr_t *names);

#endif
