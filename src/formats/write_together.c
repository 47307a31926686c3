/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Files of one folder that appear together.
 *
 * No system renames several files at once. The file that readers cannot do without (the table of
 * edges, the configuration) is therefore opened last, removed before the others are renamed, and
 * renamed after them, with syncs between. Whatever stops the writer, the folder never mixes files
 * of two circuits: it holds one circuit, or reading it fails because that file is missing. All
 * files are complete on the disk before the first one is renamed, so that a full disk leaves the
 * old circuit. */

#include "formats/write_together.h"

#include "base/text.h"

#include <glib/gstdio.h>
#include <string.h>

void latigraph_together_abandon(latigraph_together_t *together) {
    for (int f = 0; f < together->count; f++) {
        latigraph_output_abandon(&together->output[f]);
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
    char *path;
    g_assert(together->count < TOGETHER_FILES);
    IGRAPH_CHECK(latigraph_print_text(&path, "%s" G_DIR_SEPARATOR_S "%s", together->folder, name));
    IGRAPH_FINALLY(g_free, path);
    *output = &together->output[together->count++];
    IGRAPH_CHECK(latigraph_output_open(*output, path));
    g_free(path);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_together_publish(latigraph_together_t *together) {
    latigraph_output_t *last = &together->output[together->count - 1];
    if (g_unlink(last->path) == 0) {
        IGRAPH_CHECK(latigraph_folder_sync(together->folder));
    }
    for (int f = 0; f < together->count - 1; f++) {
        IGRAPH_CHECK(latigraph_output_rename(&together->output[f]));
        together->made = false;
    }
    IGRAPH_CHECK(latigraph_folder_sync(together->folder));
    IGRAPH_CHECK(latigraph_output_publish(last));
    together->made = false;
    latigraph_together_abandon(together);
    return IGRAPH_SUCCESS;
}
