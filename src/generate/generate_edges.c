/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Public functions that hand on the edges of one large circuit as they are drawn.
 *
 * The circuit is never held as a whole. Its rates therefore stay as decoded: calibration and the
 * closure stage need all edges. */

#include "generate/large.h"

#include "base/memory.h"

static igraph_error_t check_options(const latigraph_model_t *model, const latigraph_circuit_t *like,
                                    const latigraph_generate_options_t *options) {
    if (options->count != 1) {
        IGRAPH_ERRORF("Edges of %" IGRAPH_PRId " circuits are requested, but they are handed on "
                      "for one circuit at a time. Set count to 1; first chooses the circuit.",
                      IGRAPH_EINVAL, options->count);
    }
    if (options->first < 0 || options->first >= G_MAXINT / 2) {
        IGRAPH_ERRORF("The number of circuits before the first is %" IGRAPH_PRId
                      ", but must be from 0 to 1073741822.",
                      IGRAPH_EINVAL, options->first);
    }
    return latigraph_model_check_like(model, like);
}

/* Refuses a circuit that would be calibrated. */
static igraph_error_t check_calibration(const latigraph_pending_t *pending) {
    const int n = pending->example[0]->n;
    if (pending->calibrate && !(pending->mean_degree > 0) &&
        latigraph_code_describes(pending->model, n)) {
        IGRAPH_ERRORF(
            "A circuit of %d neurons is calibrated, which needs all its edges at once, so "
            "they cannot be handed on as they come. Leave the calibration out "
            "(uncalibrated), request a mean degree, or generate the circuit as a whole.",
            IGRAPH_EINVAL, n);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t stream_at(const latigraph_model_t *model, const double *code,
                                const latigraph_circuit_t *like,
                                const latigraph_generate_options_t *options,
                                const latigraph_edge_target_t *target,
                                latigraph_edge_totals_t *totals) {
    latigraph_pending_t pending;
    latigraph_circuit_t *circuit;
    IGRAPH_CHECK(
        latigraph_pending_init_part(&pending, model, code, like, options, (int)options->first, 1));
    IGRAPH_FINALLY(latigraph_pending_destroy, &pending);
    IGRAPH_CHECK(check_calibration(&pending));
    IGRAPH_CHECK(latigraph_pending_begin_circuit(&pending, 0, code, &circuit));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(
        latigraph_pending_stream(&pending, code, (int)options->threads, circuit, target, totals));
    latigraph_circuit_destroy(circuit);
    latigraph_pending_destroy(&pending);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t stream(const latigraph_model_t *model, const igraph_matrix_t *codes,
                             const latigraph_circuit_t *like,
                             const latigraph_generate_options_t *options,
                             const latigraph_edge_target_t *target,
                             latigraph_edge_totals_t *totals) {
    latigraph_generate_options_t defaults;
    latigraph_edge_totals_t unused;
    double *rows;
    if (options == NULL) {
        latigraph_generate_options_init(&defaults);
        options = &defaults;
    }
    IGRAPH_CHECK(check_options(model, like, options));
    const int rows_before = codes == NULL ? (int)options->first : 0;
    const gsize width = (gsize)model->config.code;
    LATIGRAPH_ALLOCATE(rows, ((gsize)rows_before + 1) * width);
    IGRAPH_CHECK(latigraph_codes(model, codes, options->group,
                                 like != NULL ? latigraph_circuit_vcount(like) : options->nodes,
                                 options->seed, rows_before + 1, rows));
    IGRAPH_CHECK(stream_at(model, rows + (gsize)rows_before * width, like, options, target,
                           totals != NULL ? totals : &unused));
    g_free(rows);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_generate_edges
 * \brief Draws one large circuit and passes its edges to a callback as they come.
 *
 * The circuit is that of \ref latigraph_generate() with the same options, if that one is drawn
 * sparsely (graph attribute \c sampler), but it is never in memory as a whole. Its edges come in
 * blocks of neurons that are near each other. Their order has no meaning; it depends on the seed
 * alone, and not on the number of threads.
 *
 * </para><para> If the program has started MPI and all its processes make this call, each draws a
 * share of the blocks and passes them to its own sink. Every edge goes to exactly one process. The
 * totals are those of all processes.
 *
 * \param model The model.
 * \param codes A matrix with one row, the code; NULL draws it from the density of the training
 *    codes.
 * \param like A circuit whose node data the generated one gets, or NULL.
 * \param options As in \ref latigraph_generate(), with a \c count of 1. The rates stay as decoded,
 *    so circuits within the sizes of the fit need \c uncalibrated or \c mean_degree. NULL: those of
 *    \ref latigraph_generate_options_init().
 * \param sink Called on this thread with the neurons, some edges (two numbers each, sender and
 *    receiver) and their weights. If it fails, generation ends with its error code. After an error
 *    in one of several processes the others wait for it, so the program must end them, too, for
 *    example with \c MPI_Abort().
 * \param data Passed to \p sink.
 * \param totals Gets the numbers of neurons, edges and mutual pairs, and the factor on all rates;
 *    may be NULL.
 * \return Error code: \c IGRAPH_EINVAL as in \ref latigraph_generate(), and for a circuit that
 *    would be calibrated; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(n log n + m), n neurons, m edges, divided by the number of threads and
 * processes. Memory is O(n) per process, about 650 bytes per neuron; with \c mean_degree, which
 * needs all edges before it can thin them, O(n + m / processes), eight bytes per edge.
 *
 * \sa \ref latigraph_generate(), \ref latigraph_generate_to_folder()
 *
 * Example: the number of edges that leave the first neuron.
 * \verbatim
 *    igraph_error_t count_edges(const latigraph_circuit_t *neurons,
 *                               const igraph_vector_int_t *edges,
 *                               const igraph_vector_t *weights, void *data) {
 *        for (igraph_integer_t e = 0; e < igraph_vector_int_size(edges); e += 2) {
 *            *(int *)data += VECTOR(*edges)[e] == 0;
 *        }
 *        return IGRAPH_SUCCESS;
 *    }
 *
 *    int first = 0;
 *    latigraph_generate_options_t options;
 *    latigraph_generate_options_init(&options);
 *    options.nodes = 1000000;
 *    latigraph_generate_edges(model, NULL, NULL, &options, count_edges, &first, NULL);
 * \endverbatim
 */
igraph_error_t latigraph_generate_edges(const latigraph_model_t *model,
                                        const igraph_matrix_t *codes,
                                        const latigraph_circuit_t *like,
                                        const latigraph_generate_options_t *options,
                                        latigraph_edge_sink_t *sink, void *data,
                                        latigraph_edge_totals_t *totals) {
    const latigraph_edge_target_t target = {.sink = sink, .data = data};
    return stream(model, codes, like, options, &target, totals);
}

/**
 * \function latigraph_generate_to_folder
 * \brief Draws one large circuit and writes it to a folder of tables as its edges come.
 *
 * The folder gets the tables \c nodes.csv, \c edges.csv and \c graph.csv, which
 * \ref latigraph_circuit_list_read() reads. They get their names when they are complete. The
 * circuit and the order of its edges are those of \ref latigraph_generate_edges(). In a job of
 * several processes each draws a share of the edges, and the first one writes all: the files are
 * the same for any number of threads and processes.
 *
 * \param model The model.
 * \param codes As in \ref latigraph_generate_edges().
 * \param like As in \ref latigraph_generate_edges().
 * \param options As in \ref latigraph_generate_edges().
 * \param folder The folder; it is made if it does not exist. Its tables are replaced.
 * \param totals As in \ref latigraph_generate_edges().
 * \return Error code, as \ref latigraph_generate_edges(), and \c IGRAPH_EFILE if a file cannot be
 *    written.
 *
 * Time complexity: as \ref latigraph_generate_edges().
 *
 * \sa \ref latigraph_generate_edges()
 *
 * Example: a million neurons with a hundred edges each, drawn by two threads.
 * \verbatim
 *    latigraph_generate_options_t options;
 *    latigraph_edge_totals_t totals;
 *    latigraph_generate_options_init(&options);
 *    options.nodes = 1000000;
 *    options.mean_degree = 100;
 *    options.threads = 2;
 *    latigraph_generate_to_folder(model, NULL, NULL, &options, "large", &totals);
 * \endverbatim
 */
igraph_error_t latigraph_generate_to_folder(const latigraph_model_t *model,
                                            const igraph_matrix_t *codes,
                                            const latigraph_circuit_t *like,
                                            const latigraph_generate_options_t *options,
                                            const char *folder, latigraph_edge_totals_t *totals) {
    const latigraph_edge_target_t target = {.folder = folder};
    return stream(model, codes, like, options, &target, totals);
}
