/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/csv.h"

#include "base/memory.h"
#include "circuit/file.h"
#include "circuit/number.h"

#include <limits.h>
#include <string.h>

/* Reader of CSV tables. It splits the text in place: cells are pointers into the file's text, and
 * separators become NUL bytes. */

/* State of the reader. Cells are unquoted in place, because unquoting never makes them longer. */
typedef struct {
    const char *path;
    char *at;
    char *end; /* end of the text, a NUL byte */
    int line;
    GPtrArray *cells;   /* cells of all rows so far, the header first */
    GByteArray *quoted; /* whether each cell was quoted */
    GArray *lines;      /* int, the first line of each row */
} reader_t;

void latigraph_csv_destroy(latigraph_csv_t *csv) {
    g_free(csv->path);
    g_free(csv->text);
    g_free(csv->header);
    g_free(csv->cell);
    g_free(csv->quoted);
    g_free(csv->line);
}

static void reader_destroy(reader_t *reader) {
    g_ptr_array_unref(reader->cells);
    g_byte_array_unref(reader->quoted);
    g_array_unref(reader->lines);
}

/* Returns whether the reader is at the end of a line or of the text. */
static gboolean at_line_end(const reader_t *reader) {
    return reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r';
}

static void skip_line_end(reader_t *reader) {
    if (reader->at < reader->end && *reader->at == '\r') {
        reader->at++;
        if (reader->at < reader->end && *reader->at == '\n') {
            reader->at++;
        }
    } else if (reader->at < reader->end) {
        reader->at++;
    }
    reader->line++;
}

/* Reads a cell in quotes and moves to the separator after it. */
static igraph_error_t read_quoted(reader_t *reader, char **cell) {
    const int first_line = reader->line;
    char *to = ++reader->at;
    *cell = to;
    for (;;) {
        if (reader->at == reader->end) {
            IGRAPH_ERRORF("%s, line %d: a quote is opened and never closed.", IGRAPH_PARSEERROR,
                          reader->path, first_line);
        }
        if (*reader->at == '"') {
            reader->at++;
            if (reader->at == reader->end || *reader->at != '"') {
                break;
            }
        }
        reader->line += *reader->at == '\n';
        *to++ = *reader->at++;
    }
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t')) {
        reader->at++;
    }
    if (!at_line_end(reader) && *reader->at != ',') {
        IGRAPH_ERRORF("%s, line %d: text follows the closing quote of \"%.*s\".", IGRAPH_PARSEERROR,
                      reader->path, reader->line, (int)MIN(to - *cell, 60), *cell);
    }
    if (to < reader->at) {
        *to = '\0'; /* the place of the closing quote can take the NUL byte */
    }
    return IGRAPH_SUCCESS;
}

/* Reads a bare cell without the blanks around it, and moves to the separator after it. The NUL
 * byte would overwrite the separator, so `stop` gets its place and the caller writes it later. */
static char *read_bare(reader_t *reader, char **stop) {
    char *start = reader->at;
    while (!at_line_end(reader) && *reader->at != ',') {
        reader->at++;
    }
    char *end = reader->at;
    while (end > start && (end[-1] == ' ' || end[-1] == '\t')) {
        end--;
    }
    while (start < end && (*start == ' ' || *start == '\t')) {
        start++;
    }
    *stop = end;
    return start;
}

