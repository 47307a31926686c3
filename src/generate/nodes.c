/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "generate/generate.h"

#include "base/memory.h"
#include "circuit/column.h"
#include "circuit/nearest.h"

/* Node data of generated circuits are those of one of this many training circuits. */
enum { NEAREST_TEMPLATES = 20 };

/* How positions of a circuit spread: the coordinates that are scaled with size. */
typedef struct {
    double centre[3];
    gboolean spreads[3];
    int spread_count;
} extent_t;

static gboolean is_column(const latigraph_circuit_t *circuit) {
    return g_strcmp0(circuit->shape, "column") == 0 && circuit->axis >= 0 &&
           circuit->axis < circuit->dims;
}

static extent_t extent_of(const latigraph_circuit_t *circuit) {
    extent_t extent = {.spread_count = 0};
    for (int k = 0; k < circuit->dims; k++) {
        int known = 0;
        for (int i = 0; i < circuit->n; i++) {
            const double x = circuit->position[i * circuit->dims + k];
            if (!isnan(x)) {
                extent.centre[k] += x;
                known++;
            }
        }
        extent.centre[k] /= MAX(known, 1);
        /* A column keeps its depth when it grows. */
        extent.spreads[k] = !(is_column(circuit) && circuit->axis == k);
        extent.spread_count += extent.spreads[k];
    }
    return extent;
}

typedef struct {
    double distance;
    int index;
} ranked_t;

