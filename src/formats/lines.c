/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Rows of cells in a text: CSV (RFC 4180) with any separator, and words between blanks.
 *
 * The text is split in place, so that a table costs no memory but its file. Quoted cells may hold
 * separators, line ends and doubled quotes; unquoting never makes them longer, so they are unquoted
 * in place too. Blanks around bare cells are removed. Lines end with LF, CR or CR LF. The separator
 * is found by trying each on the first lines: the right one gives all of them the same number of
 * cells. A decimal comma makes the commas of different lines differ in number, and semicolons are
 * tried before commas, so that tables of spreadsheets with either are both read. */

#include "formats/lines.h"

#include <limits.h>
#include <string.h>

gsize latigraph_lines_declaration(const char *text, gsize size) {
    if (size < 6 || g_ascii_strncasecmp(text, "sep=", 4) != 0 || strchr("\r\n", text[4]) != NULL ||
        strchr("\r\n", text[5]) == NULL || text[5] == '\0') {
        return 0;
    }
    return text[5] == '\r' && size > 6 && text[6] == '\n' ? 7 : 6;
}

igraph_error_t latigraph_lines_init(latigraph_lines_t *lines, const char *path, char *text,
                                    gsize size, char separator) {
    const gsize skipped = latigraph_lines_declaration(text, size);
    *lines = (latigraph_lines_t){.path = path,
                                 .at = text + skipped,
                                 .end = text + size,
                                 .line = skipped > 0 ? 2 : 1,
                                 .separator = separator,
                                 .comment = '#',
                                 .room = 16};
    IGRAPH_FINALLY(latigraph_lines_destroy, lines);
    lines->cell = g_try_new(char *, (gsize)lines->room);
    LATIGRAPH_CHECK_MEMORY(lines->cell);
    lines->quoted = g_try_new(gboolean, (gsize)lines->room);
    LATIGRAPH_CHECK_MEMORY(lines->quoted);
    return IGRAPH_SUCCESS;
}

void latigraph_lines_destroy(latigraph_lines_t *lines) {
    g_free(lines->cell);
    g_free(lines->quoted);
}

static gboolean at_line_end(const latigraph_lines_t *lines) {
    return lines->at == lines->end || *lines->at == '\n' || *lines->at == '\r';
}

static void skip_line_end(latigraph_lines_t *lines) {
    if (lines->at < lines->end && *lines->at == '\r') {
        lines->at++;
        if (lines->at < lines->end && *lines->at == '\n') {
            lines->at++;
        }
    } else if (lines->at < lines->end) {
        lines->at++;
    }
    lines->line++;
}

static gboolean is_blank(char c) {
    return c == ' ' || c == '\t';
}

static gboolean is_separator(const latigraph_lines_t *lines, char c) {
    return c == lines->separator || (lines->separator == ' ' && c == '\t');
}

/* Skips blanks that are no separators. */
static void skip_blanks(latigraph_lines_t *lines) {
    while (lines->at < lines->end && is_blank(*lines->at) &&
           (lines->separator == ' ' || *lines->at != lines->separator)) {
        lines->at++;
    }
}

/* Reads a cell in quotes and moves to the separator after it. */
static igraph_error_t read_quoted(latigraph_lines_t *lines, char **cell) {
    const int first_line = lines->line;
    char *to = ++lines->at;
    *cell = to;
    for (;;) {
        if (lines->at == lines->end) {
            IGRAPH_ERRORF("%s, line %d: a quote is opened and never closed.", IGRAPH_PARSEERROR,
                          lines->path, first_line);
        }
        if (*lines->at == '"') {
            lines->at++;
            if (lines->at == lines->end || *lines->at != '"') {
                break;
            }
        }
        lines->line += *lines->at == '\n';
        *to++ = *lines->at++;
    }
    if (lines->separator != ' ') {
        skip_blanks(lines);
    }
    if (!at_line_end(lines) && !is_separator(lines, *lines->at)) {
        IGRAPH_ERRORF("%s, line %d: text follows the closing quote of \"%.*s\".", IGRAPH_PARSEERROR,
                      lines->path, lines->line, (int)MIN(to - *cell, 60), *cell);
    }
    if (to < lines->at) {
        *to = '\0'; /* the place of the closing quote can take the NUL byte */
    }
    return IGRAPH_SUCCESS;
}

