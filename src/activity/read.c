/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Files of recordings: which reader a file needs, and the files of a folder.
 *
 * The first bytes of a file decide. Arrays of NumPy begin with a magic word; a safetensors file
 * begins with a length and a brace. Everything else is a table of text. Any file may be packed by
 * gzip. Arrays stay in the mapped file; a packed array is unpacked into memory, and a table is
 * parsed into memory. A folder holds one recording per animal; files with other extensions are
 * notes and are skipped. */

#include "activity/activity.h"

#include "base/pointers.h"
#include "base/remarks.h"
#include "formats/file.h"
#include "formats/reading.h"

#include <string.h>

static void unref_file(gpointer file) {
    g_mapped_file_unref(file);
}

/* Maps a file; the mapping is on the FINALLY stack as one entry. */
static igraph_error_t map_file(GMappedFile **file, const char *path) {
    GError *error = NULL;
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        IGRAPH_ERRORF(
            "\"%s\" is a folder, but a file is needed here: a table, .npy or .safetensors.",
            IGRAPH_EFILE, path);
    }
    *file = g_mapped_file_new(path, FALSE, &error);
    if (*file == NULL) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_EFILE);
    }
    IGRAPH_FINALLY(unref_file, *file);
    return IGRAPH_SUCCESS;
}

static gboolean is_numpy(const char *bytes, gsize size) {
    return size > 6 && memcmp(bytes, "\x93NUMPY", 6) == 0;
}

static gboolean is_tensors(const char *path, const char *bytes, gsize size) {
    return size > 9 && (bytes[8] == '{' || g_str_has_suffix(path, ".safetensors")) &&
           (guint8)bytes[6] == 0 && (guint8)bytes[7] == 0;
}

/* Takes the array in the bytes of a file, or leaves them to the reader of tables. */
static igraph_error_t take_array(latigraph_activity_t *activity, const char *bytes, gsize size,
                                 const char *path, const char *entry, gboolean *taken) {
    *taken = TRUE;
    if (is_numpy(bytes, size)) {
        IGRAPH_CHECK(latigraph_numpy_open(&activity->array, path, bytes, size));
    } else if (is_tensors(path, bytes, size)) {
        IGRAPH_CHECK(latigraph_activity_find_tensor(&activity->array, path, bytes, size, entry));
    } else {
        *taken = FALSE;
        return IGRAPH_SUCCESS;
    }
    if (activity->array.type == 'S' || activity->array.type == 'U') {
        IGRAPH_ERRORF("%s holds texts, but an activity is a matrix of numbers.", IGRAPH_EINVAL,
                      path);
    }
    if (activity->array.dims != 2) {
        IGRAPH_ERRORF("%s has %d dimension%s, but an activity has two: times and neurons.",
                      IGRAPH_EINVAL, path, activity->array.dims,
                      activity->array.dims == 1 ? "" : "s");
    }
    return IGRAPH_SUCCESS;
}

typedef struct {
    char *bytes;
    gsize size;
} text_t;

static void free_text(text_t *text) {
    g_free(text->bytes);
}

