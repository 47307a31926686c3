/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The description of a model as JSON, which is both the header of a model file and the answer of
 * latigraph_model_describe().
 *
 * One function makes both, so that what users see is what the file holds. It covers everything but
 * the numbers of the tensors: card, configuration, vocabulary of node data, sizes of the training
 * circuits, law of node data, groups, properties, directions and provenance. Card and provenance
 * are kept in the model as JSON texts, because no code here computes with them. They are parsed and
 * written again, so that they get the indentation of the rest.
 */
#include "model/file.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "model/metadata.h"
#include "model/node_law.h"

#include <latigraph/version.h>
#include <string.h>

static void describe_neurons(latigraph_json_t *b, const latigraph_model_t *model) {
    latigraph_json_begin(b, "neurons");
    latigraph_json_integer(b, "distinct", (gint64)model->neurons.count);
    if (model->identities.count > 0) {
        latigraph_json_integer(b, "identities", (gint64)model->identities.count);
    }
    latigraph_json_number(b, "smallest_circuit", model->size_min);
    latigraph_json_number(b, "mean_circuit", model->size_mean);
    latigraph_json_number(b, "largest_circuit", model->size_max);
    latigraph_json_end_object(b);
}

static void describe_properties(latigraph_json_t *b, char *const *names) {
    latigraph_json_name(b, "properties");
    latigraph_json_begin_array(b);
    for (; names != NULL && *names != NULL; names++) {
        latigraph_json_add_text(b, *names);
    }
    latigraph_json_end_array(b);
}

static void describe_directions(latigraph_json_t *b, const latigraph_direction_table_t *d) {
    latigraph_json_name(b, "directions");
    latigraph_json_begin_array(b);
    for (int k = 0; k < d->count; k++) {
        latigraph_json_begin_object(b);
        latigraph_json_text(b, "property", d->property[k]);
        latigraph_json_number(b, "r2", d->r2[k]);
        latigraph_json_number(b, "p", d->p[k]);
        latigraph_json_number(b, "mean", d->mean[k]);
        latigraph_json_number(b, "sd", d->sd[k]);
        latigraph_json_integer(b, "scored", d->scored[k]);
        latigraph_json_end_object(b);
    }
    latigraph_json_end_array(b);
}

igraph_error_t latigraph_model_json(const latigraph_model_t *model, char **text) {
    latigraph_json_t json = LATIGRAPH_JSON_PRETTY, *b = &json;
    IGRAPH_FINALLY(latigraph_json_destroy, b);
    latigraph_json_begin_object(b);
    latigraph_json_integer(b, "format_version",
                           model->config.kernel_width[0] > 0 ? LATIGRAPH_FORMAT_VERSION
                                                             : LATIGRAPH_FORMAT_FIXED_WIDTHS);
    latigraph_json_text(b, "latigraph_version", LATIGRAPH_VERSION);
    latigraph_card_to_json(model, b);
    latigraph_json_name(b, "config");
    latigraph_config_to_json(&model->config, b);
    latigraph_json_integer(b, "parameters", model->parameters->layout.count);
    latigraph_json_name(b, "node_data");
    latigraph_vocabulary_to_json(model->vocabulary, b);
    describe_neurons(b, model);
    latigraph_node_law_to_json(model->node_law, b);
    latigraph_groups_to_json(model, b);
    describe_properties(b, model->property_name);
    describe_directions(b, &model->directions);
    latigraph_json_name(b, "provenance");
    JsonNode *provenance = latigraph_json_from_text(model->provenance, NULL);
    if (provenance != NULL) {
        latigraph_json_add_node(b, provenance);
        json_node_unref(provenance);
    } else {
        latigraph_json_add_null(b);
    }
    latigraph_json_end_object(b);
    IGRAPH_CHECK(latigraph_json_take(b, text));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
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
    return latigraph_model_json(model, json);
}
