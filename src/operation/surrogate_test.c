/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation surrogate_test: is a property of a connectome more than a consequence of its
 * degrees, reciprocity, types or distances? The rungs of several connectomes are columns of one
 * table: a connectome that lacks the data of a rung has no value there. */

#include "operation/names.h"
#include "operation/surrogate_rows.h"

#include "base/memory.h"
#include "base/text.h"
#include "figure/figure.h"

#include "measure/property.h"
#include "surrogate/surrogates.h"

#include <latigraph/measure.h>
#include <math.h>

typedef struct {
    const latigraph_circuit_list_t *connectomes;
    const latigraph_model_t *model;
    const igraph_strvector_t *only, *keep, *tilt;
    latigraph_callback_list_t functions;
    igraph_bool_t ladder, steered;
    igraph_real_t rate;
    latigraph_surrogate_options_t options;
} request_t;

typedef struct {
    igraph_strvector_t properties, circuit, rungs, verdicts, sentences, circuits;
    igraph_vector_t observed;
    igraph_matrix_t mean, sd, z, p, q, explained, compared, steps, time, in_place, mixed;
} result_t;

#define METHOD_DEFAULT "serial"
#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define BY_RUNG .rows = "properties", .columns = "rungs"
#define NO_RUNG "the connectome lacks the data of the rung, or the property is not defined"
#define KEPT "the rung keeps the property within the tolerance, or " NO_RUNG

