/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation steer: circuits whose properties take requested values.
 *
 * The file reads requests such as reciprocity=+1sd, calls latigraph_steer(), and says what came of
 * each. What was requested, what the method expected and what was measured are separate outputs,
 * because they differ. Whatever was not met is a remark as loud as a result: a request out of
 * reach, with the nearest value and the reason; a statistic that was to be held and moved; a
 * request outside of the data that the model was fitted to. A result that was restored knows its
 * properties by name alone, so the figure looks them up again. */

#include "operation/names.h"
#include "operation/rows.h"

#include "base/memory.h"
#include "figure/figure.h"
#include "latent/steer.h"
#include "latent/target.h"

#include <latigraph/explain.h>
#include <latigraph/paths.h>
#include <latigraph/registry.h>
#include <latigraph/steer.h>

#include <math.h>
#include <stdlib.h>

typedef struct {
    const latigraph_model_t *model;
    const igraph_strvector_t *targets, *keep, *only_keep, *release;
    latigraph_callback_list_t functions;
    const latigraph_circuit_t *like;
    latigraph_steer_options_t options;
} request_t;

typedef struct {
    latigraph_circuit_list_t circuits;
    igraph_strvector_t steered, properties, kept_properties, statistics, coordinates;
    latigraph_items_t achieved; /* latigraph_achieved_t */
    igraph_vector_t kept, kept_error, held;
    igraph_strvector_t kept_method;
    latigraph_steering_t steering;
} result_t;

#define NOT_REPORTED                                                                               \
    "the property is not defined for these circuits, or is measured only if report is all"
#define HEAD .show = LATIGRAPH_SHOW_HEADLINE
#define PART .show = LATIGRAPH_SHOW_PART
#define QUIET .show = LATIGRAPH_SHOW_QUIET
#define ACHIEVED(name_, type_, element_, field_, doc_, ...)                                        \
    OUTPUT_EACH(name_, type_, element_, achieved, latigraph_achieved_t, field_, doc_,              \
                .rows = "steered", __VA_ARGS__)
