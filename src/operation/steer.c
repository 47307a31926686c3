/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "base/memory.h"
#include "latent/target.h"

#include <latigraph/registry.h>
#include <latigraph/steer.h>

#include <stdlib.h>
#include <string.h>

enum {
    MODEL,
    TARGETS,
    KEEP,
    RELEASE,
    THROUGH,
    EDIT,
    FUNCTIONS,
    LIKE,
    GROUP,
    NODES,
    COUNT,
    SEED,
    THREADS,
    CIRCUITS,
    ASKED,
    START,
    MEAN,
    LOW,
    HIGH,
    SD,
    EXPECTED,
    RESIDUAL,
    Z_SCORE,
    CONDITIONAL,
    REACHED,
    METHOD,
    LIMIT,
    SIDE_EFFECTS,
    SIDE_EFFECTS_ERROR,
    MOVED,
    CODE,
    DISTANCE,
    TAIL,
    ENCODED,
    EDGES,
    KEPT,
    KEPT_ERROR,
    KEPT_METHOD,
    ARGUMENTS
};

#define VECTOR_OUT(label, text)                                                                    \
    { .name = label, .type = LATIGRAPH_TYPE_VECTOR, .direction = LATIGRAPH_OUT, .doc = text }

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [TARGETS] = {.name = "targets",
                 .type = LATIGRAPH_TYPE_STRING_LIST,
                 .doc =
                     "Requests, at least one: a value (reciprocity=0.2), a change in its unit "
                     "(reciprocity+=0.05), in percent (density=+20%) or in standard deviations of "
                     "the training circuits (density=+1sd)."},
    [KEEP] = {.name = "keep",
              .type = LATIGRAPH_TYPE_STRING_LIST,
              .optional = true,
              .doc = "Properties to leave as they are: statistics that steering controls are held; "
                     "others, functions and operations among them, stay by the least change of the "
                     "rest, see kept. An empty list: none; left out: every statistic that steering "
                     "controls."},
    [RELEASE] = {.name = "release",
                 .type = LATIGRAPH_TYPE_STRING_LIST,
                 .optional = true,
                 .doc = "Statistics to release (let vary) that are kept when keep is left out."},
    [THROUGH] = {.name = "through",
                 .type = LATIGRAPH_TYPE_STRING,
                 .optional = true,
                 .default_text = "statistics",
                 .choices = "statistics|code",
                 .doc =
                     "What is moved: the statistics of the steering layer, or the code along the "
                     "model's direction of each property."},
    [EDIT] = {.name = "edit",
              .type = LATIGRAPH_TYPE_BOOLEAN,
              .optional = true,
              .default_text = "false",
              .doc = "Keep the edges of the graph given as like as far as possible."},
    [FUNCTIONS] = {.name = "functions",
                   .type = LATIGRAPH_TYPE_CALLBACK_LIST,
                   .optional = true,
                   .doc = "Properties of the caller's own, which targets and keep may name."},
    [LIKE] = {.name = "like",
              .type = LATIGRAPH_TYPE_GRAPH,
              .optional = true,
              .doc = "Start from this graph, its node data and code; left out: from training "
                     "circuits."},
    [GROUP] = LATIGRAPH_ARGUMENT_GROUP,
    [NODES] = LATIGRAPH_ARGUMENT_NODES,
    [COUNT] = {.name = "count",
               .type = LATIGRAPH_TYPE_INTEGER,
               .optional = true,
               .default_text = "10",
               .min = 1,
               .max = 100000000,
               .doc = "Circuits to generate."},
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .direction = LATIGRAPH_OUT,
                  .doc = "The circuits, with attributes as those of generate."},
    [ASKED] = VECTOR_OUT("asked", "The value asked of each target, in the property's unit."),
    [START] = VECTOR_OUT("start", "Mean of each over the unsteered reference circuits."),
    [MEAN] = VECTOR_OUT("mean", "Mean of each over the generated circuits."),
    [LOW] = VECTOR_OUT("low", "Lower end of the 95 % interval of that mean."),
    [HIGH] = VECTOR_OUT("high", "Upper end of it."),
    [SD] = VECTOR_OUT("sd", "Standard deviation of each over the generated circuits."),
    [EXPECTED] =
        VECTOR_OUT("expected", "Mean of each over many drawings of these circuits; NaN if it "
                               "is no statistic."),
    [RESIDUAL] =
        VECTOR_OUT("residual", "Expected (or mean) less asked, in standard deviations of the "
                               "training circuits."),
    [Z_SCORE] = VECTOR_OUT("z_score", "Asked less the mean of the training circuits, in their "
                                      "standard deviations."),
    [CONDITIONAL] =
        VECTOR_OUT("conditional_z_score", "The same among training circuits with the statistics "
                                          "that are kept; NaN if it is no statistic."),
    [REACHED] = VECTOR_OUT("reached", "0 if the request was out of reach and the nearest is given, "
                                      "else 1."),
    [METHOD] = {.name = "method",
                .type = LATIGRAPH_TYPE_STRING_LIST,
                .direction = LATIGRAPH_OUT,
                .doc = "How each was met: layer, least-side-effects or code."},
    [LIMIT] = {.name = "limit",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .direction = LATIGRAPH_OUT,
               .doc = "Why each was not reached: none (it was), range (no circuit can have the "
                      "value), kept (what is kept stands against it), model (there are no such "
                      "circuits) or far."},
    [SIDE_EFFECTS] =
        VECTOR_OUT("side_effects", "Change of every property, in the order of the operation "
                                   "properties and then of functions, in standard deviations of "
                                   "the training circuits."),
    [SIDE_EFFECTS_ERROR] = VECTOR_OUT("side_effects_error", "Standard error of each change."),
    [MOVED] =
        VECTOR_OUT("moved", "Change asked of each statistic that stands in the code, in standard "
                            "deviations: 0 where kept."),
    [CODE] = VECTOR_OUT("code", "The code of the circuits."),
    [DISTANCE] = {.name = "distance",
                  .type = LATIGRAPH_TYPE_REAL,
                  .direction = LATIGRAPH_OUT,
                  .doc = "Of the code from the mean of the training codes, root mean square over "
                         "dimensions, in their standard deviations: 1 is usual."},
    [TAIL] = {.name = "tail",
              .type = LATIGRAPH_TYPE_REAL,
              .direction = LATIGRAPH_OUT,
              .doc = "Share of codes, by the Gaussian fitted to them, that are farther out."},
    [ENCODED] = {.name = "encoded",
                 .type = LATIGRAPH_TYPE_REAL,
                 .direction = LATIGRAPH_OUT,
                 .doc =
                     "Distance of the mean code of the circuits, encoded again, from the code, in "
                     "the same measure."},
    [EDGES] = VECTOR_OUT("edges", "Edges kept, added and removed, means over circuits; NaN unless "
                                  "edited."),
    [KEPT] = VECTOR_OUT("kept", "Change of each property that keep names, in standard deviations "
                                "of the training circuits: how well it was kept."),
    [KEPT_ERROR] = VECTOR_OUT("kept_error", "Standard error of each of these changes."),
    [KEPT_METHOD] =
        {.name = "kept_method",
         .type = LATIGRAPH_TYPE_STRING_LIST,
         .direction = LATIGRAPH_OUT,
         .doc = "How each was kept: layer, where the steering layer holds it, or "
                "least-side-effects or code, by which it is brought back as far as they can."},
};

