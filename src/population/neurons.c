/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Neurons of several animals, matched by name.
 *
 * Each name gets a number in the order of its first appearance, by a hash table that keeps this
 * order. The fixed order is what makes matrices of different animals comparable, so that it depends
 * on the graphs alone. Names may be sorted instead; then the result does not depend on the order of
 * the animals either. Names come from any attribute, so that a cell class or a number can identify
 * neurons as well. */

#include "population/neurons.h"

#include "base/map.h"
#include "population/attributes.h"

#include <stdlib.h>
#include <string.h>

/* Labels a graph for messages: its attribute "name" in quotes, or its number. */
static igraph_error_t add_label(latigraph_neurons_t *neurons, igraph_integer_t k) {
    const igraph_t *graph = igraph_graph_list_get_ptr(neurons->graphs, k);
    latigraph_attributes_t list;
    char label[80];
    IGRAPH_CHECK(latigraph_attributes_init(&list, graph, IGRAPH_ATTRIBUTE_GRAPH));
    if (latigraph_attributes_type(&list, "name") == IGRAPH_ATTRIBUTE_STRING) {
        g_snprintf(label, sizeof label, "\"%.60s\"", igraph_cattribute_GAS(graph, "name"));
    } else {
        g_snprintf(label, sizeof label, "number %" IGRAPH_PRId, k + 1);
    }
    latigraph_attributes_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return igraph_strvector_push_back(&neurons->labels, label);
}

/* --- Names ------------------------------------------------------------------------------------ */

/* The names seen so far. */
typedef struct {
    latigraph_map_t known;    /* name → number of the neuron */
    igraph_vector_int_t last; /* (n) last animal that has the neuron */
} known_names_t;

static void known_names_destroy(known_names_t *names) {
    latigraph_map_destroy(&names->known);
    igraph_vector_int_destroy(&names->last);
}

