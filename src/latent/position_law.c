/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Node data as normal numbers: tables of quantiles, and positions relative to their circuit.
 *
 * Every number of a neuron (numeric column, depth) has a table of quantiles over all circuits. Its
 * level in the table becomes the standard normal quantile of that level, so that the mixture of
 * Gaussians in node_mixture.c fits any distribution. A value that many neurons share covers an
 * interval of levels and gets a random one within it.
 *
 * Positions are taken relative to the frame of their circuit: centre, extent (root mean square
 * distance from the centre) and, for columns, the axis of the depth. The depth is a number like any
 * other. The lateral offset keeps its direction, and its length is mapped to that of a normal
 * vector of the same rank (radial Gaussianisation: Lyu and Simoncelli, Neural Computation 21:1485,
 * 2009). Coordinates that are mapped one by one would turn the round rim of a column or ball into a
 * square.
 *
 * At most about `most` neurons are read, from every circuit the same share. They are chosen in one
 * pass by selection sampling (Knuth, The Art of Computer Programming 2, section 3.4.2, algorithm
 * S). O(neurons log neurons). */

#include "latent/position_law.h"

#include "base/memory.h"

#include <math.h>

latigraph_frame_t latigraph_frame(const latigraph_circuit_t *circuit, int dims, int axis) {
    latigraph_frame_t frame = {0};
    double squares = 0;
    if (circuit->dims != dims || dims == 0) {
        return frame;
    }
    for (int i = 0; i < circuit->n; i++) {
        const double *x = circuit->position + i * dims;
        const gboolean known = isfinite(x[0] + x[1] + x[dims - 1]);
        frame.placed += known;
        for (int d = 0; d < dims && known; d++) {
            frame.centre[d] += x[d];
        }
    }
    for (int d = 0; d < dims; d++) {
        frame.centre[d] /= MAX(frame.placed, 1);
    }
    for (int i = 0; i < circuit->n; i++) {
        const double *x = circuit->position + i * dims;
        for (int d = 0; d < dims && isfinite(x[0] + x[1] + x[dims - 1]); d++) {
            squares += d == axis ? 0 : (x[d] - frame.centre[d]) * (x[d] - frame.centre[d]);
        }
    }
    frame.extent = sqrt(squares / MAX(frame.placed, 1));
    return frame;
}

/* Computes the lateral coordinates of neuron i in extents. Returns their length, NaN if the
 * position is not known. */
static double lateral(const latigraph_circuit_t *circuit, int i, int dims, int axis,
                      const latigraph_frame_t *frame, double offset[3]) {
    double squares = 0;
    int at = 0;
    for (int d = 0; d < dims; d++) {
        if (d != axis) {
            const double x = circuit->position[i * dims + d] - frame->centre[d];
            offset[at] = frame->extent > 0 ? x / frame->extent : 0 * x;
            squares += offset[at] * offset[at];
            at++;
        }
    }
    return sqrt(squares);
}

static gboolean has_position(const latigraph_circuit_t *circuit, int i, int dims) {
    if (dims == 0 || circuit->dims != dims) {
        return FALSE;
    }
    const double *x = circuit->position + i * dims;
    return isfinite(x[0] + x[1] + x[dims - 1]);
}

/* --- Tables --------------------------------------------------------------- */

/* Values of one kind from all circuits. */
typedef struct {
    double *value;
    int count;
} pool_t;

/* Fits a table to the pool and empties the pool. The table of an empty pool stays zero. */
static void settle(pool_t *pool, double *table) {
    if (pool->count > 0) {
        latigraph_quantiles_fit(pool->value, pool->count, table);
    }
    pool->count = 0;
}

static void fit_column(latigraph_node_law_t *law, int at, const char *name,
                       const latigraph_circuit_list_t *circuits, pool_t *pool) {
    law->whole[at] = 1;
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        const latigraph_column_t *column = latigraph_circuit_column(circuit, name);
        for (int i = 0;
             column != NULL && column->kind == LATIGRAPH_COLUMN_NUMERIC && i < circuit->n; i++) {
            if (isfinite(column->value[i])) {
                pool->value[pool->count++] = column->value[i];
                law->whole[at] = law->whole[at] && column->value[i] == floor(column->value[i]);
            }
        }
    }
    settle(pool, law->table + at * LATIGRAPH_QUANTILES);
}

