/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Triangles without other degrees: rewiring that closes triples.
 *
 * Every neuron has a row of entries, one per partner, with the kind of the edge as the neuron sees
 * it and the place of the partner's own entry. A step draws a triple a – b – c without an edge
 * between a and c, an edge of a and one of c of the matching kind, and exchanges their far ends:
 *
 *     a → x, y → c   become   a → c, y → x
 *
 * Rows keep their lengths and kinds, so that all three degrees are kept. The change of the number
 * of triangles is a count of common partners of four pairs, each by the shorter row.
 */
#include "surrogate/closing.h"

#include "base/memory.h"

#include <math.h>

typedef struct {
    int partner, kind, twin; /* kind: as the owner of the row sees the pair */
} entry_t;

typedef struct {
    int n, size;    /* neurons, entries */
    int *start;     /* (n + 1) */
    int *owner;     /* (size) */
    entry_t *entry; /* (size) */
    latigraph_pair_states_t pairs;
} rows_t;

static void rows_destroy(rows_t *rows) {
    g_free(rows->start);
    g_free(rows->owner);
    g_free(rows->entry);
    latigraph_pair_states_destroy(&rows->pairs);
}

/* Returns whether an edge is the one by which its pair is entered. */
static gboolean enters(const rows_t *rows, int i, int j) {
    return latigraph_pair_get(&rows->pairs, i, j) == LATIGRAPH_PAIR_TO || i < j;
}

