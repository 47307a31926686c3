/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Running a call and reading its outputs.
 *
 * A call goes through three states: inputs are set (call_set.c), it has run, or its outputs were
 * restored from an earlier result. Completing the inputs is separate from running, so that a face
 * can refuse a wrong input before it reads large files. Graphs are converted only where they are
 * needed: an operation with structs gets circuits and gives circuits, and igraph graphs are made
 * of them when somebody asks for graphs. A figure can be drawn of a restored result, since figures
 * read the request and the result alone. */

#include "operation/call_state.h"

#include "base/map.h"
#include "base/text.h"

#include <latigraph/registry.h>

#include <string.h>

/* --- Completing the inputs -------------------------------------------------------------- */

/* Raises the error that quotes argument, value and range. */
static igraph_error_t refuse_value(const latigraph_call_t *call, const latigraph_argument_t *row,
                                   const latigraph_value_t *value) {
    char message[400];
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    latigraph_text_print(&text, "Argument \"%s\" of operation \"%s\" is ", row->name,
                         call->operation->name);
    latigraph_argument_append_value(row, value, &text);
    latigraph_text_append(&text, " but must be ");
    latigraph_argument_append_range(row, &text);
    const igraph_error_t code = latigraph_text_check(&text);
    g_strlcpy(message, latigraph_text(&text), sizeof message);
    latigraph_text_destroy(&text);
    IGRAPH_CHECK(code);
    IGRAPH_ERRORF("%s.", IGRAPH_EINVAL, message);
}

