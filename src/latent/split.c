/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Cuts validation circuits off by neuron, or by identity of neurons across connectomes.
 *
 * Circuits of one connectome overlap, so a split by circuit would leave training neurons in the
 * validation circuits. Instead a set V of a sixth of all neurons is cut out of every circuit:
 *
 *     circuit     ○○○○○●●●   ● in V, ○ not in V
 *     training    ○○○○○      kept if at least half of the circuit is left
 *     validation       ●●●   kept if it is large enough, at most 64 of these parts
 *
 * V grows like a cluster, so that the parts are large. It starts with a random circuit. Then it
 * takes the neuron whose circuits lie deepest in V, by the mean over its circuits of their share in
 * V. Connectomes have dense cores, and a core in V would make training and validation circuits
 * differ. Eight such sets are therefore grown, and the one whose parts have the most typical mean
 * density is used. Sets with fewer than 8 different parts come last: their parts score nothing, and
 * V may be a place apart, such as the tail of a worm, that training would then lack altogether.
 *
 * Several connectomes are cut one by one if each has at least 6 circuits, so that both sides have
 * neurons of each. By identity, V is a set of identities and all connectomes are cut together, so
 * that a cell class is on one side in all animals. (By animal, see split_animals.c.) Growing V
 * takes O(|V| (neurons + Σ sizes of the circuits of a neuron)). */

#include "latent/latent.h"

#include "base/memory.h"
#include "base/random.h"
#include "circuit/homologous.h"
#include "circuit/membership.h"

#include <math.h>
#include <string.h>

/* Share of the neurons that is cut off, and the smallest share that is enough where no further
 * circuit overlaps V. */
static const double SHARE = 1.0 / 6, SHARE_LEAST = 0.1;
/* A part is comparable with the circuits if it has this share of their mean size. A part that is
 * much smaller cannot pay for a code, so a hardly trained state would look best on it. */
static const double COMPARABLE = 0.6;
enum {
    VALIDATION_MAX = 64,
    NEURONS_MIN = 8,
    TRAINING_MIN = 3,
    COMPARABLE_LEAST = 8, /* comparable parts that can choose the best state of a fit */
    CANDIDATES = 8,       /* sets V that are grown */
    PARTS_LEAST = 8       /* different parts that are enough to score directions */
};

/* The growing set V of validation neurons. */
typedef struct {
    const latigraph_membership_t *in;
    int *const *number; /* (circuits) numbers of the neurons of each circuit in their order, which
                           repeat if several neurons have one identity */
    guchar *taken;      /* (neurons) 1 if the neuron is in V */
    double *pull;       /* (neurons) sum of the shares in V over the circuits of the neuron */
    int *inside;        /* (circuits) number of neurons in V */
    double part_size;   /* size of a comparable part */
    int count, comparable;
} cut_t;

static void take(cut_t *cut, int v) {
    const latigraph_membership_t *in = cut->in;
    cut->taken[v] = 1;
    cut->count++;
    for (int k = in->start[v]; k < in->start[v + 1]; k++) {
        const int c = in->of[k];
        const gboolean was_comparable = cut->inside[c] >= cut->part_size;
        cut->inside[c]++;
        cut->comparable += !was_comparable && cut->inside[c] >= cut->part_size;
        for (int i = 0; i < in->size[c]; i++) {
            cut->pull[in->identity[c][i]] += 1.0 / in->size[c];
        }
    }
}

/* Returns the neuron whose circuits lie deepest in V, or −1 if no circuit of V has another one. */
static int nearest(const cut_t *cut) {
    const latigraph_membership_t *in = cut->in;
    int best = -1;
    double best_pull = 0;
    for (int v = 0; v < in->neurons; v++) {
        /* The count has one circuit more, so that neurons of few circuits come later. */
        const double pull = cut->pull[v] / (in->start[v + 1] - in->start[v] + 1);
        if (!cut->taken[v] && pull > best_pull) {
            best_pull = pull;
            best = v;
        }
    }
    return best;
}

