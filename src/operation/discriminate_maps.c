/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation discriminate_maps: groups of circuits are separated by numbers of their common
 * neurons.
 *
 * The groups are labels, one per circuit, or a graph attribute, or the two sets of circuits and
 * against. Remarks say when there is no signal, or when size and density alone do as well. */

#include "operation/names.h"
#include "operation/rows.h"

#include "circuit/circuit.h"
#include "measure/maps.h"

#include <math.h>

typedef struct {
    const latigraph_circuit_list_t *circuits, *against;
    const igraph_strvector_t *labels, *only;
    const char *attribute;
    latigraph_maps_options_t options;
} request_t;

typedef struct {
    latigraph_maps_result_t found;
    igraph_strvector_t names, actual, predicted, properties;
} result_t;

#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define PART LATIGRAPH_SHOW_PART

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("circuits", circuits,
                   "Circuits with common neurons, known by their names; one circuit per animal."),
    OPTION("against", GRAPH_LIST, against, NULL,
           "Circuits of a second group; those of circuits are then the first."),
    OPTION("labels", STRING_LIST, labels, NULL,
           "Group of each circuit, in their order, for two groups or more.", .option = "label",
           .metavar = "GROUP"),
    OPTION("attribute", STRING, attribute, NULL,
           "Graph attribute that holds the group of each circuit.", .metavar = "NAME"),
    OPTION("only", STRING_LIST, only, NULL,
           "Node properties that are the maps; the operation list_node_properties lists them. If "
           "they are left out, they are degrees in and out, cycles of three edges, and clustering.",
           .option = "property", .letter = 'p', .metavar = "PROPERTY"),
    OPTION("folds", INTEGER, options.folds, "0",
           "Number of folds; 0 leaves out one circuit at a time.", .min = 0, .max = 100000),
    OPTION("components", INTEGER, options.components, "0",
           "Number of principal components; 0 chooses it within the folds, up to 20.", .min = 0,
           .max = 1000),
    OPTION("permutations", INTEGER, options.permutations, "199",
           "Number of permutations of the labels; 0 leaves out the p-value.", .min = 0,
           .max = 1000000),
    OPTION_SEED(options.seed),

    OUTPUT("names", STRING_LIST, names, "Names of the circuits."),
    OUTPUT("groups", STRING_LIST, found.groups, "Names of the groups.", .show = PART,
           .title = "group"),
    OUTPUT("neurons", STRING_LIST, found.neurons, "Names of the common neurons.", .show = PART,
           .title = "neuron"),
    OUTPUT("properties", STRING_LIST, properties, "Names of the maps."),
    OUTPUT("share", REAL, found.share,
           "Number of common neurons over the mean number of neurons of a circuit.",
           .show = PART | HEAD, .title = "share of neurons in common"),
    OUTPUT("accuracy", REAL, found.accuracy,
           "Share of left-out circuits that are put into the right group, mean over groups.",
           .show = PART | HEAD),
    OUTPUT("chance", REAL, found.chance,
           "The same for guesses at random, 1 over the number of groups.", .show = PART | HEAD),
    OUTPUT("p", REAL, found.p, "Permutation p-value of the accuracy.", .show = PART | HEAD | QUIET,
           .undefined = "permutations is 0"),
    OUTPUT("auc", REAL, found.auc, "Area under the ROC curve of two groups.",
           .show = PART | HEAD | QUIET, .title = "AUC",
           .undefined = "there are more than two groups"),
    OUTPUT("accuracy_shuffled", REAL, found.accuracy_shuffled,
           "Control: mean accuracy over permutations of the labels.", .show = PART | HEAD | QUIET,
           .title = "accuracy, labels shuffled", .undefined = "permutations is 0"),
    OUTPUT("accuracy_size", REAL, found.accuracy_size,
           "Control: accuracy of size, density and mean strength alone.", .show = PART | HEAD,
           .title = "accuracy, size, density, strength alone"),
    OUTPUT(
        "accuracy_beyond", REAL, found.accuracy_beyond,
        "Control: accuracy of maps from which size, density and mean strength are regressed out.",
        .show = PART | HEAD, .title = "accuracy, these regressed out"),
    OUTPUT("strength", BOOLEAN, found.strength,
           "Whether these controls include the mean strength, which needs weights in all circuits.",
           .show = PART),
    OUTPUT("accuracy_mask", REAL, found.accuracy_mask,
           "Accuracy of the neurons in the mask of each fold alone.", .show = PART | HEAD | QUIET,
           .title = "accuracy, mask alone",
           .undefined = "no neuron separates the groups alone in any fold"),
    OUTPUT("components_used", REAL, found.components, "Mean number of components over folds.",
           .show = PART),
    OUTPUT("confusion", MATRIX, found.confusion,
           "Number of circuits of each group (rows) that are put into each group (columns).",
           .rows = "groups", .columns = "groups", .show = PART | HEAD),
    OUTPUT("group_circuits", VECTOR, found.group_circuits, "Number of circuits of each group.",
           .rows = "groups", .show = PART | HEAD, .title = "circuits"),
    OUTPUT("actual", STRING_LIST, actual, "Group of each circuit.", .rows = "names"),
    OUTPUT("predicted", STRING_LIST, predicted, "Group that each left-out circuit is put into.",
           .rows = "names"),
    OUTPUT("neuron_accuracy", VECTOR, found.neuron_accuracy,
           "Accuracy of each neuron alone among the circuits that train, mean over folds.",
           .rows = "neurons", .show = PART | HEAD | LATIGRAPH_SHOW_SORTED),
    OUTPUT("mask", VECTOR, found.mask, "Share of folds whose mask has the neuron.",
           .rows = "neurons", .show = PART | HEAD),
    OUTPUT(
        "weights", MATRIX, found.weights,
        "Weights of the discriminant of all circuits on z-scored maps: of the second group minus "
        "the first, or their standard deviation over more groups.",
        .rows = "neurons", .columns = "properties", .show = PART),
};

