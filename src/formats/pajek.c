/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reader of Pajek's .net files: *Vertices with labels and coordinates, then *Arcs (directed) and
 * *Edges (undirected) with weights, their list forms, or *Matrix.
 *
 * igraph's reader takes arcs and edges of one file for the same kind. Coordinates within the unit
 * square or cube belong to Pajek's drawing; others are read as positions, because latigraph and
 * igraph write them there. Parameters of shapes and colours are left out. */

#include "formats/reading.h"

#include "circuit/number.h"

#include <math.h>
#include <string.h>

typedef struct {
    const latigraph_file_reading_t *reading;
    latigraph_raw_t *raw;
    char *at, *end;
    int line, n;
    gboolean outside; /* a coordinate lies outside of [0, 1] */
    char *word[16];   /* words of the line */
    gboolean quoted[16];
    int words;
    gboolean open; /* a quote of the line is not closed */
} pajek_t;

static igraph_error_t fault(const pajek_t *file, const char *what) {
    IGRAPH_ERRORF("%s, line %d: %s.", IGRAPH_PARSEERROR, file->reading->path, file->line, what);
}

/* Splits the next line into its first words; more words are left out. */
static gboolean next_line(pajek_t *file) {
    file->words = 0;
    file->open = FALSE;
    if (file->at >= file->end) {
        return FALSE;
    }
    char *at = file->at, *line_end = memchr(at, '\n', (gsize)(file->end - at));
    line_end = line_end != NULL ? line_end : file->end;
    file->at = line_end + 1;
    file->line++;
    *line_end = '\0';
    while (file->words < (int)G_N_ELEMENTS(file->word)) {
        at += strspn(at, " \t\r");
        const gboolean quote = *at == '"';
        at += quote;
        if (*at == '\0') {
            break;
        }
        file->word[file->words] = at;
        file->quoted[file->words++] = quote;
        at += quote ? strcspn(at, "\"") : strcspn(at, " \t\r");
        if (*at == '\0') {
            file->open = quote;
            break;
        }
        *at++ = '\0';
    }
    return TRUE;
}

static gboolean parse_vertex(const pajek_t *file, int word, int *vertex) {
    char *end;
    const gint64 number = word < file->words ? g_ascii_strtoll(file->word[word], &end, 10) : 0;
    *vertex = (int)number - 1;
    return word < file->words && *end == '\0' && number >= 1 && number <= file->n;
}

/* --- Vertices ------------------------------------------------------------------------ */

