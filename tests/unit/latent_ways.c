/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Ways through points and groups of circuits: splines, arcs, and circuits generated on them. */

#include "circuits.h"
#include "latent/way.h"

#include <latigraph/latent.h>

enum { POINTS = 5, WIDTH = 3 };

static const double POINT[POINTS * WIDTH] = {0, 0, 1, 1, 2, 0.5, 3, 2.5, -1, 3.5, 0, 0, 6, -1, 2};

/* Values of scipy.interpolate.CubicSpline(chord lengths, points, bc_type="natural"). */
static const struct {
    double t, y[WIDTH];
} REFERENCE[] = {
    {0.3, {0.0909394841172936, 0.28861475659702, 0.979496354192868}},
    {1.7, {0.638294253741975, 1.55321898740002, 0.74555828537777}},
    {4, {2.43915775315224, 2.68687743348365, -0.636233434527121}},
    {6.5, {3.33345091502218, 1.05320906924474, -0.647707195930581}},
    {10.6835123580498, {5.75860560222158, -0.989096177264296, 1.85526636132152}},
};

static double second_difference(const latigraph_spline_t *spline, double t, double h, int k) {
    double before[WIDTH], at[WIDTH], after[WIDTH];
    latigraph_spline_at(spline, t - h, before);
    latigraph_spline_at(spline, t, at);
    latigraph_spline_at(spline, t + h, after);
    return (before[k] - 2 * at[k] + after[k]) / (h * h);
}

static void check_spline(void) {
    latigraph_spline_t spline;
    double y[WIDTH];
    CHECK_OK(latigraph_spline_init(&spline, POINTS, WIDTH, POINT));
    const double length = spline.knot[POINTS - 1];
    CHECK_NEAR(length, 10.9335123580498, 1e-12);
    for (size_t i = 0; i < G_N_ELEMENTS(REFERENCE); i++) {
        latigraph_spline_at(&spline, REFERENCE[i].t, y);
        for (int k = 0; k < WIDTH; k++) {
            CHECK_NEAR(y[k], REFERENCE[i].y[k], 1e-12);
        }
    }
    for (int i = 0; i < POINTS; i++) {
        latigraph_spline_at(&spline, spline.knot[i], y);
        for (int k = 0; k < WIDTH; k++) {
            CHECK_NEAR(y[k], POINT[i * WIDTH + k], 1e-12);
        }
    }
    for (int k = 0; k < WIDTH; k++) {
        /* Natural ends: no curvature there nor beyond. It is continuous at the knots. */
        CHECK_NEAR(second_difference(&spline, 1e-3, 1e-3, k), 0, 1e-3);
        CHECK_NEAR(second_difference(&spline, length - 1e-3, 1e-3, k), 0, 1e-3);
        CHECK_NEAR(second_difference(&spline, length + 1, 0.5, k), 0, 1e-9);
        CHECK_NEAR(second_difference(&spline, -1, 0.5, k), 0, 1e-9);
        for (int i = 1; i < POINTS - 1; i++) {
            CHECK_NEAR(second_difference(&spline, spline.knot[i] - 1e-3, 5e-4, k),
                       second_difference(&spline, spline.knot[i] + 1e-3, 5e-4, k), 5e-3);
        }
    }
    latigraph_spline_destroy(&spline);
}

/* Two points, and points of one line, give a straight line; points that coincide give none. */
static void check_straight(void) {
    static const double line[] = {0, 0, 0, 1, 2, -1, 3, 6, -3, 4, 8, -4};
    static const double twice[] = {0, 0, 0, 1, 2, -1, 1, 2, -1};
    latigraph_spline_t spline;
    double y[WIDTH];
    for (int count = 2; count <= 4; count++) {
        CHECK_OK(latigraph_spline_init(&spline, count, WIDTH, line));
        const double end = spline.knot[count - 1];
        for (int i = 0; i <= 10; i++) {
            latigraph_spline_at(&spline, end * i / 10, y);
            for (int k = 0; k < WIDTH; k++) {
                CHECK_NEAR(y[k], line[(count - 1) * WIDTH + k] * i / 10, 1e-12);
            }
        }
        latigraph_spline_destroy(&spline);
    }
    CHECK_FAILS(latigraph_spline_init(&spline, 3, WIDTH, twice), IGRAPH_EINVAL,
                "Points 2 and 3 of the way coincide");
}

