/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation lesion: what a property of circuits rests on.
 *
 * The score is any property by name: of the table, an operation with one graph in and one number
 * out, or a function of the caller's own. Remarks say when the set of parts costs less than
 * was asked for, when the property is not defined without a part, and when sets of the same degrees
 * cost as much, so that the set is not special. */

#include "operation/names.h"
#include "operation/rows.h"

#include "measure/property.h"

#include <latigraph/lesion.h>
#include <latigraph/measure.h>
#include <latigraph/registry.h>

#include <math.h>

typedef struct {
    const latigraph_circuit_list_t *circuits;
    const igraph_strvector_t *property;
    latigraph_callback_list_t functions;
    latigraph_lesion_options_t options;
} request_t;

typedef struct {
    latigraph_lesion_t lesion;
    igraph_strvector_t circuit_names;
} result_t;

#define PART LATIGRAPH_SHOW_PART
#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define NO_SD "there is one circuit, or the score is the same in all"
#define NO_SET "no set of parts was sought, the mean score is 0, or there are too few other parts"

/* Outputs about random sets or matched ones. */
#define CONTROL(name_, field_, title_, sets_)                                                      \
    OUTPUT(name_ "_cost", REAL, lesion.field_.cost, "Mean cost of " sets_ ".",                     \
           .show = PART | HEAD | QUIET, .title = "cost of " title_ ", mean", .undefined = NO_SET), \
        OUTPUT(name_ "_sd", REAL, lesion.field_.sd, "Standard deviation of their costs.",          \
               .show = PART | HEAD | QUIET, .title = "cost of " title_ ", SD",                     \
               .undefined = NO_SET),                                                               \
        OUTPUT(name_ "_most", REAL, lesion.field_.most, "Greatest of their costs.",                \
               .show = PART | QUIET, .undefined = NO_SET),                                         \
        OUTPUT(name_ "_degree", REAL, lesion.field_.degree, "Mean degree of their members.",       \
               .show = PART | QUIET, .undefined = NO_SET),                                         \
        OUTPUT(name_ "_p", REAL, lesion.field_.p,                                                  \
               "Share of them, the set itself included, that cost as much as the set.",            \
               .show = PART | HEAD | QUIET, .title = "p against " title_, .undefined = NO_SET)

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("circuits", circuits, "Circuits to take parts out of."),
    INPUT("property", STRING_LIST, property,
          "The property that is the score: one name of the table, of a function, or of an "
          "operation with one graph in and one number out.",
          .letter = 'p', .metavar = "PROPERTY", .show = LATIGRAPH_SHOW_PROPERTY),
    OPTION("parts", STRING, options.parts, "vertices",
           "What is taken out one at a time: neurons, edges, or all neurons of a type.",
           .choices = "vertices|edges|types"),
    OPTION("method", STRING, options.method, "exact",
           "exact: each part is taken out, and the property is measured again; slopes: the effects "
           "of all parts at once, to first order, for properties that are functions of sums.",
           .choices = "exact|slopes"),
    OPTION("compared", INTEGER, options.compared, "50",
           "Slopes: number of parts that are taken out exactly as well, to see how well both "
           "agree.",
           .min = 0, .max = 100000000),
    OPTION("type", STRING, options.type, NULL,
           "Categorical column with the types. If it is left out, it is the column \"type\" or the "
           "first categorical one.",
           .metavar = "COLUMN"),
    OPTION("silence", BOOLEAN, options.silence, "false",
           "Neurons lose their edges and stay in the circuit, so that its size does not change."),
    OPTION("share", REAL, options.share, "0.5",
           "Share of the score that the set of parts is to cost.", .min = 1e-9, .max = 1000),
    OPTION("set_max", INTEGER, options.set_max, "10",
           "Largest number of parts of the set; 0 seeks no set.", .min = 0, .max = 100000),
    OPTION("candidates", INTEGER, options.candidates, "50",
           "Number of parts, those with the largest effects, that each step of the search tries; 0 "
           "tries all.",
           .min = 0, .max = 100000000),
    OPTION("random", INTEGER, options.random, "99",
           "Number of random sets, and of sets with matched degrees, of the same size.", .min = 0,
           .max = 1000000),
    OPTION("parts_max", INTEGER, options.parts_max, "2000",
           "Largest number of parts; more are refused, because each is measured. Slopes have no "
           "limit.",
           .min = 1, .max = 100000000),
    OPTION_FUNCTIONS(functions),
    OPTION_SEED(options.seed),

    OUTPUT("circuit_names", STRING_LIST, circuit_names, "Names of the circuits."),
    OUTPUT("names", STRING_LIST, lesion.parts,
           "Names of the parts: neurons, edges by their ends, or types.", .show = PART,
           .title = "part"),
    OUTPUT("effect", VECTOR, lesion.effect,
           "Change of the score without the part, mean over the circuits that have it. A score "
           "that is not defined any more counts as 0.",
           .rows = "names", .show = PART | HEAD | LATIGRAPH_SHOW_SORTED),
    OUTPUT("relative", VECTOR, lesion.relative,
           "Effect over the absolute value of the mean score of whole circuits.", .rows = "names",
           .show = PART | HEAD | QUIET, .undefined = "the mean score is 0"),
    OUTPUT("in_sd", VECTOR, lesion.in_sd,
           "Effect in standard deviations of the score over circuits.", .rows = "names",
           .unit = "SD", .show = PART | HEAD | QUIET, .title = "effect", .undefined = NO_SD),
    OUTPUT("error", VECTOR, lesion.error, "Standard error of the effect over circuits.",
           .rows = "names", .show = PART | QUIET, .undefined = "one circuit has the part"),
    OUTPUT("lost", VECTOR, lesion.lost,
           "Number of circuits whose score is not defined without the part.", .rows = "names",
           .show = PART | QUIET, .undefined = "slopes do not say"),
    OUTPUT("circuits_with", VECTOR, lesion.circuits, "Number of circuits that have the part.",
           .rows = "names", .show = PART),
    OUTPUT(
        "degree", VECTOR, lesion.degree,
        "Mean degree of the neurons of the part. An edge has the number of targets of its sender "
        "times the number of senders to its receiver.",
        .rows = "names", .show = PART | HEAD),
    OUTPUT("rank", VECTOR, lesion.rank,
           "Rank of the part by the size of its effect; 1 is the largest. Equal effects share the "
           "mean of their ranks.",
           .rows = "names", .show = PART),
    OUTPUT("exact", VECTOR, lesion.exact,
           "Slopes: exact effect of the parts that were taken out as well; otherwise empty.",
           .rows = "names", .show = PART | QUIET, .undefined = "the part was not taken out"),
    OUTPUT("agreement", REAL, lesion.agreement,
           "Slopes: correlation of slopes and exact effects over the parts that have both.",
           .show = PART | HEAD | QUIET, .title = "agreement of slopes",
           .undefined = "effects are exact, or too few parts were taken out as well"),
    OUTPUT("score", VECTOR, lesion.score, "Score of each whole circuit.", .rows = "circuit_names",
           .show = PART),
    OUTPUT("mean", REAL, lesion.mean, "Mean score of whole circuits.", .show = PART | HEAD,
           .title = "score"),
    OUTPUT("sd", REAL, lesion.sd, "Standard deviation of the score over circuits.",
           .show = PART | HEAD | QUIET, .title = "score, SD", .undefined = "there is one circuit"),
    OUTPUT("groups", STRING_LIST, lesion.groups,
           "Types of neurons, or pairs of types of the ends of edges; empty without types.",
           .show = PART, .title = "type"),
    OUTPUT("group_parts", VECTOR, lesion.group_parts, "Number of parts of each.", .rows = "groups",
           .show = PART | HEAD, .title = "parts"),
    OUTPUT("group_effect", VECTOR, lesion.group_effect, "Mean effect of these parts.",
           .rows = "groups", .show = PART | HEAD, .title = "mean effect"),
    OUTPUT("group_error", VECTOR, lesion.group_error, "Standard error over these parts.",
           .rows = "groups", .show = PART | HEAD | QUIET, .title = "error",
           .undefined = "one part is of the type"),
    OUTPUT("set", STRING_LIST, lesion.set,
           "Parts of the set, in the order in which the search chose them.", .show = PART,
           .title = "set"),
    OUTPUT("set_cost", VECTOR, lesion.cost,
           "Cost of the first part, of the first two, and so on: the change of the mean score over "
           "its absolute value, without sign.",
           .rows = "set", .show = PART | HEAD, .title = "cost so far"),
    OUTPUT("set_reached", BOOLEAN, lesion.reached,
           "Whether the set costs the share that was asked for.", .show = PART),
    OUTPUT("set_degree", REAL, lesion.set_degree, "Mean degree of the members of the set.",
           .show = PART | QUIET, .undefined = NO_SET),
    CONTROL("random", random, "random sets", "random sets of as many neurons (or edges)"),
    CONTROL("matched", matched, "matched sets",
            "sets in which each member is replaced by another one of similar degree"),
};

