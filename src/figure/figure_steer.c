/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of a steering: what was asked for, what else moved, and one circuit before and after.
 *
 * Part a has one plot per request. Every circuit is a dot unsteered and a dot steered, joined by a
 * line; a dashed line is the request, and bars are the means. Dots are spread sideways by
 * multiples of the golden ratio, which are even for any number of dots and need no random numbers.
 *
 * Part b has a bar for every other property, in SDs of the training circuits, since those are what
 * a side effect is judged by. Held properties come first, then the others, each sorted by size.
 *
 * Part c shows the pair of circuits that is nearest to both means of the first request. Their
 * matrices have one order of neurons, that of the unsteered circuit. For an edit, colours show
 * which edges were removed and added; otherwise which are reciprocal.
 */
#include "figure/figure_draw.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Number of requests that are drawn; the table has all. */
enum { REQUESTS = 6 };

static const double TOP = 42.0, HEIGHT = 170.0, NOTE_SIZE = 7.0;
static const double REQUEST_LEFT = 52.0, REQUEST_WIDTH = 100.0, REQUEST_PITCH = 152.0;
static const double NAMES = 92.0, BARS = 150.0, GAP = 30.0, SIDE = 150.0, BETWEEN = 12.0;

/* A steering and the pair of circuits that is shown of it. */
typedef struct {
    const figure_steering_t *steered;
    int pair;                 /* number of the pair */
    figure_tile_t tile[2];    /* before and after */
    struct figure_bar_t *bar; /* one per property that circuits are compared by */
} steered_t;

static int requests_of(const figure_steering_t *steered) {
    return (int)MIN(steered->options->target_count, REQUESTS);
}

static double bars_left(const figure_steering_t *steered) {
    return REQUEST_LEFT + (requests_of(steered) - 1) * REQUEST_PITCH + REQUEST_WIDTH + NAMES;
}

static double matrices_left(const figure_steering_t *steered) {
    return bars_left(steered) + BARS + GAP;
}

static const char *name_of(const figure_steering_t *steered, igraph_integer_t property) {
    return latigraph_property_name(steered->options->user, property);
}

/* --- a: what was asked for ------------------------------------------------ */

/* Returns the number of pairs of an unsteered and a steered circuit. */
static int pairs_of(const figure_steering_t *steered) {
    return (int)latigraph_circuit_list_size(steered->circuits);
}

static double value_of(const figure_steering_t *steered, int after, int pair, igraph_integer_t p) {
    const latigraph_steering_t *steering = steered->steering;
    return after ? MATRIX(steering->values, pair, p) : MATRIX(steering->before_values, pair, p);
}

static void request_range(const figure_steering_t *steered, const latigraph_achieved_t *a,
                          figure_frame_t *frame) {
    const int pairs = pairs_of(steered);
    double range[2] = {INFINITY, -INFINITY};
    for (int after = 0; after < 2; after++) {
        for (int i = 0; i < pairs; i++) {
            figure_widen(value_of(steered, after, i, a->property), &range[0], &range[1]);
        }
    }
    figure_widen(a->asked, &range[0], &range[1]);
    figure_widen(a->low, &range[0], &range[1]);
    figure_widen(a->high, &range[0], &range[1]);
    figure_range(range, 2, &frame->y0, &frame->y1);
    const double margin = 0.06 * (frame->y1 - frame->y0);
    frame->y0 -= margin;
    frame->y1 += margin;
}

/* Returns the place of a dot, spread sideways so that dots do not hide each other. */
static double place_of(const figure_frame_t *frame, int after, int pair) {
    const double spread = fmod((pair + 1) * 0.6180339887498949, 1.0) - 0.5;
    return frame->left + frame->width * (0.25 + 0.5 * after + 0.22 * spread);
}

