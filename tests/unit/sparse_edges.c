/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "generate/sparse.h"
#include "model/pairs.h"

/* The sparse sampler is compared with the exact probabilities of all dyads, in regimes that strain
 * its bounds differently. Rates are computed independently, in double precision, from doc/model.md.
 */

enum { MOST = 120, RANK = 4, WIDTH = 4 * RANK + 2, GLOBAL = 3 + 2 * LATIGRAPH_KERNELS };

typedef struct {
    const char *name;
    int n, dims, draws;
    double spread[3];        /* SD of positions, in length scales */
    double product, mutual;  /* SD of l·ρ/√r, and of its mutual counterpart */
    double gain;             /* SD of b and c */
    double offset, together; /* g₀ and g₁ */
    double kernel;           /* k of all Gaussians */
    double unplaced;         /* share of neurons without a position */
    double reach;            /* in length scales */
    double anti_reciprocity;
    gboolean free_widths; /* whether the kernel has widths of its own */
} regime_t;

/* Widths 3, 4 and 5 of such a kernel, and their decays. */
static const double widths[LATIGRAPH_KERNEL_DECAYS] = {0.2, 0.8, 2};
static const real_t decays[LATIGRAPH_KERNEL_DECAYS] = {0.5 / 0.04, 0.5 / 0.64, 0.5 / 4};

static const regime_t regimes[] = {
    {"mouse", 120, 3, 200, {0.8, 0.3, 0.8}, 0.5, 0.5, 0.6, 0, 0, 0, 0, INFINITY, 0.05, FALSE},
    {"larva", 120, 0, 120, {0}, 3.5, 4.5, 1.0, -1.5, -2, 0, 0, INFINITY, 0.05, FALSE},
    {"floor", 120, 3, 500, {20, 1, 20}, 0.5, 0.5, 0.6, 4.5, 6, 0, 0, INFINITY, 0.05, FALSE},
    {"reach", 120, 2, 150, {1.5, 1.5, 0}, 0.7, 0.7, 0.6, 3, 4, -2, 0, 2, 0.05, FALSE},
    {"widths", 120, 3, 150, {0.8, 0.5, 0.8}, 0.5, 0.5, 0.6, 2, 2, 1, 0, 1, 0.05, TRUE},
    {"nowhere", 120, 0, 150, {0}, 0.3, 0.3, 0.5, -0.5, 1, 0, 0, INFINITY, 0, FALSE},
    {"anti_reciprocity",
     100,
     3,
     120,
     {0.8, 0.3, 0.8},
     0.7,
     0.7,
     0.6,
     1.5,
     0.5,
     0,
     0,
     INFINITY,
     0.7,
     FALSE},
    {"unplaced", 101, 3, 200, {3, 1, 3}, 0.7, 0.7, 0.6, -0.5, 0, 0, 0.4, INFINITY, 0.3, FALSE},
    {"capped", 90, 3, 100, {0.8, 0.3, 0.8}, 2, 2, 1.5, 4, 3, 1, 0, INFINITY, 0.3, FALSE},
};

static real_t node[MOST * WIDTH], global[GLOBAL], position[MOST * 3];
static guchar placed[MOST];

static void make_circuit(const regime_t *regime, unsigned seed) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < regime->n; i++) {
        real_t *row = node + i * WIDTH;
        for (int d = 0; d < WIDTH; d++) {
            /* A sum of r products of SD a² has an SD of √r a²; divided by √r it is a². */
            const double sd = d < 2 * RANK   ? sqrt(regime->product)
                              : d < 4 * RANK ? sqrt(regime->mutual)
                                             : regime->gain;
            row[d] = (real_t)(sd * latigraph_stream_normal(&stream));
        }
        for (int d = 0; d < regime->dims; d++) {
            position[i * regime->dims + d] =
                (real_t)(regime->spread[d] * latigraph_stream_normal(&stream));
        }
        placed[i] = latigraph_stream_uniform(&stream) >= regime->unplaced;
        for (int d = 0; d < regime->dims && !placed[i]; d++) {
            position[i * regime->dims + d] = 0;
        }
    }
    for (int k = 0; k < GLOBAL; k++) {
        global[k] = (real_t)regime->kernel;
    }
    global[0] = (real_t)regime->offset;
    global[1] = (real_t)regime->together;
}