/* Stores the coordinates that follow the label. */
static igraph_error_t read_coordinates(pajek_t *file, int vertex) {
    static const char *const names[] = {"x", "y", "z"};
    for (int d = 0; d < 3 && d + 2 < file->words; d++) {
        latigraph_raw_column_t *column;
        double value;
        if (!latigraph_parse_number(file->word[d + 2], &value)) {
            break;
        }
        file->outside = file->outside || value < 0 || value > 1;
        IGRAPH_CHECK(latigraph_raw_vertex_column(file->raw, names[d], &column));
        column->declared = LATIGRAPH_DECLARED_NUMBER;
        IGRAPH_CHECK(latigraph_raw_put(column, vertex, file->word[d + 2]));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_label(pajek_t *file) {
    latigraph_raw_column_t *column;
    int vertex;
    if (!parse_vertex(file, 0, &vertex)) {
        return fault(file, "a line of *Vertices does not begin with the number of a vertex");
    }
    if (file->words > 1) {
        IGRAPH_CHECK(latigraph_raw_vertex_column(file->raw, "name", &column));
        column->declared = LATIGRAPH_DECLARED_TEXT;
        IGRAPH_CHECK(latigraph_raw_put(column, vertex, file->word[1]));
    }
    return read_coordinates(file, vertex);
}

static igraph_error_t begin_vertices(pajek_t *file, gsize size) {
    char *end = NULL;
    const guint64 n = file->words > 1 ? g_ascii_strtoull(file->word[1], &end, 10) : 0;
    if (file->n > 0) {
        return fault(file, "there is a second *Vertices; split the file");
    }
    if (end == NULL || *end != '\0' || n > 100000 + 64 * (guint64)size || n > G_MAXINT / 2) {
        IGRAPH_ERRORF(
            "%s, line %d: \"%s\" is not a number of vertices that a file of this size can "
            "describe.",
            IGRAPH_PARSEERROR, file->reading->path, file->line,
            file->words > 1 ? file->word[1] : "");
    }
    file->n = (int)n;
    for (int i = 1; i <= file->n; i++) {
        char number[16];
        int vertex;
        g_snprintf(number, sizeof number, "%d", i);
        IGRAPH_CHECK(latigraph_raw_vertex(file->raw, number, &vertex, NULL));
    }
    return IGRAPH_SUCCESS;
}

/* --- Edges ------------------------------------------------------------------------------- */

static igraph_error_t add(pajek_t *file, int from, int to, latigraph_directedness_t direction,
                          const char *weight) {
    double value = 1;
    IGRAPH_CHECK(latigraph_raw_edge(file->raw, from, to, direction));
    if (weight != NULL) {
        if (latigraph_is_unknown(weight)) {
            value = NAN;
        } else if (!latigraph_parse_number(weight, &value)) {
            return fault(file, "a weight is not a number");
        }
        return latigraph_raw_weight(file->raw, value);
    }
    return file->raw->weight != NULL ? latigraph_raw_weight(file->raw, 1) : IGRAPH_SUCCESS;
}

static igraph_error_t read_pair(pajek_t *file, latigraph_directedness_t direction) {
    int from, to;
    if (!parse_vertex(file, 0, &from) || !parse_vertex(file, 1, &to)) {
        return fault(file, "an edge does not begin with the numbers of two vertices");
    }
    return add(file, from, to, direction, file->words > 2 ? file->word[2] : NULL);
}

static igraph_error_t read_list(pajek_t *file, latigraph_directedness_t direction) {
    int from, to;
    if (!parse_vertex(file, 0, &from)) {
        return fault(file, "a list of edges does not begin with the number of a vertex");
    }
    if (file->words == (int)G_N_ELEMENTS(file->word)) {
        return fault(file, "a list of edges has more than 15 targets in a line; use *Arcs");
    }
    for (int w = 1; w < file->words; w++) {
        if (!parse_vertex(file, w, &to)) {
            return fault(file,
                         "a list of edges holds something that is not the number of a vertex");
        }
        IGRAPH_CHECK(add(file, from, to, direction, NULL));
    }
    return IGRAPH_SUCCESS;
}

/* --- Sections ------------------------------------------------------------------------------- */

typedef enum { NONE, VERTICES, ARCS, EDGES, ARCS_LIST, EDGES_LIST, OTHER } section_t;

static section_t section_named(const char *word) {
    static const char *const names[] = {"",       "*vertices", "*arcs",
                                        "*edges", "*arcslist", "*edgeslist"};
    for (gsize k = 1; k < G_N_ELEMENTS(names); k++) {
        if (g_ascii_strcasecmp(word, names[k]) == 0) {
            return (section_t)k;
        }
    }
    return OTHER;
}

static igraph_error_t begin_section(pajek_t *file, section_t *section, gsize size) {
    *section = section_named(file->word[0]);
    if (*section == VERTICES) {
        return begin_vertices(file, size);
    }
    if (*section == OTHER && g_ascii_strcasecmp(file->word[0], "*network") != 0) {
        char text[100];
        g_snprintf(text, sizeof text,
                   "the section \"%.40s\" is not read; Pajek can save the "
                   "network as *Arcs",
                   file->word[0]);
        return fault(file, text);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_line(pajek_t *file, section_t section) {
    switch (section) {
    case VERTICES:
        return read_label(file);
    case ARCS:
        return read_pair(file, LATIGRAPH_DIRECTION_DIRECTED);
    case EDGES:
        return read_pair(file, LATIGRAPH_DIRECTION_UNDIRECTED);
    case ARCS_LIST:
        return read_list(file, LATIGRAPH_DIRECTION_DIRECTED);
    case EDGES_LIST:
        return read_list(file, LATIGRAPH_DIRECTION_UNDIRECTED);
    default:
        return fault(file, "the file does not begin with *Vertices");
    }
}

/* Makes a graph of one kind of edges a directed or an undirected one. */
static void settle_direction(latigraph_raw_t *raw) {
    raw->direction = LATIGRAPH_DIRECTION_DIRECTED;
    if (raw->kind == NULL) {
        return;
    }
    for (int e = 1; e < raw->m; e++) {
        if (raw->kind[e] != raw->kind[0]) {
            return; /* both kinds */
        }
    }
    raw->direction = (latigraph_directedness_t)raw->kind[0];
    g_clear_pointer(&raw->kind, g_free);
}

igraph_error_t latigraph_read_pajek(const latigraph_file_reading_t *reading, char *text,
                                    gsize size) {
    latigraph_raw_t raw;
    section_t section = NONE;
    IGRAPH_CHECK(latigraph_raw_init(&raw, reading->path));
    pajek_t file = {.reading = reading, .raw = &raw, .at = text, .end = text + size};
    for (int line = 0; next_line(&file); line++) {
        if (line % 4096 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        if (file.words == 0 || file.word[0][0] == '%') {
            continue;
        }
        if (file.open) {
            return fault(&file, "a quote is opened and never closed");
        }
        IGRAPH_CHECK(file.word[0][0] == '*' && !file.quoted[0]
                         ? begin_section(&file, &section, size)
                         : read_line(&file, section));
    }
    settle_direction(&raw);
    raw.drawing = !file.outside;
    IGRAPH_CHECK(latigraph_reading_finish(reading, &raw, NULL));
    latigraph_raw_destroy(&raw);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
