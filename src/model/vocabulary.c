/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/vocabulary.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "base/random.h"

#include <string.h>

/* Fits the vocabulary of node data to the training circuits and encodes circuits with it. Only
 * names, levels, means and SDs are stored, and no value of a training neuron. */

enum { LEVELS_MIN = 2, LEVELS_MAX = 32 };

static void known_column_free(gpointer data) {
    latigraph_known_column_t *column = data;
    g_free(column->name);
    if (column->levels != NULL) {
        g_ptr_array_unref(column->levels);
    }
    g_free(column);
}

void latigraph_vocabulary_destroy(latigraph_vocabulary_t *vocabulary) {
    if (vocabulary != NULL) {
        g_ptr_array_unref(vocabulary->columns);
        g_free(vocabulary->unit);
        g_free(vocabulary);
    }
}

static latigraph_vocabulary_t *new_vocabulary(void) {
    latigraph_vocabulary_t *vocabulary = g_new0(latigraph_vocabulary_t, 1);
    vocabulary->columns = g_ptr_array_new_with_free_func(known_column_free);
    vocabulary->axis = -1;
    vocabulary->length_scale = 1;
    return vocabulary;
}

int latigraph_vocabulary_width(const latigraph_vocabulary_t *vocabulary) {
    int width = vocabulary->dims > 0 ? vocabulary->dims + 1 : 0;
    for (guint k = 0; k < vocabulary->columns->len; k++) {
        const latigraph_known_column_t *column = g_ptr_array_index(vocabulary->columns, k);
        width += column->kind == LATIGRAPH_COLUMN_CATEGORICAL ? (int)column->levels->len : 2;
    }
    return width;
}

void latigraph_vocabulary_blocks(const latigraph_vocabulary_t *vocabulary, int *block) {
    const guint columns = vocabulary->columns->len;
    int at = 0;
    for (guint k = 0; k < columns; k++) {
        const latigraph_known_column_t *column = g_ptr_array_index(vocabulary->columns, k);
        const int width =
            column->kind == LATIGRAPH_COLUMN_CATEGORICAL ? (int)column->levels->len : 2;
        for (int end = at + width; at < end; at++) {
            block[at] = (int)k;
        }
    }
    for (int d = 0; vocabulary->dims > 0 && d <= vocabulary->dims; d++) {
        block[at++] = (int)columns;
    }
}

int latigraph_known_level(const latigraph_known_column_t *known, const char *level) {
    guint place;
    return g_ptr_array_find_with_equal_func(known->levels, level, g_str_equal, &place) ? (int)place
                                                                                       : -1;
}

/* Returns the column known under this name, or NULL. */
static latigraph_known_column_t *find_column(const latigraph_vocabulary_t *vocabulary,
                                             const char *name) {
    for (guint k = 0; k < vocabulary->columns->len; k++) {
        latigraph_known_column_t *known = g_ptr_array_index(vocabulary->columns, k);
        if (strcmp(known->name, name) == 0) {
            return known;
        }
    }
    return NULL;
}

/* --- Fitting to training circuits ----------------------------------------- */

/* Adds the values of one circuit's column to the column known under its name. */
static void learn_column(latigraph_vocabulary_t *vocabulary, GHashTable *counts,
                         const latigraph_circuit_t *circuit, const latigraph_column_t *column) {
    latigraph_known_column_t *known = find_column(vocabulary, column->name);
    if (known == NULL) {
        known = g_new0(latigraph_known_column_t, 1);
        known->name = g_strdup(column->name);
        known->kind = column->kind;
        known->levels = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(vocabulary->columns, known);
    }
    if (known->kind != column->kind) {
        return; /* the first circuit decides the kind of a column */
    }
    gint64 *count = g_hash_table_lookup(counts, known->name);
    if (count == NULL) {
        count = g_new0(gint64, 1);
        g_hash_table_insert(counts, g_strdup(known->name), count);
    }
    for (int i = 0; i < circuit->n; i++) {
        if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
            if (isfinite(column->value[i])) {
                known->mean += column->value[i];
                known->sd += column->value[i] * column->value[i];
                (*count)++;
            }
        } else if (column->level[i] >= 0) {
            const char *level = g_ptr_array_index(column->levels, column->level[i]);
            /* One level more than allowed is enough to detect that there are too many. */
            if (known->levels->len <= LEVELS_MAX && latigraph_known_level(known, level) < 0) {
                g_ptr_array_add(known->levels, g_strdup(level));
            }
        }
    }
}

