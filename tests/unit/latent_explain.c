/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Shapley values against their definition over all sets of coordinates, and effects of coordinates
 * against circuits that are generated and measured here. */

#include "circuits.h"
#include "regression/shapley.h"

#include <latigraph/explain.h>
#include <latigraph/latent.h>

/* --- By definition -------------------------------------------------------- */

enum { WIDTH_MAX = 13 };

/* One coordinate's value: what it adds to every set without it, weighed s! (d − s − 1)! / d!. */
static double shapley(int d, const double *value, int k) {
    double weight[WIDTH_MAX], phi = 0;
    for (int s = 0; s < d; s++) {
        weight[s] = exp(lgamma(s + 1) + lgamma(d - s) - lgamma(d + 1));
    }
    for (int set = 0; set < 1 << d; set++) {
        if ((set >> k & 1) == 0) {
            const int s = __builtin_popcount((unsigned)set);
            phi += weight[s] * (value[set | 1 << k] - value[set]);
        }
    }
    return phi;
}

/* x_S = C_SS⁻¹ b_S by Gauss and Jordan, 0 elsewhere; pivots are positive. */
static void solve(int d, const double *c, int set, const double *b, double *x) {
    double a[WIDTH_MAX * (WIDTH_MAX + 1)];
    int member[WIDTH_MAX], n = 0;
    for (int k = 0; k < d; k++) {
        x[k] = 0;
        if ((set >> k & 1) != 0) {
            member[n++] = k;
        }
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            a[i * (n + 1) + j] = c[member[i] * d + member[j]];
        }
        a[i * (n + 1) + n] = b[member[i]];
    }
    for (int p = 0; p < n; p++) {
        for (int i = 0; i < n; i++) {
            const double factor = i != p ? a[i * (n + 1) + p] / a[p * (n + 1) + p] : 0;
            for (int j = p; i != p && j <= n; j++) {
                a[i * (n + 1) + j] -= factor * a[p * (n + 1) + j];
            }
        }
    }
    for (int i = 0; i < n; i++) {
        x[member[i]] = a[i * (n + 1) + n] / a[i * (n + 1) + i];
    }
}

/* The four games over all sets (2^d each), for weights w and a code that is `offset` from the
 * mean. */
typedef struct {
    double *variance, *shift;                         /* the others as they come */
    double *conditional_variance, *conditional_shift; /* given these coordinates */
} games_t;

/* C w */
static void multiply(int d, const double *c, const double *w, double *with) {
    for (int k = 0; k < d; k++) {
        with[k] = 0;
        for (int l = 0; l < d; l++) {
            with[k] += c[k * d + l] * w[l];
        }
    }
}

static void play(int d, const double *c, const double *w, const double *offset, games_t *g) {
    double with[WIDTH_MAX], x[WIDTH_MAX];
    multiply(d, c, w, with);
    for (int set = 0; set < 1 << d; set++) {
        g->variance[set] = g->shift[set] = 0;
        g->conditional_variance[set] = g->conditional_shift[set] = 0;
        solve(d, c, set, with, x);
        for (int k = 0; k < d; k++) {
            const int in = set >> k & 1;
            g->shift[set] += in * w[k] * offset[k];
            g->conditional_variance[set] += x[k] * with[k];
            g->conditional_shift[set] += x[k] * offset[k];
            for (int l = 0; l < d; l++) {
                g->variance[set] += in * (set >> l & 1) * w[k] * c[k * d + l] * w[l];
            }
        }
    }
}

static void games_init(games_t *g, int d) {
    double **const all[] = {&g->variance, &g->shift, &g->conditional_variance,
                            &g->conditional_shift};
    for (int i = 0; i < 4; i++) {
        *all[i] = malloc(sizeof(double) << d);
    }
}

static void games_destroy(games_t *g) {
    free(g->variance);
    free(g->shift);
    free(g->conditional_variance);
    free(g->conditional_shift);
}

/* --- Sets of coordinates -------------------------------------------------- */

