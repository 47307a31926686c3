/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Rungs of the test that a learned model makes: circuits with the code of the connectome, generated
 * on its neurons. They are drawn independently, and keep in expectation what the code says. */

#include "operation/surrogate_rows.h"

#include <latigraph/generate.h>
#include <latigraph/latent.h>
#include <latigraph/measure.h>

igraph_error_t latigraph_ladder_add_code(latigraph_ladder_t *ladder, const latigraph_model_t *model,
                                         const latigraph_circuit_t *connectome,
                                         const igraph_vector_int_t *which,
                                         const latigraph_callback_list_t *user,
                                         const latigraph_surrogate_options_t *surrogates) {
    latigraph_circuit_t *item = (latigraph_circuit_t *)connectome;
    const latigraph_circuit_list_t one = {.items = &item, .size = 1, .capacity = 1};
    latigraph_generate_options_t options;
    latigraph_circuit_list_t circuits;
    igraph_matrix_t code, values;
    if (latigraph_circuit_is_undirected(connectome)) {
        IGRAPH_ERRORF("Models generate directed graphs, and \"%s\" is undirected. Leave out the "
                      "model, or read the connectome with undirected=mutual.",
                      IGRAPH_EINVAL, latigraph_circuit_name(connectome));
    }
    latigraph_generate_options_init(&options);
    options.count = surrogates->count;
    options.threads = surrogates->threads;
    options.seed = surrogates->seed;
    IGRAPH_MATRIX_INIT_FINALLY(&code, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_encode(model, &one, 1, &code, NULL));
    IGRAPH_CHECK(latigraph_generate(model, &circuits, &code, connectome, &options));
    IGRAPH_CHECK(latigraph_properties_only(&circuits, user, which, &values));
    IGRAPH_CHECK(latigraph_ladder_add(ladder, "code", &values, NULL));
    latigraph_circuit_list_destroy(&circuits);
    igraph_matrix_destroy(&values);
    igraph_matrix_destroy(&code);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
