/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Public functions that generate circuits.
 *
 * A call is split into parts, so that an ensemble need not fit in memory. Each part is a set of
 * pending circuits (pending.c) that get edges and weights and go to the caller's sink. Every random
 * number depends on the seed and the number of the circuit alone, so the split changes nothing. */

#include "generate/generate.h"

#include "base/memory.h"
#include "base/seed.h"
#include "model/statistics.h"
#include "model/vocabulary.h"

/**
 * \function latigraph_generate_options_init
 * \brief Default options of a generation, with a seed from igraph's default generator.
 *
 * \param options Gets \c nodes 0 (as many as \c like has, or drawn), \c count 1, \c threads 1 and a
 *    seed of 31 bits. The seed is drawn from \c igraph_rng_default(), so that \c igraph_rng_seed()
 *    makes generation reproducible.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_generate()
 *
 * Example: options for 100 circuits of 150 neurons.
 * \verbatim
 *    latigraph_generate_options_t options;
 *    latigraph_generate_options_init(&options);
 *    options.count = 100;
 *    options.nodes = 150;
 * \endverbatim
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
    options->independent_dyads = 0;
}

/* Limits of one part: its neurons, and its circuits per thread. */
enum { PART_NEURONS = 1 << 20, PART_CIRCUITS = 32 };

/* Returns the number of circuits in a part. */
static int part_size(const latigraph_model_t *model, const latigraph_circuit_t *like,
                     const latigraph_generate_options_t *options) {
    const double n = like != NULL         ? like->n
                     : options->nodes > 0 ? (double)options->nodes
                                          : model->size_max;
    return (int)CLAMP(PART_NEURONS / n, 1, PART_CIRCUITS * (double)MAX(options->threads, 1));
}

/* Passes all circuits of a list to the sink and leaves the list empty. */
static igraph_error_t pass_on(latigraph_circuit_list_t *circuits, latigraph_circuit_sink_t *sink,
                              void *data) {
    for (igraph_integer_t i = 0; i < circuits->size; i++) {
        latigraph_circuit_t *circuit = circuits->items[i];
        circuits->items[i] = NULL; /* the sink owns it, even if it fails */
        IGRAPH_CHECK(sink(circuit, data));
    }
    circuits->size = 0;
    return IGRAPH_SUCCESS;
}

