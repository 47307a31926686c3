/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* XML by GLib's parser of markup, which needs no other library and knows neither external entities
 * nor declarations of types, so that a file cannot make it read another one. Its handlers return
 * GErrors; an igraph error is kept in `code` and stops the parser. Errors that handlers raise must
 * not free the parser that runs them, so that they see a level of the FINALLY stack of their own.
 * The text of an element is collected until it ends or another element begins. */

#include "formats/xml.h"

#include <string.h>

/* Deeper elements are refused; graphs inside nodes are at most a few levels deep. */
enum { DEPTH_MAX = 200 };

static void stop(latigraph_xml_t *xml, igraph_error_t code, GError **error) {
    if (code != IGRAPH_SUCCESS && *error == NULL) {
        xml->code = code;
        g_set_error_literal(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "");
    }
}

static const char *without_prefix(const char *element) {
    const char *colon = strchr(element, ':');
    return colon != NULL ? colon + 1 : element;
}

static void on_start(GMarkupParseContext *context, const gchar *element, const gchar **names,
                     const gchar **values, gpointer data, GError **error) {
    latigraph_xml_t *xml = data;
    xml->names = names;
    xml->values = values;
    latigraph_text_cut(&xml->text, 0);
    if (g_slist_nth((GSList *)g_markup_parse_context_get_element_stack(context), DEPTH_MAX) !=
        NULL) {
        stop(xml, latigraph_xml_fault(xml, "elements are nested too deeply"), error);
        return;
    }
    stop(xml, xml->begin(xml, without_prefix(element)), error);
}

static void on_end(GMarkupParseContext *context, const gchar *element, gpointer data,
                   GError **error) {
    latigraph_xml_t *xml = data;
    (void)context;
    igraph_error_t code = latigraph_text_check(&xml->text);
    if (code == IGRAPH_SUCCESS) {
        code = xml->end(xml, without_prefix(element));
    }
    latigraph_text_cut(&xml->text, 0);
    stop(xml, code, error);
}

static void on_text(GMarkupParseContext *context, const gchar *text, gsize length, gpointer data,
                    GError **error) {
    latigraph_xml_t *xml = data;
    (void)context;
    (void)error;
    latigraph_text_append_part(&xml->text, text, length);
}

const char *latigraph_xml_attribute(const latigraph_xml_t *xml, const char *name) {
    for (gsize k = 0; xml->names[k] != NULL; k++) {
        if (strcmp(xml->names[k], name) == 0) {
            return xml->values[k];
        }
    }
    return NULL;
}

const char *latigraph_xml_text(latigraph_xml_t *xml, gboolean exact) {
    char *text = xml->text.bytes;
    /* A line end at the beginning comes from a program that indents elements. */
    return text == NULL                                  ? ""
           : exact && text[0] != '\n' && text[0] != '\r' ? text
                                                         : g_strstrip(text);
}

static int line_of(const latigraph_xml_t *xml) {
    int line;
    g_markup_parse_context_get_position(xml->context, &line, NULL);
    return line;
}

igraph_error_t latigraph_xml_fault(const latigraph_xml_t *xml, const char *what) {
    IGRAPH_ERRORF("%s, line %d: %s.", IGRAPH_PARSEERROR, xml->reading->path, line_of(xml), what);
}

/* --- Nodes and edges --------------------------------------------------------------- */

/* The value of a vertex in the map of ids: a <node> has come, or the line of the edge that names
 * it. */
enum { DECLARED = -1 };

igraph_error_t latigraph_xml_add_node(const latigraph_xml_t *xml, latigraph_raw_t *raw,
                                      int *vertex) {
    const char *id = latigraph_xml_attribute(xml, "id");
    if (id == NULL || id[0] == '\0') {
        return latigraph_xml_fault(xml, "a <node> has no id");
    }
    IGRAPH_CHECK(latigraph_raw_vertex(raw, id, vertex, NULL));
    gint64 *state = &raw->ids.entry[*vertex].value.number;
    if (*state == DECLARED) {
        return latigraph_xml_fault(xml, "two nodes have the same id");
    }
    *state = DECLARED;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_xml_find_end(const latigraph_xml_t *xml, latigraph_raw_t *raw,
                                      const char *attribute, int *vertex) {
    const char *id = latigraph_xml_attribute(xml, attribute);
    igraph_bool_t added;
    if (id == NULL || id[0] == '\0') {
        char text[60];
        g_snprintf(text, sizeof text, "an <edge> has no %s", attribute);
        return latigraph_xml_fault(xml, text);
    }
    IGRAPH_CHECK(latigraph_raw_vertex(raw, id, vertex, &added));
    if (added) {
        raw->ids.entry[*vertex].value.number = line_of(xml);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_xml_check_nodes(const latigraph_xml_t *xml, const latigraph_raw_t *raw) {
    for (int i = 0; i < latigraph_raw_size(raw); i++) {
        if (raw->ids.entry[i].value.number != DECLARED) {
            IGRAPH_ERRORF(
                "%s, line %d: an <edge> has the end \"%.60s\", but no <node> has this id. Add "
                "the node, or correct the id.",
                IGRAPH_PARSEERROR, xml->reading->path, (int)raw->ids.entry[i].value.number,
                latigraph_raw_id(raw, i));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_xml_dispatch(latigraph_xml_t *xml, const char *element,
                                      const latigraph_xml_element_t *table) {
    for (; table->name != NULL; table++) {
        if (strcmp(table->name, element) == 0) {
            return table->begin(xml);
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- The parser ---------------------------------------------------------------------- */

/* Raises the error of the parser, or that of a handler. */
static igraph_error_t raise_error(latigraph_xml_t *xml, GError *error) {
    char message[200];
    g_strlcpy(message, error->message, sizeof message);
    g_error_free(error);
    if (xml->code != IGRAPH_SUCCESS) {
        return xml->code;
    }
    IGRAPH_ERRORF("%s cannot be read as XML: %s.", IGRAPH_PARSEERROR, xml->reading->path, message);
}

static void xml_destroy(latigraph_xml_t *xml) {
    g_markup_parse_context_free(xml->context);
    latigraph_text_destroy(&xml->text);
}

igraph_error_t latigraph_xml_parse(latigraph_xml_t *xml, const char *text, gsize size) {
    static const GMarkupParser parser = {
        .start_element = on_start, .end_element = on_end, .text = on_text};
    enum { PIECE = 1 << 20 };
    GError *error = NULL;
    xml->context = g_markup_parse_context_new(
        &parser, G_MARKUP_TREAT_CDATA_AS_TEXT | G_MARKUP_PREFIX_ERROR_POSITION, xml, NULL);
    IGRAPH_FINALLY(xml_destroy, xml);
    for (gsize at = 0; at < size && error == NULL; at += PIECE) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_FINALLY_ENTER();
        g_markup_parse_context_parse(xml->context, text + at, (gssize)MIN((gsize)PIECE, size - at),
                                     &error);
        IGRAPH_FINALLY_EXIT();
    }
    if (error == NULL) {
        g_markup_parse_context_end_parse(xml->context, &error);
    }
    if (error != NULL) {
        return raise_error(xml, error);
    }
    xml_destroy(xml);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
