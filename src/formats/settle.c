/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Makes a circuit of a raw graph: who is who, which edges there are, and what they weigh.
 *
 * Names. A neuron is known by its id where the file gives ids of its own. Many formats only count
 * their vertices (n0, n1, ... or 0, 1, ...); such ids are the same in every file and name nobody,
 * so the column "name", else "id", else "label" identifies the neurons, if its values are known and
 * distinct. Files of latigraph have a column "neuron", which goes before all of these.
 *
 * Weights. The option names a column, or a usual name is found. A name that may mean something
 * else, such as "size", is a weight only if no two rows have the same neurons: a table of synapses
 * has sizes of synapses, and the weight of an edge is then their number. A column "sign" of −1 and
 * 1 holds the signs of the edges. */

#include "formats/settle.h"

#include "base/map.h"
#include "base/number_text.h"
#include "base/remarks.h"
#include "circuit/column.h"
#include "circuit/edges.h"
#include "circuit/number.h"

#include <math.h>
#include <string.h>

/* --- Names ---------------------------------------------------------------------- */

static const latigraph_raw_column_t *find_column(const igraph_vector_ptr_t *columns,
                                                 const latigraph_map_t *index, const char *name) {
    const latigraph_map_entry_t *entry = latigraph_map_find_text(index, name);
    return entry != NULL ? VECTOR(*columns)[entry->value.number] : NULL;
}

/* Returns whether the ids are a prefix of at most two letters and consecutive numbers from 0 or 1:
 * the format counts its vertices. */
static gboolean ids_are_counted(const latigraph_raw_t *raw) {
    const int n = latigraph_raw_size(raw);
    if (n == 0) {
        return TRUE;
    }
    const char *first = latigraph_raw_id(raw, 0);
    const gsize prefix = strcspn(first, "0123456789");
    gint64 least = G_MAXINT64, most = -1;
    for (int i = 0; i < n; i++) {
        const char *id = latigraph_raw_id(raw, i);
        char *end;
        if (prefix > 2 || strncmp(id, first, prefix) != 0 || !g_ascii_isdigit(id[prefix]) ||
            (id[prefix] == '0' && id[prefix + 1] != '\0')) {
            return FALSE;
        }
        const gint64 number = g_ascii_strtoll(id + prefix, &end, 10);
        if (*end != '\0') {
            return FALSE;
        }
        least = MIN(least, number);
        most = MAX(most, number);
    }
    return least <= 1 && most - least == n - 1; /* ids are distinct */
}

