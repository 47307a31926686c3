/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of latent variables, in three parts.
 *
 * The first shows the neurons by their first two coordinates, with the edges of the graph of
 * neighbours and the third coordinate as colour. The second shows the stress against the number of
 * coordinates, of the true weights and of shuffled ones; without stress it shows the eigenvalues.
 * The third shows how long each loop stays open, with the limit of random graphs.
 */
#include "figure/figure_draw.h"

#include <math.h>

static const double TOP = 40.0, SIDE = 200.0;

/* --- Neurons ---------------------------------------------------------------------------------- */

/* Coordinate of a neuron, 0 if there are fewer coordinates, NaN if it was left out. */
static double at(const latigraph_latents_t *latents, igraph_integer_t i, int d) {
    const igraph_matrix_t *all = &latents->coordinates;
    return d < igraph_matrix_ncol(all) ? MATRIX(*all, i, d) : 0.0 * MATRIX(*all, i, 0);
}

/* A square frame that holds all neurons at the same scale in both directions. */
static figure_frame_t frame_of(const latigraph_latents_t *latents) {
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(&latents->coordinates); i++) {
        for (int d = 0; d < 2; d++) {
            figure_widen(at(latents, i, d), &low[d], &high[d]);
        }
    }
    const double half = fmax(0.53 * fmax(high[0] - low[0], high[1] - low[1]), 1e-12);
    const double x = 0.5 * (low[0] + high[0]), y = 0.5 * (low[1] + high[1]);
    return (figure_frame_t){44.0, TOP, SIDE, SIDE, x - half, x + half, y - half, y + half};
}

static void draw_edges(cairo_t *cr, const figure_frame_t *frame,
                       const latigraph_latents_t *latents) {
    const igraph_t *graph = igraph_graph_list_get_ptr(&latents->neighbours, 0);
    figure_colour(cr, FIGURE_PALE, 0.5);
    cairo_set_line_width(cr, 0.3);
    cairo_new_path(cr);
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const igraph_integer_t a = IGRAPH_FROM(graph, e), b = IGRAPH_TO(graph, e);
        cairo_move_to(cr, figure_x(frame, at(latents, a, 0)), figure_y(frame, at(latents, a, 1)));
        cairo_line_to(cr, figure_x(frame, at(latents, b, 0)), figure_y(frame, at(latents, b, 1)));
    }
    cairo_stroke(cr);
}

static void draw_neurons(cairo_t *cr, const latigraph_latents_t *latents) {
    const igraph_integer_t n = igraph_matrix_nrow(&latents->coordinates);
    const figure_frame_t frame = frame_of(latents);
    double low = INFINITY, high = -INFINITY;
    for (igraph_integer_t i = 0; i < n; i++) {
        figure_widen(at(latents, i, 2), &low, &high);
    }
    draw_edges(cr, &frame, latents);
    for (igraph_integer_t i = 0; i < n; i++) {
        if (isfinite(at(latents, i, 0))) {
            figure_level(cr, high > low ? (at(latents, i, 2) - low) / (high - low) : 0.3, 1.0);
            figure_dot(cr, figure_x(&frame, at(latents, i, 0)), figure_y(&frame, at(latents, i, 1)),
                       n > 1000 ? 1.0 : 1.8);
        }
    }
    figure_axes(cr, &frame, "latent 1", "latent 2");
}

/* --- Stress or eigenvalues -------------------------------------------------------------------- */

static void draw_line(cairo_t *cr, const figure_frame_t *frame, const igraph_vector_t *value) {
    cairo_new_path(cr);
    for (igraph_integer_t d = 0; d < igraph_vector_size(value); d++) {
        cairo_line_to(cr, figure_x(frame, (double)d + 1.0), figure_y(frame, VECTOR(*value)[d]));
    }
    cairo_stroke(cr);
    for (igraph_integer_t d = 0; d < igraph_vector_size(value); d++) {
        figure_dot(cr, figure_x(frame, (double)d + 1.0), figure_y(frame, VECTOR(*value)[d]), 2.0);
    }
}

