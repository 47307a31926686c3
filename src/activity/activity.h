/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_ACTIVITY_H
#define LATIGRAPH_ACTIVITY_ACTIVITY_H

#include "base/memory.h"
#include "formats/numpy.h"

#include <latigraph/activity.h>

/* A recording is an array in memory, whatever file it came from: numbers of any type of NumPy, one
 * row per time. Its bytes are borrowed from a matrix, owned, or mapped from a file. */
struct latigraph_activity_t {
    char *name;               /* name of the file without extensions; "activity" for a matrix */
    latigraph_numpy_t array;  /* (times, neurons) */
    igraph_strvector_t names; /* names of the neurons; empty if they have none */
    gboolean names_live;      /* `names` is initialised */
    char *bytes;              /* owned memory of the array, or NULL */
    GMappedFile *file;        /* mapped memory of the array, or NULL */
};

/* Creates a recording without an array, which the caller sets. */
igraph_error_t latigraph_activity_create(latigraph_activity_t **activity, const char *name);

/* Writes times first .. first + count − 1 of the neurons column .. column + columns − 1 to `block`
 * (count, columns), one row per time. */
void latigraph_activity_block(const latigraph_activity_t *activity, gint64 first, int count,
                              int column, int columns, double *block);

/* Gets the label of a neuron for messages: its name in quotes, or the number of its column. */
enum { LABEL_SIZE = 80 };
void latigraph_activity_label(const latigraph_activity_t *activity, gint64 neuron,
                              char label[LABEL_SIZE]);

/* Reads a table of numbers out of a text, which it changes (read_table.c). */
igraph_error_t latigraph_activity_read_table(latigraph_activity_t *activity, const char *path,
                                             char *text, gsize size, latigraph_remarks_t *remarks);
/* Finds an array in the bytes of a safetensors file (read_tensor.c). `entry` is the name of a
 * tensor; NULL takes the only one with two dimensions. */
igraph_error_t latigraph_activity_find_tensor(latigraph_numpy_t *array, const char *path,
                                              const char *bytes, gsize size, const char *entry);

#endif
