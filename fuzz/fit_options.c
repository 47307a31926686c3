/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include <string.h>

/* Options of a fit: lines of "name=value". */

void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    latigraph_fit_options_t *options;
    (void)size;
    if (latigraph_fit_options_create(&options) != IGRAPH_SUCCESS) {
        return;
    }
    for (char *line = text; line != NULL;) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        char *value = strchr(line, '=');
        if (value != NULL) {
            *value++ = '\0';
            latigraph_fit_options_set(options, line, value);
        }
        line = end;
    }
    latigraph_fit_options_destroy(options);
}