static void draw_curve(cairo_t *cr, const latigraph_latents_t *latents) {
    const gboolean spectral = igraph_vector_size(&latents->eigenvalues) > 0;
    const igraph_vector_t *own = spectral ? &latents->eigenvalues : &latents->stress;
    const igraph_vector_t *other =
        spectral ? &latents->shuffled.eigenvalues : &latents->shuffled.stress;
    const figure_frame_t frame = {
        310.0, TOP, 170.0, SIDE, 0.5, (double)igraph_vector_size(own) + 0.5, 0.0, 1.0};
    cairo_set_line_width(cr, 1.2);
    if (igraph_vector_size(other) > 0 && isfinite(VECTOR(*other)[0])) {
        figure_colour(cr, FIGURE_PALE, 1.0);
        draw_line(cr, &frame, other);
        figure_text(cr, frame.left + frame.width, TOP - 4.0, 7.0, FIGURE_RIGHT,
                    spectral ? "grey: rewired or shuffled" : "grey: shuffled weights");
    }
    figure_colour(cr, FIGURE_BLUE, 1.0);
    draw_line(cr, &frame, own);
    figure_axes(cr, &frame, "coordinates", spectral ? "eigenvalue" : "stress (1 \u2212 r\u00b2)");
}

/* --- Loops ------------------------------------------------------------------------------------ */

static void draw_loops(cairo_t *cr, const latigraph_latents_t *latents) {
    const igraph_integer_t count = igraph_vector_size(&latents->loop_shares);
    const double limit = latents->loop_limit;
    double most = isfinite(limit) ? 1.3 * limit : 0.0;
    for (igraph_integer_t k = 0; k < count; k++) {
        most = fmax(most, 1.1 * VECTOR(latents->loop_shares)[k]);
    }
    const figure_frame_t frame = {550.0, TOP, 150.0, SIDE, 0.5, 8.5, 0.0, fmax(most, 0.1)};
    if (!isfinite(limit)) {
        figure_colour(cr, FIGURE_PALE, 1.0);
        figure_text(cr, frame.left, TOP + SIDE / 2.0, 8.0, FIGURE_LEFT, "loops were not counted");
        return;
    }
    for (igraph_integer_t k = 0; k < count; k++) {
        const double share = VECTOR(latents->loop_shares)[k];
        figure_colour(cr, share > limit ? FIGURE_BLUE : FIGURE_PALE, 1.0);
        cairo_rectangle(cr, figure_x(&frame, (double)k + 0.7), figure_y(&frame, share),
                        0.6 * frame.width / 8.0, figure_y(&frame, 0.0) - figure_y(&frame, share));
        cairo_fill(cr);
    }
    figure_colour(cr, FIGURE_ORANGE, 1.0);
    cairo_set_line_width(cr, 0.8);
    figure_line(cr, frame.left, figure_y(&frame, limit), frame.left + frame.width,
                figure_y(&frame, limit));
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, frame.left + frame.width, TOP - 4.0, 7.0, FIGURE_RIGHT,
                "%s: random graphs without loops", figure_colour_word(cr, FIGURE_ORANGE));
    figure_axes(cr, &frame, "loop", "range of scales, relative");
}

static void draw_all(cairo_t *cr, const void *content) {
    const latigraph_latents_t *latents = content;
    char title[128];
    figure_colour(cr, FIGURE_INK, 1.0);
    if (isfinite(latents->dimension)) {
        figure_print(title, sizeof title, "Neurons by weights: dimension %.2f (%.2f\u2013%.2f)",
                     latents->dimension, latents->dimension_low, latents->dimension_high);
    } else {
        figure_print(title, sizeof title, "Neurons by wiring");
    }
    figure_title(cr, 20.0, 20.0, "a", title);
    figure_title(cr, 300.0, 20.0, "b", "Coordinates needed");
    figure_title(cr, 535.0, 20.0, "c", "Loops");
    draw_neurons(cr, latents);
    draw_curve(cr, latents);
    draw_loops(cr, latents);
}

igraph_error_t figure_image_latents(const latigraph_latents_t *latents,
                                    const latigraph_figure_style_t *style,
                                    igraph_vector_char_t *image) {
    return figure_image(draw_all, latents, 740, 280, style, image);
}