/* Reads a bare cell without the blanks around it, and moves to the separator after it. The NUL
 * byte may overwrite the separator, so the caller writes it to `stop` later. */
static char *read_bare(latigraph_lines_t *lines, char **stop) {
    char *start = lines->at;
    while (!at_line_end(lines) && !is_separator(lines, *lines->at)) {
        lines->at++;
    }
    char *end = lines->at;
    while (end > start && is_blank(end[-1])) {
        end--;
    }
    *stop = end;
    return start;
}

static igraph_error_t add_cell(latigraph_lines_t *lines, char *cell, gboolean quoted) {
    if (lines->cells == lines->room) {
        if (lines->room > INT_MAX / 64) {
            IGRAPH_ERRORF("%s, line %d: the row has more than %d cells.", IGRAPH_EOVERFLOW,
                          lines->path, lines->line, lines->room);
        }
        char **cells = g_try_renew(char *, lines->cell, 2 * (gsize)lines->room);
        LATIGRAPH_CHECK_MEMORY(cells);
        lines->cell = cells;
        gboolean *marks = g_try_renew(gboolean, lines->quoted, 2 * (gsize)lines->room);
        LATIGRAPH_CHECK_MEMORY(marks);
        lines->quoted = marks;
        lines->room *= 2;
    }
    lines->cell[lines->cells] = cell;
    lines->quoted[lines->cells++] = quoted;
    return IGRAPH_SUCCESS;
}

/* Moves past a separator, or past the end of the line; returns whether a cell follows. */
static gboolean pass_separator(latigraph_lines_t *lines) {
    if (lines->separator == ' ') {
        skip_blanks(lines);
    }
    if (at_line_end(lines)) {
        skip_line_end(lines);
        return FALSE;
    }
    lines->at += lines->separator != ' ';
    return TRUE;
}

static igraph_error_t read_row(latigraph_lines_t *lines) {
    gboolean more = TRUE;
    lines->cells = 0;
    lines->first_line = lines->line;
    while (more) {
        char *cell, *stop = NULL;
        gboolean quoted = FALSE;
        skip_blanks(lines);
        if (lines->at < lines->end && *lines->at == '"') {
            quoted = TRUE;
            IGRAPH_CHECK(read_quoted(lines, &cell));
        } else {
            cell = read_bare(lines, &stop);
        }
        more = pass_separator(lines);
        if (stop != NULL) {
            *stop = '\0';
        }
        IGRAPH_CHECK(add_cell(lines, cell, quoted));
    }
    return IGRAPH_SUCCESS;
}

/* Returns whether a comment begins here, as most programs and KONECT ("%") write them. After the
 * first row it needs a blank after its mark, because an id may begin with "#" too. */
static gboolean is_comment(const latigraph_lines_t *lines) {
    return lines->comment != '\0' && (*lines->at == lines->comment || *lines->at == '%') &&
           (lines->first_line == 0 || is_blank(lines->at[1]));
}

int latigraph_lines_width(const latigraph_lines_t *lines, int least) {
    int cells = lines->cells;
    while (cells > least && lines->cell[cells - 1][0] == '\0' && !lines->quoted[cells - 1]) {
        cells--;
    }
    return cells;
}

/* Returns whether all cells of the row are empty, as in the rows that spreadsheets write after the
 * last one with data. */
static gboolean is_empty(const latigraph_lines_t *lines) {
    return lines->cells > 1 && latigraph_lines_width(lines, 0) == 0;
}

