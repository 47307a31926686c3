/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Encoding, decoding and directions of a small fitted model. */

#include "circuits.h"

#include <latigraph/latent.h>
#include <latigraph/measure.h>

enum { COUNT = 40 };

static void check_encode(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    igraph_matrix_t mean, sd, again;
    igraph_matrix_init(&mean, 0, 0);
    igraph_matrix_init(&sd, 0, 0);
    igraph_matrix_init(&again, 0, 0);
    CHECK_OK(latigraph_encode(model, circuits, 1, &mean, &sd));
    REQUIRE(igraph_matrix_nrow(&mean) == COUNT && igraph_matrix_ncol(&mean) == 4);
    CHECK(igraph_matrix_min(&sd) > 0 && igraph_matrix_max(&sd) < 5);
    CHECK_OK(latigraph_encode(model, circuits, 3, &again, NULL));
    CHECK(igraph_matrix_all_e(&mean, &again));

    /* The density of the codes is that of the training circuits' means plus their variance. */
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
        sum += MATRIX(mean, i, 2) / COUNT;
    }
    CHECK(isfinite(sum));
    latigraph_circuit_list_t none = {0};
    CHECK_OK(latigraph_encode(model, &none, 1, &again, NULL));
    CHECK(igraph_matrix_nrow(&again) == 0 && igraph_matrix_ncol(&again) == 4);
    CHECK_FAILS(latigraph_encode(model, circuits, 0, &again, NULL), IGRAPH_EINVAL,
                "is 0, but must be");
    igraph_matrix_destroy(&again);
    igraph_matrix_destroy(&sd);
    igraph_matrix_destroy(&mean);
}

/* A query finds itself first, and distances are those of the codes. */
static void check_nearest(const latigraph_model_t *model,
                          const latigraph_circuit_list_t *circuits) {
    const latigraph_circuit_list_t queries = {.items = circuits->items + 3, .size = 5}, none = {0};
    igraph_matrix_t nearest, distance, mean, sd;
    igraph_matrix_init(&nearest, 0, 0);
    igraph_matrix_init(&distance, 0, 0);
    igraph_matrix_init(&mean, 0, 0);
    igraph_matrix_init(&sd, 0, 0);
    CHECK_OK(latigraph_nearest_codes(model, &queries, circuits, 2 * COUNT, 2, &nearest, &distance));
    CHECK_OK(latigraph_encode(model, circuits, 1, &mean, &sd));
    REQUIRE(igraph_matrix_nrow(&nearest) == 5 && igraph_matrix_ncol(&nearest) == COUNT);
    for (int q = 0; q < 5; q++) {
        CHECK(MATRIX(nearest, q, 0) == q + 3 && MATRIX(distance, q, 0) == 0);
        for (int k = 1; k < COUNT; k++) {
            const igraph_integer_t c = (igraph_integer_t)MATRIX(nearest, q, k);
            double sum = 0;
            for (int d = 0; d < 4; d++) {
                const double gap = MATRIX(mean, q + 3, d) - MATRIX(mean, c, d);
                sum += gap * gap / (pow(MATRIX(sd, q + 3, d), 2) + pow(MATRIX(sd, c, d), 2)) / 4;
            }
            CHECK_NEAR(MATRIX(distance, q, k), sqrt(sum), 1e-9);
            CHECK(MATRIX(distance, q, k) >= MATRIX(distance, q, k - 1));
        }
    }
    CHECK_FAILS(latigraph_nearest_codes(model, &queries, &none, 1, 1, &nearest, &distance),
                IGRAPH_EINVAL, "library of 0 circuits");
    CHECK_FAILS(latigraph_nearest_codes(model, &queries, circuits, 0, 1, &nearest, &distance),
                IGRAPH_EINVAL, "0 nearest");
    igraph_matrix_destroy(&sd);
    igraph_matrix_destroy(&mean);
    igraph_matrix_destroy(&distance);
    igraph_matrix_destroy(&nearest);
}

static void check_decode(const latigraph_model_t *model, const latigraph_circuit_t *circuit) {
    igraph_matrix_t p;
    double edges = 0;
    igraph_matrix_init(&p, 0, 0);
    CHECK_OK(latigraph_decode(model, circuit, 0, 0, &p));
    REQUIRE(igraph_matrix_nrow(&p) == circuit->n && igraph_matrix_ncol(&p) == circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        CHECK(MATRIX(p, i, i) == 0);
        for (int j = 0; j < circuit->n; j++) {
            CHECK(MATRIX(p, i, j) >= 0 && MATRIX(p, i, j) < 1);
            edges += MATRIX(p, i, j);
        }
    }
    CHECK(edges > 0.4 * circuit->m && edges < 2.5 * circuit->m);
    igraph_matrix_destroy(&p);
}