static void draw_pairs(cairo_t *cr, const figure_frame_t *frame, const figure_steering_t *steered,
                       igraph_integer_t property) {
    const int pairs = pairs_of(steered);
    cairo_new_path(cr); /* Showing a text leaves a current point behind. */
    cairo_set_line_width(cr, 0.4);
    figure_colour(cr, FIGURE_GREY, fmax(0.08, fmin(0.35, 10.0 / pairs)));
    for (int i = 0; i < pairs; i++) {
        const double before = value_of(steered, 0, i, property);
        const double after = value_of(steered, 1, i, property);
        if (isfinite(before) && isfinite(after)) {
            figure_line(cr, place_of(frame, 0, i), figure_y(frame, before), place_of(frame, 1, i),
                        figure_y(frame, after));
        }
    }
    for (int after = 0; after < 2; after++) {
        figure_colour(cr, after ? FIGURE_BLUE : FIGURE_GREY, 0.6);
        for (int i = 0; i < pairs; i++) {
            const double value = value_of(steered, after, i, property);
            if (isfinite(value)) {
                figure_dot(cr, place_of(frame, after, i), figure_y(frame, value),
                           pairs > 60 ? 1.3 : 1.9);
            }
        }
    }
}

/* Returns the mean over the unsteered circuits that are shown; NaN if it is not defined. */
static double mean_before(const figure_steering_t *steered, igraph_integer_t property) {
    double sum = 0;
    int defined = 0;
    for (int i = 0; i < pairs_of(steered); i++) {
        const double value = value_of(steered, 0, i, property);
        if (isfinite(value)) {
            sum += value;
            defined++;
        }
    }
    return defined > 0 ? sum / defined : NAN;
}

/* Draws the mean of the unsteered circuits as a bar, and that of the steered ones with its
 * interval.
 */
static void draw_means(cairo_t *cr, const figure_frame_t *frame, const figure_steering_t *steered,
                       const latigraph_achieved_t *a) {
    const double x = frame->left + 0.93 * frame->width;
    const double before = mean_before(steered, a->property);
    figure_colour(cr, FIGURE_INK, 1.0);
    cairo_set_line_width(cr, 1.4);
    if (isfinite(before)) {
        const double y = figure_y(frame, before);
        figure_line(cr, frame->left + 0.1 * frame->width, y, frame->left + 0.4 * frame->width, y);
    }
    if (isfinite(a->mean)) {
        figure_dot(cr, x, figure_y(frame, a->mean), 2.6);
    }
    if (isfinite(a->low) && isfinite(a->high)) {
        figure_line(cr, x, figure_y(frame, a->low), x, figure_y(frame, a->high));
    }
}

static void draw_asked(cairo_t *cr, const figure_frame_t *frame, const latigraph_achieved_t *a) {
    const double dashes[] = {3.0, 2.0}, y = figure_y(frame, a->asked);
    cairo_save(cr);
    figure_colour(cr, FIGURE_ORANGE, 1.0);
    cairo_set_line_width(cr, 1.0);
    cairo_set_dash(cr, dashes, 2, 0.0);
    figure_line(cr, frame->left, y, frame->left + frame->width, y);
    cairo_restore(cr);
}

static void draw_frame(cairo_t *cr, const figure_frame_t *frame, const char *label) {
    const char *const sides[] = {"unsteered", "steered"};
    figure_y_axis(cr, frame, label);
    figure_colour(cr, FIGURE_INK, 1.0);
    for (int after = 0; after < 2; after++) {
        figure_text(cr, frame->left + frame->width * (0.25 + 0.5 * after), TOP + HEIGHT + 11.0,
                    NOTE_SIZE, FIGURE_CENTRE, "%s", sides[after]);
    }
}

