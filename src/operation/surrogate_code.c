/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Rungs of the test that a learned model makes: circuits on the neurons of the connectome,
 * generated from its code.
 *
 *     code     circuits with the code
 *     code+    the same, steered to the connectome's values of all statistics that steering sets,
 *              but for the one that is tested
 *
 * The code says little about statistics that the model gets wrong at the size of the connectome.
 * The second rung puts them right, and asks whether a property follows from the code and from these
 * statistics. A property that is one of them is not set by itself. So the rung has one set of
 * circuits per tested statistic, and one for all other properties. Circuits are drawn
 * independently; with sequential p-values they come a hundred at a time. */

#include "operation/surrogate_rows.h"

#include "base/text.h"
#include "latent/target.h"

#include <latigraph/generate.h>
#include <latigraph/latent.h>
#include <latigraph/measure.h>
#include <latigraph/steer.h>

#include <math.h>

enum { BATCH = 100, STATISTICS = 8, NOT_STEERED = -2 };

static const char *const statistics[STATISTICS] = {
    "density",      "reciprocity",   "out-degree-cv", "in-degree-cv", "degree-correlation",
    "transitivity", "assortativity", "edge-length"};

/* A rung while it is made. */
typedef struct {
    const latigraph_ladder_t *ladder;
    const latigraph_model_t *model;
    const latigraph_circuit_t *connectome;
    const igraph_vector_int_t *which;
    const latigraph_callback_list_t *user;
    const latigraph_surrogate_options_t *options;
    latigraph_remarks_t *remarks;
    igraph_matrix_t values; /* (count, properties) NaN where there is no circuit */
} rung_t;

static latigraph_generate_options_t generate_options(const rung_t *rung, igraph_integer_t count,
                                                     igraph_integer_t batch) {
    latigraph_generate_options_t options;
    latigraph_generate_options_init(&options);
    options.count = count;
    options.threads = rung->options->threads;
    options.seed = rung->options->seed + (igraph_uint_t)batch;
    return options;
}

/* --- Circuits with the code ------------------------------------------------------------ */

