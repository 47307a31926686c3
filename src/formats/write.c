/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Writes a graph or a circuit in the format that its name or the extension of the path says.
 *
 * Everything goes to a temporary file, which gets its name only when it is complete. A circuit that
 * a format cannot represent is refused if an identity would change, and written with a warning if
 * something is left out. Formats with a writer of their own need no copy as igraph_t. */

#include "circuit/circuit.h"

#include "base/memory.h"
#include "base/output.h"
#include "formats/folder.h"
#include "formats/format.h"
#include "formats/write_formats.h"
#include "circuit/to_graph.h"

#include <errno.h>
#include <math.h>
#include <string.h>

/* Finds the format called `name`, or that of the path's extension if `name` is NULL. */
static igraph_error_t find_format(const char *name, const char *path,
                                  const latigraph_format_t **format) {
    *format = name != NULL ? latigraph_format_named(name) : latigraph_format_of(path);
    if (name == NULL && g_str_has_suffix(path, ".py")) {
        IGRAPH_ERRORF("\"%s\" may be a script for two simulators; name the format, nest or brian2.",
                      IGRAPH_EINVAL, path);
    }
    if (*format == NULL || !latigraph_format_is_writable(*format)) {
        char formats[300];
        latigraph_formats_writable(formats, sizeof formats);
        IGRAPH_ERRORF("\"%s\" cannot be written in format \"%s\"; choose one of %s.", IGRAPH_EINVAL,
                      path, name != NULL ? name : "(none given)", formats);
    }
    return IGRAPH_SUCCESS;
}

/* The content of a file: a circuit, or a graph if that is NULL. */
typedef struct {
    const latigraph_circuit_t *circuit;
    const igraph_t *graph;
} content_t;

/* Writes to a stream. igraph needs a locale whose decimal point is "."; the library's own
 * writers do not depend on the locale. */
