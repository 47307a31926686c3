/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Statistics of one drawing of a large circuit, and their derivatives by θ.
 *
 * Pairs of neurons are independent given the rates, so the mean of a statistic F changes with θ as
 *
 *     ∂ E F / ∂θ  =  E Σ over connected pairs  ∂ ln P(state) / ∂θ · (F(G) − F(G less the pair))
 *
 * which is Russo's formula (L. Russo, Z. Wahrscheinlichkeitstheorie 56:229, 1981) for pairs with
 * several states. One drawing therefore gives an estimate of all derivatives, in a pass over its
 * edges. F(G less the pair) needs few numbers of the pair, as all statistics are functions of sums:
 * its degrees, the triangles over it, and the degrees of the neurons around it.
 *
 *     pair i, j:   edges | triangles | three-cycles | feed-forward loops over it
 *
 * Triangles are found once each, in the order of degrees: those of u are closed by marking its
 * partners of higher rank (Chiba and Nishizeki, SIAM J. Comput. 14:210, 1985). */

#include "generate/large_drawing.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "surrogate/motifs.h"

#include <math.h>
#include <string.h>

enum { Q = LATIGRAPH_STATISTICS_MAX, P = LATIGRAPH_STEERING };
/* Pairs per task of the pass that finds slopes, and smallest number of pairs that it visits where
 * there are more: slopes are then those of every second, third … pair, times so many. A quarter of
 * a million pairs give them within a percent, which is more than a search needs. */
enum { TASK = 8192, SLOPE_PAIRS = 1 << 18 };

/* A connected pair: i → j alone, or both edges. */
typedef struct {
    int from, to;
    gboolean mutual;
    int triangles, cycles, loops; /* numbers over it; cycles and loops of one-way edges alone */
} dyad_t;

/* Sums over a graph of which all statistics are functions. */
typedef struct {
    double edges, returned, out2, in2, both, triangles, triples, cycles, loops;
    double out3, in3, cross; /* sums over edges: out-degree of the sender squared, in-degree of the
                                receiver squared, and their product */
    double no_input, no_output, length, located;
} sums_t;

typedef struct {
    const latigraph_large_layer_t *layer;
    const latigraph_rows_t *rows;
    int n, size, every;         /* every: step between pairs that slopes are taken from */
    dyad_t *dyad;               /* (size) */
    int *in, *degree;           /* (n) in-degrees; numbers of partners */
    double *sends, *receives;   /* (n) sums of in-degrees of targets, of out-degrees of senders */
    int *start, *next;          /* (n + 1), (n) rows of partners of higher rank */
    int *partner, *pair, *mark; /* (size), (size), (n) */
    sums_t sums;
    double value[Q];
    double *slope; /* (tasks, Q, P) */
} measure_t;

static void measure_destroy(measure_t *m) {
    g_free(m->dyad);
    g_free(m->in);
    g_free(m->degree);
    g_free(m->sends);
    g_free(m->receives);
    g_free(m->start);
    g_free(m->next);
    g_free(m->partner);
    g_free(m->pair);
    g_free(m->mark);
    g_free(m->slope);
}

/* --- Statistics from sums --------------------------------------------------------------------- */

static double log_cv(double variance, double mean) {
    return 0.5 * log((mean > 0 ? variance / (mean * mean) : 0) + LATIGRAPH_CV_FLOOR);
}

static double ratio(double x, double y) {
    return y > 0 ? x / y : 0;
}

/* Computes the statistics as latigraph_statistics_of() does. */
static void find_statistics(const sums_t *s, double n, double *out) {
    const double m = s->edges, mean = m / n;
    const double var_out = fmax(s->out2 / n - mean * mean, 0);
    const double var_in = fmax(s->in2 / n - mean * mean, 0);
    const double spread = sqrt(var_out * var_in);
    const double edges =
        sqrt(fmax(s->out3 * m - s->out2 * s->out2, 0) * fmax(s->in3 * m - s->in2 * s->in2, 0));
    const double one_way = 3 * s->cycles + s->loops;
    out[LATIGRAPH_STATISTIC_LOG_DENSITY] = log(fmax(m, 0.5) / (n * (n - 1)));
    out[LATIGRAPH_STATISTIC_RECIPROCITY] = ratio(s->returned, m);
    out[LATIGRAPH_STATISTIC_OUT_CV] = log_cv(var_out, mean);
    out[LATIGRAPH_STATISTIC_IN_CV] = log_cv(var_in, mean);
    out[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION] =
        spread > 1e-12 ? (s->both / n - mean * mean) / spread : 0;
    out[LATIGRAPH_STATISTIC_TRANSITIVITY] = ratio(3 * s->triangles, s->triples);
    out[LATIGRAPH_STATISTIC_CYCLIC_SHARE] = ratio(3 * s->cycles, one_way);
    out[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES] = ratio(s->cycles + s->loops, s->triangles);
    out[LATIGRAPH_STATISTIC_ASSORTATIVITY] = ratio(s->cross * m - s->out2 * s->in2, edges);
    out[LATIGRAPH_STATISTIC_NO_INPUT] = s->no_input / n;
    out[LATIGRAPH_STATISTIC_NO_OUTPUT] = s->no_output / n;
    out[LATIGRAPH_STATISTIC_EDGE_LENGTH] = s->located > 0 ? s->length / s->located : NAN;
}

