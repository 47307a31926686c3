/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Finds the column that says which neurons are the same in several connectomes.
 *
 * The caller names it. It may be a column of node data, or one that has become the names of the
 * neurons. It may also be one that is left out of the node data, because only one column names the
 * neurons; its values are then kept in a column of their own. The words "id" and the like mean the
 * names of the neurons if the file has no column of that name: tables give ids no column. */

#include "circuit/homologous.h"
#include "formats/settle.h"

#include "base/text.h"

#include <string.h>

/* Raises an error that lists the columns. */
static igraph_error_t refuse(const latigraph_settling_t *settling) {
    const latigraph_raw_t *raw = settling->raw;
    latigraph_text_t names = LATIGRAPH_TEXT_EMPTY;
    char list[400];
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&raw->vertex_columns); c++) {
        const latigraph_raw_column_t *column = VECTOR(raw->vertex_columns)[c];
        latigraph_text_print(&names, "\"%s\", ", column->name);
    }
    latigraph_text_append(&names, "and \"id\" for the names of the neurons");
    const igraph_error_t code = latigraph_text_check(&names);
    g_strlcpy(list, latigraph_text(&names), sizeof list);
    latigraph_text_destroy(&names);
    IGRAPH_CHECK(code);
    IGRAPH_ERRORF("%s: there is no column or attribute \"%s\" to take the identities of the "
                  "neurons from; there are: %s.",
                  IGRAPH_EINVAL, raw->path, settling->options->identity, list);
}

/* Takes the values of a column of the file, wherever they have gone. */
static igraph_error_t take(const latigraph_settling_t *settling,
                           const latigraph_raw_column_t *column) {
    latigraph_circuit_t *circuit = settling->circuit;
    /* A "name" that does not name the neurons has become the label, unless there was one. */
    const gboolean renamed = strcmp(column->name, "name") == 0 &&
                             latigraph_map_find_text(&settling->raw->vertex_index, "label") == NULL;
    const char **texts;
    if (renamed && latigraph_circuit_column(circuit, "label") != NULL) {
        return latigraph_circuit_set_identity(circuit, "label", NULL);
    }
    LATIGRAPH_ALLOCATE(texts, circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        const char *cell = latigraph_raw_cell(column, i);
        texts[i] = latigraph_is_unknown(cell) ? "" : cell;
    }
    IGRAPH_CHECK(latigraph_circuit_set_identity(circuit, column->name, texts));
    g_free(texts);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns whether a word without a column means the names of the neurons: a word for ids, or one
 * for names if there are any. */
static gboolean means_names(const latigraph_settling_t *settling, const char *wanted) {
    const int word = latigraph_id_word(wanted);
    gboolean named = FALSE;
    for (int i = 0; word == 2 && i < settling->circuit->n && !named; i++) {
        named = latigraph_names_someone(settling->circuit->neuron[i]);
    }
    return word > 2 || named || g_strcmp0(wanted, settling->options->id) == 0;
}

igraph_error_t latigraph_settle_identity(const latigraph_settling_t *settling) {
    const latigraph_raw_t *raw = settling->raw;
    const char *wanted = settling->options->identity;
    if (wanted == NULL) {
        return IGRAPH_SUCCESS;
    }
    const latigraph_map_entry_t *entry = latigraph_map_find_text(&raw->vertex_index, wanted);
    if (entry != NULL) {
        return take(settling, VECTOR(raw->vertex_columns)[entry->value.number]);
    }
    return means_names(settling, wanted) ? latigraph_circuit_identify_by_name(settling->circuit)
                                         : refuse(settling);
}
