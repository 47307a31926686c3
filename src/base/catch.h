/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_CATCH_H
#define LATIGRAPH_BASE_CATCH_H

#include <igraph.h>

/* A function that latigraph_catch() calls. */
typedef igraph_error_t latigraph_caught_t(void *data);

/* Calls a function and returns its code, without an error of the caller. `reason` (size) gets the
 * message of the first error, or "". Entries of the FINALLY stack that the function left are freed,
 * and those of the caller stay. The caller raises codes that it cannot do without, such as
 * IGRAPH_ENOMEM and IGRAPH_INTERRUPTED. */
igraph_error_t latigraph_catch(latigraph_caught_t *function, void *data, char *reason, size_t size);

#endif
