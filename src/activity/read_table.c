/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Recordings in tables of text: one row per time, one cell per neuron.
 *
 * The rows of cells come from the reader that tables of edges use, so that the same separators,
 * quotes and comments are known. The first row holds names if any of its cells is no number. Time
 * stamps are dropped, because the times of a recording are evenly spaced; a column is taken for
 * them by its name alone, since numbers that ascend could be a slow neuron. */

#include "activity/activity.h"

#include "base/remarks.h"
#include "circuit/number.h"
#include "formats/lines.h"

#include <math.h>
#include <string.h>

typedef struct {
    latigraph_activity_t *activity;
    latigraph_lines_t lines;
    double *value; /* (times, columns) */
    gsize used, room;
    int cells; /* cells of a row */
    int skip;  /* cells at the beginning of a row that hold no neuron */
    gint64 times;
} table_t;

/* Parses a cell; a value that was not recorded is NaN. */
static gboolean parse_cell(const char *cell, double *value) {
    static const char *const unknown[] = {"", "na", "nan", "null", "none", "-"};
    for (gsize k = 0; k < G_N_ELEMENTS(unknown); k++) {
        if (g_ascii_strcasecmp(cell, unknown[k]) == 0) {
            *value = NAN;
            return TRUE;
        }
    }
    return latigraph_parse_number(cell, value);
}

static gboolean is_header(const latigraph_lines_t *lines) {
    double value;
    for (int k = 0; k < latigraph_lines_width(lines, 1); k++) {
        if (!parse_cell(lines->cell[k], &value) ||
            (lines->quoted[k] && lines->cell[k][0] != '\0')) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_time(const char *name) {
    static const char *const times[] = {"", "t", "time", "times", "time_s", "frame", "index"};
    for (gsize k = 0; k < G_N_ELEMENTS(times); k++) {
        if (g_ascii_strcasecmp(name, times[k]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Takes the names of the neurons from the first row. */
static igraph_error_t read_header(table_t *table, latigraph_remarks_t *remarks) {
    const latigraph_lines_t *lines = &table->lines;
    table->skip = table->cells > 1 && is_time(lines->cell[0]) ? 1 : 0;
    IGRAPH_CHECK(igraph_strvector_resize(&table->activity->names, table->cells - table->skip));
    for (int k = table->skip; k < table->cells; k++) {
        IGRAPH_CHECK(
            igraph_strvector_set(&table->activity->names, k - table->skip, lines->cell[k]));
    }
    return table->skip == 0 ? IGRAPH_SUCCESS
                            : latigraph_remark_add(remarks, "note", table->activity->name,
                                                   "%s: the first column (\"%s\") holds times and "
                                                   "is left out.",
                                                   table->activity->name, lines->cell[0]);
}

static igraph_error_t reserve(table_t *table, gsize more) {
    if (table->used + more <= table->room) {
        return IGRAPH_SUCCESS;
    }
    const gsize room = MAX(2 * table->room, table->used + more);
    double *value = g_try_realloc_n(table->value, room, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(value);
    table->value = value;
    table->room = room;
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_row(table_t *table) {
    const latigraph_lines_t *lines = &table->lines;
    IGRAPH_CHECK(latigraph_lines_check(lines, table->cells));
    IGRAPH_CHECK(reserve(table, (gsize)table->cells));
    for (int k = table->skip; k < table->cells; k++) {
        if (!parse_cell(lines->cell[k], &table->value[table->used++])) {
            IGRAPH_ERRORF("%s, line %d, cell %d: \"%.60s\" is not a number. A row of an activity "
                          "holds the values of one time.",
                          IGRAPH_PARSEERROR, lines->path, lines->first_line, k + 1, lines->cell[k]);
        }
    }
    table->times++;
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_rows(table_t *table, latigraph_remarks_t *remarks) {
    gboolean more;
    IGRAPH_CHECK(latigraph_lines_next(&table->lines, &more));
    if (more) {
        const gboolean header = is_header(&table->lines);
        table->cells = header ? latigraph_lines_width(&table->lines, 1) : table->lines.cells;
        IGRAPH_CHECK(header ? read_header(table, remarks) : add_row(table));
    }
    while (more) {
        IGRAPH_CHECK(latigraph_lines_next(&table->lines, &more));
        if (more) {
            IGRAPH_CHECK(add_row(table));
        }
        if (table->times % 1024 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
    }
    if (table->times > G_MAXINT) {
        IGRAPH_ERRORF("%s has more than %d rows.", IGRAPH_EINVAL, table->lines.path, G_MAXINT);
    }
    return IGRAPH_SUCCESS;
}

static void free_values(table_t *table) {
    g_free(table->value);
}

igraph_error_t latigraph_activity_read_table(latigraph_activity_t *activity, const char *path,
                                             char *text, gsize size, latigraph_remarks_t *remarks) {
    table_t table = {.activity = activity};
    const char separator = latigraph_lines_separator(text, size);
    IGRAPH_CHECK(latigraph_lines_init(&table.lines, path, text, size, separator));
    IGRAPH_FINALLY(free_values, &table);
    IGRAPH_CHECK(read_rows(&table, remarks));
    activity->array = (latigraph_numpy_t){.data = (const guint8 *)table.value,
                                          .type = 'f',
                                          .width = sizeof(double),
                                          .big = G_BYTE_ORDER == G_BIG_ENDIAN,
                                          .dims = 2,
                                          .shape = {table.times, table.cells - table.skip}};
    activity->bytes = (char *)table.value;
    IGRAPH_FINALLY_CLEAN(1);
    latigraph_lines_destroy(&table.lines);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
