/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "operation/operation.h"

/* Tables of numbers, such as codes. */

void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    igraph_matrix_t matrix;
    char *digest;
    (void)size;
    igraph_matrix_init(&matrix, 0, 0);
    if (latigraph_codes_parse(&matrix, &digest, "input.csv", text) == IGRAPH_SUCCESS) {
        g_free(digest);
    }
    igraph_matrix_destroy(&matrix);
}
