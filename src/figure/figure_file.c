/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Images in memory: one drawing as SVG, PDF or PNG.
 *
 * A drawing function draws on any cairo surface in points, so the same one serves all formats.
 * cairo writes to a stream, and the stream appends to a text whose allocation can fail; callers
 * decide where the bytes go. The texts of an SVG are put in front of its end. PNG has 300 dots per
 * inch, but is at most 2250 dots wide, which a screen still shows: figures for print are SVG or
 * PDF.
 */
#include "figure/figure_draw.h"

#include "base/text.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

/* Dots per point, and the greatest width in dots. */
static const double PNG_SCALE = 300.0 / 72.0, PNG_WIDTH = 2250.0;

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
    latigraph_text_t *text = closure;
    latigraph_text_append_part(text, (const char *)data, length);
    return text->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

/* A drawing and its size. */
typedef struct {
    figure_drawer_t *draw;
    const void *content;
    double width, height;
} picture_t;

static cairo_surface_t *new_surface(const picture_t *p, const char *format,
                                    latigraph_text_t *text) {
    if (strcmp(format, "svg") == 0) {
        return cairo_svg_surface_create_for_stream(append, text, p->width, p->height);
    }
    if (strcmp(format, "pdf") == 0) {
        return cairo_pdf_surface_create_for_stream(append, text, p->width, p->height);
    }
    const double scale = fmin(PNG_SCALE, PNG_WIDTH / p->width);
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(p->width * scale), (int)(p->height * scale));
    cairo_surface_set_device_scale(surface, scale, scale);
    return surface;
}

/* Puts the elements at the end of the root of an SVG. */
static void insert_texts(latigraph_text_t *svg, const latigraph_text_t *elements) {
    static const char END[] = "</svg>";
    const char *end = g_strrstr(latigraph_text(svg), END);
    if (end == NULL || elements->failed) {
        svg->failed = TRUE;
        return;
    }
    latigraph_text_cut(svg, (size_t)(end - latigraph_text(svg)));
    latigraph_text_append(svg, "<g font-family=\"DejaVu Sans, Verdana, Helvetica, sans-serif\">\n");
    latigraph_text_append(svg, latigraph_text(elements));
    latigraph_text_append(svg, "</g>\n");
    latigraph_text_append(svg, END);
    latigraph_text_append_character(svg, '\n');
}

/* Draws the shapes; the texts too, unless `elements` takes them. */
static cairo_status_t render(const picture_t *picture, const char *format,
                             latigraph_text_t *elements, latigraph_text_t *text) {
    cairo_surface_t *surface = new_surface(picture, format, text);
    cairo_t *cr = cairo_create(surface);
    cairo_status_t status =
        elements != NULL ? figure_collect_texts(cr, elements) : CAIRO_STATUS_SUCCESS;
    figure_colour(cr, FIGURE_PAPER, 1.0);
    cairo_paint(cr);
    picture->draw(cr, picture->content);
    status = status == CAIRO_STATUS_SUCCESS ? cairo_status(cr) : status;
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS && strcmp(format, "png") == 0) {
        status = cairo_surface_write_to_png_stream(surface, append, text);
    }
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_status(surface);
    }
    cairo_surface_destroy(surface);
    return status;
}

igraph_error_t figure_image(figure_drawer_t *draw, const void *content, double width, double height,
                            const char *format, igraph_vector_char_t *image) {
    const picture_t picture = {draw, content, width, height};
    if (strcmp(format, "svg") != 0 && strcmp(format, "png") != 0 && strcmp(format, "pdf") != 0) {
        IGRAPH_ERRORF("Figures are drawn as svg, png or pdf, not as \"%s\".", IGRAPH_EINVAL,
                      format);
    }
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    latigraph_text_t elements = LATIGRAPH_TEXT_EMPTY;
    const gboolean is_svg = strcmp(format, "svg") == 0;
    const cairo_status_t status = render(&picture, format, is_svg ? &elements : NULL, &text);
    if (is_svg && status == CAIRO_STATUS_SUCCESS) {
        insert_texts(&text, &elements);
    }
    latigraph_text_destroy(&elements);
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    cairo_debug_reset_static_data(); /* frees the fonts that cairo caches */
    IGRAPH_CHECK(latigraph_text_check(&text));
    if (status != CAIRO_STATUS_SUCCESS) {
        IGRAPH_ERRORF("The figure cannot be drawn: %s.",
                      status == CAIRO_STATUS_NO_MEMORY ? IGRAPH_ENOMEM : IGRAPH_FAILURE,
                      cairo_status_to_string(status));
    }
    IGRAPH_CHECK(igraph_vector_char_resize(image, (igraph_integer_t)text.length));
    memcpy(VECTOR(*image), latigraph_text(&text), text.length);
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
