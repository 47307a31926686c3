/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Tables of texts for terminals and for notebooks.
 *
 * A table that is wider than the terminal is cut into blocks of columns, each with the labels of
 * the rows at its left. Cutting keeps numbers of one column below each other, which wrapping of
 * lines would not. The last column of a block may hold sentences, which are wrapped at commas or
 * blanks within their column. A table with several columns of sentences would need a block for
 * each, so it is printed as paragraphs: the label with the short cells, then each sentence under
 * the name of its column. Widths are numbers of characters, not of bytes; characters of double
 * width count as one. HTML needs none of this. */

#include "operation/grid.h"

#include <math.h>
#include <string.h>

static void column_free(grid_column_t *column) {
    for (guint r = 0; r < column->height; r++) {
        g_free(column->cells[r]);
    }
    g_free(column->cells);
    g_free(column->title);
    g_free(column);
}

void grid_destroy(grid_t *grid) {
    for (guint c = 0; c < grid->width; c++) {
        column_free(grid->columns[c]);
    }
    g_free(grid->columns);
    g_free(grid->caption);
    *grid = (grid_t)GRID_EMPTY;
}

/* Copies a text. Names from files may hold control characters, which must not reach the terminal.
 * The copy is NULL and `*failed` is set if memory runs out. */
static char *visible(const char *text, gboolean *failed) {
    latigraph_text_t clean = LATIGRAPH_TEXT_EMPTY;
    latigraph_text_append_visible(&clean, text, FALSE);
    latigraph_text_append(&clean, "");
    if (clean.failed) {
        latigraph_text_destroy(&clean);
        *failed = TRUE;
    }
    return clean.bytes;
}

void grid_caption(grid_t *grid, const char *caption) {
    g_clear_pointer(&grid->caption, g_free);
    if (caption != NULL) {
        grid->caption = visible(caption, &grid->failed);
    }
}

/* Makes the text fail if the table lacks something for want of memory. Returns whether it is
 * complete. */
static gboolean pass_failure(const grid_t *grid, latigraph_text_t *text) {
    text->failed = text->failed || grid->failed;
    for (guint c = 0; c < grid->width; c++) {
        text->failed = text->failed || grid->columns[c]->failed;
    }
    return !text->failed;
}

/* Counts the characters of a new text of a column. */
static void widen(grid_column_t *column, const char *text) {
    if (text != NULL) {
        column->width = MAX(column->width, (int)g_utf8_strlen(text, -1));
    }
}

grid_column_t *grid_add(grid_t *grid, const char *title, gboolean left) {
    /* Tables have few columns, and each addition costs far less than the cells. */
    grid_column_t **columns =
        g_try_realloc_n(grid->columns, (gsize)grid->width + 1, sizeof *columns);
    grid->columns = columns != NULL ? columns : grid->columns;
    grid_column_t *column = columns != NULL ? g_try_new0(grid_column_t, 1) : NULL;
    if (column == NULL) {
        grid->failed = TRUE;
        return NULL;
    }
    column->left = left;
    column->title = visible(title, &column->failed);
    widen(column, column->title);
    grid->columns[grid->width++] = column;
    return column;
}

void grid_cell(grid_column_t *column, const char *text) {
    if (column == NULL || column->failed) {
        return;
    }
    if (column->height == column->room) {
        const guint room = MAX(16, 2 * column->room);
        char **cells = g_try_realloc_n(column->cells, room, sizeof *cells);
        if (cells == NULL) {
            column->failed = TRUE;
            return;
        }
        column->cells = cells;
        column->room = room;
    }
    column->cells[column->height] = visible(text, &column->failed);
    widen(column, column->cells[column->height++]);
}

void grid_number(grid_column_t *column, double number, int digits) {
    char text[64];
    g_snprintf(text, sizeof text, "%.*g", digits, number);
    grid_cell(column, isnan(number) ? "-" : text);
}

guint grid_height(const grid_t *grid) {
    guint height = 0;
    for (guint c = 0; c < grid->width; c++) {
        height = MAX(height, grid->columns[c]->height);
    }
    return height;
}

/* Moves the cells of one column; the new order has no row twice. A column that is shorter than the
 * table gets empty cells. */
static void arrange_column(grid_column_t *column, const guint *order, guint kept) {
    char **cells = g_try_malloc0_n((gsize)kept + 1, sizeof *cells);
    if (cells == NULL) {
        column->failed = TRUE;
        return;
    }
    column->width = 0;
    widen(column, column->title);
    for (guint r = 0; r < kept; r++) {
        const guint from = order != NULL ? order[r] : r;
        cells[r] = from < column->height ? g_steal_pointer(&column->cells[from])
                                         : visible("", &column->failed);
        widen(column, cells[r]);
    }
    for (guint r = 0; r < column->height; r++) {
        g_free(column->cells[r]);
    }
    g_free(column->cells);
    column->cells = cells;
    column->height = kept;
    column->room = kept + 1;
}