/* --- The distribution, computed again ------------------------------------------------- */

static double squared_distance(const regime_t *regime, int i, int j) {
    double sum = 0;
    for (int d = 0; d < regime->dims; d++) {
        const double x = (double)position[i * regime->dims + d] - position[j * regime->dims + d];
        sum += x * x;
    }
    return sum;
}

static double kernel(const regime_t *regime, int which, int i, int j) {
    static const double fixed[LATIGRAPH_KERNEL_DECAYS] = {1, 1.5, 2.5};
    const double *s = regime->free_widths ? widths : fixed;
    const double width[LATIGRAPH_KERNELS] = {s[0] / 4, s[0] / 2, s[1] / 2, s[0], s[1], s[2]};
    const double d2 = squared_distance(regime, i, j), reach = regime->reach * regime->reach;
    if (regime->dims == 0 || !placed[i] || !placed[j]) {
        return 1;
    }
    double sum = 1e-3;
    for (int q = 0; q < LATIGRAPH_KERNELS; q++) {
        sum += exp((double)global[2 + which * LATIGRAPH_KERNELS + q] - 1 -
                   d2 / (2 * width[q] * width[q]));
    }
    return sum * exp(-fmax(d2 - reach, 0) / (2 * s[2] * s[2]));
}

static double rate(const regime_t *regime, int i, int j) {
    const real_t *a = node + i * WIDTH, *b = node + j * WIDTH;
    double sum = 0;
    for (int d = 0; d < RANK; d++) {
        sum += (double)a[d] * b[RANK + d];
    }
    const double s = sum / sqrt(RANK) + a[4 * RANK] + b[4 * RANK + 1] + global[0] - 3.5;
    return fmin(exp(s) * kernel(regime, 0, i, j), exp(PAIRS_LOG_HIGH));
}

static double mutual(const regime_t *regime, int i, int j) {
    const real_t *a = node + i * WIDTH, *b = node + j * WIDTH;
    const real_t *p = a + 2 * RANK, *q = a + 3 * RANK, *p2 = b + 2 * RANK, *q2 = b + 3 * RANK;
    double sum = 0;
    for (int d = 0; d < RANK; d++) {
        sum += (double)p[d] * q2[d] + (double)p2[d] * q[d];
    }
    const double gains = (double)a[4 * RANK] + a[4 * RANK + 1] + b[4 * RANK] + b[4 * RANK + 1];
    const double t = sum / (2 * sqrt(RANK)) + gains / 2 + global[1] - 6;
    return fmin(exp(t) * kernel(regime, 1, i, j), exp(PAIRS_LOG_HIGH));
}

/* The rates computed here equal those of the networks' pair stage. */
static void check_against_model(const regime_t *regime) {
    const int n = regime->n;
    real_t *squared = g_new(real_t, n * n), *work = g_new(real_t, 4 * n);
    real_t *s = g_new(real_t, n * n), *t = g_new(real_t, n * n);
    if (regime->dims > 0) {
        pairs_distance(n, regime->dims, position, placed, squared);
    }
    pairs_forward(n, RANK, node, global, regime->free_widths ? decays : NULL,
                  regime->dims > 0 ? squared : NULL, s, t, work);
    for (int i = 0; i < n && isinf(regime->reach); i++) {
        for (int j = 0; j < n; j++) {
            if (i != j) {
                const double low = exp(PAIRS_LOG_LOW);
                const double r = rate(regime, i, j), m = mutual(regime, i, j);
                CHECK_NEAR((double)s[i * n + j], fmax(r, low), 1e-4 * r + 1e-9);
                CHECK_NEAR((double)t[i * n + j], fmax(m, low), 1e-4 * m + 1e-9);
            }
        }
    }
    g_free(squared);
    g_free(work);
    g_free(s);
    g_free(t);
}

/* --- Many circuits against the distribution -------------------------------------------- */

static latigraph_tree_t *tree;
static latigraph_sparse_t sparse;
static real_t ordered[MOST * WIDTH];

