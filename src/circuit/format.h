/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_FORMAT_H
#define LATIGRAPH_CIRCUIT_FORMAT_H

#include "base/compat.h"

#include <glib.h>

/* Which neurons without edges a format has room for. */
typedef enum {
    LATIGRAPH_ISOLATES_ALL,
    LATIGRAPH_ISOLATES_INNER, /* those before the last neuron with an edge */
    LATIGRAPH_ISOLATES_NONE
} latigraph_isolates_t;

/* A file format of igraph's. */
typedef struct {
    const char *name;
    const char *const *extensions; /* NULL-terminated, the usual one first */
    gboolean attributes;           /* does it hold names, and so need the attribute handler? */
    const char *names;             /* vertex attribute that its writer takes the names from */
    gboolean plain_positions;      /* attribute names cannot be like "x_um", but x, y, z can */
    gboolean gaps;                 /* can it hold numbers that are not known (NaN)? */
    const char *forbidden;         /* characters that names cannot have in it */
    latigraph_isolates_t isolates;
    igraph_error_t (*read)(igraph_t *graph, FILE *file);        /* NULL: cannot be read */
    igraph_error_t (*write)(const igraph_t *graph, FILE *file); /* NULL: cannot be written */
    /* Refuses a text that would make igraph ask for far too much memory; may be NULL. */
    igraph_error_t (*check)(const char *path, const char *text, gsize size);
} latigraph_format_t;

/* By name or by the extension of a path ("x.gml.gz" too); NULL if there is none. */
const latigraph_format_t *latigraph_format_named(const char *name);
const latigraph_format_t *latigraph_format_of(const char *path);
/* ".graphml, .gml, ...": the extensions of those that can be read, for an error message. */
void latigraph_formats_readable(char *text, gsize size);
/* "graphml, gml, ...": those that can be written. */
void latigraph_formats_writable(char *text, gsize size);

#endif
