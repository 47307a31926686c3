/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_REMARKS_H
#define LATIGRAPH_BASE_REMARKS_H

#include <latigraph/callback.h>
#include <latigraph/export.h>

/* Remark k is a kind, a subject and a sentence: item k of each list. */
struct latigraph_remarks_t {
    igraph_strvector_t kinds, abouts, texts;
};

igraph_error_t latigraph_remarks_init(latigraph_remarks_t *remarks);
void latigraph_remarks_destroy(latigraph_remarks_t *remarks);

/* The public function of call.h, for modules below it. */
IGRAPH_FUNCATTR_PRINTFLIKE(4, 5)
LATIGRAPH_EXPORT igraph_error_t latigraph_remark_add(latigraph_remarks_t *remarks, const char *kind,
                                                     const char *about, const char *format, ...);

#endif
