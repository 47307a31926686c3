/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reader of DOT, the language of Graphviz, which igraph only writes: nodes and chains of edges with
 * their attributes. Subgraphs group nodes for the drawing, so their contents are read as part of
 * the graph; defaults ("node [...]") are for the drawing and are left out, and so are the positions
 * "pos". An edge between groups ("{a b} -> c") is refused. */

#include "formats/reading.h"

#include <string.h>

typedef enum { END, WORD, QUOTED, ARROW, LINE, MARK } kind_t;

typedef struct {
    const latigraph_file_reading_t *reading;
    latigraph_raw_t raw;
    const char *at, *end;
    int line;
    kind_t kind;            /* kind of the token */
    latigraph_text_t token; /* its characters */
    int depth;              /* open brackets of subgraphs */
} dot_t;

static igraph_error_t fault(const dot_t *file, const char *what) {
    IGRAPH_ERRORF("%s, line %d: %s.", IGRAPH_PARSEERROR, file->reading->path, file->line, what);
}

/* --- Tokens ----------------------------------------------------------------------- */

static void skip_to(dot_t *file, const char *ending) {
    while (file->at < file->end && !g_str_has_prefix(file->at, ending)) {
        file->line += *file->at++ == '\n';
    }
    file->at += MIN((gsize)(file->end - file->at), strlen(ending));
}

static void skip_blanks(dot_t *file) {
    while (file->at < file->end) {
        if (g_str_has_prefix(file->at, "/*")) {
            skip_to(file, "*/");
        } else if (g_str_has_prefix(file->at, "//") || *file->at == '#') {
            skip_to(file, "\n");
            file->line++;
        } else if (g_ascii_isspace(*file->at)) {
            file->line += *file->at++ == '\n';
        } else {
            return;
        }
    }
}

static igraph_error_t read_quoted(dot_t *file) {
    for (file->at++; file->at < file->end && *file->at != '"'; file->at++) {
        if (*file->at == '\\' && (file->at[1] == '"' || file->at[1] == '\\')) {
            file->at++;
        }
        file->line += *file->at == '\n';
        latigraph_text_append_character(&file->token, *file->at);
    }
    if (file->at >= file->end) {
        return fault(file, "a quote is opened and never closed");
    }
    file->at++;
    file->kind = QUOTED;
    return latigraph_text_check(&file->token);
}

/* Reads a text of HTML, whose tags are kept. */
static igraph_error_t read_html(dot_t *file) {
    int depth = 0;
    do {
        depth += (*file->at == '<') - (*file->at == '>');
        file->line += *file->at == '\n';
        latigraph_text_append_character(&file->token, *file->at++);
    } while (depth > 0 && file->at < file->end);
    file->kind = QUOTED;
    return depth > 0 ? fault(file, "a text in <> is opened and never closed")
                     : latigraph_text_check(&file->token);
}

static igraph_error_t next(dot_t *file) {
    skip_blanks(file);
    latigraph_text_cut(&file->token, 0);
    if (file->at >= file->end) {
        file->kind = END;
        return IGRAPH_SUCCESS;
    }
    if (*file->at == '"') {
        return read_quoted(file);
    }
    if (*file->at == '<') {
        return read_html(file);
    }
    if (file->at[0] == '-' && (file->at[1] == '>' || file->at[1] == '-')) {
        file->kind = file->at[1] == '>' ? ARROW : LINE;
        file->at += 2;
        return IGRAPH_SUCCESS;
    }
    if (strchr("{}[];,=:", *file->at) != NULL) {
        file->kind = MARK;
        latigraph_text_append_character(&file->token, *file->at++);
        return latigraph_text_check(&file->token);
    }
    file->kind = WORD;
    while (file->at < file->end && !g_ascii_isspace(*file->at) &&
           strchr("{}[];,=:\"<", *file->at) == NULL &&
           !(file->at[0] == '-' && (file->at[1] == '>' || file->at[1] == '-'))) {
        latigraph_text_append_character(&file->token, *file->at++);
    }
    return latigraph_text_check(&file->token);
}

static gboolean is_mark(const dot_t *file, char mark) {
    return file->kind == MARK && latigraph_text(&file->token)[0] == mark;
}

static gboolean is_word(const dot_t *file, const char *word) {
    return file->kind == WORD && g_ascii_strcasecmp(latigraph_text(&file->token), word) == 0;
}

static gboolean is_id(const dot_t *file) {
    return file->kind == WORD || file->kind == QUOTED;
}

/* --- Statements ------------------------------------------------------------------------ */

/* Reads "[a=b, c=d]" lists for the edges from `first` on, or for a node; nothing is stored where
 * both are negative. */
static igraph_error_t read_attributes(dot_t *file, int node, int first) {
    char *name;
    while (is_mark(file, '[')) {
        IGRAPH_CHECK(next(file));
        while (!is_mark(file, ']')) {
            latigraph_raw_column_t *column;
            if (!is_id(file)) {
                return fault(file, "an attribute should begin with its name");
            }
            IGRAPH_CHECK(latigraph_copy_text(latigraph_text(&file->token), &name));
            IGRAPH_FINALLY(g_free, name);
            IGRAPH_CHECK(next(file));
            const gboolean value = is_mark(file, '=');
            if (value) {
                IGRAPH_CHECK(next(file));
                if (!is_id(file)) {
                    return fault(file, "an attribute has no value");
                }
            }
            const char *text = value ? latigraph_text(&file->token) : "true";
            if (node >= 0 && strcmp(name, "pos") != 0) {
                IGRAPH_CHECK(latigraph_raw_vertex_column(&file->raw, name, &column));
                IGRAPH_CHECK(latigraph_raw_set(&file->raw, column, node, text));
            }
            for (int e = first; first >= 0 && e < file->raw.m; e++) {
                IGRAPH_CHECK(latigraph_raw_edge_column(&file->raw, name, &column));
                IGRAPH_CHECK(latigraph_raw_set(&file->raw, column, e, text));
            }
            g_free(name);
            IGRAPH_FINALLY_CLEAN(1);
            if (value) {
                IGRAPH_CHECK(next(file));
            }
            if (is_mark(file, ',') || is_mark(file, ';')) {
                IGRAPH_CHECK(next(file));
            }
        }
        IGRAPH_CHECK(next(file));
    }
    return IGRAPH_SUCCESS;
}

