/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "base/remarks.h"
#include "formats/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Files of positions, as NumPy arrays and tables. The first byte chooses the circuit that gets the
 * positions, the second one the unit that the option states; the rest is the file. */

/* Circuits whose neurons have numbers in the order of a matrix, the order of a table, words as
 * names, and a column of the same name as an axis. */
static const struct {
    latigraph_reader_t *read;
    const char *text;
} circuits[] = {
    {latigraph_read_matrix, "0,1,0\n0,0,1\n1,0,0\n"},
    {latigraph_read_matrix, "0,1\n0,0\n"},
    {latigraph_read_table, "source,target\na,b\nb,c\nc,a\n"},
    {latigraph_read_table, "source,target\n7,3\n3,12\n"},
    {latigraph_read_gml,
     "graph [ directed 1 node [ id 1 label \"a\" x 3 ] node [ id 2 label \"b\" x 4 ] "
     "edge [ source 1 target 2 ] ]"},
    {latigraph_read_gml, "graph [ directed 1 ]"},
};
static const char *const options_of[] = {"positions", "positions:mm", "positions:um:2",
                                         "positions::", "positions:nm:4,4,40"};

void fuzz_prepare(void) {
    tiny_folder();
}

static void check_positions(const latigraph_circuit_list_t *list) {
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(list); k++) {
        const latigraph_circuit_t *circuit = list->items[k];
        for (int i = 0; i < circuit->n * circuit->dims; i++) {
            if (isinf(circuit->position[i])) {
                abort();
            }
        }
    }
}

void fuzz_one(char *text, size_t size) {
    latigraph_circuit_list_t list;
    latigraph_read_options_t options;
    latigraph_read_report_t report = {0};
    latigraph_remarks_t remarks;
    FILE *file = size > 2 ? fopen("positions", "wb") : NULL;
    if (file == NULL) {
        return;
    }
    fwrite(text + 2, 1, size - 2, file);
    fclose(file);
    const gsize circuit = (guint8)text[0] % G_N_ELEMENTS(circuits);
    char *copy = g_strdup(circuits[circuit].text);
    latigraph_read_options_init(&options);
    options.positions = options_of[(guint8)text[1] % G_N_ELEMENTS(options_of)];
    latigraph_remarks_init(&remarks);
    report.remarks = &remarks;
    latigraph_circuit_list_init(&list);
    const latigraph_file_reading_t reading = {&list, &options, &report, "input", "input"};
    if (circuits[circuit].read(&reading, copy, strlen(copy)) == IGRAPH_SUCCESS) {
        check_positions(&list);
    }
    latigraph_circuit_list_destroy(&list);
    latigraph_remarks_destroy(&remarks);
    g_free(copy);
}
