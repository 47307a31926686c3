/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_H
#define LATIGRAPH_CIRCUIT_H

#include <latigraph/export.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_circuits Circuits
 *
 * A circuit is a simple directed graph with optional node data: categorical
 * columns (cell type, tuning, ...), numeric columns, positions in two or
 * three dimensions with their unit, and optional positive edge weights.
 * Every neuron keeps its identity (the name of the connectome and its name in
 * it), so that an overlap between two sets of circuits can be found.
 *
 * A \type latigraph_circuit_t is opaque, immutable to its readers and freed
 * with \ref latigraph_circuit_destroy().
 */
typedef struct latigraph_circuit_t latigraph_circuit_t;

/** An owning, growing list of circuits. Fields are private. */
typedef struct {
    latigraph_circuit_t **items;
    igraph_integer_t size;
    igraph_integer_t capacity;
    igraph_integer_t limit; /* bytes of circuits to hold in memory; 0: no limit */
    igraph_integer_t bytes; /* of the circuits that are in memory, counted where there is a limit */
    struct latigraph_store_t *store;
} latigraph_circuit_list_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_list_init(latigraph_circuit_list_t *list);
LATIGRAPH_EXPORT void latigraph_circuit_list_destroy(latigraph_circuit_list_t *list);
LATIGRAPH_EXPORT igraph_integer_t latigraph_circuit_list_size(const latigraph_circuit_list_t *list);
LATIGRAPH_EXPORT const latigraph_circuit_t *
latigraph_circuit_list_get(const latigraph_circuit_list_t *list, igraph_integer_t i);
/** From now on circuits beyond so many bytes in memory go to a file; 0: none do. */
LATIGRAPH_EXPORT void latigraph_circuit_list_limit_memory(latigraph_circuit_list_t *list,
                                                          igraph_integer_t bytes);
/** How many circuits are in a file. */
LATIGRAPH_EXPORT igraph_integer_t
latigraph_circuit_list_stored(const latigraph_circuit_list_t *list);
/** Appends a circuit; on success the list owns it. */
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_list_push_back(latigraph_circuit_list_t *list,
                                                                 latigraph_circuit_t *circuit);

/** Gets each circuit as soon as it is made, and owns it on success and failure alike. */
typedef igraph_error_t latigraph_circuit_sink_t(latigraph_circuit_t *circuit, void *data);

/** An output of many circuits: they are appended to \c list, or handed to \c sink if there is one.
 */
typedef struct {
    latigraph_circuit_list_t list;
    latigraph_circuit_sink_t *sink;
    void *data;
} latigraph_circuit_stream_t;

/** What to do with self-loops, parallel edges and undirected graphs. */
typedef enum { LATIGRAPH_LOOPS_DROP, LATIGRAPH_LOOPS_REFUSE } latigraph_loops_t;
typedef enum { LATIGRAPH_PARALLEL_MERGE, LATIGRAPH_PARALLEL_REFUSE } latigraph_parallel_t;
typedef enum { LATIGRAPH_UNDIRECTED_REFUSE, LATIGRAPH_UNDIRECTED_MUTUAL } latigraph_undirected_t;

typedef struct {
    const char *weight;                /**< edge attribute or column; NULL: "weight" if present */
    latigraph_loops_t loops;           /**< drop (and count) or refuse self-loops */
    latigraph_parallel_t parallel;     /**< merge (weights add, counted) or refuse */
    latigraph_undirected_t undirected; /**< refuse, or read each edge as two directed ones */
} latigraph_read_options_t;

/** Decisions taken while reading, for the user to be told; counts add up over calls. */
typedef struct {
    igraph_integer_t circuits;        /**< circuits read */
    igraph_integer_t loops_dropped;   /**< self-loops left out */
    igraph_integer_t parallel_merged; /**< edges merged into another */
    igraph_integer_t made_mutual;     /**< undirected edges read as two directed ones */
    igraph_integer_t told_apart;      /**< circuits of tables that hold one each subject */
} latigraph_read_report_t;

LATIGRAPH_EXPORT void latigraph_read_options_init(latigraph_read_options_t *options);

LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_from_graph(
    latigraph_circuit_t **circuit, const igraph_t *graph, const char *name,
    const latigraph_read_options_t *options, latigraph_read_report_t *report);
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_to_graph(const latigraph_circuit_t *circuit,
                                                           igraph_t *graph);
LATIGRAPH_EXPORT void latigraph_circuit_destroy(latigraph_circuit_t *circuit);

LATIGRAPH_EXPORT const char *latigraph_circuit_name(const latigraph_circuit_t *circuit);
LATIGRAPH_EXPORT const char *latigraph_circuit_group(const latigraph_circuit_t *circuit);
LATIGRAPH_EXPORT igraph_integer_t latigraph_circuit_vcount(const latigraph_circuit_t *circuit);
LATIGRAPH_EXPORT igraph_integer_t latigraph_circuit_ecount(const latigraph_circuit_t *circuit);

/** A graph attribute that says how the circuit was made ("seed", "code", "sampler", ...), as text;
 * NULL if there is none. Free with igraph_free(). */
LATIGRAPH_EXPORT char *latigraph_circuit_note(const latigraph_circuit_t *circuit, const char *name);

/* Node data by hand, for graphs without an attribute handler. */
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_set_categorical(latigraph_circuit_t *circuit,
                                                                  const char *column,
                                                                  const igraph_strvector_t *values);
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_set_numeric(latigraph_circuit_t *circuit,
                                                              const char *column,
                                                              const igraph_vector_t *values);
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_set_positions(latigraph_circuit_t *circuit,
                                                                const igraph_matrix_t *positions,
                                                                const char *unit);
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_set_weights(latigraph_circuit_t *circuit,
                                                              const igraph_vector_t *weights);

/* Files. */
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_list_read(latigraph_circuit_list_t *list,
                                                            const char *path,
                                                            const latigraph_read_options_t *options,
                                                            latigraph_read_report_t *report);
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_write(const latigraph_circuit_t *circuit,
                                                        const char *path, const char *format);
LATIGRAPH_EXPORT igraph_error_t latigraph_graph_write(const igraph_t *graph, const char *path,
                                                      const char *format);

/** Shapes of circuits that can be cut out of a connectome. */
typedef enum {
    LATIGRAPH_SHAPE_BALL,       /**< the k nearest neurons in space */
    LATIGRAPH_SHAPE_COLUMN,     /**< the k nearest in the plane across an axis */
    LATIGRAPH_SHAPE_NEIGHBOURS, /**< a random walk with restart until k neurons were met */
    LATIGRAPH_SHAPE_WHOLE       /**< all of it */
} latigraph_shape_t;

typedef struct {
    latigraph_shape_t shape;
    int axis;                  /**< column: 0, 1 or 2 */
    igraph_integer_t size_min; /**< neurons, inclusive */
    igraph_integer_t size_max; /**< neurons, inclusive */
    igraph_integer_t count;    /**< circuits to cut (whole: 1) */
    igraph_real_t restart;     /**< neighbours: probability of a jump back to the seed */
    const char *select; /**< condition on node data, or NULL; see latigraph_circuit_select() */
    igraph_uint_t seed;
} latigraph_sample_options_t;

LATIGRAPH_EXPORT void latigraph_sample_options_init(latigraph_sample_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_sample(latigraph_circuit_list_t *circuits,
                                                 const latigraph_circuit_t *connectome,
                                                 const latigraph_sample_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_select(latigraph_circuit_t **selected,
                                                         const latigraph_circuit_t *connectome,
                                                         const char *expression);
/** A circuit with the same in- and out-degrees and otherwise random edges. */
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_rewire(latigraph_circuit_t **rewired,
                                                         const latigraph_circuit_t *circuit,
                                                         igraph_uint_t seed);
/** Neurons of one list that also stand in the other, and in how many circuits of each. */
typedef struct {
    igraph_integer_t neurons_first;   /**< distinct neurons of the first list */
    igraph_integer_t neurons_second;  /**< distinct neurons of the second list */
    igraph_integer_t shared;          /**< neurons in both */
    igraph_integer_t circuits_second; /**< circuits of the second list with a shared neuron */
} latigraph_overlap_t;
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_list_overlap(
    const latigraph_circuit_list_t *first, const latigraph_circuit_list_t *second,
    latigraph_overlap_t *overlap);

LATIGRAPH_END_C

#endif