static void draw_request(cairo_t *cr, const figure_steering_t *steered, int t) {
    const latigraph_achieved_t *a = &steered->achieved[t];
    const latigraph_property_info_t *info = latigraph_property_info(a->property);
    figure_frame_t frame = {.left = REQUEST_LEFT + t * REQUEST_PITCH,
                            .top = TOP,
                            .width = REQUEST_WIDTH,
                            .height = HEIGHT,
                            .x1 = 1.0};
    const char *name = name_of(steered, a->property);
    const gboolean has_unit = info != NULL && info->unit[0] != '\0';
    char label[1024], asked[64], got[64];
    figure_print(label, sizeof label, "%s%s%s%s", name, has_unit ? " (" : "",
                 has_unit ? info->unit : "", has_unit ? ")" : "");
    request_range(steered, a, &frame);
    draw_frame(cr, &frame, label);
    draw_pairs(cr, &frame, steered, a->property);
    draw_asked(cr, &frame, a);
    draw_means(cr, &frame, steered, a);
    figure_number(asked, sizeof asked, a->asked, 3);
    figure_number(got, sizeof got, a->mean, 3);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, frame.left, TOP + HEIGHT + 24.0, NOTE_SIZE, FIGURE_LEFT, "asked %s", asked);
    figure_text(cr, frame.left + frame.width, TOP + HEIGHT + 24.0, NOTE_SIZE, FIGURE_RIGHT,
                "mean %s%s", got, a->reached ? "" : ": out of reach");
}

static void draw_requests(cairo_t *cr, const figure_steering_t *steered) {
    figure_title(cr, 10.0, 20.0, "a", "Asked for: one dot a circuit");
    for (int t = 0; t < requests_of(steered); t++) {
        draw_request(cr, steered, t);
    }
    figure_colour(cr, FIGURE_GREY, 1.0);
    figure_text(cr, REQUEST_LEFT, TOP + HEIGHT + 36.0, NOTE_SIZE, FIGURE_LEFT,
                "%s: means, 95 %% interval", figure_colour_word(cr, FIGURE_INK));
}

/* --- b: what else moved --------------------------------------------------- */

typedef struct figure_bar_t {
    igraph_integer_t property;
    double change, error;
    gboolean held;
} bar_t;

