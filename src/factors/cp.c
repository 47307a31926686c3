/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Non-negative CP factors by hierarchical alternating least squares (HALS; Cichocki and Phan, IEICE
 * Trans. E92-A:708, 2009), for many fits at once.
 *
 *     sweep:  a ← rows of pairs      needs  Σ_w c_w ∘ (X_w b)       one pass over the slices
 *             b ← rows of times      needs  Σ_w c_w ∘ (X_wᵀ a)      a second pass
 *             c ← one row per animal needs  the same products, which are kept
 *
 * One entry of a row at a time takes its best value ≥ 0 given all others, so the error never rises.
 * Rows of a mode are independent of each other. The sum over an animal leaves out the pairs that
 * are unknown there, in the products and in the Gram matrices. This has the same optimum as filling
 * them with the model (EM), in fewer sweeps. The passes are what costs. All fits take part in the
 * same matrix products, with their columns side by side, and rows are updated several times per
 * pass (Gillis and Glineur, Neural Comput. 24:1085, 2012).
 *
 * A pair may be known only in animals with next to nothing of a factor, which then do not determine
 * its weight. `shrink` pulls such weights towards 0, and leaves pairs that all animals know alone.
 *
 * Sizes are kept in c. Columns of a and b are scaled by powers of two alone, which is exact. */

#include "factors/cp.h"

#include "base/cblas.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"

#include <math.h>
#include <string.h>

/* PAIRS: pairs of one tile. TIMES: times of one item of the second pass. INNER: updates of a row
 * per pass. */
enum { PAIRS = 256, TIMES = 64, INNER = 3 };

/* --- Memory ----------------------------------------------------------------------------------- */

void latigraph_cp_destroy(latigraph_cp_t *cp) {
    g_clear_pointer(&cp->a, g_free);
    g_clear_pointer(&cp->b, g_free);
    g_clear_pointer(&cp->c, g_free);
    g_clear_pointer(&cp->gram_a, g_free);
    g_clear_pointer(&cp->gram_b, g_free);
    g_clear_pointer(&cp->z, g_free);
}

static igraph_error_t reserve(latigraph_cp_t *cp, const latigraph_tensor_t *tensor) {
    const gsize r = (gsize)cp->rank, w = (gsize)tensor->animals;
    cp->a = g_try_new0(float, r * tensor->pairs);
    LATIGRAPH_CHECK_MEMORY(cp->a);
    cp->b = g_try_new0(float, r * tensor->times);
    LATIGRAPH_CHECK_MEMORY(cp->b);
    cp->c = g_try_new0(double, r *w);
    LATIGRAPH_CHECK_MEMORY(cp->c);
    cp->gram_a = g_try_new0(double, w *r *r);
    LATIGRAPH_CHECK_MEMORY(cp->gram_a);
    cp->gram_b = g_try_new0(double, r *r);
    LATIGRAPH_CHECK_MEMORY(cp->gram_b);
    cp->z = g_try_new0(double, w *r * tensor->times);
    LATIGRAPH_CHECK_MEMORY(cp->z);
    return IGRAPH_SUCCESS;
}

/* Sets bᵀ b. */
static void set_gram_b(latigraph_cp_t *cp, int times) {
    const int rank = cp->rank;
    memset(cp->gram_b, 0, (size_t)rank * (size_t)rank * sizeof *cp->gram_b);
    for (int t = 0; t < times; t++) {
        const float *row = cp->b + (size_t)t * rank;
        for (int r = 0; r < rank; r++) {
            for (int s = 0; s < rank; s++) {
                cp->gram_b[r * rank + s] += (double)row[r] * row[s];
            }
        }
    }
}

