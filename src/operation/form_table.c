/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A result as tables for people.
 *
 * Headline numbers become one list. Headline vectors and lists that share their labels become the
 * columns of one table, whichever order their rows have. A headline matrix adds a column per
 * column, or a column per row if it has more than MOST_COLUMNS columns or if its row says so; a
 * matrix whose columns are fixed words is a table of its own under its title, and one whose
 * columns are nested has them all. A row that is marked
 * as sorted orders its table by the size of the effect and cuts the end off, because the strongest
 * effects are what a reader looks for. Numbers have four digits, and those that are lost beside the
 * greatest of their column are shown as 0; JSON and CSV have all digits. The tables are collected
 * as texts first (grid.c), since the width of a column depends on all of its cells. */

#include "operation/call_state.h"

#include "base/memory.h"
#include "operation/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Significant digits; rows that are shown of a sorted table; columns that a matrix adds at most. */
enum { DIGITS = 4, MOST_ROWS = 20, MOST_COLUMNS = 8 };
/* Share of the greatest number of a column that is not worth showing. */
static const double LOST = 1e-6;

/* Makes the heading of an output, such as "achieved low (ms)" for "achieved_low" in ms. Free it
 * with g_free(). */
static igraph_error_t title_of(const latigraph_argument_t *row, char **title) {
    char *words;
    IGRAPH_CHECK(latigraph_copy_text(row->title != NULL ? row->title : row->name, &words));
    if (row->title == NULL) {
        g_strdelimit(words, "_", ' ');
    }
    *title = words;
    if (row->unit != NULL) {
        IGRAPH_FINALLY(g_free, words);
        IGRAPH_CHECK(latigraph_print_text(title, "%s (%s)", words, row->unit));
        g_free(words);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static gboolean is_headline(const latigraph_call_t *call, igraph_integer_t i) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    return row->direction == LATIGRAPH_OUT && (row->show & LATIGRAPH_SHOW_HEADLINE) != 0 &&
           (call->operation->run != NULL || call->slots[i].given);
}

/* Returns whether any output of the operation is marked as belonging to the short text. */
static gboolean has_headlines(const latigraph_call_t *call) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        if (is_headline(call, i)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Operations of modules that mark nothing show everything. */
static gboolean is_shown(const latigraph_call_t *call, igraph_integer_t i, gboolean marked) {
    return marked ? is_headline(call, i)
                  : call->operation->arguments[i].direction == LATIGRAPH_OUT &&
                        (call->operation->run != NULL || call->slots[i].given);
}

static gboolean is_container(const latigraph_argument_t *row) {
    return row->type == LATIGRAPH_TYPE_VECTOR || row->type == LATIGRAPH_TYPE_MATRIX ||
           row->type == LATIGRAPH_TYPE_STRING_LIST;
}

/* --- The tables of a result ------------------------------------------------------------------ */

typedef struct {
    grid_t grid;
    gboolean joined;    /* whether further outputs with the same labels belong to it */
    const char *labels; /* labels of a joined table; NULL: its rows are numbered */
} entry_t;

typedef struct {
    entry_t *entries;
    igraph_integer_t count;
} list_t;

static void list_destroy(list_t *list) {
    for (igraph_integer_t k = 0; k < list->count; k++) {
        grid_destroy(&list->entries[k].grid);
    }
    g_free(list->entries);
}

/* An output adds at most one table, and the numbers share one. The list therefore never grows, and
 * tables stay where they are. */
static igraph_error_t list_init(list_t *list, const latigraph_call_t *call) {
    list->count = 0;
    list->entries = g_try_new0(entry_t, call->operation->argument_count + 1);
    LATIGRAPH_CHECK_MEMORY(list->entries);
    return IGRAPH_SUCCESS;
}

/* Adds an empty table. */
static entry_t *begin_entry(list_t *list) {
    return &list->entries[list->count++];
}

/* --- Numbers and texts ---------------------------------------------------------------------- */

static igraph_error_t add_scalar(latigraph_call_t *call, const latigraph_argument_t *row,
                                 grid_column_t *names, grid_column_t *column) {
    latigraph_value_t value;
    IGRAPH_CHECK(latigraph_call_get(call, row->name, &value));
    if (row->type == LATIGRAPH_TYPE_REAL && isnan(value.real) &&
        (row->show & LATIGRAPH_SHOW_QUIET) != 0) {
        return IGRAPH_SUCCESS;
    }
    char *title;
    IGRAPH_CHECK(title_of(row, &title));
    grid_cell(names, title);
    g_free(title);
    if (row->type == LATIGRAPH_TYPE_INTEGER) {
        grid_number(column, (double)value.integer, 15);
    } else if (row->type == LATIGRAPH_TYPE_BOOLEAN) {
        grid_cell(column, value.boolean ? "yes" : "no");
    } else {
        grid_number(column, value.real, DIGITS);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_scalars(latigraph_call_t *call, gboolean marked, list_t *list) {
    grid_t *grid = &begin_entry(list)->grid;
    grid_column_t *names = grid_add(grid, "", TRUE), *values = grid_add(grid, "", TRUE);
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        if (is_shown(call, i, marked) && !latigraph_type_is_pointer(row->type)) {
            IGRAPH_CHECK(add_scalar(call, row, names, values));
        }
    }
    if (grid_height(grid) == 0 && !grid->failed) {
        grid_destroy(grid);
        list->count--;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t append_strings(latigraph_call_t *call, gboolean marked,
                                     igraph_integer_t width, latigraph_text_t *text) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        latigraph_value_t value;
        if (is_shown(call, i, marked) && row->type == LATIGRAPH_TYPE_STRING) {
            IGRAPH_CHECK(latigraph_call_get(call, row->name, &value));
            if (value.string != NULL &&
                !latigraph_append_json_text(value.string, (int)width, text)) {
                latigraph_text_append_visible(text, value.string, TRUE);
            }
            latigraph_text_append(
                text, text->length > 0 && text->bytes[text->length - 1] != '\n' ? "\n" : "");
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Labelled tables ---------------------------------------------------------------------------
 */

/* A table in the making: rows are labelled by `labels`, or numbered where that is NULL. */
typedef struct {
    latigraph_call_t *call;
    const char *labels;
    grid_t *grid;
    const igraph_vector_t *effect; /* sorts the rows, or NULL */
} table_t;

/* Numbers that are lost beside the greatest one of their column are shown as 0. */
static void add_numbers(const table_t *table, const char *title, const igraph_real_t *at,
                        igraph_integer_t count, igraph_integer_t step) {
    grid_column_t *column = grid_add(table->grid, title, FALSE);
    double greatest = 0;
    for (igraph_integer_t k = 0; k < count; k++) {
        greatest = isfinite(at[k * step]) ? fmax(greatest, fabs(at[k * step])) : greatest;
    }
    for (igraph_integer_t k = 0; k < count; k++) {
        const gboolean lost = fabs(at[k * step]) < LOST * greatest;
        grid_number(column, lost ? 0 : at[k * step], DIGITS);
    }
}

static gboolean are_fixed(const char *labels) {
    return labels != NULL && strchr(labels, '|') != NULL;
}

/* Fixed words of a row are written with blanks for people; names of properties and circuits stay as
 * they are. */
static igraph_error_t word_of(const char *labels, const char *word, char **text) {
    IGRAPH_CHECK(latigraph_copy_text(word, text));
    if (are_fixed(labels)) {
        g_strdelimit(*text, "_", ' ');
    }
    return IGRAPH_SUCCESS;
}

static gboolean is_nested(const latigraph_argument_t *row) {
    return (row->show & LATIGRAPH_SHOW_NESTED) != 0;
}

static gboolean is_transposed(const latigraph_argument_t *row, const igraph_matrix_t *matrix) {
    return (row->show & LATIGRAPH_SHOW_TRANSPOSED) != 0 ||
           (igraph_matrix_ncol(matrix) > MOST_COLUMNS && !is_nested(row));
}

/* Such a matrix is a table by itself, under its title. */
static gboolean has_own_table(const latigraph_argument_t *row) {
    return row->type == LATIGRAPH_TYPE_MATRIX && are_fixed(row->columns) &&
           (row->show & LATIGRAPH_SHOW_TRANSPOSED) == 0;
}

/* The heading of column k of a matrix: its label, after the title that the row may have. A lone
 * column has the title alone. */
static igraph_error_t column_title(const latigraph_argument_t *row, gboolean transposed,
                                   const igraph_strvector_t *labels, igraph_integer_t k,
                                   igraph_integer_t count, char **title) {
    char number[32];
    g_snprintf(number, sizeof number, "%" IGRAPH_PRId, k + 1);
    const char *label =
        k < igraph_strvector_size(labels) ? igraph_strvector_get(labels, k) : number;
    if (is_nested(row) && k > 0 && k < igraph_strvector_size(labels)) {
        gboolean further;
        label = latigraph_words_beyond(label, igraph_strvector_get(labels, k - 1), &further);
        return latigraph_print_text(title, "%s%s", further ? "+ " : "", label);
    }
    if (row->title == NULL || has_own_table(row)) {
        return word_of(transposed ? row->rows : row->columns, label, title);
    }
    return count == 1 ? title_of(row, title)
                      : latigraph_print_text(title, "%s: %s", row->title, label);
}

/* One column per label; `transposed`: the columns of the table are the rows of the matrix. */
static igraph_error_t add_matrix(const table_t *table, const latigraph_argument_t *row,
                                 const igraph_matrix_t *matrix, gboolean transposed) {
    const igraph_integer_t rows = igraph_matrix_nrow(matrix), columns = igraph_matrix_ncol(matrix);
    const igraph_integer_t count = transposed ? rows : columns;
    igraph_strvector_t labels;
    IGRAPH_CHECK(igraph_strvector_init(&labels, 0));
    IGRAPH_FINALLY(igraph_strvector_destroy, &labels);
    IGRAPH_CHECK(
        latigraph_call_labels(table->call, transposed ? row->rows : row->columns, &labels));
    for (igraph_integer_t k = 0; k < count; k++) {
        char *title;
        IGRAPH_CHECK(column_title(row, transposed, &labels, k, count, &title));
        if (transposed) {
            add_numbers(table, title, VECTOR(matrix->data) + k, columns, rows);
        } else {
            add_numbers(table, title, VECTOR(matrix->data) + k * rows, rows, 1);
        }
        g_free(title);
    }
    igraph_strvector_destroy(&labels);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* An output without entries, or without one that is defined; a remark says why. */
static gboolean is_blank(const latigraph_argument_t *row, const latigraph_value_t *value) {
    if (row->type == LATIGRAPH_TYPE_STRING_LIST) {
        return igraph_strvector_size(value->string_list) == 0;
    }
    const igraph_vector_t *numbers =
        row->type == LATIGRAPH_TYPE_MATRIX ? &value->matrix->data : value->vector;
    for (igraph_integer_t k = 0; k < igraph_vector_size(numbers); k++) {
        if (!isnan(VECTOR(*numbers)[k])) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The labels that a container has in tables are those of its rows, or those of its columns if it is
 * transposed. It is not shown if it is blank, or too wide either way. */
static igraph_error_t axis_of(latigraph_call_t *call, const latigraph_argument_t *row,
                              const char **labels, gboolean *shown) {
    latigraph_value_t value;
    IGRAPH_CHECK(latigraph_call_get(call, row->name, &value));
    *labels = row->rows;
    *shown = !is_blank(row, &value);
    if (row->type == LATIGRAPH_TYPE_MATRIX && is_transposed(row, value.matrix)) {
        *labels = row->columns;
        *shown = *shown && igraph_matrix_nrow(value.matrix) <= MOST_COLUMNS;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_column(table_t *table, const latigraph_argument_t *row) {
    latigraph_value_t value;
    IGRAPH_CHECK(latigraph_call_get(table->call, row->name, &value));
    if (row->type == LATIGRAPH_TYPE_MATRIX) {
        return add_matrix(table, row, value.matrix, is_transposed(row, value.matrix));
    }
    char *title;
    IGRAPH_CHECK(title_of(row, &title));
    if (row->type == LATIGRAPH_TYPE_VECTOR && row->element == LATIGRAPH_TYPE_BOOLEAN &&
        row->stride != 0) {
        grid_column_t *column = grid_add(table->grid, title, TRUE);
        for (igraph_integer_t k = 0; k < igraph_vector_size(value.vector); k++) {
            grid_cell(column, VECTOR(*value.vector)[k] != 0 ? "yes" : "no");
        }
    } else if (row->type == LATIGRAPH_TYPE_VECTOR) {
        add_numbers(table, title, VECTOR(*value.vector), igraph_vector_size(value.vector), 1);
        table->effect = (row->show & LATIGRAPH_SHOW_SORTED) != 0 ? value.vector : table->effect;
    } else {
        grid_column_t *column = grid_add(table->grid, title, TRUE);
        for (igraph_integer_t k = 0; k < igraph_strvector_size(value.string_list); k++) {
            grid_cell(column, igraph_strvector_get(value.string_list, k));
        }
    }
    g_free(title);
    return IGRAPH_SUCCESS;
}

/* Heading of the labels: the title of the list that holds them, or its name; none of fixed words.
 */
static igraph_error_t title_of_labels(const table_t *table, char **title) {
    igraph_integer_t row;
    if (table->labels == NULL || are_fixed(table->labels)) {
        return latigraph_copy_text("", title);
    }
    IGRAPH_CHECK(latigraph_call_find(table->call, table->labels, &row));
    return title_of(&table->call->operation->arguments[row], title);
}

static igraph_error_t add_labels(const table_t *table) {
    igraph_strvector_t words;
    char *title;
    IGRAPH_CHECK(title_of_labels(table, &title));
    grid_column_t *column = grid_add(table->grid, title, TRUE);
    g_free(title);
    IGRAPH_CHECK(igraph_strvector_init(&words, 0));
    IGRAPH_FINALLY(igraph_strvector_destroy, &words);
    IGRAPH_CHECK(latigraph_call_labels(table->call, table->labels, &words));
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&words); k++) {
        char *word;
        IGRAPH_CHECK(word_of(table->labels, igraph_strvector_get(&words, k), &word));
        grid_cell(column, word);
        g_free(word);
    }
    igraph_strvector_destroy(&words);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

typedef struct {
    double effect; /* its size */
    guint row;
} ranked_t;

/* Greatest effects come first, undefined ones last; equal ones keep their order. */
static int by_effect(const void *first, const void *second) {
    const ranked_t *a = first, *b = second;
    if (isnan(a->effect) != isnan(b->effect)) {
        return isnan(a->effect) ? 1 : -1;
    }
    return a->effect > b->effect   ? -1
           : a->effect < b->effect ? 1
           : a->row < b->row       ? -1
                                   : a->row > b->row;
}

static igraph_error_t sort_rows(const table_t *table) {
    const guint count = grid_height(table->grid);
    guint defined = 0;
    ranked_t *ranked;
    guint *order;
    if (table->effect == NULL || (igraph_integer_t)count != igraph_vector_size(table->effect)) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(ranked, count);
    LATIGRAPH_ALLOCATE(order, count);
    for (guint r = 0; r < count; r++) {
        ranked[r] = (ranked_t){fabs(VECTOR(*table->effect)[r]), r};
        defined += !isnan(ranked[r].effect);
    }
    qsort(ranked, count, sizeof *ranked, by_effect);
    for (guint r = 0; r < count; r++) {
        order[r] = ranked[r].row;
    }
    grid_arrange(table->grid, order, defined, MOST_ROWS);
    g_free(order);
    g_free(ranked);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* The table of all shown containers with these labels that have none of their own. */
static igraph_error_t add_joined(latigraph_call_t *call, const char *labels, gboolean marked,
                                 list_t *list) {
    entry_t *entry = begin_entry(list);
    table_t table = {call, labels, &entry->grid, NULL};
    entry->joined = TRUE;
    entry->labels = labels;
    IGRAPH_CHECK(add_labels(&table));
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        const char *own;
        gboolean shown;
        if (is_shown(call, i, marked) && is_container(row) && !has_own_table(row)) {
            IGRAPH_CHECK(axis_of(call, row, &own, &shown));
            if (shown && g_strcmp0(own, labels) == 0) {
                IGRAPH_CHECK(add_column(&table, row));
            }
        }
    }
    return sort_rows(&table);
}

static igraph_error_t add_own(latigraph_call_t *call, const latigraph_argument_t *row,
                              const char *labels, list_t *list) {
    table_t table = {call, labels, &begin_entry(list)->grid, NULL};
    char *title;
    IGRAPH_CHECK(title_of(row, &title));
    grid_caption(table.grid, title);
    g_free(title);
    IGRAPH_CHECK(add_labels(&table));
    return add_column(&table, row);
}

static gboolean has_joined(const list_t *list, const char *labels) {
    for (igraph_integer_t k = 0; k < list->count; k++) {
        if (list->entries[k].joined && g_strcmp0(list->entries[k].labels, labels) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Every kind of labels gets its table, and matrices theirs, in the order of the rows. */
static igraph_error_t add_tables(latigraph_call_t *call, gboolean marked, list_t *list) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        const char *labels;
        gboolean shown;
        if (is_shown(call, i, marked) && is_container(row)) {
            IGRAPH_CHECK(axis_of(call, row, &labels, &shown));
            if (shown && has_own_table(row)) {
                IGRAPH_CHECK(add_own(call, row, labels, list));
            } else if (shown && !has_joined(list, labels)) {
                IGRAPH_CHECK(add_joined(call, labels, marked, list));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_form_table(latigraph_call_t *call, igraph_integer_t width, gboolean html,
                                    latigraph_text_t *text) {
    const gboolean marked = has_headlines(call);
    list_t list;
    IGRAPH_CHECK(list_init(&list, call));
    IGRAPH_FINALLY(list_destroy, &list);
    IGRAPH_CHECK(append_strings(call, marked, width, text));
    IGRAPH_CHECK(add_scalars(call, marked, &list));
    IGRAPH_CHECK(add_tables(call, marked, &list));
    if (list.count == 1) {
        grid_caption(&list.entries[0].grid, NULL); /* a single table needs no title */
    }
    for (igraph_integer_t k = 0; k < list.count; k++) {
        latigraph_text_append(text, text->length > 0 ? "\n" : "");
        if (html) {
            grid_append_html(&list.entries[k].grid, text);
        } else {
            grid_append_text(&list.entries[k].grid, (int)CLAMP(width, 20, 100000), text);
        }
    }
    list_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
