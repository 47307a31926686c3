/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Refined node codes: fewer bits, the same circuit code, on any number of threads. */

#include "circuits.h"

#include <latigraph/latigraph.h>

int main(void) {
    latigraph_circuit_list_t circuits, unseen;
    latigraph_model_t *model;
    latigraph_evaluation_t guess, refined, again, longer;
    latigraph_fit_options_t *options = quick_options("120");
    test_init();
    random_circuits(&circuits, 30, 0, 0);
    random_circuits(&unseen, 10, 200, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, &unseen, options));

    CHECK_OK(latigraph_evaluate(model, &unseen, 200, 0, 1, 1, &guess, NULL));
    CHECK_OK(latigraph_evaluate(model, &unseen, 200, 40, 1, 1, &refined, NULL));
    CHECK_OK(latigraph_evaluate(model, &unseen, 200, 40, 1, 3, &again, NULL));
    CHECK_OK(latigraph_evaluate(model, &unseen, 200, 400, 1, 2, &longer, NULL));
    CHECK(refined.bits_total == again.bits_total && refined.auc == again.auc);
    CHECK_NEAR(refined.bits_code, guess.bits_code, 1e-9);
    CHECK_NEAR(refined.bits_node_data, guess.bits_node_data, 1e-9);
    CHECK(refined.bits_total < guess.bits_total);
    printf("%g guessed, %g and %g refined\n", guess.bits_total, refined.bits_total,
           longer.bits_total);
    CHECK(longer.bits_total < refined.bits_total + 0.05);
    CHECK_NEAR(refined.bits_total, refined.bits_code + refined.bits_nodes + refined.bits_edges,
               1e-6);

    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&unseen);
    return 0;
}
