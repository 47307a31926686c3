/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Which steps are taken.
 *
 * A step that would bring a number of triangles out of its bounds is refused; the chain is uniform
 * within the bounds, because steps are symmetric. A total alone leaves triangles free to move to
 * neurons of many partners, where most of them fit. So the corners of triangles can be bounded in
 * each of six classes of neurons by degree; classes are made such that each has about a sixth of
 * the corners of the circuit.
 *
 * With tilted statistics s and multipliers θ, a step is taken with probability min(1, exp(θ Δs)),
 * so that graphs come with probabilities in proportion to exp(θ s) (Metropolis and others, J. Chem.
 * Phys. 21:1087, 1953). A law of independent pairs and an energy ½ Σ stiffness (s − aim)² enter the
 * probability in the same way.
 */
#include "surrogate/acceptance.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

gboolean latigraph_acceptance_needed(const latigraph_constraints_t *keep) {
    return keep->triangles != LATIGRAPH_TRIANGLES_FREE || keep->tilt != 0;
}

igraph_error_t latigraph_acceptance_init(latigraph_acceptance_t *acceptance,
                                         const latigraph_plan_t *plan) {
    int kinds = plan->keep.triangles == LATIGRAPH_TRIANGLES_CLASSES ? LATIGRAPH_MOTIFS_CORNERS : 0;
    *acceptance = (latigraph_acceptance_t){0};
    for (int s = 0; s < LATIGRAPH_TILTS; s++) {
        if (plan->keep.tilt >> s & 1) {
            acceptance->statistic[acceptance->tilts++] = (latigraph_tilt_t)s;
            kinds |= latigraph_motifs_kinds_of((latigraph_tilt_t)s);
        }
    }
    acceptance->bounds = plan->keep.triangles == LATIGRAPH_TRIANGLES_CLASSES
                             ? LATIGRAPH_CORNER_CLASSES
                             : plan->keep.triangles == LATIGRAPH_TRIANGLES_TOTAL;
    return latigraph_motifs_init(&acceptance->motifs, plan->n, kinds);
}

void latigraph_acceptance_destroy(latigraph_acceptance_t *acceptance) {
    latigraph_motifs_destroy(&acceptance->motifs);
}

void latigraph_acceptance_copy(latigraph_acceptance_t *to, const latigraph_acceptance_t *from) {
    const latigraph_motifs_t motifs = to->motifs;
    *to = *from;
    to->motifs = motifs;
    latigraph_motifs_copy(&to->motifs, &from->motifs);
}

/* --- The circuit ------------------------------------------------------------------- */

/* Total degree of a neuron, which no step changes. */
static int degree_of(const latigraph_plan_t *plan, const latigraph_pair_states_t *pairs, int i) {
    int degree = 0;
    for (int j = 0; j < plan->n; j++) {
        degree += i != j ? __builtin_popcount((unsigned)latigraph_pair_get(pairs, i, j)) : 0;
    }
    return degree;
}

/* Divides the neurons by degree into classes with equal numbers of corners; neurons of the same
 * degree are in the same class. */
static void find_classes(latigraph_motifs_t *motifs, const latigraph_plan_t *plan,
                         const latigraph_pair_states_t *pairs) {
    const double corners = 3.0 * (double)motifs->sums.triangles;
    double below = 0;
    int last = -1, current = 0;
    for (int k = 0; k < plan->n; k++) {
        const int i = plan->by_rank[k], degree = degree_of(plan, pairs, i);
        if (degree != last && corners > 0) {
            current =
                (int)MIN(LATIGRAPH_CORNER_CLASSES * below / corners, LATIGRAPH_CORNER_CLASSES - 1);
        }
        last = degree;
        motifs->class_of[i] = current;
        below += motifs->triangles[i];
    }
}

static gint64 *bounded(latigraph_acceptance_t *acceptance) {
    latigraph_motif_sums_t *sums = &acceptance->motifs.sums;
    return acceptance->bounds > 1 ? sums->corners : &sums->triangles;
}

void latigraph_acceptance_measure(latigraph_acceptance_t *acceptance) {
    latigraph_motifs_values(&acceptance->motifs, acceptance->tilts, acceptance->statistic,
                            acceptance->value);
}

