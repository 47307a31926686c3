/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Draws node data from the model's law of node data (model/node_law.h; doc/model.md, "Node data").
 *
 * The neurons of a circuit belong to classes, whose shares vary from circuit to circuit at one
 * code. A class has probabilities for every categorical level and a Gaussian for numeric columns,
 * depth and lateral offset. Quantile tables turn the Gaussian coordinates into values, so that
 * sharp rims and other shapes survive. Positions are then shifted and scaled so that the circuit
 * has its drawn extent. The model keeps no training circuit's node data. */

#include "base/lapack.h"
#include "base/memory.h"
#include "circuit/column.h"
#include "generate/generate.h"
#include "generate/spacing.h"
#include "model/node_law.h"

/* Draws for the neurons of one circuit. */
typedef struct {
    const latigraph_node_law_t *law;
    int n;
    double extent;  /* extent of the circuit */
    int *class;     /* (n) class of each neuron */
    double *factor; /* (K, D, D) Cholesky factors of the classes' covariances */
    double *normal; /* (n, D) Gaussian coordinates */
    int *level;     /* (n, categories) */
} draw_t;

/* --- Neurons -------------------------------------------------------------- */

/* Draws the shares of this circuit's classes (K) from a Dirichlet distribution about the law's
 * shares. */
static void draw_shares(const latigraph_node_law_t *law, const double *code,
                        latigraph_stream_t *stream, double *share) {
    double total = 0, most = 0;
    latigraph_node_law_shares(law, code, share);
    for (int k = 1; k < law->classes; k++) {
        most = share[k] > share[(int)most] ? k : most;
    }
    for (int k = 0; k < law->classes; k++) {
        const double shape = law->concentration * share[k];
        share[k] = shape > 1e-12 ? latigraph_stream_gamma(stream, shape) : 0;
        total += share[k];
    }
    for (int k = 0; k < law->classes; k++) {
        share[k] = total > 0 ? share[k] / total : k == (int)most;
    }
}

static int draw_from(const double *probability, int count, latigraph_stream_t *stream) {
    double place = latigraph_stream_uniform(stream);
    int chosen = -1;
    for (int k = 0; k < count; k++) {
        if (probability[k] > 0) {
            chosen = k; /* a level of probability 0 is never chosen, whatever the rounding */
            place -= probability[k];
            if (place < 0) {
                break;
            }
        }
    }
    return MAX(chosen, 0);
}

static void draw_levels(const draw_t *draw, int i, latigraph_stream_t *stream) {
    const latigraph_node_law_t *law = draw->law;
    const double *probability = law->probability + draw->class[i] * latigraph_node_law_levels(law);
    for (int c = 0; c < law->categories; c++) {
        draw->level[(gsize)i * (gsize)law->categories + (gsize)c] =
            draw_from(probability + law->level_start[c],
                      law->level_start[c + 1] - law->level_start[c], stream);
    }
}

static void draw_normals(const draw_t *draw, int i, latigraph_stream_t *stream) {
    const latigraph_node_law_t *law = draw->law;
    const int k = draw->class[i], d = law->width;
    double *normal = draw->normal + (gsize)i * (gsize)d;
    for (int a = 0; a < d; a++) {
        normal[a] = latigraph_stream_normal(stream);
    }
    for (int a = d - 1; a >= 0; a--) { /* last row first: row a needs the earlier coordinates
                                          unchanged */
        double sum = law->mean[k * d + a];
        for (int b = 0; b <= a; b++) {
            sum += draw->factor[(k * d + a) * d + b] * normal[b];
        }
        normal[a] = sum;
    }
}

static double number_of(const draw_t *draw, int i, int at) {
    const latigraph_node_law_t *law = draw->law;
    const double x = draw->normal[(gsize)i * (gsize)law->width + (gsize)at];
    return latigraph_quantile(law->table + at * LATIGRAPH_QUANTILES, latigraph_normal_level(x));
}

/* Computes the offset of a neuron from the centre, in units of the extent (see
 * latent/position_law.c). */
static void set_offset(const draw_t *draw, int i, double *offset) {
    const latigraph_node_law_t *law = draw->law;
    const double *normal =
        draw->normal + (gsize)i * (gsize)law->width + (gsize)(law->width - law->lateral);
    double length = 0;
    for (int d = 0; d < law->lateral; d++) {
        length += normal[d] * normal[d];
    }
    length = sqrt(length);
    const double radius =
        latigraph_quantile(law->radius_table, latigraph_chi_level(law->lateral, length));
    for (int d = 0; d < law->lateral; d++) {
        offset[d] = length > 0 ? normal[d] / length * radius : 0;
    }
}

/* Computes the place (lateral coordinates and depth) of a neuron in a frame of the drawn extent
 * around 0. Returns whether the position is known. */
