/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_FIGURE_STYLE_H
#define LATIGRAPH_OPERATION_FIGURE_STYLE_H

/* The options of figures as rows. `struct_` has a latigraph_figure_style_t, whose fields come after
 * `style_`, such as "style."; the options of the command begin with `prefix_`. The order of choices
 * is that of figure/palette.h. */

#include "operation/rows.h"

#define STYLE_ROW(struct_, field_, name_, type_, doc_, prefix_, ...)                               \
    {                                                                                              \
        .name = name_, .type = LATIGRAPH_TYPE_##type_, .optional = true, .doc = doc_,              \
        .option = prefix_ name_, PLACE_IN(struct_, field_), __VA_ARGS__                            \
    }
#define FIGURE_STYLE_ROWS(struct_, style_, prefix_)                                                \
    STYLE_ROW(struct_, style_ width, "width", REAL,                                                \
              "Width of the figure in mm; the drawing is scaled to it.", prefix_, .min = 10,       \
              .max = 2000, .metavar = "MM"),                                                       \
        STYLE_ROW(                                                                                 \
            struct_, style_ height, "height", REAL,                                                \
            "Height of the figure in mm. If it is left out, it follows from the width. With "      \
            "both, the drawing is as large as fits.",                                              \
            prefix_, .min = 10, .max = 2000, .metavar = "MM"),                                     \
        STYLE_ROW(struct_, style_ dpi, "dpi", REAL,                                                \
                  "Dots per inch of a PNG. If it is left out: 300, but at most 2250 dots across "  \
                  "if no size is given either.",                                                   \
                  prefix_, .min = 30, .max = 1200),                                                \
        STYLE_ROW(                                                                                 \
            struct_, style_ theme, "theme", STRING,                                                \
            "Colours of the page, texts and classes: for light and for dark pages, or black, "     \
            "white and greys alone (print).",                                                      \
            prefix_, .default_text = "light", .choices = "light|dark|print"),                      \
        STYLE_ROW(struct_, style_ palette, "palette", STRING,                                      \
                  "Colours of values, from low to high. All of them rise in lightness. If it is "  \
                  "left out: viridis, and grey in the theme print.",                               \
                  prefix_, .choices = "viridis|cividis|magma|grey"),                               \
        STYLE_ROW(struct_, style_ title, "title", STRING, "Title above the figure.", prefix_)

#endif
