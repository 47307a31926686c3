/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "generate/generate.h"

#include "base/memory.h"
#include "base/seed.h"
#include "model/vocabulary.h"

/**
 * \function latigraph_generate_options_init
 * \brief Default options of a generation, with a seed from igraph's default generator.
 *
 * \param options Gets \c nodes 0 (as many as \c like has, or drawn), \c count 1, \c threads 1 and a
 * seed of 31 bits drawn from \c igraph_rng_default(), so that \c igraph_rng_seed() makes generation
 * reproducible.
 *
 * Time complexity: O(1).
 */
void latigraph_generate_options_init(latigraph_generate_options_t *options) {
    options->nodes = 0;
    options->count = 1;
    options->threads = 1;
    options->uncalibrated = 0;
    options->seed = latigraph_draw_seed();
    options->group = NULL;
    options->place = LATIGRAPH_PLACE_FITTED;
    options->density = LATIGRAPH_DENSITY_AUTO;
    options->mean_degree = 0;
    options->first = 0;
}

/* Neurons of the circuits that are in memory at a time; circuits, of each thread. */
enum { PART_NEURONS = 1 << 20, PART_CIRCUITS = 32 };

/* Circuits that are made before they are handed out. */
static int part_size(const latigraph_model_t *model, const latigraph_circuit_t *like,
                     const latigraph_generate_options_t *options) {
    const double n = like != NULL         ? like->n
                     : options->nodes > 0 ? (double)options->nodes
                                          : model->size_max;
    return (int)CLAMP(PART_NEURONS / n, 1, PART_CIRCUITS * (double)MAX(options->threads, 1));
}

/* Hands out all circuits of a list, which is left empty. */
static igraph_error_t hand_out(latigraph_circuit_list_t *circuits, latigraph_circuit_sink_t *sink,
                               void *data) {
    for (igraph_integer_t i = 0; i < circuits->size; i++) {
        latigraph_circuit_t *circuit = circuits->items[i];
        circuits->items[i] = NULL; /* the sink's, come what may */
        IGRAPH_CHECK(sink(circuit, data));
    }
    circuits->size = 0;
    return IGRAPH_SUCCESS;
}

/* `count` circuits from number `first` on; codes of these. */
static igraph_error_t generate_part(const latigraph_model_t *model, const double *codes,
                                    const latigraph_circuit_t *like,
                                    const latigraph_generate_options_t *options, int first,
                                    int count, latigraph_circuit_sink_t *sink, void *data) {
    latigraph_circuit_list_t circuits;
    latigraph_pending_t pending;
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_pending_init_part(&pending, model, codes, like, options, first, count));
    IGRAPH_FINALLY(latigraph_pending_destroy, &pending);
    IGRAPH_CHECK(
        latigraph_pending_generate(&pending, count, codes, (int)options->threads, NULL, &circuits));
    latigraph_pending_destroy(&pending);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(hand_out(&circuits, sink, data));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* A sink that keeps circuits in a list. */