/* Probability that an edge ranks above a pair without one; ties count half. */
static double auc_of(const latigraph_circuit_t *circuit, const igraph_matrix_t *p) {
    enum { MOST = 64 };
    igraph_bool_t joined[MOST][MOST] = {{0}};
    double above = 0, pairs = 0;
    REQUIRE(circuit->n <= MOST);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            joined[i][circuit->out_to[e]] = true;
        }
    }
    for (int a = 0; a < circuit->n * circuit->n; a++) {
        const int i = a / circuit->n, j = a % circuit->n;
        for (int b = 0; joined[i][j] && b < circuit->n * circuit->n; b++) {
            const int k = b / circuit->n, l = b % circuit->n;
            if (k != l && !joined[k][l]) {
                const double difference = MATRIX(*p, i, j) - MATRIX(*p, k, l);
                above += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                pairs++;
            }
        }
    }
    return above / pairs;
}

/* Probabilities are those whose edge AUC an evaluation reports, with refinement and without. */
static void check_refined_decode(const latigraph_model_t *model,
                                 const latigraph_circuit_list_t *circuits) {
    latigraph_circuit_list_t one = {.items = circuits->items + 4, .size = 1};
    latigraph_evaluate_options_t options = {.samples = 1, .threads = 1, .seed = 5};
    latigraph_evaluation_t evaluation;
    igraph_matrix_t p;
    double guessed = 0;
    CHECK_OK(igraph_matrix_init(&p, 0, 0));
    for (options.refine = 0; options.refine <= 30; options.refine += 30) {
        CHECK_OK(latigraph_evaluate(model, &one, &options, &evaluation, NULL));
        CHECK_OK(latigraph_decode(model, one.items[0], options.refine, options.seed, &p));
        CHECK_NEAR(auc_of(one.items[0], &p), evaluation.auc, 1e-6);
        if (options.refine == 0) {
            guessed = evaluation.auc;
        }
    }
    CHECK(fabs(evaluation.auc - guessed) > 1e-4);
    CHECK_FAILS(latigraph_decode(model, one.items[0], -1, 0, &p), IGRAPH_EINVAL, "-1 steps");
    igraph_matrix_destroy(&p);
}

static int calls_left; /* of the interruption handler, until it stops */

static igraph_bool_t wants_to_stop(void) {
    return calls_left-- <= 0;
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop_later, wants_to_stop())

/* Decoding can be left before each of three steps and among rows, and fills all rows otherwise. */
static void check_interrupted_decode(const latigraph_model_t *model, igraph_integer_t refine) {
    enum { N = 70 };
    latigraph_circuit_t *ring;
    int from[N], to[N], stops = -1;
    igraph_matrix_t p;
    igraph_error_t code;
    for (int i = 0; i < N; i++) {
        from[i] = i;
        to[i] = (i + 1) % N;
    }
    CHECK_OK(latigraph_circuit_create(&ring, "ring", N, N, from, to, NULL));
    CHECK_OK(igraph_matrix_init(&p, 0, 0));
    igraph_warning_handler_t *before =
        igraph_set_warning_handler(igraph_warning_handler_ignore); /* it has no node data */
    igraph_set_interruption_handler(stop_later);
    do {
        calls_left = ++stops;
        code = latigraph_decode(model, ring, refine, 1, &p);
        CHECK(code == IGRAPH_INTERRUPTED || code == IGRAPH_SUCCESS);
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
    } while (code == IGRAPH_INTERRUPTED);
    igraph_set_interruption_handler(NULL);
    igraph_set_warning_handler(before);
    CHECK(stops >= 5);
    for (int ij = 0; ij < N * N; ij++) {
        const double value = MATRIX(p, ij / N, ij % N);
        CHECK(ij / N == ij % N ? value == 0 : value > 0 && value < 1);
    }
    igraph_matrix_destroy(&p);
    latigraph_circuit_destroy(ring);
}