static gboolean is_target(const figure_steering_t *steered, igraph_integer_t property) {
    for (igraph_integer_t t = 0; t < steered->options->target_count; t++) {
        if (steered->achieved[t].property == property) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Held properties come first; then bars are sorted by size. */
static int by_size(const void *a, const void *b) {
    const bar_t *x = a, *y = b;
    return x->held != y->held
               ? y->held - x->held
               : (fabs(x->change) < fabs(y->change)) - (fabs(x->change) > fabs(y->change));
}

/* Lists the properties by which circuits are compared, except the requested ones. Returns their
 * number; *held gets how many of them are held. */
static int find_bars(const figure_steering_t *steered, bar_t *bars, int *held) {
    const latigraph_steering_t *steering = steered->steering;
    int count = 0;
    *held = 0;
    for (igraph_integer_t p = 0; p < latigraph_property_compared_count(); p++) {
        const double change = VECTOR(steering->side_effects)[p];
        if (!is_target(steered, p) && isfinite(change)) {
            const double error = VECTOR(steering->side_effects_error)[p];
            bars[count] =
                (bar_t){p, change, isfinite(error) ? error : 0.0, VECTOR(*steered->held)[p] != 0};
            *held += bars[count++].held;
        }
    }
    qsort(bars, (size_t)count, sizeof *bars, by_size);
    return count;
}

static double longest(const bar_t *bars, int count) {
    double most = 0.5;
    for (int k = 0; k < count; k++) {
        most = fmax(most, 1.05 * (fabs(bars[k].change) + bars[k].error));
    }
    return most;
}

static void draw_bar(cairo_t *cr, const figure_frame_t *frame, double y, const char *name,
                     const bar_t *bar) {
    const double zero = figure_x(frame, 0.0), x = figure_x(frame, bar->change);
    figure_colour(cr, bar->held ? FIGURE_BLUE : FIGURE_ORANGE, 0.75);
    cairo_rectangle(cr, fmin(zero, x), y - 3.0, fabs(x - zero), 6.0);
    cairo_fill(cr);
    figure_colour(cr, FIGURE_INK, 1.0);
    cairo_set_line_width(cr, 0.7);
    figure_line(cr, figure_x(frame, bar->change - bar->error), y,
                figure_x(frame, bar->change + bar->error), y);
    figure_text(cr, frame->left - 6.0, y + 2.3, 6.5, FIGURE_RIGHT, "%s", name);
}

static void draw_heading(cairo_t *cr, const figure_frame_t *frame, double y, const char *text) {
    figure_colour(cr, FIGURE_GREY, 1.0);
    figure_text(cr, frame->left - 6.0, y + 2.3, NOTE_SIZE, FIGURE_RIGHT, "%s", text);
    figure_colour(cr, FIGURE_GREY, 0.35);
    cairo_set_line_width(cr, 0.5);
    figure_line(cr, frame->left, y, frame->left + frame->width, y);
}

static void draw_side_effects(cairo_t *cr, const steered_t *picture) {
    const figure_steering_t *steered = picture->steered;
    bar_t *bars = picture->bar;
    int held;
    const int count = find_bars(steered, bars, &held);
    const double most = longest(bars, count);
    const figure_frame_t frame = {bars_left(steered), TOP, BARS, HEIGHT, -most, most, 0.0, 1.0};
    const int rows = count + (held > 0) + (held < count);
    const double pitch = HEIGHT / MAX(rows, 1);
    double y = TOP + 0.5 * pitch;
    figure_title(cr, frame.left - NAMES + 14.0, 20.0, "b", "What else moved");
    figure_x_axis(cr, &frame, "change (SD of the training circuits)");
    cairo_set_line_width(cr, 0.5);
    figure_colour(cr, FIGURE_GREY, 0.7);
    figure_line(cr, figure_x(&frame, 0.0), TOP, figure_x(&frame, 0.0), TOP + HEIGHT);
    for (int k = 0; k < count; k++, y += pitch) {
        if (k == 0 || bars[k].held != bars[k - 1].held) {
            draw_heading(cr, &frame, y, bars[k].held ? "kept" : "not kept");
            y += pitch;
        }
        draw_bar(cr, &frame, y, name_of(steered, bars[k].property), &bars[k]);
    }
    figure_colour(cr, FIGURE_GREY, 1.0);
    figure_text(cr, frame.left + frame.width, TOP + HEIGHT + 36.0, NOTE_SIZE, FIGURE_RIGHT,
                "lines: standard errors");
}

/* --- c: a circuit before and after ---------------------------------------- */

static int count_kind(const figure_tile_t *tile, int kind) {
    int count = 0;
    for (int e = 0; e < tile->m; e++) {
        count += tile->kind[e] == kind;
    }
    return count;
}

/* Draws a coloured square and its meaning; returns where the next one may begin. */
static double draw_key(cairo_t *cr, double x, double y, figure_colour_t colour, const char *text,
                       int count) {
    cairo_text_extents_t extents;
    char label[128];
    figure_print(label, sizeof label, "%s (%d)", text, count);
    figure_colour(cr, colour, 1.0);
    cairo_rectangle(cr, x, y - 5.0, 5.0, 5.0);
    cairo_fill(cr);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, x + 8.0, y, NOTE_SIZE, FIGURE_LEFT, "%s", label);
    cairo_text_extents(cr, label, &extents);
    return x + 8.0 + extents.x_advance + 10.0;
}

static void draw_matrix(cairo_t *cr, const steered_t *picture, int after) {
    static const char *const drawn[] = {"one way", "both ways"};
    static const char *const edited[2][FIGURE_KINDS] = {{"kept", "removed"}, {"kept", "added"}};
    static const figure_colour_t edits[2][FIGURE_KINDS] = {{FIGURE_PALE, FIGURE_ORANGE},
                                                           {FIGURE_PALE, FIGURE_BLUE}};
    const figure_steering_t *steered = picture->steered;
    const figure_tile_t *tile = &picture->tile[after];
    const gboolean edit = steered->options->edit;
    const figure_colour_t *colours = edit ? edits[after] : figure_edge_colours;
    const double left = matrices_left(steered) + after * (SIDE + BETWEEN);
    const igraph_integer_t property = steered->achieved[0].property;
    char text[64];
    figure_number(text, sizeof text, value_of(steered, after, picture->pair, property), 3);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, left + SIDE / 2.0, TOP - 6.0, NOTE_SIZE + 0.5, FIGURE_CENTRE, "%s: %s %s",
                !after ? (edit ? "before" : "unsteered") : (edit ? "after" : "steered"),
                name_of(steered, property), text);
    figure_tile_draw(cr, left, TOP, SIDE, tile, colours);
    double x = left;
    for (int kind = 0; kind < FIGURE_KINDS; kind++) {
        x = draw_key(cr, x, TOP + SIDE + 12.0, colours[kind],
                     edit ? edited[after][kind] : drawn[kind], count_kind(tile, kind));
    }
}

