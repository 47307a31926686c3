/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Columns of node data, and the positions of neurons.
 *
 * A categorical column stores each distinct text once, as a level, and the index of a level per
 * neuron. That saves memory, because types repeat, and comparing levels is comparing integers.
 * Levels are numbered by their first appearance, so equal columns have equal numbers; a subcircuit
 * drops levels that it lacks and numbers the others anew. A map finds a column by its name, since
 * tables can have thousands of columns.
 *
 * Positions are numeric columns x, y and z, or x_um, y_um and z_um with the unit in their names.
 * They leave the columns and become one array (n, dims), row by row, because distances need all
 * coordinates of a neuron at once. A neuron that lacks one coordinate has no known place.
 */
#include "circuit/column.h"

#include "base/map.h"
#include "base/number_text.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void latigraph_column_free(gpointer data) {
    latigraph_column_t *column = data;
    if (column == NULL) {
        return;
    }
    g_free(column->name);
    latigraph_pointers_destroy(&column->levels);
    if (!column->stored) {
        g_free(column->level);
        g_free(column->value);
    }
    g_free(column);
}

/* Makes a column of n unset rows. It is on the FINALLY stack as one entry. */
static igraph_error_t begin_column(latigraph_column_t **result, const char *name,
                                   latigraph_column_kind_t kind, int n) {
    latigraph_column_t *column = g_try_new0(latigraph_column_t, 1);
    LATIGRAPH_CHECK_MEMORY(column);
    IGRAPH_FINALLY(latigraph_column_free, column);
    IGRAPH_CHECK(latigraph_copy_text(name, &column->name));
    column->kind = kind;
    if (kind == LATIGRAPH_COLUMN_NUMERIC) {
        column->value = g_try_new(double, (gsize)n + 1);
        LATIGRAPH_CHECK_MEMORY(column->value);
    } else {
        IGRAPH_CHECK(latigraph_pointers_init(&column->levels, g_free));
        column->level = g_try_new(int, (gsize)n + 1);
        LATIGRAPH_CHECK_MEMORY(column->level);
    }
    *result = column;
    return IGRAPH_SUCCESS;
}

static igraph_integer_t find_column(const latigraph_circuit_t *circuit, const char *name) {
    const latigraph_map_entry_t *entry = latigraph_map_find_text(&circuit->column_index, name);
    return entry != NULL ? (igraph_integer_t)entry->value.number : -1;
}

