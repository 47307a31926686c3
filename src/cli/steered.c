/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/steered.h"

#include <math.h>
#include <stdio.h>

/* Moves below this, in SDs, are not worth a word. */
static const double SMALL = 0.1;
/* What was to be kept and moved farther, in SDs, was not: the nearness at which such properties
 * count as reached. */
static const double KEPT = 0.3;

static const char *const methods[] = {[LATIGRAPH_METHOD_LAYER] = "layer",
                                      [LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS] = "least-side-effects",
                                      [LATIGRAPH_METHOD_CODE] = "code"};
static const char *const limits[] = {[LATIGRAPH_LIMIT_NONE] = "none",
                                     [LATIGRAPH_LIMIT_RANGE] = "range",
                                     [LATIGRAPH_LIMIT_KEPT] = "kept",
                                     [LATIGRAPH_LIMIT_MODEL] = "model",
                                     [LATIGRAPH_LIMIT_FAR] = "far"};

static const char *name_of(const cli_steered_t *steered, igraph_integer_t property) {
    return latigraph_property_name(steered->options->user, property);
}

/* --- Remarks ----------------------------------------------------------------- */

/* "transitivity +0.31 SD, edge length -0.12 SD"; statistics that hardly move are left out, and so
 * are those whose move was asked for if `but_asked` is given. NULL: none moves. */
static char *list_changes(const cli_steered_t *steered, const igraph_vector_t *changes) {
    GString *text = g_string_new(NULL);
    for (igraph_integer_t k = 0; k < igraph_vector_size(changes); k++) {
        const char *name = latigraph_statistic_name(steered->model, k);
        if (name != NULL && fabs(VECTOR(*changes)[k]) >= SMALL) {
            g_string_append_printf(text, "%s%s %+.2f SD", text->len > 0 ? ", " : "", name,
                                   VECTOR(*changes)[k]);
        }
    }
    return g_string_free(text, text->len == 0);
}

/* Properties that are kept without being held: how well. */
static void note_kept(const cli_steered_t *steered) {
    const latigraph_steering_t *steering = &steered->steering;
    for (igraph_integer_t k = 0; k < steered->options->keep_count; k++) {
        const igraph_integer_t p = steered->options->keep[k];
        const double change = VECTOR(steering->side_effects)[p];
        if (VECTOR(steering->held)[p] || !isfinite(change)) {
            continue;
        }
        cli_note("%s is no statistic, so that nothing holds it: it %s by %+.2f SD "
                 "(standard error %.2f), to %.4g",
                 name_of(steered, p),
                 fabs(change) <= KEPT ? "was kept and moved" : "could not be kept and moved",
                 change, VECTOR(steering->side_effects_error)[p], VECTOR(steering->measured)[p]);
    }
}

static gboolean has_method(const cli_steered_t *steered, latigraph_method_t method) {
    for (igraph_integer_t t = 0; t < steered->options->target_count; t++) {
        if (steered->achieved[t].method == method) {
            return TRUE;
        }
    }
    return FALSE;
}

static void note_changes(const cli_steered_t *steered) {
    if (has_method(steered, LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS)) {
        char *changes = list_changes(steered, &steered->steering.moved);
        cli_note(
            "what is no statistic moves with the statistics, at least by: %s (on average %.2f SD)",
            changes != NULL ? changes : "hardly anything", steered->steering.least_side_effects);
        g_free(changes);
    }
}

static void note_limit(const cli_steered_t *steered, const latigraph_achieved_t *a) {
    const char *name = name_of(steered, a->property);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text,
                           "%s = %.4g is out of reach (missed by %.2f SD): the nearest, %.4g, "
                           "is given",
                           name, a->asked, fabs(a->residual),
                           isfinite(a->expected) ? a->expected : a->mean);
    char *changes = list_changes(steered, &steered->steering.released_moves);
    if (a->limit == LATIGRAPH_LIMIT_RANGE) {
        g_string_append(text, "; no circuit can have this value");
    } else if (a->limit == LATIGRAPH_LIMIT_KEPT) {
        g_string_append_printf(text, "; it can be had if what is kept may move: %s (see --release)",
                               changes != NULL ? changes : "a little");
    } else if (a->limit == LATIGRAPH_LIMIT_FAR) {
        g_string_append(text, "; statistics would have to move by more than 3 SD");
    } else if (isfinite(a->released)) {
        g_string_append_printf(text,
                               "; the model has no such circuits here, and with everything "
                               "released reaches %.4g",
                               a->released);
    } else {
        g_string_append(text, "; the model has no such circuits here");
    }
    cli_note("%s", text->str);
    g_free(changes);
    g_string_free(text, TRUE);
}

