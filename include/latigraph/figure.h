/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_H
#define LATIGRAPH_FIGURE_H

#include <igraph.h>

/**
 * \section about_figures Figures
 *
 * Every operation that gives a table, and some others, can draw its result
 * (\ref latigraph_call_figure()). The style is the same for all figures.
 */

/**
 * How a figure is drawn. \ref latigraph_call_set_figure() sets the fields by their names;
 * \ref latigraph_figure_option() describes them.
 */
typedef struct {
    const char *format;          /**< "svg", "png" or "pdf" */
    igraph_real_t width, height; /**< millimetres; NaN: as the figure is made */
    igraph_real_t dpi;           /**< dots per inch of a PNG; NaN: as many as a screen shows */
    int theme, palette;          /**< numbers of the choices of these options; -1: the first theme,
                                  *   and the palette that belongs to it */
    const char *title;           /**< a line above the figure; NULL: none */
} latigraph_figure_style_t;

#endif