static igraph_error_t init_result(void *result) {
    return latigraph_maps_result_init(&((result_t *)result)->found);
}

static void destroy_result(void *result) {
    latigraph_maps_result_destroy(&((result_t *)result)->found);
}

/* --- Groups -------------------------------------------------------------------------------- */

static igraph_error_t append_set(const latigraph_circuit_list_t *set, const char *label,
                                 latigraph_circuit_list_t *all, igraph_strvector_t *labels) {
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(set); i++) {
        all->items[all->size++] = set->items[i];
        if (label != NULL) {
            IGRAPH_CHECK(igraph_strvector_push_back(labels, label));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Collects the circuits, which `all` borrows, and their labels. */
static igraph_error_t collect(const request_t *request, latigraph_circuit_list_t *all,
                              igraph_strvector_t *labels) {
    const int ways =
        (request->against != NULL) + (request->labels != NULL) + (request->attribute != NULL);
    if (ways != 1) {
        IGRAPH_ERRORF("Groups come from one of labels, attribute and against, got %d of them.",
                      IGRAPH_EINVAL, ways);
    }
    IGRAPH_CHECK(
        append_set(request->circuits, request->against != NULL ? "first" : NULL, all, labels));
    if (request->against != NULL) {
        return append_set(request->against, "second", all, labels);
    }
    return request->labels != NULL
               ? igraph_strvector_append(labels, request->labels)
               : latigraph_label_circuits(request->circuits, request->attribute, labels);
}

/* --- The call -------------------------------------------------------------------------------- */

static igraph_error_t remark_result(const latigraph_maps_result_t *found,
                                    latigraph_remarks_t *remarks) {
    if (found->p > 0.05) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "no-signal", "accuracy",
            "The maps do not separate the groups: permuted labels often reach the accuracy of "
            "%.3g (p = %.3g).",
            found->accuracy, found->p));
    } else if (found->accuracy_size >= found->accuracy - 1e-9) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "control-as-good", "accuracy",
            "Size%s density%s alone separate the groups as well as the maps do (%.3g against "
            "%.3g). With these regressed out, the accuracy of the maps is %.3g.",
            found->strength ? "," : " and", found->strength ? " and mean strength" : "",
            found->accuracy_size, found->accuracy, found->accuracy_beyond));
    }
    return found->share < 0.5
               ? latigraph_remark_add(remarks, "few-common", "share",
                                      "The circuits have %.3g of their neurons in common by name.",
                                      found->share)
               : IGRAPH_SUCCESS;
}

static igraph_error_t name_guesses(const igraph_strvector_t *labels, result_t *result) {
    IGRAPH_CHECK(igraph_strvector_append(&result->actual, labels));
    for (igraph_integer_t c = 0; c < igraph_vector_size(&result->found.predicted); c++) {
        const igraph_integer_t g = (igraph_integer_t)VECTOR(result->found.predicted)[c];
        IGRAPH_CHECK(igraph_strvector_push_back(&result->predicted,
                                                igraph_strvector_get(&result->found.groups, g)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    const igraph_integer_t count =
        latigraph_circuit_list_size(request->circuits) +
        (request->against != NULL ? latigraph_circuit_list_size(request->against) : 0);
    latigraph_circuit_list_t all = {.capacity = count};
    igraph_strvector_t labels;
    igraph_vector_int_t which;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&labels, 0);
    LATIGRAPH_ALLOCATE(all.items, count);
    IGRAPH_CHECK(latigraph_maps_default(&which));
    IGRAPH_CHECK(latigraph_choose_node_properties(request->only, &which, &result->properties));
    IGRAPH_CHECK(collect(request, &all, &labels));
    request->options.which = &which;
    IGRAPH_CHECK(latigraph_name_circuits(&all, &result->names));
    IGRAPH_CHECK(latigraph_discriminate_maps(&all, &labels, &request->options, &result->found));
    IGRAPH_CHECK(name_guesses(&labels, result));
    g_free(all.items);
    igraph_strvector_destroy(&labels);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(3);
    return remark_result(&result->found, remarks);
}

const latigraph_operation_t latigraph_operation_discriminate_maps = {
    .name = "discriminate_maps",
    .summary = "Separates groups of circuits by numbers of their common neurons.",
    .doc =
        "Maps of node properties are z-scored, reduced to principal components and given to a "
        "linear discriminant with a ridge, within folds of circuits. Controls are size, density "
        "and mean strength alone, maps without these, and shuffled labels. Time complexity: that "
        "of node_properties, plus O(folds circuits² neurons properties²), plus O(permutations "
        "folds circuits) small discriminants.",
    .example = "latigraph discriminate-maps controls --against patients -p in-strength",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
};
