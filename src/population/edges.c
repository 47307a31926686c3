/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The edges of several animals as one table of weights.
 *
 * An edge is known by its two neurons and perhaps its kind. These three numbers make one integer,
 * which a hash table maps to a row of the table; sorted integers give the rows their order, so that
 * it depends on the neurons alone. Parallel edges of the same kind add up.
 *
 * A weight of 0 and an absent neuron are different things. An edge that an animal could have and
 * does not have counts with weight 0. An edge whose neuron the animal lacks, because the neuron is
 * born later or was not reconstructed, says nothing: its weight is NaN and is left out. */

#include "population/edges.h"

#include "base/map.h"
#include "base/moments.h"
#include "base/remarks.h"
#include "population/attributes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The collection in progress. */
typedef struct {
    latigraph_population_edges_t *edges;
    const latigraph_population_options_t *options;
    latigraph_map_t kinds;        /* text → index of edges->kinds */
    latigraph_map_t rows;         /* key of an edge → its row */
    igraph_vector_int_t animal;   /* key of every edge of the animal at hand */
    igraph_vector_t weight;       /* its weights */
    igraph_integer_t unweighted;  /* graphs without weights */
    igraph_integer_t unknown;     /* edges with an unknown weight */
    igraph_integer_t merged;      /* edges that were added to another one */
    igraph_bool_t with_kind;      /* a graph has an edge attribute "kind" that is not used */
    igraph_bool_t with_sign;      /* a graph has an edge attribute "sign" */
    const char *first_unweighted; /* label of the first graph without weights */
} collection_t;

static void collection_destroy(collection_t *all) {
    latigraph_map_destroy(&all->kinds);
    latigraph_map_destroy(&all->rows);
    igraph_vector_int_destroy(&all->animal);
    igraph_vector_destroy(&all->weight);
}

static const igraph_t *graph_of(const collection_t *all, igraph_integer_t animal) {
    return igraph_graph_list_get_ptr(all->edges->neurons->graphs, animal);
}

/* --- Kinds ------------------------------------------------------------------------------------ */

static igraph_error_t number_kind(collection_t *all, const char *kind, igraph_integer_t *number) {
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    IGRAPH_CHECK(latigraph_map_add_text(&all->kinds, kind, &entry, &added));
    *number = (igraph_integer_t)(entry - all->kinds.entry);
    return added ? igraph_strvector_push_back(&all->edges->kinds, kind) : IGRAPH_SUCCESS;
}

/* Gets the kinds of the edges of an animal. Edges of a graph without the attribute, and those
 * without a value, are of the kind "". */
