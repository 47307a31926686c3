/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Attributes of a population of SONATA, which become columns of the raw graph.
 *
 * Items of a population are in groups with different attributes: item i is row node_group_index[i]
 * of group node_group_id[i], and likewise for edges. Attributes that all nodes of a type share are
 * in a table beside the file, and count where a node has no value of its own. A column of one name
 * takes the values of all groups, because the groups of a file describe the same things. */

#ifdef HAVE_HDF5
#include "formats/sonata_population.h"

#include "base/number_text.h"
#include "circuit/column.h"
#include "formats/file.h"
#include "formats/lines.h"
#include "formats/reading.h"

#include <string.h>

void latigraph_sonata_population_destroy(latigraph_sonata_population_t *population) {
    g_free(population->group);
    g_free(population->index);
    g_free(population->type);
    g_free(population->item);
}

static void free_text(char **text) {
    g_free(*text);
}

igraph_error_t latigraph_sonata_fault(const latigraph_sonata_population_t *population,
                                      const char *what) {
    IGRAPH_ERRORF("%s: population \"%s\" %s.", IGRAPH_PARSEERROR, population->source->path,
                  population->path + strlen("/nodes/"), what);
}

/* --- Populations ---------------------------------------------------------------------- */

/* Reads a dataset of whole numbers of a population, or counts from 0 or 0 alone if it is missing.
 */
