/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation functional_decode: places out of spike counts, by maps as templates. Where the true
 * positions are known, the errors of reference maps and of shuffled cells are reported, too:
 * an error alone does not say whether the maps or the counts limit it. */

#include "operation/recordings.h"
#include "operation/rows.h"

#include "base/memory.h"
#include "base/moments.h"
#include "base/random.h"
#include "measure/contrast.h"

#include <math.h>

typedef struct {
    const igraph_matrix_t *counts, *maps, *places, *positions, *reference;
    const igraph_strvector_t *files, *map_files, *place_files, *position_files, *reference_files;
    latigraph_decode_options_t options;
    igraph_uint_t seed;
} request_t;

typedef struct {
    igraph_matrix_t decoded;
    igraph_vector_t errors, map_correlations;
    igraph_real_t error, reference_error, shuffled_error, ratio, map_correlation;
} result_t;

/* Matrices of a call, from matrices or files. */
typedef struct {
    igraph_matrix_t counts, maps, places, positions, reference;
} matrices_t;

#define HIDDEN LATIGRAPH_SHOW_HIDDEN
#define QUIET LATIGRAPH_SHOW_QUIET
#define HEAD LATIGRAPH_SHOW_HEADLINE
#define NO_POSITIONS "the true positions are not given"

static const latigraph_argument_t arguments[] = {
    OPTION("counts", MATRIX, counts, NULL,
           "Spike counts: one row per window, one column per cell. NaN: the cell was not recorded.",
           .show = LATIGRAPH_SHOW_POSITIONAL | HIDDEN),
    OPTION("maps", MATRIX, maps, NULL, "Maps: one row per place, one column per cell.",
           .show = HIDDEN, .option = "maps-matrix"),
    OPTION("places", MATRIX, places, NULL, "Coordinates of the places of the maps, two columns.",
           .show = HIDDEN, .option = "places-matrix"),
    OPTION("positions", MATRIX, positions, NULL, "True positions of the windows, two columns.",
           .show = HIDDEN, .option = "positions-matrix"),
    OPTION("reference", MATRIX, reference, NULL, "Maps to compare with, such as the true ones.",
           .show = HIDDEN, .option = "reference-matrix"),
    OPTION("files", STRING_LIST, files, NULL, "Files with counts instead.",
           .show = LATIGRAPH_SHOW_POSITIONAL, .metavar = "COUNTS"),
    OPTION("map_files", STRING_LIST, map_files, NULL, "Files with maps.", .option = "maps",
           .metavar = "MAPS"),
    OPTION("place_files", STRING_LIST, place_files, NULL, "Files with places.", .option = "places",
           .metavar = "PLACES"),
    OPTION("position_files", STRING_LIST, position_files, NULL, "Files with true positions.",
           .option = "positions", .metavar = "POSITIONS"),
    OPTION("reference_files", STRING_LIST, reference_files, NULL,
           "Files with maps to compare with.", .option = "reference", .metavar = "MAPS"),
    OPTION("exposure", REAL, options.exposure, "1",
           "Expected count per unit of the maps: seconds of a window for maps in Hz.", .min = 1e-9,
           .max = 1e9),
    OPTION("floor", REAL, options.floor, "0.01", "Least value of a map that is believed.",
           .min = 1e-12, .max = 1e9),
    OPTION("step", REAL, options.step, "0",
           "SD of the moves between windows, in the unit of places; 0: any move is as likely.",
           .min = 0, .max = 1e9),
    OPTION_SEED(seed),
    OPTION_THREADS(options.threads),

    OUTPUT("decoded", MATRIX, decoded, "Decoded place of each window.", .columns = "x|y",
           .show = QUIET, .undefined = "no cell was recorded there"),
    OUTPUT("errors", VECTOR, errors, "Distance of each decoded place from the true position.",
           .show = QUIET, .undefined = "a position is not known"),
    OUTPUT("error", REAL, error, "Median distance from the true positions.", .show = HEAD | QUIET,
           .title = "median error", .undefined = NO_POSITIONS),
    OUTPUT("reference_error", REAL, reference_error, "Median distance with the reference maps.",
           .show = HEAD | QUIET, .title = "with reference maps",
           .undefined = "true positions or reference maps are not given"),
    OUTPUT("ratio", REAL, ratio, "Median error over that of the reference maps.",
           .show = HEAD | QUIET, .title = "ratio",
           .undefined = "true positions or reference maps are not given, or that error is 0"),
    OUTPUT("shuffled_error", REAL, shuffled_error,
           "Median distance with the maps of other cells: the control.", .show = HEAD | QUIET,
           .title = "with shuffled cells", .undefined = NO_POSITIONS),
    OUTPUT("map_correlation", REAL, map_correlation,
           "Median over cells of the correlation of a map with the reference map.",
           .show = HEAD | QUIET, .title = "correlation of maps",
           .undefined = "reference maps are not given"),
    OUTPUT("map_correlations", VECTOR, map_correlations,
           "Correlation of the map of each cell with its reference map, over places.",
           .show = QUIET, .undefined = "a map does not vary"),
};