static void fit_places(latigraph_node_law_t *law, int dims,
                       const latigraph_circuit_list_t *circuits, const latigraph_frame_t *frame,
                       pool_t *pool) {
    for (int kind = 0; kind < 2; kind++) { /* radii, then depths */
        for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
            const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
            for (int i = 0; i < circuit->n; i++) {
                double offset[3];
                if (has_position(circuit, i, dims)) {
                    pool->value[pool->count++] =
                        kind == 0 ? lateral(circuit, i, dims, law->axis, &frame[c], offset)
                                  : circuit->position[i * dims + MAX(law->axis, 0)];
                }
            }
        }
        settle(pool,
               kind == 0 ? law->radius_table : law->table + law->numeric * LATIGRAPH_QUANTILES);
    }
}

static void fit_centre(latigraph_node_law_t *law, int dims, igraph_integer_t circuits,
                       const latigraph_frame_t *frame) {
    int placed = 0;
    for (igraph_integer_t c = 0; c < circuits; c++) {
        placed += frame[c].placed > 0;
        for (int d = 0; d < dims && frame[c].placed > 0; d++) {
            law->centre[d] += frame[c].centre[d];
        }
    }
    for (int d = 0; d < dims; d++) {
        law->centre[d] /= MAX(placed, 1);
    }
}

