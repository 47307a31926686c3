/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Loading of modules: shared objects that add operations to the table.
 *
 * A module runs its own code only once its file is open, so that each step can only refuse what the
 * steps before it let pass: open the file, find the one symbol, call it for the table, check the
 * table (check.c), look for names that are taken, and add it. A module stays in memory from then
 * on, because models and calls may point into it. A refusal is an error for the one module that was
 * asked for, and a warning when all modules of a path are loaded: one bad file must not cost the
 * others. The reason is written to a buffer of the caller; only memory that runs out is raised as
 * an error within these steps. */

#include "base/catch.h"
#include "base/memory.h"
#include "base/text.h"
#include "operation/operation.h"

#include <latigraph/registry.h>

#include <gmodule.h>
#include <string.h>

/* Why a module is refused, as the end of a sentence, and the error code for it. The text is empty
 * if the module is added or already held. */
typedef struct {
    char reason[400];
    igraph_error_t code;
} refusal_t;

static void refuse(refusal_t *refusal, igraph_error_t code, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void refuse(refusal_t *refusal, igraph_error_t code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_vsnprintf(refusal->reason, sizeof refusal->reason, format, arguments);
    va_end(arguments);
    refusal->code = code;
}

/* Adds the table if it is sound and new; otherwise says why not. */
static igraph_error_t add_table(const latigraph_module_t *table, refusal_t *refusal,
                                gboolean *added) {
    refusal->code = IGRAPH_EINVAL;
    IGRAPH_CHECK(latigraph_module_fault(table, refusal->reason, sizeof refusal->reason));
    if (refusal->reason[0] != '\0') {
        return IGRAPH_SUCCESS;
    }
    const latigraph_module_t *held = latigraph_registry_module(table->name);
    if (held != NULL) {
        if (strcmp(held->version, table->version) != 0) {
            refuse(refusal, IGRAPH_EXISTS, "version %s of \"%s\" is loaded, this is version %s",
                   held->version, held->name, table->version);
        }
        return IGRAPH_SUCCESS;
    }
    for (igraph_integer_t i = 0; i < table->operation_count; i++) {
        const latigraph_operation_t *same = latigraph_operation_find(table->operations[i]->name);
        if (same != NULL) {
            refuse(refusal, IGRAPH_EXISTS,
                   "its operation \"%s\" has the name of one of module \"%s\"", same->name,
                   latigraph_operation_module(same)->name);
            return IGRAPH_SUCCESS;
        }
    }
    IGRAPH_CHECK(latigraph_registry_add(table));
    *added = TRUE;
    return IGRAPH_SUCCESS;
}

/* The entry of a module, and the table that it hands out. */
typedef struct {
    latigraph_module_entry_t *function;
    const latigraph_module_t *table;
} entry_t;

/* An entry has no error code; its errors are known by their message. */
static igraph_error_t call_entry(void *data) {
    entry_t *entry = data;
    entry->table = entry->function();
    return IGRAPH_SUCCESS;
}

static igraph_error_t ask_module(GModule *module, refusal_t *refusal, gboolean *added) {
    gpointer symbol;
    char reason[300];
    if (!g_module_symbol(module, LATIGRAPH_MODULE_SYMBOL, &symbol) || symbol == NULL) {
        refuse(refusal, IGRAPH_EINVAL, "it has no symbol " LATIGRAPH_MODULE_SYMBOL);
        return IGRAPH_SUCCESS;
    }
    entry_t entry = {.function = (latigraph_module_entry_t *)symbol};
    latigraph_catch(call_entry, &entry, reason, sizeof reason);
    if (reason[0] != '\0') {
        refuse(refusal, IGRAPH_EINVAL, "its function " LATIGRAPH_MODULE_SYMBOL " failed (%s)",
               reason);
        return IGRAPH_SUCCESS;
    }
    if (entry.table == NULL) {
        refuse(refusal, IGRAPH_EINVAL,
               "its function " LATIGRAPH_MODULE_SYMBOL " handed out no table");
        return IGRAPH_SUCCESS;
    }
    return add_table(entry.table, refusal, added);
}

/* Opens the file of a module. The system looks for a name without a slash among its libraries, so
 * such a name becomes a path in the present folder. */
static igraph_error_t open_module(const char *path, GModule **module) {
    char *full;
    IGRAPH_CHECK(latigraph_print_text(
        &full, "%s%s", strchr(path, G_DIR_SEPARATOR) != NULL ? "" : "." G_DIR_SEPARATOR_S, path));
    *module = g_module_open(full, G_MODULE_BIND_LOCAL);
    g_free(full);
    return IGRAPH_SUCCESS;
}

/* Loads a module, or says why it is refused. */
static igraph_error_t load(const char *path, refusal_t *refusal) {
    GModule *module;
    gboolean added = FALSE;
    refusal->reason[0] = '\0';
    if (path == NULL || !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        refuse(refusal, IGRAPH_EFILE, "there is no such file");
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(open_module(path, &module));
    if (module == NULL) {
        refuse(refusal, IGRAPH_EFILE, "it cannot be opened (%s)", g_module_error());
        return IGRAPH_SUCCESS;
    }
    const igraph_error_t code = ask_module(module, refusal, &added);
    if (added) {
        g_module_make_resident(module);
    } else {
        g_module_close(module);
    }
    return code;
}

/**
 * \function latigraph_module_load
 * \brief Opens a module and adds its operations.
 *
 * A module is refused, and nothing changes, if the file is no shared object or
 * needs symbols that are not there; if it has no symbol \c latigraph_module or
 * this raises an error of igraph's or hands out no table; if it was built for another version of
 * the module interface, for another igraph (major.minor or size of integers); if its table is
 * malformed; if one of its operations has the name of one already held.
 *
 * A module that is already held, by name and version, is accepted without
 * adding anything; another version of it is refused.
 *
 * \param path The file.
 * \return Error code: \c IGRAPH_EFILE if it cannot be opened, \c IGRAPH_EINVAL if it is no module
 *         for this program, \c IGRAPH_EXISTS if a name is taken, \c IGRAPH_ENOMEM if memory runs
 *         out.
 *
 * Time complexity: O(operations · arguments).
 *
 * Example: the operations of a module of one's own.
 * \verbatim
 *   if (latigraph_module_load("./hello.so") == IGRAPH_SUCCESS) {
 *       puts(latigraph_operation_find("wedges")->summary);
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_module_load(const char *path) {
    refusal_t refusal;
    IGRAPH_CHECK(load(path, &refusal));
    if (refusal.reason[0] != '\0') {
        IGRAPH_ERRORF("Module \"%s\" is refused: %s.", refusal.code, path != NULL ? path : "",
                      refusal.reason);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t load_or_warn(const char *path) {
    refusal_t refusal;
    IGRAPH_CHECK(load(path, &refusal));
    if (refusal.reason[0] != '\0') {
        IGRAPH_WARNINGF("Module \"%s\" is refused: %s.", path, refusal.reason);
    }
    return IGRAPH_SUCCESS;
}

/* Adds the paths of the modules in a folder. */
static igraph_error_t list_folder(GDir *folder, const char *path, igraph_vector_ptr_t *files) {
    const char *name;
    while ((name = g_dir_read_name(folder)) != NULL) {
        if (g_str_has_suffix(name, LATIGRAPH_MODULE_SUFFIX)) {
            char *file;
            IGRAPH_CHECK(latigraph_print_text(
                &file, "%s%s%s", path,
                g_str_has_suffix(path, G_DIR_SEPARATOR_S) ? "" : G_DIR_SEPARATOR_S, name));
            IGRAPH_FINALLY(g_free, file);
            IGRAPH_CHECK(igraph_vector_ptr_push_back(files, file));
            IGRAPH_FINALLY_CLEAN(1);
        }
    }
    return IGRAPH_SUCCESS;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static igraph_error_t load_folder(const char *path) {
    igraph_vector_ptr_t files;
    GDir *folder = g_dir_open(path, 0, NULL);
    if (folder == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY(g_dir_close, folder);
    IGRAPH_CHECK(igraph_vector_ptr_init(&files, 0));
    IGRAPH_FINALLY(igraph_vector_ptr_destroy_all, &files);
    IGRAPH_CHECK(list_folder(folder, path, &files));
    /* The order is fixed, so that the file system does not decide which of two modules with one
     * name wins. */
    igraph_vector_ptr_sort(&files, compare_names);
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&files); i++) {
        IGRAPH_CHECK(load_or_warn(VECTOR(files)[i]));
    }
    igraph_vector_ptr_destroy_all(&files);
    g_dir_close(folder);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_module_load_all
 * \brief Opens every module on the search path.
 *
 * The search path is the environment variable \c LATIGRAPH_MODULE_PATH, files
 * and folders with colons between them, then the folder where modules are
 * installed. In a folder every file that ends in \c .so is opened, in the order
 * of the names. What is refused is reported by igraph's warning handler, and
 * the rest is loaded. Calling it again adds what is new.
 *
 * \return Error code: \c IGRAPH_ENOMEM if memory runs out; a module that is refused is no error.
 *
 * Time complexity: O(operations · arguments) of all modules.
 *
 * \sa \ref latigraph_module_load().
 *
 * Example: the modules that LATIGRAPH_MODULE_PATH names.
 * \verbatim
 *   latigraph_module_load_all();
 *   printf("%ld operations\n", (long)latigraph_operation_count());
 * \endverbatim
 */
igraph_error_t latigraph_module_load_all(void) {
    const char *path = g_getenv("LATIGRAPH_MODULE_PATH");
    char **places;
    IGRAPH_CHECK(latigraph_split_text(path != NULL ? path : "", G_SEARCHPATH_SEPARATOR_S, &places));
    IGRAPH_FINALLY(g_strfreev, places);
    for (char **place = places; *place != NULL; place++) {
        if (g_file_test(*place, G_FILE_TEST_IS_DIR)) {
            IGRAPH_CHECK(load_folder(*place));
        } else if (**place != '\0') {
            IGRAPH_CHECK(load_or_warn(*place));
        }
    }
    g_strfreev(places);
    IGRAPH_FINALLY_CLEAN(1);
    return load_folder(PLUGINDIR);
}