static const latigraph_argument_t arguments[] = {
    INPUT_ANY_CIRCUITS("connectomes", connectomes, "Graphs to test, directed or undirected."),
    OPTION_ONLY(only, "Properties to test: names of the table, of functions, or of operations with "
                      "one graph in and one number out. If they are left out, they are ten that "
                      "degrees do not determine, and all functions."),
    OPTION("keep", STRING_LIST, keep, NULL,
           "What surrogates keep; each one that is given is a rung. If it is left out, it is "
           "degrees,reciprocity, and degrees of undirected graphs. " KEEP_WORDS,
           .letter = 'k', .metavar = "WHAT"),
    OPTION("ladder", BOOLEAN, ladder, "false",
           "Take all rungs that the connectome has data for, from edges to distances."),
    OPTION_TILT(tilt),
    OPTION("model", MODEL, model, NULL,
           "Model whose circuits with the code and the node data of the connectome are the last "
           "rungs, \"code\" and \"code+\": a file, or the name of a pretrained model."),
    OPTION("steered", BOOLEAN, steered, "true",
           "With a model, take the rung \"code+\": circuits steered to the connectome's values of "
           "all statistics that steering sets, but for the one that is tested."),
    OPTION_COUNT(options.count, "99", "Number of surrogates of each rung."),
    OPTION("exceedances", INTEGER, options.exceedances, "0",
           "Sequential p-values: a property is done at a rung when so many surrogates are at least "
           "as large, and so many at least as small; 10 with a count of 10000 gives small p-values "
           "where they matter. 0: all surrogates count. The parallel method is used for serial.",
           .min = 0, .max = 1000000),
    OPTION("rate", REAL, rate, "0.05", "False discovery rate of the verdicts.", .min = 1e-9,
           .max = 0.5),
    OPTION_FUNCTIONS(functions),
    OPTIONS_OF_SURROGATES(options),

    OUTPUT("properties", STRING_LIST, properties,
           "Names of the properties; with several connectomes, after the name of the connectome.",
           .title = "property"),
    OUTPUT("circuit", STRING_LIST, circuit, "Name of the connectome.", .rows = "properties",
           .show = QUIET),
    OUTPUT("observed", VECTOR, observed, "Value of the property.", .rows = "properties",
           .show = HEAD, .undefined = "the property is not defined for the connectome"),
    OUTPUT("rungs", STRING_LIST, rungs, "What each rung keeps."),
    OUTPUT("mean", MATRIX, mean, "Mean of the property over surrogates.", BY_RUNG,
           .show = HEAD | LATIGRAPH_SHOW_NESTED, .undefined = NO_RUNG),
    OUTPUT(
        "verdicts", STRING_LIST, verdicts,
        "Which rung explains the property: the first one at which the connectome is no surprise, "
        "nor at any rung that keeps all of it and more.",
        .rows = "properties", .show = HEAD, .title = "verdict"),
    OUTPUT("sd", MATRIX, sd, "Standard deviation over surrogates.", BY_RUNG, .show = QUIET,
           .undefined = NO_RUNG),
    OUTPUT("z", MATRIX, z, "Observed value minus mean, over the standard deviation.", BY_RUNG,
           .show = QUIET, .undefined = "all surrogates have the same value, or " KEPT),
    OUTPUT("p", MATRIX, p,
           "Two-sided Monte Carlo p-value: twice the smaller of 1 + the number of surrogates that "
           "are at least, or at most, as large, over 1 + their number.",
           BY_RUNG, .show = QUIET, .undefined = KEPT),
    OUTPUT("q", MATRIX, q,
           "p-value adjusted for all properties of the rung (Benjamini and Hochberg).", BY_RUNG,
           .show = QUIET, .undefined = KEPT),
    OUTPUT("explained", MATRIX, explained,
           "1 − |observed − mean| / |observed − mean of the first rung|.", BY_RUNG, .show = QUIET,
           .undefined = "the first rung is no surprise, or " NO_RUNG),
    OUTPUT("compared", MATRIX, compared,
           "Number of surrogates that the property was compared with.", BY_RUNG, .show = QUIET,
           .undefined = NO_RUNG),
    OUTPUT("sentences", STRING_LIST, sentences, "The result of each property in a sentence.",
           .rows = "properties", .show = QUIET),
    OUTPUT("circuits", STRING_LIST, circuits, "Names of the connectomes.", .title = "connectome"),
    OUTPUT("spacing", MATRIX, steps, "Steps between surrogates, per edge.", .rows = "circuits",
           .columns = "rungs", .show = QUIET, .undefined = NO_RUNG),
    OUTPUT("time", MATRIX, time,
           "Integrated autocorrelation time of the number of triangles, in steps per edge.",
           .rows = "circuits", .columns = "rungs", .show = QUIET,
           .undefined = "graphs are drawn independently, the trial run was too short, or " NO_RUNG),
    OUTPUT("in_place", MATRIX, in_place, "Mean share of the edges that surrogates have, too.",
           .rows = "circuits", .columns = "rungs", .show = QUIET, .undefined = NO_RUNG),
    OUTPUT("mixed", MATRIX, mixed, "1 if the chain has been seen to mix, else 0.",
           .rows = "circuits", .columns = "rungs", .show = QUIET, .undefined = NO_RUNG),
};

static const char *const default_properties[] = {
    "transitivity", "local-clustering", "feed-forward",  "cyclic",          "rich-club",
    "modularity",   "path-length",      "assortativity", "spectral-radius", "max-coreness"};

static igraph_bool_t all_undirected(const latigraph_circuit_list_t *connectomes) {
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(connectomes); c++) {
        if (!latigraph_circuit_is_undirected(latigraph_circuit_list_get(connectomes, c))) {
            return false;
        }
    }
    return true;
}

/* By default, those that degrees do not determine, and that need directions only if there are any,
 * and all functions of the caller. */
static igraph_error_t choose_properties(request_t *request, igraph_vector_int_t *which) {
    if (request->only != NULL) {
        return latigraph_resolve_names(&request->functions, request->only, which);
    }
    const igraph_bool_t undirected = all_undirected(request->connectomes);
    for (size_t k = 0; k < G_N_ELEMENTS(default_properties); k++) {
        const igraph_integer_t property = latigraph_property_find(default_properties[k]);
        if (!undirected || !latigraph_property_needs_directions(property)) {
            IGRAPH_CHECK(igraph_vector_int_push_back(which, property));
        }
    }
    for (igraph_integer_t k = 0; k < request->functions.count; k++) {
        const char *name = request->functions.items[k].name;
        IGRAPH_CHECK(igraph_vector_int_push_back(
            which, latigraph_property_find_with(&request->functions, name)));
    }
    return IGRAPH_SUCCESS;
}

