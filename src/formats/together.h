/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_TOGETHER_H
#define LATIGRAPH_FORMATS_TOGETHER_H

#include "base/output.h"

enum { TOGETHER_FILES = 8, TOGETHER_NAME = 64, TOGETHER_PATH = 4200 };

/* Names of files that are replaced together, in the order in which they get them. The last one is
 * the file that readers cannot do without. */
typedef struct {
    char name[TOGETHER_FILES][TOGETHER_NAME];
    int count;
} latigraph_together_names_t;

/* The files of one folder until they are published together. together.c explains how. */
typedef struct {
    latigraph_output_t output[TOGETHER_FILES];
    latigraph_together_names_t names;
    int staged; /* the first files have their staging names, and the replacement has not begun */
    char *folder;
    igraph_bool_t made; /* the folder was created for the files, and none is published yet */
} latigraph_together_t;

/* Creates the folder, unless it exists. The caller keeps latigraph_together_abandon() on the
 * FINALLY stack until the files are published. */
igraph_error_t latigraph_together_begin(latigraph_together_t *together, const char *folder);
/* Opens the next file of the folder. The caller writes to it and calls latigraph_output_flush(). */
igraph_error_t latigraph_together_open(latigraph_together_t *together, const char *name,
                                       latigraph_output_t **output);
/* Publishes all files, the last one last, and frees everything. */
igraph_error_t latigraph_together_publish(latigraph_together_t *together);
/* Removes the temporary files, and the folder if it was created for them. */
void latigraph_together_abandon(latigraph_together_t *together);

/* Gets the names of the files of a replacement that has begun and not ended; usually none. */
igraph_error_t latigraph_together_pending(const char *folder, latigraph_together_names_t *pending);
/* Returns whether a complete new file waits for its name, and gets its path. */
igraph_bool_t latigraph_together_is_staged(const char *folder, const char *name,
                                           char path[TOGETHER_PATH]);

#endif
