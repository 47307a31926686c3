/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

/* The loadable module exports one symbol, latigraph_module(), which returns the table of
 * operations. A program finds every operation through it and needs no other symbol of the library.
 */
LATIGRAPH_MODULE_DEFINE(latigraph_builtin_module)
