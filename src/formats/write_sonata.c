/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A circuit as a network in the SONATA format (Dai et al., The SONATA data format for efficient
 * description of large-scale network models, PLoS Comput. Biol. 16:e1007696, 2020), which NEST,
 * BMTK, libsonata and Blue Brain SNAP read:
 *
 *     circuit_config.json  where everything is; nest.SonataNetwork() takes it
 *     nodes.h5             /nodes/neurons: types, and in group 0 x, y, z, name and all columns
 *     node_types.csv       one row per type: the levels of the column of types, or a single type
 *     edges.h5             /edges/neurons_to_neurons: ends, and in group 0 syn_weight and delay
 *     edge_types.csv       one type, a static synapse
 *     neuron.json          parameters of the model of the neurons; empty means its defaults
 *
 * Edges are sorted by target and then by source, the order of the format's own tools. The index
 * target_to_source thus has one range per neuron, and source_to_target one per edge. Both follow
 * libsonata, which gives a neuron without edges the empty range. With edges in this order, the
 * k-th edge of a target comes from its k-th source, so a counter per target finds every edge of
 * source_to_target without a table of edges.
 *
 * Positions are in micrometres, the unit of SONATA's morphologies: nm and mm are converted. What a
 * circuit does not have gets a neutral value: the delay is 1 ms, NEST's default, and syn_weight is
 * 1 without weights. Texts of nodes are in nodes.h5 as UTF-8; node_types.csv must be ASCII and has
 * other characters as \uXXXX. */

#include "formats/write_formats.h"

#ifndef HAVE_HDF5

igraph_error_t latigraph_write_sonata(const latigraph_circuit_t *circuit, const char *folder) {
    IGRAPH_ERRORF(
        "Circuit \"%s\" cannot be written to \"%s\": this build has no HDF5, which SONATA "
        "needs. Install HDF5 (Debian: libhdf5-dev) and configure again.",
        IGRAPH_UNIMPLEMENTED, circuit->name, folder);
}

#else

#include "circuit/column.h"
#include "formats/write_hdf5.h"
#include "formats/together.h"

#include <math.h>
#include <string.h>

#define NODES "/nodes/neurons"
#define EDGES "/edges/neurons_to_neurons"
enum { MAGIC = 0x0a7a };

/* --- Filling of datasets ------------------------------------------------------ */

static void fill_zero(gconstpointer data, gint64 first, int count, gpointer items) {
    (void)data;
    (void)first;
    memset(items, 0, (size_t)count * sizeof(guint64));
}

static void fill_counter(gconstpointer data, gint64 first, int count, gpointer items) {
    guint64 *number = items;
    (void)data;
    for (int k = 0; k < count; k++) {
        number[k] = (guint64)(first + k);
    }
}

/* Levels of a column; unknown ones are the type after the last level. */
static void fill_types(gconstpointer data, gint64 first, int count, gpointer items) {
    const latigraph_column_t *column = data;
    gint64 *number = items;
    for (int k = 0; k < count; k++) {
        const int level = column->level[first + k];
        number[k] = level >= 0 ? level : igraph_vector_ptr_size(&column->levels);
    }
}

static void fill_names(gconstpointer data, gint64 first, int count, gpointer items) {
    const latigraph_circuit_t *circuit = data;
    memcpy(items, circuit->neuron + first, (size_t)count * sizeof(char *));
}

static void fill_levels(gconstpointer data, gint64 first, int count, gpointer items) {
    const latigraph_column_t *column = data;
    const char **text = items;
    for (int k = 0; k < count; k++) {
        const int level = column->level[first + k];
        text[k] = level >= 0 ? VECTOR(column->levels)[level] : "";
    }
}

static void fill_values(gconstpointer data, gint64 first, int count, gpointer items) {
    memcpy(items, (const double *)data + first, (size_t)count * sizeof(double));
}

/* One coordinate of all neurons. */
typedef struct {
    const latigraph_circuit_t *circuit;
    int axis;
    double divisor, factor; /* conversion to micrometres */
} axis_t;