static igraph_error_t init_result(void *result) {
    return latigraph_lesion_init(&((result_t *)result)->lesion);
}

static void destroy_result(void *result) {
    latigraph_lesion_destroy(&((result_t *)result)->lesion);
}

static igraph_error_t remark_lost(const latigraph_lesion_t *lesion, const char *name,
                                  latigraph_remarks_t *remarks) {
    igraph_integer_t parts = 0;
    for (igraph_integer_t k = 0; k < igraph_vector_size(&lesion->lost); k++) {
        parts += VECTOR(lesion->lost)[k] > 0;
    }
    return parts == 0 ? IGRAPH_SUCCESS
                      : latigraph_remark_add(
                            remarks, "lost", name,
                            "Taking out %" IGRAPH_PRId " of the %" IGRAPH_PRId
                            " parts, each alone, leaves %s undefined in some circuit; it counts as "
                            "0 there.",
                            parts, igraph_vector_size(&lesion->lost), name);
}

static igraph_error_t remark_slopes(const latigraph_lesion_t *lesion, const char *name,
                                    latigraph_remarks_t *remarks) {
    return !(lesion->agreement < 0.9)
               ? IGRAPH_SUCCESS
               : latigraph_remark_add(remarks, "slopes-differ", name,
                                      "Slopes and exact effects of %s correlate by %.2f alone over "
                                      "the parts that have both. Use the exact method.",
                                      name, lesion->agreement);
}

