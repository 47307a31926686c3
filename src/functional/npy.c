/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Matrices as files of NumPy (.npy, version 1.0 of numpy.lib.format), row by row. Activity that the
 * operations write is read again by the operations that take activity. */

#include "functional/npy.h"

#include "base/output.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>

enum { HEADER = 128, START = 10 };

static igraph_error_t failed(const char *path) {
    IGRAPH_ERRORF("Writing \"%.200s\" failed: %s.", IGRAPH_EFILE, path, g_strerror(errno));
}

static igraph_error_t write_header(const latigraph_output_t *output, igraph_integer_t rows,
                                   igraph_integer_t columns) {
    char header[HEADER];
    memset(header, ' ', sizeof header);
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    header[8] = HEADER - START;
    header[9] = 0;
    const int used = g_snprintf(header + START, HEADER - START,
                                "{'descr': '<f8', 'fortran_order': False, 'shape': (%" IGRAPH_PRId
                                ", %" IGRAPH_PRId "), }",
                                rows, columns);
    header[START + used] = ' ';
    header[HEADER - 1] = '\n';
    return fwrite(header, 1, HEADER, output->file) == HEADER ? IGRAPH_SUCCESS
                                                             : failed(output->path);
}

static igraph_error_t write_row(const latigraph_output_t *output, const igraph_matrix_t *matrix,
                                igraph_integer_t row) {
    for (igraph_integer_t j = 0; j < igraph_matrix_ncol(matrix); j++) {
        guint64 bits;
        memcpy(&bits, &MATRIX(*matrix, row, j), sizeof bits);
        bits = GUINT64_TO_LE(bits);
        if (fwrite(&bits, sizeof bits, 1, output->file) != 1) {
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
