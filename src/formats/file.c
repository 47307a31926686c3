/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Loading of whole files, unpacked if their first bytes are those of gzip, parts of paths, and
 * lists of folders.
 *
 * A packed file may be made to fill the memory, so what it may unpack to is bounded by its own
 * size. Readers work on a whole file in memory, because they look ahead and because their cells
 * point into it. */

#include "formats/file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Most bytes that a packed file of `size` bytes may unpack to. Tables of numbers shrink to a tenth,
 * and zeros to a thousandth: only a file that is made to fill the memory is refused. */
static gsize unpacked_limit(gsize size) {
    const gsize least = 16 << 20, factor = 256;
    return MIN(size < G_MAXINT / factor ? least + size * factor : G_MAXINT, (gsize)G_MAXINT);
}

/* Unpacks one round of input into `unpacked`; returns FALSE at the end or on error. */
static gboolean unpack_some(GConverter *converter, const char *data, gsize size, gsize *used,
                            latigraph_text_t *unpacked, GError **error) {
    char buffer[65536];
    gsize consumed = 0, produced = 0;
    const GConverterResult result =
        g_converter_convert(converter, data + *used, size - *used, buffer, sizeof buffer,
                            G_CONVERTER_INPUT_AT_END, &consumed, &produced, error);
    if (result == G_CONVERTER_ERROR) {
        return FALSE;
    }
    *used += consumed;
    if (unpacked->length + produced > unpacked_limit(size)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                    "it unpacks to more than %.0f MB, which is far too much for a file of its size",
                    1e-6 * (double)unpacked_limit(size));
        return FALSE;
    }
    latigraph_text_append_part(unpacked, buffer, produced);
    if (result == G_CONVERTER_FINISHED) {
        g_converter_reset(converter); /* a .gz file may consist of several packed parts */
        return *used < size;
    }
    return !unpacked->failed;
}

