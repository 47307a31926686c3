/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Texts, maps and JSON documents, which everything that the library writes is made of. */

#include "base/json.h"
#include "base/json_writer.h"
#include "base/map.h"
#include "base/random.h"
#include "base/text.h"
#include "test.h"

static void growing_text(void) {
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    char *bytes;
    CHECK(strcmp(latigraph_text(&text), "") == 0);
    for (int k = 0; k < 1000; k++) {
        latigraph_text_print(&text, "%d,", k);
    }
    CHECK(text.length == 10 * 2 + 90 * 3 + 900 * 4);
    CHECK(strncmp(latigraph_text(&text), "0,1,2,", 6) == 0);
    CHECK(strcmp(latigraph_text(&text) + text.length - 8, "998,999,") == 0);
    latigraph_text_cut(&text, 3);
    latigraph_text_append_character(&text, '!');
    latigraph_text_append_part(&text, "abc", 2);
    CHECK_OK(latigraph_text_take(&text, &bytes));
    CHECK(strcmp(bytes, "0,1!ab") == 0 && text.bytes == NULL);
    g_free(bytes);
    latigraph_text_append_markup(&text, "</b> \"Müller\" & 'co'");
    CHECK(strcmp(latigraph_text(&text), "&lt;/b&gt; &quot;Müller&quot; &amp; &#39;co&#39;") == 0);
    latigraph_text_destroy(&text);
    CHECK_OK(latigraph_text_take(&text, &bytes));
    CHECK(strcmp(bytes, "") == 0);
    g_free(bytes);
    text.failed = true;
    latigraph_text_append(&text, "lost");
    CHECK(latigraph_text_take(&text, &bytes) == IGRAPH_ENOMEM && text.length == 0);
}

static void parts(void) {
    char **list, **copy, *text;
    CHECK_OK(latigraph_split_text("a,,b;", ",;", &list));
    REQUIRE(g_strv_length(list) == 4);
    CHECK(strcmp(list[0], "a") == 0 && list[1][0] == '\0' && strcmp(list[2], "b") == 0 &&
          list[3][0] == '\0');
    CHECK_OK(latigraph_copy_texts((const char *const *)list, &copy));
    CHECK(g_strv_equal((const char *const *)list, (const char *const *)copy));
    g_strfreev(list);
    g_strfreev(copy);
    CHECK_OK(latigraph_split_text("", ",", &list));
    CHECK(list[0] == NULL);
    g_strfreev(list);
    CHECK_OK(latigraph_copy_texts(NULL, &copy));
    CHECK(copy == NULL);
    CHECK_OK(latigraph_copy_text(NULL, &text));
    CHECK(text == NULL);
    CHECK_OK(latigraph_copy_text_part("neuron", 3, &text));
    CHECK(strcmp(text, "neu") == 0);
    g_free(text);
}

/* A map of integers is compared with an array of all keys under random additions and removals. */
static void map_of_integers(void) {
    enum { KEYS = 700 };
    static gint64 expected[KEYS]; /* value + 1, or 0 */
    latigraph_map_t map = LATIGRAPH_MAP_EMPTY;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    size_t count = 0;
    CHECK(latigraph_map_find_integer(&map, 3) == NULL);
    for (int step = 0; step < 50000; step++) {
        const int key = (int)(KEYS * latigraph_stream_uniform(&stream));
        latigraph_map_entry_t *entry = latigraph_map_find_integer(&map, key - 350);
        CHECK((entry != NULL) == (expected[key] != 0));
        if (latigraph_stream_uniform(&stream) < 0.4) {
            if (entry != NULL) {
                latigraph_map_remove(&map, entry);
                expected[key] = 0;
                count--;
            }
        } else {
            igraph_bool_t added;
            CHECK_OK(latigraph_map_add_integer(&map, key - 350, &entry, &added));
            CHECK(added == (expected[key] == 0));
            CHECK(entry->value.number == (added ? 0 : expected[key] - 1));
            count += added;
            entry->value.number = step;
            expected[key] = step + 1;
        }
        CHECK(map.count == count);
    }
    size_t walked = 0;
    for (const latigraph_map_entry_t *e = NULL; (e = latigraph_map_next(&map, e)) != NULL;) {
        CHECK(expected[e->integer + 350] == e->value.number + 1);
        walked++;
    }
    CHECK(walked == count);
    latigraph_map_destroy(&map);
}

