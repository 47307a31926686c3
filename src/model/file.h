/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_FILE_H
#define LATIGRAPH_MODEL_FILE_H

#include "base/json_writer.h"
#include "model/parameters.h"
#include "model/safetensors.h"

#include <json-glib/json-glib.h>

/* Declarations shared by write.c, read.c and the checkpoints. */

/* Version 1 stored node data of training circuits. Version 2 stores a law of node data instead,
 * and version 3 adds the anti-reciprocity. Version 4 adds the widths of the distance kernel; files
 * of models without them still have version 3. Versions 2 to 4 are read. */
enum {
    LATIGRAPH_FORMAT_VERSION = 4,
    LATIGRAPH_FORMAT_FIXED_WIDTHS = 3,
    LATIGRAPH_FORMAT_OLDEST = 2
};

/* Adds every tensor of the parameters, or of an array with the same layout, under prefix + name. */
igraph_error_t latigraph_parameters_save(const latigraph_parameters_t *layout, const real_t *values,
                                         const char *prefix, safetensors_t *file);
/* Reads the tensors from a file of that format version. Numbers that are not finite raise
 * IGRAPH_PARSEERROR. */
igraph_error_t latigraph_parameters_load(const latigraph_parameters_t *layout, real_t *values,
                                         const char *prefix, int version,
                                         const safetensors_t *file);

/* Makes a model of the tensors and the description of a file. */
igraph_error_t latigraph_model_from_tensors(latigraph_model_t **model, const safetensors_t *file);

/* Adds the configuration as an object. */
void latigraph_config_to_json(const latigraph_config_t *config, latigraph_json_t *builder);
/* Reads the configuration. Sizes out of range raise IGRAPH_PARSEERROR. */
igraph_error_t latigraph_config_from_json(latigraph_config_t *config, JsonObject *object);

/* Returns the description of latigraph_model_describe(); free it with g_free(). */
igraph_error_t latigraph_model_json(const latigraph_model_t *model, char **text);

#endif
