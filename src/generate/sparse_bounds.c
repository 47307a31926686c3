/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Bounds on rates: clusters of receivers with similar y, each with a bounding box.
 *
 * Coordinates are rotated and scaled so that those that matter most for the senders come first.
 * With C = E[x xᵀ] and V the eigenvectors of C^½ cov(y) C^½,
 *
 *     ỹ = Vᵀ C^½ y,  x̃ = Vᵀ C^−½ x,  x·y = x̃·ỹ ≤ x̃·middle + |x̃|·half
 *
 * for every y in a box. Clusters are learned on a sample by k-means with doubling (Linde, Buzo,
 * Gray 1980) until the bounds are tight or more clusters no longer help. All neurons are then
 * assigned, boxes are fitted around them, and bounds are summed over the nodes of the tree. Without
 * a kernel, bounds are also cut such that no product exceeds the limit of rates. Otherwise models
 * with wide embeddings would produce far too many candidates (doc/scale.md). */

#include "generate/sparse.h"

#include "base/lapack.h"
#include "base/parallel.h"
#include "model/pairs.h"

#include <float.h>
#include <string.h>

enum {
    SAMPLE = 4096, /* neurons from which clusters are learned */
    TRIAL = 600,   /* senders and receivers on which bounds are tested */
    LEAST = 8,     /* smallest and largest number of clusters */
    MOST = 256,
    ENOUGH = 32, /* largest number of clusters if distances bound rates too */
    ROUNDS = 4,  /* k-means iterations after each doubling */
    BLOCK = 64,  /* leaves per task */
    LEAF = LATIGRAPH_LEAF
};
/* Ratio of bounds to rates below which no more clusters are needed. */
static const double NEAR = 1.5;
/* Smallest relative gain for which a doubling of the clusters is worth its memory. */
static const double GAIN = 0.1;
/* Largest number of bounds in memory, for models without a kernel. */
static const double BOUNDS_MAX = 1 << 27;
/* Margin for rounding errors. */
static const float ROUNDING_MARGIN = 1e-4f;

typedef struct {
    const latigraph_process_t *process;
    const latigraph_tree_t *tree;
    int width;
    float *to_y, *to_x;   /* (w, w) matrices: ỹ and x̃ are row · matrix */
    float *centre;        /* (MOST, w) */
    float *middle, *half; /* (MOST, w) centres and half widths of the boxes */
    int clusters;
    latigraph_bounds_t *bounds;
    guchar *cluster; /* (n) cluster of every neuron as a receiver */
    float *receiver; /* (n) e^receiver_j */
    float *lightest; /* (MOST) smallest e^receiver of each cluster */
    float *spread;   /* (MOST, w) scratch of split_centres() */
    double *sums;    /* (MOST, w) or (6 w + 5, w) scratch of move_centres() and find_rotation() */
    float *scratch;  /* (threads) of scratch_size() each */
} maker_t;

/* --- Rows ------------------------------------------------------------------- */

static void row_x(const latigraph_process_t *p, ptrdiff_t i, float *x) {
    memcpy(x, p->node + i * p->stride + p->left, (gsize)p->width * sizeof *x);
}

static void row_y(const latigraph_process_t *p, ptrdiff_t i, float *y) {
    const real_t *row = p->node + i * p->stride;
    memcpy(y, row + p->first, (gsize)p->half * sizeof *y);
    memcpy(y + p->half, row + p->second, (gsize)(p->width - p->half) * sizeof *y);
}

/* Computes x̃ or ỹ of `count` neurons into out (count, w). `scratch` is (count, w). */
static void rotate_rows(const maker_t *m, gboolean sender, int count, const int *place,
                        float *scratch, float *out) {
    const int w = m->width;
    for (int c = 0; c < count; c++) {
        (sender ? row_x : row_y)(m->process, place[c], scratch + (gsize)c * (gsize)w);
    }
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, count, w, w, 1, scratch, w,
              sender ? m->to_x : m->to_y, w, 0, out, w);
}

/* --- The rotation ------------------------------------------------------------ */

/* Computes the mean products of rows (count, w), about their mean if `centred`. `mean` is scratch
 * (w). */
