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
 *     c  strip: one circuit per step on the same neurons, reciprocal pairs in a colour of their own
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

typedef struct {
    double left, top, side;
} tile_t;

static void edges_of(cairo_t *cr, const tile_t *tile, const figure_step_t *step, gboolean mutual) {
    for (int e = 0; e < step->m; e++) {
        const int i = step->from[e], j = step->to[e];
        /* A reciprocal pair is one line. */
        if (step->mutual[e] != mutual || (mutual && i > j)) {
            continue;
        }
        figure_line(
            cr, tile->left + step->x[i] * tile->side, tile->top + (1.0 - step->y[i]) * tile->side,
            tile->left + step->x[j] * tile->side, tile->top + (1.0 - step->y[j]) * tile->side);
    }
}

/* Draws a circuit. `many` is 1 for up to 400 edges; lines are thinner and fainter the larger it is.
 */
static void draw_circuit(cairo_t *cr, const tile_t *tile, const figure_step_t *step, double many) {
    cairo_set_line_width(cr, fmax(0.25, 0.55 / sqrt(many)));
    figure_colour(cr, FIGURE_BLUE, fmax(0.12, 0.4 / sqrt(many)));
    edges_of(cr, tile, step, FALSE);
    cairo_set_line_width(cr, fmax(0.5, 0.9 / sqrt(many)));
    figure_colour(cr, FIGURE_ORANGE, 0.8);
    edges_of(cr, tile, step, TRUE);
    for (int i = 0; i < step->n; i++) {
        cairo_new_sub_path(cr);
        cairo_arc(cr, tile->left + step->x[i] * tile->side,
                  tile->top + (1.0 - step->y[i]) * tile->side, step->n > 300 ? 0.8 : 1.25, 0.0,
                  2.0 * G_PI);
    }
    figure_colour(cr, FIGURE_INK, 1.0);
    cairo_fill(cr);
}

static void draw_captions(cairo_t *cr, const tile_t *tile, const figure_step_t *step) {
    const double middle = tile->left + tile->side / 2.0, bottom = tile->top + tile->side;
    char text[64];
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, middle, tile->top - 7.0, 8.0, FIGURE_CENTRE, "%s%.2g SD",
                step->in_sd > 0.0   ? "+"
                : step->in_sd < 0.0 ? "\u2212"
                                    : "",
                fabs(step->in_sd));
    figure_number(text, sizeof text, step->asked, 3);
    figure_colour(cr, FIGURE_GREY, 1.0);
    figure_text(cr, middle, bottom + 13.0, 7.5, FIGURE_CENTRE, "asked %s", text);
    figure_number(text, sizeof text, step->shown, 3);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, middle, bottom + 24.0, 7.5, FIGURE_CENTRE, "measured %s", text);
}

static void draw_legend(cairo_t *cr, double right, double y) {
    static const char *const text[] = {"reciprocal pair", "one-way connection"};
    for (int k = 0; k < 2; k++) {
        cairo_text_extents_t extents;
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, right, y, NOTE_SIZE, FIGURE_RIGHT, "%s", text[k]);
        cairo_text_extents(cr, text[k], &extents);
        right -= extents.x_advance + 4.0;
        figure_colour(cr, k == 0 ? FIGURE_ORANGE : FIGURE_BLUE, k == 0 ? 0.9 : 0.6);
        cairo_set_line_width(cr, 1.2);
        figure_line(cr, right - 14.0, y - 2.5, right, y - 2.5);
        right -= 24.0;
    }
}

static void draw_strip(cairo_t *cr, const figure_t *figure) {
    const double left = 12.0, right = figure_width - 12.0, gap = 10.0;
    const double side = (right - left - (FIGURE_STEPS - 1) * gap) / FIGURE_STEPS;
    double many = 1.0; /* the same for all circuits, so that they compare */
    for (int s = 0; s < FIGURE_STEPS; s++) {
        many = fmax(many, figure->step[s].m / 400.0);
    }
    char text[LABEL_SIZE];
    figure_print(text, sizeof text, "Generated circuits along %s: the same %d neurons",
                 figure->direction, figure->step[0].n);
    figure_title(cr, 10.0, 268.0, "c", text);
    draw_legend(cr, right, 268.0);
    for (int s = 0; s < FIGURE_STEPS; s++) {
        const tile_t tile = {left + s * (side + gap), 292.0, side};
        draw_circuit(cr, &tile, &figure->step[s], many);
        draw_captions(cr, &tile, &figure->step[s]);
    }
}

static void draw_all(cairo_t *cr, const void *content) {
    const figure_t *figure = content;
    draw_map(cr, figure);
    draw_control(cr, figure);
    draw_strip(cr, figure);
}

igraph_error_t figure_image_map(const figure_t *figure, const latigraph_figure_style_t *style,
                                igraph_vector_char_t *image) {
    return figure_image(draw_all, figure, figure_width, figure_height, style, image);
}
