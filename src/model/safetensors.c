/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/safetensors.h"

#include "base/memory.h"

#include <string.h>

enum { PREFIX = 8, DIGEST = 64 };
static const guint64 HEADER_MAX = 100 << 20;
static const char *const TYPE_NAME[] = {"F32", "F64", "I64"};
static const gsize TYPE_SIZE[] = {4, 8, 8};

typedef struct {
    tensor_type_t type;
    gint64 rows, columns; /* columns = 0: a vector */
    gsize begin, end;     /* bytes in the data section */
} entry_t;

safetensors_t *safetensors_create(void) {
    safetensors_t *file = g_new0(safetensors_t, 1);
    file->bytes = g_byte_array_new();
    file->names = g_ptr_array_new_with_free_func(g_free);
    file->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return file;
}

void safetensors_destroy(safetensors_t *file) {
    if (file != NULL) {
        g_byte_array_unref(file->bytes);
        g_ptr_array_unref(file->names);
        g_hash_table_unref(file->entries);
        g_free(file->json);
        g_free(file);
    }
}

void safetensors_add(safetensors_t *file, const char *name, tensor_type_t type, gint64 rows,
                     gint64 columns, const void *data) {
    const gsize size = (gsize)rows * (gsize)(columns > 0 ? columns : 1) * TYPE_SIZE[type];
    entry_t *entry = g_new0(entry_t, 1);
    *entry = (entry_t){type, rows, columns, file->bytes->len, file->bytes->len + size};
    if (size > 0) {
        g_byte_array_append(file->bytes, data, (guint)size);
    }
    g_ptr_array_add(file->names, g_strdup(name));
    g_hash_table_insert(file->entries, g_strdup(name), entry);
}

gint64 safetensors_rows(const safetensors_t *file, const char *name) {
    const entry_t *entry = g_hash_table_lookup(file->entries, name);
    return entry != NULL ? entry->rows : -1;
}

igraph_error_t safetensors_get(const safetensors_t *file, const char *name, tensor_type_t type,
                               gint64 rows, gint64 columns, void *data) {
    const entry_t *entry = g_hash_table_lookup(file->entries, name);
    if (entry == NULL) {
        IGRAPH_ERRORF("The model file lacks the tensor '%s'.", IGRAPH_PARSEERROR, name);
    }
    if (entry->type != type || entry->rows != rows || entry->columns != columns) {
        IGRAPH_ERRORF("Tensor '%s' is %s (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                      ") where %s (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ") belongs.",
                      IGRAPH_PARSEERROR, name, TYPE_NAME[entry->type], entry->rows, entry->columns,
                      TYPE_NAME[type], rows, columns);
    }
    if (entry->end > entry->begin) {
        memcpy(data, file->bytes->data + entry->begin, entry->end - entry->begin);
    }
    return IGRAPH_SUCCESS;
}

/* --- Writing ------------------------------------------------------------ */

/* The header with a place for the checksum, padded so that tensors start on 8 bytes. */
static char *make_header(const safetensors_t *file) {
    JsonBuilder *b = json_builder_new();
    json_builder_begin_object(b);
    json_builder_set_member_name(b, "__metadata__");
    json_builder_begin_object(b);
    char blank[DIGEST + 1];
    memset(blank, '0', DIGEST);
    blank[DIGEST] = '\0';
    json_builder_set_member_name(b, "sha256");
    json_builder_add_string_value(b, blank);
    json_builder_set_member_name(b, "latigraph");
    json_builder_add_string_value(b, file->json);
    json_builder_end_object(b);
    for (guint k = 0; k < file->names->len; k++) {
        const char *name = g_ptr_array_index(file->names, k);
        const entry_t *entry = g_hash_table_lookup(file->entries, name);
        json_builder_set_member_name(b, name);
        json_builder_begin_object(b);
        json_builder_set_member_name(b, "dtype");
        json_builder_add_string_value(b, TYPE_NAME[entry->type]);
        json_builder_set_member_name(b, "shape");
        json_builder_begin_array(b);
        json_builder_add_int_value(b, entry->rows);
        if (entry->columns > 0) {
            json_builder_add_int_value(b, entry->columns);
        }
        json_builder_end_array(b);
        json_builder_set_member_name(b, "data_offsets");
        json_builder_begin_array(b);
        json_builder_add_int_value(b, (gint64)entry->begin);
        json_builder_add_int_value(b, (gint64)entry->end);
        json_builder_end_array(b);
        json_builder_end_object(b);
    }
    json_builder_end_object(b);
    JsonNode *root = json_builder_get_root(b);
    char *text = json_to_string(root, FALSE);
    json_node_unref(root);
    g_object_unref(b);
    const gsize length = strlen(text), padded = (length + 7) & ~(gsize)7;
    char *header = g_malloc(padded + 1);
    memset(header, ' ', padded);
    memcpy(header, text, length);
    header[padded] = '\0';
    g_free(text);
    return header;
}

