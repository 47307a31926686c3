/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Loops: closed paths that nothing short fills, by persistent homology of landmarks.
 *
 * Imagine that all landmarks within a distance s of each other are joined and every triangle is
 * filled, while s grows. A loop of the space is born when its landmarks are joined to a ring, and
 * dies when triangles fill it, at a third of its length (Virk, Discrete Comput. Geom. 2020, for
 * distances along paths). A loop that is an accident of sampling dies soon after its birth. So the
 * range between birth and death separates a ring (one loop) from a torus (two) and from a sheet or
 * a sphere (none). A minimum cycle basis of the graph gives the same lengths in hops, but takes a
 * second for 200 neurons; this takes milliseconds.
 *
 * Pairs of landmarks are numbered by distance. A triangle is the set of its three pairs, as bits.
 * Triangles enter in the order of their longest pair; Gaussian elimination modulo 2 finds those
 * that fill something, and the highest bit that is left is the pair that closed the loop
 * (Edelsbrunner, Letscher, Zomorodian, Discrete Comput. Geom. 28:511, 2002). It ends once all loops
 * are filled.
 *
 * The range is divided by a unit, so that graphs of other sizes can be compared. In a small sample
 * accidental loops are its holes, and the unit is the median distance. Once the sample has more
 * points than landmarks can serve, they are as long as the landmarks are far apart, and the unit is
 * the gap: the mean distance of a point from its nearest landmark. Over the median distance, tori
 * of 600 and 1000 neurons had 3 to 7 loops, because landmarks lie farther apart on a torus than in
 * the ball of the limit. Over the gap, tori of 200 had none, because holes matter there.
 *
 * Landmarks are chosen three times, and the least share of the first loop counts, then that of the
 * second, and so on: an accident of one set of landmarks is rarely one of the others.
 *
 * How long an accidental loop can be depends on the number of points and neighbours. The limit is
 * therefore measured: in 20 random sets of as many points in a ball, which has no loop. One in ten
 * of these has a longer loop than the limit. */

#include "manifold/manifold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Landmarks closer than neighbours see the holes of the sample; this many leave them out. */
enum { LANDMARKS_MIN = 12, LANDMARKS_SMALL = 50, LANDMARKS_LARGE = 70, POINTS_PER_LANDMARK = 5 };
/* Samples of as many points or more are large: landmarks and not holes decide. */
enum { LARGE = LANDMARKS_LARGE * POINTS_PER_LANDMARK };
/* BALLS: random graphs; POINTS_MAX: points of each at most; STARTS: sets of landmarks. */
enum { BALLS = 20, POINTS_MAX = 2000, STARTS = 3 };

typedef struct {
    double distance;
    int a, b;
} pair_t;

typedef struct {
    int n, pairs, words;
    pair_t *pair;     /* (pairs) by distance */
    int *number;      /* (n, n) number of a pair */
    guint64 **pivot;  /* (pairs) reduced triangle whose highest bit it is, or NULL */
    guint64 *columns; /* (pairs, words) memory of these */
    int used;         /* columns in use: loops that are filled */
    latigraph_open_loops_t *loops;
} filling_t;

static int by_distance(const void *x, const void *y) {
    const pair_t *p = x, *q = y;
    if (p->distance != q->distance) {
        return p->distance > q->distance ? 1 : -1;
    }
    return p->a != q->a ? (p->a > q->a) - (p->a < q->a) : (p->b > q->b) - (p->b < q->b);
}

static void filling_destroy(filling_t *filling) {
    g_free(filling->pair);
    g_free(filling->number);
    g_free(filling->pivot);
    g_free(filling->columns);
}

