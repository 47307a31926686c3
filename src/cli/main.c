/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The entry of the command: modules, the name of a command, and the exit status.
 *
 * All names other than help, complete and ops are operations of the table, including those of
 * modules that are loaded first. An unknown name gets the nearest known one as a suggestion. Only
 * the locale's character set is adopted, since a decimal comma would break the numbers of every
 * file.
 */
#include "cli/cli.h"

#include "base/nearest_word.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static igraph_error_t unknown_command(const char *name) {
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        g_ptr_array_add(names, cli_command_name(latigraph_operation_get(i)));
    }
    g_ptr_array_add(names, NULL);
    const char *nearest = latigraph_nearest_word(name, (const char *const *)names->pdata);
    const igraph_error_t code =
        nearest != NULL
            ? cli_usage("There is no command \"%s\"; did you mean \"%s\"?", name, nearest)
            : cli_usage("There is no command \"%s\".", name);
    g_ptr_array_unref(names);
    return code;
}

/* Returns whether a path is a folder, or a file that is no model: models (safetensors) begin with
 * the length of a JSON object in eight bytes. */
static gboolean is_graph_file(const char *path) {
    char head[9] = "";
    FILE *file = g_file_test(path, G_FILE_TEST_IS_DIR) ? NULL : fopen(path, "rb");
    if (file == NULL) {
        return g_file_test(path, G_FILE_TEST_IS_DIR);
    }
    const gboolean model = fread(head, 1, sizeof head, file) == sizeof head && head[8] == '{' &&
                           memcmp(head + 4, "\0\0\0\0", 4) == 0;
    fclose(file);
    return !model;
}

/* Returns the operation of a command. "info" describes models, and files of graphs as well; "test"
 * is short for "surrogate-test". */
static const latigraph_operation_t *find_operation(const char *name, char **arguments) {
    if (strcmp(name, "test") == 0) {
        return latigraph_operation_find("surrogate_test");
    }
    for (; strcmp(name, "info") == 0 && *arguments != NULL; arguments++) {
        if ((*arguments)[0] != '-' && is_graph_file(*arguments)) {
            return latigraph_operation_find("inspect_graphs");
        }
    }
    return latigraph_operation_find(name);
}

static igraph_error_t run(int argc, char **argv) {
    const char *name = argv[1];
    IGRAPH_CHECK(latigraph_module_load_all());
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        cli_help();
        return IGRAPH_SUCCESS;
    }
    if (strcmp(name, "complete") == 0) {
        return cli_complete(argc - 1, argv + 1);
    }
    if (strcmp(name, "ops") == 0) {
        return cli_ops(argc - 1, argv + 1);
    }
    const latigraph_operation_t *operation = find_operation(name, argv + 2);
    return operation != NULL ? cli_run_operation(operation, argc - 1, argv + 1)
                             : unknown_command(name);
}

int main(int argc, char **argv) {
    setlocale(LC_CTYPE, "");
    g_set_prgname("latigraph");
    cli_host_start();
    if (argc < 2) {
        return cli_host_end(cli_usage("A command is missing."), NULL);
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("latigraph %s\n", latigraph_version());
        return cli_host_end(IGRAPH_SUCCESS, NULL);
    }
    const igraph_error_t code = run(argc, argv);
    const gboolean known = latigraph_operation_find(argv[1]) != NULL || strcmp(argv[1], "ops") == 0;
    return cli_host_end(code, known ? argv[1] : NULL);
}
