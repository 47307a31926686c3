/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A result as JSON: an object with one member per output.
 *
 *     {"achieved": {"reciprocity": 0.21}, "code": {"size": 0.1, ...}, "method": {...},
 *      "circuits": [{"name": "circuit0001", "nodes": 150, "edges": 1207, "file": "..."}],
 *      "remarks": [{"kind": "out-of-reach", "about": "reciprocity", "text": "..."}]}
 *
 * Vectors and matrices are objects where every entry has a label of its own, and arrays otherwise,
 * so that a program finds a value by its name and not by its place. Numbers that are not finite are
 * null, because JSON has no others. Circuits are listed by name, size and file; models and images
 * go to files alone. JSON keeps all digits and all entries: it is the form from which a result can
 * be restored. */

#include "operation/call_state.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/map.h"

static void add_number(latigraph_json_t *json, igraph_real_t number) {
    if (isfinite(number)) {
        latigraph_json_add_number(json, number);
    } else {
        latigraph_json_add_null(json);
    }
}

/* Members are named by labels if there is one per entry. */
static gboolean are_keys(const igraph_strvector_t *labels, igraph_integer_t count) {
    return count > 0 && igraph_strvector_size(labels) == count;
}

static void begin(latigraph_json_t *json, gboolean keyed) {
    if (keyed) {
        latigraph_json_begin_object(json);
    } else {
        latigraph_json_begin_array(json);
    }
}

static void end(latigraph_json_t *json, gboolean keyed) {
    if (keyed) {
        latigraph_json_end_object(json);
    } else {
        latigraph_json_end_array(json);
    }
}

/* `at` is entry 0, and entries are `step` numbers apart. */
static void add_entries(latigraph_json_t *json, const igraph_strvector_t *labels,
                        const igraph_real_t *at, igraph_integer_t count, igraph_integer_t step) {
    const gboolean keyed = are_keys(labels, count);
    begin(json, keyed);
    for (igraph_integer_t k = 0; k < count; k++) {
        if (keyed) {
            latigraph_json_name(json, igraph_strvector_get(labels, k));
        }
        add_number(json, at[k * step]);
    }
    end(json, keyed);
}

static void add_matrix(latigraph_json_t *json, const igraph_strvector_t *rows,
                       const igraph_strvector_t *columns, const igraph_matrix_t *matrix) {
    const igraph_integer_t count = igraph_matrix_nrow(matrix);
    const gboolean keyed = are_keys(rows, count);
    begin(json, keyed);
    for (igraph_integer_t i = 0; i < count; i++) {
        if (keyed) {
            latigraph_json_name(json, igraph_strvector_get(rows, i));
        }
        add_entries(json, columns, VECTOR(matrix->data) + i, igraph_matrix_ncol(matrix), count);
    }
    end(json, keyed);
}

static void add_words(latigraph_json_t *json, const igraph_strvector_t *labels,
                      const igraph_strvector_t *words) {
    const igraph_integer_t count = igraph_strvector_size(words);
    const gboolean keyed = are_keys(labels, count);
    begin(json, keyed);
    for (igraph_integer_t k = 0; k < count; k++) {
        if (keyed) {
            latigraph_json_name(json, igraph_strvector_get(labels, k));
        }
        latigraph_json_add_text(json, igraph_strvector_get(words, k));
    }
    end(json, keyed);
}

