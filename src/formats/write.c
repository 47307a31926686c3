/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"

#include "base/memory.h"
#include "base/output.h"
#include "formats/folder.h"
#include "formats/format.h"
#include "circuit/to_graph.h"

#include <math.h>
#include <string.h>

/* Finds the format called `name`, or that of the path's extension if `name` is NULL. */
static igraph_error_t find_format(const char *name, const char *path,
                                  const latigraph_format_t **format) {
    *format = name != NULL ? latigraph_format_named(name) : latigraph_format_of(path);
    if (*format == NULL || (*format)->write == NULL) {
        char formats[200];
        latigraph_formats_writable(formats, sizeof formats);
        IGRAPH_ERRORF("\"%s\" cannot be written in format \"%s\"; choose one of %s.", IGRAPH_EINVAL,
                      path, name != NULL ? name : "(none given)", formats);
    }
    return IGRAPH_SUCCESS;
}

/* Makes igraph write the graph to the temporary file, with "." as the decimal point. */
static igraph_error_t write_stream(const latigraph_format_t *format, const igraph_t *graph,
                                   latigraph_output_t *output) {
    igraph_safelocale_t locale;
    IGRAPH_CHECK(igraph_enter_safelocale(&locale));
    IGRAPH_FINALLY(igraph_exit_safelocale, &locale);
    IGRAPH_CHECK(format->write(graph, output->file));
    igraph_exit_safelocale(&locale);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_file(const latigraph_format_t *format, const igraph_t *graph,
                                 const char *path) {
    latigraph_output_t output;
    char where[300]; /* a copy: the path may be freed with the FINALLY stack before the message is
                        built */
    g_strlcpy(where, path, sizeof where);
    IGRAPH_CHECK(latigraph_output_open(&output, path));
    IGRAPH_FINALLY(latigraph_output_abandon, &output);
    const igraph_error_t code = write_stream(format, graph, &output);
    if (code != IGRAPH_SUCCESS) {
        IGRAPH_ERRORF("\"%s\" cannot be written as %s.", code, where, format->name);
    }
    IGRAPH_CHECK(latigraph_output_flush(&output));
    IGRAPH_CHECK(latigraph_output_publish(&output));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Rejects names that would make the file unreadable. */
static igraph_error_t check_names(const latigraph_format_t *format,
                                  const latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n && format->forbidden != NULL; i++) {
        const char *bad = strpbrk(circuit->neuron[i], format->forbidden);
        if (bad != NULL) {
            IGRAPH_ERRORF("Format \"%s\" cannot represent the character 0x%02X in the "
                          "name of neuron \"%s\"; write graphml, gml or csv.",
                          IGRAPH_EINVAL, format->name, (unsigned char)*bad, circuit->neuron[i]);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Warns about neurons that the file cannot represent because they have no edges. */
static void warn_of_isolates(const latigraph_format_t *format, const latigraph_circuit_t *circuit) {
    int lost = 0;
    if (format->isolates == LATIGRAPH_ISOLATES_ALL) {
        return;
    }
    for (int i = circuit->n - 1; i >= 0; i--) {
        const gboolean isolated = circuit->out_start[i] == circuit->out_start[i + 1] &&
                                  circuit->in_start[i] == circuit->in_start[i + 1];
        if (!isolated && format->isolates == LATIGRAPH_ISOLATES_INNER) {
            break;
        }
        lost += isolated;
    }
    if (lost > 0) {
        IGRAPH_WARNINGF("Format \"%s\" cannot represent %d neurons of \"%s\" that have no edges.",
                        format->name, lost, circuit->name);
    }
}

/* Removes the positions from a graph if some are not known and the format cannot say so. */
static void drop_gappy_positions(const latigraph_format_t *format,
                                 const latigraph_circuit_t *circuit, igraph_t *graph) {
    static const char *const axes[] = {"x", "y", "z"};
    int unknown = 0;
    for (int i = 0; i < circuit->n && circuit->dims > 0; i++) {
        unknown += isnan(circuit->position[(size_t)i * circuit->dims]);
    }
    if (unknown == 0 || format->gaps) {
        return;
    }
    for (int d = 0; d < circuit->dims; d++) {
        igraph_cattribute_remove_v(graph, axes[d]);
    }
    IGRAPH_WARNINGF("Format \"%s\" cannot represent the %d unknown positions of \"%s\": "
                    "no position is written.",
                    format->name, unknown, circuit->name);
}

/* Writes a copy of the edges of a graph that was made without igraph's attribute handler. The
 * handler would crash on such a graph. */
static igraph_error_t write_bare(const latigraph_format_t *format, const igraph_t *graph,
                                 const char *path) {
    igraph_vector_int_t edges;
    igraph_t copy;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges, 0);
    IGRAPH_CHECK(igraph_get_edgelist(graph, &edges, /*bycol=*/0));
    IGRAPH_CHECK(igraph_create(&copy, &edges, igraph_vcount(graph), igraph_is_directed(graph)));
    IGRAPH_FINALLY(igraph_destroy, &copy);
    IGRAPH_CHECK(write_file(format, &copy, path));
    igraph_destroy(&copy);
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Writes the edges directly from the circuit, so that a large circuit needs no second copy as
 * igraph_t. */
static igraph_error_t write_stream_edges(const latigraph_circuit_t *circuit, FILE *file) {
    for (int i = 0; i < circuit->n; i++) {
        if (i % 4096 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            if (fprintf(file, "%d %d\n", i, circuit->out_to[e]) < 0) {
                IGRAPH_ERROR("Write failed.", IGRAPH_EFILE);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_edges(const latigraph_circuit_t *circuit, const char *path) {
    latigraph_output_t output;
    char where[300];
    g_strlcpy(where, path, sizeof where);
    IGRAPH_CHECK(latigraph_output_open(&output, path));
    IGRAPH_FINALLY(latigraph_output_abandon, &output);
    const igraph_error_t code = write_stream_edges(circuit, output.file);
    if (code != IGRAPH_SUCCESS) {
        IGRAPH_ERRORF("\"%s\" cannot be written as edgelist.", code, where);
    }
    IGRAPH_CHECK(latigraph_output_flush(&output));
    IGRAPH_CHECK(latigraph_output_publish(&output));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes a graph as a folder of tables. Self-loops and parallel edges raise an error, because they
 * would be lost. */
static igraph_error_t write_graph_folder(const igraph_t *graph, const char *path) {
    latigraph_circuit_t *circuit;
    latigraph_read_options_t options;
    latigraph_read_options_init(&options);
    options.loops = LATIGRAPH_LOOPS_REFUSE;
    options.parallel = LATIGRAPH_PARALLEL_REFUSE;
    IGRAPH_CHECK(latigraph_circuit_from_graph(&circuit, graph, NULL, &options, NULL));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_folder_write(circuit, path));
    latigraph_circuit_destroy(circuit);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_graph_write
 * \brief Writes a graph to a file in one of igraph's formats.
 *
 * The file appears under its name only after it is complete.
 *
 * \param graph The graph.
 * \param path The file, or the folder for "csv".
 * \param format "graphml", "gml", "pajek", "edgelist", "ncol", "lgl", "leda", "dot", or "csv" for
 *    a folder of tables (simple directed graphs only). NULL uses the extension of the path.
 * \return Error code: \c IGRAPH_EINVAL, there is no such format; \c IGRAPH_EFILE, the file cannot
 *    be written.
 *
 * Time complexity: linear in the size of the file.
 *
 * Example: write a ring as GraphML.
 * \verbatim
 *   igraph_t ring;
 *   igraph_ring(&ring, 10, IGRAPH_DIRECTED, false, true);
 *   latigraph_graph_write(&ring, "ring.graphml", NULL);
 *   igraph_destroy(&ring);
 * \endverbatim
 */
igraph_error_t latigraph_graph_write(const igraph_t *graph, const char *path, const char *format) {
    const latigraph_format_t *found;
    if (format != NULL && strcmp(format, "csv") == 0) {
        return write_graph_folder(graph, path);
    }
    IGRAPH_CHECK(find_format(format, path, &found));
    return igraph_has_attribute_table() && graph->attr == NULL ? write_bare(found, graph, path)
                                                               : write_file(found, graph, path);
}

/**
 * \function latigraph_circuit_write
 * \brief Writes a circuit to a file in one of igraph's formats, or as a folder of tables.
 *
 * The file appears under its name only after it is complete. "csv" stores everything in a circuit.
 * GraphML does too, with 15 digits of every number. GML does as well, but igraph removes all
 * characters except letters and digits from the names of columns. Other formats store a part:
 * Pajek names, positions and weights; NCOL and LGL names and weights; an edge list the edges
 * alone. A name that the format cannot represent raises an error. Neurons without edges and
 * unknown positions that it cannot represent give a warning.
 *
 * \param circuit The circuit.
 * \param path The file, or the folder for "csv".
 * \param format The same names as in \ref latigraph_graph_write().
 * \return Error code: \c IGRAPH_EINVAL, there is no such format, a name does not fit, or igraph's
 *    attribute handler is not set; \c IGRAPH_EFILE, the file cannot be written.
 *
 * Time complexity: linear in the size of the file.
 *
 * Example: write the first circuit of a list as GraphML and as tables.
 * \verbatim
 *   const latigraph_circuit_t *first = latigraph_circuit_list_get(&circuits, 0);
 *   latigraph_circuit_write(first, "first.graphml.gz", "graphml");
 *   latigraph_circuit_write(first, "first", "csv");
 * \endverbatim
 */
igraph_error_t latigraph_circuit_write(const latigraph_circuit_t *circuit, const char *path,
                                       const char *format) {
    const latigraph_format_t *found;
    igraph_t graph;
    if (format != NULL && strcmp(format, "csv") == 0) {
        return latigraph_folder_write(circuit, path);
    }
    IGRAPH_CHECK(find_format(format, path, &found));
    if (found->attributes && !igraph_has_attribute_table()) {
        IGRAPH_ERRORF("Writing %s needs igraph's attribute handler: call "
                      "igraph_set_attribute_table(&igraph_cattribute_table) first.",
                      IGRAPH_EINVAL, found->name);
    }
    IGRAPH_CHECK(check_names(found, circuit));
    warn_of_isolates(found, circuit);
    if (strcmp(found->name, "edgelist") == 0) {
        return write_edges(circuit, path);
    }
    IGRAPH_CHECK(
        latigraph_circuit_to_graph_as(circuit, found->names, found->plain_positions, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    drop_gappy_positions(found, circuit, &graph);
    IGRAPH_CHECK(write_file(found, &graph, path));
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
