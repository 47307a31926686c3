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

/* The contents of a file, unpacked if its name ends in ".gz"; a NUL byte follows them. Free with
 * g_free(). A file without a byte is an error. */
igraph_error_t latigraph_file_load(const char *path, char **data, gsize *size);

/* A file to write that appears under its name only when all of it is on the disk. */
typedef struct {
    char *path;
    char *temporary; /* in the same folder */
    FILE *file;
} latigraph_output_t;

/* Opens the temporary file. Then put latigraph_output_abandon() on the FINALLY stack until the
 * output is published. */
igraph_error_t latigraph_output_open(latigraph_output_t *output, const char *path);
/* Brings all of it to the disk and closes the file. */
igraph_error_t latigraph_output_flush(latigraph_output_t *output);
/* Gives it its name and frees. */
igraph_error_t latigraph_output_publish(latigraph_output_t *output);
/* Removes the temporary file and frees. */
void latigraph_output_abandon(latigraph_output_t *output);

/* "mouse" of "folder/mouse.graphml.gz", without the ".gz" and what follows the last dot before it.
 * Free with g_free(). */
char *latigraph_file_stem(const char *path);
/* "graphml" of the same, in lower case; "" if there is none. Free with g_free(). */
char *latigraph_file_extension(const char *path);

#endif
