/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGISTRY_H
#define LATIGRAPH_REGISTRY_H

#include <latigraph/export.h>
#include <latigraph/operation.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_registry The registry
 *
 * The registry holds the library's own operations and those of loaded modules.
 * Loaded modules stay loaded until the program ends. It is not to be used from
 * several threads at a time.
 *
 * A name stands for one operation. A module with an operation whose name is
 * already taken is refused as a whole. A module that is already held, by its
 * name and version (the same file again, or latigraph's own module in a program
 * that links the library), is accepted without adding anything: calls go to
 * the operations that were there first.
 */

LATIGRAPH_EXPORT igraph_integer_t latigraph_operation_count(void);
LATIGRAPH_EXPORT const latigraph_operation_t *latigraph_operation_get(igraph_integer_t i);
LATIGRAPH_EXPORT const latigraph_operation_t *latigraph_operation_find(const char *name);
LATIGRAPH_EXPORT const latigraph_module_t *
latigraph_operation_module(const latigraph_operation_t *operation);

LATIGRAPH_EXPORT igraph_error_t latigraph_module_load(const char *path);
LATIGRAPH_EXPORT igraph_error_t latigraph_module_load_all(void);

LATIGRAPH_EXPORT igraph_error_t latigraph_operation_call(const char *operation,
                                                         const char *const *names,
                                                         latigraph_value_t *values,
                                                         igraph_integer_t count);
LATIGRAPH_EXPORT igraph_error_t latigraph_operation_describe(const char *name, igraph_bool_t json,
                                                             char **text);

LATIGRAPH_END_C

#endif
