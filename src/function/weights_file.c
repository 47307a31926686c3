/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Exports a circuit as initial recurrent weights of a network that other programs train.
 *
 * The output is one safetensors file, or a folder with a NumPy array and the tables of the circuit.
 * Rows of the matrix are targets, as in weight_hh of PyTorch's RNN. */

#include "base/json_writer.h"
#include "base/memory.h"
#include "base/json.h"
#include "base/output.h"
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

/* Copies the matrix row by row, the order of NumPy and PyTorch; |W| if `positive`. */
static void as_floats(const igraph_matrix_t *weight, gboolean positive, float *rows) {
    const igraph_integer_t n = igraph_matrix_nrow(weight);
    for (igraph_integer_t j = 0; j < n; j++) {
        for (igraph_integer_t i = 0; i < n; i++) {
            const double w = MATRIX(*weight, j, i);
            rows[j * n + i] = (float)(positive ? fabs(w) : w);
        }
    }
}

/* --- NumPy --------------------------------------------------------------------- */

/* Writes version 1.0 of the format (numpy.lib.format). The header ends at a multiple of 64 bytes.
 */
static igraph_error_t write_npy(const float *rows, int n, const char *path) {
    latigraph_output_t output;
    char header[128];
    const int start = 10; /* magic string, version, length of the rest */
    if (G_BYTE_ORDER != G_LITTLE_ENDIAN) {
        IGRAPH_ERROR("Weights can only be written on little-endian machines.",
                     IGRAPH_UNIMPLEMENTED);
    }
    memset(header, ' ', sizeof header);
    memcpy(header, "\x93NUMPY\x01\x00\x76\x00", (size_t)start); /* 118 bytes follow */
    const int used =
        g_snprintf(header + start, sizeof header - (gsize)start,
                   "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }", n, n);
    header[start + used] = ' ';
    header[sizeof header - 1] = '\n';
    IGRAPH_CHECK(latigraph_output_open(&output, path));
    IGRAPH_FINALLY(latigraph_output_abandon, &output);
    fwrite(header, 1, sizeof header, output.file);
    fwrite(rows, sizeof *rows, (size_t)n * (size_t)n, output.file);
    IGRAPH_CHECK(latigraph_output_flush(&output));
    IGRAPH_CHECK(latigraph_output_publish(&output));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_folder(const latigraph_circuit_t *circuit, const float *rows,
                                   const char *path) {
    const char *slash = g_str_has_suffix(path, G_DIR_SEPARATOR_S) ? "" : G_DIR_SEPARATOR_S;
    char *file;
    IGRAPH_CHECK(latigraph_print_text(&file, "%s%sweight.npy", path, slash));
    IGRAPH_FINALLY(g_free, file);
    IGRAPH_CHECK(latigraph_circuit_write(circuit, path, "csv"));
    IGRAPH_CHECK(write_npy(rows, circuit->n, file));
    g_free(file);
    IGRAPH_FINALLY_CLEAN(1);
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

static igraph_error_t write_tensors(const latigraph_circuit_t *circuit,
                                    const igraph_matrix_t *weight, float *rows, const char *path) {
    const int n = circuit->n;
    safetensors_t *file;
    IGRAPH_CHECK(safetensors_create(&file));
    IGRAPH_FINALLY(safetensors_destroy, file);
    as_floats(weight, FALSE, rows);
    IGRAPH_CHECK(safetensors_add(file, "weight", TENSOR_F32, n, n, rows));
    as_floats(weight, TRUE, rows);
    IGRAPH_CHECK(safetensors_add(file, "weight_positive", TENSOR_F32, n, n, rows));
    if (circuit->dims > 0) {
        IGRAPH_CHECK(
            safetensors_add(file, "position", TENSOR_F64, n, circuit->dims, circuit->position));
    }
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->columns); k++) {
        IGRAPH_CHECK(add_column(file, VECTOR(circuit->columns)[k], n));
    }
    IGRAPH_CHECK(describe(circuit, &file->json));
    IGRAPH_CHECK(safetensors_write(file, path));
    safetensors_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_reservoir_write_weights
 * \brief Writes the recurrent weights of a circuit with its node data.
 *
 * A path that ends in ".safetensors" becomes one file with these tensors: \c weight (n, n), with
 * signs as in the options; \c weight_positive, its absolute values; \c position (n, dimensions);
 * and \c node.NAME (n) for each column of node data. Categorical columns are indices of the levels
 * listed in the metadata, −1 where unknown. Any other path becomes a folder with weight.npy,
 * nodes.csv and edges.csv. Rows are targets and columns sources, as in weight_hh of PyTorch's RNN.
 *
 * \param circuit The circuit.
 * \param options As in \ref latigraph_reservoir_weights(). The draw of the first seed is written.
 * \param path The file or folder.
 * \return Error code: \c IGRAPH_EINVAL if the circuit has no neurons; the errors of \ref
 *    latigraph_reservoir_weights(); \c IGRAPH_EFILE if the file cannot be written.
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
    igraph_matrix_t weight;
    float *rows;
    if (circuit->n == 0) {
        IGRAPH_ERRORF("Circuit \"%s\" has no neurons, so there are no weights to write.",
                      IGRAPH_EINVAL, circuit->name);
    }
    IGRAPH_MATRIX_INIT_FINALLY(&weight, 0, 0);
    IGRAPH_CHECK(latigraph_reservoir_weights(circuit, options, 0, &weight));
    LATIGRAPH_ALLOCATE(rows, (gsize)circuit->n * (gsize)circuit->n);
    as_floats(&weight, FALSE, rows);
    IGRAPH_CHECK(g_str_has_suffix(path, ".safetensors")
                     ? write_tensors(circuit, &weight, rows, path)
                     : write_folder(circuit, rows, path));
    g_free(rows);
    igraph_matrix_destroy(&weight);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
