/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation synchrony: circuits as coupled oscillators, at one coupling after another.
 *
 * Remarks name the cases in which a figure cannot be had: a circuit without edges, whose
 * oscillators are independent; a disconnected one, whose ratio of eigenvalues is infinite; one that
 * is too large for eigenvalues; and one that never passes the level, or is above it from the first
 * coupling on. */

#include "operation/names.h"
#include "operation/rows.h"

#include "base/text.h"

#include <latigraph/synchrony.h>

#include <math.h>

typedef struct {
    const latigraph_circuit_list_t *circuits;
    latigraph_synchrony_options_t options;
} request_t;

typedef struct {
    latigraph_synchrony_t synchrony;
    igraph_strvector_t names, levels;
} result_t;

#define PART LATIGRAPH_SHOW_PART
#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("circuits", circuits, "Circuits whose neurons are oscillators."),
    OPTION("couplings", VECTOR, options.couplings, NULL,
           "Couplings in ascending order; 0, 0.5 and so on to 6 if they are left out. The input of "
           "the mean neuron has the strength of the coupling.",
           .metavar = "K,K,..."),
    OPTION("frequencies", STRING, options.frequencies, "normal",
           "Law of the natural frequencies, with centre 0.", .choices = "normal|lorentzian"),
    OPTION("spread", REAL, options.spread, "1",
           "Standard deviation of normal frequencies, or half width at half maximum of Lorentzian "
           "ones.",
           .min = 0, .max = 1e6, .unit = "radians per unit of time"),
    OPTION("column", STRING, options.column, NULL,
           "Numeric column of node data with natural frequencies, which are then not drawn.",
           .metavar = "COLUMN"),
    OPTION("binary", BOOLEAN, options.binary, "false",
           "Every edge has weight 1; if it is left out, edges have their own weights. Negative "
           "signs push phases apart in either case."),
    OPTION("step", REAL, options.step, "0.1",
           "Longest step of the integration; it is divided where inputs are strong.", .min = 1e-6,
           .max = 10, .unit = "units of time"),
    OPTION("washout", REAL, options.washout, "50", "Time that is discarded at the beginning.",
           .min = 0, .max = 1e9, .unit = "units of time"),
    OPTION("duration", REAL, options.duration, "50",
           "Time over which the order parameter is averaged.", .min = 1e-6, .max = 1e9,
           .unit = "units of time"),
    OPTION("level", REAL, options.level, "0.5",
           "Level of the order parameter whose coupling is found.", .min = 1e-9, .max = 1 - 1e-9),
    OPTION("seeds", INTEGER, options.seeds, "5",
           "Number of draws of frequencies and phases over which results are averaged.", .min = 1,
           .max = 100000),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),

    OUTPUT("names", STRING_LIST, names, "Names of the circuits.", .title = "circuit"),
    OUTPUT("levels", STRING_LIST, levels, "Names of the couplings, \"K=0.5\" and so on."),
    OUTPUT("values", VECTOR, synchrony.couplings, "The couplings.", .rows = "levels", .show = PART),
    OUTPUT("threshold", VECTOR, synchrony.threshold,
           "Coupling at which the order parameter first passes the level, on the line between two "
           "couplings.",
           .rows = "names", .show = PART | HEAD | QUIET,
           .undefined = "the order parameter does not pass the level among the couplings"),
    OUTPUT("ratio", VECTOR, synchrony.ratio,
           "Largest eigenvalue of the Laplacian of the undirected circuit over the second "
           "smallest; the smaller, the easier equal oscillators synchronise.",
           .rows = "names", .show = PART | HEAD | QUIET,
           .undefined = "the circuit is disconnected or has more than 1000 neurons"),
    OUTPUT("second", VECTOR, synchrony.second,
           "Second smallest eigenvalue; 0 if the circuit is disconnected.", .rows = "names",
           .show = PART | HEAD | QUIET, .title = "2nd eigenvalue",
           .undefined = "the circuit has more than 1000 neurons"),
    OUTPUT("largest", VECTOR, synchrony.largest, "Largest eigenvalue.", .rows = "names",
           .show = PART | HEAD | QUIET, .title = "largest",
           .undefined = "the circuit has more than 1000 neurons"),
    OUTPUT("chance", VECTOR, synchrony.chance,
           "Mean order parameter of as many independent phases.", .rows = "names",
           .show = PART | HEAD),
    OUTPUT("order", MATRIX, synchrony.order,
           "Order parameter, mean over time and draws: 1 if all phases are equal.", .rows = "names",
           .columns = "levels", .show = PART | HEAD | LATIGRAPH_SHOW_TRANSPOSED),
    OUTPUT("order_sd", MATRIX, synchrony.sd,
           "Standard deviation of the order parameter over draws.", .rows = "names",
           .columns = "levels", .show = PART | QUIET, .undefined = "there is one draw"),
    OUTPUT("fluctuation", MATRIX, synchrony.fluctuation,
           "Standard deviation of the order parameter over time, mean over draws. It is largest "
           "near the onset of synchrony.",
           .rows = "names", .columns = "levels", .show = PART),
};

