/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Colours of the style in which a figure is drawn.
 *
 * Drawing functions name a colour by its meaning; the style says which one that is. The style is
 * attached to the drawing context, where all drawing functions pass it on without knowing it.
 */
#include "figure/figure_draw.h"

#include <math.h>

static const cairo_user_data_key_t style_key;

cairo_status_t figure_set_style(cairo_t *cr, const latigraph_figure_style_t *style) {
    return cairo_set_user_data(cr, &style_key, (void *)style, NULL);
}

static figure_theme_t theme_of(cairo_t *cr) {
    const latigraph_figure_style_t *style = cairo_get_user_data(cr, &style_key);
    return style != NULL && style->theme > 0 ? (figure_theme_t)style->theme : FIGURE_LIGHT;
}

/* A palette that was not asked for is viridis, or grey where the theme has no colours. */
static figure_palette_t palette_of(cairo_t *cr) {
    const latigraph_figure_style_t *style = cairo_get_user_data(cr, &style_key);
    if (style != NULL && style->palette >= 0) {
        return (figure_palette_t)style->palette;
    }
    return theme_of(cr) == FIGURE_PRINT ? FIGURE_GREYS : FIGURE_VIRIDIS;
}

guint32 figure_rgb(cairo_t *cr, figure_colour_t colour) {
    return figure_theme_colours[theme_of(cr)][colour];
}

const char *figure_colour_word(cairo_t *cr, figure_colour_t colour) {
    static const char *const light[] = {
        [FIGURE_INK] = "black",  [FIGURE_GREY] = "grey",     [FIGURE_PALE] = "grey",
        [FIGURE_BLUE] = "blue",  [FIGURE_ORANGE] = "orange", [FIGURE_EDGE] = "blue",
        [FIGURE_PAIR] = "orange"};
    static const char *const print[] = {
        [FIGURE_INK] = "black", [FIGURE_GREY] = "grey",   [FIGURE_PALE] = "pale",
        [FIGURE_BLUE] = "dark", [FIGURE_ORANGE] = "grey", [FIGURE_EDGE] = "grey",
        [FIGURE_PAIR] = "black"};
    const figure_theme_t theme = theme_of(cr);
    if (theme == FIGURE_DARK && colour == FIGURE_INK) {
        return "white";
    }
    return theme == FIGURE_PRINT ? print[colour] : light[colour];
}

/* The colour at a share of the way between two. */
static guint32 mix(guint32 from, guint32 to, double share) {
    guint32 mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        const double a = from >> shift & 255, b = to >> shift & 255;
        mixed |= (guint32)(a + share * (b - a) + 0.5) << shift;
    }
    return mixed;
}

/* Interpolates linearly between the colours of the palette. */
guint32 figure_level_rgb(cairo_t *cr, double t) {
    const guint32 *levels = figure_palette_levels[palette_of(cr)];
    const double *cut = figure_theme_cut[theme_of(cr)];
    const double share = cut[0] + CLAMP(t, 0.0, 1.0) * (1.0 - cut[0] - cut[1]);
    const double place = share * (FIGURE_LEVELS - 1);
    const int low = MIN((int)place, FIGURE_LEVELS - 2);
    return mix(levels[low], levels[low + 1], place - low);
}

guint32 figure_signed_rgb(cairo_t *cr, double share) {
    return mix(figure_rgb(cr, FIGURE_PAPER),
               figure_rgb(cr, share < 0.0 ? FIGURE_BLUE : FIGURE_ORANGE), fmin(fabs(share), 1.0));
}

static void set_rgb(cairo_t *cr, guint32 rgb, double alpha) {
    cairo_set_source_rgba(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                          (rgb & 255) / 255.0, alpha);
}

void figure_colour(cairo_t *cr, figure_colour_t colour, double alpha) {
    set_rgb(cr, figure_rgb(cr, colour), alpha);
}

void figure_level(cairo_t *cr, double t, double alpha) {
    set_rgb(cr, figure_level_rgb(cr, t), alpha);
}
