/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation fit: a model from circuits, with the checkpoint of its fit.
 *
 * A checkpoint that exists is neither overwritten nor continued by itself: one of resume and
 * restart says which. It is removed only after the model is complete, by the first process of a
 * job. Facts for the card are checked before the fit begins, because a misspelt key must not cost
 * hours. Options of the fit come as KEY=VALUE and not as rows, since there are many and few of
 * them are used; latigraph_fit_options_set() knows them. */

#include "operation/names.h"
#include "operation/rows.h"

#include "base/json.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/ranks.h"
#include "circuit/homologous.h"
#include "model/model.h"

#include <latigraph/directions.h>
#include <latigraph/model.h>

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const latigraph_circuit_list_t *circuits, *validation;
    const igraph_strvector_t *options;
    const char *card, *checkpoint, *identity;
    latigraph_split_by_t split_by;
    igraph_bool_t resume, restart, keep;
    igraph_integer_t seed, threads;
} request_t;

typedef struct {
    void *model;
    igraph_real_t kept_step, seconds, bits_training, bits_validation, bits_node_data;
    igraph_real_t largest, drawn;
    igraph_strvector_t properties;
    latigraph_items_t directions; /* latigraph_direction_t */
    igraph_vector_t step;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE
#define DIRECTION(name_, field_, doc_, ...)                                                        \
    OUTPUT_EACH(name_, VECTOR, REAL, directions, latigraph_direction_t, field_, doc_,              \
                .rows = "properties", __VA_ARGS__)
#define UNSCORED "folds by neuron need circuits that do not all share neurons"

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS(
        "circuits", circuits,
        "Circuits to learn from: directed graphs with node data as vertex attributes and "
        "positive weights as the edge attribute weight."),
    OPTION("validation", GRAPH_LIST, validation, NULL,
           "Circuits of other neurons to watch, so that the best state is kept; they are cut off "
           "from the training circuits if they are left out, as split_by says.",
           .option = "validate", .letter = 'v'),
    OPTION_IDENTITY(identity),
    OPTION_SPLIT_BY(split_by),
    OPTION("options", STRING_LIST, options, NULL,
           "Further options of the fit as KEY=VALUE, e.g. steps=400.", .option = "set",
           .letter = 's', .metavar = "KEY=VALUE"),
    OPTION("card", STRING, card, NULL,
           "Facts to keep in the model, a JSON object of texts: title, description, data, source, "
           "citation, licence, split, limits, rebuild. The operation card shows them.",
           .show = LATIGRAPH_SHOW_FILE),
    OPTION(
        "checkpoint", STRING, checkpoint, NULL,
        "File that keeps the state of the fit, so that it can be resumed after it was stopped; "
        "the file is removed at the end. The command keeps it beside the model until the model is "
        "written.",
        .metavar = "FILE"),
    OPTION("resume", BOOLEAN, resume, "false",
           "Continue from the checkpoint that a stopped fit left behind."),
    OPTION("restart", BOOLEAN, restart, "false", "Start afresh although there is a checkpoint.",
           .option = "force"),
    OPTION(
        "keep_checkpoint", BOOLEAN, keep, "false",
        "Leave the checkpoint at the end. Until the model is written, a fit that is resumed from "
        "it gives the model again without training."),
    OPTION_SEED(seed),
    OPTION_THREADS(threads),

    OUTPUT("model", MODEL, model, "The model."),
    OUTPUT("kept_step", REAL, kept_step, "Step whose state was kept.", HEAD),
    OUTPUT("seconds", REAL, seconds, "Time that the fit took.", HEAD, .unit = "s"),
    OUTPUT("bits_training", REAL, bits_training, "Bits per training circuit.", HEAD,
           .unit = "bits"),
    OUTPUT("bits_validation", REAL, bits_validation, "Bits per validation circuit.", HEAD,
           .unit = "bits", .undefined = "there were no circuits for validation"),
    OUTPUT("bits_validation_node_data", REAL, bits_node_data,
           "Bits per validation circuit by the baseline without codes, which knows the node data "
           "alone.",
           HEAD, .unit = "bits", .undefined = "there were no circuits for validation"),
    OUTPUT("largest_circuit", REAL, largest, "Neurons of the largest circuit."),
    OUTPUT("pairs_per_neuron", REAL, drawn,
           "Pairs per neuron that were drawn in a step in circuits of many neurons; 0 if all pairs "
           "of all circuits were taken."),
    OUTPUT("properties", STRING_LIST, properties,
           "Properties along which the code has a direction."),
    DIRECTION("r2", r2, "Cross-validated R² of the property from the code, folds split by neuron.",
              .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_SORTED, .undefined = UNSCORED),
    DIRECTION("p", p, "Permutation p-value of R².", HEAD, .undefined = UNSCORED),
    OUTPUT_EACH("scored", VECTOR, INTEGER, directions, latigraph_direction_t, scored,
                "Number of circuits that R² rests on.", .rows = "properties", HEAD,
                .title = "circuits"),
    DIRECTION("mean", mean, "Mean of the property over the circuits.", HEAD),
    DIRECTION("sd", sd, "Standard deviation of the property over the circuits.", HEAD),
    OUTPUT("step", VECTOR, step,
           "Length of the step of the code that adds one standard deviation of the property.",
           .rows = "properties", HEAD),
};