igraph_error_t latigraph_fit_tables(latigraph_node_law_t *law,
                                    const latigraph_vocabulary_t *vocabulary,
                                    const latigraph_circuit_list_t *circuits,
                                    const latigraph_frame_t *frame) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    pool_t pool = {.count = 0};
    gsize total = (gsize)count;
    int at = 0;
    for (igraph_integer_t c = 0; c < count; c++) {
        total += (gsize)latigraph_circuit_list_get(circuits, c)->n;
    }
    LATIGRAPH_ALLOCATE(pool.value, total);
    for (igraph_integer_t c = 0; c < count; c++) {
        pool.value[pool.count++] = latigraph_circuit_list_get(circuits, c)->n;
    }
    settle(&pool, law->size_table);
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&vocabulary->columns); k++) {
        const latigraph_known_column_t *known = VECTOR(vocabulary->columns)[k];
        if (known->kind == LATIGRAPH_COLUMN_NUMERIC) {
            fit_column(law, at++, known->name, circuits, &pool);
        }
    }
    if (vocabulary->dims > 0) {
        fit_places(law, vocabulary->dims, circuits, frame, &pool);
        fit_centre(law, vocabulary->dims, count, frame);
    }
    g_free(pool.value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Rows ----------------------------------------------------------------- */

void latigraph_node_rows_destroy(latigraph_node_rows_t *rows) {
    g_free(rows->circuit);
    g_free(rows->held);
    g_free(rows->code);
    g_free(rows->level);
    g_free(rows->value);
}

static double normal_of(const double *table, double value, latigraph_stream_t *stream) {
    const double place = latigraph_stream_uniform(stream);
    return latigraph_normal_quantile(latigraph_quantile_level(table, value, place));
}

/* Returns the level of a neuron in the category of a column. The value of a numeric column also
 * becomes a normal number, value[numeric]. */
static int read_column(const latigraph_node_law_t *law, const latigraph_known_column_t *known,
                       int numeric, const latigraph_circuit_t *circuit, int i, double *value,
                       latigraph_stream_t *stream) {
    const latigraph_column_t *column = latigraph_circuit_column(circuit, known->name);
    const gboolean there = column != NULL && column->kind == known->kind;
    if (known->kind == LATIGRAPH_COLUMN_NUMERIC) {
        const gboolean good = there && isfinite(column->value[i]);
        value[numeric] =
            good ? normal_of(law->table + numeric * LATIGRAPH_QUANTILES, column->value[i], stream)
                 : NAN;
        return good ? 0 : 1;
    }
    const int level = there && column->level[i] >= 0
                          ? latigraph_known_level(known, VECTOR(column->levels)[column->level[i]])
                          : -1;
    return level >= 0 ? level : (int)igraph_vector_ptr_size(&known->levels);
}

/* Converts depth and lateral coordinates to normal numbers. */
static void read_position(const latigraph_node_law_t *law, const latigraph_circuit_t *circuit,
                          int i, int dims, const latigraph_frame_t *frame, double *value,
                          latigraph_stream_t *stream) {
    double offset[3];
    const double radius = lateral(circuit, i, dims, law->axis, frame, offset);
    const double level =
        latigraph_quantile_level(law->radius_table, radius, latigraph_stream_uniform(stream));
    const double length = latigraph_chi_quantile(law->lateral, level);
    int at = law->numeric;
    if (law->axis >= 0) {
        value[at++] = normal_of(law->table + law->numeric * LATIGRAPH_QUANTILES,
                                circuit->position[i * dims + law->axis], stream);
    }
    for (int d = 0; d < law->lateral; d++) {
        value[at++] = radius > 0 ? offset[d] / radius * length : 0;
    }
}

static void read_neuron(const latigraph_node_law_t *law, const latigraph_vocabulary_t *vocabulary,
                        const latigraph_circuit_t *circuit, int i, const latigraph_frame_t *frame,
                        int *level, double *value, latigraph_stream_t *stream) {
    const igraph_integer_t columns = igraph_vector_ptr_size(&vocabulary->columns);
    int numeric = 0;
    for (igraph_integer_t c = 0; c < columns; c++) {
        const latigraph_known_column_t *known = VECTOR(vocabulary->columns)[c];
        level[c] = read_column(law, known, numeric, circuit, i, value, stream);
        numeric += known->kind == LATIGRAPH_COLUMN_NUMERIC;
    }
    if (vocabulary->dims > 0) {
        const gboolean placed = has_position(circuit, i, vocabulary->dims);
        level[columns] = placed ? 0 : 1;
        for (int d = law->numeric; d < law->width; d++) {
            value[d] = NAN;
        }
        if (placed) {
            read_position(law, circuit, i, vocabulary->dims, frame, value, stream);
        }
    }
}

/* Returns the next of `keep` neurons out of n, in order. All sets of `keep` neurons are equally
 * likely. */
static int next_kept(int n, int keep, int *seen, int *taken, latigraph_stream_t *stream) {
    while ((n - *seen) * latigraph_stream_uniform(stream) >= keep - *taken) {
        (*seen)++;
    }
    (*taken)++;
    return (*seen)++;
}

/* Holds every fifth neuron out, in all circuits that contain it. */
static guchar is_held(const latigraph_circuit_t *circuit, int i) {
    return latigraph_neuron_digest(circuit->connectome, circuit->neuron[i]) % 5 == 0;
}

igraph_error_t latigraph_node_rows_init(latigraph_node_rows_t *rows,
                                        const latigraph_node_law_t *law,
                                        const latigraph_vocabulary_t *vocabulary,
                                        const latigraph_circuit_list_t *circuits,
                                        const latigraph_frame_t *frame, int most,
                                        latigraph_stream_t *stream) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    double total = 0;
    for (igraph_integer_t c = 0; c < count; c++) {
        total += latigraph_circuit_list_get(circuits, c)->n;
    }
    const gsize capacity = (gsize)MIN(total, most) + (gsize)count; /* shares are rounded up */
    memset(rows, 0, sizeof *rows);
    rows->circuits = (int)count;
    IGRAPH_FINALLY(latigraph_node_rows_destroy, rows);
    rows->circuit = g_try_new0(int, capacity + 1);
    rows->held = g_try_new0(guchar, capacity + 1);
    rows->code = g_try_new0(double, (gsize)count *(gsize)(law->code + 1) + 1);
    rows->level = g_try_new0(int, capacity *(gsize)law->categories + 1);
    rows->value = g_try_new0(double, capacity *(gsize)law->width + 1);
    if (rows->circuit == NULL || rows->held == NULL || rows->code == NULL || rows->level == NULL ||
        rows->value == NULL) {
        IGRAPH_ERROR("Not enough memory for the law of node data.", IGRAPH_ENOMEM);
    }
    for (igraph_integer_t c = 0; c < count; c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        const int keep = total > most ? (int)ceil(circuit->n * (most / total)) : circuit->n;
        for (int seen = 0, taken = 0; taken < keep;) {
            const int i = next_kept(circuit->n, keep, &seen, &taken, stream);
            const gsize at = (gsize)rows->rows++;
            rows->circuit[at] = (int)c;
            rows->held[at] = is_held(circuit, i);
            read_neuron(law, vocabulary, circuit, i, &frame[c],
                        rows->level + at * (gsize)law->categories,
                        rows->value + at * (gsize)law->width, stream);
        }
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
