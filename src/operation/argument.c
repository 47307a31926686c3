/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Rules for the values of one row of a table: which texts are a value, which values are allowed,
 * and how both are said in messages.
 *
 * The range of a number is part of its row, and 0 to 0 means that there is none. The choices of a
 * word are one text with "|" between them. Command, Python, R and the description of the table all
 * read these functions, so that a value which one face refuses is refused by all, in the same
 * words. Numbers are read and written in the C locale, whatever locale the program has. */

#include "operation/operation.h"

#include <math.h>
#include <string.h>

static const char *const type_names[] = {
    [LATIGRAPH_TYPE_GRAPH] = "graph",
    [LATIGRAPH_TYPE_GRAPH_LIST] = "graph_list",
    [LATIGRAPH_TYPE_VECTOR] = "vector",
    [LATIGRAPH_TYPE_MATRIX] = "matrix",
    [LATIGRAPH_TYPE_INTEGER] = "integer",
    [LATIGRAPH_TYPE_REAL] = "real",
    [LATIGRAPH_TYPE_BOOLEAN] = "boolean",
    [LATIGRAPH_TYPE_STRING] = "string",
    [LATIGRAPH_TYPE_STRING_LIST] = "string_list",
    [LATIGRAPH_TYPE_MODEL] = "model",
    [LATIGRAPH_TYPE_CALLBACK] = "callback",
    [LATIGRAPH_TYPE_CALLBACK_LIST] = "callback_list",
    [LATIGRAPH_TYPE_BYTES] = "bytes",
};

const char *latigraph_type_name(latigraph_type_t type) {
    return (gsize)type < G_N_ELEMENTS(type_names) ? type_names[type] : NULL;
}

gboolean latigraph_type_is_pointer(latigraph_type_t type) {
    return type != LATIGRAPH_TYPE_INTEGER && type != LATIGRAPH_TYPE_REAL &&
           type != LATIGRAPH_TYPE_BOOLEAN;
}

static gboolean has_range(const latigraph_argument_t *argument) {
    return argument->min != 0 || argument->max != 0;
}

/* False for NaN if there is a range. */
static gboolean in_range(const latigraph_argument_t *argument, igraph_real_t number) {
    return !has_range(argument) || (number >= argument->min && number <= argument->max);
}

int latigraph_argument_choice(const latigraph_argument_t *argument, const char *text) {
    const char *choice = argument->choices;
    for (int place = 0; choice != NULL; place++) {
        const size_t length = strcspn(choice, "|");
        if (strlen(text) == length && strncmp(choice, text, length) == 0) {
            return place;
        }
        choice = choice[length] != '\0' ? choice + length + 1 : NULL;
    }
    return -1;
}

gboolean latigraph_argument_allows(const latigraph_argument_t *argument,
                                   const latigraph_value_t *value) {
    switch (argument->type) {
    case LATIGRAPH_TYPE_INTEGER:
        return in_range(argument, (igraph_real_t)value->integer);
    case LATIGRAPH_TYPE_REAL:
        return in_range(argument, value->real);
    case LATIGRAPH_TYPE_STRING:
        return argument->choices == NULL || latigraph_argument_choice(argument, value->string) >= 0;
    default:
        return TRUE;
    }
}

