/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation sample: circuits cut out of connectomes. Sampling is in circuit/sample.c; this
 * file reads the range of sizes, refuses two connectomes of one name, because neurons are known by
 * the name of their connectome, and counts how many of the neurons were used. */

#include "operation/names.h"
#include "operation/rows.h"

#include "base/map.h"

#include <math.h>

typedef struct {
    const latigraph_circuit_list_t *connectomes;
    const igraph_vector_t *size;
    const char *identity;
    latigraph_sample_options_t options;
} request_t;

typedef struct {
    latigraph_circuit_list_t circuits;
    igraph_strvector_t names;
    igraph_vector_t neurons, edges;
    igraph_integer_t smallest, largest, used, available;
    igraph_real_t mean_edges;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("connectomes", connectomes,
                   "Directed graphs to cut from. Positions are the vertex attributes x, y and "
                   "perhaps z with a common suffix, the unit (x_um, y_um). Each gives count "
                   "circuits, the same ones as if it were alone."),
    OPTION("shape", STRING, options.shape, "ball",
           "ball: the nearest neurons in space; column: the nearest in the plane across the axis; "
           "neighbours: those that a random walk meets, which needs no positions; whole: all of "
           "the connectome, once.",
           .choices = "ball|column|neighbours|whole"),
    OPTION("axis", STRING, options.axis, "y", "Axis of a column.", .choices = "x|y|z"),
    OPTION("size", VECTOR, size, "100:200",
           "Number of neurons of a circuit: one number, or the least and the greatest, between "
           "which sizes are drawn uniformly.",
           .metavar = "N|MIN:MAX"),
    OPTION_COUNT(options.count, "500", "Number of circuits to cut from each connectome."),
    OPTION("restart", REAL, options.restart, "0.15",
           "Probability that a step of the random walk jumps back to its start.", .min = 0,
           .max = 1),
    OPTION("select", STRING, options.select, NULL,
           "Condition on node data that neurons must meet, as in the operation select.",
           .metavar = "EXPR"),
    OPTION_IDENTITY(identity),
    OPTION_SEED(options.seed),

    OUTPUT("circuits", GRAPH_LIST, circuits,
           "The circuits. Neurons keep their node data and, in the vertex attribute name and the "
           "graph attribute connectome, their identity. The graph attribute identity names that "
           "across connectomes.",
           HEAD),
    OUTPUT("names", STRING_LIST, names, "Names of the circuits."),
    OUTPUT("neurons", VECTOR, neurons, "Number of neurons of each circuit.", .rows = "names"),
    OUTPUT("edges", VECTOR, edges, "Number of edges of each circuit.", .rows = "names"),
    OUTPUT("smallest", INTEGER, smallest, "Least number of neurons of a circuit.", HEAD),
    OUTPUT("largest", INTEGER, largest, "Greatest number of neurons of a circuit.", HEAD),
    OUTPUT("mean_edges", REAL, mean_edges, "Mean number of edges.", HEAD),
    OUTPUT("neurons_used", INTEGER, used, "Distinct neurons of all circuits.", HEAD),
    OUTPUT("neurons_available", INTEGER, available, "Neurons that could have been taken.", HEAD),
};

static igraph_error_t set_size(const request_t *request, latigraph_sample_options_t *options) {
    const igraph_integer_t count = igraph_vector_size(request->size);
    const igraph_real_t least = VECTOR(*request->size)[0];
    const igraph_real_t greatest = VECTOR(*request->size)[count - 1];
    if (count > 2 || least != floor(least) || greatest != floor(greatest) || least < 1 ||
        greatest > LATIGRAPH_MOST_NEURONS) {
        IGRAPH_ERRORF("Argument \"size\" is one or two whole numbers from 1 to %d.", IGRAPH_EINVAL,
                      LATIGRAPH_MOST_NEURONS);
    }
    if (greatest < least) {
        IGRAPH_ERRORF("Argument \"size\" is \"%g:%g\", an empty range; give the least size first.",
                      IGRAPH_EINVAL, least, greatest);
    }
    options->size_min = (igraph_integer_t)least;
    options->size_max = (igraph_integer_t)greatest;
    return IGRAPH_SUCCESS;
}

