/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Operations as properties of graphs: one graph in, one number out.
 *
 * Every operation that needs one graph and gives one number can be measured, steered and explained
 * like a property of the table. Its row says whether it can; nothing is registered for it. A
 * property must not change between two measurements of the same graph, so that an operation with a
 * seed always gets the same one. Scores of reservoirs have hyphens in their names as properties
 * and underscores as operations; both are accepted wherever a property is named. A name is looked
 * for in the table first, then among the user's functions, then among operations. */

#include "base/memory.h"
#include "base/nearest_word.h"
#include "base/text.h"
#include "operation/reservoir.h"

#include <latigraph/measure.h>
#include <latigraph/registry.h>

#include <string.h>

/* A property must not change from one measurement to the next. */
enum { SEED = 1 };

/* How an operation is called as a property. */
typedef struct {
    const latigraph_argument_t *graph;  /* the last required graph */
    const latigraph_argument_t *number; /* the last output that is a number */
    const latigraph_argument_t *seed;   /* NULL if there is none */
    igraph_integer_t needs, numbers; /* required inputs but for the seed; numbers that it gives */
} shape_t;

static shape_t shape_of(const latigraph_operation_t *operation) {
    shape_t shape = {0};
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *argument = &operation->arguments[i];
        if (argument->direction == LATIGRAPH_OUT) {
            if (!latigraph_type_is_pointer(argument->type)) {
                shape.number = argument;
                shape.numbers++;
            }
        } else if (argument->type == LATIGRAPH_TYPE_INTEGER &&
                   strcmp(argument->name, "seed") == 0) {
            shape.seed = argument;
        } else if (!argument->optional) {
            shape.needs++;
            shape.graph = argument->type == LATIGRAPH_TYPE_GRAPH ? argument : shape.graph;
        }
    }
    return shape;
}

static igraph_bool_t is_property(const shape_t *shape) {
    return shape->needs == 1 && shape->graph != NULL && shape->numbers == 1;
}

/**
 * \function latigraph_operation_is_property
 * \brief Can an operation serve as a property of graphs?
 *
 * It can if a graph is the one input that it needs, a seed aside, and a real, an integer or a
 * boolean is the one number that it gives. Other inputs get their defaults, other outputs are not
 * asked for.
 *
 * \param operation An operation of the registry.
 * \return Whether \ref latigraph_operation_property() takes it.
 *
 * Time complexity: O(arguments).
 *
 * Example: operations that can be measured like properties.
 * \verbatim
 *   for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
 *       if (latigraph_operation_is_property(latigraph_operation_get(i))) {
 *           puts(latigraph_operation_get(i)->name);
 *       }
 *   }
 * \endverbatim
 */
igraph_bool_t latigraph_operation_is_property(const latigraph_operation_t *operation) {
    const shape_t shape = shape_of(operation);
    return is_property(&shape);
}

/* "model (model) and circuits (graph_list)", or "nothing". */
static void append_arguments(latigraph_text_t *text, const latigraph_operation_t *operation,
                             igraph_bool_t outputs) {
    igraph_integer_t count = 0;
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *argument = &operation->arguments[i];
        if (outputs ? argument->direction == LATIGRAPH_OUT
                    : argument->direction == LATIGRAPH_IN && !argument->optional) {
            latigraph_text_print(text, "%s%s (%s)", count++ > 0 ? ", " : "", argument->name,
                                 latigraph_type_name(argument->type));
        }
    }
    latigraph_text_append(text, count > 0 ? "" : "nothing");
}

static igraph_error_t refuse(const latigraph_operation_t *operation) {
    char message[400];
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    append_arguments(&text, operation, false);
    latigraph_text_append(&text, " and gives ");
    append_arguments(&text, operation, true);
    const igraph_error_t code = latigraph_text_check(&text);
    g_strlcpy(message, latigraph_text(&text), sizeof message);
    latigraph_text_destroy(&text);
    IGRAPH_CHECK(code);
    IGRAPH_ERRORF(
        "Operation \"%s\" cannot serve as a property, which needs one graph and gives one "
        "number: it needs %s.",
        IGRAPH_EINVAL, operation->name, message);
}

