/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

#include "operation/call_state.h"

#include <string.h>

/* Every row of every operation: its place in the struct, its labels and its texts. A row with a
 * wrong place would read or write another value without a word. */

/* Bytes that the value of a row takes in a request or result. */
static size_t size_of(const latigraph_argument_t *row) {
    const gboolean output = row->direction == LATIGRAPH_OUT;
    switch (row->stride != 0 ? row->element : row->type) {
    case LATIGRAPH_TYPE_INTEGER:
        return sizeof(igraph_integer_t);
    case LATIGRAPH_TYPE_REAL:
        return sizeof(igraph_real_t);
    case LATIGRAPH_TYPE_BOOLEAN:
        return sizeof(igraph_bool_t);
    case LATIGRAPH_TYPE_STRING:
        return row->choices != NULL ? sizeof(int) : sizeof(char *);
    case LATIGRAPH_TYPE_VECTOR:
        return output ? sizeof(igraph_vector_t) : sizeof(void *);
    case LATIGRAPH_TYPE_MATRIX:
        return output ? sizeof(igraph_matrix_t) : sizeof(void *);
    case LATIGRAPH_TYPE_STRING_LIST:
        return output ? sizeof(igraph_strvector_t) : sizeof(void *);
    case LATIGRAPH_TYPE_BYTES:
        return output ? sizeof(igraph_vector_char_t) : sizeof(void *);
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return !output                                    ? sizeof(void *)
               : (row->show & LATIGRAPH_SHOW_PLAIN) != 0  ? sizeof(igraph_graph_list_t)
               : (row->show & LATIGRAPH_SHOW_STREAM) != 0 ? sizeof(latigraph_circuit_stream_t)
                                                          : sizeof(latigraph_circuit_list_t);
    case LATIGRAPH_TYPE_GRAPH:
        return output && (row->show & LATIGRAPH_SHOW_PLAIN) != 0 ? sizeof(igraph_graph_list_t)
                                                                 : sizeof(void *);
    case LATIGRAPH_TYPE_CALLBACK_LIST:
        return sizeof(latigraph_callback_list_t);
    default:
        return sizeof(void *);
    }
}

static void check_place(const latigraph_operation_t *operation, const latigraph_argument_t *row) {
    const size_t all =
        row->direction == LATIGRAPH_OUT ? operation->result_size : operation->request_size;
    const size_t used = row->stride != 0 ? sizeof(latigraph_items_t) : row->size;
    if (row->size != size_of(row) || row->place + used > all) {
        FAIL("%s: row \"%s\" has %zu bytes at %zu of %zu, and its type has %zu", operation->name,
             row->name, row->size, row->place, all, size_of(row));
    }
    CHECK(row->stride == 0 || row->within + row->size <= row->stride);
}

/* Two rows of one struct share no bytes, unless they are fields of the same items. */
static void check_apart(const latigraph_operation_t *operation, igraph_integer_t i,
                        igraph_integer_t k) {
    const latigraph_argument_t *a = &operation->arguments[i], *b = &operation->arguments[k];
    if (a->direction != b->direction) {
        return;
    }
    const gboolean items = a->stride != 0 && b->stride != 0 && a->place == b->place;
    const size_t first = items ? a->within : a->place, second = items ? b->within : b->place;
    const size_t a_size = a->stride != 0 && !items ? sizeof(latigraph_items_t) : a->size;
    const size_t b_size = b->stride != 0 && !items ? sizeof(latigraph_items_t) : b->size;
    const gboolean apart = first + a_size <= second || second + b_size <= first;
    if (!apart) {
        FAIL("%s: rows \"%s\" and \"%s\" overlap", operation->name, a->name, b->name);
    }
}

/* Texts are sentences, so that every face can show them as they are. */
static void check_texts(const latigraph_operation_t *operation, const latigraph_argument_t *row) {
    const gboolean sentence =
        row->doc != NULL && row->doc[0] != '\0' && g_str_has_suffix(row->doc, ".");
    if (!sentence) {
        FAIL("%s: the text of \"%s\" is no sentence: %s", operation->name, row->name, row->doc);
    }
    CHECK(row->undefined == NULL || !g_str_has_suffix(row->undefined, "."));
    CHECK(row->undefined == NULL || row->direction == LATIGRAPH_OUT);
}

static void check_operation(const latigraph_operation_t *operation) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        check_texts(operation, &operation->arguments[i]);
        if (operation->run != NULL) {
            check_place(operation, &operation->arguments[i]);
        }
        for (igraph_integer_t k = 0; operation->run != NULL && k < i; k++) {
            check_apart(operation, i, k);
        }
    }
    CHECK(operation->summary != NULL && g_str_has_suffix(operation->summary, "."));
    CHECK(latigraph_operation_is_property(operation) || operation->example != NULL);
}

/* No two options of a command have the same long or short name. */
static void check_options(const latigraph_operation_t *operation) {
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        if (row->direction == LATIGRAPH_IN) {
            char *option;
            CHECK(latigraph_argument_option(row, &option) == IGRAPH_SUCCESS);
            CHECK(g_hash_table_add(seen, option));
            CHECK(row->letter == 0 || g_hash_table_add(seen, g_strdup_printf("%c", row->letter)));
            CHECK(row->letter == 0 || strchr("oqh", row->letter) == NULL);
        }
    }
    g_hash_table_unref(seen);
}

int main(void) {
    test_init();
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        check_operation(latigraph_operation_get(i));
        check_options(latigraph_operation_get(i));
    }
    return 0;
}
