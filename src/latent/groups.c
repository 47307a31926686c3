/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "latent/latent.h"

#include "base/memory.h"

#include <string.h>

/* Group of every circuit, numbered in the order of first appearance; names are borrowed. */
static void number_groups(const latigraph_circuit_list_t *circuits, int *group, GPtrArray *names) {
    GHashTable *numbers = g_hash_table_new(g_str_hash, g_str_equal);
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
        const char *name = latigraph_circuit_group(latigraph_circuit_list_get(circuits, c));
        gpointer number;
        if (!g_hash_table_lookup_extended(numbers, name, NULL, &number)) {
            number = GUINT_TO_POINTER(names->len);
            g_hash_table_insert(numbers, (gpointer)name, number);
            g_ptr_array_add(names, (gpointer)name);
        }
        group[c] = GPOINTER_TO_INT(number);
    }
    g_hash_table_unref(numbers);
}

/* Distinct neurons of the circuits of one group. */
static int count_neurons(const latigraph_circuit_list_t *circuits, const int *group, int g) {
    GHashTable *met = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        for (int i = 0; group[c] == g && i < circuit->n; i++) {
            gint64 *digest = g_new(gint64, 1);
            *digest = (gint64)latigraph_neuron_digest(circuit->connectome, circuit->neuron[i]);
            g_hash_table_add(met, digest);
        }
    }
    const int count = (int)g_hash_table_size(met);
    g_hash_table_unref(met);
    return count;
}

/* Copies the rows (width) of one group, one after the other; returns how many. */
static int gather(const double *rows, int width, const int *group, int count, int g,
                  double *gathered) {
    int found = 0;
    for (int c = 0; c < count; c++) {
        if (group[c] == g) {
            memcpy(gathered + (gsize)found * (gsize)width, rows + (gsize)c * (gsize)width,
                   (gsize)width * sizeof *rows);
            found++;
        }
    }
    return found;
}

static igraph_error_t fit_groups(latigraph_model_t *model, const latigraph_circuit_list_t *circuits,
                                 const int *group, const GPtrArray *names, const double *mean,
                                 const double *sd) {
    const int count = (int)latigraph_circuit_list_size(circuits), width = model->config.code;
    latigraph_group_table_t *table = &model->groups;
    double *means, *sds;
    latigraph_group_table_clear(table);
    IGRAPH_CHECK(latigraph_group_table_init(table, (int)names->len, width));
    LATIGRAPH_ALLOCATE(means, (gsize)count * (gsize)width);
    LATIGRAPH_ALLOCATE(sds, (gsize)count * (gsize)width);
    for (int g = 0; g < table->count; g++) {
        table->name[g] = g_strdup(names->pdata[g]);
        table->circuits[g] = gather(mean, width, group, count, g, means);
        table->neurons[g] = count_neurons(circuits, group, g);
        gather(sd, width, group, count, g, sds);
        latigraph_fit_gaussian(table->circuits[g], width, means, sds,
                               table->mean + (gsize)g * (gsize)width,
                               table->covariance + (gsize)g * (gsize)width * (gsize)width);
    }
    g_free(sds);
    g_free(means);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_fit_groups(latigraph_model_t *model,
                                    const latigraph_circuit_list_t *circuits, const double *mean,
                                    const double *sd) {
    GPtrArray *names = g_ptr_array_new();
    int *group;
    IGRAPH_FINALLY(g_ptr_array_unref, names);
    LATIGRAPH_ALLOCATE(group, latigraph_circuit_list_size(circuits));
    number_groups(circuits, group, names);
    /* Where nearly every circuit is a group of its own, there are none to speak of. */
    if (names->len <= LATIGRAPH_GROUPS_MAX) {
        IGRAPH_CHECK(fit_groups(model, circuits, group, names, mean, sd));
    }
    g_free(group);
    g_ptr_array_unref(names);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
