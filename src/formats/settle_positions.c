/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Positions of the neurons among the columns of node data.
 *
 * Columns x, y, z with a common suffix are positions, and the suffix is their unit. So are columns
 * that end in _x, _y, _z, or one column of "[x, y, z]", if their name speaks of a position, a soma
 * or a point, as CAVE writes them. Coordinates of a drawing are no positions: those beside colours,
 * as Gephi and yEd write them, those of formats that only draw, and those that are alike for all
 * neurons. The option positions names columns, unit and scale instead, or a file. */

#include "formats/settle.h"

#include "base/remarks.h"
#include "circuit/column.h"
#include "circuit/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef latigraph_positions_plan_t plan_t;

/* --- Coordinates in one cell ------------------------------------------------------ */

/* Parses "[x, y, z]" with any brackets, separated by blanks, commas or semicolons. Returns the
 * number of coordinates, 0 if the cell is something else. */
static int parse_triple(const char *cell, double number[3]) {
    int count = 0;
    const char *at = cell + strspn(cell, "[( \t");
    while (*at != '\0' && strchr("])", *at) == NULL) {
        char *end;
        if (count == 3) {
            return 0;
        }
        number[count] = g_ascii_strtod(at, &end);
        if (end == at || !isfinite(number[count])) {
            return 0;
        }
        count++;
        at = end + strspn(end, ",; \t\r\n");
    }
    at += strspn(at, "]) \t");
    return *at == '\0' && count >= 2 ? count : 0;
}

/* Returns the number of coordinates in the cells of a categorical column, or 0 if a known cell is
 * something else. */
static int triple_width(const latigraph_column_t *column) {
    int width = 0;
    double number[3];
    if (column->kind != LATIGRAPH_COLUMN_CATEGORICAL) {
        return 0;
    }
    for (igraph_integer_t l = 0; l < igraph_vector_ptr_size(&column->levels); l++) {
        const int found = parse_triple(VECTOR(column->levels)[l], number);
        if (found == 0 || (width > 0 && found != width)) {
            return 0;
        }
        width = found;
    }
    return width;
}

static igraph_error_t take_triples(const latigraph_settling_t *settling,
                                   const latigraph_column_t *column, const plan_t *plan) {
    latigraph_circuit_t *circuit = settling->circuit;
    const int dims = triple_width(column);
    igraph_matrix_t positions;
    IGRAPH_CHECK(igraph_matrix_init(&positions, circuit->n, dims));
    IGRAPH_FINALLY(igraph_matrix_destroy, &positions);
    for (int i = 0; i < circuit->n; i++) {
        double number[3] = {NAN, NAN, NAN};
        if (column->level[i] >= 0) {
            parse_triple(VECTOR(column->levels)[column->level[i]], number);
        }
        for (int d = 0; d < dims; d++) {
            MATRIX(positions, i, d) = number[d] * plan->scale[d];
        }
    }
    IGRAPH_CHECK(latigraph_circuit_set_positions(circuit, &positions, plan->unit));
    igraph_matrix_destroy(&positions);
    IGRAPH_FINALLY_CLEAN(1);
    latigraph_circuit_remove_column(circuit, column);
    return IGRAPH_SUCCESS;
}

/* --- One column per coordinate ------------------------------------------------------ */

