/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The registry: all operations that are known, the library's own and those of modules.
 *
 * Modules are a linked list in the order in which they were added. They stay until the program
 * ends, and there are few, so that a search that walks all operations costs less than a call.
 * Nothing is copied: an operation is the row of its module's table, and pointers to it remain
 * valid. Names are compared with hyphens and underscores as equal, because command lines have the
 * one and programming languages the other. */

#include "operation/operation.h"

#include "base/memory.h"

#include <latigraph/registry.h>

#include <string.h>

typedef struct node_t {
    const latigraph_module_t *module;
    struct node_t *next;
} node_t;

static node_t builtin = {&latigraph_builtin_module, NULL};

igraph_error_t latigraph_registry_add(const latigraph_module_t *module) {
    node_t *node = g_try_new0(node_t, 1), *last = &builtin;
    LATIGRAPH_CHECK_MEMORY(node);
    node->module = module;
    while (last->next != NULL) {
        last = last->next;
    }
    last->next = node;
    return IGRAPH_SUCCESS;
}

const latigraph_module_t *latigraph_registry_module(const char *name) {
    for (const node_t *node = &builtin; node != NULL; node = node->next) {
        if (strcmp(node->module->name, name) == 0) {
            return node->module;
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
 * Time complexity: O(operations).
 *
 * Example: the names of all operations.
 * \verbatim
 *   for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
 *       puts(latigraph_operation_get(i)->name);
 *   }
 * \endverbatim
 */
igraph_integer_t latigraph_operation_count(void) {
    igraph_integer_t count = 0;
    for (const node_t *node = &builtin; node != NULL; node = node->next) {
        count += node->module->operation_count;
    }
    return count;
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
 * Time complexity: O(operations).
 *
 * Example: the first operation.
 * \verbatim
 *   puts(latigraph_operation_get(0)->name);
 * \endverbatim
 */
const latigraph_operation_t *latigraph_operation_get(igraph_integer_t i) {
    for (const node_t *node = &builtin; node != NULL && i >= 0; node = node->next) {
        if (i < node->module->operation_count) {
            return node->module->operations[i];
        }
        i -= node->module->operation_count;
    }
    return NULL;
}

/* Hyphens may be written for the underscores of a name. */
static gboolean is_same_name(const char *name, const char *written) {
    for (; *name != '\0' && *name == (*written == '-' ? '_' : *written); name++) {
        written++;
    }
    return *name == '\0' && *written == '\0';
}

/* Finds an operation and its module; NULL if there is none. */
static const latigraph_operation_t *find(const char *name, const latigraph_module_t **module) {
    for (const node_t *node = &builtin; node != NULL; node = node->next) {
        for (igraph_integer_t i = 0; i < node->module->operation_count; i++) {
            if (is_same_name(node->module->operations[i]->name, name)) {
                *module = node->module;
                return node->module->operations[i];
            }
        }
    }
    return NULL;
}

/**
 * \function latigraph_operation_find
 * \brief An operation by its name.
 *
 * \param name The name, e.g. "generate"; hyphens may be written for underscores.
 * \return The operation, valid until the program ends, or NULL if there is none.
 *
 * Time complexity: O(operations).
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
    const latigraph_module_t *module;
    return name != NULL ? find(name, &module) : NULL;
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
 * Time complexity: O(operations).
 *
 * Example: the module that an operation came from.
 * \verbatim
 *   puts(latigraph_operation_module(latigraph_operation_find("steer"))->name);
 * \endverbatim
 */
const latigraph_module_t *latigraph_operation_module(const latigraph_operation_t *operation) {
    const latigraph_module_t *module = NULL;
    return find(operation->name, &module) == operation ? module : NULL;
}
