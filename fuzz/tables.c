/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "formats/folder.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A circuit as a folder of tables. The lines "##" divide the input into nodes.csv, edges.csv and
 * graph.csv. */

static const char *const tables[] = {"nodes.csv", "edges.csv", "graph.csv"};

void fuzz_prepare(void) {
    tiny_folder();
}

static void write_table(const char *name, const char *text, size_t size) {
    FILE *file = fopen(name, "w");
    if (file != NULL) {
        fwrite(text, 1, size, file);
        fclose(file);
    }
}

void fuzz_one(char *text, size_t size) {
    latigraph_circuit_list_t list;
    latigraph_read_options_t options;
    latigraph_read_report_t report = {0};
    const char *at = text, *end = text + size;
    for (size_t k = 0; k < G_N_ELEMENTS(tables); k++) {
        const char *next = g_strstr_len(at, end - at, "##\n");
        unlink(tables[k]);
        if (k < 2 || at < end) {
            write_table(tables[k], at, (size_t)((next != NULL ? next : end) - at));
        }
        at = next != NULL ? next + 3 : end;
    }
    latigraph_read_options_init(&options);
    latigraph_circuit_list_init(&list);
    const latigraph_file_reading_t reading = {&list, &options, &report, ".", "input"};
    latigraph_folder_read(&reading);
    latigraph_circuit_list_destroy(&list);
}
