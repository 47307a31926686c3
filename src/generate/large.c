/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Large circuits: edges from the sparse sampler (sparse.c), decoder rows block by block.
 *
 * Nothing here holds all pairs. The neurons are put into the order of a k-d tree, rows of the
 * decoder are computed in that order, and the sampler returns edges between places of the tree.
 * Weights are drawn for these edges, which are then sorted into the circuit's own order. A
 * requested mean degree is reached by a common factor on all rates: first on some of the senders,
 * then on the whole circuit. The samplers divide the work at sizes measured in bench/README.md
 * (large.h). */

#include "generate/large.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/store.h"
#include "generate/closure.h"
#include "generate/edit.h"
#include "generate/large_drawing.h"
#include "generate/large_solve.h"
#include "model/pairs.h"
#include "model/parameters.h"

#include <string.h>

/* Largest number of rounds in which a requested mean degree is approached. */
enum { ROUNDS = 5 };
/* Number of senders whose edges are counted, in the first round and in later ones, with the
 * smallest number of parts that the circuit is divided into. */
enum { COUNTED = 1 << 12, COUNTED_THEN = 1 << 13, SHARE = 8, SHARE_THEN = 2 };
/* The factor is raised by this relative error of a count, so that most circuits are drawn with more
 * edges than requested and thinned: MARGIN, and MARGIN_SENDER over the root of the number of
 * counted senders. Their degrees vary by about 1.3 times their mean. */
static const double MARGIN = 0.01, MARGIN_SENDER = 2.6;
/* Largest change of ln factor after which edges need not be counted again. */
static const double SMALL = 0.1;
/* Number of neurons whose edges one task sorts. */
enum { TASK_ROWS = 4096 };

void latigraph_large_destroy(latigraph_large_t *large) {
    latigraph_tree_destroy(large->tree);
    g_free(large->z);
    g_free(large->global);
    g_free(large->node);
    g_free(large->effect);
    latigraph_rows_clear(&large->rows);
    g_free(large->weight);
    g_free(large->start);
    g_free(large->to);
    g_free(large->ordered);
    latigraph_large_layer_destroy(&large->layer);
}

gboolean latigraph_steers_on_drawings(int n) {
    return n >= LATIGRAPH_SPARSE_FROM;
}

gboolean latigraph_is_sparse(const latigraph_pending_t *pending, int index, gboolean requests) {
    const int n = pending->example[pending->shared ? 0 : index]->n;
    if (pending->edit != NULL) {
        return pending->edit->large != NULL;
    }
    if (requests) {
        return latigraph_steers_on_drawings(n);
    }
    if (pending->mean_degree > 0) {
        return TRUE; /* a common factor on decoded rates, which only this sampler applies */
    }
    return n >= (latigraph_is_beyond(pending->model, n) ? LATIGRAPH_SPARSE_FROM_BEYOND
                                                        : LATIGRAPH_SPARSE_FROM);
}

static gboolean is_calibrated(const latigraph_pending_t *pending, int n) {
    return pending->calibrate && !(pending->mean_degree > 0) &&
           latigraph_code_describes(pending->model, n);
}

void latigraph_large_init(latigraph_large_t *large, const latigraph_pending_t *pending, int index) {
    *large = (latigraph_large_t){
        .pending = pending, .example = pending->example[pending->shared ? 0 : index], .swaps = -1};
    large->calibrated = is_calibrated(pending, large->example->n);
    IGRAPH_FINALLY(latigraph_large_destroy, large);
}

/* --- Rows of the decoder ------------------------------------------------------------- */

