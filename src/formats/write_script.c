/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Python scripts that build a circuit in a simulator (NEST 3 or Brian2) and run one second.
 *
 * A script holds all data, so that it is one file to keep, send and edit: names and columns as
 * lists of literals, positions and edges as blocks of text with one row per line, which
 * numpy.fromstring() parses at the speed of a file. As lists of lists they would take many times
 * the memory in Python's parser. Numbers have as many digits as reading them back exactly needs.
 *
 * The data of both scripts are the same and come before any use of the simulator, so that they can
 * be imported without it. What a circuit does not know is a parameter at the top of the script:
 * model of the neurons, delay, size of the synapses and background input. Weights are scaled so
 * that the inputs of a neuron add up to INPUT on average, since counts of synapses have no unit.
 * The signs come from the types: the first column that has a level beginning with "inh" or "gaba".
 *
 * The parts of the script that do not depend on the circuit are the texts at the end of this
 * file. */

#include "formats/write_formats.h"

#include "circuit/column.h"

#include <math.h>

/* --- Literals ----------------------------------------------------------------- */

/* Appends a literal of Python. Control characters and characters that turn the direction of text
 * are escaped, so that the script shows what it holds. */
static void append_literal(latigraph_text_t *out, const char *text) {
    latigraph_text_append_character(out, '"');
    while (*text != '\0') {
        const gunichar c = g_utf8_get_char_validated(text, -1);
        const size_t length = (gint32)c < 0 ? 1 : (size_t)(g_utf8_next_char(text) - text);
        if ((gint32)c < 0) {
            latigraph_text_append(out, "\\ufffd");
        } else if (c == '"' || c == '\\') {
            latigraph_text_print(out, "\\%c", (char)c);
        } else if (!g_unichar_isprint(c)) {
            latigraph_text_print(out, "\\U%08x", (guint)c);
        } else {
            latigraph_text_append_part(out, text, length);
        }
        text += length;
    }
    latigraph_text_append_character(out, '"');
}

static void append_number(latigraph_text_t *out, double number) {
    latigraph_write_append_number(out, number, "nan");
}

/* Appends a number as an expression of Python. */
static void append_value(latigraph_text_t *out, double number) {
    if (isfinite(number)) {
        append_number(out, number);
    } else {
        latigraph_text_print(out, "float(\"%s\")",
                             isnan(number) ? "nan" : (number > 0 ? "inf" : "-inf"));
    }
}

/* --- Data --------------------------------------------------------------------- */

static igraph_error_t write_names(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                  FILE *file) {
    latigraph_text_append(out, "\n# --- The circuit ---\n\nCIRCUIT = ");
    append_literal(out, circuit->name);
    latigraph_text_append(out, "\nCONNECTOME = ");
    append_literal(out, circuit->connectome);
    latigraph_text_append(out, "\n# Names of the neurons. The other lists and arrays have their "
                               "order.\nNAMES = [\n");
    for (int i = 0; i < circuit->n; i++) {
        append_literal(out, circuit->neuron[i]);
        latigraph_text_append(out, ",\n");
        IGRAPH_CHECK(latigraph_write_some(out, file));
    }
    latigraph_text_append(out, "]\n");
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_column(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                   const latigraph_column_t *column, FILE *file) {
    append_literal(out, column->name);
    latigraph_text_append(out, ": [\n");
    for (int i = 0; i < circuit->n; i++) {
        if (column->kind == LATIGRAPH_COLUMN_NUMERIC) {
            append_value(out, column->value[i]);
        } else if (column->level[i] < 0) {
            latigraph_text_append(out, "None");
        } else {
            append_literal(out, VECTOR(column->levels)[column->level[i]]);
        }
        latigraph_text_append(out, ",\n");
        IGRAPH_CHECK(latigraph_write_some(out, file));
    }
    latigraph_text_append(out, "],\n");
    return IGRAPH_SUCCESS;
}

static gboolean is_inhibitory(const char *type) {
    return g_ascii_strncasecmp(type, "inh", 3) == 0 || g_ascii_strncasecmp(type, "gaba", 4) == 0;
}

/* Returns the first column of types that has an inhibitory one, or NULL. */
static const latigraph_column_t *find_types(const latigraph_circuit_t *circuit) {
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        for (igraph_integer_t l = 0; column->kind == LATIGRAPH_COLUMN_CATEGORICAL &&
                                     l < igraph_vector_ptr_size(&column->levels);
             l++) {
            if (is_inhibitory(VECTOR(column->levels)[l])) {
                return column;
            }
        }
    }
    return NULL;
}

