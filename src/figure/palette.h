/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_PALETTE_H
#define LATIGRAPH_FIGURE_PALETTE_H

/* The colours of all figures, as 0xRRGGBB.
 *
 * Two classes are always blue and orange: one-way and mutual edges, what was added and removed,
 * what a circuit has and what was requested. They differ by 25 units of L* in grey print, and by
 * more than 80 units of colour for readers without red or green cones (tests/unit/palette.c). */
enum {
    FIGURE_PAPER = 0xffffff,
    FIGURE_INK = 0x1f2933,   /* texts, neurons */
    FIGURE_SPINE = 0x52606d, /* axes */
    FIGURE_GREY = 0x7b8794,  /* the other side of a comparison */
    FIGURE_PALE = 0xb8c2cc,  /* guide lines, further edges */
    FIGURE_BLUE = 0x1f5a8c,
    FIGURE_ORANGE = 0xe07b28,
    FIGURE_GREEN = 0x35a06b, /* a third and a fourth class, in figures with lines */
    FIGURE_VIOLET = 0x9a6bb5
};

#endif
