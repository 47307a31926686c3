/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reads positions from a file of their own, as users of matrices have them: a NumPy array with a
 * row per neuron, or a table.
 *
 * The file becomes a raw graph without edges and is settled like any other, so that coordinates are
 * found by the same names and the same values are refused. Its rows then belong to the neurons of
 * the same ids, if the table has ids, else to the neurons in their order. Neurons of a matrix are
 * called by their numbers, so that ids that are other names do not contradict the order. Ids that
 * count from 1 would move every position to the next neuron, and are therefore not joined. */

#include "formats/settle.h"

#include "base/map.h"
#include "base/remarks.h"
#include "circuit/column.h"
#include "circuit/number.h"
#include "formats/file.h"
#include "formats/numpy.h"
#include "formats/reading.h"
#include "formats/table.h"

#include <math.h>
#include <string.h>

/* A file of positions while it is read. */
typedef struct {
    const latigraph_settling_t *settling;
    char *path;
    char *text;
    gsize size;
    latigraph_raw_t raw;      /* a vertex per row */
    gboolean has_ids;         /* the table has a column of ids */
    latigraph_circuit_t *own; /* the settled raw graph; borrowed from `list` */
    latigraph_circuit_list_t list;
    latigraph_positions_plan_t plan; /* unit and scale that the option states */
} file_t;

/* --- Arrays ------------------------------------------------------------------------ */

static igraph_error_t read_array(file_t *file) {
    latigraph_numpy_t array;
    IGRAPH_CHECK(latigraph_numpy_open(&array, file->path, file->text, file->size));
    if (array.dims != 2 || (array.shape[1] != 2 && array.shape[1] != 3)) {
        IGRAPH_ERRORF("%s holds an array of %d x %d, but positions have a row per neuron and 2 or "
                      "3 columns%s.",
                      IGRAPH_EINVAL, file->path, (int)array.shape[0], (int)array.shape[1],
                      array.shape[0] == 2 || array.shape[0] == 3 ? "; transpose it" : "");
    }
    for (int i = 0; i < array.shape[0]; i++) {
        char number[16];
        int vertex;
        g_snprintf(number, sizeof number, "%d", i);
        IGRAPH_CHECK(latigraph_raw_vertex(&file->raw, number, &vertex, NULL));
    }
    return latigraph_numpy_add_positions(&file->raw, &array);
}

/* --- Tables ------------------------------------------------------------------------ */

/* Returns the column of the ids, or −1: the one that the options name, one with a usual name, or
 * words before the coordinates. */
static int find_id(const latigraph_table_sample_t *sample,
                   const latigraph_read_options_t *options) {
    int best = 0, id = options->id != NULL ? latigraph_sample_find(sample, options->id) : -1;
    for (int c = 0; c < sample->columns && sample->header && (id < 0 || best > 0); c++) {
        const int word = latigraph_id_word(sample->name[c]);
        if (word > best) {
            best = word;
            id = c;
        }
    }
    const gboolean named = sample->header && sample->name[0][0] != '\0';
    const gboolean more = !sample->header && sample->columns == 4;
    if (id < 0 && sample->columns > 2 && !named && (more || !latigraph_sample_numeric(sample, 0))) {
        return 0;
    }
    return id;
}

