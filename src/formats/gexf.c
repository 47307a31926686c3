/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reader of GEXF 1.1 to 1.3, the format of Gephi. Attributes are declared per class and set in
 * <attvalue>. Positions, colours and sizes of the name space viz belong to a drawing and are left
 * out. An edge says whether it is directed; "mutual" edges are undirected here. */

#include "formats/xml.h"

#include <string.h>

/* A declared attribute. */
typedef struct {
    char *id, *title;
    char *otherwise;
    gboolean of_edges;
    latigraph_declared_t declared;
} attribute_t;

typedef struct {
    latigraph_xml_t xml;
    latigraph_raw_t raw;
    igraph_vector_ptr_t attributes; /* attribute_t * */
    gboolean edge_class;            /* the <attributes> that are read are those of edges */
    enum { IN_NOTHING, IN_NODE, IN_EDGE } inside;
    int item, graphs;
} gexf_t;

static void attribute_free(gpointer data) {
    attribute_t *attribute = data;
    if (attribute != NULL) {
        g_free(attribute->id);
        g_free(attribute->title);
        g_free(attribute->otherwise);
        g_free(attribute);
    }
}

static latigraph_directedness_t direction_of(const char *type) {
    return type == NULL ? LATIGRAPH_DIRECTION_NOT_STATED
           : strcmp(type, "undirected") == 0 || strcmp(type, "mutual") == 0
               ? LATIGRAPH_DIRECTION_UNDIRECTED
               : LATIGRAPH_DIRECTION_DIRECTED;
}

static igraph_error_t begin_graph(latigraph_xml_t *xml) {
    gexf_t *file = (gexf_t *)xml;
    const latigraph_directedness_t direction =
        direction_of(latigraph_xml_attribute(xml, "defaultedgetype"));
    if (file->graphs++ > 0) {
        return latigraph_xml_fault(xml, "there is a second <graph>");
    }
    IGRAPH_CHECK(latigraph_raw_init(&file->raw, file->xml.reading->path));
    IGRAPH_FINALLY_CLEAN(1); /* `file` owns it */
    file->raw.direction = direction == LATIGRAPH_DIRECTION_NOT_STATED
                              ? LATIGRAPH_DIRECTION_UNDIRECTED /* the default of the format */
                              : direction;
    return IGRAPH_SUCCESS;
}

static igraph_error_t begin_attributes(latigraph_xml_t *xml) {
    gexf_t *file = (gexf_t *)xml;
    const char *class = latigraph_xml_attribute(xml, "class");
    file->edge_class = class != NULL && strcmp(class, "edge") == 0;
    return IGRAPH_SUCCESS;
}

static igraph_error_t begin_attribute(latigraph_xml_t *xml) {
    gexf_t *file = (gexf_t *)xml;
    static const char *const numbers[] = {"integer", "long", "float", "double", "short", "byte"};
    const char *id = latigraph_xml_attribute(xml, "id");
    const char *title = latigraph_xml_attribute(xml, "title");
    const char *type = latigraph_xml_attribute(xml, "type");
    if (id == NULL) {
        return latigraph_xml_fault(xml, "an <attribute> has no id");
    }
    attribute_t *attribute = g_try_new0(attribute_t, 1);
    LATIGRAPH_CHECK_MEMORY(attribute);
    IGRAPH_CHECK(latigraph_pointers_add(&file->attributes, attribute));
    IGRAPH_CHECK(latigraph_copy_text(id, &attribute->id));
    IGRAPH_CHECK(latigraph_copy_text(title != NULL ? title : id, &attribute->title));
    attribute->of_edges = file->edge_class;
    attribute->declared = type != NULL && strcmp(type, "string") == 0 ? LATIGRAPH_DECLARED_TEXT
                          : type != NULL && strcmp(type, "boolean") == 0
                              ? LATIGRAPH_DECLARED_BOOLEAN
                              : LATIGRAPH_DECLARED_NOTHING;
    for (gsize k = 0; type != NULL && k < G_N_ELEMENTS(numbers); k++) {
        if (strcmp(type, numbers[k]) == 0) {
            attribute->declared = LATIGRAPH_DECLARED_NUMBER;
        }
    }
    return IGRAPH_SUCCESS;
}

static const attribute_t *find_attribute(const gexf_t *file, const char *id) {
    for (igraph_integer_t k = 0; id != NULL && k < igraph_vector_ptr_size(&file->attributes); k++) {
        const attribute_t *attribute = VECTOR(file->attributes)[k];
        if (attribute->of_edges == (file->inside == IN_EDGE) && strcmp(attribute->id, id) == 0) {
            return attribute;
        }
    }
    return NULL;
}

