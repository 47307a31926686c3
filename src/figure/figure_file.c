/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Images in memory: one drawing as SVG, PDF or PNG, in a style.
 *
 * A drawing function draws on any cairo surface in points, so the same one serves all formats.
 * cairo writes to a stream, and the stream appends to a text whose allocation can fail; callers
 * decide where the bytes go. The texts of an SVG are put in front of its end.
 *
 * A style with a width or a height scales the whole drawing, letters too, so that it needs no
 * second layout; with both, the drawing is as large as fits and in the middle. A title adds a line
 * above the drawing. PNG has 300 dots per inch; without a size and a resolution in the style it is
 * at most 2250 dots wide, which a screen still shows. cairo does not write the resolution of a PNG,
 * so this file adds the chunk that says it.
 */
#include "figure/figure_draw.h"

#include "base/text.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

static const double INCH = 72.0, MILLIMETRES = 25.4; /* points and millimetres per inch */
static const double PNG_DPI = 300.0, PNG_WIDTH = 2250.0;
/* Dots of a PNG, which take four bytes each. */
static const double MOST_DOTS = 1e8;
static const double TITLE_HEIGHT = 28.0, TITLE_SIZE = 12.0, TITLE_LEFT = 10.0;

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
    latigraph_text_t *text = closure;
    latigraph_text_append_part(text, (const char *)data, length);
    return text->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

/* --- Sizes ------------------------------------------------------------------------------------ */

/* A drawing and the page that it is put on. */
typedef struct {
    figure_drawer_t *draw;
    const void *content;
    const latigraph_figure_style_t *style;
    double width, height;           /* size of the drawing with its title */
    double page_width, page_height; /* points */
    double scale;                   /* page lengths per length of the drawing */
    double dpi;
    gboolean is_default; /* neither size nor resolution is asked for */
} picture_t;

static gboolean has_title(const picture_t *picture) {
    return picture->style->title != NULL && picture->style->title[0] != '\0';
}

static double points_of(double millimetres) {
    return millimetres / MILLIMETRES * INCH;
}

static void find_page(picture_t *p) {
    const double width = points_of(p->style->width), height = points_of(p->style->height);
    p->scale = fmin(isnan(width) ? INFINITY : width / p->width,
                    isnan(height) ? INFINITY : height / p->height);
    p->scale = isinf(p->scale) ? 1.0 : p->scale;
    p->page_width = isnan(width) ? p->width * p->scale : width;
    p->page_height = isnan(height) ? p->height * p->scale : height;
    p->is_default = isnan(width) && isnan(height) && isnan(p->style->dpi);
    p->dpi = p->is_default          ? fmin(PNG_DPI, PNG_WIDTH / p->page_width * INCH)
             : isnan(p->style->dpi) ? PNG_DPI
                                    : p->style->dpi;
}

/* A size that nobody asked for is rounded down, because its resolution follows from its width. */
static int dots_of(const picture_t *p, double points) {
    return (int)fmax(points / INCH * p->dpi + (p->is_default ? 1e-6 : 0.5), 1.0);
}

static igraph_error_t check_dots(const picture_t *p) {
    const double wide = p->page_width / INCH * p->dpi, high = p->page_height / INCH * p->dpi;
    if (wide * high > MOST_DOTS || fmax(wide, high) > 30000) {
        IGRAPH_ERRORF("A figure of %.0f x %.0f mm at %.0f dpi has %.0f x %.0f dots, which is too "
                      "many for a PNG. Choose a smaller size or resolution, or draw SVG or PDF.",
                      IGRAPH_EINVAL, p->page_width / INCH * MILLIMETRES,
                      p->page_height / INCH * MILLIMETRES, p->dpi, wide, high);
    }
    return IGRAPH_SUCCESS;
}

/* --- Surfaces --------------------------------------------------------------------------------- */

static cairo_surface_t *new_surface(const picture_t *p, latigraph_text_t *text) {
    if (strcmp(p->style->format, "svg") == 0) {
        return cairo_svg_surface_create_for_stream(append, text, p->page_width, p->page_height);
    }
    if (strcmp(p->style->format, "pdf") == 0) {
        return cairo_pdf_surface_create_for_stream(append, text, p->page_width, p->page_height);
    }
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, dots_of(p, p->page_width), dots_of(p, p->page_height));
    cairo_surface_set_device_scale(surface, p->dpi / INCH, p->dpi / INCH);
    return surface;
}

/* Writes a number of four bytes, the highest first. */
static void put_integer(guchar *at, guint32 number) {
    for (int k = 0; k < 4; k++) {
        at[k] = (guchar)(number >> (24 - 8 * k));
    }
}

