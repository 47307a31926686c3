/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_COLUMN_H
#define LATIGRAPH_CIRCUIT_COLUMN_H

#include "circuit/circuit.h"

/* Frees a column; the free function of circuit->columns. */
void latigraph_column_free(gpointer column);

/* Returns whether a graph attribute is a field of the circuit ("name", "shape", ...) and therefore
 * not a note. */
gboolean latigraph_is_reserved_note(const char *name);
/* Stores the text of a graph attribute in the field of that name, or else as a note. The attribute
 * "name" is ignored, because the name of a circuit comes from its file. */
igraph_error_t latigraph_circuit_take_attribute(latigraph_circuit_t *circuit, const char *name,
                                                const char *text);
/* Replaces a field by a copy of `text`, which may be a part of the old text. */
igraph_error_t latigraph_replace_text(char **field, const char *text);

/* These add a column of one text or number per neuron, which are copied. The texts "" and NULL and
 * the number NaN mean not known. A column of the same name is replaced. */
igraph_error_t latigraph_circuit_add_categorical(latigraph_circuit_t *circuit, const char *name,
                                                 const char *const *texts);
igraph_error_t latigraph_circuit_add_numeric(latigraph_circuit_t *circuit, const char *name,
                                             const double *values);
/* Adds a copy of the rows keep[0 .. n − 1] of a column, or of all rows if `keep` is NULL. Levels
 * without a row are dropped, and the others are ordered by first appearance. */
igraph_error_t latigraph_circuit_add_rows(latigraph_circuit_t *circuit,
                                          const latigraph_column_t *column, const int *keep);
/* Returns the text of row i as files show it, "" if not known. Numbers are written into `buffer`
 * with as many digits as reading the same number back needs. */
const char *latigraph_column_text(const latigraph_column_t *column, int i,
                                  char buffer[G_ASCII_DTOSTR_BUF_SIZE]);

/* Removes a column. */
void latigraph_circuit_remove_column(latigraph_circuit_t *circuit,
                                     const latigraph_column_t *column);

/* Moves numeric columns x, y (and z) with a common suffix to the positions: "x_um", "y_um", "z_um"
 * give the unit "um", and plain "x", "y", "z" give "". If several such families exist, the first
 * one with a unit is used. A row that lacks one coordinate counts as not known. */
igraph_error_t latigraph_circuit_find_positions(latigraph_circuit_t *circuit);
/* Returns whether coordinate `axis` of the positions is called `name`. */
igraph_bool_t latigraph_circuit_is_position(const latigraph_circuit_t *circuit, int axis,
                                            const char *name);
/* Gets the name of the column of coordinate `axis`: "x_um" or "x". Free it with g_free(). */
igraph_error_t latigraph_circuit_position_name(const latigraph_circuit_t *circuit, int axis,
                                               char **name);

#endif