void latigraph_acceptance_reset(latigraph_acceptance_t *acceptance, const latigraph_plan_t *plan,
                                const latigraph_pair_states_t *pairs) {
    latigraph_motifs_t *motifs = &acceptance->motifs;
    latigraph_motifs_clear(motifs);
    for (int j = 0; j < plan->n; j++) {
        for (int i = 0; i < j; i++) {
            const int state = latigraph_pair_get(pairs, i, j);
            if (state != LATIGRAPH_PAIR_NONE) {
                latigraph_motifs_change(motifs, i, j, LATIGRAPH_PAIR_NONE, state);
            }
        }
    }
    if (motifs->class_of != NULL) {
        find_classes(motifs, plan, pairs);
    }
    latigraph_motifs_count(motifs, &motifs->sums);
    for (int k = 0; k < acceptance->bounds; k++) {
        const gint64 count = bounded(acceptance)[k];
        const gint64 slack = (gint64)floor((double)count * plan->keep.tolerance);
        acceptance->fewest[k] = count - slack;
        acceptance->most[k] = count + slack;
    }
    latigraph_acceptance_measure(acceptance);
}

/* --- Steps ---------------------------------------------------------------------------- */

void latigraph_acceptance_undo(latigraph_acceptance_t *acceptance) {
    for (int k = acceptance->count - 1; k >= 0; k--) {
        const latigraph_pair_change_t *change = &acceptance->change[k];
        latigraph_motifs_undo(&acceptance->motifs, change->i, change->j, acceptance->before[k],
                              change->state);
    }
    acceptance->motifs.sums = acceptance->sums;
    memcpy(acceptance->value, acceptance->previous, sizeof acceptance->value);
    acceptance->count = 0;
}

