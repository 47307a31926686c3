/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_TARGET_H
#define LATIGRAPH_LATENT_TARGET_H

#include "model/model.h"

#include <latigraph/steer.h>

enum { LATIGRAPH_TARGETS_MAX = 64 }; /* most targets of one request */

/* How a property can be steered. */
typedef struct {
    const char *name;
    int statistic; /* the statistic of the steering layer it is a function of, or −1 */
} latigraph_control_t;

/* Never NULL: properties without a row of their own have no statistic. */
const latigraph_control_t *latigraph_control_of(igraph_integer_t property);

/* The value of the statistic at which the property has this value, in a circuit of n neurons;
 * length_scale as latigraph_model_length_scale(). And the other way. */
double latigraph_statistic_of_property(const latigraph_control_t *control, double value, int n,
                                       double length_scale);
double latigraph_property_of_statistic(const latigraph_control_t *control, double statistic, int n,
                                       double length_scale);

/* Refuses a value that no circuit can have. */
igraph_error_t latigraph_check_value(igraph_integer_t property, double value);

/* Refuses targets and properties to keep that are unknown, impossible or contradict each other. */
igraph_error_t latigraph_check_targets(const latigraph_steer_options_t *options);

#endif
