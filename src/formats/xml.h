/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_XML_H
#define LATIGRAPH_FORMATS_XML_H

#include "formats/reading.h"

/* A reader of XML: the first member of the state of a reader of a format. `begin` is called at the
 * start of every element, `end` at its end, with its name without a prefix of a name space. */
typedef struct latigraph_xml_t {
    const latigraph_file_reading_t *reading;
    igraph_error_t (*begin)(struct latigraph_xml_t *xml, const char *element);
    igraph_error_t (*end)(struct latigraph_xml_t *xml, const char *element);
    /* The rest belongs to xml.c. */
    GMarkupParseContext *context;
    const gchar **names, **values;
    latigraph_text_t text;
    igraph_error_t code;
} latigraph_xml_t;

igraph_error_t latigraph_xml_parse(latigraph_xml_t *xml, const char *text, gsize size);
/* Returns an attribute of the element that begins, or NULL. */
const char *latigraph_xml_attribute(const latigraph_xml_t *xml, const char *name);
/* Returns the text inside the element that ends, without the blanks around it unless `exact`. */
const char *latigraph_xml_text(latigraph_xml_t *xml, gboolean exact);
/* Raises an error that names the file and the line. */
igraph_error_t latigraph_xml_fault(const latigraph_xml_t *xml, const char *what);

#endif
