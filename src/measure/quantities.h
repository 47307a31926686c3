/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_QUANTITIES_H
#define LATIGRAPH_MEASURE_QUANTITIES_H

#include "base/cancel.h"
#include "circuit/triads.h"

/* Quantities of a circuit that several properties need or that take long.
 *
 * Properties and quantities form a graph of dependencies: a property names the quantities that it
 * needs (property_table.c), and a quantity those that come before it (quantities.c). Only what is
 * asked for is computed, and each once. Quantities are computed from arrays alone, without igraph's
 * stack of destructors, so that circuits can be measured in threads. */
typedef enum {
    LATIGRAPH_QUANTITY_TRIADS,      /* census of triads, triangles and partners of neurons */
    LATIGRAPH_QUANTITY_PATHS,       /* lengths of shortest directed paths */
    LATIGRAPH_QUANTITY_WAYS,        /* the same, ignoring directions */
    LATIGRAPH_QUANTITY_COMPONENTS,  /* strongly connected components */
    LATIGRAPH_QUANTITY_PARTNERS,    /* rows of the skeleton */
    LATIGRAPH_QUANTITY_RADIUS,      /* spectral radius */
    LATIGRAPH_QUANTITY_EIGENVALUES, /* eigenvalues of the adjacency matrix */
    LATIGRAPH_QUANTITY_LAPLACIAN,   /* ends of its spectrum */
    LATIGRAPH_QUANTITY_BETWEENNESS, /* betweenness of all neurons */
    LATIGRAPH_QUANTITY_CORENESS,    /* the largest */
    LATIGRAPH_QUANTITY_SIMPLICES,   /* directed simplices of dimension 3 */
    LATIGRAPH_QUANTITY_CYCLES,      /* neurons on cycles of three edges */
    LATIGRAPH_QUANTITY_TARGETS,     /* pairs of targets in common */
    LATIGRAPH_QUANTITY_BOW_TIE,     /* neurons before and behind the core */
    LATIGRAPH_QUANTITY_CLUSTERING,  /* directed clustering */
    LATIGRAPH_QUANTITY_WEIGHTED,    /* weighted directed clustering */
    LATIGRAPH_QUANTITY_ONNELA,      /* Onnela's clustering */
    LATIGRAPH_QUANTITY_LENGTHS,     /* weighted efficiency */
    LATIGRAPH_QUANTITIES
} latigraph_quantity_t;

#define LATIGRAPH_NEEDS(name) (1u << LATIGRAPH_QUANTITY_##name)

/* Number of distances whose pairs are counted one by one: 1, 2, 3 and 4. */
enum { LATIGRAPH_PATHS_AT = 4 };

/* Shortest paths over the ordered pairs that have one. In large circuits, these are estimates from
 * paths of some neurons to all. */
typedef struct {
    double at[LATIGRAPH_PATHS_AT]; /* numbers of pairs at distance 1, 2, … */
    double pairs;                  /* number of ordered pairs with a path */
    double sum;                    /* sum of their distances, in edges */
    double inverses;               /* sum of 1 / distance */
    double length_error;           /* standard error of sum / pairs; 0: counted */
    double inverses_error;         /* standard error of `inverses`; 0: counted */
} latigraph_paths_t;

/* Summary of the eigenvalues of the adjacency matrix. */
typedef struct {
    double largest, second; /* the two largest absolute values; 0 if there is none */
    double squares;         /* sum of the squared absolute values */
} latigraph_eigenvalues_t;

/* Eigenvalues of the Laplacian of the skeleton. */
typedef struct {
    double second;  /* second smallest; exactly 0 if the skeleton is disconnected */
    double largest; /* largest */
} latigraph_laplacian_t;

/* Strongly connected components. */
typedef struct {
    int *of;            /* (n) component of each neuron */
    int *size;          /* (count) */
    int count, largest; /* number of components, and the largest size */
} latigraph_components_t;

/* The skeleton: partners of each neuron in either direction, in ascending order. */
typedef struct {
    int *start; /* (n + 1) */
    int *to;    /* (start[n]) */
} latigraph_partners_t;

