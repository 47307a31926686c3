/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Lesions: which parts of circuits a property rests on.
 *
 * Every part is taken out alone, and the score is measured again: one measurement per part and
 * circuit that has it. A score that is no longer defined counts as 0, because what the part carried
 * is gone, and is counted apart. Parts interact: two parallel paths each cost nothing alone. So a
 * set of parts is grown, one part at a time, by the part that changes the score most, until the set
 * costs the share that was asked for. Finding the smallest such set exactly takes exponential time.
 *
 * Any set of many neurons costs something. The set is therefore compared with random sets of as
 * many neurons (edges), and with sets of the same degrees: each member is replaced by another one
 * near it in the order of degrees. The set was chosen for its cost, so p says how rare such a set
 * is, and tests no hypothesis.
 *
 * Measures call igraph. Its FINALLY stack and its error handler are common to all threads unless
 * igraph was built with thread-local storage, which Debian's is not. So only the calling thread may
 * measure, and parts are taken out one after another. Slopes (lesion_slopes.c) are the fast way.
 */
#include "base/compat.h"
#include "base/memory.h"
#include "base/moments.h"
#include "base/random.h"
#include "measure/lesion_parts.h"
#include "measure/lesion_slopes.h"
#include "measure/property.h"

#include <math.h>
#include <stdlib.h>

/* The study in progress. */
typedef struct {
    const latigraph_lesion_options_t *options;
    latigraph_lesion_parts_t parts;
    const igraph_vector_t *score; /* (circuits) of whole circuits */
    guchar *gone;                 /* (elements) the set that is taken out */
    int *order;                   /* (elements) elements by degree */
    int *place;                   /* (elements) place of each in `order` */
    double done, all;             /* evaluations so far and in all, for the progress */
} study_t;

static void study_destroy(study_t *study) {
    g_free(study->gone);
    g_free(study->order);
    g_free(study->place);
    latigraph_lesion_parts_destroy(&study->parts);
}

static int circuits_of(const study_t *study) {
    return (int)latigraph_circuit_list_size(study->parts.circuits);
}

/* --- Scores ---------------------------------------------------------------------------- */

static igraph_error_t measure_whole(const latigraph_circuit_list_t *circuits,
                                    const latigraph_lesion_options_t *options,
                                    latigraph_lesion_t *lesion) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    double squares;
    IGRAPH_CHECK(igraph_vector_resize(&lesion->score, count));
    for (igraph_integer_t c = 0; c < count; c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_measure_one(circuit, options->user, options->property,
                                           &VECTOR(lesion->score)[c]));
        if (isnan(VECTOR(lesion->score)[c])) {
            IGRAPH_ERRORF("The property \"%s\" is not defined for the whole circuit \"%s\", so "
                          "that nothing can be lost. Leave the circuit out or choose another "
                          "property.",
                          IGRAPH_EINVAL, latigraph_property_name(options->user, options->property),
                          circuit->name);
        }
    }
    latigraph_moments(VECTOR(lesion->score), 1, (int)count, &lesion->mean, &squares);
    lesion->sd = count > 1 ? sqrt(squares / (double)(count - 1)) : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* Measures a circuit without the elements that are gone. A score that is not defined counts as 0.
 */
static igraph_error_t measure_left(study_t *study, int c, double *value, gboolean *lost) {
    latigraph_circuit_t *left;
    *value = VECTOR(*study->score)[c];
    *lost = FALSE;
    if (!latigraph_lesion_parts_touch(&study->parts, c, study->gone)) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOW_INTERRUPTION();
    IGRAPH_CHECK(latigraph_lesion_parts_remove(&study->parts, c, study->gone, &left));
    IGRAPH_FINALLY(latigraph_circuit_destroy, left);
    IGRAPH_CHECK(
        latigraph_measure_one(left, study->options->user, study->options->property, value));
    latigraph_circuit_destroy(left);
    IGRAPH_FINALLY_CLEAN(1);
    *lost = isnan(*value);
    *value = *lost ? 0 : *value;
    return IGRAPH_SUCCESS;
}

