/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation generate: circuits from codes.
 *
 * Circuits are described and handed on one by one (a sink), so that a million of them need the
 * memory of one. In a job of several processes that hands circuits on, each process makes a block
 * of them; circuit i depends on the seed and on i alone, so the blocks fit together. Codes are
 * checked before any work: those of another model by their digest, those of another length by
 * their number of columns. A request that is not met is a remark, never silence: a mean degree
 * that the rates cannot give, a density other than that of the code, a code far outside of the
 * training codes. Large circuits note how they were drawn, and their statistics are set against
 * those of the training circuits. */

#include "operation/generating.h"
#include "operation/names.h"
#include "operation/rows.h"

#include "base/compat.h"
#include "base/memory.h"
#include "base/ranks.h"
#include "generate/code_density.h"
#include "generate/extrapolate.h"
#include "generate/generate.h"
#include "model/statistics.h"

#include <latigraph/explain.h>
#include <latigraph/generate.h>

#include <string.h>

typedef struct {
    const latigraph_model_t *model;
    const igraph_matrix_t *codes;
    const char *codes_digest;
    const latigraph_circuit_t *like;
    latigraph_generate_options_t options;
    igraph_bool_t report;
} request_t;

typedef struct {
    latigraph_circuit_stream_t circuits;
    igraph_strvector_t names, coordinates, statistics, large, sampler;
    igraph_vector_t neurons, edges, fitted_distance, rate_factor;
    igraph_matrix_t codes, values, standard_error;
    char *digest;
    igraph_vector_t training_mean, training_sd;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE
/* Distance of a coordinate from the mean of the training codes, in SDs, that counts as far. */
static const double FAR = 10;
#define LARGE "it is known of circuits that the sparse sampler drew"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    OPTION(
        "codes", MATRIX, codes, NULL,
        "Codes to generate from: one row per code, one column per coordinate; count circuits are "
        "made of each. They are drawn from the density of the training codes if it is left out.",
        .option = "code", .show = LATIGRAPH_SHOW_FILE),
    OPTION("codes_digest", STRING, codes_digest, NULL,
           "Digest of the model that codes belong to, as the operation encode gives it. Codes of "
           "another model are refused. Codes without a digest need the right number of coordinates "
           "alone. A table of codes that encode wrote has the digest as a column."),
    OPTION_GROUP(options.group),
    OPTION_LIKE(like,
                "Circuit that gives its node data and, without codes and group, its code. Node "
                "data are drawn from the model's law if it is left out."),
    OPTION_NODES(options.nodes),
    OPTION_COUNT(options.count, "1",
                 "Number of circuits to generate, of each code if there are several."),
    OPTION("first", INTEGER, options.first, "0",
           "Number of circuits of the ensemble to skip, so that an ensemble can be continued.",
           .min = 0, .max = LATIGRAPH_MOST_CIRCUITS),
    OPTION("uncalibrated", BOOLEAN, options.uncalibrated, "false",
           "Take the decoder's rates as they are, instead of holding circuits to the statistics "
           "in their codes."),
    OPTION("independent_dyads", BOOLEAN, options.independent_dyads, "false",
           "Leave the closure stage out: dyads stay independent given the rates, as in the "
           "likelihood, and circuits have less local clustering than their codes say."),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),
    OPTION_PLACE(options.place),
    OPTION_DENSITY(options.density),
    OPTION_MEAN_DEGREE(options.mean_degree),
    OPTION("report", BOOLEAN, report, "true",
           "Measure the statistics of circuits that the sparse sampler drew, beside those of the "
           "training circuits. Statistics of triangles are estimated from 1,000,000 connected "
           "triples if the sum of squared degrees exceeds 2,000,000,000."),

    OUTPUT(
        "circuits", GRAPH_LIST, circuits,
        "The circuits, with node data, weights, code, digest of the model (code_digest) and seed "
        "as attributes. closure_exact and closure_tilted name what the closure stage kept of the "
        "drawn dyads and what it moved to the code.",
        .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_STREAM),
    OUTPUT("names", STRING_LIST, names, "Names of the circuits."),
    OUTPUT("neurons", VECTOR, neurons, "Number of neurons of each circuit.", .rows = "names"),
    OUTPUT("edges", VECTOR, edges, "Number of edges of each circuit.", .rows = "names"),
    OUTPUT("coordinates", STRING_LIST, coordinates, "Names of the coordinates of the code."),
    OUTPUT("code", MATRIX, codes, "Code of each circuit.", .rows = "names",
           .columns = "coordinates"),
    OUTPUT("digest", STRING, digest, "Digest of the model, to which the codes belong.",
           .show = LATIGRAPH_SHOW_REPEATED),
    OUTPUT("large", STRING_LIST, large,
           "Names of the circuits whose rates were extrapolated or whose edges the sparse sampler "
           "drew."),
    OUTPUT("sampler", STRING_LIST, sampler, "Sampler of each of them.", .rows = "large", HEAD),
    OUTPUT("fitted_distance", VECTOR, fitted_distance,
           "Largest distance between neurons up to which rates were fitted.", .rows = "large",
           .undefined = "no rate was extrapolated", .show = LATIGRAPH_SHOW_QUIET),
    OUTPUT("rate_factor", VECTOR, rate_factor, "Factor on all rates that meets mean_degree.",
           .rows = "large", .undefined = "no mean degree was requested",
           .show = LATIGRAPH_SHOW_QUIET),
    OUTPUT("statistics", STRING_LIST, statistics, "Names of the statistics in the code."),
    OUTPUT("value", MATRIX, values, "Statistics of each large circuit.", .rows = "large",
           .columns = "statistics", HEAD, .undefined = "a statistic is not defined for it"),
    OUTPUT(
        "standard_error", MATRIX, standard_error,
        "Standard error of each statistic of a large circuit; 0 for statistics that are counted.",
        .rows = "large", .columns = "statistics",
        .undefined = "the sample has no triangle of the kind", .show = LATIGRAPH_SHOW_QUIET),
    OUTPUT("training_mean", VECTOR, training_mean, "Mean over the training circuits.",
           .rows = "statistics", HEAD),
    OUTPUT("training_sd", VECTOR, training_sd, "Standard deviation over the training circuits.",
           .rows = "statistics", HEAD),
};

