/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* What a code asks of the steering layer: at which sizes it is heeded, which statistics it holds,
 * and values that no circuit can have. */
#include "generate/extrapolate.h"
#include "generate/steering_layer.h"
#include "test.h"

enum { TOLD = 4, ALL = LATIGRAPH_STATISTICS_MAX };

static double MEAN[ALL] = {-2, 0.3, 0.1, 0.2, 0.4, 0.1, 0.2, 0.3, 0, 0.05, 0.05, 1};
static double SD[ALL] = {0.5, 0.1, 0.2, 0.3, 0.1, 0, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2};

static latigraph_model_t model_of(int least, int most) {
    return (latigraph_model_t){.config = {.code = TOLD, .statistics = ALL},
                               .statistic_mean = MEAN,
                               .statistic_sd = SD,
                               .size_min = least,
                               .size_max = most};
}

/* Codes are heeded up to a tenth below and above the sizes of the fit: for circuits of 100 to 200
 * neurons from 90 to 220. */
static void check_sizes(void) {
    const latigraph_model_t model = model_of(100, 200), one = model_of(50, 50);
    for (int n = 0; n < 400; n++) {
        CHECK_EQUAL(latigraph_code_describes(&model, n), n >= 90 && n <= 220);
        CHECK_EQUAL(latigraph_code_describes(&one, n), n >= 45 && n <= 55);
    }
}

/* mean + SD z of the statistics in the code; the others have no value and no weight. */
static void check_values(void) {
    const latigraph_model_t model = model_of(100, 200);
    const real_t z[TOLD] = {1, 0.5, 0, -1};
    latigraph_target_statistics_t targets;
    latigraph_target_statistics_of_code(&model, z, ALL, &targets);
    CHECK_EQUAL(targets.count, ALL);
    CHECK_NEAR(targets.value[LATIGRAPH_STATISTIC_LOG_DENSITY], -1.5, 1e-6);
    CHECK_NEAR(targets.value[LATIGRAPH_STATISTIC_RECIPROCITY], 0.35, 1e-6);
    CHECK_NEAR(targets.value[LATIGRAPH_STATISTIC_OUT_CV], 0.1, 1e-6);
    CHECK_NEAR(targets.value[LATIGRAPH_STATISTIC_IN_CV], -0.1, 1e-6);
    for (int k = 0; k < ALL; k++) {
        CHECK((targets.weight[k] > 0) == (k < TOLD));
        CHECK_NEAR(targets.sd[k], SD[k] > 0 ? SD[k] : 1e-3, 1e-12);
    }
    CHECK(targets.weight[LATIGRAPH_STATISTIC_LOG_DENSITY] >
          targets.weight[LATIGRAPH_STATISTIC_RECIPROCITY]);
}

/* A density above 1 and a reciprocity outside [0, 1] are brought to the nearest possible one. */
static void check_possible(void) {
    const latigraph_model_t model = model_of(100, 200);
    latigraph_target_statistics_t targets;
    const real_t high[TOLD] = {5, 8, 0, 0}, low[TOLD] = {-5, -8, 0, 0};
    latigraph_target_statistics_of_code(&model, high, ALL, &targets);
    CHECK_NEAR(targets.value[LATIGRAPH_STATISTIC_LOG_DENSITY], 0, 1e-12);
    CHECK_NEAR(targets.value[LATIGRAPH_STATISTIC_RECIPROCITY], 1, 1e-12);
    latigraph_target_statistics_of_code(&model, low, ALL, &targets);
    CHECK_NEAR(targets.value[LATIGRAPH_STATISTIC_LOG_DENSITY], -4.5, 1e-6);
    CHECK_NEAR(targets.value[LATIGRAPH_STATISTIC_RECIPROCITY], 0, 1e-12);
}

int main(void) {
    test_init();
    check_sizes();
    check_values();
    check_possible();
    return 0;
}