static void fill_axis(gconstpointer data, gint64 first, int count, gpointer items) {
    const axis_t *axis = data;
    double *value = items;
    for (int k = 0; k < count; k++) {
        const size_t at = (size_t)(first + k) * (size_t)axis->circuit->dims + (size_t)axis->axis;
        value[k] = axis->circuit->position[at] / axis->divisor * axis->factor;
    }
}

static void fill_sources(gconstpointer data, gint64 first, int count, gpointer items) {
    const latigraph_circuit_t *circuit = data;
    guint64 *number = items;
    for (int k = 0; k < count; k++) {
        number[k] = (guint64)circuit->in_from[first + k];
    }
}

/* Returns the neuron whose incoming edges include number `edge`. */
static int target_of(const latigraph_circuit_t *circuit, gint64 edge) {
    int low = 0, high = circuit->n - 1;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (circuit->in_start[middle + 1] > edge) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static void fill_targets(gconstpointer data, gint64 first, int count, gpointer items) {
    const latigraph_circuit_t *circuit = data;
    guint64 *number = items;
    int target = target_of(circuit, first);
    for (int k = 0; k < count; k++) {
        while (circuit->in_start[target + 1] <= first + k) {
            target++;
        }
        number[k] = (guint64)target;
    }
}

static void fill_weights(gconstpointer data, gint64 first, int count, gpointer items) {
    const latigraph_circuit_t *circuit = data;
    double *value = items;
    for (int k = 0; k < count; k++) {
        value[k] = latigraph_circuit_signed_weight(circuit, circuit->in_edge[first + k]);
    }
}

static void fill_delays(gconstpointer data, gint64 first, int count, gpointer items) {
    double *value = items;
    (void)data;
    (void)first;
    for (int k = 0; k < count; k++) {
        value[k] = 1;
    }
}

/* Ranges [start, end) of ranges: those of neurons with `starts` (n + 1). */
static void fill_source_ranges(gconstpointer data, gint64 first, int count, gpointer items) {
    const int *starts = data;
    guint64 *range = items;
    for (int k = 0; k < count; k++) {
        range[2 * k] = (guint64)starts[first + k];
        range[2 * k + 1] = (guint64)starts[first + k + 1];
    }
}

/* Every neuron has one range of edges. */
static void fill_target_ranges(gconstpointer data, gint64 first, int count, gpointer items) {
    guint64 *range = items;
    (void)data;
    for (int k = 0; k < count; k++) {
        range[2 * k] = (guint64)(first + k);
        range[2 * k + 1] = (guint64)(first + k + 1);
    }
}

/* Edges by source and target, as ranges of one edge each. The callback is called for ascending
 * edges, so that the counters carry over from one call to the next. */
typedef struct {
    const latigraph_circuit_t *circuit;
    int *met; /* (n) edges of each target that came already */
} by_source_t;

static void fill_by_source(gconstpointer data, gint64 first, int count, gpointer items) {
    const by_source_t *this = data;
    guint64 *range = items;
    for (int k = 0; k < count; k++) {
        const int target = this->circuit->out_to[first + k];
        const guint64 edge =
            (guint64)this->circuit->in_start[target] + (guint64)this->met[target]++;
        range[2 * k] = edge;
        range[2 * k + 1] = edge + 1;
    }
}

/* --- Nodes -------------------------------------------------------------------- */

/* Returns the column whose levels become node types, or NULL. */
static const latigraph_column_t *find_types(const latigraph_circuit_t *circuit) {
    static const char *const names[] = {"type", "cell_type", "class", "cell_class"};
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        const latigraph_column_t *column = latigraph_circuit_column(circuit, names[k]);
        if (column != NULL && column->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
            return column;
        }
    }
    return NULL;
}

static igraph_error_t write_head(const latigraph_hdf5_t *file) {
    static const guint32 magic = MAGIC, version[2] = {0, 1};
    IGRAPH_CHECK(latigraph_hdf5_attribute(file, "/", "magic", &magic, 1));
    return latigraph_hdf5_attribute(file, "/", "version", version, 2);
}