/* --- Options ---------------------------------------------------------------------------------- */

static igraph_error_t set_pair(latigraph_fit_options_t *options, const char *pair) {
    static const char *const own[] = {"checkpoint", "resume", "seed", "split-by", "threads", NULL};
    const char *equals = strchr(pair, '=');
    if (equals == NULL) {
        IGRAPH_ERRORF("Option \"%s\" of a fit is not of the form KEY=VALUE.", IGRAPH_EINVAL, pair);
    }
    char *key;
    IGRAPH_CHECK(latigraph_copy_text_part(pair, (size_t)(equals - pair), &key));
    IGRAPH_FINALLY(g_free, key);
    if (g_strv_contains(own, key)) {
        IGRAPH_ERRORF("\"%s\" is an argument of its own, not one of the options.", IGRAPH_EINVAL,
                      key);
    }
    IGRAPH_CHECK(latigraph_fit_options_set(options, key, equals + 1));
    g_free(key);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_number(latigraph_fit_options_t *options, const char *key,
                                 igraph_integer_t number) {
    char text[32];
    g_snprintf(text, sizeof text, "%" IGRAPH_PRId, number);
    return latigraph_fit_options_set(options, key, text);
}

static igraph_error_t set_options(const request_t *request, igraph_bool_t resume,
                                  latigraph_fit_options_t *options) {
    for (igraph_integer_t i = 0;
         request->options != NULL && i < igraph_strvector_size(request->options); i++) {
        IGRAPH_CHECK(set_pair(options, igraph_strvector_get(request->options, i)));
    }
    options->split_by = request->split_by;
    IGRAPH_CHECK(set_number(options, "seed", request->seed));
    IGRAPH_CHECK(set_number(options, "threads", request->threads));
    if (request->checkpoint != NULL) {
        IGRAPH_CHECK(latigraph_fit_options_set(options, "resume", resume ? "true" : "false"));
        IGRAPH_CHECK(latigraph_fit_options_set(options, "checkpoint", request->checkpoint));
    }
    return IGRAPH_SUCCESS;
}

/* --- The checkpoint ------------------------------------------------------------------------------
 */

static igraph_error_t check_checkpoint(const request_t *request, igraph_bool_t *resume,
                                       latigraph_remarks_t *remarks) {
    const gboolean exists =
        request->checkpoint != NULL && g_file_test(request->checkpoint, G_FILE_TEST_EXISTS);
    if (exists && !request->resume && !request->restart) {
        IGRAPH_ERRORF("\"%s\" holds a fit that was stopped; give resume (--resume) to continue it, "
                      "or restart (--force) to start afresh.",
                      IGRAPH_EFILE, request->checkpoint);
    }
    if (!exists && request->resume) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "no-checkpoint", "",
                                          "There was no checkpoint \"%s\": the fit started at the "
                                          "beginning.",
                                          request->checkpoint != NULL ? request->checkpoint : ""));
    }
    *resume = exists && request->resume;
    return IGRAPH_SUCCESS;
}

/* --- Remarks and results
 * ---------------------------------------------------------------------------- */

static igraph_error_t remark_overlap(const request_t *request, latigraph_remarks_t *remarks) {
    latigraph_overlap_t overlap;
    if (request->validation == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_circuit_list_overlap(request->circuits, request->validation, &overlap));
    IGRAPH_CHECK(latigraph_remark_overlap(&overlap, remarks));
    if (overlap.identified > 0) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "note", "validation",
                                          "%" IGRAPH_PRId " of %" IGRAPH_PRId
                                          " neurons of the validation circuits have an "
                                          "identity that training circuits have, too.",
                                          overlap.known, overlap.identified));
    }
    if (overlap.shared == 0) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        remarks, "shared-neurons", "validation",
        "%" IGRAPH_PRId " of %" IGRAPH_PRId " neurons of the validation circuits are in training "
        "circuits, too (in %" IGRAPH_PRId " of %" IGRAPH_PRId
        " validation circuits): bits on them are not those of unseen neurons.",
        overlap.shared, overlap.neurons_second, overlap.circuits_second,
        latigraph_circuit_list_size(request->validation));
}

static igraph_error_t remark_unsaved(const request_t *request, const latigraph_unsaved_t *unsaved,
                                     latigraph_remarks_t *remarks) {
    if (unsaved->count == 0) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        remarks, "checkpoint-not-written", "checkpoint",
        "The checkpoint \"%s\" could not be written %d time%s, and the fit went on without it. The "
        "last reason: %s",
        request->checkpoint, unsaved->count, unsaved->count == 1 ? "" : "s", unsaved->reason);
}

