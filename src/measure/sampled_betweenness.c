/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The betweenness centralization of a large circuit, from the shortest paths of some neurons.
 *
 * The centralization is (n max B − Σ B) / ((n − 1)² (n − 2)), where B_v = Σ_s δ_s(v) sums the
 * dependencies of all sources s (betweenness.c). Sources are drawn without replacement (Brandes and
 * Pich, Int. J. Bifurcation Chaos 17:2303, 2007). The largest of many estimates would be too large,
 * though. Therefore a quarter of the sources chooses a neuron v whose B is large: that of the
 * largest Σ ln(1 + δ_s). The largest Σ δ_s would choose a neuron that all paths of a single source
 * cross, as that of its only edge, because δ is n there and outweighs all other sources. For v,
 *
 *     n B_v − Σ B = Σ_s x_s,   x_s = n δ_s(v) − Σ_w δ_s(w)
 *
 * is estimated: x_s is known of the sources that chose v, and of v itself, where it is unlike all
 * others because δ_v(v) = 0. The sum over the rest is their number times the mean of the sources
 * that are left, whose spread gives the standard error. What remains is a bias downwards, by the
 * difference between the largest B and that of v. Where all neurons are alike, as among independent
 * edges, the bias is as large as the centralization, and the estimate can be slightly below 0.
 *
 * The searches are Brandes' (J. Math. Sociol. 25:163, 2001), one source after the other. Large
 * circuits have many distances, so that sixteen sources at once (betweenness.c) would visit most
 * edges several times.
 */
#include "measure/quantities.h"

#include <math.h>
#include <string.h>

/* Both numbers of a neuron lie side by side, because both are read for every edge. */
typedef struct {
    double paths; /* number σ of shortest paths from the source; (1 + δ) / σ when δ is known */
    int distance; /* −1: not reached */
} node_t;

typedef struct {
    const latigraph_circuit_t *c;
    int *order;     /* (n) neurons in the order in which a source reaches them */
    node_t *node;   /* (n) */
    double *depend; /* (n) δ of the source */
    double *sum;    /* (n) Σ δ over the sources that choose a neuron */
    double *score;  /* (n) Σ ln(1 + δ) over the same sources */
} search_t;

static void search_destroy(search_t *s) {
    g_free(s->order);
    g_free(s->node);
    g_free(s->depend);
}

static gboolean search_init(search_t *s, const latigraph_circuit_t *c) {
    const gsize n = (gsize)c->n;
    s->c = c;
    s->order = g_try_new(int, n);
    s->node = g_try_new(node_t, n);
    s->depend = g_try_new0(double, 3 * n);
    if (s->order == NULL || s->node == NULL || s->depend == NULL) {
        search_destroy(s);
        return FALSE;
    }
    s->sum = s->depend + n;
    s->score = s->sum + n;
    for (gsize i = 0; i < n; i++) {
        s->node[i] = (node_t){.distance = -1};
    }
    return TRUE;
}

/* Finds the neurons that a source reaches, and their numbers of shortest paths. Returns how many it
 * reaches. */
static int go_forth(const search_t *s, int source) {
    const latigraph_circuit_t *c = s->c;
    int end = 1;
    s->order[0] = source;
    s->node[source] = (node_t){.paths = 1, .distance = 0};
    for (int head = 0; head < end; head++) {
        const int v = s->order[head], next = s->node[v].distance + 1;
        const double paths = s->node[v].paths;
        for (int e = c->out_start[v]; e < c->out_start[v + 1]; e++) {
            node_t *w = &s->node[c->out_to[e]];
            if (w->distance < 0) {
                w->distance = next;
                s->order[end++] = c->out_to[e];
            }
            w->paths += w->distance == next ? paths : 0;
        }
    }
    return end;
}