static igraph_error_t write_positions(const latigraph_hdf5_t *file,
                                      const latigraph_circuit_t *circuit) {
    static const char *const paths[] = {NODES "/0/x", NODES "/0/y", NODES "/0/z"};
    axis_t axis = {.circuit = circuit, .divisor = 1, .factor = 1};
    if (circuit->dims == 0) {
        return IGRAPH_SUCCESS;
    }
    if (strcmp(circuit->unit, "nm") == 0) {
        axis.divisor = 1000;
    } else if (strcmp(circuit->unit, "mm") == 0) {
        axis.factor = 1000;
    } else if (circuit->unit[0] != '\0' && strcmp(circuit->unit, "um") != 0) {
        IGRAPH_WARNINGF("SONATA's unit of positions is um; those of \"%s\" are written as they "
                        "are, in %s.",
                        circuit->name, circuit->unit);
    }
    for (; axis.axis < circuit->dims; axis.axis++) {
        const latigraph_hdf5_dataset_t dataset = {.path = paths[axis.axis],
                                                  .kind = LATIGRAPH_HDF5_DOUBLE,
                                                  .rows = circuit->n,
                                                  .columns = 1,
                                                  .fill = fill_axis,
                                                  .data = &axis};
        IGRAPH_CHECK(latigraph_hdf5_write(file, &dataset));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_columns(const latigraph_hdf5_t *file,
                                    const latigraph_circuit_t *circuit) {
    static const char *const reserved[] = {
        ".", "x", "y", "z", "name", "dynamics_params", "@library", "model_type", "model_template",
        NULL};
    igraph_vector_ptr_t names;
    IGRAPH_CHECK(latigraph_write_column_names(circuit, "sonata", reserved, "/", &names));
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&names); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        const gboolean numeric = column->kind == LATIGRAPH_COLUMN_NUMERIC;
        char *path;
        IGRAPH_CHECK(latigraph_print_text(&path, NODES "/0/%s", (char *)VECTOR(names)[c]));
        IGRAPH_FINALLY(g_free, path);
        const latigraph_hdf5_dataset_t dataset = {
            .path = path,
            .kind = numeric ? LATIGRAPH_HDF5_DOUBLE : LATIGRAPH_HDF5_TEXT,
            .rows = circuit->n,
            .columns = 1,
            .fill = numeric ? fill_values : fill_levels,
            .data = numeric ? (gconstpointer)column->value : column};
        IGRAPH_CHECK(latigraph_hdf5_write(file, &dataset));
        g_free(path);
        IGRAPH_FINALLY_CLEAN(1);
    }
    latigraph_pointers_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_nodes(const latigraph_hdf5_t *file,
                                  const latigraph_circuit_t *circuit) {
    const latigraph_column_t *types = find_types(circuit);
    const int n = circuit->n;
    const latigraph_hdf5_dataset_t datasets[] = {
        {NODES "/node_id", LATIGRAPH_HDF5_INTEGER, n, 1, fill_counter, NULL},
        {NODES "/node_type_id", LATIGRAPH_HDF5_SIGNED, n, 1, types ? fill_types : fill_zero, types},
        {NODES "/node_group_id", LATIGRAPH_HDF5_INTEGER, n, 1, fill_zero, NULL},
        {NODES "/node_group_index", LATIGRAPH_HDF5_INTEGER, n, 1, fill_counter, NULL},
        {NODES "/0/name", LATIGRAPH_HDF5_TEXT, n, 1, fill_names, circuit}};
    IGRAPH_CHECK(write_head(file));
    IGRAPH_CHECK(latigraph_hdf5_group(file, NODES "/0"));
    for (size_t k = 0; k < G_N_ELEMENTS(datasets); k++) {
        IGRAPH_CHECK(latigraph_hdf5_write(file, &datasets[k]));
    }
    IGRAPH_CHECK(write_positions(file, circuit));
    return write_columns(file, circuit);
}

/* --- Edges -------------------------------------------------------------------- */

static igraph_error_t write_indices(const latigraph_hdf5_t *file,
                                    const latigraph_circuit_t *circuit) {
    by_source_t by_source = {.circuit = circuit};
    LATIGRAPH_ALLOCATE(by_source.met, circuit->n);
    const latigraph_hdf5_dataset_t datasets[] = {
        {EDGES "/indices/source_to_target/node_id_to_ranges", LATIGRAPH_HDF5_INTEGER, circuit->n, 2,
         fill_source_ranges, circuit->out_start},
        {EDGES "/indices/source_to_target/range_to_edge_id", LATIGRAPH_HDF5_INTEGER, circuit->m, 2,
         fill_by_source, &by_source},
        {EDGES "/indices/target_to_source/node_id_to_ranges", LATIGRAPH_HDF5_INTEGER, circuit->n, 2,
         fill_target_ranges, NULL},
        {EDGES "/indices/target_to_source/range_to_edge_id", LATIGRAPH_HDF5_INTEGER, circuit->n, 2,
         fill_source_ranges, circuit->in_start}};
    IGRAPH_CHECK(latigraph_hdf5_group(file, EDGES "/indices/source_to_target"));
    IGRAPH_CHECK(latigraph_hdf5_group(file, EDGES "/indices/target_to_source"));
    for (size_t k = 0; k < G_N_ELEMENTS(datasets); k++) {
        IGRAPH_CHECK(latigraph_hdf5_write(file, &datasets[k]));
    }
    g_free(by_source.met);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_edges(const latigraph_hdf5_t *file,
                                  const latigraph_circuit_t *circuit) {
    const int m = circuit->m;
    const latigraph_hdf5_dataset_t datasets[] = {
        {EDGES "/source_node_id", LATIGRAPH_HDF5_INTEGER, m, 1, fill_sources, circuit},
        {EDGES "/target_node_id", LATIGRAPH_HDF5_INTEGER, m, 1, fill_targets, circuit},
        {EDGES "/edge_type_id", LATIGRAPH_HDF5_SIGNED, m, 1, fill_zero, NULL},
        {EDGES "/edge_group_id", LATIGRAPH_HDF5_INTEGER, m, 1, fill_zero, NULL},
        {EDGES "/edge_group_index", LATIGRAPH_HDF5_INTEGER, m, 1, fill_counter, NULL},
        {EDGES "/0/syn_weight", LATIGRAPH_HDF5_DOUBLE, m, 1, fill_weights, circuit},
        {EDGES "/0/delay", LATIGRAPH_HDF5_DOUBLE, m, 1, fill_delays, NULL}};
    IGRAPH_CHECK(write_head(file));
    IGRAPH_CHECK(latigraph_hdf5_group(file, EDGES "/0"));
    for (size_t k = 0; k < G_N_ELEMENTS(datasets); k++) {
        IGRAPH_CHECK(latigraph_hdf5_write(file, &datasets[k]));
    }
    IGRAPH_CHECK(
        latigraph_hdf5_text_attribute(file, EDGES "/source_node_id", "node_population", "neurons"));
    IGRAPH_CHECK(
        latigraph_hdf5_text_attribute(file, EDGES "/target_node_id", "node_population", "neurons"));
    return write_indices(file, circuit);
}

/* --- Tables and configuration ------------------------------------------------- */

/* Appends a text as a field in quotes, in ASCII. */
static void append_field(latigraph_text_t *table, const char *text) {
    latigraph_text_append_character(table, '"');
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        const gunichar c = g_utf8_get_char(text);
        if (c < 0x20 || c > 0x7e) {
            latigraph_text_print(table, c > 0xffff ? "\\U%08x" : "\\u%04x", (guint)c);
        } else {
            latigraph_text_append(table, c == '"' ? "\"\"" : (char[2]){(char)c, '\0'});
        }
    }
    latigraph_text_append_character(table, '"');
}

static void append_node_types(latigraph_text_t *table, const latigraph_circuit_t *circuit) {
    const latigraph_column_t *types = find_types(circuit);
    const igraph_integer_t levels = types != NULL ? igraph_vector_ptr_size(&types->levels) : 0;
    latigraph_text_append(table,
                          "node_type_id pop_name model_type model_template dynamics_params\n");
    for (igraph_integer_t l = 0; l <= levels; l++) {
        latigraph_text_print(table, "%" IGRAPH_PRId " ", l);
        append_field(table,
                     l < levels ? VECTOR(types->levels)[l] : (levels > 0 ? "unknown" : "neurons"));
        latigraph_text_append(table, " point_neuron nest:iaf_psc_alpha neuron.json\n");
    }
}

static void append_edge_types(latigraph_text_t *table, const latigraph_circuit_t *circuit) {
    (void)circuit;
    latigraph_text_append(table, "edge_type_id model_template\n0 static_synapse\n");
}

static void append_neuron(latigraph_text_t *table, const latigraph_circuit_t *circuit) {
    (void)circuit;
    latigraph_text_append(table, "{}\n");
}

static void append_config(latigraph_text_t *table, const latigraph_circuit_t *circuit) {
    (void)circuit;
    latigraph_text_append(table, "{\n"
                                 "  \"target_simulator\": \"NEST\",\n"
                                 "  \"manifest\": {\"$BASE_DIR\": \".\"},\n"
                                 "  \"components\": {\n"
                                 "    \"point_neuron_models_dir\": \"$BASE_DIR\",\n"
                                 "    \"synaptic_models_dir\": \"$BASE_DIR\"\n"
                                 "  },\n"
                                 "  \"networks\": {\n"
                                 "    \"nodes\": [\n"
                                 "      {\"nodes_file\": \"$BASE_DIR/nodes.h5\","
                                 " \"node_types_file\": \"$BASE_DIR/node_types.csv\"}\n"
                                 "    ],\n"
                                 "    \"edges\": [\n"
                                 "      {\"edges_file\": \"$BASE_DIR/edges.h5\","
                                 " \"edge_types_file\": \"$BASE_DIR/edge_types.csv\"}\n"
                                 "    ]\n"
                                 "  },\n"
                                 "  \"run\": {\"tstop\": 1000.0, \"dt\": 0.1}\n"
                                 "}\n");
}

/* --- The folder --------------------------------------------------------------- */

static igraph_error_t
write_hdf5(latigraph_together_t *together, const char *name, const latigraph_circuit_t *circuit,
           igraph_error_t (*write)(const latigraph_hdf5_t *, const latigraph_circuit_t *)) {
    latigraph_output_t *output;
    latigraph_hdf5_t file;
    IGRAPH_CHECK(latigraph_together_open(together, name, &output));
    IGRAPH_CHECK(latigraph_hdf5_create(&file, output));
    IGRAPH_FINALLY(latigraph_hdf5_abandon, &file);
    IGRAPH_CHECK(write(&file, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(latigraph_hdf5_close(&file));
    return latigraph_output_flush(output);
}

static igraph_error_t write_text(latigraph_together_t *together, const char *name,
                                 const latigraph_circuit_t *circuit,
                                 void (*append)(latigraph_text_t *, const latigraph_circuit_t *)) {
    latigraph_output_t *output;
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    append(&text, circuit);
    IGRAPH_CHECK(latigraph_together_open(together, name, &output));
    IGRAPH_CHECK(latigraph_write_rest(&text, output->file));
    IGRAPH_CHECK(latigraph_output_flush(output));
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_write_sonata(const latigraph_circuit_t *circuit, const char *folder) {
    latigraph_together_t together;
    IGRAPH_CHECK(latigraph_together_begin(&together, folder));
    IGRAPH_FINALLY(latigraph_together_abandon, &together);
    IGRAPH_CHECK(write_hdf5(&together, "nodes.h5", circuit, write_nodes));
    IGRAPH_CHECK(write_hdf5(&together, "edges.h5", circuit, write_edges));
    IGRAPH_CHECK(write_text(&together, "node_types.csv", circuit, append_node_types));
    IGRAPH_CHECK(write_text(&together, "edge_types.csv", circuit, append_edge_types));
    IGRAPH_CHECK(write_text(&together, "neuron.json", circuit, append_neuron));
    IGRAPH_CHECK(write_text(&together, "circuit_config.json", circuit, append_config));
    IGRAPH_CHECK(latigraph_together_publish(&together));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
#endif
