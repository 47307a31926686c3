/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Tables of neurons, matrices of numbers, and lists of neighbours.
 *
 * A table of neurons has one row per neuron; the id is the column that the options name, or the one
 * whose header is the usual word, or the first column if it has no header, as R writes row names.
 * Texts in quotes are texts even if they look like numbers, unless the whole file is quoted. */

#include "base/remarks.h"
#include "formats/reading.h"
#include "formats/settle.h"
#include "formats/table.h"

#include "circuit/number.h"

#include <math.h>
#include <string.h>

/* --- Neurons ------------------------------------------------------------------------- */

typedef struct {
    latigraph_raw_t *raw;
    const latigraph_table_sample_t *sample;
    latigraph_lines_t lines;
    int id;
    latigraph_raw_column_t **column; /* (columns) NULL for columns that are left out */
    gboolean *bare;                  /* (columns) whether a known cell is not in quotes */
    int room;                        /* neurons whose lines have memory */
} neurons_t;

static igraph_error_t find_id(neurons_t *neurons, const latigraph_read_options_t *options) {
    const latigraph_table_sample_t *sample = neurons->sample;
    int best = 0;
    neurons->id = options->id != NULL ? latigraph_sample_find(sample, options->id) : -1;
    for (int c = 0; c < sample->columns && neurons->id < 0; c++) {
        best = MAX(best, latigraph_id_word(sample->name[c]));
    }
    for (int c = 0; c < sample->columns && neurons->id < 0 && best > 0; c++) {
        neurons->id = latigraph_id_word(sample->name[c]) == best ? c : -1;
    }
    if (neurons->id < 0 && sample->header && sample->name[0][0] == '\0') {
        neurons->id = 0;
    }
    if (neurons->id < 0) {
        char names[240];
        latigraph_sample_names(sample, names, sizeof names);
        IGRAPH_ERRORF("%s, line 1: column \"id\" is missing (found: %s). Name the column with the "
                      "ids of the neurons: id=NAME.",
                      IGRAPH_PARSEERROR, sample->path, names);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_names(const latigraph_table_sample_t *sample) {
    latigraph_map_t names = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &names);
    for (int c = 0; c < sample->columns; c++) {
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        IGRAPH_CHECK(latigraph_map_add_text(&names, sample->name[c], &entry, &added));
        if (c > 0 && sample->name[c][0] == '\0') {
            IGRAPH_ERRORF("%s, line 1: column %d of the header has no name; name it or remove it.",
                          IGRAPH_PARSEERROR, sample->path, c + 1);
        }
        if (!added && sample->name[c][0] != '\0') {
            IGRAPH_ERRORF("%s, line 1: there are two columns called \"%s\"; rename one.",
                          IGRAPH_PARSEERROR, sample->path, sample->name[c]);
        }
    }
    latigraph_map_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t begin_columns(neurons_t *neurons) {
    const latigraph_table_sample_t *sample = neurons->sample;
    for (int c = 0; c < sample->columns; c++) {
        if (c != neurons->id && sample->name[c][0] != '\0') {
            IGRAPH_CHECK(
                latigraph_raw_vertex_column(neurons->raw, sample->name[c], &neurons->column[c]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Adds the neuron of a row; its id must be known and new. */
static igraph_error_t add_neuron(neurons_t *neurons, int *vertex) {
    const latigraph_lines_t *lines = &neurons->lines;
    const char *id = lines->cell[neurons->id];
    igraph_bool_t added;
    if (id[0] == '\0') {
        IGRAPH_ERRORF(
            "%s, line %d: the cell of column \"%s\" is empty, but every neuron needs an id.",
            IGRAPH_PARSEERROR, lines->path, lines->first_line, neurons->sample->name[neurons->id]);
    }
    IGRAPH_CHECK(latigraph_raw_vertex(neurons->raw, id, vertex, &added));
    if (!added) {
        IGRAPH_ERRORF(
            "%s, line %d: %s \"%s\" repeats line %d; every neuron needs an id of its own.",
            IGRAPH_PARSEERROR, lines->path, lines->first_line, neurons->sample->name[neurons->id],
            id, neurons->raw->vertex_line[*vertex]);
    }
    if (*vertex >= neurons->room) {
        int *larger = g_try_renew(int, neurons->raw->vertex_line, 2 * (gsize)neurons->room + 64);
        LATIGRAPH_CHECK_MEMORY(larger);
        neurons->raw->vertex_line = larger;
        neurons->room = 2 * neurons->room + 64;
    }
    neurons->raw->vertex_line[*vertex] = lines->first_line;
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_neuron(neurons_t *neurons) {
    const latigraph_lines_t *lines = &neurons->lines;
    int vertex;
    IGRAPH_CHECK(latigraph_lines_check(lines, neurons->sample->columns));
    IGRAPH_CHECK(add_neuron(neurons, &vertex));
    for (int c = 0; c < neurons->sample->columns; c++) {
        if (!latigraph_is_unknown(lines->cell[c]) && !lines->quoted[c]) {
            neurons->bare[c] = TRUE;
        }
        if (neurons->column[c] != NULL) {
            IGRAPH_CHECK(latigraph_raw_put(neurons->column[c], vertex, lines->cell[c]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Declares columns in quotes as texts, unless all known cells of the file are in quotes. */
static void declare_texts(const neurons_t *neurons) {
    gboolean any = FALSE;
    for (int c = 0; c < neurons->sample->columns; c++) {
        any = any || neurons->bare[c];
    }
    for (int c = 0; c < neurons->sample->columns && any; c++) {
        if (neurons->column[c] != NULL && !neurons->bare[c]) {
            neurons->column[c]->declared = LATIGRAPH_DECLARED_TEXT;
        }
    }
}

static igraph_error_t read_neurons(neurons_t *neurons, char *text, gsize size) {
    gboolean more;
    IGRAPH_CHECK(latigraph_lines_init(&neurons->lines, neurons->sample->path, text, size,
                                      neurons->sample->separator));
    neurons->lines.skip_empty = TRUE;
    IGRAPH_CHECK(latigraph_lines_next(&neurons->lines, &more));
    if (more && neurons->sample->header) {
        IGRAPH_CHECK(latigraph_lines_next(&neurons->lines, &more));
    }
    while (more) {
        IGRAPH_CHECK(read_neuron(neurons));
        IGRAPH_CHECK(latigraph_lines_next(&neurons->lines, &more));
    }
    declare_texts(neurons);
    latigraph_lines_destroy(&neurons->lines);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_table_read_nodes(latigraph_raw_t *raw, const char *path, char *text,
                                          gsize size, const latigraph_read_options_t *options) {
    latigraph_table_sample_t sample;
    neurons_t neurons = {.raw = raw, .sample = &sample};
    IGRAPH_CHECK(latigraph_sample_init(&sample, path, text, size));
    IGRAPH_CHECK(find_id(&neurons, options));
    IGRAPH_CHECK(check_names(&sample));
    LATIGRAPH_ALLOCATE(neurons.column, sample.columns);
    LATIGRAPH_ALLOCATE(neurons.bare, sample.columns);
    raw->vertex_commas = sample.separator != ',';
    raw->vertex_path = path;
    IGRAPH_CHECK(begin_columns(&neurons));
    IGRAPH_CHECK(read_neurons(&neurons, text, size));
    g_free(neurons.bare);
    g_free(neurons.column);
    latigraph_sample_destroy(&sample);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Neighbours --------------------------------------------------------------------------- */

/* Finds what separates the neurons of lists of neighbours. Blanks do unless the lines hold another
 * separator and names with blanks, or no blanks at all; a comma with blanks needs one after it. */
static char list_separator(const char *text, gsize size) {
    static const char separators[] = {'\t', ';', '|', ','};
    int with[4] = {0}, blanks[4] = {0}, tight = 0;
    const char *end = text + size;
    while (text < end) {
        const char *next = memchr(text, '\n', (gsize)(end - text));
        const gsize length = (gsize)((next != NULL ? next : end) - text);
        const gboolean blank = memchr(text, ' ', length) != NULL;
        for (int s = 0; s < 4 && text[0] != '#' && text[0] != '%'; s++) {
            const gboolean has = memchr(text, separators[s], length) != NULL;
            with[s] += has;
            blanks[s] += blank && !has;
        }
        for (const char *at = memchr(text, ',', length); at != NULL && blank;
             at = memchr(at + 1, ',', length - (gsize)(at + 1 - text))) {
            tight += at + 1 < text + length && strchr(" \r", at[1]) == NULL;
        }
        text = next != NULL ? next + 1 : end;
    }
    for (int s = 0; s < 4; s++) {
        if (with[s] > blanks[s] && (separators[s] != ',' || tight == 0)) {
            return separators[s];
        }
    }
    return ' ';
}

/* Finds the colon after the first neuron of a line: "AVAL: AVBL, AVDL". */
static char *find_colon(char *line, const char *end) {
    for (char *at = memchr(line, ':', (gsize)(end - line)); at != NULL;
         at = memchr(at + 1, ':', (gsize)(end - at - 1))) {
        if (at > line && (at + 1 == end || strchr(" \t\r", at[1]) != NULL)) {
            return at;
        }
    }
    return NULL;
}

/* Replaces the colons after the first neurons by separators if all lines have one. */
static void replace_colons(char *text, gsize size) {
    const char separator = memchr(text, ',', size) != NULL ? ',' : ' ';
    for (int pass = 0; pass < 2; pass++) {
        char *line = text, *end = text + size;
        while (line < end) {
            char *next = memchr(line, '\n', (gsize)(end - line));
            char *stop = next != NULL ? next : end, *colon = find_colon(line, stop);
            const gboolean row = line[0] != '#' && line[0] != '%' && line[0] != '\r' && line < stop;
            if (row && colon == NULL) {
                return;
            }
            if (row && pass == 1) {
                *colon = separator;
            }
            line = stop + 1;
        }
    }
}

igraph_error_t latigraph_table_read_adjacency(latigraph_raw_t *raw, char *text, gsize size,
                                              gboolean relation) {
    latigraph_lines_t lines;
    gboolean more;
    if (!relation) {
        replace_colons(text, size);
    }
    const gboolean tabs = memchr(text, '\t', size) != NULL; /* names in SIF may hold blanks */
    const char separator = !relation ? list_separator(text, size) : tabs ? '\t' : ' ';
    IGRAPH_CHECK(latigraph_lines_init(&lines, raw->path, text, size, separator));
    raw->direction = LATIGRAPH_DIRECTION_DIRECTED;
    IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    while (more) {
        int from, to;
        IGRAPH_CHECK(latigraph_raw_vertex(raw, lines.cell[0], &from, NULL));
        if (relation && lines.cells == 2) {
            IGRAPH_ERRORF("%s, line %d: a line of SIF holds a source, a relation and targets, but "
                          "this one ends after \"%.60s\".",
                          IGRAPH_PARSEERROR, raw->path, lines.first_line, lines.cell[1]);
        }
        if (!relation && lines.cells > 1 && lines.cell[1][0] == '{') {
            IGRAPH_ERRORF("%s, line %d: this is a multiline adjacency list of networkx, which is "
                          "not read. Write the graph with networkx.write_graphml().",
                          IGRAPH_PARSEERROR, raw->path, lines.first_line);
        }
        for (int c = relation ? 2 : 1; c < lines.cells; c++) {
            if (lines.cell[c][0] != '\0') {
                IGRAPH_CHECK(latigraph_raw_vertex(raw, lines.cell[c], &to, NULL));
                IGRAPH_CHECK(latigraph_raw_edge(raw, from, to, LATIGRAPH_DIRECTION_NOT_STATED));
            }
        }
        IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    }
    latigraph_lines_destroy(&lines);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
