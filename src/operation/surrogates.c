/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation surrogates: random graphs that keep chosen quantities of connectomes. The chains
 * are in the module surrogate; this file reads what is kept and says what the surrogates cannot be
 * used for: chains that have not mixed, or that cannot move at all. */

#include "operation/names.h"
#include "operation/surrogate_rows.h"

#include <math.h>

typedef struct {
    const latigraph_circuit_list_t *connectomes;
    const char *keep;
    const igraph_strvector_t *tilt;
    latigraph_surrogate_options_t options;
} request_t;

typedef struct {
    latigraph_circuit_list_t surrogates;
    igraph_strvector_t names, circuits, tilted;
    igraph_vector_t steps, time, mixed, accepted, in_place, out_error, in_error;
    igraph_vector_t weight_distance, target, tilted_mean, tilted_error, multiplier;
} result_t;

#define METHOD_DEFAULT "parallel"
#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define NO_WEIGHTS "the connectome has no weights, or they are left out"

static const latigraph_argument_t arguments[] = {
    INPUT_ANY_CIRCUITS("connectomes", connectomes,
                       "Graphs to make surrogates of, directed or undirected. Each gives count "
                       "surrogates."),
    OPTION("keep", STRING, keep, NULL,
           "What to keep, with commas in between; degrees,reciprocity if it is left out, and "
           "degrees of "
           "undirected graphs. " KEEP_WORDS,
           .letter = 'k', .metavar = "WHAT"),
    OPTION_TILT(tilt),
    OPTION("weights", STRING, options.weights, "sender",
           "sender: weights stay with their senders, so that out-strengths are kept; global: "
           "permuted among all edges; class: permuted among edges between the same two types, or "
           "of the same distance; strengths: arranged such that out-strengths and in-strengths "
           "are kept as well as possible; strengths-exact: whole numbers with exactly these "
           "strengths and nearly the same law, in directed graphs; none: left out. Undirected "
           "edges have no senders, and sender permutes their weights among all edges.",
           .choices = "sender|global|class|strengths|none|strengths-exact"),
    OPTION_COUNT(options.count, "100", "Number of surrogates of each connectome."),
    OPTIONS_OF_SURROGATES(options),

    OUTPUT("surrogates", GRAPH_LIST, surrogates,
           "The surrogates. Neurons keep all their data; positions, types and names are those of "
           "the connectome.",
           .show = HEAD),
    OUTPUT("names", STRING_LIST, names, "Names of the surrogates."),
    OUTPUT("circuits", STRING_LIST, circuits, "Names of the connectomes.", .title = "connectome"),
    OUTPUT("spacing", VECTOR, steps, "Steps between surrogates, per edge.", .rows = "circuits",
           .show = HEAD, .unit = "per edge"),
    OUTPUT("time", VECTOR, time,
           "Integrated autocorrelation time of the number of triangles in the trial run, in steps "
           "per edge.",
           .rows = "circuits", .show = HEAD | QUIET, .unit = "per edge",
           .title = "autocorrelation time",
           .undefined = "graphs are drawn independently, or the trial run was too short"),
    OUTPUT("mixed", VECTOR, mixed,
           "1 if the trial run was long enough and surrogates are far enough apart, else 0.",
           .rows = "circuits", .show = HEAD),
    OUTPUT("accepted", VECTOR, accepted, "Share of steps that changed the graph.",
           .rows = "circuits", .show = HEAD),
    OUTPUT("in_place", VECTOR, in_place,
           "Mean share of the connectome's edges that a surrogate has, too.", .rows = "circuits",
           .show = HEAD, .title = "edges in place", .undefined = "there are no edges"),
    OUTPUT("out_error", VECTOR, out_error,
           "Error of out-strengths: root mean square over neurons, over that of the strengths.",
           .rows = "circuits", .show = HEAD | QUIET, .title = "error of out-strengths",
           .undefined = NO_WEIGHTS),
    OUTPUT("in_error", VECTOR, in_error, "Error of in-strengths, likewise.", .rows = "circuits",
           .show = HEAD | QUIET, .title = "error of in-strengths", .undefined = NO_WEIGHTS),
    OUTPUT("weight_distance", VECTOR, weight_distance,
           "Kolmogorov–Smirnov distance of the weights from those of the connectome.",
           .rows = "circuits", .show = HEAD | QUIET, .undefined = NO_WEIGHTS),
    OUTPUT("tilted", STRING_LIST, tilted,
           "Tilted statistics; with several connectomes, after the name of the connectome.",
           .title = "tilted statistic"),
    OUTPUT("target", VECTOR, target, "Value of the connectome.", .rows = "tilted", .show = HEAD),
    OUTPUT("tilted_mean", VECTOR, tilted_mean,
           "Mean over a run of the chain with the multipliers that are used.", .rows = "tilted",
           .show = HEAD, .title = "mean"),
    OUTPUT("tilted_error", VECTOR, tilted_error, "Standard error of that mean.", .rows = "tilted",
           .show = HEAD, .title = "standard error"),
    OUTPUT("multiplier", VECTOR, multiplier,
           "Change of the log-probability of a graph per unit of the statistic.", .rows = "tilted",
           .show = HEAD),
};

