/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Cells of receivers, from which pairs are proposed (dyad_draws.c).
 *
 * A proposal replaces y_j and the position of receiver j by those of its cell, so it is good if
 * both vary little within a cell. The receivers are split into halves, quarters and so on, each
 * time at the median of their projection on roughly the direction of greatest variance. The
 * features of a receiver are the coordinates of y_j, scaled by the senders' root mean square, and
 * its position, scaled by about the slope of ln κ: differences of all features are differences of
 * ln rate. Three power iterations find the direction, and quickselect the median, so that each
 * level costs O(n width). Unlike k-means, halving needs no rounds until convergence and gives cells
 * of equal size.
 *
 * Each cell then gets what proposals need: Σ e^received, the mean of y with these weights, the mean
 * position and the spread about it. A table of guides (Chen and Asau, AIIE Trans. 6:163, 1974)
 * finds the receiver at a share of the cell's mass in O(1) on average. Proposals cost O(n · cells),
 * so there are only about (100 n)^(1/3) cells.
 */
#include "model/dyad_cells.h"

#include "base/fast.h"

#include <string.h>

/* PLACE: features besides those of y, the position and whether it is known. TURNS: power
 * iterations. */
enum { PLACE = 4, TURNS = 3 };
/* Weight of a length scale in units of ln rate, about the slope of ln κ. An unknown position gets
 * a large weight, so that neurons with and without position are in different cells. */
static const real_t PLACE_WEIGHT = 2, UNKNOWN_WEIGHT = 30;

/* Bound of a receiver's gain in proposals, so that no sum overflows. */
static const real_t GAIN_BOUND = 40;

int dyad_cell_count(int n) {
    int cells = 1;
    while (cells <= n / 8 && (double)cells * cells * cells < 100.0 * n) {
        cells *= 2;
    }
    return cells;
}

ptrdiff_t dyad_cells_work(int n, int width) {
    const ptrdiff_t features = width + PLACE, cells = dyad_cell_count(n);
    return (features + 4) * n + 3 * features + cells * (width + 7) + 1;
}

/* Fills the features of receivers (n, width + PLACE). Differences of y are scaled by their effect
 * on ln λ: each coordinate is multiplied by the senders' root mean square. The position follows. */
static void fill_features(const events_t *p, real_t *feature, real_t *size) {
    const int n = p->d->n, width = p->width, features = width + PLACE;
    memset(size, 0, (size_t)width * sizeof *size);
    for (ptrdiff_t i = 0; i < n; i++) {
        for (int k = 0; k < width; k++) {
            const real_t x = p->x[i * p->stride_x + k];
            size[k] += x * x;
        }
    }
    for (int k = 0; k < width; k++) {
        size[k] = p->scale * real_sqrt(size[k] / (real_t)n);
    }
    for (ptrdiff_t j = 0; j < n; j++) {
        real_t *row = feature + j * features;
        for (int k = 0; k < width; k++) {
            row[k] = size[k] * p->y[j * p->stride_y + k];
        }
        row[width] = PLACE_WEIGHT * p->columns->x[j];
        row[width + 1] = PLACE_WEIGHT * p->columns->y[j];
        row[width + 2] = PLACE_WEIGHT * p->columns->z[j];
        row[width + 3] = p->d->position != NULL ? UNKNOWN_WEIGHT * p->columns->known[j] : 0;
    }
}

/* Projects order[begin .. end − 1] on roughly the direction of greatest variance, found by a few
 * power iterations. mean, axis and next are scratch of `features` numbers each. */
FAST static void project(int features, const real_t *feature, const int *order, int begin, int end,
                         real_t *restrict mean, real_t *restrict axis, real_t *restrict next,
                         real_t *projection) {
    int widest = 0;
    memset(mean, 0, (size_t)features * sizeof *mean);
    memset(next, 0, (size_t)features * sizeof *next);
    for (int e = begin; e < end; e++) {
        const real_t *restrict row = feature + (ptrdiff_t)order[e] * features;
        for (int k = 0; k < features; k++) {
            mean[k] += row[k];
        }
    }
    for (int k = 0; k < features; k++) {
        mean[k] /= (real_t)(end - begin);
    }
    for (int e = begin; e < end; e++) {
        const real_t *restrict row = feature + (ptrdiff_t)order[e] * features;
        for (int k = 0; k < features; k++) {
            next[k] += (row[k] - mean[k]) * (row[k] - mean[k]);
        }
    }
    for (int k = 1; k < features; k++) {
        widest = next[k] > next[widest] ? k : widest;
    }
    memset(axis, 0, (size_t)features * sizeof *axis);
    axis[widest] = 1;
    for (int turn = 0; turn < TURNS; turn++) {
        real_t length = 0;
        memset(next, 0, (size_t)features * sizeof *next);
        for (int e = begin; e < end; e++) {
            const real_t *restrict row = feature + (ptrdiff_t)order[e] * features;
            real_t along = 0;
#pragma omp simd reduction(+ : along)
            for (int k = 0; k < features; k++) {
                along += (row[k] - mean[k]) * axis[k];
            }
            projection[e] = along;
            for (int k = 0; k < features; k++) {
                next[k] += along * (row[k] - mean[k]);
            }
        }
        for (int k = 0; k < features; k++) {
            length += next[k] * next[k];
        }
        if (turn + 1 < TURNS && length > 0) {
            const real_t inverse = 1 / real_sqrt(length);
            for (int k = 0; k < features; k++) {
                axis[k] = next[k] * inverse;
            }
        }
    }
}