/* Quantities of one circuit. All zero means that none is known. */
typedef struct {
    guint known; /* bit k: quantity k is known */
    latigraph_triads_t triads;
    latigraph_neuron_triads_t neurons;
    latigraph_paths_t paths, ways;
    latigraph_components_t components;
    latigraph_partners_t partners;
    double radius;
    latigraph_eigenvalues_t eigenvalues;
    latigraph_laplacian_t laplacian;
    double *betweenness;      /* (n); NULL in large circuits, where the next two have estimates */
    double centralization[2]; /* betweenness centralization, and its standard error; 0: counted */
    int coreness;
    double simplices;      /* number of directed simplices of dimension 3 */
    double on_cycles;      /* number of neurons on directed cycles of three edges */
    double shared_targets; /* Σ over ordered pairs of the squared number of common targets */
    int before_core, behind_core;  /* numbers of neurons; −1 without a core */
    double clustering[3];          /* means over neurons: directed, weighted directed, Onnela's */
    double weighted_efficiency[2]; /* value and its standard error; 0: exact */
} latigraph_quantities_t;

void latigraph_quantities_destroy(latigraph_quantities_t *quantities);

/* Computes the quantities of a set of bits that are not known, and what they depend on. Runs in
 * worker threads. Returns false if memory is short. If it is cancelled, it returns true, and the
 * caller discards the quantities. */
gboolean latigraph_quantities_find(latigraph_quantities_t *quantities,
                                   const latigraph_circuit_t *circuit, guint wanted,
                                   latigraph_cancel_t *cancel);

/* The function of one quantity, whose dependencies are known. Returns false if memory is short. */
typedef gboolean latigraph_find_t(const latigraph_circuit_t *circuit,
                                  latigraph_quantities_t *quantities, latigraph_cancel_t *cancel);

/* paths.c */
latigraph_find_t latigraph_find_paths, latigraph_find_ways;

/* Returns n (n + m), to which the time of searches from all neurons is proportional. */
static inline double latigraph_search_effort(const latigraph_circuit_t *circuit) {
    return (double)circuit->n * ((double)circuit->n + circuit->m);
}

/* Shortest paths of a circuit are measured from all neurons as long as this effort is at most that:
 * some seconds. Beyond it, they are measured from LATIGRAPH_SAMPLED_SOURCES neurons. */
#define LATIGRAPH_PATHS_EFFORT 2e10
enum { LATIGRAPH_SAMPLED_SOURCES = 512 };
/* Estimates the paths from a number of random sources, at most n and at most 512, which are the
 * same in each call. Returns false if memory is short. */
gboolean latigraph_sample_paths(const latigraph_circuit_t *circuit, gboolean directed, int sources,
                                latigraph_cancel_t *cancel, latigraph_paths_t *paths);
/* Chooses the sources of such estimates: the first `count` of `order` (n), in random order. */
void latigraph_choose_sources(const latigraph_circuit_t *circuit, int count, int *order);

/* The same for betweenness, which costs more. */
#define LATIGRAPH_BETWEENNESS_EFFORT 1e9
enum { LATIGRAPH_BETWEENNESS_SOURCES = 128 };
/* sampled_betweenness.c: estimates the betweenness centralization of a circuit of three neurons or
 * more from a number of sources, 8 to n: value and standard error. */
gboolean latigraph_sample_centralization(const latigraph_circuit_t *circuit, int sources,
                                         latigraph_cancel_t *cancel, double estimate[2]);
/* components.c */
latigraph_find_t latigraph_find_components, latigraph_find_partners;
/* spectrum.c */
latigraph_find_t latigraph_find_radius;
/* eigenvalues.c */
latigraph_find_t latigraph_find_eigenvalues, latigraph_find_laplacian;
latigraph_find_t latigraph_find_shared_targets;
/* betweenness.c */
latigraph_find_t latigraph_find_betweenness;
/* centre.c */
latigraph_find_t latigraph_find_coreness;
/* simplices.c */
latigraph_find_t latigraph_find_simplices, latigraph_find_cycles;
/* bow_tie.c */
latigraph_find_t latigraph_find_bow_tie;
/* clustering.c */
latigraph_find_t latigraph_find_directed_clustering, latigraph_find_weighted_clustering;
latigraph_find_t latigraph_find_onnela_clustering;

/* The same for the weighted efficiency, whose paths need a queue. */
#define LATIGRAPH_LENGTHS_EFFORT 1e9
enum { LATIGRAPH_LENGTHS_SOURCES = 64 };
/* sampled_efficiency.c: estimates the weighted efficiency of a circuit with weights from a number
 * of sources, at most n: value and standard error. */
gboolean latigraph_sample_weighted_efficiency(const latigraph_circuit_t *circuit, int sources,
                                              latigraph_cancel_t *cancel, double estimate[2]);
/* weighted_paths.c: measures it exactly in circuits of at most that effort. */
latigraph_find_t latigraph_find_lengths;

#endif