static void map_of_texts(void) {
    latigraph_map_t map = LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    latigraph_map_entry_t *entry;
    char name[32];
    for (int k = 0; k < 20000; k++) {
        g_snprintf(name, sizeof name, "neuron-%d", k);
        CHECK_OK(latigraph_map_add_text(&map, name, &entry, NULL));
        entry->value.number = k;
    }
    for (int k = 0; k < 20000; k++) {
        g_snprintf(name, sizeof name, "neuron-%d", k);
        entry = latigraph_map_find_text(&map, name);
        REQUIRE(entry != NULL);
        CHECK(entry->value.number == k);
        if (k % 3 != 0) {
            latigraph_map_remove(&map, entry);
            CHECK(latigraph_map_find_text(&map, name) == NULL);
        }
    }
    CHECK(latigraph_map_find_text(&map, "") == NULL);
    int k = 0; /* entries come in the order of their addition */
    for (const latigraph_map_entry_t *e = NULL; (e = latigraph_map_next(&map, e)) != NULL; k += 3) {
        CHECK(e->value.number == k);
    }
    CHECK(k >= 20000);
    /* The map grows and leaves the removed entries behind. */
    for (k = 20000; k < 60000; k++) {
        g_snprintf(name, sizeof name, "neuron-%d", k);
        CHECK_OK(latigraph_map_add_text(&map, name, &entry, NULL));
        entry->value.number = k;
    }
    for (k = 0; k < 60000; k++) {
        g_snprintf(name, sizeof name, "neuron-%d", k);
        entry = latigraph_map_find_text(&map, name);
        CHECK((entry != NULL) == (k >= 20000 || k % 3 == 0));
        CHECK(entry == NULL || entry->value.number == k);
    }
    latigraph_map_destroy(&map);
}

/* Keys of up to seven bytes are known by their hashes alone. All texts of one to four letters out
 * of two, the same with a long beginning, and the empty text are different keys. */
static void map_of_short_texts(void) {
    latigraph_map_t map = LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    const char *const begins[] = {"", "abc", "abcd", "abcdef", "abcdefg", "abcdefgh"};
    int keys = 0;
    for (int pass = 0; pass < 2; pass++) {
        int key = 0;
        for (gsize b = 0; b < G_N_ELEMENTS(begins); b++) {
            for (int k = 0; k < 64; k++) {
                char name[16], *end = name + g_snprintf(name, sizeof name, "%s", begins[b]);
                for (int bits = k + 64; bits > 1 && (bits & 1 || bits > 3); bits >>= 1) {
                    *end++ = bits & 1 ? '\xc3' : 'y';
                }
                *end = '\0';
                CHECK_OK(latigraph_map_add_text(&map, name, &entry, &added));
                CHECK(pass == 0 || !added);
                CHECK(strcmp(entry->text, name) == 0);
                if (added) {
                    entry->value.number = keys++;
                }
                key++;
            }
        }
        CHECK((int)map.count == keys && key >= keys && keys > 300);
    }
    latigraph_map_destroy(&map);
}

static void write_sample(latigraph_json_t *json) {
    latigraph_json_begin_object(json);
    latigraph_json_text(json, "na\"me", "q\"\\/\b\f\n\r\t\x01\x1f\x7f é 日本");
    latigraph_json_text(json, "broken", "a\xff\xc3(");
    latigraph_json_text(json, "none", NULL);
    latigraph_json_boolean(json, "yes", true);
    latigraph_json_integer(json, "least", G_MININT64);
    latigraph_json_begin(json, "empty");
    latigraph_json_end_object(json);
    latigraph_json_name(json, "numbers");
    latigraph_json_begin_array(json);
    static const double number[] = {1, -0.0, 0.1, 1e-300, 1e22, 5e-324, 1.7976931348623157e308};
    for (size_t k = 0; k < G_N_ELEMENTS(number); k++) {
        latigraph_json_add_number(json, number[k]);
    }
    latigraph_json_add_number(json, NAN);
    latigraph_json_begin_array(json);
    latigraph_json_end_array(json);
    latigraph_json_end_array(json);
    latigraph_json_end_object(json);
}

static const char SAMPLE[] =
    "{\"na\\\"me\":\"q\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f é 日本\","
    "\"broken\":\"a\xef\xbf\xbd\xef\xbf\xbd(\",\"none\":null,\"yes\":true,"
    "\"least\":-9223372036854775808,\"empty\":{},"
    "\"numbers\":[1.0,-0.0,0.10000000000000001,1e-300,1e+22,4.9406564584124654e-324,"
    "1.7976931348623157e+308,null,[]]}";

/* A compact document is as expected; a pretty one has the same content, and comes back unchanged
 * when json-glib has read it. */
