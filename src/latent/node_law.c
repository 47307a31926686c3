/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Fits the law of node data given a code z (doc/model.md, section "Node data").
 *
 * Numbers of neurons become normal numbers through tables of quantiles (position_law.c), so that
 * Gaussian models fit any distribution. Three models follow:
 *
 *     normal size    = wᵀ z + c + noise                  linear regression over circuits
 *     ln extent      = wᵀ (z, ln n) + c + noise          the same, if there are positions
 *     neuron         ~ Σ_k share_k(z) class_k            a mixture of K classes (node_mixture.c)
 *
 * A class has a probability for every level of every category and a Gaussian of the normal numbers,
 * so that type, position and numbers depend on each other. The shares of the classes depend on z by
 * a softmax (class_shares.c).
 *
 * K is doubled from 1 as long as the likelihood of held-out neurons grows. A fifth of the neurons
 * is held out, in all circuits at once: circuits share neurons, so a split by circuit would reward
 * a law that remembers them. The final law is fitted to all neurons. The codes are draws from the
 * posteriors, so that drawn codes, which spread as far, are codes that the law has seen. No node
 * data of training circuits are stored. O(neurons · K (D² + categories)) per step, at most 20,000
 * neurons. */

#include "base/memory.h"
#include "base/moments.h"
#include "base/text.h"
#include "latent/latent.h"
#include "latent/position_law.h"
#include "regression/ridge.h"

#include <math.h>

/* Largest number of neurons to learn from, of steps of expectation–maximisation, and of numbers
 * that the classes may take in a model. */
enum { ROWS_MAX = 20000, STEPS_MAX = 80, NUMBERS_MAX = 8192 };
/* A step that gains less, in nats per neuron, is the last one. */
static const double GAIN_MIN = 1e-4;
/* Smallest gain in ln likelihood per held-out neuron that is worth more classes. */
static const double SCORE_MIN = 1e-3;

/* --- Size and extent ------------------------------------------------------ */

/* Fits a linear regression with Gaussian residuals. weight (width + 2) gets the weights, the
 * intercept and the SD of the residuals. */
static igraph_error_t regress(int count, int width, const double *predictor, const double *value,
                              double *weight) {
    double mean, squares, rest = 0;
    const int finite = latigraph_moments(value, 1, count, &mean, &squares);
    memset(weight, 0, sizeof(double) * (gsize)(width + 2));
    weight[width] = finite > 0 ? mean : 0;
    if (finite >= 2 && width > 0) {
        IGRAPH_CHECK(latigraph_ridge(count, width, predictor, value, weight, &weight[width]));
    }
    for (int c = 0; c < count; c++) {
        if (isfinite(value[c])) {
            double error = value[c] - weight[width];
            for (int k = 0; k < width; k++) {
                error -= weight[k] * predictor[(gsize)c * (gsize)width + (gsize)k];
            }
            rest += error * error;
        }
    }
    /* With few circuits, degrees of freedom would leave nothing to divide by. */
    weight[width + 1] = sqrt(rest / MAX(finite - (finite > 4 * width ? width + 1 : 1), 1));
    return IGRAPH_SUCCESS;
}

/* Regresses the normal size and the ln extent of circuits on their codes (circuits, dz). A size
 * that many circuits share gets a random level within its atom. */
