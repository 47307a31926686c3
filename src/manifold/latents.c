/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Latent variables out of weights: the study of the true weights, its loops, and the same study of
 * shuffled weights as a negative control.
 *
 * Shuffling permutes the weights of each neuron among its partners, so that every neuron keeps its
 * number and sizes of weights, but no two neurons share a pattern. A circuit whose own edges are
 * the graph is rewired at fixed degrees instead. What the control shows, too, is no latent
 * variable. */

#include "manifold/manifold.h"

#include "base/parallel.h"
#include "base/remarks.h"
#include "base/seed.h"

#include <math.h>

enum { DIMENSIONS_MAX = 16, LOOP_DIMENSIONS = 6 };
/* Shares of the limit between which a loop may be an accident. */
static const double DOUBT_LOW = 0.92, DOUBT_HIGH = 1.08;

/* A call: weights by neuron, or a circuit. */
typedef struct {
    const latigraph_latents_options_t *options;
    int n;
    double *in, *out; /* (n, width), (n, width_out) or NULL */
    int width, width_out;
    const latigraph_circuit_t *circuit;
    igraph_bool_t profiles;
    latigraph_latents_method_t method;
} weights_t;

/**
 * \function latigraph_latents_options_init
 * \brief Sets all options of a search for latent variables to their defaults.
 *
 * The defaults are profiles of both matrices (the graph of a circuit), cosine distances, isomap
 * (the spectral form for the graph of a circuit), 10 neighbours, as many coordinates as the stress
 * asks for, loops, the shuffled control, a seed drawn from igraph's default generator and one
 * thread.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * Example: three coordinates without the control.
 * \verbatim
 *   latigraph_latents_options_t choice;
 *   latigraph_latents_options_init(&choice);
 *   choice.dimensions = 3;
 *   choice.shuffled = false;
 * \endverbatim
 */
void latigraph_latents_options_init(latigraph_latents_options_t *options) {
    *options = (latigraph_latents_options_t){.neighbours = 10,
                                             .loops = true,
                                             .shuffled = true,
                                             .seed = latigraph_draw_seed(),
                                             .threads = 1};
}

static igraph_error_t check_options(const latigraph_latents_options_t *options) {
    if (options->neighbours < 2 || options->neighbours > 1000) {
        IGRAPH_ERRORF("The number of neighbours is %" IGRAPH_PRId ", but must be from 2 to 1000.",
                      IGRAPH_EINVAL, options->neighbours);
    }
    if (options->dimensions < 0 || options->dimensions > DIMENSIONS_MAX) {
        IGRAPH_ERRORF("The number of coordinates is %" IGRAPH_PRId ", but must be from 0 to %d.",
                      IGRAPH_EINVAL, options->dimensions, DIMENSIONS_MAX);
    }
    return latigraph_check_threads(options->threads);
}

/* --- Weights ---------------------------------------------------------------------------------- */

