/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_SAFETENSORS_H
#define LATIGRAPH_MODEL_SAFETENSORS_H

#include "base/compat.h"

#include "base/map.h"

#include <glib.h>
#include <json-glib/json-glib.h>

/* Reads and writes safetensors files (https://github.com/huggingface/safetensors):
 *
 *     8 bytes: length of the header | JSON header | bytes of the tensors, one after the other
 *
 * The metadata entry "latigraph" holds our JSON. The entry "sha256" holds a checksum of everything
 * else, so that a damaged file is never used. Unlike pickles, such files cannot run code, and
 * other tools can read their tensors. */

typedef enum { TENSOR_F32, TENSOR_F64, TENSOR_I64, TENSOR_BOOL } tensor_type_t;

/* A set of named tensors of one or two dimensions. */
typedef struct {
    latigraph_map_t tensors; /* tensors by name, in the order of the file */
    char *contents;          /* contents of the file that was read; the tensors point into it */
    char *json;              /* the "latigraph" metadata entry */
} safetensors_t;

igraph_error_t safetensors_create(safetensors_t **file);
void safetensors_destroy(safetensors_t *file);

/* Appends a tensor (rows, columns), or a vector if columns = 0. The data are copied. */
igraph_error_t safetensors_add(safetensors_t *file, const char *name, tensor_type_t type,
                               gint64 rows, gint64 columns, const void *data);
/* Copies a tensor of exactly this type and shape into `data`; anything else raises
 * IGRAPH_PARSEERROR. */
igraph_error_t safetensors_get(const safetensors_t *file, const char *name, tensor_type_t type,
                               gint64 rows, gint64 columns, void *data);
/* Returns the number of rows of a tensor, or −1 if there is none. */
gint64 safetensors_rows(const safetensors_t *file, const char *name);

/* Writes a temporary file and renames it. */
igraph_error_t safetensors_write(const safetensors_t *file, const char *path);
/* Parses the contents of a file, which it takes on success and failure alike. A NUL byte follows
 * them. Messages call the file `path`. */
igraph_error_t safetensors_parse(safetensors_t **file, const char *path, char *contents,
                                 gsize length);
igraph_error_t safetensors_read(safetensors_t **file, const char *path);

#endif
