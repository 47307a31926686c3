/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Costs of recurrent weights, for trainers that penalise Σ |w_ij| D_ij C_ij.
 *
 * D is the distance of two neurons. C is the communicability, a sum over walks of all lengths
 * (Crofts and Higham, J. R. Soc. Interface 6:411, 2009): C = exp(S^(-1/2) A S^(-1/2)), where A
 * holds the sizes of the weights, made symmetric, and S the strengths. The matrix is symmetric, so
 * its exponential is V exp(Λ) Vᵀ, from one eigendecomposition whose errors are at rounding. Padé's
 * approximation would cost as much and use nothing of the symmetry. Networks that are trained with
 * this penalty become modular and small-world (Achterberg, Akarca, Strouse, Duncan, Astle, Nat.
 * Mach. Intell. 5:1369, 2023). */

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "circuit/circuit.h"

#include <latigraph/weights.h>

#include <math.h>

/**
 * \function latigraph_distance_cost
 * \brief The distances of all pairs of neurons, in units of their mean.
 *
 * \param circuit The circuit, n neurons, with positions.
 * \param cost An initialised matrix, resized to (n, n). It is symmetric, with 0 on the diagonal
 *    and a mean of 1 elsewhere. Pairs with an unknown position have 1.
 * \param unknown Gets the number of neurons with unknown positions, or is \c NULL.
 * \return Error code: \c IGRAPH_EINVAL if the circuit has no positions, or all known ones are
 *    equal; \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(n²).
 *
 * Example: the costs of a circuit with positions.
 * \verbatim
 *   latigraph_distance_cost(circuit, &weights, NULL);
 * \endverbatim
 */
igraph_error_t latigraph_distance_cost(const latigraph_circuit_t *circuit, igraph_matrix_t *cost,
                                       igraph_integer_t *unknown) {
    double sum = 0, pairs = 0;
    igraph_integer_t missing = 0;
    if (circuit->dims == 0) {
        IGRAPH_ERRORF("Circuit \"%.60s\" has no positions, so it has no costs of distance.",
                      IGRAPH_EINVAL, circuit->name);
    }
    IGRAPH_CHECK(igraph_matrix_resize(cost, circuit->n, circuit->n));
    for (int i = 0; i < circuit->n; i++) {
        missing += !isfinite(circuit->position[(gsize)i * (gsize)circuit->dims]);
        MATRIX(*cost, i, i) = 0;
        for (int j = 0; j < i; j++) {
            const double distance = latigraph_circuit_distance(circuit, i, j);
            MATRIX(*cost, i, j) = MATRIX(*cost, j, i) = distance;
            sum += isfinite(distance) ? distance : 0;
            pairs += isfinite(distance);
        }
    }
    if (!(sum > 0)) {
        IGRAPH_ERRORF("Circuit \"%.60s\" has no two neurons at different known positions, so it "
                      "has no costs of distance.",
                      IGRAPH_EINVAL, circuit->name);
    }
    for (int i = 0; i < circuit->n; i++) {
        for (int j = 0; j < circuit->n; j++) {
            const double scaled = MATRIX(*cost, i, j) / (sum / pairs);
            MATRIX(*cost, i, j) = isfinite(scaled) ? scaled : 1;
        }
    }
    if (unknown != NULL) {
        *unknown = missing;
    }
    return IGRAPH_SUCCESS;
}