/* Copies a matrix by rows, and raises an error for values that are not finite. */
static igraph_error_t copy_matrix(const igraph_matrix_t *matrix, const char *what, double *row) {
    const igraph_integer_t n = igraph_matrix_nrow(matrix), width = igraph_matrix_ncol(matrix);
    for (igraph_integer_t j = 0; j < width; j++) {
        for (igraph_integer_t i = 0; i < n; i++) {
            const double value = MATRIX(*matrix, i, j);
            if (!isfinite(value)) {
                IGRAPH_ERRORF("The %s weights have the value %g in row %" IGRAPH_PRId
                              ", column %" IGRAPH_PRId "; weights must be finite.",
                              IGRAPH_EINVAL, what, value, i + 1, j + 1);
            }
            row[i * width + j] = value;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate(double **weight, int n, int width) {
    *weight = g_try_malloc0_n((gsize)n * (gsize)width + 1, sizeof(double));
    if (*weight == NULL) {
        IGRAPH_ERRORF("Not enough memory: the weights of %d neurons need %.3g GB.", IGRAPH_ENOMEM,
                      n, (double)n * width * sizeof(double) / 1e9);
    }
    IGRAPH_FINALLY(g_free, *weight);
    return IGRAPH_SUCCESS;
}

/* Fills the profile of every neuron of a circuit with ln(1 + weight), with the sign of the edge. */
static void fill_circuit(const weights_t *weights) {
    const latigraph_circuit_t *circuit = weights->circuit;
    const size_t n = (size_t)circuit->n;
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            const int j = circuit->out_to[e];
            const double size = log1p(circuit->weight != NULL ? circuit->weight[e] : 1);
            const double value = circuit->sign != NULL && circuit->sign[e] < 0 ? -size : size;
            if (weights->in != NULL) {
                weights->in[(size_t)j * n + (size_t)i] = value;
            }
            if (weights->out != NULL) {
                weights->out[(size_t)i * n + (size_t)j] = value;
            }
        }
    }
}

/* --- Studies ---------------------------------------------------------------------------------- */

static igraph_error_t run_study(const weights_t *weights, latigraph_study_t *study, double progress,
                                double share) {
    *study = (latigraph_study_t){.options = weights->options,
                                 .circuit = weights->circuit,
                                 .method = weights->method,
                                 .profiles = weights->profiles,
                                 .progress = progress,
                                 .share = share};
    IGRAPH_FINALLY(latigraph_study_destroy, study);
    if (weights->profiles) {
        IGRAPH_CHECK(latigraph_points_from_weights(&study->points, weights->n, weights->in,
                                                   weights->width, weights->out, weights->width_out,
                                                   weights->options->metric));
    }
    IGRAPH_CHECK(latigraph_study(study));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Studies shuffled weights, whose memory is that of the true ones, or a rewired circuit. */
static igraph_error_t run_control(weights_t *weights, const latigraph_study_t *study,
                                  latigraph_latents_t *latents) {
    const latigraph_latents_options_t *options = weights->options;
    latigraph_study_t control;
    latigraph_circuit_t *rewired = NULL;
    weights_t other = *weights;
    if (!weights->profiles) {
        IGRAPH_CHECK(latigraph_circuit_rewire(&rewired, weights->circuit, options->seed));
        IGRAPH_FINALLY(latigraph_circuit_destroy, rewired);
        other.circuit = rewired;
    } else {
        latigraph_shuffle_weights(weights->in, weights->n, weights->width, options->seed, 0);
        latigraph_shuffle_weights(weights->out, weights->n, weights->width_out, options->seed, 1);
    }
    IGRAPH_CHECK(run_study(&other, &control, 70, 30));
    IGRAPH_FINALLY(latigraph_study_destroy, &control);
    IGRAPH_CHECK(latigraph_latents_take_control(&control, latents));
    IGRAPH_CHECK(latigraph_compare_studies(study, &control, &latents->shuffled.rho));
    latigraph_study_destroy(&control);
    IGRAPH_FINALLY_CLEAN(1);
    if (rewired != NULL) {
        latigraph_circuit_destroy(rewired);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

/* --- Loops ------------------------------------------------------------------------------------ */

static igraph_real_t loops_above(const latigraph_open_loops_t *loops, double limit) {
    igraph_real_t count = 0;
    for (int k = 0; k < loops->count; k++) {
        count += loops->share[k] > limit;
    }
    return count;
}

static igraph_error_t count_loops(const latigraph_study_t *study, latigraph_latents_t *latents) {
    const latigraph_latents_options_t *options = study->options;
    const double dimension = study->dimension.value;
    const int dims = isfinite(dimension) ? (int)CLAMP(lround(dimension), 1, LOOP_DIMENSIONS) : 2;
    latigraph_open_loops_t loops;
    IGRAPH_CHECK(latigraph_find_loops(&study->web, &loops));
    IGRAPH_CHECK(latigraph_loop_limit(study->points.n, dims, (int)options->neighbours,
                                      options->seed, (int)options->threads, &latents->loop_limit));
    latents->loops_least = loops_above(&loops, DOUBT_HIGH * latents->loop_limit);
    latents->loops_most = loops_above(&loops, DOUBT_LOW * latents->loop_limit);
    latents->loops =
        latents->loops_least == latents->loops_most ? latents->loops_least : IGRAPH_NAN;
    IGRAPH_CHECK(igraph_vector_resize(&latents->loop_shares, loops.count));
    IGRAPH_CHECK(igraph_vector_resize(&latents->loop_lengths, loops.count));
    for (int k = 0; k < loops.count; k++) {
        VECTOR(latents->loop_shares)[k] = loops.share[k];
        VECTOR(latents->loop_lengths)[k] = loops.length[k];
    }
    return IGRAPH_SUCCESS;
}

/* --- Calls ------------------------------------------------------------------------------------ */

static igraph_error_t remark(const weights_t *weights, const latigraph_latents_t *latents) {
    latigraph_remarks_t *remarks = weights->options->remarks;
    const igraph_integer_t left = weights->n - latents->used;
    if (remarks == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (left > 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "left-out", "coordinates", "%" IGRAPH_PRId " of %d neurons were left out: %s.",
            left, weights->n,
            weights->profiles ? "all their weights are 0" : "they are not in the largest part"));
    }
    if (latents->links > 0) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "parts", "neighbours",
                                          "The graph of neighbours fell into %" IGRAPH_PRId
                                          " parts, which were joined by their shortest links; "
                                          "distances between them mean little.",
                                          latents->links + 1));
    }
    if (isnan(latents->loops) && isfinite(latents->loops_most)) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "loops-unclear", "loops",
            "The number of loops is not clear: it is from %g to %g. More neurons would decide.",
            latents->loops_least, latents->loops_most));
    }
    if (latents->needed > 0 && latents->needed > lround(latents->dimension) + 0.5) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "curved", "dimension",
            "The intrinsic dimension is %.2f, but flat coordinates need %" IGRAPH_PRId
            ": the manifold is closed or curved.",
            latents->dimension, latents->needed));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_latents(weights_t *weights, latigraph_latents_t *latents) {
    const latigraph_latents_options_t *options = weights->options;
    latigraph_study_t study;
    IGRAPH_CHECK(latigraph_latents_clear(latents));
    IGRAPH_CHECK(run_study(weights, &study, 0, 50));
    IGRAPH_FINALLY(latigraph_study_destroy, &study);
    IGRAPH_CHECK(latigraph_latents_take(&study, weights->n, latents));
    if (options->loops && weights->profiles) {
        IGRAPH_CHECK(latigraph_latents_progress(50));
        IGRAPH_CHECK(count_loops(&study, latents));
    }
    if (options->shuffled) {
        IGRAPH_CHECK(run_control(weights, &study, latents));
    }
    IGRAPH_CHECK(remark(weights, latents));
    latigraph_study_destroy(&study);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_latents_progress(100);
}