/* C = B Bᵀ + ridge, weights of T readings and a code, from one stream. */
static void make_problem(int d, int readings, double *c, double *w, double *offset) {
    double b[WIDTH_MAX * WIDTH_MAX];
    latigraph_stream_t s;
    latigraph_stream_init(&s, 5, LATIGRAPH_STREAM_TEST, (uint64_t)d);
    for (int i = 0; i < d * d; i++) {
        b[i] = latigraph_stream_normal(&s);
    }
    for (int i = 0; i < d; i++) {
        offset[i] = latigraph_stream_normal(&s);
        for (int j = 0; j < d; j++) {
            c[i * d + j] = i == j ? 0.1 : 0;
            for (int k = 0; k < d; k++) {
                c[i * d + j] += b[i * d + k] * b[j * d + k] / d;
            }
        }
    }
    for (int i = 0; i < readings * d; i++) {
        w[i] = latigraph_stream_normal(&s);
    }
}

static void check_shapley(int d) {
    enum { READINGS = 3 };
    double c[64], w[READINGS * 8], offset[8], variance[READINGS * 8], shift[READINGS * 8];
    double with[READINGS * 8], again[READINGS * 8], other[READINGS * 8], untouched = 7;
    const size_t size = sizeof(double) * (size_t)(READINGS * d);
    games_t g;
    make_problem(d, READINGS, c, w, offset);
    for (int t = 0; t < READINGS; t++) {
        multiply(d, c, w + t * d, with + t * d);
    }
    latigraph_readings_t readings = {d, c, READINGS, with, offset};
    CHECK_OK(latigraph_shapley(&readings, 1, variance, shift));
    games_init(&g, d);
    for (int t = 0; t < READINGS; t++) {
        play(d, c, w + t * d, offset, &g);
        for (int k = 0; k < d; k++) {
            CHECK_NEAR(variance[t * d + k], shapley(d, g.conditional_variance, k), 1e-9);
            CHECK_NEAR(shift[t * d + k], shapley(d, g.conditional_shift, k), 1e-9);
        }
    }
    games_destroy(&g);
    CHECK_OK(latigraph_shapley(&readings, 3, again, other));
    CHECK(memcmp(again, variance, size) == 0 && memcmp(other, shift, size) == 0);
    readings.offset = NULL;
    CHECK_OK(latigraph_shapley(&readings, 1, again, &untouched));
    for (int i = 0; i < READINGS * d; i++) {
        CHECK_NEAR(again[i], variance[i], 1e-12);
    }
    CHECK(untouched == 7);
}

/* Coordinates that do not covary have the shares that each has alone. */
static void check_independent(void) {
    const double c[9] = {2, 0, 0, 0, 0.5, 0, 0, 0, 1}, w[3] = {1, -4, 0}, offset[3] = {3, 1, 2};
    double with[3], variance[3], shift[3];
    multiply(3, c, w, with);
    latigraph_readings_t readings = {3, c, 1, with, offset};
    CHECK_OK(latigraph_shapley(&readings, 1, variance, shift));
    for (int k = 0; k < 3; k++) {
        CHECK_NEAR(variance[k], w[k] * w[k] * c[4 * k], 1e-12);
        CHECK_NEAR(shift[k], w[k] * offset[k], 1e-12);
    }
    readings.width = 27;
    CHECK_FAILS(latigraph_shapley(&readings, 1, variance, NULL), IGRAPH_EINVAL, "27 coordinates");
}

/* --- An explanation ------------------------------------------------------- */

static double row_sum(const igraph_matrix_t *matrix, igraph_integer_t row) {
    double sum = 0;
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(matrix); k++) {
        sum += MATRIX(*matrix, row, k);
    }
    return sum;
}