static igraph_error_t take_columns(const latigraph_settling_t *settling, const plan_t *plan) {
    latigraph_circuit_t *circuit = settling->circuit;
    igraph_matrix_t positions;
    IGRAPH_CHECK(igraph_matrix_init(&positions, circuit->n, plan->dims));
    IGRAPH_FINALLY(igraph_matrix_destroy, &positions);
    for (int d = 0; d < plan->dims; d++) {
        const latigraph_column_t *column = latigraph_circuit_column(circuit, plan->name[d]);
        if (column == NULL || column->kind != LATIGRAPH_COLUMN_NUMERIC) {
            IGRAPH_ERRORF("%s: there is no numeric column \"%s\" to take positions from.",
                          IGRAPH_EINVAL, settling->raw->path, plan->name[d]);
        }
        for (int i = 0; i < circuit->n; i++) {
            MATRIX(positions, i, d) = column->value[i] * plan->scale[d];
        }
    }
    IGRAPH_CHECK(latigraph_circuit_set_positions(circuit, &positions, plan->unit));
    igraph_matrix_destroy(&positions);
    IGRAPH_FINALLY_CLEAN(1);
    for (int d = 0; d < plan->dims; d++) {
        const latigraph_column_t *column = latigraph_circuit_column(circuit, plan->name[d]);
        if (column != NULL) {
            latigraph_circuit_remove_column(circuit, column);
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- The option --------------------------------------------------------------------- */

static igraph_error_t refuse_option(const latigraph_settling_t *settling) {
    IGRAPH_ERRORF("positions=%s is not understood: write two or three columns, one column of "
                  "\"[x, y, z]\", or a file, then perhaps a unit and a scale: \"x,y,z\", "
                  "\"x,y,z:um\", \"pt_position:nm:4,4,40\", \"coords.npy:mm\", or \"none\".",
                  IGRAPH_EINVAL, settling->options->positions);
}

static igraph_error_t parse_scale(const latigraph_settling_t *settling, char **parts,
                                  plan_t *plan) {
    int count = 0;
    for (; parts[count] != NULL; count++) {
        if (count == 3 || !latigraph_parse_number(parts[count], &plan->scale[count]) ||
            !isfinite(plan->scale[count]) || plan->scale[count] == 0) {
            return refuse_option(settling);
        }
    }
    for (int d = count; d < 3 && count == 1; d++) {
        plan->scale[d] = plan->scale[0];
    }
    return count == 1 || count >= 2 ? IGRAPH_SUCCESS : refuse_option(settling);
}

igraph_error_t latigraph_positions_parse(const latigraph_settling_t *settling, const char *text,
                                         latigraph_positions_plan_t *plan) {
    char **parts, **names, **scales;
    *plan = (plan_t){.scale = {1, 1, 1}};
    IGRAPH_CHECK(latigraph_split_text(text, ":", &parts));
    IGRAPH_FINALLY(g_strfreev, parts);
    IGRAPH_CHECK(latigraph_split_text(parts[0] != NULL ? parts[0] : "", ",", &names));
    IGRAPH_FINALLY(g_strfreev, names);
    for (plan->dims = 0; names[plan->dims] != NULL && plan->dims < 3; plan->dims++) {
        g_strlcpy(plan->name[plan->dims], names[plan->dims], sizeof plan->name[0]);
    }
    const guint count = g_strv_length(parts);
    if (plan->dims == 0 || names[plan->dims] != NULL || count > 3) {
        return refuse_option(settling);
    }
    if (count > 1) {
        g_strlcpy(plan->unit, parts[1], sizeof plan->unit);
    }
    if (count > 2) {
        IGRAPH_CHECK(latigraph_split_text(parts[2], ",", &scales));
        IGRAPH_FINALLY(g_strfreev, scales);
        IGRAPH_CHECK(parse_scale(settling, scales, plan));
        g_strfreev(scales);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_strfreev(names);
    g_strfreev(parts);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_option(const latigraph_settling_t *settling) {
    plan_t plan;
    gboolean taken;
    IGRAPH_CHECK(latigraph_settle_positions_file(settling, &taken));
    if (taken) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_positions_parse(settling, settling->options->positions, &plan));
    if (plan.dims > 1) {
        return take_columns(settling, &plan);
    }
    const latigraph_column_t *column = latigraph_circuit_column(settling->circuit, plan.name[0]);
    if (column == NULL || triple_width(column) == 0) {
        IGRAPH_ERRORF("%s: there is no column \"%s\" of positions like \"[x, y, z]\", and no "
                      "file of this name.",
                      IGRAPH_EINVAL, settling->raw->path, plan.name[0]);
    }
    return take_triples(settling, column, &plan);
}

/* --- Usual names ------------------------------------------------------------------------ */

/* Returns whether a name speaks of a place: "pt_position_x", "soma". */
static gboolean speaks_of_place(const char *name) {
    static const char *const words[] = {"position", "pos", "soma",  "coord",
                                        "location", "loc", "point", "pt"};
    char plain[64];
    latigraph_plain_word(name, plain);
    for (gsize w = 0; w < G_N_ELEMENTS(words); w++) {
        if (strstr(plain, words[w]) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Finds columns called X, Y and perhaps Z. */
static gboolean find_capitals(const latigraph_circuit_t *circuit, plan_t *plan) {
    static const char *const names[] = {"X", "Y", "Z"};
    for (plan->dims = 0; plan->dims < 3; plan->dims++) {
        const latigraph_column_t *axis = latigraph_circuit_column(circuit, names[plan->dims]);
        if (axis == NULL || axis->kind != LATIGRAPH_COLUMN_NUMERIC) {
            break;
        }
        g_strlcpy(plan->name[plan->dims], names[plan->dims], sizeof plan->name[0]);
    }
    return plan->dims >= 2;
}

/* Finds columns like "soma_x" and "soma_y". */
static gboolean find_stem(const latigraph_circuit_t *circuit, plan_t *plan) {
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        const gsize length = strlen(column->name);
        if (length < 3 || length >= sizeof plan->name[0] ||
            g_ascii_tolower(column->name[length - 1]) != 'x' ||
            g_ascii_isalpha(column->name[length - 2]) || !speaks_of_place(column->name)) {
            continue;
        }
        for (plan->dims = 0; plan->dims < 3; plan->dims++) {
            char *name = plan->name[plan->dims];
            g_strlcpy(name, column->name, sizeof plan->name[0]);
            name[length - 1] = (char)(name[length - 1] + plan->dims);
            const latigraph_column_t *axis = latigraph_circuit_column(circuit, name);
            if (axis == NULL || axis->kind != LATIGRAPH_COLUMN_NUMERIC) {
                break;
            }
        }
        if (plan->dims >= 2) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Splits a name like "x (nm)", "xnm" or "soma_x_um" into what is before the axis, the axis and the
 * unit; returns whether it is one. `stem` holds the letters and digits before the axis. */
static gboolean split_axis(const char *name, char stem[64], char *axis, const char **unit) {
    static const char *const units[][2] = {{"nm", "nm"}, {"um", "um"}, {"mm", "mm"}, {"m", "um"}};
    latigraph_plain_word(name, stem);
    const gsize length = strlen(stem);
    const gboolean micro = strstr(name, "\xc2\xb5m") != NULL || strstr(name, "\xce\xbcm") != NULL;
    for (gsize u = 0; u < G_N_ELEMENTS(units); u++) {
        const gsize suffix = strlen(units[u][0]);
        if (micro != (suffix == 1) || length <= suffix ||
            strcmp(stem + length - suffix, units[u][0]) != 0) {
            continue;
        }
        *axis = stem[length - suffix - 1];
        *unit = units[u][1];
        stem[length - suffix - 1] = '\0';
        return *axis >= 'x' && *axis <= 'z' && (stem[0] == '\0' || speaks_of_place(stem));
    }
    return FALSE;
}

/* Finds columns whose names hold an axis and a unit: igraph leaves out the underscores of "x_nm" in
 * GML, and spreadsheets have "x (nm)". */
static gboolean find_units(const latigraph_circuit_t *circuit, plan_t *plan) {
    char first[64] = "", stem[64], axis;
    const char *unit;
    plan->dims = 0;
    for (int d = 0; d < 3 && d == plan->dims; d++) {
        for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
            const latigraph_column_t *column = VECTOR(circuit->columns)[c];
            if (column->kind == LATIGRAPH_COLUMN_NUMERIC &&
                strlen(column->name) < sizeof plan->name[0] &&
                split_axis(column->name, stem, &axis, &unit) && axis == 'x' + d &&
                (d == 0 || (strcmp(stem, first) == 0 && strcmp(unit, plan->unit) == 0))) {
                g_strlcpy(plan->name[plan->dims++], column->name, sizeof plan->name[0]);
                g_strlcpy(first, stem, sizeof first);
                g_strlcpy(plan->unit, unit, sizeof plan->unit);
                break;
            }
        }
    }
    return plan->dims >= 2;
}

static const latigraph_column_t *find_triples(const latigraph_circuit_t *circuit) {
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        if (speaks_of_place(column->name) && triple_width(column) > 0) {
            return column;
        }
    }
    return NULL;
}

static igraph_error_t remark_unit(const latigraph_settling_t *settling, const plan_t *plan,
                                  const char *name) {
    if (plan->unit[0] != '\0') {
        return latigraph_remark_add(settling->report->remarks, "positions", settling->circuit->name,
                                    "Positions come from \"%s\", in %s.", name, plan->unit);
    }
    return latigraph_remark_add(
        settling->report->remarks, "positions", settling->circuit->name,
        "Positions come from \"%s\"; their unit is not stated. --positions=COLUMNS:UNIT:SCALE "
        "states it, and scales voxels (\"%s:nm:4,4,40\").",
        name, name);
}

/* Finds positions under other names than x, y, z. */
static igraph_error_t find_others(const latigraph_settling_t *settling) {
    plan_t plan = {.scale = {1, 1, 1}};
    const latigraph_column_t *triples = find_triples(settling->circuit);
    gboolean found = find_units(settling->circuit, &plan);
    if (!found) {
        plan.unit[0] = '\0';
        found = find_capitals(settling->circuit, &plan) || find_stem(settling->circuit, &plan);
    }
    if (found) {
        IGRAPH_CHECK(remark_unit(settling, &plan, plan.name[0]));
        return take_columns(settling, &plan);
    }
    if (triples != NULL) {
        IGRAPH_CHECK(remark_unit(settling, &plan, triples->name));
        return take_triples(settling, triples, &plan);
    }
    return IGRAPH_SUCCESS;
}

/* --- Drawings --------------------------------------------------------------------------- */

static void remove_column(latigraph_circuit_t *circuit, const char *name) {
    const latigraph_column_t *column = latigraph_circuit_column(circuit, name);
    if (column != NULL) {
        latigraph_circuit_remove_column(circuit, column);
    }
}

/* Leaves out x, y and the colours of a drawing. */
static igraph_error_t drop_drawing(const latigraph_settling_t *settling) {
    static const char *const parts[] = {"x", "y", "z", "r", "g", "b"};
    for (gsize k = 0; k < G_N_ELEMENTS(parts); k++) {
        remove_column(settling->circuit, parts[k]);
    }
    return latigraph_remark_add(settling->report->remarks, "drawing", settling->circuit->name,
                                "Coordinates and colours come from a drawing and are left out; "
                                "--positions=x,y reads them as positions.");
}

static gboolean has(const latigraph_circuit_t *circuit, const char *name) {
    return latigraph_circuit_column(circuit, name) != NULL;
}

/* Returns whether plain x and y are the coordinates of a drawing. */
static gboolean is_drawing(const latigraph_settling_t *settling) {
    const latigraph_circuit_t *circuit = settling->circuit;
    return has(circuit, "x") && has(circuit, "y") &&
           (settling->raw->drawing ||
            (has(circuit, "r") && has(circuit, "g") && has(circuit, "b")));
}

/* Forgets positions that are alike for all neurons. */
static igraph_error_t drop_alike(const latigraph_settling_t *settling) {
    latigraph_circuit_t *circuit = settling->circuit;
    const gsize width = (gsize)circuit->dims;
    for (gsize k = width; k < (gsize)circuit->n * width; k++) {
        if (circuit->position[k] != circuit->position[k - width]) {
            return IGRAPH_SUCCESS;
        }
    }
    if (circuit->dims == 0 || circuit->n < 2 || isnan(circuit->position[0])) {
        return IGRAPH_SUCCESS;
    }
    g_clear_pointer(&circuit->position, g_free);
    g_clear_pointer(&circuit->unit, g_free);
    circuit->dims = 0;
    return latigraph_remark_add(settling->report->remarks, "positions", circuit->name,
                                "All neurons have the same coordinates, which are left out.");
}

igraph_error_t latigraph_settle_positions(const latigraph_settling_t *settling) {
    const char *wanted = settling->options->positions;
    if (g_strcmp0(wanted, "none") == 0) {
        return IGRAPH_SUCCESS;
    }
    if (wanted != NULL) {
        return take_option(settling);
    }
    if (is_drawing(settling)) {
        IGRAPH_CHECK(drop_drawing(settling));
    }
    IGRAPH_CHECK(latigraph_circuit_find_positions(settling->circuit));
    if (settling->circuit->dims == 0) {
        IGRAPH_CHECK(find_others(settling));
    }
    return drop_alike(settling);
}
