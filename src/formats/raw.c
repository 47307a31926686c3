/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The graph that every reader fills. Vertices are numbered in the order in which their ids appear,
 * by one map. Columns are sparse at their end: a cell that was never set is NULL, so that formats
 * which give an attribute to a few vertices cost little. All arrays grow by doubling. */

#include "formats/raw.h"

#include "circuit/number.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static void column_free(gpointer data) {
    latigraph_raw_column_t *column = data;
    if (column != NULL) {
        g_free(column->cell);
        g_free(column);
    }
}

void latigraph_raw_destroy(latigraph_raw_t *raw) {
    latigraph_pointers_destroy(&raw->vertex_columns);
    latigraph_pointers_destroy(&raw->edge_columns);
    latigraph_pointers_destroy(&raw->notes);
    latigraph_map_destroy(&raw->vertex_index);
    latigraph_map_destroy(&raw->edge_index);
    latigraph_map_destroy(&raw->ids);
    latigraph_arena_destroy(&raw->texts);
    g_free(raw->from);
    g_free(raw->to);
    g_free(raw->weight);
    g_free(raw->kind);
    g_free(raw->line);
    g_free(raw->vertex_line);
    memset(raw, 0, sizeof *raw);
}

igraph_error_t latigraph_raw_init(latigraph_raw_t *raw, const char *path) {
    memset(raw, 0, sizeof *raw);
    raw->path = path;
    IGRAPH_FINALLY(latigraph_raw_destroy, raw);
    IGRAPH_CHECK(latigraph_pointers_init(&raw->vertex_columns, column_free));
    IGRAPH_CHECK(latigraph_pointers_init(&raw->edge_columns, column_free));
    IGRAPH_CHECK(latigraph_pointers_init(&raw->notes, latigraph_note_free));
    return IGRAPH_SUCCESS;
}

/* --- Vertices and edges ------------------------------------------------------- */

igraph_error_t latigraph_raw_vertex(latigraph_raw_t *raw, const char *id, int *vertex,
                                    igraph_bool_t *added) {
    latigraph_map_entry_t *entry = latigraph_map_find_text(&raw->ids, id);
    if (added != NULL) {
        *added = entry == NULL;
    }
    if (entry == NULL) {
        char *copy;
        if (raw->ids.count >= LATIGRAPH_NEURONS_MAX) {
            IGRAPH_ERRORF("%s has more than %d neurons.", IGRAPH_EOVERFLOW, raw->path,
                          LATIGRAPH_NEURONS_MAX);
        }
        IGRAPH_CHECK(latigraph_arena_copy(&raw->texts, id, &copy));
        IGRAPH_CHECK(latigraph_map_add_text(&raw->ids, copy, &entry, NULL));
    }
    *vertex = (int)(entry - raw->ids.entry);
    return IGRAPH_SUCCESS;
}

static igraph_error_t grow(void **array, gsize room, gsize size) {
    void *larger = g_try_realloc_n(*array, room, size);
    LATIGRAPH_CHECK_MEMORY(larger);
    *array = larger;
    return IGRAPH_SUCCESS;
}

