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
#include <latigraph/figure.h>
#include <stddef.h>

/**
 * \section about_operations Operations and modules
 *
 * An operation describes itself once. Its table has one row per argument, and
 * a row says everything that a face needs: type, default, range, text, labels
 * of rows and columns, unit, the word on the command line, and the place of
 * the value in the operation's request or result struct. The command, Python,
 * R, JSON, CSV, tables and documentation are readers of these rows.
 *
 * A module is a shared object that exports one symbol, \c latigraph_module,
 * of type \ref latigraph_module_entry_t. It hands out a static table. Check
 * \c api_version first, then \c igraph_major, \c igraph_minor (of igraph 0.x
 * alone: from 1.0 on only the major version counts) and
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

#define LATIGRAPH_API_VERSION 3

typedef enum {
    LATIGRAPH_TYPE_GRAPH,      /**< igraph_t * */
    LATIGRAPH_TYPE_GRAPH_LIST, /**< igraph_graph_list_t * */
    LATIGRAPH_TYPE_VECTOR,     /**< igraph_vector_t * */
    LATIGRAPH_TYPE_MATRIX,     /**< igraph_matrix_t * */
    LATIGRAPH_TYPE_INTEGER,
    LATIGRAPH_TYPE_REAL,
    LATIGRAPH_TYPE_BOOLEAN,
    LATIGRAPH_TYPE_STRING,
    LATIGRAPH_TYPE_STRING_LIST,   /**< igraph_strvector_t * */
    LATIGRAPH_TYPE_MODEL,         /**< opaque handle, made by "model_read" or "fit" */
    LATIGRAPH_TYPE_CALLBACK,      /**< latigraph_callback_t *, a property of the user's */
    LATIGRAPH_TYPE_CALLBACK_LIST, /**< latigraph_callback_list_t *, several of them */
    LATIGRAPH_TYPE_BYTES          /**< igraph_vector_char_t *, the contents of a file */
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
    igraph_vector_char_t *bytes;
} latigraph_value_t;

/** Ways in which a face treats an argument, or-ed together. */
enum {
    /** The output belongs to the short text that the command prints. */
    LATIGRAPH_SHOW_HEADLINE = 1 << 0,
    /** A table of text is sorted by the absolute value of this output, and its end is cut. */
    LATIGRAPH_SHOW_SORTED = 1 << 1,
    /** The command takes the input by its position. If an operation marks no input, its required
     *  inputs are positional. */
    LATIGRAPH_SHOW_POSITIONAL = 1 << 2,
    /** The output is part of a struct that \c init_result initialises and \c destroy_result
     *  destroys, so that the generic code leaves it alone. */
    LATIGRAPH_SHOW_PART = 1 << 3,
    /** The output is a \ref latigraph_circuit_stream_t, which can hand out circuits one by one. */
    LATIGRAPH_SHOW_STREAM = 1 << 4,
    /** The command reads the input, a string or a matrix, from a file. */
    LATIGRAPH_SHOW_FILE = 1 << 5,
    /** The texts are names of properties, perhaps with "=" and a value: names are checked early. */
    LATIGRAPH_SHOW_PROPERTY = 1 << 6,
    /** The command takes the input from its context and has no option for it. */
    LATIGRAPH_SHOW_HIDDEN = 1 << 7,
    /** Entries of the output that are not defined are no cause for concern: the remark on them is
     *  of the kind "not-applicable", which no face prints or raises unasked. */
    LATIGRAPH_SHOW_QUIET = 1 << 8,
    /** The rows of the matrix become columns of the table of text, if they are few; otherwise the
     *  matrix is left out there. */
    LATIGRAPH_SHOW_TRANSPOSED = 1 << 9,
    /** CSV repeats the text in a column of every line, so that rows of several tables can be
     *  mixed. */
    LATIGRAPH_SHOW_REPEATED = 1 << 10,
    /** The graphs are an igraph_graph_list_t instead of circuits: they may be undirected and have
     *  parallel edges and edge attributes that circuits do not have. An output that is one graph is
     *  a list of one. */
    LATIGRAPH_SHOW_PLAIN = 1 << 11,
    /** The option says how graphs that the caller holds are converted to circuits. The command
     * hands it to the reader of its files. */
    LATIGRAPH_SHOW_READING = 1 << 12,
    /** Graphs of the input may be undirected: their circuits hold each edge in both directions, and
     *  are marked. */
    LATIGRAPH_SHOW_UNDIRECTED = 1 << 13,
    /** The labels of the columns of the matrix are lists of words with commas. A table of text has
     *  all columns, each under the words that it does not share with the one before. */
    LATIGRAPH_SHOW_NESTED = 1 << 14
};

