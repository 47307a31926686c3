/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Types of the columns of node data.
 *
 * Files declare types (GraphML), half declare them (quotes in CSV), or do not. A column is numeric
 * if it is declared so, or if nearly all of its known cells are numbers and some have a fraction;
 * the few others are then not known, and a remark names the first. Whole numbers with a few words
 * among them are codes, such as those of clusters, and stay words, which a remark says too. Whole
 * numbers beyond 2⁵³ are ids of some kind and stay texts, because a double would lose their last
 * digits. Columns of true and false, or yes and no, get the words "true" and "false". Every other
 * column is categorical. */

#include "formats/settle.h"

#include "base/map.h"
#include "base/remarks.h"
#include "circuit/column.h"
#include "circuit/number.h"

#include <math.h>
#include <string.h>

/* A column of this many known cells at least is numeric if nine tenths of them are numbers. */
enum { NEARLY_LEAST = 5 };

/* Counts of a column's cells. */
typedef struct {
    int known, numbers, words; /* words: true, false, yes, no */
    int exception;             /* first known cell that is no number, or −1 */
    gboolean long_integer;     /* a whole number beyond 2⁵³ */
    gboolean fraction;         /* a number with a decimal point or comma */
    gboolean comma;            /* a number with a comma */
} counts_t;

static gboolean is_long_integer(const char *cell) {
    const gsize digits = strspn(cell + (cell[0] == '-'), "0123456789");
    double value;
    return digits > 15 && cell[(cell[0] == '-') + digits] == '\0' &&
           latigraph_parse_number(cell, &value) && fabs(value) > 9007199254740992.0;
}

static counts_t count_cells(const latigraph_settling_t *settling,
                            const latigraph_raw_column_t *column) {
    counts_t counts = {.exception = -1};
    for (int i = 0; i < settling->circuit->n; i++) {
        const char *cell = latigraph_raw_cell(column, i);
        double value;
        if (latigraph_is_unknown(cell)) {
            continue;
        }
        counts.known++;
        counts.long_integer = counts.long_integer || is_long_integer(cell);
        if (latigraph_parse_value(cell, settling->raw->vertex_commas, &value) && !isnan(value)) {
            counts.numbers++;
            counts.fraction = counts.fraction || strpbrk(cell, ".,eE") != NULL;
            counts.comma = counts.comma || strchr(cell, ',') != NULL;
        } else {
            counts.words += latigraph_parse_boolean(cell) >= 0;
            counts.exception = counts.exception < 0 ? i : counts.exception;
        }
    }
    return counts;
}

/* Returns whether a column called like a coordinate: x, y_um, pos_z. */
static gboolean is_coordinate(const char *name) {
    const gsize length = strlen(name);
    return (strchr("xyzXYZ", name[0]) != NULL && (name[1] == '\0' || name[1] == '_')) ||
           (length > 2 && name[length - 2] == '_' && strchr("xyzXYZ", name[length - 1]) != NULL);
}

static gboolean is_nearly_numeric(const counts_t *counts) {
    return counts->known >= NEARLY_LEAST && 10 * counts->numbers >= 9 * counts->known &&
           counts->numbers < counts->known;
}

static gboolean is_numeric(const latigraph_raw_column_t *column, const counts_t *counts) {
    if (column->declared == LATIGRAPH_DECLARED_TEXT ||
        column->declared == LATIGRAPH_DECLARED_BOOLEAN || counts->long_integer) {
        return FALSE;
    }
    if (column->declared == LATIGRAPH_DECLARED_NUMBER) {
        return TRUE;
    }
    return counts->numbers > 0 &&
           (counts->numbers == counts->known || (is_nearly_numeric(counts) && counts->fraction) ||
            (is_coordinate(column->name) && 2 * counts->numbers > counts->known));
}

