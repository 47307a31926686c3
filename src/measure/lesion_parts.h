/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_LESION_PARTS_H
#define LATIGRAPH_MEASURE_LESION_PARTS_H

#include "circuit/circuit.h"

#include <latigraph/lesion.h>

/* Parts of a list of circuits, and the neurons or edges ("elements") that make them up. */
typedef struct {
    const latigraph_circuit_list_t *circuits;
    latigraph_parts_kind_t kind;
    gboolean silence;
    int elements;             /* distinct neurons, or distinct edges, over all circuits */
    int count;                /* parts */
    igraph_strvector_t names; /* (count) */
    int **element;  /* (circuits) element of each neuron of a circuit, or of each of its edges */
    int *part;      /* (elements) part of each element, −1 if its type is not known */
    int *seen;      /* (elements) number of circuits that have the element */
    double *degree; /* (elements) mean degree of a neuron; out-degree of the sender times
                       in-degree of the receiver of an edge */
    int *group;     /* (elements) group of each element, −1 if a type is not known; NULL without
                       groups */
    igraph_strvector_t groups; /* names of the groups */
} latigraph_lesion_parts_t;

/* Finds the parts. The caller destroys the struct. Returns IGRAPH_EINVAL if there are no types, no
 * parts, or more than options->parts_max. O(neurons + edges) of all circuits. */
igraph_error_t latigraph_lesion_parts_init(latigraph_lesion_parts_t *parts,
                                           const latigraph_circuit_list_t *circuits,
                                           const latigraph_lesion_options_t *options);
void latigraph_lesion_parts_destroy(latigraph_lesion_parts_t *parts);

/* Returns whether a circuit has an element that is gone: gone[element] is 1. */
gboolean latigraph_lesion_parts_touch(const latigraph_lesion_parts_t *parts, igraph_integer_t c,
                                      const guchar *gone);
/* Makes circuit c without the elements that are gone. O(n + m). */
igraph_error_t latigraph_lesion_parts_remove(const latigraph_lesion_parts_t *parts,
                                             igraph_integer_t c, const guchar *gone,
                                             latigraph_circuit_t **left);

/* Empties a result that is initialised (lesion_result.c). */
void latigraph_lesion_clear(latigraph_lesion_t *lesion);

#endif
