/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Statistics of closure: the last coordinates of a code.
 *
 * A circuit whose dyads are independent given rates cannot have the local clustering of a real one
 * unless most of its edges recur from draw to draw (Chanpuriya, Musco, Sotiropoulos, Tsourakakis,
 * NeurIPS 2021). A model can therefore be fitted with a closure stage (the option closure of a fit,
 * 0 by default). Generation then moves edges until a circuit has the statistics here, which its
 * code holds:
 *
 *     code:  z of the networks (dz − 7) | 7 standardised statistics of closure
 *
 * The networks never read the last coordinates, so that bits are those of the dyads. They are
 * appended after training, and a model file without their scales has no closure stage. Triangles
 * and triads are counted by circuit/triads.c, partners of pairs by marking neighbours, O(Σ d²).
 */
#include "model/metadata.h"

#include "base/memory.h"
#include "base/moments.h"
#include "circuit/triads.h"

#include <math.h>

/* Triangles are divided by the pairs of partners plus this, so that neurons with two or three
 * partners weigh little. */
static const double DAMPING = 5;

const char *latigraph_closure_name(int k) {
    static const char *const names[LATIGRAPH_CLOSURE_STATISTICS] = {
        "local-clustering", "damped-clustering", "shared-partners", "share-120D",
        "share-120U",       "share-120C",        "share-210"};
    return names[k];
}

/* --- Measuring ------------------------------------------------------------------------------ */

/* Partners of neurons, directions left aside. */
typedef struct {
    int *start;   /* (n + 1) */
    int *partner; /* (2 m) */
    int *mark;    /* (n) */
} skeleton_t;

static void skeleton_destroy(skeleton_t *skeleton) {
    g_free(skeleton->start);
    g_free(skeleton->partner);
    g_free(skeleton->mark);
}

/* Fills the rows of partners. The caller has the skeleton on the FINALLY stack. */
static igraph_error_t skeleton_fill(skeleton_t *skeleton, const latigraph_circuit_t *c) {
    skeleton->start = g_try_new0(int, (gsize)c->n + 1);
    skeleton->partner = g_try_new0(int, 2 * (gsize)c->m + 1);
    skeleton->mark = g_try_new0(int, (gsize)c->n + 1);
    LATIGRAPH_CHECK_MEMORY(skeleton->start);
    LATIGRAPH_CHECK_MEMORY(skeleton->partner);
    LATIGRAPH_CHECK_MEMORY(skeleton->mark);
    for (int i = 0, size = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            skeleton->partner[size++] = c->out_to[e];
        }
        for (int e = c->in_start[i]; e < c->in_start[i + 1]; e++) {
            if (!latigraph_circuit_has_edge(c, i, c->in_from[e])) {
                skeleton->partner[size++] = c->in_from[e];
            }
        }
        skeleton->start[i + 1] = size;
    }
    return IGRAPH_SUCCESS;
}

/* Returns the sum of 1 − (1 − 1/e)^s over the pairs of i and a later neuron, with s shared
 * partners. */
static double partners_of(const skeleton_t *skeleton, int i) {
    double sum = 0;
    for (int k = skeleton->start[i]; k < skeleton->start[i + 1]; k++) {
        skeleton->mark[skeleton->partner[k]] = i + 1;
    }
    for (int k = skeleton->start[i]; k < skeleton->start[i + 1]; k++) {
        const int j = skeleton->partner[k];
        int shared = 0;
        for (int l = skeleton->start[j]; j > i && l < skeleton->start[j + 1]; l++) {
            shared += skeleton->mark[skeleton->partner[l]] == i + 1;
        }
        sum += j > i ? 1 - pow(1 - exp(-1), shared) : 0;
    }
    return sum;
}

