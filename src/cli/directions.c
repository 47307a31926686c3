/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>

igraph_error_t cli_directions_init(cli_directions_t *directions,
                                   const latigraph_callback_list_t *user) {
    igraph_matrix_t *const matrices[] = {&directions->weights, &directions->steps,
                                         &directions->cosines, &directions->change,
                                         &directions->error};
    for (gsize k = 0; k < G_N_ELEMENTS(matrices); k++) {
        IGRAPH_MATRIX_INIT_FINALLY(matrices[k], 0, 0);
    }
    IGRAPH_FINALLY_CLEAN(G_N_ELEMENTS(matrices));
    directions->user = user;
    directions->item = g_new0(latigraph_direction_t,
                              latigraph_property_count() + (user != NULL ? user->count : 0));
    directions->count = 0;
    IGRAPH_FINALLY(cli_directions_destroy, directions);
    return IGRAPH_SUCCESS;
}

void cli_directions_destroy(cli_directions_t *directions) {
    igraph_matrix_destroy(&directions->weights);
    igraph_matrix_destroy(&directions->steps);
    igraph_matrix_destroy(&directions->cosines);
    igraph_matrix_destroy(&directions->change);
    igraph_matrix_destroy(&directions->error);
    g_free(directions->item);
}

igraph_error_t cli_directions_of_model(cli_directions_t *directions,
                                       const latigraph_model_t *model) {
    return latigraph_model_directions(model, directions->item, &directions->count,
                                      &directions->weights, &directions->steps);
}

static const char *name_of(const cli_directions_t *directions, igraph_integer_t i) {
    return latigraph_property_name(directions->user, directions->item[i].property);
}

/* R2 needs circuits without common neurons. */
void cli_tell_unscored(const cli_directions_t *directions) {
    gboolean scored = directions->count == 0;
    for (igraph_integer_t i = 0; i < directions->count; i++) {
        scored = scored || !isnan(directions->item[i].r2);
    }
    if (directions->count == 0) {
        cli_note("there are no directions: too few circuits, or no property differs among them");
    }
    if (!scored) {
        cli_note("R2 is not known: these circuits cannot be split so that no neuron stands on both "
                 "sides");
    }
}

static igraph_real_t length_of_row(const igraph_matrix_t *matrix, igraph_integer_t row) {
    igraph_real_t square = 0.0;
    for (igraph_integer_t j = 0; j < igraph_matrix_ncol(matrix); j++) {
        square += MATRIX(*matrix, row, j) * MATRIX(*matrix, row, j);
    }
    return sqrt(square);
}

/* --- How well codes tell properties ----------------------------------------- */

