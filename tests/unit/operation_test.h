/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_TEST_H
#define LATIGRAPH_OPERATION_TEST_H

#include "test.h"

#include <glib.h>
#include <latigraph/registry.h>

/* The path of a dummy module, e.g. "bad_api"; the last eight stay valid. */
static inline const char *dummy_module(const char *kind) {
    static char paths[8][1024];
    static int next;
    const char *top = g_getenv("top_builddir");
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/tests/unit/.libs/operation_%s%s", top != NULL ? top : ".",
             kind, LATIGRAPH_MODULE_SUFFIX);
    return path;
}

#endif
