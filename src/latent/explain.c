/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Shapley values of the predictions of properties from codes.
 *
 * The model predicts a property by y = c + wᵀ z, with z ~ N(μ, C) over the training codes. What a
 * coordinate contributes depends on the value v(S) of a set S of known coordinates. Four games are
 * solved; g = C w, and V = wᵀ C w is the variance of the prediction:
 *
 *     v(S)                                 Shapley value of coordinate k   result
 *     E[y], z_S set to a circuit's values  w_k (z_k − μ_k)                 part
 *     Var Σ_S w_k z_k                      w_k g_k, divided by V           share
 *     E[y | z_S]                           sum over all sets               conditional_part
 *     Var E[y | z_S]                       sum over all sets, over V       conditional_share
 *
 * The first two are exact in closed form. They treat coordinates as if each could be set alone. The
 * last two also credit a coordinate with what it says about others that covary with it. They visit
 * all 2^dz sets (regression/shapley.h) and are NaN for codes of more than 26 dimensions. Along the
 * principal axes of C codes do not covary, and all games agree. Properties of the user have no
 * regression in the model, so one is learnt on the circuits as in directions.c. */

#include <latigraph/directions.h>
#include <latigraph/explain.h>

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/moments.h"
#include "latent/latent.h"
#include "latent/path.h"
#include "measure/property.h"
#include "regression/shapley.h"

#include <math.h>
#include <string.h>

/* --- The subject ---------------------------------------------------------- */

/* Properties to explain and their regressions. P properties, dz dimensions of the code. */
typedef struct {
    const latigraph_model_t *model;
    int width, count;
    const double *mean, *covariance; /* μ (dz), C (dz, dz) */
    int *row;                        /* (P) row of the model's directions; −1 if of the user */
    double *weight;                  /* (P, dz) w */
    double *with;                    /* (P, dz) C w, covariances of coordinates and prediction */
    double *total;                   /* (P) wᵀ C w */
    double *offset;                  /* (dz) z − μ; NULL without circuits */
    int threads;
} subject_t;

static void subject_destroy(subject_t *subject) {
    g_free(subject->row);
    g_free(subject->weight);
    g_free(subject->with);
    g_free(subject->total);
    g_free(subject->offset);
}

static gboolean is_own(const latigraph_callback_list_t *user, igraph_integer_t property) {
    return user != NULL && property >= latigraph_property_count() &&
           property < latigraph_property_count() + user->count;
}

