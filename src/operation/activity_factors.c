/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation activity_factors: groups of neurons that are active together, over animals. Each
 * file is an animal. A matrix may hold several animals one below the other, so that callers with
 * arrays need no files. The work is done in the module factors. */

#include "operation/recordings.h"
#include "operation/rows.h"

#include "figure/figure.h"

#include <latigraph/factors.h>

typedef struct {
    const igraph_matrix_t *activity;
    const igraph_strvector_t *files, *neuron_names;
    const char *entry;
    const latigraph_circuit_t *like;
    igraph_integer_t animals;
    latigraph_factors_options_t options;
} request_t;

typedef struct {
    latigraph_factors_t factors;
    igraph_strvector_t tried_names;
    igraph_integer_t count;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE
#define PART .show = LATIGRAPH_SHOW_PART
#define HEAD_PART .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_PART
#define QUIET_PART .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_QUIET

static const latigraph_argument_t arguments[] = {
    OPTION("activity", MATRIX, activity, NULL,
           "Activity of the neurons: one row per time, one column per neuron, one animal below the "
           "other. NaN is a value that was not recorded.",
           .show = LATIGRAPH_SHOW_POSITIONAL | LATIGRAPH_SHOW_HIDDEN),
    OPTION("animals", INTEGER, animals, "1",
           "Number of animals in activity, each with the same number of rows.", .min = 1,
           .max = 32767, .show = LATIGRAPH_SHOW_HIDDEN),
    OPTION("files", STRING_LIST, files, NULL,
           "Files with activity instead: tables of text (.csv, .tsv, packed or not), .npy or "
           ".safetensors, or folders of these. Each file is an animal; neurons of the same name "
           "are the same, without names those of the same column.",
           .show = LATIGRAPH_SHOW_POSITIONAL, .metavar = "ACTIVITY"),
    OPTION("rank", INTEGER, options.rank, "0",
           "Number of factors; 0 takes the largest one whose starts agree and whose factors "
           "predict neurons that were left out.",
           .min = 0, .max = LATIGRAPH_FACTORS_MAX),
    OPTION("most", INTEGER, options.most, "8", "Most factors that are tried.", .min = 1,
           .max = LATIGRAPH_FACTORS_MAX),
    OPTION("starts", INTEGER, options.starts, "8", "Random starts per number of factors.", .min = 1,
           .max = 1000),
    OPTION("stability", REAL, options.stability, "0.9",
           "Least mean match of the starts, from 0 to 1, of a number of factors that is chosen.",
           .min = 0, .max = 1),
    OPTION("gain", REAL, options.gain, "0.01",
           "Least share that a further factor explains at neurons that were left out.", .min = 0,
           .max = 1),
    OPTION("smooth", REAL, options.smooth, "2",
           "SD of the Gaussian that smooths the activity; 0 leaves it as it is.", .min = 0,
           .max = 1e6, .unit = "times"),
    OPTION("window", INTEGER, options.window, "7", "Times of a mean of co-activity.", .min = 1,
           .max = 1 << 28, .unit = "times"),
    OPTION("step", INTEGER, options.step, "3", "Times from one mean to the next.", .min = 1,
           .max = 1 << 28, .unit = "times"),
    OPTION("gap", REAL, options.gap, "0.1",
           "Greatest share of a neuron's values that may be missing in an animal. Gaps are filled "
           "by straight lines; neurons with more of them are unknown in that animal.",
           .min = 0, .max = 1),
    OPTION("iterations", INTEGER, options.iterations, "500", "Most sweeps of a fit.", .min = 1,
           .max = 1000000),
    OPTION("like", GRAPH, like, NULL,
           "Graph whose neurons the columns belong to; the networks have its neurons with all "
           "their data."),
    OPTION_NEURON_NAMES(neuron_names),
    OPTION_ENTRY(entry),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),

    OUTPUT("count", INTEGER, count, "Number of factors.", HEAD),
    OUTPUT("networks", GRAPH_LIST, factors.networks,
           "One undirected graph per factor, the largest first. The edge attribute weight is the "
           "co-activity of a pair at the factor's peak in an average animal; vertices have "
           "strength, member, block and leiden.",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_PLAIN | LATIGRAPH_SHOW_PART),
    OUTPUT("names", STRING_LIST, factors.names, "Names of the factors.", .title = "factor", PART),
    OUTPUT("share", VECTOR, factors.share,
           "Share of the sum of squares that a factor has by itself.", .rows = "names", HEAD_PART),
    OUTPUT("evenness", VECTOR, factors.evenness,
           "Share of the pairs, times and animals that a factor effectively spreads over, the "
           "least of the three; a factor near 1 is the level of chance.",
           .rows = "names", HEAD_PART),
    OUTPUT("explained", REAL, factors.explained,
           "Share of the sum of squares that all factors explain.", HEAD_PART),
    OUTPUT("centres", VECTOR, factors.centres, "Middle of each window, counted from 1.",
           .unit = "times", PART),
    OUTPUT("times", MATRIX, factors.times,
           "Course of each factor (row) over the windows; its greatest value is 1.",
           .rows = "names", PART),
    OUTPUT("animal_names", STRING_LIST, factors.animals, "Names of the animals.", .title = "animal",
           PART),
    OUTPUT("loads", MATRIX, factors.loads,
           "Size of each factor (row) in each animal; the mean of a factor is 1.", .rows = "names",
           .columns = "animal_names", HEAD_PART),
    OUTPUT("neurons", STRING_LIST, factors.neurons, "Names of the neurons.", .title = "neuron",
           PART),
    OUTPUT("members", MATRIX, factors.members,
           "1 for the neurons of a factor's strongest community, by the mean weight of its pairs.",
           .rows = "neurons", .columns = "names", PART),
    OUTPUT("strength", MATRIX, factors.strength, "Sum of the weights of each neuron.",
           .rows = "neurons", .columns = "names", PART),
    OUTPUT("blocks", MATRIX, factors.blocks,
           "Block of each neuron in each factor, by description length; 1 is the largest.",
           .rows = "neurons", .columns = "names", PART),
    OUTPUT("leiden", MATRIX, factors.leiden,
           "Community of each neuron in each factor, of greatest modularity of the square roots of "
           "the weights (igraph, Leiden).",
           .rows = "neurons", .columns = "names", PART),
    OUTPUT("tried", STRING_LIST, tried_names, "Numbers of factors that were tried.",
           .title = "factors"),
    OUTPUT("similarity", VECTOR, factors.similarity,
           "Mean match of the starts of each number of factors, from 0 to 1.", .rows = "tried",
           .undefined = "there is one start",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_QUIET),
    OUTPUT("curve", VECTOR, factors.curve, "Share that each number of factors explains.",
           .rows = "tried", HEAD_PART),
    OUTPUT("held_out", VECTOR, factors.held_out,
           "Share that each number of factors explains at neurons that were left out.",
           .rows = "tried", .undefined = "there is one animal",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_QUIET),
};

