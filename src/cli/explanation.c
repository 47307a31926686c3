/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/explanation.h"

#include <math.h>
#include <stdio.h>

/* What is listed in one cell, and axes in the table of all properties. */
enum { LISTED = 3, AXES = 8 };
/* Less is not listed: of 1, a share or a loading; and in SDs of a property. */
static const double LEAST_SHARE = 0.03, LEAST_LOADING = 0.2, LEAST_PART = 0.05;

/* What is printed, and what its properties and coordinates are called. */
typedef cli_explanation_t shown_t;

static const char *property_name(const shown_t *shown, igraph_integer_t t) {
    return latigraph_property_name(shown->user, VECTOR(shown->explanation->property)[t]);
}

static double row_sum(const igraph_matrix_t *matrix, igraph_integer_t row, igraph_integer_t from,
                      igraph_integer_t to) {
    double sum = 0;
    for (igraph_integer_t k = from; k < to; k++) {
        sum += MATRIX(*matrix, row, k);
    }
    return sum;
}

/* --- The strongest -------------------------------------------------------- */

igraph_integer_t cli_take_strongest(igraph_real_t *values, igraph_integer_t count) {
    igraph_integer_t best = -1;
    for (igraph_integer_t k = 0; k < count; k++) {
        if (!isnan(values[k]) && (best < 0 || fabs(values[k]) > fabs(values[best]))) {
            best = k;
        }
    }
    if (best >= 0) {
        values[best] = NAN;
    }
    return best;
}

typedef const char *name_of_t(igraph_integer_t k, const void *data);

static const char *name_in_list(igraph_integer_t k, const void *data) {
    return igraph_strvector_get((igraph_strvector_t *)data, k);
}

static const char *name_of_property(igraph_integer_t t, const void *data) {
    return property_name(data, t);
}

/* A cell "log-density 88 %, transitivity −5 %", of values times `scale`; values are used up. */
static void add_strongest(cli_table_t *table, igraph_real_t *values, igraph_integer_t count,
                          double least, const char *format, double scale, name_of_t *name,
                          const void *data) {
    GString *text = g_string_new(NULL);
    igraph_real_t *left = g_memdup2(values, sizeof *values * (gsize)count);
    for (int i = 0; i < LISTED; i++) {
        const igraph_integer_t k = cli_take_strongest(left, count);
        if (k < 0 || fabs(values[k]) < least) {
            break;
        }
        g_string_append_printf(text, "%s%s ", i > 0 ? ", " : "", name(k, data));
        g_string_append_printf(text, format, scale * values[k]);
    }
    cli_table_text(table, text->len > 0 ? text->str : "-");
    g_free(left);
    g_string_free(text, TRUE);
}

static void add_strongest_of_row(cli_table_t *table, const igraph_matrix_t *matrix,
                                 igraph_integer_t row, double unit, double least,
                                 const char *format, double scale,
                                 const igraph_strvector_t *names) {
    const igraph_integer_t count = igraph_matrix_ncol(matrix);
    igraph_real_t *values = g_new(igraph_real_t, count);
    for (igraph_integer_t k = 0; k < count; k++) {
        values[k] = MATRIX(*matrix, row, k) / unit;
    }
    add_strongest(table, values, count, least, format, scale, name_in_list, names);
    g_free(values);
}

/* --- All properties ------------------------------------------------------- */

static void add_shares(cli_table_t *table, const shown_t *shown, igraph_integer_t t) {
    const latigraph_explanation_t *e = shown->explanation;
    const igraph_integer_t width = igraph_matrix_ncol(&e->share);
    cli_table_text(table, property_name(shown, t));
    cli_table_fixed(table, VECTOR(e->r2)[t], 2);
    cli_table_fixed(table, 100 * row_sum(&e->share, t, 0, e->statistics), 0);
    cli_table_fixed(table, 100 * row_sum(&e->share, t, e->statistics, width), 0);
    cli_table_fixed(table, 100 * MATRIX(e->told, t, 0), 0);
    add_strongest_of_row(table, &e->share, t, 1, LEAST_SHARE, "%.0f %%", 100, shown->names);
}

