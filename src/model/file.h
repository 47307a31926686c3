/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_FILE_H
#define LATIGRAPH_MODEL_FILE_H

#include "model/parameters.h"
#include "model/safetensors.h"

#include <json-glib/json-glib.h>

/* What write.c and read.c, and checkpoints, share. */

/* Version 1 kept node data of training circuits; 2 has a law of node data instead; 3 an
 * anti-reciprocity. 2 and 3 are read. */
enum { LATIGRAPH_FORMAT_VERSION = 3, LATIGRAPH_FORMAT_OLDEST = 2 };

/* Adds every tensor of the parameters, or of an array laid out like them, under prefix + name. */
igraph_error_t latigraph_parameters_save(const latigraph_parameters_t *layout, const real_t *values,
                                         const char *prefix, safetensors_t *file);
/* Reads them back from a file of that format version; refuses numbers that are not finite. */
igraph_error_t latigraph_parameters_load(const latigraph_parameters_t *layout, real_t *values,
                                         const char *prefix, int version,
                                         const safetensors_t *file);

/* Adds an object. */
void latigraph_config_to_json(const latigraph_config_t *config, JsonBuilder *builder);
/* Reads it back; refuses sizes out of range. */
igraph_error_t latigraph_config_from_json(latigraph_config_t *config, JsonObject *object);

/* The description of latigraph_model_describe(), to be freed with g_free(). */
char *latigraph_model_json(const latigraph_model_t *model);

#endif