/* --- What is said of a circuit ---------------------------------------------------------------- */

static const char *noted_text(const latigraph_circuit_t *circuit, const char *name) {
    const latigraph_note_t *note = latigraph_circuit_find_note(circuit, name);
    return note != NULL ? note->text : NULL;
}

static igraph_error_t append_code(const latigraph_circuit_t *circuit, igraph_matrix_t *codes) {
    const igraph_integer_t row = igraph_matrix_nrow(codes);
    const char *at = noted_text(circuit, "code");
    IGRAPH_CHECK(igraph_matrix_add_rows(codes, 1));
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(codes); k++) {
        char *end = NULL;
        MATRIX(*codes, row, k) = at != NULL ? g_ascii_strtod(at, &end) : 0;
        at = end;
    }
    return IGRAPH_SUCCESS;
}

/* Returns a note with nine digits, as circuits are written to files; NaN if there is none. */
static igraph_real_t noted_number(const latigraph_circuit_t *circuit, const char *name) {
    const latigraph_note_t *note = latigraph_circuit_find_note(circuit, name);
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    if (note == NULL) {
        return IGRAPH_NAN;
    }
    g_ascii_formatd(number, sizeof number, "%.9g", note->number);
    return g_ascii_strtod(note->text != NULL ? note->text : number, NULL);
}

/* Says which statistics of a circuit are estimates. */
static igraph_error_t remark_estimates(const latigraph_circuit_t *circuit, double largest,
                                       latigraph_remarks_t *remarks) {
    const char *name = latigraph_circuit_name(circuit);
    return latigraph_remark_add(remarks, "estimated", name,
                                "The statistics of the triangles of \"%s\" are estimated from %d "
                                "connected triples, because there are too many triangles to count; "
                                "the largest standard error is %.2g (standard_error has each).",
                                name, LATIGRAPH_SAMPLED_TRIPLES, largest);
}