/* Neurons are known by the name of their connectome and their own. */
static igraph_error_t check_names(const latigraph_circuit_list_t *connectomes) {
    latigraph_map_t met = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &met);
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(connectomes); c++) {
        const char *name = latigraph_circuit_name(latigraph_circuit_list_get(connectomes, c));
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        IGRAPH_CHECK(latigraph_map_add_text(&met, name, &entry, &added));
        if (!added) {
            IGRAPH_ERRORF(
                "Two of the connectomes are called \"%s\", so that their neurons would be "
                "taken for the same; rename one.",
                IGRAPH_EINVAL, name);
        }
    }
    latigraph_map_destroy(&met);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t count_available(const latigraph_circuit_t *connectome, const char *select,
                                      igraph_integer_t *available) {
    latigraph_circuit_t *selected = NULL;
    if (select != NULL) {
        IGRAPH_CHECK(latigraph_circuit_select(&selected, connectome, select));
    }
    *available += latigraph_circuit_vcount(selected != NULL ? selected : connectome);
    latigraph_circuit_destroy(selected);
    return IGRAPH_SUCCESS;
}

static igraph_error_t summarise(const request_t *request, result_t *result) {
    const igraph_integer_t count = latigraph_circuit_list_size(&result->circuits);
    latigraph_overlap_t overlap;
    IGRAPH_CHECK(latigraph_name_circuits(&result->circuits, &result->names));
    IGRAPH_CHECK(igraph_vector_resize(&result->neurons, count));
    IGRAPH_CHECK(igraph_vector_resize(&result->edges, count));
    for (igraph_integer_t i = 0; i < count; i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(&result->circuits, i);
        VECTOR(result->neurons)[i] = (igraph_real_t)latigraph_circuit_vcount(circuit);
        VECTOR(result->edges)[i] = (igraph_real_t)latigraph_circuit_ecount(circuit);
    }
    if (count > 0) {
        result->smallest = (igraph_integer_t)igraph_vector_min(&result->neurons);
        result->largest = (igraph_integer_t)igraph_vector_max(&result->neurons);
        result->mean_edges = igraph_vector_sum(&result->edges) / (igraph_real_t)count;
    }
    IGRAPH_CHECK(latigraph_circuit_list_overlap(&result->circuits, request->connectomes, &overlap));
    result->used = overlap.neurons_first;
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    latigraph_sample_options_t options = request->options;
    (void)remarks;
    IGRAPH_CHECK(set_size(request, &options));
    options.count = options.shape == LATIGRAPH_SHAPE_WHOLE ? 1 : options.count;
    IGRAPH_CHECK(check_names(request->connectomes));
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(request->connectomes); c++) {
        const latigraph_circuit_t *connectome = latigraph_circuit_list_get(request->connectomes, c);
        IGRAPH_CHECK(latigraph_sample(&result->circuits, connectome, &options));
        IGRAPH_CHECK(count_available(connectome, options.select, &result->available));
    }
    return summarise(request, result);
}

const latigraph_operation_t latigraph_operation_sample = {
    .name = "sample",
    .summary = "Cuts circuits out of connectomes.",
    .doc =
        "The same options and seed give the same circuits, and the first of many are the same as "
        "the first of few. Neurons keep their identity, so that sets of circuits with neurons in "
        "common are found out; for sets without, cut each with a condition of its own. Circuits "
        "keep the name of their connectome, by which a model tells its groups apart. Time "
        "complexity: O(count (n + e)) for n neurons and e edges of the chosen neurons.",
    .example = "latigraph sample connectome.graphml -o train --shape column --size 100:200 "
               "--select 'x_um<700'",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
