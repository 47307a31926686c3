/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Does the wiring know the place? How well coordinates predict the node data of neurons that the
 * regression did not see.
 *
 * Each numeric column is predicted by ridge regression from the coordinates, five-fold over
 * neurons, and from ln(1 + in-degree) and ln(1 + out-degree) as a baseline, which needs no latent
 * variable. A position counts as one column per axis. */

#include "manifold/manifold.h"

#include "circuit/column.h"
#include "regression/ridge.h"

#include <math.h>

enum { FOLDS = 5, LEAST = 20 };

typedef struct {
    int n, width;
    const double *code;     /* (n, width); NaN for neurons without coordinates */
    const double *property; /* (n) */
    int *fold;              /* (n) */
    double *rows, *value;   /* (n, width), (n) scratch */
} readout_t;

static gboolean usable(const readout_t *readout, int i) {
    return isfinite(readout->property[i]) && isfinite(readout->code[(size_t)i * readout->width]);
}

/* Fits the neurons of other folds; returns how many there are. */
static igraph_error_t fit_fold(const readout_t *readout, int fold, double *weight,
                               double *intercept, int *count) {
    const int width = readout->width;
    *count = 0;
    for (int i = 0; i < readout->n; i++) {
        if (usable(readout, i) && readout->fold[i] != fold) {
            for (int k = 0; k < width; k++) {
                readout->rows[(size_t)*count * width + k] = readout->code[(size_t)i * width + k];
            }
            readout->value[(*count)++] = readout->property[i];
        }
    }
    return *count < LEAST
               ? IGRAPH_SUCCESS
               : latigraph_ridge(*count, width, readout->rows, readout->value, weight, intercept);
}

