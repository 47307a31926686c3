/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Checks of the table of a module before any of its rows is used.
 *
 * A module is a shared object that anybody may have built, against any version of the headers.
 * Everything that the rest of the library takes for granted is therefore checked once, here: the
 * versions, names that are words of command lines and of languages, defaults within their own
 * ranges, labels that exist, a seed for what is random. The versions come first, since the layout
 * of later fields depends on them. A fault is the end of a sentence ("... refused: it was built for
 * ..."), in a buffer of the caller, so that refusing a module allocates nothing. */

#include "operation/operation.h"

#include "base/compat.h"
#include "base/memory.h"

#include <string.h>

typedef struct {
    char *text;
    gsize size;
} fault_t;

static void say(fault_t *fault, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void say(fault_t *fault, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_vsnprintf(fault->text, (gulong)fault->size, format, arguments);
    va_end(arguments);
}

static gboolean is_faulty(const fault_t *fault) {
    return fault->text[0] != '\0';
}

/* Names are words of command lines and of every language's functions. */
static gboolean is_name(const char *name) {
    if (name == NULL || !g_ascii_islower(name[0])) {
        return FALSE;
    }
    return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

/* Finds out whether the default of an argument is one of its values. */
static igraph_error_t check_default(const latigraph_argument_t *argument, gboolean *good) {
    latigraph_value_t value;
    igraph_vector_t numbers;
    if (argument->type != LATIGRAPH_TYPE_VECTOR) {
        *good = latigraph_argument_parse(argument, argument->default_text, &value);
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(igraph_vector_init(&numbers, 0));
    IGRAPH_FINALLY(igraph_vector_destroy, &numbers);
    IGRAPH_CHECK(latigraph_parse_vector(argument->default_text, &numbers, good));
    igraph_vector_destroy(&numbers);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Says what is wrong with the fields of one argument, its name apart. */
static igraph_error_t argument_fault(const latigraph_argument_t *argument, fault_t *fault) {
    const gboolean output = argument->direction == LATIGRAPH_OUT;
    gboolean good = TRUE;
    if (latigraph_type_name(argument->type) == NULL) {
        say(fault, "is of unknown type %d", (int)argument->type);
    } else if (argument->direction != LATIGRAPH_IN && !output) {
        say(fault, "is of unknown direction %d", (int)argument->direction);
    } else if (!(argument->min <= argument->max)) {
        say(fault, "has an empty range, %g to %g", argument->min, argument->max);
    } else if (output && (argument->type == LATIGRAPH_TYPE_CALLBACK ||
                          argument->type == LATIGRAPH_TYPE_CALLBACK_LIST)) {
        say(fault, "is an output, which a callback cannot be");
    } else if (argument->default_text != NULL && (output || !argument->optional)) {
        say(fault, "has a default although it is no optional input");
    } else if (argument->default_text != NULL) {
        IGRAPH_CHECK(check_default(argument, &good));
        if (!good) {
            say(fault, "has the default \"%s\", which it does not allow", argument->default_text);
        }
    }
    return IGRAPH_SUCCESS;
}

static gboolean has_argument(const latigraph_operation_t *operation, igraph_integer_t before,
                             const char *name) {
    for (igraph_integer_t i = 0; i < before; i++) {
        if (strcmp(operation->arguments[i].name, name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean has_seed(const latigraph_operation_t *operation) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *argument = &operation->arguments[i];
        if (strcmp(argument->name, "seed") == 0) {
            return argument->type == LATIGRAPH_TYPE_INTEGER && argument->direction == LATIGRAPH_IN;
        }
    }
    return FALSE;
}

/* Labels are words with "|" between them, or the name of an argument that is a list of texts. */
static gboolean are_labels(const latigraph_operation_t *operation, const char *labels) {
    if (labels == NULL || strchr(labels, '|') != NULL) {
        return TRUE;
    }
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        if (strcmp(operation->arguments[i].name, labels) == 0) {
            return operation->arguments[i].type == LATIGRAPH_TYPE_STRING_LIST;
        }
    }
    return FALSE;
}

static void labels_fault(const latigraph_operation_t *operation, fault_t *fault) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *argument = &operation->arguments[i];
        const gboolean rows = are_labels(operation, argument->rows);
        if (!rows || !are_labels(operation, argument->columns)) {
            say(fault,
                "argument \"%s\" of its operation \"%s\" is labelled by \"%s\", which is no list "
                "of texts",
                argument->name, operation->name, rows ? argument->columns : argument->rows);
            return;
        }
    }
}

static igraph_error_t arguments_fault(const latigraph_operation_t *operation, fault_t *fault) {
    for (igraph_integer_t i = 0; i < operation->argument_count && !is_faulty(fault); i++) {
        const latigraph_argument_t *argument = &operation->arguments[i];
        char text[300] = "";
        fault_t own = {text, sizeof text};
        if (!is_name(argument->name)) {
            say(fault,
                "argument %" IGRAPH_PRId " of its operation \"%s\" has no valid name (\"%s\")",
                i + 1, operation->name, argument->name != NULL ? argument->name : "");
        } else if (has_argument(operation, i, argument->name)) {
            say(fault, "its operation \"%s\" has two arguments called \"%s\"", operation->name,
                argument->name);
        } else {
            IGRAPH_CHECK(argument_fault(argument, &own));
            if (is_faulty(&own)) {
                say(fault, "argument \"%s\" of its operation \"%s\" %s", argument->name,
                    operation->name, text);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t operation_fault(const latigraph_operation_t *operation,
                                      igraph_integer_t number, fault_t *fault) {
    if (operation == NULL || !is_name(operation->name)) {
        say(fault, "operation %" IGRAPH_PRId " of its table has no valid name (\"%s\")", number + 1,
            operation != NULL && operation->name != NULL ? operation->name : "");
        return IGRAPH_SUCCESS;
    }
    if (operation->invoke == NULL && operation->run == NULL) {
        say(fault, "its operation \"%s\" has no function to invoke", operation->name);
        return IGRAPH_SUCCESS;
    }
    if (operation->argument_count < 0 ||
        (operation->arguments == NULL && operation->argument_count > 0)) {
        say(fault, "its operation \"%s\" has no table of its %" IGRAPH_PRId " arguments",
            operation->name, operation->argument_count);
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(arguments_fault(operation, fault));
    if (!is_faulty(fault)) {
        labels_fault(operation, fault);
    }
    if (!is_faulty(fault) && operation->flags & LATIGRAPH_USES_RANDOMNESS && !has_seed(operation)) {
        say(fault, "its operation \"%s\" uses randomness but has no integer input called \"seed\"",
            operation->name);
    }
    return IGRAPH_SUCCESS;
}

static gboolean makes_model(const latigraph_operation_t *operation) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        if (operation->arguments[i].type == LATIGRAPH_TYPE_MODEL &&
            operation->arguments[i].direction == LATIGRAPH_OUT) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean has_operation(const latigraph_module_t *module, igraph_integer_t before,
                              const char *name) {
    for (igraph_integer_t k = 0; k < before; k++) {
        if (strcmp(module->operations[k]->name, name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static igraph_error_t operations_fault(const latigraph_module_t *module, fault_t *fault) {
    if (module->operation_count < 0 ||
        (module->operations == NULL && module->operation_count > 0)) {
        say(fault, "it has no table of its %" IGRAPH_PRId " operations", module->operation_count);
        return IGRAPH_SUCCESS;
    }
    for (igraph_integer_t i = 0; i < module->operation_count && !is_faulty(fault); i++) {
        const latigraph_operation_t *operation = module->operations[i];
        IGRAPH_CHECK(operation_fault(operation, i, fault));
        if (is_faulty(fault)) {
            return IGRAPH_SUCCESS;
        }
        if (module->model_destroy == NULL && makes_model(operation)) {
            say(fault, "its operation \"%s\" makes models, which it has no function to destroy",
                operation->name);
        } else if (has_operation(module, i, operation->name)) {
            say(fault, "it has two operations called \"%s\"", operation->name);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_module_fault(const latigraph_module_t *module, char *text, gsize size) {
    fault_t fault = {text, size};
    text[0] = '\0';
    if (module->api_version != LATIGRAPH_API_VERSION) {
        say(&fault, "it was built for version %d of the module interface, this is %d",
            module->api_version, LATIGRAPH_API_VERSION);
    } else if (!latigraph_same_igraph(module->igraph_major, module->igraph_minor,
                                      module->igraph_integer_size)) {
        say(&fault,
            "it was built with igraph %d.%d of %d-bit integers, this is igraph %d.%d of %d-bit "
            "integers",
            module->igraph_major, module->igraph_minor, module->igraph_integer_size,
            IGRAPH_VERSION_MAJOR, IGRAPH_VERSION_MINOR, IGRAPH_INTEGER_SIZE);
    } else if (module->name == NULL || module->name[0] == '\0' || module->version == NULL) {
        say(&fault, "it does not say its name and version");
    } else {
        return operations_fault(module, &fault);
    }
    return IGRAPH_SUCCESS;
}
