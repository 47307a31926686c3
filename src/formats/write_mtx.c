/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Plain lists of edges: Matrix Market files and edge lists.
 *
 * Matrix Market's coordinate format has one line "row column value" per entry, counted from 1
 * (Boisvert, Pozo, Remington, The Matrix Market exchange formats, NISTIR 5935, 1996). An edge i → j
 * is the entry in row i and column j, as in igraph, networkx and scipy.sparse.csgraph. The field
 * "integer" is used where all weights are whole, so that synapse counts stay counts in SciPy, Julia
 * and MATLAB; "pattern" says that there are no weights. Names and node data have no place in the
 * format. */

#include "formats/write_formats.h"

#include "base/text_room.h"

#include <string.h>

static void append_pair(latigraph_text_t *text, int source, int target) {
    latigraph_write_append_integer(text, source);
    latigraph_text_append_character(text, ' ');
    latigraph_write_append_integer(text, target);
}

igraph_error_t latigraph_write_mtx(const latigraph_circuit_t *circuit, FILE *file) {
    const igraph_bool_t weighted = circuit->weight != NULL || circuit->sign != NULL;
    const igraph_bool_t whole = weighted && latigraph_write_whole_weights(circuit);
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    latigraph_text_print(&text,
                         "%%%%MatrixMarket matrix coordinate %s general\n"
                         "%% An entry in row i and column j is an edge from neuron i to neuron j.\n"
                         "%d %d %d\n",
                         whole ? "integer" : (weighted ? "real" : "pattern"), circuit->n,
                         circuit->n, circuit->m);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            append_pair(&text, i + 1, circuit->out_to[e] + 1);
            if (whole) {
                latigraph_text_append_character(&text, ' ');
                latigraph_write_append_integer(&text,
                                               (gint64)latigraph_circuit_signed_weight(circuit, e));
            } else if (weighted) {
                latigraph_text_append_character(&text, ' ');
                latigraph_write_append_number(&text, latigraph_circuit_signed_weight(circuit, e),
                                              "nan");
            }
            latigraph_text_append_character(&text, '\n');
        }
        IGRAPH_CHECK(latigraph_write_some(&text, file));
    }
    IGRAPH_CHECK(latigraph_write_rest(&text, file));
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Appends a row of an edge list, which begins with the sender and a blank. */
static void append_row(latigraph_text_t *text, const char *sender, size_t length, int target) {
    char *at = latigraph_text_reserve(text, 2 * LATIGRAPH_DIGITS + 2);
    if (at != NULL) {
        memcpy(at, sender, length);
        at = latigraph_write_digits(at + length, target);
        *at++ = '\n';
        latigraph_text_extend(text, at);
    }
}

/* Writes the edges as pairs of numbers from 0 on. */
igraph_error_t latigraph_write_edgelist(const latigraph_circuit_t *circuit, FILE *file) {
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    for (int i = 0; i < circuit->n; i++) {
        char sender[LATIGRAPH_DIGITS + 1], *end = latigraph_write_digits(sender, i);
        *end++ = ' ';
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            append_row(&text, sender, (size_t)(end - sender), circuit->out_to[e]);
        }
        IGRAPH_CHECK(latigraph_write_some(&text, file));
    }
    IGRAPH_CHECK(latigraph_write_rest(&text, file));
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
