/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The card of a model: texts that people know about it and a fit cannot know.
 *
 * A card is a JSON object whose members are all texts, under the names of the table FACTS. Programs
 * print cards of models that come from anywhere, so any other name or type is refused, both when a
 * card is set and when a file is read. The model keeps its card as compact JSON with the members in
 * the order of the table and without empty texts. Equal cards therefore give equal model files.
 */
#include "model/metadata.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"

#include <string.h>

/* Names of the texts, in the order of a printed card. */
static const char *const FACTS[] = {"title",   "description", "data",   "source", "citation",
                                    "licence", "split",       "limits", "rebuild"};

static gboolean is_fact(const char *name) {
    for (gsize k = 0; k < G_N_ELEMENTS(FACTS); k++) {
        if (strcmp(FACTS[k], name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static igraph_error_t check_facts(JsonObject *object) {
    char wrong[60] = "";
    JsonObjectIter members;
    const char *name;
    JsonNode *node;
    json_object_iter_init_ordered(&members, object);
    while (wrong[0] == '\0' && json_object_iter_next_ordered(&members, &name, &node)) {
        if (!is_fact(name) || !JSON_NODE_HOLDS_VALUE(node) ||
            json_node_get_value_type(node) != G_TYPE_STRING) {
            g_strlcpy(wrong, name, sizeof wrong);
        }
    }
    if (wrong[0] != '\0' && is_fact(wrong)) {
        IGRAPH_ERRORF("\"%s\" of the card of a model must be a text.", IGRAPH_EINVAL, wrong);
    }
    if (wrong[0] != '\0') {
        IGRAPH_ERRORF(
            "The card of a model cannot hold \"%s\"; it holds title, description, data, source, "
            "citation, licence, split, limits and rebuild.",
            IGRAPH_EINVAL, wrong);
    }
    return IGRAPH_SUCCESS;
}

/* Writes the texts of an object as JSON, in the order of the table. */
static igraph_error_t write_facts(JsonObject *object, char **text) {
    latigraph_json_t json = LATIGRAPH_JSON_COMPACT;
    IGRAPH_FINALLY(latigraph_json_destroy, &json);
    latigraph_json_begin_object(&json);
    for (gsize k = 0; k < G_N_ELEMENTS(FACTS); k++) {
        const char *fact = latigraph_json_text_of(object, FACTS[k], "");
        if (fact[0] != '\0') {
            latigraph_json_text(&json, FACTS[k], fact);
        }
    }
    latigraph_json_end_object(&json);
    IGRAPH_CHECK(latigraph_json_take(&json, text));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse_facts(const char *json, JsonNode **root) {
    GError *error = NULL;
    *root = latigraph_json_from_text(json, &error);
    if (*root == NULL && error != NULL) {
        char reason[200];
        g_strlcpy(reason, error->message, sizeof reason);
        g_error_free(error);
        IGRAPH_ERRORF("The card of a model is not JSON: %s.", IGRAPH_PARSEERROR, reason);
    }
    if (*root == NULL) {
        IGRAPH_ERROR("The card of a model is empty; it must be a JSON object.", IGRAPH_EINVAL);
    }
    IGRAPH_FINALLY(json_node_unref, *root);
    if (!JSON_NODE_HOLDS_OBJECT(*root)) {
        IGRAPH_ERROR("The card of a model must be a JSON object of texts.", IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(check_facts(json_node_get_object(*root)));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_model_set_card
 * \brief Sets the card of a model: what people know about it.
 *
 * The card is written into the model file. It is a part of \ref latigraph_model_describe(), under
 * \c card.
 *
 * \param model The model, or \c NULL to check the text only.
 * \param json A JSON object of texts. Its members, all optional, are \c title (one line), \c
 *    description, \c data (what was measured, by whom), \c source (where to get the data), \c
 *    citation, \c licence, \c split (training, validation and test side), \c limits and \c rebuild
 *    (the command that makes the model again).
 * \return Error code: \c IGRAPH_PARSEERROR, the text is not JSON; \c IGRAPH_EINVAL, it is not such
 *    an object.
 *
 * Time complexity: O(length of the text).
 *
 * Example: set title and licence before writing a model.
 * \verbatim
 *   latigraph_model_set_card(model, "{\"title\": \"Layer 2/3 of mouse visual cortex\","
 *                                   " \"licence\": \"CC-BY-4.0\"}");
 *   latigraph_model_write(model, "cortex.safetensors");
 * \endverbatim
 */
igraph_error_t latigraph_model_set_card(latigraph_model_t *model, const char *json) {
    JsonNode *root;
    IGRAPH_CHECK(parse_facts(json, &root));
    IGRAPH_FINALLY(json_node_unref, root);
    if (model != NULL) {
        char *text;
        IGRAPH_CHECK(write_facts(json_node_get_object(root), &text));
        g_free(model->card);
        model->card = text;
    }
    json_node_unref(root);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_card_to_json(const latigraph_model_t *model, latigraph_json_t *builder) {
    JsonNode *card = model->card != NULL ? latigraph_json_from_text(model->card, NULL) : NULL;
    latigraph_json_name(builder, "card");
    if (card != NULL) {
        latigraph_json_add_node(builder, card);
        json_node_unref(card);
    } else {
        latigraph_json_add_null(builder);
    }
}

igraph_error_t latigraph_card_from_json(latigraph_model_t *model, JsonObject *description) {
    JsonNode *card = json_object_get_member(description, "card");
    if (card == NULL || JSON_NODE_HOLDS_NULL(card)) {
        return IGRAPH_SUCCESS; /* the model has no card */
    }
    if (!JSON_NODE_HOLDS_OBJECT(card)) {
        IGRAPH_ERROR("The model's card is not a JSON object.", IGRAPH_PARSEERROR);
    }
    IGRAPH_CHECK(check_facts(json_node_get_object(card)));
    return write_facts(json_node_get_object(card), &model->card);
}
