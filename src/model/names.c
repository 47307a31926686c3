/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Finds pretrained models by their names.
 *
 * The model NAME is the file NAME.safetensors in one of the folders of the environment variable
 * LATIGRAPH_MODEL_PATH, or in the folder where latigraph installed its models. The first folder
 * that has the file wins, as for programs and PATH, so that users can replace an installed model.
 * An existing file, or a text with a slash, is a path instead. Folders are read at every call,
 * because there is no cache that could become stale.
 */
#include "base/map.h"
#include "base/text.h"

#include <latigraph/model.h>
#include <stdlib.h>
#include <string.h>

static const char ENDING[] = ".safetensors";

/* Appends the folders of models in the order of the search: those of LATIGRAPH_MODEL_PATH, then
 * the installed one. */
static igraph_error_t find_folders(igraph_strvector_t *folders) {
    const char *path = g_getenv("LATIGRAPH_MODEL_PATH");
    while (path != NULL && *path != '\0') {
        const size_t length = strcspn(path, G_SEARCHPATH_SEPARATOR_S);
        if (length > 0) {
            IGRAPH_CHECK(igraph_strvector_push_back_len(folders, path, (igraph_integer_t)length));
        }
        path += path[length] != '\0' ? length + 1 : length;
    }
    return igraph_strvector_push_back(folders, MODELDIR);
}