/* Starts V anew in the next circuit of a random order that is not all taken: with all of its
 * neurons if they fit, else with one. Returns FALSE if there is no such circuit. */
static gboolean start_in_circuit(cut_t *cut, const int *order, latigraph_stream_t *stream,
                                 int target) {
    const latigraph_membership_t *in = cut->in;
    for (int k = 0; k < in->circuits; k++) {
        const int c = order[k];
        int free_neurons = 0;
        for (int i = 0; i < in->size[c]; i++) {
            free_neurons += !cut->taken[in->identity[c][i]];
        }
        const int most = cut->count + free_neurons <= target ? free_neurons : 1;
        const int first = (int)latigraph_stream_integer(stream, (uint32_t)MAX(in->size[c], 1));
        int taken = 0;
        for (int i = 0; i < in->size[c] && taken < most; i++) {
            const int v = in->identity[c][(first + i) % in->size[c]];
            if (!cut->taken[v]) {
                take(cut, v);
                taken++;
            }
        }
        if (taken > 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void grow(cut_t *cut, const int *order, latigraph_stream_t *stream) {
    const int target = (int)(SHARE * cut->in->neurons);
    const int least = (int)(SHARE_LEAST * cut->in->neurons);
    gboolean going = start_in_circuit(cut, order, stream, target);
    while (going && cut->count < target) {
        const int v = nearest(cut);
        if (v >= 0) {
            take(cut, v);
        } else {
            going = cut->count < least && start_in_circuit(cut, order, stream, target);
        }
    }
}

/* --- Choosing a cut ------------------------------------------------------- */

static double density(int edges, int n) {
    return n < 2 ? 0 : edges / ((double)n * (n - 1));
}

static int edges_inside(const cut_t *cut, const latigraph_circuit_t *circuit, const int *identity) {
    int edges = 0;
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i];
             cut->taken[identity[i]] && e < circuit->out_start[i + 1]; e++) {
            edges += cut->taken[identity[circuit->out_to[e]]];
        }
    }
    return edges;
}

/* Counts the neurons of a circuit that are in V; several may have one identity. */
static int neurons_inside(const cut_t *cut, const latigraph_circuit_t *circuit,
                          const int *identity) {
    int neurons = 0;
    for (int i = 0; i < circuit->n; i++) {
        neurons += cut->taken[identity[i]];
    }
    return neurons;
}

/* Returns how untypical the parts are: |ln| of their mean density, weighted by size, over the mean
 * density of the circuits. */
static double oddity(const cut_t *cut, const latigraph_circuit_list_t *circuits) {
    double parts = 0, whole = 0, weight = 0;
    for (int c = 0; c < cut->in->circuits; c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        const int inside = neurons_inside(cut, circuit, cut->number[c]);
        whole += density(circuit->m, circuit->n) / cut->in->circuits;
        parts += inside * density(edges_inside(cut, circuit, cut->number[c]), inside);
        weight += inside;
    }
    return parts > 0 && whole > 0 ? fabs(log(parts / weight / whole)) : G_MAXDOUBLE;
}

static void cut_destroy(cut_t *cut) {
    g_free(cut->taken);
    g_free(cut->pull);
    g_free(cut->inside);
}

static igraph_error_t cut_init(cut_t *cut, const latigraph_membership_t *in, int *const *number) {
    *cut = (cut_t){.in = in,
                   .number = number,
                   .taken = g_try_new0(guchar, in->neurons + 1),
                   .pull = g_try_new0(double, in->neurons + 1),
                   .inside = g_try_new0(int, in->circuits + 1)};
    if (cut->taken == NULL || cut->pull == NULL || cut->inside == NULL) {
        cut_destroy(cut);
        IGRAPH_ERROR("Not enough memory to divide circuits by neuron.", IGRAPH_ENOMEM);
    }
    for (int c = 0; c < in->circuits; c++) {
        cut->part_size += COMPARABLE * in->size[c] / in->circuits;
    }
    return IGRAPH_SUCCESS;
}

/* A circuit and the number of its neurons in V, by which circuits are sorted. */
typedef struct {
    int circuit, inside;
} ranked_t;

