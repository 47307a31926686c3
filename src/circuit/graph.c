/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Makes circuits of igraph graphs; to_graph.c goes back.
 *
 * Attributes are read by their types: numbers become numeric columns, texts and truth values
 * categorical ones, and NaN and "" mean "not known". The attributes that carry identity, positions,
 * connectome and shape go to their fields, and all others stay as notes. igraph stores attributes
 * behind a table of functions that a program may not have set, so a graph without it gives its
 * edges alone. Files do not come this way: their readers keep ids that a double would round. */

#include "circuit/circuit.h"

#include "base/memory.h"
#include "base/number_text.h"
#include "circuit/column.h"
#include "circuit/edges.h"
#include "circuit/homologous.h"
#include "circuit/identity.h"
#include "circuit/number.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Names and types of the attributes of a graph, on the FINALLY stack as one entry. */
typedef struct {
    igraph_strvector_t graph_names, vertex_names, edge_names;
    igraph_vector_int_t graph_types, vertex_types, edge_types;
} attributes_t;

static void attributes_destroy(attributes_t *list) {
    igraph_strvector_destroy(&list->graph_names);
    igraph_strvector_destroy(&list->vertex_names);
    igraph_strvector_destroy(&list->edge_names);
    igraph_vector_int_destroy(&list->graph_types);
    igraph_vector_int_destroy(&list->vertex_types);
    igraph_vector_int_destroy(&list->edge_types);
}

static igraph_error_t attributes_init(attributes_t *list, const igraph_t *graph) {
    IGRAPH_STRVECTOR_INIT_FINALLY(&list->graph_names, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&list->vertex_names, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&list->edge_names, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&list->graph_types, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&list->vertex_types, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&list->edge_types, 0);
    IGRAPH_CHECK(igraph_cattribute_list(graph, &list->graph_names, &list->graph_types,
                                        &list->vertex_names, &list->vertex_types, &list->edge_names,
                                        &list->edge_types));
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}