igraph_error_t latigraph_cp_init(latigraph_cp_t *cp, const latigraph_tensor_t *tensor, int rank,
                                 const guint8 *known, guint64 seed, guint64 index) {
    latigraph_stream_t stream;
    double cells = 0;
    *cp = (latigraph_cp_t){
        .rank = rank, .known = known, .error = INFINITY, .shrink = LATIGRAPH_CP_SHRINK};
    IGRAPH_FINALLY(latigraph_cp_destroy, cp);
    IGRAPH_CHECK(reserve(cp, tensor));
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_FACTORS, index);
    for (size_t k = 0; k < (size_t)tensor->times * (size_t)rank; k++) {
        cp->b[k] = (float)latigraph_stream_uniform(&stream);
    }
    for (size_t k = 0; k < (size_t)tensor->pairs * (size_t)rank; k++) {
        cp->a[k] = (float)latigraph_stream_uniform(&stream);
    }
    for (size_t k = 0; k < (size_t)tensor->animals * (size_t)tensor->pairs; k++) {
        cp->norm += known[k] ? tensor->squares[k] : 0;
        cells += known[k] * (double)tensor->times;
    }
    /* The model has about the size of the tensor: each product of a and b is a quarter on average.
     */
    const double size = cells > 0 ? 4 * sqrt(cp->norm / cells) / rank : 0;
    for (int k = 0; k < tensor->animals * rank; k++) {
        cp->c[k] = 2 * size * latigraph_stream_uniform(&stream);
    }
    set_gram_b(cp, tensor->times);
    return IGRAPH_SUCCESS;
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* Improves a row ≥ 0 (rank) of the minimum of x G xᵀ − 2 x · m, one entry at a time. */
static void improve_row(int rank, const double *gram, const double *m, double *x) {
    for (int again = 0; again < INNER; again++) {
        for (int r = 0; r < rank; r++) {
            const double *g = gram + (size_t)r * rank;
            double slope = m[r];
            for (int s = 0; s < rank; s++) {
                slope -= g[s] * x[s];
            }
            x[r] = g[r] > 0 ? MAX(x[r] + slope / g[r], 0) : x[r];
        }
    }
}

static void improve_float_row(int rank, const double *gram, const double *m, float *row) {
    double x[LATIGRAPH_FACTORS_MAX];
    for (int r = 0; r < rank; r++) {
        x[r] = row[r];
    }
    improve_row(rank, gram, m, x);
    for (int r = 0; r < rank; r++) {
        row[r] = (float)x[r];
    }
}

/* --- First pass: pairs ------------------------------------------------------------------------ */

/* A sweep of the fits that are not done. `columns` is the sum of their ranks. */
typedef struct {
    latigraph_cp_t **cp; /* (count) */
    int count, columns;
    const latigraph_tensor_t *tensor;
    float *b;       /* (T, columns) side by side */
    float *product; /* (threads, PAIRS or TIMES, columns) */
    float *packed;  /* (threads, PAIRS, columns) */
    double *sum;    /* (threads, PAIRS, columns) */
} sweep_t;

/* Adds the products of one animal to the sums of a tile of pairs. */
static void add_products(const sweep_t *sweep, int animal, int first, int count,
                         const float *product, double *sum) {
    const size_t pairs = (size_t)sweep->tensor->pairs;
    for (int k = 0, column = 0; k < sweep->count; column += sweep->cp[k]->rank, k++) {
        const latigraph_cp_t *cp = sweep->cp[k];
        const guint8 *known = cp->known + (size_t)animal * pairs + first;
        const double *c = cp->c + (size_t)animal * cp->rank;
        for (int p = 0; p < count; p++) {
            const size_t cell = (size_t)p * sweep->columns + column;
            for (int r = 0; r < cp->rank && known[p]; r++) {
                sum[cell + r] += product[cell + r] * c[r];
            }
        }
    }
}

/* Adds the outer product of an animal's row of c to a Gram matrix (rank, rank). */
static void add_outer(const latigraph_cp_t *cp, int animal, double *gram) {
    const double *c = cp->c + (size_t)animal * cp->rank;
    for (int r = 0; r < cp->rank; r++) {
        for (int s = 0; s < cp->rank; s++) {
            gram[r * cp->rank + s] += c[r] * c[s];
        }
    }
}

/* Sets the Gram matrix of a pair: bᵀ b times cᵀ c over the animals that know the pair. Pair −1
 * takes all animals. */
static void pair_gram(const latigraph_cp_t *cp, const latigraph_tensor_t *tensor, int pair,
                      double *gram) {
    const size_t cells = (size_t)cp->rank * (size_t)cp->rank;
    memset(gram, 0, cells * sizeof *gram);
    for (int w = 0; w < tensor->animals; w++) {
        if (pair < 0 || cp->known[(size_t)w * tensor->pairs + pair]) {
            add_outer(cp, w, gram);
        }
    }
    for (size_t k = 0; k < cells; k++) {
        gram[k] *= cp->gram_b[k];
    }
}

/* Adds to the diagonal what the animals that do not know a pair would add, times `shrink`. */
static void shrink_gram(const latigraph_cp_t *cp, const double *whole, double *gram) {
    for (int r = 0; r < cp->rank; r++) {
        const int cell = r * cp->rank + r;
        gram[cell] += cp->shrink * (whole[cell] - gram[cell]);
    }
}

/* Returns whether all animals know a pair. */
static gboolean known_by_all(const latigraph_cp_t *cp, const latigraph_tensor_t *tensor, int pair) {
    gboolean all = TRUE;
    for (int w = 0; w < tensor->animals && all; w++) {
        all = cp->known[(size_t)w * tensor->pairs + pair] != 0;
    }
    return all;
}