/* The code along the axes: all games come to the same there. */
static void check_games_of_axes(const latigraph_model_t *model, const latigraph_explanation_t *e,
                                igraph_integer_t t, const double *w, const double *offset) {
    const int d = model->config.code, all = (1 << d) - 1;
    double c[WIDTH_MAX * WIDTH_MAX] = {0}, weight[WIDTH_MAX] = {0}, shift[WIDTH_MAX] = {0};
    games_t g;
    for (int a = 0; a < d; a++) {
        for (int k = 0; k < d; k++) {
            weight[a] += MATRIX(e->axis, a, k) * w[k];
            shift[a] += MATRIX(e->axis, a, k) * offset[k];
        }
        for (int b = 0; b < d; b++) {
            c[a * d + b] = 0;
            for (int k = 0; k < d * d; k++) {
                c[a * d + b] += MATRIX(e->axis, a, k / d) * model->code_covariance[k] *
                                MATRIX(e->axis, b, k % d);
            }
        }
    }
    games_init(&g, d);
    play(d, c, weight, shift, &g);
    for (int a = 0; a < d; a++) {
        CHECK_NEAR(MATRIX(e->axis_share, t, a), shapley(d, g.variance, a) / g.variance[all], 1e-9);
        CHECK_NEAR(MATRIX(e->axis_share, t, a),
                   shapley(d, g.conditional_variance, a) / g.variance[all], 1e-9);
        CHECK_NEAR(MATRIX(e->axis_part, t, a), shapley(d, g.shift, a), 1e-9);
        CHECK_NEAR(MATRIX(e->axis_part, t, a), shapley(d, g.conditional_shift, a), 1e-9);
    }
    games_destroy(&g);
}

/* Row t against its definition over all 2^d sets. */
static void check_games(const latigraph_model_t *model, const latigraph_explanation_t *e,
                        igraph_integer_t t) {
    const int d = model->config.code, all = (1 << d) - 1, told = (1 << e->statistics) - 1;
    double w[WIDTH_MAX], offset[WIDTH_MAX];
    games_t g;
    for (int k = 0; k < d; k++) {
        w[k] = MATRIX(e->weight, t, k);
        offset[k] = VECTOR(e->code)[k] - model->code_mean[k];
    }
    games_init(&g, d);
    play(d, model->code_covariance, w, offset, &g);
    CHECK_NEAR(VECTOR(e->spread)[t], sqrt(g.variance[all]), 1e-9);
    CHECK_NEAR(g.conditional_variance[all], g.variance[all], 1e-9 * g.variance[all]);
    CHECK_NEAR(MATRIX(e->alone, t, 0), g.conditional_variance[told] / g.variance[all], 1e-9);
    CHECK_NEAR(MATRIX(e->alone, t, 1), g.conditional_variance[all & ~told] / g.variance[all], 1e-9);
    for (int k = 0; k < d; k++) {
        CHECK_NEAR(MATRIX(e->share, t, k), shapley(d, g.variance, k) / g.variance[all], 1e-9);
        CHECK_NEAR(MATRIX(e->part, t, k), shapley(d, g.shift, k), 1e-9);
        CHECK_NEAR(MATRIX(e->conditional_share, t, k),
                   shapley(d, g.conditional_variance, k) / g.variance[all], 1e-9);
        CHECK_NEAR(MATRIX(e->conditional_part, t, k), shapley(d, g.conditional_shift, k), 1e-9);
        CHECK(MATRIX(e->conditional_share, t, k) > 0);
    }
    games_destroy(&g);
    check_games_of_axes(model, e, t, w, offset);
}

/* C v = λ v, vᵀ v' = 0 or 1, the longest first. */
static void check_axes(const latigraph_model_t *model, const latigraph_explanation_t *e) {
    const int d = model->config.code;
    for (int a = 0; a < d; a++) {
        const double variance = VECTOR(e->axis_variance)[a];
        double largest = 0;
        CHECK(variance > 0 && (a == 0 || variance <= VECTOR(e->axis_variance)[a - 1]));
        for (int k = 0; k < d; k++) {
            double image = 0;
            for (int l = 0; l < d; l++) {
                image += model->code_covariance[k * d + l] * MATRIX(e->axis, a, l);
            }
            CHECK_NEAR(image, variance * MATRIX(e->axis, a, k), 1e-9);
            largest = fmax(largest, MATRIX(e->axis, a, k));
            CHECK(fabs(MATRIX(e->axis, a, k)) <= 1 + 1e-9);
        }
        for (int k = 0; k < d; k++) {
            CHECK(MATRIX(e->axis, a, k) >= -largest - 1e-6); /* its sign is fixed */
        }
        for (int b = 0; b <= a; b++) {
            double dot = 0;
            for (int k = 0; k < d; k++) {
                dot += MATRIX(e->axis, a, k) * MATRIX(e->axis, b, k);
            }
            CHECK_NEAR(dot, a == b, 1e-9);
        }
    }
}

