/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Tables and lists of edges. The sample of the first rows names the columns; the whole text is then
 * read once, row by row and one row ahead, and of every row only the ids and the columns that can
 * be weights are kept. A table of millions of synapses therefore costs its text and a few numbers
 * per row.
 *
 * Ids are texts. pandas writes whole numbers as "1.0" where a cell of the column is missing, so
 * ".0" is removed where the id is not found with it. Ids that are numbers in scientific notation
 * have lost digits before they came here, and are refused. */

#include "base/remarks.h"
#include "formats/settle.h"
#include "formats/table.h"

#include <stdlib.h>
#include <string.h>

/* An id in a form that is compared without reading its text again, which lies far away in the
 * file. */
typedef struct {
    gint64 key;
    guint64 text[2]; /* an id of at most 15 bytes, and zeros behind it; all ones: a longer one */
} form_t;

/* A row of the table. */
typedef struct {
    char **cell; /* (cells) */
    int cells, room, line;
    form_t source, target;
} row_t;

/* Columns of a table of edges. */
typedef struct {
    latigraph_raw_t *raw;
    const latigraph_table_sample_t *sample;
    latigraph_lines_t lines;
    int source, target, subject;
    latigraph_raw_column_t **kept; /* (columns) */
    gboolean has_nodes;
    gboolean trimmed; /* ".0" was removed from an id */
    /* Ids are found by keys, which a row knows before it is taken in, so that nobody waits for the
     * memory of the map. Lists are often sorted by their sources, so that the last one is
     * remembered too. */
    latigraph_map_t keys;
    igraph_vector_int_t vertex_of; /* (keys) vertex of each entry, together in the cache */
    form_t *ids;                   /* (ids_room) id of each entry */
    size_t ids_room;
    form_t last_id;
    int last_vertex;
    row_t row, next; /* the row that is taken in, and the one after it */
} table_t;

static void table_destroy(table_t *table) {
    g_free(table->row.cell);
    g_free(table->next.cell);
    igraph_vector_int_destroy(&table->vertex_of);
    g_free(table->ids);
    latigraph_map_destroy(&table->keys);
}

/* --- Ids --------------------------------------------------------------------------- */

/* Returns whether an id is a whole number in scientific notation, such as 8.64691e+17. */
static gboolean has_lost_digits(const char *id) {
    const gsize digits = strspn(id, "0123456789.");
    return digits > 2 && (id[digits] == 'e' || id[digits] == 'E') && id[digits + 1] == '+' &&
           strspn(id + digits + 2, "0123456789") == strlen(id + digits + 2);
}

/* Returns the length of a whole number that ".0" follows, or 0. */
static gsize whole_part(const char *id) {
    const gsize digits = strspn(id, "0123456789");
    return digits > 0 && id[digits] == '.' && id[digits + 1] != '\0' &&
                   strspn(id + digits + 1, "0") == strlen(id + digits + 1)
               ? digits
               : 0;
}

