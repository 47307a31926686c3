/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Which structure carries a score: every figure against least squares by elimination, and Shapley's
 * values against all orders of the properties. */
#include "base/random.h"
#include "circuit/circuit.h"
#include "test.h"

#include <latigraph/function.h>
#include <latigraph/measure.h>

#include <glib.h>

enum { COUNT = 60, WIDTH = 3 };

static const char *const NAMES[WIDTH] = {"reciprocity", "in-degree-cv", "transitivity"};

/* Circuits of distinct neurons (each its own connectome) whose sizes and densities vary; the last
 * ones may be without edges. */
static void make_circuits(latigraph_circuit_list_t *list, int count, int without_edges) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(latigraph_circuit_list_init(list));
    for (int c = 0; c < count; c++) {
        const int n = 14 + c % 9;
        const double p = 0.1 + 0.2 * latigraph_stream_uniform(&stream),
                     back = 0.5 * latigraph_stream_uniform(&stream);
        latigraph_circuit_t *circuit;
        int from[1000], to[1000], m = 0;
        char name[24];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                const int forth = latigraph_stream_uniform(&stream) < p,
                          also = latigraph_stream_uniform(&stream) < (forth ? back : p / 2);
                for (int k = 0; k < 2; k++) {
                    if (k == 0 ? forth : also) {
                        from[m] = k == 0 ? i : j;
                        to[m++] = k == 0 ? j : i;
                    }
                }
            }
        }
        snprintf(name, sizeof name, "circuit-%d", c);
        CHECK_OK(latigraph_circuit_create(&circuit, name, n, c < count - without_edges ? m : 0,
                                          from, to, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
    }
}

/* --- Least squares ----------------------------------------------------------- */

/* What least squares on `count` columns x[k] (COUNT) and a constant leave of y, in place, by
 * orthogonalising the columns twice. */
static void residuals(int count, const double *const *x, double *y) {
    double column[8][COUNT];
    REQUIRE(count < 8);
    for (int k = 0; k <= count; k++) {
        for (int c = 0; c < COUNT; c++) {
            column[k][c] = k == 0 ? 1 : x[k - 1][c];
        }
        for (int again = 0; again < 2; again++) {
            for (int l = 0; l < k; l++) {
                double dot = 0, length = 0;
                for (int c = 0; c < COUNT; c++) {
                    dot += column[l][c] * column[k][c];
                    length += column[l][c] * column[l][c];
                }
                for (int c = 0; c < COUNT; c++) {
                    column[k][c] -= dot / length * column[l][c];
                }
            }
        }
        double dot = 0, length = 0;
        for (int c = 0; c < COUNT; c++) {
            dot += column[k][c] * y[c];
            length += column[k][c] * column[k][c];
        }
        for (int c = 0; c < COUNT; c++) {
            y[c] -= dot / length * column[k][c];
        }
    }
}

static double squares_left(int count, const double *const *x, const double *y) {
    double left[COUNT], sum = 0;
    memcpy(left, y, sizeof left);
    residuals(count, x, left);
    for (int c = 0; c < COUNT; c++) {
        sum += left[c] * left[c];
    }
    return sum;
}

/* R² of the properties whose bits are set. */
static double r2_of(double x[WIDTH][COUNT], int set, const double *y) {
    const double *columns[WIDTH];
    int count = 0;
    for (int k = 0; k < WIDTH; k++) {
        if (set >> k & 1) {
            columns[count++] = x[k];
        }
    }
    return 1 - squares_left(count, columns, y) / squares_left(0, NULL, y);
}

/* What a property adds to those before it, averaged over the six orders. */
static double shapley_of(double x[WIDTH][COUNT], int property, const double *y) {
    const int orders[6][WIDTH] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    double sum = 0;
    for (int o = 0; o < 6; o++) {
        int before = 0;
        for (int k = 0; orders[o][k] != property; k++) {
            before |= 1 << orders[o][k];
        }
        sum += r2_of(x, before | 1 << property, y) - r2_of(x, before, y);
    }
    return sum / 6;
}

static double correlation_of(const double *a, const double *b) {
    double aa = 0, ab = 0, bb = 0, u[COUNT], v[COUNT];
    memcpy(u, a, sizeof u);
    memcpy(v, b, sizeof v);
    residuals(0, NULL, u);
    residuals(0, NULL, v);
    for (int c = 0; c < COUNT; c++) {
        aa += u[c] * u[c];
        ab += u[c] * v[c];
        bb += v[c] * v[c];
    }
    return ab / sqrt(aa * bb);
}

/* --- Comparisons ------------------------------------------------------------- */

static void properties_of(const latigraph_circuit_list_t *list, igraph_vector_int_t *which) {
    CHECK_OK(igraph_vector_int_init(which, WIDTH));
    for (int k = 0; k < WIDTH; k++) {
        VECTOR(*which)[k] = latigraph_property_find(NAMES[k]);
        REQUIRE(VECTOR(*which)[k] >= 0);
    }
    REQUIRE(latigraph_circuit_list_size(list) == COUNT);
}

