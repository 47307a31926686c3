/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of a path: circuits along it as adjacency matrices, and properties against the step.
 *
 * Matrices show a whole circuit of some hundred neurons in a small square, where drawn edges would
 * overlap. Up to nine steps are shown, evenly spaced, with one circuit of each. If all steps have
 * the same neurons, the rows are ordered by the degrees in the middle step, so that a neuron keeps
 * its row and edges can be followed; otherwise each step has an order of its own.
 *
 * The plot below shows the five properties that move most, in SDs. If a property is walked along,
 * the dashed diagonal is what was asked, and circles show where the generated circuits are by
 * their own codes when they are encoded again.
 */
#include "figure/figure_draw.h"

#include <math.h>

enum { LINES = 5 };
static const figure_colour_t COLOURS[LINES] = {FIGURE_INK, FIGURE_BLUE, FIGURE_ORANGE, FIGURE_GREEN,
                                               FIGURE_VIOLET};

static const double LEFT = 14.0, TOP = 46.0, SIDE = 112.0, GAP = 12.0, NOTE_SIZE = 7.0;
static const double PLOT_TOP = 236.0, PLOT_HEIGHT = 130.0, PLOT_LEFT = 50.0, LEGEND = 140.0;

enum { TILES = 9 };

/* A path and the matrices of its tiles. */
typedef struct {
    const figure_walk_t *walk;
    int count; /* tiles */
    figure_tile_t tile[TILES];
} strip_t;

/* Returns the step of a tile: all steps are shown, or evenly spaced ones of many. */
static igraph_integer_t step_of(const strip_t *strip, int tile) {
    const double last = (double)(strip->walk->path->steps - 1);
    return (igraph_integer_t)lround(tile * last / (strip->count - 1));
}

/* --- Matrices ------------------------------------------------------------- */

/* Returns the first circuit of a step. */
static const latigraph_circuit_t *circuit_of(const figure_walk_t *walk, igraph_integer_t step) {
    const igraph_integer_t each = latigraph_circuit_list_size(walk->circuits) / walk->path->steps;
    return latigraph_circuit_list_get(walk->circuits, step * each);
}

/* Fills a tile. If all steps have the same neurons, the order of rows is that of the middle step.
 */
static igraph_error_t fill_tile(strip_t *strip, int t) {
    const gboolean shared =
        strip->walk->property >= 0 || strip->walk->path->nodes != LATIGRAPH_PATH_NODES_DRAWN;
    const int placed = shared ? strip->count / 2 : t;
    int *place;
    IGRAPH_CHECK(figure_places(circuit_of(strip->walk, step_of(strip, placed)), &place));
    IGRAPH_FINALLY(g_free, place);
    IGRAPH_CHECK(
        figure_tile_fill(&strip->tile[t], circuit_of(strip->walk, step_of(strip, t)), place));
    g_free(place);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void strip_destroy(strip_t *strip) {
    for (int t = 0; t < strip->count; t++) {
        figure_tile_clear(&strip->tile[t]);
    }
}

static void find_size(const strip_t *strip, double *width, double *height) {
    *width = fmax(2.0 * LEFT + strip->count * (SIDE + GAP) - GAP, 480.0);
    *height = PLOT_TOP + PLOT_HEIGHT + 34.0;
}

static void caption(cairo_t *cr, double middle, double y, const char *label, double value) {
    char text[64];
    figure_number(text, sizeof text, value, 3);
    figure_text(cr, middle, y, NOTE_SIZE, FIGURE_CENTRE, "%s %s", label, text);
}

static void draw_tile(cairo_t *cr, const strip_t *strip, int t, const igraph_integer_t *movers,
                      int count) {
    const figure_walk_t *walk = strip->walk;
    const latigraph_path_t *path = walk->path;
    const igraph_integer_t step = step_of(strip, t);
    const double left = LEFT + t * (SIDE + GAP), middle = left + SIDE / 2.0;
    const double position = VECTOR(path->position)[step];
    figure_tile_draw(cr, left, TOP, SIDE, &strip->tile[t], figure_edge_colours);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, middle, TOP - 6.0, 8.0, FIGURE_CENTRE, "%s%.2f%s",
                position < 0.0                          ? "\u2212"
                : position > 0.0 && walk->property >= 0 ? "+"
                                                        : "",
                fabs(position), walk->property >= 0 ? " SD" : "");
    double y = TOP + SIDE + 12.0;
    if (walk->property >= 0) {
        caption(cr, middle, y, "asked", MATRIX(path->asked, step, walk->property));
        y += 10.0;
    }
    for (int k = 0; k < MIN(count, 3); k++, y += 10.0) {
        const char *name = latigraph_property_info(movers[k])->name;
        caption(cr, middle, y, k == 0 && walk->property >= 0 ? "measured" : name,
                MATRIX(path->mean, step, movers[k]));
    }
}

