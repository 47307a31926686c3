/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* A model that was fitted with hidden node data describes circuits without node data better than
 * one that was not. */

#include "circuits.h"

#include <latigraph/latigraph.h>

/* Makes the same circuits with their edges alone. */
static void strip(const latigraph_circuit_list_t *from, latigraph_circuit_list_t *to) {
    CHECK_OK(latigraph_circuit_list_init(to));
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(from); k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(from, k);
        latigraph_circuit_t *bare;
        int *source = g_new(int, c->m + 1);
        for (int i = 0; i < c->n; i++) {
            for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
                source[e] = i;
            }
        }
        CHECK_OK(latigraph_circuit_create(&bare, "bare", c->n, c->m, source, c->out_to, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(to, bare));
        g_free(source);
    }
}

static double bits_on(const latigraph_circuit_list_t *circuits,
                      const latigraph_circuit_list_t *unseen,
                      const latigraph_circuit_list_t *others, const char *mask) {
    latigraph_fit_options_t *options = quick_options("150");
    latigraph_model_t *model;
    latigraph_evaluation_t e;
    CHECK_OK(latigraph_fit_options_set(options, "mask", mask));
    CHECK_OK(latigraph_fit(&model, circuits, others, options));
    CHECK_OK(
        latigraph_evaluate(model, unseen, &(latigraph_evaluate_options_t){4, 0, 1, 1}, &e, NULL));
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    return e.bits_total;
}

int main(void) {
    latigraph_circuit_list_t circuits, unseen, bare;
    test_init();
    random_circuits(&circuits, 30, 0, 0);
    random_circuits(&unseen, 12, 300, 0);
    strip(&unseen, &bare);
    const double never = bits_on(&circuits, &bare, &unseen, "0");
    const double often = bits_on(&circuits, &bare, &unseen, "0.3");
    printf("%g never hidden, %g hidden now and then\n", never, often);
    CHECK(often < never);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&unseen);
    latigraph_circuit_list_destroy(&bare);
    return 0;
}
