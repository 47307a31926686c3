/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Classes of neurons by expectation–maximisation.
 *
 * Every circuit c has shares s_c of K classes, and the classes are common to all circuits: a mixed
 * membership model, as Blei, Ng and Jordan (JMLR 3:993, 2003), with the shares at their mode. Given
 * its class k, a neuron has independent levels with probabilities p_k and normal numbers x ~ N(m_k,
 * C_k):
 *
 *     P(neuron) = Σ_k s_ck Π_categories p_k(level) N(x; m_k, C_k)
 *
 * Numbers that are missing are integrated out exactly. For every pattern of missing numbers, the
 * covariance of the known ones is factorised once per class and step, and the missing ones are
 * filled in by their regression on the known ones; their conditional covariance is added to that of
 * the class. Rows are sorted by pattern, so that each factor is used for all its rows.
 *
 * Priors keep small classes regular: a class counts as if it had seen two more neurons of variance
 * 0.05 and one more with the overall shares of levels, and a circuit as if it had two more neurons,
 * shared out evenly. No step lowers the likelihood times these priors. The first classes are those
 * of k-means++ seeds (Arthur and Vassilvitskii, SODA 2007), which lie far apart.
 * O(rows · K · (D² + categories)) per step. */

#include "latent/node_mixture.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"

#include <math.h>

/* Strengths of the priors, in neurons, and the variance of those of a class. */
static const double PRIOR_COUNT = 2, PRIOR_VARIANCE = 0.05, PRIOR_SHARE = 2;

/* The Gaussian of a class for one pattern of missing numbers. */
typedef struct {
    double *factor;      /* (o, o) Cholesky factor of the covariance of the known ones */
    double *regression;  /* (o, D − o) of the missing on the known ones */
    double *conditional; /* (D − o, D − o) covariance of the missing given the known ones */
    double constant;     /* −½ o ln 2π − Σ ln diagonal */
    double mass;         /* expected number of neurons of the class with this pattern */
} pattern_t;

struct latigraph_mixture_t {
    latigraph_node_law_t *law;
    const latigraph_node_rows_t *rows;
    int *order, order_count;  /* (rows) rows to learn from, sorted by pattern */
    int *forced;              /* (rows) class at the start, or −1 */
    latigraph_stream_t *draw; /* stream that classes are drawn with; NULL: expected classes */
    int *known;               /* (D) known numbers of the pattern, then the missing ones */
    int known_count;
    double *global;           /* (levels) shares over all rows */
    double *share, *count;    /* (circuits, K) shares, neurons of each class */
    double *mass, *level_sum; /* (K), (K, levels) */
    double *sum, *square;     /* (K, D), (K, D, D) */
    double *posterior;        /* (K) */
    double *filled, *rest;    /* (K, D) row with missing numbers filled in; (D) */
    pattern_t pattern[LATIGRAPH_CLASSES_MAX];
};

void latigraph_mixture_destroy(latigraph_mixture_t *m) {
    for (int k = 0; k < LATIGRAPH_CLASSES_MAX; k++) {
        g_free(m->pattern[k].factor);
        g_free(m->pattern[k].regression);
        g_free(m->pattern[k].conditional);
    }
    gpointer arrays[] = {m->order, m->forced, m->known,     m->global, m->share,
                         m->count, m->mass,   m->level_sum, m->sum,    m->square,
                         m->rest,  m->filled, m->posterior};
    for (gsize a = 0; a < G_N_ELEMENTS(arrays); a++) {
        g_free(arrays[a]);
    }
    g_free(m);
}

/* --- Expectation ---------------------------------------------------------- */

static gboolean is_known(const latigraph_mixture_t *m, int row, int d) {
    return !isnan(m->rows->value[(gsize)row * (gsize)m->law->width + (gsize)d]);
}

