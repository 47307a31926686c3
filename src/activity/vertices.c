/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Networks as graphs: which vertex a column belongs to, and the attributes of vertices and edges.
 *
 * Circuits have positive weights, so a signed weight is stored as two attributes: its absolute
 * value as "weight" and 1 or −1 as "sign". Everything that reads weights can use such a network at
 * once. A network like a given graph is a copy of it whose edges were replaced, so that its
 * vertices keep all data. */

#include "activity/vertices.h"

#include "base/map.h"
#include "base/text.h"
#include "circuit/to_graph.h"

#include <math.h>
#include <string.h>

void latigraph_vertices_destroy(latigraph_vertices_t *vertices) {
    igraph_vector_int_destroy(&vertices->vertex);
    igraph_vector_int_destroy(&vertices->column);
}

/* Gets the names of the vertices; `*named` is false if the graph has none. */
static igraph_error_t vertex_names(const igraph_t *graph, igraph_strvector_t *names,
                                   igraph_bool_t *named) {
    *named = igraph_has_attribute_table() &&
             igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_VERTEX, "name");
    return *named ? igraph_cattribute_VASV(graph, "name", igraph_vss_all(), names) : IGRAPH_SUCCESS;
}

static igraph_error_t match_by_number(latigraph_vertices_t *vertices) {
    const igraph_integer_t columns = latigraph_activity_neurons(vertices->activity);
    const igraph_integer_t count = vertices->like != NULL ? igraph_vcount(vertices->like) : columns;
    if (count != columns) {
        IGRAPH_ERRORF("Activity \"%.60s\" has %" IGRAPH_PRId
                      " columns, but the graph has %" IGRAPH_PRId
                      " vertices. Name the columns after the vertices.",
                      IGRAPH_EINVAL, vertices->activity->name, columns, count);
    }
    for (igraph_integer_t k = 0; k < columns; k++) {
        VECTOR(vertices->vertex)[k] = VECTOR(vertices->column)[k] = k;
    }
    return IGRAPH_SUCCESS;
}

/* Raises the error that quotes the first names without a vertex. */
static igraph_error_t refuse_names(const latigraph_vertices_t *vertices) {
    const igraph_strvector_t *names = &vertices->activity->names;
    char quoted[3 * (LABEL_SIZE + 2)] = "";
    igraph_integer_t missing = 0;
    for (igraph_integer_t k = 0; k < igraph_strvector_size(names); k++) {
        if (VECTOR(vertices->vertex)[k] < 0 && missing++ < 3) {
            char label[LABEL_SIZE];
            latigraph_activity_label(vertices->activity, k, label);
            g_strlcat(quoted, missing > 1 ? ", " : "", sizeof quoted);
            g_strlcat(quoted, label, sizeof quoted);
        }
    }
    IGRAPH_ERRORF("Activity \"%.60s\": the names of %" IGRAPH_PRId " of %" IGRAPH_PRId
                  " columns are those of no vertex: %s%s",
                  IGRAPH_EINVAL, vertices->activity->name, missing, igraph_strvector_size(names),
                  quoted, missing > 3 ? ", ..." : ".");
}

static igraph_error_t match_column(latigraph_vertices_t *vertices, const latigraph_map_t *known,
                                   igraph_integer_t column) {
    const char *name = igraph_strvector_get(&vertices->activity->names, column);
    const latigraph_map_entry_t *entry = latigraph_map_find_text(known, name);
    if (entry == NULL) {
        return IGRAPH_SUCCESS;
    }
    const igraph_integer_t vertex = (igraph_integer_t)entry->value.number;
    if (VECTOR(vertices->column)[vertex] >= 0) {
        IGRAPH_ERRORF("Two columns of the activity are called \"%.60s\".", IGRAPH_EINVAL, name);
    }
    VECTOR(vertices->column)[vertex] = column;
    VECTOR(vertices->vertex)[column] = vertex;
    return IGRAPH_SUCCESS;
}

static igraph_error_t match_by_name(latigraph_vertices_t *vertices,
                                    const igraph_strvector_t *names) {
    latigraph_map_t known = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &known);
    for (igraph_integer_t v = 0; v < igraph_strvector_size(names); v++) {
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        IGRAPH_CHECK(
            latigraph_map_add_text(&known, igraph_strvector_get(names, v), &entry, &added));
        if (!added) {
            IGRAPH_ERRORF("Two vertices of the graph are called \"%.60s\".", IGRAPH_EINVAL,
                          igraph_strvector_get(names, v));
        }
        entry->value.number = v;
    }
    const igraph_integer_t columns = latigraph_activity_neurons(vertices->activity);
    gboolean missing = FALSE;
    for (igraph_integer_t k = 0; k < columns; k++) {
        IGRAPH_CHECK(match_column(vertices, &known, k));
        missing = missing || VECTOR(vertices->vertex)[k] < 0;
    }
    latigraph_map_destroy(&known);
    IGRAPH_FINALLY_CLEAN(1);
    return missing ? refuse_names(vertices) : IGRAPH_SUCCESS;
}

