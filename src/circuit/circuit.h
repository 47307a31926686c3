/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_CIRCUIT_H
#define LATIGRAPH_CIRCUIT_CIRCUIT_H

#include "base/arena.h"
#include "base/pointers.h"
#include "base/map.h"
#include "base/store.h"
#include "base/text.h"

#include <glib.h>
#include <latigraph/circuit.h>

/* A circuit is stored as flat arrays, with its edges in compressed rows both ways:
 *
 *     edges of sender i:      i → out_to[e],   e = out_start[i] .. out_start[i + 1] − 1
 *     edges of receiver j:    in_from[k] → j,  k = in_start[j] .. in_start[j + 1] − 1
 *
 * out_to and in_from ascend in each row. e is the number of an edge, and in_edge[k] is the number
 * of the edge at k. Sparse products and measures then run over contiguous memory. igraph_t is used
 * only at the borders of the library. */
/* One column of node data. */
typedef enum { LATIGRAPH_COLUMN_CATEGORICAL, LATIGRAPH_COLUMN_NUMERIC } latigraph_column_kind_t;

typedef struct {
    char *name;
    latigraph_column_kind_t kind;
    igraph_vector_ptr_t levels; /* categorical: char *, distinct, in order of first appearance */
    int *level;                 /* categorical: (n) index into levels, −1 if not known */
    double *value;              /* numeric: (n), NaN if not known */
    gboolean stored;            /* the arrays belong to the circuit's slab */
} latigraph_column_t;

/* The flat arrays of a circuit, which has no self-loops and no parallel edges. */
struct latigraph_circuit_t {
    char *name;
    int n;               /* neurons */
    int m;               /* edges */
    int *out_start;      /* (n + 1) row starts of out_to */
    int *out_to;         /* (m) targets, ascending in each row; defines the order of edges */
    int *in_start;       /* (n + 1) row starts of in_from */
    int *in_from;        /* (m) sources, ascending in each row */
    int *in_edge;        /* (m) number of the edge (index into out_to) of each entry of in_from */
    double *weight;      /* (m) positive, in the order of out_to; NULL if unweighted */
    gint8 *sign;         /* (m) −1 or +1, in the order of out_to; NULL if no file gives signs */
    gboolean undirected; /* every edge has its reverse, of the same weight and sign, and a graph of
                            the circuit is undirected; new edges make it FALSE */

    igraph_vector_ptr_t columns;  /* latigraph_column_t *; the positions are not among them */
    latigraph_map_t column_index; /* name of a column → its place in `columns` */
    int dims;                     /* 0, 2 or 3 */
    double *position;             /* (n, dims); a row of NaN if not known; NULL if dims = 0 */
    char *unit; /* unit of the positions, e.g. "um"; "" if not stated; NULL if dims = 0 */

    char *connectome;        /* name of the connectome that the neurons belong to */
    char **neuron;           /* (n) name of each neuron in its connectome; points into `names` */
    latigraph_arena_t names; /* memory of the names; empty if they are in the slab */

    /* The next fields record how the circuit was made. Graph attributes store them in files. */
    char *shape;               /* "ball", "column", ... or NULL */
    int axis;                  /* the axis of a column, −1 if none */
    igraph_vector_ptr_t notes; /* latigraph_note_t *: other graph attributes, e.g. code and seed */

    latigraph_slab_t slab; /* memory of the arrays after latigraph_circuit_spill() */
};

/* Most neurons of a circuit: two bits beside the number of a neuron fit into 32 (triads.c). */
#define LATIGRAPH_NEURONS_MAX ((1 << 30) - 1)

/* A graph attribute: a text, or a number if `text` is NULL. */
typedef struct {
    char *name;
    char *text;
    double number;
} latigraph_note_t;

/* Frees a note; the free function of lists of notes. */
void latigraph_note_free(gpointer note);

/* Creates a circuit from edges (from[e], to[e]), e = 0 .. m − 1, which must be distinct, without
 * self-loops and within 0 .. n − 1. `weight` may be NULL. The arrays are copied. The connectome is
 * called `name`, and the neurons "0", "1", ... O(n + m). */