/* 1 − Σ (y − ŷ)² / Σ (y − ȳ)², ŷ and ȳ from the other folds; NaN if too few are known. */
static igraph_error_t score(const readout_t *readout, double *r2) {
    double *weight, intercept = 0, wrong = 0, all = 0;
    LATIGRAPH_ALLOCATE(weight, readout->width);
    for (int fold = 0; fold < FOLDS; fold++) {
        int count;
        double mean = 0;
        IGRAPH_CHECK(fit_fold(readout, fold, weight, &intercept, &count));
        for (int k = 0; k < count; k++) {
            mean += readout->value[k] / count;
        }
        for (int i = 0; i < readout->n; i++) {
            if (usable(readout, i) && readout->fold[i] == fold && count >= LEAST) {
                double predicted = intercept;
                for (int k = 0; k < readout->width; k++) {
                    predicted += weight[k] * readout->code[(size_t)i * readout->width + k];
                }
                wrong += pow(readout->property[i] - predicted, 2);
                all += pow(readout->property[i] - mean, 2);
            }
        }
    }
    *r2 = all > 0 ? 1 - wrong / all : NAN;
    g_free(weight);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* A call: codes, degrees, and where the results go. */
typedef struct {
    readout_t latent, degree;
    igraph_strvector_t *names;
    igraph_vector_t *r2, *r2_degrees;
} call_t;

static igraph_error_t add_property(call_t *call, const char *name, const double *property) {
    double r2, r2_degrees;
    call->latent.property = call->degree.property = property;
    LATIGRAPH_ALLOW_INTERRUPTION();
    IGRAPH_CHECK(score(&call->latent, &r2));
    IGRAPH_CHECK(score(&call->degree, &r2_degrees));
    IGRAPH_CHECK(igraph_strvector_push_back(call->names, name));
    IGRAPH_CHECK(igraph_vector_push_back(call->r2, r2));
    return igraph_vector_push_back(call->r2_degrees, r2_degrees);
}

static igraph_error_t add_position(call_t *call, const latigraph_circuit_t *circuit, int axis) {
    double *value;
    char *name;
    LATIGRAPH_ALLOCATE(value, circuit->n);
    IGRAPH_CHECK(latigraph_circuit_position_name(circuit, axis, &name));
    IGRAPH_FINALLY(g_free, name);
    for (int i = 0; i < circuit->n; i++) {
        value[i] = circuit->position[(size_t)i * circuit->dims + axis];
    }
    IGRAPH_CHECK(add_property(call, name, value));
    g_free(name);
    g_free(value);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_all(call_t *call, const latigraph_circuit_t *circuit) {
    for (int axis = 0; axis < circuit->dims; axis++) {
        IGRAPH_CHECK(add_position(call, circuit, axis));
    }
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->columns); k++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[k];
        if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
            IGRAPH_CHECK(add_property(call, column->name, column->value));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Allocates the scratch that both read-outs share, and draws the folds. */
static igraph_error_t draw_folds(readout_t *readout, igraph_uint_t seed) {
    latigraph_stream_t stream;
    LATIGRAPH_ALLOCATE(readout->rows, (gsize)readout->n * (gsize)MAX(readout->width, 2));
    LATIGRAPH_ALLOCATE(readout->value, readout->n);
    LATIGRAPH_ALLOCATE(readout->fold, readout->n);
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_MANIFOLD, 1);
    latigraph_stream_permutation(&stream, readout->fold, readout->n);
    for (int i = 0; i < readout->n; i++) {
        readout->fold[i] %= FOLDS;
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_latents_readout
 * \brief Predicts the node data of a circuit from the coordinates of its neurons.
 *
 * Ridge regression from the coordinates, five-fold over neurons, says how much of each numeric
 * column and of each axis of the positions the wiring knows. The same regression from the degrees
 * alone is the baseline. R² is 1 − Σ (y − ŷ)² / Σ (y − ȳ)², and NaN if fewer than 25 are known.
 *
 * \param circuit The circuit, N neurons.
 * \param coordinates (N, d) coordinates; neurons with NaN are left out.
 * \param seed Seed of the folds.
 * \param names An initialised list, which gets the names of the columns.
 * \param r2 An initialised vector, which gets R² over left-out neurons.
 * \param r2_degrees An initialised vector, which gets the same for the degrees alone.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(N d²) per column.
 *
 * Example: which columns the coordinates predict.
 * \verbatim
 *   igraph_vector_t r2, baseline;
 *   igraph_strvector_init(&names, 0);
 *   igraph_vector_init(&r2, 0);
 *   igraph_vector_init(&baseline, 0);
 *   latigraph_latents_readout(circuit, &codes, 1, &names, &r2, &baseline);
 *   for (igraph_integer_t k = 0; k < igraph_vector_size(&r2); k++) {
 *       printf("%s: %.2f\n", igraph_strvector_get(&names, k), VECTOR(r2)[k]);
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_latents_readout(const latigraph_circuit_t *circuit,
                                         const igraph_matrix_t *coordinates, igraph_uint_t seed,
                                         igraph_strvector_t *names, igraph_vector_t *r2,
                                         igraph_vector_t *r2_degrees) {
    const int n = circuit->n, width = (int)igraph_matrix_ncol(coordinates);
    call_t call = {.names = names, .r2 = r2, .r2_degrees = r2_degrees};
    double *code, *degree;
    if (igraph_matrix_nrow(coordinates) != n) {
        IGRAPH_ERRORF("There are coordinates of %" IGRAPH_PRId " neurons, but the circuit has %d.",
                      IGRAPH_EINVAL, igraph_matrix_nrow(coordinates), n);
    }
    igraph_strvector_clear(names);
    igraph_vector_clear(r2);
    igraph_vector_clear(r2_degrees);
    LATIGRAPH_ALLOCATE(code, (gsize)n * (gsize)width);
    LATIGRAPH_ALLOCATE(degree, 2 * n);
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < width; k++) {
            code[(size_t)i * width + k] = MATRIX(*coordinates, i, k);
        }
        degree[2 * i] = log1p(circuit->in_start[i + 1] - circuit->in_start[i]);
        degree[2 * i + 1] = log1p(circuit->out_start[i + 1] - circuit->out_start[i]);
    }
    call.latent = (readout_t){.n = n, .width = width, .code = code};
    IGRAPH_CHECK(draw_folds(&call.latent, seed));
    call.degree = call.latent;
    call.degree.width = 2;
    call.degree.code = degree;
    IGRAPH_CHECK(width > 0 ? add_all(&call, circuit) : IGRAPH_SUCCESS);
    g_free(call.latent.fold);
    g_free(call.latent.value);
    g_free(call.latent.rows);
    g_free(degree);
    g_free(code);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}