/* Adds a rung with the tilted statistics. */
static igraph_error_t add_rung(const request_t *request, const char *keep,
                               igraph_strvector_t *rungs) {
    latigraph_text_t rung = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &rung);
    IGRAPH_CHECK(latigraph_keep_tilted(keep, request->tilt, &rung));
    IGRAPH_CHECK(igraph_strvector_push_back(rungs, latigraph_text(&rung)));
    latigraph_text_destroy(&rung);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Lists the rungs of one connectome. Tilted statistics belong to every rung that is named, and are
 * a rung of their own in the ladder. */
static igraph_error_t rungs_of(const request_t *request, const latigraph_circuit_t *connectome,
                               igraph_strvector_t *rungs) {
    if (request->ladder) {
        IGRAPH_CHECK(latigraph_ladder_rungs(connectome, &request->options.keep, rungs));
        if (request->tilt == NULL || igraph_strvector_size(request->tilt) == 0) {
            return IGRAPH_SUCCESS;
        }
    }
    if (request->ladder || request->keep == NULL) {
        return add_rung(
            request,
            latigraph_circuit_is_undirected(connectome) ? "degrees" : "degrees,reciprocity", rungs);
    }
    for (igraph_integer_t k = 0; k < igraph_strvector_size(request->keep); k++) {
        IGRAPH_CHECK(add_rung(request, igraph_strvector_get(request->keep, k), rungs));
    }
    return IGRAPH_SUCCESS;
}