static int by_text(gconstpointer a, gconstpointer b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Turns sums into mean and SD, and sorts the levels so that the order of circuits does not matter.
 */
static void settle_column(latigraph_known_column_t *known, gint64 count) {
    if (known->kind == LATIGRAPH_COLUMN_NUMERIC && count > 0) {
        known->mean /= (double)count;
        const double variance = known->sd / (double)count - known->mean * known->mean;
        known->sd = variance > 1e-12 ? sqrt(variance) : 1;
    }
    g_ptr_array_sort(known->levels, by_text);
}

static gboolean wanted(const latigraph_known_column_t *known, const char *choice, char **names) {
    const gboolean categorical = known->kind == LATIGRAPH_COLUMN_CATEGORICAL;
    const gboolean few =
        categorical && known->levels->len >= LEVELS_MIN && known->levels->len <= LEVELS_MAX;
    if (strcmp(choice, "auto") == 0) {
        return few;
    }
    if (strcmp(choice, "all") == 0) {
        return few || !categorical;
    }
    return strcmp(choice, "none") != 0 && g_strv_contains((const char *const *)names, known->name);
}

static igraph_error_t check_names(const latigraph_vocabulary_t *vocabulary, int dims,
                                  char **names) {
    for (char **name = names; *name != NULL; name++) {
        const latigraph_known_column_t *found = find_column(vocabulary, *name);
        if (found == NULL && !(strcmp(*name, "position") == 0 && dims > 0)) {
            IGRAPH_ERRORF(
                "The circuits have no node data called '%s'; check the names in node-data.",
                IGRAPH_EINVAL, *name);
        }
        if (found != NULL && found->kind == LATIGRAPH_COLUMN_CATEGORICAL &&
            found->levels->len > LEVELS_MAX) {
            IGRAPH_ERRORF("Column '%s' of the node data has more than %d levels, too many for a "
                          "model; leave it out.",
                          IGRAPH_EINVAL, *name, LEVELS_MAX);
        }
    }
    return IGRAPH_SUCCESS;
}

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Computes the median distance over up to 200 pairs in each of up to 100 circuits, and the mean
 * depth. */
static igraph_error_t learn_scale(latigraph_vocabulary_t *vocabulary,
                                  const latigraph_circuit_list_t *circuits) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    const igraph_integer_t used = MIN(count, 100);
    const int dims = vocabulary->dims, pairs = 200;
    double *distance, depth = 0;
    int found = 0;
    gint64 placed = 0;
    LATIGRAPH_ALLOCATE(distance, used * pairs);
    for (igraph_integer_t k = 0; k < used; k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, k * count / used);
        latigraph_stream_t stream;
        if (c->dims != dims) {
            continue;
        }
        latigraph_stream_init(&stream, 0, LATIGRAPH_STREAM_SAMPLE, (guint64)k);
        for (int t = 0; t < pairs && c->n > 1; t++) {
            const int i = (int)latigraph_stream_integer(&stream, (guint32)c->n);
            const int j = (int)latigraph_stream_integer(&stream, (guint32)c->n);
            double sum = 0;
            for (int d = 0; d < dims; d++) {
                const double x = c->position[i * dims + d] - c->position[j * dims + d];
                sum += x * x;
            }
            if (i != j && isfinite(sum)) {
                distance[found++] = sqrt(sum);
            }
        }
        for (int i = 0; i < c->n && vocabulary->axis >= 0; i++) {
            const double x = c->position[i * dims + vocabulary->axis];
            depth += isfinite(x) ? x : 0;
            placed += isfinite(x);
        }
    }
    if (found > 0) {
        qsort(distance, (size_t)found, sizeof *distance, by_value);
        vocabulary->length_scale = distance[found / 2] > 0 ? distance[found / 2] : 1;
    } else {
        vocabulary->dims = 0; /* no two neurons have known positions */
    }
    vocabulary->depth = placed > 0 ? depth / (double)placed : 0;
    g_free(distance);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Positions are used if all circuits agree on their dimensions and unit. */
