/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Requests as text, and the statistics behind properties.
 *
 * A request is "property=value", a change in the unit, in percent or in SD. Eight statistics of the
 * steering layer belong to properties under other scales: density is its logarithm, mean degree the
 * density times n − 1, and edge length is in units of the model's length scale. The conversions are
 * here, and so is the check that refuses a value which no circuit can have. */

#include "latent/target.h"

#include "base/memory.h"
#include "base/text.h"
#include "generate/steering_layer.h"

#include <math.h>
#include <string.h>

static const latigraph_control_t CONTROL[] = {
    {"density", LATIGRAPH_STATISTIC_LOG_DENSITY},
    {"mean-degree", LATIGRAPH_STATISTIC_LOG_DENSITY},
    {"reciprocity", LATIGRAPH_STATISTIC_RECIPROCITY},
    {"out-degree-cv", LATIGRAPH_STATISTIC_OUT_CV},
    {"in-degree-cv", LATIGRAPH_STATISTIC_IN_CV},
    {"degree-correlation", LATIGRAPH_STATISTIC_IN_OUT_CORRELATION},
    {"transitivity", LATIGRAPH_STATISTIC_TRANSITIVITY},
    {"assortativity", LATIGRAPH_STATISTIC_ASSORTATIVITY},
    {"edge-length", LATIGRAPH_STATISTIC_EDGE_LENGTH},
};
static const latigraph_control_t ANY = {"", -1};
/* The statistic of circuits with a closure stage. */
static const latigraph_control_t CLOSURE = {"local-clustering", LATIGRAPH_STEERED_LOCAL_CLUSTERING};

static const double DENSITY_FLOOR = 1e-9;

const latigraph_control_t *latigraph_control_of(igraph_integer_t property) {
    const latigraph_property_info_t *info = latigraph_property_info(property);
    for (gsize k = 0; info != NULL && k < G_N_ELEMENTS(CONTROL); k++) {
        if (strcmp(CONTROL[k].name, info->name) == 0) {
            return &CONTROL[k];
        }
    }
    return &ANY;
}

static gboolean is_closure(igraph_integer_t property) {
    const latigraph_property_info_t *info = latigraph_property_info(property);
    return info != NULL && strcmp(info->name, CLOSURE.name) == 0;
}

const latigraph_control_t *latigraph_control_with(igraph_integer_t property, gboolean closes) {
    return closes && is_closure(property) ? &CLOSURE : latigraph_control_of(property);
}

static gboolean is_degree(const latigraph_control_t *control) {
    return strcmp(control->name, "mean-degree") == 0;
}

double latigraph_statistic_of_property(const latigraph_control_t *control, double value, int n,
                                       double length_scale) {
    switch (control->statistic) {
    case LATIGRAPH_STATISTIC_LOG_DENSITY:
        return log(MAX(is_degree(control) ? value / MAX(n - 1, 1) : value, DENSITY_FLOOR));
    case LATIGRAPH_STATISTIC_OUT_CV:
    case LATIGRAPH_STATISTIC_IN_CV:
        return 0.5 * log(value * value + LATIGRAPH_CV_FLOOR);
    case LATIGRAPH_STATISTIC_EDGE_LENGTH:
        return value / length_scale;
    default:
        return value;
    }
}

double latigraph_property_of_statistic(const latigraph_control_t *control, double statistic, int n,
                                       double length_scale) {
    switch (control->statistic) {
    case LATIGRAPH_STATISTIC_LOG_DENSITY:
        return exp(statistic) * (is_degree(control) ? n - 1 : 1);
    case LATIGRAPH_STATISTIC_OUT_CV:
    case LATIGRAPH_STATISTIC_IN_CV:
        return sqrt(MAX(exp(2 * statistic) - LATIGRAPH_CV_FLOOR, 0));
    case LATIGRAPH_STATISTIC_EDGE_LENGTH:
        return statistic * length_scale;
    default:
        return statistic;
    }
}

/* --- Checks --------------------------------------------------------------- */

static igraph_error_t refuse_name(const char *name, const latigraph_callback_list_t *user) {
    char message[2048];
    latigraph_text_t names = LATIGRAPH_TEXT_EMPTY;
    const char *known;
    IGRAPH_FINALLY(latigraph_text_destroy, &names);
    for (igraph_integer_t p = 0; (known = latigraph_property_name(user, p)) != NULL; p++) {
        latigraph_text_print(&names, p == 0 ? "%s" : ", %s", known);
    }
    IGRAPH_CHECK(latigraph_text_check(&names));
    g_snprintf(message, sizeof message, "There is no property called \"%.80s\"; known are %s.",
               name, latigraph_text(&names));
    latigraph_text_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_ERROR(message, IGRAPH_EINVAL);
}

static const char *skip_blanks(const char *text) {
    while (g_ascii_isspace(*text)) {
        text++;
    }
    return text;
}

