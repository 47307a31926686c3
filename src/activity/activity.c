/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Recordings: where their numbers lie, and blocks of them as doubles.
 *
 * Every estimator reads a recording in blocks of times, from the first to the last. So a recording
 * needs no copy in memory: the operating system brings in the pages of a mapped file and drops
 * them again. One description of an array, that of NumPy, serves matrices of igraph (one column
 * after the other), tables of text, arrays of NumPy and tensors. */

#include "activity/activity.h"

#include "base/text.h"

#include <string.h>

igraph_error_t latigraph_activity_create(latigraph_activity_t **activity, const char *name) {
    latigraph_activity_t *made = g_try_new0(latigraph_activity_t, 1);
    LATIGRAPH_CHECK_MEMORY(made);
    IGRAPH_FINALLY(latigraph_activity_destroy, made);
    IGRAPH_CHECK(igraph_strvector_init(&made->names, 0));
    made->names_live = TRUE;
    IGRAPH_CHECK(latigraph_copy_text(name, &made->name));
    IGRAPH_FINALLY_CLEAN(1);
    *activity = made;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_activity_destroy
 * \brief Frees a recording.
 *
 * \param activity The recording; \c NULL does nothing.
 *
 * Time complexity: O(neurons).
 *
 * Example: a recording that is read and freed.
 * \verbatim
 *   latigraph_activity_t *recording;
 *   latigraph_activity_read(&recording, "traces.npy", NULL, NULL);
 *   latigraph_activity_destroy(recording);
 * \endverbatim
 */
void latigraph_activity_destroy(latigraph_activity_t *activity) {
    if (activity == NULL) {
        return;
    }
    if (activity->names_live) {
        igraph_strvector_destroy(&activity->names);
    }
    if (activity->file != NULL) {
        g_mapped_file_unref(activity->file);
    }
    g_free(activity->bytes);
    g_free(activity->name);
    g_free(activity);
}

static igraph_error_t copy_names(igraph_strvector_t *to, const igraph_strvector_t *names,
                                 igraph_integer_t columns) {
    if (igraph_strvector_size(names) != columns) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " names for the %" IGRAPH_PRId
                      " columns of the activity; give one name per column.",
                      IGRAPH_EINVAL, igraph_strvector_size(names), columns);
    }
    IGRAPH_CHECK(igraph_strvector_resize(to, columns));
    for (igraph_integer_t k = 0; k < columns; k++) {
        IGRAPH_CHECK(igraph_strvector_set(to, k, igraph_strvector_get(names, k)));
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_activity_from_matrix
 * \brief A recording whose numbers are in a matrix.
 *
 * \param activity Gets the recording; free it with \ref latigraph_activity_destroy().
 * \param matrix One row per time and one column per neuron. It is borrowed, and must neither
 *        change nor be destroyed before the recording.
 * \param names Names of the neurons, one per column, which are copied; \c NULL: none.
 * \return Error code: \c IGRAPH_EINVAL if the number of names is not that of the columns,
 *         \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(neurons).
 *
 * Example: a recording of two neurons at one hundred times.
 * \verbatim
 *   igraph_matrix_t traces;
 *   latigraph_activity_t *recording;
 *   igraph_matrix_init(&traces, 100, 2);
 *   latigraph_activity_from_matrix(&recording, &traces, NULL);
 *   latigraph_activity_destroy(recording);
 *   igraph_matrix_destroy(&traces);
 * \endverbatim
 */
igraph_error_t latigraph_activity_from_matrix(latigraph_activity_t **activity,
                                              const igraph_matrix_t *matrix,
                                              const igraph_strvector_t *names) {
    latigraph_activity_t *made;
    const igraph_integer_t rows = igraph_matrix_nrow(matrix), columns = igraph_matrix_ncol(matrix);
    if (rows > G_MAXINT || columns > G_MAXINT) {
        IGRAPH_ERRORF("An activity has at most %d times and neurons.", IGRAPH_EINVAL, G_MAXINT);
    }
    IGRAPH_CHECK(latigraph_activity_create(&made, "activity"));
    IGRAPH_FINALLY(latigraph_activity_destroy, made);
    made->array = (latigraph_numpy_t){.data = (const guint8 *)&MATRIX(*matrix, 0, 0),
                                      .type = 'f',
                                      .width = sizeof(double),
                                      .big = G_BYTE_ORDER == G_BIG_ENDIAN,
                                      .fortran = TRUE,
                                      .dims = 2,
                                      .shape = {rows, columns}};
    if (names != NULL) {
        IGRAPH_CHECK(copy_names(&made->names, names, columns));
    }
    IGRAPH_FINALLY_CLEAN(1);
    *activity = made;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_activity_set_names
 * \brief Names the neurons of a recording.
 *
 * \param activity The recording.
 * \param names One name per column; they are copied.
 * \return Error code: \c IGRAPH_EINVAL if their number is not that of the columns,
 *         \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(neurons).
 *
 * Example: names for the columns of an array of NumPy.
 * \verbatim
 *   igraph_strvector_t known;
 *   igraph_strvector_init(&known, latigraph_activity_neurons(activity));
 *   igraph_strvector_set(&known, 0, "AVAL");
 *   latigraph_activity_set_names(activity, &known);
 *   igraph_strvector_destroy(&known);
 * \endverbatim
 */
igraph_error_t latigraph_activity_set_names(latigraph_activity_t *activity,
                                            const igraph_strvector_t *names) {
    return copy_names(&activity->names, names, latigraph_activity_neurons(activity));
}

/* --- Blocks ----------------------------------------------------------------------------------- */

/* Returns whether the items are plain doubles or floats of this machine. */
static gboolean is_native(const latigraph_numpy_t *array, int width) {
    return array->type == 'f' && array->width == width &&
           (array->big != 0) == (G_BYTE_ORDER == G_BIG_ENDIAN);
}

static gint64 item_of(const latigraph_numpy_t *array, gint64 row, gint64 column) {
    return array->fortran ? row + column * array->shape[0] : row * array->shape[1] + column;
}

/* Copies `count` items that lie one after the other, to places `stride` apart. */
static void copy_run(const latigraph_numpy_t *array, gint64 item, int count, double *to,
                     size_t stride) {
    const guint8 *from = array->data + (gsize)item * (gsize)array->width;
    if (is_native(array, sizeof(double))) {
        for (int k = 0; k < count; k++) {
            memcpy(&to[(size_t)k * stride], from + (gsize)k * sizeof(double), sizeof(double));
        }
    } else if (is_native(array, sizeof(float))) {
        for (int k = 0; k < count; k++) {
            float value;
            memcpy(&value, from + (gsize)k * sizeof(float), sizeof value);
            to[(size_t)k * stride] = value;
        }
    } else {
        for (int k = 0; k < count; k++) {
            to[(size_t)k * stride] = latigraph_numpy_number(array, item + k);
        }
    }
}

void latigraph_activity_block(const latigraph_activity_t *activity, gint64 first, int count,
                              int column, int columns, double *block) {
    const latigraph_numpy_t *array = &activity->array;
    if (array->fortran) {
        for (int j = 0; j < columns; j++) {
            copy_run(array, item_of(array, first, column + j), count, block + j, (size_t)columns);
        }
    } else {
        for (int t = 0; t < count; t++) {
            copy_run(array, item_of(array, first + t, column), columns,
                     block + (size_t)t * (size_t)columns, 1);
        }
    }
}

/* --- Facts ------------------------------------------------------------------------------------ */

void latigraph_activity_label(const latigraph_activity_t *activity, gint64 neuron,
                              char label[LABEL_SIZE]) {
    if (neuron < igraph_strvector_size(&activity->names)) {
        g_snprintf(label, LABEL_SIZE, "\"%.60s\"",
                   igraph_strvector_get(&activity->names, (igraph_integer_t)neuron));
    } else {
        g_snprintf(label, LABEL_SIZE, "column %" G_GINT64_FORMAT, neuron + 1);
    }
}

/**
 * \function latigraph_activity_name
 * \brief The name of a recording: that of its file without extensions.
 *
 * \param activity The recording.
 * \return The name, which belongs to the recording.
 *
 * Time complexity: O(1).
 *
 * Example: print the name.
 * \verbatim
 *   puts(latigraph_activity_name(activity));
 * \endverbatim
 */
const char *latigraph_activity_name(const latigraph_activity_t *activity) {
    return activity->name;
}

/**
 * \function latigraph_activity_times
 * \brief The number of times of a recording.
 *
 * \param activity The recording.
 * \return The number of rows.
 *
 * Time complexity: O(1).
 *
 * Example: whether a recording is long enough for a network of its neurons.
 * \verbatim
 *   puts(latigraph_activity_times(activity) > 10 * latigraph_activity_neurons(activity)
 *            ? "long enough" : "short");
 * \endverbatim
 */
igraph_integer_t latigraph_activity_times(const latigraph_activity_t *activity) {
    return (igraph_integer_t)activity->array.shape[0];
}

/**
 * \function latigraph_activity_neurons
 * \brief The number of neurons of a recording.
 *
 * \param activity The recording.
 * \return The number of columns.
 *
 * Time complexity: O(1).
 *
 * Example: the number of neurons.
 * \verbatim
 *   printf("%ld neurons\n", (long)latigraph_activity_neurons(activity));
 * \endverbatim
 */
igraph_integer_t latigraph_activity_neurons(const latigraph_activity_t *activity) {
    return (igraph_integer_t)activity->array.shape[1];
}

/**
 * \function latigraph_activity_neuron_names
 * \brief The names of the neurons of a recording.
 *
 * \param activity The recording.
 * \return One name per column, or an empty list if they have none. The list belongs to the
 *         recording.
 *
 * Time complexity: O(1).
 *
 * Example: the number of names.
 * \verbatim
 *   const igraph_strvector_t *known = latigraph_activity_neuron_names(activity);
 *   printf("%ld names\n", (long)igraph_strvector_size(known));
 * \endverbatim
 */
const igraph_strvector_t *latigraph_activity_neuron_names(const latigraph_activity_t *activity) {
    return &activity->names;
}

/**
 * \function latigraph_activity_matrix
 * \brief Copies a recording into a matrix.
 *
 * \param activity The recording.
 * \param matrix An initialised matrix, which gets one row per time and one column per neuron.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: linear in the number of values.
 *
 * Example: the first value of the first neuron.
 * \verbatim
 *   igraph_matrix_t values;
 *   igraph_matrix_init(&values, 0, 0);
 *   latigraph_activity_matrix(activity, &values);
 *   printf("%g\n", MATRIX(values, 0, 0));
 *   igraph_matrix_destroy(&values);
 * \endverbatim
 */
igraph_error_t latigraph_activity_matrix(const latigraph_activity_t *activity,
                                         igraph_matrix_t *matrix) {
    const igraph_integer_t times = latigraph_activity_times(activity);
    const igraph_integer_t neurons = latigraph_activity_neurons(activity);
    IGRAPH_CHECK(igraph_matrix_resize(matrix, times, neurons));
    for (igraph_integer_t j = 0; j < neurons && times > 0; j++) {
        latigraph_activity_block(activity, 0, (int)times, (int)j, 1, &MATRIX(*matrix, 0, j));
    }
    return IGRAPH_SUCCESS;
}
