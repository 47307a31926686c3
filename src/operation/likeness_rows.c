/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Outputs of a comparison of two sets of circuits, as the operations compare and evaluate have
 * them.
 *
 * A comparison is a struct of estimates, each with a value, an interval, its floor, and the value
 * for half of the real circuits against as many generated ones. Tables need matrices with labels.
 * The functions here write the struct to matrices in the order of the labels in likeness_rows.h,
 * and read it back for figures of results that were restored. The last part generates the circuits
 * to compare, from the code and the node data of each real one, or unconditionally; neighbouring
 * seeds are spread far apart, so that two sets have no circuit in common. */

#include "operation/likeness_rows.h"

#include "base/memory.h"

#include <latigraph/latent.h>

/* --- Matrices -------------------------------------------------------------------------------- */

enum { ESTIMATE = 5 }; /* columns of an estimate */

static void put(igraph_matrix_t *matrix, igraph_integer_t row, igraph_integer_t first,
                const latigraph_estimate_t *e) {
    MATRIX(*matrix, row, first) = e->value;
    MATRIX(*matrix, row, first + 1) = e->low;
    MATRIX(*matrix, row, first + 2) = e->high;
    MATRIX(*matrix, row, first + 3) = e->floor;
    MATRIX(*matrix, row, first + 4) = e->matched;
}

/* The order is that of LIKENESS_SUMMARY. */
static igraph_error_t fill_summary(const latigraph_likeness_t *all, igraph_matrix_t *matrix) {
    const latigraph_estimate_t *const estimate[] = {
        &all->relative_error,    &all->shift,        &all->ks,
        &all->out_degree_ks,     &all->in_degree_ks, &all->triad_correlation,
        &all->triad_difference,  &all->mmd,          &all->discrepancy,
        &all->discrepancy_unseen};
    IGRAPH_CHECK(igraph_matrix_resize(matrix, G_N_ELEMENTS(estimate), ESTIMATE));
    for (gsize k = 0; k < G_N_ELEMENTS(estimate); k++) {
        put(matrix, (igraph_integer_t)k, 0, estimate[k]);
    }
    return IGRAPH_SUCCESS;
}

/* The order is that of LIKENESS_PROPERTY_COLUMNS. */
static void put_property(igraph_matrix_t *matrix, igraph_integer_t p,
                         const latigraph_property_likeness_t *row) {
    MATRIX(*matrix, p, 0) = (igraph_real_t)row->real_count;
    MATRIX(*matrix, p, 1) = row->real_mean;
    MATRIX(*matrix, p, 2) = row->real_sd;
    MATRIX(*matrix, p, 3) = (igraph_real_t)row->generated_count;
    MATRIX(*matrix, p, 4) = row->generated_mean;
    MATRIX(*matrix, p, 5) = row->generated_sd;
    put(matrix, p, 6, &row->error);
    put(matrix, p, 6 + ESTIMATE, &row->spread);
    put(matrix, p, 6 + 2 * ESTIMATE, &row->shift);
    put(matrix, p, 6 + 3 * ESTIMATE, &row->ks);
}

static void put_property_summary(igraph_matrix_t *matrix, igraph_integer_t p,
                                 const latigraph_property_likeness_t *row) {
    MATRIX(*matrix, p, 0) = row->real_mean;
    MATRIX(*matrix, p, 1) = row->generated_mean;
    MATRIX(*matrix, p, 2) = row->error.value;
    MATRIX(*matrix, p, 3) = row->error.floor;
    MATRIX(*matrix, p, 4) = row->ks.value;
    MATRIX(*matrix, p, 5) = row->ks.floor;
}

/* Number and names of what sets are compared by. */
static igraph_integer_t count_compared(const latigraph_likeness_options_t *options) {
    return options->size_free
               ? latigraph_size_free_count()
               : latigraph_property_compared_count() + (options->fine ? latigraph_fine_count() : 0);
}

static const char *name_compared(const latigraph_likeness_options_t *options, igraph_integer_t p) {
    const igraph_integer_t properties = latigraph_property_compared_count();
    return options->size_free ? latigraph_size_free_name(p)
           : p < properties   ? latigraph_property_info(p)->name
                              : latigraph_fine_name(p - properties);
}

static igraph_error_t fill_properties(const likeness_task_t *task,
                                      const latigraph_property_likeness_t *property,
                                      likeness_outputs_t *outputs) {
    const igraph_integer_t count = count_compared(&task->options);
    IGRAPH_CHECK(igraph_matrix_resize(&outputs->properties, count, 6 + 4 * ESTIMATE));
    IGRAPH_CHECK(igraph_matrix_resize(&outputs->property_summary, count, 6));
    for (igraph_integer_t p = 0; p < count; p++) {
        IGRAPH_CHECK(
            igraph_strvector_push_back(&outputs->property_names, name_compared(&task->options, p)));
        put_property(&outputs->properties, p, &property[p]);
        put_property_summary(&outputs->property_summary, p, &property[p]);
    }
    return IGRAPH_SUCCESS;
}

