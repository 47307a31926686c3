/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Tilted surrogates: multipliers are found for which means are those of the circuit, and surrogates
 * have these means. */
#include "surrogate/surrogates.h"
#include "surrogate/tilt.h"

#include "circuits.h"
#include "sanitized.h"

#include <latigraph/measure.h>

enum { NEURONS = 40 };

static latigraph_surrogate_options_t options_for(const char *keep, int count) {
    latigraph_surrogate_options_t options;
    latigraph_surrogate_options_init(&options);
    CHECK_OK(latigraph_constraints_parse(&options.keep, keep));
    options.count = count;
    options.seed = 4;
    options.steps = 20;
    options.steps_most = 4000;
    return options;
}

/* The mean over surrogates is the circuit's value within four standard errors. */
static void check_means(const latigraph_circuit_t *circuit, const char *keep) {
    enum { COUNT = 200 };
    latigraph_surrogate_options_t options = options_for(keep, COUNT);
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    igraph_matrix_t values;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
    CHECK_OK(latigraph_properties(&list, &values));
    CHECK(report.tilts > 0);
    for (int k = 0; k < report.tilts; k++) {
        const latigraph_tilted_t *tilted = &report.tilted[k];
        const char *name = latigraph_tilt_name(tilted->statistic);
        const igraph_integer_t property = latigraph_property_find(name);
        double mean = 0, squares = 0;
        for (int s = 0; s < COUNT; s++) {
            mean += MATRIX(values, s, property) / COUNT;
        }
        for (int s = 0; s < COUNT; s++) {
            squares += pow(MATRIX(values, s, property) - mean, 2) / COUNT;
        }
        printf("%s: %s %.4f, run %.4f ± %.4f, surrogates %.4f ± %.4f, multiplier %.3g\n", keep,
               name, tilted->target, tilted->mean, tilted->error, mean, sqrt(squares / COUNT),
               tilted->multiplier);
        CHECK(latigraph_tilt_is_met(tilted));
        CHECK(squares > 0);
        CHECK_NEAR(mean, tilted->target, 4 * sqrt(squares / COUNT + pow(tilted->error, 2)));
    }
    latigraph_circuit_list_destroy(&list);
    igraph_matrix_destroy(&values);
}

static void test_means(void) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 3, 0);
    check_means(circuit, "degrees,tilt=reciprocity,tilt=transitivity");
#ifndef TEST_SANITIZED
    check_means(circuit, "degrees,reciprocity,tilt=feed-forward,tilt=cyclic");
#endif
    latigraph_circuit_destroy(circuit);
}

/* A statistic that is kept by what else is kept has nothing to be tilted. */
static void test_constant(void) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 3, 0);
    latigraph_surrogate_options_t options = options_for("degrees,reciprocity,tilt=reciprocity", 1);
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    options.steps_most = 60;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
    CHECK_EQUAL(report.tilts, 1);
    CHECK_NEAR(report.tilted[0].mean, report.tilted[0].target, 1e-12);
    CHECK(report.tilted[0].error == 0);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(circuit);
}

static void test_errors(void) {
    latigraph_circuit_t *circuit = random_circuit(12, 1, 0);
    latigraph_surrogate_options_t options = options_for("tilt=cyclic", 1);
    latigraph_surrogate_chain_t *chain;
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_FAILS(latigraph_surrogates(&list, circuit, &options, &report), IGRAPH_EINVAL,
                "together with degrees");
    CHECK_FAILS(latigraph_constraints_parse(&options.keep, "degrees,tilt=modularity"),
                IGRAPH_EINVAL, "tilt=modularity");
    CHECK_OK(latigraph_constraints_parse(&options.keep, "degrees,tilt=cyclic"));
    CHECK_FAILS(latigraph_surrogate_chain_create(&chain, circuit, &options.keep, 1), IGRAPH_EINVAL,
                "no multipliers");
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    test_init();
    test_means();
    test_constant();
    test_errors();
    return 0;
}
