/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Files are complete or absent: temporary files of killed writers are removed, those of living ones
 * and files of others stay, and two writers of one file do not disturb each other. */

#include "base/output.h"

#include "test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean holds(const char *path, const char *text) {
    char *contents = NULL;
    const gboolean same =
        g_file_get_contents(path, &contents, NULL, NULL) && strcmp(contents, text) == 0;
    g_free(contents);
    return same;
}

static int entries(void) {
    GDir *dir = g_dir_open(".", 0, NULL);
    int count = 0;
    while (g_dir_read_name(dir) != NULL) {
        count++;
    }
    g_dir_close(dir);
    return count;
}

static void write_text(const char *path, const char *text) {
    latigraph_output_t output;
    CHECK_OK(latigraph_output_open(&output, path));
    fputs(text, output.file);
    CHECK_OK(latigraph_output_flush(&output));
    CHECK_OK(latigraph_output_publish(&output));
}

/* Starts a process that is in the middle of writing a file. */
static pid_t start_writer(const char *path) {
    int ready[2];
    char byte = 0;
    REQUIRE(pipe(ready) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        latigraph_output_t output;
        CHECK_OK(latigraph_output_open(&output, path));
        fputs("half", output.file);
        fflush(output.file);
        if (write(ready[1], &byte, 1) == 1) {
            pause();
        }
        _exit(1);
    }
    REQUIRE(read(ready[0], &byte, 1) == 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

static void end_writer(pid_t child) {
    kill(child, SIGKILL);
    REQUIRE(waitpid(child, NULL, 0) == child);
}

static void killed_writers(void) {
    const pid_t first = start_writer("file"), second = start_writer("file");
    CHECK_EQUAL(entries(), 2);
    end_writer(first);
    write_text("file", "new\n");
    CHECK(holds("file", "new\n"));
    CHECK_EQUAL(entries(), 2); /* that of the living one stays */
    latigraph_output_sweep("file");
    CHECK_EQUAL(entries(), 2);
    end_writer(second);
    latigraph_output_sweep("other");
    CHECK_EQUAL(entries(), 2);
    latigraph_output_sweep("file");
    CHECK_EQUAL(entries(), 1);
    CHECK(holds("file", "new\n"));
}

static void files_of_others(void) {
    static const char *const names[] = {".file.backup", ".file.abcdef", ".file.latigraph-",
                                        ".file.latigraph-99", ".other.latigraph-0"};
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        CHECK(g_file_set_contents(names[k], "mine", -1, NULL));
    }
    REQUIRE(symlink("file", ".file.latigraph-3") == 0);
    REQUIRE(g_mkdir(".file.latigraph-4", 0777) == 0);
    REQUIRE(link(".file.backup", ".file.latigraph-5") == 0);
    write_text("file", "newer\n");
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        CHECK(holds(names[k], "mine"));
        g_unlink(names[k]);
    }
    CHECK(holds("file", "newer\n"));
    CHECK(g_unlink(".file.latigraph-3") == 0);
    CHECK(g_rmdir(".file.latigraph-4") == 0);
    CHECK(g_unlink(".file.latigraph-5") == 0);
    CHECK_EQUAL(entries(), 1);
}

/* More writers at once than there are fixed names, in one process. */
static void many_writers(void) {
    enum { WRITERS = 20 };
    latigraph_output_t output[WRITERS];
    for (int k = 0; k < WRITERS; k++) {
        CHECK_OK(latigraph_output_open(&output[k], "file"));
        fprintf(output[k].file, "%d\n", k);
    }
    CHECK_EQUAL(entries(), WRITERS + 1);
    for (int k = 0; k < WRITERS; k++) {
        char text[8];
        g_snprintf(text, sizeof text, "%d\n", k);
        CHECK_OK(latigraph_output_flush(&output[k]));
        CHECK_OK(latigraph_output_publish(&output[k]));
        CHECK(holds("file", text));
    }
    CHECK_EQUAL(entries(), 1);
}

static void abandoned(void) {
    latigraph_output_t output;
    CHECK_OK(latigraph_output_open(&output, "file"));
    fputs("never", output.file);
    latigraph_output_abandon(&output);
    CHECK_EQUAL(entries(), 1);
    CHECK(holds("file", "19\n"));
    CHECK_FAILS(latigraph_output_open(&output, "no/such/file"), IGRAPH_EFILE, "no/such/file");
    g_unlink("file");
}

/* Names of up to 255 bytes, the most that file systems take, in characters of two bytes. */
static void long_names(void) {
    char name[256] = "x";
    for (int k = 1; k < 255; k += 2) {
        memcpy(name + k, "\xc3\xa4", 3);
    }
    const pid_t child = start_writer(name);
    end_writer(child);
    CHECK_EQUAL(entries(), 1);
    write_text(name, "long\n");
    CHECK(holds(name, "long\n"));
    CHECK_EQUAL(entries(), 1);
    g_unlink(name);
}

static void folders(void) {
    igraph_bool_t made;
    char *folder;
    CHECK_OK(latigraph_folder_create("a/b//c/", true, &made));
    CHECK(made && g_file_test("a/b/c", G_FILE_TEST_IS_DIR));
    CHECK_OK(latigraph_folder_create("a/b/c", false, &made));
    CHECK(!made);
    CHECK_FAILS(latigraph_folder_create("a/d/e", false, NULL), IGRAPH_EFILE, "a/d/e");
    write_text("a/file", "");
    CHECK_FAILS(latigraph_folder_create("a/file", true, NULL), IGRAPH_EFILE, "a/file");
    CHECK_FAILS(latigraph_folder_create("a/file/x", true, NULL), IGRAPH_EFILE, "a/file");
    CHECK_FAILS(latigraph_folder_sync("a/none"), IGRAPH_EFILE, "a/none");
    static const char *const parts[][2] = {{"x", "."},  {"x/", "."}, {"a/x", "a"}, {"a//x/", "a"},
                                           {"/x", "/"}, {"/", "/"},  {"", "."},    {"/a/b", "/a"}};
    for (size_t k = 0; k < G_N_ELEMENTS(parts); k++) {
        CHECK_OK(latigraph_output_folder(parts[k][0], &folder));
        if (strcmp(folder, parts[k][1]) != 0) {
            FAIL("the folder of \"%s\" is \"%s\"", parts[k][0], folder);
        }
        g_free(folder);
    }
    g_unlink("a/file");
    g_rmdir("a/b/c");
    g_rmdir("a/b");
    g_rmdir("a");
}

int main(void) {
    test_init();
    char *folder = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    REQUIRE(chdir(folder) == 0);
    killed_writers();
    files_of_others();
    many_writers();
    abandoned();
    long_names();
    folders();
    CHECK_EQUAL(entries(), 0);
    REQUIRE(chdir("/") == 0);
    g_rmdir(folder);
    g_free(folder);
    return 0;
}