/* --- Properties ----------------------------------------------------------- */

static void frame_of(const strip_t *strip, const igraph_integer_t *movers, int count,
                     figure_frame_t *frame) {
    const latigraph_path_t *path = strip->walk->path;
    double width, height;
    find_size(strip, &width, &height);
    double range[2] = {INFINITY, -INFINITY};
    for (int k = 0; k < count; k++) {
        for (igraph_integer_t s = 0; s < path->steps; s++) {
            figure_widen(MATRIX(path->change, s, movers[k]), &range[0], &range[1]);
        }
    }
    figure_range(range, 2, &frame->y0, &frame->y1);
    const double first = VECTOR(path->position)[0];
    const double last = VECTOR(path->position)[path->steps - 1];
    const double margin = 0.06 * (frame->y1 - frame->y0);
    *frame = (figure_frame_t){.left = PLOT_LEFT,
                              .top = PLOT_TOP,
                              .width = width - PLOT_LEFT - LEGEND,
                              .height = PLOT_HEIGHT,
                              .x0 = fmin(first, last),
                              .x1 = fmax(first, last),
                              .y0 = frame->y0 - margin,
                              .y1 = frame->y1 + margin};
}

static void draw_line(cairo_t *cr, const figure_frame_t *frame, const latigraph_path_t *path,
                      igraph_integer_t property) {
    cairo_new_path(cr); /* Showing a text leaves a current point behind. */
    for (igraph_integer_t s = 0; s < path->steps; s++) {
        const double change = MATRIX(path->change, s, property);
        if (isfinite(change)) {
            cairo_line_to(cr, figure_x(frame, VECTOR(path->position)[s]), figure_y(frame, change));
        } else {
            cairo_new_sub_path(cr);
        }
    }
    cairo_stroke(cr);
    for (igraph_integer_t s = 0; s < path->steps; s++) {
        const double change = MATRIX(path->change, s, property);
        if (isfinite(change)) {
            cairo_new_sub_path(cr);
            cairo_arc(cr, figure_x(frame, VECTOR(path->position)[s]), figure_y(frame, change), 1.8,
                      0.0, 2.0 * G_PI);
            cairo_fill(cr);
        }
    }
}

/* Draws circles where the circuits are by their own codes, in the same SDs. */
static void draw_encoded(cairo_t *cr, const figure_frame_t *frame, const latigraph_path_t *path) {
    figure_colour(cr, FIGURE_INK, 1.0);
    cairo_set_line_width(cr, 0.9);
    for (igraph_integer_t s = 0; s < path->steps; s++) {
        const double at = VECTOR(path->reached)[s];
        if (at >= frame->y0 && at <= frame->y1) {
            cairo_new_sub_path(cr);
            cairo_arc(cr, figure_x(frame, VECTOR(path->position)[s]), figure_y(frame, at), 4.0, 0.0,
                      2.0 * G_PI);
            cairo_stroke(cr);
        }
    }
}

/* Draws the requested line: one SD per SD. */
static void draw_asked(cairo_t *cr, const figure_frame_t *frame) {
    const double dashes[] = {3.0, 3.0};
    cairo_save(cr);
    cairo_rectangle(cr, frame->left, frame->top, frame->width, frame->height);
    cairo_clip(cr);
    figure_colour(cr, FIGURE_GREY, 1.0);
    cairo_set_line_width(cr, 0.8);
    cairo_set_dash(cr, dashes, 2, 0.0);
    figure_line(cr, figure_x(frame, frame->x0), figure_y(frame, frame->x0),
                figure_x(frame, frame->x1), figure_y(frame, frame->x1));
    cairo_restore(cr);
}

