/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "latent/target.h"

#include <stdlib.h>
#include <string.h>

/* Requests to steering, as given to --to, one per line. */

void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    latigraph_target_t targets[4];
    latigraph_steer_options_t options;
    igraph_integer_t count = 0;
    (void)size;
    for (char *line = text; line != NULL && count < 4;) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        free(latigraph_target_name(line));
        if (latigraph_target_parse(line, NULL, &targets[count]) == IGRAPH_SUCCESS) {
            count++;
        }
        line = end;
    }
    latigraph_steer_options_init(&options);
    options.targets = targets;
    options.target_count = count;
    latigraph_check_targets(&options);
}
