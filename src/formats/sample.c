/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Decides what a table is from its first rows: which separator, whether there is a header, and
 * whether the rows are edges, neurons or the entries of a matrix.
 *
 * A header is a first row with a name where the rows below have numbers, or with words that name
 * ends of edges or ids. Its names can be numbers: the ids of a matrix, which are at its left as
 * well, or the numbers that pandas gives to columns without names. A matrix has as many rows as
 * columns. Three rows of three numbers can be a matrix or three weighted edges; zeros on the
 * diagonal make it a matrix, because no edge list has edges of weight 0 and loops at once. */

#include "formats/settle.h"
#include "formats/table.h"

#include <string.h>

/* The beginning of a file that is looked at, at least to the end of the first line. */
enum { SAMPLE_BYTES = 1 << 16 };

/* Distinct whole numbers of a first row that are ids: fewer can be an edge with further columns. */
enum { LEAST_IDS = 8 };

void latigraph_sample_destroy(latigraph_table_sample_t *sample) {
    g_free(sample->text);
    g_free(sample->name);
    g_free(sample->cell);
}

/* Returns the length of the beginning: whole lines, or everything. */
static gsize beginning(const char *text, gsize size) {
    gsize length = MIN(size, (gsize)SAMPLE_BYTES);
    const char *end = size > length ? memchr(text + length, '\n', size - length) : NULL;
    return end != NULL ? (gsize)(end + 1 - text) : size;
}

int latigraph_sample_count(const char *text, gsize size, char separator, int most) {
    const char *end = text + size, *blanks = separator == '\t' ? " \r" : " \t\r";
    int rows = 0;
    text += latigraph_lines_declaration(text, size);
    while (text < end && rows < most) {
        const char *next = memchr(text, '\n', (gsize)(end - text));
        const gsize length = (gsize)((next != NULL ? next : end) - text);
        rows += length > 0 && text[0] != '#' && text[0] != '%' && strspn(text, blanks) < length;
        text = next != NULL ? next + 1 : end;
    }
    return rows;
}

/* Stores a row of at most `columns` cells. */
static void store_row(char **row, const latigraph_lines_t *lines, int columns) {
    static char none[] = "";
    for (int c = 0; c < columns; c++) {
        row[c] = c < lines->cells ? lines->cell[c] : none;
    }
}

