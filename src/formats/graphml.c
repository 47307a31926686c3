/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reader of GraphML (Brandes, Eiglsperger, Lerner, graphml.graphdrawing.org).
 *
 * igraph has a reader too. It ignores directions of single edges, all graphs but the first and
 * blanks around truth values, takes a missing truth value for false, and stores whole numbers as
 * doubles. Such files come from yEd, Gephi and networkx, so this reader passes what they say on to
 * the raw graph. Every graph of a file becomes a circuit; graphs inside nodes are a part of the
 * graph around them. */

#include "formats/xml.h"

#include "base/remarks.h"

#include <string.h>

/* A <key>: an attribute of nodes, edges or the graph. */
typedef struct {
    const char *id, *name, *otherwise;
    char domain; /* 'n', 'e', 'g', or 'a' for all */
    latigraph_declared_t declared;
} graphml_key_t;

typedef struct {
    latigraph_xml_t xml;
    latigraph_raw_t raw;
    latigraph_arena_t texts;  /* texts of the keys */
    igraph_vector_ptr_t keys; /* graphml_key_t * */
    latigraph_map_t index;    /* id of a key → its place */
    int depth;                /* open graphs */
    int graphs;
    char *graph_id;
    enum { IN_NOTHING, IN_GRAPH, IN_NODE, IN_EDGE } inside;
    int item;                 /* the node or edge that is read */
    const graphml_key_t *key; /* key of the <data> or <key> that is read */
    gboolean nested;          /* a graph inside a node was seen */
} graphml_t;

static latigraph_declared_t declared_type(const char *type) {
    static const char *const numbers[] = {"int", "integer", "long", "float", "double"};
    for (gsize k = 0; type != NULL && k < G_N_ELEMENTS(numbers); k++) {
        if (g_ascii_strcasecmp(type, numbers[k]) == 0) {
            return LATIGRAPH_DECLARED_NUMBER;
        }
    }
    return type == NULL                                ? LATIGRAPH_DECLARED_NOTHING
           : g_ascii_strcasecmp(type, "string") == 0   ? LATIGRAPH_DECLARED_TEXT
           : g_ascii_strncasecmp(type, "bool", 4) == 0 ? LATIGRAPH_DECLARED_BOOLEAN
                                                       : LATIGRAPH_DECLARED_NOTHING;
}

/* Returns whether another key of the same domain has the name. */
static gboolean name_is_taken(const graphml_t *file, const char *name, char domain) {
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&file->keys); k++) {
        const graphml_key_t *key = VECTOR(file->keys)[k];
        if (strcmp(key->name, name) == 0 && key->domain == domain) {
            return TRUE;
        }
    }
    return FALSE;
}

static igraph_error_t begin_key(latigraph_xml_t *xml) {
    graphml_t *file = (graphml_t *)xml;
    const char *id = latigraph_xml_attribute(xml, "id");
    const char *name = latigraph_xml_attribute(xml, "attr.name");
    const char *domain = latigraph_xml_attribute(xml, "for");
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    char *copy;
    if (id == NULL) {
        return latigraph_xml_fault(xml, "a <key> has no id");
    }
    graphml_key_t *key = g_try_new0(graphml_key_t, 1);
    LATIGRAPH_CHECK_MEMORY(key);
    IGRAPH_CHECK(latigraph_pointers_add(&file->keys, key));
    key->domain = domain == NULL || domain[0] == '\0' ? 'a' : domain[0];
    key->declared = declared_type(latigraph_xml_attribute(xml, "attr.type"));
    IGRAPH_CHECK(latigraph_arena_copy(&file->texts, id, &copy));
    key->id = key->name = copy;
    IGRAPH_CHECK(latigraph_map_add_text(&file->index, key->id, &entry, &added));
    if (!added) {
        return latigraph_xml_fault(&file->xml, "two keys have the same id");
    }
    entry->value.number = igraph_vector_ptr_size(&file->keys) - 1;
    key->name = "";
    if (name != NULL && name[0] != '\0' && !name_is_taken(file, name, key->domain)) {
        IGRAPH_CHECK(latigraph_arena_copy(&file->texts, name, &copy));
        key->name = copy;
    } else {
        key->name = key->id;
        if (name != NULL && name[0] != '\0') {
            IGRAPH_CHECK(latigraph_remark_add(
                file->xml.reading->report->remarks, "repeated-attribute", name,
                "%s has two attributes \"%s\"; the second is called \"%s\", as its key is.",
                file->xml.reading->path, name, id));
        }
    }
    file->key = key;
    return IGRAPH_SUCCESS;
}