static void begin(const regime_t *regime) {
    const latigraph_reach_t reach = {regime->reach * regime->reach, 0,
                                     regime->free_widths ? decays : NULL};
    tree = latigraph_tree_create(regime->n, regime->dims, regime->dims > 0 ? position : NULL,
                                 regime->dims > 0 ? placed : NULL);
    REQUIRE(tree != NULL);
    for (int i = 0; i < regime->n; i++) {
        memcpy(ordered + i * WIDTH, node + tree->order[i] * WIDTH, WIDTH * sizeof(real_t));
    }
    const latigraph_sparse_rates_t rates = {.tree = tree,
                                            .node = ordered,
                                            .global = global,
                                            .rank = RANK,
                                            .kernel = regime->dims > 0,
                                            .anti_reciprocity = regime->anti_reciprocity,
                                            .reach = reach};
    CHECK_OK(latigraph_sparse_init(&sparse, &rates, 1));
}

static void end(void) {
    latigraph_sparse_destroy(&sparse);
    latigraph_tree_destroy(tree);
}

/* Adds the states of one circuit's dyads to seen (n, n, 4), at i < j. */
static void count_dyads(const regime_t *regime, const latigraph_rows_t *rows, int *seen) {
    const int n = regime->n;
    char *edge = g_new0(char, n *n);
    for (int i = 0; i < n; i++) {
        for (int e = rows->start[i]; e < rows->start[i + 1]; e++) {
            const int from = tree->order[i], to = tree->order[rows->to[e]];
            CHECK(from != to && !edge[from * n + to]);
            CHECK(e == rows->start[i] || rows->to[e - 1] < rows->to[e]);
            edge[from * n + to] = 1;
        }
    }
    for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
            seen[4 * (i * n + j) + edge[i * n + j] + 2 * edge[j * n + i]]++;
        }
    }
    g_free(edge);
}

/* With `tiles`, rates of leaves are computed one by one if this is cheaper. Otherwise this happens
 * only if there would be more candidates than pairs. */
static void check_regime(const regime_t *regime, unsigned seed, gboolean tiles) {
    const int n = regime->n, draws = regime->draws;
    int *seen = g_new0(int, 4 * n * n);
    double cells = 0, squares = 0, sum[4] = {0}, mean[4] = {0}, variance[4] = {0};
    latigraph_sparse_counts_t total[2] = {{0}};
    make_circuit(regime, seed);
    check_against_model(regime);
    begin(regime);
    if (!tiles) {
        sparse.costs = (latigraph_walk_costs_t){.waste = 0.3, .pair_cost = 1};
    }
    for (int draw = 0; draw < draws; draw++) {
        latigraph_rows_t rows;
        CHECK_OK(latigraph_sparse_sample(&sparse, 3, (guint64)draw, 1, &rows));
        count_dyads(regime, &rows, seen);
        for (int p = 0; p < 2; p++) {
            total[p].candidates += rows.counts[p].candidates;
            total[p].hits += rows.counts[p].hits;
            total[p].pairs += rows.counts[p].pairs;
        }
        latigraph_rows_clear(&rows);
    }
    for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
            double p[4];
            latigraph_dyad_probabilities(rate(regime, i, j), rate(regime, j, i),
                                         mutual(regime, i, j), regime->anti_reciprocity, p);
            for (int state = 0; state < 4; state++) {
                const double expected = draws * p[state], spread = expected * (1 - p[state]);
                const double off = seen[4 * (i * n + j) + state] - expected;
                sum[state] += seen[4 * (i * n + j) + state];
                mean[state] += expected;
                variance[state] += spread;
                if (expected >= 5 && draws - expected >= 5) {
                    squares += off * off / spread;
                    cells++;
                }
            }
        }
    }
    /* The cells of a dyad are dependent: two of them can be one number seen twice. */
    const double se = sqrt(4 / cells), z2 = squares / cells;
    if (g_getenv("VERBOSE") != NULL) {
        printf("%-10s K %d, %d; loose %.2f, %.2f; %.1f edges; candidates/hit %.2f, %.2f, tiled "
               "pairs/draw %.0f, %.0f; cells %.0f, z2 %.4f +- %.4f;",
               regime->name, sparse.bounds[0].clusters, sparse.bounds[1].clusters,
               sparse.bounds[0].looseness, sparse.bounds[1].looseness,
               (sum[1] + sum[2] + 2 * sum[3]) / draws,
               (double)total[0].candidates / (double)MAX(total[0].hits, 1),
               (double)total[1].candidates / (double)MAX(total[1].hits, 1),
               (double)total[0].pairs / draws, (double)total[1].pairs / draws, cells, z2, se);
        for (int state = 0; state < 4; state++) {
            printf(" %.2f", (sum[state] - mean[state]) / sqrt(variance[state]));
        }
        printf("\n");
    }
    CHECK(cells > 1000);
    CHECK(total[0].hits > 0 && total[1].hits > 0);
    CHECK(fabs(z2 - 1) < 4.5 * se);
    for (int state = 0; state < 4; state++) {
        CHECK_NEAR(sum[state], mean[state], 4.5 * sqrt(variance[state]));
    }
    end();
    g_free(seen);
}