/* --- Matrices --------------------------------------------------------------------------------- */

static void matrices_destroy(matrices_t *all) {
    igraph_matrix_destroy(&all->counts);
    igraph_matrix_destroy(&all->maps);
    igraph_matrix_destroy(&all->places);
    igraph_matrix_destroy(&all->positions);
    igraph_matrix_destroy(&all->reference);
}

static igraph_error_t matrices_init(matrices_t *all) {
    IGRAPH_MATRIX_INIT_FINALLY(&all->counts, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&all->maps, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&all->places, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&all->positions, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&all->reference, 0, 0);
    IGRAPH_FINALLY_CLEAN(5);
    IGRAPH_FINALLY(matrices_destroy, all);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_all(const request_t *request, latigraph_remarks_t *remarks,
                               matrices_t *all) {
    const struct {
        recordings_t from;
        igraph_matrix_t *to;
        gboolean optional;
    } items[] = {
        {{"counts", request->counts, request->files, NULL}, &all->counts, FALSE},
        {{"maps", request->maps, request->map_files, NULL}, &all->maps, FALSE},
        {{"places", request->places, request->place_files, NULL}, &all->places, FALSE},
        {{"positions", request->positions, request->position_files, NULL}, &all->positions, TRUE},
        {{"reference maps", request->reference, request->reference_files, NULL},
         &all->reference,
         TRUE}};
    for (gsize k = 0; k < G_N_ELEMENTS(items); k++) {
        IGRAPH_CHECK(
            latigraph_recordings_stack(&items[k].from, items[k].optional, remarks, items[k].to));
    }
    if (igraph_matrix_nrow(&all->positions) > 0 &&
        (igraph_matrix_nrow(&all->positions) != igraph_matrix_nrow(&all->counts) ||
         igraph_matrix_ncol(&all->positions) != 2)) {
        IGRAPH_ERRORF("The positions have %" IGRAPH_PRId " rows and %" IGRAPH_PRId
                      " columns, but %" IGRAPH_PRId " rows and 2 columns are needed.",
                      IGRAPH_EINVAL, igraph_matrix_nrow(&all->positions),
                      igraph_matrix_ncol(&all->positions), igraph_matrix_nrow(&all->counts));
    }
    return IGRAPH_SUCCESS;
}

/* --- Errors ----------------------------------------------------------------------------------- */

static igraph_error_t distances(const igraph_matrix_t *decoded, const igraph_matrix_t *positions,
                                igraph_vector_t *errors) {
    igraph_vector_clear(errors);
    for (igraph_integer_t t = 0; t < igraph_matrix_nrow(positions); t++) {
        IGRAPH_CHECK(igraph_vector_push_back(
            errors, hypot(MATRIX(*decoded, t, 0) - MATRIX(*positions, t, 0),
                          MATRIX(*decoded, t, 1) - MATRIX(*positions, t, 1))));
    }
    return IGRAPH_SUCCESS;
}

/* Sets the median of the errors that are defined; NaN without any. */
static igraph_error_t find_median(const igraph_vector_t *errors, igraph_real_t *median) {
    igraph_vector_t sorted;
    IGRAPH_CHECK(igraph_vector_init_copy(&sorted, errors));
    *median = latigraph_median(VECTOR(sorted), (int)igraph_vector_size(&sorted));
    igraph_vector_destroy(&sorted);
    return IGRAPH_SUCCESS;
}

/* Sets the median error of other maps. */
static igraph_error_t other_error(const request_t *request, const matrices_t *all,
                                  const igraph_matrix_t *maps, igraph_real_t *error) {
    igraph_matrix_t decoded;
    igraph_vector_t errors;
    IGRAPH_MATRIX_INIT_FINALLY(&decoded, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&errors, 0);
    IGRAPH_CHECK(
        latigraph_functional_decode(&all->counts, maps, &all->places, &request->options, &decoded));
    IGRAPH_CHECK(distances(&decoded, &all->positions, &errors));
    IGRAPH_CHECK(find_median(&errors, error));
    igraph_vector_destroy(&errors);
    igraph_matrix_destroy(&decoded);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Decodes with the maps of other cells. */
static igraph_error_t shuffled_error(const request_t *request, const matrices_t *all,
                                     igraph_real_t *error) {
    const igraph_integer_t cells = igraph_matrix_ncol(&all->maps);
    igraph_matrix_t maps;
    latigraph_stream_t stream;
    int *order;
    LATIGRAPH_ALLOCATE(order, cells);
    IGRAPH_CHECK(igraph_matrix_init_copy(&maps, &all->maps));
    IGRAPH_FINALLY(igraph_matrix_destroy, &maps);
    latigraph_stream_init(&stream, request->seed, LATIGRAPH_STREAM_PERMUTATION, 0);
    latigraph_stream_permutation(&stream, order, (int)cells);
    for (igraph_integer_t k = 0; k < igraph_matrix_nrow(&maps); k++) {
        for (igraph_integer_t c = 0; c < cells; c++) {
            MATRIX(maps, k, c) = MATRIX(all->maps, k, order[c]);
        }
    }
    IGRAPH_CHECK(other_error(request, all, &maps, error));
    igraph_matrix_destroy(&maps);
    g_free(order);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Compares the map of each cell with its reference map. Columns of a matrix are contiguous. */
static igraph_error_t correlate_maps(const matrices_t *all, result_t *result) {
    const igraph_integer_t places = igraph_matrix_nrow(&all->maps);
    const igraph_integer_t cells = igraph_matrix_ncol(&all->maps);
    if (igraph_matrix_nrow(&all->reference) != places ||
        igraph_matrix_ncol(&all->reference) != cells) {
        IGRAPH_ERRORF("The reference maps have %" IGRAPH_PRId " places and %" IGRAPH_PRId
                      " cells, the maps %" IGRAPH_PRId " and %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, igraph_matrix_nrow(&all->reference),
                      igraph_matrix_ncol(&all->reference), places, cells);
    }
    IGRAPH_CHECK(igraph_vector_resize(&result->map_correlations, cells));
    for (igraph_integer_t c = 0; c < cells; c++) {
        VECTOR(result->map_correlations)
        [c] =
            latigraph_pearson(&MATRIX(all->maps, 0, c), &MATRIX(all->reference, 0, c), (int)places);
    }
    return find_median(&result->map_correlations, &result->map_correlation);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    matrices_t all;
    IGRAPH_CHECK(matrices_init(&all));
    IGRAPH_CHECK(read_all(request, remarks, &all));
    IGRAPH_CHECK(latigraph_functional_decode(&all.counts, &all.maps, &all.places, &request->options,
                                             &result->decoded));
    if (igraph_matrix_nrow(&all.reference) > 0) {
        IGRAPH_CHECK(correlate_maps(&all, result));
    }
    if (igraph_matrix_nrow(&all.positions) > 0) {
        IGRAPH_CHECK(distances(&result->decoded, &all.positions, &result->errors));
        IGRAPH_CHECK(find_median(&result->errors, &result->error));
        IGRAPH_CHECK(shuffled_error(request, &all, &result->shuffled_error));
    }
    if (igraph_matrix_nrow(&all.positions) > 0 && igraph_matrix_nrow(&all.reference) > 0) {
        IGRAPH_CHECK(other_error(request, &all, &all.reference, &result->reference_error));
        result->ratio = result->reference_error > 0 ? result->error / result->reference_error : NAN;
    }
    matrices_destroy(&all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_functional_decode = {
    .name = "functional_decode",
    .summary = "Decodes places from spike counts, by maps as templates.",
    .doc = "The place of a window is the one whose map makes its counts most likely, as "
           "independent Poisson numbers. Maps are true rates, or what functional_respond predicts "
           "for the inputs at a grid of places, also in rooms that were never recorded. With true "
           "positions, the output also gives the errors of reference maps and of shuffled cells; "
           "with reference maps, the correlation of the maps with them. "
           "Time complexity: O(windows places cells).",
    .example = "latigraph functional-decode counts.npy --maps predicted.npy --places grid.npy "
               "--exposure 0.5",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