static void draw_circuits(cairo_t *cr, const steered_t *picture) {
    const double left = matrices_left(picture->steered);
    figure_title(cr, left, 20.0, "c",
                 picture->steered->options->edit ? "The circuit and an edit of it"
                                                 : "The same neurons, unsteered and steered");
    draw_matrix(cr, picture, 0);
    draw_matrix(cr, picture, 1);
    figure_colour(cr, FIGURE_GREY, 1.0);
    figure_text(cr, left, TOP + HEIGHT + 11.0, NOTE_SIZE, FIGURE_LEFT,
                "%d neurons, rows send to columns; those with most edges in the left circuit first",
                picture->tile[0].n);
}

/* --- All of it ------------------------------------------------------------ */

static void find_size(const steered_t *picture, double *width, double *height) {
    *width = matrices_left(picture->steered) + 2.0 * SIDE + BETWEEN + 14.0;
    *height = TOP + HEIGHT + 46.0;
}

static void draw_all(cairo_t *cr, const void *content) {
    const steered_t *picture = content;
    draw_requests(cr, picture->steered);
    draw_side_effects(cr, picture);
    draw_circuits(cr, picture);
}

/* Returns the pair that is nearest to both means of the first request. */
static int typical_pair(const figure_steering_t *steered) {
    const latigraph_achieved_t *a = &steered->achieved[0];
    const double before = mean_before(steered, a->property);
    double least = INFINITY;
    int typical = 0;
    for (int i = 0; i < pairs_of(steered); i++) {
        const double off = fabs(value_of(steered, 0, i, a->property) - before) +
                           fabs(value_of(steered, 1, i, a->property) - a->mean);
        if (off < least) {
            least = off;
            typical = i;
        }
    }
    return typical;
}

static void picture_clear(steered_t *picture) {
    figure_tile_clear(&picture->tile[0]);
    figure_tile_clear(&picture->tile[1]);
    g_free(picture->bar);
}

/* Fills the matrices of both circuits, with neurons in the order of the first. */
static igraph_error_t fill_tiles(steered_t *picture) {
    const latigraph_circuit_list_t *const lists[] = {&picture->steered->steering->before,
                                                     picture->steered->circuits};
    int *place;
    IGRAPH_CHECK(figure_places(latigraph_circuit_list_get(lists[0], picture->pair), &place));
    IGRAPH_FINALLY(g_free, place);
    for (int after = 0; after < 2; after++) {
        IGRAPH_CHECK(figure_tile_fill(
            &picture->tile[after], latigraph_circuit_list_get(lists[after], picture->pair), place));
    }
    g_free(place);
    IGRAPH_FINALLY_CLEAN(1);
    if (picture->steered->options->edit) {
        IGRAPH_CHECK(figure_tile_compare(&picture->tile[0], &picture->tile[1]));
        IGRAPH_CHECK(figure_tile_compare(&picture->tile[1], &picture->tile[0]));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t figure_image_steering(const figure_steering_t *steered,
                                     const latigraph_figure_style_t *style,
                                     igraph_vector_char_t *image) {
    double width, height;
    steered_t picture = {.steered = steered, .pair = typical_pair(steered)};
    IGRAPH_FINALLY(picture_clear, &picture);
    picture.bar = g_try_new(bar_t, latigraph_property_compared_count());
    LATIGRAPH_CHECK_MEMORY(picture.bar);
    IGRAPH_CHECK(fill_tiles(&picture));
    find_size(&picture, &width, &height);
    IGRAPH_CHECK(figure_image(draw_all, &picture, width, height, style, image));
    picture_clear(&picture);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
