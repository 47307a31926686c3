/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Pairs of neurons, divided into cells whose factors are nearly equal.
 *
 * Neurons of one type are halved again and again, at the middle of their degrees and between cells
 * of space where possible, which gives a binary tree. A cell is a pair of nodes. From the pairs of
 * types on, cells are halved until their distances are in one bin, or few candidates would be
 * drawn. So far neurons are together in large cells, and only near ones are in small ones.
 *
 * The candidates of one pair of neurons all are in one cell. Cells with more than LOAD candidates,
 * or more candidates than pairs, are halved as well: the first are too large to be looked up fast,
 * and a pair with a high rate is decided by one draw once it is a cell of its own.
 */
#include "surrogate/totals.h"

#include "base/memory.h"

#include <math.h>

/* Candidates of a cell, at most, and candidates below which halving takes longer than drawing. */
static const double load = 2048, few = 10;
/* Factors of a cell that differ by less are good enough. */
static const double nearly = 0.5;

/* --- Nodes ------------------------------------------------------------------- */

static void set_sides(const latigraph_plan_t *plan, latigraph_totals_node_t *node, int i) {
    if (plan->position == NULL) {
        return;
    }
    const float *x = plan->position + 3 * (gsize)i;
    node->known = !isnan(x[0] + x[1] + x[2]);
    node->unknown = !node->known;
    for (int d = 0; d < 3; d++) {
        node->side[d] = node->known ? x[d] : INFINITY;
        node->side[3 + d] = node->known ? x[d] : -INFINITY;
    }
}

static void join_sides(latigraph_totals_node_t *node, const latigraph_totals_node_t *half) {
    node->known |= half->known;
    node->unknown |= half->unknown;
    for (int d = 0; d < 3; d++) {
        node->side[d] = fminf(node->side[d], half->side[d]);
        node->side[3 + d] = fmaxf(node->side[3 + d], half->side[3 + d]);
    }
}

/* Returns where the sum of degrees is half-way, or the nearest place between two cells of space. */
static int find_middle(const latigraph_plan_t *plan, const double *mass, int begin, int end) {
    const double half = (mass[begin] + mass[end]) / 2;
    int low = begin + 1, high = end - 1;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (mass[middle] < half) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (plan->cell[begin] == plan->cell[end - 1]) {
        return mass[begin] < mass[end] ? low : begin + (end - begin) / 2;
    }
    for (int far = 0;; far++) {
        if (low - far > begin && plan->cell[low - far] != plan->cell[low - far - 1]) {
            return low - far;
        }
        if (low + far < end && plan->cell[low + far] != plan->cell[low + far - 1]) {
            return low + far;
        }
    }
}

/* Makes the node of neurons begin .. end − 1, and returns its number. */
static int make_node(latigraph_totals_t *totals, const double *mass, int begin, int end) {
    const int number = totals->nodes++;
    latigraph_totals_node_t *node = &totals->node[number];
    *node = (latigraph_totals_node_t){.begin = begin, .end = end};
    if (end - begin == 1) {
        set_sides(&totals->plan, node, begin);
        return number;
    }
    const int middle = find_middle(&totals->plan, mass, begin, end);
    make_node(totals, mass, begin, middle);
    node->second = make_node(totals, mass, middle, end);
    for (int d = 0; d < 3; d++) {
        node->side[d] = INFINITY;
        node->side[3 + d] = -INFINITY;
    }
    join_sides(node, node + 1);
    join_sides(node, &totals->node[node->second]);
    return number;
}