static void draw_plot(cairo_t *cr, const strip_t *strip, const igraph_integer_t *movers,
                      int count) {
    const figure_walk_t *walk = strip->walk;
    figure_frame_t frame;
    frame_of(strip, movers, count, &frame);
    figure_title(cr, LEFT, PLOT_TOP - 10.0, "b", "Properties that change most");
    figure_axes(cr, &frame, walk->property >= 0 ? "step (SD)" : "share of the way", "change (SD)");
    if (walk->property >= 0) {
        draw_asked(cr, &frame);
    }
    for (int k = 0; k < count; k++) {
        const double y = PLOT_TOP + 8.0 + 13.0 * k, x = frame.left + frame.width + 14.0;
        figure_colour(cr, COLOURS[k], 1.0);
        cairo_set_line_width(cr, k == 0 && walk->property >= 0 ? 1.8 : 1.0);
        draw_line(cr, &frame, walk->path, movers[k]);
        figure_line(cr, x, y - 2.5, x + 14.0, y - 2.5);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, x + 18.0, y, NOTE_SIZE + 0.5, FIGURE_LEFT, "%s",
                    latigraph_property_info(movers[k])->name);
    }
    if (walk->property >= 0) {
        figure_colour(cr, FIGURE_GREY, 1.0);
        figure_text(cr, frame.left + frame.width + 14.0, PLOT_TOP + 8.0 + 13.0 * count, NOTE_SIZE,
                    FIGURE_LEFT, "dashed: what is asked");
        figure_text(cr, frame.left + frame.width + 14.0, PLOT_TOP + 20.0 + 13.0 * count, NOTE_SIZE,
                    FIGURE_LEFT, "circles: codes, encoded again");
        draw_encoded(cr, &frame, walk->path);
    }
}

/* --- All of it ------------------------------------------------------------ */

static void draw_all(cairo_t *cr, const void *content) {
    const strip_t *strip = content;
    igraph_integer_t movers[LINES];
    const int count = figure_walk_movers(strip->walk, LINES, movers);
    figure_colour(cr, FIGURE_INK, 1.0);
    char title[512];
    if (strip->walk->property >= 0) {
        figure_print(title, sizeof title, "Along the direction of %s",
                     latigraph_property_info(strip->walk->property)->name);
    } else {
        const latigraph_path_shape_t shape = strip->walk->shape;
        figure_print(title, sizeof title, "%s, %s",
                     strip->walk->through ? "Through groups of circuits"
                                          : "From one circuit to another",
                     shape == LATIGRAPH_PATH_MANIFOLD  ? "along the manifold"
                     : shape == LATIGRAPH_PATH_SPLINE  ? "by a spline"
                     : shape == LATIGRAPH_PATH_MIXTURE ? "through a mixture"
                                                       : "straight");
    }
    figure_title(cr, LEFT, 18.0, "a", title);
    figure_colour(cr, FIGURE_GREY, 1.0);
    figure_text(cr, LEFT, 29.0, NOTE_SIZE, FIGURE_LEFT,
                "one circuit of each step, rows send; %s: both ways; numbers: means of the step",
                figure_colour_word(cr, FIGURE_PAIR));
    for (int t = 0; t < strip->count; t++) {
        draw_tile(cr, strip, t, movers, count);
    }
    draw_plot(cr, strip, movers, count);
}

igraph_error_t figure_image_walk(const figure_walk_t *walk, const latigraph_figure_style_t *style,
                                 igraph_vector_char_t *image) {
    double width, height;
    strip_t strip = {.walk = walk, .count = (int)MIN(walk->path->steps, TILES)};
    IGRAPH_FINALLY(strip_destroy, &strip);
    for (int t = 0; t < strip.count; t++) {
        IGRAPH_CHECK(fill_tile(&strip, t));
    }
    find_size(&strip, &width, &height);
    IGRAPH_CHECK(figure_image(draw_all, &strip, width, height, style, image));
    strip_destroy(&strip);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
