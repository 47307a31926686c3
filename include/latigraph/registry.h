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
 * The registry of operations: the library's own and those of loaded modules.
 * Loaded modules stay loaded. Not to be used from several threads at a time.
 */

/** Number of operations known. */
LATIGRAPH_EXPORT igraph_integer_t latigraph_operation_count(void);
LATIGRAPH_EXPORT const latigraph_operation_t *latigraph_operation_get(igraph_integer_t i);
/** An operation by name, or NULL. */
LATIGRAPH_EXPORT const latigraph_operation_t *latigraph_operation_find(const char *name);

/** Opens a module and adds its operations; a refusal says why and changes nothing. */
LATIGRAPH_EXPORT igraph_error_t latigraph_module_load(const char *path);
/** Opens every module in \c LATIGRAPH_MODULE_PATH and the installed folder; refused ones are
 *  reported as igraph warnings. */
LATIGRAPH_EXPORT igraph_error_t latigraph_module_load_all(void);

/**
 * Calls an operation by name. \p names and \p values hold \p count arguments
 * in any order; unknown names, missing and out-of-range inputs are errors that
 * quote them; defaults are filled in.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_operation_call(const char *operation,
                                                         const char *const *names,
                                                         latigraph_value_t *values,
                                                         igraph_integer_t count);

LATIGRAPH_END_C

#endif
