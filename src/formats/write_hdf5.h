/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_WRITE_HDF5_H
#define LATIGRAPH_FORMATS_WRITE_HDF5_H

#include "base/output.h"

#include <glib.h>
#include <hdf5.h>

/* An HDF5 file that is being written. write_hdf5.c explains how. */
typedef struct {
    H5FD_t driver;  /* must be first: HDF5 hands it to the functions of the driver */
    int descriptor; /* the temporary file, which the output owns */
    int reason;     /* errno of the first write that failed, or 0 */
    haddr_t used;   /* bytes that HDF5 has allocated in the file */
    haddr_t size;   /* bytes that the file has */
    hid_t driver_id;
    hid_t file;      /* −1 once it is closed */
    H5E_auto2_t old; /* error handler of the host, and its data */
    void *old_data;
    const char *path; /* final path, which messages name */
} latigraph_hdf5_t;

/* Begins an HDF5 file in the temporary file of `output`. The caller keeps latigraph_hdf5_abandon()
 * on the FINALLY stack until it is closed. The struct must stay where it is. */
igraph_error_t latigraph_hdf5_create(latigraph_hdf5_t *file, const latigraph_output_t *output);
/* Writes what HDF5 still holds, and raises the error of any write since the beginning. */
igraph_error_t latigraph_hdf5_close(latigraph_hdf5_t *file);
void latigraph_hdf5_abandon(latigraph_hdf5_t *file);

/* Creates a group and the groups above it, by its path from the root. */
igraph_error_t latigraph_hdf5_group(const latigraph_hdf5_t *file, const char *path);

/* Fills in items first .. first + count − 1 of a dataset, each of `columns` numbers or texts. */
typedef void latigraph_hdf5_fill_t(gconstpointer data, gint64 first, int count, gpointer items);

typedef enum {
    LATIGRAPH_HDF5_INTEGER, /* guint64 */
    LATIGRAPH_HDF5_SIGNED,  /* gint64 */
    LATIGRAPH_HDF5_DOUBLE,  /* double */
    LATIGRAPH_HDF5_TEXT     /* const char *, UTF-8 */
} latigraph_hdf5_kind_t;

/* A dataset of shape (rows), or (rows, columns) if there are several columns. */
typedef struct {
    const char *path;
    latigraph_hdf5_kind_t kind;
    gint64 rows;
    int columns;
    latigraph_hdf5_fill_t *fill;
    gconstpointer data;
} latigraph_hdf5_dataset_t;

/* Writes a dataset, some thousand rows at a time. */
igraph_error_t latigraph_hdf5_write(const latigraph_hdf5_t *file,
                                    const latigraph_hdf5_dataset_t *dataset);

/* Writes an attribute of the object at `path`: 32-bit integers, or a text. */
igraph_error_t latigraph_hdf5_attribute(const latigraph_hdf5_t *file, const char *path,
                                        const char *name, const guint32 *numbers, int count);
igraph_error_t latigraph_hdf5_text_attribute(const latigraph_hdf5_t *file, const char *path,
                                             const char *name, const char *text);

#endif
