/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"

#include "base/memory.h"
#include "formats/file.h"
#include "formats/folder.h"
#include "formats/format.h"

#include <string.h>

/* Arguments that all readers of one call share. */
typedef struct {
    latigraph_circuit_list_t *list;
    const latigraph_read_options_t *options;
    latigraph_read_report_t *report;
} reading_t;

/* --- Graph files -------------------------------------------------------------- */

/* Returns the name of a circuit: that of its file or folder. A file called "graph.graphml" gets
 * the name of its folder. */
static igraph_error_t circuit_name(const char *path, char **name) {
    const igraph_bool_t is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
    char *absolute = g_canonicalize_filename(path, NULL), *stem, *folder;
    IGRAPH_FINALLY(g_free, absolute);
    IGRAPH_CHECK(is_folder ? latigraph_file_name(absolute, &stem)
                           : latigraph_file_stem(absolute, &stem));
    if (strcmp(stem, "graph") == 0 && !is_folder) {
        g_free(stem);
        IGRAPH_CHECK(latigraph_file_folder(absolute, &folder));
        IGRAPH_FINALLY(g_free, folder);
        IGRAPH_CHECK(latigraph_file_name(folder, &stem));
        g_free(folder);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_free(absolute);
    IGRAPH_FINALLY_CLEAN(1);
    *name = stem;
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_graph(const reading_t *reading, const latigraph_format_t *format,
                                 const char *path, const char *name) {
    latigraph_circuit_t *circuit;
    igraph_t graph;
    char *text;
    gsize size;
    if (format->attributes && !igraph_has_attribute_table()) {
        IGRAPH_ERRORF("Reading %s needs igraph's attribute handler: call "
                      "igraph_set_attribute_table(&igraph_cattribute_table) first.",
                      IGRAPH_EINVAL, format->name);
    }
    IGRAPH_CHECK(latigraph_file_load(path, &text, &size));
    IGRAPH_FINALLY(g_free, text);
    IGRAPH_CHECK(latigraph_format_parse(format, path, text, size, &graph));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(
        latigraph_circuit_from_graph(&circuit, &graph, name, reading->options, reading->report));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_circuit_list_push_back(reading->list, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads a graph file, or a folder of tables if `format` is NULL. */
static igraph_error_t read_one(const reading_t *reading, const latigraph_format_t *format,
                               const char *path) {
    char *name;
    char where[300]; /* a copy: the path may be freed with the FINALLY stack before the message is
                        built */
    g_strlcpy(where, path, sizeof where);
    IGRAPH_CHECK(circuit_name(path, &name));
    IGRAPH_FINALLY(g_free, name);
    const igraph_error_t code =
        format != NULL
            ? read_graph(reading, format, path, name)
            : latigraph_folder_read(reading->list, path, name, reading->options, reading->report);
    if (code == IGRAPH_INTERRUPTED || code == IGRAPH_ENOMEM) {
        return code;
    }
    if (code != IGRAPH_SUCCESS) {
        /* igraph's readers do not know the path, so this second message adds it. */
        IGRAPH_ERRORF("\"%s\" cannot be read as a circuit.", code, where);
    }
    g_free(name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Folders ------------------------------------------------------------------ */

static gint compare_paths(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Lists the paths of the items of a folder, sorted, without hidden files. The list is on the
 * FINALLY stack as one entry. */
static igraph_error_t list_folder(const char *folder, igraph_vector_ptr_t *paths) {
    GError *error = NULL;
    const char *name, *slash = g_str_has_suffix(folder, G_DIR_SEPARATOR_S) ? "" : G_DIR_SEPARATOR_S;
    IGRAPH_CHECK(latigraph_pointers_init(paths, g_free));
    IGRAPH_FINALLY(latigraph_pointers_destroy, paths);
    GDir *directory = g_dir_open(folder, 0, &error);
    if (directory == NULL) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_EFILE);
    }
    IGRAPH_FINALLY(g_dir_close, directory);
    while ((name = g_dir_read_name(directory)) != NULL) {
        if (name[0] != '.') {
            char *path;
            IGRAPH_CHECK(latigraph_print_text(&path, "%s%s%s", folder, slash, name));
            IGRAPH_CHECK(latigraph_pointers_add(paths, path));
        }
    }
    g_dir_close(directory);
    IGRAPH_FINALLY_CLEAN(1);
    igraph_vector_ptr_sort(paths, compare_paths);
    return IGRAPH_SUCCESS;
}

/* Returns the format of a file in a folder. A ".txt" file there is taken for a note and skipped,
 * although it is an edge list when named directly. */
static const latigraph_format_t *format_in_folder(const char *path) {
    const latigraph_format_t *format = latigraph_format_of(path);
    char extension[EXTENSION_SIZE];
    latigraph_file_extension(path, extension);
    const gboolean note = strcmp(extension, "txt") == 0;
    return format != NULL && format->read != NULL && !note ? format : NULL;
}

/* Sets the group of the circuits from index `first` on that do not name their connectome: the name
 * of their folder. */
static igraph_error_t note_group(const latigraph_circuit_list_t *list, igraph_integer_t first,
                                 const char *folder) {
    char *absolute = g_canonicalize_filename(folder, NULL), *name;
    IGRAPH_FINALLY(g_free, absolute);
    IGRAPH_CHECK(latigraph_file_name(absolute, &name));
    IGRAPH_FINALLY(g_free, name);
    for (igraph_integer_t i = first; i < list->size; i++) {
        latigraph_circuit_t *circuit = list->items[i];
        if (strcmp(latigraph_circuit_group(circuit), circuit->name) == 0) {
            IGRAPH_CHECK(latigraph_circuit_note_text(circuit, "group", name));
        }
    }
    g_free(name);
    g_free(absolute);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Reads the circuits in a folder, and in its subfolders down to `depth` levels. */
static igraph_error_t read_folder(const reading_t *reading, const char *folder, int depth) {
    igraph_vector_ptr_t paths;
    igraph_bool_t is_circuit;
    IGRAPH_CHECK(latigraph_folder_is_circuit(folder, &is_circuit));
    if (is_circuit) {
        return read_one(reading, NULL, folder);
    }
    IGRAPH_CHECK(list_folder(folder, &paths));
    for (igraph_integer_t p = 0; p < igraph_vector_ptr_size(&paths); p++) {
        const char *path = VECTOR(paths)[p];
        const gboolean is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
        IGRAPH_CHECK(latigraph_folder_is_circuit(path, &is_circuit));
        if (is_folder && (depth > 0 || is_circuit)) {
            IGRAPH_CHECK(read_folder(reading, path, depth - 1));
        } else if (!is_folder && format_in_folder(path) != NULL) {
            const igraph_integer_t first = reading->list->size;
            IGRAPH_CHECK(read_one(reading, format_in_folder(path), path));
            IGRAPH_CHECK(note_group(reading->list, first, folder));
        }
    }
    latigraph_pointers_destroy(&paths);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Dispatch ----------------------------------------------------------------- */

static igraph_error_t read_path(const reading_t *reading, const char *path) {
    char formats[200];
    latigraph_formats_readable(formats, sizeof formats);
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        IGRAPH_CHECK(read_folder(reading, path, 1));
        if (latigraph_circuit_list_size(reading->list) == 0) {
            IGRAPH_ERRORF(
                "There is no circuit in folder \"%s\": it has neither nodes.csv with edges.csv "
                "nor a graph file (%s, except .txt; all may end in .gz).",
                IGRAPH_EINVAL, path, formats);
        }
        return IGRAPH_SUCCESS;
    }
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        IGRAPH_ERRORF("\"%s\" does not exist.", IGRAPH_EFILE, path);
    }
    const latigraph_format_t *format = latigraph_format_of(path);
    if (format == NULL) {
        IGRAPH_ERRORF("\"%s\" does not have the extension of a graph file. Readable are %s, each "
                      "also with .gz, and "
                      "folders of nodes.csv and edges.csv.",
                      IGRAPH_EINVAL, path, formats);
    }
    if (format->read == NULL) {
        IGRAPH_ERRORF(
            "\"%s\" cannot be read: igraph can write %s but not read it. Readable are %s.",
            IGRAPH_EINVAL, path, format->name, formats);
    }
    return read_one(reading, format, path);
}

/**
 * \function latigraph_circuit_list_read
 * \brief Reads a graph file, a folder of tables, or a folder of these.
 *
 * A graph file is recognised by its extension, with or without ".gz" after it. All formats that
 * igraph reads are known (GraphML, GML, Pajek, edge list, NCOL, LGL, DL, GraphDB).
 *
 * A folder with nodes.csv is one circuit. nodes.csv has a column "id" (any distinct texts),
 * perhaps "name", and node data. A column is numeric if all its cells are numbers; an empty cell
 * is not known. edges.csv has "source" and "target" with ids, and perhaps weights. If it has a
 * column "subject" (or "graph"), the edges of each subject form a circuit called "folder-subject".
 * A table whose edges all run from earlier to later neurons counts as undirected, unless graph.csv
 * (columns "attribute" and "value") has "directed,true".
 *
 * Any other folder is searched, with its subfolders, and all circuits in it are read in the order
 * of their names. Hidden files and files of other kinds are skipped.
 *
 * A circuit is named after its file without extensions, or after its folder. The same name is used
 * for the connectome of its neurons if the file names none. Files in a folder that name no
 * connectome get the folder's name as their graph attribute "group"; see \ref
 * latigraph_circuit_group().
 *
 * \param list An initialised list; circuits are appended. On error it is not changed.
 * \param path The file or folder.
 * \param options The same options as in \ref latigraph_circuit_from_graph(); NULL for the
 *    defaults.
 * \param report The counts of what was changed are added to it; may be NULL.
 * \return Error code: \c IGRAPH_EFILE, a file cannot be read; \c IGRAPH_PARSEERROR, its contents
 *    are malformed (the message names file, line and value); \c IGRAPH_EINVAL, a circuit is
 *    refused. The message that names the file may be the second one, after igraph's own.
 *
 * Time complexity: linear in the size of the files, except that edges are sorted.
 *
 * Example: report the self-loops that were dropped.
 * \verbatim
 *   latigraph_circuit_list_t list;
 *   latigraph_read_report_t report = {0};
 *   latigraph_circuit_list_init(&list);
 *   latigraph_circuit_list_read(&list, "connectome.graphml.gz", NULL, &report);
 *   printf("%" IGRAPH_PRId " self-loops dropped\n", report.loops_dropped);
 *   latigraph_circuit_list_destroy(&list);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_list_read(latigraph_circuit_list_t *list, const char *path,
                                           const latigraph_read_options_t *options,
                                           latigraph_read_report_t *report) {
    latigraph_read_options_t defaults;
    latigraph_read_report_t decided = {0};
    latigraph_circuit_list_t fresh;
    latigraph_read_options_init(&defaults);
    const reading_t reading = {&fresh, options != NULL ? options : &defaults, &decided};
    IGRAPH_CHECK(latigraph_circuit_list_init_for(&fresh, list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &fresh);
    IGRAPH_CHECK(read_path(&reading, path));
    IGRAPH_CHECK(latigraph_circuit_list_move(list, &fresh));
    if (report != NULL) {
        report->circuits += decided.circuits;
        report->loops_dropped += decided.loops_dropped;
        report->parallel_merged += decided.parallel_merged;
        report->made_mutual += decided.made_mutual;
        report->separated += decided.separated;
    }
    latigraph_circuit_list_destroy(&fresh);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
