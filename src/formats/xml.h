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
/* Adds the <node> that begins to a raw graph. */
igraph_error_t latigraph_xml_add_node(const latigraph_xml_t *xml, latigraph_raw_t *raw,
                                      int *vertex);
/* Finds the neuron that an attribute of the <edge> that begins names. It may be one of a <node>
 * that comes later: latigraph_xml_check_nodes() raises an error at the end of the graph if none
 * came. */
igraph_error_t latigraph_xml_find_end(const latigraph_xml_t *xml, latigraph_raw_t *raw,
                                      const char *attribute, int *vertex);
igraph_error_t latigraph_xml_check_nodes(const latigraph_xml_t *xml, const latigraph_raw_t *raw);
/* Calls the function that a table, which ends with NULL, has for an element. */
typedef struct {
    const char *name;
    igraph_error_t (*begin)(latigraph_xml_t *xml);
} latigraph_xml_element_t;
igraph_error_t latigraph_xml_dispatch(latigraph_xml_t *xml, const char *element,
                                      const latigraph_xml_element_t *table);
/* Raises an error that names the file and the line. */
igraph_error_t latigraph_xml_fault(const latigraph_xml_t *xml, const char *what);

#endif
