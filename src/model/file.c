/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/file.h"

#include "base/memory.h"
#include "model/vocabulary.h"

#include <latigraph/version.h>
#include <string.h>

enum { FORMAT_VERSION = 1 };

/* --- Parameters --------------------------------------------------------- */

void latigraph_parameters_save(const latigraph_parameters_t *layout, const real_t *values,
                               const char *prefix, safetensors_t *file) {
    const GArray *tensors = layout->layout.tensors;
    for (guint t = 0; t < tensors->len; t++) {
        const latigraph_tensor_t *tensor = &g_array_index(tensors, latigraph_tensor_t, t);
        char *name = g_strconcat(prefix, tensor->name, NULL);
        safetensors_add(file, name, TENSOR_F32, tensor->rows, tensor->columns,
                        values + tensor->offset);
        g_free(name);
    }
}

igraph_error_t latigraph_parameters_load(const latigraph_parameters_t *layout, real_t *values,
                                         const char *prefix, const safetensors_t *file) {
    const GArray *tensors = layout->layout.tensors;
    for (guint t = 0; t < tensors->len; t++) {
        const latigraph_tensor_t *tensor = &g_array_index(tensors, latigraph_tensor_t, t);
        char name[96];
        g_snprintf(name, sizeof name, "%s%s", prefix, tensor->name);
        IGRAPH_CHECK(safetensors_get(file, name, TENSOR_F32, tensor->rows, tensor->columns,
                                     values + tensor->offset));
    }
    for (long k = 0; k < layout->layout.count; k++) {
        if (!isfinite(values[k])) {
            IGRAPH_ERRORF("The tensors '%s…' hold a number that is not finite.", IGRAPH_PARSEERROR,
                          prefix);
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Describing --------------------------------------------------------- */

typedef struct {
    const char *name;
    size_t offset;
    int min, max;
} field_t;

#define FIELD(member) offsetof(latigraph_config_t, member)
static const field_t CONFIG[] = {
    {"conditions", FIELD(conditions), 0, 100000}, {"features", FIELD(features), 0, 64},
    {"hidden", FIELD(hidden), 2, 1024},           {"code", FIELD(code), 1, 256},
    {"node_code", FIELD(node_code), 1, 64},       {"rank", FIELD(rank), 1, 256},
    {"layers", FIELD(layers), 1, LATIGRAPH_LAYERS_MAX},
    {"kernels", FIELD(kernels), 0, LATIGRAPH_KERNELS},
    {"statistics", FIELD(statistics), LATIGRAPH_STATISTIC_EDGE_LENGTH,
     LATIGRAPH_STATISTICS_MAX + 1},
    {"properties", FIELD(properties), 0, 1000},
    {"weights", FIELD(weights), 0, LATIGRAPH_WEIGHTS_CONTINUOUS},
};

static void add_text(JsonBuilder *b, const char *name, const char *text) {
    json_builder_set_member_name(b, name);
    json_builder_add_string_value(b, text);
}

static void add_number(JsonBuilder *b, const char *name, double number) {
    json_builder_set_member_name(b, name);
    if (isfinite(number)) {
        json_builder_add_double_value(b, number);
    } else {
        json_builder_add_null_value(b);
    }
}

static void add_names(JsonBuilder *b, const char *name, char *const *names) {
    json_builder_set_member_name(b, name);
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
        add_text(b, "property", d->property[k]);
        add_number(b, "r2", d->r2[k]);
        add_number(b, "p", d->p[k]);
        add_number(b, "mean", d->mean[k]);
        add_number(b, "sd", d->sd[k]);
        json_builder_set_member_name(b, "scored");
        json_builder_add_int_value(b, d->scored[k]);
        json_builder_end_object(b);
    }
    json_builder_end_array(b);
}

static char *describe(const latigraph_model_t *model) {
    JsonBuilder *b = json_builder_new();
    json_builder_begin_object(b);
    json_builder_set_member_name(b, "format_version");
    json_builder_add_int_value(b, FORMAT_VERSION);
    add_text(b, "latigraph_version", LATIGRAPH_VERSION);
    json_builder_set_member_name(b, "config");
    json_builder_begin_object(b);
    for (size_t k = 0; k < G_N_ELEMENTS(CONFIG); k++) {
        json_builder_set_member_name(b, CONFIG[k].name);
        json_builder_add_int_value(
            b, *(const int *)((const char *)&model->config + CONFIG[k].offset));
    }
    json_builder_end_object(b);
    json_builder_set_member_name(b, "parameters");
    json_builder_add_int_value(b, model->parameters->layout.count);
    json_builder_set_member_name(b, "node_data");
    latigraph_vocabulary_to_json(model->vocabulary, b);
    json_builder_set_member_name(b, "neurons");
    json_builder_begin_object(b);
    json_builder_set_member_name(b, "distinct");
    json_builder_add_int_value(b, g_hash_table_size(model->neurons));
    add_number(b, "smallest_circuit", model->size_min);
    add_number(b, "mean_circuit", model->size_mean);
    add_number(b, "largest_circuit", model->size_max);
    json_builder_end_object(b);
    add_names(b, "properties", model->property_name);
    describe_directions(b, &model->directions);
    json_builder_set_member_name(b, "provenance");
    JsonNode *provenance = json_from_string(model->provenance, NULL);
    json_builder_add_value(b, provenance != NULL ? provenance : json_node_new(JSON_NODE_NULL));
    json_builder_end_object(b);
    JsonNode *root = json_builder_get_root(b);
    char *text = json_to_string(root, TRUE);
    json_node_unref(root);
    g_object_unref(b);
    return text;
}

/**
 * \function latigraph_model_describe
 * \brief Describes a model as JSON.
 *
 * \param model The model.
 * \param json Pointer that receives the text: configuration, node data with vocabulary and units,
 *        sizes, directions and provenance. Free it with igraph_free().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(size of the description).
 */
igraph_error_t latigraph_model_describe(const latigraph_model_t *model, char **json) {
    char *text = describe(model);
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

/* --- Writing ------------------------------------------------------------ */

static void save_directions(safetensors_t *file, const latigraph_direction_table_t *d, int code) {
    const int figures = 6;
    double *summary = g_new(double, (gsize)d->count * figures + 1);
    for (int k = 0; k < d->count; k++) {
        const double row[] = {d->intercept[k], d->mean[k], d->sd[k],
                              d->r2[k],        d->p[k],    d->scored[k]};
        memcpy(summary + k * figures, row, sizeof row);
    }
    if (d->count > 0) {
        safetensors_add(file, "direction.weight", TENSOR_F64, d->count, code, d->weight);
        safetensors_add(file, "direction.step", TENSOR_F64, d->count, code, d->step);
        safetensors_add(file, "direction.summary", TENSOR_F64, d->count, figures, summary);
    }
    g_free(summary);
}

/* Node data of the templates, one after the other: only what the vocabulary knows. */
static void save_templates(safetensors_t *file, const latigraph_model_t *model) {
    const int count = model->template_count, code = model->config.code;
    gint64 *sizes = g_new(gint64, count + 1), total = 0;
    double *codes = g_new(double, (gsize)count * code + 1);
    for (int k = 0; k < count; k++) {
        sizes[k] = model->templates[k].nodes->n;
        total += sizes[k];
        memcpy(codes + k * code, model->templates[k].code, (gsize)code * sizeof *codes);
    }
    if (count > 0) {
        safetensors_add(file, "template.size", TENSOR_I64, count, 0, sizes);
        safetensors_add(file, "template.code", TENSOR_F64, count, code, codes);
    }
    const latigraph_vocabulary_t *v = model->vocabulary;
    double *column = g_new(double, (gsize)total * 3 + 1);
    for (guint c = 0; c < v->columns->len && count > 0; c++) {
        const latigraph_known_column_t *known = g_ptr_array_index(v->columns, c);
        char *name = g_strdup_printf("template.column.%u", c);
        gint64 at = 0;
        for (int k = 0; k < count; k++) {
            const latigraph_circuit_t *nodes = model->templates[k].nodes;
            const latigraph_column_t *from = latigraph_circuit_column(nodes, known->name);
            for (int i = 0; i < nodes->n; i++, at++) {
                column[at] = NAN;
                if (from == NULL || from->kind != known->kind) {
                    continue;
                }
                if (known->kind == LATIGRAPH_COLUMN_NUMERIC) {
                    column[at] = from->value[i];
                } else if (from->level[i] >= 0) {
                    guint level;
                    if (g_ptr_array_find_with_equal_func(
                            known->levels, g_ptr_array_index(from->levels, from->level[i]),
                            g_str_equal, &level)) {
                        column[at] = level;
                    }
                }
            }
        }
        safetensors_add(file, name, TENSOR_F64, total, 0, column);
        g_free(name);
    }
    if (v->dims > 0 && count > 0) {
        gint64 at = 0;
        for (int k = 0; k < count; k++) {
            const latigraph_circuit_t *nodes = model->templates[k].nodes;
            for (int i = 0; i < nodes->n * v->dims; i++) {
                column[at++] = nodes->dims == v->dims ? nodes->position[i] : NAN;
            }
        }
        safetensors_add(file, "template.position", TENSOR_F64, total, v->dims, column);
    }
    g_free(column);
    g_free(codes);
    g_free(sizes);
}

static int by_digest(const void *a, const void *b) {
    const gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
    return (x > y) - (x < y);
}

/* Digests of the training neurons, in order: the file must not depend on a hash table's. */
static void save_neurons(safetensors_t *file, GHashTable *neurons) {
    const guint count = g_hash_table_size(neurons);
    gint64 *digests = g_new(gint64, count + 1);
    GHashTableIter iter;
    gpointer key;
    guint at = 0;
    g_hash_table_iter_init(&iter, neurons);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        digests[at++] = *(gint64 *)key;
    }
    qsort(digests, count, sizeof *digests, by_digest);
    if (count > 0) {
        safetensors_add(file, "neurons", TENSOR_I64, count, 0, digests);
    }
    g_free(digests);
}

/**
 * \function latigraph_model_write
 * \brief Writes a model to a safetensors file.
 *
 * The file is written under a temporary name and renamed, so that it is never half there. Its
 * header holds the description of \ref latigraph_model_describe() and a checksum.
 *
 * \param model The model.
 * \param path Where to write it.
 * \return Error code: \c IGRAPH_EFILE if it cannot be written.
 *
 * Time complexity: O(size of the model).
 */
igraph_error_t latigraph_model_write(const latigraph_model_t *model, const char *path) {
    const latigraph_config_t *f = &model->config;
    safetensors_t *file = safetensors_create();
    IGRAPH_FINALLY(safetensors_destroy, file);
    file->json = describe(model);
    latigraph_parameters_save(model->parameters, model->parameters->value, "model.", file);
    latigraph_parameters_save(model->companion, model->companion->value, "companion.", file);
    safetensors_add(file, "statistic.mean", TENSOR_F64, f->statistics, 0, model->statistic_mean);
    safetensors_add(file, "statistic.sd", TENSOR_F64, f->statistics, 0, model->statistic_sd);
    if (f->properties > 0) {
        safetensors_add(file, "property.mean", TENSOR_F64, f->properties, 0,
                        model->property_mean);
        safetensors_add(file, "property.sd", TENSOR_F64, f->properties, 0, model->property_sd);
    }
    safetensors_add(file, "code.mean", TENSOR_F64, f->code, 0, model->code_mean);
    safetensors_add(file, "code.covariance", TENSOR_F64, f->code, f->code,
                    model->code_covariance);
    save_directions(file, &model->directions, f->code);
    save_templates(file, model);
    save_neurons(file, model->neurons);
    IGRAPH_CHECK(safetensors_write(file, path));
    safetensors_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Reading ------------------------------------------------------------ */

static igraph_error_t read_config(latigraph_config_t *config, JsonObject *object) {
    for (size_t k = 0; k < G_N_ELEMENTS(CONFIG); k++) {
        const gint64 value = json_object_get_int_member_with_default(object, CONFIG[k].name, -1);
        if (value < CONFIG[k].min || value > CONFIG[k].max) {
            IGRAPH_ERRORF("The model's '%s' is %" G_GINT64_FORMAT ", not %d to %d.",
                          IGRAPH_PARSEERROR, CONFIG[k].name, value, CONFIG[k].min, CONFIG[k].max);
        }
        *(int *)((char *)config + CONFIG[k].offset) = (int)value;
    }
    return IGRAPH_SUCCESS;
}

static JsonObject *object_member(JsonObject *object, const char *name) {
    JsonNode *node = json_object_get_member(object, name);
    return node != NULL && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

/* The names in an array of texts, or in an array of objects under `member`; NULL if there are not
 * exactly `count`. */
static char **read_names(JsonObject *object, const char *name, const char *member, gint64 count) {
    JsonNode *node = json_object_get_member(object, name);
    JsonArray *array =
        node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    if (array == NULL || json_array_get_length(array) != count) {
        return NULL;
    }
    char **names = g_new0(char *, (gsize)count + 1);
    for (guint k = 0; k < count; k++) {
        JsonNode *at = json_array_get_element(array, k);
        const char *text = NULL;
        if (member != NULL && JSON_NODE_HOLDS_OBJECT(at)) {
            text = json_object_get_string_member_with_default(json_node_get_object(at), member,
                                                              NULL);
        } else if (member == NULL && JSON_NODE_HOLDS_VALUE(at)) {
            text = json_node_get_string(at);
        }
        if (text == NULL) {
            g_strfreev(names);
            return NULL;
        }
        names[k] = g_strdup(text);
    }
    return names;
}

static igraph_error_t read_description(latigraph_model_t *model, const char *json,
                                       gint64 directions) {
    JsonParser *parser = json_parser_new();
    IGRAPH_FINALLY(g_object_unref, parser);
    JsonNode *root = NULL;
    if (json_parser_load_from_data(parser, json, -1, NULL)) {
        root = json_parser_get_root(parser);
    }
    if (root == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
        IGRAPH_ERROR("The model's description is not JSON.", IGRAPH_PARSEERROR);
    }
    JsonObject *object = json_node_get_object(root);
    const gint64 version = json_object_get_int_member_with_default(object, "format_version", -1);
    if (version != FORMAT_VERSION) {
        IGRAPH_ERRORF("The model file has format version %" G_GINT64_FORMAT
                      "; this latigraph reads version %d.",
                      IGRAPH_UNIMPLEMENTED, version, FORMAT_VERSION);
    }
    JsonObject *config = object_member(object, "config"), *data = object_member(object, "node_data");
    JsonObject *neurons = object_member(object, "neurons");
    JsonNode *provenance = json_object_get_member(object, "provenance");
    if (config == NULL || data == NULL || neurons == NULL || provenance == NULL) {
        IGRAPH_ERROR("The model's description is incomplete.", IGRAPH_PARSEERROR);
    }
    IGRAPH_CHECK(read_config(&model->config, config));
    model->vocabulary = latigraph_vocabulary_from_json(data);
    model->size_min = json_object_get_double_member_with_default(neurons, "smallest_circuit", 0);
    model->size_mean = json_object_get_double_member_with_default(neurons, "mean_circuit", 0);
    model->size_max = json_object_get_double_member_with_default(neurons, "largest_circuit", 0);
    model->provenance = json_to_string(provenance, FALSE);
    model->property_name = read_names(object, "properties", NULL, model->config.properties);
    model->directions.property = read_names(object, "directions", "property", directions);
    const latigraph_config_t *f = &model->config;
    if (model->vocabulary == NULL || model->property_name == NULL ||
        model->directions.property == NULL ||
        f->conditions != latigraph_vocabulary_width(model->vocabulary) ||
        f->kernels != (model->vocabulary->dims > 0 ? LATIGRAPH_KERNELS : 0) ||
        f->statistics != latigraph_statistic_count(f->kernels > 0,
                                                   f->weights != LATIGRAPH_WEIGHTS_NONE) ||
        f->features != (f->weights != LATIGRAPH_WEIGHTS_NONE ? 6 : 4)) {
        IGRAPH_ERROR("The model's description contradicts itself.", IGRAPH_PARSEERROR);
    }
    g_object_unref(parser);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Allocates a vector of the model's and reads it; all numbers finite, `above` below all of them. */
static igraph_error_t read_vector(const safetensors_t *file, const char *name, gint64 rows,
                                  gint64 columns, double above, double **out) {
    const gint64 count = rows * (columns > 0 ? columns : 1);
    *out = g_try_new0(double, (gsize)count + 1);
    if (*out == NULL) {
        IGRAPH_ERROR("Not enough memory for a model.", IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(safetensors_get(file, name, TENSOR_F64, rows, columns, *out));
    for (gint64 k = 0; k < count; k++) {
        if (!(isfinite((*out)[k]) && (*out)[k] > above)) {
            IGRAPH_ERRORF("Tensor '%s' holds %g, which cannot be.", IGRAPH_PARSEERROR, name,
                          (*out)[k]);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_directions(const safetensors_t *file, latigraph_model_t *model,
                                      gint64 count) {
    latigraph_direction_table_t *d = &model->directions;
    const int code = model->config.code, figures = 6;
    double *summary;
    d->count = (int)count;
    d->intercept = g_new0(double, count + 1);
    d->mean = g_new0(double, count + 1);
    d->sd = g_new0(double, count + 1);
    d->r2 = g_new0(double, count + 1);
    d->p = g_new0(double, count + 1);
    d->scored = g_new0(int, count + 1);
    if (count == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(read_vector(file, "direction.weight", count, code, -INFINITY, &d->weight));
    IGRAPH_CHECK(read_vector(file, "direction.step", count, code, -INFINITY, &d->step));
    LATIGRAPH_ALLOCATE(summary, count * figures);
    IGRAPH_CHECK(
        safetensors_get(file, "direction.summary", TENSOR_F64, count, figures, summary));
    for (gint64 k = 0; k < count; k++) {
        const double *row = summary + k * figures;
        d->intercept[k] = row[0];
        d->mean[k] = row[1];
        d->sd[k] = row[2];
        d->r2[k] = row[3]; /* NaN where no split by neuron exists */
        d->p[k] = row[4];
        d->scored[k] = row[5] >= 0 && row[5] < G_MAXINT ? (int)row[5] : 0;
    }
    g_free(summary);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sets one column of a template from numbers (levels by index). */
static igraph_error_t set_template_column(latigraph_circuit_t *nodes,
                                          const latigraph_known_column_t *known,
                                          const double *from) {
    if (known->kind == LATIGRAPH_COLUMN_NUMERIC) {
        igraph_vector_t values;
        IGRAPH_CHECK(igraph_vector_init_array(&values, from, nodes->n));
        IGRAPH_FINALLY(igraph_vector_destroy, &values);
        IGRAPH_CHECK(latigraph_circuit_set_numeric(nodes, known->name, &values));
        igraph_vector_destroy(&values);
        IGRAPH_FINALLY_CLEAN(1);
        return IGRAPH_SUCCESS;
    }
    igraph_strvector_t values;
    IGRAPH_CHECK(igraph_strvector_init(&values, nodes->n));
    IGRAPH_FINALLY(igraph_strvector_destroy, &values);
    for (int i = 0; i < nodes->n; i++) {
        const gboolean good = from[i] >= 0 && from[i] < known->levels->len;
        IGRAPH_CHECK(igraph_strvector_set(
            &values, i, good ? g_ptr_array_index(known->levels, (guint)from[i]) : ""));
    }
    IGRAPH_CHECK(latigraph_circuit_set_categorical(nodes, known->name, &values));
    igraph_strvector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_template_positions(latigraph_circuit_t *nodes,
                                             const latigraph_vocabulary_t *v,
                                             const double *from) {
    igraph_matrix_t positions;
    IGRAPH_CHECK(igraph_matrix_init(&positions, nodes->n, v->dims));
    IGRAPH_FINALLY(igraph_matrix_destroy, &positions);
    for (int i = 0; i < nodes->n; i++) {
        for (int d = 0; d < v->dims; d++) {
            MATRIX(positions, i, d) = from[i * v->dims + d];
        }
    }
    IGRAPH_CHECK(latigraph_circuit_set_positions(nodes, &positions, v->unit));
    nodes->axis = v->axis;
    igraph_matrix_destroy(&positions);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads column `name` of all templates (total rows) and hands each template its part. */
static igraph_error_t read_template_column(const safetensors_t *file, latigraph_model_t *model,
                                           const char *name, gint64 total, gint64 width,
                                           const latigraph_known_column_t *known) {
    double *column;
    gint64 at = 0;
    const gint64 stride = width > 0 ? width : 1;
    LATIGRAPH_ALLOCATE(column, total * stride);
    IGRAPH_CHECK(safetensors_get(file, name, TENSOR_F64, total, width, column));
    for (int k = 0; k < model->template_count; k++) {
        latigraph_circuit_t *nodes = model->templates[k].nodes;
        if (known != NULL) {
            IGRAPH_CHECK(set_template_column(nodes, known, column + at));
        } else {
            IGRAPH_CHECK(set_template_positions(nodes, model->vocabulary, column + at * stride));
        }
        at += nodes->n;
    }
    g_free(column);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_templates(const safetensors_t *file, latigraph_model_t *model) {
    const gint64 count = MAX(safetensors_rows(file, "template.size"), 0), most = 10000000;
    const int code = model->config.code;
    gint64 *sizes, total = 0;
    double *codes = NULL;
    if (count == 0) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(sizes, count);
    IGRAPH_CHECK(safetensors_get(file, "template.size", TENSOR_I64, count, 0, sizes));
    model->templates = g_try_new0(latigraph_template_t, count);
    if (model->templates == NULL) {
        IGRAPH_ERROR("Not enough memory for a model.", IGRAPH_ENOMEM);
    }
    LATIGRAPH_ALLOCATE(codes, count * code);
    IGRAPH_CHECK(safetensors_get(file, "template.code", TENSOR_F64, count, code, codes));
    for (gint64 k = 0; k < count; k++) {
        if (sizes[k] < 1 || sizes[k] > most || total > most) {
            IGRAPH_ERRORF("A template of the model has %" G_GINT64_FORMAT " neurons.",
                          IGRAPH_PARSEERROR, sizes[k]);
        }
        IGRAPH_CHECK(latigraph_circuit_create(&model->templates[k].nodes, "template",
                                              (int)sizes[k], 0, NULL, NULL, NULL));
        model->templates[k].code = g_new(double, code);
        memcpy(model->templates[k].code, codes + k * code, (gsize)code * sizeof *codes);
        model->template_count++;
        total += sizes[k];
    }
    const latigraph_vocabulary_t *v = model->vocabulary;
    for (guint c = 0; c < v->columns->len; c++) {
        char name[48];
        g_snprintf(name, sizeof name, "template.column.%u", c);
        IGRAPH_CHECK(read_template_column(file, model, name, total, 0,
                                          g_ptr_array_index(v->columns, c)));
    }
    if (v->dims > 0) {
        IGRAPH_CHECK(
            read_template_column(file, model, "template.position", total, v->dims, NULL));
    }
    g_free(codes);
    g_free(sizes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_neurons(const safetensors_t *file, latigraph_model_t *model) {
    const gint64 count = MAX(safetensors_rows(file, "neurons"), 0);
    gint64 *digests;
    model->neurons = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    if (count == 0) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(digests, count);
    IGRAPH_CHECK(safetensors_get(file, "neurons", TENSOR_I64, count, 0, digests));
    for (gint64 k = 0; k < count; k++) {
        gint64 *digest = g_new(gint64, 1);
        *digest = digests[k];
        g_hash_table_add(model->neurons, digest);
    }
    g_free(digests);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_model(latigraph_model_t *model, const safetensors_t *file) {
    const gint64 directions = MAX(safetensors_rows(file, "direction.weight"), 0);
    if (directions > 100000) {
        IGRAPH_ERRORF("The model has %" G_GINT64_FORMAT " directions.", IGRAPH_PARSEERROR,
                      directions);
    }
    IGRAPH_CHECK(read_description(model, file->json, directions));
    const latigraph_config_t *f = &model->config;
    const latigraph_config_t companion = latigraph_companion_config(f);
    model->parameters = latigraph_parameters_create(f);
    model->companion = latigraph_parameters_create(&companion);
    if (model->parameters == NULL || model->companion == NULL) {
        IGRAPH_ERROR("Not enough memory for a model.", IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(
        latigraph_parameters_load(model->parameters, model->parameters->value, "model.", file));
    IGRAPH_CHECK(latigraph_parameters_load(model->companion, model->companion->value,
                                           "companion.", file));
    const double any = -INFINITY;
    IGRAPH_CHECK(
        read_vector(file, "statistic.mean", f->statistics, 0, any, &model->statistic_mean));
    IGRAPH_CHECK(read_vector(file, "statistic.sd", f->statistics, 0, 0, &model->statistic_sd));
    if (f->properties > 0) {
        IGRAPH_CHECK(
            read_vector(file, "property.mean", f->properties, 0, any, &model->property_mean));
        IGRAPH_CHECK(
            read_vector(file, "property.sd", f->properties, 0, 0, &model->property_sd));
    }
    IGRAPH_CHECK(read_vector(file, "code.mean", f->code, 0, any, &model->code_mean));
    IGRAPH_CHECK(
        read_vector(file, "code.covariance", f->code, f->code, any, &model->code_covariance));
    IGRAPH_CHECK(read_directions(file, model, directions));
    IGRAPH_CHECK(read_templates(file, model));
    IGRAPH_CHECK(read_neurons(file, model));
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_model_read
 * \brief Reads a model from a safetensors file.
 *
 * \param model Pointer that receives the model; free it with \ref latigraph_model_destroy().
 * \param path The file.
 * \return Error code: \c IGRAPH_EFILE if it cannot be read, \c IGRAPH_PARSEERROR if it is cut
 *         short, damaged (the checksum differs) or not a model, \c IGRAPH_UNIMPLEMENTED if a newer
 *         version wrote it, \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(size of the file).
 */
igraph_error_t latigraph_model_read(latigraph_model_t **model, const char *path) {
    safetensors_t *file;
    IGRAPH_CHECK(safetensors_read(&file, path));
    IGRAPH_FINALLY(safetensors_destroy, file);
    latigraph_model_t *made = g_new0(latigraph_model_t, 1);
    IGRAPH_FINALLY(latigraph_model_destroy, made);
    IGRAPH_CHECK(fill_model(made, file));
    *model = made;
    IGRAPH_FINALLY_CLEAN(1);
    safetensors_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