static igraph_error_t write_columns(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                    FILE *file) {
    const latigraph_column_t *types = find_types(circuit);
    latigraph_text_append(out, "# Node data. None and nan are not known.\nCOLUMNS = {\n");
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        IGRAPH_CHECK(write_column(out, circuit, VECTOR(circuit->columns)[c], file));
    }
    latigraph_text_append(out, "}\n# Column whose types beginning with \"inh\" or \"gaba\" make "
                               "the synapses of a neuron inhibitory.\nTYPES = ");
    if (types != NULL) {
        append_literal(out, types->name);
    } else {
        latigraph_text_append(out, "None");
    }
    latigraph_text_append_character(out, '\n');
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_positions(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                      FILE *file) {
    latigraph_text_append(out, "# Positions; a row of nan is not known.\nUNIT = ");
    append_literal(out, circuit->dims > 0 ? circuit->unit : "");
    latigraph_text_append(out, "\nPOSITIONS = table(\"\"\"\n");
    for (int i = 0; i < circuit->n && circuit->dims > 0; i++) {
        for (int d = 0; d < circuit->dims; d++) {
            append_number(out, circuit->position[(size_t)i * circuit->dims + d]);
            latigraph_text_append_character(out, d + 1 < circuit->dims ? ' ' : '\n');
        }
        IGRAPH_CHECK(latigraph_write_some(out, file));
    }
    latigraph_text_print(out, "\"\"\", %d)\n", circuit->dims);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_edges(latigraph_text_t *out, const latigraph_circuit_t *circuit,
                                  FILE *file) {
    const gboolean weighted = circuit->weight != NULL || circuit->sign != NULL;
    latigraph_text_print(out,
                         "# Edges: number of the source, number of the target%s.\n"
                         "EDGES = table(\"\"\"\n",
                         circuit->sign != NULL ? ", weight (negative: inhibitory)"
                         : weighted            ? ", weight"
                                               : "");
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            latigraph_write_append_integer(out, i);
            latigraph_text_append_character(out, ' ');
            latigraph_write_append_integer(out, circuit->out_to[e]);
            if (weighted) {
                latigraph_text_append_character(out, ' ');
                append_number(out, latigraph_circuit_signed_weight(circuit, e));
            }
            latigraph_text_append_character(out, '\n');
        }
        IGRAPH_CHECK(latigraph_write_some(out, file));
    }
    latigraph_text_print(out, "\"\"\", %d)\n", weighted ? 3 : 2);
    return IGRAPH_SUCCESS;
}

/* --- The whole script --------------------------------------------------------- */

/* Reads a block of numbers. */
static const char TABLE[] =
    "\n\n"
    "def table(text, columns):\n"
    "    rows = text.count(\"\\n\") - 1\n"
    "    return np.fromstring(text, sep=\" \").reshape(rows, columns) if rows > 0 else "
    "np.zeros((0, columns))\n"
    "\n";

/* Quantities that follow from the data and the parameters. */
static const char DERIVED[] =
    "\n"
    "N = len(NAMES)\n"
    "SOURCE = EDGES[:, 0].astype(int)\n"
    "TARGET = EDGES[:, 1].astype(int)\n"
    "WEIGHT = EDGES[:, 2] if EDGES.shape[1] > 2 else np.ones(len(EDGES))\n"
    "INHIBITORY = np.array(\n"
    "    [str(t).lower().startswith((\"inh\", \"gaba\")) for t in COLUMNS.get(TYPES, [None] * "
    "N)],"
    " dtype=bool\n"
    ")\n"
    "# Negative weights say which connections are inhibitory; without them, the types do.\n"
    "NEGATIVE = WEIGHT < 0 if (WEIGHT < 0).any() else INHIBITORY[SOURCE]\n"
    "# Weights whose sum over the inputs of a neuron is INPUT on average.\n"
    "SYNAPSE = abs(WEIGHT) * INPUT * N / max(abs(WEIGHT).sum(), 1e-300)\n"
    "SYNAPSE[NEGATIVE] *= INHIBITION\n";

