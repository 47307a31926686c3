/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_H
#define LATIGRAPH_CIRCUIT_H

#include <latigraph/callback.h>
#include <latigraph/export.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_circuits Circuits
 *
 * A circuit is a simple directed graph with optional node data: categorical columns (cell type,
 * tuning, ...), numeric columns, positions in two or three dimensions with their unit, and
 * optional positive edge weights. Edges may have signs, which models and properties do not use.
 * Every neuron keeps its identity, which is the name of its connectome and its name within the
 * connectome. Two sets of circuits can therefore be searched for common neurons.
 *
 * A \type latigraph_circuit_t is opaque. Functions that take it as \c const do not change it. Free
 * it with \ref latigraph_circuit_destroy().
 */
typedef struct latigraph_circuit_t latigraph_circuit_t;

/** A growing list that owns its circuits. The fields are private. */
typedef struct {
    latigraph_circuit_t **items;
    igraph_integer_t size;
    igraph_integer_t capacity;
    igraph_integer_t limit; /* bytes of circuits to hold in memory; 0 means no limit */
    igraph_integer_t bytes; /* bytes of the circuits in memory; counted only if there is a limit */
    struct latigraph_store_t *store;
} latigraph_circuit_list_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_list_init(latigraph_circuit_list_t *list);
LATIGRAPH_EXPORT void latigraph_circuit_list_destroy(latigraph_circuit_list_t *list);
LATIGRAPH_EXPORT igraph_integer_t latigraph_circuit_list_size(const latigraph_circuit_list_t *list);
LATIGRAPH_EXPORT const latigraph_circuit_t *
latigraph_circuit_list_get(const latigraph_circuit_list_t *list, igraph_integer_t i);
/** Sets the number of bytes beyond which further circuits go to a file; 0 means never. */
LATIGRAPH_EXPORT void latigraph_circuit_list_limit_memory(latigraph_circuit_list_t *list,
                                                          igraph_integer_t bytes);
/** Returns the number of circuits that are in the file. */
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

/** Actions for self-loops, parallel edges and undirected graphs. */
typedef enum { LATIGRAPH_LOOPS_DROP, LATIGRAPH_LOOPS_REFUSE } latigraph_loops_t;
typedef enum { LATIGRAPH_PARALLEL_MERGE, LATIGRAPH_PARALLEL_REFUSE } latigraph_parallel_t;
typedef enum {
    LATIGRAPH_UNDIRECTED_REFUSE,
    LATIGRAPH_UNDIRECTED_MUTUAL,
    LATIGRAPH_UNDIRECTED_DIRECTED,
    LATIGRAPH_UNDIRECTED_KEEP,  /**< undirected circuits, also of lists that do not say what their
                                     edges are */
    LATIGRAPH_UNDIRECTED_STATED /**< undirected circuits of graphs that say so */
} latigraph_undirected_t;

/** Actions for edges of weight 0, for negative weights, and for weights that are not known. */
typedef enum { LATIGRAPH_ZERO_DROP, LATIGRAPH_ZERO_REFUSE } latigraph_zero_t;
typedef enum {
    LATIGRAPH_NEGATIVE_REFUSE,
    LATIGRAPH_NEGATIVE_ABSOLUTE, /**< the weight without its sign */
    LATIGRAPH_NEGATIVE_DROP,
    LATIGRAPH_NEGATIVE_SIGN /**< the weight without its sign, and the sign as an attribute */
} latigraph_negative_t;
typedef enum {
    LATIGRAPH_MISSING_REFUSE,
    LATIGRAPH_MISSING_ONE, /**< the weight 1 */
    LATIGRAPH_MISSING_DROP
} latigraph_missing_t;

/** Things that dependent circuits have in common. Folds, cuts and intervals keep such circuits
 *  together. */
typedef enum {
    LATIGRAPH_SPLIT_BY_NEURON,  /**< a neuron of one connectome */
    LATIGRAPH_SPLIT_BY_ANIMAL,  /**< the connectome */
    LATIGRAPH_SPLIT_BY_IDENTITY /**< the identity of a neuron, in whatever connectome */
} latigraph_split_by_t;