igraph_error_t latigraph_large_rows(const latigraph_model_t *model,
                                    const latigraph_example_t *example, const real_t *z,
                                    const real_t *codes, latigraph_stream_t *stream, int threads,
                                    int *place, latigraph_tree_t **tree, real_t **global,
                                    real_t **node, real_t **effect) {
    const latigraph_config_t *f = &model->config;
    const gsize n = (gsize)example->n;
    const gsize activations = (gsize)mlp_activation_count(&model->parameters->layout.global);
    const gboolean weighs = effect != NULL && f->weights != LATIGRAPH_WEIGHTS_NONE;
    *tree = latigraph_tree_create(example->n, example->dims,
                                  f->kernels > 0 ? example->position : NULL, example->placed);
    *global = g_try_new(real_t, (gsize)latigraph_global_outputs(f) + activations);
    *node = g_try_new(real_t, n * (gsize)latigraph_node_outputs(f));
    if (weighs) {
        *effect = g_try_new(real_t, 2 * n);
    }
    if (*tree == NULL || *global == NULL || *node == NULL || (weighs && *effect == NULL)) {
        IGRAPH_ERRORF("Not enough memory for a circuit of %d neurons.", IGRAPH_ENOMEM, example->n);
    }
    for (gsize i = 0; i < n; i++) {
        place[(*tree)->order[i]] = (int)i;
    }
    latigraph_global_row(model, z, *global + latigraph_global_outputs(f), *global);
    return latigraph_node_rows(model, example, place, z, codes, stream, threads, *node,
                               weighs ? *effect : NULL);
}