static igraph_error_t rows_init(rows_t *rows, int n, int m, const int *from, const int *to) {
    int *next;
    *rows = (rows_t){.n = n, .start = g_try_new0(int, (gsize)n + 2)};
    IGRAPH_FINALLY(rows_destroy, rows);
    LATIGRAPH_CHECK_MEMORY(rows->start);
    IGRAPH_CHECK(latigraph_pair_states_init(&rows->pairs, n, m + 2, FALSE));
    for (int e = 0; e < m; e++) {
        latigraph_pair_set(&rows->pairs, from[e], to[e],
                           latigraph_pair_get(&rows->pairs, from[e], to[e]) | LATIGRAPH_PAIR_TO);
    }
    for (int e = 0; e < m; e++) {
        if (enters(rows, from[e], to[e])) {
            rows->start[from[e] + 1]++;
            rows->start[to[e] + 1]++;
            rows->size += 2;
        }
    }
    for (int i = 0; i < n; i++) {
        rows->start[i + 1] += rows->start[i];
    }
    rows->owner = g_try_new0(int, (gsize)rows->size + 1);
    rows->entry = g_try_new0(entry_t, (gsize)rows->size + 1);
    LATIGRAPH_CHECK_MEMORY(rows->owner);
    LATIGRAPH_CHECK_MEMORY(rows->entry);
    LATIGRAPH_ALLOCATE(next, n);
    for (int e = 0; e < m; e++) {
        const int i = from[e], j = to[e];
        if (enters(rows, i, j)) {
            const int x = rows->start[i] + next[i]++, y = rows->start[j] + next[j]++;
            const int kind = latigraph_pair_get(&rows->pairs, i, j);
            rows->owner[x] = i;
            rows->owner[y] = j;
            rows->entry[x] = (entry_t){j, kind, y};
            rows->entry[y] = (entry_t){i, latigraph_pair_turned(kind), x};
        }
    }
    g_free(next);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static int degree(const rows_t *rows, int i) {
    return rows->start[i + 1] - rows->start[i];
}

/* Counts the common partners of two neurons. */
static int common(const rows_t *rows, int i, int j) {
    const int shorter = degree(rows, i) < degree(rows, j) ? i : j, other = i + j - shorter;
    int count = 0;
    for (int k = rows->start[shorter]; k < rows->start[shorter + 1]; k++) {
        const int partner = rows->entry[k].partner;
        count += partner >= 0 && partner != other &&
                 latigraph_pair_get(&rows->pairs, partner, other) != LATIGRAPH_PAIR_NONE;
    }
    return count;
}

static void connect(rows_t *rows, int x, int y) {
    rows->entry[x].partner = rows->owner[y];
    rows->entry[y].partner = rows->owner[x];
    rows->entry[x].twin = y;
    rows->entry[y].twin = x;
    latigraph_pair_set(&rows->pairs, rows->owner[x], rows->owner[y], rows->entry[x].kind);
}

/* The entries stay twins, but have no partner until they are connected again. */
static void disconnect(rows_t *rows, int x) {
    latigraph_pair_set(&rows->pairs, rows->owner[x], rows->entry[x].partner, LATIGRAPH_PAIR_NONE);
    rows->entry[rows->entry[x].twin].partner = -1;
    rows->entry[x].partner = -1;
}

/* Exchanges the far ends of the entries u of a and v of c, and returns the change of the number of
 * triangles. The inverse is another call for u and the former twin of v. */
static int exchange(rows_t *rows, int u, int v) {
    const int x = rows->entry[u].twin, y = rows->entry[v].twin;
    const int a = rows->owner[u], c = rows->owner[v];
    int change = -common(rows, a, rows->owner[x]);
    disconnect(rows, u);
    change -= common(rows, c, rows->owner[y]);
    disconnect(rows, v);
    change += common(rows, a, c);
    connect(rows, u, v);
    change += common(rows, rows->owner[y], rows->owner[x]);
    connect(rows, y, x);
    return change;
}

/* Draws an entry of a row. */
static int draw_entry(const rows_t *rows, latigraph_draws_t *draws, int i) {
    return rows->start[i] + latigraph_draws_below(draws, degree(rows, i));
}

/* Draws two neurons to connect: the ends of a triple, or any two. */
static void draw_ends(const rows_t *rows, latigraph_draws_t *draws, gboolean close, int *a,
                      int *c) {
    const int s = latigraph_draws_below(draws, rows->size);
    *a = rows->entry[s].partner;
    *c = rows->entry[close ? draw_entry(rows, draws, rows->owner[s])
                           : latigraph_draws_below(draws, rows->size)]
             .partner;
}

/* Tries one step; returns the change of the number of triangles, 0 if it is not taken. */
static int try_step(rows_t *rows, latigraph_draws_t *draws, gboolean close) {
    int a, c;
    draw_ends(rows, draws, close, &a, &c);
    if (a == c || latigraph_pair_get(&rows->pairs, a, c) != LATIGRAPH_PAIR_NONE) {
        return 0;
    }
    const int u = draw_entry(rows, draws, a), v = draw_entry(rows, draws, c);
    const int x = rows->entry[u].partner, y = rows->entry[v].partner;
    if (rows->entry[u].kind != latigraph_pair_turned(rows->entry[v].kind) || x == y || x == c ||
        y == a || latigraph_pair_get(&rows->pairs, x, y) != LATIGRAPH_PAIR_NONE) {
        return 0;
    }
    const int x_entry = rows->entry[u].twin;
    const int change = exchange(rows, u, v);
    if (close ? change > 0 : change < 0) {
        return change;
    }
    exchange(rows, u, x_entry); /* back: u meets x again, and v meets y */
    return 0;
}

/* Counts each triangle at its three edges. */
static gint64 count(const rows_t *rows) {
    gint64 corners = 0;
    for (int k = 0; k < rows->size; k++) {
        if (rows->entry[k].partner > rows->owner[k]) {
            corners += common(rows, rows->owner[k], rows->entry[k].partner);
        }
    }
    return corners / 3;
}

/* Counts connected triples by their centres; no step changes their number. */
static double count_triples(const rows_t *rows) {
    double triples = 0;
    for (int i = 0; i < rows->n; i++) {
        triples += 0.5 * degree(rows, i) * (degree(rows, i) - 1.0);
    }
    return triples;
}

static void write_edges(const rows_t *rows, int *from, int *to) {
    int m = 0;
    for (int k = 0; k < rows->size; k++) {
        if (rows->entry[k].kind & LATIGRAPH_PAIR_TO) {
            from[m] = rows->owner[k];
            to[m++] = rows->entry[k].partner;
        }
    }
}

igraph_error_t latigraph_close_triangles(int n, int m, int *from, int *to, double transitivity,
                                         double tries, latigraph_draws_t *draws,
                                         gint64 *triangles) {
    rows_t rows;
    IGRAPH_CHECK(rows_init(&rows, n, m, from, to));
    IGRAPH_FINALLY(rows_destroy, &rows);
    *triangles = count(&rows);
    const double target = transitivity * count_triples(&rows) / 3;
    const gboolean close = (double)*triangles < target;
    for (double step = 0; rows.size > 0 && step < tries * m; step++) {
        if (close ? (double)*triangles >= target : (double)*triangles <= target) {
            break;
        }
        if (fmod(step, 65536) == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        *triangles += try_step(&rows, draws, close);
    }
    write_edges(&rows, from, to);
    rows_destroy(&rows);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