static void add_circuits(latigraph_json_t *json, const slot_t *slot,
                         const latigraph_circuit_list_t *circuits) {
    latigraph_json_begin_array(json);
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, i);
        latigraph_json_begin_object(json);
        latigraph_json_text(json, "name", latigraph_circuit_name(circuit));
        latigraph_json_integer(json, "nodes", latigraph_circuit_vcount(circuit));
        latigraph_json_integer(json, "edges", latigraph_circuit_ecount(circuit));
        if (slot->files_live && i < igraph_strvector_size(&slot->files)) {
            latigraph_json_text(json, "file", igraph_strvector_get(&slot->files, i));
        }
        latigraph_json_end_object(json);
    }
    /* A stream has handed its circuits out; only the files are known. */
    for (igraph_integer_t i = latigraph_circuit_list_size(circuits);
         slot->files_live && i < igraph_strvector_size(&slot->files); i++) {
        latigraph_json_begin_object(json);
        latigraph_json_text(json, "file", igraph_strvector_get(&slot->files, i));
        latigraph_json_end_object(json);
    }
    latigraph_json_end_array(json);
}

/* Graphs that are not circuits. */
static igraph_error_t add_plain(latigraph_json_t *json, latigraph_call_t *call,
                                const latigraph_argument_t *row, const slot_t *slot) {
    const gboolean one = row->type == LATIGRAPH_TYPE_GRAPH;
    latigraph_value_t value;
    IGRAPH_CHECK(latigraph_call_get(call, row->name, &value));
    const igraph_integer_t count = one ? 1 : igraph_graph_list_size(value.graph_list);
    latigraph_json_name(json, row->name);
    latigraph_json_begin_array(json);
    for (igraph_integer_t i = 0; i < count; i++) {
        const igraph_t *graph = one ? value.graph : igraph_graph_list_get_ptr(value.graph_list, i);
        latigraph_json_begin_object(json);
        latigraph_json_integer(json, "nodes", igraph_vcount(graph));
        latigraph_json_integer(json, "edges", igraph_ecount(graph));
        latigraph_json_boolean(json, "directed", igraph_is_directed(graph));
        if (slot->files_live && i < igraph_strvector_size(&slot->files)) {
            latigraph_json_text(json, "file", igraph_strvector_get(&slot->files, i));
        }
        latigraph_json_end_object(json);
    }
    latigraph_json_end_array(json);
    return IGRAPH_SUCCESS;
}

/* A string that is JSON itself becomes part of the document. */
static void add_string(latigraph_json_t *json, const char *text) {
    JsonNode *node = text != NULL && text[0] == '{' ? latigraph_json_from_text(text, NULL) : NULL;
    if (node != NULL) {
        latigraph_json_add_node(json, node);
        json_node_unref(node);
    } else if (text != NULL) {
        latigraph_json_add_text(json, text);
    } else {
        latigraph_json_add_null(json);
    }
}