static igraph_error_t report(study_t *study) {
    IGRAPH_PROGRESS("Taking out parts", fmin(100 * study->done++ / study->all, 100), NULL);
    return IGRAPH_SUCCESS;
}

/* Cost of the elements that are gone: how much the mean score over circuits changes, over its
 * absolute value. */
static igraph_error_t find_cost(study_t *study, double *cost) {
    double before = 0, change = 0;
    IGRAPH_CHECK(report(study));
    for (int c = 0; c < circuits_of(study); c++) {
        double value;
        gboolean lost;
        IGRAPH_CHECK(measure_left(study, c, &value, &lost));
        before += VECTOR(*study->score)[c];
        change += value - VECTOR(*study->score)[c];
    }
    *cost = fabs(change) / fabs(before);
    return IGRAPH_SUCCESS;
}

/* --- One part at a time ------------------------------------------------------------------ */

static void mark_part(study_t *study, int part, guchar with) {
    if (study->parts.kind != LATIGRAPH_PARTS_TYPES) {
        study->gone[part] = with;
        return;
    }
    for (int e = 0; e < study->parts.elements; e++) {
        if (study->parts.part[e] == part) {
            study->gone[e] = with;
        }
    }
}

static double degree_of(const study_t *study, const guchar *set) {
    double sum = 0;
    int count = 0;
    for (int e = 0; e < study->parts.elements; e++) {
        sum += set[e] ? study->parts.degree[e] : 0;
        count += set[e];
    }
    return count > 0 ? sum / count : IGRAPH_NAN;
}

/* Mean degree of the elements of one part. */
static double degree_of_part(study_t *study, int part) {
    if (study->parts.kind != LATIGRAPH_PARTS_TYPES) {
        return study->parts.degree[part];
    }
    mark_part(study, part, 1);
    const double degree = degree_of(study, study->gone);
    mark_part(study, part, 0);
    return degree;
}

/* The effect of one part over the circuits that have it. */
typedef struct {
    double mean;
    double squares; /* sum of squared deviations */
    int circuits;
    int losses; /* circuits whose score is not defined without the part */
} effect_t;

static void store_effect(study_t *study, int part, const effect_t *effect,
                         latigraph_lesion_t *lesion) {
    const int count = effect->circuits;
    const double mean = effect->mean;
    VECTOR(lesion->effect)[part] = mean;
    VECTOR(lesion->relative)[part] = lesion->mean != 0 ? mean / fabs(lesion->mean) : IGRAPH_NAN;
    VECTOR(lesion->in_sd)[part] = lesion->sd > 0 ? mean / lesion->sd : IGRAPH_NAN;
    VECTOR(lesion->error)
    [part] = count > 1 ? sqrt(effect->squares / (count - 1) / count) : IGRAPH_NAN;
    VECTOR(lesion->lost)
    [part] = study->options->method == LATIGRAPH_LESION_EXACT ? effect->losses : IGRAPH_NAN;
    VECTOR(lesion->circuits)[part] = count;
    VECTOR(lesion->degree)[part] = degree_of_part(study, part);
}

/* Takes out one part. `change` (circuits) is scratch. */
static igraph_error_t lesion_part(study_t *study, int part, double *change, effect_t *effect) {
    *effect = (effect_t){0};
    IGRAPH_CHECK(report(study));
    mark_part(study, part, 1);
    for (int c = 0; c < circuits_of(study); c++) {
        gboolean lost;
        if (latigraph_lesion_parts_touch(&study->parts, c, study->gone)) {
            IGRAPH_CHECK(measure_left(study, c, &change[effect->circuits], &lost));
            change[effect->circuits++] -= VECTOR(*study->score)[c];
            effect->losses += lost;
        }
    }
    latigraph_moments(change, 1, effect->circuits, &effect->mean, &effect->squares);
    mark_part(study, part, 0);
    return IGRAPH_SUCCESS;
}