static gboolean is_within(latigraph_acceptance_t *acceptance) {
    const gint64 *count = bounded(acceptance);
    for (int k = 0; k < acceptance->bounds; k++) {
        if (count[k] < acceptance->fewest[k] || count[k] > acceptance->most[k]) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Notes how the statistics change by a step, if there is room. */
static void add_trial(latigraph_acceptance_t *acceptance) {
    latigraph_tilt_trials_t *trials = acceptance->trials;
    if (trials->count < trials->capacity) {
        double *changes = trials->changes + (gsize)trials->count++ * (gsize)acceptance->tilts;
        for (int k = 0; k < acceptance->tilts; k++) {
            changes[k] = acceptance->value[k] - acceptance->previous[k];
        }
    }
}

static inline double law_of(const latigraph_pair_law_t *law, int i, int j, int state) {
    const gsize n = (gsize)law->n, at = (gsize)i * n + (gsize)j, turned = (gsize)j * n + (gsize)i;
    return state == LATIGRAPH_PAIR_NONE   ? 0
           : state == LATIGRAPH_PAIR_TO   ? (double)law->one_way[at]
           : state == LATIGRAPH_PAIR_FROM ? (double)law->one_way[turned]
                                          : (double)law->mutual[at];
}

double latigraph_acceptance_law_gain(const latigraph_acceptance_t *acceptance,
                                     const latigraph_pair_states_t *pairs,
                                     const latigraph_pair_change_t *changes, int count) {
    double gain = 0;
    for (int k = 0; k < count; k++) {
        const int i = changes[k].i, j = changes[k].j;
        gain += law_of(acceptance->law, i, j, changes[k].state) -
                law_of(acceptance->law, i, j, latigraph_pair_get(pairs, i, j));
    }
    return gain;
}

gboolean latigraph_acceptance_change(latigraph_acceptance_t *acceptance,
                                     const latigraph_pair_states_t *pairs,
                                     const latigraph_pair_change_t *changes, int count,
                                     double *gain) {
    memcpy(acceptance->previous, acceptance->value, sizeof acceptance->value);
    acceptance->sums = acceptance->motifs.sums;
    acceptance->count = count;
    for (int k = 0; k < count; k++) {
        const latigraph_pair_change_t *change = &changes[k];
        acceptance->change[k] = *change;
        acceptance->before[k] = latigraph_pair_get(pairs, change->i, change->j);
        latigraph_motifs_change(&acceptance->motifs, change->i, change->j, acceptance->before[k],
                                change->state);
    }
    if (!is_within(acceptance)) {
        latigraph_acceptance_undo(acceptance);
        return FALSE;
    }
    latigraph_acceptance_measure(acceptance);
    *gain = 0;
    for (int k = 0; k < acceptance->tilts; k++) {
        const double before = acceptance->previous[k] - acceptance->aim[k];
        const double after = acceptance->value[k] - acceptance->aim[k];
        *gain += acceptance->multiplier[k] * (acceptance->value[k] - acceptance->previous[k]);
        *gain += acceptance->stiffness[k] / 2 * (before * before - after * after);
    }
    if (acceptance->trials != NULL) {
        add_trial(acceptance);
        latigraph_acceptance_undo(acceptance);
        return FALSE;
    }
    return TRUE;
}

/* --- Swaps that are weighed before they are made ------------------------------------------ */

/* Returns whether a swap that is counted has the change of a statistic. Swaps do not change the
 * others, or nobody asks for these beside a law. */
static gboolean is_counted(latigraph_tilt_t statistic) {
    return statistic == LATIGRAPH_TILT_TRIANGLES || statistic == LATIGRAPH_TILT_LOCAL_CLUSTERING ||
           statistic == LATIGRAPH_TILT_DAMPED_CLUSTERING ||
           statistic == LATIGRAPH_TILT_SHARED_PARTNERS || statistic >= LATIGRAPH_TILT_TRIAD_030T;
}

static inline double per(double count) {
    return count > 0 ? 1 / count : 0;
}

/* Sets what a unit of each sum changes its value by. Swaps keep the numbers that these divide by.
 */
static void find_units(const latigraph_motifs_t *motifs, double unit[LATIGRAPH_TILTS]) {
    const double n = motifs->n;
    unit[LATIGRAPH_TILT_TRIANGLES] = 1;
    unit[LATIGRAPH_TILT_LOCAL_CLUSTERING] = per((double)motifs->sums.clustered);
    unit[LATIGRAPH_TILT_DAMPED_CLUSTERING] = per(n);
    unit[LATIGRAPH_TILT_SHARED_PARTNERS] = per((double)motifs->sums.pairs);
    for (int t = 0; t < LATIGRAPH_CLOSED_TRIADS; t++) {
        unit[LATIGRAPH_TILT_TRIAD_030T + t] = per(n * (n - 1) * (n - 2) / 6);
    }
}

double latigraph_acceptance_reserve(const latigraph_acceptance_t *acceptance) {
    double reserve = 0;
    for (int k = 0; k < acceptance->tilts; k++) {
        const double off = acceptance->value[k] - acceptance->aim[k];
        reserve +=
            acceptance->multiplier[k] != 0 ? INFINITY : acceptance->stiffness[k] / 2 * off * off;
    }
    return reserve;
}

static void find_off(latigraph_acceptance_t *acceptance) {
    for (int k = 0; k < acceptance->tilts; k++) {
        acceptance->weighing.off[k] = acceptance->value[k] - acceptance->aim[k];
    }
}

void latigraph_acceptance_weigh(latigraph_acceptance_t *acceptance) {
    latigraph_weighing_t *weighing = &acceptance->weighing;
    weighing->ready = acceptance->tilts == LATIGRAPH_TILTS && acceptance->bounds == 0 &&
                      acceptance->trials == NULL && acceptance->motifs.pairs != NULL;
    for (int k = 0; k < acceptance->tilts; k++) {
        weighing->ready = weighing->ready && acceptance->multiplier[k] == 0 &&
                          (acceptance->stiffness[k] <= 0 || is_counted(acceptance->statistic[k]));
    }
    find_off(acceptance);
    if (weighing->ready) {
        find_units(&acceptance->motifs, weighing->unit);
    }
}

static inline double gain_of(const latigraph_acceptance_t *acceptance, int k, double sum) {
    const double change = sum * acceptance->weighing.unit[k];
    return -acceptance->stiffness[k] * change * (acceptance->weighing.off[k] + change / 2);
}

gboolean latigraph_acceptance_swap(latigraph_acceptance_t *acceptance, int a, int b, int c, int d,
                                   int state, double least) {
    latigraph_motif_swap_t swap;
    latigraph_motif_swap_count(&swap, &acceptance->motifs, a, b, c, d, state);
    double gain = gain_of(acceptance, LATIGRAPH_TILT_TRIANGLES, swap.triangles) +
                  gain_of(acceptance, LATIGRAPH_TILT_LOCAL_CLUSTERING, swap.clustering) +
                  gain_of(acceptance, LATIGRAPH_TILT_DAMPED_CLUSTERING, swap.damped) +
                  gain_of(acceptance, LATIGRAPH_TILT_SHARED_PARTNERS, swap.partners);
    for (int t = 0; t < LATIGRAPH_CLOSED_TRIADS; t++) {
        gain += gain_of(acceptance, LATIGRAPH_TILT_TRIAD_030T + t, swap.triads[t]);
    }
    if (gain < least) {
        return FALSE;
    }
    latigraph_motif_swap_make(&swap, &acceptance->motifs);
    for (latigraph_tilt_t k = 0; k < LATIGRAPH_TILTS; k++) {
        if (is_counted(k)) {
            acceptance->value[k] = latigraph_motifs_value(&acceptance->motifs, k);
        }
    }
    find_off(acceptance);
    return TRUE;
}
