/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Masks between consecutive layers of a feed-forward network, after the groups of a circuit.
 *
 * The units of every layer are divided among the groups in proportion to their sizes. Units of
 * group r may reach those of group s if the circuit connects r to s more densely than any two
 * neurons, or if r = s. A ring of equal groups, each of which reaches itself and the next one, is
 * the same without a circuit. A mask draws its entries at random among the allowed ones, up to the
 * density that is asked for.
 *
 * A sparse mask alone may cost nothing, whatever its blocks, so that a gain of blocks needs
 * controls. Two are made with every mask: as many entries anywhere, and the entries of the mask
 * swapped so that every unit keeps its numbers of inputs and outputs. Communities come from the
 * greedy search for modularity (Clauset, Newman, Moore, Phys. Rev. E 70:066111, 2004), which uses
 * no random numbers of the caller. */

#include "base/memory.h"
#include "base/random.h"
#include "base/remarks.h"
#include "circuit/circuit.h"

#include <latigraph/weights.h>

#include <math.h>
#include <string.h>

/* SWAPS: trial swaps per entry of a rewired mask. ENTRIES_MAX: entries of a mask. */
enum { SWAPS = 20, ENTRIES_MAX = 1 << 28 };

/**
 * \function latigraph_layer_masks_init
 * \brief Initialises empty masks.
 *
 * \param masks The masks; free them with \ref latigraph_layer_masks_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * Example: make and free masks.
 * \verbatim
 *   latigraph_layer_masks_t masks;
 *   latigraph_layer_masks_init(&masks);
 *   latigraph_layer_masks_destroy(&masks);
 * \endverbatim
 */
igraph_error_t latigraph_layer_masks_init(latigraph_layer_masks_t *masks) {
    IGRAPH_VECTOR_INT_INIT_FINALLY(&masks->membership, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&masks->blocks, 0, 0);
    IGRAPH_CHECK(igraph_matrix_list_init(&masks->block, 0));
    IGRAPH_FINALLY(igraph_matrix_list_destroy, &masks->block);
    IGRAPH_CHECK(igraph_matrix_list_init(&masks->random, 0));
    IGRAPH_FINALLY(igraph_matrix_list_destroy, &masks->random);
    IGRAPH_CHECK(igraph_matrix_list_init(&masks->rewired, 0));
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_layer_masks_destroy
 * \brief Frees masks.
 *
 * \param masks The masks.
 *
 * Time complexity: O(entries).
 *
 * Example: make and free masks.
 * \verbatim
 *   latigraph_layer_masks_t masks;
 *   latigraph_layer_masks_init(&masks);
 *   latigraph_layer_masks_destroy(&masks);
 * \endverbatim
 */
void latigraph_layer_masks_destroy(latigraph_layer_masks_t *masks) {
    igraph_vector_int_destroy(&masks->membership);
    igraph_matrix_destroy(&masks->blocks);
    igraph_matrix_list_destroy(&masks->block);
    igraph_matrix_list_destroy(&masks->random);
    igraph_matrix_list_destroy(&masks->rewired);
}

/* --- Groups ----------------------------------------------------------------------------------- */

static igraph_error_t check(const latigraph_weights_options_t *options) {
    const igraph_integer_t count =
        options->layers != NULL ? igraph_vector_size(options->layers) : 0;
    if (count < 2) {
        IGRAPH_ERROR("Masks lie between consecutive layers. Give the sizes of at least two layers.",
                     IGRAPH_EINVAL);
    }
    for (igraph_integer_t l = 0; l < count; l++) {
        const double size = VECTOR(*options->layers)[l];
        if (!(size >= 1 && size == floor(size))) {
            IGRAPH_ERRORF("The size of layer %" IGRAPH_PRId " is %g, but must be a whole number "
                          "above 0.",
                          IGRAPH_EINVAL, l + 1, size);
        }
        if (l > 0 && size * VECTOR(*options->layers)[l - 1] > ENTRIES_MAX) {
            IGRAPH_ERRORF("The mask between layers %" IGRAPH_PRId " and %" IGRAPH_PRId
                          " would have %g entries, but at most %d are possible.",
                          IGRAPH_EINVAL, l, l + 1, size * VECTOR(*options->layers)[l - 1],
                          ENTRIES_MAX);
        }
    }
    if (!isnan(options->density) && !(options->density > 0 && options->density <= 1)) {
        IGRAPH_ERRORF("The density of masks is %g, but must be above 0 and at most 1.",
                      IGRAPH_EINVAL, options->density);
    }
    if (options->masks == LATIGRAPH_MASKS_RING &&
        (options->groups < 2 || options->groups > G_MAXINT16)) {
        IGRAPH_ERRORF("The ring has %" IGRAPH_PRId " groups, but must have from 2 to %d.",
                      IGRAPH_EINVAL, options->groups, G_MAXINT16);
    }
    return IGRAPH_SUCCESS;
}

/* Numbers the groups in the order of their sizes, the largest first, and counts their members. */
static igraph_error_t order_groups(igraph_vector_int_t *membership, igraph_vector_t *size) {
    const igraph_integer_t groups = igraph_vector_int_max(membership) + 1;
    igraph_vector_int_t place;
    igraph_vector_t count;
    IGRAPH_VECTOR_INIT_FINALLY(&count, groups);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&place, groups);
    IGRAPH_CHECK(igraph_vector_resize(size, groups));
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(membership); i++) {
        VECTOR(count)[VECTOR(*membership)[i]]++;
    }
    for (igraph_integer_t g = 0; g < groups; g++) {
        const double own = VECTOR(count)[g];
        for (igraph_integer_t h = 0; h < groups; h++) {
            VECTOR(place)[g] += VECTOR(count)[h] > own || (VECTOR(count)[h] == own && h < g);
        }
        VECTOR(*size)[VECTOR(place)[g]] = own;
    }
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(membership); i++) {
        VECTOR(*membership)[i] = VECTOR(place)[VECTOR(*membership)[i]];
    }
    igraph_vector_int_destroy(&place);
    igraph_vector_destroy(&count);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Communities of the circuit without directions. */