/* Reads the labels; they are left out if two are the same, because members of an object differ. */
static igraph_error_t read_labels(latigraph_call_t *call, const char *source,
                                  igraph_strvector_t *labels) {
    latigraph_map_t map = LATIGRAPH_MAP_EMPTY;
    igraph_bool_t added = true;
    IGRAPH_CHECK(latigraph_call_labels(call, source, labels));
    IGRAPH_FINALLY(latigraph_map_destroy, &map);
    for (igraph_integer_t k = 0; added && k < igraph_strvector_size(labels); k++) {
        latigraph_map_entry_t *entry;
        IGRAPH_CHECK(latigraph_map_add_text(&map, igraph_strvector_get(labels, k), &entry, &added));
    }
    latigraph_map_destroy(&map);
    IGRAPH_FINALLY_CLEAN(1);
    if (!added) {
        igraph_strvector_clear(labels);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_labelled(latigraph_json_t *json, latigraph_call_t *call,
                                   const latigraph_argument_t *row,
                                   const latigraph_value_t *value) {
    igraph_strvector_t rows, columns;
    IGRAPH_CHECK(igraph_strvector_init(&rows, 0));
    IGRAPH_FINALLY(igraph_strvector_destroy, &rows);
    IGRAPH_CHECK(igraph_strvector_init(&columns, 0));
    IGRAPH_FINALLY(igraph_strvector_destroy, &columns);
    IGRAPH_CHECK(read_labels(call, row->rows, &rows));
    IGRAPH_CHECK(read_labels(call, row->columns, &columns));
    latigraph_json_name(json, row->name);
    if (row->type == LATIGRAPH_TYPE_VECTOR) {
        add_entries(json, &rows, VECTOR(*value->vector), igraph_vector_size(value->vector), 1);
    } else if (row->type == LATIGRAPH_TYPE_MATRIX) {
        add_matrix(json, &rows, &columns, value->matrix);
    } else {
        add_words(json, &rows, value->string_list);
    }
    igraph_strvector_destroy(&columns);
    igraph_strvector_destroy(&rows);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_graphs(latigraph_json_t *json, latigraph_call_t *call,
                                 igraph_integer_t i) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    const latigraph_circuit_list_t *circuits;
    if ((row->show & LATIGRAPH_SHOW_PLAIN) != 0) {
        return add_plain(json, call, row, &call->slots[i]);
    }
    IGRAPH_CHECK(latigraph_call_circuits(call, row->name, &circuits));
    latigraph_json_name(json, row->name);
    add_circuits(json, &call->slots[i], circuits);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_output(latigraph_json_t *json, latigraph_call_t *call,
                                 igraph_integer_t i) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    latigraph_value_t value;
    if (row->type == LATIGRAPH_TYPE_GRAPH || row->type == LATIGRAPH_TYPE_GRAPH_LIST) {
        return add_graphs(json, call, i);
    }
    if (row->type == LATIGRAPH_TYPE_MODEL || row->type == LATIGRAPH_TYPE_BYTES) {
        return IGRAPH_SUCCESS; /* these go to files */
    }
    IGRAPH_CHECK(latigraph_call_get(call, row->name, &value));
    if (row->type == LATIGRAPH_TYPE_VECTOR || row->type == LATIGRAPH_TYPE_MATRIX ||
        row->type == LATIGRAPH_TYPE_STRING_LIST) {
        return add_labelled(json, call, row, &value);
    }
    latigraph_json_name(json, row->name);
    if (row->type == LATIGRAPH_TYPE_INTEGER) {
        latigraph_json_add_integer(json, value.integer);
    } else if (row->type == LATIGRAPH_TYPE_BOOLEAN) {
        latigraph_json_add_boolean(json, value.boolean);
    } else if (row->type == LATIGRAPH_TYPE_STRING) {
        add_string(json, value.string);
    } else {
        add_number(json, value.real);
    }
    return IGRAPH_SUCCESS;
}

static void add_remarks(latigraph_json_t *json, const latigraph_call_t *call) {
    latigraph_json_name(json, "remarks");
    latigraph_json_begin_array(json);
    for (igraph_integer_t i = 0; i < latigraph_call_remark_count(call); i++) {
        const latigraph_remark_t remark = latigraph_call_remark(call, i);
        latigraph_json_begin_object(json);
        latigraph_json_text(json, "kind", remark.kind);
        latigraph_json_text(json, "about", remark.about);
        latigraph_json_text(json, "text", remark.text);
        latigraph_json_end_object(json);
    }
    latigraph_json_end_array(json);
}

igraph_error_t latigraph_form_json(latigraph_call_t *call, latigraph_text_t *text) {
    latigraph_json_t pretty = LATIGRAPH_JSON_PRETTY, *json = &pretty;
    IGRAPH_FINALLY(latigraph_json_destroy, json);
    latigraph_json_begin_object(json);
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        if (call->operation->arguments[i].direction == LATIGRAPH_OUT &&
            (call->operation->run != NULL || call->slots[i].given)) {
            IGRAPH_CHECK(add_output(json, call, i));
        }
    }
    add_remarks(json, call);
    latigraph_json_end_object(json);
    latigraph_text_append_character(&json->text, '\n');
    IGRAPH_CHECK(latigraph_text_check(&json->text));
    latigraph_text_append_part(text, json->text.bytes, json->text.length);
    latigraph_json_destroy(json);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_text_check(text);
}
