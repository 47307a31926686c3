/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Neurons that are the same in several connectomes, such as AVAL in two worms.
 *
 * Within a connectome the name identifies a neuron. Across connectomes a column of node data does,
 * which the caller names: a cell class, or the name itself. A circuit keeps the name of that column
 * in its graph attribute "identity". Parts of the circuit, files and graphs of igraph therefore
 * keep the choice without further work, and no text is stored twice. A graph attribute that names
 * no column counts as none, because files of other programs may use the word in another sense.
 *
 * A neuron whose cell is not known has no identity across connectomes and is the same only as
 * itself. Counting treats identities as texts, so that the class 3 of a numeric column and the
 * class "3" of a column of texts are the same.
 */
#include "circuit/homologous.h"

#include "base/map.h"
#include "circuit/column.h"

#include <string.h>

/* Name of the graph attribute, and of the column that keeps values which would be lost. */
static const char ATTRIBUTE[] = "identity";
/* Value of the attribute if the names of the neurons are their identities. */
static const char BY_NAME[] = "name";

/* --- The choice ----------------------------------------------------------------------- */

const char *latigraph_circuit_identity_column(const latigraph_circuit_t *circuit) {
    const latigraph_note_t *note = latigraph_circuit_find_note(circuit, ATTRIBUTE);
    if (note == NULL || note->text == NULL) {
        return NULL;
    }
    return latigraph_circuit_column(circuit, note->text) != NULL || strcmp(note->text, BY_NAME) == 0
               ? note->text
               : NULL;
}

igraph_error_t latigraph_circuit_identify_by_name(latigraph_circuit_t *circuit) {
    return latigraph_circuit_note_text(circuit, ATTRIBUTE, BY_NAME);
}

/* Returns whether every text is the name of its neuron. */
static gboolean are_names(const latigraph_circuit_t *circuit, const char *const *texts) {
    for (int i = 0; i < circuit->n; i++) {
        if (strcmp(texts[i], circuit->neuron[i]) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

igraph_error_t latigraph_circuit_set_identity(latigraph_circuit_t *circuit, const char *column,
                                              const char *const *texts) {
    if (latigraph_circuit_column(circuit, column) != NULL || texts == NULL) {
        return latigraph_circuit_note_text(circuit, ATTRIBUTE, column);
    }
    if (are_names(circuit, texts)) {
        return latigraph_circuit_identify_by_name(circuit);
    }
    IGRAPH_CHECK(latigraph_circuit_add_categorical(circuit, ATTRIBUTE, texts));
    return latigraph_circuit_note_text(circuit, ATTRIBUTE, ATTRIBUTE);
}

igraph_error_t latigraph_circuit_copy_identity(latigraph_circuit_t *to,
                                               const latigraph_circuit_t *from) {
    const char *column = latigraph_circuit_identity_column(from);
    return column != NULL ? latigraph_circuit_note_text(to, ATTRIBUTE, column) : IGRAPH_SUCCESS;
}

/* --- Identities of neurons -------------------------------------------------------------- */

latigraph_identity_reader_t latigraph_identity_reader(const latigraph_circuit_t *circuit) {
    const char *column = latigraph_circuit_identity_column(circuit);
    return (latigraph_identity_reader_t){
        .circuit = circuit,
        .column = column != NULL ? latigraph_circuit_column(circuit, column) : NULL,
        .known = column != NULL};
}

const char *latigraph_identity_of(const latigraph_identity_reader_t *reader, int i,
                                  char buffer[G_ASCII_DTOSTR_BUF_SIZE]) {
    if (!reader->known) {
        return NULL;
    }
    if (reader->column == NULL) {
        return reader->circuit->neuron[i];
    }
    const char *text = latigraph_column_text(reader->column, i, buffer);
    return text[0] != '\0' ? text : NULL;
}

/* --- Lists of circuits ------------------------------------------------------------------ */

const char *const latigraph_split_names[] = {"neuron", "animal", "identity", NULL};

igraph_error_t latigraph_check_split_by(const latigraph_circuit_list_t *circuits,
                                        latigraph_split_by_t by) {
    if (by != LATIGRAPH_SPLIT_BY_IDENTITY) {
        return IGRAPH_SUCCESS;
    }
    for (igraph_integer_t c = 0; c < circuits->size; c++) {
        if (latigraph_circuit_identity_column(circuits->items[c]) != NULL) {
            return IGRAPH_SUCCESS;
        }
    }
    IGRAPH_ERROR("A split by identity needs neurons that have one: name the column that holds it "
                 "(--identity=COLUMN when reading, or the graph attribute \"identity\").",
                 IGRAPH_EINVAL);
}

igraph_integer_t latigraph_count_unstated(const latigraph_circuit_list_t *circuits) {
    igraph_integer_t count = 0;
    for (igraph_integer_t c = 0; c < circuits->size; c++) {
        count += latigraph_circuit_is_unstated(circuits->items[c]);
    }
    return count;
}

igraph_error_t latigraph_number_connectomes(const latigraph_circuit_list_t *circuits, int *number,
                                            int *count) {
    latigraph_map_t known = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &known);
    for (igraph_integer_t c = 0; c < circuits->size; c++) {
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        IGRAPH_CHECK(
            latigraph_map_add_text(&known, circuits->items[c]->connectome, &entry, &added));
        if (added) {
            entry->value.number = (gint64)known.count - 1;
        }
        if (number != NULL) {
            number[c] = (int)entry->value.number;
        }
    }
    *count = (int)known.count;
    latigraph_map_destroy(&known);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
