/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Exports a circuit as initial recurrent weights of a network that other programs train.
 *
 * The output is one safetensors file, or a folder with NumPy arrays and the tables of the circuit.
 * All matrices are made first, as a list of named tensors that both forms write. Rows are targets,
 * as in weight_hh of PyTorch's RNN. A control of the weights is written with them, because a gain
 * over dense random weights does not prove that the wiring matters: degrees alone may explain it.
 */

#include "base/byte_order.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/remarks.h"
#include "formats/numpy.h"
#include "function/initial.h"
#include "function/network.h"
#include "model/safetensors.h"

#include <math.h>
#include <string.h>

static igraph_error_t scale_to_radius(latigraph_network_t *network, int seed,
                                      const latigraph_reservoir_options_t *options,
                                      const latigraph_circuit_t *circuit) {
    double *work;
    if (isnan(options->radius)) {
        latigraph_network_scale(network, seed, options->gain);
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(work, latigraph_radius_work_size(network->n));
    const double radius = latigraph_network_radius(network, seed, work);
    if (!(radius > 0)) {
        IGRAPH_ERRORF("Circuit \"%s\" has no cycle, so its weights cannot be scaled to a spectral "
                      "radius. Set a gain instead.",
                      IGRAPH_EINVAL, circuit->name);
    }
    latigraph_network_scale(network, seed, options->radius / radius);
    g_free(work);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_reservoir_weights
 * \brief The recurrent weights of a circuit as a reservoir.
 *
 * \param circuit The circuit, n neurons.
 * \param options Kind, signs and scale of the weights; see \ref latigraph_reservoir_options_init().
 * \param s Number of the seed's draw; it matters for sampled weights only.
 * \param weight An initialised matrix, resized to (n, n). Row j, column i holds the weight of the
 *    edge i → j, so that a step is x = W x.
 * \return Error code: \c IGRAPH_EINVAL if there is no such seed, a circuit without cycles is to be
 *    scaled to a spectral radius, or the column of types is missing; \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(n³), or O(n² + m) with a gain.
 *
 * \sa \ref latigraph_reservoir_write_weights()
 *
 * Example: the unscaled weights of a circuit.
 * \verbatim
 *    latigraph_reservoir_options_t options;
 *    latigraph_reservoir_options_init(&options);
 *    options.weights = LATIGRAPH_RESERVOIR_COUNT;
 *    options.radius = NAN;
 *    latigraph_reservoir_weights(circuit, &options, 0, &weights);
 * \endverbatim
 */
igraph_error_t latigraph_reservoir_weights(const latigraph_circuit_t *circuit,
                                           const latigraph_reservoir_options_t *options,
                                           igraph_integer_t s, igraph_matrix_t *weight) {
    latigraph_network_t network;
    if (s < 0 || s >= options->seeds) {
        IGRAPH_ERRORF("There is no seed %" IGRAPH_PRId ". Seeds go from 0 to %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, s, options->seeds - 1);
    }
    IGRAPH_CHECK(latigraph_network_init(&network, circuit, options));
    IGRAPH_FINALLY(latigraph_network_destroy, &network);
    IGRAPH_CHECK(scale_to_radius(&network, (int)s, options, circuit));
    IGRAPH_CHECK(igraph_matrix_resize(weight, circuit->n, circuit->n));
    igraph_matrix_null(weight);
    for (int e = 0; e < network.m; e++) {
        MATRIX(*weight, network.to[e], network.from[e]) =
            network.weight[(gsize)e * (gsize)network.seeds + (gsize)s];
    }
    latigraph_network_destroy(&network);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Tensors ---------------------------------------------------------------------- */

/* Tensors of a file: all matrices, in the order in which they are written. */
typedef struct {
    igraph_strvector_t names;
    igraph_matrix_list_t matrices;
    igraph_vector_bool_t masks; /* whether the entries are boolean */
} tensors_t;

static void tensors_destroy(tensors_t *tensors) {
    igraph_strvector_destroy(&tensors->names);
    igraph_matrix_list_destroy(&tensors->matrices);
    igraph_vector_bool_destroy(&tensors->masks);
}

/* Begins an empty list, which is on the FINALLY stack as one entry. */
static igraph_error_t tensors_init(tensors_t *tensors) {
    IGRAPH_STRVECTOR_INIT_FINALLY(&tensors->names, 0);
    IGRAPH_CHECK(igraph_matrix_list_init(&tensors->matrices, 0));
    IGRAPH_FINALLY(igraph_matrix_list_destroy, &tensors->matrices);
    IGRAPH_VECTOR_BOOL_INIT_FINALLY(&tensors->masks, 0);
    IGRAPH_FINALLY_CLEAN(3);
    IGRAPH_FINALLY(tensors_destroy, tensors);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_matrix(tensors_t *tensors, const char *name, igraph_bool_t mask,
                                 const igraph_matrix_t *matrix) {
    igraph_matrix_t copy;
    IGRAPH_CHECK(igraph_strvector_push_back(&tensors->names, name));
    IGRAPH_CHECK(igraph_vector_bool_push_back(&tensors->masks, mask));
    IGRAPH_CHECK(igraph_matrix_init_copy(&copy, matrix));
    IGRAPH_FINALLY(igraph_matrix_destroy, &copy);
    IGRAPH_CHECK(igraph_matrix_list_push_back(&tensors->matrices, &copy));
    IGRAPH_FINALLY_CLEAN(1); /* the list owns it now */
    return IGRAPH_SUCCESS;
}

/* Adds the control, unless a rewired circuit cannot be scaled. */
static igraph_error_t add_control(tensors_t *tensors, const latigraph_circuit_t *circuit,
                                  const latigraph_reservoir_options_t *reservoir,
                                  const latigraph_weights_options_t *options,
                                  igraph_matrix_t *similarity, igraph_matrix_t *weight) {
    latigraph_reservoir_options_t unscaled = *reservoir;
    igraph_real_t radius;
    if (isnan(reservoir->radius)) {
        IGRAPH_CHECK(
            latigraph_control_weights(circuit, reservoir, options->initial, similarity, weight));
        return add_matrix(tensors, "weight_control", false, weight);
    }
    unscaled.radius = IGRAPH_NAN;
    unscaled.gain = 1;
    IGRAPH_CHECK(
        latigraph_control_weights(circuit, &unscaled, options->initial, similarity, weight));
    IGRAPH_CHECK(latigraph_weights_radius(weight, &radius));
    if (!(radius > 1e-12)) {
        return latigraph_remark_add(options->remarks, "no-control", circuit->name,
                                    "%s: the circuit rewired at its degrees has no cycle, so that "
                                    "its weights cannot be scaled and are left out.",
                                    circuit->name);
    }
    igraph_matrix_scale(weight, reservoir->radius / radius);
    return add_matrix(tensors, "weight_control", false, weight);
}

static igraph_error_t add_weights(tensors_t *tensors, const latigraph_circuit_t *circuit,
                                  const latigraph_reservoir_options_t *reservoir,
                                  const latigraph_weights_options_t *options,
                                  igraph_matrix_t *weight) {
    igraph_matrix_t similarity, control;
    IGRAPH_MATRIX_INIT_FINALLY(&similarity, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&control, 0, 0);
    if (options->initial != LATIGRAPH_INITIAL_WIRING) {
        IGRAPH_CHECK(latigraph_function_similarity(circuit, options, &similarity));
    }
    IGRAPH_CHECK(latigraph_weights_with(circuit, reservoir, options->initial, &similarity, weight));
    IGRAPH_CHECK(add_matrix(tensors, "weight", false, weight));
    IGRAPH_CHECK(add_control(tensors, circuit, reservoir, options, &similarity, &control));
    igraph_matrix_destroy(&control);
    igraph_matrix_destroy(&similarity);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_distances(tensors_t *tensors, const latigraph_circuit_t *circuit,
                                    latigraph_remarks_t *remarks, igraph_matrix_t *cost) {
    igraph_integer_t unknown;
    if (circuit->dims == 0) {
        return latigraph_remark_add(remarks, "no-positions", circuit->name,
                                    "%s: the circuit has no positions, so that the cost of "
                                    "distance is left out.",
                                    circuit->name);
    }
    IGRAPH_CHECK(latigraph_distance_cost(circuit, cost, &unknown));
    if (unknown > 0) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "unknown-positions", circuit->name,
                                          "%s: the positions of %" IGRAPH_PRId
                                          " of %d neurons are not known, so that their "
                                          "costs of distance are 1, the mean.",
                                          circuit->name, unknown, circuit->n));
    }
    return add_matrix(tensors, "cost_distance", false, cost);
}

static igraph_error_t add_costs(tensors_t *tensors, const latigraph_circuit_t *circuit,
                                latigraph_remarks_t *remarks, const igraph_matrix_t *weight) {
    igraph_matrix_t cost;
    IGRAPH_MATRIX_INIT_FINALLY(&cost, 0, 0);
    IGRAPH_CHECK(add_distances(tensors, circuit, remarks, &cost));
    IGRAPH_CHECK(latigraph_communicability(weight, &cost));
    IGRAPH_CHECK(add_matrix(tensors, "cost_communicability", false, &cost));
    igraph_matrix_destroy(&cost);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_mask_list(tensors_t *tensors, const char *what,
                                    const igraph_matrix_list_t *list) {
    for (igraph_integer_t l = 0; l < igraph_matrix_list_size(list); l++) {
        char name[64];
        g_snprintf(name, sizeof name, "%s.%" IGRAPH_PRId, what, l);
        IGRAPH_CHECK(add_matrix(tensors, name, true, igraph_matrix_list_get_ptr(list, l)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_masks(tensors_t *tensors, const latigraph_circuit_t *circuit,
                                const latigraph_weights_options_t *options, igraph_uint_t seed) {
    latigraph_layer_masks_t masks;
    IGRAPH_CHECK(latigraph_layer_masks_init(&masks));
    IGRAPH_FINALLY(latigraph_layer_masks_destroy, &masks);
    IGRAPH_CHECK(latigraph_layer_masks(circuit, options, seed, &masks));
    IGRAPH_CHECK(add_mask_list(tensors, "mask", &masks.block));
    IGRAPH_CHECK(add_mask_list(tensors, "mask_random", &masks.random));
    IGRAPH_CHECK(add_mask_list(tensors, "mask_rewired", &masks.rewired));
    latigraph_layer_masks_destroy(&masks);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_tensors(tensors_t *tensors, const latigraph_circuit_t *circuit,
                                   const latigraph_reservoir_options_t *reservoir,
                                   const latigraph_weights_options_t *options) {
    igraph_matrix_t weight;
    IGRAPH_MATRIX_INIT_FINALLY(&weight, 0, 0);
    IGRAPH_CHECK(add_weights(tensors, circuit, reservoir, options, &weight));
    if (options->costs) {
        IGRAPH_CHECK(add_costs(tensors, circuit, options->remarks, &weight));
    }
    if (options->masks != LATIGRAPH_MASKS_NONE) {
        IGRAPH_CHECK(add_masks(tensors, circuit, options, reservoir->seed));
    }
    igraph_matrix_destroy(&weight);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Copies a matrix row by row, the order of NumPy and PyTorch, as floats or as booleans. */
static void copy_rows(const igraph_matrix_t *matrix, gboolean positive, gboolean mask, void *rows) {
    const igraph_integer_t width = igraph_matrix_ncol(matrix);
    float *floats = rows;
    guint8 *booleans = rows;
    for (igraph_integer_t j = 0; j < igraph_matrix_nrow(matrix); j++) {
        for (igraph_integer_t i = 0; i < width; i++) {
            const double value = MATRIX(*matrix, j, i);
            if (mask) {
                booleans[j * width + i] = value != 0;
            } else {
                floats[j * width + i] = (float)(positive ? fabs(value) : value);
            }
        }
    }
}

/* --- NumPy --------------------------------------------------------------------- */

/* Writes a matrix. Numbers of `rows` are little-endian ones afterwards. */
static igraph_error_t write_npy(const igraph_matrix_t *matrix, gboolean mask, void *rows,
                                const char *path) {
    const size_t height = (size_t)igraph_matrix_nrow(matrix);
    const size_t width = (size_t)igraph_matrix_ncol(matrix);
    latigraph_output_t output;
    char header[LATIGRAPH_NUMPY_HEADER], shape[32];
    if (!mask) {
        latigraph_little_endian(rows, height * width, sizeof(float));
    }
    g_snprintf(shape, sizeof shape, "(%d, %d)", (int)height, (int)width);
    const size_t size = latigraph_numpy_header(header, mask ? "|b1" : "<f4", shape);
    IGRAPH_CHECK(latigraph_output_open(&output, path));
    IGRAPH_FINALLY(latigraph_output_abandon, &output);
    fwrite(header, 1, size, output.file);
    fwrite(rows, mask ? 1 : sizeof(float), height * width, output.file);
    IGRAPH_CHECK(latigraph_output_flush(&output));
    IGRAPH_CHECK(latigraph_output_publish(&output));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_folder(const latigraph_circuit_t *circuit, const tensors_t *tensors,
                                   void *rows, const char *path) {
    const char *slash = g_str_has_suffix(path, G_DIR_SEPARATOR_S) ? "" : G_DIR_SEPARATOR_S;
    IGRAPH_CHECK(latigraph_circuit_write(circuit, path, "csv"));
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&tensors->names); k++) {
        const igraph_matrix_t *matrix = igraph_matrix_list_get_ptr(&tensors->matrices, k);
        const gboolean mask = VECTOR(tensors->masks)[k];
        char *file;
        IGRAPH_CHECK(latigraph_print_text(&file, "%s%s%s.npy", path, slash,
                                          igraph_strvector_get(&tensors->names, k)));
        IGRAPH_FINALLY(g_free, file);
        copy_rows(matrix, FALSE, mask, rows);
        IGRAPH_CHECK(write_npy(matrix, mask, rows, file));
        g_free(file);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

/* --- safetensors ------------------------------------------------------------------ */

static igraph_error_t add_column(safetensors_t *file, const latigraph_column_t *column, int n) {
    gint64 *level;
    char *name;
    IGRAPH_CHECK(latigraph_print_text(&name, "node.%s", column->name));
    IGRAPH_FINALLY(g_free, name);
    if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
        IGRAPH_CHECK(safetensors_add(file, name, TENSOR_F64, n, 0, column->value));
    } else {
        LATIGRAPH_ALLOCATE(level, n);
        for (int i = 0; i < n; i++) {
            level[i] = column->level[i];
        }
        IGRAPH_CHECK(safetensors_add(file, name, TENSOR_I64, n, 0, level));
        g_free(level);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_free(name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns metadata as JSON: names of the neurons, and the levels to which the numbers of
 * categorical columns refer. */
static igraph_error_t describe(const latigraph_circuit_t *circuit, char **text) {
    latigraph_json_t compact = LATIGRAPH_JSON_COMPACT, *json = &compact;
    IGRAPH_FINALLY(latigraph_json_destroy, json);
    latigraph_json_begin_object(json);
    latigraph_json_text(json, "circuit", circuit->name);
    latigraph_json_name(json, "neurons");
    latigraph_json_begin_array(json);
    for (int i = 0; i < circuit->n; i++) {
        latigraph_json_add_text(json, circuit->neuron[i]);
    }
    latigraph_json_end_array(json);
    latigraph_json_begin(json, "levels");
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->columns); k++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[k];
        if (column->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
            latigraph_json_name(json, column->name);
            latigraph_json_begin_array(json);
            for (igraph_integer_t level = 0; level < igraph_vector_ptr_size(&column->levels);
                 level++) {
                latigraph_json_add_text(json, VECTOR(column->levels)[level]);
            }
            latigraph_json_end_array(json);
        }
    }
    latigraph_json_end_object(json);
    latigraph_json_text(json, "position_unit", circuit->unit);
    latigraph_json_end_object(json);
    IGRAPH_CHECK(latigraph_json_take(json, text));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Adds the matrices; the absolute values follow the weights. */
static igraph_error_t add_tensors(safetensors_t *file, const tensors_t *tensors, void *rows) {
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&tensors->names); k++) {
        const igraph_matrix_t *matrix = igraph_matrix_list_get_ptr(&tensors->matrices, k);
        const gint64 height = igraph_matrix_nrow(matrix), width = igraph_matrix_ncol(matrix);
        const gboolean mask = VECTOR(tensors->masks)[k];
        copy_rows(matrix, FALSE, mask, rows);
        IGRAPH_CHECK(safetensors_add(file, igraph_strvector_get(&tensors->names, k),
                                     mask ? TENSOR_BOOL : TENSOR_F32, height, width, rows));
        if (k == 0) {
            copy_rows(matrix, TRUE, FALSE, rows);
            IGRAPH_CHECK(safetensors_add(file, "weight_positive", TENSOR_F32, height, width, rows));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_tensors(const latigraph_circuit_t *circuit, const tensors_t *tensors,
                                    void *rows, const char *path) {
    const int n = circuit->n;
    safetensors_t *file;
    IGRAPH_CHECK(safetensors_create(&file));
    IGRAPH_FINALLY(safetensors_destroy, file);
    if (circuit->dims > 0) {
        IGRAPH_CHECK(
            safetensors_add(file, "position", TENSOR_F64, n, circuit->dims, circuit->position));
    }
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->columns); k++) {
        IGRAPH_CHECK(add_column(file, VECTOR(circuit->columns)[k], n));
    }
    IGRAPH_CHECK(add_tensors(file, tensors, rows));
    IGRAPH_CHECK(describe(circuit, &file->json));
    IGRAPH_CHECK(safetensors_write(file, path));
    safetensors_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the bytes of the largest matrix as a tensor. */
static gsize largest_tensor(const tensors_t *tensors) {
    gsize largest = 0;
    for (igraph_integer_t k = 0; k < igraph_matrix_list_size(&tensors->matrices); k++) {
        const igraph_matrix_t *matrix = igraph_matrix_list_get_ptr(&tensors->matrices, k);
        largest = MAX(largest, (gsize)igraph_matrix_size(matrix) *
                                   (VECTOR(tensors->masks)[k] ? 1 : sizeof(float)));
    }
    return largest;
}

/**
 * \function latigraph_write_weights
 * \brief Writes initial weights, costs and masks of a circuit with its node data.
 *
 * A path that ends in ".safetensors" becomes one file with these tensors: \c position (n,
 * dimensions); \c node.NAME (n) for each column of node data, as indices of the levels in the
 * metadata if it is categorical, −1 where unknown; \c weight (n, n), see \ref
 * latigraph_initial_weights(); \c weight_positive, its absolute values; and \c weight_control. The
 * control has the wiring rewired at its degrees; for weights by function alone, it has the
 * similarities of all pairs shuffled. With costs, \c cost_distance and \c cost_communicability
 * (n, n) follow, the latter of these weights. With masks, \c mask.L, \c mask_random.L and
 * \c mask_rewired.L follow for each pair of layers L. Any other path becomes a folder with a .npy
 * file per matrix, nodes.csv and edges.csv. Rows are targets and columns sources, as in weight_hh
 * of PyTorch's RNN.
 *
 * \param circuit The circuit.
 * \param reservoir Kind, signs and scale of the weights. The draw of the first seed is written.
 * \param options What is written, and where caveats go.
 * \param path The file or folder.
 * \return Error code: \c IGRAPH_EINVAL if the circuit has no neurons; the errors of \ref
 *    latigraph_initial_weights(), \ref latigraph_distance_cost() and \ref
 *    latigraph_layer_masks(); \c IGRAPH_EFILE if the file cannot be written.
 *
 * Time complexity: O(n³ + entries of all masks).
 *
 * Example: weights with costs for a trainer that penalises long connections.
 * \verbatim
 *    latigraph_reservoir_options_t reservoir;
 *    latigraph_weights_options_t choice;
 *    latigraph_reservoir_options_init(&reservoir);
 *    latigraph_weights_options_init(&choice);
 *    choice.costs = true;
 *    latigraph_write_weights(circuit, &reservoir, &choice, "circuit.safetensors");
 * \endverbatim
 */
igraph_error_t latigraph_write_weights(const latigraph_circuit_t *circuit,
                                       const latigraph_reservoir_options_t *reservoir,
                                       const latigraph_weights_options_t *options,
                                       const char *path) {
    tensors_t tensors;
    char *rows;
    if (circuit->n == 0) {
        IGRAPH_ERRORF("Circuit \"%s\" has no neurons, so there are no weights to write.",
                      IGRAPH_EINVAL, circuit->name);
    }
    IGRAPH_CHECK(tensors_init(&tensors));
    IGRAPH_CHECK(fill_tensors(&tensors, circuit, reservoir, options));
    LATIGRAPH_ALLOCATE(rows, largest_tensor(&tensors));
    IGRAPH_CHECK(g_str_has_suffix(path, ".safetensors")
                     ? write_tensors(circuit, &tensors, rows, path)
                     : write_folder(circuit, &tensors, rows, path));
    g_free(rows);
    tensors_destroy(&tensors);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_reservoir_write_weights
 * \brief Writes the recurrent weights of a circuit with its node data.
 *
 * The function is \ref latigraph_write_weights() with weights by wiring, and with neither costs nor
 * masks.
 *
 * \param circuit The circuit.
 * \param options As in \ref latigraph_reservoir_weights(). The draw of the first seed is written.
 * \param path The file or folder.
 * \return Error code: those of \ref latigraph_write_weights().
 *
 * Time complexity: O(n³).
 *
 * \sa \ref latigraph_reservoir_weights()
 *
 * Example: initial weights for an RNN of PyTorch.
 * \verbatim
 *    latigraph_reservoir_options_t options;
 *    latigraph_reservoir_options_init(&options);
 *    latigraph_reservoir_write_weights(circuit, &options, "circuit.safetensors");
 * \endverbatim
 */
igraph_error_t latigraph_reservoir_write_weights(const latigraph_circuit_t *circuit,
                                                 const latigraph_reservoir_options_t *options,
                                                 const char *path) {
    latigraph_weights_options_t choice;
    latigraph_weights_options_init(&choice);
    return latigraph_write_weights(circuit, options, &choice, path);
}
