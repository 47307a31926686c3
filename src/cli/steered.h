/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CLI_STEERED_H
#define LATIGRAPH_CLI_STEERED_H

#include "cli/cli.h"

/* What steering led to. */
typedef struct cli_steered_t {
    const latigraph_model_t *model;
    const latigraph_steer_options_t *options;
    latigraph_achieved_t *achieved; /* (targets) */
    latigraph_steering_t steering;
    const latigraph_circuit_list_t *circuits;
} cli_steered_t;

/* Remarks, before anything is written: what cannot be kept, what is out of reach and why. */
void cli_note_steered(const cli_steered_t *steered);
igraph_error_t cli_print_steered(const cli_steered_t *steered);
igraph_error_t cli_json_steered(const cli_steered_t *steered);

#endif