/* Makes a column for every one but the ids; without a header they are called x, y, z. */
static igraph_error_t begin_columns(file_t *file, const latigraph_table_sample_t *sample, int id,
                                    latigraph_raw_column_t **column) {
    static const char *const axes[] = {"x", "y", "z"};
    const int others = sample->columns - (id >= 0);
    if (!sample->header && others != 2 && others != 3) {
        IGRAPH_ERRORF("%s has %d columns of numbers without a header, but positions have 2 or 3.",
                      IGRAPH_PARSEERROR, file->path, others);
    }
    for (int c = 0, axis = 0; c < sample->columns; c++) {
        const char *name = sample->header ? sample->name[c] : c == id ? "" : axes[axis++];
        if (c != id && name[0] != '\0') {
            IGRAPH_CHECK(latigraph_raw_vertex_column(&file->raw, name, &column[c]));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_row(file_t *file, const latigraph_lines_t *lines, int columns, int id,
                               latigraph_raw_column_t **column) {
    char number[16];
    igraph_bool_t added;
    int vertex;
    IGRAPH_CHECK(latigraph_lines_check(lines, columns));
    g_snprintf(number, sizeof number, "%d", latigraph_raw_size(&file->raw));
    IGRAPH_CHECK(
        latigraph_raw_vertex(&file->raw, id >= 0 ? lines->cell[id] : number, &vertex, &added));
    if (!added) {
        IGRAPH_ERRORF("%s, line %d: id \"%s\" occurs in an earlier row, too; a neuron has one "
                      "position.",
                      IGRAPH_PARSEERROR, file->path, lines->first_line, lines->cell[id]);
    }
    for (int c = 0; c < columns; c++) {
        if (column[c] != NULL) {
            IGRAPH_CHECK(latigraph_raw_put(column[c], vertex, lines->cell[c]));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_rows(file_t *file, const latigraph_table_sample_t *sample, int id,
                                latigraph_raw_column_t **column) {
    latigraph_lines_t lines;
    gboolean more;
    IGRAPH_CHECK(
        latigraph_lines_init(&lines, file->path, file->text, file->size, sample->separator));
    IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    if (more && sample->header) {
        IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    }
    while (more) {
        IGRAPH_CHECK(read_row(file, &lines, sample->columns, id, column));
        IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    }
    latigraph_lines_destroy(&lines);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_table(file_t *file) {
    latigraph_table_sample_t sample;
    latigraph_raw_column_t **column;
    IGRAPH_CHECK(
        latigraph_decode_text(file->path, &file->text, &file->size, file->settling->report));
    IGRAPH_CHECK(latigraph_sample_init(&sample, file->path, file->text, file->size));
    const int id = find_id(&sample, file->settling->options);
    LATIGRAPH_ALLOCATE(column, sample.columns);
    file->has_ids = id >= 0;
    file->raw.commas = sample.separator != ',';
    IGRAPH_CHECK(begin_columns(file, &sample, id, column));
    IGRAPH_CHECK(read_rows(file, &sample, id, column));
    g_free(column);
    latigraph_sample_destroy(&sample);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- The file ------------------------------------------------------------------------ */

/* Takes the only two or three numeric columns as coordinates if no name says which these are. */
static igraph_error_t take_numeric(file_t *file) {
    latigraph_circuit_t *own = file->own;
    const latigraph_column_t *axis[3];
    igraph_matrix_t at;
    int dims = 0;
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&own->columns); c++) {
        const latigraph_column_t *column = VECTOR(own->columns)[c];
        if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
            if (dims < 3) {
                axis[dims] = column;
            }
            dims++;
        }
    }
    if (dims != 2 && dims != 3) {
        IGRAPH_ERRORF(
            "%s has no columns of coordinates that differ between neurons: call them x, y "
            "and z, or x_um, y_um and z_um. It has %d such numeric columns.",
            IGRAPH_EINVAL, file->path, dims);
    }
    IGRAPH_CHECK(igraph_matrix_init(&at, own->n, dims));
    IGRAPH_FINALLY(igraph_matrix_destroy, &at);
    for (int d = 0; d < dims; d++) {
        for (int i = 0; i < own->n; i++) {
            MATRIX(at, i, d) = axis[d]->value[i];
        }
    }
    IGRAPH_CHECK(latigraph_circuit_set_positions(own, &at, ""));
    igraph_matrix_destroy(&at);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void file_destroy(file_t *file) {
    latigraph_circuit_list_destroy(&file->list);
    latigraph_raw_destroy(&file->raw);
    g_free(file->text);
    g_free(file->path);
}

/* Reads the file and settles its rows as neurons without edges. */
static igraph_error_t load(file_t *file) {
    latigraph_read_options_t options;
    latigraph_read_report_t report = {
        .remarks = file->plan.unit[0] == '\0' ? file->settling->report->remarks : NULL};
    IGRAPH_CHECK(latigraph_file_load(file->path, &file->text, &file->size));
    IGRAPH_CHECK(latigraph_raw_init(&file->raw, file->path));
    IGRAPH_FINALLY_CLEAN(1); /* file_destroy() destroys the raw graph */
    IGRAPH_CHECK(file->size > 6 && memcmp(file->text, "\x93NUMPY", 6) == 0 ? read_array(file)
                                                                           : read_table(file));
    latigraph_read_options_init(&options);
    options.undirected = LATIGRAPH_UNDIRECTED_DIRECTED;
    IGRAPH_CHECK(latigraph_raw_settle(&file->raw, file->path, &options, &report, &file->list));
    file->own = file->list.items[0];
    return file->own->dims == 0 ? take_numeric(file) : IGRAPH_SUCCESS;
}

/* --- Rows and neurons ------------------------------------------------------------------ */

/* Returns whether the names of the neurons are numbers that ascend by 1. */
static gboolean are_numbered(const latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n; i++) {
        const char *name = circuit->neuron[i];
        const gsize digits = strspn(name, "0123456789");
        if (digits == 0 || digits > 15 || name[digits] != '\0' ||
            g_ascii_strtoll(name, NULL, 10) != g_ascii_strtoll(circuit->neuron[0], NULL, 10) + i) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Returns whether ids can be those of rows in the order of a matrix: words, or ascending numbers.
 */
static gboolean ids_are_in_order(const latigraph_raw_t *raw) {
    gint64 last = -1;
    for (int i = 0; i < latigraph_raw_size(raw); i++) {
        const char *id = latigraph_raw_id(raw, i);
        const gsize digits = strspn(id, "0123456789");
        if (digits == 0 || digits > 15 || id[digits] != '\0') {
            continue;
        }
        const gint64 number = g_ascii_strtoll(id, NULL, 10);
        if (number < last) {
            return FALSE;
        }
        last = number;
    }
    return TRUE;
}

static igraph_error_t check_count(const file_t *file) {
    const int rows = latigraph_raw_size(&file->raw), n = file->settling->circuit->n;
    if (rows != n) {
        IGRAPH_ERRORF("%s has %d rows of positions, but %s has %d neurons; give one row per neuron "
                      "in the order of the neurons.",
                      IGRAPH_EINVAL, file->path, rows, file->settling->raw->path, n);
    }
    return IGRAPH_SUCCESS;
}

/* Takes the rows in the order of the neurons. */
static igraph_error_t take_order(const file_t *file, int *row) {
    const latigraph_raw_t *raw = file->settling->raw;
    const latigraph_circuit_t *circuit = file->settling->circuit;
    IGRAPH_CHECK(check_count(file));
    if (raw->line != NULL && raw->vertex_line == NULL && !are_numbered(circuit)) {
        IGRAPH_ERRORF("%s has no column of ids, and the neurons of %s have no order but that in "
                      "which the edges name them. Add a column \"id\" with the ids of the neurons.",
                      IGRAPH_EINVAL, file->path, raw->path);
    }
    for (int i = 0; i < circuit->n; i++) {
        row[i] = i;
    }
    return IGRAPH_SUCCESS;
}

/* Finds the row of each neuron by its id, −1 without one, and counts the neurons that have one. */
static int find_rows(const file_t *file, int *row) {
    const latigraph_circuit_t *circuit = file->settling->circuit;
    int found = 0;
    for (int i = 0; i < circuit->n; i++) {
        const latigraph_map_entry_t *entry =
            latigraph_map_find_text(&file->raw.ids, circuit->neuron[i]);
        row[i] = entry != NULL ? (int)(entry - file->raw.ids.entry) : -1;
        found += entry != NULL;
    }
    return found;
}

static igraph_error_t remark(const file_t *file, const char *text) {
    return latigraph_remark_add(file->settling->report->remarks, "positions",
                                file->settling->circuit->name, "%s: %s", file->path, text);
}

/* Joins rows and neurons by the ids of the table. */
static igraph_error_t join(const file_t *file, int *row) {
    const latigraph_circuit_t *circuit = file->settling->circuit;
    const int rows = latigraph_raw_size(&file->raw), found = find_rows(file, row);
    const gboolean numbered = are_numbered(circuit);
    char text[160];
    if (numbered && found < circuit->n && ids_are_in_order(&file->raw)) {
        IGRAPH_CHECK(take_order(file, row));
        return remark(file, "the neurons have numbers only, so the rows are taken in their order "
                            "and not by their ids.");
    }
    if (found == 0 || (numbered && (found < circuit->n || rows != circuit->n))) {
        IGRAPH_ERRORF("%s has %d ids (the first is \"%s\") and %s has %d neurons (the first is "
                      "\"%s\"), of which %d have a row. Correct the ids, or leave the column out "
                      "if the rows are in the order of the neurons.",
                      IGRAPH_EINVAL, file->path, rows,
                      rows > 0 ? latigraph_raw_id(&file->raw, 0) : "", file->settling->raw->path,
                      circuit->n, circuit->n > 0 ? circuit->neuron[0] : "", found);
    }
    if (found == circuit->n && rows == found) {
        return IGRAPH_SUCCESS;
    }
    g_snprintf(text, sizeof text, "%d of %d neurons have no row, and %d of %d rows have no neuron.",
               circuit->n - found, circuit->n, rows - found, rows);
    return remark(file, text);
}

/* Removes columns that have the names of the positions. */
static igraph_error_t remove_others(latigraph_circuit_t *circuit) {
    for (int d = 0; d < circuit->dims; d++) {
        char *name;
        IGRAPH_CHECK(latigraph_circuit_position_name(circuit, d, &name));
        const latigraph_column_t *column = latigraph_circuit_column(circuit, name);
        g_free(name);
        if (column != NULL) {
            latigraph_circuit_remove_column(circuit, column);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_positions(const file_t *file, const int *row) {
    latigraph_circuit_t *circuit = file->settling->circuit;
    const latigraph_circuit_t *own = file->own;
    igraph_matrix_t at;
    IGRAPH_CHECK(igraph_matrix_init(&at, circuit->n, own->dims));
    IGRAPH_FINALLY(igraph_matrix_destroy, &at);
    for (int i = 0; i < circuit->n; i++) {
        for (int d = 0; d < own->dims; d++) {
            const gsize place = (gsize)MAX(row[i], 0) * (gsize)own->dims + (gsize)d;
            MATRIX(at, i, d) = row[i] >= 0 ? own->position[place] * file->plan.scale[d] : NAN;
        }
    }
    IGRAPH_CHECK(latigraph_circuit_set_positions(
        circuit, &at, file->plan.unit[0] != '\0' ? file->plan.unit : own->unit));
    igraph_matrix_destroy(&at);
    IGRAPH_FINALLY_CLEAN(1);
    return remove_others(circuit);
}

static igraph_error_t take(file_t *file) {
    int *row;
    IGRAPH_CHECK(load(file));
    LATIGRAPH_ALLOCATE(row, file->settling->circuit->n);
    IGRAPH_CHECK(file->has_ids ? join(file, row) : take_order(file, row));
    IGRAPH_CHECK(set_positions(file, row));
    g_free(row);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The option ------------------------------------------------------------------------- */

/* Returns the length of the longest part before a colon, or of the whole text, that is the path of
 * a file, or 0. */
static gsize path_length(char *text) {
    char *end = text + strlen(text);
    while (end != NULL) {
        const char after = *end;
        *end = '\0';
        const gboolean is_file = g_file_test(text, G_FILE_TEST_IS_REGULAR);
        char *colon = strrchr(text, ':');
        *end = after;
        if (is_file) {
            return (gsize)(end - text);
        }
        end = colon;
    }
    return 0;
}

igraph_error_t latigraph_settle_positions_file(const latigraph_settling_t *settling,
                                               gboolean *taken) {
    file_t file = {.settling = settling};
    char *plan;
    *taken = FALSE;
    IGRAPH_CHECK(latigraph_copy_text(settling->options->positions, &file.path));
    IGRAPH_FINALLY(file_destroy, &file);
    const gsize length = path_length(file.path);
    if (length > 0) {
        file.path[length] = '\0';
    }
    if (length > 0 && latigraph_circuit_column(settling->circuit, file.path) == NULL) {
        IGRAPH_CHECK(latigraph_print_text(&plan, "x%s", settling->options->positions + length));
        IGRAPH_FINALLY(g_free, plan);
        IGRAPH_CHECK(latigraph_positions_parse(settling, plan, &file.plan));
        g_free(plan);
        IGRAPH_FINALLY_CLEAN(1);
        IGRAPH_CHECK(latigraph_circuit_list_init(&file.list));
        IGRAPH_CHECK(take(&file));
        *taken = TRUE;
    }
    file_destroy(&file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
