/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CLI_RESERVOIR_H
#define LATIGRAPH_CLI_RESERVOIR_H

#include "cli/cli.h"

/* What "latigraph reservoir" found. Rows of matrices: point after point, circuit after circuit. */
typedef struct {
    igraph_vector_int_t scores; /* of the columns */
    igraph_vector_t points;     /* spectral radii, or gains */
    gboolean gain;              /* they are gains */
    igraph_integer_t seeds;
    igraph_matrix_t mean, error; /* over seeds, of the circuits */
    igraph_matrix_t rewired;     /* no rows: not known */
    igraph_matrix_t line;        /* (circuits, scores) delay lines; no rows: not known */
} cli_reservoir_t;

/* Empty; on the FINALLY stack as one entry. */
igraph_error_t cli_reservoir_init(cli_reservoir_t *found);
void cli_reservoir_destroy(cli_reservoir_t *found);
igraph_error_t cli_print_reservoir(const cli_reservoir_t *found,
                                   const latigraph_circuit_list_t *list);
void cli_csv_reservoir(const cli_reservoir_t *found, const latigraph_circuit_list_t *list);
igraph_error_t cli_json_reservoir(const cli_reservoir_t *found,
                                  const latigraph_circuit_list_t *list);

/* Which properties of the table (NULL: usual ones) carry the scores of the one point. structure.c
 */
igraph_error_t cli_report_structure(const cli_reservoir_t *found,
                                    const latigraph_circuit_list_t *list, char **properties);

#endif
