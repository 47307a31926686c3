/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_REPORT_FACTS_H
#define LATIGRAPH_OPERATION_REPORT_FACTS_H

#include "figure/report.h"

#include <json-glib/json-glib.h>

/* Parts of the report that need what only operations know: tables of an evaluation and the facts of
 * a model. */

/* The origin of a report. */
typedef struct {
    JsonNode *model; /* description of the model */
    const char *name, *title, *digest, *command, *date;
    igraph_integer_t given;          /* circuits that the caller gave */
    igraph_integer_t shared_neurons; /* neurons of them that trained; −1: not counted */
} report_facts_t;

/* Writes the member "model". */
igraph_error_t report_write_model(report_t *report, const report_facts_t *facts);
/* Writes the member "evaluation" on the real circuits, and counts the shared neurons. */
igraph_error_t report_write_evaluation(report_t *report, igraph_integer_t *shared_neurons);
/* Writes the member "provenance", with all remarks so far. */
igraph_error_t report_write_provenance(report_t *report, const report_facts_t *facts);

#endif