static igraph_error_t learn_positions(latigraph_vocabulary_t *vocabulary,
                                      const latigraph_circuit_list_t *circuits) {
    const latigraph_circuit_t *first = latigraph_circuit_list_get(circuits, 0);
    vocabulary->dims = first->dims;
    vocabulary->axis = first->dims == 3 ? first->axis : -1;
    vocabulary->unit = g_strdup(first->unit != NULL ? first->unit : "");
    for (igraph_integer_t k = 1; k < latigraph_circuit_list_size(circuits); k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, k);
        if (c->dims != first->dims || g_strcmp0(c->unit, first->unit) != 0) {
            IGRAPH_ERRORF("Circuits '%s' and '%s' have positions of %d and %d dimensions in units "
                          "'%s' and '%s'; they cannot be fitted together. Convert the positions, "
                          "or leave them out.",
                          IGRAPH_EINVAL, first->name, c->name, first->dims, c->dims,
                          first->unit ? first->unit : "", c->unit ? c->unit : "");
        }
        if (c->axis != first->axis) {
            vocabulary->axis = -1;
        }
    }
    if (vocabulary->dims > 0) {
        IGRAPH_CHECK(learn_scale(vocabulary, circuits));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_vocabulary_create(latigraph_vocabulary_t **vocabulary,
                                           const latigraph_circuit_list_t *circuits,
                                           const char *choice) {
    latigraph_vocabulary_t *v = new_vocabulary();
    IGRAPH_FINALLY(latigraph_vocabulary_destroy, v);
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    IGRAPH_FINALLY(g_hash_table_unref, counts);
    char **names = g_strsplit(choice, ",", -1);
    IGRAPH_FINALLY(g_strfreev, names);

    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(circuits); k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, k);
        for (guint j = 0; j < c->columns->len; j++) {
            learn_column(v, counts, c, g_ptr_array_index(c->columns, j));
        }
    }
    const gboolean named =
        strcmp(choice, "auto") != 0 && strcmp(choice, "all") != 0 && strcmp(choice, "none") != 0;
    if (named) {
        const latigraph_circuit_t *first = latigraph_circuit_list_get(circuits, 0);
        IGRAPH_CHECK(check_names(v, first->dims, names));
    }
    for (guint k = v->columns->len; k-- > 0;) {
        latigraph_known_column_t *known = g_ptr_array_index(v->columns, k);
        const gint64 *count = g_hash_table_lookup(counts, known->name);
        settle_column(known, count ? *count : 0);
        if (!wanted(known, choice, names)) {
            g_ptr_array_remove_index(v->columns, k);
        }
    }
    const gboolean positions = strcmp(choice, "none") != 0 &&
                               (!named || g_strv_contains((const char *const *)names, "position"));
    if (positions) {
        IGRAPH_CHECK(learn_positions(v, circuits));
    } else {
        v->unit = g_strdup("");
    }

    g_strfreev(names);
    g_hash_table_unref(counts);
    *vocabulary = v;
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Encoding as conditions ----------------------------------------------- */

