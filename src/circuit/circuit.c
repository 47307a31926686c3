/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Circuits: their creation, their edges in compressed rows, notes and basic properties.
 *
 * Edges arrive in any order and are sorted by source and target in two passes of counting sort,
 * first by target and then, stably, by source. That costs O(n + m), while a comparison sort would
 * cost O(m log m). Equal circuits thus have equal arrays, whatever the order of the edges was, and
 * a binary search finds an edge. The same passes build the rows of receivers, each with the
 * numbers of its edges, so that a weight is stored once.
 *
 * Self-loops and parallel edges are refused here, because the model of a dyad has no place for
 * them; edges.c drops or merges those that files have. All new arrays are made before old ones are
 * freed, so that a failed allocation leaves the circuit as it was.
 *
 * Names of neurons lie in one arena, since a large circuit would otherwise need an allocation for
 * each. Arrays may lie in the circuit's slab of a mapped file (spill.c); they are therefore freed
 * by latigraph_slab_free(), which leaves those alone.
 */
#include "circuit/circuit.h"

#include "base/memory.h"
#include "circuit/column.h"
#include "circuit/homologous.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void latigraph_note_free(gpointer data) {
    latigraph_note_t *note = data;
    if (note != NULL) {
        g_free(note->name);
        g_free(note->text);
        g_free(note);
    }
}

static void free_edges(latigraph_circuit_t *circuit) {
    const latigraph_slab_t *slab = &circuit->slab;
    latigraph_slab_free(slab, circuit->out_start);
    latigraph_slab_free(slab, circuit->out_to);
    latigraph_slab_free(slab, circuit->in_start);
    latigraph_slab_free(slab, circuit->in_from);
    latigraph_slab_free(slab, circuit->in_edge);
    latigraph_slab_free(slab, circuit->weight);
    latigraph_slab_free(slab, circuit->sign);
    circuit->sign = NULL;
}

/**
 * \function latigraph_circuit_destroy
 * \brief Frees a circuit.
 *
 * Circuits that a list owns are freed with the list.
 *
 * \param circuit The circuit, or NULL.
 *
 * Time complexity: O(n + m).
 *
 * Example: make a circuit of a graph and free it.
 * \verbatim
 *   latigraph_circuit_t *ring;
 *   latigraph_circuit_from_graph(&ring, &graph, "ring", NULL, NULL);
 *   latigraph_circuit_destroy(ring);
 * \endverbatim
 */
void latigraph_circuit_destroy(latigraph_circuit_t *circuit) {
    if (circuit == NULL) {
        return;
    }
    latigraph_arena_destroy(&circuit->names);
    latigraph_slab_free(&circuit->slab, circuit->neuron);
    latigraph_slab_free(&circuit->slab, circuit->position);
    free_edges(circuit);
    latigraph_map_destroy(&circuit->column_index);
    latigraph_pointers_destroy(&circuit->columns);
    latigraph_slab_leave(&circuit->slab);
    g_free(circuit->name);
    g_free(circuit->unit);
    g_free(circuit->connectome);
    g_free(circuit->shape);
    latigraph_pointers_destroy(&circuit->notes);
    g_free(circuit);
}

/* Creates a circuit with n unnamed neurons and no edges. */
static igraph_error_t create_blank(latigraph_circuit_t **result, const char *name,
                                   const char *connectome, int n) {
    latigraph_circuit_t *circuit = g_try_new0(latigraph_circuit_t, 1);
    LATIGRAPH_CHECK_MEMORY(circuit);
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_pointers_init(&circuit->columns, latigraph_column_free));
    IGRAPH_CHECK(latigraph_pointers_init(&circuit->notes, latigraph_note_free));
    IGRAPH_CHECK(latigraph_copy_text(name, &circuit->name));
    IGRAPH_CHECK(latigraph_copy_text(connectome, &circuit->connectome));
    circuit->axis = -1;
    circuit->neuron = g_try_new0(char *, (gsize)n + 1);
    LATIGRAPH_CHECK_MEMORY(circuit->neuron);
    circuit->n = n;
    IGRAPH_FINALLY_CLEAN(1);
    *result = circuit;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_name_neuron(latigraph_circuit_t *circuit, int i,
                                             const char *name) {
    return latigraph_arena_copy(&circuit->names, name, &circuit->neuron[i]);
}

