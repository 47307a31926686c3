/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Attributes of graphs, copied by name.
 *
 * igraph's attribute handler for C stores numbers, texts and truth values, and a function that asks
 * for another type reads memory that is not there. Types are therefore listed before anything is
 * read. igraph has operations that keep attributes, such as igraph_permute_vertices(), but the
 * versions of igraph do not agree on the direction of a permutation. */

#include "population/attributes.h"

#include "base/text.h"
#include "base/number_text.h"

#include <math.h>

igraph_error_t latigraph_attributes_init(latigraph_attributes_t *attributes, const igraph_t *graph,
                                         igraph_attribute_elemtype_t of) {
    const igraph_bool_t own = of == IGRAPH_ATTRIBUTE_GRAPH,
                        vertices = of == IGRAPH_ATTRIBUTE_VERTEX,
                        edges = of == IGRAPH_ATTRIBUTE_EDGE;
    igraph_strvector_t *names = &attributes->names;
    igraph_vector_int_t *types = &attributes->types;
    IGRAPH_STRVECTOR_INIT_FINALLY(names, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(types, 0);
    IGRAPH_CHECK(igraph_cattribute_list(graph, own ? names : NULL, own ? types : NULL,
                                        vertices ? names : NULL, vertices ? types : NULL,
                                        edges ? names : NULL, edges ? types : NULL));
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_FINALLY(latigraph_attributes_destroy, attributes);
    return IGRAPH_SUCCESS;
}

void latigraph_attributes_destroy(latigraph_attributes_t *attributes) {
    igraph_strvector_destroy(&attributes->names);
    igraph_vector_int_destroy(&attributes->types);
}

igraph_integer_t latigraph_attributes_type(const latigraph_attributes_t *attributes,
                                           const char *name) {
    const igraph_integer_t a = latigraph_find_text(&attributes->names, name, 0);
    return a >= 0 ? VECTOR(attributes->types)[a] : -1;
}

void latigraph_attributes_quote(const latigraph_attributes_t *attributes, char *text, gsize size) {
    const igraph_integer_t count = igraph_strvector_size(&attributes->names);
    g_strlcpy(text, count == 0 ? "none" : "", size);
    for (igraph_integer_t a = 0; a < count; a++) {
        g_strlcat(text, a > 0 ? ", \"" : "\"", size);
        g_strlcat(text, igraph_strvector_get(&attributes->names, a), size);
        g_strlcat(text, "\"", size);
    }
}

/* --- As texts --------------------------------------------------------------------------------- */

static igraph_error_t number_texts(const igraph_t *graph, igraph_bool_t vertices, const char *name,
                                   igraph_strvector_t *texts) {
    igraph_vector_t values;
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_CHECK(vertices ? igraph_cattribute_VANV(graph, name, igraph_vss_all(), &values)
                          : igraph_cattribute_EANV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID),
                                                   &values));
    IGRAPH_CHECK(igraph_strvector_resize(texts, igraph_vector_size(&values)));
    for (igraph_integer_t i = 0; i < igraph_vector_size(&values); i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        IGRAPH_CHECK(
            igraph_strvector_set(texts, i, latigraph_number_text(VECTOR(values)[i], buffer)));
    }
    igraph_vector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t boolean_texts(const igraph_t *graph, igraph_bool_t vertices, const char *name,
                                    igraph_strvector_t *texts) {
    igraph_vector_bool_t values;
    IGRAPH_VECTOR_BOOL_INIT_FINALLY(&values, 0);
    IGRAPH_CHECK(vertices ? igraph_cattribute_VABV(graph, name, igraph_vss_all(), &values)
                          : igraph_cattribute_EABV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID),
                                                   &values));
    IGRAPH_CHECK(igraph_strvector_resize(texts, igraph_vector_bool_size(&values)));
    for (igraph_integer_t i = 0; i < igraph_vector_bool_size(&values); i++) {
        IGRAPH_CHECK(igraph_strvector_set(texts, i, VECTOR(values)[i] ? "true" : "false"));
    }
    igraph_vector_bool_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_attribute_texts(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                         const char *name, igraph_integer_t type,
                                         igraph_strvector_t *texts) {
    const igraph_bool_t vertices = of == IGRAPH_ATTRIBUTE_VERTEX;
    if (type == IGRAPH_ATTRIBUTE_NUMERIC) {
        return number_texts(graph, vertices, name, texts);
    }
    if (type == IGRAPH_ATTRIBUTE_BOOLEAN) {
        return boolean_texts(graph, vertices, name, texts);
    }
    if (type != IGRAPH_ATTRIBUTE_STRING) {
        IGRAPH_ERRORF("Attribute \"%.60s\" is neither a text nor a number.", IGRAPH_EINVAL, name);
    }
    return vertices
               ? igraph_cattribute_VASV(graph, name, igraph_vss_all(), texts)
               : igraph_cattribute_EASV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), texts);
}

/* --- Graphs and edges ------------------------------------------------------------------------- */