static void moments(int count, int w, const float *rows, gboolean centred, double *mean,
                    double *out) {
    memset(mean, 0, (gsize)w * sizeof *mean);
    memset(out, 0, (gsize)w * (gsize)w * sizeof *out);
    for (int c = 0; c < count && centred; c++) {
        for (int d = 0; d < w; d++) {
            mean[d] += (double)rows[(gsize)c * (gsize)w + (gsize)d] / count;
        }
    }
    for (int c = 0; c < count; c++) {
        const float *row = rows + (gsize)c * (gsize)w;
        for (int a = 0; a < w; a++) {
            for (int b = 0; b <= a; b++) {
                out[a * w + b] += (row[a] - mean[a]) * (row[b] - mean[b]) / count;
            }
        }
    }
    for (int a = 0; a < w; a++) {
        for (int b = 0; b < a; b++) {
            out[b * w + a] = out[a * w + b];
        }
    }
}

static void multiply(int w, const double *a, gboolean turn_a, const double *b, gboolean turn_b,
                     double *out) {
    cblas_dgemm(CblasRowMajor, turn_a ? CblasTrans : CblasNoTrans,
                turn_b ? CblasTrans : CblasNoTrans, w, w, w, 1, a, w, b, w, 0, out, w);
}

/* Computes power = Σ values^exponent v vᵀ for eigenvectors v, the rows of `vector`. */
static void power_of(int w, const double *vector, const double *value, double exponent,
                     double *scratch, double *power) {
    for (int k = 0; k < w; k++) {
        for (int d = 0; d < w; d++) {
            scratch[k * w + d] = vector[k * w + d] * pow(value[k], exponent);
        }
    }
    multiply(w, vector, TRUE, scratch, FALSE, power);
}

/* Computes to_x and to_y from sampled rows x and y (count, w). */
static void find_rotation(maker_t *m, int count, const float *x, const float *y) {
    const int w = m->width, ww = w * w;
    double *all = m->sums, *mean = all + 6 * ww + 4 * w;
    double *c = all, *root = all + ww, *inverse = all + 2 * ww, *middle = all + 3 * ww;
    double *scratch = all + 4 * ww, *more = all + 5 * ww, *value = all + 6 * ww, *work = value + w;
    double trace = 1e-12;
    memset(all, 0, (gsize)(6 * ww + 4 * w) * sizeof *all);
    moments(count, w, x, FALSE, mean, c);
    for (int d = 0; d < w; d++) {
        trace += c[d * w + d];
    }
    for (int d = 0; d < w; d++) {
        c[d * w + d] += 1e-6 * trace; /* keeps C^−½ small along directions that no sender has */
    }
    latigraph_eigen(w, c, value, work);
    power_of(w, c, value, 0.5, scratch, root);
    power_of(w, c, value, -0.5, scratch, inverse);
    moments(count, w, y, TRUE, mean, middle);
    multiply(w, root, FALSE, middle, FALSE, scratch);
    multiply(w, scratch, FALSE, root, FALSE, middle);
    latigraph_eigen(w, middle, value, work); /* rows: V, in any order */
    multiply(w, root, FALSE, middle, TRUE, scratch);
    multiply(w, inverse, FALSE, middle, TRUE, more);
    for (int d = 0; d < ww; d++) {
        m->to_y[d] = (float)scratch[d];
        m->to_x[d] = (float)more[d];
    }
}

/* --- Clusters ----------------------------------------------------------------- */

/* Finds the nearest centre for each of `count` rows ỹ. `score` is (count, K). */
static void assign(const maker_t *m, int count, const float *y, float *score, guchar *cluster) {
    const int w = m->width, k = m->clusters;
    float square[MOST];
    for (int a = 0; a < k; a++) {
        const float *centre = m->centre + a * w;
        square[a] = 0.5f * cblas_sdot(w, centre, 1, centre, 1);
    }
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, count, k, w, 1, y, w, m->centre, w, 0, score,
              k);
    for (int c = 0; c < count; c++) {
        float best = -FLT_MAX;
        for (int a = 0; a < k; a++) {
            const float near = score[(gsize)c * (gsize)k + (gsize)a] - square[a];
            if (near > best) {
                best = near;
                cluster[c] = (guchar)a;
            }
        }
    }
}

