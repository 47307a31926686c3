/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Power cuts lose nothing but the current step. Each scenario runs in a process of its own that
 * ends at one of its calls that change files. Every file must then be the old or the new one, and
 * the scenario, run again, must give the bytes of an undisturbed run and leave nothing else behind.
 * A folder of tables must be read as the old or the new circuit, and other files in it must stay.
 *
 * A sample of the places is tried. LATIGRAPH_POWER_CUTS=all tries each, and
 * LATIGRAPH_POWER_CUTS=3/8 the third of eight parts of them. */

#include "power_cut.h"

#include "base/output.h"
#include "circuits.h"
#include "sanitized.h"

#include <glib/gstdio.h>
#include <latigraph/latent.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>

static struct {
    long places;
    int first_report, last_report; /* steps done at the first and last progress report; 0 if none */
} * shared;

static latigraph_circuit_list_t circuits;
static latigraph_model_t *models[2];
static int version; /* 0 writes the old files, 1 the new ones */

/* --- Scenarios -------------------------------------------------------------------------------- */

static igraph_error_t note_step(const char *message, igraph_real_t percent, void *data) {
    (void)data;
    if (g_str_has_prefix(message, "Fitting:") || g_str_has_prefix(message, "Node data alone:")) {
        shared->last_report = (int)(percent + 0.5);
        shared->first_report =
            shared->first_report > 0 ? shared->first_report : shared->last_report;
    }
    return IGRAPH_SUCCESS;
}

/* A fit as the command runs it: the checkpoint is removed after the model is written. */
static void fit(void) {
    latigraph_model_t *model;
    const gboolean stopped = g_file_test("model.checkpoint", G_FILE_TEST_EXISTS);
    if (!stopped && g_file_test("model", G_FILE_TEST_EXISTS)) {
        return;
    }
    latigraph_fit_options_t *options = quick_options("160");
    CHECK_OK(latigraph_fit_options_set(options, "checkpoint", "model.checkpoint"));
    CHECK_OK(latigraph_fit_options_set(options, "checkpoint-seconds", "0"));
    CHECK_OK(latigraph_fit_options_set(options, "resume", stopped ? "true" : "false"));
    igraph_set_progress_handler(note_step);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    CHECK_OK(latigraph_model_write(model, "model"));
    g_unlink("model.checkpoint");
}

static void write_circuits(void) {
    static const char *const formats[] = {"graphml", "gml", "pajek", "edgelist",
                                          "ncol",    "lgl", "leda",  "dot"};
    CHECK_OK(latigraph_folder_create("out/circuits", true, NULL));
    for (size_t k = 0; k < sizeof formats / sizeof *formats; k++) {
        char *path = g_strdup_printf("out/circuits/%s", formats[k]);
        CHECK_OK(latigraph_circuit_write(
            latigraph_circuit_list_get(&circuits, (igraph_integer_t)k % 3 + 3 * version), path,
            formats[k]));
        g_free(path);
    }
}

#define TABLES "out/circuits/csv"

/* A file of the user in the folder of tables. */
static void leave_note(const char *name) {
    FILE *file = fopen(name, "w");
    if (file != NULL) {
        fputs("Right hemisphere, see page 12.\n", file);
        fclose(file);
    }
}

static void write_tables(void) {
    CHECK_OK(latigraph_folder_create(TABLES "/figures", true, NULL));
    if (version == 0) {
        leave_note(TABLES "/notes.txt");
        leave_note(TABLES "/figures/one.txt");
    }
    CHECK_OK(latigraph_circuit_write(latigraph_circuit_list_get(&circuits, 2 + 3 * version), TABLES,
                                     "csv"));
}

static void write_model(void) {
    CHECK_OK(latigraph_model_write(models[version], "model"));
}

typedef struct {
    const char *name;
    void (*run)(void);
    gboolean replaces; /* files of version 0 are there before */
    long stride;       /* distance of the places in the sample */
    gboolean tables;   /* a folder of tables is written, and the second run is cut off, too */
} scenario_t;

/* --- Running ---------------------------------------------------------------------------------- */

/* Runs a scenario in a folder, until a place unless that is 0; returns the exit status. */
static int run(const scenario_t *scenario, const char *folder, int of_version, long cut_at,
               cut_kind_t kind) {
    int status;
    shared->first_report = shared->last_report = 0;
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        version = of_version;
        if (chdir(folder) != 0) {
            _exit(1);
        }
        disk_start(cut_at, kind, (guint32)cut_at * 4 + kind);
        scenario->run();
        disk.armed = FALSE;
        shared->places = disk.places;
        _exit(test_failures > 0);
    }
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Adds the files under a folder to a table of contents. */
static void collect(const char *folder, const char *prefix, GHashTable *files) {
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        char *path = g_build_filename(folder, name, NULL);
        char *relative = g_strconcat(prefix, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            char *below = g_strconcat(relative, "/", NULL);
            collect(path, below, files);
            g_free(below);
            g_free(relative);
        } else {
            g_hash_table_insert(files, relative, disk_contents(path));
        }
        g_free(path);
    }
    if (dir != NULL) {
        g_dir_close(dir);
    }
}