static igraph_error_t generate(const rung_t *rung, const latigraph_generate_options_t *options,
                               latigraph_circuit_list_t *circuits) {
    latigraph_circuit_t *item = (latigraph_circuit_t *)rung->connectome;
    const latigraph_circuit_list_t one = {.items = &item, .size = 1, .capacity = 1};
    igraph_matrix_t code;
    IGRAPH_MATRIX_INIT_FINALLY(&code, 0, 0);
    IGRAPH_CHECK(latigraph_encode(rung->model, &one, 1, &code, NULL));
    IGRAPH_CHECK(latigraph_generate(rung->model, circuits, &code, rung->connectome, options));
    igraph_matrix_destroy(&code);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Circuits with the code and statistics --------------------------------------------------- */

/* Lists the connectome's values of the statistics but the tested one, as far as it and circuits of
 * the model have them. */
static igraph_error_t find_targets(const rung_t *rung, int tested, latigraph_target_t *targets,
                                   igraph_integer_t *count) {
    latigraph_circuit_t *item = (latigraph_circuit_t *)rung->connectome;
    const latigraph_circuit_list_t one = {.items = &item, .size = 1, .capacity = 1};
    igraph_vector_int_t which;
    igraph_matrix_t values;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    for (int k = 0; k < STATISTICS; k++) {
        IGRAPH_CHECK(igraph_vector_int_push_back(&which, latigraph_property_find(statistics[k])));
    }
    IGRAPH_CHECK(latigraph_properties_only(&one, NULL, &which, &values));
    *count = 0;
    for (int k = 0; k < STATISTICS; k++) {
        const int statistic = latigraph_control_of(VECTOR(which)[k])->statistic;
        const gboolean placed =
            rung->model->config.kernels > 0 || statistic != LATIGRAPH_STATISTIC_EDGE_LENGTH;
        if (statistic != tested && placed && !isnan(MATRIX(values, 0, k))) {
            targets[(*count)++] = (latigraph_target_t){VECTOR(which)[k], MATRIX(values, 0, k),
                                                       LATIGRAPH_TARGET_VALUE};
        }
    }
    igraph_matrix_destroy(&values);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Remarks on statistics that the circuits do not have. */
static igraph_error_t remark_missed(const rung_t *rung, const latigraph_achieved_t *achieved,
                                    igraph_integer_t count) {
    const char *name = latigraph_circuit_name(rung->connectome);
    for (igraph_integer_t t = 0; t < count; t++) {
        if (!achieved[t].reached) {
            IGRAPH_CHECK(latigraph_remark_add(
                rung->remarks, "statistic-not-met", name,
                "Circuits of the rung code+ have a mean %s of %.3g, and \"%s\" has %.3g: the model "
                "does not reach it together with the other statistics.",
                latigraph_property_info(achieved[t].property)->name, achieved[t].mean, name,
                achieved[t].asked));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t steer(const rung_t *rung, int tested,
                            const latigraph_generate_options_t *options,
                            latigraph_circuit_list_t *circuits) {
    latigraph_target_t targets[STATISTICS];
    latigraph_achieved_t achieved[STATISTICS];
    latigraph_steer_options_t steering;
    igraph_integer_t release = -1;
    latigraph_steer_options_init(&steering);
    IGRAPH_CHECK(find_targets(rung, tested, targets, &steering.target_count));
    for (int k = 0; k < STATISTICS; k++) {
        const igraph_integer_t property = latigraph_property_find(statistics[k]);
        if (latigraph_control_of(property)->statistic == tested) {
            release = property;
        }
    }
    steering.targets = targets;
    steering.release = &release;
    steering.release_count = release >= 0;
    steering.generate = *options;
    IGRAPH_CHECK(
        latigraph_steer(rung->model, circuits, rung->connectome, &steering, achieved, NULL));
    return remark_missed(rung, achieved, steering.target_count);
}

/* --- Rungs -------------------------------------------------------------------------------------
 */

/* Makes circuits for some of the properties (columns of the values), and measures these. */
static igraph_error_t draw_batch(const rung_t *rung, int tested, const igraph_vector_int_t *columns,
                                 const latigraph_generate_options_t *options,
                                 igraph_integer_t first, igraph_matrix_t *values) {
    latigraph_circuit_list_t circuits;
    igraph_vector_int_t which;
    igraph_matrix_t measured;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&measured, 0, 0);
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    for (igraph_integer_t c = 0; c < igraph_vector_int_size(columns); c++) {
        IGRAPH_CHECK(
            igraph_vector_int_push_back(&which, VECTOR(*rung->which)[VECTOR(*columns)[c]]));
    }
    IGRAPH_CHECK(tested == NOT_STEERED ? generate(rung, options, &circuits)
                                       : steer(rung, tested, options, &circuits));
    IGRAPH_CHECK(latigraph_properties_only(&circuits, rung->user, &which, &measured));
    for (igraph_integer_t c = 0; c < igraph_vector_int_size(columns); c++) {
        for (igraph_integer_t k = 0; k < igraph_matrix_nrow(&measured); k++) {
            MATRIX(*values, first + k, VECTOR(*columns)[c]) = MATRIX(measured, k, c);
        }
    }
    latigraph_circuit_list_destroy(&circuits);
    igraph_matrix_destroy(&measured);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Fills columns of the values of the rung. */
static igraph_error_t draw(rung_t *rung, int tested, const igraph_vector_int_t *columns) {
    const igraph_integer_t count = rung->options->count;
    igraph_integer_t made = 0;
    igraph_matrix_t values;
    IGRAPH_MATRIX_INIT_FINALLY(&values, count, igraph_matrix_ncol(&rung->values));
    igraph_matrix_fill(&values, IGRAPH_NAN);
    for (igraph_integer_t batch = 0;
         made < count && (batch == 0 || !latigraph_ladder_is_done(rung->ladder, &values));
         batch++) {
        const igraph_integer_t some =
            rung->options->exceedances > 0 ? MIN(BATCH, count - made) : count;
        const latigraph_generate_options_t options = generate_options(rung, some, batch);
        IGRAPH_CHECK(draw_batch(rung, tested, columns, &options, made, &values));
        made += some;
    }
    for (igraph_integer_t c = 0; c < igraph_vector_int_size(columns); c++) {
        const igraph_integer_t column = VECTOR(*columns)[c];
        for (igraph_integer_t k = 0; k < count; k++) {
            MATRIX(rung->values, k, column) = MATRIX(values, k, column);
        }
    }
    igraph_matrix_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the statistic that a property tests. */
static int tested_by(const rung_t *rung, igraph_integer_t column, gboolean steered) {
    return steered ? latigraph_control_of(VECTOR(*rung->which)[column])->statistic : NOT_STEERED;
}

/* Draws the circuits of a rung, one set per tested statistic. */
static igraph_error_t draw_all(rung_t *rung, gboolean steered) {
    const igraph_integer_t properties = igraph_vector_int_size(rung->which);
    igraph_vector_int_t columns;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&columns, 0);
    for (igraph_integer_t i = 0; i < properties; i++) {
        const int tested = tested_by(rung, i, steered);
        igraph_vector_int_clear(&columns);
        for (igraph_integer_t j = 0; j < properties; j++) {
            if (tested_by(rung, j, steered) == tested) {
                IGRAPH_CHECK(igraph_vector_int_push_back(&columns, j));
            }
        }
        if (VECTOR(columns)[0] == i) { /* else the set was drawn before */
            IGRAPH_CHECK(draw(rung, tested, &columns));
        }
    }
    igraph_vector_int_destroy(&columns);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_ladder_add_code(latigraph_ladder_t *ladder, const latigraph_model_t *model,
                                         const latigraph_circuit_t *connectome,
                                         const igraph_vector_int_t *which,
                                         const latigraph_callback_list_t *user,
                                         const latigraph_surrogate_options_t *options,
                                         igraph_bool_t steered, latigraph_remarks_t *remarks) {
    rung_t rung = {.ladder = ladder,
                   .model = model,
                   .connectome = connectome,
                   .which = which,
                   .user = user,
                   .options = options,
                   .remarks = remarks};
    if (latigraph_circuit_is_undirected(connectome)) {
        IGRAPH_ERRORF("Models generate directed graphs, and \"%s\" is undirected. Leave out the "
                      "model, or read the connectome with undirected=mutual.",
                      IGRAPH_EINVAL, latigraph_circuit_name(connectome));
    }
    IGRAPH_MATRIX_INIT_FINALLY(&rung.values, options->count, igraph_vector_int_size(which));
    for (int k = 0; k < (steered ? 2 : 1); k++) {
        IGRAPH_CHECK(draw_all(&rung, k == 1));
        IGRAPH_CHECK(latigraph_ladder_add(ladder, k == 1 ? "code+" : "code", &rung.values, NULL));
    }
    igraph_matrix_destroy(&rung.values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
