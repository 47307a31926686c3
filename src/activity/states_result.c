/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Results of switching networks: states in the order of how often they hold, their transitions and
 * growth, and their networks as graphs of igraph. All networks have the same pairs as edges, so
 * that edges of two states can be compared one by one. */

#include "activity/states_job.h"

#include "activity/keep.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/remarks.h"

#include <math.h>

/* Orders the states by the share of times in which they hold, the most frequent first. */
static igraph_error_t order_states(const latigraph_states_job_t *job, const latigraph_hmm_t *hmm,
                                   int *order) {
    latigraph_states_t *result = job->result;
    double share[LATIGRAPH_STATES_MAX] = {0};
    for (int s = 0; s < hmm->states; s++) {
        int place = s;
        for (int t = 0; t < hmm->times; t++) {
            share[s] += hmm->posterior[(size_t)t * hmm->states + s] / hmm->times;
        }
        for (; place > 0 && share[order[place - 1]] < share[s]; place--) {
            order[place] = order[place - 1];
        }
        order[place] = s;
    }
    IGRAPH_CHECK(igraph_vector_resize(&result->occupancy, hmm->states));
    IGRAPH_CHECK(igraph_matrix_resize(&result->transition, hmm->states, hmm->states));
    IGRAPH_CHECK(igraph_matrix_resize(&result->posterior, hmm->times, hmm->states));
    for (int s = 0; s < hmm->states; s++) {
        VECTOR(result->occupancy)[s] = share[order[s]];
        for (int r = 0; r < hmm->states; r++) {
            MATRIX(result->transition, r, s) = hmm->transition[order[r] * hmm->states + order[s]];
        }
        for (int t = 0; t < hmm->times; t++) {
            MATRIX(result->posterior, t, s) = hmm->posterior[(size_t)t * hmm->states + order[s]];
        }
    }
    return IGRAPH_SUCCESS;
}

/* Growth of activity per step in a state: the spectral radius of the effect of a spike on the next
 * rates, at the state's rates with mean history. */
