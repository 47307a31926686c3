/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_FILE_H
#define LATIGRAPH_FORMATS_FILE_H

#include "base/pointers.h"

#include <glib.h>

/* Loads a file, unpacked if its first bytes are those of gzip. A NUL byte follows the contents.
 * Free them with g_free(). An empty file raises IGRAPH_PARSEERROR. */
igraph_error_t latigraph_file_load(const char *path, char **data, gsize *size);

/* Unpacks the contents of a .gz file, whose *size becomes that of the result. A file that unpacks
 * to far more than its size raises IGRAPH_EFILE. Free *data with g_free(). */
igraph_error_t latigraph_file_unpack(const char *path, const char *packed, char **data,
                                     gsize *size);

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

/* Lists the paths of the items of a folder in the order of their names, without hidden ones. The
 * list is on the FINALLY stack as one entry. */
igraph_error_t latigraph_folder_list(const char *folder, igraph_vector_ptr_t *paths);

#endif
