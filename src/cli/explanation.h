/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CLI_EXPLANATION_H
#define LATIGRAPH_CLI_EXPLANATION_H

#include "cli/cli.h"

/* --- What properties are read from (explanation.c) ------------------------ */

typedef struct {
    const latigraph_explanation_t *explanation;
    const igraph_strvector_t *names;       /* of the coordinates */
    const latigraph_callback_list_t *user; /* properties beside the table */
} cli_explanation_t;

/* In detail: one table for every property. */
igraph_error_t cli_print_explanation(const cli_explanation_t *shown, igraph_bool_t detail);
igraph_error_t cli_json_explanation(const cli_explanation_t *shown);

/* --- What coordinates do (effects.c) -------------------------------------- */

/* Of these properties alone; NULL: of all. `count` circuits were made on each side. */
igraph_error_t cli_print_effects(const latigraph_effects_t *effects,
                                 const igraph_strvector_t *names,
                                 const igraph_vector_int_t *properties, igraph_integer_t count);
igraph_error_t cli_json_effects(const latigraph_effects_t *effects, const igraph_strvector_t *names,
                                const igraph_vector_int_t *properties, igraph_integer_t count);

/* The place of the value farthest from 0 among `count` values, and sets it to NaN so that the next
 * call finds the next one; −1 if all are NaN. */
igraph_integer_t cli_take_strongest(igraph_real_t *values, igraph_integer_t count);

#endif
