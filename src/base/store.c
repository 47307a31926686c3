/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * A file in place of memory, for circuits beyond the memory limit.
 *
 * The file grows by segments that are mapped once and never move, so that pointers into them stay
 * valid and all other code reads circuits as if they were in memory. Each segment is as large as
 * all earlier ones together, from 1 MB to 256 MB. An array takes a multiple of 64 bytes; what a
 * segment has left when the next array does not fit is not used.
 *
 * The blocks of a segment are reserved on the disk before they are mapped. Without that a full disk
 * would end the process with SIGBUS at the first write to a page, instead of an error here. The
 * file has no name after it is created, so the system removes it however the process ends.
 */
#include "base/store.h"

#include "base/map.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Each new segment is as large as all earlier ones together, within these limits, so that a store
 * of any size has few segments. */
static const gsize SEGMENT_MIN = (gsize)1 << 20, SEGMENT_MAX = (gsize)1 << 28;
/* alignment of arrays in bytes */
static const gsize ALIGNMENT = 64;

typedef struct {
    char *start;
    gsize size;
} segment_t;

struct latigraph_store_t {
    char *folder; /* named in messages */
    int file;
    off_t size;         /* bytes in the file */
    segment_t *segment; /* (segments) new slabs are cut from the last one */
    size_t segments;
    char *next;            /* first unused byte of the last segment */
    gsize left;            /* unused bytes of the last segment */
    latigraph_map_t texts; /* copies of the texts */
    gatomicrefcount references;
};

double latigraph_machine_memory(void) {
#ifdef _SC_PHYS_PAGES
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    return pages > 0 && page > 0 ? (double)pages * (double)page : INFINITY;
#else
    return INFINITY; /* not known */
#endif
}

latigraph_store_t *latigraph_store_ref(latigraph_store_t *store) {
    g_atomic_ref_count_inc(&store->references);
    return store;
}

void latigraph_store_unref(latigraph_store_t *store) {
    if (!g_atomic_ref_count_dec(&store->references)) {
        return;
    }
    for (size_t k = 0; k < store->segments; k++) {
        munmap(store->segment[k].start, store->segment[k].size);
    }
    g_free(store->segment);
    latigraph_map_destroy(&store->texts);
    if (store->file >= 0) {
        close(store->file);
    }
    g_free(store->folder);
    g_free(store);
}

igraph_error_t latigraph_store_create(latigraph_store_t **result) {
    const char *given = g_getenv("TMPDIR");
    char *path;
    latigraph_store_t *store = g_try_new0(latigraph_store_t, 1);
    LATIGRAPH_CHECK_MEMORY(store);
    g_atomic_ref_count_init(&store->references);
    store->file = -1;
    store->texts = (latigraph_map_t)LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    IGRAPH_FINALLY(latigraph_store_unref, store);
    IGRAPH_CHECK(latigraph_copy_text(given != NULL && given[0] != '\0' ? given : "/var/tmp",
                                     &store->folder));
    IGRAPH_CHECK(
        latigraph_print_text(&path, "%s" G_DIR_SEPARATOR_S "latigraph-XXXXXX", store->folder));
    store->file = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    const int reason = errno;
    if (store->file >= 0) {
        g_unlink(path);
    }
    g_free(path);
    if (store->file < 0) {
        IGRAPH_ERRORF("Cannot create a file for circuits beyond the memory limit in \"%s\": %s. "
                      "Set $TMPDIR to a folder that can be written.",
                      IGRAPH_EFILE, store->folder, g_strerror(reason));
    }
    IGRAPH_FINALLY_CLEAN(1);
    *result = store;
    return IGRAPH_SUCCESS;
}

