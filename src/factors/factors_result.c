/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Results of factors: graphs of pairs, courses over time, loads of animals, and blocks.
 *
 * The scale of a factor is free. Here its course has the greatest value 1 and its loads the mean
 * 1, so that the weight of a pair is its co-activity at the peak in an average animal. */

#include "factors/job.h"

#include "blocks/blocks.h"

#include "base/memory.h"
#include "base/remarks.h"

#include <math.h>
#include <string.h>

/* A factor that spreads over more than this share of pairs, times and animals is the level of
 * co-activity that chance gives. */
static const double EVEN = 0.9;

/* --- Order and scale -------------------------------------------------------------------------- */

/* Sums over one mode of a factor. */
typedef struct {
    double sum, squares, greatest;
    int count;
} part_t;

static void widen(part_t *mode, double value) {
    mode->sum += value;
    mode->squares += value * value;
    mode->greatest = fmax(mode->greatest, value);
    mode->count++;
}

/* Share of the entries of a mode that a factor effectively spreads over. */
static double spread_of(const part_t *mode) {
    return mode->squares > 0 ? mode->sum * mode->sum / (mode->count * mode->squares) : 0;
}

typedef struct {
    part_t pairs, times, animals;
} size_of_factor_t;

static void measure(const latigraph_tensor_t *tensor, const latigraph_cp_t *cp, int r,
                    size_of_factor_t *size) {
    *size = (size_of_factor_t){0};
    for (int p = 0; p < tensor->pairs; p++) {
        if (latigraph_tensor_knows(tensor, p)) {
            widen(&size->pairs, cp->a[(size_t)p * cp->rank + r]);
        }
    }
    for (int t = 0; t < tensor->times; t++) {
        widen(&size->times, cp->b[(size_t)t * cp->rank + r]);
    }
    for (int w = 0; w < tensor->animals; w++) {
        widen(&size->animals, cp->c[(size_t)w * cp->rank + r]);
    }
}

/* Share of the sum of squares that a factor has by itself, over the known entries. */
static double share_of(const latigraph_cp_t *cp, int animals, int r) {
    const int cell = r * cp->rank + r;
    double sum = 0;
    for (int w = 0; w < animals; w++) {
        const double c = cp->c[(size_t)w * cp->rank + r];
        sum += c * c * cp->gram_a[(size_t)w * cp->rank * cp->rank + cell] * cp->gram_b[cell];
    }
    return cp->norm > 0 ? sum / cp->norm : 0;
}

/* Orders the factors by their shares, the largest first. */
static void order_factors(const latigraph_cp_t *cp, int animals, int *order) {
    double share[LATIGRAPH_FACTORS_MAX];
    for (int r = 0; r < cp->rank; r++) {
        int place = r;
        share[r] = share_of(cp, animals, r);
        for (; place > 0 && share[order[place - 1]] < share[r]; place--) {
            order[place] = order[place - 1];
        }
        order[place] = r;
    }
}

/* Fills courses, loads, share and evenness of factor r, which becomes number k. Returns the scale
 * of the weights of pairs. */
static double take_modes(const latigraph_factors_job_t *job, const latigraph_cp_t *cp, int r,
                         igraph_integer_t k) {
    latigraph_factors_t *result = job->result;
    const latigraph_tensor_t *tensor = &job->tensor;
    size_of_factor_t size;
    measure(tensor, cp, r, &size);
    const double peak = size.times.greatest, load = size.animals.sum / tensor->animals;
    for (int t = 0; t < tensor->times; t++) {
        MATRIX(result->times, k, t) = peak > 0 ? cp->b[(size_t)t * cp->rank + r] / peak : 0;
    }
    for (int w = 0; w < tensor->animals; w++) {
        MATRIX(result->loads, k, w) = load > 0 ? cp->c[(size_t)w * cp->rank + r] / load : 0;
    }
    VECTOR(result->share)[k] = share_of(cp, tensor->animals, r);
    VECTOR(result->evenness)
    [k] = fmin(spread_of(&size.pairs), fmin(spread_of(&size.times), spread_of(&size.animals)));
    return peak * load;
}

