/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Resolves requests: what "+1sd", "+20%" and "+=0.05" mean for these circuits.
 *
 * The unsteered circuits are measured first. Their means are what a percentage and a change refer
 * to, and what is held is held there. The SD is that of the training circuits where the model knows
 * it; for a property of the user it is measured on unconditional circuits. Every request is then a
 * value in the unit of its property, so that the checks, the search and the report need to know
 * only one form. */

#include "latent/steer.h"

#include "base/memory.h"
#include "base/moments.h"
#include "measure/property.h"

#include <math.h>
#include <string.h>

enum { Q = LATIGRAPH_STEERED_MAX };
/* Unconditional circuits that say how much a property varies which the model does not know. */
enum { UNKNOWN = 48 };

double latigraph_column_mean(const igraph_matrix_t *values, igraph_integer_t column, int count) {
    double mean, squares;
    latigraph_moments(&MATRIX(*values, 0, column), 1, count, &mean, &squares);
    return mean;
}

static const char *name_of(const latigraph_steer_t *s, const latigraph_request_t *request) {
    return latigraph_property_name(s->options->user, request->property);
}

double latigraph_steer_statistic(const latigraph_steer_t *s, const latigraph_request_t *request,
                                 int item, double value) {
    const latigraph_property_info_t *info = latigraph_property_info(request->property);
    return latigraph_statistic_of_property(request->control, CLAMP(value, info->low, info->high),
                                           latigraph_ensemble_nodes(&s->ensemble, item),
                                           latigraph_model_length_scale(s->model));
}

double latigraph_steer_drawn(const latigraph_steer_t *s, const latigraph_request_t *request,
                             const double *sampled) {
    double sum = 0;
    int defined = 0;
    for (int i = 0; i < s->ensemble.count; i++) {
        const double value = latigraph_property_of_statistic(
            request->control, sampled[(gsize)i * Q + (gsize)request->control->statistic],
            latigraph_ensemble_nodes(&s->ensemble, i), latigraph_model_length_scale(s->model));
        if (isfinite(value)) {
            sum += value;
            defined++;
        }
    }
    return defined > 0 ? sum / defined : NAN;
}

/* --- How much a property varies -------------------------------------------- */

/* Measures mean and SD of a property of the user over unconditional circuits. */
static igraph_error_t measure_scale(const latigraph_steer_t *s, latigraph_request_t *request) {
    latigraph_generate_options_t generate = s->options->generate;
    latigraph_circuit_list_t circuits;
    igraph_matrix_t values;
    igraph_bool_t *wanted;
    double squares;
    generate.count = UNKNOWN;
    LATIGRAPH_ALLOCATE(wanted, request->property + 1 + LATIGRAPH_PROPERTIES +
                                   (s->options->user != NULL ? s->options->user->count : 0));
    wanted[request->property] = 1;
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_generate(s->model, &circuits, NULL, NULL, &generate));
    IGRAPH_CHECK(latigraph_properties_wanted(&circuits, s->options->user, wanted,
                                             s->options->generate.threads, &values));
    const int defined = latigraph_moments(&MATRIX(values, 0, request->property), 1, UNKNOWN,
                                          &request->mean, &squares);
    request->sd = defined > 1 ? sqrt(squares / (defined - 1)) : NAN;
    latigraph_circuit_list_destroy(&circuits);
    igraph_matrix_destroy(&values);
    g_free(wanted);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

gboolean latigraph_known_scale(const latigraph_model_t *model, const char *name, double *mean,
                               double *sd) {
    for (int p = 0; p < model->config.properties; p++) {
        if (strcmp(model->property_name[p], name) == 0) {
            *mean = model->property_mean[p];
            *sd = model->property_sd[p];
            return TRUE;
        }
    }
    const int d = latigraph_direction_table_find(&model->directions, name);
    *mean = d < 0 ? NAN : model->directions.mean[d];
    *sd = d < 0 ? NAN : model->directions.sd[d];
    return d >= 0;
}

/* Finds mean and SD of a property whose statistic the model knows, which may be that of one circuit
 * alone. */