/* Writes the data between two texts that depend on the simulator alone. */
static igraph_error_t write_script(const latigraph_circuit_t *circuit, FILE *file,
                                   const char *before, const char *after) {
    latigraph_text_t out = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &out);
    latigraph_text_append(&out, before);
    latigraph_text_append(&out, TABLE);
    IGRAPH_CHECK(write_names(&out, circuit, file));
    IGRAPH_CHECK(write_columns(&out, circuit, file));
    IGRAPH_CHECK(write_positions(&out, circuit, file));
    IGRAPH_CHECK(write_edges(&out, circuit, file));
    latigraph_text_append(&out, DERIVED);
    latigraph_text_append(&out, after);
    IGRAPH_CHECK(latigraph_write_rest(&out, file));
    latigraph_text_destroy(&out);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- NEST ------------------------------------------------------------------------- */

static const char NEST_BEFORE[] =
    "#!/usr/bin/env python3\n"
    "\"\"\"Builds a circuit in NEST 3 and runs it for one second. Written by latigraph.\"\"\"\n"
    "\n"
    "import numpy as np\n"
    "\n"
    "# --- Parameters, which the circuit does not determine ---\n"
    "\n"
    "MODEL = \"iaf_psc_alpha\"  # model of all neurons\n"
    "INPUT = 100.0  # pA: sum of the weights of a neuron's inputs, on average\n"
    "INHIBITION = -4.0  # factor of the weights of inhibitory neurons\n"
    "DELAY = 1.0  # ms\n"
    "BACKGROUND = 50.0  # pA: weight of the Poisson input\n"
    "RATE = 1500.0  # Hz: rate of the Poisson input of each neuron\n"
    "DURATION = 1000.0  # ms\n"
    "SEED = 1\n";

static const char NEST_AFTER[] =
    "\n\n"
    "def build(nest):\n"
    "    \"\"\"Creates the neurons and their connections.\"\"\"\n"
    "    if N > 1 and POSITIONS.shape[1] > 0 and np.isfinite(POSITIONS).all():\n"
    "        positions = nest.spatial.free(POSITIONS.tolist())\n"
    "        neurons = nest.Create(MODEL, positions=positions)\n"
    "    else:\n"
    "        neurons = nest.Create(MODEL, N)\n"
    "    ids = np.array(neurons.tolist())\n"
    "    if len(SOURCE) > 0:\n"
    "        nest.Connect(\n"
    "            ids[SOURCE],\n"
    "            ids[TARGET],\n"
    "            \"one_to_one\",\n"
    "            {\n"
    "                \"synapse_model\": \"static_synapse\",\n"
    "                \"weight\": SYNAPSE,\n"
    "                \"delay\": np.full(len(SOURCE), DELAY),\n"
    "            },\n"
    "        )\n"
    "    return neurons\n"
    "\n\n"
    "def main():\n"
    "    import nest\n"
    "\n"
    "    nest.ResetKernel()\n"
    "    nest.rng_seed = SEED\n"
    "    neurons = build(nest)\n"
    "    poisson = nest.Create(\"poisson_generator\", params={\"rate\": RATE})\n"
    "    recorder = nest.Create(\"spike_recorder\")\n"
    "    nest.Connect(poisson, neurons, syn_spec={\"weight\": BACKGROUND, \"delay\": DELAY})\n"
    "    nest.Connect(neurons, recorder)\n"
    "    nest.Simulate(DURATION)\n"
    "    rate = recorder.n_events / max(N, 1) / (DURATION / 1000)\n"
    "    print(f\"{N} neurons, {len(SOURCE)} connections, mean rate {rate:.2f} Hz\")\n"
    "\n\n"
    "if __name__ == \"__main__\":\n"
    "    main()\n";