/* The place of the checksum's digits in a header, or NULL. */
static char *find_digest(char *header) {
    static const char key[] = "\"sha256\":\"";
    char *at = strstr(header, key);
    if (at == NULL || strlen(at) < sizeof key - 1 + DIGEST) {
        return NULL;
    }
    return at + sizeof key - 1;
}

static void checksum(const char *header, gsize header_length, const guint8 *data,
                     gsize data_length, char digest[DIGEST + 1]) {
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)header, (gssize)header_length);
    g_checksum_update(sum, data, (gssize)data_length);
    g_strlcpy(digest, g_checksum_get_string(sum), DIGEST + 1);
    g_checksum_free(sum);
}

igraph_error_t safetensors_write(const safetensors_t *file, const char *path) {
    char digest[DIGEST + 1];
    char *header = make_header(file);
    const gsize length = strlen(header);
    checksum(header, length, file->bytes->data, file->bytes->len, digest);
    memcpy(find_digest(header), digest, DIGEST);

    const guint64 prefix = GUINT64_TO_LE((guint64)length);
    GByteArray *all = g_byte_array_sized_new((guint)(PREFIX + length + file->bytes->len));
    g_byte_array_append(all, (const guint8 *)&prefix, PREFIX);
    g_byte_array_append(all, (const guint8 *)header, (guint)length);
    g_byte_array_append(all, file->bytes->data, file->bytes->len);
    g_free(header);
    GError *error = NULL;
    const gboolean good = g_file_set_contents_full(
        path, (const char *)all->data, all->len,
        G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &error);
    g_byte_array_unref(all);
    if (!good) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_EFILE);
    }
    return IGRAPH_SUCCESS;
}

/* --- Reading ------------------------------------------------------------ */

static gboolean is_integer(JsonNode *node) {
    return node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
           json_node_get_value_type(node) == G_TYPE_INT64;
}

/* One tensor's description: the next bytes in order, none left out. */
static gboolean parse_entry(JsonNode *node, gsize expected_begin, gsize available,
                            entry_t *entry) {
    if (!JSON_NODE_HOLDS_OBJECT(node)) {
        return FALSE;
    }
    JsonObject *object = json_node_get_object(node);
    const char *type = json_object_get_string_member_with_default(object, "dtype", "");
    JsonNode *shape = json_object_get_member(object, "shape");
    JsonNode *offsets = json_object_get_member(object, "data_offsets");
    if (shape == NULL || offsets == NULL || !JSON_NODE_HOLDS_ARRAY(shape) ||
        !JSON_NODE_HOLDS_ARRAY(offsets)) {
        return FALSE;
    }
    JsonArray *s = json_node_get_array(shape), *o = json_node_get_array(offsets);
    const guint dims = json_array_get_length(s);
    guint64 values[4] = {0, 0, 0, 0};
    if (dims < 1 || dims > 2 || json_array_get_length(o) != 2) {
        return FALSE;
    }
    for (guint k = 0; k < dims + 2; k++) {
        JsonNode *number = k < dims ? json_array_get_element(s, k)
                                    : json_array_get_element(o, k - dims);
        if (!is_integer(number) || json_node_get_int(number) < 0) {
            return FALSE;
        }
        values[k < dims ? k : k - dims + 2] = (guint64)json_node_get_int(number);
    }
    guint kind = 0;
    while (kind < G_N_ELEMENTS(TYPE_NAME) && strcmp(type, TYPE_NAME[kind]) != 0) {
        kind++;
    }
    guint64 size;
    if (kind == G_N_ELEMENTS(TYPE_NAME) ||
        !g_uint64_checked_mul(&size, values[0], dims == 2 ? values[1] : 1) ||
        !g_uint64_checked_mul(&size, size, TYPE_SIZE[kind]) || values[2] != expected_begin ||
        values[3] < values[2] || values[3] > available || values[3] - values[2] != size) {
        return FALSE;
    }
    *entry = (entry_t){(tensor_type_t)kind, (gint64)values[0], dims == 2 ? (gint64)values[1] : 0,
                       (gsize)values[2], (gsize)values[3]};
    return TRUE;
}

