/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Node-link JSON, which networkx.node_link_graph(), D3 and sigma.js read:
 *
 *     {"directed":true,"multigraph":false,"graph":{"name":"...","connectome":"...", ...},
 *      "nodes":[{"id":"n0","type":"PN","x_um":1.5, ...}, ...],
 *      "links":[{"source":"n0","target":"n7","weight":3.0}, ...]}
 *
 * The id of a node is the neuron's name as text, so that ids of 18 digits survive readers whose
 * numbers are doubles. An unknown value is left out: JSON has no NaN, and a missing key is what
 * networkx takes as unknown. Each node and link has a line of its own. */

#include "formats/write_formats.h"

#include "base/json_writer.h"
#include "circuit/column.h"

#include <math.h>

static void write_notes(latigraph_json_t *json, const latigraph_circuit_t *circuit) {
    latigraph_json_begin(json, "graph");
    latigraph_json_text(json, "name", circuit->name);
    latigraph_json_text(json, "connectome", circuit->connectome);
    if (circuit->shape != NULL) {
        latigraph_json_text(json, "shape", circuit->shape);
    }
    if (circuit->axis >= 0) {
        const char axis[2] = {"xyz"[circuit->axis], '\0'};
        latigraph_json_text(json, "axis", axis);
    }
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&circuit->notes); i++) {
        const latigraph_note_t *note = VECTOR(circuit->notes)[i];
        if (note->text != NULL) {
            latigraph_json_text(json, note->name, note->text);
        } else {
            latigraph_json_number(json, note->name, note->number);
        }
    }
    latigraph_json_end_object(json);
}

static void write_number(latigraph_json_t *json, const char *name, double number) {
    if (!isnan(number)) {
        latigraph_json_number(json, name, number);
    }
}

/* Writes one neuron. `axes` and `names` are the keys of the positions and columns. */
static void write_node(latigraph_json_t *json, const latigraph_circuit_t *circuit, int i,
                       const igraph_vector_ptr_t *axes, const igraph_vector_ptr_t *names) {
    latigraph_json_begin_object(json);
    latigraph_json_text(json, "id", circuit->neuron[i]);
    for (int d = 0; d < circuit->dims; d++) {
        write_number(json, VECTOR(*axes)[d], circuit->position[(size_t)i * circuit->dims + d]);
    }
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(names); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        const char *key = VECTOR(*names)[c];
        if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
            write_number(json, key, column->value[i]);
        } else if (column->level[i] >= 0) {
            latigraph_json_text(json, key, VECTOR(column->levels)[column->level[i]]);
        }
    }
    latigraph_json_end_object(json);
    latigraph_text_append_character(&json->text, '\n');
}

static void write_link(latigraph_json_t *json, const latigraph_circuit_t *circuit, int i, int e) {
    latigraph_json_begin_object(json);
    latigraph_json_text(json, "source", circuit->neuron[i]);
    latigraph_json_text(json, "target", circuit->neuron[circuit->out_to[e]]);
    if (circuit->weight != NULL) {
        latigraph_json_number(json, "weight", circuit->weight[e]);
    }
    if (circuit->sign != NULL) {
        latigraph_json_number(json, "sign", circuit->sign[e]);
    }
    latigraph_json_end_object(json);
    latigraph_text_append_character(&json->text, '\n');
}

static igraph_error_t write_nodes(latigraph_json_t *json, const latigraph_circuit_t *circuit,
                                  FILE *file) {
    static const char *const reserved[] = {"id", NULL};
    igraph_vector_ptr_t axes, names;
    IGRAPH_CHECK(latigraph_pointers_init(&axes, g_free));
    IGRAPH_FINALLY(latigraph_pointers_destroy, &axes);
    for (int d = 0; d < circuit->dims; d++) {
        char *axis;
        IGRAPH_CHECK(latigraph_circuit_position_name(circuit, d, &axis));
        IGRAPH_CHECK(latigraph_pointers_add(&axes, axis));
    }
    IGRAPH_CHECK(latigraph_write_column_names(circuit, "json", reserved, "", &names));
    latigraph_json_name(json, "nodes");
    latigraph_json_begin_array(json);
    for (int i = 0; i < circuit->n; i++) {
        write_node(json, circuit, i, &axes, &names);
        IGRAPH_CHECK(latigraph_write_some(&json->text, file));
    }
    latigraph_json_end_array(json);
    latigraph_pointers_destroy(&names);
    latigraph_pointers_destroy(&axes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_links(latigraph_json_t *json, const latigraph_circuit_t *circuit,
                                  FILE *file) {
    latigraph_json_name(json, "links");
    latigraph_json_begin_array(json);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            write_link(json, circuit, i, e);
            IGRAPH_CHECK(latigraph_write_some(&json->text, file));
        }
    }
    latigraph_json_end_array(json);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_write_json(const latigraph_circuit_t *circuit, FILE *file) {
    latigraph_json_t json = LATIGRAPH_JSON_COMPACT;
    IGRAPH_FINALLY(latigraph_json_destroy, &json);
    latigraph_json_begin_object(&json);
    latigraph_json_boolean(&json, "directed", true);
    latigraph_json_boolean(&json, "multigraph", false);
    write_notes(&json, circuit);
    IGRAPH_CHECK(write_nodes(&json, circuit, file));
    IGRAPH_CHECK(write_links(&json, circuit, file));
    latigraph_json_end_object(&json);
    latigraph_text_append_character(&json.text, '\n');
    IGRAPH_CHECK(latigraph_write_rest(&json.text, file));
    latigraph_json_destroy(&json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