static int compare_ranked(const void *a, const void *b) {
    const ranked_t *x = a, *y = b;
    if (x->distance != y->distance) {
        return x->distance < y->distance ? -1 : 1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

/* Distance of each neuron from the centre; a random number without positions. */
static void rank_neurons(const latigraph_circuit_t *circuit, latigraph_stream_t *stream,
                         ranked_t *rank) {
    const extent_t extent = extent_of(circuit);
    for (int i = 0; i < circuit->n; i++) {
        rank[i].index = i;
        rank[i].distance = circuit->dims == 0 ? latigraph_stream_uniform(stream) : 0;
        for (int k = 0; k < circuit->dims; k++) {
            if (extent.spreads[k]) {
                const double d = circuit->position[i * circuit->dims + k] - extent.centre[k];
                rank[i].distance += d * d;
            }
        }
        if (isnan(rank[i].distance)) {
            rank[i].distance = INFINITY;
        }
    }
    qsort(rank, (size_t)circuit->n, sizeof *rank, compare_ranked);
}

/* The `size` neurons nearest to the centre. */
static igraph_error_t cut_nodes(latigraph_circuit_t **nodes, const latigraph_circuit_t *source,
                                int size, latigraph_stream_t *stream, const char *name) {
    ranked_t *rank;
    int *keep;
    LATIGRAPH_ALLOCATE(rank, source->n);
    LATIGRAPH_ALLOCATE(keep, size);
    rank_neurons(source, stream, rank);
    for (int i = 0; i < size; i++) {
        keep[i] = rank[i].index;
    }
    latigraph_sort_neurons(keep, size);
    IGRAPH_CHECK(latigraph_circuit_induced(nodes, source, keep, size, name));
    g_free(keep);
    g_free(rank);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* A neuron to copy: which circuit of the pool, and which of its neurons. */
typedef struct {
    const latigraph_circuit_t *circuit;
    int neuron;
} pick_t;

/* The column of that name in another circuit, if it is of the same kind. */
static const latigraph_column_t *same_column(const pick_t *pick, const latigraph_column_t *column) {
    const latigraph_column_t *same = latigraph_circuit_column(pick->circuit, column->name);
    return same != NULL && same->kind == column->kind ? same : NULL;
}

static void copy_column(latigraph_circuit_t *nodes, const latigraph_column_t *column,
                        const pick_t *pick) {
    const gboolean numeric = column->kind == LATIGRAPH_COLUMN_NUMERIC;
    const char **text = g_new0(const char *, nodes->n + 1);
    double *value = g_new0(double, nodes->n + 1);
    for (int i = 0; i < nodes->n; i++) {
        const latigraph_column_t *same = same_column(&pick[i], column);
        const int neuron = pick[i].neuron;
        if (numeric) {
            value[i] = same == NULL ? NAN : same->value[neuron];
        } else if (same != NULL && same->level[neuron] >= 0) {
            text[i] = g_ptr_array_index(same->levels, (guint)same->level[neuron]);
        }
    }
    latigraph_circuit_take_column(
        nodes, numeric ? latigraph_column_numeric(column->name, nodes->n, value)
                       : latigraph_column_categorical(column->name, nodes->n, text));
    g_free(value);
    g_free(text);
}

/* Turns the offset of a neuron about the centre by a random angle, where the shape is round: in
 * the plane of a 3-d column, in space for a ball. So neurons drawn twice do not stand on one spot.
 */
static void turn_offset(const latigraph_circuit_t *circuit, latigraph_stream_t *stream,
                        double offset[3]) {
    if (is_column(circuit) && circuit->dims == 3) {
        const int a = (circuit->axis + 1) % 3, b = (circuit->axis + 2) % 3;
        const double angle = 2 * M_PI * latigraph_stream_uniform(stream);
        const double x = offset[a], y = offset[b];
        offset[a] = cos(angle) * x - sin(angle) * y;
        offset[b] = sin(angle) * x + cos(angle) * y;
    } else if (g_strcmp0(circuit->shape, "ball") == 0) {
        double length = 0, norm = 0, direction[3] = {0, 0, 0};
        for (int k = 0; k < circuit->dims; k++) {
            direction[k] = latigraph_stream_normal(stream);
            norm += direction[k] * direction[k];
            length += offset[k] * offset[k];
        }
        for (int k = 0; k < circuit->dims; k++) {
            offset[k] = direction[k] * sqrt(length / MAX(norm, 1e-30));
        }
    }
}

/* Offsets from the centre grow with (size / n)^(1 / coordinates that spread), so that there are
 * as many neurons in a unit of area or volume as before. */
static void place_nodes(latigraph_circuit_t *nodes, const latigraph_circuit_t *source,
                        const pick_t *pick, latigraph_stream_t *stream) {
    const extent_t home = extent_of(source);
    nodes->dims = source->dims;
    nodes->unit = g_strdup(source->unit);
    nodes->position = g_new0(double, (gsize)nodes->n *(gsize)source->dims + 1);
    for (int i = 0; i < nodes->n; i++) {
        const latigraph_circuit_t *from = pick[i].circuit;
        const extent_t extent = extent_of(from);
        const double scale = pow((double)nodes->n / from->n, 1.0 / MAX(extent.spread_count, 1));
        const double *old = from->position + (gsize)pick[i].neuron * (gsize)from->dims;
        double *position = nodes->position + (gsize)i * (gsize)source->dims;
        double offset[3] = {0, 0, 0};
        for (int k = 0; k < source->dims; k++) {
            offset[k] = extent.spreads[k] ? (old[k] - extent.centre[k]) * scale : 0;
        }
        turn_offset(from, stream, offset);
        for (int k = 0; k < source->dims; k++) {
            position[k] = extent.spreads[k] ? home.centre[k] + offset[k] : old[k];
        }
    }
}

/* Can neurons of both stand in one circuit? */
static gboolean alike(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    return a->dims == b->dims && a->axis == b->axis && g_strcmp0(a->shape, b->shape) == 0 &&
           g_strcmp0(a->unit, b->unit) == 0;
}

static void pick_neurons(const latigraph_model_t *model, const ranked_t *near, int near_count,
                         const latigraph_circuit_t *source, latigraph_stream_t *stream,
                         pick_t *pick, int size) {
    int total = 0;
    for (int t = 0; t < near_count; t++) {
        const latigraph_circuit_t *nodes = model->templates[near[t].index].nodes;
        total += alike(nodes, source) ? nodes->n : 0;
    }
    for (int i = 0; i < size; i++) {
        int place = (int)latigraph_stream_integer(stream, (uint32_t)total);
        for (int t = 0; t < near_count; t++) {
            const latigraph_circuit_t *nodes = model->templates[near[t].index].nodes;
            if (!alike(nodes, source)) {
                continue;
            }
            if (place < nodes->n) {
                pick[i] = (pick_t){nodes, place};
                break;
            }
            place -= nodes->n;
        }
    }
}

/* More neurons than any template has: drawn with replacement from those of the near ones. */
static igraph_error_t pool_nodes(latigraph_circuit_t **nodes, const latigraph_model_t *model,
                                 const ranked_t *near, int near_count,
                                 const latigraph_circuit_t *source, int size,
                                 latigraph_stream_t *stream, const char *name) {
    pick_t *pick;
    LATIGRAPH_ALLOCATE(pick, size);
    pick_neurons(model, near, near_count, source, stream, pick, size);
    IGRAPH_CHECK(latigraph_circuit_create(nodes, name, size, 0, NULL, NULL, NULL));
    for (guint c = 0; c < source->columns->len; c++) {
        copy_column(*nodes, g_ptr_array_index(source->columns, c), pick);
    }
    if (source->dims > 0) {
        place_nodes(*nodes, source, pick, stream);
    }
    g_free((*nodes)->shape);
    (*nodes)->shape = g_strdup(source->shape);
    (*nodes)->axis = source->axis;
    g_free(pick);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void rename_neurons(latigraph_circuit_t *nodes, const char *name) {
    g_free(nodes->connectome);
    nodes->connectome = g_strdup(name);
    for (int i = 0; i < nodes->n; i++) {
        g_free(nodes->neuron[i]);
        nodes->neuron[i] = g_strdup_printf("%d", i);
    }
}

/* Templates ordered by the Mahalanobis distance of their codes. */
static igraph_error_t rank_templates(const latigraph_model_t *model, const double *code,
                                     ranked_t *rank) {
    const int width = model->config.code;
    double *factor, *work;
    LATIGRAPH_ALLOCATE(factor, width * width);
    LATIGRAPH_ALLOCATE(work, width);
    IGRAPH_CHECK(latigraph_code_factor(model, factor));
    for (int t = 0; t < model->template_count; t++) {
        rank[t].index = t;
        rank[t].distance =
            latigraph_code_distance(width, factor, code, model->templates[t].code, work);
    }
    qsort(rank, (size_t)model->template_count, sizeof *rank, compare_ranked);
    g_free(work);
    g_free(factor);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_draw_nodes(latigraph_circuit_t **nodes, const latigraph_model_t *model,
                                    const double *code, int size, latigraph_stream_t *stream,
                                    const char *name) {
    if (model->template_count == 0) {
        IGRAPH_ERROR("The model holds no node data to generate circuits from: give a circuit whose "
                     "node data are to be used.",
                     IGRAPH_EINVAL);
    }
    ranked_t *near;
    LATIGRAPH_ALLOCATE(near, model->template_count);
    IGRAPH_CHECK(rank_templates(model, code, near));
    const int near_count = MIN(NEAREST_TEMPLATES, model->template_count);
    const int chosen = (int)latigraph_stream_integer(stream, (uint32_t)near_count);
    const latigraph_circuit_t *source = model->templates[near[chosen].index].nodes;
    if (size == 0 || size == source->n) {
        IGRAPH_CHECK(latigraph_circuit_without_edges(nodes, source, name));
    } else if (size < source->n) {
        IGRAPH_CHECK(cut_nodes(nodes, source, size, stream, name));
    } else {
        IGRAPH_CHECK(pool_nodes(nodes, model, near, near_count, source, size, stream, name));
    }
    rename_neurons(*nodes, name);
    g_free(near);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
