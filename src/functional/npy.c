/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Matrices as files of NumPy (.npy, version 1.0 of numpy.lib.format), row by row. Activity that the
 * operations write is read again by the operations that take activity. */

#include "functional/npy.h"

#include "base/byte_order.h"
#include "base/output.h"
#include "base/text.h"
#include "formats/numpy.h"

#include <errno.h>

static igraph_error_t failed(const char *path) {
    IGRAPH_ERRORF("Writing \"%.200s\" failed: %s.", IGRAPH_EFILE, path, g_strerror(errno));
}

static igraph_error_t write_header(const latigraph_output_t *output, igraph_integer_t rows,
                                   igraph_integer_t columns) {
    char header[LATIGRAPH_NUMPY_HEADER], shape[64];
    g_snprintf(shape, sizeof shape, "(%" IGRAPH_PRId ", %" IGRAPH_PRId ")", rows, columns);
    const size_t size = latigraph_numpy_header(header, "<f8", shape);
    return fwrite(header, 1, size, output->file) == size ? IGRAPH_SUCCESS : failed(output->path);
}

static igraph_error_t write_row(const latigraph_output_t *output, const igraph_matrix_t *matrix,
                                igraph_integer_t row) {
    for (igraph_integer_t j = 0; j < igraph_matrix_ncol(matrix); j++) {
        igraph_real_t number = MATRIX(*matrix, row, j);
        latigraph_little_endian(&number, 1, sizeof number);
        if (fwrite(&number, sizeof number, 1, output->file) != 1) {
            return failed(output->path);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_file(const igraph_matrix_t *matrix, igraph_integer_t first,
                                 igraph_integer_t count, const char *path) {
    latigraph_output_t output;
    IGRAPH_CHECK(latigraph_output_open(&output, path));
    IGRAPH_FINALLY(latigraph_output_abandon, &output);
    IGRAPH_CHECK(write_header(&output, count, igraph_matrix_ncol(matrix)));
    for (igraph_integer_t row = 0; row < count; row++) {
        IGRAPH_CHECK(write_row(&output, matrix, first + row));
    }
    IGRAPH_CHECK(latigraph_output_flush(&output));
    IGRAPH_CHECK(latigraph_output_publish(&output));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_matrix_write_npy(const igraph_matrix_t *matrix, igraph_integer_t first,
                                          igraph_integer_t count, const char *folder,
                                          const char *name, igraph_strvector_t *files) {
    char *path;
    IGRAPH_CHECK(latigraph_folder_create(folder, true, NULL));
    IGRAPH_CHECK(latigraph_print_text(&path, "%s%s%s.npy", folder, G_DIR_SEPARATOR_S, name));
    IGRAPH_FINALLY(g_free, path);
    IGRAPH_CHECK(write_file(matrix, first, count, path));
    if (files != NULL) {
        IGRAPH_CHECK(igraph_strvector_push_back(files, path));
    }
    g_free(path);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