#define NO_STATISTIC "the property is not one of the statistics that the code holds"
#define NO_EDIT "edges are compared only when edit is set"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT(
        "targets", STRING_LIST, targets,
        "Requests, at least one: a value (reciprocity=0.2), a change in the property's unit "
        "(reciprocity+=0.05), in percent (density=+20%) or in standard deviations of the training "
        "circuits (density=+1sd).",
        .option = "to", .letter = 't', .metavar = "PROPERTY=VALUE",
        .show = LATIGRAPH_SHOW_PROPERTY),
    OPTION(
        "keep", STRING_LIST, keep, NULL,
        "Properties to hold besides the default set, which is every statistic that steering "
        "controls. A statistic is held by the steering layer; another property, a function or an "
        "operation stays by the least change of the rest, see kept.",
        .letter = 'k', .metavar = "PROPERTY", .show = LATIGRAPH_SHOW_PROPERTY),
    OPTION("only_keep", STRING_LIST, only_keep, NULL,
           "Properties to hold instead of the default set; an empty list (none) holds nothing.",
           .metavar = "PROPERTY", .show = LATIGRAPH_SHOW_PROPERTY),
    OPTION("release", STRING_LIST, release, NULL, "Statistics of the default set that may move.",
           .metavar = "PROPERTY", .show = LATIGRAPH_SHOW_PROPERTY),
    OPTION("through", STRING, options.through, "statistics",
           "What is moved: the statistics of the steering layer, or the code along the model's "
           "direction of each property.",
           .choices = "statistics|code"),
    OPTION(
        "report", STRING, options.report, "compared",
        "What is measured for the report: the properties by which sets of circuits are compared, "
        "those that are requested, kept or steered, and functions; or every property, which takes "
        "longer.",
        .choices = "compared|all"),
    OPTION("edit", BOOLEAN, options.edit, "false",
           "Keep the neurons of the circuit given in like and as many of its edges as possible."),
    OPTION_FUNCTIONS(functions),
    OPTION_LIKE(like, "Circuit to start from, with its node data and code; the training circuits "
                      "if it is left out."),
    OPTION_GROUP(options.generate.group),
    OPTION_NODES(options.generate.nodes),
    OPTION_COUNT(options.generate.count, "10", "Number of circuits to generate."),
    OPTION_SEED(options.generate.seed),
    OPTION_THREADS(options.generate.threads),

    OUTPUT("circuits", GRAPH_LIST, circuits,
           "The circuits, with attributes as those of the operation generate. Statistics of the "
           "steering layer are met as means over drawings with their closure stage."),
    OUTPUT("steered", STRING_LIST, steered, "Names of the properties of the targets."),
    ACHIEVED("start", VECTOR, REAL, start, "Mean over the circuits before steering.", HEAD),
    ACHIEVED("asked", VECTOR, REAL, asked, "Requested value, in the property's unit.", HEAD),
    ACHIEVED("achieved", VECTOR, REAL, mean, "Mean over the generated circuits.", HEAD),
    ACHIEVED("low", VECTOR, REAL, low, "Low end of the 95 % interval of that mean.", HEAD,
             .undefined = "the interval of a mean needs two circuits or more"),
    ACHIEVED("high", VECTOR, REAL, high, "High end of that interval.", HEAD,
             .undefined = "the interval of a mean needs two circuits or more"),
    ACHIEVED("sd", VECTOR, REAL, sd, "Standard deviation over the generated circuits.", HEAD,
             .undefined = "the interval of a mean needs two circuits or more"),
    ACHIEVED("expected", VECTOR, REAL, expected, "Mean over many drawings of these circuits.",
             QUIET, .undefined = NO_STATISTIC),
    ACHIEVED("residual", VECTOR, REAL, residual,
             "Expected value (of other properties: achieved value) minus the requested one.",
             .unit = "SD"),
    ACHIEVED("z_score", VECTOR, REAL, z_score,
             "How typical the requested value is: its distance from the mean of the training "
             "circuits, in their standard deviations.",
             HEAD, .title = "z-score"),
    ACHIEVED("conditional_z_score", VECTOR, REAL, conditional_z_score,
             "How typical it is given the other statistics: the same among training circuits with "
             "the statistics that are held.",
             .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET, .title = "z given rest",
             .undefined = NO_STATISTIC),
    ACHIEVED(
        "conditional_sd", VECTOR, REAL, conditional_sd,
        "Standard deviation of the property among such circuits, as a share of that among all.",
        .undefined = NO_STATISTIC),
    ACHIEVED("reached", VECTOR, BOOLEAN, reached,
             "1 if the request was met; 0 if it is out of reach, and the nearest is given.", HEAD),
    ACHIEVED("method", STRING_LIST, STRING, method,
             "How each request was met: by the steering layer, by the least change of statistics "
             "and code that moves the property, or along the direction of the code.",
             HEAD, .choices = "layer|least-side-effects|code"),
    ACHIEVED(
        "limit", STRING_LIST, STRING, limit,
        "Why each request was not met: none (it was), kept (it is in reach if what is held may "
        "move), model (the model has no such circuits), far (it lies farther away than the "
        "solver goes).",
        HEAD, .choices = "none|kept|model|far"),
    ACHIEVED("released", VECTOR, REAL, released, "Value that is reached when nothing is held.",
             QUIET, .undefined = "it is computed only for requests that were not met"),
    OUTPUT("properties", STRING_LIST, properties,
           "Names of all properties: those of the table, then the functions."),
    OUTPUT("measured", VECTOR, steering.measured, "Mean of each property over the circuits.",
           .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_QUIET, .rows = "properties",
           .undefined = NOT_REPORTED),
    OUTPUT("side_effects", VECTOR, steering.side_effects,
           "Change of each property against the circuits before steering, in standard deviations "
           "of the training circuits.",
           .rows = "properties", .unit = "SD",
           .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_SORTED |
                   LATIGRAPH_SHOW_QUIET,
           .undefined = NOT_REPORTED),
    OUTPUT("side_effects_error", VECTOR, steering.side_effects_error,
           "Standard error of each change, from pairs of circuits.", .rows = "properties",
           .unit = "SD", .title = "error",
           .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,
           .undefined = NOT_REPORTED),
    OUTPUT("kept_properties", STRING_LIST, kept_properties,
           "Names of the properties that keep or only_keep named."),
    OUTPUT("kept", VECTOR, kept,
           "Change of each of them, in standard deviations of the training circuits.",
           .rows = "kept_properties", .unit = "SD", HEAD, .undefined = NOT_REPORTED),
    OUTPUT("kept_error", VECTOR, kept_error, "Standard error of each of these changes.",
           .rows = "kept_properties", .unit = "SD", HEAD, .undefined = NOT_REPORTED),
    OUTPUT("kept_method", STRING_LIST, kept_method,
           "How each was held: by the steering layer, or by the least change of the rest.",
           .rows = "kept_properties", .choices = "layer|least-side-effects|code", HEAD),
    OUTPUT("held", VECTOR, held,
           "1 for every property that the steering layer was to hold and that stayed where it was, "
           "within 0.15 standard deviations or twice its standard error; 0 for all others.",
           .rows = "properties"),
    OUTPUT("before", GRAPH_LIST, steering.before,
           "The circuits before steering: the first ones have the node data and random numbers of "
           "those given, in the same order.",
           PART),
    OUTPUT("values_before", MATRIX, steering.before_values,
           "Properties of the circuits before steering, one row per circuit.",
           .columns = "properties", .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_QUIET,
           .undefined = NOT_REPORTED),
    OUTPUT("values", MATRIX, steering.values,
           "Properties of the circuits after steering, in the same form.", .columns = "properties",
           .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_QUIET, .undefined = NOT_REPORTED),
    OUTPUT("statistics", STRING_LIST, statistics, "Names of the statistics that the code holds."),
    OUTPUT("moved", VECTOR, steering.moved,
           "Requested change of each statistic, in standard deviations; 0 where it is held.", PART,
           .rows = "statistics", .unit = "SD"),
    OUTPUT("released_moves", VECTOR, steering.released_moves,
           "Change of each statistic when nothing is held; empty unless a request is out of reach.",
           PART, .rows = "statistics", .unit = "SD"),
    OUTPUT("least_side_effects", REAL, steering.least_side_effects,
           "Mean absolute change of the statistics that were not asked for: the least at which a "
           "property that is no statistic moves as far as requested.",
           PART, .unit = "SD"),
    OUTPUT("coordinates", STRING_LIST, coordinates, "Names of the coordinates of the code."),
    OUTPUT("code", VECTOR, steering.code, "Code of the circuits.", PART, .rows = "coordinates"),
    OUTPUT("distance", REAL, steering.distance,
           "Distance of the code from the mean of the training codes: root mean square over "
           "coordinates, in standard deviations; 1 is typical.",
           .unit = "SD", .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_HEADLINE,
           .title = "distance of the code from the mean"),
    OUTPUT("distance_start", REAL, steering.distance_start, "The same before steering.", PART,
           .unit = "SD"),
    OUTPUT("tail", REAL, steering.tail,
           "Share of codes, by the Gaussian fitted to them, that are farther from the mean.",
           .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_HEADLINE,
           .title = "share of codes that are farther out"),
    OUTPUT("log_density", REAL, steering.log_density,
           "Logarithm of the density of the training codes at the code.", PART, .unit = "nats"),
    OUTPUT("log_density_start", REAL, steering.log_density_start, "The same before steering.", PART,
           .unit = "nats"),
    OUTPUT("encoded", REAL, steering.encoded,
           "Distance of the mean code of the circuits, encoded again, from the code, in the same "
           "measure.",
           .unit = "SD", .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_HEADLINE,
           .title = "distance of the encoded circuits from the code"),
    OUTPUT("kept_edges", REAL, steering.kept_edges,
           "Edges of the edited circuit that were kept, mean over circuits.",
           .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,
           .title = "edges kept", .undefined = NO_EDIT),
    OUTPUT("added_edges", REAL, steering.added_edges, "Edges that were added, mean over circuits.",
           .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,
           .title = "edges added", .undefined = NO_EDIT),
    OUTPUT("removed_edges", REAL, steering.removed_edges,
           "Edges that were removed, mean over circuits.",
           .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,
           .title = "edges removed", .undefined = NO_EDIT),
};