igraph_error_t latigraph_totals_make_nodes(latigraph_totals_t *totals) {
    const latigraph_plan_t *plan = &totals->plan;
    double *mass;
    totals->node = g_try_new0(latigraph_totals_node_t, 2 * (gsize)plan->n);
    totals->root = g_try_new0(int, (gsize)plan->types);
    LATIGRAPH_CHECK_MEMORY(totals->node);
    LATIGRAPH_CHECK_MEMORY(totals->root);
    LATIGRAPH_ALLOCATE(mass, plan->n + 1);
    for (int i = 0; i < plan->n; i++) {
        mass[i + 1] = mass[i] + totals->degree[0][i] + totals->degree[1][i] + totals->degree[2][i];
    }
    for (int t = 0, begin = 0; t < plan->types; t++) {
        int end = begin;
        while (end < plan->n && plan->type[end] == t) {
            end++;
        }
        totals->root[t] = begin < end ? make_node(totals, mass, begin, end) : -1;
        begin = end;
    }
    g_free(mass);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Cells ------------------------------------------------------------------- */

igraph_error_t latigraph_totals_division_init(latigraph_totals_division_t *division) {
    const latigraph_totals_t *totals = division->totals;
    const int n = totals->plan.n;
    IGRAPH_FINALLY(latigraph_totals_division_destroy, division);
    for (int k = 0; k < 3; k++) {
        double *sum = division->sum[k] = g_try_new0(double, (gsize)n + 1);
        int *guide = division->guide[k] = g_try_new0(int, (gsize)n + 2);
        LATIGRAPH_CHECK_MEMORY(sum);
        LATIGRAPH_CHECK_MEMORY(guide);
        for (int i = 0; i < n; i++) {
            const latigraph_totals_neuron_t *neuron = &totals->neuron[i];
            sum[i + 1] = sum[i] + (k == 0 ? neuron->x : k == 1 ? neuron->y : neuron->z);
        }
        for (int place = 0, i = 0; place <= n; place++) {
            while (i < n - 1 && sum[i + 1] * n <= sum[n] * place) {
                i++;
            }
            guide[place] = MAX(i - 1, 0); /* one less, for rounding */
        }
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_totals_division_destroy(latigraph_totals_division_t *division) {
    for (int k = 0; k < 3; k++) {
        g_free(division->sum[k]);
        g_free(division->guide[k]);
        division->sum[k] = NULL;
        division->guide[k] = NULL;
    }
}

static int bin_of(const latigraph_plan_t *plan, double square) {
    int bin = 0;
    while (bin < plan->bins - 1 && square > plan->bound[bin]) {
        bin++;
    }
    return bin;
}

/* Finds the bins of the least and the greatest distance between two nodes, with room for rounding.
 */
static void find_bins(const latigraph_plan_t *plan, const latigraph_totals_node_t *a,
                      const latigraph_totals_node_t *b, int bins[2]) {
    double least = 0, greatest = 0;
    for (int d = 0; d < 3; d++) {
        const double there = (double)a->side[3 + d] - b->side[d];
        const double back = (double)b->side[3 + d] - a->side[d];
        const double gap = MAX(0, -MIN(there, back)), reach = MAX(there, back);
        least += gap * gap * (1 - 1e-5);
        greatest += reach * reach * (1 + 1e-5);
    }
    bins[0] = bin_of(plan, least);
    bins[1] = bin_of(plan, greatest);
}

/* Sets the greatest factors of a cell. Returns whether its factors are nearly equal. */
static gboolean find_most(const latigraph_totals_division_t *division,
                          latigraph_totals_cell_t *cell) {
    const latigraph_plan_t *plan = &division->totals->plan;
    const gint64 types = plan->types, s = plan->type[cell->a->begin],
                 t = plan->type[cell->b->begin];
    const gint64 pairs[3] = {s * types + t, t * types + s, MIN(s, t) * types + MAX(s, t)};
    gboolean close = TRUE;
    int bins[2] = {0, -1};
    if (plan->position != NULL && cell->a->known && cell->b->known) {
        find_bins(plan, cell->a, cell->b, bins);
    }
    for (int k = 0; k < 3; k++) {
        const double *factor = division->factor[k == 2];
        if (plan->position == NULL) {
            cell->most[k] = factor[pairs[k]];
            continue;
        }
        factor += pairs[k] * (plan->bins + 1);
        const gboolean unknown = cell->a->unknown || cell->b->unknown;
        double most = unknown ? factor[plan->bins] : 0, least = unknown ? most : INFINITY;
        for (int bin = bins[0]; bin <= bins[1]; bin++) {
            most = MAX(most, factor[bin]);
            least = MIN(least, factor[bin]);
        }
        cell->most[k] = most;
        close &= least >= nearly * most;
    }
    return close;
}

static double mass_of(const latigraph_totals_division_t *division, int k,
                      const latigraph_totals_node_t *node) {
    return division->sum[k][node->end] - division->sum[k][node->begin];
}

/* Sets the rates of a cell, and returns their sum. */
static double find_rates(const latigraph_totals_division_t *division,
                         latigraph_totals_cell_t *cell) {
    const latigraph_totals_node_t *a = cell->a, *b = cell->b;
    const double scale = division->scale;
    cell->rate[0] = mass_of(division, 0, a) * mass_of(division, 1, b) * cell->most[0] * scale;
    cell->rate[1] =
        a == b ? 0 : mass_of(division, 0, b) * mass_of(division, 1, a) * cell->most[1] * scale;
    cell->rate[2] = division->totals->independent
                        ? 0
                        : mass_of(division, 2, a) * mass_of(division, 2, b) * cell->most[2] *
                              scale * (a == b ? 0.5 : 1);
    return cell->rate[0] + cell->rate[1] + cell->rate[2];
}

static double extent(const latigraph_totals_node_t *node) {
    double greatest = 0;
    for (int d = 0; node->known && d < 3; d++) {
        const double side = (double)node->side[3 + d] - node->side[d];
        greatest = MAX(greatest, side);
    }
    return greatest;
}

static igraph_error_t divide(const latigraph_totals_division_t *division,
                             const latigraph_totals_node_t *a, const latigraph_totals_node_t *b);

/* Halves one of the nodes of a cell, or both if they are one. */
static igraph_error_t halve(const latigraph_totals_division_t *division,
                            const latigraph_totals_node_t *a, const latigraph_totals_node_t *b) {
    const latigraph_totals_node_t *node = division->totals->node;
    if (a == b) {
        const latigraph_totals_node_t *second = &node[a->second];
        IGRAPH_CHECK(divide(division, a + 1, a + 1));
        IGRAPH_CHECK(divide(division, a + 1, second));
        return divide(division, second, second);
    }
    const double wider = extent(a) - extent(b);
    if (b->second == 0 ||
        (a->second > 0 && (wider > 0 || (wider == 0 && a->end - a->begin > b->end - b->begin)))) {
        IGRAPH_CHECK(divide(division, a + 1, b));
        return divide(division, &node[a->second], b);
    }
    IGRAPH_CHECK(divide(division, a, b + 1));
    return divide(division, a, &node[b->second]);
}

static igraph_error_t divide(const latigraph_totals_division_t *division,
                             const latigraph_totals_node_t *a, const latigraph_totals_node_t *b) {
    latigraph_totals_cell_t cell = {.a = a, .b = b};
    const gboolean close = find_most(division, &cell);
    const double rate = find_rates(division, &cell);
    const double pairs = (double)(a->end - a->begin) * (b->end - b->begin) * (a == b ? 0.5 : 1);
    const gboolean single = a->second == 0 && b->second == 0;
    if (!(rate > 0) || (single && a == b)) {
        return IGRAPH_SUCCESS;
    }
    if (!single && rate > few && (rate > load || rate > pairs * division->scale || !close)) {
        return halve(division, a, b);
    }
    return division->visit(&cell, division->data);
}

igraph_error_t latigraph_totals_divide(const latigraph_totals_division_t *division) {
    const latigraph_totals_t *totals = division->totals;
    for (int s = 0; s < totals->plan.types; s++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int t = s; totals->root[s] >= 0 && t < totals->plan.types; t++) {
            if (totals->root[t] >= 0) {
                IGRAPH_CHECK(divide(division, &totals->node[totals->root[s]],
                                    &totals->node[totals->root[t]]));
            }
        }
    }
    return IGRAPH_SUCCESS;
}
