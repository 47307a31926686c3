/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Neurons of several animals. With names, neurons of the same name are one neuron, and an animal
 * may lack some. Without names, the columns of all animals are the same neurons. */

#include "factors/job.h"

#include "base/map.h"

static igraph_error_t check_named(const latigraph_factors_job_t *job) {
    const latigraph_activity_t *first = job->animals[0];
    for (int w = 1; w < job->count; w++) {
        const latigraph_activity_t *other = job->animals[w];
        const igraph_bool_t named = igraph_strvector_size(&other->names) > 0;
        if (named != (igraph_strvector_size(&first->names) > 0)) {
            IGRAPH_ERRORF("The neurons of \"%.60s\" have names, but those of \"%.60s\" have none, "
                          "so that they cannot be matched. Name all or none.",
                          IGRAPH_EINVAL, named ? other->name : first->name,
                          named ? first->name : other->name);
        }
        if (!named && latigraph_activity_neurons(other) != latigraph_activity_neurons(first)) {
            IGRAPH_ERRORF("\"%.60s\" has %" IGRAPH_PRId " neurons, but \"%.60s\" has "
                          "%" IGRAPH_PRId ". Name the neurons, so that they can be matched.",
                          IGRAPH_EINVAL, other->name, latigraph_activity_neurons(other),
                          first->name, latigraph_activity_neurons(first));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t list_names(latigraph_factors_job_t *job, latigraph_map_t *known) {
    igraph_strvector_t *neurons = &job->result->neurons;
    for (int w = 0; w < job->count; w++) {
        const igraph_strvector_t *names = &job->animals[w]->names;
        for (igraph_integer_t k = 0; k < igraph_strvector_size(names); k++) {
            latigraph_map_entry_t *entry;
            igraph_bool_t added;
            IGRAPH_CHECK(
                latigraph_map_add_text(known, igraph_strvector_get(names, k), &entry, &added));
            if (added) {
                entry->value.number = igraph_strvector_size(neurons);
                IGRAPH_CHECK(igraph_strvector_push_back(neurons, igraph_strvector_get(names, k)));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t match_names(latigraph_factors_job_t *job, const latigraph_map_t *known) {
    for (int w = 0; w < job->count; w++) {
        const igraph_strvector_t *names = &job->animals[w]->names;
        int *column = job->column + (size_t)w * job->neurons;
        for (igraph_integer_t k = 0; k < igraph_strvector_size(names); k++) {
            const char *name = igraph_strvector_get(names, k);
            const latigraph_map_entry_t *entry = latigraph_map_find_text(known, name);
            if (column[entry->value.number] >= 0) {
                IGRAPH_ERRORF("Two columns of \"%.60s\" are called \"%.60s\".", IGRAPH_EINVAL,
                              job->animals[w]->name, name);
            }
            column[entry->value.number] = (int)k;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t list_numbers(latigraph_factors_job_t *job) {
    for (igraph_integer_t k = 0; k < latigraph_activity_neurons(job->animals[0]); k++) {
        char name[32];
        g_snprintf(name, sizeof name, "%" IGRAPH_PRId, k + 1);
        IGRAPH_CHECK(igraph_strvector_push_back(&job->result->neurons, name));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t reserve_columns(latigraph_factors_job_t *job) {
    job->neurons = (int)igraph_strvector_size(&job->result->neurons);
    LATIGRAPH_ALLOCATE(job->column, (gsize)job->count * (gsize)job->neurons);
    for (size_t k = 0; k < (size_t)job->count * (size_t)job->neurons; k++) {
        job->column[k] = -1;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_factors_match(latigraph_factors_job_t *job) {
    latigraph_map_t known = LATIGRAPH_MAP_EMPTY;
    IGRAPH_CHECK(check_named(job));
    igraph_strvector_clear(&job->result->neurons);
    if (igraph_strvector_size(&job->animals[0]->names) == 0) {
        IGRAPH_CHECK(list_numbers(job));
        IGRAPH_CHECK(reserve_columns(job));
        for (size_t k = 0; k < (size_t)job->count * (size_t)job->neurons; k++) {
            job->column[k] = (int)(k % (size_t)job->neurons);
        }
        return IGRAPH_SUCCESS;
    }
    /* The map is freed before `column`, which stays on the stack. */
    IGRAPH_FINALLY(latigraph_map_destroy, &known);
    IGRAPH_CHECK(list_names(job, &known));
    IGRAPH_CHECK(reserve_columns(job));
    IGRAPH_CHECK(match_names(job, &known));
    IGRAPH_FINALLY_CLEAN(2);
    latigraph_map_destroy(&known);
    IGRAPH_FINALLY(g_free, job->column);
    return IGRAPH_SUCCESS;
}