/* Finds the rows of the requested directions, or of all directions of known properties. */
static igraph_error_t find_rows(subject_t *subject, const latigraph_callback_list_t *user,
                                const igraph_vector_int_t *properties, igraph_vector_int_t *found) {
    const latigraph_direction_table_t *table = &subject->model->directions;
    igraph_vector_int_clear(found);
    if (properties != NULL) {
        IGRAPH_CHECK(igraph_vector_int_update(found, properties));
    }
    for (int d = 0; properties == NULL && d < table->count; d++) {
        const igraph_integer_t p = latigraph_property_find(table->property[d]);
        if (p >= 0) { /* a model file may have directions of unknown properties */
            IGRAPH_CHECK(igraph_vector_int_push_back(found, p));
        }
    }
    subject->count = (int)igraph_vector_int_size(found);
    subject->row = g_try_new0(int, subject->count + 1);
    if (subject->row == NULL) {
        IGRAPH_ERROR("Not enough memory to explain properties.", IGRAPH_ENOMEM);
    }
    for (int t = 0; t < subject->count; t++) {
        subject->row[t] = -1;
        if (!is_own(user, VECTOR(*found)[t])) {
            IGRAPH_CHECK(
                latigraph_path_direction(subject->model, VECTOR(*found)[t], &subject->row[t]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Regressions ---------------------------------------------------------- */

/* Copies the regressions of the model. `base` gets their intercepts. */
static void take_held(subject_t *subject, latigraph_explanation_t *e) {
    const latigraph_direction_table_t *table = &subject->model->directions;
    const gsize width = (gsize)subject->width;
    for (int t = 0; t < subject->count; t++) {
        const int d = subject->row[t];
        if (d >= 0) {
            memcpy(subject->weight + (gsize)t * width, table->weight + (gsize)d * width,
                   sizeof(double) * width);
            VECTOR(e->r2)[t] = table->r2[d];
            VECTOR(e->sd)[t] = table->sd[d];
            VECTOR(e->base)[t] = table->intercept[d];
        }
    }
}

/* Lists the requested properties of the user, and pushes the list to the FINALLY stack. */
static igraph_error_t list_own(const subject_t *subject, const latigraph_explanation_t *e,
                               igraph_vector_int_t *own) {
    IGRAPH_VECTOR_INT_INIT_FINALLY(own, 0);
    for (int t = 0; t < subject->count; t++) {
        if (subject->row[t] < 0) {
            IGRAPH_CHECK(igraph_vector_int_push_back(own, VECTOR(e->property)[t]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Copies the regression of property t, one of the user, from those that were found on the circuits.
 */
static igraph_error_t take_learnt(subject_t *subject, int t, const char *name,
                                  const latigraph_direction_t *directions, igraph_integer_t found,
                                  const igraph_matrix_t *weights, latigraph_explanation_t *e) {
    igraph_integer_t d = 0;
    while (d < found && directions[d].property != VECTOR(e->property)[t]) {
        d++;
    }
    if (d == found) {
        IGRAPH_ERRORF("%s cannot be explained: over the %" IGRAPH_PRId
                      " circuits it does not vary, or is defined for fewer than 8 of them.",
                      IGRAPH_EINVAL, name, e->circuits);
    }
    for (int k = 0; k < subject->width; k++) {
        subject->weight[t * subject->width + k] = MATRIX(*weights, d, k);
    }
    VECTOR(e->r2)[t] = directions[d].r2;
    VECTOR(e->sd)[t] = directions[d].sd;
    VECTOR(e->base)[t] = directions[d].intercept;
    return IGRAPH_SUCCESS;
}

/* Fits regressions of the user's properties to the circuits with latigraph_directions(). The seed
 * of its folds is fixed, so that the result is a function of the circuits. */
static igraph_error_t learn_own(subject_t *subject, const latigraph_circuit_list_t *circuits,
                                const latigraph_callback_list_t *user, latigraph_explanation_t *e) {
    igraph_vector_int_t own;
    igraph_matrix_t weights;
    latigraph_direction_t *directions;
    igraph_integer_t found;
    IGRAPH_CHECK(list_own(subject, e, &own));
    const igraph_integer_t count = igraph_vector_int_size(&own);
    if (count > 0 && e->circuits == 0) {
        IGRAPH_ERRORF(
            "The model holds no direction of %s, which is not of its table: explaining it "
            "needs circuits to learn it from.",
            IGRAPH_EINVAL, latigraph_property_name(user, VECTOR(own)[0]));
    }
    IGRAPH_MATRIX_INIT_FINALLY(&weights, 0, 0);
    LATIGRAPH_ALLOCATE(directions, latigraph_property_count() + (user != NULL ? user->count : 0));
    if (count > 0) {
        const latigraph_directions_options_t options = {.user = user,
                                                        .properties = VECTOR(own),
                                                        .property_count = count,
                                                        .threads = subject->threads,
                                                        .seed = 1};
        IGRAPH_CHECK(latigraph_directions(subject->model, circuits, &options, directions, &found,
                                          &weights, NULL));
    }
    for (int t = 0; t < subject->count; t++) {
        if (subject->row[t] < 0) {
            IGRAPH_CHECK(take_learnt(subject, t,
                                     latigraph_property_name(user, VECTOR(e->property)[t]),
                                     directions, found, &weights, e));
        }
    }
    g_free(directions);
    igraph_matrix_destroy(&weights);
    igraph_vector_int_destroy(&own);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Collects the regressions of all properties, and computes C w and wᵀ C w of each. */
static igraph_error_t gather(subject_t *subject, const latigraph_circuit_list_t *circuits,
                             const latigraph_callback_list_t *user, latigraph_explanation_t *e) {
    igraph_vector_t *of_properties[] = {&e->r2, &e->sd, &e->base, &e->spread};
    const gsize width = (gsize)subject->width, count = (gsize)subject->count;
    subject->weight = g_try_new0(double, count *width + 1);
    subject->with = g_try_new0(double, count *width + 1);
    subject->total = g_try_new0(double, count + 1);
    if (subject->weight == NULL || subject->with == NULL || subject->total == NULL) {
        IGRAPH_ERROR("Not enough memory to explain properties.", IGRAPH_ENOMEM);
    }
    for (size_t k = 0; k < G_N_ELEMENTS(of_properties); k++) {
        IGRAPH_CHECK(igraph_vector_resize(of_properties[k], subject->count));
    }
    take_held(subject, e);
    IGRAPH_CHECK(learn_own(subject, circuits, user, e));
    for (gsize t = 0; t < count; t++) {
        double *weight = subject->weight + t * width, *with = subject->with + t * width;
        cblas_dsymv(CblasRowMajor, CblasLower, (int)width, 1, subject->covariance, (int)width,
                    weight, 1, 0, with, 1);
        subject->total[t] = cblas_ddot((int)width, weight, 1, with, 1);
    }
    return IGRAPH_SUCCESS;
}

/* Returns the share of the variance of a prediction, NaN if it does not vary. */
static double share_of(const subject_t *subject, int t, double part) {
    return subject->total[t] > 0 ? part / subject->total[t] : NAN;
}

/* Sets base values, spreads of predictions, SDs of coordinates, and weights. */
static igraph_error_t describe(const subject_t *subject, latigraph_explanation_t *e) {
    const int width = subject->width;
    for (int t = 0; t < subject->count; t++) {
        VECTOR(e->base)
        [t] += cblas_ddot(width, subject->weight + t * width, 1, subject->mean, 1);
        VECTOR(e->spread)[t] = sqrt(fmax(subject->total[t], 0));
    }
    IGRAPH_CHECK(igraph_vector_resize(&e->coordinate_sd, subject->width));
    for (int k = 0; k < subject->width; k++) {
        VECTOR(e->coordinate_sd)[k] = sqrt(subject->covariance[k * subject->width + k]);
    }
    e->statistics = latigraph_coded_statistics(&subject->model->config);
    return latigraph_rows_to_matrix(subject->weight, subject->count, subject->width, &e->weight);
}

/* --- Coordinates ---------------------------------------------------------- */

/* Computes `share` and `part`, the games with closed forms. */
static igraph_error_t explain_coordinates(const subject_t *subject, latigraph_explanation_t *e) {
    const int width = subject->width;
    IGRAPH_CHECK(igraph_matrix_resize(&e->share, subject->count, width));
    IGRAPH_CHECK(
        igraph_matrix_resize(&e->part, subject->offset != NULL ? subject->count : 0, width));
    for (int t = 0; t < subject->count; t++) {
        for (int k = 0; k < width; k++) {
            const double weight = subject->weight[t * width + k];
            MATRIX(e->share, t, k) = share_of(subject, t, weight * subject->with[t * width + k]);
            if (subject->offset != NULL) {
                MATRIX(e->part, t, k) = weight * subject->offset[k];
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* Factorises the covariance of coordinates first … first + size − 1. factor (size, size). */
static igraph_error_t factorise(int width, const double *covariance, int first, int size,
                                double *factor) {
    for (int i = 0; i < size; i++) {
        memcpy(factor + i * size, covariance + (first + i) * width + first,
               sizeof(double) * (gsize)size);
    }
    if (latigraph_cholesky(size, factor) != 0) {
        IGRAPH_ERROR(
            "The covariance of the model's codes is not positive definite, so that Shapley "
            "values are not defined. Fit the model to more circuits.",
            IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

/* Fills one column of `alone` with the share of the variance that coordinates first …
 * first + size − 1 explain without the others: g_Sᵀ C_SS⁻¹ g_S / V. */
static igraph_error_t share_alone(const subject_t *subject, int first, int size,
                                  igraph_matrix_t *alone, int column) {
    double *factor, *solution;
    LATIGRAPH_ALLOCATE(factor, size * size);
    LATIGRAPH_ALLOCATE(solution, size);
    if (size > 0) {
        IGRAPH_CHECK(factorise(subject->width, subject->covariance, first, size, factor));
    }
    for (int t = 0; t < subject->count; t++) {
        const double *with = subject->with + t * subject->width + first;
        double part = 0;
        if (size > 0) {
            memcpy(solution, with, sizeof(double) * (gsize)size);
            latigraph_cholesky_solve(size, factor, solution, 1);
            part = cblas_ddot(size, with, 1, solution, 1);
        }
        MATRIX(*alone, t, column) = share_of(subject, t, part);
    }
    g_free(solution);
    g_free(factor);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Computes the shares that the statistics alone, and the free coordinates alone, explain. */
static igraph_error_t explain_groups(const subject_t *subject, latigraph_explanation_t *e) {
    const int statistics = (int)e->statistics;
    IGRAPH_CHECK(igraph_matrix_resize(&e->alone, subject->count, 2));
    IGRAPH_CHECK(share_alone(subject, 0, statistics, &e->alone, 0));
    return share_alone(subject, statistics, subject->width - statistics, &e->alone, 1);
}

/* Computes `conditional_share` and `conditional_part`, the games over all sets. */
static igraph_error_t explain_conditionally(const subject_t *subject, latigraph_explanation_t *e) {
    const int width = subject->width, count = subject->count;
    double *variance, *shift, *factor;
    LATIGRAPH_ALLOCATE(variance, count * width);
    LATIGRAPH_ALLOCATE(shift, count * width);
    LATIGRAPH_ALLOCATE(factor, width * width);
    for (int i = 0; i < count * width; i++) {
        variance[i] = shift[i] = NAN;
    }
    IGRAPH_CHECK(factorise(width, subject->covariance, 0, width, factor));
    if (width <= LATIGRAPH_SHAPLEY_MAX) {
        const latigraph_readings_t readings = {.width = width,
                                               .covariance = subject->covariance,
                                               .readings = count,
                                               .with = subject->with,
                                               .offset = subject->offset};
        IGRAPH_CHECK(latigraph_shapley(&readings, subject->threads, variance, shift));
    }
    for (int i = 0; i < count * width; i++) {
        variance[i] = share_of(subject, i / width, variance[i]);
    }
    IGRAPH_CHECK(latigraph_rows_to_matrix(variance, count, width, &e->conditional_share));
    IGRAPH_CHECK(latigraph_rows_to_matrix(shift, subject->offset != NULL ? count : 0, width,
                                          &e->conditional_part));
    g_free(factor);
    g_free(shift);
    g_free(variance);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Axes ----------------------------------------------------------------- */

/* Finds the principal axes of C, the longest first. The largest loading of each is positive. */
static igraph_error_t find_axes(const subject_t *subject, latigraph_explanation_t *e) {
    const int width = subject->width;
    igraph_matrix_t covariance, vectors;
    igraph_vector_t values;
    IGRAPH_MATRIX_INIT_FINALLY(&covariance, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&vectors, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_CHECK(latigraph_rows_to_matrix(subject->covariance, width, width, &covariance));
    IGRAPH_CHECK(igraph_lapack_dsyevr(&covariance, IGRAPH_LAPACK_DSYEV_ALL, 0, 0, 0, 0, 0, 1e-12,
                                      &values, &vectors, NULL));
    IGRAPH_CHECK(igraph_matrix_resize(&e->axis, width, width));
    IGRAPH_CHECK(igraph_vector_resize(&e->axis_variance, width));
    for (int a = 0; a < width; a++) {
        const int column = width - 1 - a;
        int largest = 0;
        for (int k = 1; k < width; k++) {
            /* The margin keeps the sign the same where loadings differ by rounding errors. */
            if (fabs(MATRIX(vectors, k, column)) > fabs(MATRIX(vectors, largest, column)) + 1e-9) {
                largest = k;
            }
        }
        const double sign = MATRIX(vectors, largest, column) < 0 ? -1 : 1;
        VECTOR(e->axis_variance)[a] = VECTOR(values)[column];
        for (int k = 0; k < width; k++) {
            MATRIX(e->axis, a, k) = sign * MATRIX(vectors, k, column);
        }
    }
    igraph_vector_destroy(&values);
    igraph_matrix_destroy(&vectors);
    igraph_matrix_destroy(&covariance);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Computes the shares and parts of the axes, for which all games agree. */
static igraph_error_t explain_axes(const subject_t *subject, latigraph_explanation_t *e) {
    const int width = subject->width;
    IGRAPH_CHECK(find_axes(subject, e));
    IGRAPH_CHECK(igraph_matrix_resize(&e->axis_share, subject->count, width));
    IGRAPH_CHECK(
        igraph_matrix_resize(&e->axis_part, subject->offset != NULL ? subject->count : 0, width));
    for (int t = 0; t < subject->count; t++) {
        for (int a = 0; a < width; a++) {
            double weight = 0, offset = 0;
            for (int k = 0; k < width; k++) {
                weight += subject->weight[t * width + k] * MATRIX(e->axis, a, k);
                offset += subject->offset != NULL ? subject->offset[k] * MATRIX(e->axis, a, k) : 0;
            }
            MATRIX(e->axis_share, t, a) =
                share_of(subject, t, weight * weight * VECTOR(e->axis_variance)[a]);
            if (subject->offset != NULL) {
                MATRIX(e->axis_part, t, a) = weight * offset;
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Circuits ------------------------------------------------------------- */

/* Sets subject->offset to the mean code of the circuits, less the mean training code. */
static igraph_error_t find_offset(subject_t *subject, const latigraph_circuit_list_t *circuits,
                                  latigraph_explanation_t *e) {
    const gsize width = (gsize)subject->width, count = (gsize)latigraph_circuit_list_size(circuits);
    double *codes;
    subject->offset = g_try_new0(double, width + 1);
    if (subject->offset == NULL) {
        IGRAPH_ERROR("Not enough memory to explain properties.", IGRAPH_ENOMEM);
    }
    LATIGRAPH_ALLOCATE(codes, count * width);
    IGRAPH_CHECK(latigraph_encode_rows(subject->model, circuits, subject->threads, codes, NULL));
    IGRAPH_CHECK(igraph_vector_resize(&e->code, subject->width));
    for (gsize k = 0; k < width; k++) {
        double sum = 0;
        for (gsize i = 0; i < count; i++) {
            sum += codes[i * width + k];
        }
        VECTOR(e->code)[k] = sum / (double)count;
        subject->offset[k] = VECTOR(e->code)[k] - subject->mean[k];
    }
    g_free(codes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Predicts properties from the mean code of the circuits, and measures them. */
static igraph_error_t read_circuits(const subject_t *subject,
                                    const latigraph_circuit_list_t *circuits,
                                    const latigraph_callback_list_t *user,
                                    latigraph_explanation_t *e) {
    igraph_matrix_t values;
    igraph_bool_t *wanted;
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    LATIGRAPH_ALLOCATE(wanted, latigraph_property_count() + (user != NULL ? user->count : 0));
    for (int t = 0; t < subject->count; t++) {
        wanted[VECTOR(e->property)[t]] = true;
    }
    IGRAPH_CHECK(latigraph_properties_wanted(circuits, user, wanted, subject->threads, &values));
    IGRAPH_CHECK(igraph_vector_resize(&e->reading, subject->count));
    IGRAPH_CHECK(igraph_vector_resize(&e->measured, subject->count));
    for (int t = 0; t < subject->count; t++) {
        double squares;
        VECTOR(e->reading)
        [t] = VECTOR(e->base)[t] + cblas_ddot(subject->width, subject->weight + t * subject->width,
                                              1, subject->offset, 1);
        latigraph_moments(&MATRIX(values, 0, VECTOR(e->property)[t]), 1,
                          (int)latigraph_circuit_list_size(circuits), &VECTOR(e->measured)[t],
                          &squares);
    }
    g_free(wanted);
    igraph_matrix_destroy(&values);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- All of it ------------------------------------------------------------ */

static igraph_error_t explain(subject_t *subject, const latigraph_circuit_list_t *circuits,
                              const latigraph_callback_list_t *user, latigraph_explanation_t *e) {
    IGRAPH_CHECK(gather(subject, circuits, user, e));
    IGRAPH_CHECK(describe(subject, e));
    igraph_vector_clear(&e->reading);
    igraph_vector_clear(&e->measured);
    igraph_vector_clear(&e->code);
    if (e->circuits > 0) {
        IGRAPH_CHECK(find_offset(subject, circuits, e));
        IGRAPH_CHECK(read_circuits(subject, circuits, user, e));
    }
    IGRAPH_CHECK(explain_coordinates(subject, e));
    IGRAPH_CHECK(explain_groups(subject, e));
    IGRAPH_CHECK(explain_axes(subject, e));
    return explain_conditionally(subject, e);
}

/**
 * \function latigraph_explain
 * \brief Explains predictions of properties by coordinates of the code, with exact Shapley values.
 *
 * A model predicts a property y from a code z by a linear regression, y = c + wᵀ z (see
 * \ref latigraph_directions()). Shapley values (Shapley 1953) divide the prediction fairly among
 * the coordinates, and among the principal axes of the codes. They depend on the value v(S) of a
 * set S of known coordinates. C and μ are covariance and mean of the training codes.
 *
 * </para><para>
 * Two games explain the code z of a circuit. \c part is interventional: the other coordinates keep
 * their distribution over the training codes, v(S) = E[c + Σ_S w_k z_k + Σ_others w_k Z_k]. Its
 * Shapley values are w_k (z_k − μ_k) exactly (Štrumbelj and Kononenko, Knowl. Inf. Syst. 41:647,
 * 2014; Lundberg and Lee, NeurIPS 2017, Corollary 1). \c conditional_part has v(S) = E[y | z_S]: a
 * coordinate is also credited with its information about those that covary with it (Aas, Jullum,
 * Løland, Artif. Intell. 298:103502, 2021), which is exact for Gaussian codes. Both add up to \c
 * reading − \c base. They are linear in the code, so the values of the mean code of several
 * circuits are the means of their values.
 *
 * </para><para>
 * Two games explain the variance over the training codes. \c share has v(S) = Var Σ_S w_k Z_k, and
 * its values are w_k (C w)_k exactly (Colini-Baldeschi, Scarsini, Vaccari, Methodol. Comput. Appl.
 * Probab. 20:919, 2018; they are Pratt's measure of importance). A share is negative if a
 * coordinate cancels contributions of others with which it covaries. \c conditional_share has v(S)
 * = Var E[y | Z_S], the decomposition of R² of Lindeman, Merenda and Gold (1980) and Lipovetsky and
 * Conklin (Appl. Stoch. Models Bus. Ind. 17:319, 2001). It is never negative, and a coordinate of
 * weight 0 has a share if it covaries with others. Shares of several coordinates may be added.
 * Codes do not covary along the principal axes, so all games agree there: the share of an axis is
 * w̃² λ over wᵀ C w, and its part is w̃ times the position of the code on the axis.
 *
 * </para><para>
 * Shapley values explain the regression. They explain circuits only as well as it predicts them, so
 * look at \c r2, and compare \c reading with \c measured. \ref latigraph_coordinate_effects()
 * measures the effect of a coordinate on circuits.
 *
 * \param model The model.
 * \param circuits Circuits whose mean code is explained. If \c NULL or empty, only the variance
 *    over the training codes is explained.
 * \param properties Indices into the table of properties. \c NULL means all properties of which
 *    the model has a direction.
 * \param threads Number of threads; the result does not depend on it.
 * \param explanation Initialised struct, which is filled.
 * \return Error code: \c IGRAPH_EINVAL: no direction of a property (the message lists those of
 *    the model), threads, node data in another unit; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(2^D properties) for D ≤ 26 coordinates, because each of the 2^D sets is
 * visited once (0.6 s for one property and D = 24, 3.6 s on two threads for fifty), and O(D³ + D²
 * properties) for more; plus that of \ref latigraph_encode() and \ref latigraph_properties() for
 * the circuits.
 *
 * \sa \ref latigraph_coordinate_effects(), \ref latigraph_directions()
 *
 * Example: the share of the log density in the prediction of transitivity.
 * \verbatim
 *   latigraph_explanation_t explanation;
 *   igraph_vector_int_t properties;
 *   igraph_vector_int_init(&properties, 1);
 *   VECTOR(properties)[0] = latigraph_property_find("transitivity");
 *   latigraph_explanation_init(&explanation);
 *   latigraph_explain(model, NULL, &properties, 1, &explanation);
 *   printf("%g\n", MATRIX(explanation.share, 0, 0));
 * \endverbatim
 */
igraph_error_t latigraph_explain(const latigraph_model_t *model,
                                 const latigraph_circuit_list_t *circuits,
                                 const igraph_vector_int_t *properties, igraph_integer_t threads,
                                 latigraph_explanation_t *explanation) {
    return latigraph_explain_with(model, circuits, NULL, properties, threads, explanation);
}

/**
 * \function latigraph_explain_with
 * \brief Explains predictions of properties, including properties of the user.
 *
 * A model has no regression of a property of the user. One is fitted to the circuits with \ref
 * latigraph_directions() (the better of ridge regression and partial least squares). Its \c r2 is
 * cross-validated on the circuits, and its \c sd is that over them. Everything else is as in \ref
 * latigraph_explain(), with the covariance of the training codes.
 *
 * \param model The model.
 * \param circuits Circuits whose mean code is explained, and to which regressions of the user's
 *    properties are fitted. These need at least 8 circuits, and are reliable with many more
 *    circuits than dimensions of the code.
 * \param user Properties of the user, or \c NULL.
 * \param properties Indices into the table of properties, and beyond it into \p user. \c NULL
 *    means all properties of which the model has a direction.
 * \param threads Number of threads; the result does not depend on it.
 * \param explanation Initialised struct, which is filled.
 * \return Error code: as \ref latigraph_explain(), and \c IGRAPH_EINVAL for a property of the
 *    user if there are no circuits, or if it does not vary over them or is defined for fewer
 *    than 8.
 *
 * Time complexity: that of \ref latigraph_explain(), plus that of \ref latigraph_directions() for
 * the properties of the user.
 *
 * \sa \ref latigraph_property_resolve(), which finds the index of an operation
 *
 * Example: explain the prediction of a property of your own.
 * \verbatim
 *   const latigraph_callback_t loops = {"loops", count_loops, NULL};
 *   const latigraph_callback_list_t user = {&loops, 1};
 *   VECTOR(properties)[0] = latigraph_property_count();
 *   latigraph_explain_with(model, &circuits, &user, &properties, 1, &explanation);
 * \endverbatim
 */
igraph_error_t
latigraph_explain_with(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits,
                       const latigraph_callback_list_t *user, const igraph_vector_int_t *properties,
                       igraph_integer_t threads, latigraph_explanation_t *explanation) {
    subject_t subject = {.model = model, .width = model->config.code, .threads = (int)threads};
    IGRAPH_CHECK(latigraph_check_threads(threads));
    explanation->circuits = circuits != NULL ? latigraph_circuit_list_size(circuits) : 0;
    if (explanation->circuits > 0) {
        IGRAPH_CHECK(latigraph_model_check_node_data(model, circuits));
    }
    IGRAPH_CHECK(latigraph_check_user(user));
    IGRAPH_CHECK(latigraph_code_moments(model, NULL, &subject.mean, &subject.covariance));
    IGRAPH_FINALLY(subject_destroy, &subject);
    IGRAPH_CHECK(find_rows(&subject, user, properties, &explanation->property));
    IGRAPH_CHECK(explain(&subject, circuits, user, explanation));
    subject_destroy(&subject);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