/* Updates the rows of a of one fit in a tile. */
static void update_pairs(const latigraph_cp_t *cp, const latigraph_tensor_t *tensor, int first,
                         int count, const double *sum, int columns) {
    double whole[LATIGRAPH_FACTORS_MAX * LATIGRAPH_FACTORS_MAX];
    double own[LATIGRAPH_FACTORS_MAX * LATIGRAPH_FACTORS_MAX];
    pair_gram(cp, tensor, -1, whole);
    for (int p = 0; p < count; p++) {
        float *row = cp->a + (size_t)(first + p) * cp->rank;
        const gboolean all = known_by_all(cp, tensor, first + p);
        if (!all) {
            pair_gram(cp, tensor, first + p, own);
            shrink_gram(cp, whole, own);
        }
        improve_float_row(cp->rank, all ? whole : own, sum + (size_t)p * columns, row);
    }
}

static void sweep_tile(int tile, int worker, void *data) {
    const sweep_t *sweep = data;
    const latigraph_tensor_t *tensor = sweep->tensor;
    const int columns = sweep->columns, first = tile * PAIRS;
    const int count = MIN(PAIRS, tensor->pairs - first);
    const size_t scratch = (size_t)worker * PAIRS * (size_t)columns;
    float *product = sweep->product + scratch;
    double *sum = sweep->sum + scratch;
    memset(sum, 0, (size_t)count * (size_t)columns * sizeof *sum);
    for (int w = 0; w < tensor->animals; w++) {
        const float *rows = tensor->slice[w] + (size_t)first * tensor->times;
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, count, columns, tensor->times, 1,
                    rows, tensor->times, sweep->b, columns, 0, product, columns);
        add_products(sweep, w, first, count, product, sum);
    }
    for (int k = 0, column = 0; k < sweep->count; column += sweep->cp[k]->rank, k++) {
        update_pairs(sweep->cp[k], tensor, first, count, sum + column, columns);
    }
}

/* --- Second pass: times ----------------------------------------------------------------------- */

/* Packs rows of a side by side, 0 for pairs that the animal does not know. */
static void pack_pairs(const sweep_t *sweep, int animal, int first, int count, float *packed) {
    const size_t pairs = (size_t)sweep->tensor->pairs;
    for (int k = 0, column = 0; k < sweep->count; column += sweep->cp[k]->rank, k++) {
        const latigraph_cp_t *cp = sweep->cp[k];
        const guint8 *known = cp->known + (size_t)animal * pairs + first;
        const float *a = cp->a + (size_t)first * cp->rank;
        for (int p = 0; p < count; p++) {
            for (int r = 0; r < cp->rank; r++) {
                packed[(size_t)p * sweep->columns + column + r] =
                    known[p] ? a[p * cp->rank + r] : 0;
            }
        }
    }
}

/* Adds the products of packed rows to the Gram matrices of an animal. */
static void add_gram(const sweep_t *sweep, int animal, int count, const float *packed) {
    for (int k = 0, column = 0; k < sweep->count; column += sweep->cp[k]->rank, k++) {
        latigraph_cp_t *cp = sweep->cp[k];
        double *gram = cp->gram_a + (size_t)animal * cp->rank * cp->rank;
        for (int p = 0; p < count; p++) {
            const float *row = packed + (size_t)p * sweep->columns + column;
            for (int r = 0; r < cp->rank; r++) {
                for (int s = 0; s < cp->rank; s++) {
                    gram[r * cp->rank + s] += (double)row[r] * row[s];
                }
            }
        }
    }
}

/* Adds products to z of all fits. */
static void add_times(const sweep_t *sweep, int animal, int first, int count,
                      const float *product) {
    for (int k = 0, column = 0; k < sweep->count; column += sweep->cp[k]->rank, k++) {
        latigraph_cp_t *cp = sweep->cp[k];
        double *z = cp->z + ((size_t)animal * sweep->tensor->times + first) * cp->rank;
        for (int t = 0; t < count; t++) {
            for (int r = 0; r < cp->rank; r++) {
                z[t * cp->rank + r] += product[(size_t)t * sweep->columns + column + r];
            }
        }
    }
}

/* Sets z and, with its first times, the Gram matrices of one animal to 0. */
static void clear(const sweep_t *sweep, int animal, int first, int count) {
    for (int k = 0; k < sweep->count; k++) {
        latigraph_cp_t *cp = sweep->cp[k];
        const size_t rank = (size_t)cp->rank;
        memset(cp->z + ((size_t)animal * sweep->tensor->times + first) * rank, 0,
               (size_t)count * rank * sizeof *cp->z);
        if (first == 0) {
            memset(cp->gram_a + (size_t)animal * rank * rank, 0, rank * rank * sizeof *cp->gram_a);
        }
    }
}

