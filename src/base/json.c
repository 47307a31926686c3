/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Reading of JSON texts of unknown origin.
 *
 * json-glib's parser calls itself for every level of nesting and has no limit, so that a text of
 * some ten thousand brackets overflows the stack. The text is therefore scanned once before it is
 * parsed: the scan skips strings, counts open brackets and refuses characters that JSON has only
 * inside strings. It checks no more grammar than that, because the parser does. The scan costs
 * O(length) and no memory.
 */
#include "base/json.h"

#include <string.h>

/* Returns the end of the string whose opening quote is at `at`: its closing quote, or the end of
 * the text. */
static const char *end_of_string(const char *at) {
    for (at++; *at != '\0' && *at != '"'; at++) {
        if (*at == '\\' && at[1] != '\0') {
            at++;
        }
    }
    return at;
}

/* json-glib also accepts comments and assignments, which are no JSON. They would make it see other
 * quotes than end_of_string() does, so that a text with such characters is refused. */
static gboolean is_json_character(char c) {
    return g_ascii_isalnum(c) || g_ascii_isspace(c) || strchr("[]{},:+-.", c) != NULL;
}

/* Returns what is wrong with the text before it is parsed, or NULL. */
static const char *find_fault(const char *text) {
    int depth = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"') {
            at = end_of_string(at);
            if (*at == '\0') {
                return "a string is not closed";
            }
        } else if (!is_json_character(*at)) {
            return "a character outside of strings does not belong to JSON";
        } else if (*at == '[' || *at == '{') {
            if (++depth > LATIGRAPH_JSON_DEPTH_MAX) {
                return "its objects and arrays are nested more than " G_STRINGIFY(
                    LATIGRAPH_JSON_DEPTH_MAX) " levels deep";
            }
        } else if (*at == ']' || *at == '}') {
            depth--;
        }
    }
    return NULL;
}

JsonNode *latigraph_json_from_text(const char *text, GError **error) {
    const char *fault = find_fault(text);
    if (fault != NULL) {
        g_set_error_literal(error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, fault);
        return NULL;
    }
    return json_from_string(text, error);
}
