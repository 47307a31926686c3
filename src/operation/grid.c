/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/grid.h"

#include <math.h>
#include <string.h>

static void column_free(gpointer data) {
    grid_column_t *column = data;
    g_free(column->title);
    g_ptr_array_unref(column->cells);
    g_free(column);
}

grid_t *grid_new(const char *caption) {
    grid_t *grid = g_new0(grid_t, 1);
    grid->caption = g_strdup(caption);
    grid->columns = g_ptr_array_new_with_free_func(column_free);
    return grid;
}

void grid_free(grid_t *grid) {
    g_ptr_array_unref(grid->columns);
    g_free(grid->caption);
    g_free(grid);
}

void grid_uncaption(grid_t *grid) {
    g_clear_pointer(&grid->caption, g_free);
}

/* Names from files may hold control characters, which must not reach the terminal. */
static char *visible(const char *text, gboolean *failed) {
    latigraph_text_t clean = LATIGRAPH_TEXT_EMPTY;
    latigraph_text_append_visible(&clean, text, FALSE);
    latigraph_text_append(&clean, "");
    if (clean.failed) {
        latigraph_text_destroy(&clean);
        *failed = TRUE;
        return g_strdup("");
    }
    return clean.bytes;
}

/* A column that lacks a text for want of memory makes the whole output fail. */
static void pass_failure(const grid_t *grid, latigraph_text_t *text) {
    for (guint c = 0; c < grid->columns->len; c++) {
        text->failed = text->failed || ((grid_column_t *)grid->columns->pdata[c])->failed;
    }
}

grid_column_t *grid_add(grid_t *grid, const char *title, gboolean left) {
    grid_column_t *column = g_new0(grid_column_t, 1);
    column->title = visible(title, &column->failed);
    column->left = left;
    column->cells = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(grid->columns, column);
    return column;
}

void grid_cell(grid_column_t *column, const char *text) {
    g_ptr_array_add(column->cells, visible(text, &column->failed));
}

void grid_number(grid_column_t *column, double number, int digits) {
    g_ptr_array_add(column->cells,
                    isnan(number) ? g_strdup("-") : g_strdup_printf("%.*g", digits, number));
}

guint grid_height(const grid_t *grid) {
    guint height = 0;
    for (guint c = 0; c < grid->columns->len; c++) {
        height = MAX(height, ((grid_column_t *)grid->columns->pdata[c])->cells->len);
    }
    return height;
}

void grid_arrange(grid_t *grid, const guint *order, guint most) {
    const guint height = grid_height(grid), kept = MIN(height, most);
    for (guint c = 0; c < grid->columns->len; c++) {
        grid_column_t *column = grid->columns->pdata[c];
        GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
        for (guint r = 0; r < kept; r++) {
            const guint from = order != NULL ? order[r] : r;
            g_ptr_array_add(cells, from < column->cells->len ? g_strdup(column->cells->pdata[from])
                                                             : g_strdup(""));
        }
        g_ptr_array_unref(column->cells);
        column->cells = cells;
    }
    grid->hidden = height - kept;
}

/* --- Text ---------------------------------------------------------------------------------- */

enum { GAP = 2 };

static const char *cell_at(const grid_column_t *column, guint row) {
    return row < column->cells->len ? column->cells->pdata[row] : "";
}

static int width_of(const grid_column_t *column) {
    glong width = g_utf8_strlen(column->title, -1);
    for (guint r = 0; r < column->cells->len; r++) {
        width = MAX(width, g_utf8_strlen(column->cells->pdata[r], -1));
    }
    return (int)width;
}

static void append_padded(latigraph_text_t *line, const char *text, int width, gboolean left) {
    const int pad = MAX(width - (int)g_utf8_strlen(text, -1), 0);
    latigraph_text_print(line, "%s%*s%s%*s", line->length > 0 ? "  " : "", left ? 0 : pad, "", text,
                         left ? pad : 0, "");
}

/* Columns of text that are wider than this may be wrapped. */
enum { LEAST_WRAPPED = 34 };

/* A block of columns: the label column, then those from `first` to before `last`. */
typedef struct {
    guint first, last;
    int room; /* for the last column, which is wrapped beyond it */
} block_t;

/* One line of output. `text` replaces the cell of the last column; `continued` lines show nothing
 * else. */
