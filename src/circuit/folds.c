/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Folds for cross-validation of circuits that share neurons.
 *
 * Two circuits that share a neuron are not independent, so a circuit trains for a fold only if it
 * shares no neuron with any circuit of that fold. Random folds would leave almost nothing to train
 * on, because circuits cut from one connectome form a net of overlaps. The folds are therefore
 * made compact, so that they touch few circuits outside.
 *
 * Circuits that share neurons, directly or through others, form a component, which breadth-first
 * search finds. A component of less than one and a half folds' worth of circuits goes to one fold
 * as a whole: the largest component first, each into the emptiest fold. A larger one is split. Its
 * seeds are chosen far apart, each the circuit that is most steps away from the earlier seeds.
 * Then the smallest fold takes the free circuit with the largest share of its neurons in that
 * fold, until none is left.
 *
 * Several sets of circuits are split separately. The folds of each set are then paired greedily
 * with those of the sets before it, by the number of common neurons. One test fold thus removes as
 * few circuits of every set as possible.
 *
 * By identity, neurons of several connectomes with one identity count as one neuron, and all of the
 * above holds. By animal, the "neuron" of a circuit is its connectome. A component is then an
 * animal, which is never split, because its circuits have the same tissue even if they do not
 * overlap.
 *
 * Clustering by coordinates would be cheaper but needs positions, which not all circuits have. The
 * cost is O(circuits² + Σ neurons · folds).
 */
#include "circuit/folds.h"

#include "base/memory.h"
#include "base/random.h"
#include "circuit/membership.h"

void latigraph_folds_destroy(latigraph_folds_t *folds) {
    g_free(folds->fold);
    g_free(folds->trains);
    folds->fold = NULL;
    folds->trains = NULL;
}

/* Scratch memory of the search. */
typedef struct {
    const latigraph_membership_t *in;
    int *group;      /* (circuits) component of each circuit */
    int *hop;        /* (circuits) steps from the seeds over shared neurons */
    int *queue;      /* (circuits) */
    guchar *reached; /* (neurons) */
} growth_t;

static void growth_destroy(growth_t *growth) {
    g_free(growth->group);
    g_free(growth->hop);
    g_free(growth->queue);
    g_free(growth->reached);
}

/* Runs a breadth-first search over shared neurons from the seeds; `hop` of all other circuits must
 * be −1. Returns the number of circuits reached, which are in growth->queue. */
static int spread(growth_t *growth, const int *seeds, int count) {
    const latigraph_membership_t *in = growth->in;
    int head = 0, tail = 0;
    memset(growth->reached, 0, (gsize)in->neurons);
    for (int s = 0; s < count; s++) {
        growth->hop[seeds[s]] = 0;
        growth->queue[tail++] = seeds[s];
    }
    while (head < tail) {
        const int c = growth->queue[head++];
        for (int i = 0; i < in->size[c]; i++) {
            const int v = in->identity[c][i];
            if (growth->reached[v]) {
                continue;
            }
            growth->reached[v] = 1;
            for (int k = in->start[v]; k < in->start[v + 1]; k++) {
                if (growth->hop[in->of[k]] < 0) {
                    growth->hop[in->of[k]] = growth->hop[c] + 1;
                    growth->queue[tail++] = in->of[k];
                }
            }
        }
    }
    return tail;
}

/* Numbers the components and returns their number. size[g] gets the number of circuits of
 * component g. */
static int find_components(growth_t *growth, int *size) {
    int components = 0;
    for (int c = 0; c < growth->in->circuits; c++) {
        growth->group[c] = growth->hop[c] = -1;
    }
    for (int c = 0; c < growth->in->circuits; c++) {
        if (growth->group[c] >= 0) {
            continue;
        }
        size[components] = spread(growth, &c, 1);
        for (int k = 0; k < size[components]; k++) {
            growth->group[growth->queue[k]] = components;
        }
        components++;
    }
    return components;
}