/* Everything adds up, and stands for these circuits. */
static void check_sums(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits,
                       const latigraph_explanation_t *e) {
    const int d = model->config.code;
    igraph_matrix_t codes, values;
    igraph_matrix_init(&codes, 0, 0);
    igraph_matrix_init(&values, 0, 0);
    CHECK_OK(latigraph_encode(model, circuits, 1, &codes, NULL));
    CHECK_OK(latigraph_properties(circuits, &values));
    for (igraph_integer_t t = 0; t < igraph_vector_int_size(&e->property); t++) {
        const igraph_integer_t p = VECTOR(e->property)[t];
        const int row =
            latigraph_direction_table_find(&model->directions, latigraph_property_info(p)->name);
        const double unit = VECTOR(e->sd)[t];
        double reading = 0, measured = 0, base = model->directions.intercept[row];
        int finite = 0;
        for (igraph_integer_t i = 0; i < circuits->size; i++) {
            double y = model->directions.intercept[row];
            for (int k = 0; k < d; k++) {
                y += MATRIX(e->weight, t, k) * MATRIX(codes, i, k);
            }
            reading += y / (double)circuits->size;
            if (isfinite(MATRIX(values, i, p))) {
                measured += MATRIX(values, i, p);
                finite++;
            }
        }
        for (int k = 0; k < d; k++) {
            base += model->directions.weight[row * d + k] * model->code_mean[k];
        }
        CHECK_NEAR(VECTOR(e->base)[t] / unit, base / unit, 1e-9);
        CHECK_NEAR(VECTOR(e->reading)[t] / unit, reading / unit, 1e-5);
        CHECK_NEAR(VECTOR(e->measured)[t] / unit, measured / finite / unit, 1e-9);
        const double shift = VECTOR(e->reading)[t] - VECTOR(e->base)[t];
        CHECK_NEAR(row_sum(&e->part, t) / unit, shift / unit, 1e-9);
        CHECK_NEAR(row_sum(&e->conditional_part, t) / unit, shift / unit, 1e-9);
        CHECK_NEAR(row_sum(&e->axis_part, t) / unit, shift / unit, 1e-9);
        CHECK_NEAR(row_sum(&e->share, t), 1, 1e-9);
        CHECK_NEAR(row_sum(&e->conditional_share, t), 1, 1e-9);
        CHECK_NEAR(row_sum(&e->axis_share, t), 1, 1e-9);
    }
    igraph_matrix_destroy(&values);
    igraph_matrix_destroy(&codes);
}

static void check_names(const latigraph_model_t *model, const latigraph_explanation_t *e) {
    igraph_strvector_t names;
    igraph_strvector_init(&names, 0);
    CHECK_OK(latigraph_coordinate_names(model, &names));
    REQUIRE(igraph_strvector_size(&names) == model->config.code);
    CHECK(strcmp(igraph_strvector_get(&names, 1), "reciprocity") == 0);
    CHECK(e->statistics == 12 && strcmp(igraph_strvector_get(&names, 12), "free 13") == 0);
    igraph_strvector_destroy(&names);
}

