/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Steering in the report: what happens if one property is moved.
 *
 * All steps start at the most typical of the circuits that are shown, so that they have its neurons
 * in its order, and a neuron keeps its place on the page. Each property is requested at its value
 * before steering and at steps of half an SD of the training circuits to either side. Requests that
 * no circuit can have end at the limit of the property; what lies beyond is left out.
 *
 * All steps have the same random numbers, and the page shows the same number i of the circuits in
 * all steps: the one whose values are nearest to the means of all steps. Steps nevertheless share
 * only a tenth to a third of their edges, because the closure stage moves edges by chance. Edits of
 * one circuit (steer --edit) would share nine tenths, but take three times as long.
 *
 * Steering holds every other statistic that it controls. What moved nevertheless is listed by the
 * size of the change, in SDs of the training circuits. A verdict "outside" is that of the operation
 * steer.
 */
#include "figure/report.h"

#include "base/memory.h"
#include "generate/code_density.h"
#include "latent/steer.h"
#include "measure/property.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One step of half an SD, and properties that are steered unless the caller names others. */
static const double STEP = 0.5;
static const char *const USUAL[] = {"density",      "reciprocity",   "local-clustering",
                                    "transitivity", "out-degree-cv", "edge-length",
                                    "in-degree-cv", "assortativity"};
enum { USUAL_COUNT = 5 };

/* Circuits of one request. */
typedef struct {
    double in_sd;
    latigraph_achieved_t achieved;
    latigraph_steering_t steering;
    latigraph_circuit_list_t circuits;
} station_t;

/* Steps of one property, in ascending order of the request. */
typedef struct {
    igraph_integer_t property;
    double sd;
    igraph_integer_t count; /* initialised stations */
    station_t *station;
} walk_t;

static void walk_destroy(walk_t *walk) {
    for (igraph_integer_t k = 0; k < walk->count; k++) {
        latigraph_circuit_list_destroy(&walk->station[k].circuits);
        latigraph_steering_destroy(&walk->station[k].steering);
    }
    g_free(walk->station);
}

/* --- What is steered -------------------------------------------------------------------------- */

static int statistic_of(const latigraph_model_t *model, igraph_integer_t property) {
    return latigraph_control_with(property, model->config.closure > 0)->statistic;
}

/* Returns whether the layer steers the property, and the model knows how much it varies. */
static gboolean is_steerable(const report_t *report, igraph_integer_t property) {
    double mean, sd;
    return VECTOR(report->place)[property] >= 0 && statistic_of(report->model, property) >= 0 &&
           latigraph_known_scale(report->model, latigraph_property_info(property)->name, &mean,
                                 &sd) &&
           sd > 0;
}