/* Returns the share of the neurons of circuit c that the seeds contain too. */
static double shared_with(const growth_t *growth, int c, const int *seeds, int count) {
    const latigraph_membership_t *in = growth->in;
    int shared = 0;
    for (int i = 0; i < in->size[c]; i++) {
        const int v = in->identity[c][i];
        int found = 0;
        for (int k = in->start[v]; k < in->start[v + 1] && !found; k++) {
            for (int s = 0; s < count; s++) {
                found |= in->of[k] == seeds[s];
            }
        }
        shared += found;
    }
    return (double)shared / MAX(in->size[c], 1);
}

/* Returns the circuit of the component that is most steps away from the seeds. Among several, it
 * returns the one that shares the fewest neurons with the seeds. */
static int farthest(growth_t *growth, const int *seeds, int count) {
    int best = -1;
    double best_shared = 0;
    for (int c = 0; c < growth->in->circuits; c++) {
        growth->hop[c] = -1;
    }
    const int met = spread(growth, seeds, count);
    const int hops = growth->hop[growth->queue[met - 1]];
    for (int k = 0; k < met; k++) {
        const int c = growth->queue[k];
        if (growth->hop[c] < hops) {
            continue;
        }
        const double shared = shared_with(growth, c, seeds, count);
        if (best < 0 || shared < best_shared || (shared == best_shared && c < best)) {
            best = c;
            best_shared = shared;
        }
    }
    return best;
}

/* --- Growing the folds of one component ----------------------------------- */

typedef struct {
    guchar *has;  /* (folds, neurons) whether the fold contains the neuron */
    int *overlap; /* (folds, circuits) number of neurons of a circuit that the fold contains */
    int *size;    /* (folds) number of circuits */
} fronts_t;

static void fronts_destroy(fronts_t *fronts) {
    g_free(fronts->has);
    g_free(fronts->overlap);
    g_free(fronts->size);
}

static void join(const latigraph_membership_t *in, fronts_t *fronts, int f, int c) {
    guchar *has = fronts->has + (gsize)f * (gsize)in->neurons;
    int *overlap = fronts->overlap + (gsize)f * (gsize)in->circuits;
    fronts->size[f]++;
    for (int i = 0; i < in->size[c]; i++) {
        const int v = in->identity[c][i];
        if (!has[v]) {
            has[v] = 1;
            for (int k = in->start[v]; k < in->start[v + 1]; k++) {
                overlap[in->of[k]]++;
            }
        }
    }
}

/* Returns the unassigned circuit of the component with the greatest share of its neurons in fold
 * f, or −1 if none has any. */
static int nearest_free(const growth_t *growth, const fronts_t *fronts, int component,
                        const int *fold, int f) {
    const latigraph_membership_t *in = growth->in;
    const int *overlap = fronts->overlap + (gsize)f * (gsize)in->circuits;
    int best = -1;
    double best_share = 0;
    for (int c = 0; c < in->circuits; c++) {
        if (growth->group[c] == component && fold[c] < 0 && overlap[c] > 0) {
            const double share = (double)overlap[c] / in->size[c];
            if (share > best_share) {
                best_share = share;
                best = c;
            }
        }
    }
    return best;
}

/* Assigns the remaining circuits: the smallest fold takes the circuit that overlaps it most. */
static void assign_circuits(const growth_t *growth, fronts_t *fronts, int component, int size,
                            int *fold, int first, int count) {
    for (int left = size - count; left > 0; left--) {
        int taker = -1, taken = -1;
        guint64 tried = 0;
        while (taken < 0) {
            taker = -1;
            for (int f = 0; f < count; f++) {
                if (!(tried >> f & 1) && (taker < 0 || fronts->size[f] < fronts->size[taker])) {
                    taker = f;
                }
            }
            if (taker < 0) {
                return;
            }
            tried |= G_GUINT64_CONSTANT(1) << taker;
            taken = nearest_free(growth, fronts, component, fold, taker);
        }
        fold[taken] = first + taker;
        join(growth->in, fronts, taker, taken);
    }
}

