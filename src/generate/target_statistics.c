/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Target statistics of a circuit, read from its code (doc/model.md, "Calibrated generation").
 *
 * The first coordinates of a code are standardised statistics of the circuit. Targets are these
 * statistics in raw units, limited to possible values, each with an SD and a weight. The steering
 * layer (steering_layer.c) solves for rates whose expected statistics match the targets. */

#include "generate/steering_layer.h"

#include <math.h>

/* Smallest SD of a statistic. A statistic that hardly varies over the training circuits is not
 * constrained to the last digit. */
static const double SD_MIN = 1e-3;
/* Weight of the cyclic share and of the shares of neurons without input or output. One-way
 * triangles have weight 1: feed-forward loops vary much less over circuits than their share does.
 */
static const double LESSER = 0.5;
/* Weight of the log density, on which almost all other statistics depend. */
static const double DENSITY = 2;
/* Gain in squared error below which the search ends. The statistics of a drawn circuit of 150
 * neurons vary by a third of an SD each, 1.3 in squared error over all. An error far below that is
 * invisible in one circuit. */
static const double TOLERANCE = 0.03;

/* SDs of statistics in a model that was fitted to a single circuit, where none varies and scales
 * are 1: shares of the value, and least SDs. They are a few times what drawings of large circuits
 * vary by. */
static const double SINGLE_SHARE = 0.05, SINGLE_LEAST = 0.002, SINGLE_LOG = 0.05,
                    SINGLE_CORRELATION = 0.05, SINGLE_SILENT = 0.02;

static double single_sd(int statistic, double value) {
    switch (statistic) {
    case LATIGRAPH_STATISTIC_LOG_DENSITY:
    case LATIGRAPH_STATISTIC_OUT_CV:
    case LATIGRAPH_STATISTIC_IN_CV:
        return SINGLE_LOG;
    case LATIGRAPH_STATISTIC_IN_OUT_CORRELATION:
        return SINGLE_CORRELATION;
    case LATIGRAPH_STATISTIC_ASSORTATIVITY:
        return 2 * SINGLE_CORRELATION;
    case LATIGRAPH_STATISTIC_NO_INPUT:
    case LATIGRAPH_STATISTIC_NO_OUTPUT:
        return SINGLE_SILENT;
    default:
        return fmax(SINGLE_SHARE * fabs(value), SINGLE_LEAST);
    }
}

gboolean latigraph_target_statistics_single(const latigraph_model_t *model) {
    const int known = latigraph_coded_statistics(&model->config);
    for (int k = 0; k < known; k++) {
        if (model->statistic_sd[k] < 1 || model->statistic_sd[k] > 1) {
            return FALSE;
        }
    }
    return known > 0;
}

double latigraph_target_statistic_mean(const latigraph_model_t *model, int statistic) {
    return statistic == LATIGRAPH_STEERED_LOCAL_CLUSTERING
               ? model->closure.mean[LATIGRAPH_CLOSURE_LOCAL]
               : model->statistic_mean[statistic];
}

/* Returns the SD of a statistic of the layer. */
static double layer_sd(const latigraph_model_t *model, int statistic) {
    return statistic < model->config.statistics ? MAX(model->statistic_sd[statistic], SD_MIN)
                                                : SD_MIN;
}

double latigraph_target_statistic_sd(const latigraph_model_t *model, int statistic) {
    return statistic == LATIGRAPH_STEERED_LOCAL_CLUSTERING
               ? MAX(model->closure.sd[LATIGRAPH_CLOSURE_LOCAL], SD_MIN)
               : layer_sd(model, statistic);
}

double latigraph_target_statistic_scale(const latigraph_model_t *model, int statistic,
                                        double value) {
    const gboolean is_known = statistic == LATIGRAPH_STEERED_LOCAL_CLUSTERING ||
                              statistic < latigraph_coded_statistics(&model->config);
    return is_known && latigraph_target_statistics_single(model)
               ? single_sd(statistic, value)
               : latigraph_target_statistic_sd(model, statistic);
}

double latigraph_target_statistic_weight(int statistic) {
    const gboolean lesser = statistic == LATIGRAPH_STATISTIC_CYCLIC_SHARE ||
                            statistic == LATIGRAPH_STATISTIC_NO_INPUT ||
                            statistic == LATIGRAPH_STATISTIC_NO_OUTPUT;
    return lesser ? LESSER : statistic == LATIGRAPH_STATISTIC_LOG_DENSITY ? DENSITY : 1;
}

/* Returns the nearest value that a circuit can have. */
static double nearest_possible(int statistic, double value) {
    switch (statistic) {
    case LATIGRAPH_STATISTIC_LOG_DENSITY:
        return fmin(value, 0);
    case LATIGRAPH_STATISTIC_OUT_CV:
    case LATIGRAPH_STATISTIC_IN_CV:
        return fmax(value, 0.5 * log(LATIGRAPH_CV_FLOOR));
    case LATIGRAPH_STATISTIC_IN_OUT_CORRELATION:
    case LATIGRAPH_STATISTIC_ASSORTATIVITY:
        return CLAMP(value, -1, 1);
    case LATIGRAPH_STATISTIC_EDGE_LENGTH:
        return fmax(value, 0);
    default:
        return CLAMP(value, 0, 1);
    }
}

void latigraph_target_statistics_of_code(const latigraph_model_t *model, const real_t *z, int count,
                                         latigraph_target_statistics_t *targets) {
    const int known = latigraph_coded_statistics(&model->config);
    targets->count = count;
    targets->tolerance = TOLERANCE;
    for (int k = 0; k < count; k++) {
        const gboolean is_known = k < known;
        const double value =
            is_known ? model->statistic_mean[k] + model->statistic_sd[k] * (double)z[k] : NAN;
        targets->value[k] = nearest_possible(k, value);
        targets->sd[k] = latigraph_target_statistic_scale(model, k, value);
        targets->weight[k] = is_known ? latigraph_target_statistic_weight(k) : 0;
    }
}
