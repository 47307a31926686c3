/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Making a call and setting its inputs.
 *
 * Every face sets inputs by name, from values, from texts or from circuits. A value is borrowed,
 * because Python and R keep their objects alive during a call and copying a million edges would
 * cost more than most operations; a text is parsed into a value that the call owns. Names of
 * properties are checked as soon as they are set, so that a misspelt one is found before any work,
 * and the error names the nearest one that exists. */

#include "operation/call_state.h"

#include "base/memory.h"
#include "base/nearest_word.h"

#include <latigraph/registry.h>

#include <stdlib.h>
#include <string.h>

/**
 * \function latigraph_call_create
 * \brief Begins a call of an operation.
 *
 * \param call Gets the call; free it with \ref latigraph_call_destroy().
 * \param operation The operation's name; hyphens may be written for underscores.
 * \return Error code: \c IGRAPH_EINVAL if there is no such operation, \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(arguments).
 *
 * Example: properties of circuits as JSON.
 * \verbatim
 *   latigraph_call_t *call;
 *   char *text;
 *   latigraph_call_create(&call, "properties");
 *   latigraph_call_set_circuits(call, "circuits", &circuits);
 *   latigraph_call_set_text(call, "only", "reciprocity");
 *   latigraph_call_run(call);
 *   latigraph_call_write(call, LATIGRAPH_FORM_JSON, 80, &text);
 *   igraph_free(text);
 *   latigraph_call_destroy(call);
 * \endverbatim
 */
igraph_error_t latigraph_call_create(latigraph_call_t **call, const char *operation) {
    const latigraph_operation_t *found = latigraph_operation_find(operation);
    latigraph_call_t *made;
    char *request, *result;
    if (found == NULL) {
        IGRAPH_ERRORF("There is no operation \"%s\".", IGRAPH_EINVAL,
                      operation != NULL ? operation : "");
    }
    LATIGRAPH_ALLOCATE(made, 1);
    LATIGRAPH_ALLOCATE(made->slots, found->argument_count);
    LATIGRAPH_ALLOCATE(request, found->request_size);
    LATIGRAPH_ALLOCATE(result, found->result_size);
    made->operation = found;
    made->request = request;
    made->result = result;
    latigraph_figure_style_init(&made->style);
    IGRAPH_CHECK(latigraph_remarks_init(&made->remarks));
    IGRAPH_FINALLY_CLEAN(4);
    *call = made;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_destroy
 * \brief Frees a call and all outputs that were not taken from it.
 *
 * \param call The call; \c NULL does nothing.
 *
 * Time complexity: linear in the size of the outputs.
 *
 * Example: a call that is created and freed.
 * \verbatim
 *   latigraph_call_t *made;
 *   latigraph_call_create(&made, "models");
 *   latigraph_call_destroy(made);
 * \endverbatim
 */
void latigraph_call_destroy(latigraph_call_t *call) {
    if (call == NULL) {
        return;
    }
    const latigraph_operation_t *operation = call->operation;
    const latigraph_module_t *module = latigraph_operation_module(operation);
    latigraph_call_destroy_structs(call); /* first, because slots say which places are in use */
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        latigraph_slot_clear(&call->slots[i], &operation->arguments[i], module);
    }
    latigraph_remarks_destroy(&call->remarks);
    g_free(call->result);
    g_free(call->request);
    g_free(call->slots);
    g_free(call->title);
    g_free(call);
}

/**
 * \function latigraph_call_operation
 * \brief The operation that a call is of.
 *
 * \param call The call.
 * \return The operation's table.
 *
 * Time complexity: O(1).
 *
 * Example: the name of the operation of a call.
 * \verbatim
 *   puts(latigraph_call_operation(call)->name);
 * \endverbatim
 */
const latigraph_operation_t *latigraph_call_operation(const latigraph_call_t *call) {
    return call->operation;
}

/* --- Rows by name ------------------------------------------------------------------- */

