/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Edits of large circuits: the coupling of edit.c in time that grows with the edges.
 *
 * A dyad in state s of the circuit keeps it with probability min(1, P′_s / P_s), and takes a state
 * in proportion to max(P′ − P, 0) otherwise. Dyads with an edge are visited one by one. Of the
 * others, which are nearly all, those that change are found by thinning a drawing from P′. A dyad
 * is empty there with probability P′_0. An empty dyad of the circuit changes with probability
 *
 *     1 − P′_0 / P_0  ≤  1 − P′_0,
 *
 * so that it changes if it is not empty in the drawing and a uniform number is below the ratio of
 * the two. What the drawing has there does not matter: the new state is drawn as above. Dyads that
 * have an edge in neither are empty, and stay so.
 *
 *     dyads of the place i:   (j, edges in the circuit | edges in the drawing << 2) ...   j > i
 *
 * Uniform numbers belong to the dyad, so that edits to similar laws change the same dyads. */

#include "generate/large_edit.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "circuit/nearest.h"
#include "generate/edit.h"
#include "generate/large.h"
#include "generate/large_solve.h"
#include "model/parameters.h"

#include <math.h>
#include <string.h>

/* Places per task. */
enum { TASK = 1024 };

/* --- The circuit as a draw ------------------------------------------------------------------- */

void latigraph_large_edit_destroy(latigraph_large_edit_t *edit) {
    latigraph_large_layer_destroy(&edit->layer);
    latigraph_tree_destroy(edit->tree);
    latigraph_rows_clear(&edit->rows);
    g_free(edit->global);
    g_free(edit->node);
    memset(edit, 0, sizeof *edit);
}

/* Copies the edges of the circuit into rows of places. */
static igraph_error_t take_edges(latigraph_large_edit_t *edit, const latigraph_circuit_t *circuit,
                                 const int *place) {
    latigraph_rows_t *rows = &edit->rows;
    rows->n = circuit->n;
    rows->m = (int)circuit->m;
    rows->start = g_try_new0(int, (gsize)rows->n + 1);
    rows->to = g_try_new(int, (gsize)rows->m + 1);
    LATIGRAPH_CHECK_MEMORY(rows->start);
    LATIGRAPH_CHECK_MEMORY(rows->to);
    for (int p = 0; p < rows->n; p++) {
        const int i = edit->tree->order[p];
        int *row = rows->to + rows->start[p];
        const int count = circuit->out_start[i + 1] - circuit->out_start[i];
        for (int e = 0; e < count; e++) {
            row[e] = place[circuit->out_to[circuit->out_start[i] + e]];
        }
        latigraph_sort_neurons(row, count);
        rows->start[p + 1] = rows->start[p] + count;
    }
    return IGRAPH_SUCCESS;
}

/* Finds the law: rates at the code, calibrated to its statistics or not. */
static igraph_error_t find_law(latigraph_large_edit_t *edit, const latigraph_model_t *model,
                               const real_t *z, gboolean calibrate, guint64 seed, int threads) {
    latigraph_target_statistics_t targets;
    double error[LATIGRAPH_STATISTICS_MAX];
    const int n = edit->tree->n;
    const gboolean placed = model->config.kernels > 0 && edit->tree->known > 1;
    IGRAPH_CHECK(latigraph_large_layer_init(&edit->layer, model, edit->tree, edit->node,
                                            edit->global,
                                            latigraph_reach_of(model, n, LATIGRAPH_DENSITY_AUTO)));
    latigraph_target_statistics_of_code(model, z, latigraph_statistic_count(placed, FALSE),
                                        &targets);
    if (!calibrate || !latigraph_code_describes(model, n)) {
        memset(targets.weight, 0, sizeof targets.weight);
    }
    return latigraph_large_solve(&edit->layer, &targets, seed, 0, threads, &edit->solution, error);
}

