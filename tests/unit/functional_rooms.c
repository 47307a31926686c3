/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "functional/bvc.h"
#include "functional/room.h"

#include <latigraph/functional.h>

/* Rooms: distances to walls and insides by closed forms, files and what is wrong with them, and
 * recordings of place cells. */

static char folder[] = "/tmp/latigraph-rooms-XXXXXX";

static latigraph_rooms_t *room_of(const char *source) {
    latigraph_rooms_t *rooms;
    CHECK_OK(latigraph_rooms_create(&rooms));
    CHECK_OK(latigraph_rooms_add(rooms, source));
    return rooms;
}

/* --- Geometry --------------------------------------------------------------------------------- */

/* In a square from 0 to 100, a ray leaves through the first of two walls. */
static void test_square(void) {
    latigraph_rooms_t *rooms = room_of("square100");
    for (int k = 0; k < 720; k++) {
        const double x = 7 + k % 13 * 7, y = 3 + k % 17 * 5.5, angle = 2 * M_PI * (k + 0.25) / 720;
        const double dx = cos(angle), dy = sin(angle);
        const double tx = dx > 0 ? (100 - x) / dx : -x / dx, ty = dy > 0 ? (100 - y) / dy : -y / dy;
        CHECK_NEAR(latigraph_rooms_distance(rooms, 0, x, y, angle), fmin(tx, ty), 1e-9);
    }
    CHECK_NEAR(latigraph_rooms_distance(rooms, 0, 30, 30, M_PI / 4), 70 * sqrt(2),
               1e-9); /* corner */
    CHECK(latigraph_rooms_contain(rooms, 0, 0.1, 99.9));
    CHECK(!latigraph_rooms_contain(rooms, 0, -0.1, 50));
    CHECK(!latigraph_rooms_contain(rooms, 0, 50, 100.1));
    latigraph_rooms_destroy(rooms);
}

/* In a circle of radius R around the centre, at distance a from it: −a cos β + √(R² − a² sin² β).
 */
static void test_circle(void) {
    latigraph_rooms_t *rooms = room_of("circle120");
    for (int k = 0; k < 360; k++) {
        const double a = k % 59, at = 0.7 * k, angle = 2 * M_PI * k / 360;
        const double x = 60 + a * cos(at), y = 60 + a * sin(at), beta = angle - at;
        const double distance = -a * cos(beta) + sqrt(3600 - a * a * sin(beta) * sin(beta));
        CHECK_NEAR(latigraph_rooms_distance(rooms, 0, x, y, angle), distance, 1e-9);
        CHECK(latigraph_rooms_contain(rooms, 0, x, y));
    }
    CHECK(!latigraph_rooms_contain(rooms, 0, 1, 1));
    latigraph_rooms_destroy(rooms);
}

/* A barrier stops rays and has no inside; the corner lacks a quarter. */
static void test_other_rooms(void) {
    latigraph_rooms_t *rooms = room_of("barrier");
    CHECK_OK(latigraph_rooms_add(rooms, "corner"));
    CHECK_OK(latigraph_rooms_add(rooms, "trapezoid"));
    CHECK_EQUAL(latigraph_rooms_count(rooms), 3);
    CHECK_NEAR(latigraph_rooms_distance(rooms, 0, 50, 30, M_PI / 2), 20, 1e-9);
    CHECK_NEAR(latigraph_rooms_distance(rooms, 0, 10, 30, M_PI / 2), 70, 1e-9);
    CHECK(latigraph_rooms_contain(rooms, 0, 50, 30));
    CHECK(latigraph_rooms_contain(rooms, 0, 50, 70));
    CHECK(!latigraph_rooms_contain(rooms, 1, 100, 100));
    CHECK(latigraph_rooms_contain(rooms, 1, 100, 50));
    CHECK_NEAR(latigraph_rooms_distance(rooms, 1, 100, 50, M_PI / 2), 25, 1e-9);
    CHECK(!latigraph_rooms_contain(rooms, 2, 5, 90));
    CHECK_FAILS(latigraph_rooms_add(rooms, "corner"), IGRAPH_EINVAL, "Two rooms");
    latigraph_rooms_destroy(rooms);
}

/* --- Files ------------------------------------------------------------------------------------ */

static void write_room(char path[128], const char *name, const char *text) {
    FILE *file;
    snprintf(path, 128, "%s/%s.room", folder, name);
    file = fopen(path, "w");
    REQUIRE(file != NULL);
    fputs(text, file);
    fclose(file);
}