/* At twice the rates, events with levels in the lower half are those at the rates themselves, also
 * where rates are at their limit. */
static void check_levels(const regime_t *regime, gboolean tiles) {
    const int n = regime->n, draws = regime->draws / 3;
    int *seen = g_new0(int, n *n);
    real_t scratch[2 * RANK * LATIGRAPH_LEAF];
    double cells = 0, squares = 0, sum = 0, mean = 0;
    make_circuit(regime, 71);
    begin(regime);
    CHECK_OK(latigraph_sparse_rescale(&sparse, log(2), 1));
    if (!tiles) {
        sparse.costs = (latigraph_walk_costs_t){.waste = 0.3, .pair_cost = 1};
    }
    for (int draw = 0; draw < draws; draw++) {
        latigraph_sparse_counts_t counts[2] = {{0}};
        latigraph_events_t found = {.levels = TRUE};
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, 6, LATIGRAPH_STREAM_TEST, (guint64)draw);
        latigraph_sparse_walk(&sparse, 0, FALSE, &stream, scratch, &found, counts);
        CHECK_EQUAL(found.size, counts[0].hits + counts[1].hits);
        for (int e = 0; e < found.size; e++) {
            const int low = tree->order[found.low[e]];
            const int high = tree->order[latigraph_event_high(found.event[e])];
            const int kind = latigraph_event_kind(found.event[e]);
            if (latigraph_event_level(found.event[e]) < LATIGRAPH_LEVELS / 2 &&
                kind != LATIGRAPH_EVENT_MUTUAL) {
                seen[kind == LATIGRAPH_EVENT_FORWARD ? low * n + high : high * n + low]++;
            }
        }
        latigraph_events_clear(&found);
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const double expected = i == j ? 0 : draws * rate(regime, i, j);
            const double off = seen[i * n + j] - expected;
            sum += seen[i * n + j];
            mean += expected;
            if (expected >= 5) {
                squares += off * off / expected;
                cells++;
            }
        }
    }
    CHECK(cells > 500);
    CHECK_NEAR(sum, mean, 4.5 * sqrt(mean));
    CHECK_NEAR(squares / cells, 1, 4.5 * sqrt(2.2 / cells));
    end();
    g_free(seen);
}

/* Walks for senders, which estimate numbers of edges, draw the out-edges of their neurons. */
static void check_senders(const regime_t *regime) {
    const int n = regime->n;
    int *seen = g_new0(int, n *n);
    real_t scratch[2 * RANK * LATIGRAPH_LEAF];
    double cells = 0, squares = 0;
    make_circuit(regime, 72);
    begin(regime);
    for (int draw = 0; draw < regime->draws; draw++) {
        latigraph_sparse_counts_t counts[2] = {{0}};
        latigraph_events_t found = {0};
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, (guint64)draw);
        for (igraph_integer_t t = 0; t < igraph_vector_int_size(&sparse.part); t++) {
            const int part = (int)VECTOR(sparse.part)[t], first = tree->node[part].first;
            found.size = 0;
            latigraph_sparse_walk(&sparse, part, TRUE, &stream, scratch, &found, counts);
            for (int e = 0; e < found.size; e++) {
                CHECK(latigraph_event_kind(found.event[e]) != LATIGRAPH_EVENT_BACKWARD);
                seen[tree->order[first + found.low[e]] * n +
                     tree->order[latigraph_event_high(found.event[e])]]++;
            }
        }
        latigraph_events_clear(&found);
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const double expected =
                i == j ? 0 : regime->draws * (rate(regime, i, j) + mutual(regime, i, j));
            const double off = seen[i * n + j] - expected;
            if (expected >= 5) {
                squares += off * off / expected;
                cells++;
            }
        }
    }
    CHECK(cells > 500);
    CHECK_NEAR(squares / cells, 1, 4.5 * sqrt(2.2 / cells));
    end();
    g_free(seen);
}

