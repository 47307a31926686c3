/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Models are found by their names, and files carry their cards. */

#include "circuits.h"

#include <glib/gstdio.h>
#include <latigraph/latigraph.h>

static char *first, *second, *both;

static char *path_in(const char *folder, const char *file) {
    return g_build_filename(folder, file, NULL);
}

static void put(const char *folder, const char *file, const char *contents) {
    char *path = path_in(folder, file);
    CHECK(g_file_set_contents(path, contents, -1, NULL));
    g_free(path);
}

static void discard(const char *folder, const char *file) {
    char *path = path_in(folder, file);
    CHECK(g_unlink(path) == 0);
    g_free(path);
}

static int count_of(const igraph_strvector_t *names, const char *name) {
    int count = 0;
    for (igraph_integer_t i = 0; i < igraph_strvector_size(names); i++) {
        count += strcmp(igraph_strvector_get(names, i), name) == 0;
    }
    return count;
}

static void check_found(const char *name, const char *folder, const char *file) {
    char *path, *wanted = folder != NULL ? path_in(folder, file) : g_strdup(file);
    CHECK_OK(latigraph_model_find(name, &path));
    CHECK(strcmp(path, wanted) == 0);
    igraph_free(path);
    g_free(wanted);
}

/* The folders are searched in their order. Each name is listed once, and other files are ignored.
 */
static void check_search(void) {
    igraph_strvector_t names;
    char *path;
    put(first, "alpha.safetensors", "1");
    put(second, "alpha.safetensors", "2");
    put(second, "beta.safetensors", "2");
    put(second, "beta.md", "card");
    put(second, ".hidden.safetensors", "2");
    CHECK(g_setenv("LATIGRAPH_MODEL_PATH", both, TRUE));
    CHECK_OK(igraph_strvector_init(&names, 3));
    CHECK_OK(latigraph_model_names(&names));
    CHECK(count_of(&names, "alpha") == 1 && count_of(&names, "beta") == 1);
    CHECK(count_of(&names, "beta.md") == 0 && count_of(&names, ".hidden") == 0);
    for (igraph_integer_t i = 1; i < igraph_strvector_size(&names); i++) {
        CHECK(strcmp(igraph_strvector_get(&names, i - 1), igraph_strvector_get(&names, i)) < 0);
    }
    check_found("alpha", first, "alpha.safetensors");
    check_found("beta", second, "beta.safetensors");
    CHECK(g_setenv("LATIGRAPH_MODEL_PATH", second, TRUE));
    check_found("alpha", second, "alpha.safetensors");
    CHECK_FAILS(latigraph_model_find("gamma", &path), IGRAPH_EFILE, "alpha, beta");
    CHECK_FAILS(latigraph_model_find("gamma", &path), IGRAPH_EFILE, "\"gamma\"");
    g_unsetenv("LATIGRAPH_MODEL_PATH");
    CHECK_OK(latigraph_model_names(&names));
    CHECK(count_of(&names, "beta") == 0);
    CHECK_FAILS(latigraph_model_find("beta", &path), IGRAPH_EFILE, "\"beta\"");
    igraph_strvector_destroy(&names);
}

/* A file has precedence over a name, but a folder of that name has not. A text with a slash is a
 * path. A folder is refused. */
static void check_paths(void) {
    char *path, *here = g_get_current_dir(), *inside = path_in(second, "beta.safetensors");
    CHECK(g_setenv("LATIGRAPH_MODEL_PATH", second, TRUE));
    check_found(inside, second, "beta.safetensors");
    check_found("no/such/model", NULL, "no/such/model");
    CHECK(g_chdir(first) == 0);
    check_found("beta", second, "beta.safetensors");
    CHECK(g_mkdir("beta", 0777) == 0);
    check_found("beta", second, "beta.safetensors");
    CHECK_FAILS(latigraph_model_find("./beta", &path), IGRAPH_EFILE, "is a folder");
    CHECK(g_rmdir("beta") == 0);
    put(first, "beta", "a file");
    check_found("beta", NULL, "beta");
    discard(first, "beta");
    CHECK(g_chdir(here) == 0);
    g_free(inside);
    g_free(here);
}

static latigraph_model_t *fit_quickly(void) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *model;
    latigraph_fit_options_t *options = quick_options("4");
    random_circuits(&circuits, 10, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    latigraph_circuit_list_destroy(&circuits);
    latigraph_fit_options_destroy(options);
    return model;
}

/* The card survives writing, and reading by name; malformed cards are refused. */
static void check_card(void) {
    latigraph_model_t *model = fit_quickly(), *read;
    char *path = path_in(second, "carded.safetensors"), *json;
    CHECK_OK(latigraph_model_describe(model, &json));
    CHECK(strstr(json, "\"card\" : null") != NULL);
    igraph_free(json);
    CHECK_OK(latigraph_model_set_card(
        model, "{\"licence\": \"CC0\", \"title\": \"A \\\"title\\\" – short\", \"limits\": \"\"}"));
    CHECK_FAILS(latigraph_model_set_card(model, "{\"colour\": \"red\"}"), IGRAPH_EINVAL, "colour");
    CHECK_FAILS(latigraph_model_set_card(model, "{\"title\": 3}"), IGRAPH_EINVAL, "title");
    CHECK_FAILS(latigraph_model_set_card(NULL, "{\"title\": "), IGRAPH_PARSEERROR, "JSON");
    CHECK_FAILS(latigraph_model_set_card(NULL, "[1]"), IGRAPH_EINVAL, "object");
    CHECK_FAILS(latigraph_model_set_card(NULL, ""), IGRAPH_EINVAL, "object");
    CHECK_OK(latigraph_model_set_card(NULL, "{\"data\": \"only looked at\"}"));
    CHECK_OK(latigraph_model_write(model, path));
    CHECK(g_setenv("LATIGRAPH_MODEL_PATH", both, TRUE));
    CHECK_OK(latigraph_model_read(&read, "carded"));
    CHECK_OK(latigraph_model_describe(read, &json));
    CHECK(strstr(json, "A \\\"title\\\" – short") != NULL && strstr(json, "CC0") != NULL);
    CHECK(strstr(json, "\"limits\"") == NULL && strstr(json, "only looked at") == NULL);
    igraph_free(json);
    CHECK_FAILS(latigraph_model_read(&model, "cardet"), IGRAPH_EFILE, "carded");
    latigraph_model_destroy(read);
    latigraph_model_destroy(model);
    CHECK(g_unlink(path) == 0);
    g_free(path);
}

int main(void) {
    test_init();
    first = g_dir_make_tmp("latigraph-names-XXXXXX", NULL);
    second = g_dir_make_tmp("latigraph-names-XXXXXX", NULL);
    both = g_strdup_printf("%s::/no/such/folder:%s", first, second);
    check_search();
    check_paths();
    check_card();
    discard(first, "alpha.safetensors");
    discard(second, "alpha.safetensors");
    discard(second, "beta.safetensors");
    discard(second, "beta.md");
    discard(second, ".hidden.safetensors");
    CHECK(g_rmdir(first) == 0 && g_rmdir(second) == 0);
    g_free(first);
    g_free(second);
    g_free(both);
    return 0;
}