/* Generates `count` circuits, the first of which has number `first`. `codes` has their rows only.
 */
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
    IGRAPH_CHECK(pass_on(&circuits, sink, data));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sink that appends circuits to a list. */
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
 * Every circuit gets a code z, node data, and node codes u from their prior p(u | node data, z).
 * Its edges are drawn from the exact probabilities of all dyads. There is an edge i → j if N_ij +
 * M_ij &gt; 0 with N_ij ~ Poisson(λ_ij) and M_ij = M_ji ~ Poisson(μ_ij). If only N_ij and N_ji ask
 * for both edges of a dyad, one of the two is lost with probability δ (doc/model.md). A model of
 * weights adds a weight to every edge.
 *
 * </para><para> The first coordinates of the code are statistics of the circuit. Independent node
 * codes lose some of them. So sixteen global parameters of the decoder are solved for every
 * circuit, such that its expected statistics match the code. These are density, reciprocity, spread
 * and correlation of degrees, transitivity, kinds of triangles, assortativity, neurons without
 * input or output, and edge length (doc/model.md, "Calibrated generation"). The rates stay as
 * decoded with \c uncalibrated in the options, and in circuits a tenth or more beyond the sizes of
 * the training circuits.
 *
 * </para><para> Calibrated circuits then have a closure stage if the code holds statistics of
 * closure: a chain of swaps, which keeps all degrees and knows the rates, brings local clustering,
 * shared partners and closed triads to the values in the code (doc/model.md, "Closure"). The
 * likelihood is that of the dyads, which are independent given the rates before the stage. It is
 * left out with \c uncalibrated or \c independent_dyads in the options, and in circuits with
 * extrapolated rates. Circuits with the stage have the graph attribute \c closure_swaps, the number
 * of its steps that changed the circuit.
 *
 * </para><para> Circuits whose rates stay as decoded use a sparse sampler from some hundred neurons
 * on. It draws from the same distribution exactly, in time that grows with the edges. Three rules
 * apply to circuits beyond the sizes of the fit. The distance kernel falls off beyond the fitted
 * distances, neurons count as the centre of their surroundings, and \c density and \c mean_degree
 * choose what stays constant (doc/scale.md).
 *
 * </para><para> Without \p like, the number of neurons and their node data are drawn from a law
 * that was fitted to the training circuits, given z (doc/model.md, "Node data"). The model keeps no
 * training circuit's node data. If \c nodes lies outside the training sizes, the density of neurons
 * is that of the nearest training size. It counts neurons per unit of volume, or per unit of area
 * for columns, whose depth stays.
 *
 * </para><para> Circuits are called \c generated-0001, ... and have the graph attributes \c code,
 * \c seed and \c latigraph_version. Circuit i depends only on the model, the code, the node data,
 * the seed and i. It does not depend on the number of circuits or threads. So an ensemble can be
 * generated in pieces, also on several machines: \c first in the options is the number of circuits
 * before those of this call.
 *
 * \param model The model.
 * \param circuits Initialised list; the circuits are appended.
 * \param codes One row (used for all circuits) or \c count rows, with one column per dimension of
 *    the code. If NULL, codes are drawn from the Gaussian fitted to the training codes, or to those
 *    of the group in the options.
 * \param like A circuit whose node data and neuron identities the generated ones get, or NULL.
 * \param options Sizes, threads and seed; NULL: those of \ref latigraph_generate_options_init().
 * \return Error code: \c IGRAPH_EINVAL for codes of a wrong shape or not finite, for codes and a
 *    group together, for an unknown group (the message lists the known ones), for a size that
 *    contradicts \p like, for a count or number of threads below 1, and for a slab or ball if the
 *    model has no density of neurons; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(count (n² r + n³)), n neurons, r the rank of the decoder; the cubes are matrix
 * products. The sparse sampler takes O(count (n log n + m)), m edges.
 *
 * \sa \ref latigraph_generate_graph(), \ref latigraph_steer()
 *
 * Example: ten circuits with drawn codes and drawn node data.
 * \verbatim
 *    latigraph_generate_options_t options;
 *    latigraph_generate_options_init(&options);
 *    options.count = 10;
 *    options.seed = 1;
 *    latigraph_generate(model, &circuits, NULL, NULL, &options);
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
 * \brief Generates circuits and passes each to a callback as soon as it is complete.
 *
 * Only a few circuits are in memory at a time, so that an ensemble can be larger than memory.
 *
 * \param model The model.
 * \param codes As in \ref latigraph_generate().
 * \param like As in \ref latigraph_generate().
 * \param options As in \ref latigraph_generate().
 * \param sink Called on this thread with each circuit, in order. It owns the circuit, whether it
 *    succeeds or fails. If it fails, generation ends with its error code.
 * \param data Passed to \p sink.
 * \return Error code, as \ref latigraph_generate().
 *
 * Time complexity: as \ref latigraph_generate().
 *
 * \sa \ref latigraph_generate()
 *
 * Example: an ensemble that the caller writes circuit by circuit.
 * \verbatim
 *    latigraph_generate_options_t options;
 *    latigraph_generate_options_init(&options);
 *    options.count = 100000;
 *    latigraph_generate_each(model, NULL, NULL, &options, write_circuit, stdout);
 * \endverbatim
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
        IGRAPH_ERRORF("The number of circuits is %" IGRAPH_PRId
                      ", but must be from 1 to 1073741823.",
                      IGRAPH_EINVAL, options->count);
    }
    if (options->first < 0 || options->first > G_MAXINT / 2) {
        IGRAPH_ERRORF("The number of circuits before the first is %" IGRAPH_PRId
                      ", but must be from 0 to 1073741823.",
                      IGRAPH_EINVAL, options->first);
    }
    /* Drawn codes are numbered over the whole ensemble, given codes over this call's circuits. */
    const int before = (int)options->first, count = (int)options->count;
    const int skipped = codes == NULL ? before : 0;
    const gsize width = (gsize)model->config.code;
    IGRAPH_CHECK(latigraph_model_check_like(model, like));
    LATIGRAPH_ALLOCATE(rows, ((gsize)skipped + (gsize)count) * width);
    IGRAPH_CHECK(latigraph_codes(model, codes, options->group,
                                 like != NULL ? latigraph_circuit_vcount(like) : options->nodes,
                                 options->seed, skipped + count, rows));
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
 * \brief Compares the statistics of a circuit with those of the training circuits.
 *
 * The comparison shows how a statistic changes at a size outside the fit.
 *
 * \param model The model.
 * \param circuit A circuit, generated or real.
 * \param figures Initialised matrix, resized: one row per statistic in the code, in the order of
 *    \ref latigraph_statistic_name(). The columns are the circuit's value, the mean and SD of the
 *    training circuits, and the standard error of the circuit's value. NaN where a statistic is not
 *    defined. The standard error is 0 for exact values. If Σ degree² exceeds 2·10⁹, statistics of
 *    triangles are estimated from 1,000,000 connected triples.
 * \return Error code: \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(m log degree + min(Σ degree², 2·10⁹)), m edges.
 *
 * \sa \ref latigraph_statistic_name()
 *
 * Example: the difference of a circuit's first statistic from the training mean, in SDs.
 * \verbatim
 *    igraph_matrix_t figures;
 *    igraph_matrix_init(&figures, 0, 0);
 *    latigraph_compare_with_training(model, circuit, &figures);
 *    printf("%g\n", (MATRIX(figures, 0, 0) - MATRIX(figures, 0, 1)) / MATRIX(figures, 0, 2));
 *    igraph_matrix_destroy(&figures);
 * \endverbatim
 */