static gboolean place_of(const draw_t *draw, int i, double *place) {
    const latigraph_node_law_t *law = draw->law;
    const gboolean known = draw->level[((gsize)i + 1) * (gsize)law->categories - 1] == 0;
    double offset[3];
    set_offset(draw, i, offset);
    for (int d = 0, at = 0; d < law->lateral + (law->axis >= 0); d++) {
        place[d] = d == law->axis ? number_of(draw, i, law->numeric) : draw->extent * offset[at++];
    }
    return known;
}

/* Draws the numbers of a neuron until its place is taken, beside the neurons that are there. */
static void draw_apart(const draw_t *draw, int i, latigraph_stream_t *stream,
                       latigraph_spacing_t *spacing) {
    double place[3];
    draw_normals(draw, i, stream);
    if (!latigraph_spacing_acts(draw->law) || !place_of(draw, i, place)) {
        return;
    }
    for (int k = 1; k < LATIGRAPH_SPACING_TRIES &&
                    latigraph_stream_uniform(stream) >= latigraph_spacing_chance(spacing, place);
         k++) {
        draw_normals(draw, i, stream);
        place_of(draw, i, place);
    }
    latigraph_spacing_add(spacing, place);
}

static igraph_error_t draw_neurons(draw_t *draw, const double *code, latigraph_stream_t *stream) {
    const latigraph_node_law_t *law = draw->law;
    const int d = law->width;
    latigraph_spacing_t spacing;
    double *share;
    LATIGRAPH_ALLOCATE(share, law->classes);
    IGRAPH_CHECK(latigraph_spacing_init(&spacing, law, law->lateral + (law->axis >= 0), draw->n));
    IGRAPH_FINALLY(latigraph_spacing_destroy, &spacing);
    memcpy(draw->factor, law->covariance, sizeof(double) * (gsize)(law->classes * d * d));
    for (int k = 0; k < law->classes && d > 0; k++) {
        latigraph_cholesky(d, draw->factor + k * d * d);
    }
    draw_shares(law, code, stream, share);
    for (int i = 0; i < draw->n; i++) {
        if (i % 65536 == 65535) {
            IGRAPH_PROGRESS("Drawing neurons", 100.0 * i / draw->n, NULL);
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        draw->class[i] = draw_from(share, law->classes, stream);
        draw_levels(draw, i, stream);
        draw_apart(draw, i, stream, &spacing);
    }
    latigraph_spacing_destroy(&spacing);
    g_free(share);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Columns -------------------------------------------------------------- */

/* Adds column c of the vocabulary. `at` is its index among the numeric columns. */
static igraph_error_t add_column(latigraph_circuit_t *nodes, const draw_t *draw, int c, int at,
                                 const latigraph_known_column_t *known) {
    const gboolean numeric = known->kind == LATIGRAPH_COLUMN_NUMERIC;
    const char **text;
    double *value;
    LATIGRAPH_ALLOCATE(text, numeric ? 0 : draw->n);
    LATIGRAPH_ALLOCATE(value, numeric ? draw->n : 0);
    for (int i = 0; i < draw->n; i++) {
        const int level = draw->level[(gsize)i * (gsize)draw->law->categories + (gsize)c];
        if (numeric) {
            value[i] = level == 0 ? number_of(draw, i, at) : NAN;
            value[i] = draw->law->whole[at] ? round(value[i]) : value[i];
        } else if (level < igraph_vector_ptr_size(&known->levels)) {
            text[i] = VECTOR(known->levels)[level];
        }
    }
    IGRAPH_CHECK(numeric ? latigraph_circuit_add_numeric(nodes, known->name, value)
                         : latigraph_circuit_add_categorical(nodes, known->name, text));
    g_free(value);
    g_free(text);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Positions ------------------------------------------------------------ */

double latigraph_mean_extent(const latigraph_node_law_t *law, const double *code, double n) {
    const double seen = CLAMP(n, law->size_table[0], law->size_table[LATIGRAPH_QUANTILES - 1]);
    double sum = law->extent[law->code + 1] + law->extent[law->code] * log(seen);
    for (int d = 0; d < law->code; d++) {
        sum += law->extent[d] * code[d];
    }
    sum += log(n / seen) / law->lateral;
    return isfinite(sum) ? exp(CLAMP(sum, -300, 300)) : 1;
}

/* Draws the extent of one circuit, which varies about the mean. */
static double draw_extent(const latigraph_node_law_t *law, const double *code, int n,
                          latigraph_stream_t *stream) {
    const double off = law->extent[law->code + 2] * latigraph_stream_normal(stream);
    return latigraph_mean_extent(law, code, n) * exp(CLAMP(off, -300, 300));
}

/* Shifts and scales the positions to the law's centre and the drawn extent. The law was fitted to
 * coordinates standardised in the same way. */
static void standardise_positions(latigraph_circuit_t *nodes, const latigraph_node_law_t *law,
                                  double extent) {
    const int dims = nodes->dims;
    double mean[3] = {0}, squares = 0;
    int placed = 0;
    for (int i = 0; i < nodes->n; i++) {
        for (int d = 0; d < dims && !isnan(nodes->position[i * dims]); d++) {
            mean[d] += nodes->position[i * dims + d];
            placed += d == 0;
        }
    }
    for (int i = 0; i < nodes->n; i++) {
        for (int d = 0; d < dims && !isnan(nodes->position[i * dims]); d++) {
            if (d != law->axis) {
                double *x = &nodes->position[i * dims + d];
                *x -= mean[d] / placed;
                squares += *x * *x;
            }
        }
    }
    const double scale = squares > 0 ? extent / sqrt(squares / placed) : 0;
    for (int i = 0; i < nodes->n; i++) {
        for (int d = 0; d < dims; d++) {
            double *x = &nodes->position[i * dims + d];
            *x = d == law->axis ? *x : law->centre[d] + scale * *x;
        }
    }
}

static igraph_error_t add_positions(latigraph_circuit_t *nodes, const draw_t *draw,
                                    const latigraph_vocabulary_t *vocabulary) {
    const latigraph_node_law_t *law = draw->law;
    const int dims = vocabulary->dims;
    nodes->dims = dims;
    IGRAPH_CHECK(latigraph_copy_text(vocabulary->unit, &nodes->unit));
    nodes->position = g_try_new0(double, (gsize)nodes->n *(gsize)dims + 1);
    LATIGRAPH_CHECK_MEMORY(nodes->position);
    for (int i = 0; i < nodes->n; i++) {
        const int unknown = draw->level[(i + 1) * law->categories - 1];
        double offset[3];
        int at = 0;
        set_offset(draw, i, offset);
        for (int d = 0; d < dims; d++) {
            double *x = &nodes->position[i * dims + d];
            *x = d == law->axis ? number_of(draw, i, law->numeric) : offset[at++];
            *x = unknown ? NAN : *x;
        }
    }
    standardise_positions(nodes, law, draw->extent);
    return IGRAPH_SUCCESS;
}

/* --- Circuits ------------------------------------------------------------- */

static int draw_size(const latigraph_node_law_t *law, const double *code,
                     latigraph_stream_t *stream) {
    double sum = law->size[law->code] + law->size[law->code + 1] * latigraph_stream_normal(stream);
    for (int d = 0; d < law->code; d++) {
        sum += law->size[d] * code[d];
    }
    const double size =
        latigraph_quantile(law->size_table, latigraph_normal_level(isnan(sum) ? 0 : sum));
    return (int)CLAMP(round(size), 2, LATIGRAPH_DRAWN_NODES_MAX);
}

/* Returns the side of a square, or the radius of a ball or disc, for n neurons at the density of
 * the training circuits. A training circuit of extent E counts as a uniform disc of area 2π E² or a
 * uniform ball of volume 4/3 π (5/3)^(3/2) E³. */
static double uniform_size(const latigraph_node_law_t *law, const double *code, int n,
                           latigraph_place_t place) {
    const double extent = latigraph_mean_extent(law, code, n); /* extent at the density of the
                                                                  fit */
    if (law->lateral == 3) {
        return sqrt(5.0 / 3) * extent;
    }
    return place == LATIGRAPH_PLACE_SLAB ? sqrt(2 * M_PI) * extent : M_SQRT2 * extent;
}

/* Draws lateral coordinates uniformly in a square, disc or ball, in units of half its side or its
 * radius. */
static void draw_uniform(int lateral, latigraph_place_t place, latigraph_stream_t *stream,
                         double *offset) {
    double squares;
    do {
        squares = 0;
        for (int d = 0; d < lateral; d++) {
            offset[d] = 2 * latigraph_stream_uniform(stream) - 1;
            squares += offset[d] * offset[d];
        }
    } while (place == LATIGRAPH_PLACE_BALL && squares > 1);
}

/* Replaces the lateral coordinates of all placed neurons by uniform ones in a square, disc or ball,
 * apart from each other. */
static igraph_error_t place_uniformly(latigraph_circuit_t *nodes, const latigraph_node_law_t *law,
                                      const double *code, latigraph_place_t place,
                                      latigraph_stream_t *stream) {
    const double size = uniform_size(law, code, nodes->n, place);
    const double scale = place == LATIGRAPH_PLACE_SLAB ? size / 2 : size;
    const int dims = nodes->dims;
    latigraph_spacing_t spacing;
    IGRAPH_CHECK(latigraph_spacing_init(&spacing, law, dims, nodes->n));
    IGRAPH_FINALLY(latigraph_spacing_destroy, &spacing);
    for (int i = 0; i < nodes->n; i++) {
        double *x = nodes->position + (gsize)i * (gsize)dims, offset[3];
        const gboolean known = !isnan(x[0]);
        gboolean taken = FALSE;
        if (i % 65536 == 65535) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        for (int k = 0; !taken; k++) {
            draw_uniform(law->lateral, place, stream, offset);
            for (int d = 0, at = 0; d < dims && known; d++) {
                if (d != law->axis) {
                    x[d] = law->centre[d] + offset[at++] * scale;
                }
            }
            taken = !known || !latigraph_spacing_acts(law) || k + 1 == LATIGRAPH_SPACING_TRIES ||
                    latigraph_stream_uniform(stream) < latigraph_spacing_chance(&spacing, x);
        }
        if (known) {
            latigraph_spacing_add(&spacing, x);
        }
    }
    latigraph_spacing_destroy(&spacing);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_place(const latigraph_node_law_t *law, latigraph_place_t place) {
    if (place != LATIGRAPH_PLACE_FITTED && law->lateral == 0) {
        IGRAPH_ERROR(
            "A slab or ball needs positions, but the model has none. Use the fitted placement, "
            "or a model fitted to circuits with positions.",
            IGRAPH_EINVAL);
    }
    if (place == LATIGRAPH_PLACE_SLAB && law->lateral == 3) {
        IGRAPH_ERROR(
            "A slab needs a depth axis to lie across, but the model's circuits have none. Use a "
            "ball instead.",
            IGRAPH_EINVAL);
    }
    if (place == LATIGRAPH_PLACE_BALL && law->axis >= 0) {
        IGRAPH_ERROR("A ball has no depth axis, but the model's circuits have depths along an "
                     "axis. Use a slab "
                     "instead.",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_nodes(latigraph_circuit_t *nodes, const latigraph_model_t *model,
                                 const double *code, latigraph_place_t place,
                                 latigraph_stream_t *stream) {
    const latigraph_vocabulary_t *vocabulary = model->vocabulary;
    const latigraph_node_law_t *law = model->node_law;
    const gsize n = (gsize)nodes->n, width = (gsize)law->width;
    draw_t draw = {.law = law, .n = nodes->n};
    int numeric = 0;
    LATIGRAPH_ALLOCATE(draw.class, n);
    LATIGRAPH_ALLOCATE(draw.factor, (gsize)law->classes * width * width);
    LATIGRAPH_ALLOCATE(draw.normal, n * width);
    LATIGRAPH_ALLOCATE(draw.level, n * (gsize)law->categories);
    draw.extent = law->lateral > 0 ? draw_extent(law, code, nodes->n, stream) : 0;
    IGRAPH_CHECK(draw_neurons(&draw, code, stream));
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&vocabulary->columns); c++) {
        const latigraph_known_column_t *known = VECTOR(vocabulary->columns)[c];
        IGRAPH_CHECK(add_column(nodes, &draw, (int)c, numeric, known));
        numeric += known->kind == LATIGRAPH_COLUMN_NUMERIC;
    }
    if (vocabulary->dims > 0) {
        IGRAPH_CHECK(add_positions(nodes, &draw, vocabulary));
    }
    if (place != LATIGRAPH_PLACE_FITTED) {
        IGRAPH_CHECK(place_uniformly(nodes, law, code, place, stream));
    }
    g_free(draw.level);
    g_free(draw.normal);
    g_free(draw.factor);
    g_free(draw.class);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_draw_nodes(latigraph_circuit_t **nodes, const latigraph_model_t *model,
                                    const double *code, int size, latigraph_place_t place,
                                    latigraph_stream_t *stream, const char *name) {
    const latigraph_node_law_t *law = model->node_law;
    if (law == NULL) {
        IGRAPH_ERROR("The model has no law of node data to draw neurons from. Pass a circuit whose "
                     "node data "
                     "the generated circuits shall use.",
                     IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(check_place(law, place));
    const int drawn = draw_size(law, code, stream);
    latigraph_circuit_t *made;
    IGRAPH_CHECK(
        latigraph_circuit_create(&made, name, size > 0 ? size : drawn, 0, NULL, NULL, NULL));
    IGRAPH_FINALLY(latigraph_circuit_destroy, made);
    IGRAPH_CHECK(fill_nodes(made, model, code, place, stream));
    IGRAPH_CHECK(latigraph_replace_text(&made->shape, place == LATIGRAPH_PLACE_SLAB ? "slab"
                                                      : place == LATIGRAPH_PLACE_BALL
                                                          ? "ball"
                                                          : law->shape));
    made->axis = law->axis;
    *nodes = made;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
