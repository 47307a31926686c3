/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_STORE_H
#define LATIGRAPH_CIRCUIT_STORE_H

#include "circuit/circuit.h"

/* A place for arrays of which there are more than memory holds: a file without a name, mapped,
 * which the system reads and writes by the page as passes over the circuits need it. It only grows,
 * and goes with its last user. Not for several threads at once, but what lies in it may be read by
 * any. */

/* The file is made in $TMPDIR, or in /var/tmp, which is on disk where /tmp may be memory. */
igraph_error_t latigraph_store_create(latigraph_store_t **store);
latigraph_store_t *latigraph_store_ref(latigraph_store_t *store);
void latigraph_store_unref(latigraph_store_t *store);

/* Room for `size` bytes. */
igraph_error_t latigraph_store_reserve(latigraph_store_t *store, gsize size, char **place);
/* The bytes that an array takes in such room. */
gsize latigraph_store_room(gsize size);
/* Moves *array (any pointer), `size` bytes that g_free() would free, to *place, which goes on to
 * the room after it; NULL stays NULL and takes none. */
void latigraph_store_move(char **place, gpointer array, gsize size);
/* A text equal to this one that lives as long as the store; equal texts are the same. In memory. */
char *latigraph_store_text(latigraph_store_t *store, const char *text);

/* Moves all that is large in a circuit into the store: edges, node data and names of neurons.
 * Nothing in the circuit may be replaced afterwards but notes. */
igraph_error_t latigraph_circuit_keep(latigraph_circuit_t *circuit, latigraph_store_t *store);
/* Bytes that latigraph_circuit_keep() would move. */
gsize latigraph_circuit_bytes(const latigraph_circuit_t *circuit);

#endif