igraph_error_t cli_print_directions(const cli_directions_t *directions) {
    static const char *const header[] = {"property", "R2", "p", "circuits", "mean", "sd", "step"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "lrrrrrr", header));
    for (igraph_integer_t i = 0; i < directions->count; i++) {
        const latigraph_direction_t *d = &directions->item[i];
        cli_table_text(&table, name_of(directions, i));
        cli_table_fixed(&table, d->r2, 3);
        cli_table_number(&table, d->p, 2);
        cli_table_number(&table, (igraph_real_t)d->scored, 9);
        cli_table_number(&table, d->mean, 4);
        cli_table_number(&table, d->sd, 3);
        cli_table_number(&table, length_of_row(&directions->steps, i), 3);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

char *cli_interval(igraph_real_t low, igraph_real_t high, int decimals) {
    if (isnan(low) || isnan(high)) {
        return g_strdup("-");
    }
    return g_strdup_printf("%.*f..%.*f", decimals, low, decimals, high);
}

static void add_interval(cli_table_t *table, igraph_real_t low, igraph_real_t high) {
    char *text = cli_interval(low, high, 2);
    cli_table_text(table, text);
    g_free(text);
}

static const char *method_of(const latigraph_direction_t *direction) {
    return direction->method == LATIGRAPH_REGRESSION_PLS ? "pls" : "ridge";
}

static igraph_error_t print_scores(const cli_directions_t *directions, unsigned controls) {
    const char *header[11] = {"property", "R2", "95 %", "by", "size, density", "partial", "95 %"};
    char alignment[12] = "lrrlrrr";
    int columns = 7;
    cli_table_t table;
    if (controls & CLI_SHUFFLED) {
        alignment[columns] = 'r';
        header[columns++] = "shuffled";
    }
    if (controls & CLI_REWIRED) {
        alignment[columns] = 'r';
        header[columns++] = "rewired";
    }
    header[columns] = "p";
    header[columns + 1] = "circuits";
    alignment[columns] = alignment[columns + 1] = 'r';
    IGRAPH_CHECK(cli_table_init(&table, alignment, header));
    for (igraph_integer_t i = 0; i < directions->count; i++) {
        const latigraph_direction_t *d = &directions->item[i];
        cli_table_text(&table, name_of(directions, i));
        cli_table_fixed(&table, d->r2, 3);
        add_interval(&table, d->r2_low, d->r2_high);
        cli_table_text(&table, isnan(d->r2) ? "-" : method_of(d));
        cli_table_fixed(&table, d->r2_size_density, 3);
        cli_table_fixed(&table, d->r2_partial, 3);
        add_interval(&table, d->r2_partial_low, d->r2_partial_high);
        if (controls & CLI_SHUFFLED) {
            cli_table_fixed(&table, d->r2_shuffled, 3);
        }
        if (controls & CLI_REWIRED) {
            cli_table_fixed(&table, d->r2_rewired, 3);
        }
        cli_table_number(&table, d->p, 2);
        cli_table_number(&table, (igraph_real_t)d->scored, 9);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- What steps do ------------------------------------------------------------ */

char *cli_movers(const igraph_matrix_t *change, igraph_integer_t row, igraph_integer_t without,
                 const latigraph_callback_list_t *user, int most) {
    const igraph_integer_t columns = igraph_matrix_ncol(change);
    gboolean *told = g_new0(gboolean, columns + 1);
    GString *text = g_string_new(NULL);
    for (int k = 0; k < most; k++) {
        igraph_integer_t best = -1;
        for (igraph_integer_t p = 0; p < columns; p++) {
            const double moved = fabs(MATRIX(*change, row, p));
            if (p != without && !told[p] && isfinite(moved) &&
                (best < 0 || moved > fabs(MATRIX(*change, row, best)))) {
                best = p;
            }
        }
        if (best >= 0) {
            told[best] = TRUE;
            g_string_append_printf(text, "%s%s %+.2f", text->len > 0 ? ", " : "",
                                   latigraph_property_name(user, best), MATRIX(*change, row, best));
        }
    }
    g_free(told);
    return g_string_free(text, FALSE);
}

/* The direction with the smallest angle to direction i, up to its sign, or −1. */
static igraph_integer_t nearest_to(const cli_directions_t *directions, igraph_integer_t i) {
    igraph_integer_t best = -1;
    for (igraph_integer_t j = 0; j < igraph_matrix_nrow(&directions->cosines); j++) {
        if (j != i && (best < 0 || fabs(MATRIX(directions->cosines, i, j)) >
                                       fabs(MATRIX(directions->cosines, i, best)))) {
            best = j;
        }
    }
    return best;
}

static void add_nearest(cli_table_t *table, const cli_directions_t *directions,
                        igraph_integer_t i) {
    const igraph_integer_t nearest = nearest_to(directions, i);
    cli_table_text(table, nearest < 0 ? "-" : name_of(directions, nearest));
    cli_table_fixed(table, nearest < 0 ? NAN : MATRIX(directions->cosines, i, nearest), 2);
}

static igraph_error_t print_effects(const cli_directions_t *directions) {
    const gboolean measured = igraph_matrix_nrow(&directions->change) > 0;
    static const char *const header[] = {"property", "mean",         "sd",
                                         "nearest",  "cosine",       "slope",
                                         "error",    "side effects", "moves most of the others"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, measured ? "lrrlrrrrl" : "lrrlr", header));
    for (igraph_integer_t i = 0; i < directions->count; i++) {
        const latigraph_direction_t *d = &directions->item[i];
        cli_table_text(&table, name_of(directions, i));
        cli_table_number(&table, d->mean, 4);
        cli_table_number(&table, d->sd, 3);
        add_nearest(&table, directions, i);
        if (measured) {
            char *movers = cli_movers(&directions->change, i, d->property, directions->user, 3);
            cli_table_fixed(&table, d->slope, 2);
            cli_table_fixed(&table, d->slope_error, 2);
            cli_table_fixed(&table, d->side_effects, 2);
            cli_table_text(&table, movers);
            g_free(movers);
        }
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_print_study(const cli_directions_t *directions, unsigned controls) {
    IGRAPH_CHECK(print_scores(directions, controls));
    putchar('\n');
    return print_effects(directions);
}

/* --- JSON --------------------------------------------------------------------- */

void cli_json_step_effects(JsonBuilder *json, const igraph_matrix_t *change,
                           const igraph_matrix_t *error, igraph_integer_t row,
                           const latigraph_callback_list_t *user) {
    json_builder_set_member_name(json, "effects");
    json_builder_begin_object(json);
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(change); p++) {
        if (isfinite(MATRIX(*change, row, p))) {
            json_builder_set_member_name(json, latigraph_property_name(user, p));
            json_builder_begin_object(json);
            cli_json_number(json, "change", MATRIX(*change, row, p));
            cli_json_number(json, "error", MATRIX(*error, row, p));
            json_builder_end_object(json);
        }
    }
    json_builder_end_object(json);
}

/* What latigraph_directions() finds and a model does not hold. */
static void add_study(JsonBuilder *json, const latigraph_direction_t *d) {
    cli_json_text(json, "method", method_of(d));
    cli_json_number(json, "r2_low", d->r2_low);
    cli_json_number(json, "r2_high", d->r2_high);
    cli_json_number(json, "r2_ridge", d->r2_ridge);
    cli_json_number(json, "r2_pls", d->r2_pls);
    cli_json_number(json, "components", d->components > 0 ? (double)d->components : NAN);
    cli_json_number(json, "r2_size_density", d->r2_size_density);
    cli_json_number(json, "r2_partial", d->r2_partial);
    cli_json_number(json, "r2_partial_low", d->r2_partial_low);
    cli_json_number(json, "r2_partial_high", d->r2_partial_high);
    cli_json_number(json, "r2_shuffled", d->r2_shuffled);
    cli_json_number(json, "r2_rewired", d->r2_rewired);
}

static void add_cosines(JsonBuilder *json, const cli_directions_t *directions, igraph_integer_t i) {
    if (igraph_matrix_nrow(&directions->cosines) == 0) {
        return;
    }
    json_builder_set_member_name(json, "cosines");
    json_builder_begin_object(json);
    for (igraph_integer_t j = 0; j < directions->count; j++) {
        cli_json_number(json, name_of(directions, j), MATRIX(directions->cosines, i, j));
    }
    json_builder_end_object(json);
}

void cli_json_directions(JsonBuilder *json, const cli_directions_t *directions) {
    const gboolean measured = igraph_matrix_nrow(&directions->change) > 0;
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < directions->count; i++) {
        const latigraph_direction_t *d = &directions->item[i];
        json_builder_begin_object(json);
        cli_json_text(json, "property", name_of(directions, i));
        cli_json_number(json, "r2", d->r2);
        cli_json_number(json, "p", d->p);
        cli_json_row(json, "direction", &directions->steps, i);
        cli_json_row(json, "weights", &directions->weights, i);
        cli_json_number(json, "intercept", d->intercept);
        cli_json_number(json, "mean", d->mean);
        cli_json_number(json, "sd", d->sd);
        cli_json_number(json, "circuits", (igraph_real_t)d->scored);
        add_study(json, d);
        add_cosines(json, directions, i);
        if (measured) {
            cli_json_number(json, "slope", d->slope);
            cli_json_number(json, "slope_error", d->slope_error);
            cli_json_number(json, "side_effects", d->side_effects);
            cli_json_step_effects(json, &directions->change, &directions->error, i,
                                  directions->user);
        }
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}
