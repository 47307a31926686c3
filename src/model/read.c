/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Reads model files.
 *
 * Every number is checked before it is used, because files come from the Internet: sizes against
 * the ranges of the configuration, values for being finite, the description against itself. The
 * description is read first. It determines the shape of every tensor, and a tensor of another shape
 * is an error. Files of format 2 lack the last rows of some tensors; these rows get the values with
 * which the model means the same as before. The new model is on the FINALLY stack from the
 * beginning, so that an error at any place frees what has been read.
 */
#include "model/file.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "model/kernel_widths.h"
#include "model/metadata.h"
#include "model/node_law.h"

#include <string.h>

igraph_error_t latigraph_parameters_load(const latigraph_parameters_t *layout, real_t *values,
                                         const char *prefix, int version,
                                         const safetensors_t *file) {
    for (int t = 0; t < layout->layout.tensors; t++) {
        const latigraph_tensor_t *tensor = &layout->layout.tensor[t];
        const int rows = tensor->rows - (version < 3 ? tensor->late : 0);
        const ptrdiff_t width = MAX(tensor->columns, 1);
        char name[96];
        g_snprintf(name, sizeof name, "%s%s", prefix, tensor->name);
        IGRAPH_CHECK(safetensors_get(file, name, TENSOR_F32, rows, tensor->columns,
                                     values + tensor->offset));
        for (ptrdiff_t k = rows * width; k < tensor->rows * width; k++) {
            values[tensor->offset + k] = tensor->late_fill;
        }
    }
    for (ptrdiff_t k = 0; k < layout->layout.count; k++) {
        if (!isfinite(values[k])) {
            IGRAPH_ERRORF("The tensors '%s…' hold a number that is not finite.", IGRAPH_PARSEERROR,
                          prefix);
        }
    }
    return IGRAPH_SUCCESS;
}

