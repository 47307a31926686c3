/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_CIRCUIT_H
#define LATIGRAPH_CIRCUIT_CIRCUIT_H

#include "base/store.h"

#include <glib.h>
#include <latigraph/circuit.h>

/* One column of node data. */
typedef enum { LATIGRAPH_COLUMN_CATEGORICAL, LATIGRAPH_COLUMN_NUMERIC } latigraph_column_kind_t;

typedef struct {
    char *name;
    latigraph_column_kind_t kind;
    GPtrArray *levels; /* categorical: char *, distinct, in order of first appearance */
    int *level;        /* categorical: (n) index into levels, −1 where not known */
    double *value;     /* numeric: (n), NaN where not known */
    gboolean stored;   /* the arrays belong to the circuit's slab */
} latigraph_column_t;

/* A circuit as flat arrays. Simple: no self-loops, no parallel edges. */
struct latigraph_circuit_t {
    char *name;
    int n;          /* neurons */
    int m;          /* edges */
    int *out_start; /* (n + 1) row starts of out_to */
    int *out_to;    /* (m) targets, ascending in each row; the order of edges */
    int *in_start;  /* (n + 1) row starts of in_from */
    int *in_from;   /* (m) sources, ascending in each row */
    int *in_edge;   /* (m) the edge (place in out_to) of each entry of in_from */
    double *weight; /* (m) positive, in the order of out_to; NULL: no weights */

    GPtrArray *columns; /* latigraph_column_t *, without the positions */
    int dims;           /* 0, 2 or 3 */
    double *position;   /* (n, dims), NaN in a whole row where not known; NULL if dims = 0 */
    char *unit;         /* of the positions, e.g. "um"; "" if not stated; NULL if dims = 0 */

    char *connectome;    /* what the neurons belong to */
    char **neuron;       /* (n) name of each neuron in its connectome; texts of `names` */
    GStringChunk *names; /* holds them all, so that they come and go together; NULL: a slab does */

    /* How it was made; written to and read from graph attributes. */
    char *shape;      /* "ball", "column", ... or NULL */
    int axis;         /* the axis of a column, −1 if none */
    GPtrArray *notes; /* latigraph_note_t *: further graph attributes, e.g. the code and seed */

    latigraph_slab_t slab; /* where the arrays lie that were moved by latigraph_circuit_spill() */
};

/* A graph attribute: a text, or a number if text is NULL. */
typedef struct {
    char *name;
    char *text;
    double number;
} latigraph_note_t;

/* A circuit from an edge list that must be simple: (from[e], to[e]) distinct, no loops, all in
 * 0 .. n − 1; weight may be NULL. Arrays are copied. Connectome and neuron names default to
 * `name` and "0", "1", .... O(n + m). */
igraph_error_t latigraph_circuit_create(latigraph_circuit_t **circuit, const char *name, int n,
                                        int m, const int *from, const int *to,
                                        const double *weight);

/* The circuit on the neurons keep[0 .. k − 1] (distinct), in that order, with all its data,
 * identities and notes. O(n + edges met). */
igraph_error_t latigraph_circuit_induced(latigraph_circuit_t **induced,
                                         const latigraph_circuit_t *circuit, const int *keep, int k,
                                         const char *name);

/* Copies node data (columns, positions, identities, shape, axis), no edges, from `circuit`: the
 * start of a generated circuit "like" it. */
igraph_error_t latigraph_circuit_without_edges(latigraph_circuit_t **copy,
                                               const latigraph_circuit_t *circuit,
                                               const char *name);

/* Names neuron i. */
void latigraph_circuit_name_neuron(latigraph_circuit_t *circuit, int i, const char *name);

/* Replaces the edges; as in latigraph_circuit_create(). */
igraph_error_t latigraph_circuit_set_edges(latigraph_circuit_t *circuit, int m, const int *from,
                                           const int *to, const double *weight);