static igraph_error_t find_communities(const latigraph_circuit_t *circuit,
                                       igraph_vector_int_t *membership) {
    igraph_t graph;
    igraph_vector_t modularity;
    igraph_matrix_int_t merges; /* igraph 0.10.2 needs it on disconnected graphs */
    IGRAPH_CHECK(latigraph_circuit_bare_graph(circuit, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(igraph_to_undirected(&graph, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
    IGRAPH_VECTOR_INIT_FINALLY(&modularity, 0);
    IGRAPH_CHECK(igraph_matrix_int_init(&merges, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_int_destroy, &merges);
    IGRAPH_CHECK(igraph_community_fastgreedy(&graph, NULL, &merges, &modularity, membership));
    igraph_matrix_int_destroy(&merges);
    igraph_vector_destroy(&modularity);
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Groups are connected if their density of edges is at least that of the circuit. */
static igraph_error_t connect_groups(const latigraph_circuit_t *circuit,
                                     const igraph_vector_int_t *membership,
                                     const igraph_vector_t *size, igraph_matrix_t *blocks) {
    const igraph_integer_t groups = igraph_vector_size(size);
    const double n = circuit->n, density = circuit->m / (n * (n - 1));
    IGRAPH_CHECK(igraph_matrix_resize(blocks, groups, groups));
    igraph_matrix_null(blocks);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            MATRIX(*blocks, VECTOR(*membership)[i], VECTOR(*membership)[circuit->out_to[e]])++;
        }
    }
    for (igraph_integer_t r = 0; r < groups; r++) {
        for (igraph_integer_t s = 0; s < groups; s++) {
            const double pairs = VECTOR(*size)[r] * VECTOR(*size)[s];
            MATRIX(*blocks, r, s) = r == s || MATRIX(*blocks, r, s) >= density * pairs;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t community_groups(const latigraph_circuit_t *circuit,
                                       latigraph_layer_masks_t *masks, igraph_vector_t *size) {
    if (circuit->m == 0) {
        IGRAPH_ERRORF("Circuit \"%.60s\" has no edges, so it has no communities. Use masks of a "
                      "ring.",
                      IGRAPH_EINVAL, circuit->name);
    }
    IGRAPH_CHECK(find_communities(circuit, &masks->membership));
    IGRAPH_CHECK(order_groups(&masks->membership, size));
    return connect_groups(circuit, &masks->membership, size, &masks->blocks);
}

static igraph_error_t ring_groups(igraph_integer_t groups, igraph_matrix_t *blocks,
                                  igraph_vector_t *size) {
    IGRAPH_CHECK(igraph_vector_resize(size, groups));
    igraph_vector_fill(size, 1);
    IGRAPH_CHECK(igraph_matrix_resize(blocks, groups, groups));
    igraph_matrix_null(blocks);
    for (igraph_integer_t g = 0; g < groups; g++) {
        MATRIX(*blocks, g, g) = MATRIX(*blocks, g, (g + 1) % groups) = 1;
    }
    return IGRAPH_SUCCESS;
}

/* Sets the group of each unit of a layer: neighbours, in proportion to the sizes. */
static void divide_units(const igraph_vector_t *size, int units, int *group) {
    const double all = igraph_vector_sum(size);
    double below = 0;
    int unit = 0;
    for (igraph_integer_t g = 0; g < igraph_vector_size(size); g++) {
        below += VECTOR(*size)[g];
        const int end = MIN((int)floor(units * below / all + 0.5), units);
        while (unit < end) {
            group[unit++] = (int)g;
        }
    }
    while (unit < units) {
        group[unit++] = (int)igraph_vector_size(size) - 1;
    }
}

/* --- Masks ------------------------------------------------------------------------------------ */

/* A mask that is being made. Cell c is unit c / from of the upper layer and c % from of the lower
 * one. */
typedef struct {
    int from, to;  /* units of the lower and of the upper layer */
    int *cell;     /* (from · to) cells, the allowed ones first */
    int allowed;   /* number of allowed cells */
    int count;     /* entries of the mask */
    guint8 *taken; /* (from · to) whether a cell is an entry; for swaps */
    latigraph_stream_t stream;
} mask_t;

/* Shuffles cells begin .. end − 1. */
static void shuffle(mask_t *mask, int begin, int end) {
    for (int k = end - 1; k > begin; k--) {
        const int at =
            begin + (int)latigraph_stream_integer(&mask->stream, (uint32_t)(k + 1 - begin));
        const int cell = mask->cell[k];
        mask->cell[k] = mask->cell[at];
        mask->cell[at] = cell;
    }
}

/* Lists the cells, the allowed ones first, each part in random order. */
static void list_cells(mask_t *mask, const igraph_matrix_t *blocks, const int *lower,
                       const int *upper) {
    const int cells = mask->from * mask->to;
    int end = cells;
    mask->allowed = 0;
    for (int c = 0; c < cells; c++) {
        if (MATRIX(*blocks, lower[c % mask->from], upper[c / mask->from]) != 0) {
            mask->cell[mask->allowed++] = c;
        } else {
            mask->cell[--end] = c;
        }
    }
    shuffle(mask, 0, mask->allowed);
    shuffle(mask, mask->allowed, cells);
}

/* Appends the first cells as a matrix. */
static igraph_error_t push_cells(const mask_t *mask, igraph_matrix_list_t *list) {
    igraph_matrix_t matrix;
    IGRAPH_MATRIX_INIT_FINALLY(&matrix, mask->to, mask->from);
    for (int k = 0; k < mask->count; k++) {
        MATRIX(matrix, mask->cell[k] / mask->from, mask->cell[k] % mask->from) = 1;
    }
    IGRAPH_CHECK(igraph_matrix_list_push_back(list, &matrix));
    IGRAPH_FINALLY_CLEAN(1); /* the list owns it now */
    return IGRAPH_SUCCESS;
}

/* Swaps the ends of two entries unless a cell is taken. */
static void try_swap(mask_t *mask, int first, int second) {
    int *const a = &mask->cell[first], *const b = &mask->cell[second];
    const int from = mask->from;
    const int c = *a - *a % from + *b % from, d = *b - *b % from + *a % from;
    if (mask->taken[c] || mask->taken[d]) {
        return;
    }
    mask->taken[*a] = mask->taken[*b] = 0;
    mask->taken[c] = mask->taken[d] = 1;
    *a = c;
    *b = d;
}

static igraph_error_t rewire(mask_t *mask) {
    memset(mask->taken, 0, (gsize)mask->from * (gsize)mask->to);
    for (int k = 0; k < mask->count; k++) {
        mask->taken[mask->cell[k]] = 1;
    }
    for (gint64 k = 0; k < (gint64)SWAPS * mask->count; k++) {
        if (k % 65536 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        const int first = (int)latigraph_stream_integer(&mask->stream, (uint32_t)mask->count);
        const int second = (int)latigraph_stream_integer(&mask->stream, (uint32_t)mask->count);
        try_swap(mask, first, second);
    }
    return IGRAPH_SUCCESS;
}

/* Makes a mask and its controls: the entries are the first cells, then any cells. */
static igraph_error_t make_mask(mask_t *mask, double density, latigraph_remarks_t *remarks,
                                igraph_integer_t layer, latigraph_layer_masks_t *masks) {
    const double cells = (double)mask->from * mask->to;
    mask->count = isnan(density) ? mask->allowed : MAX((int)floor(density * cells + 0.5), 1);
    if (mask->count > mask->allowed) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "dense-mask", "masks",
            "Mask %" IGRAPH_PRId " has a density of %.3g, but connected groups allow %.3g: %d "
            "of its %d entries lie between other groups.",
            layer, mask->count / cells, mask->allowed / cells, mask->count - mask->allowed,
            mask->count));
    }
    IGRAPH_CHECK(push_cells(mask, &masks->block));
    IGRAPH_CHECK(rewire(mask));
    IGRAPH_CHECK(push_cells(mask, &masks->rewired));
    for (int c = 0; c < mask->from * mask->to; c++) {
        mask->cell[c] = c;
    }
    shuffle(mask, 0, mask->from * mask->to);
    return push_cells(mask, &masks->random);
}

/* Makes the mask between layer − 1 and layer. */
static igraph_error_t mask_layer(const latigraph_weights_options_t *options,
                                 const igraph_vector_t *size, igraph_uint_t seed,
                                 igraph_integer_t layer, latigraph_layer_masks_t *masks) {
    mask_t mask = {.from = (int)VECTOR(*options->layers)[layer - 1],
                   .to = (int)VECTOR(*options->layers)[layer]};
    int *lower, *upper;
    LATIGRAPH_ALLOCATE(lower, mask.from);
    LATIGRAPH_ALLOCATE(upper, mask.to);
    LATIGRAPH_ALLOCATE(mask.cell, (gsize)mask.from * (gsize)mask.to);
    LATIGRAPH_ALLOCATE(mask.taken, (gsize)mask.from * (gsize)mask.to);
    latigraph_stream_init(&mask.stream, (uint64_t)seed, LATIGRAPH_STREAM_MASKS, (uint64_t)layer);
    divide_units(size, mask.from, lower);
    divide_units(size, mask.to, upper);
    list_cells(&mask, &masks->blocks, lower, upper);
    IGRAPH_CHECK(make_mask(&mask, options->density, options->remarks, layer, masks));
    g_free(mask.taken);
    g_free(mask.cell);
    g_free(upper);
    g_free(lower);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_layer_masks
 * \brief Masks between consecutive layers after the groups of a circuit, with controls.
 *
 * The units of each layer are divided among the groups in proportion to their sizes. A mask has
 * entries where the groups are connected. Communities are connected if the circuit has at least as
 * many edges from one to the other as its density predicts. In a ring, each group reaches itself
 * and the next one. The entries are drawn at random up to the density; without a density, all that
 * are allowed are taken. Every mask comes with two controls of the same number of entries:
 * anywhere, and with the same inputs and outputs of every unit.
 *
 * \param circuit The circuit; a ring does not use it, and it may be \c NULL then.
 * \param options Kind of the groups, sizes of the layers, groups of a ring and density.
 * \param seed Seed of the random numbers.
 * \param masks Initialised masks, whose contents are replaced.
 * \return Error code: \c IGRAPH_EINVAL if there are fewer than two layers, a size, the density or
 *    the number of groups is out of range, or the circuit has no edges; \c IGRAPH_ENOMEM;
 *    \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(entries of all masks), and O(m log² n) for communities.
 *
 * Example: masks on a ring of groups, a quarter of the entries.
 * \verbatim
 *   latigraph_weights_options_t choice;
 *   latigraph_layer_masks_t masks;
 *   igraph_vector_t layers;
 *   igraph_vector_init_int(&layers, 3, 64, 256, 10);
 *   latigraph_weights_options_init(&choice);
 *   choice.masks = LATIGRAPH_MASKS_RING;
 *   choice.layers = &layers;
 *   choice.density = 0.25;
 *   latigraph_layer_masks_init(&masks);
 *   latigraph_layer_masks(NULL, &choice, 1, &masks);
 *   latigraph_layer_masks_destroy(&masks);
 *   igraph_vector_destroy(&layers);
 * \endverbatim
 */
igraph_error_t latigraph_layer_masks(const latigraph_circuit_t *circuit,
                                     const latigraph_weights_options_t *options, igraph_uint_t seed,
                                     latigraph_layer_masks_t *masks) {
    igraph_vector_t size;
    IGRAPH_CHECK(check(options));
    IGRAPH_VECTOR_INIT_FINALLY(&size, 0);
    igraph_vector_int_clear(&masks->membership);
    igraph_matrix_list_clear(&masks->block);
    igraph_matrix_list_clear(&masks->random);
    igraph_matrix_list_clear(&masks->rewired);
    IGRAPH_CHECK(options->masks == LATIGRAPH_MASKS_RING
                     ? ring_groups(options->groups, &masks->blocks, &size)
                     : community_groups(circuit, masks, &size));
    for (igraph_integer_t l = 1; l < igraph_vector_size(options->layers); l++) {
        IGRAPH_CHECK(mask_layer(options, &size, seed, l, masks));
    }
    igraph_vector_destroy(&size);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
