/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_TARGET_H
#define LATIGRAPH_LATENT_TARGET_H

#include "model/model.h"

#include <latigraph/steer.h>

enum { LATIGRAPH_TARGETS_MAX = 64 }; /* largest number of targets of one call */

/* How a property can be steered. */
typedef struct {
    const char *name;
    int statistic; /* statistic of the steering layer of which the property is a function, or −1 */
} latigraph_control_t;

/* Returns how a property can be steered. The result is never NULL: the statistic of a property that
 * is not a function of one is −1. */
const latigraph_control_t *latigraph_control_of(igraph_integer_t property);

/* Returns the same for circuits that have a closure stage, which brings local clustering to a
 * target, or that have none. */
const latigraph_control_t *latigraph_control_with(igraph_integer_t property, gboolean closes);

/* Converts between a property and its statistic in a circuit of n neurons. length_scale is that of
 * latigraph_model_length_scale(). */
double latigraph_statistic_of_property(const latigraph_control_t *control, double value, int n,
                                       double length_scale);
double latigraph_property_of_statistic(const latigraph_control_t *control, double statistic, int n,
                                       double length_scale);

/* Refuses a value that no circuit can have. */
igraph_error_t latigraph_check_value(igraph_integer_t property, double value);

/* Refuses targets and properties to keep that are unknown or impossible, or that contradict each
 * other. */
igraph_error_t latigraph_check_targets(const latigraph_steer_options_t *options);

#endif
