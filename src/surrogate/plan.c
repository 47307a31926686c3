/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * What surrogates keep, read from the circuit: types, bins of distance, cells of space, and the
 * slots of edges.
 *
 * Bins of distance hold equal numbers of edges. Cells of space divide the neurons of one type, or
 * all, by halving at the median along the longest side, weighted by in-degree, until a cell
 * receives few edges; a step within a cell rarely changes the bin of a distance. Neurons of unknown
 * position have a cell, and pairs with one of them a bin, of their own.
 *
 * An undirected edge is a mutual pair. Undirected graphs have no other pairs, so that keeping
 * reciprocity leaves steps that exchange the partners of two edges. They connect all undirected
 * graphs of the same degrees (Taylor, Lect. Notes Math. 884:314, 1981).
 */
#include "surrogate/plan.h"

#include "base/by_value.h"
#include "base/memory.h"
#include "measure/types.h"
#include "surrogate/pair_states.h"

#include <math.h>
#include <stdlib.h>

/* Edges that a cell of space receives, at most. On the worm, where distances are kept, the number
 * of triangles has an autocorrelation time of 2.7 steps per edge with this, and of 4.1 with one
 * cell. */
enum { EDGES_PER_CELL = 200 };

/* Statistics that have a meaning without directions. */
static const igraph_uint_t undirected_tilts =
    1 << LATIGRAPH_TILT_TRANSITIVITY | 1 << LATIGRAPH_TILT_LOCAL_CLUSTERING |
    1 << LATIGRAPH_TILT_TRIANGLES | 1 << LATIGRAPH_TILT_DAMPED_CLUSTERING |
    1 << LATIGRAPH_TILT_SHARED_PARTNERS;