static void json(void) {
    latigraph_json_t compact = LATIGRAPH_JSON_COMPACT, pretty = LATIGRAPH_JSON_PRETTY,
                     again = LATIGRAPH_JSON_PRETTY, flat = LATIGRAPH_JSON_COMPACT;
    char *text, *second;
    write_sample(&compact);
    CHECK_OK(latigraph_json_take(&compact, &text));
    CHECK(strcmp(text, SAMPLE) == 0);
    g_free(text);

    write_sample(&pretty);
    CHECK_OK(latigraph_json_take(&pretty, &text));
    CHECK(g_str_has_prefix(text, "{\n  \"na\\\"me\" : \"q"));
    CHECK(strstr(text, "\n  \"empty\" : {},\n  \"numbers\" : [\n    1.0,\n") != NULL);
    CHECK(g_str_has_suffix(text, "\n    null,\n    []\n  ]\n}"));
    JsonNode *node = json_from_string(text, NULL);
    REQUIRE(node != NULL);
    latigraph_json_add_node(&again, node);
    CHECK_OK(latigraph_json_take(&again, &second));
    CHECK(strcmp(text, second) == 0);
    g_free(second);
    latigraph_json_add_node(&flat, node);
    CHECK_OK(latigraph_json_take(&flat, &second));
    CHECK(strcmp(second, SAMPLE) == 0);
    g_free(second);
    json_node_unref(node);
    g_free(text);

    latigraph_json_t failed = LATIGRAPH_JSON_COMPACT;
    failed.text.failed = true;
    write_sample(&failed);
    CHECK(latigraph_json_take(&failed, &text) == IGRAPH_ENOMEM);
    latigraph_json_destroy(&failed);
}

/* Returns `levels` arrays in each other. */
static char *nested(int levels) {
    char *text = g_malloc0((gsize)levels * 2 + 1);
    memset(text, '[', (size_t)levels);
    memset(text + levels, ']', (size_t)levels);
    return text;
}

static void check_unreadable(const char *text, const char *reason) {
    GError *error = NULL;
    CHECK(latigraph_json_from_text(text, &error) == NULL);
    REQUIRE(error != NULL);
    CHECK(strstr(error->message, reason) != NULL);
    g_error_free(error);
}

/* Texts that are nested too deep for json-glib, which recurses, are refused before it sees them. */
static void json_depth(void) {
    static const int levels[] = {LATIGRAPH_JSON_DEPTH_MAX, LATIGRAPH_JSON_DEPTH_MAX + 1, 80000};
    for (int k = 0; k < 3; k++) {
        char *text = nested(levels[k]);
        if (k == 0) {
            JsonNode *node = latigraph_json_from_text(text, NULL);
            REQUIRE(node != NULL);
            CHECK(JSON_NODE_HOLDS_ARRAY(node));
            json_node_unref(node);
        } else {
            check_unreadable(text, "more than 64 levels");
        }
        g_free(text);
    }
    /* Brackets in strings do not count, and quotes in comments cannot hide others. */
    char *text = nested(200), *string = g_strdup_printf("{\"a\\\"[\": \"%s\"}", text);
    char *hidden = g_strdup_printf("/* \" */ %s", text);
    JsonNode *node = latigraph_json_from_text(string, NULL);
    REQUIRE(node != NULL);
    CHECK(strcmp(latigraph_json_text_at(node, LATIGRAPH_AT("a\"[")), text) == 0);
    json_node_unref(node);
    check_unreadable(hidden, "outside of strings");
    check_unreadable("[\"a]", "not closed");
    g_free(hidden);
    g_free(string);
    g_free(text);
}

/* A member that is no value gives the default, without a critical message of json-glib. */
static void json_members(void) {
    const GLogLevelFlags before = g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
    JsonNode *node = latigraph_json_from_text(
        "{\"number\": 2.5, \"text\": \"x\", \"object\": {}, \"array\": [1], \"null\": null}", NULL);
    REQUIRE(node != NULL);
    JsonObject *object = json_node_get_object(node);
    static const char *const none[] = {"object", "array", "null", "missing"};
    for (size_t k = 0; k < sizeof none / sizeof *none; k++) {
        CHECK(latigraph_json_integer_of(object, none[k], 7) == 7);
        CHECK(latigraph_json_number_of(object, none[k], 7) == 7);
        CHECK(strcmp(latigraph_json_text_of(object, none[k], "none"), "none") == 0);
    }
    CHECK(latigraph_json_number_of(object, "number", 7) == 2.5);
    CHECK(strcmp(latigraph_json_text_of(object, "text", "none"), "x") == 0);
    CHECK(strcmp(latigraph_json_text_of(object, "number", "none"), "none") == 0);
    json_node_unref(node);
    g_log_set_always_fatal(before);
}

int main(void) {
    test_init();
    growing_text();
    parts();
    map_of_integers();
    map_of_texts();
    map_of_short_texts();
    json();
    json_depth();
    json_members();
    return 0;
}
