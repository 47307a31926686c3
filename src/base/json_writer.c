/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Writing of JSON as text, in one pass and without a tree.
 *
 * The writer is a small state machine: the depth of open containers, whether the open one has a
 * value already, and whether the name of the next value is written. These decide which comma, line
 * break and indentation come before the next value. A caller thus writes one member per line of
 * its code, and no tree of nodes is allocated.
 *
 * Real numbers have 17 significant digits, which read back as the same double. Numbers that are
 * not finite become null, since JSON has none.
 */
#include "base/json_writer.h"

#include <math.h>
#include <string.h>

void latigraph_json_destroy(latigraph_json_t *json) {
    latigraph_text_destroy(&json->text);
}

igraph_error_t latigraph_json_take(latigraph_json_t *json, char **text) {
    return latigraph_text_take(&json->text, text);
}

static void begin_line(latigraph_json_t *json) {
    if (json->pretty) {
        latigraph_text_append_character(&json->text, '\n');
        for (int level = 0; level < json->depth; level++) {
            latigraph_text_append(&json->text, "  ");
        }
    }
}

/* Separates a value, or the name of a member, from what is before it. */
static void begin_item(latigraph_json_t *json) {
    if (json->named) {
        json->named = false;
        return;
    }
    if (json->begun) {
        latigraph_text_append_character(&json->text, ',');
    }
    if (json->depth > 0) {
        begin_line(json);
    }
    json->begun = true;
}

static void begin_container(latigraph_json_t *json, char bracket) {
    begin_item(json);
    latigraph_text_append_character(&json->text, bracket);
    json->depth++;
    json->begun = false;
}

static void end_container(latigraph_json_t *json, char bracket) {
    json->depth--;
    if (json->begun) {
        begin_line(json);
    }
    latigraph_text_append_character(&json->text, bracket);
    json->begun = true;
}

void latigraph_json_begin_object(latigraph_json_t *json) {
    begin_container(json, '{');
}

void latigraph_json_end_object(latigraph_json_t *json) {
    end_container(json, '}');
}

void latigraph_json_begin_array(latigraph_json_t *json) {
    begin_container(json, '[');
}

void latigraph_json_end_array(latigraph_json_t *json) {
    end_container(json, ']');
}