igraph_error_t latigraph_lines_next(latigraph_lines_t *lines, gboolean *more) {
    while (lines->at < lines->end) {
        char *begin = lines->at;
        while (lines->at < lines->end && is_blank(*lines->at) && lines->separator != *lines->at) {
            lines->at++;
        }
        if (at_line_end(lines)) {
            skip_line_end(lines);
            continue;
        }
        if (is_comment(lines)) {
            while (!at_line_end(lines)) {
                lines->at++;
            }
            skip_line_end(lines);
            continue;
        }
        lines->at = begin;
        IGRAPH_CHECK(read_row(lines));
        if (!lines->skip_empty || !is_empty(lines)) {
            *more = TRUE;
            return IGRAPH_SUCCESS;
        }
    }
    *more = FALSE;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_lines_check(const latigraph_lines_t *lines, int columns) {
    const int cells = latigraph_lines_width(lines, columns);
    if (cells != columns) {
        IGRAPH_ERRORF("%s, line %d: the row has %d cells, but the header has %d; its first cell is "
                      "\"%.60s\".",
                      IGRAPH_PARSEERROR, lines->path, lines->first_line, cells, columns,
                      lines->cell[0]);
    }
    return IGRAPH_SUCCESS;
}

/* --- The separator ------------------------------------------------------------------ */

/* Counts the cells of the line at *at, and moves to the next line. */
static int count_cells(const char **at, const char *end, char separator) {
    gboolean quoted = FALSE, inside = FALSE;
    int cells = 0;
    for (; *at < end && (quoted || (**at != '\n' && **at != '\r')); ++*at) {
        const gboolean blank = separator == ' ' ? is_blank(**at) : **at == separator;
        quoted = **at == '"' ? !quoted : quoted;
        if (separator == ' ') {
            cells += !blank && !inside;
            inside = !blank || quoted;
        } else {
            cells += blank && !quoted;
        }
    }
    while (*at < end && (**at == '\n' || **at == '\r')) {
        ++*at;
    }
    return separator == ' ' ? cells : cells + 1;
}

/* Returns the number of cells that all of the first lines have, or 0. A first line with one cell
 * less is a header without a name for the row names. */
static int common_count(const char *text, const char *end, char separator) {
    int common = 0, first = 0;
    for (int line = 0; text < end && line < 50;) {
        while (text < end && (*text == '\n' || *text == '\r')) {
            text++;
        }
        const gboolean comment = text < end && (*text == '#' || *text == '%');
        if (text >= end) {
            break;
        }
        const int count = count_cells(&text, end, separator);
        if (comment) {
            continue;
        }
        first = line == 0 ? count : first;
        common = line <= 1 ? count : common;
        if (count != common && !(count == common + 1 && line > 1)) {
            return 0;
        }
        line++;
    }
    return first == common || first == common - 1 || first == common + 1 ? common : 0;
}

/* Returns whether commas of a text in words between blanks are decimal commas: a digit before and
 * after each, as in "AVAL AVBL 3,5". */
static gboolean commas_are_decimal(const char *text, const char *end) {
    const int blanks = common_count(text, end, ' ');
    if (blanks < 3 || blanks <= common_count(text, end, ',')) {
        return FALSE;
    }
    for (const char *at = text + 1; at + 1 < end; at++) {
        if (*at == ',' && !(g_ascii_isdigit(at[-1]) && g_ascii_isdigit(at[1]))) {
            return FALSE;
        }
    }
    return TRUE;
}

char latigraph_lines_separator(const char *text, gsize size) {
    static const char separators[] = {'\t', ';', '|', ',', ' '};
    const char *end = text + size;
    if (latigraph_lines_declaration(text, size) > 0) {
        return text[4];
    }
    for (gsize s = 0; s < G_N_ELEMENTS(separators); s++) {
        if (separators[s] == ',' && commas_are_decimal(text, end)) {
            continue;
        }
        if (common_count(text, end, separators[s]) >= 2) {
            return separators[s];
        }
    }
    /* The lines differ: the first one says what separates cells, and the reader names a bad one. */
    for (gsize s = 0; s + 1 < G_N_ELEMENTS(separators); s++) {
        const char *line = text + strspn(text, "\r\n");
        if (count_cells(&line, end, separators[s]) >= 2) {
            return separators[s];
        }
    }
    return ' ';
}

void latigraph_lines_append(latigraph_text_t *line, const char *text, gboolean quote) {
    if (!quote && strpbrk(text, ",\"\r\n \t") == NULL) {
        latigraph_text_append(line, text);
        return;
    }
    latigraph_text_append_character(line, '"');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"') {
            latigraph_text_append_character(line, '"');
        }
        latigraph_text_append_character(line, *at);
    }
    latigraph_text_append_character(line, '"');
}