static igraph_error_t reserve_edge(latigraph_raw_t *raw) {
    if (raw->m < raw->room) {
        return IGRAPH_SUCCESS;
    }
    if (raw->m >= INT_MAX / 4) {
        IGRAPH_ERRORF("%s has more than %d edges.", IGRAPH_EOVERFLOW, raw->path, INT_MAX / 4);
    }
    const int room = MAX(2 * raw->room, 1024);
    IGRAPH_CHECK(grow((void **)&raw->from, (gsize)room, sizeof *raw->from));
    IGRAPH_CHECK(grow((void **)&raw->to, (gsize)room, sizeof *raw->to));
    if (raw->weight != NULL) {
        IGRAPH_CHECK(grow((void **)&raw->weight, (gsize)room, sizeof *raw->weight));
    }
    if (raw->kind != NULL) {
        IGRAPH_CHECK(grow((void **)&raw->kind, (gsize)room, sizeof *raw->kind));
    }
    if (raw->now > 0) {
        IGRAPH_CHECK(grow((void **)&raw->line, (gsize)room, sizeof *raw->line));
    }
    raw->room = room;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_raw_edge(latigraph_raw_t *raw, int from, int to,
                                  latigraph_directedness_t direction) {
    IGRAPH_CHECK(reserve_edge(raw));
    if (direction != LATIGRAPH_DIRECTION_NOT_STATED && raw->kind == NULL) {
        IGRAPH_CHECK(grow((void **)&raw->kind, (gsize)raw->room, sizeof *raw->kind));
        memset(raw->kind, LATIGRAPH_DIRECTION_NOT_STATED, (gsize)raw->m);
    }
    raw->from[raw->m] = from;
    raw->to[raw->m] = to;
    if (raw->line != NULL) {
        raw->line[raw->m] = raw->now;
    }
    if (raw->kind != NULL) {
        raw->kind[raw->m] = (guint8)direction;
    }
    if (raw->weight != NULL) {
        raw->weight[raw->m] = NAN;
    }
    raw->m++;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_raw_weight(latigraph_raw_t *raw, double weight) {
    if (raw->weight == NULL) {
        IGRAPH_CHECK(grow((void **)&raw->weight, (gsize)raw->room, sizeof *raw->weight));
        for (int e = 0; e < raw->m; e++) {
            raw->weight[e] = NAN;
        }
    }
    raw->weight[raw->m - 1] = weight;
    return IGRAPH_SUCCESS;
}

/* --- Columns -------------------------------------------------------------------- */

static igraph_error_t find_column(latigraph_raw_t *raw, igraph_vector_ptr_t *columns,
                                  latigraph_map_t *index, const char *name,
                                  latigraph_raw_column_t **column) {
    latigraph_map_entry_t *entry = latigraph_map_find_text(index, name);
    if (entry != NULL) {
        *column = VECTOR(*columns)[entry->value.number];
        return IGRAPH_SUCCESS;
    }
    char *copy;
    latigraph_raw_column_t *fresh = g_try_new0(latigraph_raw_column_t, 1);
    LATIGRAPH_CHECK_MEMORY(fresh);
    IGRAPH_CHECK(latigraph_pointers_add(columns, fresh));
    IGRAPH_CHECK(latigraph_arena_copy(&raw->texts, name, &copy));
    fresh->name = copy;
    IGRAPH_CHECK(latigraph_map_add_text(index, copy, &entry, NULL));
    entry->value.number = igraph_vector_ptr_size(columns) - 1;
    *column = fresh;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_raw_vertex_column(latigraph_raw_t *raw, const char *name,
                                           latigraph_raw_column_t **column) {
    return find_column(raw, &raw->vertex_columns, &raw->vertex_index, name, column);
}

igraph_error_t latigraph_raw_edge_column(latigraph_raw_t *raw, const char *name,
                                         latigraph_raw_column_t **column) {
    return find_column(raw, &raw->edge_columns, &raw->edge_index, name, column);
}

igraph_error_t latigraph_raw_put(latigraph_raw_column_t *column, int item, const char *text) {
    if (item >= column->room) {
        const int room = MAX(item < INT_MAX / 2 ? 2 * item : INT_MAX - 1, 64);
        IGRAPH_CHECK(grow((void **)&column->cell, (gsize)room, sizeof *column->cell));
        memset(column->cell + column->room, 0, (gsize)(room - column->room) * sizeof *column->cell);
        column->room = room;
    }
    column->cell[item] = text;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_raw_set(latigraph_raw_t *raw, latigraph_raw_column_t *column, int item,
                                 const char *text) {
    char *copy;
    IGRAPH_CHECK(latigraph_arena_copy(&raw->texts, text, &copy));
    return latigraph_raw_put(column, item, copy);
}

igraph_error_t latigraph_raw_note(latigraph_raw_t *raw, const char *name, const char *text,
                                  gboolean is_number) {
    latigraph_note_t *note = g_try_new0(latigraph_note_t, 1);
    LATIGRAPH_CHECK_MEMORY(note);
    IGRAPH_CHECK(latigraph_pointers_add(&raw->notes, note));
    IGRAPH_CHECK(latigraph_copy_text(name, &note->name));
    if (is_number && latigraph_parse_number(text, &note->number)) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_copy_text(text, &note->text);
}

/* --- Values --------------------------------------------------------------------- */

gboolean latigraph_parse_value(const char *text, gboolean commas, double *number) {
    char copy[48];
    const char *comma = commas ? strchr(text, ',') : NULL;
    if (comma == NULL) {
        return latigraph_parse_number(text, number);
    }
    if (strlen(text) >= sizeof copy || strpbrk(comma + 1, ".,") != NULL ||
        memchr(text, '.', (gsize)(comma - text)) != NULL) {
        return FALSE;
    }
    g_strlcpy(copy, text, sizeof copy);
    copy[comma - text] = '.';
    return latigraph_parse_number(copy, number);
}

int latigraph_parse_boolean(const char *text) {
    static const char *const yes[] = {"true", "yes", "1"}, *const no[] = {"false", "no", "0"};
    const gsize skip = strspn(text, " \t\r\n");
    gsize length = strlen(text + skip);
    while (length > 0 && g_ascii_isspace(text[skip + length - 1])) {
        length--;
    }
    for (gsize w = 0; w < G_N_ELEMENTS(yes); w++) {
        if (strlen(yes[w]) == length && g_ascii_strncasecmp(text + skip, yes[w], length) == 0) {
            return 1;
        }
        if (strlen(no[w]) == length && g_ascii_strncasecmp(text + skip, no[w], length) == 0) {
            return 0;
        }
    }
    return -1;
}
