/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_HOMOLOGOUS_H
#define LATIGRAPH_CIRCUIT_HOMOLOGOUS_H

#include "circuit/circuit.h"

/* Takes the values of `column` as the identities of the neurons across connectomes. A column of
 * node data is used as it is. `texts` (n, or NULL) are its values if it may have become the names
 * of the neurons, or may have been left out; "" means not known. */
igraph_error_t latigraph_circuit_set_identity(latigraph_circuit_t *circuit, const char *column,
                                              const char *const *texts);
/* Takes the names of the neurons as their identities. */
igraph_error_t latigraph_circuit_identify_by_name(latigraph_circuit_t *circuit);
/* Returns the column of the identities, "name" for the names of the neurons, or NULL if neurons
 * have no identity across connectomes. */
const char *latigraph_circuit_identity_column(const latigraph_circuit_t *circuit);
/* Copies the choice of identities to a circuit with the same node data. */
igraph_error_t latigraph_circuit_copy_identity(latigraph_circuit_t *to,
                                               const latigraph_circuit_t *from);

/* The identities of a circuit, found once for all of its neurons. */
typedef struct {
    const latigraph_circuit_t *circuit;
    const latigraph_column_t *column; /* NULL if the names of the neurons are the identities */
    gboolean known;                   /* whether neurons have identities */
} latigraph_identity_reader_t;

latigraph_identity_reader_t latigraph_identity_reader(const latigraph_circuit_t *circuit);
/* Returns the identity of neuron i across connectomes, or NULL if it is not known. Numbers are
 * written into `buffer`. */
const char *latigraph_identity_of(const latigraph_identity_reader_t *reader, int i,
                                  char buffer[G_ASCII_DTOSTR_BUF_SIZE]);

/* Says whether an identity is one of those that are known. */
typedef gboolean latigraph_identity_known_t(const char *identity, const void *data);
/* Counts the distinct neurons that have an identity across connectomes, and those whose identity
 * is known (overlap.c). */
igraph_error_t latigraph_count_identified(const latigraph_circuit_list_t *circuits,
                                          latigraph_identity_known_t *is_known, const void *data,
                                          igraph_integer_t *identified, igraph_integer_t *known);

/* Names of the splits, in the order of latigraph_split_by_t; NULL ends them. */
extern const char *const latigraph_split_names[];
/* Refuses a split by identity of circuits none of which has identities. */
igraph_error_t latigraph_check_split_by(const latigraph_circuit_list_t *circuits,
                                        latigraph_split_by_t by);
/* Returns the number of circuits whose connectome is stated nowhere. */
igraph_integer_t latigraph_count_unstated(const latigraph_circuit_list_t *circuits);
/* Numbers the connectomes of a list in the order in which they appear first. number (circuits, or
 * NULL) gets the connectome of every circuit. */
igraph_error_t latigraph_number_connectomes(const latigraph_circuit_list_t *circuits, int *number,
                                            int *count);

#endif