/* A request and its result; keep_count as in latigraph_steer_options_t. */
typedef struct {
    latigraph_target_t *targets;
    latigraph_achieved_t *achieved;
    igraph_integer_t target_count;
    igraph_integer_t *keep, *release;
    igraph_integer_t keep_count, release_count;
    latigraph_callback_list_t user;
} request_t;

/* A target may name an operation that gives one number. */
static igraph_error_t parse_targets(request_t *request, const igraph_strvector_t *texts) {
    for (igraph_integer_t i = 0; i < request->target_count; i++) {
        const char *text = igraph_strvector_get(texts, i);
        char *name = latigraph_target_name(text);
        if (name != NULL) {
            IGRAPH_FINALLY(free, name);
            IGRAPH_CHECK(
                latigraph_property_resolve(&request->user, name, &request->targets[i].property));
            free(name);
            IGRAPH_FINALLY_CLEAN(1);
        }
        IGRAPH_CHECK(latigraph_target_parse(text, &request->user, &request->targets[i]));
    }
    return IGRAPH_SUCCESS;
}

/* So may what is to be kept. */
static igraph_error_t parse_kept(request_t *request, const igraph_strvector_t *names) {
    for (igraph_integer_t i = 0; i < request->keep_count; i++) {
        const char *name = igraph_strvector_get(names, i);
        const igraph_error_t code =
            latigraph_property_resolve(&request->user, name, &request->keep[i]);
        if (code != IGRAPH_SUCCESS) {
            IGRAPH_ERRORF("\"%s\" to keep is no property.", code, name);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Only what the table holds is ever held unasked, and can be let go. */
static igraph_error_t parse_free(request_t *request, const igraph_strvector_t *names) {
    for (igraph_integer_t i = 0; i < request->release_count; i++) {
        const char *name = igraph_strvector_get(names, i);
        request->release[i] = latigraph_property_find(name);
        if (request->release[i] < 0) {
            IGRAPH_ERRORF("\"%s\" to release is no property of the table.", IGRAPH_EINVAL, name);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_real_t figure(const latigraph_achieved_t *achieved, int which) {
    switch (which) {
    case ASKED:
        return achieved->asked;
    case START:
        return achieved->start;
    case MEAN:
        return achieved->mean;
    case LOW:
        return achieved->low;
    case HIGH:
        return achieved->high;
    case SD:
        return achieved->sd;
    case EXPECTED:
        return achieved->expected;
    case RESIDUAL:
        return achieved->residual;
    case Z_SCORE:
        return achieved->z_score;
    case CONDITIONAL:
        return achieved->conditional_z_score;
    default:
        return achieved->reached ? 1 : 0;
    }
}

static const char *word(const latigraph_achieved_t *achieved, int which) {
    static const char *const methods[] = {[LATIGRAPH_METHOD_LAYER] = "layer",
                                          [LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS] =
                                              "least-side-effects",
                                          [LATIGRAPH_METHOD_CODE] = "code"};
    static const char *const limits[] = {[LATIGRAPH_LIMIT_NONE] = "none",
                                         [LATIGRAPH_LIMIT_RANGE] = "range",
                                         [LATIGRAPH_LIMIT_KEPT] = "kept",
                                         [LATIGRAPH_LIMIT_MODEL] = "model",
                                         [LATIGRAPH_LIMIT_FAR] = "far"};
    return which == METHOD ? methods[achieved->method] : limits[achieved->limit];
}

static igraph_error_t hand_out(const request_t *request, latigraph_value_t *values,
                               const igraph_bool_t *given) {
    for (int which = ASKED; which <= REACHED; which++) {
        if (!given[which]) {
            continue;
        }
        IGRAPH_CHECK(igraph_vector_resize(values[which].vector, request->target_count));
        for (igraph_integer_t i = 0; i < request->target_count; i++) {
            VECTOR(*values[which].vector)[i] = figure(&request->achieved[i], which);
        }
    }
    for (int which = METHOD; which <= LIMIT; which++) {
        if (!given[which]) {
            continue;
        }
        IGRAPH_CHECK(igraph_strvector_resize(values[which].string_list, request->target_count));
        for (igraph_integer_t i = 0; i < request->target_count; i++) {
            IGRAPH_CHECK(igraph_strvector_set(values[which].string_list, i,
                                              word(&request->achieved[i], which)));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t hand_out_kept(const request_t *request, const latigraph_steering_t *steering,
                                    latigraph_value_t *values, const igraph_bool_t *given) {
    const igraph_vector_t *const changes[] = {&steering->side_effects,
                                              &steering->side_effects_error};
    const igraph_integer_t count = MAX(request->keep_count, 0);
    for (int which = KEPT; which <= KEPT_ERROR; which++) {
        if (given[which]) {
            IGRAPH_CHECK(igraph_vector_resize(values[which].vector, count));
        }
        for (igraph_integer_t i = 0; given[which] && i < count; i++) {
            VECTOR(*values[which].vector)[i] = VECTOR(*changes[which - KEPT])[request->keep[i]];
        }
    }
    if (given[KEPT_METHOD]) {
        const char *other =
            strcmp(values[THROUGH].string, "code") == 0 ? "code" : "least-side-effects";
        IGRAPH_CHECK(igraph_strvector_resize(values[KEPT_METHOD].string_list, count));
        for (igraph_integer_t i = 0; i < count; i++) {
            const gboolean statistic = latigraph_control_of(request->keep[i])->statistic >= 0;
            IGRAPH_CHECK(igraph_strvector_set(values[KEPT_METHOD].string_list, i,
                                              statistic ? "layer" : other));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t hand_out_rest(const latigraph_steering_t *steering, latigraph_value_t *values,
                                    const igraph_bool_t *given) {
    const struct {
        int which;
        const igraph_vector_t *vector;
    } vectors[] = {{SIDE_EFFECTS, &steering->side_effects},
                   {SIDE_EFFECTS_ERROR, &steering->side_effects_error},
                   {MOVED, &steering->moved},
                   {CODE, &steering->code}};
    for (gsize k = 0; k < G_N_ELEMENTS(vectors); k++) {
        if (given[vectors[k].which]) {
            IGRAPH_CHECK(igraph_vector_update(values[vectors[k].which].vector, vectors[k].vector));
        }
    }
    values[DISTANCE].real = steering->distance;
    values[TAIL].real = steering->tail;
    values[ENCODED].real = steering->encoded;
    if (given[EDGES]) {
        IGRAPH_CHECK(igraph_vector_resize(values[EDGES].vector, 3));
        VECTOR(*values[EDGES].vector)[0] = steering->kept_edges;
        VECTOR(*values[EDGES].vector)[1] = steering->added_edges;
        VECTOR(*values[EDGES].vector)[2] = steering->removed_edges;
    }
    return IGRAPH_SUCCESS;
}

/* `like` may be NULL. */
static igraph_error_t steer(const request_t *request, const latigraph_circuit_t *like,
                            igraph_uint_t seed, latigraph_value_t *values,
                            const igraph_bool_t *given) {
    latigraph_circuit_list_t circuits;
    latigraph_steering_t steering;
    const latigraph_steer_options_t options = {
        .targets = request->targets,
        .target_count = request->target_count,
        .keep = request->keep,
        .keep_count = request->keep_count,
        .release = request->release,
        .release_count = request->release_count,
        .through = strcmp(values[THROUGH].string, "code") == 0 ? LATIGRAPH_THROUGH_CODE
                                                               : LATIGRAPH_THROUGH_STATISTICS,
        .edit = values[EDIT].boolean,
        .user = &request->user,
        .generate = {.nodes = values[NODES].integer,
                     .count = values[COUNT].integer,
                     .threads = values[THREADS].integer,
                     .seed = seed,
                     .group = given[GROUP] ? values[GROUP].string : NULL}};
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_steering_init(&steering));
    IGRAPH_FINALLY(latigraph_steering_destroy, &steering);
    IGRAPH_CHECK(latigraph_steer(values[MODEL].model, &circuits, like, &options, request->achieved,
                                 &steering));
    IGRAPH_CHECK(hand_out_rest(&steering, values, given));
    IGRAPH_CHECK(hand_out_kept(request, &steering, values, given));
    if (given[CIRCUITS]) {
        IGRAPH_CHECK(latigraph_graphs_of(values[CIRCUITS].graph_list, &circuits));
    }
    latigraph_steering_destroy(&steering);
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse_request(request_t *request, const latigraph_value_t *values,
                                    const igraph_bool_t *given) {
    IGRAPH_CHECK(parse_targets(request, values[TARGETS].string_list));
    if (given[KEEP]) {
        IGRAPH_CHECK(parse_kept(request, values[KEEP].string_list));
    }
    if (given[RELEASE]) {
        IGRAPH_CHECK(parse_free(request, values[RELEASE].string_list));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    request_t request = {
        .target_count = igraph_strvector_size(values[TARGETS].string_list),
        .keep_count = given[KEEP] ? igraph_strvector_size(values[KEEP].string_list) : -1,
        .release_count = given[RELEASE] ? igraph_strvector_size(values[RELEASE].string_list) : 0};
    latigraph_circuit_t *like = NULL;
    IGRAPH_CHECK(latigraph_callback_list_copy(
        &request.user, given[FUNCTIONS] ? values[FUNCTIONS].callback_list : NULL));
    IGRAPH_FINALLY(latigraph_callback_list_destroy, &request.user);
    LATIGRAPH_ALLOCATE(request.targets, request.target_count);
    LATIGRAPH_ALLOCATE(request.achieved, request.target_count);
    LATIGRAPH_ALLOCATE(request.keep, MAX(request.keep_count, 0));
    LATIGRAPH_ALLOCATE(request.release, request.release_count);
    IGRAPH_CHECK(parse_request(&request, values, given));
    if (given[LIKE]) {
        IGRAPH_CHECK(latigraph_circuit_of(&like, values[LIKE].graph));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, like);
    IGRAPH_CHECK(
        steer(&request, like, latigraph_seed_of(&values[SEED], given[SEED]), values, given));
    IGRAPH_CHECK(hand_out(&request, values, given));
    latigraph_circuit_destroy(like);
    g_free(request.release);
    g_free(request.keep);
    g_free(request.achieved);
    g_free(request.targets);
    latigraph_callback_list_destroy(&request.user);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_steer = {
    .name = "steer",
    .summary = "Generates circuits whose properties take asked values.",
    .doc =
        "Statistics of the steering layer are met by global parameters of the decoder; other "
        "properties, and the caller's own, by the least change of statistics and code that moves "
        "them; what was achieved is measured on the generated circuits.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
