/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reads a folder of tables (folder.h) as one circuit, or as one circuit per subject, and a file
 * that is a table. All tables stay in memory until the circuit is made, because the cells of the
 * raw graph point into them. */

#include "formats/folder.h"

#include "base/remarks.h"
#include "circuit/column.h"
#include "circuit/number.h"
#include "formats/file.h"
#include "formats/settle.h"
#include "formats/table.h"
#include "formats/together.h"

#include <string.h>

/* --- Names of tables ------------------------------------------------------------------ */

static const char *const node_tables[] = {"nodes", "neurons", "vertices", "cells", NULL};
static const char *const edge_tables[] = {"edges", "connections", "synapses", "links", NULL};
static const char *const graph_tables[] = {"graph", NULL};

/* Returns whether a file name is one of the tables: "Neurons.CSV", "connections.tsv.gz". */
static gboolean is_table(const char *file, const char *const *tables) {
    static const char *const endings[] = {".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".txt.gz"};
    for (; *tables != NULL; tables++) {
        const gsize length = strlen(*tables);
        if (g_ascii_strncasecmp(file, *tables, length) != 0) {
            continue;
        }
        for (gsize e = 0; e < G_N_ELEMENTS(endings); e++) {
            if (g_ascii_strcasecmp(file + length, endings[e]) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Returns whether two files are the same table, plain and packed. */
static gboolean is_same_table(const char *a, const char *b) {
    const gsize stem = strcspn(a, ".");
    return stem == strcspn(b, ".") && g_ascii_strncasecmp(a, b, stem) == 0;
}

/* Takes a file for the table if it has one of the names. Two different tables raise an error,
 * because only one could be read. */
static igraph_error_t consider(const char *folder, const char *name, const char *const *tables,
                               char found[256]) {
    if (!is_table(name, tables)) {
        return IGRAPH_SUCCESS;
    }
    if (found[0] != '\0' && !is_same_table(name, found)) {
        IGRAPH_ERRORF("Folder \"%s\" has two tables of the same kind, \"%s\" and \"%s\"; move one "
                      "of them away.",
                      IGRAPH_EINVAL, folder, found, name);
    }
    if (found[0] == '\0' || strcmp(name, found) < 0) { /* the plain file goes first */
        g_strlcpy(found, name, 256);
    }
    return IGRAPH_SUCCESS;
}

/* Gets the path of the table of a folder that has one of the names, or NULL. A table that waits for
 * its name counts as if it had it (together.c). */
static igraph_error_t table_path(const char *folder, const char *const *tables, char **path) {
    const char *slash = g_str_has_suffix(folder, G_DIR_SEPARATOR_S) ? "" : G_DIR_SEPARATOR_S;
    const char *name;
    char found[256] = "", staged[TOGETHER_PATH];
    latigraph_together_names_t pending;
    GDir *directory = g_dir_open(folder, 0, NULL);
    *path = NULL;
    if (directory == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY(g_dir_close, directory);
    while ((name = g_dir_read_name(directory)) != NULL) {
        IGRAPH_CHECK(consider(folder, name, tables, found));
    }
    g_dir_close(directory);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(latigraph_together_pending(folder, &pending));
    for (int k = 0; k < pending.count; k++) {
        IGRAPH_CHECK(consider(folder, pending.name[k], tables, found));
    }
    if (found[0] == '\0') {
        return IGRAPH_SUCCESS;
    }
    return pending.count > 0 && latigraph_together_is_staged(folder, found, staged)
               ? latigraph_copy_text(staged, path)
               : latigraph_print_text(path, "%s%s%s", folder, slash, found);
}

igraph_error_t latigraph_folder_is_circuit(const char *folder, igraph_bool_t *is_circuit) {
    char *path;
    IGRAPH_CHECK(table_path(folder, node_tables, &path));
    if (path == NULL) {
        IGRAPH_CHECK(table_path(folder, edge_tables, &path));
    }
    *is_circuit = path != NULL;
    g_free(path);
    return IGRAPH_SUCCESS;
}

/* A table in memory. */
typedef struct {
    char *path, *text;
    gsize size;
} file_t;

static void file_destroy(file_t *file) {
    g_free(file->path);
    g_free(file->text);
}

/* Loads a table; its path stays NULL if there is none. It is on the FINALLY stack as one entry. */
static igraph_error_t load(const latigraph_file_reading_t *reading, const char *const *tables,
                           file_t *file) {
    *file = (file_t){NULL, NULL, 0};
    IGRAPH_FINALLY(file_destroy, file);
    IGRAPH_CHECK(table_path(reading->path, tables, &file->path));
    if (file->path == NULL) {
        return IGRAPH_SUCCESS;
    }
    char *text;
    IGRAPH_CHECK(latigraph_file_load(file->path, &text, &file->size));
    file->text = text;
    return latigraph_decode_text(file->path, &file->text, &file->size, reading->report);
}

/* --- Attributes of the graph ------------------------------------------------------------- */

/* Each attribute of a graph is compared with the others, so that there is a limit. */
enum { ATTRIBUTES_MAX = 10000 };

static igraph_error_t take_attribute(latigraph_raw_t *raw, const char *name, const char *text,
                                     gboolean quoted) {
    const int truth = latigraph_parse_boolean(text);
    double number;
    if (strcmp(name, "directed") == 0 && truth >= 0) {
        raw->direction = truth ? LATIGRAPH_DIRECTION_DIRECTED : LATIGRAPH_DIRECTION_UNDIRECTED;
        return IGRAPH_SUCCESS;
    }
    return latigraph_raw_note(raw, name, text,
                              !quoted && !latigraph_is_reserved_note(name) &&
                                  latigraph_parse_number(text, &number));
}

static igraph_error_t take_attributes(latigraph_raw_t *raw, const file_t *file) {
    latigraph_lines_t lines;
    gboolean more;
    IGRAPH_CHECK(latigraph_lines_init(&lines, file->path, file->text, file->size,
                                      latigraph_lines_separator(file->text, file->size)));
    IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    if (!more || lines.cells < 2 || strcmp(lines.cell[0], "attribute") != 0 ||
        strcmp(lines.cell[1], "value") != 0) {
        IGRAPH_ERRORF("%s, line 1: the header should be \"attribute,value\".", IGRAPH_PARSEERROR,
                      file->path);
    }
    IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    for (int count = 0; more; count++) {
        if (count == ATTRIBUTES_MAX) {
            IGRAPH_ERRORF("%s has more than %d attributes of the graph; remove some.",
                          IGRAPH_EINVAL, file->path, ATTRIBUTES_MAX);
        }
        if (lines.cells != 2 || lines.cell[0][0] == '\0') {
            IGRAPH_ERRORF("%s, line %d: a row needs the name of an attribute and its value.",
                          IGRAPH_PARSEERROR, file->path, lines.first_line);
        }
        IGRAPH_CHECK(take_attribute(raw, lines.cell[0], lines.cell[1], lines.quoted[1]));
        IGRAPH_CHECK(latigraph_lines_next(&lines, &more));
    }
    latigraph_lines_destroy(&lines);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Several circuits in one table ---------------------------------------------------------- */

/* Finds the subjects in the order of first appearance and the rows of each. */
static igraph_error_t count_subjects(const latigraph_raw_t *raw,
                                     const latigraph_raw_column_t *column,
                                     latigraph_map_t *subjects, int *subject) {
    for (int e = 0; e < raw->m; e++) {
        const char *name = latigraph_raw_cell(column, e);
        latigraph_map_entry_t *entry;
        if (name[0] == '\0') {
            IGRAPH_ERRORF("%s, line %d: the cell of column \"%s\", which names the circuit of the "
                          "edge, is empty.",
                          IGRAPH_PARSEERROR, raw->path, raw->line[e], column->name);
        }
        IGRAPH_CHECK(latigraph_map_add_text(subjects, name, &entry, NULL));
        subject[e] = (int)(entry - subjects->entry);
    }
    return IGRAPH_SUCCESS;
}

/* Copies the rows of a subject to the front of `to`, a raw graph with arrays of its own. */
static void keep_subject(const latigraph_raw_t *from, latigraph_raw_t *to, const int *subject,
                         int wanted) {
    to->m = 0;
    for (int e = 0; e < from->m; e++) {
        if (subject[e] != wanted) {
            continue;
        }
        to->from[to->m] = from->from[e];
        to->line[to->m] = from->line[e];
        to->to[to->m] = from->to[e];
        for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&from->edge_columns); c++) {
            const latigraph_raw_column_t *source = VECTOR(from->edge_columns)[c];
            latigraph_raw_column_t *target = VECTOR(to->edge_columns)[c];
            target->cell[to->m] = e < source->room ? source->cell[e] : NULL;
        }
        to->m++;
    }
}

static void part_destroy(latigraph_raw_t *part) {
    g_free(part->from);
    g_free(part->to);
    g_free(part->line);
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&part->edge_columns); c++) {
        g_free(((latigraph_raw_column_t *)VECTOR(part->edge_columns)[c])->cell);
    }
    latigraph_pointers_destroy(&part->edge_columns);
}

/* Makes a raw graph that shares everything with `raw` but its edges and their columns. */
static igraph_error_t part_init(latigraph_raw_t *part, const latigraph_raw_t *raw) {
    *part = *raw;
    part->from = part->to = part->line = NULL;
    memset(&part->edge_columns, 0, sizeof part->edge_columns);
    IGRAPH_FINALLY(part_destroy, part);
    IGRAPH_CHECK(latigraph_pointers_init(&part->edge_columns, g_free));
    part->from = g_try_new(int, (gsize)raw->m + 1);
    LATIGRAPH_CHECK_MEMORY(part->from);
    part->to = g_try_new(int, (gsize)raw->m + 1);
    LATIGRAPH_CHECK_MEMORY(part->to);
    part->line = g_try_new(int, (gsize)raw->m + 1);
    LATIGRAPH_CHECK_MEMORY(part->line);
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&raw->edge_columns); c++) {
        latigraph_raw_column_t *column = g_try_new0(latigraph_raw_column_t, 1);
        LATIGRAPH_CHECK_MEMORY(column);
        *column = *(const latigraph_raw_column_t *)VECTOR(raw->edge_columns)[c];
        column->cell = NULL;
        column->room = 0;
        IGRAPH_CHECK(latigraph_pointers_add(&part->edge_columns, column));
        column->cell = g_try_new(const char *, (gsize)raw->m + 1);
        LATIGRAPH_CHECK_MEMORY(column->cell);
        column->room = raw->m;
    }
    return IGRAPH_SUCCESS;
}

/* Settles one circuit per subject, called "folder-subject". The neurons have the same names in all
 * of them but belong to different connectomes, so they count as different neurons. */
static igraph_error_t finish_subjects(const latigraph_file_reading_t *reading,
                                      const latigraph_raw_t *raw,
                                      const latigraph_raw_column_t *column) {
    latigraph_map_t subjects = LATIGRAPH_MAP_EMPTY;
    latigraph_raw_t part;
    int *subject;
    IGRAPH_FINALLY(latigraph_map_destroy, &subjects);
    LATIGRAPH_ALLOCATE(subject, raw->m);
    IGRAPH_CHECK(count_subjects(raw, column, &subjects, subject));
    IGRAPH_CHECK(part_init(&part, raw));
    for (int s = 0; s < (int)subjects.count; s++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        keep_subject(raw, &part, subject, s);
        IGRAPH_CHECK(latigraph_reading_finish(reading, &part, subjects.entry[s].text));
    }
    reading->report->separated += (igraph_integer_t)subjects.count;
    part_destroy(&part);
    g_free(subject);
    latigraph_map_destroy(&subjects);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Settles a table of edges as one circuit, or as one per subject. */
static igraph_error_t finish(const latigraph_file_reading_t *reading, const latigraph_raw_t *raw) {
    const latigraph_map_entry_t *entry = latigraph_map_find_text(&raw->edge_index, "subject");
    const latigraph_raw_column_t *column =
        entry != NULL ? VECTOR(raw->edge_columns)[entry->value.number] : NULL;
    return column != NULL && raw->m > 0 ? finish_subjects(reading, raw, column)
                                        : latigraph_reading_finish(reading, raw, NULL);
}

/* --- Tables --------------------------------------------------------------------------------- */

/* Remarks that the tables are those of a replacement that was cut off. */
static igraph_error_t remark_pending(const latigraph_file_reading_t *reading) {
    latigraph_together_names_t pending;
    IGRAPH_CHECK(latigraph_together_pending(reading->path, &pending));
    return pending.count == 0
               ? IGRAPH_SUCCESS
               : latigraph_remark_add(reading->report->remarks, "note", reading->name,
                                      "The last program that wrote this folder was stopped before "
                                      "the new tables had their names. They are complete and are "
                                      "read; write the folder again to name them.");
}

/* Loads the three tables while no other process replaces them. Each is on the FINALLY stack. */
static igraph_error_t load_tables(const latigraph_file_reading_t *reading, int *lock, file_t *nodes,
                                  file_t *edges, file_t *graph) {
    IGRAPH_CHECK(latigraph_folder_lock(reading->path, /*alone=*/false, lock));
    IGRAPH_CHECK(load(reading, node_tables, nodes));
    IGRAPH_CHECK(load(reading, edge_tables, edges));
    IGRAPH_CHECK(load(reading, graph_tables, graph));
    IGRAPH_CHECK(remark_pending(reading));
    latigraph_folder_unlock(lock);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_folder_read(const latigraph_file_reading_t *reading) {
    file_t nodes, edges, graph;
    latigraph_raw_t raw;
    int lock;
    IGRAPH_CHECK(load_tables(reading, &lock, &nodes, &edges, &graph));
    if (edges.path == NULL) {
        IGRAPH_ERRORF("Folder \"%s\" has no edges.csv (or connections, synapses, links; also .gz), "
                      "but a table of neurons.",
                      IGRAPH_EFILE, reading->path);
    }
    reading->report->format = nodes.path != NULL ? "tables of nodes and edges" : "a table of edges";
    IGRAPH_CHECK(latigraph_raw_init(&raw, edges.path));
    if (nodes.path != NULL) {
        IGRAPH_CHECK(
            latigraph_table_read_nodes(&raw, nodes.path, nodes.text, nodes.size, reading->options));
    }
    IGRAPH_CHECK(latigraph_table_read_edges(&raw, edges.text, edges.size, reading->options,
                                            nodes.path != NULL, reading->report));
    if (graph.path != NULL) {
        IGRAPH_CHECK(take_attributes(&raw, &graph));
    }
    IGRAPH_CHECK(finish(reading, &raw));
    latigraph_raw_destroy(&raw);
    file_destroy(&graph);
    file_destroy(&edges);
    file_destroy(&nodes);
    IGRAPH_FINALLY_CLEAN(5); /* the lock is free again, so that its entry does nothing */
    return IGRAPH_SUCCESS;
}

static igraph_error_t refuse_table(const latigraph_file_reading_t *reading,
                                   const latigraph_table_sample_t *sample, latigraph_table_t kind) {
    char names[240];
    latigraph_sample_names(sample, names, sizeof names);
    if (kind == LATIGRAPH_TABLE_NODES) {
        IGRAPH_ERRORF("%s is a table of neurons without edges (columns: %s). Put it with its edges "
                      "into a folder, as nodes.csv and edges.csv, and read the folder.",
                      IGRAPH_EINVAL, reading->path, names);
    }
    IGRAPH_ERRORF(
        "%s is not recognised: it is no graph file, and as a table it has no columns for "
        "the ends of edges (columns: %s). Name them with source=NAME and target=NAME, or "
        "the format: format=adjacency reads a neuron and its targets per line, format=sif a "
        "source, a relation and targets, format=matrix an adjacency matrix, which is square and "
        "has names above if it has names at the left.",
        IGRAPH_EINVAL, reading->path, names);
}

static igraph_error_t read_kind(const latigraph_file_reading_t *reading, latigraph_table_t kind,
                                char *text, gsize size) {
    latigraph_raw_t raw;
    IGRAPH_CHECK(latigraph_raw_init(&raw, reading->path));
    switch (kind) {
    case LATIGRAPH_TABLE_MATRIX:
    case LATIGRAPH_TABLE_LABELLED:
    case LATIGRAPH_TABLE_HEADED:
        reading->report->format = "an adjacency matrix";
        IGRAPH_CHECK(latigraph_table_read_matrix(&raw, text, size, kind, reading->report));
        break;
    case LATIGRAPH_TABLE_ADJACENCY:
    case LATIGRAPH_TABLE_SIF:
        reading->report->format = kind == LATIGRAPH_TABLE_SIF ? "SIF" : "lists of neighbours";
        IGRAPH_CHECK(latigraph_table_read_adjacency(&raw, text, size, kind == LATIGRAPH_TABLE_SIF));
        break;
    default:
        reading->report->format = "a table of edges";
        IGRAPH_CHECK(
            latigraph_table_read_edges(&raw, text, size, reading->options, FALSE, reading->report));
    }
    IGRAPH_CHECK(finish(reading, &raw));
    latigraph_raw_destroy(&raw);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Remarks that a table of numbers was taken for a matrix, which a list can look like. */
static igraph_error_t remark_matrix(const latigraph_file_reading_t *reading, int rows) {
    return latigraph_remark_add(reading->report->remarks, "note", reading->name,
                                "%d rows of %d numbers are read as an adjacency matrix; "
                                "format=edgelist reads them as a list of edges.",
                                rows, rows);
}

igraph_error_t latigraph_read_table(const latigraph_file_reading_t *reading, char *text,
                                    gsize size) {
    const char *format = reading->options->format;
    latigraph_table_sample_t sample;
    IGRAPH_CHECK(latigraph_sample_init(&sample, reading->path, text, size));
    const latigraph_table_t kind =
        g_strcmp0(format, "edgelist") == 0 || g_strcmp0(format, "ncol") == 0
            ? LATIGRAPH_TABLE_EDGES
            : latigraph_sample_kind(&sample, reading->options);
    if (kind == LATIGRAPH_TABLE_NODES || kind == LATIGRAPH_TABLE_UNKNOWN) {
        return refuse_table(reading, &sample, kind);
    }
    if (kind == LATIGRAPH_TABLE_MATRIX) {
        IGRAPH_CHECK(remark_matrix(reading, sample.lines));
    }
    latigraph_sample_destroy(&sample);
    IGRAPH_FINALLY_CLEAN(1);
    return read_kind(reading, kind, text, size);
}

igraph_error_t latigraph_read_matrix(const latigraph_file_reading_t *reading, char *text,
                                     gsize size) {
    latigraph_table_sample_t sample;
    IGRAPH_CHECK(latigraph_sample_init(&sample, reading->path, text, size));
    const latigraph_table_t kind = latigraph_sample_matrix(&sample);
    latigraph_sample_destroy(&sample);
    IGRAPH_FINALLY_CLEAN(1);
    return read_kind(reading, kind, text, size);
}

igraph_error_t latigraph_read_sif(const latigraph_file_reading_t *reading, char *text, gsize size) {
    return read_kind(reading, LATIGRAPH_TABLE_SIF, text, size);
}

igraph_error_t latigraph_read_adjacency(const latigraph_file_reading_t *reading, char *text,
                                        gsize size) {
    return read_kind(reading, LATIGRAPH_TABLE_ADJACENCY, text, size);
}
