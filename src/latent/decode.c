/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Edge probabilities of a circuit at its own codes.
 *
 * The posterior means of the code z and the node codes u are inferred from the circuit, the latter
 * refined by gradient descent on request exactly as in an evaluation, and decoded. The matrix of
 * probabilities is then filled in blocks of dyads, so that a large circuit can be interrupted. The
 * matrix itself is all that is held per pair. */

#include "latent/latent.h"

#include "base/cancel.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/store.h"

/* Decodes the posterior means into the scratch. BLAS is limited to one thread, so that sums have
 * the same order in every program. */
static igraph_error_t decode_means(const latigraph_model_t *model,
                                   const latigraph_example_t *example, igraph_integer_t refine,
                                   igraph_uint_t seed, latigraph_scratch_t *scratch) {
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
    latigraph_model_decode_neurons(model, example, scratch, z, u);
    latigraph_blas_end();
    LATIGRAPH_ALLOW_INTERRUPTION();
    g_free(spare);
    g_free(u);
    g_free(z);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static void fill(void *data, int i, int first, int count, const real_t *forward,
                 const real_t *backward) {
    igraph_matrix_t *probabilities = data;
    for (int k = 0; k < count; k++) {
        MATRIX(*probabilities, i, first + k) = (double)forward[k];
        MATRIX(*probabilities, first + k, i) = (double)backward[k];
    }
}

static igraph_error_t probabilities_of(const latigraph_model_t *model,
                                       const latigraph_example_t *example,
                                       latigraph_scratch_t *scratch,
                                       igraph_matrix_t *probabilities) {
    const int n = example->n;
    real_t *room;
    if (!latigraph_decoded_is_moderate(scratch)) {
        igraph_matrix_fill(probabilities, IGRAPH_NAN);
        return IGRAPH_SUCCESS;
    }
    igraph_matrix_null(probabilities);
    LATIGRAPH_ALLOCATE(room, latigraph_pair_room(&model->config, n, false));
    for (int block = 0; block < latigraph_pair_blocks(n); block++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_blas_begin();
        latigraph_block_probabilities(example, scratch, block, room, fill, probabilities);
        latigraph_blas_end();
    }
    g_free(room);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Rejects a matrix that the memory of the machine cannot hold. */
static igraph_error_t check_memory(int n) {
    const double need = (double)n * n * sizeof(double), have = latigraph_machine_memory();
    if (need > have) {
        IGRAPH_ERRORF("The probabilities of all pairs of %d neurons need %.1f GB of memory, but "
                      "this machine has %.1f GB. Cut smaller circuits out of the circuit, or take "
                      "the edge AUC of evaluate, which needs no matrix.",
                      IGRAPH_ENOMEM, n, need / 1e9, have / 1e9);
    }
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
    if (refine < 0 || refine > G_MAXINT) {
        IGRAPH_ERRORF("%" IGRAPH_PRId " steps of refinement.", IGRAPH_EINVAL, refine);
    }
    IGRAPH_CHECK(latigraph_model_check_like(model, circuit));
    IGRAPH_CHECK(check_memory(circuit->n));
    IGRAPH_CHECK(igraph_matrix_resize(probabilities, circuit->n, circuit->n));
    IGRAPH_CHECK(latigraph_example_create(&example, model, circuit, 1));
    IGRAPH_FINALLY(latigraph_example_destroy, example);
    LATIGRAPH_ALLOW_INTERRUPTION();
    latigraph_scratch_t *scratch = latigraph_scratch_create_lean(&model->config, circuit->n);
    if (scratch == NULL) {
        IGRAPH_ERRORF("Not enough memory to decode %d neurons.", IGRAPH_ENOMEM, circuit->n);
    }
    IGRAPH_FINALLY(latigraph_scratch_destroy, scratch);
    IGRAPH_CHECK(decode_means(model, example, refine, seed, scratch));
    IGRAPH_CHECK(probabilities_of(model, example, scratch, probabilities));
    latigraph_scratch_destroy(scratch);
    latigraph_example_destroy(example);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
