/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Refined node codes need fewer bits. The circuit's code and the result on any number of threads
 * stay the same. A refinement that would take hours can be interrupted. */

#include "circuits.h"

#include "base/compat.h"

#include <glib.h>
#include <latigraph/latigraph.h>

static gint64 asked_at;
static int times_asked;

/* Interrupts at the twentieth call, in the middle of the first circuits. */
static igraph_bool_t wants_to_stop(void) {
    times_asked++;
    if (times_asked == 20) {
        asked_at = g_get_monotonic_time();
    }
    return times_asked >= 20;
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop, wants_to_stop())

static void check_interruption(const latigraph_model_t *model,
                               const latigraph_circuit_list_t *circuits) {
    latigraph_evaluation_t evaluation;
    for (int threads = 1; threads <= 3; threads += 2) {
        times_asked = 0;
        igraph_set_interruption_handler(stop);
        CHECK(latigraph_evaluate(model, circuits,
                                 &(latigraph_evaluate_options_t){4, 1000000, threads, 1},
                                 &evaluation, NULL) == IGRAPH_INTERRUPTED);
        igraph_set_interruption_handler(NULL);
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
        const double late = 1e-6 * (double)(g_get_monotonic_time() - asked_at);
        printf("%d threads: left %.3f s after it was asked for\n", threads, late);
        CHECK(times_asked == 20 && late < 2); /* a step takes less than a millisecond */
    }
}

int main(void) {
    latigraph_circuit_list_t circuits, unseen;
    latigraph_model_t *model;
    latigraph_evaluation_t guess, refined, again, longer;
    latigraph_fit_options_t *options = quick_options("120");
    test_init();
    random_circuits(&circuits, 30, 0, 0);
    random_circuits(&unseen, 10, 200, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, &unseen, options));

    CHECK_OK(latigraph_evaluate(model, &unseen, &(latigraph_evaluate_options_t){200, 0, 1, 1},
                                &guess, NULL));
    CHECK_OK(latigraph_evaluate(model, &unseen, &(latigraph_evaluate_options_t){200, 40, 1, 1},
                                &refined, NULL));
    CHECK_OK(latigraph_evaluate(model, &unseen, &(latigraph_evaluate_options_t){200, 40, 3, 1},
                                &again, NULL));
    CHECK_OK(latigraph_evaluate(model, &unseen, &(latigraph_evaluate_options_t){200, 400, 2, 1},
                                &longer, NULL));
    CHECK(refined.bits_total == again.bits_total && refined.auc == again.auc);
    CHECK_NEAR(refined.bits_code, guess.bits_code, 1e-9);
    CHECK_NEAR(refined.bits_node_data, guess.bits_node_data, 1e-9);
    CHECK(refined.bits_total < guess.bits_total);
    printf("%g guessed, %g and %g refined\n", guess.bits_total, refined.bits_total,
           longer.bits_total);
    CHECK(longer.bits_total < refined.bits_total + 0.05);
    CHECK_NEAR(refined.bits_total, refined.bits_code + refined.bits_nodes + refined.bits_edges,
               1e-6);
    check_interruption(model, &unseen);

    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&unseen);
    return 0;
}