static void refuses(const char *text, igraph_error_t code, const char *message) {
    char path[128];
    latigraph_rooms_t *rooms;
    write_room(path, "bad", text);
    CHECK_OK(latigraph_rooms_create(&rooms));
    CHECK_FAILS(latigraph_rooms_add(rooms, path), code, message);
    CHECK_EQUAL(latigraph_rooms_count(rooms), 0);
    latigraph_rooms_destroy(rooms);
}

static void test_files(void) {
    char path[128];
    write_room(path, "pillar",
               "# a square with a pillar\nwall 0 0 80 0\nwall 80 0 80 80 # right\n"
               "wall 80 80 0 80\nwall 0 80 0 0\n\ncircle 40 40 10\n");
    latigraph_rooms_t *rooms = room_of(path);
    CHECK(strcmp(latigraph_rooms_name(rooms, 0), "pillar") == 0);
    CHECK(!latigraph_rooms_contain(rooms, 0, 40, 40));
    CHECK(latigraph_rooms_contain(rooms, 0, 40, 20));
    CHECK_NEAR(latigraph_rooms_distance(rooms, 0, 40, 20, M_PI / 2), 10, 1e-9);
    latigraph_rooms_destroy(rooms);
    refuses("wall 0 0 80 0\nwall 80 0 80 80\nwall 80 80 0 0.5\n", IGRAPH_EINVAL,
            "is open at (0, 0)");
    refuses("wall 0 0 80\n", IGRAPH_PARSEERROR, ":1: a line of a room is");
    refuses("circle 0 0 5\nwall 0 0 80 x\n", IGRAPH_PARSEERROR, ":2: \"x\" is no length");
    refuses("circle 0 0 -5\n", IGRAPH_PARSEERROR, "radius");
    refuses("wall 1 1 1 1\n", IGRAPH_PARSEERROR, "both ends");
    refuses("door 0 0 1 1\n", IGRAPH_PARSEERROR, "begins with \"door\"");
    refuses("", IGRAPH_PARSEERROR, "is empty");
    refuses("# nothing\n", IGRAPH_EINVAL, "no outline");
    refuses("barrier 0 0 5 5\n", IGRAPH_EINVAL, "no outline");
    CHECK_OK(latigraph_rooms_create(&rooms));
    CHECK_FAILS(latigraph_rooms_add(rooms, "ballroom"), IGRAPH_EFILE, "no built-in room");
    latigraph_rooms_destroy(rooms);
}

/* --- Boundary-vector cells -------------------------------------------------------------------- */

/* In the middle of a circle all directions are equal, and the rate is the tuning to distance. */
static void test_rates(void) {
    latigraph_rooms_t *rooms = room_of("circle120");
    latigraph_bvc_t bvc;
    double rate[BVCS];
    latigraph_bvc_init(&bvc);
    latigraph_bvc_rates(&bvc, &rooms->room[0], 60, 60, rate);
    for (int k = 0; k < BVCS; k++) {
        const double preferred = latigraph_bvc_distances[k % BVC_DISTANCES];
        const double apart = (60 - preferred) / (preferred / 12 + 8);
        CHECK_NEAR(rate[k], exp(-0.5 * apart * apart), 1e-12);
    }
    latigraph_rooms_destroy(rooms);
}

/* --- Recordings ------------------------------------------------------------------------------- */

static void record(latigraph_place_cells_t *cells, const latigraph_place_cells_options_t *options) {
    latigraph_rooms_t *rooms = room_of("square100"), *unseen = room_of("corner");
    CHECK_OK(latigraph_place_cells_init(cells));
    CHECK_OK(latigraph_bvc_place_cells(rooms, unseen, options, cells));
    latigraph_rooms_destroy(unseen);
    latigraph_rooms_destroy(rooms);
}

/* Rates are those of the circuit that is handed out; counts have the rates as their means. */
static void test_recording(void) {
    latigraph_place_cells_options_t options;
    latigraph_place_cells_t cells;
    latigraph_place_cells_options_init(&options);
    options.minutes = 5;
    options.cells = 10;
    record(&cells, &options);
    const igraph_t *graph = igraph_graph_list_get_ptr(&cells.circuit, 0);
    CHECK_EQUAL(igraph_matrix_nrow(&cells.inputs), 600);
    CHECK_EQUAL(igraph_matrix_ncol(&cells.inputs), BVCS);
    CHECK_EQUAL(igraph_vcount(graph), BVCS + 10);
    double rates = 0, counts = 0, active = 0;
    for (igraph_integer_t row = 0; row < 600; row++) {
        double drive[10];
        for (int c = 0; c < 10; c++) {
            drive[c] = VAN(graph, "bias", BVCS + c);
        }
        for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
            drive[IGRAPH_TO(graph, e) - BVCS] +=
                EAN(graph, "weight", e) * MATRIX(cells.inputs, row, IGRAPH_FROM(graph, e));
        }
        for (int c = 0; c < 10; c++) {
            CHECK_NEAR(MATRIX(cells.rates, row, c), fmax(drive[c], 0), 1e-9);
            rates += MATRIX(cells.rates, row, c);
            counts += MATRIX(cells.counts, row, c);
            active += row < 300 && MATRIX(cells.rates, row, c) > 0;
        }
        CHECK_EQUAL((int)VECTOR(cells.room)[row], row < 300 ? 1 : 2);
    }
    CHECK_NEAR(counts / rates, 1, 4 / sqrt(rates));
    CHECK_NEAR(active / 3000, 0.15, 0.03);
    latigraph_place_cells_destroy(&cells);
}