/* Reads one row, appends its cells to the reader's, and moves to the next line. */
static igraph_error_t read_row(reader_t *reader) {
    const int first_line = reader->line;
    gboolean more = TRUE;
    g_array_append_val(reader->lines, first_line);
    while (more) {
        char *cell, *stop = NULL;
        guint8 quoted = 0;
        while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t')) {
            reader->at++;
        }
        if (reader->at < reader->end && *reader->at == '"') {
            quoted = 1;
            IGRAPH_CHECK(read_quoted(reader, &cell));
        } else {
            cell = read_bare(reader, &stop);
        }
        more = reader->at < reader->end && *reader->at == ',';
        if (more) {
            reader->at++;
        } else {
            skip_line_end(reader);
        }
        if (stop != NULL) {
            *stop = '\0';
        }
        g_ptr_array_add(reader->cells, cell);
        g_byte_array_append(reader->quoted, &quoted, 1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_header(const reader_t *reader) {
    for (guint c = 0; c < reader->cells->len; c++) {
        const char *name = reader->cells->pdata[c];
        if (name[0] == '\0') {
            IGRAPH_ERRORF("%s, line 1: column %u of the header has no name.", IGRAPH_PARSEERROR,
                          reader->path, c + 1);
        }
        for (guint other = 0; other < c; other++) {
            if (strcmp(name, reader->cells->pdata[other]) == 0) {
                IGRAPH_ERRORF("%s, line 1: there are two columns called \"%s\".", IGRAPH_PARSEERROR,
                              reader->path, name);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* Reads all rows and checks that each has as many cells as the header. */
static igraph_error_t read_rows(reader_t *reader, int *columns) {
    *columns = 0;
    while (reader->at < reader->end) {
        const guint before = reader->cells->len;
        if (at_line_end(reader)) {
            skip_line_end(reader);
            continue;
        }
        IGRAPH_CHECK(read_row(reader));
        const guint cells = reader->cells->len - before;
        if (before == 0) {
            *columns = (int)cells;
            IGRAPH_CHECK(check_header(reader));
        } else if ((int)cells != *columns) {
            IGRAPH_ERRORF("%s, line %d: the row has %u cells, but the header has %d; its first "
                          "cell is \"%.60s\".",
                          IGRAPH_PARSEERROR, reader->path,
                          g_array_index(reader->lines, int, reader->lines->len - 1), cells,
                          *columns, (char *)reader->cells->pdata[before]);
        }
        if (reader->cells->len > (guint)INT_MAX / 2) {
            IGRAPH_ERRORF("%s has more than %d cells; split the table.", IGRAPH_EOVERFLOW,
                          reader->path, INT_MAX / 2);
        }
    }
    if (*columns == 0) {
        IGRAPH_ERRORF("\"%s\" is empty: it should start with a line of column names.",
                      IGRAPH_PARSEERROR, reader->path);
    }
    return IGRAPH_SUCCESS;
}

/* Rejects text that is not UTF-8 or contains NUL bytes. */
static igraph_error_t check_text(const char *path, const char *text, gsize size) {
    const char *bad;
    if (g_utf8_validate(text, (gssize)size, &bad)) {
        return IGRAPH_SUCCESS;
    }
    int line = 1;
    for (const char *at = text; at < bad; at++) {
        line += *at == '\n';
    }
    IGRAPH_ERRORF("%s, line %d: byte 0x%02X is not text in UTF-8; save the file as UTF-8.",
                  IGRAPH_PARSEERROR, path, line, (unsigned char)*bad);
}

/* Moves the cells from the reader to the table. */
static void take_cells(latigraph_csv_t *csv, reader_t *reader, int columns) {
    const gsize header = (gsize)columns, cells = reader->cells->len - header;
    csv->columns = columns;
    csv->rows = (int)(cells / header);
    csv->header = g_new(char *, header);
    memcpy(csv->header, reader->cells->pdata, header * sizeof(char *));
    csv->cell = g_new(char *, cells + 1);
    csv->quoted = g_new(guint8, cells + 1);
    csv->line = g_new(int, (gsize)csv->rows + 1);
    if (cells > 0) {
        memcpy(csv->cell, reader->cells->pdata + header, cells * sizeof(char *));
        memcpy(csv->quoted, reader->quoted->data + header, cells);
        memcpy(csv->line, (int *)(void *)reader->lines->data + 1,
               (gsize)csv->rows * sizeof *csv->line);
    }
}

igraph_error_t latigraph_csv_read(latigraph_csv_t *csv, const char *path) {
    gsize size;
    int columns;
    memset(csv, 0, sizeof *csv);
    IGRAPH_CHECK(latigraph_file_load(path, &csv->text, &size));
    csv->path = g_strdup(path);
    IGRAPH_FINALLY(latigraph_csv_destroy, csv);
    IGRAPH_CHECK(check_text(path, csv->text, size));
    reader_t reader = {csv->path,
                       csv->text,
                       csv->text + size,
                       1,
                       g_ptr_array_new(),
                       g_byte_array_new(),
                       g_array_new(FALSE, FALSE, sizeof(int))};
    IGRAPH_FINALLY(reader_destroy, &reader);
    if (g_str_has_prefix(reader.at, "\xEF\xBB\xBF")) {
        reader.at += 3;
    }
    IGRAPH_CHECK(read_rows(&reader, &columns));
    take_cells(csv, &reader, columns);
    reader_destroy(&reader);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

int latigraph_csv_find(const latigraph_csv_t *csv, const char *name) {
    for (int c = 0; c < csv->columns; c++) {
        if (strcmp(csv->header[c], name) == 0) {
            return c;
        }
    }
    return -1;
}

static gboolean all_quoted(const latigraph_csv_t *csv) {
    for (gsize k = 0; k < (gsize)csv->rows * (gsize)csv->columns; k++) {
        if (!csv->quoted[k] && csv->cell[k][0] != '\0') {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean latigraph_csv_is_numeric(const latigraph_csv_t *csv, int column) {
    gboolean finite = FALSE, bare = FALSE;
    for (int r = 0; r < csv->rows; r++) {
        const char *cell = latigraph_csv_cell(csv, r, column);
        double value;
        if (cell[0] == '\0') {
            continue;
        }
        if (!latigraph_parse_number(cell, &value)) {
            return FALSE;
        }
        finite = finite || isfinite(value);
        bare = bare || !csv->quoted[(gsize)r * (gsize)csv->columns + (gsize)column];
    }
    return finite && (bare || all_quoted(csv));
}

void latigraph_csv_append(latigraph_text_t *line, const char *text, gboolean quote) {
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
