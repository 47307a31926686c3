/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Tables of numbers in CSV: headers, labels, columns that are left out, and what is refused, with
 * the place in the file. */

#include "test.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <latigraph/call.h>

static char *path;
static igraph_matrix_t matrix;

static igraph_error_t read_text(const char *text) {
    REQUIRE(g_file_set_contents(path, text, -1, NULL));
    return latigraph_matrix_read(&matrix, path);
}

static void check_matrix(const char *text, igraph_integer_t rows, igraph_integer_t columns,
                         const double *expected) {
    CHECK_OK(read_text(text));
    REQUIRE(igraph_matrix_nrow(&matrix) == rows && igraph_matrix_ncol(&matrix) == columns);
    for (igraph_integer_t i = 0; i < rows; i++) {
        for (igraph_integer_t j = 0; j < columns; j++) {
            CHECK_NEAR(MATRIX(matrix, i, j), expected[i * columns + j], 0);
        }
    }
}

/* The same numbers with and without a header and labels; blanks, empty lines and quotes do not
 * matter, and a column of which the heading has a colon is left out. */
static void layouts(void) {
    const double numbers[] = {1, -2.5, 3e2, 4};
    check_matrix("1,-2.5\n3e2,4\n", 2, 2, numbers);
    check_matrix("name,a,b\nfirst,1,-2.5\nsecond,3e2,4", 2, 2, numbers);
    check_matrix("name,a,b\r\nfirst,1,-2.5\r\n\r\nsecond, 3e2 ,4\r\n", 2, 2, numbers);
    check_matrix("first,1,-2.5\nsecond,3e2,4\n", 2, 2, numbers);
    check_matrix("\"name\",\"a, of b\",\"b\"\n\"x,y\",\"1\",-2.5\nz,3e2,4\n", 2, 2, numbers);
    check_matrix("name,a,sd:a,b,sd:b\nx,1,7,-2.5,8\ny,3e2,9,4,\n", 2, 2, numbers);
    check_matrix("a\n1\n-2.5\n3e2\n4\n", 4, 1, numbers);
    check_matrix("1\n-2.5\n", 2, 1, numbers);
}

static void refusals(void) {
    CHECK_FAILS(latigraph_matrix_read(&matrix, "/nonexistent/codes.csv"), IGRAPH_EFILE,
                "/nonexistent/codes.csv");
    CHECK_FAILS(read_text("a,b\n1,2\n\n3\n"), IGRAPH_PARSEERROR,
                ":4: the line has 1 columns, the first has 2");
    CHECK_FAILS(read_text("1,2\n3,4,5\n"), IGRAPH_PARSEERROR,
                ":2: the line has 3 columns, the first has 2");
    CHECK_FAILS(read_text("name,a\nx,x2\n"), IGRAPH_PARSEERROR, ":2: \"x2\" is not a number");
    CHECK_FAILS(read_text("name,a\nx,\n"), IGRAPH_PARSEERROR, ":2: \"\" is not a number");
    CHECK_FAILS(read_text("name,a\nx,2\ny,inf\n"), IGRAPH_PARSEERROR,
                ":3: \"inf\" is not a number");
    CHECK_FAILS(read_text("name,a\nx,nan\n"), IGRAPH_PARSEERROR, ":2: \"nan\" is not a number");
    /* A slip in one number of the first line is no header. */
    CHECK_FAILS(read_text("x,1,2o\ny,3,4\n"), IGRAPH_PARSEERROR, ":1: \"2o\" is not a number");
    CHECK_FAILS(read_text(""), IGRAPH_PARSEERROR, "holds no row of numbers");
    CHECK_FAILS(read_text("a,b\n"), IGRAPH_PARSEERROR, "holds no row of numbers");
    CHECK_FAILS(read_text("\n \n"), IGRAPH_PARSEERROR, "holds no row of numbers");
}

int main(void) {
    test_init();
    char *folder = g_dir_make_tmp("latigraph-matrix-XXXXXX", NULL);
    REQUIRE(folder != NULL);
    path = g_build_filename(folder, "codes.csv", NULL);
    CHECK_OK(igraph_matrix_init(&matrix, 0, 0));
    layouts();
    refusals();
    igraph_matrix_destroy(&matrix);
    g_remove(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
    return 0;
}