igraph_error_t latigraph_circuit_create(latigraph_circuit_t **circuit, const char *name, int n,
                                        int m, const int *from, const int *to,
                                        const double *weight);

/* Creates the subcircuit induced by the distinct neurons keep[0 .. k − 1], in that order, with all
 * their data, identities and notes. O(n + edges of these neurons). */
igraph_error_t latigraph_circuit_induced(latigraph_circuit_t **induced,
                                         const latigraph_circuit_t *circuit, const int *keep, int k,
                                         const char *name);

/* Creates a circuit with the same node data (columns, positions, identities, shape, axis) and no
 * edges. Generation of a circuit "like" another one starts from it. */
igraph_error_t latigraph_circuit_without_edges(latigraph_circuit_t **copy,
                                               const latigraph_circuit_t *circuit,
                                               const char *name);

/* Sets the name of neuron i. */
igraph_error_t latigraph_circuit_name_neuron(latigraph_circuit_t *circuit, int i, const char *name);

/* Replaces the edges, which then have no signs; the arguments are those of
 * latigraph_circuit_create(). */
igraph_error_t latigraph_circuit_set_edges(latigraph_circuit_t *circuit, int m, const int *from,
                                           const int *to, const double *weight);

/* Replaces the edges by simple ones that are already sorted, without a copy. The circuit takes
 * start (n + 1), to (m, ascending in each row) and weight (m, or NULL), and sets the caller's
 * pointers to NULL. */
igraph_error_t latigraph_circuit_take_edges(latigraph_circuit_t *circuit, int m, int **start,
                                            int **to, double **weight);

/* Returns the column called `name`, or NULL. */
const latigraph_column_t *latigraph_circuit_column(const latigraph_circuit_t *circuit,
                                                   const char *name);
igraph_error_t latigraph_circuit_note_number(latigraph_circuit_t *circuit, const char *name,
                                             double number);
igraph_error_t latigraph_circuit_note_text(latigraph_circuit_t *circuit, const char *name,
                                           const char *text);
/* Stores several numbers as one text, separated by blanks. */
igraph_error_t latigraph_circuit_note_numbers(latigraph_circuit_t *circuit, const char *name,
                                              int count, const double *numbers);
/* Copies all notes of a circuit. */
igraph_error_t latigraph_circuit_copy_notes(latigraph_circuit_t *to,
                                            const latigraph_circuit_t *from);
/* Returns the note of this name, which belongs to the circuit, or NULL. */
const latigraph_note_t *latigraph_circuit_find_note(const latigraph_circuit_t *circuit,
                                                    const char *name);
/* Stores the seed as a number, or as a text if a double cannot represent it exactly. */
igraph_error_t latigraph_circuit_note_seed(latigraph_circuit_t *circuit, igraph_uint_t seed);

/* Sets the signs of the edges (from[e], to[e]), e = 0 .. m − 1, which are those of the circuit in
 * any order. The model and the properties do not use signs. O(m log n). */
igraph_error_t latigraph_circuit_set_signs(latigraph_circuit_t *circuit, const int *from,
                                           const int *to, const gint8 *sign);

/* Returns the weight of edge e, or 1 without weights, times its sign. */
static inline double latigraph_circuit_signed_weight(const latigraph_circuit_t *circuit, int e) {
    const double weight = circuit->weight != NULL ? circuit->weight[e] : 1;
    return circuit->sign != NULL ? weight * circuit->sign[e] : weight;
}

/* Returns the place of the first of the ascending neurons begin .. end − 1 of a list that is
 * `least` or more, or `end`. */