/* --- The request ------------------------------------------------------------------------- */

/* A target may name an operation that gives one number, also one whose property has another name:
 * memory_capacity is memory-capacity. */
static igraph_error_t parse_target(request_t *request, const char *text,
                                   latigraph_target_t *target) {
    const latigraph_callback_list_t *user = &request->functions;
    latigraph_text_t resolved = LATIGRAPH_TEXT_EMPTY;
    char *name = latigraph_target_name(text);
    if (name == NULL) {
        return latigraph_target_parse(text, user, target);
    }
    IGRAPH_FINALLY(free, name);
    IGRAPH_FINALLY(latigraph_text_destroy, &resolved);
    IGRAPH_CHECK(latigraph_property_resolve(&request->functions, name, &target->property));
    latigraph_text_print(&resolved, "%s%s", latigraph_property_name(user, target->property),
                         strstr(text, name) + strlen(name));
    IGRAPH_CHECK(latigraph_text_check(&resolved));
    IGRAPH_CHECK(latigraph_target_parse(latigraph_text(&resolved), user, target));
    latigraph_text_destroy(&resolved);
    free(name);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t resolve(request_t *request, const igraph_strvector_t *names,
                              const char *purpose, igraph_integer_t *properties) {
    for (igraph_integer_t k = 0; names != NULL && k < igraph_strvector_size(names); k++) {
        const char *name = igraph_strvector_get(names, k);
        const igraph_error_t code =
            latigraph_property_resolve(&request->functions, name, &properties[k]);
        if (code != IGRAPH_SUCCESS) {
            IGRAPH_ERRORF("\"%s\" is no property that can be %s.", code, name, purpose);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_integer_t size_of(const igraph_strvector_t *names) {
    return names != NULL ? igraph_strvector_size(names) : 0;
}

/* --- The result --------------------------------------------------------------------------- */

static igraph_error_t init_result(void *result) {
    return latigraph_steering_init(&((result_t *)result)->steering);
}

static void destroy_result(void *result) {
    latigraph_steering_destroy(&((result_t *)result)->steering);
}

static igraph_error_t name_all(const request_t *request, result_t *result) {
    const latigraph_steer_options_t *options = &request->options;
    IGRAPH_CHECK(latigraph_name_properties(&request->functions, &result->properties));
    IGRAPH_CHECK(latigraph_name_statistics(request->model, &result->statistics));
    IGRAPH_CHECK(latigraph_coordinate_names(request->model, &result->coordinates));
    for (igraph_integer_t t = 0; t < options->target_count; t++) {
        IGRAPH_CHECK(igraph_strvector_push_back(
            &result->steered,
            latigraph_property_name(&request->functions, options->targets[t].property)));
    }
    for (igraph_integer_t k = 0; k < options->keep_count; k++) {
        IGRAPH_CHECK(igraph_strvector_push_back(
            &result->kept_properties,
            latigraph_property_name(&request->functions, options->keep[k])));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t report_kept(const request_t *request, result_t *result) {
    const latigraph_steer_options_t *options = &request->options;
    const latigraph_steering_t *steering = &result->steering;
    const char *other = options->through == LATIGRAPH_THROUGH_CODE ? "code" : "least-side-effects";
    IGRAPH_CHECK(igraph_vector_resize(&result->held, igraph_vector_bool_size(&steering->held)));
    for (igraph_integer_t p = 0; p < igraph_vector_bool_size(&steering->held); p++) {
        VECTOR(result->held)[p] = VECTOR(steering->held)[p] ? 1 : 0;
    }
    for (igraph_integer_t k = 0; k < options->keep_count; k++) {
        const igraph_integer_t p = options->keep[k];
        const gboolean statistic =
            latigraph_control_of(p)->statistic >= 0 || VECTOR(steering->to_hold)[p];
        IGRAPH_CHECK(igraph_vector_push_back(&result->kept, VECTOR(steering->side_effects)[p]));
        IGRAPH_CHECK(
            igraph_vector_push_back(&result->kept_error, VECTOR(steering->side_effects_error)[p]));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->kept_method, statistic ? "layer" : other));
    }
    return IGRAPH_SUCCESS;
}

/* --- Remarks -------------------------------------------------------------------------------- */

/* A move below this, in SDs, is not worth a word. */
static const double SMALL = 0.1;

/* Appends "transitivity +0.31 SD, edge-length -0.12 SD", or `otherwise` if no statistic moves. */
static void append_moves(const result_t *result, const igraph_vector_t *moves,
                         const char *otherwise, latigraph_text_t *text) {
    const size_t start = text->length;
    for (igraph_integer_t k = 0; k < igraph_vector_size(moves); k++) {
        if (fabs(VECTOR(*moves)[k]) >= SMALL && k < igraph_strvector_size(&result->statistics)) {
            latigraph_text_print(text, "%s%s %+.2f SD", text->length > start ? ", " : "",
                                 igraph_strvector_get(&result->statistics, k), VECTOR(*moves)[k]);
        }
    }
    if (text->length == start) {
        latigraph_text_append(text, otherwise);
    }
}

static igraph_error_t remark_moves(const request_t *request, const result_t *result,
                                   latigraph_remarks_t *remarks) {
    const latigraph_achieved_t *achieved = result->achieved.item;
    for (igraph_integer_t t = 0; t < request->options.target_count; t++) {
        if (achieved[t].method == LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS) {
            const char *name = igraph_strvector_get(&result->steered, t);
            latigraph_text_t moves = LATIGRAPH_TEXT_EMPTY;
            IGRAPH_FINALLY(latigraph_text_destroy, &moves);
            append_moves(result, &result->steering.moved, "hardly any", &moves);
            IGRAPH_CHECK(latigraph_text_check(&moves));
            IGRAPH_CHECK(latigraph_remark_add(
                remarks, "side-effects", name,
                "%s is not one of the statistics that the steering layer sets, so that statistics "
                "move with it, at least: %s (mean %.2f SD).",
                name, latigraph_text(&moves), result->steering.least_side_effects));
            latigraph_text_destroy(&moves);
            IGRAPH_FINALLY_CLEAN(1);
            return IGRAPH_SUCCESS;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t remark_kept(const request_t *request, const result_t *result,
                                  latigraph_remarks_t *remarks) {
    for (igraph_integer_t k = 0; k < request->options.keep_count; k++) {
        const double change = VECTOR(result->kept)[k];
        const char *name = igraph_strvector_get(&result->kept_properties, k);
        const gboolean stayed = latigraph_has_stayed(change, VECTOR(result->kept_error)[k]);
        if (VECTOR(result->steering.to_hold)[request->options.keep[k]] || !isfinite(change)) {
            continue;
        }
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, stayed ? "kept" : "not-kept", name,
            "%s is not one of the statistics that the steering layer holds; it %s by %+.2f SD "
            "(standard error %.2f), to %.4g.",
            name, stayed ? "was kept and moved" : "could not be kept and moved", change,
            VECTOR(result->kept_error)[k],
            VECTOR(result->steering.measured)[request->options.keep[k]]));
    }
    return IGRAPH_SUCCESS;
}

/* Returns the mean of a property over the circuits that were not steered. */
static double mean_before(const latigraph_steering_t *steering, igraph_integer_t property) {
    return latigraph_column_mean(&steering->before_values, property,
                                 (int)igraph_matrix_nrow(&steering->before_values));
}

/* Names every statistic that was to be held and moved. A statistic may be that of two properties;
 * the first one is named for both. */
static igraph_error_t remark_held(const result_t *result, latigraph_remarks_t *remarks) {
    const latigraph_steering_t *steering = &result->steering;
    gboolean said[LATIGRAPH_STEERED_MAX] = {FALSE};
    for (igraph_integer_t p = 0; p < igraph_vector_bool_size(&steering->to_hold); p++) {
        const int statistic = latigraph_control_with(p, TRUE)->statistic;
        if (!VECTOR(steering->to_hold)[p] || VECTOR(steering->held)[p] || said[statistic]) {
            continue;
        }
        const char *name = igraph_strvector_get(&result->properties, p);
        const double change = VECTOR(steering->side_effects)[p];
        const double measured = VECTOR(steering->measured)[p];
        said[statistic] = TRUE;
        IGRAPH_CHECK(
            isfinite(change)
                ? latigraph_remark_add(
                      remarks, "not-kept", name,
                      "%s was to be held, but moved by %+.2f SD (standard error %.2f), to %.4g.",
                      name, change, VECTOR(steering->side_effects_error)[p], measured)
            : isfinite(measured)
                ? latigraph_remark_add(
                      remarks, "not-kept", name,
                      "%s was to be held, but the model has no SD to measure its change by: its "
                      "code lacks it, and the training circuits are too few or do not vary in it. "
                      "It went from %.4g to %.4g.",
                      name, mean_before(steering, p), measured)
                : latigraph_remark_add(remarks, "not-kept", name,
                                       "%s was to be held, but is not defined for the circuits.",
                                       name));
    }
    return IGRAPH_SUCCESS;
}

/* Adds a remark of the kind "outside-data" unless the text is empty, and empties it. */
static igraph_error_t remark_outside(latigraph_remarks_t *remarks, const char *about,
                                     latigraph_text_t *text) {
    IGRAPH_CHECK(latigraph_text_check(text));
    if (text->length > 0) {
        IGRAPH_CHECK(
            latigraph_remark_add(remarks, "outside-data", about, "%s", latigraph_text(text)));
    }
    latigraph_text_cut(text, 0);
    return IGRAPH_SUCCESS;
}

/* Says that circuits are so large that they were steered on drawings. */
static igraph_error_t remark_drawings(const result_t *result, latigraph_remarks_t *remarks) {
    const latigraph_circuit_t *circuit = latigraph_circuit_list_get(&result->circuits, 0);
    if (latigraph_circuit_find_note(circuit, "calibration") == NULL) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        remarks, "on-drawings", "",
        "Circuits of %d neurons are steered on drawings of their edges, not on the rates of all "
        "pairs, and compared with %d unsteered ones.",
        circuit->n, (int)latigraph_circuit_list_size(&result->steering.before));
}

/* Says which requests lie outside of the data that the model was fitted to. */
static igraph_error_t remark_unusual(const request_t *request, const result_t *result,
                                     latigraph_remarks_t *remarks) {
    const latigraph_achieved_t *achieved = result->achieved.item;
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    for (igraph_integer_t t = 0; t < request->options.target_count; t++) {
        const char *name = igraph_strvector_get(&result->steered, t);
        latigraph_append_outside(name, &achieved[t], &text);
        IGRAPH_CHECK(remark_outside(remarks, name, &text));
    }
    latigraph_append_unusual(result->steering.tail, &text);
    IGRAPH_CHECK(remark_outside(remarks, "", &text));
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Appends why a request was not met, as the end of a sentence. */
static void append_reason(const result_t *result, const latigraph_achieved_t *a,
                          latigraph_text_t *text) {
    if (a->limit == LATIGRAPH_LIMIT_FAR) {
        latigraph_text_append(text, "statistics would have to move by more than 3 SD");
    } else if (a->limit == LATIGRAPH_LIMIT_KEPT) {
        latigraph_text_append(text, "it is in reach if what is held may move: ");
        append_moves(result, &result->steering.released_moves, "a little", text);
        latigraph_text_append(text, " (see release)");
    } else {
        latigraph_text_append(text, "the model has no such circuits here");
        if (isfinite(a->released)) {
            latigraph_text_print(text, ", and reaches %.4g when everything is released",
                                 a->released);
        }
    }
}

static igraph_error_t remark_limits(const request_t *request, const result_t *result,
                                    latigraph_remarks_t *remarks) {
    const latigraph_achieved_t *achieved = result->achieved.item;
    for (igraph_integer_t t = 0; t < request->options.target_count; t++) {
        const latigraph_achieved_t *a = &achieved[t];
        const char *name = igraph_strvector_get(&result->steered, t);
        if (a->reached) {
            continue;
        }
        latigraph_text_t reason = LATIGRAPH_TEXT_EMPTY;
        IGRAPH_FINALLY(latigraph_text_destroy, &reason);
        append_reason(result, a, &reason);
        IGRAPH_CHECK(latigraph_text_check(&reason));
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "out-of-reach", name,
            "%s = %.4g is out of reach; the nearest, %.4g, is given, which misses it by %.2f SD: "
            "%s.",
            name, a->asked, isfinite(a->expected) ? a->expected : a->mean, fabs(a->residual),
            latigraph_text(&reason)));
        latigraph_text_destroy(&reason);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

/* --- The figure ------------------------------------------------------------------------------ */

/* A result that was restored knows its properties by their names alone. */
static igraph_error_t number_properties(const result_t *result, latigraph_callback_list_t *user,
                                        latigraph_achieved_t *achieved) {
    for (igraph_integer_t t = 0; t < igraph_strvector_size(&result->steered); t++) {
        IGRAPH_CHECK(latigraph_property_resolve(user, igraph_strvector_get(&result->steered, t),
                                                &achieved[t].property));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t figure(const void *request_data, const void *result_data,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    const request_t *request = request_data;
    const result_t *result = result_data;
    latigraph_steer_options_t options = request->options;
    latigraph_callback_list_t user;
    IGRAPH_CHECK(latigraph_callback_list_copy(&user, &request->functions));
    IGRAPH_FINALLY(latigraph_callback_list_destroy, &user);
    IGRAPH_CHECK(number_properties(result, &user, result->achieved.item));
    options.user = &user;
    options.target_count = result->achieved.count;
    const figure_steering_t picture = {&options, result->achieved.item, &result->steering,
                                       &result->held, &result->circuits};
    IGRAPH_CHECK(figure_image_steering(&picture, style, image));
    latigraph_callback_list_destroy(&user);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The work -------------------------------------------------------------------------------- */

static igraph_error_t steer(request_t *request, result_t *result, latigraph_remarks_t *remarks) {
    request->options.user = &request->functions;
    result->achieved.count = request->options.target_count;
    result->achieved.item =
        calloc((size_t)request->options.target_count + 1, sizeof(latigraph_achieved_t));
    if (result->achieved.item == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(latigraph_steer(request->model, &result->circuits, request->like,
                                 &request->options, result->achieved.item, &result->steering));
    IGRAPH_CHECK(name_all(request, result));
    IGRAPH_CHECK(report_kept(request, result));
    IGRAPH_CHECK(remark_moves(request, result, remarks));
    IGRAPH_CHECK(remark_kept(request, result, remarks));
    IGRAPH_CHECK(remark_held(result, remarks));
    IGRAPH_CHECK(remark_unusual(request, result, remarks));
    IGRAPH_CHECK(remark_drawings(result, remarks));
    return remark_limits(request, result, remarks);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    latigraph_steer_options_t *options = &request->options;
    const igraph_strvector_t *kept =
        request->only_keep != NULL ? request->only_keep : request->keep;
    latigraph_target_t *targets;
    igraph_integer_t *keep, *release;
    if (request->keep != NULL && request->only_keep != NULL) {
        IGRAPH_ERROR("Give one of keep and only_keep: only_keep names all that is held.",
                     IGRAPH_EINVAL);
    }
    options->target_count = size_of(request->targets);
    options->keep_count = size_of(kept);
    options->keep_only = request->only_keep != NULL;
    options->release_count = size_of(request->release);
    LATIGRAPH_ALLOCATE(targets, options->target_count);
    LATIGRAPH_ALLOCATE(keep, options->keep_count);
    LATIGRAPH_ALLOCATE(release, options->release_count);
    for (igraph_integer_t t = 0; t < options->target_count; t++) {
        IGRAPH_CHECK(parse_target(request, igraph_strvector_get(request->targets, t), &targets[t]));
    }
    IGRAPH_CHECK(resolve(request, kept, "kept", keep));
    IGRAPH_CHECK(resolve(request, request->release, "released", release));
    options->targets = targets;
    options->keep = keep;
    options->release = release;
    IGRAPH_CHECK(steer(request, result_data, remarks));
    g_free(release);
    g_free(keep);
    g_free(targets);
    IGRAPH_FINALLY_CLEAN(3);
    options->targets = NULL;
    options->keep = options->release = NULL;
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_steer = {
    .name = "steer",
    .summary = "Generates circuits whose properties take requested values.",
    .doc = "The steering layer sets global parameters of the decoder so that statistics take the "
           "requested values. The closure stage does so for local clustering, unless circuits are "
           "edits or the model has none. Other properties, and the caller's own, are moved by the "
           "least change of statistics and code. Everything is measured on the generated circuits.",
    .example = "latigraph steer model.safetensors --to reciprocity=+1sd --count 20 -o steered",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
    .figure = figure,
};
