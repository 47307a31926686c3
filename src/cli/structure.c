/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/reservoir.h"

#include <math.h>
#include <stdio.h>

/* Which structural properties carry the scores of circuits. */

enum { SHOWN = 5 }; /* properties of each score, of the greatest share */

static const char *score_of(const cli_reservoir_t *found, igraph_integer_t k) {
    return latigraph_score_info(VECTOR(found->scores)[k])->name;
}

static const char *property_of(const latigraph_structure_t *structure, igraph_integer_t p) {
    return latigraph_property_info(VECTOR(structure->property)[p])->name;
}

/* The property with the greatest share below `bound`, −1 if there is none. */
static igraph_integer_t next_greatest(const latigraph_structure_t *structure, igraph_integer_t k,
                                      igraph_real_t bound) {
    igraph_integer_t best = -1;
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(&structure->shapley); p++) {
        const igraph_real_t share = MATRIX(structure->shapley, k, p);
        if (share < bound && (best < 0 || share > MATRIX(structure->shapley, k, best))) {
            best = p;
        }
    }
    return best;
}

static void add_rows(cli_table_t *table, const cli_reservoir_t *found,
                     const latigraph_structure_t *structure, igraph_integer_t k) {
    igraph_real_t bound = IGRAPH_INFINITY;
    for (int row = 0; row < SHOWN; row++) {
        const igraph_integer_t p = next_greatest(structure, k, bound);
        if (p < 0 && row > 0) {
            return;
        }
        cli_table_text(table, row == 0 ? score_of(found, k) : "");
        cli_table_fixed(table, row == 0 ? VECTOR(structure->r2)[k] : IGRAPH_NAN, 2);
        cli_table_fixed(table, row == 0 ? VECTOR(structure->unseen)[k] : IGRAPH_NAN, 2);
        cli_table_text(table, p < 0 ? "-" : property_of(structure, p));
        bound = p < 0 ? bound : MATRIX(structure->shapley, k, p);
        cli_table_fixed(table, p < 0 ? IGRAPH_NAN : bound, 3);
        cli_table_fixed(table, p < 0 ? IGRAPH_NAN : MATRIX(structure->correlation, k, p), 2);
        cli_table_fixed(table, p < 0 ? IGRAPH_NAN : MATRIX(structure->beyond, k, p), 2);
        cli_table_fixed(table, p < 0 ? IGRAPH_NAN : MATRIX(structure->partial, k, p), 2);
    }
}

static igraph_error_t print_table(const cli_reservoir_t *found,
                                  const latigraph_structure_t *structure) {
    static const char *const header[] = {
        "score",           "R2", "unseen", "property", "share of R2", "r", "given size, density",
        "given all others"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "lrrlrrrr", header));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&found->scores); k++) {
        add_rows(&table, found, structure, k);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void add_properties(JsonBuilder *json, const latigraph_structure_t *structure,
                           igraph_integer_t k) {
    json_builder_set_member_name(json, "properties");
    json_builder_begin_object(json);
    for (igraph_integer_t p = 0; p < igraph_vector_int_size(&structure->property); p++) {
        json_builder_set_member_name(json, property_of(structure, p));
        json_builder_begin_object(json);
        cli_json_number(json, "share", MATRIX(structure->shapley, k, p));
        cli_json_number(json, "correlation", MATRIX(structure->correlation, k, p));
        cli_json_number(json, "given_size_density", MATRIX(structure->beyond, k, p));
        cli_json_number(json, "given_others", MATRIX(structure->partial, k, p));
        json_builder_end_object(json);
    }
    json_builder_end_object(json);
}

static igraph_error_t print_json(const cli_reservoir_t *found,
                                 const latigraph_structure_t *structure) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&found->scores); k++) {
        json_builder_begin_object(json);
        cli_json_text(json, "score", score_of(found, k));
        cli_json_number(json, "circuits", (double)VECTOR(structure->circuits)[k]);
        cli_json_number(json, "r2", VECTOR(structure->r2)[k]);
        cli_json_number(json, "r2_unseen", VECTOR(structure->unseen)[k]);
        add_properties(json, structure, k);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_properties(char **names, igraph_vector_int_t *which) {
    for (; names != NULL && *names != NULL; names++) {
        igraph_integer_t property;
        IGRAPH_CHECK(cli_property("--property", *names, &property));
        IGRAPH_CHECK(igraph_vector_int_push_back(which, property));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_report_structure(const cli_reservoir_t *found,
                                    const latigraph_circuit_list_t *list, char **properties) {
    latigraph_structure_t structure;
    igraph_vector_int_t which;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_CHECK(read_properties(properties, &which));
    IGRAPH_CHECK(latigraph_structure_init(&structure));
    IGRAPH_FINALLY(latigraph_structure_destroy, &structure);
    IGRAPH_CHECK(latigraph_structure(list, properties != NULL ? &which : NULL, &found->mean,
                                     cli_threads(), &structure));
    IGRAPH_CHECK(cli_shared.json ? print_json(found, &structure) : print_table(found, &structure));
    latigraph_structure_destroy(&structure);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
