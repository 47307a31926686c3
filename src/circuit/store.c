/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/store.h"

#include "circuit/column.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Segments are mapped as they are needed, each as large as all before it, within these limits. */
static const gsize SEGMENT_MIN = (gsize)1 << 20, SEGMENT_MAX = (gsize)1 << 28;
/* Arrays begin at multiples of this. */
static const gsize ALIGNMENT = 64;

typedef struct {
    char *start;
    gsize size;
} segment_t;

struct latigraph_store_t {
    char *folder; /* for messages */
    int file;
    off_t size;      /* of the file */
    GArray *segment; /* segment_t; the last one is being filled … */
    char *next;      /* … from here on … */
    gsize room;      /* … and has this much left */
    GStringChunk *texts;
};

static void store_clear(gpointer data) {
    latigraph_store_t *store = data;
    for (guint k = 0; k < store->segment->len; k++) {
        const segment_t *segment = &g_array_index(store->segment, segment_t, k);
        munmap(segment->start, segment->size);
    }
    g_array_unref(store->segment);
    g_string_chunk_free(store->texts);
    if (store->file >= 0) {
        close(store->file);
    }
    g_free(store->folder);
}

latigraph_store_t *latigraph_store_ref(latigraph_store_t *store) {
    return g_atomic_rc_box_acquire(store);
}

void latigraph_store_unref(latigraph_store_t *store) {
    g_atomic_rc_box_release_full(store, store_clear);
}

igraph_error_t latigraph_store_create(latigraph_store_t **result) {
    const char *given = g_getenv("TMPDIR");
    latigraph_store_t *store = g_atomic_rc_box_new0(latigraph_store_t);
    store->folder = g_strdup(given != NULL && given[0] != '\0' ? given : "/var/tmp");
    store->segment = g_array_new(FALSE, FALSE, sizeof(segment_t));
    store->texts = g_string_chunk_new(4096);
    IGRAPH_FINALLY(latigraph_store_unref, store);
    char *path = g_build_filename(store->folder, "latigraph-XXXXXX", NULL);
    store->file = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    const int reason = errno;
    if (store->file >= 0) {
        g_unlink(path);
    }
    g_free(path);
    if (store->file < 0) {
        IGRAPH_ERRORF("No file for circuits beyond memory can be made in \"%s\" ($TMPDIR): %s.",
                      IGRAPH_EFILE, store->folder, g_strerror(reason));
    }
    IGRAPH_FINALLY_CLEAN(1);
    *result = store;
    return IGRAPH_SUCCESS;
}

/* Maps a segment with room for `size` bytes. Blocks are reserved, so that a full disk is an error
 * here and not a signal later. */
static igraph_error_t add_segment(latigraph_store_t *store, gsize size) {
    segment_t segment = {.size = CLAMP((gsize)store->size, SEGMENT_MIN, SEGMENT_MAX)};
    segment.size = MAX(segment.size, (size + SEGMENT_MIN - 1) / SEGMENT_MIN * SEGMENT_MIN);
    const int reason = posix_fallocate(store->file, store->size, (off_t)segment.size);
    if (reason != 0) {
        IGRAPH_ERRORF(
            "The file for circuits beyond memory in \"%s\" ($TMPDIR) cannot grow to %.0f MB: %s.",
            IGRAPH_EFILE, store->folder, 1e-6 * (double)(store->size + (off_t)segment.size),
            g_strerror(reason));
    }
    void *start =
        mmap(NULL, segment.size, PROT_READ | PROT_WRITE, MAP_SHARED, store->file, store->size);
    if (start == MAP_FAILED) {
        IGRAPH_ERRORF("Not enough memory to map %zu bytes of circuits.", IGRAPH_ENOMEM,
                      (size_t)segment.size);
    }
    segment.start = start;
    store->size += (off_t)segment.size;
    store->next = segment.start;
    store->room = segment.size;
    g_array_append_val(store->segment, segment);
    return IGRAPH_SUCCESS;
}

