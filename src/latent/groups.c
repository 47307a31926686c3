/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Densities of the codes of each group of training circuits (a connectome or a folder).
 *
 * The groups are numbered in the order of first appearance. Each gets the Gaussian of its own
 * codes, so that circuits of one animal can be generated or judged by a model that was fitted to
 * several. The networks do not see the group. Neurons are counted by the digests of their
 * identities, because the circuits of a group overlap. If there are more than 64 groups, nearly
 * every circuit is one of its own and the model stores none. O(circuits · dz² + neurons). */

#include "latent/latent.h"

#include "base/map.h"
#include "base/text.h"

#include <string.h>

/* Numbers the groups in the order of first appearance. group (circuits) gets the group of every
 * circuit, name (circuits) the names, which the circuits keep owning. */
static igraph_error_t number_groups(const latigraph_circuit_list_t *circuits, int *group,
                                    const char **name, int *count) {
    latigraph_map_t numbers = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &numbers);
    *count = 0;
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        const char *own = latigraph_circuit_group(latigraph_circuit_list_get(circuits, c));
        IGRAPH_CHECK(latigraph_map_add_text(&numbers, own, &entry, &added));
        if (added) {
            entry->value.number = *count;
            name[(*count)++] = own;
        }
        group[c] = (int)entry->value.number;
    }
    latigraph_map_destroy(&numbers);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Counts the distinct neurons of the circuits of one group. */
static igraph_error_t count_neurons(const latigraph_circuit_list_t *circuits, const int *group,
                                    int g, int *count) {
    latigraph_map_t met = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &met);
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        for (int i = 0; group[c] == g && i < circuit->n; i++) {
            latigraph_map_entry_t *entry;
            const guint64 digest = latigraph_neuron_digest(circuit->connectome, circuit->neuron[i]);
            IGRAPH_CHECK(latigraph_map_add_integer(&met, (gint64)digest, &entry, NULL));
        }
    }
    *count = (int)met.count;
    latigraph_map_destroy(&met);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Copies the rows (width) of one group, one after the other. Returns their number. */
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
                                 const int *group, const char *const *name, int groups,
                                 const double *mean, const double *sd) {
    const int count = (int)latigraph_circuit_list_size(circuits), width = model->config.code;
    latigraph_group_table_t *table = &model->groups;
    double *means, *sds;
    latigraph_group_table_clear(table);
    IGRAPH_CHECK(latigraph_group_table_init(table, groups, width));
    LATIGRAPH_ALLOCATE(means, (gsize)count * (gsize)width);
    LATIGRAPH_ALLOCATE(sds, (gsize)count * (gsize)width);
    for (int g = 0; g < table->count; g++) {
        IGRAPH_CHECK(latigraph_copy_text(name[g], &table->name[g]));
        table->circuits[g] = gather(mean, width, group, count, g, means);
        IGRAPH_CHECK(count_neurons(circuits, group, g, &table->neurons[g]));
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
    const char **name;
    int *group, groups;
    LATIGRAPH_ALLOCATE(name, latigraph_circuit_list_size(circuits));
    LATIGRAPH_ALLOCATE(group, latigraph_circuit_list_size(circuits));
    IGRAPH_CHECK(number_groups(circuits, group, name, &groups));
    /* With more groups, nearly every circuit is a group of its own. */
    if (groups <= LATIGRAPH_GROUPS_MAX) {
        IGRAPH_CHECK(fit_groups(model, circuits, group, name, groups, mean, sd));
    }
    g_free(group);
    g_free(name);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