/* Computes δ of the neurons that were reached. Returns Σ δ without the source. */
static double go_back(const search_t *s, int reached) {
    const latigraph_circuit_t *c = s->c;
    double all = 0;
    for (int k = reached - 1; k >= 0; k--) {
        const int v = s->order[k], next = s->node[v].distance + 1;
        double sum = 0;
        for (int e = c->out_start[v]; e < c->out_start[v + 1]; e++) {
            const node_t *w = &s->node[c->out_to[e]];
            sum += w->distance == next ? w->paths : 0;
        }
        s->depend[v] = k > 0 ? s->node[v].paths * sum : 0;
        s->node[v].paths = (1 + s->depend[v]) / s->node[v].paths;
        all += s->depend[v];
    }
    return all;
}

/* Forgets what a search has found. */
static void clear(const search_t *s, int reached) {
    for (int k = 0; k < reached; k++) {
        const int v = s->order[k];
        s->node[v] = (node_t){.distance = -1};
        s->depend[v] = 0;
    }
}

/* Adds δ of some sources to the sums, and what all neurons have of it to `all`. Returns the neuron
 * of the largest score. */
static int choose(const search_t *s, const int *source, int count, int sources, double *all,
                  latigraph_cancel_t *cancel) {
    int largest = 0;
    *all = 0;
    for (int k = 0; k < count && !latigraph_cancelled(cancel); k++) {
        const int reached = go_forth(s, source[k]);
        *all += go_back(s, reached);
        for (int i = 0; i < reached; i++) {
            const int v = s->order[i];
            s->sum[v] += s->depend[v];
            s->score[v] += log1p(s->depend[v]);
        }
        clear(s, reached);
        latigraph_cancel_progress(cancel, "Measuring betweenness", s->c->n,
                                  (int)((double)s->c->n * k / sources));
    }
    for (int i = 0; i < s->c->n; i++) {
        largest = s->score[i] > s->score[largest] ? i : largest;
    }
    return largest;
}

/* Returns x of a source. */
static double look(const search_t *s, int source, int neuron) {
    const int reached = go_forth(s, source);
    const double all = go_back(s, reached), x = s->c->n * s->depend[neuron] - all;
    clear(s, reached);
    return x;
}

static gboolean is_among(const int *source, int count, int neuron) {
    gboolean found = FALSE;
    for (int k = 0; k < count; k++) {
        found |= source[k] == neuron;
    }
    return found;
}

/* Estimates Σ x. */
static void sum_up(const search_t *s, const int *source, int sources, latigraph_cancel_t *cancel,
                   double *sum, double *error) {
    const int pilot = sources / 4;
    double all, mean = 0, squares = 0, rest = s->c->n - pilot;
    const int neuron = choose(s, source, pilot, sources, &all, cancel);
    int count = 0;
    *sum = s->c->n * s->sum[neuron] - all;
    if (!is_among(source, pilot, neuron)) {
        *sum += look(s, neuron, neuron);
        rest--;
    }
    for (int k = pilot; k < sources && !latigraph_cancelled(cancel); k++) {
        if (source[k] != neuron) {
            const double x = look(s, source[k], neuron), step = x - mean;
            mean += step / ++count;
            squares += step * (x - mean); /* Welford's sum of squared deviations */
        }
        latigraph_cancel_progress(cancel, "Measuring betweenness", s->c->n,
                                  (int)((double)s->c->n * k / sources));
    }
    *sum += rest * mean;
    *error = rest * sqrt(fmax(0, 1 - count / rest) * squares / MAX(count - 1, 1) / MAX(count, 1));
}

gboolean latigraph_sample_centralization(const latigraph_circuit_t *circuit, int sources,
                                         latigraph_cancel_t *cancel, double estimate[2]) {
    const double n = circuit->n, star = (n - 1) * (n - 1) * (n - 2);
    search_t s;
    int *source = g_try_new(int, (gsize)circuit->n + 1);
    if (source == NULL || !search_init(&s, circuit)) {
        g_free(source);
        return FALSE;
    }
    latigraph_choose_sources(circuit, sources, source);
    sum_up(&s, source, sources, cancel, &estimate[0], &estimate[1]);
    estimate[0] /= star;
    estimate[1] /= star;
    search_destroy(&s);
    g_free(source);
    return TRUE;
}
