/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/figure_draw.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

const igraph_bool_t figure_can_draw = true;

/* A picture is drawn into memory and written in one go. */

/* 300 dots an inch, but no wider than fits on a screen: files for print are SVG or PDF. */
static const double PNG_SCALE = 300.0 / 72.0, PNG_WIDTH = 2250.0;

static cairo_status_t append(void *text, const unsigned char *data, unsigned int length) {
    g_string_append_len(text, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* One of the four. */
typedef struct {
    double width, height;
    const figure_t *figure;
    const figure_strip_t *strip;
    const figure_steered_t *steered;
    const cli_curve_t *curve;
    const cli_likeness_t *likeness;
} picture_t;

static cairo_surface_t *new_surface(const picture_t *p, const char *path, GString *text) {
    if (figure_ends_in(path, ".svg")) {
        return cairo_svg_surface_create_for_stream(append, text, p->width, p->height);
    }
    if (figure_ends_in(path, ".pdf")) {
        return cairo_pdf_surface_create_for_stream(append, text, p->width, p->height);
    }
    const double scale = fmin(PNG_SCALE, PNG_WIDTH / p->width);
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(p->width * scale), (int)(p->height * scale));
    cairo_surface_set_device_scale(surface, scale, scale);
    return surface;
}

static cairo_status_t render(const picture_t *picture, const char *path, GString *text) {
    cairo_surface_t *surface = new_surface(picture, path, text);
    cairo_t *cr = cairo_create(surface);
    if (picture->figure != NULL) {
        figure_draw(cr, picture->figure);
    } else if (picture->strip != NULL) {
        figure_draw_strip(cr, picture->strip);
    } else if (picture->steered != NULL) {
        figure_draw_steered(cr, picture->steered);
    } else {
        figure_draw_evaluation(cr, picture->curve, picture->likeness);
    }
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS && figure_ends_in(path, ".png")) {
        status = cairo_surface_write_to_png_stream(surface, append, text);
    }
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_status(surface);
    }
    cairo_surface_destroy(surface);
    return status;
}

static igraph_error_t write_picture(const picture_t *picture, const char *path) {
    GString *text = g_string_new(NULL);
    const cairo_status_t status = render(picture, path, text);
    igraph_error_t code = IGRAPH_SUCCESS;
    if (status == CAIRO_STATUS_SUCCESS) {
        code = cli_write_file(path, text);
    }
    g_string_free(text, TRUE);
    cairo_debug_reset_static_data(); /* frees the fonts that cairo keeps */
    if (status != CAIRO_STATUS_SUCCESS) {
        IGRAPH_ERRORF("Cannot draw \"%s\": %s.", IGRAPH_FAILURE, path,
                      cairo_status_to_string(status));
    }
    return code;
}

igraph_error_t figure_write(const figure_t *figure, const char *path) {
    const picture_t picture = {.width = figure_width, .height = figure_height, .figure = figure};
    return write_picture(&picture, path);
}

igraph_error_t figure_write_evaluation(const cli_curve_t *curve, const cli_likeness_t *likeness,
                                       const char *path) {
    const picture_t picture = {
        .width = 740.0, .height = 280.0, .curve = curve, .likeness = likeness};
    return write_picture(&picture, path);
}

igraph_error_t figure_write_strip(const figure_strip_t *strip, const char *path) {
    picture_t picture = {.strip = strip};
    figure_strip_size(strip, &picture.width, &picture.height);
    return write_picture(&picture, path);
}

igraph_error_t figure_write_steered(const figure_steered_t *steered, const char *path) {
    picture_t picture = {.steered = steered};
    figure_steered_size(steered, &picture.width, &picture.height);
    return write_picture(&picture, path);
}
