/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Edits of a circuit: new rates change as few of its dyads as possible.
 *
 * The circuit is taken as a draw from rates P that the model infers for it. An edit replaces P by
 * new rates P′. A dyad in state s keeps s with probability min(1, P′_s / P_s). Otherwise its new
 * state is drawn in proportion to max(P′ − P, 0). The edited circuit is then a draw from P′. No
 * coupling of P and P′ keeps more dyads (maximal coupling: Lindvall, Lectures on the coupling
 * method, 1992). Large circuits are coupled in large_edit.c. */

#include "generate/edit.h"

#include "base/cancel.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "generate/extrapolate.h"
#include "generate/large.h"

#include <math.h>

enum { REFINE_STEPS = 100 };

void latigraph_edit_destroy(latigraph_edit_t *edit) {
    g_free(edit->edge);
    g_free(edit->node_codes);
    g_free(edit->log_rate);
    g_free(edit->log_mutual);
    if (edit->large != NULL) {
        latigraph_large_edit_destroy(edit->large);
        g_free(edit->large);
    }
    memset(edit, 0, sizeof *edit);
}

/* --- The circuit as a draw of the model ------------------------------------- */

/* Example, scratch and layer of one inference. */
typedef struct {
    latigraph_example_t *example; /* the circuit with its edges */
    latigraph_scratch_t *scratch;
    latigraph_layer_t *layer;
    real_t *z, *spare;
    float *positions; /* (n, 3) scratch */
} inference_t;

static void inference_destroy(inference_t *inference) {
    latigraph_example_destroy(inference->example);
    latigraph_scratch_destroy(inference->scratch);
    latigraph_layer_destroy(inference->layer);
    g_free(inference->z);
    g_free(inference->spare);
    g_free(inference->positions);
}

static void infer_node_codes(latigraph_edit_t *edit, const latigraph_model_t *model,
                             const inference_t *with, igraph_uint_t seed,
                             latigraph_cancel_t *cancel) {
    const gsize width = (gsize)model->config.code;
    real_t *z_mean = with->spare, *z_log_variance = z_mean + width;
    real_t *log_variance = z_log_variance + width;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_EVALUATE, 0);
    latigraph_model_encode(model, with->example, with->scratch, z_mean, z_log_variance);
    latigraph_model_encode_nodes(model, with->example, with->scratch, with->z, edit->node_codes,
                                 log_variance);
    latigraph_model_refine_nodes(model, with->example, with->scratch, with->z, z_log_variance,
                                 REFINE_STEPS, 1, &stream, edit->node_codes, log_variance, cancel);
}

static void infer_rates(latigraph_edit_t *edit, const latigraph_model_t *model,
                        const inference_t *with, gboolean calibrate) {
    const gsize size = sizeof(real_t) * (gsize)edit->n * (gsize)edit->n;
    latigraph_solution_t found = {.theta = {0}};
    latigraph_rates_t rates;
    latigraph_model_decode(model, with->example, with->scratch, with->z, edit->node_codes, &rates);
    if (latigraph_is_beyond(model, edit->n)) {
        latigraph_extrapolate_rates(model, with->example,
                                    latigraph_reach_of(model, edit->n, LATIGRAPH_DENSITY_AUTO),
                                    with->positions, &rates);
    }
    if (calibrate && latigraph_code_describes(model, edit->n)) {
        latigraph_target_statistics_t targets;
        latigraph_layer_begin(with->layer, with->example, &rates);
        latigraph_target_statistics_of_code(model, with->z,
                                            latigraph_layer_statistic_count(with->layer), &targets);
        latigraph_layer_solve(with->layer, &targets, &found);
        latigraph_layer_rates(with->layer, found.theta, &rates);
    }
    memcpy(edit->log_rate, rates.log_rate, size);
    memcpy(edit->log_mutual, rates.log_mutual, size);
    edit->anti_reciprocity = rates.anti_reciprocity;
}

static void take_edges(latigraph_edit_t *edit) {
    const latigraph_circuit_t *c = edit->circuit;
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            edit->edge[(gsize)i * (gsize)c->n + (gsize)c->out_to[e]] = 1;
        }
    }
}

