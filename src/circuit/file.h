/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_FILE_H
#define LATIGRAPH_CIRCUIT_FILE_H

#include "base/compat.h"

#include <glib.h>
#include <stdio.h>

/* Loads a file, unpacked if its name ends in ".gz". A NUL byte follows the contents. Free them
 * with g_free(). An empty file raises IGRAPH_PARSEERROR. */
igraph_error_t latigraph_file_load(const char *path, char **data, gsize *size);

/* A file that appears under its name only after all its bytes are on the disk. A crash or a full
 * disk therefore never leaves half a file. */
typedef struct {
    char *path;
    char *temporary; /* path of the temporary file, in the same folder */
    FILE *file;
} latigraph_output_t;

/* Opens the temporary file. The caller keeps latigraph_output_abandon() on the FINALLY stack until
 * the output is published. */
igraph_error_t latigraph_output_open(latigraph_output_t *output, const char *path);
/* Writes all buffered bytes to the disk and closes the file. */
igraph_error_t latigraph_output_flush(latigraph_output_t *output);
/* Renames the temporary file to its final name and frees the output. */
igraph_error_t latigraph_output_publish(latigraph_output_t *output);
/* Removes the temporary file and frees the output. */
void latigraph_output_abandon(latigraph_output_t *output);

/* Gets "mouse" for "folder/mouse.graphml.gz": the base name without ".gz" and without its
 * extension. Free it with g_free(). */
igraph_error_t latigraph_file_stem(const char *path, char **stem);
/* Gets "graphml" for "folder/mouse.graphml.gz": the extension in lower case, or "". It is cut to
 * the size of `extension`, which is above that of every extension that the library knows. */
enum { EXTENSION_SIZE = 32 };
void latigraph_file_extension(const char *path, char extension[EXTENSION_SIZE]);

/* Gets the last part of a path, as g_path_get_basename() does, and the path of the folder that it
 * is in, as g_path_get_dirname() does. Free them with g_free(). */
igraph_error_t latigraph_file_name(const char *path, char **name);
igraph_error_t latigraph_file_folder(const char *path, char **folder);

#endif