/* "0.2", "+1sd", "-20%"; FALSE if it is nothing of the kind. */
static gboolean parse_value(const char *text, latigraph_target_t *target) {
    char *end;
    target->value = g_ascii_strtod(text, &end);
    if (end == text) {
        return FALSE;
    }
    const char *unit = skip_blanks(end);
    if (g_ascii_strncasecmp(unit, "sd", 2) == 0) {
        target->kind = LATIGRAPH_TARGET_SD;
        unit += 2;
    } else if (*unit == '%') {
        target->kind = LATIGRAPH_TARGET_PERCENT;
        unit++;
    }
    return *skip_blanks(unit) == '\0';
}

/* Where "name=value", "name+=value" or "name-=value" ends its name; NULL without "=". */
static const char *end_of_name(const char *text, gboolean *changes) {
    const char *sign = strchr(text, '=');
    *changes = sign != NULL && sign > text && strchr("+-", sign[-1]) != NULL;
    return sign == NULL ? NULL : *changes ? sign - 1 : sign;
}

/**
 * \function latigraph_target_name
 * \brief The name of the property that a request is about.
 *
 * So that a name which is no property of the table can be looked up elsewhere before the request is
 * read with \ref latigraph_target_parse().
 *
 * \param text The request, such as "reciprocity=0.2".
 * \return The name, without blanks around it, to be freed with free(); \c NULL if the text has no
 *    "=" or memory is short.
 *
 * Time complexity: O(length of the text).
 *
 * Example: the property of a request.
 * \verbatim
 *   char *name = latigraph_target_name("density=+20%");
 *   printf("%s\n", name);
 *   free(name);
 * \endverbatim
 */
char *latigraph_target_name(const char *text) {
    gboolean changes;
    const char *end = end_of_name(text, &changes);
    if (end == NULL) {
        return NULL;
    }
    while (g_ascii_isspace(*text)) {
        text++;
    }
    while (end > text && g_ascii_isspace(end[-1])) {
        end--;
    }
    return strndup(text, (size_t)(end - text));
}

