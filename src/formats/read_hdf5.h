/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_READ_HDF5_H
#define LATIGRAPH_FORMATS_READ_HDF5_H

#include "base/arena.h"

#include <glib.h>
#include <hdf5.h>

/* Names in a file have at most this many bytes, with the NUL byte; longer ones are not listed. */
enum { LATIGRAPH_HDF5_NAME = 256 };

/* An HDF5 file that is being read. */
typedef struct {
    const char *path; /* borrowed; messages begin with it */
    hid_t file;
    gsize size, left; /* bytes of the file, and that further datasets may take in memory */
    H5E_auto2_t old;  /* error handler of the host, and its data */
    void *old_data;
} latigraph_hdf5_source_t;

/* Kinds of datasets of one dimension. */
typedef enum {
    LATIGRAPH_HDF5_NONE, /* no dataset, or one of another shape or type */
    LATIGRAPH_HDF5_WHOLE,
    LATIGRAPH_HDF5_FRACTIONS,
    LATIGRAPH_HDF5_WORDS
} latigraph_hdf5_content_t;

/* Opens a file. On success it is on the FINALLY stack as one entry. */
igraph_error_t latigraph_hdf5_open(latigraph_hdf5_source_t *source, const char *path);
void latigraph_hdf5_shut(latigraph_hdf5_source_t *source);

/* Finds what is at a path that is to be read, and the number of its rows. All datasets together may
 * take 256 times the bytes of the file and 16 MB; more is an error. HDF5 does not store rows that
 * were never written, so a file of 2 KB may state a billion of them. */
igraph_error_t latigraph_hdf5_content(latigraph_hdf5_source_t *source, const char *path,
                                      latigraph_hdf5_content_t *content, gint64 *rows);
/* Returns whether there is a group at a path. */
gboolean latigraph_hdf5_has_group(const latigraph_hdf5_source_t *source, const char *path);
/* Lists the names of what is in a group; `names` is initialised. */
igraph_error_t latigraph_hdf5_list(const latigraph_hdf5_source_t *source, const char *path,
                                   igraph_strvector_t *names);

/* Read a dataset of as many rows as latigraph_hdf5_content() has found. Texts are copied into an
 * arena. */
igraph_error_t latigraph_hdf5_integers(const latigraph_hdf5_source_t *source, const char *path,
                                       gint64 *number);
igraph_error_t latigraph_hdf5_doubles(const latigraph_hdf5_source_t *source, const char *path,
                                      double *number);
igraph_error_t latigraph_hdf5_texts(const latigraph_hdf5_source_t *source, const char *path,
                                    gint64 rows, latigraph_arena_t *arena, const char **text);
/* Gets a text attribute of an object, "" if there is none or if it is longer than a name. */
void latigraph_hdf5_text_of(const latigraph_hdf5_source_t *source, const char *path,
                            const char *name, char text[LATIGRAPH_HDF5_NAME]);

#endif