static void check_row(const latigraph_structure_t *s, int row, double x[WIDTH][COUNT],
                      double covariate[2][COUNT], const double *y) {
    const double *const both[3] = {covariate[0], covariate[1], NULL};
    const double all = r2_of(x, 7, y);
    double sum = 0;
    CHECK_EQUAL(VECTOR(s->circuits)[row], COUNT);
    CHECK_NEAR(VECTOR(s->r2)[row], all, 1e-6);
    for (int k = 0; k < WIDTH; k++) {
        const double *const with[3] = {covariate[0], covariate[1], x[k]};
        CHECK_NEAR(MATRIX(s->correlation, row, k), correlation_of(x[k], y), 1e-9);
        CHECK_NEAR(MATRIX(s->partial, row, k), 1 - (1 - all) / (1 - r2_of(x, 7 & ~(1 << k), y)),
                   1e-6);
        CHECK_NEAR(MATRIX(s->beyond, row, k),
                   1 - squares_left(3, with, y) / squares_left(2, both, y), 1e-6);
        CHECK_NEAR(MATRIX(s->shapley, row, k), shapley_of(x, k, y), 1e-6);
        sum += MATRIX(s->shapley, row, k);
    }
    CHECK_NEAR(sum, all, 1e-6);
}

/* Scores: a property and noise, the properties exactly, and noise alone. */
static void check_figures(const latigraph_circuit_list_t *list) {
    static double x[WIDTH][COUNT], covariate[2][COUNT], y[3][COUNT];
    latigraph_stream_t stream;
    latigraph_structure_t s;
    igraph_vector_int_t which;
    igraph_matrix_t values, scores;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    properties_of(list, &which);
    CHECK_OK(latigraph_structure_init(&s));
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_matrix_init(&scores, COUNT, 3));
    CHECK_OK(latigraph_properties_only(list, NULL, &which, &values));
    for (int c = 0; c < COUNT; c++) {
        const latigraph_circuit_t *circuit = list->items[c];
        covariate[0][c] = log(circuit->n);
        covariate[1][c] = log((double)circuit->m / circuit->n / (circuit->n - 1));
        for (int k = 0; k < WIDTH; k++) {
            x[k][c] = MATRIX(values, c, k);
        }
        y[0][c] = 5 * x[0][c] + 0.5 * latigraph_stream_normal(&stream);
        y[1][c] = 2 + 3 * x[0][c] - x[1][c] + 0.5 * x[2][c];
        y[2][c] = latigraph_stream_normal(&stream);
        for (int k = 0; k < 3; k++) {
            MATRIX(scores, c, k) = y[k][c];
        }
    }
    CHECK_OK(latigraph_structure(list, &which, &scores, 2, &s));
    REQUIRE(igraph_matrix_nrow(&s.shapley) == 3 && igraph_matrix_ncol(&s.shapley) == WIDTH);
    check_row(&s, 0, x, covariate, y[0]);
    check_row(&s, 2, x, covariate, y[2]);
    CHECK_NEAR(VECTOR(s.r2)[1], 1, 1e-6);
    CHECK(VECTOR(s.unseen)[1] > 0.95 && VECTOR(s.unseen)[1] <= 1);
    CHECK(VECTOR(s.unseen)[0] > 0.4 && VECTOR(s.unseen)[0] < VECTOR(s.r2)[0]);
    CHECK(VECTOR(s.unseen)[2] < 0.1);
    igraph_matrix_destroy(&scores);
    igraph_matrix_destroy(&values);
    igraph_vector_int_destroy(&which);
    latigraph_structure_destroy(&s);
}

/* Circuits without a score are left out, a property that does not vary has no figures, and too few
 * circuits have none at all. */
static void check_left_out(const latigraph_circuit_list_t *list) {
    latigraph_structure_t s;
    igraph_vector_int_t which;
    igraph_matrix_t scores;
    properties_of(list, &which);
    VECTOR(which)[1] = latigraph_property_find("weight-mean"); /* 1 or undefined everywhere */
    REQUIRE(VECTOR(which)[1] >= 0);
    CHECK_OK(latigraph_structure_init(&s));
    CHECK_OK(igraph_matrix_init(&scores, COUNT, 2));
    for (int c = 0; c < COUNT; c++) {
        MATRIX(scores, c, 0) = c < 40 ? c * c % 17 : IGRAPH_NAN;
        MATRIX(scores, c, 1) = c < 4 ? c : IGRAPH_NAN;
    }
    CHECK_OK(latigraph_structure(list, &which, &scores, 1, &s));
    CHECK_EQUAL(VECTOR(s.circuits)[0], 40);
    CHECK_EQUAL(VECTOR(s.circuits)[1], 4);
    CHECK(isfinite(VECTOR(s.r2)[0]) && isnan(VECTOR(s.r2)[1]));
    for (int k = 0; k < WIDTH; k++) {
        CHECK_EQUAL(isfinite(MATRIX(s.shapley, 0, k)) != 0, k != 1);
        CHECK_EQUAL(isfinite(MATRIX(s.partial, 0, k)) != 0, k != 1);
        CHECK(isnan(MATRIX(s.shapley, 1, k)));
    }
    igraph_matrix_destroy(&scores);
    igraph_vector_int_destroy(&which);
    latigraph_structure_destroy(&s);
}

