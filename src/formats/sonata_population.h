/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_SONATA_POPULATION_H
#define LATIGRAPH_FORMATS_SONATA_POPULATION_H

#include "formats/raw.h"
#include "formats/read_hdf5.h"

/* A population of nodes or edges, whose items are vertices or edges of the raw graph. The caller
 * sets the first four members. */
typedef struct {
    latigraph_raw_t *raw;
    latigraph_read_report_t *report;
    latigraph_hdf5_source_t *source;
    gboolean of_edges;
    char path[300]; /* "/nodes/NAME" or "/edges/NAME" */
    gint64 rows;
    gint64 *group, *index; /* (rows) group of each item and its place there */
    gint64 *type;          /* (rows) type of each node; NULL for edges */
    int *item;             /* (rows) vertex or edge of each item, which the caller sets */
} latigraph_sonata_population_t;

/* Begins a population. It is on the FINALLY stack as one entry, also after an error. */
igraph_error_t latigraph_sonata_begin(latigraph_sonata_population_t *population, const char *name);
void latigraph_sonata_population_destroy(latigraph_sonata_population_t *population);

/* Reads a dataset of whole numbers of a population (rows). If it is missing, the numbers are
 * multiples of `step`, and a negative step raises an error. */
igraph_error_t latigraph_sonata_integers(const latigraph_sonata_population_t *population,
                                         const char *name, int step, gint64 *number);

/* Reads the attributes of all items into columns of the raw graph. */
igraph_error_t latigraph_sonata_attributes(latigraph_sonata_population_t *population);

/* Raises an error that names the file and the population. */
igraph_error_t latigraph_sonata_fault(const latigraph_sonata_population_t *population,
                                      const char *what);

/* Asks in loops over rows whether the user interrupts. */
static inline igraph_error_t latigraph_sonata_check_interruption(gint64 row) {
    if (row % 65536 == 0) {
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    return IGRAPH_SUCCESS;
}

#endif
