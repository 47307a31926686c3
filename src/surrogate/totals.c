/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The law of graphs with expected degrees and numbers of edges by class.
 *
 * Sums over all pairs of neurons would take n² operations a round, because a class depends on the
 * distance. The candidates of totals_draw.c are a sample of the pairs that matter: a candidate of a
 * pair with odds Q counts as 1 / (1 + Q) edges of its kind, which is right in expectation. Each
 * round takes 100,000 to three million of them, and multiplies every unknown by a power of what is
 * wanted over what was counted. The power is ½, and falls in the last rounds, so that their noise
 * averages out (Robbins and Monro, Ann. Math. Stat. 22:400, 1951).
 *
 * Neurons of one box and similar degree are a group, and have unknowns in proportion to their
 * degrees: partners do not see more of a neuron than its place, its type and how near it is to
 * having all partners.
 */
#include "surrogate/totals.h"

#include "base/map.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

enum { BOXES = 1000, ROUNDS = 50, EVEN_ROUNDS = 40 };
/* Most classes of pairs. Their tables take 5 GB, and pairs of boxes are fewer than INT_MAX. */
static const double most_classes = 1e8;
static const double group_width = 0.5, fewest_candidates = 1e5;
static const double most_candidates[2] = {5e5, 3e6}; /* early and late rounds */

void latigraph_totals_destroy(latigraph_totals_t *totals) {
    for (int k = 0; k < 3; k++) {
        g_free(totals->degree[k]);
        g_free(totals->unknown[k]);
        g_free(totals->group[k]);
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        g_free(totals->factor[kind]);
        g_free(totals->wanted[kind]);
    }
    g_free(totals->box_start);
    g_free(totals->side);
    latigraph_plan_destroy(&totals->plan);
    *totals = (latigraph_totals_t){0};
}