/* Threads change nothing; another trial has the same cells; remapping changes the first cells. */
static void test_options(void) {
    latigraph_place_cells_options_t options;
    latigraph_place_cells_t first, second;
    latigraph_place_cells_options_init(&options);
    options.minutes = 1;
    options.cells = 6;
    record(&first, &options);
    options.threads = 3;
    record(&second, &options);
    CHECK(igraph_matrix_all_e(&first.counts, &second.counts));
    CHECK(igraph_matrix_all_e(&first.inputs, &second.inputs));
    latigraph_place_cells_destroy(&second);
    options.trial = 2;
    options.remapped = 2;
    record(&second, &options);
    CHECK(!igraph_matrix_all_e(&first.positions, &second.positions));
    const igraph_t *one = igraph_graph_list_get_ptr(&first.circuit, 0);
    const igraph_t *two = igraph_graph_list_get_ptr(&second.circuit, 0);
    for (int c = 0; c < 6; c++) {
        const igraph_bool_t same = VAN(one, "bias", BVCS + c) == VAN(two, "bias", BVCS + c);
        CHECK(same == (c >= 2));
    }
    latigraph_place_cells_destroy(&second);
    latigraph_place_cells_destroy(&first);
}

/* A grid covers the inside evenly: its share of the box is that of the area. */
static void test_grid(void) {
    latigraph_place_cells_options_t options;
    latigraph_place_cells_t cells;
    latigraph_place_cells_options_init(&options);
    options.grid = 5;
    options.cells = 2;
    record(&cells, &options);
    igraph_integer_t corner = 0;
    for (igraph_integer_t k = 0; k < igraph_vector_size(&cells.room); k++) {
        corner += VECTOR(cells.room)[k] == 2;
    }
    CHECK_EQUAL(igraph_vector_size(&cells.room) - corner, 400);
    CHECK_EQUAL(corner, 675); /* three quarters of 30 × 30 */
    latigraph_place_cells_destroy(&cells);
}

static void test_refusals(void) {
    latigraph_rooms_t *rooms = room_of("square100"), *none;
    latigraph_place_cells_options_t options;
    latigraph_place_cells_t cells;
    CHECK_OK(latigraph_rooms_create(&none));
    CHECK_OK(latigraph_place_cells_init(&cells));
    latigraph_place_cells_options_init(&options);
    CHECK_FAILS(latigraph_bvc_place_cells(none, NULL, &options, &cells), IGRAPH_EINVAL,
                "At least one training room");
    CHECK_FAILS(latigraph_bvc_place_cells(rooms, rooms, &options, &cells), IGRAPH_EINVAL,
                "both as a training room");
    options.remapped = 51;
    CHECK_FAILS(latigraph_bvc_place_cells(rooms, NULL, &options, &cells), IGRAPH_EINVAL,
                "remapped cells is 51");
    options.remapped = 0;
    options.minutes = NAN;
    CHECK_FAILS(latigraph_bvc_place_cells(rooms, NULL, &options, &cells), IGRAPH_EINVAL, "minutes");
    options.minutes = 1;
    options.grid = 400;
    CHECK_FAILS(latigraph_bvc_place_cells(rooms, NULL, &options, &cells), IGRAPH_EINVAL,
                "no place in room");
    latigraph_place_cells_destroy(&cells);
    latigraph_rooms_destroy(none);
    latigraph_rooms_destroy(rooms);
}

int main(void) {
    char command[160];
    test_init();
    REQUIRE(mkdtemp(folder) != NULL);
    test_square();
    test_circle();
    test_other_rooms();
    test_files();
    test_rates();
    test_recording();
    test_options();
    test_grid();
    test_refusals();
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0;
}
