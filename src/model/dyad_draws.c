/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Unbiased estimate of the sum over empty dyads, and of its gradient, from drawn pairs.
 *
 * Receivers are grouped into cells of similar position and embedding (dyad_cells.c). For sender i,
 * a receiver j of cell k is proposed with probability
 *
 *     q_ij ∝ e^received_j e^(scale x_iᵀ y_k) κ(d_ik)
 *
 * where y_k is the mean of the cell, and d_ik² the mean squared distance to its neurons. Receivers
 * are drawn by systematic sampling: one uniform number per sender, then steps of equal probability
 * along the cells. Sender i gets k_i draws, in proportion to its sum of proposals; each draw counts
 * λ_ij / (k_i q_ij). These weights vary little if embeddings and positions vary little within a
 * cell, and then the variance of the estimate is small. Uniform pairs would have a far larger
 * variance, because rates vary by orders of magnitude.
 *
 * The estimate is unbiased whatever the proposals are, so gradients pass through the rates alone.
 * One-way and mutual events use the same code; a mutual event is found from both ends, at half its
 * rate. Records of the receivers lie in the order of the cells and are prefetched, so that draws
 * seldom wait for memory. Time: O(n (∛n + draws) r).
 */
#include "model/dyad_cells.h"

#include "base/fast.h"

#include <string.h>

enum { Q = LATIGRAPH_KERNELS };
enum { ROWS = 32, BATCH = 256 };
/* Draws for one-way events per draw for mutual events, which are fewer and vary less. */
enum { MUTUAL_SHARE = 4 };
/* Lowest logarithm of a proposal, so that every receiver can be drawn. */
static const real_t LOWEST = -40;

/* Receivers as records in the order of the cells, so that a draw touches few cache lines:
 *
 *     y (width) | received | x, y, z | known | padding | gradient of y (width) | of received */
enum { MARGIN = 8 };
typedef struct {
    int stride, gradient; /* numbers per record; offset of the gradients */
    real_t *at;
} records_t;

static ptrdiff_t record_size(int width) {
    return 2 * (width + MARGIN);
}

/* Gradients of one kind of events. */
typedef struct {
    real_t factor;   /* factor on all gradients: each mutual event is found from both ends */
    real_t *dx, *dy; /* NULL for none */
    int stride_dy;
    real_t *dsent, *dreceived;
    double rates, by_rate, kernel[Q];
} gradients_t;

static ptrdiff_t tile_work(int n, int width) {
    return (ptrdiff_t)ROWS * (dyad_cell_count(n) + width);
}

ptrdiff_t dyads_drawn_work(int n, int r, ptrdiff_t least) {
    const ptrdiff_t width = 2 * r;
    const ptrdiff_t work = dyad_cells_work(n, (int)width) + tile_work(n, (int)width) +
                           (record_size((int)width) + width + 2) * n + 16;
    return work > least ? work : least;
}

static records_t make_records(const events_t *p, const dyad_cells_t *cells, real_t *work) {
    const dyad_columns_t *columns = p->columns;
    records_t records = {.stride = (int)record_size(p->width), .gradient = p->width + MARGIN};
    records.at = (real_t *)(((size_t)work + 63) & ~(size_t)63);
    for (ptrdiff_t e = 0; e < p->d->n; e++) {
        const int j = cells->order[e];
        real_t *record = records.at + e * records.stride, *more = record + p->width;
        memset(record, 0, (size_t)records.stride * sizeof *record);
        memcpy(record, p->y + (ptrdiff_t)j * p->stride_y, (size_t)p->width * sizeof *record);
        more[0] = p->received[j];
        more[1] = columns->x[j], more[2] = columns->y[j], more[3] = columns->z[j];
        more[4] = columns->known[j];
    }
    return records;
}

static void add_records(const events_t *p, const dyad_cells_t *cells, const records_t *records,
                        gradients_t *g) {
    for (ptrdiff_t e = 0; e < p->d->n; e++) {
        const int j = cells->order[e];
        const real_t *gradient = records->at + e * records->stride + records->gradient;
        real_t *to = g->dy + (ptrdiff_t)j * g->stride_dy;
        for (int k = 0; k < p->width; k++) {
            to[k] += gradient[k];
        }
        g->dreceived[j] += gradient[p->width];
    }
}

