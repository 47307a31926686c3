/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CALLBACK_H
#define LATIGRAPH_CALLBACK_H

/* Properties that the user computes, and remarks on results. This header needs only igraph, as
 * operation.h does, and is used by every module. */
#include <igraph.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A property of a graph that the caller computes: a finite number, or NaN where the property is
 *  not defined. The function is called on the thread that called the operation. The graph has its
 *  attributes if an attribute handler is set, and must not be changed. */
typedef struct {
    const char *name; /**< name of the property; none of the table's names */
    igraph_error_t (*call)(const igraph_t *graph, igraph_real_t *value, void *data);
    void *data; /**< passed to \c call */
} latigraph_callback_t;

/** Properties of the user. Functions that take an index into the table of properties accept
 *  \c latigraph_property_count() + k for item k of this list. */
typedef struct {
    const latigraph_callback_t *items;
    igraph_integer_t count;
} latigraph_callback_list_t;

/** Remarks on a result: caveats and decisions; see \ref latigraph_remark_add(). */
typedef struct latigraph_remarks_t latigraph_remarks_t;

#ifdef __cplusplus
}
#endif

#endif
