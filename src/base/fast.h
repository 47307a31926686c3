/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_FAST_H
#define LATIGRAPH_BASE_FAST_H

/* FAST marks a function whose inner loop is compiled for several instruction sets. The dynamic
 * loader picks one version when the program starts. Sanitizers cannot run that early, so FAST is
 * empty under them. It is empty under clang, too: there the versions gained nothing (a fit took as
 * long with them), and clang 14 gives them names that other files do not find. What clang needs is
 * the vector functions of the C library (VECTOR_CFLAGS of configure), which made the fit a fifth
 * faster. */

/* The user's CFLAGS, often -O2, follow ours on the command line, but these loops need the
 * vectoriser of -O3. */
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
