/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The law of graphs with expected degrees and numbers of edges by class.
 *
 * Sums over all pairs of neurons would take n² operations a round, because a class depends on the
 * distance. totals_draw.c makes a sample of the pairs that matter instead, and each round sums over
 * it: a candidate of a pair with odds Q counts as weight · q / (1 + Q) edges of its kind. A round
 * multiplies every unknown by the root of what is wanted over what was counted, which goes half-way
 * in logarithms. Some small samples come first, each drawn by the law that the one before gave. A
 * large one follows, whose sums scatter less than a graph does. The same candidates in all rounds
 * of a sample let the rounds converge.
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

enum {
    BOXES = 1000,
    SMALL_SAMPLES = 5,
    SAMPLES = SMALL_SAMPLES + 2,
    LEAST_ROUNDS = 8,
    MOST_ROUNDS = 40
};
/* Most classes of pairs. Their tables take 8 GB. */
static const double most_classes = 1e8;
static const double group_width = 0.5;
/* Candidates of a sample, and of each class in it if it has few edges. */
static const double least_candidates = 1e5, most_of_small = 3e5, most_of_large = 3e6;
static const double per_class = 30;
/* A mean change after which a sample is solved; the greatest square of a change. */
static const double precision = 1e-4, most_change = 16;
static const double prior = 2;

void latigraph_totals_destroy(latigraph_totals_t *totals) {
    for (int k = 0; k < 3; k++) {
        g_free(totals->degree[k]);
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        g_free(totals->factor[kind]);
        g_free(totals->wanted[kind]);
    }
    g_free(totals->neuron);
    g_free(totals->node);
    g_free(totals->root);
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
        LATIGRAPH_CHECK_MEMORY(totals->degree[k]);
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        totals->factor[kind] = g_try_new0(double, (gsize)totals->classes);
        totals->wanted[kind] = g_try_new0(double, (gsize)totals->classes);
        LATIGRAPH_CHECK_MEMORY(totals->factor[kind]);
        LATIGRAPH_CHECK_MEMORY(totals->wanted[kind]);
    }
    totals->neuron = g_try_new0(latigraph_totals_neuron_t, n);
    LATIGRAPH_CHECK_MEMORY(totals->neuron);
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

/* Puts the neurons, which are in the order of types and cells, into boxes, and those of each box
 * into groups of similar degree. */