void grid_arrange(grid_t *grid, const guint *order, guint defined, guint most) {
    const guint height = grid_height(grid), kept = MIN(defined, most);
    for (guint c = 0; c < grid->width; c++) {
        arrange_column(grid->columns[c], order, kept);
    }
    grid->hidden = height - kept;
    grid->undefined = height - defined;
}

/* Says how many rows are not shown, between `before` and `after`; `where` names the place of those
 * that have a value. */
static void append_hidden(const grid_t *grid, const char *before, const char *where,
                          const char *after, latigraph_text_t *text) {
    const guint more = grid->hidden - grid->undefined;
    if (more > 0) {
        latigraph_text_print(text, "%s… %u more%s%s\n", before, more, where, after);
    }
    if (grid->undefined > 0) {
        latigraph_text_print(text, "%s… %u without a value%s\n", before, grid->undefined, after);
    }
}

/* --- Text ---------------------------------------------------------------------------------- */

enum { GAP = 2 };

static const char *cell_at(const grid_column_t *column, guint row) {
    return row < column->height ? column->cells[row] : "";
}

/* Row −1 is the header. */
static const char *text_at(const grid_column_t *column, int row) {
    return row < 0 ? column->title : cell_at(column, (guint)row);
}

/* A part of a text: its first `length` bytes. */
typedef struct {
    const char *text;
    gsize length;
} piece_t;

static void append_padded(latigraph_text_t *line, const piece_t *piece, int width, gboolean left) {
    const int pad = MAX(width - (int)g_utf8_strlen(piece->text, (gssize)piece->length), 0);
    latigraph_text_print(line, "%s%*s", line->length > 0 ? "  " : "", left ? 0 : pad, "");
    latigraph_text_append_part(line, piece->text, piece->length);
    latigraph_text_print(line, "%*s", left ? pad : 0, "");
}

/* Columns of text that are wider than this may be wrapped. */
enum { LEAST_WRAPPED = 34 };

/* A block of columns: the label column, then those from `first` to before `last`. */
typedef struct {
    guint first, last;
    int room; /* for the last column, which is wrapped beyond it */
} block_t;

/* Appends one line of output. `piece` replaces the cell of the last column; `continued` lines show
 * nothing else. */