/* Multiplies some times of one animal by a. */
static void sweep_times(int item, int worker, void *data) {
    const sweep_t *sweep = data;
    const latigraph_tensor_t *tensor = sweep->tensor;
    const int parts = (tensor->times + TIMES - 1) / TIMES, columns = sweep->columns;
    const int animal = item / parts, first = item % parts * TIMES;
    const int count = MIN(TIMES, tensor->times - first);
    const size_t scratch = (size_t)worker * PAIRS * (size_t)columns;
    float *packed = sweep->packed + scratch, *product = sweep->product + scratch;
    clear(sweep, animal, first, count);
    for (int p = 0; p < tensor->pairs; p += PAIRS) {
        const int rows = MIN(PAIRS, tensor->pairs - p);
        pack_pairs(sweep, animal, p, rows, packed);
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, count, columns, rows, 1,
                    tensor->slice[animal] + (size_t)p * tensor->times + first, tensor->times,
                    packed, columns, 0, product, columns);
        add_times(sweep, animal, first, count, product);
        if (first == 0) {
            add_gram(sweep, animal, rows, packed);
        }
    }
}

/* --- Times and animals of one fit ------------------------------------------------------------- */

static void update_times(latigraph_cp_t *cp, const latigraph_tensor_t *tensor) {
    const int rank = cp->rank;
    double gram[LATIGRAPH_FACTORS_MAX * LATIGRAPH_FACTORS_MAX] = {0};
    for (int w = 0; w < tensor->animals; w++) {
        const double *c = cp->c + (size_t)w * rank;
        for (int k = 0; k < rank * rank; k++) {
            gram[k] += cp->gram_a[(size_t)w * rank * rank + k] * c[k / rank] * c[k % rank];
        }
    }
    for (int t = 0; t < tensor->times; t++) {
        double sum[LATIGRAPH_FACTORS_MAX] = {0};
        for (int w = 0; w < tensor->animals; w++) {
            const double *z = cp->z + ((size_t)w * tensor->times + t) * rank;
            for (int r = 0; r < rank; r++) {
                sum[r] += z[r] * cp->c[(size_t)w * rank + r];
            }
        }
        improve_float_row(rank, gram, sum, cp->b + (size_t)t * rank);
    }
}

/* Updates the row of an animal, and returns what it explains of the sum of squares. */
static double update_animal(latigraph_cp_t *cp, const latigraph_tensor_t *tensor, int animal) {
    const int rank = cp->rank;
    const double *own = cp->gram_a + (size_t)animal * rank * rank;
    double gram[LATIGRAPH_FACTORS_MAX * LATIGRAPH_FACTORS_MAX], sum[LATIGRAPH_FACTORS_MAX] = {0};
    double *c = cp->c + (size_t)animal * rank, explained = 0;
    for (int t = 0; t < tensor->times; t++) {
        const double *z = cp->z + ((size_t)animal * tensor->times + t) * rank;
        for (int r = 0; r < rank; r++) {
            sum[r] += z[r] * cp->b[(size_t)t * rank + r];
        }
    }
    for (int k = 0; k < rank * rank; k++) {
        gram[k] = own[k] * cp->gram_b[k];
    }
    improve_row(rank, gram, sum, c);
    for (int r = 0; r < rank; r++) {
        explained += 2 * sum[r] * c[r];
        for (int s = 0; s < rank; s++) {
            explained -= gram[r * rank + s] * c[r] * c[s];
        }
    }
    return explained;
}

/* Scales a column of numbers by a power of two so that its length is from 1 to 2, and returns the
 * inverse of the factor. */
static double scale_column(float *value, int count, int rank) {
    double squares = 0;
    int exponent;
    for (int k = 0; k < count; k++) {
        squares += (double)value[(size_t)k * rank] * value[(size_t)k * rank];
    }
    if (!(squares > 0)) {
        return 1;
    }
    frexp(sqrt(squares), &exponent);
    for (int k = 0; k < count; k++) {
        value[(size_t)k * rank] = ldexpf(value[(size_t)k * rank], 1 - exponent);
    }
    return ldexp(1, exponent - 1);
}

/* Divides a row and a column of a symmetric matrix (rank, rank). */
static void scale_gram(double *gram, int rank, int r, double size) {
    for (int s = 0; s < rank; s++) {
        gram[r * rank + s] /= size;
        gram[s * rank + r] /= size;
    }
}