/* Doubles the number of centres by splitting each along the coordinate in which its rows vary most
 * (Linde, Buzo, Gray, "An algorithm for vector quantizer design", IEEE Trans. Comm. 1980). */
static void split_centres(maker_t *m, int count, const float *y, const guchar *cluster) {
    const int w = m->width, k = m->clusters;
    float *spread = m->spread;
    int size[MOST] = {0};
    memset(spread, 0, (gsize)(k * w) * sizeof *spread);
    for (int c = 0; c < count; c++) {
        size[cluster[c]]++;
        for (int d = 0; d < w; d++) {
            const float off = y[(gsize)c * (gsize)w + (gsize)d] - m->centre[cluster[c] * w + d];
            spread[cluster[c] * w + d] += off * off;
        }
    }
    for (int a = 0; a < k; a++) {
        int widest = 0;
        for (int d = 1; d < w; d++) {
            widest = spread[a * w + d] > spread[a * w + widest] ? d : widest;
        }
        memcpy(m->centre + (k + a) * w, m->centre + a * w, (gsize)w * sizeof(float));
        const float sd = sqrtf(spread[a * w + widest] / (float)MAX(size[a], 1));
        m->centre[a * w + widest] -= 0.5f * sd;
        m->centre[(k + a) * w + widest] += 0.5f * sd;
    }
    m->clusters = 2 * k;
}

/* Moves each centre to the mean of its rows. The centre of an empty cluster stays in place. */
static void move_centres(maker_t *m, int count, const float *y, const guchar *cluster) {
    const int w = m->width;
    double *sum = m->sums;
    int size[MOST] = {0};
    memset(sum, 0, (gsize)(m->clusters * w) * sizeof *sum);
    for (int c = 0; c < count; c++) {
        size[cluster[c]]++;
        for (int d = 0; d < w; d++) {
            sum[cluster[c] * w + d] += (double)y[(gsize)c * (gsize)w + (gsize)d];
        }
    }
    for (int a = 0; a < m->clusters; a++) {
        for (int d = 0; d < w && size[a] > 0; d++) {
            m->centre[a * w + d] = (float)(sum[a * w + d] / size[a]);
        }
    }
}

static void clear_boxes(maker_t *m, float *low, float *high) {
    for (int d = 0; d < m->clusters * m->width; d++) {
        low[d] = FLT_MAX;
        high[d] = -FLT_MAX;
    }
}

static void widen_boxes(const maker_t *m, int count, const float *y, const guchar *cluster,
                        float *low, float *high) {
    const int w = m->width;
    for (int c = 0; c < count; c++) {
        float *least = low + cluster[c] * w, *most = high + cluster[c] * w;
        const float *row = y + (gsize)c * (gsize)w;
        for (int d = 0; d < w; d++) {
            least[d] = MIN(least[d], row[d]);
            most[d] = MAX(most[d], row[d]);
        }
    }
}

/* Converts boxes to middles and half widths. An empty box lies at its centre. */
static void finish_boxes(maker_t *m, const float *low, const float *high) {
    for (int d = 0; d < m->clusters * m->width; d++) {
        const gboolean empty = low[d] > high[d];
        m->middle[d] = empty ? m->centre[d] : (low[d] + high[d]) / 2;
        m->half[d] = empty ? 0 : (high[d] - low[d]) / 2;
    }
}

/* Computes x̃·middle + |x̃|·half into bound (count, K) for rows x̃ (count, w). The rows become
 * |x̃|. */
static void bound_rows(const maker_t *m, int count, float *x, float *bound) {
    const int w = m->width, k = m->clusters;
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, count, k, w, 1, x, w, m->middle, w, 0, bound,
              k);
    for (gsize d = 0; d < (gsize)count * (gsize)w; d++) {
        x[d] = fabsf(x[d]);
    }
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, count, k, w, 1, x, w, m->half, w, 1, bound,
              k);
}

/* Limits a bound so that its product with e^receiver stays at the limit e^3.4 of rates. With a
 * kernel the limit does not apply, because the rate is limited only after the factor κ. */
static float capped(const maker_t *m, int cluster, float bound) {
    const float cap = (float)exp(PAIRS_LOG_HIGH + 1e-4);
    return m->process->kernel || bound * m->lightest[cluster] <= cap ? bound
                                                                     : cap / m->lightest[cluster];
}

