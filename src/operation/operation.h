/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_INTERNAL_H
#define LATIGRAPH_OPERATION_INTERNAL_H

#include "base/parallel.h"
#include "base/text.h"

#include <glib.h>
#include <latigraph/circuit.h>
#include <latigraph/operation.h>

/* --- The table (table.c) -------------------------------------------------- */

/* The library's own operations as a module. */
extern const latigraph_module_t latigraph_builtin_module;

/* One file each. */
extern const latigraph_operation_t latigraph_operation_activity_factors;
extern const latigraph_operation_t latigraph_operation_activity_states;
extern const latigraph_operation_t latigraph_operation_axes;
extern const latigraph_operation_t latigraph_operation_decode;
extern const latigraph_operation_t latigraph_operation_directions;
extern const latigraph_operation_t latigraph_operation_discriminate;
extern const latigraph_operation_t latigraph_operation_discriminate_maps;
extern const latigraph_operation_t latigraph_operation_encode;
extern const latigraph_operation_t latigraph_operation_evaluate;
extern const latigraph_operation_t latigraph_operation_compare;
extern const latigraph_operation_t latigraph_operation_explain;
extern const latigraph_operation_t latigraph_operation_coordinate_effects;
extern const latigraph_operation_t latigraph_operation_figure;
extern const latigraph_operation_t latigraph_operation_fit;
extern const latigraph_operation_t latigraph_operation_generate;
extern const latigraph_operation_t latigraph_operation_generate_edges;
extern const latigraph_operation_t latigraph_operation_info;
extern const latigraph_operation_t latigraph_operation_card;
extern const latigraph_operation_t latigraph_operation_model_read;
extern const latigraph_operation_t latigraph_operation_model_write;
extern const latigraph_operation_t latigraph_operation_models;
extern const latigraph_operation_t latigraph_operation_network;
extern const latigraph_operation_t latigraph_operation_align;
extern const latigraph_operation_t latigraph_operation_consensus;
extern const latigraph_operation_t latigraph_operation_variability;
extern const latigraph_operation_t latigraph_operation_overlap;
extern const latigraph_operation_t latigraph_operation_properties;
extern const latigraph_operation_t latigraph_operation_bvc_place_cells;
extern const latigraph_operation_t latigraph_operation_functional_decode;
extern const latigraph_operation_t latigraph_operation_functional_fit;
extern const latigraph_operation_t latigraph_operation_functional_respond;
extern const latigraph_operation_t latigraph_operation_blocks_weighted;
extern const latigraph_operation_t latigraph_operation_latents;
extern const latigraph_operation_t latigraph_operation_lesion;
extern const latigraph_operation_t latigraph_operation_synchrony;
extern const latigraph_operation_t latigraph_operation_covariance;
extern const latigraph_operation_t latigraph_operation_activity_dimension;
extern const latigraph_operation_t latigraph_operation_list_properties;
extern const latigraph_operation_t latigraph_operation_nearest;
extern const latigraph_operation_t latigraph_operation_node_properties;
extern const latigraph_operation_t latigraph_operation_list_node_properties;
extern const latigraph_operation_t latigraph_operation_read_graphs;
extern const latigraph_operation_t latigraph_operation_inspect_graphs;
extern const latigraph_operation_t latigraph_operation_report;
extern const latigraph_operation_t latigraph_operation_reservoir;
extern const latigraph_operation_t latigraph_operation_sample;
extern const latigraph_operation_t latigraph_operation_select;
extern const latigraph_operation_t latigraph_operation_steer;
extern const latigraph_operation_t latigraph_operation_surrogate_test;
extern const latigraph_operation_t latigraph_operation_surrogates;
extern const latigraph_operation_t latigraph_operation_random;
extern const latigraph_operation_t latigraph_operation_traverse;
extern const latigraph_operation_t latigraph_operation_interpolate;
extern const latigraph_operation_t latigraph_operation_write_graph;
extern const latigraph_operation_t latigraph_operation_write_weights;

/* --- Arguments (argument.c) ----------------------------------------------- */

