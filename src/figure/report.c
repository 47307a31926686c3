/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The data of the report: properties and circuits.
 *
 * All properties of the table are measured on all circuits; those that are defined for at least one
 * are shown. Other parts of the report name a property by its place among these.
 *
 * Weights take most of the space and are needed least. Circuits are written with them first. If the
 * text is then too long for a report of at most bytes_max bytes, it is cut back, circuits
 * are written again without, and a remark says so. Whatever follows the circuits needs RESERVE
 * bytes at most in reports of the usual size.
 */
#include "figure/report.h"

#include "base/memory.h"
#include "circuit/circuit.h"
#include "measure/property.h"

#include <latigraph/latent.h>

#include <math.h>
#include <string.h>

enum { RESERVE = 400000, DIGITS = 6 };

igraph_error_t report_init(report_t *report) {
    const latigraph_json_t empty = LATIGRAPH_JSON_COMPACT;
    report->json = empty;
    IGRAPH_FINALLY(latigraph_json_destroy, &report->json);
    IGRAPH_MATRIX_INIT_FINALLY(&report->values, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&report->codes, 0, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&report->place, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&report->types, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&report->groups, 0);
    IGRAPH_FINALLY_CLEAN(6);
    IGRAPH_FINALLY(report_destroy, report);
    return IGRAPH_SUCCESS;
}

void report_destroy(report_t *report) {
    igraph_strvector_destroy(&report->groups);
    igraph_strvector_destroy(&report->types);
    igraph_vector_int_destroy(&report->place);
    igraph_matrix_destroy(&report->codes);
    igraph_matrix_destroy(&report->values);
    latigraph_json_destroy(&report->json);
}

latigraph_circuit_list_t report_real(const report_t *report) {
    latigraph_circuit_list_t real = *report->circuits;
    real.size = report->real;
    return real;
}

void report_add_number(report_t *report, double number) {
    latigraph_json_add_rounded(&report->json, number, DIGITS);
}

void report_number(report_t *report, const char *name, double number) {
    latigraph_json_name(&report->json, name);
    report_add_number(report, number);
}

/* --- Properties ------------------------------------------------------------------------------- */

static gboolean is_defined(const igraph_matrix_t *values, igraph_integer_t property) {
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(values); i++) {
        if (isfinite(MATRIX(*values, i, property))) {
            return TRUE;
        }
    }
    return FALSE;
}

static igraph_error_t measure(report_t *report) {
    igraph_integer_t shown = 0;
    IGRAPH_CHECK(latigraph_properties_wanted(report->circuits, NULL, NULL, report->threads,
                                             &report->values));
    IGRAPH_CHECK(igraph_vector_int_resize(&report->place, latigraph_property_count()));
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        VECTOR(report->place)[p] = is_defined(&report->values, p) ? shown++ : -1;
    }
    return IGRAPH_SUCCESS;
}

/* "out degree cv" for "out-degree-cv". */
static void write_label(report_t *report, const char *name) {
    char label[128];
    g_strlcpy(label, name, sizeof label);
    g_strdelimit(label, "-", ' ');
    latigraph_json_text(&report->json, "label", label);
}

/* Returns the unit of the positions of the first circuit that has some, or NULL. */
static const char *position_unit(const report_t *report) {
    const char *unit = NULL;
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(report->circuits) && unit == NULL;
         i++) {
        unit = latigraph_circuit_list_get(report->circuits, i)->unit;
    }
    return unit == NULL || unit[0] == '\0' ? NULL : strcmp(unit, "um") == 0 ? "µm" : unit;
}

/* Returns the unit of a property in these circuits, or NULL. The table names units that depend on
 * the circuits in words. */
static const char *unit_of(const report_t *report, const latigraph_property_info_t *info) {
    if (g_str_has_prefix(info->unit, "unit of the ")) {
        return info->needs_positions ? position_unit(report) : NULL;
    }
    return info->unit[0] != '\0' ? info->unit : NULL;
}

static void write_properties(report_t *report) {
    latigraph_json_t *json = &report->json;
    latigraph_json_name(json, "properties");
    latigraph_json_begin_array(json);
    for (igraph_integer_t p = 0; p < igraph_vector_int_size(&report->place); p++) {
        const latigraph_property_info_t *info = latigraph_property_info(p);
        if (VECTOR(report->place)[p] >= 0) {
            latigraph_json_begin_object(json);
            latigraph_json_text(json, "name", info->name);
            write_label(report, info->name);
            latigraph_json_text(json, "unit", unit_of(report, info));
            latigraph_json_text(json, "help", info->definition);
            latigraph_json_end_object(json);
        }
    }
    latigraph_json_end_array(json);
}

/* --- Circuits --------------------------------------------------------------------------------- */

/* Gets the number of the group of a circuit, −1 for none. */
static igraph_error_t group_of(report_t *report, igraph_integer_t i, igraph_integer_t *group) {
    const char *name = igraph_strvector_get(report->labels, i);
    *group = -1;
    return name[0] == '\0' ? IGRAPH_SUCCESS
                           : latigraph_add_text_once(&report->groups, name, 0, group);
}

static void write_values(report_t *report, igraph_integer_t i) {
    latigraph_json_name(&report->json, "values");
    latigraph_json_begin_array(&report->json);
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(&report->values); p++) {
        if (VECTOR(report->place)[p] >= 0) {
            report_add_number(report, MATRIX(report->values, i, p));
        }
    }
    latigraph_json_end_array(&report->json);
}