/* --- Animals ---------------------------------------------------------------------------------- */

/* Cuts the matrix into the matrices of the animals. */
static igraph_error_t cut_matrix(const request_t *request, igraph_matrix_list_t *parts) {
    const igraph_integer_t rows = igraph_matrix_nrow(request->activity);
    const igraph_integer_t each = rows / request->animals;
    if (rows % request->animals != 0) {
        IGRAPH_ERRORF("The activity has %" IGRAPH_PRId " rows, which %" IGRAPH_PRId
                      " animals cannot share equally. Cut the recordings to the same times.",
                      IGRAPH_EINVAL, rows, request->animals);
    }
    for (igraph_integer_t w = 0; w < request->animals; w++) {
        igraph_matrix_t *part;
        IGRAPH_CHECK(igraph_matrix_list_push_back_new(parts, &part));
        IGRAPH_CHECK(igraph_matrix_resize(part, each, igraph_matrix_ncol(request->activity)));
        for (igraph_integer_t j = 0; j < igraph_matrix_ncol(part); j++) {
            for (igraph_integer_t t = 0; t < each; t++) {
                MATRIX(*part, t, j) = MATRIX(*request->activity, w * each + t, j);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* Reads the animals; `parts` holds the values of a matrix as long as they are used. */
static igraph_error_t read_animals(const request_t *request, igraph_matrix_list_t *parts,
                                   igraph_vector_ptr_t *animals) {
    const recordings_t all = {"activity", request->activity, request->files, request->entry};
    latigraph_remarks_t *remarks = request->options.remarks;
    if (request->activity == NULL || request->files != NULL || request->animals == 1) {
        return latigraph_recordings_add(&all, request->neuron_names, remarks, animals);
    }
    IGRAPH_CHECK(cut_matrix(request, parts));
    for (igraph_integer_t w = 0; w < igraph_matrix_list_size(parts); w++) {
        const recordings_t part = {"activity", igraph_matrix_list_get_ptr(parts, w), NULL, NULL};
        IGRAPH_CHECK(latigraph_recordings_add(&part, request->neuron_names, remarks, animals));
    }
    return IGRAPH_SUCCESS;
}

/* --- Run -------------------------------------------------------------------------------------- */

static igraph_error_t find_factors(const request_t *request, result_t *result) {
    igraph_vector_ptr_t animals;
    igraph_matrix_list_t parts;
    IGRAPH_CHECK(igraph_matrix_list_init(&parts, 0));
    IGRAPH_FINALLY(igraph_matrix_list_destroy, &parts);
    IGRAPH_CHECK(latigraph_recordings_init(&animals));
    IGRAPH_CHECK(read_animals(request, &parts, &animals));
    IGRAPH_CHECK(latigraph_activity_factors(&result->factors,
                                            (const latigraph_activity_t *const *)VECTOR(animals),
                                            igraph_vector_ptr_size(&animals), &request->options));
    latigraph_pointers_destroy(&animals);
    igraph_matrix_list_destroy(&parts);
    IGRAPH_FINALLY_CLEAN(2);
    result->count = igraph_vector_size(&result->factors.share);
    for (igraph_integer_t k = 0; k < igraph_vector_size(&result->factors.tried); k++) {
        char name[32];
        g_snprintf(name, sizeof name, "%g", VECTOR(result->factors.tried)[k]);
        IGRAPH_CHECK(igraph_strvector_push_back(&result->tried_names, name));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    igraph_t like;
    request->options.remarks = remarks;
    if (request->like == NULL) {
        return find_factors(request, result_data);
    }
    IGRAPH_CHECK(latigraph_circuit_to_graph(request->like, &like));
    IGRAPH_FINALLY(igraph_destroy, &like);
    request->options.like = &like;
    IGRAPH_CHECK(find_factors(request, result_data));
    igraph_destroy(&like);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t init_result(void *data) {
    result_t *result = data;
    return latigraph_factors_init(&result->factors);
}

static void destroy_result(void *data) {
    result_t *result = data;
    latigraph_factors_destroy(&result->factors);
}

static igraph_error_t figure(const void *request, const void *result_data,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    const result_t *result = result_data;
    (void)request;
    return figure_image_factors(&result->factors, style, image);
}

const latigraph_operation_t latigraph_operation_activity_factors = {
    .name = "activity_factors",
    .summary = "Finds groups of neurons that are active together, when, and in which animals.",
    .doc = "Two neurons are co-active if both change in the same direction at a similar speed. "
           "Pairs, times and animals form a tensor, which non-negative factors describe: weights "
           "of pairs, a course over time and a load per animal (HALS; Cichocki and Phan 2009). "
           "Neurons that an animal lacks are left out of its sums. The number of factors is the "
           "largest one whose starts agree and whose factors predict neurons that were left out. "
           "Blocks and communities of each factor are given. Time complexity: O(N² T W R) per "
           "sweep and start for N neurons, T windows, W animals and R factors.",
    .example = "latigraph activity-factors animals/ -o factors --figure factors.svg",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
    .figure = figure,
};