static void append_line(const grid_t *grid, int row, const block_t *block, const piece_t *piece,
                        gboolean continued, latigraph_text_t *output) {
    latigraph_text_t line = LATIGRAPH_TEXT_EMPTY;
    for (guint c = 0; c < block->last; c++) {
        const grid_column_t *column = grid->columns[c];
        if (c == 0 || c >= block->first) {
            const char *cell = continued ? "" : text_at(column, row);
            const piece_t whole = {cell, strlen(cell)};
            append_padded(&line, c > 0 && c + 1 == block->last ? piece : &whole,
                          MIN(column->width, c == 0 ? G_MAXINT : block->room), column->left);
        }
    }
    while (line.length > 0 && latigraph_text(&line)[line.length - 1] == ' ') {
        latigraph_text_cut(&line, line.length - 1);
    }
    latigraph_text_print(output, "%s\n", latigraph_text(&line));
    output->failed = output->failed || line.failed;
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

static void append_row(const grid_t *grid, int row, const block_t *block,
                       latigraph_text_t *output) {
    const grid_column_t *column = grid->columns[block->last - 1];
    const char *text = text_at(column, row);
    gboolean continued = FALSE;
    do {
        const gsize length = line_length(text, block->room);
        const piece_t piece = {text, length};
        append_line(grid, row, block, &piece, continued, output);
        continued = TRUE;
        text += length;
        text += strspn(text, " ");
    } while (*text != '\0');
}

static gboolean has_titles(const grid_t *grid) {
    for (guint c = 0; c < grid->width; c++) {
        if (grid->columns[c]->title[0] != '\0') {
            return TRUE;
        }
    }
    return FALSE;
}

/* The block of columns that begins at `first` and fits into the width. A wide column of text takes
 * the rest of the width, so that it ends its block. */
static block_t block_at(const grid_t *grid, guint first, int width) {
    block_t block = {first, first, G_MAXINT};
    int used = grid->columns[0]->width;
    while (block.last < grid->width && block.room == G_MAXINT) {
        const grid_column_t *column = grid->columns[block.last];
        const int room = width - used - GAP, wanted = column->width;
        const gboolean wrapped = column->left && wanted > room && wanted > LEAST_WRAPPED;
        if ((wrapped ? LEAST_WRAPPED : wanted) > room && block.last > first) {
            break;
        }
        block.room = wrapped ? MAX(room, LEAST_WRAPPED) : G_MAXINT;
        used += GAP + wanted;
        block.last++;
    }
    block.last = MAX(block.last, MIN(first + 1, grid->width));
    return block;
}

static void append_blocks(const grid_t *grid, int width, latigraph_text_t *text) {
    const guint height = grid_height(grid);
    for (guint first = 1; first <= grid->width;) {
        const block_t block = block_at(grid, first, width);
        latigraph_text_append(text, first > 1 ? "\n" : "");
        for (int row = has_titles(grid) ? -1 : 0; row < (int)height; row++) {
            append_row(grid, row, &block, text);
        }
        if (block.last >= grid->width) {
            break;
        }
        first = block.last;
    }
}

/* --- Text: paragraphs ------------------------------------------------------------------------- */

enum { SENTENCE = 30, INDENT = 4 }; /* width beyond which cells are sentences */

static gboolean is_sentences(const grid_column_t *column) {
    return column->left && column->width > SENTENCE;
}

/* Is the table too wide, with more sentences than can be wrapped at its end? Where numbers prevail,
 * they are easier to compare in columns. */
static gboolean needs_paragraphs(const grid_t *grid, int width) {
    int used = 0, sentences = 0, numbers = 0;
    for (guint c = 0; c < grid->width; c++) {
        used += (c > 0 ? GAP : 0) + grid->columns[c]->width;
        sentences += c > 0 && is_sentences(grid->columns[c]) ? 1 : 0;
        numbers += grid->columns[c]->left ? 0 : 1;
    }
    return sentences > 1 && numbers <= sentences && used > width;
}

/* Appends the words of a sentence, which begins in column `used` and goes on in indented lines.
 */
static void append_wrapped(const char *sentence, int used, int width, latigraph_text_t *text) {
    gboolean first = TRUE;
    for (const char *word = sentence, *end;; word = end + 1) {
        end = word + strcspn(word, " ");
        const gsize bytes = (gsize)(end - word);
        const int length = (int)g_utf8_strlen(word, (gssize)bytes);
        if (!first && used + 1 + length > width) {
            latigraph_text_print(text, "\n%*s", INDENT, "");
            used = INDENT + length;
        } else {
            latigraph_text_append(text, first ? "" : " ");
            used += length + (first ? 0 : 1);
        }
        latigraph_text_append_part(text, word, bytes);
        first = FALSE;
        if (*end == '\0') {
            return;
        }
    }
}

/* Appends "why: The sentence." for a column, which is left out where the cell is empty. */
static void append_field(const grid_column_t *column, guint row, int width,
                         latigraph_text_t *text) {
    const char *cell = cell_at(column, row);
    if (cell[0] == '\0') {
        return;
    }
    latigraph_text_t field = LATIGRAPH_TEXT_EMPTY;
    latigraph_text_print(&field, "%s%s%s", column->title, column->title[0] != '\0' ? ": " : "",
                         cell);
    latigraph_text_print(text, "%*s", INDENT, "");
    append_wrapped(latigraph_text(&field), INDENT, width, text);
    latigraph_text_append_character(text, '\n');
    text->failed = text->failed || field.failed;
    latigraph_text_destroy(&field);
}

/* Appends the label with short cells in a line, then each sentence on lines of its own. */
static void append_paragraph(const grid_t *grid, guint row, int width, latigraph_text_t *text) {
    latigraph_text_t line = LATIGRAPH_TEXT_EMPTY;
    latigraph_text_append(&line, cell_at(grid->columns[0], row));
    gboolean first = TRUE;
    for (guint c = 1; c < grid->width; c++) {
        const grid_column_t *column = grid->columns[c];
        const char *cell = cell_at(column, row);
        if (!is_sentences(column) && cell[0] != '\0') {
            latigraph_text_print(&line, "%s%s%s%s", first ? ": " : ", ", column->title,
                                 column->title[0] != '\0' ? " " : "", cell);
            first = FALSE;
        }
    }
    append_wrapped(latigraph_text(&line), 0, width, text);
    latigraph_text_append_character(text, '\n');
    text->failed = text->failed || line.failed;
    latigraph_text_destroy(&line);
    for (guint c = 1; c < grid->width; c++) {
        if (is_sentences(grid->columns[c])) {
            append_field(grid->columns[c], row, width, text);
        }
    }
}

void grid_append_text(const grid_t *grid, int width, latigraph_text_t *text) {
    if (!pass_failure(grid, text)) {
        return;
    }
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
    append_hidden(grid, "", ", see --json", "", text);
}

/* --- HTML ------------------------------------------------------------------------------------ */

static void append_element(latigraph_text_t *text, const char *tag, const char *content) {
    latigraph_text_print(text, "<%s>", tag);
    latigraph_text_append_markup(text, content);
    latigraph_text_print(text, "</%s>", tag);
}

void grid_append_html(const grid_t *grid, latigraph_text_t *text) {
    if (!pass_failure(grid, text)) {
        return;
    }
    latigraph_text_append(text, "<table>\n");
    if (grid->caption != NULL) {
        append_element(text, "caption", grid->caption);
    }
    for (int row = has_titles(grid) ? -1 : 0; row < (int)grid_height(grid); row++) {
        latigraph_text_append(text, "<tr>");
        for (guint c = 0; c < grid->width; c++) {
            const grid_column_t *column = grid->columns[c];
            append_element(text, row < 0 || c == 0 ? "th" : "td",
                           row < 0 ? column->title : cell_at(column, (guint)row));
        }
        latigraph_text_append(text, "</tr>\n");
    }
    latigraph_text_append(text, "</table>\n");
    append_hidden(grid, "<p>", "", "</p>", text);
}
