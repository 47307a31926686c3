/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Groups of training circuits in a model: their names, sizes and densities of codes.
 *
 * A group is a connectome or a folder of circuits that was fitted together with others. The
 * networks never see the group. Groups share one latent space and differ only in the mean and
 * covariance of their codes, so that they can be compared, and circuits of one group be generated.
 * The description holds names and sizes, two tensors hold means and covariances, and a file without
 * groups lacks all of them.
 */
#include "model/metadata.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"

#include <string.h>

igraph_error_t latigraph_group_table_init(latigraph_group_table_t *table, int count, int width) {
    const gsize rows = (gsize)count + 1, size = (gsize)width;
    table->count = count;
    table->name = g_try_new0(char *, rows);
    table->circuits = g_try_new0(int, rows);
    table->neurons = g_try_new0(int, rows);
    table->mean = g_try_new0(double, rows *size);
    table->covariance = g_try_new0(double, rows *size *size);
    if (table->name == NULL || table->circuits == NULL || table->neurons == NULL ||
        table->mean == NULL || table->covariance == NULL) {
        IGRAPH_ERROR("Not enough memory for the groups of a model.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

void latigraph_group_table_clear(latigraph_group_table_t *table) {
    g_strfreev(table->name);
    g_free(table->circuits);
    g_free(table->neurons);
    g_free(table->mean);
    g_free(table->covariance);
    memset(table, 0, sizeof *table);
}

igraph_error_t latigraph_group_find(const latigraph_model_t *model, const char *name, int *group) {
    const latigraph_group_table_t *table = &model->groups;
    char known[300] = "";
    for (*group = 0; *group < table->count; (*group)++) {
        if (strcmp(table->name[*group], name) == 0) {
            return IGRAPH_SUCCESS;
        }
    }
    for (int g = 0; g < table->count; g++) {
        g_strlcat(known, g > 0 ? ", " : "", sizeof known);
        g_strlcat(known, table->name[g], sizeof known);
    }
    IGRAPH_ERRORF("The model was not fitted to a group \"%.100s\"; its groups are: %s.",
                  IGRAPH_EINVAL, name, table->count > 0 ? known : "none");
}

/**
 * \function latigraph_model_groups
 * \brief Lists the groups of circuits that a model was fitted to.
 *
 * A group is a connectome, or the group that \ref latigraph_circuit_group() returns. All groups
 * share the model's weights. Each has its own density of codes, from which \ref
 * latigraph_generate() draws if its options name the group.
 *
 * \param model The model.
 * \param names An initialised list of strings. It gets the names in the order of the fit.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(groups).
 *
 * Example: print the groups of a model.
 * \verbatim
 *   latigraph_model_groups(model, &names);
 *   for (igraph_integer_t i = 0; i < igraph_strvector_size(&names); i++) {
 *       puts(igraph_strvector_get(&names, i));
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_model_groups(const latigraph_model_t *model, igraph_strvector_t *names) {
    igraph_strvector_clear(names);
    for (int g = 0; g < model->groups.count; g++) {
        IGRAPH_CHECK(igraph_strvector_push_back(names, model->groups.name[g]));
    }
    return IGRAPH_SUCCESS;
}

/* --- The model file ------------------------------------------------------- */

void latigraph_groups_to_json(const latigraph_model_t *model, latigraph_json_t *builder) {
    latigraph_json_name(builder, "groups");
    latigraph_json_begin_array(builder);
    for (int g = 0; g < model->groups.count; g++) {
        latigraph_json_begin_object(builder);
        latigraph_json_text(builder, "group", model->groups.name[g]);
        latigraph_json_integer(builder, "circuits", model->groups.circuits[g]);
        latigraph_json_integer(builder, "neurons", model->groups.neurons[g]);
        latigraph_json_end_object(builder);
    }
    latigraph_json_end_array(builder);
}

/* Reads one group of the description; *good becomes false if it is malformed. */
static igraph_error_t read_group(latigraph_group_table_t *table, int g, JsonNode *node,
                                 gboolean *good) {
    *good = JSON_NODE_HOLDS_OBJECT(node);
    if (!*good) {
        return IGRAPH_SUCCESS;
    }
    JsonObject *object = json_node_get_object(node);
    const char *name = latigraph_json_text_of(object, "group", NULL);
    const gint64 circuits = latigraph_json_integer_of(object, "circuits", 0);
    const gint64 neurons = latigraph_json_integer_of(object, "neurons", 0);
    IGRAPH_CHECK(latigraph_copy_text(name, &table->name[g]));
    table->circuits[g] = (int)circuits;
    table->neurons[g] = (int)neurons;
    *good =
        name != NULL && circuits > 0 && circuits < G_MAXINT && neurons >= 0 && neurons < G_MAXINT;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_groups_from_json(latigraph_model_t *model, JsonObject *description) {
    JsonNode *node = json_object_get_member(description, "groups");
    if (node == NULL) {
        return IGRAPH_SUCCESS; /* files of versions without groups lack the member */
    }
    const guint count =
        JSON_NODE_HOLDS_ARRAY(node) ? json_array_get_length(json_node_get_array(node)) : G_MAXUINT;
    gboolean good = count <= LATIGRAPH_GROUPS_MAX;
    if (good && count > 0) {
        IGRAPH_CHECK(latigraph_group_table_init(&model->groups, (int)count, model->config.code));
    }
    for (guint g = 0; good && g < count; g++) {
        IGRAPH_CHECK(read_group(&model->groups, (int)g,
                                json_array_get_element(json_node_get_array(node), g), &good));
    }
    if (!good) {
        IGRAPH_ERROR("The model's groups are malformed.", IGRAPH_PARSEERROR);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_groups_save(const latigraph_model_t *model, safetensors_t *file) {
    const gint64 count = model->groups.count, width = model->config.code;
    if (count == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(safetensors_add(file, "group.mean", TENSOR_F64, count, width, model->groups.mean));
    return safetensors_add(file, "group.covariance", TENSOR_F64, count, width * width,
                           model->groups.covariance);
}

igraph_error_t latigraph_groups_load(latigraph_model_t *model, const safetensors_t *file) {
    const gint64 count = model->groups.count, width = model->config.code;
    if (count == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(safetensors_get(file, "group.mean", TENSOR_F64, count, width, model->groups.mean));
    IGRAPH_CHECK(safetensors_get(file, "group.covariance", TENSOR_F64, count, width * width,
                                 model->groups.covariance));
    for (gint64 k = 0; k < count * width * (width + 1); k++) {
        const double number =
            k < count * width ? model->groups.mean[k] : model->groups.covariance[k - count * width];
        if (!isfinite(number)) {
            IGRAPH_ERROR("The codes of the model's groups hold a number that is not finite.",
                         IGRAPH_PARSEERROR);
        }
    }
    return IGRAPH_SUCCESS;
}
