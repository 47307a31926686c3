/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Cross-products of z-scores, from which every linear estimator follows.
 *
 * The recording is read once, in blocks of times; a block is z-scored in memory and multiplied with
 * itself and with itself shifted. So memory holds one block and the sums, however long the
 * recording is. The sums are cut into square tiles, and each thread adds the products of a block
 * to one tile at a time by dgemm. Tiles and blocks have fixed sizes and every tile adds its blocks
 * in order, so that the bits of the result do not depend on the number of threads. Only tiles on
 * and above the diagonal of symmetric sums are computed. */

#include "activity/products.h"

#include "base/cblas.h"
#include "base/parallel.h"

#include <string.h>

/* ROWS: times of a block; TILE: neurons of a tile; FILL: times that a thread z-scores at once. */
enum { ROWS = 1024, TILE = 128, FILL = 64 };

typedef struct {
    const latigraph_columns_t *columns;
    latigraph_products_t *products;
    double *z, *known; /* (ROWS + lags, n); known is NULL if counts are not wanted */
    double *norm;      /* (ROWS) Σ_i z_i² of each time */
    int first, rows;   /* the block: predictors are the times first .. first + rows − 1 */
    int filled;        /* rows of z: rows + lags */
    int fold, tiles;
} block_t;

static void fill(int item, int worker, void *data) {
    const block_t *block = data;
    const int n = block->columns->n, begin = item * FILL;
    const int count = MIN(FILL, block->filled - begin);
    double *z = block->z + (size_t)begin * n;
    (void)worker;
    latigraph_columns_z(block->columns, block->first + begin, count, z,
                        block->known != NULL ? block->known + (size_t)begin * n : NULL);
    for (int t = 0; t < count && begin + t < block->rows; t++) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += z[(size_t)t * n + j] * z[(size_t)t * n + j];
        }
        block->norm[begin + t] = sum;
    }
}

/* Adds the products of one tile: rows of `from` with rows of `from` that are `shift` later. */
static void add_tile(const block_t *block, const double *from, int shift, int i, int j,
                     double *sum) {
    const int n = block->columns->n;
    const int height = MIN(TILE, n - i), width = MIN(TILE, n - j);
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, height, width, block->rows, 1, from + i, n,
                from + (size_t)shift * n + j, n, 1, sum + (size_t)i * n + j, n);
}

/* One tile of one of the sums; items are numbered tile by tile, sum by sum. */
static void multiply(int item, int worker, void *data) {
    const block_t *block = data;
    const latigraph_products_t *p = block->products;
    const int all = block->tiles * block->tiles, tile = item % all, lag = item / all - 1;
    const int i = tile / block->tiles * TILE, j = tile % block->tiles * TILE;
    const size_t square = (size_t)p->n * p->n;
    (void)worker;
    if (lag < 0 && (!p->has_same || j < i)) {
        return;
    }
    add_tile(block, block->z, lag + 1, i, j,
             lag < 0 ? latigraph_products_same(p, block->fold)
                     : latigraph_products_later(p, block->fold, lag));
    if (block->known != NULL) {
        add_tile(block, block->known, lag + 1, i, j,
                 lag < 0 ? p->same_count : p->later_count + (size_t)lag * square);
    }
}

static igraph_error_t add_block(block_t *block) {
    const latigraph_columns_t *columns = block->columns;
    latigraph_products_t *products = block->products;
    block->filled = block->rows + products->lags;
    latigraph_parallel_for(columns->threads, (block->filled + FILL - 1) / FILL, fill, block);
    for (int t = 0; t < block->rows; t++) {
        products->fourth += block->norm[t] * block->norm[t];
    }
    latigraph_parallel_for(columns->threads, (products->lags + 1) * block->tiles * block->tiles,
                           multiply, block);
    products->times[block->fold] += block->rows;
    return IGRAPH_SUCCESS;
}

/* Copies what lies above the diagonal of symmetric sums below it. */
static void mirror(double *sum, int n) {
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            sum[(size_t)i * n + j] = sum[(size_t)j * n + i];
        }
    }
}