/* Replaces the loaded text of a table by its numbers. */
static igraph_error_t read_table(latigraph_activity_t *activity, gsize size, const char *path,
                                 latigraph_remarks_t *remarks) {
    latigraph_read_report_t report = {.remarks = remarks};
    latigraph_remarks_t unwanted;
    text_t text = {g_steal_pointer(&activity->bytes), size};
    IGRAPH_FINALLY(free_text, &text);
    IGRAPH_CHECK(latigraph_remarks_init(&unwanted));
    IGRAPH_FINALLY(latigraph_remarks_destroy, &unwanted);
    report.remarks = remarks != NULL ? remarks : &unwanted;
    IGRAPH_CHECK(latigraph_decode_text(path, &text.bytes, &text.size, &report));
    IGRAPH_CHECK(
        latigraph_activity_read_table(activity, path, text.bytes, text.size, report.remarks));
    latigraph_remarks_destroy(&unwanted);
    free_text(&text);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Reads a mapped file. An array stays in it; a packed file and a table are loaded. */
static igraph_error_t read_mapped(latigraph_activity_t *activity, GMappedFile *file,
                                  const char *path, const char *entry,
                                  latigraph_remarks_t *remarks) {
    const char *bytes = g_mapped_file_get_contents(file);
    gsize size = g_mapped_file_get_length(file);
    const gboolean packed = size > 2 && memcmp(bytes, "\x1f\x8b", 2) == 0;
    gboolean taken;
    if (packed) {
        IGRAPH_CHECK(latigraph_file_load(path, &activity->bytes, &size));
        bytes = activity->bytes;
    }
    IGRAPH_CHECK(take_array(activity, bytes, size, path, entry, &taken));
    if (taken) {
        activity->file = packed ? NULL : g_mapped_file_ref(file);
        return IGRAPH_SUCCESS;
    }
    if (!packed) {
        IGRAPH_CHECK(latigraph_file_load(path, &activity->bytes, &size));
    }
    return read_table(activity, size, path, remarks);
}

/**
 * \function latigraph_activity_read
 * \brief Reads a recording from a file.
 *
 * A file is a table of text (CSV, TSV or any other separator), an array of NumPy (.npy) or a
 * safetensors file. It may be packed by gzip. It has one row per time and one column per neuron.
 * The first row of a table holds the names of the neurons if any of its cells is no number. A first
 * column that is called "time", "t", "frame", "index" or nothing holds no neuron and is left out.
 * Empty cells, NA, nan, null, None and "-" are values that were not recorded.
 *
 * \param activity Gets the recording; free it with \ref latigraph_activity_destroy().
 * \param path The file.
 * \param entry Name of the tensor in a safetensors file; \c NULL takes the only one that has two
 *        dimensions.
 * \param remarks Gets a remark if a column was left out; may be \c NULL.
 * \return Error code: \c IGRAPH_EFILE if the file cannot be read, \c IGRAPH_PARSEERROR if it is
 *         malformed (the message names line and value), \c IGRAPH_EINVAL if it is no matrix of
 *         numbers, \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1) for arrays, linear in the size of the file for tables and packed files.
 *
 * Example: the size of a recording.
 * \verbatim
 *   latigraph_activity_t *recording;
 *   latigraph_activity_read(&recording, "traces.csv.gz", NULL, NULL);
 *   printf("%ld times\n", (long)latigraph_activity_times(recording));
 *   latigraph_activity_destroy(recording);
 * \endverbatim
 */
igraph_error_t latigraph_activity_read(latigraph_activity_t **activity, const char *path,
                                       const char *entry, latigraph_remarks_t *remarks) {
    latigraph_activity_t *made;
    GMappedFile *file;
    char *name;
    IGRAPH_CHECK(map_file(&file, path));
    IGRAPH_CHECK(latigraph_file_stem(path, &name));
    IGRAPH_FINALLY(g_free, name);
    IGRAPH_CHECK(latigraph_activity_create(&made, name));
    IGRAPH_FINALLY(latigraph_activity_destroy, made);
    IGRAPH_CHECK(read_mapped(made, file, path, entry, remarks));
    IGRAPH_FINALLY_CLEAN(1);
    g_free(name);
    g_mapped_file_unref(file);
    IGRAPH_FINALLY_CLEAN(2);
    *activity = made;
    return IGRAPH_SUCCESS;
}

/* --- Folders ---------------------------------------------------------------------------------- */

static gboolean is_recording(const char *path) {
    static const char *const known[] = {"npy", "safetensors", "csv", "tsv", "tab", "txt", NULL};
    char extension[EXTENSION_SIZE];
    latigraph_file_extension(path, extension);
    return g_strv_contains(known, extension);
}

static igraph_error_t list_recordings(igraph_strvector_t *files, const char *folder) {
    const igraph_integer_t before = igraph_strvector_size(files);
    igraph_vector_ptr_t paths;
    IGRAPH_CHECK(latigraph_folder_list(folder, &paths));
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&paths); k++) {
        if (is_recording(VECTOR(paths)[k])) {
            IGRAPH_CHECK(igraph_strvector_push_back(files, VECTOR(paths)[k]));
        }
    }
    latigraph_pointers_destroy(&paths);
    IGRAPH_FINALLY_CLEAN(1);
    if (igraph_strvector_size(files) == before) {
        IGRAPH_ERRORF("Folder \"%s\" holds no recording: no .npy, .safetensors, .csv or .tsv.",
                      IGRAPH_EINVAL, folder);
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_activity_files
 * \brief The files of recordings at a path.
 *
 * \param files An initialised list. The files of a folder (.npy, .safetensors, .csv, .tsv, .tab
 *        and .txt, perhaps packed) are appended in the order of their names, one per animal; any
 *        other path is appended as it is.
 * \param path A file or a folder.
 * \return Error code: \c IGRAPH_EFILE if there is no such path or the folder cannot be read,
 *         \c IGRAPH_EINVAL if the folder holds no recording, \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(f log f) for f files.
 *
 * Example: the number of animals in a folder.
 * \verbatim
 *   igraph_strvector_t animals;
 *   igraph_strvector_init(&animals, 0);
 *   latigraph_activity_files(&animals, "recordings");
 *   printf("%ld animals\n", (long)igraph_strvector_size(&animals));
 *   igraph_strvector_destroy(&animals);
 * \endverbatim
 */
igraph_error_t latigraph_activity_files(igraph_strvector_t *files, const char *path) {
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        IGRAPH_ERRORF("\"%s\" does not exist.", IGRAPH_EFILE, path);
    }
    return g_file_test(path, G_FILE_TEST_IS_DIR) ? list_recordings(files, path)
                                                 : igraph_strvector_push_back(files, path);
}
