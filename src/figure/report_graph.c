/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Graphs in the data of the report.
 *
 * Edges are either n² bits, row by row of the senders, or pairs of numbers, whichever is shorter:
 * bits for dense circuits, pairs for sparse ones. Both are in ascending order of sender and
 * receiver, as are the weights. Arrays are base64 of little-endian numbers, which a browser turns
 * into a typed array in one call and which take a third of the space of JSON numbers.
 *
 * Names of neurons are left out where they only count from 0. Types are numbers of one list for
 * all circuits; beyond 255 types, the rest is "not known". O(n²) or O(n + m).
 */
#include "figure/report.h"

#include "base/byte_order.h"
#include "base/memory.h"
#include "circuit/circuit.h"
#include "measure/types.h"

#include <string.h>

enum { MOST_TYPES = 255, NO_TYPE = 255, MOST_SMALL = 256 };

/* --- Bytes ------------------------------------------------------------------------------------ */

igraph_error_t report_bytes(report_t *report, const char *name, const void *bytes, gsize size) {
    gint state = 0, kept = 0;
    char *text;
    LATIGRAPH_ALLOCATE(text, (size / 3 + 1) * 4 + 4); /* g_base64_encode() would end the process */
    const gsize length = g_base64_encode_step(bytes, size, FALSE, text, &state, &kept);
    g_base64_encode_close(FALSE, text + length, &state, &kept);
    latigraph_json_text(&report->json, name, text);
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes a number as a little-endian one in single precision. */
static void put_float(guchar *at, double number) {
    float value = (float)number;
    latigraph_little_endian(&value, 1, sizeof value);
    memcpy(at, &value, sizeof value);
}

/* --- Edges ------------------------------------------------------------------------------------ */

static igraph_error_t write_bits(report_t *report, const latigraph_circuit_t *circuit) {
    const gsize n = (gsize)circuit->n, size = (n * n + 7) / 8;
    guchar *bytes;
    LATIGRAPH_ALLOCATE(bytes, size);
    for (gsize i = 0; i < n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            const gsize bit = i * n + (gsize)circuit->out_to[e];
            bytes[bit / 8] |= (guchar)(1U << bit % 8);
        }
    }
    IGRAPH_CHECK(report_bytes(report, "bits", bytes, size));
    g_free(bytes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes pairs of numbers of `width` bytes. */
static igraph_error_t write_pairs(report_t *report, const latigraph_circuit_t *circuit,
                                  gsize width) {
    guchar *bytes;
    gsize at = 0;
    LATIGRAPH_ALLOCATE(bytes, 2 * width * (gsize)circuit->m);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            const guint ends[2] = {(guint)i, (guint)circuit->out_to[e]};
            for (int k = 0; k < 2; k++) {
                for (gsize b = 0; b < width; b++) {
                    bytes[at++] = (guchar)(ends[k] >> 8 * b);
                }
            }
        }
    }
    IGRAPH_CHECK(report_bytes(report, "pairs", bytes, at));
    g_free(bytes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_weights(report_t *report, const latigraph_circuit_t *circuit) {
    guchar *bytes;
    LATIGRAPH_ALLOCATE(bytes, 4 * (gsize)circuit->m);
    for (int e = 0; e < circuit->m; e++) {
        put_float(bytes + 4 * (gsize)e, circuit->weight[e]);
    }
    IGRAPH_CHECK(report_bytes(report, "weights", bytes, 4 * (gsize)circuit->m));
    g_free(bytes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Neurons ---------------------------------------------------------------------------------- */

/* Finds the number that the report gives to each level of a column. level (levels). */
static igraph_error_t number_levels(report_t *report, const latigraph_column_t *column,
                                    guchar *number) {
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&column->levels); k++) {
        const char *level = VECTOR(column->levels)[k];
        igraph_integer_t place = latigraph_find_text(&report->types, level, 0);
        if (place < 0 && level[0] != '\0' && igraph_strvector_size(&report->types) < MOST_TYPES) {
            place = igraph_strvector_size(&report->types);
            IGRAPH_CHECK(igraph_strvector_push_back(&report->types, level));
        }
        number[k] = place < 0 ? NO_TYPE : (guchar)place;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_types(report_t *report, const latigraph_circuit_t *circuit) {
    const latigraph_column_t *column = latigraph_type_column(circuit);
    guchar *bytes, *number;
    if (column == NULL) {
        latigraph_json_text(&report->json, "types", NULL);
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(number, igraph_vector_ptr_size(&column->levels));
    LATIGRAPH_ALLOCATE(bytes, circuit->n);
    IGRAPH_CHECK(number_levels(report, column, number));
    for (int i = 0; i < circuit->n; i++) {
        bytes[i] = column->level[i] < 0 ? NO_TYPE : number[column->level[i]];
    }
    IGRAPH_CHECK(report_bytes(report, "types", bytes, (gsize)circuit->n));
    g_free(bytes);
    g_free(number);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Writes three coordinates of each neuron; those of a plane end in 0. */
static igraph_error_t write_positions(report_t *report, const latigraph_circuit_t *circuit) {
    guchar *bytes;
    if (circuit->position == NULL || circuit->dims < 1) {
        latigraph_json_text(&report->json, "positions", NULL);
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(bytes, 12 * (gsize)circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        for (int d = 0; d < 3; d++) {
            put_float(bytes + 12 * (gsize)i + 4 * (gsize)d,
                      d < circuit->dims ? circuit->position[i * circuit->dims + d] : 0);
        }
    }
    IGRAPH_CHECK(report_bytes(report, "positions", bytes, 12 * (gsize)circuit->n));
    g_free(bytes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns whether the names of the neurons are 0, 1, 2, ... */
static gboolean only_count(const latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n; i++) {
        char number[16];
        g_snprintf(number, sizeof number, "%d", i);
        if (strcmp(number, circuit->neuron[i]) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

static void write_labels(report_t *report, const latigraph_circuit_t *circuit) {
    latigraph_json_t *json = &report->json;
    if (only_count(circuit)) {
        latigraph_json_text(json, "labels", NULL);
        return;
    }
    latigraph_json_name(json, "labels");
    latigraph_json_begin_array(json);
    for (int i = 0; i < circuit->n; i++) {
        latigraph_json_add_text(json, circuit->neuron[i]);
    }
    latigraph_json_end_array(json);
}

/* --- All of it -------------------------------------------------------------------------------- */

igraph_error_t report_write_graph(report_t *report, const latigraph_circuit_t *circuit,
                                  gboolean neurons, gboolean weights) {
    const gsize n = (gsize)circuit->n, width = n <= MOST_SMALL ? 1 : 2;
    if ((n * n + 7) / 8 <= 2 * width * (gsize)circuit->m) {
        IGRAPH_CHECK(write_bits(report, circuit));
    } else {
        IGRAPH_CHECK(write_pairs(report, circuit, width));
    }
    if (weights && circuit->weight != NULL) {
        IGRAPH_CHECK(write_weights(report, circuit));
    } else {
        latigraph_json_text(&report->json, "weights", NULL);
    }
    if (neurons) {
        IGRAPH_CHECK(write_types(report, circuit));
        IGRAPH_CHECK(write_positions(report, circuit));
        write_labels(report, circuit);
    } else {
        latigraph_json_text(&report->json, "types", NULL);
        latigraph_json_text(&report->json, "positions", NULL);
        latigraph_json_text(&report->json, "labels", NULL);
    }
    return IGRAPH_SUCCESS;
}