/* The figures do not depend on circuits that are left out: those of the first `left` circuits. */
static void check_same_as_first(const latigraph_structure_t *s, int left,
                                const igraph_vector_int_t *which, const igraph_matrix_t *scores) {
    latigraph_circuit_list_t list;
    latigraph_structure_t few;
    igraph_matrix_t some;
    make_circuits(&list, left, 0);
    CHECK_OK(latigraph_structure_init(&few));
    CHECK_OK(igraph_matrix_init(&some, left, 1));
    for (int c = 0; c < left; c++) {
        MATRIX(some, c, 0) = MATRIX(*scores, c, 0);
    }
    CHECK_OK(latigraph_structure(&list, which, &some, 1, &few));
    CHECK_EQUAL(VECTOR(few.circuits)[0], left);
    CHECK_NEAR(VECTOR(s->r2)[0], VECTOR(few.r2)[0], 1e-9);
    for (int k = 0; k < WIDTH; k++) {
        CHECK_NEAR(MATRIX(s->correlation, 0, k), MATRIX(few.correlation, 0, k), 1e-9);
        CHECK_NEAR(MATRIX(s->beyond, 0, k), MATRIX(few.beyond, 0, k), 1e-6);
        CHECK_NEAR(MATRIX(s->shapley, 0, k), MATRIX(few.shapley, 0, k), 1e-6);
    }
    igraph_matrix_destroy(&some);
    latigraph_structure_destroy(&few);
    latigraph_circuit_list_destroy(&list);
}

/* Properties are not defined in the last circuits, which have no edges: with up to a tenth of such
 * circuits the others are compared, with more of them the properties have no figures. */
static void check_undefined(int without) {
    latigraph_circuit_list_t list;
    latigraph_structure_t s;
    igraph_vector_int_t which;
    igraph_matrix_t scores;
    make_circuits(&list, COUNT, without);
    properties_of(&list, &which);
    CHECK_OK(latigraph_structure_init(&s));
    CHECK_OK(igraph_matrix_init(&scores, COUNT, 1));
    for (int c = 0; c < COUNT; c++) {
        MATRIX(scores, c, 0) = c * c % 17 + list.items[c]->m / 50.;
    }
    CHECK_OK(latigraph_structure(&list, &which, &scores, 1, &s));
    if (10 * without <= COUNT) {
        CHECK_EQUAL(VECTOR(s.circuits)[0], COUNT - without);
        check_same_as_first(&s, COUNT - without, &which, &scores);
    } else {
        CHECK(isnan(VECTOR(s.r2)[0]));
        for (int k = 0; k < WIDTH; k++) {
            CHECK(isnan(MATRIX(s.correlation, 0, k)) && isnan(MATRIX(s.shapley, 0, k)));
        }
    }
    igraph_matrix_destroy(&scores);
    igraph_vector_int_destroy(&which);
    latigraph_structure_destroy(&s);
    latigraph_circuit_list_destroy(&list);
}

static void check_refused(const latigraph_circuit_list_t *list) {
    latigraph_structure_t s;
    igraph_vector_int_t which;
    igraph_matrix_t scores;
    CHECK_OK(latigraph_structure_init(&s));
    CHECK_OK(igraph_vector_int_init(&which, 0));
    CHECK_OK(igraph_matrix_init(&scores, COUNT, 1));
    CHECK_FAILS(latigraph_structure(list, &which, &scores, 1, &s), IGRAPH_EINVAL, "26");
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_count()));
    CHECK_FAILS(latigraph_structure(list, &which, &scores, 1, &s), IGRAPH_EINVAL, "no property");
    CHECK_OK(igraph_matrix_resize(&scores, COUNT - 1, 1));
    CHECK_FAILS(latigraph_structure(list, NULL, &scores, 1, &s), IGRAPH_EINVAL, "59 rows");
    igraph_matrix_destroy(&scores);
    igraph_vector_int_destroy(&which);
    latigraph_structure_destroy(&s);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t list;
    make_circuits(&list, COUNT, 0);
    check_figures(&list);
    check_left_out(&list);
    check_undefined(5);
    check_undefined(10);
    check_refused(&list);
    latigraph_circuit_list_destroy(&list);
    return 0;
}
