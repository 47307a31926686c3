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

#include "config.h"

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

#include "circuit/column.h"
#include "formats/file.h"
#include "formats/lines.h"
#include "formats/read_hdf5.h"

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

/* A population of nodes or edges, whose items are vertices or edges of the raw graph. */
typedef struct {
    sonata_t *sonata;
    latigraph_hdf5_source_t *source;
    char path[300];
    gboolean of_edges;
    gint64 rows;
    gint64 *group, *index; /* (rows) group of each item and its place there */
    gint64 *type;          /* (rows) type of each node; NULL for edges */
    int *item;             /* (rows) */
} population_t;

static void population_destroy(population_t *population) {
    g_free(population->group);
    g_free(population->index);
    g_free(population->type);
    g_free(population->item);
}

static void free_text(char **text) {
    g_free(*text);
}

static igraph_error_t fault(const population_t *population, const char *what) {
    IGRAPH_ERRORF("%s: population \"%s\" %s.", IGRAPH_PARSEERROR, population->source->path,
                  population->path + strlen("/nodes/"), what);
}

/* Asks in loops over rows whether the user interrupts. */
static igraph_error_t check_interruption(gint64 row) {
    if (row % 65536 == 0) {
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    return IGRAPH_SUCCESS;
}

/* --- Populations ---------------------------------------------------------------------- */

/* Reads a dataset of whole numbers of a population, or counts from 0 or 0 alone if it is missing.
 */
static igraph_error_t read_integers(const population_t *population, const char *name, int step,
                                    gint64 *number) {
    char path[400];
    gint64 rows;
    g_snprintf(path, sizeof path, "%s/%s", population->path, name);
    const latigraph_hdf5_content_t content =
        latigraph_hdf5_content(population->source, path, &rows);
    if (content == LATIGRAPH_HDF5_WHOLE && rows == population->rows) {
        return latigraph_hdf5_integers(population->source, path, number);
    }
    if (content != LATIGRAPH_HDF5_NONE || step < 0) {
        return fault(population, "has datasets of different lengths, or lacks one");
    }
    for (gint64 i = 0; i < population->rows; i++) {
        number[i] = step * i;
    }
    return IGRAPH_SUCCESS;
}

/* Begins a population with as many rows as one of its datasets. It is on the FINALLY stack as one
 * entry. */
static igraph_error_t begin_population(population_t *population, const char *counted) {
    char path[400];
    g_snprintf(path, sizeof path, "%s/%s", population->path, counted);
    IGRAPH_FINALLY(population_destroy, population);
    if (latigraph_hdf5_content(population->source, path, &population->rows) !=
            LATIGRAPH_HDF5_WHOLE ||
        population->rows > G_MAXINT / 4) {
        return fault(population, "lacks ids, or is too large");
    }
    const gsize rows = (gsize)population->rows + 1;
    population->group = g_try_new(gint64, rows);
    population->index = g_try_new(gint64, rows);
    population->type = g_try_new(gint64, rows);
    population->item = g_try_new(int, rows);
    LATIGRAPH_CHECK_MEMORY(population->group);
    LATIGRAPH_CHECK_MEMORY(population->index);
    LATIGRAPH_CHECK_MEMORY(population->type);
    LATIGRAPH_CHECK_MEMORY(population->item);
    IGRAPH_CHECK(read_integers(population, population->of_edges ? "edge_group_id" : "node_group_id",
                               0, population->group));
    return read_integers(population, population->of_edges ? "edge_group_index" : "node_group_index",
                         1, population->index);
}

/* --- Attributes --------------------------------------------------------------------------- */

/* Makes texts of numbers, in the arena of the raw graph. */
static igraph_error_t number_texts(sonata_t *sonata, const double *value, const gint64 *whole,
                                   gint64 rows, const char **text) {
    for (gint64 i = 0; i < rows; i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE], *copy;
        IGRAPH_CHECK(check_interruption(i));
        if (whole != NULL) {
            g_snprintf(buffer, sizeof buffer, "%" G_GINT64_FORMAT, whole[i]);
        }
        IGRAPH_CHECK(latigraph_arena_copy(
            &sonata->raw.texts, whole != NULL ? buffer : latigraph_number_text(value[i], buffer),
            &copy));
        text[i] = copy;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t load_numbers(const population_t *population, const char *path, gboolean whole,
                                   gint64 rows, const char **text) {
    gint64 *number;
    G_STATIC_ASSERT(sizeof(double) == sizeof(gint64));
    LATIGRAPH_ALLOCATE(number, rows);
    if (whole) {
        IGRAPH_CHECK(latigraph_hdf5_integers(population->source, path, number));
        IGRAPH_CHECK(number_texts(population->sonata, NULL, number, rows, text));
    } else {
        IGRAPH_CHECK(latigraph_hdf5_doubles(population->source, path, (double *)number));
        IGRAPH_CHECK(number_texts(population->sonata, (const double *)number, NULL, rows, text));
    }
    g_free(number);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Finds the column of an attribute; x, y and z of nodes are in micrometres. */
static igraph_error_t find_column(const population_t *population, const char *name,
                                  latigraph_raw_column_t **column) {
    static const char *const axes[] = {"x", "y", "z"}, *const placed[] = {"x_um", "y_um", "z_um"};
    for (gsize d = 0; d < G_N_ELEMENTS(axes) && !population->of_edges; d++) {
        name = strcmp(name, axes[d]) == 0 ? placed[d] : name;
    }
    return population->of_edges
               ? latigraph_raw_edge_column(&population->sonata->raw, name, column)
               : latigraph_raw_vertex_column(&population->sonata->raw, name, column);
}

static igraph_error_t set_cells(const population_t *population, const char *name, gint64 group,
                                const char **text, gint64 rows) {
    latigraph_raw_column_t *column;
    IGRAPH_CHECK(find_column(population, name, &column));
    for (gint64 i = 0; i < population->rows; i++) {
        const gint64 place = population->index[i];
        IGRAPH_CHECK(check_interruption(i));
        if (population->group[i] == group && place >= 0 && place < rows) {
            IGRAPH_CHECK(latigraph_raw_put(column, population->item[i], text[place]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Reads an attribute of a group, if it has one value per item. */
static igraph_error_t read_attribute(const population_t *population, const char *group,
                                     const char *name) {
    char path[800];
    const char **text;
    gint64 rows;
    g_snprintf(path, sizeof path, "%s/%s/%s", population->path, group, name);
    const latigraph_hdf5_content_t content =
        latigraph_hdf5_content(population->source, path, &rows);
    if (content == LATIGRAPH_HDF5_NONE || rows > G_MAXINT / 4) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(text, rows);
    if (content == LATIGRAPH_HDF5_WORDS) {
        IGRAPH_CHECK(latigraph_hdf5_texts(population->source, path, rows,
                                          &population->sonata->raw.texts, text));
    } else {
        IGRAPH_CHECK(load_numbers(population, path, content == LATIGRAPH_HDF5_WHOLE, rows, text));
    }
    IGRAPH_CHECK(set_cells(population, name, g_ascii_strtoll(group, NULL, 10), text, rows));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_group(const population_t *population, const char *group) {
    igraph_strvector_t names;
    char path[600];
    g_snprintf(path, sizeof path, "%s/%s", population->path, group);
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, 0);
    IGRAPH_CHECK(latigraph_hdf5_list(population->source, path, &names));
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&names); k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(read_attribute(population, group, igraph_strvector_get(&names, k)));
    }
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads all groups of a population; their names are numbers. */
static igraph_error_t read_groups(const population_t *population) {
    igraph_strvector_t names;
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, 0);
    IGRAPH_CHECK(latigraph_hdf5_list(population->source, population->path, &names));
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&names); k++) {
        const char *name = igraph_strvector_get(&names, k);
        if (name[strspn(name, "0123456789")] == '\0') {
            IGRAPH_CHECK(read_group(population, name));
        }
    }
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Types of nodes ------------------------------------------------------------------------- */

/* Returns whether a column of node_types.csv concerns a simulator, or names the same as latigraph's
 * own columns. */
static gboolean is_technical(const sonata_t *sonata, const char *name) {
    static const char *const names[] = {"node_type_id",    "population", "dynamics_params",
                                        "params_file",     "template",   "template_file",
                                        "morphology_file", "morphology"};
    for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
        if (strcmp(name, names[k]) == 0) {
            return TRUE;
        }
    }
    return name[0] == '\0' || g_str_has_prefix(name, "model_") ||
           (strcmp(name, "pop_name") == 0 &&
            latigraph_map_find_text(&sonata->raw.vertex_index, "name") != NULL);
}

/* Sets the cells that the nodes of one type do not have themselves; a row describes the type. */
static igraph_error_t take_type(const population_t *population, const latigraph_lines_t *row,
                                latigraph_raw_column_t **column, int columns, int id) {
    const gint64 type = row->cells > id ? g_ascii_strtoll(row->cell[id], NULL, 10) : -1;
    for (gint64 i = 0; i < population->rows; i++) {
        IGRAPH_CHECK(check_interruption(i));
        for (int c = 0; population->type[i] == type && c < MIN(columns, row->cells); c++) {
            if (column[c] != NULL &&
                latigraph_raw_cell(column[c], population->item[i])[0] == '\0') {
                IGRAPH_CHECK(latigraph_raw_set(&population->sonata->raw, column[c],
                                               population->item[i], row->cell[c]));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_types(const population_t *population, const char *path, char *text,
                                 gsize size) {
    latigraph_raw_t *raw = &population->sonata->raw;
    latigraph_raw_column_t **column;
    latigraph_lines_t lines;
    gboolean more;
    int id = -1;
    IGRAPH_CHECK(latigraph_lines_init(&lines, path, text, size, ' '));
    IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    const int columns = lines.cells;
    LATIGRAPH_ALLOCATE(column, columns);
    for (int c = 0; more && c < columns; c++) {
        id = strcmp(lines.cell[c], "node_type_id") == 0 ? c : id;
        if (!is_technical(population->sonata, lines.cell[c])) {
            IGRAPH_CHECK(latigraph_raw_vertex_column(raw, lines.cell[c], &column[c]));
        }
    }
    while (more && id >= 0) {
        IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
        IGRAPH_CHECK(more ? take_type(population, &lines, column, columns, id) : IGRAPH_SUCCESS);
    }
    g_free(column);
    latigraph_lines_destroy(&lines);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Reads v1_node_types.csv beside v1_nodes.h5, if it exists. */
static igraph_error_t read_types_beside(const population_t *population) {
    const char *path = population->source->path;
    char *types, *text;
    gsize size;
    if (!g_str_has_suffix(path, "nodes.h5")) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_print_text(&types, "%.*snode_types.csv",
                                      (int)(strlen(path) - strlen("nodes.h5")), path));
    IGRAPH_FINALLY(g_free, types);
    if (g_file_test(types, G_FILE_TEST_IS_REGULAR)) {
        IGRAPH_CHECK(latigraph_file_load(types, &text, &size));
        IGRAPH_FINALLY(free_text, &text);
        IGRAPH_CHECK(
            latigraph_decode_text(types, &text, &size, population->sonata->reading->report));
        IGRAPH_CHECK(read_types(population, types, text, size));
        g_free(text);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_free(types);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

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

static igraph_error_t add_nodes(population_t *population, const char *name) {
    gint64 *node;
    LATIGRAPH_ALLOCATE(node, population->rows);
    IGRAPH_CHECK(read_integers(population, "node_id", 1, node));
    for (gint64 i = 0; i < population->rows; i++) {
        char id[ID_SIZE];
        igraph_bool_t added;
        IGRAPH_CHECK(check_interruption(i));
        vertex_id(population->sonata, name, node[i], id);
        IGRAPH_CHECK(
            latigraph_raw_vertex(&population->sonata->raw, id, &population->item[i], &added));
        if (!added) {
            return fault(population, "has a node_id twice");
        }
    }
    g_free(node);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_nodes(sonata_t *sonata, latigraph_hdf5_source_t *source,
                                 const char *name) {
    population_t population = {.sonata = sonata, .source = source};
    g_snprintf(population.path, sizeof population.path, "/nodes/%s", name);
    IGRAPH_CHECK(begin_population(&population, "node_type_id"));
    IGRAPH_CHECK(read_integers(&population, "node_type_id", -1, population.type));
    IGRAPH_CHECK(add_nodes(&population, name));
    IGRAPH_CHECK(read_groups(&population));
    IGRAPH_CHECK(read_types_beside(&population));
    population_destroy(&population);
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
static igraph_error_t read_ends(const population_t *population, const char *name, int *vertex) {
    sonata_t *sonata = population->sonata;
    char of[LATIGRAPH_HDF5_NAME];
    gint64 *node;
    population_of(population->source, population->path, name, of);
    LATIGRAPH_ALLOCATE(node, population->rows);
    IGRAPH_CHECK(read_integers(population, name, -1, node));
    for (gint64 e = 0; e < population->rows; e++) {
        char id[ID_SIZE];
        igraph_bool_t added;
        IGRAPH_CHECK(check_interruption(e));
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
    population_t population = {.sonata = sonata, .source = source, .of_edges = TRUE};
    int *from, *to;
    g_snprintf(population.path, sizeof population.path, "/edges/%s", name);
    IGRAPH_CHECK(begin_population(&population, "source_node_id"));
    LATIGRAPH_ALLOCATE(from, population.rows);
    LATIGRAPH_ALLOCATE(to, population.rows);
    IGRAPH_CHECK(read_ends(&population, "source_node_id", from));
    IGRAPH_CHECK(read_ends(&population, "target_node_id", to));
    for (gint64 e = 0; e < population.rows; e++) {
        IGRAPH_CHECK(check_interruption(e));
        population.item[e] = sonata->raw.m;
        IGRAPH_CHECK(
            latigraph_raw_edge(&sonata->raw, from[e], to[e], LATIGRAPH_DIRECTION_NOT_STATED));
    }
    g_free(to);
    g_free(from);
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_CHECK(read_groups(&population));
    population_destroy(&population);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Files ------------------------------------------------------------------------------------ */

typedef igraph_error_t visit_t(sonata_t *sonata, latigraph_hdf5_source_t *source, const char *name);

static igraph_error_t meet_nodes(sonata_t *sonata, latigraph_hdf5_source_t *source,
                                 const char *name) {
    (void)source;
    sonata->has_nodes = TRUE;
    return latigraph_sonata_add(&sonata->populations, name);
}

/* Adds the populations of the ends of edges. Their nodes may be in no file. */
static igraph_error_t meet_edges(sonata_t *sonata, latigraph_hdf5_source_t *source,
                                 const char *name) {
    static const char *const ends[] = {"source_node_id", "target_node_id"};
    for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
        char edges[300], of[LATIGRAPH_HDF5_NAME];
        g_snprintf(edges, sizeof edges, "/edges/%s", name);
        population_of(source, edges, ends[k], of);
        IGRAPH_CHECK(of[0] != '\0' ? latigraph_sonata_add(&sonata->populations, of)
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

/* --- Entries ------------------------------------------------------------------------------------
 */

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
        IGRAPH_CHECK(latigraph_sonata_add(&sonata->files, companion));
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
    IGRAPH_CHECK(latigraph_sonata_add(&sonata.files, reading->path));
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
        IGRAPH_CHECK(latigraph_sonata_add(&sonata.files, path));
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