void cli_note_steered(const cli_steered_t *steered) {
    note_changes(steered);
    note_kept(steered);
    for (igraph_integer_t t = 0; t < steered->options->target_count; t++) {
        if (!steered->achieved[t].reached) {
            note_limit(steered, &steered->achieved[t]);
        }
    }
}

/* --- Text --------------------------------------------------------------------- */

static igraph_error_t print_table(const cli_steered_t *steered) {
    static const char *const header[] = {"property",  "start",       "asked", "achieved",
                                         "95 % from", "to",          "sd",    "expected",
                                         "z-score",   "conditional", "method"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "lrrrrrrrrrl", header));
    for (igraph_integer_t t = 0; t < steered->options->target_count; t++) {
        const latigraph_achieved_t *a = &steered->achieved[t];
        cli_table_text(&table, name_of(steered, a->property));
        cli_table_number(&table, a->start, 4);
        cli_table_number(&table, a->asked, 4);
        cli_table_number(&table, a->mean, 4);
        cli_table_number(&table, a->low, 4);
        cli_table_number(&table, a->high, 4);
        cli_table_number(&table, a->sd, 2);
        cli_table_number(&table, a->expected, 4);
        cli_table_fixed(&table, a->z_score, 1);
        cli_table_fixed(&table, a->conditional_z_score, 1);
        cli_table_text(&table,
                       a->reached ? methods[a->method] : "out of reach: the nearest is given");
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static gboolean is_target(const cli_steered_t *steered, igraph_integer_t property) {
    for (igraph_integer_t t = 0; t < steered->options->target_count; t++) {
        if (steered->achieved[t].property == property) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Those by which circuits are compared; JSON has all. */
static void print_side_effects(const cli_steered_t *steered) {
    const igraph_vector_t *side_effects = &steered->steering.side_effects;
    GString *text = g_string_new("Other properties moved by (in SD of the training circuits):");
    gboolean any = FALSE;
    for (igraph_integer_t p = 0; p < latigraph_property_compared_count(); p++) {
        if (!is_target(steered, p) && isfinite(VECTOR(*side_effects)[p])) {
            g_string_append_printf(text, "%s %s %+.2f", any ? "," : "", name_of(steered, p),
                                   VECTOR(*side_effects)[p]);
            any = TRUE;
        }
    }
    if (any) {
        puts(text->str);
    }
    g_string_free(text, TRUE);
}

static void print_edit(const latigraph_steering_t *steering) {
    if (isfinite(steering->kept_edges)) {
        printf("Edges, mean over circuits: %.1f kept, %.1f added, %.1f removed\n",
               steering->kept_edges, steering->added_edges, steering->removed_edges);
    }
}

igraph_error_t cli_print_steered(const cli_steered_t *steered) {
    const latigraph_steering_t *steering = &steered->steering;
    IGRAPH_CHECK(print_table(steered));
    print_side_effects(steered);
    printf("Code: %.2f SD from the mean of the training codes (start %.2f; usual 1), %.2g of codes "
           "are "
           "farther out; ln density %+.1f against the start; the circuits encode to %.2f SD from "
           "there\n",
           steering->distance, steering->distance_start, steering->tail,
           steering->log_density - steering->log_density_start, steering->encoded);
    print_edit(steering);
    return IGRAPH_SUCCESS;
}

/* --- JSON ---------------------------------------------------------------------- */

static void add_achieved(JsonBuilder *json, const cli_steered_t *steered,
                         const latigraph_achieved_t *a) {
    json_builder_begin_object(json);
    cli_json_text(json, "property", name_of(steered, a->property));
    cli_json_number(json, "start", a->start);
    cli_json_number(json, "asked", a->asked);
    json_builder_set_member_name(json, "achieved");
    json_builder_begin_object(json);
    cli_json_number(json, "mean", a->mean);
    cli_json_number(json, "low", a->low);
    cli_json_number(json, "high", a->high);
    cli_json_number(json, "sd", a->sd);
    json_builder_end_object(json);
    cli_json_number(json, "expected", a->expected);
    cli_json_number(json, "residual", a->residual);
    cli_json_text(json, "method", methods[a->method]);
    json_builder_set_member_name(json, "reached");
    json_builder_add_boolean_value(json, a->reached);
    cli_json_text(json, "limit", limits[a->limit]);
    cli_json_number(json, "released", a->released);
    cli_json_number(json, "z_score", a->z_score);
    cli_json_number(json, "conditional_z_score", a->conditional_z_score);
    cli_json_number(json, "conditional_sd", a->conditional_sd);
    json_builder_end_object(json);
}

/* An object of the named numbers; `name` gives NULL where there is none. */
static void add_statistics(JsonBuilder *json, const char *member, const cli_steered_t *steered,
                           const igraph_vector_t *values) {
    json_builder_set_member_name(json, member);
    json_builder_begin_object(json);
    for (igraph_integer_t k = 0; k < igraph_vector_size(values); k++) {
        cli_json_number(json, latigraph_statistic_name(steered->model, k), VECTOR(*values)[k]);
    }
    json_builder_end_object(json);
}

static void add_properties(JsonBuilder *json, const char *member, const cli_steered_t *steered,
                           const igraph_vector_t *values) {
    json_builder_set_member_name(json, member);
    json_builder_begin_object(json);
    for (igraph_integer_t p = 0; p < igraph_vector_size(values); p++) {
        cli_json_number(json, name_of(steered, p), VECTOR(*values)[p]);
    }
    json_builder_end_object(json);
}

/* What was named to be kept. */
static void add_kept(JsonBuilder *json, const cli_steered_t *steered) {
    const latigraph_steering_t *steering = &steered->steering;
    json_builder_set_member_name(json, "kept");
    json_builder_begin_array(json);
    for (igraph_integer_t k = 0; k < steered->options->keep_count; k++) {
        const igraph_integer_t p = steered->options->keep[k];
        json_builder_begin_object(json);
        cli_json_text(json, "property", name_of(steered, p));
        json_builder_set_member_name(json, "held");
        json_builder_add_boolean_value(json, VECTOR(steering->held)[p]);
        cli_json_number(json, "change", VECTOR(steering->side_effects)[p]);
        cli_json_number(json, "error", VECTOR(steering->side_effects_error)[p]);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

igraph_error_t cli_json_steered(const cli_steered_t *steered) {
    const latigraph_steering_t *steering = &steered->steering;
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_object(json);
    json_builder_set_member_name(json, "targets");
    json_builder_begin_array(json);
    for (igraph_integer_t t = 0; t < steered->options->target_count; t++) {
        add_achieved(json, steered, &steered->achieved[t]);
    }
    json_builder_end_array(json);
    add_properties(json, "measured", steered, &steering->measured);
    add_properties(json, "side_effects", steered, &steering->side_effects);
    add_properties(json, "side_effects_error", steered, &steering->side_effects_error);
    add_kept(json, steered);
    add_statistics(json, "moved", steered, &steering->moved);
    add_statistics(json, "released_moves", steered, &steering->released_moves);
    cli_json_number(json, "least_side_effects", steering->least_side_effects);
    cli_json_vector(json, "code", &steering->code);
    cli_json_number(json, "distance", steering->distance);
    cli_json_number(json, "distance_start", steering->distance_start);
    cli_json_number(json, "tail", steering->tail);
    cli_json_number(json, "log_density", steering->log_density);
    cli_json_number(json, "log_density_start", steering->log_density_start);
    cli_json_number(json, "encoded", steering->encoded);
    cli_json_number(json, "kept_edges", steering->kept_edges);
    cli_json_number(json, "added_edges", steering->added_edges);
    cli_json_number(json, "removed_edges", steering->removed_edges);
    json_builder_end_object(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
