/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation compare: how alike two sets of circuits are, whatever generated them. Its outputs
 * are those of likeness_rows.c, which the operation evaluate has twice, for both ways to generate.
 * This file has the inputs alone. */

#include "operation/likeness_rows.h"
#include "operation/names.h"

typedef struct {
    const latigraph_circuit_list_t *real, *generated;
    const char *identity;
    latigraph_likeness_options_t options;
} request_t;

typedef struct {
    likeness_outputs_t likeness;
    latigraph_overlap_t overlap;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("real", real, "Real circuits, two or more."),
    INPUT_CIRCUITS("generated", generated, "Circuits of any generator, two or more."),
    OPTION("paired", BOOLEAN, options.paired, "false",
           "Generated circuit i was made like real circuit i, in the order of reading. If there "
           "are several times as many, each round of them was."),
    OPTION(
        "size_free", BOOLEAN, options.size_free, "false",
        "Compare measures that do not depend on the numbers of neurons and edges: ratios of "
        "counts of subgraphs to those expected of as many edges at random (Bickel, Chen, Levina, "
        "Ann. Stat. 39:2280, 2011)."),
    OPTION_FINE(options.fine),
    OPTION_IDENTITY(identity),
    OPTION_SPLIT_BY(options.split_by),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),
    OUTPUTS_LIKENESS("", "", likeness, LATIGRAPH_SHOW_HEADLINE),
    OUTPUT("shared_neurons", INTEGER, overlap.shared, "Neurons that are in both sets."),
    OUTPUT("identified_neurons", INTEGER, overlap.identified,
           "Neurons of the generated circuits that have an identity across connectomes."),
    OUTPUT("known_identities", INTEGER, overlap.known,
           "Number of these whose identity real circuits have, too."),
};

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    const likeness_task_t task = {.real = request->real,
                                  .generated = request->generated,
                                  .options = request->options,
                                  .remarks = remarks,
                                  .sizes_output = "sizes",
                                  .novelty_output = "novelty",
                                  .uniqueness_output = "uniqueness"};
    latigraph_overlap_t *overlap = &result->overlap;
    IGRAPH_CHECK(latigraph_circuit_list_overlap(request->real, request->generated, overlap));
    IGRAPH_CHECK(latigraph_remark_overlap(overlap, remarks));
    IGRAPH_CHECK(
        latigraph_remark_split(request->real, request->options.split_by, "effective", remarks));
    if (overlap->identified > 0) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "note", "known_identities",
                                          "%" IGRAPH_PRId " of %" IGRAPH_PRId
                                          " neurons of the generated circuits have an "
                                          "identity that real circuits have, too.",
                                          overlap->known, overlap->identified));
    }
    return latigraph_fill_likeness(&task, &result->likeness);
}

const latigraph_operation_t latigraph_operation_compare = {
    .name = "compare",
    .summary = "Compares generated circuits with real ones.",
    .doc = "The sizes of both sets come first, with a remark if they differ. Then novelty and "
           "uniqueness: the shares of generated circuits that are new and distinct (Martinkus et "
           "al., arXiv:2204.01613). Then properties, degrees, triads, maximum mean discrepancy "
           "(Gretton et al., JMLR 13:723, "
           "2012) and a classifier's lower bound on the Jensen-Shannon distance (Krimmel et al., "
           "arXiv:2510.06122). Each comes with its floor, which is what random halves of the real "
           "circuits get against each other, with what a real half gets against as many generated "
           "circuits, and with a bootstrap interval in which circuits count the less the more "
           "neurons they share. Time complexity: that of properties, and O(c²) per resample of c "
           "circuits.",
    .example = "latigraph compare held-out generated --json",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