static igraph_error_t check_matrices(const igraph_matrix_t *in, const igraph_matrix_t *out,
                                     const latigraph_latents_options_t *options) {
    if (options->profile == LATIGRAPH_PROFILE_GRAPH) {
        IGRAPH_ERROR("The profile \"graph\" needs a circuit; matrices have the profiles in, out "
                     "and both.",
                     IGRAPH_EINVAL);
    }
    if ((in == NULL && out == NULL) || (in == NULL && options->profile == LATIGRAPH_PROFILE_IN) ||
        (out == NULL && options->profile == LATIGRAPH_PROFILE_OUT)) {
        IGRAPH_ERRORF("There are no %sput weights.", IGRAPH_EINVAL,
                      options->profile == LATIGRAPH_PROFILE_OUT ? "out" : "in");
    }
    if (in != NULL && out != NULL && igraph_matrix_nrow(in) != igraph_matrix_nrow(out)) {
        IGRAPH_ERRORF("The input weights have %" IGRAPH_PRId
                      " rows and the output weights %" IGRAPH_PRId
                      ", but each row is a neuron. Transpose one of them.",
                      IGRAPH_EINVAL, igraph_matrix_nrow(in), igraph_matrix_nrow(out));
    }
    return IGRAPH_SUCCESS;
}

