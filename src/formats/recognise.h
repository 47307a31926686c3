/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_RECOGNISE_H
#define LATIGRAPH_FORMATS_RECOGNISE_H

#include "formats/reading.h"

/* A format that can be read. */
typedef struct {
    const char *name;
    const char *const *extensions; /* NULL-terminated */
    /* Returns whether a text is of the format; NULL where only the extension can say so. */
    gboolean (*recognise)(const char *text, gsize size);
    latigraph_reader_t *read;
    gboolean binary;
    const char *title; /* name for people: "GraphML" */
} latigraph_readable_t;

/* Finds the format of the contents of a file; `name` overrides. Raises an error that says which
 * program converts the file if it cannot be read. */
igraph_error_t latigraph_recognise(const char *path, const char *name, const char *text, gsize size,
                                   const latigraph_readable_t **format);
/* Raises an error if the contents are those of a program whose files are not read. */
igraph_error_t latigraph_refuse_foreign(const char *path, const char *text, gsize size);
/* Returns the format that the extension of a path names, or NULL. */
const latigraph_readable_t *latigraph_readable_of(const char *path);
/* Lists the names of the formats ("graphml, gml, ...") for an error message. */
void latigraph_readable_names(char *text, gsize size);

#endif
