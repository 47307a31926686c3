/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The vocabulary of node data: which columns a model knows, and how it encodes them.
 *
 * The vocabulary is fitted to the training circuits and then encodes any circuit as one row of
 * conditions per neuron: one-hot levels of categorical columns, standardised numbers of numeric
 * ones, and coordinates, the last two with a mark that the value is known. Whatever a circuit lacks
 * is all zeros. Only names, levels, means and SDs are stored, and no value of a training neuron.
 * Levels are sorted, so that the order of the circuits does not matter. There are at most 32 per
 * column, so that a column of identifiers is not learned by heart.
 *
 * Coordinates are in length scales, the median distance of two neurons of a circuit, so that
 * kernels do not depend on units. They are centred on each circuit, except the depth along the axis
 * of columns, which means the same in all circuits.
 *
 * A circuit may hold neurons of two distant places, such as the head and the tail of a worm.
 * Neurons that are far from the median are therefore left out of the centre, so that those near it
 * keep the coordinates that they have in other circuits. Networks extrapolate linearly: a
 * coordinate several times as large as those of the fit gave node codes of 250,000 bits.
 * Coordinates are therefore limited to the range of the training neurons, and to 5 length scales,
 * because a few training neurons far away do not teach what happens there. Distances of pairs,
 * which the kernel sees, have no limit.
 */
#include "model/vocabulary.h"

#include "base/by_value.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "base/random.h"

#include <string.h>

/* Numbers of levels with which a categorical column is fitted by default. */
enum { LEVELS_MIN = 2, LEVELS_MAX = 32 };

/* Largest coordinate among the conditions, in length scales: in models of earlier versions, and in
 * new ones, whatever the training neurons have. Compact tissue reaches 2, and the head of a worm 6.
 */
static const double COORDINATE_MOST = 20, LIMIT_MOST = 5;
/* Neurons farther than this from the median of their circuit, in length scales along a dimension,
 * do not count for its centre. No circuit of a compact tissue has such neurons. */
static const double CENTRE_REACH = 10;

static void known_column_free(gpointer data) {
    latigraph_known_column_t *column = data;
    g_free(column->name);
    latigraph_pointers_destroy(&column->levels);
    g_free(column);
}

void latigraph_vocabulary_destroy(latigraph_vocabulary_t *vocabulary) {
    if (vocabulary != NULL) {
        latigraph_pointers_destroy(&vocabulary->columns);
        g_free(vocabulary->unit);
        g_free(vocabulary);
    }
}

/* Makes an empty vocabulary. It is on the FINALLY stack as one entry. */
static igraph_error_t begin_vocabulary(latigraph_vocabulary_t **vocabulary) {
    latigraph_vocabulary_t *v = g_try_new0(latigraph_vocabulary_t, 1);
    LATIGRAPH_CHECK_MEMORY(v);
    IGRAPH_FINALLY(latigraph_vocabulary_destroy, v);
    IGRAPH_CHECK(latigraph_pointers_init(&v->columns, known_column_free));
    v->axis = -1;
    v->length_scale = 1;
    *vocabulary = v;
    return IGRAPH_SUCCESS;
}

/* Adds a column without levels. */
static igraph_error_t add_column(latigraph_vocabulary_t *vocabulary, const char *name,
                                 latigraph_column_kind_t kind, latigraph_known_column_t **column) {
    latigraph_known_column_t *known = g_try_new0(latigraph_known_column_t, 1);
    LATIGRAPH_CHECK_MEMORY(known);
    IGRAPH_FINALLY(known_column_free, known);
    IGRAPH_CHECK(latigraph_copy_text(name, &known->name));
    IGRAPH_CHECK(latigraph_pointers_init(&known->levels, g_free));
    known->kind = kind;
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(latigraph_pointers_add(&vocabulary->columns, known));
    *column = known;
    return IGRAPH_SUCCESS;
}

