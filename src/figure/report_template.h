/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_REPORT_TEMPLATE_H
#define LATIGRAPH_FIGURE_REPORT_TEMPLATE_H

/* The text of src/report/page.html, whose C file is made from it by embed.sh. It holds the markers
 * "@LATIGRAPH_TITLE@" and, once, "@LATIGRAPH_DATA@", and no other text that begins like them. */
extern const char report_template[];

#endif
