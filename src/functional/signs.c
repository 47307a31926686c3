/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Constraints of a functional fit: signs of weights, wiring that is known, and earlier fits. */

#include "functional/fit.h"
#include "functional/two_mode.h"

#include <math.h>
#include <string.h>

/* --- Signs ------------------------------------------------------------------------------------ */

/* Gets the sign that a weight may have where an edge of known wiring has this sign. */
static sign_t sign_within(latigraph_functional_signs_t signs, double edge) {
    if (signs == LATIGRAPH_SIGNS_DALE) {
        return edge < 0 ? SIGN_NEGATIVE : SIGN_POSITIVE;
    }
    return signs == LATIGRAPH_SIGNS_POSITIVE ? SIGN_POSITIVE : SIGN_FREE;
}

/* Maps vertices to inputs and outputs: by name if the graph has names of theirs, otherwise by
 * number, inputs first. −1 is no input and no output. */
static igraph_error_t match_vertices(const job_t *job, igraph_vector_int_t *place) {
    const latigraph_functional_data_t *data = job->data;
    const igraph_t *graph = job->options->within;
    const igraph_integer_t all = igraph_vcount(graph);
    igraph_integer_t type;
    gboolean found = FALSE;
    IGRAPH_CHECK(
        latigraph_functional_attribute_type(graph, IGRAPH_ATTRIBUTE_VERTEX, "name", &type));
    for (igraph_integer_t v = 0; v < all && type == IGRAPH_ATTRIBUTE_STRING; v++) {
        const char *name = igraph_cattribute_VAS(graph, "name", v);
        for (int k = 0; k < data->n + data->m; k++) {
            const char *known = k < data->n
                                    ? igraph_strvector_get(&data->input_names, k)
                                    : igraph_strvector_get(&data->output_names, k - data->n);
            if (strcmp(name, known) == 0) {
                VECTOR(*place)[v] = k;
                found = TRUE;
            }
        }
    }
    if (!found && all != data->n + data->m) {
        IGRAPH_ERRORF("The known wiring has %" IGRAPH_PRId " vertices, and none has the name of an "
                      "input or output; without names it needs %d inputs and then %d outputs.",
                      IGRAPH_EINVAL, all, data->n, data->m);
    }
    for (igraph_integer_t v = 0; v < all && !found; v++) {
        VECTOR(*place)[v] = v;
    }
    return IGRAPH_SUCCESS;
}

/* Allows the weights of edges of the known wiring alone, at every lag. */
static igraph_error_t allow_edges(job_t *job, const igraph_vector_int_t *place) {
    const igraph_t *graph = job->options->within;
    const int n = job->data->n;
    igraph_vector_t edge_sign;
    igraph_integer_t used = 0;
    IGRAPH_VECTOR_INIT_FINALLY(&edge_sign, 0);
    IGRAPH_CHECK(latigraph_functional_numbers(graph, IGRAPH_ATTRIBUTE_EDGE, "sign", 1, &edge_sign));
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const igraph_integer_t from = VECTOR(*place)[IGRAPH_FROM(graph, e)];
        const igraph_integer_t to = VECTOR(*place)[IGRAPH_TO(graph, e)];
        if (from < 0 || from >= n || to < n) {
            continue;
        }
        const sign_t sign = sign_within(job->options->signs, VECTOR(edge_sign)[e]);
        for (int i = (int)from; i < job->n; i += n) {
            job->sign[(size_t)(to - n) * (size_t)job->n + (size_t)i] = (gint8)sign;
        }
        used++;
    }
    if (used == 0) {
        IGRAPH_ERROR("The known wiring has no edge from an input to an output.", IGRAPH_EINVAL);
    }
    igraph_vector_destroy(&edge_sign);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_functional_set_signs(job_t *job) {
    const gboolean positive = job->options->signs == LATIGRAPH_SIGNS_POSITIVE;
    igraph_vector_int_t place;
    if (job->options->within == NULL) {
        memset(job->sign, positive ? SIGN_POSITIVE : SIGN_FREE, (gsize)job->n * (gsize)job->m);
    } else {
        memset(job->sign, SIGN_NONE, (gsize)job->n * (gsize)job->m);
        IGRAPH_VECTOR_INT_INIT_FINALLY(&place, igraph_vcount(job->options->within));
        igraph_vector_int_fill(&place, -1);
        IGRAPH_CHECK(match_vertices(job, &place));
        IGRAPH_CHECK(allow_edges(job, &place));
        igraph_vector_int_destroy(&place);
        IGRAPH_FINALLY_CLEAN(1);
    }
    for (int i = 0; i < job->n; i++) { /* an input that never varies has no weight */
        for (int c = 0; c < job->m && job->sd[i] == 0; c++) {
            job->sign[(size_t)c * (size_t)job->n + (size_t)i] = SIGN_NONE;
        }
    }
    return IGRAPH_SUCCESS;
}

