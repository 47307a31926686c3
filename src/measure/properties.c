/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Public functions that measure graph properties, for the rows of the table (property_table.c).
 *
 * A circuit is prepared once (subject.h), and all properties read the prepared subject. The
 * quantities that the wanted properties need are computed in threads, for several circuits at a
 * time. The properties themselves, some of which are igraph's, are measured one after another on
 * the calling thread, because igraph's stack of destructors belongs to one thread. */

#include "base/compat.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "measure/property.h"

#include <math.h>

enum { PROPERTIES = LATIGRAPH_PROPERTIES };

static const latigraph_property_t *const TABLE = latigraph_property_table;

/**
 * \function latigraph_property_count
 * \brief The number of graph properties in the table.
 *
 * \return The number of rows of the table of properties.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_property_info(), \ref latigraph_property_find()
 *
 * Example: the names of all properties.
 * \verbatim
 *    for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
 *        puts(latigraph_property_info(i)->name);
 *    }
 * \endverbatim
 */
igraph_integer_t latigraph_property_count(void) {
    return PROPERTIES;
}

/**
 * \function latigraph_property_info
 * \brief Name, definition, unit, source, use and cost of a property.
 *
 * \param i Index of the property, 0 .. \ref latigraph_property_count() − 1.
 * \return The property's description, which the library owns and never frees, or \c NULL if there
 *    is no such property.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_property_find()
 *
 * Example: the definition of one property.
 * \verbatim
 *    puts(latigraph_property_info(latigraph_property_find("reciprocity"))->definition);
 * \endverbatim
 */
const latigraph_property_info_t *latigraph_property_info(igraph_integer_t i) {
    return i >= 0 && i < PROPERTIES ? &TABLE[i].info : NULL;
}

gboolean latigraph_property_needs_directions(igraph_integer_t i) {
    static const char *const names[] = {"reciprocity",         "reciprocity-excess",
                                        "degree-correlation",  "feed-forward",
                                        "feed-forward-excess", "cyclic",
                                        "cyclic-ratio",        "cycle-participation",
                                        "simplices-2",         "simplices-3",
                                        "non-normality",       "bow-tie-in",
                                        "bow-tie-out",         "triad-012",
                                        "triad-021D",          "triad-021U",
                                        "triad-021C",          "triad-111D",
                                        "triad-111U",          "triad-030T",
                                        "triad-030C",          "triad-120D",
                                        "triad-120U",          "triad-120C",
                                        "triad-210",           NULL};
    return i >= 0 && i < PROPERTIES && g_strv_contains(names, TABLE[i].info.name);
}

/**
 * \function latigraph_property_find
 * \brief Finds a property by its name.
 *
 * \param name The name, e.g. "reciprocity".
 * \return The index of the property, or −1 if there is none of this name.
 *
 * Time complexity: O(number of properties).
 *
 * \sa \ref latigraph_property_info()
 *
 * Example: the densities of a list of circuits.
 * \verbatim
 *    latigraph_properties(&circuits, &values);
 *    const igraph_integer_t column = latigraph_property_find("density");
 *    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(&values); i++) {
 *        printf("%g\n", MATRIX(values, i, column));
 *    }
 * \endverbatim
 */
igraph_integer_t latigraph_property_find(const char *name) {
    for (int i = 0; i < PROPERTIES; i++) {
        if (g_strcmp0(TABLE[i].info.name, name) == 0) {
            return i;
        }
    }
    return -1;
}

/**
 * \function latigraph_property_compared_count
 * \brief The number of properties by which sets of circuits are compared.
 *
 * They are the first rows of the table and stay the same in every version, so that published
 * comparisons remain comparable.
 *
 * \return Their number.
 *
 * Time complexity: O(number of properties).
 *
 * \sa \ref latigraph_likeness()
 *
 * Example: an array with one entry per compared property.
 * \verbatim
 *    latigraph_property_likeness_t *rows =
 *        calloc((size_t)latigraph_property_compared_count(), sizeof *rows);
 *    latigraph_likeness_t likeness;
 *    latigraph_likeness(&circuits, &generated, false, 1, 1, &likeness, rows);
 *    free(rows);
 * \endverbatim
 */
igraph_integer_t latigraph_property_compared_count(void) {
    igraph_integer_t count = 0;
    while (count < PROPERTIES && TABLE[count].info.compared) {
        count++;
    }
    return count;
}

