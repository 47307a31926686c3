/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The circuit of place cells with known wiring: each sums boundary-vector cells.
 *
 * A place cell adds 2 to 16 random boundary-vector cells with weights from a uniform distribution
 * on (0.5, 1.5) / number, subtracts a threshold and is silent below it. The threshold is the 85 %
 * quantile of the sum over the training rooms, and the gain gives the cell a peak of 15 Hz there
 * (after Hartley et al., Hippocampus 10:369, 2000, and Liu, Mavor-Parker, Barry, "Functional
 * connectome: approximating brain networks with artificial neural networks", 2022). Both come from
 * a regular grid of places and not from the recording, so that they depend on the rooms and the
 * seed alone. */

#include "functional/place_circuit.h"

#include "base/cblas.h"
#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>

/* GRID: about the most places of a room that set thresholds. */
enum { SYNAPSES_MIN = 2, SYNAPSES_MAX = 16, GRID = 20000 };

static const double PEAK = 15, QUANTILE = 0.85, SPACING = 2.5;

void latigraph_place_circuit_drive(const circuit_t *circuit, const double *input,
                                   igraph_integer_t count, double *drive) {
    latigraph_blas_begin();
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)count, circuit->cells, BVCS, 1,
                input, BVCS, circuit->weight, circuit->cells, 0, drive, circuit->cells);
    latigraph_blas_end();
}

/* Draws the synapses of one place cell. */
static void draw_cell(circuit_t *circuit, int cell, latigraph_stream_t *stream) {
    int order[BVCS];
    const int count =
        SYNAPSES_MIN + (int)latigraph_stream_integer(stream, SYNAPSES_MAX - SYNAPSES_MIN + 1);
    latigraph_stream_permutation(stream, order, BVCS);
    for (int b = 0; b < BVCS; b++) {
        circuit->weight[(size_t)b * (size_t)circuit->cells + (size_t)cell] = 0;
    }
    for (int k = 0; k < count; k++) {
        circuit->weight[(size_t)order[k] * (size_t)circuit->cells + (size_t)cell] =
            (0.5 + latigraph_stream_uniform(stream)) / count;
    }
}

static int compare_doubles(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sets threshold and gain of a cell from its drive at `count` places; `sorted` is scratch. */
static void set_threshold(circuit_t *circuit, int cell, const double *drive, igraph_integer_t count,
                          double *sorted) {
    for (igraph_integer_t k = 0; k < count; k++) {
        sorted[k] = drive[k * circuit->cells + cell];
    }
    qsort(sorted, (size_t)count, sizeof *sorted, compare_doubles);
    const double threshold = sorted[(igraph_integer_t)(QUANTILE * (double)(count - 1))];
    const double above = sorted[count - 1] - threshold;
    circuit->threshold[cell] = threshold;
    circuit->gain[cell] = above > 0 ? PEAK / above : 0;
}

/* Draws synapses, and changes them as the options ask: some cells get new ones, and all weights are
 * multiplied by random factors, which leave thresholds and gains alone. */
static igraph_error_t draw_circuit(circuit_t *circuit, const double *input, igraph_integer_t count,
                                   const latigraph_place_cells_options_t *options) {
    double *drive, *sorted;
    latigraph_stream_t stream;
    LATIGRAPH_ALLOCATE(drive, count * circuit->cells);
    LATIGRAPH_ALLOCATE(sorted, count);
    for (int c = 0; c < circuit->cells; c++) {
        const gboolean new = c < options->remapped;
        latigraph_stream_init(&stream, options->seed,
                              new ? LATIGRAPH_STREAM_CHANGES : LATIGRAPH_STREAM_PLACE_CELLS,
                              (uint64_t)c);
        draw_cell(circuit, c, &stream);
    }
    latigraph_place_circuit_drive(circuit, input, count, drive);
    for (int c = 0; c < circuit->cells; c++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        set_threshold(circuit, c, drive, count, sorted);
    }
    latigraph_stream_init(&stream, options->seed, LATIGRAPH_STREAM_CHANGES, UINT64_MAX);
    for (size_t k = 0; k < (size_t)BVCS * (size_t)circuit->cells && options->noise > 0; k++) {
        circuit->weight[k] *= fmax(1 + options->noise * latigraph_stream_normal(&stream), 0);
    }
    g_free(sorted);
    g_free(drive);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_place_circuit_make(circuit_t *circuit, const latigraph_bvc_t *bvc,
                                            const latigraph_rooms_t *rooms,
                                            const latigraph_place_cells_options_t *options) {
    places_t places = {0};
    double *input;
    IGRAPH_FINALLY(latigraph_room_places_destroy, &places);
    for (int r = 0; r < rooms->count; r++) {
        const latigraph_room_t *room = &rooms->room[r];
        const double area = (room->high[0] - room->low[0]) * (room->high[1] - room->low[1]);
        IGRAPH_CHECK(latigraph_room_places_add_grid(
            &places, room, fmin(fmax(SPACING, sqrt(area / GRID)), sqrt(area / 16))));
    }
    IGRAPH_CHECK(latigraph_room_places_rates(bvc, &places, (int)options->threads, &input));
    IGRAPH_CHECK(draw_circuit(circuit, input, places.count, options));
    g_free(input);
    latigraph_room_places_destroy(&places);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