/* --- Graphs, nodes and edges ------------------------------------------------------- */

static igraph_error_t add_columns(graphml_t *file) {
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&file->keys); k++) {
        const graphml_key_t *key = VECTOR(file->keys)[k];
        latigraph_raw_column_t *column;
        if (key->domain == 'n' || key->domain == 'a') {
            IGRAPH_CHECK(latigraph_raw_vertex_column(&file->raw, key->name, &column));
            column->declared = key->declared;
            column->otherwise = key->otherwise;
        }
        if (key->domain == 'e' || key->domain == 'a') {
            IGRAPH_CHECK(latigraph_raw_edge_column(&file->raw, key->name, &column));
            column->declared = key->declared;
            column->otherwise = key->otherwise;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t begin_graph(latigraph_xml_t *xml) {
    graphml_t *file = (graphml_t *)xml;
    const char *direction = latigraph_xml_attribute(xml, "edgedefault");
    const char *id = latigraph_xml_attribute(xml, "id");
    if (file->depth++ > 0) {
        file->nested = TRUE;
        return IGRAPH_SUCCESS;
    }
    latigraph_raw_destroy(&file->raw);
    IGRAPH_CHECK(latigraph_raw_init(&file->raw, file->xml.reading->path));
    IGRAPH_FINALLY_CLEAN(1); /* `file` owns it */
    file->raw.direction = direction != NULL && strcmp(direction, "undirected") == 0
                              ? LATIGRAPH_DIRECTION_UNDIRECTED
                              : LATIGRAPH_DIRECTION_DIRECTED;
    g_clear_pointer(&file->graph_id, g_free);
    if (id != NULL) {
        IGRAPH_CHECK(latigraph_copy_text(id, &file->graph_id));
    }
    file->inside = IN_GRAPH;
    return add_columns(file);
}

static igraph_error_t begin_node(latigraph_xml_t *xml) {
    graphml_t *file = (graphml_t *)xml;
    if (file->depth == 0) {
        return latigraph_xml_fault(xml, "a <node> is outside of <graph>");
    }
    file->inside = IN_NODE;
    return latigraph_xml_add_node(xml, &file->raw, &file->item);
}

static igraph_error_t begin_edge(latigraph_xml_t *xml) {
    graphml_t *file = (graphml_t *)xml;
    const char *directed = latigraph_xml_attribute(xml, "directed");
    int from, to;
    if (file->depth == 0) {
        return latigraph_xml_fault(&file->xml, "an <edge> is outside of <graph>");
    }
    IGRAPH_CHECK(latigraph_xml_find_end(xml, &file->raw, "source", &from));
    IGRAPH_CHECK(latigraph_xml_find_end(xml, &file->raw, "target", &to));
    const int value = directed != NULL ? latigraph_parse_boolean(directed) : -1;
    IGRAPH_CHECK(latigraph_raw_edge(&file->raw, from, to,
                                    value < 0    ? LATIGRAPH_DIRECTION_NOT_STATED
                                    : value == 0 ? LATIGRAPH_DIRECTION_UNDIRECTED
                                                 : LATIGRAPH_DIRECTION_DIRECTED));
    file->item = file->raw.m - 1;
    file->inside = IN_EDGE;
    return IGRAPH_SUCCESS;
}

static igraph_error_t begin_data(latigraph_xml_t *xml) {
    graphml_t *file = (graphml_t *)xml;
    const char *id = latigraph_xml_attribute(xml, "key");
    const latigraph_map_entry_t *entry =
        id != NULL ? latigraph_map_find_text(&file->index, id) : NULL;
    if (entry == NULL) {
        return latigraph_xml_fault(&file->xml, "a <data> names a key that is not declared");
    }
    file->key = VECTOR(file->keys)[entry->value.number];
    return IGRAPH_SUCCESS;
}

static igraph_error_t begin(latigraph_xml_t *xml, const char *element) {
    static const latigraph_xml_element_t elements[] = {{"key", begin_key},   {"graph", begin_graph},
                                                       {"node", begin_node}, {"edge", begin_edge},
                                                       {"data", begin_data}, {NULL, NULL}};
    if (strcmp(element, "hyperedge") == 0) {
        return latigraph_xml_fault(xml, "it has hyperedges, which no circuit has");
    }
    return latigraph_xml_dispatch(xml, element, elements);
}

/* --- Values -------------------------------------------------------------------------- */

/* Sets the value of a <data>. Nested data of drawings (yEd) have no text of their own. */
static igraph_error_t end_data(graphml_t *file) {
    const graphml_key_t *key = file->key;
    const char *text =
        latigraph_xml_text(&file->xml, key != NULL && key->declared == LATIGRAPH_DECLARED_TEXT);
    latigraph_raw_column_t *column;
    file->key = NULL;
    if (key == NULL || file->inside == IN_NOTHING) {
        return IGRAPH_SUCCESS;
    }
    if (file->inside == IN_GRAPH) {
        return latigraph_raw_note(&file->raw, key->name, text,
                                  key->declared == LATIGRAPH_DECLARED_NUMBER);
    }
    IGRAPH_CHECK(file->inside == IN_NODE
                     ? latigraph_raw_vertex_column(&file->raw, key->name, &column)
                     : latigraph_raw_edge_column(&file->raw, key->name, &column));
    column->declared = key->declared;
    return latigraph_raw_set(&file->raw, column, file->item, text);
}

static igraph_error_t end_graph(graphml_t *file) {
    char suffix[32];
    if (--file->depth > 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_xml_check_nodes(&file->xml, &file->raw));
    g_snprintf(suffix, sizeof suffix, "%d", file->graphs + 1);
    if (file->nested) {
        IGRAPH_CHECK(latigraph_remark_add(file->xml.reading->report->remarks, "note",
                                          file->xml.reading->path,
                                          "Graphs inside nodes are read as parts of the graph."));
    }
    IGRAPH_CHECK(latigraph_reading_finish(file->xml.reading, &file->raw,
                                          file->graphs == 0        ? NULL
                                          : file->graph_id != NULL ? file->graph_id
                                                                   : suffix));
    file->graphs++;
    file->inside = IN_NOTHING;
    return IGRAPH_SUCCESS;
}

static igraph_error_t end(latigraph_xml_t *xml, const char *element) {
    graphml_t *file = (graphml_t *)xml;
    char *copy;
    if (strcmp(element, "data") == 0) {
        return end_data(file);
    }
    if (strcmp(element, "default") == 0 && file->key != NULL) {
        IGRAPH_CHECK(latigraph_arena_copy(&file->texts, latigraph_xml_text(xml, FALSE), &copy));
        ((graphml_key_t *)file->key)->otherwise = copy;
    } else if (strcmp(element, "key") == 0) {
        file->key = NULL;
    } else if (strcmp(element, "node") == 0 || strcmp(element, "edge") == 0) {
        file->inside = IN_GRAPH;
    } else if (strcmp(element, "graph") == 0) {
        return end_graph(file);
    }
    return IGRAPH_SUCCESS;
}

static void graphml_destroy(graphml_t *file) {
    latigraph_raw_destroy(&file->raw);
    latigraph_pointers_destroy(&file->keys);
    latigraph_map_destroy(&file->index);
    latigraph_arena_destroy(&file->texts);
    g_free(file->graph_id);
}

igraph_error_t latigraph_read_graphml(const latigraph_file_reading_t *reading, char *text,
                                      gsize size) {
    graphml_t file = {.xml = {.reading = reading, .begin = begin, .end = end}};
    IGRAPH_FINALLY(graphml_destroy, &file);
    IGRAPH_CHECK(latigraph_pointers_init(&file.keys, g_free));
    IGRAPH_CHECK(latigraph_xml_parse(&file.xml, text, size));
    if (file.graphs == 0) {
        IGRAPH_ERRORF("%s: there is no <graph> in the file.", IGRAPH_PARSEERROR, reading->path);
    }
    graphml_destroy(&file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
