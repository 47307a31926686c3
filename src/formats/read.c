/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reading of circuits: from a file of any format, from a folder of tables, or from a folder of
 * these. The contents of a file decide what it is (recognise.c), its text becomes UTF-8 (decode.c),
 * and a reader fills a raw graph, which becomes a circuit (settle.c). */

#include "circuit/circuit.h"

#include "base/memory.h"
#include "base/remarks.h"
#include "formats/file.h"
#include "formats/folder.h"
#include "formats/reading.h"
#include "formats/recognise.h"
#include "formats/sonata.h"
#include "formats/table.h"

#include <string.h>

/* --- Files ---------------------------------------------------------------------- */

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

igraph_error_t latigraph_reading_finish(const latigraph_file_reading_t *reading,
                                        const latigraph_raw_t *raw, const char *suffix) {
    char *name;
    if (suffix == NULL) {
        return latigraph_raw_settle(raw, reading->name, reading->options, reading->report,
                                    reading->list);
    }
    IGRAPH_CHECK(latigraph_print_text(&name, "%s-%s", reading->name, suffix));
    IGRAPH_FINALLY(g_free, name);
    IGRAPH_CHECK(latigraph_raw_settle(raw, name, reading->options, reading->report, reading->list));
    g_free(name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads a text by the reader that a format names. */
static igraph_error_t read_text(const latigraph_file_reading_t *reading, char **text, gsize *size) {
    const latigraph_readable_t *format;
    IGRAPH_CHECK(
        latigraph_recognise(reading->path, reading->options->format, *text, *size, &format));
    if (!format->binary) {
        IGRAPH_CHECK(latigraph_decode_text(reading->path, text, size, reading->report));
        /* UTF-16 hides what the text is until it is decoded. */
        IGRAPH_CHECK(
            latigraph_recognise(reading->path, reading->options->format, *text, *size, &format));
    }
    reading->report->format = format->title;
    return format->read(reading, *text, *size);
}

static void free_text(char **text) {
    g_free(*text);
}

static igraph_error_t read_file(const latigraph_file_reading_t *reading) {
    char *text;
    gsize size;
    IGRAPH_CHECK(latigraph_file_load(reading->path, &text, &size));
    IGRAPH_FINALLY(free_text, &text);
    IGRAPH_CHECK(read_text(reading, &text, &size));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads a folder of tables, or one of SONATA. */
static igraph_error_t read_circuit_folder(const latigraph_file_reading_t *reading) {
    igraph_bool_t tables, sonata;
    IGRAPH_CHECK(latigraph_folder_is_circuit(reading->path, &tables));
    IGRAPH_CHECK(latigraph_sonata_is_folder(reading->path, &sonata));
    return sonata && !tables ? latigraph_sonata_read_folder(reading)
                             : latigraph_folder_read(reading);
}

/* Finds whether a folder is one circuit. */
static igraph_error_t is_circuit_folder(const char *folder, igraph_bool_t *is_circuit) {
    IGRAPH_CHECK(latigraph_folder_is_circuit(folder, is_circuit));
    return *is_circuit ? IGRAPH_SUCCESS : latigraph_sonata_is_folder(folder, is_circuit);
}

/* Reads a file, or a folder that is one circuit. */
static igraph_error_t read_one(const latigraph_file_reading_t *shared, const char *path) {
    latigraph_file_reading_t reading = *shared;
    char *name;
    char where[300]; /* a copy: the path may be freed with the FINALLY stack before the message is
                        built */
    g_strlcpy(where, path, sizeof where);
    IGRAPH_CHECK(circuit_name(path, &name));
    IGRAPH_FINALLY(g_free, name);
    reading.path = path;
    reading.name = name;
    const igraph_error_t code =
        g_file_test(path, G_FILE_TEST_IS_DIR) ? read_circuit_folder(&reading) : read_file(&reading);
    if (code == IGRAPH_INTERRUPTED || code == IGRAPH_ENOMEM) {
        return code;
    }
    if (code != IGRAPH_SUCCESS) {
        /* Some readers do not know the path, so this second message adds it. */
        IGRAPH_ERRORF("\"%s\" cannot be read as a circuit.", code, where);
    }
    g_free(name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Folders ---------------------------------------------------------------------- */

/* Returns whether a file in a folder is read. Files that could be notes or results (.txt, .csv,
 * .json) are read only if there is nothing else. */
static gboolean is_read_in_folder(const char *path, gboolean tables) {
    static const char *const doubtful[] = {"txt", "dat", "csv", "tsv", "tab", "json", "xml", NULL};
    char extension[EXTENSION_SIZE];
    latigraph_file_extension(path, extension);
    return latigraph_readable_of(path) != NULL && g_strv_contains(doubtful, extension) == tables;
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
static igraph_error_t read_folder(const latigraph_file_reading_t *reading, const char *folder,
                                  int depth, gboolean tables) {
    igraph_vector_ptr_t paths;
    igraph_bool_t is_circuit;
    IGRAPH_CHECK(is_circuit_folder(folder, &is_circuit));
    if (is_circuit) {
        return read_one(reading, folder);
    }
    IGRAPH_CHECK(latigraph_folder_list(folder, &paths));
    for (igraph_integer_t p = 0; p < igraph_vector_ptr_size(&paths); p++) {
        const char *path = VECTOR(paths)[p];
        const gboolean is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
        IGRAPH_CHECK(is_circuit_folder(path, &is_circuit));
        if (is_folder && (depth > 0 || is_circuit)) {
            IGRAPH_CHECK(read_folder(reading, path, depth - 1, tables));
        } else if (!is_folder && is_read_in_folder(path, tables)) {
            const igraph_integer_t first = reading->list->size;
            IGRAPH_CHECK(read_one(reading, path));
            IGRAPH_CHECK(note_group(reading->list, first, folder));
        }
    }
    latigraph_pointers_destroy(&paths);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Dispatch ----------------------------------------------------------------------- */

static igraph_error_t read_path(const latigraph_file_reading_t *reading, const char *path) {
    char formats[300];
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        IGRAPH_ERRORF("\"%s\" does not exist.", IGRAPH_EFILE, path);
    }
    if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        return read_one(reading, path);
    }
    IGRAPH_CHECK(read_folder(reading, path, 1, FALSE));
    if (reading->list->size == 0) {
        IGRAPH_CHECK(read_folder(reading, path, 1, TRUE));
    }
    if (reading->list->size == 0) {
        latigraph_readable_names(formats, sizeof formats);
        IGRAPH_ERRORF("There is no circuit in folder \"%s\": it has neither a table of edges "
                      "(edges.csv) nor a graph file (%s).",
                      IGRAPH_EINVAL, path, formats);
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_list_read
 * \brief Reads a graph file, a folder of tables, or a folder of these.
 *
 * The contents of a file decide what it is: GraphML, GEXF, GML, Pajek, DOT, node-link JSON, SIF,
 * DL, LGL, GraphDB; lists of edges or neighbours; tables of edges with any separator; adjacency
 * matrices as text, Matrix Market, NumPy (.npy, .npz, sparse ones of SciPy) or MATLAB; SONATA (with
 * HDF5) as a folder, its circuit_config.json or its edges.h5. Files may be packed by gzip and be in
 * UTF-16 or Latin-1. doc/formats.md says what is taken for what.
 *
 * A folder with a table called edges (connections, synapses, links; .csv, .tsv or .txt) is one
 * circuit; a table called nodes (neurons, vertices, cells) lists its neurons. A column is numeric
 * if nearly all its cells are numbers; an empty cell, NA, nan, None and "-" are not known. If the
 * edges have a column "subject" (or "graph"), those of each subject form a circuit called
 * "folder-subject". A table whose edges all run from earlier to later neurons counts as undirected,
 * unless graph.csv (columns "attribute" and "value") has "directed,true".
 *
 * Any other folder is searched, with its subfolders, and all circuits in it are read in the order
 * of their names. Hidden files and files of other kinds are skipped.
 *
 * A circuit is named after its file without extensions, or after its folder. The same name is used
 * for the connectome of its neurons if neither the file nor the options name one. Files in a folder
 * that name no connectome get the folder's name as their graph attribute "group"; see \ref
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
    const latigraph_file_reading_t reading = {
        .list = &fresh, .options = options != NULL ? options : &defaults, .report = &decided};
    decided.remarks = report != NULL ? report->remarks : NULL;
    IGRAPH_CHECK(latigraph_circuit_list_init_for(&fresh, list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &fresh);
    IGRAPH_CHECK(read_path(&reading, path));
    IGRAPH_CHECK(latigraph_circuit_list_move(list, &fresh));
    if (report != NULL) {
        report->circuits += decided.circuits;
        report->loops_dropped += decided.loops_dropped;
        report->parallel_merged += decided.parallel_merged;
        report->counted += decided.counted;
        report->made_mutual += decided.made_mutual;
        report->separated += decided.separated;
        report->format = decided.format;
    }
    latigraph_circuit_list_destroy(&fresh);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