igraph_error_t latigraph_compare_with_training(const latigraph_model_t *model,
                                               const latigraph_circuit_t *circuit,
                                               igraph_matrix_t *figures) {
    const int count = latigraph_coded_statistics(&model->config);
    const double scale = model->config.kernels > 0 ? model->vocabulary->length_scale : 0;
    double raw[LATIGRAPH_STATISTICS_MAX + 1], error[LATIGRAPH_STATISTICS_MAX + 1];
    IGRAPH_CHECK(latigraph_circuit_estimate_statistics(
        circuit, scale, model->config.weights != LATIGRAPH_WEIGHTS_NONE, raw, error));
    IGRAPH_CHECK(igraph_matrix_resize(figures, count, 4));
    for (int k = 0; k < count; k++) {
        MATRIX(*figures, k, 0) = raw[k];
        MATRIX(*figures, k, 1) = model->statistic_mean[k];
        MATRIX(*figures, k, 2) = model->statistic_sd[k];
        MATRIX(*figures, k, 3) = error[k];
    }
    return IGRAPH_SUCCESS;
}

/* Copies a code vector to a matrix of one row. */
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
 * \param graph An uninitialised graph. It is directed. If an attribute handler is set, node data,
 *    weights, code and seed become its attributes.
 * \param code The code (dz), or NULL to draw one from the density of the training codes.
 * \param nodes Number of neurons; 0: drawn.
 * \param seed The seed; equal seeds give equal graphs.
 * \return Error code, as \ref latigraph_generate().
 *
 * Time complexity: O(n² r + n³), n neurons, r the rank of the decoder.
 *
 * \sa \ref latigraph_generate()
 *
 * Example: the reciprocity of one generated graph.
 * \verbatim
 *    igraph_t graph;
 *    igraph_real_t reciprocity;
 *    latigraph_generate_graph(model, &graph, NULL, 150, 1);
 *    igraph_reciprocity(&graph, &reciprocity, true, IGRAPH_RECIPROCITY_DEFAULT);
 *    igraph_destroy(&graph);
 * \endverbatim
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
