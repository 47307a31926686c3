/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_INTERNAL_H
#define LATIGRAPH_OPERATION_INTERNAL_H

#include <glib.h>
#include <latigraph/operation.h>

/* --- The table (table.c) -------------------------------------------------- */

/* The library's own operations as a module. */
extern const latigraph_module_t latigraph_builtin_module;

/* --- Arguments (argument.c) ----------------------------------------------- */

/* "graph_list", "integer", ...; NULL if there is no such type. */
const char *latigraph_type_name(latigraph_type_t type);
/* Is the value a pointer that must not be NULL? */
gboolean latigraph_type_is_pointer(latigraph_type_t type);
/* Is a number in its range, a string among its choices? True for other types. */
gboolean latigraph_argument_allows(const latigraph_argument_t *argument,
                                   const latigraph_value_t *value);
/* Reads a number, boolean or string; false if the text is none or is out of range. A string is
 * borrowed from `text`. */
gboolean latigraph_argument_parse(const latigraph_argument_t *argument, const char *text,
                                  latigraph_value_t *value);
/* "from 1 to 100", "at least 0", "one of ball, column"; "" if everything is allowed. */
void latigraph_argument_append_range(const latigraph_argument_t *argument, GString *text);
/* The value as text, for error messages; "" for types that are not numbers or strings. */
void latigraph_argument_append_value(const latigraph_argument_t *argument,
                                     const latigraph_value_t *value, GString *text);

/* --- Modules (check.c, registry.c) ----------------------------------------- */

/* Why a module cannot be used, looking at itself alone: a sentence's end ("was built for ...") to
 * be freed with g_free(), or NULL. Reads nothing beyond api_version if that differs. */
char *latigraph_module_fault(const latigraph_module_t *module);

/* The module held under this name, or NULL. */
const latigraph_module_t *latigraph_registry_module(const char *name);
/* Adds a module without faults whose operations are all new; it must stay in memory. */
void latigraph_registry_add(const latigraph_module_t *module);

#endif
