/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_H
#define LATIGRAPH_OPERATION_H

/* This header needs only igraph, so that a program can open the module without linking the
 * library; so does callback.h. */
#include <igraph.h>
#include <latigraph/callback.h>

/**
 * \section about_operations Operations and modules
 *
 * An operation describes itself once: its name, what it does, its typed
 * arguments with their defaults, ranges and texts. Command line, bindings and
 * documentation read that description; everybody calls it in one way.
 *
 * A module is a shared object that exports one symbol, \c latigraph_module,
 * of type \ref latigraph_module_entry_t. It hands out a static table. Check
 * \c api_version first, then \c igraph_major, \c igraph_minor and
 * \c igraph_integer_size, and keep the module loaded for the rest of the
 * program. Everything in a table is constant and lives as long as the module.
 * An entry that raises an igraph error, or hands out no table that fits, is
 * refused with the reason, and the program goes on. C++ exceptions must not
 * leave an entry or an operation: nobody can catch them in C, and they end the
 * program, so a module in C++ catches its own and returns an error code.
 *
 * A program that has the library calls operations with
 * \ref latigraph_operation_call() of registry.h. A program that opened
 * latigraph's own module without linking the library uses the same function
 * through \c call of the table. A module that others write leaves \c call
 * NULL and is called through the library's.
 */