static inline int latigraph_first_from(const int *neuron, int begin, int end, int least) {
    while (begin < end) {
        const int middle = begin + (end - begin) / 2;
        if (neuron[middle] < least) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}
/* Returns the place of the edge i → j in rows of receivers in ascending order, start (n + 1) and to
 * (m), or −1 if there is none. O(log out-degree). */
int latigraph_find_edge(const int *start, const int *to, int i, int j);
/* Returns the number of the edge i → j, or −1 if there is none. O(log out-degree). */
static inline int latigraph_circuit_find_edge(const latigraph_circuit_t *circuit, int i, int j) {
    return latigraph_find_edge(circuit->out_start, circuit->out_to, i, j);
}
/* Returns whether there is an edge i → j. O(log out-degree). */
static inline gboolean latigraph_circuit_has_edge(const latigraph_circuit_t *circuit, int i,
                                                  int j) {
    return latigraph_circuit_find_edge(circuit, i, j) >= 0;
}
/* Returns how many receivers of neuron i send an edge back to it. O(degree). */
int latigraph_circuit_returned(const latigraph_circuit_t *circuit, int i);
/* Lists the neighbours of every neuron, whatever the direction of the edges. start (n + 1) gets
 * the row starts of neighbour (2m allocated), which is ascending in each row without repetition.
 * O(n + m). */
void latigraph_circuit_neighbours(const latigraph_circuit_t *circuit, int *start, int *neighbour);
/* Returns the distance of two neurons, NaN if a position is not known. */
double latigraph_circuit_distance(const latigraph_circuit_t *circuit, int i, int j);
/* Returns the distance of a neuron to its nearest neighbour, NaN if none is known. Neurons at the
 * very same place, such as those without a position of their own, are left out. O(n). */
double latigraph_circuit_nearest(const latigraph_circuit_t *circuit, int i);
/* Returns the mean length of the edges whose ends have known positions, in the unit of the
 * positions, or NaN if there is none. O(m). */
double latigraph_circuit_edge_length(const latigraph_circuit_t *circuit);

/* Moves everything large in a circuit (edges, node data, names of neurons) into a store. Arrays
 * that are replaced later are in ordinary memory again. */
igraph_error_t latigraph_circuit_spill(latigraph_circuit_t *circuit, latigraph_store_t *store);
/* Returns the number of bytes that latigraph_circuit_spill() would move. O(n). */
gsize latigraph_circuit_bytes(const latigraph_circuit_t *circuit);

/* Initialises a temporary list of circuits that will be moved to the end of `to`. It inherits what
 * is left of the memory limit of `to`. */
igraph_error_t latigraph_circuit_list_init_for(latigraph_circuit_list_t *list,
                                               const latigraph_circuit_list_t *to);
/* Moves all circuits of `from` to the end of `to` and leaves `from` empty. On error neither list
 * changes. */
igraph_error_t latigraph_circuit_list_move(latigraph_circuit_list_t *to,
                                           latigraph_circuit_list_t *from);

/* Numbers what the neurons of a list are the same by: identity[c][i] is a number in 0 .. *count
 * − 1. By neuron, that is "connectome/neuron"; by animal, the connectome; by identity, the identity
 * across connectomes, and "connectome/neuron" where it is not known. Free the result with
 * latigraph_identities_free(). */
igraph_error_t latigraph_circuit_list_identities(const latigraph_circuit_list_t *list,
                                                 latigraph_split_by_t by, int ***identity,
                                                 int *count);
void latigraph_identities_free(int **identity, igraph_integer_t circuits);

/* Returns whether neither the file nor the caller has named the connectome of a circuit, which is
 * then called like the circuit. */
gboolean latigraph_circuit_is_unstated(const latigraph_circuit_t *circuit);
/* Returns whether a name can be the same neuron's in another file: a mere count (0, 1, 2, ...) is
 * not. */
gboolean latigraph_names_someone(const char *neuron);

/* Returns the first 8 bytes of SHA-256 of "connectome/neuron", most significant first. A model
 * stores these digests of the neurons it was fitted to, and not their names. */
guint64 latigraph_neuron_digest(const char *connectome, const char *neuron);
/* Returns a number in [0, 1) that depends only on the name of a neuron: the 53 leading bits of its
 * SHA-256, as a fraction. In Python: (int(hashlib.sha256(name.encode()).hexdigest()[:16], 16) >>
 * 11) / 2**53. */
double latigraph_neuron_hash(const char *neuron);

/* Computes ln n and ln density of every circuit into covariate (circuits, 2); NaN if a circuit has
 * no edges. */
void latigraph_size_density(const latigraph_circuit_list_t *circuits, double *covariate);

/* Makes an igraph graph of the edges, in the order of out_to, without attributes. */
igraph_error_t latigraph_circuit_bare_graph(const latigraph_circuit_t *circuit, igraph_t *graph);

#endif
