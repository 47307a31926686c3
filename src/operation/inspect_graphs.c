/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation that says what files were taken for: format, sizes, weights, positions and columns
 * of node data. It reads them as every other operation does, and its remarks are those of the
 * readers. `latigraph info FILE` runs it where the file is not a model. */

#include "operation/names.h"
#include "operation/reading_rows.h"

#include "base/memory.h"
#include "circuit/circuit.h"

#include <math.h>

typedef struct {
    const igraph_strvector_t *paths;
    latigraph_read_options_t options;
} request_t;

typedef struct {
    latigraph_circuit_list_t circuits;
    igraph_strvector_t names, formats, connectomes, positions, columns, kinds;
    igraph_vector_t neurons, edges, reciprocity, mean_weight, known;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    INPUT("paths", STRING_LIST, paths, "Files and folders, as for read_graphs.",
          .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTIONS_READING(options),
    OUTPUT("names", STRING_LIST, names, "Names of the circuits."),
    OUTPUT("read_as", STRING_LIST, formats, "What each was taken for.", .rows = "names", HEAD),
    OUTPUT("neurons", VECTOR, neurons, "Number of neurons.", .rows = "names", HEAD),
    OUTPUT("edges", VECTOR, edges, "Number of edges.", .rows = "names", HEAD),
    OUTPUT("reciprocity", VECTOR, reciprocity, "Share of edges with an edge back.", .rows = "names",
           HEAD, .undefined = "there are no edges"),
    OUTPUT("mean_weight", VECTOR, mean_weight, "Mean weight of the edges.", .rows = "names",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,
           .undefined = "the edges have no weights"),
    OUTPUT("space", STRING_LIST, positions,
           "Dimensions and unit of the positions; \"none\" without.", .rows = "names", HEAD),
    OUTPUT("connectomes", STRING_LIST, connectomes, "Connectome of the neurons.", .rows = "names"),
    OUTPUT("columns", STRING_LIST, columns, "Columns of node data of all circuits."),
    OUTPUT("kinds", STRING_LIST, kinds, "Kind of each column: numbers, or how many words.",
           .rows = "columns", HEAD),
    OUTPUT("known", VECTOR, known, "Share of the neurons whose value is known.", .rows = "columns",
           HEAD, .undefined = "there are no neurons"),
};

/* --- Circuits ------------------------------------------------------------------------------- */

static double reciprocity_of(const latigraph_circuit_t *circuit) {
    int back = 0;
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            back += latigraph_circuit_has_edge(circuit, circuit->out_to[e], i);
        }
    }
    return circuit->m > 0 ? (double)back / circuit->m : NAN;
}

static double mean_weight_of(const latigraph_circuit_t *circuit) {
    double sum = 0;
    for (int e = 0; e < circuit->m && circuit->weight != NULL; e++) {
        sum += circuit->weight[e];
    }
    return circuit->weight != NULL && circuit->m > 0 ? sum / circuit->m : NAN;
}

static igraph_error_t add_circuit(result_t *result, const latigraph_circuit_t *circuit,
                                  const char *format) {
    char positions[80] = "none";
    if (circuit->dims > 0) {
        g_snprintf(positions, sizeof positions, "%d dimensions%s%.40s", circuit->dims,
                   circuit->unit[0] != '\0' ? ", " : "", circuit->unit);
    }
    IGRAPH_CHECK(igraph_strvector_push_back(&result->formats, format != NULL ? format : ""));
    IGRAPH_CHECK(igraph_strvector_push_back(&result->positions, positions));
    IGRAPH_CHECK(igraph_strvector_push_back(&result->connectomes, circuit->connectome));
    IGRAPH_CHECK(igraph_vector_push_back(&result->neurons, circuit->n));
    IGRAPH_CHECK(igraph_vector_push_back(&result->edges, circuit->m));
    IGRAPH_CHECK(igraph_vector_push_back(&result->reciprocity, reciprocity_of(circuit)));
    return igraph_vector_push_back(&result->mean_weight, mean_weight_of(circuit));
}

/* --- Columns -------------------------------------------------------------------------------- */

/* Counts of a column over all circuits. */
typedef struct {
    double known, all;
} counts_t;

static void count_column(counts_t *counts, const latigraph_circuit_t *circuit,
                         const latigraph_column_t *column) {
    counts->all += circuit->n;
    for (int i = 0; i < circuit->n; i++) {
        counts->known += column->kind == LATIGRAPH_COLUMN_NUMERIC ? !isnan(column->value[i])
                                                                  : column->level[i] >= 0;
    }
}

static igraph_error_t add_columns(result_t *result, const latigraph_circuit_t *circuit) {
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        counts_t counts = {0, 0};
        char kind[60] = "numbers";
        if (column->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
            g_snprintf(kind, sizeof kind, "%d words", (int)igraph_vector_ptr_size(&column->levels));
        }
        for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(&result->circuits); k++) {
            const latigraph_circuit_t *other = latigraph_circuit_list_get(&result->circuits, k);
            const latigraph_column_t *same = latigraph_circuit_column(other, column->name);
            if (same != NULL) {
                count_column(&counts, other, same);
            }
        }
        IGRAPH_CHECK(igraph_strvector_push_back(&result->columns, column->name));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->kinds, kind));
        IGRAPH_CHECK(igraph_vector_push_back(&result->known,
                                             counts.all > 0 ? counts.known / counts.all : NAN));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    for (igraph_integer_t p = 0; p < igraph_strvector_size(request->paths); p++) {
        const igraph_integer_t first = latigraph_circuit_list_size(&result->circuits);
        latigraph_read_report_t report = {.remarks = remarks};
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_circuit_list_read(&result->circuits,
                                                 igraph_strvector_get(request->paths, p),
                                                 &request->options, &report));
        for (igraph_integer_t i = first; i < latigraph_circuit_list_size(&result->circuits); i++) {
            IGRAPH_CHECK(add_circuit(result, latigraph_circuit_list_get(&result->circuits, i),
                                     report.format));
        }
        IGRAPH_CHECK(
            latigraph_remark_changes(igraph_strvector_get(request->paths, p), &report, remarks));
    }
    if (latigraph_circuit_list_size(&result->circuits) > 0) {
        IGRAPH_CHECK(add_columns(result, latigraph_circuit_list_get(&result->circuits, 0)));
    }
    return latigraph_name_circuits(&result->circuits, &result->names);
}

static igraph_error_t init_result(void *result_data) {
    return latigraph_circuit_list_init(&((result_t *)result_data)->circuits);
}

static void destroy_result(void *result_data) {
    latigraph_circuit_list_destroy(&((result_t *)result_data)->circuits);
}

const latigraph_operation_t latigraph_operation_inspect_graphs = {
    .name = "inspect_graphs",
    .summary = "Says what files of graphs were taken for, and what is in them.",
    .doc = "Every file is read as by read_graphs: the format is recognised by its contents, and "
           "columns by their usual names. Remarks say what was decided. The command info does the "
           "same for a file that is not a model. Time complexity: that of reading.",
    .example = "latigraph info connections.csv.gz",
    .init_result = init_result,
    .destroy_result = destroy_result,
    OPERATION_STRUCTS(arguments, run),
};