#ifdef __cplusplus
extern "C" {
#endif

#define LATIGRAPH_API_VERSION 1

typedef enum {
    LATIGRAPH_TYPE_GRAPH,      /**< igraph_t * */
    LATIGRAPH_TYPE_GRAPH_LIST, /**< igraph_graph_list_t * */
    LATIGRAPH_TYPE_VECTOR,     /**< igraph_vector_t * */
    LATIGRAPH_TYPE_MATRIX,     /**< igraph_matrix_t * */
    LATIGRAPH_TYPE_INTEGER,
    LATIGRAPH_TYPE_REAL,
    LATIGRAPH_TYPE_BOOLEAN,
    LATIGRAPH_TYPE_STRING,
    LATIGRAPH_TYPE_STRING_LIST,  /**< igraph_strvector_t * */
    LATIGRAPH_TYPE_MODEL,        /**< opaque handle, made by "model_read" or "fit" */
    LATIGRAPH_TYPE_CALLBACK,     /**< latigraph_callback_t *, a property of the user's */
    LATIGRAPH_TYPE_CALLBACK_LIST /**< latigraph_callback_list_t *, several of them */
} latigraph_type_t;

typedef enum { LATIGRAPH_IN, LATIGRAPH_OUT } latigraph_direction_of_argument_t;

/**
 * The value of an argument. Inputs are borrowed from the caller. Outputs of
 * type graph arrive uninitialised and are initialised by the operation, as in
 * igraph's constructors; graph lists, vectors, matrices and string lists arrive
 * initialised and their old contents are replaced; numbers are left in the
 * value itself; a string is to be freed with igraph_free(), a model with the
 * \c model_destroy of the module that made it. A model only fits operations of
 * that module.
 */
typedef union {
    igraph_t *graph;
    igraph_graph_list_t *graph_list;
    igraph_vector_t *vector;
    igraph_matrix_t *matrix;
    igraph_integer_t integer;
    igraph_real_t real;
    igraph_bool_t boolean;
    const char *string;
    igraph_strvector_t *string_list;
    void *model;
    latigraph_callback_t *callback;
    latigraph_callback_list_t *callback_list;
} latigraph_value_t;

typedef struct {
    const char *name; /**< lower-case letters, digits and underscores */
    latigraph_type_t type;
    latigraph_direction_of_argument_t direction;
    igraph_bool_t optional;   /**< an input that may be left out */
    const char *default_text; /**< of an optional number, boolean or string; NULL: none */
    igraph_real_t min, max;   /**< of numbers, inclusive; both 0: any number */
    const char *choices;      /**< of strings, "ball|column|whole"; NULL: any text */
    const char *doc;          /**< shape, unit and meaning */
} latigraph_argument_t;

/** Properties of an operation, or-ed together. */
enum {
    LATIGRAPH_USES_RANDOMNESS = 1 << 0, /**< has an integer input "seed" */
    LATIGRAPH_LONG_RUNNING = 1 << 1     /**< reports progress and can be interrupted */
};

typedef struct {
    const char *name;    /**< as in an argument's name */
    const char *summary; /**< one line */
    const char *doc;     /**< method, complexity, source; NULL: the summary says it all */
    unsigned flags;
    const latigraph_argument_t *arguments;
    igraph_integer_t argument_count;
    /**
     * Does the work. \p values has one entry an argument, in the order of
     * \c arguments. \p given says which hold something: set by the caller or
     * by their default. An input that is not given is to be ignored, an output
     * that is not given is not wanted. Names, ranges, choices and NULL
     * pointers were checked before.
     */
    igraph_error_t (*invoke)(latigraph_value_t *values, const igraph_bool_t *given);
} latigraph_operation_t;

typedef struct {
    int api_version;                /**< LATIGRAPH_API_VERSION; read this first */
    int igraph_major, igraph_minor; /**< of the igraph the module was built with */
    int igraph_integer_size;        /**< IGRAPH_INTEGER_SIZE of that igraph, 32 or 64 */
    const char *name;
    const char *version;
    const char *summary;
    const latigraph_operation_t *const *operations;
    igraph_integer_t operation_count;
    void (*model_destroy)(void *model); /**< NULL if no operation makes a model */
    /** Calls an operation of this module by name, with all checks and defaults; the arguments are
     *  those of latigraph_operation_call(). NULL: the library's is to be used. */
    igraph_error_t (*call)(const char *operation, const char *const *names,
                           latigraph_value_t *values, igraph_integer_t count);
} latigraph_module_t;

/* For tables: a required input and an output, as LATIGRAPH_INPUT("graph", GRAPH, "A graph."). */
#define LATIGRAPH_INPUT(name_, type_, doc_)                                                        \
    { .name = name_, .type = LATIGRAPH_TYPE_##type_, .direction = LATIGRAPH_IN, .doc = doc_ }
#define LATIGRAPH_OUTPUT(name_, type_, doc_)                                                       \
    { .name = name_, .type = LATIGRAPH_TYPE_##type_, .direction = LATIGRAPH_OUT, .doc = doc_ }
/** The first fields of a module's table: what it is compiled with. */
#define LATIGRAPH_MODULE_BUILT_WITH                                                                \
    .api_version = LATIGRAPH_API_VERSION, .igraph_major = IGRAPH_VERSION_MAJOR,                    \
    .igraph_minor = IGRAPH_VERSION_MINOR, .igraph_integer_size = IGRAPH_INTEGER_SIZE

typedef const latigraph_module_t *latigraph_module_entry_t(void);
#define LATIGRAPH_MODULE_SYMBOL "latigraph_module"

#if defined(__GNUC__)
#define LATIGRAPH_MODULE_VISIBLE __attribute__((visibility("default")))
#else
#define LATIGRAPH_MODULE_VISIBLE
#endif
#ifdef __cplusplus
#define LATIGRAPH_MODULE_LINKAGE extern "C"
#else
#define LATIGRAPH_MODULE_LINKAGE extern
#endif
/** Defines the one exported symbol of a module, which hands out \p table. */
#define LATIGRAPH_MODULE_DEFINE(table)                                                             \
    LATIGRAPH_MODULE_LINKAGE LATIGRAPH_MODULE_VISIBLE latigraph_module_entry_t latigraph_module;   \
    const latigraph_module_t *latigraph_module(void) {                                             \
        return &(table);                                                                           \
    }

#ifdef __cplusplus
}
#endif

#endif