static igraph_real_t number_of(const latigraph_argument_t *argument,
                               const latigraph_value_t *value) {
    switch (argument->type) {
    case LATIGRAPH_TYPE_INTEGER:
        return (igraph_real_t)value->integer;
    case LATIGRAPH_TYPE_BOOLEAN:
        return value->boolean;
    default:
        return value->real;
    }
}

/* Operations whose names have hyphens as properties, as those of the table have. */
static const struct {
    const char *operation, *property;
} named[] = {
#define NAMES(id, operation, property, ...) {#operation, property},
    LATIGRAPH_SCORES(NAMES)
#undef NAMES
        {"activity_dimension", "activity-dimension"},
};

const char *latigraph_named_operation(const char *name) {
    for (gsize k = 0; name != NULL && k < G_N_ELEMENTS(named); k++) {
        if (strcmp(named[k].property, name) == 0) {
            return named[k].operation;
        }
    }
    return name;
}

const char *latigraph_named_property(const char *name) {
    for (gsize k = 0; name != NULL && k < G_N_ELEMENTS(named); k++) {
        if (strcmp(named[k].operation, name) == 0) {
            return named[k].property;
        }
    }
    return name;
}

/* Calls an operation for a graph. */
static igraph_error_t call_for(const latigraph_operation_t *operation, const igraph_t *graph,
                               igraph_real_t *value) {
    const shape_t shape = shape_of(operation);
    const char *names[] = {shape.graph->name, shape.number->name, "seed"};
    /* Inputs are borrowed, and a property leaves its graph as it is. */
    latigraph_value_t values[] = {{.graph = (igraph_t *)graph}, {.real = 0}, {.integer = SEED}};
    IGRAPH_CHECK(
        latigraph_operation_call(operation->name, names, values, shape.seed != NULL ? 3 : 2));
    *value = number_of(shape.number, &values[1]);
    return IGRAPH_SUCCESS;
}

/* Operations on circuits get an undirected graph with each edge in both directions. */
static igraph_error_t measure(const igraph_t *graph, igraph_real_t *value, void *data) {
    const latigraph_operation_t *operation = data;
    const shape_t shape = shape_of(operation);
    igraph_t both_ways;
    if (igraph_is_directed(graph) ||
        (shape.graph->show & (LATIGRAPH_SHOW_PLAIN | LATIGRAPH_SHOW_UNDIRECTED)) != 0 ||
        operation->run == NULL) {
        return call_for(operation, graph, value);
    }
    IGRAPH_CHECK(igraph_copy(&both_ways, graph));
    IGRAPH_FINALLY(igraph_destroy, &both_ways);
    IGRAPH_CHECK(igraph_to_directed(&both_ways, IGRAPH_TO_DIRECTED_MUTUAL));
    IGRAPH_CHECK(call_for(operation, &both_ways, value));
    igraph_destroy(&both_ways);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_operation_property
 * \brief An operation as a property of graphs.
 *
 * \param name The operation, one of the library's or of a loaded module; see
 *    \ref latigraph_operation_is_property() for which can serve.
 * \param property The property, which bears the operation's name (scores of reservoirs with
 *    hyphens: "memory-capacity") and is valid until the program ends. Booleans become 0 and 1. An
 *    operation with a seed always gets the same one, so that equal graphs have equal values.
 * \return Error code: \c IGRAPH_EINVAL, there is no such operation, or it needs or gives other
 *    things, which the message lists.
 *
 * Time complexity: O(arguments).
 *
 * \sa \ref latigraph_properties_with(), \ref latigraph_property_resolve().
 *
 * Example: the girth as a property of one graph.
 * \verbatim
 *   latigraph_callback_t girth;
 *   igraph_real_t value;
 *   latigraph_operation_property("igraph_girth", &girth);
 *   girth.call(&graph, &value, girth.data);
 * \endverbatim
 */
