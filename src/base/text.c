/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Texts whose allocation can fail.
 *
 * Copies raise IGRAPH_ENOMEM at once. A text that grows remembers a failure instead, so that a
 * long list of additions needs one check at its end rather than one per line. The text doubles its
 * memory when it is full, which costs O(length) in all. Formatted texts are printed twice: first
 * to learn their length, then into memory of that size.
 */
#include "base/text.h"
#include "base/text_room.h"

#include <stdio.h>
#include <string.h>

igraph_error_t latigraph_copy_text(const char *text, char **copy) {
    if (text == NULL) {
        *copy = NULL;
        return IGRAPH_SUCCESS;
    }
    return latigraph_copy_text_part(text, strlen(text), copy);
}

igraph_error_t latigraph_copy_text_part(const char *text, size_t length, char **copy) {
    length = strnlen(text, length);
    char *made = g_try_malloc(length + 1);
    LATIGRAPH_CHECK_MEMORY(made);
    memcpy(made, text, length);
    made[length] = '\0';
    *copy = made;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_print_text_list(char **text, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    const int length = g_vsnprintf(NULL, 0, format, arguments);
    char *made = length >= 0 ? g_try_malloc((gsize)length + 1) : NULL;
    if (made != NULL) {
        g_vsnprintf(made, (gulong)length + 1, format, again);
    }
    va_end(again);
    LATIGRAPH_CHECK_MEMORY(made);
    *text = made;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_print_text(char **text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const igraph_error_t code = latigraph_print_text_list(text, format, arguments);
    va_end(arguments);
    return code;
}

igraph_error_t latigraph_copy_texts(const char *const *texts, char ***copy) {
    *copy = NULL;
    if (texts == NULL) {
        return IGRAPH_SUCCESS;
    }
    const size_t count = g_strv_length((gchar **)texts);
    char **made = g_try_new0(char *, count + 1);
    LATIGRAPH_CHECK_MEMORY(made);
    IGRAPH_FINALLY(g_strfreev, made);
    for (size_t i = 0; i < count; i++) {
        IGRAPH_CHECK(latigraph_copy_text(texts[i], &made[i]));
    }
    IGRAPH_FINALLY_CLEAN(1);
    *copy = made;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_split_text(const char *text, const char *separators, char ***parts) {
    size_t count = text[0] != '\0' ? 1 : 0;
    for (const char *at = text; *(at += strcspn(at, separators)) != '\0'; at++) {
        count++;
    }
    char **made = g_try_new0(char *, count + 1);
    LATIGRAPH_CHECK_MEMORY(made);
    IGRAPH_FINALLY(g_strfreev, made);
    for (size_t i = 0; i < count; i++) {
        const size_t length = strcspn(text, separators);
        IGRAPH_CHECK(latigraph_copy_text_part(text, length, &made[i]));
        text += length + 1;
    }
    IGRAPH_FINALLY_CLEAN(1);
    *parts = made;
    return IGRAPH_SUCCESS;
}

void latigraph_text_destroy(latigraph_text_t *text) {
    g_free(text->bytes);
    *text = (latigraph_text_t)LATIGRAPH_TEXT_EMPTY;
}

/* Makes room for `more` bytes and the zero byte. The room doubles, so that a text of n bytes costs
 * O(n) copies. */
static igraph_bool_t make_room(latigraph_text_t *text, size_t more) {
    if (text->failed || more > G_MAXSIZE / 4 - text->length) {
        text->failed = true;
        return false;
    }
    const size_t needed = text->length + more + 1;
    if (needed > text->room) {
        const size_t room = MAX(needed, MAX(64, 2 * text->room));
        char *bytes = g_try_realloc(text->bytes, room);
        if (bytes == NULL) {
            text->failed = true;
            return false;
        }
        text->bytes = bytes;
        text->room = room;
    }
    return true;
}

char *latigraph_text_reserve(latigraph_text_t *text, size_t length) {
    return make_room(text, length) ? text->bytes + text->length : NULL;
}

void latigraph_text_extend(latigraph_text_t *text, const char *end) {
    text->length = (size_t)(end - text->bytes);
    text->bytes[text->length] = '\0';
}

void latigraph_text_append_part(latigraph_text_t *text, const char *addition, size_t length) {
    if (make_room(text, length)) {
        memcpy(text->bytes + text->length, addition, length);
        text->length += length;
        text->bytes[text->length] = '\0';
    }
}

void latigraph_text_append(latigraph_text_t *text, const char *addition) {
    latigraph_text_append_part(text, addition, strlen(addition));
}

void latigraph_text_append_character(latigraph_text_t *text, char character) {
    latigraph_text_append_part(text, &character, 1);
}

void latigraph_text_print(latigraph_text_t *text, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = g_vsnprintf(NULL, 0, format, arguments);
    if (length >= 0 && make_room(text, (size_t)length)) {
        g_vsnprintf(text->bytes + text->length, (gulong)length + 1, format, again);
        text->length += (size_t)length;
    }
    text->failed = text->failed || length < 0;
    va_end(again);
    va_end(arguments);
}

void latigraph_text_append_visible(latigraph_text_t *text, const char *addition,
                                   igraph_bool_t lines) {
    while (*addition != '\0') {
        const gunichar found = g_utf8_get_char_validated(addition, -1);
        const gboolean valid = (gint32)found >= 0;
        const size_t length = valid ? (size_t)(g_utf8_next_char(addition) - addition) : 1;
        const gboolean keeps = lines && (found == '\n' || found == '\t');
        /* U+0080 to U+009F are control characters of eight bits. */
        if (!valid || (!keeps && (found < 0x20 || (found >= 0x7f && found < 0xa0)))) {
            latigraph_text_print(text, "\\x%02x", valid ? found : (guint)(guchar)*addition);
        } else {
            latigraph_text_append_part(text, addition, length);
        }
        addition += length;
    }
}

void latigraph_text_append_markup(latigraph_text_t *text, const char *addition) {
    static const char special[] = "&<>\"'";
    static const char *const escaped[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (; *addition != '\0'; addition++) {
        const char *found = strchr(special, *addition);
        if (found != NULL) {
            latigraph_text_append(text, escaped[found - special]);
        } else {
            latigraph_text_append_character(text, *addition);
        }
    }
}

void latigraph_text_cut(latigraph_text_t *text, size_t length) {
    if (length < text->length) {
        text->length = length;
        text->bytes[length] = '\0';
    }
}

igraph_error_t latigraph_text_check(const latigraph_text_t *text) {
    if (text->failed) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_text_take(latigraph_text_t *text, char **bytes) {
    latigraph_text_append_part(text, "", 0); /* an empty text becomes "" */
    IGRAPH_CHECK(latigraph_text_check(text));
    *bytes = text->bytes;
    *text = (latigraph_text_t)LATIGRAPH_TEXT_EMPTY;
    return IGRAPH_SUCCESS;
}

igraph_integer_t latigraph_find_text(const igraph_strvector_t *list, const char *text,
                                     igraph_integer_t from) {
    for (igraph_integer_t k = from; k < igraph_strvector_size(list); k++) {
        if (strcmp(igraph_strvector_get(list, k), text) == 0) {
            return k;
        }
    }
    return -1;
}

igraph_error_t latigraph_add_text_once(igraph_strvector_t *list, const char *text,
                                       igraph_integer_t from, igraph_integer_t *place) {
    igraph_integer_t found = latigraph_find_text(list, text, from);
    if (found < 0) {
        found = igraph_strvector_size(list);
        IGRAPH_CHECK(igraph_strvector_push_back(list, text));
    }
    if (place != NULL) {
        *place = found;
    }
    return IGRAPH_SUCCESS;
}

const char *latigraph_words_beyond(const char *words, const char *before, gboolean *further) {
    *further = FALSE;
    for (;;) {
        const size_t length = strcspn(words, ",");
        if (words[length] == '\0' || strcspn(before, ",") != length ||
            strncmp(words, before, length) != 0) {
            return words;
        }
        words += length + 1;
        before += length;
        *further = *before == '\0';
        before += *before == ',';
    }
}
