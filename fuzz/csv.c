/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "formats/csv.h"

/* Tables in CSV. */

void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    latigraph_csv_t csv;
    char *copy = g_memdup2(text, size + 1);
    if (latigraph_csv_parse(&csv, "input.csv", copy, size) != IGRAPH_SUCCESS) {
        return;
    }
    for (int c = 0; c < csv.columns; c++) {
        latigraph_csv_is_numeric(&csv, c);
        if (latigraph_csv_find(&csv, csv.header[c]) != c) {
            abort();
        }
    }
    latigraph_csv_destroy(&csv);
}