/* Writes one character of a text, whose UTF-8 form is `length` bytes long. */
static void write_character(latigraph_text_t *out, const char *at, size_t length) {
    static const char escaped[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
    const char *found = length == 1 ? memchr(escaped, *at, sizeof escaped - 1) : NULL;
    if (found != NULL) {
        latigraph_text_append_character(out, '\\');
        latigraph_text_append_character(out, letter[found - escaped]);
    } else if (length == 1 && (guchar)*at < 0x20) {
        latigraph_text_print(out, "\\u%04x", (guint)(guchar)*at);
    } else if (*at == 0x7f) {
        latigraph_text_append(out, "\\u007f");
    } else {
        latigraph_text_append_part(out, at, length);
    }
}

static void write_string(latigraph_text_t *out, const char *text) {
    latigraph_text_append_character(out, '"');
    while (*text != '\0') {
        if ((gint32)g_utf8_get_char_validated(text, -1) < 0) {
            latigraph_text_append(out, "\xef\xbf\xbd");
            text++;
        } else {
            const size_t length = (size_t)(g_utf8_next_char(text) - text);
            write_character(out, text, length);
            text += length;
        }
    }
    latigraph_text_append_character(out, '"');
}

void latigraph_json_name(latigraph_json_t *json, const char *name) {
    begin_item(json);
    write_string(&json->text, name);
    latigraph_text_append(&json->text, json->pretty ? " : " : ":");
    json->named = true;
}

void latigraph_json_add_null(latigraph_json_t *json) {
    begin_item(json);
    latigraph_text_append(&json->text, "null");
}

void latigraph_json_add_boolean(latigraph_json_t *json, igraph_bool_t value) {
    begin_item(json);
    latigraph_text_append(&json->text, value ? "true" : "false");
}

void latigraph_json_add_integer(latigraph_json_t *json, gint64 number) {
    begin_item(json);
    latigraph_text_print(&json->text, "%" G_GINT64_FORMAT, number);
}

/* A whole number gets ".0", so that readers in which the types differ take it for a real one. */
void latigraph_json_add_number(latigraph_json_t *json, double number) {
    if (!isfinite(number)) {
        latigraph_json_add_null(json);
        return;
    }
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_dtostr(digits, sizeof digits, number);
    begin_item(json);
    latigraph_text_append(&json->text, digits);
    if (strpbrk(digits, ".e") == NULL) {
        latigraph_text_append(&json->text, ".0");
    }
}

void latigraph_json_add_rounded(latigraph_json_t *json, double number, int digits) {
    char format[16], text[G_ASCII_DTOSTR_BUF_SIZE];
    if (!isfinite(number)) {
        latigraph_json_add_null(json);
        return;
    }
    g_snprintf(format, sizeof format, "%%.%dg", digits);
    begin_item(json);
    latigraph_text_append(&json->text, g_ascii_formatd(text, sizeof text, format, number));
}

void latigraph_json_add_text(latigraph_json_t *json, const char *text) {
    if (text == NULL) {
        latigraph_json_add_null(json);
        return;
    }
    begin_item(json);
    write_string(&json->text, text);
}

static void add_object(latigraph_json_t *json, JsonObject *object) {
    JsonObjectIter iter;
    const char *name;
    JsonNode *member;
    latigraph_json_begin_object(json);
    json_object_iter_init_ordered(&iter, object);
    while (json_object_iter_next_ordered(&iter, &name, &member)) {
        latigraph_json_name(json, name);
        latigraph_json_add_node(json, member);
    }
    latigraph_json_end_object(json);
}

static void add_array(latigraph_json_t *json, JsonArray *array) {
    latigraph_json_begin_array(json);
    for (guint i = 0; i < json_array_get_length(array); i++) {
        latigraph_json_add_node(json, json_array_get_element(array, i));
    }
    latigraph_json_end_array(json);
}

void latigraph_json_add_node(latigraph_json_t *json, JsonNode *node) {
    if (JSON_NODE_HOLDS_OBJECT(node)) {
        add_object(json, json_node_get_object(node));
    } else if (JSON_NODE_HOLDS_ARRAY(node)) {
        add_array(json, json_node_get_array(node));
    } else if (JSON_NODE_HOLDS_NULL(node)) {
        latigraph_json_add_null(json);
    } else if (json_node_get_value_type(node) == G_TYPE_BOOLEAN) {
        latigraph_json_add_boolean(json, json_node_get_boolean(node));
    } else if (json_node_get_value_type(node) == G_TYPE_INT64) {
        latigraph_json_add_integer(json, json_node_get_int(node));
    } else if (json_node_get_value_type(node) == G_TYPE_DOUBLE) {
        latigraph_json_add_number(json, json_node_get_double(node));
    } else {
        latigraph_json_add_text(json, json_node_get_string(node));
    }
}

void latigraph_json_text(latigraph_json_t *json, const char *name, const char *text) {
    latigraph_json_name(json, name);
    latigraph_json_add_text(json, text);
}

void latigraph_json_integer(latigraph_json_t *json, const char *name, gint64 number) {
    latigraph_json_name(json, name);
    latigraph_json_add_integer(json, number);
}

void latigraph_json_number(latigraph_json_t *json, const char *name, double number) {
    latigraph_json_name(json, name);
    latigraph_json_add_number(json, number);
}

void latigraph_json_boolean(latigraph_json_t *json, const char *name, igraph_bool_t value) {
    latigraph_json_name(json, name);
    latigraph_json_add_boolean(json, value);
}

void latigraph_json_begin(latigraph_json_t *json, const char *name) {
    latigraph_json_name(json, name);
    latigraph_json_begin_object(json);
}