/* "graph_list", "integer", ...; NULL if there is no such type. */
const char *latigraph_type_name(latigraph_type_t type);
/* Is the value a pointer that must not be NULL? */
gboolean latigraph_type_is_pointer(latigraph_type_t type);
/* Is a number in its range, a string among its choices? True for other types. */
gboolean latigraph_argument_allows(const latigraph_argument_t *argument,
                                   const latigraph_value_t *value);
/* Reads a number, boolean or string; false if the text is none or is out of range. A string is
 * borrowed from `text`. */
gboolean latigraph_argument_parse(const latigraph_argument_t *argument, const char *text,
                                  latigraph_value_t *value);
/* The long option of the command; free with g_free(). */
igraph_error_t latigraph_argument_option(const latigraph_argument_t *argument, char **option);
/* "a whole number", "true or false": what a text for the argument must be. */
const char *latigraph_argument_kind(const latigraph_argument_t *argument);
/* Reads numbers with commas, colons or blanks between them; `*good` becomes false if there are none
 * or the text holds anything else. */
igraph_error_t latigraph_parse_vector(const char *text, igraph_vector_t *vector, gboolean *good);
/* "from 1 to 100", "at least 0", "one of ball, column"; "" if everything is allowed. */
void latigraph_argument_append_range(const latigraph_argument_t *argument, latigraph_text_t *text);
/* The value as text, for error messages; "" for types that are not numbers or strings. */
void latigraph_argument_append_value(const latigraph_argument_t *argument,
                                     const latigraph_value_t *value, latigraph_text_t *text);

/* Returns the labels of the lines of the operation's CSV: those of the first output that has labels
 * and numbers, or, if none has numbers, of the first list of texts with labels. NULL: it has no
 * CSV. */
const char *latigraph_table_labels(const latigraph_operation_t *operation);

/* The place of a text among the choices of the argument, or −1. */
int latigraph_argument_choice(const latigraph_argument_t *argument, const char *text);

/* --- What operations share (common.c) --------------------------------------- */

/* A circuit of a graph, with its attributes as node data. Self-loops are left out and parallel
 * edges merged with a warning; `undirected` says what happens to undirected graphs. A graph that
 * does not say what its neurons are called is named after its edges, so that only equal graphs have
 * common neurons.
 * `identity` is that of latigraph_read_options_t, or NULL. */
igraph_error_t latigraph_circuit_of(latigraph_circuit_t **circuit, const igraph_t *graph,
                                    const char *identity, latigraph_undirected_t undirected);
/* The same for all graphs of a list; `circuits` arrives uninitialised. */
igraph_error_t latigraph_circuits_of(latigraph_circuit_list_t *circuits,
                                     const igraph_graph_list_t *graphs, const char *identity,
                                     latigraph_undirected_t undirected);
/* Appends the circuits of a value that is a graph or a list of graphs, as the row says. */
igraph_error_t latigraph_append_circuits(latigraph_circuit_list_t *circuits,
                                         const latigraph_argument_t *row,
                                         const latigraph_value_t *value, const char *identity,
                                         latigraph_undirected_t undirected);
/* Replaces the contents of `graphs`, which is left empty after an error. */
igraph_error_t latigraph_graphs_of(igraph_graph_list_t *graphs,
                                   const latigraph_circuit_list_t *circuits);

/* Reads codes as latigraph_codes_read() does, from the text of a file that messages call `path`. */
igraph_error_t latigraph_codes_parse(igraph_matrix_t *codes, char **digest, const char *path,
                                     const char *text);

/* --- Modules (check.c, registry.c) ----------------------------------------- */

/* Writes why a module cannot be used, looking at itself alone: the end of a sentence ("it was built
 * for ..."), or an empty text. Reads nothing beyond api_version if that differs. */
igraph_error_t latigraph_module_fault(const latigraph_module_t *module, char *text, gsize size);

/* The module held under this name, or NULL. */
const latigraph_module_t *latigraph_registry_module(const char *name);
/* Adds a module without faults whose operations are all new; it must stay in memory. */
igraph_error_t latigraph_registry_add(const latigraph_module_t *module);

#endif
