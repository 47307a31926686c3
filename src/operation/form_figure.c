/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * A result as the figure of its tables, for operations that have no figure of their own.
 *
 * The rows of the operation say what a number is labelled by, and their names say what belongs
 * together: "r2_low" and "r2_high" are the 95 % interval of "r2", "change_error" is the standard
 * error of "change", "error_floor" the floor of "error". Vectors with the same labels become the
 * panels of one block; those with intervals come first, as what a reader compares. A matrix becomes
 * panels if it has few columns or columns with intervals, cells of colours if all of its numbers
 * are of one kind, and strips otherwise. A result has more numbers than a figure can show: the
 * first blocks of those that matter most are drawn, and the table has the rest.
 */
#include "operation/call_state.h"

#include "base/by_value.h"
#include "base/memory.h"
#include "figure/figure_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows that a block with labels has at most; rows that are left of a longer one that is sorted. */
enum { MOST_ROWS = 60, SORTED_ROWS = 40 };
/* Numbers of one kind: the greatest of a column is at most so many times that of another one. */
static const double ONE_KIND = 30;
/* A turn adds columns with intervals, others, or those that say little in a plot. */
typedef enum { WITH_INTERVAL, PLAIN, MUTE } turn_t;

static gboolean is_numbers(const latigraph_argument_t *row) {
    return row->direction == LATIGRAPH_OUT && row->rows != NULL &&
           (row->type == LATIGRAPH_TYPE_VECTOR || row->type == LATIGRAPH_TYPE_MATRIX);
}

static gboolean is_headline(const latigraph_argument_t *row) {
    return is_numbers(row) && (row->show & LATIGRAPH_SHOW_HEADLINE) != 0;
}

/**
 * \function latigraph_operation_has_figure
 * \brief Says whether the results of an operation can be drawn.
 *
 * \param operation The operation.
 * \return True if it has a figure of its own, or a table of numbers with labels.
 *
 * Time complexity: O(arguments).
 *
 * Example: a figure of encode.
 * \verbatim
 *   if (latigraph_operation_has_figure(latigraph_operation_find("encode"))) {
 *       puts("encode has a figure");
 *   }
 * \endverbatim
 */
igraph_bool_t latigraph_operation_has_figure(const latigraph_operation_t *operation) {
    gboolean found = operation->figure != NULL;
    for (igraph_integer_t i = 0; i < operation->argument_count && !found; i++) {
        found = is_headline(&operation->arguments[i]);
    }
    return found;
}

/* --- What belongs to a number ----------------------------------------------------------------- */

static const latigraph_argument_t *find_row(const latigraph_operation_t *operation,
                                            const char *name) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        if (is_numbers(&operation->arguments[i]) &&
            strcmp(operation->arguments[i].name, name) == 0) {
            return &operation->arguments[i];
        }
    }
    return NULL;
}

/* Finds the output "NAME_suffix" with the same labels. */
static const latigraph_argument_t *partner_of(const latigraph_operation_t *operation,
                                              const latigraph_argument_t *row, const char *suffix) {
    char name[200];
    g_snprintf(name, sizeof name, "%s_%s", row->name, suffix);
    const latigraph_argument_t *found = find_row(operation, name);
    return found != NULL && g_strcmp0(found->rows, row->rows) == 0 && found->type == row->type
               ? found
               : NULL;
}