static igraph_error_t write_stream(const latigraph_format_t *format, content_t content,
                                   FILE *file) {
    igraph_safelocale_t locale;
    if (content.circuit != NULL) {
        return format->write_circuit(content.circuit, file);
    }
    IGRAPH_CHECK(igraph_enter_safelocale(&locale));
    IGRAPH_FINALLY(igraph_exit_safelocale, &locale);
    IGRAPH_CHECK(latigraph_write_by_igraph(format->write, content.graph, file));
    igraph_exit_safelocale(&locale);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes a packed file. */
static igraph_error_t write_packed(const latigraph_format_t *format, content_t content,
                                   FILE *packed) {
    FILE *plain = tmpfile();
    if (plain == NULL) {
        IGRAPH_ERRORF("No temporary file can be made: %s.", IGRAPH_EFILE, g_strerror(errno));
    }
    IGRAPH_FINALLY(fclose, plain);
    IGRAPH_CHECK(write_stream(format, content, plain));
    if (fflush(plain) != 0 || ferror(plain)) {
        IGRAPH_ERRORF("The temporary file cannot be written: %s.", IGRAPH_EFILE, g_strerror(errno));
    }
    IGRAPH_CHECK(latigraph_write_gzip(plain, packed));
    fclose(plain);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_file(const latigraph_format_t *format, content_t content,
                                 const char *path) {
    latigraph_output_t output;
    char where[300]; /* a copy: the path may be freed with the FINALLY stack before the message is
                        built */
    g_strlcpy(where, path, sizeof where);
    IGRAPH_CHECK(latigraph_output_open(&output, path));
    IGRAPH_FINALLY(latigraph_output_abandon, &output);
    const igraph_error_t code = g_str_has_suffix(path, ".gz")
                                    ? write_packed(format, content, output.file)
                                    : write_stream(format, content, output.file);
    if (code == IGRAPH_INTERRUPTED) {
        return code;
    }
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
    IGRAPH_CHECK(write_file(format, (content_t){.graph = &copy}, path));
    igraph_destroy(&copy);
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Warns that a format has no place for undirected edges. */
static void warn_of_directions(const latigraph_circuit_t *circuit, const char *path) {
    if (circuit->undirected) {
        IGRAPH_WARNINGF("The graph is undirected: each edge is written to \"%s\" as two directed "
                        "ones.",
                        path);
    }
}

/* Writes a circuit without making an igraph_t, which would be a second copy of it. */
static igraph_error_t write_directly(const latigraph_format_t *format,
                                     const latigraph_circuit_t *circuit, const char *path) {
    IGRAPH_CHECK(latigraph_write_check_utf8(circuit));
    return format->write_folder != NULL ? format->write_folder(circuit, path)
                                        : write_file(format, (content_t){.circuit = circuit}, path);
}

/* Warns that a format which igraph writes has no place for the signs of edges. */
static void warn_of_signs(const latigraph_format_t *format, const latigraph_circuit_t *circuit) {
    static const char *const without[] = {"pajek", "edgelist", "ncol", "lgl", "leda", NULL};
    if (circuit->sign != NULL && g_strv_contains(without, format->name)) {
        IGRAPH_WARNINGF("Format \"%s\" cannot represent the signs of the edges of \"%s\": they are "
                        "not written. graphml, csv, json and gexf have them.",
                        format->name, circuit->name);
    }
}

/* Warns about edge attributes, of which a circuit has weights and signs alone. */
static igraph_error_t warn_of_attributes(const latigraph_circuit_t *circuit, const igraph_t *graph,
                                         const char *path) {
    igraph_strvector_t graphs, vertices, edges;
    igraph_vector_int_t types[3];
    if (!igraph_has_attribute_table() || graph->attr == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_STRVECTOR_INIT_FINALLY(&graphs, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&vertices, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&edges, 0);
    for (int k = 0; k < 3; k++) {
        IGRAPH_VECTOR_INT_INIT_FINALLY(&types[k], 0);
    }
    IGRAPH_CHECK(
        igraph_cattribute_list(graph, &graphs, &types[0], &vertices, &types[1], &edges, &types[2]));
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&edges); a++) {
        const char *name = igraph_strvector_get(&edges, a);
        if (strcmp(name, "weight") != 0 && (circuit->sign == NULL || strcmp(name, "sign") != 0)) {
            IGRAPH_WARNINGF("Edge attribute \"%s\" is not written to \"%s\": the format stores "
                            "the weights of edges alone.",
                            name, path);
        }
    }
    for (int k = 2; k >= 0; k--) {
        igraph_vector_int_destroy(&types[k]);
    }
    igraph_strvector_destroy(&edges);
    igraph_strvector_destroy(&vertices);
    igraph_strvector_destroy(&graphs);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}

/* Writes a graph in a format that the library writes from circuits, or as a folder of tables if
 * `format` is NULL. Self-loops and parallel edges raise an error, because they would be lost. */
static igraph_error_t write_as_circuit(const latigraph_format_t *format, const igraph_t *graph,
                                       const char *path) {
    latigraph_circuit_t *circuit;
    latigraph_read_options_t options;
    latigraph_read_options_init(&options);
    options.loops = LATIGRAPH_LOOPS_REFUSE;
    options.parallel = LATIGRAPH_PARALLEL_REFUSE;
    if (format != NULL && !igraph_is_directed(graph)) {
        options.undirected = LATIGRAPH_UNDIRECTED_MUTUAL;
        IGRAPH_WARNINGF("The graph is undirected: each edge is written to \"%s\" as two directed "
                        "ones.",
                        path);
    }
    IGRAPH_CHECK(latigraph_circuit_from_graph(&circuit, graph, NULL, &options, NULL));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(warn_of_attributes(circuit, graph, path));
    IGRAPH_CHECK(format != NULL ? write_directly(format, circuit, path)
                                : latigraph_folder_write(circuit, path));
    latigraph_circuit_destroy(circuit);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Replaces the graph attributes that are not UTF-8. They are names of files, which may consist of
 * any bytes. */
static igraph_error_t repair_attributes(const latigraph_circuit_t *circuit, igraph_t *graph) {
    static const char *const names[] = {"name", "connectome"};
    const char *const texts[] = {circuit->name, circuit->connectome};
    for (int k = 0; k < 2 && igraph_has_attribute_table(); k++) {
        if (!g_utf8_validate(texts[k], -1, NULL)) {
            latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
            IGRAPH_FINALLY(latigraph_text_destroy, &text);
            latigraph_write_append_utf8(&text, texts[k]);
            IGRAPH_CHECK(latigraph_text_check(&text));
            IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, names[k], latigraph_text(&text)));
            latigraph_text_destroy(&text);
            IGRAPH_FINALLY_CLEAN(1);
        }
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_graph_write
 * \brief Writes a graph to a file.
 *
 * The file appears under its name only after it is complete. "graphml", "gml", "pajek",
 * "edgelist", "ncol", "lgl", "leda" and "dot" hold any graph. The other formats are made from a
 * circuit (see \ref latigraph_circuit_write()): the graph must have no self-loops and no parallel
 * edges, and of edge attributes only "weight" and "sign" are written. An undirected graph gives a
 * warning there, and each of its edges is written as two directed ones; "csv" refuses it.
 *
 * \param graph The graph.
 * \param path The file, or the folder for "csv" and "sonata".
 * \param format Any of the names above, or one of those of \ref latigraph_circuit_write(). NULL
 *    uses the extension of the path.
 * \return Error code: \c IGRAPH_EINVAL, there is no such format, or the graph does not fit;
 *    \c IGRAPH_EFILE, the file cannot be written; \c IGRAPH_UNIMPLEMENTED, "sonata" in a build
 *    without HDF5.
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
        return write_as_circuit(NULL, graph, path);
    }
    IGRAPH_CHECK(find_format(format, path, &found));
    if (found->write == NULL) {
        return write_as_circuit(found, graph, path);
    }
    if (found->attributes && igraph_has_attribute_table() && graph->attr != NULL) {
        IGRAPH_CHECK(latigraph_write_check_graph_utf8(graph));
    }
    return igraph_has_attribute_table() && graph->attr == NULL
               ? write_bare(found, graph, path)
               : write_file(found, (content_t){.graph = graph}, path);
}

/**
 * \function latigraph_circuit_write
 * \brief Writes a circuit to a file, or as a folder of tables.
 *
 * The file appears under its name only after it is complete. It is packed if its name ends in
 * ".gz". "csv", "json" (node-link) and "graphml" store
 * everything in a circuit. GML does as well, with 15 digits of every number, but igraph removes all
 * characters except letters and digits from the names of columns. Other formats store a part:
 * "gexf" everything except graph attributes; "sonata" everything about neurons and edges; "nest"
 * and "brian2" are Python scripts that build the circuit in a simulator; "npz" names, positions and
 * weights, as SciPy's sparse matrix; Pajek names, positions and weights; NCOL and LGL names and
 * weights; "mtx" (Matrix Market) and "npy" (a dense matrix) the weights, and an edge list the edges
 * alone. A name that the format cannot represent raises an error, and so does one that is not
 * UTF-8. Neurons without edges and unknown positions that it cannot represent give a warning, and
 * so do undirected circuits in formats other than "graphml", "gml", "pajek", "edgelist", "ncol",
 * "lgl", "leda" and "dot", which get each edge as two directed ones.
 *
 * \param circuit The circuit.
 * \param path The file, or the folder for "csv" and "sonata".
 * \param format One of these names, or NULL to use the extension of the path.
 * \return Error code: \c IGRAPH_EINVAL, there is no such format, a name does not fit, or igraph's
 *    attribute handler is not set; \c IGRAPH_EFILE, the file cannot be written; \c
 *    IGRAPH_UNIMPLEMENTED, "sonata" in a build without HDF5.
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
        warn_of_directions(circuit, path);
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
    warn_of_signs(found, circuit);
    if (found->write == NULL || (found->write_circuit != NULL && !circuit->undirected)) {
        warn_of_directions(circuit, path);
        return write_directly(found, circuit, path);
    }
    IGRAPH_CHECK(latigraph_write_check_utf8(circuit));
    IGRAPH_CHECK(
        latigraph_circuit_to_graph_as(circuit, found->names, found->plain_positions, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(repair_attributes(circuit, &graph));
    drop_gappy_positions(found, circuit, &graph);
    IGRAPH_CHECK(write_file(found, (content_t){.graph = &graph}, path));
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