gsize latigraph_store_room(gsize size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

igraph_error_t latigraph_store_reserve(latigraph_store_t *store, gsize size, char **place) {
    const gsize room = latigraph_store_room(size);
    if (store->room < room) {
        IGRAPH_CHECK(add_segment(store, room));
    }
    *place = store->next;
    store->next += room;
    store->room -= room;
    return IGRAPH_SUCCESS;
}

void latigraph_store_move(char **place, gpointer array, gsize size) {
    gpointer from;
    memcpy(&from, array, sizeof from);
    if (from != NULL) {
        memcpy(*place, from, size);
        memcpy(array, place, sizeof *place);
        *place += latigraph_store_room(size);
        g_free(from);
    }
}

char *latigraph_store_text(latigraph_store_t *store, const char *text) {
    return g_string_chunk_insert_const(store->texts, text);
}

/* --- Circuits ------------------------------------------------------------- */

/* Calls `see` for every large array of a circuit. */
static void each_array(latigraph_circuit_t *c,
                       void (*see)(gpointer array, gsize size, gpointer data), gpointer data) {
    const gsize starts = ((gsize)c->n + 1) * sizeof(int), edges = (gsize)c->m * sizeof(int);
    see(&c->out_start, starts, data);
    see(&c->out_to, edges, data);
    see(&c->in_start, starts, data);
    see(&c->in_from, edges, data);
    see(&c->in_edge, edges, data);
    see(&c->weight, (gsize)c->m * sizeof *c->weight, data);
    see(&c->position, (gsize)c->n * (gsize)c->dims * sizeof *c->position, data);
    see(&c->neuron, (gsize)c->n * sizeof *c->neuron, data);
    for (guint k = 0; k < c->columns->len; k++) {
        latigraph_column_t *column = c->columns->pdata[k];
        see(&column->level, (gsize)c->n * sizeof *column->level, data);
        see(&column->value, (gsize)c->n * sizeof *column->value, data);
    }
}

static void add_room(gpointer array, gsize size, gpointer data) {
    gpointer from;
    memcpy(&from, array, sizeof from);
    *(gsize *)data += from != NULL ? latigraph_store_room(size) : 0;
}

static void move_array(gpointer array, gsize size, gpointer data) {
    latigraph_store_move(data, array, size);
}

static gsize name_bytes(const latigraph_circuit_t *circuit) {
    gsize bytes = 0;
    for (int i = 0; i < circuit->n; i++) {
        bytes += strlen(circuit->neuron[i]) + 1;
    }
    return bytes;
}

gsize latigraph_circuit_bytes(const latigraph_circuit_t *circuit) {
    gsize bytes = latigraph_store_room(name_bytes(circuit));
    each_array((latigraph_circuit_t *)circuit, add_room, &bytes);
    return bytes;
}

static void move_names(latigraph_circuit_t *circuit, char *place) {
    for (int i = 0; i < circuit->n; i++) {
        const gsize size = strlen(circuit->neuron[i]) + 1;
        circuit->neuron[i] = memcpy(place, circuit->neuron[i], size);
        place += size;
    }
    g_clear_pointer(&circuit->names, g_string_chunk_free);
}

/* Circuits of a connectome have the same few texts. */
static void share_levels(latigraph_column_t *column, latigraph_store_t *store) {
    GPtrArray *levels = g_ptr_array_sized_new(column->levels->len);
    for (guint l = 0; l < column->levels->len; l++) {
        g_ptr_array_add(levels, latigraph_store_text(store, column->levels->pdata[l]));
    }
    g_ptr_array_unref(column->levels);
    column->levels = levels;
}

igraph_error_t latigraph_circuit_keep(latigraph_circuit_t *circuit, latigraph_store_t *store) {
    char *place;
    if (circuit->store != NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_store_reserve(store, latigraph_circuit_bytes(circuit), &place));
    circuit->store = latigraph_store_ref(store);
    each_array(circuit, move_array, &place);
    move_names(circuit, place);
    for (guint k = 0; k < circuit->columns->len; k++) {
        latigraph_column_t *column = circuit->columns->pdata[k];
        column->stored = TRUE;
        if (column->levels != NULL) {
            share_levels(column, store);
        }
    }
    return IGRAPH_SUCCESS;
}
