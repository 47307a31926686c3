/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The drawing of the figure of a model, in three parts.
 *
 *     a  latent map: one dot per circuit, coloured by the property, with its direction as an arrow
 *     b  steering: measured against requested values, with the diagonal of perfect control
 *     c  strip: one circuit per step on the same neurons (figure_network_draw.c)
 *
 * All contents come from figure.c. Circuits of the strip have the same width and opacity of lines,
 * which fall with the edges of the densest of them; otherwise a sparse circuit would look as dense
 * as its neighbour.
 */
#include "figure/figure_draw.h"

#include <math.h>
#include <string.h>

static const double figure_width = 540.0, figure_height = 424.0;

static const double NOTE_SIZE = 7.0;

/* Bytes for a property's name, its unit and a few words. */
enum { LABEL_SIZE = 512 };

static void label(char text[LABEL_SIZE], const char *name, const char *unit) {
    const gboolean has_unit = unit[0] != '\0';
    figure_print(text, LABEL_SIZE, "%s%s%s%s", name, has_unit ? " (" : "", unit,
                 has_unit ? ")" : "");
}

/* --- a: the latent map --------------------------------------------------- */

/* Pads the frame's ranges, so that no dot touches an edge. */
static void pad(double *low, double *high, double share) {
    const double margin = share * (*high - *low);
    *low -= margin;
    *high += margin;
}

static void draw_dots(cairo_t *cr, const figure_frame_t *frame, const figure_map_t *map, double low,
                      double high) {
    const double radius = map->count > 400 ? 2.0 : map->count > 100 ? 2.6 : 3.4;
    cairo_set_line_width(cr, 0.4);
    for (int i = 0; i < map->count; i++) {
        cairo_new_sub_path(cr);
        cairo_arc(cr, figure_x(frame, map->x[i]), figure_y(frame, map->y[i]), radius, 0.0,
                  2.0 * G_PI);
        if (isnan(map->value[i])) {
            figure_colour(cr, FIGURE_PALE, 0.9);
        } else {
            figure_level(cr, (map->value[i] - low) / (high - low), 0.9);
        }
        cairo_fill_preserve(cr);
        figure_colour(cr, FIGURE_PAPER, 0.8);
        cairo_stroke(cr);
    }
}

static void arrow_path(cairo_t *cr, double x0, double y0, double x1, double y1) {
    const double angle = atan2(y1 - y0, x1 - x0), head = 6.0;
    cairo_move_to(cr, x0, y0);
    cairo_line_to(cr, x1, y1);
    cairo_move_to(cr, x1 - head * cos(angle - 0.45), y1 - head * sin(angle - 0.45));
    cairo_line_to(cr, x1, y1);
    cairo_line_to(cr, x1 - head * cos(angle + 0.45), y1 - head * sin(angle + 0.45));
}

/* Draws the arrow from −1 to +1 SD of the property through the centre of the codes, on a halo of
 * the paper.
 */
static void draw_arrow(cairo_t *cr, const figure_frame_t *frame, const figure_map_t *map) {
    const double x0 = figure_x(frame, -map->arrow[0]), y0 = figure_y(frame, -map->arrow[1]);
    const double x1 = figure_x(frame, map->arrow[0]), y1 = figure_y(frame, map->arrow[1]);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    arrow_path(cr, x0, y0, x1, y1);
    figure_colour(cr, FIGURE_PAPER, 0.9);
    cairo_set_line_width(cr, 4.0);
    cairo_stroke_preserve(cr);
    figure_colour(cr, FIGURE_INK, 1.0);
    cairo_set_line_width(cr, 1.5);
    cairo_stroke(cr);
}

