/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* A small module as others would write it. Compiled once as it should be and, with one of the
 * macros below, in every way in which a module can be broken:
 *
 * BAD_API, BAD_IGRAPH, BAD_INTEGER_SIZE: built for something else; BAD_SYMBOL: no entry;
 * BAD_ENTRY: the entry hands out NULL; BAD_RAISE: it raises an error; BAD_NAME, BAD_INVOKE,
 * BAD_ARGUMENT, BAD_TYPE, BAD_DEFAULT, BAD_RANGE, BAD_SEED, BAD_MODEL, BAD_TWICE: a malformed
 * table; BAD_VERSION: another version of the good one; BAD_DUPLICATE: another module with an
 * operation of the good one. */

#include <latigraph/operation.h>

#include <stdlib.h>
#include <string.h>

/* An igraph that fits ours, and one that does not. The binary interface stays the same within a
 * major version from 1.0 on, and changes with every minor version before. */
#if IGRAPH_VERSION_MAJOR == 0
enum { GOOD_MINOR = IGRAPH_VERSION_MINOR, BAD_MAJOR = 0, BAD_MINOR = IGRAPH_VERSION_MINOR + 1 };
#else
enum { GOOD_MINOR = IGRAPH_VERSION_MINOR + 1, BAD_MAJOR = IGRAPH_VERSION_MAJOR + 1, BAD_MINOR = 0 };
#endif

enum { COUNT, SHARE, WORD, DOUBLED, POINTS, TOTAL, TEXT, RING, SQUARES, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [COUNT] =
        {.name = "count", .type = LATIGRAPH_TYPE_INTEGER, .min = 1, .max = 10, .doc = "How many."},
    [SHARE] = {.name = "share",
               .type = LATIGRAPH_TYPE_REAL,
               .optional = true,
#ifdef BAD_DEFAULT
               .default_text = "1.5",
#else
               .default_text = "0.5",
#endif
#ifdef BAD_RANGE
               .min = 2,
#endif
               .max = 1,
               .doc = "A share."},
    [WORD] = {.name = "word",
              .type = LATIGRAPH_TYPE_STRING,
              .optional = true,
              .default_text = "ball",
              .choices = "ball|column",
              .doc = "A word."},
    [DOUBLED] = {.name = "doubled",
                 .type = LATIGRAPH_TYPE_BOOLEAN,
                 .optional = true,
                 .default_text = "true",
                 .doc = "Whether the total counts twice."},
    [POINTS] = {.name = "points",
#ifdef BAD_TYPE
                .type = (latigraph_type_t)99,
#else
                .type = LATIGRAPH_TYPE_VECTOR,
#endif
                .optional = true,
                .doc = "Numbers to be added to the total."},
    [TOTAL] = {.name = "total",
               .type = LATIGRAPH_TYPE_REAL,
               .direction = LATIGRAPH_OUT,
               .doc = "Everything added up."},
    [TEXT] =
        {
#ifndef BAD_ARGUMENT
            .name = "text",
#endif
            .type = LATIGRAPH_TYPE_STRING,
            .direction = LATIGRAPH_OUT,
            .doc = "The word."},
    [RING] = {.name = "ring",
#ifdef BAD_MODEL
              .type = LATIGRAPH_TYPE_MODEL,
#else
              .type = LATIGRAPH_TYPE_GRAPH,
#endif
              .direction = LATIGRAPH_OUT,
              .doc = "A ring of count vertices."},
    [SQUARES] = {.name = "squares",
                 .type = LATIGRAPH_TYPE_VECTOR,
                 .direction = LATIGRAPH_OUT,
                 .doc = "The squares of 1 to count."},
};

