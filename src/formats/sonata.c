/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reader of SONATA networks (Dai et al., PLoS Comput. Biol. 16:e1007696, 2020): HDF5 files with
 * populations of nodes and of edges, and a configuration that names the files.
 *
 *     /nodes/POPULATION/node_type_id, node_id?, node_group_id?, node_group_index?, 0/ATTRIBUTE
 *     /edges/POPULATION/source_node_id, target_node_id, edge_group_id?, ..., 0/ATTRIBUTE
 *
 * Files are read in passes, all nodes before all edges, so that their order does not matter. A node
 * is called by its id, with its population before it if nodes or ends of edges name several; the
 * attribute "name", which latigraph writes, then identifies it. Attributes of groups become
 * columns, and so do the columns of node_types.csv that do not concern simulators. Positions are in
 * micrometres, SONATA's unit. */

#include "formats/sonata.h"

#include "formats/recognise.h"

/* Gets the path of the configuration of a folder, else of its edges, or NULL. */
static igraph_error_t main_file(const char *folder, char **path) {
    static const char *const names[] = {"circuit_config.json", "edges.h5"};
    for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
        IGRAPH_CHECK(latigraph_print_text(path, "%s%s%s", folder, G_DIR_SEPARATOR_S, names[k]));
        if (g_file_test(*path, G_FILE_TEST_IS_REGULAR)) {
            return IGRAPH_SUCCESS;
        }
        g_clear_pointer(path, g_free);
    }
    return IGRAPH_SUCCESS;
}

#ifndef HAVE_HDF5

igraph_error_t latigraph_read_sonata(const latigraph_file_reading_t *reading, char *text,
                                     gsize size) {
    IGRAPH_CHECK(latigraph_refuse_foreign(reading->path, text, size));
    return latigraph_sonata_read_folder(reading);
}

igraph_error_t latigraph_sonata_read_folder(const latigraph_file_reading_t *reading) {
    IGRAPH_ERRORF("%s is a SONATA network, but this build has no HDF5, which SONATA needs. Install "
                  "HDF5 (Debian: libhdf5-dev) and configure again.",
                  IGRAPH_UNIMPLEMENTED, reading->path);
}

#else

#include "formats/file.h"
#include "formats/sonata_population.h"

#include <string.h>

typedef struct {
    const latigraph_file_reading_t *reading;
    latigraph_raw_t raw;
    igraph_strvector_t files;
    igraph_strvector_t populations; /* names of the populations of nodes and of ends of edges */
    gboolean has_nodes;             /* the files have nodes, and not edges alone */
} sonata_t;

/* Vertex ids: the name of a population, a colon and a number. */
enum { ID_SIZE = LATIGRAPH_HDF5_NAME + 24 };

/* --- Nodes ------------------------------------------------------------------------------------ */

/* Writes the id of a vertex: "17", or "thalamus:17" if there are several populations. */
static void vertex_id(const sonata_t *sonata, const char *population, gint64 node,
                      char id[ID_SIZE]) {
    if (igraph_strvector_size(&sonata->populations) > 1) {
        g_snprintf(id, ID_SIZE, "%s:%" G_GINT64_FORMAT, population, node);
    } else {
        g_snprintf(id, ID_SIZE, "%" G_GINT64_FORMAT, node);
    }
}