igraph_error_t latigraph_call_find(const latigraph_call_t *call, const char *name,
                                   igraph_integer_t *row) {
    const latigraph_operation_t *operation = call->operation;
    if (name == NULL) {
        IGRAPH_ERRORF("An argument of operation \"%s\" is without a name.", IGRAPH_EINVAL,
                      operation->name);
    }
    const char **names;
    LATIGRAPH_ALLOCATE(names, operation->argument_count);
    for (*row = 0; *row < operation->argument_count; (*row)++) {
        if (strcmp(operation->arguments[*row].name, name) == 0) {
            g_free(names);
            IGRAPH_FINALLY_CLEAN(1);
            return IGRAPH_SUCCESS;
        }
        names[*row] = operation->arguments[*row].name;
    }
    const char *nearest = latigraph_nearest_word(name, names);
    g_free(names);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_ERRORF("Operation \"%s\" has no argument \"%s\"%s%s%s", IGRAPH_EINVAL, operation->name,
                  name, nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                  nearest != NULL ? "\"?" : ".");
}

static igraph_error_t find_input(const latigraph_call_t *call, const char *name,
                                 igraph_integer_t *row) {
    IGRAPH_CHECK(latigraph_call_find(call, name, row));
    if (call->operation->arguments[*row].direction != LATIGRAPH_IN) {
        IGRAPH_ERRORF("Argument \"%s\" of operation \"%s\" is an output and cannot be set.",
                      IGRAPH_EINVAL, name, call->operation->name);
    }
    return IGRAPH_SUCCESS;
}

/* --- Slots -------------------------------------------------------------------------- */

igraph_error_t latigraph_slot_hold(slot_t *slot, latigraph_type_t type) {
    if (slot->live) {
        return IGRAPH_SUCCESS;
    }
    switch (type) {
    case LATIGRAPH_TYPE_GRAPH_LIST:
        IGRAPH_CHECK(igraph_graph_list_init(&slot->held.graph_list, 0));
        slot->value.graph_list = &slot->held.graph_list;
        break;
    case LATIGRAPH_TYPE_VECTOR:
        IGRAPH_CHECK(igraph_vector_init(&slot->held.vector, 0));
        slot->value.vector = &slot->held.vector;
        break;
    case LATIGRAPH_TYPE_MATRIX:
        IGRAPH_CHECK(igraph_matrix_init(&slot->held.matrix, 0, 0));
        slot->value.matrix = &slot->held.matrix;
        break;
    case LATIGRAPH_TYPE_STRING_LIST:
        IGRAPH_CHECK(igraph_strvector_init(&slot->held.string_list, 0));
        slot->value.string_list = &slot->held.string_list;
        break;
    case LATIGRAPH_TYPE_BYTES:
        IGRAPH_CHECK(igraph_vector_char_init(&slot->held.bytes, 0));
        slot->value.bytes = &slot->held.bytes;
        break;
    default:
        return IGRAPH_SUCCESS;
    }
    slot->live = TRUE;
    return IGRAPH_SUCCESS;
}

static void destroy_held(slot_t *slot, latigraph_type_t type) {
    switch (type) {
    case LATIGRAPH_TYPE_GRAPH:
        igraph_destroy(&slot->held.graph);
        break;
    case LATIGRAPH_TYPE_GRAPH_LIST:
        igraph_graph_list_destroy(&slot->held.graph_list);
        break;
    case LATIGRAPH_TYPE_VECTOR:
        igraph_vector_destroy(&slot->held.vector);
        break;
    case LATIGRAPH_TYPE_MATRIX:
        igraph_matrix_destroy(&slot->held.matrix);
        break;
    case LATIGRAPH_TYPE_STRING_LIST:
        igraph_strvector_destroy(&slot->held.string_list);
        break;
    case LATIGRAPH_TYPE_BYTES:
        igraph_vector_char_destroy(&slot->held.bytes);
        break;
    default:
        break;
    }
}