static int compare_inside(const void *a, const void *b) {
    const ranked_t *x = a, *y = b;
    if (x->inside != y->inside) {
        return y->inside - x->inside;
    }
    return x->circuit - y->circuit;
}

/* Returns whether two circuits of one connectome have the same neurons in V. mark (neurons) is zero
 * before and after. */
static gboolean same_inside(const cut_t *cut, const latigraph_circuit_list_t *circuits, int c,
                            int d, guchar *mark) {
    const latigraph_membership_t *in = cut->in;
    if (strcmp(circuits->items[c]->connectome, circuits->items[d]->connectome) != 0) {
        return FALSE; /* equal identities are other neurons there */
    }
    int both = 0, of_c = 0, of_d = 0;
    for (int i = 0; i < in->size[c]; i++) {
        const int v = in->identity[c][i];
        mark[v] = cut->taken[v];
        of_c += cut->taken[v];
    }
    for (int i = 0; i < in->size[d]; i++) {
        const int v = in->identity[d][i];
        of_d += cut->taken[v];
        both += mark[v];
    }
    for (int i = 0; i < in->size[c]; i++) {
        mark[in->identity[c][i]] = 0;
    }
    return of_c == of_d && both == of_c;
}

/* Chooses the circuits with the most neurons in V, at most VALIDATION_MAX, whose parts become
 * validation circuits. At least 8 neurons and a quarter of the smallest circuit must be in V.
 * Circuits with the same neurons in V count once. */
