/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Tables of an evaluation, from its means and from the matrix with one row per circuit.
 *
 * Intervals are of means and of comparisons with baselines on the same circuits. A comparison in
 * percent is a ratio of two means, whose interval is found by the delta method: with the ratio r
 * of the means of x and y, circuit i contributes r − 1 + (xᵢ − r yᵢ) / mean(y). The mean of these
 * is the ratio less 1, and their spread is that of the ratio to first order. One bootstrap of
 * means (latigraph_mean_intervals) therefore serves all rows. */

#include "operation/evaluate_tables.h"

#include "base/moments.h"
#include "base/text.h"
#include "generate/extrapolate.h"
#include "model/model.h"

#include <glib.h>
#include <math.h>
#include <string.h>

enum { TOTAL = 0, NODE_DATA = 5, ERDOS_RENYI = 6, DYAD = 7, AUC = 8, AUC_NODE_DATA = 9 };

static igraph_real_t percent(igraph_real_t bits, igraph_real_t reference) {
    return reference > 0 ? 100 * (bits / reference - 1) : IGRAPH_NAN;
}

igraph_error_t latigraph_tabulate_bits(const latigraph_evaluation_t *e, igraph_vector_t *bits,
                                       igraph_vector_t *against_random, igraph_vector_t *auc) {
    const igraph_real_t random = e->bits_erdos_renyi, none = IGRAPH_NAN;
    const igraph_real_t rows[][3] = {
        {e->bits_total, percent(e->bits_total, random), e->auc},
        {e->bits_code, none, none},
        {e->bits_nodes, none, none},
        {e->bits_edges, none, none},
        {e->bits_weights, none, none},
        {e->bits_node_data, percent(e->bits_node_data, random), e->auc_node_data},
        {e->bits_dyad, percent(e->bits_dyad, random), none},
        {random, none, none}};
    for (gsize k = 0; k < G_N_ELEMENTS(rows); k++) {
        IGRAPH_CHECK(igraph_vector_push_back(bits, rows[k][0]));
        IGRAPH_CHECK(igraph_vector_push_back(against_random, rows[k][1]));
        IGRAPH_CHECK(igraph_vector_push_back(auc, rows[k][2]));
    }
    return IGRAPH_SUCCESS;
}

/* --- Intervals -----------------------------------------------------------------------------------
 */

static const struct {
    int column, reference; /* reference < 0: none */
    igraph_bool_t percent; /* ratio of the means less 1, in percent; otherwise a difference */
} INTERVALS[] = {
    {TOTAL, -1, 0}, {TOTAL, ERDOS_RENYI, 1}, {TOTAL, DYAD, 1},       {TOTAL, NODE_DATA, 1},
    {AUC, -1, 0},   {AUC_NODE_DATA, -1, 0},  {AUC, AUC_NODE_DATA, 0}};

static igraph_real_t mean_of(const igraph_matrix_t *rows, igraph_integer_t column) {
    double mean, squares;
    latigraph_moments(&MATRIX(*rows, 0, column), 1, (int)igraph_matrix_nrow(rows), &mean, &squares);
    return mean;
}

/* One number per circuit, whose mean is the row's value: differences as they are; a ratio of means
 * by its linear part, so that its interval is that of a mean (delta method). */
static void fill_quantity(const igraph_matrix_t *rows, int k, igraph_matrix_t *quantities) {
    const int a = INTERVALS[k].column, b = INTERVALS[k].reference;
    const igraph_real_t reference = b >= 0 ? mean_of(rows, b) : IGRAPH_NAN;
    const igraph_real_t ratio = mean_of(rows, a) / reference;
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(rows); i++) {
        const igraph_real_t x = MATRIX(*rows, i, a), y = b >= 0 ? MATRIX(*rows, i, b) : 0;
        if (!INTERVALS[k].percent) {
            MATRIX(*quantities, i, k) = x - y;
        } else {
            MATRIX(*quantities, i, k) =
                reference > 0 ? 100 * (ratio - 1 + (x - ratio * y) / reference) : IGRAPH_NAN;
        }
    }
}

