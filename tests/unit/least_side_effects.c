/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The least change: min Σ side_effect_cost_k x_k² under slope · x = dose, solved by hand and
 * against all others. */

#include "test.h"

#include "base/random.h"
#include "latent/least_side_effects.h"

static void check_change(const double *slope, int properties, int width,
                         const double *side_effect_cost, const double *fixed, const double *dose,
                         const double *wanted) {
    double x[8];
    latigraph_response_t response = {
        .statistics = width, .width = width, .properties = properties, .slope = (double *)slope};
    CHECK(latigraph_least_side_effects(&response, side_effect_cost, fixed, dose, x));
    for (int k = 0; k < width; k++) {
        CHECK_NEAR(x[k], wanted[k], 1e-8);
    }
}

static void check_by_hand(void) {
    static const double one[] = {1, 2, 0}, two[] = {1, 0, 1, 0, 1, 1};
    static const double even[] = {1, 1, 1}, dear[] = {1, 4, 1}, held[] = {1, 0, 1};
    static const double nothing[] = {9, 9, 9}, fixed[] = {9, 0.3, 9};
    static const double dose[] = {1, 2};
    /* x = M⁻¹ a / (aᵀ M⁻¹ a); what is not fixed is not read off `fixed`. */
    check_change(one, 1, 3, even, nothing, dose, (double[]){0.2, 0.4, 0});
    check_change(one, 1, 3, dear, nothing, dose, (double[]){0.5, 0.25, 0});
    /* The fixed one does 0.6 of it, the first the rest. */
    check_change(one, 1, 3, held, fixed, dose, (double[]){0.4, 0.3, 0});
    /* A Aᵀ = [2 1; 1 2], s = (A Aᵀ)⁻¹ (1, 2) = (0, 1), x = Aᵀ s. */
    check_change(two, 2, 3, even, nothing, dose, (double[]){0, 1, 1});
    /* The second is held at 0.3: x₀ + x₂ = 1 and x₂ = 1.7. */
    check_change(two, 2, 3, held, fixed, dose, (double[]){-0.7, 0.3, 1.7});
    check_change(one, 1, 3, even, nothing, (double[]){0}, (double[]){0, 0, 0});
}

/* Random problems: the constraints hold, and no other change that meets them costs less. */
static void check_least(uint64_t index) {
    enum { WIDTH = 7, PROPERTIES = 3 };
    double slope[PROPERTIES * WIDTH], side_effect_cost[WIDTH], fixed[WIDTH], dose[PROPERTIES],
        x[WIDTH];
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, index);
    for (int k = 0; k < PROPERTIES * WIDTH; k++) {
        slope[k] = latigraph_stream_normal(&stream);
    }
    for (int k = 0; k < WIDTH; k++) {
        side_effect_cost[k] = k == 2 ? 0 : 0.1 + latigraph_stream_uniform(&stream);
        fixed[k] = latigraph_stream_normal(&stream);
    }
    for (int p = 0; p < PROPERTIES; p++) {
        dose[p] = latigraph_stream_normal(&stream);
    }
    const latigraph_response_t response = {
        .statistics = WIDTH, .width = WIDTH, .properties = PROPERTIES, .slope = slope};
    CHECK(latigraph_least_side_effects(&response, side_effect_cost, fixed, dose, x));
    CHECK(x[2] == fixed[2]);
    double least = 0;
    for (int k = 0; k < WIDTH; k++) {
        least += side_effect_cost[k] * x[k] * x[k];
    }
    for (int p = 0; p < PROPERTIES; p++) {
        double sum = 0;
        for (int k = 0; k < WIDTH; k++) {
            sum += slope[p * WIDTH + k] * x[k];
        }
        CHECK_NEAR(sum, dose[p], 1e-6);
    }
    /* Another change with the same effect: x and a part of a random y that the properties do not
     * see (Gram–Schmidt on the rows, without the fixed coordinate). */
    double row[PROPERTIES * WIDTH];
    memcpy(row, slope, sizeof row);
    for (int trial = 0; trial < 20; trial++) {
        double y[WIDTH], costs = 0;
        for (int k = 0; k < WIDTH; k++) {
            y[k] = k == 2 ? 0 : latigraph_stream_normal(&stream);
        }
        for (int p = 0; p <= PROPERTIES; p++) {
            double *v = p < PROPERTIES ? row + p * WIDTH : y;
            v[2] = 0;
            for (int q = 0; q < p; q++) {
                double dot = 0, square = 0;
                for (int k = 0; k < WIDTH; k++) {
                    dot += v[k] * row[q * WIDTH + k];
                    square += row[q * WIDTH + k] * row[q * WIDTH + k];
                }
                for (int k = 0; k < WIDTH; k++) {
                    v[k] -= dot / square * row[q * WIDTH + k];
                }
            }
        }
        for (int k = 0; k < WIDTH; k++) {
            costs += side_effect_cost[k] * (x[k] + 0.1 * y[k]) * (x[k] + 0.1 * y[k]);
        }
        CHECK(costs > least);
    }
}

/* Nothing moves the property, or all that does is fixed. */
static void check_none(void) {
    double x[2] = {7, 7};
    static const double even[] = {1, 1}, held[] = {0, 1}, fixed[] = {0.5, 0}, dose[] = {1, 1};
    latigraph_response_t response = {
        .statistics = 2, .width = 2, .properties = 1, .slope = (double[]){0, 0}};
    CHECK(!latigraph_least_side_effects(&response, even, fixed, dose, x));
    response.slope = (double[]){2, 0};
    CHECK(!latigraph_least_side_effects(&response, held, fixed, dose, x));
    CHECK(latigraph_least_side_effects(&response, even, fixed, dose, x));
    CHECK_NEAR(x[0], 0.5, 1e-8);
    CHECK(x[1] == 0);
    response.properties = 2;
    response.slope = (double[]){2, 1, 0, 0};
    CHECK(!latigraph_least_side_effects(&response, even, fixed, dose, x));
}

int main(void) {
    test_init();
    check_by_hand();
    for (uint64_t index = 0; index < 10; index++) {
        check_least(index);
    }
    check_none();
    return 0;
}
