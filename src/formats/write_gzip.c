/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Packing of files whose name ends in ".gz".
 *
 * igraph's writers need a FILE, which packs nothing, and streams with functions of one's own are
 * not portable. The plain file therefore goes to a temporary file of the system first, and from
 * there through GLib's compressor in blocks. The header has no time, so that equal circuits give
 * equal files. */

#include "formats/write_formats.h"

#include <errno.h>
#include <gio/gio.h>

enum { BLOCK = 65536 };

static igraph_error_t failed(void) {
    IGRAPH_ERRORF("Packing failed: %s.", IGRAPH_EFILE, g_strerror(errno));
}

/* Packs one block and writes the result. The last block of a stream is shorter than BLOCK. */
static igraph_error_t pack_block(GConverter *converter, const char *block, gsize size,
                                 FILE *packed) {
    const gboolean last = size < BLOCK;
    GConverterResult result = G_CONVERTER_CONVERTED;
    gsize used = 0;
    while (used < size || (last && result != G_CONVERTER_FINISHED)) {
        char output[BLOCK];
        gsize read = 0, written = 0;
        GError *error = NULL;
        result = g_converter_convert(converter, block + used, size - used, output, sizeof output,
                                     last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &read,
                                     &written, &error);
        if (result == G_CONVERTER_ERROR) {
            LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_EFILE);
        }
        used += read;
        if (fwrite(output, 1, written, packed) != written) {
            return failed();
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_write_gzip(FILE *plain, FILE *packed) {
    char block[BLOCK];
    gsize size = BLOCK;
    GConverter *converter =
        G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, /*level=*/-1));
    IGRAPH_FINALLY(g_object_unref, converter);
    if (fseek(plain, 0, SEEK_SET) != 0) {
        return failed();
    }
    while (size == BLOCK) {
        size = fread(block, 1, sizeof block, plain);
        if (ferror(plain)) {
            return failed();
        }
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(pack_block(converter, block, size, packed));
    }
    g_object_unref(converter);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