/* Replaces the edges by simple ones that are in order already, without a copy: takes start (n + 1),
 * to (m, ascending in each row) and weight (m, or NULL), and sets what points to them to NULL. */
igraph_error_t latigraph_circuit_take_edges(latigraph_circuit_t *circuit, int m, int **start,
                                            int **to, double **weight);

/* The column called `name`, or NULL. */
const latigraph_column_t *latigraph_circuit_column(const latigraph_circuit_t *circuit,
                                                   const char *name);
igraph_error_t latigraph_circuit_note_number(latigraph_circuit_t *circuit, const char *name,
                                             double number);
igraph_error_t latigraph_circuit_note_text(latigraph_circuit_t *circuit, const char *name,
                                           const char *text);
/* Several numbers as a text, with blanks between them. */
igraph_error_t latigraph_circuit_note_numbers(latigraph_circuit_t *circuit, const char *name,
                                              int count, const double *numbers);
/* The seed, as a number, or as a text where a double has not enough digits for it. */
igraph_error_t latigraph_circuit_note_seed(latigraph_circuit_t *circuit, igraph_uint_t seed);

/* Is there an edge i → j? O(log out-degree). */
gboolean latigraph_circuit_has_edge(const latigraph_circuit_t *circuit, int i, int j);
/* Who is connected to whom, in whatever direction: start (n + 1) row starts of neighbour (room for
 * 2 m), which is ascending in each row, each neighbour once. O(n + m). */
void latigraph_circuit_neighbours(const latigraph_circuit_t *circuit, int *start, int *neighbour);
/* Mean length of the edges with both positions known, in the positions' unit; NaN if there are
 * none. O(m). */
double latigraph_circuit_edge_length(const latigraph_circuit_t *circuit);

/* Moves all that is large in a circuit into a store: edges, node data and names of neurons. What is
 * replaced afterwards is in memory again. */
igraph_error_t latigraph_circuit_spill(latigraph_circuit_t *circuit, latigraph_store_t *store);
/* Bytes that latigraph_circuit_spill() would move. O(n). */
gsize latigraph_circuit_bytes(const latigraph_circuit_t *circuit);

/* An empty list for circuits that are to be moved to the end of `to`, with what is left of its
 * limit of memory. */
igraph_error_t latigraph_circuit_list_init_for(latigraph_circuit_list_t *list,
                                               const latigraph_circuit_list_t *to);
/* Moves all circuits of `from`, which is left empty, to the end of `to`; on error neither changes.
 */
igraph_error_t latigraph_circuit_list_move(latigraph_circuit_list_t *to,
                                           latigraph_circuit_list_t *from);

/* The identity "connectome/neuron" of every neuron of a list as small integers: identity[c][i];
 * *count gets how many distinct there are. Free with g_free() each row, then the array. */
igraph_error_t latigraph_circuit_list_identities(const latigraph_circuit_list_t *list,
                                                 int ***identity, int *count);
void latigraph_identities_free(int **identity, igraph_integer_t circuits);

/* The first 8 bytes of SHA-256 of "connectome/neuron", most significant first: what a model keeps
 * of the neurons it was trained on. */
guint64 latigraph_neuron_digest(const char *connectome, const char *neuron);
/* A number in [0, 1) that depends on the name of a neuron alone: the 53 leading bits of its
 * SHA-256, as a fraction. In Python: (int(hashlib.sha256(name.encode()).hexdigest()[:16], 16)
 * >> 11) / 2**53. */
double latigraph_neuron_hash(const char *neuron);

/* ln n and ln density of every circuit, covariate (circuits, 2); NaN where a circuit has no edges.
 */
void latigraph_size_density(const latigraph_circuit_list_t *circuits, double *covariate);

/* An igraph graph with the circuit's edges only, in the order of out_to; no attributes. */
igraph_error_t latigraph_circuit_bare_graph(const latigraph_circuit_t *circuit, igraph_t *graph);

#endif
