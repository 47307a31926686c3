/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Pending circuits: node data and random streams first, edges later and repeatedly.
 *
 * Generation, steering, edits and least-side-effects steering all need circuits that differ only by
 * codes or rates. So node data, examples and random streams are prepared once. Every request then
 * decodes the rates, extrapolates them beyond the fitted sizes, steers them to target statistics if
 * the circuit is calibrated, and draws edges and weights:
 *
 *     code, node codes → decode → extrapolate → steer → draw edges → close triangles →
 *         draw weights → circuit
 *
 * Circuits that need the rates of all pairs are distributed over threads. A sparse circuit
 * (large.c) uses all threads itself. */

#include "generate/generate.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/store.h"
#include "generate/closure.h"
#include "generate/edit.h"
#include "generate/large.h"
#include "generate/redraw.h"
#include "model/parameters.h"

#include <latigraph/version.h>

#include <math.h>

/* --- Node data and streams ------------------------------------------------ */

static void destroy_examples(latigraph_pending_t *pending) {
    for (igraph_integer_t i = 0;
         pending->example != NULL && i < latigraph_circuit_list_size(&pending->nodes); i++) {
        latigraph_example_destroy(pending->example[i]);
    }
    g_free(pending->example);
    pending->example = NULL;
}

void latigraph_pending_destroy(latigraph_pending_t *pending) {
    destroy_examples(pending);
    latigraph_circuit_list_destroy(&pending->nodes);
    g_free(pending->stream);
    pending->stream = NULL;
}

/* Adds the node data of circuit i. */
static igraph_error_t add_nodes(latigraph_pending_t *pending, int i, const double *code,
                                const latigraph_circuit_t *like,
                                const latigraph_generate_options_t *options) {
    latigraph_circuit_t *nodes;
    char name[64];
    if (like != NULL) {
        IGRAPH_CHECK(latigraph_circuit_without_edges(&nodes, like, like->name));
    } else {
        g_snprintf(name, sizeof name, "generated-%" G_GUINT64_FORMAT "-%04d",
                   (guint64)pending->seed, pending->first + i + 1);
        IGRAPH_CHECK(latigraph_draw_nodes(&nodes, pending->model, code, (int)options->nodes,
                                          options->place, &pending->stream[i], name));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, nodes);
    IGRAPH_CHECK(latigraph_circuit_list_push_back(&pending->nodes, nodes));
    IGRAPH_FINALLY_CLEAN(1);
    pending->n_max = MAX(pending->n_max, nodes->n);
    IGRAPH_CHECK(latigraph_example_create(&pending->example[i], pending->model, nodes, 0));
    latigraph_centre_conditions(pending->model, pending->example[i]);
    return IGRAPH_SUCCESS;
}

/* Bytes per neuron of its identity, its rows of edges and its columns, at least. */
static const double NEURON_BYTES = 64;

static igraph_error_t check_size(const latigraph_circuit_t *like, igraph_integer_t nodes) {
    if (nodes < 0 || nodes == 1) {
        IGRAPH_ERRORF("The number of neurons of a generated circuit is %" IGRAPH_PRId
                      ", but must be at least 2, or 0 to draw it.",
                      IGRAPH_EINVAL, nodes);
    }
    if (like != NULL && nodes != 0 && nodes != like->n) {
        IGRAPH_ERRORF("The requested number of neurons is %" IGRAPH_PRId ", but the circuit that "
                      "supplies the node data has %d. Pass the same number, or 0.",
                      IGRAPH_EINVAL, nodes, like->n);
    }
    if (nodes > LATIGRAPH_NODES_MAX) {
        IGRAPH_ERRORF("The number of neurons of a generated circuit is %" IGRAPH_PRId
                      ", but must be at most %d.",
                      IGRAPH_EINVAL, nodes, LATIGRAPH_NODES_MAX);
    }
    return IGRAPH_SUCCESS;
}

