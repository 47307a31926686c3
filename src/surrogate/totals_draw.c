/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Graphs with expected degrees and numbers of edges by class, drawn in time proportional to edges.
 *
 * A candidate is a pair that comes from a Poisson law whose intensity is q_ij, or r_ij for mutual
 * pairs. totals_tree.c divides the pairs of neurons into cells with a rate each. Cells lie on a
 * line, one after the other, each as long as its rate:
 *
 *     | cell 1: a → b | b → a | mutual | cell 2: a → b | ...
 *        x       x          x              x   x
 *
 * Points of a Poisson process on the line are candidates. Each draws a neuron of both nodes in
 * proportion to x and y, or z, and is kept with probability f / M, where M is the greatest factor
 * of its cell.
 *
 * A pair has a candidate with probability 1 − e^−Q, and an edge with probability Q / (1 + Q), which
 * is less. So it is decided at its first candidate: it gets an edge with the quotient of the two
 * probabilities, and the kind of edge in proportion to the terms of Q. All candidates of a pair are
 * in one cell, and a small table has the pairs of the cell that are decided. A cell of two neurons
 * is decided by one draw, however large Q is.
 *
 * The sample by which the law is solved needs expectations only, and no independence. Its points
 * are one in each unit of the line, and the neurons come from a sequence that fills the square
 * evenly, so that its sums scatter less.
 */
#include "surrogate/totals.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* The line of cells, on the way along it. */
typedef struct {
    const latigraph_totals_t *totals;
    latigraph_totals_division_t division;
    latigraph_draws_t draws;
    double ahead; /* length of the line until the next point */
    int points;   /* drawn since the user could interrupt */
} line_t;

static double uniform(latigraph_draws_t *draws) {
    return ((double)latigraph_draws_next(draws) + 0.5) * 0x1p-32;
}

/* Returns the part of a cell, 0 to 2, that has the next point, or −1 if none has it. `*at` is the
 * length of the cell that was used up to the point. */
static inline int next_part(line_t *line, const latigraph_totals_cell_t *cell, double *at) {
    const double *rate = cell->rate;
    const double left = rate[0] + rate[1] + rate[2] - *at;
    if (line->ahead >= left) {
        line->ahead -= left;
        return -1;
    }
    *at += line->ahead;
    return *at < rate[0] ? 0 : *at < rate[0] + rate[1] || rate[2] <= 0 ? (rate[1] > 0) : 2;
}