static igraph_error_t measure_partners(const latigraph_circuit_t *c, double *mean) {
    skeleton_t skeleton = {.start = NULL};
    double sum = 0;
    IGRAPH_FINALLY(skeleton_destroy, &skeleton);
    IGRAPH_CHECK(skeleton_fill(&skeleton, c));
    for (int i = 0; i < c->n; i++) {
        if (i % 1024 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        sum += partners_of(&skeleton, i);
    }
    *mean = c->m > 0 ? 2 * sum / skeleton.start[c->n] : 0;
    skeleton_destroy(&skeleton);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Computes local and damped clustering from the triangles and partners of the neurons. */
static void measure_clustering(int n, const double *triangles, const int *partners, double *out) {
    double local = 0, damped = 0;
    int clustered = 0;
    for (int i = 0; i < n; i++) {
        const double pairs = 0.5 * partners[i] * (partners[i] - 1.0);
        local += pairs > 0 ? triangles[i] / pairs : 0;
        clustered += pairs > 0;
        damped += triangles[i] / (pairs + DAMPING);
    }
    out[LATIGRAPH_CLOSURE_LOCAL] = clustered > 0 ? local / clustered : 0;
    out[LATIGRAPH_CLOSURE_DAMPED] = n > 0 ? damped / n : 0;
}

igraph_error_t latigraph_closure_statistics(const latigraph_circuit_t *c,
                                            double out[LATIGRAPH_CLOSURE_STATISTICS]) {
    static const int classes[] = {LATIGRAPH_TRIAD_120D, LATIGRAPH_TRIAD_120U, LATIGRAPH_TRIAD_120C,
                                  LATIGRAPH_TRIAD_210};
    latigraph_neuron_triads_t neurons;
    latigraph_triads_t triads;
    LATIGRAPH_ALLOCATE(neurons.triangles, c->n);
    LATIGRAPH_ALLOCATE(neurons.partners, c->n);
    IGRAPH_CHECK(latigraph_find_triads(c, &triads, &neurons));
    measure_clustering(c->n, neurons.triangles, neurons.partners, out);
    IGRAPH_CHECK(measure_partners(c, &out[LATIGRAPH_CLOSURE_PARTNERS]));
    for (int t = 0; t < (int)G_N_ELEMENTS(classes); t++) {
        out[LATIGRAPH_CLOSURE_TRIADS + t] =
            triads.triangles > 0 ? triads.count[classes[t]] / triads.triangles : 0;
    }
    g_free(neurons.partners);
    g_free(neurons.triangles);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Scales --------------------------------------------------------------------------------- */

igraph_error_t latigraph_closure_learn(latigraph_model_t *model,
                                       const latigraph_circuit_list_t *circuits) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    double *values;
    LATIGRAPH_ALLOCATE(values, (gsize)count * LATIGRAPH_CLOSURE_STATISTICS);
    for (igraph_integer_t i = 0; i < count; i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_closure_statistics(latigraph_circuit_list_get(circuits, i),
                                                  values + i * LATIGRAPH_CLOSURE_STATISTICS));
    }
    latigraph_column_scales(values, (int)count, LATIGRAPH_CLOSURE_STATISTICS, model->closure.mean,
                            model->closure.sd);
    model->config.closure = LATIGRAPH_CLOSURE_STATISTICS;
    model->config.code += LATIGRAPH_CLOSURE_STATISTICS;
    g_free(values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The model file ------------------------------------------------------------------------- */

igraph_error_t latigraph_closure_save(const latigraph_model_t *model, safetensors_t *file) {
    if (model->config.closure == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(safetensors_add(file, "closure.mean", TENSOR_F64, LATIGRAPH_CLOSURE_STATISTICS, 0,
                                 model->closure.mean));
    return safetensors_add(file, "closure.sd", TENSOR_F64, LATIGRAPH_CLOSURE_STATISTICS, 0,
                           model->closure.sd);
}

igraph_error_t latigraph_closure_load(latigraph_model_t *model, const safetensors_t *file) {
    if (model->config.closure == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(safetensors_get(file, "closure.mean", TENSOR_F64, LATIGRAPH_CLOSURE_STATISTICS, 0,
                                 model->closure.mean));
    IGRAPH_CHECK(safetensors_get(file, "closure.sd", TENSOR_F64, LATIGRAPH_CLOSURE_STATISTICS, 0,
                                 model->closure.sd));
    for (int k = 0; k < LATIGRAPH_CLOSURE_STATISTICS; k++) {
        if (!isfinite(model->closure.mean[k]) || !isfinite(model->closure.sd[k]) ||
            !(model->closure.sd[k] > 0)) {
            IGRAPH_ERROR("The scales of the model's statistics of closure must be finite, and "
                         "their standard deviations positive.",
                         IGRAPH_PARSEERROR);
        }
    }
    return IGRAPH_SUCCESS;
}
