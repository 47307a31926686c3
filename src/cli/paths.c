/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/paths.h"

#include <math.h>
#include <stdio.h>

/* Properties in the table beside the one that is walked along. */
enum { MOVERS = 4 };

static const char *name_of(igraph_integer_t property) {
    return latigraph_property_info(property)->name;
}

igraph_error_t cli_path_options(latigraph_path_options_t *options, const char *steps,
                                const char *count, const char *nodes, const char *like) {
    enum { MOST = 100000 };
    latigraph_path_options_init(options);
    IGRAPH_CHECK(cli_generation(&options->generate, options->generate.count, count, nodes, like));
    if (steps != NULL) {
        IGRAPH_CHECK(cli_integer("--steps", steps, 2, MOST, &options->steps));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_unknown_property(const char *name) {
    GString *names = g_string_new(NULL);
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        g_string_append_printf(names, "%s%s", p > 0 ? ", " : "", name_of(p));
    }
    char *known = g_string_free(names, FALSE);
    IGRAPH_FINALLY(g_free, known);
    return cli_usage("There is no property \"%.80s\"; known are %s.", name, known);
}

igraph_error_t cli_walk_init(cli_walk_t *walk) {
    IGRAPH_CHECK(latigraph_path_init(&walk->path));
    IGRAPH_FINALLY(latigraph_path_destroy, &walk->path);
    IGRAPH_CHECK(latigraph_circuit_list_init(&walk->circuits));
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_FINALLY(cli_walk_destroy, walk);
    return IGRAPH_SUCCESS;
}

void cli_walk_destroy(cli_walk_t *walk) {
    latigraph_circuit_list_destroy(&walk->circuits);
    latigraph_path_destroy(&walk->path);
}

/* --- What moves ----------------------------------------------------------- */

/* From the lowest to the highest step, in SDs; −1 where nothing is known. */
static double extent(const latigraph_path_t *path, igraph_integer_t p) {
    double low = INFINITY, high = -INFINITY;
    for (igraph_integer_t s = 0; s < path->steps; s++) {
        const double change = MATRIX(path->change, s, p);
        if (isfinite(change)) {
            low = fmin(low, change);
            high = fmax(high, change);
        }
    }
    return low <= high ? high - low : -1;
}

int cli_walk_movers(const cli_walk_t *walk, int most, igraph_integer_t *movers) {
    int count = 0;
    if (walk->property >= 0) {
        movers[count++] = walk->property;
    }
    while (count < most) {
        igraph_integer_t best = -1;
        for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
            gboolean taken = extent(&walk->path, p) < 0;
            for (int k = 0; k < count; k++) {
                taken = taken || movers[k] == p;
            }
            if (!taken && (best < 0 || extent(&walk->path, p) > extent(&walk->path, best))) {
                best = p;
            }
        }
        if (best < 0) {
            break;
        }
        movers[count++] = best;
    }
    return count;
}

/* --- Tables --------------------------------------------------------------- */

static void add_step(cli_table_t *table, const cli_walk_t *walk, igraph_integer_t s,
                     const igraph_integer_t *movers, int count) {
    const latigraph_path_t *path = &walk->path;
    char *step = g_strdup_printf("%" IGRAPH_PRId, s + 1);
    cli_table_text(table, step);
    g_free(step);
    cli_table_fixed(table, VECTOR(path->position)[s], 2);
    if (walk->property >= 0) {
        cli_table_number(table, MATRIX(path->asked, s, walk->property), 4);
        cli_table_number(table, MATRIX(path->mean, s, walk->property), 4);
        cli_table_number(table, MATRIX(path->sd, s, walk->property), 2);
    }
    for (int k = walk->property >= 0 ? 1 : 0; k < count; k++) {
        cli_table_fixed(table, MATRIX(path->change, s, movers[k]), 2);
    }
    cli_table_fixed(table, VECTOR(path->reached)[s], 2);
    cli_table_fixed(table, VECTOR(path->distance)[s], 2);
    cli_table_fixed(table, VECTOR(path->bias)[s], 2);
    if (walk->property < 0) {
        cli_table_fixed(table, VECTOR(path->straight)[s], 1);
        cli_table_fixed(table, VECTOR(path->manifold)[s], 1);
    } else {
        cli_table_fixed(table, VECTOR(path->log_density)[s], 1);
    }
}