static igraph_error_t fit_scales(latigraph_node_law_t *law, const double *codes,
                                 const latigraph_circuit_list_t *circuits,
                                 const latigraph_frame_t *frame, latigraph_stream_t *stream) {
    const int count = (int)latigraph_circuit_list_size(circuits), width = law->code;
    double *size, *extent, *predictor;
    LATIGRAPH_ALLOCATE(size, count);
    LATIGRAPH_ALLOCATE(extent, count);
    LATIGRAPH_ALLOCATE(predictor, (gsize)count * (gsize)(width + 1));
    for (int c = 0; c < count; c++) {
        const int n = latigraph_circuit_list_get(circuits, c)->n;
        double *row = predictor + (gsize)c * (gsize)(width + 1);
        memcpy(row, codes + (gsize)c * (gsize)width, sizeof(double) * (gsize)width);
        row[width] = log(n);
        size[c] = latigraph_normal_quantile(
            latigraph_quantile_level(law->size_table, n, latigraph_stream_uniform(stream)));
        extent[c] = frame[c].extent > 0 ? log(frame[c].extent) : NAN;
    }
    IGRAPH_CHECK(regress(count, width, codes, size, law->size));
    if (law->lateral > 0) {
        IGRAPH_CHECK(regress(count, width + 1, predictor, extent, law->extent));
    }
    g_free(predictor);
    g_free(extent);
    g_free(size);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Classes -------------------------------------------------------------- */

/* Returns the number of parameters of the classes. */
static double numbers_of(const latigraph_node_law_t *law, int classes) {
    const double d = law->width, levels = latigraph_node_law_levels(law) - law->categories;
    return (classes - 1.0) * (law->code + 1) + classes * (levels + d + d * (d + 1) / 2);
}

/* Fits the classes of a law. If `score` is given, held-out neurons are left out, and *score gets
 * their mean ln likelihood. Otherwise all neurons are used, and the shares of the classes are
 * fitted too. */
static igraph_error_t fit_classes(latigraph_node_law_t *law, const latigraph_node_rows_t *rows,
                                  latigraph_stream_t *stream, double *score) {
    latigraph_mixture_t *mixture;
    double before = -INFINITY, *count;
    IGRAPH_CHECK(latigraph_mixture_init(&mixture, law, rows, score != NULL, stream));
    IGRAPH_FINALLY(latigraph_mixture_destroy, mixture);
    for (int step = 0; step < STEPS_MAX; step++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        const double objective = latigraph_mixture_step(mixture, NULL);
        if (objective - before < GAIN_MIN * rows->rows) {
            break;
        }
        before = objective;
    }
    if (score != NULL) {
        *score = latigraph_mixture_held_out(mixture);
    } else {
        LATIGRAPH_ALLOCATE(count, (gsize)rows->circuits * (gsize)law->classes);
        latigraph_mixture_count(mixture, stream, count);
        IGRAPH_CHECK(latigraph_fit_gate(law, rows, count));
        g_free(count);
        IGRAPH_FINALLY_CLEAN(1);
    }
    latigraph_mixture_destroy(mixture);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Creates a law with the tables and scales of another and `classes` classes of its own. */
static igraph_error_t law_with(const latigraph_node_law_t *law,
                               const latigraph_vocabulary_t *vocabulary, int classes,
                               latigraph_node_law_t **made) {
    latigraph_node_law_t *copy =
        latigraph_node_law_create(vocabulary, law->code, classes, law->axis);
    if (copy == NULL) {
        IGRAPH_ERROR("Not enough memory for the law of node data.", IGRAPH_ENOMEM);
    }
    IGRAPH_FINALLY(latigraph_node_law_destroy, copy);
    IGRAPH_CHECK(latigraph_copy_text(law->shape, &copy->shape));
    memcpy(copy->size_table, law->size_table, sizeof law->size_table);
    memcpy(copy->radius_table, law->radius_table, sizeof law->radius_table);
    memcpy(copy->centre, law->centre, sizeof law->centre);
    memcpy(copy->size, law->size, sizeof(double) * (gsize)(law->code + 2));
    memcpy(copy->extent, law->extent, sizeof(double) * (gsize)(law->code + 3));
    memcpy(copy->table, law->table,
           sizeof(double) * (gsize)(law->numeric + 1) * LATIGRAPH_QUANTILES);
    memcpy(copy->whole, law->whole, sizeof(gint64) * (gsize)law->numeric);
    IGRAPH_FINALLY_CLEAN(1);
    *made = copy;
    return IGRAPH_SUCCESS;
}

/* Doubles the number of classes as long as held-out neurons get likelier. */
static igraph_error_t count_classes(const latigraph_node_law_t *plain,
                                    const latigraph_vocabulary_t *vocabulary,
                                    const latigraph_node_rows_t *rows, latigraph_stream_t *stream,
                                    int *classes) {
    double best = -INFINITY, score;
    *classes = 1;
    for (int tried = 1; tried <= LATIGRAPH_CLASSES_MAX; tried *= 2) {
        if (tried > rows->rows || numbers_of(plain, tried) > NUMBERS_MAX ||
            plain->categories == 0) {
            break;
        }
        latigraph_node_law_t *law;
        IGRAPH_CHECK(law_with(plain, vocabulary, tried, &law));
        IGRAPH_FINALLY(latigraph_node_law_destroy, law);
        IGRAPH_CHECK(fit_classes(law, rows, stream, &score));
        latigraph_node_law_destroy(law);
        IGRAPH_FINALLY_CLEAN(1);
        if (!(score > best + SCORE_MIN)) {
            break;
        }
        *classes = tried;
        best = score;
    }
    return IGRAPH_SUCCESS;
}

/* Replaces *law by a law with the best number of classes. */
static igraph_error_t choose_classes(latigraph_node_law_t **law,
                                     const latigraph_vocabulary_t *vocabulary,
                                     const latigraph_node_rows_t *rows,
                                     latigraph_stream_t *stream) {
    latigraph_node_law_t *made;
    int classes;
    IGRAPH_CHECK(count_classes(*law, vocabulary, rows, stream, &classes));
    IGRAPH_CHECK(law_with(*law, vocabulary, classes, &made));
    latigraph_node_law_destroy(*law);
    *law = made;
    return fit_classes(made, rows, stream, NULL);
}

/* --- The whole ------------------------------------------------------------ */

/* Returns the axis of the depth, or −1, and sets *shape, or NULL, if all circuits agree. */
static int common_axis(const latigraph_vocabulary_t *vocabulary,
                       const latigraph_circuit_list_t *circuits, const char **shape) {
    const latigraph_circuit_t *first = latigraph_circuit_list_get(circuits, 0);
    int axis = first->axis;
    *shape = first->shape;
    for (igraph_integer_t c = 1; c < latigraph_circuit_list_size(circuits); c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        axis = circuit->axis == axis ? axis : -1;
        *shape = g_strcmp0(*shape, circuit->shape) == 0 ? *shape : NULL;
    }
    /* A larger circuit has the same depth only if it is a column. */
    return g_strcmp0(*shape, "column") == 0 && axis >= 0 && axis < vocabulary->dims ? axis : -1;
}

/* Fills the codes of the rows, standardised, with a 1 behind each for the intercept. The same ridge
 * penalty then fits all coordinates. */
static void standardise_codes(latigraph_node_rows_t *rows, int width, const double *codes,
                              double *centre, double *scale) {
    for (int k = 0; k < width; k++) {
        double squares;
        latigraph_moments(codes + k, (gsize)width, rows->circuits, &centre[k], &squares);
        scale[k] = sqrt(squares / rows->circuits);
        scale[k] = scale[k] > 1e-12 ? scale[k] : 1;
    }
    for (int c = 0; c < rows->circuits; c++) {
        double *row = rows->code + (gsize)c * (gsize)(width + 1);
        for (int k = 0; k < width; k++) {
            row[k] = (codes[(gsize)c * (gsize)width + (gsize)k] - centre[k]) / scale[k];
        }
        row[width] = 1;
    }
}

/* Converts the weights of standardised codes to weights of codes as they are. */
static void unstandardise_gate(latigraph_node_law_t *law, const double *centre,
                               const double *scale) {
    for (int k = 0; k < law->classes; k++) {
        double *weight = law->gate + k * (law->code + 1);
        for (int d = 0; d < law->code; d++) {
            weight[d] /= scale[d];
            weight[law->code] -= weight[d] * centre[d];
        }
    }
}

/* Fits everything else of *law, which has its axis already; codes (circuits, dz). */
static igraph_error_t fit_law(latigraph_node_law_t **law, const latigraph_model_t *model,
                              const latigraph_circuit_list_t *circuits, const double *codes,
                              latigraph_stream_t *stream) {
    const latigraph_vocabulary_t *vocabulary = model->vocabulary;
    const int count = (int)latigraph_circuit_list_size(circuits), width = model->config.code;
    latigraph_frame_t *frame;
    latigraph_node_rows_t rows;
    double *centre, *scale;
    LATIGRAPH_ALLOCATE(frame, count);
    LATIGRAPH_ALLOCATE(centre, width);
    LATIGRAPH_ALLOCATE(scale, width);
    for (int c = 0; c < count; c++) {
        frame[c] = latigraph_frame(latigraph_circuit_list_get(circuits, c), vocabulary->dims,
                                   (*law)->axis);
    }
    IGRAPH_CHECK(latigraph_fit_tables(*law, vocabulary, circuits, frame));
    IGRAPH_CHECK(fit_scales(*law, codes, circuits, frame, stream));
    IGRAPH_CHECK(
        latigraph_node_rows_init(&rows, *law, vocabulary, circuits, frame, ROWS_MAX, stream));
    IGRAPH_FINALLY(latigraph_node_rows_destroy, &rows);
    standardise_codes(&rows, width, codes, centre, scale);
    IGRAPH_CHECK(choose_classes(law, vocabulary, &rows, stream));
    unstandardise_gate(*law, centre, scale);
    latigraph_node_rows_destroy(&rows);
    g_free(scale);
    g_free(centre);
    g_free(frame);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_fit_node_law(latigraph_model_t *model,
                                      const latigraph_circuit_list_t *circuits, const double *mean,
                                      const double *sd, igraph_uint_t seed) {
    const gsize numbers = (gsize)latigraph_circuit_list_size(circuits) * (gsize)model->config.code;
    const char *shape;
    const int axis = common_axis(model->vocabulary, circuits, &shape);
    latigraph_stream_t stream;
    double *codes;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_FOLDS, LATIGRAPH_FOLDS_NODE_LAW);
    LATIGRAPH_ALLOCATE(codes, numbers);
    /* Codes are drawn from the posteriors, because codes drawn for generation spread as far. */
    for (gsize k = 0; k < numbers; k++) {
        codes[k] = mean[k] + sd[k] * latigraph_stream_normal(&stream);
    }
    latigraph_node_law_destroy(model->node_law);
    model->node_law = latigraph_node_law_create(model->vocabulary, model->config.code, 1, axis);
    if (model->node_law == NULL) {
        IGRAPH_ERROR("Not enough memory for the law of node data.", IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(latigraph_copy_text(shape, &model->node_law->shape));
    IGRAPH_CHECK(fit_law(&model->node_law, model, circuits, codes, &stream));
    IGRAPH_CHECK(latigraph_fit_spacing(model, circuits, codes, seed));
    g_free(codes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
