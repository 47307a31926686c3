/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/file.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Loading of whole files, unpacked if necessary, and writing of files that are complete or absent.
 * The output is a temporary file in the same folder, because only a rename within one file system
 * is atomic. */

/* --- Reading ---------------------------------------------------------------- */

/* Unpacks one round of input into `unpacked`; returns FALSE at the end or on error. */
static gboolean unpack_some(GConverter *converter, const char *data, gsize size, gsize *used,
                            GByteArray *unpacked, GError **error) {
    guint8 buffer[65536];
    gsize consumed = 0, produced = 0;
    const GConverterResult result =
        g_converter_convert(converter, data + *used, size - *used, buffer, sizeof buffer,
                            G_CONVERTER_INPUT_AT_END, &consumed, &produced, error);
    if (result == G_CONVERTER_ERROR) {
        return FALSE;
    }
    *used += consumed;
    if (unpacked->len > (guint)G_MAXINT - sizeof buffer) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                    "it is larger than 2 GiB when unpacked");
        return FALSE;
    }
    g_byte_array_append(unpacked, buffer, (guint)produced);
    if (result == G_CONVERTER_FINISHED) {
        g_converter_reset(converter); /* a .gz file may consist of several packed parts */
        return *used < size;
    }
    return TRUE;
}

static igraph_error_t unpack(const char *path, char **data, gsize *size) {
    GError *error = NULL;
    gsize used = 0;
    GByteArray *unpacked = g_byte_array_new();
    GConverter *converter = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP));
    while (unpack_some(converter, *data, *size, &used, unpacked, &error)) {
    }
    g_object_unref(converter);
    if (error != NULL) {
        char message[200];
        g_strlcpy(message, error->message, sizeof message);
        g_error_free(error);
        g_byte_array_unref(unpacked);
        IGRAPH_ERRORF("\"%s\" cannot be unpacked: %s.", IGRAPH_EFILE, path, message);
    }
    *size = unpacked->len;
    g_byte_array_append(unpacked, (const guint8 *)"", 1);
    g_free(*data);
    *data = (char *)g_byte_array_free(unpacked, FALSE);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_file_load(const char *path, char **data, gsize *size) {
    GError *error = NULL;
    char *contents;
    if (!g_file_get_contents(path, &contents, size, &error)) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_EFILE);
    }
    if (g_str_has_suffix(path, ".gz") && *size > 0) {
        char *packed = contents;
        IGRAPH_FINALLY(g_free, packed);
        IGRAPH_CHECK(unpack(path, &contents, size));
        IGRAPH_FINALLY_CLEAN(1);
    }
    if (*size == 0) {
        g_free(contents);
        IGRAPH_ERRORF("\"%s\" is empty.", IGRAPH_PARSEERROR, path);
    }
    *data = contents;
    return IGRAPH_SUCCESS;
}

/* --- Writing ---------------------------------------------------------------- */

igraph_error_t latigraph_output_open(latigraph_output_t *output, const char *path) {
    char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    char *temporary = g_strdup_printf("%s/.%s.XXXXXX", folder, name);
    g_free(folder);
    g_free(name);
    const int descriptor = g_mkstemp_full(temporary, O_RDWR | O_CLOEXEC, 0666);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (file == NULL) {
        const int reason = errno;
        if (descriptor >= 0) {
            close(descriptor);
            g_unlink(temporary);
        }
        g_free(temporary);
        IGRAPH_ERRORF("\"%s\" cannot be written: %s.", IGRAPH_EFILE, path, g_strerror(reason));
    }
    output->path = g_strdup(path);
    output->temporary = temporary;
    output->file = file;
    return IGRAPH_SUCCESS;
}

void latigraph_output_abandon(latigraph_output_t *output) {
    if (output->file != NULL) {
        fclose(output->file);
    }
    if (output->temporary != NULL) {
        g_unlink(output->temporary);
    }
    g_free(output->temporary);
    g_free(output->path);
    memset(output, 0, sizeof *output);
}

igraph_error_t latigraph_output_flush(latigraph_output_t *output) {
    /* The stream remembers errors of earlier writes, which happen whenever its buffer is full. */
    int failed = ferror(output->file) ? EIO : 0;
    errno = 0;
    if (fflush(output->file) != 0 || fsync(fileno(output->file)) != 0) {
        failed = errno != 0 ? errno : EIO;
    }
    if (fclose(output->file) != 0 && failed == 0) {
        failed = errno;
    }
    output->file = NULL;
    if (failed != 0) {
        IGRAPH_ERRORF("\"%s\" cannot be written: %s.", IGRAPH_EFILE, output->path,
                      g_strerror(failed));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_output_publish(latigraph_output_t *output) {
    if (g_rename(output->temporary, output->path) != 0) {
        const int failed = errno;
        IGRAPH_ERRORF("\"%s\" cannot be written: %s.", IGRAPH_EFILE, output->path,
                      g_strerror(failed));
    }
    g_clear_pointer(&output->temporary, g_free);
    latigraph_output_abandon(output);
    return IGRAPH_SUCCESS;
}

/* --- Names ------------------------------------------------------------------ */

/* Returns the base name without ".gz". */
static char *unpacked_name(const char *path) {
    char *name = g_path_get_basename(path);
    if (g_str_has_suffix(name, ".gz")) {
        name[strlen(name) - 3] = '\0';
    }
    return name;
}

char *latigraph_file_stem(const char *path) {
    char *name = unpacked_name(path);
    char *dot = strrchr(name, '.');
    if (dot != NULL && dot != name) {
        *dot = '\0';
    }
    return name;
}

char *latigraph_file_extension(const char *path) {
    char *name = unpacked_name(path);
    const char *dot = strrchr(name, '.');
    char *extension = g_ascii_strdown(dot != NULL && dot != name ? dot + 1 : "", -1);
    g_free(name);
    return extension;
}