static GHashTable *files_of(const char *folder) {
    GHashTable *files =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    collect(folder, "", files);
    return files;
}

static void clear(const char *folder) {
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            clear(path);
        }
        remove(path);
        g_free(path);
    }
    if (dir != NULL) {
        g_dir_close(dir);
    }
}

static gboolean is_version(GHashTable *files, GHashTable *wanted, const char *name) {
    GBytes *a = g_hash_table_lookup(files, name), *b = g_hash_table_lookup(wanted, name);
    return a != NULL && b != NULL && g_bytes_equal(a, b);
}

/* --- Checks ----------------------------------------------------------------------------------- */

static gboolean is_table(const char *name) {
    return strcmp(name, TABLES "/graph.csv") == 0 || strcmp(name, TABLES "/nodes.csv") == 0 ||
           strcmp(name, TABLES "/edges.csv") == 0;
}

/* Returns whether every file under a final name is whole. */
static gboolean are_whole(GHashTable *left, GHashTable *before, GHashTable *after) {
    GHashTableIter iter;
    gpointer name;
    gboolean good = TRUE;
    g_hash_table_iter_init(&iter, after);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        if (!g_hash_table_contains(left, name)) {
            /* Tables wait for their names for a moment, see is_readable(). */
            good &= is_table(name) || !g_hash_table_contains(before, name);
        } else {
            good &= is_version(left, before, name) || is_version(left, after, name);
        }
    }
    return good;
}

/* Returns whether another program that reads the tables gets one circuit or fails. */
static gboolean are_together(GHashTable *left, GHashTable *before, GHashTable *after) {
    static const char *const tables[] = {TABLES "/graph.csv", TABLES "/nodes.csv",
                                         TABLES "/edges.csv"};
    int old = 0, new = 0;
    for (int t = 0; t < 3; t++) {
        old += is_version(left, before, tables[t]);
        new += is_version(left, after, tables[t]);
    }
    return !g_hash_table_contains(left, TABLES "/edges.csv") || old == 3 || new == 3;
}

static gboolean is_same_circuit(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    gboolean same = a->n == b->n && a->m == b->m &&
                    memcmp(a->out_to, b->out_to, (gsize)a->m * sizeof *a->out_to) == 0 &&
                    memcmp(a->out_start, b->out_start, (gsize)a->n * sizeof *a->out_start) == 0 &&
                    strcmp(a->connectome, b->connectome) == 0;
    for (int i = 0; same && i < a->n; i++) {
        same = strcmp(a->neuron[i], b->neuron[i]) == 0;
    }
    return same;
}

/* Returns whether the library reads the old tables or the new ones. If there were none before, it
 * may find none. */
static gboolean is_readable(const scenario_t *scenario, const char *folder) {
    char *path = g_build_filename(folder, TABLES, NULL);
    latigraph_circuit_list_t list;
    gboolean good = !scenario->tables;
    if (scenario->tables) {
        CHECK_OK(latigraph_circuit_list_init(&list));
        if (latigraph_circuit_list_read(&list, path, NULL, NULL) != IGRAPH_SUCCESS) {
            good = !scenario->replaces;
        } else {
            const latigraph_circuit_t *read = latigraph_circuit_list_get(&list, 0);
            good = latigraph_circuit_list_size(&list) == 1 &&
                   (is_same_circuit(read, latigraph_circuit_list_get(&circuits, 5)) ||
                    (scenario->replaces &&
                     is_same_circuit(read, latigraph_circuit_list_get(&circuits, 2))));
        }
        latigraph_circuit_list_destroy(&list);
    }
    g_free(path);
    return good;
}

static gboolean are_same(GHashTable *left, GHashTable *after) {
    GHashTableIter iter;
    gpointer name;
    gboolean good = g_hash_table_size(left) == g_hash_table_size(after);
    g_hash_table_iter_init(&iter, after);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        good &= is_version(left, after, name);
    }
    return good;
}