/* Turns the inner products of one sender with the cells into proposals. row_sum() adds them
 * separately, in one fixed order for all instruction sets. */
PAIRS_BODY void proposals(int cells, const int fixed, const events_t *p, const dyad_cells_t *to,
                          int i, real_t *restrict row) {
    const dyad_columns_t *at = p->columns;
    const real_t *restrict x = to->x, *restrict y = to->y, *restrict z = to->z;
    const real_t *restrict spread = to->spread, *restrict known = to->known;
    const real_t *restrict mass = to->mass;
    const real_t from_x = at->x[i], from_y = at->y[i], from_z = at->z[i], here = at->known[i];
    const real_t sent = p->sent[i] + p->constant;
    real_t w[PAIRS_KERNEL_NUMBERS];
    memcpy(w, p->w, sizeof w);
    if (here > 0) {
#pragma omp simd
        for (int k = 0; k < cells; k++) {
            const real_t dx = x[k] - from_x, dy = y[k] - from_y, dz = z[k] - from_z;
            const real_t d2 = dx * dx + dy * dy + dz * dz + spread[k];
            PAIRS_GAUSSIANS(d2, w, fixed, e)
            const real_t kernel = known[k] * PAIRS_KERNEL(w, e) + 1 - known[k];
            real_t s = row[k] + sent;
            s = s < LOWEST ? LOWEST : s > PAIRS_FAR ? PAIRS_FAR : s;
            row[k] = mass[k] * real_exp(s) * kernel;
        }
    } else {
#pragma omp simd
        for (int k = 0; k < cells; k++) {
            real_t s = row[k] + sent;
            s = s < LOWEST ? LOWEST : s > PAIRS_FAR ? PAIRS_FAR : s;
            row[k] = mass[k] * real_exp(s);
        }
    }
}

FAST static void fixed_proposals(int cells, const events_t *p, const dyad_cells_t *to, int i,
                                 real_t *restrict row) {
    proposals(cells, 1, p, to, i, row);
}

FAST static void free_proposals(int cells, const events_t *p, const dyad_cells_t *to, int i,
                                real_t *restrict row) {
    proposals(cells, 0, p, to, i, row);
}

/* Computes the proposals (rows, cells) of the senders at first .. first + rows − 1 of the order.
 * Scratch for their vectors follows them in `tile`. */
static void propose(const events_t *p, const dyad_cells_t *cells, int first, int rows,
                    real_t *tile) {
    real_t *x = tile + (ptrdiff_t)ROWS * cells->cells;
    for (int k = 0; k < rows; k++) {
        memcpy(x + (ptrdiff_t)k * p->width, p->x + (ptrdiff_t)cells->order[first + k] * p->stride_x,
               (size_t)p->width * sizeof *x);
    }
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, cells->cells, p->width, p->scale, x,
              p->width, cells->centre, p->width, 0, tile, cells->cells);
    for (int k = 0; k < rows; k++) {
        (PAIRS_FIXED(p->w) ? fixed_proposals : free_proposals)(
            cells->cells, p, cells, cells->order[first + k], tile + (ptrdiff_t)k * cells->cells);
    }
}

FAST static double row_sum(int cells, const real_t *row) {
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int k = 0; k < cells; k++) {
        sum += (double)row[k];
    }
    return sum;
}

/* Draws of one sender. */
typedef struct {
    int count;
    int cell[BATCH]; /* cell of each draw, and part of the cell's mass before it */
    double part[BATCH];
    int to[BATCH];         /* places in the order */
    real_t inverse[BATCH]; /* 1 / (k_i q_ij) */
    real_t log_rate[BATCH], d2[BATCH], known[BATCH];
} draws_t;

