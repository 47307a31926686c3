/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The table of distances that keeps drawn neurons apart (generate/spacing.c).
 *
 * A law that draws one neuron at a time puts some of them closer together than somata can be. The
 * table is the ratio of pair counts: pairs of neurons of the training circuits at a distance, over
 * pairs of circuits that the law draws at the same codes and sizes. Both are counted in bins of an
 * eighth of the narrowest width of the distance kernel, which is the median distance of nearest
 * neighbours within limits (model/kernel_widths.c). The ratio at the last bins, where somata do not
 * see each other, is the unit, because circuits may be denser or looser than drawn ones. The factor
 * is made ascending by pooling bins that are not (isotonic regression: Ayer, Brunk, Ewing, Reid,
 * Silverman, Ann. Math. Statist. 26:641, 1955) and is at most 1: neurons are kept apart, never
 * drawn together. A second round draws with the table and corrects it by what is still missing.
 */
#include "latent/position_law.h"

#include "base/memory.h"
#include "generate/generate.h"

#include <math.h>

/* Circuits and neurons of a circuit that are looked at, and rounds. */
enum { CIRCUITS = 200, NEURONS = 1000, ROUNDS = 2, BINS = LATIGRAPH_SPACINGS };
/* Bins at the end whose ratio is the unit. */
enum { UNIT_BINS = 4 };
/* Bins in the narrowest width of the distance kernel. */
static const double FINENESS = 8;
/* Fewest drawn pairs in all bins, below which nothing is learned, and the largest factor of the
 * first bin that is worth a table. */
static const double PAIRS_LEAST = 500, FACTOR_MOST = 0.9;

/* Adds the pairs of one circuit by distance. Every neuron of a large circuit counts alike. */
static void count_pairs(const latigraph_circuit_t *c, double step, double count[BINS]) {
    const int stride = MAX(c->n / NEURONS, 1), dims = c->dims;
    for (int i = 0; i < c->n; i += stride) {
        const double *x = c->position + (gsize)i * (gsize)dims;
        for (int j = 0; j < c->n; j++) {
            const double *y = c->position + (gsize)j * (gsize)dims;
            double squares = 0;
            for (int d = 0; d < dims; d++) {
                squares += (x[d] - y[d]) * (x[d] - y[d]);
            }
            const double bin = sqrt(squares) / step;
            if (i != j && bin < BINS) {
                count[(int)bin]++;
            }
        }
    }
}

/* Counts the pairs of the circuits and of circuits drawn at their codes (circuits, dz). */
static igraph_error_t count_both(const latigraph_model_t *model,
                                 const latigraph_circuit_list_t *circuits, const double *codes,
                                 igraph_uint_t seed, double real[BINS], double drawn[BINS]) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    const igraph_integer_t used = MIN(count, CIRCUITS);
    const double step = model->node_law->spacing[0];
    for (igraph_integer_t k = 0; k < used; k++) {
        const igraph_integer_t at = k * count / used;
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, at);
        latigraph_circuit_t *made;
        latigraph_stream_t stream;
        if (c->dims != model->vocabulary->dims) {
            continue;
        }
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_SPACING, (guint64)k);
        IGRAPH_CHECK(latigraph_draw_nodes(&made, model, codes + (gsize)at * model->config.code,
                                          c->n, LATIGRAPH_PLACE_FITTED, &stream, "drawn"));
        count_pairs(c, step, real);
        count_pairs(made, step, drawn);
        latigraph_circuit_destroy(made);
    }
    return IGRAPH_SUCCESS;
}

void latigraph_make_ascending(const double *weight, double *value, int count) {
    int start[BINS + 1]; /* first bin of each pool */
    double mass[BINS];
    int pools = 0;
    for (int b = 0; b < count; b++) {
        double pooled = value[b], total = weight[b] + 1e-9;
        start[pools] = b;
        for (; pools > 0 && value[start[pools - 1]] >= pooled; pools--) {
            const double before = mass[pools - 1];
            pooled = (value[start[pools - 1]] * before + pooled * total) / (before + total);
            total += before;
        }
        mass[pools] = total;
        value[start[pools]] = pooled;
        pools++;
    }
    start[pools] = count;
    for (int p = pools - 1; p >= 0; p--) {
        for (int b = start[p + 1] - 1; b > start[p]; b--) {
            value[b] = value[start[p]];
        }
    }
}

/* Multiplies the table by the ratio of the counts. */
static void correct(const double real[BINS], const double drawn[BINS], double *table) {
    double last_real = 0, last_drawn = 0;
    for (int b = BINS - UNIT_BINS; b < BINS; b++) {
        last_real += real[b];
        last_drawn += drawn[b];
    }
    const double unit = last_real / last_drawn;
    for (int b = 0; b < BINS; b++) {
        table[b] *= drawn[b] > 0 ? real[b] / (unit * drawn[b]) : 1;
    }
    latigraph_make_ascending(drawn, table, BINS);
    for (int b = 0; b < BINS; b++) {
        table[b] = MIN(table[b], 1);
    }
}

igraph_error_t latigraph_fit_spacing(latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, const double *codes,
                                     igraph_uint_t seed) {
    double *table = model->node_law->spacing;
    memset(table, 0, sizeof model->node_law->spacing);
    if (model->node_law->lateral == 0 || !(model->config.kernel_width[0] > 0)) {
        return IGRAPH_SUCCESS;
    }
    for (int b = 1; b <= BINS; b++) {
        table[b] = 1;
    }
    table[0] = model->config.kernel_width[0] / 4 / FINENESS;
    for (int round = 0; round < ROUNDS; round++) {
        double real[BINS] = {0}, drawn[BINS] = {0}, pairs = 0, last = 0;
        IGRAPH_CHECK(count_both(model, circuits, codes, seed, real, drawn));
        for (int b = 0; b < BINS; b++) {
            pairs += drawn[b];
            last += b >= BINS - UNIT_BINS ? MIN(real[b], drawn[b]) : 0;
        }
        if (pairs < PAIRS_LEAST || !(last > 0)) {
            table[0] = 0;
            return IGRAPH_SUCCESS;
        }
        correct(real, drawn, table + 1);
    }
    table[0] = table[1] > FACTOR_MOST ? 0 : table[0];
    return IGRAPH_SUCCESS;
}