/* --- Pairs ----------------------------------------------------------------------------------- */

static int out_degree(const measure_t *m, int i) {
    return m->rows->start[i + 1] - m->rows->start[i];
}

/* Returns the length of a pair in length scales; NaN if it is not known. */
static double length_of(const measure_t *m, int i, int j) {
    const double squared = latigraph_large_layer_distance2(m->layer, i, j);
    return squared >= 0 ? sqrt(squared) : NAN;
}

static void list_dyads(measure_t *m) {
    const latigraph_rows_t *rows = m->rows;
    for (int i = 0; i < m->n; i++) {
        for (int e = rows->start[i]; e < rows->start[i + 1]; e++) {
            const int j = rows->to[e];
            const gboolean mutual = latigraph_find_edge(rows->start, rows->to, j, i) >= 0;
            const double length = length_of(m, i, j);
            m->in[j]++;
            m->sums.returned += mutual;
            m->sums.length += isfinite(length) ? length : 0;
            m->sums.located += isfinite(length);
            if (!mutual || i < j) {
                m->dyad[m->size++] = (dyad_t){.from = i, .to = j, .mutual = mutual};
                m->degree[i]++;
                m->degree[j]++;
            }
        }
    }
}

static void sum_degrees(measure_t *m) {
    const latigraph_rows_t *rows = m->rows;
    sums_t *s = &m->sums;
    s->edges = rows->m;
    for (int i = 0; i < m->n; i++) {
        const double out = out_degree(m, i), in = m->in[i], d = m->degree[i];
        s->out2 += out * out;
        s->in2 += in * in;
        s->both += out * in;
        s->out3 += out * out * out;
        s->in3 += in * in * in;
        s->triples += d * (d - 1) / 2;
        s->no_output += out_degree(m, i) == 0;
        s->no_input += m->in[i] == 0;
        for (int e = rows->start[i]; e < rows->start[i + 1]; e++) {
            m->sends[i] += m->in[rows->to[e]];
            m->receives[rows->to[e]] += out;
        }
        s->cross += out * m->sends[i];
    }
}

/* --- Triangles ------------------------------------------------------------------------------- */

static gboolean ranks_lower(const measure_t *m, int i, int j) {
    return m->degree[i] != m->degree[j] ? m->degree[i] < m->degree[j] : i < j;
}

/* Fills the rows of partners of higher rank. */
static void fill_forward(measure_t *m) {
    for (int pass = 0; pass < 2; pass++) {
        for (int p = 0; p < m->size; p++) {
            const dyad_t *d = &m->dyad[p];
            const gboolean low = ranks_lower(m, d->from, d->to);
            const int i = low ? d->from : d->to;
            if (pass == 0) {
                m->start[i + 1]++;
            } else {
                m->partner[m->next[i]] = low ? d->to : d->from;
                m->pair[m->next[i]++] = p;
            }
        }
        for (int i = 0; i < m->n && pass == 0; i++) {
            m->start[i + 1] += m->start[i];
            m->next[i] = m->start[i];
        }
    }
}

/* Adds the triangle over three pairs. */
static void add_triangle(measure_t *m, int a, int b, int c) {
    dyad_t *const pair[3] = {&m->dyad[a], &m->dyad[b], &m->dyad[c]};
    const gboolean one_way = !pair[0]->mutual && !pair[1]->mutual && !pair[2]->mutual;
    /* Each neuron of a three-cycle sends once. */
    const gboolean cycle = one_way && pair[0]->from != pair[1]->from &&
                           pair[1]->from != pair[2]->from && pair[2]->from != pair[0]->from;
    m->sums.triangles++;
    m->sums.cycles += cycle;
    m->sums.loops += one_way && !cycle;
    for (int k = 0; k < 3; k++) {
        pair[k]->triangles++;
        pair[k]->cycles += cycle;
        pair[k]->loops += one_way && !cycle;
    }
}

static void find_triangles_of(measure_t *m, int u) {
    for (int k = m->start[u]; k < m->start[u + 1]; k++) {
        m->mark[m->partner[k]] = m->pair[k] + 1;
    }
    for (int k = m->start[u]; k < m->start[u + 1]; k++) {
        const int v = m->partner[k];
        for (int l = m->start[v]; l < m->start[v + 1]; l++) {
            if (m->mark[m->partner[l]] > 0) {
                add_triangle(m, m->pair[k], m->pair[l], m->mark[m->partner[l]] - 1);
            }
        }
    }
    for (int k = m->start[u]; k < m->start[u + 1]; k++) {
        m->mark[m->partner[k]] = 0;
    }
}

