/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Files of one folder that appear together.
 *
 * No system renames several files at once, so the folder keeps a journal. New files first get
 * staging names, ".edges.csv.latigraph-new", and are synced. Then one rename creates the journal
 * ".latigraph-replacing", which lists their names: before it the old files count, after it the new
 * ones. A reader takes a listed file from its staging name while that exists. Whoever writes next
 * gives the remaining files their names and removes the journal, which may be done any number of
 * times (redo logging; Gray and Reuter, Transaction Processing, 1993, section 10.3).
 *
 * Other programs know no journal. The file that they cannot do without (the table of edges, the
 * configuration) is therefore removed before the others get their names, and gets its own last.
 * They read one circuit or fail, but never mix two.
 *
 * A new folder that is exchanged for the old one would need no journal, but the user's other files
 * would have to move with it, and not every folder can be renamed. Here they are never touched. */

#include "formats/together.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define JOURNAL ".latigraph-replacing"

/* --- Paths ------------------------------------------------------------------------------------ */

/* A path that does not fit is longer than any that the system opens. */
static void final_path(const char *folder, const char *name, char path[TOGETHER_PATH]) {
    g_snprintf(path, TOGETHER_PATH, "%s" G_DIR_SEPARATOR_S "%s", folder, name);
}

static void staging_path(const char *folder, const char *name, char path[TOGETHER_PATH]) {
    g_snprintf(path, TOGETHER_PATH, "%s" G_DIR_SEPARATOR_S ".%s.latigraph-new", folder, name);
}

static igraph_error_t cannot_write(const char *path, int reason) {
    IGRAPH_ERRORF("\"%s\" cannot be written: %s.", IGRAPH_EFILE, path, g_strerror(reason));
}

/* --- The journal ------------------------------------------------------------------------------ */