static igraph_error_t add_nodes(sonata_t *sonata, latigraph_sonata_population_t *population,
                                const char *name) {
    gint64 *node;
    LATIGRAPH_ALLOCATE(node, population->rows);
    IGRAPH_CHECK(latigraph_sonata_integers(population, "node_id", 1, node));
    for (gint64 i = 0; i < population->rows; i++) {
        char id[ID_SIZE];
        igraph_bool_t added;
        IGRAPH_CHECK(latigraph_sonata_check_interruption(i));
        vertex_id(sonata, name, node[i], id);
        IGRAPH_CHECK(latigraph_raw_vertex(&sonata->raw, id, &population->item[i], &added));
        if (!added) {
            return latigraph_sonata_fault(population, "has a node_id twice");
        }
    }
    g_free(node);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_nodes(sonata_t *sonata, latigraph_hdf5_source_t *source,
                                 const char *name) {
    latigraph_sonata_population_t population = {
        .raw = &sonata->raw, .report = sonata->reading->report, .source = source};
    IGRAPH_CHECK(latigraph_sonata_begin(&population, name));
    IGRAPH_CHECK(add_nodes(sonata, &population, name));
    IGRAPH_CHECK(latigraph_sonata_attributes(&population));
    latigraph_sonata_population_destroy(&population);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Edges ------------------------------------------------------------------------------------ */

/* Gets the name of the population of the ends of edges, or "" if the file does not say it. */
static void population_of(const latigraph_hdf5_source_t *source, const char *edges, const char *end,
                          char name[LATIGRAPH_HDF5_NAME]) {
    char path[400];
    g_snprintf(path, sizeof path, "%s/%s", edges, end);
    latigraph_hdf5_text_of(source, path, "node_population", name);
}

/* Reads the ends of all edges; `name` is "source_node_id" or "target_node_id". */
static igraph_error_t read_ends(sonata_t *sonata, const latigraph_sonata_population_t *population,
                                const char *name, int *vertex) {
    char of[LATIGRAPH_HDF5_NAME];
    gint64 *node;
    population_of(population->source, population->path, name, of);
    LATIGRAPH_ALLOCATE(node, population->rows);
    IGRAPH_CHECK(latigraph_sonata_integers(population, name, -1, node));
    for (gint64 e = 0; e < population->rows; e++) {
        char id[ID_SIZE];
        igraph_bool_t added;
        IGRAPH_CHECK(latigraph_sonata_check_interruption(e));
        vertex_id(sonata, of, node[e], id);
        IGRAPH_CHECK(latigraph_raw_vertex(&sonata->raw, id, &vertex[e], &added));
        if (added && sonata->has_nodes) {
            IGRAPH_ERRORF("%s: %s %" G_GINT64_FORMAT " of edge %" G_GINT64_FORMAT
                          " of population \"%s\" is not among the nodes of population \"%s\". Add "
                          "these nodes, or read the files of edges without any nodes.",
                          IGRAPH_PARSEERROR, population->source->path, name, node[e], e,
                          population->path + strlen("/edges/"), of);
        }
    }
    g_free(node);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_edges(sonata_t *sonata, latigraph_hdf5_source_t *source,
                                 const char *name) {
    latigraph_sonata_population_t population = {
        .raw = &sonata->raw, .report = sonata->reading->report, .source = source, .of_edges = TRUE};
    int *from, *to;
    IGRAPH_CHECK(latigraph_sonata_begin(&population, name));
    LATIGRAPH_ALLOCATE(from, population.rows);
    LATIGRAPH_ALLOCATE(to, population.rows);
    IGRAPH_CHECK(read_ends(sonata, &population, "source_node_id", from));
    IGRAPH_CHECK(read_ends(sonata, &population, "target_node_id", to));
    for (gint64 e = 0; e < population.rows; e++) {
        IGRAPH_CHECK(latigraph_sonata_check_interruption(e));
        population.item[e] = sonata->raw.m;
        IGRAPH_CHECK(
            latigraph_raw_edge(&sonata->raw, from[e], to[e], LATIGRAPH_DIRECTION_NOT_STATED));
    }
    g_free(to);
    g_free(from);
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_CHECK(latigraph_sonata_attributes(&population));
    latigraph_sonata_population_destroy(&population);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Files ------------------------------------------------------------------------------------ */

typedef igraph_error_t visit_t(sonata_t *sonata, latigraph_hdf5_source_t *source, const char *name);

static igraph_error_t meet_nodes(sonata_t *sonata, latigraph_hdf5_source_t *source,
                                 const char *name) {
    (void)source;
    sonata->has_nodes = TRUE;
    return latigraph_add_text_once(&sonata->populations, name, 0, NULL);
}

/* Adds the populations of the ends of edges. Their nodes may be in no file. */
static igraph_error_t meet_edges(sonata_t *sonata, latigraph_hdf5_source_t *source,
                                 const char *name) {
    static const char *const ends[] = {"source_node_id", "target_node_id"};
    for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
        char edges[300], of[LATIGRAPH_HDF5_NAME];
        g_snprintf(edges, sizeof edges, "/edges/%s", name);
        population_of(source, edges, ends[k], of);
        IGRAPH_CHECK(of[0] != '\0' ? latigraph_add_text_once(&sonata->populations, of, 0, NULL)
                                   : IGRAPH_SUCCESS);
    }
    return IGRAPH_SUCCESS;
}

/* Calls a function for each population of a kind ("/nodes" or "/edges") in all files. */
static igraph_error_t each_population(sonata_t *sonata, const char *kind, visit_t *visit) {
    igraph_strvector_t names;
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, 0);
    for (igraph_integer_t f = 0; f < igraph_strvector_size(&sonata->files); f++) {
        latigraph_hdf5_source_t source;
        IGRAPH_CHECK(latigraph_hdf5_open(&source, igraph_strvector_get(&sonata->files, f)));
        IGRAPH_CHECK(latigraph_hdf5_list(&source, kind, &names));
        for (igraph_integer_t k = 0; k < igraph_strvector_size(&names); k++) {
            IGRAPH_CHECK(visit(sonata, &source, igraph_strvector_get(&names, k)));
        }
        latigraph_hdf5_shut(&source);
        IGRAPH_FINALLY_CLEAN(1);
    }
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void sonata_destroy(sonata_t *sonata) {
    latigraph_raw_destroy(&sonata->raw);
    igraph_strvector_destroy(&sonata->populations);
    igraph_strvector_destroy(&sonata->files);
}

/* Begins a network without files. It is on the FINALLY stack as one entry. */
static igraph_error_t sonata_init(sonata_t *sonata, const latigraph_file_reading_t *reading) {
    memset(sonata, 0, sizeof *sonata);
    sonata->reading = reading;
    IGRAPH_STRVECTOR_INIT_FINALLY(&sonata->files, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&sonata->populations, 0);
    IGRAPH_CHECK(latigraph_raw_init(&sonata->raw, reading->path));
    IGRAPH_FINALLY_CLEAN(3);
    IGRAPH_FINALLY(sonata_destroy, sonata);
    sonata->raw.direction = LATIGRAPH_DIRECTION_DIRECTED;
    return IGRAPH_SUCCESS;
}

/* Reads the files and appends their circuit. */
static igraph_error_t finish(sonata_t *sonata) {
    IGRAPH_CHECK(each_population(sonata, "/nodes", meet_nodes));
    IGRAPH_CHECK(each_population(sonata, "/edges", meet_edges));
    IGRAPH_CHECK(each_population(sonata, "/nodes", read_nodes));
    IGRAPH_CHECK(each_population(sonata, "/edges", read_edges));
    if (sonata->raw.m == 0 && latigraph_raw_size(&sonata->raw) == 0) {
        IGRAPH_ERRORF("%s: there are no nodes and no edges in the files of this SONATA network.",
                      IGRAPH_EINVAL, sonata->reading->path);
    }
    sonata->reading->report->format = "SONATA";
    IGRAPH_CHECK(latigraph_reading_finish(sonata->reading, &sonata->raw, NULL));
    sonata_destroy(sonata);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Entries --------------------------------------------------------------------------------- */

/* Adds v1_nodes.h5 for v1_edges.h5, or the reverse, if it exists. */
static igraph_error_t add_companion(sonata_t *sonata, const char *path, const char *own,
                                    const char *other) {
    char *companion;
    if (!g_str_has_suffix(path, own)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(
        latigraph_print_text(&companion, "%.*s%s", (int)(strlen(path) - strlen(own)), path, other));
    IGRAPH_FINALLY(g_free, companion);
    if (g_file_test(companion, G_FILE_TEST_IS_REGULAR)) {
        IGRAPH_CHECK(latigraph_add_text_once(&sonata->files, companion, 0, NULL));
    }
    g_free(companion);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Finds whether a file is HDF5 with populations of nodes or edges. */
static igraph_error_t is_network(const char *path, gboolean *network) {
    latigraph_hdf5_source_t source;
    htri_t accessible;
    *network = FALSE;
    H5E_BEGIN_TRY {
        accessible = H5Fis_hdf5(path);
    }
    H5E_END_TRY;
    if (accessible <= 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_hdf5_open(&source, path));
    *network =
        latigraph_hdf5_has_group(&source, "/edges") || latigraph_hdf5_has_group(&source, "/nodes");
    latigraph_hdf5_shut(&source);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_read_sonata(const latigraph_file_reading_t *reading, char *text,
                                     gsize size) {
    sonata_t sonata;
    gboolean network = FALSE;
    if (text[strspn(text, " \t\r\n")] == '{') {
        IGRAPH_CHECK(sonata_init(&sonata, reading));
        IGRAPH_CHECK(latigraph_sonata_list_files(&sonata.files, reading->path, text));
        return finish(&sonata);
    }
    IGRAPH_CHECK(is_network(reading->path, &network));
    if (!network) {
        IGRAPH_CHECK(latigraph_refuse_foreign(reading->path, text, size));
        IGRAPH_ERRORF("%s is no file of SONATA: it is neither HDF5 with populations nor a "
                      "configuration. If it is packed, unpack it.",
                      IGRAPH_EINVAL, reading->path);
    }
    IGRAPH_CHECK(sonata_init(&sonata, reading));
    IGRAPH_CHECK(add_companion(&sonata, reading->path, "edges.h5", "nodes.h5"));
    IGRAPH_CHECK(latigraph_add_text_once(&sonata.files, reading->path, 0, NULL));
    IGRAPH_CHECK(add_companion(&sonata, reading->path, "nodes.h5", "edges.h5"));
    return finish(&sonata);
}

static igraph_error_t read_config_file(sonata_t *sonata, const char *path) {
    char *text;
    gsize size;
    IGRAPH_CHECK(latigraph_file_load(path, &text, &size));
    IGRAPH_FINALLY(g_free, text);
    IGRAPH_CHECK(latigraph_sonata_list_files(&sonata->files, path, text));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sonata_read_folder(const latigraph_file_reading_t *reading) {
    sonata_t sonata;
    char *path;
    IGRAPH_CHECK(sonata_init(&sonata, reading));
    IGRAPH_CHECK(main_file(reading->path, &path));
    IGRAPH_FINALLY(g_free, path);
    if (g_str_has_suffix(path, ".json")) {
        IGRAPH_CHECK(read_config_file(&sonata, path));
    } else {
        IGRAPH_CHECK(add_companion(&sonata, path, "edges.h5", "nodes.h5"));
        IGRAPH_CHECK(latigraph_add_text_once(&sonata.files, path, 0, NULL));
    }
    g_free(path);
    IGRAPH_FINALLY_CLEAN(1);
    return finish(&sonata);
}
#endif

igraph_error_t latigraph_sonata_is_folder(const char *folder, igraph_bool_t *is_sonata) {
    char *path;
    IGRAPH_CHECK(main_file(folder, &path));
    *is_sonata = path != NULL;
    g_free(path);
    return IGRAPH_SUCCESS;
}