void latigraph_slot_clear(slot_t *slot, const latigraph_argument_t *row,
                          const latigraph_module_t *module) {
    const gboolean output = row->direction == LATIGRAPH_OUT;
    if (slot->live) {
        destroy_held(slot, row->type);
    }
    if (slot->converted_live) {
        latigraph_circuit_list_destroy(&slot->converted);
    }
    if (slot->files_live) {
        igraph_strvector_destroy(&slot->files);
    }
    if (slot->owns_string) {
        free((void *)slot->value.string);
    }
    if (output && row->type == LATIGRAPH_TYPE_MODEL && slot->value.model != NULL &&
        module != NULL && module->model_destroy != NULL) {
        module->model_destroy(slot->value.model);
    }
    memset(slot, 0, sizeof *slot);
}

/* --- Names of properties ---------------------------------------------------------------- */

/* The functions of the call's list, which may be named as properties. */
static const latigraph_callback_list_t *functions_of(const latigraph_call_t *call) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        if (call->operation->arguments[i].type == LATIGRAPH_TYPE_CALLBACK_LIST &&
            call->slots[i].given) {
            return call->slots[i].value.callback_list;
        }
    }
    return NULL;
}

/* "reciprocity" of "reciprocity += 0.1". */
static igraph_error_t check_name(const latigraph_call_t *call, const char *text) {
    latigraph_callback_list_t user;
    igraph_integer_t property;
    char *name;
    IGRAPH_CHECK(latigraph_copy_text_part(text, strcspn(text, "="), &name));
    IGRAPH_FINALLY(g_free, name);
    g_strstrip(name);
    if (g_str_has_suffix(name, "+") || g_str_has_suffix(name, "-")) {
        name[strlen(name) - 1] = '\0';
        g_strchomp(name);
    }
    IGRAPH_CHECK(latigraph_callback_list_copy(&user, functions_of(call)));
    IGRAPH_FINALLY(latigraph_callback_list_destroy, &user);
    IGRAPH_CHECK(latigraph_property_resolve(&user, name, &property));
    latigraph_callback_list_destroy(&user);
    g_free(name);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_call_check_names(const latigraph_call_t *call, igraph_integer_t i) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    const slot_t *slot = &call->slots[i];
    if ((row->show & LATIGRAPH_SHOW_PROPERTY) == 0 || !slot->given) {
        return IGRAPH_SUCCESS;
    }
    if (row->type == LATIGRAPH_TYPE_STRING) {
        return check_name(call, slot->value.string);
    }
    for (igraph_integer_t k = 0; k < igraph_strvector_size(slot->value.string_list); k++) {
        IGRAPH_CHECK(check_name(call, igraph_strvector_get(slot->value.string_list, k)));
    }
    return IGRAPH_SUCCESS;
}

/* --- Inputs ------------------------------------------------------------------------- */

/**
 * \function latigraph_call_set
 * \brief Sets an input.
 *
 * \param call A call that has not run.
 * \param name The input.
 * \param value Its value, which is borrowed until the call is destroyed. A pointer that is \c NULL
 *        counts as left out.
 * \return Error code: \c IGRAPH_EINVAL if there is no such input.
 *
 * Time complexity: O(arguments).
 *
 * Example: the model of a call.
 * \verbatim
 *   latigraph_call_set(call, "model", (latigraph_value_t){.model = model});
 * \endverbatim
 */