static igraph_error_t keep_circuit(latigraph_circuit_t *circuit, void *data) {
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_circuit_list_push_back(data, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_generate
 * \brief Generates circuits from a model.
 *
 * Every circuit gets a code z, node data, node codes u from their prior p(u | node data, z), and
 * edges drawn from the exact probabilities of all dyads: i → j if N_ij + M_ij &gt; 0 with
 * N_ij ~ Poisson(λ_ij) and M_ij = M_ji ~ Poisson(μ_ij), but for one of i → j and j → i that is lost
 * with probability δ where N_ij and N_ji alone ask for both (doc/model.md). With a weight model
 * every edge gets a weight.
 *
 * </para><para>
 * What a circuit is like stands in its code; independent node codes lose some of it. So sixteen
 * global parameters of the decoder are solved for every circuit such that its expected statistics
 * (density, reciprocity, spread and correlation of degrees, transitivity, kinds of triangles,
 * assortativity, neurons without input or output, edge length) are those that stand in
 * the first coordinates of the code (doc/model.md, "Calibrated generation"). With \c uncalibrated
 * in the options, and for sizes a tenth or more beyond those of the training circuits, rates stay
 * as decoded.
 *
 * </para><para>
 * Circuits whose rates stay as decoded are drawn sparsely from some hundred neurons on: exactly,
 * from the same law, in time that grows with the edges. In circuits beyond the sizes of the fit the
 * floor of the distance kernel falls off beyond the distances that were fitted, neurons count as
 * the centre of their surroundings, and \c density and \c mean_degree say what stays the same
 * (doc/scale.md).
 *
 * </para><para>
 * Without \p like the number of neurons and their node data are drawn from a law that was fitted to
 * the training circuits, given z (doc/model.md, section "Node data"); no training circuit's node
 * data are kept. With \c nodes another number than the training circuits have, there are as many
 * neurons on a unit of area (columns: their depth stays) or volume as in the nearest size that was
 * seen.
 *
 * </para><para>
 * Circuits are called \c generated-0001, ...; they carry their code, the seed and the version as
 * graph attributes \c code, \c seed and \c latigraph_version. Circuit i depends on the model, the
 * code, the node data, the seed and i alone: not on the number of circuits or threads. So an
 * ensemble can be made in pieces, on several machines, too: \c first in the options is the number
 * of circuits before those of this call.
 *
 * \param model The model.
 * \param circuits Initialised list; the circuits are appended.
 * \param codes One row (used for all circuits) or \c count rows, and as many columns as the code
 *    has dimensions; NULL: codes are drawn from the Gaussian fitted to the training codes, or to
 *    those of the group that the options name.
 * \param like A circuit whose node data (and identities of neurons) the generated ones get, or
 *    NULL.
 * \param options Sizes, threads and seed; NULL: those of \ref latigraph_generate_options_init().
 * \return Error code: \c IGRAPH_EINVAL: codes of a wrong shape or not finite, codes and a group, a
 *    group that the model does not know (those that it knows are listed), a size that contradicts
 *    \p like, a count or number of threads below 1, a slab or ball that the model knows no density
 *    for; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(count (n² r + n³)), n neurons, r the rank of the decoder; the cubes are matrix
 * products. Drawn sparsely: O(count (n log n + m)), m edges.
 *
 * \sa \ref latigraph_generate_graph(), \ref latigraph_steer()
 *
 * Example: ten circuits at codes that are drawn, with node data that are drawn.
 * \verbatim
 *   latigraph_generate_options_t options;
 *   latigraph_generate_options_init(&options);
 *   options.count = 10;
 *   options.seed = 1;
 *   latigraph_generate(model, &circuits, NULL, NULL, &options);
 * \endverbatim
 */
igraph_error_t latigraph_generate(const latigraph_model_t *model,
                                  latigraph_circuit_list_t *circuits, const igraph_matrix_t *codes,
                                  const latigraph_circuit_t *like,
                                  const latigraph_generate_options_t *options) {
    return latigraph_generate_each(model, codes, like, options, keep_circuit, circuits);
}

/**
 * \function latigraph_generate_each
 * \brief Generates circuits and hands out each as soon as it is made.
 *
 * Only a few circuits are in memory at a time, so that an ensemble may be larger than it.
 *
 * \param model The model.
 * \param codes As in \ref latigraph_generate().
 * \param like As in \ref latigraph_generate().
 * \param options As in \ref latigraph_generate().
 * \param sink Called on this thread with each circuit, in order. It owns the circuit, whether it
 *    succeeds or fails; on failure the generation ends with its error code.
 * \param data Given to \p sink.
 * \return Error code, as \ref latigraph_generate().
 *
 * Time complexity: as \ref latigraph_generate().
 */
igraph_error_t latigraph_generate_each(const latigraph_model_t *model, const igraph_matrix_t *codes,
                                       const latigraph_circuit_t *like,
                                       const latigraph_generate_options_t *options,
                                       latigraph_circuit_sink_t *sink, void *data) {
    latigraph_generate_options_t defaults;
    double *rows;
    if (options == NULL) {
        latigraph_generate_options_init(&defaults);
        options = &defaults;
    }
    if (options->count < 1 || options->count > G_MAXINT / 2) {
        IGRAPH_ERRORF("The number of circuits to generate must be positive, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, options->count);
    }
    if (options->first < 0 || options->first > G_MAXINT / 2) {
        IGRAPH_ERRORF(
            "The number of circuits before the first must not be negative, got %" IGRAPH_PRId ".",
            IGRAPH_EINVAL, options->first);
    }
    /* Codes that are drawn belong to the ensemble, those that are given to this call's circuits. */
    const int before = (int)options->first, count = (int)options->count;
    const int skipped = codes == NULL ? before : 0;
    const gsize width = (gsize)model->config.code;
    IGRAPH_CHECK(latigraph_model_check_like(model, like));
    LATIGRAPH_ALLOCATE(rows, ((gsize)skipped + (gsize)count) * width);
    IGRAPH_CHECK(
        latigraph_codes(model, codes, options->group, options->seed, skipped + count, rows));
    for (int made = 0; made < count;) {
        const int part = MIN(part_size(model, like, options), count - made);
        IGRAPH_CHECK(generate_part(model, rows + (gsize)(skipped + made) * width, like, options,
                                   before + made, part, sink, data));
        made += part;
    }
    g_free(rows);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_compare_with_training
 * \brief The statistics of a circuit beside those of the circuits that a model was fitted to.
 *
 * It tells what became of a property at another size.
 *
 * \param model The model.
 * \param circuit A circuit, generated or real.
 * \param figures Initialised matrix, resized: a row for each statistic that stands in the code, in
 *    the order of \ref latigraph_statistic_name(), and columns for the circuit, the mean and the SD
 *    of the training circuits. NaN where a statistic is not defined.
 * \return Error code.
 *
 * Time complexity: O(Σ degree²).
 */
igraph_error_t latigraph_compare_with_training(const latigraph_model_t *model,
                                               const latigraph_circuit_t *circuit,
                                               igraph_matrix_t *figures) {
    const int count = latigraph_told_statistics(&model->config);
    const double scale = model->config.kernels > 0 ? model->vocabulary->length_scale : 0;
    double raw[LATIGRAPH_STATISTICS_MAX + 1];
    IGRAPH_CHECK(latigraph_circuit_statistics(
        circuit, scale, model->config.weights != LATIGRAPH_WEIGHTS_NONE, raw));
    IGRAPH_CHECK(igraph_matrix_resize(figures, count, 3));
    for (int k = 0; k < count; k++) {
        MATRIX(*figures, k, 0) = raw[k];
        MATRIX(*figures, k, 1) = model->statistic_mean[k];
        MATRIX(*figures, k, 2) = model->statistic_sd[k];
    }
    return IGRAPH_SUCCESS;
}

/* Code vector as a matrix of one row. */
static igraph_error_t row_of(igraph_matrix_t *row, const igraph_vector_t *code) {
    IGRAPH_CHECK(igraph_matrix_init(row, 1, igraph_vector_size(code)));
    for (igraph_integer_t k = 0; k < igraph_vector_size(code); k++) {
        MATRIX(*row, 0, k) = VECTOR(*code)[k];
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_generate_graph
 * \brief Generates one graph from a code.
 *
 * \param model The model.
 * \param graph An uninitialised graph. It is directed; if an attribute handler is set it carries
 *    node data, weights, code and seed as attributes.
 * \param code The code, or NULL to draw one from the density of the training codes.
 * \param nodes Number of neurons, 0 to draw it.
 * \param seed The seed; equal seeds give equal graphs.
 * \return Error code, as \ref latigraph_generate().
 *
 * Time complexity: O(n² r), n neurons, r the rank of the decoder.
 */
igraph_error_t latigraph_generate_graph(const latigraph_model_t *model, igraph_t *graph,
                                        const igraph_vector_t *code, igraph_integer_t nodes,
                                        igraph_uint_t seed) {
    const latigraph_generate_options_t options = {
        .nodes = nodes, .count = 1, .threads = 1, .seed = seed};
    latigraph_circuit_list_t circuits;
    igraph_matrix_t row;
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    if (code != NULL) {
        IGRAPH_CHECK(row_of(&row, code));
        IGRAPH_FINALLY(igraph_matrix_destroy, &row);
    }
    IGRAPH_CHECK(latigraph_generate(model, &circuits, code == NULL ? NULL : &row, NULL, &options));
    if (code != NULL) {
        igraph_matrix_destroy(&row);
        IGRAPH_FINALLY_CLEAN(1);
    }
    IGRAPH_CHECK(latigraph_circuit_to_graph(latigraph_circuit_list_get(&circuits, 0), graph));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