igraph_error_t latigraph_file_unpack(const char *path, const char *packed, char **data,
                                     gsize *size) {
    GError *error = NULL;
    gsize used = 0;
    latigraph_text_t unpacked = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &unpacked);
    GConverter *converter = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP));
    IGRAPH_FINALLY(g_object_unref, converter);
    while (unpack_some(converter, packed, *size, &used, &unpacked, &error)) {
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    g_object_unref(converter);
    IGRAPH_FINALLY_CLEAN(1);
    if (error != NULL) {
        char message[200];
        g_strlcpy(message, error->message, sizeof message);
        g_error_free(error);
        IGRAPH_ERRORF("\"%s\" cannot be unpacked: %s.", IGRAPH_EFILE, path, message);
    }
    *size = unpacked.length;
    IGRAPH_CHECK(latigraph_text_take(&unpacked, data));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void close_descriptor(int *descriptor) {
    close(*descriptor);
}

/* Reads what a descriptor has, in pieces between which the user can interrupt. `expected` bytes are
 * allocated at once; a pipe says 0. */
static igraph_error_t read_pieces(const char *path, int descriptor, gsize expected,
                                  latigraph_text_t *text) {
    enum { PIECE = 1 << 20 };
    char *piece;
    ssize_t length;
    LATIGRAPH_ALLOCATE(piece, PIECE);
    text->bytes = g_try_malloc(expected + 1);
    LATIGRAPH_CHECK_MEMORY(text->bytes);
    text->room = expected + 1;
    while ((length = read(descriptor, piece, PIECE)) != 0) {
        if (length < 0 && errno != EINTR) {
            IGRAPH_ERRORF("\"%s\" cannot be read: %s.", IGRAPH_EFILE, path, g_strerror(errno));
        }
        latigraph_text_append_part(text, piece, (gsize)MAX(length, 0));
        IGRAPH_CHECK(latigraph_text_check(text));
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    g_free(piece);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_file(const char *path, char **data, gsize *size) {
    struct stat found;
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    int descriptor;
    /* A pipe that nobody writes to yet makes this wait, and a signal ends the wait. */
    while ((descriptor = g_open(path, O_RDONLY | O_CLOEXEC, 0)) < 0 && errno == EINTR) {
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    if (descriptor < 0) {
        IGRAPH_ERRORF("\"%s\" cannot be opened: %s.", IGRAPH_EFILE, path, g_strerror(errno));
    }
    IGRAPH_FINALLY(close_descriptor, &descriptor);
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    const gboolean plain = fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
    IGRAPH_CHECK(read_pieces(path, descriptor, plain ? (gsize)found.st_size : 0, &text));
    *size = text.length;
    IGRAPH_CHECK(latigraph_text_take(&text, data));
    close_descriptor(&descriptor);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_file_load(const char *path, char **data, gsize *size) {
    char *contents;
    IGRAPH_CHECK(read_file(path, &contents, size));
    if (*size > 2 && memcmp(contents, "\x1f\x8b", 2) == 0) {
        char *packed = contents;
        IGRAPH_FINALLY(g_free, packed);
        IGRAPH_CHECK(latigraph_file_unpack(path, packed, &contents, size));
        g_free(packed);
        IGRAPH_FINALLY_CLEAN(1);
    }
    if (*size == 0) {
        g_free(contents);
        IGRAPH_ERRORF("\"%s\" is empty.", IGRAPH_PARSEERROR, path);
    }
    *data = contents;
    return IGRAPH_SUCCESS;
}

/* --- Names ------------------------------------------------------------------ */

/* Finds the last part of a path, without slashes after it. */
static const char *last_part(const char *path, size_t *length) {
    size_t end = strlen(path);
    while (end > 1 && G_IS_DIR_SEPARATOR(path[end - 1])) {
        end--;
    }
    size_t start = end;
    while (start > 0 && !G_IS_DIR_SEPARATOR(path[start - 1])) {
        start--;
    }
    start -= start == end && start > 0; /* the root is its own last part */
    *length = end - start;
    return path + start;
}

igraph_error_t latigraph_file_name(const char *path, char **name) {
    size_t length;
    const char *part = last_part(path[0] != '\0' ? path : ".", &length);
    return latigraph_copy_text_part(part, length, name);
}

igraph_error_t latigraph_file_folder(const char *path, char **folder) {
    const char *slash = strrchr(path, G_DIR_SEPARATOR);
    if (slash == NULL) {
        return latigraph_copy_text(".", folder);
    }
    size_t length = (size_t)(slash - path);
    while (length > 0 && G_IS_DIR_SEPARATOR(path[length - 1])) {
        length--;
    }
    return latigraph_copy_text_part(path, MAX(length, 1), folder);
}

/* Returns the length of the last part of a path without ".gz". */
static size_t unpacked_length(const char *part, size_t length) {
    return length >= 3 && strncmp(part + length - 3, ".gz", 3) == 0 ? length - 3 : length;
}

/* Returns where the extension of a name begins, or its end. A leading dot hides a file. */
static size_t find_dot(const char *part, size_t length) {
    for (size_t at = length; at > 1; at--) {
        if (part[at - 1] == '.') {
            return at - 1;
        }
    }
    return length;
}

igraph_error_t latigraph_file_stem(const char *path, char **stem) {
    size_t length;
    const char *part = last_part(path, &length);
    length = unpacked_length(part, length);
    return latigraph_copy_text_part(part, find_dot(part, length), stem);
}

void latigraph_file_extension(const char *path, char extension[EXTENSION_SIZE]) {
    size_t length, filled = 0;
    const char *part = last_part(path, &length);
    length = unpacked_length(part, length);
    for (size_t at = find_dot(part, length) + 1; at < length && filled + 1 < EXTENSION_SIZE; at++) {
        extension[filled++] = g_ascii_tolower(part[at]);
    }
    extension[filled] = '\0';
}

/* --- Folders ---------------------------------------------------------------- */

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

igraph_error_t latigraph_folder_list(const char *folder, igraph_vector_ptr_t *paths) {
    GError *error = NULL;
    const char *name, *slash = g_str_has_suffix(folder, G_DIR_SEPARATOR_S) ? "" : G_DIR_SEPARATOR_S;
    IGRAPH_CHECK(latigraph_pointers_init(paths, g_free));
    IGRAPH_FINALLY(latigraph_pointers_destroy, paths);
    GDir *directory = g_dir_open(folder, 0, &error);
    if (directory == NULL) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_EFILE);
    }
    IGRAPH_FINALLY(g_dir_close, directory);
    while ((name = g_dir_read_name(directory)) != NULL) {
        if (name[0] != '.') {
            char *path;
            IGRAPH_CHECK(latigraph_print_text(&path, "%s%s%s", folder, slash, name));
            IGRAPH_CHECK(latigraph_pointers_add(paths, path));
        }
    }
    g_dir_close(directory);
    IGRAPH_FINALLY_CLEAN(1);
    igraph_vector_ptr_sort(paths, compare_paths);
    return IGRAPH_SUCCESS;
}
