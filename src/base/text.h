/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_TEXT_H
#define LATIGRAPH_BASE_TEXT_H

#include "base/memory.h"

#include <stdarg.h>

/* Texts whose allocation can fail. GLib's g_strdup(), g_strdup_printf() and GString end the process
 * when memory runs out; a library must not do that to its host. Every text here is freed with
 * g_free(). */

/* Copies a text; the copy of NULL is NULL. */
igraph_error_t latigraph_copy_text(const char *text, char **copy);

/* Copies at most `length` bytes of a text. */
igraph_error_t latigraph_copy_text_part(const char *text, size_t length, char **copy);

/* Writes a new text like printf() does. */
igraph_error_t latigraph_print_text(char **text, const char *format, ...) G_GNUC_PRINTF(2, 3);

igraph_error_t latigraph_print_text_list(char **text, const char *format, va_list arguments)
    G_GNUC_PRINTF(2, 0);

/* Copies a list of texts that ends with NULL; the copy of NULL is NULL. Free it with
 * g_strfreev(). */
igraph_error_t latigraph_copy_texts(const char *const *texts, char ***copy);

/* Splits a text at every character of `separators`, as g_strsplit_set() does: "a,,b" has three
 * parts, an empty text has none. Free the list with g_strfreev(). */
igraph_error_t latigraph_split_text(const char *text, const char *separators, char ***parts);
/* Returns the place of a text in a list, from the place `from` on, or −1. O(size). */
igraph_integer_t latigraph_find_text(const igraph_strvector_t *list, const char *text,
                                     igraph_integer_t from);
/* Appends a text to a list unless the list has it from the place `from` on. `*place` (may be NULL)
 * gets its place. O(size). */
igraph_error_t latigraph_add_text_once(igraph_strvector_t *list, const char *text,
                                       igraph_integer_t from, igraph_integer_t *place);

/* Returns the part of a list of words, "degrees,types,distance", that follows the words at its
 * beginning which `before` begins with, too. `further`: whether these are all words of `before`. */
const char *latigraph_words_beyond(const char *words, const char *before, gboolean *further);

/* A text that grows. After a failed allocation the text stays as it is and `failed` is set, so that
 * a long list of additions needs one check at its end:
 *
 *     latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
 *     IGRAPH_FINALLY(latigraph_text_destroy, &text);
 *     latigraph_text_append(&text, "density ");
 *     latigraph_text_print(&text, "%.3g", density);
 *     IGRAPH_CHECK(latigraph_text_check(&text));
 *     puts(latigraph_text(&text));
 */
typedef struct latigraph_text_t {
    char *bytes;   /* ends with a zero byte; NULL while the text is empty */
    size_t length; /* number of bytes before the zero byte */
    size_t room;   /* bytes that are allocated */
    igraph_bool_t failed;
} latigraph_text_t;

#define LATIGRAPH_TEXT_EMPTY                                                                       \
    { NULL, 0, 0, false }

void latigraph_text_destroy(latigraph_text_t *text);

/* The characters; "" while the text is empty. They stay valid until the text changes. */
static inline const char *latigraph_text(const latigraph_text_t *text) {
    return text->bytes != NULL ? text->bytes : "";
}

void latigraph_text_append(latigraph_text_t *text, const char *addition);
void latigraph_text_append_part(latigraph_text_t *text, const char *addition, size_t length);
void latigraph_text_append_character(latigraph_text_t *text, char character);
void latigraph_text_print(latigraph_text_t *text, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Appends a text from a file, a name or a message so that a terminal shows it and does not obey it:
 * control characters and bytes that are not UTF-8 become "\\x1b" and the like. Line ends and tabs
 * stay if `lines`. */
void latigraph_text_append_visible(latigraph_text_t *text, const char *addition,
                                   igraph_bool_t lines);

/* Appends a text as the content of an element of HTML or XML. */
void latigraph_text_append_markup(latigraph_text_t *text, const char *addition);

/* Cuts the text after `length` bytes. */
void latigraph_text_cut(latigraph_text_t *text, size_t length);

/* Returns IGRAPH_ENOMEM if an addition has failed. */
igraph_error_t latigraph_text_check(const latigraph_text_t *text);

/* Hands the characters over and leaves an empty text. The caller frees them with g_free(). */
igraph_error_t latigraph_text_take(latigraph_text_t *text, char **bytes);

#endif