static igraph_error_t init_result(void *result) {
    return latigraph_synchrony_init(&((result_t *)result)->synchrony);
}

static void destroy_result(void *result) {
    latigraph_synchrony_destroy(&((result_t *)result)->synchrony);
}

static igraph_error_t name_levels(const igraph_vector_t *couplings, igraph_strvector_t *levels) {
    for (igraph_integer_t k = 0; k < igraph_vector_size(couplings); k++) {
        char *name;
        IGRAPH_CHECK(latigraph_print_text(&name, "K=%.6g", VECTOR(*couplings)[k]));
        IGRAPH_FINALLY(g_free, name);
        IGRAPH_CHECK(igraph_strvector_push_back(levels, name));
        g_free(name);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t remark_graph(const latigraph_synchrony_t *synchrony, igraph_integer_t c,
                                   const char *name, latigraph_remarks_t *remarks) {
    if (isnan(VECTOR(synchrony->second)[c])) {
        return latigraph_remark_add(remarks, "too-large", name,
                                    "%s has more than 1000 neurons, so that eigenvalues of its "
                                    "Laplacian were not computed.",
                                    name);
    }
    if (VECTOR(synchrony->largest)[c] < 0.5) {
        return latigraph_remark_add(remarks, "no-edges", name,
                                    "%s has no edges: its oscillators are independent at every "
                                    "coupling.",
                                    name);
    }
    return VECTOR(synchrony->second)[c] > 0
               ? IGRAPH_SUCCESS
               : latigraph_remark_add(remarks, "disconnected", name,
                                      "%s is disconnected: its parts cannot synchronise with each "
                                      "other, and its ratio of eigenvalues is not defined.",
                                      name);
}

static igraph_error_t remark_threshold(const latigraph_synchrony_t *synchrony, igraph_integer_t c,
                                       double level, const char *name,
                                       latigraph_remarks_t *remarks) {
    if (!isnan(VECTOR(synchrony->threshold)[c])) {
        return IGRAPH_SUCCESS;
    }
    return MATRIX(synchrony->order, c, 0) >= level
               ? latigraph_remark_add(remarks, "above-level", name,
                                      "The order parameter of %s is %.3g at the lowest coupling, "
                                      "so that it passes %.3g nowhere. Give lower couplings, or a "
                                      "higher level.",
                                      name, MATRIX(synchrony->order, c, 0), level)
               : latigraph_remark_add(remarks, "below-level", name,
                                      "The order parameter of %s does not reach %.3g at these "
                                      "couplings. Give higher couplings, or a lower level.",
                                      name, level);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    latigraph_synchrony_t *synchrony = &result->synchrony;
    IGRAPH_CHECK(latigraph_name_circuits(request->circuits, &result->names));
    IGRAPH_CHECK(latigraph_synchrony(request->circuits, &request->options, synchrony));
    IGRAPH_CHECK(name_levels(&synchrony->couplings, &result->levels));
    for (igraph_integer_t c = 0; c < igraph_vector_size(&synchrony->threshold); c++) {
        const char *name = igraph_strvector_get(&result->names, c);
        IGRAPH_CHECK(remark_graph(synchrony, c, name, remarks));
        IGRAPH_CHECK(remark_threshold(synchrony, c, request->options.level, name, remarks));
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_synchrony = {
    .name = "synchrony",
    .summary = "Runs circuits as coupled oscillators, and measures how far they synchronise.",
    .doc =
        "Kuramoto's model: each edge pulls the phase of its target towards that of its source. "
        "Phases are integrated by the classical Runge-Kutta method from random beginnings. "
        "Coupling is per mean strength of the neurons, so that circuits of different density can "
        "be compared. All circuits and couplings have the same random numbers. Time complexity: "
        "O(couplings seeds steps (n + m)) per circuit, and O(n³) for the eigenvalues. Kuramoto, "
        "Lect. Notes Phys. 39:420 (1975); Arenas et al., Phys. Rep. 469:93 (2008).",
    .example = "latigraph synchrony circuit.graphml --frequencies lorentzian",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
};
