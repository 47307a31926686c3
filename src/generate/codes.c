/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Codes for generation: the given ones, or draws from the density of the training codes.
 *
 * The density is a Gaussian fitted to the training codes, of all circuits or of one group
 * (doc/model.md, "Priors"). The prior N(0, I) of the objective is not used, because the training
 * codes fill only part of it. A draw is mean + C e, where C is the Cholesky factor of the
 * covariance and e ~ N(0, I). Code i has its own random stream, so it does not depend on the number
 * of codes.
 *
 * A circuit of n neurons, beyond the n₀ of the largest training circuit, covers as much tissue as
 * n / n₀ of these. Its code is drawn as a mean of so many independent codes, whose deviations from
 * the mean shrink by √(n₀ / n). With the code of one training circuit everywhere, tissue as a whole
 * would be as dense or as sparse as a small piece of it can be. */

#include "generate/generate.h"

#include "base/random.h"
#include "generate/code_density.h"
#include "generate/extrapolate.h"

double latigraph_code_shrinkage(const latigraph_model_t *model, igraph_integer_t nodes) {
    return nodes <= G_MAXINT && latigraph_is_beyond(model, (int)nodes)
               ? sqrt(model->size_max / (double)nodes)
               : 1;
}

static igraph_error_t draw_codes(const latigraph_model_t *model, const char *group,
                                 igraph_integer_t nodes, igraph_uint_t seed, int count,
                                 double *codes) {
    const int width = model->config.code;
    const double shrinkage = latigraph_code_shrinkage(model, nodes);
    latigraph_code_density_t density;
    IGRAPH_CHECK(latigraph_code_density_init(&density, model, group));
    for (int i = 0; i < count; i++) {
        double *code = codes + (gsize)i * (gsize)width;
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_CODE, (uint64_t)i);
        for (int k = 0; k < width; k++) {
            code[k] = shrinkage * latigraph_stream_normal(&stream);
        }
        latigraph_code_density_colour(&density, code);
    }
    latigraph_code_density_destroy(&density);
    return IGRAPH_SUCCESS;
}

double latigraph_code_reach(const latigraph_model_t *model, int k, double value) {
    const gsize width = (gsize)model->config.code;
    if (model->code_mean == NULL || model->code_covariance == NULL) {
        return fabs(value); /* the prior has mean 0 and SD 1 */
    }
    const double variance = model->code_covariance[(gsize)k * width + (gsize)k];
    return fabs(value - model->code_mean[k]) / sqrt(fmax(variance, 1e-12));
}

/* Rejects a coordinate that is not finite, or so far out that networks only saturate there. */
static igraph_error_t check_coordinate(const latigraph_model_t *model, int code, int k,
                                       double value) {
    if (!isfinite(value)) {
        IGRAPH_ERRORF("Dimension %d of code %d is %g, but codes must be finite.", IGRAPH_EINVAL, k,
                      code, value);
    }
    if (latigraph_code_reach(model, k, value) > LATIGRAPH_REACH_MAX) {
        IGRAPH_ERRORF("Dimension %d of code %d is %g, which is %.3g SD from the mean of the "
                      "training codes. The limit is %g SD.",
                      IGRAPH_EINVAL, k, code, value, latigraph_code_reach(model, k, value),
                      LATIGRAPH_REACH_MAX);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_codes(const latigraph_model_t *model, const igraph_matrix_t *given,
                               const char *group, igraph_integer_t nodes, igraph_uint_t seed,
                               int count, double *codes) {
    const int width = model->config.code;
    if (given == NULL) {
        return draw_codes(model, group, nodes, seed, count, codes);
    }
    if (group != NULL) {
        IGRAPH_ERRORF(
            "Both codes and a group (\"%.200s\") were passed. Pass codes, or a group whose "
            "density codes are drawn from.",
            IGRAPH_EINVAL, group);
    }
    const igraph_integer_t rows = igraph_matrix_nrow(given), columns = igraph_matrix_ncol(given);
    if (columns != width) {
        IGRAPH_ERRORF("The codes have %" IGRAPH_PRId " columns, but the model's code has %d "
                      "dimensions.",
                      IGRAPH_EINVAL, columns, width);
    }
    if (rows != 1 && rows != count) {
        IGRAPH_ERRORF("The number of codes is %" IGRAPH_PRId
                      ", but must be 1 or the number of circuits (%d).",
                      IGRAPH_EINVAL, rows, count);
    }
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < width; k++) {
            const double value = MATRIX(*given, rows == 1 ? 0 : i, k);
            IGRAPH_CHECK(check_coordinate(model, rows == 1 ? 0 : i, k, value));
            codes[(gsize)i * (gsize)width + (gsize)k] = value;
        }
    }
    return IGRAPH_SUCCESS;
}
