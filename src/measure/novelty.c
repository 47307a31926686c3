/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Novelty and uniqueness of generated circuits.
 *
 * A generator that hands out its training circuits passes every comparison of distributions. So the
 * literature on generated graphs counts how many are new and how many are distinct (valid, unique
 * and novel graphs: Martinkus et al., ICML 2022, arXiv:2204.01613). It calls a graph new if it is
 * isomorphic to no training graph, which one moved edge makes true. Here a circuit must also keep
 * its distance, as measured by colours.h: it must not be nearer to a real circuit than the two
 * nearest real circuits are to each other.
 *
 *     order circuits by hash → classes of permuted copies → each circuit's nearest real ones
 *
 * Copies have equal hashes, so only neighbours in that order are compared by igraph. The two
 * nearest real circuits are kept, because the share that is expected of an honest generator needs
 * them. It is measured on the real circuits themselves, each left out in turn: without circuit i,
 * the least distance of the others is the minimum over their nearest ones that are not i. */

#include "base/compat.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "measure/colours.h"

#include <latigraph/measure.h>
#include <math.h>
#include <stdlib.h>

enum { MOST_CIRCUITS = 2000000 };

/* Nearest real circuits of one circuit, copies left out. */
typedef struct {
    int index[2];       /* −1: none */
    double distance[2]; /* ascending; infinite: none */
} neighbours_t;

/* A circuit in the order of hashes. */
typedef struct {
    guint64 hash;
    int circuit;
} ranked_t;

typedef struct {
    int real, count, threads, first; /* circuits in all; first item of a chunk */
    latigraph_colours_t *colours;    /* (count) real circuits first */
    ranked_t *order;                 /* (count) by hash, then by index */
    int *class;                      /* (count) first circuit of the class; real ones come first */
    int *members;                    /* (2, count) real and generated circuits of each class */
    neighbours_t *near;              /* (count) */
} search_t;

static void search_destroy(search_t *s) {
    for (int i = 0; i < s->count && s->colours != NULL; i++) {
        latigraph_colours_destroy(&s->colours[i]);
    }
    g_free(s->colours);
    g_free(s->order);
    g_free(s->class);
    g_free(s->members);
    g_free(s->near);
}

static igraph_error_t allocate(search_t *s) {
    const gsize count = (gsize)s->count;
    s->colours = g_try_new0(latigraph_colours_t, count + 1);
    LATIGRAPH_CHECK_MEMORY(s->colours);
    s->order = g_try_new0(ranked_t, count + 1);
    LATIGRAPH_CHECK_MEMORY(s->order);
    s->class = g_try_new0(int, count + 1);
    LATIGRAPH_CHECK_MEMORY(s->class);
    s->members = g_try_new0(int, 2 * count + 1);
    LATIGRAPH_CHECK_MEMORY(s->members);
    s->near = g_try_new0(neighbours_t, count + 1);
    LATIGRAPH_CHECK_MEMORY(s->near);
    return IGRAPH_SUCCESS;
}

static igraph_error_t colour_all(search_t *s, const latigraph_circuit_list_t *real,
                                 const latigraph_circuit_list_t *generated) {
    for (int i = 0; i < s->count; i++) {
        const latigraph_circuit_t *circuit =
            i < s->real ? latigraph_circuit_list_get(real, i)
                        : latigraph_circuit_list_get(generated, i - s->real);
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_colours_init(&s->colours[i], circuit));
    }
    return IGRAPH_SUCCESS;
}

/* --- Copies ------------------------------------------------------------------------------------
 */

static int compare(const void *a, const void *b) {
    const ranked_t *x = a, *y = b;
    return x->hash != y->hash ? (x->hash > y->hash) - (x->hash < y->hash)
                              : (x->circuit > y->circuit) - (x->circuit < y->circuit);
}

/* Finds the class of order[k] among the circuits of the same hash, which begin at `start`. It is
 * compared with the first circuit of each class alone. */