/* Points of a way are nearest to themselves; an arc between equal radii keeps them. */
static void check_ways(void) {
    static const latigraph_path_shape_t shapes[] = {LATIGRAPH_PATH_STRAIGHT,
                                                    LATIGRAPH_PATH_MANIFOLD, LATIGRAPH_PATH_SPLINE};
    static const double quarter[] = {2, 0, 0, 1, 1, 1, 0, 2, 0};
    double at[WIDTH], y[WIDTH], distance;
    for (size_t w = 0; w < G_N_ELEMENTS(shapes); w++) {
        latigraph_way_t way;
        CHECK_OK(latigraph_way_init(&way, shapes[w], 3, WIDTH, quarter, NULL));
        for (int i = 0; i <= 7; i++) {
            const double t = way.length * i / 7;
            latigraph_way_at(&way, t, at);
            CHECK_NEAR(latigraph_way_nearest(&way, at, y, &distance), t, 1e-6);
            CHECK(distance < 1e-6);
            if (shapes[w] == LATIGRAPH_PATH_MANIFOLD) {
                CHECK_NEAR(hypot(at[0], at[1]), 2, 1e-12);
                CHECK_NEAR(at[1], 2 * sin(G_PI / 2 * i / 7), 1e-12);
            }
        }
        latigraph_way_at(&way, way.length, at);
        CHECK_NEAR(at[1], 2, 1e-12);
        if (shapes[w] == LATIGRAPH_PATH_STRAIGHT) {
            const double off[] = {3, 3, 4}; /* half-way, 4 up and √8 out */
            CHECK_NEAR(latigraph_way_nearest(&way, off, y, &distance), sqrt(2), 1e-6);
            CHECK_NEAR(distance, sqrt(24), 1e-9);
        }
        latigraph_way_destroy(&way);
    }
}

/* --- Circuits on the way ------------------------------------------------------------------------
 */

enum { COUNT = 45, THIRD = COUNT / 3 };

static double density_of(const latigraph_circuit_t *c) {
    return (double)c->m / ((double)c->n * (c->n - 1));
}

static int by_density(const void *a, const void *b) {
    const double x = density_of(*(latigraph_circuit_t *const *)a),
                 y = density_of(*(latigraph_circuit_t *const *)b);
    return (x > y) - (x < y);
}

/* Groups of circuits by density: a, b and c. */
typedef struct {
    latigraph_circuit_list_t sorted;
    igraph_strvector_t labels, names;
    igraph_matrix_t stations;
    igraph_matrix_list_t spread;
} groups_t;

static void groups_init(groups_t *groups, const latigraph_model_t *model,
                        const latigraph_circuit_list_t *circuits) {
    groups->sorted = *circuits;
    groups->sorted.items = malloc(sizeof *circuits->items * COUNT);
    memcpy(groups->sorted.items, circuits->items, sizeof *circuits->items * COUNT);
    qsort(groups->sorted.items, COUNT, sizeof *circuits->items, by_density);
    CHECK_OK(igraph_strvector_init(&groups->labels, 0));
    CHECK_OK(igraph_strvector_init(&groups->names, 0));
    CHECK_OK(igraph_matrix_init(&groups->stations, 0, 0));
    CHECK_OK(igraph_matrix_list_init(&groups->spread, 0));
    for (int c = 0; c < COUNT; c++) {
        const char name[] = {(char)('a' + c / THIRD), '\0'};
        CHECK_OK(igraph_strvector_push_back(&groups->labels, name));
        if (c % THIRD == 0) {
            CHECK_OK(igraph_strvector_push_back(&groups->names, name));
        }
    }
    CHECK_OK(latigraph_station_codes(model, &groups->sorted, &groups->labels, &groups->names, 1,
                                     &groups->stations, &groups->spread));
}

static void groups_destroy(groups_t *groups) {
    igraph_matrix_list_destroy(&groups->spread);
    igraph_matrix_destroy(&groups->stations);
    igraph_strvector_destroy(&groups->names);
    igraph_strvector_destroy(&groups->labels);
    free(groups->sorted.items);
}

