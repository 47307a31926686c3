/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_OPERATION_CASES_H
#define LATIGRAPH_TEST_OPERATION_CASES_H

/* One small call of every operation, and of the other functions that faces call, for programs that
 * disturb all of them. work() makes the call of a case and returns its result as a text, which is
 * the same for every undisturbed run. The program names its folder, whose name ends in XXXXXX. */

#include "operation_work.h"
#include "sanitized.h"

#include "base/text.h"
#include "circuit/circuit.h"
#include "operation/operation.h"

#include <glib/gstdio.h>
#include <latigraph/call.h>
#include <latigraph/circuit.h>
#include <latigraph/functional.h>
#include <latigraph/model.h>
#include <latigraph/registry.h>

enum { WRITTEN = 5, TEXTS = 12 };

/* An operation with texts of its inputs; "@" is the folder of the test, "@@" the first circuit,
 * "@@@" three copies of it, the animals, "@@@@" all training circuits of the model, "@@n" the
 * network of the place cells in "@/rooms", "@@u" an undirected circuit, and "@@m" the model.
 * Circuits, models and graphs that are required are filled in. */
typedef struct {
    const char *operation;
    const char *inputs[TEXTS];               /* name=text */
    const char *figure;                      /* format of a figure to draw, or NULL */
    igraph_error_t (*function)(char **text); /* makes another call than that of an operation */
} case_t;

static inline igraph_error_t describe(char **text);
static inline igraph_error_t read_codes(char **text);
static inline igraph_error_t write_formats(char **text);
static inline igraph_error_t load_module(char **text);
static inline igraph_error_t misspell(char **text);

#define CASE(name, ...)                                                                            \
    {                                                                                              \
        .operation = name, .inputs = { __VA_ARGS__ }                                               \
    }
#define FIGURE(name, ...)                                                                          \
    { .operation = name, .inputs = {__VA_ARGS__}, .figure = "png" }