static igraph_error_t remark(const latigraph_surrogate_report_t *report, const char *name,
                             latigraph_remarks_t *remarks) {
    if (report->frozen) {
        return latigraph_remark_add(remarks, "frozen", name,
                                    "No step changes \"%s\": what is kept determines the graph, "
                                    "and its surrogates are all equal to it. Keep less.",
                                    name);
    }
    if (!report->has_mixed) {
        return latigraph_remark_add(
            remarks, "not-mixed", name,
            "The chain of \"%s\" has not been seen to mix: surrogates %.3g steps per edge apart "
            "may resemble it. Means and SDs over them are not those of the null model; p-values "
            "by the parallel and serial methods are valid. Raise steps or steps_most.",
            name, report->steps);
    }
    return IGRAPH_SUCCESS;
}

/* Remarks on what the options mean for an undirected connectome. */
static igraph_error_t remark_undirected(const request_t *request,
                                        const latigraph_circuit_t *connectome,
                                        const latigraph_surrogate_report_t *report,
                                        const char *name, latigraph_remarks_t *remarks) {
    if (!latigraph_circuit_is_undirected(connectome)) {
        return IGRAPH_SUCCESS;
    }
    if (request->keep != NULL) {
        IGRAPH_CHECK(latigraph_remark_undirected(&request->options.keep, request->keep, connectome,
                                                 remarks));
    }
    if (request->options.weights == LATIGRAPH_SURROGATE_WEIGHTS_SENDER &&
        !isnan(report->out_strength_error)) {
        return latigraph_remark_add(
            remarks, "weights-permuted", name,
            "\"%s\" is undirected: its weights have no senders to stay with, and are permuted "
            "among all edges.",
            name);
    }
    return IGRAPH_SUCCESS;
}

/* Remarks if rewired edges do not allow the strengths that were asked for. */
static igraph_error_t remark_strengths(const request_t *request,
                                       const latigraph_surrogate_report_t *report, const char *name,
                                       latigraph_remarks_t *remarks) {
    if (request->options.weights != LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS_EXACT ||
        !(report->out_strength_error > 0 || report->in_strength_error > 0)) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        remarks, "strengths-not-met", name,
        "The edges of some surrogates of \"%s\" have no whole weights from 1 on with all strengths "
        "of the connectome. Their errors are %.2g (out) and %.2g (in) on average.",
        name, report->out_strength_error, report->in_strength_error);
}

static igraph_error_t add_report(result_t *result, const latigraph_surrogate_report_t *report) {
    IGRAPH_CHECK(igraph_vector_push_back(&result->steps, report->steps));
    IGRAPH_CHECK(igraph_vector_push_back(&result->time, report->time));
    IGRAPH_CHECK(igraph_vector_push_back(&result->accepted, report->accepted));
    IGRAPH_CHECK(igraph_vector_push_back(&result->in_place, report->in_place));
    IGRAPH_CHECK(igraph_vector_push_back(&result->out_error, report->out_strength_error));
    IGRAPH_CHECK(igraph_vector_push_back(&result->in_error, report->in_strength_error));
    IGRAPH_CHECK(igraph_vector_push_back(&result->weight_distance, report->weight_distance));
    return igraph_vector_push_back(&result->mixed, report->has_mixed);
}