static igraph_error_t growth(const latigraph_hmm_t *hmm, int s, igraph_real_t *radius) {
    const size_t n = (size_t)hmm->n;
    const double *weight = hmm->weight + (size_t)s * n * n, *bias = hmm->bias + (size_t)s * n;
    double *a, *work;
    LATIGRAPH_ALLOCATE(a, n * n);
    LATIGRAPH_ALLOCATE(work, latigraph_spectral_radius_work_size(hmm->n));
    for (size_t k = 0; k < n * n; k++) {
        a[k] = weight[k] / (1 + exp(-bias[k % n]));
    }
    latigraph_blas_begin();
    *radius = latigraph_spectral_radius(hmm->n, a, work);
    latigraph_blas_end();
    g_free(work);
    g_free(a);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_growth(const latigraph_states_job_t *job, const latigraph_hmm_t *hmm,
                                 const int *order) {
    latigraph_states_t *result = job->result;
    IGRAPH_CHECK(igraph_vector_resize(&result->radius, hmm->states));
    for (int s = 0; s < hmm->states; s++) {
        IGRAPH_CHECK(growth(hmm, order[s], &VECTOR(result->radius)[s]));
        if (VECTOR(result->radius)[s] >= 1) {
            IGRAPH_CHECK(latigraph_remark_add(
                job->options->remarks, "explosive", "networks",
                "The network of state %d makes activity grow by %.3g per step at its mean rates, "
                "so that simulations of it explode.",
                s + 1, VECTOR(result->radius)[s]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Lists the pairs that become edges: probable ones, the strongest ones, or all. */
static igraph_error_t list_pairs(const latigraph_states_job_t *job, const latigraph_hmm_t *hmm,
                                 igraph_vector_int_t *pairs) {
    const int n = hmm->n;
    const gsize all = (gsize)n * (gsize)n;
    latigraph_estimate_t shared = {.n = n, .directed = TRUE, .weight = hmm->shared};
    if (job->options->onehot && isnan(job->options->density)) {
        for (gsize k = 0; k < all; k++) {
            if (job->edge[k] >= 0.5) {
                IGRAPH_CHECK(igraph_vector_int_push_back(pairs, (igraph_integer_t)k));
            }
        }
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(shared.error, all);
    for (gsize k = 0; k < all; k++) {
        for (int s = 0; s < hmm->states; s++) {
            shared.error[k] += job->variance[s * all + k];
        }
        shared.error[k] = sqrt(shared.error[k]) / hmm->states;
    }
    IGRAPH_CHECK(latigraph_keep_pairs(
        &shared, isnan(job->options->density) ? LATIGRAPH_KEEP_ALL : LATIGRAPH_KEEP_DENSITY,
        job->options->density, 1, pairs));
    g_free(shared.error);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Fills edges with the weights of a state; −1 is the shared network. */
static igraph_error_t take_edges(const latigraph_states_job_t *job, const latigraph_hmm_t *hmm,
                                 int s, const igraph_vector_int_t *pairs,
                                 latigraph_edge_list_t *edges) {
    const igraph_integer_t count = igraph_vector_int_size(pairs), n = hmm->n;
    const size_t all = (size_t)n * (size_t)n;
    const double *weight = s < 0 ? hmm->shared : hmm->weight + s * all;
    IGRAPH_CHECK(igraph_vector_int_resize(&edges->ends, 2 * count));
    IGRAPH_CHECK(igraph_vector_resize(&edges->weight, count));
    IGRAPH_CHECK(igraph_vector_resize(&edges->error, s < 0 ? 0 : count));
    for (igraph_integer_t e = 0; e < count; e++) {
        const igraph_integer_t pair = VECTOR(*pairs)[e];
        VECTOR(edges->ends)[2 * e] = job->counts.column[pair / n];
        VECTOR(edges->ends)[2 * e + 1] = job->counts.column[pair % n];
        VECTOR(edges->weight)[e] = weight[pair];
        if (s >= 0) {
            VECTOR(edges->error)[e] = sqrt(job->variance[s * all + (size_t)pair]);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Mean count of a neuron over the times, each counting as much as the state holds there. */
static double state_rate(const latigraph_states_job_t *job, const latigraph_hmm_t *hmm, int s,
                         int j) {
    const int tile = j / GLM_TARGETS, targets = latigraph_counts_targets(&job->counts, tile);
    const double *y = latigraph_counts_tile(&job->counts, tile) + j % GLM_TARGETS;
    double sum = 0, all = 0;
    for (int t = 0; t < hmm->times; t++) {
        const double p = hmm->posterior[(size_t)t * hmm->states + s];
        const double count = y[(size_t)t * targets];
        sum += isfinite(count) ? p * count : 0;
        all += isfinite(count) ? p : 0;
    }
    return all > 0 ? sum / all : NAN;
}

/* Sets the vertex attributes "rate" and "self_weight" of a state's network. */
static igraph_error_t set_vertices(const latigraph_states_job_t *job, const latigraph_hmm_t *hmm,
                                   int s, igraph_t *graph) {
    igraph_vector_t rate, self;
    IGRAPH_VECTOR_INIT_FINALLY(&rate, igraph_vcount(graph));
    IGRAPH_VECTOR_INIT_FINALLY(&self, igraph_vcount(graph));
    igraph_vector_fill(&rate, IGRAPH_NAN);
    igraph_vector_fill(&self, IGRAPH_NAN);
    for (int j = 0; j < hmm->n; j++) {
        const igraph_integer_t v = VECTOR(job->vertices.vertex)[job->counts.column[j]];
        const size_t pair = (size_t)j * hmm->n + j;
        VECTOR(rate)[v] = s < 0 ? job->counts.rate[j] : state_rate(job, hmm, s, j);
        VECTOR(self)
        [v] = s < 0 ? hmm->shared[pair] : hmm->weight[(size_t)s * hmm->n * hmm->n + pair];
    }
    IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, "rate", &rate));
    IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, "self_weight", &self));
    igraph_vector_destroy(&self);
    igraph_vector_destroy(&rate);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t push_network(const latigraph_states_job_t *job, const latigraph_hmm_t *hmm,
                                   int s, const char *name, const igraph_vector_int_t *pairs) {
    latigraph_edge_list_t edges;
    igraph_t graph;
    IGRAPH_CHECK(latigraph_edge_list_init(&edges));
    IGRAPH_CHECK(take_edges(job, hmm, s, pairs, &edges));
    IGRAPH_CHECK(latigraph_vertices_graph(&job->vertices, &edges, true, &graph));
    if (igraph_has_attribute_table()) {
        IGRAPH_CHECK(set_vertices(job, hmm, s, &graph));
        IGRAPH_CHECK(igraph_cattribute_GAS_set(&graph, "name", name));
        IGRAPH_CHECK(igraph_cattribute_GAS_set(&graph, "kind", "states"));
    }
    IGRAPH_CHECK(igraph_graph_list_push_back(&job->result->networks, &graph));
    IGRAPH_FINALLY_CLEAN(1); /* the list owns it now */
    IGRAPH_CHECK(igraph_strvector_push_back(&job->result->names, name));
    latigraph_edge_list_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_networks(const latigraph_states_job_t *job, const latigraph_hmm_t *hmm,
                                    const int *order) {
    igraph_vector_int_t pairs;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&pairs, 0);
    IGRAPH_CHECK(list_pairs(job, hmm, &pairs));
    for (int s = 0; s < hmm->states; s++) {
        char name[32];
        g_snprintf(name, sizeof name, "state%d", s + 1);
        IGRAPH_CHECK(push_network(job, hmm, order[s], name, &pairs));
    }
    IGRAPH_CHECK(push_network(job, hmm, -1, "shared", &pairs));
    igraph_vector_int_destroy(&pairs);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Spreads the probabilities of the live neurons over the columns of the recordings. */
static igraph_error_t set_connected(const latigraph_states_job_t *job) {
    const igraph_integer_t neurons = latigraph_activity_neurons(job->trials[0]);
    const size_t n = (size_t)job->counts.n;
    if (!job->options->onehot) {
        return igraph_matrix_resize(&job->result->connected, 0, 0);
    }
    IGRAPH_CHECK(igraph_matrix_resize(&job->result->connected, neurons, neurons));
    igraph_matrix_null(&job->result->connected);
    for (size_t k = 0; k < n * n; k++) {
        MATRIX(job->result->connected, job->counts.column[k / n], job->counts.column[k % n]) =
            job->edge[k];
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_states_hand_out(const latigraph_states_job_t *job,
                                         const latigraph_hmm_t *hmm) {
    int order[LATIGRAPH_STATES_MAX] = {0};
    igraph_graph_list_clear(&job->result->networks);
    igraph_strvector_clear(&job->result->names);
    IGRAPH_CHECK(order_states(job, hmm, order));
    IGRAPH_CHECK(set_growth(job, hmm, order));
    IGRAPH_CHECK(set_connected(job));
    return make_networks(job, hmm, order);
}