int latigraph_vocabulary_width(const latigraph_vocabulary_t *vocabulary) {
    int width = vocabulary->dims > 0 ? vocabulary->dims + 1 : 0;
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&vocabulary->columns); k++) {
        const latigraph_known_column_t *column = VECTOR(vocabulary->columns)[k];
        width += column->kind == LATIGRAPH_COLUMN_CATEGORICAL
                     ? (int)igraph_vector_ptr_size(&column->levels)
                     : 2;
    }
    return width;
}

void latigraph_vocabulary_blocks(const latigraph_vocabulary_t *vocabulary, int *block) {
    const int columns = (int)igraph_vector_ptr_size(&vocabulary->columns);
    int at = 0;
    for (int k = 0; k < columns; k++) {
        const latigraph_known_column_t *column = VECTOR(vocabulary->columns)[k];
        const int width = column->kind == LATIGRAPH_COLUMN_CATEGORICAL
                              ? (int)igraph_vector_ptr_size(&column->levels)
                              : 2;
        for (int end = at + width; at < end; at++) {
            block[at] = k;
        }
    }
    for (int d = 0; vocabulary->dims > 0 && d <= vocabulary->dims; d++) {
        block[at++] = columns;
    }
}

int latigraph_known_level(const latigraph_known_column_t *known, const char *level) {
    for (igraph_integer_t l = 0; l < igraph_vector_ptr_size(&known->levels); l++) {
        if (strcmp(VECTOR(known->levels)[l], level) == 0) {
            return (int)l;
        }
    }
    return -1;
}

/* Returns the column known under this name, or NULL. */
static latigraph_known_column_t *find_column(const latigraph_vocabulary_t *vocabulary,
                                             const char *name) {
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&vocabulary->columns); k++) {
        latigraph_known_column_t *known = VECTOR(vocabulary->columns)[k];
        if (strcmp(known->name, name) == 0) {
            return known;
        }
    }
    return NULL;
}

/* --- Fitting to training circuits ----------------------------------------- */