/* Computes the logarithms of the rates without the kernel, and the distances. */
FAST static void inner_products(const events_t *p, int i, const records_t *records,
                                draws_t *draws) {
    const dyad_columns_t *at = p->columns;
    const int width = p->width;
    const real_t *restrict x = p->x + (ptrdiff_t)i * p->stride_x;
    const real_t from_x = at->x[i], from_y = at->y[i], from_z = at->z[i], known = at->known[i];
    const real_t sent = p->sent[i] + p->constant, scale = p->scale;
    for (int k = 0; k < draws->count; k++) {
        const real_t *restrict y = records->at + (ptrdiff_t)draws->to[k] * records->stride;
        const real_t dx = y[width + 1] - from_x, dy = y[width + 2] - from_y;
        const real_t dz = y[width + 3] - from_z;
        real_t s = 0;
#pragma omp simd reduction(+ : s)
        for (int q = 0; q < width; q++) {
            s += x[q] * y[q];
        }
        draws->log_rate[k] = s * scale + sent + y[width];
        draws->d2[k] = dx * dx + dy * dy + dz * dz;
        draws->known[k] = known * y[width + 4];
    }
}

/* Computes the rates of the draws and replaces their logarithms by gradients. Returns the sum of
 * the gradients. */
PAIRS_BODY real_t rate(const events_t *p, const int fixed, draws_t *draws, gradients_t *g) {
    const real_t low = real_exp((real_t)PAIRS_LOG_LOW), high = real_exp((real_t)PAIRS_LOG_HIGH);
    const real_t factor = g->factor;
    real_t w[PAIRS_KERNEL_NUMBERS];
    memcpy(w, p->w, sizeof w);
    real_t rates = 0, sum = 0, l0 = 0, l1 = 0, l2 = 0, l3 = 0, l4 = 0, l5 = 0;
    real_t *restrict log_rate = draws->log_rate;
    const real_t *restrict d2 = draws->d2, *restrict known = draws->known;
    const real_t *restrict inverse = draws->inverse;
    const int count = draws->count;
#pragma omp simd reduction(+ : rates, sum, l0, l1, l2, l3, l4, l5)
    for (int k = 0; k < count; k++) {
        real_t s = log_rate[k] < PAIRS_FAR ? log_rate[k] : PAIRS_FAR;
        PAIRS_GAUSSIANS(d2[k], w, fixed, e)
        const real_t kernel = known[k] > 0 ? PAIRS_KERNEL(w, e) : 1;
        s = real_exp(s);
        const real_t all = s * kernel, weight = factor * inverse[k];
        rates += weight * (all < low ? low : all > high ? high : all);
        s = all > low && all < high ? s * weight : 0;
        log_rate[k] = s * kernel;
        sum += s * kernel;
        const real_t u = known[k] * s;
        l0 += u * e0, l1 += u * e1, l2 += u * e2, l3 += u * e3, l4 += u * e4, l5 += u * e5;
    }
    const real_t l[Q] = {l0, l1, l2, l3, l4, l5};
    g->rates += (double)rates;
    g->by_rate += (double)sum;
    for (int q = 0; q < Q; q++) {
        g->kernel[q] += (double)l[q];
    }
    return sum;
}

FAST static real_t fixed_rate(const events_t *p, draws_t *draws, gradients_t *g) {
    return rate(p, 1, draws, g);
}

FAST static real_t free_rate(const events_t *p, draws_t *draws, gradients_t *g) {
    return rate(p, 0, draws, g);
}

FAST static void backward(const events_t *p, int i, const records_t *records, const draws_t *draws,
                          real_t *restrict out) {
    const int width = p->width;
    const real_t *restrict x = p->x + (ptrdiff_t)i * p->stride_x;
    for (int k = 0; k < draws->count; k++) {
        real_t *record = records->at + (ptrdiff_t)draws->to[k] * records->stride;
        const real_t *restrict y = record;
        real_t *restrict in = record + records->gradient;
        const real_t by = draws->log_rate[k] * p->scale;
#pragma omp simd
        for (int q = 0; q < width; q++) {
            out[q] += by * y[q];
            in[q] += by * x[q];
        }
        in[width] += draws->log_rate[k];
    }
}

static void prefetch(const void *at, size_t size) {
    for (size_t k = 0; k < size; k += 64) {
        __builtin_prefetch((const char *)at + k, 1);
    }
}

/* Finds the neurons that the draws fell on. The sender itself is dropped, because there are no
 * self-loops. */