/* Gets a text or boolean vertex attribute as texts. */
static igraph_error_t vertex_texts(const igraph_t *graph, const char *name, igraph_integer_t type,
                                   igraph_strvector_t *texts) {
    const igraph_integer_t n = igraph_vcount(graph);
    if (type == IGRAPH_ATTRIBUTE_STRING) {
        return igraph_cattribute_VASV(graph, name, igraph_vss_all(), texts);
    }
    igraph_vector_bool_t values;
    IGRAPH_CHECK(igraph_vector_bool_init(&values, 0));
    IGRAPH_FINALLY(igraph_vector_bool_destroy, &values);
    IGRAPH_CHECK(igraph_cattribute_VABV(graph, name, igraph_vss_all(), &values));
    IGRAPH_CHECK(igraph_strvector_resize(texts, n));
    for (igraph_integer_t i = 0; i < n; i++) {
        IGRAPH_CHECK(igraph_strvector_set(texts, i, VECTOR(values)[i] ? "true" : "false"));
    }
    igraph_vector_bool_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_text_attribute(latigraph_circuit_t *circuit, const igraph_t *graph,
                                          const char *name, igraph_integer_t type) {
    igraph_strvector_t texts;
    const char **borrowed;
    IGRAPH_STRVECTOR_INIT_FINALLY(&texts, 0);
    IGRAPH_CHECK(vertex_texts(graph, name, type, &texts));
    LATIGRAPH_ALLOCATE(borrowed, circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        borrowed[i] = igraph_strvector_get(&texts, i);
    }
    IGRAPH_CHECK(latigraph_circuit_add_categorical(circuit, name, borrowed));
    g_free(borrowed);
    igraph_strvector_destroy(&texts);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_number_attribute(latigraph_circuit_t *circuit, const igraph_t *graph,
                                            const char *name) {
    igraph_vector_t values;
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_CHECK(igraph_cattribute_VANV(graph, name, igraph_vss_all(), &values));
    for (int i = 0; i < circuit->n; i++) {
        if (isinf(VECTOR(values)[i])) {
            IGRAPH_ERRORF("Vertex attribute \"%s\" of vertex %d of graph \"%s\" is infinite; use "
                          "NaN for a number that is not known.",
                          IGRAPH_EINVAL, name, i, circuit->name);
        }
    }
    IGRAPH_CHECK(latigraph_circuit_add_numeric(circuit, name, VECTOR(values)));
    igraph_vector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_names(latigraph_circuit_t *circuit) {
    const latigraph_column_t *column = latigraph_circuit_column(circuit, "id");
    if (column == NULL) {
        return latigraph_circuit_find_names(circuit, NULL);
    }
    char **id = g_try_new0(char *, (gsize)circuit->n + 1);
    LATIGRAPH_CHECK_MEMORY(id);
    IGRAPH_FINALLY(g_strfreev, id);
    for (int i = 0; i < circuit->n; i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        IGRAPH_CHECK(latigraph_copy_text(latigraph_column_text(column, i, buffer), &id[i]));
    }
    IGRAPH_CHECK(latigraph_circuit_find_names(circuit, (const char *const *)id));
    g_strfreev(id);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_vertices(latigraph_circuit_t *circuit, const igraph_t *graph,
                                    const attributes_t *list) {
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&list->vertex_names); a++) {
        const char *name = igraph_strvector_get(&list->vertex_names, a);
        const igraph_integer_t type = VECTOR(list->vertex_types)[a];
        if (type == IGRAPH_ATTRIBUTE_NUMERIC) {
            IGRAPH_CHECK(take_number_attribute(circuit, graph, name));
        } else if (type == IGRAPH_ATTRIBUTE_STRING || type == IGRAPH_ATTRIBUTE_BOOLEAN) {
            IGRAPH_CHECK(take_text_attribute(circuit, graph, name, type));
        }
    }
    IGRAPH_CHECK(take_names(circuit));
    return latigraph_circuit_find_positions(circuit);
}

static igraph_error_t take_graph_text(latigraph_circuit_t *circuit, const char *name,
                                      const char *text) {
    if (strcmp(name, "unit") == 0 && circuit->dims > 0) {
        /* Formats whose attribute names allow no underscore use plain x, y, z and this attribute.
         */
        return circuit->unit[0] == '\0' ? latigraph_replace_text(&circuit->unit, text)
                                        : IGRAPH_SUCCESS;
    }
    return latigraph_circuit_take_attribute(circuit, name, text);
}

static igraph_error_t take_graph_attributes(latigraph_circuit_t *circuit, const igraph_t *graph,
                                            const attributes_t *list) {
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&list->graph_names); a++) {
        const char *name = igraph_strvector_get(&list->graph_names, a);
        const igraph_integer_t type = VECTOR(list->graph_types)[a];
        if (type == IGRAPH_ATTRIBUTE_NUMERIC && !latigraph_is_reserved_note(name)) {
            IGRAPH_CHECK(
                latigraph_circuit_note_number(circuit, name, igraph_cattribute_GAN(graph, name)));
        } else if (type == IGRAPH_ATTRIBUTE_NUMERIC) {
            char buffer[G_ASCII_DTOSTR_BUF_SIZE];
            IGRAPH_CHECK(take_graph_text(
                circuit, name, latigraph_number_text(igraph_cattribute_GAN(graph, name), buffer)));
        } else if (type == IGRAPH_ATTRIBUTE_BOOLEAN) {
            IGRAPH_CHECK(take_graph_text(circuit, name,
                                         igraph_cattribute_GAB(graph, name) ? "true" : "false"));
        } else if (type == IGRAPH_ATTRIBUTE_STRING) {
            IGRAPH_CHECK(take_graph_text(circuit, name, igraph_cattribute_GAS(graph, name)));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Identities across connectomes ---------------------------------------- */

/* Raises an error that lists the vertex attributes. */
static igraph_error_t refuse_identity(const latigraph_circuit_t *circuit, const attributes_t *list,
                                      const char *wanted) {
    char names[400] = "";
    for (igraph_integer_t a = 0; list != NULL && a < igraph_strvector_size(&list->vertex_names);
         a++) {
        g_strlcat(names, "\"", sizeof names);
        g_strlcat(names, igraph_strvector_get(&list->vertex_names, a), sizeof names);
        g_strlcat(names, "\", ", sizeof names);
    }
    IGRAPH_ERRORF("Graph \"%s\" has no vertex attribute \"%s\" to take the identities of the "
                  "neurons from; there are: %sand \"id\" for the names of the neurons.",
                  IGRAPH_EINVAL, circuit->name, wanted, names);
}

/* Gets a vertex attribute of any type as texts; "" means not known. */
static igraph_error_t any_texts(const igraph_t *graph, const char *name, igraph_integer_t type,
                                igraph_strvector_t *texts) {
    igraph_vector_t values;
    if (type != IGRAPH_ATTRIBUTE_NUMERIC) {
        return vertex_texts(graph, name, type, texts);
    }
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_CHECK(igraph_cattribute_VANV(graph, name, igraph_vss_all(), &values));
    IGRAPH_CHECK(igraph_strvector_resize(texts, igraph_vector_size(&values)));
    for (igraph_integer_t i = 0; i < igraph_vector_size(&values); i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        IGRAPH_CHECK(
            igraph_strvector_set(texts, i, latigraph_number_text(VECTOR(values)[i], buffer)));
    }
    igraph_vector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Takes the identities from a vertex attribute, which may have become the names of the neurons. */
static igraph_error_t take_identity_from(latigraph_circuit_t *circuit, const igraph_t *graph,
                                         const char *name, igraph_integer_t type) {
    igraph_strvector_t texts;
    const char **borrowed;
    IGRAPH_STRVECTOR_INIT_FINALLY(&texts, 0);
    IGRAPH_CHECK(any_texts(graph, name, type, &texts));
    LATIGRAPH_ALLOCATE(borrowed, circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        borrowed[i] = igraph_strvector_get(&texts, i);
    }
    IGRAPH_CHECK(latigraph_circuit_set_identity(circuit, name, borrowed));
    g_free(borrowed);
    igraph_strvector_destroy(&texts);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_identity(latigraph_circuit_t *circuit, const igraph_t *graph,
                                    const attributes_t *list, const char *wanted) {
    if (wanted == NULL) {
        return IGRAPH_SUCCESS;
    }
    for (igraph_integer_t a = 0; list != NULL && a < igraph_strvector_size(&list->vertex_names);
         a++) {
        if (strcmp(igraph_strvector_get(&list->vertex_names, a), wanted) == 0) {
            return take_identity_from(circuit, graph, wanted, VECTOR(list->vertex_types)[a]);
        }
    }
    return strcmp(wanted, "id") == 0 ? latigraph_circuit_identify_by_name(circuit)
                                     : refuse_identity(circuit, list, wanted);
}

/* --- Edges ---------------------------------------------------------------- */

/* Lists the numeric edge attributes, for an error message: "weight", "size_sum". */
static void list_numeric(const attributes_t *list, char *text, gsize size) {
    text[0] = '\0';
    for (igraph_integer_t a = 0; list != NULL && a < igraph_strvector_size(&list->edge_names);
         a++) {
        if (VECTOR(list->edge_types)[a] == IGRAPH_ATTRIBUTE_NUMERIC) {
            g_strlcat(text, text[0] != '\0' ? ", \"" : "\"", size);
            g_strlcat(text, igraph_strvector_get(&list->edge_names, a), size);
            g_strlcat(text, "\"", size);
        }
    }
    if (text[0] == '\0') {
        g_strlcpy(text, "none", size);
    }
}

/* Parses weights that are texts, which programs make of numbers with a missing one among them. */
static igraph_error_t parse_weights(const latigraph_circuit_t *circuit, const igraph_t *graph,
                                    const char *name, igraph_vector_t *weights) {
    igraph_strvector_t texts;
    const igraph_integer_t m = igraph_ecount(graph);
    IGRAPH_STRVECTOR_INIT_FINALLY(&texts, 0);
    IGRAPH_CHECK(igraph_cattribute_EASV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), &texts));
    IGRAPH_CHECK(igraph_vector_resize(weights, m));
    for (igraph_integer_t e = 0; e < m; e++) {
        const char *text = igraph_strvector_get(&texts, e);
        VECTOR(*weights)[e] = IGRAPH_NAN;
        if (!latigraph_is_unknown(text) && !latigraph_parse_number(text, &VECTOR(*weights)[e])) {
            IGRAPH_ERRORF("Graph \"%s\": the edge attribute \"%s\" of edge %" IGRAPH_PRId
                          " (counted from 0) is \"%.60s\", which is not a number. To read no "
                          "weights, pass weight=none.",
                          IGRAPH_EINVAL, circuit->name, name, e, text);
        }
    }
    igraph_strvector_destroy(&texts);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Gets the weights of an edge attribute of a type. Truth values are refused, because false can
 * mean that there is no edge, or one without a weight. */
static igraph_error_t weights_of(const latigraph_circuit_t *circuit, const igraph_t *graph,
                                 const char *name, igraph_attribute_type_t type,
                                 igraph_vector_t *weights) {
    if (type == IGRAPH_ATTRIBUTE_NUMERIC) {
        return igraph_cattribute_EANV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), weights);
    }
    if (type == IGRAPH_ATTRIBUTE_STRING) {
        return parse_weights(circuit, graph, name, weights);
    }
    IGRAPH_ERRORF(
        "Graph \"%s\": the edge attribute \"%s\" holds truth values, which are no weights. "
        "Make them 0 and 1, or pass weight=none to read no weights.",
        IGRAPH_EINVAL, circuit->name, name);
}

/* Gets the weights; `weights` stays empty if there are none. */
static igraph_error_t find_weights(const latigraph_circuit_t *circuit, const igraph_t *graph,
                                   const attributes_t *list, const char *wanted,
                                   igraph_vector_t *weights) {
    const char *name = wanted != NULL ? wanted : "weight";
    if (strcmp(name, "none") == 0 || strcmp(name, "count") == 0) {
        return IGRAPH_SUCCESS;
    }
    for (igraph_integer_t a = 0; list != NULL && a < igraph_strvector_size(&list->edge_names);
         a++) {
        if (strcmp(igraph_strvector_get(&list->edge_names, a), name) == 0) {
            return weights_of(circuit, graph, name,
                              (igraph_attribute_type_t)VECTOR(list->edge_types)[a], weights);
        }
    }
    if (wanted != NULL) {
        char names[256];
        list_numeric(list, names, sizeof names);
        IGRAPH_ERRORF("Graph \"%s\" has no numeric edge attribute \"%s\" to take the weights from; "
                      "its numeric edge attributes: %s.",
                      IGRAPH_EINVAL, circuit->name, wanted, names);
    }
    return IGRAPH_SUCCESS;
}

/* Gets the edge attribute "sign"; `signs` stays empty if it is missing or holds something else. */
static igraph_error_t find_signs(const igraph_t *graph, const attributes_t *list,
                                 const char *weight, igraph_vector_t *signs) {
    for (igraph_integer_t a = 0; list != NULL && a < igraph_strvector_size(&list->edge_names);
         a++) {
        if (strcmp(igraph_strvector_get(&list->edge_names, a), "sign") == 0 &&
            VECTOR(list->edge_types)[a] == IGRAPH_ATTRIBUTE_NUMERIC &&
            latigraph_weight_has_signs(weight)) {
            return igraph_cattribute_EANV(graph, "sign", igraph_ess_all(IGRAPH_EDGEORDER_ID),
                                          signs);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_edges(latigraph_circuit_t *circuit, const igraph_t *graph,
                                 const attributes_t *list, const latigraph_read_options_t *options,
                                 latigraph_read_report_t *report) {
    const int m = (int)igraph_ecount(graph);
    igraph_vector_t weights, signs;
    igraph_vector_int_t ends;
    int *from, *to;
    IGRAPH_VECTOR_INIT_FINALLY(&weights, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&signs, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    IGRAPH_CHECK(find_weights(circuit, graph, list, options->weight, &weights));
    IGRAPH_CHECK(find_signs(graph, list, options->weight, &signs));
    IGRAPH_CHECK(igraph_get_edgelist(graph, &ends, /*bycol=*/0));
    LATIGRAPH_ALLOCATE(from, m);
    LATIGRAPH_ALLOCATE(to, m);
    for (int e = 0; e < m; e++) {
        from[e] = (int)VECTOR(ends)[2 * (igraph_integer_t)e];
        to[e] = (int)VECTOR(ends)[2 * (igraph_integer_t)e + 1];
    }
    const gboolean weighted = m > 0 && igraph_vector_size(&weights) == m;
    const gboolean with_signs =
        m > 0 && igraph_vector_size(&signs) == m && latigraph_are_signs(VECTOR(signs), m);
    const latigraph_raw_edges_t edges = {.m = m,
                                         .from = from,
                                         .to = to,
                                         .weight = weighted ? VECTOR(weights) : NULL,
                                         .sign = with_signs ? VECTOR(signs) : NULL,
                                         .directed = igraph_is_directed(graph)};
    IGRAPH_CHECK(latigraph_circuit_settle_edges(circuit, &edges, options, report));
    g_free(to);
    g_free(from);
    igraph_vector_int_destroy(&ends);
    igraph_vector_destroy(&signs);
    igraph_vector_destroy(&weights);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

/* --- Public functions ------------------------------------------------------- */

/**
 * \function latigraph_read_options_init
 * \brief Sets the options of the readers to their defaults.
 *
 * By default, the contents of a file decide its format, columns are found by their usual names,
 * self-loops and edges of weight 0 are dropped, parallel edges are merged, and undirected graphs,
 * negative and unknown weights are refused.
 *
 * \param options The options to set.
 *
 * Time complexity: O(1).
 *
 * Example: read an undirected graph with weights from "synapses".
 * \verbatim
 *   latigraph_read_options_t options;
 *   latigraph_read_options_init(&options);
 *   options.weight = "synapses";
 *   options.undirected = LATIGRAPH_UNDIRECTED_MUTUAL;
 *   latigraph_circuit_list_read(&list, "cortex.graphml", &options, NULL);
 * \endverbatim
 */
void latigraph_read_options_init(latigraph_read_options_t *options) {
    *options = (latigraph_read_options_t){
        .loops = LATIGRAPH_LOOPS_DROP,
        .parallel = LATIGRAPH_PARALLEL_MERGE,
        .undirected = LATIGRAPH_UNDIRECTED_REFUSE,
        .zero = LATIGRAPH_ZERO_DROP,
        .negative = LATIGRAPH_NEGATIVE_REFUSE,
        .missing = LATIGRAPH_MISSING_REFUSE,
    };
}

/* Returns the graph attribute "name" if it is a text, else "circuit". */
static const char *own_name(const igraph_t *graph, const attributes_t *list) {
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&list->graph_names); a++) {
        if (strcmp(igraph_strvector_get(&list->graph_names, a), "name") == 0 &&
            VECTOR(list->graph_types)[a] == IGRAPH_ATTRIBUTE_STRING) {
            return igraph_cattribute_GAS(graph, "name");
        }
    }
    return "circuit";
}

/* Reads the vertices, graph attributes and edges of a graph that has attributes. */
static igraph_error_t take_attributed(latigraph_circuit_t *circuit, const igraph_t *graph,
                                      gboolean named, const latigraph_read_options_t *options,
                                      latigraph_read_report_t *report) {
    attributes_t list;
    IGRAPH_CHECK(attributes_init(&list, graph));
    IGRAPH_FINALLY(attributes_destroy, &list);
    if (!named) {
        IGRAPH_CHECK(latigraph_replace_text(&circuit->name, own_name(graph, &list)));
        IGRAPH_CHECK(latigraph_replace_text(&circuit->connectome, circuit->name));
    }
    IGRAPH_CHECK(take_vertices(circuit, graph, &list));
    IGRAPH_CHECK(take_graph_attributes(circuit, graph, &list));
    IGRAPH_CHECK(take_identity(circuit, graph, &list, options->identity));
    IGRAPH_CHECK(take_edges(circuit, graph, &list, options, report));
    attributes_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_from_graph
 * \brief Makes a circuit of an igraph graph and its attributes.
 *
 * Vertex attributes become node data. Texts and booleans ("true", "false") become categorical
 * columns; an empty text means "not known". Numbers become numeric columns; NaN means "not known".
 * Numeric attributes x, y and perhaps z with a common suffix are the positions: x_um, y_um, z_um
 * have the unit "um", and plain x, y, z have none.
 *
 * The edge attributes "weight" and "sign" are the weights and signs; "sign" counts only if all its
 * values are −1 or 1.
 *
 * The name of a neuron is its attribute "neuron", else "name", else "label" (if all labels are
 * known and distinct), else "id", else its number. The graph attributes "connectome", "shape" and
 * "axis" are those that \ref latigraph_circuit_to_graph() writes; all others are kept as notes.
 * "identity" names the vertex attribute that says which neurons are the same in all connectomes;
 * the option \c identity goes before it.
 *
 * Attributes are read only if igraph's attribute handler for C is set, and was set when the graph
 * was made. Otherwise only the edges are read.
 *
 * \param circuit Gets the circuit; free it with \ref latigraph_circuit_destroy().
 * \param graph The graph.
 * \param name Name of the circuit, and of the connectome of its neurons unless a graph attribute
 *    names one. NULL uses the graph attribute "name", else "circuit".
 * \param options What to do with self-loops, parallel edges, undirected graphs and weights. NULL
 *    uses the defaults of \ref latigraph_read_options_init().
 * \param report The counts of what was changed are added to it; may be NULL.
 * \return Error code: \c IGRAPH_EINVAL, the graph is refused (the message names the edge or
 *    neuron), the weights are missing or not positive, names of neurons are not distinct, or there
 *    is no attribute of the name in \c identity; \c
 *    IGRAPH_EOVERFLOW, the graph has 2³¹ vertices or 2³⁰ edges.
 *
 * Time complexity: O(n c + m log m) for n vertices, c attributes and m edges.
 *
 * Example: make a circuit of a random graph.
 * \verbatim
 *   igraph_t random;
 *   latigraph_circuit_t *drawn;
 *   igraph_growing_random_game(&random, 100, 5, IGRAPH_DIRECTED, false);
 *   latigraph_circuit_from_graph(&drawn, &random, "random", NULL, NULL);
 *   igraph_destroy(&random);
 *   latigraph_circuit_destroy(drawn);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_from_graph(latigraph_circuit_t **circuit, const igraph_t *graph,
                                            const char *name,
                                            const latigraph_read_options_t *options,
                                            latigraph_read_report_t *report) {
    const gboolean attributed = igraph_has_attribute_table() && graph->attr != NULL;
    latigraph_read_options_t defaults;
    latigraph_read_report_t decided = {.remarks = report != NULL ? report->remarks : NULL};
    latigraph_circuit_t *result;
    if (options == NULL) {
        latigraph_read_options_init(&defaults);
        options = &defaults;
    }
    if (igraph_vcount(graph) > LATIGRAPH_NEURONS_MAX || igraph_ecount(graph) >= INT_MAX / 2) {
        IGRAPH_ERRORF("A graph of %" IGRAPH_PRId " vertices and %" IGRAPH_PRId
                      " edges is too large for a circuit, which has at most %d and %d.",
                      IGRAPH_EOVERFLOW, igraph_vcount(graph), igraph_ecount(graph),
                      LATIGRAPH_NEURONS_MAX, INT_MAX / 2 - 1);
    }
    IGRAPH_CHECK(latigraph_circuit_create(&result, name != NULL ? name : "circuit",
                                          (int)igraph_vcount(graph), 0, NULL, NULL, NULL));
    IGRAPH_FINALLY(latigraph_circuit_destroy, result);
    if (attributed) {
        IGRAPH_CHECK(take_attributed(result, graph, name != NULL, options, &decided));
    } else {
        IGRAPH_CHECK(take_identity(result, graph, NULL, options->identity));
        IGRAPH_CHECK(take_edges(result, graph, NULL, options, &decided));
    }
    if (report != NULL) {
        report->circuits++;
        report->loops_dropped += decided.loops_dropped;
        report->parallel_merged += decided.parallel_merged;
        report->counted += decided.counted;
        report->made_mutual += decided.made_mutual;
    }
    IGRAPH_FINALLY_CLEAN(1);
    *circuit = result;
    return IGRAPH_SUCCESS;
}