static igraph_error_t match(latigraph_vertices_t *vertices) {
    igraph_strvector_t names;
    igraph_bool_t named = false;
    if (vertices->like == NULL || igraph_strvector_size(&vertices->activity->names) == 0) {
        return match_by_number(vertices);
    }
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, 0);
    IGRAPH_CHECK(vertex_names(vertices->like, &names, &named));
    IGRAPH_CHECK(named ? match_by_name(vertices, &names) : match_by_number(vertices));
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_vertices_init(latigraph_vertices_t *vertices,
                                       const latigraph_activity_t *activity, const igraph_t *like) {
    const igraph_integer_t columns = latigraph_activity_neurons(activity);
    *vertices = (latigraph_vertices_t){.activity = activity, .like = like};
    IGRAPH_VECTOR_INT_INIT_FINALLY(&vertices->vertex, columns);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&vertices->column, like != NULL ? igraph_vcount(like) : columns);
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_FINALLY(latigraph_vertices_destroy, vertices);
    igraph_vector_int_fill(&vertices->vertex, -1);
    igraph_vector_int_fill(&vertices->column, -1);
    return match(vertices);
}

/* --- Graphs ----------------------------------------------------------------------------------- */

igraph_error_t latigraph_edge_list_init(latigraph_edge_list_t *list) {
    IGRAPH_VECTOR_INT_INIT_FINALLY(&list->ends, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&list->weight, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&list->error, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&list->delay, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&list->p, 0);
    IGRAPH_FINALLY_CLEAN(5);
    IGRAPH_FINALLY(latigraph_edge_list_destroy, list);
    return IGRAPH_SUCCESS;
}

void latigraph_edge_list_destroy(latigraph_edge_list_t *list) {
    igraph_vector_int_destroy(&list->ends);
    igraph_vector_destroy(&list->weight);
    igraph_vector_destroy(&list->error);
    igraph_vector_destroy(&list->delay);
    igraph_vector_destroy(&list->p);
}

static igraph_error_t set_signed(igraph_t *graph, const igraph_vector_t *weight) {
    igraph_vector_t part;
    IGRAPH_CHECK(igraph_vector_init_copy(&part, weight));
    IGRAPH_FINALLY(igraph_vector_destroy, &part);
    for (igraph_integer_t e = 0; e < igraph_vector_size(&part); e++) {
        VECTOR(part)[e] = fabs(VECTOR(*weight)[e]);
    }
    IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, "weight", &part));
    for (igraph_integer_t e = 0; e < igraph_vector_size(&part); e++) {
        VECTOR(part)[e] = VECTOR(*weight)[e] < 0 ? -1 : 1;
    }
    IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, "sign", &part));
    igraph_vector_destroy(&part);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_edges(igraph_t *graph, const latigraph_edge_list_t *edges) {
    const struct {
        const char *name;
        const igraph_vector_t *value;
    } items[] = {{"se", &edges->error}, {"delay", &edges->delay}, {"p", &edges->p}};
    if (igraph_ecount(graph) == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(set_signed(graph, &edges->weight));
    for (gsize k = 0; k < G_N_ELEMENTS(items); k++) {
        if (igraph_vector_size(items[k].value) == igraph_ecount(graph)) {
            IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, items[k].name, items[k].value));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_vertices(const latigraph_vertices_t *vertices, igraph_bool_t directed,
                                    igraph_t *graph) {
    const igraph_strvector_t *names = &vertices->activity->names;
    if (vertices->like != NULL) {
        IGRAPH_CHECK(latigraph_copy_vertices(graph, vertices->like, directed));
        IGRAPH_FINALLY(igraph_destroy, graph);
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(igraph_empty(graph, latigraph_activity_neurons(vertices->activity), directed));
    IGRAPH_FINALLY(igraph_destroy, graph);
    if (igraph_has_attribute_table() && igraph_strvector_size(names) > 0) {
        IGRAPH_CHECK(igraph_cattribute_VAS_setv(graph, "name", names));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_vertices_graph(const latigraph_vertices_t *vertices,
                                        const latigraph_edge_list_t *edges, igraph_bool_t directed,
                                        igraph_t *graph) {
    igraph_vector_int_t ends;
    IGRAPH_CHECK(make_vertices(vertices, directed, graph));
    IGRAPH_CHECK(igraph_vector_int_init_copy(&ends, &edges->ends));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &ends);
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&ends); k++) {
        VECTOR(ends)[k] = VECTOR(vertices->vertex)[VECTOR(ends)[k]];
    }
    IGRAPH_CHECK(igraph_add_edges(graph, &ends, NULL));
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(1);
    return igraph_has_attribute_table() ? set_edges(graph, edges) : IGRAPH_SUCCESS;
}
