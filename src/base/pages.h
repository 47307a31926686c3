/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_PAGES_H
#define LATIGRAPH_BASE_PAGES_H

#include <glib.h>

/* Asks for large pages under memory that was just allocated and is not in use yet. Random accesses
 * to a large table otherwise miss the translation of addresses nearly every time. It is a hint that
 * systems may ignore; small arrays are left alone. */
void latigraph_huge_pages(void *memory, gsize bytes);

#endif
