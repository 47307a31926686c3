/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuits.h"

#include "base/json.h"
#include "figure/report.h"

#include <latigraph/call.h>
#include <latigraph/latent.h>

/* The data of the report against the circuits that they are of, and the page that holds them. */

enum { SHOWN = 14, GIVEN = 17 };

static latigraph_model_t *model;
static latigraph_circuit_list_t circuits;

/* --- Graphs ----------------------------------------------------------------------------------- */

/* Returns the bytes of a member. */
static guchar *bytes_of(JsonNode *node, const char *name, gsize *size) {
    return g_base64_decode(latigraph_json_text_at(node, LATIGRAPH_AT(name)), size);
}

/* Checks the edges of a graph of the report against a circuit, whichever form they have. */
static void check_edges(JsonNode *node, const latigraph_circuit_t *c) {
    const gboolean dense = latigraph_json_at(node, LATIGRAPH_AT("bits")) != NULL;
    const gsize width = c->n <= 256 ? 1 : 2;
    gsize size, edge = 0;
    guchar *bytes = bytes_of(node, dense ? "bits" : "pairs", &size);
    const gsize bits = (gsize)(c->n * c->n + 7) / 8, pairs = 2 * width * (gsize)c->m;
    REQUIRE(size == MIN(bits, pairs));
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++, edge++) {
            const int j = c->out_to[e];
            if (dense) {
                CHECK(bytes[(i * c->n + j) / 8] >> (i * c->n + j) % 8 & 1);
                bytes[(i * c->n + j) / 8] ^= (guchar)(1 << (i * c->n + j) % 8);
            } else {
                const guchar *at = bytes + 2 * width * edge;
                CHECK(at[0] + (width == 2 ? at[1] << 8 : 0) == i);
                CHECK(at[width] + (width == 2 ? at[width + 1] << 8 : 0) == j);
            }
        }
    }
    for (gsize k = 0; dense && k < size; k++) {
        CHECK(bytes[k] == 0); /* no further edge */
    }
    g_free(bytes);
}

static void check_floats(JsonNode *node, const char *name, const double *values, int count) {
    gsize size;
    guchar *bytes = bytes_of(node, name, &size);
    REQUIRE(size == 4 * (gsize)count);
    for (int k = 0; k < count; k++) {
        float value;
        memcpy(&value, bytes + 4 * k, sizeof value);
        CHECK(value == (float)values[k] || (isnan(value) && isnan(values[k])));
    }
    g_free(bytes);
}

static JsonNode *write_graph(report_t *report, const latigraph_circuit_t *circuit) {
    char *text;
    latigraph_json_begin_object(&report->json);
    CHECK_OK(report_write_graph(report, circuit, TRUE, TRUE));
    latigraph_json_end_object(&report->json);
    CHECK_OK(latigraph_json_take(&report->json, &text));
    JsonNode *node = latigraph_json_from_text(text, NULL);
    g_free(text);
    report->json.begun = false;
    return node;
}

