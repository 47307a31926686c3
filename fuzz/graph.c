/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "formats/recognise.h"

#include <string.h>

/* Every format of graph files: the first byte chooses the format and how undirected graphs are
 * read, or lets the contents decide. */

static const char *const names[] = {"graphml", "gml", "pajek", "edgelist", "gexf",
                                    "lgl",     "dl",  "json",  "dot",      "sif",
                                    "mtx",     "npy", "npz",   "csv",      "matrix"};

void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    latigraph_circuit_list_t list;
    latigraph_read_options_t options;
    latigraph_read_report_t report = {0};
    const latigraph_readable_t *format;
    if (size < 2) {
        return;
    }
    const guint choice = (guint8)text[0];
    latigraph_read_options_init(&options);
    options.format = (choice & 15) < G_N_ELEMENTS(names) ? names[choice & 15] : NULL;
    options.undirected = choice & 16 ? LATIGRAPH_UNDIRECTED_MUTUAL : LATIGRAPH_UNDIRECTED_REFUSE;
    latigraph_circuit_list_init(&list);
    const latigraph_file_reading_t reading = {&list, &options, &report, "input", "input"};
    if (latigraph_recognise("input", options.format, text + 1, size - 1, &format) ==
            IGRAPH_SUCCESS &&
        strcmp(format->name, "mat") != 0) { /* libmatio reads files by their names */
        format->read(&reading, text + 1, size - 1);
    }
    latigraph_circuit_list_destroy(&list);
}
