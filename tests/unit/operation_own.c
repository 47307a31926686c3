/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

/* latigraph's own module, in a program that has the library. */
static void test_own_module(void) {
    gchar *path =
        g_build_filename(g_getenv("top_builddir") != NULL ? g_getenv("top_builddir") : ".",
                         "plugin", ".libs", "latigraph.so", NULL);
    const igraph_integer_t before = latigraph_operation_count();
    CHECK_OK(latigraph_module_load(path));
    CHECK(latigraph_operation_count() == before);
    g_free(path);
}

int main(void) {
    test_init();
    test_own_module();
    return 0;
}
