/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

/* "x: 14 parallel edges merged (weights added), 3 self-loops dropped" */
static void tell(const char *path, const latigraph_read_report_t *report) {
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    if (report->told_apart > 0) {
        g_ptr_array_add(parts,
                        g_strdup_printf("%" IGRAPH_PRId " circuit%s, one a subject",
                                        report->told_apart, report->told_apart == 1 ? "" : "s"));
    }
    if (report->parallel_merged > 0) {
        g_ptr_array_add(parts, g_strdup_printf("%" IGRAPH_PRId " parallel edge%s merged (weights "
                                               "added)",
                                               report->parallel_merged,
                                               report->parallel_merged == 1 ? "" : "s"));
    }
    if (report->loops_dropped > 0) {
        g_ptr_array_add(parts, g_strdup_printf("%" IGRAPH_PRId " self-loop%s dropped",
                                               report->loops_dropped,
                                               report->loops_dropped == 1 ? "" : "s"));
    }
    if (report->made_mutual > 0) {
        g_ptr_array_add(parts,
                        g_strdup_printf("%" IGRAPH_PRId " undirected edge%s read as two",
                                        report->made_mutual, report->made_mutual == 1 ? "" : "s"));
    }
    if (parts->len > 0) {
        g_ptr_array_add(parts, NULL);
        char *text = g_strjoinv(", ", (char **)parts->pdata);
        char *name = g_path_get_basename(path);
        cli_note("%s: %s", name, text);
        g_free(name);
        g_free(text);
    }
    g_ptr_array_unref(parts);
}

static void tell_stored(const latigraph_circuit_list_t *list) {
    const igraph_integer_t stored = latigraph_circuit_list_stored(list);
    if (stored > 0) {
        cli_note("%" IGRAPH_PRId " of %" IGRAPH_PRId
                 " circuits are kept in a file, beyond %" IGRAPH_PRId " MB in memory (--memory).",
                 stored, latigraph_circuit_list_size(list), cli_shared.memory / 1000000);
    }
}

static igraph_error_t read_all(latigraph_circuit_list_t *list, char **paths) {
    for (int i = 0; paths != NULL && paths[i] != NULL; i++) {
        latigraph_read_report_t report = {0};
        IGRAPH_CHECK(latigraph_circuit_list_read(list, paths[i], &cli_shared.read, &report));
        tell(paths[i], &report);
        if (cli_cancelled()) {
            IGRAPH_ERROR("Interrupted.", IGRAPH_INTERRUPTED);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_read_new_list(latigraph_circuit_list_t *list, char **paths) {
    IGRAPH_CHECK(latigraph_circuit_list_init(list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, list);
    latigraph_circuit_list_limit_memory(list, cli_shared.memory);
    IGRAPH_CHECK(read_all(list, paths));
    tell_stored(list);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_read_one(latigraph_circuit_list_t *list, char *path) {
    char *paths[] = {path, NULL};
    IGRAPH_CHECK(cli_read_new_list(list, paths));
    const igraph_integer_t count = latigraph_circuit_list_size(list);
    if (count != 1) {
        IGRAPH_ERRORF("\"%s\" holds %" IGRAPH_PRId " circuits; give a file or folder with one.",
                      IGRAPH_EINVAL, path, count);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_read_like(latigraph_circuit_list_t *list, char *path,
                             const latigraph_circuit_t **circuit) {
    IGRAPH_CHECK(path != NULL ? cli_read_one(list, path) : cli_read_new_list(list, NULL));
    *circuit = latigraph_circuit_list_get(list, 0);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_read_model(latigraph_model_t **model, const char *path) {
    IGRAPH_CHECK(latigraph_model_read(model, path));
    IGRAPH_FINALLY(latigraph_model_destroy, *model);
    return IGRAPH_SUCCESS;
}
