/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_POSITION_LAW_H
#define LATIGRAPH_LATENT_POSITION_LAW_H

#include "latent/node_mixture.h"

/* Centre and spread of the known positions of a circuit. */
typedef struct {
    int placed;       /* number of neurons with a known position */
    double centre[3]; /* their mean position */
    double extent; /* root mean square distance from the centre, without the depth; 0 if all are in
                      one place */
} latigraph_frame_t;

/* Computes the frame of a circuit. `axis` is that of the depth, −1 for none; `dims` is that of the
 * model. A circuit of other dimensions has no positions. */
latigraph_frame_t latigraph_frame(const latigraph_circuit_t *circuit, int dims, int axis);

/* Fills the law's tables of quantiles: sizes, radii, depth and numeric columns, and its centre. */
igraph_error_t latigraph_fit_tables(latigraph_node_law_t *law,
                                    const latigraph_vocabulary_t *vocabulary,
                                    const latigraph_circuit_list_t *circuits,
                                    const latigraph_frame_t *frame);
/* Reads neurons of all circuits as normal numbers, by these tables, and as levels. If there are
 * more than `most`, the same share of every circuit is drawn. The caller fills the codes and
 * destroys the rows. */
igraph_error_t latigraph_node_rows_init(latigraph_node_rows_t *rows,
                                        const latigraph_node_law_t *law,
                                        const latigraph_vocabulary_t *vocabulary,
                                        const latigraph_circuit_list_t *circuits,
                                        const latigraph_frame_t *frame, int most,
                                        latigraph_stream_t *stream);
void latigraph_node_rows_destroy(latigraph_node_rows_t *rows);

/* Learns the table of distances that keeps drawn neurons apart. The law of node data is fitted
 * already; codes (circuits, dz) are those of the circuits. Nothing is learned without positions,
 * from too few pairs, or where neurons need not be kept apart. O(circuits n²) up to n = 1000. */
igraph_error_t latigraph_fit_spacing(latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, const double *codes,
                                     igraph_uint_t seed);
/* Replaces up to LATIGRAPH_SPACINGS values by the ascending ones that are closest to them in
 * weighted squares. O(count). */
void latigraph_make_ascending(const double *weight, double *value, int count);

#endif