/* An interval is no number of its own: "low", "high", "r2_low", "change_error". */
static gboolean is_interval(const char *name) {
    static const char *const ends[] = {"low", "high", "error", "floor", "matched"};
    for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
        if (g_str_has_suffix(name, ends[k]) && strcmp(name, "error") != 0) {
            const gsize begin = strlen(name) - strlen(ends[k]);
            if (begin == 0 || name[begin - 1] == '_') {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* --- Numbers of the call ---------------------------------------------------------------------- */

static igraph_error_t get_vector(latigraph_call_t *call, const latigraph_argument_t *row,
                                 const igraph_vector_t **vector) {
    latigraph_value_t value;
    IGRAPH_CHECK(latigraph_call_get(call, row->name, &value));
    *vector = value.vector;
    return IGRAPH_SUCCESS;
}

static gboolean is_blank(const igraph_vector_t *vector) {
    for (igraph_integer_t k = 0; k < igraph_vector_size(vector); k++) {
        if (isfinite(VECTOR(*vector)[k])) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Sets low and high to the value less and plus its error. */
static igraph_error_t add_errors(figure_column_t *column, const igraph_vector_t *error) {
    IGRAPH_CHECK(igraph_vector_update(&column->low, &column->value));
    IGRAPH_CHECK(igraph_vector_update(&column->high, &column->value));
    for (igraph_integer_t k = 0; k < igraph_vector_size(&column->value); k++) {
        VECTOR(column->low)[k] -= VECTOR(*error)[k];
        VECTOR(column->high)[k] += VECTOR(*error)[k];
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_interval(latigraph_call_t *call, const latigraph_argument_t *row,
                                   figure_column_t *column) {
    const latigraph_argument_t *low = partner_of(call->operation, row, "low");
    const latigraph_argument_t *high = partner_of(call->operation, row, "high");
    const latigraph_argument_t *error = partner_of(call->operation, row, "error");
    const igraph_vector_t *numbers;
    if (low == NULL && strcmp(row->name, "mean") == 0) {
        low = find_row(call->operation, "low");
        high = find_row(call->operation, "high");
    }
    if (low != NULL && high != NULL && g_strcmp0(low->rows, row->rows) == 0) {
        IGRAPH_CHECK(get_vector(call, low, &numbers));
        IGRAPH_CHECK(igraph_vector_update(&column->low, numbers));
        IGRAPH_CHECK(get_vector(call, high, &numbers));
        return igraph_vector_update(&column->high, numbers);
    }
    if (error != NULL) {
        IGRAPH_CHECK(get_vector(call, error, &numbers));
        if (igraph_vector_size(numbers) == igraph_vector_size(&column->value)) {
            column->has_errors = TRUE;
            return add_errors(column, numbers);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Prints a word, or those of the row for people, and the unit: "r2_partial" becomes "r2 partial".
 */
static igraph_error_t print_title(const latigraph_argument_t *row, const char *word, char **title) {
    const char *name = row->title != NULL ? row->title : row->name;
    IGRAPH_CHECK(latigraph_print_text(
        title, "%s%s%s%s", word != NULL ? word : name, row->unit != NULL ? " (" : "",
        row->unit != NULL ? row->unit : "", row->unit != NULL ? ")" : ""));
    if (word == NULL) {
        g_strdelimit(*title, "_", ' ');
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_title(figure_block_t *block, const latigraph_argument_t *row,
                                const char *word) {
    char *title;
    IGRAPH_CHECK(print_title(row, word, &title));
    IGRAPH_FINALLY(g_free, title);
    IGRAPH_CHECK(igraph_strvector_push_back(&block->titles, title));
    g_free(title);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Rows of a block -------------------------------------------------------------------------- */

typedef struct {
    double effect;
    igraph_integer_t row;
} ranked_t;

/* The strongest effects first, those without a value last. */
static int by_effect(const void *a, const void *b) {
    const ranked_t *x = a, *y = b;
    const double first = isfinite(x->effect) ? fabs(x->effect) : -1;
    const double second = isfinite(y->effect) ? fabs(y->effect) : -1;
    return first != second ? (first < second) - (first > second)
                           : (x->row > y->row) - (x->row < y->row);
}

static igraph_error_t take(igraph_vector_t *vector, const ranked_t *ranked,
                           igraph_integer_t count) {
    igraph_vector_t kept;
    if (igraph_vector_size(vector) == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_VECTOR_INIT_FINALLY(&kept, count);
    for (igraph_integer_t k = 0; k < count; k++) {
        VECTOR(kept)
        [k] = ranked[k].row < igraph_vector_size(vector) ? VECTOR(*vector)[ranked[k].row]
                                                         : IGRAPH_NAN;
    }
    IGRAPH_CHECK(igraph_vector_update(vector, &kept));
    igraph_vector_destroy(&kept);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_labels(igraph_strvector_t *labels, const ranked_t *ranked,
                                  igraph_integer_t count) {
    igraph_strvector_t kept;
    if (igraph_strvector_size(labels) == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_STRVECTOR_INIT_FINALLY(&kept, 0);
    for (igraph_integer_t k = 0; k < count; k++) {
        IGRAPH_CHECK(
            igraph_strvector_push_back(&kept, ranked[k].row < igraph_strvector_size(labels)
                                                  ? igraph_strvector_get(labels, ranked[k].row)
                                                  : ""));
    }
    IGRAPH_CHECK(latigraph_copy_words(labels, &kept));
    igraph_strvector_destroy(&kept);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sorts the rows by a column, and keeps those with the strongest effects of many. */
static igraph_error_t sort_rows(figure_block_t *block, igraph_integer_t column) {
    const igraph_vector_t *effect = &block->column[column].value;
    const igraph_integer_t count = igraph_vector_size(effect);
    const igraph_integer_t kept = count > MOST_ROWS ? SORTED_ROWS : count;
    ranked_t *ranked;
    LATIGRAPH_ALLOCATE(ranked, count);
    for (igraph_integer_t k = 0; k < count; k++) {
        ranked[k] = (ranked_t){VECTOR(*effect)[k], k};
    }
    qsort(ranked, (size_t)count, sizeof *ranked, by_effect);
    for (igraph_integer_t k = 0; k < block->count; k++) {
        IGRAPH_CHECK(take(&block->column[k].low, ranked, kept));
        IGRAPH_CHECK(take(&block->column[k].high, ranked, kept));
        IGRAPH_CHECK(take(&block->column[k].floor, ranked, kept));
        if (k != column) {
            IGRAPH_CHECK(take(&block->column[k].value, ranked, kept));
        }
    }
    IGRAPH_CHECK(take(&block->column[column].value, ranked, kept));
    IGRAPH_CHECK(take_labels(&block->rows, ranked, kept));
    block->left_out = count - kept;
    g_free(ranked);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Many rows that nothing sorts are strips instead. */
static igraph_error_t finish_dots(figure_block_t *block, const latigraph_argument_t *first,
                                  igraph_integer_t sorted) {
    if (block->count > 0 && sorted >= 0) {
        IGRAPH_CHECK(sort_rows(block, sorted));
    }
    if (block->count > 0 && igraph_vector_size(&block->column[0].value) > MOST_ROWS) {
        block->kind = FIGURE_STRIPS;
        IGRAPH_CHECK(latigraph_print_text(&block->title, "%s", first->rows));
        g_strdelimit(block->title, "_|", ' ');
    }
    return IGRAPH_SUCCESS;
}

/* --- Vectors ---------------------------------------------------------------------------------- */

static gboolean has_interval(const latigraph_operation_t *operation,
                             const latigraph_argument_t *row) {
    return partner_of(operation, row, "low") != NULL || partner_of(operation, row, "error") != NULL;
}

/* Numbers that are all the same, or whose sizes differ so much that most of them would be at 0, say
 * little in a plot: the means of properties in several units. */
static igraph_error_t find_mute(const igraph_vector_t *numbers, gboolean *mute) {
    double *size;
    igraph_integer_t count = 0;
    LATIGRAPH_ALLOCATE(size, igraph_vector_size(numbers));
    *mute = TRUE;
    for (igraph_integer_t k = 0; k < igraph_vector_size(numbers); k++) {
        const double number = VECTOR(*numbers)[k];
        if (isfinite(number)) {
            size[count++] = fabs(number);
            *mute = *mute && size[count - 1] == size[0];
        }
    }
    qsort(size, (size_t)count, sizeof *size, latigraph_by_value);
    *mute = count > 3 && (*mute || size[count - 1] > ONE_KIND * size[count / 2]);
    g_free(size);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t turn_of(const latigraph_operation_t *operation,
                              const latigraph_argument_t *row, const igraph_vector_t *numbers,
                              turn_t *turn) {
    gboolean mute;
    IGRAPH_CHECK(find_mute(numbers, &mute));
    *turn = has_interval(operation, row)                       ? WITH_INTERVAL
            : mute && (row->show & LATIGRAPH_SHOW_SORTED) == 0 ? MUTE
                                                               : PLAIN;
    return IGRAPH_SUCCESS;
}

/* Adds the vectors of one turn to a block. */
static igraph_error_t add_vectors(latigraph_call_t *call, const char *labels, turn_t turn,
                                  figure_block_t *block, igraph_integer_t *used,
                                  igraph_integer_t *sorted) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count && *used < FIGURE_PANELS;
         i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        const igraph_vector_t *numbers;
        turn_t own;
        if (!is_headline(row) || row->type != LATIGRAPH_TYPE_VECTOR || is_interval(row->name) ||
            g_strcmp0(row->rows, labels) != 0) {
            continue;
        }
        IGRAPH_CHECK(get_vector(call, row, &numbers));
        IGRAPH_CHECK(turn_of(call->operation, row, numbers, &own));
        if (is_blank(numbers) || own != turn) {
            continue;
        }
        figure_column_t *column = &block->column[*used];
        IGRAPH_CHECK(igraph_vector_update(&column->value, numbers));
        IGRAPH_CHECK(add_interval(call, row, column));
        IGRAPH_CHECK(add_title(block, row, NULL));
        *sorted = (row->show & LATIGRAPH_SHOW_SORTED) != 0 ? *used : *sorted;
        (*used)++;
    }
    return IGRAPH_SUCCESS;
}

/* Ends a block, which is taken back if it shows nothing. */
static void end_block(figure_table_t *table, igraph_integer_t used) {
    figure_block_t *block = &table->block[table->count - 1];
    figure_block_trim(block, used);
    if (used == 0 && block->kind != FIGURE_CELLS) {
        figure_block_destroy(block);
        table->count--;
    }
}

static igraph_error_t begin_block(latigraph_call_t *call, const char *labels,
                                  igraph_integer_t columns, figure_table_t *table,
                                  figure_block_t **block) {
    *block = &table->block[table->count++];
    IGRAPH_CHECK(figure_block_init(*block, columns));
    IGRAPH_CHECK(latigraph_call_labels(call, labels, &(*block)->rows));
    if (strchr(labels, '|') != NULL) {
        for (igraph_integer_t k = 0; k < igraph_strvector_size(&(*block)->rows); k++) {
            char *word;
            IGRAPH_CHECK(latigraph_copy_text(igraph_strvector_get(&(*block)->rows, k), &word));
            IGRAPH_FINALLY(g_free, word);
            g_strdelimit(word, "_", ' ');
            IGRAPH_CHECK(igraph_strvector_set(&(*block)->rows, k, word));
            g_free(word);
            IGRAPH_FINALLY_CLEAN(1);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_block(latigraph_call_t *call, const latigraph_argument_t *first,
                                figure_table_t *table) {
    figure_block_t *block;
    igraph_integer_t used = 0, sorted = -1;
    IGRAPH_CHECK(begin_block(call, first->rows, FIGURE_PANELS, table, &block));
    IGRAPH_CHECK(add_vectors(call, first->rows, WITH_INTERVAL, block, &used, &sorted));
    IGRAPH_CHECK(add_vectors(call, first->rows, PLAIN, block, &used, &sorted));
    if (used == 0 && table->count == 1) {
        IGRAPH_CHECK(add_vectors(call, first->rows, MUTE, block, &used, &sorted));
    }
    end_block(table, used);
    return finish_dots(block, first, used > 0 ? sorted : -1);
}

/* --- Matrices --------------------------------------------------------------------------------- */

static igraph_error_t copy_column(const igraph_matrix_t *matrix, igraph_integer_t k,
                                  igraph_vector_t *column) {
    return k < 0 ? IGRAPH_SUCCESS : igraph_matrix_get_col(matrix, column, k);
}

/* The place of "word_suffix", or of the suffix alone for the word "value" or "mean"; -1: none. */
static igraph_integer_t column_of(const igraph_strvector_t *words, const char *word,
                                  const char *suffix) {
    char name[200];
    g_snprintf(name, sizeof name, "%s_%s", word, suffix);
    for (igraph_integer_t k = 0; k < igraph_strvector_size(words); k++) {
        const char *other = igraph_strvector_get(words, k);
        if (strcmp(other, name) == 0 ||
            (strcmp(other, suffix) == 0 &&
             (strcmp(word, "value") == 0 || strcmp(word, "mean") == 0))) {
            return k;
        }
    }
    return -1;
}

/* The title of a panel: that of the matrix, the word of the column, or both. */
static igraph_error_t add_word(figure_block_t *block, const latigraph_argument_t *row,
                               gboolean interval, const char *word) {
    const gboolean lone = strcmp(word, "value") == 0 || strcmp(word, "mean") == 0;
    char title[300];
    if (interval) {
        return add_title(block, row, lone ? NULL : word);
    }
    if (row->columns == NULL || strchr(row->columns, '|') == NULL) {
        return add_title(block, row, word);
    }
    g_snprintf(title, sizeof title, "%s: %s", row->title != NULL ? row->title : row->name, word);
    g_strdelimit(title, "_", ' ');
    return add_title(block, row, title);
}

/* Adds columns of a matrix as panels: those with intervals alone, if there are any. */
static igraph_error_t add_columns(const igraph_matrix_t *matrix, const latigraph_argument_t *row,
                                  const igraph_strvector_t *words, gboolean intervals,
                                  figure_block_t *block, igraph_integer_t *used) {
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(matrix) && *used < FIGURE_PANELS; k++) {
        const char *word = k < igraph_strvector_size(words) ? igraph_strvector_get(words, k) : "";
        const igraph_integer_t low = column_of(words, word, "low");
        figure_column_t *column = &block->column[*used];
        if ((low >= 0) != intervals) {
            continue;
        }
        IGRAPH_CHECK(copy_column(matrix, k, &column->value));
        if (is_blank(&column->value)) {
            continue;
        }
        IGRAPH_CHECK(copy_column(matrix, low, &column->low));
        IGRAPH_CHECK(
            copy_column(matrix, low < 0 ? -1 : column_of(words, word, "high"), &column->high));
        IGRAPH_CHECK(
            copy_column(matrix, low < 0 ? -1 : column_of(words, word, "floor"), &column->floor));
        IGRAPH_CHECK(add_word(block, row, intervals, word));
        (*used)++;
    }
    return IGRAPH_SUCCESS;
}

static gboolean have_intervals(const igraph_strvector_t *words) {
    for (igraph_integer_t k = 0; k < igraph_strvector_size(words); k++) {
        if (column_of(words, igraph_strvector_get(words, k), "low") >= 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Are the numbers of all columns of a kind, so that one scale of colours serves them? */
static gboolean are_of_one_kind(const latigraph_argument_t *row, const igraph_matrix_t *matrix) {
    double least = INFINITY, most = 0;
    if (row->unit != NULL || g_strcmp0(row->rows, row->columns) == 0 ||
        g_strcmp0(row->columns, "coordinates") == 0) {
        return TRUE;
    }
    for (igraph_integer_t j = 0; j < igraph_matrix_ncol(matrix); j++) {
        double greatest = 0;
        for (igraph_integer_t i = 0; i < igraph_matrix_nrow(matrix); i++) {
            const double size = fabs(MATRIX(*matrix, i, j));
            greatest = isfinite(size) ? fmax(greatest, size) : greatest;
        }
        least = greatest > 0 ? fmin(least, greatest) : least;
        most = fmax(most, greatest);
    }
    return most <= ONE_KIND * least;
}

static igraph_error_t add_strips(const igraph_matrix_t *matrix, const latigraph_argument_t *row,
                                 const igraph_strvector_t *words, figure_block_t *block,
                                 igraph_integer_t *used) {
    block->kind = FIGURE_STRIPS;
    IGRAPH_CHECK(print_title(row, NULL, &block->title));
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(matrix); k++) {
        IGRAPH_CHECK(copy_column(matrix, k, &block->column[k].value));
        IGRAPH_CHECK(igraph_strvector_push_back(&block->titles, k < igraph_strvector_size(words)
                                                                    ? igraph_strvector_get(words, k)
                                                                    : ""));
        (*used)++;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_cells(const igraph_matrix_t *matrix, const latigraph_argument_t *row,
                                const igraph_strvector_t *words, figure_block_t *block) {
    block->kind = FIGURE_CELLS;
    IGRAPH_CHECK(print_title(row, NULL, &block->title));
    IGRAPH_CHECK(igraph_matrix_update(&block->cells, matrix));
    return latigraph_copy_words(&block->titles, words);
}

/* A matrix of one row is a column whose rows are labelled by its columns. */
static igraph_error_t add_row(const igraph_matrix_t *matrix, const latigraph_argument_t *row,
                              const igraph_strvector_t *words, figure_block_t *block,
                              igraph_integer_t *used) {
    IGRAPH_CHECK(latigraph_copy_words(&block->rows, words));
    IGRAPH_CHECK(igraph_matrix_get_row(matrix, &block->column[0].value, 0));
    *used = 1;
    return add_title(block, row, NULL);
}

static igraph_error_t fill_matrix(const igraph_matrix_t *matrix, const latigraph_argument_t *row,
                                  const igraph_strvector_t *words, figure_block_t *block,
                                  igraph_integer_t *used) {
    const gboolean labelled = igraph_matrix_nrow(matrix) <= MOST_ROWS;
    if (labelled && have_intervals(words)) {
        return add_columns(matrix, row, words, TRUE, block, used);
    }
    if (labelled && igraph_matrix_ncol(matrix) <= FIGURE_PANELS &&
        g_strcmp0(row->rows, row->columns) != 0) {
        return add_columns(matrix, row, words, FALSE, block, used);
    }
    if (!are_of_one_kind(row, matrix)) {
        return add_strips(matrix, row, words, block, used);
    }
    return igraph_matrix_nrow(matrix) == 1 && igraph_matrix_ncol(matrix) <= MOST_ROWS
               ? add_row(matrix, row, words, block, used)
               : add_cells(matrix, row, words, block);
}

static igraph_error_t add_matrix(latigraph_call_t *call, const latigraph_argument_t *row,
                                 figure_table_t *table) {
    latigraph_value_t value;
    figure_block_t *block;
    igraph_strvector_t words;
    igraph_integer_t used = 0;
    IGRAPH_CHECK(latigraph_call_get(call, row->name, &value));
    if (is_blank(&value.matrix->data)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_STRVECTOR_INIT_FINALLY(&words, 0);
    IGRAPH_CHECK(latigraph_call_labels(call, row->columns, &words));
    IGRAPH_CHECK(begin_block(call, row->rows,
                             MAX(igraph_matrix_ncol(value.matrix), (igraph_integer_t)FIGURE_PANELS),
                             table, &block));
    IGRAPH_CHECK(fill_matrix(value.matrix, row, &words, block, &used));
    end_block(table, used);
    igraph_strvector_destroy(&words);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The tables of a result ------------------------------------------------------------------- */

/* A matrix that has intervals in its columns matters even if the table of text leaves it out. */
static gboolean is_detail(const latigraph_argument_t *row) {
    return is_numbers(row) && row->type == LATIGRAPH_TYPE_MATRIX && row->columns != NULL &&
           strstr(row->columns, "_low|") != NULL;
}

/* Is the output drawn already, by an earlier vector with these labels, by a matrix that it sums up,
 * or by one with the same rows and intervals? */
static gboolean is_done(const latigraph_operation_t *operation, igraph_integer_t i) {
    const latigraph_argument_t *row = &operation->arguments[i];
    const gboolean vector = row->type == LATIGRAPH_TYPE_VECTOR;
    for (igraph_integer_t k = 0; k < operation->argument_count; k++) {
        const latigraph_argument_t *other = &operation->arguments[k];
        const gboolean same = g_strcmp0(other->rows, row->rows) == 0;
        const gboolean matrix = other->type == LATIGRAPH_TYPE_MATRIX;
        if (k == i || !is_numbers(other)) {
            continue;
        }
        if ((vector && matrix && is_headline(other) && g_strcmp0(other->columns, row->rows) == 0) ||
            (k < i && vector && same && is_headline(other) && !matrix) ||
            (same && is_detail(other))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Details with intervals are drawn in the first turn, then what the table of text has. */
static igraph_error_t add_turn(latigraph_call_t *call, int turn, figure_table_t *table) {
    for (igraph_integer_t i = 0;
         i < call->operation->argument_count && table->count < FIGURE_BLOCKS; i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        if (turn == 0 && is_detail(row)) {
            IGRAPH_CHECK(add_matrix(call, row, table));
        } else if (turn == 1 && is_headline(row) && !is_detail(row) &&
                   !is_done(call->operation, i)) {
            IGRAPH_CHECK(row->type == LATIGRAPH_TYPE_VECTOR ? add_block(call, row, table)
                                                            : add_matrix(call, row, table));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_form_figure(latigraph_call_t *call, const latigraph_figure_style_t *style,
                                     igraph_vector_char_t *image) {
    figure_table_t table = {.count = 0};
    IGRAPH_FINALLY(figure_table_destroy, &table);
    for (int turn = 0; turn < 2; turn++) {
        IGRAPH_CHECK(add_turn(call, turn, &table));
    }
    if (table.count == 0) {
        IGRAPH_ERRORF("The result of operation \"%s\" has no numbers that a figure can show.",
                      IGRAPH_EINVAL, call->operation->name);
    }
    IGRAPH_CHECK(figure_image_table(&table, style, image));
    figure_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