/* Returns Σ rates over all pairs of sampled neurons, without κ. */
static double sum_rates(const maker_t *m, int count, const int *place, const float *x,
                        const float *y, float *product) {
    const int w = m->width;
    const float cap = (float)exp(PAIRS_LOG_HIGH), scale = (float)m->process->scale;
    float *receiver = product + count;
    double sum = 0;
    for (int j = 0; j < count; j++) {
        receiver[j] = (float)latigraph_process_receiver(m->process, place[j]);
    }
    for (int c = 0; c < count; c++) {
        const float sender = (float)latigraph_process_sender(m->process, place[c]);
        real_gemv(CblasRowMajor, CblasNoTrans, count, w, 1, y, w, x + (gsize)c * (gsize)w, 1, 0,
                  product, 1);
        for (int j = 0; j < count; j++) {
            const float rate = expf(product[j] * scale + sender + receiver[j]);
            sum += (double)MIN(cap, rate);
        }
    }
    return sum;
}

/* Returns Σ bounds over the same pairs. */
static double sum_bounds(const maker_t *m, int count, const int *place, const float *x,
                         const guchar *cluster, float *scratch) {
    const int w = m->width, k = m->clusters;
    const float scale = (float)m->process->scale;
    float *size = scratch, *bound = size + (gsize)count * (gsize)w;
    double weight[MOST] = {0}, bounds = 0;
    memcpy(size, x, (gsize)count * (gsize)w * sizeof *size);
    bound_rows(m, count, size, bound);
    for (int a = 0; a < k; a++) {
        m->lightest[a] = FLT_MAX;
    }
    for (int c = 0; c < count; c++) {
        const float receiver = expf(latigraph_process_receiver(m->process, place[c]));
        weight[cluster[c]] += (double)receiver;
        m->lightest[cluster[c]] = MIN(m->lightest[cluster[c]], receiver);
    }
    for (int c = 0; c < count; c++) {
        const float sender = (float)latigraph_process_sender(m->process, place[c]);
        for (int a = 0; a < k; a++) {
            const float all = expf(bound[c * k + a] * scale + sender);
            bounds += weight[a] > 0 ? (double)capped(m, a, all) * weight[a] : 0;
        }
    }
    return bounds;
}

static int most_clusters(const maker_t *m) {
    return m->process->kernel ? ENOUGH : (int)CLAMP(BOUNDS_MAX / m->tree->n, LEAST, MOST);
}

/* Sampled neurons: those from which clusters are learned, then those on which bounds are tested. */
typedef struct {
    int count, tried;
    int *place;               /* (count + tried) */
    float *x, *y, *spare;     /* (count, w); spare also holds the tested neurons */
    float *trial_x, *trial_y; /* (tried, w) */
    float *score;             /* scratch of assign(), sum_rates() and sum_bounds() */
    float *low, *high;        /* (MOST, w) ends of the boxes */
    guchar *cluster;          /* (count + tried) */
    float *memory;
} sample_t;

static void sample_clear(sample_t *sample) {
    g_free(sample->place);
    g_free(sample->memory);
    g_free(sample->cluster);
}

/* Draws the sample at equal steps. Returns false if memory is short. */
static gboolean sample_init(sample_t *sample, const maker_t *m) {
    const int n = m->tree->n, count = MIN(n, SAMPLE), tried = MIN(n, TRIAL);
    const gsize w = (gsize)m->width, all = (gsize)count + (gsize)tried;
    const gsize score = (gsize)count * MOST + (gsize)TRIAL * (w + MOST + 2);
    *sample = (sample_t){.count = count, .tried = tried};
    sample->place = g_try_new(int, all);
    sample->cluster = g_try_new0(guchar, all);
    sample->memory = g_try_new(float, 3 * all * w + score + 2 * MOST * w);
    if (sample->place == NULL || sample->cluster == NULL || sample->memory == NULL) {
        sample_clear(sample);
        return FALSE;
    }
    sample->x = sample->memory;
    sample->y = sample->x + (gsize)count * w;
    sample->trial_x = sample->y + (gsize)count * w;
    sample->trial_y = sample->trial_x + (gsize)tried * w;
    sample->spare = sample->trial_y + (gsize)tried * w;
    sample->score = sample->spare + all * w;
    sample->low = sample->score + score;
    sample->high = sample->low + MOST * w;
    for (int c = 0; c < count; c++) {
        sample->place[c] = (int)((gint64)c * n / count);
        row_x(m->process, sample->place[c], sample->x + (gsize)c * w);
        row_y(m->process, sample->place[c], sample->y + (gsize)c * w);
    }
    for (int c = 0; c < tried; c++) {
        sample->place[count + c] = (int)((gint64)c * n / tried);
    }
    return TRUE;
}