static igraph_error_t find_property(const char *text, const latigraph_callback_list_t *user,
                                    igraph_integer_t *property) {
    char *name = latigraph_target_name(text);
    if (name == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    IGRAPH_FINALLY(free, name);
    *property = latigraph_property_find_with(user, name);
    if (*property < 0) {
        IGRAPH_CHECK(refuse_name(name, user));
    }
    free(name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_target_parse
 * \brief Reads a request such as "reciprocity=0.2".
 *
 * \param text A property's name, "=", and a number in the property's unit ("reciprocity=0.2"), a
 *    change in standard deviations of the training circuits ("density=+1sd", "density=-0.5sd") or
 *    in percent of the unsteered circuits ("density=+20%"); or "+=" or "-=" and a change in the
 *    property's unit ("reciprocity+=0.05").
 * \param user Properties of the user's that may be asked for beside those of the table, or NULL.
 * \param target Gets the request.
 * \return Error code: \c IGRAPH_EINVAL with a message that quotes the text: no "=", an unknown
 *    property (the message lists the known ones), no number, or one that is not finite.
 *
 * Time complexity: O(length of the text + number of properties).
 *
 * Example: a request for a change in SDs of the training circuits.
 * \verbatim
 *   latigraph_target_t target;
 *   latigraph_target_parse("density=-0.5sd", NULL, &target);
 *   printf("%s %g\n", latigraph_property_name(NULL, target.property), target.value);
 * \endverbatim
 */
igraph_error_t latigraph_target_parse(const char *text, const latigraph_callback_list_t *user,
                                      latigraph_target_t *target) {
    latigraph_target_t result = {.kind = LATIGRAPH_TARGET_VALUE};
    gboolean changes;
    const char *end = end_of_name(text, &changes);
    if (end == NULL) {
        IGRAPH_ERRORF("\"%.200s\" is no request: expected property=value, property=+1sd, "
                      "property=+20%% or property+=change.",
                      IGRAPH_EINVAL, text);
    }
    const char *value = strchr(end, '=') + 1;
    IGRAPH_CHECK(find_property(text, user, &result.property));
    if (!parse_value(value, &result) || (changes && result.kind != LATIGRAPH_TARGET_VALUE)) {
        IGRAPH_ERRORF("\"%.200s\" asks for \"%.100s\", which is no number%s.", IGRAPH_EINVAL, text,
                      value,
                      changes ? " in the property's unit"
                              : ", no number of SDs such as +1sd and no percentage such as +20%");
    }
    if (!isfinite(result.value)) {
        IGRAPH_ERRORF("\"%.200s\" asks for %g; values must be finite.", IGRAPH_EINVAL, text,
                      result.value);
    }
    if (changes) {
        result.kind = LATIGRAPH_TARGET_CHANGE;
        result.value = *end == '-' ? -result.value : result.value;
    }
    *target = result;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_check_value(igraph_integer_t property, double value) {
    const latigraph_property_info_t *info = latigraph_property_info(property);
    if (info != NULL && (value < info->low || value > info->high)) {
        IGRAPH_ERRORF("No circuit has %s %.4g: it lies between %g and %g.", IGRAPH_EINVAL,
                      info->name, value, info->low, info->high);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_target(const latigraph_target_t *target,
                                   const latigraph_callback_list_t *user) {
    const char *name = latigraph_property_name(user, target->property);
    if (name == NULL) {
        IGRAPH_ERRORF("There is no property %" IGRAPH_PRId ".", IGRAPH_EINVAL, target->property);
    }
    if (!isfinite(target->value)) {
        IGRAPH_ERRORF("The value asked of %s is %g; it must be finite.", IGRAPH_EINVAL, name,
                      target->value);
    }
    return target->kind == LATIGRAPH_TARGET_VALUE
               ? latigraph_check_value(target->property, target->value)
               : IGRAPH_SUCCESS;
}

/* The same property, or two functions of one statistic. */
static gboolean rivals(igraph_integer_t a, igraph_integer_t b) {
    const int statistic = latigraph_control_of(a)->statistic;
    return a == b || (statistic >= 0 && statistic == latigraph_control_of(b)->statistic);
}

/* A property to be kept (or let go) must not be asked for; one to be let go is a statistic. */
static igraph_error_t check_kept(const latigraph_steer_options_t *options, igraph_integer_t kept,
                                 gboolean keep) {
    const char *verb = keep ? "kept" : "released";
    const char *name = latigraph_property_name(options->user, kept);
    if (name == NULL) {
        IGRAPH_ERRORF("There is no property %" IGRAPH_PRId ".", IGRAPH_EINVAL, kept);
    }
    /* Whether circuits have a closure stage is known later (resolve.c). */
    if (!keep && latigraph_control_with(kept, TRUE)->statistic < 0) {
        IGRAPH_ERRORF("%s cannot be released: by itself, steering holds only density (or "
                      "mean-degree), reciprocity, out-degree-cv, in-degree-cv, degree-correlation, "
                      "transitivity, assortativity, edge-length and, with a closure stage, "
                      "local-clustering.",
                      IGRAPH_EINVAL, name);
    }
    for (igraph_integer_t t = 0; t < options->target_count; t++) {
        if (rivals(kept, options->targets[t].property)) {
            IGRAPH_ERRORF("%s is to be %s, but a value of %s is asked for.", IGRAPH_EINVAL, name,
                          verb,
                          latigraph_property_name(options->user, options->targets[t].property));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_rivals(const latigraph_steer_options_t *options, igraph_integer_t t) {
    for (igraph_integer_t s = 0; s < t; s++) {
        const igraph_integer_t a = options->targets[s].property;
        const igraph_integer_t b = options->targets[t].property;
        if (a == b) {
            IGRAPH_ERRORF("%s is asked for twice, but only one value can be had.", IGRAPH_EINVAL,
                          latigraph_property_name(options->user, a));
        }
        if (rivals(a, b)) {
            IGRAPH_ERRORF("%s and %s are asked for at once: they are one and the same, and "
                          "only one value can be had.",
                          IGRAPH_EINVAL, latigraph_property_name(options->user, a),
                          latigraph_property_name(options->user, b));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_check_targets(const latigraph_steer_options_t *options) {
    if (options->target_count < 1 || options->targets == NULL) {
        IGRAPH_ERROR("Nothing was asked for: steering needs at least one target.", IGRAPH_EINVAL);
    }
    if (options->target_count > LATIGRAPH_TARGETS_MAX) {
        IGRAPH_ERRORF("%" IGRAPH_PRId " targets are too many at once: at most %d.", IGRAPH_EINVAL,
                      options->target_count, LATIGRAPH_TARGETS_MAX);
    }
    for (igraph_integer_t t = 0; t < options->target_count; t++) {
        IGRAPH_CHECK(check_target(&options->targets[t], options->user));
        IGRAPH_CHECK(check_rivals(options, t));
    }
    if (options->keep_only && options->release_count > 0) {
        IGRAPH_ERROR(
            "Only the named properties are kept, so that there is nothing to release: give "
            "one of only-keep and release.",
            IGRAPH_EINVAL);
    }
    if (options->keep_count > LATIGRAPH_TARGETS_MAX - options->target_count) {
        IGRAPH_ERRORF("%" IGRAPH_PRId " properties to keep are too many beside %" IGRAPH_PRId
                      " targets: at most %d in all.",
                      IGRAPH_EINVAL, options->keep_count, options->target_count,
                      LATIGRAPH_TARGETS_MAX);
    }
    for (igraph_integer_t k = 0; k < options->keep_count; k++) {
        IGRAPH_CHECK(check_kept(options, options->keep[k], TRUE));
    }
    for (igraph_integer_t k = 0; k < options->release_count; k++) {
        IGRAPH_CHECK(check_kept(options, options->release[k], FALSE));
    }
    return IGRAPH_SUCCESS;
}
