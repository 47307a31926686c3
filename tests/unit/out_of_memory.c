/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Every operation of the library, and the other functions that faces call, with each of its
 * allocations failed in turn. A failed allocation must give the error code IGRAPH_ENOMEM (or
 * another error, where a file cannot be opened for want of memory), or the same result as an
 * undisturbed run where the allocation was not needed; igraph's FINALLY stack must be empty,
 * nothing may leak (seen under AddressSanitizer), and the same call must then give the result of an
 * undisturbed run.
 *
 *     out_of_memory                  a sample of the allocations of each case
 *     out_of_memory sample N [CASE]  about N allocations of each case, under sanitizers too
 *     out_of_memory all              every allocation of every case
 *     out_of_memory CASE             every allocation of the cases of one operation
 *     out_of_memory CASE K           the K-th one, with the calls that led to it
 *
 * Each failure is tried in a process of its own, so that one which ends its process is counted like
 * any other fault. Some functions of igraph end the process themselves when an allocation within
 * them fails; these are counted apart. */

#include "failing_allocator.h"

#include "operation_work.h"

#include "base/text.h"

#include <glib/gstdio.h>
#include <latigraph/call.h>
#include <latigraph/circuit.h>
#include <latigraph/model.h>
#include <latigraph/registry.h>
#include <signal.h>
#include <sys/wait.h>

#ifdef ALLOCATOR_SANITIZED
#include <sanitizer/lsan_interface.h>

/* Fontconfig, which finds the fonts of figures, keeps patterns of its own without a pointer. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:libfontconfig\n";
}
#endif

/* A child ends with _exit(), which writes no counts of `make coverage`: it starts from none, so
 * that those of its parent are not added again, and writes its own. */
#ifdef LATIGRAPH_COVERAGE
#include <gcov.h>
#else
static inline void __gcov_reset(void) {
}
static inline void __gcov_dump(void) {
}
#endif

enum { SAMPLED = 8 }; /* places of a case unless the program is asked for more */

enum { WRITTEN = 5, TEXTS = 12 };

/* An operation with texts of its inputs; "@" is the folder of the test, "@@" the first circuit.
 * Circuits, models and graphs that are required are filled in. */
typedef struct {
    const char *operation;
    const char *inputs[TEXTS];               /* name=text */
    const char *figure;                      /* format of a figure to draw, or NULL */
    igraph_error_t (*function)(char **text); /* makes another call than that of an operation */
} case_t;

static igraph_error_t describe(char **text);
static igraph_error_t read_codes(char **text);
static igraph_error_t write_formats(char **text);
static igraph_error_t load_module(char **text);
static igraph_error_t misspell(char **text);

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
    CASE("properties", NULL),
    CASE("properties", "only=density", "only=igraph_diameter", "only=reciprocity"),
    CASE("list_properties", NULL),
    CASE("fit", "options=steps=2 baseline-steps=2 hidden=8 code=2 layers=1 rank=2", "seed=1",
         "checkpoint=@/fit.checkpoint", "restart=true", "card={\"title\": \"tiny\"}"),
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
    CASE("directions", "seed=1", "effects=0"),
    CASE("directions", "seed=1", "effects=1", "only=density"),
    CASE("discriminate", "seed=1", "effects=0"),
    CASE("axes", "seed=1", "count=2", "effects=1"),
    CASE("explain", "only=density"),
    CASE("coordinate_effects", "count=1", "seed=1", "only=density"),
    CASE("steer", "targets=density=+5%", "count=2", "seed=1"),
    CASE("steer", "targets=reciprocity=+0.1sd", "count=2", "seed=1", "edit=true", "like=@@"),
    CASE("traverse", "property=density", "count=1", "steps=2", "seed=1"),
    CASE("interpolate", "count=1", "steps=2", "seed=1"),
    CASE("evaluate", "samples=1", "refine=1", "seed=1"),
    CASE("evaluate", "samples=1", "refine=1", "seed=1", "generate=true", "curve=true", "count=2"),
    CASE("compare", "seed=1"),
    CASE("figure", "seed=1"),
    FIGURE("figure", "seed=1"),
    FIGURE("steer", "targets=density=+5%", "count=2", "seed=1"),
    FIGURE("traverse", "property=density", "count=1", "steps=2", "seed=1"),
    FIGURE("interpolate", "count=1", "steps=2", "seed=1"),
    FIGURE("evaluate", "samples=1", "refine=1", "seed=1", "curve=true"),
    CASE("reservoir", "steps=300", "washout=20", "seeds=1", "seed=1", "scores=memory_capacity"),
    CASE("reservoir", "steps=300", "washout=20", "seeds=1", "seed=1", "scores=memory_capacity",
         "rewired=true", "structure=true", "properties=density"),
    CASE("write_weights", "path=@/weights", "format=npy", "seed=1"),
    CASE("write_weights", "path=@/weights", "format=safetensors", "seed=1"),
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