/* Doubles the clusters and assigns the sampled neurons. */
static void double_clusters(maker_t *m, const sample_t *s) {
    split_centres(m, s->count, s->y, s->cluster);
    for (int round = 0; round < ROUNDS; round++) {
        assign(m, s->count, s->y, s->score, s->cluster);
        move_centres(m, s->count, s->y, s->cluster);
    }
    assign(m, s->count, s->y, s->score, s->cluster);
}

/* Returns Σ bounds over the tested pairs, with boxes around the sampled neurons. */
static double try_bounds(maker_t *m, const sample_t *s) {
    clear_boxes(m, s->low, s->high);
    widen_boxes(m, s->count, s->y, s->cluster, s->low, s->high);
    finish_boxes(m, s->low, s->high);
    assign(m, s->tried, s->trial_y, s->score, s->cluster + s->count);
    return sum_bounds(m, s->tried, s->place + s->count, s->trial_x, s->cluster + s->count,
                      s->score);
}

/* Doubles the clusters of sampled neurons until the bounds are tight. Returns false if memory is
 * short. */
static gboolean find_clusters(maker_t *m) {
    double last = INFINITY;
    sample_t s;
    if (!sample_init(&s, m)) {
        return FALSE;
    }
    const int *tried = s.place + s.count;
    find_rotation(m, s.count, s.x, s.y);
    rotate_rows(m, FALSE, s.count, s.place, s.spare, s.y);
    rotate_rows(m, TRUE, s.tried, tried, s.spare, s.trial_x);
    rotate_rows(m, FALSE, s.tried, tried, s.spare, s.trial_y);
    const double rates = sum_rates(m, s.tried, tried, s.trial_x, s.trial_y, s.score);
    m->clusters = 1;
    memset(m->centre, 0, (gsize)m->width * sizeof *m->centre);
    move_centres(m, s.count, s.y, s.cluster);
    while (m->clusters < most_clusters(m)) {
        double_clusters(m, &s);
        if (m->clusters < LEAST) {
            continue;
        }
        m->bounds->looseness = try_bounds(m, &s) / rates;
        if (m->bounds->looseness < NEAR || m->bounds->looseness > last * (1 - GAIN)) {
            break;
        }
        last = m->bounds->looseness;
    }
    sample_clear(&s);
    return TRUE;
}

/* --- All neurons ----------------------------------------------------------------- */

/* Writes the places of a block of leaves, which are adjacent. */
static int places_of(const maker_t *m, int item, int *place) {
    const int first = item * BLOCK * LEAF, count = MIN(BLOCK * LEAF, m->tree->n - first);
    for (int c = 0; c < count; c++) {
        place[c] = first + c;
    }
    return count;
}

static gsize scratch_size(const maker_t *m) {
    return (gsize)(BLOCK * LEAF) * (gsize)(2 * m->width + MOST) + 2 * (gsize)MOST * (gsize)m->width;
}

/* Assigns a block's receivers to clusters and widens this worker's boxes. */
static void receive_block(int item, int worker, void *data) {
    const maker_t *m = data;
    int place[BLOCK * LEAF];
    const int count = places_of(m, item, place), w = m->width;
    float *scratch = m->scratch + (gsize)worker * scratch_size(m);
    float *low = scratch, *high = low + MOST * w, *y = high + MOST * w;
    float *spare = y + BLOCK * LEAF * w, *score = spare + BLOCK * LEAF * w;
    guchar *cluster = m->cluster + place[0];
    rotate_rows(m, FALSE, count, place, spare, y);
    assign(m, count, y, score, cluster);
    widen_boxes(m, count, y, cluster, low, high);
    for (int c = 0; c < count; c++) {
        m->receiver[place[c]] = expf(latigraph_process_receiver(m->process, place[c]));
    }
}