static igraph_error_t allocate_pairs(latigraph_edit_t *edit, const latigraph_model_t *model,
                                     inference_t *with) {
    const gsize n = (gsize)edit->n;
    edit->edge = g_try_new0(guchar, n * n + 1);
    edit->log_rate = g_try_new0(real_t, n * n + 1);
    edit->log_mutual = g_try_new0(real_t, n * n + 1);
    with->layer = latigraph_layer_create(edit->n, model->config.rank);
    with->positions = g_try_new0(float, 3 * n + 1);
    if (edit->edge == NULL || edit->log_rate == NULL || edit->log_mutual == NULL ||
        with->layer == NULL || with->positions == NULL) {
        IGRAPH_ERRORF("Not enough memory for the rates of all pairs of %d neurons.", IGRAPH_ENOMEM,
                      edit->n);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate_scratch(latigraph_edit_t *edit, const latigraph_model_t *model,
                                       gboolean large, inference_t *with) {
    const gsize n = (gsize)edit->n, width = (gsize)model->config.code;
    const gsize codes = n * (gsize)model->config.node_code;
    edit->node_codes = g_try_new0(real_t, codes + 1);
    with->z = g_try_new0(real_t, width + 1);
    with->spare = g_try_new0(real_t, 2 * width + codes + 1);
    with->scratch = large ? latigraph_scratch_create_lean(&model->config, edit->n)
                          : latigraph_scratch_create(&model->config, edit->n);
    if (edit->node_codes == NULL || with->z == NULL || with->spare == NULL ||
        with->scratch == NULL) {
        IGRAPH_ERRORF("Not enough memory to encode a circuit of %d neurons.", IGRAPH_ENOMEM,
                      edit->n);
    }
    return large ? IGRAPH_SUCCESS : allocate_pairs(edit, model, with);
}

igraph_error_t latigraph_edit_init(latigraph_edit_t *edit, const latigraph_model_t *model,
                                   const latigraph_circuit_t *circuit, const double *code,
                                   gboolean calibrate, igraph_uint_t seed, int threads) {
    const gboolean large = latigraph_steers_on_drawings(circuit->n);
    inference_t with = {.example = NULL};
    latigraph_cancel_t cancel;
    latigraph_cancel_init(&cancel);
    cancel.message = large ? "Inferring node codes" : NULL;
    cancel.end = 100;
    memset(edit, 0, sizeof *edit);
    edit->circuit = circuit;
    edit->n = circuit->n;
    IGRAPH_FINALLY(latigraph_edit_destroy, edit);
    IGRAPH_FINALLY(inference_destroy, &with);
    IGRAPH_CHECK(allocate_scratch(edit, model, large, &with));
    IGRAPH_CHECK(latigraph_example_create(&with.example, model, circuit, 1));
    latigraph_centre_conditions(model, with.example); /* generated circuits get the same
                                                         conditions */
    for (int k = 0; k < model->config.code; k++) {
        with.z[k] = (real_t)code[k];
    }
    latigraph_blas_begin(); /* one summation order for every number of threads */
    infer_node_codes(edit, model, &with, seed, &cancel);
    if (!large) {
        take_edges(edit);
        infer_rates(edit, model, &with, calibrate);
    }
    latigraph_blas_end();
    if (latigraph_cancelled(&cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    if (large) {
        edit->large = g_try_new0(latigraph_large_edit_t, 1);
        LATIGRAPH_CHECK_MEMORY(edit->large);
        IGRAPH_CHECK(latigraph_large_edit_init(edit->large, model, with.example, circuit, with.z,
                                               edit->node_codes, calibrate, seed, threads));
    }
    inference_destroy(&with);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- The coupling -------------------------------------------------------------- */

int latigraph_couple_states(const double before[4], const double after[4], int state, double draw) {
    const double keep = before[state] > after[state] ? after[state] / before[state] : 1;
    double more[4], total = 0;
    if (draw < keep) {
        return state;
    }
    for (int s = 0; s < 4; s++) {
        more[s] = fmax(after[s] - before[s], 0);
        total += more[s];
    }
    double left = (draw - keep) / (1 - keep) * total;
    int last = state; /* rounding can leave a small remainder after the last state */
    for (int s = 0; s < 4; s++) {
        if (more[s] > 0) {
            last = s;
            if (left < more[s]) {
                return s;
            }
            left -= more[s];
        }
    }
    return last;
}

void latigraph_edit_edges(const latigraph_edit_t *edit, const latigraph_rates_t *rates,
                          latigraph_stream_t *stream, latigraph_edge_list_t *edges) {
    const gsize n = (gsize)rates->n;
    edges->size = 0;
    for (gsize i = 0; i < n; i++) {
        for (gsize j = i + 1; j < n; j++) {
            const gsize ij = i * n + j, ji = j * n + i;
            const double draw = latigraph_stream_uniform(stream);
            double before[4], after[4];
            latigraph_dyad_probabilities(real_exp(edit->log_rate[ij]), real_exp(edit->log_rate[ji]),
                                         real_exp(edit->log_mutual[ij]), edit->anti_reciprocity,
                                         before);
            latigraph_dyad_probabilities(
                real_exp(rates->log_rate[ij]), real_exp(rates->log_rate[ji]),
                real_exp(rates->log_mutual[ij]), rates->anti_reciprocity, after);
            const int state =
                latigraph_couple_states(before, after, edit->edge[ij] + 2 * edit->edge[ji], draw);
            if (state & 1) {
                latigraph_edge_list_add(edges, (int)i, (int)j);
            }
            if (state & 2) {
                latigraph_edge_list_add(edges, (int)j, (int)i);
            }
        }
    }
}

double latigraph_edit_weight(const latigraph_edit_t *edit, int from, int to, double drawn) {
    const latigraph_circuit_t *c = edit->circuit;
    const int at = c->weight != NULL ? latigraph_circuit_find_edge(c, from, to) : -1;
    return at >= 0 ? c->weight[at] : drawn;
}

void latigraph_edit_weights(const latigraph_edit_t *edit, latigraph_edge_list_t *edges) {
    for (int e = 0; e < edges->size && edges->weight != NULL; e++) {
        edges->weight[e] =
            latigraph_edit_weight(edit, edges->from[e], edges->to[e], edges->weight[e]);
    }
}