static igraph_error_t check_id(const table_t *table, const char *id, int column) {
    const char *path = table->lines.path;
    if (id[0] == '\0') {
        IGRAPH_ERRORF("%s, line %d: the cell of column %d (\"%s\"), an end of the edge, is empty; "
                      "write the id of the neuron.",
                      IGRAPH_PARSEERROR, path, table->row.line, column + 1,
                      table->sample->name[column]);
    }
    if (has_lost_digits(id)) {
        IGRAPH_ERRORF(
            "%s, line %d: the id \"%s\" has lost its last digits, because a program wrote "
            "it as a number with a fraction. Write ids as text (pandas: "
            "astype(\"int64\") or read_csv(dtype=str)).",
            IGRAPH_PARSEERROR, path, table->row.line, id);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_by_text(table_t *table, char *id, int column, int *vertex) {
    latigraph_map_entry_t *entry = latigraph_map_find_text(&table->raw->ids, id);
    if (entry == NULL) {
        IGRAPH_CHECK(check_id(table, id, column));
        const gsize whole = whole_part(id);
        if (whole > 0) {
            id[whole] = '\0';
            table->trimmed = TRUE;
            entry = latigraph_map_find_text(&table->raw->ids, id);
        }
    }
    if (entry != NULL) {
        *vertex = (int)(entry - table->raw->ids.entry);
        return IGRAPH_SUCCESS;
    }
    if (table->has_nodes) {
        IGRAPH_ERRORF(
            "%s, line %d: %s \"%s\" is not the id of any neuron in the table of nodes. Add "
            "a row for it there, or read this table alone.",
            IGRAPH_PARSEERROR, table->lines.path, table->row.line, table->sample->name[column], id);
    }
    return latigraph_raw_vertex(table->raw, id, vertex, NULL);
}

/* Marks keys that are hashes. Whole numbers of 18 digits are below it. */
static const gint64 HASHED = G_GINT64_CONSTANT(1) << 62;

/* Reads eight digits at once (Lemire, 2018): pairs, then fours, then all eight. Returns false if
 * one of the characters is none. */
static gboolean read_eight(const char *text, gint64 *number) {
    guint64 bytes;
    memcpy(&bytes, text, sizeof bytes);
    bytes = GUINT64_FROM_LE(bytes);
    const guint64 high = G_GUINT64_CONSTANT(0xf0f0f0f0f0f0f0f0);
    const guint64 zeros = G_GUINT64_CONSTANT(0x3030303030303030);
    if ((bytes & high) != zeros ||
        ((bytes + G_GUINT64_CONSTANT(0x0606060606060606)) & high) != zeros) {
        return FALSE;
    }
    bytes = (bytes - zeros) * 10 + ((bytes - zeros) >> 8);
    const guint64 pairs = G_GUINT64_CONSTANT(0x000000ff000000ff);
    const guint64 first = (bytes & pairs) * G_GUINT64_CONSTANT(0x000f424000000064);
    const guint64 second = (bytes >> 16 & pairs) * G_GUINT64_CONSTANT(0x0000271000000001);
    *number = (gint64)((first + second) >> 32 & G_GUINT64_CONSTANT(0xffffffff));
    return TRUE;
}

/* Returns the form of an id whose key is its value if it is a whole number of at most 18 digits
 * without leading zeros, and a hash otherwise. Nothing behind `end` is read. */
static form_t form_of(const char *id, const char *end) {
    gint64 number = 0, eight;
    int digits = 0;
    while (digits < 16 && end - (id + digits) >= 8 && read_eight(id + digits, &eight)) {
        number = 100000000 * number + eight;
        digits += 8;
    }
    for (; id[digits] >= '0' && id[digits] <= '9' && digits < 19; digits++) {
        number = 10 * number + (id[digits] - '0');
    }
    const gboolean whole =
        digits > 0 && digits < 19 && id[digits] == '\0' && (id[0] != '0' || digits == 1);
    if (whole) {
        return (form_t){.key = number};
    }
    form_t form = {.key = HASHED | (gint64)(latigraph_map_hash(id) >> 2)};
    const size_t length = strlen(id);
    if (length < sizeof form.text) {
        memcpy(form.text, id, length);
    } else {
        memset(form.text, 0xff, sizeof form.text);
    }
    return form;
}

/* Returns whether an id with a form is that of a vertex, which was found with another form. */
static gboolean is_same(const table_t *table, const char *id, const form_t *form,
                        const form_t *other, int vertex) {
    return form->key == other->key && form->text[0] == other->text[0] &&
           form->text[1] == other->text[1] &&
           (form->text[1] != G_MAXUINT64 || strcmp(latigraph_raw_id(table->raw, vertex), id) == 0);
}

/* Keeps the form and the vertex of the last entry of the keys. */
static igraph_error_t keep_id(table_t *table, const form_t *form, int vertex) {
    const size_t used = table->keys.used;
    if (used > table->ids_room) {
        form_t *ids = g_try_renew(form_t, table->ids, 2 * used);
        LATIGRAPH_CHECK_MEMORY(ids);
        table->ids = ids;
        table->ids_room = 2 * used;
    }
    table->ids[used - 1] = *form;
    return igraph_vector_int_push_back(&table->vertex_of, vertex);
}

static igraph_error_t find_vertex(table_t *table, char *id, const form_t *form, int column,
                                  int *vertex) {
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    if (column == table->source && is_same(table, id, form, &table->last_id, table->last_vertex)) {
        *vertex = table->last_vertex;
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_map_add_integer(&table->keys, form->key, &entry, &added));
    const ptrdiff_t at = entry - table->keys.entry;
    if (added) {
        IGRAPH_CHECK(find_by_text(table, id, column, vertex));
        IGRAPH_CHECK(keep_id(table, form, *vertex));
    }
    *vertex = (int)VECTOR(table->vertex_of)[at];
    if (form->key >= HASHED && !added && !is_same(table, id, form, &table->ids[at], *vertex)) {
        return find_by_text(table, id, column, vertex); /* the hashes of two ids are equal */
    }
    if (column == table->source) {
        table->last_id = *form;
        table->last_vertex = *vertex;
    }
    return IGRAPH_SUCCESS;
}

/* --- Weights of lists ------------------------------------------------------------------ */

/* Reads the weight from the attributes that networkx writes: "{'weight': 5}". */
static igraph_error_t read_dict(table_t *table) {
    const row_t *row = &table->row;
    for (int c = 2; c < row->cells; c++) {
        const char *key = strstr(row->cell[c], "weight");
        const char *colon = key != NULL ? strchr(key, ':') : NULL;
        if (colon == NULL) {
            continue;
        }
        const char *number = colon[1] == '\0' && c + 1 < row->cells ? row->cell[c + 1] : colon + 1;
        char *end;
        const double weight = g_ascii_strtod(number, &end);
        if (end != number) {
            return latigraph_raw_weight(table->raw, weight);
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Columns ------------------------------------------------------------------------------ */

static int find_subject(const latigraph_table_sample_t *sample) {
    const int subject = latigraph_sample_find(sample, "subject");
    return subject >= 0 ? subject : latigraph_sample_find(sample, "graph");
}

/* Returns whether a column can hold weights: numbers that are no ids. */
static gboolean can_be_weight(const table_t *table, int column,
                              const latigraph_read_options_t *options) {
    const latigraph_table_sample_t *sample = table->sample;
    const char *name = sample->name[column];
    if (column == table->source || column == table->target || column == table->subject) {
        return FALSE;
    }
    if (!sample->header) {
        return column == 2 && sample->cell[2][0] != '{';
    }
    return g_strcmp0(name, options->weight) == 0 || strcmp(name, "weight") == 0 ||
           (name[0] != '\0' && latigraph_id_word(name) < 3 &&
            latigraph_sample_numeric(sample, column));
}

static igraph_error_t keep_columns(table_t *table, const latigraph_read_options_t *options) {
    for (int c = 0; c < table->sample->columns; c++) {
        const char *name = c == table->subject     ? "subject"
                           : table->sample->header ? table->sample->name[c]
                                                   : "weight";
        if (c == table->subject || can_be_weight(table, c, options)) {
            IGRAPH_CHECK(latigraph_raw_edge_column(table->raw, name, &table->kept[c]));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_ends(table_t *table, const latigraph_read_options_t *options) {
    const latigraph_table_sample_t *sample = table->sample;
    char names[240];
    if (!sample->header && sample->columns < 2) {
        IGRAPH_ERRORF(
            "%s, line 1: there is one column, but an edge has two ends. Check what separates "
            "the columns.",
            IGRAPH_PARSEERROR, sample->path);
    }
    if (!sample->header && options->source == NULL && options->target == NULL) {
        table->source = 0;
        table->target = 1;
        return IGRAPH_SUCCESS;
    }
    latigraph_sample_ends(sample, options, &table->source, &table->target);
    if (table->source < 0 || table->target < 0) {
        latigraph_sample_names(sample, names, sizeof names);
        IGRAPH_ERRORF("%s, line 1: no columns with the ends of the edges were found (columns: %s). "
                      "Name them: source=NAME and target=NAME.",
                      IGRAPH_PARSEERROR, sample->path, names);
    }
    return IGRAPH_SUCCESS;
}

/* --- Rows ---------------------------------------------------------------------------------- */

/* Checks the number of cells of a row; empty ones at its end do not count. A list may leave out the
 * weight, and a dict of Python may have blanks in it. */
static igraph_error_t check_row(const table_t *table) {
    const latigraph_lines_t *lines = &table->lines;
    const int columns = table->sample->columns;
    if (table->sample->header) {
        return latigraph_lines_check(lines, columns);
    }
    const int cells = latigraph_lines_width(lines, columns);
    if (cells < 2 || (cells > columns && (columns < 3 || lines->cell[2][0] != '{'))) {
        IGRAPH_ERRORF(
            "%s, line %d: a line should hold source, target and perhaps a weight, but this "
            "one has %d cells and begins with \"%.60s\". format=adjacency reads a neuron "
            "and all of its targets.",
            IGRAPH_PARSEERROR, lines->path, lines->first_line, cells, lines->cell[0]);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_edge(table_t *table) {
    const row_t *row = &table->row;
    latigraph_raw_t *raw = table->raw;
    const int source = table->source, target = table->target;
    int from, to;
    raw->now = row->line;
    IGRAPH_CHECK(find_vertex(table, row->cell[source], &row->source, source, &from));
    IGRAPH_CHECK(find_vertex(table, row->cell[target], &row->target, target, &to));
    IGRAPH_CHECK(latigraph_raw_edge(raw, from, to, LATIGRAPH_DIRECTION_NOT_STATED));
    for (int c = 0; c < table->sample->columns && c < row->cells; c++) {
        if (table->kept[c] != NULL) {
            IGRAPH_CHECK(latigraph_raw_put(table->kept[c], raw->m - 1, row->cell[c]));
        }
    }
    return !table->sample->header && row->cells > 2 && row->cell[2][0] == '{' ? read_dict(table)
                                                                              : IGRAPH_SUCCESS;
}

/* Keeps the row that the reader of lines is at as the next one. */
static igraph_error_t keep_row(table_t *table) {
    const latigraph_lines_t *lines = &table->lines;
    row_t *row = &table->next;
    if (lines->cells != table->sample->columns) {
        IGRAPH_CHECK(check_row(table));
    }
    if (lines->cells > row->room) {
        char **cell = g_try_renew(char *, row->cell, (gsize)lines->cells);
        LATIGRAPH_CHECK_MEMORY(cell);
        row->cell = cell;
        row->room = lines->cells;
    }
    memcpy(row->cell, lines->cell, (gsize)lines->cells * sizeof *row->cell);
    row->cells = lines->cells;
    row->line = lines->first_line;
    row->source = form_of(row->cell[table->source], lines->end);
    row->target = form_of(row->cell[table->target], lines->end);
    latigraph_map_expect_integer(&table->keys, row->target.key);
    if (row->source.key != table->last_id.key) {
        latigraph_map_expect_integer(&table->keys, row->source.key);
    }
    return IGRAPH_SUCCESS;
}

/* Moves to the next row, and reads the one after it. A search for an id waits for memory, and the
 * reading of a row is about as long as this wait. An error in the form of a row is therefore raised
 * before one in the ids of the row before it; each names its own line. */
static igraph_error_t advance(table_t *table, gboolean *more) {
    const row_t row = table->row;
    table->row = table->next;
    table->next = row;
    IGRAPH_CHECK(latigraph_lines_next(&table->lines, more));
    return *more ? keep_row(table) : IGRAPH_SUCCESS;
}

static igraph_error_t read_rows(table_t *table, char *text, gsize size) {
    gboolean more;
    IGRAPH_CHECK(latigraph_lines_init(&table->lines, table->sample->path, text, size,
                                      table->sample->separator));
    table->lines.skip_empty = TRUE;
    IGRAPH_CHECK(latigraph_lines_next(&table->lines, &more));
    if (more && table->sample->header) {
        IGRAPH_CHECK(latigraph_lines_next(&table->lines, &more));
    }
    if (more) {
        IGRAPH_CHECK(keep_row(table));
    }
    for (int row = 0; more; row++) {
        if (row % 65536 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        IGRAPH_CHECK(advance(table, &more));
        IGRAPH_CHECK(read_edge(table));
    }
    latigraph_lines_destroy(&table->lines);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Order of numbered neurons --------------------------------------------------------------- */

typedef struct {
    gint64 number;
    int vertex;
} numbered_t;

static int compare_numbers(const void *a, const void *b) {
    const gint64 x = ((const numbered_t *)a)->number, y = ((const numbered_t *)b)->number;
    return x < y ? -1 : x > y;
}

/* Returns whether all ids are numbers below 10¹⁵ without leading zeros. */
static gboolean number_ids(const latigraph_raw_t *raw, numbered_t *ids) {
    for (int i = 0; i < latigraph_raw_size(raw); i++) {
        const char *id = latigraph_raw_id(raw, i);
        const gsize digits = strspn(id, "0123456789");
        if (digits == 0 || digits > 15 || id[digits] != '\0' || (id[0] == '0' && digits > 1)) {
            return FALSE;
        }
        ids[i] = (numbered_t){g_ascii_strtoll(id, NULL, 10), i};
    }
    return TRUE;
}

static igraph_error_t renumber(latigraph_raw_t *raw, const numbered_t *ids, int *place) {
    latigraph_map_t sorted = LATIGRAPH_MAP_EMPTY;
    latigraph_map_entry_t *entry;
    IGRAPH_FINALLY(latigraph_map_destroy, &sorted);
    for (int i = 0; i < latigraph_raw_size(raw); i++) {
        place[ids[i].vertex] = i;
        IGRAPH_CHECK(
            latigraph_map_add_text(&sorted, latigraph_raw_id(raw, ids[i].vertex), &entry, NULL));
    }
    latigraph_map_destroy(&raw->ids);
    raw->ids = sorted;
    IGRAPH_FINALLY_CLEAN(1);
    for (int e = 0; e < raw->m; e++) {
        raw->from[e] = place[raw->from[e]];
        raw->to[e] = place[raw->to[e]];
    }
    return IGRAPH_SUCCESS;
}

/* Sorts the neurons of a list whose ids are numbers. */
static igraph_error_t sort_neurons(latigraph_raw_t *raw) {
    const gsize n = (gsize)latigraph_raw_size(raw);
    numbered_t *ids;
    int *place;
    LATIGRAPH_ALLOCATE(ids, n);
    LATIGRAPH_ALLOCATE(place, n);
    if (n > 0 && number_ids(raw, ids)) {
        qsort(ids, n, sizeof *ids, compare_numbers);
        IGRAPH_CHECK(renumber(raw, ids, place));
    }
    g_free(place);
    g_free(ids);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- The table ------------------------------------------------------------------------------- */

/* "connections.csv: a table of edges; source = pre_root_id, target = post_root_id." */
static igraph_error_t remark_reading(const table_t *table, latigraph_remarks_t *remarks) {
    const latigraph_table_sample_t *sample = table->sample;
    if (sample->header && (strcmp(sample->name[table->source], "source") != 0 ||
                           strcmp(sample->name[table->target], "target") != 0)) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "note", sample->path,
                                          "The edges run from \"%s\" to \"%s\" (source=, target=).",
                                          sample->name[table->source],
                                          sample->name[table->target]));
    }
    if (!sample->header && sample->columns > 3 && sample->cell[2][0] != '{') {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "unused-columns", sample->path,
            "The table has no header: the first columns are read as source, target and weight, and "
            "%d further ones are left out.",
            sample->columns - 3));
    }
    if (table->trimmed) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "note", sample->path,
                                          "Ids that end in \".0\" are read as whole numbers; a "
                                          "program wrote them as fractions."));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_table(table_t *table, char *text, gsize size,
                                 const latigraph_read_options_t *options,
                                 latigraph_read_report_t *report) {
    IGRAPH_CHECK(find_ends(table, options));
    table->subject = table->sample->header ? find_subject(table->sample) : -1;
    LATIGRAPH_ALLOCATE(table->kept, table->sample->columns);
    IGRAPH_CHECK(keep_columns(table, options));
    table->raw->commas = table->sample->separator != ',';
    IGRAPH_CHECK(read_rows(table, text, size));
    if (!table->has_nodes && !table->sample->header) {
        IGRAPH_CHECK(sort_neurons(table->raw));
    }
    IGRAPH_CHECK(remark_reading(table, report->remarks));
    g_free(table->kept);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_table_read_edges(latigraph_raw_t *raw, char *text, gsize size,
                                          const latigraph_read_options_t *options,
                                          gboolean has_nodes, latigraph_read_report_t *report) {
    latigraph_table_sample_t sample;
    table_t table = {.raw = raw,
                     .sample = &sample,
                     .has_nodes = has_nodes,
                     .keys = LATIGRAPH_MAP_EMPTY,
                     .last_id = {.key = -1}};
    IGRAPH_CHECK(latigraph_sample_init(&sample, raw->path, text, size));
    IGRAPH_CHECK(igraph_vector_int_init(&table.vertex_of, 0));
    IGRAPH_FINALLY(table_destroy, &table);
    IGRAPH_CHECK(read_table(&table, text, size, options, report));
    table_destroy(&table);
    latigraph_sample_destroy(&sample);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