static igraph_error_t read_figures(result_t *result) {
    char *text;
    IGRAPH_CHECK(latigraph_model_describe(result->model, &text));
    JsonNode *root = latigraph_json_from_text(text, NULL);
    igraph_free(text);
    result->kept_step = latigraph_json_number_at(root, LATIGRAPH_AT("provenance", "kept_step"));
    result->bits_training =
        latigraph_json_number_at(root, LATIGRAPH_AT("provenance", "bits", "training"));
    result->bits_validation =
        latigraph_json_number_at(root, LATIGRAPH_AT("provenance", "bits", "validation"));
    result->bits_node_data = latigraph_json_number_at(
        root, LATIGRAPH_AT("provenance", "bits", "validation_node_data_alone"));
    result->largest =
        latigraph_json_number_at(root, LATIGRAPH_AT("provenance", "pairs", "largest_circuit"));
    result->drawn =
        latigraph_json_number_at(root, LATIGRAPH_AT("provenance", "pairs", "drawn_a_neuron"));
    if (root != NULL) {
        json_node_unref(root);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_directions(result_t *result) {
    igraph_matrix_t weights, steps;
    igraph_integer_t found;
    latigraph_direction_t *item =
        calloc((size_t)latigraph_property_count() + 1, sizeof(latigraph_direction_t));
    if (item == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    result->directions.item = item;
    IGRAPH_MATRIX_INIT_FINALLY(&weights, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&steps, 0, 0);
    IGRAPH_CHECK(latigraph_model_directions(result->model, item, &found, &weights, &steps));
    result->directions.count = found;
    for (igraph_integer_t d = 0; d < found; d++) {
        igraph_real_t squares = 0;
        for (igraph_integer_t k = 0; k < igraph_matrix_ncol(&steps); k++) {
            squares += MATRIX(steps, d, k) * MATRIX(steps, d, k);
        }
        IGRAPH_CHECK(igraph_vector_push_back(&result->step, sqrt(squares)));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->properties,
                                                latigraph_property_name(NULL, item[d].property)));
    }
    igraph_matrix_destroy(&steps);
    igraph_matrix_destroy(&weights);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- The work
 * ------------------------------------------------------------------------------------------ */

static igraph_error_t fit(const request_t *request, result_t *result,
                          const latigraph_fit_options_t *options) {
    const gint64 started = g_get_monotonic_time();
    latigraph_model_t *model;
    IGRAPH_CHECK(latigraph_fit(&model, request->circuits, request->validation, options));
    result->model = model;
    result->seconds = (igraph_real_t)(g_get_monotonic_time() - started) * 1e-6;
    if (request->card != NULL) {
        IGRAPH_CHECK(latigraph_model_set_card(model, request->card));
    }
    IGRAPH_CHECK(read_figures(result));
    IGRAPH_CHECK(read_directions(result));
    if (request->checkpoint != NULL && latigraph_ranks_index() == 0) {
        latigraph_output_sweep(request->checkpoint);
        if (!request->keep) {
            g_unlink(request->checkpoint);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    latigraph_fit_options_t *options;
    igraph_bool_t resume;
    if (request->card != NULL) { /* before the work */
        IGRAPH_CHECK(latigraph_model_set_card(NULL, request->card));
    }
    IGRAPH_CHECK(latigraph_check_split_by(request->circuits, request->split_by));
    IGRAPH_CHECK(check_checkpoint(request, &resume, remarks));
    IGRAPH_CHECK(remark_overlap(request, remarks));
    IGRAPH_CHECK(latigraph_fit_options_create(&options));
    IGRAPH_FINALLY(latigraph_fit_options_destroy, options);
    IGRAPH_CHECK(set_options(request, resume, options));
    latigraph_unsaved_t unsaved = {.count = 0};
    options->unsaved = &unsaved;
    IGRAPH_CHECK(fit(request, result_data, options));
    IGRAPH_CHECK(remark_unsaved(request, &unsaved, remarks));
    latigraph_fit_options_destroy(options);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_fit = {
    .name = "fit",
    .summary = "Learns a latent space from circuits.",
    .doc = "A variational auto-encoder of whole directed graphs with a Bernoulli-Poisson decoder "
           "and exact dyad likelihood; it ends by relating codes to properties. The result depends "
           "on the seed, never on the number of threads. With a checkpoint the fit can be stopped "
           "at any moment and resumed. Time complexity: O(steps batch (n² r + (n + m) h²)) for n "
           "neurons, m edges, rank r and hidden width h.",
    .example = "latigraph fit train -o model.safetensors --validate held-out --set steps=600",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING | LATIGRAPH_SPLIT_WORK,
    OPERATION_STRUCTS(arguments, run),
};