/* Adds columns of NaN to a matrix with one row per property or connectome. */
static igraph_error_t widen(igraph_matrix_t *matrix, igraph_integer_t columns) {
    const igraph_integer_t rows = igraph_matrix_nrow(matrix), before = igraph_matrix_ncol(matrix);
    IGRAPH_CHECK(igraph_matrix_resize(matrix, rows, columns));
    for (igraph_integer_t j = before; j < columns; j++) {
        for (igraph_integer_t i = 0; i < rows; i++) {
            MATRIX(*matrix, i, j) = IGRAPH_NAN;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Adds rows of NaN. */
static igraph_error_t lengthen(igraph_matrix_t *matrix, igraph_integer_t rows) {
    const igraph_integer_t before = igraph_matrix_nrow(matrix);
    IGRAPH_CHECK(igraph_matrix_add_rows(matrix, rows - before));
    for (igraph_integer_t i = before; i < rows; i++) {
        for (igraph_integer_t j = 0; j < igraph_matrix_ncol(matrix); j++) {
            MATRIX(*matrix, i, j) = IGRAPH_NAN;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Makes room for the rows of one ladder, and columns for its rungs. */
static igraph_error_t make_room(result_t *result, const latigraph_ladder_t *ladder) {
    igraph_matrix_t *const by_property[] = {&result->mean,    &result->sd, &result->z,
                                            &result->p,       &result->q,  &result->explained,
                                            &result->compared};
    igraph_matrix_t *const by_circuit[] = {&result->steps, &result->time, &result->in_place,
                                           &result->mixed};
    for (igraph_integer_t r = 0; r < igraph_strvector_size(&ladder->rungs); r++) {
        IGRAPH_CHECK(latigraph_add_text_once(&result->rungs,
                                             igraph_strvector_get(&ladder->rungs, r), 0, NULL));
    }
    const igraph_integer_t rungs = igraph_strvector_size(&result->rungs);
    for (size_t k = 0; k < G_N_ELEMENTS(by_property); k++) {
        IGRAPH_CHECK(widen(by_property[k], rungs));
        IGRAPH_CHECK(lengthen(by_property[k], igraph_strvector_size(&result->properties)));
    }
    for (size_t k = 0; k < G_N_ELEMENTS(by_circuit); k++) {
        IGRAPH_CHECK(widen(by_circuit[k], rungs));
        IGRAPH_CHECK(lengthen(by_circuit[k], igraph_strvector_size(&result->circuits)));
    }
    return IGRAPH_SUCCESS;
}

static void copy_column(result_t *result, const latigraph_ladder_t *ladder, igraph_integer_t rung,
                        igraph_integer_t first) {
    const igraph_integer_t column =
        latigraph_find_text(&result->rungs, igraph_strvector_get(&ladder->rungs, rung), 0);
    const igraph_integer_t circuit = igraph_strvector_size(&result->circuits) - 1;
    for (igraph_integer_t i = 0; i < igraph_vector_size(&ladder->observed); i++) {
        MATRIX(result->mean, first + i, column) = MATRIX(ladder->mean, i, rung);
        MATRIX(result->sd, first + i, column) = MATRIX(ladder->sd, i, rung);
        MATRIX(result->z, first + i, column) = MATRIX(ladder->z, i, rung);
        MATRIX(result->p, first + i, column) = MATRIX(ladder->p, i, rung);
        MATRIX(result->q, first + i, column) = MATRIX(ladder->q, i, rung);
        MATRIX(result->explained, first + i, column) = MATRIX(ladder->explained, i, rung);
        MATRIX(result->compared, first + i, column) = MATRIX(ladder->defined, i, rung);
    }
    MATRIX(result->steps, circuit, column) = VECTOR(ladder->steps)[rung];
    MATRIX(result->time, circuit, column) = VECTOR(ladder->time)[rung];
    MATRIX(result->in_place, circuit, column) = VECTOR(ladder->in_place)[rung];
    MATRIX(result->mixed, circuit, column) = VECTOR(ladder->has_mixed)[rung];
}

/* Adds a text, which is on the FINALLY stack, to a list, and frees it. */
static igraph_error_t push_text(latigraph_text_t *text, igraph_strvector_t *list) {
    IGRAPH_CHECK(latigraph_text_check(text));
    IGRAPH_CHECK(igraph_strvector_push_back(list, latigraph_text(text)));
    latigraph_text_destroy(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes what the surrogates of a rung have instead, with p-values. The names of rungs with
 * circuits of a model are no list of what is kept. */
static void print_null(const latigraph_ladder_t *ladder, igraph_integer_t i, igraph_integer_t rung,
                       latigraph_text_t *text) {
    const char *name = igraph_strvector_get(&ladder->rungs, rung);
    const double count = MATRIX(ladder->defined, i, rung);
    const igraph_integer_t properties = igraph_vector_size(&ladder->observed);
    latigraph_constraints_t keep;
    char word[LATIGRAPH_KEPT_WORD];
    latigraph_text_print(text, ", against %.3g", MATRIX(ladder->mean, i, rung));
    if (count > 1) {
        latigraph_text_print(text, " ± %.2g (mean ± SD)", MATRIX(ladder->sd, i, rung));
    }
    if (latigraph_constraints_read(&keep, name, word) == NULL) {
        latigraph_text_print(text, " in %.0f %s %s ", count,
                             count > 1 ? "surrogates that keep" : "surrogate that keeps", name);
    } else {
        latigraph_text_print(text, " in %.0f %s of the rung %s ", count,
                             count > 1 ? "circuits" : "circuit", name);
    }
    latigraph_text_print(text, "(two-sided %sMonte Carlo p = %.2g",
                         ladder->exceedances > 0 ? "sequential " : "", MATRIX(ladder->p, i, rung));
    if (properties > 1) {
        latigraph_text_print(text, ", adjusted for %" IGRAPH_PRId " properties q = %.2g",
                             properties, MATRIX(ladder->q, i, rung));
    }
    latigraph_text_append(text, ")");
}

/* Writes the result of a property as a person would put it into a paper. */
static igraph_error_t add_sentence(const latigraph_ladder_t *ladder, igraph_real_t rate,
                                   const char *circuit, igraph_integer_t i,
                                   igraph_strvector_t *sentences) {
    const igraph_integer_t explains = VECTOR(ladder->explains)[i];
    const igraph_integer_t rung = explains >= 0 ? explains : latigraph_ladder_last(ladder, i, rate);
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    latigraph_text_print(&text, "In %s, %s is ", circuit,
                         igraph_strvector_get(&ladder->properties, i));
    if (isnan(VECTOR(ladder->observed)[i])) {
        latigraph_text_append(&text, "not defined.");
        return push_text(&text, sentences);
    }
    latigraph_text_print(&text, "%.3g", VECTOR(ladder->observed)[i]);
    if (rung < 0 || isnan(MATRIX(ladder->p, i, rung))) {
        latigraph_text_print(&text, "; which rung explains it is %s.",
                             igraph_strvector_get(&ladder->verdicts, i));
        return push_text(&text, sentences);
    }
    print_null(ladder, i, rung, &text);
    latigraph_text_print(&text, "; it is %s.", igraph_strvector_get(&ladder->verdicts, i));
    return push_text(&text, sentences);
}

/* Adds the name of a property, after that of its connectome if there are several. */
static igraph_error_t add_label(const request_t *request, const char *circuit, const char *property,
                                igraph_strvector_t *labels) {
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    if (latigraph_circuit_list_size(request->connectomes) > 1) {
        latigraph_text_print(&text, "%s: ", circuit);
    }
    latigraph_text_append(&text, property);
    IGRAPH_CHECK(latigraph_text_check(&text));
    IGRAPH_CHECK(igraph_strvector_push_back(labels, latigraph_text(&text)));
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_ladder(const request_t *request, const latigraph_ladder_t *ladder,
                                 const char *circuit, result_t *result) {
    const igraph_integer_t first = igraph_strvector_size(&result->properties);
    for (igraph_integer_t i = 0; i < igraph_strvector_size(&ladder->properties); i++) {
        IGRAPH_CHECK(add_label(request, circuit, igraph_strvector_get(&ladder->properties, i),
                               &result->properties));
    }
    IGRAPH_CHECK(igraph_strvector_append(&result->verdicts, &ladder->verdicts));
    IGRAPH_CHECK(igraph_vector_append(&result->observed, &ladder->observed));
    IGRAPH_CHECK(make_room(result, ladder));
    for (igraph_integer_t i = 0; i < igraph_vector_size(&ladder->observed); i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(&result->circuit, circuit));
        IGRAPH_CHECK(add_sentence(ladder, request->rate, circuit, i, &result->sentences));
    }
    for (igraph_integer_t r = 0; r < igraph_strvector_size(&ladder->rungs); r++) {
        copy_column(result, ladder, r, first);
    }
    return IGRAPH_SUCCESS;
}

/* Remarks on rungs whose figures need a caveat. */
static igraph_error_t remark(const latigraph_ladder_t *ladder, const char *circuit,
                             latigraph_remarks_t *remarks) {
    for (igraph_integer_t r = 0; r < igraph_strvector_size(&ladder->rungs); r++) {
        const char *rung = igraph_strvector_get(&ladder->rungs, r);
        if (VECTOR(ladder->frozen)[r]) {
            IGRAPH_CHECK(latigraph_remark_add(
                remarks, "frozen", circuit,
                "Keeping %s determines \"%s\": no step changes it, and the rung says nothing.",
                rung, circuit));
        } else if (!VECTOR(ladder->has_mixed)[r]) {
            IGRAPH_CHECK(latigraph_remark_add(
                remarks, "not-mixed", circuit,
                "The chain that keeps %s has not been seen to mix on \"%s\". Its p-values are "
                "valid by the parallel and serial methods, but means and SDs are not those of the "
                "null model. Raise steps or steps_most.",
                rung, circuit));
        }
        if (VECTOR(ladder->off_target)[r] > 2) {
            IGRAPH_CHECK(latigraph_remark_add(
                remarks, "tilt-not-met", circuit,
                "In surrogates of \"%s\" that keep %s, the mean of a tilted statistic is %.1f "
                "standard errors from its target; the operation surrogates shows which.",
                circuit, rung, VECTOR(ladder->off_target)[r]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Remarks on rungs and properties that an undirected connectome does not have. */
static igraph_error_t remark_undirected(const request_t *request,
                                        const latigraph_circuit_t *connectome,
                                        const igraph_vector_int_t *which,
                                        latigraph_remarks_t *remarks) {
    const char *name = latigraph_circuit_name(connectome);
    if (!latigraph_circuit_is_undirected(connectome)) {
        return IGRAPH_SUCCESS;
    }
    for (igraph_integer_t k = 0; request->keep != NULL && k < igraph_strvector_size(request->keep);
         k++) {
        const char *what = igraph_strvector_get(request->keep, k);
        latigraph_constraints_t keep = request->options.keep;
        IGRAPH_CHECK(latigraph_constraints_parse(&keep, what));
        IGRAPH_CHECK(latigraph_remark_undirected(&keep, what, connectome, remarks));
    }
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(which); k++) {
        if (latigraph_property_needs_directions(VECTOR(*which)[k])) {
            IGRAPH_CHECK(latigraph_remark_add(
                remarks, "no-directions", name,
                "\"%s\" is undirected, and %s is about the directions of edges: it is not "
                "defined.",
                name, latigraph_property_name(&request->functions, VECTOR(*which)[k])));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Remarks if surrogates and connectome are not exchangeable by construction. */
static igraph_error_t remark_method(const request_t *request, latigraph_remarks_t *remarks) {
    if (request->options.method != LATIGRAPH_SURROGATES_EXPECTED) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        remarks, "approximate-p", "method",
        "Surrogates by the method expected keep quantities on average only, by factors that are "
        "fitted to the connectome itself, so that p-values are approximate. The serial and "
        "parallel methods give valid ones.");
}

/* Sequential p-values need surrogates whose order does not matter. */
static igraph_error_t choose_method(request_t *request, latigraph_remarks_t *remarks) {
    if (request->options.exceedances == 0 ||
        request->options.method != LATIGRAPH_SURROGATES_SERIAL) {
        return IGRAPH_SUCCESS;
    }
    request->options.method = LATIGRAPH_SURROGATES_PARALLEL;
    return latigraph_remark_add(
        remarks, "sequential-parallel", "exceedances",
        "Sequential p-values are not valid for surrogates on a path, of which the first ones "
        "resemble the connectome most. The parallel method is used.");
}

/* Remarks if no p-value can be small enough. */
static igraph_error_t remark_count(const request_t *request, igraph_integer_t properties,
                                   latigraph_remarks_t *remarks) {
    const double least = 2 / (1 + (double)request->options.count);
    if (least * (double)properties <= request->rate) {
        return IGRAPH_SUCCESS;
    }
    const double enough = ceil(2 * (double)properties / request->rate) - 1;
    const char *surrogates = request->options.count == 1 ? "surrogate" : "surrogates";
    if (properties == 1) {
        return latigraph_remark_add(remarks, "few-surrogates", "count",
                                    "With %" IGRAPH_PRId " %s no p-value is below %.2g. A surprise "
                                    "is found at the rate %.2g from count %.0f on.",
                                    request->options.count, surrogates, least, request->rate,
                                    enough);
    }
    return latigraph_remark_add(
        remarks, "few-surrogates", "count",
        "With %" IGRAPH_PRId " %s no p-value is below %.2g. If one of the %" IGRAPH_PRId
        " properties alone is surprising, it is found at the rate %.2g from count %.0f on.",
        request->options.count, surrogates, least, properties, request->rate, enough);
}

static igraph_error_t test_one(const request_t *request, const latigraph_circuit_t *connectome,
                               const igraph_vector_int_t *which, result_t *result,
                               latigraph_remarks_t *remarks) {
    const char *name = latigraph_circuit_name(connectome);
    latigraph_ladder_t ladder;
    igraph_strvector_t rungs;
    IGRAPH_STRVECTOR_INIT_FINALLY(&rungs, 0);
    IGRAPH_CHECK(rungs_of(request, connectome, &rungs));
    IGRAPH_CHECK(latigraph_ladder_init(&ladder));
    IGRAPH_FINALLY(latigraph_ladder_destroy, &ladder);
    IGRAPH_CHECK(latigraph_ladder(&ladder, connectome, &rungs, which, &request->functions,
                                  &request->options));
    if (request->model != NULL) {
        IGRAPH_CHECK(latigraph_ladder_add_code(&ladder, request->model, connectome, which,
                                               &request->functions, &request->options,
                                               request->steered, remarks));
    }
    IGRAPH_CHECK(latigraph_ladder_judge(&ladder, request->rate));
    IGRAPH_CHECK(add_ladder(request, &ladder, name, result));
    IGRAPH_CHECK(remark(&ladder, name, remarks));
    IGRAPH_CHECK(remark_undirected(request, connectome, which, remarks));
    latigraph_ladder_destroy(&ladder);
    igraph_strvector_destroy(&rungs);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    igraph_vector_int_t which;
    IGRAPH_CHECK(latigraph_check_user(&request->functions));
    IGRAPH_CHECK(choose_method(request, remarks));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_CHECK(choose_properties(request, &which));
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(request->connectomes); c++) {
        const latigraph_circuit_t *connectome = latigraph_circuit_list_get(request->connectomes, c);
        IGRAPH_CHECK(
            igraph_strvector_push_back(&result->circuits, latigraph_circuit_name(connectome)));
        IGRAPH_CHECK(test_one(request, connectome, &which, result, remarks));
    }
    IGRAPH_CHECK(remark_method(request, remarks));
    IGRAPH_CHECK(remark_count(request, igraph_vector_int_size(&which), remarks));
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Draws the ladder. A rung has mixed if it did in every connectome that has it. */
static igraph_error_t figure(const void *request_data, const void *result_data,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    const request_t *request = request_data;
    const result_t *result = result_data;
    igraph_bool_t *mixed;
    LATIGRAPH_ALLOCATE(mixed, igraph_strvector_size(&result->rungs));
    for (igraph_integer_t r = 0; r < igraph_strvector_size(&result->rungs); r++) {
        mixed[r] = true;
        for (igraph_integer_t c = 0; c < igraph_matrix_nrow(&result->mixed); c++) {
            mixed[r] &= MATRIX(result->mixed, c, r) != 0;
        }
    }
    const figure_ladder_t picture = {.properties = &result->properties,
                                     .rungs = &result->rungs,
                                     .verdicts = &result->verdicts,
                                     .observed = &result->observed,
                                     .mean = &result->mean,
                                     .sd = &result->sd,
                                     .p = &result->p,
                                     .least = 2 / (1 + (double)request->options.count),
                                     .q = &result->q,
                                     .explained = &result->explained,
                                     .mixed = mixed,
                                     .rate = request->rate};
    IGRAPH_CHECK(figure_image_ladder(&picture, style, image));
    g_free(mixed);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_surrogate_test = {
    .name = "surrogate_test",
    .summary = "Tests which kept quantities explain properties of connectomes.",
    .doc = "Each rung compares the connectome with surrogates that keep what the rung names. "
           "p-values are valid whether the chain has mixed or not, by the parallel and serial "
           "methods (Besag and Clifford, Biometrika 76:633, 1989). The command is also called "
           "\"test\". Time complexity: that of the surrogates and of the properties of all of "
           "them, for each rung.",
    .example = "latigraph test connectome.graphml --ladder --property transitivity --property "
               "rich-club",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .figure = figure,
};
