/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include <latigraph/functional.h>
#include <latigraph/operation.h>
#include <latigraph/registry.h>

/* Decoding of places: counts equal to the expected ones give the true place, as maximum likelihood
 * must, moves count if a step is given, and bad input is refused. */

static latigraph_place_cells_t cells;

static void record(void) {
    latigraph_rooms_t *rooms;
    latigraph_place_cells_options_t options;
    CHECK_OK(latigraph_rooms_create(&rooms));
    CHECK_OK(latigraph_rooms_add(rooms, "square100"));
    latigraph_place_cells_options_init(&options);
    options.grid = 10;
    options.cells = 60;
    CHECK_OK(latigraph_place_cells_init(&cells));
    CHECK_OK(latigraph_bvc_place_cells(rooms, NULL, &options, &cells));
    latigraph_rooms_destroy(rooms);
}

/* Σ n ln f − f is largest at f = n for every cell. */
static void test_noise_free(void) {
    latigraph_decode_options_t options;
    igraph_matrix_t decoded, counts;
    latigraph_decode_options_init(&options);
    CHECK_OK(igraph_matrix_init(&decoded, 0, 0));
    CHECK_OK(igraph_matrix_init_copy(&counts, &cells.rates));
    options.exposure = 0.5;
    igraph_matrix_scale(&counts, 0.5);
    options.floor = 1e-9;
    for (int threads = 1; threads <= 3; threads += 2) {
        options.threads = threads;
        CHECK_OK(latigraph_functional_decode(&counts, &cells.rates, &cells.positions, &options,
                                             &decoded));
        CHECK(igraph_matrix_all_e(&decoded, &cells.positions));
    }
    for (int c = 0; c < 60; c += 3) { /* a third of the cells is not recorded in row 7 */
        MATRIX(counts, 7, c) = NAN;
    }
    for (int c = 0; c < 60; c++) { /* none in row 8 */
        MATRIX(counts, 8, c) = NAN;
    }
    CHECK_OK(
        latigraph_functional_decode(&counts, &cells.rates, &cells.positions, &options, &decoded));
    CHECK_NEAR(MATRIX(decoded, 7, 0), MATRIX(cells.positions, 7, 0), 1e-12);
    CHECK(isnan(MATRIX(decoded, 8, 0)));
    igraph_matrix_destroy(&counts);
    igraph_matrix_destroy(&decoded);
}

/* Two places with equal maps: the one near the last place is decoded. */
static void test_step(void) {
    latigraph_decode_options_t options;
    igraph_matrix_t counts, maps, places, decoded;
    const double rates[4][2] = {{5, 0}, {0, 5}, {5, 0}, {0, 5}};
    latigraph_decode_options_init(&options);
    CHECK_OK(igraph_matrix_init(&decoded, 0, 0));
    CHECK_OK(igraph_matrix_init(&maps, 4, 2));
    CHECK_OK(igraph_matrix_init(&places, 4, 2));
    CHECK_OK(igraph_matrix_init(&counts, 2, 2));
    for (int k = 0; k < 4; k++) {
        MATRIX(places, k, 0) = 10 * k;
        MATRIX(maps, k, 0) = rates[k][0];
        MATRIX(maps, k, 1) = rates[k][1] + (k == 3) * 0.1; /* place 3 is nearer to 5 spikes */
    }
    MATRIX(counts, 0, 0) = 5;
    MATRIX(counts, 1, 1) = 6;
    CHECK_OK(latigraph_functional_decode(&counts, &maps, &places, &options, &decoded));
    CHECK(MATRIX(decoded, 0, 0) == 0 && MATRIX(decoded, 1, 0) == 30);
    options.step = 10;
    CHECK_OK(latigraph_functional_decode(&counts, &maps, &places, &options, &decoded));
    CHECK(MATRIX(decoded, 0, 0) == 0 && MATRIX(decoded, 1, 0) == 10);
    MATRIX(counts, 0, 0) = -1;
    CHECK_FAILS(latigraph_functional_decode(&counts, &maps, &places, &options, &decoded),
                IGRAPH_EINVAL, "counts are 0 or more");
    MATRIX(counts, 0, 0) = 0;
    MATRIX(maps, 2, 1) = NAN;
    CHECK_FAILS(latigraph_functional_decode(&counts, &maps, &places, &options, &decoded),
                IGRAPH_EINVAL, "map of cell 2");
    CHECK_FAILS(latigraph_functional_decode(&counts, &cells.rates, &places, &options, &decoded),
                IGRAPH_EINVAL, "60 cells");
    options.floor = 0;
    CHECK_FAILS(latigraph_functional_decode(&counts, &maps, &places, &options, &decoded),
                IGRAPH_EINVAL, "above 0");
    igraph_matrix_destroy(&counts);
    igraph_matrix_destroy(&places);
    igraph_matrix_destroy(&maps);
    igraph_matrix_destroy(&decoded);
}

/* Maps are compared with reference maps cell by cell: one that is scaled, one that is reversed, and
 * one that does not vary. */
static void test_maps(void) {
    const double map[] = {1, 2, 4, 3, 5, 8, 1, 1, 1}, other[] = {2, 4, 8, 8, 6, 3, 1, 2, 3};
    igraph_matrix_t maps, reference, counts, places;
    igraph_vector_t correlations;
    CHECK_OK(igraph_matrix_init(&maps, 3, 3));
    CHECK_OK(igraph_matrix_init(&reference, 3, 3));
    memcpy(&MATRIX(maps, 0, 0), map, sizeof map);
    memcpy(&MATRIX(reference, 0, 0), other, sizeof other);
    CHECK_OK(igraph_matrix_init(&counts, 2, 3));
    CHECK_OK(igraph_matrix_init(&places, 3, 2));
    CHECK_OK(igraph_vector_init(&correlations, 0));
    const char *names[] = {"counts",           "maps",           "places", "reference",
                           "map_correlations", "map_correlation"};
    latigraph_value_t values[] = {{.matrix = &counts},       {.matrix = &maps},
                                  {.matrix = &places},       {.matrix = &reference},
                                  {.vector = &correlations}, {.real = 0}};
    CHECK_OK(latigraph_operation_call("functional_decode", names, values, 6));
    CHECK_NEAR(VECTOR(correlations)[0], 1, 1e-12);
    CHECK_NEAR(VECTOR(correlations)[1], -1, 1e-12);
    CHECK(isnan(VECTOR(correlations)[2]));
    CHECK_NEAR(values[5].real, 0, 1e-12);
    CHECK_OK(igraph_matrix_remove_row(&reference, 0));
    CHECK_FAILS(latigraph_operation_call("functional_decode", names, values, 6), IGRAPH_EINVAL,
                "2 places and 3 cells");
    igraph_vector_destroy(&correlations);
    igraph_matrix_destroy(&places);
    igraph_matrix_destroy(&counts);
    igraph_matrix_destroy(&reference);
    igraph_matrix_destroy(&maps);
}

int main(void) {
    test_init();
    record();
    test_noise_free();
    test_step();
    test_maps();
    latigraph_place_cells_destroy(&cells);
    return 0;
}