static gboolean same_pattern(const latigraph_mixture_t *m, int a, int b) {
    for (int d = 0; d < m->law->width; d++) {
        if (is_known(m, a, d) != is_known(m, b, d)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Computes factor, regression and conditional covariance of every class for the pattern of a row.
 */
static void begin_pattern(latigraph_mixture_t *m, int row) {
    const int width = m->law->width;
    int o = 0, at = 0;
    for (int d = 0; d < width; d++) {
        o += is_known(m, row, d);
    }
    m->known_count = o;
    for (int pass = 1; pass >= 0; pass--) {
        for (int d = 0; d < width; d++) {
            if (is_known(m, row, d) == pass) {
                m->known[at++] = d;
            }
        }
    }
    const int missing = width - o, *list = m->known;
    for (int k = 0; k < m->law->classes; k++) {
        const double *covariance = m->law->covariance + (gsize)k * (gsize)(width * width);
        pattern_t *p = &m->pattern[k];
        for (int a = 0; a < o; a++) {
            for (int b = 0; b < o; b++) {
                p->factor[a * o + b] = covariance[list[a] * width + list[b]];
            }
            for (int b = 0; b < missing; b++) {
                p->regression[a * missing + b] = covariance[list[a] * width + list[o + b]];
            }
        }
        p->mass = 0;
        p->constant = -0.5 * o * log(2 * M_PI);
        if (o > 0) {
            latigraph_cholesky(o, p->factor);
        }
        for (int a = 0; a < o; a++) {
            p->constant -= log(p->factor[a * o + a]);
        }
        if (o > 0 && missing > 0) {
            latigraph_cholesky_solve(o, p->factor, p->regression, missing);
        }
        for (int a = 0; a < missing; a++) {
            for (int b = 0; b < missing; b++) {
                double c = covariance[list[o + a] * width + list[o + b]];
                for (int e = 0; e < o; e++) {
                    c -= covariance[list[o + a] * width + list[e]] * p->regression[e * missing + b];
                }
                p->conditional[a * missing + b] = c;
            }
        }
    }
}

/* Returns the ln density of the known numbers of a row in class k. `filled` gets all numbers, with
 * expectations for the missing ones. */
static double gaussian(latigraph_mixture_t *m, int row, int k) {
    const int width = m->law->width, o = m->known_count, missing = width - o;
    const double *x = m->rows->value + (gsize)row * (gsize)width;
    const double *mean = m->law->mean + (gsize)k * (gsize)width;
    const pattern_t *p = &m->pattern[k];
    double *filled = m->filled + k * width, squares = 0;
    for (int b = 0; b < missing; b++) {
        filled[m->known[o + b]] = mean[m->known[o + b]];
    }
    for (int a = 0; a < o; a++) {
        const double difference = x[m->known[a]] - mean[m->known[a]];
        double y = difference;
        filled[m->known[a]] = x[m->known[a]];
        for (int b = 0; b < a; b++) {
            y -= p->factor[a * o + b] * m->rest[b];
        }
        m->rest[a] = y / p->factor[a * o + a];
        squares += m->rest[a] * m->rest[a];
        for (int b = 0; b < missing; b++) {
            filled[m->known[o + b]] += p->regression[a * missing + b] * difference;
        }
    }
    return p->constant - 0.5 * squares;
}

/* Computes the posterior of the classes of a row. Returns ln P(row). */
static double classify(latigraph_mixture_t *m, int row) {
    const latigraph_node_law_t *law = m->law;
    const int *level = m->rows->level + (gsize)row * (gsize)law->categories;
    const double *share = m->share + (gsize)m->rows->circuit[row] * (gsize)law->classes;
    double most = -INFINITY, total = 0;
    for (int k = 0; k < law->classes; k++) {
        const double *p = law->probability + k * latigraph_node_law_levels(law);
        double product = share[k], log_levels = 0;
        for (int c = 0; c < law->categories; c++) {
            product *= p[law->level_start[c] + level[c]];
            if (product < 1e-200) { /* no underflow, without a logarithm per category */
                log_levels += log(MAX(product, 1e-300));
                product = 1;
            }
        }
        m->posterior[k] = gaussian(m, row, k) + log_levels + log(MAX(product, 1e-300));
        most = MAX(most, m->posterior[k]);
    }
    for (int k = 0; k < law->classes; k++) {
        m->posterior[k] = exp(m->posterior[k] - most);
        total += m->posterior[k];
    }
    for (int k = 0; k < law->classes; k++) {
        m->posterior[k] /= total;
    }
    return most + log(total);
}

/* Reduces the posterior to one class if the row has a class at the start or classes are drawn. */
static void decide(latigraph_mixture_t *m, int row) {
    int chosen = m->forced[row];
    if (m->draw != NULL) {
        double place = latigraph_stream_uniform(m->draw);
        for (chosen = 0; chosen < m->law->classes - 1 && place >= m->posterior[chosen]; chosen++) {
            place -= m->posterior[chosen];
        }
    }
    for (int k = 0; k < m->law->classes && chosen >= 0; k++) {
        m->posterior[k] = k == chosen;
    }
}

static void add_row(latigraph_mixture_t *m, int row) {
    const latigraph_node_law_t *law = m->law;
    const int width = law->width, levels = latigraph_node_law_levels(law);
    const int *level = m->rows->level + (gsize)row * (gsize)law->categories;
    for (int k = 0; k < law->classes; k++) {
        const double p = m->posterior[k], *x = m->filled + k * width;
        if (p < 1e-12) {
            continue;
        }
        m->mass[k] += p;
        m->pattern[k].mass += p;
        m->count[(gsize)m->rows->circuit[row] * (gsize)law->classes + (gsize)k] += p;
        for (int c = 0; c < law->categories; c++) {
            m->level_sum[k * levels + law->level_start[c] + level[c]] += p;
        }
        for (int a = 0; a < width; a++) {
            m->sum[k * width + a] += p * x[a];
            for (int b = 0; b <= a; b++) {
                m->square[(k * width + a) * width + b] += p * x[a] * x[b];
            }
        }
    }
}

/* Adds the conditional covariance of missing numbers to the covariance of their class. */
static void end_pattern(latigraph_mixture_t *m) {
    const int width = m->law->width, o = m->known_count, missing = width - o;
    for (int k = 0; k < m->law->classes; k++) {
        const pattern_t *p = &m->pattern[k];
        for (int a = 0; a < missing; a++) {
            for (int b = 0; b < missing; b++) {
                const int row = m->known[o + a], column = m->known[o + b];
                if (column <= row) {
                    m->square[(k * width + row) * width + column] +=
                        p->mass * p->conditional[a * missing + b];
                }
            }
        }
    }
}

/* Sums up the rows to learn from. Returns their ln likelihood. */
static double expect(latigraph_mixture_t *m) {
    const latigraph_node_law_t *law = m->law;
    const gsize k = (gsize)law->classes, d = (gsize)law->width;
    double likelihood = 0;
    memset(m->mass, 0, sizeof(double) * k);
    memset(m->sum, 0, sizeof(double) * k * d);
    memset(m->square, 0, sizeof(double) * k * d * d);
    memset(m->level_sum, 0, sizeof(double) * k * (gsize)latigraph_node_law_levels(law));
    memset(m->count, 0, sizeof(double) * k * (gsize)m->rows->circuits);
    for (int r = 0; r < m->order_count; r++) {
        const int row = m->order[r];
        if (r == 0 || !same_pattern(m, row, m->order[r - 1])) {
            if (r > 0) {
                end_pattern(m);
            }
            begin_pattern(m, row);
        }
        likelihood += classify(m, row);
        decide(m, row);
        add_row(m, row);
    }
    end_pattern(m);
    return likelihood;
}

/* --- Maximisation --------------------------------------------------------- */

static void set_levels(latigraph_mixture_t *m, int k) {
    const latigraph_node_law_t *law = m->law;
    const int levels = latigraph_node_law_levels(law);
    for (int l = 0; l < levels; l++) {
        law->probability[k * levels + l] =
            (m->level_sum[k * levels + l] + m->global[l]) / (m->mass[k] + 1);
    }
}

static void set_gaussian(latigraph_mixture_t *m, int k) {
    const int width = m->law->width;
    double *mean = m->law->mean + k * width;
    double *covariance = m->law->covariance + k * width * width;
    for (int a = 0; a < width && m->mass[k] > 1e-6; a++) {
        mean[a] = m->sum[k * width + a] / m->mass[k];
    }
    for (int a = 0; a < width; a++) {
        for (int b = 0; b <= a; b++) {
            double scatter = m->square[(k * width + a) * width + b] -
                             m->sum[k * width + a] * mean[b] - mean[a] * m->sum[k * width + b] +
                             m->mass[k] * mean[a] * mean[b];
            scatter = a == b ? MAX(scatter, 0) + PRIOR_COUNT * PRIOR_VARIANCE : scatter;
            covariance[a * width + b] = covariance[b * width + a] =
                scatter / (m->mass[k] + PRIOR_COUNT);
        }
    }
}

static void set_shares(latigraph_mixture_t *m) {
    const int classes = m->law->classes;
    for (int c = 0; c < m->rows->circuits; c++) {
        const double *count = m->count + (gsize)c * (gsize)classes;
        double total = PRIOR_SHARE;
        for (int k = 0; k < classes; k++) {
            total += count[k];
        }
        for (int k = 0; k < classes; k++) {
            m->share[(gsize)c * (gsize)classes + (gsize)k] =
                (count[k] + PRIOR_SHARE / classes) / total;
        }
    }
}

static void maximise(latigraph_mixture_t *m) {
    for (int k = 0; k < m->law->classes; k++) {
        set_levels(m, k);
        set_gaussian(m, k);
    }
    set_shares(m);
}

/* Returns the ln of the priors without constants. */
static double penalty(const latigraph_mixture_t *m) {
    const latigraph_node_law_t *law = m->law;
    const int levels = latigraph_node_law_levels(law), width = law->width;
    double sum = 0;
    for (int k = 0; k < law->classes; k++) {
        double *factor = m->pattern[k].factor, *inverse = m->pattern[k].conditional;
        for (int c = 0; c < m->rows->circuits; c++) {
            sum += PRIOR_SHARE / law->classes * log(m->share[c * law->classes + k]);
        }
        for (int l = 0; l < levels; l++) {
            if (m->global[l] > 0) {
                sum += m->global[l] * log(law->probability[k * levels + l]);
            }
        }
        if (width == 0) {
            continue;
        }
        memcpy(factor, law->covariance + k * width * width,
               sizeof(double) * (gsize)(width * width));
        latigraph_cholesky(width, factor);
        memset(inverse, 0, sizeof(double) * (gsize)(width * width));
        for (int a = 0; a < width; a++) {
            inverse[a * width + a] = 1;
            sum -= PRIOR_COUNT * log(factor[a * width + a]);
        }
        latigraph_cholesky_solve(width, factor, inverse, width);
        for (int a = 0; a < width; a++) {
            sum -= 0.5 * PRIOR_COUNT * PRIOR_VARIANCE * inverse[a * width + a];
        }
    }
    return sum;
}

double latigraph_mixture_step(latigraph_mixture_t *mixture, double *likelihood) {
    latigraph_blas_begin();
    const double prior = penalty(mixture), data = expect(mixture);
    maximise(mixture);
    latigraph_blas_end();
    if (likelihood != NULL) {
        *likelihood = data;
    }
    return data + prior;
}

/* --- Start ---------------------------------------------------------------- */

static double row_distance(const latigraph_mixture_t *m, int a, int b) {
    const gsize width = (gsize)m->law->width, categories = (gsize)m->law->categories;
    double sum = 0;
    for (gsize d = 0; d < width; d++) {
        const double x =
            m->rows->value[(gsize)a * width + d] - m->rows->value[(gsize)b * width + d];
        sum += isnan(x) ? 0 : x * x;
    }
    for (gsize c = 0; c < categories; c++) {
        sum += 2 * (m->rows->level[(gsize)a * categories + c] !=
                    m->rows->level[(gsize)b * categories + c]);
    }
    return sum;
}

/* Gives every row the class of the nearest of K seeds. Seeds are rows, drawn one after the other
 * with probabilities proportional to the squared distance from the nearest earlier seed
 * (k-means++). distance (rows). */
static void seed_classes(latigraph_mixture_t *m, latigraph_stream_t *stream, double *distance) {
    const int rows = m->rows->rows;
    int seed = (int)latigraph_stream_integer(stream, (uint32_t)rows);
    for (int r = 0; r < rows; r++) {
        distance[r] = INFINITY;
    }
    for (int k = 0; k < m->law->classes; k++) {
        double total = 0;
        for (int r = 0; r < rows; r++) {
            const double d = row_distance(m, r, seed);
            if (d < distance[r]) {
                distance[r] = d;
                m->forced[r] = k;
            }
            total += distance[r];
        }
        double place = latigraph_stream_uniform(stream) * total;
        for (seed = 0; seed < rows - 1 && place >= distance[seed]; seed++) {
            place -= distance[seed];
        }
    }
}

/* Sorts the rows by their patterns, so that equal patterns are neighbours: one stable pass per
 * number, from the last to the first, moves rows that lack it to the front (a radix sort).
 * g_qsort_with_data() would end the process when memory runs out. */
static igraph_error_t sort_by_pattern(latigraph_mixture_t *m) {
    int *spare;
    LATIGRAPH_ALLOCATE(spare, m->order_count);
    for (int d = m->law->width - 1; d >= 0; d--) {
        int lacking = 0, having = 0;
        for (int r = 0; r < m->order_count; r++) {
            if (is_known(m, m->order[r], d)) {
                spare[having++] = m->order[r];
            } else {
                m->order[lacking++] = m->order[r];
            }
        }
        memcpy(m->order + lacking, spare, sizeof(int) * (gsize)having);
    }
    g_free(spare);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void count_levels(latigraph_mixture_t *m) {
    const latigraph_node_law_t *law = m->law;
    for (int r = 0; r < m->rows->rows; r++) {
        for (int c = 0; c < law->categories; c++) {
            const int level = m->rows->level[(gsize)r * (gsize)law->categories + (gsize)c];
            m->global[law->level_start[c] + level] += 1.0 / m->rows->rows;
        }
    }
}

/* Sets equal classes, with the overall shares of levels and unit covariance. */
static void set_plain(latigraph_mixture_t *m) {
    const latigraph_node_law_t *law = m->law;
    const int levels = latigraph_node_law_levels(law), width = law->width;
    for (int k = 0; k < law->classes; k++) {
        for (int l = 0; l < levels; l++) {
            law->probability[k * levels + l] = m->global[l];
        }
        for (int a = 0; a < width; a++) {
            law->covariance[(k * width + a) * width + a] = 1;
        }
    }
    for (gsize at = 0; at < (gsize)m->rows->circuits * (gsize)law->classes; at++) {
        m->share[at] = 1.0 / law->classes;
    }
}

static gboolean allocate(latigraph_mixture_t *m) {
    const gsize k = (gsize)m->law->classes, d = (gsize)m->law->width, rows = (gsize)m->rows->rows;
    const gsize levels = (gsize)latigraph_node_law_levels(m->law);
    const gsize shares = (gsize)m->rows->circuits * k;
    gboolean good = TRUE;
    m->order = g_try_new0(int, rows + 1);
    m->forced = g_try_new0(int, rows + 1);
    m->known = g_try_new0(int, d + 1);
    struct {
        double **array;
        gsize count;
    } arrays[] = {
        {&m->global, levels}, {&m->share, shares},         {&m->count, shares}, {&m->mass, k},
        {&m->sum, k * d},     {&m->square, k * d * d},     {&m->rest, d},       {&m->filled, k * d},
        {&m->posterior, k},   {&m->level_sum, k * levels},
    };
    for (gsize a = 0; a < G_N_ELEMENTS(arrays); a++) {
        *arrays[a].array = g_try_new0(double, arrays[a].count + 1);
        good = good && *arrays[a].array != NULL;
    }
    for (gsize c = 0; c < k; c++) {
        m->pattern[c].factor = g_try_new0(double, d *d + 1);
        m->pattern[c].regression = g_try_new0(double, d *d + 1);
        m->pattern[c].conditional = g_try_new0(double, d *d + 1);
        good = good && m->pattern[c].factor != NULL && m->pattern[c].regression != NULL &&
               m->pattern[c].conditional != NULL;
    }
    return good && m->order != NULL && m->forced != NULL && m->known != NULL;
}

igraph_error_t latigraph_mixture_init(latigraph_mixture_t **mixture, latigraph_node_law_t *law,
                                      const latigraph_node_rows_t *rows, igraph_bool_t skip_held,
                                      latigraph_stream_t *stream) {
    latigraph_mixture_t *m = g_try_new0(latigraph_mixture_t, 1);
    double *distance;
    LATIGRAPH_CHECK_MEMORY(m);
    m->law = law;
    m->rows = rows;
    IGRAPH_FINALLY(latigraph_mixture_destroy, m);
    if (!allocate(m)) {
        IGRAPH_ERROR("Not enough memory for the law of node data.", IGRAPH_ENOMEM);
    }
    LATIGRAPH_ALLOCATE(distance, rows->rows);
    for (int r = 0; r < rows->rows; r++) {
        if (!skip_held || !rows->held[r]) {
            m->order[m->order_count++] = r;
        }
    }
    IGRAPH_CHECK(sort_by_pattern(m));
    latigraph_blas_begin();
    count_levels(m);
    set_plain(m);
    seed_classes(m, stream, distance);
    expect(m);
    maximise(m);
    latigraph_blas_end();
    for (int r = 0; r < rows->rows; r++) {
        m->forced[r] = -1;
    }
    g_free(distance);
    IGRAPH_FINALLY_CLEAN(2);
    *mixture = m;
    return IGRAPH_SUCCESS;
}

double latigraph_mixture_held_out(latigraph_mixture_t *mixture) {
    double sum = 0;
    int held = 0;
    latigraph_blas_begin();
    for (int row = 0; row < mixture->rows->rows; row++) {
        if (mixture->rows->held[row]) {
            begin_pattern(mixture, row);
            sum += classify(mixture, row);
            held++;
        }
    }
    latigraph_blas_end();
    return sum / MAX(held, 1);
}

void latigraph_mixture_count(latigraph_mixture_t *mixture, latigraph_stream_t *stream,
                             double *count) {
    latigraph_blas_begin();
    mixture->draw = stream;
    expect(mixture);
    mixture->draw = NULL;
    latigraph_blas_end();
    memcpy(count, mixture->count,
           sizeof(double) * (gsize)mixture->rows->circuits * (gsize)mixture->law->classes);
}
