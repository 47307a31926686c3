/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Start of a fit of several states: clusters of stretches of 50 times by the rates of the neurons.
 *
 * The EM algorithm climbs to a near optimum, so that its start decides. States that differ in
 * networks usually differ in rates, and 50 times are shorter than the usual stay in a state. Square
 * roots of Poisson counts have nearly equal variances, which is what k-means assumes. Centres are
 * drawn as in k-means++ (Arthur and Vassilvitskii, SODA 2007). */

#include "activity/states.h"

#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <string.h>

enum { BIN = 50, ROUNDS = 30 };

typedef struct {
    int bins, n, states;
    int *first, *length; /* (bins) times of each bin */
    double *feature;     /* (bins, n) square roots of rates */
    double *centre;      /* (states, n) */
    double *nearest;     /* (bins) squared distance to the nearest centre */
    int *label;          /* (bins) */
} clusters_t;

/* Cuts the fitted stretches into bins; returns how many there are. Arrays may be NULL. */
static int cut(const latigraph_counts_t *counts, int *first, int *length) {
    int bins = 0;
    for (int k = 0; k < counts->count; k++) {
        const latigraph_stretch_t *stretch = &counts->stretch[k];
        for (int t = 0; !stretch->held_out && t < stretch->times; t += BIN) {
            if (first != NULL) {
                first[bins] = stretch->first + t;
                length[bins] = MIN(BIN, stretch->times - t);
            }
            bins++;
        }
    }
    return bins;
}

static void fill_features(clusters_t *clusters, const latigraph_counts_t *counts) {
    for (int b = 0; b < clusters->bins; b++) {
        for (int j = 0; j < clusters->n; j++) {
            const int tile = j / GLM_TARGETS, targets = latigraph_counts_targets(counts, tile);
            const double *y = latigraph_counts_tile(counts, tile) + j % GLM_TARGETS;
            double sum = 0;
            int known = 0;
            for (int t = clusters->first[b]; t < clusters->first[b] + clusters->length[b]; t++) {
                const double count = y[(size_t)t * targets];
                known += isfinite(count);
                sum += isfinite(count) ? count : 0;
            }
            clusters->feature[(size_t)b * clusters->n + j] =
                sqrt(known > 0 ? sum / known : counts->rate[j]);
        }
    }
}

static double apart(const clusters_t *clusters, int bin, int centre) {
    const double *a = clusters->feature + (size_t)bin * clusters->n;
    const double *b = clusters->centre + (size_t)centre * clusters->n;
    double sum = 0;
    for (int j = 0; j < clusters->n; j++) {
        sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
}

/* Draws the centres: each with a probability that grows with the distance to those before. */
static void draw_centres(clusters_t *clusters, latigraph_stream_t *stream) {
    for (int s = 0; s < clusters->states; s++) {
        double all = 0;
        for (int b = 0; b < clusters->bins; b++) {
            const double own = s > 0 ? apart(clusters, b, s - 1) : 1;
            clusters->nearest[b] = s > 1 ? fmin(clusters->nearest[b], own) : own;
            all += clusters->nearest[b];
        }
        double left = latigraph_stream_uniform(stream) * all;
        int chosen = 0;
        while (chosen < clusters->bins - 1 && (left -= clusters->nearest[chosen]) >= 0) {
            chosen++;
        }
        memcpy(clusters->centre + (size_t)s * clusters->n,
               clusters->feature + (size_t)chosen * clusters->n,
               (size_t)clusters->n * sizeof(double));
    }
}

static gboolean assign(clusters_t *clusters) {
    gboolean changed = FALSE;
    for (int b = 0; b < clusters->bins; b++) {
        int best = 0;
        for (int s = 1; s < clusters->states; s++) {
            best = apart(clusters, b, s) < apart(clusters, b, best) ? s : best;
        }
        changed = changed || clusters->label[b] != best;
        clusters->label[b] = best;
    }
    return changed;
}

static void move_centres(clusters_t *clusters) {
    const int n = clusters->n;
    for (int s = 0; s < clusters->states; s++) {
        double *centre = clusters->centre + (size_t)s * n;
        int members = 0;
        for (int b = 0; b < clusters->bins; b++) {
            members += clusters->label[b] == s;
        }
        if (members == 0) {
            continue;
        }
        memset(centre, 0, (size_t)n * sizeof *centre);
        for (int b = 0; b < clusters->bins; b++) {
            for (int j = 0; clusters->label[b] == s && j < n; j++) {
                centre[j] += clusters->feature[(size_t)b * n + j] / members;
            }
        }
    }
}

static void find_clusters(clusters_t *clusters, latigraph_stream_t *stream) {
    draw_centres(clusters, stream);
    for (int round = 0; round < ROUNDS; round++) {
        if (!assign(clusters) && round > 0) {
            break;
        }
        move_centres(clusters);
    }
}

/* The posterior leaves a fifth to the other states, so that the first iterations can correct it. */
static void set_posterior(latigraph_hmm_t *hmm, const clusters_t *clusters) {
    const int states = hmm->states;
    memset(hmm->posterior, 0, (size_t)hmm->times * (size_t)states * sizeof(double));
    for (int b = 0; b < clusters->bins; b++) {
        for (int t = clusters->first[b]; t < clusters->first[b] + clusters->length[b]; t++) {
            for (int s = 0; s < states; s++) {
                hmm->posterior[(size_t)t * states + s] =
                    0.2 / states + (clusters->label[b] == s ? 0.8 : 0);
            }
        }
    }
}

static void set_parameters(latigraph_hmm_t *hmm, const latigraph_hmm_t *one, double stay) {
    const size_t n = (size_t)hmm->n, states = (size_t)hmm->states;
    for (size_t s = 0; s < states; s++) {
        memcpy(hmm->bias + s * n, one->bias, n * sizeof(double));
        memcpy(hmm->weight + s * n * n, one->weight, n * n * sizeof(double));
        hmm->start[s] = 1 / (double)states;
        for (size_t r = 0; r < states; r++) {
            hmm->transition[r * states + s] = states == 1 ? 1
                                              : r == s    ? stay
                                                          : (1 - stay) / ((double)states - 1);
        }
    }
    memcpy(hmm->shared, one->weight, n * n * sizeof(double));
}

igraph_error_t latigraph_hmm_begin(latigraph_hmm_t *hmm, const latigraph_hmm_t *one,
                                   const latigraph_counts_t *counts, double stay, guint64 seed,
                                   int index) {
    const int bins = cut(counts, NULL, NULL);
    clusters_t clusters = {.bins = bins, .n = hmm->n, .states = hmm->states};
    latigraph_stream_t stream;
    LATIGRAPH_ALLOCATE(clusters.first, bins);
    LATIGRAPH_ALLOCATE(clusters.length, bins);
    LATIGRAPH_ALLOCATE(clusters.label, bins);
    LATIGRAPH_ALLOCATE(clusters.nearest, bins);
    LATIGRAPH_ALLOCATE(clusters.feature, (gsize)bins * (gsize)hmm->n);
    LATIGRAPH_ALLOCATE(clusters.centre, (gsize)hmm->states * (gsize)hmm->n);
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_STATES, (uint64_t)index);
    cut(counts, clusters.first, clusters.length);
    fill_features(&clusters, counts);
    find_clusters(&clusters, &stream);
    set_posterior(hmm, &clusters);
    set_parameters(hmm, one, stay);
    g_free(clusters.centre);
    g_free(clusters.feature);
    g_free(clusters.nearest);
    g_free(clusters.label);
    g_free(clusters.length);
    g_free(clusters.first);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}
