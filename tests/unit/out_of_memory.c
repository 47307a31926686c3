/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Every operation of the library, with each of its allocations failed in turn. A failed allocation
 * must give the error code IGRAPH_ENOMEM (or another error, where a file cannot be opened for want
 * of memory), or the same result as an undisturbed run where the allocation was not needed;
 * igraph's FINALLY stack must be empty, nothing may leak (seen under AddressSanitizer), and the
 * same call must then give the result of an undisturbed run.
 *
 *     out_of_memory                  a sample of the allocations of each case
 *     out_of_memory all              every allocation of every case
 *     out_of_memory CASE             every allocation of the cases of one operation
 *     out_of_memory CASE K           the K-th one, with the calls that led to it
 *
 * Each failure is tried in a process of its own, so that one which ends its process is counted like
 * any other fault. */

#include "failing_allocator.h"

#include "operation_work.h"

#include <glib/gstdio.h>
#include <latigraph/call.h>
#include <latigraph/circuit.h>
#include <latigraph/model.h>
#include <sys/wait.h>

#ifdef ALLOCATOR_SANITIZED
#include <sanitizer/lsan_interface.h>
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

#ifdef ALLOCATOR_SANITIZED
enum { SAMPLED = 4 }; /* places of a case */
#else
enum { SAMPLED = 8 };
#endif

enum { WRITTEN = 5, TEXTS = 12 };

/* An operation with texts of its inputs; "@" is the folder of the test, "@@" the first circuit.
 * Circuits, models and graphs that are required are filled in. */
typedef struct {
    const char *operation;
    const char *inputs[TEXTS]; /* name=text */
} case_t;

static const case_t CASES[] = {
    {"read_graphs", {"paths=@/circuits"}},
    {"read_graphs", {"paths=@/circuits/circuit0001.graphml", "parallel=refuse"}},
    {"read_graphs", {"paths=@/folder"}},
    {"write_graph", {"path=@/out.graphml"}},
    {"write_graph", {"path=@/out.csv", "format=csv"}},
    {"select", {"condition=x_um>30"}},
    {"sample", {"count=4", "size=8:12", "seed=1"}},
    {"sample", {"count=4", "size=8", "seed=1", "shape=column", "select=x_um>10"}},
    {"overlap", {NULL}},
    {"properties", {NULL}},
    {"properties", {"only=density", "only=igraph_diameter", "only=reciprocity"}},
    {"list_properties", {NULL}},
    {"fit",
     {"options=steps=2 baseline-steps=2 hidden=8 code=2 layers=1 rank=2", "seed=1",
      "checkpoint=@/fit.checkpoint", "restart=true", "card={\"title\": \"tiny\"}"}},
    {"models", {NULL}},
    {"model_read", {"path=@/model.safetensors"}},
    {"model_write", {"path=@/written.safetensors"}},
    {"info", {NULL}},
    {"card", {"path=@/model.safetensors"}},
    {"encode", {NULL}},
    {"decode", {NULL}},
    {"generate", {"count=2", "seed=1"}},
    {"generate", {"count=2", "seed=1", "nodes=20", "density=degree", "place=slab"}},
    {"directions", {"seed=1", "effects=0"}},
    {"directions", {"seed=1", "effects=1", "only=density"}},
    {"discriminate", {"seed=1", "effects=0"}},
    {"axes", {"seed=1", "count=2", "effects=1"}},
    {"explain", {"only=density"}},
    {"coordinate_effects", {"count=1", "seed=1", "only=density"}},
    {"steer", {"targets=density=+5%", "count=2", "seed=1"}},
    {"steer", {"targets=reciprocity=+0.1sd", "count=2", "seed=1", "edit=true", "like=@@"}},
    {"traverse", {"property=density", "count=1", "steps=2", "seed=1"}},
    {"interpolate", {"count=1", "steps=2", "seed=1"}},
    {"evaluate", {"samples=1", "refine=1", "seed=1"}},
    {"evaluate", {"samples=1", "refine=1", "seed=1", "generate=true", "curve=true", "count=2"}},
    {"compare", {"seed=1"}},
    {"figure", {"seed=1"}},
    {"reservoir", {"steps=300", "washout=20", "seeds=1", "seed=1", "scores=memory_capacity"}},
    {"reservoir",
     {"steps=300", "washout=20", "seeds=1", "seed=1", "scores=memory_capacity", "rewired=true",
      "structure=true", "properties=density"}},
    {"write_weights", {"path=@/weights", "format=npy", "seed=1"}},
    {"write_weights", {"path=@/weights", "format=safetensors", "seed=1"}},
    {"memory_capacity", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"nonlinear_capacity", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"narma10", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"mackey_glass", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"mackey_glass_time", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"lorenz", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"lorenz_time", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"sine_square", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"delayed_xor", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"decision", {"steps=300", "washout=20", "seeds=1", "seed=1"}},
    {"igraph_diameter", {NULL}},
    {"igraph_betweenness_mean", {NULL}},
};