/* Hands a finished column over to the circuit and takes it off the FINALLY stack. */
static igraph_error_t end_column(latigraph_circuit_t *circuit, latigraph_column_t *column) {
    const igraph_integer_t count = igraph_vector_ptr_size(&circuit->columns);
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    if (circuit->columns.stor_end - circuit->columns.stor_begin == count) {
        /* Reserving sets the capacity; doubling it keeps the time linear in the columns. */
        IGRAPH_CHECK(igraph_vector_ptr_reserve(&circuit->columns, 2 * count + 1));
    }
    IGRAPH_CHECK(latigraph_map_add_text(&circuit->column_index, column->name, &entry, &added));
    if (added) {
        entry->value.number = count;
        igraph_vector_ptr_push_back(&circuit->columns, column); /* has capacity and cannot fail */
    } else {
        entry->text = column->name; /* the name of the old column is freed */
        latigraph_column_free(VECTOR(circuit->columns)[entry->value.number]);
        VECTOR(circuit->columns)[entry->value.number] = column;
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Finds the number of a level, which is added if it is new. */
static igraph_error_t find_level(latigraph_column_t *column, latigraph_map_t *index,
                                 const char *text, int *level) {
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    IGRAPH_CHECK(latigraph_map_add_text(index, text, &entry, &added));
    if (added) {
        entry->value.number = igraph_vector_ptr_size(&column->levels);
        IGRAPH_CHECK(latigraph_pointers_add_text(&column->levels, text));
    }
    *level = (int)entry->value.number;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_add_categorical(latigraph_circuit_t *circuit, const char *name,
                                                 const char *const *texts) {
    latigraph_column_t *column;
    latigraph_map_t index = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &index);
    IGRAPH_CHECK(begin_column(&column, name, LATIGRAPH_COLUMN_CATEGORICAL, circuit->n));
    for (int i = 0; i < circuit->n; i++) {
        column->level[i] = -1;
        if (texts[i] != NULL && texts[i][0] != '\0') {
            IGRAPH_CHECK(find_level(column, &index, texts[i], &column->level[i]));
        }
    }
    IGRAPH_CHECK(end_column(circuit, column));
    latigraph_map_destroy(&index);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_add_numeric(latigraph_circuit_t *circuit, const char *name,
                                             const double *values) {
    latigraph_column_t *column;
    IGRAPH_CHECK(begin_column(&column, name, LATIGRAPH_COLUMN_NUMERIC, circuit->n));
    if (circuit->n > 0) {
        memcpy(column->value, values, (gsize)circuit->n * sizeof *values);
    }
    return end_column(circuit, column);
}

/* Copies the levels of the kept rows into `rows`; renamed[l] is the new number of level l. */
static igraph_error_t copy_levels(latigraph_column_t *rows, const latigraph_column_t *column,
                                  const int *keep, int k) {
    const igraph_integer_t levels = igraph_vector_ptr_size(&column->levels);
    int *renamed;
    LATIGRAPH_ALLOCATE(renamed, levels);
    for (igraph_integer_t l = 0; l < levels; l++) {
        renamed[l] = -1;
    }
    for (int i = 0; i < k; i++) {
        const int level = column->level[keep != NULL ? keep[i] : i];
        if (level >= 0 && renamed[level] < 0) {
            renamed[level] = (int)igraph_vector_ptr_size(&rows->levels);
            IGRAPH_CHECK(latigraph_pointers_add_text(&rows->levels, VECTOR(column->levels)[level]));
        }
        rows->level[i] = level < 0 ? -1 : renamed[level];
    }
    g_free(renamed);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_add_rows(latigraph_circuit_t *circuit,
                                          const latigraph_column_t *column, const int *keep) {
    latigraph_column_t *rows;
    IGRAPH_CHECK(begin_column(&rows, column->name, column->kind, circuit->n));
    if (column->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
        IGRAPH_CHECK(copy_levels(rows, column, keep, circuit->n));
    }
    for (int i = 0; column->kind == LATIGRAPH_COLUMN_NUMERIC && i < circuit->n; i++) {
        rows->value[i] = column->value[keep != NULL ? keep[i] : i];
    }
    return end_column(circuit, rows);
}

const char *latigraph_column_text(const latigraph_column_t *column, int i,
                                  char buffer[G_ASCII_DTOSTR_BUF_SIZE]) {
    if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
        return latigraph_number_text(column->value[i], buffer);
    }
    return column->level[i] < 0 ? "" : VECTOR(column->levels)[column->level[i]];
}

void latigraph_circuit_remove_column(latigraph_circuit_t *circuit,
                                     const latigraph_column_t *column) {
    latigraph_map_t *index = &circuit->column_index;
    latigraph_map_entry_t *entry = latigraph_map_find_text(index, column->name);
    const igraph_integer_t at = (igraph_integer_t)entry->value.number;
    latigraph_map_remove(index, entry);
    latigraph_pointers_remove(&circuit->columns, at);
    for (entry = latigraph_map_next(index, NULL); entry != NULL;
         entry = latigraph_map_next(index, entry)) {
        entry->value.number -= entry->value.number > at;
    }
}

const latigraph_column_t *latigraph_circuit_column(const latigraph_circuit_t *circuit,
                                                   const char *name) {
    const igraph_integer_t at = find_column(circuit, name);
    return at < 0 ? NULL : VECTOR(circuit->columns)[at];
}

/* --- Positions ------------------------------------------------------------ */

igraph_error_t latigraph_circuit_position_name(const latigraph_circuit_t *circuit, int axis,
                                               char **name) {
    const char letter = "xyz"[axis];
    return circuit->unit[0] == '\0' ? latigraph_print_text(name, "%c", letter)
                                    : latigraph_print_text(name, "%c_%s", letter, circuit->unit);
}

/* Returns whether a column is called like coordinate `axis` with this unit. */
static igraph_bool_t is_coordinate(const char *name, int axis, const char *unit) {
    return name[0] == "xyz"[axis] &&
           (unit[0] == '\0' ? name[1] == '\0' : name[1] == '_' && strcmp(name + 2, unit) == 0);
}

igraph_bool_t latigraph_circuit_is_position(const latigraph_circuit_t *circuit, int axis,
                                            const char *name) {
    return is_coordinate(name, axis, circuit->unit);
}

/* Returns the numeric column of coordinate `axis` with this unit, or NULL. */
static const latigraph_column_t *coordinate(const latigraph_circuit_t *circuit, int axis,
                                            const char *unit) {
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        if (is_coordinate(column->name, axis, unit)) {
            return column->kind == LATIGRAPH_COLUMN_NUMERIC ? column : NULL;
        }
    }
    return NULL;
}

/* Gets whether a column called "x_..." has a numeric partner "y_...". */
static igraph_error_t has_second_axis(const latigraph_circuit_t *circuit, const char *name,
                                      igraph_bool_t *has) {
    char *second;
    IGRAPH_CHECK(latigraph_copy_text(name, &second));
    second[0] = 'y';
    const latigraph_column_t *column = latigraph_circuit_column(circuit, second);
    *has = column != NULL && column->kind == LATIGRAPH_COLUMN_NUMERIC;
    g_free(second);
    return IGRAPH_SUCCESS;
}

/* Gets the unit of the positions that the columns hold, a part of the name of one of them, or NULL
 * if they hold none. */
static igraph_error_t position_unit(const latigraph_circuit_t *circuit, const char **unit) {
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        if (column->kind == LATIGRAPH_COLUMN_NUMERIC && g_str_has_prefix(column->name, "x_") &&
            column->name[2] != '\0') {
            igraph_bool_t has;
            IGRAPH_CHECK(has_second_axis(circuit, column->name, &has));
            if (has) {
                *unit = column->name + 2;
                return IGRAPH_SUCCESS;
            }
        }
    }
    *unit = coordinate(circuit, 0, "") != NULL && coordinate(circuit, 1, "") != NULL ? "" : NULL;
    return IGRAPH_SUCCESS;
}

/* Sets rows of `position` (n, dims) with an unknown coordinate to NaN. Takes the array, which is
 * the last entry of the FINALLY stack. */
static igraph_error_t set_position_array(latigraph_circuit_t *circuit, double *position, int dims,
                                         const char *unit) {
    char *copy;
    IGRAPH_CHECK(latigraph_copy_text(unit, &copy));
    for (int i = 0; i < circuit->n; i++) {
        double *row = position + (size_t)i * dims;
        int known = 1;
        for (int d = 0; d < dims; d++) {
            known = known && !isnan(row[d]);
        }
        for (int d = 0; d < dims && !known; d++) {
            row[d] = NAN;
        }
    }
    g_free(circuit->unit);
    latigraph_slab_free(&circuit->slab, circuit->position);
    circuit->unit = copy;
    circuit->position = position;
    circuit->dims = dims;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_find_positions(latigraph_circuit_t *circuit) {
    const char *found;
    IGRAPH_CHECK(position_unit(circuit, &found));
    if (found == NULL) {
        return IGRAPH_SUCCESS;
    }
    const latigraph_column_t *axis[3];
    for (int d = 0; d < 3; d++) {
        axis[d] = coordinate(circuit, d, found);
    }
    const int dims = axis[2] != NULL ? 3 : 2;
    double *position;
    LATIGRAPH_ALLOCATE(position, (size_t)circuit->n * dims);
    for (int i = 0; i < circuit->n; i++) {
        for (int d = 0; d < dims; d++) {
            position[(size_t)i * dims + d] = axis[d]->value[i];
        }
    }
    IGRAPH_CHECK(set_position_array(circuit, position, dims, found));
    for (int d = 0; d < dims; d++) {
        latigraph_circuit_remove_column(circuit, axis[d]);
    }
    return IGRAPH_SUCCESS;
}

/* --- Setters of node data ----------------------------------------------------- */

static igraph_error_t check_column(const latigraph_circuit_t *circuit, const char *column,
                                   igraph_integer_t values) {
    static const char *const reserved[] = {"id", "name", "neuron"};
    if (column[0] == '\0') {
        IGRAPH_ERROR("A column of node data needs a name.", IGRAPH_EINVAL);
    }
    for (size_t r = 0; r < G_N_ELEMENTS(reserved); r++) {
        if (strcmp(column, reserved[r]) == 0) {
            IGRAPH_ERRORF(
                "A column of node data cannot be called \"%s\", which holds the identity of "
                "the neurons; choose another name.",
                IGRAPH_EINVAL, column);
        }
    }
    if (values != circuit->n) {
        IGRAPH_ERRORF("Column \"%s\" has %" IGRAPH_PRId " values, but the circuit has %d neurons.",
                      IGRAPH_EINVAL, column, values, circuit->n);
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_set_categorical
 * \brief Sets a categorical column of node data, for example the cell types.
 *
 * A column of the same name is replaced.
 *
 * \param circuit The circuit.
 * \param column Name of the column; not "id", "name" or "neuron".
 * \param values One text per neuron (n); an empty text means "not known".
 * \return Error code: \c IGRAPH_EINVAL, the name or the number of values is wrong; \c
 *    IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(n).
 *
 * Example: mark every neuron as excitatory.
 * \verbatim
 *   igraph_strvector_t types;
 *   igraph_strvector_init(&types, latigraph_circuit_vcount(circuit));
 *   for (igraph_integer_t i = 0; i < igraph_strvector_size(&types); i++) {
 *       igraph_strvector_set(&types, i, "excitatory");
 *   }
 *   latigraph_circuit_set_categorical(circuit, "type", &types);
 *   igraph_strvector_destroy(&types);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_set_categorical(latigraph_circuit_t *circuit, const char *column,
                                                 const igraph_strvector_t *values) {
    IGRAPH_CHECK(check_column(circuit, column, igraph_strvector_size(values)));
    const char **texts;
    LATIGRAPH_ALLOCATE(texts, circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        texts[i] = igraph_strvector_get(values, i);
    }
    IGRAPH_CHECK(latigraph_circuit_add_categorical(circuit, column, texts));
    g_free(texts);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_set_numeric
 * \brief Sets a numeric column of node data.
 *
 * A column of the same name is replaced.
 *
 * \param circuit The circuit.
 * \param column Name of the column; not "id", "name" or "neuron".
 * \param values One finite number per neuron (n); NaN means "not known".
 * \return Error code: \c IGRAPH_EINVAL, the name or the number of values is wrong or a value is
 *    infinite.
 *
 * Time complexity: O(n).
 *
 * Example: set a column whose first value is not known.
 * \verbatim
 *   igraph_vector_t depth;
 *   igraph_vector_init_range(&depth, 0, latigraph_circuit_vcount(circuit));
 *   VECTOR(depth)[0] = IGRAPH_NAN;
 *   latigraph_circuit_set_numeric(circuit, "depth", &depth);
 *   igraph_vector_destroy(&depth);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_set_numeric(latigraph_circuit_t *circuit, const char *column,
                                             const igraph_vector_t *values) {
    IGRAPH_CHECK(check_column(circuit, column, igraph_vector_size(values)));
    for (int i = 0; i < circuit->n; i++) {
        if (isinf(VECTOR(*values)[i])) {
            IGRAPH_ERRORF(
                "Column \"%s\" of neuron \"%s\" is infinite; use NaN for a number that is not "
                "known.",
                IGRAPH_EINVAL, column, circuit->neuron[i]);
        }
    }
    return latigraph_circuit_add_numeric(circuit, column, VECTOR(*values));
}

/**
 * \function latigraph_circuit_set_positions
 * \brief Sets the positions of the neurons.
 *
 * \param circuit The circuit.
 * \param positions Coordinates (n, 2 or 3). NaN in a row means that the position of the neuron is
 *    not known.
 * \param unit The unit of the coordinates, e.g. "um"; NULL or "" if not stated.
 * \return Error code: \c IGRAPH_EINVAL, the matrix has another shape or an infinite entry; \c
 *    IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(n).
 *
 * Example: place the neurons on a line.
 * \verbatim
 *   const igraph_integer_t n = latigraph_circuit_vcount(circuit);
 *   igraph_matrix_t line;
 *   igraph_matrix_init(&line, n, 2);
 *   for (igraph_integer_t i = 0; i < n; i++) {
 *       MATRIX(line, i, 0) = 10.0 * (double)i;
 *   }
 *   latigraph_circuit_set_positions(circuit, &line, "um");
 *   igraph_matrix_destroy(&line);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_set_positions(latigraph_circuit_t *circuit,
                                               const igraph_matrix_t *positions, const char *unit) {
    const igraph_integer_t rows = igraph_matrix_nrow(positions);
    const igraph_integer_t dims = igraph_matrix_ncol(positions);
    if (rows != circuit->n || (dims != 2 && dims != 3)) {
        IGRAPH_ERRORF("Positions of %d neurons must be a matrix of %d rows and 2 or 3 columns, but "
                      "it has %" IGRAPH_PRId " rows and %" IGRAPH_PRId " columns.",
                      IGRAPH_EINVAL, circuit->n, circuit->n, rows, dims);
    }
    double *position;
    LATIGRAPH_ALLOCATE(position, (size_t)rows * (size_t)dims);
    for (igraph_integer_t i = 0; i < rows; i++) {
        for (igraph_integer_t d = 0; d < dims; d++) {
            position[i * dims + d] = MATRIX(*positions, i, d);
            if (isinf(position[i * dims + d])) {
                IGRAPH_ERRORF(
                    "The position of neuron \"%s\" is infinite; use NaN for a position that is not "
                    "known.",
                    IGRAPH_EINVAL, circuit->neuron[i]);
            }
        }
    }
    return set_position_array(circuit, position, (int)dims, unit == NULL ? "" : unit);
}

/**
 * \function latigraph_circuit_set_weights
 * \brief Sets the weights of the edges.
 *
 * \param circuit The circuit.
 * \param weights One finite positive number per edge (m), in the order of the edges of \ref
 *    latigraph_circuit_to_graph().
 * \return Error code: \c IGRAPH_EINVAL, the number of weights is wrong or one is not finite and
 *    positive.
 *
 * Time complexity: O(m).
 *
 * Example: give all edges the weight 1.
 * \verbatim
 *   igraph_vector_t ones;
 *   igraph_vector_init(&ones, latigraph_circuit_ecount(circuit));
 *   igraph_vector_fill(&ones, 1);
 *   latigraph_circuit_set_weights(circuit, &ones);
 *   igraph_vector_destroy(&ones);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_set_weights(latigraph_circuit_t *circuit,
                                             const igraph_vector_t *weights) {
    if (igraph_vector_size(weights) != circuit->m) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId
                      " weights, but circuit \"%s\" has %d edges; pass one weight per edge.",
                      IGRAPH_EINVAL, igraph_vector_size(weights), circuit->name, circuit->m);
    }
    for (int e = 0; e < circuit->m; e++) {
        if (!(VECTOR(*weights)[e] > 0 && isfinite(VECTOR(*weights)[e]))) {
            IGRAPH_ERRORF("Weight %d is %g; weights must be finite and positive.", IGRAPH_EINVAL, e,
                          VECTOR(*weights)[e]);
        }
    }
    double *copy;
    LATIGRAPH_ALLOCATE(copy, circuit->m);
    igraph_vector_copy_to(weights, copy);
    IGRAPH_FINALLY_CLEAN(1);
    latigraph_slab_free(&circuit->slab, circuit->weight);
    circuit->weight = copy;
    return IGRAPH_SUCCESS;
}