#ifdef BAD_INVOKE
#define add_up NULL
#else
static igraph_error_t add_up(latigraph_value_t *values, const igraph_bool_t *given) {
    igraph_real_t total = (igraph_real_t)values[COUNT].integer + values[SHARE].real;
    if (given[POINTS]) {
        total += igraph_vector_sum(values[POINTS].vector);
    }
    values[TOTAL].real = values[DOUBLED].boolean ? 2 * total : total;
    if (given[SQUARES]) {
        IGRAPH_CHECK(igraph_vector_resize(values[SQUARES].vector, values[COUNT].integer));
        for (igraph_integer_t i = 0; i < values[COUNT].integer; i++) {
            VECTOR(*values[SQUARES].vector)[i] = (igraph_real_t)((i + 1) * (i + 1));
        }
    }
    if (given[RING]) {
        IGRAPH_CHECK(igraph_ring(values[RING].graph, values[COUNT].integer, true, false, true));
    }
    if (given[TEXT]) {
        values[TEXT].string = strdup(values[WORD].string);
    }
    return IGRAPH_SUCCESS;
}
#endif

static igraph_error_t fail(latigraph_value_t *values, const igraph_bool_t *given) {
    (void)values;
    (void)given;
    IGRAPH_ERROR("This operation always fails.", IGRAPH_DIVERGED);
}

static const latigraph_operation_t add_up_operation = {
#ifndef BAD_NAME
    .name = "test_add_up",
#endif
    .summary = "Adds up.",
    .doc = "Adds up whatever it is given, and does some other things that make use of every kind "
           "of argument there is, so that all of them are seen.",
#ifdef BAD_SEED
    .flags = LATIGRAPH_USES_RANDOMNESS,
#endif
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = add_up,
};

static const latigraph_operation_t fail_operation = {
#ifdef BAD_TWICE
    .name = "test_add_up",
#else
    .name = "test_fail",
#endif
    .summary = "Fails.",
    .invoke = fail,
};

static const latigraph_operation_t *const operations[] = {&add_up_operation, &fail_operation};

static const latigraph_module_t module = {
#ifdef BAD_API
    /* What follows may have any form in another version. */
    .api_version = LATIGRAPH_API_VERSION + 1,
    .name = (const char *)1,
#else
    .api_version = LATIGRAPH_API_VERSION,
#ifdef BAD_DUPLICATE
    .name = "test other",
#else
    .name = "test",
#endif
#endif
#ifdef BAD_IGRAPH
    .igraph_major = BAD_MAJOR,
#else
    .igraph_major = IGRAPH_VERSION_MAJOR,
#endif
#ifdef BAD_IGRAPH
    .igraph_minor = BAD_MINOR,
#else
    .igraph_minor = GOOD_MINOR,
#endif
#ifdef BAD_INTEGER_SIZE
    .igraph_integer_size = 96 - IGRAPH_INTEGER_SIZE,
#else
    .igraph_integer_size = IGRAPH_INTEGER_SIZE,
#endif
#ifdef BAD_VERSION
    .version = "2",
#else
    .version = "1",
#endif
    .summary = "For tests.",
    .operations = operations,
    .operation_count = 2,
};

#if defined(BAD_ENTRY)
LATIGRAPH_MODULE_VISIBLE extern latigraph_module_entry_t latigraph_module;
const latigraph_module_t *latigraph_module(void) {
    (void)module;
    return NULL;
}
#elif defined(BAD_RAISE)
/* With something on the FINALLY stack, and a table in spite of the error. */
LATIGRAPH_MODULE_VISIBLE extern latigraph_module_entry_t latigraph_module;
static igraph_error_t raise_error(void) {
    igraph_t ring;
    IGRAPH_CHECK(igraph_ring(&ring, 3, true, false, true));
    IGRAPH_FINALLY(igraph_destroy, &ring);
    IGRAPH_CHECK(igraph_ring(&ring, -3, true, false, true));
    return IGRAPH_SUCCESS;
}
const latigraph_module_t *latigraph_module(void) {
    raise_error();
    return &module;
}
#elif defined(BAD_SYMBOL)
LATIGRAPH_MODULE_VISIBLE extern latigraph_module_entry_t some_other_function;
const latigraph_module_t *some_other_function(void) {
    return &module;
}
#else
LATIGRAPH_MODULE_DEFINE(module)
#endif