igraph_bool_t latigraph_together_is_staged(const char *folder, const char *name,
                                           char path[TOGETHER_PATH]) {
    staging_path(folder, name, path);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* Reads the journal into `text`, which is empty if there is none. */
static igraph_error_t read_journal(const char *folder, char *text, size_t size) {
    char path[TOGETHER_PATH];
    final_path(folder, JOURNAL, path);
    text[0] = '\0';
    /* O_NONBLOCK: a pipe of that name must not make a reader wait. */
    const int descriptor = g_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
    if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return IGRAPH_SUCCESS;
    }
    const ssize_t length = descriptor >= 0 ? read(descriptor, text, size - 1) : -1;
    const int reason = errno;
    if (descriptor >= 0) {
        close(descriptor);
    }
    if (length < 0) {
        IGRAPH_ERRORF("\"%s\" cannot be read: %s.", IGRAPH_EFILE, path, g_strerror(reason));
    }
    text[length] = '\0';
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_together_pending(const char *folder, latigraph_together_names_t *pending) {
    char text[TOGETHER_FILES * TOGETHER_NAME + 1];
    IGRAPH_CHECK(read_journal(folder, text, sizeof text));
    pending->count = 0;
    for (char *line = text; *line != '\0' && pending->count < TOGETHER_FILES;) {
        const size_t length = strcspn(line, "\n");
        if (length > 0 && length < TOGETHER_NAME && line[0] != '.' &&
            memchr(line, G_DIR_SEPARATOR, length) == NULL) {
            g_strlcpy(pending->name[pending->count++], line, length + 1);
        }
        line += length + (line[length] == '\n');
    }
    return IGRAPH_SUCCESS;
}

/* Creates the journal. From then on the new files are the circuit, and must not be removed. */
static igraph_error_t begin_replacement(latigraph_together_t *together) {
    latigraph_output_t journal;
    char path[TOGETHER_PATH];
    final_path(together->folder, JOURNAL, path);
    IGRAPH_CHECK(latigraph_folder_sync(together->folder));
    IGRAPH_CHECK(latigraph_output_open(&journal, path));
    IGRAPH_FINALLY(latigraph_output_abandon, &journal);
    for (int f = 0; f < together->names.count; f++) {
        fprintf(journal.file, "%s\n", together->names.name[f]);
    }
    IGRAPH_CHECK(latigraph_output_flush(&journal));
    IGRAPH_CHECK(latigraph_output_rename(&journal));
    together->staged = 0;
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_folder_sync(together->folder);
}

static igraph_error_t end_replacement(const char *folder) {
    char path[TOGETHER_PATH];
    final_path(folder, JOURNAL, path);
    if (g_unlink(path) != 0) {
        return cannot_write(path, errno);
    }
    return latigraph_folder_sync(folder);
}

/* --- Names ------------------------------------------------------------------------------------ */

/* Gives a staged file its name. A file that is not there has got it before. */
static igraph_error_t name_file(const char *folder, const char *name) {
    char staged[TOGETHER_PATH], path[TOGETHER_PATH];
    staging_path(folder, name, staged);
    final_path(folder, name, path);
    if (g_rename(staged, path) != 0 && errno != ENOENT) {
        return cannot_write(path, errno);
    }
    return IGRAPH_SUCCESS;
}

/* Gives the files their names in their order. If the last one has its name, so have the others. */
static igraph_error_t name_files(const char *folder, const latigraph_together_names_t *names) {
    const char *last = names->name[names->count - 1];
    char path[TOGETHER_PATH];
    if (!latigraph_together_is_staged(folder, last, path)) {
        return IGRAPH_SUCCESS;
    }
    final_path(folder, last, path);
    if (g_unlink(path) == 0) {
        IGRAPH_CHECK(latigraph_folder_sync(folder));
    }
    for (int f = 0; f < names->count; f++) {
        IGRAPH_CHECK(name_file(folder, names->name[f]));
        IGRAPH_CHECK(latigraph_folder_sync(folder));
    }
    return IGRAPH_SUCCESS;
}

/* Ends a replacement that was cut off. */
static igraph_error_t recover(const char *folder) {
    latigraph_together_names_t pending;
    IGRAPH_CHECK(latigraph_together_pending(folder, &pending));
    if (pending.count == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(name_files(folder, &pending));
    return end_replacement(folder);
}

/* --- Writing ---------------------------------------------------------------------------------- */

void latigraph_together_abandon(latigraph_together_t *together) {
    char path[TOGETHER_PATH];
    for (int f = 0; f < together->names.count; f++) {
        latigraph_output_abandon(&together->output[f]);
    }
    for (int f = 0; f < together->staged; f++) {
        staging_path(together->folder, together->names.name[f], path);
        g_unlink(path);
    }
    if (together->made) {
        g_rmdir(together->folder);
    }
    g_free(together->folder);
    memset(together, 0, sizeof *together);
}

igraph_error_t latigraph_together_begin(latigraph_together_t *together, const char *folder) {
    char *copy;
    memset(together, 0, sizeof *together);
    IGRAPH_CHECK(latigraph_copy_text(folder, &copy));
    IGRAPH_FINALLY(g_free, copy);
    IGRAPH_CHECK(latigraph_folder_create(copy, false, &together->made));
    IGRAPH_FINALLY_CLEAN(1);
    together->folder = copy;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_together_open(latigraph_together_t *together, const char *name,
                                       latigraph_output_t **output) {
    char path[TOGETHER_PATH];
    g_assert(together->names.count < TOGETHER_FILES && strlen(name) < TOGETHER_NAME);
    final_path(together->folder, name, path);
    *output = &together->output[together->names.count];
    g_strlcpy(together->names.name[together->names.count++], name, TOGETHER_NAME);
    return latigraph_output_open(*output, path);
}

/* Returns whether the folder has any of the files. */
static igraph_bool_t replaces(const latigraph_together_t *together) {
    igraph_bool_t found = false;
    for (int f = 0; f < together->names.count; f++) {
        char path[TOGETHER_PATH];
        final_path(together->folder, together->names.name[f], path);
        found |= g_file_test(path, G_FILE_TEST_EXISTS);
    }
    return found;
}

/* Gives the temporary files their staging names. Files that a killed writer has left under these
 * names are replaced. */
static igraph_error_t stage(latigraph_together_t *together) {
    for (int f = 0; f < together->names.count; f++) {
        char path[TOGETHER_PATH];
        staging_path(together->folder, together->names.name[f], path);
        IGRAPH_CHECK(latigraph_output_rename_as(&together->output[f], path));
        together->staged = f + 1;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_together_publish(latigraph_together_t *together) {
    int lock;
    IGRAPH_CHECK(latigraph_folder_lock(together->folder, /*alone=*/true, &lock));
    IGRAPH_CHECK(recover(together->folder));
    const igraph_bool_t over_others = replaces(together);
    if (over_others) {
        /* The removal of an earlier journal must outlive a power cut before new files have the
         * names that it lists. */
        IGRAPH_CHECK(latigraph_folder_sync(together->folder));
    }
    IGRAPH_CHECK(stage(together));
    if (over_others) {
        IGRAPH_CHECK(begin_replacement(together));
    }
    IGRAPH_CHECK(name_files(together->folder, &together->names));
    together->staged = 0;
    together->made = false;
    if (over_others) {
        IGRAPH_CHECK(end_replacement(together->folder));
    }
    latigraph_folder_unlock(&lock);
    IGRAPH_FINALLY_CLEAN(1);
    latigraph_together_abandon(together);
    return IGRAPH_SUCCESS;
}
