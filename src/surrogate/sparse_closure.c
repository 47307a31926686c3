/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The chain of the closure stage for large graphs.
 *
 * closure_chain.c has matrices of bits and of rates for all pairs. Here every neuron has a sorted
 * row of its partners instead, which never changes its length because all degrees are kept:
 *
 *     row of i:   (j, pair p) (k, pair q) ...        pair p:   i → j, shared partners, odds
 *
 * A step draws two pairs of one kind, one-way or mutual, and exchanges their ends:
 *
 *     a → x, y → c   become   a → c, y → x
 *
 * The triangles of a pair are the common entries of two rows. Entries name the pairs of the other
 * two sides, whose directions and numbers of shared partners are therefore at hand: a step costs
 * the lengths of the rows, and no search for pairs. Odds of the law are kept for the pairs that
 * exist, and computed for the two that a step would make.
 *
 * Both pairs are drawn uniformly. Where neurons with near numbers are near in space, the second
 * pair comes from a run of pairs around the first one, of a random length from a few to all. The
 * runs divide the pairs in the same way for both, so that a step and its inverse are equally
 * likely. With acceptance min(1, exp(Δ ln P − ΔE)) the chain is reversible. Steps that change ln P
 * by more than WINDOW are refused in both directions before their triangles are counted. Near pairs
 * close more triangles than far ones, and neurons of many partners more than others, so that the
 * mean length of edges and the assortativity have energies, too.
 *
 * Far from its aims such a chain is slow, because two random ends hardly ever close many triples
 * together. latigraph_sparse_closure_seek() draws ends of triples, and of some pairs whose edge it
 * takes away the one with the fewest triangles. It has no detailed balance and serves as the start.
 */
#include "surrogate/sparse_closure.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

static const double WINDOW = 6;
/* Pairs of a row among which a seeking step chooses. */
enum { CHOICES = 3 };
/* Rows are searched by bisection where one is longer than the other by this factor. */
enum { MUCH_LONGER = 8 };

/* --- Rows --------------------------------------------------------------------------------- */

static const latigraph_partner_t *row_of(const latigraph_sparse_closure_t *c, int i) {
    return c->row + c->start[i];
}