static igraph_error_t choose_parts(const cut_t *cut, const latigraph_circuit_list_t *circuits,
                                   int chosen[VALIDATION_MAX], int *count) {
    const latigraph_membership_t *in = cut->in;
    ranked_t *rank;
    guchar *mark;
    int smallest = G_MAXINT;
    *count = 0;
    LATIGRAPH_ALLOCATE(rank, in->circuits);
    LATIGRAPH_ALLOCATE(mark, in->neurons);
    for (int c = 0; c < in->circuits; c++) {
        rank[c] = (ranked_t){c, cut->inside[c]};
        smallest = MIN(smallest, in->size[c]);
    }
    qsort(rank, (size_t)in->circuits, sizeof *rank, compare_inside);
    const int least = MAX(NEURONS_MIN, smallest / 4);
    for (int k = 0; k < in->circuits && *count < VALIDATION_MAX && rank[k].inside >= least; k++) {
        gboolean fresh = TRUE;
        for (int d = 0; d < *count && fresh; d++) {
            fresh = !same_inside(cut, circuits, rank[k].circuit, chosen[d], mark);
        }
        if (fresh) {
            chosen[(*count)++] = rank[k].circuit;
        }
    }
    g_free(rank);
    g_free(mark);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Grows one set V. How bad it is has two parts: the number of different parts that it lacks, and
 * how untypical its parts are. */
static igraph_error_t grow_candidate(cut_t *cut, const latigraph_circuit_list_t *circuits,
                                     const int *order, latigraph_stream_t *stream, int *lacking,
                                     double *odd) {
    int chosen[VALIDATION_MAX], parts;
    grow(cut, order, stream);
    IGRAPH_CHECK(choose_parts(cut, circuits, chosen, &parts));
    *lacking = MAX(PARTS_LEAST - parts, 0);
    *odd = oddity(cut, circuits);
    return IGRAPH_SUCCESS;
}

/* Chooses the most typical of several cuts that have enough parts. The caller destroys it. */
static igraph_error_t choose_cut(cut_t *best, const latigraph_circuit_list_t *circuits,
                                 igraph_uint_t seed) {
    const latigraph_membership_t *in = best->in;
    latigraph_stream_t stream;
    double least = INFINITY;
    int *order, fewest = G_MAXINT;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_FOLDS, LATIGRAPH_FOLDS_SPLIT);
    LATIGRAPH_ALLOCATE(order, in->circuits);
    for (int k = 0; k < CANDIDATES; k++) {
        cut_t cut;
        double odd = 0;
        int lacking = 0;
        IGRAPH_CHECK(cut_init(&cut, in, best->number));
        IGRAPH_FINALLY(cut_destroy, &cut);
        latigraph_stream_permutation(&stream, order, in->circuits);
        IGRAPH_CHECK(grow_candidate(&cut, circuits, order, &stream, &lacking, &odd));
        if (k == 0 || lacking < fewest || (lacking == fewest && odd < least)) {
            const cut_t worse = *best;
            *best = cut;
            cut = worse;
            least = odd;
            fewest = lacking;
        }
        cut_destroy(&cut);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_free(order);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Cutting the circuits ------------------------------------------------- */

igraph_error_t latigraph_push_part(latigraph_circuit_list_t *list,
                                   const latigraph_circuit_t *circuit, const int *keep, int count) {
    latigraph_circuit_t *part;
    IGRAPH_CHECK(latigraph_circuit_induced(&part, circuit, keep, count, circuit->name));
    IGRAPH_FINALLY(latigraph_circuit_destroy, part);
    if (circuit->slab.store != NULL) {
        IGRAPH_CHECK(latigraph_circuit_spill(part, circuit->slab.store));
    }
    IGRAPH_CHECK(latigraph_circuit_list_push_back(list, part));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Appends the part of a circuit that is inside or outside of V. */
static igraph_error_t push_side(latigraph_circuit_list_t *list, const latigraph_circuit_t *circuit,
                                const int *number, const guchar *taken, guchar inside) {
    int *keep, kept = 0;
    LATIGRAPH_ALLOCATE(keep, circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        if (taken[number[i]] == inside) {
            keep[kept++] = i;
        }
    }
    IGRAPH_CHECK(latigraph_push_part(list, circuit, keep, kept));
    g_free(keep);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Appends the different parts of the circuits that are inside V. */
static igraph_error_t push_validation(latigraph_circuit_list_t *validation,
                                      const latigraph_circuit_list_t *circuits, const cut_t *cut,
                                      latigraph_split_t *split) {
    int chosen[VALIDATION_MAX], count;
    IGRAPH_CHECK(choose_parts(cut, circuits, chosen, &count));
    for (int k = 0; k < count; k++) {
        const int c = chosen[k];
        split->comparable += cut->inside[c] >= cut->part_size;
        IGRAPH_CHECK(push_side(validation, latigraph_circuit_list_get(circuits, c), cut->number[c],
                               cut->taken, 1));
    }
    return IGRAPH_SUCCESS;
}

/* Appends every circuit without V. A circuit of which less than half, or fewer than 8 neurons, are
 * left is dropped. */
static igraph_error_t push_training(latigraph_circuit_list_t *training,
                                    const latigraph_circuit_list_t *circuits, const cut_t *cut,
                                    latigraph_split_t *split) {
    const latigraph_membership_t *in = cut->in;
    for (int c = 0; c < in->circuits; c++) {
        int outside = 0;
        for (int i = 0; i < in->size[c]; i++) {
            outside += !cut->taken[in->identity[c][i]];
        }
        if (2 * outside >= in->size[c] && outside >= MIN(NEURONS_MIN, in->size[c])) {
            IGRAPH_CHECK(push_side(training, latigraph_circuit_list_get(circuits, c),
                                   cut->number[c], cut->taken, 0));
        } else {
            split->dropped++;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t split_by(const latigraph_membership_t *in, int *const *number,
                               const latigraph_circuit_list_t *circuits, igraph_uint_t seed,
                               latigraph_circuit_list_t *training,
                               latigraph_circuit_list_t *validation, latigraph_split_t *split) {
    cut_t cut = {.in = in, .number = number};
    IGRAPH_FINALLY(cut_destroy, &cut);
    IGRAPH_CHECK(choose_cut(&cut, circuits, seed));
    IGRAPH_CHECK(push_validation(validation, circuits, &cut, split));
    IGRAPH_CHECK(push_training(training, circuits, &cut, split));
    split->neurons = in->neurons;
    split->validation_neurons = cut.count;
    cut_destroy(&cut);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Several connectomes -------------------------------------------------- */

/* Smallest number of circuits of a connectome that is cut by itself. */
enum { CONNECTOME_MIN = 6 };

/* Circuits of one connectome, which others own, and the parts that were cut from them. */
typedef struct {
    latigraph_circuit_list_t borrowed, training, validation;
    latigraph_split_t split;
} part_t;

/* Parts in the order in which their connectomes appear first. */
typedef struct {
    part_t *part;
    int count;
} parts_t;

static void parts_destroy(parts_t *parts) {
    for (int k = 0; k < parts->count; k++) {
        part_t *part = &parts->part[k];
        g_free(part->borrowed.items);
        latigraph_circuit_list_destroy(&part->training);
        latigraph_circuit_list_destroy(&part->validation);
    }
    g_free(parts->part);
}

/* Fills the parts with the circuits of their connectomes. No two parts share a neuron. */
static igraph_error_t divide(const latigraph_circuit_list_t *circuits, parts_t *parts) {
    const igraph_integer_t circuit_count = latigraph_circuit_list_size(circuits);
    int *number, count;
    LATIGRAPH_ALLOCATE(number, circuit_count);
    IGRAPH_CHECK(latigraph_number_connectomes(circuits, number, &count));
    parts->part = g_try_new0(part_t, (gsize)count + 1);
    LATIGRAPH_CHECK_MEMORY(parts->part);
    parts->count = count;
    for (igraph_integer_t c = 0; c < circuit_count; c++) {
        IGRAPH_CHECK(
            latigraph_circuit_list_push_back(&parts->part[number[c]].borrowed, circuits->items[c]));
    }
    g_free(number);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static gboolean worth_own_cuts(const parts_t *parts) {
    gboolean large = parts->count > 1;
    for (int k = 0; k < parts->count; k++) {
        large = large && parts->part[k].borrowed.size >= CONNECTOME_MIN;
    }
    return large;
}

/* Moves the circuits first .. last − 1 to the end of `to`. */
static igraph_error_t move_range(latigraph_circuit_list_t *to, latigraph_circuit_list_t *from,
                                 igraph_integer_t first, igraph_integer_t last) {
    for (igraph_integer_t i = first; i < last; i++) {
        latigraph_circuit_t *circuit = from->items[i];
        IGRAPH_CHECK(latigraph_circuit_list_push_back(to, circuit));
        from->items[i] = NULL;
    }
    return IGRAPH_SUCCESS;
}

/* Joins the parts of all connectomes. Comparable validation circuits come first, and no connectome
 * has more validation circuits than its share. */
static igraph_error_t join(const parts_t *parts, latigraph_circuit_list_t *training,
                           latigraph_circuit_list_t *validation, latigraph_split_t *split) {
    const igraph_integer_t share = MAX(VALIDATION_MAX / parts->count, 1);
    for (int k = 0; k < parts->count; k++) {
        part_t *part = &parts->part[k];
        const int comparable = (int)MIN(part->split.comparable, share);
        IGRAPH_CHECK(move_range(training, &part->training, 0, part->training.size));
        IGRAPH_CHECK(move_range(validation, &part->validation, 0, comparable));
        split->comparable += comparable;
        split->neurons += part->split.neurons;
        split->validation_neurons += part->split.validation_neurons;
        split->dropped += part->split.dropped;
    }
    for (int k = 0; k < parts->count; k++) {
        part_t *part = &parts->part[k];
        IGRAPH_CHECK(move_range(validation, &part->validation, MIN(part->split.comparable, share),
                                MIN(part->validation.size, share)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t split_one(const latigraph_circuit_list_t *circuits, igraph_uint_t seed,
                                latigraph_circuit_list_t *training,
                                latigraph_circuit_list_t *validation, latigraph_split_t *split) {
    latigraph_membership_t in;
    IGRAPH_CHECK(latigraph_membership_init(&in, circuits, LATIGRAPH_SPLIT_BY_NEURON));
    IGRAPH_FINALLY(latigraph_membership_destroy, &in);
    if (in.circuits >= TRAINING_MIN) {
        IGRAPH_CHECK(split_by(&in, in.identity, circuits, seed, training, validation, split));
    }
    latigraph_membership_destroy(&in);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Numbers per neuron, with repeats. */
typedef struct {
    int **number;
    igraph_integer_t circuits;
} numbers_t;

static void numbers_destroy(numbers_t *numbers) {
    latigraph_identities_free(numbers->number, numbers->circuits);
}

/* Cuts all circuits by identity across connectomes. */
static igraph_error_t split_identities(const latigraph_circuit_list_t *circuits, igraph_uint_t seed,
                                       latigraph_circuit_list_t *training,
                                       latigraph_circuit_list_t *validation,
                                       latigraph_split_t *split) {
    latigraph_membership_t in;
    numbers_t numbers = {.circuits = latigraph_circuit_list_size(circuits)};
    int count;
    IGRAPH_CHECK(latigraph_membership_init(&in, circuits, LATIGRAPH_SPLIT_BY_IDENTITY));
    IGRAPH_FINALLY(latigraph_membership_destroy, &in);
    IGRAPH_CHECK(latigraph_circuit_list_identities(circuits, LATIGRAPH_SPLIT_BY_IDENTITY,
                                                   &numbers.number, &count));
    IGRAPH_FINALLY(numbers_destroy, &numbers);
    if (in.circuits >= TRAINING_MIN) {
        IGRAPH_CHECK(split_by(&in, numbers.number, circuits, seed, training, validation, split));
    }
    numbers_destroy(&numbers);
    latigraph_membership_destroy(&in);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Cuts every connectome by itself if each is large enough, else all circuits together. */
static igraph_error_t split_connectomes(const latigraph_circuit_list_t *circuits,
                                        igraph_uint_t seed, latigraph_circuit_list_t *training,
                                        latigraph_circuit_list_t *validation,
                                        latigraph_split_t *split) {
    parts_t parts = {0};
    IGRAPH_FINALLY(parts_destroy, &parts);
    IGRAPH_CHECK(divide(circuits, &parts));
    if (worth_own_cuts(&parts)) {
        for (int k = 0; k < parts.count; k++) {
            part_t *part = &parts.part[k];
            IGRAPH_CHECK(
                split_one(&part->borrowed, seed, &part->training, &part->validation, &part->split));
        }
        IGRAPH_CHECK(join(&parts, training, validation, split));
    } else {
        IGRAPH_CHECK(split_one(circuits, seed, training, validation, split));
    }
    parts_destroy(&parts);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_split(const latigraph_circuit_list_t *circuits, latigraph_split_by_t by,
                               igraph_uint_t seed, latigraph_circuit_list_t *training,
                               latigraph_circuit_list_t *validation, latigraph_split_t *split) {
    const int count = (int)latigraph_circuit_list_size(circuits);
    memset(split, 0, sizeof *split);
    switch (by) {
    case LATIGRAPH_SPLIT_BY_NEURON:
        IGRAPH_CHECK(split_connectomes(circuits, seed, training, validation, split));
        break;
    case LATIGRAPH_SPLIT_BY_ANIMAL:
        IGRAPH_CHECK(latigraph_split_animals(circuits, seed, training, validation, split));
        break;
    case LATIGRAPH_SPLIT_BY_IDENTITY:
        IGRAPH_CHECK(split_identities(circuits, seed, training, validation, split));
        break;
    }
    if (split->comparable < MIN(COMPARABLE_LEAST, MAX(count / 10, 1))) {
        split->comparable = 0;
    }
    if (latigraph_circuit_list_size(training) < TRAINING_MIN ||
        latigraph_circuit_list_size(validation) < 1) {
        latigraph_circuit_list_destroy(training);
        latigraph_circuit_list_destroy(validation);
        IGRAPH_CHECK(latigraph_circuit_list_init(training));
        IGRAPH_CHECK(latigraph_circuit_list_init(validation));
        split->validation_neurons = split->dropped = split->comparable = 0;
    }
    return IGRAPH_SUCCESS;
}