/* Computes the bounds of a block's senders. */
static void send_block(int item, int worker, void *data) {
    const maker_t *m = data;
    int place[BLOCK * LEAF];
    const int count = places_of(m, item, place), w = m->width, k = m->clusters;
    float *scratch = m->scratch + (gsize)worker * scratch_size(m) + 2 * MOST * w;
    float *x = scratch, *spare = x + BLOCK * LEAF * w, *bound = spare + BLOCK * LEAF * w;
    const float scale = (float)m->process->scale;
    rotate_rows(m, TRUE, count, place, spare, x);
    bound_rows(m, count, x, bound);
    for (int c = 0; c < count; c++) {
        const float sender = (float)latigraph_process_sender(m->process, place[c]);
        guint16 *to = m->bounds->bound + latigraph_bound_place(m->tree, k, place[c]);
        for (int a = 0; a < k; a++) {
            const float log_bound = bound[c * k + a] * scale;
            const float all = expf(log_bound + sender + ROUNDING_MARGIN * (1 + fabsf(log_bound)));
            to[a * LEAF] = latigraph_bound_pack(capped(m, a, all));
        }
    }
}

static void sum_tree(const maker_t *m) {
    const latigraph_tree_t *tree = m->tree;
    latigraph_bounds_t *b = m->bounds;
    const gsize k = (gsize)b->clusters;
    for (int t = tree->nodes - 1; t >= 0; t--) { /* children come after their parents */
        const latigraph_tree_node_t *node = &tree->node[t];
        float *sent = latigraph_bounds_sent(b, t), *received = latigraph_bounds_received(b, t);
        if (node->leaf < 0) {
            const float *first = latigraph_bounds_sent(b, t + 1);
            const float *second = latigraph_bounds_sent(b, node->right);
            for (gsize a = 0; a < 2 * k; a++) { /* both kinds of sums */
                sent[a] = first[a] + second[a];
            }
            continue;
        }
        for (int i = node->first; i < node->first + node->count; i++) {
            const guint16 *bound = b->bound + latigraph_bound_place(tree, b->clusters, i);
            for (gsize a = 0; a < k; a++) {
                sent[a] += latigraph_bound_unpack(bound[a * LEAF]);
            }
            received[m->cluster[i]] += m->receiver[i];
        }
    }
}

/* Sums the bounds of the leaves before each leaf, cluster by cluster. */
static void sum_leaves(const maker_t *m) {
    const latigraph_tree_t *tree = m->tree;
    const latigraph_bounds_t *b = m->bounds;
    const gsize leaves = (gsize)tree->leaves, k = (gsize)b->clusters;
    for (int t = 0; t < tree->nodes; t++) { /* leaves are in the order of the nodes */
        const int leaf = tree->node[t].leaf;
        for (gsize a = 0; leaf >= 0 && a < k; a++) {
            double *until = b->sent_until + a * (leaves + 1) + leaf;
            until[0] = leaf > 0 ? until[0] : 0;
            until[1] = until[0] + (double)latigraph_bounds_sent(b, t)[a];
        }
    }
}

/* Sorts the receivers by cluster (counting sort), and finds where those of each leaf begin. */
static void sort_receivers(const maker_t *m) {
    const latigraph_tree_t *tree = m->tree;
    const latigraph_bounds_t *b = m->bounds;
    const int k = b->clusters;
    int next[MOST + 1] = {0};
    for (int i = 0; i < tree->n; i++) {
        next[m->cluster[i] + 1]++;
    }
    for (int a = 0; a < k; a++) {
        next[a + 1] += next[a];
    }
    for (int i = 0, leaf = -1; i < tree->n; i++) {
        for (; leaf < latigraph_leaf_of(tree, i); leaf++) {
            memcpy(b->start + ((gsize)leaf + 1) * (gsize)k, next, (gsize)k * sizeof *next);
        }
        b->member[next[m->cluster[i]]++] = i;
    }
    memcpy(b->start + (gsize)tree->leaves * (gsize)k, next, (gsize)k * sizeof *next);
    b->received_until[0] = 0;
    for (int i = 0; i < tree->n; i++) {
        b->received_until[i + 1] = b->received_until[i] + (double)m->receiver[b->member[i]];
    }
}

