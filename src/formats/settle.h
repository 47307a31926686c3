/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_SETTLE_H
#define LATIGRAPH_FORMATS_SETTLE_H

#include "formats/raw.h"

/* State of the conversion of a raw graph into a circuit, which these steps share. */
typedef struct {
    const latigraph_raw_t *raw;
    latigraph_circuit_t *circuit;
    const latigraph_read_options_t *options;
    latigraph_read_report_t *report;
} latigraph_settling_t;

/* Columns of coordinates, their unit and scale. */
typedef struct {
    char name[3][64];
    int dims;
    char unit[32];
    double scale[3];
} latigraph_positions_plan_t;

/* Parses "x,y,z:um:1,1,2": columns, then perhaps a unit, which is "" without one, and a scale. */
igraph_error_t latigraph_positions_parse(const latigraph_settling_t *settling, const char *text,
                                         latigraph_positions_plan_t *plan);

/* Adds the columns of node data, except the one that holds the names (`used`, may be NULL). */
igraph_error_t latigraph_settle_columns(const latigraph_settling_t *settling, const char *used);
/* Finds the names of the neurons; `*used` becomes the column that holds them, or NULL. */
igraph_error_t latigraph_settle_names(const latigraph_settling_t *settling, const char **used);
/* Moves columns of coordinates to the positions. */
igraph_error_t latigraph_settle_positions(const latigraph_settling_t *settling);
/* Takes the positions from the file that the option positions names; *taken becomes whether it
 * names one. */
igraph_error_t latigraph_settle_positions_file(const latigraph_settling_t *settling,
                                               gboolean *taken);
/* Sets the identities across connectomes that the options name; the columns must be there. */
igraph_error_t latigraph_settle_identity(const latigraph_settling_t *settling);
/* Sets the edges and their weights. */
igraph_error_t latigraph_settle_edges(const latigraph_settling_t *settling);

/* Returns 2 for a usual name of a column of weights, 1 for a name that can mean weights ("size"),
 * and 0 for others. */
int latigraph_weight_word(const char *name);
/* Returns whether a header names sources, or targets, of edges. */
gboolean latigraph_is_source_word(const char *name);
gboolean latigraph_is_target_word(const char *name);
/* Returns how well a header names ids of neurons: 0 not at all, 3 best. */
int latigraph_id_word(const char *name);
/* Writes the letters and digits of a header in lower case: "Pre_Root.ID" becomes "prerootid". */
void latigraph_plain_word(const char *name, char plain[64]);

#endif
