/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_RECORDINGS_H
#define LATIGRAPH_OPERATION_RECORDINGS_H

#include "base/pointers.h"

#include <latigraph/functional.h>

/* Activity of an input that is given as a matrix or as files. `what` names it in messages. */
typedef struct {
    const char *what;
    const igraph_matrix_t *matrix;
    const igraph_strvector_t *files;
    const char *entry; /* name of the tensor in safetensors files, or NULL */
} recordings_t;

/* Lists the files, and the files in folders. The list is on the FINALLY stack as one entry. */
igraph_error_t latigraph_recordings_list(const recordings_t *recordings, igraph_strvector_t *files);

/* Reads a file, or takes the matrix if `path` is NULL. Columns get `names`, unless it is NULL. The
 * caller destroys the recording. */
igraph_error_t latigraph_recordings_read(const recordings_t *recordings, const char *path,
                                         const igraph_strvector_t *names,
                                         latigraph_remarks_t *remarks,
                                         latigraph_activity_t **activity);

/* Receives a recording, which it then owns. */
typedef igraph_error_t recording_body_t(latigraph_activity_t *activity, void *data);

/* Passes the matrix, or one file after the other, to `body`. Columns get `names`, unless it is
 * NULL. IGRAPH_EINVAL if it is given twice or not at all, or if the number of names is not that of
 * the columns. */
igraph_error_t latigraph_recordings_each(const recordings_t *recordings,
                                         const igraph_strvector_t *names,
                                         latigraph_remarks_t *remarks, recording_body_t *body,
                                         void *data);

/* Begins a list of recordings. VECTOR(list)[k] is a latigraph_activity_t, which the list owns. The
 * list is on the FINALLY stack as one entry; latigraph_pointers_destroy() frees it. */
igraph_error_t latigraph_recordings_init(igraph_vector_ptr_t *list);

/* Appends the recordings that latigraph_recordings_each() passes on to a list. */
igraph_error_t latigraph_recordings_add(const recordings_t *recordings,
                                        const igraph_strvector_t *names,
                                        latigraph_remarks_t *remarks, igraph_vector_ptr_t *list);

/* Copies the matrix, or all files one below the other, into an initialised matrix. IGRAPH_EINVAL if
 * it is given twice, not at all (unless `optional`), or if files have different columns. */
igraph_error_t latigraph_recordings_stack(const recordings_t *recordings, gboolean optional,
                                          latigraph_remarks_t *remarks, igraph_matrix_t *matrix);

/* Returns whether the input is given. */
static inline gboolean latigraph_recordings_given(const recordings_t *recordings) {
    return recordings->matrix != NULL || recordings->files != NULL;
}

#endif
