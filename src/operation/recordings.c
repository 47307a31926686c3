/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Inputs of operations that are matrices in Python and R, and files on the command line. */

#include "operation/recordings.h"

#include "base/memory.h"

igraph_error_t latigraph_recordings_list(const recordings_t *recordings,
                                         igraph_strvector_t *files) {
    IGRAPH_STRVECTOR_INIT_FINALLY(files, 0);
    for (igraph_integer_t k = 0;
         recordings->files != NULL && k < igraph_strvector_size(recordings->files); k++) {
        IGRAPH_CHECK(latigraph_activity_files(files, igraph_strvector_get(recordings->files, k)));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_recordings_read(const recordings_t *recordings, const char *path,
                                         const igraph_strvector_t *names,
                                         latigraph_remarks_t *remarks,
                                         latigraph_activity_t **activity) {
    if (path == NULL) {
        return latigraph_activity_from_matrix(activity, recordings->matrix, names);
    }
    IGRAPH_CHECK(latigraph_activity_read(activity, path, recordings->entry, remarks));
    if (names != NULL) {
        IGRAPH_FINALLY(latigraph_activity_destroy, *activity);
        IGRAPH_CHECK(latigraph_activity_set_names(*activity, names));
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_recordings_each(const recordings_t *recordings,
                                         const igraph_strvector_t *names,
                                         latigraph_remarks_t *remarks, recording_body_t *body,
                                         void *data) {
    latigraph_activity_t *activity;
    igraph_strvector_t files;
    if ((recordings->matrix == NULL) == (recordings->files == NULL)) {
        IGRAPH_ERRORF("Give the %s either as a matrix or as files.", IGRAPH_EINVAL,
                      recordings->what);
    }
    if (recordings->matrix != NULL) {
        IGRAPH_CHECK(latigraph_recordings_read(recordings, NULL, names, remarks, &activity));
        return body(activity, data);
    }
    IGRAPH_CHECK(latigraph_recordings_list(recordings, &files));
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&files); k++) {
        IGRAPH_CHECK(latigraph_recordings_read(recordings, igraph_strvector_get(&files, k), names,
                                               remarks, &activity));
        IGRAPH_CHECK(body(activity, data));
    }
    igraph_strvector_destroy(&files);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void free_recording(gpointer activity) {
    latigraph_activity_destroy(activity);
}

igraph_error_t latigraph_recordings_init(igraph_vector_ptr_t *list) {
    IGRAPH_CHECK(latigraph_pointers_init(list, free_recording));
    IGRAPH_FINALLY(latigraph_pointers_destroy, list);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_recording(latigraph_activity_t *activity, void *list) {
    return latigraph_pointers_add(list, activity);
}

igraph_error_t latigraph_recordings_add(const recordings_t *recordings,
                                        const igraph_strvector_t *names,
                                        latigraph_remarks_t *remarks, igraph_vector_ptr_t *list) {
    return latigraph_recordings_each(recordings, names, remarks, add_recording, list);
}

/* Appends the rows of a file. */
static igraph_error_t append(const recordings_t *recordings, const char *path,
                             latigraph_remarks_t *remarks, igraph_matrix_t *matrix) {
    latigraph_activity_t *activity;
    igraph_matrix_t rows;
    IGRAPH_CHECK(latigraph_activity_read(&activity, path, recordings->entry, remarks));
    IGRAPH_FINALLY(latigraph_activity_destroy, activity);
    IGRAPH_MATRIX_INIT_FINALLY(&rows, 0, 0);
    IGRAPH_CHECK(latigraph_activity_matrix(activity, &rows));
    if (igraph_matrix_nrow(matrix) > 0 && igraph_matrix_ncol(matrix) != igraph_matrix_ncol(&rows)) {
        IGRAPH_ERRORF("\"%.100s\" has %" IGRAPH_PRId " columns, the files before it have "
                      "%" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, path, igraph_matrix_ncol(&rows), igraph_matrix_ncol(matrix));
    }
    if (igraph_matrix_nrow(matrix) == 0) {
        IGRAPH_CHECK(igraph_matrix_update(matrix, &rows));
    } else {
        IGRAPH_CHECK(igraph_matrix_rbind(matrix, &rows));
    }
    igraph_matrix_destroy(&rows);
    latigraph_activity_destroy(activity);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_recordings_stack(const recordings_t *recordings, gboolean optional,
                                          latigraph_remarks_t *remarks, igraph_matrix_t *matrix) {
    igraph_strvector_t files;
    if ((recordings->matrix != NULL && recordings->files != NULL) ||
        (!latigraph_recordings_given(recordings) && !optional)) {
        IGRAPH_ERRORF("Give the %s either as a matrix or as files.", IGRAPH_EINVAL,
                      recordings->what);
    }
    if (recordings->matrix != NULL) {
        return igraph_matrix_update(matrix, recordings->matrix);
    }
    IGRAPH_CHECK(latigraph_recordings_list(recordings, &files));
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&files); k++) {
        IGRAPH_CHECK(append(recordings, igraph_strvector_get(&files, k), remarks, matrix));
    }
    igraph_strvector_destroy(&files);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