/* Gets the names of the vertices of an animal, and which of them are marked as absent. */
static igraph_error_t vertex_names(const latigraph_neurons_t *neurons, igraph_integer_t k,
                                   igraph_strvector_t *names, igraph_strvector_t *present) {
    const igraph_t *graph = igraph_graph_list_get_ptr(neurons->graphs, k);
    latigraph_attributes_t list;
    char others[200];
    IGRAPH_CHECK(latigraph_attributes_init(&list, graph, IGRAPH_ATTRIBUTE_VERTEX));
    const igraph_integer_t type = latigraph_attributes_type(&list, neurons->by);
    const igraph_integer_t mark = latigraph_attributes_type(&list, LATIGRAPH_PRESENT);
    if (type < 0) {
        latigraph_attributes_quote(&list, others, sizeof others);
        IGRAPH_ERRORF("Graph %s has no vertex attribute \"%.60s\" to match neurons by; its vertex "
                      "attributes: %s.",
                      IGRAPH_EINVAL, latigraph_neurons_label(neurons, k), neurons->by, others);
    }
    IGRAPH_CHECK(
        latigraph_attribute_texts(graph, IGRAPH_ATTRIBUTE_VERTEX, neurons->by, type, names));
    if (mark >= 0) {
        IGRAPH_CHECK(latigraph_attribute_texts(graph, IGRAPH_ATTRIBUTE_VERTEX, LATIGRAPH_PRESENT,
                                               mark, present));
    }
    latigraph_attributes_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_bool_t is_absent(const igraph_strvector_t *present, igraph_integer_t v) {
    const char *text =
        v < igraph_strvector_size(present) ? igraph_strvector_get(present, v) : "true";
    return strcmp(text, "false") == 0 || strcmp(text, "0") == 0;
}

static igraph_error_t add_name(latigraph_neurons_t *neurons, known_names_t *names,
                               igraph_integer_t k, const char *name, igraph_integer_t *number) {
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    if (name[0] == '\0') {
        IGRAPH_ERRORF("Graph %s has a vertex without a \"%.60s\"; every neuron needs a name.",
                      IGRAPH_EINVAL, latigraph_neurons_label(neurons, k), neurons->by);
    }
    IGRAPH_CHECK(latigraph_map_add_text(&names->known, name, &entry, &added));
    *number = (igraph_integer_t)(entry - names->known.entry);
    if (added) {
        IGRAPH_CHECK(igraph_strvector_push_back(&neurons->names, name));
        IGRAPH_CHECK(igraph_vector_int_push_back(&names->last, -1));
        IGRAPH_CHECK(igraph_vector_int_push_back(&neurons->animals, 0));
    } else if (VECTOR(names->last)[*number] == k) {
        IGRAPH_ERRORF("Graph %s has two vertices called \"%.60s\" (vertex attribute \"%.60s\"); "
                      "names must tell its neurons apart.",
                      IGRAPH_EINVAL, latigraph_neurons_label(neurons, k), name, neurons->by);
    }
    VECTOR(names->last)[*number] = k;
    VECTOR(neurons->animals)[*number]++;
    return IGRAPH_SUCCESS;
}

/* Writes the first three names of a list for a message. */
static void quote_names(const igraph_strvector_t *names, char *text, gsize size) {
    g_strlcpy(text, igraph_strvector_size(names) == 0 ? "none" : "", size);
    for (igraph_integer_t v = 0; v < MIN(3, igraph_strvector_size(names)); v++) {
        char name[64];
        g_snprintf(name, sizeof name, "%s\"%.40s\"", v > 0 ? ", " : "",
                   igraph_strvector_get(names, v));
        g_strlcat(text, name, size);
    }
}

static igraph_error_t refuse_strangers(const latigraph_neurons_t *neurons, igraph_integer_t k,
                                       const igraph_strvector_t *names) {
    char known[200], own[200];
    quote_names(&neurons->names, known, sizeof known);
    quote_names(names, own, sizeof own);
    IGRAPH_ERRORF("Graph %s has no name in common with the graphs before it. Its names begin with "
                  "%s, theirs with %s. Another vertex attribute may hold the names (by=).",
                  IGRAPH_EINVAL, latigraph_neurons_label(neurons, k), own, known);
}

/* Numbers the vertices of animal k. */
static igraph_error_t add_vertices(latigraph_neurons_t *neurons, known_names_t *all,
                                   igraph_integer_t k, const igraph_strvector_t *names,
                                   const igraph_strvector_t *present, igraph_vector_int_t *number) {
    const igraph_integer_t before = latigraph_neurons_size(neurons);
    igraph_bool_t meets = k == 0;
    for (igraph_integer_t v = 0; v < igraph_strvector_size(names); v++) {
        VECTOR(*number)[v] = -1;
        if (!is_absent(present, v)) {
            IGRAPH_CHECK(
                add_name(neurons, all, k, igraph_strvector_get(names, v), &VECTOR(*number)[v]));
            meets = meets || VECTOR(*number)[v] < before;
        }
    }
    if (!meets) {
        return refuse_strangers(neurons, k, names);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_animal(latigraph_neurons_t *neurons, known_names_t *all,
                                 igraph_integer_t k) {
    igraph_strvector_t names, present;
    igraph_vector_int_t number;
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&present, 0);
    IGRAPH_CHECK(vertex_names(neurons, k, &names, &present));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&number, igraph_strvector_size(&names));
    IGRAPH_CHECK(add_vertices(neurons, all, k, &names, &present, &number));
    IGRAPH_CHECK(igraph_vector_int_list_push_back(&neurons->number, &number));
    igraph_strvector_destroy(&present);
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Order ------------------------------------------------------------------------------------ */

typedef struct {
    const char *name;
    igraph_integer_t number;
} named_t;

static int compare_names(const void *a, const void *b) {
    return strcmp(((const named_t *)a)->name, ((const named_t *)b)->name);
}

/* Replaces the numbers of all vertices by rank[number]. */
static void renumber(latigraph_neurons_t *neurons, const igraph_integer_t *rank) {
    for (igraph_integer_t k = 0; k < igraph_vector_int_list_size(&neurons->number); k++) {
        igraph_vector_int_t *number = igraph_vector_int_list_get_ptr(&neurons->number, k);
        for (igraph_integer_t v = 0; v < igraph_vector_int_size(number); v++) {
            if (VECTOR(*number)[v] >= 0) {
                VECTOR(*number)[v] = rank[VECTOR(*number)[v]];
            }
        }
    }
}

static igraph_error_t sort_names(latigraph_neurons_t *neurons) {
    const igraph_integer_t n = latigraph_neurons_size(neurons);
    igraph_strvector_t sorted;
    igraph_vector_int_t animals;
    named_t *named;
    igraph_integer_t *rank;
    LATIGRAPH_ALLOCATE(named, n);
    LATIGRAPH_ALLOCATE(rank, n);
    IGRAPH_STRVECTOR_INIT_FINALLY(&sorted, n);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&animals, n);
    for (igraph_integer_t i = 0; i < n; i++) {
        named[i] = (named_t){igraph_strvector_get(&neurons->names, i), i};
    }
    qsort(named, (size_t)n, sizeof *named, compare_names);
    for (igraph_integer_t i = 0; i < n; i++) {
        rank[named[i].number] = i;
        VECTOR(animals)[i] = VECTOR(neurons->animals)[named[i].number];
        IGRAPH_CHECK(igraph_strvector_set(&sorted, i, named[i].name));
    }
    renumber(neurons, rank);
    igraph_vector_int_swap(&neurons->animals, &animals);
    igraph_strvector_destroy(&neurons->names);
    neurons->names = sorted;
    igraph_vector_int_destroy(&animals);
    g_free(rank);
    g_free(named);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/* --- The union -------------------------------------------------------------------------------- */

static igraph_error_t check_graphs(const igraph_graph_list_t *graphs) {
    const igraph_integer_t count = igraph_graph_list_size(graphs);
    if (!igraph_has_attribute_table()) {
        IGRAPH_ERROR("Neurons are matched by name, which needs igraph's attribute handler: call "
                     "igraph_set_attribute_table(&igraph_cattribute_table) first.",
                     IGRAPH_EINVAL);
    }
    if (count < 2) {
        IGRAPH_ERRORF("A population needs at least two graphs, one per animal, but there %s "
                      "%" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, count == 1 ? "is" : "are", count);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_direction(const latigraph_neurons_t *neurons, igraph_integer_t k) {
    const char *own = neurons->directed ? "undirected" : "directed";
    const char *first = neurons->directed ? "directed" : "undirected";
    if (igraph_is_directed(igraph_graph_list_get_ptr(neurons->graphs, k)) != neurons->directed) {
        IGRAPH_ERRORF("Graph %s is %s, but the first graph is %s. Convert one of them, for example "
                      "by igraph_to_directed().",
                      IGRAPH_EINVAL, latigraph_neurons_label(neurons, k), own, first);
    }
    return IGRAPH_SUCCESS;
}

void latigraph_neurons_destroy(latigraph_neurons_t *neurons) {
    igraph_strvector_destroy(&neurons->labels);
    igraph_strvector_destroy(&neurons->names);
    igraph_vector_int_list_destroy(&neurons->number);
    igraph_vector_int_destroy(&neurons->animals);
}

static igraph_error_t add_animals(latigraph_neurons_t *neurons) {
    const igraph_integer_t count = igraph_graph_list_size(neurons->graphs);
    known_names_t all = {.known = LATIGRAPH_MAP_EMPTY_WITH_COPIES};
    IGRAPH_VECTOR_INT_INIT_FINALLY(&all.last, 0);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_FINALLY(known_names_destroy, &all);
    for (igraph_integer_t k = 0; k < count; k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(add_label(neurons, k));
        IGRAPH_CHECK(check_direction(neurons, k));
        IGRAPH_CHECK(add_animal(neurons, &all, k));
    }
    for (igraph_integer_t i = 0; i < latigraph_neurons_size(neurons); i++) {
        neurons->common += VECTOR(neurons->animals)[i] == count;
    }
    known_names_destroy(&all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_neurons_init(latigraph_neurons_t *neurons,
                                      const igraph_graph_list_t *graphs,
                                      const latigraph_population_options_t *options) {
    IGRAPH_CHECK(check_graphs(graphs));
    *neurons = (latigraph_neurons_t){
        .graphs = graphs,
        .by = options->by != NULL ? options->by : "name",
        .directed = igraph_is_directed(igraph_graph_list_get_ptr(graphs, 0)),
    };
    IGRAPH_STRVECTOR_INIT_FINALLY(&neurons->labels, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&neurons->names, 0);
    IGRAPH_CHECK(igraph_vector_int_list_init(&neurons->number, 0));
    IGRAPH_FINALLY(igraph_vector_int_list_destroy, &neurons->number);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&neurons->animals, 0);
    IGRAPH_FINALLY_CLEAN(4);
    IGRAPH_FINALLY(latigraph_neurons_destroy, neurons);
    IGRAPH_CHECK(add_animals(neurons));
    return options->order == LATIGRAPH_NEURONS_SORTED ? sort_names(neurons) : IGRAPH_SUCCESS;
}

igraph_error_t latigraph_neurons_present(const latigraph_neurons_t *neurons,
                                         igraph_integer_t animal, igraph_vector_bool_t *present) {
    const igraph_vector_int_t *number = igraph_vector_int_list_get_ptr(&neurons->number, animal);
    IGRAPH_CHECK(igraph_vector_bool_resize(present, latigraph_neurons_size(neurons)));
    igraph_vector_bool_fill(present, false);
    for (igraph_integer_t v = 0; v < igraph_vector_int_size(number); v++) {
        if (VECTOR(*number)[v] >= 0) {
            VECTOR(*present)[VECTOR(*number)[v]] = true;
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_neurons_ends(const latigraph_neurons_t *neurons, igraph_integer_t animal,
                                      igraph_vector_int_t *ends) {
    const igraph_vector_int_t *number = igraph_vector_int_list_get_ptr(&neurons->number, animal);
    IGRAPH_CHECK(
        igraph_get_edgelist(igraph_graph_list_get_ptr(neurons->graphs, animal), ends, false));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(ends); k++) {
        VECTOR(*ends)[k] = VECTOR(*number)[VECTOR(*ends)[k]];
        if (VECTOR(*ends)[k] < 0) {
            IGRAPH_ERRORF("Edge %" IGRAPH_PRId " of graph %s joins a neuron whose vertex attribute "
                          "\"" LATIGRAPH_PRESENT "\" is false; an absent neuron has no edges.",
                          IGRAPH_EINVAL, k / 2, latigraph_neurons_label(neurons, animal));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_neurons_graph(const latigraph_neurons_t *neurons, igraph_t *graph) {
    IGRAPH_CHECK(igraph_empty(graph, latigraph_neurons_size(neurons), neurons->directed));
    IGRAPH_FINALLY(igraph_destroy, graph);
    IGRAPH_CHECK(igraph_cattribute_VAS_setv(graph, neurons->by, &neurons->names));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Attributes of vertices ------------------------------------------------------------------- */

igraph_error_t latigraph_neurons_fill(const latigraph_neurons_t *neurons, igraph_integer_t animal,
                                      igraph_t *graph) {
    const igraph_t *from = igraph_graph_list_get_ptr(neurons->graphs, animal);
    const igraph_vector_int_t *number = igraph_vector_int_list_get_ptr(&neurons->number, animal);
    latigraph_attributes_t list;
    IGRAPH_CHECK(latigraph_attributes_init(&list, from, IGRAPH_ATTRIBUTE_VERTEX));
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&list.names); a++) {
        const char *name = igraph_strvector_get(&list.names, a);
        if (strcmp(name, neurons->by) != 0 && strcmp(name, LATIGRAPH_PRESENT) != 0) {
            IGRAPH_CHECK(latigraph_fill_vertices(from, number, name, VECTOR(list.types)[a], graph));
        }
    }
    latigraph_attributes_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