static void append_line(const grid_t *grid, int row, const block_t *block, const char *text,
                        gboolean continued, latigraph_text_t *output) {
    latigraph_text_t line = LATIGRAPH_TEXT_EMPTY;
    for (guint c = 0; c < block->last; c++) {
        const grid_column_t *column = grid->columns->pdata[c];
        if (c == 0 || c >= block->first) {
            const char *cell = c > 0 && c + 1 == block->last ? text
                               : continued                   ? ""
                               : row < 0                     ? column->title
                                                             : cell_at(column, (guint)row);
            append_padded(&line, cell, MIN(width_of(column), c == 0 ? G_MAXINT : block->room),
                          column->left);
        }
    }
    while (line.length > 0 && latigraph_text(&line)[line.length - 1] == ' ') {
        latigraph_text_cut(&line, line.length - 1);
    }
    latigraph_text_print(output, "%s\n", latigraph_text(&line));
    latigraph_text_destroy(&line);
}

/* The bytes of `text` that go on one line of `room` characters: up to a comma, or to a blank. */
static gsize line_length(const char *text, int room) {
    if (g_utf8_strlen(text, -1) <= room) {
        return strlen(text);
    }
    const char *end = g_utf8_offset_to_pointer(text, room), *blank = NULL;
    for (const char *at = end; at > text; at--) {
        if (*at == ' ' && at[-1] == ',') {
            return (gsize)(at - text);
        }
        blank = blank == NULL && *at == ' ' ? at : blank;
    }
    return (gsize)((blank != NULL ? blank : end) - text);
}

/* Row −1 is the header. */
static void append_row(const grid_t *grid, int row, const block_t *block,
                       latigraph_text_t *output) {
    const grid_column_t *column = grid->columns->pdata[block->last - 1];
    const char *text = row < 0 ? column->title : cell_at(column, (guint)row);
    gboolean continued = FALSE;
    do {
        const gsize length = line_length(text, block->room);
        char *piece = g_strndup(text, length);
        append_line(grid, row, block, piece, continued, output);
        g_free(piece);
        continued = TRUE;
        text += length;
        text += strspn(text, " ");
    } while (*text != '\0');
}

static gboolean has_titles(const grid_t *grid) {
    for (guint c = 0; c < grid->columns->len; c++) {
        if (((grid_column_t *)grid->columns->pdata[c])->title[0] != '\0') {
            return TRUE;
        }
    }
    return FALSE;
}

/* The block of columns that begins at `first` and fits into the width. A wide column of text takes
 * the rest of the width, so that it ends its block. */
static block_t block_at(const grid_t *grid, guint first, int width) {
    block_t block = {first, first, G_MAXINT};
    int used = width_of(grid->columns->pdata[0]);
    while (block.last < grid->columns->len && block.room == G_MAXINT) {
        const grid_column_t *column = grid->columns->pdata[block.last];
        const int room = width - used - GAP, wanted = width_of(column);
        const gboolean wrapped = column->left && wanted > room && wanted > LEAST_WRAPPED;
        if ((wrapped ? LEAST_WRAPPED : wanted) > room && block.last > first) {
            break;
        }
        block.room = wrapped ? MAX(room, LEAST_WRAPPED) : G_MAXINT;
        used += GAP + wanted;
        block.last++;
    }
    block.last = MAX(block.last, MIN(first + 1, grid->columns->len));
    return block;
}

static void append_blocks(const grid_t *grid, int width, latigraph_text_t *text) {
    const guint height = grid_height(grid);
    for (guint first = 1; first <= grid->columns->len;) {
        const block_t block = block_at(grid, first, width);
        latigraph_text_append(text, first > 1 ? "\n" : "");
        for (int row = has_titles(grid) ? -1 : 0; row < (int)height; row++) {
            append_row(grid, row, &block, text);
        }
        if (block.last >= grid->columns->len) {
            break;
        }
        first = block.last;
    }
}

/* --- Text: paragraphs ------------------------------------------------------------------------- */

enum { SENTENCE = 30, INDENT = 4 }; /* width beyond which cells are sentences */

static gboolean is_sentences(const grid_column_t *column) {
    return column->left && width_of(column) > SENTENCE;
}

/* Is the table too wide, with more sentences than can be wrapped at its end? Where numbers prevail,
 * they are easier to compare in columns. */
