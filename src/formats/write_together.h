/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_WRITE_TOGETHER_H
#define LATIGRAPH_FORMATS_WRITE_TOGETHER_H

#include "base/output.h"

enum { TOGETHER_FILES = 8 };

/* The files of one folder until they are published together. write_together.c explains how. */
typedef struct {
    latigraph_output_t output[TOGETHER_FILES];
    int count;
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

#endif
