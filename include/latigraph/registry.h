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
 * A name belongs to one operation. A module with an operation whose name is
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

/** Can the operation serve as a property: one graph in, one number out? */
LATIGRAPH_EXPORT igraph_bool_t
latigraph_operation_is_property(const latigraph_operation_t *operation);
/** An operation as a property; it bears the operation's name. */
LATIGRAPH_EXPORT igraph_error_t latigraph_operation_property(const char *name,
                                                             latigraph_callback_t *property);

/** Properties of the user's (NULL: none) in a list that can grow. */
LATIGRAPH_EXPORT igraph_error_t latigraph_callback_list_copy(latigraph_callback_list_t *list,
                                                             const latigraph_callback_list_t *from);
LATIGRAPH_EXPORT void latigraph_callback_list_destroy(latigraph_callback_list_t *list);
/** Index of a property by its name: of the table, of \p user, or of an operation, which is then
 *  added to \p user. */
LATIGRAPH_EXPORT igraph_error_t latigraph_property_resolve(latigraph_callback_list_t *user,
                                                           const char *name,
                                                           igraph_integer_t *property);

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
