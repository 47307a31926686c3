/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Operations that describe models: info, card and models. All three read what a model file says of
 * itself, so that nothing about a model is kept in a second place. The operation info returns the
 * description as JSON, card writes it as a page, and models makes a table of the installed ones.
 * The card of a pretrained model is a file beside it, because its figures come from an evaluation
 * with data that users do not have. */

#include "operation/model_facts.h"
#include "operation/rows.h"

#include "base/json.h"
#include "base/memory.h"

#include <latigraph/explain.h>

#include <string.h>

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

/* Inputs and outputs of the three operations. */
typedef struct {
    const latigraph_model_t *model;
    const char *path, *evaluation;
} request_t;

typedef struct {
    igraph_integer_t code_size;
    igraph_strvector_t coordinates;
    char *description, *card, *digest;
    igraph_strvector_t names, titles, licences, files;
    igraph_vector_t circuits, neurons, bytes;
} result_t;

/* --- info ------------------------------------------------------------------------------------ */

static const latigraph_argument_t info_arguments[] = {
    INPUT_MODEL(model),
    OUTPUT("code_size", INTEGER, code_size, "Number of coordinates of the code."),
    OUTPUT("coordinates", STRING_LIST, coordinates, "Names of the coordinates of the code."),
    OUTPUT("digest", STRING, digest, "Digest of the model, which its codes carry."),
    OUTPUT("description", STRING, description,
           "Configuration, node data, origin, fit and directions, as a JSON object.", HEAD),
};

static igraph_error_t info(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    (void)remarks;
    result->code_size = latigraph_model_code_size(request->model);
    IGRAPH_CHECK(latigraph_coordinate_names(request->model, &result->coordinates));
    IGRAPH_CHECK(latigraph_model_digest(request->model, &result->digest));
    return latigraph_model_describe(request->model, &result->description);
}

const latigraph_operation_t latigraph_operation_info = {
    .name = "info",
    .summary = "Describes a model: its sizes, node data, origin, fit and directions.",
    .example = "latigraph info model.safetensors",
    OPERATION_STRUCTS(info_arguments, info),
};

/* --- card ------------------------------------------------------------------------------------- */