static igraph_error_t set(gexf_t *file, const char *name, latigraph_declared_t declared,
                          const char *otherwise, const char *value) {
    latigraph_raw_column_t *column;
    IGRAPH_CHECK(file->inside == IN_EDGE ? latigraph_raw_edge_column(&file->raw, name, &column)
                                         : latigraph_raw_vertex_column(&file->raw, name, &column));
    column->declared = declared;
    if (otherwise != NULL && column->otherwise == NULL) {
        char *copy;
        IGRAPH_CHECK(latigraph_arena_copy(&file->raw.texts, otherwise, &copy));
        column->otherwise = copy;
    }
    return latigraph_raw_set(&file->raw, column, file->item, value);
}

static igraph_error_t begin_value(latigraph_xml_t *xml) {
    gexf_t *file = (gexf_t *)xml;
    const char *id = latigraph_xml_attribute(xml, "for");
    const char *value = latigraph_xml_attribute(xml, "value");
    id = id != NULL ? id : latigraph_xml_attribute(xml, "id"); /* GEXF 1.0 */
    const attribute_t *attribute = find_attribute(file, id);
    if (file->inside == IN_NOTHING || attribute == NULL || value == NULL) {
        return latigraph_xml_fault(xml, "an <attvalue> names an attribute that is not declared");
    }
    return set(file, attribute->title, attribute->declared, attribute->otherwise, value);
}

static igraph_error_t begin_node(latigraph_xml_t *xml) {
    gexf_t *file = (gexf_t *)xml;
    const char *id = latigraph_xml_attribute(xml, "id");
    const char *label = latigraph_xml_attribute(xml, "label");
    if (file->graphs == 0) {
        return latigraph_xml_fault(xml, "a <node> is outside of <graph>");
    }
    file->inside = IN_NODE;
    IGRAPH_CHECK(latigraph_xml_add_node(xml, &file->raw, &file->item));
    return label != NULL && strcmp(label, id) != 0
               ? set(file, "label", LATIGRAPH_DECLARED_TEXT, NULL, label)
               : IGRAPH_SUCCESS;
}

static igraph_error_t begin_edge(latigraph_xml_t *xml) {
    gexf_t *file = (gexf_t *)xml;
    const char *weight = latigraph_xml_attribute(xml, "weight");
    int from, to;
    if (file->graphs == 0) {
        return latigraph_xml_fault(xml, "an <edge> is outside of <graph>");
    }
    IGRAPH_CHECK(latigraph_xml_find_end(xml, &file->raw, "source", &from));
    IGRAPH_CHECK(latigraph_xml_find_end(xml, &file->raw, "target", &to));
    IGRAPH_CHECK(latigraph_raw_edge(&file->raw, from, to,
                                    direction_of(latigraph_xml_attribute(xml, "type"))));
    file->inside = IN_EDGE;
    file->item = file->raw.m - 1;
    return weight != NULL ? set(file, "weight", LATIGRAPH_DECLARED_NUMBER, "1", weight)
                          : IGRAPH_SUCCESS;
}

static igraph_error_t begin(latigraph_xml_t *xml, const char *element) {
    static const latigraph_xml_element_t elements[] = {{"graph", begin_graph},
                                                       {"attributes", begin_attributes},
                                                       {"attribute", begin_attribute},
                                                       {"node", begin_node},
                                                       {"edge", begin_edge},
                                                       {"attvalue", begin_value},
                                                       {NULL, NULL}};
    return latigraph_xml_dispatch(xml, element, elements);
}

static igraph_error_t end(latigraph_xml_t *xml, const char *element) {
    gexf_t *file = (gexf_t *)xml;
    const igraph_integer_t count = igraph_vector_ptr_size(&file->attributes);
    if (strcmp(element, "default") == 0 && count > 0) {
        attribute_t *last = VECTOR(file->attributes)[count - 1];
        g_clear_pointer(&last->otherwise, g_free);
        return latigraph_copy_text(latigraph_xml_text(xml, FALSE), &last->otherwise);
    }
    if (strcmp(element, "node") == 0 || strcmp(element, "edge") == 0) {
        file->inside = IN_NOTHING;
    }
    return IGRAPH_SUCCESS;
}

static void gexf_destroy(gexf_t *file) {
    latigraph_raw_destroy(&file->raw);
    latigraph_pointers_destroy(&file->attributes);
}

igraph_error_t latigraph_read_gexf(const latigraph_file_reading_t *reading, char *text,
                                   gsize size) {
    gexf_t file = {.xml = {.reading = reading, .begin = begin, .end = end}};
    IGRAPH_FINALLY(gexf_destroy, &file);
    IGRAPH_CHECK(latigraph_pointers_init(&file.attributes, attribute_free));
    IGRAPH_CHECK(latigraph_xml_parse(&file.xml, text, size));
    if (file.graphs == 0) {
        IGRAPH_ERRORF("%s: there is no <graph> in the file.", IGRAPH_PARSEERROR, reading->path);
    }
    IGRAPH_CHECK(latigraph_xml_check_nodes(&file.xml, &file.raw));
    IGRAPH_CHECK(latigraph_reading_finish(reading, &file.raw, NULL));
    gexf_destroy(&file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