static char folder[] = "/tmp/latigraph-memory-XXXXXX";
static latigraph_circuit_list_t circuits;
static latigraph_circuit_list_t first_circuit; /* a view; calls borrow their lists */
static latigraph_model_t *model;

/* --- One call ------------------------------------------------------------------------------ */

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
        IGRAPH_CHECK(fill(call, &latigraph_call_operation(call)->arguments[i]));
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

/* Makes a call and writes its result in the form that each face uses. */
static igraph_error_t work(const case_t *this, char **json) {
    latigraph_call_t *call;
    char *table;
    *json = NULL;
    IGRAPH_CHECK(latigraph_call_create(&call, this->operation));
    IGRAPH_FINALLY(latigraph_call_destroy, call);
    IGRAPH_CHECK(give(call, this));
    IGRAPH_CHECK(latigraph_call_run(call));
    IGRAPH_CHECK(latigraph_call_write(call, LATIGRAPH_FORM_TABLE, 80, &table));
    igraph_free(table);
    IGRAPH_CHECK(latigraph_call_write(call, LATIGRAPH_FORM_HTML, 80, &table));
    igraph_free(table);
    IGRAPH_CHECK(latigraph_call_write(call, LATIGRAPH_FORM_JSON, 80, json));
    blank_times(*json);
    latigraph_call_destroy(call);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- One failure --------------------------------------------------------------------------- */

enum { FINE, WRONG_RESULT, STACK, UNUSABLE, LEAK, NOT_AN_ERROR, KINDS };
static const char *const FAULT[KINDS] = {
    [WRONG_RESULT] = "another result than without the failure",
    [STACK] = "entries are left on the FINALLY stack",
    [UNUSABLE] = "the same call fails or differs afterwards",
    [LEAK] = "a leak",
    [NOT_AN_ERROR] = "a negative or unknown error code",
};

/* The child's part: fails one allocation and returns what was wrong. */
static int try_failure(const case_t *this, int fails_at, const char *expected) {
    char *json = NULL;
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
    return FINE;
}

static gboolean fails_well(const case_t *this, int fails_at, const char *expected, gboolean show) {
    int status;
    fflush(NULL);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        if (!show && freopen("/dev/null", "w", stderr) == NULL) {
            _exit(KINDS);
        }
        __gcov_reset();
        const int fault = try_failure(this, fails_at, expected);
        if (show) {
            backtrace_symbols_fd(allocator_frame, allocator_frames, 2);
        }
        __gcov_dump();
        _exit(fault);
    }
    REQUIRE(waitpid(child, &status, 0) == child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == FINE) {
        return TRUE;
    }
    printf("  %s, allocation %d: %s\n", this->operation, fails_at,
           WIFEXITED(status) && WEXITSTATUS(status) < KINDS ? FAULT[WEXITSTATUS(status)]
                                                            : "the process ends");
    return FALSE;
}

/* Returns how many failures were handled badly, and adds how many were tried. */
static int try_case(const case_t *this, gboolean all, int *tried) {
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
    const int step = all || count <= SAMPLED ? 1 : count / SAMPLED | 1;
    int places = 0;
    for (int k = 1; k <= count; k += step, places++) {
        bad += !fails_well(this, k, expected, FALSE);
    }
    printf("%s: %d allocations, %d failed, %d badly\n", this->operation, count, places, bad);
    igraph_free(expected);
    *tried += places;
    return bad;
}

/* --- Set-up -------------------------------------------------------------------------------- */

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

/* An operation without a case would not be tested; igraph's measures are all made alike. */
static void check_that_all_have_cases(void) {
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const char *name = latigraph_operation_get(i)->name;
        gboolean found = g_str_has_prefix(name, "igraph_");
        for (size_t k = 0; k < G_N_ELEMENTS(CASES); k++) {
            found = found || strcmp(CASES[k].operation, name) == 0;
        }
        if (!found) {
            FAIL("operation %s has no case here", name);
        }
    }
}

int main(int argc, char **argv) {
    const char *only = argc > 1 && strcmp(argv[1], "all") != 0 ? argv[1] : NULL;
    const int place = argc > 2 ? atoi(argv[2]) : 0;
    int tried = 0, bad = 0;
#ifdef ALLOCATOR_SANITIZED
    if (argc == 1) {
        return 77; /* slow here; ask for an operation or for all */
    }
#endif
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    void *warm[1];
    backtrace(warm, 1); /* loads libgcc now, which allocates */
    set_up();
    check_that_all_have_cases();
    for (size_t k = 0; k < G_N_ELEMENTS(CASES); k++) {
        if (only != NULL && strcmp(CASES[k].operation, only) != 0) {
            continue;
        }
        if (place > 0) {
            char *expected;
            CHECK_OK(work(&CASES[k], &expected));
            fails_well(&CASES[k], place, expected, TRUE);
            igraph_free(expected);
        } else {
            bad += try_case(&CASES[k], argc > 1, &tried);
        }
    }
    tear_down();
    printf("%d failed allocations, %d handled badly\n", tried, bad);
    CHECK(bad == 0);
    return 0;
}
