/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Graphs with expected degrees, solved in classes and drawn in time proportional to edges.
 *
 * The unknowns x, y, z of neurons with equal degrees are equal. Degrees up to 11 are put together
 * if their whole parts are equal, and larger ones if they differ by less than a factor of e^0.3, so
 * that a whole brain has a few thousand classes.
 * Each equation is solved for its own unknown, x_i ← a_i / Σ_j y_j / D_ij, and the logarithm goes
 * half-way there. Within a class, x is proportional to the neuron's own degree.
 *
 * To draw, candidates come from a Poisson law with intensity Q = x_i y_j + x_j y_i + z_i z_j for
 * each pair, which needs only alias tables of x, y and z (Walker, ACM TOMS 3:253, 1977). decide.c
 * makes edges of candidates.
 */
#include "surrogate/expected.h"

#include "base/map.h"
#include "base/memory.h"
#include "surrogate/alias.h"
#include "surrogate/decide.h"

#include <math.h>
#include <stdlib.h>

enum { EXACT = 11, ITERATIONS = 2000 };
static const double width = 0.3, precision = 1e-5;

/* Number of the group of similar degrees. */
static gint64 group_of(double degree) {
    return degree <= 0       ? 0
           : degree <= EXACT ? 1 + (gint64)degree
                             : EXACT + 2 + (gint64)(log(degree / EXACT) / width);
}

/* Classes with their mean degrees and unknowns. */
typedef struct {
    int classes;
    int *of;              /* (n) class of each neuron */
    double *count;        /* (classes) */
    double *degree[3];    /* (classes) mean one-way out, one-way in, and mutual degree */
    double *unknown[3];   /* (classes) x, y, z */
    gboolean independent; /* z is x y, and degrees are whole ones */
} solver_t;

static void solver_destroy(solver_t *solver) {
    g_free(solver->of);
    g_free(solver->count);
    for (int k = 0; k < 3; k++) {
        g_free(solver->degree[k]);
        g_free(solver->unknown[k]);
    }
}