/* Draws about `asked` edges by thinning. */
static void thin(int threads, double asked, latigraph_rows_t *rows, double *share) {
    latigraph_edge_blocks_t blocks;
    gint64 edges;
    CHECK_OK(latigraph_edge_blocks_init(&blocks, &sparse, 7, 0, threads, FALSE));
    CHECK_OK(latigraph_edge_blocks_draw_thinned(&blocks, asked, &edges, share));
    CHECK_OK(latigraph_edge_blocks_rows(&blocks, rows));
    CHECK_EQUAL(rows->m, edges);
    latigraph_edge_blocks_destroy(&blocks);
}

/* A requested number of edges is reached by thinning; without enough events all of them stay. */
static void check_thinning(void) {
    const regime_t *regime = &regimes[0];
    latigraph_rows_t all, rows, same;
    double share;
    make_circuit(regime, 5);
    begin(regime);
    CHECK_OK(latigraph_sparse_sample(&sparse, 7, 0, 1, &all));
    thin(1, 0.6 * all.m, &rows, &share);
    thin(3, 0.6 * all.m, &same, &share);
    CHECK_NEAR(rows.m, 0.6 * all.m, 1 + sqrt(0.6 * all.m));
    CHECK_NEAR(share, 0.6, 0.1);
    CHECK(rows.m == same.m && memcmp(rows.to, same.to, sizeof(int) * (gsize)rows.m) == 0);
    latigraph_rows_clear(&rows);
    latigraph_rows_clear(&same);
    thin(2, 3.0 * all.m, &rows, &share);
    CHECK_EQUAL(share, 1);
    CHECK_NEAR(rows.m, all.m, 5 * sqrt(all.m));
    latigraph_rows_clear(&rows);
    latigraph_rows_clear(&all);
    end();
}

/* The circuit is the same at any number of threads, and differs for another seed or index. */
static void check_threads(void) {
    const regime_t *regime = &regimes[0];
    latigraph_rows_t rows[4];
    make_circuit(regime, 5);
    begin(regime);
    CHECK_OK(latigraph_sparse_sample(&sparse, 7, 0, 1, &rows[0]));
    CHECK_OK(latigraph_sparse_sample(&sparse, 7, 0, 3, &rows[1]));
    CHECK_OK(latigraph_sparse_sample(&sparse, 7, 1, 1, &rows[2]));
    CHECK_OK(latigraph_sparse_sample(&sparse, 8, 0, 1, &rows[3]));
    CHECK(rows[0].m > 100 && rows[0].m == rows[1].m);
    CHECK(memcmp(rows[0].start, rows[1].start, sizeof(int) * (gsize)(regime->n + 1)) == 0);
    CHECK(memcmp(rows[0].to, rows[1].to, sizeof(int) * (gsize)rows[0].m) == 0);
    for (int k = 2; k < 4; k++) {
        CHECK(memcmp(rows[0].start, rows[k].start, sizeof(int) * (gsize)(regime->n + 1)) != 0);
    }
    for (int k = 0; k < 4; k++) {
        latigraph_rows_clear(&rows[k]);
    }
    end();
}

int main(void) {
    test_init();
    for (gsize k = 0; k < G_N_ELEMENTS(regimes); k++) {
        check_regime(&regimes[k], 11 + (unsigned)k, TRUE);
        check_regime(&regimes[k], 31 + (unsigned)k, FALSE);
    }
    check_levels(&regimes[0], TRUE);
    check_levels(&regimes[1], FALSE);                        /* without positions */
    check_levels(&regimes[G_N_ELEMENTS(regimes) - 1], TRUE); /* at the limit of rates */
    check_levels(&regimes[G_N_ELEMENTS(regimes) - 1], FALSE);
    check_senders(&regimes[0]);
    check_senders(&regimes[7]); /* some without positions */
    check_thinning();
    check_threads();
    return 0;
}
