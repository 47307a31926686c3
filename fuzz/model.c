/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "model/file.h"

#include <string.h>

/* Model files past their digest. The input edits the file of a small model: its first byte chooses
 * description, header or numbers, and the edits follow. The digest is made again, so that readers
 * go on to the inside. */

static char *description, *numbers;
static gsize number_count;

/* Returns where the header ends and the numbers begin. */
static gsize header_end(const char *contents) {
    guint64 length;
    memcpy(&length, contents, sizeof length);
    return sizeof length + (gsize)length;
}

static char *header;

void fuzz_prepare(void) {
    safetensors_t *file;
    char *contents;
    gsize size;
    latigraph_model_t *model = tiny_model();
    latigraph_model_set_card(model, "{\"title\": \"Tiny\"}");
    tiny_folder();
    latigraph_model_write(model, "tiny.safetensors");
    latigraph_model_destroy(model);
    if (!g_file_get_contents("tiny.safetensors", &contents, &size, NULL)) {
        abort();
    }
    const gsize end = header_end(contents);
    header = g_strndup(contents + 8, end - 8);
    number_count = size - end;
    numbers = g_memdup2(contents + end, number_count);
    safetensors_parse(&file, "tiny", contents, size);
    description = g_strdup(file->json);
    safetensors_destroy(file);
}

/* Returns the header with another description. */
static char *with_description(const char *text) {
    const char *old = strstr(header, "\"latigraph\":\"") + strlen("\"latigraph\":\"");
    const char *end = strstr(old, "\"}");
    GString *made = g_string_new_len(header, old - header);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            g_string_append_c(made, '\\');
        }
        g_string_append_c(made, (guchar)*text < ' ' ? ' ' : *text);
    }
    return g_string_free(g_string_append(made, end), FALSE);
}

/* Writes the digest of header and numbers into the header, if it has a place for one. */
static void sign(char *text, const char *data, gsize size) {
    char *place = strstr(text, "\"sha256\":\"");
    if (place == NULL || strlen(place) < 74) {
        return;
    }
    memset(place + 10, '0', 64);
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)text, -1);
    g_checksum_update(sum, (const guchar *)data, (gssize)size);
    memcpy(place + 10, g_checksum_get_string(sum), 64);
    g_checksum_free(sum);
}

/* Sets some of the numbers: a place (two bytes) and a byte each. */
static void change_numbers(fuzz_input_t *input, char *data) {
    while (input->at < input->end) {
        const gsize low = fuzz_byte(input), high = fuzz_byte(input);
        data[(low | high << 8) % number_count] = (char)fuzz_byte(input);
    }
}

static void read_file(const char *text, const char *data) {
    const guint64 length = strlen(text);
    const gsize size = sizeof length + (gsize)length + number_count;
    char *contents = g_malloc(size + 1);
    safetensors_t *file;
    latigraph_model_t *model;
    memcpy(contents, &length, sizeof length);
    memcpy(contents + sizeof length, text, length);
    memcpy(contents + sizeof length + length, data, number_count);
    contents[size] = '\0';
    if (safetensors_parse(&file, "input", contents, size) != IGRAPH_SUCCESS) {
        return;
    }
    if (latigraph_model_from_tensors(&model, file) == IGRAPH_SUCCESS) {
        char *json;
        if (latigraph_model_describe(model, &json) == IGRAPH_SUCCESS) {
            igraph_free(json);
        }
        latigraph_model_destroy(model);
    }
    safetensors_destroy(file);
}

void fuzz_one(char *text, size_t size) {
    fuzz_input_t input = {(const uint8_t *)text, (const uint8_t *)text + size};
    char *data = g_memdup2(numbers, number_count), *made;
    switch (fuzz_choice(&input, 3)) {
    case 0: {
        char *edited = fuzz_edited(&input, description);
        made = with_description(edited);
        g_free(edited);
        break;
    }
    case 1:
        made = fuzz_edited(&input, header);
        break;
    default:
        change_numbers(&input, data);
        made = g_strdup(header);
    }
    sign(made, data, number_count);
    read_file(made, data);
    g_free(made);
    g_free(data);
}