static igraph_error_t take_numbers(const latigraph_settling_t *settling,
                                   const latigraph_raw_column_t *column, const counts_t *counts,
                                   const char *name) {
    const int n = settling->circuit->n;
    double *values;
    LATIGRAPH_ALLOCATE(values, n);
    for (int i = 0; i < n; i++) {
        const char *cell = latigraph_raw_cell(column, i);
        values[i] = NAN;
        if (!latigraph_is_unknown(cell) &&
            !latigraph_parse_value(cell, settling->raw->vertex_commas, &values[i])) {
            values[i] = NAN;
        }
        if (isinf(values[i])) {
            char where[32] = "";
            if (settling->raw->vertex_line != NULL) {
                g_snprintf(where, sizeof where, ", line %d", settling->raw->vertex_line[i]);
            }
            IGRAPH_ERRORF("%s%s, column \"%s\": \"%s\" is not finite; leave the cell empty if the "
                          "number is not known.",
                          IGRAPH_PARSEERROR,
                          where[0] != '\0' ? settling->raw->vertex_path : settling->raw->path,
                          where, column->name, cell);
        }
    }
    if (counts->comma) {
        IGRAPH_CHECK(
            latigraph_remark_add(settling->report->remarks, "decimal-commas", column->name,
                                 "Commas in \"%s\" are read as decimal commas: 1,5 is 1.5, "
                                 "and 1,500 is also 1.5.",
                                 column->name));
    }
    if (counts->exception >= 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            settling->report->remarks, "not-numbers", column->name,
            "%d of %d values of \"%s\" are no numbers and count as not known, the first \"%.60s\" "
            "of neuron \"%s\".",
            counts->known - counts->numbers, counts->known, column->name,
            latigraph_raw_cell(column, counts->exception),
            latigraph_raw_id(settling->raw, counts->exception)));
    }
    IGRAPH_CHECK(latigraph_circuit_add_numeric(settling->circuit, name, values));
    g_free(values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_texts(const latigraph_settling_t *settling,
                                 const latigraph_raw_column_t *column, const counts_t *counts,
                                 const char *name) {
    static const char *const words[] = {"false", "true"};
    const gboolean boolean = column->declared == LATIGRAPH_DECLARED_BOOLEAN ||
                             (counts->known > 0 && counts->words == counts->known);
    const char **texts;
    LATIGRAPH_ALLOCATE(texts, settling->circuit->n);
    for (int i = 0; i < settling->circuit->n; i++) {
        const char *cell = latigraph_raw_cell(column, i);
        const int value = boolean ? latigraph_parse_boolean(cell) : -1;
        texts[i] = latigraph_is_unknown(cell) ? "" : value >= 0 ? words[value] : cell;
    }
    if (!counts->long_integer && column->declared == LATIGRAPH_DECLARED_NOTHING &&
        is_nearly_numeric(counts)) {
        IGRAPH_CHECK(
            latigraph_remark_add(settling->report->remarks, "nearly-numbers", column->name,
                                 "\"%s\" is read as words, because %d of its %d values are no "
                                 "numbers, the first \"%.60s\" "
                                 "of neuron \"%s\"; empty cells, NA and nan mean \"not known\".",
                                 column->name, counts->known - counts->numbers, counts->known,
                                 latigraph_raw_cell(column, counts->exception),
                                 latigraph_raw_id(settling->raw, counts->exception)));
    }
    if (counts->long_integer) {
        IGRAPH_CHECK(latigraph_remark_add(
            settling->report->remarks, "note", column->name,
            "\"%s\" holds whole numbers of more than 15 digits and is read as text, so that no "
            "digit is lost.",
            column->name));
    }
    IGRAPH_CHECK(latigraph_circuit_add_categorical(settling->circuit, name, texts));
    g_free(texts);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the name of a column of node data: "id", "name" and "neuron" hold identities and are
 * left out, or kept as "label" if they are not the identity and there is no label. */
static const char *data_name(const latigraph_settling_t *settling, const char *name) {
    if (strcmp(name, "id") == 0 || strcmp(name, "neuron") == 0) {
        return NULL;
    }
    if (strcmp(name, "name") == 0) {
        return latigraph_map_find_text(&settling->raw->vertex_index, "label") == NULL ? "label"
                                                                                      : NULL;
    }
    return name;
}

igraph_error_t latigraph_settle_columns(const latigraph_settling_t *settling, const char *used) {
    const igraph_vector_ptr_t *columns = &settling->raw->vertex_columns;
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(columns); c++) {
        const latigraph_raw_column_t *column = VECTOR(*columns)[c];
        const char *name = data_name(settling, column->name);
        if (name == NULL || column->name == used) {
            continue;
        }
        const counts_t counts = count_cells(settling, column);
        IGRAPH_CHECK(is_numeric(column, &counts) ? take_numbers(settling, column, &counts, name)
                                                 : take_texts(settling, column, &counts, name));
    }
    return IGRAPH_SUCCESS;
}
