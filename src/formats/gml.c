/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reader of GML (Himsolt 1997): pairs of a key and a number, a text in quotes, or a list in
 * brackets.
 *
 * igraph's reader stores ids as doubles, which lose digits beyond 2⁵³, and refuses repeated keys.
 * This one keeps every value as the text that is written. A list inside a node or an edge, such as
 * "graphics [ x 1 y 2 ]", belongs to a drawing and is left out; of repeated keys the first counts.
 * Edges may come before their nodes, so the file is read twice: nodes first. */

#include "formats/reading.h"

#include "base/remarks.h"
#include "circuit/number.h"

#include <string.h>

typedef struct {
    const latigraph_file_reading_t *reading;
    latigraph_raw_t *raw;
    char *at, *end;
    int line;
    gboolean nodes;    /* the pass that reads nodes, and not edges */
    gboolean repeated; /* a key was repeated */
} gml_t;

static igraph_error_t fault(const gml_t *file, const char *what) {
    IGRAPH_ERRORF("%s, line %d: %s.", IGRAPH_PARSEERROR, file->reading->path, file->line, what);
}

static void skip_blanks(gml_t *file) {
    while (file->at < file->end) {
        if (*file->at == '#') {
            while (file->at < file->end && *file->at != '\n') {
                file->at++;
            }
        } else if (g_ascii_isspace(*file->at)) {
            file->line += *file->at == '\n';
            file->at++;
        } else {
            return;
        }
    }
}

/* Reads a word: a key or a number. Returns its length, 0 at the end or at a bracket. */
static gsize read_word(gml_t *file, const char **word) {
    skip_blanks(file);
    *word = file->at;
    while (file->at < file->end && !g_ascii_isspace(*file->at) &&
           strchr("[]\"", *file->at) == NULL) {
        file->at++;
    }
    return (gsize)(file->at - *word);
}

/* Skips a list, the bracket of which was read. */
static igraph_error_t skip_list(gml_t *file) {
    gboolean quoted = FALSE;
    for (int depth = 1; file->at < file->end; file->at++) {
        file->line += *file->at == '\n';
        quoted = *file->at == '"' ? !quoted : quoted;
        depth += quoted ? 0 : (*file->at == '[') - (*file->at == ']');
        if (depth == 0) {
            file->at++;
            return IGRAPH_SUCCESS;
        }
    }
    return fault(file, "a list is opened and never closed");
}

/* Appends a character that is written as an entity: &amp; &quot; &#228;. */
static void append_entity(latigraph_text_t *value, const char *entity, gsize length) {
    static const struct {
        const char *name, *text;
    } names[] = {{"amp", "&"}, {"quot", "\""}, {"lt", "<"}, {"gt", ">"}, {"apos", "'"}};
    char character[8] = "";
    for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
        if (strlen(names[k].name) == length && strncmp(entity, names[k].name, length) == 0) {
            latigraph_text_append(value, names[k].text);
            return;
        }
    }
    const guint64 code = entity[0] == '#' ? g_ascii_strtoull(entity + 1, NULL, 10) : 0;
    if (code > 0 && code <= 0x10FFFF && g_unichar_validate((gunichar)code)) {
        character[g_unichar_to_utf8((gunichar)code, character)] = '\0';
        latigraph_text_append(value, character);
    } else {
        latigraph_text_append_character(value, '&');
        latigraph_text_append_part(value, entity, length);
        latigraph_text_append_character(value, ';');
    }
}

/* Reads a text in quotes. */
static igraph_error_t read_quoted(gml_t *file, latigraph_text_t *value) {
    for (file->at++; file->at < file->end && *file->at != '"'; file->at++) {
        const char *semicolon =
            *file->at == '&' ? memchr(file->at, ';', (gsize)MIN(file->end - file->at, 10)) : NULL;
        file->line += *file->at == '\n';
        if (semicolon != NULL) {
            append_entity(value, file->at + 1, (gsize)(semicolon - file->at - 1));
            file->at += semicolon - file->at;
        } else {
            latigraph_text_append_character(value, *file->at);
        }
    }
    if (file->at == file->end) {
        return fault(file, "a quote is opened and never closed");
    }
    file->at++;
    return latigraph_text_check(value);
}

/* One pair: what it is and its value. */
typedef struct {
    char key[128];
    gboolean list; /* the value is a list, which begins at `at` */
    gboolean text; /* the value is in quotes */
    latigraph_text_t value;
} pair_t;

