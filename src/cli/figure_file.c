/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/figure_draw.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <string.h>

const igraph_bool_t figure_can_draw = true;

/* A picture is drawn into memory and written in one go. */

static const double PNG_SCALE = 300.0 / 72.0; /* 300 dots an inch */

static cairo_status_t append(void *text, const unsigned char *data, unsigned int length) {
    g_string_append_len(text, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *new_surface(const char *path, GString *text) {
    if (figure_ends_in(path, ".svg")) {
        return cairo_svg_surface_create_for_stream(append, text, figure_width, figure_height);
    }
    if (figure_ends_in(path, ".pdf")) {
        return cairo_pdf_surface_create_for_stream(append, text, figure_width, figure_height);
    }
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(figure_width * PNG_SCALE), (int)(figure_height * PNG_SCALE));
    cairo_surface_set_device_scale(surface, PNG_SCALE, PNG_SCALE);
    return surface;
}

static cairo_status_t render(const figure_t *figure, const char *path, GString *text) {
    cairo_surface_t *surface = new_surface(path, text);
    cairo_t *cr = cairo_create(surface);
    figure_draw(cr, figure);
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

igraph_error_t figure_write(const figure_t *figure, const char *path) {
    GString *text = g_string_new(NULL);
    const cairo_status_t status = render(figure, path, text);
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
