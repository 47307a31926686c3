/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Edge probabilities of a circuit at its own codes.
 *
 * The posterior means of the code z and the node codes u are inferred from the circuit, the latter
 * refined by gradient descent on request exactly as in an evaluation, and decoded to rates of all
 * pairs, in O(n²) memory. The matrix of probabilities is then filled in blocks of 32 rows, so that
 * a large circuit can be interrupted, and only one block exists in the network's number type at a
 * time. */

#include "latent/latent.h"

#include "base/cancel.h"
#include "base/memory.h"
#include "base/parallel.h"

enum { ROWS = 32 }; /* rows of probabilities between two checks for interruption */

/* Decodes the posterior means. The arrays of `rates` belong to the scratch. BLAS is limited to one
 * thread, so that sums have the same order in every program. */
static igraph_error_t rates_of(const latigraph_model_t *model, const latigraph_example_t *example,
                               igraph_integer_t refine, igraph_uint_t seed,
                               latigraph_scratch_t *scratch, latigraph_rates_t *rates) {
    const gsize n = (gsize)example->n, code = (gsize)model->config.code;
    const gsize node_code = (gsize)model->config.node_code;
    real_t *z, *u, *spare;
    latigraph_stream_t stream;
    latigraph_cancel_t cancel;
    latigraph_cancel_init(&cancel);
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_EVALUATE, 0);
    LATIGRAPH_ALLOCATE(z, code);
    LATIGRAPH_ALLOCATE(u, n * node_code);
    LATIGRAPH_ALLOCATE(spare, code + n * node_code);
    latigraph_blas_begin();
    latigraph_model_encode(model, example, scratch, z, spare);
    latigraph_model_encode_nodes(model, example, scratch, z, u, spare + code);
    if (refine > 0) {
        latigraph_model_refine_nodes(model, example, scratch, z, spare, (int)refine, 1, &stream, u,
                                     spare + code, &cancel);
    }
    latigraph_blas_end();
    if (latigraph_cancelled(&cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    LATIGRAPH_ALLOW_INTERRUPTION();
    latigraph_blas_begin();
    latigraph_model_decode(model, example, scratch, z, u, rates);
    latigraph_blas_end();
    LATIGRAPH_ALLOW_INTERRUPTION();
    g_free(spare);
    g_free(u);
    g_free(z);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t probabilities_of(const latigraph_rates_t *rates,
                                       igraph_matrix_t *probabilities) {
    const int n = rates->n;
    real_t *p;
    IGRAPH_CHECK(igraph_matrix_resize(probabilities, n, n));
    LATIGRAPH_ALLOCATE(p, (gsize)n * ROWS);
    for (int first = 0; first < n; first += ROWS) {
        const int count = MIN(ROWS, n - first);
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_edge_probabilities(rates, first, count, p);
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < count; i++) {
                MATRIX(*probabilities, first + i, j) = (double)p[(gsize)i * (gsize)n + (gsize)j];
            }
        }
    }
    g_free(p);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_decode
 * \brief Edge probabilities of a circuit at the posterior means of its codes.
 *
 * The circuit's code z and node codes u are inferred from the circuit itself, so the probabilities
 * are those of a reconstruction, not of a prediction. Without refinement u is the encoder's guess;
 * with it, it is improved by gradient descent as in \ref latigraph_evaluate(), whose edge AUC is
 * that of these probabilities at equal \p refine and seed.
 *
 * \param model The model.
 * \param circuit The circuit, n neurons.
 * \param refine Steps of gradient descent on the node codes; 0 takes the encoder's guess.
 * \param seed Seed of the draws of the descent; of no effect if \p refine is 0.
 * \param probabilities Initialised matrix. It gets n × n entries P(edge i → j) =
 *    1 − exp(−λ_ij − μ_ij) − δ/2 exp(−μ_ij) (1 − exp(−λ_ij)) (1 − exp(−λ_ji)), zero on the
 *    diagonal.
 * \return Error code: \c IGRAPH_EINVAL if \p refine is negative; \c IGRAPH_ENOMEM; \c
 *    IGRAPH_INTERRUPTED.
 *
 * Time complexity: O((1 + refine) ((n + m) h² + n² r)) for m edges, hidden width h and rank r of
 * the decoder.
 *
 * Example: the probability of the edge from neuron 0 to neuron 1.
 * \verbatim
 *   igraph_matrix_t probabilities;
 *   igraph_matrix_init(&probabilities, 0, 0);
 *   latigraph_decode(model, circuit, 0, 0, &probabilities);
 *   printf("%g\n", MATRIX(probabilities, 0, 1));
 *   igraph_matrix_destroy(&probabilities);
 * \endverbatim
 */
igraph_error_t latigraph_decode(const latigraph_model_t *model, const latigraph_circuit_t *circuit,
                                igraph_integer_t refine, igraph_uint_t seed,
                                igraph_matrix_t *probabilities) {
    latigraph_example_t *example;
    latigraph_rates_t rates;
    if (refine < 0 || refine > G_MAXINT) {
        IGRAPH_ERRORF("%" IGRAPH_PRId " steps of refinement.", IGRAPH_EINVAL, refine);
    }
    IGRAPH_CHECK(latigraph_model_check_like(model, circuit));
    IGRAPH_CHECK(latigraph_example_create(&example, model, circuit, 1));
    IGRAPH_FINALLY(latigraph_example_destroy, example);
    LATIGRAPH_ALLOW_INTERRUPTION();
    latigraph_scratch_t *scratch = latigraph_scratch_create(&model->config, circuit->n);
    if (scratch == NULL) {
        IGRAPH_ERRORF("Not enough memory for the rates of all pairs of %d neurons.", IGRAPH_ENOMEM,
                      circuit->n);
    }
    IGRAPH_FINALLY(latigraph_scratch_destroy, scratch);
    IGRAPH_CHECK(rates_of(model, example, refine, seed, scratch, &rates));
    IGRAPH_CHECK(probabilities_of(&rates, probabilities));
    latigraph_scratch_destroy(scratch);
    latigraph_example_destroy(example);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