/* Means of codes: by hand, and of one training circuit, which is a group of the model. */
static void check_stations(const latigraph_model_t *model, groups_t *groups) {
    igraph_matrix_t codes, one;
    igraph_strvector_t name;
    igraph_matrix_init(&codes, 0, 0);
    igraph_matrix_init(&one, 0, 0);
    igraph_strvector_init(&name, 1);
    CHECK_OK(latigraph_encode(model, &groups->sorted, 1, &codes, NULL));
    for (int s = 0; s < 3; s++) {
        for (int k = 0; k < 4; k++) {
            double sum = 0;
            for (int c = s * THIRD; c < (s + 1) * THIRD; c++) {
                sum += MATRIX(codes, c, k) / THIRD;
            }
            CHECK_NEAR(MATRIX(groups->stations, s, k), sum, 1e-12);
            double squares = 0;
            for (int c = s * THIRD; c < (s + 1) * THIRD; c++) {
                squares += (MATRIX(codes, c, k) - sum) *
                           (MATRIX(codes, c, 0) - MATRIX(groups->stations, s, 0));
            }
            CHECK_NEAR(MATRIX(*igraph_matrix_list_get_ptr(&groups->spread, s), k, 0),
                       squares / (THIRD - 1), 1e-12);
        }
    }
    const char *own = latigraph_circuit_group(groups->sorted.items[0]);
    CHECK_OK(igraph_strvector_set(&name, 0, own));
    CHECK_OK(latigraph_station_codes(model, NULL, NULL, &name, 1, &one, NULL));
    for (int k = 0; k < 4; k++) {
        CHECK_NEAR(MATRIX(one, 0, k), MATRIX(codes, 0, k), 1e-4);
    }
    CHECK_FAILS(
        latigraph_station_codes(model, &groups->sorted, &groups->labels, &name, 1, &one, NULL),
        IGRAPH_EINVAL, "No circuit is of the group");
    CHECK_OK(igraph_strvector_set(&name, 0, "nobody"));
    CHECK_FAILS(latigraph_station_codes(model, NULL, NULL, &name, 1, &one, NULL), IGRAPH_EINVAL,
                "nobody");
    CHECK_FAILS(latigraph_station_codes(model, &groups->sorted, &name, &name, 1, &one, NULL),
                IGRAPH_EINVAL, "got 1 names for 45");
    igraph_strvector_destroy(&name);
    igraph_matrix_destroy(&one);
    igraph_matrix_destroy(&codes);
}

static void walk(const latigraph_model_t *model, const igraph_matrix_t *stations,
                 latigraph_path_shape_t shape, int steps, latigraph_path_t *path,
                 igraph_vector_t *positions) {
    const latigraph_path_options_t options = {
        .steps = steps, .shape = shape, .generate = {.count = 2, .threads = 1, .seed = 4}};
    latigraph_circuit_list_t made;
    CHECK_OK(latigraph_circuit_list_init(&made));
    CHECK_OK(latigraph_traverse_stations(model, &made, stations, NULL, &options, path, positions));
    CHECK(made.size == 2 * steps);
    latigraph_circuit_list_destroy(&made);
}

/* The walk begins and ends at stations; two stations have a straight line between them. */
static void check_walks(const latigraph_model_t *model, const groups_t *groups) {
    const igraph_integer_t density = latigraph_property_find("density");
    latigraph_path_t spline, straight;
    igraph_vector_t positions;
    igraph_matrix_t ends;
    CHECK_OK(latigraph_path_init(&spline));
    CHECK_OK(latigraph_path_init(&straight));
    igraph_vector_init(&positions, 0);
    igraph_matrix_init(&ends, 2, 4);
    walk(model, &groups->stations, LATIGRAPH_PATH_SPLINE, 4, &spline, &positions);
    REQUIRE(igraph_vector_size(&positions) == 3 && igraph_matrix_nrow(&spline.code) == 4);
    CHECK(VECTOR(positions)[0] == 0 && VECTOR(positions)[1] > 0.1);
    CHECK(VECTOR(positions)[2] == VECTOR(spline.position)[3]);
    CHECK(MATRIX(spline.mean, 3, density) > MATRIX(spline.mean, 0, density));
    for (int k = 0; k < 4; k++) {
        CHECK_NEAR(MATRIX(spline.code, 0, k), MATRIX(groups->stations, 0, k), 1e-9);
        CHECK_NEAR(MATRIX(spline.code, 3, k), MATRIX(groups->stations, 2, k), 1e-9);
        MATRIX(ends, 0, k) = MATRIX(groups->stations, 0, k);
        MATRIX(ends, 1, k) = MATRIX(groups->stations, 2, k);
    }
    walk(model, &ends, LATIGRAPH_PATH_SPLINE, 3, &spline, NULL);
    walk(model, &groups->stations, LATIGRAPH_PATH_STRAIGHT, 3, &straight, &positions);
    for (int k = 0; k < 4; k++) {
        CHECK_NEAR(MATRIX(spline.code, 1, k), MATRIX(straight.code, 1, k), 1e-9);
        CHECK_NEAR(MATRIX(straight.code, 1, k), (MATRIX(ends, 0, k) + MATRIX(ends, 1, k)) / 2,
                   1e-9);
    }
    CHECK(VECTOR(positions)[1] > 0 && VECTOR(positions)[1] < VECTOR(positions)[2]);
    igraph_matrix_destroy(&ends);
    igraph_vector_destroy(&positions);
    latigraph_path_destroy(&straight);
    latigraph_path_destroy(&spline);
}

