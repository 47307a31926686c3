/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_MOTIFS_H
#define LATIGRAPH_SURROGATE_MOTIFS_H

#include "base/compat.h"
#include "surrogate/pair_states.h"

#include <glib.h>

#include <latigraph/surrogate.h>

/* Counts of motifs of a graph whose pairs change one at a time. States of pairs are those of
 * pair_states.h. */

enum {
    LATIGRAPH_CLOSED_TRIADS = 7, /* 030T, 030C, 120D, 120U, 120C, 210, 300 */
    LATIGRAPH_CORNER_CLASSES = 6 /* classes of neurons whose corners of triangles are counted */
};

/* Damped clustering divides the triangles of a neuron by its pairs of partners plus this. */
#define LATIGRAPH_MOTIFS_DAMPING 5.0

/* Counts that are made besides that of triangles. */
typedef enum {
    LATIGRAPH_MOTIFS_CORNERS = 1,    /* triangles of each neuron, and of each class of neurons */
    LATIGRAPH_MOTIFS_DIRECTED = 2,   /* classes of closed triads */
    LATIGRAPH_MOTIFS_PARTNERS = 4,   /* shared partners of connected pairs */
    LATIGRAPH_MOTIFS_CLUSTERING = 9, /* local clustering, which needs corners */
    LATIGRAPH_MOTIFS_ALL = 15
} latigraph_motif_kinds_t;

/* Sums over the graph. */
typedef struct {
    gint64 edges, pairs, mutual; /* edges, connected pairs, mutual pairs */
    gint64 triples, triangles;   /* connected triples by their centre, and triangles */
    gint64 triads[LATIGRAPH_CLOSED_TRIADS];
    gint64 corners[LATIGRAPH_CORNER_CLASSES]; /* triangles of the neurons of each class */
    gint64 clustered;                         /* neurons with two partners or more */
    double clustering;                        /* sum of t / (d (d − 1) / 2) over these */
    double damped;                            /* sum of t / (d (d − 1) / 2 + 5) over neurons */
    double partners; /* sum of 1 − (1 − 1/e)^(shared partners) over connected pairs */
} latigraph_motif_sums_t;

typedef struct {
    int n, kinds;
    gsize words;
    guint64 *any;   /* (n, words) neighbours of each neuron as bits */
    guint64 *out;   /* (n, words) neurons that it sends to; NULL unless directed */
    int *degree;    /* (n) number of neighbours d */
    int *triangles; /* (n) triangles t of each neuron; NULL unless corners are counted */
    int *class_of;  /* (n) class of each neuron; NULL likewise */
    double *returns; /* (n) 1 − (1 − 1/e)^s of s shared partners; NULL unless these are counted */
    double *weights; /* (n, 2) by degree d: 1 / (d (d − 1) / 2) and 1 / (d (d − 1) / 2 + 5), what a
                        triangle adds to both clusterings; NULL unless these are counted */
    guint16 *pairs; /* (n, n) 4 × shared partners of i and j + the state of their pair as i sees it;
                       NULL unless swaps are counted */
    double *steps;  /* (n, 4) by shared partners: what one less, none and one more change returns
                       by; NULL likewise */
    guint64 *thirds; /* (words) scratch of swaps; NULL likewise */
    latigraph_motif_sums_t sums;
} latigraph_motifs_t;

/* Most neurons of graphs whose swaps are counted before they are made: `pairs` has no more bits. */
enum { LATIGRAPH_MOTIFS_PAIRED = 1 << 14 };

/* Allocates n neurons without edges; `kinds` is a set of latigraph_motif_kinds_t. All neurons are
 * in class 0. Raises IGRAPH_ENOMEM. */
igraph_error_t latigraph_motifs_init(latigraph_motifs_t *motifs, int n, int kinds);
/* Has motifs of all kinds, which have no edges yet, keep what swaps are counted from, unless they
 * have more than LATIGRAPH_MOTIFS_PAIRED neurons. Raises IGRAPH_ENOMEM. */
igraph_error_t latigraph_motifs_pair(latigraph_motifs_t *motifs);
void latigraph_motifs_destroy(latigraph_motifs_t *motifs);
/* Copies the graph and its counts to motifs of the same size and kinds. */
void latigraph_motifs_copy(latigraph_motifs_t *to, const latigraph_motifs_t *from);
/* Takes all edges away; classes stay. */
void latigraph_motifs_clear(latigraph_motifs_t *motifs);

/* Changes the pair of i and j from one state to another and updates all counts. O(n / 64), and
 * O(n / 64) for each common neighbour if shared partners are counted. */
void latigraph_motifs_change(latigraph_motifs_t *motifs, int i, int j, int before, int after);
/* Takes the last change of the graph back. The sums stay as they are: the caller puts those back
 * that it read before the change. */
void latigraph_motifs_undo(latigraph_motifs_t *motifs, int i, int j, int before, int after);
/* Counts the sums of the present graph anew; `sums` may be those of the motifs. Without directions,
 * numbers of edges are taken over. O(n² + m n / 64 + triangles). */
void latigraph_motifs_count(const latigraph_motifs_t *motifs, latigraph_motif_sums_t *sums);

/* The kinds of counts that a statistic needs. */
int latigraph_motifs_kinds_of(latigraph_tilt_t statistic);
/* Value of a statistic, as the property of the same name defines it. It is 0 where the property is
 * not defined. */
double latigraph_motifs_value(const latigraph_motifs_t *motifs, latigraph_tilt_t statistic);
/* Values of several statistics. */
void latigraph_motifs_values(const latigraph_motifs_t *motifs, int count,
                             const latigraph_tilt_t *statistics, double *values);

/* Returns the class of a closed triad i, j, k by the states of its pairs as seen from i, j and k in
 * turn: those of ij, jk and ki in the lowest two bits, the next and the highest ones. Without a
 * pair there is none. */
static inline int latigraph_triad_class(int ij, int jk, int ki) {
    static const signed char TRIAD_CLASS[64] = {
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, /* no edge ki */
        -1, -1, -1, -1, -1, 1,  0,  4,  -1, 0,  0,  2,  -1, 4,  3,  5,  /* k → i */
        -1, -1, -1, -1, -1, 0,  0,  3,  -1, 0,  1,  4,  -1, 2,  4,  5,  /* i → k */
        -1, -1, -1, -1, -1, 4,  2,  5,  -1, 3,  4,  5,  -1, 5,  5,  6,  /* both */
    };
    return TRIAD_CLASS[ij | jk << 2 | ki << 4];
}

#endif