/* The order is that of LIKENESS_WEAK_SPOTS. They are properties, so the matrix stays empty if other
 * measures were compared. */
static igraph_error_t fill_weak_spots(const latigraph_property_likeness_t *property,
                                      igraph_matrix_t *matrix) {
    static const struct {
        const char *property;
        igraph_bool_t spread;
    } spots[] = {{"out-degree-cv", 1}, {"in-degree-cv", 1}, {"assortativity", 0},
                 {"transitivity", 0},  {"modularity", 0},   {"feed-forward-excess", 0}};
    IGRAPH_CHECK(igraph_matrix_resize(matrix, G_N_ELEMENTS(spots), ESTIMATE));
    for (gsize k = 0; k < G_N_ELEMENTS(spots); k++) {
        const latigraph_property_likeness_t *p =
            &property[latigraph_property_find(spots[k].property)];
        put(matrix, (igraph_integer_t)k, 0, spots[k].spread ? &p->spread : &p->error);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_triads(const latigraph_likeness_t *all, igraph_matrix_t *matrix) {
    const igraph_integer_t classes = G_N_ELEMENTS(all->real_triads);
    IGRAPH_CHECK(igraph_matrix_resize(matrix, classes, 2));
    for (igraph_integer_t k = 0; k < classes; k++) {
        MATRIX(*matrix, k, 0) = all->real_triads[k];
        MATRIX(*matrix, k, 1) = all->generated_triads[k];
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_fill_likeness(const likeness_task_t *task, likeness_outputs_t *outputs) {
    latigraph_property_likeness_t *property;
    LATIGRAPH_ALLOCATE(property, count_compared(&task->options));
    IGRAPH_CHECK(latigraph_likeness_with(task->real, task->generated, &task->options, &outputs->all,
                                         property));
    outputs->times_floor = outputs->all.relative_error.matched / outputs->all.relative_error.floor;
    IGRAPH_CHECK(fill_properties(task, property, outputs));
    IGRAPH_CHECK(fill_summary(&outputs->all, &outputs->summary));
    if (!task->options.size_free) {
        IGRAPH_CHECK(fill_weak_spots(property, &outputs->weak_spots));
    }
    IGRAPH_CHECK(fill_triads(&outputs->all, &outputs->triads));
    g_free(property);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(latigraph_fill_sizes(task, outputs));
    return latigraph_fill_novelty(task, outputs);
}

igraph_error_t latigraph_summarise_likeness(const likeness_task_t *task, igraph_matrix_t *summary) {
    latigraph_property_likeness_t *property;
    latigraph_likeness_t all;
    LATIGRAPH_ALLOCATE(property, count_compared(&task->options));
    IGRAPH_CHECK(
        latigraph_likeness_with(task->real, task->generated, &task->options, &all, property));
    g_free(property);
    IGRAPH_FINALLY_CLEAN(1);
    return fill_summary(&all, summary);
}

/* --- Matrices back to structs, for figures of results that were read from a file -------------- */

static void take(const igraph_matrix_t *matrix, igraph_integer_t row, igraph_integer_t first,
                 latigraph_estimate_t *e) {
    e->value = MATRIX(*matrix, row, first);
    e->low = MATRIX(*matrix, row, first + 1);
    e->high = MATRIX(*matrix, row, first + 2);
    e->floor = MATRIX(*matrix, row, first + 3);
    e->matched = MATRIX(*matrix, row, first + 4);
}

static void take_property(const igraph_matrix_t *matrix, igraph_integer_t p,
                          latigraph_property_likeness_t *row) {
    row->real_count = (igraph_integer_t)MATRIX(*matrix, p, 0);
    row->real_mean = MATRIX(*matrix, p, 1);
    row->real_sd = MATRIX(*matrix, p, 2);
    row->generated_count = (igraph_integer_t)MATRIX(*matrix, p, 3);
    row->generated_mean = MATRIX(*matrix, p, 4);
    row->generated_sd = MATRIX(*matrix, p, 5);
    take(matrix, p, 6, &row->error);
    take(matrix, p, 6 + ESTIMATE, &row->spread);
    take(matrix, p, 6 + 2 * ESTIMATE, &row->shift);
    take(matrix, p, 6 + 3 * ESTIMATE, &row->ks);
}

igraph_bool_t latigraph_restore_likeness(const likeness_outputs_t *outputs,
                                         latigraph_likeness_t *all,
                                         latigraph_property_likeness_t *property) {
    const igraph_integer_t count = latigraph_property_compared_count();
    const igraph_integer_t classes = G_N_ELEMENTS(all->real_triads);
    if (igraph_matrix_nrow(&outputs->properties) < count ||
        igraph_matrix_nrow(&outputs->triads) != classes) {
        return false;
    }
    for (igraph_integer_t p = 0; p < count; p++) {
        take_property(&outputs->properties, p, &property[p]);
    }
    for (igraph_integer_t k = 0; k < classes; k++) {
        all->real_triads[k] = MATRIX(outputs->triads, k, 0);
        all->generated_triads[k] = MATRIX(outputs->triads, k, 1);
    }
    return true;
}

/* --- Generation ------------------------------------------------------------------------------ */

/* A classifier learns more from more circuits, so that a discrepancy of a few flatters. */
enum { USUAL_GENERATED = 512 };

igraph_integer_t latigraph_generated_per_circuit(const latigraph_circuit_list_t *real) {
    const igraph_integer_t count = latigraph_circuit_list_size(real);
    return (USUAL_GENERATED + count - 1) / count;
}

/* Seeds of the circuits, far apart for successive seeds (multiples of 2⁶⁴ / φ). */
static igraph_uint_t seed_of(igraph_uint_t seed, igraph_integer_t i) {
    return (igraph_uint_t)(seed * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) + (guint64)i);
}

/* Appends circuits from the code and with the node data of each of the list: one of each, then
 * another one of each, and so on. */
static igraph_error_t generate_like(const latigraph_model_t *model,
                                    const latigraph_circuit_list_t *list, igraph_integer_t each,
                                    igraph_uint_t seed, igraph_integer_t threads,
                                    latigraph_circuit_list_t *generated) {
    const igraph_integer_t count = latigraph_circuit_list_size(list);
    igraph_matrix_t codes, code;
    IGRAPH_MATRIX_INIT_FINALLY(&codes, 0, 0);
    IGRAPH_CHECK(latigraph_encode(model, list, threads, &codes, NULL));
    IGRAPH_MATRIX_INIT_FINALLY(&code, 1, igraph_matrix_ncol(&codes));
    for (igraph_integer_t i = 0; i < each * count; i++) {
        const latigraph_generate_options_t options = {
            .nodes = 0, .count = 1, .threads = 1, .seed = seed_of(seed, i)};
        for (igraph_integer_t k = 0; k < igraph_matrix_ncol(&codes); k++) {
            MATRIX(code, 0, k) = MATRIX(codes, i % count, k);
        }
        IGRAPH_CHECK(latigraph_generate(model, generated, &code,
                                        latigraph_circuit_list_get(list, i % count), &options));
    }
    igraph_matrix_destroy(&code);
    igraph_matrix_destroy(&codes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_fill_generated(const latigraph_model_t *model, const likeness_task_t *task,
                                        igraph_integer_t each, igraph_bool_t unconditional,
                                        likeness_outputs_t *outputs) {
    const latigraph_generate_options_t options = {.nodes = 0,
                                                  .count = each *
                                                           latigraph_circuit_list_size(task->real),
                                                  .threads = task->options.threads,
                                                  .seed = task->options.seed};
    latigraph_circuit_list_t generated;
    IGRAPH_CHECK(latigraph_circuit_list_init(&generated));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &generated);
    if (unconditional) {
        IGRAPH_CHECK(latigraph_generate(model, &generated, NULL, NULL, &options));
    } else {
        IGRAPH_CHECK(generate_like(model, task->real, each, task->options.seed,
                                   task->options.threads, &generated));
    }
    likeness_task_t compared = *task;
    compared.generated = &generated;
    compared.options.paired = !unconditional;
    IGRAPH_CHECK(latigraph_fill_likeness(&compared, outputs));
    latigraph_circuit_list_destroy(&generated);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_judge_generated(const latigraph_model_t *model,
                                         const likeness_task_t *task, igraph_integer_t each,
                                         latigraph_likeness_t *all) {
    latigraph_likeness_options_t options = task->options;
    latigraph_circuit_list_t generated;
    options.paired = true;
    IGRAPH_CHECK(latigraph_circuit_list_init(&generated));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &generated);
    IGRAPH_CHECK(generate_like(model, task->real, each, options.seed, options.threads, &generated));
    IGRAPH_CHECK(latigraph_likeness_with(task->real, &generated, &options, all, NULL));
    latigraph_circuit_list_destroy(&generated);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