/* Without a pull the way through the mixture is the straight line; a strong one leads nearer to the
 * middle group, whose codes are likelier, and leaves the ends. */
static void check_mixture(const latigraph_model_t *model, const groups_t *groups) {
    latigraph_path_options_t options = {.steps = 5,
                                        .shape = LATIGRAPH_PATH_MIXTURE,
                                        .spread = &groups->spread,
                                        .generate = {.count = 1, .threads = 1, .seed = 4}};
    latigraph_path_comparison_t found[2];
    latigraph_circuit_list_t made;
    latigraph_path_t path;
    CHECK_OK(latigraph_path_init(&path));
    CHECK_OK(latigraph_circuit_list_init(&made));
    for (int pulled = 0; pulled < 2; pulled++) {
        options.pull = pulled ? 0.1 : 0;
        CHECK_OK(latigraph_traverse_stations(model, &made, &groups->stations, NULL, &options, &path,
                                             NULL));
        for (int k = 0; k < 4; k++) {
            const double first = MATRIX(groups->stations, 0, k);
            const double last = MATRIX(groups->stations, 2, k);
            CHECK_NEAR(MATRIX(path.code, 0, k), first, 1e-9);
            CHECK_NEAR(MATRIX(path.code, 4, k), last, 1e-9);
            if (!pulled) {
                CHECK_NEAR(MATRIX(path.code, 1, k), 0.75 * first + 0.25 * last, 1e-4);
            }
        }
        CHECK_OK(latigraph_path_comparison_init(&found[pulled]));
        CHECK_OK(latigraph_compare_paths(model, &groups->stations, &groups->sorted, &groups->labels,
                                         &options, &found[pulled]));
        CHECK(found[pulled].mixture_no_worse >= 0 && isfinite(MATRIX(found[pulled].error, 1, 3)));
    }
    CHECK_NEAR(MATRIX(found[0].distance, 1, 3), MATRIX(found[0].distance, 1, 0), 1e-4);
    CHECK(MATRIX(found[1].distance, 1, 3) < 0.8 * MATRIX(found[0].distance, 1, 3));
    for (int pulled = 0; pulled < 2; pulled++) {
        latigraph_path_comparison_destroy(&found[pulled]);
    }
    options.pull = -1;
    CHECK_FAILS(
        latigraph_traverse_stations(model, &made, &groups->stations, NULL, &options, &path, NULL),
        IGRAPH_EINVAL, "pull");
    options.spread = NULL;
    CHECK_FAILS(
        latigraph_traverse_stations(model, &made, &groups->stations, NULL, &options, &path, NULL),
        IGRAPH_EINVAL, "each of 3 stations, got 0");
    latigraph_circuit_list_destroy(&made);
    latigraph_path_destroy(&path);
}