static void check_explain(const latigraph_model_t *model, latigraph_circuit_list_t *circuits) {
    latigraph_circuit_list_t one = {.items = circuits->items + 5, .size = 1, .capacity = 1};
    latigraph_explanation_t e, other;
    igraph_vector_int_t properties;
    igraph_vector_int_init(&properties, 2);
    VECTOR(properties)[0] = latigraph_property_find("transitivity");
    VECTOR(properties)[1] = latigraph_property_find("path-length");
    CHECK_OK(latigraph_explanation_init(&e));
    CHECK_OK(latigraph_explanation_init(&other));
    CHECK_OK(latigraph_explain(model, &one, &properties, 2, &e));
    REQUIRE(e.circuits == 1 && igraph_matrix_nrow(&e.share) == 2);
    check_games(model, &e, 0);
    check_games(model, &e, 1);
    check_axes(model, &e);
    check_sums(model, &one, &e);
    check_names(model, &e);

    CHECK_OK(latigraph_explain(model, circuits, NULL, 1, &other));
    REQUIRE(igraph_vector_int_size(&other.property) == model->directions.count);
    check_sums(model, circuits, &other);
    for (igraph_integer_t t = 0; t < model->directions.count; t++) {
        if (VECTOR(other.property)[t] == VECTOR(properties)[0]) {
            for (int k = 0; k < model->config.code; k++) {
                CHECK_NEAR(MATRIX(other.conditional_share, t, k), MATRIX(e.conditional_share, 0, k),
                           1e-12);
            }
        }
    }
    CHECK_OK(latigraph_explain(model, &one, &properties, 1, &other)); /* on one thread */
    CHECK(igraph_matrix_all_e(&other.conditional_share, &e.conditional_share));
    CHECK(igraph_matrix_all_e(&other.conditional_part, &e.conditional_part));
    /* Without circuits nothing is left of them. */
    CHECK_OK(latigraph_explain(model, NULL, &properties, 1, &other));
    CHECK(other.circuits == 0 && igraph_matrix_nrow(&other.part) == 0);
    CHECK(igraph_matrix_nrow(&other.conditional_part) == 0 && igraph_vector_empty(&other.code));
    CHECK(igraph_vector_empty(&other.reading) && igraph_vector_empty(&other.measured));
    CHECK(igraph_matrix_all_e(&other.share, &e.share));
    CHECK_NEAR(MATRIX(other.conditional_share, 1, 4), MATRIX(e.conditional_share, 1, 4), 1e-12);

    VECTOR(properties)[1] = latigraph_property_find("weight-mean");
    CHECK_FAILS(latigraph_explain(model, NULL, &properties, 1, &other), IGRAPH_EINVAL,
                "no direction of weight-mean");
    VECTOR(properties)[1] = 1000;
    CHECK_FAILS(latigraph_explain(model, NULL, &properties, 1, &other), IGRAPH_EINVAL,
                "no property 1000");
    CHECK_FAILS(latigraph_explain(model, NULL, NULL, 0, &other), IGRAPH_EINVAL,
                "The number of threads is 0,");
    latigraph_explanation_destroy(&other);
    latigraph_explanation_destroy(&e);
    igraph_vector_int_destroy(&properties);
}

/* Too many coordinates to meet all their sets. */
static void check_wide(const latigraph_circuit_list_t *circuits) {
    latigraph_fit_options_t *options = quick_options("2");
    latigraph_model_t *model;
    latigraph_explanation_t e;
    CHECK_OK(latigraph_fit_options_set(options, "code", "27"));
    CHECK_OK(latigraph_fit(&model, circuits, NULL, options));
    CHECK_OK(latigraph_explanation_init(&e));
    CHECK_OK(latigraph_explain(model, circuits, NULL, 1, &e));
    CHECK(isnan(MATRIX(e.conditional_share, 0, 3)) && isnan(MATRIX(e.conditional_part, 0, 3)));
    CHECK_NEAR(row_sum(&e.share, 0), 1, 1e-9);
    CHECK_NEAR(row_sum(&e.axis_share, 0), 1, 1e-9);
    CHECK(MATRIX(e.alone, 0, 0) > 0 && MATRIX(e.alone, 0, 0) <= 1 + 1e-9);
    latigraph_explanation_destroy(&e);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
}

/* --- Effects of coordinates ----------------------------------------------- */

/* Properties of circuits generated at the code with coordinate k moved. */
static void measure_at(const latigraph_model_t *model, const latigraph_circuit_t *like,
                       const latigraph_generate_options_t *options,
                       const latigraph_effects_t *effects, int k, double steps,
                       igraph_matrix_t *values) {
    latigraph_circuit_list_t list;
    igraph_matrix_t code;
    igraph_matrix_init(&code, 1, model->config.code);
    for (int l = 0; l < model->config.code; l++) {
        MATRIX(code, 0, l) =
            VECTOR(effects->code)[l] + (l == k ? steps * VECTOR(effects->sd)[k] : 0);
    }
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_generate(model, &list, &code, like, options));
    CHECK_OK(latigraph_properties(&list, values));
    latigraph_circuit_list_destroy(&list);
    igraph_matrix_destroy(&code);
}

