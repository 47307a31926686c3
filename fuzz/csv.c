/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "formats/table.h"

/* Tables with any separator: their sample, and all of their rows. */

void fuzz_prepare(void) {
}

static void read_rows(char *text, size_t size, char separator) {
    latigraph_lines_t lines;
    gboolean more = TRUE;
    if (latigraph_lines_init(&lines, "input.csv", text, size, separator) != IGRAPH_SUCCESS) {
        return;
    }
    IGRAPH_FINALLY_CLEAN(1);
    while (more && latigraph_lines_next(&lines, &more) == IGRAPH_SUCCESS) {
        for (int c = 0; more && c < lines.cells; c++) {
            if (lines.cell[c] < text || lines.cell[c] > text + size) {
                abort();
            }
        }
    }
    latigraph_lines_destroy(&lines);
}

void fuzz_one(char *text, size_t size) {
    latigraph_table_sample_t sample;
    latigraph_read_options_t options;
    latigraph_read_options_init(&options);
    if (latigraph_sample_init(&sample, "input.csv", text, size) == IGRAPH_SUCCESS) {
        const char separator = sample.separator;
        if (latigraph_sample_kind(&sample, &options) > LATIGRAPH_TABLE_SIF) {
            abort();
        }
        latigraph_sample_destroy(&sample);
        IGRAPH_FINALLY_CLEAN(1);
        read_rows(text, size, separator);
    }
}