static gboolean parse_real(const char *text, igraph_real_t *real) {
    char *end;
    *real = g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

igraph_error_t latigraph_argument_option(const latigraph_argument_t *argument, char **option) {
    if (argument->option != NULL) {
        return latigraph_copy_text(argument->option, option);
    }
    IGRAPH_CHECK(latigraph_copy_text(argument->name, option));
    g_strdelimit(*option, "_", '-');
    return IGRAPH_SUCCESS;
}

const char *latigraph_argument_kind(const latigraph_argument_t *argument) {
    switch (argument->type) {
    case LATIGRAPH_TYPE_INTEGER:
        return "a whole number";
    case LATIGRAPH_TYPE_REAL:
        return "a number";
    case LATIGRAPH_TYPE_BOOLEAN:
        return "true or false";
    case LATIGRAPH_TYPE_VECTOR:
        return "numbers with commas between them";
    case LATIGRAPH_TYPE_STRING:
        return "a word";
    default:
        return "given in another way than as a text";
    }
}

igraph_error_t latigraph_parse_vector(const char *text, igraph_vector_t *vector, gboolean *good) {
    static const char separators[] = ",:; \t\n";
    igraph_vector_clear(vector);
    *good = FALSE;
    while (*(text += strspn(text, separators)) != '\0') {
        char *end;
        const igraph_real_t number = g_ascii_strtod(text, &end);
        const size_t length = strcspn(text, separators);
        if (end != text + length) {
            return IGRAPH_SUCCESS;
        }
        IGRAPH_CHECK(igraph_vector_push_back(vector, number));
        text += length;
    }
    *good = igraph_vector_size(vector) > 0;
    return IGRAPH_SUCCESS;
}

gboolean latigraph_argument_parse(const latigraph_argument_t *argument, const char *text,
                                  latigraph_value_t *value) {
    gint64 integer;
    switch (argument->type) {
    case LATIGRAPH_TYPE_INTEGER:
        if (!g_ascii_string_to_signed(text, 10, IGRAPH_INTEGER_MIN, IGRAPH_INTEGER_MAX, &integer,
                                      NULL)) {
            return FALSE;
        }
        value->integer = (igraph_integer_t)integer;
        break;
    case LATIGRAPH_TYPE_REAL:
        if (!parse_real(text, &value->real)) {
            return FALSE;
        }
        break;
    case LATIGRAPH_TYPE_BOOLEAN:
        value->boolean = strcmp(text, "true") == 0;
        return value->boolean || strcmp(text, "false") == 0;
    case LATIGRAPH_TYPE_STRING:
        value->string = text;
        break;
    default:
        return FALSE;
    }
    return latigraph_argument_allows(argument, value);
}

static void append_number(latigraph_text_t *text, double number) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    /* Whole numbers without exponent, so that a bound reads as it was written. */
    const char *format = number == floor(number) && fabs(number) < 1e15 ? "%.0f" : "%g";
    latigraph_text_append(text, g_ascii_formatd(buffer, sizeof buffer, format, number));
}

static void append_choices(const char *choices, latigraph_text_t *text) {
    latigraph_text_append(text, "one of ");
    for (size_t length; *choices != '\0'; choices += length) {
        if (*choices == '|') {
            latigraph_text_append(text, ", ");
            choices++;
        }
        length = strcspn(choices, "|");
        latigraph_text_append_part(text, choices, length);
    }
}

void latigraph_argument_append_range(const latigraph_argument_t *argument, latigraph_text_t *text) {
    if (argument->type == LATIGRAPH_TYPE_STRING && argument->choices != NULL) {
        append_choices(argument->choices, text);
    }
    if ((argument->type != LATIGRAPH_TYPE_INTEGER && argument->type != LATIGRAPH_TYPE_REAL) ||
        !has_range(argument)) {
        return;
    }
    /* The greatest integer is no limit to speak of. */
    const gboolean above =
        isinf(argument->max) || argument->max >= (igraph_real_t)IGRAPH_INTEGER_MAX;
    if (isinf(argument->min)) {
        latigraph_text_append(text, above ? "any number" : "at most ");
    } else {
        latigraph_text_append(text, above ? "at least " : "from ");
        append_number(text, argument->min);
        latigraph_text_append(text, above ? "" : " to ");
    }
    if (!above) {
        append_number(text, argument->max);
    }
}

void latigraph_argument_append_value(const latigraph_argument_t *argument,
                                     const latigraph_value_t *value, latigraph_text_t *text) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    switch (argument->type) {
    case LATIGRAPH_TYPE_INTEGER:
        latigraph_text_print(text, "%" IGRAPH_PRId, value->integer);
        break;
    case LATIGRAPH_TYPE_REAL:
        latigraph_text_append(text, g_ascii_formatd(buffer, sizeof buffer, "%g", value->real));
        break;
    case LATIGRAPH_TYPE_STRING:
        latigraph_text_print(text, "\"%s\"", value->string);
        break;
    default:
        break;
    }
}