static gboolean needs_paragraphs(const grid_t *grid, int width) {
    int used = 0, sentences = 0, numbers = 0;
    for (guint c = 0; c < grid->columns->len; c++) {
        used += (c > 0 ? GAP : 0) + width_of(grid->columns->pdata[c]);
        sentences += c > 0 && is_sentences(grid->columns->pdata[c]) ? 1 : 0;
        numbers += ((grid_column_t *)grid->columns->pdata[c])->left ? 0 : 1;
    }
    return sentences > 1 && numbers <= sentences && used > width;
}

/* Words of a sentence, which begins in column `used` and goes on in indented lines. */
static void append_wrapped(const char *sentence, int used, int width, latigraph_text_t *text) {
    char **words = g_strsplit(sentence, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        const int length = (int)g_utf8_strlen(*word, -1);
        if (word != words && used + 1 + length > width) {
            latigraph_text_print(text, "\n%*s%s", INDENT, "", *word);
            used = INDENT + length;
        } else {
            latigraph_text_print(text, "%s%s", word == words ? "" : " ", *word);
            used += length + (word == words ? 0 : 1);
        }
    }
    g_strfreev(words);
}

/* "why: The sentence." for a column, which is left out where the cell is empty. */
static void append_field(const grid_column_t *column, guint row, int width,
                         latigraph_text_t *text) {
    const char *cell = cell_at(column, row);
    if (cell[0] == '\0') {
        return;
    }
    char *field =
        column->title[0] != '\0' ? g_strdup_printf("%s: %s", column->title, cell) : g_strdup(cell);
    latigraph_text_print(text, "%*s", INDENT, "");
    append_wrapped(field, INDENT, width, text);
    latigraph_text_append_character(text, '\n');
    g_free(field);
}

/* The label, short cells in a line, then each sentence on lines of its own. */
static void append_paragraph(const grid_t *grid, guint row, int width, latigraph_text_t *text) {
    latigraph_text_t line = LATIGRAPH_TEXT_EMPTY;
    latigraph_text_append(&line, cell_at(grid->columns->pdata[0], row));
    gboolean first = TRUE;
    for (guint c = 1; c < grid->columns->len; c++) {
        const grid_column_t *column = grid->columns->pdata[c];
        const char *cell = cell_at(column, row);
        if (!is_sentences(column) && cell[0] != '\0') {
            latigraph_text_print(&line, "%s%s%s%s", first ? ": " : ", ", column->title,
                                 column->title[0] != '\0' ? " " : "", cell);
            first = FALSE;
        }
    }
    append_wrapped(latigraph_text(&line), 0, width, text);
    latigraph_text_append_character(text, '\n');
    latigraph_text_destroy(&line);
    for (guint c = 1; c < grid->columns->len; c++) {
        if (is_sentences(grid->columns->pdata[c])) {
            append_field(grid->columns->pdata[c], row, width, text);
        }
    }
}

void grid_append_text(const grid_t *grid, int width, latigraph_text_t *text) {
    pass_failure(grid, text);
    if (grid->caption != NULL) {
        latigraph_text_print(text, "%s\n", grid->caption);
    }
    if (needs_paragraphs(grid, width)) {
        for (guint row = 0; row < grid_height(grid); row++) {
            append_paragraph(grid, row, width, text);
        }
    } else {
        append_blocks(grid, width, text);
    }
    if (grid->hidden > 0) {
        latigraph_text_print(text, "… %u more, see --json\n", grid->hidden);
    }
}

/* --- HTML ------------------------------------------------------------------------------------ */

static void append_element(latigraph_text_t *text, const char *tag, const char *content) {
    char *escaped = g_markup_escape_text(content, -1);
    latigraph_text_print(text, "<%s>%s</%s>", tag, escaped, tag);
    g_free(escaped);
}

void grid_append_html(const grid_t *grid, latigraph_text_t *text) {
    pass_failure(grid, text);
    latigraph_text_append(text, "<table>\n");
    if (grid->caption != NULL) {
        append_element(text, "caption", grid->caption);
    }
    for (int row = has_titles(grid) ? -1 : 0; row < (int)grid_height(grid); row++) {
        latigraph_text_append(text, "<tr>");
        for (guint c = 0; c < grid->columns->len; c++) {
            const grid_column_t *column = grid->columns->pdata[c];
            append_element(text, row < 0 || c == 0 ? "th" : "td",
                           row < 0 ? column->title : cell_at(column, (guint)row));
        }
        latigraph_text_append(text, "</tr>\n");
    }
    latigraph_text_append(text, "</table>\n");
    if (grid->hidden > 0) {
        latigraph_text_print(text, "<p>… %u more</p>\n", grid->hidden);
    }
}