/* Rejects a size whose node data and rates alone exceed the memory of the machine, before minutes
 * of work. */
static igraph_error_t check_size_fits(const latigraph_model_t *model, igraph_integer_t nodes) {
    const double numbers = latigraph_node_outputs(&model->config) + model->config.conditions;
    const double need = (double)nodes * (NEURON_BYTES + sizeof(real_t) * numbers);
    const double have = latigraph_machine_memory();
    if (need > have) {
        IGRAPH_ERRORF("A circuit of %" IGRAPH_PRId
                      " neurons needs more than %.0f GB of memory, but "
                      "this machine has %.0f GB.",
                      IGRAPH_ENOMEM, nodes, need / 1e9, have / 1e9);
    }
    return IGRAPH_SUCCESS;
}

/* Rejects a mean degree that no simple circuit of n neurons has; n = 0: the size is drawn. */
static igraph_error_t check_degree(igraph_real_t mean_degree, igraph_integer_t n) {
    if (n > 0 && mean_degree > (igraph_real_t)(n - 1)) {
        IGRAPH_ERRORF("The requested mean degree is %g, but %" IGRAPH_PRId
                      " neurons have at most %" IGRAPH_PRId " edges per neuron.",
                      IGRAPH_EINVAL, mean_degree, n, n - 1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_options(const latigraph_generate_options_t *options) {
    if (options->count < 1 || options->count > G_MAXINT / 2) {
        IGRAPH_ERRORF("The number of circuits is %" IGRAPH_PRId
                      ", but must be from 1 to 1073741823.",
                      IGRAPH_EINVAL, options->count);
    }
    IGRAPH_CHECK(latigraph_check_threads(options->threads));
    if (!(options->mean_degree >= 0 && isfinite(options->mean_degree))) {
        IGRAPH_ERRORF(
            "The mean degree is %g, but must be positive, or 0 to keep the degree of the rates.",
            IGRAPH_EINVAL, options->mean_degree);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_place(const latigraph_circuit_t *like, latigraph_place_t place) {
    if (like != NULL && place != LATIGRAPH_PLACE_FITTED) {
        IGRAPH_ERROR(
            "A slab or ball was requested together with a circuit that supplies the node data, "
            "whose neurons keep their positions. Leave one of the two out.",
            IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_pending_init(latigraph_pending_t *pending, const latigraph_model_t *model,
                                      const double *codes, const latigraph_circuit_t *like,
                                      const latigraph_generate_options_t *options) {
    IGRAPH_CHECK(check_options(options));
    return latigraph_pending_init_part(pending, model, codes, like, options, 0,
                                       (int)options->count);
}

igraph_error_t latigraph_pending_init_part(latigraph_pending_t *pending,
                                           const latigraph_model_t *model, const double *codes,
                                           const latigraph_circuit_t *like,
                                           const latigraph_generate_options_t *options, int first,
                                           int count) {
    IGRAPH_CHECK(check_options(options));
    IGRAPH_CHECK(check_place(like, options->place));
    IGRAPH_CHECK(check_size(like, options->nodes));
    IGRAPH_CHECK(check_degree(options->mean_degree, like != NULL ? like->n : options->nodes));
    IGRAPH_CHECK(check_size_fits(model, options->nodes));
    memset(pending, 0, sizeof *pending);
    pending->model = model;
    latigraph_model_digest_text(model, pending->digest);
    pending->seed = options->seed;
    pending->first = first;
    pending->all = (int)options->count;
    pending->count = count;
    pending->density = options->density;
    pending->mean_degree = options->mean_degree;
    pending->calibrate = !options->uncalibrated;
    pending->independent = options->independent_dyads;
    pending->shared = like != NULL;
    IGRAPH_CHECK(latigraph_circuit_list_init(&pending->nodes));
    IGRAPH_FINALLY(latigraph_pending_destroy, pending);
    pending->example = g_try_new0(latigraph_example_t *, pending->count);
    pending->stream = g_try_new0(latigraph_stream_t, pending->count);
    if (pending->example == NULL || pending->stream == NULL) {
        IGRAPH_ERRORF("Not enough memory for %d circuits.", IGRAPH_ENOMEM, pending->count);
    }
    for (int i = 0; i < pending->count; i++) {
        latigraph_stream_init(&pending->stream[i], pending->seed, LATIGRAPH_STREAM_NODES,
                              (uint64_t)(first + i));
        if (i == 0 || !pending->shared) {
            IGRAPH_CHECK(
                add_nodes(pending, i, codes + (gsize)i * (gsize)model->config.code, like, options));
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Edges ---------------------------------------------------------------- */

/* Circuits per thread between two reports of progress. */
enum { CHUNK = 4 };
/* Number of neurons from which on progress is reported after every circuit. */
enum { LARGE = 400 };

typedef struct {
    const latigraph_pending_t *pending;
    latigraph_pending_request_t request;
    latigraph_layer_t **layer;          /* (threads) or NULL: rates stay as decoded */
    latigraph_redraw_t *redraw;         /* (threads) */
    latigraph_closure_chain_t *closure; /* (threads) or NULL: no circuit has a closure stage */
    latigraph_weight_law_t law;
    int threads, first, count;
    gboolean makes_circuits;       /* else only means over draws are wanted */
    real_t *codes;                 /* (count, dz) */
    float **positions;             /* (threads) scratch of (n_max, 3) */
    latigraph_scratch_t **scratch; /* (threads) */
    real_t **node_codes;           /* (threads) u, its mean and its ln variance, (n_max, du) each */
    latigraph_edge_list_t *edges;  /* (threads × CHUNK) */
    gint64 *swaps;                 /* (threads × CHUNK) steps of the closure stage */
} job_t;

static void job_destroy(job_t *job) {
    for (int t = 0; t < job->threads; t++) {
        if (job->scratch != NULL) {
            latigraph_scratch_destroy(job->scratch[t]);
        }
        if (job->node_codes != NULL) {
            g_free(job->node_codes[t]);
        }
        if (job->positions != NULL) {
            g_free(job->positions[t]);
        }
        if (job->layer != NULL) {
            latigraph_layer_destroy(job->layer[t]);
        }
        if (job->redraw != NULL) {
            latigraph_redraw_clear(&job->redraw[t]);
        }
        if (job->closure != NULL) {
            latigraph_closure_chain_destroy(&job->closure[t]);
        }
    }
    for (int e = 0; job->edges != NULL && e < job->threads * CHUNK; e++) {
        latigraph_edge_list_clear(&job->edges[e]);
    }
    g_free(job->scratch);
    g_free(job->layer);
    g_free(job->redraw);
    g_free(job->closure);
    g_free(job->node_codes);
    g_free(job->positions);
    g_free(job->edges);
    g_free(job->swaps);
    g_free(job->codes);
}

static const latigraph_example_t *example_of(const latigraph_pending_t *pending, int i) {
    return pending->example[pending->shared ? 0 : i];
}

static gboolean is_sparse(const job_t *job, int i) {
    return latigraph_is_sparse(job->pending, i, latigraph_requests_statistics(&job->request));
}

/* Returns whether a circuit has a closure stage. An edit keeps the edges of a circuit, which swaps
 * would exchange. */
static gboolean is_closed(const job_t *job, int i) {
    const latigraph_pending_t *pending = job->pending;
    const int n = example_of(pending, i)->n;
    return pending->calibrate && !pending->independent && pending->edit == NULL &&
           !is_sparse(job, i) && latigraph_code_describes(pending->model, n) &&
           latigraph_closes(pending->model, n);
}

static const latigraph_circuit_t *nodes_of(const latigraph_pending_t *pending, int i) {
    return latigraph_circuit_list_get(&pending->nodes, pending->shared ? 0 : i);
}

/* Returns what circuit i is closed to. */
static latigraph_closing_t closing_of(const job_t *job, int i, int worker, const real_t *z) {
    const double *asked = job->request.local_clustering;
    return (latigraph_closing_t){.chain = job->closure != NULL ? &job->closure[worker] : NULL,
                                 .model = job->pending->model,
                                 .z = z,
                                 .nodes = nodes_of(job->pending, i),
                                 .local_clustering = asked != NULL ? asked[i] : NAN};
}

/* Allocates the chains of the closure stage for the largest circuit that needs one. */
static igraph_error_t allocate_closure(job_t *job, int count) {
    int most = 0;
    for (int i = 0; i < count; i++) {
        most = MAX(most, is_closed(job, i) ? example_of(job->pending, i)->n : 0);
    }
    if (most > 0) {
        job->closure = g_try_new0(latigraph_closure_chain_t, job->threads);
        LATIGRAPH_CHECK_MEMORY(job->closure);
        for (int t = 0; t < job->threads; t++) {
            IGRAPH_CHECK(latigraph_closure_chain_init(&job->closure[t], most));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Returns whether a circuit is steered or its expected statistics are requested. */
static gboolean needs_layers(const job_t *job, int count) {
    gboolean needed = job->request.adjust != NULL || job->request.solutions != NULL;
    for (int i = 0; i < count && job->pending->calibrate && !needed; i++) {
        needed = latigraph_code_describes(job->pending->model, example_of(job->pending, i)->n);
    }
    return needed;
}

static gboolean allocate_layers(job_t *job, int n_max) {
    job->layer = g_try_new0(latigraph_layer_t *, job->threads);
    for (int t = 0; job->layer != NULL && t < job->threads; t++) {
        job->layer[t] = latigraph_layer_create(n_max, job->pending->model->config.rank);
        if (job->layer[t] == NULL) {
            return FALSE;
        }
    }
    return job->layer != NULL;
}

/* Returns the number of neurons of the largest circuit that is not drawn sparsely. */
static int largest(const job_t *job, int count) {
    int n = 0;
    for (int i = 0; i < count; i++) {
        n = MAX(n, is_sparse(job, i) ? 0 : example_of(job->pending, i)->n);
    }
    return n;
}

/* Allocates for circuits of up to n_max neurons. Returns false if memory is short. */
static gboolean job_allocate(job_t *job, int count, int n_max, const double *codes) {
    const latigraph_model_t *model = job->pending->model;
    const gsize code_count = (gsize)count * (gsize)model->config.code;
    const gsize node_codes = (gsize)n_max * (gsize)model->config.node_code;
    job->codes = g_try_new0(real_t, code_count + 1);
    job->scratch = g_try_new0(latigraph_scratch_t *, job->threads);
    job->node_codes = g_try_new0(real_t *, job->threads);
    job->edges = g_try_new0(latigraph_edge_list_t, job->threads * CHUNK);
    job->swaps = g_try_new0(gint64, job->threads * CHUNK);
    job->redraw = g_try_new0(latigraph_redraw_t, job->threads);
    job->positions = g_try_new0(float *, job->threads);
    if (job->positions == NULL || job->codes == NULL || job->scratch == NULL ||
        job->node_codes == NULL || job->edges == NULL || job->swaps == NULL ||
        job->redraw == NULL) {
        return FALSE;
    }
    for (gsize k = 0; k < code_count; k++) {
        job->codes[k] = (real_t)codes[k];
    }
    for (int t = 0; t < job->threads; t++) {
        job->scratch[t] = latigraph_scratch_create(&model->config, n_max);
        job->node_codes[t] = g_try_new0(real_t, 3 * node_codes + 1);
        job->positions[t] = g_try_new0(float, 3 * (gsize)n_max + 1);
        if (job->scratch[t] == NULL || job->node_codes[t] == NULL || job->positions[t] == NULL) {
            return FALSE;
        }
    }
    return !needs_layers(job, count) || allocate_layers(job, n_max);
}

const real_t *latigraph_pending_node_codes(const latigraph_pending_t *pending, int index,
                                           latigraph_scratch_t *scratch, const real_t *z,
                                           real_t *u) {
    if (pending->edit != NULL) {
        return pending->edit->node_codes;
    }
    const latigraph_model_t *model = pending->model;
    const latigraph_example_t *example = example_of(pending, index);
    const gsize size = (gsize)example->n * (gsize)model->config.node_code;
    real_t *mean = u + size, *log_variance = mean + size;
    latigraph_stream_t stream = pending->stream[index];
    latigraph_model_prior_nodes(model, example, scratch, z, mean, log_variance);
    for (gsize k = 0; k < size; k++) {
        const double sd = exp(0.5 * (double)log_variance[k]);
        u[k] = (real_t)((double)mean[k] + sd * latigraph_stream_normal(&stream));
    }
    return u;
}

/* Steers the rates to the target statistics of the code, as changed by the caller. */
static void steer(const job_t *job, int index, int worker, const real_t *z,
                  latigraph_rates_t *rates) {
    const latigraph_pending_t *pending = job->pending;
    const latigraph_example_t *example = example_of(pending, index);
    latigraph_layer_t *layer = job->layer[worker];
    latigraph_target_statistics_t targets;
    latigraph_solution_t found = {.theta = {0}};
    double asked = 0;
    latigraph_layer_begin(layer, example, rates);
    latigraph_target_statistics_of_code(pending->model, z, latigraph_layer_statistic_count(layer),
                                        &targets);
    if (!pending->calibrate || !latigraph_code_describes(pending->model, example->n)) {
        memset(targets.weight, 0, sizeof targets.weight);
    }
    if (job->request.adjust != NULL) {
        targets.tolerance = LATIGRAPH_REQUEST_TOLERANCE;
        job->request.adjust(index, &targets, job->request.data);
    }
    for (int k = 0; k < LATIGRAPH_STEERED_MAX; k++) {
        found.expected[k] = NAN;
        asked += k < targets.count ? targets.weight[k] : 0;
    }
    if (asked > 0) {
        if (job->request.start != NULL) {
            found = job->request.start[index];
        }
        latigraph_layer_solve(layer, &targets, &found);
        latigraph_layer_rates(layer, found.theta, rates);
    } else if (job->request.solutions != NULL) {
        latigraph_layer_statistics(layer, found.theta, found.expected);
    }
    if (job->request.solutions != NULL) {
        const latigraph_closing_t closing = closing_of(job, index, worker, z);
        found.expected[LATIGRAPH_STEERED_LOCAL_CLUSTERING] =
            is_closed(job, index) ? latigraph_closing_target(&closing) : NAN;
        job->request.solutions[index] = found;
    }
}

void latigraph_pending_draw_edges(const latigraph_pending_t *pending,
                                  const latigraph_rates_t *rates, const latigraph_dyads_t *dyads,
                                  latigraph_stream_t *stream, latigraph_edge_list_t *edges) {
    if (pending->edit != NULL) {
        latigraph_edit_edges(pending->edit, rates, stream, edges);
    } else {
        latigraph_sample_edges(rates, dyads, stream, edges);
    }
}

/* Returns the number of closings of a circuit: all are spread evenly over the circuits. */
static int closings_of(const job_t *job, int index) {
    const gint64 all = job->request.closings, count = job->count;
    return (int)((index + 1) * all / count - index * all / count);
}

/* Draws a circuit again and again for the means of its statistics. Returns false if memory runs
 * out. */
static gboolean redraw(const job_t *job, int index, int worker, const latigraph_rates_t *rates,
                       const latigraph_closing_t *closing) {
    const gsize at = (gsize)index * (gsize)LATIGRAPH_STEERED_MAX;
    const latigraph_redraws_t redraws = {.draws = job->request.draws,
                                         .closings = closings_of(job, index),
                                         .round = job->request.round,
                                         .closing = closing};
    return latigraph_redraw_statistics(&job->redraw[worker], job->pending, index, rates, &redraws,
                                       job->request.sampled + at, job->request.change + at);
}

/* Closes a circuit, and notes how that changes its statistics if such changes were requested.
 * Returns false if memory runs out. */
static gboolean close_edges(const job_t *job, int index, int worker, const latigraph_rates_t *rates,
                            const latigraph_closing_t *closing, latigraph_edge_list_t *edges,
                            gint64 *swaps) {
    const latigraph_pending_t *pending = job->pending;
    const uint64_t number = (uint64_t)(pending->first + index);
    latigraph_redraw_t *redraw = &job->redraw[worker];
    double *change = job->request.draws > 0
                         ? job->request.change + (gsize)index * (gsize)LATIGRAPH_STEERED_MAX
                         : NULL;
    double before[LATIGRAPH_STATISTICS_MAX] = {0}, after[LATIGRAPH_STATISTICS_MAX] = {0};
    if ((change != NULL && !latigraph_redraw_measure(redraw, pending, index, edges, before)) ||
        !latigraph_close(closing, rates, pending->seed, number, edges, swaps) ||
        (change != NULL && !latigraph_redraw_measure(redraw, pending, index, edges, after))) {
        return FALSE;
    }
    for (int k = 0; k < LATIGRAPH_STATISTICS_MAX && change != NULL; k++) {
        change[k] = after[k] - before[k];
    }
    if (change != NULL) {
        change[LATIGRAPH_STEERED_LOCAL_CLUSTERING] = latigraph_closing_missed(closing, edges);
    }
    return TRUE;
}

static void generate_edges(int item, int worker, void *data) {
    const job_t *job = data;
    const latigraph_pending_t *pending = job->pending;
    const int index = job->first + item;
    const latigraph_example_t *example = example_of(pending, index);
    const real_t *z = job->codes + (gsize)index * (gsize)pending->model->config.code;
    const real_t *u = latigraph_pending_node_codes(pending, index, job->scratch[worker], z,
                                                   job->node_codes[worker]);
    latigraph_edge_list_t *edges = &job->edges[item];
    const uint64_t number = (uint64_t)(pending->first + index);
    latigraph_stream_t stream;
    latigraph_rates_t rates;
    latigraph_model_decode(pending->model, example, job->scratch[worker], z, u, &rates);
    if (latigraph_is_beyond(pending->model, example->n)) {
        const latigraph_reach_t reach =
            latigraph_reach_of(pending->model, example->n, pending->density);
        latigraph_extrapolate_rates(pending->model, example, reach, job->positions[worker], &rates);
    }
    if (job->layer != NULL) {
        steer(job, index, worker, z, &rates);
    }
    latigraph_stream_init(&stream, pending->seed, LATIGRAPH_STREAM_EDGES, number);
    latigraph_pending_draw_edges(pending, &rates, NULL, &stream, edges);
    const latigraph_closing_t closing = closing_of(job, index, worker, z);
    const gboolean closed = closing.chain != NULL && is_closed(job, index);
    for (int k = 0; k < LATIGRAPH_STEERED_MAX && job->request.draws > 0; k++) {
        job->request.change[(gsize)index * (gsize)LATIGRAPH_STEERED_MAX + (gsize)k] = NAN;
    }
    if (closed && job->makes_circuits &&
        !close_edges(job, index, worker, &rates, &closing, edges, &job->swaps[item])) {
        edges->out_of_memory = TRUE;
    }
    latigraph_stream_init(&stream, pending->seed, LATIGRAPH_STREAM_WEIGHTS, number);
    latigraph_sample_weights(pending->model->config.weights, &job->law, &rates, &stream, edges);
    if (pending->edit != NULL) {
        latigraph_edit_weights(pending->edit, edges);
    }
    if (job->request.draws > 0 && !redraw(job, index, worker, &rates, closed ? &closing : NULL)) {
        edges->out_of_memory = TRUE;
    }
}

/* --- Circuits ------------------------------------------------------------- */

static igraph_error_t add_notes(latigraph_circuit_t *circuit, const latigraph_pending_t *pending,
                                const double *code) {
    IGRAPH_CHECK(
        latigraph_circuit_note_numbers(circuit, "code", pending->model->config.code, code));
    IGRAPH_CHECK(latigraph_circuit_note_text(circuit, "code_digest", pending->digest));
    IGRAPH_CHECK(latigraph_circuit_note_seed(circuit, pending->seed));
    IGRAPH_CHECK(latigraph_circuit_note_text(circuit, "latigraph_version", LATIGRAPH_VERSION));
    return IGRAPH_SUCCESS;
}

/* Records how rates were extrapolated in a circuit beyond the fit. */
static igraph_error_t note_reach(latigraph_circuit_t *circuit, const latigraph_pending_t *pending) {
    const latigraph_reach_t reach =
        latigraph_reach_of(pending->model, circuit->n, pending->density);
    if (isfinite(reach.squared)) {
        IGRAPH_CHECK(latigraph_circuit_note_number(
            circuit, "fitted_distance",
            sqrt(reach.squared) * latigraph_model_length_scale(pending->model)));
    }
    if (reach.log_factor < 0) {
        IGRAPH_CHECK(latigraph_circuit_note_number(circuit, "rate_factor", exp(reach.log_factor)));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_pending_begin_circuit(const latigraph_pending_t *pending, int index,
                                               const double *code, latigraph_circuit_t **circuit) {
    const latigraph_circuit_t *nodes = nodes_of(pending, index);
    char name[32];
    g_snprintf(name, sizeof name, "generated-%04d", pending->first + index + 1);
    IGRAPH_CHECK(latigraph_circuit_without_edges(circuit, nodes, name));
    IGRAPH_FINALLY(latigraph_circuit_destroy, *circuit);
    IGRAPH_CHECK(add_notes(*circuit, pending, code));
    IGRAPH_CHECK(note_reach(*circuit, pending));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Raises the error of a worker. Statistics over draws need the check too, without circuits. */
static igraph_error_t check_edges(const latigraph_pending_t *pending, int index,
                                  const latigraph_edge_list_t *edges) {
    if (edges->out_of_memory) {
        IGRAPH_ERRORF("Not enough memory for the edges of a circuit of %d neurons (%d were drawn "
                      "before it ran out).",
                      IGRAPH_ENOMEM, nodes_of(pending, index)->n, edges->size);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_circuit(const latigraph_pending_t *pending, int index, const double *code,
                                  const latigraph_edge_list_t *edges, gint64 swaps,
                                  latigraph_circuit_list_t *circuits) {
    latigraph_circuit_t *circuit;
    IGRAPH_CHECK(latigraph_pending_begin_circuit(pending, index, code, &circuit));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(
        latigraph_circuit_set_edges(circuit, edges->size, edges->from, edges->to, edges->weight));
    if (swaps >= 0) {
        IGRAPH_CHECK(latigraph_note_closure(circuit, swaps));
    }
    IGRAPH_CHECK(latigraph_circuit_list_push_back(circuits, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Draws one large circuit, which uses all threads, and adds it unless `circuits` is NULL. */
static igraph_error_t add_sparse(const job_t *job, int index, const double *code, int threads,
                                 latigraph_circuit_list_t *circuits) {
    const latigraph_pending_t *pending = job->pending;
    latigraph_circuit_t *circuit;
    if (circuits == NULL) {
        return latigraph_requests_statistics(&job->request)
                   ? latigraph_pending_draw_sparse(pending, index, code, threads, &job->request,
                                                   NULL)
                   : IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_pending_begin_circuit(pending, index, code, &circuit));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(
        latigraph_pending_draw_sparse(pending, index, code, threads, &job->request, circuit));
    IGRAPH_CHECK(latigraph_circuit_list_push_back(circuits, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns how many circuits from job->first on are not sparse, up to the number of one round. */
static int dense_items(const job_t *job, int count, int n_max) {
    const int most = job->threads * (n_max > LARGE ? 1 : CHUNK);
    int items = 0;
    while (items < most && job->first + items < count && !is_sparse(job, job->first + items)) {
        items++;
    }
    return items;
}

/* Bytes per pair of neurons of the rates of all pairs, and of the layer with its expectations. */
static const double RATES_BYTES = 12, LAYER_BYTES = 84;

/* Rejects more threads than there is memory for. */
static igraph_error_t check_dense(const job_t *job, int count, int n_max) {
    const double each = RATES_BYTES + (needs_layers(job, count) ? LAYER_BYTES : 0);
    const double need = each * n_max * n_max * job->threads, have = latigraph_machine_memory();
    if (need > have) {
        IGRAPH_ERRORF("The rates of all pairs of %d neurons need %.1f GB of memory with %d "
                      "threads, but this machine has %.1f GB. Use fewer threads.",
                      IGRAPH_ENOMEM, n_max, need / 1e9, job->threads, have / 1e9);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t generate_all(job_t *job, int count, int n_max, int threads,
                                   const double *codes, latigraph_circuit_list_t *circuits) {
    const latigraph_pending_t *pending = job->pending;
    const gsize width = (gsize)pending->model->config.code;
    while (job->first < count) {
        const int items = dense_items(job, count, n_max);
        IGRAPH_PROGRESS("Generating circuits",
                        100.0 * (pending->first + job->first) / MAX(pending->all, count), NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        if (items == 0) {
            IGRAPH_CHECK(
                add_sparse(job, job->first, codes + (gsize)job->first * width, threads, circuits));
        }
        latigraph_parallel_for(job->threads, items, generate_edges, job);
        for (int i = 0; i < items; i++) {
            IGRAPH_CHECK(check_edges(pending, job->first + i, &job->edges[i]));
        }
        for (int i = 0; i < items && circuits != NULL; i++) {
            const int index = job->first + i;
            IGRAPH_CHECK(add_circuit(pending, index, codes + (gsize)index * width, &job->edges[i],
                                     is_closed(job, index) ? job->swaps[i] : -1, circuits));
        }
        job->first += MAX(items, 1);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_pending_generate(const latigraph_pending_t *pending, int count,
                                          const double *codes, int threads,
                                          const latigraph_pending_request_t *request,
                                          latigraph_circuit_list_t *circuits) {
    job_t job = {.pending = pending,
                 .threads = MIN(threads, count),
                 .count = count,
                 .makes_circuits = circuits != NULL};
    if (request != NULL) {
        job.request = *request;
    }
    if (pending->model->config.weights != LATIGRAPH_WEIGHTS_NONE) {
        job.law = latigraph_model_weight_law(pending->model);
    }
    const int n_max = largest(&job, count);
    IGRAPH_CHECK(check_dense(&job, count, n_max));
    IGRAPH_FINALLY(job_destroy, &job);
    if (!job_allocate(&job, count, n_max, codes)) {
        IGRAPH_ERRORF("Not enough memory for the rates of all pairs of %d neurons.", IGRAPH_ENOMEM,
                      n_max);
    }
    IGRAPH_CHECK(allocate_closure(&job, count));
    IGRAPH_CHECK(generate_all(&job, count, n_max, threads, codes, circuits));
    if (pending->first + count >= pending->all) {
        IGRAPH_PROGRESS("Generating circuits", 100, NULL);
    }
    job_destroy(&job);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
