/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "measure/property.h"

#include <latigraph/registry.h>
#include <math.h>
#include <string.h>

/* Any operation of the table with typed random values. The input chooses the operation and, input
 * by input, whether and to what it is set; sizes are small. Long computations are interrupted, so
 * that cancellation is tested, too. Files are written in a folder of the program's own. */

enum { LISTS = 6, CIRCUITS_MOST = 4, HELD = 8, FORMS = 4 };

static latigraph_model_t *model;
static latigraph_circuit_list_t lists[LISTS];

void fuzz_prepare(void) {
    static const int sizes[LISTS][CIRCUITS_MOST] = {{8}, {6, 7, 9, 12}, {1},
                                                    {0}, {2, 3},        {10, 10, 11, 8}};
    model = tiny_model();
    for (int l = 0; l < LISTS; l++) {
        latigraph_circuit_list_init(&lists[l]);
        for (int c = 0; c < CIRCUITS_MOST && (c == 0 || sizes[l][c] > 0); c++) {
            latigraph_circuit_list_push_back(&lists[l], tiny_circuit(sizes[l][c], l % 2 == 0));
        }
    }
    tiny_folder();
}

/* Vectors, matrices and lists that the call borrows. */
typedef struct {
    igraph_vector_t vector[HELD];
    igraph_matrix_t matrix[HELD];
    igraph_strvector_t words[HELD];
    igraph_vector_char_t bytes[HELD];
    int vectors, matrices, lists, byte_lists;
} held_t;

static void held_destroy(held_t *held) {
    while (held->vectors > 0) {
        igraph_vector_destroy(&held->vector[--held->vectors]);
    }
    while (held->matrices > 0) {
        igraph_matrix_destroy(&held->matrix[--held->matrices]);
    }
    while (held->lists > 0) {
        igraph_strvector_destroy(&held->words[--held->lists]);
    }
    while (held->byte_lists > 0) {
        igraph_vector_char_destroy(&held->bytes[--held->byte_lists]);
    }
}

static double number(fuzz_input_t *input, const latigraph_argument_t *row) {
    const double numbers[] = {0,   1,        -1,  0.5, 2,      row->min, row->max,
                              NAN, INFINITY, 1e9, -3,  1e-300, 1e308};
    const int choice = fuzz_byte(input);
    return choice < (int)G_N_ELEMENTS(numbers) ? numbers[choice] : (choice - 128) / 16.0;
}

/* The largest values that are allowed would only show that large things take long. */
static igraph_integer_t integer(fuzz_input_t *input, const latigraph_argument_t *row) {
    const igraph_integer_t small = fuzz_byte(input) % 24 - 2;
    if (row->max > 0 && row->max <= 64 && small == 20) {
        return (igraph_integer_t)row->max;
    }
    return small == 21 ? (igraph_integer_t)row->min - 1 : small;
}

static const char *choice(fuzz_input_t *input, const char *choices) {
    static char word[64];
    char **words = g_strsplit(choices, "|", -1);
    g_strlcpy(word, words[fuzz_choice(input, (int)g_strv_length(words))], sizeof word);
    g_strfreev(words);
    return word;
}

/* A text: a choice, a property with or without a value, an option of a fit, or bytes. */
static const char *text(fuzz_input_t *input, const latigraph_argument_t *row) {
    static char made[8][320];
    static int next;
    char *to = made[next++ % 8];
    const int kind = fuzz_choice(input, 8);
    if (row->choices != NULL && kind > 0) {
        g_strlcpy(to, choice(input, row->choices), sizeof made[0]);
    } else if (kind < 4) {
        g_snprintf(to, sizeof made[0], "%s%s%s",
                   latigraph_property_info(fuzz_choice(input, LATIGRAPH_PROPERTIES))->name,
                   kind > 1 ? "=" : "", kind > 1 ? fuzz_text(input) : "");
    } else if (kind == 4) {
        g_strlcpy(to, "type", sizeof made[0]);
    } else {
        g_strlcpy(to, fuzz_text(input), sizeof made[0]);
    }
    return g_strdelimit(to, "/", '_'); /* paths stay in the folder */
}

static igraph_vector_t *vector(fuzz_input_t *input, const latigraph_argument_t *row, held_t *held) {
    igraph_vector_t *made = &held->vector[held->vectors++];
    igraph_vector_init(made, fuzz_choice(input, 7));
    for (igraph_integer_t i = 0; i < igraph_vector_size(made); i++) {
        VECTOR(*made)[i] = number(input, row);
    }
    return made;
}

static igraph_matrix_t *matrix(fuzz_input_t *input, const latigraph_argument_t *row, held_t *held) {
    igraph_matrix_t *made = &held->matrix[held->matrices++];
    const igraph_integer_t rows = fuzz_choice(input, 9), columns = fuzz_choice(input, 5);
    igraph_matrix_init(made, rows, columns);
    for (igraph_integer_t i = 0; i < rows; i++) {
        for (igraph_integer_t j = 0; j < columns; j++) {
            MATRIX(*made, i, j) = number(input, row);
        }
    }
    return made;
}

