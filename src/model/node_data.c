/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Compares the node data of circuits with those that a model was fitted with.
 *
 * Positions in another unit would silently be scaled wrongly, so they are an error. Missing node
 * data are a warning: training hides columns at random, so a model works without them, only less
 * well. A column counts as present if one circuit has a value in it that the model can read, which
 * is a level of the vocabulary or a finite number. A circuit without the column is no reason to
 * warn if another one has it. Time: O(neurons).
 */
#include "model/model.h"

#include "base/text.h"
#include "model/vocabulary.h"

#include <math.h>
#include <string.h>

static gboolean has_level(const latigraph_known_column_t *known, const latigraph_column_t *column) {
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&known->levels); k++) {
        for (igraph_integer_t l = 0; l < igraph_vector_ptr_size(&column->levels); l++) {
            if (strcmp(VECTOR(known->levels)[k], VECTOR(column->levels)[l]) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Returns whether the circuit has a value in this column that the model can read. */
static gboolean has_column(const latigraph_circuit_t *circuit,
                           const latigraph_known_column_t *known) {
    const latigraph_column_t *column = latigraph_circuit_column(circuit, known->name);
    if (column == NULL || column->kind != known->kind) {
        return FALSE;
    }
    if (known->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
        return has_level(known, column);
    }
    for (int i = 0; i < circuit->n; i++) {
        if (isfinite(column->value[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static void append_name(latigraph_text_t *names, const char *format, const char *name) {
    if (names->length > 0) {
        latigraph_text_append(names, ", ");
    }
    latigraph_text_print(names, format, name);
}

static void list_missing(const latigraph_vocabulary_t *vocabulary,
                         const latigraph_circuit_list_t *circuits, latigraph_text_t *names) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&vocabulary->columns); k++) {
        const latigraph_known_column_t *known = VECTOR(vocabulary->columns)[k];
        igraph_integer_t i = 0;
        while (i < count && !has_column(latigraph_circuit_list_get(circuits, i), known)) {
            i++;
        }
        if (i == count) {
            append_name(names, "\"%s\"", known->name);
        }
    }
    igraph_integer_t i = 0;
    while (i < count && latigraph_circuit_list_get(circuits, i)->dims != vocabulary->dims) {
        i++;
    }
    if (vocabulary->dims > 0 && i == count) {
        append_name(names, vocabulary->dims == 2 ? "positions in 2 %s" : "positions in 3 %s",
                    "dimensions");
    }
}

static igraph_error_t check_units(const latigraph_vocabulary_t *vocabulary,
                                  const latigraph_circuit_list_t *circuits) {
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, i);
        if (vocabulary->dims > 0 && circuit->dims == vocabulary->dims &&
            g_strcmp0(circuit->unit, vocabulary->unit) != 0) {
            IGRAPH_ERRORF("Circuit \"%s\" has positions in \"%s\", but the model was fitted with "
                          "positions in \"%s\". Convert the positions of the circuit.",
                          IGRAPH_EINVAL, circuit->name, circuit->unit, vocabulary->unit);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_model_check_node_data(const latigraph_model_t *model,
                                               const latigraph_circuit_list_t *circuits) {
    char text[240];
    IGRAPH_CHECK(check_units(model->vocabulary, circuits));
    latigraph_text_t names = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &names);
    if (latigraph_circuit_list_size(circuits) > 0) {
        list_missing(model->vocabulary, circuits, &names);
    }
    IGRAPH_CHECK(latigraph_text_check(&names));
    g_strlcpy(text, latigraph_text(&names), sizeof text);
    latigraph_text_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    if (text[0] != '\0') {
        const gboolean many = latigraph_circuit_list_size(circuits) > 1;
        IGRAPH_WARNINGF("Circuit \"%s\"%s node data that the model was fitted with: %s. They count "
                        "as not known.",
                        latigraph_circuit_list_get(circuits, 0)->name,
                        many ? " and all the others lack" : " lacks", text);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_model_check_like(const latigraph_model_t *model,
                                          const latigraph_circuit_t *like) {
    latigraph_circuit_t *item = (latigraph_circuit_t *)like;
    const latigraph_circuit_list_t one = {.items = &item, .size = 1, .capacity = 1};
    return like != NULL ? latigraph_model_check_node_data(model, &one) : IGRAPH_SUCCESS;
}