static void add_parts(cli_table_t *table, const shown_t *shown, igraph_integer_t t) {
    const latigraph_explanation_t *e = shown->explanation;
    const igraph_integer_t width = igraph_matrix_ncol(&e->part);
    const double sd = VECTOR(e->sd)[t];
    cli_table_text(table, property_name(shown, t));
    cli_table_fixed(table, VECTOR(e->r2)[t], 2);
    cli_table_number(table, VECTOR(e->base)[t], 4);
    cli_table_number(table, VECTOR(e->reading)[t], 4);
    cli_table_number(table, VECTOR(e->measured)[t], 4);
    cli_table_fixed(table, (VECTOR(e->reading)[t] - VECTOR(e->base)[t]) / sd, 2);
    cli_table_fixed(table, row_sum(&e->part, t, 0, e->statistics) / sd, 2);
    cli_table_fixed(table, row_sum(&e->part, t, e->statistics, width) / sd, 2);
    add_strongest_of_row(table, &e->part, t, sd, LEAST_PART, "%+.2f", 1, shown->names);
}

static igraph_error_t print_properties(const shown_t *shown) {
    const latigraph_explanation_t *e = shown->explanation;
    static const char *const shares[] = {"property", "R2",      "statistics %",
                                         "free %",   "alone %", "read from"};
    static const char *const parts[] = {"property", "R2",         "mean", "read",     "measured",
                                        "SD",       "statistics", "free", "read from"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, e->circuits > 0 ? "lrrrrrrrl" : "lrrrrl",
                                e->circuits > 0 ? parts : shares));
    for (igraph_integer_t t = 0; t < igraph_vector_int_size(&e->property); t++) {
        (e->circuits > 0 ? add_parts : add_shares)(&table, shown, t);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static double axis_percent(const latigraph_explanation_t *e, igraph_integer_t a) {
    return 100 * VECTOR(e->axis_variance)[a] / igraph_vector_sum(&e->axis_variance);
}

/* Column a of the shares of axes. */
static void add_properties_of_axis(cli_table_t *table, const shown_t *shown, igraph_integer_t a) {
    const latigraph_explanation_t *e = shown->explanation;
    const igraph_integer_t count = igraph_vector_int_size(&e->property);
    igraph_real_t *values = g_new(igraph_real_t, count + 1);
    for (igraph_integer_t t = 0; t < count; t++) {
        values[t] = MATRIX(e->axis_share, t, a);
    }
    add_strongest(table, values, count, LEAST_SHARE, "%.0f %%", 100, name_of_property, shown);
    g_free(values);
}

static igraph_error_t print_axes(const shown_t *shown) {
    const latigraph_explanation_t *e = shown->explanation;
    static const char *const header[] = {"axis", "variance %", "made of", "read from it"};
    const igraph_integer_t count = igraph_vector_size(&e->axis_variance);
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "rrll", header));
    for (igraph_integer_t a = 0; a < MIN(count, AXES); a++) {
        cli_table_number(&table, (igraph_real_t)(a + 1), 9);
        cli_table_fixed(&table, axis_percent(e, a), 1);
        add_strongest_of_row(&table, &e->axis, a, 1, LEAST_LOADING, "%+.2f", 1, shown->names);
        add_properties_of_axis(&table, shown, a);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- One property --------------------------------------------------------- */

static igraph_error_t print_coordinates(const latigraph_explanation_t *e, igraph_integer_t t,
                                        const igraph_strvector_t *names) {
    static const char *const header[] = {"coordinate", "slope",   "share %",       "conditional %",
                                         "code",       "part SD", "conditional SD"};
    const double sd = VECTOR(e->sd)[t];
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, e->circuits > 0 ? "lrrrrrr" : "lrrr", header));
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(&e->share); k++) {
        const double weight = MATRIX(e->weight, t, k);
        cli_table_text(&table, igraph_strvector_get((igraph_strvector_t *)names, k));
        cli_table_fixed(&table, weight * VECTOR(e->coordinate_sd)[k] / sd, 3);
        cli_table_fixed(&table, 100 * MATRIX(e->share, t, k), 1);
        cli_table_fixed(&table, 100 * MATRIX(e->conditional_share, t, k), 1);
        if (e->circuits > 0) {
            cli_table_fixed(&table, VECTOR(e->code)[k], 2);
            cli_table_fixed(&table, MATRIX(e->part, t, k) / sd, 3);
            cli_table_fixed(&table, MATRIX(e->conditional_part, t, k) / sd, 3);
        }
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_axes_of(const latigraph_explanation_t *e, igraph_integer_t t,
                                    const igraph_strvector_t *names) {
    static const char *const shares[] = {"axis", "variance %", "share %", "made of"};
    static const char *const parts[] = {"axis", "variance %", "share %", "part SD", "made of"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, e->circuits > 0 ? "rrrrl" : "rrrl",
                                e->circuits > 0 ? parts : shares));
    for (igraph_integer_t a = 0; a < igraph_vector_size(&e->axis_variance); a++) {
        const double part = e->circuits > 0 ? MATRIX(e->axis_part, t, a) / VECTOR(e->sd)[t] : 0;
        if (!(MATRIX(e->axis_share, t, a) >= LEAST_SHARE) && !(fabs(part) >= LEAST_PART)) {
            continue;
        }
        cli_table_number(&table, (igraph_real_t)(a + 1), 9);
        cli_table_fixed(&table, axis_percent(e, a), 1);
        cli_table_fixed(&table, 100 * MATRIX(e->axis_share, t, a), 1);
        if (e->circuits > 0) {
            cli_table_fixed(&table, part, 3);
        }
        add_strongest_of_row(&table, &e->axis, a, 1, LEAST_LOADING, "%+.2f", 1, names);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* A number, or "-" where it is not known; for one line at a time. */
static const char *text_of(igraph_real_t value, int digits, char text[32]) {
    g_snprintf(text, 32, isnan(value) ? "-" : "%.*g", digits, value);
    return text;
}

static igraph_error_t print_property(const shown_t *shown, igraph_integer_t t) {
    const latigraph_explanation_t *e = shown->explanation;
    const igraph_integer_t width = igraph_matrix_ncol(&e->share);
    char text[32];
    printf("%s: R2 %s, mean of what is read %.4g, SD %.3g (property: %.3g)\n",
           property_name(shown, t), text_of(VECTOR(e->r2)[t], 3, text), VECTOR(e->base)[t],
           VECTOR(e->spread)[t], VECTOR(e->sd)[t]);
    if (e->circuits > 0) {
        printf("read in these circuits %.4g, which is %+.2f SD; measured %s\n",
               VECTOR(e->reading)[t],
               (VECTOR(e->reading)[t] - VECTOR(e->base)[t]) / VECTOR(e->sd)[t],
               text_of(VECTOR(e->measured)[t], 4, text));
    }
    printf("statistics %.1f %% (alone they tell %.1f %%), free coordinates %.1f %% (alone %.1f "
           "%%)\n\n",
           100 * row_sum(&e->share, t, 0, e->statistics), 100 * MATRIX(e->told, t, 0),
           100 * row_sum(&e->share, t, e->statistics, width), 100 * MATRIX(e->told, t, 1));
    IGRAPH_CHECK(print_coordinates(e, t, shown->names));
    puts("");
    IGRAPH_CHECK(print_axes_of(e, t, shown->names));
    puts("");
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_print_explanation(const cli_explanation_t *shown, igraph_bool_t detail) {
    const latigraph_explanation_t *e = shown->explanation;
    for (igraph_integer_t t = 0; detail && t < igraph_vector_int_size(&e->property); t++) {
        IGRAPH_CHECK(print_property(shown, t));
    }
    if (!detail) {
        IGRAPH_CHECK(print_properties(shown));
        puts("");
        IGRAPH_CHECK(print_axes(shown));
        puts("");
    }
    if (detail) {
        puts("Slope: SD of the property for each SD of the coordinate in the regression. "
             "Conditional: a coordinate also gets what it tells of others. Axes of the codes do "
             "not covary: every way to share out agrees.");
    } else if (e->circuits == 0) {
        puts("Exact Shapley shares of the variance that the regression reads; those of a property "
             "add up to 100 %. Alone: what the statistics tell without the free coordinates.");
    } else {
        puts("Exact Shapley values of what is read in the mean code of these circuits, in SDs of "
             "the training circuits: statistics and free coordinates add up to SD.");
    }
    return IGRAPH_SUCCESS;
}

/* --- JSON ----------------------------------------------------------------- */

static void add_group(JsonBuilder *json, const latigraph_explanation_t *e, igraph_integer_t t,
                      int group) {
    const igraph_integer_t width = igraph_matrix_ncol(&e->share);
    const igraph_integer_t from = group == 0 ? 0 : e->statistics;
    const igraph_integer_t to = group == 0 ? e->statistics : width;
    json_builder_set_member_name(json, group == 0 ? "statistics" : "free");
    json_builder_begin_object(json);
    cli_json_number(json, "coordinates", (igraph_real_t)(to - from));
    cli_json_number(json, "share", row_sum(&e->share, t, from, to));
    cli_json_number(json, "conditional_share", row_sum(&e->conditional_share, t, from, to));
    cli_json_number(json, "alone", MATRIX(e->told, t, group));
    if (e->circuits > 0) {
        cli_json_number(json, "part", row_sum(&e->part, t, from, to));
        cli_json_number(json, "conditional_part", row_sum(&e->conditional_part, t, from, to));
    }
    json_builder_end_object(json);
}

static void add_property(JsonBuilder *json, const shown_t *shown, igraph_integer_t t) {
    const latigraph_explanation_t *e = shown->explanation;
    json_builder_begin_object(json);
    cli_json_text(json, "property", property_name(shown, t));
    cli_json_number(json, "r2", VECTOR(e->r2)[t]);
    cli_json_number(json, "sd", VECTOR(e->sd)[t]);
    cli_json_number(json, "base", VECTOR(e->base)[t]);
    cli_json_number(json, "spread", VECTOR(e->spread)[t]);
    if (e->circuits > 0) {
        cli_json_number(json, "reading", VECTOR(e->reading)[t]);
        cli_json_number(json, "measured", VECTOR(e->measured)[t]);
    }
    add_group(json, e, t, 0);
    add_group(json, e, t, 1);
    cli_json_row(json, "weights", &e->weight, t);
    cli_json_row(json, "shares", &e->share, t);
    cli_json_row(json, "conditional_shares", &e->conditional_share, t);
    cli_json_row(json, "axis_shares", &e->axis_share, t);
    if (e->circuits > 0) {
        cli_json_row(json, "parts", &e->part, t);
        cli_json_row(json, "conditional_parts", &e->conditional_part, t);
        cli_json_row(json, "axis_parts", &e->axis_part, t);
    }
    json_builder_end_object(json);
}

static void add_axes(JsonBuilder *json, const latigraph_explanation_t *e) {
    json_builder_set_member_name(json, "axes");
    json_builder_begin_array(json);
    for (igraph_integer_t a = 0; a < igraph_vector_size(&e->axis_variance); a++) {
        json_builder_begin_object(json);
        cli_json_number(json, "variance", VECTOR(e->axis_variance)[a]);
        cli_json_row(json, "loadings", &e->axis, a);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

igraph_error_t cli_json_explanation(const cli_explanation_t *shown) {
    const latigraph_explanation_t *e = shown->explanation;
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_object(json);
    cli_json_number(json, "circuits", (igraph_real_t)e->circuits);
    json_builder_set_member_name(json, "coordinates");
    json_builder_begin_array(json);
    for (igraph_integer_t k = 0; k < igraph_strvector_size(shown->names); k++) {
        json_builder_add_string_value(json, name_in_list(k, shown->names));
    }
    json_builder_end_array(json);
    cli_json_vector(json, "sd", &e->coordinate_sd);
    if (e->circuits > 0) {
        cli_json_vector(json, "code", &e->code);
    }
    add_axes(json, e);
    json_builder_set_member_name(json, "properties");
    json_builder_begin_array(json);
    for (igraph_integer_t t = 0; t < igraph_vector_int_size(&e->property); t++) {
        add_property(json, shown, t);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