void latigraph_functional_settle_signs(job_t *job) {
    for (int i = 0; i < job->n; i++) {
        double sum = 0;
        for (int c = 0; c < job->m; c++) {
            sum += job->weight[(size_t)c * (size_t)job->n + (size_t)i];
        }
        for (int c = 0; c < job->m; c++) {
            const size_t entry = (size_t)c * (size_t)job->n + (size_t)i;
            gint8 *sign = &job->sign[entry];
            *sign = *sign == SIGN_NONE ? SIGN_NONE : sum < 0 ? SIGN_NEGATIVE : SIGN_POSITIVE;
            if (job->centre[entry] * *sign < 0) {
                job->centre[entry] = 0; /* an earlier weight of the other sign */
            }
        }
    }
}

/* --- Earlier fits ----------------------------------------------------------------------------- */

static igraph_error_t check_same(const job_t *job, const latigraph_functional_network_t *earlier) {
    if (earlier->inputs != job->n || earlier->outputs != job->m) {
        IGRAPH_ERRORF("The earlier fit has %d inputs and %d outputs, but the recordings have %d "
                      "(with lags) and %d.",
                      IGRAPH_EINVAL, earlier->inputs, earlier->outputs, job->n, job->m);
    }
    return IGRAPH_SUCCESS;
}

/* Returns an earlier weight in the units of the fit, or 0 where its sign is not allowed. */
static double centre_of(const job_t *job, const latigraph_functional_network_t *earlier, int c,
                        int i) {
    const double weight = earlier->weight[(size_t)i * (size_t)job->m + (size_t)c];
    const gint8 sign = job->sign[(size_t)c * (size_t)job->n + (size_t)i];
    const gboolean allowed = sign == SIGN_FREE || (weight > 0 && sign == SIGN_POSITIVE) ||
                             (weight < 0 && sign == SIGN_NEGATIVE);
    return allowed ? weight * job->sd[i] / job->scale[c] : 0;
}

igraph_error_t latigraph_functional_set_centre(job_t *job) {
    latigraph_functional_network_t earlier;
    for (int c = 0; c < job->m; c++) {
        job->centre_bias[c] = NAN;
    }
    if (job->options->update == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_functional_network_init(&earlier, job->options->update));
    IGRAPH_CHECK(check_same(job, &earlier));
    for (int c = 0; c < job->m; c++) {
        double bias = earlier.bias[c];
        for (int i = 0; i < job->n && job->scale[c] > 0; i++) {
            job->centre[(size_t)c * (size_t)job->n + (size_t)i] = centre_of(job, &earlier, c, i);
            bias += earlier.weight[(size_t)i * (size_t)job->m + (size_t)c] * job->mean[i];
        }
        job->centre_bias[c] = job->scale[c] > 0 ? bias / job->scale[c] : NAN;
    }
    latigraph_functional_network_destroy(&earlier);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
