/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Rooms from texts: files of a user, and built-in rooms, which are texts of the same form. Words of
 * a line are separated by blanks; a line is a wall, a barrier or a circle, and lengths are in cm.
 */

#include "functional/room.h"

#include "base/text.h"
#include "formats/file.h"
#include "formats/lines.h"

#include <math.h>
#include <string.h>

/* The rooms of the tests of Liu, Mavor-Parker and Barry, with sizes of common laboratory boxes. */
static const struct {
    const char *name, *text;
} built_in[] = {
    {"square100", "wall 0 0 100 0\nwall 100 0 100 100\nwall 100 100 0 100\nwall 0 100 0 0\n"},
    {"square150", "wall 0 0 150 0\nwall 150 0 150 150\nwall 150 150 0 150\nwall 0 150 0 0\n"},
    {"rectangle200x100",
     "wall 0 0 200 0\nwall 200 0 200 100\nwall 200 100 0 100\nwall 0 100 0 0\n"},
    {"circle120", "circle 60 60 60\n"},
    {"barrier", "wall 0 0 100 0\nwall 100 0 100 100\nwall 100 100 0 100\nwall 0 100 0 0\n"
                "barrier 20 50 80 50\n"},
    {"corner", "wall 0 0 150 0\nwall 150 0 150 75\nwall 150 75 75 75\nwall 75 75 75 150\n"
               "wall 75 150 0 150\nwall 0 150 0 0\n"},
    {"trapezoid", "wall 0 0 150 0\nwall 150 0 110 100\nwall 110 100 40 100\nwall 40 100 0 0\n"},
};

static igraph_error_t read_number(const latigraph_lines_t *lines, int cell, double *value) {
    char *end;
    *value = g_ascii_strtod(lines->cell[cell], &end);
    if (end == lines->cell[cell] || *end != '\0' || !(fabs(*value) <= 1e6)) {
        IGRAPH_ERRORF("%s:%d: \"%.40s\" is no length in cm.", IGRAPH_PARSEERROR, lines->path,
                      lines->first_line, lines->cell[cell]);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_straight(latigraph_room_t *room, const latigraph_lines_t *lines,
                                    gboolean barrier) {
    double end[4];
    for (int k = 0; k < 4; k++) {
        IGRAPH_CHECK(read_number(lines, k + 1, &end[k]));
    }
    if (end[0] == end[2] && end[1] == end[3]) {
        IGRAPH_ERRORF("%s:%d: both ends of the wall are at (%g, %g).", IGRAPH_PARSEERROR,
                      lines->path, lines->first_line, end[0], end[1]);
    }
    return latigraph_room_add_wall(room,
                                   (latigraph_wall_t){end[0], end[1], end[2], end[3], barrier});
}

static igraph_error_t read_round(latigraph_room_t *room, const latigraph_lines_t *lines) {
    latigraph_round_t round;
    IGRAPH_CHECK(read_number(lines, 1, &round.x));
    IGRAPH_CHECK(read_number(lines, 2, &round.y));
    IGRAPH_CHECK(read_number(lines, 3, &round.radius));
    if (!(round.radius > 0)) {
        IGRAPH_ERRORF("%s:%d: the radius of a circle is above 0, not %g.", IGRAPH_PARSEERROR,
                      lines->path, lines->first_line, round.radius);
    }
    return latigraph_room_add_round(room, round);
}

static igraph_error_t read_line(latigraph_room_t *room, const latigraph_lines_t *lines) {
    const char *word = lines->cell[0];
    const gboolean wall = strcmp(word, "wall") == 0, barrier = strcmp(word, "barrier") == 0;
    if ((wall || barrier) && lines->cells == 5) {
        return read_straight(room, lines, barrier);
    }
    if (strcmp(word, "circle") == 0 && lines->cells == 4) {
        return read_round(room, lines);
    }
    IGRAPH_ERRORF("%s:%d: a line of a room is \"wall X1 Y1 X2 Y2\", \"barrier X1 Y1 X2 Y2\" or "
                  "\"circle X Y RADIUS\", in cm; this one begins with \"%.40s\".",
                  IGRAPH_PARSEERROR, lines->path, lines->first_line, word);
}

/* Reads all lines of a text, which is changed. */
static igraph_error_t read_text(latigraph_room_t *room, const char *path, char *text, gsize size) {
    latigraph_lines_t lines;
    gboolean more = TRUE;
    for (char *comment = strchr(text, '#'); comment != NULL; comment = strchr(comment, '#')) {
        for (; *comment != '\0' && *comment != '\n'; comment++) {
            *comment = ' ';
        }
    }
    IGRAPH_CHECK(latigraph_lines_init(&lines, path, text, size, ' '));
    IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    while (more) {
        if (lines.cells > 0 && lines.cell[0][0] != '\0') {
            IGRAPH_CHECK(read_line(room, &lines));
        }
        IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    }
    latigraph_lines_destroy(&lines);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_room_close(room);
}

static const char *find_built_in(const char *name) {
    for (size_t k = 0; k < G_N_ELEMENTS(built_in); k++) {
        if (strcmp(built_in[k].name, name) == 0) {
            return built_in[k].text;
        }
    }
    return NULL;
}

/* Gets the text of a room, which is on the FINALLY stack, and its name. */
static igraph_error_t get_text(latigraph_room_t *room, const char *source, char **text,
                               gsize *size) {
    const char *known = find_built_in(source);
    if (known == NULL && !g_file_test(source, G_FILE_TEST_EXISTS)) {
        IGRAPH_ERRORF("There is no file \"%.100s\" and no built-in room of this name; those are "
                      "square100, square150, rectangle200x100, circle120, barrier, corner and "
                      "trapezoid.",
                      IGRAPH_EFILE, source);
    }
    if (known == NULL) {
        IGRAPH_CHECK(latigraph_file_load(source, text, size));
        IGRAPH_FINALLY(g_free, *text);
        return latigraph_file_stem(source, &room->name);
    }
    IGRAPH_CHECK(latigraph_copy_text(known, text));
    IGRAPH_FINALLY(g_free, *text);
    *size = strlen(known);
    return latigraph_copy_text(source, &room->name);
}

igraph_error_t latigraph_room_read(latigraph_room_t *room, const char *source) {
    char *text;
    gsize size;
    IGRAPH_CHECK(get_text(room, source, &text, &size));
    IGRAPH_CHECK(read_text(room, source, text, size));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