static igraph_error_t copy_edge_attribute(const igraph_t *from, const char *name,
                                          igraph_integer_t type, igraph_t *to) {
    const igraph_es_t all = igraph_ess_all(IGRAPH_EDGEORDER_ID);
    igraph_vector_t numbers;
    igraph_vector_bool_t booleans;
    igraph_strvector_t texts;
    IGRAPH_VECTOR_INIT_FINALLY(&numbers, 0);
    IGRAPH_VECTOR_BOOL_INIT_FINALLY(&booleans, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&texts, 0);
    if (type == IGRAPH_ATTRIBUTE_NUMERIC) {
        IGRAPH_CHECK(igraph_cattribute_EANV(from, name, all, &numbers));
        IGRAPH_CHECK(igraph_cattribute_EAN_setv(to, name, &numbers));
    } else if (type == IGRAPH_ATTRIBUTE_BOOLEAN) {
        IGRAPH_CHECK(igraph_cattribute_EABV(from, name, all, &booleans));
        IGRAPH_CHECK(igraph_cattribute_EAB_setv(to, name, &booleans));
    } else if (type == IGRAPH_ATTRIBUTE_STRING) {
        IGRAPH_CHECK(igraph_cattribute_EASV(from, name, all, &texts));
        IGRAPH_CHECK(igraph_cattribute_EAS_setv(to, name, &texts));
    }
    igraph_strvector_destroy(&texts);
    igraph_vector_bool_destroy(&booleans);
    igraph_vector_destroy(&numbers);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t copy_own_attribute(const igraph_t *from, const char *name,
                                         igraph_integer_t type, igraph_t *to) {
    switch (type) {
    case IGRAPH_ATTRIBUTE_NUMERIC:
        return igraph_cattribute_GAN_set(to, name, igraph_cattribute_GAN(from, name));
    case IGRAPH_ATTRIBUTE_BOOLEAN:
        return igraph_cattribute_GAB_set(to, name, igraph_cattribute_GAB(from, name));
    case IGRAPH_ATTRIBUTE_STRING:
        return igraph_cattribute_GAS_set(to, name, igraph_cattribute_GAS(from, name));
    default:
        return IGRAPH_SUCCESS;
    }
}

static igraph_error_t copy_all(const igraph_t *from, igraph_attribute_elemtype_t of, igraph_t *to) {
    latigraph_attributes_t list;
    IGRAPH_CHECK(latigraph_attributes_init(&list, from, of));
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&list.names); a++) {
        const char *name = igraph_strvector_get(&list.names, a);
        IGRAPH_CHECK(of == IGRAPH_ATTRIBUTE_EDGE
                         ? copy_edge_attribute(from, name, VECTOR(list.types)[a], to)
                         : copy_own_attribute(from, name, VECTOR(list.types)[a], to));
    }
    latigraph_attributes_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_copy_attributes(const igraph_t *from, igraph_t *to) {
    IGRAPH_CHECK(copy_all(from, IGRAPH_ATTRIBUTE_GRAPH, to));
    return igraph_ecount(from) > 0 ? copy_all(from, IGRAPH_ATTRIBUTE_EDGE, to) : IGRAPH_SUCCESS;
}

/* --- Vertices --------------------------------------------------------------------------------- */

/* Says whether a vertex has a value of an attribute that the graph has. A truth value cannot be
 * unknown; it counts as known if it is true, so that any graph can say so. */
static igraph_bool_t is_known(const igraph_t *graph, igraph_integer_t v, const char *name,
                              igraph_integer_t type) {
    switch (type) {
    case IGRAPH_ATTRIBUTE_NUMERIC:
        return !isnan(igraph_cattribute_VAN(graph, name, v));
    case IGRAPH_ATTRIBUTE_STRING:
        return igraph_cattribute_VAS(graph, name, v)[0] != '\0';
    default:
        return igraph_cattribute_VAB(graph, name, v);
    }
}

/* Copies one value. A new attribute is NaN, empty or false for all other vertices. */
static igraph_error_t copy_value(const igraph_t *from, igraph_integer_t v, const char *name,
                                 igraph_integer_t type, igraph_t *to, igraph_integer_t i) {
    switch (type) {
    case IGRAPH_ATTRIBUTE_NUMERIC:
        return igraph_cattribute_VAN_set(to, name, i, igraph_cattribute_VAN(from, name, v));
    case IGRAPH_ATTRIBUTE_STRING:
        return igraph_cattribute_VAS_set(to, name, i, igraph_cattribute_VAS(from, name, v));
    default:
        return igraph_cattribute_VAB_set(to, name, i, igraph_cattribute_VAB(from, name, v));
    }
}

/* Returns the type of a vertex attribute, or −1 if there is none of this name. */
static igraph_error_t vertex_type(const igraph_t *graph, const char *name, igraph_integer_t *type) {
    latigraph_attributes_t list;
    IGRAPH_CHECK(latigraph_attributes_init(&list, graph, IGRAPH_ATTRIBUTE_VERTEX));
    *type = latigraph_attributes_type(&list, name);
    latigraph_attributes_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_fill_vertices(const igraph_t *from, const igraph_vector_int_t *number,
                                       const char *name, igraph_integer_t type, igraph_t *to) {
    igraph_integer_t before;
    IGRAPH_CHECK(vertex_type(to, name, &before));
    if (before >= 0 && before != type) {
        return IGRAPH_SUCCESS; /* the first graph that has the attribute decides on its type */
    }
    if (type != IGRAPH_ATTRIBUTE_NUMERIC && type != IGRAPH_ATTRIBUTE_STRING &&
        type != IGRAPH_ATTRIBUTE_BOOLEAN) {
        return IGRAPH_SUCCESS;
    }
    for (igraph_integer_t v = 0; v < igraph_vector_int_size(number); v++) {
        const igraph_integer_t i = VECTOR(*number)[v];
        if (i >= 0 && (before < 0 || !is_known(to, i, name, type))) {
            IGRAPH_CHECK(copy_value(from, v, name, type, to, i));
            before = type;
        }
    }
    return IGRAPH_SUCCESS;
}