static void find_receivers(const dyad_cells_t *cells, const records_t *records, int self,
                           double step, const real_t *row, draws_t *draws) {
    int kept = 0;
    for (int k = 0; k < draws->count; k++) {
        const int cell = draws->cell[k], at = dyad_cell_find(cells, cell, draws->part[k]);
        const double before = at > cells->start[cell] ? (double)cells->share[at - 1] : 0;
        const double own = (double)cells->share[at] - before;
        if (at != self && own > 0) {
            prefetch(records->at + (ptrdiff_t)at * records->stride,
                     (size_t)records->stride * sizeof(real_t));
            draws->to[kept] = at;
            draws->inverse[kept++] =
                (real_t)(step * (double)cells->mass[cell] / ((double)row[cell] * own));
        }
    }
    draws->count = kept;
}

/* Adds the contributions of the draws of the sender at place `self`. */
static void process_draws(const events_t *p, const dyad_cells_t *cells, const records_t *records,
                          int self, double step, const real_t *row, draws_t *draws,
                          gradients_t *g) {
    const int i = cells->order[self];
    find_receivers(cells, records, self, step, row, draws);
    inner_products(p, i, records, draws);
    const real_t sum = (PAIRS_FIXED(p->w) ? fixed_rate : free_rate)(p, draws, g);
    if (g->dx != NULL) {
        backward(p, i, records, draws, g->dx + (ptrdiff_t)i * p->stride_x);
        g->dsent[i] += sum;
    }
    draws->count = 0;
}

/* Draws `draws` receivers of the sender at place `self` by systematic sampling, and adds their
 * contributions. */
static void draw_row(const events_t *p, const dyad_cells_t *cells, const records_t *records,
                     int self, const real_t *row, ptrdiff_t draws, double uniform, gradients_t *g) {
    const double step = row_sum(cells->cells, row) / (double)draws;
    double next = uniform * step, before = 0;
    draws_t drawn = {.count = 0};
    for (int k = 0; k < cells->cells; k++) {
        const double all = (double)row[k], end = before + all;
        for (; next < end; next += step) {
            const double part = (next - before) / all;
            const int begin = cells->start[k];
            const int guess = begin + (int)(part * (cells->start[k + 1] - begin));
            prefetch(cells->share + guess, 1);
            prefetch(cells->guide + guess, 1);
            drawn.cell[drawn.count] = k;
            drawn.part[drawn.count++] = part;
            if (drawn.count == BATCH) {
                process_draws(p, cells, records, self, step, row, &drawn, g);
            }
        }
        before = end;
    }
    process_draws(p, cells, records, self, step, row, &drawn, g);
}

/* Draws for all senders: a first pass computes the sums of their proposals, a second pass draws. */
static void draw(const events_t *p, int draws, const double *uniform, real_t *work,
                 gradients_t *g) {
    const int n = p->d->n;
    const dyad_cells_t cells = dyad_cells(p, work);
    real_t *tile = work + dyad_cells_work(n, p->width), *sums = tile + tile_work(n, p->width);
    const records_t records = make_records(p, &cells, sums + n);
    double total = 0;
    for (int e = 0; e < n; e += ROWS) {
        const int rows = n - e < ROWS ? n - e : ROWS;
        propose(p, &cells, e, rows, tile);
        for (int k = 0; k < rows; k++) {
            const double sum = row_sum(cells.cells, tile + (ptrdiff_t)k * cells.cells);
            sums[e + k] = (real_t)sum;
            total += sum;
        }
    }
    for (int e = 0; e < n; e += ROWS) {
        const int rows = n - e < ROWS ? n - e : ROWS;
        propose(p, &cells, e, rows, tile);
        for (int k = 0; k < rows; k++) {
            const double wanted = (double)draws * n * (double)sums[e + k] / total;
            draw_row(p, &cells, &records, e + k, tile + (ptrdiff_t)k * cells.cells,
                     wanted > 1 ? lround(wanted) : 1, uniform[cells.order[e + k]], g);
        }
    }
    if (g->dx != NULL) {
        add_records(p, &cells, &records, g);
    }
}