/* Returns the place of the first partner of i that is not less than j. */
static int place_of(const latigraph_sparse_closure_t *c, int i, int j) {
    const latigraph_partner_t *row = row_of(c, i);
    int low = 0, high = c->filled[i];
    while (low < high) {
        const int middle = (low + high) / 2;
        if (row[middle].partner < j) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static gboolean are_connected(const latigraph_sparse_closure_t *c, int i, int j) {
    const int shorter = c->filled[i] < c->filled[j] ? i : j, other = i + j - shorter;
    const int at = place_of(c, shorter, other);
    return at < c->filled[shorter] && row_of(c, shorter)[at].partner == other;
}

static void add_partner(latigraph_sparse_closure_t *c, int i, int j, int pair) {
    latigraph_partner_t *row = c->row + c->start[i];
    const int at = place_of(c, i, j);
    memmove(row + at + 1, row + at, (gsize)(c->filled[i] - at) * sizeof *row);
    row[at] = (latigraph_partner_t){j, pair};
    c->filled[i]++;
}

static void remove_partner(latigraph_sparse_closure_t *c, int i, int j) {
    latigraph_partner_t *row = c->row + c->start[i];
    const int at = place_of(c, i, j);
    c->filled[i]--;
    memmove(row + at, row + at + 1, (gsize)(c->filled[i] - at) * sizeof *row);
}

/* --- Motifs -------------------------------------------------------------------------------- */

/* Returns the state of a pair as neuron i sees it. */
static int state_of(const latigraph_sparse_closure_t *c, int pair, int i) {
    return pair >= c->one_way        ? LATIGRAPH_PAIR_MUTUAL
           : c->pair[pair].from == i ? LATIGRAPH_PAIR_TO
                                     : LATIGRAPH_PAIR_FROM;
}

/* Gives a pair `more` shared partners. */
static void share(latigraph_sparse_closure_t *c, int pair, int more) {
    int *shared = &c->pair[pair].shared;
    const double before = c->returns[MIN(*shared, c->returns_size - 1)];
    *shared += more;
    c->sums.partners += c->returns[MIN(*shared, c->returns_size - 1)] - before;
}

/* Adds or takes away the triangle of pair p = (i, j) and neuron k, whose other pairs are given. */
static void change_triangle(latigraph_sparse_closure_t *c, int p, int i, int k, int ik, int jk,
                            int j, int more) {
    const int turned = latigraph_pair_turned(state_of(c, ik, i));
    const int class = latigraph_triad_class(state_of(c, p, i), state_of(c, jk, j), turned);
    c->sums.triads[class] += more;
    c->sums.clustering += more * c->local[k];
    c->sums.damped += more * c->damped[k];
    share(c, ik, more);
    share(c, jk, more);
}

/* Changes the triangles over pair p by the common partners of its ends, and returns their number.
 */
static int change_triangles(latigraph_sparse_closure_t *c, int p, int more) {
    int i = c->pair[p].from, j = c->pair[p].to, count = 0;
    if (c->filled[i] > c->filled[j]) {
        i = c->pair[p].to;
        j = c->pair[p].from;
    }
    const latigraph_partner_t *x = row_of(c, i), *x_end = x + c->filled[i];
    const latigraph_partner_t *y = row_of(c, j), *y_end = y + c->filled[j];
    const gboolean search = c->filled[j] > MUCH_LONGER * c->filled[i];
    while (x < x_end && y < y_end) {
        if (search) {
            y = row_of(c, j) + place_of(c, j, x->partner);
            if (y == y_end) {
                break;
            }
        }
        if (x->partner == y->partner) {
            change_triangle(c, p, i, x->partner, x->pair, y->pair, j, more);
            count++;
            x++;
            y++;
        } else if (x->partner < y->partner) {
            x++;
        } else {
            y++;
        }
    }
    return count;
}

/* Adds the motifs of pair p, whose ends are not in each other's rows. */
static void change_pair(latigraph_sparse_closure_t *c, int p, int more) {
    const int i = c->pair[p].from, j = c->pair[p].to, count = change_triangles(c, p, more);
    c->sums.triangles += more * count;
    c->sums.clustering += more * count * (c->local[i] + c->local[j]);
    c->sums.damped += more * count * (c->damped[i] + c->damped[j]);
    if (more > 0) {
        c->pair[p].shared = count;
    }
    c->sums.partners += more * c->returns[MIN(count, c->returns_size - 1)];
}

static void connect(latigraph_sparse_closure_t *c, int p) {
    change_pair(c, p, 1);
    add_partner(c, c->pair[p].from, c->pair[p].to, p);
    add_partner(c, c->pair[p].to, c->pair[p].from, p);
}

static void disconnect(latigraph_sparse_closure_t *c, int p) {
    remove_partner(c, c->pair[p].from, c->pair[p].to);
    remove_partner(c, c->pair[p].to, c->pair[p].from);
    change_pair(c, p, -1);
}

/* Computes the statistics that have an energy, or all. */
static void measure(latigraph_sparse_closure_t *c, gboolean all) {
    const latigraph_motifs_t motifs = {.n = c->n, .sums = c->sums};
    for (int k = 0; k < LATIGRAPH_TILTS; k++) {
        if (all || c->stiffness[k] > 0) {
            c->value[k] = latigraph_motifs_value(&motifs, (latigraph_tilt_t)k);
        }
    }
}

/* --- Steps ---------------------------------------------------------------------------------- */

/* Exchanges the second ends of two pairs. Its own inverse, apart from odds. */
static void exchange(latigraph_sparse_closure_t *c, int p, int q) {
    const int to = c->pair[p].to;
    disconnect(c, p);
    disconnect(c, q);
    c->pair[p].to = c->pair[q].to;
    c->pair[q].to = to;
    connect(c, p);
    connect(c, q);
}

static double energy_gain(const latigraph_sparse_closure_t *c, const double *before) {
    double gain = 0;
    for (int k = 0; k < LATIGRAPH_TILTS; k++) {
        if (c->stiffness[k] > 0) {
            const double was = before[k] - c->aim[k], is = c->value[k] - c->aim[k];
            gain += c->stiffness[k] / 2 * (was - is) * (was + is);
        }
    }
    return gain;
}

/* Finds how the sums over edges change if the second ends of two pairs are exchanged, which get
 * these lengths, and returns what that adds to the log-probability. */
static double change_sums(const latigraph_sparse_closure_t *c, int p, int q, const double length[2],
                          double change[LATIGRAPH_EDGE_SUMS]) {
    const latigraph_closing_pair_t *x = &c->pair[p], *y = &c->pair[q];
    const latigraph_edge_sums_t *sums = &c->edge_sums;
    const double longer = length[0] + length[1] - (double)x->length - (double)y->length;
    const double forth =
        ((double)c->out[x->from] - c->out[y->from]) * ((double)c->in[y->to] - c->in[x->to]);
    const double back =
        ((double)c->in[x->from] - c->in[y->from]) * ((double)c->out[y->to] - c->out[x->to]);
    const gboolean mutual = p >= c->one_way;
    double gain = 0;
    change[LATIGRAPH_EDGE_DEGREES] = forth + (mutual ? back : 0);
    change[LATIGRAPH_EDGE_LENGTHS] = (mutual ? 2 : 1) * longer;
    for (int k = 0; k < LATIGRAPH_EDGE_SUMS; k++) {
        gain -= sums->stiffness[k] * change[k] * (sums->value[k] - sums->aim[k] + change[k] / 2);
    }
    return gain;
}

/* Tries to exchange the second ends of two pairs of one kind. */
static gboolean try_exchange(latigraph_sparse_closure_t *c, int p, int q) {
    latigraph_closing_pair_t *x = &c->pair[p], *y = &c->pair[q];
    if (x->from == y->from || x->to == y->to || x->from == y->to || y->from == x->to ||
        are_connected(c, x->from, y->to) || are_connected(c, y->from, x->to)) {
        return FALSE;
    }
    const int from[2] = {x->from, y->from}, to[2] = {y->to, x->to};
    double odds[2], length[2], before[LATIGRAPH_TILTS];
    c->odds(c->data, p >= c->one_way, from, to, odds, length);
    const double law = odds[0] + odds[1] - (double)x->odds - (double)y->odds;
    if (fabs(law) > WINDOW) {
        return FALSE;
    }
    double change[LATIGRAPH_EDGE_SUMS];
    const double by_sums = change_sums(c, p, q, length, change);
    const double least = log((latigraph_draws_next(&c->draws) + 0.5) * 0x1p-32);
    const latigraph_motif_sums_t sums = c->sums;
    memcpy(before, c->value, sizeof before);
    exchange(c, p, q);
    measure(c, FALSE);
    if (law + by_sums + energy_gain(c, before) < least) {
        exchange(c, p, q);
        c->sums = sums;
        memcpy(c->value, before, sizeof before);
        return FALSE;
    }
    x->odds = (float)odds[0];
    y->odds = (float)odds[1];
    x->length = (float)length[0];
    y->length = (float)length[1];
    latigraph_edge_sums_add(&c->edge_sums, change);
    c->changed++;
    return TRUE;
}

/* Turns a mutual pair round, which is the same pair. */
static void turn(latigraph_closing_pair_t *pair) {
    const int from = pair->from;
    pair->from = pair->to;
    pair->to = from;
}

/* Draws the second pair: from a run around the first one if neurons near by have near numbers. */
static int draw_second(latigraph_sparse_closure_t *c, int p, int begin, int end) {
    if (c->near) {
        const int most = (int)g_bit_storage((gulong)MAX(end - begin - 1, 1));
        const int power = 3 + latigraph_draws_below(&c->draws, MAX(most - 3, 0) + 1);
        const int first = begin + ((p - begin) >> power << power);
        end = (int)MIN(end, first + ((gint64)1 << power));
        begin = first;
    }
    return begin + latigraph_draws_below(&c->draws, end - begin);
}

void latigraph_sparse_closure_run(latigraph_sparse_closure_t *c, gint64 steps) {
    for (gint64 s = 0; s < steps && c->size > 1; s++) {
        const int p = latigraph_draws_below(&c->draws, c->size);
        const gboolean mutual = p >= c->one_way;
        const int q = draw_second(c, p, mutual ? c->one_way : 0, mutual ? c->size : c->one_way);
        if (mutual && p != q && latigraph_draws_next(&c->draws) >> 31) {
            turn(&c->pair[q]);
        }
        if (p != q) {
            try_exchange(c, p, q);
        }
    }
}

/* --- Seeking ---------------------------------------------------------------------------------- */

/* Draws a pair of neuron i, of one state as i sees it or any (0), with few triangles. Returns −1 if
 * there is none among the choices. */
static int draw_loose(latigraph_sparse_closure_t *c, int i, int state) {
    int best = -1;
    for (int k = 0; k < CHOICES && c->filled[i] > 0; k++) {
        const int p = row_of(c, i)[latigraph_draws_below(&c->draws, c->filled[i])].pair;
        if ((state == LATIGRAPH_PAIR_NONE || state_of(c, p, i) == state) &&
            (best < 0 || c->pair[p].shared < c->pair[best].shared)) {
            best = p;
        }
    }
    return best;
}

static int draw_partner(latigraph_sparse_closure_t *c, int i) {
    return row_of(c, i)[latigraph_draws_below(&c->draws, c->filled[i])].partner;
}

/* Tries to connect two ends of a triple a – b – e. */
static void seek(latigraph_sparse_closure_t *c) {
    const latigraph_closing_pair_t *first = &c->pair[latigraph_draws_below(&c->draws, c->size)];
    const gboolean turned = latigraph_draws_next(&c->draws) >> 31;
    const int a = turned ? first->to : first->from;
    const int e = draw_partner(c, turned ? first->from : first->to);
    if (a == e) {
        return;
    }
    const int p = draw_loose(c, a, LATIGRAPH_PAIR_NONE);
    const int q = p >= 0 ? draw_loose(c, e, latigraph_pair_turned(state_of(c, p, a))) : -1;
    if (q < 0 || p == q) {
        return;
    }
    if (p >= c->one_way) { /* a first in its pair, and e second */
        if (c->pair[p].from != a) {
            turn(&c->pair[p]);
        }
        if (c->pair[q].to != e) {
            turn(&c->pair[q]);
        }
    }
    try_exchange(c, p, q);
}

void latigraph_sparse_closure_seek(latigraph_sparse_closure_t *c, gint64 steps) {
    for (gint64 s = 0; s < steps && c->size > 1; s++) {
        seek(c);
    }
}

/* --- From and to rows of edges --------------------------------------------------------------- */

void latigraph_sparse_closure_destroy(latigraph_sparse_closure_t *c) {
    g_free(c->pair);
    g_free(c->start);
    g_free(c->filled);
    g_free(c->out);
    g_free(c->in);
    g_free(c->row);
    g_free(c->local);
    g_free(c->damped);
    g_free(c->returns);
    memset(c, 0, sizeof *c);
}

double latigraph_sparse_closure_bytes(int n, int m) {
    return (double)m * (sizeof(latigraph_closing_pair_t) + 2 * sizeof(latigraph_partner_t)) +
           (double)n * (4 * sizeof(int) + 2 * sizeof(double));
}

/* Lists the connected pairs, those with one edge first, and counts partners. */
static void list_pairs(latigraph_sparse_closure_t *c, const int *start, const int *to) {
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < c->n; i++) {
            for (int k = start[i]; k < start[i + 1]; k++) {
                const gboolean mutual = latigraph_find_edge(start, to, to[k], i) >= 0;
                if (mutual == pass && (!mutual || i < to[k])) {
                    c->pair[c->size++] = (latigraph_closing_pair_t){.from = i, .to = to[k]};
                    c->start[i + 1]++;
                    c->start[to[k] + 1]++;
                }
            }
        }
        c->one_way = pass == 0 ? c->size : c->one_way;
    }
    for (int i = 0; i < c->n; i++) {
        c->start[i + 1] += c->start[i];
    }
}

