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
    LATIGRAPH_QUANTITIES
} latigraph_quantity_t;

#define LATIGRAPH_NEEDS(name) (1u << LATIGRAPH_QUANTITY_##name)

/* Number of distances whose pairs are counted one by one: 1, 2, 3 and 4. */
enum { LATIGRAPH_PATHS_AT = 4 };

/* Shortest paths over the ordered pairs that have one. */
typedef struct {
    double at[LATIGRAPH_PATHS_AT]; /* numbers of pairs at distance 1, 2, … */
    double pairs;                  /* number of ordered pairs with a path */
    double sum;                    /* sum of their distances, in edges */
    double inverses;               /* sum of 1 / distance */
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
    double *betweenness; /* (n) */
    int coreness;
    double simplices;      /* number of directed simplices of dimension 3 */
    double on_cycles;      /* number of neurons on directed cycles of three edges */
    double shared_targets; /* Σ over ordered pairs of the squared number of common targets */
    int before_core, behind_core; /* numbers of neurons; −1 without a core */
    double clustering[3];         /* means over neurons: directed, weighted directed, Onnela's */
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

#endif
