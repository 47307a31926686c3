/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * "latigraph ops [NAME] [--json]": the table of operations as programs see it.
 *
 * The text is made by the library, which also serves Python and R. Its two arguments are parsed by
 * hand, because this command is not an operation and has no rows.
 */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

igraph_error_t cli_ops(int argc, char **argv) {
    const char *name = NULL;
    igraph_bool_t json = false;
    char *text;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            fputs("Usage:\n  latigraph ops [NAME] [OPTION...]\n\n"
                  "Lists the operations that programs can call by name, those of modules in\n"
                  "LATIGRAPH_MODULE_PATH among them. With a NAME, describes that operation.\n\n"
                  "Options:\n"
                  "  --json                  Print JSON.\n"
                  "  -h, --help              Show this help.\n\n"
                  "Example:\n  latigraph ops generate\n",
                  stdout);
            return IGRAPH_SUCCESS;
        }
        if (strcmp(argv[i], "--json") == 0) {
            json = true;
        } else if (argv[i][0] == '-' || name != NULL) {
            return cli_usage("The argument \"%s\" is not known; the usage is: latigraph ops [NAME] "
                             "[--json].",
                             argv[i]);
        } else {
            name = argv[i];
        }
    }
    IGRAPH_CHECK(cli_usage_if(latigraph_operation_describe(name, json, &text)));
    fputs(text, stdout);
    igraph_free(text);
    return IGRAPH_SUCCESS;
}
