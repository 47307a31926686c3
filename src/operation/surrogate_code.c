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
 * circuits per tested statistic, and one for all other properties. A set that the model cannot be
 * steered to leaves its properties unknown. Circuits are drawn independently; with sequential
 * p-values they come a hundred at a time. */

#include "operation/surrogate_rows.h"

#include "base/catch.h"
#include "generate/closure.h"
#include "generate/extrapolate.h"
#include "latent/target.h"

#include <latigraph/generate.h>
#include <latigraph/latent.h>
#include <latigraph/measure.h>
#include <latigraph/steer.h>

#include <math.h>
#include <string.h>

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
    char refusal[300];      /* why circuits could last not be steered, or "" */
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
 * the model have them. `release` gets the property of the tested one, or stays. */
static igraph_error_t find_targets(const rung_t *rung, int tested, latigraph_target_t *targets,
                                   igraph_integer_t *count, igraph_integer_t *release) {
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
    if (tested == LATIGRAPH_STEERED_LOCAL_CLUSTERING) {
        *release = latigraph_property_find("local-clustering");
    }
    for (int k = 0; k < STATISTICS; k++) {
        const int statistic = latigraph_control_of(VECTOR(which)[k])->statistic;
        const gboolean placed =
            rung->model->config.kernels > 0 || statistic != LATIGRAPH_STATISTIC_EDGE_LENGTH;
        if (statistic == tested) {
            *release = VECTOR(which)[k];
        } else if (placed && !isnan(MATRIX(values, 0, k))) {
            /* A correlation of 1 may be measured as a little more. */
            const latigraph_property_info_t *info = latigraph_property_info(VECTOR(which)[k]);
            targets[(*count)++] = (latigraph_target_t){
                VECTOR(which)[k], CLAMP(MATRIX(values, 0, k), info->low, info->high),
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

/* Circuits that are steered. */
typedef struct {
    const rung_t *rung;
    int tested;
    const latigraph_generate_options_t *options;
    latigraph_circuit_list_t *circuits;
} steering_t;

static igraph_error_t steer(void *data) {
    const steering_t *steering = data;
    const rung_t *rung = steering->rung;
    latigraph_target_t targets[STATISTICS];
    latigraph_achieved_t achieved[STATISTICS];
    latigraph_steer_options_t options;
    igraph_integer_t release = -1;
    latigraph_steer_options_init(&options);
    IGRAPH_CHECK(find_targets(rung, steering->tested, targets, &options.target_count, &release));
    options.targets = targets;
    options.release = &release;
    options.release_count = release >= 0;
    options.generate = *steering->options;
    IGRAPH_CHECK(latigraph_steer(rung->model, steering->circuits, rung->connectome, &options,
                                 achieved, NULL));
    return remark_missed(rung, achieved, options.target_count);
}

/* Steers circuits. A connectome whose statistics the model cannot be steered to gets a remark
 * instead, because the other rungs are still worth having. `made` says whether there are circuits.
 */
static igraph_error_t try_to_steer(rung_t *rung, int tested,
                                   const latigraph_generate_options_t *options,
                                   latigraph_circuit_list_t *circuits, igraph_bool_t *made) {
    steering_t steering = {rung, tested, options, circuits};
    char reason[sizeof rung->refusal];
    const igraph_error_t code = latigraph_catch(steer, &steering, reason, sizeof reason);
    *made = code == IGRAPH_SUCCESS;
    if (code == IGRAPH_INTERRUPTED) {
        IGRAPH_FINALLY_FREE();
        return code;
    }
    if (code != IGRAPH_SUCCESS && code != IGRAPH_EINVAL) {
        IGRAPH_ERROR(reason, code);
    }
    if (*made || strcmp(reason, rung->refusal) == 0) {
        return IGRAPH_SUCCESS;
    }
    g_strlcpy(rung->refusal, reason, sizeof rung->refusal);
    const char *name = latigraph_circuit_name(rung->connectome);
    return latigraph_remark_add(rung->remarks, "not-steered", name,
                                "The rung code+ of \"%s\" is unknown for properties whose circuits "
                                "cannot be steered to the other statistics: %s",
                                name, reason);
}

/* --- Rungs ---------------------------------------------------------------------------------- */

/* Measures some of the properties (columns of the values) of circuits. */
static igraph_error_t measure(const rung_t *rung, const latigraph_circuit_list_t *circuits,
                              const igraph_vector_int_t *columns, igraph_integer_t first,
                              igraph_matrix_t *values) {
    igraph_vector_int_t which;
    igraph_matrix_t measured;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&measured, 0, 0);
    for (igraph_integer_t c = 0; c < igraph_vector_int_size(columns); c++) {
        IGRAPH_CHECK(
            igraph_vector_int_push_back(&which, VECTOR(*rung->which)[VECTOR(*columns)[c]]));
    }
    IGRAPH_CHECK(latigraph_properties_only(circuits, rung->user, &which, &measured));
    for (igraph_integer_t c = 0; c < igraph_vector_int_size(columns); c++) {
        for (igraph_integer_t k = 0; k < igraph_matrix_nrow(&measured); k++) {
            MATRIX(*values, first + k, VECTOR(*columns)[c]) = MATRIX(measured, k, c);
        }
    }
    igraph_matrix_destroy(&measured);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Makes circuits and measures them. `made` becomes false if they cannot be made. */
static igraph_error_t draw_batch(rung_t *rung, int tested, const igraph_vector_int_t *columns,
                                 const latigraph_generate_options_t *options,
                                 igraph_integer_t first, igraph_matrix_t *values,
                                 igraph_bool_t *made) {
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    if (tested == NOT_STEERED) {
        IGRAPH_CHECK(generate(rung, options, &circuits));
    } else {
        IGRAPH_CHECK(try_to_steer(rung, tested, options, &circuits, made));
    }
    if (*made) {
        IGRAPH_CHECK(measure(rung, &circuits, columns, first, values));
    }
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Fills columns of the values of the rung. */
static igraph_error_t draw(rung_t *rung, int tested, const igraph_vector_int_t *columns) {
    const igraph_integer_t count = rung->options->count;
    igraph_integer_t done = 0;
    igraph_bool_t made = true;
    igraph_matrix_t values;
    IGRAPH_MATRIX_INIT_FINALLY(&values, count, igraph_matrix_ncol(&rung->values));
    igraph_matrix_fill(&values, IGRAPH_NAN);
    for (igraph_integer_t batch = 0;
         made && done < count && (batch == 0 || !latigraph_ladder_is_done(rung->ladder, &values));
         batch++) {
        const igraph_integer_t some =
            rung->options->exceedances > 0 ? MIN(BATCH, count - done) : count;
        const latigraph_generate_options_t options = generate_options(rung, some, batch);
        IGRAPH_CHECK(draw_batch(rung, tested, columns, &options, done, &values, &made));
        done += some;
    }
    for (igraph_integer_t c = 0; c < igraph_vector_int_size(columns); c++) {
        const igraph_integer_t column = VECTOR(*columns)[c];
        for (igraph_integer_t k = 0; k < count; k++) {
            MATRIX(rung->values, k, column) = made ? MATRIX(values, k, column) : IGRAPH_NAN;
        }
    }
    igraph_matrix_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the statistic that a property tests. Local clustering is one where circuits like the
 * connectome have a closure stage. */
static int tested_by(const rung_t *rung, igraph_integer_t column, gboolean steered) {
    const int n = rung->connectome->n;
    const gboolean closes =
        latigraph_code_describes(rung->model, n) && latigraph_closes(rung->model, n);
    return steered ? latigraph_control_with(VECTOR(*rung->which)[column], closes)->statistic
                   : NOT_STEERED;
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