static void draw_map(cairo_t *cr, const figure_t *figure) {
    const figure_map_t *map = &figure->map;
    figure_frame_t frame = {.left = 52.0, .top = 34.0, .width = 196.0, .height = 172.0};
    double low, high;
    char name[LABEL_SIZE], x_label[LABEL_SIZE], y_label[LABEL_SIZE];
    label(name, figure->property, figure->unit);
    figure_print(x_label, sizeof x_label, "1st axis of the code (%.0f %% of variance)",
                 100.0 * map->share[0]);
    figure_print(y_label, sizeof y_label, "2nd axis (%.0f %%)", 100.0 * map->share[1]);
    figure_range(map->value, map->count, &low, &high);
    figure_range(map->x, map->count, &frame.x0, &frame.x1);
    figure_range(map->y, map->count, &frame.y0, &frame.y1);
    pad(&frame.x0, &frame.x1, 0.06);
    pad(&frame.y0, &frame.y1, 0.06);
    figure_title(cr, 10.0, 20.0, "a", "Latent map: one dot a circuit");
    figure_axes(cr, &frame, x_label, y_label);
    draw_dots(cr, &frame, map, low, high);
    if (map->has_arrow) {
        cairo_save(cr);
        cairo_rectangle(cr, frame.left, frame.top, frame.width, frame.height);
        cairo_clip(cr);
        draw_arrow(cr, &frame, map);
        cairo_restore(cr);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, frame.left + frame.width, frame.top + frame.height + 34.0, NOTE_SIZE,
                    FIGURE_RIGHT, "arrow: %s from \u22121 to +1 SD", figure->direction);
    }
    figure_colour_bar(cr, frame.left + frame.width + 12.0, frame.top, frame.height, low, high,
                      name);
}

/* --- b: achieved against asked ------------------------------------------- */

static double mean_of(const double *values, int count) {
    double sum = 0.0;
    int known = 0;
    for (int i = 0; i < count; i++) {
        if (!isnan(values[i])) {
            sum += values[i];
            known++;
        }
    }
    return known > 0 ? sum / known : NAN;
}

/* Chooses one range for both axes, over everything requested and measured. */
static void control_range(const figure_t *figure, figure_frame_t *frame) {
    double all[FIGURE_STEPS * (FIGURE_REPEATS + 1)];
    int count = 0;
    for (int s = 0; s < FIGURE_STEPS; s++) {
        all[count++] = figure->step[s].asked;
        for (int i = 0; i < figure->step[s].count; i++) {
            all[count++] = figure->step[s].value[i];
        }
    }
    figure_range(all, count, &frame->x0, &frame->x1);
    pad(&frame->x0, &frame->x1, 0.06);
    frame->y0 = frame->x0;
    frame->y1 = frame->x1;
}

static void draw_step(cairo_t *cr, const figure_frame_t *frame, const figure_step_t *step) {
    const double x = figure_x(frame, step->asked);
    for (int i = 0; i < step->count; i++) {
        if (!isnan(step->value[i])) {
            cairo_new_sub_path(cr);
            cairo_arc(cr, x, figure_y(frame, step->value[i]), 2.0, 0.0, 2.0 * G_PI);
            figure_colour(cr, FIGURE_BLUE, 0.35);
            cairo_fill(cr);
        }
    }
    const double mean = mean_of(step->value, step->count);
    if (!isnan(mean)) {
        cairo_new_sub_path(cr);
        cairo_arc(cr, x, figure_y(frame, mean), 3.6, 0.0, 2.0 * G_PI);
        figure_colour(cr, step->reached ? FIGURE_BLUE : FIGURE_PAPER, 1.0);
        cairo_fill_preserve(cr);
        figure_colour(cr, FIGURE_BLUE, 1.0);
        cairo_set_line_width(cr, 1.2);
        cairo_stroke(cr);
    }
}

static void draw_control(cairo_t *cr, const figure_t *figure) {
    figure_frame_t frame = {.left = 358.0, .top = 34.0, .width = 172.0, .height = 172.0};
    const double dashes[] = {3.0, 3.0};
    gboolean all_reached = TRUE;
    char name[LABEL_SIZE], x_label[LABEL_SIZE], y_label[LABEL_SIZE];
    label(name, figure->direction, figure->direction_unit);
    figure_print(x_label, sizeof x_label, "asked %s", name);
    figure_print(y_label, sizeof y_label, "measured %s", name);
    control_range(figure, &frame);
    figure_title(cr, 322.0, 20.0, "b", "Steering: measured against asked");
    figure_axes(cr, &frame, x_label, y_label);
    cairo_save(cr);
    figure_colour(cr, FIGURE_GREY, 1.0);
    cairo_set_line_width(cr, 0.8);
    cairo_set_dash(cr, dashes, 2, 0.0);
    figure_line(cr, frame.left, frame.top + frame.height, frame.left + frame.width, frame.top);
    cairo_restore(cr);
    for (int s = 0; s < FIGURE_STEPS; s++) {
        draw_step(cr, &frame, &figure->step[s]);
        all_reached = all_reached && figure->step[s].reached;
    }
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, frame.left + frame.width, frame.top + frame.height + 34.0, NOTE_SIZE,
                FIGURE_RIGHT, "small: one circuit; large: mean%s",
                all_reached ? "" : "; hollow: out of reach");
}

