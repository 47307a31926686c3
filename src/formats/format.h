/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_FORMAT_H
#define LATIGRAPH_FORMATS_FORMAT_H

#include "base/compat.h"

#include <glib.h>

struct latigraph_circuit_t;

/* Neurons without edges that a format can represent. */
typedef enum {
    LATIGRAPH_ISOLATES_ALL,
    LATIGRAPH_ISOLATES_INNER, /* only those before the last neuron with an edge */
    LATIGRAPH_ISOLATES_NONE
} latigraph_isolates_t;

/* A file format that igraph reads or writes. A new format is one row of the table in format.c. */
typedef struct {
    const char *name;
    const char *const *extensions; /* NULL-terminated, the usual one first */
    gboolean attributes; /* does it store attributes, and so need igraph's attribute handler? */
    const char *names;   /* vertex attribute that igraph's writer takes the names from */
    gboolean plain_positions; /* attribute names like "x_um" are not allowed, but x, y, z are */
    gboolean gaps;            /* can it store numbers that are not known (NaN)? */
    const char *forbidden;    /* characters that names must not contain */
    latigraph_isolates_t isolates;
    igraph_error_t (*read)(igraph_t *graph, FILE *file); /* NULL if the format cannot be read */
    igraph_error_t (*write)(const igraph_t *graph,
                            FILE *file); /* NULL if the format holds circuits only */
    /* Writes a circuit without an igraph_t; NULL if it is written as a graph. A format of a folder
     * has write_folder instead. */
    igraph_error_t (*write_circuit)(const struct latigraph_circuit_t *circuit, FILE *file);
    igraph_error_t (*write_folder)(const struct latigraph_circuit_t *circuit, const char *folder);
    /* Rejects a text that would make igraph allocate far too much memory; may be NULL. */
    igraph_error_t (*check)(const char *path, const char *text, gsize size);
} latigraph_format_t;

/* Finds a format by its name, or by the extension of a path (also "x.gml.gz"). Returns NULL if
 * there is none. */
const latigraph_format_t *latigraph_format_named(const char *name);
const latigraph_format_t *latigraph_format_of(const char *path);
/* Returns whether graphs can be written in a format. */
gboolean latigraph_format_is_writable(const latigraph_format_t *format);
/* Makes igraph parse the text of a file in memory, which a NUL byte follows. Messages call the file
 * `path`. On success the graph is initialised. */
igraph_error_t latigraph_format_parse(const latigraph_format_t *format, const char *path,
                                      char *text, gsize size, igraph_t *graph);
/* Lists the names of the writable formats ("graphml, gml, ...") for an error message. */
void latigraph_formats_writable(char *text, gsize size);

#endif