static igraph_error_t check(const latigraph_constraints_t *keep) {
    if (!keep->degrees || keep->triangles || keep->tilt != 0 ||
        keep->types == LATIGRAPH_TYPES_NEURONS) {
        IGRAPH_ERROR(
            "In expectation, degrees are kept, and reciprocity, types and distance with "
            "them; types=neuron, triangles and tilts are not. Keep these by another method.",
            IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

/* Counts the classes of pairs. */
static igraph_error_t count_classes(latigraph_totals_t *totals) {
    const latigraph_plan_t *plan = &totals->plan;
    const int bins = plan->position != NULL ? plan->bins + 1 : 1;
    const double classes = (double)plan->types * plan->types * bins;
    if (classes > most_classes) {
        IGRAPH_ERRORF("Pairs of %d types with %d bins of distance make %.3g classes, and at most "
                      "%.3g can be kept in expectation. Merge types or lower bins.",
                      IGRAPH_EINVAL, plan->types, bins, classes, most_classes);
    }
    totals->classes = (int)classes;
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate(latigraph_totals_t *totals) {
    const gsize n = (gsize)totals->plan.n + 1;
    for (int k = 0; k < 3; k++) {
        totals->degree[k] = g_try_new0(double, n);
        totals->unknown[k] = g_try_new0(double, n);
        totals->group[k] = g_try_new0(int, n);
        LATIGRAPH_CHECK_MEMORY(totals->degree[k]);
        LATIGRAPH_CHECK_MEMORY(totals->unknown[k]);
        LATIGRAPH_CHECK_MEMORY(totals->group[k]);
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        totals->factor[kind] = g_try_new0(double, (gsize)totals->classes);
        totals->wanted[kind] = g_try_new0(double, (gsize)totals->classes);
        LATIGRAPH_CHECK_MEMORY(totals->factor[kind]);
        LATIGRAPH_CHECK_MEMORY(totals->wanted[kind]);
    }
    totals->box_start = g_try_new0(int, n + 1);
    totals->side = g_try_new0(float, 6 * n);
    LATIGRAPH_CHECK_MEMORY(totals->box_start);
    LATIGRAPH_CHECK_MEMORY(totals->side);
    return IGRAPH_SUCCESS;
}

/* Counts degrees and edges by class. */
static void count_wanted(latigraph_totals_t *totals) {
    const latigraph_plan_t *plan = &totals->plan;
    for (int list = 0; list < LATIGRAPH_SLOT_LISTS; list++) {
        const latigraph_slots_t *slots = &plan->slots[list];
        for (int s = 0; s < slots->size; s++) {
            const int i = slots->from[s], j = slots->first[s];
            if (list == LATIGRAPH_MUTUAL) {
                totals->degree[2][i]++;
                if (i < j) {
                    totals->wanted[1][latigraph_mutual_class(plan, i, j)]++;
                }
            } else {
                totals->degree[0][i]++;
                totals->degree[1][j]++;
                totals->wanted[0][latigraph_pair_class(plan, i, j)]++;
            }
        }
    }
}

/* Returns whether a box ends before neuron i: a new type, or unknown positions, or a cell at which
 * the box has its share of the edges. In small graphs each neuron is a box. */
static gboolean ends_box(const latigraph_plan_t *plan, int i, double edges, double most) {
    if (plan->type[i] != plan->type[i - 1] || plan->n <= BOXES) {
        return TRUE;
    }
    if (plan->position == NULL || plan->cell[i] == plan->cell[i - 1]) {
        return FALSE;
    }
    const float *before = plan->position + 3 * (gsize)(i - 1), *x = plan->position + 3 * (gsize)i;
    const gboolean known[2] = {!isnan(before[0] + before[1] + before[2]),
                               !isnan(x[0] + x[1] + x[2])};
    return known[0] != known[1] || edges >= most;
}

/* Puts neurons, which are in the order of types and cells, into boxes. */
static void find_boxes(latigraph_totals_t *totals) {
    const latigraph_plan_t *plan = &totals->plan;
    const double most = 2.0 * plan->m / BOXES;
    double edges = 0;
    for (int i = 0; i < plan->n; i++) {
        if (i == 0 || ends_box(plan, i, edges, most)) {
            totals->box_start[totals->boxes++] = i;
            edges = 0;
        }
        edges += totals->degree[0][i] + totals->degree[1][i] + 2 * totals->degree[2][i];
        float *side = totals->side + 6 * (gsize)(totals->boxes - 1);
        for (int d = 0; plan->position != NULL && d < 3; d++) {
            const float x = plan->position[3 * (gsize)i + (gsize)d];
            const gboolean first = i == totals->box_start[totals->boxes - 1];
            side[d] = first || x < side[d] ? x : side[d];
            side[3 + d] = first || x > side[3 + d] ? x : side[3 + d];
        }
    }
    totals->box_start[totals->boxes] = plan->n;
}

/* Puts the neurons of each box into groups of similar degree. */
static igraph_error_t find_groups(latigraph_totals_t *totals, int k) {
    latigraph_map_t met = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &met);
    for (int box = 0; box < totals->boxes; box++) {
        for (int i = totals->box_start[box]; i < totals->box_start[box + 1]; i++) {
            latigraph_map_entry_t *entry;
            igraph_bool_t added;
            const gint64 level = (gint64)(log1p(totals->degree[k][i]) / group_width);
            IGRAPH_CHECK(
                latigraph_map_add_integer(&met, (gint64)box << 20 | level, &entry, &added));
            if (added) {
                entry->value.number = totals->groups[k]++;
            }
            totals->group[k][i] = (int)entry->value.number;
        }
    }
    latigraph_map_destroy(&met);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sets the solution of sparse graphs without classes. */
static void start(latigraph_totals_t *totals) {
    for (int k = 0; k < 3; k++) {
        double sum = 0;
        for (int i = 0; i < totals->plan.n; i++) {
            sum += totals->degree[k][i];
        }
        for (int i = 0; sum > 0 && i < totals->plan.n; i++) {
            totals->unknown[k][i] = totals->degree[k][i] / sqrt(sum);
        }
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        for (int c = 0; c < totals->classes; c++) {
            totals->factor[kind][c] = totals->wanted[kind][c] > 0;
        }
    }
}

/* Sums over the candidates of a round. */
typedef struct {
    const latigraph_totals_t *totals;
    double scale, candidates, edges;
    double *group[3];
    double *by_class[LATIGRAPH_TOTALS_KINDS];
} round_t;

static igraph_error_t count(const latigraph_candidate_t *candidate, latigraph_draws_t *draws,
                            void *data) {
    round_t *round = data;
    int *const *group = round->totals->group;
    const double edges = 1 / ((1 + candidate->odds) * round->scale);
    const int i = candidate->i, j = candidate->j;
    (void)draws;
    round->candidates += 1 / round->scale;
    round->edges += edges;
    round->by_class[candidate->kind][candidate->pair_class] += edges;
    if (candidate->kind == LATIGRAPH_TOTALS_ONE_WAY) {
        round->group[0][group[0][i]] += edges;
        round->group[1][group[1][j]] += edges;
    } else {
        round->group[2][group[2][i]] += edges;
        round->group[2][group[2][j]] += edges;
    }
    return IGRAPH_SUCCESS;
}

/* Factor by which an unknown changes. It is bounded, because early counts are far off. */
static double change(double wanted, double counted, double power) {
    return counted > 0  ? pow(fmin(fmax(wanted / counted, 1.0 / 16), 16), power)
           : wanted > 0 ? pow(16, power)
                        : 1;
}

static void update(latigraph_totals_t *totals, const round_t *round, double *const wanted[3],
                   double power) {
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < totals->plan.n; i++) {
            const int g = totals->group[k][i];
            totals->unknown[k][i] *= change(wanted[k][g], round->group[k][g], power);
        }
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        for (int c = 0; totals->classes > 1 && c < totals->classes; c++) {
            totals->factor[kind][c] *=
                change(totals->wanted[kind][c], round->by_class[kind][c], power);
        }
    }
}

/* Clears the sums of a round. */
static void begin_round(const latigraph_totals_t *totals, round_t *round) {
    round->candidates = round->edges = 0;
    for (int k = 0; k < 3; k++) {
        memset(round->group[k], 0, (gsize)totals->groups[k] * sizeof(double));
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        memset(round->by_class[kind], 0, (gsize)totals->classes * sizeof(double));
    }
}

static igraph_error_t run_rounds(latigraph_totals_t *totals, round_t *round,
                                 double *const wanted[3], guint64 seed) {
    const double m = MAX(totals->plan.m, 1);
    for (int k = 0; k < ROUNDS; k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_PROGRESS("Solving for expected degrees", 100.0 * k / ROUNDS, NULL);
        begin_round(totals, round);
        round->scale = MIN(MAX(m, fewest_candidates), most_candidates[k >= EVEN_ROUNDS]) / m;
        IGRAPH_CHECK(latigraph_totals_candidates(totals, round->scale, seed,
                                                 ((guint64)1 << 34) + (guint64)k, count, round));
        update(totals, round, wanted, k < EVEN_ROUNDS ? 0.5 : 0.5 / (double)(k - EVEN_ROUNDS + 1));
        totals->candidates = round->candidates;
        totals->edges = round->edges;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t solve(latigraph_totals_t *totals, guint64 seed) {
    round_t round = {.totals = totals};
    double *wanted[3];
    for (int k = 0; k < 3; k++) {
        LATIGRAPH_ALLOCATE(wanted[k], totals->groups[k]);
        LATIGRAPH_ALLOCATE(round.group[k], totals->groups[k]);
        for (int i = 0; i < totals->plan.n; i++) {
            wanted[k][totals->group[k][i]] += totals->degree[k][i];
        }
    }
    LATIGRAPH_ALLOCATE(round.by_class[0], totals->classes);
    LATIGRAPH_ALLOCATE(round.by_class[1], totals->classes);
    IGRAPH_CHECK(run_rounds(totals, &round, wanted, seed));
    g_free(round.by_class[1]);
    g_free(round.by_class[0]);
    for (int k = 2; k >= 0; k--) {
        g_free(round.group[k]);
        g_free(wanted[k]);
    }
    IGRAPH_FINALLY_CLEAN(8);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_totals_init(latigraph_totals_t *totals, const latigraph_circuit_t *circuit,
                                     const latigraph_constraints_t *keep, guint64 seed) {
    *totals = (latigraph_totals_t){.independent = !keep->reciprocity && !circuit->undirected};
    IGRAPH_CHECK(check(keep));
    IGRAPH_CHECK(latigraph_plan_init(&totals->plan, circuit, keep));
    IGRAPH_FINALLY(latigraph_totals_destroy, totals);
    IGRAPH_CHECK(count_classes(totals));
    IGRAPH_CHECK(allocate(totals));
    count_wanted(totals);
    find_boxes(totals);
    for (int k = 0; k < 3; k++) {
        IGRAPH_CHECK(find_groups(totals, k));
    }
    start(totals);
    IGRAPH_CHECK(solve(totals, seed));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
