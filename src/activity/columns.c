/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Mean and SD of every neuron, and z-scores.
 *
 * The times are cut into a fixed number of pieces, which threads scan independently. Sums of a
 * piece are taken around its first value, so that a large mean costs no digits, and pieces are
 * merged in their order (Chan, Golub and LeVeque, Am. Stat. 37:242, 1983). So the result depends on
 * the pieces and not on the threads. A neuron is constant if its least and greatest values are
 * equal, which rounding cannot blur. */

#include "activity/columns.h"

#include "base/parallel.h"
#include "base/store.h"

#include <string.h>

/* PIECES: most parts of a recording; ROWS: times that are read at once. */
enum { PIECES = 64, ROWS = 256 };

/* Sums over one piece, for each neuron. */
typedef struct {
    double *shift, *sum, *squares, *low, *high; /* (n); squares are of value − shift */
    int *count;
    double least;
    gboolean whole;
    gint64 infinite_time; /* first infinite value, −1 if there is none */
    int infinite_neuron;
} piece_t;

typedef struct {
    const latigraph_columns_t *columns;
    piece_t *piece;
    int pieces;
    double *block; /* (threads, ROWS, n) */
} scan_t;

static void add_value(piece_t *piece, int j, double value) {
    if (piece->count[j]++ == 0) {
        piece->shift[j] = value;
        piece->low[j] = piece->high[j] = value;
    }
    const double from = value - piece->shift[j];
    piece->sum[j] += from;
    piece->squares[j] += from * from;
    piece->low[j] = MIN(piece->low[j], value);
    piece->high[j] = MAX(piece->high[j], value);
    piece->whole = piece->whole && value == floor(value);
}

static void scan_rows(const latigraph_columns_t *columns, piece_t *piece, gint64 first, int count,
                      const double *block) {
    for (int t = 0; t < count; t++) {
        const double *row = block + (size_t)t * columns->n;
        for (int j = 0; j < columns->n; j++) {
            if (isfinite(row[j])) {
                add_value(piece, j, row[j]);
            } else if (isinf(row[j]) && piece->infinite_time < 0) {
                piece->infinite_time = first + t;
                piece->infinite_neuron = j;
            }
        }
    }
}

static void scan_piece(int item, int worker, void *data) {
    const scan_t *scan = data;
    const latigraph_columns_t *columns = scan->columns;
    piece_t *piece = &scan->piece[item];
    double *block = scan->block + (size_t)worker * ROWS * columns->n;
    const int begin = (int)((gint64)columns->times * item / scan->pieces);
    const int end = (int)((gint64)columns->times * (item + 1) / scan->pieces);
    piece->whole = TRUE;
    piece->infinite_time = -1;
    for (int t = begin; t < end; t += ROWS) {
        const int count = MIN(ROWS, end - t);
        latigraph_activity_block(columns->activity, columns->first + t, count, 0, columns->n,
                                 block);
        scan_rows(columns, piece, columns->first + t, count, block);
    }
}

/* Merges the sums of one neuron over all pieces. */
static void merge(latigraph_columns_t *columns, const scan_t *scan, int j) {
    double mean = 0, squares = 0, low = INFINITY, high = -INFINITY;
    int count = 0;
    for (int k = 0; k < scan->pieces; k++) {
        const piece_t *piece = &scan->piece[k];
        const int more = piece->count[j];
        if (more == 0) {
            continue;
        }
        const double own = piece->shift[j] + piece->sum[j] / more;
        const double own_squares = piece->squares[j] - piece->sum[j] * (piece->sum[j] / more);
        const double apart = own - mean;
        count += more;
        mean += apart * more / count;
        squares += own_squares + apart * apart * more * ((double)(count - more) / count);
        low = MIN(low, piece->low[j]);
        high = MAX(high, piece->high[j]);
    }
    columns->recorded[j] = count;
    columns->mean[j] = count > 0 ? mean : NAN;
    columns->sd[j] = count > 1 && high > low ? sqrt(MAX(squares, 0) / count) : 0;
    columns->live += columns->sd[j] > 0;
    columns->holes = columns->holes || (columns->sd[j] > 0 && count < columns->times);
    columns->least = count > 0 ? fmin(columns->least, low) : columns->least;
}