static igraph_error_t find_groups(latigraph_totals_t *totals, int k) {
    const latigraph_plan_t *plan = &totals->plan;
    const double most = 2.0 * plan->m / BOXES;
    latigraph_map_t met = LATIGRAPH_MAP_EMPTY;
    gint64 box = 0;
    double edges = 0;
    IGRAPH_FINALLY(latigraph_map_destroy, &met);
    for (int i = 0; i < plan->n; i++) {
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        if (i > 0 && ends_box(plan, i, edges, most)) {
            box++;
            edges = 0;
        }
        edges += totals->degree[0][i] + totals->degree[1][i] + 2 * totals->degree[2][i];
        const gint64 level = (gint64)(log1p(totals->degree[k][i]) / group_width);
        IGRAPH_CHECK(latigraph_map_add_integer(&met, box << 20 | level, &entry, &added));
        if (added) {
            entry->value.number = totals->groups[k]++;
        }
        totals->neuron[i].group[k] = (int)entry->value.number;
    }
    latigraph_map_destroy(&met);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static double *unknown_of(latigraph_totals_neuron_t *neuron, int k) {
    return k == 0 ? &neuron->x : k == 1 ? &neuron->y : &neuron->z;
}

/* Sets the solution of sparse graphs without classes. */
static void start(latigraph_totals_t *totals) {
    for (int k = 0; k < 3; k++) {
        double sum = 0;
        for (int i = 0; i < totals->plan.n; i++) {
            sum += totals->degree[k][i];
            totals->neuron[i].type = totals->plan.type[i];
        }
        for (int i = 0; sum > 0 && i < totals->plan.n; i++) {
            *unknown_of(&totals->neuron[i], k) = totals->degree[k][i] / sqrt(sum);
        }
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        for (int c = 0; c < totals->classes; c++) {
            totals->factor[kind][c] = totals->wanted[kind][c] > 0;
        }
    }
}

/* Numbers of edges by group or class: those wanted, those counted in a round, which then are turned
 * into changes, and the product of the changes of one sample. */
typedef struct {
    int size;
    const double *wanted;
    double *counted, *moved;
} sums_t;

/* Sums over the candidates of a sample. */
typedef struct {
    latigraph_totals_t *totals;
    latigraph_totals_sample_t sample;
    double *wanted[3];
    sums_t group[3], by_class[LATIGRAPH_TOTALS_KINDS];
} round_t;

static void start_sums(const sums_t *sums) {
    for (int g = 0; g < sums->size; g++) {
        sums->moved[g] = 1;
    }
}

static void clear_sums(const sums_t *sums) {
    memset(sums->counted, 0, (gsize)sums->size * sizeof(double));
}

static void count(round_t *round) {
    const latigraph_totals_t *totals = round->totals;
    for (int k = 0; k < 3; k++) {
        clear_sums(&round->group[k]);
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        clear_sums(&round->by_class[kind]);
    }
    for (gsize k = 0; k < round->sample.count; k++) {
        const latigraph_totals_candidate_t *candidate = &round->sample.list[k];
        const int i = candidate->i, j = candidate->j, mutual = candidate->kind_and_class & 1;
        latigraph_totals_terms_t terms;
        latigraph_totals_set_terms(totals, i, j, candidate->kind_and_class >> 1, &terms);
        const double edges = candidate->weight * (mutual ? terms.mutual : terms.to) /
                             (1 + terms.to + terms.from + terms.mutual);
        round->by_class[mutual].counted[mutual ? terms.both : terms.there] += edges;
        round->group[mutual ? 2 : 0].counted[totals->neuron[i].group[mutual ? 2 : 0]] += edges;
        round->group[mutual ? 2 : 1].counted[totals->neuron[j].group[mutual ? 2 : 1]] += edges;
    }
}

/* Turns counts into the factors by which unknowns change. A candidate counts as `point` edges, or
 * as fewer if these classes have `least` candidates each. Counts scatter, and the more so the fewer
 * candidates there are: `prior` candidates speak for the unknown that the sample before gave, from
 * which it has `moved` so far. The mean of one over a count is more than one over its mean, and
 * another candidate balances that. Returns the sum of what is wanted times its change. */
static double set_changes(const sums_t *sums, double point, double least) {
    double changed = 0;
    for (int g = 0; g < sums->size; g++) {
        const double wanted = sums->wanted[g];
        if (wanted > 0) {
            const double one = least > 0 ? fmin(point, wanted / least) : point;
            const double candidates = wanted / one;
            const double others = prior * sums->moved[g] + candidates / (candidates + prior);
            const double ratio = (candidates + prior) / (sums->counted[g] / one + others);
            sums->counted[g] = sqrt(fmin(fmax(ratio, 1 / most_change), most_change));
            sums->moved[g] *= sums->counted[g];
            changed += wanted * fabs(sums->counted[g] - 1);
        }
    }
    return changed;
}

/* Changes the unknowns; those of neurons stay if `classes_only`. Returns the mean change. */
static double update(round_t *round, double scale, double least, gboolean classes_only) {
    latigraph_totals_t *totals = round->totals;
    double changed = 0;
    for (int k = 0; k < 3 && !classes_only; k++) {
        changed = fmax(changed, set_changes(&round->group[k], 1 / scale, 0));
        for (int i = 0; i < totals->plan.n; i++) {
            *unknown_of(&totals->neuron[i], k) *=
                round->group[k].counted[totals->neuron[i].group[k]];
        }
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        const sums_t *sums = &round->by_class[kind];
        changed = fmax(changed, set_changes(sums, 1 / scale, least));
        for (int c = 0; c < totals->classes; c++) {
            if (totals->wanted[kind][c] > 0) {
                totals->factor[kind][c] *= sums->counted[c];
            }
        }
    }
    return changed / MAX(totals->plan.m, 1);
}

/* Solves on one sample. */
static igraph_error_t run_rounds(round_t *round, double scale, double least, int most,
                                 gboolean classes_only) {
    double changed = 1;
    for (int k = 0; k < 3; k++) {
        start_sums(&round->group[k]);
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        start_sums(&round->by_class[kind]);
    }
    for (int r = 0; r < most && changed > precision; r++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        count(round);
        changed = update(round, scale, least, classes_only);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_samples(round_t *round, guint64 seed) {
    const latigraph_totals_t *totals = round->totals;
    const double m = MAX(totals->plan.m, 1);
    double classes = 1;
    for (int c = 0; c < totals->classes; c++) {
        classes += (totals->wanted[0][c] > 0) + (totals->wanted[1][c] > 0);
    }
    for (int k = 0; k < SAMPLES; k++) {
        const gboolean large = k >= SMALL_SAMPLES;
        const double candidates =
            MIN(MAX(m, least_candidates), large ? most_of_large : most_of_small);
        const double scale = candidates / m, least = MIN(per_class, candidates / classes);
        const int rounds = !large ? k + 1 : candidates < 5e5 ? MOST_ROUNDS : LEAST_ROUNDS;
        IGRAPH_PROGRESS("Solving for expected degrees", 100.0 * k / SAMPLES, NULL);
        IGRAPH_CHECK(latigraph_totals_take_sample(totals, scale, least, seed,
                                                  ((guint64)1 << 34) + (guint64)k, &round->sample));
        IGRAPH_CHECK(run_rounds(round, scale, least, rounds, k == SAMPLES - 1));
    }
    return IGRAPH_SUCCESS;
}

static void round_destroy(round_t *round) {
    for (int k = 0; k < 3; k++) {
        g_free(round->wanted[k]);
        g_free(round->group[k].counted);
        g_free(round->group[k].moved);
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        g_free(round->by_class[kind].counted);
        g_free(round->by_class[kind].moved);
    }
    g_free(round->sample.list);
}

static igraph_error_t allocate_sums(sums_t *sums, const double *wanted, int size) {
    *sums = (sums_t){.size = size,
                     .wanted = wanted,
                     .counted = g_try_new0(double, (gsize)size + 1),
                     .moved = g_try_new0(double, (gsize)size + 1)};
    LATIGRAPH_CHECK_MEMORY(sums->counted);
    LATIGRAPH_CHECK_MEMORY(sums->moved);
    return IGRAPH_SUCCESS;
}

static igraph_error_t solve(latigraph_totals_t *totals, guint64 seed) {
    round_t round = {.totals = totals};
    IGRAPH_FINALLY(round_destroy, &round);
    for (int k = 0; k < 3; k++) {
        round.wanted[k] = g_try_new0(double, (gsize)totals->groups[k] + 1);
        LATIGRAPH_CHECK_MEMORY(round.wanted[k]);
        IGRAPH_CHECK(allocate_sums(&round.group[k], round.wanted[k], totals->groups[k]));
        for (int i = 0; i < totals->plan.n; i++) {
            round.wanted[k][totals->neuron[i].group[k]] += totals->degree[k][i];
        }
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        IGRAPH_CHECK(allocate_sums(&round.by_class[kind], totals->wanted[kind], totals->classes));
    }
    IGRAPH_CHECK(run_samples(&round, seed));
    round_destroy(&round);
    IGRAPH_FINALLY_CLEAN(1);
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
    for (int k = 0; k < 3; k++) {
        IGRAPH_CHECK(find_groups(totals, k));
    }
    IGRAPH_CHECK(latigraph_totals_make_nodes(totals));
    start(totals);
    IGRAPH_CHECK(solve(totals, seed));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