/* Measures the properties of the table, one after another, and the standard errors of estimates. */
static igraph_error_t measure_table(const latigraph_subject_t *subject, const igraph_bool_t *wanted,
                                    igraph_matrix_t *values, igraph_matrix_t *errors,
                                    igraph_integer_t row) {
    for (int i = 0; i < PROPERTIES; i++) {
        igraph_real_t *value = &MATRIX(*values, row, i);
        *value = IGRAPH_NAN;
        if (wanted == NULL || wanted[i]) {
            LATIGRAPH_ALLOW_INTERRUPTION();
            IGRAPH_CHECK(TABLE[i].measure(subject, value));
            if (errors != NULL) {
                IGRAPH_CHECK(latigraph_measure_error(subject, i, *value, &MATRIX(*errors, row, i)));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* Returns the quantities that the wanted properties read. */
static guint needs_of(const igraph_bool_t *wanted) {
    guint needs = 0;
    for (int i = 0; i < PROPERTIES; i++) {
        needs |= wanted == NULL || wanted[i] ? TABLE[i].needs : 0;
    }
    return needs;
}

/* Measures the wanted properties of a subject, and those of the user. */
static igraph_error_t measure_subject(const latigraph_subject_t *subject,
                                      const latigraph_callback_list_t *user,
                                      const igraph_bool_t *wanted, igraph_matrix_t *values,
                                      igraph_matrix_t *errors, igraph_integer_t row) {
    /* The eigenvalue problems are small: BLAS threads would wait for each other. */
    latigraph_blas_begin();
    const igraph_error_t code = measure_table(subject, wanted, values, errors, row);
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    for (igraph_integer_t k = 0; user != NULL && k < user->count; k++) {
        igraph_real_t *value = &MATRIX(*values, row, PROPERTIES + k);
        *value = IGRAPH_NAN;
        if (wanted == NULL || wanted[PROPERTIES + k]) {
            IGRAPH_CHECK(latigraph_measure_user(&user->items[k], subject->circuit, value));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_circuit(const latigraph_circuit_t *circuit,
                                         const latigraph_callback_list_t *user,
                                         const igraph_bool_t *wanted, igraph_matrix_t *values,
                                         igraph_integer_t row) {
    latigraph_subject_t subject;
    IGRAPH_CHECK(latigraph_subject_init(&subject, circuit));
    IGRAPH_FINALLY(latigraph_subject_destroy, &subject);
    IGRAPH_CHECK(measure_subject(&subject, user, wanted, values, NULL, row));
    latigraph_subject_destroy(&subject);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_one(const latigraph_circuit_t *circuit,
                                     const latigraph_callback_list_t *user,
                                     igraph_integer_t property, igraph_real_t *value) {
    latigraph_subject_t subject;
    *value = IGRAPH_NAN;
    if (property >= PROPERTIES) {
        return latigraph_measure_user(&user->items[property - PROPERTIES], circuit, value);
    }
    IGRAPH_CHECK(latigraph_subject_init(&subject, circuit));
    IGRAPH_FINALLY(latigraph_subject_destroy, &subject);
    latigraph_blas_begin();
    const igraph_error_t code = TABLE[property].measure(&subject, value);
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    latigraph_subject_destroy(&subject);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_properties
 * \brief Measures every property of every circuit.
 *
 * No property draws random numbers. Equal circuits have equal values, and igraph's generator stays
 * unchanged. The order of the neurons matters for the modularity alone, whose greedy search breaks
 * ties by it (a tenth of the spread over circuits of a cortex). Progress is reported as "Measuring
 * circuits" through igraph's progress handler; igraph's own functions report theirs in between. The
 * function can be interrupted.
 *
 * \param circuits The circuits.
 * \param values An initialised matrix, resized to one row per circuit and one column per property,
 *    in the order of the table. An entry is NaN where the property is not defined. Examples are the
 *    density of fewer than two neurons, the reciprocity or modularity without edges, and
 *    correlations if one side does not vary. Others are transitivity without connected triads, path
 *    length without a path, edge length without positions, weights without weights, and types
 *    without suitable types. Properties of eigenvalues are NaN above 1000 neurons.
 * \return Error code: \c IGRAPH_ENOMEM if memory is short; \c IGRAPH_INTERRUPTED if the progress or
 *    interruption handler cancels.
 *
 * Time complexity: O(n (n + m) + Σ degree² + n log² n) per circuit of n neurons and m edges, of
 * which n (n + m) is for the shortest paths; O(n³) up to 1000 neurons for the eigenvalues. The
 * table states the cost of each property. Where n (n + m) is above 2·10¹⁰ (10⁹ for betweenness and
 * weighted paths), properties of shortest paths are estimated from those of at most 512 neurons, in
 * O(n + m) each. doc/properties.md says how. The modularity of millions of edges takes hours; \ref
 * latigraph_properties_only() can leave it out.
 *
 * \sa \ref latigraph_property_info(), \ref latigraph_property_find()
 *
 * Example: the mean reciprocity of a list of circuits.
 * \verbatim
 *    igraph_matrix_t values;
 *    const igraph_integer_t column = latigraph_property_find("reciprocity");
 *    igraph_real_t sum = 0;
 *    igraph_matrix_init(&values, 0, 0);
 *    latigraph_properties(&circuits, &values);
 *    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(&values); i++) {
 *        sum += MATRIX(values, i, column);
 *    }
 *    printf("%g\n", sum / (double)igraph_matrix_nrow(&values));
 *    igraph_matrix_destroy(&values);
 * \endverbatim
 */
igraph_error_t latigraph_properties(const latigraph_circuit_list_t *circuits,
                                    igraph_matrix_t *values) {
    return latigraph_properties_wanted(circuits, NULL, NULL, 1, values);
}

/* Circuits per thread that are measured between two reports of progress. */
enum { CHUNK = 4 };

/* Circuits that are measured together. */
typedef struct {
    latigraph_subject_t *subject; /* (room) */
    gboolean *enough;             /* (room) whether memory was enough */
    int count;                    /* number of subjects */
    guint needs;
    latigraph_cancel_t cancel;
} batch_t;

static void batch_clear(batch_t *batch) {
    for (int k = 0; k < batch->count; k++) {
        latigraph_subject_destroy(&batch->subject[k]);
    }
    batch->count = 0;
}

static void batch_destroy(batch_t *batch) {
    batch_clear(batch);
    g_free(batch->enough);
    g_free(batch->subject);
}

/* Computes the quantities of one circuit, in a worker thread. */
static void prepare(int item, int worker, void *data) {
    batch_t *batch = data;
    (void)worker;
    batch->enough[item] =
        latigraph_subject_prepare(&batch->subject[item], batch->needs, &batch->cancel);
}

static igraph_error_t prepare_batch(batch_t *batch, int threads) {
    latigraph_cancel_init(&batch->cancel);
    latigraph_parallel_for(threads, batch->count, prepare, batch);
    if (batch->cancel.cancelled) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    for (int k = 0; k < batch->count; k++) {
        if (!batch->enough[k]) {
            IGRAPH_ERRORF("Not enough memory to measure a circuit of %d neurons.", IGRAPH_ENOMEM,
                          batch->subject[k].circuit->n);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Measures the circuits from `first` on, as many as a batch has room for. */
static igraph_error_t measure_batch(batch_t *batch, const latigraph_circuit_list_t *circuits,
                                    const latigraph_callback_list_t *user,
                                    const igraph_bool_t *wanted, int threads,
                                    igraph_integer_t first, igraph_matrix_t *values,
                                    igraph_matrix_t *errors) {
    const int room = threads > 1 ? CHUNK * threads : 1;
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    while (batch->count < room && first + batch->count < count) {
        IGRAPH_CHECK(
            latigraph_subject_init(&batch->subject[batch->count],
                                   latigraph_circuit_list_get(circuits, first + batch->count)));
        batch->count++;
    }
    IGRAPH_CHECK(prepare_batch(batch, threads));
    for (int k = 0; k < batch->count; k++) {
        IGRAPH_CHECK(measure_subject(&batch->subject[k], user, wanted, values, errors, first + k));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_properties_wanted(const latigraph_circuit_list_t *circuits,
                                           const latigraph_callback_list_t *user,
                                           const igraph_bool_t *wanted, igraph_integer_t threads,
                                           igraph_matrix_t *values) {
    return latigraph_properties_estimated(circuits, user, wanted, threads, values, NULL);
}

igraph_error_t latigraph_properties_estimated(const latigraph_circuit_list_t *circuits,
                                              const latigraph_callback_list_t *user,
                                              const igraph_bool_t *wanted, igraph_integer_t threads,
                                              igraph_matrix_t *values, igraph_matrix_t *errors) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    batch_t batch = {.needs = needs_of(wanted)};
    IGRAPH_CHECK(latigraph_check_user(user));
    IGRAPH_CHECK(latigraph_check_threads(threads));
    threads = MIN(threads, MAX(count, 1));
    const igraph_integer_t columns = PROPERTIES + (user != NULL ? user->count : 0);
    IGRAPH_CHECK(igraph_matrix_resize(values, count, columns));
    if (errors != NULL) {
        IGRAPH_CHECK(igraph_matrix_resize(errors, count, columns));
        igraph_matrix_null(errors);
    }
    IGRAPH_FINALLY(batch_destroy, &batch);
    batch.subject = g_try_new(latigraph_subject_t, CHUNK * threads);
    batch.enough = g_try_new(gboolean, CHUNK * threads);
    LATIGRAPH_CHECK_MEMORY(batch.subject);
    LATIGRAPH_CHECK_MEMORY(batch.enough);
    for (igraph_integer_t first = 0, done; first < count; first += done) {
        IGRAPH_PROGRESS("Measuring circuits", 100.0 * (double)first / (double)count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(
            measure_batch(&batch, circuits, user, wanted, (int)threads, first, values, errors));
        done = batch.count;
        batch_clear(&batch);
    }
    batch_destroy(&batch);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_PROGRESS("Measuring circuits", 100.0, NULL);
    return IGRAPH_SUCCESS;
}