static igraph_error_t animal_kinds(collection_t *all, igraph_integer_t animal,
                                   igraph_vector_int_t *kinds) {
    const igraph_t *graph = graph_of(all, animal);
    latigraph_attributes_t list;
    igraph_strvector_t texts;
    IGRAPH_CHECK(igraph_vector_int_resize(kinds, igraph_ecount(graph)));
    igraph_vector_int_null(kinds);
    if (all->edges->kind == NULL || igraph_ecount(graph) == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_STRVECTOR_INIT_FINALLY(&texts, igraph_ecount(graph));
    IGRAPH_CHECK(latigraph_attributes_init(&list, graph, IGRAPH_ATTRIBUTE_EDGE));
    const igraph_integer_t type = latigraph_attributes_type(&list, all->edges->kind);
    if (type >= 0) {
        IGRAPH_CHECK(latigraph_attribute_texts(graph, IGRAPH_ATTRIBUTE_EDGE, all->edges->kind, type,
                                               &texts));
    }
    for (igraph_integer_t e = 0; e < igraph_strvector_size(&texts); e++) {
        IGRAPH_CHECK(number_kind(all, igraph_strvector_get(&texts, e), &VECTOR(*kinds)[e]));
    }
    latigraph_attributes_destroy(&list);
    igraph_strvector_destroy(&texts);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Edges ------------------------------------------------------------------------------------ */

/* Gets the key of every edge of an animal, (from · n + to) · kinds + kind. */
static igraph_error_t animal_keys(collection_t *all, igraph_integer_t animal) {
    const latigraph_neurons_t *neurons = all->edges->neurons;
    const igraph_integer_t n = latigraph_neurons_size(neurons);
    const igraph_integer_t kinds = MAX(1, igraph_strvector_size(&all->edges->kinds));
    igraph_vector_int_t ends, kind;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&kind, 0);
    IGRAPH_CHECK(latigraph_neurons_ends(neurons, animal, &ends));
    IGRAPH_CHECK(animal_kinds(all, animal, &kind));
    IGRAPH_CHECK(igraph_vector_int_resize(&all->animal, igraph_vector_int_size(&kind)));
    for (igraph_integer_t e = 0; e < igraph_vector_int_size(&kind); e++) {
        igraph_integer_t from = VECTOR(ends)[2 * e], to = VECTOR(ends)[2 * e + 1];
        if (!neurons->directed && from > to) {
            const igraph_integer_t other = from;
            from = to;
            to = other;
        }
        VECTOR(all->animal)[e] = (from * n + to) * kinds + VECTOR(kind)[e];
    }
    igraph_vector_int_destroy(&kind);
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Lists all kinds, because keys need their number. */
static igraph_error_t collect_kinds(collection_t *all) {
    const igraph_integer_t n = latigraph_neurons_size(all->edges->neurons);
    igraph_vector_int_t kind;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&kind, 0);
    for (igraph_integer_t k = 0; k < igraph_graph_list_size(all->edges->neurons->graphs); k++) {
        IGRAPH_CHECK(animal_kinds(all, k, &kind));
    }
    igraph_vector_int_destroy(&kind);
    IGRAPH_FINALLY_CLEAN(1);
    const double kinds = (double)MAX(1, igraph_strvector_size(&all->edges->kinds));
    if ((double)n * (double)n * kinds > (double)IGRAPH_INTEGER_MAX) {
        IGRAPH_ERRORF("The graphs have %" IGRAPH_PRId
                      " neurons and %g kinds of edges, too many for integers of this igraph.",
                      IGRAPH_EOVERFLOW, n, kinds);
    }
    return IGRAPH_SUCCESS;
}

static int compare_keys(const void *a, const void *b) {
    const gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
    return (x > y) - (x < y);
}

/* Gives the edges their rows, in the order of their keys. */
static igraph_error_t set_rows(collection_t *all) {
    latigraph_population_edges_t *edges = all->edges;
    const igraph_integer_t n = latigraph_neurons_size(edges->neurons);
    const igraph_integer_t kinds = MAX(1, igraph_strvector_size(&edges->kinds));
    const igraph_integer_t count = (igraph_integer_t)all->rows.count;
    gint64 *key;
    LATIGRAPH_ALLOCATE(key, count);
    for (igraph_integer_t e = 0; e < count; e++) {
        key[e] = all->rows.entry[e].integer;
    }
    qsort(key, (size_t)count, sizeof *key, compare_keys);
    IGRAPH_CHECK(igraph_vector_int_resize(&edges->ends, 2 * count));
    IGRAPH_CHECK(igraph_vector_int_resize(&edges->kind_of, count));
    IGRAPH_CHECK(igraph_vector_int_resize(&edges->found, count));
    igraph_vector_int_null(&edges->found);
    for (igraph_integer_t e = 0; e < count; e++) {
        latigraph_map_find_integer(&all->rows, key[e])->value.number = e;
        VECTOR(edges->ends)[2 * e] = key[e] / kinds / n;
        VECTOR(edges->ends)[2 * e + 1] = key[e] / kinds % n;
        VECTOR(edges->kind_of)[e] = key[e] % kinds;
    }
    g_free(key);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t collect_rows(collection_t *all) {
    for (igraph_integer_t k = 0; k < igraph_graph_list_size(all->edges->neurons->graphs); k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(animal_keys(all, k));
        for (igraph_integer_t e = 0; e < igraph_vector_int_size(&all->animal); e++) {
            latigraph_map_entry_t *entry;
            IGRAPH_CHECK(
                latigraph_map_add_integer(&all->rows, VECTOR(all->animal)[e], &entry, NULL));
        }
    }
    return set_rows(all);
}

/* --- Weights ---------------------------------------------------------------------------------- */

static igraph_error_t refuse_weight(const collection_t *all, igraph_integer_t animal,
                                    igraph_integer_t e) {
    const igraph_t *graph = graph_of(all, animal);
    IGRAPH_ERRORF("The weight of edge %" IGRAPH_PRId " (vertices %" IGRAPH_PRId " and %" IGRAPH_PRId
                  ") of graph %s is infinite; weights must be finite.",
                  IGRAPH_EINVAL, e, IGRAPH_FROM(graph, e), IGRAPH_TO(graph, e),
                  latigraph_neurons_label(all->edges->neurons, animal));
}

/* Gets the weights of an animal; those that are missing are 1. */
static igraph_error_t animal_weights(collection_t *all, igraph_integer_t animal) {
    const char *name = all->options->weight != NULL ? all->options->weight : "weight";
    const igraph_t *graph = graph_of(all, animal);
    latigraph_attributes_t list;
    IGRAPH_CHECK(igraph_vector_resize(&all->weight, igraph_ecount(graph)));
    igraph_vector_fill(&all->weight, 1);
    IGRAPH_CHECK(latigraph_attributes_init(&list, graph, IGRAPH_ATTRIBUTE_EDGE));
    all->with_kind = all->with_kind || latigraph_attributes_type(&list, "kind") >= 0;
    all->with_sign = all->with_sign || latigraph_attributes_type(&list, "sign") >= 0;
    if (strcmp(name, "none") == 0 || igraph_ecount(graph) == 0) {
        /* Every edge weighs 1. */
    } else if (latigraph_attributes_type(&list, name) == IGRAPH_ATTRIBUTE_NUMERIC) {
        IGRAPH_CHECK(
            igraph_cattribute_EANV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), &all->weight));
    } else {
        all->first_unweighted = all->unweighted == 0
                                    ? latigraph_neurons_label(all->edges->neurons, animal)
                                    : all->first_unweighted;
        all->unweighted++;
    }
    latigraph_attributes_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        if (isinf(VECTOR(all->weight)[e])) {
            return refuse_weight(all, animal, e);
        }
        if (isnan(VECTOR(all->weight)[e])) {
            VECTOR(all->weight)[e] = 1;
            all->unknown++;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Sets the weights of animal k to 0 where it has both neurons, to NaN elsewhere. */
static igraph_error_t clear_weights(latigraph_population_edges_t *edges, igraph_integer_t animal) {
    igraph_vector_bool_t present;
    IGRAPH_VECTOR_BOOL_INIT_FINALLY(&present, 0);
    IGRAPH_CHECK(latigraph_neurons_present(edges->neurons, animal, &present));
    for (igraph_integer_t e = 0; e < latigraph_population_edges_size(edges); e++) {
        const igraph_bool_t both = VECTOR(present)[VECTOR(edges->ends)[2 * e]] &&
                                   VECTOR(present)[VECTOR(edges->ends)[2 * e + 1]];
        MATRIX(edges->weight, animal, e) = both ? 0 : IGRAPH_NAN;
    }
    igraph_vector_bool_destroy(&present);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Adds up the weights of an animal; `seen` has the last animal that has each edge, plus 1. */
static igraph_error_t add_weights(collection_t *all, igraph_integer_t animal,
                                  igraph_integer_t *seen) {
    latigraph_population_edges_t *edges = all->edges;
    IGRAPH_CHECK(animal_keys(all, animal));
    IGRAPH_CHECK(animal_weights(all, animal));
    IGRAPH_CHECK(clear_weights(edges, animal));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&all->animal); k++) {
        const igraph_integer_t e =
            (igraph_integer_t)latigraph_map_find_integer(&all->rows, VECTOR(all->animal)[k])
                ->value.number;
        MATRIX(edges->weight, animal, e) += VECTOR(all->weight)[k];
        all->merged += seen[e] == animal + 1;
        VECTOR(edges->found)[e] += seen[e] != animal + 1;
        seen[e] = animal + 1;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t collect_weights(collection_t *all) {
    latigraph_population_edges_t *edges = all->edges;
    const igraph_integer_t animals = igraph_graph_list_size(edges->neurons->graphs);
    const igraph_integer_t count = latigraph_population_edges_size(edges);
    igraph_integer_t *seen;
    IGRAPH_CHECK(igraph_matrix_resize(&edges->weight, animals, count));
    LATIGRAPH_ALLOCATE(seen, count);
    for (igraph_integer_t k = 0; k < animals; k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(add_weights(all, k, seen));
    }
    g_free(seen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Remarks ---------------------------------------------------------------------------------- */

static igraph_error_t remark_missing(const collection_t *all) {
    const igraph_integer_t animals = igraph_graph_list_size(all->edges->neurons->graphs);
    latigraph_remarks_t *remarks = all->options->remarks;
    if (all->unweighted == animals) {
        return latigraph_remark_add(remarks, "note", "weight",
                                    "No graph has weights; every edge weighs 1.");
    }
    if (all->unweighted > 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "missing-weights", "weight",
            "%" IGRAPH_PRId " of %" IGRAPH_PRId " graphs have no weights (the first is %s); their "
            "edges weigh 1 and cannot be compared with weights of the others.",
            all->unweighted, animals, all->first_unweighted));
    }
    if (all->unknown > 0) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "missing-weights", "weight",
                                          "The weights of %" IGRAPH_PRId
                                          " edges are not known; these edges weigh 1.",
                                          all->unknown));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t remark_all(const collection_t *all) {
    latigraph_remarks_t *remarks = all->options->remarks;
    if (remarks == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(remark_missing(all));
    if (all->merged > 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "parallel-edges", "kind",
            "%" IGRAPH_PRId " parallel edges were added to another edge of the same neurons%s",
            all->merged,
            all->edges->kind != NULL ? " and kind."
            : all->with_kind
                ? "; the option kind with the edge attribute \"kind\" keeps kinds apart."
                : "."));
    }
    if (all->with_sign) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "signs-not-used", "sign",
            "The edge attribute \"sign\" is not used: weights are compared without their signs."));
    }
    return IGRAPH_SUCCESS;
}