static igraph_error_t remark_set(const request_t *request, const latigraph_lesion_t *lesion,
                                 const char *name, latigraph_remarks_t *remarks) {
    const igraph_integer_t size = igraph_vector_size(&lesion->cost);
    if (request->options.set_max > 0 && lesion->mean == 0) {
        return latigraph_remark_add(remarks, "no-set", name,
                                    "The mean of %s over circuits is 0, so that no share of it can "
                                    "be lost and no set of parts was sought.",
                                    name);
    }
    if (size > 0 && !lesion->reached) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "not-reached", name,
            "%" IGRAPH_PRId " parts cost %.3g of %s, less than the share of %.3g that was asked "
            "for; raise set_max to go on.",
            size, VECTOR(lesion->cost)[size - 1], name, request->options.share));
    }
    if (lesion->matched.sets > 0 && lesion->matched.p > 0.05) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "control-as-good", name,
            "Sets of similar degrees cost as much as the set of parts in %.3g of the cases: it is "
            "not special beyond its degrees.",
            lesion->matched.p));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    IGRAPH_CHECK(latigraph_check_user(&request->functions));
    if (igraph_strvector_size(request->property) != 1) {
        IGRAPH_ERRORF("Lesions have one property as the score, got %" IGRAPH_PRId
                      ". Call once for each.",
                      IGRAPH_EINVAL, igraph_strvector_size(request->property));
    }
    IGRAPH_CHECK(latigraph_property_resolve(&request->functions,
                                            igraph_strvector_get(request->property, 0),
                                            &request->options.property));
    request->options.user = &request->functions;
    const char *name = latigraph_property_name(&request->functions, request->options.property);
    IGRAPH_CHECK(latigraph_name_circuits(request->circuits, &result->circuit_names));
    IGRAPH_CHECK(latigraph_lesion(request->circuits, &request->options, &result->lesion));
    IGRAPH_CHECK(remark_lost(&result->lesion, name, remarks));
    IGRAPH_CHECK(remark_slopes(&result->lesion, name, remarks));
    return remark_set(request, &result->lesion, name, remarks);
}

const latigraph_operation_t latigraph_operation_lesion = {
    .name = "lesion",
    .summary = "Takes out neurons, edges or types, and measures what a property loses.",
    .doc =
        "Each part is taken out alone. A set of parts is grown greedily until it costs the share "
        "that is asked for, and compared with random sets and with sets of the same degrees. "
        "Neurons of several circuits with the same name are one part. Time complexity: that of "
        "the property times the circuits, times (parts + set_max candidates + 2 random). Slopes "
        "take the time of one measurement instead of one per part.",
    .example = "latigraph lesion circuit.graphml -p global-efficiency --parts edges",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
};
