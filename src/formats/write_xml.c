/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Text in XML, for GEXF and GraphML.
 *
 * XML 1.0 has no form for most control characters, not even as a reference. A text with one is
 * refused, since leaving it out could give two neurons one name. Line ends and tabs are written as
 * references, because parsers replace them by blanks in attributes, and a carriage return by a line
 * feed everywhere. Runs of plain characters, nearly all of a file, are copied as a whole. */

#include "formats/write_formats.h"

/* Returns whether XML 1.0 can represent a character. */
static gboolean in_xml(gunichar c) {
    return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xfffe && c != 0xffff;
}

static gboolean is_plain(char c) {
    return c >= 0x20 && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"';
}

static size_t plain_length(const char *text) {
    size_t length = 0;
    while (is_plain(text[length])) {
        length++;
    }
    return length;
}

igraph_error_t latigraph_write_check_xml(const char *text) {
    for (const char *at = text + plain_length(text); *at != '\0';) {
        const gunichar c = g_utf8_get_char_validated(at, -1);
        const gboolean character = (gint32)c >= 0; /* and no byte that is not UTF-8 */
        if (character && !in_xml(c)) {
            IGRAPH_ERRORF("XML cannot represent the character U+%04X of the node data or a name "
                          "of \"%s\". Write json or csv, or remove the character.",
                          IGRAPH_EINVAL, (guint)c, text);
        }
        at = character ? g_utf8_next_char(at) : at + 1;
    }
    return IGRAPH_SUCCESS;
}

void latigraph_write_append_xml(latigraph_text_t *out, const char *text) {
    for (;;) {
        const size_t plain = plain_length(text);
        latigraph_text_append_part(out, text, plain);
        text += plain;
        if (*text == '\0') {
            return;
        }
        const gunichar c = g_utf8_get_char_validated(text, -1);
        const size_t length = (gint32)c < 0 ? 1 : (size_t)(g_utf8_next_char(text) - text);
        if ((gint32)c < 0 || !in_xml(c)) {
            latigraph_text_append(out, "\xef\xbf\xbd");
        } else if (c < 0x20 || c == '&' || c == '<' || c == '>' || c == '"') {
            latigraph_text_print(out, "&#%u;", (guint)c);
        } else {
            latigraph_text_append_part(out, text, length);
        }
        text += length;
    }
}