/* Reads a node of a statement, with the port that may follow it. */
static igraph_error_t read_node(dot_t *file, int *vertex) {
    if (!is_id(file) || is_word(file, "subgraph")) {
        return fault(file, is_mark(file, '{') || is_word(file, "subgraph")
                               ? "an edge joins groups of nodes, which is not read; write one edge "
                                 "per pair"
                               : "the name of a node is missing");
    }
    IGRAPH_CHECK(latigraph_raw_vertex(&file->raw, latigraph_text(&file->token), vertex, NULL));
    IGRAPH_CHECK(next(file));
    while (is_mark(file, ':')) {
        IGRAPH_CHECK(next(file));
        IGRAPH_CHECK(next(file));
    }
    return IGRAPH_SUCCESS;
}

/* Reads "a", "a -> b -> c" with attributes, or "name = value". */
static igraph_error_t read_statement(dot_t *file) {
    const int first = file->raw.m;
    int from, to;
    skip_blanks(file);
    if (is_id(file) && file->at < file->end && *file->at == '=') { /* an attribute of the graph */
        IGRAPH_CHECK(next(file));
        IGRAPH_CHECK(next(file));
        return next(file);
    }
    IGRAPH_CHECK(read_node(file, &from));
    if (file->kind != ARROW && file->kind != LINE) {
        return read_attributes(file, from, -1);
    }
    while (file->kind == ARROW || file->kind == LINE) {
        const latigraph_directedness_t direction =
            file->kind == ARROW ? LATIGRAPH_DIRECTION_DIRECTED : LATIGRAPH_DIRECTION_UNDIRECTED;
        IGRAPH_CHECK(next(file));
        IGRAPH_CHECK(read_node(file, &to));
        IGRAPH_CHECK(latigraph_raw_edge(
            &file->raw, from, to,
            direction == file->raw.direction ? LATIGRAPH_DIRECTION_NOT_STATED : direction));
        from = to;
    }
    return read_attributes(file, -1, first);
}

/* Reads the statements up to the bracket that closes the graph. */
static igraph_error_t read_statements(dot_t *file) {
    for (int count = 0; file->depth > 0; count++) {
        if (count % 4096 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        if (file->kind == END) {
            return fault(file, "a bracket { is opened and never closed");
        }
        if (is_mark(file, '}')) {
            file->depth--;
            IGRAPH_CHECK(next(file));
        } else if (is_mark(file, '{')) {
            file->depth++;
            IGRAPH_CHECK(next(file));
        } else if (is_mark(file, ';') || is_mark(file, ',')) {
            IGRAPH_CHECK(next(file));
        } else if (is_word(file, "subgraph")) {
            IGRAPH_CHECK(next(file));
            if (is_id(file)) {
                IGRAPH_CHECK(next(file));
            }
        } else if (is_word(file, "graph") || is_word(file, "node") || is_word(file, "edge")) {
            IGRAPH_CHECK(next(file));
            IGRAPH_CHECK(read_attributes(file, -1, -1));
        } else if (file->kind == ARROW || file->kind == LINE) {
            return fault(file, "an edge joins groups of nodes, which is not read; write one edge "
                               "per pair");
        } else {
            IGRAPH_CHECK(read_statement(file));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_head(dot_t *file) {
    IGRAPH_CHECK(next(file));
    if (is_word(file, "strict")) {
        IGRAPH_CHECK(next(file));
    }
    if (!is_word(file, "graph") && !is_word(file, "digraph")) {
        return fault(file, "the file does not begin with \"graph\" or \"digraph\"");
    }
    file->raw.direction =
        is_word(file, "graph") ? LATIGRAPH_DIRECTION_UNDIRECTED : LATIGRAPH_DIRECTION_DIRECTED;
    IGRAPH_CHECK(next(file));
    if (is_id(file)) {
        IGRAPH_CHECK(next(file));
    }
    if (!is_mark(file, '{')) {
        return fault(file, "the bracket { after the name of the graph is missing");
    }
    file->depth = 1;
    return next(file);
}

static void dot_destroy(dot_t *file) {
    latigraph_raw_destroy(&file->raw);
    latigraph_text_destroy(&file->token);
}

igraph_error_t latigraph_read_dot(const latigraph_file_reading_t *reading, char *text, gsize size) {
    dot_t file = {.reading = reading,
                  .at = text,
                  .end = text + size,
                  .line = 1,
                  .token = LATIGRAPH_TEXT_EMPTY};
    IGRAPH_CHECK(latigraph_raw_init(&file.raw, reading->path));
    IGRAPH_FINALLY_CLEAN(1); /* `file` owns it */
    IGRAPH_FINALLY(dot_destroy, &file);
    IGRAPH_CHECK(read_head(&file));
    IGRAPH_CHECK(read_statements(&file));
    if (file.kind != END) {
        return fault(&file, "text follows the end of the graph");
    }
    IGRAPH_CHECK(latigraph_reading_finish(reading, &file.raw, NULL));
    dot_destroy(&file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