static void encode_column(const latigraph_known_column_t *known, const latigraph_circuit_t *circuit,
                          real_t *condition, int stride) {
    const latigraph_column_t *column = latigraph_circuit_column(circuit, known->name);
    if (column == NULL || column->kind != known->kind) {
        return;
    }
    if (known->kind == LATIGRAPH_COLUMN_NUMERIC) {
        for (int i = 0; i < circuit->n; i++) {
            if (isfinite(column->value[i])) {
                const double x = (column->value[i] - known->mean) / known->sd;
                condition[(long)i * stride] = (real_t)CLAMP(x, -5, 5);
                condition[(long)i * stride + 1] = 1;
            }
        }
        return;
    }
    for (guint k = 0; k < column->levels->len; k++) {
        const int level = latigraph_known_level(known, g_ptr_array_index(column->levels, k));
        for (int i = 0; i < circuit->n && level >= 0; i++) {
            if (column->level[i] == (int)k) {
                condition[(long)i * stride + level] = 1;
            }
        }
    }
}

static void encode_positions(const latigraph_vocabulary_t *vocabulary,
                             const latigraph_circuit_t *circuit, real_t *condition, int stride,
                             real_t *position, guchar *placed) {
    const int dims = vocabulary->dims;
    double centre[3] = {0, 0, 0};
    int known = 0;
    if (circuit->dims != dims) {
        return;
    }
    for (int i = 0; i < circuit->n; i++) {
        placed[i] = 1;
        for (int d = 0; d < dims; d++) {
            placed[i] &= isfinite(circuit->position[i * dims + d]) ? 1 : 0;
        }
        for (int d = 0; d < dims && placed[i]; d++) {
            centre[d] += circuit->position[i * dims + d];
        }
        known += placed[i];
    }
    for (int d = 0; d < dims && known > 0; d++) {
        centre[d] = d == vocabulary->axis ? vocabulary->depth : centre[d] / known;
    }
    for (int i = 0; i < circuit->n; i++) {
        for (int d = 0; d < dims && placed[i]; d++) {
            const double x =
                (circuit->position[i * dims + d] - centre[d]) / vocabulary->length_scale;
            position[i * dims + d] = (real_t)x;
            condition[(long)i * stride + d] = (real_t)CLAMP(x, -20, 20);
        }
        condition[(long)i * stride + dims] = placed[i];
    }
}

void latigraph_vocabulary_encode(const latigraph_vocabulary_t *vocabulary,
                                 const latigraph_circuit_t *circuit, real_t *condition,
                                 real_t *position, guchar *placed, int plane[2]) {
    const int width = latigraph_vocabulary_width(vocabulary);
    int at = 0;
    plane[0] = plane[1] = -1;
    for (guint k = 0; k < vocabulary->columns->len; k++) {
        const latigraph_known_column_t *known = g_ptr_array_index(vocabulary->columns, k);
        encode_column(known, circuit, condition + at, width);
        at += known->kind == LATIGRAPH_COLUMN_CATEGORICAL ? (int)known->levels->len : 2;
    }
    if (vocabulary->dims > 0) {
        encode_positions(vocabulary, circuit, condition + at, width, position, placed);
        if (vocabulary->axis >= 0) {
            plane[0] = at + (vocabulary->axis + 1) % 3;
            plane[1] = at + (vocabulary->axis + 2) % 3;
        }
    }
}

/* --- JSON --------------------------------------------------------------- */

static void column_to_json(const latigraph_known_column_t *known, latigraph_json_t *builder) {
    latigraph_json_begin_object(builder);
    latigraph_json_text(builder, "name", known->name);
    if (known->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
        latigraph_json_name(builder, "levels");
        latigraph_json_begin_array(builder);
        for (guint l = 0; l < known->levels->len; l++) {
            latigraph_json_add_text(builder, g_ptr_array_index(known->levels, l));
        }
        latigraph_json_end_array(builder);
    } else {
        latigraph_json_number(builder, "mean", known->mean);
        latigraph_json_number(builder, "sd", known->sd);
    }
    latigraph_json_end_object(builder);
}