igraph_error_t latigraph_operation_property(const char *name, latigraph_callback_t *property) {
    const latigraph_operation_t *operation = latigraph_operation_find(name);
    if (operation == NULL) {
        IGRAPH_ERRORF("There is no operation \"%s\".", IGRAPH_EINVAL, name != NULL ? name : "");
    }
    if (!latigraph_operation_is_property(operation)) {
        return refuse(operation);
    }
    *property = (latigraph_callback_t){latigraph_named_property(operation->name), measure,
                                       (void *)operation};
    return IGRAPH_SUCCESS;
}

/* --- Names of any kind of property ----------------------------------------- */

/**
 * \function latigraph_callback_list_copy
 * \brief Properties of the user's in a list that can grow.
 *
 * \param list An uninitialised list; free it with \ref latigraph_callback_list_destroy(). Names and
 *    data stay the caller's.
 * \param from The properties it begins with, or NULL for none.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(number of properties).
 *
 * Example: a list that begins empty.
 * \verbatim
 *   latigraph_callback_list_t mine;
 *   latigraph_callback_list_copy(&mine, NULL);
 *   latigraph_callback_list_destroy(&mine);
 * \endverbatim
 */
igraph_error_t latigraph_callback_list_copy(latigraph_callback_list_t *list,
                                            const latigraph_callback_list_t *from) {
    const igraph_integer_t count = from != NULL ? from->count : 0;
    latigraph_callback_t *items;
    LATIGRAPH_ALLOCATE(items, count);
    for (igraph_integer_t k = 0; k < count; k++) {
        items[k] = from->items[k];
    }
    *list = (latigraph_callback_list_t){items, count};
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_callback_list_destroy
 * \brief Frees a list that \ref latigraph_callback_list_copy() made.
 *
 * \param list The list.
 *
 * Time complexity: O(1).
 *
 * Example: a copy of a list is freed.
 * \verbatim
 *   latigraph_callback_list_t mine;
 *   latigraph_callback_list_copy(&mine, &user);
 *   latigraph_callback_list_destroy(&mine);
 * \endverbatim
 */
void latigraph_callback_list_destroy(latigraph_callback_list_t *list) {
    g_free((gpointer)list->items);
    *list = (latigraph_callback_list_t){NULL, 0};
}

static igraph_error_t append(latigraph_callback_list_t *list,
                             const latigraph_callback_t *property) {
    latigraph_callback_t *items = g_try_realloc_n((gpointer)list->items, (gsize)list->count + 1,
                                                  sizeof(latigraph_callback_t));
    if (items == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    items[list->count] = *property;
    *list = (latigraph_callback_list_t){items, list->count + 1};
    return IGRAPH_SUCCESS;
}

/* Lists the names of all kinds of properties, which end with NULL. The list goes on the FINALLY
 * stack. */
static igraph_error_t list_names(const latigraph_callback_list_t *user, const char ***names) {
    const igraph_integer_t operations = latigraph_operation_count();
    igraph_integer_t count = 0;
    while (latigraph_property_name(user, count) != NULL) {
        count++;
    }
    LATIGRAPH_ALLOCATE(*names, count + operations + 1);
    for (igraph_integer_t i = 0; i < count; i++) {
        (*names)[i] = latigraph_property_name(user, i);
    }
    for (igraph_integer_t i = 0; i < operations; i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        if (latigraph_operation_is_property(operation)) {
            (*names)[count++] = latigraph_named_property(operation->name);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Lists the names that contain `name`, and the properties of the table whose source does, as
 * "Fagiolo" does: "a", "b" or "c". The list is empty for fewer than three letters. */
static igraph_error_t list_related(const char *name, const char *const *names,
                                   latigraph_text_t *list) {
    const char *last = NULL;
    for (igraph_integer_t i = 0; names[i] != NULL && strlen(name) > 2; i++) {
        const latigraph_property_info_t *info =
            latigraph_property_info(latigraph_property_find(names[i]));
        const igraph_bool_t related =
            strstr(names[i], name) != NULL ||
            (info != NULL && g_ascii_isupper(name[0]) && strstr(info->source, name) != NULL);
        if (related && last != NULL) {
            latigraph_text_print(list, "%s\"%s\"", list->length > 0 ? ", " : "", last);
        }
        last = related ? names[i] : last;
    }
    if (last != NULL) {
        latigraph_text_print(list, "%s\"%s\"", list->length > 0 ? " or " : "", last);
    }
    return latigraph_text_check(list);
}

/* The error for a name that no property has: with the one that it may be a misspelling of, or with
 * all that it may be a part of. */
static igraph_error_t refuse_name(const latigraph_callback_list_t *user, const char *name) {
    latigraph_text_t related = LATIGRAPH_TEXT_EMPTY;
    const char **names;
    IGRAPH_CHECK(list_names(user, &names));
    IGRAPH_FINALLY(latigraph_text_destroy, &related);
    const char *nearest = latigraph_nearest_word(name, names);
    if (nearest != NULL) {
        latigraph_text_print(&related, "\"%s\"", nearest);
    } else {
        IGRAPH_CHECK(list_related(name, names, &related));
    }
    IGRAPH_CHECK(latigraph_text_check(&related));
    if (related.length > 0) {
        IGRAPH_ERRORF("There is no property \"%s\"; did you mean %s?", IGRAPH_EINVAL, name,
                      latigraph_text(&related));
    }
    IGRAPH_ERRORF("There is no property \"%s\", and no operation of this name; the operation "
                  "list_properties lists all.",
                  IGRAPH_EINVAL, name);
}

/**
 * \function latigraph_property_resolve
 * \brief The index of a property by its name, be it of the table, the user's or an operation.
 *
 * The table wins over the user's properties, and these over operations.
 *
 * \param user A list from \ref latigraph_callback_list_copy(). An operation that is named for the
 *    first time is added at its end.
 * \param name The name, e.g. "reciprocity", "igraph_girth" or "memory-capacity".
 * \param property The index: below \ref latigraph_property_count() in the table, from there on in
 *    \p user.
 * \return Error code: \c IGRAPH_EINVAL, there is no such property, or the operation of this name
 *    cannot serve as one; \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(number of properties).
 *
 * \sa \ref latigraph_property_find_with(), \ref latigraph_operation_property().
 *
 * Example: two properties by their names.
 * \verbatim
 *   latigraph_callback_list_t user;
 *   igraph_vector_int_t which;
 *   latigraph_callback_list_copy(&user, NULL);
 *   igraph_vector_int_init(&which, 2);
 *   latigraph_property_resolve(&user, "reciprocity", &VECTOR(which)[0]);
 *   latigraph_property_resolve(&user, "igraph_girth", &VECTOR(which)[1]);
 *   latigraph_properties_only(&circuits, &user, &which, &values);
 * \endverbatim
 */
igraph_error_t latigraph_property_resolve(latigraph_callback_list_t *user, const char *name,
                                          igraph_integer_t *property) {
    latigraph_callback_t operation;
    const char *called = latigraph_named_operation(name);
    *property = latigraph_property_find_with(user, latigraph_named_property(name));
    if (*property >= 0) {
        return IGRAPH_SUCCESS;
    }
    if (latigraph_operation_find(called) == NULL) {
        return refuse_name(user, name != NULL ? name : "");
    }
    IGRAPH_CHECK(latigraph_operation_property(called, &operation));
    IGRAPH_CHECK(append(user, &operation));
    *property = latigraph_property_count() + user->count - 1;
    return IGRAPH_SUCCESS;
}
