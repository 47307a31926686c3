/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Texts of figures, and numbers for people.
 *
 * cairo draws the letters of an SVG as outlines, which nobody can search, select or restyle. Texts
 * of an SVG are therefore collected as elements <text> and put behind the shapes of the file
 * (figure_file.c). Their alignment is that of SVG, so that it holds with whichever font the reader
 * has. The list of elements is attached to the drawing context, where all drawing functions pass
 * it on without knowing it. In other formats cairo draws the letters.
 */
#include "figure/figure_draw.h"

#include <math.h>
#include <string.h>

static const cairo_user_data_key_t elements_key;

cairo_status_t figure_collect_texts(cairo_t *cr, latigraph_text_t *elements) {
    return cairo_set_user_data(cr, &elements_key, elements, NULL);
}

/* Appends ` name="number"` with two decimals, whatever the locale. */
static void append_attribute(latigraph_text_t *element, const char *name, double number) {
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, "%.2f", number);
    latigraph_text_print(element, " %s=\"%s\"", name, digits);
}

static void append_colour(cairo_t *cr, latigraph_text_t *element) {
    double red = 0, green = 0, blue = 0, alpha = 1;
    cairo_pattern_get_rgba(cairo_get_source(cr), &red, &green, &blue, &alpha);
    latigraph_text_print(element, " fill=\"#%02x%02x%02x\"", (unsigned)lround(255 * red),
                         (unsigned)lround(255 * green), (unsigned)lround(255 * blue));
    if (alpha < 1) {
        append_attribute(element, "fill-opacity", alpha);
    }
}

/* Turned texts are written around the origin, which is moved to their place. */
static void append_place(cairo_t *cr, double x, double y, latigraph_text_t *element) {
    double ahead = 1, up = 0;
    char left[G_ASCII_DTOSTR_BUF_SIZE], top[G_ASCII_DTOSTR_BUF_SIZE];
    cairo_user_to_device(cr, &x, &y);
    cairo_user_to_device_distance(cr, &ahead, &up);
    const int degrees = (int)lround(atan2(up, ahead) * 180.0 / G_PI);
    if (degrees == 0) {
        append_attribute(element, "x", x);
        append_attribute(element, "y", y);
        return;
    }
    latigraph_text_print(element, " transform=\"translate(%s %s) rotate(%d)\"",
                         g_ascii_formatd(left, sizeof left, "%.2f", x),
                         g_ascii_formatd(top, sizeof top, "%.2f", y), degrees);
}

/* The length that the file has for a length of the drawing, which may be scaled or turned. */
static double length_of(cairo_t *cr, double length) {
    double across = 0;
    cairo_user_to_device_distance(cr, &length, &across);
    return hypot(length, across);
}

static void append_element(cairo_t *cr, double x, double y, figure_align_t align, const char *text,
                           latigraph_text_t *elements) {
    static const char *const anchors[] = {
        [FIGURE_LEFT] = NULL, [FIGURE_CENTRE] = "middle", [FIGURE_RIGHT] = "end"};
    cairo_matrix_t size;
    cairo_get_font_matrix(cr, &size);
    latigraph_text_append(elements, "<text");
    append_place(cr, x, y, elements);
    append_attribute(elements, "font-size", length_of(cr, size.xx));
    if (cairo_toy_font_face_get_weight(cairo_get_font_face(cr)) == CAIRO_FONT_WEIGHT_BOLD) {
        latigraph_text_append(elements, " font-weight=\"bold\"");
    }
    if (anchors[align] != NULL) {
        latigraph_text_print(elements, " text-anchor=\"%s\"", anchors[align]);
    }
    append_colour(cr, elements);
    latigraph_text_append_character(elements, '>');
    latigraph_text_t seen = LATIGRAPH_TEXT_EMPTY; /* XML has no control characters */
    latigraph_text_append_visible(&seen, text, FALSE);
    latigraph_text_append_markup(elements, latigraph_text(&seen));
    elements->failed = elements->failed || seen.failed;
    latigraph_text_destroy(&seen);
    latigraph_text_append(elements, "</text>\n");
}

