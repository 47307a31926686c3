/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_METADATA_H
#define LATIGRAPH_MODEL_METADATA_H

#include "base/json_writer.h"
#include "model/model.h"
#include "model/safetensors.h"

#include <json-glib/json-glib.h>

/* Parts of the model file: the card (card.c) and the groups of the training circuits (groups.c). */

/* Adds the member "card", which is null if there is no card. */
void latigraph_card_to_json(const latigraph_model_t *model, latigraph_json_t *builder);
igraph_error_t latigraph_card_from_json(latigraph_model_t *model, JsonObject *description);

/* Adds the member "groups", an array. */
void latigraph_groups_to_json(const latigraph_model_t *model, latigraph_json_t *builder);
igraph_error_t latigraph_groups_from_json(latigraph_model_t *model, JsonObject *description);
/* Adds and reads the densities of the groups' codes as tensors. */
igraph_error_t latigraph_groups_save(const latigraph_model_t *model, safetensors_t *file);
igraph_error_t latigraph_groups_load(latigraph_model_t *model, const safetensors_t *file);

/* closure.c: adds and reads the regression of the statistics of closure, which files can lack. */
igraph_error_t latigraph_closure_save(const latigraph_model_t *model, safetensors_t *file);
igraph_error_t latigraph_closure_load(latigraph_model_t *model, const safetensors_t *file);

#endif
