/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/likeness_rows.h"

typedef struct {
    const latigraph_circuit_list_t *real, *generated;
    igraph_bool_t paired;
    igraph_uint_t seed;
    igraph_integer_t threads;
} request_t;

typedef struct {
    likeness_outputs_t likeness;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("real", real, "Real circuits, two or more."),
    INPUT_CIRCUITS("generated", generated, "Circuits of any generator, two or more."),
    OPTION("paired", BOOLEAN, paired, "false",
           "Generated circuit i was made like real circuit i, in the order of reading. If there "
           "are several times as many, each round of them was."),
    OPTION_SEED(seed),
    OPTION_THREADS(threads),
    OUTPUTS_LIKENESS("", "", likeness, LATIGRAPH_SHOW_HEADLINE),
};

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    (void)remarks;
    return latigraph_fill_likeness(request->real, request->generated, request->paired,
                                   request->seed, request->threads, &result->likeness);
}

const latigraph_operation_t latigraph_operation_compare = {
    .name = "compare",
    .summary = "Compares generated circuits with real ones.",
    .doc = "Properties, degrees, triads, maximum mean discrepancy (Gretton et al., JMLR 13:723, "
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