igraph_error_t latigraph_large_decode(latigraph_large_t *large, int index, const double *code,
                                      int threads) {
    const latigraph_pending_t *pending = large->pending;
    const latigraph_model_t *model = pending->model;
    latigraph_stream_t stream = pending->stream[index];
    int *place;
    large->z = g_try_new(real_t, (gsize)model->config.code + 1);
    LATIGRAPH_CHECK_MEMORY(large->z);
    LATIGRAPH_ALLOCATE(place, large->example->n);
    for (int k = 0; k < model->config.code; k++) {
        large->z[k] = (real_t)code[k];
    }
    IGRAPH_CHECK(latigraph_large_rows(
        model, large->example, large->z, pending->edit != NULL ? pending->edit->node_codes : NULL,
        &stream, threads, place, &large->tree, &large->global, &large->node, &large->effect));
    g_free(place);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Weights ----------------------------------------------------------------------------- */

typedef struct {
    const latigraph_large_t *large;
    latigraph_large_weights_t weights;
} weigher_t;

/* Draws the weights of the edges of some rows. */
static void weigh_rows(int item, int worker, void *data) {
    const weigher_t *weigher = data;
    const latigraph_large_t *large = weigher->large;
    const latigraph_rows_t *rows = &large->rows;
    int from[LATIGRAPH_CANDIDATES];
    guchar mutual[LATIGRAPH_CANDIDATES] = {0};
    (void)worker;
    for (int i = item * TASK_ROWS; i < MIN((item + 1) * TASK_ROWS, rows->n); i++) {
        for (int e = rows->start[i]; e < rows->start[i + 1]; e += LATIGRAPH_CANDIDATES) {
            const int count = MIN(LATIGRAPH_CANDIDATES, rows->start[i + 1] - e);
            for (int c = 0; c < count; c++) {
                from[c] = i;
                mutual[c] = latigraph_weights_see_pairs(weigher->weights.kind) &&
                            latigraph_find_edge(rows->start, rows->to, rows->to[e + c], i) >= 0;
            }
            latigraph_large_weigh(&weigher->weights, count, from, rows->to + e, mutual,
                                  large->weight + e);
        }
    }
}

static igraph_error_t draw_weights(latigraph_large_t *large, int index, int threads,
                                   const latigraph_process_t *process) {
    weigher_t weigher = {.large = large};
    large->weight = g_try_new(double, (gsize)large->rows.m + 1);
    if (large->weight == NULL) {
        IGRAPH_ERRORF("Not enough memory for the weights of %d edges.", IGRAPH_ENOMEM,
                      large->rows.m);
    }
    latigraph_large_weights_init(&weigher.weights, large, index, process);
    latigraph_parallel_for(threads, (large->rows.n + TASK_ROWS - 1) / TASK_ROWS, weigh_rows,
                           &weigher);
    return IGRAPH_SUCCESS;
}

/* --- Edges ------------------------------------------------------------------------------------ */

/* Adjusts the factor on all rates until a part of the circuit has the requested density, and raises
 * it by the error of this estimate. */
static igraph_error_t approach_on_part(latigraph_sparse_t *sparse, igraph_uint_t seed,
                                       guint64 number, double asked, int threads, double *margin) {
    const int n = sparse->rates.tree->n;
    for (int round = 0;; round++) {
        double m;
        /* An odd step does not always select the same side of the nodes of the tree. */
        const int every =
            (round == 0 ? MAX(n / COUNTED, SHARE) : MAX(n / COUNTED_THEN, SHARE_THEN)) | 1;
        IGRAPH_CHECK(latigraph_sparse_count(sparse, seed, number, every, threads, &m));
        const double more = latigraph_sparse_correction(n, m, asked);
        const gboolean last =
            round > 0 ? fabs(more) < SMALL || round + 1 == ROUNDS : fabs(more) <= 0;
        *margin = MARGIN + MARGIN_SENDER / sqrt((double)n / every);
        IGRAPH_CHECK(latigraph_sparse_rescale(sparse, more + (last ? *margin : 0), threads));
        if (last) {
            break;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Draws blocks of edges with the requested mean degree. The factor that this needs is estimated on
 * a part of the circuit. It is raised a little, so that the events of the whole can be thinned. The
 * bounds are freed. */
static igraph_error_t draw_thinned(const latigraph_pending_t *pending, guint64 number,
                                   latigraph_sparse_t *sparse, int threads, gboolean split,
                                   latigraph_edge_blocks_t *blocks) {
    const double n = sparse->rates.tree->n, asked = pending->mean_degree * n;
    double margin, share;
    IGRAPH_CHECK(approach_on_part(sparse, pending->seed, number, asked, threads, &margin));
    for (int round = 0;; round++) {
        gint64 edges;
        IGRAPH_CHECK(
            latigraph_edge_blocks_init(blocks, sparse, pending->seed, number, threads, split));
        IGRAPH_FINALLY(latigraph_edge_blocks_destroy, blocks);
        IGRAPH_CHECK(latigraph_edge_blocks_draw_thinned(blocks, asked, &edges, &share));
        IGRAPH_FINALLY_CLEAN(1);
        const double more = latigraph_sparse_correction(n, (double)edges, asked);
        if (more <= 0 || round == ROUNDS) {
            break;
        }
        latigraph_edge_blocks_destroy(blocks);
        IGRAPH_CHECK(latigraph_sparse_rescale(sparse, log(share) + more + margin, threads));
    }
    sparse->rates.reach.log_factor += log(share);
    for (int p = 0; p < 2; p++) {
        latigraph_bounds_clear(&sparse->bounds[p]);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_large_blocks(const latigraph_pending_t *pending, int index,
                                      latigraph_sparse_t *sparse, int threads, gboolean split,
                                      latigraph_edge_blocks_t *blocks) {
    const guint64 number = (guint64)(pending->first + index);
    return pending->mean_degree > 0
               ? draw_thinned(pending, number, sparse, threads, split, blocks)
               : latigraph_edge_blocks_init(blocks, sparse, pending->seed, number, threads, split);
}

/* Weight of the statistics of triangles in the calibration, if the closure stage sets them after
 * it. Rates that come near them leave little to do for the stage. */
static const double CLOSED_WEIGHT = 0.3;

/* Distance of a statistic from the code after calibration, in SDs, from which on it is noted. */
static const double MISS = 3;

static gboolean closes(const latigraph_large_t *large) {
    return large->calibrated && large->pending->model->config.closure > 0 &&
           !large->pending->independent && large->pending->edit == NULL;
}

/* Rejects a circuit that would not fit into the memory of the machine, before minutes of work. Its
 * mean degree is that of the code at a size of the fit, and bounds of the sampler have as many
 * numbers as rows. */
static igraph_error_t check_memory(const latigraph_large_t *large, double log_density) {
    const latigraph_model_t *model = large->pending->model;
    const double n = large->example->n, r = model->config.rank;
    const double degree = exp(log_density) * (fmin(n, model->size_max) - 1);
    const double edges = fmin(degree * n, (double)G_MAXINT);
    const double need = n * (sizeof(real_t) * 2 * (14 * r + 5) + 10 * sizeof(double)) +
                        edges * latigraph_large_measure_bytes() +
                        (closes(large) ? latigraph_sparse_closure_bytes((int)n, (int)edges) : 0);
    const double have = latigraph_machine_memory();
    if (need > have) {
        IGRAPH_ERRORF("The calibration or steering of a circuit of %.0f neurons and about %.0f "
                      "edges needs %.1f GB of memory, but this machine has %.1f GB. Generate fewer "
                      "neurons, or generate them without steering and with --uncalibrated.",
                      IGRAPH_ENOMEM, n, edges, need / 1e9, have / 1e9);
    }
    return IGRAPH_SUCCESS;
}

/* Finds the targets of the circuit: those of its code, as changed by the caller. */
static void find_targets(const latigraph_large_t *large, int index,
                         latigraph_target_statistics_t *targets) {
    const latigraph_pending_t *pending = large->pending;
    const int count = latigraph_statistic_count(
        large->tree->known > 1 && pending->model->config.kernels > 0, FALSE);
    latigraph_target_statistics_of_code(pending->model, large->z, count, targets);
    for (int k = LATIGRAPH_STATISTIC_TRANSITIVITY;
         k <= LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES && closes(large); k++) {
        targets->weight[k] *= CLOSED_WEIGHT;
    }
    if (!large->calibrated) {
        memset(targets->weight, 0, sizeof targets->weight);
    }
    if (latigraph_requests_statistics(&large->request)) {
        targets->tolerance = LATIGRAPH_REQUEST_TOLERANCE;
    }
    if (large->request.adjust != NULL) {
        large->request.adjust(index, targets, large->request.data);
    }
}

static latigraph_closing_t closing_of(const latigraph_large_t *large, int index) {
    const double *asked = large->request.local_clustering;
    return (latigraph_closing_t){.model = large->pending->model,
                                 .z = large->z,
                                 .local_clustering = asked != NULL ? asked[index] : NAN};
}

/* Hands the solution and the mean statistics of drawings to the caller. */
static void hand_out(const latigraph_large_t *large, int index) {
    const latigraph_pending_request_t *request = &large->request;
    const gsize at = (gsize)index * (gsize)LATIGRAPH_STEERED_MAX;
    const latigraph_closing_t closing = closing_of(large, index);
    latigraph_solution_t found = large->solution;
    if (closes(large)) {
        found.expected[LATIGRAPH_STEERED_LOCAL_CLUSTERING] = latigraph_closing_target(&closing);
    }
    if (request->solutions != NULL) {
        request->solutions[index] = found;
    }
    for (int k = 0; k < LATIGRAPH_STEERED_MAX && request->draws > 0; k++) {
        request->sampled[at + (gsize)k] = found.expected[k];
        request->change[at + (gsize)k] = NAN;
    }
}

/* Notes how calibration ended: the statistic of the code that it misses most, if by much, its value
 * in the code and in the circuit. Those that the closure stage sets or that count less do not take
 * part. */
static igraph_error_t note_calibration(const latigraph_large_t *large,
                                       const latigraph_target_statistics_t *targets,
                                       latigraph_circuit_t *circuit) {
    const latigraph_model_t *model = large->pending->model;
    double most = MISS, value[LATIGRAPH_STATISTICS_MAX];
    int missed = -1;
    IGRAPH_CHECK(latigraph_circuit_note_text(circuit, "calibration", "drawings"));
    for (int k = 0; k < targets->count; k++) {
        const double miss = fabs(large->solution.expected[k] - targets->value[k]) / targets->sd[k];
        if (targets->weight[k] >= 1 && miss > most) {
            most = miss;
            missed = k;
        }
    }
    if (missed < 0 || large->request.adjust != NULL || large->pending->edit != NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(
        latigraph_circuit_statistics(circuit, latigraph_model_length_scale(model), FALSE, value));
    IGRAPH_CHECK(latigraph_circuit_note_text(circuit, "calibration_missed",
                                             latigraph_coded_statistic_name(model, missed)));
    IGRAPH_CHECK(
        latigraph_circuit_note_number(circuit, "calibration_requested", targets->value[missed]));
    return latigraph_circuit_note_number(circuit, "calibration_reached", value[missed]);
}

/* Solves for the rates at which drawings have the target statistics, which *targets gets. */
static igraph_error_t calibrate(latigraph_large_t *large, int index, int threads,
                                latigraph_target_statistics_t *targets) {
    const latigraph_pending_t *pending = large->pending;
    const gboolean unchanged = pending->edit != NULL && large->request.adjust == NULL;
    double error[LATIGRAPH_STATISTICS_MAX];
    find_targets(large, index, targets);
    IGRAPH_CHECK(check_memory(large, targets->value[LATIGRAPH_STATISTIC_LOG_DENSITY]));
    IGRAPH_CHECK(latigraph_large_layer_init(
        &large->layer, pending->model, large->tree, large->node, large->global,
        latigraph_reach_of(pending->model, large->example->n, pending->density)));
    if (large->request.start != NULL) {
        memcpy(large->solution.theta, large->request.start[index].theta,
               sizeof large->solution.theta);
    }
    large->layer.may_vary = pending->edit == NULL;
    if (unchanged) { /* the law that the edited circuit counts as a draw of */
        large->solution = pending->edit->large->solution;
        latigraph_large_layer_apply(&large->layer, large->solution.theta);
    } else {
        IGRAPH_CHECK(latigraph_large_solve(&large->layer, targets, pending->seed,
                                           (guint64)(pending->first + index), threads,
                                           &large->solution, error));
    }
    hand_out(large, index);
    return IGRAPH_SUCCESS;
}

/* Moves edges towards the statistics of closure in the code, and notes how that changes the other
 * statistics if the caller wants it. */
static igraph_error_t close_triangles(latigraph_large_t *large, int index, int threads) {
    const latigraph_pending_t *pending = large->pending;
    const latigraph_closing_t closing = closing_of(large, index);
    const latigraph_large_law_t law = {
        .odds = latigraph_large_layer_odds, .data = &large->layer, .near = large->layer.placed};
    const latigraph_rows_t *rows = &large->rows;
    latigraph_large_drawing_t before, after;
    double missed;
    if (large->request.draws > 0) {
        IGRAPH_CHECK(latigraph_large_measure(&large->layer, rows, FALSE, threads, &before));
    }
    IGRAPH_CHECK(latigraph_close_rows(&closing, &law, rows->n, rows->start, rows->to, pending->seed,
                                      (guint64)(pending->first + index), &large->swaps, &missed));
    if (large->request.draws > 0) {
        double *change = large->request.change + (gsize)index * (gsize)LATIGRAPH_STEERED_MAX;
        IGRAPH_CHECK(latigraph_large_measure(&large->layer, rows, FALSE, threads, &after));
        for (int k = 0; k < LATIGRAPH_STATISTICS_MAX; k++) {
            change[k] = after.value[k] - before.value[k];
        }
        change[LATIGRAPH_STEERED_LOCAL_CLUSTERING] = missed;
    }
    return IGRAPH_SUCCESS;
}

latigraph_sparse_rates_t latigraph_large_rates(const latigraph_large_t *large) {
    const latigraph_pending_t *pending = large->pending;
    const latigraph_config_t *f = &pending->model->config;
    return (latigraph_sparse_rates_t){
        .tree = large->tree,
        .node = large->node,
        .global = large->global,
        .rank = f->rank,
        .kernel = f->kernels > 0,
        .anti_reciprocity = pairs_anti_reciprocity(large->global[latigraph_global_outputs(f) - 1]),
        .reach = latigraph_reach_of(pending->model, large->example->n, pending->density)};
}

/* Draws the edges. *reach gets the factor and the fitted distance that were used. */
static igraph_error_t draw_edges(latigraph_large_t *large, int index, int threads,
                                 latigraph_reach_t *reach) {
    const latigraph_pending_t *pending = large->pending;
    const latigraph_sparse_rates_t decoded = latigraph_large_rates(large);
    latigraph_sparse_t sparse;
    latigraph_edge_blocks_t blocks;
    IGRAPH_CHECK(
        latigraph_sparse_init(&sparse, large->solved ? &large->layer.rates : &decoded, threads));
    IGRAPH_FINALLY(latigraph_sparse_destroy, &sparse);
    IGRAPH_CHECK(latigraph_large_blocks(pending, index, &sparse, threads, FALSE, &blocks));
    IGRAPH_FINALLY(latigraph_edge_blocks_destroy, &blocks);
    *reach = sparse.rates.reach;
    if (!blocks.drawn) {
        IGRAPH_CHECK(latigraph_edge_blocks_draw(&blocks));
    }
    IGRAPH_CHECK(latigraph_edge_blocks_rows(&blocks, &large->rows));
    latigraph_edge_blocks_destroy(&blocks);
    latigraph_sparse_destroy(&sparse);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Turns the drawing into an edit of the circuit, and notes the statistics of this. */
static igraph_error_t edit_edges(latigraph_large_t *large, int index, int threads) {
    const latigraph_pending_t *pending = large->pending;
    latigraph_large_drawing_t drawing;
    IGRAPH_CHECK(latigraph_large_edit_couple(pending->edit->large, &large->layer, pending->seed,
                                             (guint64)(pending->first + index), threads,
                                             &large->rows));
    if (large->request.draws > 0) {
        double *sampled = large->request.sampled + (gsize)index * (gsize)LATIGRAPH_STEERED_MAX;
        IGRAPH_CHECK(
            latigraph_large_measure(&large->layer, &large->rows, FALSE, threads, &drawing));
        memcpy(sampled, drawing.value, sizeof drawing.value);
    }
    return IGRAPH_SUCCESS;
}

/* Sorts the edges of some neurons by target. */
static void reorder_rows(int item, int worker, void *data) {
    const latigraph_large_t *large = data;
    const latigraph_rows_t *rows = &large->rows;
    const int *order = large->tree->order;
    (void)worker;
    for (int i = item * TASK_ROWS; i < MIN((item + 1) * TASK_ROWS, rows->n); i++) {
        int *row = large->to + large->start[order[i]];
        double *weight = large->ordered != NULL ? large->ordered + large->start[order[i]] : NULL;
        for (int e = rows->start[i], at = 0; e < rows->start[i + 1]; e++, at++) {
            const int target = order[rows->to[e]];
            int k = at;
            for (; k > 0 && row[k - 1] > target; k--) { /* insertion sort: rows are short and
                                                           partly sorted */
                row[k] = row[k - 1];
                if (weight != NULL) {
                    weight[k] = weight[k - 1];
                }
            }
            row[k] = target;
            if (weight != NULL) {
                weight[k] = large->weight[e];
            }
        }
    }
}

/* Moves edges from places in the tree to neurons in their own order. */
static igraph_error_t reorder(latigraph_large_t *large, int threads) {
    latigraph_rows_t *rows = &large->rows;
    const int *order = large->tree->order, n = rows->n;
    large->start = g_try_new0(int, (gsize)n + 1);
    large->to = g_try_new(int, (gsize)rows->m + 1);
    large->ordered = large->weight != NULL ? g_try_new(double, (gsize)rows->m + 1) : NULL;
    if (large->start == NULL || large->to == NULL ||
        (large->weight != NULL && large->ordered == NULL)) {
        IGRAPH_ERRORF("Not enough memory for %d edges.", IGRAPH_ENOMEM, rows->m);
    }
    for (int i = 0; i < n; i++) {
        large->start[order[i] + 1] = rows->start[i + 1] - rows->start[i];
    }
    for (int i = 0; i < n; i++) {
        large->start[i + 1] += large->start[i];
    }
    latigraph_parallel_for(threads, (n + TASK_ROWS - 1) / TASK_ROWS, reorder_rows, large);
    return IGRAPH_SUCCESS;
}

/* Gives edges that the edited circuit had before their weights. */
static void restore_weights(latigraph_large_t *large) {
    const latigraph_edit_t *edit = large->pending->edit;
    for (int i = 0; i < edit->n && large->ordered != NULL; i++) {
        for (int e = large->start[i]; e < large->start[i + 1]; e++) {
            large->ordered[e] = latigraph_edit_weight(edit, i, large->to[e], large->ordered[e]);
        }
    }
}

static igraph_error_t generate(latigraph_large_t *large, int index, const double *code, int threads,
                               latigraph_circuit_t *circuit) {
    const latigraph_config_t *f = &large->pending->model->config;
    const gboolean edits = large->pending->edit != NULL;
    latigraph_target_statistics_t targets;
    latigraph_reach_t reach;
    IGRAPH_CHECK(latigraph_large_decode(large, index, code, threads));
    if (large->solved) {
        IGRAPH_CHECK(calibrate(large, index, threads, &targets));
    }
    if (circuit == NULL && !(closes(large) && large->request.closings > 0) &&
        !(edits && large->request.draws > 0)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(draw_edges(large, index, threads, &reach));
    if (edits) {
        IGRAPH_CHECK(edit_edges(large, index, threads));
    }
    if (closes(large)) {
        IGRAPH_CHECK(close_triangles(large, index, threads));
    }
    if (circuit == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (large->effect != NULL) {
        latigraph_process_t process;
        latigraph_process_init(&process, 0, f->rank, large->node, large->global, large->tree,
                               f->kernels > 0, reach);
        IGRAPH_CHECK(draw_weights(large, index, threads,
                                  large->solved ? &large->layer.process[0] : &process));
    }
    g_clear_pointer(&large->node, g_free);
    IGRAPH_CHECK(reorder(large, threads));
    if (edits) {
        restore_weights(large);
    }
    const int m = large->rows.m;
    latigraph_rows_clear(&large->rows);
    IGRAPH_CHECK(
        latigraph_circuit_take_edges(circuit, m, &large->start, &large->to, &large->ordered));
    IGRAPH_CHECK(latigraph_circuit_note_text(circuit, "sampler", "sparse"));
    if (large->solved) {
        IGRAPH_CHECK(note_calibration(large, &targets, circuit));
    }
    if (large->swaps >= 0) {
        IGRAPH_CHECK(latigraph_note_closure(circuit, large->swaps));
    }
    if (large->pending->mean_degree > 0) {
        IGRAPH_CHECK(latigraph_circuit_note_number(circuit, "rate_factor", exp(reach.log_factor)));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_pending_draw_sparse(const latigraph_pending_t *pending, int index,
                                             const double *code, int threads,
                                             const latigraph_pending_request_t *request,
                                             latigraph_circuit_t *circuit) {
    latigraph_large_t large;
    latigraph_large_init(&large, pending, index);
    large.request = *request;
    large.solved = large.calibrated || latigraph_requests_statistics(request);
    IGRAPH_CHECK(generate(&large, index, code, threads, circuit));
    latigraph_large_destroy(&large);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
