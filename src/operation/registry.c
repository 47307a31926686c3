/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/registry.h>

#include <string.h>

typedef struct {
    const latigraph_operation_t *operation;
    const latigraph_module_t *module;
} entry_t;

static GPtrArray *modules;  /* latigraph_module_t, constant */
static GArray *entries;     /* entry_t, in the order they were added */
static GHashTable *by_name; /* operation name → index in entries + 1 */

/* Everything stays until the program ends, as the modules do. */
static void ensure_registry(void) {
    if (modules == NULL) {
        modules = g_ptr_array_new();
        entries = g_array_new(FALSE, FALSE, sizeof(entry_t));
        by_name = g_hash_table_new(g_str_hash, g_str_equal);
        latigraph_registry_add(&latigraph_builtin_module);
    }
}

void latigraph_registry_add(const latigraph_module_t *module) {
    ensure_registry();
    g_ptr_array_add(modules, (gpointer)module);
    for (igraph_integer_t i = 0; i < module->operation_count; i++) {
        const entry_t entry = {module->operations[i], module};
        g_array_append_val(entries, entry);
        g_hash_table_insert(by_name, (gpointer)entry.operation->name,
                            GUINT_TO_POINTER(entries->len));
    }
}

const latigraph_module_t *latigraph_registry_module(const char *name) {
    ensure_registry();
    for (guint i = 0; i < modules->len; i++) {
        const latigraph_module_t *module = g_ptr_array_index(modules, i);
        if (strcmp(module->name, name) == 0) {
            return module;
        }
    }
    return NULL;
}

/**
 * \function latigraph_operation_count
 * \brief The number of operations known, the library's own and those of loaded modules.
 *
 * \return A number.
 *
 * Time complexity: O(1).
 *
 * Example: the names of all operations.
 * \verbatim
 *   for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
 *       puts(latigraph_operation_get(i)->name);
 *   }
 * \endverbatim
 */
igraph_integer_t latigraph_operation_count(void) {
    ensure_registry();
    return entries->len;
}

/**
 * \function latigraph_operation_get
 * \brief An operation by its number.
 *
 * The library's own come first, then those of modules in the order in which
 * they were loaded.
 *
 * \param i From 0 to \ref latigraph_operation_count() − 1.
 * \return The operation, valid until the program ends, or NULL if there is no such number.
 *
 * Time complexity: O(1).
 *
 * Example: the first operation.
 * \verbatim
 *   puts(latigraph_operation_get(0)->name);
 * \endverbatim
 */
const latigraph_operation_t *latigraph_operation_get(igraph_integer_t i) {
    ensure_registry();
    return i >= 0 && i < entries->len ? g_array_index(entries, entry_t, i).operation : NULL;
}

/* Hyphens may be written for the underscores of a name. */
static const entry_t *find_entry(const char *name) {
    ensure_registry();
    gchar *key = g_strdelimit(g_strdup(name), "-", '_');
    const guint place = GPOINTER_TO_UINT(g_hash_table_lookup(by_name, key));
    g_free(key);
    return place > 0 ? &g_array_index(entries, entry_t, place - 1) : NULL;
}

/**
 * \function latigraph_operation_find
 * \brief An operation by its name.
 *
 * \param name The name, e.g. "generate"; hyphens may be written for underscores.
 * \return The operation, valid until the program ends, or NULL if there is none.
 *
 * Time complexity: O(1).
 *
 * Example: the inputs and outputs of an operation.
 * \verbatim
 *   const latigraph_operation_t *steer = latigraph_operation_find("steer");
 *   for (igraph_integer_t i = 0; i < steer->argument_count; i++) {
 *       puts(steer->arguments[i].name);
 *   }
 * \endverbatim
 */
const latigraph_operation_t *latigraph_operation_find(const char *name) {
    const entry_t *entry = name != NULL ? find_entry(name) : NULL;
    return entry != NULL ? entry->operation : NULL;
}

/**
 * \function latigraph_operation_module
 * \brief The module that an operation belongs to.
 *
 * Needed to free a model that the operation made: \c model_destroy of the
 * module does it.
 *
 * \param operation An operation of the registry.
 * \return The module; the library's own operations are those of the module "latigraph". NULL if
 *         the operation is not in the registry.
 *
 * Time complexity: O(1).
 *
 * Example: the module that an operation came from.
 * \verbatim
 *   puts(latigraph_operation_module(latigraph_operation_find("steer"))->name);
 * \endverbatim
 */
const latigraph_module_t *latigraph_operation_module(const latigraph_operation_t *operation) {
    const entry_t *entry = find_entry(operation->name);
    return entry != NULL && entry->operation == operation ? entry->module : NULL;
}
