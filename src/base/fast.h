/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_FAST_H
#define LATIGRAPH_BASE_FAST_H

/* FAST marks an inner loop that is compiled for several instruction sets; the
 * dynamic loader picks one. Sanitizers cannot run before that choice. */

/* The user's CFLAGS, often -O2, come after ours; these loops want their vectoriser. */
#if defined(__OPTIMIZE__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) &&   \
    !defined(__SANITIZE_ADDRESS__) && !defined(LATIGRAPH_DOUBLE)
#define FAST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FAST
#endif

#endif
