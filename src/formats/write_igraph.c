/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Calls igraph's writers so that they can be interrupted.
 *
 * igraph's writers of GML, Pajek, NCOL, LGL, LEDA and DOT never ask whether the user wants to
 * interrupt, and take seconds for a million edges. They write to a stream, though, and a stream can
 * have functions of its own. The stream here asks whenever its buffer is full. If the answer is
 * yes, all its writes fail, igraph ends as on a full disk, and the caller gets IGRAPH_INTERRUPTED.
 *
 * fopencookie() belongs to the C libraries of GNU, musl and Android. Elsewhere igraph gets the file
 * itself and writes to its end. */

#include "formats/write_formats.h"

#include "base/memory.h"

#include <errno.h>

#ifndef HAVE_FOPENCOOKIE

igraph_error_t latigraph_write_by_igraph(latigraph_graph_writer_t *write, const igraph_t *graph,
                                         FILE *file) {
    return write(graph, file);
}

#else

typedef struct {
    FILE *file;
    igraph_bool_t interrupted;
} guard_t;

/* Passes bytes on to the file. Returning 0 is an error of the stream. */
static ssize_t pass_on(void *data, const char *bytes, size_t size) {
    guard_t *guard = data;
    guard->interrupted = guard->interrupted || latigraph_interrupted();
    if (guard->interrupted) {
        errno = EINTR;
        return 0;
    }
    return (ssize_t)fwrite(bytes, 1, size, guard->file);
}

igraph_error_t latigraph_write_by_igraph(latigraph_graph_writer_t *write, const igraph_t *graph,
                                         FILE *file) {
    enum { BUFFER = 1 << 16 };
    guard_t guard = {.file = file};
    char *buffer;
    LATIGRAPH_ALLOCATE(buffer, BUFFER);
    FILE *stream = fopencookie(&guard, "w", (cookie_io_functions_t){.write = pass_on});
    LATIGRAPH_CHECK_MEMORY(stream);
    IGRAPH_FINALLY(fclose, stream);
    setvbuf(stream, buffer, _IOFBF, BUFFER);
    const igraph_error_t code = write(graph, stream);
    if (code == IGRAPH_SUCCESS) {
        const igraph_bool_t failed = fclose(stream) != 0;
        const int reason = errno;
        IGRAPH_FINALLY_CLEAN(1);
        if (failed && !guard.interrupted) {
            IGRAPH_ERRORF("Write failed: %s.", IGRAPH_EFILE, g_strerror(reason));
        }
    }
    if (guard.interrupted) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    IGRAPH_CHECK(code);
    g_free(buffer);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
#endif