igraph_error_t latigraph_write_nest(const latigraph_circuit_t *circuit, FILE *file) {
    return write_script(circuit, file, NEST_BEFORE, NEST_AFTER);
}

/* --- Brian2 ----------------------------------------------------------------------- */

static const char BRIAN2_BEFORE[] =
    "#!/usr/bin/env python3\n"
    "\"\"\"Builds a circuit in Brian2 and runs it for one second. Written by latigraph.\"\"\"\n"
    "\n"
    "import numpy as np\n"
    "\n"
    "# --- Parameters, which the circuit does not determine ---\n"
    "\n"
    "INPUT = 4.0  # mV: sum of the weights of a neuron's inputs, on average\n"
    "INHIBITION = -4.0  # factor of the weights of inhibitory neurons\n"
    "DELAY = 1.0  # ms\n"
    "BACKGROUND = 1.0  # mV: weight of the Poisson input\n"
    "RATE = 1000.0  # Hz: rate of the Poisson input of each neuron\n"
    "TAU = 10.0  # ms: time constant of the membrane\n"
    "THRESHOLD = 15.0  # mV above rest\n"
    "REFRACTORY = 2.0  # ms\n"
    "DURATION = 1000.0  # ms\n"
    "SEED = 1\n";

static const char BRIAN2_AFTER[] =
    "\n\n"
    "def build(b):\n"
    "    \"\"\"Creates the neurons and their connections.\"\"\"\n"
    "    axes = \"xyz\"[: POSITIONS.shape[1]]\n"
    "    neurons = b.NeuronGroup(\n"
    "        N,\n"
    "        \"dv/dt = -v / tau : volt (unless refractory)\\n\"\n"
    "        + \"\".join(f\"{axis} : 1 (constant)\\n\" for axis in axes),\n"
    "        threshold=\"v > threshold\",\n"
    "        reset=\"v = 0 * volt\",\n"
    "        refractory=REFRACTORY * b.ms,\n"
    "        method=\"exact\",\n"
    "        namespace={\"tau\": TAU * b.ms, \"threshold\": THRESHOLD * b.mV},\n"
    "        name=\"neurons\",\n"
    "    )\n"
    "    for k, axis in enumerate(axes):\n"
    "        setattr(neurons, axis, POSITIONS[:, k])\n"
    "    synapses = b.Synapses(\n"
    "        neurons, neurons, \"w : volt\", on_pre=\"v_post += w\", delay=DELAY * b.ms, "
    "name=\"synapses\"\n"
    "    )\n"
    "    synapses.connect(i=SOURCE, j=TARGET)\n"
    "    if len(SOURCE) > 0:\n"
    "        synapses.w = SYNAPSE * b.mV\n"
    "    return neurons, synapses\n"
    "\n\n"
    "def main():\n"
    "    import brian2 as b\n"
    "\n"
    "    b.prefs.codegen.target = \"numpy\"  # remove this line where a C++ compiler is "
    "installed\n"
    "    b.seed(SEED)\n"
    "    neurons, synapses = build(b)\n"
    "    poisson = b.PoissonInput(neurons, \"v\", 1, RATE * b.Hz, BACKGROUND * b.mV)\n"
    "    recorder = b.SpikeMonitor(neurons)\n"
    "    network = b.Network(neurons, synapses, poisson, recorder)\n"
    "    network.run(DURATION * b.ms)\n"
    "    rate = recorder.num_spikes / max(N, 1) / (DURATION / 1000)\n"
    "    print(f\"{N} neurons, {len(SOURCE)} connections, mean rate {rate:.2f} Hz\")\n"
    "\n\n"
    "if __name__ == \"__main__\":\n"
    "    main()\n";

igraph_error_t latigraph_write_brian2(const latigraph_circuit_t *circuit, FILE *file) {
    return write_script(circuit, file, BRIAN2_BEFORE, BRIAN2_AFTER);
}