/* Reads a key and its value; *more is false at the closing bracket or the end. */
static igraph_error_t read_pair(gml_t *file, pair_t *pair, gboolean *more) {
    const char *word;
    gsize length = read_word(file, &word);
    *more = length > 0;
    latigraph_text_cut(&pair->value, 0);
    if (length == 0) {
        return file->at < file->end && *file->at != ']' ? fault(file, "a key is missing")
                                                        : IGRAPH_SUCCESS;
    }
    if (length >= sizeof pair->key) {
        return fault(file, "a key has more than 127 characters");
    }
    memcpy(pair->key, word, length);
    pair->key[length] = '\0';
    skip_blanks(file);
    pair->list = file->at < file->end && *file->at == '[';
    pair->text = file->at < file->end && *file->at == '"';
    if (pair->list) {
        file->at++;
        return IGRAPH_SUCCESS;
    }
    if (pair->text) {
        return read_quoted(file, &pair->value);
    }
    length = read_word(file, &word);
    if (length == 0) {
        return fault(file, "a value is missing");
    }
    latigraph_text_append_part(&pair->value, word, length);
    return latigraph_text_check(&pair->value);
}

/* --- Nodes and edges -------------------------------------------------------------------- */

static igraph_error_t set(gml_t *file, latigraph_raw_column_t *column, int item,
                          const pair_t *pair) {
    if (item < column->room && column->cell[item] != NULL) {
        file->repeated = TRUE;
        return IGRAPH_SUCCESS;
    }
    if (pair->text) {
        column->declared = LATIGRAPH_DECLARED_TEXT;
    }
    return latigraph_raw_set(file->raw, column, item, latigraph_text(&pair->value));
}

static igraph_error_t end_list(gml_t *file) {
    if (file->at == file->end || *file->at != ']') {
        return fault(file, "a list is opened and never closed");
    }
    file->at++;
    return IGRAPH_SUCCESS;
}