/* --- Edges ---------------------------------------------------------------- */

/* Computes the row starts (rows + 1) of m entries that belong to the rows key[0 .. m − 1]. */
static void row_starts(int rows, int m, const int *key, int *start) {
    memset(start, 0, ((size_t)rows + 1) * sizeof *start);
    for (int e = 0; e < m; e++) {
        start[key[e] + 1]++;
    }
    for (int i = 0; i < rows; i++) {
        start[i + 1] += start[i];
    }
}

/* Sorts the edges by source, then by target, in two passes of counting sort. `order` (m) gets the
 * numbers of the edges; `cursor` is scratch (n). O(n + m). */
static void sort_edges(int n, int m, const int *from, const int *to, const int *out_start,
                       const int *in_start, int *by_target, int *cursor, int *order) {
    memcpy(cursor, in_start, (size_t)n * sizeof *cursor);
    for (int e = 0; e < m; e++) {
        by_target[cursor[to[e]]++] = e;
    }
    memcpy(cursor, out_start, (size_t)n * sizeof *cursor);
    for (int k = 0; k < m; k++) {
        order[cursor[from[by_target[k]]]++] = by_target[k];
    }
}

static igraph_error_t check_edges(int n, int m, const int *from, const int *to,
                                  const double *weight) {
    for (int e = 0; e < m; e++) {
        if (from[e] < 0 || from[e] >= n || to[e] < 0 || to[e] >= n) {
            IGRAPH_ERRORF("Edge %d -> %d has an end outside 0 .. %d.", IGRAPH_EINVVID, from[e],
                          to[e], n - 1);
        }
        if (from[e] == to[e]) {
            IGRAPH_ERRORF("Edge %d -> %d is a self-loop, which a circuit cannot have.",
                          IGRAPH_EINVAL, from[e], to[e]);
        }
        if (weight != NULL && !(weight[e] > 0 && isfinite(weight[e]))) {
            IGRAPH_ERRORF("Edge %d -> %d has weight %g; weights must be finite and positive.",
                          IGRAPH_EINVAL, from[e], to[e], weight[e]);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_set_edges(latigraph_circuit_t *circuit, int m, const int *from,
                                           const int *to, const double *weight) {
    const int n = circuit->n;
    int *out_start, *out_to, *in_start, *in_from, *in_edge, *scratch, *by_target, *order;
    double *sorted_weight = NULL;
    IGRAPH_CHECK(check_edges(n, m, from, to, weight));
    LATIGRAPH_ALLOCATE(out_start, n + 1);
    LATIGRAPH_ALLOCATE(out_to, m);
    LATIGRAPH_ALLOCATE(in_start, n + 1);
    LATIGRAPH_ALLOCATE(in_from, m);
    LATIGRAPH_ALLOCATE(in_edge, m);
    LATIGRAPH_ALLOCATE(sorted_weight, weight != NULL ? m : 0);
    LATIGRAPH_ALLOCATE(scratch, n);
    LATIGRAPH_ALLOCATE(by_target, m);
    LATIGRAPH_ALLOCATE(order, m);

    row_starts(n, m, from, out_start);
    row_starts(n, m, to, in_start);
    sort_edges(n, m, from, to, out_start, in_start, by_target, scratch, order);
    memcpy(scratch, in_start, (size_t)n * sizeof *scratch);
    for (int k = 0; k < m; k++) {
        const int e = order[k];
        if (k > 0 && from[order[k - 1]] == from[e] && to[order[k - 1]] == to[e]) {
            IGRAPH_ERRORF("Edge %d -> %d is given twice.", IGRAPH_EINVAL, from[e], to[e]);
        }
        const int place = scratch[to[e]]++;
        out_to[k] = to[e];
        in_from[place] = from[e];
        in_edge[place] = k;
        if (weight != NULL) {
            sorted_weight[k] = weight[e];
        }
    }
    g_free(order);
    g_free(by_target);
    g_free(scratch);
    IGRAPH_FINALLY_CLEAN(9);
    if (weight == NULL) {
        g_clear_pointer(&sorted_weight, g_free);
    }

    free_edges(circuit);
    circuit->undirected = FALSE;
    circuit->m = m;
    circuit->out_start = out_start;
    circuit->out_to = out_to;
    circuit->in_start = in_start;
    circuit->in_from = in_from;
    circuit->in_edge = in_edge;
    circuit->weight = sorted_weight;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_take_edges(latigraph_circuit_t *circuit, int m, int **start,
                                            int **to, double **weight) {
    const int n = circuit->n;
    int *in_start, *in_from, *in_edge, *cursor;
    LATIGRAPH_ALLOCATE(in_start, n + 1);
    LATIGRAPH_ALLOCATE(in_from, m);
    LATIGRAPH_ALLOCATE(in_edge, m);
    LATIGRAPH_ALLOCATE(cursor, n);
    row_starts(n, m, *to, in_start);
    memcpy(cursor, in_start, (size_t)n * sizeof *cursor);
    for (int i = 0; i < n; i++) {
        for (int e = (*start)[i]; e < (*start)[i + 1]; e++) {
            const int place = cursor[(*to)[e]]++;
            in_from[place] = i;
            in_edge[place] = e;
        }
    }
    g_free(cursor);
    IGRAPH_FINALLY_CLEAN(4);
    free_edges(circuit);
    circuit->undirected = FALSE;
    circuit->m = m;
    circuit->out_start = g_steal_pointer(start);
    circuit->out_to = g_steal_pointer(to);
    circuit->in_start = in_start;
    circuit->in_from = in_from;
    circuit->in_edge = in_edge;
    circuit->weight = g_steal_pointer(weight);
    return IGRAPH_SUCCESS;
}

int latigraph_find_edge(const int *start, const int *to, int i, int j) {
    const int first = latigraph_first_from(to, start[i], start[i + 1], j);
    return first < start[i + 1] && to[first] == j ? first : -1;
}

igraph_error_t latigraph_circuit_set_signs(latigraph_circuit_t *circuit, const int *from,
                                           const int *to, const gint8 *sign) {
    gint8 *sorted;
    LATIGRAPH_ALLOCATE(sorted, circuit->m);
    for (int e = 0; e < circuit->m; e++) {
        const int place = latigraph_circuit_find_edge(circuit, from[e], to[e]);
        if (place < 0 || (sign[e] != 1 && sign[e] != -1)) {
            IGRAPH_ERRORF("The sign %d of edge %d -> %d is not -1 or 1, or there is no such edge.",
                          IGRAPH_EINVAL, sign[e], from[e], to[e]);
        }
        sorted[place] = sign[e];
    }
    IGRAPH_FINALLY_CLEAN(1);
    latigraph_slab_free(&circuit->slab, circuit->sign);
    circuit->sign = sorted;
    return IGRAPH_SUCCESS;
}

int latigraph_circuit_returned(const latigraph_circuit_t *c, int i) {
    int a = c->out_start[i], b = c->in_start[i], count = 0;
    while (a < c->out_start[i + 1] && b < c->in_start[i + 1]) { /* both rows are sorted */
        const int to = c->out_to[a], from = c->in_from[b];
        count += to == from;
        a += to <= from;
        b += from <= to;
    }
    return count;
}

void latigraph_circuit_neighbours(const latigraph_circuit_t *circuit, int *start, int *neighbour) {
    int filled = 0;
    for (int i = 0; i < circuit->n; i++) {
        int out = circuit->out_start[i], in = circuit->in_start[i];
        start[i] = filled;
        while (out < circuit->out_start[i + 1] || in < circuit->in_start[i + 1]) {
            const int to = out < circuit->out_start[i + 1] ? circuit->out_to[out] : circuit->n;
            const int from = in < circuit->in_start[i + 1] ? circuit->in_from[in] : circuit->n;
            neighbour[filled++] = MIN(to, from);
            out += to <= from;
            in += from <= to;
        }
    }
    start[circuit->n] = filled;
}

double latigraph_circuit_distance(const latigraph_circuit_t *circuit, int i, int j) {
    const size_t dims = (size_t)circuit->dims;
    if (dims == 0) {
        return NAN;
    }
    const double *a = circuit->position + (size_t)i * dims;
    const double *b = circuit->position + (size_t)j * dims;
    double squares = 0;
    for (size_t d = 0; d < dims; d++) {
        squares += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return sqrt(squares);
}

double latigraph_circuit_nearest(const latigraph_circuit_t *circuit, int i) {
    double least = NAN;
    for (int j = 0; j < circuit->n; j++) {
        const double apart = latigraph_circuit_distance(circuit, i, j);
        least = apart > 0 && !(apart >= least) ? apart : least;
    }
    return least;
}

double latigraph_circuit_edge_length(const latigraph_circuit_t *circuit) {
    double sum = 0;
    int known = 0;
    for (int i = 0; circuit->dims > 0 && i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            const double length = latigraph_circuit_distance(circuit, i, circuit->out_to[e]);
            if (!isnan(length)) {
                sum += length;
                known++;
            }
        }
    }
    return known > 0 ? sum / known : NAN;
}

igraph_error_t latigraph_circuit_bare_graph(const latigraph_circuit_t *circuit, igraph_t *graph) {
    igraph_vector_int_t edges;
    IGRAPH_CHECK(igraph_vector_int_init(&edges, 2 * (igraph_integer_t)circuit->m));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &edges);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            VECTOR(edges)[2 * (igraph_integer_t)e] = i;
            VECTOR(edges)[2 * (igraph_integer_t)e + 1] = circuit->out_to[e];
        }
    }
    IGRAPH_CHECK(igraph_create(graph, &edges, circuit->n, IGRAPH_DIRECTED));
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Creation --------------------------------------------------------------- */

igraph_error_t latigraph_circuit_create(latigraph_circuit_t **result, const char *name, int n,
                                        int m, const int *from, const int *to,
                                        const double *weight) {
    latigraph_circuit_t *circuit;
    IGRAPH_CHECK(create_blank(&circuit, name, name, n));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    for (int i = 0; i < n; i++) {
        char number[16];
        g_snprintf(number, sizeof number, "%d", i);
        IGRAPH_CHECK(latigraph_circuit_name_neuron(circuit, i, number));
    }
    IGRAPH_CHECK(latigraph_circuit_set_edges(circuit, m, from, to, weight));
    IGRAPH_FINALLY_CLEAN(1);
    *result = circuit;
    return IGRAPH_SUCCESS;
}

/* Creates a circuit without edges on the neurons keep[0 .. k − 1], or on all neurons if `keep` is
 * NULL. */
static igraph_error_t copy_nodes(latigraph_circuit_t **result, const latigraph_circuit_t *circuit,
                                 const int *keep, int k, const char *name) {
    latigraph_circuit_t *copy;
    IGRAPH_CHECK(create_blank(&copy, name != NULL ? name : circuit->name, circuit->connectome, k));
    IGRAPH_FINALLY(latigraph_circuit_destroy, copy);
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        IGRAPH_CHECK(latigraph_circuit_add_rows(copy, VECTOR(circuit->columns)[c], keep));
    }
    if (circuit->dims > 0) {
        const size_t row = (size_t)circuit->dims;
        copy->dims = circuit->dims;
        IGRAPH_CHECK(latigraph_copy_text(circuit->unit, &copy->unit));
        copy->position = g_try_new(double, (gsize)k *row + 1);
        LATIGRAPH_CHECK_MEMORY(copy->position);
        for (int i = 0; i < k; i++) {
            const size_t source = (size_t)(keep != NULL ? keep[i] : i);
            memcpy(copy->position + (size_t)i * row, circuit->position + source * row,
                   row * sizeof(double));
        }
    }
    for (int i = 0; i < k; i++) {
        const int source = keep != NULL ? keep[i] : i;
        IGRAPH_CHECK(latigraph_circuit_name_neuron(copy, i, circuit->neuron[source]));
    }
    IGRAPH_CHECK(latigraph_copy_text(circuit->shape, &copy->shape));
    copy->axis = circuit->axis;
    IGRAPH_CHECK(latigraph_circuit_set_edges(copy, 0, NULL, NULL, NULL));
    IGRAPH_FINALLY_CLEAN(1);
    *result = copy;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_without_edges(latigraph_circuit_t **copy,
                                               const latigraph_circuit_t *circuit,
                                               const char *name) {
    latigraph_circuit_t *made;
    IGRAPH_CHECK(copy_nodes(&made, circuit, NULL, circuit->n, name));
    IGRAPH_FINALLY(latigraph_circuit_destroy, made);
    IGRAPH_CHECK(latigraph_circuit_copy_identity(made, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    *copy = made;
    return IGRAPH_SUCCESS;
}

/* Computes place[i], the index of neuron i in `keep`, or −1; raises an error for repeated neurons.
 */
static igraph_error_t check_keep(const latigraph_circuit_t *circuit, const int *keep, int k,
                                 int *place) {
    for (int i = 0; i < circuit->n; i++) {
        place[i] = -1;
    }
    for (int a = 0; a < k; a++) {
        if (keep[a] < 0 || keep[a] >= circuit->n || place[keep[a]] >= 0) {
            IGRAPH_ERRORF("Neuron %d of \"%s\" does not exist or is selected twice.",
                          IGRAPH_EINVVID, keep[a], circuit->name);
        }
        place[keep[a]] = a;
    }
    return IGRAPH_SUCCESS;
}

/* Finds the note called `name`, which is added if there is none. */
static igraph_error_t find_note(latigraph_circuit_t *circuit, const char *name,
                                latigraph_note_t **note) {
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&circuit->notes); i++) {
        *note = VECTOR(circuit->notes)[i];
        if (strcmp((*note)->name, name) == 0) {
            return IGRAPH_SUCCESS;
        }
    }
    *note = g_try_new0(latigraph_note_t, 1);
    LATIGRAPH_CHECK_MEMORY(*note);
    IGRAPH_FINALLY(latigraph_note_free, *note);
    IGRAPH_CHECK(latigraph_copy_text(name, &(*note)->name));
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_pointers_add(&circuit->notes, *note);
}

/* Sets the note called `name`, which is added if there is none. The text, or NULL, is copied before
 * the old one is freed, because it may be the old one. */
static igraph_error_t set_note(latigraph_circuit_t *circuit, const char *name, const char *text,
                               double number) {
    latigraph_note_t *note;
    char *copy;
    IGRAPH_CHECK(latigraph_copy_text(text, &copy));
    IGRAPH_FINALLY(g_free, copy);
    IGRAPH_CHECK(find_note(circuit, name, &note));
    IGRAPH_FINALLY_CLEAN(1);
    g_free(note->text);
    note->text = copy;
    note->number = number;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_copy_notes(latigraph_circuit_t *to,
                                            const latigraph_circuit_t *from) {
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&from->notes); i++) {
        const latigraph_note_t *note = VECTOR(from->notes)[i];
        IGRAPH_CHECK(set_note(to, note->name, note->text, note->number));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_induced(latigraph_circuit_t **induced,
                                         const latigraph_circuit_t *circuit, const int *keep, int k,
                                         const char *name) {
    int *place, *from, *to, met = 0, m = 0;
    double *weight = NULL;
    gint8 *sign;
    latigraph_circuit_t *result;
    LATIGRAPH_ALLOCATE(place, circuit->n);
    IGRAPH_CHECK(check_keep(circuit, keep, k, place));
    for (int a = 0; a < k; a++) {
        met += circuit->out_start[keep[a] + 1] - circuit->out_start[keep[a]];
    }
    LATIGRAPH_ALLOCATE(from, met);
    LATIGRAPH_ALLOCATE(to, met);
    LATIGRAPH_ALLOCATE(weight, met);
    LATIGRAPH_ALLOCATE(sign, circuit->sign != NULL ? met : 0);
    for (int a = 0; a < k; a++) {
        for (int e = circuit->out_start[keep[a]]; e < circuit->out_start[keep[a] + 1]; e++) {
            if (place[circuit->out_to[e]] >= 0) {
                from[m] = a;
                to[m] = place[circuit->out_to[e]];
                if (circuit->sign != NULL) {
                    sign[m] = circuit->sign[e];
                }
                weight[m++] = circuit->weight != NULL ? circuit->weight[e] : 1;
            }
        }
    }
    IGRAPH_CHECK(copy_nodes(&result, circuit, keep, k, name));
    IGRAPH_FINALLY(latigraph_circuit_destroy, result);
    IGRAPH_CHECK(
        latigraph_circuit_set_edges(result, m, from, to, circuit->weight != NULL ? weight : NULL));
    if (circuit->sign != NULL) {
        IGRAPH_CHECK(latigraph_circuit_set_signs(result, from, to, sign));
    }
    IGRAPH_CHECK(latigraph_circuit_copy_notes(result, circuit));
    g_free(sign);
    g_free(weight);
    g_free(to);
    g_free(from);
    g_free(place);
    IGRAPH_FINALLY_CLEAN(6);
    *induced = result;
    return IGRAPH_SUCCESS;
}

/* --- Notes and basic properties --------------------------------------------- */

gboolean latigraph_is_reserved_note(const char *name) {
    return strcmp(name, "name") == 0 || strcmp(name, "connectome") == 0 ||
           strcmp(name, "shape") == 0 || strcmp(name, "axis") == 0;
}

static igraph_error_t check_note(const char *name) {
    if (name[0] == '\0' || latigraph_is_reserved_note(name)) {
        IGRAPH_ERRORF(
            "A note cannot be called \"%s\", which is a field of the circuit; choose another name.",
            IGRAPH_EINVAL, name);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_note_number(latigraph_circuit_t *circuit, const char *name,
                                             double number) {
    IGRAPH_CHECK(check_note(name));
    return set_note(circuit, name, NULL, number);
}

igraph_error_t latigraph_circuit_note_text(latigraph_circuit_t *circuit, const char *name,
                                           const char *text) {
    IGRAPH_CHECK(check_note(name));
    return set_note(circuit, name, text, 0);
}

igraph_error_t latigraph_replace_text(char **field, const char *text) {
    char *copy;
    IGRAPH_CHECK(latigraph_copy_text(text, &copy));
    g_free(*field);
    *field = copy;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_take_attribute(latigraph_circuit_t *circuit, const char *name,
                                                const char *text) {
    if (strcmp(name, "connectome") == 0) {
        return latigraph_replace_text(&circuit->connectome, text);
    }
    if (strcmp(name, "shape") == 0) {
        return latigraph_replace_text(&circuit->shape, text);
    }
    if (strcmp(name, "axis") == 0) {
        circuit->axis = strlen(text) == 1 && text[0] >= 'x' && text[0] <= 'z' ? text[0] - 'x' : -1;
    } else if (strcmp(name, "name") != 0) {
        return latigraph_circuit_note_text(circuit, name, text);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_note_numbers(latigraph_circuit_t *circuit, const char *name,
                                              int count, const double *numbers) {
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    for (int k = 0; k < count; k++) {
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(number, sizeof number, "%.9g", numbers[k]);
        latigraph_text_print(&text, k == 0 ? "%s" : " %s", number);
    }
    IGRAPH_CHECK(latigraph_text_check(&text));
    IGRAPH_CHECK(latigraph_circuit_note_text(circuit, name, latigraph_text(&text)));
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_note_seed(latigraph_circuit_t *circuit, igraph_uint_t seed) {
    char text[24];
    if ((double)seed < 0x1p53) { /* igraph's integers can have 32 bits */
        return latigraph_circuit_note_number(circuit, "seed", (double)seed);
    }
    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, (guint64)seed);
    return latigraph_circuit_note_text(circuit, "seed", text);
}

/**
 * \function latigraph_circuit_note
 * \brief Returns a graph attribute of a circuit as text.
 *
 * Graph attributes record how a circuit was made, e.g. its seed and its code.
 *
 * \param circuit The circuit.
 * \param name The attribute, e.g. "seed", "code" or, for large circuits, "sampler".
 * \return The text of the attribute, or its number with nine digits. NULL if there is no such
 *    attribute or not enough memory. Free it with \c igraph_free().
 *
 * Time complexity: O(attributes).
 *
 * Example: print the seed that a circuit was generated with.
 * \verbatim
 *   char *seed = latigraph_circuit_note(circuit, "seed");
 *   printf("seed %s\n", seed != NULL ? seed : "not known");
 *   igraph_free(seed);
 * \endverbatim
 */
char *latigraph_circuit_note(const latigraph_circuit_t *circuit, const char *name) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    const latigraph_note_t *note = latigraph_circuit_find_note(circuit, name);
    if (note == NULL) {
        return NULL;
    }
    g_ascii_formatd(number, sizeof number, "%.9g", note->number);
    return strdup(note->text != NULL ? note->text : number);
}

const latigraph_note_t *latigraph_circuit_find_note(const latigraph_circuit_t *circuit,
                                                    const char *name) {
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&circuit->notes); i++) {
        const latigraph_note_t *note = VECTOR(circuit->notes)[i];
        if (strcmp(note->name, name) == 0) {
            return note;
        }
    }
    return NULL;
}

/**
 * \function latigraph_circuit_name
 * \brief Returns the name of a circuit.
 *
 * \param circuit The circuit.
 * \return Its name, owned by the circuit.
 *
 * Time complexity: O(1).
 *
 * Example: print the name of a circuit.
 * \verbatim
 *   printf("%s\n", latigraph_circuit_name(circuit));
 * \endverbatim
 */
const char *latigraph_circuit_name(const latigraph_circuit_t *circuit) {
    return circuit->name;
}

/**
 * \function latigraph_circuit_vcount
 * \brief Returns the number of neurons of a circuit.
 *
 * \param circuit The circuit.
 * \return The number of its neurons.
 *
 * Time complexity: O(1).
 *
 * Example: compute the density of a circuit.
 * \verbatim
 *   const double n = (double)latigraph_circuit_vcount(circuit);
 *   const double density = (double)latigraph_circuit_ecount(circuit) / (n * (n - 1));
 * \endverbatim
 */
igraph_integer_t latigraph_circuit_vcount(const latigraph_circuit_t *circuit) {
    return circuit->n;
}

/**
 * \function latigraph_circuit_ecount
 * \brief Returns the number of directed edges of a circuit.
 *
 * \param circuit The circuit.
 * \return The number of its edges.
 *
 * Time complexity: O(1).
 *
 * Example: compute the mean degree of a circuit.
 * \verbatim
 *   const igraph_integer_t n = latigraph_circuit_vcount(circuit);
 *   const double mean_degree = (double)latigraph_circuit_ecount(circuit) / (double)n;
 * \endverbatim
 */
igraph_integer_t latigraph_circuit_ecount(const latigraph_circuit_t *circuit) {
    return circuit->m;
}