/* Cuts the power at one place and runs the scenario again. */
static void cut(const scenario_t *scenario, const char *folder, long place, cut_kind_t kind,
                GHashTable *before, GHashTable *after) {
    clear(folder);
    if (scenario->replaces) {
        REQUIRE(run(scenario, folder, 0, 0, CUT_KILL) == 0);
    }
    const int status = run(scenario, folder, 1, place, kind), reached = shared->last_report;
    GHashTable *left = files_of(folder);
    const gboolean whole = are_whole(left, before, after),
                   together = are_together(left, before, after);
    gboolean readable = is_readable(scenario, folder);
    if (scenario->tables) {
        run(scenario, folder, 1, place * 7 % 40 + 1, kind);
        readable &= is_readable(scenario, folder);
    }
    const int again = run(scenario, folder, 1, 0, CUT_KILL);
    const int resumed = shared->first_report;
    GHashTable *end = files_of(folder);
    const gboolean same = are_same(end, after);
    if (status != CUT_STATUS || !whole || !together || !readable || again != 0 || !same ||
        (resumed > 0 && resumed < reached)) {
        FAIL("%s, place %ld, kind %d: status %d, %s, %s, %s, again %d, %s, stopped at step %d "
             "and resumed to step %d",
             scenario->name, place, (int)kind, status, whole ? "whole" : "NOT WHOLE",
             together ? "one circuit" : "MIXED", readable ? "readable" : "NOT READABLE", again,
             same ? "same" : "NOT THE SAME", reached, resumed);
    }
    g_hash_table_unref(left);
    g_hash_table_unref(end);
}

/* Gets the first place to try and the distance between places. */
static void choose_places(const scenario_t *scenario, long *first, long *stride) {
    const char *wanted = g_getenv("LATIGRAPH_POWER_CUTS");
    *first = 1;
#ifdef TEST_SANITIZED
    const long sparser = 6; /* a process per cut is slow here */
#else
    const long sparser = 1;
#endif
    *stride = g_strcmp0(wanted, "all") == 0 ? 1 : sparser * scenario->stride;
    if (wanted != NULL && sscanf(wanted, "%ld/%ld", first, stride) == 2) {
        REQUIRE(*first >= 1 && *stride >= *first);
    }
}

static long try_scenario(const scenario_t *scenario, const char *folder) {
    long tried = 0, first, stride;
    GHashTable *before = NULL;
    choose_places(scenario, &first, &stride);
    clear(folder);
    if (scenario->replaces) {
        REQUIRE(run(scenario, folder, 0, 0, CUT_KILL) == 0);
    }
    before = files_of(folder);
    REQUIRE(run(scenario, folder, 1, 0, CUT_KILL) == 0);
    const long places = shared->places;
    GHashTable *after = files_of(folder);
    for (long place = first; place <= places; place += stride) {
        for (int kind = 0; kind < CUT_KINDS; kind++) {
            cut(scenario, folder, place, (cut_kind_t)kind, before, after);
            tried++;
        }
    }
    printf("%s: %ld places, %ld cuts\n", scenario->name, places, tried);
    fflush(stdout);
    g_hash_table_unref(before);
    g_hash_table_unref(after);
    return places == 0 ? -1 : tried;
}

static void make_models(void) {
    latigraph_fit_options_t *options = quick_options("2");
    for (int k = 0; k < 2; k++) {
        CHECK_OK(latigraph_fit_options_set(options, "seed", k == 0 ? "5" : "6"));
        CHECK_OK(latigraph_fit(&models[k], &circuits, NULL, options));
    }
    latigraph_fit_options_destroy(options);
}

int main(void) {
    static const scenario_t scenarios[] = {
        {"fit with checkpoints", fit, FALSE, 191, FALSE},
        {"circuits into a new folder", write_circuits, FALSE, 7, FALSE},
        {"circuits over others", write_circuits, TRUE, 7, FALSE},
        {"tables into a new folder", write_tables, FALSE, 3, TRUE},
        {"tables over others", write_tables, TRUE, 1, TRUE},
        {"a new model", write_model, FALSE, 1, FALSE},
        {"a model over another", write_model, TRUE, 1, FALSE},
    };
    long tried = 0;
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore); /* formats that hold a part */
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    REQUIRE(shared != MAP_FAILED);
    char *folder = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    random_circuits(&circuits, 8, 0, 1);
    make_models();
    for (size_t k = 0; k < sizeof scenarios / sizeof *scenarios; k++) {
        const long more = try_scenario(&scenarios[k], folder);
        if (more < 0) {
            puts("The functions that change files cannot be replaced on this system.");
            return 77;
        }
        tried += more;
    }
    printf("%ld power cuts\n", tried);
    clear(folder);
    g_rmdir(folder);
    g_free(folder);
    latigraph_model_destroy(models[0]);
    latigraph_model_destroy(models[1]);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
