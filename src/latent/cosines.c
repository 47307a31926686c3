/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Cosines between directions of the code space.
 *
 * Coordinates of the code have different SDs and covary, so that angles of raw steps mean nothing.
 * Angles are taken in whitened coordinates y = L⁻¹ z, with C = L Lᵀ the covariance of the training
 * codes, in which their density is round. A cosine there is the correlation of two readings wᵀ z
 * over codes. O(directions² dz + dz³). */

#include "latent/latent.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "generate/code_density.h"

/* Fills rows (count, dz) with L⁻¹ s / |L⁻¹ s|, or zeros if a step has no length. */
static void whiten(const latigraph_code_density_t *density, int count, const igraph_matrix_t *steps,
                   double *rows) {
    const int width = density->width;
    for (int i = 0; i < count; i++) {
        double *row = rows + (gsize)i * (gsize)width;
        for (int k = 0; k < width; k++) {
            row[k] = MATRIX(*steps, i, k);
        }
        latigraph_code_density_whiten(density, row);
        const double length = cblas_dnrm2(width, row, 1);
        cblas_dscal(width, length > 0 ? 1 / length : 0, row, 1);
    }
}

/**
 * \function latigraph_direction_cosines
 * \brief Angles between directions of the code space.
 *
 * Steps s are compared as L⁻¹ s, with C = L Lᵀ the covariance of the training codes: in these
 * coordinates the density of the codes is round. A step C w / (wᵀ C w) · SD of a regression becomes
 * a multiple of Lᵀ w there. The cosine of two such steps is therefore the correlation of the two
 * readings wᵀ z over codes drawn from the density.
 *
 * \param model The model.
 * \param steps Matrix with one row per direction and one column per dimension of the code.
 * \param cosines Initialised matrix. It gets one row and one column per direction.
 * \return Error code: \c IGRAPH_EINVAL if the steps are not as wide as a code; \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(directions · dz · (directions + dz) + dz³).
 *
 * Example: do two properties share their direction?
 * \verbatim
 *   latigraph_directions(model, &circuits, NULL, directions, &found, NULL, &steps);
 *   latigraph_direction_cosines(model, &steps, &cosines);
 *   printf("%g\n", MATRIX(cosines, 0, 1));
 * \endverbatim
 */
igraph_error_t latigraph_direction_cosines(const latigraph_model_t *model,
                                           const igraph_matrix_t *steps, igraph_matrix_t *cosines) {
    const int width = model->config.code, count = (int)igraph_matrix_nrow(steps);
    latigraph_code_density_t density;
    double *rows;
    if (count > 0 && igraph_matrix_ncol(steps) != width) {
        IGRAPH_ERRORF("The model's code has %d dimensions, but the steps have %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, width, igraph_matrix_ncol(steps));
    }
    LATIGRAPH_ALLOCATE(rows, (gsize)count * (gsize)width);
    IGRAPH_CHECK(latigraph_code_density_init(&density, model, NULL));
    IGRAPH_FINALLY(latigraph_code_density_destroy, &density);
    IGRAPH_CHECK(igraph_matrix_resize(cosines, count, count));
    whiten(&density, count, steps, rows);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j <= i; j++) {
            const double cosine = cblas_ddot(width, rows + (gsize)i * (gsize)width, 1,
                                             rows + (gsize)j * (gsize)width, 1);
            MATRIX(*cosines, i, j) = MATRIX(*cosines, j, i) = CLAMP(cosine, -1, 1);
        }
    }
    latigraph_code_density_destroy(&density);
    g_free(rows);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