static JsonObject *object_member(JsonObject *object, const char *name) {
    JsonNode *node = json_object_get_member(object, name);
    return node != NULL && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

/* Reads the names in an array of texts, or in an array of objects under `member`. The list becomes
 * NULL if there are not exactly `count`. */
static igraph_error_t read_names(JsonObject *object, const char *name, const char *member,
                                 gint64 count, char ***names) {
    JsonNode *node = json_object_get_member(object, name);
    JsonArray *array =
        node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    *names = NULL;
    if (array == NULL || json_array_get_length(array) != count) {
        return IGRAPH_SUCCESS;
    }
    char **made = g_try_new0(char *, (gsize)count + 1);
    LATIGRAPH_CHECK_MEMORY(made);
    IGRAPH_FINALLY(g_strfreev, made);
    for (guint k = 0; k < count; k++) {
        JsonNode *at = json_array_get_element(array, k);
        const char *text = NULL;
        if (member != NULL && JSON_NODE_HOLDS_OBJECT(at)) {
            text = latigraph_json_text_of(json_node_get_object(at), member, NULL);
        } else if (member == NULL && JSON_NODE_HOLDS_VALUE(at)) {
            text = json_node_get_string(at);
        }
        if (text == NULL) {
            g_strfreev(made);
            IGRAPH_FINALLY_CLEAN(1);
            return IGRAPH_SUCCESS;
        }
        IGRAPH_CHECK(latigraph_copy_text(text, &made[k]));
    }
    *names = made;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes a member of the description as the text that the model keeps. */
static igraph_error_t write_member(JsonNode *member, char **text) {
    latigraph_json_t json = LATIGRAPH_JSON_COMPACT;
    IGRAPH_FINALLY(latigraph_json_destroy, &json);
    latigraph_json_add_node(&json, member);
    IGRAPH_CHECK(latigraph_json_take(&json, text));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_version(gint64 version) {
    if (version >= 0 && version < LATIGRAPH_FORMAT_OLDEST) {
        IGRAPH_ERRORF("The model file has format version %" G_GINT64_FORMAT
                      ", which is no longer read (this latigraph reads versions %d to %d): fit the "
                      "model again.",
                      IGRAPH_UNIMPLEMENTED, version, LATIGRAPH_FORMAT_OLDEST,
                      LATIGRAPH_FORMAT_VERSION);
    }
    if (version < 0 || version > LATIGRAPH_FORMAT_VERSION) {
        IGRAPH_ERRORF("The model file has format version %" G_GINT64_FORMAT
                      "; this latigraph reads versions %d to %d. Use a newer latigraph.",
                      IGRAPH_UNIMPLEMENTED, version, LATIGRAPH_FORMAT_OLDEST,
                      LATIGRAPH_FORMAT_VERSION);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_description(latigraph_model_t *model, const safetensors_t *file,
                                       gint64 directions, int *version) {
    GError *error = NULL;
    JsonNode *root = latigraph_json_from_text(file->json, &error);
    if (root == NULL) {
        char reason[200];
        g_strlcpy(reason, error != NULL ? error->message : "it is empty", sizeof reason);
        g_clear_error(&error);
        IGRAPH_ERRORF("The model's description is not JSON: %s.", IGRAPH_PARSEERROR, reason);
    }
    IGRAPH_FINALLY(json_node_unref, root);
    if (!JSON_NODE_HOLDS_OBJECT(root)) {
        IGRAPH_ERROR("The model's description is not a JSON object.", IGRAPH_PARSEERROR);
    }
    JsonObject *object = json_node_get_object(root);
    const gint64 format = latigraph_json_integer_of(object, "format_version", -1);
    IGRAPH_CHECK(check_version(format));
    *version = (int)format;
    JsonObject *config = object_member(object, "config"),
               *data = object_member(object, "node_data");
    JsonObject *neurons = object_member(object, "neurons");
    JsonNode *provenance = json_object_get_member(object, "provenance");
    if (config == NULL || data == NULL || neurons == NULL || provenance == NULL) {
        IGRAPH_ERROR("The model's description is incomplete.", IGRAPH_PARSEERROR);
    }
    IGRAPH_CHECK(latigraph_config_from_json(&model->config, config));
    IGRAPH_CHECK(latigraph_card_from_json(model, object));
    IGRAPH_CHECK(latigraph_groups_from_json(model, object));
    IGRAPH_CHECK(
        latigraph_direction_table_init(&model->directions, (int)directions, model->config.code));
    IGRAPH_CHECK(latigraph_vocabulary_from_json(&model->vocabulary, data));
    model->size_min = latigraph_json_number_of(neurons, "smallest_circuit", 0);
    model->size_mean = latigraph_json_number_of(neurons, "mean_circuit", 0);
    model->size_max = latigraph_json_number_of(neurons, "largest_circuit", 0);
    IGRAPH_CHECK(write_member(provenance, &model->provenance));
    IGRAPH_CHECK(
        read_names(object, "properties", NULL, model->config.properties, &model->property_name));
    g_clear_pointer(&model->directions.property, g_strfreev);
    IGRAPH_CHECK(
        read_names(object, "directions", "property", directions, &model->directions.property));
    latigraph_config_t *f = &model->config;
    if (model->vocabulary == NULL || model->property_name == NULL ||
        model->directions.property == NULL ||
        f->conditions != latigraph_vocabulary_width(model->vocabulary) ||
        f->kernels != (model->vocabulary->dims > 0 ? LATIGRAPH_KERNELS : 0) ||
        f->statistics !=
            latigraph_statistic_count(f->kernels > 0, f->weights != LATIGRAPH_WEIGHTS_NONE) ||
        f->features != (f->weights != LATIGRAPH_WEIGHTS_NONE ? 6 : 4)) {
        IGRAPH_ERROR("The model's description contradicts itself.", IGRAPH_PARSEERROR);
    }
    latigraph_set_kernel_decays(f, model->vocabulary->length_scale);
    IGRAPH_CHECK(
        latigraph_node_law_load(&model->node_law, model->vocabulary, f->code, object, file));
    json_node_unref(root);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads a tensor into an array. All numbers must be finite and greater than `above`. */
static igraph_error_t read_numbers(const safetensors_t *file, const char *name, gint64 rows,
                                   gint64 columns, double above, double *numbers) {
    const gint64 count = rows * (columns > 0 ? columns : 1);
    IGRAPH_CHECK(safetensors_get(file, name, TENSOR_F64, rows, columns, numbers));
    for (gint64 k = 0; k < count; k++) {
        if (!(isfinite(numbers[k]) && numbers[k] > above)) {
            IGRAPH_ERRORF("Tensor '%s' holds %g, but its numbers must be finite and above %g.",
                          IGRAPH_PARSEERROR, name, numbers[k], above);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Does the same for an array that it allocates; the model owns the array. */
static igraph_error_t read_vector(const safetensors_t *file, const char *name, gint64 rows,
                                  gint64 columns, double above, double **out) {
    *out = g_try_new0(double, (gsize)rows *(gsize)(columns > 0 ? columns : 1) + 1);
    if (*out == NULL) {
        IGRAPH_ERROR("Not enough memory for a model.", IGRAPH_ENOMEM);
    }
    return read_numbers(file, name, rows, columns, above, *out);
}

static igraph_error_t read_directions(const safetensors_t *file, latigraph_model_t *model,
                                      gint64 count) {
    latigraph_direction_table_t *d = &model->directions;
    const int code = model->config.code, figures = LATIGRAPH_DIRECTION_FIGURES;
    double *summary;
    if (count == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(read_numbers(file, "direction.weight", count, code, -INFINITY, d->weight));
    IGRAPH_CHECK(read_numbers(file, "direction.step", count, code, -INFINITY, d->step));
    LATIGRAPH_ALLOCATE(summary, count * figures);
    IGRAPH_CHECK(safetensors_get(file, "direction.summary", TENSOR_F64, count, figures, summary));
    for (gint64 k = 0; k < count; k++) {
        const double *row = summary + k * figures;
        d->intercept[k] = row[0];
        d->mean[k] = row[1];
        d->sd[k] = row[2];
        d->r2[k] = row[3]; /* NaN if the circuits cannot be split by neuron */
        d->p[k] = row[4];
        d->scored[k] = row[5] >= 0 && row[5] < G_MAXINT ? (int)row[5] : 0;
    }
    d->count = (int)count;
    g_free(summary);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads digests of neurons, which old models may lack. */
static igraph_error_t read_neurons(const safetensors_t *file, const char *name,
                                   latigraph_map_t *neurons) {
    const gint64 count = MAX(safetensors_rows(file, name), 0);
    gint64 *digests;
    if (count == 0) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(digests, count);
    IGRAPH_CHECK(safetensors_get(file, name, TENSOR_I64, count, 0, digests));
    for (gint64 k = 0; k < count; k++) {
        latigraph_map_entry_t *entry;
        IGRAPH_CHECK(latigraph_map_add_integer(neurons, digests[k], &entry, NULL));
    }
    g_free(digests);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_model(latigraph_model_t *model, const safetensors_t *file) {
    const gint64 directions = MAX(safetensors_rows(file, "direction.weight"), 0);
    if (directions > 100000) {
        IGRAPH_ERRORF("The model has %" G_GINT64_FORMAT " directions, more than 100000.",
                      IGRAPH_PARSEERROR, directions);
    }
    int version;
    IGRAPH_CHECK(read_description(model, file, directions, &version));
    const latigraph_config_t *f = &model->config;
    const latigraph_config_t baseline = latigraph_baseline_config(f);
    model->parameters = latigraph_parameters_create(f);
    model->baseline = latigraph_parameters_create(&baseline);
    if (model->parameters == NULL || model->baseline == NULL) {
        IGRAPH_ERROR("Not enough memory for a model.", IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(latigraph_parameters_load(model->parameters, model->parameters->value, "model.",
                                           version, file));
    IGRAPH_CHECK(latigraph_parameters_load(model->baseline, model->baseline->value, "companion.",
                                           version, file));
    const double any = -INFINITY;
    IGRAPH_CHECK(
        read_vector(file, "statistic.mean", f->statistics, 0, any, &model->statistic_mean));
    IGRAPH_CHECK(read_vector(file, "statistic.sd", f->statistics, 0, 0, &model->statistic_sd));
    if (f->properties > 0) {
        IGRAPH_CHECK(
            read_vector(file, "property.mean", f->properties, 0, any, &model->property_mean));
        IGRAPH_CHECK(read_vector(file, "property.sd", f->properties, 0, 0, &model->property_sd));
    }
    IGRAPH_CHECK(read_vector(file, "code.mean", f->code, 0, any, &model->code_mean));
    IGRAPH_CHECK(
        read_vector(file, "code.covariance", f->code, f->code, any, &model->code_covariance));
    if (safetensors_rows(file, "code.noise") > 0) { /* older files of the same format lack it */
        IGRAPH_CHECK(read_vector(file, "code.noise", f->code, 0, 0, &model->code_noise));
    }
    IGRAPH_CHECK(read_directions(file, model, directions));
    IGRAPH_CHECK(latigraph_groups_load(model, file));
    IGRAPH_CHECK(latigraph_closure_load(model, file));
    IGRAPH_CHECK(read_neurons(file, "neurons", &model->neurons));
    IGRAPH_CHECK(read_neurons(file, "neuron_names", &model->names));
    IGRAPH_CHECK(read_neurons(file, "neuron_identities", &model->identities));
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_model_from_tensors(latigraph_model_t **model, const safetensors_t *file) {
    latigraph_model_t *made = g_try_new0(latigraph_model_t, 1);
    LATIGRAPH_CHECK_MEMORY(made);
    IGRAPH_FINALLY(latigraph_model_destroy, made);
    IGRAPH_CHECK(fill_model(made, file));
    *model = made;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_model_read
 * \brief Reads a model from a safetensors file.
 *
 * \param model Gets the model; free it with \ref latigraph_model_destroy().
 * \param path The file, or the name of a pretrained model; see \ref latigraph_model_find().
 * \return Error code: \c IGRAPH_EFILE, the file cannot be read; \c IGRAPH_PARSEERROR, it is cut
 *    short, damaged (the checksum differs) or not a model; \c IGRAPH_UNIMPLEMENTED, it has the
 *    format of another version; \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(size of the file).
 *
 * Example: read a pretrained model by its name.
 * \verbatim
 *   latigraph_model_t *cortex;
 *   latigraph_model_read(&cortex, "mouse-v1-l23");
 *   printf("%" IGRAPH_PRId " dimensions\n", latigraph_model_code_size(cortex));
 *   latigraph_model_destroy(cortex);
 * \endverbatim
 */
igraph_error_t latigraph_model_read(latigraph_model_t **model, const char *path) {
    safetensors_t *file;
    char *found;
    IGRAPH_CHECK(latigraph_model_find(path, &found));
    IGRAPH_FINALLY(igraph_free, found);
    IGRAPH_CHECK(safetensors_read(&file, found));
    IGRAPH_FINALLY(safetensors_destroy, file);
    IGRAPH_CHECK(latigraph_model_from_tensors(model, file));
    safetensors_destroy(file);
    igraph_free(found);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