/* CRC-32 with the reversed polynomial 0xEDB88320 (PNG specification, annex D). */
static guint32 checksum(const guchar *bytes, gsize size) {
    guint32 sum = ~(guint32)0;
    for (gsize k = 0; k < size; k++) {
        sum ^= bytes[k];
        for (int bit = 0; bit < 8; bit++) {
            sum = (sum & 1) != 0 ? 0xedb88320u ^ (sum >> 1) : sum >> 1;
        }
    }
    return ~sum;
}

/* Inserts the chunk pHYs, dots per metre, after the first chunk of a PNG. */
static void insert_resolution(latigraph_text_t *png, double dpi) {
    enum { HEADER = 33, NUMBERS = 9, CHUNK = 12 + NUMBERS };
    guchar chunk[CHUNK] = {0, 0, 0, NUMBERS, 'p', 'H', 'Y', 's'};
    latigraph_text_t rest = LATIGRAPH_TEXT_EMPTY;
    const guint32 dots = (guint32)lround(1000.0 * dpi / MILLIMETRES);
    if (png->failed || png->length < HEADER) {
        return;
    }
    put_integer(chunk + 8, dots);
    put_integer(chunk + 12, dots);
    chunk[16] = 1; /* the unit is the metre */
    put_integer(chunk + 8 + NUMBERS, checksum(chunk + 4, 4 + NUMBERS));
    latigraph_text_append_part(&rest, png->bytes + HEADER, png->length - HEADER);
    latigraph_text_cut(png, HEADER);
    latigraph_text_append_part(png, (const char *)chunk, CHUNK);
    latigraph_text_append_part(png, rest.bytes, rest.length);
    png->failed = png->failed || rest.failed;
    latigraph_text_destroy(&rest);
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

/* --- Drawing ---------------------------------------------------------------------------------- */

/* Writes the title in letters that are as large as fits. */
static void draw_title(cairo_t *cr, const picture_t *picture) {
    cairo_text_extents_t extents;
    char title[1024];
    const double room = picture->width - 2 * TITLE_LEFT;
    figure_print(title, sizeof title, "%s", picture->style->title);
    cairo_select_font_face(cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cr, TITLE_SIZE);
    cairo_text_extents(cr, title, &extents);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_bold(cr, TITLE_LEFT, 20.0, TITLE_SIZE * fmin(1.0, room / fmax(extents.x_advance, 1.0)),
                title);
    cairo_translate(cr, 0.0, TITLE_HEIGHT);
}

static void draw_page(cairo_t *cr, const picture_t *picture) {
    figure_colour(cr, FIGURE_PAPER, 1.0);
    cairo_paint(cr);
    if (picture->scale != 1.0) {
        cairo_translate(cr, 0.5 * (picture->page_width - picture->scale * picture->width),
                        0.5 * (picture->page_height - picture->scale * picture->height));
        cairo_scale(cr, picture->scale, picture->scale);
    }
    if (has_title(picture)) {
        draw_title(cr, picture);
    }
    picture->draw(cr, picture->content);
}

/* Draws the shapes; the texts too, unless `elements` takes them. */
static cairo_status_t render(const picture_t *picture, latigraph_text_t *elements,
                             latigraph_text_t *text) {
    const gboolean is_png = strcmp(picture->style->format, "png") == 0;
    cairo_surface_t *surface = new_surface(picture, text);
    cairo_t *cr = cairo_create(surface);
    cairo_status_t status = figure_set_style(cr, picture->style);
    if (status == CAIRO_STATUS_SUCCESS && elements != NULL) {
        status = figure_collect_texts(cr, elements);
    }
    draw_page(cr, picture);
    status = status == CAIRO_STATUS_SUCCESS ? cairo_status(cr) : status;
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS && is_png) {
        status = cairo_surface_write_to_png_stream(surface, append, text);
        insert_resolution(text, picture->dpi);
    }
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_status(surface);
    }
    cairo_surface_destroy(surface);
    return status;
}

/* Draws the picture in memory. */
static igraph_error_t draw_image(const picture_t *picture, igraph_vector_char_t *image) {
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    latigraph_text_t elements = LATIGRAPH_TEXT_EMPTY;
    const gboolean is_svg = strcmp(picture->style->format, "svg") == 0;
    const cairo_status_t status = render(picture, is_svg ? &elements : NULL, &text);
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

igraph_error_t figure_image(figure_drawer_t *draw, const void *content, double width, double height,
                            const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    picture_t picture = {.draw = draw, .content = content, .style = style};
    if (strcmp(style->format, "svg") != 0 && strcmp(style->format, "png") != 0 &&
        strcmp(style->format, "pdf") != 0) {
        IGRAPH_ERRORF("Figures are drawn as svg, png or pdf, not as \"%s\".", IGRAPH_EINVAL,
                      style->format);
    }
    picture.width = width;
    picture.height = height + (has_title(&picture) ? TITLE_HEIGHT : 0.0);
    find_page(&picture);
    if (strcmp(style->format, "png") == 0) {
        IGRAPH_CHECK(check_dots(&picture));
    }
    return draw_image(&picture, image);
}