static igraph_error_t check(const latigraph_circuit_t *circuit,
                            const latigraph_constraints_t *keep) {
    const gboolean further =
        keep->types != LATIGRAPH_TYPES_FREE || keep->distance || keep->triangles || keep->tilt;
    if (further && !keep->degrees) {
        IGRAPH_ERROR("Types, distances, triangles and tilted statistics are kept together with "
                     "degrees; add \"degrees\" to what is kept.",
                     IGRAPH_EINVAL);
    }
    if (keep->distance && circuit->dims == 0) {
        IGRAPH_ERRORF("Distances cannot be kept, because \"%s\" has no positions; give vertex "
                      "attributes such as x_um and y_um.",
                      IGRAPH_EINVAL, circuit->name);
    }
    if (keep->distance && (keep->bins < 1 || keep->bins > 100)) {
        IGRAPH_ERRORF("The number of bins of distance is from 1 to 100, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, keep->bins);
    }
    if (keep->triangles && !(keep->tolerance >= 0 && keep->tolerance <= 1)) {
        IGRAPH_ERRORF("The tolerance of triangles is from 0 to 1, got %g.", IGRAPH_EINVAL,
                      keep->tolerance);
    }
    if (circuit->undirected && (keep->tilt & ~undirected_tilts) != 0) {
        IGRAPH_ERRORF("\"%s\" is undirected. Its surrogates can be tilted by transitivity, "
                      "local-clustering, triangles, damped-clustering and shared-partners; other "
                      "statistics are about directions.",
                      IGRAPH_EINVAL, circuit->name);
    }
    if ((keep->triangles || keep->tilt) && circuit->n > LATIGRAPH_PAIR_BITS_MAX) {
        IGRAPH_ERRORF("Triangles and tilted statistics can be kept up to %d neurons; \"%s\" has "
                      "%d.",
                      IGRAPH_EINVAL, LATIGRAPH_PAIR_BITS_MAX, circuit->name, circuit->n);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate(latigraph_plan_t *plan) {
    const gsize n = (gsize)plan->n + 1;
    plan->original = g_try_new0(int, n);
    plan->place = g_try_new0(int, n);
    plan->rank = g_try_new0(int, n);
    plan->by_rank = g_try_new0(int, n);
    plan->type = g_try_new0(int, n);
    plan->cell = g_try_new0(int, n);
    LATIGRAPH_CHECK_MEMORY(plan->original);
    LATIGRAPH_CHECK_MEMORY(plan->place);
    LATIGRAPH_CHECK_MEMORY(plan->rank);
    LATIGRAPH_CHECK_MEMORY(plan->by_rank);
    LATIGRAPH_CHECK_MEMORY(plan->type);
    LATIGRAPH_CHECK_MEMORY(plan->cell);
    return IGRAPH_SUCCESS;
}

const latigraph_column_t *latigraph_plan_types(const latigraph_circuit_t *circuit,
                                               const latigraph_constraints_t *keep) {
    const latigraph_column_t *column = keep->type != NULL
                                           ? latigraph_circuit_column(circuit, keep->type)
                                           : latigraph_type_column(circuit);
    return column != NULL && column->kind == LATIGRAPH_COLUMN_CATEGORICAL ? column : NULL;
}

/* Sets the type of each neuron, still in the circuit's order. Neurons of unknown type are a type of
 * their own. */
static igraph_error_t find_types(latigraph_plan_t *plan, const latigraph_circuit_t *circuit) {
    const latigraph_column_t *column;
    plan->types = 1;
    if (plan->keep.types == LATIGRAPH_TYPES_FREE) {
        return IGRAPH_SUCCESS;
    }
    column = latigraph_plan_types(circuit, &plan->keep);
    if (column == NULL) {
        IGRAPH_ERRORF("Types cannot be kept, because \"%s\" has no categorical column \"%s\".",
                      IGRAPH_EINVAL, circuit->name,
                      plan->keep.type != NULL ? plan->keep.type : "type");
    }
    plan->types = (int)igraph_vector_ptr_size(&column->levels) + 1;
    for (int i = 0; i < plan->n; i++) {
        plan->type[i] = column->level[i] >= 0 ? column->level[i] : plan->types - 1;
    }
    return IGRAPH_SUCCESS;
}

/* Sets the position of each neuron, still in the circuit's order. */
static igraph_error_t find_positions(latigraph_plan_t *plan, const latigraph_circuit_t *circuit) {
    plan->position = g_try_new0(float, 3 * (gsize)plan->n + 1);
    LATIGRAPH_CHECK_MEMORY(plan->position);
    for (int i = 0; i < plan->n; i++) {
        for (int d = 0; d < circuit->dims; d++) {
            plan->position[3 * (gsize)i + (gsize)d] =
                (float)circuit->position[(gsize)i * (gsize)circuit->dims + (gsize)d];
        }
    }
    return IGRAPH_SUCCESS;
}

/* Sets the bounds between bins of distance to quantiles of the squared lengths of edges. */
static igraph_error_t find_bounds(latigraph_plan_t *plan, const latigraph_circuit_t *circuit) {
    double *length;
    int known = 0;
    plan->bins = (int)plan->keep.bins;
    plan->bound = g_try_new0(float, (gsize)plan->bins);
    LATIGRAPH_CHECK_MEMORY(plan->bound);
    LATIGRAPH_ALLOCATE(length, circuit->m);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            const double l = latigraph_circuit_distance(circuit, i, circuit->out_to[e]);
            length[known] = l;
            known += !isnan(l);
        }
    }
    qsort(length, (size_t)known, sizeof *length, latigraph_by_value);
    for (int k = 0; k + 1 < plan->bins; k++) {
        /* Half-way between two lengths, so that rounding puts no edge on the other side. */
        gint64 at = (gint64)known * (k + 1) / plan->bins;
        while (at > 0 && at < known - 1 && length[at] <= length[at - 1]) {
            at++;
        }
        const double l = known > 1 ? (length[MAX(at - 1, 0)] + length[at]) / 2 : 0;
        plan->bound[k] = (float)(l * l);
    }
    g_free(length);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* A coordinate of a neuron, to sort by. */
typedef struct {
    float at;
    int neuron;
} coordinate_t;

static int by_coordinate(const void *a, const void *b) {
    const coordinate_t *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at ? 1 : x->neuron - y->neuron;
}

static int longest_side(const latigraph_plan_t *plan, const coordinate_t *list, int count) {
    float low[3] = {INFINITY, INFINITY, INFINITY}, high[3] = {-INFINITY, -INFINITY, -INFINITY};
    int longest = 0;
    for (int k = 0; k < count; k++) {
        for (int d = 0; d < 3; d++) {
            const float x = plan->position[3 * (gsize)list[k].neuron + (gsize)d];
            low[d] = MIN(low[d], x);
            high[d] = MAX(high[d], x);
        }
    }
    for (int d = 1; d < 3; d++) {
        longest = high[d] - low[d] > high[longest] - low[longest] ? d : longest;
    }
    return longest;
}

/* Divides a list of neurons with known positions into cells, and numbers the cells from *cells. */
static void divide(latigraph_plan_t *plan, const latigraph_circuit_t *circuit, coordinate_t *list,
                   int count, int *cells) {
    gint64 mass = 0, half = 0;
    int left = 0;
    for (int k = 0; k < count; k++) {
        mass += circuit->in_start[list[k].neuron + 1] - circuit->in_start[list[k].neuron];
    }
    if (mass <= EDGES_PER_CELL || count < 2) {
        for (int k = 0; k < count; k++) {
            plan->cell[list[k].neuron] = *cells;
        }
        *cells += count > 0;
        return;
    }
    const int side = longest_side(plan, list, count);
    for (int k = 0; k < count; k++) {
        list[k].at = plan->position[3 * (gsize)list[k].neuron + (gsize)side];
    }
    qsort(list, (size_t)count, sizeof *list, by_coordinate);
    for (left = 0; left < count - 1 && (left == 0 || 2 * half < mass); left++) {
        const int i = list[left].neuron;
        half += circuit->in_start[i + 1] - circuit->in_start[i];
    }
    divide(plan, circuit, list, left, cells);
    divide(plan, circuit, list + left, count - left, cells);
}

/* Numbers the cells of each type, one type after the other. */
static igraph_error_t find_cells(latigraph_plan_t *plan, const latigraph_circuit_t *circuit) {
    coordinate_t *list;
    int cells = 0;
    if (plan->position == NULL) {
        for (int i = 0; i < plan->n; i++) {
            plan->cell[i] = plan->type[i];
        }
        plan->cells = plan->types;
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(list, plan->n);
    for (int t = 0; t < plan->types; t++) {
        int count = 0, unknown = 0;
        for (int i = 0; i < plan->n; i++) {
            const float *x = plan->position + 3 * (gsize)i;
            if (plan->type[i] == t && !isnan(x[0] + x[1] + x[2])) {
                list[count++].neuron = i;
            }
        }
        divide(plan, circuit, list, count, &cells);
        for (int i = 0; i < plan->n; i++) {
            const float *x = plan->position + 3 * (gsize)i;
            if (plan->type[i] == t && isnan(x[0] + x[1] + x[2])) {
                plan->cell[i] = cells;
                unknown = 1;
            }
        }
        cells += unknown;
    }
    plan->cells = MAX(cells, 1);
    g_free(list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* A neuron and what it is sorted by. */
typedef struct {
    int first, second, neuron;
} rank_t;

static int by_both(const void *a, const void *b) {
    const rank_t *x = a, *y = b;
    return x->first != y->first     ? x->first - y->first
           : x->second != y->second ? x->second - y->second
                                    : x->neuron - y->neuron;
}

/* Numbers the neurons by type and cell, and brings their data into this order. */
static igraph_error_t number_neurons(latigraph_plan_t *plan) {
    rank_t *rank;
    float *position = NULL;
    LATIGRAPH_ALLOCATE(rank, plan->n);
    for (int i = 0; i < plan->n; i++) {
        rank[i] = (rank_t){.first = plan->type[i], .second = plan->cell[i], .neuron = i};
    }
    qsort(rank, (size_t)plan->n, sizeof *rank, by_both);
    if (plan->position != NULL) {
        position = g_try_new0(float, 3 * (gsize)plan->n + 1);
        LATIGRAPH_CHECK_MEMORY(position);
    }
    for (int k = 0; k < plan->n; k++) {
        const int i = rank[k].neuron;
        plan->original[k] = i;
        plan->place[i] = k;
        plan->type[k] = rank[k].first;
        plan->cell[k] = rank[k].second;
        for (gsize d = 0; position != NULL && d < 3; d++) {
            position[3 * (gsize)k + d] = plan->position[3 * (gsize)i + d];
        }
    }
    g_free(plan->position);
    plan->position = position;
    g_free(rank);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Ranks the neurons by degree. */
static igraph_error_t rank_neurons(latigraph_plan_t *plan, const latigraph_circuit_t *circuit) {
    rank_t *rank;
    LATIGRAPH_ALLOCATE(rank, plan->n);
    for (int k = 0; k < plan->n; k++) {
        const int i = plan->original[k];
        rank[k] = (rank_t){.first = circuit->out_start[i + 1] - circuit->out_start[i] +
                                    circuit->in_start[i + 1] - circuit->in_start[i],
                           .neuron = k};
    }
    qsort(rank, (size_t)plan->n, sizeof *rank, by_both);
    for (int k = 0; k < plan->n; k++) {
        plan->rank[rank[k].neuron] = k;
        plan->by_rank[k] = rank[k].neuron;
    }
    g_free(rank);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate_slots(latigraph_slots_t *slots, int size) {
    slots->from = g_try_new0(int, (gsize)size + 1);
    slots->first = g_try_new0(int, (gsize)size + 1);
    slots->edge = g_try_new0(int, (gsize)size + 1);
    LATIGRAPH_CHECK_MEMORY(slots->from);
    LATIGRAPH_CHECK_MEMORY(slots->first);
    LATIGRAPH_CHECK_MEMORY(slots->edge);
    return IGRAPH_SUCCESS;
}

/* Puts every edge into a slot of one of the two lists. Without reciprocity, the second is empty. */
static igraph_error_t fill_slots(latigraph_plan_t *plan, const latigraph_circuit_t *circuit) {
    int mutual_edges = 0;
    for (int i = 0; i < plan->n && plan->keep.reciprocity; i++) {
        mutual_edges += latigraph_circuit_returned(circuit, i);
    }
    IGRAPH_CHECK(allocate_slots(&plan->slots[LATIGRAPH_ONE_WAY], plan->m - mutual_edges));
    IGRAPH_CHECK(allocate_slots(&plan->slots[LATIGRAPH_MUTUAL], mutual_edges));
    for (int i = 0; i < plan->n; i++) {
        const int sender = plan->original[i];
        for (int e = circuit->out_start[sender]; e < circuit->out_start[sender + 1]; e++) {
            const int receiver = circuit->out_to[e];
            const gboolean mutual =
                plan->keep.reciprocity && latigraph_circuit_has_edge(circuit, receiver, sender);
            latigraph_slots_t *slots = &plan->slots[mutual ? LATIGRAPH_MUTUAL : LATIGRAPH_ONE_WAY];
            slots->from[slots->size] = i;
            slots->first[slots->size] = plan->place[receiver];
            slots->edge[slots->size++] = e;
        }
    }
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        IGRAPH_CHECK(latigraph_slots_arrange(plan, &plan->slots[k]));
    }
    return IGRAPH_SUCCESS;
}

/* Finds the slot of the other direction of every mutual pair. */
static igraph_error_t find_twins(latigraph_plan_t *plan, const latigraph_circuit_t *circuit) {
    latigraph_slots_t *slots = &plan->slots[LATIGRAPH_MUTUAL];
    int *slot_of;
    LATIGRAPH_ALLOCATE(slot_of, plan->m);
    slots->twin = g_try_new0(int, (gsize)slots->size + 1);
    LATIGRAPH_CHECK_MEMORY(slots->twin);
    for (int s = 0; s < slots->size; s++) {
        slot_of[slots->edge[s]] = s;
    }
    for (int s = 0; s < slots->size; s++) {
        slots->twin[s] = slot_of[latigraph_circuit_find_edge(
            circuit, plan->original[slots->first[s]], plan->original[slots->from[s]])];
    }
    g_free(slot_of);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_plan_init(latigraph_plan_t *plan, const latigraph_circuit_t *circuit,
                                   const latigraph_constraints_t *keep) {
    *plan = (latigraph_plan_t){.n = circuit->n, .m = circuit->m, .keep = *keep};
    IGRAPH_CHECK(check(circuit, keep));
    plan->undirected = circuit->undirected;
    plan->keep.reciprocity = keep->reciprocity || circuit->undirected;
    IGRAPH_FINALLY(latigraph_plan_destroy, plan);
    IGRAPH_CHECK(allocate(plan));
    IGRAPH_CHECK(find_types(plan, circuit));
    if (keep->distance) {
        IGRAPH_CHECK(find_positions(plan, circuit));
        IGRAPH_CHECK(find_bounds(plan, circuit));
    }
    IGRAPH_CHECK(find_cells(plan, circuit));
    IGRAPH_CHECK(number_neurons(plan));
    IGRAPH_CHECK(rank_neurons(plan, circuit));
    IGRAPH_CHECK(fill_slots(plan, circuit));
    IGRAPH_CHECK(find_twins(plan, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_plan_destroy(latigraph_plan_t *plan) {
    g_free(plan->original);
    g_free(plan->place);
    g_free(plan->rank);
    g_free(plan->by_rank);
    g_free(plan->type);
    g_free(plan->cell);
    g_free(plan->position);
    g_free(plan->bound);
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        latigraph_slots_destroy(&plan->slots[k]);
    }
    *plan = (latigraph_plan_t){0};
}
