/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_OUTPUT_H
#define LATIGRAPH_BASE_OUTPUT_H

#include "base/compat.h"

#include <stdio.h>

/* A file that appears under its name only after all its bytes are on the disk. A crash, a full disk
 * or a power cut therefore never leaves half a file: the name refers to the old file or to the new
 * one. output.c explains how. */
typedef struct {
    char *path;
    char *temporary; /* path of the temporary file, in the same folder */
    FILE *file;
    int lock; /* descriptor that holds the lock on the temporary file; -1 for none */
} latigraph_output_t;

/* Removes what killed writers of `path` left behind, and opens a temporary file. The caller keeps
 * latigraph_output_abandon() on the FINALLY stack until the output is published. */
igraph_error_t latigraph_output_open(latigraph_output_t *output, const char *path);
/* Writes all buffered bytes to the disk and closes the file. */
igraph_error_t latigraph_output_flush(latigraph_output_t *output);
/* Renames the temporary file to its final name, syncs the folder and frees the output. */
igraph_error_t latigraph_output_publish(latigraph_output_t *output);
/* Publishes without syncing the folder. Several files in one folder then need one
 * latigraph_folder_sync(). */
igraph_error_t latigraph_output_rename(latigraph_output_t *output);
/* Does the same under another name in the same folder. */
igraph_error_t latigraph_output_rename_as(latigraph_output_t *output, const char *path);
/* Removes the temporary file and frees the output. */
void latigraph_output_abandon(latigraph_output_t *output);

/* Removes the temporary files that killed writers of `path` left behind. Files of writers that are
 * alive stay. */
void latigraph_output_sweep(const char *path);

/* Creates a folder whose name outlives a power cut. `parents` creates missing folders above it,
 * too. A folder that exists is no error; `made`, unless NULL, says whether it was created. */
igraph_error_t latigraph_folder_create(const char *folder, igraph_bool_t parents,
                                       igraph_bool_t *made);
/* Makes creations, renames and removals in a folder outlive a power cut. */
igraph_error_t latigraph_folder_sync(const char *folder);
/* Does the same for the folder that contains `path`. */
igraph_error_t latigraph_folder_sync_of(const char *path);
/* Locks a folder until latigraph_folder_unlock(), which the FINALLY stack gets as one entry. A lock
 * that is not `alone` is shared by several readers. Waits up to a minute for others and can be
 * interrupted meanwhile. Locks bind only those who ask for them, and file systems without locks
 * have none. */
igraph_error_t latigraph_folder_lock(const char *folder, igraph_bool_t alone, int *lock);
void latigraph_folder_unlock(int *lock);
/* Gets the folder of a path, "." if the path has none. Free it with g_free(). */
igraph_error_t latigraph_output_folder(const char *path, char **folder);

#endif
