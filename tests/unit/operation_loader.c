/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

#include "operation/operation.h"

#include <glib/gstdio.h>

static int warnings;
static char last_warning[1024];

static void count_warning(const char *reason, const char *file, int line) {
    (void)file;
    (void)line;
    warnings++;
    g_strlcpy(last_warning, reason, sizeof last_warning);
}

/* Every refusal says why and leaves the registry as it was. */
static void test_refusals(void) {
    const struct {
        const char *kind;
        igraph_error_t code;
        const char *reason;
    } cases[] = {
        {"absent", IGRAPH_EFILE, "there is no such file"},
        {"bad_api", IGRAPH_EINVAL, "version 4 of the module interface, this is 3"},
        {"bad_igraph", IGRAPH_EINVAL, "it was built with igraph"},
        {"bad_integer_size", IGRAPH_EINVAL, "-bit integers"},
        {"bad_symbol", IGRAPH_EINVAL, "no symbol latigraph_module"},
        {"bad_entry", IGRAPH_EINVAL, "handed out no table"},
        {"bad_raise", IGRAPH_EINVAL, "its function latigraph_module failed ("},
        {"bad_name", IGRAPH_EINVAL, "operation 1 of its table has no valid name"},
        {"bad_invoke", IGRAPH_EINVAL, "\"test_add_up\" has no function to invoke"},
        {"bad_argument", IGRAPH_EINVAL, "argument 7 of its operation \"test_add_up\""},
        {"bad_type", IGRAPH_EINVAL, "\"points\" of its operation \"test_add_up\" is of unknown"},
        {"bad_default", IGRAPH_EINVAL, "has the default \"1.5\", which it does not allow"},
        {"bad_range", IGRAPH_EINVAL, "has an empty range, 2 to 1"},
        {"bad_seed", IGRAPH_EINVAL, "no integer input called \"seed\""},
        {"bad_model", IGRAPH_EINVAL, "makes models, which it has no function to destroy"},
        {"bad_twice", IGRAPH_EINVAL, "two operations called \"test_add_up\""},
    };
    const igraph_integer_t before = latigraph_operation_count();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *path = dummy_module(cases[i].kind);
        CHECK_FAILS(latigraph_module_load(path), cases[i].code, cases[i].reason);
        CHECK(strstr(test_last_error, path) != NULL);
        CHECK(latigraph_operation_count() == before);
    }
    CHECK_FAILS(latigraph_module_load(NULL), IGRAPH_EFILE, "no such file");
    /* The caller's handler is as it was, and so is what it holds. */
    igraph_error_handler_t *handler = igraph_set_error_handler(test_error_handler);
    CHECK(handler == test_error_handler);
    igraph_vector_t held;
    CHECK_OK(igraph_vector_init(&held, 3));
    IGRAPH_FINALLY(igraph_vector_destroy, &held);
    igraph_set_warning_handler(count_warning);
    g_setenv("LATIGRAPH_MODULE_PATH", dummy_module("bad_raise"), TRUE);
    CHECK_OK(latigraph_module_load_all());
    CHECK(warnings >= 1 && strstr(last_warning, "refused") != NULL);
    warnings = 0;
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 1);
    igraph_vector_destroy(&held);
    IGRAPH_FINALLY_CLEAN(1);
}

static void test_no_shared_object(void) {
    GError *error = NULL;
    gchar *path = NULL;
    const gint file = g_file_open_tmp("latigraph-XXXXXX.so", &path, &error);
    CHECK(file >= 0);
    g_close(file, NULL);
    CHECK(g_file_set_contents(path, "no shared object", -1, NULL));
    CHECK_FAILS(latigraph_module_load(path), IGRAPH_EFILE, "it cannot be opened");
    g_unlink(path);
    g_free(path);
}

static void test_load(void) {
    const igraph_integer_t before = latigraph_operation_count();
    CHECK_OK(latigraph_module_load(dummy_module("good")));
    CHECK(latigraph_operation_count() == before + 2);
    const latigraph_operation_t *operation = latigraph_operation_find("test_add_up");
    REQUIRE(operation != NULL && latigraph_operation_get(before) == operation);
    CHECK(strcmp(latigraph_operation_module(operation)->name, "test") == 0);

    /* Once more, and under another name: nothing is added. */
    CHECK_OK(latigraph_module_load(dummy_module("good")));
    CHECK_OK(latigraph_module_load(dummy_module("copy")));
    CHECK(latigraph_operation_count() == before + 2);
    CHECK(latigraph_operation_find("test_add_up") == operation);

    CHECK_FAILS(latigraph_module_load(dummy_module("bad_version")), IGRAPH_EXISTS,
                "version 1 of \"test\" is loaded, this is version 2");
    CHECK_FAILS(latigraph_module_load(dummy_module("bad_duplicate")), IGRAPH_EXISTS,
                "\"test_add_up\" has the name of one of module \"test\"");
    CHECK(latigraph_operation_count() == before + 2);
}

static void test_search_path(void) {
    /* A module that is installed may be refused, too. */
    g_unsetenv("LATIGRAPH_MODULE_PATH");
    igraph_set_warning_handler(count_warning);
    CHECK_OK(latigraph_module_load_all());
    const int installed = warnings;

    const char *paths[] = {dummy_module("bad_api"), dummy_module("absent"), dummy_module("good")};
    gchar *all = g_strdup_printf("%s::%s:%s", paths[0], paths[1], paths[2]);
    g_setenv("LATIGRAPH_MODULE_PATH", all, TRUE);
    CHECK_OK(latigraph_module_load_all());
    CHECK(warnings == 2 + 2 * installed);
    CHECK(installed > 0 || strstr(last_warning, "operation_absent") != NULL);
    REQUIRE(latigraph_operation_find("test_add_up") != NULL);

    /* A folder: the modules in it, in the order of their names. */
    gchar *folder = g_path_get_dirname(paths[2]);
    g_setenv("LATIGRAPH_MODULE_PATH", folder, TRUE);
    warnings = 0;
    CHECK_OK(latigraph_module_load_all());
    CHECK(warnings == 17 + installed);
    g_free(folder);
    g_free(all);
}

int main(void) {
    test_init();
    char fault[200];
    CHECK_OK(latigraph_module_fault(&latigraph_builtin_module, fault, sizeof fault));
    CHECK(fault[0] == '\0');
    test_refusals();
    test_no_shared_object();
    test_load();
    test_search_path();
    return 0;
}
