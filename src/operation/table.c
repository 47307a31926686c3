/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/registry.h>
#include <latigraph/version.h>

/* One line an operation. */
static const latigraph_operation_t *const operations[] = {
    NULL,
};

const latigraph_module_t latigraph_builtin_module = {
    .api_version = LATIGRAPH_API_VERSION,
    .igraph_major = IGRAPH_VERSION_MAJOR,
    .igraph_minor = IGRAPH_VERSION_MINOR,
    .igraph_integer_size = IGRAPH_INTEGER_SIZE,
    .name = "latigraph",
    .version = LATIGRAPH_VERSION,
    .summary = "Generative models of circuits: a small latent space, and graphs from it.",
    .operations = operations,
    .operation_count = G_N_ELEMENTS(operations) - 1,
    .call = latigraph_operation_call,
};
