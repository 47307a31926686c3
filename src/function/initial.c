/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Initial recurrent weights out of wiring and of function.
 *
 * Function enters as a similarity c of every pair of neurons: the correlation of their activity,
 * which the caller gives, the cosine of the difference of their preferred directions, or the cosine
 * of several columns of node data. The weight is c alone, or the weight of the edge times c. If
 * types of neurons determine signs, c gives the size alone, so that Dale's principle holds. The
 * result is scaled once at the end, to a spectral radius or by a gain. */

#include "function/initial.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/remarks.h"
#include "base/text.h"
#include "circuit/column.h"
#include "function/network.h"

#include <math.h>
#include <string.h>

/**
 * \function latigraph_weights_options_init
 * \brief Sets the options of initial weights to their defaults.
 *
 * The defaults are weights of the wiring alone, a full turn of 360, neither costs nor masks, and
 * 8 groups of a ring.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * Example: weights of edges times the similarity of preferred directions.
 * \verbatim
 *   latigraph_weights_options_t choice;
 *   latigraph_weights_options_init(&choice);
 *   choice.initial = LATIGRAPH_INITIAL_WIRING_FUNCTION;
 *   choice.direction = "pref_dir_deg";
 * \endverbatim
 */
void latigraph_weights_options_init(latigraph_weights_options_t *options) {
    *options = (latigraph_weights_options_t){.initial = LATIGRAPH_INITIAL_WIRING,
                                             .period = 360,
                                             .masks = LATIGRAPH_MASKS_NONE,
                                             .groups = 8,
                                             .density = IGRAPH_NAN};
}

/* --- Similarity of functions ------------------------------------------------------------------ */

static igraph_error_t find_numeric(const latigraph_circuit_t *circuit, const char *name,
                                   const latigraph_column_t **column) {
    *column = latigraph_circuit_column(circuit, name);
    if (*column == NULL || (*column)->kind != LATIGRAPH_COLUMN_NUMERIC) {
        IGRAPH_ERRORF("Circuit \"%.60s\" has no numeric column \"%.60s\" of node data. Name a "
                      "column of numbers.",
                      IGRAPH_EINVAL, circuit->name, name);
    }
    return IGRAPH_SUCCESS;
}

/* Sets size[i] = √selectivity, or 1 without a column; NaN where it is not known. */
static igraph_error_t find_sizes(const latigraph_circuit_t *circuit, const char *name,
                                 double *size) {
    const latigraph_column_t *column = NULL;
    if (name != NULL) {
        IGRAPH_CHECK(find_numeric(circuit, name, &column));
    }
    for (int i = 0; i < circuit->n; i++) {
        const double value = column != NULL ? column->value[i] : 1;
        if (value < 0) {
            IGRAPH_ERRORF("Column \"%.60s\" of circuit \"%.60s\" is %g for neuron \"%.60s\", but a "
                          "selectivity cannot be negative.",
                          IGRAPH_EINVAL, name, circuit->name, value, circuit->neuron[i]);
        }
        size[i] = sqrt(value);
    }
    return IGRAPH_SUCCESS;
}

