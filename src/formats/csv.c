/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "formats/csv.h"

#include "base/map.h"
#include "base/pointers.h"
#include "formats/file.h"
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
    igraph_vector_ptr_t cells; /* cells of all rows so far, the header first */
    latigraph_text_t quoted;   /* a byte per cell: whether it was quoted */
    igraph_vector_int_t lines; /* the first line of each row */
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
    latigraph_pointers_destroy(&reader->cells);
    latigraph_text_destroy(&reader->quoted);
    if (reader->lines.stor_begin != NULL) {
        igraph_vector_int_destroy(&reader->lines);
    }
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
    gboolean more = TRUE;
    IGRAPH_CHECK(igraph_vector_int_push_back(&reader->lines, reader->line));
    while (more) {
        char *cell, *stop = NULL;
        char quoted = 0;
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
        IGRAPH_CHECK(latigraph_pointers_add(&reader->cells, cell));
        latigraph_text_append_character(&reader->quoted, quoted);
    }
    return latigraph_text_check(&reader->quoted);
}

static igraph_error_t check_header(const reader_t *reader) {
    latigraph_map_t names = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &names);
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&reader->cells); c++) {
        const char *name = VECTOR(reader->cells)[c];
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        if (name[0] == '\0') {
            IGRAPH_ERRORF("%s, line 1: column %" IGRAPH_PRId " of the header has no name.",
                          IGRAPH_PARSEERROR, reader->path, c + 1);
        }
        IGRAPH_CHECK(latigraph_map_add_text(&names, name, &entry, &added));
        if (!added) {
            IGRAPH_ERRORF("%s, line 1: there are two columns called \"%s\".", IGRAPH_PARSEERROR,
                          reader->path, name);
        }
    }
    latigraph_map_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads all rows and checks that each has as many cells as the header. */
static igraph_error_t read_rows(reader_t *reader, int *columns) {
    *columns = 0;
    while (reader->at < reader->end) {
        const igraph_integer_t before = igraph_vector_ptr_size(&reader->cells);
        if (at_line_end(reader)) {
            skip_line_end(reader);
            continue;
        }
        IGRAPH_CHECK(read_row(reader));
        const igraph_integer_t cells = igraph_vector_ptr_size(&reader->cells) - before;
        if (before == 0) {
            *columns = (int)cells;
            IGRAPH_CHECK(check_header(reader));
        } else if (cells != *columns) {
            IGRAPH_ERRORF("%s, line %d: the row has %d cells, but the header has %d; its first "
                          "cell is \"%.60s\".",
                          IGRAPH_PARSEERROR, reader->path,
                          (int)igraph_vector_int_tail(&reader->lines), (int)cells, *columns,
                          (char *)VECTOR(reader->cells)[before]);
        }
        if (igraph_vector_ptr_size(&reader->cells) > INT_MAX / 2) {
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
static igraph_error_t take_cells(latigraph_csv_t *csv, reader_t *reader, int columns) {
    const gsize header = (gsize)columns;
    const gsize cells = (gsize)igraph_vector_ptr_size(&reader->cells) - header;
    csv->columns = columns;
    csv->rows = (int)(cells / header);
    csv->header = g_try_new(char *, header);
    LATIGRAPH_CHECK_MEMORY(csv->header);
    csv->cell = g_try_new(char *, cells + 1);
    LATIGRAPH_CHECK_MEMORY(csv->cell);
    csv->quoted = g_try_new(guint8, cells + 1);
    LATIGRAPH_CHECK_MEMORY(csv->quoted);
    csv->line = g_try_new(int, (gsize)csv->rows + 1);
    LATIGRAPH_CHECK_MEMORY(csv->line);
    memcpy(csv->header, &VECTOR(reader->cells)[0], header * sizeof(char *));
    memcpy(csv->cell, &VECTOR(reader->cells)[header], cells * sizeof(char *));
    memcpy(csv->quoted, reader->quoted.bytes + header, cells);
    for (int r = 0; r < csv->rows; r++) {
        csv->line[r] = (int)VECTOR(reader->lines)[r + 1];
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_csv_parse(latigraph_csv_t *csv, const char *path, char *text, gsize size) {
    int columns;
    memset(csv, 0, sizeof *csv);
    csv->text = text;
    IGRAPH_FINALLY(latigraph_csv_destroy, csv);
    IGRAPH_CHECK(latigraph_copy_text(path, &csv->path));
    IGRAPH_CHECK(check_text(path, csv->text, size));
    reader_t reader = {.path = csv->path, .at = csv->text, .end = csv->text + size, .line = 1};
    IGRAPH_FINALLY(reader_destroy, &reader);
    IGRAPH_CHECK(latigraph_pointers_init(&reader.cells, NULL));
    IGRAPH_CHECK(igraph_vector_int_init(&reader.lines, 0));
    if (g_str_has_prefix(reader.at, "\xEF\xBB\xBF")) {
        reader.at += 3;
    }
    IGRAPH_CHECK(read_rows(&reader, &columns));
    IGRAPH_CHECK(take_cells(csv, &reader, columns));
    reader_destroy(&reader);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_csv_read(latigraph_csv_t *csv, const char *path) {
    char *text;
    gsize size;
    IGRAPH_CHECK(latigraph_file_load(path, &text, &size));
    return latigraph_csv_parse(csv, path, text, size);
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

gboolean latigraph_csv_is_missing(const char *cell) {
    return cell[0] == '\0' || strcmp(cell, "NA") == 0;
}

gboolean latigraph_csv_is_numeric(const latigraph_csv_t *csv, int column) {
    gboolean number = FALSE, bare = FALSE;
    for (int r = 0; r < csv->rows; r++) {
        const char *cell = latigraph_csv_cell(csv, r, column);
        double value;
        if (latigraph_csv_is_missing(cell)) {
            continue;
        }
        if (!latigraph_parse_number(cell, &value)) {
            return FALSE;
        }
        number = number || !isnan(value);
        bare = bare || !csv->quoted[(gsize)r * (gsize)csv->columns + (gsize)column];
    }
    return number && (bare || all_quoted(csv));
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
