/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Stable, variable and developmental edges of animals of several ages.
 *
 * Witvliet et al. (Nature 596:257, 2021) sorted the connections of eight worms into these three
 * kinds. Here an edge is developmental if the slope of its weight over age is significant in a
 * permutation test (slopes.c) at a false discovery rate. Of the other edges, those that enough of
 * the animals have are stable, and the rest are variable.
 *
 * Most edges of few animals can never be significant: an edge that one of eight animals has is the
 * last one by chance in one of eight cases. Such edges are not tested, so that they do not dilute
 * the false discovery rate of the others. Whether an edge can reach the threshold depends on its
 * weights and on the ages, but not on their order, so that this choice says nothing about p and
 * leaves the test valid (Tarone, Biometrics 46:515, 1990). */

#include "base/false_discovery.h"
#include "base/map.h"
#include "base/parallel.h"
#include "base/remarks.h"
#include "base/seed.h"
#include "population/edges.h"
#include "population/slopes.h"

#include <math.h>
#include <string.h>

/* The study in progress. */
typedef struct {
    const latigraph_variability_options_t *options;
    latigraph_population_edges_t *edges;
    int animals;
    double *age;              /* (animals) */
    latigraph_slope_t *slope; /* (E) */
    double *p, *q;            /* (E) NaN for edges that are not tested */
    int *change;              /* (E) latigraph_change_t */
    gboolean random;          /* some orders of ages were drawn */
} study_t;

/* --- Slopes ----------------------------------------------------------------------------------- */

/* Edges of the same animals, which share the orders of their ages. */
typedef struct {
    const study_t *study;
    const latigraph_orders_t *orders;
    const igraph_integer_t *edge; /* edges of the batch */
    const int *animal;            /* (n) animals that have both neurons */
    double *scratch;              /* (threads, 2 n) */
} batch_t;

static void test_edge(int item, int worker, void *data) {
    const batch_t *batch = data;
    const int n = batch->orders->animals;
    const igraph_integer_t e = batch->edge[item];
    double *weight = batch->scratch + (size_t)worker * 2 * (size_t)n;
    for (int i = 0; i < n; i++) {
        weight[i] = MATRIX(batch->study->edges->weight, batch->animal[i], e);
    }
    batch->study->slope[e] = latigraph_slope_test(batch->orders, weight, weight + n);
}

static igraph_error_t test_batches(batch_t *batch, igraph_integer_t count, igraph_integer_t done) {
    const double all = (double)latigraph_population_edges_size(batch->study->edges);
    const double cost = (double)batch->orders->stride * batch->orders->animals;
    const int size = (int)CLAMP(2e8 / cost, 16, 4096);
    const igraph_integer_t *edge = batch->edge;
    for (igraph_integer_t first = 0; first < count; first += size) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_PROGRESS("Variability: ", 100 * (double)(done + first) / all, NULL);
        batch->edge = edge + first;
        latigraph_parallel_for((int)batch->study->options->threads, (int)MIN(size, count - first),
                               test_edge, batch);
    }
    return IGRAPH_SUCCESS;
}