/* An effect and the place of its part. */
typedef struct {
    double size;
    int part;
} sized_t;

/* Orders by size, the largest first, then by part. */
static int compare_sizes(const void *a, const void *b) {
    const sized_t *x = a, *y = b;
    return x->size != y->size ? (x->size < y->size) - (x->size > y->size) : x->part - y->part;
}

static void sort_effects(const latigraph_lesion_t *lesion, int count, sized_t *sorted) {
    for (int k = 0; k < count; k++) {
        sorted[k] = (sized_t){fabs(VECTOR(lesion->effect)[k]), k};
    }
    qsort(sorted, (size_t)count, sizeof *sorted, compare_sizes);
}

/* Equal effects share the mean of their ranks. Effects that differ by rounding alone are equal. */
static void rank_parts(const sized_t *sorted, int count, latigraph_lesion_t *lesion) {
    for (int first = 0, next; first < count; first = next) {
        next = first + 1;
        while (next < count && sorted[next].size >= sorted[first].size * (1 - 1e-12)) {
            next++;
        }
        for (int k = first; k < next; k++) {
            VECTOR(lesion->rank)[sorted[k].part] = 0.5 * (first + 1 + next);
        }
    }
}

/* Takes out every part. */
static igraph_error_t find_exact(study_t *study, latigraph_lesion_t *lesion) {
    double *change;
    LATIGRAPH_ALLOCATE(change, circuits_of(study));
    for (int part = 0; part < study->parts.count; part++) {
        effect_t effect;
        IGRAPH_CHECK(lesion_part(study, part, change, &effect));
        store_effect(study, part, &effect, lesion);
    }
    g_free(change);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Computes the effects of all parts to first order. Moments are updated circuit by circuit. */
static igraph_error_t find_slopes(study_t *study, latigraph_lesion_t *lesion) {
    const gboolean edges = study->parts.kind == LATIGRAPH_PARTS_EDGES;
    effect_t *effect;
    double *change;
    LATIGRAPH_ALLOCATE(effect, study->parts.count);
    for (int c = 0; c < circuits_of(study); c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(study->parts.circuits, c);
        const int size = edges ? circuit->m : circuit->n;
        LATIGRAPH_ALLOCATE(change, size);
        IGRAPH_CHECK(latigraph_lesion_slopes(circuit, edges, study->options->silence,
                                             study->options->property, change));
        for (int k = 0; k < size; k++) {
            effect_t *of = &effect[study->parts.element[c][k]];
            const double before = change[k] - of->mean;
            of->mean += before / ++of->circuits;
            of->squares += before * (change[k] - of->mean);
        }
        g_free(change);
        IGRAPH_FINALLY_CLEAN(1);
    }
    for (int part = 0; part < study->parts.count; part++) {
        store_effect(study, part, &effect[part], lesion);
    }
    g_free(effect);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Takes out parts that are evenly spread over the order of the slopes. The largest ones alone would
 * agree less, because they differ less from each other. */
static igraph_error_t compare_slopes(study_t *study, const sized_t *sorted,
                                     latigraph_lesion_t *lesion) {
    const int all = study->parts.count;
    const int count = (int)MIN(study->options->compared, all);
    double *change, *fast, *exact;
    LATIGRAPH_ALLOCATE(change, circuits_of(study));
    LATIGRAPH_ALLOCATE(fast, count);
    LATIGRAPH_ALLOCATE(exact, count);
    IGRAPH_CHECK(igraph_vector_resize(&lesion->exact, all));
    igraph_vector_fill(&lesion->exact, IGRAPH_NAN);
    for (int k = 0; k < count; k++) {
        const int part = sorted[count > 1 ? (gint64)k * (all - 1) / (count - 1) : 0].part;
        effect_t effect;
        IGRAPH_CHECK(lesion_part(study, part, change, &effect));
        VECTOR(lesion->exact)[part] = exact[k] = effect.mean;
        fast[k] = VECTOR(lesion->effect)[part];
    }
    lesion->agreement = latigraph_pearson(fast, exact, count);
    g_free(exact);
    g_free(fast);
    g_free(change);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t lesion_parts(study_t *study, latigraph_lesion_t *lesion, sized_t *sorted) {
    const gboolean slopes = study->options->method == LATIGRAPH_LESION_SLOPES;
    const int count = study->parts.count;
    igraph_vector_t *const vectors[] = {&lesion->effect, &lesion->relative, &lesion->in_sd,
                                        &lesion->error,  &lesion->lost,     &lesion->circuits,
                                        &lesion->degree, &lesion->rank};
    for (gsize k = 0; k < G_N_ELEMENTS(vectors); k++) {
        IGRAPH_CHECK(igraph_vector_resize(vectors[k], count));
    }
    IGRAPH_CHECK(slopes ? find_slopes(study, lesion) : find_exact(study, lesion));
    sort_effects(lesion, count, sorted);
    rank_parts(sorted, count, lesion);
    return slopes ? compare_slopes(study, sorted, lesion) : IGRAPH_SUCCESS;
}

/* Mean effect of the parts of each group; a part is one element if there are groups. */
static igraph_error_t average_groups(const study_t *study, latigraph_lesion_t *lesion) {
    const int groups = (int)igraph_strvector_size(&study->parts.groups);
    double *effect;
    LATIGRAPH_ALLOCATE(effect, study->parts.elements);
    IGRAPH_CHECK(igraph_vector_resize(&lesion->group_parts, groups));
    IGRAPH_CHECK(igraph_vector_resize(&lesion->group_effect, groups));
    IGRAPH_CHECK(igraph_vector_resize(&lesion->group_error, groups));
    for (int g = 0; g < groups; g++) {
        double squares;
        int count = 0;
        for (int e = 0; e < study->parts.elements; e++) {
            if (study->parts.group[e] == g) {
                effect[count++] = VECTOR(lesion->effect)[e];
            }
        }
        latigraph_moments(effect, 1, count, &VECTOR(lesion->group_effect)[g], &squares);
        VECTOR(lesion->group_parts)[g] = count;
        VECTOR(lesion->group_error)
        [g] = count > 1 ? sqrt(squares / (count - 1) / count) : IGRAPH_NAN;
    }
    g_free(effect);
    IGRAPH_FINALLY_CLEAN(1);
    return igraph_strvector_append(&lesion->groups, &study->parts.groups);
}

/* --- A set of parts ------------------------------------------------------------------------ */

/* Finds the candidate that costs most besides the parts that are gone, or −1 if none is left. */
static igraph_error_t find_next(study_t *study, const sized_t *sorted, int candidates,
                                const guchar *chosen, int *best, double *most) {
    *best = -1;
    *most = -1;
    for (int k = 0, tried = 0; k < study->parts.count && tried < candidates; k++) {
        double cost;
        if (chosen[sorted[k].part]) {
            continue;
        }
        mark_part(study, sorted[k].part, 1);
        IGRAPH_CHECK(find_cost(study, &cost));
        mark_part(study, sorted[k].part, 0);
        tried++;
        if (cost > *most * (1 + 1e-12)) {
            *most = cost;
            *best = sorted[k].part;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t grow_set(study_t *study, const sized_t *sorted, latigraph_lesion_t *lesion) {
    const igraph_integer_t asked = study->options->candidates;
    const int candidates =
        asked > 0 && asked < study->parts.count ? (int)asked : study->parts.count;
    guchar *chosen;
    LATIGRAPH_ALLOCATE(chosen, study->parts.count);
    while (!lesion->reached && igraph_vector_size(&lesion->cost) < study->options->set_max) {
        double cost;
        int best;
        IGRAPH_CHECK(find_next(study, sorted, candidates, chosen, &best, &cost));
        if (best < 0) {
            break;
        }
        chosen[best] = 1;
        mark_part(study, best, 1);
        IGRAPH_CHECK(igraph_strvector_push_back(&lesion->set,
                                                igraph_strvector_get(&study->parts.names, best)));
        IGRAPH_CHECK(igraph_vector_push_back(&lesion->cost, cost));
        lesion->reached = cost >= study->options->share;
    }
    lesion->set_degree = degree_of(study, study->gone);
    g_free(chosen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Other sets of the same size ------------------------------------------------------------- */

/* Draws `size` of all elements into study->gone. */
static void draw_random(study_t *study, latigraph_stream_t *stream, int size, int *scratch) {
    memset(study->gone, 0, (gsize)study->parts.elements);
    latigraph_stream_permutation(stream, scratch, study->parts.elements);
    for (int k = 0; k < size; k++) {
        study->gone[scratch[k]] = 1;
    }
}

/* Lists elements of neither set whose places in the order of degrees are nearest to that of an
 * element: the window doubles until it holds one. Returns their number, 0 if none is left. */
static int list_similar(const study_t *study, const guchar *set, int element, int *found) {
    const int count = study->parts.elements;
    int many = 0, width = MAX(5, count / 40);
    do {
        const int to = MIN(count - 1, study->place[element] + width);
        for (int k = MAX(0, study->place[element] - width); k <= to; k++) {
            const int other = study->order[k];
            if (!set[other] && !study->gone[other]) {
                found[many++] = other;
            }
        }
        width *= 2;
    } while (many == 0 && width < 2 * count);
    return many;
}

/* Replaces each element of `set` by another one whose place in the order of degrees is near.
 * Returns false if too few elements are left. */
static gboolean draw_matched(study_t *study, latigraph_stream_t *stream, const guchar *set,
                             int *scratch) {
    memset(study->gone, 0, (gsize)study->parts.elements);
    for (int e = 0; e < study->parts.elements; e++) {
        if (set[e]) {
            const int many = list_similar(study, set, e, scratch);
            if (many == 0) {
                return FALSE;
            }
            study->gone[scratch[latigraph_stream_integer(stream, (uint32_t)many)]] = 1;
        }
    }
    return TRUE;
}

/* Costs of random sets, or of matched ones, beside the set of parts. */
static igraph_error_t compare_sets(study_t *study, const guchar *set, gboolean matched,
                                   double set_cost, latigraph_lesion_control_t *control) {
    double squares, degrees = 0, *cost;
    int size = 0, reached = 0, sets = 0, *scratch;
    for (int e = 0; e < study->parts.elements; e++) {
        size += set[e];
    }
    LATIGRAPH_ALLOCATE(cost, study->options->random);
    LATIGRAPH_ALLOCATE(scratch, study->parts.elements);
    for (igraph_integer_t k = 0; k < study->options->random; k++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, study->options->seed, LATIGRAPH_STREAM_LESION,
                              2 * (uint64_t)k + matched);
        if (matched && !draw_matched(study, &stream, set, scratch)) {
            break;
        }
        if (!matched) {
            draw_random(study, &stream, size, scratch);
        }
        IGRAPH_CHECK(find_cost(study, &cost[k]));
        reached += cost[k] >= set_cost * (1 - 1e-12);
        degrees += degree_of(study, study->gone);
        control->most = fmax(control->most, cost[k]); /* fmax() of NaN and a number is the number */
        sets++;
    }
    control->sets = sets;
    if (sets > 0) {
        latigraph_moments(cost, 1, sets, &control->cost, &squares);
        control->sd = sets > 1 ? sqrt(squares / (sets - 1)) : IGRAPH_NAN;
        control->degree = degrees / sets;
        control->p = (1.0 + reached) / (1.0 + sets);
    }
    g_free(scratch);
    g_free(cost);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t sort_degrees(study_t *study) {
    const int count = study->parts.elements;
    sized_t *sorted;
    LATIGRAPH_ALLOCATE(sorted, count);
    for (int e = 0; e < count; e++) {
        sorted[e] = (sized_t){study->parts.degree[e], e};
    }
    qsort(sorted, (size_t)count, sizeof *sorted, compare_sizes);
    for (int k = 0; k < count; k++) {
        study->order[k] = sorted[k].part;
        study->place[sorted[k].part] = k;
    }
    g_free(sorted);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_controls(study_t *study, latigraph_lesion_t *lesion) {
    const igraph_integer_t size = igraph_vector_size(&lesion->cost);
    guchar *set;
    if (size == 0) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(set, study->parts.elements);
    memcpy(set, study->gone, (gsize)study->parts.elements);
    IGRAPH_CHECK(sort_degrees(study));
    IGRAPH_CHECK(compare_sets(study, set, FALSE, VECTOR(lesion->cost)[size - 1], &lesion->random));
    IGRAPH_CHECK(compare_sets(study, set, TRUE, VECTOR(lesion->cost)[size - 1], &lesion->matched));
    g_free(set);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The study ------------------------------------------------------------------------------- */

static igraph_error_t run_study(study_t *study, latigraph_lesion_t *lesion) {
    const latigraph_lesion_options_t *options = study->options;
    const double tried = options->candidates > 0
                             ? fmin((double)options->candidates, study->parts.count)
                             : study->parts.count;
    sized_t *sorted;
    const double single = options->method == LATIGRAPH_LESION_EXACT
                              ? study->parts.count
                              : fmin((double)options->compared, study->parts.count);
    study->all = single + tried * (double)options->set_max + 2 * (double)options->random;
    study->gone = g_try_new0(guchar, (gsize)study->parts.elements + 1);
    study->order = g_try_new0(int, (gsize)study->parts.elements + 1);
    study->place = g_try_new0(int, (gsize)study->parts.elements + 1);
    LATIGRAPH_CHECK_MEMORY(study->gone);
    LATIGRAPH_CHECK_MEMORY(study->order);
    LATIGRAPH_CHECK_MEMORY(study->place);
    LATIGRAPH_ALLOCATE(sorted, study->parts.count);
    IGRAPH_CHECK(lesion_parts(study, lesion, sorted));
    IGRAPH_CHECK(average_groups(study, lesion));
    if (lesion->mean != 0) {
        IGRAPH_CHECK(grow_set(study, sorted, lesion));
        IGRAPH_CHECK(add_controls(study, lesion));
    }
    IGRAPH_PROGRESS("Taking out parts", 100.0, NULL);
    IGRAPH_CHECK(igraph_strvector_append(&lesion->parts, &study->parts.names));
    g_free(sorted);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_options(const latigraph_circuit_list_t *circuits,
                                    const latigraph_lesion_options_t *options) {
    IGRAPH_CHECK(latigraph_check_user(options->user));
    if (latigraph_property_name(options->user, options->property) == NULL) {
        IGRAPH_ERRORF("There is no property of index %" IGRAPH_PRId ".", IGRAPH_EINVAL,
                      options->property);
    }
    if (latigraph_circuit_list_size(circuits) == 0) {
        IGRAPH_ERROR("Lesions need a circuit, got none.", IGRAPH_EINVAL);
    }
    if (!(options->share > 0) || !isfinite(options->share)) {
        IGRAPH_ERRORF("The share of the score that the set is to cost is %g, but must be above 0.",
                      IGRAPH_EINVAL, options->share);
    }
    if (options->set_max < 0 || options->candidates < 0 || options->random < 0 ||
        options->parts_max < 1 || options->compared < 0) {
        IGRAPH_ERROR("Numbers of parts and of random sets cannot be negative, and parts_max is at "
                     "least 1.",
                     IGRAPH_EINVAL);
    }
    if (options->method == LATIGRAPH_LESION_EXACT) {
        return IGRAPH_SUCCESS;
    }
    if (options->parts == LATIGRAPH_PARTS_TYPES) {
        IGRAPH_ERROR("Slopes are of neurons or edges. Types are few: take them out exactly (method "
                     "exact).",
                     IGRAPH_EINVAL);
    }
    return latigraph_lesion_check_slopes(options->property,
                                         latigraph_property_name(options->user, options->property));
}

/**
 * \function latigraph_lesion
 * \brief Takes out parts of circuits and measures what a property loses.
 *
 * Each part is taken out alone. Then a set is grown greedily by the part that changes the mean
 * score most, until it costs the share that is asked for, or has \c set_max parts. The set is
 * compared with random sets of as many neurons (or edges), and with sets of nearly the same
 * degrees.
 *
 * </para><para>
 * Neurons of several circuits with the same name are one part, and so are edges with the same ends.
 * A score that is not defined without a part counts as 0 and is counted in \c lost. The result
 * depends on random numbers in the random and matched sets alone.
 *
 * </para><para>
 * With the method of slopes, effects are exact to first order: the property is a function of sums,
 * the part's share in each is exact, and the function is taken as linear. Then \c compared parts
 * are taken out as well, and \c agreement is the correlation of both effects. The set and its
 * controls are measured exactly in either case.
 *
 * \param circuits The circuits. The score must be defined for each of them.
 * \param options The options; \c property is the score. NULL means the defaults.
 * \param lesion Struct that was initialised with \ref latigraph_lesion_init(). Its contents are
 *    replaced. There is no set if the mean score is 0.
 * \return Error code: \c IGRAPH_EINVAL if there is no circuit or no such property, the score of a
 *    whole circuit is not defined, there are no types, there are no parts or more than \c
 *    parts_max, the property has no slopes, or an option is out of range; \c IGRAPH_ENOMEM;
 *    \c IGRAPH_INTERRUPTED; the error of a property of the user.
 *
 * Time complexity: that of the property times the circuits, times (parts + set_max · candidates + 2
 * random). With slopes, \c compared takes the place of the number of parts, and all slopes take
 * O(m + Σ over edges of the partners of both ends).
 *
 * \sa \ref latigraph_properties_with(), \ref latigraph_node_properties()
 *
 * Example: the neurons that the global efficiency of a circuit rests on.
 * \verbatim
 *    latigraph_lesion_options_t options;
 *    latigraph_lesion_t lesion;
 *    latigraph_lesion_options_init(&options);
 *    options.property = latigraph_property_find("global-efficiency");
 *    latigraph_lesion_init(&lesion);
 *    latigraph_lesion(&circuits, &options, &lesion);
 *    for (igraph_integer_t k = 0; k < igraph_strvector_size(&lesion.set); k++) {
 *        printf("%s %g\n", igraph_strvector_get(&lesion.set, k), VECTOR(lesion.cost)[k]);
 *    }
 *    latigraph_lesion_destroy(&lesion);
 * \endverbatim
 */
igraph_error_t latigraph_lesion(const latigraph_circuit_list_t *circuits,
                                const latigraph_lesion_options_t *options,
                                latigraph_lesion_t *lesion) {
    study_t study = {.options = options, .score = &lesion->score};
    latigraph_lesion_options_t defaults;
    if (options == NULL) {
        latigraph_lesion_options_init(&defaults);
        options = study.options = &defaults;
    }
    latigraph_lesion_clear(lesion);
    IGRAPH_CHECK(check_options(circuits, options));
    IGRAPH_CHECK(measure_whole(circuits, options, lesion));
    IGRAPH_CHECK(latigraph_lesion_parts_init(&study.parts, circuits, options));
    IGRAPH_FINALLY(study_destroy, &study);
    IGRAPH_CHECK(run_study(&study, lesion));
    study_destroy(&study);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