/* --- Graphs ----------------------------------------------------------------------------------- */

static igraph_error_t take_edges(const latigraph_tensor_t *tensor, const latigraph_cp_t *cp, int r,
                                 double scale, latigraph_edge_list_t *edges) {
    for (int p = 0; p < tensor->pairs; p++) {
        const double weight = cp->a[(size_t)p * cp->rank + r] * scale;
        if (weight > 0 && latigraph_tensor_knows(tensor, p)) {
            IGRAPH_CHECK(igraph_vector_int_push_back(&edges->ends, tensor->first[p]));
            IGRAPH_CHECK(igraph_vector_int_push_back(&edges->ends, tensor->second[p]));
            IGRAPH_CHECK(igraph_vector_push_back(&edges->weight, weight));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Returns the community with the greatest mean weight of its pairs, −1 if no edge lies in one.
 * `sum` and `size` hold one number per community. */
static igraph_integer_t strongest(const latigraph_edge_list_t *edges,
                                  const igraph_vector_int_t *community, double *sum, int *size,
                                  igraph_integer_t count) {
    igraph_integer_t best = -1;
    double most = 0;
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(community); i++) {
        size[VECTOR(*community)[i]]++;
    }
    for (igraph_integer_t e = 0; e < igraph_vector_size(&edges->weight); e++) {
        const igraph_integer_t from = VECTOR(*community)[VECTOR(edges->ends)[2 * e]];
        const igraph_integer_t to = VECTOR(*community)[VECTOR(edges->ends)[2 * e + 1]];
        sum[from] += from == to ? VECTOR(edges->weight)[e] : 0;
    }
    for (igraph_integer_t c = 0; c < count; c++) {
        const double mean = size[c] > 1 ? 2 * sum[c] / ((double)size[c] * (size[c] - 1)) : 0;
        if (mean > most) {
            most = mean;
            best = c;
        }
    }
    return best;
}

static igraph_error_t take_members(const latigraph_factors_job_t *job,
                                   const latigraph_edge_list_t *edges,
                                   const igraph_vector_int_t *community, igraph_integer_t count,
                                   igraph_integer_t k) {
    latigraph_factors_t *result = job->result;
    double *sum;
    int *size;
    LATIGRAPH_ALLOCATE(sum, job->neurons);
    LATIGRAPH_ALLOCATE(size, job->neurons);
    const igraph_integer_t best = strongest(edges, community, sum, size, count);
    for (int i = 0; i < job->neurons; i++) {
        MATRIX(result->members, i, k) = VECTOR(*community)[i] == best;
        MATRIX(result->leiden, i, k) = (igraph_real_t)VECTOR(*community)[i] + 1;
    }
    for (igraph_integer_t e = 0; e < igraph_vector_size(&edges->weight); e++) {
        MATRIX(result->strength, VECTOR(edges->ends)[2 * e], k) += VECTOR(edges->weight)[e];
        MATRIX(result->strength, VECTOR(edges->ends)[2 * e + 1], k) += VECTOR(edges->weight)[e];
    }
    g_free(size);
    g_free(sum);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Finds the communities of the neurons in a factor by the square roots of its weights. A neuron of
 * two groups has smaller weights in each of them, and roots keep it in. */
static igraph_error_t take_communities(const latigraph_factors_job_t *job, const igraph_t *graph,
                                       const latigraph_edge_list_t *edges, igraph_integer_t k) {
    latigraph_block_graph_t rows;
    igraph_vector_int_t community;
    igraph_vector_t roots;
    igraph_integer_t count;
    IGRAPH_CHECK(igraph_vector_init_copy(&roots, &edges->weight));
    IGRAPH_FINALLY(igraph_vector_destroy, &roots);
    for (igraph_integer_t e = 0; e < igraph_vector_size(&roots); e++) {
        VECTOR(roots)[e] = sqrt(VECTOR(roots)[e]);
    }
    IGRAPH_VECTOR_INT_INIT_FINALLY(&community, 0);
    IGRAPH_CHECK(latigraph_block_graph_init(&rows, graph, &roots, NULL));
    IGRAPH_FINALLY(latigraph_block_graph_destroy, &rows);
    IGRAPH_CHECK(latigraph_leiden(&rows, job->options->seed, &community, &count));
    IGRAPH_CHECK(take_members(job, edges, &community, count, k));
    latigraph_block_graph_destroy(&rows);
    igraph_vector_int_destroy(&community);
    igraph_vector_destroy(&roots);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Finds the blocks of the neurons in a factor by description length. */
static igraph_error_t take_blocks(const latigraph_factors_job_t *job, const igraph_t *graph,
                                  const latigraph_edge_list_t *edges, igraph_integer_t k) {
    latigraph_blocks_options_t choice;
    latigraph_blocks_t blocks;
    latigraph_blocks_options_init(&choice);
    choice.seed = job->options->seed;
    IGRAPH_CHECK(latigraph_blocks_init(&blocks));
    IGRAPH_FINALLY(latigraph_blocks_destroy, &blocks);
    IGRAPH_CHECK(latigraph_blocks_weighted(graph, &edges->weight, &choice, &blocks));
    for (int i = 0; i < job->neurons; i++) {
        MATRIX(job->result->blocks, i, k) = (igraph_real_t)VECTOR(blocks.membership)[i] + 1;
    }
    latigraph_blocks_destroy(&blocks);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_groups(const latigraph_factors_job_t *job,
                                  const latigraph_edge_list_t *edges, igraph_integer_t k) {
    igraph_t graph;
    IGRAPH_CHECK(igraph_create(&graph, &edges->ends, job->neurons, false));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(take_communities(job, &graph, edges, k));
    IGRAPH_CHECK(take_blocks(job, &graph, edges, k));
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sets a vertex attribute from a column of a matrix of neurons. */
static igraph_error_t set_vertices(const latigraph_factors_job_t *job, igraph_t *graph,
                                   const char *name, const igraph_matrix_t *matrix,
                                   igraph_integer_t k) {
    igraph_vector_t value;
    IGRAPH_VECTOR_INIT_FINALLY(&value, igraph_vcount(graph));
    igraph_vector_fill(&value, IGRAPH_NAN);
    for (int i = 0; i < job->neurons; i++) {
        VECTOR(value)[VECTOR(job->place.vertex)[i]] = MATRIX(*matrix, i, k);
    }
    IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, name, &value));
    igraph_vector_destroy(&value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_attributes(const latigraph_factors_job_t *job, igraph_t *graph,
                                     const char *name, igraph_integer_t k) {
    const latigraph_factors_t *result = job->result;
    if (igraph_ecount(graph) > 0) {
        igraph_cattribute_remove_e(graph, "sign"); /* all weights are positive */
    }
    IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "name", name));
    IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "kind", "factor"));
    IGRAPH_CHECK(igraph_cattribute_GAN_set(graph, "share", VECTOR(result->share)[k]));
    IGRAPH_CHECK(set_vertices(job, graph, "strength", &result->strength, k));
    IGRAPH_CHECK(set_vertices(job, graph, "member", &result->members, k));
    IGRAPH_CHECK(set_vertices(job, graph, "block", &result->blocks, k));
    return set_vertices(job, graph, "leiden", &result->leiden, k);
}

static igraph_error_t push_graph(const latigraph_factors_job_t *job,
                                 const latigraph_edge_list_t *edges, igraph_integer_t k) {
    char name[32];
    igraph_t graph;
    g_snprintf(name, sizeof name, "factor%" IGRAPH_PRId, k + 1);
    IGRAPH_CHECK(latigraph_vertices_graph(&job->place, edges, false, &graph));
    if (igraph_has_attribute_table()) {
        IGRAPH_CHECK(set_attributes(job, &graph, name, k));
    }
    IGRAPH_CHECK(igraph_graph_list_push_back(&job->result->networks, &graph));
    IGRAPH_FINALLY_CLEAN(1); /* the list owns it now */
    return igraph_strvector_push_back(&job->result->names, name);
}

static igraph_error_t take_factor(const latigraph_factors_job_t *job, const latigraph_cp_t *cp,
                                  int r, igraph_integer_t k) {
    latigraph_edge_list_t edges;
    const double scale = take_modes(job, cp, r, k);
    IGRAPH_CHECK(latigraph_edge_list_init(&edges));
    IGRAPH_CHECK(take_edges(&job->tensor, cp, r, scale, &edges));
    IGRAPH_CHECK(take_groups(job, &edges, k));
    IGRAPH_CHECK(push_graph(job, &edges, k));
    latigraph_edge_list_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Remarks ---------------------------------------------------------------------------------- */

static igraph_error_t remark(const latigraph_factors_job_t *job) {
    const latigraph_factors_t *result = job->result;
    for (igraph_integer_t k = 0; k < igraph_vector_size(&result->share); k++) {
        if (!(VECTOR(result->share)[k] > 0)) {
            IGRAPH_CHECK(latigraph_remark_add(
                job->options->remarks, "empty", igraph_strvector_get(&result->names, k),
                "Factor %" IGRAPH_PRId " is empty: fewer factors describe the recordings as well.",
                k + 1));
        } else if (VECTOR(result->evenness)[k] > EVEN) {
            IGRAPH_CHECK(latigraph_remark_add(
                job->options->remarks, "level", igraph_strvector_get(&result->names, k),
                "Factor %" IGRAPH_PRId " is even over pairs, times and animals: it is the level of "
                "co-activity that chance gives, and not a group of neurons.",
                k + 1));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Result ----------------------------------------------------------------------------------- */

static igraph_error_t resize(const latigraph_factors_job_t *job, igraph_integer_t rank) {
    latigraph_factors_t *result = job->result;
    igraph_matrix_t *const by_neuron[] = {&result->strength, &result->members, &result->blocks,
                                          &result->leiden};
    igraph_graph_list_clear(&result->networks);
    igraph_strvector_clear(&result->names);
    igraph_strvector_clear(&result->animals);
    IGRAPH_CHECK(igraph_matrix_resize(&result->times, rank, job->tensor.times));
    IGRAPH_CHECK(igraph_matrix_resize(&result->loads, rank, job->tensor.animals));
    IGRAPH_CHECK(igraph_vector_resize(&result->share, rank));
    IGRAPH_CHECK(igraph_vector_resize(&result->evenness, rank));
    IGRAPH_CHECK(igraph_vector_resize(&result->centres, job->tensor.times));
    for (gsize k = 0; k < G_N_ELEMENTS(by_neuron); k++) {
        IGRAPH_CHECK(igraph_matrix_resize(by_neuron[k], job->neurons, rank));
        igraph_matrix_null(by_neuron[k]);
    }
    for (int w = 0; w < job->count; w++) {
        IGRAPH_CHECK(igraph_strvector_push_back(&result->animals, job->animals[w]->name));
    }
    for (int t = 0; t < job->tensor.times; t++) {
        VECTOR(result->centres)
        [t] = (double)t * (double)job->options->step + 0.5 * ((double)job->options->window - 1) + 1;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_factors_hand_out(const latigraph_factors_job_t *job,
                                          const latigraph_cp_t *cp) {
    int order[LATIGRAPH_FACTORS_MAX] = {0};
    order_factors(cp, job->tensor.animals, order);
    IGRAPH_CHECK(resize(job, cp->rank));
    job->result->explained = latigraph_cp_explained(cp);
    for (int k = 0; k < cp->rank; k++) {
        IGRAPH_CHECK(take_factor(job, cp, order[k], k));
    }
    return remark(job);
}