/* Loads one matrix; NULL stays NULL. */
static igraph_error_t load(const igraph_matrix_t *matrix, const char *what, double **weight,
                           int *width) {
    if (matrix == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (igraph_matrix_nrow(matrix) > G_MAXINT / 16 || igraph_matrix_ncol(matrix) > G_MAXINT / 16) {
        IGRAPH_ERRORF("The %s weights have too many rows or columns.", IGRAPH_EINVAL, what);
    }
    *width = (int)igraph_matrix_ncol(matrix);
    IGRAPH_CHECK(allocate(weight, (int)igraph_matrix_nrow(matrix), *width));
    return copy_matrix(matrix, what, *weight);
}

/**
 * \function latigraph_latents_matrix
 * \brief Finds the latent variables of neurons in their weights.
 *
 * Each row is a neuron, its weights are its profile, and the distance of two profiles says how
 * alike two neurons are. The shortest paths along nearest neighbours measure distances on the
 * manifold that the profiles lie on, and scaling turns them into coordinates (Isomap). Farrell,
 * Recanatesi, Reid, Mihalas and Shea-Brown (2021) read latent variables of auto-encoders in this
 * way. Weights that do not depend on the latent variables, such as the random start of a training
 * without a penalty, hide them.
 *
 * \param in (N, H) input weights, one row per neuron, or \c NULL.
 * \param out (N, H') output weights, one row per neuron, or \c NULL.
 * \param options The options, or \c NULL for the defaults.
 * \param latents An initialised result, which is replaced.
 * \return Error code: \c IGRAPH_EINVAL, no weights, numbers of rows that differ, a value that is
 * not finite, or fewer neurons with weights than neighbours; \c IGRAPH_ENOMEM, not enough memory;
 * \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(N² H + N² k log N) for k neighbours and N up to 4000; above that distances are
 * those of 500 landmarks.
 *
 * Example: the intrinsic dimension of a layer.
 * \verbatim
 *   latigraph_latents_t latents;
 *   latigraph_latents_init(&latents);
 *   latigraph_latents_matrix(&weights, NULL, NULL, &latents);
 *   printf("%.1f dimensions\n", latents.dimension);
 *   latigraph_latents_destroy(&latents);
 * \endverbatim
 */
igraph_error_t latigraph_latents_matrix(const igraph_matrix_t *in, const igraph_matrix_t *out,
                                        const latigraph_latents_options_t *options,
                                        latigraph_latents_t *latents) {
    latigraph_latents_options_t defaults;
    weights_t weights = {.profiles = true};
    latigraph_latents_options_init(&defaults);
    weights.options = options = options != NULL ? options : &defaults;
    IGRAPH_CHECK(check_options(options));
    IGRAPH_CHECK(check_matrices(in, out, options));
    weights.method = options->method == LATIGRAPH_LATENTS_LAPLACIAN ? LATIGRAPH_LATENTS_LAPLACIAN
                                                                    : LATIGRAPH_LATENTS_ISOMAP;
    weights.n = (int)igraph_matrix_nrow(in != NULL ? in : out);
    in = options->profile == LATIGRAPH_PROFILE_OUT ? NULL : in;
    out = options->profile == LATIGRAPH_PROFILE_IN ? NULL : out;
    IGRAPH_CHECK(load(in, "input", &weights.in, &weights.width));
    IGRAPH_CHECK(load(out, "output", &weights.out, &weights.width_out));
    IGRAPH_CHECK(find_latents(&weights, latents));
    g_free(weights.out);
    g_free(weights.in);
    IGRAPH_FINALLY_CLEAN((in != NULL) + (out != NULL));
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_latents_circuit
 * \brief Finds the latent variables of the neurons of a circuit.
 *
 * With the profile "graph", the default, the coordinates are the leading eigenvectors of the
 * normalised adjacency matrix of the largest part, with weights ln(1 + w) and directions left
 * aside; with the method isomap they come from numbers of steps. The profiles in, out and both take
 * the rows of weights of each neuron, as \ref latigraph_latents_matrix() does; in a sparse
 * connectome they say little.
 *
 * \param circuit The circuit, N neurons and m edges.
 * \param options The options, or \c NULL for the defaults.
 * \param latents An initialised result, which is replaced.
 * \return Error code: \c IGRAPH_EINVAL, fewer neurons in one part than neighbours;
 *         \c IGRAPH_ENOMEM, not enough memory; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(m d) per step of the eigenvalue iteration for d coordinates; that of
 * \ref latigraph_latents_matrix() for other profiles.
 *
 * Example: how slowly the first coordinate varies along edges.
 * \verbatim
 *   latigraph_latents_t latents;
 *   latigraph_latents_init(&latents);
 *   latigraph_latents_circuit(circuit, NULL, &latents);
 *   printf("%g\n", VECTOR(latents.eigenvalues)[0]);
 *   latigraph_latents_destroy(&latents);
 * \endverbatim
 */
igraph_error_t latigraph_latents_circuit(const latigraph_circuit_t *circuit,
                                         const latigraph_latents_options_t *options,
                                         latigraph_latents_t *latents) {
    latigraph_latents_options_t defaults;
    weights_t weights = {.circuit = circuit, .n = circuit->n};
    latigraph_latents_options_init(&defaults);
    weights.options = options = options != NULL ? options : &defaults;
    IGRAPH_CHECK(check_options(options));
    const latigraph_profile_t profile = options->profile;
    weights.profiles = profile != LATIGRAPH_PROFILE_AUTO && profile != LATIGRAPH_PROFILE_GRAPH;
    weights.method = options->method != LATIGRAPH_LATENTS_AUTO ? options->method
                     : weights.profiles                        ? LATIGRAPH_LATENTS_ISOMAP
                                                               : LATIGRAPH_LATENTS_LAPLACIAN;
    weights.width = weights.width_out = circuit->n;
    if (weights.profiles && profile != LATIGRAPH_PROFILE_OUT) {
        IGRAPH_CHECK(allocate(&weights.in, circuit->n, circuit->n));
    }
    if (weights.profiles && profile != LATIGRAPH_PROFILE_IN) {
        IGRAPH_CHECK(allocate(&weights.out, circuit->n, circuit->n));
    }
    fill_circuit(&weights);
    IGRAPH_CHECK(find_latents(&weights, latents));
    IGRAPH_FINALLY_CLEAN((weights.in != NULL) + (weights.out != NULL));
    g_free(weights.out);
    g_free(weights.in);
    return IGRAPH_SUCCESS;
}