typedef struct {
    /** Name of the format; NULL decides by the content of the file. */
    const char *format;
    /** Edge attribute or column with the weights; "count" counts rows of the same two neurons,
     *  "none" ignores weights. NULL uses "weight" or a column that is known to hold weights. */
    const char *weight;
    const char *source; /**< column with the sources of edges; NULL: known names */
    const char *target; /**< column with their targets */
    const char *id;     /**< column or attribute with the ids of neurons; NULL: known names */
    /** "x,y,z", "x,y,z:um" or "x,y,z:nm:4,4,40": columns, unit, scale. A file in the place of the
     *  columns, "coords.npy:mm", has a row per neuron. "none" reads no positions; NULL: known
     *  names. */
    const char *positions;
    const char *connectome;  /**< name of the connectome that the neurons belong to; NULL: as the
                                  file says */
    latigraph_loops_t loops; /**< drop and count self-loops, or raise an error */
    latigraph_parallel_t
        parallel; /**< merge and count parallel edges, adding their weights, or raise an error */
    latigraph_undirected_t undirected; /**< raise an error, read each edge as two directed ones, or
                                          as one, from its first end to its second, or keep the
                                          graph undirected */
    latigraph_zero_t zero;             /**< drop edges of weight 0, or raise an error */
    latigraph_negative_t negative;     /**< raise an error, or what to do with negative weights */
    latigraph_missing_t missing;       /**< raise an error, or what to do with unknown weights */
    const char *identity; /**< column or vertex attribute that says which neurons are the same in
                               all connectomes ("AVAL"); "id" and "name" are the names of the
                               neurons; NULL: as the graph attribute "identity" says */
} latigraph_read_options_t;

/**
 * Counts of what a reader changed. The counts add up over calls, so initialise them with zeros.
 */
typedef struct {
    igraph_integer_t circuits;        /**< circuits read */
    igraph_integer_t loops_dropped;   /**< self-loops dropped */
    igraph_integer_t parallel_merged; /**< parallel edges merged into another edge */
    igraph_integer_t counted;     /**< merged edges without weights, whose number is the weight */
    igraph_integer_t made_mutual; /**< undirected edges read as two directed ones */
    igraph_integer_t separated; /**< circuits read from tables that hold one circuit per subject */
    const char *format;         /**< name of the format of the last file */
    latigraph_remarks_t *remarks; /**< gets remarks on what the reader decided; may be NULL */
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
LATIGRAPH_EXPORT igraph_bool_t latigraph_circuit_is_undirected(const latigraph_circuit_t *circuit);
LATIGRAPH_EXPORT igraph_integer_t latigraph_circuit_ecount(const latigraph_circuit_t *circuit);

/**
 * Returns a graph attribute that records how the circuit was made ("seed", "code", "sampler", ...)
 * as text, or NULL if there is none. Free it with igraph_free().
 */
LATIGRAPH_EXPORT char *latigraph_circuit_note(const latigraph_circuit_t *circuit, const char *name);

/* Setters of node data and weights, for graphs that carry no attributes. */
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

/* Reading and writing of files. */
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
    LATIGRAPH_SHAPE_NEIGHBOURS, /**< the first k neurons that a random walk with restart visits */
    LATIGRAPH_SHAPE_WHOLE       /**< all neurons */
} latigraph_shape_t;

typedef struct {
    latigraph_shape_t shape;
    int axis;                  /**< axis of a column: 0, 1 or 2 */
    igraph_integer_t size_min; /**< smallest number of neurons */
    igraph_integer_t size_max; /**< largest number of neurons */
    igraph_integer_t count;    /**< number of circuits; a whole connectome gives 1 */
    igraph_real_t restart;     /**< probability that a step of the walk returns to its start */
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
/** Makes a circuit with the same in- and out-degrees and otherwise random edges. */
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_rewire(latigraph_circuit_t **rewired,
                                                         const latigraph_circuit_t *circuit,
                                                         igraph_uint_t seed);
/** Appends a rewired copy of every circuit to \p rewired; circuit i takes seed + i. */
LATIGRAPH_EXPORT igraph_error_t
latigraph_circuit_list_rewire(latigraph_circuit_list_t *rewired,
                              const latigraph_circuit_list_t *circuits, igraph_uint_t seed);
/** Numbers of neurons that two lists of circuits have in common. */
typedef struct {
    igraph_integer_t neurons_first;   /**< distinct neurons of the first list */
    igraph_integer_t neurons_second;  /**< distinct neurons of the second list */
    igraph_integer_t shared;          /**< neurons that occur in both lists */
    igraph_integer_t circuits_second; /**< circuits of the second list with a shared neuron */
    /** names of neurons that occur in both lists, in circuits whose connectome is not stated: they
     *  may be the same neurons */
    igraph_integer_t coinciding;
    igraph_integer_t identities_first;  /**< distinct identities of the first list */
    igraph_integer_t identities_second; /**< distinct identities of the second list */
    igraph_integer_t shared_identities; /**< identities that occur in both lists */
    igraph_integer_t identified;        /**< neurons of the second list that have an identity */
    igraph_integer_t known;             /**< identified ones whose identity the first list has */
} latigraph_overlap_t;
LATIGRAPH_EXPORT igraph_error_t latigraph_circuit_list_overlap(
    const latigraph_circuit_list_t *first, const latigraph_circuit_list_t *second,
    latigraph_overlap_t *overlap);

LATIGRAPH_END_C

#endif