igraph_error_t latigraph_tabulate_intervals(const latigraph_circuit_list_t *circuits,
                                            const igraph_matrix_t *per_circuit,
                                            latigraph_split_by_t by, igraph_uint_t seed,
                                            igraph_matrix_t *intervals, igraph_real_t *effective) {
    igraph_matrix_t quantities;
    IGRAPH_MATRIX_INIT_FINALLY(&quantities, igraph_matrix_nrow(per_circuit),
                               G_N_ELEMENTS(INTERVALS));
    for (gsize k = 0; k < G_N_ELEMENTS(INTERVALS); k++) {
        fill_quantity(per_circuit, (int)k, &quantities);
    }
    IGRAPH_CHECK(
        latigraph_mean_intervals_by(circuits, &quantities, by, seed, intervals, effective));
    igraph_matrix_destroy(&quantities);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Groups ------------------------------------------------------------------------------------
 */

static const char *group_of(const latigraph_circuit_list_t *list, igraph_integer_t i) {
    return latigraph_circuit_group(latigraph_circuit_list_get(list, i));
}

static igraph_error_t name_groups(const latigraph_circuit_list_t *list,
                                  igraph_strvector_t *groups) {
    const igraph_integer_t count = latigraph_circuit_list_size(list);
    for (igraph_integer_t i = 0; i < count; i++) {
        IGRAPH_CHECK(latigraph_add_text_once(groups, group_of(list, i), 0, NULL));
    }
    if (igraph_strvector_size(groups) < 2 || 2 * igraph_strvector_size(groups) > count) {
        igraph_strvector_clear(groups);
    }
    return IGRAPH_SUCCESS;
}

/* Row `g` of the means: those of each column over the circuits of the group where it is defined.
 * Returns the number of circuits. */
static igraph_integer_t fill_means(const latigraph_circuit_list_t *list,
                                   const igraph_matrix_t *rows, const char *group,
                                   igraph_integer_t g, igraph_matrix_t *means) {
    igraph_integer_t circuits = 0;
    for (igraph_integer_t c = 0; c < igraph_matrix_ncol(rows); c++) {
        igraph_real_t sum = 0, count = 0;
        circuits = 0;
        for (igraph_integer_t i = 0; i < igraph_matrix_nrow(rows); i++) {
            const igraph_real_t value = MATRIX(*rows, i, c);
            if (strcmp(group_of(list, i), group) == 0) {
                circuits++;
                sum += isnan(value) ? 0 : value;
                count += isnan(value) ? 0 : 1;
            }
        }
        MATRIX(*means, g, c) = count > 0 ? sum / count : IGRAPH_NAN;
    }
    return circuits;
}

igraph_error_t latigraph_tabulate_groups(const latigraph_circuit_list_t *circuits,
                                         const igraph_matrix_t *per_circuit,
                                         igraph_strvector_t *groups, igraph_matrix_t *summary,
                                         igraph_matrix_t *means) {
    IGRAPH_CHECK(name_groups(circuits, groups));
    const igraph_integer_t count = igraph_strvector_size(groups);
    IGRAPH_CHECK(igraph_matrix_resize(summary, count, 5));
    IGRAPH_CHECK(igraph_matrix_resize(means, count, igraph_matrix_ncol(per_circuit)));
    for (igraph_integer_t g = 0; g < count; g++) {
        const igraph_integer_t members =
            fill_means(circuits, per_circuit, igraph_strvector_get(groups, g), g, means);
        const igraph_real_t bits = MATRIX(*means, g, TOTAL);
        MATRIX(*summary, g, 0) = (igraph_real_t)members;
        MATRIX(*summary, g, 1) = bits;
        MATRIX(*summary, g, 2) = percent(bits, MATRIX(*means, g, ERDOS_RENYI));
        MATRIX(*summary, g, 3) = MATRIX(*means, g, AUC);
        MATRIX(*summary, g, 4) = MATRIX(*means, g, AUC_NODE_DATA);
    }
    return IGRAPH_SUCCESS;
}

/* --- Sets that are worse off with codes ---------------------------------------------------------
 */

/* Sizes of a circuit beside those of the fit. */
enum { SMALLER, ALIKE, LARGER, SIZES };

static int size_of(const latigraph_model_t *model, int n) {
    if (latigraph_code_describes(model, n)) {
        return ALIKE;
    }
    return n < model->size_min ? SMALLER : LARGER;
}

/* Adds a set to the list if its circuits cost more bits than with node data alone. `group` is NULL
 * for circuits of all groups. */
static igraph_error_t add_if_worse(const latigraph_model_t *model,
                                   const latigraph_circuit_list_t *list,
                                   const igraph_matrix_t *per_circuit, const char *group, int size,
                                   igraph_strvector_t *worse, igraph_matrix_t *rows) {
    static const char *const suffix[SIZES] = {", smaller than in the fit", "",
                                              ", larger than in the fit"};
    const igraph_integer_t row = igraph_strvector_size(worse);
    igraph_real_t count = 0, bits = 0, node_data = 0;
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(list); i++) {
        if ((group == NULL || strcmp(group_of(list, i), group) == 0) &&
            size_of(model, latigraph_circuit_list_get(list, i)->n) == size) {
            count++;
            bits += MATRIX(*per_circuit, i, TOTAL);
            node_data += MATRIX(*per_circuit, i, NODE_DATA);
        }
    }
    if (count == 0 || !(bits > node_data)) {
        return IGRAPH_SUCCESS;
    }
    char *name;
    IGRAPH_CHECK(
        latigraph_print_text(&name, "%s%s", group != NULL ? group : "all circuits", suffix[size]));
    IGRAPH_FINALLY(g_free, name);
    IGRAPH_CHECK(igraph_strvector_push_back(worse, name));
    g_free(name);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(igraph_matrix_add_rows(rows, 1));
    MATRIX(*rows, row, 0) = count;
    MATRIX(*rows, row, 1) = bits / count;
    MATRIX(*rows, row, 2) = node_data / count;
    MATRIX(*rows, row, 3) = percent(bits, node_data);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_tabulate_worse(const latigraph_model_t *model,
                                        const latigraph_circuit_list_t *circuits,
                                        const igraph_matrix_t *per_circuit,
                                        igraph_strvector_t *worse, igraph_matrix_t *rows) {
    igraph_strvector_t groups;
    IGRAPH_STRVECTOR_INIT_FINALLY(&groups, 0);
    IGRAPH_CHECK(name_groups(circuits, &groups));
    IGRAPH_CHECK(igraph_matrix_resize(rows, 0, 4));
    const igraph_integer_t count = igraph_strvector_size(&groups);
    for (igraph_integer_t g = 0; g < MAX(count, 1); g++) {
        const char *group = count > 0 ? igraph_strvector_get(&groups, g) : NULL;
        for (int size = SMALLER; size < SIZES; size++) {
            IGRAPH_CHECK(add_if_worse(model, circuits, per_circuit, group, size, worse, rows));
        }
    }
    igraph_strvector_destroy(&groups);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
