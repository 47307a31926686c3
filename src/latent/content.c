/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Information in the codes of circuits.
 *
 * Three measures complement each other. The mean KL divergence of q(z | circuit) from N(0, I), in
 * bits, is the cost of a code and an upper bound of its information about the circuit. Active
 * dimensions are those whose posterior mean varies over circuits. R² of each property shows whether
 * the code holds that property: the model's own ridge regression predicts it from the posterior
 * means, without being fitted to these circuits. */

#include "base/memory.h"
#include "base/parallel.h"
#include "base/moments.h"
#include "latent/latent.h"
#include "latent/target.h"

#include <math.h>

/* Variance of the posterior means above which a dimension is active (Burda et al.). */
static const double ACTIVE = 0.01;
/* Least number of circuits for which there is an R². */
enum { LEAST_SCORED = 3 };

/* Computes the bits of the code and its active dimensions from means and SDs (count, width). Only
 * the `read` first coordinates count, which the networks read. */
static void measure_code(int count, int width, int read, const double *mean, const double *sd,
                         latigraph_content_t *content) {
    for (int k = 0; k < read; k++) {
        double centre, squares, nats = 0;
        latigraph_moments(mean + k, (size_t)width, count, &centre, &squares);
        for (int i = 0; i < count; i++) {
            const double m = mean[i * width + k], s = sd[i * width + k];
            nats += 0.5 * (m * m + s * s - 1) - log(s);
        }
        content->bits += nats / count / M_LN2;
        content->active += squares / count > ACTIVE;
    }
    content->dimensions = read;
}

/* Returns whether the property is a function of a statistic that the encoder is given. */
static igraph_bool_t is_fed(const latigraph_model_t *model, igraph_integer_t property) {
    const int statistic = latigraph_control_of(property)->statistic;
    if (strcmp(latigraph_property_info(property)->name, "weight-mean") == 0) {
        return model->config.weights != LATIGRAPH_WEIGHTS_NONE;
    }
    return statistic >= 0 &&
           (statistic != LATIGRAPH_STATISTIC_EDGE_LENGTH || model->config.kernels > 0);
}

/* Returns whether the model was trained to predict the property from the code. */
static igraph_bool_t is_asked(const latigraph_model_t *model, const char *property) {
    return model->property_name != NULL &&
           g_strv_contains((const char *const *)model->property_name, property);
}

/* Returns the R² of the model's own regression d on these circuits. */
static double predict(const latigraph_direction_table_t *table, int d, int width, int count,
                      const double *codes, const igraph_matrix_t *properties,
                      igraph_integer_t property) {
    const double *value = &MATRIX(*properties, 0, property);
    double mean, total, error = 0;
    if (latigraph_moments(value, 1, count, &mean, &total) < LEAST_SCORED || !(total > 0)) {
        return NAN;
    }
    for (int i = 0; i < count; i++) {
        double guess = table->intercept[d];
        for (int k = 0; k < width; k++) {
            guess += table->weight[d * width + k] * codes[i * width + k];
        }
        error += isfinite(value[i]) ? (value[i] - guess) * (value[i] - guess) : 0;
    }
    return 1 - error / total;
}

/**
 * \function latigraph_content
 * \brief Measures the information in the codes of circuits.
 *
 * \c bits is the mean KL divergence of q(z | circuit) from N(0, I). \c active
 * counts the dimensions whose posterior mean varies over the circuits with a
 * variance above 0.01 (active units: Burda, Grosse, Salakhutdinov, Importance
 * weighted autoencoders, ICLR 2016). Statistics of closure, which the networks
 * do not read, are left out of these numbers. R² of a property is that of the ridge
 * regression that \ref latigraph_fit() stored, without a fit to these circuits:
 * 1 − Σ(y − ŷ)² / Σ(y − mean)². It is negative if the mean of these circuits is
 * the better prediction.
 *
 * \param model The model.
 * \param circuits The circuits, at least one.
 * \param threads Number of threads; the result does not depend on it.
 * \param content Gets bits, active dimensions and all dimensions.
 * \param readings Array of \ref latigraph_property_count() entries, in the order of the table. Each
 *    gets the R² of a property (NaN without a direction, without spread, or with fewer than three
 *    circuits), whether the encoder is given the property as a statistic, and whether the model was
 *    trained to predict it from the code.
 * \return Error code: \c IGRAPH_EINVAL, \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_encode() and \ref latigraph_properties().
 *
 * Example: the number of dimensions that the codes of circuits use.
 * \verbatim
 *   latigraph_content_t content;
 *   latigraph_reading_t *readings =
 *       calloc((size_t)latigraph_property_count(), sizeof *readings);
 *   latigraph_content(model, &circuits, 1, &content, readings);
 *   printf("%d of %d dimensions are active\n", (int)content.active, (int)content.dimensions);
 *   free(readings);
 * \endverbatim
 */
igraph_error_t latigraph_content(const latigraph_model_t *model,
                                 const latigraph_circuit_list_t *circuits, igraph_integer_t threads,
                                 latigraph_content_t *content, latigraph_reading_t *readings) {
    const int count = (int)latigraph_circuit_list_size(circuits), width = model->config.code;
    igraph_matrix_t properties;
    double *mean, *sd;
    IGRAPH_CHECK(latigraph_check_threads(threads));
    if (count < 1) {
        IGRAPH_ERROR("The content of codes needs at least one circuit, but the list is empty.",
                     IGRAPH_EINVAL);
    }
    memset(content, 0, sizeof *content);
    LATIGRAPH_ALLOCATE(mean, (gsize)count * (gsize)width);
    LATIGRAPH_ALLOCATE(sd, (gsize)count * (gsize)width);
    IGRAPH_MATRIX_INIT_FINALLY(&properties, 0, 0);
    IGRAPH_CHECK(latigraph_encode_rows(model, circuits, (int)threads, mean, sd));
    /* Properties of large circuits take long, so that they are measured only if they are read. */
    if (model->directions.count > 0 && count >= LEAST_SCORED) {
        IGRAPH_CHECK(latigraph_properties(circuits, &properties));
    }
    measure_code(count, width, latigraph_network_code(&model->config), mean, sd, content);
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        const char *name = latigraph_property_info(p)->name;
        const int d = latigraph_direction_table_find(&model->directions, name);
        readings[p].fed = is_fed(model, p);
        readings[p].asked = is_asked(model, name);
        readings[p].r2 = d < 0 || count < LEAST_SCORED
                             ? IGRAPH_NAN
                             : predict(&model->directions, d, width, count, mean, &properties, p);
    }
    igraph_matrix_destroy(&properties);
    g_free(sd);
    g_free(mean);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