/* Adds the tilted statistics of one connectome. */
static igraph_error_t add_tilted(const request_t *request, result_t *result,
                                 const latigraph_surrogate_report_t *report, const char *circuit) {
    const char *before = latigraph_circuit_list_size(request->connectomes) > 1 ? circuit : NULL;
    for (igraph_integer_t k = 0; k < report->tilts; k++) {
        const latigraph_tilted_t *tilted = &report->tilted[k];
        latigraph_text_t label = LATIGRAPH_TEXT_EMPTY;
        IGRAPH_FINALLY(latigraph_text_destroy, &label);
        latigraph_text_print(&label, "%s%s%s", before != NULL ? before : "",
                             before != NULL ? ": " : "", latigraph_tilt_name(tilted->statistic));
        IGRAPH_CHECK(latigraph_text_check(&label));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->tilted, latigraph_text(&label)));
        latigraph_text_destroy(&label);
        IGRAPH_FINALLY_CLEAN(1);
        IGRAPH_CHECK(igraph_vector_push_back(&result->target, tilted->target));
        IGRAPH_CHECK(igraph_vector_push_back(&result->tilted_mean, tilted->mean));
        IGRAPH_CHECK(igraph_vector_push_back(&result->tilted_error, tilted->error));
        IGRAPH_CHECK(igraph_vector_push_back(&result->multiplier, tilted->multiplier));
    }
    return IGRAPH_SUCCESS;
}

/* Reads what is kept. */
static igraph_error_t read_keep(request_t *request) {
    latigraph_text_t keep = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &keep);
    IGRAPH_CHECK(latigraph_keep_tilted(
        request->keep != NULL ? request->keep : "degrees,reciprocity", request->tilt, &keep));
    IGRAPH_CHECK(latigraph_constraints_parse(&request->options.keep, latigraph_text(&keep)));
    latigraph_text_destroy(&keep);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    IGRAPH_CHECK(read_keep(request));
    IGRAPH_CHECK(latigraph_name_circuits(request->connectomes, &result->circuits));
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(request->connectomes); c++) {
        latigraph_surrogate_report_t report;
        IGRAPH_CHECK(latigraph_surrogates(&result->surrogates,
                                          latigraph_circuit_list_get(request->connectomes, c),
                                          &request->options, &report));
        IGRAPH_CHECK(add_report(result, &report));
        const char *name = igraph_strvector_get(&result->circuits, c);
        IGRAPH_CHECK(add_tilted(request, result, &report, name));
        IGRAPH_CHECK(remark_undirected(request, latigraph_circuit_list_get(request->connectomes, c),
                                       &report, name, remarks));
        IGRAPH_CHECK(remark(&report, name, remarks));
        IGRAPH_CHECK(latigraph_remark_tilted(&report, name, remarks));
        IGRAPH_CHECK(remark_strengths(request, &report, name, remarks));
    }
    return latigraph_name_circuits(&result->surrogates, &result->names);
}

const latigraph_operation_t latigraph_operation_surrogates = {
    .name = "surrogates",
    .summary = "Makes random graphs that keep chosen quantities of connectomes.",
    .doc =
        "Everything that is kept, is kept exactly; all else is uniformly random. Steps of a "
        "Markov chain exchange the targets of edges; refused steps count, and cycles of three "
        "are turned round. Graphs that keep only numbers of edges or pairs are drawn "
        "independently. Tilted statistics keep their mean: steps are taken in proportion to "
        "exp(θ s), with multipliers θ by stochastic approximation. The method expected keeps "
        "quantities on average, in graphs that are drawn independently. Surrogates of undirected "
        "graphs are undirected. p-values: Besag and "
        "Clifford, Biometrika 76:633 (1989). Time "
        "complexity: O(count · steps · m) for m edges.",
    .example = "latigraph surrogates connectome.graphml --keep degrees,reciprocity,types "
               "--count 100 -o surrogates",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
