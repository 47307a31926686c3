/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include <latigraph/registry.h>
#include <string.h>

/* Inputs of operations as texts. The first byte chooses the operation; then every line is set as
 * the input that its first byte chooses. */

void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    latigraph_call_t *call;
    if (size < 2) {
        return;
    }
    const latigraph_operation_t *operation =
        latigraph_operation_get((guint8)text[0] % latigraph_operation_count());
    if (latigraph_call_create(&call, operation->name) != IGRAPH_SUCCESS) {
        return;
    }
    for (char *line = text + 1; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        const igraph_integer_t i = (guint8)line[0] % MAX(operation->argument_count, 1);
        if (line[0] != '\0' && operation->argument_count > 0) {
            latigraph_call_set_text(call, operation->arguments[i].name, line + 1);
        }
        line = end;
    }
    latigraph_call_check(call);
    latigraph_call_destroy(call);
}