/* Adds the values of one circuit's column to the column known under its name. */
static igraph_error_t learn_column(latigraph_vocabulary_t *vocabulary,
                                   const latigraph_circuit_t *circuit,
                                   const latigraph_column_t *column) {
    latigraph_known_column_t *known = find_column(vocabulary, column->name);
    if (known == NULL) {
        IGRAPH_CHECK(add_column(vocabulary, column->name, column->kind, &known));
    }
    if (known->kind != column->kind) {
        return IGRAPH_SUCCESS; /* the first circuit decides the kind of a column */
    }
    for (int i = 0; i < circuit->n; i++) {
        if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
            if (isfinite(column->value[i])) {
                known->mean += column->value[i];
                known->sd += column->value[i] * column->value[i];
                known->count++;
            }
        } else if (column->level[i] >= 0) {
            const char *level = VECTOR(column->levels)[column->level[i]];
            /* One level more than allowed is enough to detect that there are too many. */
            if (igraph_vector_ptr_size(&known->levels) <= LEVELS_MAX &&
                latigraph_known_level(known, level) < 0) {
                IGRAPH_CHECK(latigraph_pointers_add_text(&known->levels, level));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static int by_text(gconstpointer a, gconstpointer b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Turns sums into mean and SD, and sorts the levels so that the order of circuits does not matter.
 */
static void settle_column(latigraph_known_column_t *known) {
    const double count = (double)known->count;
    if (known->kind == LATIGRAPH_COLUMN_NUMERIC && count > 0) {
        known->mean /= count;
        const double variance = known->sd / count - known->mean * known->mean;
        known->sd = variance > 1e-12 ? sqrt(variance) : 1;
    }
    igraph_vector_ptr_sort(&known->levels, by_text);
}

static gboolean wanted(const latigraph_known_column_t *known, const char *choice, char **names) {
    const gboolean categorical = known->kind == LATIGRAPH_COLUMN_CATEGORICAL;
    const gboolean few = categorical && igraph_vector_ptr_size(&known->levels) >= LEVELS_MIN &&
                         igraph_vector_ptr_size(&known->levels) <= LEVELS_MAX;
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
            igraph_vector_ptr_size(&found->levels) > LEVELS_MAX) {
            IGRAPH_ERRORF("Column '%s' of the node data has more than %d levels, too many for a "
                          "model; leave it out.",
                          IGRAPH_EINVAL, *name, LEVELS_MAX);
        }
    }
    return IGRAPH_SUCCESS;
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
        qsort(distance, (size_t)found, sizeof *distance, latigraph_by_value);
        vocabulary->length_scale = distance[found / 2] > 0 ? distance[found / 2] : 1;
    } else {
        vocabulary->dims = 0; /* no two neurons have known positions */
    }
    vocabulary->depth = placed > 0 ? depth / (double)placed : 0;
    g_free(distance);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Marks the neurons with a known position and returns their number. */
static int find_placed(const latigraph_circuit_t *circuit, guchar *placed) {
    int known = 0;
    for (int i = 0; i < circuit->n; i++) {
        placed[i] = 1;
        for (int d = 0; d < circuit->dims; d++) {
            placed[i] &= isfinite(circuit->position[i * circuit->dims + d]) ? 1 : 0;
        }
        known += placed[i];
    }
    return known;
}

/* Computes the median position of the placed neurons. */
static igraph_error_t find_median(const latigraph_circuit_t *circuit, const guchar *placed,
                                  double median[3]) {
    double *value;
    LATIGRAPH_ALLOCATE(value, circuit->n);
    for (int d = 0; d < circuit->dims; d++) {
        int known = 0;
        for (int i = 0; i < circuit->n; i++) {
            if (placed[i]) {
                value[known++] = circuit->position[i * circuit->dims + d];
            }
        }
        qsort(value, (size_t)known, sizeof *value, latigraph_by_value);
        median[d] = known > 0 ? value[known / 2] : 0;
    }
    g_free(value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static gboolean is_near(const double *at, int dims, const double median[3], double reach) {
    gboolean near = TRUE;
    for (int d = 0; d < dims; d++) {
        near = near && fabs(at[d] - median[d]) <= reach;
    }
    return near;
}

/* Computes the centre of a circuit: the mean position of the neurons that are not far from the
 * median, and of all in models of earlier versions. */
static igraph_error_t find_centre(const latigraph_vocabulary_t *vocabulary,
                                  const latigraph_circuit_t *circuit, const guchar *placed,
                                  double centre[3]) {
    const double reach =
        vocabulary->limited ? CENTRE_REACH * vocabulary->length_scale : G_MAXDOUBLE;
    double median[3] = {0, 0, 0};
    int count = 0;
    if (vocabulary->limited) {
        IGRAPH_CHECK(find_median(circuit, placed, median));
    }
    for (int i = 0; i < circuit->n; i++) {
        const double *at = circuit->position + (gsize)i * (gsize)circuit->dims;
        if (placed[i] && is_near(at, circuit->dims, median, reach)) {
            for (int d = 0; d < circuit->dims; d++) {
                centre[d] += at[d];
            }
            count++;
        }
    }
    for (int d = 0; d < circuit->dims && count > 0; d++) {
        centre[d] = d == vocabulary->axis ? vocabulary->depth : centre[d] / count;
    }
    return IGRAPH_SUCCESS;
}

/* Raises the limits to the coordinates of one circuit. placed (n) is filled. Training turns the
 * lateral coordinates, so that each of them reaches the distance from the centre. */
static igraph_error_t extend_limits(latigraph_vocabulary_t *vocabulary,
                                    const latigraph_circuit_t *circuit, guchar *placed) {
    double centre[3] = {0, 0, 0};
    find_placed(circuit, placed);
    IGRAPH_CHECK(find_centre(vocabulary, circuit, placed, centre));
    for (int i = 0; i < circuit->n; i++) {
        double x[3] = {0, 0, 0}, radius = 0;
        for (int d = 0; d < circuit->dims && placed[i]; d++) {
            x[d] = fabs(circuit->position[i * circuit->dims + d] - centre[d]) /
                   vocabulary->length_scale;
            radius += d == vocabulary->axis ? 0 : x[d] * x[d];
        }
        for (int d = 0; d < circuit->dims; d++) {
            const gboolean turned = vocabulary->axis >= 0 && d != vocabulary->axis;
            const double most = turned ? MAX(x[d], sqrt(radius)) : x[d];
            vocabulary->limit[d] = MIN(MAX(vocabulary->limit[d], most), LIMIT_MOST);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Learns the limits of the coordinates, with the scale known. */
static igraph_error_t learn_limits(latigraph_vocabulary_t *vocabulary,
                                   const latigraph_circuit_list_t *circuits) {
    guchar *placed;
    int largest = 0;
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(circuits); k++) {
        largest = MAX(largest, latigraph_circuit_list_get(circuits, k)->n);
    }
    LATIGRAPH_ALLOCATE(placed, largest);
    vocabulary->limited = TRUE;
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(circuits); k++) {
        IGRAPH_CHECK(extend_limits(vocabulary, latigraph_circuit_list_get(circuits, k), placed));
    }
    g_free(placed);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Positions are used if all circuits agree on their dimensions and unit. */
static igraph_error_t learn_positions(latigraph_vocabulary_t *vocabulary,
                                      const latigraph_circuit_list_t *circuits) {
    const latigraph_circuit_t *first = latigraph_circuit_list_get(circuits, 0);
    vocabulary->dims = first->dims;
    vocabulary->axis = first->dims == 3 ? first->axis : -1;
    IGRAPH_CHECK(latigraph_copy_text(first->unit != NULL ? first->unit : "", &vocabulary->unit));
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
    if (vocabulary->dims > 0) {
        IGRAPH_CHECK(learn_limits(vocabulary, circuits));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_vocabulary_create(latigraph_vocabulary_t **vocabulary,
                                           const latigraph_circuit_list_t *circuits,
                                           const char *choice) {
    latigraph_vocabulary_t *v;
    char **names;
    IGRAPH_CHECK(begin_vocabulary(&v));
    IGRAPH_CHECK(latigraph_split_text(choice, ",", &names));
    IGRAPH_FINALLY(g_strfreev, names);

    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(circuits); k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, k);
        for (igraph_integer_t j = 0; j < igraph_vector_ptr_size(&c->columns); j++) {
            IGRAPH_CHECK(learn_column(v, c, VECTOR(c->columns)[j]));
        }
    }
    const gboolean named =
        strcmp(choice, "auto") != 0 && strcmp(choice, "all") != 0 && strcmp(choice, "none") != 0;
    if (named) {
        const latigraph_circuit_t *first = latigraph_circuit_list_get(circuits, 0);
        IGRAPH_CHECK(check_names(v, first->dims, names));
    }
    for (igraph_integer_t k = igraph_vector_ptr_size(&v->columns); k-- > 0;) {
        latigraph_known_column_t *known = VECTOR(v->columns)[k];
        settle_column(known);
        if (!wanted(known, choice, names)) {
            latigraph_pointers_remove(&v->columns, k);
        }
    }
    const gboolean positions = strcmp(choice, "none") != 0 &&
                               (!named || g_strv_contains((const char *const *)names, "position"));
    if (positions) {
        IGRAPH_CHECK(learn_positions(v, circuits));
    } else {
        IGRAPH_CHECK(latigraph_copy_text("", &v->unit));
    }

    g_strfreev(names);
    *vocabulary = v;
    IGRAPH_FINALLY_CLEAN(2);
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
                condition[(ptrdiff_t)i * stride] = (real_t)CLAMP(x, -5, 5);
                condition[(ptrdiff_t)i * stride + 1] = 1;
            }
        }
        return;
    }
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&column->levels); k++) {
        const int level = latigraph_known_level(known, VECTOR(column->levels)[k]);
        for (int i = 0; i < circuit->n && level >= 0; i++) {
            if (column->level[i] == (int)k) {
                condition[(ptrdiff_t)i * stride + level] = 1;
            }
        }
    }
}

static igraph_error_t encode_positions(const latigraph_vocabulary_t *vocabulary,
                                       const latigraph_circuit_t *circuit, real_t *condition,
                                       int stride, real_t *position, guchar *placed) {
    const int dims = vocabulary->dims;
    double centre[3] = {0, 0, 0};
    if (circuit->dims != dims) {
        return IGRAPH_SUCCESS;
    }
    find_placed(circuit, placed);
    IGRAPH_CHECK(find_centre(vocabulary, circuit, placed, centre));
    for (int i = 0; i < circuit->n; i++) {
        for (int d = 0; d < dims && placed[i]; d++) {
            const double x =
                (circuit->position[i * dims + d] - centre[d]) / vocabulary->length_scale;
            const double most = vocabulary->limited ? vocabulary->limit[d] : COORDINATE_MOST;
            position[i * dims + d] = (real_t)x;
            condition[(ptrdiff_t)i * stride + d] = (real_t)CLAMP(x, -most, most);
        }
        condition[(ptrdiff_t)i * stride + dims] = placed[i];
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_vocabulary_encode(const latigraph_vocabulary_t *vocabulary,
                                           const latigraph_circuit_t *circuit, real_t *condition,
                                           real_t *position, guchar *placed, int plane[2]) {
    const int width = latigraph_vocabulary_width(vocabulary);
    int at = 0;
    plane[0] = plane[1] = -1;
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&vocabulary->columns); k++) {
        const latigraph_known_column_t *known = VECTOR(vocabulary->columns)[k];
        encode_column(known, circuit, condition + at, width);
        at += known->kind == LATIGRAPH_COLUMN_CATEGORICAL
                  ? (int)igraph_vector_ptr_size(&known->levels)
                  : 2;
    }
    if (vocabulary->dims > 0) {
        IGRAPH_CHECK(
            encode_positions(vocabulary, circuit, condition + at, width, position, placed));
        if (vocabulary->axis >= 0) {
            plane[0] = at + (vocabulary->axis + 1) % 3;
            plane[1] = at + (vocabulary->axis + 2) % 3;
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- JSON --------------------------------------------------------------- */

static void column_to_json(const latigraph_known_column_t *known, latigraph_json_t *builder) {
    latigraph_json_begin_object(builder);
    latigraph_json_text(builder, "name", known->name);
    if (known->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
        latigraph_json_name(builder, "levels");
        latigraph_json_begin_array(builder);
        for (igraph_integer_t l = 0; l < igraph_vector_ptr_size(&known->levels); l++) {
            latigraph_json_add_text(builder, VECTOR(known->levels)[l]);
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
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&vocabulary->columns); k++) {
        column_to_json(VECTOR(vocabulary->columns)[k], builder);
    }
    latigraph_json_end_array(builder);
    latigraph_json_integer(builder, "position_dimensions", vocabulary->dims);
    latigraph_json_text(builder, "position_unit", vocabulary->unit);
    latigraph_json_number(builder, "length_scale", vocabulary->length_scale);
    latigraph_json_integer(builder, "axis", vocabulary->axis);
    latigraph_json_number(builder, "depth", vocabulary->depth);
    if (vocabulary->limited && vocabulary->dims > 0) {
        latigraph_json_name(builder, "coordinate_limits");
        latigraph_json_begin_array(builder);
        for (int d = 0; d < vocabulary->dims; d++) {
            latigraph_json_add_number(builder, vocabulary->limit[d]);
        }
        latigraph_json_end_array(builder);
    }
    latigraph_json_end_object(builder);
}

static igraph_error_t levels_from_json(JsonNode *node, igraph_vector_ptr_t *levels,
                                       igraph_bool_t *good) {
    *good = JSON_NODE_HOLDS_ARRAY(node);
    JsonArray *array = *good ? json_node_get_array(node) : NULL;
    const guint count = *good ? json_array_get_length(array) : 0;
    *good = *good && count <= LEVELS_MAX;
    for (guint l = 0; l < count && *good; l++) {
        JsonNode *level = json_array_get_element(array, l);
        *good = JSON_NODE_HOLDS_VALUE(level) && json_node_get_value_type(level) == G_TYPE_STRING;
        if (*good) {
            IGRAPH_CHECK(latigraph_pointers_add_text(levels, json_node_get_string(level)));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t column_from_json(JsonNode *node, latigraph_vocabulary_t *vocabulary,
                                       igraph_bool_t *good) {
    *good = node != NULL && JSON_NODE_HOLDS_OBJECT(node);
    JsonObject *object = *good ? json_node_get_object(node) : NULL;
    const char *name = *good ? latigraph_json_text_of(object, "name", NULL) : NULL;
    *good = name != NULL;
    if (!*good) {
        return IGRAPH_SUCCESS;
    }
    JsonNode *levels = json_object_get_member(object, "levels");
    latigraph_known_column_t *known;
    IGRAPH_CHECK(add_column(
        vocabulary, name, levels == NULL ? LATIGRAPH_COLUMN_NUMERIC : LATIGRAPH_COLUMN_CATEGORICAL,
        &known));
    if (levels != NULL) {
        return levels_from_json(levels, &known->levels, good);
    }
    known->mean = latigraph_json_number_of(object, "mean", 0);
    known->sd = latigraph_json_number_of(object, "sd", 0);
    *good = isfinite(known->mean) && known->sd > 0 && isfinite(known->sd);
    return IGRAPH_SUCCESS;
}

static igraph_error_t columns_from_json(JsonNode *node, latigraph_vocabulary_t *vocabulary,
                                        igraph_bool_t *good) {
    *good = node != NULL && JSON_NODE_HOLDS_ARRAY(node);
    JsonArray *array = *good ? json_node_get_array(node) : NULL;
    const guint count = *good ? json_array_get_length(array) : 0;
    for (guint k = 0; k < count && *good; k++) {
        IGRAPH_CHECK(column_from_json(json_array_get_element(array, k), vocabulary, good));
    }
    return IGRAPH_SUCCESS;
}

/* Reads the limits of coordinates, which files of earlier versions lack. Returns whether they are
 * sound. */
static gboolean limits_from_json(JsonNode *node, latigraph_vocabulary_t *vocabulary) {
    if (node == NULL) {
        return TRUE;
    }
    JsonArray *array = JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    gboolean good = array != NULL && json_array_get_length(array) == (guint)vocabulary->dims;
    for (int d = 0; good && d < vocabulary->dims; d++) {
        JsonNode *at = json_array_get_element(array, (guint)d);
        vocabulary->limit[d] = JSON_NODE_HOLDS_VALUE(at) ? json_node_get_double(at) : -1;
        good = vocabulary->limit[d] >= 0 && vocabulary->limit[d] <= COORDINATE_MOST;
    }
    vocabulary->limited = TRUE;
    return good;
}

igraph_error_t latigraph_vocabulary_from_json(latigraph_vocabulary_t **vocabulary,
                                              JsonObject *object) {
    latigraph_vocabulary_t *v;
    igraph_bool_t good;
    IGRAPH_CHECK(begin_vocabulary(&v));
    IGRAPH_CHECK(columns_from_json(json_object_get_member(object, "columns"), v, &good));
    IGRAPH_CHECK(
        latigraph_copy_text(latigraph_json_text_of(object, "position_unit", ""), &v->unit));
    v->dims = (int)latigraph_json_integer_of(object, "position_dimensions", -1);
    v->length_scale = latigraph_json_number_of(object, "length_scale", 0);
    v->axis = (int)latigraph_json_integer_of(object, "axis", -1);
    v->depth = latigraph_json_number_of(object, "depth", 0);
    good = good && (v->dims == 0 || v->dims == 2 || v->dims == 3) && v->length_scale > 0 &&
           isfinite(v->length_scale) && isfinite(v->depth) && v->axis >= -1 &&
           v->axis < (v->dims == 3 ? 3 : 0) &&
           limits_from_json(json_object_get_member(object, "coordinate_limits"), v);
    IGRAPH_FINALLY_CLEAN(1);
    if (!good) {
        latigraph_vocabulary_destroy(v);
    }
    *vocabulary = good ? v : NULL;
    return IGRAPH_SUCCESS;
}
