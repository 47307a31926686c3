/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "formats/file.h"

/* Packed files. */

void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    char *data;
    gsize length = size;
    if (size > 0 && latigraph_file_unpack("input.gz", text, &data, &length) == IGRAPH_SUCCESS) {
        g_free(data);
    }
}