/* Puts neurons of similar degrees into classes, numbered in the order of their first neuron. */
static igraph_error_t find_classes(solver_t *solver, int n, const double *const given[3]) {
    latigraph_map_t met = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &met);
    for (int i = 0; i < n; i++) {
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        const gint64 key =
            group_of(given[0][i]) << 42 | group_of(given[1][i]) << 21 | group_of(given[2][i]);
        IGRAPH_CHECK(latigraph_map_add_integer(&met, key, &entry, &added));
        if (added) {
            entry->value.number = solver->classes++;
        }
        solver->of[i] = (int)entry->value.number;
    }
    latigraph_map_destroy(&met);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t solver_init(solver_t *solver, int n, const double *const given[3]) {
    *solver = (solver_t){.of = g_try_new0(int, (gsize)n + 1)};
    LATIGRAPH_CHECK_MEMORY(solver->of);
    IGRAPH_FINALLY(solver_destroy, solver);
    IGRAPH_CHECK(find_classes(solver, n, given));
    const gsize classes = (gsize)solver->classes + 1;
    solver->count = g_try_new0(double, classes);
    LATIGRAPH_CHECK_MEMORY(solver->count);
    for (int k = 0; k < 3; k++) {
        solver->degree[k] = g_try_new0(double, classes);
        solver->unknown[k] = g_try_new0(double, classes);
        LATIGRAPH_CHECK_MEMORY(solver->degree[k]);
        LATIGRAPH_CHECK_MEMORY(solver->unknown[k]);
    }
    for (int i = 0; i < n; i++) {
        solver->count[solver->of[i]]++;
        for (int k = 0; k < 3; k++) {
            solver->degree[k][solver->of[i]] += given[k][i];
        }
    }
    double total[3] = {0, 0, 0};
    for (int k = 0; k < 3; k++) {
        for (int c = 0; c < solver->classes; c++) {
            total[k] += solver->degree[k][c];
            solver->degree[k][c] /= solver->count[c];
        }
        for (int c = 0; c < solver->classes; c++) { /* the solution of sparse graphs */
            solver->unknown[k][c] = total[k] > 0 ? solver->degree[k][c] / sqrt(total[k]) : 0;
        }
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sums by which x, y and z of a class are to be multiplied to give its degrees. */
static void sum_partners(const solver_t *solver, int c, double by[3]) {
    double *const *u = solver->unknown;
    if (solver->independent) {
        const double d = 1 + u[0][c] * u[1][c];
        latigraph_edge_sums(solver->classes, solver->count, u[0], u[1], c, by);
        by[0] -= u[1][c] / d; /* a neuron is not its own partner */
        by[1] -= u[0][c] / d;
        return;
    }
    const double d = 1 + 2 * u[0][c] * u[1][c] + u[2][c] * u[2][c];
    latigraph_dyad_sums(solver->classes, solver->count, u[0], u[1], u[2], c, by);
    by[0] -= u[1][c] / d;
    by[1] -= u[0][c] / d;
    by[2] -= u[2][c] / d;
}

/* Goes half-way, in logarithms, to the solution of each equation for its own unknown. Returns the
 * greatest relative error of a degree. */
static double improve(solver_t *solver) {
    double greatest = 0;
    for (int c = 0; c < solver->classes; c++) {
        double by[3];
        sum_partners(solver, c, by);
        for (int k = 0; k < (solver->independent ? 2 : 3); k++) {
            if (solver->degree[k][c] > 0) {
                const double ratio = solver->degree[k][c] / (solver->unknown[k][c] * by[k]);
                greatest = fmax(greatest, fabs(1 / ratio - 1));
                solver->unknown[k][c] *= sqrt(ratio);
            }
        }
    }
    return greatest;
}

static igraph_error_t check_degrees(int n, const double *const given[3], gboolean independent) {
    for (int i = 0; i < n; i++) {
        const double out = given[0][i], in = given[1][i], mutual = given[2][i];
        const double most = independent ? fmax(out, in) : out + in + mutual;
        if (!(out >= 0) || !(in >= 0) || !(mutual >= 0) || !(most < n - 1)) {
            IGRAPH_ERRORF("No random graph of %d neurons has expected degrees %g (out), %g (in) "
                          "and %g (mutual): they are at least 0, and no neuron has %d partners.",
                          IGRAPH_EINVAL, n, out, in, mutual, n - 1);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t solve(solver_t *solver, latigraph_expected_t *expected) {
    do {
        LATIGRAPH_ALLOW_INTERRUPTION();
        expected->error = improve(solver);
        expected->iterations++;
    } while (expected->error > precision && expected->iterations < ITERATIONS);
    if (!(expected->error < 0.01)) {
        IGRAPH_ERRORF("No random graph has these expected degrees: after %d iterations one is "
                      "off by %.2g of itself. Hubs may have more edges than others can take.",
                      IGRAPH_EINVAL, expected->iterations, expected->error);
    }
    return IGRAPH_SUCCESS;
}

/* Gives each neuron the unknowns of its class, in proportion to its own degrees. */
static igraph_error_t spread(const solver_t *solver, const double *const given[3],
                             latigraph_expected_t *expected) {
    double **own[3] = {&expected->x, &expected->y, &expected->z};
    for (int k = 0; k < 3; k++) {
        *own[k] = g_try_new0(double, (gsize)expected->n + 1);
        LATIGRAPH_CHECK_MEMORY(*own[k]);
        for (int i = 0; i < expected->n; i++) {
            const int c = solver->of[i];
            if (solver->degree[k][c] > 0) {
                (*own[k])[i] = solver->unknown[k][c] * given[k][i] / solver->degree[k][c];
            }
        }
    }
    for (int i = 0; solver->independent && i < expected->n; i++) {
        expected->z[i] = expected->x[i] * expected->y[i];
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_expected_init(latigraph_expected_t *expected, int n, const double *out,
                                       const double *in, const double *mutual) {
    solver_t solver;
    double *none;
    *expected = (latigraph_expected_t){.n = n};
    LATIGRAPH_ALLOCATE(none, n);
    const double *const given[3] = {out, in, mutual != NULL ? mutual : none};
    IGRAPH_CHECK(check_degrees(n, given, mutual == NULL));
    IGRAPH_CHECK(solver_init(&solver, n, given));
    IGRAPH_FINALLY(solver_destroy, &solver);
    solver.independent = mutual == NULL;
    IGRAPH_CHECK(solve(&solver, expected));
    expected->classes = solver.classes;
    IGRAPH_FINALLY(latigraph_expected_destroy, expected);
    IGRAPH_CHECK(spread(&solver, given, expected));
    IGRAPH_FINALLY_CLEAN(1);
    solver_destroy(&solver);
    g_free(none);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_expected_destroy(latigraph_expected_t *expected) {
    g_free(expected->x);
    g_free(expected->y);
    g_free(expected->z);
    *expected = (latigraph_expected_t){0};
}

/* --- Drawing ----------------------------------------------------------------- */

/* A draw in progress. */
typedef struct {
    const latigraph_expected_t *expected;
    latigraph_draws_t *draws;
    latigraph_alias_t alias[3];
    latigraph_drawing_t graph;
} sampler_t;

static void sampler_destroy(sampler_t *sampler) {
    for (int k = 0; k < 3; k++) {
        latigraph_alias_destroy(&sampler->alias[k]);
    }
    latigraph_drawing_destroy(&sampler->graph);
}

/* Draws candidates whose ends come from two tables. */
static igraph_error_t draw_candidates(sampler_t *sampler, const latigraph_alias_t *first,
                                      const latigraph_alias_t *second, gint64 count) {
    const latigraph_expected_t *e = sampler->expected;
    for (gint64 k = 0; k < count; k++) {
        if (k % 65536 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        const int i = latigraph_alias_draw(first, sampler->draws);
        const int j = latigraph_alias_draw(second, sampler->draws);
        if (i != j) {
            const double to = e->x[i] * e->y[j], back = e->x[j] * e->y[i];
            IGRAPH_CHECK(latigraph_drawing_decide(&sampler->graph, sampler->draws, i, j,
                                                  to + back + e->z[i] * e->z[j], to, back));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_expected_draw(const latigraph_expected_t *expected,
                                       latigraph_draws_t *draws, igraph_vector_int_t *from,
                                       igraph_vector_int_t *to) {
    const double *const values[3] = {expected->x, expected->y, expected->z};
    sampler_t sampler = {.expected = expected, .draws = draws, .graph = {.from = from, .to = to}};
    latigraph_stream_t counts;
    if (expected->n < 2) {
        return IGRAPH_SUCCESS;
    }
    latigraph_stream_init(&counts, draws->seed, draws->purpose, draws->index + ((guint64)1 << 60));
    IGRAPH_FINALLY(sampler_destroy, &sampler);
    for (int k = 0; k < 3; k++) {
        IGRAPH_CHECK(latigraph_alias_init(&sampler.alias[k], values[k], expected->n));
    }
    const latigraph_alias_t *alias = sampler.alias;
    const gint64 one_way = latigraph_stream_poisson(&counts, alias[0].total * alias[1].total);
    const gint64 mutual = latigraph_stream_poisson(&counts, alias[2].total * alias[2].total / 2);
    IGRAPH_CHECK(latigraph_drawing_init(&sampler.graph, expected->n, one_way + mutual + 1,
                                        one_way + mutual + 1));
    if (one_way > 0) {
        IGRAPH_CHECK(draw_candidates(&sampler, &alias[0], &alias[1], one_way));
    }
    if (mutual > 0) {
        IGRAPH_CHECK(draw_candidates(&sampler, &alias[2], &alias[2], mutual));
    }
    sampler_destroy(&sampler);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
