/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/memory.h"
#include "base/parallel.h"
#include "base/moments.h"
#include "latent/latent.h"
#include "latent/target.h"

#include <math.h>

/* Variance of the posterior means above which a dimension is used (Burda et al.). */
static const double ACTIVE = 0.01;

/* Bits of the code, and dimensions in use, from rows (count, width) of means and SDs. */
static void measure_code(int count, int width, const double *mean, const double *sd,
                         latigraph_content_t *content) {
    for (int k = 0; k < width; k++) {
        double centre, squares, nats = 0;
        latigraph_moments(mean + k, (size_t)width, count, &centre, &squares);
        for (int i = 0; i < count; i++) {
            const double m = mean[i * width + k], s = sd[i * width + k];
            nats += 0.5 * (m * m + s * s - 1) - log(s);
        }
        content->bits += nats / count / M_LN2;
        content->active += squares / count > ACTIVE;
    }
    content->dimensions = width;
}

/* Is the property a function of one of the statistics that the encoder is given? */
static igraph_bool_t is_fed(const latigraph_model_t *model, igraph_integer_t property) {
    const int statistic = latigraph_control_of(property)->statistic;
    if (strcmp(latigraph_property_info(property)->name, "weight-mean") == 0) {
        return model->config.weights != LATIGRAPH_WEIGHTS_NONE;
    }
    return statistic >= 0 &&
           (statistic != LATIGRAPH_STATISTIC_EDGE_LENGTH || model->config.kernels > 0);
}

static igraph_bool_t is_asked(const latigraph_model_t *model, const char *property) {
    return model->property_name != NULL &&
           g_strv_contains((const char *const *)model->property_name, property);
}

/* R² of the model's own regression, on these circuits as they are. */
static double predict(const latigraph_direction_table_t *table, int d, int width, int count,
                      const double *codes, const igraph_matrix_t *properties,
                      igraph_integer_t property) {
    const double *value = &MATRIX(*properties, 0, property);
    double mean, total, error = 0;
    if (latigraph_moments(value, 1, count, &mean, &total) < 3 || !(total > 0)) {
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
 * \brief How much the codes of circuits carry.
 *
 * \c bits is the mean KL divergence of q(z | circuit) from N(0, I). \c active
 * counts the dimensions whose posterior mean varies over the circuits with a
 * variance above 0.01 (active units: Burda, Grosse, Salakhutdinov, Importance
 * weighted autoencoders, ICLR 2016). R² of a property is that of the ridge
 * regression that \ref latigraph_fit() stored, on these circuits as they are
 * and not fitted to them: 1 − Σ(y − ŷ)² / Σ(y − mean)², negative where the mean
 * of these circuits is the better guess.
 *
 * \param model The model.
 * \param circuits The circuits, at least one.
 * \param threads Threads to use; the result does not depend on them.
 * \param content Gets the figures.
 * \param readings Room for \ref latigraph_property_count() entries, in the order of the table: R²
 * of each property (NaN without a direction, without spread, or on fewer than three circuits), and
 *    whether it was fed to the encoder as a statistic or asked of the code by the model's head.
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
    IGRAPH_CHECK(latigraph_properties(circuits, &properties));
    measure_code(count, width, mean, sd, content);
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        const char *name = latigraph_property_info(p)->name;
        const int d = latigraph_direction_table_find(&model->directions, name);
        readings[p].fed = is_fed(model, p);
        readings[p].asked = is_asked(model, name);
        readings[p].r2 =
            d < 0 ? IGRAPH_NAN : predict(&model->directions, d, width, count, mean, &properties, p);
    }
    igraph_matrix_destroy(&properties);
    g_free(sd);
    g_free(mean);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