/* Profiles (n, 2) whose scalar product is cos(θ_i − θ_j) √(s_i s_j). */
static igraph_error_t direction_profiles(const latigraph_circuit_t *circuit,
                                         const latigraph_weights_options_t *options,
                                         double *profile) {
    const latigraph_column_t *column;
    double *size;
    if (!(options->period > 0 && isfinite(options->period))) {
        IGRAPH_ERRORF("A full turn is %g, but must be above 0.", IGRAPH_EINVAL, options->period);
    }
    IGRAPH_CHECK(find_numeric(circuit, options->direction, &column));
    LATIGRAPH_ALLOCATE(size, circuit->n);
    IGRAPH_CHECK(find_sizes(circuit, options->selectivity, size));
    for (int i = 0; i < circuit->n; i++) {
        const double angle = column->value[i];
        if (fabs(angle) > 1.000001 * options->period) {
            IGRAPH_ERRORF("Column \"%.60s\" of circuit \"%.60s\" is %g for neuron \"%.60s\", more "
                          "than a full turn of %g. Set the period to a full turn in its unit.",
                          IGRAPH_EINVAL, options->direction, circuit->name, angle,
                          circuit->neuron[i], options->period);
        }
        const double radians = 2 * M_PI * angle / options->period;
        profile[2 * (gsize)i] = size[i] * cos(radians);
        profile[2 * (gsize)i + 1] = size[i] * sin(radians);
    }
    g_free(size);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes z-scores of a column to profile[i, k] of `width` columns; 0 if it is constant. */
static void write_z(const latigraph_column_t *column, int n, int k, int width, double *profile) {
    double sum = 0, squares = 0;
    int known = 0;
    for (int i = 0; i < n; i++) {
        if (isfinite(column->value[i])) {
            known++;
            sum += column->value[i];
        }
    }
    const double mean = known > 0 ? sum / known : 0;
    for (int i = 0; i < n; i++) {
        const double apart = column->value[i] - mean;
        squares += isfinite(apart) ? apart * apart : 0;
    }
    const double sd = known > 0 ? sqrt(squares / known) : 0;
    for (int i = 0; i < n; i++) {
        profile[(gsize)i * (gsize)width + (gsize)k] =
            sd > 0 ? (column->value[i] - mean) / sd : column->value[i] * 0;
    }
}

/* Profiles (n, columns) of z-scores, each of length 1; NaN where a value is not known. */
static igraph_error_t column_profiles(const latigraph_circuit_t *circuit, char *const *names,
                                      int width, double *profile) {
    for (int k = 0; k < width; k++) {
        const latigraph_column_t *column;
        IGRAPH_CHECK(find_numeric(circuit, names[k], &column));
        write_z(column, circuit->n, k, width, profile);
    }
    for (int i = 0; i < circuit->n; i++) {
        double *row = profile + (gsize)i * (gsize)width;
        const double length = cblas_dnrm2(width, row, 1);
        for (int k = 0; k < width; k++) {
            row[k] = length > 0 ? row[k] / length : row[k];
        }
    }
    return IGRAPH_SUCCESS;
}

/* Replaces profiles with an unknown value by 0; returns how many there are. */
static int clear_unknown(int n, int width, double *profile) {
    int unknown = 0;
    for (int i = 0; i < n; i++) {
        double *row = profile + (gsize)i * (gsize)width;
        double sum = 0;
        for (int k = 0; k < width; k++) {
            sum += row[k];
        }
        if (!isfinite(sum)) {
            memset(row, 0, (gsize)width * sizeof *row);
            unknown++;
        }
    }
    return unknown;
}

static igraph_error_t multiply_profiles(const latigraph_circuit_t *circuit, int width,
                                        double *profile, latigraph_remarks_t *remarks,
                                        igraph_matrix_t *similarity) {
    const int n = circuit->n, unknown = clear_unknown(n, width, profile);
    IGRAPH_CHECK(igraph_matrix_resize(similarity, n, n));
    if (n > 0) { /* symmetric, so the order of rows and columns does not matter */
        latigraph_blas_begin();
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, width, 1, profile, width,
                    profile, width, 0, &MATRIX(*similarity, 0, 0), n);
        latigraph_blas_end();
    }
    for (int i = 0; i < n; i++) {
        MATRIX(*similarity, i, i) = 0;
        for (int j = 0; j < i; j++) {
            MATRIX(*similarity, i, j) = MATRIX(*similarity, j, i);
        }
    }
    if (unknown == 0) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(remarks, "unknown-function", circuit->name,
                                "%s: the function of %d of %d neurons is not known, so that "
                                "their similarity to all others is 0.",
                                circuit->name, unknown, n);
}

