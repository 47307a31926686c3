/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <string.h>

/* Whether a module's table can be trusted to be what operation.h says. Every fault is the end of
 * a sentence: "... refused: it was built for ...". */

/* Names are words of command lines and of every language's functions. */
static gboolean is_name(const char *name) {
    if (name == NULL || !g_ascii_islower(name[0])) {
        return FALSE;
    }
    return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

/* Is the default of an argument one of its values? */
static gboolean is_allowed(const latigraph_argument_t *argument) {
    latigraph_value_t value;
    igraph_vector_t numbers;
    if (argument->type != LATIGRAPH_TYPE_VECTOR) {
        return latigraph_argument_parse(argument, argument->default_text, &value);
    }
    if (igraph_vector_init(&numbers, 0) != IGRAPH_SUCCESS) {
        return FALSE;
    }
    gboolean good;
    const igraph_error_t code = latigraph_parse_vector(argument->default_text, &numbers, &good);
    igraph_vector_destroy(&numbers);
    return code == IGRAPH_SUCCESS && good;
}

/* Appends what is wrong with one argument; nothing if all is well. */
static void argument_fault(const latigraph_argument_t *argument, latigraph_text_t *fault) {
    const gboolean output = argument->direction == LATIGRAPH_OUT;
    if (latigraph_type_name(argument->type) == NULL) {
        latigraph_text_print(fault, "is of unknown type %d", (int)argument->type);
    } else if (argument->direction != LATIGRAPH_IN && !output) {
        latigraph_text_print(fault, "is of unknown direction %d", (int)argument->direction);
    } else if (!(argument->min <= argument->max)) {
        latigraph_text_print(fault, "has an empty range, %g to %g", argument->min, argument->max);
    } else if (output && (argument->type == LATIGRAPH_TYPE_CALLBACK ||
                          argument->type == LATIGRAPH_TYPE_CALLBACK_LIST)) {
        latigraph_text_append(fault, "is an output, which a callback cannot be");
    } else if (argument->default_text != NULL && (output || !argument->optional)) {
        latigraph_text_append(fault, "has a default although it is no optional input");
    } else if (argument->default_text != NULL && !is_allowed(argument)) {
        latigraph_text_print(fault, "has the default \"%s\", which it does not allow",
                             argument->default_text);
    }
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

static char *labels_fault(const latigraph_operation_t *operation) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *argument = &operation->arguments[i];
        if (!are_labels(operation, argument->rows) || !are_labels(operation, argument->columns)) {
            return g_strdup_printf("argument \"%s\" of its operation \"%s\" is labelled by \"%s\", "
                                   "which is no list of texts",
                                   argument->name, operation->name,
                                   are_labels(operation, argument->rows) ? argument->columns
                                                                         : argument->rows);
        }
    }
    return NULL;
}

static char *arguments_fault(const latigraph_operation_t *operation) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *argument = &operation->arguments[i];
        if (!is_name(argument->name)) {
            return g_strdup_printf(
                "argument %" IGRAPH_PRId " of its operation \"%s\" has no valid name (\"%s\")",
                i + 1, operation->name, argument->name != NULL ? argument->name : "");
        }
        if (has_argument(operation, i, argument->name)) {
            return g_strdup_printf("its operation \"%s\" has two arguments called \"%s\"",
                                   operation->name, argument->name);
        }
        latigraph_text_t fault = LATIGRAPH_TEXT_EMPTY;
        argument_fault(argument, &fault);
        if (fault.length > 0) {
            gchar *sentence =
                g_strdup_printf("argument \"%s\" of its operation \"%s\" %s", argument->name,
                                operation->name, latigraph_text(&fault));
            latigraph_text_destroy(&fault);
            return sentence;
        }
        latigraph_text_destroy(&fault);
    }
    return NULL;
}

static char *operation_fault(const latigraph_operation_t *operation, igraph_integer_t number) {
    if (operation == NULL || !is_name(operation->name)) {
        return g_strdup_printf("operation %" IGRAPH_PRId " of its table has no valid name (\"%s\")",
                               number + 1,
                               operation != NULL && operation->name != NULL ? operation->name : "");
    }
    if (operation->invoke == NULL && operation->run == NULL) {
        return g_strdup_printf("its operation \"%s\" has no function to invoke", operation->name);
    }
    if (operation->argument_count < 0 ||
        (operation->arguments == NULL && operation->argument_count > 0)) {
        return g_strdup_printf("its operation \"%s\" has no table of its %" IGRAPH_PRId
                               " arguments",
                               operation->name, operation->argument_count);
    }
    char *fault = arguments_fault(operation);
    if (fault == NULL) {
        fault = labels_fault(operation);
    }
    if (fault == NULL && operation->flags & LATIGRAPH_USES_RANDOMNESS && !has_seed(operation)) {
        fault = g_strdup_printf("its operation \"%s\" uses randomness but has no integer input "
                                "called \"seed\"",
                                operation->name);
    }
    return fault;
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

static char *operations_fault(const latigraph_module_t *module) {
    if (module->operation_count < 0 ||
        (module->operations == NULL && module->operation_count > 0)) {
        return g_strdup_printf("it has no table of its %" IGRAPH_PRId " operations",
                               module->operation_count);
    }
    for (igraph_integer_t i = 0; i < module->operation_count; i++) {
        char *fault = operation_fault(module->operations[i], i);
        if (fault != NULL) {
            return fault;
        }
        if (module->model_destroy == NULL && makes_model(module->operations[i])) {
            return g_strdup_printf("its operation \"%s\" makes models, which it has no function to "
                                   "destroy",
                                   module->operations[i]->name);
        }
        for (igraph_integer_t k = 0; k < i; k++) {
            const char *name = module->operations[k]->name;
            if (strcmp(name, module->operations[i]->name) == 0) {
                return g_strdup_printf("it has two operations called \"%s\"", name);
            }
        }
    }
    return NULL;
}

char *latigraph_module_fault(const latigraph_module_t *module) {
    if (module->api_version != LATIGRAPH_API_VERSION) {
        return g_strdup_printf("it was built for version %d of the module interface, this is %d",
                               module->api_version, LATIGRAPH_API_VERSION);
    }
    if (module->igraph_major != IGRAPH_VERSION_MAJOR ||
        module->igraph_minor != IGRAPH_VERSION_MINOR ||
        module->igraph_integer_size != IGRAPH_INTEGER_SIZE) {
        return g_strdup_printf("it was built with igraph %d.%d of %d-bit integers, this is igraph "
                               "%d.%d of %d-bit integers",
                               module->igraph_major, module->igraph_minor,
                               module->igraph_integer_size, IGRAPH_VERSION_MAJOR,
                               IGRAPH_VERSION_MINOR, IGRAPH_INTEGER_SIZE);
    }
    if (module->name == NULL || module->name[0] == '\0' || module->version == NULL) {
        return g_strdup("it does not say its name and version");
    }
    return operations_fault(module);
}