static igraph_error_t print_steps(const cli_walk_t *walk) {
    const char *header[MOVERS + 10];
    igraph_integer_t movers[MOVERS + 1];
    char alignment[MOVERS + 10];
    const int count = cli_walk_movers(walk, walk->property >= 0 ? MOVERS + 1 : MOVERS, movers);
    cli_table_t table;
    int columns = 0;
    header[columns++] = "step";
    header[columns++] = walk->property >= 0 ? "SD" : "share";
    if (walk->property >= 0) {
        header[columns++] = "asked";
        header[columns++] = "achieved";
        header[columns++] = "sd";
    }
    for (int k = walk->property >= 0 ? 1 : 0; k < count; k++) {
        header[columns++] = name_of(movers[k]);
    }
    header[columns++] = "encoded";
    header[columns++] = "distance";
    header[columns++] = "bias";
    header[columns++] = walk->property >= 0 ? "ln density" : "straight";
    if (walk->property < 0) {
        header[columns++] = "manifold";
    }
    for (int c = 0; c < columns; c++) {
        alignment[c] = 'r';
    }
    alignment[columns] = '\0';
    IGRAPH_CHECK(cli_table_init(&table, alignment, header));
    for (igraph_integer_t s = 0; s < walk->path.steps; s++) {
        add_step(&table, walk, s, movers, count);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static double mean_of(const igraph_vector_t *values) {
    return igraph_vector_sum(values) / (igraph_real_t)igraph_vector_size(values);
}

/* "Others, SD for each SD: ..." */
static void print_slopes(const cli_walk_t *walk) {
    const latigraph_path_t *path = &walk->path;
    const igraph_integer_t p = walk->property;
    GString *text = g_string_new("Other properties, SD for each SD:");
    gboolean any = FALSE;
    printf("%s: %.2f SD for each SD asked", name_of(p), VECTOR(path->slope)[p]);
    if (isfinite(VECTOR(path->linearity)[p])) { /* two steps are always on a line */
        printf(", linearity (R2) %.3f", VECTOR(path->linearity)[p]);
    }
    puts("");
    for (igraph_integer_t k = 0; k < latigraph_property_count(); k++) {
        if (k != p && isfinite(VECTOR(path->slope)[k])) {
            g_string_append_printf(text, "%s %s %+.2f", any ? "," : "", name_of(k),
                                   VECTOR(path->slope)[k]);
            any = TRUE;
        }
    }
    if (any) {
        puts(text->str);
    }
    g_string_free(text, TRUE);
}

static const char *node_data(const cli_walk_t *walk) {
    switch (walk->path.nodes) {
    case LATIGRAPH_PATH_NODES_FIRST:
        return walk->property >= 0 ? "of the given circuit" : "of the first circuit";
    case LATIGRAPH_PATH_NODES_SECOND:
        return "of the second circuit";
    default:
        return walk->property >= 0 ? "drawn once, the same at all steps" : "drawn at each step";
    }
}

static void print_encoding(const cli_walk_t *walk) {
    const latigraph_path_t *path = &walk->path;
    printf("Properties: changes in SD of the training circuits. Encoded: where on the way the "
           "circuits' own codes are. Circuits encoded again "
           "are %.2f SD of the training codes from where they were asked (root mean square over "
           "dimensions; mean of a step's circuits: %.2f; the encoder is certain to %.2f; two "
           "training circuits: 1.41).\n",
           mean_of(&path->distance), mean_of(&path->bias), mean_of(&path->uncertainty));
    for (igraph_integer_t k = 0; latigraph_statistic_name(walk->model, k) != NULL; k++) {
        double worst = 0;
        for (igraph_integer_t s = 0; s < path->steps; s++) {
            const double at = MATRIX(path->statistic, s, k);
            worst = fabs(at) > fabs(worst) ? at : worst;
        }
        printf("%s%s %+.2f", k == 0 ? "Farthest off in statistics (SD, of all steps): " : ", ",
               latigraph_statistic_name(walk->model, k), worst);
    }
    printf("\nNode data: %s.\n", node_data(walk));
}

/* --- JSON ----------------------------------------------------------------- */

static void add_json_properties(JsonBuilder *json, const latigraph_path_t *path,
                                igraph_integer_t s) {
    json_builder_set_member_name(json, "properties");
    json_builder_begin_object(json);
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        json_builder_set_member_name(json, name_of(p));
        json_builder_begin_object(json);
        cli_json_number(json, "asked", MATRIX(path->asked, s, p));
        cli_json_number(json, "mean", MATRIX(path->mean, s, p));
        cli_json_number(json, "sd", MATRIX(path->sd, s, p));
        cli_json_number(json, "change", MATRIX(path->change, s, p));
        json_builder_end_object(json);
    }
    json_builder_end_object(json);
}

static void add_json_step(JsonBuilder *json, const cli_walk_t *walk, igraph_integer_t s) {
    const latigraph_path_t *path = &walk->path;
    json_builder_begin_object(json);
    cli_json_number(json, "step", (igraph_real_t)(s + 1));
    cli_json_number(json, "position", VECTOR(path->position)[s]);
    cli_json_row(json, "code", &path->code, s);
    cli_json_row(json, "encoded", &path->found, s);
    cli_json_number(json, "encoded_position", VECTOR(path->reached)[s]);
    cli_json_number(json, "distance", VECTOR(path->distance)[s]);
    cli_json_number(json, "bias", VECTOR(path->bias)[s]);
    cli_json_number(json, "uncertainty", VECTOR(path->uncertainty)[s]);
    json_builder_set_member_name(json, "statistics");
    json_builder_begin_object(json);
    for (igraph_integer_t k = 0; latigraph_statistic_name(walk->model, k) != NULL; k++) {
        cli_json_number(json, latigraph_statistic_name(walk->model, k),
                        MATRIX(path->statistic, s, k));
    }
    json_builder_end_object(json);
    cli_json_number(json, "log_density", VECTOR(path->log_density)[s]);
    if (walk->property < 0) {
        cli_json_number(json, "log_density_straight", VECTOR(path->straight)[s]);
        cli_json_number(json, "log_density_manifold", VECTOR(path->manifold)[s]);
    }
    add_json_properties(json, path, s);
    json_builder_end_object(json);
}

static void add_json_slopes(JsonBuilder *json, const latigraph_path_t *path) {
    json_builder_set_member_name(json, "slopes");
    json_builder_begin_object(json);
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        json_builder_set_member_name(json, name_of(p));
        json_builder_begin_object(json);
        cli_json_number(json, "slope", VECTOR(path->slope)[p]);
        cli_json_number(json, "linearity", VECTOR(path->linearity)[p]);
        json_builder_end_object(json);
    }
    json_builder_end_object(json);
}

