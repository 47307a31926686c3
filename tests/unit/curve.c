/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The rate–distortion curve: as the weight of codes falls, codes take more bits and edges fewer. */

#include "circuits.h"

#include <latigraph/latigraph.h>

enum { POINTS = 6 };

static const igraph_real_t WEIGHT[POINTS - 1] = {1, 0.1, 0.03, 0.01, 0.002};

static void draw(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits,
                 igraph_integer_t threads, latigraph_curve_point_t *point,
                 igraph_matrix_t *per_circuit) {
    igraph_vector_t weights;
    CHECK_OK(igraph_vector_init_array(&weights, WEIGHT, POINTS - 1));
    CHECK(latigraph_curve_size(&weights) == POINTS);
    CHECK_OK(latigraph_curve(model, circuits, &weights,
                             &(latigraph_evaluate_options_t){50, 60, threads, 1}, point,
                             per_circuit));
    igraph_vector_destroy(&weights);
}

static void shape_of_curve(const latigraph_model_t *model,
                           const latigraph_circuit_list_t *circuits) {
    latigraph_curve_point_t point[POINTS], again[POINTS];
    latigraph_evaluation_t evaluation;
    igraph_matrix_t rows;
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    CHECK_OK(igraph_matrix_init(&rows, 0, 0));
    draw(model, circuits, 1, point, &rows);
    draw(model, circuits, 3, again, NULL);
    REQUIRE(igraph_matrix_nrow(&rows) == count && igraph_matrix_ncol(&rows) == 4 * POINTS);
    CHECK(isinf(point[0].kl_weight) && point[0].bits_nodes == 0);
    for (int k = 0; k < POINTS; k++) {
        double edges = 0;
        printf("weight %g: %g bits of neurons, %g of edges, AUC %g\n", point[k].kl_weight,
               point[k].bits_nodes, point[k].bits_edges, point[k].auc);
        for (igraph_integer_t i = 0; i < count; i++) {
            edges += MATRIX(rows, i, 4 * k + 2) / (double)count;
        }
        CHECK_NEAR(edges, point[k].bits_edges, 1e-6);
        CHECK_NEAR(point[k].bits_total, point[k].bits_codes + point[k].bits_edges, 1e-9);
        CHECK(point[k].bits_total == again[k].bits_total && point[k].auc == again[k].auc);
        CHECK(k == 0 || (point[k].kl_weight == WEIGHT[k - 1] &&
                         point[k].bits_nodes > point[k - 1].bits_nodes &&
                         point[k].bits_edges < point[k - 1].bits_edges + 1));
    }
    CHECK(point[POINTS - 1].bits_edges < point[0].bits_edges - 3);
    CHECK(point[POINTS - 1].auc > point[0].auc + 0.04);
    /* Weight 1 is the bound itself, so other weights need more bits, apart from noise. */
    CHECK_OK(latigraph_evaluate(model, circuits, &(latigraph_evaluate_options_t){50, 60, 1, 1},
                                &evaluation, NULL));
    CHECK(point[1].bits_total < evaluation.bits_total + 1);
    CHECK(point[1].bits_total < point[3].bits_total && point[3].bits_total < point[5].bits_total);
    igraph_matrix_destroy(&rows);
}

static void interpolation(void) {
    const latigraph_curve_point_t point[] = {{.bits_codes = 10, .auc = 0.6},
                                             {.bits_codes = 20, .auc = 0.8},
                                             {.bits_codes = 40, .auc = 0.7},
                                             {.bits_codes = 60, .auc = 0.9}};
    CHECK(isnan(latigraph_curve_auc(point, 4, 9)));
    CHECK_NEAR(latigraph_curve_auc(point, 4, 10), 0.6, 1e-12);
    CHECK_NEAR(latigraph_curve_auc(point, 4, 15), 0.7, 1e-12);
    CHECK_NEAR(latigraph_curve_auc(point, 4, 41), 0.8, 1e-12);
    CHECK_NEAR(latigraph_curve_auc(point, 4, 55), 0.85, 1e-12);
    CHECK_NEAR(latigraph_curve_auc(point, 4, 1000), 0.9, 1e-12);
}

static void failures(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    latigraph_curve_point_t point[3];
    igraph_vector_t weights;
    CHECK_OK(igraph_vector_init(&weights, 2));
    VECTOR(weights)[0] = VECTOR(weights)[1] = 0.5;
    CHECK_FAILS(latigraph_curve(model, circuits, &weights,
                                &(latigraph_evaluate_options_t){4, 1, 1, 1}, point, NULL),
                IGRAPH_EINVAL, "Weight 1 of the curve is 0.5 after 0.5");
    VECTOR(weights)[1] = -1;
    CHECK_FAILS(latigraph_curve(model, circuits, &weights,
                                &(latigraph_evaluate_options_t){4, 1, 1, 1}, point, NULL),
                IGRAPH_EINVAL, "Weight 1 of the curve is -1");
    VECTOR(weights)[1] = 0.1;
    CHECK_FAILS(latigraph_curve(model, circuits, &weights,
                                &(latigraph_evaluate_options_t){0, 1, 1, 1}, point, NULL),
                IGRAPH_EINVAL, "samples per circuit is 0");
    CHECK_OK(igraph_vector_resize(&weights, 0));
    CHECK_FAILS(latigraph_curve(model, circuits, &weights,
                                &(latigraph_evaluate_options_t){4, 1, 1, 1}, point, NULL),
                IGRAPH_EINVAL, "number of weights of a curve is 0");
    igraph_vector_destroy(&weights);
    CHECK(latigraph_curve_size(NULL) == 10);
}

int main(void) {
    latigraph_circuit_list_t circuits, unseen;
    latigraph_model_t *model;
    latigraph_fit_options_t *options = quick_options("120");
    test_init();
    random_circuits(&circuits, 30, 0, 0);
    random_circuits(&unseen, 6, 200, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, &unseen, options));
    shape_of_curve(model, &unseen);
    interpolation();
    failures(model, &unseen);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&unseen);
    return 0;
}