/* Adds the name of the model in a file. Any other file is skipped. */
static igraph_error_t add_name(const char *file, latigraph_map_t *names) {
    latigraph_map_entry_t *entry;
    char *name;
    if (file[0] == '.' || !g_str_has_suffix(file, ENDING)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_copy_text_part(file, strlen(file) - strlen(ENDING), &name));
    IGRAPH_FINALLY(g_free, name);
    IGRAPH_CHECK(latigraph_map_add_text(names, name, &entry, NULL));
    g_free(name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Adds the names of the models in a folder. A folder that does not exist is skipped. */
static igraph_error_t add_names(const char *folder, latigraph_map_t *names) {
    GDir *directory = g_dir_open(folder, 0, NULL);
    const char *file;
    if (directory == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY(g_dir_close, directory);
    while ((file = g_dir_read_name(directory)) != NULL) {
        IGRAPH_CHECK(add_name(file, names));
    }
    g_dir_close(directory);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Appends the keys of a map of names in alphabetical order. */
static igraph_error_t push_sorted(const latigraph_map_t *names, igraph_strvector_t *sorted) {
    const latigraph_map_entry_t *entry = NULL;
    const char **list;
    size_t count = 0;
    LATIGRAPH_ALLOCATE(list, names->count);
    while ((entry = latigraph_map_next(names, entry)) != NULL) {
        list[count++] = entry->text;
    }
    qsort(list, count, sizeof *list, compare_names);
    for (size_t k = 0; k < count; k++) {
        IGRAPH_CHECK(igraph_strvector_push_back(sorted, list[k]));
    }
    g_free(list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_model_names
 * \brief Lists the names of the pretrained models.
 *
 * The function searches the folders of the environment variable \c LATIGRAPH_MODEL_PATH (separated
 * by colons), then the folder where latigraph installed its models.
 *
 * \param names An initialised list of strings. It gets the names in alphabetical order.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * \sa \ref latigraph_model_find()
 *
 * Time complexity: O(files in the folders).
 *
 * Example: print the names of the pretrained models.
 * \verbatim
 *   latigraph_model_names(&names);
 *   for (igraph_integer_t i = 0; i < igraph_strvector_size(&names); i++) {
 *       puts(igraph_strvector_get(&names, i));
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_model_names(igraph_strvector_t *names) {
    latigraph_map_t known = LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    igraph_strvector_t folders;
    igraph_strvector_clear(names);
    IGRAPH_STRVECTOR_INIT_FINALLY(&folders, 0);
    IGRAPH_FINALLY(latigraph_map_destroy, &known);
    IGRAPH_CHECK(find_folders(&folders));
    for (igraph_integer_t i = 0; i < igraph_strvector_size(&folders); i++) {
        IGRAPH_CHECK(add_names(igraph_strvector_get(&folders, i), &known));
    }
    IGRAPH_CHECK(push_sorted(&known, names));
    latigraph_map_destroy(&known);
    igraph_strvector_destroy(&folders);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Writes the names as "a, b, c", cut off if they are too long for a message. */
static igraph_error_t join_names(char *text, gsize size) {
    igraph_strvector_t names;
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, 0);
    IGRAPH_CHECK(latigraph_model_names(&names));
    g_strlcpy(text, igraph_strvector_size(&names) > 0 ? "" : "none", size);
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&names); k++) {
        g_strlcat(text, k > 0 ? ", " : "", size);
        g_strlcat(text, igraph_strvector_get(&names, k), size);
    }
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Gets the file of the model called `name`, or NULL. Free it with g_free(). */
static igraph_error_t search(const char *name, char **found) {
    igraph_strvector_t folders;
    *found = NULL;
    IGRAPH_STRVECTOR_INIT_FINALLY(&folders, 0);
    IGRAPH_CHECK(find_folders(&folders));
    for (igraph_integer_t i = 0; i < igraph_strvector_size(&folders) && *found == NULL; i++) {
        const char *folder = igraph_strvector_get(&folders, i);
        const char *slash = g_str_has_suffix(folder, G_DIR_SEPARATOR_S) ? "" : G_DIR_SEPARATOR_S;
        IGRAPH_CHECK(latigraph_print_text(found, "%s%s%s%s", folder, slash, name, ENDING));
        if (!g_file_test(*found, G_FILE_TEST_IS_REGULAR)) {
            g_clear_pointer(found, g_free);
        }
    }
    igraph_strvector_destroy(&folders);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static gboolean is_file(const char *name) {
    return g_file_test(name, G_FILE_TEST_EXISTS) && !g_file_test(name, G_FILE_TEST_IS_DIR);
}

/**
 * \function latigraph_model_find
 * \brief Finds the file of a model that is given by its path or its name.
 *
 * An existing file, or a text with a slash, is a path. Any other text is the name of a pretrained
 * model, whose file is NAME.safetensors in one of the folders of \ref latigraph_model_names(). The
 * first folder that has it wins.
 *
 * \param name Path or name.
 * \param path Gets the path of the file; free it with igraph_free().
 * \return Error code: \c IGRAPH_EFILE, it is a folder, or there is neither such a file nor a model
 *    of this name (the message lists the known ones); \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(folders); on error O(files in them).
 *
 * Example: print the path of a pretrained model.
 * \verbatim
 *   char *path;
 *   latigraph_model_find("mouse-v1-l23", &path);
 *   puts(path);
 *   igraph_free(path);
 * \endverbatim
 */
igraph_error_t latigraph_model_find(const char *name, char **path) {
    const gboolean is_path = is_file(name) || strchr(name, G_DIR_SEPARATOR) != NULL;
    char *found;
    IGRAPH_CHECK(is_path ? latigraph_copy_text(name, &found) : search(name, &found));
    if ((found == NULL || is_path) && g_file_test(name, G_FILE_TEST_IS_DIR)) {
        g_free(found);
        IGRAPH_ERRORF(
            "\"%.100s\" is a folder, but a model is a file (.safetensors). Is it given in "
            "place of the model?",
            IGRAPH_EFILE, name);
    }
    if (found == NULL) {
        char known[300];
        IGRAPH_CHECK(join_names(known, sizeof known));
        IGRAPH_ERRORF("There is no file \"%.100s\" and no pretrained model of this name; known "
                      "are: %s.",
                      IGRAPH_EFILE, name, known);
    }
    *path = found;
    return IGRAPH_SUCCESS;
}