static char folder[] = "/tmp/latigraph-memory-XXXXXX";
static latigraph_circuit_list_t circuits;
static latigraph_circuit_list_t first_circuit; /* a view; calls borrow their lists */
static latigraph_model_t *model;

/* --- One call ------------------------------------------------------------------------------
 */

/* Gives a required input that the case does not name. */
static igraph_error_t fill(latigraph_call_t *call, const latigraph_argument_t *row) {
    if (row->optional || row->direction == LATIGRAPH_OUT || latigraph_call_given(call, row->name)) {
        return IGRAPH_SUCCESS;
    }
    if (row->type == LATIGRAPH_TYPE_MODEL) {
        return latigraph_call_set(call, row->name, (latigraph_value_t){.model = model});
    }
    return latigraph_call_set_circuits(
        call, row->name, row->type == LATIGRAPH_TYPE_GRAPH ? &first_circuit : &circuits);
}

static igraph_error_t give(latigraph_call_t *call, const case_t *this) {
    for (int k = 0; k < TEXTS && this->inputs[k] != NULL; k++) {
        char text[256], *value;
        g_strlcpy(text, this->inputs[k], sizeof text);
        value = strchr(text, '=') + 1;
        value[-1] = '\0';
        if (strcmp(value, "@@") == 0) {
            IGRAPH_CHECK(latigraph_call_set_circuits(call, text, &first_circuit));
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
static void blank_times(char *json) {
    char *at = strstr(json, "\"seconds\" : ");
    if (at != NULL) {
        const char *after = strchr(at, '\n');
        memmove(at, after, strlen(after) + 1);
    }
}

/* Draws a figure and returns the bytes of the picture as digits. (SVG has numbers that grow with
 * every drawing.) */
static igraph_error_t draw(latigraph_call_t *call, const char *format, char **text) {
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

/* CSV needs a labelled output. */
static gboolean has_table(const latigraph_operation_t *operation) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        if (row->direction == LATIGRAPH_OUT && row->rows != NULL &&
            (row->type == LATIGRAPH_TYPE_VECTOR || row->type == LATIGRAPH_TYPE_MATRIX ||
             row->type == LATIGRAPH_TYPE_STRING_LIST)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Makes a call and writes its result in the forms that faces use. */
static igraph_error_t work(const case_t *this, char **json) {
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
        const size_t count =
            G_N_ELEMENTS(others) - (has_table(latigraph_call_operation(call)) ? 0 : 1);
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

static igraph_error_t describe(char **text) {
    return latigraph_operation_describe("steer", /*json=*/true, text);
}

/* Writes codes of two lines to a file and reads them. */
static igraph_error_t read_codes(char **text) {
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

static igraph_error_t write_formats(char **text) {
    static const char *const formats[] = {
        "graphml", "gml", "pajek", "edgelist", "ncol", "csv",
#ifndef ALLOCATOR_SANITIZED /* igraph 0.10.2 leaks the names of a graph without weights */
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
static igraph_error_t load_module(char **text) {
    IGRAPH_CHECK(latigraph_module_load_all());
    return latigraph_copy_text(
        latigraph_operation_find("test_add_up") != NULL ? "loaded" : "absent", text);
}

/* The error for a name that does not exist names one that does. */
static igraph_error_t misspell(char **text) {
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

/* --- One failure ---------------------------------------------------------------------------
 */

/* What became of a failure; those from WRONG_RESULT on are faults. */
enum {
    NO_MEMORY,
    OTHER_ERROR,
    SAME_RESULT,
    IGRAPH_ENDS,
    WRONG_RESULT,
    STACK,
    UNUSABLE,
    LEAK,
    NOT_AN_ERROR,
    OUTCOMES
};
static const char *const FAULT[OUTCOMES] = {
    [WRONG_RESULT] = "another result than without the failure",
    [STACK] = "entries are left on the FINALLY stack",
    [UNUSABLE] = "the same call fails or differs afterwards",
    [LEAK] = "a leak",
    [NOT_AN_ERROR] = "a negative or unknown error code",
};
enum { ENDED = OUTCOMES };         /* the process has ended */
static int outcomes[OUTCOMES + 1]; /* how often */

#ifndef ALLOCATOR_SANITIZED
static void on_end(int signal) {
    (void)signal;
    _exit(allocator_igraph_ends() ? IGRAPH_ENDS : ENDED);
}

static void watch_ends(void) {
    signal(SIGSEGV, on_end);
    signal(SIGABRT, on_end);
}
#else
static void watch_ends(void) {
}
#endif

/* The child's part: fails one allocation and returns what came of it. */
static int try_failure(const case_t *this, int fails_at, const char *expected) {
    char *json = NULL;
    watch_ends();
    allocator_arm(fails_at);
    const igraph_error_t code = work(this, &json);
    allocator_disarm();
    if (code == IGRAPH_SUCCESS && strcmp(json, expected) != 0) {
        return WRONG_RESULT;
    }
    if (code < 0) {
        return NOT_AN_ERROR;
    }
    if (IGRAPH_FINALLY_STACK_SIZE() != 0) {
        return STACK;
    }
    igraph_free(json);
    json = NULL;
    if (work(this, &json) != IGRAPH_SUCCESS || strcmp(json, expected) != 0) {
        return UNUSABLE;
    }
    igraph_free(json);
#ifdef ALLOCATOR_SANITIZED
    if (__lsan_do_recoverable_leak_check() != 0) {
        return LEAK;
    }
#endif
    return code == IGRAPH_SUCCESS ? SAME_RESULT : code == IGRAPH_ENOMEM ? NO_MEMORY : OTHER_ERROR;
}

/* Returns whether the failure was handled well, and counts what came of it. */
static gboolean fails_well(const case_t *this, int fails_at, const char *expected, gboolean show) {
    int status;
    fflush(NULL);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        if (!show && freopen("/dev/null", "w", stderr) == NULL) {
            _exit(ENDED);
        }
        __gcov_reset();
        const int outcome = try_failure(this, fails_at, expected);
        if (show) {
            backtrace_symbols_fd(allocator_frame, allocator_frames, 2);
        }
        __gcov_dump();
        _exit(outcome);
    }
    REQUIRE(waitpid(child, &status, 0) == child);
    const int outcome =
        WIFEXITED(status) && WEXITSTATUS(status) < OUTCOMES ? WEXITSTATUS(status) : ENDED;
    outcomes[outcome]++;
    if ((outcome == OTHER_ERROR || outcome == IGRAPH_ENDS) && !show) {
        printf("  %s, allocation %d: %s\n", this->operation, fails_at,
               outcome == OTHER_ERROR ? "another error" : "igraph ends the process");
    }
    if (outcome >= WRONG_RESULT) {
        printf("  %s, allocation %d: %s\n", this->operation, fails_at,
               outcome == ENDED ? "the process ends" : FAULT[outcome]);
    } else if (show) {
        printf("  %s, allocation %d: %s\n", this->operation, fails_at,
               outcome == NO_MEMORY     ? "IGRAPH_ENOMEM"
               : outcome == OTHER_ERROR ? "another error"
               : outcome == IGRAPH_ENDS ? "igraph ends the process"
                                        : "the same result");
    }
    return outcome < WRONG_RESULT;
}

/* Tries about `most` failures of a case, or all of them (0). Returns how many were handled
 * badly.
 */
static int try_case(const case_t *this, int most) {
    char *expected, *again;
    int bad = 0;
    test_last_error[0] = '\0';
    if (work(this, &expected) != IGRAPH_SUCCESS) {
        FAIL("%s: %s", this->operation, test_last_error);
        test_last_error[0] = '\0';
        return 0;
    }
    CHECK_OK(work(this, &again)); /* caches are full now */
    if (strcmp(expected, again) != 0) {
        FAIL("%s: two undisturbed runs differ", this->operation);
    }
    igraph_free(again);
    allocator_arm(-1);
    CHECK_OK(work(this, &again));
    const int count = allocator_disarm();
    igraph_free(again);
    /* A step that has no factor in common with the lengths of loops meets all places of one. */
    const int step = most == 0 || count <= most ? 1 : count / most | 1;
    int places = 0;
    for (int k = 1; k <= count; k += step, places++) {
        bad += !fails_well(this, k, expected, FALSE);
    }
    printf("%s: %d allocations, %d failed, %d badly\n", this->operation, count, places, bad);
    igraph_free(expected);
    return bad;
}

/* --- Set-up --------------------------------------------------------------------------------
 */

static void write_files(igraph_graph_list_t *graphs) {
    char path[128];
    g_snprintf(path, sizeof path, "%s/circuits", folder);
    REQUIRE(g_mkdir(path, 0777) == 0);
    for (int k = 0; k < WRITTEN; k++) {
        latigraph_circuit_t *circuit;
        CHECK_OK(latigraph_circuit_from_graph(&circuit, igraph_graph_list_get_ptr(graphs, k), NULL,
                                              NULL, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(&circuits, circuit));
        g_snprintf(path, sizeof path, "%s/circuits/circuit%04d.graphml", folder, k + 1);
        CHECK_OK(latigraph_circuit_write(circuit, path, NULL));
        g_snprintf(path, sizeof path, "%s/folder", folder);
        CHECK_OK(latigraph_circuit_write(circuit, path, "csv"));
    }
}

static void set_up(void) {
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
    igraph_graph_list_destroy(&graphs);
    igraph_destroy(&connectome);
}

static void tear_down(void) {
    char remove[] = "rm", flags[] = "-rf", *argv[] = {remove, flags, folder, NULL};
    latigraph_circuit_list_destroy(&circuits);
    latigraph_model_destroy(model);
    g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* igraph's measures have one input and are all made alike, so that none needs a case of its
 * own. */
static gboolean is_measure(const char *name) {
    return g_str_has_prefix(name, "igraph_");
}

static gboolean has_case(const char *name) {
    for (size_t k = 0; k < G_N_ELEMENTS(CASES); k++) {
        if (strcmp(CASES[k].operation, name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* An operation without a case would not be tested. */
static void check_that_all_have_cases(void) {
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const char *name = latigraph_operation_get(i)->name;
        if (!is_measure(name) && !has_case(name)) {
            FAIL("operation %s has no case here", name);
        }
    }
}

/* The K-th failure of a case, with the calls that led to it. */
static void show_place(const case_t *this, int place) {
    char *expected;
    CHECK_OK(work(this, &expected));
    fails_well(this, place, expected, TRUE);
    igraph_free(expected);
}

typedef struct {
    const char *only; /* name of the cases; NULL: all */
    int place;        /* 0: several */
    int most;         /* places of a case; 0: all */
} plan_t;

static int try_planned(const case_t *this, const plan_t *plan) {
    if (plan->only != NULL && strcmp(this->operation, plan->only) != 0) {
        return 0;
    }
    if (plan->place > 0) {
        show_place(this, plan->place);
        return 0;
    }
    return try_case(this, plan->most);
}

static int try_all(const plan_t *plan) {
    int bad = 0;
    for (size_t k = 0; k < G_N_ELEMENTS(CASES); k++) {
        bad += try_planned(&CASES[k], plan);
    }
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const case_t measure = {.operation = latigraph_operation_get(i)->name};
        if (is_measure(measure.operation)) {
            bad += try_planned(&measure, plan);
        }
    }
    return bad;
}

static plan_t read_plan(int argc, char **argv) {
    const gboolean sample = argc > 2 && strcmp(argv[1], "sample") == 0;
    const int name = sample ? 3 : 1;
    return (plan_t){
        .only = argc > name && strcmp(argv[name], "all") != 0 ? argv[name] : NULL,
        .place = argc > 2 && !sample ? atoi(argv[2]) : 0,
        .most = sample     ? atoi(argv[2])
                : argc > 1 ? 0
                           : SAMPLED,
    };
}

int main(int argc, char **argv) {
    const plan_t plan = read_plan(argc, argv);
#ifdef ALLOCATOR_SANITIZED
    if (argc == 1) {
        return 77; /* slow here; ask for a sample, an operation or all */
    }
#endif
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    void *warm[1];
    backtrace(warm, 1); /* loads libgcc now, which allocates */
    set_up();
    check_that_all_have_cases();
    const int bad = try_all(&plan);
    tear_down();
    int tried = 0;
    for (int k = 0; k <= OUTCOMES; k++) {
        tried += outcomes[k];
    }
    printf("%d failed allocations: %d gave IGRAPH_ENOMEM, %d another error, %d the same result; "
           "igraph ended the process in %d; %d were handled badly\n",
           tried, outcomes[NO_MEMORY], outcomes[OTHER_ERROR], outcomes[SAME_RESULT],
           outcomes[IGRAPH_ENDS], bad);
    CHECK(bad == 0);
    return 0;
}