/* One-way events: S_ij = l_iᵀ ρ_j / √r + ... */
static double one_way(const dyads_t *d, const dyad_columns_t *columns, int draws,
                      const double *uniform) {
    const int stride = 4 * d->r + 2;
    events_t p = {.d = d,
                  .columns = columns,
                  .width = d->r,
                  .x = d->node,
                  .y = d->node + d->r,
                  .stride_x = stride,
                  .stride_y = stride,
                  .scale = 1 / real_sqrt((real_t)d->r),
                  .constant = d->global[0] + PAIRS_RATE_OFFSET,
                  .sent = columns->b,
                  .received = columns->c};
    gradients_t g = {.factor = 1,
                     .dx = d->dnode,
                     .dy = d->dnode != NULL ? d->dnode + d->r : NULL,
                     .stride_dy = stride,
                     .dsent = columns->db,
                     .dreceived = columns->dc};
    if (d->position != NULL) {
        kernel_weights(d->global + 2, d->decay, p.w);
    }
    draw(&p, draws, uniform, columns->rest, &g);
    if (d->dnode != NULL) {
        d->dglobal[0] += (real_t)g.by_rate;
        if (d->position != NULL) {
            kernel_slopes(d->global + 2, p.w, g.kernel, d->dglobal + 2);
        }
    }
    return g.rates;
}

/* Mutual events: T_ij = [p, q]_iᵀ [q, p]_j / (2 √r) + ... Each is found from both ends, at half
 * its rate. */
static double mutual(const dyads_t *d, const dyad_columns_t *columns, int draws,
                     const double *uniform) {
    const ptrdiff_t n = d->n, r = d->r, stride = 4 * r + 2;
    real_t *dturned = columns->rest, *dhalf = dturned + 2 * r * n;
    events_t p = {.d = d,
                  .columns = columns,
                  .width = 2 * d->r,
                  .x = d->node + 2 * r,
                  .y = columns->turned,
                  .stride_x = (int)stride,
                  .stride_y = 2 * d->r,
                  .scale = 1 / (2 * real_sqrt((real_t)r)),
                  .constant = d->global[1] + PAIRS_MUTUAL_OFFSET,
                  .sent = columns->half,
                  .received = columns->half};
    gradients_t g = {.factor = REAL_C(0.5),
                     .dx = d->dnode != NULL ? d->dnode + 2 * r : NULL,
                     .dy = dturned,
                     .stride_dy = 2 * d->r,
                     .dsent = dhalf,
                     .dreceived = dhalf};
    if (d->position != NULL) {
        kernel_weights(d->global + 2 + Q, d->decay, p.w);
    }
    memset(dturned, 0, (size_t)((2 * r + 1) * n) * sizeof *dturned);
    draw(&p, draws, uniform, dhalf + n, &g);
    for (ptrdiff_t i = 0; i < n && d->dnode != NULL; i++) {
        real_t *out = d->dnode + i * stride + 2 * r;
        const real_t *in = dturned + i * 2 * r;
        for (int q = 0; q < r; q++) {
            out[q] += in[r + q];
            out[r + q] += in[q];
        }
        columns->db[i] += dhalf[i] / 2;
        columns->dc[i] += dhalf[i] / 2;
    }
    if (d->dnode != NULL) {
        d->dglobal[1] += (real_t)g.by_rate;
        if (d->position != NULL) {
            kernel_slopes(d->global + 2 + Q, p.w, g.kernel, d->dglobal + 2 + Q);
        }
    }
    return g.rates;
}

double dyads_drawn(const dyads_t *d, int draws, const double *uniform) {
    const ptrdiff_t n = d->n, r = d->r, stride = 4 * r + 2;
    const int few = draws > MUTUAL_SHARE ? draws / MUTUAL_SHARE : 1;
    const dyad_columns_t columns = dyads_columns(d);
    const double rates =
        one_way(d, &columns, draws, uniform) + mutual(d, &columns, few, uniform + n);
    for (ptrdiff_t i = 0; i < n && d->dnode != NULL; i++) {
        d->dnode[i * stride + 4 * r] += columns.db[i];
        d->dnode[i * stride + 4 * r + 1] += columns.dc[i];
    }
    return rates;
}
