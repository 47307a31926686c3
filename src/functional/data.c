/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Recordings of inputs and outputs, and the quality of predictions of outputs.
 *
 * All recordings are copied into two arrays, because a fit goes over them many times. Training
 * recordings come first, so that a fit sees one stretch of rows. NaN is a value that was not
 * recorded; infinite values are refused with their place. */

#include "functional/data.h"

#include "activity/activity.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

enum { ROWS_MAX = 1 << 28 };

/**
 * \function latigraph_functional_data_create
 * \brief Creates a list of recordings of inputs and outputs.
 *
 * \param data Gets the list; free it with \ref latigraph_functional_data_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: a list that is created and freed.
 * \verbatim
 *   latigraph_functional_data_t *data;
 *   latigraph_functional_data_create(&data);
 *   latigraph_functional_data_destroy(data);
 * \endverbatim
 */
igraph_error_t latigraph_functional_data_create(latigraph_functional_data_t **data) {
    latigraph_functional_data_t *made;
    LATIGRAPH_ALLOCATE(made, 1);
    IGRAPH_STRVECTOR_INIT_FINALLY(&made->names, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&made->input_names, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&made->output_names, 0);
    made->from = g_try_new0(int, 1);
    LATIGRAPH_CHECK_MEMORY(made->from);
    IGRAPH_FINALLY_CLEAN(4);
    *data = made;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_functional_data_destroy
 * \brief Frees a list of recordings of inputs and outputs.
 *
 * \param data The list; \c NULL does nothing.
 *
 * Time complexity: O(recordings).
 *
 * Example: a list that is created and freed.
 * \verbatim
 *   latigraph_functional_data_t *data;
 *   latigraph_functional_data_create(&data);
 *   latigraph_functional_data_destroy(data);
 * \endverbatim
 */
void latigraph_functional_data_destroy(latigraph_functional_data_t *data) {
    if (data != NULL) {
        igraph_strvector_destroy(&data->names);
        igraph_strvector_destroy(&data->input_names);
        igraph_strvector_destroy(&data->output_names);
        g_free(data->x);
        g_free(data->y);
        g_free(data->from);
        g_free(data->unseen);
        g_free(data);
    }
}

/* --- Checks ----------------------------------------------------------------------------------- */

static igraph_error_t check_sizes(const latigraph_functional_data_t *data,
                                  const latigraph_activity_t *inputs,
                                  const latigraph_activity_t *outputs) {
    const igraph_integer_t rows = latigraph_activity_times(inputs);
    const igraph_integer_t n = latigraph_activity_neurons(inputs);
    const igraph_integer_t m = latigraph_activity_neurons(outputs);
    if (rows != latigraph_activity_times(outputs)) {
        IGRAPH_ERRORF(
            "Inputs \"%.60s\" have %" IGRAPH_PRId " rows and outputs \"%.60s\" have %" IGRAPH_PRId
            ". Rows are the same times in both.",
            IGRAPH_EINVAL, inputs->name, rows, outputs->name, latigraph_activity_times(outputs));
    }
    if (rows < 1 || n < 1 || m < 1) {
        IGRAPH_ERRORF("Recording \"%.60s\" is empty.", IGRAPH_EINVAL, inputs->name);
    }
    if (data->recordings > 0 && (n != data->n || m != data->m)) {
        IGRAPH_ERRORF("Recording \"%.60s\" has %" IGRAPH_PRId " inputs and %" IGRAPH_PRId
                      " outputs, but \"%.60s\" has %d and %d.",
                      IGRAPH_EINVAL, inputs->name, n, m, igraph_strvector_get(&data->names, 0),
                      data->n, data->m);
    }
    if (rows > ROWS_MAX - data->rows) {
        IGRAPH_ERRORF("The recordings have more than %d rows.", IGRAPH_EINVAL, ROWS_MAX);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_values(const latigraph_activity_t *activity, const double *value,
                                   int rows, int columns) {
    for (int t = 0; t < rows; t++) {
        for (int j = 0; j < columns; j++) {
            if (isinf(value[(size_t)t * (size_t)columns + (size_t)j])) {
                char label[LABEL_SIZE];
                latigraph_activity_label(activity, j, label);
                IGRAPH_ERRORF("\"%.60s\" is infinite at row %d, %s. Write NaN for values that were "
                              "not recorded.",
                              IGRAPH_EINVAL, activity->name, t + 1, label);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Recordings ------------------------------------------------------------------------------- */

/* Sets the names of inputs or outputs from the first recording, or makes them up. */
static igraph_error_t set_names(igraph_strvector_t *names, const latigraph_activity_t *activity,
                                const char *what) {
    const igraph_strvector_t *known = latigraph_activity_neuron_names(activity);
    igraph_strvector_clear(names); /* a first recording that failed may have left names */
    for (igraph_integer_t k = 0; k < latigraph_activity_neurons(activity); k++) {
        char name[64];
        g_snprintf(name, sizeof name, "%s-%" IGRAPH_PRId, what, k + 1);
        IGRAPH_CHECK(igraph_strvector_push_back(
            names, k < igraph_strvector_size(known) ? igraph_strvector_get(known, k) : name));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t widen(void *array, gsize count, gsize size) {
    void *grown = g_try_realloc_n(*(void **)array, count, size);
    LATIGRAPH_CHECK_MEMORY(grown);
    *(void **)array = grown;
    return IGRAPH_SUCCESS;
}

/* Notes a recording of rows that are in the arrays already. */
static igraph_error_t note(latigraph_functional_data_t *data, const char *name, int rows,
                           igraph_bool_t unseen) {
    IGRAPH_CHECK(widen(&data->from, (gsize)data->recordings + 2, sizeof *data->from));
    IGRAPH_CHECK(widen(&data->unseen, (gsize)data->recordings + 1, sizeof *data->unseen));
    IGRAPH_CHECK(igraph_strvector_push_back(&data->names, name));
    data->unseen[data->recordings] = unseen;
    data->rows += rows;
    data->trained += unseen ? 0 : rows;
    data->from[++data->recordings] = data->rows;
    return IGRAPH_SUCCESS;
}

/* Splits the rows where the number of the recording changes. */
static igraph_error_t note_parts(latigraph_functional_data_t *data, int rows,
                                 const igraph_vector_t *recording, igraph_bool_t unseen) {
    int first = 0;
    for (int t = 1; t <= rows; t++) {
        if (t == rows || VECTOR(*recording)[t] != VECTOR(*recording)[t - 1]) {
            char name[64];
            g_snprintf(name, sizeof name, "%g", VECTOR(*recording)[t - 1]);
            IGRAPH_CHECK(note(data, name, t - first, unseen));
            first = t;
        }
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_functional_data_add
 * \brief Adds a recording of inputs and outputs.
 *
 * \param data The list.
 * \param inputs Activity of the inputs: one row per time, one column per input.
 * \param outputs Activity of the outputs at the same times.
 * \param recording Number of the recording of each row: a change begins another recording. \c NULL:
 *        all rows are one recording, which is called like the inputs.
 * \param unseen Whether fits must not see it. These recordings are added after all others.
 * \return Error code: \c IGRAPH_EINVAL if numbers of rows or columns differ, a value is infinite,
 *         or a training recording comes after an unseen one, \c IGRAPH_ENOMEM.
 *
 * Time complexity: linear in the number of values.
 *
 * Example: a recording of two inputs and one output.
 * \verbatim
 *   igraph_matrix_t x, y;
 *   latigraph_activity_t *in, *out;
 *   latigraph_functional_data_t *data;
 *   igraph_matrix_init(&x, 100, 2);
 *   igraph_matrix_init(&y, 100, 1);
 *   latigraph_activity_from_matrix(&in, &x, NULL);
 *   latigraph_activity_from_matrix(&out, &y, NULL);
 *   latigraph_functional_data_create(&data);
 *   latigraph_functional_data_add(data, in, out, NULL, false);
 *   latigraph_functional_data_destroy(data);
 *   latigraph_activity_destroy(out);
 *   latigraph_activity_destroy(in);
 *   igraph_matrix_destroy(&y);
 *   igraph_matrix_destroy(&x);
 * \endverbatim
 */
igraph_error_t latigraph_functional_data_add(latigraph_functional_data_t *data,
                                             const latigraph_activity_t *inputs,
                                             const latigraph_activity_t *outputs,
                                             const igraph_vector_t *recording,
                                             igraph_bool_t unseen) {
    IGRAPH_CHECK(check_sizes(data, inputs, outputs));
    const int rows = (int)latigraph_activity_times(inputs);
    const int n = (int)latigraph_activity_neurons(inputs);
    const int m = (int)latigraph_activity_neurons(outputs);
    const gsize first = (gsize)data->rows, all = first + (gsize)rows;
    if (!unseen && data->rows > data->trained) {
        IGRAPH_ERROR("Training recordings must be added before unseen ones.", IGRAPH_EINVAL);
    }
    if (recording != NULL && igraph_vector_size(recording) != rows) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " numbers of recordings for %d rows.",
                      IGRAPH_EINVAL, igraph_vector_size(recording), rows);
    }
    IGRAPH_CHECK(widen(&data->x, all * (gsize)n, sizeof *data->x));
    IGRAPH_CHECK(widen(&data->y, all * (gsize)m, sizeof *data->y));
    latigraph_activity_block(inputs, 0, rows, 0, n, data->x + first * (gsize)n);
    latigraph_activity_block(outputs, 0, rows, 0, m, data->y + first * (gsize)m);
    IGRAPH_CHECK(check_values(inputs, data->x + first * (gsize)n, rows, n));
    IGRAPH_CHECK(check_values(outputs, data->y + first * (gsize)m, rows, m));
    if (data->recordings == 0) {
        data->n = n;
        data->m = m;
        IGRAPH_CHECK(set_names(&data->input_names, inputs, "input"));
        IGRAPH_CHECK(set_names(&data->output_names, outputs, "output"));
    }
    return recording != NULL ? note_parts(data, rows, recording, unseen)
                             : note(data, inputs->name, rows, unseen);
}

/* --- Scores ----------------------------------------------------------------------------------- */

/* Deviance of a Poisson number y from its mean f; a mean of 0 counts as a very small one. */
static double deviance(double y, double f) {
    const double mean = fmax(f, 1e-9);
    return 2 * ((y > 0 ? y * log(y / mean) : 0) - (y - mean));
}

/* Sums of one output. */
static void add_output(const latigraph_functional_data_t *data, const double *f, int from, int to,
                       int c, const double *use, double sum[4]) {
    double total = 0, count = 0;
    for (int t = from; t < to; t++) {
        const double y = data->y[(size_t)t * (size_t)data->m + (size_t)c];
        const gboolean counts = (use == NULL || use[t] != 0) && isfinite(y);
        total += counts ? y : 0;
        count += counts;
    }
    for (int t = from; t < to && count > 0; t++) {
        const size_t entry = (size_t)t * (size_t)data->m + (size_t)c;
        const double y = data->y[entry], mean = total / count;
        if ((use == NULL || use[t] != 0) && isfinite(y) && isfinite(f[entry])) {
            sum[0] += (y - f[entry]) * (y - f[entry]);
            sum[1] += (y - mean) * (y - mean);
            sum[2] += deviance(y, f[entry]);
            sum[3] += deviance(y, mean);
        }
    }
}

latigraph_score_t latigraph_functional_score(const latigraph_functional_data_t *data,
                                             const double *f, int from, int to, int first,
                                             int count, const double *use) {
    double sum[4] = {0};
    for (int c = first; c < first + count; c++) {
        add_output(data, f, from, to, c, use, sum);
    }
    return (latigraph_score_t){.r2 = sum[1] > 0 ? 1 - sum[0] / sum[1] : NAN,
                               .deviance = sum[3] > 0 ? 1 - sum[2] / sum[3] : NAN};
}
