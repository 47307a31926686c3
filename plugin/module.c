/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

/* The one exported symbol of the module. */
LATIGRAPH_MODULE_DEFINE(latigraph_builtin_module)