static gboolean scale_of_statistic(const latigraph_steer_t *s, igraph_integer_t property,
                                   double *mean, double *sd) {
    const latigraph_control_t *control = latigraph_steer_control(s, property);
    const int k = control->statistic, n = latigraph_ensemble_nodes(&s->ensemble, 0);
    if (k < 0 || latigraph_ensemble_coordinate(&s->ensemble, k) < 0) {
        return FALSE;
    }
    const double length = latigraph_model_length_scale(s->model);
    const double at = latigraph_target_statistic_mean(s->model, k);
    const double step = latigraph_target_statistic_scale(s->model, k, at);
    *mean = latigraph_property_of_statistic(control, at, n, length);
    *sd = (latigraph_property_of_statistic(control, at + step, n, length) -
           latigraph_property_of_statistic(control, at - step, n, length)) /
          2;
    return TRUE;
}

static gboolean known_scale(const latigraph_steer_t *s, igraph_integer_t property, double *mean,
                            double *sd) {
    return latigraph_known_scale(s->model, latigraph_property_name(s->options->user, property),
                                 mean, sd) ||
           scale_of_statistic(s, property, mean, sd);
}

static igraph_error_t find_scale(const latigraph_steer_t *s, latigraph_request_t *request) {
    if (!known_scale(s, request->property, &request->mean, &request->sd)) {
        IGRAPH_CHECK(measure_scale(s, request));
    }
    if (!(request->sd > 0)) {
        IGRAPH_ERRORF("%s cannot be %s: it is not defined for circuits of this model, or does "
                      "not vary over them.",
                      IGRAPH_EINVAL, name_of(s, request), request->kept ? "kept" : "steered");
    }
    return IGRAPH_SUCCESS;
}

double latigraph_steer_sd(const latigraph_steer_t *s, igraph_integer_t property) {
    double mean, sd;
    for (int t = 0; t < s->requests; t++) {
        if (s->request[t].property == property) {
            return s->request[t].sd;
        }
    }
    known_scale(s, property, &mean, &sd);
    return sd;
}

/* --- Requests ------------------------------------------------------------- */

static double value_of(const latigraph_target_t *target, const latigraph_request_t *request) {
    switch (target->kind) {
    case LATIGRAPH_TARGET_CHANGE:
        return request->start + target->value;
    case LATIGRAPH_TARGET_PERCENT:
        return request->start * (1 + target->value / 100);
    case LATIGRAPH_TARGET_SD:
        return request->start + target->value * request->sd;
    default:
        return target->value;
    }
}

static igraph_error_t resolve_request(latigraph_steer_t *s, const latigraph_target_t *target,
                                      gboolean kept) {
    const int t = s->requests++;
    latigraph_request_t *request = &s->request[t];
    request->kept = kept;
    request->property = target->property;
    request->control = latigraph_steer_control(s, target->property);
    const int statistic = request->control->statistic;
    if (statistic >= 0 && !latigraph_ensemble_has(&s->ensemble, statistic)) {
        IGRAPH_ERRORF("%s cannot be steered: circuits generated here have no %s.", IGRAPH_EINVAL,
                      name_of(s, request),
                      statistic == LATIGRAPH_STATISTIC_EDGE_LENGTH ? "positions" : "such figure");
    }
    request->start =
        statistic >= 0 ? latigraph_steer_drawn(s, request, s->ensemble.sampled)
                       : latigraph_column_mean(&s->reference, request->property, s->ensemble.count);
    if (!isfinite(request->start)) {
        IGRAPH_ERRORF("%s is not defined for circuits generated at this code.", IGRAPH_EINVAL,
                      name_of(s, request));
    }
    IGRAPH_CHECK(find_scale(s, request));
    request->asked = value_of(target, request);
    IGRAPH_CHECK(latigraph_check_value(request->property, request->asked));
    if (statistic < 0 || s->options->through == LATIGRAPH_THROUGH_CODE) {
        s->target_of[s->solved++] = t;
    }
    return IGRAPH_SUCCESS;
}

/* --- What is kept ---------------------------------------------------------- */

