/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/dyad_cells.h"

#include "base/fast.h"

#include <string.h>

/* The sum over empty dyads from some pairs. For each sender i the receivers stand in cells (alike in
 * place and embedding), and a receiver j of cell k is proposed with
 *   q_ij ∝ e^{received_j} e^{scale x_iᵀ y_k} κ(d_ik),
 * y_k the cell's mean and d_ik² the mean squared distance to its neurons, by systematic sampling: one
 * uniform number a sender, then steps of equal probability along the cells. Sender i gets a number of
 * draws k_i in proportion to its sum; each counts λ_ij / (k_i q_ij). Where embeddings and positions
 * differ little within a cell these weights differ little, and so does the estimate. */

enum { Q = LATIGRAPH_KERNELS };
enum { ROWS = 32, BATCH = 256 };
/* Draws for one-way events to one for mutual ones, which are fewer and hardly differ. */
enum { MUTUAL_SHARE = 4 };
static const real_t LOWEST = -40; /* of logarithms of proposals: none is impossible */

/* Gradients of one kind of events. */
typedef struct {
    real_t factor; /* on all of them: each mutual event is met from both ends */
    real_t *dx, *dy;
    int stride_dy;
    real_t *dsent, *dreceived;
    double rates, by_rate, kernel[Q];
} gradients_t;

static long tile_work(int n) {
    return (long)ROWS * dyad_cell_count(n);
}

long dyads_drawn_work(int n, int r, long least) {
    const long work = dyad_cells_work(n, 2 * r) + tile_work(n) + (2L * r + 2) * n;
    return work > least ? work : least;
}

/* Proposals of one sender over the cells from inner products; returns nothing, as the sum must be
 * taken in one order. */