/* Defaults were looked at when the module was loaded. */
static igraph_error_t set_default(slot_t *slot, const latigraph_argument_t *row) {
    slot->given = TRUE;
    if (row->type == LATIGRAPH_TYPE_VECTOR) {
        IGRAPH_CHECK(latigraph_slot_hold(slot, row->type));
        gboolean good;
        IGRAPH_CHECK(latigraph_parse_vector(row->default_text, &slot->held.vector, &good));
    } else {
        latigraph_argument_parse(row, row->default_text, &slot->value);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t complete_input(latigraph_call_t *call, igraph_integer_t i) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    slot_t *slot = &call->slots[i];
    if (!slot->given && !row->optional) {
        IGRAPH_ERRORF("Operation \"%s\" needs its argument \"%s\" (%s).", IGRAPH_EINVAL,
                      call->operation->name, row->name, latigraph_type_name(row->type));
    }
    if (!slot->given && row->default_text != NULL) {
        IGRAPH_CHECK(set_default(slot, row));
    }
    if (slot->given && !latigraph_argument_allows(row, &slot->value)) {
        return refuse_value(call, row, &slot->value);
    }
    return latigraph_call_check_names(call, i);
}

/**
 * \function latigraph_call_check
 * \brief Checks that no required input is missing and sets defaults.
 *
 * \ref latigraph_call_run() does it as well; call this before work that is done between setting the
 * inputs and running.
 *
 * \param call The call.
 * \return Error code: \c IGRAPH_EINVAL if an input is missing or out of range.
 *
 * Time complexity: O(arguments).
 *
 * Example: missing inputs are found before the circuits are generated.
 * \verbatim
 *   latigraph_call_set(call, "model", (latigraph_value_t){.model = model});
 *   if (latigraph_call_check(call) == IGRAPH_SUCCESS) {
 *       latigraph_call_run(call);
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_call_check(latigraph_call_t *call) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count && !call->checked; i++) {
        if (call->operation->arguments[i].direction == LATIGRAPH_IN) {
            IGRAPH_CHECK(complete_input(call, i));
        }
    }
    call->checked = TRUE;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_want
 * \brief Asks for an output of an operation that computes only what is wanted.
 *
 * \param call A call that has not run.
 * \param name The output.
 * \return Error code: \c IGRAPH_EINVAL if there is no such output.
 *
 * Time complexity: O(arguments).
 *
 * Example: the one number of an operation of a module.
 * \verbatim
 *   latigraph_call_want(call, "ratio");
 *   latigraph_call_run(call);
 * \endverbatim
 */
igraph_error_t latigraph_call_want(latigraph_call_t *call, const char *name) {
    igraph_integer_t row;
    IGRAPH_CHECK(latigraph_call_find(call, name, &row));
    call->slots[row].given = TRUE;
    return IGRAPH_SUCCESS;
}

/* --- Running ------------------------------------------------------------------------------ */

/* Graphs for an operation that takes graphs, of a slot that was given circuits. */
static igraph_error_t make_graphs(slot_t *slot, const latigraph_argument_t *row) {
    if (slot->circuits == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (row->type == LATIGRAPH_TYPE_GRAPH_LIST) {
        IGRAPH_CHECK(latigraph_slot_hold(slot, row->type));
        return latigraph_graphs_of(&slot->held.graph_list, slot->circuits);
    }
    if (!slot->live) {
        IGRAPH_CHECK(latigraph_circuit_to_graph(latigraph_circuit_list_get(slot->circuits, 0),
                                                &slot->held.graph));
        slot->live = TRUE;
        slot->value.graph = &slot->held.graph;
    }
    return IGRAPH_SUCCESS;
}

/* Gives the values of all slots to an operation that has no structs, and takes them back. */
static igraph_error_t invoke(latigraph_call_t *call) {
    const latigraph_operation_t *operation = call->operation;
    latigraph_value_t *values;
    igraph_bool_t *given;
    LATIGRAPH_ALLOCATE(values, operation->argument_count);
    LATIGRAPH_ALLOCATE(given, operation->argument_count);
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        slot_t *slot = &call->slots[i];
        if (row->direction == LATIGRAPH_IN) {
            IGRAPH_CHECK(make_graphs(slot, row));
        } else if (slot->given && slot->value.graph == NULL) {
            IGRAPH_CHECK(latigraph_slot_hold(slot, row->type));
            slot->value.graph =
                row->type == LATIGRAPH_TYPE_GRAPH ? &slot->held.graph : slot->value.graph;
        }
        values[i] = slot->value;
        given[i] = slot->given;
    }
    IGRAPH_CHECK(operation->invoke(values, given));
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        if (row->direction == LATIGRAPH_OUT && given[i]) {
            slot_t *slot = &call->slots[i];
            slot->live = slot->live || values[i].graph == &slot->held.graph;
            slot->owns_string = row->type == LATIGRAPH_TYPE_STRING;
            slot->value = values[i];
        }
    }
    g_free(given);
    g_free(values);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_run
 * \brief Runs a call.
 *
 * \param call The call, whose required inputs are set. A call runs once.
 * \return Error code: \c IGRAPH_EINVAL if an input is missing or out of range or the call has run,
 *         otherwise what the operation returns.
 *
 * Time complexity: that of the operation.
 *
 * Example: a call whose inputs are set.
 * \verbatim
 *   latigraph_value_t value;
 *   if (latigraph_call_run(call) == IGRAPH_SUCCESS) {
 *       latigraph_call_get(call, "names", &value);
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_call_run(latigraph_call_t *call) {
    if (call->done) {
        IGRAPH_ERRORF("This call of operation \"%s\" has run; create another one.", IGRAPH_EINVAL,
                      call->operation->name);
    }
    IGRAPH_CHECK(latigraph_call_check(call));
    if (call->operation->run == NULL) {
        IGRAPH_CHECK(invoke(call));
    } else {
        IGRAPH_CHECK(latigraph_call_pack(call));
        IGRAPH_CHECK(latigraph_call_init_result(call));
        IGRAPH_CHECK(call->operation->run(call->request, call->result, &call->remarks));
    }
    call->done = TRUE;
    return latigraph_remark_undefined(call);
}

/**
 * \function latigraph_call_copy_remarks
 * \brief Adds the remarks of another call, for example of the one that read the circuits.
 *
 * \param call The call that gets the remarks.
 * \param from The call whose remarks are copied.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: linear in the length of the remarks.
 *
 * Example: remarks of reading become remarks of the result.
 * \verbatim
 *   latigraph_call_t *reading;
 *   latigraph_call_create(&reading, "read_graphs");
 *   latigraph_call_set_text(reading, "paths", "cortex.graphml");
 *   latigraph_call_run(reading);
 *   latigraph_call_copy_remarks(call, reading);
 *   latigraph_call_destroy(reading);
 * \endverbatim
 */
igraph_error_t latigraph_call_copy_remarks(latigraph_call_t *call, const latigraph_call_t *from) {
    for (igraph_integer_t i = 0; i < latigraph_call_remark_count(from); i++) {
        const latigraph_remark_t remark = latigraph_call_remark(from, i);
        IGRAPH_CHECK(
            latigraph_remark_add(&call->remarks, remark.kind, remark.about, "%s", remark.text));
    }
    return IGRAPH_SUCCESS;
}

/* --- Outputs --------------------------------------------------------------------------------- */

static igraph_error_t find_output(const latigraph_call_t *call, const char *name,
                                  igraph_integer_t *row) {
    IGRAPH_CHECK(latigraph_call_find(call, name, row));
    if (!call->done && !call->restored) {
        IGRAPH_ERRORF("Operation \"%s\" has not run: its \"%s\" is not known.", IGRAPH_EINVAL,
                      call->operation->name, name);
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_get
 * \brief Reads an output.
 *
 * \param call A call that has run.
 * \param name The output, or an input that was set.
 * \param value Gets the value. What it points to belongs to the call; a model is handed out by
 *        \ref latigraph_call_take_model() instead.
 * \return Error code: \c IGRAPH_EINVAL if there is no such argument or the call has not run.
 *
 * Time complexity: O(1), for graphs linear in their size at the first time.
 *
 * Example: the distance of the code after steering.
 * \verbatim
 *   latigraph_value_t value;
 *   latigraph_call_get(call, "distance", &value);
 *   printf("%g SD\n", value.real);
 * \endverbatim
 */
igraph_error_t latigraph_call_get(latigraph_call_t *call, const char *name,
                                  latigraph_value_t *value) {
    igraph_integer_t row;
    IGRAPH_CHECK(find_output(call, name, &row));
    if (call->operation->run != NULL &&
        call->operation->arguments[row].direction == LATIGRAPH_OUT) {
        IGRAPH_CHECK(latigraph_call_unpack(call, row));
    }
    *value = call->slots[row].value;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_circuits
 * \brief Reads an output of graphs as circuits, without making graphs of them.
 *
 * \param call A call that has run.
 * \param name The output: a list of graphs or a graph.
 * \param circuits Gets the circuits, which belong to the call.
 * \return Error code: \c IGRAPH_EINVAL if there is no such output or it is no graph.
 *
 * Time complexity: O(1); linear in the size of the graphs if the operation gave graphs.
 *
 * Example: the number of circuits that a call has made.
 * \verbatim
 *   const latigraph_circuit_list_t *made;
 *   latigraph_call_circuits(call, "circuits", &made);
 *   printf("%ld circuits\n", (long)latigraph_circuit_list_size(made));
 * \endverbatim
 */
igraph_error_t latigraph_call_circuits(latigraph_call_t *call, const char *name,
                                       const latigraph_circuit_list_t **circuits) {
    igraph_integer_t i;
    IGRAPH_CHECK(find_output(call, name, &i));
    const latigraph_argument_t *row = &call->operation->arguments[i];
    slot_t *slot = &call->slots[i];
    if (row->type != LATIGRAPH_TYPE_GRAPH && row->type != LATIGRAPH_TYPE_GRAPH_LIST) {
        IGRAPH_ERRORF("Argument \"%s\" of operation \"%s\" is no graph.", IGRAPH_EINVAL, name,
                      call->operation->name);
    }
    if (call->operation->run != NULL && row->type == LATIGRAPH_TYPE_GRAPH_LIST &&
        (row->show & LATIGRAPH_SHOW_PLAIN) == 0) {
        *circuits = latigraph_place(call->result, row);
        return IGRAPH_SUCCESS;
    }
    if (call->operation->run != NULL) {
        IGRAPH_CHECK(latigraph_call_unpack(call, i));
    }
    if (!slot->converted_live) {
        IGRAPH_CHECK(latigraph_circuit_list_init(&slot->converted));
        IGRAPH_FINALLY(latigraph_circuit_list_destroy, &slot->converted);
        IGRAPH_CHECK(latigraph_append_circuits(&slot->converted, row, &slot->value, NULL,
                                               LATIGRAPH_UNDIRECTED_REFUSE));
        IGRAPH_FINALLY_CLEAN(1);
        slot->converted_live = TRUE;
    }
    *circuits = &slot->converted;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_take_model
 * \brief Takes a model out of a call.
 *
 * \param call A call that has run.
 * \param name The output: a model.
 * \param model Gets the model, which then belongs to the caller; free it with \c model_destroy of
 *        the operation's module. \c NULL if it was taken before.
 * \return Error code: \c IGRAPH_EINVAL if there is no such output or it is no model.
 *
 * Time complexity: O(1).
 *
 * Example: the model that a fit has made.
 * \verbatim
 *   void *fitted;
 *   latigraph_call_take_model(call, "model", &fitted);
 *   latigraph_model_write(fitted, "cortex.safetensors");
 *   latigraph_model_destroy(fitted);
 * \endverbatim
 */
igraph_error_t latigraph_call_take_model(latigraph_call_t *call, const char *name, void **model) {
    igraph_integer_t i;
    IGRAPH_CHECK(find_output(call, name, &i));
    const latigraph_argument_t *row = &call->operation->arguments[i];
    if (row->type != LATIGRAPH_TYPE_MODEL || row->direction != LATIGRAPH_OUT) {
        IGRAPH_ERRORF("Argument \"%s\" of operation \"%s\" is no model that it makes.",
                      IGRAPH_EINVAL, name, call->operation->name);
    }
    void **place = call->operation->run != NULL ? latigraph_place(call->result, row)
                                                : &call->slots[i].value.model;
    *model = *place;
    *place = NULL;
    return IGRAPH_SUCCESS;
}

/* --- Labels -------------------------------------------------------------------------------------
 */

igraph_error_t latigraph_split_words(const char *words, igraph_strvector_t *list) {
    char **parts;
    IGRAPH_CHECK(latigraph_split_text(words, "|", &parts));
    IGRAPH_FINALLY(g_strfreev, parts);
    IGRAPH_CHECK(igraph_strvector_resize(list, (igraph_integer_t)g_strv_length(parts)));
    for (igraph_integer_t k = 0; parts[k] != NULL; k++) {
        IGRAPH_CHECK(igraph_strvector_set(list, k, parts[k]));
    }
    g_strfreev(parts);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Gives words that occur again a number ("circuit#2"), so that labels tell entries apart. */
static igraph_error_t number_repeats(igraph_strvector_t *words) {
    latigraph_map_t seen = LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    IGRAPH_FINALLY(latigraph_map_destroy, &seen);
    for (igraph_integer_t k = 0; k < igraph_strvector_size(words); k++) {
        latigraph_map_entry_t *entry;
        char *other;
        IGRAPH_CHECK(latigraph_map_add_text(&seen, igraph_strvector_get(words, k), &entry, NULL));
        entry->value.number++;
        if (entry->value.number > 1) {
            IGRAPH_CHECK(
                latigraph_print_text(&other, "%s#%d", entry->text, (int)entry->value.number));
            IGRAPH_FINALLY(g_free, other);
            IGRAPH_CHECK(igraph_strvector_set(words, k, other));
            g_free(other);
            IGRAPH_FINALLY_CLEAN(1);
        }
    }
    latigraph_map_destroy(&seen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_labels
 * \brief The labels of the rows or columns of an output.
 *
 * A word that occurs again gets a number, as in "circuit#2".
 *
 * \param call A call that has run.
 * \param labels What the \c rows or \c columns of the output's row say; \c NULL gives no labels.
 * \param words An initialised list, which gets the labels.
 * \return Error code: \c IGRAPH_EINVAL if the list of labels is no argument of the operation.
 *
 * Time complexity: O(labels).
 *
 * Example: the names of the steered properties.
 * \verbatim
 *   igraph_strvector_t words;
 *   igraph_strvector_init(&words, 0);
 *   latigraph_call_labels(call, "steered", &words);
 *   puts(igraph_strvector_get(&words, 0));
 *   igraph_strvector_destroy(&words);
 * \endverbatim
 */
igraph_error_t latigraph_call_labels(latigraph_call_t *call, const char *labels,
                                     igraph_strvector_t *words) {
    latigraph_value_t value;
    igraph_strvector_clear(words);
    if (labels == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (strchr(labels, '|') != NULL) {
        return latigraph_split_words(labels, words);
    }
    IGRAPH_CHECK(latigraph_call_get(call, labels, &value));
    IGRAPH_CHECK(latigraph_copy_words(words, value.string_list));
    return number_repeats(words);
}

/* --- Results of earlier calls -------------------------------------------------------------- */

/**
 * \function latigraph_call_restore
 * \brief Sets an output as an earlier call gave it, so that its result can be written or drawn.
 *
 * \param call A call that has not run, of an operation that has \c run.
 * \param name The output.
 * \param value Its value, which is copied.
 * \return Error code: \c IGRAPH_EINVAL if there is no such output or its size does not fit that of
 *         others.
 *
 * Time complexity: linear in the size of the value.
 *
 * Example: the code of an earlier result.
 * \verbatim
 *   latigraph_call_restore(call, "code", (latigraph_value_t){.vector = &code});
 * \endverbatim
 */
igraph_error_t latigraph_call_restore(latigraph_call_t *call, const char *name,
                                      latigraph_value_t value) {
    igraph_integer_t row;
    IGRAPH_CHECK(latigraph_call_find(call, name, &row));
    if (call->operation->run == NULL ||
        call->operation->arguments[row].direction != LATIGRAPH_OUT) {
        IGRAPH_ERRORF("\"%s\" of operation \"%s\" is no output that can be set.", IGRAPH_EINVAL,
                      name, call->operation->name);
    }
    IGRAPH_CHECK(latigraph_call_init_result(call));
    call->restored = TRUE;
    return latigraph_call_store(call, row, &value);
}
