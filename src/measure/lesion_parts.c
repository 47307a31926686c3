/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Parts of circuits, for lesions: neurons, edges, or all neurons of a type.
 *
 * Circuits of one animal overlap, and the same cell occurs in several animals. A part is therefore
 * known by its name over all circuits, an edge by the names of its ends. Elements are the distinct
 * neurons or edges; a part is one element, or all elements of a type. Sets of elements are arrays
 * of bytes, so that random sets of the same size can be drawn whatever the parts are.
 *
 * A neuron is taken out with its edges. If it is silenced instead, only its edges are, so that
 * measures that divide by the number of neurons, and reservoirs that number their inputs, change
 * by what the neuron does alone.
 */
#include "measure/lesion_parts.h"

#include "base/memory.h"
#include "measure/subject.h"
#include "measure/types.h"

#include <string.h>

void latigraph_lesion_parts_destroy(latigraph_lesion_parts_t *parts) {
    for (igraph_integer_t c = 0;
         parts->element != NULL && c < latigraph_circuit_list_size(parts->circuits); c++) {
        g_free(parts->element[c]);
    }
    g_free(parts->element);
    g_free(parts->part);
    g_free(parts->seen);
    g_free(parts->degree);
    g_free(parts->group);
    igraph_strvector_destroy(&parts->names);
    igraph_strvector_destroy(&parts->groups);
}

/* --- Elements ----------------------------------------------------------------------- */

/* Numbers while elements are found; maps free their own memory. */
typedef struct {
    latigraph_map_t neurons; /* name of a neuron → its number */
    latigraph_map_t edges; /* number of the sender · 2³² + number of the receiver → its number */
    igraph_strvector_t names;
} finder_t;

static void finder_destroy(finder_t *finder) {
    latigraph_map_destroy(&finder->neurons);
    latigraph_map_destroy(&finder->edges);
    igraph_strvector_destroy(&finder->names);
}