/* Finds the value of a key of the list at `at`, without moving. */
static igraph_error_t find_value(const gml_t *file, const char *key, pair_t *pair,
                                 gboolean *found) {
    gml_t ahead = *file;
    *found = TRUE;
    while (*found) {
        IGRAPH_CHECK(read_pair(&ahead, pair, found));
        if (*found && !pair->list && strcmp(pair->key, key) == 0) {
            return IGRAPH_SUCCESS;
        }
        if (*found && pair->list) {
            IGRAPH_CHECK(skip_list(&ahead));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_node(gml_t *file, pair_t *pair) {
    gboolean more = TRUE;
    igraph_bool_t added;
    int vertex;
    IGRAPH_CHECK(find_value(file, "id", pair, &more));
    if (!more) {
        return fault(file, "a node has no id");
    }
    IGRAPH_CHECK(latigraph_raw_vertex(file->raw, latigraph_text(&pair->value), &vertex, &added));
    if (!added) {
        return fault(file, "two nodes have the same id");
    }
    while (more) {
        latigraph_raw_column_t *column;
        IGRAPH_CHECK(read_pair(file, pair, &more));
        if (more && pair->list) {
            IGRAPH_CHECK(skip_list(file));
        } else if (more && strcmp(pair->key, "id") != 0) {
            IGRAPH_CHECK(latigraph_raw_vertex_column(file->raw, pair->key, &column));
            IGRAPH_CHECK(set(file, column, vertex, pair));
        }
    }
    return end_list(file);
}

static igraph_error_t find_end(gml_t *file, const char *key, pair_t *pair, int *vertex) {
    gboolean found;
    IGRAPH_CHECK(find_value(file, key, pair, &found));
    const latigraph_map_entry_t *entry =
        found ? latigraph_map_find_text(&file->raw->ids, latigraph_text(&pair->value)) : NULL;
    if (entry == NULL) {
        IGRAPH_ERRORF("%s, line %d: an edge has the %s \"%.60s\", which is not the id of a node.",
                      IGRAPH_PARSEERROR, file->reading->path, file->line, key,
                      found ? latigraph_text(&pair->value) : "");
    }
    *vertex = (int)(entry - file->raw->ids.entry);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_edge(gml_t *file, pair_t *pair) {
    gboolean more = TRUE;
    int from, to;
    IGRAPH_CHECK(find_end(file, "source", pair, &from));
    IGRAPH_CHECK(find_end(file, "target", pair, &to));
    IGRAPH_CHECK(latigraph_raw_edge(file->raw, from, to, LATIGRAPH_DIRECTION_NOT_STATED));
    while (more) {
        latigraph_raw_column_t *column;
        IGRAPH_CHECK(read_pair(file, pair, &more));
        if (more && pair->list) {
            IGRAPH_CHECK(skip_list(file));
        } else if (more && strcmp(pair->key, "source") != 0 && strcmp(pair->key, "target") != 0) {
            IGRAPH_CHECK(latigraph_raw_edge_column(file->raw, pair->key, &column));
            IGRAPH_CHECK(set(file, column, file->raw->m - 1, pair));
        }
    }
    return end_list(file);
}

/* Reads what a graph says of itself: "directed 1", and attributes. */
static igraph_error_t read_note(gml_t *file, const pair_t *pair) {
    const char *value = latigraph_text(&pair->value);
    if (!file->nodes) {
        return IGRAPH_SUCCESS;
    }
    if (strcmp(pair->key, "directed") == 0) {
        file->raw->direction =
            strcmp(value, "1") == 0 ? LATIGRAPH_DIRECTION_DIRECTED : LATIGRAPH_DIRECTION_UNDIRECTED;
        return IGRAPH_SUCCESS;
    }
    return latigraph_raw_note(file->raw, pair->key, value, !pair->text);
}

static igraph_error_t read_graph(gml_t *file, pair_t *pair) {
    gboolean more = TRUE;
    for (int item = 0; more; item++) {
        if (item % 4096 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        IGRAPH_CHECK(read_pair(file, pair, &more));
        if (!more) {
            break;
        }
        const gboolean node = pair->list && strcmp(pair->key, "node") == 0;
        const gboolean edge = pair->list && strcmp(pair->key, "edge") == 0;
        if (node && file->nodes) {
            IGRAPH_CHECK(read_node(file, pair));
        } else if (edge && !file->nodes) {
            IGRAPH_CHECK(read_edge(file, pair));
        } else if (pair->list) {
            IGRAPH_CHECK(skip_list(file));
        } else {
            IGRAPH_CHECK(read_note(file, pair));
        }
    }
    return end_list(file);
}

static void pair_destroy(pair_t *pair) {
    latigraph_text_destroy(&pair->value);
}

/* Goes over the file once; returns through *graphs how many graphs it has. */
static igraph_error_t pass(gml_t *file, int *graphs) {
    pair_t pair = {.value = LATIGRAPH_TEXT_EMPTY};
    gboolean more = TRUE;
    IGRAPH_FINALLY(pair_destroy, &pair);
    *graphs = 0;
    while (more) {
        IGRAPH_CHECK(read_pair(file, &pair, &more));
        if (more && pair.list && strcmp(pair.key, "graph") == 0) {
            if (++*graphs > 1) {
                return fault(file, "there is a second graph; split the file");
            }
            IGRAPH_CHECK(read_graph(file, &pair));
        } else if (more && pair.list) {
            IGRAPH_CHECK(skip_list(file));
        }
    }
    pair_destroy(&pair);
    IGRAPH_FINALLY_CLEAN(1);
    return file->at < file->end ? fault(file, "a bracket is closed and was never opened")
                                : IGRAPH_SUCCESS;
}

igraph_error_t latigraph_read_gml(const latigraph_file_reading_t *reading, char *text, gsize size) {
    latigraph_raw_t raw;
    int graphs;
    IGRAPH_CHECK(latigraph_raw_init(&raw, reading->path));
    raw.direction = LATIGRAPH_DIRECTION_UNDIRECTED; /* the default of the format */
    gml_t nodes = {
        .reading = reading, .raw = &raw, .at = text, .end = text + size, .line = 1, .nodes = TRUE};
    gml_t edges = nodes;
    edges.nodes = FALSE;
    IGRAPH_CHECK(pass(&nodes, &graphs));
    if (graphs == 0) {
        IGRAPH_ERRORF("%s: there is no \"graph [\" in the file.", IGRAPH_PARSEERROR, reading->path);
    }
    IGRAPH_CHECK(pass(&edges, &graphs));
    if (nodes.repeated || edges.repeated) {
        IGRAPH_CHECK(latigraph_remark_add(
            reading->report->remarks, "repeated-attribute", reading->name,
            "Some nodes or edges have an attribute twice; the first value counts."));
    }
    IGRAPH_CHECK(latigraph_reading_finish(reading, &raw, NULL));
    latigraph_raw_destroy(&raw);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