static igraph_strvector_t *words(fuzz_input_t *input, const latigraph_argument_t *row,
                                 held_t *held) {
    igraph_strvector_t *made = &held->words[held->lists++];
    igraph_strvector_init(made, 0);
    for (int k = fuzz_choice(input, 4); k > 0; k--) {
        igraph_strvector_push_back(made, text(input, row));
    }
    if (strcmp(row->name, "options") == 0) { /* a fit of full length takes minutes */
        igraph_strvector_push_back(made, "steps=2");
        igraph_strvector_push_back(made, "baseline-steps=1");
        igraph_strvector_push_back(made, "hidden=4");
    }
    return made;
}

static igraph_vector_char_t *bytes(fuzz_input_t *input, held_t *held) {
    igraph_vector_char_t *made = &held->bytes[held->byte_lists++];
    const char *from = fuzz_text(input);
    igraph_vector_char_init_array(made, from, (igraph_integer_t)strlen(from));
    return made;
}

static latigraph_value_t value(fuzz_input_t *input, const latigraph_argument_t *row, held_t *held) {
    switch (row->type) {
    case LATIGRAPH_TYPE_VECTOR:
        return (latigraph_value_t){.vector = vector(input, row, held)};
    case LATIGRAPH_TYPE_MATRIX:
        return (latigraph_value_t){.matrix = matrix(input, row, held)};
    case LATIGRAPH_TYPE_STRING_LIST:
        return (latigraph_value_t){.string_list = words(input, row, held)};
    case LATIGRAPH_TYPE_BYTES:
        return (latigraph_value_t){.bytes = bytes(input, held)};
    case LATIGRAPH_TYPE_INTEGER:
        return (latigraph_value_t){.integer = integer(input, row)};
    case LATIGRAPH_TYPE_REAL:
        return (latigraph_value_t){.real = number(input, row)};
    case LATIGRAPH_TYPE_BOOLEAN:
        return (latigraph_value_t){.boolean = fuzz_byte(input) & 1};
    case LATIGRAPH_TYPE_STRING:
        return (latigraph_value_t){.string = text(input, row)};
    case LATIGRAPH_TYPE_MODEL:
        return (latigraph_value_t){.model = model};
    default:
        return (latigraph_value_t){.graph = NULL}; /* left out */
    }
}

/* Is the input set? Required ones nearly always are, and so are numbers whose defaults are large,
 * because the time of many operations is proportional to them. */
static gboolean is_set(fuzz_input_t *input, const latigraph_argument_t *row) {
    const int dice = fuzz_byte(input);
    if (!row->optional) {
        return dice < 250;
    }
    const gboolean large = row->type == LATIGRAPH_TYPE_INTEGER && row->default_text != NULL &&
                           g_ascii_strtod(row->default_text, NULL) > 20;
    return large || strcmp(row->name, "options") == 0 || dice % 4 == 1;
}

static void set(fuzz_input_t *input, latigraph_call_t *call, const latigraph_argument_t *row,
                held_t *held) {
    if (row->type == LATIGRAPH_TYPE_GRAPH || row->type == LATIGRAPH_TYPE_GRAPH_LIST) {
        latigraph_call_set_circuits(call, row->name, &lists[fuzz_choice(input, LISTS)]);
    } else if (held->vectors < HELD && held->matrices < HELD && held->lists < HELD &&
               held->byte_lists < HELD) {
        latigraph_call_set(call, row->name, value(input, row, held));
    }
}

/* Reads all outputs and writes the result in one of the forms. */
static void read_result(fuzz_input_t *input, latigraph_call_t *call) {
    const latigraph_operation_t *operation = latigraph_call_operation(call);
    char *written;
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        latigraph_value_t got;
        if (operation->arguments[i].direction == LATIGRAPH_OUT) {
            latigraph_call_get(call, operation->arguments[i].name, &got);
        }
    }
    if (latigraph_call_write(call, (latigraph_form_t)fuzz_choice(input, FORMS), 40, &written) ==
        IGRAPH_SUCCESS) {
        igraph_free(written);
    }
}

void fuzz_one(char *bytes_of_input, size_t size) {
    fuzz_input_t input = {(const uint8_t *)bytes_of_input, (const uint8_t *)bytes_of_input + size};
    held_t held = {.vectors = 0};
    latigraph_call_t *call;
    const latigraph_operation_t *operation =
        latigraph_operation_get(fuzz_byte(&input) % latigraph_operation_count());
    if (latigraph_call_create(&call, operation->name) != IGRAPH_SUCCESS) {
        return;
    }
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        if (row->direction == LATIGRAPH_OUT) {
            latigraph_call_want(call, row->name);
        } else if (is_set(&input, row)) {
            set(&input, call, row, &held);
        }
    }
    if (latigraph_call_run(call) == IGRAPH_SUCCESS) {
        read_result(&input, call);
    }
    latigraph_call_destroy(call);
    held_destroy(&held);
}
