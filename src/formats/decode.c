/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Text of a file as UTF-8. A byte order mark decides first; UTF-16 without one is recognised by a
 * zero in every second byte. XML names its encoding. Any other text is UTF-8, or, if it is not
 * valid, Latin-1, which gives every byte a meaning; a remark says so,
 * because nothing in the file can confirm it. */

#include "formats/reading.h"

#include "base/remarks.h"

#include <errno.h>
#include <string.h>

/* Appends the conversion of `left` bytes; returns FALSE where they are not of the encoding. */
static gboolean append_converted(GIConv converter, char *from, gsize left, latigraph_text_t *text) {
    char piece[65536];
    while (left > 0 && !text->failed) {
        char *to = piece;
        gsize room = sizeof piece;
        const gsize before = left;
        const gsize status = g_iconv(converter, &from, &left, &to, &room);
        latigraph_text_append_part(text, piece, sizeof piece - room);
        if (status == (gsize)-1 && (errno != E2BIG || left == before)) {
            return FALSE;
        }
    }
    return TRUE;
}

static void close_converter(gpointer converter) {
    g_iconv_close((GIConv)converter);
}

/* Replaces the text by its conversion from an encoding. (g_convert() ends the process when memory
 * runs out.) */
static igraph_error_t convert(const char *path, char **text, gsize *size, gsize skip,
                              const char *encoding) {
    latigraph_text_t converted = LATIGRAPH_TEXT_EMPTY;
    const GIConv converter = g_iconv_open("UTF-8", encoding);
    char *bytes;
    if (converter == (GIConv)-1) {
        IGRAPH_ERRORF("%s names the encoding \"%s\", which is not known; save it as UTF-8.",
                      IGRAPH_PARSEERROR, path, encoding);
    }
    IGRAPH_FINALLY(close_converter, (gpointer)converter);
    IGRAPH_FINALLY(latigraph_text_destroy, &converted);
    if (!append_converted(converter, *text + skip, *size - skip, &converted)) {
        IGRAPH_ERRORF("%s cannot be read as text in %s; save the file as UTF-8.", IGRAPH_PARSEERROR,
                      path, encoding);
    }
    const gsize length = converted.length;
    IGRAPH_CHECK(latigraph_text_take(&converted, &bytes));
    IGRAPH_FINALLY_CLEAN(1);
    close_converter((gpointer)converter);
    IGRAPH_FINALLY_CLEAN(1);
    g_free(*text);
    *text = bytes;
    *size = length;
    return IGRAPH_SUCCESS;
}

/* Finds the encoding that an XML declaration names; "" if there is none or it is UTF-8. */
static void declared_encoding(const char *text, gsize size, char encoding[40]) {
    encoding[0] = '\0';
    char head[200];
    g_snprintf(head, sizeof head, "%.*s", (int)MIN(size, sizeof head - 1), text);
    const char *end = g_str_has_prefix(head, "<?xml") ? strstr(head, "?>") : NULL;
    const char *found = end != NULL ? strstr(head, "encoding") : NULL;
    if (found == NULL || found > end) {
        return;
    }
    found += strcspn(found, "\"'");
    if (found < end) {
        const gsize length = strcspn(found + 1, "\"'?");
        g_snprintf(encoding, 40, "%.*s", (int)MIN(length, 39), found + 1);
    }
    if (g_ascii_strcasecmp(encoding, "utf-8") == 0 || g_ascii_strcasecmp(encoding, "utf8") == 0 ||
        g_ascii_strncasecmp(encoding, "utf-16", 6) == 0) { /* a mark has decided before */
        encoding[0] = '\0';
    }
}

/* Returns how every second byte says UTF-16, or NULL. */
static const char *unmarked_utf16(const char *text, gsize size) {
    const gsize length = MIN(size, 1000) & ~(gsize)1;
    gsize even = 0, odd = 0;
    for (gsize k = 0; k < length; k += 2) {
        even += text[k] == '\0';
        odd += text[k + 1] == '\0';
    }
    return length < 4                       ? NULL
           : odd == length / 2 && even == 0 ? "UTF-16LE"
           : even == length / 2 && odd == 0 ? "UTF-16BE"
                                            : NULL;
}

static int count_lines(const char *text, const char *end) {
    int line = 1;
    for (; text < end; text++) {
        line += *text == '\n';
    }
    return line;
}

/* Returns the first byte of a text that is not among eight bytes of ASCII other than NUL. */
static const char *skip_ascii(const char *text, const char *end) {
    const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), high = ones << 7;
    guint64 bytes;
    for (; end - text >= (ptrdiff_t)sizeof bytes; text += sizeof bytes) {
        memcpy(&bytes, text, sizeof bytes);
        if ((((bytes - ones) & ~bytes) | bytes) & high) {
            break;
        }
    }
    return text;
}

/* Checks that a text is UTF-8, or takes it for Latin-1. */
static igraph_error_t settle_bytes(const char *path, char **text, gsize *size,
                                   latigraph_read_report_t *report) {
    const char *bad, *end = *text + *size, *begin = skip_ascii(*text, end);
    if (g_utf8_validate(begin, end - begin, &bad)) {
        return IGRAPH_SUCCESS;
    }
    const int line = count_lines(*text, bad);
    const int byte = (unsigned char)*bad;
    if (memchr(*text, '\0', *size) != NULL) {
        IGRAPH_ERRORF("%s, line %d: byte 0x%02X is not text in UTF-8; the file is of a format that "
                      "is not known, or damaged.",
                      IGRAPH_PARSEERROR, path, line, byte);
    }
    IGRAPH_CHECK(convert(path, text, size, 0, "ISO-8859-1"));
    return latigraph_remark_add(report->remarks, "encoding", path,
                                "Byte 0x%02X in line %d is not UTF-8; the file is read as Latin-1. "
                                "Save it as UTF-8 if letters come out wrong.",
                                byte, line);
}

igraph_error_t latigraph_decode_text(const char *path, char **text, gsize *size,
                                     latigraph_read_report_t *report) {
    char encoding[40];
    const char *utf16 = unmarked_utf16(*text, *size);
    if (g_str_has_prefix(*text, "\xEF\xBB\xBF")) {
        memmove(*text, *text + 3, *size - 2);
        *size -= 3;
    } else if (*size >= 2 && memcmp(*text, "\xFF\xFE", 2) == 0) {
        return convert(path, text, size, 2, "UTF-16LE");
    } else if (*size >= 2 && memcmp(*text, "\xFE\xFF", 2) == 0) {
        return convert(path, text, size, 2, "UTF-16BE");
    } else if (utf16 != NULL) {
        return convert(path, text, size, 0, utf16);
    }
    declared_encoding(*text, *size, encoding);
    return encoding[0] != '\0' ? convert(path, text, size, 0, encoding)
                               : settle_bytes(path, text, size, report);
}
