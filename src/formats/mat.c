/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reader of MATLAB's .mat files by libmatio: the only square matrix of numbers, dense or sparse.
 * libmatio reads files by their names, so that packed ones are not read. Without the library the
 * reader says what to do. */

#include "formats/reading.h"

#include <string.h>

#ifdef HAVE_MATIO

#include <matio.h>

static gboolean is_square(const matvar_t *variable) {
    return variable->rank == 2 && variable->dims[0] == variable->dims[1] && variable->dims[0] > 1 &&
           (variable->class_type == MAT_C_SPARSE ||
            (variable->class_type >= MAT_C_DOUBLE && variable->class_type <= MAT_C_UINT64)) &&
           !variable->isComplex;
}

static void close_file(mat_t *file) {
    Mat_Close(file);
}

/* Finds the name of the only square matrix. */
static igraph_error_t find_matrix(const latigraph_file_reading_t *reading, mat_t *file,
                                  char name[128]) {
    char names[300] = "";
    int squares = 0;
    for (matvar_t *variable = Mat_VarReadNextInfo(file); variable != NULL;
         variable = Mat_VarReadNextInfo(file)) {
        g_strlcat(names, names[0] != '\0' ? ", " : "", sizeof names);
        g_strlcat(names, variable->name != NULL ? variable->name : "", sizeof names);
        if (is_square(variable) && variable->name != NULL) {
            g_strlcpy(name, variable->name, 128);
            squares++;
        }
        Mat_VarFree(variable);
    }
    if (squares != 1) {
        IGRAPH_ERRORF("%s has %d square matrices (variables: %s), but one is needed. Save the "
                      "adjacency matrix alone: save('w.mat', 'W').",
                      IGRAPH_EINVAL, reading->path, squares, names);
    }
    return IGRAPH_SUCCESS;
}

static double number_at(const matvar_t *variable, size_t k) {
    switch (variable->class_type) {
    case MAT_C_DOUBLE:
        return ((const double *)variable->data)[k];
    case MAT_C_SINGLE:
        return (double)((const float *)variable->data)[k];
    case MAT_C_INT8:
        return ((const mat_int8_t *)variable->data)[k];
    case MAT_C_UINT8:
        return ((const mat_uint8_t *)variable->data)[k];
    case MAT_C_INT16:
        return ((const mat_int16_t *)variable->data)[k];
    case MAT_C_UINT16:
        return ((const mat_uint16_t *)variable->data)[k];
    case MAT_C_INT32:
        return ((const mat_int32_t *)variable->data)[k];
    case MAT_C_UINT32:
        return ((const mat_uint32_t *)variable->data)[k];
    case MAT_C_INT64:
        return (double)((const mat_int64_t *)variable->data)[k];
    default:
        return (double)((const mat_uint64_t *)variable->data)[k];
    }
}

static double sparse_at(const matvar_t *variable, const mat_sparse_t *sparse, size_t k) {
    return variable->isLogical                   ? 1
           : variable->data_type == MAT_T_SINGLE ? (double)((const float *)sparse->data)[k]
                                                 : ((const double *)sparse->data)[k];
}

static igraph_error_t add_sparse(latigraph_raw_t *raw, const matvar_t *variable) {
    const mat_sparse_t *sparse = variable->data;
    for (int j = 0; j < (int)variable->dims[1] && j + 1 < (int)sparse->njc; j++) {
        for (size_t k = (size_t)sparse->jc[j];
             k < (size_t)sparse->jc[j + 1] && k < (size_t)sparse->ndata; k++) {
            const int row = (int)sparse->ir[k];
            if (row >= 0 && row < (int)variable->dims[0]) {
                IGRAPH_CHECK(latigraph_reading_entry(raw, row, j, sparse_at(variable, sparse, k)));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_dense(latigraph_raw_t *raw, const matvar_t *variable) {
    const int n = (int)variable->dims[0];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            IGRAPH_CHECK(latigraph_reading_entry(
                raw, i, j, number_at(variable, (size_t)i + (size_t)j * (size_t)n)));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_matrix(const latigraph_file_reading_t *reading, mat_t *file) {
    char name[128];
    latigraph_raw_t raw;
    IGRAPH_CHECK(find_matrix(reading, file, name));
    Mat_Rewind(file);
    matvar_t *variable = Mat_VarRead(file, name);
    if (variable == NULL || variable->data == NULL) {
        Mat_VarFree(variable);
        IGRAPH_ERRORF("%s: the variable \"%s\" cannot be read.", IGRAPH_PARSEERROR, reading->path,
                      name);
    }
    IGRAPH_FINALLY(Mat_VarFree, variable);
    IGRAPH_CHECK(latigraph_reading_begin_matrix(reading, &raw, (gint64)variable->dims[0],
                                                (gint64)variable->dims[1]));
    IGRAPH_CHECK(variable->class_type == MAT_C_SPARSE ? add_sparse(&raw, variable)
                                                      : add_dense(&raw, variable));
    if (variable->isLogical) {
        g_clear_pointer(&raw.weight, g_free);
    }
    IGRAPH_CHECK(latigraph_reading_finish(reading, &raw, NULL));
    latigraph_raw_destroy(&raw);
    Mat_VarFree(variable);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_read_mat(const latigraph_file_reading_t *reading, char *text, gsize size) {
    (void)text;
    (void)size;
    mat_t *file = Mat_Open(reading->path, MAT_ACC_RDONLY);
    if (file == NULL) {
        IGRAPH_ERRORF("%s cannot be read as a file of MATLAB. If it is packed, unpack it.",
                      IGRAPH_PARSEERROR, reading->path);
    }
    IGRAPH_FINALLY(close_file, file);
    IGRAPH_CHECK(read_matrix(reading, file));
    Mat_Close(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

#else

igraph_error_t latigraph_read_mat(const latigraph_file_reading_t *reading, char *text, gsize size) {
    (void)text;
    (void)size;
    IGRAPH_ERRORF("%s is a file of MATLAB, but latigraph was built without libmatio. In MATLAB: "
                  "writematrix(W, 'w.csv'); in Python: numpy.save(\"w.npy\", "
                  "scipy.io.loadmat(\"%s\")[\"W\"]).",
                  IGRAPH_UNIMPLEMENTED, reading->path, reading->path);
}

#endif