/* Finds odds and lengths of all pairs, and the sums over edges. */
static void find_odds(latigraph_sparse_closure_t *c, int m) {
    latigraph_edge_sums_t *sums = &c->edge_sums;
    double length_sum = 0;
    for (int p = 0; p < c->size; p++) {
        const int from[2] = {c->pair[p].from, c->pair[p].from};
        const int to[2] = {c->pair[p].to, c->pair[p].to};
        double odds[2], length[2];
        const gboolean mutual = p >= c->one_way;
        c->odds(c->data, mutual, from, to, odds, length);
        c->pair[p].odds = (float)odds[0];
        c->pair[p].length = (float)length[0];
        length_sum += (mutual ? 2 : 1) * length[0];
        sums->value[LATIGRAPH_EDGE_DEGREES] += (double)c->out[from[0]] * c->in[to[0]];
        sums->value[LATIGRAPH_EDGE_DEGREES] += mutual ? (double)c->out[to[0]] * c->in[from[0]] : 0;
    }
    sums->mean_length = m > 0 ? length_sum / m : 0; /* lengths count less their mean */
    memcpy(sums->aim, sums->value, sizeof sums->aim);
}

/* Connects all pairs, and counts their motifs. */
static igraph_error_t connect_all(latigraph_sparse_closure_t *c) {
    for (int p = 0; p < c->size; p++) {
        if (p % 4096 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        connect(c, p);
    }
    for (int i = 0; i < c->n; i++) {
        const double d = c->filled[i], pairs = d * (d - 1) / 2;
        c->sums.triples += (gint64)pairs;
        c->sums.clustered += d >= 2;
    }
    c->sums.pairs = c->size;
    measure(c, TRUE);
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate(latigraph_sparse_closure_t *c, int m) {
    c->pair = g_try_new0(latigraph_closing_pair_t, (gsize)m + 1);
    c->start = g_try_new0(int, (gsize)c->n + 1);
    c->filled = g_try_new0(int, (gsize)c->n + 1);
    c->out = g_try_new0(int, (gsize)c->n + 1);
    c->in = g_try_new0(int, (gsize)c->n + 1);
    LATIGRAPH_CHECK_MEMORY(c->out);
    LATIGRAPH_CHECK_MEMORY(c->in);
    c->local = g_try_new0(double, (gsize)c->n + 1);
    c->damped = g_try_new0(double, (gsize)c->n + 1);
    c->returns_size = 128; /* (1 − 1/e)^127 is 10⁻²⁶ */
    c->returns = g_try_new0(double, c->returns_size);
    LATIGRAPH_CHECK_MEMORY(c->pair);
    LATIGRAPH_CHECK_MEMORY(c->start);
    LATIGRAPH_CHECK_MEMORY(c->filled);
    LATIGRAPH_CHECK_MEMORY(c->local);
    LATIGRAPH_CHECK_MEMORY(c->damped);
    LATIGRAPH_CHECK_MEMORY(c->returns);
    for (int s = 0; s < c->returns_size; s++) {
        c->returns[s] = 1 - pow(1 - exp(-1), s);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sparse_closure_init(latigraph_sparse_closure_t *c, int n, const int *start,
                                             const int *to, latigraph_pair_odds_t *odds,
                                             const void *data, gboolean near, guint64 seed,
                                             guint64 index) {
    *c = (latigraph_sparse_closure_t){.n = n, .odds = odds, .data = data, .near = near};
    IGRAPH_FINALLY(latigraph_sparse_closure_destroy, c);
    IGRAPH_CHECK(allocate(c, start[n]));
    list_pairs(c, start, to);
    for (int i = 0; i < n; i++) {
        c->out[i] = start[i + 1] - start[i];
        for (int e = start[i]; e < start[i + 1]; e++) {
            c->in[to[e]]++;
        }
    }
    c->edge_sums.out = c->out;
    c->edge_sums.in = c->in;
    c->row = g_try_new0(latigraph_partner_t, 2 * (gsize)c->size + 1);
    LATIGRAPH_CHECK_MEMORY(c->row);
    for (int i = 0; i < n; i++) {
        const double d = c->start[i + 1] - c->start[i], pairs = d * (d - 1) / 2;
        c->local[i] = d >= 2 ? 1 / pairs : 0;
        c->damped[i] = 1 / (pairs + LATIGRAPH_MOTIFS_DAMPING);
    }
    latigraph_draws_init(&c->draws, seed, LATIGRAPH_STREAM_CLOSURE, index);
    find_odds(c, start[n]);
    IGRAPH_CHECK(connect_all(c));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_sparse_closure_edges(const latigraph_sparse_closure_t *c, const int *start,
                                    int *to) {
    for (int i = 0, m = 0; i < c->n; i++) {
        m = start[i];
        for (int k = 0; k < c->filled[i]; k++) {
            const latigraph_partner_t *entry = &row_of(c, i)[k];
            if (state_of(c, entry->pair, i) & LATIGRAPH_PAIR_TO) {
                to[m++] = entry->partner;
            }
        }
    }
}