/* Reserves blocks on the disk at the end of the file. Returns 0, or the number of the error. */
static int reserve(int file, off_t begin, gsize size) {
#ifdef HAVE_POSIX_FALLOCATE
    return posix_fallocate(file, begin, (off_t)size);
#else
    /* macOS and others have no such call. Zeros take the blocks as well, and cost their writing. */
    static const char zeros[1 << 16];
    for (gsize done = 0; done < size;) {
        const ssize_t written =
            pwrite(file, zeros, MIN(size - done, sizeof zeros), begin + (off_t)done);
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        done += (gsize)MAX(written, 0);
    }
    return 0;
#endif
}

/* Maps a new segment of at least `size` bytes. Its blocks are reserved on the disk, so that a full
 * disk raises an error here. Without the reservation, the first write to a page would end the
 * program with SIGBUS. */
static igraph_error_t add_segment(latigraph_store_t *store, gsize size) {
    segment_t *longer = g_try_renew(segment_t, store->segment, store->segments + 1);
    LATIGRAPH_CHECK_MEMORY(longer);
    store->segment = longer;
    segment_t segment = {.size = CLAMP((gsize)store->size, SEGMENT_MIN, SEGMENT_MAX)};
    segment.size = MAX(segment.size, (size + SEGMENT_MIN - 1) / SEGMENT_MIN * SEGMENT_MIN);
    const int reason = reserve(store->file, store->size, segment.size);
    if (reason != 0) {
        IGRAPH_ERRORF("The file for circuits beyond the memory limit in \"%s\" cannot grow to %.0f "
                      "MB: %s. Set $TMPDIR to a folder on a larger disk.",
                      IGRAPH_EFILE, store->folder,
                      1e-6 * (double)(store->size + (off_t)segment.size), g_strerror(reason));
    }
    void *start =
        mmap(NULL, segment.size, PROT_READ | PROT_WRITE, MAP_SHARED, store->file, store->size);
    if (start == MAP_FAILED) {
        IGRAPH_ERRORF("Cannot map %zu bytes of circuits: not enough address space.", IGRAPH_ENOMEM,
                      (size_t)segment.size);
    }
    segment.start = start;
    store->size += (off_t)segment.size;
    store->next = segment.start;
    store->left = segment.size;
    store->segment[store->segments++] = segment;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_store_text(latigraph_store_t *store, const char *text, const char **copy) {
    latigraph_map_entry_t *entry;
    IGRAPH_CHECK(latigraph_map_add_text(&store->texts, text, &entry, NULL));
    *copy = entry->text;
    return IGRAPH_SUCCESS;
}

/* --- Slabs ---------------------------------------------------------------- */

/* An empty array still takes some bytes, so that every array begins within its slab. */
gsize latigraph_slab_bytes(gsize size) {
    return (MAX(size, 1) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

igraph_error_t latigraph_slab_reserve(latigraph_slab_t *slab, latigraph_store_t *store,
                                      gsize bytes) {
    bytes = latigraph_slab_bytes(bytes);
    if (store->left < bytes) {
        IGRAPH_CHECK(add_segment(store, bytes));
    }
    slab->store = latigraph_store_ref(store);
    slab->start = slab->end = store->next;
    store->next += bytes;
    store->left -= bytes;
    return IGRAPH_SUCCESS;
}

void latigraph_slab_leave(latigraph_slab_t *slab) {
    g_clear_pointer(&slab->store, latigraph_store_unref);
    slab->start = slab->end = NULL;
}

void latigraph_slab_move(latigraph_slab_t *slab, gpointer array, gsize size) {
    gpointer from;
    memcpy(&from, array, sizeof from);
    if (from != NULL) {
        memcpy(slab->end, from, size);
        memcpy(array, &slab->end, sizeof slab->end);
        slab->end += latigraph_slab_bytes(size);
        g_free(from);
    }
}

void latigraph_slab_free(const latigraph_slab_t *slab, gpointer array) {
    const guintptr place = (guintptr)array;
    if (place < (guintptr)slab->start || place >= (guintptr)slab->end) {
        g_free(array);
    }
}