/* The statistics of a large circuit; the training circuits' go to the result, too. */
static igraph_error_t append_statistics(const request_t *request, result_t *result,
                                        const latigraph_circuit_t *circuit,
                                        latigraph_remarks_t *remarks) {
    const igraph_integer_t row = igraph_matrix_nrow(&result->values);
    igraph_matrix_t figures;
    IGRAPH_MATRIX_INIT_FINALLY(&figures, 0, 0);
    IGRAPH_CHECK(latigraph_compare_with_training(request->model, circuit, &figures));
    const igraph_integer_t count = igraph_matrix_nrow(&figures);
    double largest = 0;
    if (row == 0) {
        IGRAPH_CHECK(igraph_matrix_resize(&result->values, 0, count));
        IGRAPH_CHECK(igraph_matrix_resize(&result->standard_error, 0, count));
    }
    IGRAPH_CHECK(igraph_matrix_add_rows(&result->values, 1));
    IGRAPH_CHECK(igraph_matrix_add_rows(&result->standard_error, 1));
    IGRAPH_CHECK(igraph_vector_resize(&result->training_mean, count));
    IGRAPH_CHECK(igraph_vector_resize(&result->training_sd, count));
    for (igraph_integer_t k = 0; k < count; k++) {
        MATRIX(result->values, row, k) = MATRIX(figures, k, 0);
        VECTOR(result->training_mean)[k] = MATRIX(figures, k, 1);
        VECTOR(result->training_sd)[k] = MATRIX(figures, k, 2);
        MATRIX(result->standard_error, row, k) = MATRIX(figures, k, 3);
        largest = fmax(largest, MATRIX(figures, k, 3));
    }
    igraph_matrix_destroy(&figures);
    IGRAPH_FINALLY_CLEAN(1);
    if (latigraph_statistics_are_sampled(circuit)) {
        IGRAPH_CHECK(remark_estimates(circuit, largest, remarks));
    }
    return latigraph_name_statistics(request->model, &result->statistics);
}

/* A circuit is large if it notes how it was drawn or how its rates were extrapolated. */
static igraph_error_t append_large(const request_t *request, result_t *result,
                                   const latigraph_circuit_t *circuit,
                                   latigraph_remarks_t *remarks) {
    const char *sampler = noted_text(circuit, "sampler");
    const igraph_real_t distance = noted_number(circuit, "fitted_distance");
    const igraph_real_t factor = noted_number(circuit, "rate_factor");
    if (sampler == NULL && isnan(distance) && isnan(factor)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(igraph_strvector_push_back(&result->large, latigraph_circuit_name(circuit)));
    IGRAPH_CHECK(igraph_strvector_push_back(&result->sampler, sampler != NULL ? sampler : "dense"));
    IGRAPH_CHECK(igraph_vector_push_back(&result->fitted_distance, distance));
    IGRAPH_CHECK(igraph_vector_push_back(&result->rate_factor, factor));
    return request->report ? append_statistics(request, result, circuit, remarks) : IGRAPH_SUCCESS;
}

/* Says that a calibrated circuit has no closure stage although its code holds local clustering. */
static igraph_error_t remark_closure(const request_t *request, const latigraph_circuit_t *circuit,
                                     latigraph_remarks_t *remarks) {
    const char *name = latigraph_circuit_name(circuit);
    if (request->model->config.closure == 0 || request->options.uncalibrated ||
        request->options.independent_dyads || circuit->m == 0 ||
        latigraph_circuit_find_note(circuit, "closure_swaps") != NULL) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        remarks, "no-closure", name,
        "\"%s\" has no closure stage, because its rates are not calibrated; expect less local "
        "clustering than its code says.",
        name);
}

/* Says that calibration ended far from the code. */
static igraph_error_t remark_calibration(const latigraph_circuit_t *circuit,
                                         latigraph_remarks_t *remarks) {
    const char *name = latigraph_circuit_name(circuit);
    const char *missed = noted_text(circuit, "calibration_missed");
    return missed == NULL
               ? IGRAPH_SUCCESS
               : latigraph_remark_add(
                     remarks, "calibration-missed", name,
                     "\"%s\" is not like its code, which requests %s = %.3g; the circuit has "
                     "%.3g. Fit the model with more steps, or choose a code that is nearer to "
                     "those of the training circuits.",
                     name, missed, noted_number(circuit, "calibration_requested"),
                     noted_number(circuit, "calibration_reached"));
}

/* Says that the density of a circuit is not that of the given code. It compares in SDs of the
 * training circuits, beyond what drawn edges vary by. */
static igraph_error_t remark_density(const request_t *request, const latigraph_circuit_t *circuit,
                                     const igraph_matrix_t *codes, latigraph_remarks_t *remarks) {
    const latigraph_model_t *model = request->model;
    const double n = circuit->n, m = circuit->m;
    if (request->codes == NULL || request->options.uncalibrated || m == 0 ||
        request->options.mean_degree > 0 || !latigraph_code_describes(model, circuit->n)) {
        return IGRAPH_SUCCESS;
    }
    const double sd = model->statistic_sd[LATIGRAPH_STATISTIC_LOG_DENSITY];
    const double coordinate =
        MATRIX(*codes, igraph_matrix_nrow(codes) - 1, LATIGRAPH_STATISTIC_LOG_DENSITY);
    const double asked = model->statistic_mean[LATIGRAPH_STATISTIC_LOG_DENSITY] + sd * coordinate;
    const double found = log(m / (n * (n - 1)));
    if (fabs(found - asked) <= fmax(sd / 2, 4 / sqrt(m))) {
        return IGRAPH_SUCCESS;
    }
    const char *name = latigraph_circuit_name(circuit);
    return latigraph_remark_add(remarks, "density-missed", name,
                                "The code of \"%s\" requests a density of %.3g; the circuit has "
                                "%.3g.",
                                name, exp(asked), exp(found));
}