static void check_effect(const latigraph_model_t *model, const latigraph_circuit_t *like,
                         const latigraph_generate_options_t *options,
                         const latigraph_effects_t *effects, int k) {
    igraph_matrix_t up, down;
    igraph_matrix_init(&up, 0, 0);
    igraph_matrix_init(&down, 0, 0);
    measure_at(model, like, options, effects, k, 1, &up);
    measure_at(model, like, options, effects, k, -1, &down);
    for (int d = 0; d < model->directions.count; d++) {
        const igraph_integer_t p = latigraph_property_find(model->directions.property[d]);
        double sum = 0, squares = 0;
        int pairs = 0;
        for (igraph_integer_t i = 0; i < options->count; i++) {
            const double half = (MATRIX(up, i, p) - MATRIX(down, i, p)) / 2;
            if (isfinite(half)) {
                sum += half;
                squares += half * half;
                pairs++;
            }
        }
        if (pairs < 2) {
            continue;
        }
        const double sd = model->directions.sd[d], mean = sum / pairs;
        const double variance = fmax(0, (squares - pairs * mean * mean) / (pairs - 1));
        CHECK_NEAR(MATRIX(effects->effect, k, p), mean / sd, 1e-9);
        CHECK_NEAR(MATRIX(effects->error, k, p), sqrt(variance / pairs) / sd, 1e-6);
        CHECK_NEAR(MATRIX(effects->read, k, p),
                   model->directions.weight[d * model->config.code + k] * VECTOR(effects->sd)[k] /
                       sd,
                   1e-12);
    }
    igraph_matrix_destroy(&down);
    igraph_matrix_destroy(&up);
}

/* SD given all other coordinates, from the regression on these. */
static double conditional_sd(const latigraph_model_t *model, int k) {
    const int d = model->config.code;
    const double *row = model->code_covariance + k * d;
    double x[WIDTH_MAX], variance = row[k];
    solve(d, model->code_covariance, ((1 << d) - 1) & ~(1 << k), row, x);
    for (int l = 0; l < d; l++) {
        variance -= l != k ? x[l] * row[l] : 0;
    }
    return sqrt(variance);
}

static void check_effects(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    const igraph_integer_t density = latigraph_property_find("density");
    const igraph_integer_t weight = latigraph_property_find("weight-mean");
    latigraph_generate_options_t options = {.count = 6, .threads = 2, .seed = 9};
    latigraph_effects_t effects, again;
    CHECK_OK(latigraph_effects_init(&effects));
    CHECK_OK(latigraph_effects_init(&again));
    CHECK_OK(latigraph_coordinate_effects(model, like, &options, &effects));
    check_effect(model, like, &options, &effects, 0);
    check_effect(model, like, &options, &effects, 12);
    /* The log density stands in the first coordinate, and circuits are held to it. */
    CHECK_NEAR(MATRIX(effects.effect, 0, density), 1, 0.5);
    CHECK(MATRIX(effects.error, 0, density) < 0.2);
    CHECK(isnan(MATRIX(effects.effect, 0, weight)) && isnan(MATRIX(effects.read, 0, weight)));
    for (int k = 0; k < model->config.code; k++) {
        const double sd = VECTOR(effects.sd)[k];
        CHECK_NEAR(sd * sd, model->code_covariance[k * (model->config.code + 1)], 1e-9);
        CHECK_NEAR(VECTOR(effects.conditional_sd)[k], conditional_sd(model, k) / sd, 1e-9);
    }
    options.threads = 1;
    CHECK_OK(latigraph_coordinate_effects(model, like, &options, &again));
    CHECK(MATRIX(again.effect, 3, density) == MATRIX(effects.effect, 3, density));
    CHECK(MATRIX(again.error, 12, density) == MATRIX(effects.error, 12, density));
    latigraph_effects_destroy(&again);
    latigraph_effects_destroy(&effects);
}