static igraph_error_t print_json(const cli_walk_t *walk) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_object(json);
    if (walk->property >= 0) {
        cli_json_text(json, "property", name_of(walk->property));
    } else {
        cli_json_text(json, "along",
                      walk->shape == LATIGRAPH_PATH_MANIFOLD ? "manifold" : "straight");
    }
    cli_json_text(json, "node_data", node_data(walk));
    json_builder_set_member_name(json, "steps");
    json_builder_begin_array(json);
    for (igraph_integer_t s = 0; s < walk->path.steps; s++) {
        add_json_step(json, walk, s);
    }
    json_builder_end_array(json);
    add_json_slopes(json, &walk->path);
    json_builder_end_object(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- All of it ------------------------------------------------------------ */

/* Values that the regression reads but no circuit can have. */
static void tell_impossible(const cli_walk_t *walk) {
    const latigraph_property_info_t *info = latigraph_property_info(walk->property);
    for (igraph_integer_t s = 0; s < walk->path.steps; s++) {
        const double asked = MATRIX(walk->path.asked, s, walk->property);
        if (asked < info->low || asked > info->high) {
            cli_note("step %" IGRAPH_PRId " asks for %s %.3g, which no circuit can have", s + 1,
                     info->name, asked);
        }
    }
}

igraph_error_t cli_walk_report(const cli_walk_t *walk) {
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    IGRAPH_FINALLY(g_ptr_array_unref, files);
    IGRAPH_CHECK(cli_output_circuits(&walk->circuits, files));
    if (walk->figure != NULL) {
        IGRAPH_CHECK(figure_write_walk(walk, walk->figure));
    }
    if (walk->property >= 0) {
        tell_impossible(walk);
    }
    if (cli_shared.json) {
        IGRAPH_CHECK(print_json(walk));
    } else {
        IGRAPH_CHECK(print_steps(walk));
        if (walk->property >= 0) {
            print_slopes(walk);
        }
        print_encoding(walk);
        printf("%u circuits in %s\n", files->len, cli_shared.output);
    }
    g_ptr_array_unref(files);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