static igraph_error_t find_neuron(finder_t *finder, const char *name, gint64 *number) {
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    IGRAPH_CHECK(latigraph_map_add_text(&finder->neurons, name, &entry, &added));
    if (added) {
        entry->value.number = igraph_strvector_size(&finder->names);
        IGRAPH_CHECK(igraph_strvector_push_back(&finder->names, name));
    }
    *number = entry->value.number;
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_edge(finder_t *finder, const char *from, const char *to,
                                igraph_strvector_t *names, gint64 *number) {
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    gint64 sender, receiver;
    IGRAPH_CHECK(find_neuron(finder, from, &sender));
    IGRAPH_CHECK(find_neuron(finder, to, &receiver));
    IGRAPH_CHECK(
        latigraph_map_add_integer(&finder->edges, sender << 32 | receiver, &entry, &added));
    if (added) {
        char *name;
        entry->value.number = igraph_strvector_size(names);
        IGRAPH_CHECK(latigraph_print_text(&name, "%s → %s", from, to));
        IGRAPH_FINALLY(g_free, name);
        IGRAPH_CHECK(igraph_strvector_push_back(names, name));
        g_free(name);
        IGRAPH_FINALLY_CLEAN(1);
    }
    *number = entry->value.number;
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_in_circuit(finder_t *finder, const latigraph_circuit_t *c,
                                      gboolean edges, igraph_strvector_t *names, int *element) {
    gint64 number;
    for (int i = 0; i < c->n; i++) {
        if (!edges) {
            IGRAPH_CHECK(find_neuron(finder, c->neuron[i], &number));
            element[i] = (int)number;
        }
        for (int e = c->out_start[i]; edges && e < c->out_start[i + 1]; e++) {
            IGRAPH_CHECK(find_edge(finder, c->neuron[i], c->neuron[c->out_to[e]], names, &number));
            element[e] = (int)number;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Numbers the elements, and leaves their names in parts->names. */
static igraph_error_t find_elements(latigraph_lesion_parts_t *parts) {
    const gboolean edges = parts->kind == LATIGRAPH_PARTS_EDGES;
    const igraph_integer_t count = latigraph_circuit_list_size(parts->circuits);
    finder_t finder = {LATIGRAPH_MAP_EMPTY_WITH_COPIES, LATIGRAPH_MAP_EMPTY, {0}};
    IGRAPH_CHECK(igraph_strvector_init(&finder.names, 0));
    IGRAPH_FINALLY(finder_destroy, &finder);
    parts->element = g_try_new0(int *, (gsize)count + 1);
    LATIGRAPH_CHECK_MEMORY(parts->element);
    for (igraph_integer_t i = 0; i < count; i++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(parts->circuits, i);
        parts->element[i] = g_try_new0(int, (gsize)(edges ? c->m : c->n) + 1);
        LATIGRAPH_CHECK_MEMORY(parts->element[i]);
        IGRAPH_CHECK(find_in_circuit(&finder, c, edges, &parts->names, parts->element[i]));
    }
    if (!edges) {
        IGRAPH_CHECK(igraph_strvector_append(&parts->names, &finder.names));
    }
    parts->elements = (int)igraph_strvector_size(&parts->names);
    finder_destroy(&finder);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void count_element(latigraph_lesion_parts_t *parts, int element, double degree) {
    parts->seen[element]++;
    parts->degree[element] += (degree - parts->degree[element]) / parts->seen[element];
}

static igraph_error_t find_degrees(latigraph_lesion_parts_t *parts) {
    parts->seen = g_try_new0(int, (gsize)parts->elements + 1);
    parts->degree = g_try_new0(double, (gsize)parts->elements + 1);
    parts->part = g_try_new0(int, (gsize)parts->elements + 1);
    LATIGRAPH_CHECK_MEMORY(parts->seen);
    LATIGRAPH_CHECK_MEMORY(parts->degree);
    LATIGRAPH_CHECK_MEMORY(parts->part);
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(parts->circuits); k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(parts->circuits, k);
        const gboolean edges = parts->kind == LATIGRAPH_PARTS_EDGES;
        for (int i = 0; i < c->n; i++) {
            const double out = latigraph_out_degree(c, i);
            if (!edges) {
                count_element(parts, parts->element[k][i], out + latigraph_in_degree(c, i));
            }
            for (int e = c->out_start[i]; edges && e < c->out_start[i + 1]; e++) {
                count_element(parts, parts->element[k][e],
                              out * latigraph_in_degree(c, c->out_to[e]));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Types --------------------------------------------------------------------------- */

/* Returns the name of the type of a neuron, or NULL. */
static const char *type_of(const latigraph_column_t *column, int i) {
    return column != NULL && column->level[i] >= 0 ? VECTOR(column->levels)[column->level[i]]
                                                   : NULL;
}

/* Sets the group of an element: its type or types, numbered by name. The first circuit with a type
 * decides, so that every group has elements. */
static igraph_error_t set_group(latigraph_lesion_parts_t *parts, latigraph_map_t *map, int element,
                                const char *name) {
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    if (parts->group[element] >= 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_map_add_text(map, name, &entry, &added));
    if (added) {
        entry->value.number = igraph_strvector_size(&parts->groups);
        IGRAPH_CHECK(igraph_strvector_push_back(&parts->groups, name));
    }
    parts->group[element] = (int)entry->value.number;
    return IGRAPH_SUCCESS;
}

static igraph_error_t group_edge(latigraph_lesion_parts_t *parts, latigraph_map_t *map, int element,
                                 const char *from, const char *to) {
    char *name;
    if (from == NULL || to == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_print_text(&name, "%s → %s", from, to));
    IGRAPH_FINALLY(g_free, name);
    IGRAPH_CHECK(set_group(parts, map, element, name));
    g_free(name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t group_circuit(latigraph_lesion_parts_t *parts, latigraph_map_t *map,
                                    igraph_integer_t k, const latigraph_column_t *column) {
    const latigraph_circuit_t *c = latigraph_circuit_list_get(parts->circuits, k);
    const gboolean edges = parts->kind == LATIGRAPH_PARTS_EDGES;
    for (int i = 0; i < c->n; i++) {
        const char *type = type_of(column, i);
        if (!edges && type != NULL) {
            IGRAPH_CHECK(set_group(parts, map, parts->element[k][i], type));
        }
        for (int e = c->out_start[i]; edges && e < c->out_start[i + 1]; e++) {
            IGRAPH_CHECK(
                group_edge(parts, map, parts->element[k][e], type, type_of(column, c->out_to[e])));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Finds the column with the types, which may be missing unless the caller has named it. */
static igraph_error_t find_column(const latigraph_circuit_t *c, const char *name,
                                  const latigraph_column_t **column) {
    *column = name != NULL ? latigraph_circuit_column(c, name) : latigraph_type_column(c);
    if (name != NULL && *column == NULL) {
        IGRAPH_ERRORF("Circuit \"%s\" has no column \"%s\" to take the types from.", IGRAPH_EINVAL,
                      c->name, name);
    }
    if (*column != NULL && (*column)->kind != LATIGRAPH_COLUMN_CATEGORICAL) {
        IGRAPH_ERRORF("Column \"%s\" of circuit \"%s\" holds numbers, and types are texts.",
                      IGRAPH_EINVAL, name, c->name);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_groups(latigraph_lesion_parts_t *parts, const char *type) {
    latigraph_map_t map = LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    parts->group = g_try_new0(int, (gsize)parts->elements + 1);
    LATIGRAPH_CHECK_MEMORY(parts->group);
    for (int e = 0; e < parts->elements; e++) {
        parts->group[e] = -1;
    }
    IGRAPH_FINALLY(latigraph_map_destroy, &map);
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(parts->circuits); k++) {
        const latigraph_column_t *column;
        IGRAPH_CHECK(find_column(latigraph_circuit_list_get(parts->circuits, k), type, &column));
        IGRAPH_CHECK(group_circuit(parts, &map, k, column));
    }
    latigraph_map_destroy(&map);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Parts ----------------------------------------------------------------------------- */

/* A part is an element, or a group if parts are types. */
static igraph_error_t settle_parts(latigraph_lesion_parts_t *parts, igraph_integer_t most) {
    const gboolean types = parts->kind == LATIGRAPH_PARTS_TYPES;
    if (types) {
        igraph_strvector_clear(&parts->names);
        IGRAPH_CHECK(igraph_strvector_append(&parts->names, &parts->groups));
        igraph_strvector_clear(&parts->groups);
    }
    parts->count = (int)igraph_strvector_size(&parts->names);
    for (int e = 0; e < parts->elements; e++) {
        parts->part[e] = types ? parts->group[e] : e;
    }
    if (parts->count == 0) {
        IGRAPH_ERRORF("The circuits have no %s to take out.%s", IGRAPH_EINVAL,
                      types                                  ? "types of neurons"
                      : parts->kind == LATIGRAPH_PARTS_EDGES ? "edges"
                                                             : "neurons",
                      types ? " Name a column with types (type), or take out vertices." : "");
    }
    if (parts->count > most) {
        IGRAPH_ERRORF("The circuits have %d parts, and each is taken out once. The limit is "
                      "%" IGRAPH_PRId ": raise it (parts_max), take smaller circuits, or take out "
                      "types.",
                      IGRAPH_EINVAL, parts->count, most);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_lesion_parts_init(latigraph_lesion_parts_t *parts,
                                           const latigraph_circuit_list_t *circuits,
                                           const latigraph_lesion_options_t *options) {
    memset(parts, 0, sizeof *parts);
    parts->circuits = circuits;
    parts->kind = options->parts;
    parts->silence = options->silence;
    IGRAPH_STRVECTOR_INIT_FINALLY(&parts->names, 0);
    IGRAPH_CHECK(igraph_strvector_init(&parts->groups, 0));
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_FINALLY(latigraph_lesion_parts_destroy, parts);
    IGRAPH_CHECK(find_elements(parts));
    IGRAPH_CHECK(find_degrees(parts));
    IGRAPH_CHECK(find_groups(parts, options->type));
    IGRAPH_CHECK(settle_parts(
        parts, options->method == LATIGRAPH_LESION_SLOPES ? G_MAXINT : options->parts_max));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Circuits without parts --------------------------------------------------------------- */

gboolean latigraph_lesion_parts_touch(const latigraph_lesion_parts_t *parts, igraph_integer_t k,
                                      const guchar *gone) {
    const latigraph_circuit_t *c = latigraph_circuit_list_get(parts->circuits, k);
    const int count = parts->kind == LATIGRAPH_PARTS_EDGES ? c->m : c->n;
    for (int i = 0; i < count; i++) {
        if (gone[parts->element[k][i]]) {
            return TRUE;
        }
    }
    return FALSE;
}

static igraph_error_t remove_neurons(const latigraph_circuit_t *c, const int *element,
                                     const guchar *gone, latigraph_circuit_t **left) {
    int *keep, kept = 0;
    LATIGRAPH_ALLOCATE(keep, c->n);
    for (int i = 0; i < c->n; i++) {
        if (!gone[element[i]]) {
            keep[kept++] = i;
        }
    }
    IGRAPH_CHECK(latigraph_circuit_induced(left, c, keep, kept, c->name));
    g_free(keep);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Copies the circuit with the edges that are not gone and whose ends are not silenced. */
static igraph_error_t remove_edges(const latigraph_circuit_t *c, gboolean neurons,
                                   const int *element, const guchar *gone,
                                   latigraph_circuit_t **left) {
    int *from, *to, m = 0;
    double *weight;
    LATIGRAPH_ALLOCATE(from, c->m);
    LATIGRAPH_ALLOCATE(to, c->m);
    LATIGRAPH_ALLOCATE(weight, c->m);
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const gboolean lost =
                neurons ? gone[element[i]] || gone[element[c->out_to[e]]] : gone[element[e]];
            if (!lost) {
                from[m] = i;
                to[m] = c->out_to[e];
                weight[m++] = c->weight != NULL ? c->weight[e] : 1;
            }
        }
    }
    IGRAPH_CHECK(latigraph_circuit_without_edges(left, c, c->name));
    IGRAPH_FINALLY(latigraph_circuit_destroy, *left);
    IGRAPH_CHECK(
        latigraph_circuit_set_edges(*left, m, from, to, c->weight != NULL ? weight : NULL));
    g_free(weight);
    g_free(to);
    g_free(from);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_lesion_parts_remove(const latigraph_lesion_parts_t *parts,
                                             igraph_integer_t k, const guchar *gone,
                                             latigraph_circuit_t **left) {
    const latigraph_circuit_t *c = latigraph_circuit_list_get(parts->circuits, k);
    const gboolean neurons = parts->kind != LATIGRAPH_PARTS_EDGES;
    return neurons && !parts->silence ? remove_neurons(c, parts->element[k], gone, left)
                                      : remove_edges(c, neurons, parts->element[k], gone, left);
}