/* --- c: circuits along the direction ------------------------------------- */

static const double STRIP_TOP = 268.0, STRIP_LEFT = 12.0, STRIP_GAP = 10.0;
static const double TILE_TOP = 292.0, CAPTION = 11.0;

static double side_of_tiles(void) {
    return (figure_width - 2.0 * STRIP_LEFT - (FIGURE_STEPS - 1) * STRIP_GAP) / FIGURE_STEPS;
}

static gboolean is_thinned(const figure_t *figure) {
    return figure->like.n > FIGURE_THIN_ABOVE;
}

static void draw_captions(cairo_t *cr, double middle, const figure_step_t *step, gboolean thinned) {
    double y = TILE_TOP + side_of_tiles() + CAPTION + 2.0;
    char text[64];
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, middle, TILE_TOP - 7.0, 8.0, FIGURE_CENTRE, "%s%.2g SD",
                step->in_sd > 0.0   ? "+"
                : step->in_sd < 0.0 ? "\u2212"
                                    : "",
                fabs(step->in_sd));
    figure_number(text, sizeof text, step->asked, 3);
    figure_colour(cr, FIGURE_GREY, 1.0);
    figure_text(cr, middle, y, 7.5, FIGURE_CENTRE, "asked %s", text);
    figure_number(text, sizeof text, step->shown, 3);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, middle, y + CAPTION, 7.5, FIGURE_CENTRE, "measured %s", text);
    if (thinned) {
        figure_colour(cr, FIGURE_GREY, 1.0);
        figure_text(cr, middle, y + 2.0 * CAPTION, NOTE_SIZE, FIGURE_CENTRE, "%d of %d edges",
                    step->network.drawn, step->network.m);
    }
}

/* Draws what the colours of neurons mean, and which edges are drawn. */
static void draw_keys(cairo_t *cr, const figure_t *figure) {
    double y = TILE_TOP + side_of_tiles() + 2.0 * CAPTION + 17.0;
    if (is_thinned(figure)) {
        y += CAPTION;
        figure_colour(cr, FIGURE_GREY, 1.0);
        figure_text(
            cr, STRIP_LEFT, y, NOTE_SIZE, FIGURE_LEFT,
            "n of m edges are drawn: for each neuron, those whose ends share most partners");
        y += CAPTION + 2.0;
    }
    figure_network_keys(cr, STRIP_LEFT, y, figure_width - 2.0 * STRIP_LEFT, &figure->like);
}

static double height_of(const figure_t *figure) {
    return figure_height + (is_thinned(figure) ? 2.0 * CAPTION + 2.0 : 0.0) +
           figure_network_keys_height(&figure->like);
}

static void draw_strip(cairo_t *cr, const figure_t *figure) {
    double many = 1.0; /* the same for all circuits, so that they compare */
    for (int s = 0; s < FIGURE_STEPS; s++) {
        many = fmax(many, figure->step[s].network.drawn / 400.0);
    }
    char text[LABEL_SIZE];
    figure_print(text, sizeof text, "Generated circuits along %s: the same %d neurons",
                 figure->direction, figure->like.n);
    figure_title(cr, 10.0, STRIP_TOP, "c", text);
    figure_network_edge_keys(cr, figure_width - STRIP_LEFT, STRIP_TOP);
    for (int s = 0; s < FIGURE_STEPS; s++) {
        const double side = side_of_tiles(), left = STRIP_LEFT + s * (side + STRIP_GAP);
        figure_network_draw(cr, left, TILE_TOP, side, &figure->step[s].network, many);
        draw_captions(cr, left + side / 2.0, &figure->step[s], is_thinned(figure));
    }
    draw_keys(cr, figure);
}

static void draw_all(cairo_t *cr, const void *content) {
    const figure_t *figure = content;
    draw_map(cr, figure);
    draw_control(cr, figure);
    draw_strip(cr, figure);
}

igraph_error_t figure_image_map(const figure_t *figure, const latigraph_figure_style_t *style,
                                igraph_vector_char_t *image) {
    return figure_image(draw_all, figure, figure_width, height_of(figure), style, image);
}
