/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "bridge.h"

#include <stdlib.h>
#include <string.h>

bool bridge_input_find(bridge_input_t *input, const latigraph_operation_t *operation,
                       const char *name, latigraph_direction_of_argument_t direction) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *argument = &operation->arguments[i];
        if (argument->direction == direction && strcmp(argument->name, name) == 0) {
            input->argument = argument;
            return true;
        }
    }
    return false;
}

igraph_error_t bridge_hold_graphs(bridge_input_t *input) {
    IGRAPH_CHECK(igraph_graph_list_init(&input->held.graph_list, 0));
    input->live = true;
    input->value.graph_list = &input->held.graph_list;
    return IGRAPH_SUCCESS;
}

igraph_error_t bridge_add_graph(bridge_input_t *input, igraph_t *graph) {
    const igraph_error_t code = igraph_graph_list_push_back(&input->held.graph_list, graph);
    if (code != IGRAPH_SUCCESS) {
        igraph_destroy(graph);
    }
    return code;
}

igraph_error_t bridge_hold_vector(bridge_input_t *input, const double *numbers,
                                  igraph_integer_t count) {
    IGRAPH_CHECK(igraph_vector_init(&input->held.vector, count));
    input->live = true;
    input->value.vector = &input->held.vector;
    if (count > 0) {
        memcpy(VECTOR(input->held.vector), numbers, (size_t)count * sizeof *numbers);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t bridge_hold_matrix(bridge_input_t *input, const double *numbers,
                                  igraph_integer_t rows, igraph_integer_t columns) {
    IGRAPH_CHECK(igraph_matrix_init(&input->held.matrix, rows, columns));
    input->live = true;
    input->value.matrix = &input->held.matrix;
    if (rows > 0 && columns > 0) {
        memcpy(VECTOR(input->held.matrix.data), numbers,
               (size_t)rows * (size_t)columns * sizeof *numbers);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t bridge_hold_texts(bridge_input_t *input, igraph_integer_t count) {
    IGRAPH_CHECK(igraph_strvector_init(&input->held.string_list, count));
    input->live = true;
    input->value.string_list = &input->held.string_list;
    return IGRAPH_SUCCESS;
}

igraph_error_t bridge_hold_bytes(bridge_input_t *input, const char *bytes, igraph_integer_t count) {
    IGRAPH_CHECK(igraph_vector_char_init(&input->held.bytes, count));
    input->live = true;
    input->value.bytes = &input->held.bytes;
    if (count > 0) {
        memcpy(VECTOR(input->held.bytes), bytes, (size_t)count);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t bridge_hold_callbacks(bridge_input_t *input, igraph_integer_t count,
                                     latigraph_callback_t **items) {
    *items = calloc((size_t)count + 1, sizeof **items);
    if (*items == NULL) {
        IGRAPH_ERROR("Not enough memory for the functions.", IGRAPH_ENOMEM);
    }
    input->held.callback_list = (latigraph_callback_list_t){*items, count};
    input->live = true;
    input->value.callback_list = &input->held.callback_list;
    return IGRAPH_SUCCESS;
}

void bridge_input_clear(bridge_input_t *input) {
    if (!input->live) {
        return;
    }
    input->live = false;
    switch (input->argument->type) {
    case LATIGRAPH_TYPE_GRAPH:
        igraph_destroy(&input->held.graph);
        break;
    case LATIGRAPH_TYPE_GRAPH_LIST:
        igraph_graph_list_destroy(&input->held.graph_list);
        break;
    case LATIGRAPH_TYPE_VECTOR:
        igraph_vector_destroy(&input->held.vector);
        break;
    case LATIGRAPH_TYPE_MATRIX:
        igraph_matrix_destroy(&input->held.matrix);
        break;
    case LATIGRAPH_TYPE_STRING_LIST:
        igraph_strvector_destroy(&input->held.string_list);
        break;
    case LATIGRAPH_TYPE_BYTES:
        igraph_vector_char_destroy(&input->held.bytes);
        break;
    case LATIGRAPH_TYPE_CALLBACK_LIST:
        free((void *)input->held.callback_list.items);
        break;
    default:
        break;
    }
}