static igraph_error_t allow_interruption(line_t *line) {
    if (++line->points == 1 << 16) {
        line->points = 0;
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    return IGRAPH_SUCCESS;
}

/* Draws the neurons of a candidate: i → j, or a mutual pair. */
static inline void pick(const line_t *line, const latigraph_totals_cell_t *cell, int part,
                        const double at[2], int pair[2]) {
    const latigraph_totals_node_t *first = part == 1 ? cell->b : cell->a;
    const latigraph_totals_node_t *second = part == 1 ? cell->a : cell->b;
    pair[0] = latigraph_totals_pick(&line->division, part == 2 ? 2 : 0, first, at[0]);
    pair[1] = latigraph_totals_pick(&line->division, part == 2 ? 2 : 1, second, at[1]);
}

/* --- Graphs ------------------------------------------------------------------ */

/* A graph while it is drawn. The table has pairs as keys above 0. */
typedef struct {
    line_t line;
    guint64 *table;
    gsize size, used;
    gsize *place; /* (size) places of the table that are used */
    igraph_vector_int_t *from, *to;
} drawing_t;

static void drawing_destroy(drawing_t *drawing) {
    latigraph_totals_division_destroy(&drawing->line.division);
    g_free(drawing->table);
    g_free(drawing->place);
}

static igraph_error_t allocate_table(drawing_t *drawing, gsize size) {
    drawing->size = size;
    drawing->table = g_try_new0(guint64, size);
    drawing->place = g_try_new0(gsize, size);
    LATIGRAPH_CHECK_MEMORY(drawing->table);
    LATIGRAPH_CHECK_MEMORY(drawing->place);
    return IGRAPH_SUCCESS;
}

/* Puts a key into a table that is not full. Returns FALSE if it was there. */
static inline gboolean insert(drawing_t *drawing, guint64 key) {
    const gsize mask = drawing->size - 1;
    gsize place = (gsize)(key * 0x9e3779b97f4a7c15u >> 32) & mask;
    while (drawing->table[place] != 0) {
        if (drawing->table[place] == key) {
            return FALSE;
        }
        place = (place + 1) & mask;
    }
    drawing->table[place] = key;
    drawing->place[drawing->used++] = place;
    return TRUE;
}

/* Doubles the table. */
static igraph_error_t grow(drawing_t *drawing) {
    guint64 *table = drawing->table;
    gsize *place = drawing->place;
    const gsize used = drawing->used;
    IGRAPH_FINALLY(g_free, table);
    IGRAPH_FINALLY(g_free, place);
    drawing->place = NULL;
    drawing->used = 0;
    IGRAPH_CHECK(allocate_table(drawing, 2 * drawing->size));
    for (gsize k = 0; k < used; k++) {
        insert(drawing, table[place[k]]);
    }
    g_free(place);
    g_free(table);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static void clear(drawing_t *drawing) {
    for (gsize k = 0; k < drawing->used; k++) {
        drawing->table[drawing->place[k]] = 0;
    }
    drawing->used = 0;
}

static igraph_error_t add_edge(drawing_t *drawing, int i, int j) {
    const int *original = drawing->line.totals->plan.original;
    IGRAPH_CHECK(igraph_vector_int_push_back(drawing->from, original[i]));
    return igraph_vector_int_push_back(drawing->to, original[j]);
}

/* Decides a pair that has candidates; `any` is the probability that it has one. */
static igraph_error_t decide(drawing_t *drawing, int i, int j,
                             const latigraph_totals_terms_t *terms, double any) {
    const double odds = terms->to + terms->from + terms->mutual;
    latigraph_draws_t *draws = &drawing->line.draws;
    if (uniform(draws) * any * (1 + odds) >= odds) {
        return IGRAPH_SUCCESS;
    }
    const double kind = drawing->line.totals->independent ? 0 : uniform(draws) * odds;
    const gboolean mutual = kind >= terms->to + terms->from;
    if (kind < terms->to || mutual) {
        IGRAPH_CHECK(add_edge(drawing, i, j));
    }
    return kind >= terms->to ? add_edge(drawing, j, i) : IGRAPH_SUCCESS;
}

/* Decides the pair of two neurons. */
static igraph_error_t visit_pair(drawing_t *drawing, int i, int j) {
    const latigraph_totals_t *totals = drawing->line.totals;
    const gint64 there = latigraph_pair_class(&totals->plan, i, j);
    latigraph_totals_terms_t terms;
    latigraph_totals_set_terms(totals, i, j, there, &terms);
    IGRAPH_CHECK(decide(drawing, i, j, &terms, 1));
    if (totals->independent) {
        const gint64 back = terms.back;
        latigraph_totals_set_terms(totals, j, i, back, &terms);
        IGRAPH_CHECK(decide(drawing, j, i, &terms, 1));
    }
    return IGRAPH_SUCCESS;
}

/* Decides the pair of a candidate if it is the pair's first one. */
static igraph_error_t visit_candidate(drawing_t *drawing, const latigraph_totals_cell_t *cell,
                                      int part) {
    line_t *line = &drawing->line;
    const latigraph_totals_t *totals = line->totals;
    const double at[2] = {uniform(&line->draws), uniform(&line->draws)};
    latigraph_totals_terms_t terms;
    int pair[2];
    pick(line, cell, part, at, pair);
    const int i = pair[0], j = pair[1];
    if (i == j) {
        return IGRAPH_SUCCESS;
    }
    latigraph_totals_set_terms(totals, i, j, latigraph_pair_class(&totals->plan, i, j), &terms);
    const double factor =
        part == 2 ? totals->factor[1][terms.both] : totals->factor[0][terms.there];
    if (factor < cell->most[part] && uniform(&line->draws) * cell->most[part] >= factor) {
        return IGRAPH_SUCCESS;
    }
    if (2 * drawing->used >= drawing->size) {
        IGRAPH_CHECK(grow(drawing));
    }
    const int first = totals->independent ? i : MIN(i, j), second = i + j - first;
    if (!insert(drawing, ((guint64)first << 32 | (guint64)second) + 1)) {
        return IGRAPH_SUCCESS;
    }
    return decide(drawing, i, j, &terms, -expm1(-(terms.to + terms.from + terms.mutual)));
}

static igraph_error_t draw_cell(const latigraph_totals_cell_t *cell, void *data) {
    drawing_t *drawing = data;
    line_t *line = &drawing->line;
    double at = 0;
    int part;
    if (cell->a != cell->b && cell->a->second == 0 && cell->b->second == 0) {
        return visit_pair(drawing, cell->a->begin, cell->b->begin);
    }
    while ((part = next_part(line, cell, &at)) >= 0) {
        line->ahead = -log(uniform(&line->draws));
        IGRAPH_CHECK(allow_interruption(line));
        IGRAPH_CHECK(visit_candidate(drawing, cell, part));
    }
    clear(drawing);
    return IGRAPH_SUCCESS;
}

static void line_init(line_t *line, const latigraph_totals_t *totals, guint64 seed, guint64 index) {
    line->totals = totals;
    line->division.totals = totals;
    line->division.scale = 1;
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        line->division.factor[kind] = totals->factor[kind];
    }
    latigraph_draws_init(&line->draws, seed, LATIGRAPH_STREAM_SURROGATE, index);
}

igraph_error_t latigraph_totals_draw(const latigraph_totals_t *totals, guint64 seed, guint64 index,
                                     igraph_vector_int_t *from, igraph_vector_int_t *to) {
    drawing_t drawing = {.from = from, .to = to};
    line_init(&drawing.line, totals, seed, index);
    drawing.line.division.visit = draw_cell;
    drawing.line.division.data = &drawing;
    drawing.line.ahead = -log(uniform(&drawing.line.draws));
    IGRAPH_FINALLY(drawing_destroy, &drawing);
    IGRAPH_CHECK(allocate_table(&drawing, 1 << 13));
    IGRAPH_CHECK(latigraph_totals_division_init(&drawing.line.division));
    IGRAPH_CHECK(latigraph_totals_divide(&drawing.line.division));
    drawing_destroy(&drawing);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Samples ----------------------------------------------------------------- */

/* A sample while it is drawn. */
typedef struct {
    line_t line;
    double most;                            /* greatest rate of one pair that is drawn by chance */
    double *factor[LATIGRAPH_TOTALS_KINDS]; /* factors, greater ones of classes with few edges */
    double turn[2];                         /* the next point of a sequence in the unit square */
    double rest;                            /* length of the line from a point to the next unit */
    latigraph_totals_sample_t *sample;
} sampling_t;

static void sampling_destroy(sampling_t *sampling) {
    latigraph_totals_division_destroy(&sampling->line.division);
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        g_free(sampling->factor[kind]);
    }
}

static igraph_error_t add(latigraph_totals_sample_t *sample, int i, int j, int kind, gint64 there,
                          double weight) {
    if (sample->count == sample->size) {
        const gsize size = sample->size + sample->size / 4 + 1024;
        latigraph_totals_candidate_t *list =
            g_try_renew(latigraph_totals_candidate_t, sample->list, size);
        LATIGRAPH_CHECK_MEMORY(list);
        sample->list = list;
        sample->size = size;
    }
    sample->list[sample->count++] =
        (latigraph_totals_candidate_t){i, j, (int)(2 * there) + kind, weight};
    return IGRAPH_SUCCESS;
}

/* Draws the distance to the next point, which is in the next unit of the line. */
static void go_on(sampling_t *sampling) {
    const double at = uniform(&sampling->line.draws);
    sampling->line.ahead = sampling->rest + at;
    sampling->rest = 1 - at;
}

/* Adds each kind of edge of a pair once with the weight 1, instead of many candidates. */
static igraph_error_t sample_pair(sampling_t *sampling, int i, int j) {
    const latigraph_totals_t *totals = sampling->line.totals;
    const gint64 there = latigraph_pair_class(&totals->plan, i, j);
    latigraph_totals_terms_t terms;
    latigraph_totals_set_terms(totals, i, j, there, &terms);
    const gint64 back = terms.back;
    IGRAPH_CHECK(add(sampling->sample, i, j, LATIGRAPH_TOTALS_ONE_WAY, there, 1));
    IGRAPH_CHECK(add(sampling->sample, j, i, LATIGRAPH_TOTALS_ONE_WAY, back, 1));
    return totals->independent ? IGRAPH_SUCCESS
                               : add(sampling->sample, i, j, LATIGRAPH_TOTALS_MUTUAL, there, 1);
}

static igraph_error_t sample_candidate(sampling_t *sampling, const latigraph_totals_cell_t *cell,
                                       int part) {
    line_t *line = &sampling->line;
    const latigraph_totals_t *totals = line->totals;
    const int kind = part == 2 ? LATIGRAPH_TOTALS_MUTUAL : LATIGRAPH_TOTALS_ONE_WAY;
    latigraph_totals_terms_t terms;
    int pair[2];
    pick(line, cell, part, sampling->turn, pair);
    sampling->turn[0] += 0.7548776662466927; /* Roberts' sequence of two dimensions */
    sampling->turn[1] += 0.5698402909980532;
    sampling->turn[0] -= floor(sampling->turn[0]);
    sampling->turn[1] -= floor(sampling->turn[1]);
    const int i = pair[0], j = pair[1];
    if (i == j) {
        return IGRAPH_SUCCESS;
    }
    latigraph_totals_set_terms(totals, i, j, latigraph_pair_class(&totals->plan, i, j), &terms);
    const gint64 own = part == 2 ? terms.both : terms.there;
    const double factor = sampling->factor[kind][own];
    if (factor < cell->most[part] && uniform(&line->draws) * cell->most[part] >= factor) {
        return IGRAPH_SUCCESS;
    }
    const double term = part == 2 ? terms.mutual : terms.to;
    const double rate = term * factor / totals->factor[kind][own] * line->division.scale;
    return rate > 0 ? add(sampling->sample, i, j, kind, terms.there, 1 / rate) : IGRAPH_SUCCESS;
}

static igraph_error_t sample_cell(const latigraph_totals_cell_t *cell, void *data) {
    sampling_t *sampling = data;
    line_t *line = &sampling->line;
    double at = 0;
    int part;
    if (cell->a->second == 0 && cell->b->second == 0 &&
        cell->rate[0] + cell->rate[1] + cell->rate[2] > sampling->most) {
        return sample_pair(sampling, cell->a->begin, cell->b->begin);
    }
    while ((part = next_part(line, cell, &at)) >= 0) {
        go_on(sampling);
        IGRAPH_CHECK(allow_interruption(line));
        IGRAPH_CHECK(sample_candidate(sampling, cell, part));
    }
    return IGRAPH_SUCCESS;
}

/* Makes factors with which classes of few edges have `least` candidates. */
static igraph_error_t set_factors(sampling_t *sampling, double scale, double least) {
    const latigraph_totals_t *totals = sampling->line.totals;
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        double *factor = sampling->factor[kind] = g_try_new0(double, (gsize)totals->classes);
        LATIGRAPH_CHECK_MEMORY(factor);
        for (int c = 0; c < totals->classes; c++) {
            const double wanted = totals->wanted[kind][c] * scale;
            factor[c] =
                totals->factor[kind][c] * (wanted > 0 && wanted < least ? least / wanted : 1);
        }
        sampling->line.division.factor[kind] = factor;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_totals_take_sample(const latigraph_totals_t *totals, double scale,
                                            double least, guint64 seed, guint64 index,
                                            latigraph_totals_sample_t *sample) {
    sampling_t sampling = {.most = 3, .sample = sample};
    line_init(&sampling.line, totals, seed, index);
    sampling.line.division.scale = scale;
    sampling.line.division.visit = sample_cell;
    sampling.line.division.data = &sampling;
    sampling.turn[0] = uniform(&sampling.line.draws);
    sampling.turn[1] = uniform(&sampling.line.draws);
    go_on(&sampling);
    sample->count = 0;
    IGRAPH_FINALLY(sampling_destroy, &sampling);
    IGRAPH_CHECK(set_factors(&sampling, scale, least));
    IGRAPH_CHECK(latigraph_totals_division_init(&sampling.line.division));
    IGRAPH_CHECK(latigraph_totals_divide(&sampling.line.division));
    sampling_destroy(&sampling);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
