/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "generate/steering_layer.h"

#include <math.h>

/* SDs below this are taken for it: a statistic that does not vary is not held to the last digit. */
static const double SD_MIN = 1e-3;
/* What three-cycles and the ends of the degree distributions weigh beside the rest. (The share of
 * one-way triangles weighs as the rest do: over circuits, feed-forward loops vary much less than it
 * does.) */
static const double LESSER = 0.5;
/* Nearly everything else hangs on the density. */
static const double DENSITY = 2;
/* Statistics of a circuit of 150 neurons vary by a third of an SD each from drawing to drawing,
 * which is 1.3 in squared error over all: much below that, nobody sees it in one circuit. */
static const double TOLERANCE = 0.03;
/* Sizes beyond those of the training circuits, as a share of them, at which codes still say what a
 * circuit is like. */
static const double SIZE_SLACK = 0.1;

double latigraph_target_statistic_sd(const latigraph_model_t *model, int statistic) {
    return statistic < model->config.statistics && model->statistic_sd[statistic] > SD_MIN
               ? model->statistic_sd[statistic]
               : SD_MIN;
}

gboolean latigraph_code_tells(const latigraph_model_t *model, int n) {
    return n >= (1 - SIZE_SLACK) * model->size_min && n <= (1 + SIZE_SLACK) * model->size_max;
}

double latigraph_target_statistic_weight(int statistic) {
    const gboolean lesser = statistic == LATIGRAPH_STATISTIC_CYCLIC_SHARE ||
                            statistic == LATIGRAPH_STATISTIC_NO_INPUT ||
                            statistic == LATIGRAPH_STATISTIC_NO_OUTPUT;
    return lesser ? LESSER : statistic == LATIGRAPH_STATISTIC_LOG_DENSITY ? DENSITY : 1;
}

/* The nearest value that a circuit can have. */
static double possible(int statistic, double value) {
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
    const int told = latigraph_told_statistics(&model->config);
    targets->count = count;
    targets->tolerance = TOLERANCE;
    for (int k = 0; k < count; k++) {
        const gboolean tells = k < told;
        const double value =
            tells ? model->statistic_mean[k] + model->statistic_sd[k] * (double)z[k] : NAN;
        targets->value[k] = possible(k, value);
        targets->sd[k] = latigraph_target_statistic_sd(model, k);
        targets->weight[k] = tells ? latigraph_target_statistic_weight(k) : 0;
    }
}