/* Moves the sizes of the columns of a and b into c. `gram_a` and `gram_b` follow, because the
 * shares of the factors are read from them after the last sweep. */
static void scale(latigraph_cp_t *cp, const latigraph_tensor_t *tensor) {
    const size_t cells = (size_t)cp->rank * (size_t)cp->rank;
    for (int r = 0; r < cp->rank; r++) {
        const double a = scale_column(cp->a + r, tensor->pairs, cp->rank);
        const double b = scale_column(cp->b + r, tensor->times, cp->rank);
        for (int w = 0; w < tensor->animals; w++) {
            cp->c[(size_t)w * cp->rank + r] *= a * b;
            scale_gram(cp->gram_a + (size_t)w * cells, cp->rank, r, a);
        }
        scale_gram(cp->gram_b, cp->rank, r, b);
    }
}

static void finish_fit(int item, int worker, void *data) {
    const sweep_t *sweep = data;
    const latigraph_tensor_t *tensor = sweep->tensor;
    latigraph_cp_t *cp = sweep->cp[item];
    (void)worker;
    update_times(cp, tensor);
    set_gram_b(cp, tensor->times);
    cp->error = cp->norm;
    for (int w = 0; w < tensor->animals; w++) {
        cp->error -= update_animal(cp, tensor, w);
    }
    scale(cp, tensor);
    cp->sweeps++;
}

/* --- Sweeps ----------------------------------------------------------------------------------- */

/* Puts b of all fits side by side. */
static void pack_times(sweep_t *sweep) {
    for (int k = 0, column = 0; k < sweep->count; column += sweep->cp[k]->rank, k++) {
        const latigraph_cp_t *cp = sweep->cp[k];
        for (int t = 0; t < sweep->tensor->times; t++) {
            memcpy(sweep->b + (size_t)t * sweep->columns + column, cp->b + (size_t)t * cp->rank,
                   (size_t)cp->rank * sizeof *cp->b);
        }
    }
}

static igraph_error_t run_sweep(sweep_t *sweep, int threads) {
    const latigraph_tensor_t *tensor = sweep->tensor;
    const int tiles = (tensor->pairs + PAIRS - 1) / PAIRS;
    const int items = tensor->animals * ((tensor->times + TIMES - 1) / TIMES);
    const gsize scratch = (gsize)threads * PAIRS * (gsize)sweep->columns;
    LATIGRAPH_ALLOCATE(sweep->b, (gsize)tensor->times * (gsize)sweep->columns);
    LATIGRAPH_ALLOCATE(sweep->product, scratch);
    LATIGRAPH_ALLOCATE(sweep->packed, scratch);
    LATIGRAPH_ALLOCATE(sweep->sum, scratch);
    pack_times(sweep);
    latigraph_parallel_for(threads, tiles, sweep_tile, sweep);
    latigraph_parallel_for(threads, items, sweep_times, sweep);
    latigraph_parallel_for(threads, sweep->count, finish_fit, sweep);
    g_free(sweep->sum);
    g_free(sweep->packed);
    g_free(sweep->product);
    g_free(sweep->b);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_cp_sweep(latigraph_cp_t *cp, int count, const latigraph_tensor_t *tensor,
                                  int threads) {
    sweep_t sweep = {.tensor = tensor};
    LATIGRAPH_ALLOW_INTERRUPTION();
    LATIGRAPH_ALLOCATE(sweep.cp, count);
    for (int k = 0; k < count; k++) {
        if (!cp[k].done) {
            sweep.cp[sweep.count++] = &cp[k];
            sweep.columns += cp[k].rank;
        }
    }
    if (sweep.count > 0) {
        IGRAPH_CHECK(run_sweep(&sweep, threads));
    }
    g_free(sweep.cp);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_cp_run(latigraph_cp_t *cp, int count, const latigraph_tensor_t *tensor,
                                const latigraph_cp_limits_t *limits) {
    gboolean more = count > 0;
    double *before;
    LATIGRAPH_ALLOCATE(before, count);
    for (int k = 0; k < count; k++) {
        cp[k].done = FALSE;
    }
    while (more) {
        more = FALSE;
        for (int k = 0; k < count; k++) {
            before[k] = cp[k].error;
        }
        IGRAPH_CHECK(latigraph_cp_sweep(cp, count, tensor, limits->threads));
        for (int k = 0; k < count; k++) {
            const gboolean falls = before[k] - cp[k].error > limits->tolerance * cp[k].norm;
            cp[k].done = cp[k].done || !falls || cp[k].sweeps >= limits->iterations;
            more = more || !cp[k].done;
        }
    }
    g_free(before);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