/**
 * One row of an operation's table: an input or an output. Fields after \c doc may be left out; the
 * faces then show the argument without labels, and \c invoke is used instead of \c run.
 */
typedef struct {
    const char *name; /**< lower-case letters, digits and underscores */
    latigraph_type_t type;
    latigraph_direction_of_argument_t direction;
    igraph_bool_t optional;   /**< an input that may be left out */
    const char *default_text; /**< default of an optional input, as a text; NULL: none */
    igraph_real_t min, max;   /**< inclusive range of numbers; both 0: any number */
    const char *choices;      /**< allowed strings, "ball|column|whole"; NULL: any text */
    const char *doc;          /**< meaning, in full sentences */

    /** Labels of the entries of a vector or a list, or of the rows of a matrix: the name of a
     *  text list among the arguments, or words with "|" between them; NULL: none. */
    const char *rows;
    const char *columns;   /**< the same for the columns of a matrix */
    const char *unit;      /**< unit of numbers, e.g. "bits", "SD"; NULL: a pure number */
    const char *title;     /**< heading in tables of text; NULL: the name */
    unsigned show;         /**< LATIGRAPH_SHOW_HEADLINE, ... */
    const char *option;    /**< long option of the command; NULL: the name with hyphens */
    char letter;           /**< short option of the command; 0: none */
    const char *metavar;   /**< value of the option in help texts, e.g. "PROPERTY=VALUE" */
    const char *undefined; /**< why entries can be NaN, as the end of a sentence; NULL: never NaN */

    /* Place of the value in the request struct (inputs) or result struct (outputs) of \c run. */
    size_t place; /**< offset of the value, or of a latigraph_items_t if \c stride is not 0 */
    size_t size;  /**< size of the value, which a test compares with the type */
    size_t stride, within;    /**< size of an item, and offset of the value in it */
    latigraph_type_t element; /**< type of the value in an item: real, integer, boolean, string */
} latigraph_argument_t;

/** An array of structs in a result; the generic code frees \c item with free(). */
typedef struct {
    void *item;
    igraph_integer_t count;
} latigraph_items_t;

/** Properties of an operation, or-ed together. */
enum {
    LATIGRAPH_USES_RANDOMNESS = 1 << 0, /**< has an integer input "seed" */
    LATIGRAPH_LONG_RUNNING = 1 << 1,    /**< reports progress and can be interrupted */
    LATIGRAPH_SPLIT_WORK = 1 << 2,      /**< splits its work among processes (MPI) */
    LATIGRAPH_PRINTS_CSV = 1 << 3       /**< the command prints CSV where others print a table */
};

typedef struct {
    const char *name;    /**< lower-case letters, digits and underscores */
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
     * pointers were checked before. NULL if there is \c run.
     */
    igraph_error_t (*invoke)(latigraph_value_t *values, const igraph_bool_t *given);

    const char *example; /**< a command line, without the program's name; NULL: none */
    /**
     * Does the work on two structs of the operation's own. The generic code has filled the request
     * from the inputs, row by row, and hands out the outputs of the result afterwards. In a request
     * an integer is an igraph_integer_t (igraph_uint_t for "seed", which is drawn if it is not
     * given), a real an igraph_real_t (NaN if not given), a boolean an igraph_bool_t, a string with
     * choices an int (index of the choice, -1 if not given), another string a const char *, a graph
     * a const latigraph_circuit_t *, a graph list a const latigraph_circuit_list_t * (a const
     * igraph_graph_list_t * if its row is marked \c LATIGRAPH_SHOW_PLAIN), a callback list a
     * latigraph_callback_list_t that may grow; every other input is a pointer. Pointers are NULL if
     * not given. In a result vectors, matrices, text lists and bytes are held by value, a graph
     * list is a latigraph_circuit_list_t and a graph a latigraph_circuit_t * (both an
     * igraph_graph_list_t if the row is marked \c LATIGRAPH_SHOW_PLAIN), a string a char * for
     * free(), a model a void *.
     */
    igraph_error_t (*run)(void *request, void *result, latigraph_remarks_t *remarks);
    size_t request_size, result_size;
    igraph_error_t (*init_result)(void *result); /**< initialises outputs that are parts, or NULL */
    void (*destroy_result)(void *result);        /**< destroys what init_result initialised */
    /** Draws the result. NULL: the figure is that of the table of the result, if it has one. */
    igraph_error_t (*figure)(const void *request, const void *result,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image);
} latigraph_operation_t;

typedef struct {
    int api_version;                /**< LATIGRAPH_API_VERSION; read this first */
    int igraph_major, igraph_minor; /**< version of the igraph that the module was built with */
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

/* Rows of a table: a required input and an output, as in
 * LATIGRAPH_INPUT("graph", GRAPH, "A graph."). */
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
