/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation generate_edges: one large circuit into a folder, whose edges are written as they
 * are drawn. No process holds the circuit, so there is no report of its statistics: what can be
 * counted on the way is the result. The work is split among the processes of a job. */

#include "operation/generating.h"
#include "operation/rows.h"

#include "base/memory.h"

#include <latigraph/explain.h>
#include <latigraph/generate.h>

typedef struct {
    const latigraph_model_t *model;
    const char *path;
    const igraph_matrix_t *codes;
    const latigraph_circuit_t *like;
    latigraph_generate_options_t options;
} request_t;

typedef struct {
    latigraph_edge_totals_t totals;
    igraph_real_t mean_degree, reciprocity;
    char *digest;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT("path", STRING, path,
          "Folder that gets the tables nodes.csv, edges.csv and graph.csv; it is made if it does "
          "not exist.",
          .option = "to", .metavar = "FOLDER"),
    OPTION(
        "codes", MATRIX, codes, NULL,
        "Code to generate from: one row, one column per coordinate. It is drawn from the density "
        "of the training codes if it is left out.",
        .option = "code", .show = LATIGRAPH_SHOW_FILE),
    OPTION_GROUP(options.group),
    OPTION_LIKE(like,
                "Circuit that gives its node data and, without codes and group, its code. Node "
                "data are drawn from the model's law if it is left out."),
    OPTION_NODES(options.nodes),
    OPTION("first", INTEGER, options.first, "0",
           "Number of circuits of the ensemble before this one.", .min = 0,
           .max = LATIGRAPH_MOST_CIRCUITS),
    OPTION(
        "uncalibrated", BOOLEAN, options.uncalibrated, "false",
        "Take the decoder's rates as they are. Circuits within the sizes of the fit need this or "
        "mean_degree, because calibration needs all edges at once."),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),
    OPTION_PLACE(options.place),
    OPTION_DENSITY(options.density),
    OPTION_MEAN_DEGREE(options.mean_degree),

    OUTPUT("neurons", INTEGER, totals.neurons, "Number of neurons.", HEAD),
    OUTPUT("edges", INTEGER, totals.edges, "Number of edges.", HEAD),
    OUTPUT("degree", REAL, mean_degree, "Edges per neuron.", HEAD),
    OUTPUT("reciprocity", REAL, reciprocity, "Share of the edges whose opposite exists.", HEAD,
           .undefined = "there are no edges"),
    OUTPUT("rate_factor", REAL, totals.rate_factor,
           "Factor on all rates, by the density of large circuits and mean_degree; 1: none."),
    OUTPUT("digest", STRING, digest, "Digest of the model.", .show = LATIGRAPH_SHOW_QUIET),
};

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    latigraph_generate_options_t options = request->options;
    igraph_matrix_t codes;
    igraph_bool_t given;
    IGRAPH_CHECK(latigraph_check_generating(request->codes, request->like, &options));
    IGRAPH_CHECK(latigraph_model_digest(request->model, &result->digest));
    IGRAPH_MATRIX_INIT_FINALLY(&codes, 0, 0);
    IGRAPH_CHECK(latigraph_find_codes(request->model, request->codes, request->like, options.group,
                                      &codes, &given));
    options.count = 1;
    IGRAPH_CHECK(latigraph_generate_to_folder(request->model, given ? &codes : NULL, request->like,
                                              &options, request->path, &result->totals));
    const igraph_real_t edges = (igraph_real_t)result->totals.edges;
    const igraph_real_t neurons = (igraph_real_t)result->totals.neurons;
    IGRAPH_CHECK(
        latigraph_remark_degree(request->path, neurons, edges, options.mean_degree, remarks));
    result->mean_degree = edges / neurons;
    result->reciprocity =
        edges > 0 ? 2 * (igraph_real_t)result->totals.mutual_pairs / edges : IGRAPH_NAN;
    igraph_matrix_destroy(&codes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_generate_edges = {
    .name = "generate_edges",
    .summary = "Draws one large circuit and writes its edges as they come.",
    .doc =
        "The circuit is the one that generate draws sparsely with the same options, and is never "
        "in memory as a whole. Threads and processes share the work, and the files are the same "
        "for any number of them. Edges are in blocks of neurons that are near each other. Time "
        "complexity: O(n log n + m); memory O(n) per process, and eight bytes per edge that it "
        "draws if mean_degree is given.",
    .example = "mpirun -n 2 latigraph generate-edges model.safetensors --nodes 1000000 --to large",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING | LATIGRAPH_SPLIT_WORK,
    OPERATION_STRUCTS(arguments, run),
};