/* Finds the largest number of cells of a row. */
static igraph_error_t measure(latigraph_table_sample_t *sample, const char *text, gsize size) {
    latigraph_lines_t lines;
    gboolean more;
    char *copy;
    IGRAPH_CHECK(latigraph_copy_text_part(text, size, &copy));
    IGRAPH_FINALLY(g_free, copy);
    IGRAPH_CHECK(latigraph_lines_init(&lines, sample->path, copy, size, sample->separator));
    IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    for (int row = 0; more && row <= LATIGRAPH_SAMPLE_ROWS; row++) {
        const int cells = latigraph_lines_width(&lines, 1);
        sample->first = row == 0 ? cells : sample->first;
        sample->shifted =
            row == 0 ? FALSE : (row == 1 || sample->shifted) && cells == sample->first + 1;
        sample->full = row == 0 ? lines.cells : sample->full;
        sample->uneven = sample->uneven || lines.cells != sample->full;
        sample->ragged = sample->ragged || (row > 0 && cells != sample->columns);
        sample->columns = MAX(sample->columns, cells);
        if (lines.at == lines.end || row == LATIGRAPH_SAMPLE_ROWS) {
            break;
        }
        IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    }
    latigraph_lines_destroy(&lines);
    g_free(copy);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_rows(latigraph_table_sample_t *sample, gsize size) {
    latigraph_lines_t lines;
    gboolean more;
    const gsize columns = (gsize)sample->columns;
    sample->name = g_try_new0(char *, columns + 1);
    LATIGRAPH_CHECK_MEMORY(sample->name);
    sample->cell = g_try_new0(char *, columns *LATIGRAPH_SAMPLE_ROWS + 1);
    LATIGRAPH_CHECK_MEMORY(sample->cell);
    IGRAPH_CHECK(latigraph_lines_init(&lines, sample->path, sample->text, size, sample->separator));
    IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    if (more) {
        store_row(sample->name, &lines, sample->columns);
        IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    }
    while (more && sample->rows < LATIGRAPH_SAMPLE_ROWS) {
        store_row(sample->cell + (gsize)sample->rows++ * columns, &lines, sample->columns);
        IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    }
    latigraph_lines_destroy(&lines);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The header -------------------------------------------------------------------- */

static const char *cell_at(const latigraph_table_sample_t *sample, int row, int column) {
    return sample->cell[(gsize)row * (gsize)sample->columns + (gsize)column];
}

gboolean latigraph_sample_numeric(const latigraph_table_sample_t *sample, int column) {
    gboolean number = FALSE;
    double value;
    for (int r = 0; r < sample->rows; r++) {
        const char *cell = cell_at(sample, r, column);
        if (latigraph_is_unknown(cell)) {
            continue;
        }
        if (!latigraph_parse_value(cell, sample->separator != ',', &value)) {
            return FALSE;
        }
        number = TRUE;
    }
    return number;
}

gboolean latigraph_cell_counts(const char *cell, int number) {
    char text[16];
    g_snprintf(text, sizeof text, "%d", number);
    return strcmp(cell, text) == 0;
}

/* Returns whether the first cells of the rows count from `first`. */
static gboolean counts_rows(const latigraph_table_sample_t *sample, int first) {
    for (int r = 0; r < sample->rows; r++) {
        if (!latigraph_cell_counts(cell_at(sample, r, 0), r + first)) {
            return FALSE;
        }
    }
    return sample->rows > 0;
}

/* Returns whether the cells of the first row count from `first`, beginning with column `from`. */
static gboolean counts_columns(const latigraph_table_sample_t *sample, int from, int first) {
    for (int c = from; c < sample->columns; c++) {
        if (!latigraph_cell_counts(sample->name[c], c - from + first)) {
            return FALSE;
        }
    }
    return sample->columns > from;
}

/* Returns whether the first cells of the rows can be names of rows, as R writes them: words between
 * blanks, or numbers from 1. */
static gboolean has_row_names(const latigraph_table_sample_t *sample) {
    return sample->separator == ' ' || sample->separator == '\t' || counts_rows(sample, 1);
}

/* Returns whether no cell of the sample from column `first` on is a word, and some are numbers.
 * Empty cells and whole columns of them are usual in matrices of spreadsheets. */
static gboolean all_numbers(const latigraph_table_sample_t *sample, int first) {
    gboolean any = FALSE;
    double value;
    for (int r = 0; r < sample->rows; r++) {
        for (int c = first; c < sample->columns; c++) {
            const char *cell = cell_at(sample, r, c);
            if (!latigraph_is_unknown(cell)) {
                if (!latigraph_parse_value(cell, sample->separator != ',', &value)) {
                    return FALSE;
                }
                any = TRUE;
            }
        }
    }
    return any;
}

/* Finds whether the names above are distinct, and those at the left are among them. */
static igraph_error_t find_labels(latigraph_table_sample_t *sample) {
    latigraph_map_t names = LATIGRAPH_MAP_EMPTY;
    latigraph_map_entry_t *entry;
    igraph_bool_t added = TRUE;
    IGRAPH_FINALLY(latigraph_map_destroy, &names);
    for (int c = sample->shifted ? 0 : 1; c < sample->columns - sample->shifted && added; c++) {
        IGRAPH_CHECK(latigraph_map_add_text(&names, sample->name[c], &entry, &added));
        added = added && sample->name[c][0] != '\0';
    }
    sample->labelled = added && sample->columns > 2 && sample->rows > 0;
    for (int r = 0; r < sample->rows && sample->labelled; r++) {
        sample->labelled = latigraph_map_find_text(&names, cell_at(sample, r, 0)) != NULL;
    }
    sample->labelled = sample->labelled && all_numbers(sample, 1);
    latigraph_map_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns whether the first row consists of the ids above a matrix of numbers: they count from 0 or
 * 1, or are many distinct whole numbers. */
static igraph_error_t find_ids_above(const latigraph_table_sample_t *sample, gboolean *found) {
    latigraph_map_t ids = LATIGRAPH_MAP_EMPTY;
    latigraph_map_entry_t *entry;
    igraph_bool_t added = TRUE;
    *found = FALSE;
    if (sample->uneven || sample->columns < 4 || sample->lines != sample->columns + 1 ||
        !all_numbers(sample, 0)) {
        return IGRAPH_SUCCESS;
    }
    *found = counts_columns(sample, 0, 0) || counts_columns(sample, 0, 1);
    IGRAPH_FINALLY(latigraph_map_destroy, &ids);
    for (int c = 0; c < sample->columns && !*found && added; c++) {
        const char *id = sample->name[c];
        IGRAPH_CHECK(latigraph_map_add_text(&ids, id, &entry, &added));
        added = added && id[0] != '\0' && strspn(id, "0123456789") == strlen(id);
    }
    *found = *found || (added && sample->columns >= LEAST_IDS);
    latigraph_map_destroy(&ids);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Narrows the rows of the sample to the columns of the header; longer rows are errors that the
 * reader reports. */
static void narrow(latigraph_table_sample_t *sample) {
    const gsize old = (gsize)sample->columns, columns = (gsize)sample->first;
    for (gsize r = 0; r < (gsize)sample->rows; r++) {
        memmove(sample->cell + r * columns, sample->cell + r * old, columns * sizeof *sample->cell);
    }
    sample->columns = sample->first;
}

static gboolean is_usual_name(const char *name) {
    return latigraph_is_source_word(name) || latigraph_is_target_word(name) ||
           latigraph_id_word(name) > 0;
}

/* Returns whether the first row has usual names of columns, none of which is also a cell of the
 * rows below: neurons can be called "neuron1" and "neuron2". */
static gboolean has_words(const latigraph_table_sample_t *sample) {
    gboolean found = FALSE;
    for (int c = 0; c < sample->columns; c++) {
        const char *name = sample->name[c];
        for (gsize k = 0; is_usual_name(name) && k < (gsize)sample->rows * (gsize)sample->columns;
             k++) {
            if (strcmp(sample->cell[k], name) == 0) {
                return FALSE;
            }
        }
        found = found || (is_usual_name(name) && (strlen(name) > 1 || sample->columns < 4));
    }
    return found;
}

/* Returns whether the first row is a header. */
static gboolean has_header(const latigraph_table_sample_t *sample) {
    gboolean above = has_words(sample);
    double value;
    for (int c = 0; c < sample->columns; c++) {
        const char *name = sample->name[c];
        if (latigraph_sample_numeric(sample, c)) {
            above = above || (name[0] != '\0' && name[0] != '{' && !latigraph_is_unknown(name) &&
                              !latigraph_parse_value(name, TRUE, &value));
        }
    }
    return above;
}

/* Returns whether the first row has numbers that are names: those at the left of a matrix, or the
 * numbers of columns and rows that pandas writes around a table without names. */
static gboolean has_numbers_above(const latigraph_table_sample_t *sample) {
    double value;
    const gboolean corner = !sample->shifted && sample->name[0][0] == '\0';
    const gboolean words = sample->shifted || !latigraph_parse_value(sample->name[0], TRUE, &value);
    return (sample->labelled && sample->lines == sample->columns &&
            (corner || (words && sample->columns > 4))) ||
           (sample->indexed && corner &&
            (counts_columns(sample, 1, 0) ||
             (sample->lines == sample->columns && sample->columns > 4)));
}

/* Makes the first row the first of the sample. */
static void demote_header(latigraph_table_sample_t *sample) {
    static char none[] = "";
    const gsize columns = (gsize)sample->columns;
    const gsize kept = (gsize)MIN(sample->rows, LATIGRAPH_SAMPLE_ROWS - 1);
    memmove(sample->cell + columns, sample->cell, kept * columns * sizeof *sample->cell);
    memcpy(sample->cell, sample->name, columns * sizeof *sample->cell);
    sample->rows = (int)kept + 1;
    for (gsize c = 0; c < columns; c++) {
        sample->name[c] = none;
    }
}

/* Moves the names of a header that lacks one for the first column to their columns. */
static void shift_header(latigraph_table_sample_t *sample) {
    static char none[] = "";
    memmove(sample->name + 1, sample->name, ((gsize)sample->columns - 1) * sizeof *sample->name);
    sample->name[0] = none;
}

igraph_error_t latigraph_sample_init(latigraph_table_sample_t *sample, const char *path,
                                     const char *text, gsize size) {
    const gsize length = strnlen(text, beginning(text, size)); /* a copy ends at a NUL byte */
    gboolean ids_above;
    memset(sample, 0, sizeof *sample);
    sample->path = path;
    sample->separator = latigraph_lines_separator(text, length);
    IGRAPH_FINALLY(latigraph_sample_destroy, sample);
    IGRAPH_CHECK(measure(sample, text, length));
    if (sample->columns == 0) {
        IGRAPH_ERRORF("\"%s\" is empty: there is no row in it.", IGRAPH_PARSEERROR, path);
    }
    IGRAPH_CHECK(latigraph_copy_text_part(text, length, &sample->text));
    IGRAPH_CHECK(read_rows(sample, length));
    sample->lines = latigraph_sample_count(text, size, sample->separator,
                                           MAX(sample->columns, sample->full) + 2);
    sample->shifted = sample->shifted && has_row_names(sample);
    IGRAPH_CHECK(find_labels(sample));
    sample->indexed = (sample->shifted || sample->name[0][0] == '\0') &&
                      (counts_rows(sample, 0) || counts_rows(sample, 1));
    IGRAPH_CHECK(find_ids_above(sample, &ids_above));
    sample->header = has_header(sample) || ids_above || has_numbers_above(sample);
    if (sample->header && sample->shifted) {
        shift_header(sample);
    } else if (sample->header) {
        narrow(sample);
    } else {
        sample->shifted = FALSE;
        demote_header(sample);
    }
    return IGRAPH_SUCCESS;
}

int latigraph_sample_find(const latigraph_table_sample_t *sample, const char *name) {
    for (int c = 0; c < sample->columns; c++) {
        if (strcmp(sample->name[c], name) == 0) {
            return c;
        }
    }
    return -1;
}

void latigraph_sample_names(const latigraph_table_sample_t *sample, char *text, gsize size) {
    text[0] = '\0';
    for (int c = 0; c < sample->columns && sample->header; c++) {
        g_strlcat(text, c > 0 ? ", " : "", size);
        g_strlcat(text, sample->name[c], size);
    }
    if (text[0] == '\0') {
        g_strlcpy(text, "none: the table has no header", size);
    }
}

/* --- Ends of edges -------------------------------------------------------------------- */

/* Finds the first column whose name is one of the words of `is_word`, or −1. Single letters count
 * last. */
static int find_word(const latigraph_table_sample_t *sample, gboolean (*is_word)(const char *)) {
    int found = -1;
    for (int c = 0; c < sample->columns; c++) {
        if (is_word(sample->name[c]) && (found < 0 || strlen(sample->name[found]) == 1)) {
            found = c;
        }
    }
    return found;
}

/* Returns whether a column holds a number with a fraction, which no id is. */
static gboolean has_fractions(const latigraph_table_sample_t *sample, int column) {
    for (int r = 0; r < sample->rows; r++) {
        const char *cell = cell_at(sample, r, column);
        const gsize digits = strspn(cell, "-0123456789");
        if (strchr(".,", cell[digits]) != NULL && cell[digits] != '\0' &&
            cell[digits + 1 + strspn(cell + digits + 1, "0")] != '\0') {
            return TRUE;
        }
    }
    return FALSE;
}

/* Finds columns whose names differ in "pre" and "post" (or "source" and "target", "from" and
 * "to") and that hold no fractions. */
static gboolean find_pair(const latigraph_table_sample_t *sample, int *source, int *target) {
    static const char *const words[][2] = {
        {"pre", "post"}, {"source", "target"}, {"from", "to"}, {"up", "down"}};
    for (int a = 0; a < sample->columns; a++) {
        for (gsize w = 0; w < G_N_ELEMENTS(words); w++) {
            char plain[64], other[64], wanted[80];
            latigraph_plain_word(sample->name[a], plain);
            const char *place = strstr(plain, words[w][0]);
            if (place == NULL || strstr(plain, "type") != NULL ||
                strstr(plain, "position") != NULL || has_fractions(sample, a)) {
                continue;
            }
            g_snprintf(wanted, sizeof wanted, "%.*s%s%s", (int)(place - plain), plain, words[w][1],
                       place + strlen(words[w][0]));
            for (int b = 0; b < sample->columns; b++) {
                latigraph_plain_word(sample->name[b], other);
                if (b != a && strcmp(other, wanted) == 0) {
                    *source = a;
                    *target = b;
                    return TRUE;
                }
            }
        }
    }
    return FALSE;
}

void latigraph_sample_ends(const latigraph_table_sample_t *sample,
                           const latigraph_read_options_t *options, int *source, int *target) {
    *source = *target = -1;
    if (!sample->header) {
        return;
    }
    *source = options->source != NULL ? latigraph_sample_find(sample, options->source)
                                      : find_word(sample, latigraph_is_source_word);
    *target = options->target != NULL ? latigraph_sample_find(sample, options->target)
                                      : find_word(sample, latigraph_is_target_word);
    if (options->source == NULL && options->target == NULL && (*source < 0 || *target < 0) &&
        !find_pair(sample, source, target)) {
        *source = *target = -1;
    }
}

/* --- The kind of a table ---------------------------------------------------------------- */

/* Returns whether a table with a header, none of whose names says what it is, has as many rows as
 * columns of numbers: a matrix with names above, and numbers or nothing at its left. */
static gboolean is_headed(const latigraph_table_sample_t *sample) {
    const int n = sample->columns - (sample->indexed ? 1 : 0);
    if (!sample->header || n < 4 || sample->lines != n + 1) {
        return FALSE;
    }
    for (int c = 0; c < sample->columns; c++) {
        if (is_usual_name(sample->name[c])) {
            return FALSE;
        }
    }
    return all_numbers(sample, sample->indexed ? 1 : 0);
}

latigraph_table_t latigraph_sample_matrix(const latigraph_table_sample_t *sample) {
    return !sample->header ? LATIGRAPH_TABLE_MATRIX
           : sample->labelled || sample->name[0][0] == '\0' || !latigraph_sample_numeric(sample, 0)
               ? LATIGRAPH_TABLE_LABELLED
               : LATIGRAPH_TABLE_HEADED;
}

/* Returns whether a table without header is a matrix. Empty cells at the ends of rows and trailing
 * separators look alike. */
static gboolean is_matrix(const latigraph_table_sample_t *sample) {
    double value;
    if (sample->header || sample->uneven || sample->columns < 3 || !all_numbers(sample, 0) ||
        sample->lines < sample->columns || sample->lines > sample->full) {
        return FALSE;
    }
    if (sample->columns > 3) {
        return TRUE;
    }
    if (sample->rows < 3) {
        return FALSE; /* quotes join lines, and a sample ends at a NUL byte */
    }
    for (int k = 0; k < 3; k++) {
        if (!latigraph_parse_value(cell_at(sample, k, k), FALSE, &value) || value != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Returns whether rows without a header can be edges: two ids, then perhaps a number or a dict of
 * Python. Other rows of different lengths are lists of neighbours, or have text at their ends.
 * Square numbers with names at the left alone are a matrix whose columns have lost their names. */
static gboolean is_list(const latigraph_table_sample_t *sample) {
    const gboolean dicts_only = sample->ragged && sample->columns > 3;
    const gboolean named_rows = sample->columns > 4 && sample->lines == sample->columns - 1 &&
                                !latigraph_sample_numeric(sample, 0) && all_numbers(sample, 1);
    if (sample->columns < 2 || named_rows) {
        return FALSE;
    }
    for (int r = 0; r < sample->rows; r++) {
        const char *third = sample->columns > 2 ? cell_at(sample, r, 2) : "";
        double value;
        if (cell_at(sample, r, 1)[0] == '\0') {
            return FALSE;
        }
        if (dicts_only && third[0] != '{') {
            return FALSE;
        }
        if (third[0] != '\0' && third[0] != '{' && !latigraph_is_unknown(third) &&
            !latigraph_parse_value(third, TRUE, &value)) {
            return FALSE;
        }
    }
    return TRUE;
}

latigraph_table_t latigraph_sample_kind(const latigraph_table_sample_t *sample,
                                        const latigraph_read_options_t *options) {
    int source, target;
    latigraph_sample_ends(sample, options, &source, &target);
    if (source >= 0 && target >= 0) {
        return LATIGRAPH_TABLE_EDGES;
    }
    if (!sample->header) {
        return is_matrix(sample) ? LATIGRAPH_TABLE_MATRIX
               : is_list(sample) ? LATIGRAPH_TABLE_EDGES
                                 : LATIGRAPH_TABLE_UNKNOWN;
    }
    if (sample->labelled || is_headed(sample)) {
        return latigraph_sample_matrix(sample);
    }
    for (int c = 0; c < sample->columns; c++) {
        if (latigraph_id_word(sample->name[c]) > 0 ||
            g_strcmp0(sample->name[c], options->id) == 0) {
            return LATIGRAPH_TABLE_NODES;
        }
    }
    return LATIGRAPH_TABLE_UNKNOWN;
}
