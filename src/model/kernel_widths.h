/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_KERNEL_WIDTHS_H
#define LATIGRAPH_MODEL_KERNEL_WIDTHS_H

#include "model/model.h"

/* Computes the three free widths of a kernel (kernel_width of latigraph_config_t) whose Gaussians
 * reach from the narrowest width to the extent. */
void latigraph_kernel_widths(double narrowest, double extent,
                             double width[LATIGRAPH_KERNEL_DECAYS]);
/* Learns the widths from the positions of circuits, in their unit. They stay as they are if no two
 * neurons of a circuit have different positions. O(5 · 10⁷ distances). */
igraph_error_t latigraph_learn_kernel_widths(const latigraph_circuit_list_t *circuits, int dims,
                                             double width[LATIGRAPH_KERNEL_DECAYS]);
/* Computes the decays from the widths. */
void latigraph_set_kernel_decays(latigraph_config_t *config, double length_scale);

#endif