static igraph_error_t describe(const request_t *request, result_t *result,
                               const latigraph_circuit_t *circuit, latigraph_remarks_t *remarks) {
    IGRAPH_CHECK(igraph_strvector_push_back(&result->names, latigraph_circuit_name(circuit)));
    IGRAPH_CHECK(igraph_vector_push_back(&result->neurons,
                                         (igraph_real_t)latigraph_circuit_vcount(circuit)));
    IGRAPH_CHECK(
        igraph_vector_push_back(&result->edges, (igraph_real_t)latigraph_circuit_ecount(circuit)));
    IGRAPH_CHECK(append_code(circuit, &result->codes));
    IGRAPH_CHECK(latigraph_remark_degree(latigraph_circuit_name(circuit), circuit->n, circuit->m,
                                         request->options.mean_degree, remarks));
    IGRAPH_CHECK(remark_calibration(circuit, remarks));
    IGRAPH_CHECK(remark_density(request, circuit, &result->codes, remarks));
    IGRAPH_CHECK(remark_closure(request, circuit, remarks));
    return append_large(request, result, circuit, remarks);
}

typedef struct {
    const request_t *request;
    result_t *result;
    latigraph_remarks_t *remarks;
} job_t;

/* A sink: describes a circuit, then hands it on or keeps it. */
static igraph_error_t take_circuit(latigraph_circuit_t *circuit, void *data) {
    const job_t *job = data;
    latigraph_circuit_stream_t *stream = &job->result->circuits;
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(describe(job->request, job->result, circuit, job->remarks));
    IGRAPH_FINALLY_CLEAN(1);
    if (stream->sink != NULL) {
        return stream->sink(circuit, stream->data);
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_circuit_list_push_back(&stream->list, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The work -------------------------------------------------------------------------------- */

/* Codes mean something to their own model alone. */
static igraph_error_t check_digest(const char *given, const char *own) {
    if (given != NULL && strcmp(given, own) != 0) {
        IGRAPH_ERRORF("The codes belong to another model: their digest is %.64s, that of the model "
                      "is %s. Encode the circuits with this model, or generate with the other one.",
                      IGRAPH_EINVAL, given, own);
    }
    return IGRAPH_SUCCESS;
}

/* Codes of a wrong length are refused before anything reads them. */
static igraph_error_t check_width(const latigraph_model_t *model, const igraph_matrix_t *codes,
                                  igraph_bool_t wanted) {
    if (wanted && igraph_matrix_ncol(codes) != latigraph_model_code_size(model)) {
        IGRAPH_ERRORF("The codes have %" IGRAPH_PRId " columns, but the model's code has "
                      "%" IGRAPH_PRId " dimensions. Codes belong to one model.",
                      IGRAPH_EINVAL, igraph_matrix_ncol(codes), latigraph_model_code_size(model));
    }
    return IGRAPH_SUCCESS;
}

/* Says which given codes lie far outside of the training codes. */
static igraph_error_t remark_far_codes(const request_t *request, const result_t *result,
                                       latigraph_remarks_t *remarks) {
    const igraph_matrix_t *codes = request->codes;
    for (igraph_integer_t i = 0; codes != NULL && i < igraph_matrix_nrow(codes); i++) {
        int farthest = 0;
        double reach = 0;
        for (int k = 0; k < igraph_matrix_ncol(codes); k++) {
            const double here = latigraph_code_reach(request->model, k, MATRIX(*codes, i, k));
            farthest = here > reach ? k : farthest;
            reach = fmax(reach, here);
        }
        if (reach > FAR) {
            const char *name = igraph_strvector_get(&result->coordinates, farthest);
            IGRAPH_CHECK(
                latigraph_remark_add(remarks, "far-code", name,
                                     "Coordinate \"%s\" of code %" IGRAPH_PRId
                                     " is %.4g, which is %.3g SD from the mean "
                                     "of the training codes. No training circuit is like that.",
                                     name, i + 1, MATRIX(*codes, i, farthest), reach));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Several codes get a row per circuit, and circuits that are handed out at once are shared among
 * the processes of a job. */
static igraph_error_t take_share(const result_t *result, igraph_matrix_t *codes,
                                 latigraph_generate_options_t *options) {
    const igraph_integer_t rows = igraph_matrix_nrow(codes), width = igraph_matrix_ncol(codes);
    ptrdiff_t begin = 0, end = (ptrdiff_t)(options->count * MAX(rows, 1));
    igraph_matrix_t own;
    if (result->circuits.sink != NULL) {
        latigraph_ranks_block(end, &begin, &end);
    }
    if (rows > 1) {
        IGRAPH_MATRIX_INIT_FINALLY(&own, end - begin, width);
        for (igraph_integer_t i = begin; i < end; i++) {
            for (igraph_integer_t k = 0; k < width; k++) {
                MATRIX(own, i - begin, k) = MATRIX(*codes, i / options->count, k);
            }
        }
        IGRAPH_CHECK(igraph_matrix_update(codes, &own));
        igraph_matrix_destroy(&own);
        IGRAPH_FINALLY_CLEAN(1);
    }
    options->first += begin;
    options->count = end - begin;
    return IGRAPH_SUCCESS;
}

/* Says how drawn codes of large circuits vary, which their mean degree follows. */
static igraph_error_t remark_shrinkage(const request_t *request, const result_t *result,
                                       igraph_bool_t given, latigraph_remarks_t *remarks) {
    const latigraph_model_t *model = request->model;
    const double nodes = igraph_vector_size(&result->neurons) > 0 ? VECTOR(result->neurons)[0] : 0;
    const double shrinkage = latigraph_code_shrinkage(model, (igraph_integer_t)nodes);
    const double *mean, *covariance;
    if (given || shrinkage == 1 || request->options.mean_degree > 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_code_moments(model, request->options.group, &mean, &covariance));
    const double spread = model->statistic_sd[LATIGRAPH_STATISTIC_LOG_DENSITY] * shrinkage *
                          sqrt(covariance[LATIGRAPH_STATISTIC_LOG_DENSITY]);
    return latigraph_remark_add(
        remarks, "large-codes", "code",
        "Circuits of %g neurons cover as much tissue as %.3g of the largest training circuits. "
        "Their codes are drawn as means of so many codes, so that their mean degrees vary by about "
        "%.2g %% (SD) over codes, in place of %.2g %%. mean_degree sets the mean degree.",
        nodes, 1 / (shrinkage * shrinkage), 100 * spread, 100 * spread / shrinkage);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    latigraph_generate_options_t options = request->options;
    job_t job = {request, result, remarks};
    igraph_matrix_t codes;
    igraph_bool_t wanted;
    IGRAPH_CHECK(latigraph_check_generating(request->codes, request->like, &options));
    IGRAPH_CHECK(latigraph_model_digest(request->model, &result->digest));
    IGRAPH_CHECK(check_digest(request->codes_digest, result->digest));
    IGRAPH_CHECK(latigraph_coordinate_names(request->model, &result->coordinates));
    IGRAPH_CHECK(
        igraph_matrix_resize(&result->codes, 0, latigraph_model_code_size(request->model)));
    IGRAPH_MATRIX_INIT_FINALLY(&codes, 0, 0);
    IGRAPH_CHECK(latigraph_find_codes(request->model, request->codes, request->like, options.group,
                                      &codes, &wanted));
    IGRAPH_CHECK(check_width(request->model, &codes, wanted));
    IGRAPH_CHECK(remark_far_codes(request, result, remarks));
    IGRAPH_CHECK(take_share(result, &codes, &options));
    if (options.count > 0) {
        IGRAPH_CHECK(latigraph_generate_each(request->model, wanted ? &codes : NULL, request->like,
                                             &options, take_circuit, &job));
    }
    IGRAPH_CHECK(remark_shrinkage(request, result, wanted, remarks));
    igraph_matrix_destroy(&codes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_generate = {
    .name = "generate",
    .summary = "Builds new circuits from codes.",
    .doc = "Every dyad is drawn from its exact probabilities. Circuit i depends on the model, the "
           "code, the node data, the seed and i alone. Circuits that are larger than those of the "
           "fit are drawn sparsely, from the same law, and note it in their attributes. Time "
           "complexity: O(count n² r) for rank r; sparsely O(count (n log n + m)).",
    .example =
        "latigraph generate model.safetensors --like circuit.graphml --count 10 -o generated",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING | LATIGRAPH_SPLIT_WORK,
    OPERATION_STRUCTS(arguments, run),
};