/* Weight of a requested statistic relative to those that are held, and weight of the less
 * important ones among these: kinds of triangles and the ends of the degree distributions, which
 * give way first. The SDs of a model of one circuit are small shares, in which a fifth more
 * reciprocity moves the one-way triangles by four; there they give way sooner. */
static const double ASKED = 4, LESSER = 0.15, LESSER_SINGLE = 0.03;

static double kept_weight(const latigraph_model_t *model, int statistic) {
    const double weight = latigraph_target_statistic_weight(statistic);
    return weight >= 1 && statistic != LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES ? weight
           : latigraph_target_statistics_single(model)                       ? LESSER_SINGLE
                                                                             : LESSER;
}

/* Where a property is moved through the
 * statistics, all of them are held to where the move wants them. */
static void weigh_statistics(latigraph_steer_t *s) {
    const latigraph_steer_options_t *options = s->options;
    latigraph_ensemble_t *ensemble = &s->ensemble;
    ensemble->follow = options->through == LATIGRAPH_THROUGH_CODE;
    const gboolean all = !ensemble->follow && (!options->keep_only || s->solved > 0);
    for (int k = 0; k < Q; k++) {
        ensemble->weight[k] = all ? kept_weight(s->model, k) : 0;
    }
    for (igraph_integer_t k = 0; k < options->keep_count; k++) {
        const int statistic = latigraph_steer_control(s, options->keep[k])->statistic;
        if (statistic >= 0) {
            ensemble->weight[statistic] = MAX(latigraph_target_statistic_weight(statistic), 1);
        }
    }
    for (igraph_integer_t k = 0; k < options->release_count && s->solved == 0; k++) {
        ensemble->weight[latigraph_steer_control(s, options->release[k])->statistic] = 0;
    }
    for (int t = 0; t < s->targets && !ensemble->follow; t++) {
        const int statistic = s->request[t].control->statistic;
        if (statistic >= 0) {
            ensemble->weight[statistic] =
                ASKED * MAX(latigraph_target_statistic_weight(statistic), 1);
            ensemble->is_asked[statistic] = TRUE;
        }
    }
}

/* A property to be kept that is no statistic is one more request: to stay where it is. */
static igraph_error_t resolve_kept(latigraph_steer_t *s, igraph_integer_t property) {
    const latigraph_target_t still = {.property = property, .kind = LATIGRAPH_TARGET_CHANGE};
    if (latigraph_steer_control(s, property)->statistic >= 0) {
        return IGRAPH_SUCCESS;
    }
    for (int t = s->targets; t < s->requests; t++) {
        if (s->request[t].property == property) { /* named twice */
            return IGRAPH_SUCCESS;
        }
    }
    IGRAPH_CHECK(resolve_request(s, &still, TRUE));
    s->wanted[property] = 1;
    return IGRAPH_SUCCESS;
}

/* Local clustering is held only by the closure stage. */
static igraph_error_t check_released(const latigraph_steer_t *s) {
    for (igraph_integer_t k = 0; k < s->options->release_count; k++) {
        if (latigraph_steer_control(s, s->options->release[k])->statistic < 0) {
            IGRAPH_ERRORF("%s cannot be released: these circuits have no closure stage, so that "
                          "steering does not hold it.",
                          IGRAPH_EINVAL,
                          latigraph_property_name(s->options->user, s->options->release[k]));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_steer_resolve(latigraph_steer_t *s) {
    IGRAPH_CHECK(check_released(s));
    for (int t = 0; t < s->targets; t++) {
        IGRAPH_CHECK(resolve_request(s, &s->options->targets[t], FALSE));
        const latigraph_request_t *request = &s->request[t];
        const int statistic = request->control->statistic;
        s->wanted[request->property] = 1;
        for (int i = 0; i < s->ensemble.count && statistic >= 0; i++) {
            s->ensemble.asked[(gsize)i * Q + (gsize)statistic] =
                latigraph_steer_statistic(s, request, i, request->asked);
        }
    }
    for (igraph_integer_t k = 0; k < s->options->keep_count; k++) {
        IGRAPH_CHECK(resolve_kept(s, s->options->keep[k]));
    }
    weigh_statistics(s);
    return IGRAPH_SUCCESS;
}