static const latigraph_argument_t card_arguments[] = {
    INPUT("path", STRING, path, "The model file, or the name of a pretrained model.",
          .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTION("evaluation", STRING, evaluation, NULL,
           "Result of the operation evaluate as JSON, whose figures become a part of the card.",
           .letter = 'e', .show = LATIGRAPH_SHOW_FILE),
    OUTPUT("card", STRING, card, "The card, in Markdown.", HEAD),
};

static igraph_error_t parse_evaluation(const char *text, JsonNode **evaluation) {
    *evaluation = text != NULL ? latigraph_json_from_text(text, NULL) : NULL;
    if (text != NULL && latigraph_json_at(*evaluation, LATIGRAPH_AT("bits_total")) == NULL) {
        if (*evaluation != NULL) {
            json_node_unref(*evaluation);
        }
        IGRAPH_ERROR("The evaluation is not what \"latigraph evaluate --json\" prints.",
                     IGRAPH_PARSEERROR);
    }
    return IGRAPH_SUCCESS;
}

/* Reads the card beside a pretrained model, which holds its evaluation; NULL if there is none. */
static igraph_error_t read_stored_card(const latigraph_model_facts_t *facts, char **card) {
    const char *name = strrchr(facts->path, G_DIR_SEPARATOR);
    GError *error = NULL;
    char *path;
    *card = NULL;
    IGRAPH_CHECK(latigraph_print_text(&path, "%.*s%s.md",
                                      name != NULL ? (int)(name + 1 - facts->path) : 0, facts->path,
                                      facts->name));
    g_file_get_contents(path, card, NULL, &error);
    g_free(path);
    const gboolean no_memory = g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOMEM);
    g_clear_error(&error);
    if (no_memory) {
        IGRAPH_ERROR("Not enough memory for the card of a model.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t card(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    latigraph_model_facts_t facts;
    JsonNode *evaluation;
    (void)remarks;
    IGRAPH_CHECK(parse_evaluation(request->evaluation, &evaluation));
    if (evaluation != NULL) {
        IGRAPH_FINALLY(json_node_unref, evaluation);
    }
    IGRAPH_CHECK(latigraph_model_facts_init(&facts, request->path));
    const gboolean named = !g_file_test(request->path, G_FILE_TEST_EXISTS);
    result_t *result = result_data;
    if (named && evaluation == NULL) {
        IGRAPH_CHECK(read_stored_card(&facts, &result->card));
    }
    if (result->card == NULL) {
        latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
        IGRAPH_FINALLY(latigraph_text_destroy, &text);
        latigraph_append_card(&text, &facts, evaluation);
        IGRAPH_CHECK(latigraph_text_take(&text, &result->card));
        IGRAPH_FINALLY_CLEAN(1);
    }
    latigraph_model_facts_destroy(&facts);
    IGRAPH_FINALLY_CLEAN(1);
    if (evaluation != NULL) {
        json_node_unref(evaluation);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_card = {
    .name = "card",
    .summary = "Writes the card of a model in Markdown.",
    .doc =
        "The card holds the facts that fit was given, what the file knows of itself, and figures "
        "of an evaluation. A pretrained model that is named has its card beside it.",
    .example = "latigraph card model.safetensors --evaluation evaluation.json -o model.md",
    OPERATION_STRUCTS(card_arguments, card),
};

/* --- models -------------------------------------------------------------------------------------
 */

static const latigraph_argument_t models_arguments[] = {
    OUTPUT("names", STRING_LIST, names, "Names, which are taken wherever a model file is."),
    OUTPUT("title", STRING_LIST, titles, "What each model is of.", .rows = "names", HEAD),
    OUTPUT("circuits", VECTOR, circuits, "Number of training circuits.", .rows = "names", HEAD,
           .undefined = "the model does not say how many circuits it was fitted to"),
    OUTPUT("neurons", VECTOR, neurons, "Number of distinct neurons in them.", .rows = "names", HEAD,
           .undefined = "the model does not say how many neurons it was fitted to"),
    OUTPUT("licence", STRING_LIST, licences, "Licence of the data.", .rows = "names", HEAD),
    OUTPUT("bytes", VECTOR, bytes, "Size of the file.", .rows = "names", .unit = "bytes"),
    OUTPUT("path", STRING_LIST, files, "The file.", .rows = "names"),
};

static igraph_error_t append_facts(const latigraph_model_facts_t *facts, result_t *result) {
    JsonNode *d = facts->description;
    const char *title = latigraph_json_text_at(d, LATIGRAPH_AT("card", "title"));
    const char *licence = latigraph_json_text_at(d, LATIGRAPH_AT("card", "licence"));
    IGRAPH_CHECK(igraph_strvector_push_back(&result->titles, title != NULL ? title : ""));
    IGRAPH_CHECK(igraph_strvector_push_back(&result->licences, licence != NULL ? licence : ""));
    IGRAPH_CHECK(igraph_strvector_push_back(&result->files, facts->path));
    IGRAPH_CHECK(igraph_vector_push_back(
        &result->circuits,
        latigraph_json_number_at(d, LATIGRAPH_AT("provenance", "split", "training_circuits"))));
    IGRAPH_CHECK(igraph_vector_push_back(
        &result->neurons, latigraph_json_number_at(d, LATIGRAPH_AT("neurons", "distinct"))));
    return igraph_vector_push_back(&result->bytes, (igraph_real_t)facts->size);
}

static igraph_error_t models(void *request, void *result_data, latigraph_remarks_t *remarks) {
    result_t *result = result_data;
    (void)request;
    IGRAPH_CHECK(latigraph_model_names(&result->names));
    for (igraph_integer_t i = 0; i < igraph_strvector_size(&result->names); i++) {
        latigraph_model_facts_t facts;
        IGRAPH_CHECK(latigraph_model_facts_init(&facts, igraph_strvector_get(&result->names, i)));
        IGRAPH_CHECK(append_facts(&facts, result));
        latigraph_model_facts_destroy(&facts);
        IGRAPH_FINALLY_CLEAN(1);
    }
    if (igraph_strvector_size(&result->names) == 0) {
        return latigraph_remark_add(remarks, "no-models", "",
                                    "No pretrained models are installed; LATIGRAPH_MODEL_PATH can "
                                    "name a folder that holds some.");
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_models = {
    .name = "models",
    .summary = "Lists the pretrained models that are installed.",
    .doc = "Models are looked for in the folders of LATIGRAPH_MODEL_PATH, separated by colons, and "
           "in the folder that latigraph was installed with. The operation card prints the card of "
           "one.",
    .example = "latigraph models",
    OPERATION_STRUCTS(models_arguments, models),
};