static igraph_error_t split_component(growth_t *growth, int component, int size, int *fold,
                                      int first, int count, latigraph_stream_t *stream) {
    const latigraph_membership_t *in = growth->in;
    int seeds[64];
    fronts_t fronts = {.has = g_try_new0(guchar, (gsize)count * (gsize)in->neurons + 1),
                       .overlap = g_try_new0(int, (gsize)count *(gsize)in->circuits + 1),
                       .size = g_try_new0(int, count + 1)};
    IGRAPH_FINALLY(fronts_destroy, &fronts);
    if (fronts.has == NULL || fronts.overlap == NULL || fronts.size == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    int skip = (int)latigraph_stream_integer(stream, (uint32_t)size), start = 0;
    for (int c = 0; c < in->circuits; c++) {
        if (growth->group[c] == component && skip-- == 0) {
            start = c;
        }
    }
    seeds[0] = farthest(growth, &start, 1);
    for (int f = 0; f < count; f++) {
        seeds[f] = f == 0 ? seeds[0] : farthest(growth, seeds, f);
        fold[seeds[f]] = first + f;
        join(in, &fronts, f, seeds[f]);
    }
    assign_circuits(growth, &fronts, component, size, fold, first, count);
    fronts_destroy(&fronts);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- All components ------------------------------------------------------- */

/* Packs whole components into `bins` folds: the largest first, each into the emptiest fold. */
static igraph_error_t pack_components(const growth_t *growth, const int *size, int components,
                                      int *fold, int first, int bins, const guchar *is_split) {
    int *load;
    guchar *done;
    LATIGRAPH_ALLOCATE(load, bins);
    LATIGRAPH_ALLOCATE(done, components);
    for (;;) {
        int largest = -1, emptiest = 0;
        for (int g = 0; g < components; g++) {
            if (!is_split[g] && !done[g] && (largest < 0 || size[g] > size[largest])) {
                largest = g;
            }
        }
        if (largest < 0) {
            break;
        }
        for (int b = 1; b < bins; b++) {
            emptiest = load[b] < load[emptiest] ? b : emptiest;
        }
        done[largest] = 1;
        load[emptiest] += size[largest];
        for (int c = 0; c < growth->in->circuits; c++) {
            fold[c] = growth->group[c] == largest ? first + emptiest : fold[c];
        }
    }
    g_free(done);
    g_free(load);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t assign_folds(latigraph_folds_t *folds, growth_t *growth, int target,
                                   igraph_uint_t seed) {
    const int circuits = growth->in->circuits;
    latigraph_stream_t stream;
    int *size, whole = 0, whole_circuits = 0;
    guchar *is_split;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_FOLDS, LATIGRAPH_FOLDS_FOLDS);
    LATIGRAPH_ALLOCATE(size, circuits);
    LATIGRAPH_ALLOCATE(is_split, circuits);
    const int components = find_components(growth, size);
    for (int g = 0; g < components; g++) {
        /* A component gets as many folds as its share of the circuits, if that is at least two. */
        const int count = MIN(size[g], (2 * size[g] * target + circuits) / (2 * circuits));
        if (count >= 2 && growth->in->by != LATIGRAPH_SPLIT_BY_ANIMAL) {
            is_split[g] = 1;
            IGRAPH_CHECK(
                split_component(growth, g, size[g], folds->fold, folds->count, count, &stream));
            folds->count += count;
        } else {
            whole++;
            whole_circuits += size[g];
        }
    }
    if (whole > 0) {
        const int share = (2 * whole_circuits * target + circuits) / (2 * circuits);
        const int bins = CLAMP(share, folds->count == 0 ? 2 : 1, MAX(whole, 1));
        IGRAPH_CHECK(pack_components(growth, size, components, folds->fold, folds->count,
                                     MIN(bins, whole), is_split));
        folds->count += MIN(bins, whole);
    }
    g_free(is_split);
    g_free(size);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static void find_training(latigraph_folds_t *folds, const latigraph_membership_t *in,
                          guchar *marked) {
    for (int f = 0; f < folds->count; f++) {
        memset(marked, 0, (gsize)in->neurons);
        for (int c = 0; c < in->circuits; c++) {
            for (int i = 0; folds->fold[c] == f && i < in->size[c]; i++) {
                marked[in->identity[c][i]] = 1;
            }
        }
        for (int c = 0; c < in->circuits; c++) {
            guchar trains = folds->fold[c] != f;
            for (int i = 0; trains && i < in->size[c]; i++) {
                trains = !marked[in->identity[c][i]];
            }
            folds->trains[(gsize)f * (gsize)in->circuits + (gsize)c] = trains;
        }
    }
}

static igraph_error_t make_folds(latigraph_folds_t *folds, const latigraph_membership_t *in,
                                 int target, igraph_uint_t seed) {
    growth_t growth = {.in = in,
                       .group = g_try_new0(int, in->circuits + 1),
                       .hop = g_try_new0(int, in->circuits + 1),
                       .queue = g_try_new0(int, in->circuits + 1),
                       .reached = g_try_new0(guchar, in->neurons + 1)};
    IGRAPH_FINALLY(growth_destroy, &growth);
    folds->circuits = in->circuits;
    folds->fold = g_try_new0(int, in->circuits + 1);
    if (growth.group == NULL || growth.hop == NULL || growth.queue == NULL ||
        growth.reached == NULL || folds->fold == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    for (int c = 0; c < in->circuits; c++) {
        folds->fold[c] = -1;
    }
    IGRAPH_CHECK(assign_folds(folds, &growth, target, seed));
    folds->trains = g_try_new0(guchar, (gsize)folds->count * (gsize)in->circuits + 1);
    if (folds->trains == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    find_training(folds, in, growth.reached);
    growth_destroy(&growth);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_folds_init(latigraph_folds_t *folds,
                                    const latigraph_circuit_list_t *circuits,
                                    latigraph_split_by_t by, int target, igraph_uint_t seed) {
    latigraph_membership_t in;
    memset(folds, 0, sizeof *folds);
    IGRAPH_FINALLY(latigraph_folds_destroy, folds);
    IGRAPH_CHECK(latigraph_membership_init(&in, circuits, by));
    IGRAPH_FINALLY(latigraph_membership_destroy, &in);
    IGRAPH_CHECK(make_folds(folds, &in, target, seed));
    latigraph_membership_destroy(&in);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Data for pairing the folds of a set with those of the sets before it. */
typedef struct {
    int first, end; /* the circuits of the set; those before `first` have their final folds */
    int count[2];   /* number of folds before it, and of the set */
    int *shared;    /* (count[0], count[1]) neurons that two folds have in common */
} pairing_t;

/* Counts the common neurons of every fold before the set and every fold of the set. */
static void count_shared(const latigraph_folds_t *folds, const latigraph_membership_t *in,
                         const pairing_t *pairing) {
    for (int v = 0; v < in->neurons; v++) {
        guint64 has[2] = {0, 0};
        for (int k = in->start[v]; k < in->start[v + 1]; k++) {
            const int c = in->of[k];
            if (c < pairing->end) {
                has[c >= pairing->first] |= G_GUINT64_CONSTANT(1) << folds->fold[c];
            }
        }
        for (int a = 0; a < pairing->count[0]; a++) {
            for (int b = 0; b < pairing->count[1]; b++) {
                pairing->shared[a * pairing->count[1] + b] +=
                    (has[0] >> a & 1) != 0 && (has[1] >> b & 1) != 0;
            }
        }
    }
}

/* Finds the two unpaired folds with the most common neurons. */
static void nearest_pair(const pairing_t *pairing, const int *partner, const int *taken, int *a,
                         int *b) {
    int best = -1;
    for (int i = 0; i < pairing->count[0]; i++) {
        for (int j = 0; j < pairing->count[1]; j++) {
            const int shared = pairing->shared[i * pairing->count[1] + j];
            if (!taken[i] && partner[j] < 0 && shared > best) {
                best = shared;
                *a = i;
                *b = j;
            }
        }
    }
}

/* Renumbers the folds of a set to those before it that they overlap most. One test fold then
 * removes as few circuits as possible from training. */
static igraph_error_t pair_folds(latigraph_folds_t *folds, const latigraph_membership_t *in,
                                 pairing_t *pairing) {
    int *partner, *taken, pairs = MIN(pairing->count[0], pairing->count[1]);
    LATIGRAPH_ALLOCATE(pairing->shared, pairing->count[0] * pairing->count[1]);
    LATIGRAPH_ALLOCATE(partner, pairing->count[1]);
    LATIGRAPH_ALLOCATE(taken, pairing->count[0]);
    count_shared(folds, in, pairing);
    for (int b = 0; b < pairing->count[1]; b++) {
        partner[b] = -1;
    }
    for (int k = 0; k < pairs; k++) {
        int a = 0, b = 0;
        nearest_pair(pairing, partner, taken, &a, &b);
        partner[b] = a;
        taken[a] = 1;
    }
    for (int b = 0, next = pairing->count[0]; b < pairing->count[1]; b++) {
        partner[b] = partner[b] < 0 ? next++ : partner[b];
    }
    for (int c = pairing->first; c < pairing->end; c++) {
        folds->fold[c] = partner[folds->fold[c]];
    }
    folds->count = MAX(pairing->count[0], pairing->count[1]);
    g_free(taken);
    g_free(partner);
    g_free(pairing->shared);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Makes the folds of each set separately, and pairs them with those before it. */
static igraph_error_t join_sets(latigraph_folds_t *folds, const latigraph_membership_t *in,
                                const latigraph_circuit_list_t *circuits, int sets,
                                const int *begins, int target, igraph_uint_t seed) {
    for (int s = 0; s < sets; s++) {
        const int size = begins[s + 1] - begins[s];
        const latigraph_circuit_list_t set = {
            .items = circuits->items + begins[s], .size = size, .capacity = size};
        pairing_t pairing = {.first = begins[s], .end = begins[s + 1], .count = {folds->count, 0}};
        latigraph_folds_t alone;
        IGRAPH_CHECK(latigraph_folds_init(&alone, &set, in->by, target, seed));
        memcpy(folds->fold + begins[s], alone.fold, sizeof(int) * (gsize)size);
        pairing.count[1] = alone.count;
        latigraph_folds_destroy(&alone);
        IGRAPH_CHECK(pair_folds(folds, in, &pairing));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_folds_init_sets(latigraph_folds_t *folds,
                                         const latigraph_circuit_list_t *circuits,
                                         latigraph_split_by_t by, int sets, const int *begins,
                                         int target, igraph_uint_t seed) {
    latigraph_membership_t in;
    guchar *marked;
    *folds = (latigraph_folds_t){.circuits = (int)circuits->size};
    IGRAPH_FINALLY(latigraph_folds_destroy, folds);
    folds->fold = g_try_new0(int, folds->circuits + 1);
    LATIGRAPH_CHECK_MEMORY(folds->fold);
    IGRAPH_CHECK(latigraph_membership_init(&in, circuits, by));
    IGRAPH_FINALLY(latigraph_membership_destroy, &in);
    IGRAPH_CHECK(join_sets(folds, &in, circuits, sets, begins, target, seed));
    folds->trains = g_try_new0(guchar, (gsize)folds->count * (gsize)folds->circuits + 1);
    LATIGRAPH_CHECK_MEMORY(folds->trains);
    LATIGRAPH_ALLOCATE(marked, in.neurons);
    find_training(folds, &in, marked);
    g_free(marked);
    latigraph_membership_destroy(&in);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