static igraph_error_t find_class(search_t *s, int start, int k) {
    const int circuit = s->order[k].circuit;
    s->class[circuit] = circuit;
    for (int other = start; other < k; other++) {
        const int first = s->order[other].circuit;
        igraph_bool_t copies;
        if (s->class[first] != first) {
            continue;
        }
        IGRAPH_CHECK(latigraph_are_copies(&s->colours[first], &s->colours[circuit], &copies));
        if (copies) {
            s->class[circuit] = first;
            break;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Divides the circuits into classes of permuted copies, and counts their members. */
static igraph_error_t find_copies(search_t *s) {
    int start = 0;
    for (int i = 0; i < s->count; i++) {
        s->order[i] = (ranked_t){.hash = s->colours[i].hash, .circuit = i};
    }
    qsort(s->order, (size_t)s->count, sizeof *s->order, compare);
    for (int k = 0; k < s->count; k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        if (s->order[k].hash != s->order[start].hash) {
            start = k;
        }
        IGRAPH_CHECK(find_class(s, start, k));
    }
    for (int i = 0; i < s->count; i++) {
        s->members[i < s->real ? s->class[i] : s->count + s->class[i]]++;
    }
    return IGRAPH_SUCCESS;
}

/* --- Neighbours --------------------------------------------------------------------------------
 */

/* Finds the two nearest real circuits that are no copies of circuit `item`. Of equally near ones,
 * those that come first. */
static void find_nearest(int item, int worker, void *data) {
    search_t *s = data;
    (void)worker;
    item += s->first;
    neighbours_t *near = &s->near[item];
    *near = (neighbours_t){{-1, -1}, {INFINITY, INFINITY}};
    for (int i = 0; i < s->real; i++) {
        if (s->class[i] == s->class[item]) {
            continue;
        }
        const double d =
            latigraph_colour_distance(&s->colours[item], &s->colours[i], near->distance[1]);
        if (d < near->distance[0]) {
            *near = (neighbours_t){{i, near->index[0]}, {d, near->distance[0]}};
        } else if (d < near->distance[1]) {
            near->index[1] = i;
            near->distance[1] = d;
        }
    }
}

static igraph_error_t find_neighbours(search_t *s) {
    const int chunk = 16 * s->threads;
    for (s->first = 0; s->first < s->count; s->first += chunk) {
        IGRAPH_PROGRESS("Looking for copies", 100.0 * s->first / s->count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_parallel_for(s->threads, MIN(chunk, s->count - s->first), find_nearest, s);
    }
    IGRAPH_PROGRESS("Looking for copies", 100, NULL);
    return IGRAPH_SUCCESS;
}

/* --- Shares ------------------------------------------------------------------------------------
 */

/* Returns the least distance of two real circuits that are no copies, circuit `without` left out
 * (−1: none is left out). The result is infinite if there are no such two. */
static double least_distance(const search_t *s, int without) {
    double least = INFINITY;
    for (int i = 0; i < s->real; i++) {
        const neighbours_t *near = &s->near[i];
        const int which = without >= 0 && near->index[0] == without;
        least = i == without ? least : fmin(least, near->distance[which]);
    }
    return least;
}

/* Returns whether real circuit i would be novel if the other real circuits were the reference.
 * Unless it belongs to the nearest two, no other can be nearer to each other. */
static gboolean is_novel_itself(const search_t *s, int i, double least) {
    if (s->members[s->class[i]] > 1) {
        return FALSE;
    }
    if (s->near[i].distance[0] > least) {
        return TRUE;
    }
    const double others = least_distance(s, i);
    return !isfinite(others) || s->near[i].distance[0] >= others;
}

static void count_shares(const search_t *s, latigraph_novelty_t *novelty) {
    const double generated = s->count - s->real, least = least_distance(s, -1);
    int copies = 0, near = 0, distinct = 0, novel = 0, first = -1;
    for (int i = s->real; i < s->count; i++) {
        const gboolean copied = s->class[i] < s->real;
        first = copied && first < 0 ? i - s->real : first;
        copies += copied;
        near += !copied && isfinite(least) && s->near[i].distance[0] < least;
    }
    for (int i = 0; i < s->count; i++) {
        distinct += s->members[s->count + i] > 0;
        novel += i < s->real && is_novel_itself(s, i, least);
    }
    *novelty = (latigraph_novelty_t){.novelty = 1 - (copies + near) / generated,
                                     .uniqueness = distinct / generated,
                                     .copies = copies / generated,
                                     .near = near / generated,
                                     .real_novelty = (double)novel / s->real,
                                     .real_distance = isfinite(least) ? least : IGRAPH_NAN,
                                     .first_copy = first};
}

static igraph_error_t list_nearest(const search_t *s, igraph_vector_t *distance,
                                   igraph_vector_int_t *nearest) {
    const int generated = s->count - s->real;
    if (distance != NULL) {
        IGRAPH_CHECK(igraph_vector_resize(distance, generated));
    }
    if (nearest != NULL) {
        IGRAPH_CHECK(igraph_vector_int_resize(nearest, generated));
    }
    for (int k = 0; k < generated; k++) {
        const int i = s->real + k;
        const gboolean copied = s->class[i] < s->real;
        if (distance != NULL) {
            VECTOR(*distance)[k] = copied ? 0 : s->near[i].distance[0];
        }
        if (nearest != NULL) {
            VECTOR(*nearest)[k] = copied ? s->class[i] : s->near[i].index[0];
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t search(search_t *s, const latigraph_circuit_list_t *real,
                             const latigraph_circuit_list_t *generated) {
    IGRAPH_CHECK(allocate(s));
    IGRAPH_CHECK(colour_all(s, real, generated));
    IGRAPH_CHECK(find_copies(s));
    return find_neighbours(s);
}

/**
 * \function latigraph_novelty
 * \brief The shares of generated circuits that are new and that are distinct.
 *
 * A generated circuit is a copy if the neurons of a real circuit can be renumbered so that both
 * have the same edges. It is near if it is no copy, but its distance from some real circuit is less
 * than the least distance of two real circuits that are no copies of each other. It is novel if it
 * is neither. Uniqueness is the number of generated circuits of which none is a copy of another,
 * over the number of all.
 *
 * </para><para> The distance of two circuits does not depend on the order of their neurons. It is 0
 * for copies and at most 1: the share of neurons without a counterpart of the same colour, as the
 * mean over three rounds of colour refinement (histogram intersection: Kriege, Giscard, Wilson,
 * NeurIPS 2016). In the first round, the colour of a neuron is its out- and in-degree. Each further
 * round adds the colours of its partners. Weights, positions and types are ignored.
 *
 * </para><para> Circuits from the source of the real ones are sometimes near, too. So \c
 * real_novelty is the share of real circuits that are novel with the other real ones as the
 * reference. Compare the novelty with it.
 *
 * \param real The real circuits, at least two, e.g. the training circuits of the generator.
 * \param generated The generated circuits, at least one.
 * \param threads Number of threads, at least 1; the result does not depend on it.
 * \param novelty Gets the shares.
 * \param distance NULL, or an initialised vector: the distance of each generated circuit from the
 *    nearest real one.
 * \param nearest NULL, or an initialised vector: the index of that real circuit; of equally near
 *    ones, the first.
 * \return Error code: \c IGRAPH_EINVAL for too few circuits or no threads; \c IGRAPH_ENOMEM if
 *    memory is short; \c IGRAPH_INTERRUPTED if the progress or interruption handler cancels.
 *
 * Time complexity: O((r + g) (n log n + m)) for r real and g generated circuits of n neurons and m
 * edges, and O((r + g) r n) for the distances. Circuits with equal colours are compared by
 * igraph_isomorphic_vf2() of igraph.
 *
 * \sa \ref latigraph_likeness()
 *
 * Example: does a generator copy its training circuits?
 * \verbatim
 *    latigraph_novelty_t novelty;
 *    latigraph_novelty(&training, &generated, 1, &novelty, NULL, NULL);
 *    printf("novel %g, of real circuits %g\n", novelty.novelty, novelty.real_novelty);
 * \endverbatim
 */
igraph_error_t latigraph_novelty(const latigraph_circuit_list_t *real,
                                 const latigraph_circuit_list_t *generated,
                                 igraph_integer_t threads, latigraph_novelty_t *novelty,
                                 igraph_vector_t *distance, igraph_vector_int_t *nearest) {
    const igraph_integer_t a = latigraph_circuit_list_size(real);
    const igraph_integer_t b = latigraph_circuit_list_size(generated);
    search_t s = {.real = (int)a, .count = (int)(a + b), .threads = (int)threads};
    if (a < 2 || b < 1 || a + b > MOST_CIRCUITS) {
        IGRAPH_ERRORF(
            "There are %" IGRAPH_PRId " real and %" IGRAPH_PRId
            " generated circuits, but novelty needs two real ones, one generated one, and "
            "at most %d in all.",
            IGRAPH_EINVAL, a, b, MOST_CIRCUITS);
    }
    IGRAPH_CHECK(latigraph_check_threads(threads));
    IGRAPH_FINALLY(search_destroy, &s);
    IGRAPH_CHECK(search(&s, real, generated));
    count_shares(&s, novelty);
    IGRAPH_CHECK(list_nearest(&s, distance, nearest));
    search_destroy(&s);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