igraph_error_t latigraph_sonata_integers(const latigraph_sonata_population_t *population,
                                         const char *name, int step, gint64 *number) {
    char path[400];
    gint64 rows;
    g_snprintf(path, sizeof path, "%s/%s", population->path, name);
    latigraph_hdf5_content_t content;
    IGRAPH_CHECK(latigraph_hdf5_content(population->source, path, &content, &rows));
    if (content == LATIGRAPH_HDF5_WHOLE && rows == population->rows) {
        return latigraph_hdf5_integers(population->source, path, number);
    }
    if (content != LATIGRAPH_HDF5_NONE || step < 0) {
        return latigraph_sonata_fault(population,
                                      "has datasets of different lengths, or lacks one");
    }
    for (gint64 i = 0; i < population->rows; i++) {
        number[i] = step * i;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sonata_begin(latigraph_sonata_population_t *population, const char *name) {
    const char *kind = population->of_edges ? "edge" : "node";
    latigraph_hdf5_content_t content;
    char path[400], set[32];
    g_snprintf(population->path, sizeof population->path, "/%ss/%s", kind, name);
    g_snprintf(path, sizeof path, "%s/%s", population->path,
               population->of_edges ? "source_node_id" : "node_type_id");
    IGRAPH_FINALLY(latigraph_sonata_population_destroy, population);
    IGRAPH_CHECK(latigraph_hdf5_content(population->source, path, &content, &population->rows));
    if (content != LATIGRAPH_HDF5_WHOLE || population->rows > G_MAXINT / 4) {
        return latigraph_sonata_fault(population, "lacks ids, or is too large");
    }
    const gsize rows = (gsize)population->rows + 1;
    population->group = g_try_new(gint64, rows);
    population->index = g_try_new(gint64, rows);
    population->item = g_try_new(int, rows);
    LATIGRAPH_CHECK_MEMORY(population->group);
    LATIGRAPH_CHECK_MEMORY(population->index);
    LATIGRAPH_CHECK_MEMORY(population->item);
    g_snprintf(set, sizeof set, "%s_group_id", kind);
    IGRAPH_CHECK(latigraph_sonata_integers(population, set, 0, population->group));
    g_snprintf(set, sizeof set, "%s_group_index", kind);
    return latigraph_sonata_integers(population, set, 1, population->index);
}

/* --- Attributes --------------------------------------------------------------------------- */

/* Makes texts of numbers, in the arena of the raw graph. */
static igraph_error_t number_texts(latigraph_raw_t *raw, const double *value, const gint64 *whole,
                                   gint64 rows, const char **text) {
    for (gint64 i = 0; i < rows; i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE], *copy;
        IGRAPH_CHECK(latigraph_sonata_check_interruption(i));
        if (whole != NULL) {
            g_snprintf(buffer, sizeof buffer, "%" G_GINT64_FORMAT, whole[i]);
        }
        IGRAPH_CHECK(latigraph_arena_copy(
            &raw->texts, whole != NULL ? buffer : latigraph_number_text(value[i], buffer), &copy));
        text[i] = copy;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t load_numbers(const latigraph_sonata_population_t *population,
                                   const char *path, gboolean whole, gint64 rows,
                                   const char **text) {
    gint64 *number;
    G_STATIC_ASSERT(sizeof(double) == sizeof(gint64));
    LATIGRAPH_ALLOCATE(number, rows);
    if (whole) {
        IGRAPH_CHECK(latigraph_hdf5_integers(population->source, path, number));
        IGRAPH_CHECK(number_texts(population->raw, NULL, number, rows, text));
    } else {
        IGRAPH_CHECK(latigraph_hdf5_doubles(population->source, path, (double *)number));
        IGRAPH_CHECK(number_texts(population->raw, (const double *)number, NULL, rows, text));
    }
    g_free(number);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Finds the column of an attribute; x, y and z of nodes are in micrometres. */
static igraph_error_t find_column(const latigraph_sonata_population_t *population, const char *name,
                                  latigraph_raw_column_t **column) {
    static const char *const axes[] = {"x", "y", "z"}, *const placed[] = {"x_um", "y_um", "z_um"};
    for (gsize d = 0; d < G_N_ELEMENTS(axes) && !population->of_edges; d++) {
        name = strcmp(name, axes[d]) == 0 ? placed[d] : name;
    }
    return population->of_edges ? latigraph_raw_edge_column(population->raw, name, column)
                                : latigraph_raw_vertex_column(population->raw, name, column);
}

static igraph_error_t set_cells(const latigraph_sonata_population_t *population, const char *name,
                                gint64 group, const char **text, gint64 rows) {
    latigraph_raw_column_t *column;
    IGRAPH_CHECK(find_column(population, name, &column));
    for (gint64 i = 0; i < population->rows; i++) {
        const gint64 place = population->index[i];
        IGRAPH_CHECK(latigraph_sonata_check_interruption(i));
        if (population->group[i] == group && place >= 0 && place < rows) {
            IGRAPH_CHECK(latigraph_raw_put(column, population->item[i], text[place]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Reads an attribute of a group, if it has one value per item. */
static igraph_error_t read_attribute(const latigraph_sonata_population_t *population,
                                     const char *group, const char *name) {
    char path[800];
    const char **text;
    gint64 rows;
    g_snprintf(path, sizeof path, "%s/%s/%s", population->path, group, name);
    latigraph_hdf5_content_t content;
    IGRAPH_CHECK(latigraph_hdf5_content(population->source, path, &content, &rows));
    if (content == LATIGRAPH_HDF5_NONE || rows > G_MAXINT / 4) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(text, rows);
    if (content == LATIGRAPH_HDF5_WORDS) {
        IGRAPH_CHECK(
            latigraph_hdf5_texts(population->source, path, rows, &population->raw->texts, text));
    } else {
        IGRAPH_CHECK(load_numbers(population, path, content == LATIGRAPH_HDF5_WHOLE, rows, text));
    }
    IGRAPH_CHECK(set_cells(population, name, g_ascii_strtoll(group, NULL, 10), text, rows));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_group(const latigraph_sonata_population_t *population,
                                 const char *group) {
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
static igraph_error_t read_groups(const latigraph_sonata_population_t *population) {
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
static gboolean is_technical(const latigraph_raw_t *raw, const char *name) {
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
            latigraph_map_find_text(&raw->vertex_index, "name") != NULL);
}

/* Sets the cells that the nodes of one type do not have themselves; a row describes the type. */
static igraph_error_t take_type(const latigraph_sonata_population_t *population,
                                const latigraph_lines_t *row, latigraph_raw_column_t **column,
                                int columns, int id) {
    const gint64 type = row->cells > id ? g_ascii_strtoll(row->cell[id], NULL, 10) : -1;
    for (gint64 i = 0; i < population->rows; i++) {
        IGRAPH_CHECK(latigraph_sonata_check_interruption(i));
        for (int c = 0; population->type[i] == type && c < MIN(columns, row->cells); c++) {
            if (column[c] != NULL &&
                latigraph_raw_cell(column[c], population->item[i])[0] == '\0') {
                IGRAPH_CHECK(latigraph_raw_set(population->raw, column[c], population->item[i],
                                               row->cell[c]));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_types(const latigraph_sonata_population_t *population, const char *path,
                                 char *text, gsize size) {
    latigraph_raw_t *raw = population->raw;
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
        if (!is_technical(raw, lines.cell[c])) {
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
static igraph_error_t read_types_beside(const latigraph_sonata_population_t *population) {
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
        IGRAPH_CHECK(latigraph_decode_text(types, &text, &size, population->report));
        IGRAPH_CHECK(read_types(population, types, text, size));
        g_free(text);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_free(types);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- All attributes --------------------------------------------------------------------------- */

igraph_error_t latigraph_sonata_attributes(latigraph_sonata_population_t *population) {
    IGRAPH_CHECK(read_groups(population));
    if (population->of_edges) {
        return IGRAPH_SUCCESS;
    }
    population->type = g_try_new(gint64, (gsize)population->rows + 1);
    LATIGRAPH_CHECK_MEMORY(population->type);
    IGRAPH_CHECK(latigraph_sonata_integers(population, "node_type_id", -1, population->type));
    return read_types_beside(population);
}
#endif