static igraph_error_t similarity_of_columns(const latigraph_circuit_t *circuit,
                                            const latigraph_weights_options_t *options,
                                            igraph_matrix_t *similarity) {
    char **names;
    double *profile;
    IGRAPH_CHECK(latigraph_split_text(options->profile, ",", &names));
    IGRAPH_FINALLY(g_strfreev, names);
    const int width = (int)g_strv_length(names);
    LATIGRAPH_ALLOCATE(profile, (gsize)circuit->n * (gsize)width);
    IGRAPH_CHECK(column_profiles(circuit, names, width, profile));
    IGRAPH_CHECK(multiply_profiles(circuit, width, profile, options->remarks, similarity));
    g_free(profile);
    g_strfreev(names);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t similarity_of_directions(const latigraph_circuit_t *circuit,
                                               const latigraph_weights_options_t *options,
                                               igraph_matrix_t *similarity) {
    double *profile;
    LATIGRAPH_ALLOCATE(profile, 2 * (gsize)circuit->n);
    IGRAPH_CHECK(direction_profiles(circuit, options, profile));
    IGRAPH_CHECK(multiply_profiles(circuit, 2, profile, options->remarks, similarity));
    g_free(profile);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Copies a given matrix. NaN, which is the correlation of an unrecorded neuron, becomes 0. */
static igraph_error_t copy_similarity(const latigraph_circuit_t *circuit,
                                      const igraph_matrix_t *given, igraph_matrix_t *similarity) {
    if (igraph_matrix_nrow(given) != circuit->n || igraph_matrix_ncol(given) != circuit->n) {
        IGRAPH_ERRORF("The similarity of functions has %" IGRAPH_PRId " rows and %" IGRAPH_PRId
                      " columns, but circuit \"%.60s\" has %d neurons.",
                      IGRAPH_EINVAL, igraph_matrix_nrow(given), igraph_matrix_ncol(given),
                      circuit->name, circuit->n);
    }
    IGRAPH_CHECK(igraph_matrix_resize(similarity, circuit->n, circuit->n));
    for (int i = 0; i < circuit->n; i++) {
        for (int j = 0; j < circuit->n; j++) {
            const double value = MATRIX(*given, i, j);
            if (isinf(value)) {
                IGRAPH_ERRORF("The similarity of functions is infinite in row %d, column %d.",
                              IGRAPH_EINVAL, i + 1, j + 1);
            }
            MATRIX(*similarity, i, j) = i == j || isnan(value) ? 0 : value;
        }
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_function_similarity
 * \brief How similar the functions of every pair of neurons are.
 *
 * The similarity is the matrix that the options hold, such as a correlation of activity. Otherwise
 * it is cos(θ_i − θ_j) √(s_i s_j) with the preferred directions θ and selectivities s, or the
 * cosine of the angle between the z-scored profiles. Pairs with an unknown value have 0, and so has
 * the diagonal.
 *
 * \param circuit The circuit, n neurons.
 * \param options The similarity, or the names of columns of node data.
 * \param similarity An initialised matrix, resized to (n, n).
 * \return Error code: \c IGRAPH_EINVAL if the options name no function, or two of them, a column
 *    is missing or not numeric, or a value is out of range; \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(n² columns).
 *
 * Example: similarity by three columns of node data.
 * \verbatim
 *   latigraph_weights_options_t choice;
 *   latigraph_weights_options_init(&choice);
 *   choice.profile = "osi,dsi,cc_max";
 *   latigraph_function_similarity(circuit, &choice, &weights);
 * \endverbatim
 */
igraph_error_t latigraph_function_similarity(const latigraph_circuit_t *circuit,
                                             const latigraph_weights_options_t *options,
                                             igraph_matrix_t *similarity) {
    const int given =
        (options->similarity != NULL) + (options->direction != NULL) + (options->profile != NULL);
    if (given != 1) {
        IGRAPH_ERRORF("Initial weights by function need one of activity, direction and profile, "
                      "but %d are given.",
                      IGRAPH_EINVAL, given);
    }
    if (options->selectivity != NULL && options->direction == NULL) {
        IGRAPH_ERROR("A selectivity belongs to a preferred direction, but no column of directions "
                     "is given.",
                     IGRAPH_EINVAL);
    }
    if (options->similarity != NULL) {
        return copy_similarity(circuit, options->similarity, similarity);
    }
    return options->direction != NULL ? similarity_of_directions(circuit, options, similarity)
                                      : similarity_of_columns(circuit, options, similarity);
}

/* --- Weights ---------------------------------------------------------------------------------- */

igraph_error_t latigraph_weights_radius(const igraph_matrix_t *weight, igraph_real_t *radius) {
    const int n = (int)igraph_matrix_nrow(weight);
    double *a, *work;
    LATIGRAPH_ALLOCATE(a, (gsize)n * (gsize)n);
    LATIGRAPH_ALLOCATE(work, latigraph_spectral_radius_work_size(n));
    igraph_vector_copy_to(&weight->data, a);
    LATIGRAPH_ALLOW_INTERRUPTION();
    latigraph_blas_begin();
    *radius = latigraph_spectral_radius(n, a, work);
    latigraph_blas_end();
    if (isnan(*radius)) {
        IGRAPH_ERROR("The eigenvalues of the weights do not converge. Set a gain instead of a "
                     "spectral radius.",
                     IGRAPH_FAILURE);
    }
    g_free(work);
    g_free(a);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Scales W to the spectral radius, or by the gain. */
static igraph_error_t scale(const latigraph_circuit_t *circuit,
                            const latigraph_reservoir_options_t *reservoir,
                            igraph_matrix_t *weight) {
    igraph_real_t radius;
    if (isnan(reservoir->radius)) {
        igraph_matrix_scale(weight, reservoir->gain);
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_weights_radius(weight, &radius));
    if (!(radius > 1e-12)) {
        IGRAPH_ERRORF("The weights of circuit \"%.60s\" by function have no cycle, so they cannot "
                      "be scaled to a spectral radius. Set a gain instead.",
                      IGRAPH_EINVAL, circuit->name);
    }
    igraph_matrix_scale(weight, reservoir->radius / radius);
    return IGRAPH_SUCCESS;
}

/* Multiplies the unscaled weights by the similarity. If types give the signs, its size counts. */
static void multiply(const igraph_matrix_t *similarity, gboolean dale, igraph_matrix_t *weight) {
    for (igraph_integer_t j = 0; j < igraph_matrix_nrow(weight); j++) {
        for (igraph_integer_t i = 0; i < igraph_matrix_ncol(weight); i++) {
            const double c = MATRIX(*similarity, j, i);
            MATRIX(*weight, j, i) *= dale ? fabs(c) : c;
        }
    }
}

/* Sets every weight to the sign of its source. */
static igraph_error_t fill_signs(const latigraph_circuit_t *circuit,
                                 const latigraph_reservoir_options_t *reservoir,
                                 igraph_matrix_t *weight) {
    double *sign;
    LATIGRAPH_ALLOCATE(sign, circuit->n);
    IGRAPH_CHECK(latigraph_network_signs(circuit, reservoir, sign));
    IGRAPH_CHECK(igraph_matrix_resize(weight, circuit->n, circuit->n));
    for (int j = 0; j < circuit->n; j++) {
        for (int i = 0; i < circuit->n; i++) {
            MATRIX(*weight, j, i) = sign[i];
        }
    }
    g_free(sign);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_weights_with(const latigraph_circuit_t *circuit,
                                      const latigraph_reservoir_options_t *reservoir,
                                      latigraph_initial_t initial,
                                      const igraph_matrix_t *similarity, igraph_matrix_t *weight) {
    if (initial == LATIGRAPH_INITIAL_WIRING) {
        return latigraph_reservoir_weights(circuit, reservoir, 0, weight);
    }
    latigraph_reservoir_options_t raw = *reservoir;
    raw.radius = IGRAPH_NAN;
    raw.gain = 1;
    IGRAPH_CHECK(initial == LATIGRAPH_INITIAL_FUNCTION
                     ? fill_signs(circuit, reservoir, weight)
                     : latigraph_reservoir_weights(circuit, &raw, 0, weight));
    multiply(similarity, reservoir->types != NULL, weight);
    return scale(circuit, reservoir, weight);
}

/**
 * \function latigraph_initial_weights
 * \brief Initial recurrent weights by wiring, by function, or by both.
 *
 * The weights by wiring are those of \ref latigraph_reservoir_weights(). By function, the weight of
 * every pair is the similarity of \ref latigraph_function_similarity(). By both, it is their
 * product, so that only edges have weight. If the types of neurons are given, they determine the
 * signs, and the size of the similarity alone counts.
 *
 * \param circuit The circuit, n neurons.
 * \param reservoir Kind, signs and scale of the weights; the draw of the first seed is used.
 * \param options What the weights are made of.
 * \param weight An initialised matrix, resized to (n, n). Row j, column i is the weight of the
 *    edge i → j.
 * \return Error code: those of both functions; \c IGRAPH_EINVAL if nothing can be scaled to a
 *    spectral radius.
 *
 * Time complexity: O(n³), or O(n² + m) with a gain.
 *
 * Example: weights of edges times the similarity of preferred directions.
 * \verbatim
 *   latigraph_reservoir_options_t reservoir;
 *   latigraph_weights_options_t choice;
 *   latigraph_reservoir_options_init(&reservoir);
 *   latigraph_weights_options_init(&choice);
 *   choice.initial = LATIGRAPH_INITIAL_WIRING_FUNCTION;
 *   choice.direction = "pref_dir_deg";
 *   latigraph_initial_weights(circuit, &reservoir, &choice, &weights);
 * \endverbatim
 */
igraph_error_t latigraph_initial_weights(const latigraph_circuit_t *circuit,
                                         const latigraph_reservoir_options_t *reservoir,
                                         const latigraph_weights_options_t *options,
                                         igraph_matrix_t *weight) {
    igraph_matrix_t similarity;
    IGRAPH_MATRIX_INIT_FINALLY(&similarity, 0, 0);
    if (options->initial != LATIGRAPH_INITIAL_WIRING) {
        IGRAPH_CHECK(latigraph_function_similarity(circuit, options, &similarity));
    }
    IGRAPH_CHECK(latigraph_weights_with(circuit, reservoir, options->initial, &similarity, weight));
    igraph_matrix_destroy(&similarity);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Control ---------------------------------------------------------------------------------- */

/* Shuffles the entries below the diagonal, and copies them to the other side. */
static igraph_error_t shuffle_pairs(igraph_matrix_t *similarity, igraph_uint_t seed) {
    const igraph_integer_t n = igraph_matrix_nrow(similarity);
    const gsize pairs = n > 1 ? (gsize)n * (gsize)(n - 1) / 2 : 0;
    latigraph_stream_t stream;
    double *value;
    gsize k = 0;
    LATIGRAPH_ALLOCATE(value, pairs);
    latigraph_stream_init(&stream, (uint64_t)seed, LATIGRAPH_STREAM_MASKS, 0);
    for (igraph_integer_t i = 1; i < n; i++) {
        for (igraph_integer_t j = 0; j < i; j++, k++) { /* Fisher and Yates' method, upwards */
            const gsize at = (gsize)(latigraph_stream_uniform(&stream) * (double)(k + 1));
            value[k] = value[at];
            value[at] = MATRIX(*similarity, i, j);
        }
    }
    k = 0;
    for (igraph_integer_t i = 1; i < n; i++) {
        for (igraph_integer_t j = 0; j < i; j++, k++) {
            MATRIX(*similarity, i, j) = MATRIX(*similarity, j, i) = value[k];
        }
    }
    g_free(value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_control_weights(const latigraph_circuit_t *circuit,
                                         const latigraph_reservoir_options_t *reservoir,
                                         latigraph_initial_t initial, igraph_matrix_t *similarity,
                                         igraph_matrix_t *weight) {
    latigraph_circuit_t *rewired;
    if (initial == LATIGRAPH_INITIAL_FUNCTION) {
        IGRAPH_CHECK(shuffle_pairs(similarity, reservoir->seed));
        return latigraph_weights_with(circuit, reservoir, initial, similarity, weight);
    }
    IGRAPH_CHECK(latigraph_circuit_rewire(&rewired, circuit, reservoir->seed));
    IGRAPH_FINALLY(latigraph_circuit_destroy, rewired);
    IGRAPH_CHECK(latigraph_weights_with(rewired, reservoir, initial, similarity, weight));
    latigraph_circuit_destroy(rewired);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
