/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_WEIGHT_LAW_H
#define LATIGRAPH_MODEL_WEIGHT_LAW_H

#include "model/model.h"

/* The log-normal law of one weight, or of both weights of a mutual pair, as functions of numbers
 * alone. Counts are rounded values of the log-normal variable, at least 1. */

/* Bounds of the log of its SD. */
#define WEIGHT_LOG_SD_BOUND 5.0

/* Returns ln P(w) for ln x ~ N(eta, e^2log_sd). A count is x rounded, and 1 if x is below 1½.
 * Computes the derivatives by eta and by log_sd. */
double weight_log_normal(gboolean counts, double w, double eta, double log_sd, double *by_eta,
                         double *by_log_sd);

/* Returns ln P(w[0], w[1]) for two weights whose ln x have the means eta, one SD, and the
 * correlation 0 < correlation < 1. Computes the derivatives by both eta, by log_sd, and by the
 * logit of the correlation. */
double weight_log_normal_pair(gboolean counts, const double w[2], const double eta[2],
                              double log_sd, double correlation, double by_eta[2],
                              double *by_log_sd, double *by_logit);

#endif