static igraph_error_t check_finite(const latigraph_columns_t *columns, const scan_t *scan) {
    for (int k = 0; k < scan->pieces; k++) {
        const piece_t *piece = &scan->piece[k];
        if (piece->infinite_time >= 0) {
            char label[LABEL_SIZE];
            latigraph_activity_label(columns->activity, piece->infinite_neuron, label);
            IGRAPH_ERRORF("Activity \"%.60s\" is infinite in row %" G_GINT64_FORMAT
                          " of %s. Use NaN for a value that was not recorded.",
                          IGRAPH_EINVAL, columns->activity->name, piece->infinite_time + 1, label);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Runs the scan in the given memory: five arrays of doubles and one of counts per piece. */
static void scan_all(latigraph_columns_t *columns, scan_t *scan, double *sums, int *counts) {
    const size_t n = (size_t)columns->n;
    for (int k = 0; k < scan->pieces; k++) {
        double *own = sums + 5 * (size_t)k * n;
        scan->piece[k] = (piece_t){.shift = own,
                                   .sum = own + n,
                                   .squares = own + 2 * n,
                                   .low = own + 3 * n,
                                   .high = own + 4 * n,
                                   .count = counts + (size_t)k * n};
    }
    latigraph_parallel_for(columns->threads, scan->pieces, scan_piece, scan);
}

static igraph_error_t scan_columns(latigraph_columns_t *columns) {
    scan_t scan = {.columns = columns, .pieces = CLAMP(columns->times / ROWS, 1, PIECES)};
    double *sums;
    int *counts;
    LATIGRAPH_ALLOCATE(scan.piece, scan.pieces);
    LATIGRAPH_ALLOCATE(sums, 5 * (gsize)scan.pieces * (gsize)columns->n);
    LATIGRAPH_ALLOCATE(counts, (gsize)scan.pieces * (gsize)columns->n);
    LATIGRAPH_ALLOCATE(scan.block,
                       (gsize)MIN(columns->threads, scan.pieces) * ROWS * (gsize)columns->n);
    scan_all(columns, &scan, sums, counts);
    IGRAPH_CHECK(check_finite(columns, &scan));
    columns->whole = TRUE;
    for (int k = 0; k < scan.pieces; k++) {
        columns->whole = columns->whole && scan.piece[k].whole;
    }
    for (int j = 0; j < columns->n; j++) {
        merge(columns, &scan, j);
    }
    g_free(scan.block);
    g_free(counts);
    g_free(sums);
    g_free(scan.piece);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_columns_init(latigraph_columns_t *columns,
                                      const latigraph_activity_t *activity, gint64 first, int times,
                                      int threads) {
    *columns = (latigraph_columns_t){.activity = activity,
                                     .first = first,
                                     .times = times,
                                     .n = (int)latigraph_activity_neurons(activity),
                                     .threads = threads,
                                     .least = NAN};
    IGRAPH_FINALLY(latigraph_columns_destroy, columns);
    columns->mean = g_try_new0(double, (gsize)columns->n + 1);
    LATIGRAPH_CHECK_MEMORY(columns->mean);
    columns->sd = g_try_new0(double, (gsize)columns->n + 1);
    LATIGRAPH_CHECK_MEMORY(columns->sd);
    columns->recorded = g_try_new0(int, (gsize)columns->n + 1);
    LATIGRAPH_CHECK_MEMORY(columns->recorded);
    LATIGRAPH_ALLOW_INTERRUPTION();
    return scan_columns(columns);
}

void latigraph_columns_destroy(latigraph_columns_t *columns) {
    g_free(columns->mean);
    g_free(columns->sd);
    g_free(columns->recorded);
}

void latigraph_columns_z(const latigraph_columns_t *columns, int first, int count, double *z,
                         double *known) {
    latigraph_activity_block(columns->activity, columns->first + first, count, 0, columns->n, z);
    for (int t = 0; t < count; t++) {
        double *row = z + (size_t)t * columns->n;
        for (int j = 0; j < columns->n; j++) {
            const gboolean use = columns->sd[j] > 0 && isfinite(row[j]);
            row[j] = use ? (row[j] - columns->mean[j]) / columns->sd[j] : 0;
            if (known != NULL) {
                known[(size_t)t * columns->n + j] = use;
            }
        }
    }
}

igraph_error_t latigraph_columns_check_memory(const latigraph_columns_t *columns, double numbers) {
    const double need = numbers * sizeof(double), have = latigraph_machine_memory();
    if (need > have) {
        IGRAPH_ERRORF("A network of %d neurons at %d times needs %.3g GB of memory, but this "
                      "machine has %.3g GB. Use fewer neurons or times.",
                      IGRAPH_ENOMEM, columns->n, columns->times, need / 1e9, have / 1e9);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_columns_progress(double percent) {
    LATIGRAPH_ALLOW_INTERRUPTION();
    IGRAPH_PROGRESS("Network from activity: ", percent, NULL);
    return IGRAPH_SUCCESS;
}
