/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_MODEL_FACTS_H
#define LATIGRAPH_OPERATION_MODEL_FACTS_H

#include "base/text.h"
#include "operation/operation.h"

#include <json-glib/json-glib.h>
#include <latigraph/model.h>

/* Facts that a model's file holds: its description as JSON, parsed, and the file's size. */
typedef struct {
    char *name, *path;
    JsonNode *description;
    goffset size; /* bytes */
} latigraph_model_facts_t;

/* Reads a model by file or name; on the FINALLY stack as one entry. */
igraph_error_t latigraph_model_facts_init(latigraph_model_facts_t *facts, const char *name);
void latigraph_model_facts_destroy(latigraph_model_facts_t *facts);

/* Parses the description of a model; free it with json_node_unref(). */
igraph_error_t latigraph_model_description(const latigraph_model_t *model, JsonNode **node);

/* Appends the card in Markdown: what people said about the model, what its file knows and, unless
 * it is NULL, figures of what the operation evaluate gave as JSON. */
void latigraph_append_card(latigraph_text_t *text, const latigraph_model_facts_t *facts,
                           JsonNode *evaluation);

#endif
