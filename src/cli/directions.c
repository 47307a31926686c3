/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>

igraph_error_t cli_directions_init(cli_directions_t *directions) {
    IGRAPH_CHECK(igraph_matrix_init(&directions->weights, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_destroy, &directions->weights);
    IGRAPH_CHECK(igraph_matrix_init(&directions->steps, 0, 0));
    IGRAPH_FINALLY_CLEAN(1);
    directions->item = g_new0(latigraph_direction_t, latigraph_property_count());
    directions->count = 0;
    IGRAPH_FINALLY(cli_directions_destroy, directions);
    return IGRAPH_SUCCESS;
}

void cli_directions_destroy(cli_directions_t *directions) {
    igraph_matrix_destroy(&directions->weights);
    igraph_matrix_destroy(&directions->steps);
    g_free(directions->item);
}

igraph_error_t cli_directions_of_model(cli_directions_t *directions,
                                       const latigraph_model_t *model) {
    return latigraph_model_directions(model, directions->item, &directions->count,
                                      &directions->weights, &directions->steps);
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

igraph_error_t cli_print_directions(const cli_directions_t *directions) {
    static const char *const header[] = {"property", "R2", "p", "circuits", "mean", "sd", "step"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "lrrrrrr", header));
    for (igraph_integer_t i = 0; i < directions->count; i++) {
        const latigraph_direction_t *d = &directions->item[i];
        cli_table_text(&table, latigraph_property_info(d->property)->name);
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

void cli_json_directions(JsonBuilder *json, const cli_directions_t *directions) {
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < directions->count; i++) {
        const latigraph_direction_t *d = &directions->item[i];
        json_builder_begin_object(json);
        cli_json_text(json, "property", latigraph_property_info(d->property)->name);
        cli_json_number(json, "r2", d->r2);
        cli_json_number(json, "p", d->p);
        cli_json_row(json, "direction", &directions->steps, i);
        cli_json_row(json, "weights", &directions->weights, i);
        cli_json_number(json, "intercept", d->intercept);
        cli_json_number(json, "mean", d->mean);
        cli_json_number(json, "sd", d->sd);
        cli_json_number(json, "circuits", (igraph_real_t)d->scored);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}
