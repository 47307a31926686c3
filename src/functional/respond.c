/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Responses of a functional connectome to inputs.
 *
 * Columns belong to inputs by their names, if all names are known, and otherwise by their order. An
 * input with a lag takes the column of its name before "@", or of its order, that many rows before;
 * the first rows have no past and no response. Inputs that did not vary in training have no weight,
 * and a remark gives the share of the inputs that now vary for the first time. */

#include "functional/solve.h"
#include "functional/two_mode.h"

#include "activity/activity.h"
#include "base/cblas.h"
#include "base/parallel.h"
#include "base/remarks.h"

#include <latigraph/functional.h>

#include <math.h>
#include <string.h>

enum { BLOCK = 256 };

typedef struct {
    const latigraph_activity_t *inputs;
    latigraph_functional_network_t network;
    int *column;  /* (inputs) column of each input */
    double *x;    /* (BLOCK + lags, columns) */
    double *past; /* (BLOCK, inputs) */
    double *eta;  /* (BLOCK, outputs) */
} job_t;

/* --- Columns ---------------------------------------------------------------------------------- */

/* Finds the column of a name; the name of an input of the past ends at its last "@". */
static int find_column(const igraph_strvector_t *names, const char *name, int lag) {
    const char *end = lag > 0 ? strrchr(name, '@') : NULL;
    const size_t length = end != NULL ? (size_t)(end - name) : strlen(name);
    for (igraph_integer_t k = 0; k < igraph_strvector_size(names); k++) {
        const char *known = igraph_strvector_get(names, k);
        if (strncmp(known, name, length) == 0 && known[length] == '\0') {
            return (int)k;
        }
    }
    return -1;
}

