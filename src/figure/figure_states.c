/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of switching networks, in two parts.
 *
 * The first stacks the probabilities of the states over time, so that each time adds up to 1; where
 * the fit is sure, the figure has one colour. Long recordings are averaged over as many times as
 * fall on a column of the figure. The second plots the gain in bits per held-out spike against the
 * number of states, with a ring at the number that was taken.
 */
#include "figure/figure_draw.h"

#include <math.h>

enum { COLUMNS = 400 };

static const double TOP = 40.0, HEIGHT = 150.0, LEFT = 50.0, WIDTH = 400.0;
static const double CURVE_LEFT = 560.0, CURVE_WIDTH = 160.0;

/* --- Posterior -------------------------------------------------------------------------------- */

static void set_state_colour(cairo_t *cr, igraph_integer_t state, igraph_integer_t states) {
    figure_level(cr, states > 1 ? 0.95 * (double)state / (double)(states - 1) : 0.3, 1.0);
}

/* Returns the mean probability of a state over a column of the figure. */
static double column_mean(const igraph_matrix_t *posterior, igraph_integer_t state, int column,
                          int columns) {
    const igraph_integer_t times = igraph_matrix_nrow(posterior);
    const igraph_integer_t first = times * column / columns;
    const igraph_integer_t end = times * (column + 1) / columns;
    double sum = 0.0;
    for (igraph_integer_t t = first; t < end; t++) {
        sum += MATRIX(*posterior, t, state) / (double)(end - first);
    }
    return sum;
}

static void draw_posterior(cairo_t *cr, const figure_frame_t *frame,
                           const igraph_matrix_t *posterior) {
    const igraph_integer_t states = igraph_matrix_ncol(posterior);
    const int columns = (int)MIN(igraph_matrix_nrow(posterior), (igraph_integer_t)COLUMNS);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    for (int c = 0; c < columns; c++) {
        double below = 0.0;
        for (igraph_integer_t s = 0; s < states; s++) {
            const double share = column_mean(posterior, s, c, columns);
            set_state_colour(cr, s, states);
            cairo_rectangle(cr, frame->left + frame->width * c / columns,
                            frame->top + frame->height * (1.0 - below - share),
                            frame->width / columns, frame->height * share);
            cairo_fill(cr);
            below += share;
        }
    }
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_DEFAULT);
}

static void draw_legend(cairo_t *cr, const figure_states_t *states) {
    const igraph_integer_t count = igraph_vector_size(states->occupancy);
    for (igraph_integer_t s = 0; s < count; s++) {
        const double y = TOP + 12.0 * (double)s;
        set_state_colour(cr, s, count);
        cairo_rectangle(cr, LEFT + WIDTH + 8.0, y, 8.0, 8.0);
        cairo_fill(cr);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, LEFT + WIDTH + 20.0, y + 7.0, 7.0, FIGURE_LEFT, "%d: %.0f %%", (int)s + 1,
                    100.0 * VECTOR(*states->occupancy)[s]);
    }
}

/* --- Number of states ------------------------------------------------------------------------- */

static void draw_curve(cairo_t *cr, const figure_states_t *states) {
    const igraph_vector_t *curve = states->curve;
    const igraph_integer_t count = igraph_vector_size(curve);
    double low, high;
    figure_range(VECTOR(*curve), (int)count, &low, &high);
    const double margin = 0.08 * (high - low);
    const figure_frame_t frame = {.left = CURVE_LEFT,
                                  .top = TOP,
                                  .width = CURVE_WIDTH,
                                  .height = HEIGHT,
                                  .x0 = 0.5,
                                  .x1 = (double)count + 0.5,
                                  .y0 = low - margin,
                                  .y1 = high + margin};
    figure_axes(cr, &frame, "states", "bits per held-out spike");
    for (igraph_integer_t k = 0; k < count; k++) {
        const double bits = VECTOR(*curve)[k];
        if (isfinite(bits)) {
            const double x = figure_x(&frame, (double)k + 1.0), y = figure_y(&frame, bits);
            const gboolean taken = k + 1 == igraph_vector_size(states->occupancy);
            figure_colour(cr, FIGURE_BLUE, 1.0);
            figure_tried(cr, x, y, taken);
        }
    }
}

static void draw_all(cairo_t *cr, const void *content) {
    const figure_states_t *states = content;
    const igraph_integer_t times = igraph_matrix_nrow(states->posterior);
    const figure_frame_t frame = {.left = LEFT,
                                  .top = TOP,
                                  .width = WIDTH,
                                  .height = HEIGHT,
                                  .x0 = 0.0,
                                  .x1 = (double)MAX(times, 1),
                                  .y0 = 0.0,
                                  .y1 = 1.0};
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_title(cr, LEFT - 30.0, 24.0, "a", "When each state holds");
    figure_title(cr, CURVE_LEFT - 30.0, 24.0, "b", "How many states there are");
    draw_posterior(cr, &frame, states->posterior);
    figure_axes(cr, &frame, "time", "probability");
    draw_legend(cr, states);
    draw_curve(cr, states);
}

igraph_error_t figure_image_states(const figure_states_t *states,
                                   const latigraph_figure_style_t *style,
                                   igraph_vector_char_t *image) {
    return figure_image(draw_all, states, 740, 230, style, image);
}