void latigraph_vocabulary_to_json(const latigraph_vocabulary_t *vocabulary,
                                  latigraph_json_t *builder) {
    latigraph_json_begin_object(builder);
    latigraph_json_name(builder, "columns");
    latigraph_json_begin_array(builder);
    for (guint k = 0; k < vocabulary->columns->len; k++) {
        column_to_json(g_ptr_array_index(vocabulary->columns, k), builder);
    }
    latigraph_json_end_array(builder);
    latigraph_json_integer(builder, "position_dimensions", vocabulary->dims);
    latigraph_json_text(builder, "position_unit", vocabulary->unit);
    latigraph_json_number(builder, "length_scale", vocabulary->length_scale);
    latigraph_json_integer(builder, "axis", vocabulary->axis);
    latigraph_json_number(builder, "depth", vocabulary->depth);
    latigraph_json_end_object(builder);
}

static gboolean column_from_json(JsonNode *node, GPtrArray *columns) {
    if (node == NULL || !JSON_NODE_HOLDS_OBJECT(node)) {
        return FALSE;
    }
    JsonObject *object = json_node_get_object(node);
    const char *name = json_object_get_string_member_with_default(object, "name", NULL);
    if (name == NULL) {
        return FALSE;
    }
    latigraph_known_column_t *known = g_new0(latigraph_known_column_t, 1);
    known->name = g_strdup(name);
    known->levels = g_ptr_array_new_with_free_func(g_free);
    known->kind = LATIGRAPH_COLUMN_NUMERIC;
    g_ptr_array_add(columns, known);
    JsonNode *levels = json_object_get_member(object, "levels");
    if (levels == NULL) {
        known->mean = json_object_get_double_member_with_default(object, "mean", 0);
        known->sd = json_object_get_double_member_with_default(object, "sd", 0);
        return isfinite(known->mean) && known->sd > 0 && isfinite(known->sd);
    }
    if (!JSON_NODE_HOLDS_ARRAY(levels)) {
        return FALSE;
    }
    known->kind = LATIGRAPH_COLUMN_CATEGORICAL;
    JsonArray *array = json_node_get_array(levels);
    const guint count = json_array_get_length(array);
    for (guint l = 0; l < count; l++) {
        JsonNode *level = json_array_get_element(array, l);
        if (!JSON_NODE_HOLDS_VALUE(level) || json_node_get_value_type(level) != G_TYPE_STRING) {
            return FALSE;
        }
        g_ptr_array_add(known->levels, g_strdup(json_node_get_string(level)));
    }
    return count <= LEVELS_MAX;
}

latigraph_vocabulary_t *latigraph_vocabulary_from_json(JsonObject *object) {
    latigraph_vocabulary_t *v = new_vocabulary();
    JsonNode *columns = json_object_get_member(object, "columns");
    gboolean good = columns != NULL && JSON_NODE_HOLDS_ARRAY(columns);
    if (good) {
        JsonArray *array = json_node_get_array(columns);
        for (guint k = 0; k < json_array_get_length(array) && good; k++) {
            good = column_from_json(json_array_get_element(array, k), v->columns);
        }
    }
    v->dims = (int)json_object_get_int_member_with_default(object, "position_dimensions", -1);
    v->unit = g_strdup(json_object_get_string_member_with_default(object, "position_unit", ""));
    v->length_scale = json_object_get_double_member_with_default(object, "length_scale", 0);
    v->axis = (int)json_object_get_int_member_with_default(object, "axis", -1);
    v->depth = json_object_get_double_member_with_default(object, "depth", 0);
    good = good && (v->dims == 0 || v->dims == 2 || v->dims == 3) && v->length_scale > 0 &&
           isfinite(v->length_scale) && isfinite(v->depth) && v->axis >= -1 &&
           v->axis < (v->dims == 3 ? 3 : 0);
    if (!good) {
        latigraph_vocabulary_destroy(v);
        return NULL;
    }
    return v;
}