/* Appends what people ask for first. */
static igraph_error_t choose_usual(const report_t *report, igraph_vector_int_t *chosen) {
    for (gsize k = 0; k < G_N_ELEMENTS(USUAL) && igraph_vector_int_size(chosen) < USUAL_COUNT;
         k++) {
        const igraph_integer_t property = latigraph_property_find(USUAL[k]);
        if (is_steerable(report, property)) {
            IGRAPH_CHECK(igraph_vector_int_push_back(chosen, property));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Finds the circuit whose code is nearest to the mean of the training codes. */
static igraph_error_t find_typical(const report_t *report, igraph_integer_t *typical) {
    latigraph_code_density_t density;
    double *code, least = INFINITY;
    *typical = 0;
    IGRAPH_CHECK(latigraph_code_density_init(&density, report->model, NULL));
    IGRAPH_FINALLY(latigraph_code_density_destroy, &density);
    LATIGRAPH_ALLOCATE(code, density.width);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(&report->codes); i++) {
        for (int k = 0; k < density.width; k++) {
            code[k] = MATRIX(report->codes, i, k) - density.centre[k];
        }
        const double square = latigraph_code_density_length2(&density, code);
        if (square < least) {
            least = square;
            *typical = i;
        }
    }
    g_free(code);
    latigraph_code_density_destroy(&density);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- One property ----------------------------------------------------------------------------- */

static igraph_error_t request(const report_t *report, const latigraph_circuit_t *like,
                              const latigraph_target_t *target, walk_t *walk) {
    station_t *station = &walk->station[walk->count];
    latigraph_steer_options_t options;
    latigraph_steer_options_init(&options);
    options.targets = target;
    options.target_count = 1;
    options.generate.count = report->count;
    options.generate.seed = report->seed;
    options.generate.threads = report->threads;
    IGRAPH_CHECK(latigraph_steering_init(&station->steering));
    IGRAPH_FINALLY(latigraph_steering_destroy, &station->steering);
    IGRAPH_CHECK(latigraph_circuit_list_init(&station->circuits));
    IGRAPH_FINALLY_CLEAN(1);
    walk->count++;
    return latigraph_steer(report->model, &station->circuits, like, &options, &station->achieved,
                           &station->steering);
}

static int by_request(const void *a, const void *b) {
    const station_t *x = a, *y = b;
    return (x->achieved.asked > y->achieved.asked) - (x->achieved.asked < y->achieved.asked);
}

/* Returns whether a request of this value has been made. */
static gboolean is_made(const walk_t *walk, double value) {
    for (igraph_integer_t k = 0; k < walk->count; k++) {
        if (fabs(walk->station[k].achieved.asked - value) < 1e-9 * walk->sd) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Asks for the value before steering, which says where that is, and for all steps. */
static igraph_error_t request_all(const report_t *report, const latigraph_circuit_t *like,
                                  walk_t *walk) {
    const latigraph_property_info_t *info = latigraph_property_info(walk->property);
    const latigraph_target_t still = {walk->property, 0, LATIGRAPH_TARGET_CHANGE};
    IGRAPH_CHECK(request(report, like, &still, walk));
    const double start = walk->station[0].achieved.start;
    for (igraph_integer_t k = -report->steps; k <= report->steps; k++) {
        const double value = CLAMP(start + (double)k * STEP * walk->sd, info->low, info->high);
        const latigraph_target_t target = {walk->property, value, LATIGRAPH_TARGET_VALUE};
        if (!is_made(walk, value)) {
            IGRAPH_CHECK(request(report, like, &target, walk));
        }
    }
    for (igraph_integer_t k = 0; k < walk->count; k++) {
        walk->station[k].in_sd = (walk->station[k].achieved.asked - start) / walk->sd;
    }
    qsort(walk->station, (size_t)walk->count, sizeof *walk->station, by_request);
    return IGRAPH_SUCCESS;
}

/* Returns the number of the circuit that is nearest to the means of all steps. */
static igraph_integer_t find_shown(const report_t *report, const walk_t *walk) {
    igraph_integer_t best = 0;
    double least = INFINITY;
    for (igraph_integer_t i = 0; i < report->count; i++) {
        double sum = 0;
        for (igraph_integer_t k = 0; k < walk->count; k++) {
            const station_t *station = &walk->station[k];
            const double miss =
                (MATRIX(station->steering.values, i, walk->property) - station->achieved.mean) /
                walk->sd;
            sum += isfinite(miss) ? miss * miss : 1;
        }
        if (sum < least) {
            least = sum;
            best = i;
        }
    }
    return best;
}

/* --- Text ------------------------------------------------------------------------------------- */

typedef struct {
    igraph_integer_t property;
    double change;
} mover_t;

/* Orders by falling size, then by the table. */
static int by_size(const void *a, const void *b) {
    const mover_t *x = a, *y = b;
    const double gap = fabs(y->change) - fabs(x->change);
    return gap != 0 ? (gap > 0) - (gap < 0)
                    : (x->property > y->property) - (x->property < y->property);
}

/* Returns whether a property counts as another one: not the requested one itself, and no other
 * function of the same statistic. */
static gboolean is_other(const report_t *report, igraph_integer_t asked,
                         igraph_integer_t property) {
    const int statistic = statistic_of(report->model, asked);
    return property != asked &&
           (statistic < 0 || statistic_of(report->model, property) != statistic);
}

static igraph_error_t write_movers(report_t *report, const walk_t *walk,
                                   const latigraph_steering_t *steering) {
    latigraph_json_t *json = &report->json;
    mover_t *mover;
    int count = 0;
    LATIGRAPH_ALLOCATE(mover, igraph_vector_int_size(&report->place));
    for (igraph_integer_t p = 0; p < igraph_vector_int_size(&report->place); p++) {
        const double change = VECTOR(steering->side_effects)[p];
        if (VECTOR(report->place)[p] >= 0 && isfinite(change) &&
            is_other(report, walk->property, p)) {
            mover[count++] = (mover_t){p, change};
        }
    }
    qsort(mover, (size_t)count, sizeof *mover, by_size);
    latigraph_json_name(json, "movers");
    latigraph_json_begin_array(json);
    for (int k = 0; k < MIN(count, REPORT_MOVERS); k++) {
        const igraph_integer_t p = mover[k].property;
        latigraph_json_begin_object(json);
        latigraph_json_integer(json, "property", VECTOR(report->place)[p]);
        report_number(report, "change", mover[k].change);
        report_number(report, "error", VECTOR(steering->side_effects_error)[p]);
        report_number(report, "from",
                      latigraph_column_mean(&steering->before_values, p, (int)report->count));
        report_number(report, "to", VECTOR(steering->measured)[p]);
        latigraph_json_end_object(json);
    }
    latigraph_json_end_array(json);
    g_free(mover);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes the verdict on the request, and why it is no usual one. */
static igraph_error_t write_verdict(report_t *report, const walk_t *walk,
                                    const station_t *station) {
    static const char *const limits[] = {
        [LATIGRAPH_LIMIT_NONE] = "",
        [LATIGRAPH_LIMIT_KEPT] = "The statistics that are held prevent it.",
        [LATIGRAPH_LIMIT_MODEL] = "The model has no such circuits here.",
        [LATIGRAPH_LIMIT_FAR] = "It lies farther away than steering goes."};
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    latigraph_append_outside(latigraph_property_info(walk->property)->name, &station->achieved,
                             &text);
    if (text.length == 0) {
        latigraph_append_unusual(station->steering.tail, &text);
    }
    latigraph_json_boolean(&report->json, "outside", text.length > 0);
    latigraph_json_boolean(&report->json, "reached", station->achieved.reached);
    if (!station->achieved.reached) {
        latigraph_text_print(&text, "%sThe request is out of reach, and the nearest is shown. %s",
                             text.length > 0 ? " " : "", limits[station->achieved.limit]);
    }
    IGRAPH_CHECK(latigraph_text_check(&text));
    latigraph_json_text(&report->json, "why", text.length > 0 ? latigraph_text(&text) : NULL);
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_station(report_t *report, const walk_t *walk, igraph_integer_t k,
                                    igraph_integer_t shown) {
    const station_t *station = &walk->station[k];
    const latigraph_achieved_t *achieved = &station->achieved;
    const latigraph_circuit_t *circuit = latigraph_circuit_list_get(&station->circuits, shown);
    latigraph_json_t *json = &report->json;
    latigraph_json_begin_object(json);
    report_number(report, "in_sd", station->in_sd);
    report_number(report, "requested", achieved->asked);
    report_number(report, "achieved", achieved->mean);
    report_number(report, "low", achieved->low);
    report_number(report, "high", achieved->high);
    report_number(report, "spread", achieved->sd);
    latigraph_json_integer(json, "count", report->count);
    IGRAPH_CHECK(write_verdict(report, walk, station));
    IGRAPH_CHECK(write_movers(report, walk, &station->steering));
    latigraph_json_begin(json, "circuit");
    latigraph_json_integer(json, "n", circuit->n);
    latigraph_json_integer(json, "m", circuit->m);
    IGRAPH_CHECK(report_write_graph(report, circuit, FALSE, FALSE));
    latigraph_json_end_object(json);
    latigraph_json_end_object(json);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_walk(report_t *report, const walk_t *walk, igraph_integer_t like) {
    const igraph_integer_t shown = find_shown(report, walk);
    latigraph_json_t *json = &report->json;
    latigraph_json_begin_object(json);
    latigraph_json_integer(json, "property", VECTOR(report->place)[walk->property]);
    report_number(report, "start", walk->station[0].achieved.start);
    latigraph_json_integer(json, "like", like);
    latigraph_json_name(json, "steps");
    latigraph_json_begin_array(json);
    for (igraph_integer_t k = 0; k < walk->count; k++) {
        IGRAPH_CHECK(write_station(report, walk, k, shown));
    }
    latigraph_json_end_array(json);
    latigraph_json_end_object(json);
    return IGRAPH_SUCCESS;
}

static igraph_error_t steer(report_t *report, igraph_integer_t property, igraph_integer_t like) {
    double mean;
    walk_t walk = {.property = property};
    latigraph_known_scale(report->model, latigraph_property_info(property)->name, &mean, &walk.sd);
    if (VECTOR(report->place)[property] < 0 || !(walk.sd > 0)) {
        IGRAPH_ERRORF("%s cannot be steered in a report: it is not defined for these circuits, or "
                      "the model does not know how much it varies.",
                      IGRAPH_EINVAL, latigraph_property_info(property)->name);
    }
    walk.station = g_try_malloc0_n((gsize)(2 * report->steps + 2), sizeof *walk.station);
    LATIGRAPH_CHECK_MEMORY(walk.station);
    IGRAPH_FINALLY(walk_destroy, &walk);
    IGRAPH_CHECK(request_all(report, latigraph_circuit_list_get(report->circuits, like), &walk));
    IGRAPH_CHECK(write_walk(report, &walk, like));
    walk_destroy(&walk);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t report_write_steering(report_t *report) {
    igraph_vector_int_t chosen;
    igraph_integer_t like;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&chosen, 0);
    if (report->steered != NULL) {
        IGRAPH_CHECK(igraph_vector_int_update(&chosen, report->steered));
    } else {
        IGRAPH_CHECK(choose_usual(report, &chosen));
    }
    IGRAPH_CHECK(find_typical(report, &like));
    latigraph_json_name(&report->json, "steering");
    latigraph_json_begin_array(&report->json);
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&chosen) && report->steps > 0; k++) {
        IGRAPH_CHECK(steer(report, VECTOR(chosen)[k], like));
    }
    latigraph_json_end_array(&report->json);
    igraph_vector_int_destroy(&chosen);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_text_check(&report->json.text);
}