/* Finds the column of each input by its name. Returns whether all have one. */
static gboolean match_names(job_t *job) {
    const igraph_strvector_t *names = latigraph_activity_neuron_names(job->inputs);
    for (int i = 0; i < job->network.inputs; i++) {
        job->column[i] = find_column(names, igraph_strvector_get(&job->network.input_names, i),
                                     job->network.lag[i]);
        if (job->column[i] < 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Finds the column of each input by its order: blocks of inputs of one lag, as a fit lists them. */
static igraph_error_t match_order(job_t *job) {
    const igraph_integer_t columns = latigraph_activity_neurons(job->inputs);
    int present = 0;
    for (int i = 0; i < job->network.inputs; i++) {
        present += job->network.lag[i] == 0;
    }
    if (present == 0 || job->network.inputs % present != 0 || columns != present) {
        IGRAPH_ERRORF("The network has %d inputs, but \"%.60s\" has %" IGRAPH_PRId
                      " columns. Name the columns, or give one column per input.",
                      IGRAPH_EINVAL, present, job->inputs->name, columns);
    }
    for (int i = 0; i < job->network.inputs; i++) {
        if (job->network.lag[i] != job->network.lag[i - i % present]) {
            IGRAPH_ERRORF(
                "\"%.60s\" has no names of columns, and the inputs of the network are not "
                "in blocks of one lag each. Name the columns like the inputs.",
                IGRAPH_EINVAL, job->inputs->name);
        }
        job->column[i] = i % present;
    }
    return IGRAPH_SUCCESS;
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* Copies inputs of the rows first .. first + count − 1, each from its lag. */
static void gather(job_t *job, int first, int count) {
    const int columns = (int)latigraph_activity_neurons(job->inputs), n = job->network.inputs;
    const int before = MIN(first, job->network.lags);
    latigraph_activity_block(job->inputs, first - before, before + count, 0, columns, job->x);
    for (int t = 0; t < count; t++) {
        for (int i = 0; i < n; i++) {
            const int row = before + t - job->network.lag[i];
            job->past[(size_t)t * (size_t)n + (size_t)i] =
                row < 0 ? NAN : job->x[(size_t)row * (size_t)columns + (size_t)job->column[i]];
        }
    }
}

static double output_of(double eta, double softness) {
    if (softness <= 0) {
        return eta > 0 ? eta : isnan(eta) ? NAN : 0;
    }
    return solver_output(eta, softness);
}

/* Computes the outputs of a block of rows. */
static void respond_block(job_t *job, int first, int count, igraph_matrix_t *outputs) {
    const int n = job->network.inputs, m = job->network.outputs;
    gather(job, first, count);
    for (int t = 0; t < count; t++) {
        memcpy(job->eta + (size_t)t * (size_t)m, job->network.bias, (size_t)m * sizeof(double));
    }
    latigraph_blas_begin();
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, count, m, n, 1, job->past, n,
                job->network.weight, m, 1, job->eta, m);
    latigraph_blas_end();
    for (int t = 0; t < count; t++) {
        for (int c = 0; c < m; c++) {
            MATRIX(*outputs, first + t, c) =
                output_of(job->eta[(size_t)t * (size_t)m + (size_t)c], job->network.softness[c]);
        }
    }
}

/* --- Remarks ---------------------------------------------------------------------------------- */

/* Returns whether a column has two different values. */
static gboolean varies(const latigraph_activity_t *inputs, int column) {
    const int rows = (int)latigraph_activity_times(inputs);
    double low = INFINITY, high = -INFINITY, value;
    for (int t = 0; t < rows && !(low < high); t++) {
        latigraph_activity_block(inputs, t, 1, column, 1, &value);
        low = fmin(low, value);
        high = fmax(high, value);
    }
    return low < high;
}

static igraph_error_t remark_still(const job_t *job, latigraph_remarks_t *remarks) {
    int still = 0, present = 0;
    for (int i = 0; i < job->network.inputs; i++) {
        present += job->network.lag[i] == 0;
        still += job->network.lag[i] == 0 && job->network.sd[i] == 0 &&
                 varies(job->inputs, job->column[i]);
    }
    return still == 0 || remarks == NULL
               ? IGRAPH_SUCCESS
               : latigraph_remark_add(remarks, "still-input", job->inputs->name,
                                      "%.60s: %d of %d inputs (%.0f %%) vary there, but never in "
                                      "training, so that their weights are not known. Responses "
                                      "miss their effect.",
                                      job->inputs->name, still, present, 100.0 * still / present);
}

/* --- The call --------------------------------------------------------------------------------- */

static igraph_error_t respond_all(job_t *job, igraph_matrix_t *outputs) {
    const int rows = (int)latigraph_activity_times(job->inputs);
    const gsize columns = (gsize)latigraph_activity_neurons(job->inputs);
    const gsize n = (gsize)job->network.inputs, m = (gsize)job->network.outputs;
    LATIGRAPH_ALLOCATE(job->x, (BLOCK + (gsize)job->network.lags) * columns);
    LATIGRAPH_ALLOCATE(job->past, BLOCK * n);
    LATIGRAPH_ALLOCATE(job->eta, BLOCK * m);
    IGRAPH_CHECK(igraph_matrix_resize(outputs, rows, (igraph_integer_t)m));
    for (int first = 0; first < rows; first += BLOCK) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        respond_block(job, first, MIN(BLOCK, rows - first), outputs);
    }
    g_free(job->eta);
    g_free(job->past);
    g_free(job->x);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_functional_respond
 * \brief The outputs of a functional connectome for inputs.
 *
 * The network is a graph from inputs to outputs. The attributes that count are "weight" and "sign"
 * of edges, "bias" and "softness" s of outputs, and "name", "lag" and "sd" of inputs. Vertices with
 * a bias are outputs. Output c is s ln(1 + exp(η / s)) with η = bias_c + Σ_i weight_ic input_i, or
 * max(0, η) without a softness. Weights of several edges between the same vertices add up.
 *
 * \param network The network, as \ref latigraph_functional_fit() gives it.
 * \param inputs Activity of the inputs. Columns belong to inputs by name, or else by order. In the
 *        latter case the network lists its inputs in blocks of one lag each.
 * \param outputs An initialised matrix, which gets one row per row of the inputs and one column per
 *        output. A row has NaN if an input is missing there, or in the rows before that lags need.
 * \param remarks Gets a remark on inputs that never varied in training; may be \c NULL.
 * \return Error code: \c IGRAPH_EINVAL if the graph is no such network or the columns do not fit,
 *         \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(rows inputs outputs).
 *
 * Example: a network of one input and one output.
 * \verbatim
 *   igraph_t network;
 *   igraph_matrix_t x, y;
 *   latigraph_activity_t *in;
 *   igraph_small(&network, 2, IGRAPH_DIRECTED, 0,1, -1);
 *   SETVAN(&network, "bias", 0, IGRAPH_NAN);
 *   SETVAN(&network, "bias", 1, -0.5);
 *   igraph_matrix_init(&x, 3, 1);
 *   igraph_matrix_init(&y, 0, 0);
 *   igraph_matrix_fill(&x, 2);
 *   latigraph_activity_from_matrix(&in, &x, NULL);
 *   latigraph_functional_respond(&network, in, &y, NULL);
 *   printf("%g\n", MATRIX(y, 0, 0));
 *   latigraph_activity_destroy(in);
 *   igraph_matrix_destroy(&y);
 *   igraph_matrix_destroy(&x);
 *   igraph_destroy(&network);
 * \endverbatim
 */
igraph_error_t latigraph_functional_respond(const igraph_t *network,
                                            const latigraph_activity_t *inputs,
                                            igraph_matrix_t *outputs,
                                            latigraph_remarks_t *remarks) {
    job_t job = {.inputs = inputs};
    IGRAPH_CHECK(latigraph_functional_network_init(&job.network, network));
    LATIGRAPH_ALLOCATE(job.column, job.network.inputs);
    if (!match_names(&job)) {
        IGRAPH_CHECK(match_order(&job));
    }
    IGRAPH_CHECK(respond_all(&job, outputs));
    IGRAPH_CHECK(remark_still(&job, remarks));
    g_free(job.column);
    latigraph_functional_network_destroy(&job.network);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