/* Partitions key and order in begin .. end − 1 so that no key before `middle` is larger than a key
 * from `middle` on (Hoare's quickselect). */
static void part(int begin, int end, int middle, real_t *key, int *order) {
    int low = begin, high = end - 1;
    while (low < high) {
        const real_t pivot = key[low + (high - low) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (i < high && key[i] < pivot) {
                i++;
            }
            while (j > low && key[j] > pivot) {
                j--;
            }
            if (i <= j) {
                const real_t k = key[i];
                const int o = order[i];
                key[i] = key[j], order[i++] = order[j];
                key[j] = k, order[j--] = o;
            }
        }
        if (middle <= j) {
            high = j;
        } else if (middle >= i) {
            low = i;
        } else {
            return;
        }
    }
}

static void summarise(const events_t *p, dyad_cells_t *cells, int cell) {
    const int width = p->width;
    const int begin = cells->start[cell], end = cells->start[cell + 1];
    const dyad_columns_t *columns = p->columns;
    real_t *centre = cells->centre + (ptrdiff_t)cell * width;
    double mass = 0, known = 0, x = 0, y = 0, z = 0, spread = 0;
    memset(centre, 0, (size_t)width * sizeof *centre);
    for (int e = begin; e < end; e++) {
        const int j = cells->order[e];
        const real_t gain = p->received[j];
        const real_t weight = real_exp(gain > GAIN_BOUND    ? GAIN_BOUND
                                       : gain < -GAIN_BOUND ? -GAIN_BOUND
                                                            : gain);
        mass += (double)weight;
        cells->share[e] = (real_t)mass;
        real_axpy(width, weight, p->y + (ptrdiff_t)j * p->stride_y, 1, centre, 1);
        known += (double)columns->known[j];
        x += (double)columns->x[j], y += (double)columns->y[j], z += (double)columns->z[j];
    }
    for (int k = 0; k < width; k++) {
        centre[k] /= (real_t)mass;
    }
    const double placed = known > 0 ? known : 1;
    x /= placed, y /= placed, z /= placed;
    for (int e = begin; e < end; e++) {
        const int j = cells->order[e];
        const double dx = (double)columns->x[j] - x, dy = (double)columns->y[j] - y,
                     dz = (double)columns->z[j] - z;
        spread += (double)columns->known[j] * (dx * dx + dy * dy + dz * dz) / placed;
    }
    cells->mass[cell] = (real_t)mass;
    for (int e = begin, k = 0; k < end - begin; k++) {
        while (e + 1 < end &&
               cells->share[e] * (real_t)(end - begin) <= cells->mass[cell] * (real_t)k) {
            e++;
        }
        cells->guide[begin + k] = e;
    }
    cells->known[cell] = (real_t)(known / (end - begin));
    cells->x[cell] = (real_t)x, cells->y[cell] = (real_t)y, cells->z[cell] = (real_t)z;
    cells->spread[cell] = (real_t)spread;
}

int dyad_cell_find(const dyad_cells_t *cells, int cell, double part) {
    const int begin = cells->start[cell], end = cells->start[cell + 1];
    const real_t level = (real_t)part * cells->mass[cell];
    const int k = (int)(part * (end - begin));
    int at = cells->guide[begin + (k < end - begin ? k : end - begin - 1)];
    while (at > begin && cells->share[at - 1] > level) {
        at--; /* corrects for rounding */
    }
    while (at + 1 < end && cells->share[at] <= level) {
        at++;
    }
    return at;
}

/* Returns the first place of part k when n places are cut into `parts`. */
static int part_start(int n, int parts, int k) {
    return (int)((ptrdiff_t)n * k / parts);
}

dyad_cells_t dyad_cells(const events_t *p, real_t *work) {
    const int n = p->d->n, width = p->width, features = width + PLACE;
    dyad_cells_t cells = {.cells = dyad_cell_count(n)};
    real_t *feature = work, *key = feature + (ptrdiff_t)n * features, *vectors = key + n;
    cells.share = vectors + 3 * features;
    cells.order = (int *)(cells.share + n);
    cells.guide = cells.order + n;
    cells.centre = cells.share + (ptrdiff_t)3 * n;
    cells.x = cells.centre + (ptrdiff_t)cells.cells * width;
    cells.y = cells.x + cells.cells;
    cells.z = cells.y + cells.cells;
    cells.spread = cells.z + cells.cells;
    cells.known = cells.spread + cells.cells;
    cells.mass = cells.known + cells.cells;
    cells.start = (int *)(cells.mass + cells.cells);
    fill_features(p, feature, vectors);
    for (int j = 0; j < n; j++) {
        cells.order[j] = j;
    }
    /* Splits the neurons into halves, quarters and so on, at the median projection. The bounds are
     * those of the cells. */
    for (int parts = 1; parts < cells.cells; parts *= 2) {
        for (int k = 0; k < parts; k++) {
            const int begin = part_start(n, parts, k), end = part_start(n, parts, k + 1);
            project(features, feature, cells.order, begin, end, vectors, vectors + features,
                    vectors + 2 * features, key);
            part(begin, end, part_start(n, 2 * parts, 2 * k + 1), key, cells.order);
        }
    }
    for (int k = 0; k <= cells.cells; k++) {
        cells.start[k] = part_start(n, cells.cells, k);
    }
    for (int k = 0; k < cells.cells; k++) {
        summarise(p, &cells, k);
    }
    return cells;
}