static void test_graphs(void) {
    static const int from[] = {0, 0, 1, 299}, to[] = {1, 2, 299, 256};
    static const double weight[] = {1, 0.5, 2, 3};
    latigraph_circuit_t *c;
    report_t report = {.model = model};
    CHECK(report_init(&report) == IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(1);
    for (int n = 3; n <= 300; n += 297) {
        const int m = n == 3 ? 2 : 4;
        CHECK_OK(latigraph_circuit_create(&c, "c", n, m, from, to, weight));
        JsonNode *node = write_graph(&report, c);
        CHECK((latigraph_json_at(node, LATIGRAPH_AT("bits")) != NULL) == (n == 3));
        CHECK(latigraph_json_at(node, LATIGRAPH_AT("labels")) == NULL);
        check_edges(node, c);
        check_floats(node, "weights", c->weight, m);
        json_node_unref(node);
        latigraph_circuit_destroy(c);
    }
    for (gsize size = 0; size < 5; size++) { /* base64 of every remainder */
        guchar *back;
        gsize found;
        char *text;
        latigraph_json_begin_object(&report.json);
        CHECK_OK(report_bytes(&report, "b", "\xff\x00\x7f\x80\x01", size));
        latigraph_json_end_object(&report.json);
        CHECK_OK(latigraph_json_take(&report.json, &text));
        JsonNode *node = latigraph_json_from_text(text, NULL);
        back = bytes_of(node, "b", &found);
        CHECK(found == size && memcmp(back, "\xff\x00\x7f\x80\x01", size) == 0);
        report.json.begun = false;
        json_node_unref(node);
        g_free(text);
        g_free(back);
    }
    report_destroy(&report);
}

/* --- The page --------------------------------------------------------------------------------- */

/* The JSON between the tags of the element of data. */
static char *data_of(const char *page) {
    static const char OPEN[] = "id=\"latigraph-data\">", CLOSE[] = "</script>";
    const char *start = strstr(page, OPEN);
    REQUIRE(start != NULL);
    start += strlen(OPEN);
    return g_strndup(start, (gsize)(strstr(start, CLOSE) - start));
}

static int count_words(const char *text, const char *word) {
    int count = 0;
    for (; (text = strstr(text, word)) != NULL; text++) {
        count++;
    }
    return count;
}

static void test_page(void) {
    static const char EVIL[] = "</script><script>alert(1)</script><!-- & \xe2\x80\xa8 \xe2\x80\xa9 "
                               "\xe2\x82\xac @LATIGRAPH_DATA@ \\ \"";
    latigraph_json_t json = LATIGRAPH_JSON_COMPACT;
    char *text, *page, *plain;
    latigraph_json_begin_object(&json);
    latigraph_json_text(&json, "name", EVIL);
    latigraph_json_end_object(&json);
    CHECK_OK(latigraph_json_take(&json, &text));
    CHECK_OK(report_page("a <b> & \"c\"", text, &page));
    CHECK_OK(report_page("", "{}", &plain));
    CHECK(count_words(page, "<script") == count_words(plain, "<script"));
    CHECK(count_words(page, "<!--") == count_words(plain, "<!--"));
    CHECK(count_words(plain, "@LATIGRAPH_") == 0);
    CHECK(strstr(page, "<title>a &#60;b&#62; &#38; &#34;c&#34;") != NULL);
    char *data = data_of(page);
    CHECK(strpbrk(data, "<>&") == NULL);
    JsonNode *node = latigraph_json_from_text(data, NULL);
    CHECK(strcmp(latigraph_json_text_at(node, LATIGRAPH_AT("name")), EVIL) == 0);
    json_node_unref(node);
    g_free(data);
    g_free(plain);
    g_free(page);
    g_free(text);
}

/* --- Space ------------------------------------------------------------------------------------ */

/* Writes three circuits into a page of at most so many bytes. Returns whether they have weights. */
static gboolean have_weights(gsize bytes_max) {
    latigraph_circuit_list_t some = circuits;
    latigraph_remarks_t remarks;
    igraph_strvector_t labels;
    gboolean weights = FALSE;
    char *text;
    CHECK_OK(latigraph_remarks_init(&remarks));
    CHECK_OK(igraph_strvector_init(&labels, 3));
    some.size = 3;
    report_t report = {.model = model,
                       .circuits = &some,
                       .real = 3,
                       .labels = &labels,
                       .threads = 1,
                       .bytes_max = bytes_max,
                       .remarks = &remarks};
    CHECK(report_init(&report) == IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(1);
    latigraph_json_begin_object(&report.json);
    CHECK_OK(report_write_circuits(&report));
    latigraph_json_end_object(&report.json);
    CHECK_OK(latigraph_json_take(&report.json, &text));
    JsonNode *node = latigraph_json_from_text(text, NULL);
    JsonArray *list = json_node_get_array(latigraph_json_at(node, LATIGRAPH_AT("circuits")));
    REQUIRE(json_array_get_length(list) == 3);
    for (guint k = 0; k < 3; k++) {
        JsonNode *circuit = json_array_get_element(list, k);
        weights = latigraph_json_at(circuit, LATIGRAPH_AT("weights")) != NULL;
        check_edges(circuit, latigraph_circuit_list_get(&some, k));
    }
    CHECK(igraph_strvector_size(&remarks.texts) == (weights ? 0 : 1));
    json_node_unref(node);
    g_free(text);
    report_destroy(&report);
    igraph_strvector_destroy(&labels);
    latigraph_remarks_destroy(&remarks);
    return weights;
}

static void test_space(void) {
    CHECK(have_weights(REPORT_BYTES_MAX));
    CHECK(!have_weights(1000));
}

/* A circuit whose neurons the page cannot number is refused before anything is computed. */
static void test_too_large(void) {
    static const int from[] = {0}, to[] = {65535};
    latigraph_circuit_list_t one = circuits;
    latigraph_circuit_t *large;
    CHECK_OK(latigraph_circuit_create(&large, "large", 65536, 1, from, to, NULL));
    one.items = &large;
    one.size = 1;
    report_t report = {.model = model, .circuits = &one, .threads = 1};
    CHECK(report_init(&report) == IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(1);
    CHECK_FAILS(report_write_circuits(&report), IGRAPH_EINVAL, "large has 65536 neurons");
    report_destroy(&report);
    latigraph_circuit_destroy(large);
}

/* --- The operation ---------------------------------------------------------------------------- */

/* The page of a call with inputs "name=value"; `given`: with the circuits. */
static char *run_report(gboolean given, const char *const *inputs, JsonNode **data) {
    latigraph_call_t *call;
    latigraph_value_t value;
    CHECK_OK(latigraph_call_create(&call, "report"));
    CHECK_OK(latigraph_call_set(call, "model", (latigraph_value_t){.model = model}));
    for (; *inputs != NULL; inputs++) {
        char **parts = g_strsplit(*inputs, "=", 2);
        CHECK_OK(latigraph_call_set_text(call, parts[0], parts[1]));
        g_strfreev(parts);
    }
    if (given) {
        CHECK_OK(latigraph_call_set_circuits(call, "circuits", &circuits));
    }
    CHECK_OK(latigraph_call_run(call));
    CHECK_OK(latigraph_call_get(call, "page", &value));
    char *page = g_strdup(value.string);
    latigraph_call_destroy(call);
    if (data != NULL) {
        char *text = data_of(page);
        *data = latigraph_json_from_text(text, NULL);
        g_free(text);
    }
    return page;
}
#define RUN(given, data, ...) run_report(given, (const char *const[]){__VA_ARGS__, NULL}, data)

static JsonArray *array_at(JsonNode *node, const char *name) {
    return json_node_get_array(latigraph_json_at(node, LATIGRAPH_AT(name)));
}

static double entry(JsonArray *array, igraph_integer_t k) {
    JsonNode *node = json_array_get_element(array, (guint)k);
    return JSON_NODE_HOLDS_NULL(node) ? NAN : json_node_get_double(node);
}

/* The given circuit that is shown as number k. */
static const latigraph_circuit_t *shown(igraph_integer_t k) {
    return latigraph_circuit_list_get(&circuits,
                                      (igraph_integer_t)(((double)k + 0.5) * GIVEN / SHOWN));
}

/* Checks the neighbours of circuit k: those that the operation lists are in order, and none of the
 * others is nearer than the last. */
static void check_neighbours(JsonNode *node, int k, const igraph_matrix_t *mean,
                             const igraph_matrix_t *sd) {
    JsonArray *listed = array_at(node, "neighbours");
    double distance[SHOWN];
    gboolean seen[SHOWN] = {FALSE};
    for (int i = 0; i < SHOWN; i++) {
        distance[i] = 0;
        for (igraph_integer_t d = 0; d < igraph_matrix_ncol(mean); d++) {
            const double gap = MATRIX(*mean, i, d) - MATRIX(*mean, k, d);
            distance[i] +=
                gap * gap /
                (MATRIX(*sd, i, d) * MATRIX(*sd, i, d) + MATRIX(*sd, k, d) * MATRIX(*sd, k, d));
        }
    }
    seen[k] = TRUE;
    REQUIRE(json_array_get_length(listed) == REPORT_NEIGHBOURS);
    for (int a = 0; a < REPORT_NEIGHBOURS; a++) {
        const int found = (int)entry(listed, a);
        REQUIRE(found >= 0 && found < SHOWN && !seen[found]);
        for (int i = 0; i < SHOWN; i++) {
            CHECK(seen[i] || distance[found] <= distance[i]);
        }
        seen[found] = TRUE;
    }
}

static void check_circuit(JsonNode *data, int k, const igraph_matrix_t *values) {
    JsonNode *node = json_array_get_element(array_at(data, "circuits"), (guint)k);
    JsonArray *properties = array_at(data, "properties"), *listed = array_at(node, "values");
    JsonArray *types = array_at(data, "types");
    const latigraph_circuit_t *c = shown(k);
    gsize size;
    CHECK(strcmp(latigraph_json_text_at(node, LATIGRAPH_AT("name")), c->name) == 0);
    check_edges(node, c);
    check_floats(node, "positions", c->position, 3 * c->n);
    check_floats(node, "weights", c->weight, c->m);
    guchar *type = bytes_of(node, "types", &size);
    REQUIRE(size == (gsize)c->n);
    for (int i = 0; i < c->n; i++) {
        CHECK(i % 11 == 7 ? type[i] == 255
                          : strcmp(json_array_get_string_element(types, type[i]),
                                   i % 3 == 0 ? "a" : "b") == 0);
    }
    g_free(type);
    REQUIRE(json_array_get_length(properties) == json_array_get_length(listed));
    for (guint p = 0; p < json_array_get_length(properties); p++) {
        const char *name =
            latigraph_json_text_at(json_array_get_element(properties, p), LATIGRAPH_AT("name"));
        const double value = MATRIX(*values, k, latigraph_property_find(name));
        CHECK(isnan(value) ? isnan(entry(listed, p))
                           : fabs(entry(listed, p) - value) <= 1e-5 * fabs(value));
    }
}

/* Checks that steps ascend around the start, and that what moved is in order of size. */
static void check_steering(JsonNode *data, JsonNode *walk, int count) {
    JsonArray *steps = array_at(walk, "steps");
    const double start = latigraph_json_number_at(walk, LATIGRAPH_AT("start"));
    const int like = (int)latigraph_json_number_at(walk, LATIGRAPH_AT("like"));
    double before = -INFINITY;
    gboolean met = FALSE;
    REQUIRE((int)json_array_get_length(steps) == count);
    for (int k = 0; k < count; k++) {
        JsonNode *step = json_array_get_element(steps, (guint)k);
        const double asked = latigraph_json_number_at(step, LATIGRAPH_AT("requested"));
        const double achieved = latigraph_json_number_at(step, LATIGRAPH_AT("achieved"));
        JsonArray *movers = array_at(step, "movers");
        CHECK(asked > before);
        CHECK(latigraph_json_number_at(step, LATIGRAPH_AT("low")) < achieved);
        CHECK(latigraph_json_number_at(step, LATIGRAPH_AT("high")) > achieved);
        CHECK(latigraph_json_number_at(step, LATIGRAPH_AT("circuit", "n")) == shown(like)->n);
        CHECK((latigraph_json_at(step, LATIGRAPH_AT("why")) != NULL) >=
              json_node_get_boolean(latigraph_json_at(step, LATIGRAPH_AT("outside"))));
        met = met || (asked == start && latigraph_json_number_at(step, LATIGRAPH_AT("in_sd")) == 0);
        for (guint a = 0; a < json_array_get_length(movers); a++) {
            JsonNode *mover = json_array_get_element(movers, a), *last;
            CHECK(latigraph_json_number_at(mover, LATIGRAPH_AT("property")) !=
                  latigraph_json_number_at(walk, LATIGRAPH_AT("property")));
            if (a > 0) {
                last = json_array_get_element(movers, a - 1);
                CHECK(fabs(latigraph_json_number_at(mover, LATIGRAPH_AT("change"))) <=
                      fabs(latigraph_json_number_at(last, LATIGRAPH_AT("change"))));
            }
        }
        before = asked;
    }
    CHECK(met);
    CHECK(latigraph_json_number_at(walk, LATIGRAPH_AT("property")) <
          json_array_get_length(array_at(data, "properties")));
}

static void check_density(JsonNode *data) {
    gsize size, highest = 0;
    JsonNode *density = latigraph_json_at(data, LATIGRAPH_AT("map", "density"));
    guchar *cells = bytes_of(density, "values", &size);
    REQUIRE(size == 48 * 48);
    for (gsize k = 0; k < size; k++) {
        highest = cells[k] > cells[highest] ? k : highest;
    }
    CHECK(cells[highest] == 255);
    /* The mean of the training codes, which is the origin, is in the cell of the highest density or
     * beside it. */
    const double x0 = latigraph_json_number_at(density, LATIGRAPH_AT("x0"));
    const double x1 = latigraph_json_number_at(density, LATIGRAPH_AT("x1"));
    CHECK(fabs((double)(highest % 48) + 0.5 - 48 * -x0 / (x1 - x0)) <= 1);
    g_free(cells);
}

static void test_data(void) {
    latigraph_circuit_list_t some = circuits;
    latigraph_circuit_t *items[SHOWN];
    igraph_matrix_t values, mean, sd;
    JsonNode *data;
    for (int k = 0; k < SHOWN; k++) {
        items[k] = (latigraph_circuit_t *)shown(k);
    }
    some.items = items;
    some.size = SHOWN;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_matrix_init(&sd, 0, 0));
    CHECK_OK(latigraph_properties(&some, &values));
    CHECK_OK(latigraph_encode(model, &some, 1, &mean, &sd));
    char *page = RUN(TRUE, &data, "seed=1", "threads=1", "most=14", "only=density", "steps=1",
                     "step_count=2", "effects=2", "title=a <page>", "command=x");
    REQUIRE(json_array_get_length(array_at(data, "circuits")) == SHOWN);
    for (int k = 0; k < SHOWN; k++) {
        check_circuit(data, k, &values);
        check_neighbours(json_array_get_element(array_at(data, "circuits"), (guint)k), k, &mean,
                         &sd);
    }
    REQUIRE(json_array_get_length(array_at(data, "steering")) == 1);
    check_steering(data, json_array_get_element(array_at(data, "steering"), 0), 3);
    check_density(data);
    CHECK(strcmp(latigraph_json_text_at(data, LATIGRAPH_AT("position_unit")), "µm") == 0);
    CHECK(strstr(page, "\"unit\":\"µm\"") != NULL && strstr(page, "\"unit of the ") == NULL);
    CHECK(json_array_get_length(array_at(data, "directions")) > 10);
    CHECK(latigraph_json_number_at(data, LATIGRAPH_AT("evaluation", "circuits")) == SHOWN);
    CHECK(isfinite(latigraph_json_number_at(data, LATIGRAPH_AT("evaluation", "discrepancy"))));
    CHECK(latigraph_json_at(data, LATIGRAPH_AT("provenance", "date")) == NULL);
    CHECK(strcmp(latigraph_json_text_at(data, LATIGRAPH_AT("title")), "a <page>") == 0);
    CHECK(strstr(page, "14 of 17 circuits are shown") != NULL);
    g_free(page);
    json_node_unref(data);
    igraph_matrix_destroy(&sd);
    igraph_matrix_destroy(&mean);
    igraph_matrix_destroy(&values);
}

/* Circuits that the model makes, and the space of each: with 1300 bytes and 50 per neuron, 200
 * circuits of 150 neurons take 1.8 MB. */
static void test_generated(void) {
    JsonNode *data;
    char *page = RUN(FALSE, &data, "seed=1", "count=5", "steps=0", "effects=0", "date=today");
    CHECK(json_array_get_length(array_at(data, "circuits")) == 5);
    CHECK(json_array_get_length(array_at(data, "steering")) == 0);
    CHECK(latigraph_json_at(data, LATIGRAPH_AT("evaluation")) == NULL);
    CHECK(strcmp(latigraph_json_text_at(data, LATIGRAPH_AT("provenance", "date")), "today") == 0);
    CHECK(strstr(page, "5 circuits that the model generated") != NULL);
    JsonNode *circuit = json_array_get_element(array_at(data, "circuits"), 0);
    CHECK(!json_node_get_boolean(latigraph_json_at(circuit, LATIGRAPH_AT("real"))));
    CHECK(latigraph_json_number_at(circuit, LATIGRAPH_AT("group")) == -1);
    json_node_unref(data);
    char *larger = RUN(FALSE, &data, "seed=1", "count=10", "steps=0", "effects=0", "date=today");
    JsonArray *list = array_at(data, "circuits");
    double space = 0;
    for (guint k = 5; k < 10; k++) {
        JsonNode *more = json_array_get_element(list, k);
        space += 1300 + 50 * latigraph_json_number_at(more, LATIGRAPH_AT("n"));
    }
    CHECK((double)strlen(larger) - (double)strlen(page) < space);
    json_node_unref(data);
    g_free(larger);
    g_free(page);
}

/* Equal inputs give equal bytes at any number of threads. */
static void test_threads(void) {
    char *page[2];
    for (int k = 0; k < 2; k++) {
        page[k] = RUN(TRUE, NULL, "seed=1", k == 0 ? "threads=1" : "threads=3", "evaluate=false",
                      "only=reciprocity", "steps=1", "step_count=2", "effects=1");
    }
    CHECK(strcmp(page[0], page[1]) == 0);
    g_free(page[0]);
    g_free(page[1]);
}

/* A property that is not in the table: an operation that gives one number of a graph. */
static void test_refusals(void) {
    latigraph_call_t *call;
    CHECK_OK(latigraph_call_create(&call, "report"));
    CHECK_OK(latigraph_call_set(call, "model", (latigraph_value_t){.model = model}));
    CHECK_OK(latigraph_call_set_text(call, "only", "memory_capacity"));
    CHECK_FAILS(latigraph_call_run(call), IGRAPH_EINVAL, "\"memory_capacity\"");
    latigraph_call_destroy(call);
}

int main(void) {
    latigraph_fit_options_t *options = quick_options("30");
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    random_circuits(&circuits, GIVEN, 1, 1);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    test_graphs();
    test_page();
    test_space();
    test_too_large();
    test_data();
    test_threads();
    test_generated();
    test_refusals();
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_model_destroy(model);
    return 0;
}