static gboolean allocate(maker_t *m, int threads) {
    const gsize n = (gsize)m->tree->n, nodes = (gsize)m->tree->nodes, k = (gsize)m->clusters;
    const gsize leaves = (gsize)m->tree->leaves;
    latigraph_bounds_t *b = m->bounds;
    b->clusters = m->clusters;
    b->factor = 1;
    b->bound = g_try_new0(guint16, leaves * k * LEAF + 1);
    b->sum = g_try_new0(float, 2 * nodes * k + 1);
    b->sent_until = g_try_new0(double, (leaves + 1) * k);
    b->member = g_try_new(int, n + 1);
    b->received_until = g_try_new(double, n + 1);
    b->start = g_try_new0(int, (leaves + 1) * k);
    m->cluster = g_try_new0(guchar, n + 1);
    m->receiver = g_try_new0(float, n + 1);
    m->scratch = g_try_new(float, (gsize)threads *scratch_size(m));
    return b->bound != NULL && b->sum != NULL && b->sent_until != NULL && b->member != NULL &&
           b->received_until != NULL && b->start != NULL && m->cluster != NULL &&
           m->receiver != NULL && m->scratch != NULL;
}

static void fill(maker_t *m, int threads) {
    const int w = m->width, blocks = (m->tree->n + BLOCK * LEAF - 1) / (BLOCK * LEAF);
    float *low = m->scratch, *high = low + MOST * w;
    for (int t = 0; t < threads; t++) {
        float *scratch = m->scratch + (gsize)t * scratch_size(m);
        clear_boxes(m, scratch, scratch + MOST * w);
    }
    latigraph_parallel_for(threads, blocks, receive_block, m);
    for (int t = 1; t < threads; t++) {
        const float *scratch = m->scratch + (gsize)t * scratch_size(m);
        for (int d = 0; d < m->clusters * w; d++) {
            low[d] = MIN(low[d], scratch[d]);
            high[d] = MAX(high[d], scratch[MOST * w + d]);
        }
    }
    finish_boxes(m, low, high);
    for (int a = 0; a < m->clusters; a++) {
        m->lightest[a] = FLT_MAX;
    }
    for (int i = 0; i < m->tree->n; i++) {
        float *least = &m->lightest[m->cluster[i]];
        *least = MIN(*least, m->receiver[i]);
    }
    latigraph_parallel_for(threads, blocks, send_block, m);
    sum_tree(m);
    sum_leaves(m);
    sort_receivers(m);
}

gboolean latigraph_bounds_init(latigraph_bounds_t *bounds, const latigraph_process_t *process,
                               const latigraph_tree_t *tree, int threads) {
    const gsize w = (gsize)process->width;
    maker_t maker = {.process = process, .tree = tree, .width = process->width, .bounds = bounds};
    memset(bounds, 0, sizeof *bounds);
    float *memory = g_try_new(float, 2 * w * w + 4 * MOST * w + MOST);
    maker.sums = g_try_new(double, MAX(MOST * w, 6 * w * w + 5 * w));
    gboolean good = memory != NULL && maker.sums != NULL;
    if (good) {
        maker.to_y = memory;
        maker.to_x = maker.to_y + w * w;
        maker.centre = maker.to_x + w * w;
        maker.middle = maker.centre + MOST * w;
        maker.half = maker.middle + MOST * w;
        maker.spread = maker.half + MOST * w;
        maker.lightest = maker.spread + MOST * w;
        latigraph_blas_begin();
        good = find_clusters(&maker) && allocate(&maker, threads);
        if (good) {
            fill(&maker, threads);
        }
        latigraph_blas_end();
    }
    g_free(maker.cluster);
    g_free(maker.receiver);
    g_free(maker.scratch);
    g_free(maker.sums);
    g_free(memory);
    return good;
}

void latigraph_bounds_clear(latigraph_bounds_t *bounds) {
    g_free(bounds->bound);
    g_free(bounds->sum);
    g_free(bounds->sent_until);
    g_free(bounds->member);
    g_free(bounds->received_until);
    g_free(bounds->start);
    memset(bounds, 0, sizeof *bounds);
}
