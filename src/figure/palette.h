/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_PALETTE_H
#define LATIGRAPH_FIGURE_PALETTE_H

#include <glib.h>

/* The colours of all figures by their meaning. A theme gives each one its RGB value.
 *
 * Two classes are always blue and orange: one-way and mutual edges, what was added and removed,
 * what a circuit has and what was requested. In every theme they differ by more than 20 units of L*
 * in grey print, and in the coloured themes by more than 20 units of colour for readers without red
 * or green cones (tests/unit/palette.c). */
typedef enum {
    FIGURE_PAPER,
    FIGURE_INK,   /* texts, neurons */
    FIGURE_SPINE, /* axes */
    FIGURE_GREY,  /* the other side of a comparison */
    FIGURE_PALE,  /* guide lines, further edges */
    FIGURE_BLUE,
    FIGURE_ORANGE,
    FIGURE_GREEN, /* a third and a fourth class, in figures with lines */
    FIGURE_VIOLET,
    FIGURE_EDGE, /* one-way and mutual edges */
    FIGURE_PAIR,
    FIGURE_TYPE, /* the first of FIGURE_TYPES colours of neuron types */
    FIGURE_COLOURS = FIGURE_TYPE + 8
} figure_colour_t;
enum { FIGURE_TYPES = FIGURE_COLOURS - FIGURE_TYPE };

/* The choices of the options theme and palette, in their order (operation/figure_style.h). */
typedef enum { FIGURE_LIGHT, FIGURE_DARK, FIGURE_PRINT, FIGURE_THEMES } figure_theme_t;
typedef enum {
    FIGURE_VIRIDIS,
    FIGURE_CIVIDIS,
    FIGURE_MAGMA,
    FIGURE_GREYS,
    FIGURE_PALETTES
} figure_palette_t;

/* Colours as 0xRRGGBB. */
extern const guint32 figure_theme_colours[FIGURE_THEMES][FIGURE_COLOURS];
/* Ten colours of a sequential palette, dark to light. */
enum { FIGURE_LEVELS = 10 };
extern const guint32 figure_palette_levels[FIGURE_PALETTES][FIGURE_LEVELS];
/* Share of a palette that a theme leaves out at the dark end (x) and at the light end (y), because
 * it would not be seen on the paper. */
extern const double figure_theme_cut[FIGURE_THEMES][2];

#endif
