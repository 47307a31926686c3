/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const cli_syntax_t syntax = {
    .positional = "[NAME]",
    .text = "Lists the operations that programs can call by name, those of modules found in "
            "LATIGRAPH_MODULE_PATH among them; with a NAME, describes that one: arguments, their "
            "types, ranges and defaults.",
    .example = "latigraph ops generate",
    .groups = CLI_JSON,
    .least = 0,
    .most = 1,
};

static igraph_error_t check_name(const char *name) {
    const igraph_integer_t count = latigraph_operation_count();
    if (latigraph_operation_find(name) != NULL) {
        return IGRAPH_SUCCESS;
    }
    const char **names = g_new0(const char *, (gsize)count + 1);
    for (igraph_integer_t i = 0; i < count; i++) {
        names[i] = latigraph_operation_get(i)->name;
    }
    const char *nearest = cli_nearest(name, names);
    g_free(names);
    if (nearest != NULL) {
        return cli_usage("There is no operation \"%s\"; did you mean \"%s\"?", name, nearest);
    }
    return cli_usage("There is no operation \"%s\"; 'latigraph ops' lists all.", name);
}

igraph_error_t cli_ops(int argc, char **argv) {
    char **arguments, *text;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(cli_load_modules());
    if (arguments[0] != NULL) {
        IGRAPH_CHECK(check_name(arguments[0]));
    }
    IGRAPH_CHECK(latigraph_operation_describe(arguments[0], cli_shared.json, &text));
    fputs(text, stdout);
    if (!g_str_has_suffix(text, "\n")) {
        putchar('\n');
    }
    igraph_free(text);
    return IGRAPH_SUCCESS;
}
