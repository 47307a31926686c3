/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/file.h"

#include "base/json.h"
#include "base/memory.h"
#include "model/metadata.h"
#include "model/node_law.h"

#include <latigraph/version.h>
#include <string.h>

static void describe_neurons(JsonBuilder *b, const latigraph_model_t *model) {
    latigraph_json_begin(b, "neurons");
    latigraph_json_integer(b, "distinct", g_hash_table_size(model->neurons));
    latigraph_json_number(b, "smallest_circuit", model->size_min);
    latigraph_json_number(b, "mean_circuit", model->size_mean);
    latigraph_json_number(b, "largest_circuit", model->size_max);
    json_builder_end_object(b);
}

static void describe_properties(JsonBuilder *b, char *const *names) {
    json_builder_set_member_name(b, "properties");
    json_builder_begin_array(b);
    for (; names != NULL && *names != NULL; names++) {
        json_builder_add_string_value(b, *names);
    }
    json_builder_end_array(b);
}

static void describe_directions(JsonBuilder *b, const latigraph_direction_table_t *d) {
    json_builder_set_member_name(b, "directions");
    json_builder_begin_array(b);
    for (int k = 0; k < d->count; k++) {
        json_builder_begin_object(b);
        latigraph_json_text(b, "property", d->property[k]);
        latigraph_json_number(b, "r2", d->r2[k]);
        latigraph_json_number(b, "p", d->p[k]);
        latigraph_json_number(b, "mean", d->mean[k]);
        latigraph_json_number(b, "sd", d->sd[k]);
        latigraph_json_integer(b, "scored", d->scored[k]);
        json_builder_end_object(b);
    }
    json_builder_end_array(b);
}

char *latigraph_model_json(const latigraph_model_t *model) {
    JsonBuilder *b = json_builder_new();
    json_builder_begin_object(b);
    latigraph_json_integer(b, "format_version", LATIGRAPH_FORMAT_VERSION);
    latigraph_json_text(b, "latigraph_version", LATIGRAPH_VERSION);
    latigraph_card_to_json(model, b);
    json_builder_set_member_name(b, "config");
    latigraph_config_to_json(&model->config, b);
    latigraph_json_integer(b, "parameters", model->parameters->layout.count);
    json_builder_set_member_name(b, "node_data");
    latigraph_vocabulary_to_json(model->vocabulary, b);
    describe_neurons(b, model);
    latigraph_node_law_to_json(model->node_law, b);
    latigraph_groups_to_json(model, b);
    describe_properties(b, model->property_name);
    describe_directions(b, &model->directions);
    json_builder_set_member_name(b, "provenance");
    JsonNode *provenance = json_from_string(model->provenance, NULL);
    json_builder_add_value(b, provenance != NULL ? provenance : json_node_new(JSON_NODE_NULL));
    json_builder_end_object(b);
    return latigraph_json_finish(b, TRUE);
}

/**
 * \function latigraph_model_describe
 * \brief Describes a model as JSON.
 *
 * \param model The model.
 * \param json Gets the text: card, configuration, node data with vocabulary and units, sizes,
 *    groups, directions and provenance. Free it with igraph_free().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(size of the description).
 *
 * Example: print the description of a model.
 * \verbatim
 *   char *json;
 *   latigraph_model_describe(model, &json);
 *   puts(json);
 *   igraph_free(json);
 * \endverbatim
 */
igraph_error_t latigraph_model_describe(const latigraph_model_t *model, char **json) {
    char *text = latigraph_model_json(model);
    const gsize size = strlen(text) + 1;
    *json = igraph_malloc(size);
    if (*json != NULL) {
        memcpy(*json, text, size);
    }
    g_free(text);
    if (*json == NULL) {
        IGRAPH_ERROR("Not enough memory to describe a model.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}
