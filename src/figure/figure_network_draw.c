/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The drawing of a network, and the keys to its colours.
 *
 * An arrowhead at the rim of the receiver gives the direction of a one-way edge. Mutual pairs are
 * one line in another colour, without arrowheads, above the one-way edges.
 */
#include "figure/figure_draw.h"

#include <math.h>

static const double KEY_SIZE = 7.0, KEY_LINE = 11.0;
enum { KEYS_PER_LINE = 4, KEY_BYTES = 28 };

typedef struct {
    const figure_network_t *network;
    double left, top, side;
    double radius; /* radius of neurons */
} place_t;

static double x_of(const place_t *place, int neuron) {
    return place->left + place->network->x[neuron] * place->side;
}

static double y_of(const place_t *place, int neuron) {
    return place->top + (1.0 - place->network->y[neuron]) * place->side;
}

static void draw_lines(cairo_t *cr, const place_t *place, gboolean mutual) {
    const figure_network_t *network = place->network;
    for (int e = 0; e < network->drawn; e++) {
        const int i = network->from[e], j = network->to[e];
        /* A mutual pair is one line. */
        if (network->mutual[e] == mutual && (!mutual || i < j)) {
            figure_line(cr, x_of(place, i), y_of(place, i), x_of(place, j), y_of(place, j));
        }
    }
}

/* Adds a triangle whose tip touches the rim of a neuron at (x1, y1). It is smaller on a short line
 * from (x0, y0), and there is none between neurons that touch. */
static void draw_head(cairo_t *cr, double x0, double y0, double x1, double y1, double radius,
                      double size) {
    const double distance = hypot(x1 - x0, y1 - y0), room = distance - 2.0 * radius;
    if (room <= 0.0) {
        return;
    }
    size = fmin(size, 0.6 * room);
    const double ux = (x1 - x0) / distance, uy = (y1 - y0) / distance;
    const double tx = x1 - radius * ux, ty = y1 - radius * uy;
    cairo_move_to(cr, tx, ty);
    cairo_line_to(cr, tx - size * (ux + 0.4 * uy), ty - size * (uy - 0.4 * ux));
    cairo_line_to(cr, tx - size * (ux - 0.4 * uy), ty - size * (uy + 0.4 * ux));
    cairo_close_path(cr);
}

static double head_size(const figure_network_t *network) {
    return network->n > FIGURE_THIN_ABOVE ? 2.4 : 3.2;
}

static void draw_heads(cairo_t *cr, const place_t *place) {
    const figure_network_t *network = place->network;
    cairo_new_path(cr);
    for (int e = 0; e < network->drawn; e++) {
        if (!network->mutual[e]) {
            const int i = network->from[e], j = network->to[e];
            draw_head(cr, x_of(place, i), y_of(place, i), x_of(place, j), y_of(place, j),
                      place->radius, head_size(network));
        }
    }
    cairo_fill(cr);
}

/* Sets the colour of a neuron: ink without types, grey for a type without a colour. */
static void set_type(cairo_t *cr, const figure_network_t *network, int type) {
    const figure_colour_t colour = network->type == NULL  ? FIGURE_INK
                                   : type == FIGURE_TYPES ? FIGURE_GREY
                                                          : (figure_colour_t)(FIGURE_TYPE + type);
    figure_colour(cr, colour, 1.0);
}

static void draw_neurons(cairo_t *cr, const place_t *place) {
    const figure_network_t *network = place->network;
    cairo_set_line_width(cr, 0.3);
    for (int i = 0; i < network->n; i++) {
        cairo_new_sub_path(cr);
        cairo_arc(cr, x_of(place, i), y_of(place, i), place->radius, 0.0, 2.0 * G_PI);
        set_type(cr, network, network->type != NULL ? network->type[i] : 0);
        cairo_fill_preserve(cr);
        figure_colour(cr, network->type != NULL ? FIGURE_SPINE : FIGURE_PAPER, 1.0);
        cairo_stroke(cr);
    }
}

void figure_network_draw(cairo_t *cr, double left, double top, double side,
                         const figure_network_t *network, double many) {
    const place_t place = {network, left, top, side,
                           CLAMP(0.2 * side / sqrt(MAX(1, network->n)), 0.8, 2.4)};
    cairo_set_line_width(cr, fmax(0.25, 0.55 / sqrt(many)));
    figure_colour(cr, FIGURE_EDGE, fmax(0.2, 0.45 / sqrt(many)));
    draw_lines(cr, &place, FALSE);
    figure_colour(cr, FIGURE_EDGE, 0.85);
    draw_heads(cr, &place);
    cairo_set_line_width(cr, fmax(0.5, 0.9 / sqrt(many)));
    figure_colour(cr, FIGURE_PAIR, 0.8);
    draw_lines(cr, &place, TRUE);
    draw_neurons(cr, &place);
}

/* --- Keys ------------------------------------------------------------------------------------- */

void figure_network_edge_keys(cairo_t *cr, double right, double y) {
    static const char *const text[] = {"mutual pair", "one-way edge"};
    for (int k = 0; k < 2; k++) {
        cairo_text_extents_t extents;
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, right, y, KEY_SIZE, FIGURE_RIGHT, "%s", text[k]);
        cairo_text_extents(cr, text[k], &extents);
        right -= extents.x_advance + 4.0;
        figure_colour(cr, k == 0 ? FIGURE_PAIR : FIGURE_EDGE, k == 0 ? 0.9 : 0.85);
        cairo_set_line_width(cr, 1.2);
        figure_line(cr, right - 14.0, y - 2.5, right - (k == 0 ? 0.0 : 3.0), y - 2.5);
        if (k == 1) {
            cairo_new_path(cr);
            draw_head(cr, right - 14.0, y - 2.5, right, y - 2.5, 0.0, 5.0);
            cairo_fill(cr);
        }
        right -= 24.0;
    }
}

static int key_count(const figure_network_t *network) {
    return network->types + (network->others ? 1 : 0);
}

double figure_network_keys_height(const figure_network_t *network) {
    return KEY_LINE * ((key_count(network) + KEYS_PER_LINE - 1) / KEYS_PER_LINE);
}

void figure_network_keys(cairo_t *cr, double left, double y, double width,
                         const figure_network_t *network) {
    for (int k = 0; k < key_count(network); k++) {
        const double x = left + width / KEYS_PER_LINE * (k % KEYS_PER_LINE);
        const double base = y + KEY_LINE * (k / KEYS_PER_LINE);
        char name[KEY_BYTES];
        figure_print(name, sizeof name, "%s",
                     k < network->types ? network->name[k] : "other or unknown type");
        set_type(cr, network, k < network->types ? k : FIGURE_TYPES);
        figure_dot(cr, x + 2.5, base - 2.5, 2.5);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, x + 8.0, base, KEY_SIZE, FIGURE_LEFT, "%s", name);
    }
}