/* Writes the nearest circuits of row i, which is itself among its neighbours. */
static void write_neighbours(report_t *report, const igraph_matrix_t *nearest, igraph_integer_t i) {
    int written = 0;
    latigraph_json_name(&report->json, "neighbours");
    latigraph_json_begin_array(&report->json);
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(nearest) && written < REPORT_NEIGHBOURS;
         k++) {
        if ((igraph_integer_t)MATRIX(*nearest, i, k) != i) {
            latigraph_json_add_integer(&report->json, (gint64)MATRIX(*nearest, i, k));
            written++;
        }
    }
    latigraph_json_end_array(&report->json);
}

static igraph_error_t write_circuit(report_t *report, igraph_integer_t i,
                                    const igraph_matrix_t *nearest, const igraph_matrix_t *map,
                                    gboolean weights) {
    const latigraph_circuit_t *circuit = latigraph_circuit_list_get(report->circuits, i);
    latigraph_json_t *json = &report->json;
    igraph_integer_t group;
    IGRAPH_CHECK(group_of(report, i, &group));
    latigraph_json_begin_object(json);
    latigraph_json_text(json, "name", latigraph_circuit_name(circuit));
    latigraph_json_integer(json, "group", group);
    latigraph_json_boolean(json, "real", i < report->real);
    latigraph_json_integer(json, "n", circuit->n);
    latigraph_json_integer(json, "m", circuit->m);
    report_number(report, "x", MATRIX(*map, i, 0));
    report_number(report, "y", MATRIX(*map, i, 1));
    write_values(report, i);
    write_neighbours(report, nearest, i);
    IGRAPH_CHECK(report_write_graph(report, circuit, TRUE, weights));
    latigraph_json_end_object(json);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_list(report_t *report, const igraph_matrix_t *nearest,
                                 const igraph_matrix_t *map, gboolean weights) {
    latigraph_json_name(&report->json, "circuits");
    latigraph_json_begin_array(&report->json);
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(report->circuits); i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(write_circuit(report, i, nearest, map, weights));
    }
    latigraph_json_end_array(&report->json);
    return IGRAPH_SUCCESS;
}

/* Returns whether weights tell edges apart: files may say 1 of every edge. */
static gboolean have_weights(const latigraph_circuit_list_t *circuits) {
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, i);
        for (int e = 0; circuit->weight != NULL && e < circuit->m; e++) {
            if (circuit->weight[e] != 1) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Writes the circuits with their weights where there is room for these. */
static igraph_error_t write_all(report_t *report, const igraph_matrix_t *nearest,
                                const igraph_matrix_t *map) {
    const latigraph_json_t before = report->json;
    const gboolean weights = have_weights(report->circuits);
    IGRAPH_CHECK(write_list(report, nearest, map, weights));
    if (!weights || report->json.text.length + report_page_size() + RESERVE <= report->bytes_max) {
        return IGRAPH_SUCCESS;
    }
    latigraph_text_cut(&report->json.text, before.text.length);
    report->json.begun = before.begun;
    IGRAPH_CHECK(write_list(report, nearest, map, FALSE));
    return latigraph_remark_add(
        report->remarks, "note", "weights",
        "The weights of the edges are left out, so that the page stays below %.3g MB. Show fewer "
        "circuits (most) to have them.",
        (double)report->bytes_max / 1e6);
}

static void write_texts(report_t *report, const char *name, const igraph_strvector_t *texts) {
    latigraph_json_name(&report->json, name);
    latigraph_json_begin_array(&report->json);
    for (igraph_integer_t k = 0; k < igraph_strvector_size(texts); k++) {
        latigraph_json_add_text(&report->json, igraph_strvector_get(texts, k));
    }
    latigraph_json_end_array(&report->json);
}

static igraph_error_t check_sizes(const report_t *report) {
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(report->circuits); i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(report->circuits, i);
        if (circuit->n > REPORT_NEURONS_MAX) {
            IGRAPH_ERRORF("%s has %d neurons, and a report shows circuits of at most %d. Give "
                          "circuits that are cut out of it (operation sample).",
                          IGRAPH_EINVAL, latigraph_circuit_name(circuit), circuit->n,
                          REPORT_NEURONS_MAX);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t report_write_circuits(report_t *report) {
    igraph_matrix_t nearest, distance, map;
    IGRAPH_CHECK(check_sizes(report));
    IGRAPH_MATRIX_INIT_FINALLY(&nearest, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&distance, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&map, 0, 0);
    IGRAPH_CHECK(measure(report));
    IGRAPH_CHECK(
        latigraph_encode(report->model, report->circuits, report->threads, &report->codes, NULL));
    IGRAPH_CHECK(report_places(report, &map));
    IGRAPH_CHECK(latigraph_nearest_codes(report->model, report->circuits, report->circuits,
                                         REPORT_NEIGHBOURS + 1, report->threads, &nearest,
                                         &distance));
    write_properties(report);
    IGRAPH_CHECK(write_all(report, &nearest, &map));
    write_texts(report, "groups", &report->groups);
    write_texts(report, "types", &report->types);
    latigraph_json_text(&report->json, "position_unit", position_unit(report));
    igraph_matrix_destroy(&map);
    igraph_matrix_destroy(&distance);
    igraph_matrix_destroy(&nearest);
    IGRAPH_FINALLY_CLEAN(3);
    return latigraph_text_check(&report->json.text);
}