/* Returns whether all cells of a column are known and distinct. */
static igraph_error_t names_everyone(const latigraph_settling_t *settling,
                                     const latigraph_raw_column_t *column, gboolean *distinct) {
    latigraph_map_t seen = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &seen);
    *distinct = TRUE;
    for (int i = 0; i < settling->circuit->n && *distinct; i++) {
        const char *cell = latigraph_raw_cell(column, i);
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        cell = cell[0] != '\0' ? cell : latigraph_raw_id(settling->raw, i);
        IGRAPH_CHECK(latigraph_map_add_text(&seen, cell, &entry, &added));
        *distinct = added;
    }
    latigraph_map_destroy(&seen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Finds the column that names the neurons, or NULL where the ids do. */
static igraph_error_t choose_names(const latigraph_settling_t *settling,
                                   const latigraph_raw_column_t **chosen) {
    static const char *const names[] = {"neuron", "name", "id", "label"};
    const latigraph_raw_t *raw = settling->raw;
    const gboolean counted = ids_are_counted(raw);
    *chosen = NULL;
    for (gsize k = 0; k < G_N_ELEMENTS(names) && *chosen == NULL; k++) {
        const latigraph_raw_column_t *column =
            find_column(&raw->vertex_columns, &raw->vertex_index, names[k]);
        gboolean distinct;
        if (column == NULL || (k > 0 && !counted)) {
            continue;
        }
        IGRAPH_CHECK(names_everyone(settling, column, &distinct));
        if (distinct) {
            *chosen = column;
        } else if (k < 2) {
            IGRAPH_CHECK(latigraph_remark_add(
                settling->report->remarks, "names-repeat", settling->circuit->name,
                "Values of \"%s\" repeat and cannot name the neurons, which keep their numbers.",
                names[k]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Finds the column of the option id. */
static igraph_error_t named_column(const latigraph_settling_t *settling,
                                   const latigraph_raw_column_t **chosen) {
    const latigraph_raw_t *raw = settling->raw;
    const char *wanted = settling->options->id;
    gboolean distinct;
    *chosen = find_column(&raw->vertex_columns, &raw->vertex_index, wanted);
    if (*chosen == NULL) {
        IGRAPH_ERRORF("%s: there is no attribute \"%s\" to take the ids of the neurons from.",
                      IGRAPH_EINVAL, raw->path, wanted);
    }
    IGRAPH_CHECK(names_everyone(settling, *chosen, &distinct));
    if (!distinct) {
        IGRAPH_ERRORF("%s: values of \"%s\" repeat, so that they cannot be the ids of the neurons.",
                      IGRAPH_EINVAL, raw->path, wanted);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_settle_names(const latigraph_settling_t *settling, const char **used) {
    const latigraph_raw_t *raw = settling->raw;
    const latigraph_raw_column_t *chosen = NULL;
    const gboolean asked =
        settling->options->id != NULL &&
        latigraph_map_find_text(&raw->vertex_index, settling->options->id) != NULL;
    IGRAPH_CHECK(asked ? named_column(settling, &chosen) : choose_names(settling, &chosen));
    for (int i = 0; i < settling->circuit->n; i++) {
        const char *name = chosen != NULL ? latigraph_raw_cell(chosen, i) : "";
        name = name[0] != '\0' ? name : latigraph_raw_id(raw, i);
        IGRAPH_CHECK(latigraph_circuit_name_neuron(settling->circuit, i, name));
    }
    *used = chosen != NULL ? chosen->name : NULL;
    return IGRAPH_SUCCESS;
}

/* --- Weights ----------------------------------------------------------------------- */

/* Returns whether two edges have the same ends, in either order for undirected ones. */
static igraph_error_t has_repeated(const latigraph_raw_t *raw, gboolean *repeated) {
    latigraph_map_t seen = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &seen);
    *repeated = FALSE;
    for (int e = 0; e < raw->m && !*repeated; e++) {
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        IGRAPH_CHECK(latigraph_map_add_integer(
            &seen, (gint64)raw->from[e] << 32 | (gint64)raw->to[e], &entry, &added));
        *repeated = !added;
    }
    latigraph_map_destroy(&seen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns whether any edge has a value of a column, which formats may declare in vain. */
static gboolean has_values(const latigraph_raw_t *raw, const latigraph_raw_column_t *column) {
    for (int e = 0; e < MIN(raw->m, column->room); e++) {
        if (column->cell[e] != NULL) {
            return TRUE;
        }
    }
    return column->otherwise != NULL;
}

/* Returns whether all known cells of an edge column are numbers, and one is. */
static gboolean is_numeric(const latigraph_raw_t *raw, const latigraph_raw_column_t *column) {
    int numbers = 0;
    double value;
    for (int e = 0; e < raw->m; e++) {
        const char *cell = latigraph_raw_cell(column, e);
        if (!latigraph_is_unknown(cell)) {
            if (!latigraph_parse_value(cell, raw->commas, &value)) {
                return FALSE;
            }
            numbers++;
        }
    }
    return numbers > 0;
}

/* "weight", "size_sum": the numeric columns of the edges. */
static void list_numeric(const latigraph_raw_t *raw, char *text, gsize size) {
    text[0] = '\0';
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&raw->edge_columns); c++) {
        const latigraph_raw_column_t *column = VECTOR(raw->edge_columns)[c];
        if (strcmp(column->name, "sign") != 0 && is_numeric(raw, column)) {
            g_strlcat(text, text[0] != '\0' ? ", \"" : "\"", size);
            g_strlcat(text, column->name, size);
            g_strlcat(text, "\"", size);
        }
    }
}

/* Names the numeric columns that could be weights and are not used. */
static igraph_error_t remark_unused(const latigraph_settling_t *settling) {
    char names[256];
    list_numeric(settling->raw, names, sizeof names);
    if (names[0] == '\0') {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(settling->report->remarks, "no-weights", settling->circuit->name,
                                "No column is taken for weights; numeric columns of the edges are "
                                "%s (--weight=NAME uses one).",
                                names);
}

/* Finds the column of the weights by its name, or NULL. */
static igraph_error_t find_weights(const latigraph_settling_t *settling,
                                   const latigraph_raw_column_t **found) {
    const latigraph_raw_t *raw = settling->raw;
    int best = 0;
    *found = NULL;
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&raw->edge_columns); c++) {
        const latigraph_raw_column_t *column = VECTOR(raw->edge_columns)[c];
        int word = strcmp(column->name, "weight") == 0 ? 3 : latigraph_weight_word(column->name);
        if (word > best && (word == 3 ? has_values(raw, column) : is_numeric(raw, column))) {
            best = word;
            *found = column;
        }
    }
    gboolean repeated = FALSE;
    if (best == 1) {
        IGRAPH_CHECK(has_repeated(raw, &repeated));
    }
    if (repeated) {
        IGRAPH_CHECK(latigraph_remark_add(settling->report->remarks, "weights",
                                          settling->circuit->name,
                                          "\"%s\" is not taken for weights, because rows repeat: "
                                          "an edge weighs as many as it has "
                                          "rows. --weight=%s adds up its values instead.",
                                          (*found)->name, (*found)->name));
        *found = NULL;
        return IGRAPH_SUCCESS;
    }
    return *found == NULL ? remark_unused(settling) : IGRAPH_SUCCESS;
}

static igraph_error_t named_weights(const latigraph_settling_t *settling,
                                    const latigraph_raw_column_t **found) {
    const latigraph_raw_t *raw = settling->raw;
    char names[256];
    *found = find_column(&raw->edge_columns, &raw->edge_index, settling->options->weight);
    if (*found == NULL) {
        list_numeric(raw, names, sizeof names);
        IGRAPH_ERRORF("%s: there is no column or edge attribute \"%s\" to take the weights from; "
                      "the numeric ones are: %s.",
                      IGRAPH_EINVAL, raw->path, settling->options->weight,
                      names[0] != '\0' ? names : "none");
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t refuse_weight(const latigraph_settling_t *settling,
                                    const latigraph_raw_column_t *column, int e,
                                    const char *reason) {
    const latigraph_raw_t *raw = settling->raw;
    char where[32] = "";
    if (raw->line != NULL) {
        g_snprintf(where, sizeof where, ", line %d", raw->line[e]);
    }
    IGRAPH_ERRORF(
        "%s%s, column \"%s\": \"%.60s\" is not a weight of the edge from \"%s\" to \"%s\": "
        "%s. To read no weights, pass weight=none.",
        IGRAPH_PARSEERROR, raw->path, where, column->name, latigraph_raw_cell(column, e),
        latigraph_raw_id(raw, raw->from[e]), latigraph_raw_id(raw, raw->to[e]), reason);
}

/* Reads the weights of a column into `weight`: NaN where a cell is not known, and 1 where an edge
 * has no such attribute at all. */
static igraph_error_t read_weights(const latigraph_settling_t *settling,
                                   const latigraph_raw_column_t *column, double *weight) {
    const latigraph_raw_t *raw = settling->raw;
    int without = 0;
    gboolean comma = FALSE;
    for (int e = 0; e < raw->m; e++) {
        const char *cell = latigraph_raw_cell(column, e);
        const gboolean absent =
            column->otherwise == NULL && (e >= column->room || column->cell[e] == NULL);
        without += absent;
        comma = comma || (raw->commas && strchr(cell, ',') != NULL);
        weight[e] = absent ? 1 : NAN;
        if (!latigraph_is_unknown(cell) && !latigraph_parse_value(cell, raw->commas, &weight[e])) {
            return refuse_weight(settling, column, e, "it is not a number");
        }
        /* Here the line and the text are known, so that the error can name them. */
        const char *fault = latigraph_weight_fault(weight[e], settling->options);
        if (fault != NULL && raw->from[e] != raw->to[e]) {
            return refuse_weight(settling, column, e, fault);
        }
    }
    if (comma) {
        IGRAPH_CHECK(
            latigraph_remark_add(settling->report->remarks, "decimal-commas", column->name,
                                 "Commas in the weights are read as decimal commas: 1,5 is "
                                 "1.5, and 1,500 is also 1.5."));
    }
    if (without > 0) {
        return latigraph_remark_add(
            settling->report->remarks, "unknown-weights", settling->circuit->name,
            "%d of %d edges have no \"%s\" and get the weight 1.", without, raw->m, column->name);
    }
    return IGRAPH_SUCCESS;
}

static gboolean ignores_weights(const char *wanted) {
    return g_strcmp0(wanted, "none") == 0 || g_strcmp0(wanted, "count") == 0;
}

/* Gets the weights (m), which the caller frees, or NULL. */
static igraph_error_t settle_weights(const latigraph_settling_t *settling, double **weight) {
    const latigraph_raw_t *raw = settling->raw;
    const char *wanted = settling->options->weight;
    const latigraph_raw_column_t *column = NULL;
    *weight = NULL;
    if (ignores_weights(wanted) || raw->m == 0) {
        return IGRAPH_SUCCESS;
    }
    if (wanted != NULL && raw->weight == NULL) {
        IGRAPH_CHECK(named_weights(settling, &column));
    } else if (raw->weight == NULL) {
        IGRAPH_CHECK(find_weights(settling, &column));
    }
    if (column == NULL) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(*weight, raw->m);
    IGRAPH_CHECK(read_weights(settling, column, *weight));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Edges ------------------------------------------------------------------------- */

/* A list that gives every undirected edge once has all its edges from an earlier to a later neuron,
 * or all the other way. A directed circuit with at least this many edges is practically never like
 * that. */
enum { ONE_WAY_LEAST = 20 };

static gboolean is_one_way(const latigraph_raw_t *raw) {
    int up = 0, down = 0;
    for (int e = 0; e < raw->m && (up == 0 || down == 0); e++) {
        up += raw->from[e] < raw->to[e];
        down += raw->from[e] > raw->to[e];
    }
    return up + down >= ONE_WAY_LEAST && (up == 0 || down == 0);
}

/* Gets the signs (m) of the column "sign", which the caller frees, or NULL if there is none or if
 * it holds anything else than −1 and 1. */
static igraph_error_t settle_signs(const latigraph_settling_t *settling, double **sign) {
    const latigraph_raw_t *raw = settling->raw;
    const latigraph_raw_column_t *column =
        find_column(&raw->edge_columns, &raw->edge_index, "sign");
    *sign = NULL;
    if (column == NULL || raw->m == 0 || !latigraph_weight_has_signs(settling->options->weight)) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(*sign, raw->m);
    IGRAPH_FINALLY_CLEAN(1);
    for (int e = 0; e < raw->m; e++) {
        if (!latigraph_parse_number(latigraph_raw_cell(column, e), &(*sign)[e])) {
            (*sign)[e] = NAN;
        }
    }
    if (!latigraph_are_signs(*sign, raw->m)) {
        g_clear_pointer(sign, g_free);
    }
    return IGRAPH_SUCCESS;
}

/* Decides whether the edges are directed, where the file does not say so. */
static igraph_error_t settle_direction(const latigraph_settling_t *settling, gboolean *directed) {
    const latigraph_raw_t *raw = settling->raw;
    *directed = raw->direction == LATIGRAPH_DIRECTION_DIRECTED ||
                settling->options->undirected == LATIGRAPH_UNDIRECTED_DIRECTED;
    if (*directed || raw->direction != LATIGRAPH_DIRECTION_NOT_STATED) {
        return IGRAPH_SUCCESS;
    }
    const latigraph_undirected_t undirected = settling->options->undirected;
    *directed = undirected != LATIGRAPH_UNDIRECTED_KEEP && !is_one_way(raw);
    if (!*directed &&
        (undirected == LATIGRAPH_UNDIRECTED_REFUSE || undirected == LATIGRAPH_UNDIRECTED_STATED)) {
        IGRAPH_ERRORF(
            "%s: all %d edges run the same way in the order of the neurons, which suggests that "
            "undirected edges are listed once. If they are undirected, pass undirected=mutual to "
            "read each as two directed edges, or undirected=keep for surrogates and their tests. "
            "If they are directed, pass undirected=directed.",
            IGRAPH_EINVAL, raw->path, raw->m);
    }
    return IGRAPH_SUCCESS;
}

/* Marks the undirected edges of a graph that has both kinds. */
static igraph_error_t mark_undirected(const latigraph_settling_t *settling, gboolean directed,
                                      gboolean *mark) {
    const latigraph_raw_t *raw = settling->raw;
    int undirected = 0;
    for (int e = 0; e < raw->m; e++) {
        mark[e] = raw->kind[e] == LATIGRAPH_DIRECTION_NOT_STATED
                      ? !directed
                      : raw->kind[e] == LATIGRAPH_DIRECTION_UNDIRECTED;
        undirected += mark[e];
    }
    if (undirected == 0 || undirected == raw->m) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        settling->report->remarks, "mixed-directions", settling->circuit->name,
        "%d of %d edges are undirected; each is read as two directed ones.", undirected, raw->m);
}

/* Sets the edges. A list that does not say what its edges are, and has each in both directions,
 * such as a symmetric matrix, is kept undirected without adding the two up. */
static igraph_error_t settle_list(const latigraph_settling_t *settling,
                                  const latigraph_raw_edges_t *list) {
    latigraph_circuit_t *circuit = settling->circuit;
    if (settling->options->undirected == LATIGRAPH_UNDIRECTED_KEEP && !list->directed &&
        list->undirected == NULL && settling->raw->direction == LATIGRAPH_DIRECTION_NOT_STATED) {
        latigraph_raw_edges_t both_ways = *list;
        both_ways.directed = TRUE;
        IGRAPH_CHECK(latigraph_circuit_settle_edges(circuit, &both_ways, settling->options, NULL));
        if (latigraph_circuit_is_symmetric(circuit)) {
            IGRAPH_CHECK(latigraph_circuit_settle_edges(circuit, &both_ways, settling->options,
                                                        settling->report));
            circuit->undirected = TRUE;
            return IGRAPH_SUCCESS;
        }
    }
    return latigraph_circuit_settle_edges(circuit, list, settling->options, settling->report);
}

igraph_error_t latigraph_settle_edges(const latigraph_settling_t *settling) {
    const latigraph_raw_t *raw = settling->raw;
    double *weight, *sign;
    gboolean *mark = NULL;
    latigraph_raw_edges_t list = {.m = raw->m, .from = raw->from, .to = raw->to};
    IGRAPH_CHECK(settle_direction(settling, &list.directed));
    if (raw->kind != NULL) {
        LATIGRAPH_ALLOCATE(mark, raw->m);
        IGRAPH_CHECK(mark_undirected(settling, list.directed, mark));
        list.undirected = mark;
    }
    IGRAPH_CHECK(settle_weights(settling, &weight));
    IGRAPH_FINALLY(g_free, weight);
    IGRAPH_CHECK(settle_signs(settling, &sign));
    IGRAPH_FINALLY(g_free, sign);
    list.sign = sign;
    list.weight = ignores_weights(settling->options->weight) ? NULL
                  : weight != NULL                           ? weight
                                                             : raw->weight;
    IGRAPH_CHECK(settle_list(settling, &list));
    g_free(sign);
    g_free(weight);
    IGRAPH_FINALLY_CLEAN(2);
    if (mark != NULL) {
        g_free(mark);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

/* --- The circuit ---------------------------------------------------------------------- */

static igraph_error_t settle_notes(const latigraph_settling_t *settling) {
    latigraph_circuit_t *circuit = settling->circuit;
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&settling->raw->notes); k++) {
        const latigraph_note_t *note = VECTOR(settling->raw->notes)[k];
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        if (note->text == NULL && !latigraph_is_reserved_note(note->name)) {
            IGRAPH_CHECK(latigraph_circuit_note_number(circuit, note->name, note->number));
        } else if (strcmp(note->name, "unit") == 0 && circuit->dims > 0) {
            if (circuit->unit[0] == '\0' && note->text != NULL) {
                IGRAPH_CHECK(latigraph_replace_text(&circuit->unit, note->text));
            }
        } else {
            IGRAPH_CHECK(latigraph_circuit_take_attribute(
                circuit, note->name,
                note->text != NULL ? note->text : latigraph_number_text(note->number, buffer)));
        }
    }
    return settling->options->connectome != NULL
               ? latigraph_replace_text(&circuit->connectome, settling->options->connectome)
               : IGRAPH_SUCCESS;
}

igraph_error_t latigraph_raw_settle(const latigraph_raw_t *raw, const char *name,
                                    const latigraph_read_options_t *options,
                                    latigraph_read_report_t *report,
                                    latigraph_circuit_list_t *list) {
    latigraph_settling_t settling = {raw, NULL, options, report};
    const char *used;
    IGRAPH_CHECK(latigraph_circuit_create(&settling.circuit, name, latigraph_raw_size(raw), 0, NULL,
                                          NULL, NULL));
    IGRAPH_FINALLY(latigraph_circuit_destroy, settling.circuit);
    IGRAPH_CHECK(latigraph_settle_names(&settling, &used));
    IGRAPH_CHECK(latigraph_settle_columns(&settling, used));
    IGRAPH_CHECK(latigraph_settle_positions(&settling));
    IGRAPH_CHECK(settle_notes(&settling));
    IGRAPH_CHECK(latigraph_settle_identity(&settling));
    IGRAPH_CHECK(latigraph_settle_edges(&settling));
    report->circuits++;
    IGRAPH_CHECK(latigraph_circuit_list_push_back(list, settling.circuit));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
