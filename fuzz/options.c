/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "cli/cli.h"

#include <latigraph/registry.h>
#include <string.h>

/* Command lines. The first byte chooses the operation; the other lines are its words. */

enum { WORDS = 24 };

void fuzz_prepare(void) {
    tiny_folder();
}

static void run(const latigraph_operation_t *operation, int argc, char **argv) {
    cli_line_t line;
    latigraph_call_t *call;
    if (cli_line_init(&line, operation) != IGRAPH_SUCCESS) {
        return;
    }
    /* An error destroys the line, which is on the FINALLY stack. */
    if (cli_line_parse(&line, argc, argv) != IGRAPH_SUCCESS) {
        return;
    }
    if (latigraph_call_create(&call, operation->name) != IGRAPH_SUCCESS) {
        return;
    }
    IGRAPH_FINALLY(latigraph_call_destroy, call);
    if (!line.help && cli_set_texts(&line, call) != IGRAPH_SUCCESS) {
        return;
    }
    if (!line.help && cli_output_check(&line) != IGRAPH_SUCCESS) {
        return;
    }
    latigraph_call_destroy(call);
    cli_line_destroy(&line);
    IGRAPH_FINALLY_CLEAN(2);
}

void fuzz_one(char *text, size_t size) {
    char *words[WORDS + 2];
    int count = 0;
    if (size < 1 || strchr(text, '/') != NULL) {
        return; /* files outside of the folder stay untouched */
    }
    const latigraph_operation_t *operation =
        latigraph_operation_get((guint8)text[0] % latigraph_operation_count());
    words[count++] = (char *)operation->name;
    for (char *line = text + 1; line != NULL && count <= WORDS;) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        words[count++] = line;
        line = end;
    }
    words[count] = NULL;
    run(operation, count, words);
}