static igraph_error_t find_triangles(measure_t *m) {
    fill_forward(m);
    for (int u = 0; u < m->n; u++) {
        if (u % 1024 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        find_triangles_of(m, u);
    }
    return IGRAPH_SUCCESS;
}

/* --- Slopes ---------------------------------------------------------------------------------- */

/* Takes the edge i → j out of the sums. */
static void take_edge(const measure_t *m, int i, int j, sums_t *s) {
    const double out = out_degree(m, i), in = m->in[j];
    s->edges--;
    s->out2 -= 2 * out - 1;
    s->in2 -= 2 * in - 1;
    s->both -= m->in[i] + out_degree(m, j);
    s->out3 -= 3 * out * out - 3 * out + 1;
    s->in3 -= 3 * in * in - 3 * in + 1;
    /* Other edges of i and of j lose one from a factor each. */
    s->cross -= out * in + (m->sends[i] - in) + (m->receives[j] - out);
    s->no_output += out_degree(m, i) == 1;
    s->no_input += m->in[j] == 1;
    const double length = length_of(m, i, j);
    s->length -= isfinite(length) ? length : 0;
    s->located -= isfinite(length);
}

/* Computes F(G) − F(G less the pair). */
static void find_loss(const measure_t *m, const dyad_t *d, double *loss) {
    sums_t s = m->sums;
    double value[Q];
    take_edge(m, d->from, d->to, &s);
    if (d->mutual) {
        take_edge(m, d->to, d->from, &s);
        s.returned -= 2;
        s.both += 2; /* both degrees of both neurons have changed */
    }
    s.triangles -= d->triangles;
    s.cycles -= d->cycles;
    s.loops -= d->loops;
    s.triples -= m->degree[d->from] + m->degree[d->to] - 2;
    find_statistics(&s, m->n, value);
    for (int k = 0; k < Q; k++) {
        loss[k] = m->value[k] - value[k];
    }
}

static void add_slopes(int item, int worker, void *data) {
    const measure_t *m = data;
    double *slope = m->slope + (gsize)item * Q * P;
    (void)worker;
    const int visited = m->size / m->every;
    for (int p = item * TASK; p < MIN((item + 1) * TASK, visited); p++) {
        const dyad_t *d = &m->dyad[(gsize)p * (gsize)m->every];
        double loss[Q], score[P];
        find_loss(m, d, loss);
        latigraph_large_layer_score(m->layer, d->from, d->to, d->mutual, score);
        for (int k = 0; k < Q; k++) {
            for (int a = 0; a < P; a++) {
                slope[k * P + a] += loss[k] * score[a];
            }
        }
    }
}

static igraph_error_t find_slopes(measure_t *m, int threads, latigraph_large_drawing_t *drawing) {
    m->every = MAX(m->size / SLOPE_PAIRS, 1);
    const int visited = m->size / m->every, tasks = (visited + TASK - 1) / TASK;
    const double share = visited > 0 ? (double)m->size / visited : 1;
    m->slope = g_try_new0(double, (gsize)MAX(tasks, 1) * Q * P);
    LATIGRAPH_CHECK_MEMORY(m->slope);
    latigraph_parallel_for(threads, tasks, add_slopes, m);
    memset(drawing->slope, 0, sizeof drawing->slope);
    for (int t = 0; t < tasks; t++) {
        for (int k = 0; k < Q * P; k++) {
            drawing->slope[k / P][k % P] += share * m->slope[(gsize)t * Q * P + (gsize)k];
        }
    }
    return IGRAPH_SUCCESS;
}

double latigraph_large_measure_bytes(void) {
    return sizeof(dyad_t) + 3 * sizeof(int);
}

static igraph_error_t allocate(measure_t *m) {
    const gsize n = (gsize)m->n + 1, edges = (gsize)m->rows->m + 1;
    m->dyad = g_try_new(dyad_t, edges);
    m->in = g_try_new0(int, n);
    m->degree = g_try_new0(int, n);
    m->sends = g_try_new0(double, n);
    m->receives = g_try_new0(double, n);
    m->start = g_try_new0(int, n);
    m->next = g_try_new0(int, n);
    m->mark = g_try_new0(int, n);
    m->partner = g_try_new(int, edges);
    m->pair = g_try_new(int, edges);
    const void *const made[] = {m->dyad,  m->in,   m->degree, m->sends,   m->receives,
                                m->start, m->next, m->mark,   m->partner, m->pair};
    for (gsize k = 0; k < G_N_ELEMENTS(made); k++) {
        LATIGRAPH_CHECK_MEMORY(made[k]);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_large_measure(const latigraph_large_layer_t *layer,
                                       const latigraph_rows_t *rows, gboolean slopes, int threads,
                                       latigraph_large_drawing_t *drawing) {
    measure_t m = {.layer = layer, .rows = rows, .n = rows->n};
    IGRAPH_FINALLY(measure_destroy, &m);
    IGRAPH_CHECK(allocate(&m));
    list_dyads(&m);
    sum_degrees(&m);
    IGRAPH_CHECK(find_triangles(&m));
    find_statistics(&m.sums, m.n, m.value);
    memcpy(drawing->value, m.value, sizeof m.value);
    if (slopes) {
        IGRAPH_CHECK(find_slopes(&m, threads, drawing));
    }
    measure_destroy(&m);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