#define FUNCTION(name)                                                                             \
    { .operation = #name, .function = name }

/* clang-format off: one case per line. */
static const case_t CASES[] = {
    CASE("read_graphs", "paths=@/circuits"),
    CASE("read_graphs", "paths=@/circuits/circuit0001.graphml", "parallel=refuse"),
    CASE("read_graphs", "paths=@/folder"),
    CASE("inspect_graphs", "paths=@/folder"),
    CASE("write_graph", "path=@/out.graphml"),
    CASE("write_graph", "path=@/out.csv", "format=csv"),
    CASE("write_graph", "path=@/out.mtx"),
    CASE("write_graph", "path=@/out.npy"),
    CASE("write_graph", "path=@/out.npz"),
    CASE("write_graph", "path=@/out.json"),
    CASE("write_graph", "path=@/out.json.gz"),
    CASE("write_graph", "path=@/out.gexf"),
    CASE("write_graph", "path=@/out.py", "format=nest"),
    CASE("write_graph", "path=@/out.sonata"),
    CASE("select", "condition=x_um>30"),
    CASE("sample", "count=4", "size=8:12", "seed=1"),
    CASE("sample", "count=4", "size=8", "seed=1", "shape=column", "select=x_um>10"),
    CASE("overlap", NULL),
    CASE("surrogates", "count=2", "steps=3", "steps_most=20", "seed=1"),
    CASE("surrogates", "count=2", "keep=degrees,types=neuron,distance", "method=serial",
         "weights=strengths", "steps=3", "steps_most=20", "seed=1"),
    CASE("surrogates", "count=2", "keep=degrees,types,triangles", "weights=class", "steps=3",
         "steps_most=20", "seed=1"),
    CASE("surrogate_test", "count=3", "ladder=true", "steps=3", "steps_most=20", "seed=1"),
    CASE("surrogates", "connectomes=@@u", "count=2", "keep=degrees,triangles", "steps=3",
         "steps_most=20", "seed=1"),
    CASE("surrogate_test", "connectomes=@@u", "count=3", "ladder=true", "steps=3", "steps_most=20",
         "seed=1"),
    CASE("surrogate_test", "connectomes=@@", "count=4", "exceedances=1", "keep=degrees",
         "model=@@m", "steered=false", "only=reciprocity", "steps=3", "steps_most=20", "seed=1"),
    CASE("random", "nodes=30", "degrees=lognormal:4:0.5", "reciprocity=0.2", "transitivity=0.2",
         "count=2", "seed=1"),
    CASE("random", "like=@@", "count=2", "seed=1"),
    FIGURE("surrogate_test", "count=3", "keep=dyads", "seed=1"),
    CASE("surrogate_test", "count=3", "keep=dyads", "only=reciprocity", "seed=1"),
    CASE("network", "files=@/activity.csv", "keep=p=0.5", "shifts=20", "seed=1"),
    CASE("network", "files=@/activity.csv", "kind=glm", "window=20", "seed=1"),
    CASE("network", "files=@/activity.csv", "kind=partial", "keep=all", "seed=1"),
    CASE("network", "files=@/activity.csv", "kind=lagged", "lags=2", "like=@@", "seed=1"),
    CASE("network", "files=@/activity.csv", "kind=visibility", "seed=1"),
    CASE("network", "files=@/activity.csv", "within=@@", "seed=1"),
    CASE("align", "graphs=@@@", "order=sorted"),
    CASE("consensus", "graphs=@@@", "share=0.5"),
    CASE("variability", "graphs=@@@", "q=0.5", "ages=1,2,3", "relative=true", "seed=1"),
    CASE("activity_factors", "files=@/activity.csv", "seed=1", "starts=2", "iterations=3",
         "most=2"),
    CASE("activity_factors", "files=@/activity.csv", "files=@/activity.csv", "seed=1", "starts=2",
         "iterations=3", "rank=2", "like=@@"),
    CASE("activity_states", "files=@/activity.csv", "seed=1", "iterations=2"),
    CASE("activity_states", "files=@/activity.csv", "seed=1", "iterations=2", "onehot=true",
         "prior=@@"),
    CASE("latents", "files=@/activity.csv", "transpose=in", "neighbours=3", "seed=1"),
    CASE("latents", "graph=@@", "neighbours=3", "seed=1"),
    CASE("latents", "graph=@@", "profile=both", "neighbours=3", "distances=true", "seed=1"),
    CASE("blocks_weighted", "starts=3", "seed=1"),
    CASE("properties", NULL),
    CASE("properties", "only=density", "only=igraph_diameter", "only=reciprocity"),
    CASE("list_properties", NULL),
    CASE("list_node_properties", NULL),
    CASE("node_properties", NULL),
    CASE("node_properties", "only=betweenness", "only=in-degree"),
    CASE("lesion", "property=density", "seed=1", "random=3", "candidates=4", "set_max=2"),
    CASE("lesion", "property=reciprocity", "method=slopes", "compared=3", "seed=1", "set_max=0"),
    CASE("lesion", "property=path-length", "parts=edges", "seed=1", "random=3", "candidates=4"),
    CASE("bvc_place_cells", "rooms=circle120", "cells=2", "minutes=0.1", "seed=1"),
    CASE("bvc_place_cells", "rooms=circle120", "unseen=corner", "cells=2", "grid=30", "noise=0.1",
         "folder=@/more_rooms", "seed=1"),
    CASE("covariance", "weights=count", "radius=0.8", "density=0.5", "seed=1"),
    CASE("covariance", "linear=true", "gain=0.01", "noise=1", "density=0", "seed=1"),
    CASE("synchrony", "couplings=0.5,2", "seeds=2", "washout=2", "duration=2", "seed=1"),
    CASE("functional_fit", "files=@/rooms/trained/inputs", "output_files=@/rooms/trained/counts",
         "unseen_files=@/rooms/unseen/inputs", "unseen_output_files=@/rooms/unseen/rates",
         "folds=2", "hidden=2", "steps=3", "curve=true", "seed=1"),
    CASE("functional_fit", "files=@/rooms/trained/inputs", "output_files=@/rooms/trained/counts",
         "signs=dale", "lags=1", "folds=0", "hidden=0", "seed=1"),
    CASE("functional_fit", "files=@/rooms/trained/inputs", "output_files=@/rooms/trained/counts",
         "update=@@n", "within=@@n", "folds=2", "hidden=0", "seed=1"),
    CASE("functional_respond", "network=@@n", "input_files=@/rooms/unseen/inputs",
         "folder=@/responses"),
    CASE("functional_decode", "files=@/rooms/trained/counts", "map_files=@/rooms/trained/rates",
         "place_files=@/rooms/trained/positions", "position_files=@/rooms/trained/positions",
         "reference_files=@/rooms/trained/rates", "seed=1"),
    CASE("nearest", NULL),
    CASE("discriminate_maps", "circuits=@@@", "against=@@@", "folds=2", "components=2",
         "permutations=3", "seed=1"),
    CASE("fit", "options=steps=2 baseline-steps=2 hidden=8 code=2 layers=1 rank=2", "seed=1",
         "checkpoint=@/fit.checkpoint", "restart=true", "card={\"title\": \"tiny\"}"),
    CASE("fit", "circuits=@@@@", "options=steps=2 baseline-steps=2 hidden=8 code=2 layers=1 rank=2",
         "seed=1", "split_by=animal"),
    CASE("models", NULL),
    CASE("model_read", "path=@/model.safetensors"),
    CASE("model_write", "path=@/written.safetensors"),
    CASE("info", NULL),
    CASE("card", "path=@/model.safetensors"),
    CASE("card", "path=@/model.safetensors",
         "evaluation={\"bits_total\": 9, \"names\": [\"a\"], \"auc_at_budget\": 0.5}"),
    CASE("encode", NULL),
    CASE("decode", NULL),
    CASE("generate", "count=2", "seed=1"),
    CASE("generate", "count=2", "seed=1", "nodes=20", "density=degree", "place=slab"),
    CASE("generate", "count=1", "seed=1", "nodes=320", "density=degree", "mean_degree=6"),
    CASE("generate", "count=1", "seed=1", "nodes=320", "density=space"),
    CASE("generate_edges", "path=@/edges", "seed=1", "nodes=320"),
    CASE("generate_edges", "path=@/edges_like", "seed=1", "mean_degree=2", "like=@@"),
    CASE("directions", "seed=1", "effects=0"),
    CASE("directions", "circuits=@@@@", "seed=1", "effects=1", "only=density", "rewired=true"),
    CASE("directions", "seed=1", "effects=1", "only=density"),
    CASE("discriminate", "seed=1", "effects=0"),
    CASE("discriminate", "seed=1", "effects=0", "score=@@@"),
    CASE("discriminate", "circuits=@@@@", "seed=1", "effects=1", "split_by=animal"),
    CASE("axes", "seed=1", "count=2", "effects=1"),
    CASE("axes", "seed=1", "count=2", "effects=0", "kind=jacobian", "draws=1"),
    CASE("axes", "seed=1", "count=1", "effects=0", "kind=parts"),
    CASE("explain", "only=density"),
    CASE("explain", "circuits=@@@@", "only=density", "only=reciprocity"),
    CASE("coordinate_effects", "count=1", "seed=1", "only=density"),
    CASE("steer", "targets=density=+5%", "count=2", "seed=1"),
    CASE("steer", "targets=reciprocity=+0.1sd", "count=2", "seed=1", "edit=true", "like=@@"),
    CASE("steer", "targets=transitivity=0.9", "count=2", "seed=1"),
    CASE("steer", "targets=path-length=+0.1sd", "count=2", "seed=1"),
    CASE("steer", "targets=density=+5%", "through=code", "count=2", "seed=1"),
    CASE("traverse", "property=density", "count=1", "steps=2", "seed=1"),
    CASE("traverse", "through=first,second", "attribute=side", "groups=@@@@", "real=@@@@",
         "count=1", "steps=2", "seed=1"),
    FIGURE("traverse", "through=first,second", "attribute=side", "groups=@@@@", "along=mixture",
           "pull=0.1", "count=1", "steps=2", "seed=1"),
    CASE("interpolate", "count=1", "steps=2", "seed=1"),
    CASE("evaluate", "samples=1", "refine=1", "seed=1"),
    CASE("evaluate", "samples=1", "refine=1", "seed=1", "generate=true", "curve=true", "count=2"),
    CASE("compare", "seed=1"),
    CASE("figure", "seed=1"),
    CASE("report", "circuits=@@", "seed=1", "only=density", "steps=1", "step_count=2", "effects=1",
         "evaluate=false"),
    CASE("report", "count=2", "seed=1", "steps=0", "effects=0"),
    FIGURE("figure", "seed=1"),
    FIGURE("latents", "files=@/activity.csv", "transpose=in", "neighbours=3", "seed=1"),
    FIGURE("steer", "targets=density=+5%", "count=2", "seed=1"),
    FIGURE("traverse", "property=density", "count=1", "steps=2", "seed=1"),
    FIGURE("interpolate", "count=1", "steps=2", "seed=1"),
    FIGURE("activity_factors", "files=@/activity.csv", "seed=1", "starts=2", "iterations=3",
           "rank=2"),
    FIGURE("activity_states", "files=@/activity.csv", "seed=1", "iterations=2"),
    FIGURE("evaluate", "samples=1", "refine=1", "seed=1", "curve=true"),
    CASE("reservoir", "steps=300", "washout=20", "seeds=1", "seed=1", "scores=memory_capacity"),
    CASE("reservoir", "steps=300", "washout=20", "seeds=1", "seed=1", "scores=memory_capacity",
         "rewired=true", "structure=true", "properties=density"),
    CASE("write_weights", "path=@/weights", "format=npy", "seed=1"),
    CASE("write_weights", "path=@/weights", "format=safetensors", "seed=1"),
    CASE("write_weights", "circuits=@@", "path=@/own.safetensors", "seed=1", "costs=true",
         "initial=function", "activity=@/activity.csv", "masks=communities", "layers=6:4:2"),
    CASE("write_weights", "circuits=@@", "path=@/own", "seed=1", "initial=wiring+function",
         "activity=@/activity.csv", "gain=1", "masks=ring", "layers=6:4", "groups=2"),
    CASE("activity_dimension", "noise=1", "seed=1"),
    CASE("memory_capacity", "steps=300", "washout=20", "seeds=1", "seed=1"),
    CASE("nonlinear_capacity", "steps=300", "washout=20", "seeds=1", "seed=1"),
    CASE("narma10", "steps=300", "washout=20", "seeds=1", "seed=1"),
    CASE("mackey_glass", "steps=300", "washout=20", "seeds=1", "seed=1"),
    CASE("mackey_glass_time", "steps=300", "washout=20", "seeds=1", "seed=1"),
    CASE("lorenz", "steps=300", "washout=20", "seeds=1", "seed=1"),
    CASE("lorenz_time", "steps=300", "washout=20", "seeds=1", "seed=1"),
    CASE("sine_square", "steps=300", "washout=20", "seeds=1", "seed=1"),
    CASE("delayed_xor", "steps=300", "washout=20", "seeds=1", "seed=1"),
    CASE("decision", "steps=300", "washout=20", "seeds=1", "seed=1"),
    FUNCTION(describe),
    FUNCTION(read_codes),
    FUNCTION(write_formats),
    FUNCTION(load_module),
    FUNCTION(misspell),
};
/* clang-format on */

static char folder[] = "/tmp/latigraph-cases-XXXXXX";
static latigraph_circuit_list_t circuits;
static latigraph_circuit_list_t animals;
static latigraph_circuit_list_t training;
static latigraph_circuit_list_t place_cells;   /* one circuit: the network of place cells */
static latigraph_circuit_list_t undirected;    /* one circuit */
static latigraph_circuit_list_t first_circuit; /* a view; calls borrow their lists */
static latigraph_model_t *model;

/* --- One call ------------------------------------------------------------------------------
 */

/* Gives a required input that the case does not name. */
static inline igraph_error_t fill(latigraph_call_t *call, const latigraph_argument_t *row) {
    if (row->optional || row->direction == LATIGRAPH_OUT || latigraph_call_given(call, row->name)) {
        return IGRAPH_SUCCESS;
    }
    if (row->type == LATIGRAPH_TYPE_MODEL) {
        return latigraph_call_set(call, row->name, (latigraph_value_t){.model = model});
    }
    return latigraph_call_set_circuits(
        call, row->name, row->type == LATIGRAPH_TYPE_GRAPH ? &first_circuit : &circuits);
}

static inline igraph_error_t give(latigraph_call_t *call, const case_t *this) {
    for (int k = 0; k < TEXTS && this->inputs[k] != NULL; k++) {
        char text[256], *value;
        g_strlcpy(text, this->inputs[k], sizeof text);
        value = strchr(text, '=') + 1;
        value[-1] = '\0';
        if (strcmp(value, "@@@@") == 0) {
            IGRAPH_CHECK(latigraph_call_set_circuits(call, text, &training));
        } else if (strcmp(value, "@@") == 0) {
            IGRAPH_CHECK(latigraph_call_set_circuits(call, text, &first_circuit));
        } else if (strcmp(value, "@@@") == 0) {
            IGRAPH_CHECK(latigraph_call_set_circuits(call, text, &animals));
        } else if (strcmp(value, "@@n") == 0) {
            IGRAPH_CHECK(latigraph_call_set_circuits(call, text, &place_cells));
        } else if (strcmp(value, "@@u") == 0) {
            IGRAPH_CHECK(latigraph_call_set_circuits(call, text, &undirected));
        } else if (strcmp(value, "@@m") == 0) {
            IGRAPH_CHECK(latigraph_call_set(call, text, (latigraph_value_t){.model = model}));
        } else if (value[0] == '@') {
            char path[256];
            g_snprintf(path, sizeof path, "%s%s", folder, value + 1);
            IGRAPH_CHECK(latigraph_call_set_text(call, text, path));
        } else if (strcmp(text, "options") == 0) {
            char *end;
            for (; value != NULL; value = end) {
                end = strchr(value, ' ');
                if (end != NULL) {
                    *end++ = '\0';
                }
                IGRAPH_CHECK(latigraph_call_set_text(call, text, value));
            }
        } else {
            IGRAPH_CHECK(latigraph_call_set_text(call, text, value));
        }
    }
    for (igraph_integer_t i = 0; i < latigraph_call_operation(call)->argument_count; i++) {
        const latigraph_argument_t *row = &latigraph_call_operation(call)->arguments[i];
        IGRAPH_CHECK(fill(call, row));
        if (row->direction == LATIGRAPH_OUT) { /* some operations compute only what is wanted */
            IGRAPH_CHECK(latigraph_call_want(call, row->name));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Runs differ in the time that they took. */
static inline void blank_times(char *json) {
    char *at = strstr(json, "\"seconds\" : ");
    if (at != NULL) {
        const char *after = strchr(at, '\n');
        memmove(at, after, strlen(after) + 1);
    }
}

/* Draws a figure and returns the bytes of the picture as digits. (SVG has numbers that grow with
 * every drawing.) */
static inline igraph_error_t draw(latigraph_call_t *call, const char *format, char **text) {
    igraph_vector_char_t image;
    latigraph_text_t digits = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_CHECK(igraph_vector_char_init(&image, 0));
    IGRAPH_FINALLY(igraph_vector_char_destroy, &image);
    IGRAPH_FINALLY(latigraph_text_destroy, &digits);
    IGRAPH_CHECK(latigraph_call_figure(call, format, &image));
    for (igraph_integer_t i = 0; i < igraph_vector_char_size(&image); i++) {
        latigraph_text_print(&digits, "%02x", (guint)(guchar)VECTOR(image)[i]);
    }
    IGRAPH_CHECK(latigraph_text_take(&digits, text));
    igraph_vector_char_destroy(&image);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Makes a call and writes its result in the forms that faces use. */
static inline igraph_error_t work(const case_t *this, char **json) {
    static const latigraph_form_t others[] = {LATIGRAPH_FORM_TABLE, LATIGRAPH_FORM_HTML,
                                              LATIGRAPH_FORM_CSV};
    latigraph_call_t *call;
    char *table;
    *json = NULL;
    if (this->function != NULL) {
        return this->function(json);
    }
    IGRAPH_CHECK(latigraph_call_create(&call, this->operation));
    IGRAPH_FINALLY(latigraph_call_destroy, call);
    IGRAPH_CHECK(give(call, this));
    IGRAPH_CHECK(latigraph_call_run(call));
    if (this->figure != NULL) {
        IGRAPH_CHECK(draw(call, this->figure, json));
    } else {
        const gboolean has_csv = latigraph_table_labels(latigraph_call_operation(call)) != NULL;
        const size_t count = G_N_ELEMENTS(others) - (has_csv ? 0 : 1); /* CSV is the last */
        for (size_t k = 0; k < count; k++) {
            IGRAPH_CHECK(latigraph_call_write(call, others[k], 80, &table));
            igraph_free(table);
        }
        IGRAPH_CHECK(latigraph_call_write(call, LATIGRAPH_FORM_JSON, 80, json));
        blank_times(*json);
    }
    latigraph_call_destroy(call);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Functions that are no operations --------------------------------------------------------
 */

static inline igraph_error_t describe(char **text) {
    return latigraph_operation_describe("steer", /*json=*/true, text);
}

/* Writes codes of two lines to a file and reads them. */
static inline igraph_error_t read_codes(char **text) {
    igraph_matrix_t codes;
    char path[128], *digest = NULL;
    g_snprintf(path, sizeof path, "%s/codes.csv", folder);
    IGRAPH_CHECK(igraph_matrix_init(&codes, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_destroy, &codes);
    IGRAPH_CHECK(latigraph_codes_read(&codes, &digest, path));
    IGRAPH_FINALLY(igraph_free, digest);
    IGRAPH_CHECK(
        latigraph_print_text(text, "%g %g %s", MATRIX(codes, 0, 0), MATRIX(codes, 1, 1), digest));
    igraph_free(digest);
    igraph_matrix_destroy(&codes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static inline igraph_error_t write_formats(char **text) {
    static const char *const formats[] = {
        "graphml", "gml", "pajek", "edgelist", "ncol", "csv",
#ifndef TEST_SANITIZED /* igraph 0.10.2 leaks the names of a graph without weights */
        "lgl",
#endif
    };
    for (size_t k = 0; k < G_N_ELEMENTS(formats); k++) {
        char path[128];
        g_snprintf(path, sizeof path, "%s/format.%s", folder, formats[k]);
        IGRAPH_CHECK(
            latigraph_circuit_write(latigraph_circuit_list_get(&circuits, 0), path, formats[k]));
    }
    return latigraph_copy_text("written", text);
}

/* Loads a module that is held already, after the first time, and one that is refused. */
static inline igraph_error_t load_module(char **text) {
    IGRAPH_CHECK(latigraph_module_load_all());
    return latigraph_copy_text(
        latigraph_operation_find("test_add_up") != NULL ? "loaded" : "absent", text);
}

/* The error for a name that does not exist names one that does. */
static inline igraph_error_t misspell(char **text) {
    latigraph_call_t *call;
    IGRAPH_CHECK(latigraph_call_create(&call, "properties"));
    IGRAPH_FINALLY(latigraph_call_destroy, call);
    const igraph_error_t code = latigraph_call_set_text(call, "only", "densty");
    if (code != IGRAPH_EINVAL) {
        IGRAPH_ERROR("A misspelt name is not refused.", code);
    }
    /* The error has emptied the FINALLY stack. */
    return latigraph_copy_text("refused", text);
}

/* --- Set-up --------------------------------------------------------------------------------
 */

/* Writes counts of as many neurons as the first circuit has, at 60 times. */
static inline void write_activity(igraph_integer_t neurons) {
    GString *text = g_string_new(NULL);
    char path[128];
    for (int t = 1; t <= 60; t++) {
        for (int j = 0; j < neurons; j++) {
            g_string_append_printf(text, "%d%c", t * t * (j + 3) % (11 + j) % 4,
                                   j + 1 < neurons ? ',' : '\n');
        }
    }
    g_snprintf(path, sizeof path, "%s/activity.csv", folder);
    REQUIRE(g_file_set_contents(path, text->str, -1, NULL));
    g_string_free(text, TRUE);
}

/* Gives the neurons two types, which surrogates keep. */
static inline void set_types(latigraph_circuit_t *circuit) {
    igraph_strvector_t types;
    const igraph_integer_t n = latigraph_circuit_vcount(circuit);
    CHECK_OK(igraph_strvector_init(&types, n));
    for (igraph_integer_t i = 0; i < n; i++) {
        CHECK_OK(igraph_strvector_set(&types, i, i % 2 == 0 ? "even" : "odd"));
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &types));
    igraph_strvector_destroy(&types);
}

/* Records two place cells in two rooms. */
static inline void write_rooms(void) {
    latigraph_rooms_t *rooms, *unseen;
    latigraph_place_cells_options_t options;
    latigraph_place_cells_t cells;
    latigraph_circuit_t *circuit;
    char path[128];
    CHECK_OK(latigraph_rooms_create(&rooms));
    CHECK_OK(latigraph_rooms_add(rooms, "circle120"));
    CHECK_OK(latigraph_rooms_create(&unseen));
    CHECK_OK(latigraph_rooms_add(unseen, "corner"));
    latigraph_place_cells_options_init(&options);
    options.cells = 2;
    options.minutes = 0.5;
    CHECK_OK(latigraph_place_cells_init(&cells));
    CHECK_OK(latigraph_bvc_place_cells(rooms, unseen, &options, &cells));
    g_snprintf(path, sizeof path, "%s/rooms", folder);
    CHECK_OK(latigraph_place_cells_write(&cells, path, NULL));
    CHECK_OK(latigraph_circuit_list_init(&place_cells));
    CHECK_OK(latigraph_circuit_from_graph(&circuit, igraph_graph_list_get_ptr(&cells.circuit, 0),
                                          NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(&place_cells, circuit));
    latigraph_place_cells_destroy(&cells);
    latigraph_rooms_destroy(unseen);
    latigraph_rooms_destroy(rooms);
}

static inline void make_undirected(void) {
    const latigraph_read_options_t options = {.undirected = LATIGRAPH_UNDIRECTED_KEEP};
    latigraph_circuit_t *circuit;
    igraph_t graph;
    CHECK_OK(igraph_famous(&graph, "Octahedron"));
    CHECK_OK(latigraph_circuit_list_init(&undirected));
    CHECK_OK(latigraph_circuit_from_graph(&circuit, &graph, NULL, &options, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(&undirected, circuit));
    igraph_destroy(&graph);
}

static inline void write_files(igraph_graph_list_t *graphs) {
    char path[128];
    g_snprintf(path, sizeof path, "%s/circuits", folder);
    REQUIRE(g_mkdir(path, 0777) == 0);
    for (int k = 0; k < WRITTEN; k++) {
        latigraph_circuit_t *circuit;
        CHECK_OK(latigraph_circuit_from_graph(&circuit, igraph_graph_list_get_ptr(graphs, k), NULL,
                                              NULL, NULL));
        set_types(circuit);
        CHECK_OK(latigraph_circuit_list_push_back(&circuits, circuit));
        g_snprintf(path, sizeof path, "%s/circuits/circuit%04d.graphml", folder, k + 1);
        CHECK_OK(latigraph_circuit_write(circuit, path, NULL));
        g_snprintf(path, sizeof path, "%s/folder", folder);
        CHECK_OK(latigraph_circuit_write(circuit, path, "csv"));
    }
}

static inline void push_graph(latigraph_circuit_list_t *list, igraph_graph_list_t *graphs, int k) {
    latigraph_circuit_t *circuit;
    CHECK_OK(latigraph_circuit_from_graph(&circuit, igraph_graph_list_get_ptr(graphs, k), NULL,
                                          NULL, NULL));
    CHECK_OK(latigraph_circuit_note_text(circuit, "side", k % 2 == 0 ? "first" : "second"));
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
}

static inline void set_up(void) {
    igraph_t connectome;
    igraph_graph_list_t graphs;
    char path[128];
    REQUIRE(g_mkdtemp(folder) != NULL);
    make_connectome(&connectome, 60);
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    sample(&connectome, "x_um>0", CIRCUITS, &graphs);
    model = fit(&graphs, NULL);
    g_snprintf(path, sizeof path, "%s/model.safetensors", folder);
    named_t arguments[] = {{"model", {.model = model}}, {"path", {.string = path}}};
    CHECK_OK(CALL("model_write", arguments));
    CHECK_OK(latigraph_circuit_list_init(&circuits));
    write_files(&graphs);
    g_snprintf(path, sizeof path, "%s/codes.csv", folder);
    REQUIRE(g_file_set_contents(path, "name,a,b,digest\nx,1,2,dead\n\"y,z\",3,4,dead\n", -1, NULL));
    first_circuit = circuits;
    first_circuit.size = 1;
    CHECK_OK(latigraph_circuit_list_init(&animals));
    CHECK_OK(latigraph_circuit_list_init(&training));
    for (int k = 0; k < 3; k++) {
        push_graph(&animals, &graphs, 0);
    }
    for (int k = 0; k < CIRCUITS; k++) {
        push_graph(&training, &graphs, k);
    }
    write_activity(latigraph_circuit_vcount(latigraph_circuit_list_get(&first_circuit, 0)));
    write_rooms();
    make_undirected();
    igraph_graph_list_destroy(&graphs);
    igraph_destroy(&connectome);
}

static inline void tear_down(void) {
    char remove[] = "rm", flags[] = "-rf", *argv[] = {remove, flags, folder, NULL};
    latigraph_circuit_list_destroy(&training);
    latigraph_circuit_list_destroy(&undirected);
    latigraph_circuit_list_destroy(&place_cells);
    latigraph_circuit_list_destroy(&animals);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_model_destroy(model);
    g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* igraph's measures have one input and are all made alike, so that none needs a case of its
 * own. */
static inline gboolean is_measure(const char *name) {
    return g_str_has_prefix(name, "igraph_");
}

static inline gboolean has_case(const char *name) {
    for (size_t k = 0; k < G_N_ELEMENTS(CASES); k++) {
        if (strcmp(CASES[k].operation, name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* An operation without a case would not be tested. */
static inline void check_that_all_have_cases(void) {
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const char *name = latigraph_operation_get(i)->name;
        if (!is_measure(name) && !has_case(name)) {
            FAIL("operation %s has no case here", name);
        }
    }
}
#endif
