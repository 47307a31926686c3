/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/export.h>

/* The one exported symbol of the module. */
LATIGRAPH_EXPORT latigraph_module_entry_t latigraph_module;

const latigraph_module_t *latigraph_module(void) {
    return &latigraph_builtin_module;
}
