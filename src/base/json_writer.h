/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_JSON_WRITER_H
#define LATIGRAPH_BASE_JSON_WRITER_H

#include "base/text.h"

#include <json-glib/json-glib.h>

/* Writes a JSON document as text, member after member. json-glib's builder ends the process when
 * memory runs out, writes numbers such as 1e-300 as "1e-300.0", which no reader accepts, and copies
 * bytes that are not UTF-8; this writer does none of that. json-glib reads.
 *
 *     latigraph_json_t json = LATIGRAPH_JSON_PRETTY;
 *     IGRAPH_FINALLY(latigraph_json_destroy, &json);
 *     latigraph_json_begin_object(&json);
 *     latigraph_json_text(&json, "name", name);
 *     latigraph_json_name(&json, "sizes");
 *     latigraph_json_begin_array(&json);
 *     latigraph_json_add_integer(&json, 150);
 *     latigraph_json_end_array(&json);
 *     latigraph_json_end_object(&json);
 *     IGRAPH_CHECK(latigraph_json_take(&json, &text));
 *     IGRAPH_FINALLY_CLEAN(1);
 *
 * A failed allocation is remembered, and latigraph_json_take() raises it. */
typedef struct latigraph_json_t {
    latigraph_text_t text;
    igraph_bool_t pretty; /* a line for each value, indented by two spaces a level */
    igraph_bool_t begun;  /* the container that is open has a value already */
    igraph_bool_t named;  /* the name of the next value is written */
    int depth;            /* containers that are open */
} latigraph_json_t;

#define LATIGRAPH_JSON_COMPACT                                                                     \
    { LATIGRAPH_TEXT_EMPTY, false, false, false, 0 }
#define LATIGRAPH_JSON_PRETTY                                                                      \
    { LATIGRAPH_TEXT_EMPTY, true, false, false, 0 }

void latigraph_json_destroy(latigraph_json_t *json);

/* Hands the text of the document over; free it with g_free(). */
igraph_error_t latigraph_json_take(latigraph_json_t *json, char **text);

void latigraph_json_begin_object(latigraph_json_t *json);
void latigraph_json_end_object(latigraph_json_t *json);
void latigraph_json_begin_array(latigraph_json_t *json);
void latigraph_json_end_array(latigraph_json_t *json);

/* Writes the name of the next value, inside an object. */
void latigraph_json_name(latigraph_json_t *json, const char *name);

/* These add one value. Numbers that are not finite and a text that is NULL become null. Bytes that
 * are not UTF-8 become the replacement character U+FFFD. */
void latigraph_json_add_null(latigraph_json_t *json);
void latigraph_json_add_boolean(latigraph_json_t *json, igraph_bool_t value);
void latigraph_json_add_integer(latigraph_json_t *json, gint64 number);
void latigraph_json_add_number(latigraph_json_t *json, double number);
/* A number with so many significant digits, 1 to 17. */
void latigraph_json_add_rounded(latigraph_json_t *json, double number, int digits);
void latigraph_json_add_text(latigraph_json_t *json, const char *text);
void latigraph_json_add_node(latigraph_json_t *json, JsonNode *node);

/* These add one member to the object that is open. */
void latigraph_json_text(latigraph_json_t *json, const char *name, const char *text);
void latigraph_json_integer(latigraph_json_t *json, const char *name, gint64 number);
void latigraph_json_number(latigraph_json_t *json, const char *name, double number);
void latigraph_json_boolean(latigraph_json_t *json, const char *name, igraph_bool_t value);
void latigraph_json_begin(latigraph_json_t *json, const char *name); /* an object */

#endif