static void show(cairo_t *cr, double x, double y, figure_align_t align, const char *text) {
    if (text[0] == '\0') {
        return;
    }
    latigraph_text_t *elements = cairo_get_user_data(cr, &elements_key);
    if (elements != NULL) {
        append_element(cr, x, y, align, text, elements);
        return;
    }
    cairo_text_extents_t extents;
    cairo_text_extents(cr, text, &extents);
    const double shift = align == FIGURE_LEFT ? 0.0 : align == FIGURE_CENTRE ? 0.5 : 1.0;
    cairo_move_to(cr, x - shift * extents.x_advance, y);
    cairo_show_text(cr, text);
}

/* Makes a text UTF-8, because cairo draws nothing at all after a text that is not. Other bytes,
 * such as those of old file names, become "\xe9" as in all messages. A character that was cut is
 * left out. */
static void make_valid(char *text, gsize size, gboolean was_cut) {
    const char *end;
    while (!g_utf8_validate(text, -1, &end)) {
        char *at = text + (end - text);
        const gsize room = size - (gsize)(at - text), rest = strlen(at + 1);
        char code[8];
        if (room <= 4 || (was_cut && g_utf8_get_char_validated(at, -1) == (gunichar)-2)) {
            *at = '\0';
            return;
        }
        const gsize kept = MIN(rest, room - 5);
        g_snprintf(code, sizeof code, "\\x%02x", (guint)(guchar)*at);
        memmove(at + 4, at + 1, kept);
        memcpy(at, code, 4);
        at[4 + kept] = '\0';
        was_cut = was_cut || kept < rest;
    }
}

static void print_list(char *text, gsize size, const char *format, va_list arguments) {
    const int length = g_vsnprintf(text, (gulong)size, format, arguments);
    make_valid(text, size, length >= (int)size);
}

void figure_print(char *text, gsize size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    print_list(text, size, format, arguments);
    va_end(arguments);
}

void figure_text(cairo_t *cr, double x, double y, double size, figure_align_t align,
                 const char *format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    print_list(text, sizeof text, format, arguments);
    va_end(arguments);
    cairo_select_font_face(cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cr, size);
    show(cr, x, y, align, text);
}

void figure_bold(cairo_t *cr, double x, double y, double size, const char *text) {
    cairo_select_font_face(cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cr, size);
    show(cr, x, y, FIGURE_LEFT, text);
}

/* Writes "4.5×10⁻⁴" for 4.5e-4. */
void figure_power(char *text, gsize size, double value, int digits) {
    static const char *const raised[] = {"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                         "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
    char plain[32], power[64] = "";
    if (value == 0.0) {
        g_strlcpy(text, "0", size);
        return;
    }
    g_snprintf(plain, sizeof plain, "%.*e", digits - 1, fabs(value));
    char *exponent = strchr(plain, 'e');
    for (const char *c = exponent + 1; *c != '\0'; c++) {
        const gboolean leading = *c == '0' && power[0] == '\0' && c[1] != '\0';
        if (*c == '-') {
            g_strlcat(power, "\u207b", sizeof power);
        } else if (*c != '+' && !leading && !(*c == '0' && c[-1] == '-')) {
            g_strlcat(power, raised[*c - '0'], sizeof power);
        }
    }
    *exponent = '\0';
    while (strchr(plain, '.') != NULL && strchr("0.", plain[strlen(plain) - 1]) != NULL) {
        plain[strlen(plain) - 1] = '\0';
    }
    g_snprintf(text, size, "%s%s\u00d710%s", value < 0.0 ? "\u2212" : "", plain, power);
}

void figure_number(char *text, gsize size, double value, int digits) {
    char plain[64];
    const double magnitude = fabs(value);
    const gboolean middling = magnitude >= 1e-3 && magnitude < pow(10.0, digits);
    if (isnan(value)) {
        g_strlcpy(text, "not defined", size);
        return;
    }
    if (isinf(value)) {
        g_strlcpy(text, value < 0.0 ? "\u2212\u221e" : "\u221e", size);
        return;
    }
    if ((magnitude > 0.0 && magnitude < 1e-3) || magnitude >= 1e5) {
        figure_power(text, size, value, digits);
        return;
    }
    /* Trailing zeros are kept, so that numbers under each other compare. */
    g_snprintf(plain, sizeof plain, middling ? "%#.*g" : "%.*f", middling ? digits : 0, magnitude);
    if (g_str_has_suffix(plain, ".")) {
        plain[strlen(plain) - 1] = '\0';
    }
    g_snprintf(text, size, "%s%s", value < 0.0 && strcmp(plain, "0") != 0 ? "\u2212" : "", plain);
}