igraph_error_t latigraph_call_set(latigraph_call_t *call, const char *name,
                                  latigraph_value_t value) {
    igraph_integer_t row;
    IGRAPH_CHECK(find_input(call, name, &row));
    slot_t *slot = &call->slots[row];
    const latigraph_argument_t *argument = &call->operation->arguments[row];
    latigraph_slot_clear(slot, argument, NULL);
    slot->value = value;
    slot->given = !latigraph_type_is_pointer(argument->type) || value.graph != NULL;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_refuse_text(const char *owner, const latigraph_argument_t *row,
                                     const char *text) {
    char range[300];
    latigraph_text_t all = LATIGRAPH_TEXT_EMPTY;
    latigraph_argument_append_range(row, &all);
    const igraph_error_t code = latigraph_text_check(&all);
    g_strlcpy(range, latigraph_text(&all), sizeof range);
    latigraph_text_destroy(&all);
    IGRAPH_CHECK(code);
    IGRAPH_ERRORF("Argument \"%s\" of %s is \"%s\" but must be %s%s%s.", IGRAPH_EINVAL, row->name,
                  owner, text, latigraph_argument_kind(row), range[0] != '\0' ? ", " : "", range);
}

static igraph_error_t refuse_text(const latigraph_call_t *call, const latigraph_argument_t *row,
                                  const char *text) {
    char owner[200];
    g_snprintf(owner, sizeof owner, "operation \"%s\"", call->operation->name);
    return latigraph_refuse_text(owner, row, text);
}

static igraph_error_t set_words(slot_t *slot, const char *text) {
    IGRAPH_CHECK(latigraph_slot_hold(slot, LATIGRAPH_TYPE_STRING_LIST));
    /* The word "none" makes an empty list, which is something else than a list that is left out. */
    return strcmp(text, "none") == 0 ? IGRAPH_SUCCESS
                                     : igraph_strvector_push_back(&slot->held.string_list, text);
}

/**
 * \function latigraph_call_set_text
 * \brief Sets an input from a text, as the command line does.
 *
 * Numbers, booleans and words are checked against the row at once. A vector is numbers with commas,
 * colons or blanks between them. A list of texts grows by one text at each call; "none" leaves it
 * empty.
 *
 * \param call A call that has not run.
 * \param name The input: a number, boolean, string, list of texts or vector.
 * \param text The text, which is copied.
 * \return Error code: \c IGRAPH_EINVAL if there is no such input, it has no form as a text, or the
 *         text is not allowed; the message quotes the text and the range.
 *
 * Time complexity: O(arguments) and the length of the text.
 *
 * Example: two requests and the number of circuits.
 * \verbatim
 *   latigraph_call_set_text(call, "targets", "reciprocity=+1sd");
 *   latigraph_call_set_text(call, "targets", "density=0.1");
 *   latigraph_call_set_text(call, "count", "20");
 * \endverbatim
 */
igraph_error_t latigraph_call_set_text(latigraph_call_t *call, const char *name, const char *text) {
    igraph_integer_t i;
    IGRAPH_CHECK(find_input(call, name, &i));
    const latigraph_argument_t *row = &call->operation->arguments[i];
    slot_t *slot = &call->slots[i];
    slot->given = TRUE;
    if (row->type == LATIGRAPH_TYPE_STRING_LIST) {
        IGRAPH_CHECK(set_words(slot, text));
        return latigraph_call_check_names(call, i);
    }
    latigraph_slot_clear(slot, row, NULL);
    slot->given = TRUE;
    if (row->type == LATIGRAPH_TYPE_VECTOR) {
        gboolean good;
        IGRAPH_CHECK(latigraph_slot_hold(slot, row->type));
        IGRAPH_CHECK(latigraph_parse_vector(text, &slot->held.vector, &good));
        return good ? IGRAPH_SUCCESS : refuse_text(call, row, text);
    }
    if (!latigraph_argument_parse(row, text, &slot->value)) {
        return refuse_text(call, row, text);
    }
    if (row->type == LATIGRAPH_TYPE_STRING) {
        slot->value.string = strdup(text);
        slot->owns_string = TRUE;
        if (slot->value.string == NULL) {
            IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
        }
    }
    return latigraph_call_check_names(call, i);
}

/* Raises an error if a circuit is undirected and the input takes directed ones. */
static igraph_error_t check_directions(const latigraph_operation_t *operation,
                                       const latigraph_argument_t *row,
                                       const latigraph_circuit_list_t *circuits) {
    if ((row->show & (LATIGRAPH_SHOW_UNDIRECTED | LATIGRAPH_SHOW_PLAIN)) != 0) {
        return IGRAPH_SUCCESS;
    }
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        if (latigraph_circuit_is_undirected(circuit)) {
            IGRAPH_ERRORF("Circuit \"%s\" is undirected, and operation \"%s\" takes directed "
                          "ones. Read it with undirected=mutual, each edge as two directed ones.",
                          IGRAPH_EINVAL, latigraph_circuit_name(circuit), operation->name);
        }
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_set_circuits
 * \brief Sets an input of graphs from circuits.
 *
 * \param call A call that has not run.
 * \param name An input that is a graph or a list of graphs; a graph takes the first circuit.
 * \param circuits The circuits, which are borrowed until the call is destroyed.
 * \return Error code: \c IGRAPH_EINVAL if there is no such input, it is no graph, or a circuit is
 *    undirected and the input takes directed ones.
 *
 * Time complexity: O(arguments + circuits).
 *
 * Example: the circuits of a call.
 * \verbatim
 *   latigraph_call_set_circuits(call, "circuits", &circuits);
 * \endverbatim
 */
igraph_error_t latigraph_call_set_circuits(latigraph_call_t *call, const char *name,
                                           const latigraph_circuit_list_t *circuits) {
    igraph_integer_t i;
    IGRAPH_CHECK(find_input(call, name, &i));
    const latigraph_argument_t *row = &call->operation->arguments[i];
    if (row->type != LATIGRAPH_TYPE_GRAPH && row->type != LATIGRAPH_TYPE_GRAPH_LIST) {
        IGRAPH_ERRORF("Argument \"%s\" of operation \"%s\" is no graph.", IGRAPH_EINVAL, name,
                      call->operation->name);
    }
    if (row->type == LATIGRAPH_TYPE_GRAPH && latigraph_circuit_list_size(circuits) != 1) {
        IGRAPH_ERRORF("Argument \"%s\" of operation \"%s\" is one circuit, not %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, name, call->operation->name,
                      latigraph_circuit_list_size(circuits));
    }
    IGRAPH_CHECK(check_directions(call->operation, row, circuits));
    latigraph_slot_clear(&call->slots[i], row, NULL);
    call->slots[i].circuits = circuits;
    call->slots[i].given = TRUE;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_set_sink
 * \brief Has the circuits of an output handed out one by one.
 *
 * \param call A call that has not run.
 * \param name An output that is marked as a stream, as the circuits of the operation generate.
 * \param sink Gets every circuit as soon as it is made; the list of the output then stays empty.
 * \param data Is passed to \p sink.
 * \return Error code: \c IGRAPH_EINVAL if the output is no stream.
 *
 * Time complexity: O(arguments).
 *
 * Example: circuits that are written as they come.
 * \verbatim
 *   latigraph_call_set_sink(call, "circuits", write_circuit, NULL);
 *   latigraph_call_run(call);
 * \endverbatim
 */
igraph_error_t latigraph_call_set_sink(latigraph_call_t *call, const char *name,
                                       latigraph_circuit_sink_t *sink, void *data) {
    igraph_integer_t row;
    IGRAPH_CHECK(latigraph_call_find(call, name, &row));
    if ((call->operation->arguments[row].show & LATIGRAPH_SHOW_STREAM) == 0) {
        IGRAPH_ERRORF("Argument \"%s\" of operation \"%s\" is no stream of circuits.",
                      IGRAPH_EINVAL, name, call->operation->name);
    }
    call->sink = sink;
    call->sink_data = data;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_limit_memory
 * \brief Limits the memory that the circuits of outputs take; further ones go to a file.
 *
 * \param call A call that has not run.
 * \param bytes Bytes per output; 0: no limit. See \ref latigraph_circuit_list_limit_memory().
 *
 * Time complexity: O(1).
 *
 * Example: at most one gigabyte of circuits in memory.
 * \verbatim
 *   latigraph_call_limit_memory(call, 1000000000);
 * \endverbatim
 */
void latigraph_call_limit_memory(latigraph_call_t *call, igraph_integer_t bytes) {
    call->memory = bytes;
}

/**
 * \function latigraph_call_given
 * \brief Was an argument set, or does it have a default?
 *
 * \param call The call.
 * \param name The argument.
 * \return True if it holds something; false if not, or if there is no such argument.
 *
 * Time complexity: O(arguments).
 *
 * Example: whether a seed was set.
 * \verbatim
 *   printf("%s\n", latigraph_call_given(call, "seed") ? "repeatable" : "drawn");
 * \endverbatim
 */
igraph_bool_t latigraph_call_given(const latigraph_call_t *call, const char *name) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        if (g_strcmp0(call->operation->arguments[i].name, name) == 0) {
            return call->slots[i].given;
        }
    }
    return false;
}
