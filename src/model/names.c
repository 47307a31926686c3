/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/compat.h"

#include <glib.h>
#include <latigraph/model.h>
#include <string.h>

/* A pretrained model has a name; its file is NAME.safetensors in one of the folders of models. */
static const char ENDING[] = ".safetensors";

/* Returns the folders of models in the order of the search: those of LATIGRAPH_MODEL_PATH, then
 * the installed one. Free them with g_strfreev(). */
static char **model_folders(void) {
    const char *path = g_getenv("LATIGRAPH_MODEL_PATH");
    GPtrArray *folders = g_ptr_array_new();
    char **given = g_strsplit(path != NULL ? path : "", G_SEARCHPATH_SEPARATOR_S, -1);
    for (int i = 0; given[i] != NULL; i++) {
        if (given[i][0] != '\0') {
            g_ptr_array_add(folders, g_strdup(given[i]));
        }
    }
    g_strfreev(given);
    g_ptr_array_add(folders, g_strdup(MODELDIR));
    g_ptr_array_add(folders, NULL);
    return (char **)g_ptr_array_free(folders, FALSE);
}

/* Adds the names of the models in a folder. A folder that does not exist is skipped. */
static void add_names(const char *folder, GHashTable *names) {
    GDir *directory = g_dir_open(folder, 0, NULL);
    const char *file;
    while (directory != NULL && (file = g_dir_read_name(directory)) != NULL) {
        if (file[0] != '.' && g_str_has_suffix(file, ENDING)) {
            g_hash_table_add(names, g_strndup(file, strlen(file) - strlen(ENDING)));
        }
    }
    if (directory != NULL) {
        g_dir_close(directory);
    }
}

static gint compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(a, b);
}

/* Returns all names, sorted. They are borrowed from the table; free the list with g_list_free(). */
static GList *known_names(GHashTable *names) {
    char **folders = model_folders();
    for (int i = 0; folders[i] != NULL; i++) {
        add_names(folders[i], names);
    }
    g_strfreev(folders);
    return g_list_sort(g_hash_table_get_keys(names), compare_names);
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
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GList *list = known_names(known);
    igraph_error_t code = IGRAPH_SUCCESS;
    igraph_strvector_clear(names);
    for (GList *l = list; l != NULL && code == IGRAPH_SUCCESS; l = l->next) {
        code = igraph_strvector_push_back(names, l->data);
    }
    g_list_free(list);
    g_hash_table_unref(known);
    return code;
}

/* Writes the names as "a, b, c", cut off if they are too long for a message. */
static void join_names(char *text, gsize size) {
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GList *list = known_names(known);
    text[0] = '\0';
    for (GList *l = list; l != NULL; l = l->next) {
        g_strlcat(text, text[0] != '\0' ? ", " : "", size);
        g_strlcat(text, l->data, size);
    }
    g_strlcpy(text, text[0] != '\0' ? text : "none", size);
    g_list_free(list);
    g_hash_table_unref(known);
}

/* Returns the file of the model called `name`, or NULL. Free it with g_free(). */
static char *search(const char *name) {
    char **folders = model_folders();
    char *file = g_strconcat(name, ENDING, NULL), *found = NULL;
    for (int i = 0; folders[i] != NULL && found == NULL; i++) {
        found = g_build_filename(folders[i], file, NULL);
        if (!g_file_test(found, G_FILE_TEST_IS_REGULAR)) {
            g_clear_pointer(&found, g_free);
        }
    }
    g_free(file);
    g_strfreev(folders);
    return found;
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
 * \return Error code: \c IGRAPH_EFILE, there is neither such a file nor a model of this name (the
 *    message lists the known ones); \c IGRAPH_ENOMEM, not enough memory.
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
    char *found = is_path ? g_strdup(name) : search(name);
    if (found == NULL) {
        char known[300];
        join_names(known, sizeof known);
        IGRAPH_ERRORF("There is no file \"%.100s\" and no pretrained model of this name; known "
                      "are: %s.",
                      IGRAPH_EFILE, name, known);
    }
    const gsize size = strlen(found) + 1;
    *path = igraph_malloc(size);
    if (*path != NULL) {
        memcpy(*path, found, size);
    }
    g_free(found);
    if (*path == NULL) {
        IGRAPH_ERROR("Not enough memory for the path of a model.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}
