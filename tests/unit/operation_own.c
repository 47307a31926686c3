/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

#include <gmodule.h>

/* latigraph's own module in a program that has the library: two copies of the same code, which
 * must not get into each other's way. */

static char *module_path(void) {
    const char *top = g_getenv("top_builddir");
    return g_build_filename(top != NULL ? top : ".", "plugin", ".libs",
                            "latigraph" LATIGRAPH_MODULE_SUFFIX, NULL);
}

/* The registry holds its operations already: nothing is added. */
static void test_load(void) {
    gchar *path = module_path();
    const igraph_integer_t before = latigraph_operation_count();
    CHECK_OK(latigraph_module_load(path));
    CHECK_OK(latigraph_module_load(path));
    CHECK(latigraph_operation_count() == before);
    g_free(path);
}

typedef igraph_error_t call_t(const char *operation, const char *const *names,
                              latigraph_value_t *values, igraph_integer_t count);

static igraph_integer_t count_properties(call_t *call) {
    igraph_strvector_t list;
    CHECK_OK(igraph_strvector_init(&list, 0));
    const char *names[] = {"names"};
    latigraph_value_t values[] = {{.string_list = &list}};
    CHECK_OK(call("list_properties", names, values, 1));
    const igraph_integer_t count = igraph_strvector_size(&list);
    igraph_strvector_destroy(&list);
    return count;
}

/* Opened by hand both copies work, each with its own table. */
static void test_both(void) {
    gchar *path = module_path();
    gpointer entry;
    GModule *file = g_module_open(path, G_MODULE_BIND_LOCAL);
    REQUIRE(file != NULL && g_module_symbol(file, LATIGRAPH_MODULE_SYMBOL, &entry));
    g_module_make_resident(file);
    const latigraph_module_t *module = ((latigraph_module_entry_t *)entry)();
    CHECK(module->api_version == LATIGRAPH_API_VERSION);
    CHECK(module->operations[0] != latigraph_operation_get(0));
    CHECK(module->call != latigraph_operation_call);
    CHECK(count_properties(module->call) == count_properties(latigraph_operation_call));
    CHECK_FAILS(module->call("no_such", NULL, NULL, 0), IGRAPH_EINVAL, "no_such");
    g_free(path);
}

int main(void) {
    test_init();
    test_load();
    test_both();
    test_load();
    return 0;
}