/* --- The table -------------------------------------------------------------------------------- */

void latigraph_population_edges_destroy(latigraph_population_edges_t *edges) {
    igraph_vector_int_destroy(&edges->ends);
    igraph_strvector_destroy(&edges->kinds);
    igraph_vector_int_destroy(&edges->kind_of);
    igraph_matrix_destroy(&edges->weight);
    igraph_vector_int_destroy(&edges->found);
}

/* Raises an error if the caller names an edge attribute that no graph has. */
static igraph_error_t check_named(const latigraph_neurons_t *neurons, const char *argument,
                                  const char *name) {
    igraph_bool_t found = name == NULL;
    igraph_integer_t edges = 0;
    for (igraph_integer_t k = 0; !found && k < igraph_graph_list_size(neurons->graphs); k++) {
        const igraph_t *graph = igraph_graph_list_get_ptr(neurons->graphs, k);
        edges += igraph_ecount(graph);
        found = igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_EDGE, name);
    }
    if (!found && edges > 0) {
        latigraph_attributes_t list;
        char others[200];
        IGRAPH_CHECK(latigraph_attributes_init(&list, igraph_graph_list_get_ptr(neurons->graphs, 0),
                                               IGRAPH_ATTRIBUTE_EDGE));
        latigraph_attributes_quote(&list, others, sizeof others);
        IGRAPH_ERRORF(
            "Argument \"%s\" is \"%.60s\", but no graph has such an edge attribute; those "
            "of the first graph: %s.",
            IGRAPH_EINVAL, argument, name, others);
    }
    return IGRAPH_SUCCESS;
}