/* The group of a station lies on the spline: its error there is that of its own mean code. */
static void check_comparison(const latigraph_model_t *model, const groups_t *groups) {
    latigraph_path_options_t options = {.generate = {.count = 6, .threads = 1, .seed = 4}};
    latigraph_path_comparison_t found, again;
    CHECK_OK(latigraph_path_comparison_init(&found));
    CHECK_OK(latigraph_path_comparison_init(&again));
    CHECK_OK(latigraph_compare_paths(model, &groups->stations, &groups->sorted, &groups->labels,
                                     &options, &found));
    REQUIRE(igraph_strvector_size(&found.groups) == 3);
    CHECK(strcmp(igraph_strvector_get(&found.groups, 1), "b") == 0);
    for (int r = 0; r < 3; r++) {
        CHECK(MATRIX(found.distance, r, 2) < 1e-6);
        CHECK_NEAR(MATRIX(found.error, r, 2), MATRIX(found.error, r, 4), 1e-6);
        CHECK(isnan(MATRIX(found.error, r, 3)) && isnan(MATRIX(found.distance, r, 3)));
        CHECK(MATRIX(found.distance, r, 0) > (r == 1 ? 1e-3 : -1));
        CHECK(MATRIX(found.distance, r, 0) < (r == 1 ? 1 : 1e-6));
        CHECK(MATRIX(found.error, r, 0) > 0);
    }
    CHECK(MATRIX(found.position, 1, 0) > 0 &&
          MATRIX(found.position, 1, 0) < MATRIX(found.position, 2, 0));
    CHECK(found.no_worse > 0 && found.no_worse <= 1);
    double sum = 0;
    int count = 0;
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        const double at = MATRIX(found.property_error, p, 0);
        sum += isfinite(at) ? at : 0;
        count += isfinite(at);
    }
    CHECK(count > 20 && sum > 0);
    options.spread = &groups->spread;
    options.pull = 0.01;
    CHECK_OK(latigraph_compare_paths(model, &groups->stations, &groups->sorted, &groups->labels,
                                     &options, &found));
    options.generate.threads = 3;
    CHECK_OK(latigraph_compare_paths(model, &groups->stations, &groups->sorted, &groups->labels,
                                     &options, &again));
    CHECK(igraph_matrix_all_e(&found.error, &again.error));
    options.generate.count = 0;
    CHECK_FAILS(latigraph_compare_paths(model, &groups->stations, &groups->sorted, &groups->labels,
                                        &options, &again),
                IGRAPH_EINVAL, "got 0");
    options.generate.count = 1;
    CHECK_FAILS(latigraph_compare_paths(model, &groups->stations, &groups->sorted, &groups->names,
                                        &options, &again),
                IGRAPH_EINVAL, "got 3 names for 45");
    latigraph_path_comparison_destroy(&again);
    latigraph_path_comparison_destroy(&found);
}

static void check_errors(const latigraph_model_t *model) {
    const latigraph_path_options_t options = {
        .steps = 2, .shape = LATIGRAPH_PATH_SPLINE, .generate = {.count = 1, .threads = 1}};
    latigraph_path_t path;
    latigraph_circuit_list_t made;
    igraph_matrix_t stations;
    CHECK_OK(latigraph_path_init(&path));
    CHECK_OK(latigraph_circuit_list_init(&made));
    igraph_matrix_init(&stations, 1, 4);
    CHECK_FAILS(latigraph_traverse_stations(model, &made, &stations, NULL, &options, &path, NULL),
                IGRAPH_EINVAL, "at least 2 stations");
    igraph_matrix_resize(&stations, 2, 3);
    CHECK_FAILS(latigraph_traverse_stations(model, &made, &stations, NULL, &options, &path, NULL),
                IGRAPH_EINVAL, "of 4 dimensions, got 2 of 3");
    igraph_matrix_resize(&stations, 2, 4);
    igraph_matrix_null(&stations);
    CHECK_FAILS(latigraph_traverse_stations(model, &made, &stations, NULL, &options, &path, NULL),
                IGRAPH_EINVAL, "coincide");
    MATRIX(stations, 1, 0) = NAN;
    CHECK_FAILS(latigraph_traverse_stations(model, &made, &stations, NULL, &options, &path, NULL),
                IGRAPH_EINVAL, "station 2 is not finite");
    igraph_matrix_destroy(&stations);
    latigraph_circuit_list_destroy(&made);
    latigraph_path_destroy(&path);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    groups_t groups;
    check_spline();
    check_straight();
    check_ways();
    random_circuits(&circuits, COUNT, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    groups_init(&groups, model, &circuits);
    check_stations(model, &groups);
    check_walks(model, &groups);
    check_mixture(model, &groups);
    check_comparison(model, &groups);
    check_errors(model);
    groups_destroy(&groups);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