/* At the mean code, with node data drawn once; one pair has no spread. */
static void check_mean_code(const latigraph_model_t *model) {
    const igraph_integer_t density = latigraph_property_find("density");
    const latigraph_generate_options_t options = {
        .count = 1, .threads = 1, .seed = 2, .nodes = 25, .uncalibrated = true};
    latigraph_effects_t effects;
    CHECK_OK(latigraph_effects_init(&effects));
    CHECK_OK(latigraph_coordinate_effects(model, NULL, &options, &effects));
    for (int k = 0; k < model->config.code; k++) {
        CHECK(VECTOR(effects.code)[k] == model->code_mean[k]);
        CHECK(isfinite(MATRIX(effects.effect, k, density)));
        CHECK(isnan(MATRIX(effects.error, k, density)));
    }
    latigraph_effects_destroy(&effects);
}

static void check_refusals(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    latigraph_generate_options_t options = {.count = 0, .threads = 1};
    latigraph_effects_t effects;
    CHECK_OK(latigraph_effects_init(&effects));
    CHECK_FAILS(latigraph_coordinate_effects(model, NULL, &options, &effects), IGRAPH_EINVAL,
                "got 0");
    options.count = 1;
    options.threads = 0;
    CHECK_FAILS(latigraph_coordinate_effects(model, NULL, &options, &effects), IGRAPH_EINVAL,
                "threads");
    options.threads = 1;
    options.nodes = 7;
    CHECK_FAILS(latigraph_coordinate_effects(model, like, &options, &effects), IGRAPH_EINVAL, "7");
    options.nodes = 0;
    options.group = "nowhere";
    CHECK_FAILS(latigraph_coordinate_effects(model, like, &options, &effects), IGRAPH_EINVAL,
                "nowhere");
    latigraph_effects_destroy(&effects);
}

/* --- Interruption --------------------------------------------------------- */

static int calls_left;

static igraph_error_t stop_later(const char *message, igraph_real_t percent, void *data) {
    (void)percent;
    (void)data;
    if (strstr(message, "greedy") != NULL) {
        return IGRAPH_SUCCESS; /* igraph_community_fastgreedy() of 0.10 leaks when stopped */
    }
    return calls_left-- > 0 ? IGRAPH_SUCCESS : IGRAPH_INTERRUPTED;
}

static void check_interruption(const latigraph_model_t *model, latigraph_circuit_list_t *circuits) {
    const latigraph_generate_options_t options = {.count = 1, .threads = 1, .seed = 1};
    latigraph_circuit_list_t one = {.items = circuits->items, .size = 1, .capacity = 1};
    latigraph_explanation_t e;
    latigraph_effects_t effects;
    int stops[2] = {0, 0};
    CHECK_OK(latigraph_explanation_init(&e));
    CHECK_OK(latigraph_effects_init(&effects));
    igraph_set_progress_handler(stop_later);
    for (int which = 0; which < 2; which++) {
        for (int k = 0, stopped = 1; stopped; k = k * 3 / 2 + 1) {
            calls_left = k;
            const igraph_error_t code =
                which == 0 ? latigraph_explain(model, &one, NULL, 1, &e)
                           : latigraph_coordinate_effects(model, NULL, &options, &effects);
            stopped = code == IGRAPH_INTERRUPTED;
            CHECK(stopped || code == IGRAPH_SUCCESS);
            CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
            stops[which] += stopped;
        }
        CHECK(stops[which] > 4);
    }
    igraph_set_progress_handler(NULL);
    latigraph_effects_destroy(&effects);
    latigraph_explanation_destroy(&e);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("40");
    latigraph_model_t *model;
    for (int d = 1; d <= 8; d++) {
        check_shapley(d);
    }
    check_independent();
    random_circuits(&circuits, 40, 0, 0);
    CHECK_OK(latigraph_fit_options_set(options, "code", "13"));
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_explain(model, &circuits);
    check_wide(&circuits);
    check_effects(model, circuits.items[7]);
    check_mean_code(model);
    check_refusals(model, circuits.items[7]);
    check_interruption(model, &circuits);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