static igraph_error_t add_all(block_t *block, double share) {
    latigraph_products_t *products = block->products;
    const int all = block->columns->times - products->lags;
    for (block->fold = 0; block->fold < products->folds; block->fold++) {
        const int begin = (int)((gint64)all * block->fold / products->folds);
        const int end = (int)((gint64)all * (block->fold + 1) / products->folds);
        for (block->first = begin; block->first < end; block->first += ROWS) {
            block->rows = MIN(ROWS, end - block->first);
            IGRAPH_CHECK(latigraph_columns_progress(share * block->first / all));
            IGRAPH_CHECK(add_block(block));
        }
    }
    for (int f = 0; f < products->folds && products->has_same; f++) {
        mirror(latigraph_products_same(products, f), products->n);
    }
    if (products->same_count != NULL) {
        mirror(products->same_count, products->n);
    }
    return IGRAPH_SUCCESS;
}

/* Allocates one array of sums; NULL stays if there are none. */
static igraph_error_t allocate(double **sums, gboolean wanted, gsize matrices, gsize square) {
    if (wanted) {
        *sums = g_try_malloc0_n(matrices * square + 1, sizeof(double));
        LATIGRAPH_CHECK_MEMORY(*sums);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate_sums(latigraph_products_t *products, gboolean counts) {
    const gsize square = (gsize)products->n * (gsize)products->n;
    const gsize folds = (gsize)products->folds, lags = (gsize)products->lags;
    IGRAPH_CHECK(allocate(&products->same, products->has_same, folds, square));
    IGRAPH_CHECK(allocate(&products->later, lags > 0, folds * lags, square));
    IGRAPH_CHECK(allocate(&products->same_count, counts && products->has_same, 1, square));
    IGRAPH_CHECK(allocate(&products->later_count, counts && lags > 0, lags, square));
    return allocate(&products->times, TRUE, folds, 1);
}

igraph_error_t latigraph_products_init(latigraph_products_t *products,
                                       const latigraph_columns_t *columns,
                                       const latigraph_products_plan_t *plan, double share) {
    const gboolean counts = plan->pairwise && columns->holes;
    block_t block = {.columns = columns, .products = products};
    const gsize numbers = (gsize)(ROWS + plan->lags) * (gsize)columns->n;
    *products = (latigraph_products_t){
        .n = columns->n, .folds = plan->folds, .lags = plan->lags, .has_same = plan->same};
    IGRAPH_FINALLY(latigraph_products_destroy, products);
    IGRAPH_CHECK(allocate_sums(products, counts));
    LATIGRAPH_ALLOCATE(block.z, numbers);
    LATIGRAPH_ALLOCATE(block.norm, ROWS);
    if (counts) {
        LATIGRAPH_ALLOCATE(block.known, numbers);
    }
    block.tiles = (columns->n + TILE - 1) / TILE;
    IGRAPH_CHECK(add_all(&block, share));
    g_free(block.known);
    g_free(block.norm);
    g_free(block.z);
    IGRAPH_FINALLY_CLEAN(counts ? 3 : 2);
    return IGRAPH_SUCCESS;
}

void latigraph_products_destroy(latigraph_products_t *products) {
    g_free(products->same);
    g_free(products->later);
    g_free(products->same_count);
    g_free(products->later_count);
    g_free(products->times);
}

void latigraph_products_total(const latigraph_products_t *products, double *same, double *later) {
    const size_t square = (size_t)products->n * products->n;
    memset(same, 0, square * sizeof(double));
    memset(later, 0, square * sizeof(double));
    for (int f = 0; f < products->folds; f++) {
        const double *same_fold = latigraph_products_same(products, f);
        const double *later_fold = latigraph_products_later(products, f, 0);
        for (size_t k = 0; k < square; k++) {
            same[k] += same_fold[k];
            later[k] += later_fold[k];
        }
    }
}

double latigraph_products_times(const latigraph_products_t *products) {
    double times = 0;
    for (int f = 0; f < products->folds; f++) {
        times += products->times[f];
    }
    return times;
}
