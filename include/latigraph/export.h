/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_EXPORT_H
#define LATIGRAPH_EXPORT_H

#include <igraph.h>

/* Symbols are hidden by default; LATIGRAPH_EXPORT makes one public. */
#if defined(__GNUC__)
#define LATIGRAPH_EXPORT __attribute__((visibility("default")))
#else
#define LATIGRAPH_EXPORT
#endif

#ifdef __cplusplus
#define LATIGRAPH_BEGIN_C extern "C" {
#define LATIGRAPH_END_C }
#else
#define LATIGRAPH_BEGIN_C
#define LATIGRAPH_END_C
#endif

#endif
