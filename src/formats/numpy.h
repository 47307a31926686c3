/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_NUMPY_H
#define LATIGRAPH_FORMATS_NUMPY_H

#include "base/compat.h"

#include <glib.h>

/* An array in the bytes of a .npy file, which it points into. */
typedef struct {
    const guint8 *data;
    char type;    /* 'b', 'i', 'u', 'f', or 'S' and 'U' for texts */
    int width;    /* bytes per item */
    gboolean big; /* most significant byte first */
    gboolean fortran;
    int dims; /* at most 2 */
    gint64 shape[2];
} latigraph_numpy_t;

/* Reads the header of an array; messages begin with `path`. */
igraph_error_t latigraph_numpy_open(latigraph_numpy_t *array, const char *path, const char *bytes,
                                    gsize size);
/* Adds columns x, y and perhaps z of an array with a row per vertex and 2 or 3 columns. */
struct latigraph_raw_t;
igraph_error_t latigraph_numpy_add_positions(struct latigraph_raw_t *raw,
                                             const latigraph_numpy_t *positions);
/* Returns item k in the order of the memory, as a number. */
double latigraph_numpy_number(const latigraph_numpy_t *array, gint64 k);
/* Returns the item of a row and a column. */
static inline double latigraph_numpy_at(const latigraph_numpy_t *array, gint64 row, gint64 column) {
    return latigraph_numpy_number(array, array->fortran ? row + column * array->shape[0]
                                                        : row * array->shape[1] + column);
}

enum { LATIGRAPH_NUMPY_HEADER = 512 };

/* Fills in the header of an array, version 1.0 of the format (numpy.lib.format), which ends at a
 * multiple of 64 bytes. `shape` is a tuple of Python, row by row. Returns the length. */
size_t latigraph_numpy_header(char header[LATIGRAPH_NUMPY_HEADER], const char *type,
                              const char *shape);

#endif