igraph_error_t latigraph_large_edit_init(latigraph_large_edit_t *edit,
                                         const latigraph_model_t *model,
                                         const latigraph_example_t *example,
                                         const latigraph_circuit_t *circuit, const real_t *z,
                                         const real_t *node_codes, gboolean calibrate, guint64 seed,
                                         int threads) {
    int *place;
    memset(edit, 0, sizeof *edit);
    IGRAPH_FINALLY(latigraph_large_edit_destroy, edit);
    LATIGRAPH_ALLOCATE(place, example->n);
    IGRAPH_CHECK(latigraph_large_rows(model, example, z, node_codes, NULL, threads, place,
                                      &edit->tree, &edit->global, &edit->node, NULL));
    IGRAPH_CHECK(take_edges(edit, circuit, place));
    g_free(place);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(find_law(edit, model, z, calibrate, seed, threads));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The coupling ---------------------------------------------------------------------------- */

/* A dyad with an edge in the circuit or in the drawing, in the row of its first place. */
typedef struct {
    int other;
    int state; /* i → j 1 and j → i 2 in the circuit, four times that in the drawing; then the new
                  state */
} dyad_t;

typedef struct {
    const latigraph_large_edit_t *edit;
    const latigraph_large_layer_t *after;
    guint64 seed;
    int *start;   /* (n + 1) */
    int *count;   /* (n) */
    dyad_t *dyad; /* (m + edges of the drawing) */
} coupling_t;

static void coupling_destroy(coupling_t *c) {
    g_free(c->start);
    g_free(c->count);
    g_free(c->dyad);
}

/* Adds the edges of rows to those of their first places; counts them in the first pass. */
static void list_edges(coupling_t *c, const latigraph_rows_t *rows, int shift, gboolean counts) {
    for (int i = 0; i < rows->n; i++) {
        for (int e = rows->start[i]; e < rows->start[i + 1]; e++) {
            const int j = rows->to[e], low = MIN(i, j), high = MAX(i, j);
            if (counts) {
                c->start[low + 1]++;
            } else {
                c->dyad[c->start[low] + c->count[low]++] = (dyad_t){high, (i < j ? 1 : 2) << shift};
            }
        }
    }
}

static int by_other(const void *a, const void *b) {
    const dyad_t *x = a, *y = b;
    return (x->other > y->other) - (x->other < y->other);
}

/* Draws the new state of a dyad with an edge in the circuit or in the drawing. */
static int new_state(const coupling_t *c, int i, const dyad_t *dyad) {
    const int state = dyad->state & 3;
    latigraph_stream_t stream;
    double before[4], after[4];
    latigraph_large_layer_probabilities(&c->edit->layer, i, dyad->other, before);
    latigraph_large_layer_probabilities(c->after, i, dyad->other, after);
    latigraph_stream_init(&stream, c->seed, LATIGRAPH_STREAM_EDITS,
                          (guint64)i << 32 | (guint32)dyad->other);
    double draw = latigraph_stream_uniform(&stream);
    if (state == 0) {
        const double keep = before[0] > after[0] ? after[0] / before[0] : 1;
        const double share = (1 - keep) / (1 - after[0]); /* the drawing has an edge there */
        if (draw >= share) {
            return 0;
        }
        draw = keep + draw / share * (1 - keep);
    }
    return latigraph_couple_states(before, after, state, draw);
}

/* Merges the edges of some places into dyads, and draws their new states. */
static void couple_places(int item, int worker, void *data) {
    coupling_t *c = data;
    (void)worker;
    for (int i = item * TASK; i < MIN((item + 1) * TASK, c->edit->rows.n); i++) {
        dyad_t *row = c->dyad + c->start[i];
        int merged = 0;
        qsort(row, (gsize)c->count[i], sizeof *row, by_other);
        for (int k = 0; k < c->count[i]; k++) {
            if (merged > 0 && row[merged - 1].other == row[k].other) {
                row[merged - 1].state |= row[k].state;
            } else {
                row[merged++] = row[k];
            }
        }
        for (int k = 0; k < merged; k++) {
            row[k].state = new_state(c, i, &row[k]);
        }
        c->count[i] = merged;
    }
}

/* Writes the edges of the new states. Rows come out ascending, because a row gets its lower places
 * before its own dyads are visited. */
static igraph_error_t write_rows(const coupling_t *c, latigraph_rows_t *rows) {
    const int n = rows->n;
    int *start = g_try_new0(int, (gsize)n + 2), *to;
    LATIGRAPH_CHECK_MEMORY(start);
    IGRAPH_FINALLY(g_free, start);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < c->count[i]; k++) {
                const dyad_t *dyad = &c->dyad[c->start[i] + k];
                if (dyad->state & 1) {
                    pass == 0 ? start[i + 2]++ : (rows->to[start[i + 1]++] = dyad->other);
                }
                if (dyad->state & 2) {
                    pass == 0 ? start[dyad->other + 2]++ : (rows->to[start[dyad->other + 1]++] = i);
                }
            }
        }
        for (int i = 0; i < n && pass == 0; i++) {
            start[i + 2] += start[i + 1];
        }
        if (pass == 0) {
            to = g_try_new(int, (gsize)start[n + 1] + 1);
            LATIGRAPH_CHECK_MEMORY(to);
            g_free(rows->to);
            rows->to = to;
            rows->m = start[n + 1];
        }
    }
    memcpy(rows->start, start, ((gsize)n + 1) * sizeof *start);
    g_free(start);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_large_edit_couple(const latigraph_large_edit_t *edit,
                                           const latigraph_large_layer_t *after, guint64 seed,
                                           guint64 index, int threads, latigraph_rows_t *rows) {
    const int n = rows->n;
    coupling_t c = {.edit = edit, .after = after};
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_EDITS, index);
    c.seed = (guint64)latigraph_stream_next(&stream) << 32;
    c.seed |= latigraph_stream_next(&stream);
    IGRAPH_FINALLY(coupling_destroy, &c);
    c.start = g_try_new0(int, (gsize)n + 1);
    c.count = g_try_new0(int, (gsize)n + 1);
    c.dyad = g_try_new(dyad_t, (gsize)edit->rows.m + (gsize)rows->m + 1);
    LATIGRAPH_CHECK_MEMORY(c.start);
    LATIGRAPH_CHECK_MEMORY(c.count);
    LATIGRAPH_CHECK_MEMORY(c.dyad);
    list_edges(&c, &edit->rows, 0, TRUE);
    list_edges(&c, rows, 2, TRUE);
    for (int i = 0; i < n; i++) {
        c.start[i + 1] += c.start[i];
    }
    list_edges(&c, &edit->rows, 0, FALSE);
    list_edges(&c, rows, 2, FALSE);
    latigraph_parallel_for(threads, (n + TASK - 1) / TASK, couple_places, &c);
    IGRAPH_CHECK(write_rows(&c, rows));
    coupling_destroy(&c);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
