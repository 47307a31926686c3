/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_COLUMN_H
#define LATIGRAPH_CIRCUIT_COLUMN_H

#include "circuit/circuit.h"

/* The free function of circuit->columns. */
void latigraph_column_free(gpointer column);

/* Is this graph attribute a field of the circuit ("name", "shape", ...) and so not a note? */
gboolean latigraph_is_reserved_note(const char *name);
/* Takes the text of a graph attribute of that name; what is no field becomes a note. The name of
 * the circuit is left alone: it comes from the file. */
igraph_error_t latigraph_circuit_take_attribute(latigraph_circuit_t *circuit, const char *name,
                                                const char *text);
/* A field's text becomes a copy of another, which may be a part of it. */
void latigraph_replace_text(char **field, const char *text);

/* A column from n texts, each borrowed; "" and NULL mean not known. */
latigraph_column_t *latigraph_column_categorical(const char *name, int n, const char *const *texts);
/* A column from n numbers, copied; NaN means not known. */
latigraph_column_t *latigraph_column_numeric(const char *name, int n, const double *values);
/* The rows keep[0 .. k − 1], or all n of them if keep is NULL. Levels that no row has are left
 * out, so that levels stay in order of first appearance. */
latigraph_column_t *latigraph_column_rows(const latigraph_column_t *column, const int *keep, int k);
/* The text of row i as files show it: "" where not known. Numbers are written into `buffer` with
 * as many digits as it takes to read the same number back. */
const char *latigraph_column_text(const latigraph_column_t *column, int i,
                                  char buffer[G_ASCII_DTOSTR_BUF_SIZE]);
/* The shortest decimal text that reads back as the same double; "" for NaN. */
const char *latigraph_number_text(double value, char buffer[G_ASCII_DTOSTR_BUF_SIZE]);

/* Adds a column to the circuit, which takes it; one of the same name is replaced. */
void latigraph_circuit_take_column(latigraph_circuit_t *circuit, latigraph_column_t *column);

/* Moves numeric columns x, y (and z) with a shared suffix from the columns to the positions:
 * "x_um", "y_um", "z_um" gives unit "um"; plain "x", "y", "z" gives unit ""; of several such
 * families the first with a unit is taken. Where a coordinate is missing, the whole position
 * counts as not known. */
igraph_error_t latigraph_circuit_find_positions(latigraph_circuit_t *circuit);
/* Name of the column that holds coordinate `axis`: "x_um" or "x". Free with g_free(). */
char *latigraph_circuit_position_name(const latigraph_circuit_t *circuit, int axis);

#endif
