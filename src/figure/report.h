/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_REPORT_H
#define LATIGRAPH_FIGURE_REPORT_H

/* The data of the report, a JSON object that the page of src/report shows, and the page with it.
 * doc/report.md says what each member means. Every part is written as soon as it is computed, so
 * that memory holds one part at a time. The order is circuits, map, steering, directions, and what
 * the operation knows. */

#include "base/json_writer.h"
#include "base/remarks.h"

#include <latigraph/measure.h>

/* Number of bytes beyond which a page leaves weights out. */
enum { REPORT_BYTES_MAX = 3000000 };
/* Largest number of neurons of a circuit: the page reads numbers of neurons of two bytes, and n²
 * fits into 32 bits. */
enum { REPORT_NEURONS_MAX = 65535 };
/* Number of nearest circuits that are listed of each, and of movers of each step. */
enum { REPORT_NEIGHBOURS = 8, REPORT_MOVERS = 20 };

/* The subject of a report, and its text so far. Indices of properties are those of the table. */
typedef struct {
    const latigraph_model_t *model;
    latigraph_circuit_list_t *circuits; /* the circuits that are shown */
    igraph_integer_t real;              /* number of these, the first ones, that are real */
    const igraph_strvector_t *labels;   /* (circuits) names of their groups; "": none */
    const igraph_vector_int_t *steered; /* properties to steer */
    igraph_integer_t steps;             /* steps of half an SD on either side; 0: no steering */
    igraph_integer_t count;             /* circuits per step */
    igraph_integer_t effects;           /* circuits on either side of a step along a direction */
    igraph_uint_t seed;
    igraph_integer_t threads;
    gsize bytes_max; /* REPORT_BYTES_MAX, or fewer in tests */
    latigraph_remarks_t *remarks;

    latigraph_json_t json;
    igraph_matrix_t values;    /* (circuits, properties of the table) */
    igraph_vector_int_t place; /* (properties of the table) place among those shown, or −1 */
    igraph_strvector_t types;  /* names of the types of neurons so far */
    igraph_strvector_t groups; /* names of the groups so far */
    igraph_matrix_t codes;     /* (circuits, dimensions) */
} report_t;

/* Initialises all but the first block of fields, which the caller has set. On the FINALLY stack as
 * one entry. */
igraph_error_t report_init(report_t *report);
void report_destroy(report_t *report);

/* Returns the real circuits as a list that must not be changed or destroyed. */
latigraph_circuit_list_t report_real(const report_t *report);

/* Each writes one or several members of the object, which is open. The circuits come first. */
igraph_error_t report_write_circuits(report_t *report);
igraph_error_t report_write_map(report_t *report);
igraph_error_t report_write_steering(report_t *report);
igraph_error_t report_write_directions(report_t *report);

/* report_map.c: projects the codes of the circuits to the two axes of the map. map (circuits, 2) */
igraph_error_t report_places(const report_t *report, igraph_matrix_t *map);

/* Writes a member with six significant digits, or null if the number is not finite. */
void report_number(report_t *report, const char *name, double number);
/* Writes the same as an entry of an array. */
void report_add_number(report_t *report, double number);
/* Writes bytes as base64: a member. */
igraph_error_t report_bytes(report_t *report, const char *name, const void *bytes, gsize size);

/* report_graph.c: writes the edges of a circuit and, with `neurons`, its types, positions and
 * labels, otherwise null for these; weights if `weights` is set and it has some. */
igraph_error_t report_write_graph(report_t *report, const latigraph_circuit_t *circuit,
                                  gboolean neurons, gboolean weights);

/* report_page.c: returns the number of bytes of the page without data. */
gsize report_page_size(void);
/* Puts a title and a JSON text into the page. The result is freed with g_free(). */
igraph_error_t report_page(const char *title, const char *json, char **page);

#endif