static void check_directions(const latigraph_model_t *model,
                             const latigraph_circuit_list_t *circuits) {
    const igraph_integer_t capacity = latigraph_property_count();
    latigraph_direction_t *first = calloc((size_t)capacity, sizeof *first);
    latigraph_direction_t *second = calloc((size_t)capacity, sizeof *second);
    const latigraph_directions_options_t options = {.threads = 1, .seed = 7},
                                         threaded = {.threads = 2, .seed = 7};
    igraph_integer_t found, stored;
    igraph_matrix_t weights, steps;
    igraph_matrix_init(&weights, 0, 0);
    igraph_matrix_init(&steps, 0, 0);
    CHECK_OK(latigraph_directions(model, circuits, &threaded, first, &found, &weights, &steps));
    REQUIRE(found >= 12 && igraph_matrix_nrow(&weights) == found);
    REQUIRE(igraph_matrix_nrow(&steps) == found && igraph_matrix_ncol(&steps) == 4);
    for (int d = 0; d < found; d++) {
        /* Forty circuits of their own neurons: all can be scored. */
        /* Not every circuit has every property: some have no triangle or no hub. */
        const igraph_bool_t everywhere = latigraph_property_info(first[d].property)->compared;
        CHECK(everywhere ? first[d].scored == COUNT
                         : first[d].scored > COUNT / 2 && first[d].scored <= COUNT);
        CHECK(first[d].r2 < 1);
        CHECK(first[d].p >= 0.001 && first[d].p <= 1);
    }
    /* The encoder is given the density. */
    CHECK(first[0].property == latigraph_property_find("density") && first[0].r2 > 0.5);
    CHECK(first[0].p < 0.01);
    CHECK_OK(latigraph_directions(model, circuits, &options, second, &stored, NULL, NULL));
    CHECK(stored == found);
    for (int d = 0; d < found; d++) {
        CHECK(first[d].r2 == second[d].r2 && first[d].p == second[d].p);
        CHECK(first[d].intercept == second[d].intercept);
    }

    CHECK_OK(latigraph_model_directions(model, second, &stored, &weights, NULL));
    REQUIRE(stored == model->directions.count && igraph_matrix_nrow(&weights) == stored);

    /* One connectome that every circuit shares: nothing can be scored. */
    latigraph_circuit_list_t same = {0};
    for (int k = 0; k < 10; k++) {
        latigraph_circuit_t *copy;
        int keep[18];
        for (int i = 0; i < 18; i++) {
            keep[i] = i % 9 + (i < 9 ? 0 : 9) + k % 2;
        }
        CHECK_OK(latigraph_circuit_induced(&copy, circuits->items[0], keep, 18, "part"));
        CHECK_OK(latigraph_circuit_list_push_back(&same, copy));
    }
    CHECK_OK(latigraph_directions(model, &same, &options, second, &stored, NULL, NULL));
    for (int d = 0; d < stored; d++) {
        CHECK(isnan(second[d].r2) && isnan(second[d].p) && second[d].scored == 0);
    }
    latigraph_circuit_list_destroy(&same);
    igraph_matrix_destroy(&steps);
    igraph_matrix_destroy(&weights);
    free(second);
    free(first);
}

static char warned[400];

static void keep_warning(const char *reason, const char *file, int line) {
    (void)file;
    (void)line;
    g_strlcpy(warned, reason, sizeof warned);
}

/* Circuits without the node data of the fit are named in a warning; another unit is refused. */
static void check_node_data(const latigraph_model_t *model, const latigraph_circuit_t *given) {
    igraph_matrix_t mean, positions;
    latigraph_circuit_t *bare, *placed;
    latigraph_circuit_list_t list = {0};
    const int keep[3] = {0, 1, 2};
    igraph_matrix_init(&mean, 0, 0);
    igraph_matrix_init(&positions, 3, 3);
    igraph_warning_handler_t *before = igraph_set_warning_handler(keep_warning);
    CHECK_OK(latigraph_circuit_create(&bare, "bare", 3, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(&list, bare));
    CHECK_OK(latigraph_encode(model, &list, 1, &mean, NULL));
    CHECK(strstr(warned, "\"bare\" lacks node data") != NULL);
    CHECK(strstr(warned, "\"type\", positions in 3 dimensions") != NULL);
    warned[0] = '\0';
    CHECK_OK(latigraph_circuit_induced(&placed, given, keep, 3, "placed"));
    CHECK_OK(latigraph_circuit_list_push_back(&list, placed));
    CHECK_OK(latigraph_encode(model, &list, 1, &mean, NULL));
    CHECK(warned[0] == '\0');
    CHECK_OK(latigraph_circuit_set_positions(placed, &positions, "nm"));
    CHECK_FAILS(latigraph_encode(model, &list, 1, &mean, NULL), IGRAPH_EINVAL,
                "\"placed\" has positions in \"nm\"");
    igraph_set_warning_handler(before);
    latigraph_circuit_list_destroy(&list);
    igraph_matrix_destroy(&positions);
    igraph_matrix_destroy(&mean);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    random_circuits(&circuits, COUNT, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_encode(model, &circuits);
    check_nearest(model, &circuits);
    check_decode(model, circuits.items[4]);
    check_refined_decode(model, &circuits);
    check_interrupted_decode(model, 0);
    check_interrupted_decode(model, 2);
    check_directions(model, &circuits);
    check_node_data(model, circuits.items[0]);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
