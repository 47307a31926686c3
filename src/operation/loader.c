/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/memory.h"
#include "operation/operation.h"

#include <latigraph/registry.h>

#include <gmodule.h>
#include <string.h>

/* Adds the table if it is sound and new; otherwise says why not. */
static char *add_table(const latigraph_module_t *table, igraph_error_t *code, gboolean *added) {
    *code = IGRAPH_EINVAL;
    char *fault = latigraph_module_fault(table);
    if (fault != NULL) {
        return fault;
    }
    *code = IGRAPH_EXISTS;
    const latigraph_module_t *held = latigraph_registry_module(table->name);
    if (held != NULL) {
        return strcmp(held->version, table->version) == 0
                   ? NULL
                   : g_strdup_printf("version %s of \"%s\" is loaded, this is version %s",
                                     held->version, held->name, table->version);
    }
    for (igraph_integer_t i = 0; i < table->operation_count; i++) {
        const latigraph_operation_t *same = latigraph_operation_find(table->operations[i]->name);
        if (same != NULL) {
            return g_strdup_printf("its operation \"%s\" has the name of one of module \"%s\"",
                                   same->name, latigraph_operation_module(same)->name);
        }
    }
    *code = latigraph_registry_add(table);
    *added = *code == IGRAPH_SUCCESS;
    return NULL;
}

static char *raised; /* the first error of the entry that runs */

static void keep_error(const char *reason, const char *file, int line, igraph_error_t code) {
    (void)file;
    (void)line;
    if (raised == NULL) {
        raised = g_strdup(reason != NULL && reason[0] != '\0' ? reason : igraph_strerror(code));
    }
    IGRAPH_FINALLY_FREE();
}

/* The table that an entry hands out. igraph's own handler would end the program at an error there,
 * so for that moment it is ours; `*error` gets the text (free with g_free()) or NULL. */
static const latigraph_module_t *call_entry(latigraph_module_entry_t *entry, char **error) {
    igraph_error_handler_t *before = igraph_set_error_handler(keep_error);
    IGRAPH_FINALLY_ENTER();
    raised = NULL;
    const latigraph_module_t *table = entry();
    IGRAPH_FINALLY_FREE();
    IGRAPH_FINALLY_EXIT();
    igraph_set_error_handler(before);
    *error = raised;
    raised = NULL;
    return table;
}

static char *ask_module(GModule *module, igraph_error_t *code, gboolean *added) {
    gpointer symbol;
    *code = IGRAPH_EINVAL;
    if (!g_module_symbol(module, LATIGRAPH_MODULE_SYMBOL, &symbol) || symbol == NULL) {
        return g_strdup("it has no symbol " LATIGRAPH_MODULE_SYMBOL);
    }
    char *error;
    const latigraph_module_t *table = call_entry((latigraph_module_entry_t *)symbol, &error);
    if (error != NULL) {
        char *reason =
            g_strdup_printf("its function " LATIGRAPH_MODULE_SYMBOL " failed (%s)", error);
        g_free(error);
        return reason;
    }
    if (table == NULL) {
        return g_strdup("its function " LATIGRAPH_MODULE_SYMBOL " handed out no table");
    }
    return add_table(table, code, added);
}

/* NULL, or why the file was refused (free with g_free()) and the error code for it. */
static char *load(const char *path, igraph_error_t *code) {
    gboolean added = FALSE;
    *code = IGRAPH_EFILE;
    if (path == NULL || !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        return g_strdup("there is no such file");
    }
    /* A bare name would be looked for among the system's libraries. */
    gchar *full = g_canonicalize_filename(path, NULL);
    GModule *module = g_module_open(full, G_MODULE_BIND_LOCAL);
    g_free(full);
    if (module == NULL) {
        return g_strdup_printf("it cannot be opened (%s)", g_module_error());
    }
    char *reason = ask_module(module, code, &added);
    if (added) {
        g_module_make_resident(module);
    } else {
        g_module_close(module);
    }
    return reason;
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
 *         for this program, \c IGRAPH_EXISTS if a name is taken.
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
    igraph_error_t code;
    char *reason = load(path, &code);
    if (reason != NULL) {
        char message[400];
        g_strlcpy(message, reason, sizeof message);
        g_free(reason);
        IGRAPH_ERRORF("Module \"%s\" is refused: %s.", code, path != NULL ? path : "", message);
    }
    /* A module that is held already leaves the code of a taken name, but is no error. */
    if (code == IGRAPH_ENOMEM) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

static void load_or_warn(const char *path) {
    igraph_error_t code;
    char *reason = load(path, &code);
    if (reason != NULL) {
        IGRAPH_WARNINGF("Module \"%s\" is refused: %s.", path, reason);
        g_free(reason);
    }
}

static gint compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void load_folder(const char *path) {
    GDir *folder = g_dir_open(path, 0, NULL);
    if (folder == NULL) {
        return;
    }
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while ((name = g_dir_read_name(folder)) != NULL) {
        if (g_str_has_suffix(name, "." G_MODULE_SUFFIX)) {
            g_ptr_array_add(files, g_build_filename(path, name, NULL));
        }
    }
    g_dir_close(folder);
    /* The order is fixed, so that the file system does not decide which of two modules with one
     * name wins. */
    g_ptr_array_sort(files, compare_names);
    for (guint i = 0; i < files->len; i++) {
        load_or_warn(g_ptr_array_index(files, i));
    }
    g_ptr_array_unref(files);
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
 * \return \c IGRAPH_SUCCESS.
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
    gchar **places = g_strsplit(
        g_getenv("LATIGRAPH_MODULE_PATH") != NULL ? g_getenv("LATIGRAPH_MODULE_PATH") : "",
        G_SEARCHPATH_SEPARATOR_S, -1);
    for (gchar **place = places; *place != NULL; place++) {
        if (g_file_test(*place, G_FILE_TEST_IS_DIR)) {
            load_folder(*place);
        } else if (**place != '\0') {
            load_or_warn(*place);
        }
    }
    g_strfreev(places);
    load_folder(PLUGINDIR);
    return IGRAPH_SUCCESS;
}