/* Sets a (n, n) to S^(-1/2) A S^(-1/2). */
static igraph_error_t normalise(const igraph_matrix_t *weight, int n, double *a, double *root) {
    for (int i = 0; i < n; i++) {
        double strength = 0;
        for (int j = 0; j < n; j++) {
            const double size = (fabs(MATRIX(*weight, i, j)) + fabs(MATRIX(*weight, j, i))) / 2;
            if (!isfinite(size)) {
                IGRAPH_ERRORF("The weight in row %d, column %d is not finite.", IGRAPH_EINVAL,
                              i + 1, j + 1);
            }
            a[(gsize)i * (gsize)n + (gsize)j] = size;
            strength += size;
        }
        root[i] = sqrt(strength);
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            double *entry = &a[(gsize)i * (gsize)n + (gsize)j];
            *entry = *entry > 0 ? *entry / (root[i] * root[j]) : 0;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Computes exp(A) of the symmetric a (n, n), which it destroys, into c (n, n). */
static igraph_error_t exponential(int n, double *a, igraph_matrix_t *c) {
    double *value, *work;
    blasint *integers;
    LATIGRAPH_ALLOCATE(value, n);
    LATIGRAPH_ALLOCATE(work, latigraph_symmetric_work_size(n));
    LATIGRAPH_ALLOCATE(integers, latigraph_symmetric_integers(n));
    LATIGRAPH_ALLOW_INTERRUPTION();
    latigraph_blas_begin();
    const int failed = latigraph_symmetric(n, a, value, work, integers);
    latigraph_blas_end();
    if (failed != 0) {
        IGRAPH_ERROR("The eigenvalues of the communicability do not converge.", IGRAPH_FAILURE);
    }
    for (int k = 0; k < n; k++) { /* row k is eigenvector k: C = Bᵀ B with B = exp(Λ / 2) Vᵀ */
        cblas_dscal(n, exp(value[k] / 2), a + (gsize)k * (gsize)n, 1);
    }
    LATIGRAPH_ALLOW_INTERRUPTION();
    latigraph_blas_begin();
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, n, n, 1, a, n, 0, &MATRIX(*c, 0, 0), n);
    latigraph_blas_end();
    g_free(integers);
    g_free(work);
    g_free(value);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_communicability
 * \brief The communicability of all pairs of neurons of a weighted network.
 *
 * It is exp(S^(-1/2) A S^(-1/2)), where A is the mean of |W| and its transpose and S is the
 * diagonal matrix of the row sums of A. A neuron without weights has 1 with itself and 0 with all
 * others. Source: Crofts and Higham, J. R. Soc. Interface 6:411 (2009).
 *
 * \param weight The weights W (n, n); signs and directions do not matter.
 * \param communicability An initialised matrix, resized to (n, n); it is symmetric.
 * \return Error code: \c IGRAPH_EINVAL if the matrix is not square or has a value that is not
 *    finite; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(n³).
 *
 * Example: the communicability of the initial weights of a circuit.
 * \verbatim
 *   igraph_matrix_t communicability;
 *   igraph_matrix_init(&communicability, 0, 0);
 *   latigraph_communicability(&weights, &communicability);
 *   igraph_matrix_destroy(&communicability);
 * \endverbatim
 */
igraph_error_t latigraph_communicability(const igraph_matrix_t *weight,
                                         igraph_matrix_t *communicability) {
    const igraph_integer_t size = igraph_matrix_nrow(weight);
    const int n = (int)size;
    double *a, *root;
    if (igraph_matrix_ncol(weight) != size || size > G_MAXINT) {
        IGRAPH_ERRORF("The weights have %" IGRAPH_PRId " rows and %" IGRAPH_PRId
                      " columns, but must be a square matrix.",
                      IGRAPH_EINVAL, size, igraph_matrix_ncol(weight));
    }
    IGRAPH_CHECK(igraph_matrix_resize(communicability, n, n));
    if (n == 0) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(a, (gsize)n * (gsize)n);
    LATIGRAPH_ALLOCATE(root, n);
    IGRAPH_CHECK(normalise(weight, n, a, root));
    IGRAPH_CHECK(exponential(n, a, communicability));
    for (int i = 0; i < n; i++) { /* the triangle that dsyrk wrote is our upper one */
        for (int j = 0; j < i; j++) {
            MATRIX(*communicability, i, j) = MATRIX(*communicability, j, i);
        }
    }
    g_free(root);
    g_free(a);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
