/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The page of the report: src/report/page.html with the data in it.
 *
 * The page is one file, so that it opens from a disk without a network. A build turns it into the
 * array report_template (embed.sh). It has two markers, which are replaced in one pass over the
 * template, so that a marker within the data stays as it is.
 *
 * The data are in an element <script type="application/json">. Its text ends at the first
 * "</script", wherever that is, and "<!--" changes how the rest is read. Names of neurons and of
 * circuits come from files of anybody. So <, > and & become escapes of JSON, which stand in texts
 * alone and mean the same there. U+2028 and U+2029, which end lines of JavaScript, do, too.
 */
#include "figure/report.h"

#include "figure/report_template.h"

#include <string.h>

static const char DATA[] = "@LATIGRAPH_DATA@", TITLE[] = "@LATIGRAPH_TITLE@";

gsize report_page_size(void) {
    return strlen(report_template);
}

/* Appends JSON so that no byte of it can end or change the script element that holds it. */
static void append_data(latigraph_text_t *out, const char *json) {
    while (*json != '\0') {
        const gsize plain = strcspn(json, "<>&\xe2");
        latigraph_text_append_part(out, json, plain);
        json += plain;
        if (strncmp(json, "\xe2\x80\xa8", 3) == 0 || strncmp(json, "\xe2\x80\xa9", 3) == 0) {
            latigraph_text_append(out, (guchar)json[2] == 0xa8 ? "\\u2028" : "\\u2029");
            json += 3;
        } else if (*json != '\0') {
            if (*json == '<' || *json == '>' || *json == '&') {
                latigraph_text_print(out, "\\u%04x", (guint)(guchar)*json);
            } else {
                latigraph_text_append_character(out, *json);
            }
            json++;
        }
    }
}

/* Appends a text as the content of an element or of an attribute in quotes. */
static void append_title(latigraph_text_t *out, const char *title) {
    for (; *title != '\0'; title++) {
        if (strchr("<>&\"'", *title) != NULL) {
            latigraph_text_print(out, "&#%u;", (guint)(guchar)*title);
        } else {
            latigraph_text_append_character(out, *title);
        }
    }
}

igraph_error_t report_page(const char *title, const char *json, char **page) {
    latigraph_text_t out = LATIGRAPH_TEXT_EMPTY;
    const char *at = report_template, *marker;
    IGRAPH_FINALLY(latigraph_text_destroy, &out);
    while ((marker = strstr(at, "@LATIGRAPH_")) != NULL) {
        const gboolean data = g_str_has_prefix(marker, DATA);
        latigraph_text_append_part(&out, at, (gsize)(marker - at));
        at = marker + strlen(data ? DATA : TITLE);
        if (data) {
            append_data(&out, json);
        } else {
            append_title(&out, title);
        }
    }
    latigraph_text_append(&out, at);
    IGRAPH_CHECK(latigraph_text_take(&out, page));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