/* Results have edge attributes of these names. */
static igraph_error_t check_kind(const char *kind) {
    static const char *const taken[] = {"weight", "sd", "share", "animals",
                                        "slope",  "p",  "q",     "change"};
    for (gsize k = 0; kind != NULL && k < G_N_ELEMENTS(taken); k++) {
        if (strcmp(kind, taken[k]) == 0) {
            IGRAPH_ERRORF("The kinds of edges cannot come from an attribute called \"%s\", because "
                          "the result has one of this name; rename it.",
                          IGRAPH_EINVAL, kind);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t collect(latigraph_population_edges_t *edges,
                              const latigraph_population_options_t *options) {
    collection_t all = {.edges = edges,
                        .options = options,
                        .kinds = LATIGRAPH_MAP_EMPTY_WITH_COPIES,
                        .rows = LATIGRAPH_MAP_EMPTY};
    IGRAPH_VECTOR_INT_INIT_FINALLY(&all.animal, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&all.weight, 0);
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_FINALLY(collection_destroy, &all);
    IGRAPH_CHECK(collect_kinds(&all));
    IGRAPH_CHECK(collect_rows(&all));
    IGRAPH_CHECK(collect_weights(&all));
    IGRAPH_CHECK(remark_all(&all));
    collection_destroy(&all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_population_edges_init(latigraph_population_edges_t *edges,
                                               const latigraph_neurons_t *neurons,
                                               const latigraph_population_options_t *options) {
    *edges = (latigraph_population_edges_t){.neurons = neurons, .kind = options->kind};
    const igraph_bool_t weighted = options->weight != NULL && strcmp(options->weight, "none") != 0;
    IGRAPH_CHECK(check_named(neurons, "weight", weighted ? options->weight : NULL));
    IGRAPH_CHECK(check_named(neurons, "kind", options->kind));
    IGRAPH_CHECK(check_kind(options->kind));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges->ends, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&edges->kinds, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges->kind_of, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&edges->weight, 0, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges->found, 0);
    IGRAPH_FINALLY_CLEAN(5);
    IGRAPH_FINALLY(latigraph_population_edges_destroy, edges);
    return collect(edges, options);
}

latigraph_edge_moments_t latigraph_edge_moments(const latigraph_population_edges_t *edges,
                                                igraph_integer_t e) {
    const int animals = (int)igraph_matrix_nrow(&edges->weight);
    latigraph_edge_moments_t moments;
    double squares;
    const int count =
        latigraph_moments(&MATRIX(edges->weight, 0, e), 1, animals, &moments.mean, &squares);
    moments.animals = count;
    moments.sd = count > 1 ? sqrt(squares / (count - 1)) : NAN;
    moments.share = (double)VECTOR(edges->found)[e] / count;
    return moments;
}

/* --- Graphs ----------------------------------------------------------------------------------- */

static igraph_error_t set_vertices(const latigraph_neurons_t *neurons, igraph_t *graph) {
    const igraph_integer_t animals = igraph_graph_list_size(neurons->graphs);
    igraph_vector_t share;
    for (igraph_integer_t k = 0; k < animals; k++) {
        IGRAPH_CHECK(latigraph_neurons_fill(neurons, k, graph));
    }
    IGRAPH_VECTOR_INIT_FINALLY(&share, latigraph_neurons_size(neurons));
    for (igraph_integer_t i = 0; i < igraph_vector_size(&share); i++) {
        VECTOR(share)[i] = (double)VECTOR(neurons->animals)[i] / (double)animals;
    }
    if (strcmp(neurons->by, "share") != 0) {
        if (igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_VERTEX, "share")) {
            igraph_cattribute_remove_v(graph, "share");
        }
        IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, "share", &share));
    }
    igraph_vector_destroy(&share);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_kinds(const latigraph_population_edges_t *edges,
                                const igraph_vector_int_t *listed, igraph_t *graph) {
    igraph_strvector_t kinds;
    if (edges->kind == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_STRVECTOR_INIT_FINALLY(&kinds, igraph_vector_int_size(listed));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(listed); k++) {
        IGRAPH_CHECK(igraph_strvector_set(
            &kinds, k,
            igraph_strvector_get(&edges->kinds, VECTOR(edges->kind_of)[VECTOR(*listed)[k]])));
    }
    IGRAPH_CHECK(igraph_cattribute_EAS_setv(graph, edges->kind, &kinds));
    igraph_strvector_destroy(&kinds);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_moments(const latigraph_population_edges_t *edges,
                                  const igraph_vector_int_t *listed, igraph_t *graph) {
    static const char *const names[] = {"weight", "sd", "share", "animals"};
    igraph_vector_t value;
    IGRAPH_VECTOR_INIT_FINALLY(&value, igraph_vector_int_size(listed));
    for (gsize a = 0; a < G_N_ELEMENTS(names); a++) {
        for (igraph_integer_t k = 0; k < igraph_vector_size(&value); k++) {
            const latigraph_edge_moments_t m = latigraph_edge_moments(edges, VECTOR(*listed)[k]);
            const double all[] = {m.mean, m.sd, m.share, m.animals};
            VECTOR(value)[k] = all[a];
        }
        IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, names[a], &value));
    }
    igraph_vector_destroy(&value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_population_graph(const latigraph_population_edges_t *edges,
                                          const igraph_vector_int_t *listed, const char *name,
                                          igraph_t *graph) {
    const latigraph_neurons_t *neurons = edges->neurons;
    igraph_vector_int_t ends;
    IGRAPH_CHECK(latigraph_neurons_graph(neurons, graph));
    IGRAPH_FINALLY(igraph_destroy, graph);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 2 * igraph_vector_int_size(listed));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&ends); k++) {
        VECTOR(ends)[k] = VECTOR(edges->ends)[2 * VECTOR(*listed)[k / 2] + k % 2];
    }
    IGRAPH_CHECK(igraph_add_edges(graph, &ends, NULL));
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "name", name));
    IGRAPH_CHECK(igraph_cattribute_GAN_set(graph, "animals",
                                           (igraph_real_t)igraph_graph_list_size(neurons->graphs)));
    IGRAPH_CHECK(igraph_cattribute_GAN_set(graph, "common", (igraph_real_t)neurons->common));
    IGRAPH_CHECK(set_vertices(neurons, graph));
    if (igraph_ecount(graph) > 0) {
        IGRAPH_CHECK(set_kinds(edges, listed, graph));
        IGRAPH_CHECK(set_moments(edges, listed, graph));
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