FAST static void proposals(int cells, const events_t *p, const dyad_cells_t *to, int i,
                           real_t *restrict row) {
    const dyad_columns_t *at = p->columns;
    const real_t *restrict x = to->x, *restrict y = to->y, *restrict z = to->z;
    const real_t *restrict spread = to->spread, *restrict known = to->known;
    const real_t *restrict mass = to->mass;
    const real_t from_x = at->x[i], from_y = at->y[i], from_z = at->z[i], here = at->known[i];
    const real_t sent = p->sent[i] + p->constant;
    real_t w[Q];
    memcpy(w, p->w, sizeof w);
    if (here > 0) {
#pragma omp simd
        for (int k = 0; k < cells; k++) {
            const real_t dx = x[k] - from_x, dy = y[k] - from_y, dz = z[k] - from_z;
            const real_t d2 = dx * dx + dy * dy + dz * dz + spread[k];
            GAUSSIANS(d2, e)
            const real_t kernel = known[k] * KERNEL(w, e) + 1 - known[k];
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

/* Proposals of the senders first … first + rows − 1: (rows, cells). */
static void propose(const events_t *p, const dyad_cells_t *cells, int first, int rows,
                    real_t *tile) {
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, cells->cells, p->width, p->scale,
              p->x + (long)first * p->stride_x, p->stride_x, cells->centre, p->width, 0, tile,
              cells->cells);
    for (int k = 0; k < rows; k++) {
        proposals(cells->cells, p, cells, first + k, tile + (long)k * cells->cells);
    }
}

static double row_sum(int cells, const real_t *row) {
    double sum = 0;
    for (int k = 0; k < cells; k++) {
        sum += (double)row[k];
    }
    return sum;
}

/* Draws of one sender. */
typedef struct {
    int count;
    int to[BATCH];
    real_t inverse[BATCH]; /* 1 / (k_i q_ij) */
    real_t log_rate[BATCH], d2[BATCH], known[BATCH];
} draws_t;

FAST static void work_off(const events_t *p, int i, draws_t *draws, gradients_t *g) {
    const real_t low = real_exp((real_t)PAIRS_LOG_LOW), high = real_exp((real_t)PAIRS_LOG_HIGH);
    const dyad_columns_t *at = p->columns;
    const int width = p->width, count = draws->count;
    const real_t *restrict x = p->x + (long)i * p->stride_x;
    const real_t scale = p->scale, factor = g->factor;
    real_t w[Q];
    memcpy(w, p->w, sizeof w);
    for (int k = 0; k < count; k++) {
        const int j = draws->to[k];
        const real_t *restrict y = p->y + (long)j * p->stride_y;
        const real_t dx = at->x[j] - at->x[i], dy = at->y[j] - at->y[i], dz = at->z[j] - at->z[i];
        real_t s = 0;
#pragma omp simd reduction(+ : s)
        for (int q = 0; q < width; q++) {
            s += x[q] * y[q];
        }
        draws->log_rate[k] = s * scale + p->sent[i] + p->received[j] + p->constant;
        draws->d2[k] = dx * dx + dy * dy + dz * dz;
        draws->known[k] = at->known[i] * at->known[j];
    }
    real_t rates = 0, sum = 0, l0 = 0, l1 = 0, l2 = 0, l3 = 0, l4 = 0, l5 = 0;
    real_t *restrict log_rate = draws->log_rate;
    const real_t *restrict d2 = draws->d2, *restrict known = draws->known;
    const real_t *restrict inverse = draws->inverse;
#pragma omp simd reduction(+ : rates, sum, l0, l1, l2, l3, l4, l5)
    for (int k = 0; k < count; k++) {
        real_t s = log_rate[k] < PAIRS_FAR ? log_rate[k] : PAIRS_FAR;
        GAUSSIANS(d2[k], e)
        const real_t kernel = known[k] > 0 ? KERNEL(w, e) : 1;
        s = real_exp(s);
        const real_t rate = s * kernel, weight = factor * inverse[k];
        rates += weight * (rate < low ? low : rate > high ? high : rate);
        s = rate > low && rate < high ? s * weight : 0;
        log_rate[k] = s * kernel; /* the gradient */
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
    if (g->dx != NULL) {
        real_t *restrict out = g->dx + (long)i * p->stride_x;
        for (int k = 0; k < count; k++) {
            const int j = draws->to[k];
            const real_t *restrict y = p->y + (long)j * p->stride_y;
            real_t *restrict in = g->dy + (long)j * g->stride_dy;
            const real_t by = log_rate[k] * scale;
#pragma omp simd
            for (int q = 0; q < width; q++) {
                out[q] += by * y[q];
                in[q] += by * x[q];
            }
            g->dreceived[j] += log_rate[k];
        }
        g->dsent[i] += sum;
    }
    draws->count = 0;
}

/* The place in a cell, from its begin, where the shares reach `level`. */
static int find(const real_t *share, int count, real_t level) {
    int low = 0, high = count - 1;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (share[middle] > level) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

/* `draws` receivers of sender i by systematic sampling, and what they add. */
static void draw_row(const events_t *p, const dyad_cells_t *cells, int i, const real_t *row,
                     long draws, double uniform, gradients_t *g) {
    const int n = p->d->n;
    const double step = row_sum(cells->cells, row) / (double)draws;
    double next = uniform * step, before = 0;
    draws_t drawn = {.count = 0};
    for (int k = 0; k < cells->cells; k++) {
        const double all = (double)row[k], end = before + all;
        const int begin = dyad_cell_start(n, cells->cells, k);
        const int count = dyad_cell_start(n, cells->cells, k + 1) - begin;
        const real_t *share = cells->share + begin;
        for (; next < end; next += step) {
            const double part = (next - before) / all;
            const int at = find(share, count, (real_t)(part * (double)cells->mass[k]));
            const double own = (double)share[at] - (at > 0 ? (double)share[at - 1] : 0);
            const int j = cells->order[begin + at];
            if (j == i || !(own > 0)) {
                continue; /* no event goes to its own sender */
            }
            drawn.to[drawn.count] = j;
            drawn.inverse[drawn.count++] = (real_t)(step * (double)cells->mass[k] / (all * own));
            if (drawn.count == BATCH) {
                work_off(p, i, &drawn, g);
            }
        }
        before = end;
    }
    work_off(p, i, &drawn, g);
}

/* All senders: first their sums, then their draws. */
static void draw(const events_t *p, int draws, const double *uniform, real_t *work,
                 gradients_t *g) {
    const int n = p->d->n;
    const dyad_cells_t cells = dyad_cells(p, work);
    real_t *tile = work + dyad_cells_work(n, p->width), *sums = tile + tile_work(n);
    double total = 0;
    for (int i = 0; i < n; i += ROWS) {
        const int rows = n - i < ROWS ? n - i : ROWS;
        propose(p, &cells, i, rows, tile);
        for (int k = 0; k < rows; k++) {
            const double sum = row_sum(cells.cells, tile + (long)k * cells.cells);
            sums[i + k] = (real_t)sum;
            total += sum;
        }
    }
    for (int i = 0; i < n; i += ROWS) {
        const int rows = n - i < ROWS ? n - i : ROWS;
        propose(p, &cells, i, rows, tile);
        for (int k = 0; k < rows; k++) {
            const double wanted = (double)draws * n * (double)sums[i + k] / total;
            draw_row(p, &cells, i + k, tile + (long)k * cells.cells,
                     wanted > 1 ? lround(wanted) : 1, uniform[i + k], g);
        }
    }
}

/* One-way events: S_ij = l_iᵀ ρ_j / √r + …. */
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
                  .constant = d->global[0] + RATE_OFFSET,
                  .sent = columns->b,
                  .received = columns->c};
    gradients_t g = {.factor = 1,
                     .dx = d->dnode,
                     .dy = d->dnode != NULL ? d->dnode + d->r : NULL,
                     .stride_dy = stride,
                     .dsent = columns->db,
                     .dreceived = columns->dc};
    if (d->position != NULL) {
        kernel_weights(d->global + 2, p.w);
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

/* Mutual events: T_ij = [p, q]_iᵀ [q, p]_j / (2 √r) + …, each from both ends, at half its rate. */
static double mutual(const dyads_t *d, const dyad_columns_t *columns, int draws,
                     const double *uniform) {
    const long n = d->n, r = d->r, stride = 4 * r + 2;
    real_t *dturned = columns->rest, *dhalf = dturned + 2 * r * n;
    events_t p = {.d = d,
                  .columns = columns,
                  .width = 2 * d->r,
                  .x = d->node + 2 * r,
                  .y = columns->turned,
                  .stride_x = (int)stride,
                  .stride_y = 2 * d->r,
                  .scale = 1 / (2 * real_sqrt((real_t)r)),
                  .constant = d->global[1] + MUTUAL_OFFSET,
                  .sent = columns->half,
                  .received = columns->half};
    gradients_t g = {.factor = REAL_C(0.5),
                     .dx = d->dnode != NULL ? d->dnode + 2 * r : NULL,
                     .dy = dturned,
                     .stride_dy = 2 * d->r,
                     .dsent = dhalf,
                     .dreceived = dhalf};
    if (d->position != NULL) {
        kernel_weights(d->global + 2 + Q, p.w);
    }
    memset(dturned, 0, (size_t)((2 * r + 1) * n) * sizeof *dturned);
    draw(&p, draws, uniform, dhalf + n, &g);
    for (long i = 0; i < n && d->dnode != NULL; i++) {
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
    const long n = d->n, r = d->r, stride = 4 * r + 2;
    const int few = draws > MUTUAL_SHARE ? draws / MUTUAL_SHARE : 1;
    const dyad_columns_t columns = dyads_columns(d);
    const double rates = one_way(d, &columns, draws, uniform) + mutual(d, &columns, few, uniform + n);
    for (long i = 0; i < n && d->dnode != NULL; i++) {
        d->dnode[i * stride + 4 * r] += columns.db[i];
        d->dnode[i * stride + 4 * r + 1] += columns.dc[i];
    }
    return rates;
}