/* Fills names, entries and json from the header; FALSE if it is not what it should be. */
static gboolean parse_header(safetensors_t *file, JsonNode *root, gsize available) {
    if (root == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
        return FALSE;
    }
    JsonObject *object = json_node_get_object(root);
    JsonNode *metadata = json_object_get_member(object, "__metadata__");
    if (metadata == NULL || !JSON_NODE_HOLDS_OBJECT(metadata)) {
        return FALSE;
    }
    file->json = g_strdup(json_object_get_string_member_with_default(
        json_node_get_object(metadata), "latigraph", NULL));
    if (file->json == NULL) {
        return FALSE;
    }
    gsize next = 0;
    GList *members = json_object_get_members(object);
    gboolean good = TRUE;
    for (GList *at = members; at != NULL && good; at = at->next) {
        const char *name = at->data;
        if (strcmp(name, "__metadata__") == 0) {
            continue;
        }
        entry_t entry;
        good = parse_entry(json_object_get_member(object, name), next, available, &entry);
        if (good) {
            entry_t *kept = g_new(entry_t, 1);
            *kept = entry;
            next = entry.end;
            g_ptr_array_add(file->names, g_strdup(name));
            g_hash_table_insert(file->entries, g_strdup(name), kept);
        }
    }
    g_list_free(members);
    return good && next == available;
}

static igraph_error_t parse(safetensors_t *file, const char *path, char *contents, gsize length) {
    guint64 header_length = 0;
    if (length >= PREFIX) {
        memcpy(&header_length, contents, PREFIX);
        header_length = GUINT64_FROM_LE(header_length);
    }
    if (length < PREFIX || header_length > HEADER_MAX || header_length > length - PREFIX ||
        header_length < 2 || contents[PREFIX] != '{') {
        IGRAPH_ERRORF("'%s' is not a model file, or it is cut short (%zu bytes).",
                      IGRAPH_PARSEERROR, path, length);
    }
    char *header = g_strndup(contents + PREFIX, header_length);
    IGRAPH_FINALLY(g_free, header);
    const guint8 *data = (const guint8 *)contents + PREFIX + header_length;
    const gsize available = length - PREFIX - header_length;

    char written[DIGEST + 1], found[DIGEST + 1];
    char *place = find_digest(header);
    if (place == NULL) {
        IGRAPH_ERRORF("'%s' was not written by latigraph (it carries no checksum).",
                      IGRAPH_PARSEERROR, path);
    }
    g_strlcpy(written, place, sizeof written);
    memset(place, '0', DIGEST);
    checksum(header, strlen(header), data, available, found);
    if (strlen(header) != header_length || strcmp(written, found) != 0) {
        IGRAPH_ERRORF("'%s' is damaged: its checksum is %.12s…, but it says %.12s….",
                      IGRAPH_PARSEERROR, path, found, written);
    }
    JsonParser *parser = json_parser_new();
    IGRAPH_FINALLY(g_object_unref, parser);
    if (!json_parser_load_from_data(parser, header, -1, NULL) ||
        !parse_header(file, json_parser_get_root(parser), available)) {
        IGRAPH_ERRORF("The header of '%s' is not that of a model file.", IGRAPH_PARSEERROR, path);
    }
    g_byte_array_append(file->bytes, data, (guint)available);
    g_object_unref(parser);
    g_free(header);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t safetensors_read(safetensors_t **file, const char *path) {
    char *contents;
    gsize length;
    GError *error = NULL;
    if (G_BYTE_ORDER != G_LITTLE_ENDIAN) {
        IGRAPH_ERROR("Model files can only be read on little-endian machines.",
                     IGRAPH_UNIMPLEMENTED);
    }
    if (!g_file_get_contents(path, &contents, &length, &error)) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_EFILE);
    }
    IGRAPH_FINALLY(g_free, contents);
    safetensors_t *made = safetensors_create();
    IGRAPH_FINALLY(safetensors_destroy, made);
    IGRAPH_CHECK(parse(made, path, contents, length));
    *file = made;
    IGRAPH_FINALLY_CLEAN(1);
    g_free(contents);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