/* Numbers the pairs; distance (n, n). */
static igraph_error_t filling_init(filling_t *filling, int n, const double *distance) {
    const int pairs = n * (n - 1) / 2;
    *filling = (filling_t){.n = n, .pairs = pairs, .words = (pairs + 63) / 64};
    IGRAPH_FINALLY(filling_destroy, filling);
    filling->pair = g_try_new0(pair_t, pairs + 1);
    filling->number = g_try_new0(int, n *n + 1);
    filling->pivot = g_try_new0(guint64 *, pairs + 1);
    filling->columns = g_try_malloc0_n((gsize)(pairs + 1) * (gsize)filling->words, sizeof(guint64));
    LATIGRAPH_CHECK_MEMORY(filling->pair);
    LATIGRAPH_CHECK_MEMORY(filling->number);
    LATIGRAPH_CHECK_MEMORY(filling->pivot);
    LATIGRAPH_CHECK_MEMORY(filling->columns);
    int k = 0;
    for (int a = 0; a < n; a++) {
        for (int b = 0; b < a; b++) {
            filling->pair[k++] = (pair_t){distance[a * n + b], a, b};
        }
    }
    qsort(filling->pair, (size_t)pairs, sizeof(pair_t), by_distance);
    for (k = 0; k < pairs; k++) {
        const pair_t *pair = &filling->pair[k];
        filling->number[pair->a * n + pair->b] = filling->number[pair->b * n + pair->a] = k;
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* The highest bit below or at `from`, or −1. */
static int highest(const guint64 *column, int from) {
    for (int word = from / 64; word >= 0; word--) {
        if (column[word] != 0) {
            return 64 * word + 63 - __builtin_clzll(column[word]);
        }
    }
    return -1;
}

/* Notes a loop of a share; the list stays in descending order. */
static void note_loop(latigraph_open_loops_t *loops, double share, double length) {
    int k = MIN(loops->count, LATIGRAPH_LOOPS - 1);
    if (loops->count == LATIGRAPH_LOOPS && share <= loops->share[k]) {
        return;
    }
    loops->count = MIN(loops->count + 1, LATIGRAPH_LOOPS);
    for (; k > 0 && loops->share[k - 1] < share; k--) {
        loops->share[k] = loops->share[k - 1];
        loops->length[k] = loops->length[k - 1];
    }
    loops->share[k] = share;
    loops->length[k] = length;
}

/* Adds the triangle of a pair and a third landmark. */
static void add_triangle(filling_t *filling, int longest, int third) {
    const pair_t *pair = &filling->pair[longest];
    guint64 *column = filling->columns + (size_t)filling->used * filling->words;
    const int bits[] = {longest, filling->number[pair->a * filling->n + third],
                        filling->number[pair->b * filling->n + third]};
    memset(column, 0, (size_t)filling->words * sizeof *column);
    for (int k = 0; k < 3; k++) {
        column[bits[k] / 64] |= (guint64)1 << bits[k] % 64;
    }
    int top = longest;
    while (top >= 0 && filling->pivot[top] != NULL) {
        const guint64 *other = filling->pivot[top];
        for (int word = 0; word <= top / 64; word++) {
            column[word] ^= other[word];
        }
        top = highest(column, top);
    }
    if (top >= 0) {
        const double birth = filling->pair[top].distance, death = pair->distance;
        filling->pivot[top] = column;
        filling->used++;
        if (death > birth) {
            note_loop(filling->loops, death - birth, 3 * death);
        }
    }
}

static igraph_error_t fill_all(filling_t *filling) {
    const int loops = filling->pairs - filling->n + 1;
    for (int k = 0; k < filling->pairs && filling->used < loops; k++) {
        const pair_t *pair = &filling->pair[k];
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int c = 0; c < filling->n && filling->used < loops; c++) {
            if (c != pair->a && c != pair->b && filling->number[pair->a * filling->n + c] < k &&
                filling->number[pair->b * filling->n + c] < k) {
                add_triangle(filling, k, c);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* Finds the loops of landmarks whose distances (n, n) are known, in units of the gap, or of the
 * median distance if it is 0. */
static igraph_error_t find(const latigraph_web_t *web, int n, const double *distance, double gap,
                           latigraph_open_loops_t *loops) {
    filling_t filling;
    double step;
    loops->count = 0;
    IGRAPH_CHECK(latigraph_median_length(&web->length, &step));
    IGRAPH_CHECK(filling_init(&filling, n, distance));
    IGRAPH_FINALLY(filling_destroy, &filling);
    filling.loops = loops;
    IGRAPH_CHECK(fill_all(&filling));
    for (int k = 0; k < loops->count; k++) {
        loops->share[k] /= gap > 0 ? gap : filling.pair[filling.pairs / 2].distance;
        loops->length[k] /= step;
    }
    filling_destroy(&filling);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the mean distance of a point from its nearest landmark; distance (landmarks, n). */
static double gap_of(int n, int landmarks, const double *distance) {
    double gap = 0;
    for (int i = 0; i < n; i++) {
        double nearest = INFINITY;
        for (int k = 0; k < landmarks; k++) {
            nearest = fmin(nearest, distance[(size_t)k * n + i]);
        }
        gap += nearest / n;
    }
    return gap;
}

/* Finds the loops of landmarks that begin with the point `first`. */
static igraph_error_t find_from(const latigraph_web_t *web, int first,
                                latigraph_open_loops_t *loops) {
    const int n = (int)igraph_vcount(&web->graph);
    const int wanted = n >= LARGE ? LANDMARKS_LARGE
                                  : CLAMP(n / POINTS_PER_LANDMARK, LANDMARKS_MIN, LANDMARKS_SMALL);
    const int count = MIN(n, wanted);
    double *all, *distance;
    int *landmark;
    LATIGRAPH_ALLOCATE(landmark, count);
    LATIGRAPH_ALLOCATE(all, (gsize)count * (gsize)n);
    LATIGRAPH_ALLOCATE(distance, (gsize)count * (gsize)count);
    IGRAPH_CHECK(latigraph_landmarks(web, first, count, landmark, all));
    for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
            distance[a * count + b] = all[(size_t)a * n + landmark[b]];
        }
    }
    const double gap = n >= LARGE ? gap_of(n, count, all) : 0;
    IGRAPH_CHECK(find(web, count, distance, gap, loops));
    g_free(distance);
    g_free(all);
    g_free(landmark);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_find_loops(const latigraph_web_t *web, latigraph_open_loops_t *loops) {
    const int n = (int)igraph_vcount(&web->graph);
    IGRAPH_CHECK(find_from(web, 0, loops));
    for (int start = 1; start < STARTS; start++) {
        latigraph_open_loops_t other;
        IGRAPH_CHECK(find_from(web, start * n / STARTS, &other));
        loops->count = MIN(loops->count, other.count);
        for (int k = 0; k < loops->count; k++) {
            if (other.share[k] < loops->share[k]) {
                loops->share[k] = other.share[k];
                loops->length[k] = other.length[k];
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Graphs without loops --------------------------------------------------------------------- */

/* Draws points uniformly in a ball. */
static igraph_error_t draw_ball(latigraph_points_t *points, int n, int dims, igraph_uint_t seed,
                                int number) {
    latigraph_stream_t stream;
    IGRAPH_CHECK(latigraph_points_init(points, n, dims));
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_MANIFOLD, 100 + (uint64_t)number);
    for (int i = 0; i < n; i++) {
        double *row = points->row + (size_t)i * dims, square = 0;
        for (int d = 0; d < dims; d++) {
            row[d] = latigraph_stream_normal(&stream);
            square += row[d] * row[d];
        }
        const double radius = pow(latigraph_stream_uniform(&stream), 1.0 / dims);
        for (int d = 0; d < dims; d++) {
            row[d] *= radius / sqrt(square);
        }
    }
    latigraph_points_measure(points);
    return IGRAPH_SUCCESS;
}

static igraph_error_t loops_of_points(const latigraph_points_t *points, int k, int threads,
                                      latigraph_open_loops_t *loops) {
    latigraph_near_t near;
    latigraph_web_t web;
    IGRAPH_CHECK(latigraph_near_init(&near, points, k, threads));
    IGRAPH_FINALLY(latigraph_near_destroy, &near);
    IGRAPH_CHECK(latigraph_web_init(&web, points, &near, k));
    IGRAPH_FINALLY(latigraph_web_destroy, &web);
    IGRAPH_CHECK(latigraph_find_loops(&web, loops));
    latigraph_web_destroy(&web);
    latigraph_near_destroy(&near);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

igraph_error_t latigraph_loop_limit(int n, int dims, int k, igraph_uint_t seed, int threads,
                                    double *limit) {
    double share[BALLS];
    for (int number = 0; number < BALLS; number++) {
        latigraph_points_t points;
        latigraph_open_loops_t loops;
        IGRAPH_CHECK(draw_ball(&points, MIN(n, POINTS_MAX), dims, seed, number));
        IGRAPH_FINALLY(latigraph_points_destroy, &points);
        IGRAPH_CHECK(loops_of_points(&points, k, threads, &loops));
        share[number] = loops.count > 0 ? loops.share[0] : 0;
        latigraph_points_destroy(&points);
        IGRAPH_FINALLY_CLEAN(1);
    }
    qsort(share, BALLS, sizeof *share, ascending);
    *limit = share[BALLS - 1 - BALLS / 10];
    return IGRAPH_SUCCESS;
}
