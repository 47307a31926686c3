/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

/* Properties by name: the table's, and operations that can serve as one. */

igraph_error_t cli_load_modules(void) {
    static gboolean loaded;
    if (!loaded) {
        loaded = TRUE;
        return latigraph_module_load_all();
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_user_init(latigraph_callback_list_t *user) {
    IGRAPH_CHECK(latigraph_callback_list_copy(user, NULL));
    IGRAPH_FINALLY(latigraph_callback_list_destroy, user);
    return IGRAPH_SUCCESS;
}

/* The usage error for a name that nothing bears. */
static igraph_error_t unknown(const char *option, const char *text) {
    GPtrArray *names = g_ptr_array_new();
    for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
        g_ptr_array_add(names, (gpointer)latigraph_property_info(i)->name);
    }
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        if (latigraph_operation_is_property(operation)) {
            g_ptr_array_add(names, (gpointer)operation->name);
        }
    }
    for (igraph_integer_t i = 0; i < latigraph_score_count(); i++) {
        g_ptr_array_add(names, (gpointer)latigraph_score_info(i)->name);
    }
    g_ptr_array_add(names, NULL);
    const char *nearest = cli_nearest(text, (const char *const *)names->pdata);
    g_ptr_array_unref(names);
    if (nearest != NULL) {
        return cli_usage("%s: there is no property \"%s\"; did you mean \"%s\"?", option, text,
                         nearest);
    }
    return cli_usage("%s: there is no property \"%s\"; 'latigraph properties --list' names all.",
                     option, text);
}

igraph_error_t cli_user_property(const char *option, const char *text,
                                 latigraph_callback_list_t *user, igraph_integer_t *property) {
    if (latigraph_property_find(text) < 0) {
        IGRAPH_CHECK(cli_load_modules());
        if (latigraph_property_find_with(user, text) < 0 &&
            latigraph_operation_find(text) == NULL && latigraph_score_find(text) < 0) {
            return unknown(option, text);
        }
    }
    return cli_usage_if(latigraph_property_resolve(user, text, property));
}