/* Tests edges that have their neurons in the same animals. */
static igraph_error_t test_group(study_t *study, const igraph_integer_t *edge,
                                 igraph_integer_t count, igraph_integer_t done, guint64 index) {
    latigraph_orders_t orders;
    batch_t batch = {.study = study, .orders = &orders, .edge = edge};
    double *age;
    int *animal, n = 0;
    LATIGRAPH_ALLOCATE(age, study->animals);
    LATIGRAPH_ALLOCATE(animal, study->animals);
    for (int k = 0; k < study->animals; k++) {
        if (!isnan(MATRIX(study->edges->weight, k, edge[0]))) {
            age[n] = study->age[k];
            animal[n++] = k;
        }
    }
    if (n >= 2) {
        IGRAPH_CHECK(latigraph_orders_init(&orders, age, n, (int)study->options->permutations,
                                           (guint64)study->options->seed, index));
        LATIGRAPH_ALLOCATE(batch.scratch, (gsize)study->options->threads * 2 * (gsize)n);
        batch.animal = animal;
        study->random = study->random || !orders.exact;
        IGRAPH_CHECK(test_batches(&batch, count, done));
        g_free(batch.scratch);
        latigraph_orders_destroy(&orders);
        IGRAPH_FINALLY_CLEAN(2);
    } else {
        for (igraph_integer_t k = 0; k < count; k++) {
            study->slope[edge[k]] = (latigraph_slope_t){NAN, NAN, 1};
        }
    }
    g_free(animal);
    g_free(age);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Numbers the groups of edges that have their neurons in the same animals. */
static igraph_error_t number_groups(const study_t *study, igraph_integer_t *group,
                                    igraph_integer_t *groups) {
    latigraph_map_t seen = LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    char *present;
    LATIGRAPH_ALLOCATE(present, study->animals);
    IGRAPH_FINALLY(latigraph_map_destroy, &seen);
    for (igraph_integer_t e = 0; e < latigraph_population_edges_size(study->edges); e++) {
        latigraph_map_entry_t *entry;
        for (int k = 0; k < study->animals; k++) {
            present[k] = isnan(MATRIX(study->edges->weight, k, e)) ? '0' : '1';
        }
        IGRAPH_CHECK(latigraph_map_add_text(&seen, present, &entry, NULL));
        group[e] = (igraph_integer_t)(entry - seen.entry);
    }
    *groups = (igraph_integer_t)seen.count;
    latigraph_map_destroy(&seen);
    g_free(present);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Lists the edges group by group; start (groups + 1) gets the place of each group. */
static void sort_groups(const igraph_integer_t *group, igraph_integer_t edges,
                        igraph_integer_t groups, igraph_integer_t *start,
                        igraph_integer_t *sorted) {
    for (igraph_integer_t e = 0; e < edges; e++) {
        start[group[e] + 1]++;
    }
    for (igraph_integer_t g = 0; g < groups; g++) {
        start[g + 1] += start[g];
    }
    for (igraph_integer_t e = 0; e < edges; e++) {
        sorted[start[group[e]]++] = e;
    }
    for (igraph_integer_t g = groups; g > 0; g--) { /* every start is that of the next group now */
        start[g] = start[g - 1];
    }
    start[0] = 0;
}

static igraph_error_t test_all(study_t *study) {
    const igraph_integer_t edges = latigraph_population_edges_size(study->edges);
    igraph_integer_t *group, *start, *sorted, groups;
    LATIGRAPH_ALLOCATE(group, edges);
    LATIGRAPH_ALLOCATE(sorted, edges);
    IGRAPH_CHECK(number_groups(study, group, &groups));
    LATIGRAPH_ALLOCATE(start, groups + 1);
    sort_groups(group, edges, groups, start, sorted);
    for (igraph_integer_t g = 0; g < groups; g++) {
        IGRAPH_CHECK(
            test_group(study, sorted + start[g], start[g + 1] - start[g], start[g], (guint64)g));
    }
    g_free(start);
    g_free(sorted);
    g_free(group);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Kinds of change -------------------------------------------------------------------------- */

/* The smallest p comes from logarithms of factorials, which round; 1/20 still allows q = 0.05. */
static const double SLACK = 1e-9;

static latigraph_change_t change_of(const study_t *study, igraph_integer_t e) {
    const latigraph_edge_moments_t moments = latigraph_edge_moments(study->edges, e);
    if (moments.animals < 2) {
        return LATIGRAPH_CHANGE_UNKNOWN;
    }
    if (study->q[e] <= study->options->q) { /* false if q is NaN */
        return LATIGRAPH_CHANGE_DEVELOPMENTAL;
    }
    return moments.share >= study->options->stable ? LATIGRAPH_CHANGE_STABLE
                                                   : LATIGRAPH_CHANGE_VARIABLE;
}

static igraph_error_t sort_changes(study_t *study, latigraph_variability_t *totals) {
    const igraph_integer_t edges = latigraph_population_edges_size(study->edges);
    double all = 0;
    *totals = (latigraph_variability_t){.least_p = 1};
    for (igraph_integer_t e = 0; e < edges; e++) {
        const latigraph_slope_t *slope = &study->slope[e];
        const gboolean tested = slope->least <= study->options->q * (1 + SLACK);
        study->p[e] = tested ? slope->p : NAN;
        totals->tested += tested;
        totals->least_p = fmin(totals->least_p, slope->least);
    }
    IGRAPH_CHECK(latigraph_false_discovery_rates(study->p, (size_t)edges, study->q));
    for (igraph_integer_t e = 0; e < edges; e++) {
        const latigraph_edge_moments_t moments = latigraph_edge_moments(study->edges, e);
        study->change[e] = (int)change_of(study, e);
        study->p[e] = study->slope[e].p;
        totals->edges[study->change[e]]++;
        totals->weight[study->change[e]] += moments.mean * moments.animals;
        totals->growing +=
            study->change[e] == LATIGRAPH_CHANGE_DEVELOPMENTAL && study->slope[e].slope > 0;
        all += moments.mean * moments.animals;
    }
    for (int k = 0; k < LATIGRAPH_CHANGES; k++) {
        totals->weight[k] = all > 0 ? totals->weight[k] / all : IGRAPH_NAN;
    }
    return IGRAPH_SUCCESS;
}

/* --- Remarks ---------------------------------------------------------------------------------- */

/* Returns the least number of animals of different ages whose smallest p, 2 / n!, is at most `p`.
 */
static int animals_for(double p) {
    int n = 2;
    for (double orders = 2; 2 / orders > p; orders *= n) {
        n++;
    }
    return n;
}

/* Says why no edge is developmental if the number of animals, or of orders, does not allow it. */
static igraph_error_t remark_power(const study_t *study, const latigraph_variability_t *totals) {
    latigraph_remarks_t *remarks = study->options->population.remarks;
    const double q = study->options->q, tested = (double)totals->tested;
    const double alone = q / tested, needed = ceil(totals->least_p * tested / q - 1e-9);
    if (remarks == NULL || totals->edges[LATIGRAPH_CHANGE_DEVELOPMENTAL] > 0 ||
        latigraph_population_edges_size(study->edges) == 0) {
        return IGRAPH_SUCCESS;
    }
    if (totals->tested == 0) {
        return latigraph_remark_add(
            remarks, "few-animals", "developmental",
            "No edge can be developmental: with %d animals of these ages the smallest p is %.2g, "
            "above the rate %g. At least %d animals of different ages are needed.",
            study->animals, totals->least_p, q, animals_for(q));
    }
    if (needed > 1 && study->random &&
        totals->least_p * (double)(study->options->permutations + 1) < 1 + 1e-9) {
        return latigraph_remark_add(
            remarks, "few-permutations", "developmental",
            "No edge is developmental: of %" IGRAPH_PRId " edges that were tested, %.0f would have "
            "to reach the smallest p of %.2g at once. With %.0f permutations one edge alone can.",
            totals->tested, needed, totals->least_p, ceil(1 / alone));
    }
    if (needed > 1) {
        return latigraph_remark_add(
            remarks, "few-animals", "developmental",
            "No edge is developmental: of %" IGRAPH_PRId " edges that were tested, %.0f would have "
            "to reach the smallest p of %.2g at once. From %d animals of different ages on, one "
            "edge alone can.",
            totals->tested, needed, totals->least_p, animals_for(alone));
    }
    return IGRAPH_SUCCESS;
}

/* --- The graph -------------------------------------------------------------------------------- */

/**
 * \function latigraph_change_name
 * \brief The name of a kind of change of an edge.
 *
 * \param change The kind.
 * \return "stable", "variable", "developmental" or "unknown".
 *
 * Time complexity: O(1).
 *
 * Example: the name of the first kind.
 * \verbatim
 *   puts(latigraph_change_name(LATIGRAPH_CHANGE_STABLE));
 * \endverbatim
 */
const char *latigraph_change_name(latigraph_change_t change) {
    static const char *const names[] = {"stable", "variable", "developmental", "unknown"};
    return (int)change >= 0 && (int)change < LATIGRAPH_CHANGES ? names[change] : "unknown";
}

static igraph_error_t set_numbers(igraph_t *graph, const study_t *study) {
    static const char *const names[] = {"slope", "p", "q"};
    igraph_vector_t value;
    IGRAPH_VECTOR_INIT_FINALLY(&value, igraph_ecount(graph));
    for (gsize a = 0; a < G_N_ELEMENTS(names); a++) {
        for (igraph_integer_t e = 0; e < igraph_vector_size(&value); e++) {
            const double all[] = {study->slope[e].slope, study->p[e], study->q[e]};
            VECTOR(value)[e] = all[a];
        }
        IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, names[a], &value));
    }
    igraph_vector_destroy(&value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_changes(igraph_t *graph, const study_t *study) {
    igraph_strvector_t names;
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, igraph_ecount(graph));
    for (igraph_integer_t e = 0; e < igraph_strvector_size(&names); e++) {
        IGRAPH_CHECK(igraph_strvector_set(
            &names, e, latigraph_change_name((latigraph_change_t)study->change[e])));
    }
    IGRAPH_CHECK(igraph_cattribute_EAS_setv(graph, "change", &names));
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_graph(const study_t *study, igraph_t *graph) {
    igraph_vector_int_t listed;
    IGRAPH_CHECK(
        igraph_vector_int_init_range(&listed, 0, latigraph_population_edges_size(study->edges)));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &listed);
    IGRAPH_CHECK(latigraph_population_graph(study->edges, &listed, "variability", graph));
    IGRAPH_FINALLY(igraph_destroy, graph);
    if (igraph_ecount(graph) > 0) {
        IGRAPH_CHECK(set_numbers(graph, study));
        IGRAPH_CHECK(set_changes(graph, study));
    }
    igraph_vector_int_destroy(&listed);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Options ---------------------------------------------------------------------------------- */

/**
 * \function latigraph_variability_options_init
 * \brief Sets the options of a study of edges over age to their defaults.
 *
 * The graphs are in order of age, the false discovery rate is 0.05, stable edges are those of all
 * of their animals, and weights are taken as they are. There are 9999 random orders of ages, where
 * all are too many, one thread, and a seed that is drawn from igraph's default generator.
 *
 * \param options The options to set.
 *
 * Time complexity: O(1).
 *
 * Example: edges that change otherwise than the sum of weights.
 * \verbatim
 *   igraph_t edges;
 *   latigraph_variability_t totals;
 *   latigraph_variability_options_t study;
 *   latigraph_variability_options_init(&study);
 *   study.relative = true;
 *   latigraph_variability(&edges, &totals, &graphs, &study);
 *   igraph_destroy(&edges);
 * \endverbatim
 */
void latigraph_variability_options_init(latigraph_variability_options_t *options) {
    *options = (latigraph_variability_options_t){
        .q = 0.05, .stable = 1, .permutations = 9999, .threads = 1, .seed = latigraph_draw_seed()};
    latigraph_population_options_init(&options->population);
}

static igraph_error_t check_ages(const igraph_vector_t *ages, igraph_integer_t animals) {
    if (ages == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (igraph_vector_size(ages) != animals) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " ages, but %" IGRAPH_PRId
                      " graphs; give one age for each graph, in their order.",
                      IGRAPH_EINVAL, igraph_vector_size(ages), animals);
    }
    igraph_bool_t differ = false;
    for (igraph_integer_t k = 0; k < animals; k++) {
        if (!isfinite(VECTOR(*ages)[k])) {
            IGRAPH_ERRORF("Age %" IGRAPH_PRId " is not a finite number.", IGRAPH_EINVAL, k + 1);
        }
        differ = differ || VECTOR(*ages)[k] != VECTOR(*ages)[0];
    }
    if (!differ) {
        IGRAPH_ERRORF("All ages are %g, so that no weight can change with age; leave the ages out "
                      "if the graphs are in order.",
                      IGRAPH_EINVAL, VECTOR(*ages)[0]);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_options(const latigraph_variability_options_t *options,
                                    igraph_integer_t animals) {
    IGRAPH_CHECK(latigraph_check_threads(options->threads));
    IGRAPH_CHECK(check_ages(options->ages, animals));
    if (!(options->q > 0 && options->q < 1)) {
        IGRAPH_ERRORF("The false discovery rate q is %g, but must be above 0 and below 1.",
                      IGRAPH_EINVAL, options->q);
    }
    if (!(options->stable >= 0 && options->stable <= 1)) {
        IGRAPH_ERRORF(
            "The share of animals that have a stable edge is %g, but must be from 0 to 1.",
            IGRAPH_EINVAL, options->stable);
    }
    if (options->permutations < 1 || options->permutations > 10000000) {
        IGRAPH_ERRORF("The number of permutations is %" IGRAPH_PRId
                      ", but must be from 1 to 10,000,000.",
                      IGRAPH_EINVAL, options->permutations);
    }
    return IGRAPH_SUCCESS;
}

/* Divides the weights by the sum of weights of their animal, times the mean sum of all. */
static void divide_by_sums(study_t *study) {
    const igraph_integer_t edges = latigraph_population_edges_size(study->edges);
    double all = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < study->animals; k++) {
            double sum = 0;
            for (igraph_integer_t e = 0; e < edges; e++) {
                const double weight = MATRIX(study->edges->weight, k, e);
                sum += isnan(weight) ? 0 : weight;
            }
            for (igraph_integer_t e = 0; pass == 1 && sum > 0 && e < edges; e++) {
                MATRIX(study->edges->weight, k, e) *= all / study->animals / sum;
            }
            all += pass == 0 ? sum : 0;
        }
    }
}

/* --- The study -------------------------------------------------------------------------------- */

static igraph_error_t run_study(study_t *study, latigraph_variability_t *totals, igraph_t *graph) {
    const igraph_vector_t *ages = study->options->ages;
    const igraph_integer_t edges = latigraph_population_edges_size(study->edges);
    LATIGRAPH_ALLOCATE(study->age, study->animals);
    LATIGRAPH_ALLOCATE(study->slope, edges);
    LATIGRAPH_ALLOCATE(study->p, edges);
    LATIGRAPH_ALLOCATE(study->q, edges);
    LATIGRAPH_ALLOCATE(study->change, edges);
    for (int k = 0; k < study->animals; k++) {
        study->age[k] = ages != NULL ? VECTOR(*ages)[k] : k;
    }
    if (study->options->relative) {
        divide_by_sums(study);
    }
    IGRAPH_CHECK(test_all(study));
    IGRAPH_CHECK(sort_changes(study, totals));
    IGRAPH_CHECK(remark_power(study, totals));
    IGRAPH_CHECK(make_graph(study, graph));
    g_free(study->change);
    g_free(study->q);
    g_free(study->p);
    g_free(study->slope);
    g_free(study->age);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_variability
 * \brief Sorts the edges of several animals into stable, variable and developmental ones.
 *
 * An edge is tested in the animals that have both of its neurons, with weight 0 where there is no
 * edge. Its slope over age is that of least squares. p is the share of all orders of the ages whose
 * slope is at least as steep, of either sign: of all distinct orders if there are at most 40,320,
 * otherwise of random ones and the observed one. Edges whose weights and ages allow no p as small
 * as \c q are not tested. q is the false discovery rate of the tested ones (Benjamini and
 * Hochberg).
 *
 * An edge is developmental if its q is at most the option \c q; otherwise stable if at least the
 * share \c stable of its animals have it, and variable if not. It is unknown if fewer than two
 * animals have both neurons.
 *
 * The graph is that of \ref latigraph_consensus() with all edges, whose further attributes are
 * "slope", "p", "q" (NaN if not tested) and "change". Remarks say when there are too few animals,
 * or random orders, for any edge to be developmental.
 *
 * \param graph An uninitialised graph; free it with \c igraph_destroy().
 * \param totals Gets the totals by kind of change.
 * \param graphs At least two graphs, all directed or all undirected.
 * \param options Options; NULL: the defaults.
 * \return Error code: \c IGRAPH_EINVAL for graphs that \ref latigraph_consensus() refuses, for ages
 *         whose number is not that of the graphs, that are not finite or that are all equal, and
 *         for an option out of range; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(E · animals · orders) for E distinct edges.
 *
 * Example: how many edges change with age.
 * \verbatim
 *   igraph_t edges;
 *   latigraph_variability_t totals;
 *   latigraph_variability(&edges, &totals, &graphs, NULL);
 *   printf("%ld\n", (long)totals.edges[LATIGRAPH_CHANGE_DEVELOPMENTAL]);
 *   igraph_destroy(&edges);
 * \endverbatim
 */
igraph_error_t latigraph_variability(igraph_t *graph, latigraph_variability_t *totals,
                                     const igraph_graph_list_t *graphs,
                                     const latigraph_variability_options_t *options) {
    latigraph_variability_options_t defaults;
    latigraph_neurons_t neurons;
    latigraph_population_edges_t edges;
    if (options == NULL) {
        latigraph_variability_options_init(&defaults);
        options = &defaults;
    }
    study_t study = {
        .options = options, .edges = &edges, .animals = (int)igraph_graph_list_size(graphs)};
    IGRAPH_CHECK(latigraph_neurons_init(&neurons, graphs, &options->population));
    IGRAPH_CHECK(check_options(options, igraph_graph_list_size(graphs)));
    IGRAPH_CHECK(latigraph_population_edges_init(&edges, &neurons, &options->population));
    IGRAPH_CHECK(run_study(&study, totals, graph));
    latigraph_population_edges_destroy(&edges);
    latigraph_neurons_destroy(&neurons);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
